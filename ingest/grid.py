"""Pages of text that another program set on a grid of characters: columns, running heads, notes at the foot.

`pdftotext -layout` and its like keep the place of every word by white space. What that white space says is taken here,
before the lines lose it: which lines repeat at the edges of pages, where two columns stand side by side, which lines
at the foot are notes, and which second line hangs below the title of a numbered heading.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections import Counter, deque
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import median

from ingest.entries import COUNTED_TITLE
from ingest.foot import (
    BODY,
    CITED,
    ENDED,
    INLINE,
    LONE,
    MARK,
    MOST_LINES,
    MOST_NOTES,
    Foot,
    cited_above,
    divide_foot,
    mark_places,
    marks_in,
    with_bare_numbers,
    with_glued_number,
    with_raised_numbers,
)
from ingest.headings import numeral
from ingest.layout import CONTENTS_TITLE
from ingest.signs import lowered
from ingest.white import with_cells, with_tabs_set

# A sign before a star that stands as the marker of a note; no text has it.
RAISED = "\u2408"


@dataclass(frozen=True, slots=True)
class GridLine:
    """A line as it stands in the file, or a blank one.

    `note` is the number of the note that begins with it, "" where it goes on with a note, None in the body.
    """

    text: str
    note: str | None = None


@dataclass(frozen=True, slots=True)
class GridPage:
    """The lines of a page in reading order. `crossed`: columns stand side by side that could not be told apart."""

    lines: tuple[GridLine, ...]
    crossed: bool = False


def arrange_text(text: str) -> list[GridPage]:
    """The pages of a text with line feeds and form feeds, without running heads, column by column, notes marked."""
    parts = text.split("\f")
    raw = [_with_leaders(with_tabs_set(part.split("\n"))) for part in (parts if parts[-1].strip() else parts[:-1])]
    fed = len(raw) > 1
    if not fed:
        raw = _split_at_heads(raw[0])
    tidy = (with_raised_numbers(page) for page in with_bare_numbers(_with_numbers(_without_heads(raw), fed)))
    pages = _with_notes([_in_columns(_joined_title(p)) for p in tidy])
    return [_with_tables(_with_stars(page)) for page in pages]


def _with_tables(page: GridPage) -> GridPage:
    """The page with the cells of its tables kept apart; a contents page has none."""
    if any(CONTENTS_TITLE.match(line.text.strip()) for line in page.lines):
        return page
    texts = with_cells(["" if line.note is not None else line.text for line in page.lines])
    lines = (
        line if line.note is not None or text == line.text else replace(line, text=text)
        for line, text in zip(page.lines, texts, strict=True)
        if text is not None
    )
    return replace(page, lines=tuple(lines))


# "..........", ".......... 12", "12": what stands behind a title of a contents page on a line of its own
_DOTS = re.compile(r"^\s*(?:\.\s?){4,}\s*\d{0,3}\s*$|^\.[ .]*\d{0,3}\s*$")
_PAGE_ALONE = re.compile(r"^\s*\d{1,3}\s*$")


def _with_leaders(lines: Sequence[str]) -> list[str]:
    """The lines, with dots of a contents page that have lines of their own, and the page, put behind their title."""
    out: list[list[str]] = []
    for line in lines:
        last = out[-1][-1] if out else ""
        dots = _DOTS.match(line) and (last.endswith(".") or (len(line.strip()) > 5 and re.search(r"[^\W\d_]", last)))
        page = len(out) > 0 and len(out[-1]) > 1 and last.rstrip().endswith(".") and _PAGE_ALONE.match(line)
        if dots or page:
            out[-1].append(line)
        else:
            out.append([line])
    return [" ".join(parts) for parts in out]


# --- running heads ----------------------------------------------------------------------------------------------------

_DIGITS = re.compile(r"\d+")
# So many lines at an edge may be a running head or foot.
_HEAD_LINES = 6
# What is longer, white space counted, is compared by its beginning.
_LONGEST_HEAD = 300
# The number of a page is among so many of them.
_NUMBER_LINES = 3
# A line of it that differs from page to page, as the title of a chapter, is so long at most.
_LONGEST_VARYING = 60
# A text without form feeds is cut at lines that hold a number that grows by one and no more words than this besides.
_MOST_HEAD_WORDS = 20
_SHORTEST_PAGE = 12
_SHORTEST_LAST = 4
# What the numbers of pages that are counted i, ii, iii have in common; no line is like it.
_NUMERAL = "\u2408i"
# What ends with a full stop and has more words is a sentence; a cover has none.
_MOST_TITLE_WORDS = 6
# "3.2" alone on a line: the number of a heading, that stands on the contents page as well
_SECTION_NUMBER = re.compile(r"^\s*\d{1,2}(?:\.\d{1,2})+\.?\s*$")
# What stands beside the number: "Pagina 3 van 7", "p. 3", "3/7", "- 3 -"
_AROUND_NUMBER = re.compile(r"[^\W\d_]{3}|^p\.?$|^/ ?\d+$|^([-–—|~]) *\1$")


# "Handen uit de mouwen .": a sign that recognition left behind the words
_STRAY_END = re.compile(r"(?<=[^\W\d_]{3})(?: [^\w\s]{1,2})+$")


def _variants(line: str, page: int) -> Iterator[tuple[str, int | None]]:
    """A line as it may repeat: as it is, and without each of its numbers, with what that number is above the page's."""
    shown = " ".join(line[:_LONGEST_HEAD].split())
    if (stray := _STRAY_END.search(shown)) is not None:
        shown = shown[: stray.start()]
    yield shown, None
    if COUNTED_TITLE.match(shown):
        return
    for m in _DIGITS.finditer(shown):
        if len(m[0]) <= 4:
            rest = f"{shown[: m.start()]} {shown[m.end() :]}".strip()
            # on the left of even pages and on the right of others: "-2- Raad Beken", "Raad Beken -3-"
            yield rest.strip("-–—| ") or rest, int(m[0]) - page
    if (value := numeral(shown.strip("-– ").upper())) and shown.islower():  # "iv": the pages before the text
        yield _NUMERAL, value - page


def _without_heads(pages: Sequence[list[str]]) -> list[list[str]]:
    """The pages without the lines at their edges that repeat on others, alike or with the number of the page."""
    if len(pages) < 2:
        return list(pages)
    seen: Counter[tuple[str, int | None]] = Counter()
    margins: Counter[int] = Counter()  # what numbers amid the text are above the page
    numbers: tuple[Counter[int], Counter[int]] = (Counter(), Counter())  # alone at the top, and at the foot
    for at, page in enumerate(pages):
        seen.update({variant for k in itertools.chain(*_edges(page)) for variant in _variants(page[k], at)})
        margins.update({number - at for _, number in _in_margin(page)})
    for at, page in enumerate(pages):
        for side, found in zip(_edges(page), numbers, strict=True):
            found.update({number - at for number in _at_edge(page, at, side, seen)})
    # one number counts the pages, what else stands alone counts headings or notes
    most = max(2, len(pages) // 2 + 1)
    counts = [
        # two that are what they count are enough: a cover and a contents page may have none
        next((above for above, n in found.most_common(1) if n >= most or (n > 1 and above == 1)), None)
        for found in numbers
    ]
    often = [max(found.values(), default=0) for found in numbers]
    if min(often) < max(often) >= most and (min(often) < most or counts[0] != counts[1]):
        counts[often.index(min(often))] = None
    cover = {" ".join(line.split()) for line in pages[0]}
    out = []
    for at, page in enumerate(pages):
        drop = set(_titled_foot(page, at, cover))
        for side, count in zip(_edges(page), counts, strict=True):
            drop.update(_repeating(page, at, side, count, seen, len(pages)))
        drop -= _titles_kept(page, drop, pages[1:]) if not at else set()
        if not any(LONE.match(page[k]) for k in drop):
            # in the margin stands the number of every page, or nearly; notes amid others may be mistaken for it
            drop |= {k for k, number in _in_margin(page) if margins[number - at] >= max(3, len(pages) - 1)}
        out.append(["" if k in drop else line for k, line in enumerate(page)])
    return out


def _titled_foot(page: Sequence[str], at: int, cover: Collection[str]) -> Iterator[int]:
    """The last line of page `at` where it is a line of the first page with the number of the page beside it."""
    for k in _edges(page)[1][:1] if at else ():
        if any(above in (0, 1) and " " in shape and shape in cover for shape, above in _variants(page[k], at)):
            yield k


def _titles_kept(cover: Sequence[str], drop: Collection[int], others: Sequence[Sequence[str]]) -> set[int]:
    """Which lines in `drop` are the title on a cover, a page without a sentence: high up, elsewhere a foot."""
    if any(line.rstrip().endswith((".", "!", "?")) and len(line.split()) > _MOST_TITLE_WORDS for line in cover):
        return set()
    filled = [k for k, line in enumerate(cover) if line.strip()]
    heads = {" ".join(page[k].split()) for page in others for k in _edges(page)[0][:1]}
    first: dict[str, int] = {}
    for k in (k for k in filled[: (len(filled) + 1) // 2] if k in drop):
        first.setdefault(" ".join(cover[k].split()), k)
    return {k for text, k in first.items() if len(text.split()) > 1 and text not in heads}


def _at_edge(
    page: Sequence[str], at: int, side: Sequence[int], seen: Mapping[tuple[str, int | None], int]
) -> Iterator[int]:
    """The numbers alone on a line that may count page `at` at one of its edges.

    At the foot nothing stands right below the number of a page but what repeats, or a short line; a note may.
    """
    foot = bool(side) and side[0] > side[-1]
    for k in side[:_NUMBER_LINES]:
        if m := LONE.match(page[k]):
            below = page[k + 1] if foot and k + 1 < len(page) else ""
            again = LONE.match(below) or max(seen[v] for v in _variants(below, at)) > 1
            last = side[1:2] == [k] and len(below) <= _LONGEST_VARYING and not re.search(r"[.!?]\s*$", below)
            if not below.strip() or again or last:
                yield int(m[1])


def _edges(page: Sequence[str]) -> tuple[list[int], list[int]]:
    """The lines of a page that may be a running head or foot, from its edges inwards; none is below "Inhoud"."""
    filled = [k for k, line in enumerate(page) if line.strip()]
    top = itertools.takewhile(lambda k: not CONTENTS_TITLE.match(page[k].strip()), filled[:_HEAD_LINES])
    return list(top), filled[::-1][:_HEAD_LINES]


def _repeating(
    page: Sequence[str],
    at: int,
    side: Sequence[int],
    count: int | None,
    seen: Mapping[tuple[str, int | None], int],
    pages: int,
) -> Iterator[int]:
    """The lines at one edge of page `at` that repeat. `count` is what its number has above `at`, None for no number.

    One short line that differs from page to page may stand before others that most pages have.
    """
    enough, passed, counted = max(2, -(-pages // 3)), False, False
    for k in side:
        lone = LONE.match(page[k])
        often = max(seen.get(v, 0) for v in _variants(page[k], at))
        if _SECTION_NUMBER.match(page[k]) and seen[page[k].strip(), None] < 3:
            return
        if lone is not None and count is not None:
            repeats = int(lone[1]) - at == count and not counted  # below it may stand the number of a note
            counted = True
        else:
            least = (
                2 if numeral(page[k].strip("-– ").upper()) else max(enough, -(-2 * pages // 3)) if passed else enough
            )
            repeats = lone is None and often >= least
        if repeats:
            yield k
        elif passed or lone is not None or len(page[k].strip()) > _LONGEST_VARYING:
            return
        else:
            passed = True


def _in_margin(page: Sequence[str]) -> list[tuple[int, int]]:
    """The lines that hold a number alone amid text, as the number of a page does in its margin, with that number.

    One that follows on a lone number above it, or that the text refers to, counts notes.
    """
    found, above, marks = [], -1, marks_in(page)
    for k in range(1, len(page) - 1):
        m = LONE.match(page[k])
        if m is None:
            continue
        if page[k - 1].strip() and page[k + 1].strip() and int(m[1]) != above + 1 and int(m[1]) not in marks:
            found.append((k, int(m[1])))
        above = int(m[1])
    return found


def _split_at_heads(lines: list[str]) -> list[list[str]]:
    """A text without form feeds cut into pages where a line with words comes back with a number that grows by one."""
    found: dict[str, list[tuple[int, int]]] = {}
    for k, line in enumerate(lines):
        if line.strip() and len(line.split()) <= _MOST_HEAD_WORDS:
            for shape, number in _variants(line, 0):
                if number is not None and _AROUND_NUMBER.search(shape):
                    found.setdefault(shape, []).append((k, number))
    filled = [k for k, line in enumerate(lines) if line.strip()]
    if not filled:
        return [lines]
    for shape, places in found.items():
        # two are enough of what has some words with the number at their end, and of "3/4" and "4/4"
        worded = len(_LONG_WORD.findall(shape)) > 1 or _DASHES.fullmatch(shape) or shape == f"/{places[-1][1]}"
        enough = 2 if worded and all(_ends_in_number(lines[k]) for k, _ in places) else 3
        if len(places) < enough or any(
            b[1] != a[1] + 1 or b[0] - a[0] < (_SHORTEST_LAST if b is places[-1] else _SHORTEST_PAGE)
            for a, b in itertools.pairwise(places)
        ):
            continue
        at = [k for k, _ in places]
        if at[0] in filled[:3] or (places[0][1] == 2 and at[-1] not in filled[-3:]):  # a running head; a cover has none
            cuts = [0, *(k for k in at if k not in filled[:3]), len(lines)]
        elif at[-1] in filled[-3:]:  # a running foot
            cuts = [0, *(k + 1 for k in at[:-1]), len(lines)]
        else:
            continue
        return [lines[a:b] for a, b in itertools.pairwise(cuts)]
    cuts = _at_lone_numbers(lines, filled)
    if not cuts and (running := _amid_sentences(lines, filled)):
        cuts = [k + (running[-1] in filled[-3:]) for k in running]
        gone = set(running)
        lines = ["" if k in gone else line for k, line in enumerate(lines)]
    cuts = [0, *cuts, len(lines)]
    return [lines[a:b] for a, b in itertools.pairwise(cuts) if any(line.strip() for line in lines[a:b])]


_LONG_WORD = re.compile(r"[^\W\d_]{3,}")
# What is left of "- 3 -", that nothing but a page has
_DASHES = re.compile(r"([-–—]) *\1")
# "Raad Beken | 3", "3/4", "Raad Beken -3-", "3 Raad Beken", "-3- Raad Beken"
_NUMBER_AT_END = re.compile(r"^\s*(?:\d{1,3}\s+\D|([-–—]) ?\d{1,3} ?\1)|(?:\D\d{1,3}|([-–—]) ?\d{1,3} ?\2)\s*$")


def _ends_in_number(line: str) -> bool:
    """Whether a line ends with a number or begins with one, as that of a page stands."""
    return _NUMBER_AT_END.search(line) is not None


# What a running head has at its ends: the number of the page, what recognition made of that, stray signs
_AT_HEAD_ENDS = re.compile(r"^(?:\d{1,3}|[^\w\s]{1,2}) +| +(?:\d{1,3}|[A-Za-z]|[^\w\s(]{1,2})$")
# What a head is known by; a line that introduces a list is none.
_HEAD_WORDS = re.compile(r"[^\W\d_]{3}.*[^.:;,?!]$")
# "waarmee het werk": a sentence goes on; "e borden" may be an item. "2.1 Middelen": no heading without text is above it
_NO_BEGINNING = re.compile(r"^\s*(?:[a-zà-ÿ]{2}(?=.{40})|\d{1,2}(?:\.\d{1,2})+\.?\s+[A-ZÀ-Þ])")
# A running head stands amid the text so often, or once where the cover has it.
_FEWEST_AMID = 2


def _amid_sentences(lines: Sequence[str], filled: Sequence[int]) -> list[int]:
    """Where a running head or foot stands that counts no pages: a line that comes back where no heading can stand.

    Below it a sentence goes on, or a section begins. The same line on the cover is a title, and stays.
    """
    found: dict[str, list[int]] = {}
    for k in filled:
        shown = " ".join(lines[k][:_LONGEST_HEAD].split())
        if len(shown.split()) <= _MOST_HEAD_WORDS and not shown[:1].islower():
            while (bare := _AT_HEAD_ENDS.sub("", shown)) != shown:
                shown = bare
            if _HEAD_WORDS.search(shown):
                found.setdefault(shown, []).append(k)
    following = dict(itertools.pairwise(filled))
    running: list[int] = []
    for row in sorted((row for row in found.values() if len(row) > 2), key=len, reverse=True):
        cover = _on_cover(lines, filled, row)
        amid = sum(k in following and _NO_BEGINNING.match(lines[following[k]]) is not None for k in row)
        together = sorted([*running, *row[cover:]])
        apart = all(b - a >= _SHORTEST_PAGE for a, b in itertools.pairwise(together))
        if apart and (amid >= _FEWEST_AMID or (amid and cover)):
            running = together
    return running


def _on_cover(lines: Sequence[str], filled: Sequence[int], row: Sequence[int]) -> int:
    """1 where the first line of a row stands above the first sentence of the text, as a title does; else 0."""
    above = itertools.takewhile(lambda k: k < row[0], filled)
    return int(not any(len(lines[k].split()) > _MOST_TITLE_WORDS and lines[k].rstrip().endswith(".") for k in above))


def _at_lone_numbers(lines: Sequence[str], filled: Sequence[int]) -> list[int]:
    """Where the pages of a text begin whose numbers stand alone on a line: after them at the foot, or before a head.

    Those beside a line that repeats are surest; where there are none, those at the foot that count no heading.
    """
    shown = [" ".join(lines[k].split()) for k in filled]
    often = Counter(line for line in shown if _HEAD_WORDS.search(line) and not _WHOLE_HEADING.match(line))
    below_head, above_head, last, alone = [], [], [], []
    for at, k in enumerate(filled):
        if not _number_at(lines, k):
            continue
        before, after = shown[at - 1] if at else "", shown[at + 1] if at + 1 < len(filled) else ""
        least = [2 if len(_LONG_WORD.findall(line)) > 1 else 3 for line in (before, after)]
        if often[before] >= least[0]:
            below_head.append(k)
        white = not k or not lines[k - 1].strip()
        if often[after] >= least[1] and (white or least[1] == 2):
            above_head.append(k)
        if not after:
            last.append(k)
        if white and (not after[:1].isupper() or len(after) > _TEXT):
            alone.append(k)
    *beside, white_above = (_evenest(lines, found, filled[-1] + 1) for found in (above_head + last, below_head, alone))
    for row in (max(beside, key=len), *beside, white_above if len(white_above) > 2 else []):
        if not row:
            continue
        following = next((k for k in filled if k > row[-1]), None)
        if following == filled[-1] and set(row) <= set(above_head):  # the head stands below the number, at the foot
            return [1 + min(n for n in filled if n > k) for k in row]
        if row[-1] in filled[-_NUMBER_LINES:]:
            return [k + 1 for k in row]
        if row == beside[1]:
            return [max(n for n in filled if n < k) for k in row]
    return []


def _evenest(lines: Sequence[str], found: Sequence[int], length: int) -> list[int]:
    """The longest row of the lines `found` whose numbers grow by one, the evenest of those; empty where it is short."""
    places: dict[int, list[int]] = {}
    for k in found:
        places.setdefault(_number_at(lines, k), []).append(k)
    best: tuple[int, float, list[int]] = (0, 0.0, [])
    for last, ends in places.items():
        # by line: the evenest row from there on, with how uneven it is
        rows: dict[int, tuple[float, list[int]]] = {end: (0.0, [end]) for end in ends}
        for number in range(last - 1, 0, -1):
            fresh: dict[int, tuple[float, list[int]]] = {}
            for k in places.get(number, ()):
                ahead = [
                    (cost + abs(then - k - then / (number + 1)) / length, [k, *row])
                    for then, (cost, row) in rows.items()
                    if then - k >= _SHORTEST_PAGE
                ]
                if ahead:
                    fresh[k] = min(ahead)
            if not fresh:
                break
            rows = fresh
        cost, row = min(rows.values())
        # a cover and a contents page may have none
        if len(row) >= 2 and _number_at(lines, row[0]) <= 3:
            best = max(best, (len(row), -cost, row))
    return best[2]


def _number_at(lines: Sequence[str], k: int) -> int:
    return int(lines[k]) if re.fullmatch(r"\s*\d{1,3}\s*", lines[k]) else 0


# --- a title over two lines -------------------------------------------------------------------------------------------

# "2         De inhoudelijke lijnen": the number hangs before the title
_HUNG_TITLE = re.compile(r"^(\s*(?:\d{1,2}(?:\.\d{1,2})*\.?|[A-Z]\.|[IVX]+\.?)\s+)([A-ZÀ-Þ‘“].*\S)\s*$")
_LONGEST_TITLE = 200


def _joined_title(lines: list[str]) -> list[str]:
    """The lines, with the second line of a hung title put behind the first where white or body text follows it."""
    out: list[str] = []
    for k, line in enumerate(lines):
        before = out[-1] if out else ""
        m = _HUNG_TITLE.match(before) if len(before) < _LONGEST_TITLE else None
        hangs = (
            m is not None
            and k > 1
            and line.strip() != ""
            and len(line) - len(line.lstrip()) == len(m[1])
            and not lines[k - 2].strip()
            and len(m[2]) > 25
            and not re.search(r"[.;:,?!-]$", m[2])
            and not re.search(r"[.;:,-]$", line.strip())
            and len(before) + len(line.strip()) < _LONGEST_TITLE
        )
        below = lines[k + 1] if k + 1 < len(lines) else ""
        if m and hangs and (not below.strip() or len(below) - len(below.lstrip()) < len(m[1])):
            out[-1] = f"{before.rstrip()} {line.strip()}"
        else:
            out.append(line)
    return out


# --- columns ----------------------------------------------------------------------------------------------------------

# So many lines must have text on both sides of a gutter, and in each stretch between lines that go across it.
_SIDE_BY_SIDE = 6
_IN_STRETCH = 3
# A column of prose is so wide, in characters, and has so many words a line.
_NARROWEST = 24
_FEWEST_WORDS = 3


@dataclass(frozen=True, slots=True)
class _Part:
    """A column, or lines that go across the page. `foot`: it ends at the foot of the page."""

    lines: tuple[str, ...]
    foot: bool = True


@dataclass(frozen=True, slots=True)
class _Page:
    """A page in parts: the columns of each stretch, and what goes across, in reading order."""

    parts: tuple[_Part, ...]
    crossed: bool = False


def _in_columns(lines: list[str]) -> _Page:
    """A page with two columns of prose column by column, where a gutter stands through its lines."""
    lines = [line.expandtabs() for line in lines]
    at = _gutter(lines)
    if at is None:
        return _Page((_Part(tuple(lines)),), _are_crossed(lines))
    sides = [_sides(line, at) for line in lines]
    parts: list[_Part] = []
    across: list[str] = []
    k = 0
    while k < len(lines):
        end = _stretch(sides, k)
        if end is None:
            across.append(lines[k])
            k += 1
            continue
        if across:
            parts.append(_Part(tuple(across), False))
        foot = not any(line.strip() for line in lines[end:])
        for side in (0, 1):
            parts.append(_Part(_one_column([pair for pair in sides[k:end] if pair is not None], side), foot))
        across, k = [], end
    return _Page((*parts, _Part(tuple(across))))


def _one_column(pairs: Sequence[tuple[str, str]], side: int) -> tuple[str, ...]:
    """The lines of one column, without the blank ones that are there only for the lines of the other."""
    out: list[str] = []
    for k, pair in enumerate(pairs):
        if not pair[side].strip() and pair[1 - side].strip() and out and out[-1].strip():
            below = next((p[side].strip() for p in pairs[k + 1 :] if p[side].strip()), "")
            if below[:1].islower() and not re.search(r"[.!?]$", out[-1]):
                continue
        out.append(pair[side])
    return tuple(_joined_title(out))


def _sides(line: str, at: int) -> tuple[str, str] | None:
    """What stands left and right of the gutter before character `at`; None where a line or a table goes across it."""
    pair = line[:at].rstrip(), line[at:].rstrip()
    return None if line[at - 2 : at].strip() or any(_PARTED.match(side) for side in pair) else pair


# "Lager onderwijs        2 310": cells, but not "2.1.2     Verlofstelsels"
_PARTED = re.compile(r"^\s*\S+ \S(?:.*\S)? {4,}\S|^\s*[^\W\d_]{2}\S* {4,}\S")


def _stretch(sides: Sequence[tuple[str, str] | None], start: int) -> int | None:
    """The end of the columns that begin with line `start`, which has text on both sides; None where none do."""
    first = sides[start]
    if first is None or not (first[0] and first[1]):
        return None
    end, last, blank, both = start, start, 0, 0
    while end < len(sides) and (pair := sides[end]) is not None:
        blank = 0 if pair[0] or pair[1] else blank + 1
        if blank > 1 and not any(p is not None and p[1] for p in sides[end : end + 4]):
            break
        both += bool(pair[0] and pair[1])
        end += 1
        last = end if pair[0] or pair[1] else last
    if both < _IN_STRETCH:
        return None
    # what stands on the left alone below white, after the last of the right, is no longer in the columns
    lowest = max(k for k in range(start, last) if (pair := sides[k]) is not None and pair[1])
    for k in range(lowest + 1, last):
        pair, above = sides[k], sides[k - 1]
        if pair and above and pair[0] and not above[0] and not pair[0].lstrip()[:1].islower():
            return k
    return last


def _gutter(lines: Sequence[str]) -> int | None:
    """The place where the right one of two columns of prose begins, None where there are no two."""
    starts = Counter(m.end() for line in lines for m in re.finditer(r"(?<=\S) {2,}(?=\S)", line))
    for at, count in starts.most_common(3):
        if count < _SIDE_BY_SIDE:
            return None
        pairs = [pair for line in lines if (pair := _sides(line, at)) is not None and pair[0] and pair[1]]
        across = sum(line.strip() != "" and _sides(line, at) is None for line in lines)
        if len(pairs) > across / 2 and all(_is_column([pair[side].strip() for pair in pairs]) for side in (0, 1)):
            return at
    return None


def _is_column(lines: Sequence[str]) -> bool:
    """Whether the lines of one side are prose: most of them full, of several words, none apart by white space."""
    width = max(map(len, lines))
    full = sum(len(line) > 0.7 * width for line in lines)
    apart = sum("   " in line for line in lines)
    words = median(len(line.split()) for line in lines)
    return width >= _NARROWEST and full >= 0.5 * len(lines) and apart < 0.2 * len(lines) and words >= _FEWEST_WORDS


def _are_crossed(lines: Sequence[str]) -> bool:
    """Whether many lines hold two pieces of prose with white space between, though no gutter stands through them."""
    filled = [line for line in lines if line.strip()]
    pairs = [line for line in filled if len(line) < _LONGEST_HEAD and _TWO_PIECES.match(line.strip())]
    return len(pairs) >= 2 * _SIDE_BY_SIDE and 2 * len(pairs) > len(filled)


# "gens de leerlingenkenmerken, maar die     len. De pedagogische begeleidings-": four words or more on both sides
_TWO_PIECES = re.compile(r"^(?:\S+ ){3,30}\S+ {3,}(?:\S+ ){3,30}\S+$")


# --- notes at the foot ------------------------------------------------------------------------------------------------

# "Context                3": a line of a contents page
_TO_PAGE = re.compile(r"(?:(?<!\s)\s{3,}|(?<![.…_])[.…_]{3,}\s*)\d+\s*$")


# So many notes may have been lost before one that is seen.
_MOST_LOST = 4
# So many notes may stand on the page after their markers.
_MOST_WAITING = 2


@dataclass(frozen=True, slots=True)
class _Opening:
    """A line that a note may begin with. `rest` is what stands behind the number; "" where it has a line of its own.

    `text` is the line where the words begin: white may stand between the number and them.
    """

    line: int
    number: int
    rest: str
    text: int
    hung: bool = False  # the number has a line of its own, and the text below it is set in
    bracketed: bool = False  # "[3] Ibid.", "(3) Ibid."


def _with_notes(pages: Sequence[_Page]) -> list[GridPage]:
    """The pages with their notes marked; where they begin anew on a page, their markers in the body are set apart."""
    out: list[GridPage] = []
    found: list[list[int]] = []
    last, unended = 0, False
    marks: Counter[int] = Counter()
    for page in pages:
        lines: list[GridLine] = []
        numbers: list[int] = []
        # a note that found no room stands on the page after its marker
        waiting = {number: count for number, count in marks.items() if last < number <= last + _MOST_WAITING}
        marks = marks_in(line for part in page.parts for line in part.lines) + Counter(waiting)
        for k, part in enumerate(page.parts):
            foot = part.foot and len(pages) > 1
            texts = with_glued_number(part.lines, marks)
            apart = divide_foot(texts, marks, last) if foot else None
            if apart is not None:
                marked, part_numbers, unended = _mark_foot(texts, apart, unended)
            else:
                marked, part_numbers, unended = _mark_notes(part.lines, marks, last, foot, unended)
            last = part_numbers[-1] if part_numbers else last
            numbers += part_numbers
            body = [line for line in marked if line.text.strip()]
            flows = lines and body and not ENDED.search(lines[-1].text) and body[0].text.lstrip()[:1].islower()
            if k and lines and not flows:
                lines.append(GridLine(""))
            lines += itertools.dropwhile(lambda line: not line.text.strip(), marked) if flows else marked
            while lines and flows is not None and not lines[-1].text.strip() and k + 1 < len(page.parts):
                lines.pop()
        out.append(GridPage(tuple(lines), page.crossed))
        found.append(numbers)
    ordered = [n for numbers in found for n in numbers]
    if any(b <= a for a, b in itertools.pairwise(ordered)):
        return [_set_apart(page, numbers) for page, numbers in zip(out, found, strict=True)]
    return out


def _mark_notes(
    part: Sequence[str], marked: Mapping[int, int], last: int, foot: bool, unended: bool
) -> tuple[list[GridLine], list[int], bool]:
    """The lines of a part of a page with its notes marked, their numbers, and whether the last of them is cut off.

    `marked` says how often numbers are markers on the page, `last` is the number of the note before, `foot` whether
    the part is known to end at the foot of a page, `unended` whether the end of a page cut off the note before.
    """
    openings = list(_openings(part))
    own = mark_places(part)
    latest = {o.number: o.line for o in openings}
    filled = max((k for k, line in enumerate(part) if line.strip()), default=-1)
    lines = [GridLine(line) for line in part]
    numbers: list[int] = []
    done = -1
    for k, opening in enumerate(openings):
        if opening.line <= done:
            continue
        found, end = _run(part, openings[k : k + MOST_NOTES])
        run = _Run(tuple(found), end, foot and filled < end, latest[opening.number] > found[-1].line)
        if not _is_block(part, run, own, marked, last, not numbers):
            continue
        if unended and run.at_foot and not numbers:
            _mark_rest(lines, opening.line)
        _write(lines, run)
        numbers += [o.number for o in found]
        last, done = found[-1].number, end - 1
    if numbers:
        told = [line.text for line in lines if line.note is not None and line.text.strip()]
        unended = not ENDED.search(told[-1])
    return lines, numbers, unended


@dataclass(frozen=True, slots=True)
class _Run:
    """Lines that may be notes, one after another, and the line after them.

    `at_foot`: the page ends there. `again`: its first number opens another line further down.
    """

    openings: tuple[_Opening, ...]
    end: int
    at_foot: bool
    again: bool


def _is_block(
    part: Sequence[str], run: _Run, own: Mapping[int, list[int]], marked: Mapping[int, int], last: int, first: bool
) -> bool:
    """Whether a run of numbered lines is a block of notes, by its numbers, its place, and what the text refers to.

    `own` says in which lines of the part a number is a marker, `marked` how often on the page, `last` is the number of
    the note before it; `first`: none stands above it on this page.
    """
    opening = run.openings[0]
    follows = opening.number == last + 1
    if not (opening.number == 1 or last < opening.number <= last + _MOST_LOST):
        return False
    within = [
        bisect_left(p, run.end) - bisect_left(p, opening.line) for p in (own.get(o.number, []) for o in run.openings)
    ]
    cited = [marked.get(o.number, 0) > count for o, count in zip(run.openings, within, strict=True)]
    sure = cited[0] and 2 * sum(cited) >= len(cited)
    # notes in brackets that the text refers to stand anywhere
    bracketed = all(o.bracketed for o in run.openings) and all(cited)
    # numbers that count on stand at the foot, or hang before their words
    counted = sure and (run.at_foot or opening.hung or bracketed)
    if not (counted or (opening.hung and run.at_foot and follows)):
        return False
    # others begin anew, or some were lost before them: only the first of a page
    if not follows and not (sure and run.at_foot and first):
        return False
    if opening.number not in {last + 1, 1} and not _all_above(part, run.openings, own):
        return False
    if run.at_foot and run.again and not opening.hung:
        return False
    white = not opening.line or not part[opening.line - 1].strip()
    # some extractors leave no white
    return white or bracketed or (run.at_foot and _are_notes(part, run.openings, marked))


def _write(lines: list[GridLine], run: _Run) -> None:
    """Mark the lines of a block of notes, each with its number where its words begin."""
    for o, after in itertools.zip_longest(run.openings, run.openings[1:]):
        until = after.line if after else run.end
        words = [n for n in range(o.line + 1, until) if lines[n].text.strip()]
        lines[o.line] = GridLine(o.rest, str(o.number)) if o.rest else GridLine("")
        for n in words:
            begins = not o.rest and n == words[0]
            lines[n] = GridLine(lines[n].text.strip(), str(o.number) if begins else "")


def _all_above(part: Sequence[str], run: Sequence[_Opening], own: Mapping[int, list[int]]) -> bool:
    """Whether the lines above the first of `run`, and more of them than follow, refer to every note in it."""
    above = cited_above(part, run[0].line, {number: len(lines) for number, lines in own.items()})
    return above is not None and all(o.number in above for o in run)


def _are_notes(part: Sequence[str], run: Sequence[_Opening], marks: Mapping[int, int]) -> bool:
    """Whether what begins at the lines of `run`, without white above, are notes at the foot: no title is among them.

    The text above refers to all of them, and the first line of each is full or ended.
    """
    above = cited_above(part, run[0].line, marks)
    if above is None or any(o.number not in above or not o.rest for o in run):
        return False
    width = max(len(line) for line in part[run[0].line :])
    return all(ENDED.search(o.rest) or len(part[o.line]) > 0.7 * width for o in run)


def _mark_foot(part: Sequence[str], foot: Foot, unended: bool) -> tuple[list[GridLine], list[int], bool]:
    """The lines of a part of a page with the notes at its foot marked, as `_mark_notes` gives them."""
    lines = [GridLine("" if k in foot.strays else line) for k, line in enumerate(part[: foot.start])]
    if unended:
        _mark_rest(lines, foot.start)
    for number, words in foot.notes:
        lines += [GridLine(line, "" if k else str(number)) for k, line in enumerate(words)]
    return lines, [number for number, _ in foot.notes], not ENDED.search(lines[-1].text)


def _openings(part: Sequence[str]) -> Iterator[_Opening]:
    """The lines that a note may begin with: a number alone above a line of text, or before it."""
    for k, line in enumerate(part):
        if m := LONE.match(line):
            at = next((n for n in (k + 1, k + 2) if n < len(part) and part[n].strip()), None)
            if at is not None and not LONE.match(part[at]) and not BODY.match(part[at]):
                set_in = (len(part[at]) - len(part[at].lstrip())) - (len(line) - len(line.lstrip()))
                yield _Opening(k, int(m[1]), "", at, at == k + 1 and 0 < set_in <= 10)
        elif (m := INLINE.match(line)) and not _TO_PAGE.search(m[4]):
            yield _Opening(k, int(m[1] or m[2] or m[3]), m[4].strip(), k, bracketed=not m[3])


def _run(part: Sequence[str], openings: Sequence[_Opening]) -> tuple[list[_Opening], int]:
    """The notes that follow the first of `openings` without other text between, and the line after them."""
    run = [openings[0]]
    ahead = {o.line: o for o in openings[1:]}
    blank = False
    end = k = openings[0].text + 1
    while k < min(len(part), openings[0].line + MOST_LINES):
        following = ahead.get(k)
        if following is not None and following.number == run[-1].number + 1:
            run.append(following)
            end = k = following.text + 1
            blank = False
            continue
        if part[k].strip():
            if blank:
                break
            end = k + 1
        else:
            blank = True
        k += 1
    return run, end


def _mark_rest(lines: list[GridLine], until: int) -> None:
    """Mark what stands right above the first note of a page as the rest of the last note of the page before."""
    end = until
    while end and not lines[end - 1].text.strip():
        end -= 1
    start = end
    while start and lines[start - 1].text.strip():
        start -= 1
    body_above = any(line.text.strip() for line in lines[:start])
    if start < end and body_above and lines[start].text.lstrip()[:1].islower():
        for k in range(start, end):
            lines[k] = replace(lines[k], text=lines[k].text.strip(), note="")


def _set_apart(page: GridPage, numbers: Sequence[int]) -> GridPage:
    """The page with the markers of its notes as words of their own, each once and in their order."""
    lines = list(page.lines)
    at = 0
    for number in numbers:
        for k in range(at, len(lines)):
            text = lines[k].text if lines[k].note is None else ""
            m = next((m for m in MARK.finditer(lowered(text)) if int(m[2]) == number), None)
            if m is not None:
                rest = text[m.end("sign") :]
                closing = rest[: len(rest) - len(rest.lstrip(".,;:)"))]  # a marker stands behind it, as a word alone
                apart = f"{text[: m.start('sign')]}{closing} {number} {rest[len(closing) :]}"
                lines[k] = replace(lines[k], text=apart)
                at = k
                break
    return replace(page, lines=tuple(lines))


# "* Zie bijlage 2.", "** Cijfers van 2019", "† Ibid.": a note that is marked with a star or another sign
_STARRED = re.compile(r"^\s*(\*{1,3}|[†‡§¶]{1,3})\s*(?=[^\s*†‡§¶])(.*\S)")
# "leerlingen* ook", "scholen.**", "raad† vindt", "2019.‡": its marker
_STAR = re.compile(
    r"(?:(?<=[^\W\d_])[.,;:)’”]{0,2}(?P<sign>\*{1,3})|(?<=[\w.,;:!?)’”%])(?P<other>[†‡§¶]{1,3}))(?=[\s.,;:)’”]|$)"
)


def _sign(marker: re.Match[str]) -> str:
    """The star or other sign of a marker in the text."""
    return marker["sign"] or marker["other"]


def _with_stars(page: GridPage) -> GridPage:
    """The page with the notes marked that have a star or another sign for a number, and their markers set apart.

    Every one must have its marker above it, and none stand right below another as the items of a list do, unless the
    stars differ.
    """
    lines = list(page.lines)
    opened = {k: m for k, line in enumerate(lines) if line.note is None and (m := _STARRED.match(line.text))}
    if not opened:
        return page
    if any(k - 1 in opened and opened[k - 1][1] == m[1] for k, m in opened.items()):
        return page
    marks: dict[str, deque[tuple[int, re.Match[str]]]] = {}
    for k, line in enumerate(lines):
        if line.note is None and k not in opened:
            for m in _STAR.finditer(line.text):
                marks.setdefault(_sign(m), deque()).append((k, m))
    opened = {k: m for k, m in opened.items() if m[1][0] == "*" or m[1] in marks}  # "§ 2 De raad" is none
    tied: list[tuple[int, re.Match[str]]] = []
    for k, m in opened.items():
        free = marks.get(m[1])
        if not free or free[0][0] > k:
            return page
        tied.append(free.popleft())
    for k, m in opened.items():
        lines[k] = GridLine(m[2], m[1])
        for n in itertools.takewhile(
            lambda n: lines[n].text.strip() and lines[n].note is None, range(k + 1, len(lines))
        ):
            lines[n] = GridLine(lines[n].text.strip(), "")
    for k, sign in reversed(tied):
        text, start = lines[k].text, sign.start(sign.lastgroup or 0)
        rest = text[sign.end() :]
        closing = rest[: len(rest) - len(rest.lstrip(".,;:)’”"))]
        lines[k] = replace(lines[k], text=f"{text[:start]}{closing} {RAISED}{_sign(sign)} {rest[len(closing) :]}")
    return replace(page, lines=tuple(lines))


# --- numbers of headings ----------------------------------------------------------------------------------------------

# "2.1", "3": the number of a heading that has a line of its own, white below it
_HEADING_NUMBER = re.compile(r"^\s*(\d{1,2}(?:\.\d{1,2}){0,3})\s*$")
# "2.1 Middelen", "3. Besluit": the number and the title of a heading
_WHOLE_HEADING = re.compile(r"^\s*(\d{1,2}(?:\.\d{1,2}){0,3})\.?\s+([A-ZÀ-Þ‘“].*[^\s.;:,\d])\s*$")
# "15 oktober 2020": the date on a cover
_DAY = re.compile(r"^\d{1,2}\s+[a-z]+\s+\d{4}$")
_LONGEST_BELOW = 110
# A line of text is at least so long, and a title that has no white below it is shorter than this.
_TEXT = 50
# What stands so often in a text is no title.
_OFTEN = 3

_Number = tuple[int, ...]
# What the first heading of a text may count; one may have been lost.
_FIRST = {(0,), (1,), (2,), (1, 1)}


@dataclass(frozen=True, slots=True)
class _Counted:
    """A line that may count a heading: its page, its number, the line of the title, and how much it looks like one.

    `title` is the line itself where number and title stand together.
    """

    page: int
    line: int
    number: _Number
    title: int
    weight: float


def _with_numbers(pages: Sequence[list[str]], fed: bool) -> list[list[str]]:
    """The pages with the numbers of headings that have a line of their own put before their titles.

    Without form feeds (`fed`) the first page is the cover, the contents and the page below them.
    """
    often = Counter(line.strip() for page in pages for line in page)
    found = [c for at, page in enumerate(pages) for c in _counted(page, at, often, not (fed or at))]
    out = [list(page) for page in pages]
    row = _chain(found)
    # where most chapters stand beside their number, one alone on a line is the number of a page
    chapters = [c for c in row if len(c.number) == 1]
    apart = 2 * sum(c.title != c.line for c in chapters) > len(chapters)
    sure = len(row) > 1 or any(c.weight > 1.0 for c in row)
    for c in reversed(row if sure else ()):
        if c.title != c.line and (apart or len(c.number) > 1):
            page = out[c.page]
            number, title = page[c.line].strip(), page[c.title].strip()
            page[c.line : c.title + 1] = ["" for _ in range(c.line + 1, c.title)] + [f"{number} {title}"]
    return out


def _counted(lines: Sequence[str], at: int, often: Mapping[str, int], alone: bool) -> Iterator[_Counted]:
    """The lines of page `at` that may count a heading; where pages stand together (`alone`) one may be a page's."""
    if not alone and any(CONTENTS_TITLE.match(line.strip()) for line in lines):
        return
    filled = [k for k, line in enumerate(lines) if line.strip()]
    width = _usual_width([lines[k] for k in filled])
    for n, a in enumerate(filled):
        white = not a or not lines[a - 1].strip()
        if white and (whole := _WHOLE_HEADING.match(lines[a])) and len(whole[2]) <= _LONGEST_BELOW:
            yield _Counted(at, a, _parts(whole[1]), a, 1.0)
        m = _HEADING_NUMBER.match(lines[a])
        if m is None:
            continue
        titled, ended = filled[n + 1 : n + 4], white or _ends_above(lines[a - 1], width)
        if titled[1:] and _DAY.match(lines[titled[0]].strip()):  # the rest of a running head
            titled = titled[1:]
        if titled and ended and often[lines[titled[0]].strip()] < _OFTEN:
            weight = _weigh_title(lines, m[1], a, titled, width, white and not alone)
            if weight:
                yield _Counted(at, a, _parts(m[1]), titled[0], weight)


def _weigh_title(
    lines: Sequence[str], number: str, a: int, titled: Sequence[int], width: int, sure_white: bool
) -> float:
    """How much line `titled[0]` looks like the title of the number in line `a`, with `titled[1]` below it; 0: none."""
    b, c = titled[0], titled[1] if titled[1:] else -1
    title, below = lines[b].strip(), lines[c].strip() if c > 0 else ""
    opens = title[:1].isupper() and len(title) <= _LONGEST_BELOW and not re.search(r"[.;:,]$", title)
    if not opens:
        return 0.0
    deep, white = "." in number, c > b + 1
    first = _HEADING_NUMBER.match(below) or _WHOLE_HEADING.match(below)
    text = len(below) >= _TEXT or (first is not None and first[1].startswith(f"{number}."))
    if b > a + 1:
        # a title of one line above its text, or of two
        closed = len(title) <= _TEXT and (below[:1].isupper() or (c > 0 and _ends_title(lines, c)))
        if deep or (white and text) or (sure_white and closed):
            return 1.0 + deep + 0.5 * white + 0.5 * text
        return 0.0
    # no white says where the number belongs: a title leaves room, and text or its first part begins below it
    begins = text and (first is not None or BODY.match(below) or below[:1].isupper() or below[:1] in "‘“\"'(")
    runs_on = titled[2:] and len(below) < 0.6 * width and below[:1].islower() and len(lines[titled[2]]) > 0.6 * width
    if (begins or runs_on) and (len(title) < 0.8 * width or runs_on) and not CITED.search(title):
        return 1.0 + 0.5 * deep
    return 0.0


def _usual_width(lines: Sequence[str]) -> int:
    """How long most full lines are."""
    lengths = sorted(map(len, lines))
    return lengths[len(lengths) * 9 // 10] if lengths else 0


def _ends_above(line: str, width: int) -> bool:
    """Whether a block may end with a line: it is closed or leaves room."""
    return len(line) < 0.7 * width or ENDED.search(line) is not None


def _ends_title(lines: Sequence[str], k: int) -> bool:
    """Whether line `k`, right below a title, is the rest of it: short, not closed, white below."""
    text = lines[k].strip()
    return len(text) <= _TEXT and text[-1:] not in ".;:," and (k + 1 == len(lines) or not lines[k + 1].strip())


def _parts(number: str) -> _Number:
    return tuple(int(part) for part in number.split("."))


def _chain(found: Sequence[_Counted]) -> list[_Counted]:
    """The headings of the heaviest row in which every number follows on the one before it, in reading order."""
    ends: dict[_Number, tuple[float, int]] = {}  # by the number that a row ends with: its weight, and its last heading
    below: dict[_Number, tuple[float, int]] = {}  # the same by what that number begins with
    before: list[int] = []
    heaviest = (0.0, -1)
    none = (0.0, -1)
    for k, c in enumerate(found):
        *upper, own = c.number
        rows = [ends.get(tuple(upper), none)] if own == 1 else [below.get((*upper, own - 1), none)]
        if own > 2:  # one heading may not have been seen
            weight, last = below.get((*upper, own - 2), none)
            rows.append((weight - 1.0, last))
        weight, last = max(rows)
        if last < 0 and c.number not in _FIRST:
            before.append(-1)
            continue
        before.append(last)
        row = (max(weight, 0.0) + c.weight, k)
        ends[c.number] = max(ends.get(c.number, none), row)
        for depth in range(1, len(c.number) + 1):
            below[c.number[:depth]] = max(below.get(c.number[:depth], none), row)
        heaviest = max(heaviest, row)
    chain, at = [], heaviest[1]
    while at >= 0:
        chain.append(found[at])
        at = before[at]
    return chain[::-1]
