"""Tables and boxes on a picture of a page: drawn with rules, of which only the rules are known, or printed on tint."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, pairwise

import cv2
import numpy as np

from corpus.model import Box
from ingest.joining import cell_text
from ingest.page import Line, Table, Word
from ingest.sheet import Grey


def ruled_tables(lines: Sequence[Line], level: Sequence[Box], standing: Sequence[Box]) -> list[Table]:
    """Tables drawn with horizontal (`level`) and vertical (`standing`) rules, their cells filled with words of `lines`.

    A table has two columns and two rows at least.
    """
    groups: list[list[Box]] = []
    for rule in sorted(standing, key=lambda b: b.top):
        if groups and rule.top <= max(b.bottom for b in groups[-1]) + 6:
            groups[-1].append(rule)
        else:
            groups.append([rule])
    tables = []
    for group in groups:
        xs = _merged([(b.x0 + b.x1) / 2 for b in group])
        top, bottom = min(b.top for b in group) - 4, max(b.bottom for b in group) + 4
        across = [b for b in level if top <= (b.top + b.bottom) / 2 <= bottom and b.x0 < xs[-1] and b.x1 > xs[0]]
        ys = _merged([(b.top + b.bottom) / 2 for b in across])
        if len(xs) < 3 or len(ys) < 3:
            continue
        rows = [
            tuple(_cell(lines, Box(left, high, right, low)) for left, right in pairwise(xs))
            for high, low in pairwise(ys)
        ]
        rows = [row for row in rows if any(row)]
        if len(rows) >= 2:
            tables.append(Table(tuple(rows), Box(xs[0], ys[0], xs[-1], ys[-1])))
    return tables


# How far the ends of the rules of a box may miss each other, in points, and how much of a side must be there.
_CORNER, _SIDE = 6.0, 0.7
# The least height of a box, in points: two rules closer together are a double one, or stand around a heading.
_LEAST_HIGH = 24.0


def drawn_boxes(level: Sequence[Box], standing: Sequence[Box]) -> list[Box]:
    """Boxes drawn around text: two horizontal rules (`level`) of one width and what joins their ends (`standing`)."""
    found: list[Box] = []
    for one, two in combinations(sorted(level, key=lambda r: r.top), 2):
        if two.top - one.top < _LEAST_HIGH or abs(one.x0 - two.x0) > _CORNER or abs(one.x1 - two.x1) > _CORNER:
            continue
        sides = [
            sum(
                min(s.bottom, two.top) - max(s.top, one.top)
                for s in standing
                if abs((s.x0 + s.x1) / 2 - x) < _CORNER and s.top < two.top and s.bottom > one.top
            )
            for x in (one.x0, one.x1)
        ]
        if min(sides) > _SIDE * (two.top - one.top):
            found.append(Box(min(one.x0, two.x0), one.top, max(one.x1, two.x1), two.top))
    return found


# At how many dots per inch a tint is looked for, and within how many inches letters and their white belong to it.
_TINT_DPI, _LETTERS = 36, 0.1
# How much darker than the paper a tint is, of 255, and by how much it may differ within.
_TINT, _EVEN = (5, 70), 3.0
# The least width and height of a tinted box, in points, the most of its page, and how much of its corners it fills.
_TINTED, _MOST_OF_PAGE, _FULL = (60.0, 30.0), 0.5, 0.93


def tinted_boxes(grey: Grey, lean: float, width: float, height: float) -> list[Box]:
    """Boxes printed on a tint, in points of the page (`width` by `height`) as it stands upright.

    `grey`: its picture before its background was made white, which leans by `lean` degrees. A shadow is no tint: that
    is even, and ends at four straight sides.
    """
    scale = _TINT_DPI * width / 72 / grey.shape[1]
    across = round(_LETTERS * 72 / width * grey.shape[1]) | 1
    clear = cv2.morphologyEx(cv2.medianBlur(grey, 5), cv2.MORPH_CLOSE, np.ones((across, across), np.uint8))
    reduced = cv2.resize(clear, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    small: Grey = np.asarray(reduced, dtype=np.uint8)
    rows, columns = small.shape
    paper = int(np.median(small))
    if lean:
        turn = cv2.getRotationMatrix2D((columns / 2, rows / 2), lean, 1.0)
        small = np.asarray(cv2.warpAffine(small, turn, (columns, rows), borderValue=paper), dtype=np.uint8)
    darker = paper - small.astype(np.int16)
    tint = ((darker >= _TINT[0]) & (darker <= _TINT[1])).astype(np.uint8)
    whole = cv2.morphologyEx(tint, cv2.MORPH_OPEN, np.ones((5, 5), np.uint8))
    count, _, stats, _ = cv2.connectedComponentsWithStats(whole, connectivity=4)
    point = width / columns
    found = []
    for x, y, w, h, area in stats[1:count].astype(int).tolist():
        inside = small[y + 2 : y + h - 2, x + 2 : x + w - 2]
        wide, high = w * point, h * point
        if wide < _TINTED[0] or high < _TINTED[1] or wide * high > _MOST_OF_PAGE * width * height:
            continue
        if area > _FULL * w * h and float(inside.std()) < _EVEN:
            found.append(
                Box(round(x * point, 2), round(y * point, 2), round((x + w) * point, 2), round((y + h) * point, 2))
            )
    return found


def _merged(places: Sequence[float]) -> list[float]:
    """Coordinates in order, those within four points of each other as one."""
    groups: list[list[float]] = []
    for place in sorted(places):
        if groups and place - groups[-1][-1] < 4:
            groups[-1].append(place)
        else:
            groups.append([place])
    return [round(sum(g) / len(g), 2) for g in groups]


def _cell(lines: Sequence[Line], box: Box) -> str:
    """The words whose middle lies in `box`, line after line."""
    return cell_text([[word for word in line.words if _lies_in(word, box)] for line in lines])


def _lies_in(word: Word, box: Box) -> bool:
    assert word.box is not None  # recognised words have a place
    x, y = (word.box.x0 + word.box.x1) / 2, (word.box.top + word.box.bottom) / 2
    return box.x0 <= x <= box.x1 and box.top <= y <= box.bottom
