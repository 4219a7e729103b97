"""Page furniture: running heads and feet, page numbers in any corner or margin."""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from ingest.addresses import find_address
from ingest.markers import NOTE_START
from ingest.page import Line, RawPage
from ingest.pdf import make_line
from ingest.rows import CAPTION, line_size, middle, parted

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


@dataclass(frozen=True, slots=True)
class _Edge:
    """A line near the edge of a page, or the part of one that stands apart; `index` is that of its line.

    `at`: how far its middle is from the top of its page or, at the foot, from the lower edge; pages differ in height.
    """

    page: int
    index: int
    line: Line
    shape: str
    at: float


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
                    at = middle(line) if side == "top" else page.height - middle(line)
                    edges[side].append(_Edge(page.number, i, line, _shape(line.text), at))
            rows[page.number, side] = outer if side == "top" else outer[::-1]
        edges["side"] += [_Edge(page.number, i, ln, _shape(ln.text), middle(ln)) for i, ln in _in_side_margin(boxed)]
    shown = sum(1 for p in pages if p.lines)
    recognised = any(p.origin != "digital" for p in pages)  # then letters and digits may be wrong
    whole = {(e.page, e.index) for e in _running_lines(edges, shown, recognised, size)}
    whole -= _within_text(rows, whole, size)
    whole |= {(e.page, e.index) for e in _page_numbers(edges, shown)}
    whole |= {(e.page, e.index) for e in _running_titles(pages, edges, size)}
    if recognised:
        whole |= {(e.page, e.index) for e in _misread_numbers(edges, whole, size)}
    taken: dict[int, set[int]] = {}
    for number, index in whole:
        taken.setdefault(number, set()).add(index)
    for page in pages:
        whole |= {(page.number, i) for i in find_address(page, taken.get(page.number, set()), size)}
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
                and abs(other.at - edge.at) < max(8.0, 0.9 * size)
                and (recognised or _numbers_run(line, edge.page, other.line, other.page, size))
                and not (recognised and other.page != edge.page and _are_notes(line, other.line))
            }
            # a running line is on most pages between its first and its last (or on every second one), notes are not
            span = max(alike) - min(alike) + 1
            if len(alike) >= (2 if shown <= 4 or span <= 3 else 3) and len(alike) >= 0.45 * span and span >= 2:
                found.append(edge)
    return found


def _are_notes(one: Line, two: Line) -> bool:
    """Whether two lines of a scan that are alike are notes: "3 Ibid., p. 4." and "5 Ibid., p. 6."."""
    return all(
        line.words[0].raised or (NOTE_START.match(line.text) is not None and line.text[:1].isdecimal())
        for line in (one, two)
    ) and all(len(line.words) > 1 and line.text.endswith(".") for line in (one, two))


def _within_text(
    rows: dict[tuple[int, str], list[tuple[int, Line]]], running: set[tuple[int, int]], size: float
) -> set[tuple[int, int]]:
    """Of the `running` lines those that are one sentence at the top of several pages, each under its own heading."""
    kept: set[tuple[int, int]] = set()
    for (page, side), lines in rows.items():
        if side != "top":
            continue
        first = next((k for k, (i, _) in enumerate(lines) if (page, i) not in running), len(lines))
        said = [(i, line) for i, line in lines[first:] if (page, i) in running]
        if said and _ENDS_AS_TEXT.search(said[-1][1].text) and all(line_size(ln) >= 0.95 * size for _, ln in said):
            kept |= {(page, i) for i, _ in said}
    return kept


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
        numbered = {(e.page, round(middle(e.line))) for e in some if _part_of(e) in numbers}
        for edge in free:
            key = _part_of(edge)
            beside = line_size(edge.line) < 1.08 * size and any(
                n == edge.page and abs(y - middle(edge.line)) < 0.6 * size for n, y in numbered
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
    return [e for e in numbers if any(other.page != e.page and abs(other.at - e.at) < 3.0 for other in numbers)]


def _outer_rows(
    lines: Sequence[tuple[int, Line]], key: tuple[int, str], whole: set[tuple[int, int]], size: float
) -> list[tuple[int, Line]]:
    """The lines at the edge, from the outside inwards, that are no furniture yet and stand clear of the text."""
    number, side = key
    clear: list[tuple[int, Line]] = []
    for k, (i, line) in enumerate(lines):
        if (number, i) in whole:
            continue
        inward = [ln for _, ln in lines[k + 1 :] if ln.box and line.box and abs(middle(ln) - middle(line)) > 0.6 * size]
        if not inward or _white(line, inward[0], side) < _CLEAR * size:
            break
        clear.append((i, line))
    return clear


def _white(outer: Line, inner: Line, side: str) -> float:
    assert outer.box and inner.box
    return inner.box.top - outer.box.bottom if side == "top" else outer.box.top - inner.box.bottom


def _apart(line: Line) -> list[Line]:
    """The parts of a line between which there is much white."""
    groups = parted(line, _APART)
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
        same_height = abs(other.at - edge.at) < 2.5
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
                # "Samen naar school | Algemene Raad | 2", or with white between: one of its parts is the title
                apart = [_shape(part.text) for part in _apart(edge.line)]
                parts = [re.sub(r"^[#\W]+|[#\W]+$", "", p) for p in (edge.shape, *_PARTED.split(edge.shape), *apart)]
                if any((len(part) > 8 and part in large) or (len(part) > 12 and part in title) for part in parts):
                    found.append(edge)
    return found


def _numbers_run(one: Line, page: int, two: Line, other: int, size: float) -> bool:
    """Whether two running lines differ in a page number only; a year, a note's or a heading's number does not run."""
    text, other_text = one.text, two.text
    if text == other_text:
        return True
    a, b = re.findall(r"\d+", text), re.findall(r"\d+", other_text)
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


# Page numbers have no more signs than this: "- 12 -"
_LONGEST_NUMBER = 6


def _misread_numbers(edges: dict[str, list[_Edge]], whole: set[tuple[int, int]], size: float) -> list[_Edge]:
    """Page numbers that recognition took for something else: a few signs where another page has its number."""
    found = []
    for some in edges.values():
        places = [e for e in some if (e.page, e.index) in whole and _page_value(e.line.text) is not None]
        for edge in some:
            short = len(edge.line.text) <= _LONGEST_NUMBER and (edge.page, edge.index) not in whole
            if short and any(e.page != edge.page and _share_place(e, edge, size) for e in places):
                found.append(edge)
    return found


def _share_place(one: _Edge, two: _Edge, size: float) -> bool:
    """Whether two lines stand at one place on their pages, as far as the scans lie alike."""
    a, b = one.line.box, two.line.box
    return a is not None and b is not None and abs(one.at - two.at) < size and abs(a.x0 + a.x1 - b.x0 - b.x1) < 4 * size


def _page_value(text: str) -> int | None:
    """The number of a page that says nothing else, None where `text` is none."""
    m = PAGE_NUMBER.match(text)
    return int(m.group(1)) if m else _NUMERALS.get(text)
