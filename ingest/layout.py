"""Order on the page: running heads out, columns one after the other, notes apart from the body, contents pages known.

All measures are relative to the type size of the body, so that a scan and a born-digital page go the same way. Pages
without layout (plain text: no boxes) pass through in the order of the file.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from corpus.model import Box
from ingest.boldness import settle_bold
from ingest.columns import (
    Columns,
    Parts,
    cut_at_tables,
    find_gutter,
    holds,
    known_gutter,
    regions,
    take_apart,
    usual_columns,
)
from ingest.furniture import find_furniture
from ingest.margins import with_paragraph_numbers, without_line_numbers
from ingest.markers import NOTE_START
from ingest.page import Line, RawPage, Table, Word
from ingest.pdf import make_line
from ingest.rows import Row, body_size, from_top, line_size, usual_leading
from ingest.sideheads import part_side_heads
from ingest.texttables import with_text_tables
from ingest.underlines import is_underlined


@dataclass(frozen=True, slots=True)
class Arranged:
    """One page in reading order."""

    page: RawPage
    body: tuple[Row, ...]
    notes: tuple[Row, ...]
    contents: tuple[Row, ...] = ()
    ruled_notes: bool = False
    endnotes: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class Layout:
    """The pages in order, with the type size of the body and the usual distance between its base lines.

    `bullets`: the letters and signs that recognition made of bullets in this file, where it did so again and again.
    """

    pages: tuple[Arranged, ...]
    size: float
    leading: float
    bullets: frozenset[str] = frozenset()


# What leads to a page, from its first sign on: "Inleiding ....... 3", "Advies . . . . 12", "Kader…… 4", "Bronnen ____"
LEADER = re.compile(r"(?:(?<!\.)(?<!\.\s)(?:\.\s?){4,}|(?<!…)…{2,}|(?<!_)_{4,})\s*(?:\d+\s*)?$")
# What stands behind a title on a contents page: ".... 12", "… 12", " 12"
PAGE_BEHIND = re.compile(r"(?<![.…_])(?<![.…_]\s)(?:[.…_]\s?){2,}\s*(?:\d+\s*)?$|(?<!\s)\s+\d{1,3}\s*$")
# "Inhoud", "2. Inhoudstafel"
CONTENTS_TITLE = re.compile(
    r"^\W*(?:\d+\.?\s+)?(?:inhoud|inhoudsopgave|inhoudstafel|inhoudsopave|table of contents|contents)\W*$", re.I
)
# "Situering 4"
ENDS_IN_PAGE = re.compile(r"\S\s+\d{1,3}\s*$")


def arrange(pages: Sequence[RawPage]) -> Layout:
    """All pages of a file in reading order; running heads and page numbers are left out."""
    if not any(line.box for page in pages for line in page.lines):
        return Layout(tuple(_plain(page) for page in pages), 0.0, 0.0)
    pages = [page if page.origin == "digital" else _without_specks(page) for page in pages]
    pages = [with_paragraph_numbers(without_line_numbers(page)) for page in pages]
    size = body_size(pages)
    pages = settle_bold(pages, size)
    furniture = find_furniture(pages, size)
    leading = usual_leading(pages, size)
    arranged, in_contents = [], False
    bare = with_text_tables([_without_furniture(page, furniture) for page in pages])
    parted = [take_apart(page, size) for page in part_side_heads(bare, size)]
    columns = usual_columns(parted)
    for parts in parted:
        if parts.gutter is None and columns is not None:
            parts = replace(parts, gutter=known_gutter(parts.free, columns, size))
        done = _arrange_page(parts, size, leading, columns)
        done, in_contents = _cut_contents(done, in_contents)
        arranged.append(done)
    return Layout(tuple(arranged), size, leading)


def _without_furniture(page: RawPage, furniture: Mapping[tuple[int, int], Line | None]) -> RawPage:
    kept = (furniture.get((page.number, i), line) for i, line in enumerate(page.lines))
    return replace(page, lines=tuple(line for line in kept if line is not None))


# What OCR makes of a fold, a shadow or a staple beside the text.
SPECK = re.compile(r"^[|¦_~\\/!.,'‘’]+$")
# A sign narrower than this, in type sizes, is a spot; one that recognition is unsure of may still open an item.
_LEAST_WIDTH = 0.13
_BULLETS = frozenset("-–—•▪*°·")


def _without_specks(page: RawPage) -> RawPage:
    """The page without signs that stand alone, far from the words of their line."""
    kept = []
    for line in page.lines:
        words = list(line.words)
        while words and (_is_dot(words[-1]) or _is_speck(words[-1], words[-2:-1])):
            words.pop()
        while words and (_is_dot(words[0]) or _is_speck(words[0], words[1:2])):
            words.pop(0)
        if words:
            kept.append(line if len(words) == len(line.words) else make_line(words, line.page))
    return replace(page, lines=tuple(kept))


def _is_speck(word: Word, neighbour: Sequence[Word]) -> bool:
    """Whether a word at an end of its line is a sign that stands alone, far from its one neighbour if there is any."""
    if not SPECK.match(word.text) or not neighbour:
        return SPECK.match(word.text) is not None
    left, right = sorted((word, neighbour[0]), key=lambda w: w.box.x0 if w.box else 0.0)
    gap = right.box.x0 - left.box.x1 if left.box and right.box else 0.0
    return SPECK.match(neighbour[0].text) is not None or gap > max(left.size, right.size)


def _is_dot(word: Word) -> bool:
    """Whether a word is a sign narrower than any that is printed, or one of which recognition is unsure itself."""
    if any(c.isalnum() for c in word.text) or word.box is None or word.raised or word.confidence is None:
        return False
    narrow = word.box.x1 - word.box.x0 < _LEAST_WIDTH * word.size
    return narrow or (word.confidence < 0.5 and word.text not in _BULLETS)


def _plain(page: RawPage) -> Arranged:
    rows = tuple(Row(line, 0, 0, 1.0 if line.blank else 0.0) for line in page.lines)
    return Arranged(page, rows, ())


def _arrange_page(parts: Parts, size: float, leading: float, columns: Columns | None) -> Arranged:
    page = parts.page
    if not parts.free and not page.tables:
        return Arranged(page, (), ())
    body: list[Row] = []
    notes: list[Row] = []
    ruled = False
    gutter = cut_at_tables(parts.gutter, parts.free, page.tables)
    for region in regions(parts.free, size, gutter, page.rules, columns):
        own, own_notes, own_ruled = _split_notes(region, page, size, leading, notes)
        body += own
        notes += own_notes
        ruled = ruled or own_ruled
    body = _beside(body, [frame for frame, _ in parts.beside], size)
    boxed = _boxed(body, page)
    body = [replace(row, boxed=True) if k in boxed else row for k, row in enumerate(body)]
    if parts.underlines:
        body = [replace(row, underlined=is_underlined(row.line, parts.underlines)) for row in body]
    for table in sorted(page.tables, key=lambda t: t.box.top):
        anchor = Line((), table.box, page.number)
        body.insert(_place_of(table, body), Row(anchor, table.box.x0, table.box.x1, leading, table))
    for frame, box_lines in sorted(parts.beside, key=lambda one: one[0].top):
        box_lines = from_top(box_lines)
        for region in regions(box_lines, size, find_gutter(box_lines, size)):
            body += [replace(row, boxed=True, aside=frame) for row in region]
    return Arranged(page, tuple(body), tuple(notes), ruled_notes=ruled)


# The white between a box and the text beside it is no wider than this, in type sizes.
_BOX_MARGIN = 2.5


def _beside(rows: list[Row], frames: Sequence[Box], size: float) -> list[Row]:
    """The rows, of which those at the side of a box have an edge there: they are as full as the box lets them be."""
    for frame in frames:
        level = [
            (k, row.line.box)
            for k, row in enumerate(rows)
            if row.line.box
            and row.left < frame.x1
            and row.right > frame.x0
            and row.line.box.bottom > frame.top
            and row.line.box.top < frame.bottom + size
        ]
        left = [(k, box) for k, box in level if box.x1 <= frame.x0]
        right = [(k, box) for k, box in level if box.x0 >= frame.x1]
        if left:
            edge = max(frame.x0 - _BOX_MARGIN * size, *(box.x1 for _, box in left))
            rows = _with_edges(rows, [k for k, _ in left], right=edge)
        if right:
            edge = min(frame.x1 + _BOX_MARGIN * size, *(box.x0 for _, box in right))
            rows = _with_edges(rows, [k for k, _ in right], left=edge)
    return rows


def _with_edges(rows: list[Row], at: Sequence[int], left: float = 0.0, right: float = math.inf) -> list[Row]:
    """The rows, of which those `at` these places have their column begin at `left` or end at `right`."""
    out = list(rows)
    for k in at:
        out[k] = replace(rows[k], left=max(rows[k].left, left), right=min(rows[k].right, right))
    return out


def _boxed(rows: Sequence[Row], page: RawPage) -> set[int]:
    """The rows that stand in a drawn box with others, if that is not most of the page."""
    found: set[int] = set()
    for frame in page.frames:
        inside = {k for k, row in enumerate(rows) if row.line.box and holds(frame, row.line.box)}
        few = len(inside) == 2 and len({(line_size(rows[k].line), rows[k].line.words[0].bold) for k in inside}) == 2
        if (few or len(inside) >= 3) and len(inside) < 0.6 * len(rows):
            found |= inside
    return found


def _place_of(table: Table, body: Sequence[Row]) -> int:
    """Where a table comes among the rows: before the first below it in its own column, else after the last above it."""
    own = [
        (k, row.line.box)
        for k, row in enumerate(body)
        if row.line.box and row.left <= table.box.x1 and row.right >= table.box.x0
    ]
    below = next((k for k, box in own if box.top >= table.box.bottom - 2), None)
    if below is not None:
        return below
    return own[-1][0] + 1 if own else len(body)


# --- notes ------------------------------------------------------------------------------------------------------------


def _split_notes(
    rows: list[Row], page: RawPage, size: float, leading: float, before: Sequence[Row]
) -> tuple[list[Row], list[Row], bool]:
    """The body of a column and the notes at its foot, set off by a short rule or by smaller type.

    `before`: the notes in the columns before it, of which one may go on at the same height.
    """
    if not rows:
        return rows, [], False
    left, right = rows[0].left, rows[0].right
    boxes = [r.line.box for r in rows if r.line.box]
    lowest = max(b.bottom for b in boxes)
    for rule in reversed(page.rules):
        below = [r for r in rows if r.line.box and r.line.box.top >= rule.top - 0.3 * size]
        short = rule.x1 - rule.x0 < 0.75 * max(right - left, 0.4 * page.width)
        starts_left = abs(rule.x0 - left) < 3 * size
        low = rule.top > 0.3 * page.height and lowest > rule.top
        if not (below and short and starts_left and low) or (len(below) == len(rows) and rule.top < 0.5 * page.height):
            continue
        if _has_twin(rule, page.rules):
            continue
        smaller = sum(1 for r in below if line_size(r.line) < 0.95 * size)
        if smaller >= 0.6 * len(below) or _opens_note(below[0].line):
            return [r for r in rows if r not in below], with_left(below), True
    small: list[Row] = []
    for row in reversed(rows):
        if line_size(row.line) > 0.91 * size and not _seems_larger(row, small, page, leading):
            break
        small.insert(0, row)
    if all(line_size(row.line) > 0.91 * size for row in small):
        small = []
    if not _lost_their_numbers(small, page, leading) and not _goes_on_beside(small, before):
        while small and not _opens_note(small[0].line):
            small.pop(0)
    if small and small[0].line.box:
        above = [r for r in rows if r not in small]
        if small[0].line.box.top > 0.35 * page.height or _are_cited(small, above):
            return above, with_left(small), False
    return rows, [], False


def _are_cited(small: Sequence[Row], above: Sequence[Row]) -> bool:
    """Whether the numbers raised before rows in small type are raised in the text above them too, all of them."""
    numbers = [row.line.words[0].text for row in small if row.line.words[0].raised]
    cited = {word.text for row in above for word in row.line.words[1:] if word.raised}
    return bool(numbers) and small[0].line.words[0].raised and cited.issuperset(numbers)


# So few letters tell no size.
_FEW_LETTERS = 12


def _seems_larger(row: Row, below: Sequence[Row], page: RawPage, leading: float) -> bool:
    """Whether a row of a scan is a short note that is only measured larger: it stands close to the notes around it."""
    few = sum(c.isalpha() for w in row.line.words for c in w.text) < _FEW_LETTERS
    if page.origin == "digital" or not few or not _opens_note(row.line):
        return False
    gap = below[0].above if below else row.above
    return gap is not None and gap < 0.35 * leading


def _has_twin(rule: Box, rules: Sequence[Box]) -> bool:
    """Whether another rule above or below begins and ends where this one does: they are those of a table."""
    return any(
        abs(other.x0 - rule.x0) < 3 and abs(other.x1 - rule.x1) < 3 and abs(other.top - rule.top) > 3 for other in rules
    )


def _goes_on_beside(small: Sequence[Row], before: Sequence[Row]) -> bool:
    """Whether rows in small type stand at the height of the notes in the column before, and begin with their rest."""
    tops = [row.line.box.top for row in before if row.line.box]
    first = small[0].line if small else None
    return bool(tops and first and first.box and first.box.top > min(tops) - 2)


def _lost_their_numbers(small: Sequence[Row], page: RawPage, leading: float) -> bool:
    """Whether rows in small type at the foot are notes whose numbers recognition missed where these hung before them.

    They stand clear of the text and further in than it, all of them at one edge.
    """
    first = small[0] if small else None
    if page.origin == "digital" or first is None or first.above is None or first.above < leading:
        return False
    edges = [row.line.box.x0 for row in small if row.line.box]
    hangs = min(edges) > first.left + 0.8 * line_size(first.line) and max(edges) - min(edges) < 4.0
    return hangs and first.line.words[0].text[:1].isupper()


def with_left(notes: Sequence[Row]) -> list[Row]:
    """Rows of notes with the left edge where the first of them begins that looks like one."""
    first = next((r for r in notes if len(r.line.words) > 1 and _opens_note(r.line)), None)
    if first is None or first.line.box is None:
        return list(notes)
    return [replace(row, left=first.line.box.x0) for row in notes]


def _opens_note(line: Line) -> bool:
    return line.words[0].raised or NOTE_START.match(line.text.strip()) is not None


# --- contents pages ---------------------------------------------------------------------------------------------------


def _is_title(text: str) -> bool:
    """Whether a line can be a title on a page that holds nothing else: short, and not the end of a sentence."""
    return len(text.split()) <= 12 and not text.endswith((".", ";", ":", ","))


def _cut_contents(page: Arranged, in_contents: bool) -> tuple[Arranged, bool]:
    """Take the lines of a contents page out of the body; the second value says whether it may run on."""
    rows = list(page.body)
    leaders = [k for k, r in enumerate(rows) if LEADER.search(r.line.text)]
    title = next((k for k, r in enumerate(rows) if CONTENTS_TITLE.match(r.line.text)), None)
    if title is not None:
        first = title
    elif in_contents and leaders and leaders[0] <= 2:
        first = 0
    elif len(leaders) >= 3:
        first = leaders[0]
    else:
        return page, False
    last = first
    misses = 0
    for k in range(first + 1, len(rows)):
        text = rows[k].line.text
        if LEADER.search(text) or ENDS_IN_PAGE.search(text):
            last, misses = k, 0
        else:
            misses += 1
            if misses > (2 if leaders else 1):
                break
    if title is not None and last == title:  # entries without page numbers: numbered lines without a full stop
        for k in range(title + 1, len(rows)):
            if not re.match(r"^(?:\d+(?:\.\d+)*\.?\s|bijlage|bronnen)", rows[k].line.text, re.I):
                break
            last = k
        titles_only = all(_is_title(r.line.text) for r in rows[title + 1 :])
        if last - title > 1 and titles_only:  # a number of theirs may be lost in a scan
            last = len(rows) - 1
    if last == title and re.match(r"^\W*\d", rows[first].line.text):  # "2. Inhoud": a chapter on what something holds
        return page, False
    contents = tuple(rows[first : last + 1])
    rest = tuple(rows[:first] + rows[last + 1 :])
    at_end = last == len(rows) - 1
    return replace(page, body=rest, contents=contents), at_end and bool(leaders)
