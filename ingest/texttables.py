"""Tables of sentences without rules: bold heads over columns of text, and rows with white between them across all."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.model import Box
from ingest.joining import cell_text
from ingest.page import Line, RawPage, Table, Word, around
from ingest.rows import from_top, line_size, parted

# White between two heads, and between the words of two cells of a line, in type sizes.
_HEADS_APART, _CELLS_APART = 1.6, 0.6
# How far from the edge of its column a line of a cell may begin, in points at the left of it and in type sizes behind.
_BEFORE, _BEHIND = 3.0, 2.0
# Rows have so much more white between them than the lines of a cell, in type sizes.
_ROWS_APART = 0.3
# In two columns at least the cells hold so many words; other tables are read by their strips.
_LEAST_WORDS = 4.0
# What ends a sentence or a part of one in a cell
_ENDED = re.compile(r"[.;:!?][”’\")]?$")
# Rows under the heads of two columns, and of more; a row of prose in columns is longer than this, in lines.
_LEAST_ROWS, _LEAST_ROWS_OF_MANY, _MOST_LINES = 3, 2, 14


@dataclass(frozen=True, slots=True)
class _Rows:
    """Lines of a page (by index) as the rows of a table, and the left edges of its columns."""

    rows: tuple[tuple[int, ...], ...]
    edges: tuple[float, ...]


def with_text_tables(pages: Sequence[RawPage]) -> list[RawPage]:
    """The pages with the tables of sentences among their lines as tables; one may go on at the top of the next page."""
    if not any(_head(line) for page in pages for line in page.lines):
        return list(pages)
    texts = [_lines_of(page) for page in pages]
    tables: list[list[_Grid]] = []
    open_: tuple[float, ...] = ()  # the columns of the table with which the page before ends
    for n, lines in enumerate(texts):
        found: list[_Rows] = []
        at = 0
        while at < len(lines):
            goes_on = at == 0 and bool(open_)
            edges = open_ if goes_on else _head(lines[at])
            table = _take(lines, at, edges, headed=not goes_on, after=texts[n + 1 : n + 2]) if edges else None
            if table is not None:
                found.append(table)
            at = table.rows[-1][-1] + 1 if table else at + 1
        grids = [_grid(lines, one) for one in found]
        if open_ and found and found[0].rows[0][0] == 0 and _is_rest(grids[0].rows[0]):
            for above, below in zip(tables[-1][-1].rows[-1], grids[0].rows.pop(0), strict=True):
                above += below
        tables.append(grids)
        open_ = found[-1].edges if found and found[-1].rows[-1][-1] == len(lines) - 1 else ()
    return [
        replace(page, tables=(*page.tables, *map(_table, grids))) if grids else page
        for page, grids in zip(pages, tables, strict=True)
    ]


# The lines of a cell, each as its words; the cells of a row
_Cell = list[list[Word]]


@dataclass(frozen=True, slots=True)
class _Grid:
    """A table as the words of its cells, and the area that it covers on its page."""

    rows: list[list[_Cell]]
    box: Box


def _is_rest(row: Sequence[_Cell]) -> bool:
    """Whether the first row on a page is the rest of the last on the page before: a text of it begins small."""
    return any(cell and cell[0][0].text[:1].islower() for cell in row)


def _lines_of(page: RawPage) -> list[Line]:
    """The lines of a page from top to bottom without those of the tables that are known."""
    return [ln for ln in from_top(list(page.lines)) if ln.box and ln.words and not _in_table(ln, page.tables)]


def _in_table(line: Line, tables: Sequence[Table]) -> bool:
    return any(line.box and t.box.top - 1 <= line.box.top and line.box.bottom <= t.box.bottom + 1 for t in tables)


def _head(line: Line) -> tuple[float, ...]:
    """The left edges of the columns under a line of bold heads that stand apart; () where it is none."""
    if (
        len(line.words) < 2
        or not line.words[0].bold
        or not line.words[-1].bold
        or not all(word.bold for word in line.words)
    ):
        return ()
    groups = parted(line, _HEADS_APART)
    return tuple(group[0].box.x0 for group in groups if group[0].box) if len(groups) > 1 else ()


def _take(
    lines: Sequence[Line], start: int, edges: tuple[float, ...], headed: bool, after: Sequence[Sequence[Line]] = ()
) -> _Rows | None:
    """The table that begins with a line, its columns at `edges`; None where the lines are none of its kind.

    `headed`: its first row are heads, else it goes on from the page before; `after`: the lines of the next page.
    """
    size = line_size(lines[start])
    taken: list[int] = []
    for k in range(start, len(lines)):
        if abs(line_size(lines[k]) - size) > 0.08 * size or _cells(lines[k], edges) is None:
            break
        taken.append(k)
    rows = _rows(lines, taken, size)
    if len(rows) <= headed + 1:
        rows = _tight_rows(lines, taken, edges)
    run_on = taken[-1:] == [len(lines) - 1] and any(some and _take(some, 0, edges, False) for some in after)
    while rows and not run_on and not _is_row(lines, rows[-1], edges):
        rows.pop()
    body = rows[1:]  # of one that goes on the first may be the rest of a row, the last may be the beginning of one
    if not rows or not all(_is_row(lines, row, edges) for row in body[: len(body) - run_on]):
        return None
    few = headed and len(body) < (_LEAST_ROWS if len(edges) == 2 else _LEAST_ROWS_OF_MANY)
    if few and not run_on:
        return None
    if max(map(len, rows)) > _MOST_LINES * len(edges) or not _are_uneven(lines, body, edges):
        return None
    if _run_on(lines, body, edges):
        return None
    columns = zip(*(_columns(lines, row, edges) for row in (body if headed else rows)), strict=True)
    said = [[sum(map(len, cell)) for cell in column if cell] for column in columns]
    long = sum(bool(counts) and sum(counts) >= _LEAST_WORDS * len(counts) for counts in said)
    return _Rows(tuple(map(tuple, rows)), edges) if long > 1 or few else None


# As many of the rows of several lines at least end with a cell that is shorter than another; prose fills its columns.
_LEAST_UNEVEN = 0.34


def _are_uneven(lines: Sequence[Line], rows: Sequence[Sequence[int]], edges: Sequence[float]) -> bool:
    """Whether enough rows have a cell that ends before the others do."""
    ends = [_cells(lines[row[-1]], edges) or [] for row in rows if len(row) > 1]
    return sum(not all(cells) for cells in ends) >= _LEAST_UNEVEN * len(ends)


def _run_on(lines: Sequence[Line], rows: Sequence[Sequence[int]], edges: Sequence[float]) -> bool:
    """Whether sentences go on from most rows to the next: these are lines of text beside text, as of a side box."""
    cells = [[[w for line in column for w in line] for column in _columns(lines, row, edges)] for row in rows]
    on = [
        any(
            one and two and two[0].text[:1].islower() and not _ENDED.search(one[-1].text)
            for one, two in zip(a, b, strict=True)
        )
        for a, b in itertools.pairwise(cells)
    ]
    return 2 * sum(on) > len(on)


def _cells(line: Line, edges: Sequence[float]) -> list[list[Word]] | None:
    """The words of a line by column; None where one lies over an edge or begins elsewhere than at one."""
    cells: list[list[Word]] = [[] for _ in edges]
    last: Word | None = None
    for word in line.words:
        box = word.box
        if box is None:
            return None
        column = sum(edge - _BEFORE <= box.x0 for edge in edges) - 1
        if column < 0 or (column + 1 < len(edges) and box.x1 > edges[column + 1] - _BEFORE):
            return None
        if not cells[column]:
            if box.x0 > edges[column] + _BEHIND * word.size:
                return None
            if last is not None and last.box and box.x0 - last.box.x1 < _CELLS_APART * word.size:
                return None
        cells[column].append(word)
        last = word
    return cells


def _rows(lines: Sequence[Line], taken: Sequence[int], size: float) -> list[list[int]]:
    """The lines of a table by row: those with more white above them, across all columns, begin one."""
    whites: list[float] = []
    low = 0.0
    for n, k in enumerate(taken):
        box = lines[k].box
        if box is not None:
            whites.append(box.top - low if n else 0.0)
            low = max(low, box.bottom) if n else box.bottom
    least = min((white for white in whites[1:] if white > -0.5 * size), default=0.0)
    rows: list[list[int]] = []
    for n, k in enumerate(taken):
        if not rows or (n and whites[n] > least + _ROWS_APART * size):
            rows.append([])
        rows[-1].append(k)
    return rows


def _tight_rows(lines: Sequence[Line], taken: Sequence[int], edges: Sequence[float]) -> list[list[int]]:
    """The lines of a table without white between its rows: a row begins with all its cells, each as a sentence does."""
    rows: list[list[int]] = []
    for k in taken:
        cells = _cells(lines[k], edges) or []
        begins = all(cell and not cell[0].text[:1].islower() for cell in cells)
        if not rows or begins:
            rows.append([])
        rows[-1].append(k)
    return rows


def _is_row(lines: Sequence[Line], row: Sequence[int], edges: Sequence[float]) -> bool:
    """Whether the first line of a row begins two of its cells at least."""
    top = lines[row[0]].box
    words = [w for k in row if (b := lines[k].box) and top and abs(b.top - top.top) < 0.4 * (b.bottom - b.top)
             for w in lines[k].words]  # fmt: skip
    return len({sum(edge - _BEFORE <= w.box.x0 for edge in edges) for w in words if w.box}) > 1


def _columns(lines: Sequence[Line], row: Sequence[int], edges: Sequence[float]) -> list[list[list[Word]]]:
    """The words of a row by column, line by line."""
    columns: list[list[list[Word]]] = [[] for _ in edges]
    for k in row:
        for column, words in zip(columns, _cells(lines[k], edges) or [], strict=False):
            if words:
                column.append(words)
    return columns


def _grid(lines: Sequence[Line], found: _Rows) -> _Grid:
    box = around(lines[k].box for row in found.rows for k in row)
    return _Grid([_columns(lines, row, found.edges) for row in found.rows], box or Box(0, 0, 0, 0))


def _table(grid: _Grid) -> Table:
    return Table(tuple(tuple(cell_text(cell) for cell in row) for row in grid.rows), grid.box)
