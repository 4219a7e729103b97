"""The columns of a table as vertical strips that its rows share: every word belongs to the strip it stands in.

Numbers are aligned right and words left, so no edge tells a column; what its cells have in common is the place where
they overlap.
A strip in which a row has nothing is an empty cell.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.page import Word, around

# From where to where a strip reaches, in points.
Strip = tuple[float, float]
# The words of one line of a table, cell by cell.
Cells = list[list[Word]]

# "1.120", "8,6%", "-", "(12)": a cell of figures
FIGURE = re.compile(r"^(?=.*\d|[-–*]$)[\d.,%+\-–/()*€]+$")
# Head and figures of one column that nowhere overlap ("Aantal" left, "45" right below) are so close, in type sizes.
_NEAR = 2.5
# Words of two cells stand at least so far apart, in type sizes.
_LEAST_WHITE = 0.45


def extent(words: Sequence[Word]) -> Strip:
    """From where to where words reach; (0, 0) where none has a place."""
    box = around(word.box for word in words)
    return (box.x0, box.x1) if box else (0.0, 0.0)


def find_strips(lines: Sequence[Cells], size: float) -> list[Strip]:
    """The strips that lines of parted words share, from left to right; a head over several of them makes none."""
    strips: list[Strip] = []
    ordered = sorted(range(len(lines)), key=lambda k: -len(lines[k]))
    for k in ordered:
        for group in lines[k]:
            x0, x1 = extent(group)
            over = [n for n, (a, b) in enumerate(strips) if x0 < b and x1 > a]
            if not over:
                strips = sorted([*strips, (x0, x1)])
            elif len(over) == 1:
                a, b = strips[over[0]]
                strips[over[0]] = min(a, x0), max(b, x1)
    return _merged(strips, lines, size)


def _merged(strips: list[Strip], lines: Sequence[Cells], size: float) -> list[Strip]:
    """Strips that stand close, and of which no line has both, are one."""
    k = 0
    while k + 1 < len(strips):
        (a, b), (c, d) = strips[k], strips[k + 1]
        both = any(_touches(line, a, b) and _touches(line, c, d) for line in lines)
        if not both and c - b < _NEAR * size:
            strips[k : k + 2] = [(a, d)]
        else:
            k += 1
    return strips


def _touches(line: Cells, a: float, b: float) -> bool:
    return any(x0 < b and x1 > a for x0, x1 in map(extent, line))


def place(groups: Sequence[Sequence[Word]], strips: Sequence[Strip], size: float) -> Cells:
    """The words of a line by strip; a group of words over several strips is divided where white is, or is in the first.

    A cell of which nothing stands in the line is empty.
    """
    cells: Cells = [[] for _ in strips]
    for group in groups:
        for part in _divided(group, strips, size):
            cells[_strip_of(part, strips)] += part
    return cells


# Where texts fill their cells less white is between these than parts them, in type sizes; yet more than between words.
_FULL_CELLS_APART = 0.7


def begins_in_all(words: Sequence[Word], strips: Sequence[Strip], size: float) -> bool:
    """Whether in each of some columns a word of a line begins where the column does, behind white."""
    boxes = [word.box for word in words if word.box]
    begins = [boxes[0].x0, *(b.x0 for a, b in itertools.pairwise(boxes) if b.x0 - a.x1 > _FULL_CELLS_APART * size)]
    return len(begins) == len(strips) and all(abs(x - a) < 1.5 for x, (a, _) in zip(begins, strips, strict=True))


def _strip_of(words: Sequence[Word], strips: Sequence[Strip]) -> int:
    """The strip in which words stand: the first that they overlap, else the nearest."""
    x0, x1 = extent(words)
    return min(range(len(strips)), key=lambda n: (max(0.0, strips[n][0] - x1, x0 - strips[n][1]), n))


def _divided(group: Sequence[Word], strips: Sequence[Strip], size: float) -> Cells:
    """A group in parts where it goes over into another strip behind white; whole where it has none there."""
    parts: Cells = [list(group[:1])]
    for word in group[1:]:
        last = parts[-1][-1]
        gap = word.box.x0 - last.box.x1 if word.box and last.box else 0.0
        x0, x1 = extent([word])
        stands = any(x0 < b and x1 > a for a, b in strips)  # a word between two strips goes on with what is before it
        if stands and gap > _LEAST_WHITE * size and _strip_of([word], strips) != _strip_of(parts[-1], strips):
            parts.append([word])
        else:
            parts[-1].append(word)
    return parts


@dataclass(frozen=True, slots=True)
class Lined:
    """A line of a table: its cells, how high its middle stands on its page, and which page that is."""

    cells: Cells
    middle: float
    page: int


# A row goes on in lines that stand closer than the rows do, by this factor.
_CLOSER = 1.1
# What ends so goes on in the next line: "met een verslag voor het", "Scholen en"
_UNFINISHED = re.compile(
    r"(?:[,/(&-]|\b(?:de|het|een|en|of|van|voor|in|op|met|aan|bij|te|tot|door|over|naar|per|om|als|die|dat|uit))$", re.I
)
_FIGURES = re.compile(r"\d")


def join_lines(lines: Sequence[Lined]) -> list[list[int]]:
    """Which lines (by index) are one row of the table, because a text in it runs over several of them."""
    rows: list[list[int]] = []
    tight = _tight_step(lines)
    for k, line in enumerate(lines):
        above = lines[k - 1] if k else None
        if above is None or above.page != line.page:
            rows.append([k])
            continue
        if tight is not None:
            goes_on = line.middle - above.middle <= tight
        else:
            goes_on = _goes_on([lines[n] for n in rows[-1]], line)
        if goes_on:
            rows[-1].append(k)
        else:
            rows.append([k])
    return rows


def _tight_step(lines: Sequence[Lined]) -> float | None:
    """The most by which lines of one row are apart, None where the distances do not tell.

    They do where they are of two kinds, and no two figures stand so close under each other.
    """
    pairs = [(a, b) for a, b in itertools.pairwise(lines) if a.page == b.page]
    steps = sorted(b.middle - a.middle for a, b in pairs)
    cut = next((a for a, b in itertools.pairwise(steps) if b > _CLOSER * a), None)
    if cut is None or cut <= 0:
        return None
    tight = [(a, b) for a, b in pairs if b.middle - a.middle <= cut]
    wraps = any(not all(cell for cell in b.cells) for _, b in tight)
    figures = any(_is_figure(x) and _is_figure(y) for a, b in tight for x, y in zip(a.cells, b.cells, strict=True))
    return cut if wraps and not figures else None


def _is_figure(cell: Sequence[Word]) -> bool:
    return len(cell) > 0 and all(_FIGURES.search(word.text) for word in cell)


def _goes_on(row: Sequence[Lined], line: Lined) -> bool:
    """Whether a line is the rest of a row at the same distance as any: a text in it is unfinished, or begins small."""
    filled = [n for n, cell in enumerate(line.cells) if cell]
    if len(filled) == len(line.cells) or not filled:
        return False
    above = [next((one.cells[n] for one in reversed(row) if one.cells[n]), None) for n in filled]
    if any(_is_figure(line.cells[n]) for n in filled):  # only a label before it can have been unfinished
        first = above[0] if filled[0] == 0 else None
        alone = all(not one.cells[n] for one in row for n in filled[1:])
        return first is not None and alone and _UNFINISHED.search(first[-1].text) is not None
    return all(
        over is not None and (line.cells[n][0].text[:1].islower() or _UNFINISHED.search(over[-1].text) is not None)
        for n, over in zip(filled, above, strict=True)
    )
