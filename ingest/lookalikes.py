"""What is set as a heading and is none: prose, the terms of a list of definitions, the names of who sign."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from ingest.drafts import Draft, is_text, same_style
from ingest.headings import ABBREVIATED, is_close
from ingest.layout import Layout
from ingest.rows import NAME, ROLE, Row

# The end of a sentence, after a word of some length: "voor de scholen. De", not "art. 4", "e.a. De"
_SENTENCE_END = re.compile(r"[^\W\d_]{3}[.!?](?=\s+[A-ZÀ-Þ]|$)")
# A title that is set in bold is no longer than this, in characters.
_LONGEST_BOLD = 200
# "secretaris Raad Secundair Onderwijs" under a name; a sentence about a function is none
_ACTS_AS = re.compile(rf"^{ROLE}\b(?!\s*:).*(?<![.!?:;,])$")
# Who sign have a function of no more characters than this.
_LONGEST_ROLE = 140
# A term that is explained has no more words than this, and two of them at least are explained under each other.
_LONGEST_TERM = 5
_LEAST_TERMS = 2


def demote(drafts: list[Draft], layout: Layout) -> None:
    """Make paragraphs of the drafts that are set as headings but are none."""
    _demote_prose(drafts, layout)
    _demote_names(drafts)
    _demote_terms(drafts, layout)
    _demote_leads(drafts, layout.size)


def _demote_prose(drafts: list[Draft], layout: Layout) -> None:
    """Make paragraphs of what is set as a heading but reads as prose: several sentences, or too long for a title.

    An introduction in large type may have been taken for several headings under each other.
    """
    k, begun = 0, False
    while k < len(drafts):
        draft = drafts[k]
        if draft.kind == "heading" and draft.number is None and draft.size < 1.6 * layout.size:
            end = k + 1
            while end < len(drafts) and _is_next_of(drafts[end], drafts[end - 1], layout):
                end += 1
            rows = [row for one in drafts[k:end] for row in one.rows]
            begun = begun or any(is_text(one) for one in drafts[max(0, k - 3) : k])
            if _is_prose(rows, draft.size, layout, begun):
                draft.kind, draft.rows = "paragraph", rows
                del drafts[k + 1 : end]
        k += 1


def _is_next_of(draft: Draft, before: Draft, layout: Layout) -> bool:
    """Whether a heading without number, or the rest of a sentence, stands right below one that is set as it is."""
    row = draft.rows[0]
    rest = draft.kind == "paragraph" and row.line.text[:1].islower()
    if not (rest or draft.kind == "heading") or draft.number or not same_style(before.rows[0], row, layout):
        return False
    return row.line.page == before.rows[-1].line.page and row.above is not None and is_close(row, draft.size, layout)


def _is_prose(rows: Sequence[Row], size: float, layout: Layout, begun: bool) -> bool:
    """Whether rows that are set as a heading are sentences; large type must show more of them than bold.

    `begun`: text stands above them; a sentence of several lines with its full stop is then pulled out or stressed.
    """
    text = " ".join(w.text for row in rows for w in row.line.words if not w.raised)
    several = text.endswith(".") and len(_SENTENCE_END.findall(text)) > 1
    if begun and len(rows) > 1 and text.endswith(".") and not ABBREVIATED.search(text):
        return True
    if size >= 1.3 * layout.size:
        return several and len(rows) > 2
    return len(rows) > 1 and (several or len(text) > _LONGEST_BOLD)


def _said(draft: Draft) -> str:
    return " ".join(w.text for row in draft.rows for w in row.line.words if not w.raised)


def _demote_names(drafts: Sequence[Draft]) -> None:
    """Make paragraphs of bold names over the functions of who sign, and of functions over their names."""
    for one, two in itertools.pairwise(drafts):
        if one.kind != "heading" or one.number or two.number or two.kind not in ("heading", "paragraph", "quote"):
            continue
        above, below = _said(one), _said(two)
        if (NAME.match(above) and _is_role(below)) or (_is_role(above) and NAME.match(below)):
            for draft in (one, two):
                draft.kind = "paragraph" if draft.kind == "heading" else draft.kind


def _is_role(text: str) -> bool:
    return len(text) <= _LONGEST_ROLE and _ACTS_AS.match(text) is not None


def _demote_terms(drafts: Sequence[Draft], layout: Layout) -> None:
    """Make paragraphs of bold terms of which the explanation is set in, while the text around stands at their edge.

    Where all text is set in, what hangs before it are headings.
    """
    runs: list[list[int]] = [[]]  # of the terms under each other
    explained: set[int] = set()
    for k, draft in enumerate(drafts):
        if _is_term(drafts, k, layout):
            runs[-1].append(k)
        elif runs[-1] and _is_set_in(draft, drafts[runs[-1][-1]], layout.size):
            explained.add(id(draft))
        elif runs[-1]:
            runs.append([])
    runs = [run for run in runs if len(run) >= _LEAST_TERMS]
    if not runs:
        return
    body = [d for d in drafts if is_text(d) and id(d) not in explained]
    offsets = [row.line.box.x0 - row.left for d in body for row in d.rows[1:] if row.line.box]
    for run in runs:
        if 2 * sum(len(drafts[k + 1].rows) > 1 for k in run) < len(run):
            continue  # one line that is set in may be the first of any paragraph
        at = drafts[run[0]].indent - drafts[run[0]].rows[0].left
        if 2 * sum(abs(x - at) < 0.5 * layout.size for x in offsets) > len(offsets):
            for k in run:
                drafts[k].kind = "paragraph"


def _is_term(drafts: Sequence[Draft], k: int, layout: Layout) -> bool:
    """Whether a draft is set as a heading in body type, a few words right over a text that is set in."""
    draft = drafts[k]
    if draft.kind != "heading" or draft.number or draft.size > 1.08 * layout.size or k + 1 == len(drafts):
        return False
    words = draft.rows[0].line.words
    below = drafts[k + 1].rows[0].above
    near = below is not None and below < 0.35 * layout.leading
    return (
        near and len(draft.rows) == 1 and len(words) <= _LONGEST_TERM and _is_set_in(drafts[k + 1], draft, layout.size)
    )


def _is_set_in(draft: Draft, term: Draft, size: float) -> bool:
    """Whether all rows of a text begin further from the edge than a term."""
    return draft.kind in ("paragraph", "quote") and _begins_beyond(draft, term.indent - term.rows[0].left + 0.8 * size)


def _begins_beyond(draft: Draft, edge: float) -> bool:
    """Whether all rows of a draft begin further than `edge` from the left edge of their column, in points."""
    return all(row.line.box is not None and row.line.box.x0 - row.left > edge for row in draft.rows)


# What is set in stands at least so far from the edge, in type sizes.
_SET_IN = 1.2


def _demote_leads(drafts: Sequence[Draft], size: float) -> None:
    """Make paragraphs of the lead of a box without a frame: it is set in with all below it, then the text goes on."""
    for k, draft in enumerate(drafts[:-1]):
        edge = draft.indent - draft.rows[0].left
        if draft.kind != "heading" or draft.number or edge < _SET_IN * size or draft.rows[0].boxed:
            continue
        end = k + 1
        while end < len(drafts) and drafts[end].kind in ("paragraph", "quote", "item"):
            if not _begins_beyond(drafts[end], edge - 0.5 * size):
                break
            end += 1
        first = drafts[k + 1].rows[0].line.box
        aligned = first is not None and abs(first.x0 - draft.indent) < 0.5 * size
        if end > k + 1 and aligned and end < len(drafts) and is_text(drafts[end]):
            draft.kind = "paragraph"
