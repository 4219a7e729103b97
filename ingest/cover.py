"""The cover: its labels, where it ends and the text begins, and the lines of its title as one."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from ingest.drafts import Draft, is_text
from ingest.headings import near_in_style, style_of
from ingest.layout import Layout

# "Datum van goedkeuring: 28 maart 2019", "Volgnummer: 2015-2016/3": a line of a cover that names what it gives
COVER_LABELS = (
    r"(?:datum|volgnummer|dossier(?:nummer|beheerders?)|referentie|(?:ons\s+)?kenmerk|goedkeuring|goedgekeurd|ontvangst"
    r"|advies(?:vraag|vrager|termijn|type|nummer)|contact(?:persoon)?|co[öo]rdinat\w+|opstellers?|auteurs?|redactie|voor|aan"
    r"|bijlagen?|trefwoorden|uitgever|versie|status|taal|betreft|rapporteur|verslaggever|voorzitter|secretaris|besproken"
    r"|voorbereiding|beraadslaging|stemming|e-?mail(?:adres)?|telefoon|nr|nummer)"
)
COVER_LABEL = re.compile(rf"^{COVER_LABELS}\b[^:\n]{{0,30}}?\s*:\s*\S", re.I)
# A heading that opens a text, however large it is, and is no title of a document: "INLEIDING", "Woord vooraf"
OPENS_TEXT = re.compile(
    r"(?:algemene\s+)?(?:inleiding|situering|aanleiding|context|probleemstelling|samenvatting|voorwoord|woord\s+vooraf"
    r"|ten\s+geleide|vooraf|in\s+het\s+kort|kernboodschap(?:pen)?)\W*",
    re.I,
)
# A line of a letterhead or a title page has no more words than this.
_LONGEST_OPENING = 12


def mark_cover(drafts: list[Draft], layout: Layout, scanned: float | None = None) -> None:
    """The rows before the body begins: title page, imprint, letterhead. They are kept as "cover", not as headings.

    `scanned` is the type size of the body where sizes are estimates, because the text came out of OCR.
    """
    pages = layout.pages
    contents_page = next((p.page.number for p in pages if p.contents), None)
    first_numbered = next((k for k, d in enumerate(drafts) if d.kind == "heading" and d.number in _FIRST_NUMBERS), None)
    words_on_first = sum(len(r.line.words) for r in pages[0].body) if pages else 0
    limit = 0
    if contents_page is not None:
        limit = next((k for k, d in enumerate(drafts) if _page_of(d) >= contents_page), len(drafts))
        if limit and first_numbered is not None and first_numbered < limit:
            limit = first_numbered
        if contents_page == 1:
            limit = (
                max(limit, next((k for k, d in enumerate(drafts) if d.kind == "heading"), 0))
                if first_numbered is None
                else first_numbered
            )
    elif len(pages) > 1 and words_on_first < 130 and not _counts_on(drafts):
        limit = next((k for k, d in enumerate(drafts) if _page_of(d) > 1), len(drafts))
        if first_numbered is not None:
            limit = min(limit, first_numbered)
    if limit == 0:
        limit = _title_rows(drafts, layout.size, scanned)
    for draft in drafts[:limit]:
        if draft.kind != "table":
            draft.kind = "cover"


def _counts_on(drafts: Sequence[Draft]) -> bool:
    """Whether the first page holds a list "1." "2." in order: a short letter with its questions, and no title page."""
    markers = [(d.marker or "").rstrip(".)") for d in drafts if d.kind == "item" and _page_of(d) == 1]
    return "1" in markers and "2" in markers[markers.index("1") :]


# The numbers with which a count of headings begins.
_FIRST_NUMBERS = ("1", "0", "I", "A")


def _title_rows(drafts: list[Draft], size: float, scanned: float | None) -> int:
    """How many drafts on the first page end with the title: the largest type there, not used again for a heading.

    The letterhead above it may be set as large as the title. `size` is the type size of the body.
    """
    first = [d for d in drafts if _page_of(d) == 1]
    heads = [d for d in drafts if d.kind == "heading"]
    if scanned is not None:  # one word tells no size
        heads = [d for d in heads if sum(len(r.line.words) for r in d.rows) > 1] or heads
    if not any(_page_of(d) == 1 for d in heads):
        return 0
    biggest = max((d for d in heads if _page_of(d) == 1), key=lambda d: d.size)
    opens = next(
        (k for k, d in enumerate(first) if d.kind == "heading" and OPENS_TEXT.fullmatch(d.rows[0].line.text)), None
    )
    if opens is not None and all(_is_opening(d) for d in first[:opens]):
        return opens
    opening = list(itertools.takewhile(_is_opening, first))
    as_big = [d for d in heads if abs(d.size - biggest.size) < 0.05 * biggest.size]
    if any(d.number is not None for d in as_big):  # the title is set no larger than the chapters, or measured so
        return len(opening) if _begins_count(drafts[len(opening) : len(opening) + 1]) else 0
    if len(as_big) > 1:
        if any(not any(d is o for o in opening) for d in as_big):
            return 0
        biggest = as_big[-1]
    at = drafts.index(biggest)
    if biggest.size < 1.08 * size and any(is_text(d) for d in drafts[:at]):  # a letter, with a first heading in bold
        return 0
    if sum(len(r.line.words) for d in drafts[:at] for r in d.rows) >= 80:
        return 0
    end = at + 1
    while end < len(drafts) and _page_of(drafts[end]) == 1 and not _begins_body(drafts[end], drafts, scanned):
        end += 1
    return end


def _begins_count(drafts: Sequence[Draft]) -> bool:
    """Whether the first of some drafts is the heading with which the numbers begin."""
    return bool(drafts) and drafts[0].kind == "heading" and drafts[0].number in _FIRST_NUMBERS


def _is_opening(draft: Draft) -> bool:
    """Whether a draft may stand before the body: a heading without number, or a line of a few words."""
    few = sum(len(r.line.words) for r in draft.rows) <= _LONGEST_OPENING
    return (draft.kind == "heading" and draft.number is None) or (draft.kind in ("paragraph", "quote") and few)


def _begins_body(draft: Draft, drafts: Sequence[Draft], scanned: float | None) -> bool:
    """Whether the text proper begins here: a heading whose style comes back, or a paragraph of some length."""
    if draft.kind == "heading":
        return bool(draft.number) or any(
            d is not draft
            and d.kind == "heading"
            and near_in_style(style_of(d, scanned), style_of(draft, scanned), scanned)
            for d in drafts
        )
    return draft.kind in ("item", "table") or is_text(draft)


def _page_of(draft: Draft) -> int:
    return draft.rows[0].line.page


def join_cover(drafts: list[Draft], layout: Layout) -> None:
    """Put the lines of a title or subtitle on a scanned cover together: large, of about one size, close together."""
    k = 1
    while k < len(drafts):
        last, draft = drafts[k - 1], drafts[k]
        if _is_one_title(last, draft, layout):
            last.rows += draft.rows
            last.size = max(last.size, draft.size)
            del drafts[k]
        else:
            k += 1


# A title does not end in these: "Een nieuwe start voor de"
_OPEN_END = re.compile(
    r"(?:[-–,&]|\b(?:de|het|een|en|of|van|voor|over|op|in|aan|met|bij|naar|tot|uit|door|om|te|als|inzake))$", re.I
)


def _is_one_title(last: Draft, draft: Draft, layout: Layout) -> bool:
    one, two = last.rows[-1].line, draft.rows[0].line
    if last.kind != "cover" or draft.kind != "cover" or one.page != two.page or not (one.box and two.box):
        return False
    small, large = sorted((last.size, draft.size))
    gap = two.box.top - one.box.bottom
    if small < 1.2 * layout.size or len(last.rows) + len(draft.rows) > 5 or gap > 0.65 * large:
        return False
    open_end = _OPEN_END.search(one.text) is not None or two.text[:1].islower()
    if small < (0.75 if open_end else 0.88) * large or one.text.isupper() != two.text.isupper():
        return False
    aligned = abs(one.box.x0 - two.box.x0) < large
    centred = abs(one.box.x0 + one.box.x1 - two.box.x0 - two.box.x1) < 2 * large
    return (aligned or centred) and (
        open_end or one.box.x1 - one.box.x0 > 0.5 * (last.rows[-1].right - last.rows[-1].left)
    )
