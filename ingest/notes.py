"""Footnotes: the rows at the foot of the pages to numbered notes, and the markers in the text that belong to them."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from corpus.model import NoteMark, Place, Repair
from ingest.joining import Joined, cut
from ingest.layout import Arranged, with_left
from ingest.page import Line, Word
from ingest.pdf import make_line
from ingest.rows import Row, line_size


@dataclass(slots=True)
class RawNote:
    """A footnote being put together: its number, its lines without the marker, and the page on which it begins."""

    number: str
    lines: list[Line]
    page: int
    order: int = 0  # how many lines of body came before it, where there is no layout to tell
    read_as: str | None = None  # the marker as OCR read it, where that is not the number
    paragraphs: list[int] = field(default_factory=list)  # indexes of lines that begin a new paragraph
    at_end: bool = False  # it stands at the end of the document, and its marker on any page before


# A marker that OCR did not read as a number: "*", "$", "®", "»", "Ì", "t"
_SYMBOL = re.compile(r"^[^\w\s(\[]{1,2}$|^[tfsSoOlIiÌÍìí?°]$")
_NUMBER = re.compile(r"^[(\[]?(\d{1,3})[)\].]?$")
# What is left of a small number: "il", "B", "W", "1]"; never a short word of the language
_ODD = re.compile(
    r"^(?!(?:[Dd]e|[Ee]n|[Ii]n|[Oo]p|[Tt]e|[Ii]s|[Oo]m|[Oo]f|[Ee]r|[Ww]e|[Zz]e|[Aa]l|[Zz]o|[Ii]k|[Jj]e|[Nn]u|[Nn]a|bv|nr|[a-z]|U)\b)"
    r"[^\s\d]{1,2}$|^[1lI!|]{1,2}[\])]?$"
)
# "actie 18.2: …", "https://…", "zie …" open a note though they are not written with a capital
_OPENS = re.compile(r"acties?\b|https?:|www\.|zie\b|tot\b|o\.c\.|ibid", re.I)
_ENDED = re.compile(r"[.!?;:)\]”’…\d/]$")
_GLUED = re.compile(r"^(\d{1,3})(?=[A-ZÀ-Þ‘“\"'])")
# The same in recognised text, where a spot may stand between: "5_Met"
_GLUED_READ = re.compile(r"^(\d{1,3})[_\-—]?(?=[A-ZÀ-Þ‘“\"'])")
_SYMBOL_GLUED = re.compile(r"^[^\w\s(\[]{1,2}(?=[A-ZÀ-Þ])")
_NEW_PARAGRAPH = re.compile(r"^(?:Actie|Actiepunt)\s+\d+(?:\.\d+)*\s*[:.]")


# The heading over notes at the end of a document: "Noten", "5. Eindnoten", "Noten en verwijzingen"
_ENDNOTES = re.compile(
    r"^\W*(?:\d{1,2}\.?\s+)?(?:(?:eind|voet)?noten|endnotes|footnotes|notes)(?:\s+(?:en|bij)\s.{1,40})?\W*$", re.I
)


def settle_notes(pages: Sequence[Arranged], recognised: bool) -> tuple[Arranged, ...]:
    """The pages with all their notes apart: those at the end of the document too, under a heading that says so.

    What stands at the foot of a page and is no note, nor goes on with one, comes back into the text.
    """
    pages = tuple(pages) if recognised else _give_back(pages)
    title = next(
        ((p, k) for p in range(len(pages) - 1, -1, -1) for k, row in enumerate(pages[p].body) if _heads_notes(row)),
        None,
    )
    if title is None or any(page.notes for page in pages[: title[0]]):
        return tuple(pages)
    first, at = title
    texts = [list(pages[first].body[at + 1 :]), *(list(page.body) for page in pages[first + 1 :])]
    rows = [[*body, *page.notes] for body, page in zip(texts, pages[first:], strict=True)]  # some may be known already
    until = _count_endnotes(pages[first].body[at], [row for own in rows for row in own])
    if until == 0:
        return tuple(pages)
    settled = list(pages[:first])
    for n, page in enumerate(pages[first:]):
        own = rows[n][:until]
        until -= len(own)
        before = page.body[:at] if n == 0 else ()
        known = page.notes[max(0, len(own) - len(texts[n])) :]
        settled.append(
            replace(page, body=(*before, *texts[n][len(own) :]), notes=(), endnotes=(*with_left(own), *known))
        )
    return tuple(settled)


def _heads_notes(row: Row) -> bool:
    return row.table is None and len(row.line.words) < 8 and _ENDNOTES.match(row.line.text) is not None


def _count_endnotes(title: Row, rows: Sequence[Row]) -> int:
    """How many of the rows after the heading of the notes are notes; 0 where they are no list of two notes or more."""
    if not rows or not rows[0].line.words:
        return 0
    large, bold = line_size(title.line), title.line.words[0].bold
    size, left = line_size(rows[0].line), rows[0].line.box.x0 if rows[0].line.box else 0.0
    last = 0
    for k, row in enumerate(rows):
        if not row.line.words:
            return k if last > 1 else 0
        found = _start(row.line, last, last == 0, left)
        if found is not None and found[0].isdigit():
            last = int(found[0])
            continue
        heading = row.line.words[0].bold if bold else line_size(row.line) > 0.97 * large > 1.03 * size
        if k == 0 or heading or (row.above or 0.0) > 2 * size:
            return k if last > 1 else 0
    return len(rows) if last > 1 else 0


def _give_back(pages: Sequence[Arranged]) -> tuple[Arranged, ...]:
    """Pages whose rows at the foot are notes or go on with one; others come back into the text."""
    given: list[Arranged] = []
    last: Row | None = None  # the last row of a note
    number = 0
    for page in pages:
        starts = [k for k, row in enumerate(page.notes) if _start(row.line, number, True, row.left) is not None]
        lost = starts[0] if starts else len(page.notes)
        goes_on = last is not None and (_is_full(last) or not _ENDED.search(last.line.text))
        if lost and not goes_on:
            page = replace(page, body=(*page.body, *page.notes[:lost]), notes=page.notes[lost:])
        for row in page.notes:
            found = _start(row.line, number, row is page.notes[0], row.left)
            number = int(found[0]) if found is not None and found[0].isdigit() else number
        last = page.notes[-1] if page.notes else last
        given.append(page)
    return tuple(given)


def parse_notes(pages: Sequence[Sequence[Row]], recognised: bool, at_end: bool = False) -> list[RawNote]:
    """The notes in the foot areas of all pages, in order; rows without a marker go on with the note before them.

    `recognised` says that the text came out of OCR, so that a marker may be a stray sign; `at_end` that these are the
    notes at the end of a document.
    """
    notes = _parse_recognised(pages) if recognised else _parse_digital(pages)
    for note in notes:
        note.at_end = at_end
    return notes


def _parse_digital(pages: Sequence[Sequence[Row]]) -> list[RawNote]:
    notes: list[RawNote] = []
    for rows in pages:
        if not rows:
            continue
        on_page = 0
        for row in rows:
            for line in _divided(row.line, _last_number(notes)):
                found = _start(line, _last_number(notes), on_page == 0, row.left)
                raised = line.words[0].raised
                if found is not None and not raised and on_page and _runs_on(notes[-1].lines[-1], row):
                    found = None
                if found is not None:
                    number, rest, read_as = found
                    notes.append(RawNote(number, [rest], line.page, read_as=read_as))
                    on_page += 1
                elif notes:
                    if _NEW_PARAGRAPH.match(line.text):
                        notes[-1].paragraphs.append(len(notes[-1].lines))
                    notes[-1].lines.append(line)
    return notes


def _last_number(notes: Sequence[RawNote]) -> int:
    return int(notes[-1].number) if notes and notes[-1].number.isdigit() else 0


def _divided(line: Line, last: int) -> list[Line]:
    """A line cut where another note begins in it: "¹ Ibid., p. 3. ² Ibid., p. 5."; `last` is the number before it."""
    cuts = [0]
    for k, word in enumerate(line.words):
        m = _NUMBER.match(word.text)
        if m is None or not (word.raised or word.text.startswith(("(", "["))):
            continue
        starts = k == 0 or (_ENDED.search(line.words[k - 1].text) is not None and int(m.group(1)) == last + 1)
        if starts and k + 1 < len(line.words):
            last = int(m.group(1))
            cuts += [k] if k else []
    if len(cuts) == 1:
        return [line]
    return [make_line(list(line.words[a:b]), line.page) for a, b in itertools.pairwise([*cuts, len(line.words)])]


def _runs_on(line: Line, row: Row) -> bool:
    """Whether a line of a note is full and in the middle of a sentence, so that a number after it is no marker."""
    return _is_full(replace(row, line=line)) and not _ENDED.search(line.text)


def _is_full(row: Row) -> bool:
    """Whether a row reaches the right edge of its column."""
    return row.line.box is not None and row.line.box.x1 > row.right - 0.12 * (row.right - row.left)


_Start = tuple[str, Line, str | None]


def _start(line: Line, last: int, first_on_page: bool, left: float) -> _Start | None:
    """Number, rest of the line, and the marker as read, if this line begins a note; `last` is the number before."""
    if not line.words:
        return None
    word, expected = line.words[0], last + 1
    if line.box and line.box.x0 > left + 12 and not word.raised:
        return None
    rest = replace(line, words=line.words[1:])
    m = _NUMBER.match(word.text)
    if m and rest.words and (word.raised or int(m.group(1)) == expected or (first_on_page and int(m.group(1)) == 1)):
        return m.group(1), rest, None
    if re.fullmatch(r"\*{1,3}", word.text) and rest.words:
        return word.text, rest, None
    return _glued_start(line, last, first_on_page)


def _glued_start(line: Line, last: int, first_on_page: bool) -> _Start | None:
    """A note whose marker sticks to its first word: "7Vlaamse"."""
    word = line.words[0]
    m = _GLUED.match(word.text)
    if m and (int(m.group(1)) in (last + 1, last + 2) or (first_on_page and last < int(m.group(1)) <= last + 3)):
        bare = replace(word, text=word.text[m.end() :])
        return m.group(1), replace(line, words=(bare, *line.words[1:])), word.text
    return None


# --- notes of recognised text -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Chance:
    """A line that may begin a note: where it stands, what number was read, the line without its marker.

    `sure` says that a sign stands before the text; without one, only a gap in the numbers can make it a beginning.
    """

    row: int
    value: int | None
    rest: Line
    read_as: str | None
    sure: bool


def _parse_recognised(pages: Sequence[Sequence[Row]]) -> list[RawNote]:
    """The notes of recognised text, where a marker may be any small sign, a wrong digit, or lost.

    The numbers are given to the lines that may begin a note by a dynamic programme: notes are numbered one after the
    other, so the reading that needs the fewest wrong digits, gaps and lost markers is taken.
    """
    pages = [[part for row in rows for part in _parted(row)] for rows in pages]
    sequences = [[r for rows in pages for r in rows]]
    firsts = [c.value for rows in pages if (c := next(iter(_chances(rows)), None)) is not None]
    if len(firsts) >= 3 and sum(v == 1 for v in firsts) > 0.6 * len(firsts):
        sequences = [list(rows) for rows in pages]  # the numbers begin again on every page
    notes: list[RawNote] = []
    for rows in sequences:
        starts = _numbered(_chances(rows))
        for k, row in enumerate(rows):
            if k in starts:
                number, chance = starts[k]
                notes.append(RawNote(str(number), [chance.rest], row.line.page, read_as=chance.read_as))
            elif notes:
                if _NEW_PARAGRAPH.match(row.line.text):
                    notes[-1].paragraphs.append(len(notes[-1].lines))
                notes[-1].lines.append(row.line)
    return notes


def _parted(row: Row) -> list[Row]:
    """A row cut where another note begins in it."""
    first, *others = _divided(row.line, 0) if row.line.words else [row.line]
    return [replace(row, line=first), *(replace(row, line=o, left=o.box.x0 if o.box else row.left) for o in others)]


def _chances(rows: Sequence[Row]) -> list[_Chance]:
    found: list[_Chance] = []
    edge = 0.0  # where the first row of the page begins: further in than the others where its number was not read
    for k, row in enumerate(rows):
        line = row.line
        if line.box and (k == 0 or line.page != rows[k - 1].line.page):
            edge = line.box.x0
        if not line.words or (k and line.box and line.box.x0 > max(row.left + 14, edge + 3)):
            continue
        word = line.words[0]
        rest = replace(line, words=line.words[1:])
        after = line.words[1].text if len(line.words) > 1 else ""
        opens = after[:1].isupper() or after[:1].isdigit() or after[:1] in "‘“'\"«" or bool(_OPENS.match(after))
        number, glued = _NUMBER.match(word.text), _GLUED_READ.match(word.text)
        if number and after and not re.match(r"^\d{4}|^(?:%|procent)", after) and (opens or len(number.group(1)) < 3):
            found.append(
                _Chance(k, int(number.group(1)), rest, None, opens or word.raised or k == 0 or _may_end(rows[k - 1]))
            )
        elif glued and int(glued.group(1)) < 200:
            bare = replace(word, text=word.text[glued.end() :])
            found.append(_Chance(k, int(glued.group(1)), replace(line, words=(bare, *line.words[1:])), word.text, True))
        elif (
            after and (_SYMBOL.match(word.text) or _ODD.match(word.text)) and (opens or k == 0 or _may_end(rows[k - 1]))
        ):
            found.append(_Chance(k, None, rest, word.text, True))
        elif (m := _SYMBOL_GLUED.match(word.text)) and word.text[0] not in "‘“'\"(":
            bare = replace(word, text=word.text[m.end() :])
            found.append(_Chance(k, None, replace(line, words=(bare, *line.words[1:])), word.text, True))
        elif k == 0 or (word.text[:1].isupper() and (_may_end(rows[k - 1]) or _had_room(rows[k - 1], word))):
            # the first line under the rule of a page: a note whose marker was lost, where the page before ended one
            heads = k == 0 or (line.page != rows[k - 1].line.page and rows[k - 1].line.text.endswith("."))
            found.append(_Chance(k, None, line, None, heads))
    return found


def _had_room(row: Row, word: Word) -> bool:
    """Whether the first word of the next row would have fitted on this one, so that the break was meant."""
    box, next_box = row.line.box, word.box
    if box is None or next_box is None:
        return False
    return box.x1 + (next_box.x1 - next_box.x0) + 0.8 * line_size(row.line) < row.right


def _may_end(row: Row) -> bool:
    """Whether a note may end with this line: it is short, or closes a sentence."""
    box = row.line.box
    short = box is not None and box.x1 < row.right - 0.15 * (row.right - row.left)
    return short or bool(re.search(r"[.)\d]$", row.line.text))


# What the numbering may cost: a digit read wrongly, a number left out, a sign that is none, a marker that was lost.
_WRONG, _GAP, _STRAY, _LOST = 1.0, 0.8, 1.1, 0.7


def _numbered(chances: Sequence[_Chance]) -> dict[int, tuple[int, _Chance]]:
    """Row → (number, chance) for the chances that begin a note, by the cheapest numbering."""
    most = len(chances) + 3
    infinite = float("inf")
    cost = [[infinite] * (most + 1) for _ in chances]
    back: list[list[tuple[int, int] | None]] = [[None] * (most + 1) for _ in chances]
    for i, chance in enumerate(chances):
        for n in range(1, most + 1):
            own = 0.0 if chance.value == n else 0.1 if chance.value is None else _WRONG
            if chance.value is not None and chance.value != n and str(chance.value) in str(n):
                own = 0.5 * _WRONG  # one digit of two
            own += 0.0 if chance.sure else _LOST
            best, where = _GAP * (n - 1) + sum(_STRAY for c in chances[:i] if c.sure), None
            skipped = 0.0
            for j in range(i - 1, max(-1, i - 12), -1):
                for m in range(max(1, n - 4), n):
                    total = cost[j][m] + _GAP * (n - m - 1) + skipped
                    if total < best:
                        best, where = total, (j, m)
                skipped += _STRAY if chances[j].sure else 0.0
            cost[i][n], back[i][n] = best + own, where
    ends = [
        (cost[i][n] + sum(_STRAY for c in chances[i + 1 :] if c.sure), i, n)
        for i in range(len(chances))
        for n in range(1, most + 1)
    ]
    starts: dict[int, tuple[int, _Chance]] = {}
    at: tuple[int, int] | None = min(ends)[1:] if ends else None
    while at is not None:
        i, n = at
        starts[chances[i].row] = (n, chances[i])
        at = back[i][n]
    return starts


# --- markers in the body ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Candidate:
    """Signs in a text that may be the marker of a note."""

    block: int
    start: int
    end: int
    digits: str | None
    page: int
    weight: float
    how: str
    context: frozenset[str] = frozenset()  # the telling words of the sentence before it


# "lerende1", "volgen.4", "uit3:", "‘plek’.8", "regio’s7"
_GLUED_DIGITS = re.compile(
    r"(?<=[^\W\d_])(\d{1,3})(?=[\s.,;:)’”]|$)|(?<=[^\W\d_][.,;:!?)’”\]])(\d{1,3})(?=[\s.,;:)]|$)|(?<=[.!?]’)(\d{1,3})(?=\s|$)|(?<=’[.,;])(\d{1,3})(?=\s|$)|(?<=\)[.,;])(\d{1,3})(?=\s|$)"
)
# "werkplek. 7  In de": a marker between two sentences
_LOOSE_DIGITS = re.compile(r"(?<=[.!?;:’”)]\s)(\d{1,3})(?=\s+[A-ZÀ-Þ‘“]|\s*$)")
# "2019-20203", "actie 18.2.2 Na", "actie 18.22 Na"
_AFTER_NUMBER = re.compile(
    r"(?<=\d{4}[-/]\d{4})(\d{1,2})(?=[\s.,;:)]|$)|(?<=\d\.\d\.)(\d{1,2})(?=\s+[A-Z]|$)|(?<=\d\.\d{2}\.)(\d{1,2})(?=\s+[A-Z]|$)|(?<=\d\.\d)(\d)(?=\s+[A-Z])|(?<=\d{4}\.)(\d{1,2})(?=\s+[A-Z]|\s*$)|(?<=%\.)(\d{1,2})(?=\s|$)|(?<=%)(\d{1,2})(?=\s|$)"
)
# "actie 4.26 voor", "actie 53 en": the number of an action with a marker behind it; "actie 6.3 Zowel": and a full stop
_AFTER_ACTION = re.compile(r"\b[Aa]ctie(?:punt)?\s(?P<number>\d{1,3}(?:\.\d{1,3})*)(?=[\s,;:)]|\.\s|\.?$)")
# "de nota (1)", "het decreet [2]"
_BRACKETED = re.compile(r"(?<=[\w.,;:’”)])(\s?[(\[]\d{1,3}[)\]])(?=[\s.,;:)]|$)")
_SENTENCE_END = re.compile(r"[.!?][’”\"']?(?=\s+[A-ZÀ-Þ‘“]|\s*$)")
# OCR: "volgen.t", "gerealiseerd.¢", "worden.®", "arbeidsmarkt.”", "leren.*"
_SYMBOLS = re.compile(
    r"(?<=\d)([?*®°”’\"“])(?=\s+[A-Z])|(?<=[^\W\d_])([”’\"“])(?=\s+[A-ZÀ-Þ])|(\s[®©¢°†‡*§])(?=\s+[A-ZÀ-Þ]|\s*$)|(?<=[\w)’”%][.,;:!?])([^\w\s.,;:()\-–]{1,2}|[tfsSlIi?])(?=\s+[A-ZÀ-Þ‘“]|\s*$)|(?<=[^\W\d_])([®¢©°§$£€†‡*¹²³^]{1,2})(?=[\s.,;:]|$)|(?<=[.!?])(\s[*®¢©°§$†?°]|\s[^\w\s(‘“\-–])(?=\s+[A-Z]|\s*$)"
)


def find_candidates(texts: Sequence[tuple[str, Sequence[tuple[int, int, int]]]], recognised: bool) -> list[Candidate]:
    """Everything in the body that may be a lost marker, in order. `texts` holds each text with (start, end, page)."""
    found: list[Candidate] = []
    for block, (text, spans) in enumerate(texts):
        seen: set[int] = set()
        for pattern, weight, how in (
            (_GLUED_DIGITS, 1.0, "glued"),
            (_LOOSE_DIGITS, 0.9, "loose digits"),
            (_BRACKETED, 0.7, "in brackets"),
            (_AFTER_NUMBER, 0.8, "after a number"),
            (_SYMBOLS, 0.55, "ocr sign"),
        ):
            if pattern is _SYMBOLS and not recognised:
                continue
            for m in pattern.finditer(text):
                group = next((g for g in range(1, (pattern.groups or 0) + 1) if m.group(g) is not None), 0)
                start, end = m.span(group)
                if start in seen:
                    continue
                seen.add(start)
                value = m.group(group).strip(" ()[]" if pattern is _BRACKETED else None)
                if value in "”’\"'“" and _closes_quote(text, start, value):
                    continue
                page = next((p for s, e, p in spans if s <= start < e or start == e), spans[-1][2] if spans else 1)
                digits = value if value.isdigit() else None
                found.append(
                    Candidate(block, start, end, digits, page, weight, how, telling(text[max(0, start - 220) : start]))
                )
        for m in _AFTER_ACTION.finditer(text):
            page = next((p for s, e, p in spans if s <= m.start() < e), spans[-1][2] if spans else 1)
            for start, about in _actions_before(m, text):
                if start not in seen:
                    seen.add(start)
                    digits = text[start : m.end()]
                    found.append(Candidate(block, start, m.end(), digits, page, 0.7, _ACTION_FIRST, telling(about)))
        if recognised:  # a marker that OCR did not see at all: only what the note is about can tell its place
            for m in _SENTENCE_END.finditer(text):
                if m.end() not in seen:
                    page = next((p for s, e, p in spans if s <= m.start() < e), spans[-1][2] if spans else 1)
                    words = telling(text[max(0, m.end() - 220) : m.end()])
                    found.append(Candidate(block, m.end(), m.end(), None, page, 0.0, "what the note is about", words))
    return sorted(found, key=lambda c: (c.block, c.start))


_ACTION_FIRST = "after an action"


def _actions_before(m: re.Match[str], text: str) -> list[tuple[int, str]]:
    """Where a marker may begin in the number of an action, each with the action that is then named: "actie 4.2"."""
    number, begin = m["number"], m.start("number")
    found = []
    for size in (1, 2):
        action = number[:-size]
        closes = action.endswith(".") and re.match(r"\s+[A-ZÀ-Þ]|\s*$", text[m.end() :])
        if "." not in number[-size:] and action and (action[-1].isdigit() or closes):
            found.append((begin + len(action), f"actie {action.rstrip('.')}"))
    return found


def telling(text: str) -> frozenset[str]:
    """The words of a text that can tell what it is about: long ones and numbers, in lower case."""
    lower = text.lower()
    words = {w for w in re.findall(r"\w+(?:[.-]\w+)*", lower) if len(w) > 6 or (w[0].isdigit() and len(w) > 1)}
    # "Actie 15: Een belangrijk aspect" is about the action that the sentence names, and that counts twice
    numbered = {
        f"{kind} {n}{echo}"
        for n in re.findall(r"\bacties?\s+(\d+(?:[.,]\d+)*)", lower)
        for kind, echo in (("actie", ""), ("actie", "'"))
    }
    return frozenset(words | numbered)


def _closes_quote(text: str, at: int, sign: str) -> bool:
    opening = {"”": '“„"', "’": "‘", '"': '"', "'": "'‘", "“": ""}[sign[0]]
    before = text[max(0, at - 400) : at]
    return (
        sum(before.count(o) for o in opening) > sum(before.count(s) for s in "”’") * (sign in "”’")
        if opening
        else False
    )


@dataclass(frozen=True, slots=True)
class Unhung:
    """A note without a marker: its number, page, the block before which its marker stands, its telling words.

    `at_end`: it stands at the end of the document, so that its marker may be on any page before.
    """

    number: int
    page: int
    before: int
    about: frozenset[str]
    at_end: bool = False


def choose(notes: Sequence[Unhung], candidates: Sequence[Candidate], recognised: bool) -> dict[int, Candidate]:
    """The candidate for each note that has no marker yet, in the one order that fits best.

    Both sequences are in order, and markers follow each other as their notes do. A dynamic programme over (note,
    candidate) maximises the sum of weights: the note's own number counts most, then what both are about.
    """
    n, m = len(notes), len(candidates)
    best = [[0.0] * (m + 1) for _ in range(n + 1)]
    taken: dict[tuple[int, int], bool] = {}
    for i in range(n - 1, -1, -1):
        for j in range(m - 1, -1, -1):
            skip_note, skip_candidate = best[i + 1][j], best[i][j + 1]
            weight = _fits(notes[i], candidates[j], recognised)
            use = weight + best[i + 1][j + 1] if weight > 0 else -1.0
            best[i][j] = max(skip_note, skip_candidate, use)
            taken[i, j] = use > 0 and use >= best[i][j]
    chosen: dict[int, Candidate] = {}
    i = j = 0
    while i < n and j < m:
        if taken[i, j]:
            chosen[i] = candidates[j]
            i, j = i + 1, j + 1
        elif best[i][j] == best[i][j + 1]:
            j += 1
        else:
            i += 1
    return chosen


def _fits(note: Unhung, candidate: Candidate, recognised: bool) -> float:
    first_page = 1 if note.at_end else note.page - 1
    if candidate.block >= note.before or not first_page <= candidate.page <= note.page:
        return 0.0
    near = 0.2 if candidate.page == note.page else 0.0
    shared = min(0.6, 0.2 * len(note.about & candidate.context))
    if candidate.how == _ACTION_FIRST and not candidate.context & note.about:
        return 0.0  # only the note on that action can stand there
    if candidate.digits is not None:
        if int(candidate.digits) == note.number:
            return 2.0 * candidate.weight + near + shared
        # OCR reads one digit of two, or a wrong one
        if recognised and candidate.how == "glued" and len(candidate.digits) <= len(str(note.number)):
            return 0.3 * candidate.weight + near + shared
        return 0.0
    if not recognised:
        return 0.0
    if candidate.weight == 0.0:
        return 0.5 * (near + shared) if shared >= 0.4 else 0.0
    return candidate.weight + near + shared


def take_out(joined: Joined, candidate: Candidate, number: str, record: bool) -> Joined:
    """The text without the marker, with the mark at its place and, for recognised text, the repair."""
    text = joined.text.text
    start, end = candidate.start, candidate.end
    while start > 0 and text[start - 1] == " ":
        start -= 1
    word = re.search(r"\S*$", text[:start])
    before = (word.group(0) if word else "") + text[start:end]
    place = joined.text.place(candidate.start, candidate.end)
    done = cut(joined, start, end)
    confidence = 0.9 if candidate.digits == number else 0.6 if candidate.weight else 0.4
    mark = NoteMark(start, number, confidence, candidate.how)
    repairs = done.repairs
    if record and candidate.end > candidate.start:
        after = (word.group(0) if word else "") + f"[^{number}]"
        repairs = (*repairs, Repair(Place(place.page, place.boxes), before, after, "footnote-marker"))
    return Joined(done.text, tuple(sorted((*done.marks, mark), key=lambda k: k.offset)), repairs)


def unmark(joined: Joined, mark: NoteMark) -> Joined:
    """Put a raised number back that is no marker (m², 10³)."""
    put = cut(joined, mark.offset, mark.offset, mark.number)
    return Joined(
        put.text,
        tuple(
            m
            for m in put.marks
            if (m.number, m.found_by) != (mark.number, mark.found_by)
            or m.offset not in (mark.offset, mark.offset + len(mark.number))
        ),
        put.repairs,
    )


def words_of(text: str) -> tuple[Word, ...]:
    """The words of a line of plain text."""
    return tuple(Word(w, None) for w in text.split())
