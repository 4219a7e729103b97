"""Columns, side boxes and what lies across them: the lines of a page cut into regions in reading order."""

from __future__ import annotations

import itertools
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.model import Box
from corpus.values import value
from ingest.margins import take_margin_notes
from ingest.page import Line, RawPage, Table, Word
from ingest.pdf import make_line
from ingest.rows import CAPTION, Row, from_top, line_size, middle, parted
from ingest.strips import FIGURE, Cells, Strip, begins_in_all, extent, find_strips
from ingest.underlines import part_underlines

# The x of a gutter between two columns, and the bands of lines (first, last) that it divides.
Gutter = tuple[float, list[tuple[int, int]]]


@dataclass(frozen=True, slots=True)
class Parts:
    """A page taken apart: its running text from top to bottom, the side boxes, and the gutter of its columns if any.

    `beside`: each drawn box with its lines; `underlines`: the drawn rules that part nothing, but underline words.
    """

    page: RawPage
    free: list[Line]
    beside: list[tuple[Box, list[Line]]]
    gutter: Gutter | None
    underlines: tuple[Box, ...] = ()


def take_apart(page: RawPage, size: float) -> Parts:
    """The running text of a page, what stands beside it, and where its columns are."""
    lines = page.lines
    rules, underlines = part_underlines(page.rules, lines) if page.rules else ((), ())
    if underlines:
        page = replace(page, rules=rules)
        linked = [box for link in page.links for box in link.place.boxes]
        underlines = tuple(rule for rule in underlines if not any(_lies_under(rule, box) for box in linked))
    in_table = {id(ln) for ln in lines for t in page.tables if _within(ln, t.box)}
    free = [ln for ln in lines if id(ln) not in in_table and ln.box]
    free = from_top(free)
    free, notes = take_margin_notes(free, size)
    free, beside = _take_side_boxes(free, page, find_gutter(free, size, page.rules) if page.frames else None)
    free, beside = from_top(free), beside + notes
    return Parts(page, free, beside, find_gutter(free, size, page.rules), underlines)


def cut_at_tables(gutter: Gutter | None, lines: Sequence[Line], tables: Sequence[Table]) -> Gutter | None:
    """A gutter whose bands end above a table across both columns: what stands above it in either is read before it."""
    if gutter is None:
        return None
    x, bands = gutter
    for table in tables:
        if table.box.x0 < x < table.box.x1:
            below = next((k for k, ln in enumerate(lines) if ln.box and ln.box.top >= table.box.bottom - 2), len(lines))
            bands = [
                part
                for first, last in bands
                for part in ([(first, below - 1), (below, last)] if first < below <= last else [(first, last)])
            ]
    return x, bands


def _take_side_boxes(
    lines: list[Line], page: RawPage, gutter: Gutter | None
) -> tuple[list[Line], list[tuple[Box, list[Line]]]]:
    """The lines without those in drawn boxes that stand beside other text, and the lines of each such box.

    A box in the stream of the text, with nothing beside it in its own column, stays where it is.
    """
    beside: list[tuple[Box, list[Line]]] = []
    whole = lines
    for frame in page.frames:
        if gutter is not None and _in_column(frame, whole, gutter):
            continue
        inside: list[Line] = []
        outside: list[Line] = []
        level = 0
        for line in lines:
            own = [w for w in line.words if w.box and holds(frame, w.box)]
            rest = [w for w in line.words if not (w.box and holds(frame, w.box))]
            if own:
                inside.append(make_line(own, line.page))
            if rest:
                kept = make_line(rest, line.page)
                outside.append(kept)
                level += bool(kept.box and kept.box.bottom > frame.top and kept.box.top < frame.bottom)
        if len(inside) >= 2 and level >= 2 and len(inside) < 0.6 * len(lines):
            beside.append((frame, inside))
            lines = outside
    return lines, beside


def _in_column(frame: Box, lines: Sequence[Line], gutter: Gutter) -> bool:
    """Whether a drawn box stands in one of two columns that go on above or below it."""
    x, bands = gutter
    if frame.x0 < x < frame.x1:
        return False
    boxes = [line.box for first, last in bands for line in lines[first : last + 1] if line.box]
    level = sum(box.bottom > frame.top and box.top < frame.bottom for box in boxes)
    own = sum(
        any(w.box and (w.box.x0 >= x) == (frame.x0 >= x) and not holds(frame, w.box) for w in line.words)
        for first, last in bands
        for line in lines[first : last + 1]
    )
    return 0 < level < 0.6 * len(boxes) and own > 1


def holds(frame: Box, box: Box) -> bool:
    x, y = (box.x0 + box.x1) / 2, (box.top + box.bottom) / 2
    return frame.x0 <= x <= frame.x1 and frame.top <= y <= frame.bottom


def _lies_under(rule: Box, link: Box) -> bool:
    """Whether a rule is the underlining of a link."""
    return link.x0 - 2 <= rule.x0 and rule.x1 <= link.x1 + 2 and link.top <= rule.top <= link.bottom + 4


def _within(line: Line, box: Box) -> bool:
    if not line.box:
        return False
    middle = (line.box.top + line.box.bottom) / 2
    return box.top - 1 <= middle <= box.bottom + 1 and line.box.x0 >= box.x0 - 4 and line.box.x1 <= box.x1 + 4


def regions(
    lines: list[Line], size: float, gutter: Gutter | None, rules: Sequence[Box] = (), usual: Columns | None = None
) -> list[list[Row]]:
    """Lines of a page cut into columns where there are any: regions in reading order, each from top to bottom.

    `usual`: the columns of the file, for what stands in them though it is too little to tell.
    """
    if gutter is None:
        return [_rows(lines, size)] if lines else []
    x, bands = gutter
    found: list[list[Row]] = []
    at = 0
    for first, last in bands:
        if first > at:
            found += _piece(lines[at:first], size, rules, usual)
        left, right = [], []
        for line in lines[first : last + 1]:
            one = [w for w in line.words if w.box and (w.box.x0 + w.box.x1) / 2 < x]
            two = [w for w in line.words if w.box and (w.box.x0 + w.box.x1) / 2 >= x]
            if one:
                left.append(make_line(one, line.page))
            if two:
                right.append(make_line(two, line.page))
        for side in (from_top(left), from_top(right)):
            found += _piece(side, size, rules, None)
        at = last + 1
    if at < len(lines):
        found += _piece(lines[at:], size, rules, usual)
    return found


def _piece(lines: list[Line], size: float, rules: Sequence[Box], usual: Columns | None) -> list[list[Row]]:
    """A column, or what stands above, between or below columns: it may be divided at another place."""
    gutter = find_gutter(lines, size, rules)
    if gutter is None and usual is not None:
        gutter, usual = known_gutter(lines, usual, size), None
    return regions(lines, size, gutter, rules, usual)


# Fewer lines than this are no column.
_FEWEST_LINES = 4
# White that is wider than this, in points, parts no two columns of text.
_WIDEST_GUTTER = 90.0
# What is narrower than this, in type sizes, is not divided: its columns would hold two or three words a line.
_NARROWEST = 26


@value(frozen=True, slots=True)
class _Reach:
    """How far the words of a line reach: their left edges in order, and for each the furthest right edge up to it."""

    starts: tuple[float, ...]
    furthest: tuple[float, ...]

    def covers(self, x0: float, x1: float) -> bool:
        """Whether a word stands between `x0` and `x1`."""
        before = bisect_left(self.starts, x1)
        return before > 0 and self.furthest[before - 1] > x0

    def gap(self, x: float) -> float | None:
        """The white around `x`, None where words stand on one side of it only."""
        before = bisect_left(self.starts, x)
        return self.starts[before] - self.furthest[before - 1] if 0 < before < len(self.starts) else None


def _reach(line: Line) -> _Reach:
    words = sorted((w.box.x0, w.box.x1) for w in line.words if w.box)
    return _Reach(tuple(a for a, _ in words), tuple(itertools.accumulate((b for _, b in words), max)))


def find_gutter(lines: list[Line], size: float, rules: Sequence[Box] = ()) -> Gutter | None:
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
class Columns:
    """Where the two columns of a file stand: the middle of the gutter and the left edge of each."""

    gutter: float
    left: float
    right: float


def usual_columns(pages: Sequence[Parts]) -> Columns | None:
    """The columns of the page that has most lines in them; None where no page has columns."""
    best: tuple[int, Columns] | None = None
    for parts in pages:
        if parts.gutter is None:
            continue
        x, bands = parts.gutter
        lines = [line for first, last in bands for line in parts.free[first : last + 1]]
        edges = [_edges_beside(line, x) for line in lines]
        left = Counter(round(one) for one, _ in edges if one is not None)
        right = Counter(round(two) for _, two in edges if two is not None)
        if left and right and (best is None or len(lines) > best[0]):
            best = len(lines), Columns(x, left.most_common(1)[0][0], right.most_common(1)[0][0])
    return None if best is None else best[1]


def _edges_beside(line: Line, x: float) -> tuple[float | None, float | None]:
    """Where a line begins on the left and on the right of `x`."""
    boxes = [w.box for w in line.words if w.box]
    left = min((b.x0 for b in boxes if b.x1 <= x), default=None)
    return left, min((b.x0 for b in boxes if b.x0 >= x), default=None)


def known_gutter(lines: list[Line], columns: Columns, size: float) -> Gutter | None:
    """The gutter of the file on a page that shows too little of its columns to find it: one may be all but empty."""
    x = columns.gutter
    reach = [_reach(line) for line in lines]
    titles = [_is_set_off(line, size) for line in lines]
    tabular = _tabular(lines, size)
    bands: list[tuple[int, int]] = []
    first = 0
    for k in range(len(lines) + 1):
        across = k == len(lines) or _lies_across(tabular, reach, k, x) or reach[k].covers(x - 3, x + 3)
        across = across or (titles[k] and _is_one(lines[k], reach[k], x))
        if not across and not (titles[k] and _heads_columns(lines, titles, k, x, size)):
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


# A damaged file may put a word kilometres from the others: then the places for a gutter are looked at more coarsely.
_MOST_STEPS = 2000


def _white_strips(lines: Sequence[Line], first: float, last: float) -> list[float]:
    """Places between `first` and `last` where the fewest words stand, the whitest first: where a gutter may be.

    The gap between two words of a line that lies across both columns makes a part of the gutter whiter than the rest:
    beside the middle of each strip comes that of the wider one around it, in which few lines more have words.
    """
    step = max(3.0, (last - first) / _MOST_STEPS)
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
    across = False
    for k in range(len(lines) + 1):
        wrapped = across and 0 < k < len(lines) and titles[k - 1] and titles[k] and _wraps(lines[k - 1], lines[k], x)
        across = k == len(lines) or _lies_across(tabular, reach, k, x) or wrapped or reach[k].covers(x - half, x + half)
        across = across or (titles[k] and _is_one(lines[k], reach[k], x))
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


def _lies_across(tabular: Sequence[bool], reach: Sequence[_Reach], k: int, x: float) -> bool:
    """Whether a line is a row of a table that has cells on both sides of `x`, or stands among such rows."""
    return tabular[k] and any(
        reach[n].gap(x) is not None for n in range(max(0, k - 2), min(len(reach), k + 3)) if tabular[n]
    )


def _place_in(lines: Sequence[Line], rule: Box) -> int:
    """How many of the lines, which go from top to bottom, stand above a rule."""
    return bisect_left(lines, rule.top, key=middle)


def _is_set_off(line: Line, size: float) -> bool:
    """Whether a line is set as a heading: larger than the text, or bold."""
    return line_size(line) > 1.15 * size or all(w.bold for w in line.words if not w.raised)


def _ends_before(line: Line, x: float) -> bool:
    return line.box is not None and line.box.x1 <= x


def _is_one(title: Line, reach: _Reach, x: float) -> bool:
    """Whether a title goes on at the other side of `x`: it has the space between two of its words there."""
    gap = reach.gap(x)
    return gap is not None and gap < 0.8 * line_size(title)


def _wraps(title: Line, line: Line, x: float) -> bool:
    """Whether a line left of `x` is the rest of a title across the columns."""
    one, two, size = title.box, line.box, line_size(line)
    if one is None or two is None or not _ends_before(line, x) or abs(line_size(title) - size) > 0.3:
        return False
    aligned = abs(one.x0 - two.x0) < 4 * size or abs(one.x0 + one.x1 - two.x0 - two.x1) < size
    return aligned and two.top - one.bottom < 0.45 * size


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


# A cell of a table that lies across the columns has fewer words than this; a line of prose beside a table has more.
_PROSE = 6
# What stands behind a figure in its cell: "46 %"
_UNITS = ("%", "€")
# The rows of such a table have no more white between them than this, in type sizes.
_ROWS_APART = 1.3


def _tabular(lines: Sequence[Line], size: float) -> list[bool]:
    """For each line whether it is a row of a table that lies across the columns.

    Those are three cells or more in two rows or more, or a figure beside a label in three; three columns of prose have
    more words in each. Rows with fewer cells are of the table where these stand in its strips.
    """
    parts = [parted(line, 2.2, size) for line in lines]
    many = [len(groups) > 2 and _are_cells(groups) for groups in parts]
    labelled = [len(groups) == 2 and len(groups[0]) < _PROSE and _are_figures(groups[1]) for groups in parts]
    found = [False] * len(lines)
    k = 0
    while k < len(lines):
        if not many[k] and not labelled[k]:
            k += 1
            continue
        rows, end = [k], k + 1
        while (after := _next_row(lines, parts, many, labelled, rows, size)) is not None:
            rows, end = [*rows, after], after + 1
        words, cells = sum(len(lines[n].words) for n in rows), sum(len(parts[n]) for n in rows)
        sparse = words < 2.5 * cells or sum(_has_figures(parts[n]) for n in rows) > 1
        if (sum(many[n] for n in rows) > 1 or len(rows) > 2) and sparse:
            strips = find_strips([parts[n] for n in rows], size)
            near = max(0.6 * size, 1.2 * _white(lines, rows[-2]))
            while k and _white(lines, k - 1) < near and _stands_in(parts[k - 1], strips, size, least=2):
                k -= 1
            while end < len(lines) and _white(lines, end - 1) < near:
                # a label may run on below its figures
                if not _stands_in(parts[end], strips, size, least=1 if lines[end].text[:1].islower() else 2):
                    break
                end += 1
            found[k:end] = [True] * (end - k)
        k = end
    return found


def _next_row(
    lines: Sequence[Line], parts: Sequence[Cells], many: Sequence[bool], labelled: Sequence[bool], rows: Sequence[int],
    size: float,
) -> int | None:  # fmt: skip
    """The next row of a table after the last of `rows`; what stands between is a text in one of its strips."""
    strips: list[Strip] = []
    for n in range(rows[-1] + 1, min(rows[-1] + 5, len(lines))):
        if _white(lines, n - 1) > _ROWS_APART * size:
            return None
        if many[n] or labelled[n]:
            return n
        strips = strips or find_strips([parts[row] for row in rows], size)
        if len(strips) > 2 and begins_in_all(lines[n].words, strips, size):
            return n
        if not _stands_in(parts[n], strips, size):
            return None
    return None


def _white(lines: Sequence[Line], k: int) -> float:
    """The white between a line and the next."""
    one, two = lines[k].box, lines[k + 1].box
    return two.top - one.bottom if one and two else 0.0


def _are_figures(words: Sequence[Word]) -> bool:
    return all(FIGURE.match(word.text) or word.text in _UNITS for word in words)


def _has_figures(groups: Cells) -> bool:
    """Whether a row has a cell of figures behind its first: three columns of prose have none in their midst."""
    return len(groups) > 2 and any(_are_figures(group) for group in groups[1:])


def _are_cells(groups: Cells) -> bool:
    return _has_figures(groups) or all(len(group) < _PROSE for group in groups)


def _stands_in(groups: Cells, strips: Sequence[Strip], size: float, least: int = 1) -> bool:
    """Whether each of `least` groups of words or more stands within one of the strips of a table."""
    begins = [strips[k - 1][1] if k else a - 3 for k, (a, _) in enumerate(strips)]
    ends = [strips[k + 1][0] - 0.5 * size if k + 1 < len(strips) else b + size for k, (_, b) in enumerate(strips)]
    room = list(zip(strips, begins, ends, strict=True))
    reach = [extent(group) for group in groups]
    return len(groups) >= least and all(
        any(first <= x0 and x1 <= last and x0 < b and x1 > a for (a, b), first, last in room) for x0, x1 in reach
    )


@dataclass(frozen=True, slots=True)
class _Stretch:
    """The words of one line on one side of a gutter: where they begin and end, how many, and their ink in points.

    `parted`: white as between the cells of a table stands among them.
    """

    start: float
    end: float
    words: int
    ink: float
    parted: bool


def _stretch(words: Sequence[Word], size: float) -> _Stretch:
    boxes = [w.box for w in words if w.box]
    ink = sum(b.x1 - b.x0 for b in boxes) + 0.3 * size * (len(boxes) - 1)
    start, end = min(b.x0 for b in boxes), max(b.x1 for b in boxes)
    # most lines have too little white in all to be looked at word by word
    loose = end - start - ink > 1.9 * size
    apart = loose and any(b.x0 - a.x1 > 2.2 * size for a, b in itertools.pairwise(boxes))
    return _Stretch(start, end, len(boxes), ink, apart)


def _two_columns(lines: Sequence[Line], x: float, width: float, size: float, rules: Sequence[Box]) -> bool:
    """Whether the lines are two columns of prose with their gutter at `x`."""
    left = [[w for w in line.words if w.box and w.box.x1 <= x] for line in lines]
    right = [[w for w in line.words if w.box and w.box.x0 >= x] for line in lines]
    one = [_stretch(words, size) for words in left if words]
    two = [_stretch(words, size) for words in right if words]
    for words_of_side, stretches in ((left, one), (right, two)):
        if not _is_column(stretches, width) and not _is_divided(words_of_side, size, rules):
            return False
    if not _stand_beside(left, right):
        return False
    ink = sum(s.ink for s in one), sum(s.ink for s in two)
    return min(ink) > 0.06 * sum(ink)


# Where less of the shorter of two columns has text at its side, they are none: a letter with the address set in.
_LEAST_BESIDE = 0.3


def _stand_beside(left: Sequence[Sequence[Word]], right: Sequence[Sequence[Word]]) -> bool:
    """Whether enough lines of the shorter of two columns have a line of the other at their height, or nearly so.

    Words are given line by line, from top to bottom; of a line on both sides each has its part.
    """
    shorter, longer = sorted(([words[0].box for words in side if words] for side in (left, right)), key=len)
    tops = [box.top for box in longer if box]
    beside = 0
    for box in shorter:
        if box is not None:
            at = bisect_left(tops, box.top)
            beside += any(abs(top - box.top) < 1.2 * (box.bottom - box.top) for top in tops[max(0, at - 1) : at + 1])
    return beside > _LEAST_BESIDE * len(shorter)


def _is_divided(side: Sequence[Sequence[Word]], size: float, rules: Sequence[Box]) -> bool:
    """Whether the words on one side of a gutter, line by line, are two columns themselves."""
    lines = from_top([make_line(list(words), 0) for words in side if words])
    if sum(len(line.words) for line in lines) < 2.5 * len(lines):
        return False
    gutter = find_gutter(lines, size, rules)
    return gutter is not None and sum(b - a + 1 for a, b in gutter[1]) >= 0.6 * len(lines)


def _is_column(side: Sequence[_Stretch], width: float) -> bool:
    """Whether one side looks like running text: enough lines and words, full lines, a straight left edge."""
    if len(side) < _FEWEST_LINES or sum(s.words for s in side) < 2.5 * len(side):
        return False
    if sum(s.parted for s in side) > 0.5 * len(side):
        return False  # a table has its own columns
    widths = sorted(s.end - s.start for s in side)
    if widths[len(widths) * 2 // 3] < 0.25 * width:
        return False
    whole = max(s.end for s in side) - min(s.start for s in side)
    if sum(s.ink > 0.6 * whole for s in side) < 0.25 * len(side):
        return False  # prose fills its column, the cells of a table do not
    starts = Counter(round(s.start / 4) for s in side)
    edge = starts.most_common(1)[0][0]
    return sum(n for s, n in starts.items() if -1 <= s - edge <= 6) >= 0.6 * len(side)


def _rows(lines: Sequence[Line], size: float) -> list[Row]:
    """Lines as rows between the edges of the text; a title may be wider than that."""
    boxes = [ln.box for ln in lines if ln.box and not _is_set_off(ln, size)]
    boxes = boxes if len(boxes) > 2 else [ln.box for ln in lines if ln.box]
    left, right = min(b.x0 for b in boxes), max(b.x1 for b in boxes)
    rows, last = [], None
    for line in lines:
        assert line.box
        rows.append(Row(line, left, right, None if last is None else line.box.top - last.bottom))
        last = line.box
    return rows
