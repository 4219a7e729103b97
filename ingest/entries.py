"""The lines of a text file as entries: numbers and bullets before their words, without furniture and contents page."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.drafts import BULLETS, SURE_BULLETS
from ingest.foot import CITED, MARK, OPENS, SOURCE
from ingest.furniture import PAGE_NUMBER
from ingest.headings import title_key
from ingest.layout import CONTENTS_TITLE, LEADER, PAGE_BEHIND
from ingest.markers import BEFORE_NUMBER
from ingest.page import Line, RawPage
from ingest.rows import SOURCES_TITLE
from ingest.signs import LEVEL, lowered
from ingest.white import CELL

# "❖ borden", "☐ paden", "→ een loket", a sign of a font of signs: nothing else begins a line with those
_SIGNS = "\u2190-\u21ff\u2300-\u23ff\u25a0-\u27bf\u2900-\u297f\u2b00-\u2bff\ue000-\uf8ff"
# "- borden"; "-__ borden", "— _ borden": OCR reads what is left of the sign as a line below
BULLET = re.compile(rf"^([{re.escape(BULLETS)}{_SIGNS}])(?:\s?_{{1,3}})?\s+(\S.*)$")
_LONE_BULLET = re.compile(rf"^[{SURE_BULLETS}{_SIGNS}]$")
TERMINAL = re.compile(r"[.!?;:…][’”\"')\]]*(?:\d{1,3}|[*®¢©°”t])?$")
URL = re.compile(r"https?://|www\.")
# A dash of these that is alone on a line may be an empty cell as well.
_DASHES = ("-", "–", "—")
_URL_LINE = re.compile(r"^(?:https?://|www\.)\S+$")
# "3)", "3]", "1-3.": the number of an item, of a note, of questions that are answered at once
_ITEM_NUMBER = re.compile(r"^\d+(?:[)\]]|\s*-\s*\d)")
# Heads of parts that any document may have: "Bijlage 2: Samenstelling", "Geraadpleegde bronnen", "Samenvatting"
TITLES = re.compile(
    rf"^(?:bijlagen?(?:\s+\d+)?(?:\s*[:.-].*)?|{SOURCES_TITLE}|achtergrond|eerdere adviezen.*|samenvatting|voetnoten"
    r"|eindnoten)\s*:?$",
    re.I,
)
# "Bijlage 2", "Deel 3", "Strategische doelstelling 4": heads of parts that count themselves, not their pages
COUNTED_TITLE = re.compile(
    r"^(?:[^\W\d_]{4,} )?(?:bijlage|annex|deel|hoofdstuk|titel|afdeling|module|thema|doelstelling|krachtlijn|pijler"
    r"|prioriteit|actie|actiepunt|maatregel|aanbeveling|voorstel|uitdaging|spoor|stap|fase|vraag|casus|scenario|bouwsteen)"
    r"\s+(?:\d{1,2}|[IVX]+)$",
    re.I,
)
_SOURCES = re.compile(rf"^(?:{SOURCES_TITLE}|achtergrond|links)\s*:?$", re.I)
# The number of a heading, an item or a note that another extractor left on a line of its own: "2.1.", "3"
LONE_NUMBER = re.compile(r"^(\d{1,3}(?:\.\d{1,2}){0,3})(\.?)$")
# Of an address so much is compared to know it again.
_SAME_ADDRESS = 300


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the file that is not blank."""

    text: str
    page: int
    gap: bool  # a blank line before it (more than the usual one, if every line has one)
    page_start: bool
    after_separator: bool
    cells: tuple[str, ...] = ()  # its parts, where white space sets them apart
    title: bool = False  # set as a heading without a number
    indent: int = 0  # so many spaces stand before it
    level: int = 0  # that of a heading whose marks tell it


def read_entries(pages: Sequence[RawPage]) -> list[Entry]:
    """The lines of the pages that are not blank, in order, without page numbers and running heads."""
    return _without_furniture(_with_numbers(_with_bullets(_with_rows_of_markers(_with_places(_entries(pages))))))


def _entries(pages: Sequence[RawPage]) -> list[Entry]:
    lines = [(p, line) for p in pages for line in p.lines]
    blanks = Counter(min(line.blank, 3) for _, line in lines[1:])
    doubled = blanks[1] > 0.7 * max(1, len(lines) - 1) and not _has_joined_lines(lines)
    # one space before a line: a page begins, unless the line was cut there at a small raised number
    leads = {
        k
        for k, (_, line) in enumerate(lines)
        if line.indent == 1 and not (k and _cut_at(lines[k - 1][1].text, line.text))
    }
    leads_mean_pages = len(pages) == 1 and 0 < len(leads) <= max(3, len(lines) // 15)
    page, entries, last_page = lines[0][0].number if lines else 1, [], 0
    for k, (raw, line) in enumerate(lines):
        start = k > 0 and (raw.number != last_page or (leads_mean_pages and k in leads))
        page += max(raw.number - last_page, 1) if start and k else 0
        last_page = raw.number
        blank = line.blank % 10
        gap = line.blank >= 10 or (blank >= 2 if doubled else blank >= 1)
        told = line.text.count(LEVEL) if line.words and line.words[-1].text[:1] == LEVEL else 0
        cells = tuple(c.strip(f" {LEVEL}") for c in line.text.split(CELL))
        text = " ".join(filter(None, cells))
        entries.append(Entry(text, page, gap, bool(start), line.blank >= 10, cells, told > 0, line.indent, told))
    return entries


def _cut_at(above: str, text: str) -> bool:
    """Whether a line is the rest of one that was cut at a raised number: a marker before it, or a note's number."""
    if LONE_NUMBER.match(above):
        return SOURCE.search(text) is not None
    return any(m.end() == len(above) for m in MARK.finditer(lowered(above)))


def _has_joined_lines(lines: Sequence[tuple[RawPage, Line]]) -> bool:
    """Whether sentences go on on the next line without a blank one: then a blank line means something.

    A paper of few lines has a blank one before most of them without having one after every line.
    """
    on = [
        after.blank
        for (_, line), (_, after) in itertools.pairwise(lines)
        if not TERMINAL.search(line.text) and len(line.text) > 50
    ]
    return 2 * sum(blank == 0 for blank in on) > len(on)


# "3.", "12", "2, 4": the number that opens a line
_OPENING_NUMBER = re.compile(r"^\d\S*(?:\s+|$)")
# A line of prose has more words than this.
_FEW_WORDS = 5


def _with_places(entries: Sequence[Entry]) -> list[Entry]:
    """Put the number that opens a line behind what it counts at the end of the line above: "…, blz." / "3. Het"."""
    put: list[Entry] = []
    for entry in entries:
        words = put[-1].text.split() if put and not (entry.gap or entry.page_start) else []
        number = (
            _OPENING_NUMBER.match(entry.text) if len(words) > _FEW_WORDS and BEFORE_NUMBER.match(words[-1]) else None
        )
        if number is None or (number.end() == len(entry.text) and not LONE_NUMBER.match(entry.text)):
            put.append(entry)  # "22-31." alone ends a line, as its length says
            continue
        text, rest = f"{put[-1].text} {number[0].strip()}", entry.text[number.end() :]
        put[-1] = replace(put[-1], text=text, cells=(*put[-1].cells[:-1], f"{put[-1].cells[-1]} {number[0].strip()}"))
        if rest:
            put.append(replace(entry, text=rest, cells=(rest,)))
    return put


# "3.", "2.1.": the number of an item or a heading; without a full stop it may be a figure
_LONE_COUNT = re.compile(r"^\d{1,2}(?:\.\d{1,2}){0,3}\.$")


def _with_rows_of_markers(entries: Sequence[Entry]) -> list[Entry]:
    """Put markers that stand in a row above as many texts each before its own: "1." "2." "Hoeveel …?" "Hoe …?"."""
    put: list[Entry] = []
    k = 0
    while k < len(entries):
        end = _row_of_markers(entries, k)
        texts = _texts_below(entries, end, end - k) if end > k + 1 else []
        if not texts:
            put += entries[k : max(end, k + 1)]
            k = max(end, k + 1)
            continue
        first = entries[k]
        for marker, at, until in zip(entries[k:end], texts, [*texts[1:], texts[-1] + 1], strict=True):
            text = f"{marker.text} {entries[at].text}"
            start = first.page_start and at == texts[0]
            put.append(replace(entries[at], text=text, cells=(text,), gap=marker.gap, page_start=start))
            put += entries[at + 1 : until]
        k = texts[-1] + 1
    return put


def _row_of_markers(entries: Sequence[Entry], k: int) -> int:
    """The end of the markers alone on a line from `k` on that are alike or count on; `k` where none stands there."""
    end = k
    while end < len(entries) and not (end > k and entries[end].page_start):
        text = entries[end].text
        if _LONE_COUNT.match(text):
            own = [int(part) for part in text[:-1].split(".")]
            above = [int(part) for part in entries[end - 1].text[:-1].split(".")] if end > k else []
            if end > k and own not in ([*above, 1], *([*above[:d], above[d] + 1] for d in range(len(above)))):
                break
        elif not (_LONE_BULLET.match(text) or text in _DASHES) or (end > k and text != entries[k].text):
            break
        end += 1
        if end < len(entries) and bool(_LONE_COUNT.match(entries[end].text)) != bool(_LONE_COUNT.match(text)):
            break
    return end


def _texts_below(entries: Sequence[Entry], start: int, count: int) -> list[int]:
    """Where the `count` texts below a row of markers begin: right below each other, or with white above each."""
    stop = next((k for k in range(start, len(entries)) if _ends_texts(entries[k])), len(entries))
    begun = [k for k in range(start, stop) if k == start or entries[k].gap]
    block = range(start, min([*begun[1:], stop]))
    ended = [k for k in block if k == start or TERMINAL.search(entries[k - 1].text)]
    short = 0.75 * max((len(e.text) for e in entries), default=0)
    if len(ended) == count:
        found = ended
    elif len(block) == count and all(len(entries[k].text) < short for k in block):
        found = list(block)
    else:
        found = [k for k in begun if not BULLET.match(entries[k].text) and not _ITEM_NUMBER.match(entries[k].text)]
    alike = len({entries[k].text[:1].islower() for k in found[:count] if not URL.match(entries[k].text)}) < 2
    whole = len(found) >= count and alike and all(_is_text(entries, k, start) for k in found[:count])
    return found[:count] if whole else []


def _ends_texts(entry: Entry) -> bool:
    """Whether a line stands below the texts of a row of markers: other markers, or those of another page."""
    lone = _LONE_BULLET.match(entry.text) or LONE_NUMBER.match(entry.text) or entry.text in _DASHES
    return entry.page_start or bool(lone)


def _is_text(entries: Sequence[Entry], k: int, start: int) -> bool:
    """Whether a text may begin on line `k` below markers that end before `start`: no figure or word of a table."""
    text = entries[k].text
    if _LONE_COUNT.match(entries[start - 1].text):
        return begins(text) or URL.match(text) is not None
    return len(text.split()) > 1 or URL.match(text) is not None


def _with_bullets(entries: Sequence[Entry]) -> list[Entry]:
    """Put a bullet that stands alone on a line before the line below it. A dash alone may be an empty cell."""
    put: list[Entry] = []
    for entry in entries:
        bullet = put[-1] if put and _LONE_BULLET.match(put[-1].text) else None
        if bullet is None or entry.page_start or _LONE_BULLET.match(entry.text) or BULLET.match(entry.text):
            put.append(entry)
        else:
            text = f"{bullet.text} {entry.text}"
            put[-1] = replace(bullet, text=text, cells=(text,))
    return put


def _with_numbers(entries: list[Entry]) -> list[Entry]:
    """Put numbers that stand alone on a line before the line that they belong to.

    "2.1." and "3." are numbers of headings and items. A bare "3" may be a page number: it belongs to the next line
    where both stand as a heading, or where that reads as a note and the numbers before it were 1 and 2.
    """
    heads = _heading_numbers(entries)
    put: list[Entry] = []
    note = 0
    held: tuple[str, Entry] | None = None
    for k, entry in enumerate(entries):
        if held is not None and _page_number(entry.text) is not None:
            put.append(entry)
            continue
        if held is not None:
            number, of = held
            text = f"{number} {entry.text}"
            put.append(replace(of, text=text, cells=(text,)))
            held = None
            continue
        lone = LONE_NUMBER.match(entry.text)
        dotted = lone is not None and "." in entry.text
        # between a number and its title a page may end: its own number is passed over
        at = k + 2 if dotted and k + 1 < len(entries) and _page_number(entries[k + 1].text) is not None else k + 1
        after = entries[at] if at < len(entries) else None
        if lone is None or after is None or after.page_start or not _opens(after.text, dotted):
            put.append(entry)
        elif dotted or k in heads:
            held = entry.text, entry
        elif int(lone.group(1)) == note + 1 and not entry.page_start and _is_cited(entries[k + 1 : k + 4]):
            held, note = (lone.group(1), entry), note + 1
        else:
            put.append(entry)
    return put


def _opens(text: str, dotted: bool) -> bool:
    """Whether the words of a number that stands above them may begin so; without a full stop it may count a note."""
    if begins(text) or URL.match(text):
        return True
    return not dotted and not text[:1].isdigit() and (OPENS.match(text) or SOURCE.match(text)) is not None


# "1 Situering", "2.1. Overlap": a heading with its number
_WITH_NUMBER = re.compile(r"^(\d{1,2}(?:\.\d{1,2})*)\.?\s+[A-ZÀ-Þ]")
# "De raad stelt dit voor.", "het aanbod;", "Wat nu?": what ends so is no title beside a bare number
_NO_TITLE = re.compile(r"[.;:,?!-]\d{0,3}$")
_LONGEST_TITLE = 110


def _heading_numbers(entries: Sequence[Entry]) -> set[int]:
    """Where numbers alone on a line count headings: 1, 1.1, 2, each before a title with text or its first part below.

    Years and figures in a table, numbers of notes and of pages take no part in that count.
    """
    found: set[int] = set()
    counted: list[int] = []
    titled = -1  # where the title stands that was counted last
    for k, entry in enumerate(entries):
        lone, whole = LONE_NUMBER.match(entry.text), _WITH_NUMBER.match(entry.text)
        title = k + 1 if lone else k
        number = lone or whole
        above = entries[k - 1].text if k else ""
        opens = entry.gap or entry.page_start or not above or TERMINAL.search(above) or titled == k - 1
        if number is None or not opens or not _is_title_at(entries, title):
            continue
        parts = [int(p) for p in number[1].split(".")]
        if parts in ([*counted, 1], *([*counted[:d], counted[d] + 1] for d in range(len(counted)))):
            first = LONE_NUMBER.match(entries[title + 1].text)
            if first is None or [int(p) for p in first[1].split(".")] == [*parts, 1]:
                counted, titled = parts, title
                found |= {k} if lone else set()
    return found if len(found) > 1 or counted[:1] > [1] or len(counted) > 1 else set()


def _is_title_at(entries: Sequence[Entry], k: int) -> bool:
    """Whether a short line stands here, with running text, an item or another number below it."""
    if k + 1 >= len(entries) or entries[k].page_start or len(entries[k].text) > _LONGEST_TITLE:
        return False
    text, below = entries[k].text, entries[k + 1].text
    titled = begins(text) or _WITH_NUMBER.match(text) is not None
    if not titled or _NO_TITLE.search(text) or CITED.search(text) or len(entries[k].cells) > 1:
        return False
    runs = len(below) > 50 or (len(below.split()) > 6 and TERMINAL.search(below) is not None)
    return runs or BULLET.match(below) is not None or LONE_NUMBER.match(below) is not None


def _is_cited(lines: Sequence[Entry]) -> bool:
    """Whether a note stands in the lines, up to the end of its page or the next number."""
    same_page = itertools.takewhile(lambda e: e is lines[0] or not (e.page_start or LONE_NUMBER.match(e.text)), lines)
    return any(SOURCE.search(e.text) for e in same_page)


def begins(text: str) -> bool:
    """Whether a line can be the beginning of a sentence or a title."""
    return text[:1].isupper() or text[:1] in "‘“\"'(["


def _without_furniture(entries: list[Entry]) -> list[Entry]:
    """Leave out page numbers alone on a line, heads that repeat next to them, and addresses dumped from links."""
    whole = "".join("".join(e.text.split()) for e in entries)
    addresses = sorted(whole[m.start() : m.start() + _SAME_ADDRESS] for m in URL.finditer(whole))
    is_number = _page_numbers(entries)
    running = _running_lines(entries, is_number)
    kept: list[Entry] = []
    starts = False
    sources = False  # below a title such as "Bronnen" an address is a source
    for k, e in enumerate(entries):
        sources = _SOURCES.match(e.text) is not None or (sources and not TITLES.match(e.text))
        drop = k in is_number or k in running
        if not drop and _URL_LINE.match(e.text):
            old = kept[-1].text.rstrip() if kept else ""
            address = "".join(e.text.split())[:_SAME_ADDRESS]
            again = bisect_right(addresses, address + "\U0010ffff") - bisect_left(addresses, address) > 1
            in_sentence = bool(old) and not re.search(r"[.!?;)’”\d]$|/\S*$", old)
            drop = not in_sentence and (again or (bool(kept) and not (sources and e.gap)))
        if drop:
            starts = starts or k in is_number or e.page_start
            continue
        kept.append(replace(e, page_start=e.page_start or starts))
        starts = False
    return kept


def _page_numbers(entries: Sequence[Entry]) -> set[int]:
    """Where the number of a page stands alone on a line."""
    numbers = [
        (k, number)
        for k, e in enumerate(entries)
        if (number := _page_number(e.text)) is not None and not e.text.startswith("p.")
    ]
    named = [(k, number) for k, number in numbers if not entries[k].text.isdigit()]  # "Bladzijde 2", "2/4"
    by_name = {k for at, (k, _) in enumerate(named) if _among_pages(at, named, len(entries))} if named[1:] else set()
    return by_name | {k for at, (k, _) in enumerate(numbers) if _among_pages(at, numbers, len(entries))}


# A line that is longer is no running head.
_LONGEST_HEAD = 100
# "Visienota 2026-2031 | 2", "Algemene Raad – 25 april 2024 3/3", "Raad Basisonderwijs pagina 3 van 4"
_COUNTED_FOOT = re.compile(
    r"^(?P<head>.*?[^\W\d_].*?|.*?\d{4})[\s|–—·•-]+(?:(?:pagina|pag\.?|blz\.?|p\.|bladzijde)\s*)?"
    r"(?P<page>\d{1,3})(?P<of>\s*(?:/|van|of)\s*\d{1,3})?$",
    re.I,
)
# "2 | Visienota 2026-2031", "2 Lezen is leven"
_COUNTED_HEAD = re.compile(r"^(?P<page>\d{1,3})(?P<of>\s*(?:/|van|of)\s*\d{1,3})?[\s|–—·•-]+(?P<head>[^\W\d_].*)$")


def _running_lines(entries: Sequence[Entry], is_number: set[int]) -> set[int]:
    """Where running heads and feet stand; the first standing of one among the lines of the cover is no running head."""
    edges = (
        {0}
        | {k + d for k in is_number for d in (-1, 1)}
        | {k + d for k, e in enumerate(entries) if e.page_start for d in (0, -1)}
        | ({len(entries) - 1} if entries and entries[-1].page > entries[0].page else set())
    )
    cover = _cover_lines(entries)
    short = [k for k, e in enumerate(entries) if 3 < len(e.text) < _LONGEST_HEAD and k not in is_number]
    shapes = Counter(_shape(entries[k].text) for k in short)
    at_edge = Counter(_shape(entries[k].text) for k in short if k in edges)
    found = set()
    for k in short:
        shape = _shape(entries[k].text)
        # a head of two pages must stand at the edge of both
        repeats = shapes[shape] >= 2 and at_edge[shape] > (0.6 if shapes[shape] > 2 else 0.99) * shapes[shape]
        if repeats and not LEADER.search(entries[k].text):
            found.add(k)
    found |= _repeated_cover(entries, cover, edges) | _repeated_groups(entries, edges)
    first: dict[str, int] = {}
    for k in range(cover):
        first.setdefault(entries[k].text.lower(), k)
    kept = {k for text, k in first.items() if any(k < j and entries[j].text.lower() == text for j in found)}
    return (found - kept) | _counted_lines(entries, edges, cover)


def _shape(text: str) -> str:
    """A line but for its figures and capitals; the figure of "Bijlage 2" is what it says."""
    if COUNTED_TITLE.match(text):
        return text.lower()
    return re.sub(r"\d+", "#", text.lower())


# So many lines a cover has at most.
_LONGEST_COVER = 25


def _cover_lines(entries: Sequence[Entry]) -> int:
    """How many lines stand before the first sentence and the first heading with a number: those of a cover."""
    for k, e in enumerate(entries[:_LONGEST_COVER]):
        sentence = len(e.text.split()) > 6 and TERMINAL.search(e.text)
        if sentence or re.match(r"1(?:\.1)?\.?(?:\s+[A-ZÀ-Þ]|$)", e.text):
            return k
    return min(len(entries), _LONGEST_COVER)


def _repeated_cover(entries: Sequence[Entry], cover: int, edges: set[int]) -> set[int]:
    """Lines of the cover that stand again alone between white lines, once at least at the edge of a page."""
    on_cover = {e.text.lower() for e in entries[:cover] if 3 < len(e.text) < _LONGEST_HEAD}
    again: dict[str, list[int]] = {}
    for k in range(cover, len(entries)):
        below = entries[k + 1] if k + 1 < len(entries) else None
        alone = (entries[k].gap or entries[k].page_start) and (below is None or below.gap or below.page_start)
        if alone and entries[k].text.lower() in on_cover:
            again.setdefault(entries[k].text.lower(), []).append(k)
    return {k for some in again.values() if len(some) > 1 and any(k in edges for k in some) for k in some}


def _repeated_groups(entries: Sequence[Entry], edges: set[int]) -> set[int]:
    """Heads of some lines, such as council, date and reference, that stand again at the edge of a page."""
    starts = [k for k, e in enumerate(entries) if k == 0 or e.gap or e.page_start]
    groups: dict[tuple[str, ...], list[int]] = {}
    for k, end in itertools.pairwise([*starts, len(entries)]):
        lines = entries[k:end]
        if 2 <= len(lines) <= 4 and not any(
            len(e.text) >= _LONGEST_HEAD or len(e.cells) > 1 or TERMINAL.search(e.text) for e in lines
        ):
            groups.setdefault(tuple(e.text.lower() for e in lines), []).append(k)
    return {
        k + d
        for lines, some in groups.items()
        if len(some) > 1 and any(k in edges for k in some[1:])
        for k in some
        for d in range(len(lines))
    }


def _counted_lines(entries: Sequence[Entry], edges: set[int], cover: int) -> set[int]:
    """Running lines that hold the number of their page: alike but for a number that rises as the pages do.

    Twice is enough where one stands at the edge of a page or counts "2/4", and once for what stands on the cover.
    """
    paged = entries[-1].page > entries[0].page if entries else False
    on_cover = {title_key(e.text) for e in entries[:cover]}
    alike: dict[str, list[tuple[int, int, bool]]] = {}
    for k, e in enumerate(entries):
        m = (_COUNTED_FOOT.match(e.text) or _COUNTED_HEAD.match(e.text)) if len(e.text) < _LONGEST_HEAD else None
        if m is not None and len(m["head"].split()) > 1 and not LEADER.search(e.text):  # "Bijlage 2" heads a page
            alike.setdefault(title_key(m["head"]), []).append((k, int(m["page"]), m["of"] is not None))
    found: set[int] = set()
    for head, some in alike.items():
        known = head in on_cover
        rises = all(
            m - n > 0 and (not paged or m - n == entries[j].page - entries[k].page)
            for (k, n, _), (j, m, _) in itertools.pairwise(some)
        )
        at_edge = paged and any(k in edges for k, _, _ in some)
        if len(some) > 1:
            counts = rises and (at_edge or known or all(of for _, _, of in some))
        else:
            k, n, _ = some[0]
            last = _COUNTED_FOOT.match(entries[k].text) is not None  # "1 Het bos" is a heading
            counts = known and paged and last and k in edges and n <= entries[-1].page
        found |= {k for k, _, _ in some} if counts else set()
    return found


def _page_number(text: str) -> int | None:
    """The number of a page that stands alone on a line; None where it may be another, such as a figure or a year."""
    m = PAGE_NUMBER.match(text)
    return int(m[1]) if m and len(m[1]) < 4 and not _ITEM_NUMBER.match(text) else None


def _among_pages(at: int, numbers: Sequence[tuple[int, int]], count: int) -> bool:
    """A number alone is a page number when the other lone numbers grow with it, or it is small and the only one."""
    number = numbers[at][1]
    ordered = all(n < number for _, n in numbers[max(0, at - 1) : at]) and all(
        n > number for _, n in numbers[at + 1 : at + 2]
    )
    return ordered and number <= 3 + count // 10


# "1 Situering", "1. Inleiding"
_FIRST_CHAPTER = re.compile(r"^1\.?\s+[A-ZÀ-Þ]")


def without_contents(entries: list[Entry]) -> tuple[list[Entry], set[str], int]:
    """Leave out the contents page; its titles help to know headings, and what stands before it is the cover."""
    title = next((k for k, e in enumerate(entries) if CONTENTS_TITLE.match(e.text)), None)
    leaders = [k for k, e in enumerate(entries) if LEADER.search(e.text)]
    if len(leaders) < 3 and (title is None or any(_FIRST_CHAPTER.match(e.text) for e in entries[:title])):
        return entries, set(), 0  # "Inhoud" over a column of a table
    first = title if title is not None else leaders[0]
    last, misses, led = first, 0, 0
    owed = 0  # titles whose pages stand on lines of their own, below
    listed: set[str] = set()
    for k in range(first + 1, len(entries)):
        text = entries[k].text
        if LONE_NUMBER.match(text):  # a page, or the number of a title that stands below it
            last, owed = (k, owed - 1) if owed else (last, owed)
            continue
        leads = LEADER.search(text) is not None
        owed += leads and not text[-1:].isdigit()
        named = _listed_title(text)
        if named and named in listed and named == title_key(_NUMBER_BEFORE.sub("", text)):
            break  # a title for the second time, now without its page: the text begins
        listed.add(named)
        led += leads
        if leads or (led < 3 and re.search(r"\S\s+\d{1,3}$", text)):
            last, misses = k, 0
        else:
            misses += 1
            if misses > 2:
                break
    if last == first:  # a chapter of that name
        return entries, set(), 0
    return entries[:first] + entries[last + 1 :], _listed_titles(entries[first + 1 : last + 1]), first


def _listed_titles(contents: Sequence[Entry]) -> set[str]:
    """The keys of the titles on a contents page, those that run over two lines as one."""
    titles: set[str] = set()
    above = ""  # a line without a page, whose title may go on
    for entry in contents:
        named = _listed_title(entry.text)
        if named and above and entry.text[:1].islower():
            titles.discard(above)
            named = f"{above} {named}"
        titles.add(named)
        above = named if not LEADER.search(entry.text) and not PAGE_BEHIND.search(entry.text) else ""
    return titles - {""}


# "3.1. " before a title
_NUMBER_BEFORE = re.compile(r"^\d{1,2}(?:\.\d{1,2})*\.?\s+")


def _listed_title(text: str) -> str:
    """The key of the title in a line of a contents page, without its number and page."""
    return title_key(_NUMBER_BEFORE.sub("", PAGE_BEHIND.sub("", text)))
