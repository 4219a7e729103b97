"""Tables without rules: rows whose words stand in columns that they share."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from corpus.model import Box, LineSpan, PlacedText
from ingest.drafts import Draft, is_justified, segments
from ingest.joining import Joined, cell_text, with_marks
from ingest.page import Word, around
from ingest.rows import CAPTION, SOURCE_LINE, Row, line_size, middle, parted
from ingest.strips import FIGURE, Lined, Strip, begins_in_all, extent, find_strips, join_lines, place


def merge_unruled_tables(drafts: list[Draft], recognised: bool = False) -> list[Draft]:
    """Runs of rows whose words stand in columns become tables; justified prose has no such columns.

    In `recognised` text the remains of rules are left out of the cells.
    """
    out: list[Draft] = []
    for flows, some in itertools.groupby(drafts, key=lambda d: d.kind in ("paragraph", "quote")):
        if not flows:
            out += some
            continue
        stretch = [_Placed(draft, row, _groups(draft, row, recognised)) for draft in some for row in draft.rows]
        if sum(one.parted for one in stretch) < 2:
            out += _regrouped(stretch)
            continue
        at = 0
        for first, last in _runs(stretch):
            table = _table(stretch[first:last])
            if table is not None:
                out += [*_regrouped(stretch[at:first]), table]
                at = last
        out += _regrouped(stretch[at:])
    return out


@dataclass(frozen=True, slots=True)
class _Placed:
    """A row with the draft it stands in and its words in `groups`; `parted`: they stand as the cells of a table do."""

    draft: Draft
    row: Row
    groups: list[list[Word]]
    parted: bool = field(init=False)

    def __post_init__(self) -> None:
        apart = len(self.groups) > 1 and not _is_filled(self.draft, self.row)
        apart = apart and not _is_labelled(self.row, self.draft.size)
        object.__setattr__(self, "parted", apart and not _is_field(self.groups))


def _is_filled(draft: Draft, row: Row) -> bool:
    """Whether a row is filled up to the edge of its column, as are those of its paragraph that have more words."""
    full = row.line.box is not None and row.line.box.x1 > row.right - 3
    return full and any(one.left == row.left and one.right == row.right and is_justified(one) for one in draft.rows)


def _groups(draft: Draft, row: Row, recognised: bool) -> list[list[Word]]:
    groups = _parted(row, draft.size)
    return _without_rules(groups) or groups if recognised else groups


# "Datum:   12 mei 2021": what a field of a form is named
_FIELD = re.compile(r":$")


def _is_field(groups: Sequence[Sequence[Word]]) -> bool:
    return len(groups) == 2 and _FIELD.search(groups[0][-1].text) is not None


def _regrouped(rows: Sequence[_Placed]) -> list[Draft]:
    """The drafts of rows that are no table; one of which some rows are in a table has only the others."""
    found: list[Draft] = []
    for draft, some in itertools.groupby(rows, key=lambda one: id(one.draft)):
        own = list(some)
        whole = own[0].draft
        assert id(whole) == draft
        found.append(whole if len(own) == len(whole.rows) else replace(whole, rows=[one.row for one in own]))
    return found


# Rows of a table stand no further apart than this, in type sizes; and a text in one of its cells has no more lines.
_ROWS_APART, _MOST_LINES = 3.5, 6


def _runs(stretch: Sequence[_Placed]) -> Iterator[tuple[int, int]]:
    """Where rows of tables begin and end: parted ones, and between them what stands within the columns of these."""
    k = 0
    while k < len(stretch):
        if not stretch[k].parted:
            k += 1
            continue
        last = k
        while (after := _next_parted(stretch, k, last)) is not None:
            between = stretch[last + 1 : after]
            if between and not _fit(between, [*(one for one in stretch[k : last + 1] if one.parted), stretch[after]]):
                break
            last = after
        end = last + 1
        rows = [one for one in stretch[k:end] if one.parted]
        if len(rows) > 1:
            while end < len(stretch) and _is_rest(stretch[end], stretch[end - 1], rows):
                end += 1
            first = k - _heads_above(stretch, k, rows)
            yield first, end
        k = end


def _next_parted(stretch: Sequence[_Placed], first: int, last: int) -> int | None:
    """The next parted row after the last of a table from `first`, as near as rows are; or one in all its columns."""
    strips: list[Strip] | None = None
    for k in range(last + 1, min(last + 2 + _MOST_LINES, len(stretch))):
        above, size = stretch[k].row.above, max(stretch[k].draft.size, 6.0)
        new_page = stretch[k].row.line.page != stretch[k - 1].row.line.page
        if not new_page and (above is None or above > _ROWS_APART * size):
            return None
        if stretch[k].parted:
            return k
        if len(stretch[k].groups) == 1 and len(stretch[k].row.line.words) > 2:
            if strips is None:
                rows = [one.groups for one in stretch[first : last + 1] if one.parted]
                strips = find_strips(rows, size) if len(rows) > 1 else []
            if len(strips) > 2 and begins_in_all(stretch[k].row.line.words, strips, size):
                return k
    return None


def _fit(rows: Sequence[_Placed], parted: Sequence[_Placed]) -> bool:
    """Whether each of some rows stands within one column of the parted ones."""
    size = max(parted[0].draft.size, 6.0)
    strips = find_strips([one.groups for one in parted], size)
    return all(_stands_within(one, strips, size) for one in rows)


def _stands_within(one: _Placed, strips: Sequence[Strip], size: float) -> bool:
    """Whether a row is a short text in one of the columns: a label of several rows, or the rest of a text."""
    text = one.row.line.text
    if len(one.groups) != 1 or CAPTION.match(text) or SOURCE_LINE.match(text):
        return False
    x0, x1 = extent(one.groups[0])
    for k, (a, b) in enumerate(strips):
        ends = strips[k + 1][0] - 0.5 * size if k + 1 < len(strips) else max(b, one.row.right)
        if a - 3 <= x0 and x1 <= ends and x0 <= b:
            return True
    return _fills(one, strips)


def _fills(one: _Placed, strips: Sequence[Strip]) -> bool:
    """Whether a row goes from the first column to a figure in the last one, with little white between."""
    words = one.row.line.words
    if FIGURE.match(words[-1].text) is None or is_justified(one.row):
        return False
    (x0, x1), (last, _) = extent(words), extent(words[-1:])
    ends = abs(x1 - strips[-1][1]) < 3 and last > strips[-1][0] - 3
    return len(words) > 1 and abs(x0 - strips[0][0]) < 3 and ends


def _is_rest(one: _Placed, above: _Placed, parted: Sequence[_Placed]) -> bool:
    """Whether a row right under the last one of a table is the rest of a text in it."""
    box, over = one.row.line.box, above.row.line.box
    if box is None or over is None or one.row.above is None or one.row.line.page != above.row.line.page:
        return False
    size = max(parted[0].draft.size, 6.0)
    if one.row.above < _ROWS_APART * size and _fills(one, find_strips([r.groups for r in parted], size)):
        return True
    near = one.row.above < 0.7 * size and abs(line_size(one.row.line) - line_size(above.row.line)) < 0.5
    return near and one.row.line.text[:1].islower() and _fit([one], parted)


def _heads_above(stretch: Sequence[_Placed], first: int, rows: Sequence[_Placed]) -> int:
    """How many rows right above the first parted one say what stands in the columns."""
    if first == 0:
        return 0
    one = stretch[first - 1]
    above = stretch[first].row.above
    size = max(rows[0].draft.size, 6.0)
    if above is None or above > _ROWS_APART * size or len(one.draft.rows) != 1:
        return 0
    if heads_table(one.row, stretch[first].row):
        return 1
    strips = find_strips([r.groups for r in rows], size)
    x0, x1 = extent(one.row.line.words)
    return int(len(strips) > 2 and x0 > strips[0][1] and x1 < strips[-1][1] + size and above < size)


# The last column of a list of terms with what they mean is prose: so many words a line, and a sentence that ends.
_PROSE = 5


def _table(rows: Sequence[_Placed]) -> Draft | None:
    """The table that rows are, with its cells; None where they are a text beside terms, questions or names."""
    size = max(rows[0].draft.size, 6.0)
    parted = [one for one in rows if one.parted]
    strips = find_strips([one.groups for one in parted], size)
    if len(strips) < 2 or not _columns_agree([one.row for one in parted]):
        return None
    groups = [one.groups for one in rows]
    if not rows[0].parted and heads_table(rows[0].row, rows[1].row):
        groups[0] = _head_groups(rows[0].row, rows[1].row)
    lines = [
        Lined(place(own, strips, size), middle(one.row.line), one.row.line.page)
        for own, one in zip(groups, rows, strict=True)
    ]
    if len(strips) == 2 and any(_is_prose([line.cells[n] for line in lines]) for n in (0, 1)):
        return None
    joined = join_lines(lines)
    cells = [[cell_text([lines[k].cells[n] for k in own]) for n in range(len(strips))] for own in joined]
    anchors = [_anchor([rows[k].row for k in own]) for own in joined]
    return Draft("table", anchors, cells=cells, size=rows[0].draft.size)


def _is_prose(column: Sequence[Sequence[Word]]) -> bool:
    filled = [cell for cell in column if cell]
    return sum(map(len, filled)) > _PROSE * len(filled)


def _anchor(rows: Sequence[Row]) -> Row:
    """One row for the lines of a row of a table."""
    if len(rows) == 1:
        return rows[0]
    line = rows[0].line
    words = tuple(word for row in rows for word in row.line.words)
    return replace(rows[0], line=replace(line, words=words, box=around(row.line.box for row in rows)))


# "3", "3.", "C)", "(b)": the number of a question or an item that hangs before its text
_LABEL = re.compile(r"^\(?(?:\d{1,2}|[A-Za-z]|[ivx]{1,4})[.,)]?$|^\w{1,2}[.,)]$")


def _is_labelled(row: Row, size: float) -> bool:
    """Whether a row is a number that hangs before a text, and no row of a table."""
    groups = segments(row.line, max(size, 6.0))
    return (
        len(groups) == 2 and len(groups[0]) == 1 and len(groups[1]) > 2 and _LABEL.match(groups[0][0].text) is not None
    )


def _columns_agree(rows: Sequence[Row]) -> bool:
    counts = Counter(len(segments(r.line, max(line_size(r.line), 6.0))) for r in rows)
    return counts.most_common(1)[0][0] >= 2


# Figures of two cells stand at least so far apart, in type sizes; and the words over them so far.
_FIGURES_APART, _HEADS_APART = 0.7, 0.45


def heads_table(row: Row, after: Row | None) -> bool:
    """Whether a row says what stands in the columns of figures that begin below it: "Verstrekker 2016 2017 2018"."""
    if after is None or not row.line.words or not all(FIGURE.match(w.text) for w in after.line.words[-2:]):
        return False
    figures = _figures(after)
    return len(figures) >= 2 and _heads(row, figures) is not None


def _figures(row: Row) -> list[Box]:
    """The cells of figures with which a row ends, after a cell of words."""
    groups = _parted(row, line_size(row.line))
    found: list[Box] = []
    for group in reversed(groups):
        box = around(w.box for w in group)
        if box is None or not all(FIGURE.match(w.text) for w in group):
            break
        found.insert(0, box)
    return found if len(found) < len(groups) else found[1:]


def _heads(row: Row, figures: Sequence[Box]) -> list[list[Word]] | None:
    """The words of a row that stand over each of the cells below it, None where they are not the heads of columns.

    Heads stand apart from each other, with nothing between or behind them: a line of prose has words there as well.
    """
    size = line_size(row.line)
    groups = parted(row.line, _HEADS_APART, size)
    over = [[k for k, words in enumerate(groups) if any(_is_over(w, cell) for w in words)] for cell in figures]
    taken = [k for some in over for k in some]
    if not all(over) or len(set(taken)) < len(taken) or set(range(min(taken), len(groups))) - set(taken):
        return None
    found = [[word for k in some for word in groups[k]] for some in over]
    if min(taken) == 0:  # what stands before the columns is close to the first head
        found[0] = [w for w in found[0] if _is_over(w, figures[0])]
    return found


def _head_groups(row: Row, below: Row) -> list[list[Word]]:
    """The words of a row of heads that stand close, parted as the cells of figures below them are."""
    over = _heads(row, _figures(below)) or []
    taken = {w.box for words in over for w in words}
    first = [w for w in row.line.words if w.box not in taken]
    return [words for words in (first, *over) if words]


def _is_over(word: Word, cell: Box) -> bool:
    return word.box is not None and word.box.x0 < cell.x1 + 1 and word.box.x1 > cell.x0 - 1


def _parted(row: Row, size: float) -> list[list[Word]]:
    """The words of a row in cells; figures stand closer to each other than words do."""
    out: list[list[Word]] = []
    for group in segments(row.line, max(size, 6.0)):
        out.append(group[:1])
        for one, two in itertools.pairwise(group):
            gap = two.box.x0 - one.box.x1 if one.box and two.box else 0.0
            if gap > _FIGURES_APART * size and FIGURE.match(one.text) and FIGURE.match(two.text):
                out.append([two])
            else:
                out[-1].append(two)
    return out


# What recognition makes of the rules between cells: "520|", "|"; also "[Provincie"
_RULES = "|¦"


def _without_rules(groups: list[list[Word]]) -> list[list[Word]]:
    """The cells of a row of recognised text without the remains of rules, which part cells that stand close."""
    out: list[list[Word]] = []
    for group in groups:
        cells: list[list[Word]] = [[]]
        for word in group:
            text = word.text.strip(_RULES)
            text = text if ("[" in text) == ("]" in text) else text.strip("[]")
            if word.text[0] in _RULES and cells[-1]:
                cells.append([])
            if text:
                cells[-1].append(replace(word, text=text))
            if word.text[-1] in _RULES and cells[-1]:
                cells.append([])
        out += [cell for cell in cells if cell]
    return out


def table_text(draft: Draft) -> Joined:
    text = "\n".join("\t".join(row) for row in draft.cells)
    spans, at = [], 0
    for k, row in enumerate(draft.cells):
        length = len("\t".join(row))
        source = draft.rows[k] if len(draft.rows) == len(draft.cells) else draft.rows[0]
        box = source.line.box
        if box is not None and len(draft.rows) != len(draft.cells):
            high = (box.bottom - box.top) / len(draft.cells)
            box = replace(box, top=box.top + k * high, bottom=box.top + (k + 1) * high)
        spans.append(LineSpan(at, at + length, source.line.page, box))
        at += length + 1
    return with_marks(Joined(PlacedText(text, tuple(s for s in spans if s.end > s.start))))
