"""Order on the page: running heads out, columns one after the other, notes apart from the body, contents pages known.

All measures are relative to the type size of the body, so that a scan and a born-digital page go the same way. Pages
without layout (plain text: no boxes) pass through in the order of the file.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from corpus.model import Box
from ingest.boldness import settle_bold
from ingest.page import Line, RawPage, Table, Word
from ingest.pdf import make_line


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the body or of the notes in its column; `above` is the white space over it in points (None: top).

    `boxed`: it stands with other lines in a drawn box; `aside`: that box stands beside the running text.
    """

    line: Line
    left: float
    right: float
    above: float | None
    table: Table | None = None
    boxed: bool = False
    aside: bool = False


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
    """The pages in order, with the type size of the body and the usual distance between its base lines."""

    pages: tuple[Arranged, ...]
    size: float
    leading: float


LEADER = re.compile(r"(?:\.\s?){4,}\s*\d*\s*$|…{2,}\s*\d*\s*$|_{4,}\s*\d*\s*$")
CONTENTS_TITLE = re.compile(
    r"^\W*(?:\d+\.?\s+)?(?:inhoud|inhoudsopgave|inhoudstafel|inhoudsopave|table of contents|contents)\W*$", re.I
)
# What stands over or under a table or a drawing: "Tabel 2: Leerlingen per provincie", "Fig. 3"
CAPTION = re.compile(r"^(?:tabel|figuur|fig\.|grafiek|kaart|schema|diagram)\s+\d{1,3}\b", re.I)
ENDS_IN_PAGE = re.compile(r"\S\s+\d{1,3}\s*$")
# "3", "- 3 -", "3/12", "pagina 3 van 12", "p. 3", "3 | 12"
PAGE_NUMBER = re.compile(
    r"^\W{0,3}(?:(?:pagina|pag\.?|blz\.?|p\.?|bladzijde)\s*)?(\d{1,4})(?:\s*(?:/|van|of|\||-)\s*(\d{1,4}))?\W{0,3}$",
    re.I,
)
# The pages before the first are counted "i", "ii", "iii", "iv"
_NUMERALS = {
    tens + units: 10 * t + u
    for t, tens in enumerate(("", "x", "xx", "xxx", "xl"))
    for u, units in enumerate(("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"))
    if tens or units
}


def arrange(pages: Sequence[RawPage]) -> Layout:
    """All pages of a file in reading order; running heads and page numbers are left out."""
    if not any(line.box for page in pages for line in page.lines):
        return Layout(tuple(_plain(page) for page in pages), 0.0, 0.0)
    pages = [page if page.origin == "digital" else _without_specks(page) for page in pages]
    size = body_size(pages)
    pages = settle_bold(pages, size)
    furniture = find_furniture(pages, size)
    leading = usual_leading(pages, size)
    arranged, in_contents = [], False
    parted = []
    for page in pages:
        kept = [furniture.get((page.number, i), line) for i, line in enumerate(page.lines)]
        parted.append(_part(page, [line for line in kept if line is not None], size))
    columns = _usual_columns(parted)
    for parts in parted:
        if parts.gutter is None and columns is not None:
            parts = replace(parts, gutter=_known_gutter(parts.free, columns))
        done = _arrange_page(parts, size, leading)
        done, in_contents = _cut_contents(done, in_contents)
        arranged.append(done)
    return Layout(tuple(arranged), size, leading)


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


def body_size(pages: Sequence[RawPage]) -> float:
    """The type size in which most characters of the file are set, in points."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page.lines:
            for word in line.words:
                if word.size:
                    sizes[round(word.size * 2) / 2] += len(word.text)
    if not sizes:
        return 10.0
    # sizes of a scan spread over neighbours: smooth over half a point
    return max(sizes, key=lambda s: sizes[s] + 0.6 * (sizes[s - 0.5] + sizes[s + 0.5]))


def usual_leading(pages: Sequence[RawPage], size: float) -> float:
    """The usual distance between two base lines of body text, in points."""
    steps: Counter[float] = Counter()
    for page in pages:
        lines = [ln for ln in page.lines if ln.box and abs(line_size(ln) - size) < 0.15 * size]
        for one, two in itertools.pairwise(lines):
            assert one.box and two.box
            step = two.box.bottom - one.box.bottom
            if 0.8 * size < step < 2.2 * size:
                steps[round(step * 2) / 2] += 1
    if not steps:
        return 1.25 * size
    return max(steps, key=lambda s: steps[s] + 0.6 * (steps[s - 0.5] + steps[s + 0.5]))


def line_size(line: Line) -> float:
    """The type size of a line by its characters, raised ones apart."""
    first = line.words[0].size if line.words else 0.0
    for word in line.words:
        if word.size != first and not word.raised:
            break
    else:
        return first
    sizes = sorted(w.size for w in line.words if not w.raised for _ in w.text)
    return sizes[len(sizes) // 2] if sizes else (line.words[0].size if line.words else 0.0)


# --- furniture --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Edge:
    """A line near the edge of a page, or the part of one that stands apart; `index` is that of its line."""

    page: int
    index: int
    line: Line
    shape: str


def find_furniture(pages: Sequence[RawPage], size: float) -> dict[tuple[int, int], Line | None]:
    """Lines (page number, index) that are running heads, feet or page numbers, and what is left of each that is text.

    A running line repeats, digits apart, at about the same height near the edge of several pages. A number alone near
    the edge is a page number when it grows with the pages. What stands alone where other pages have such a line is one.
    """
    edges: dict[str, list[_Edge]] = defaultdict(list)
    rows: dict[tuple[int, str], list[tuple[int, Line]]] = {}
    for page in pages:
        boxed = [(i, ln) for i, ln in enumerate(page.lines) if ln.box]
        boxed.sort(key=lambda pair: pair[1].box.top if pair[1].box else 0)
        for side, outer in (("top", boxed[:4]), ("foot", boxed[-4:])):
            for i, line in outer:
                assert line.box
                near = line.box.bottom < 0.16 * page.height if side == "top" else line.box.top > 0.84 * page.height
                if near:
                    edges[side].append(_Edge(page.number, i, line, _shape(line.text)))
            rows[page.number, side] = outer if side == "top" else outer[::-1]
        edges["side"] += [_Edge(page.number, i, ln, _shape(ln.text)) for i, ln in _in_side_margin(boxed)]
    shown = sum(1 for p in pages if p.lines)
    recognised = any(p.origin != "digital" for p in pages)  # then letters and digits may be wrong
    whole = {(e.page, e.index) for e in _running_lines(edges, shown, recognised, size)}
    whole |= {(e.page, e.index) for e in _page_numbers(edges, shown)}
    whole |= {(e.page, e.index) for e in _running_titles(pages, edges, size)}
    found: dict[tuple[int, int], Line | None] = dict.fromkeys(whole)
    return found | _in_parts(pages, edges, rows, whole, recognised, size)


def _running_lines(edges: dict[str, list[_Edge]], shown: int, recognised: bool, size: float) -> list[_Edge]:
    """Lines that repeat at the same height on several of the `shown` pages."""
    found: list[_Edge] = []
    for some in edges.values():
        same: dict[str, list[_Edge]] = defaultdict(list)
        for entry in some:
            same[entry.shape].append(entry)
        for edge in some:
            line, shape = edge.line, edge.shape
            assert line.box
            if not shape:
                continue
            rivals = (
                same[shape]
                if not recognised
                else [e for e in some if e.shape == shape or (len(shape) > 8 and fuzz.ratio(e.shape, shape) >= 82)]
            )
            alike = {
                other.page
                for other in rivals
                if other.line.box
                and abs(other.page - edge.page) <= 20
                and abs(other.line.box.top - line.box.top) < max(8.0, 0.9 * size)
                and (recognised or _numbers_run(line, edge.page, other.line, other.page, size))
            }
            # a running line is on most pages between its first and its last (or on every second one), notes are not
            span = max(alike) - min(alike) + 1
            if len(alike) >= (2 if shown <= 4 or span <= 3 else 3) and len(alike) >= 0.45 * span and span >= 2:
                found.append(edge)
    return found


# So much white, in type sizes, parts what stands at the left of a running line from what stands at its right.
_APART = 2.5
# So much white, in type sizes, is between a running line and the text.
_CLEAR = 1.2
# What ends so goes on or closes a sentence: a line of text or of a note.
_ENDS_AS_TEXT = re.compile(r"[.,;:\-–]$")


def _in_parts(
    pages: Sequence[RawPage],
    edges: dict[str, list[_Edge]],
    rows: dict[tuple[int, str], list[tuple[int, Line]]],
    whole: set[tuple[int, int]],
    recognised: bool,
    size: float,
) -> dict[tuple[int, int], Line | None]:
    """What is furniture though its line as a whole does not repeat: what is left of each such line.

    Only the outermost lines of a page can be, with white space between them and the text: the parts that stand apart
    and repeat or are a page number, all that stands beside a page number, and a line where other pages have one.
    """
    shown = sum(1 for p in pages if p.lines)
    outermost = {key: _outer_rows(lines, key, whole, size) for key, lines in rows.items()}
    parts: dict[str, list[_Edge]] = defaultdict(list)
    for side in ("top", "foot"):
        for edge in edges[side]:
            known = (edge.page, edge.index) in whole
            if known or any(i == edge.index for i, _ in outermost[edge.page, side]):
                parts[side] += [replace(edge, line=p, shape=_shape(p.text)) for p in _apart(edge.line)]
    titles = {side: [e for e in some if _page_value(e.line.text) is None] for side, some in parts.items()}
    running = {_part_of(e) for e in _running_lines(titles, shown, recognised, size)}
    numbers: set[tuple[int, int, float]] = set()
    for side, some in parts.items():
        found = _numbers_in_place({side: some}, running, shown, size)
        if shown == 1 and side == "foot":  # the one page says that it is the first
            found += [e for e in some if e.line.text == "1" and line_size(e.line) < 0.92 * size]
        numbers |= {_part_of(e) for e in found}
    left: dict[tuple[int, int], Line | None] = {}
    for side, some in parts.items():
        slots = [e for e in some if (e.page, e.index) in whole and _part_of(e) not in numbers]
        free = [e for e in some if (e.page, e.index) not in whole]
        numbered = {(e.page, round(_middle(e.line))) for e in some if _part_of(e) in numbers}
        for edge in free:
            key = _part_of(edge)
            beside = line_size(edge.line) < 1.08 * size and any(
                n == edge.page and abs(y - _middle(edge.line)) < 0.6 * size for n, y in numbered
            )
            placed = not recognised and side in ("top", "foot") and _in_slot(edge, slots, free, size)
            gone = key in numbers or key in running or beside or placed
            at = edge.page, edge.index
            kept = left.get(at)
            if not gone:
                words = (*(kept.words if kept else ()), *edge.line.words)
                left[at] = make_line(list(words), edge.page)
            else:
                left.setdefault(at, None)
    all_words = {(e.page, e.index): len(e.line.words) for some in edges.values() for e in some}
    return {at: rest for at, rest in left.items() if rest is None or len(rest.words) < all_words[at]}


def _part_of(edge: _Edge) -> tuple[int, int, float]:
    """Which part of which line this is: page, line, and where it begins; to compare the words themselves is dear."""
    return edge.page, edge.index, edge.line.box.x0 if edge.line.box else 0.0


def _numbers_in_place(
    edges: dict[str, list[_Edge]], running: set[tuple[int, int, float]], shown: int, size: float
) -> list[_Edge]:
    """Page numbers that stand at the height of one of another page, but the number of a heading ("4   Besluit")."""
    numbers = _page_numbers(edges, shown)
    titled = {
        _part_of(one)
        for some in edges.values()
        for one, two in itertools.pairwise(some)
        if one.index == two.index
        and one.page == two.page
        and _part_of(two) not in running
        and line_size(two.line) >= 0.95 * size
        and abs(line_size(one.line) - line_size(two.line)) < 0.3
    }
    numbers = [e for e in numbers if _part_of(e) not in titled]
    return [
        e
        for e in numbers
        if any(other.page != e.page and abs(_middle(other.line) - _middle(e.line)) < 3.0 for other in numbers)
    ]


def _outer_rows(
    lines: Sequence[tuple[int, Line]], key: tuple[int, str], whole: set[tuple[int, int]], size: float
) -> list[tuple[int, Line]]:
    """The lines at the edge, from the outside inwards, that are no furniture yet and stand clear of the text."""
    number, side = key
    clear: list[tuple[int, Line]] = []
    for k, (i, line) in enumerate(lines):
        if (number, i) in whole:
            continue
        inward = [
            ln for _, ln in lines[k + 1 :] if ln.box and line.box and abs(_middle(ln) - _middle(line)) > 0.6 * size
        ]
        if not inward or _white(line, inward[0], side) < _CLEAR * size:
            break
        clear.append((i, line))
    return clear


def _white(outer: Line, inner: Line, side: str) -> float:
    assert outer.box and inner.box
    return inner.box.top - outer.box.bottom if side == "top" else outer.box.top - inner.box.bottom


def _middle(line: Line) -> float:
    return (line.box.top + line.box.bottom) / 2 if line.box else 0.0


def _apart(line: Line) -> list[Line]:
    """The parts of a line between which there is much white."""
    groups: list[list[Word]] = []
    for word in line.words:
        last = groups[-1][-1] if groups else None
        if last and last.box and word.box and word.box.x0 - last.box.x1 <= _APART * max(last.size, word.size):
            groups[-1].append(word)
        else:
            groups.append([word])
    return [line] if len(groups) < 2 else [make_line(group, line.page) for group in groups]


def _in_slot(edge: _Edge, slots: Sequence[_Edge], free: Sequence[_Edge], size: float) -> bool:
    """Whether a line has the place and the type of running lines of other pages, though it says something else."""
    line = edge.line
    if (
        _ENDS_AS_TEXT.search(line.text)
        or NOTE_START.match(line.text)
        or line.words[0].raised
        or CAPTION.match(line.text)
    ):
        return False

    def alike(other: _Edge) -> bool:
        same_height = abs(_middle(other.line) - _middle(line)) < 2.5
        return other.page != edge.page and same_height and abs(line_size(other.line) - line_size(line)) < 0.3

    if any(alike(other) for other in slots):
        return True
    return line_size(line) < 0.92 * size and any(alike(other) for other in free)


def _in_side_margin(lines: Sequence[tuple[int, Line]]) -> list[tuple[int, Line]]:
    """Numbers that stand alone beside the text, left or right of where its lines begin and end."""
    longer = [ln.box for _, ln in lines if ln.box and len(ln.words) > 3]
    if not longer:
        return []
    left, right = min(b.x0 for b in longer), max(b.x1 for b in longer)
    return [
        (i, ln)
        for i, ln in lines
        if ln.box and (ln.box.x1 < left or ln.box.x0 > right) and _page_value(ln.text) is not None
    ]


# What sets the parts of a running line apart
_PARTED = re.compile(r"\s*[|•·]\s*|\s+[–—-]\s+")


def _running_titles(pages: Sequence[RawPage], edges: dict[str, list[_Edge]], size: float) -> list[_Edge]:
    """Small lines at an edge of later pages that repeat the large type of the first: a head that shows but once."""
    large = {_shape(ln.text) for ln in pages[0].lines if line_size(ln) > 1.15 * size}
    title = " ".join(_shape(ln.text) for ln in pages[0].lines if line_size(ln) > 1.15 * size)
    found = []
    for some in edges.values():
        for edge in some:
            if edge.page > 1 and len(edge.shape) > 8 and line_size(edge.line) < 0.95 * size:
                # "Samen naar school | Algemene Raad | 2": one of its parts is the title
                parts = [re.sub(r"^[#\W]+|[#\W]+$", "", part) for part in (edge.shape, *_PARTED.split(edge.shape))]
                if any((len(part) > 8 and part in large) or (len(part) > 12 and part in title) for part in parts):
                    found.append(edge)
    return found


def _numbers_run(one: Line, page: int, two: Line, other: int, size: float) -> bool:
    """Whether two running lines differ in a page number only; a year, a note's or a heading's number does not run."""
    a, b = re.findall(r"\d+", one.text), re.findall(r"\d+", two.text)
    changed = [(x, y) for x, y in zip(a, b, strict=False) if x != y]
    if len(a) != len(b) or len(changed) > 1:
        return False
    return not changed or (line_size(one) < 1.1 * size and int(changed[0][1]) - int(changed[0][0]) == other - page)


def _shape(text: str) -> str:
    return re.sub(r"\d+", "#", re.sub(r"\s+", " ", text.strip().lower()))


def _page_numbers(edges: dict[str, list[_Edge]], shown: int) -> list[_Edge]:
    """Numbers alone that grow with the pages; "1" and "i" do not count as one row of numbers."""
    offsets: Counter[tuple[bool, int]] = Counter()
    numbers: list[tuple[_Edge, tuple[bool, int]]] = []
    for some in edges.values():
        for edge in some:
            value = _page_value(edge.line.text)
            if value is not None:
                offset = edge.line.text in _NUMERALS, value - edge.page
                offsets[offset] += 1
                numbers.append((edge, offset))
    return [e for e, o in numbers if offsets[o] >= 2 or (shown <= 2 and not o[0] and abs(o[1]) <= 3)]


def _page_value(text: str) -> int | None:
    """The number of a page that says nothing else, None where `text` is none."""
    m = PAGE_NUMBER.match(text)
    return int(m.group(1)) if m else _NUMERALS.get(text)


# --- columns ----------------------------------------------------------------------------------------------------------


# The x of a gutter between two columns, and the bands of lines (first, last) that it divides.
_Gutter = tuple[float, list[tuple[int, int]]]


@dataclass(frozen=True, slots=True)
class _Parts:
    """A page taken apart: its running text from top to bottom, the side boxes, and the gutter of its columns if any."""

    page: RawPage
    free: list[Line]
    beside: list[list[Line]]
    gutter: _Gutter | None


def _part(page: RawPage, lines: list[Line], size: float) -> _Parts:
    in_table = {id(ln) for ln in lines for t in page.tables if _within(ln, t.box)}
    free = [ln for ln in lines if id(ln) not in in_table and ln.box]
    free = _from_top(free)
    free, beside = _take_side_boxes(free, page, _find_gutter(free, size, page.rules) if page.frames else None)
    free = _from_top(free)
    return _Parts(page, free, beside, _find_gutter(free, size, page.rules))


def _from_top(lines: list[Line]) -> list[Line]:
    return sorted(lines, key=lambda ln: ln.box.top if ln.box else 0)


def _arrange_page(parts: _Parts, size: float, leading: float) -> Arranged:
    page = parts.page
    if not parts.free and not page.tables:
        return Arranged(page, (), ())
    body: list[Row] = []
    notes: list[Row] = []
    ruled = False
    for region in _regions(parts.free, size, parts.gutter, page.rules):
        own, own_notes, own_ruled = _split_notes(region, page, size, leading)
        body += own
        notes += own_notes
        ruled = ruled or own_ruled
    boxed = _boxed(body, page)
    body = [replace(row, boxed=True) if k in boxed else row for k, row in enumerate(body)]
    for table in sorted(page.tables, key=lambda t: t.box.top):
        anchor = Line((), table.box, page.number)
        body.insert(_place_of(table, body), Row(anchor, table.box.x0, table.box.x1, leading, table))
    for box_lines in parts.beside:
        box_lines = _from_top(box_lines)
        for region in _regions(box_lines, size, _find_gutter(box_lines, size)):
            body += [replace(row, boxed=True, aside=True) for row in region]
    return Arranged(page, tuple(body), tuple(notes), ruled_notes=ruled)


def _boxed(rows: Sequence[Row], page: RawPage) -> set[int]:
    """The rows that stand in a drawn box with others, if that is not most of the page."""
    found: set[int] = set()
    for frame in page.frames:
        inside = {k for k, row in enumerate(rows) if row.line.box and _holds(frame, row.line.box)}
        if 3 <= len(inside) < 0.6 * len(rows):
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


def _take_side_boxes(lines: list[Line], page: RawPage, gutter: _Gutter | None) -> tuple[list[Line], list[list[Line]]]:
    """The lines without those in drawn boxes that stand beside other text, and the lines of each such box.

    A box in the stream of the text, with nothing beside it in its own column, stays where it is.
    """
    beside: list[list[Line]] = []
    whole = lines
    for frame in page.frames:
        if gutter is not None and _in_column(frame, whole, gutter):
            continue
        inside: list[Line] = []
        outside: list[Line] = []
        level = 0
        for line in lines:
            own = [w for w in line.words if w.box and _holds(frame, w.box)]
            rest = [w for w in line.words if not (w.box and _holds(frame, w.box))]
            if own:
                inside.append(make_line(own, line.page))
            if rest:
                kept = make_line(rest, line.page)
                outside.append(kept)
                level += bool(kept.box and kept.box.bottom > frame.top and kept.box.top < frame.bottom)
        if len(inside) >= 2 and level >= 2 and len(inside) < 0.6 * len(lines):
            beside.append(inside)
            lines = outside
    return lines, beside


def _in_column(frame: Box, lines: Sequence[Line], gutter: _Gutter) -> bool:
    """Whether a drawn box stands in one of two columns that go on above or below it."""
    x, bands = gutter
    if frame.x0 < x < frame.x1:
        return False
    boxes = [line.box for first, last in bands for line in lines[first : last + 1] if line.box]
    level = sum(box.bottom > frame.top and box.top < frame.bottom for box in boxes)
    own = sum(
        any(w.box and (w.box.x0 >= x) == (frame.x0 >= x) and not _holds(frame, w.box) for w in line.words)
        for first, last in bands
        for line in lines[first : last + 1]
    )
    return 0 < level < 0.6 * len(boxes) and own > 1


def _holds(frame: Box, box: Box) -> bool:
    x, y = (box.x0 + box.x1) / 2, (box.top + box.bottom) / 2
    return frame.x0 <= x <= frame.x1 and frame.top <= y <= frame.bottom


def _within(line: Line, box: Box) -> bool:
    if not line.box:
        return False
    middle = (line.box.top + line.box.bottom) / 2
    return box.top - 1 <= middle <= box.bottom + 1 and line.box.x0 >= box.x0 - 4 and line.box.x1 <= box.x1 + 4


def _regions(lines: list[Line], size: float, gutter: _Gutter | None, rules: Sequence[Box] = ()) -> list[list[Row]]:
    """Lines of a page cut into columns where there are any: regions in reading order, each from top to bottom."""
    if gutter is None:
        return [_rows(lines)] if lines else []
    x, bands = gutter
    regions: list[list[Row]] = []
    at = 0
    for first, last in bands:
        if first > at:
            regions += _piece(lines[at:first], size, rules)
        left, right = [], []
        for line in lines[first : last + 1]:
            one = [w for w in line.words if w.box and (w.box.x0 + w.box.x1) / 2 < x]
            two = [w for w in line.words if w.box and (w.box.x0 + w.box.x1) / 2 >= x]
            if one:
                left.append(make_line(one, line.page))
            if two:
                right.append(make_line(two, line.page))
        for side in (_from_top(left), _from_top(right)):
            regions += _piece(side, size, rules)
        at = last + 1
    if at < len(lines):
        regions += _piece(lines[at:], size, rules)
    return regions


def _piece(lines: list[Line], size: float, rules: Sequence[Box]) -> list[list[Row]]:
    """A column, or what stands above, between or below columns: it may be divided at another place."""
    return _regions(lines, size, _find_gutter(lines, size, rules), rules)


# Fewer lines than this are no column.
_FEWEST_LINES = 4
# White that is wider than this, in points, parts no two columns of text.
_WIDEST_GUTTER = 90.0
# What is narrower than this, in type sizes, is not divided: its columns would hold two or three words a line.
_NARROWEST = 26


@dataclass(frozen=True, slots=True)
class _Reach:
    """How far the words of a line reach: their left edges in order, and for each the furthest right edge up to it."""

    starts: tuple[float, ...]
    furthest: tuple[float, ...]

    def covers(self, x0: float, x1: float) -> bool:
        """Whether a word stands between `x0` and `x1`."""
        before = bisect_left(self.starts, x1)
        return before > 0 and self.furthest[before - 1] > x0


def _reach(line: Line) -> _Reach:
    words = sorted((w.box.x0, w.box.x1) for w in line.words if w.box)
    return _Reach(tuple(a for a, _ in words), tuple(itertools.accumulate((b for _, b in words), max)))


def _find_gutter(lines: list[Line], size: float, rules: Sequence[Box] = ()) -> _Gutter | None:
    """The x of a column gutter and the bands of lines (first, last) that it divides; None for one column.

    Both sides must look like running text: wide enough and several words a line; a table or a pair of signatures has
    one narrow side or few lines. One of the horizontal `rules` across a gutter ends the columns.
    """
    boxes = [ln.box for ln in lines if ln.box]
    if len(boxes) < 8:
        return None
    left, right = min(b.x0 for b in boxes), max(b.x1 for b in boxes)
    width = right - left
    if width < _NARROWEST * size:
        return None
    best: tuple[int, float, list[tuple[int, int]]] | None = None
    tabular = _tabular(lines, size)
    reach = [_reach(ln) for ln in lines]
    titles = [_is_set_off(ln, size) for ln in lines]
    for x in _white_strips(lines, left + 0.25 * width, right - 0.25 * width):
        bands = _bands(lines, tabular, titles, reach, rules, x, size, width)
        covered = sum(last - first + 1 for first, last in bands)
        if bands and (best is None or covered > best[0]):
            best = (covered, x, bands)
            if covered == len(lines):
                break
    return None if best is None else best[1:]


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where the two columns of a file stand: the middle of the gutter and the left edge of each."""

    gutter: float
    left: float
    right: float


def _usual_columns(pages: Sequence[_Parts]) -> _Columns | None:
    """The columns of the page that has most lines in them; None where no page has columns."""
    best: tuple[int, _Columns] | None = None
    for parts in pages:
        if parts.gutter is None:
            continue
        x, bands = parts.gutter
        lines = [line for first, last in bands for line in parts.free[first : last + 1]]
        edges = [_edges_beside(line, x) for line in lines]
        left = Counter(round(one) for one, _ in edges if one is not None)
        right = Counter(round(two) for _, two in edges if two is not None)
        if left and right and (best is None or len(lines) > best[0]):
            best = len(lines), _Columns(x, left.most_common(1)[0][0], right.most_common(1)[0][0])
    return None if best is None else best[1]


def _edges_beside(line: Line, x: float) -> tuple[float | None, float | None]:
    """Where a line begins on the left and on the right of `x`."""
    boxes = [w.box for w in line.words if w.box]
    left = min((b.x0 for b in boxes if b.x1 <= x), default=None)
    return left, min((b.x0 for b in boxes if b.x0 >= x), default=None)


def _known_gutter(lines: list[Line], columns: _Columns) -> _Gutter | None:
    """The gutter of the file on a page that shows too little of its columns to find it: one may be all but empty."""
    x = columns.gutter
    reach = [_reach(line) for line in lines]
    bands: list[tuple[int, int]] = []
    first = 0
    for k in range(len(lines) + 1):
        if k < len(lines) and not reach[k].covers(x - 3, x + 3):
            continue
        edges = [_edges_beside(line, x) for line in lines[first:k]]
        left = [one - columns.left for one, _ in edges if one is not None]
        right = [two - columns.right for _, two in edges if two is not None]
        if k - first > 1 and _is_flush(left) and _is_flush(right):
            bands.append((first, k - 1))
        first = k + 1
    return (x, bands) if bands else None


def _is_flush(offsets: Sequence[float]) -> bool:
    """Whether lines begin at an edge or a little indented, one of them at the edge itself."""
    indented = sum(-2.0 <= offset <= 40.0 for offset in offsets)
    return any(abs(offset) <= 2.0 for offset in offsets) and indented >= 0.8 * len(offsets)


def _white_strips(lines: Sequence[Line], first: float, last: float) -> list[float]:
    """Places between `first` and `last` where the fewest words stand, the whitest first: where a gutter may be.

    The gap between two words of a line that lies across both columns makes a part of the gutter whiter than the rest:
    beside the middle of each strip comes that of the wider one around it, in which few lines more have words.
    """
    step = 3.0
    count = max(1, int((last - first) / step))
    change = [0] * (count + 2)  # +1 where a word begins, -1 after it
    for line in lines:
        for word in line.words:
            if word.box and word.box.x1 > first - step and word.box.x0 < last + step:
                a = max(0, int((word.box.x0 - first) / step))
                b = min(count, int((word.box.x1 - first) / step))
                if a <= b:
                    change[a] += 1
                    change[b + 1] -= 1
    covered = list(itertools.accumulate(change[:-1]))
    strips: list[tuple[int, int, int]] = []
    k = 0
    while k <= count:
        end = k
        while end < count and covered[end + 1] == covered[k]:
            end += 1
        lower = (k == 0 or covered[k - 1] > covered[k]) and (end == count or covered[end + 1] > covered[k])
        if lower:
            strips.append((covered[k], k, end))
        k = end + 1
    middles: list[int] = []  # in half steps
    for fewest, k, end in sorted(strips)[:6]:
        middles.append(k + end)
        few = fewest + max(1, len(lines) // 25)
        while k > 0 and covered[k - 1] <= few:
            k -= 1
        while end < count and covered[end + 1] <= few:
            end += 1
        if end - k < _WIDEST_GUTTER / step:
            middles.append(k + end)
    return [first + step * (middle + 1) / 2 for middle in dict.fromkeys(middles)]


def _bands(
    lines: list[Line],
    tabular: Sequence[bool],
    titles: Sequence[bool],
    reach: Sequence[_Reach],
    rules: Sequence[Box],
    x: float,
    size: float,
    width: float,
) -> list[tuple[int, int]]:
    half = max(3.0, 0.3 * size)
    ruled = {_place_in(lines, r) for r in rules if r.x0 < x - 3 * size and r.x1 > x + 3 * size}
    bands: list[tuple[int, int]] = []
    first = 0
    for k in range(len(lines) + 1):
        across = k == len(lines) or tabular[k] or reach[k].covers(x - half, x + half)
        if not across and k not in ruled and not (titles[k] and _heads_columns(lines, titles, k, x, size)):
            continue
        end = k
        # a caption of the table below, or the heading of the text below, across the columns
        while end - first >= _FEWEST_LINES and (
            CAPTION.match(lines[end - 1].text)
            or (k < len(lines) and titles[end - 1] and _heads_rest(lines, first, end - 1, x, size))
        ):
            end -= 1
        if end - first >= _FEWEST_LINES and _two_columns(lines[first:end], x, width, size, rules):
            bands.append((first, end - 1))
        first = k if k in ruled and not across else k + 1
    return bands


def _place_in(lines: Sequence[Line], rule: Box) -> int:
    """How many of the lines, which go from top to bottom, stand above a rule."""
    return bisect_left(lines, rule.top, key=_middle)


def _is_set_off(line: Line, size: float) -> bool:
    """Whether a line is set as a heading: larger than the text, or bold."""
    return line_size(line) > 1.15 * size or all(w.bold for w in line.words if not w.raised)


def _ends_before(line: Line, x: float) -> bool:
    return line.box is not None and line.box.x1 <= x


def _heads_rest(lines: Sequence[Line], first: int, k: int, x: float, size: float) -> bool:
    """Whether the last line of two columns, from `first` on, is a heading below both of them."""
    box = lines[k].box
    if box is None or not _ends_before(lines[k], x):
        return False
    return all(other.box.bottom < box.top - 0.2 * size for other in lines[max(first, k - 6) : k] if other.box)


def _heads_columns(lines: Sequence[Line], titles: Sequence[bool], k: int, x: float, size: float) -> bool:
    """Whether a short line is a heading across two columns, that end above it and begin again below it.

    A heading in the left column has text at its right, or no more than the white between two paragraphs there.
    """
    line = lines[k]
    if line.box is None or not _ends_before(line, x):
        return False
    last = k
    while last + 1 < len(lines) and last < k + 3 and titles[last + 1] and _ends_before(lines[last + 1], x):
        last += 1
    below = [b for ln in lines[last + 1 : last + 3] for b in (ln.box,) if b and b.top < line.box.bottom + 5 * size]
    above = [w.box for ln in lines[max(0, k - 6) : k] for w in ln.words if w.box]
    left = max((b.bottom for b in above if b.x1 <= x), default=None)
    right = max((b.bottom for b in above if b.x0 >= x), default=None)
    if left is None or right is None or not below:
        return False
    starts = [w.box for ln in lines[last + 1 : last + 3] for w in ln.words if w.box]
    one = min((b.top for b in starts if b.x1 <= x), default=None)
    two = min((b.top for b in starts if b.x0 >= x), default=None)
    if one is None or two is None or abs(one - two) > 0.5 * size:
        return False
    return right < line.box.top and two - right > 0.75 * (one - left)


def _tabular(lines: Sequence[Line], size: float) -> list[bool]:
    """For each line whether it is a row of a table that lies across the columns.

    Those are three cells or more, in two rows or more; three columns of prose have more words in each.
    """
    parted = [_parts(line, size) for line in lines]
    found = [False] * len(lines)
    k = 0
    while k < len(lines):
        end = k
        while end < len(lines) and parted[end] >= 3:
            end += 1
        words, cells = sum(len(line.words) for line in lines[k:end]), sum(parted[k:end])
        if end - k >= 2 and words < 2.5 * cells:
            found[k:end] = [True] * (end - k)
        k = max(end, k + 1)
    return found


def _parts(line: Line, size: float) -> int:
    """How many groups of words stand in a line, white space of two letters apart."""
    boxes = [w.box for w in line.words if w.box]
    return 1 + sum(b.x0 - a.x1 > 2.2 * size for a, b in itertools.pairwise(boxes))


@dataclass(frozen=True, slots=True)
class _Stretch:
    """The words of one line on one side of a gutter: where they begin and end, how many, and their ink in points."""

    start: float
    end: float
    words: int
    ink: float


def _stretch(words: Sequence[Word], size: float) -> _Stretch:
    boxes = [w.box for w in words if w.box]
    ink = sum(b.x1 - b.x0 for b in boxes) + 0.3 * size * (len(boxes) - 1)
    return _Stretch(min(b.x0 for b in boxes), max(b.x1 for b in boxes), len(boxes), ink)


def _two_columns(lines: Sequence[Line], x: float, width: float, size: float, rules: Sequence[Box]) -> bool:
    """Whether the lines are two columns of prose with their gutter at `x`."""
    left = [[w for w in line.words if w.box and w.box.x1 <= x] for line in lines]
    right = [[w for w in line.words if w.box and w.box.x0 >= x] for line in lines]
    one = [_stretch(words, size) for words in left if words]
    two = [_stretch(words, size) for words in right if words]
    for words_of_side, stretches in ((left, one), (right, two)):
        if not _is_column(stretches, width) and not _is_divided(words_of_side, size, rules):
            return False
    ink = sum(s.ink for s in one), sum(s.ink for s in two)
    return min(ink) > 0.06 * sum(ink)


def _is_divided(side: Sequence[Sequence[Word]], size: float, rules: Sequence[Box]) -> bool:
    """Whether the words on one side of a gutter, line by line, are two columns themselves."""
    lines = _from_top([make_line(list(words), 0) for words in side if words])
    if sum(len(line.words) for line in lines) < 2.5 * len(lines):
        return False
    gutter = _find_gutter(lines, size, rules)
    return gutter is not None and sum(b - a + 1 for a, b in gutter[1]) >= 0.6 * len(lines)


def _is_column(side: Sequence[_Stretch], width: float) -> bool:
    """Whether one side looks like running text: enough lines and words, full lines, a straight left edge."""
    if len(side) < _FEWEST_LINES or sum(s.words for s in side) < 2.5 * len(side):
        return False
    widths = sorted(s.end - s.start for s in side)
    if widths[len(widths) * 2 // 3] < 0.28 * width:
        return False
    whole = max(s.end for s in side) - min(s.start for s in side)
    if sum(s.ink > 0.6 * whole for s in side) < 0.25 * len(side):
        return False  # prose fills its column, the cells of a table do not
    starts = Counter(round(s.start / 4) for s in side)
    edge = starts.most_common(1)[0][0]
    return sum(n for s, n in starts.items() if -1 <= s - edge <= 6) >= 0.6 * len(side)


def _rows(lines: Sequence[Line]) -> list[Row]:
    boxes = [ln.box for ln in lines if ln.box]
    left, right = min(b.x0 for b in boxes), max(b.x1 for b in boxes)
    rows, last = [], None
    for line in lines:
        assert line.box
        rows.append(Row(line, left, right, None if last is None else line.box.top - last.bottom))
        last = line.box
    return rows


# --- notes ------------------------------------------------------------------------------------------------------------

NOTE_START = re.compile(r"^(?:\[\d{1,3}\]|\(\d{1,3}\)|\d{1,3}\b|[*†‡§$¢®°?©”“\"'‘’#!:;^~]|\d{1,3}(?=[A-Z]))")


def _split_notes(rows: list[Row], page: RawPage, size: float, leading: float) -> tuple[list[Row], list[Row], bool]:
    """The body of a column and the notes at its foot, set off by a short rule or by smaller type."""
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
        smaller = sum(1 for r in below if line_size(r.line) < 0.95 * size)
        if smaller >= 0.6 * len(below) or _opens_note(below[0].line):
            return [r for r in rows if r not in below], with_left(below), True
    small: list[Row] = []
    for row in reversed(rows):
        if line_size(row.line) > 0.91 * size:
            break
        small.insert(0, row)
    if not _lost_their_numbers(small, page, leading):
        while small and not _opens_note(small[0].line):
            small.pop(0)
    if small and small[0].line.box and small[0].line.box.top > 0.35 * page.height:
        return [r for r in rows if r not in small], with_left(small), False
    return rows, [], False


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
    if last == title and re.match(r"^\W*\d", rows[first].line.text):  # "2. Inhoud": a chapter on what something holds
        return page, False
    contents = tuple(rows[first : last + 1])
    rest = tuple(rows[:first] + rows[last + 1 :])
    at_end = last == len(rows) - 1
    return replace(page, body=rest, contents=contents), at_end and bool(leaders)
