"""Tables without rules: rows whose words stand in columns."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from corpus.model import Box, LineSpan, NoteMark, PlacedText
from ingest.drafts import Draft, is_justified, segments
from ingest.joining import Joined
from ingest.page import Word, around
from ingest.rows import Row, line_size, parted


def merge_unruled_tables(drafts: list[Draft], recognised: bool = False) -> list[Draft]:
    """Runs of rows whose words stand in columns become tables; justified prose has no such columns.

    In `recognised` text the remains of rules are left out of the cells.
    """
    out: list[Draft] = []
    run: list[tuple[Draft, Row]] = []

    def flush() -> None:
        if len(run) >= 2 and _columns_agree([r for _, r in run]):
            size = run[0][0].size
            rows = [r for _, r in run]
            cells = [_cells(r, rows, size, recognised) for r in rows]
            if out and out[-1].kind == "paragraph" and len(out[-1].rows) == 1 and heads_table(out[-1].rows[0], rows[0]):
                rows.insert(0, out.pop().rows[0])
                cells.insert(0, _header_cells(rows[0], rows[1]))
            out.append(Draft("table", rows, cells=cells, size=size))
        else:
            seen: list[Draft] = []
            for draft, _ in run:
                if draft not in seen:
                    seen.append(draft)
            out.extend(seen)
        run.clear()

    for draft in drafts:
        # a table's rows come as short paragraphs, or as one paragraph all of whose rows are parted
        parted = (
            [row for row in draft.rows if len(segments(row.line, max(draft.size, 6.0))) >= 2]
            if draft.kind in ("paragraph", "quote")
            else []
        )
        wide = [row for row in parted if not is_justified(row) and not _is_labelled(row, draft.size)]
        if draft.kind in ("paragraph", "quote") and len(wide) == len(draft.rows):
            run.extend((draft, row) for row in draft.rows)
        elif (
            run
            and draft.kind in ("paragraph", "quote")
            and len(draft.rows) == 1
            and len(run) >= 2
            and _in_columns(draft.rows[0], [r for _, r in run])
        ):
            run.append((draft, draft.rows[0]))
        else:
            flush()
            out.append(draft)
    flush()
    return out


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


def _in_columns(row: Row, rows: Sequence[Row]) -> bool:
    """A row whose last word ends where the last column ends, though the gap before it is small."""
    ends = [r.line.box.x1 for r in rows if r.line.box]
    starts = [r.line.box.x0 for r in rows if r.line.box]
    box = row.line.box
    if box is None or len(row.line.words) < 2:
        return False
    return abs(box.x1 - sorted(ends)[len(ends) // 2]) < 3 and abs(box.x0 - min(starts)) < 3


# "1.120", "8,6%", "-", "(12)": a cell of figures
_FIGURE = re.compile(r"^(?=.*\d|[-–*]$)[\d.,%+\-–/()*€]+$")
# Figures of two cells stand at least so far apart, in type sizes; and the words over them so far.
_FIGURES_APART, _HEADS_APART = 0.7, 0.45


def heads_table(row: Row, after: Row | None) -> bool:
    """Whether a row says what stands in the columns of figures that begin below it: "Verstrekker 2016 2017 2018"."""
    if after is None or not row.line.words or not all(_FIGURE.match(w.text) for w in after.line.words[-2:]):
        return False
    figures = _figures(after)
    return len(figures) >= 2 and _heads(row, figures) is not None


def _figures(row: Row) -> list[Box]:
    """The cells of figures with which a row ends, after a cell of words."""
    groups = _parted(row, line_size(row.line))
    found: list[Box] = []
    for group in reversed(groups):
        box = around(w.box for w in group)
        if box is None or not all(_FIGURE.match(w.text) for w in group):
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


def _is_over(word: Word, cell: Box) -> bool:
    return word.box is not None and word.box.x0 < cell.x1 + 1 and word.box.x1 > cell.x0 - 1


def _header_cells(row: Row, below: Row) -> list[str]:
    over = _heads(row, _figures(below)) or []
    taken = {w.box for words in over for w in words}
    first = [w for w in row.line.words if w.box not in taken and not w.raised]
    return [" ".join(w.text for w in words) for words in (first, *over) if words]


def _parted(row: Row, size: float) -> list[list[Word]]:
    """The words of a row in cells; figures stand closer to each other than words do."""
    out: list[list[Word]] = []
    for group in segments(row.line, max(size, 6.0)):
        out.append(group[:1])
        for one, two in itertools.pairwise(group):
            gap = two.box.x0 - one.box.x1 if one.box and two.box else 0.0
            if _FIGURE.match(one.text) and _FIGURE.match(two.text) and gap > _FIGURES_APART * size:
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


def _cells(row: Row, rows: Sequence[Row], size: float, recognised: bool) -> list[str]:
    groups = _parted(row, size)
    if len(groups) == 1 and len(row.line.words) >= 2 and _in_columns(row, rows):
        groups = [list(row.line.words[:-1]), [row.line.words[-1]]]
    if recognised:
        groups = _without_rules(groups) or groups
    return [" ".join(w.text for w in g if not w.raised) for g in groups]


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
    marks: list[NoteMark] = []
    return Joined(PlacedText(text, tuple(s for s in spans if s.end > s.start)), tuple(marks))
