"""Pictures of pages to words with their places, by Tesseract.

Before recognition the picture is cleaned: specks and rules out, upright, large enough. Raised signs (the markers of
footnotes) are found by their geometry, recognised apart as digits and taken out of the picture, because Tesseract reads
them as ®, ¢ or ” when they stand glued to a word.
"""

from __future__ import annotations

import hashlib
import io
import logging
import os
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from pathlib import Path
from statistics import median
from xml.etree import ElementTree

import cv2
import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium
from numpy.typing import NDArray
from PIL import Image

from corpus.errors import AdviesspoorError
from corpus.model import Box, Category
from ingest import limits as limits_module
from ingest import page as page_module
from ingest import ruled as ruled_module
from ingest import sheet as sheet_module
from ingest import strokes
from ingest import underlines as underlines_module
from ingest.lexicon import foreign_frequency, frequency, is_word
from ingest.limits import MOST_RENDERED
from ingest.page import Line, RawPage, Word, around
from ingest.pdf import make_line, refuse_huge_pictures
from ingest.ruled import drawn_boxes, ruled_tables
from ingest.sheet import DPI, Grey, Pixels, Sheet, prepare, take_leaders, take_rules, take_underlines
from ingest.underlines import part_underlines

log = logging.getLogger(__name__)

# Seconds after which Tesseract is stopped.
TIME_LIMIT = 120
# Where half the words are less sure than this, the page may lie on its side.
DOUBTFUL = 0.5
# A page of which this share of the words is foreign is recognised with that language as well.
FOREIGN_SHARE = 0.25

_TITLE = re.compile(r"(\w+) (-?[\d.]+(?: -?[\d.]+)*)")
_NUMBER = re.compile(r"^[1-9]\d{0,2}$")


# --- what is installed ------------------------------------------------------------------------------------------------


@cache
def languages() -> frozenset[str]:
    """The languages that Tesseract can read here, by its own codes ("nld"); none where it is not installed."""
    program = shutil.which("tesseract")
    if program is None:
        return frozenset()
    listed = subprocess.run([program, "--list-langs"], capture_output=True, text=True, timeout=30, check=False)
    return frozenset(line.strip() for line in listed.stdout.splitlines()[1:] if line.strip())


# The code on which a recognised page depends.
_MODULES = (
    __file__,
    page_module.__file__,
    ruled_module.__file__,
    limits_module.__file__,
    sheet_module.__file__,
    strokes.__file__,
    underlines_module.__file__,
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
    code = b"".join(Path(module).read_bytes() for module in _MODULES)
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
    missing = [code for code in wanted if code not in languages()]
    if missing:
        raise AdviesspoorError(
            f"Om scans te lezen is Tesseract nodig met de taal {' en '.join(missing)}.", Category.NO_OCR
        )
    sheet = prepare(np.asarray(image.convert("L"), dtype=np.uint8), width, height)
    leaders = take_leaders(sheet)
    rules, uprights = take_rules(sheet)
    underlines = take_underlines(sheet)
    lines = _tesseract(sheet.grey, sheet.dpi, wanted)
    if not upright and (quarters := _quarter_turns(sheet, lines)):
        turned = image.rotate(-90 * quarters, expand=True)
        across, high = (height, width) if quarters % 2 else (width, height)
        return _recognise(turned, number, across, high, wanted, upright=True)
    more = _other_languages(lines, wanted)
    marks = _raised(sheet, lines)
    if marks or more:
        lines = _tesseract(_without(sheet, marks), sheet.dpi, (*wanted, *more))
    lines = _with_labels(sheet, lines, marks)
    lines = _with_leaders(lines, leaders, _page_numbers(sheet, leaders))
    page = RawPage(number, width, height, "ocr", tuple(_placed(lines, marks, sheet, number)))
    return _as_drawn(page, sheet, rules, uprights, underlines)


def _as_drawn(
    page: RawPage, sheet: Sheet, rules: Sequence[Pixels], uprights: Sequence[Pixels], underlines: Sequence[Pixels]
) -> RawPage:
    """The page with what its picture shows beside the words: how these are drawn, rules and ruled tables."""
    lines = strokes.measure(page.lines, sheet.drawn())
    level, standing = [sheet.place(*r) for r in rules], [sheet.place(*r) for r in uprights]
    tables = ruled_tables(lines, level, standing)
    level = [r for r in level if not any(t.box.top - 3 <= r.top <= t.box.bottom + 3 for t in tables)]
    frames = drawn_boxes(level, standing)
    level = [r for r in level if not any(r.top in (f.top, f.bottom) for f in frames)]
    _, under = part_underlines([sheet.place(*r) for r in underlines], lines)
    return replace(page, lines=tuple(lines), rules=(*level, *under), tables=tuple(tables), frames=tuple(frames))


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
        rough = sheet.unsmoothed()
        lines, seen = _sized_again(_below_each_other(page.lines), rough)
        lines = _with_marks(lines, _raised(sheet, seen), sheet, _missing_letters(page.lines))
    except (cv2.error, MemoryError) as error:
        raise AdviesspoorError("Het beeld past niet in het geheugen.", Category.TOO_LARGE) from error
    page = replace(page, lines=tuple(line for line in lines if line.words))
    return _as_drawn(page, sheet, rules, uprights, underlines)


# --- Tesseract --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Seen:
    """A word as Tesseract gives it: text, pixels (x0, top, x1, bottom), confidence between 0 and 1."""

    text: str
    x0: int
    top: int
    x1: int
    bottom: int
    confidence: float


@dataclass(frozen=True, slots=True)
class _SeenLine:
    """A line as Tesseract gives it: its base line is `base + slope * x`, its `size` goes from ascender to descender."""

    words: tuple[_Seen, ...]
    base: float
    slope: float
    size: float

    def at(self, x: float) -> float:
        return self.base + self.slope * x


def _run(picture: bytes, dpi: int, arguments: Sequence[str]) -> str:
    """Tesseract's output for a picture file (PGM, or TIFF for several at once)."""
    program = shutil.which("tesseract")
    if program is None:
        raise AdviesspoorError("Om scans te lezen is Tesseract nodig.", Category.NO_OCR)
    try:
        done = subprocess.run(
            [program, "stdin", "stdout", "--dpi", str(dpi), *arguments],
            input=picture,
            capture_output=True,
            timeout=TIME_LIMIT,
            # threads of its own make it slower, the pages are spread over processes already
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise AdviesspoorError("Het herkennen van een pagina duurde te lang.", Category.TOO_SLOW) from error
    if done.returncode != 0:
        log.info("Tesseract: %s", done.stderr.decode(errors="replace").strip()[-300:])
        raise AdviesspoorError("Tesseract kon het beeld niet herkennen.", Category.INTERNAL)
    return done.stdout.decode("utf-8", errors="replace")


def _picture(grey: Grey) -> bytes:
    return f"P5 {grey.shape[1]} {grey.shape[0]} 255\n".encode() + np.ascontiguousarray(grey).tobytes()


def _tesseract(grey: Grey, dpi: int, wanted: Sequence[str], mode: int = 3) -> list[_SeenLine]:
    """The lines on a picture, in Tesseract's order."""
    page = _run(_picture(grey), dpi, ["-l", "+".join(wanted), "--psm", str(mode), "hocr"])
    root = ElementTree.fromstring(re.sub(r"<!DOCTYPE[^>]*>", "", page))
    lines = []
    for element in root.iter():
        if element.get("class") not in ("ocr_line", "ocr_header", "ocr_caption", "ocr_textfloat"):
            continue
        about = _about(element)
        x0, _, _, bottom = about["bbox"]
        slope, offset = about.get("baseline", [0.0, 0.0])
        words = []
        for child in element.iter():
            if child.get("class") == "ocrx_word":
                text = "".join(child.itertext()).strip()
                details = _about(child)
                if text:
                    a, b, c, d = (int(v) for v in details["bbox"])
                    words.append(_Seen(text, a, b, c, d, details.get("x_wconf", [0.0])[0] / 100))
        if words:
            size = about.get("x_size", [float(max(w.bottom - w.top for w in words))])[0]
            lines.append(_SeenLine(tuple(words), bottom + offset - slope * x0, slope, size))
    return lines


def _quarter_turns(sheet: Sheet, lines: Sequence[_SeenLine]) -> int:
    """By how many quarters, clockwise, a page must be turned to be read; only asked where there is reason to doubt."""
    words = [w for line in lines for w in line.words]
    long = [w for w in words if len(w.text) > 3]
    # Tesseract reads some text that stands on its end, in boxes that stand on their end too
    on_end = bool(long) and 2 * sum(w.bottom - w.top > w.x1 - w.x0 for w in long) > len(long)
    sure = bool(words) and median(w.confidence for w in words) > DOUBTFUL and not on_end
    if sure or "osd" not in languages() or not sheet.ink.any():
        return 0
    try:
        found = _run(_picture(sheet.grey), sheet.dpi, ["-l", "osd", "--psm", "0"])
    except AdviesspoorError as error:
        if error.category is Category.INTERNAL:  # too few characters to tell
            return 0
        raise
    m = re.search(r"Rotate: (\d+)", found)
    return int(m[1]) // 90 if m else 0


def _about(element: ElementTree.Element) -> dict[str, list[float]]:
    return {k: [float(x) for x in v.split()] for k, v in _TITLE.findall(element.get("title") or "")}


def _other_languages(lines: Sequence[_SeenLine], wanted: Sequence[str]) -> list[str]:
    """English and French, if the page seems to be written in another language than Dutch and they are installed."""
    words = [w.text.strip(".,;:()").lower() for line in lines for w in line.words]
    words = [w for w in words if w.isalpha() and len(w) > 1]
    other = sum(foreign_frequency(w) > max(frequency(w), 3.0) + 0.3 for w in words)
    if len(words) < 20 or other < FOREIGN_SHARE * len(words):
        return []
    return [code for code in ("eng", "fra") if code in languages() and code not in wanted]


# --- numbers that stand alone before a text ---------------------------------------------------------------------------

# "3.", "2.1", "2-4.", "IV", "b)", "•": what is well read needs no second look
_LABEL = re.compile(r"^\(?(?:\d{1,2}(?:[-–]\d{1,2})?[.)]|\d{1,2}(?:\.\d{1,2}){0,3}|[IVX]+\.?|[a-z][.)]|[^\w\s])$")
# A word of letters of which recognition is surer than this is no number.
_SURE = 0.75
# Each digit as 0: "3", "3.", "2.1", "10.1.2."
_NUMBER_SHAPE = re.compile(r"^0{1,2}(?:\.0{1,2}){0,3}\.?$")


@dataclass(frozen=True, slots=True)
class _Label:
    """What looks like a number: its place, its digits and its shape, with 0 for each digit ("00.0")."""

    place: Pixels
    digits: tuple[Pixels, ...]
    shape: str


def _with_labels(sheet: Sheet, lines: Sequence[_SeenLine], marks: Sequence[_Mark]) -> list[_SeenLine]:
    """The lines with the numbers that stand alone before them ("1.", "2.1"), which read badly, looked at once more.

    The raised `marks` are known already.
    """
    out = list(lines)
    places = [place for place in _labels(sheet, lines) if not any(_meets(m, place) for m in marks)]
    found = [label for place in places if (label := _label_at(sheet, place)) is not None]
    for label, text in zip(found, _read_labels(sheet, found), strict=True):
        if text is None:
            continue
        place = label.place
        for k, line in enumerate(out):
            out[k] = replace(line, words=tuple(w for w in line.words if not _meets(w, place)))
        k = min(range(len(out)), key=lambda k: abs(lines[k].at(place[0]) - place[3]))
        out[k] = replace(out[k], words=(_Seen(text, *place, 0.8), *out[k].words))
    return [line for line in out if line.words]


def _labels(sheet: Sheet, lines: Sequence[_SeenLine]) -> list[Pixels]:
    """Where a short word stands far before a text and is no label as it was read, and ink there that was not read."""
    words = [w for line in lines for w in line.words]
    found: list[Pixels] = []
    for group in _side_by_side(lines):
        row, size = sorted((w for line in group for w in line.words), key=lambda w: w.x0), max(x.size for x in group)
        first = row[0]
        if len(row) > 1 and row[1].x0 - first.x1 > 0.8 * size and first.x1 - first.x0 < 3 * size:
            sure = first.confidence > _SURE
            if not (sure and first.text.isalpha()) and not (_LABEL.match(first.text) and first.confidence > DOUBTFUL):
                found.append((max(0, first.x0 - 2), max(0, first.top - 2), first.x1 + 2, first.bottom + 2))
            continue
        left, right = max(0, round(first.x0 - 7 * size)), round(first.x0 - 0.5 * size)
        area = left, max(0, first.bottom - round(size)), right, first.bottom + round(0.1 * size)
        if right > left and sheet.ink[area[1] : area[3], left:right].any() and not any(_meets(w, area) for w in words):
            found.append(area)
    return found


def _label_at(sheet: Sheet, place: Pixels) -> _Label | None:
    """The ink at a place, if it looks like a number: signs of one height side by side, dots at their foot."""
    x0, top, x1, bottom = place
    count, _, stats, _ = cv2.connectedComponentsWithStats(sheet.ink[top:bottom, x0:x1], connectivity=8)
    spots = sorted((x + x0, y + top, x + x0 + w, y + top + h) for x, y, w, h in stats[1:count, :4].astype(int).tolist())
    high = max((b - t for _, t, _, b in spots), default=0)
    if high < 0.05 * sheet.dpi:
        return None
    digits: list[Pixels] = []
    shape, end = "", 0
    for spot in spots:
        across, tall = spot[2] - spot[0], spot[3] - spot[1]
        if tall > 0.35 * high and spot[0] - end > high:  # what stands further to the left is something else
            digits, shape = [], ""
        if tall >= 0.8 * high and across <= 0.85 * high:
            if shape and spot[0] - end > 0.6 * high:
                return None
            digits.append(spot)
            shape, end = shape + "0", spot[2]
        elif max(tall, across) >= 0.35 * high:
            return None
        elif digits and shape[-1] == "0" and tall > 0.08 * high and _is_stop(spot, digits[-1], high):
            shape, end = shape + ".", spot[2]
    if not _NUMBER_SHAPE.match(shape):
        return None
    return _Label((digits[0][0], min(d[1] for d in digits), end, max(d[3] for d in digits)), tuple(digits), shape)


def _is_stop(spot: Pixels, digit: Pixels, high: int) -> bool:
    """Whether a small spot stands at the foot of a digit and close behind it; elsewhere it is a speck."""
    return abs(spot[3] - digit[3]) < 0.2 * high and spot[0] - digit[2] < 0.5 * high


def _read_labels(sheet: Sheet, found: Sequence[_Label]) -> list[str | None]:
    """The number that stands at each place, by the surest of three looks at it; None where all are too unsure."""
    parts = [(k, run) for k, label in enumerate(found) for run in _runs(label)]
    if not parts:
        return []
    crops = []
    for _, digits in parts:
        x0, top, x1, bottom = digits[0][0], min(d[1] for d in digits), digits[-1][2], max(d[3] for d in digits)
        crops.append(sheet.grey[max(0, top - 3) : bottom + 3, max(0, x0 - 3) : x1 + 3])
    looks = [_read_digits([_framed(c, high / c.shape[0]) for c in crops]) for high in (27, 44, 60)]
    read: list[list[str]] = [[] for _ in found]
    for (k, digits), seen in zip(parts, zip(*looks, strict=True), strict=True):
        text, confidence = max((s for s in seen if len(s[0]) == len(digits)), key=lambda s: s[1], default=("", 0.0))
        if confidence < 0.5:
            shaped = _by_shape(sheet, digits[0], text) if len(digits) == 1 else ""
            text = shaped or (text if "." in found[k].shape else "")  # without a dot nothing else shows a number
        read[k].append(text)
    return [_numbered(label.shape, texts) for label, texts in zip(found, read, strict=True)]


def _runs(label: _Label) -> list[tuple[Pixels, ...]]:
    """The digits of a number in stretches between its dots."""
    left = iter(label.digits)
    return [tuple(next(left) for _ in part) for part in label.shape.split(".") if part]


def _numbered(shape: str, texts: Sequence[str]) -> str | None:
    """The stretches of digits with the dots of the shape; None where one was not read, or begins with a 0."""
    if not all(texts) or texts[0].startswith("0"):
        return None
    return ".".join(texts) + ("." if shape.endswith(".") else "")


def _meets(word: _Seen | _Mark, place: Pixels) -> bool:
    """Whether a part of the word or the raised number stands at the place."""
    x0, top, x1, bottom = place
    return word.x0 < x1 and word.x1 > x0 and word.top < bottom and word.bottom > top


# --- raised signs -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Mark:
    """A raised number: its text, its pixels and how sure Tesseract is."""

    text: str
    x0: int
    top: int
    x1: int
    bottom: int
    confidence: float


def _raised(sheet: Sheet, lines: Sequence[_SeenLine]) -> list[_Mark]:
    """The raised numbers on the page, where it was smoothed also those that smoothing took away or made unsure."""
    marks = _raised_on(sheet, lines)
    if sheet.rough is None:
        return marks
    for rough in _raised_on(sheet.unsmoothed(), lines):
        same = [m for m in marks if _overlap(m, rough)]
        if all(m.confidence < rough.confidence for m in same):
            marks = [m for m in marks if m not in same] + [rough]
    return sorted(marks, key=lambda m: (m.top, m.x0))


def _overlap(one: _Mark, two: _Mark) -> bool:
    return one.x0 < two.x1 and one.x1 > two.x0 and one.top < two.bottom and one.bottom > two.top


def _raised_on(sheet: Sheet, lines: Sequence[_SeenLine]) -> list[_Mark]:
    """The raised numbers on a picture: small signs well above the base line, beside a word, with nothing under them."""
    count, _, stats, _ = cv2.connectedComponentsWithStats(sheet.ink, connectivity=8)
    spots = stats[1:count, :4].astype(int)
    groups: list[Pixels] = []
    for line in lines:
        groups += _raised_in(line, spots)
    groups = sorted(set(groups), key=lambda g: (g[1], g[0]))
    return _read_marks(sheet, groups) if groups else []


def _raised_in(line: _SeenLine, spots: NDArray[np.int_]) -> list[Pixels]:
    left, right = min(w.x0 for w in line.words), max(w.x1 for w in line.words)
    size = line.size
    near = spots[
        (spots[:, 0] > left - 1.2 * size) & (spots[:, 0] + spots[:, 2] < right + 1.2 * size)
        & (spots[:, 1] > line.at(left) - 1.5 * size) & (spots[:, 1] < line.at(left) + 0.5 * size)
    ]  # fmt: skip
    found: list[Pixels] = []
    for x, y, w, h in near:
        base = line.at(x)
        lifted, top = base - (y + h), base - y
        least = 0.31 if lifted < 0.4 * size else 0.36  # quotation marks, which are as low, hang higher
        if not (
            0.18 * size < lifted < 0.55 * size and least * size < h < 0.64 * size and 0.5 * size < top < 1.05 * size
        ):
            continue
        if not 0.08 * size < w < 0.55 * size:
            continue
        # an accent has its letter under it, the circles of a % sign have its stroke beside them
        overlap = np.minimum(near[:, 0] + near[:, 2], x + w) - np.maximum(near[:, 0], x)
        if np.any((overlap > 0.15 * w) & (near[:, 1] + near[:, 3] > y + h + 2) & (near[:, 1] < base)):
            continue
        found.append((int(x), int(y), int(x + w), int(y + h)))
    found.sort()
    grouped: list[list[Pixels]] = []
    for spot in found:
        if grouped and spot[0] - grouped[-1][-1][2] < 0.25 * size:
            grouped[-1].append(spot)
        else:
            grouped.append([spot])
    return [g for signs in grouped if (g := _around(_within_brackets(signs)))[2] - g[0] < 1.3 * size]


def _within_brackets(signs: list[Pixels]) -> list[Pixels]:
    """Raised signs without the brackets around them, which are taller, and narrow: "(2)"."""
    if len(signs) < 3:
        return signs
    first, *inner, last = signs
    tall = max(s[3] - s[1] for s in inner)
    brackets = all(s[3] - s[1] > max(1.07 * tall, 2.5 * (s[2] - s[0])) for s in (first, last))
    return inner if brackets else signs


def _around(signs: Sequence[Pixels]) -> Pixels:
    return min(s[0] for s in signs), min(s[1] for s in signs), max(s[2] for s in signs), max(s[3] for s in signs)


def _read_marks(sheet: Sheet, groups: Sequence[Pixels]) -> list[_Mark]:
    """Recognise raised signs as digits: by Tesseract in two ways, and by their shape where it sees nothing."""
    plain = _read_digits([_enlarged(sheet, g, stretch=False) for g in groups])
    clear = _read_digits([_enlarged(sheet, g, stretch=True) for g in groups])
    marks = []
    for group, first, second in zip(groups, plain, clear, strict=True):
        text, confidence = max(first, second, key=lambda found: found[1])
        if confidence < 0.4:
            text, confidence = _by_shape(sheet, group, text), 0.3
        if _NUMBER.match(text):
            marks.append(_Mark(text, *group, confidence))
    return marks


def _enlarged(sheet: Sheet, group: Pixels, stretch: bool) -> Grey:
    """A raised sign as a picture of its own, large, with white around it; `stretch` draws its greys apart."""
    x0, top, x1, bottom = group
    pad = 3 if stretch else 1
    crop = sheet.grey[max(0, top - pad) : bottom + pad, max(0, x0 - pad) : x1 + pad]
    if stretch:
        dark, light = np.percentile(crop, 2), np.percentile(crop, 80)
        crop = np.asarray(np.clip((crop - dark) / (light - dark + 1e-3), 0, 1) * 255, dtype=np.uint8)
    return _framed(crop, 56 / (bottom - top))


def _framed(crop: Grey, scale: float) -> Grey:
    large = cv2.resize(crop, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC)
    return np.asarray(cv2.copyMakeBorder(large, 20, 20, 20, 20, cv2.BORDER_CONSTANT, value=255), dtype=np.uint8)


def _read_digits(pictures: Sequence[Grey]) -> list[tuple[str, float]]:
    """The digits on each picture with their confidence ("" and 0 for none), in one run of Tesseract."""
    stack = io.BytesIO()
    first, *others = (Image.fromarray(p) for p in pictures)
    first.save(stack, "TIFF", save_all=True, append_images=others)
    arguments = ["-l", "nld", "--psm", "13", "-c", "tessedit_char_whitelist=0123456789", "tsv"]
    found: dict[int, tuple[str, float]] = {}
    for fields in (line.split("\t") for line in _run(stack.getvalue(), 300, arguments).splitlines()[1:]):
        if len(fields) == 12 and fields[0] == "5":
            text, confidence = found.get(int(fields[1]), ("", 1.0))
            found[int(fields[1])] = text + fields[11].strip(), min(confidence, float(fields[10]) / 100)
    return [found.get(number, ("", 0.0)) for number in range(1, len(pictures) + 1)]


# Signs that stand raised: digits, and those that are no marker (the letters of 2de and 1ste).
_SHAPES = "0123456789des"
_SHAPE_SIZE = 32, 28


def _by_shape(sheet: Sheet, group: Pixels, hint: str) -> str:
    """The digit that a single blurred sign looks like most, "" if it looks like none or is more than one.

    `hint` is what Tesseract thinks without being sure.
    """
    x0, top, x1, bottom = group
    wide = (x1 - x0) / (bottom - top)
    if wide > 0.95:
        return ""
    seen = _standard(sheet.grey[max(0, top - 3) : bottom + 3, max(0, x0 - 3) : x1 + 3])
    shifted = [_unit(np.roll(seen, (dy, dx), (0, 1)), 1.0) for dx in (-1, 0, 1) for dy in (-1, 0, 1)]
    scores = {sign: max(float(shape @ s) for s in shifted) for sign, shape in _shapes().items()}
    if hint in scores:
        scores[hint] += 0.1
    if wide > 0.55:  # a one is narrow
        scores["1"] -= 0.05
    best = max(scores, key=lambda sign: scores[sign])
    return best if scores[best] > 0.8 and best.isdigit() else ""


@cache
def _shapes() -> dict[str, NDArray[np.float32]]:
    shapes = {}
    for sign in _SHAPES:
        drawn = np.full((120, 100), 255, np.uint8)
        cv2.putText(drawn, sign, (15, 85), cv2.FONT_HERSHEY_DUPLEX, 2.5, 0, 4, cv2.LINE_AA)
        shapes[sign] = _unit(_standard(drawn), 3.0)
    return shapes


def _standard(grey: Grey) -> NDArray[np.float32]:
    """A sign as ink between 0 and 1, cut out, at a standard height in the middle of a standard frame."""
    rows, columns = _SHAPE_SIZE
    ink = 255.0 - grey.astype(np.float32)
    ink = np.clip(ink - np.percentile(ink, 10), 0, None)
    ink /= float(ink.max()) + 1e-6
    ys, xs = np.nonzero(ink > 0.35)
    ink = ink[ys.min() : ys.max() + 1, xs.min() : xs.max() + 1]
    high = rows - 6
    scale = high / ink.shape[0]
    wide = max(3, min(columns, round(ink.shape[1] * scale)))
    ink = cv2.resize(ink, (wide, high), interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC)
    frame = np.zeros((rows, columns), np.float32)
    left = (columns - wide) // 2
    frame[3 : 3 + high, left : left + wide] = ink
    return frame


def _unit(frame: NDArray[np.float32], blur: float) -> NDArray[np.float32]:
    soft = cv2.GaussianBlur(frame, (0, 0), blur)
    soft = soft - soft.mean()
    return np.asarray(soft / (np.linalg.norm(soft) + 1e-6), dtype=np.float32).ravel()


def _without(sheet: Sheet, marks: Sequence[_Mark]) -> Grey:
    grey = sheet.grey.copy()
    for m in marks:
        grey[max(0, m.top - 2) : m.bottom + 2, max(0, m.x0 - 1) : m.x1 + 1] = 255
    return grey


# --- raised signs of a text layer -------------------------------------------------------------------------------------

# What a text layer makes of a raised number at the end of a word, before a sign that closes it: "worden.*", "schoolf,"
_READ_AS_MARK = r"(?<=.)(?:\d{%d}|[^\w\s.,;:!?)-]{1,2}|(?<=[.,;:!?)”’\"])[^\s.,;:)])(?=[.,;:!?)]*$)"
_LETTER_AS_MARK = re.compile(r"(?<=\w)[^\W\d](?=[.,;:!?)]*$)")
# The same before the first word of a note: "?Pauwels", "‘“Actie", "4Zie"; "SActie", "lVlaamse"
_READ_BEFORE = r"^(?:\d{%d}|[^\w\s]{1,2})(?=\w)"
_LETTER_BEFORE = re.compile(r"^[ABGILSTYZabfgilqstyz](?=[A-ZÀ-Þ][a-zß-ÿ])")
# White between two words, in letters of the first: wider than this, and the layer ends its words a letter short.
_GAP_LETTERS = 1.4


def _missing_letters(lines: Sequence[Line]) -> float:
    """By how many letters the boxes of the words of a text layer end short.

    Tesseract draws a word and a space over the place of the word, so that its last letter stands outside its box.
    """
    gaps = []
    for line in lines:
        for one, two in pairwise(line.words):
            if one.box and two.box and two.box.x0 > one.box.x1 > one.box.x0:
                gaps.append((two.box.x0 - one.box.x1) * len(one.text) / (one.box.x1 - one.box.x0))
    return 1.0 if gaps and median(gaps) > _GAP_LETTERS else 0.0


def _below_each_other(lines: Sequence[Line]) -> list[Line]:
    """The lines of a text layer with boxes that begin below the foot of the line above.

    A layer gives the words of a line that it took for larger type a box that reaches into the lines above.
    """
    boxes = [w.box for line in lines for w in line.words if w.box]
    places = np.array([(b.x0, b.x1, b.bottom) for b in boxes]).reshape(-1, 3)

    def lowered(word: Word) -> Word:
        if word.box is None:
            return word
        above = places[(places[:, 0] < word.box.x1) & (places[:, 1] > word.box.x0), 2]
        above = above[(above > word.box.top) & (above < word.box.bottom - 0.4 * (word.box.bottom - word.box.top))]
        return replace(word, box=replace(word.box, top=float(above.max()))) if len(above) else word

    return [make_line([lowered(w) for w in line.words], line.page) for line in lines]


def _seen_again(words: Sequence[Word], sheet: Sheet, spots: NDArray[np.int_]) -> _SeenLine | None:
    """Words of a text layer with the ink that is theirs, their base line and size; None where there is too little.

    The boxes and sizes of a text layer say little, they may reach into other lines: what has its middle in the box of a
    word is a sign of that word. `spots` are all pieces of ink on the page (x, y, width, height).
    """
    way = sheet.to_pixels()
    middle = spots[:, :2] + spots[:, 2:] / 2
    seen: list[_Seen] = []
    hanging: list[_Seen] = []  # words with letters that hang, up to the foot of most of them
    for word in words:
        if word.box is None:
            continue
        corners = np.array([[word.box.x0, word.box.top, 1], [word.box.x1, word.box.bottom, 1]]) @ way.T
        inside = np.all((middle >= corners[0]) & (middle <= corners[1]), axis=1)
        own = spots[inside & (spots[:, 3] < 1.6 * (corners[1][1] - corners[0][1]))]
        if len(own):
            x0, x1 = (round(float(x)) for x in corners[:, 0])
            top, bottom = int(own[:, 1].min()), int((own[:, 1] + own[:, 3]).max())
            seen.append(_Seen(word.text, x0, top, x1, bottom, 1.0))
            tall = own[own[:, 3] > 0.4 * (bottom - top)]
            if _HANG.search(word.text) and len(tall):
                foot = round(float(np.median(tall[:, 1] + tall[:, 3])))
                hanging.append(replace(seen[-1], text=_without_hanging(word.text), bottom=foot))
    standing = [w for w in seen if not _HANG.search(w.text) and _LETTERS.search(w.text)]
    telling = standing or [w for w in hanging if _LETTERS.search(w.text)]
    if not telling:
        return None
    feet = [((w.x0 + w.x1) / 2, w.bottom) for w in telling]
    slope = 0.0
    if len(feet) > 3:
        slope = median((b[1] - a[1]) / max(1.0, b[0] - a[0]) for a, b in zip(feet, feet[2:], strict=False))
    base = median(y - slope * x for x, y in feet)
    return _SeenLine(tuple(seen), base, slope, median(_heights(seen if standing else telling)))


def _without_hanging(text: str) -> str:
    """A word with letters that stand in the place of those that hang below the line, and without signs that hang."""
    return _HANG.sub(lambda m: "i" if m[0] == "j" else "x" if m[0].isalpha() else "", text)


def _sized_again(lines: Sequence[Line], sheet: Sheet) -> tuple[list[Line], list[_SeenLine]]:
    """The lines of a text layer in the sizes that the picture shows, and what it shows of each stretch of words."""
    count, _, stats, _ = cv2.connectedComponentsWithStats(sheet.ink, connectivity=8)
    spots = stats[1:count, :4].astype(int)
    found: list[_SeenLine] = []
    sized = []
    for line in lines:
        words: list[Word] = []
        for group in strokes.groups(line):
            seen = _seen_again(group, sheet, spots)
            if seen is not None:
                found.append(seen)
                group = [replace(w, size=round(seen.size / 0.93 * 72 / sheet.dpi, 1)) for w in group]
            words += group
        sized.append(words)
    sizes = _settled(w for words in sized for w in words)
    settled = [[replace(w, size=sizes.get(w.size, w.size)) for w in words] for words in sized]
    return [replace(line, words=tuple(words)) for line, words in zip(lines, settled, strict=True)], found


def _with_marks(lines: Sequence[Line], marks: Sequence[_Mark], sheet: Sheet, short: float) -> list[Line]:
    """The lines of a text layer with the raised numbers that stand in them, instead of what the layer makes of them.

    A number belongs to the one line on whose foot it stands next. The boxes of the words end `short` letters before
    the words do.
    """
    out = [list(line.words) for line in lines]
    for m in marks:
        box = sheet.place(m.x0, m.top, m.x1, m.bottom)
        beside = [(n, k, w) for n, words in enumerate(out) for k, w in enumerate(words) if _is_beside(w, box)]
        if not beside:
            continue
        nearest = min(beside, key=lambda found: found[2].box.bottom if found[2].box else 0.0)[0]
        n, k, word = next(found for found in beside if found[0] == nearest)
        assert word.box is not None  # it stands beside the number
        raised = Word(m.text, box, round(0.65 * word.size, 1), raised=True, confidence=round(m.confidence, 2))
        end = word.box.x1 + short * (word.box.x1 - word.box.x0) / len(word.text)
        out[n][k : k + 1] = _divided(word, raised, end)
    return [
        line if words == list(line.words) else make_line(words, line.page)
        for line, words in zip(lines, out, strict=True)
    ]


def _is_beside(word: Word, mark: Box) -> bool:
    """Whether a word stands beside a raised number, its foot below it."""
    high = (mark.top + mark.bottom) / 2
    if word.box is None or word.raised or not word.box.top - 0.3 * word.size < high < word.box.bottom:
        return False
    return word.box.x1 > mark.x0 - 0.4 * word.size and word.box.x0 < mark.x1 + 0.4 * word.size


def _divided(word: Word, mark: Word, end: float) -> list[Word]:
    """A word of a text layer and the raised number beside or in it, without the signs that were read for the number.

    The word reaches to `end`, which may lie behind its box.
    """
    assert word.box is not None and mark.box is not None
    inside = min(end, mark.box.x1) - max(word.box.x0, mark.box.x0)
    within = inside >= 0.5 * (mark.box.x1 - mark.box.x0)
    if within and inside > 0.5 * (end - word.box.x0):
        return [mark]
    if mark.box.x0 < word.box.x0 + 0.15 * word.size:
        return [mark, _without_sign_before(word, mark) if within else word]
    if not within:
        return [word, mark]
    read = re.search(_READ_AS_MARK % len(mark.text), word.text)
    if read is None and not is_word(word.text):  # the last letter of a word stays what it is
        read = _LETTER_AS_MARK.search(word.text)
        read = read if read is not None and is_word(word.text[: read.start()]) else None
    if read is None:
        return [word, mark]
    bare, rest = word.text[: read.start()], word.text[read.end() :]
    kept = replace(word, text=bare, box=replace(word.box, x1=min(word.box.x1, mark.box.x0)))
    if not rest:
        return [kept, mark]
    return [kept, mark, replace(word, text=rest, box=replace(word.box, x0=max(word.box.x0, mark.box.x1)))]


def _without_sign_before(word: Word, mark: Word) -> Word:
    """The first word of a note without what was read for its number; a word that is one stays what it is."""
    assert word.box is not None and mark.box is not None
    read = re.search(_READ_BEFORE % len(mark.text), word.text)
    if read is None and not is_word(word.text):
        read = _LETTER_BEFORE.search(word.text)
    text = word.text[read.end() :] if read is not None else word.text
    return replace(word, text=text, box=replace(word.box, x0=min(mark.box.x1, word.box.x1)))


# --- words on the page ------------------------------------------------------------------------------------------------


def _placed(lines: Sequence[_SeenLine], marks: Sequence[_Mark], sheet: Sheet, number: int) -> list[Line]:
    """The lines over the whole width of the page, from top to bottom, raised numbers at their place in them."""
    left = list(marks)
    out: list[tuple[float, list[Word]]] = []
    for group in _side_by_side(lines):
        words: list[tuple[int, Word]] = []
        for line in group:
            size = round(_type_size(line) / 0.93 * 72 / sheet.dpi, 1)
            for w in line.words:
                base = line.at((w.x0 + w.x1) / 2)
                box = sheet.place(w.x0, base - 0.78 * line.size, w.x1, base + 0.22 * line.size)
                words.append((w.x0, Word(w.text, box, size, confidence=round(w.confidence, 2))))
            for m in [m for m in left if _belongs(m, line)]:
                left.remove(m)
                small = round(0.65 * size, 1)
                box = sheet.place(m.x0, m.top, m.x1, m.bottom)
                words.append((m.x0, Word(m.text, box, small, raised=True, confidence=round(m.confidence, 2))))
        words.sort(key=lambda pair: pair[0])
        base = median(line.at(line.words[0].x0) for line in group)
        out.append((base, [w for _, w in words]))
    out.sort(key=lambda pair: pair[0])
    sizes = _settled(w for _, words in out for w in words if not w.raised)
    settled = [[replace(w, size=sizes.get(w.size, w.size)) for w in words] for _, words in out]
    return [Line(tuple(words), around(w.box for w in words), number) for words in settled]


# How much of the height from ascender to descender a word takes, by whether it has signs that rise and that hang.
_SHARE_OF_SIZE = {(True, True): 1.0, (True, False): 0.79, (False, True): 0.77, (False, False): 0.56}
_LETTERS = re.compile(r"[^\W_]{2}")
_HANG, _RISE = re.compile(r"[gjpqyç,;()|]"), re.compile(r"[A-ZÀ-Þbdfhklt\d()!?ij|é-ï]")


def _type_size(line: _SeenLine) -> float:
    """The height from ascender to descender in pixels.

    Tesseract takes it too large in short lines and in lines of capitals or digits; there the words themselves tell.
    """
    words = [w for w in line.words if _LETTERS.search(w.text)]
    if not words:
        return line.size
    seen = median(_heights(words))
    return seen if seen < 0.8 * line.size else line.size


def _heights(words: Sequence[_Seen]) -> list[float]:
    """The height from ascender to descender, in pixels, that each word tells which has letters."""
    words = [w for w in words if _LETTERS.search(w.text)]
    capitals = all(w.text.isupper() for w in words)
    shares = [
        0.76 if capitals else _SHARE_OF_SIZE[bool(_RISE.search(w.text)), bool(_HANG.search(w.text))] for w in words
    ]
    return [(w.bottom - w.top) / share for w, share in zip(words, shares, strict=True)]


def _settled(words: Iterable[Word]) -> dict[float, float]:
    """Type sizes as measured, each with the most usual size on the page from which it differs by chance only."""
    usual: Counter[float] = Counter()
    for word in words:
        usual[word.size] += len(word.text)
    settled: dict[float, float] = {}
    for size, _ in usual.most_common():
        settled[size] = next((s for s in settled.values() if abs(s - size) < 0.06 * s), size)
    return settled


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
    readings = [_read_digits([_framed(c, high / c.shape[0]) for c in crops]) for high in (60, 44)]
    return [max(found, key=lambda r: r[1])[0] for found in zip(*readings, strict=True)]


def _with_leaders(lines: Sequence[_SeenLine], leaders: Sequence[Pixels], numbers: Sequence[str]) -> list[_SeenLine]:
    """The lines, each with the row of dots on its base line and the page number after it, as one line."""
    if not leaders:
        return list(lines)
    # whatever was read in the column of page numbers is a piece of them
    edge, first, last = min(g[2] for g in leaders), min(g[1] for g in leaders), max(g[3] for g in leaders)
    out = []
    for line in lines:
        words = (w for w in line.words if w.x0 < edge - 2 or w.bottom < first - line.size or w.top > last + line.size)
        out.append(replace(line, words=tuple(words)))
    out = [line for line in out if line.words]
    for (x0, top, x1, bottom), number in zip(leaders, numbers, strict=True):
        for k, line in enumerate(out):
            if abs(line.at(x0) - bottom) < 0.35 * line.size and line.words[-1].x1 < x1:
                end = [_Seen("." * 8, x0, top, x1, bottom, 1.0)]
                if number:
                    end.append(_Seen(number, x1 + 2, top, x1 + 2 + round(0.5 * line.size * len(number)), bottom, 0.8))
                out[k] = replace(line, words=tuple(sorted((*line.words, *end), key=lambda w: w.x0)))
                break
    return out


def _side_by_side(lines: Sequence[_SeenLine]) -> list[list[_SeenLine]]:
    """Lines that stand on one base line (columns, numbers before a text) together."""
    groups: list[list[_SeenLine]] = []
    for line in sorted(lines, key=lambda x: x.at(x.words[0].x0)):
        x0, x1 = line.words[0].x0, line.words[-1].x1
        for group in groups[-4:]:
            same = all(abs(o.at(x0) - line.at(x0)) < 0.3 * min(o.size, line.size) for o in group)
            apart = all(x1 <= o.words[0].x0 + 2 or x0 >= o.words[-1].x1 - 2 for o in group)
            if same and apart:
                group.append(line)
                break
        else:
            groups.append([line])
    return groups


def _belongs(mark: _Mark, line: _SeenLine) -> bool:
    base = line.at(mark.x0)
    beside = line.words[0].x0 - 1.5 * line.size < mark.x0 < line.words[-1].x1 + 1.5 * line.size
    return beside and 0 < base - mark.bottom < 0.7 * line.size and base - mark.top < 1.1 * line.size
