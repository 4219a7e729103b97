"""Tables and boxes drawn with rules on a picture of a page, which knows the rules only."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, pairwise

from corpus.model import Box
from ingest.joining import cell_text
from ingest.page import Line, Table, Word


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
