"""Numbers in the picture of a page that Tesseract reads badly: raised ones, and those that stand alone before a text.

Both are found by their geometry and recognised apart, as digits. Raised signs (the markers of footnotes) are then taken
out of the picture, because Tesseract reads them as ®, ¢ or ” when they stand glued to a word.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.sheet import Grey, Pixels, Sheet
from ingest.tesseract import DOUBTFUL, Seen, SeenLine, framed, read_digits, side_by_side

_NUMBER = re.compile(r"^[1-9]\d{0,2}$")
# A raised number of which recognition is surer than this stays, whatever stands above and below it.
_SURE_NUMBER = 0.8


# --- raised numbers ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Mark:
    """A raised number: its text, its pixels and how sure Tesseract is; `leading` where it opens its line."""

    text: str
    x0: int
    top: int
    x1: int
    bottom: int
    confidence: float
    leading: bool = False


def raised_numbers(sheet: Sheet, lines: Sequence[SeenLine]) -> list[Mark]:
    """The raised numbers on the page, where it was smoothed also those that smoothing took away or made unsure."""
    marks = _raised_on(sheet, lines)
    for rough in _raised_on(sheet.unsmoothed(), lines) if sheet.rough is not None else ():
        same = [m for m in marks if _overlap(m, rough)]
        if all(m.confidence < rough.confidence for m in same):
            marks = [m for m in marks if m not in same] + [rough]
    return sorted((m for m in counted(marks) if m.text), key=lambda m: (m.top, m.x0))


def counted(marks: Sequence[Mark]) -> list[Mark]:
    """The marks, those of them that open notes below each other and were not read by their place in the sequence.

    Between 2 and 4 stands 3; before the first that was read, and after the last, only what stands in the body too.
    """
    body = {int(m.text): m.confidence > _SURE_NUMBER for m in marks if m.text and not m.leading}
    out = [m for m in marks if not m.leading]
    columns: list[list[Mark]] = []
    for mark in sorted((m for m in marks if m.leading), key=lambda m: (m.x0, m.top)):
        if columns and mark.x0 - columns[-1][0].x0 < 3 * (mark.bottom - mark.top):
            columns[-1].append(mark)
        else:
            columns.append([mark])
    for column in columns:
        column.sort(key=lambda m: m.top)
        values = [int(m.text) if m.text else None for m in column]
        for k, mark in enumerate(column):
            expected = _expected(values, k, body)
            unsure = not mark.text or mark.confidence < _SURE_NUMBER
            out.append(replace(mark, text=str(expected), confidence=0.5) if expected and unsure else mark)
    return out


def _expected(values: Sequence[int | None], at: int, body: Mapping[int, bool]) -> int | None:
    """What the numbers before and after a place say that stands there; None where they say nothing.

    `body`: the numbers raised in the text, and whether they were read well.
    """
    before = next(((k, v) for k in range(at - 1, -1, -1) if (v := values[k])), None)
    after = next(((k, v) for k in range(at + 1, len(values)) if (v := values[k])), None)
    if before and after:
        return before[1] + at - before[0] if after[1] - before[1] == after[0] - before[0] else None
    if values[at]:
        return None
    if before or after:
        k, value = before or after or (0, 0)
        number = value + at - k
        return number if number in body and number not in values else None
    return sorted(body)[at] if len(values) == len(body) and all(body.values()) else None


def _overlap(one: Mark, two: Mark) -> bool:
    return one.x0 < two.x1 and one.x1 > two.x0 and one.top < two.bottom and one.bottom > two.top


def _raised_on(sheet: Sheet, lines: Sequence[SeenLine]) -> list[Mark]:
    """The raised numbers on a picture: small signs well above the base line, beside a word, with nothing under them."""
    count, _, stats, _ = cv2.connectedComponentsWithStats(sheet.ink, connectivity=8)
    spots = stats[1:count, :4].astype(int)
    groups: dict[Pixels, bool] = {}
    for line in lines:
        first = _first_letter(line, spots)
        groups.update((group, group[2] <= first) for group in _raised_in(line, spots))
    return _read_marks(sheet, dict(sorted(groups.items(), key=lambda g: (g[0][1], g[0][0])))) if groups else []


def _first_letter(line: SeenLine, spots: NDArray[np.int_]) -> float:
    """Where the first letter on the base line of a line begins."""
    left = line.words[0].x0
    feet = spots[:, 1] + spots[:, 3]
    standing = (
        (spots[:, 0] > left - 0.2 * line.size) & (spots[:, 0] < left + 3 * line.size)
        & (abs(feet - line.at(left)) < 0.3 * line.size) & (spots[:, 3] > 0.4 * line.size)
    )  # fmt: skip
    return float(spots[standing, 0].min()) if standing.any() else float(left)


def _raised_in(line: SeenLine, spots: NDArray[np.int_]) -> list[Pixels]:
    """The raised signs beside the words of a line, those that stand together as one; `spots` are all pieces of ink."""
    left, right = min(w.x0 for w in line.words), max(w.x1 for w in line.words)
    size = line.size
    near = spots[
        (spots[:, 0] > left - 1.2 * size) & (spots[:, 0] + spots[:, 2] < right + 1.2 * size)
        & (spots[:, 1] > line.at(left) - 1.5 * size) & (spots[:, 1] < line.at(left) + 0.5 * size)
    ]  # fmt: skip
    first = _first_letter(line, spots)
    found: list[Pixels] = sorted(
        (int(x), int(y), int(x + w), int(y + h))
        for x, y, w, h in near
        if _is_raised(line, near, (x, y, w, h), leading=x + w <= first)
    )
    grouped: list[list[Pixels]] = []
    for spot in found:
        if grouped and spot[0] - grouped[-1][-1][2] < 0.25 * size:
            grouped[-1].append(spot)
        else:
            grouped.append([spot])
    return [g for signs in grouped if (g := _around(_within_brackets(signs)))[2] - g[0] < 1.3 * size]


def _is_raised(line: SeenLine, near: NDArray[np.int_], spot: tuple[int, int, int, int], leading: bool = False) -> bool:
    """Whether a piece of ink (x, y, width, height) has the place and size of a raised digit, and nothing under it.

    A `leading` one stands before the first letter of its line, where some printers raise it above all letters.
    """
    x, y, w, h = spot
    size, base = line.size, line.at(x)
    lifted, top = base - (y + h), base - y
    # quotation marks, which are as low, hang higher; what stands before all letters is hardly anything else
    least = 0.28 if lifted < 0.4 * size else 0.31 if leading else 0.36
    highest, tallest = (0.75, 1.3) if leading else (0.55, 1.05)
    placed = 0.18 * size < lifted < highest * size and 0.5 * size < top < tallest * size
    if not placed or not least * size < h < 0.64 * size or not 0.08 * size < w < 0.55 * size:
        return False
    # an accent has its letter under it, the circles of a % sign have its stroke beside them
    overlap = np.minimum(near[:, 0] + near[:, 2], x + w) - np.maximum(near[:, 0], x)
    return not np.any((overlap > 0.15 * w) & (near[:, 1] + near[:, 3] > y + h + 2) & (near[:, 1] < base))


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


def _read_marks(sheet: Sheet, groups: Mapping[Pixels, bool]) -> list[Mark]:
    """Recognise raised signs as digits: by Tesseract in two ways, and by their shape where it sees nothing.

    `groups` says of each whether it opens its line: one that does is a mark without text where it cannot be read.
    """
    plain = read_digits([_enlarged(sheet, g, stretch=False) for g in groups])
    clear = read_digits([_enlarged(sheet, g, stretch=True) for g in groups])
    marks = []
    for (group, leading), first, second in zip(groups.items(), plain, clear, strict=True):
        text, confidence = max(first, second, key=lambda found: found[1])
        if confidence < 0.4:
            text, confidence = _by_shape(sheet, group, text), 0.3
        if _NUMBER.match(text):
            marks.append(Mark(text, *group, confidence, leading))
        elif leading:
            marks.append(Mark("", *group, 0.0, leading=True))
    return marks


def _enlarged(sheet: Sheet, group: Pixels, stretch: bool) -> Grey:
    """A raised sign as a picture of its own, large, with white around it; `stretch` draws its greys apart."""
    x0, top, x1, bottom = group
    pad = 3 if stretch else 1
    crop = sheet.grey[max(0, top - pad) : bottom + pad, max(0, x0 - pad) : x1 + pad]
    if stretch:
        dark, light = np.percentile(crop, 2), np.percentile(crop, 80)
        crop = np.asarray(np.clip((crop - dark) / (light - dark + 1e-3), 0, 1) * 255, dtype=np.uint8)
    return framed(crop, 56 / (bottom - top))


def without(sheet: Sheet, marks: Sequence[Mark]) -> Grey:
    """The picture without its raised numbers."""
    grey = sheet.grey.copy()
    for m in marks:
        grey[max(0, m.top - 2) : m.bottom + 2, max(0, m.x0 - 1) : m.x1 + 1] = 255
    return grey


# --- numbers that stand alone before a text ---------------------------------------------------------------------------

# "3.", "2.1", "3.2.", "2-4.", "IV", "b)", "•": what is well read needs no second look
_LABEL = re.compile(r"^\(?(?:\d{1,2}(?:[-–]\d{1,2})?[.)]|\d{1,2}(?:\.\d{1,2}){0,3}\.?|[IVX]+\.?|[a-z][.)]|[^\w\s])$")
# A word of letters of which recognition is surer than this is no number.
_SURE = 0.75
# Each digit as 0: "3", "3.", "2.1", "10.1.2."
_NUMBER_SHAPE = re.compile(r"^0{1,2}(?:\.0{1,2}){0,3}\.?$")


@dataclass(frozen=True, slots=True)
class _Label:
    """What looks like a number: its place, its digits and its shape, with 0 for each digit ("00.0").

    `first` is the word that was read there when the whole page was, None where there was none.
    """

    place: Pixels
    digits: tuple[Pixels, ...]
    shape: str
    first: Seen | None = None


def with_labels(sheet: Sheet, lines: Sequence[SeenLine], marks: Sequence[Mark]) -> list[SeenLine]:
    """The lines with the numbers that stand alone before them ("1.", "2.1"), which read badly, looked at once more.

    The raised `marks` are known already.
    """
    out = list(lines)
    for label in labels(sheet, lines, marks):
        place = label.x0, label.top, label.x1, label.bottom
        for k, line in enumerate(out):
            out[k] = replace(line, words=tuple(w for w in line.words if not _meets(w, place)))
        k = min(range(len(out)), key=lambda k: abs(lines[k].at(label.x0) - label.bottom))
        out[k] = replace(out[k], words=(label, *out[k].words))
    return [line for line in out if line.words]


def labels(sheet: Sheet, lines: Sequence[SeenLine], marks: Sequence[Mark]) -> list[Seen]:
    """The numbers that stand alone before the text of `lines`, where they were not read, or were read badly."""
    places = [(place, first) for place, first in _labels(sheet, lines) if not any(_meets(m, place) for m in marks)]
    found = [replace(label, first=first) for place, first in places if (label := _label_at(sheet, place)) is not None]
    found = [label for label in found if not _is_well_read(label)]
    return [
        Seen(text, *label.place, 0.8)
        for label, text in zip(found, _read_labels(sheet, found), strict=True)
        if text is not None
    ]


def _is_well_read(label: _Label) -> bool:
    """Whether what was read has as many digits as the picture, between the same stops: "35.2" has one more than 3.2."""
    first = label.first
    if first is None or first.confidence <= DOUBTFUL or not _LABEL.match(first.text):
        return False
    shape = re.sub(r"\d", "0", first.text)
    return "0" not in shape or shape.rstrip(".") == label.shape.rstrip(".")


def _labels(sheet: Sheet, lines: Sequence[SeenLine]) -> list[tuple[Pixels, Seen | None]]:
    """Where a short word stands far before a text and is no label as it was read, and ink there that was not read."""
    words = [w for line in lines for w in line.words]
    found: list[tuple[Pixels, Seen | None]] = []
    for group in side_by_side(lines):
        row, size = sorted((w for line in group for w in line.words), key=lambda w: w.x0), max(x.size for x in group)
        first = row[0]
        if len(row) > 1 and row[1].x0 - first.x1 > 0.8 * size and first.x1 - first.x0 < 3 * size:
            if not (first.confidence > _SURE and first.text.isalpha()):
                found.append(((max(0, first.x0 - 2), max(0, first.top - 2), first.x1 + 2, first.bottom + 2), first))
            continue
        left, right = max(0, round(first.x0 - 7 * size)), round(first.x0 - 0.5 * size)
        area = left, max(0, first.bottom - round(size)), right, first.bottom + round(0.1 * size)
        if right > left and sheet.ink[area[1] : area[3], left:right].any() and not any(_meets(w, area) for w in words):
            found.append((area, None))
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
    """The number that stands at each place; None where all that was read there is too unsure.

    Three looks at each stretch of digits have a vote, as sure as they are, and so has what was read there at first.
    """
    parts = [(k, n, digits) for k, label in enumerate(found) for n, digits in enumerate(_runs(label))]
    if not parts:
        return []
    crops = []
    for _, _, digits in parts:
        x0, top, x1, bottom = digits[0][0], min(d[1] for d in digits), digits[-1][2], max(d[3] for d in digits)
        crops.append(sheet.grey[max(0, top - 3) : bottom + 3, max(0, x0 - 3) : x1 + 3])
    looks = [read_digits([framed(c, high / c.shape[0]) for c in crops]) for high in (27, 44, 60)]
    read: list[list[str]] = [[] for _ in found]
    for (k, n, digits), seen in zip(parts, zip(*looks, strict=True), strict=True):
        text, confidence = voted([*seen, *_first_reading(found[k], n)], len(digits))
        if confidence < 0.5:
            shaped = _by_shape(sheet, digits[0], text) if len(digits) == 1 else ""
            text = shaped or (text if "." in found[k].shape else "")  # without a dot nothing else shows a number
        read[k].append(text)
    return [_numbered(label.shape, texts) for label, texts in zip(found, read, strict=True)]


def voted(seen: Sequence[tuple[str, float]], length: int) -> tuple[str, float]:
    """The digits of this length for which most speaks, and how sure the surest look at them was."""
    votes: dict[str, list[float]] = {}
    for text, confidence in seen:
        if len(text) == length:
            votes.setdefault(text, []).append(confidence)
    best = max(votes, key=lambda text: sum(votes[text]), default="")
    return best, max(votes.get(best, [0.0]))


def _first_reading(label: _Label, part: int) -> list[tuple[str, float]]:
    """What was read of a part of a number when the whole page was, if it has the same shape ("8.2." of "3.2.")."""
    if label.first is None or re.sub(r"\d", "0", label.first.text).rstrip(".") != label.shape.rstrip("."):
        return []
    return [(label.first.text.split(".")[part], label.first.confidence)]


def _runs(label: _Label) -> list[tuple[Pixels, ...]]:
    """The digits of a number in stretches between its dots."""
    left = iter(label.digits)
    return [tuple(next(left) for _ in part) for part in label.shape.split(".") if part]


def _numbered(shape: str, texts: Sequence[str]) -> str | None:
    """The stretches of digits with the dots of the shape; None where one was not read, or begins with a 0."""
    if not all(texts) or texts[0].startswith("0"):
        return None
    return ".".join(texts) + ("." if shape.endswith(".") else "")


def _meets(word: Seen | Mark, place: Pixels) -> bool:
    """Whether a part of the word or the raised number stands at the place."""
    x0, top, x1, bottom = place
    return word.x0 < x1 and word.x1 > x0 and word.top < bottom and word.bottom > top


# --- the shapes of signs ----------------------------------------------------------------------------------------------

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
