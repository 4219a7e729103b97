"""Pictures of pages to words with their places.

The picture is made ready (sheet.py) and recognised (tesseract.py); the numbers that stand raised or alone in it are
looked at apart (numerals.py).
"""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from statistics import median

import cv2
import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image

from corpus.errors import AdviesspoorError
from corpus.model import Box, Category
from ingest import strokes
from ingest.layer import below_each_other, missing_letters, sized_again, with_marks, with_numbers
from ingest.lean import set_upright
from ingest.lexicon import foreign_frequency, frequency
from ingest.limits import MOST_RENDERED
from ingest.numerals import Mark, labels, raised_numbers, with_labels, without
from ingest.page import Line, RawPage, Word, around
from ingest.pdf import refuse_huge_pictures
from ingest.ruled import drawn_boxes, ruled_tables, tinted_boxes
from ingest.sheet import DPI, Pixels, Sheet, prepare, take_leaders, take_rules, take_underlines
from ingest.tesseract import (
    DOUBTFUL,
    Seen,
    SeenLine,
    framed,
    languages,
    lines_on,
    quarter_turns,
    read_digits,
    settled_sizes,
    side_by_side,
    type_size,
)
from ingest.underlines import part_underlines

# A page of which this share of the words is foreign is recognised with that language as well.
FOREIGN_SHARE = 0.25


# --- what is installed ------------------------------------------------------------------------------------------------

# A picture of fewer pixels on a side has no letters in it.
_LEAST_PIXELS = 16

# The modules on which a recognised page depends.
_MODULES = (
    "boldness",
    "joining",
    "layer",
    "lean",
    "lexicon",
    "limits",
    "numerals",
    "ocr",
    "page",
    "rows",
    "ruled",
    "sheet",
    "strokes",
    "tesseract",
    "underlines",
)


@cache
def identity() -> str:
    """A short name for all that recognition depends on here, so that what was recognised otherwise is known as such.

    In it: Tesseract, its languages and their data, the libraries that draw and clean a page, and the code that does so
    with every setting in it (resolution, cleaning).
    """
    told: list[str] = [cv2.__version__, np.__version__, str(pypdfium2.PDFIUM_INFO)]
    program = shutil.which("tesseract")
    if program is not None:
        for asked in ("--version", "--list-langs"):
            run = subprocess.run([program, asked], capture_output=True, text=True, timeout=30, check=False)
            told.append(run.stdout)
            folder = re.search(r'in "(.+)"', run.stdout)
            if folder is not None:  # the same language comes as a fast and as an exact model
                told += [f"{p.name} {p.stat().st_size}" for p in sorted(Path(folder[1]).glob("*.traineddata"))]
    code = b"".join((Path(__file__).parent / f"{name}.py").read_bytes() for name in _MODULES)
    return hashlib.sha256("\n".join(told).encode() + code).hexdigest()[:16]


def available() -> bool:
    """Whether pages can be recognised here: Tesseract with Dutch is installed."""
    return "nld" in languages()


# --- pictures of pages ------------------------------------------------------------------------------------------------


def resolution(page: pypdfium2.PdfPage) -> int:
    """The dots per inch at which to render `page`: those of the picture that covers it, else DPI."""
    width, height = page.get_size()
    for item in page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_IMAGE,), max_depth=3):
        left, bottom, right, top = item.get_bounds()
        if (right - left) * (top - bottom) > 0.6 * width * height and right > left:
            across, _ = item.get_px_size()
            return int(min(400, max(72, round(across / ((right - left) / 72)))))
    return DPI


def render(page: pypdfium2.PdfPage, dpi: int | None = None) -> Image.Image:
    """`page` as a grey picture, at the resolution of its scan unless `dpi` says otherwise; of a huge page, less.

    Raises AdviesspoorError(TOO_LARGE) where a picture on it has more pixels than fit in memory.
    """
    refuse_huge_pictures(page)
    width, height = page.get_size()
    scale = min((dpi or resolution(page)) / 72, (MOST_RENDERED / (width * height)) ** 0.5)
    picture: Image.Image = page.render(scale=scale, grayscale=True).to_pil()
    return picture


# --- recognition ------------------------------------------------------------------------------------------------------


def recognise(
    image: Image.Image,
    number: int,
    width: float,
    height: float,
    wanted: Sequence[str] = ("nld",),
    *,
    upright: bool = False,
) -> RawPage:
    """The words on a picture of page `number`, which is `width` by `height` points.

    `wanted` are Tesseract's codes of the languages to read; English and French are added where the page turns out to
    be written in them. A page on its side or upside down is turned, unless the caller knows that it is `upright`; the
    places are then those on the turned page. Raises AdviesspoorError(NO_OCR) where Tesseract or Dutch is missing,
    TOO_SLOW after two minutes, TOO_LARGE where the picture does not fit in memory.
    """
    try:
        return _recognise(image, number, width, height, wanted, upright)
    except (cv2.error, MemoryError) as error:
        raise AdviesspoorError("Het beeld past niet in het geheugen.", Category.TOO_LARGE) from error


def _recognise(
    image: Image.Image, number: int, width: float, height: float, wanted: Sequence[str], upright: bool
) -> RawPage:
    """`recognise` without what it says of errors."""
    missing = [code for code in wanted if code not in languages()]
    if missing:
        raise AdviesspoorError(
            f"Om scans te lezen is Tesseract nodig met de taal {' en '.join(missing)}.", Category.NO_OCR
        )
    if min(image.size) < _LEAST_PIXELS:
        return RawPage(number, width, height, "ocr", ())
    sheet = prepare(np.asarray(image.convert("L"), dtype=np.uint8), width, height)
    leaders = take_leaders(sheet)
    rules, uprights = take_rules(sheet)
    underlines = take_underlines(sheet)
    lines = lines_on(sheet.grey, sheet.dpi, wanted)
    if not upright and (quarters := _quarter_turns(sheet, lines)):
        turned = image.rotate(-90 * quarters, expand=True)
        across, high = (height, width) if quarters % 2 else (width, height)
        return _recognise(turned, number, across, high, wanted, upright=True)
    if all(w.confidence <= DOUBTFUL for line in lines for w in line.words):  # a blank page, of which the paper was read
        return RawPage(number, width, height, "ocr", (), lean=sheet.lean)
    more = _other_languages(lines, wanted)
    marks = raised_numbers(sheet, lines)
    if marks or more:
        lines = lines_on(without(sheet, marks), sheet.dpi, (*wanted, *more))
    lines = with_labels(sheet, lines, marks)
    lines = _with_leaders(sheet, lines, leaders)
    page = RawPage(number, width, height, "ocr", tuple(_placed(lines, marks, sheet, number)), lean=sheet.lean)
    tinted = tinted_boxes(np.asarray(image.convert("L"), dtype=np.uint8), sheet.lean, width, height)
    return _as_drawn(page, sheet, rules, uprights, underlines, tinted)


def _as_drawn(
    page: RawPage, sheet: Sheet, rules: Sequence[Pixels], uprights: Sequence[Pixels], underlines: Sequence[Pixels],
    tinted: Sequence[Box],
) -> RawPage:  # fmt: skip
    """The page with what its picture shows beside the words: how these are drawn, rules, ruled tables and boxes."""
    lines = strokes.measure(page.lines, sheet.drawn())
    level, standing = [sheet.place(*r) for r in rules], [sheet.place(*r) for r in uprights]
    tables = ruled_tables(lines, level, standing)
    level = [r for r in level if not any(t.box.top - 3 <= r.top <= t.box.bottom + 3 for t in tables)]
    frames = drawn_boxes(level, standing)
    level = [r for r in level if not any(r.top in (f.top, f.bottom) for f in frames) and not _is_stroke(r, lines)]
    _, under = part_underlines([sheet.place(*r) for r in underlines], lines)
    return replace(page, lines=tuple(lines), rules=(*level, *under), tables=tuple(tables), frames=(*frames, *tinted))


def _is_stroke(rule: Box, lines: Sequence[Line]) -> bool:
    """Whether a rule is a stroke by hand through or close under words of a line: printed rules stand in the white."""
    for line in lines:
        words = [w.box for w in line.words if w.box and not w.raised and w.box.x0 < rule.x1 and w.box.x1 > rule.x0]
        if not words:
            continue
        top, bottom = min(b.top for b in words), max(b.bottom for b in words)
        along = sum(min(b.x1, rule.x1) - max(b.x0, rule.x0) for b in words)
        if top + 0.2 * (bottom - top) < rule.top < bottom and along > 0.5 * (rule.x1 - rule.x0):
            return True
    return False


def look_over(image: Image.Image, page: RawPage) -> RawPage:
    """A page that keeps its own text layer, with what only its picture shows: styles, rules and raised markers.

    A text layer says *, ® or ” where a raised number stands. Raises AdviesspoorError where Tesseract is missing or the
    picture does not fit in memory.
    """
    try:
        sheet = prepare(np.asarray(image.convert("L"), dtype=np.uint8), page.width, page.height)
        take_leaders(sheet)
        rules, uprights = take_rules(sheet)
        underlines = take_underlines(sheet)
        tinted = tinted_boxes(np.asarray(image.convert("L"), dtype=np.uint8), sheet.lean, page.width, page.height)
        page = set_upright(page, sheet.lean) if sheet.lean else page
        rough = sheet.unsmoothed()
        lines, seen = sized_again(below_each_other(page.lines), rough)
        marks = raised_numbers(sheet, seen)
        lines = with_marks(
            with_numbers(lines, labels(sheet, seen, marks), sheet), marks, sheet, missing_letters(page.lines)
        )
    except (cv2.error, MemoryError) as error:
        raise AdviesspoorError("Het beeld past niet in het geheugen.", Category.TOO_LARGE) from error
    page = replace(page, lines=tuple(line for line in lines if line.words))
    return _as_drawn(page, sheet, rules, uprights, underlines, tinted)


def _quarter_turns(sheet: Sheet, lines: Sequence[SeenLine]) -> int:
    """By how many quarters, clockwise, a page must be turned to be read; only asked where there is reason to doubt."""
    words = [w for line in lines for w in line.words]
    long = [w for w in words if len(w.text) > 3]
    # Tesseract reads some text that stands on its end, in boxes that stand on their end too
    on_end = bool(long) and 2 * sum(w.bottom - w.top > w.x1 - w.x0 for w in long) > len(long)
    sure = bool(words) and median(w.confidence for w in words) > DOUBTFUL and not on_end
    if sure or "osd" not in languages() or not sheet.ink.any():
        return 0
    return quarter_turns(sheet.grey, sheet.dpi)


def _other_languages(lines: Sequence[SeenLine], wanted: Sequence[str]) -> list[str]:
    """English and French, if the page seems to be written in another language than Dutch and they are installed."""
    words = [w.text.strip(".,;:()").lower() for line in lines for w in line.words]
    words = [w for w in words if w.isalpha() and len(w) > 1]
    other = sum(foreign_frequency(w) > max(frequency(w), 3.0) + 0.3 for w in words)
    if len(words) < 20 or other < FOREIGN_SHARE * len(words):
        return []
    return [code for code in ("eng", "fra") if code in languages() and code not in wanted]


# --- words on the page ------------------------------------------------------------------------------------------------


def _placed(lines: Sequence[SeenLine], marks: Sequence[Mark], sheet: Sheet, number: int) -> list[Line]:
    """The lines over the whole width of the page, from top to bottom, raised numbers at their place in them."""
    owner: dict[SeenLine, list[Mark]] = {}
    for mark in marks:
        if (line := _line_of(mark, lines)) is not None:
            owner.setdefault(line, []).append(mark)
    out: list[tuple[float, list[Word]]] = []
    for group in side_by_side(lines):
        words: list[tuple[int, Word]] = []
        for line in group:
            size = round(type_size(line) / 0.93 * 72 / sheet.dpi, 1)
            for w in line.words:
                base = line.at((w.x0 + w.x1) / 2)
                box = sheet.place(w.x0, base - 0.78 * line.size, w.x1, base + 0.22 * line.size)
                words.append((w.x0, Word(w.text, box, size, confidence=round(w.confidence, 2))))
            for m in owner.get(line, ()):
                small = round(0.65 * size, 1)
                box = sheet.place(m.x0, m.top, m.x1, m.bottom)
                words.append((m.x0, Word(m.text, box, small, raised=True, confidence=round(m.confidence, 2))))
        words.sort(key=lambda pair: pair[0])
        base = median(line.at(line.words[0].x0) for line in group)
        out.append((base, [w for _, w in words]))
    out.sort(key=lambda pair: pair[0])
    sizes = settled_sizes(w for _, words in out for w in words if not w.raised)
    settled = [[replace(w, size=sizes.get(w.size, w.size)) for w in words] for _, words in out]
    return [Line(tuple(words), around(w.box for w in words), number) for words in settled]


def _line_of(mark: Mark, lines: Sequence[SeenLine]) -> SeenLine | None:
    """The line in which a raised number stands: the one beside it with the nearest base line below it."""
    high = mark.bottom - mark.top
    below = []
    for line in lines:
        down, size = line.at(mark.x0) - mark.bottom, max(line.size, 1.6 * high)
        beside = line.words[0].x0 - 1.5 * size < mark.x0 < line.words[-1].x1 + 1.5 * size
        if beside and 0 < down < 0.8 * size:
            below.append((down, line))
    return min(below, key=lambda pair: pair[0], default=(0.0, None))[1]


def _page_numbers(sheet: Sheet, leaders: Sequence[Pixels]) -> list[str]:
    """The number to which each row of dots leads; a column of them is too sparse for Tesseract to read as lines."""
    inch = sheet.dpi
    crops = []
    for _, _, x1, bottom in leaders:
        area = np.s_[max(0, bottom - inch // 7) : bottom + inch // 20, x1 : x1 + inch // 2]
        crop, columns = sheet.grey[area], np.flatnonzero(sheet.ink[area].any(axis=0))
        if not columns.size:
            crop = np.full((60, 60), 255, np.uint8)
        else:
            crop = crop[:, max(0, int(columns[0]) - 3) : int(columns[-1]) + 4]
        crops.append(crop)
    if not crops:
        return []
    readings = [read_digits([framed(c, high / c.shape[0]) for c in crops]) for high in (60, 44)]
    return [max(found, key=lambda r: r[1])[0] for found in zip(*readings, strict=True)]


def _behind(leader: Pixels, lines: Sequence[SeenLine], inch: int) -> list[Seen]:
    """The words close behind a row of dots, at its height."""
    _, top, x1, bottom = leader
    return [
        word
        for line in lines
        for word in line.words
        if x1 - 2 <= word.x0 < x1 + inch // 2 and word.top < bottom + line.size / 3 and word.bottom > top - line.size
    ]


def _leads_to_page(leader: Pixels, lines: Sequence[SeenLine], inch: int) -> bool:
    """Whether a page number may stand behind a row of dots, and not the next question of a form: Naam: .... Plaats:"""
    text = "".join(word.text for word in _behind(leader, lines, inch))
    return len(text) <= 6 and re.search(r"[^\W\d_]{3}|:", text) is None


def _with_leaders(sheet: Sheet, lines: Sequence[SeenLine], leaders: Sequence[Pixels]) -> list[SeenLine]:
    """The lines, each with the row of dots on its base line and the page number after it, as one line."""
    if not leaders:
        return list(lines)
    leading = [leader for leader in leaders if _leads_to_page(leader, lines, sheet.dpi)]
    numbers = dict(zip(leading, _page_numbers(sheet, leading), strict=True))
    # whatever was read where a page number stands is a piece of it
    pieces = {word for leader in leading for word in _behind(leader, lines, sheet.dpi)}
    out = [replace(line, words=tuple(w for w in line.words if w not in pieces)) for line in lines]
    out = [line for line in out if line.words]
    for leader in leaders:
        x0, top, x1, bottom = leader
        before = [
            (line.words[-1].x1, k)
            for k, line in enumerate(out)
            if line.words[0].x0 < x0
            and not any(x0 < (w.x0 + w.x1) / 2 < x1 for w in line.words)
            and abs(line.at(x0) - bottom) < 0.35 * line.size
        ]
        if before:  # the title, and not its number, which may be a line of its own
            _, k = max(before)
            line, end = out[k], [Seen("." * 8, x0, top, x1, bottom, 1.0)]
            if number := numbers.get(leader):
                end.append(Seen(number, x1 + 2, top, x1 + 2 + round(0.5 * line.size * len(number)), bottom, 0.8))
            out[k] = replace(line, words=tuple(sorted((*line.words, *end), key=lambda w: w.x0)))
    return out
