"""Tables that a text file sets by white alone: which cells of a row are empty, and which line goes on with a row.

`pdftotext -layout` and its like leave an empty cell as wide white: only the rows above and below tell it.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.model import Box
from ingest.page import Word
from ingest.strips import FIGURE, Cells, Lined, Strip, extent, find_strips, join_lines, place

# What keeps the cells of a row apart in a line of a text file; no text has it.
CELL = "\u2409"
# So much white parts two cells: what the size of type is on paper, in characters.
_SIZE = 3.0
_PARTED = re.compile(r"(?<=\S) {3,}(?=\S)")
_WORD = re.compile(r"\S+")
# So many rows of a table have all cells, and of one with two columns.
_FULL = 2
_FULL_OF_TWO = 3
_LONGEST_CELL = 60
# No row of a table is longer: what is, is not looked at.
_LONGEST_ROW = 400
_MOST_ROWS = 1000
_MOST_CELLS = 30
_WHITE = " " * 4
# No row of a table ends so: a sentence does, or a line of a list.
_SENTENCE = re.compile(r"[^\W\d_]{3}[.;:]$")


@dataclass(frozen=True, slots=True)
class _Row:
    """A line that may be a row of a table: where it stands, and its words in groups that white parts."""

    line: int
    groups: Cells


def with_cells(lines: Sequence[str]) -> list[str | None]:
    """The lines, with the cells of tables kept apart by CELL where some are empty or run over several lines.

    None stands for a line that was put behind the row above it.
    """
    out: list[str | None] = list(lines)
    k = 0
    while k < len(lines):
        end = _end(lines, k)
        if 1 < end - k <= _MOST_ROWS:
            for at, text in _settled(lines, k, end):
                out[at] = text
        k = max(end, k + 1)
    return out


def with_tabs_set(lines: Sequence[str]) -> list[str]:
    """The lines, with rows whose cells tabs keep apart set in columns by white: a tab says where an empty cell is."""
    out = list(lines)
    for tabbed, run in itertools.groupby(range(len(lines)), key=lambda k: "\t" in lines[k]):
        rows = [(k, [cell.strip() for cell in lines[k].split("\t")]) for k in run] if tabbed else []
        count = max((len(cells) for _, cells in rows), default=0)
        same = sum(len(cells) == count for _, cells in rows)
        if count < 3 or same < _FULL or 3 * same < 2 * len(rows):
            continue
        widths = [max((len(cells[n]) for _, cells in rows if n < len(cells)), default=0) for n in range(count)]
        if max(widths) <= _LONGEST_CELL:
            for k, cells in rows:
                set_cells = (cell.ljust(width) for cell, width in zip(cells, widths, strict=False))
                out[k] = _WHITE.join(set_cells).rstrip()
    return out


def _end(lines: Sequence[str], start: int) -> int:
    """The end of the lines from `start` on of which most are parted; `start` where none begins there."""
    if len(lines[start]) > _LONGEST_ROW or not _PARTED.search(lines[start].strip()):
        return start
    last = k = start
    blank = single = 0
    while k < len(lines) and blank < 2 and single < 3 and len(lines[k]) <= _LONGEST_ROW:
        text = lines[k].strip()
        if not text:
            blank += 1
        elif _PARTED.search(text):
            last, blank, single = k, 0, 0
        else:
            if _SENTENCE.search(text):
                break
            blank, single = 0, single + 1
        k += 1
    # the rest of the last row
    below = lines[last + 1] if last + 1 < len(lines) else ""
    hangs = below.strip()[:1].islower() and not _SENTENCE.search(below.rstrip()) and len(below) < len(lines[last]) + 10
    return last + 1 + hangs


def _settled(lines: Sequence[str], start: int, end: int) -> list[tuple[int, str | None]]:
    """The rows of the table in the lines from `start` to `end`, by their line; None for lines that went up to another.

    Empty where they are no table, or one without empty cells.
    """
    rows = [_Row(k, _groups(lines[k], k)) for k in range(start, end) if lines[k].strip()]
    if max(len(row.groups) for row in rows) > _MOST_CELLS:
        return []
    strips = find_strips([row.groups for row in rows if len(row.groups) > 1], _SIZE)
    if len(strips) < 2 or all(len(row.groups) == len(strips) for row in rows):
        return []
    alone = [extent(row.groups[0]) for row in rows if len(row.groups) == 1]
    if any(sum(a < x1 and b > x0 for a, b in strips) > 1 for x0, x1 in alone):
        return []  # a line of text goes across
    cells = [place(row.groups, strips, _SIZE) for row in rows]
    if not _is_table(cells, strips):
        return []
    joined = join_lines([Lined(own, float(row.line), 1) for row, own in zip(rows, cells, strict=True)])
    out: list[tuple[int, str | None]] = []
    for row in joined:
        texts = [" ".join(w.text for k in row for w in cells[k][n]) for n in range(len(strips))]
        out.append((rows[row[0]].line, f" {CELL} ".join(texts).lstrip(" ")))
        out += [(rows[k].line, None) for k in row[1:]]
    return out


def _groups(line: str, at: int) -> Cells:
    """The words of line `at` with their places in it, in groups that wide white parts."""
    groups: Cells = []
    for m in _WORD.finditer(line):
        word = Word(m[0], Box(m.start(), at, m.end(), at + 1))
        if groups and m.start() - _right(groups[-1]) < _SIZE:
            groups[-1].append(word)
        else:
            groups.append([word])
    return groups


def _right(words: Sequence[Word]) -> float:
    return words[-1].box.x1 if words[-1].box else 0.0


def _is_table(rows: Sequence[Cells], strips: Sequence[Strip]) -> bool:
    """Whether rows are those of a table: enough of them have all cells, or their cells are figures but for the first.

    In two columns the second is of figures.
    """
    full = [row for row in rows if all(row)]
    others = [cell for row in rows for cell in row[1:] if cell]
    figures = 3 * sum(all(FIGURE.match(word.text) for word in cell) for cell in others) >= 2 * len(others)
    if len(strips) == 2:
        return figures and len(full) >= _FULL_OF_TWO
    return len(full) >= _FULL or (figures and len(rows) > _FULL)
