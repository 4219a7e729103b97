"""Rows of a page with layout to blocks: headings, paragraphs, list items, quotations, tables, footnotes."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from corpus.model import Block, Repair
from ingest.cover import join_cover, mark_cover
from ingest.drafts import Draft
from ingest.headings import (
    Outline,
    continues_heading,
    find_heading,
    first_numbers,
    level_headings,
    plain_titles,
    without_number,
)
from ingest.joining import Joined, concatenate, join
from ingest.layout import Arranged, Layout
from ingest.lookalikes import demote
from ingest.marks import tie_marks
from ingest.notes import RawNote, parse_notes, settle_notes
from ingest.numbering import contents_titles, misread_numbers
from ingest.paragraphs import begin_paragraph, find_bullets, find_item, goes_on, level_items
from ingest.rows import Row, line_size
from ingest.tables import heads_table, merge_unruled_tables, table_text


@dataclass(frozen=True, slots=True)
class Blocks:
    """Everything that could be made of the pages, in reading order; footnotes come last."""

    blocks: tuple[Block, ...]
    repairs: tuple[Repair, ...]


def build(layout: Layout, vocabulary: Collection[str], recognised: bool) -> Blocks:
    """Blocks of an arranged file. `recognised`: the text came out of OCR: sizes are estimates, signs may be wrong."""
    layout = replace(layout, pages=settle_notes(layout.pages, recognised))
    layout = replace(layout, bullets=find_bullets(layout, recognised))
    titles = contents_titles(layout.pages, recognised)
    drafts: list[Draft] = []
    outline = Outline(titles)
    if recognised:
        outline.meant = misread_numbers(layout, titles) | first_numbers(layout.pages)
    else:
        outline.plain = plain_titles(layout)
    waiting: list[_Aside] = []
    for page in layout.pages:
        waiting += _asides(page, layout, outline, recognised)
        _page_drafts([r for r in page.body if not r.aside], layout, drafts, waiting, outline, recognised)
    drafts += [draft for aside in waiting for draft in aside.drafts]
    drafts = merge_unruled_tables(drafts, recognised)
    demote(drafts, layout)
    scanned = layout.size if recognised else None
    mark_cover(drafts, layout, scanned)
    if recognised:
        join_cover(drafts, layout)
    level_headings(drafts, scanned)
    level_items(drafts)
    notes = parse_notes([p.notes for p in layout.pages], recognised)
    notes += parse_notes([p.endnotes for p in layout.pages], recognised, at_end=True)
    return finish(drafts, notes, vocabulary, recognised)


@dataclass(frozen=True, slots=True)
class _Aside:
    """What stands in a box beside the text of a page: it comes in between two paragraphs from `top` on."""

    page: int
    top: float
    drafts: list[Draft]


def _asides(page: Arranged, layout: Layout, outline: Outline, recognised: bool) -> list[_Aside]:
    """The boxes beside the text of a page, each by itself."""
    found = []
    for frame, rows in itertools.groupby((r for r in page.body if r.aside), key=lambda r: r.aside):
        boxed = list(rows)
        drafts: list[Draft] = []
        _page_drafts(boxed, _set_in_box(layout, boxed), drafts, [], outline, recognised)
        if drafts and frame is not None:
            found.append(_Aside(page.page.number, frame.top, drafts))
    return found


# The lines of a paragraph in a box are no further apart than this, in its type size, whatever the text around it is.
_BOX_LEADING = 1.4


def _set_in_box(layout: Layout, rows: Sequence[Row]) -> Layout:
    """The layout with the distance between lines that a box has, where its small type makes that less."""
    size = min(line_size(row.line) for row in rows)
    return replace(layout, leading=min(layout.leading, _BOX_LEADING * size)) if size else layout


def _comes_before(aside: _Aside, fresh: Draft, before: Row | None) -> bool:
    """Whether a box stands beside the text before a new draft, or beside its first line if that heads no section.

    `before`: the row above the draft on its page.
    """
    row = fresh.rows[0]
    if aside.page < row.line.page:
        return True
    beside = before if fresh.kind == "heading" else row
    return beside is not None and beside.line.box is not None and aside.top < beside.line.box.bottom


# So many rows after one show whether it is the first of a title.
_AHEAD = 4


def _page_drafts(
    rows: Sequence[Row], layout: Layout, drafts: list[Draft], waiting: list[_Aside], outline: Outline, recognised: bool
) -> None:
    """Put the rows of a page behind `drafts`; the boxes that are `waiting` come in where they break no sentence."""
    rows = [r for r in rows if r.table is not None or r.line.words]
    for k, row in enumerate(rows):
        before = rows[k - 1] if k else None
        if before is not None and before.table is not None:
            before = None
        fresh = _take(row, before, rows[k + 1 : k + 1 + _AHEAD], drafts, layout, outline, recognised)
        if fresh is not None:
            for aside in [one for one in waiting if _comes_before(one, fresh, rows[k - 1] if k else None)]:
                waiting.remove(aside)
                drafts += aside.drafts
            drafts.append(fresh)


def _take(
    row: Row, before: Row | None, following: Sequence[Row], drafts: list[Draft], layout: Layout, outline: Outline,
    recognised: bool,
) -> Draft | None:  # fmt: skip
    """A new draft that begins with this row; None where the row goes on with the last of `drafts`, and is put there."""
    after = following[0] if following else None
    if row.table is not None:
        return Draft("table", [row], cells=[list(r) for r in row.table.rows], size=layout.size)
    last = drafts[-1] if drafts else None
    heading = find_heading(row, before, following, last, layout, outline, recognised)
    if heading is not None:
        if continues_heading(row, last, layout, heading, before, recognised):
            assert last is not None
            last.rows.append(row)
            return None
        if heading.number:
            outline.take(heading.number)
        else:
            outline.open_annex(row.line.text)
            outline.begun = outline.begun or row.line.page > 1
        return heading
    item = find_item(row, before, after, drafts, layout, recognised)
    if item is not None:
        return item
    if heads_table(row, after):
        return begin_paragraph(row, layout)
    # the first row of a page, of a column or under a table
    across = before is None or row.above is None
    if last is not None and goes_on(row, last, layout, across, recognised):
        last.rows.append(row)
        return None
    return begin_paragraph(row, layout)


def finish(drafts: Sequence[Draft], notes: Sequence[RawNote], vocabulary: Collection[str], recognised: bool) -> Blocks:
    """Join the rows of every draft, tie markers to notes, and give the blocks."""
    joined: list[Joined] = []
    repairs: list[Repair] = []
    for draft in drafts:
        if draft.cells:
            joined.append(table_text(draft))
            continue
        done = join([r.line for r in draft.rows], vocabulary)
        if draft.kind == "heading" and draft.number:
            if draft.read_as is not None and draft.read_as.rstrip(".") != draft.number:
                repairs.append(Repair(done.text.place(0, 1), draft.read_as, draft.number, "letter"))
            done = without_number(done, draft.number, draft.read_as)
        joined.append(done)
        if draft.read_as is not None and draft.kind != "heading":
            repairs.append(Repair(done.text.place(0, 1), draft.read_as, draft.marker or "•", "bullet"))
    joined = tie_marks(joined, drafts, notes, recognised)
    blocks = []
    for draft, done in zip(drafts, joined, strict=True):
        if done.text.text.strip():
            blocks.append(
                Block(
                    draft.kind, done.text, draft.number, draft.level, draft.marker, done.marks, draft.size, draft.bold
                )
            )
        repairs += done.repairs
    for note in notes:
        cuts = [0, *note.paragraphs, len(note.lines)]
        parts = [join(note.lines[a:b], vocabulary) for a, b in itertools.pairwise(cuts)]
        text, _ = concatenate([p.text for p in parts], "\n")
        for p in parts:
            repairs += p.repairs
        if note.read_as is not None and recognised:
            glued = len(note.read_as) > 3  # "7Vlaamse": the marker stuck to the first word
            after = text.text.split(" ")[0] if glued else f"[^{note.number}]"
            repairs.append(Repair(text.place(0, 1), note.read_as, after, "footnote-marker"))
        blocks.append(Block("footnote", text, note.number))
    return Blocks(tuple(blocks), tuple(repairs))
