"""Footnotes: the rows at the foot of the pages to numbered notes, and the markers in the text that belong to them."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from corpus.model import NoteMark, Place, Repair
from ingest.cited import letter_values, runs_on, told_apart, with_rests
from ingest.joining import Joined, cut
from ingest.layout import Arranged, with_left
from ingest.markers import (
    AFTER_ACTION,
    CLOSING_QUOTE,
    ENDED,
    GLUED,
    GLUED_READ,
    IN_BRACKETS,
    LOST,
    NUMBER,
    ODD,
    OPENING_QUOTE,
    OPENING_QUOTES,
    OPENS,
    SIGN,
    SIGN_GLUED,
    SIGN_NUMBER,
    SIGNIFICANCE,
    STARS,
    STRAY_SIGN,
    SUPERSCRIPT_DIGITS,
    UNIT,
)
from ingest.page import Line, Word
from ingest.pdf import make_line
from ingest.rows import NOTES_TITLE, Row, is_full, line_size


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


# "Actie 18.2: …" begins a line of its own in a note
_NEW_PARAGRAPH = re.compile(r"^(?:Actie|Actiepunt)\s+\d+(?:\.\d+)*\s*[:.]")


def settle_notes(pages: Sequence[Arranged], recognised: bool) -> tuple[Arranged, ...]:
    """The pages with all their notes apart: those at the end of the document too, under a heading that says so.

    What stands at the foot of a page and is no note, nor goes on with one, comes back into the text.
    """
    pages = told_apart(pages) if recognised else _give_back(with_rests(told_apart(pages)))
    at, last = (0, 0), 0
    while (title := _next_title(pages, at)) is not None:
        pages, at, last = _take_endnotes(pages, title, last, recognised)
    return tuple(pages) if last else _take_closing(tuple(pages))


_At = tuple[int, int]


def _next_title(pages: Sequence[Arranged], at: _At) -> _At | None:
    """The next heading over notes from `at` on (page, row), if no page before it has notes at its foot."""
    for p in range(at[0], len(pages)):
        rows = pages[p].body
        k = next((k for k in range(at[1] if p == at[0] else 0, len(rows)) if _heads_notes(rows[k])), None)
        if k is not None:
            return p, k
        if pages[p].notes:
            return None
    return None


def _take_endnotes(
    pages: tuple[Arranged, ...], title: _At, last: int, recognised: bool
) -> tuple[tuple[Arranged, ...], _At, int]:
    """The pages with the notes under a title apart, where to look for the next title, and the number of the last note.

    `last`: the number of the last note under the title before this one, 0 where there is none.
    """
    first, at = title
    texts = [list(pages[first].body[at + 1 :]), *(list(page.body) for page in pages[first + 1 :])]
    rows = [[*body, *page.notes] for body, page in zip(texts, pages[first:], strict=True)]  # some may be known already
    taken, number = _endnotes(pages[first].body[at], [row for own in rows for row in own], last)
    if not taken:
        return pages, (first, at + 1), last
    settled = list(pages)
    for n, page in enumerate(pages[first:]):
        own, taken = taken[: len(rows[n])], taken[len(rows[n]) :]
        if not own and n:
            break
        before = page.body[:at] if n == 0 else ()
        known = page.notes[max(0, len(own) - len(texts[n])) :]
        if recognised:
            own = rows[n][: len(own)]
        settled[first + n] = replace(
            page,
            body=(*before, *texts[n][len(own) :]),
            notes=(),
            endnotes=(*page.endnotes, *with_left(own), *known),
        )
    return tuple(settled), (first, at), number


def _take_closing(pages: tuple[Arranged, ...]) -> tuple[Arranged, ...]:
    """The pages with the notes apart that close a page without a heading, as under the signatures of a letter.

    They count on from the notes known so far, and the text before has the number of each raised.
    """
    words = (row.line.words[0] for page in pages for row in page.notes if row.line.words)
    known = [int(m[1]) for word in words if (m := NUMBER.match(word.text)) is not None]
    number = max(known, default=0) + 1
    settled = list(pages)
    cited: set[int] | None = None
    for p, page in enumerate(pages):
        at = None if page.notes else next((k for k, row in enumerate(page.body) if _begun(row) == number), None)
        if at is None:
            continue
        cited = _raised_numbers(pages) if cited is None else cited
        begins = [at + k for k in _counted_on(page.body[at:], number, cited)]
        if begins and (page.body[at].line.words[0].raised or _is_set_apart(page, at, pages)):
            own = [_with_number(row) if at + k in begins else row for k, row in enumerate(page.body[at:])]
            settled[p] = replace(page, body=page.body[:at], endnotes=(*page.endnotes, *with_left(own)))
            number += len(begins)
    return tuple(settled)


def _begun(row: Row) -> int | None:
    """The number of the note that a row may begin: "3 Ibid.", "(3) Ibid.", "3Ibid."."""
    first = row.line.words[0] if row.line.words and row.table is None else None
    if first is None or not (first.text[0].isdecimal() or first.text[0] in "(["):
        return None
    m = (NUMBER.match(first.text) if len(row.line.words) > 1 else None) or GLUED.match(first.text)
    return int(m[1]) if m is not None else None


def _raised_numbers(pages: Sequence[Arranged]) -> set[int]:
    """The numbers that stand raised behind a word of the text."""
    rows = (row for page in pages for row in page.body if row.table is None)
    raised = (word.text for row in rows for word in row.line.words[1:] if word.raised)
    return {int(number) for text in raised for number in re.findall(r"\d{1,3}", text)}


def _counted_on(rows: Sequence[Row], number: int, cited: set[int]) -> list[int]:
    """Which of the rows begin notes that count from `number`; none where they are not all notes of one size."""
    first = rows[0].line
    raised = first.words[0].raised
    begins: list[int] = []
    for k, row in enumerate(rows):
        if row.table is not None or row.boxed or abs(line_size(row.line) - line_size(first)) > 0.06 * line_size(first):
            return []
        if _begun(row) is not None and row.line.words[0].raised == raised and (raised or _begun(row) in cited):
            begins.append(k)
    counted = [_begun(rows[k]) for k in begins]
    told = counted == list(range(number, number + len(counted))) and cited.issuperset(counted)
    return begins if told else []


def _is_set_apart(page: Arranged, at: int, pages: Sequence[Arranged]) -> bool:
    """Whether the rows of a page from `at` on stand under a drawn rule, or in smaller type than most of the text."""
    box = page.body[at].line.box
    if box is None:
        return False
    above = page.body[at - 1].line.box if at else None
    top = above.top if above is not None else 0.0
    if any(top < rule.top < box.bottom and rule.x0 < box.x1 and rule.x1 > box.x0 for rule in page.page.rules):
        return True
    sizes = sorted(line_size(row.line) for one in pages for row in one.body if row.table is None)
    return line_size(page.body[at].line) < 0.93 * sizes[len(sizes) // 2]


def _with_number(row: Row) -> Row:
    """The row with the number raised that begins its note."""
    word, *rest = row.line.words
    m = NUMBER.match(word.text) or GLUED.match(word.text)
    assert m is not None
    left = word.text[m.end() :]
    bare = [replace(word, text=left)] if left else []
    return replace(row, line=replace(row.line, words=(replace(word, text=m[1], raised=True), *bare, *rest)))


def _heads_notes(row: Row) -> bool:
    return row.table is None and len(row.line.words) < 8 and NOTES_TITLE.match(row.line.text) is not None


def _endnotes(title: Row, rows: Sequence[Row], before: int) -> tuple[list[Row], int]:
    """The rows after the heading of the notes that are notes, each number raised, and the last number.

    Under the first such heading they are a list of two notes or more; `before` is the last number under the one before.
    """
    if not rows or not rows[0].line.words:
        return [], 0
    large, bold = line_size(title.line), title.line.words[0].bold
    size, left = line_size(rows[0].line), rows[0].line.box.x0 if rows[0].line.box else 0.0
    taken: list[Row] = []
    count, last = 0, before
    for row in rows:
        if not row.line.words:
            break
        found = _counted(row.line, last, count == 0, left)
        if found is not None:
            last, line = found
            count += 1
            taken.append(replace(row, line=line))
            continue
        heading = row.line.words[0].bold if bold else line_size(row.line) > 0.97 * large > 1.03 * size
        if not taken or heading or (row.above or 0.0) > 2 * size:
            break
        taken.append(row)
    return (taken, last) if count > 1 or (before and count) else ([], 0)


def _counted(line: Line, last: int, first: bool, left: float) -> tuple[int, Line] | None:
    """The number of the note that a line begins in a list of notes, and the line with that number or letter raised."""
    word = line.words[0]
    label = SIGN_NUMBER.match(word.text)
    if label is not None:
        number = next((n for n in (last + 1, 1) if n in letter_values(label[1]) and (n > last or first)), None)
        bare = replace(word, text=label[1], raised=True)
        return (number, replace(line, words=(bare, *line.words[1:]))) if number and len(line.words) > 1 else None
    found = _start(line, last, first, left)
    if found is None or not found[0].isdigit():
        return None
    bare = replace(word, text=found[0], raised=True)
    return int(found[0]), replace(line, words=(bare, *found[1].words))


def _give_back(pages: Sequence[Arranged]) -> tuple[Arranged, ...]:
    """Pages whose rows at the foot are notes or go on with one; others come back into the text."""
    given: list[Arranged] = []
    last: Row | None = None  # the last row of a note
    number = 0
    for page in pages:
        starts = [k for k, row in enumerate(page.notes) if _start(row.line, number, True, row.left) is not None]
        lost = starts[0] if starts else len(page.notes)
        goes_on = last is not None and (is_full(last) or not ENDED.search(last.line.text))
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
    digital = not recognised or _counted_by_signs(pages)
    notes = _parse_digital(pages) if digital else _parse_recognised(pages)
    for note in notes:
        note.at_end = at_end
    return notes


def _parse_digital(pages: Sequence[Sequence[Row]]) -> list[RawNote]:
    notes: list[RawNote] = []
    for rows in pages:
        if not rows:
            continue
        on_page = 0
        sure = {row.line.words[0].text for row in rows if row.line.words and row.line.words[0].raised}
        for row in rows:
            for line in _divided(row.line, _last_number(notes)):
                found = _start(line, _last_number(notes), on_page == 0, row.left)
                # another row may begin that note, or a sentence go on
                amid = on_page and runs_on(notes[-1].lines[-1], row)
                if found is not None and not line.words[0].raised and (amid or found[0] in sure):
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
    return next((int(note.number) for note in reversed(notes) if note.number.isdigit()), 0)


def _divided(line: Line, last: int) -> list[Line]:
    """A line cut where another note begins in it: "¹ Ibid., p. 3. ² Ibid., p. 5."; `last` is the number before it."""
    cuts = [0]
    for k, word in enumerate(line.words):
        m = NUMBER.match(word.text)
        if m is None or not (word.raised or word.text.startswith(("(", "["))):
            continue
        starts = k == 0 or (ENDED.search(line.words[k - 1].text) is not None and int(m.group(1)) == last + 1)
        if starts and k + 1 < len(line.words):
            last = int(m.group(1))
            cuts += [k] if k else []
    if len(cuts) == 1:
        return [line]
    return [make_line(list(line.words[a:b]), line.page) for a, b in itertools.pairwise([*cuts, len(line.words)])]


_Start = tuple[str, Line, str | None]


def _start(line: Line, last: int, first_on_page: bool, left: float) -> _Start | None:
    """Number, rest of the line, and the marker as read, if this line begins a note; `last` is the number before."""
    if not line.words:
        return None
    word, expected = line.words[0], last + 1
    if line.box and line.box.x0 > left + 12 and not word.raised:
        return None
    rest = replace(line, words=line.words[1:])
    m = NUMBER.match(word.text)
    if m and rest.words and (word.raised or int(m.group(1)) == expected or (first_on_page and int(m.group(1)) == 1)):
        return m.group(1), rest, None
    sign = SIGN_NUMBER.match(word.text) if word.raised or STARS.match(word.text) else None
    if sign and rest.words and not SIGNIFICANCE.match(line.text):
        return sign[1], rest, None
    return _glued_start(line, last, first_on_page)


def _glued_start(line: Line, last: int, first_on_page: bool) -> _Start | None:
    """A note whose marker sticks to its first word: "7Vlaamse"."""
    word = line.words[0]
    m = GLUED.match(word.text)
    if m and (int(m.group(1)) in (last + 1, last + 2) or (first_on_page and last < int(m.group(1)) <= last + 3)):
        bare = replace(word, text=word.text[m.end() :])
        return m.group(1), replace(line, words=(bare, *line.words[1:])), word.text
    return None


# --- notes of recognised text -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Chance:
    """A line that may begin a note: where it stands, what number was read, the line without its marker.

    `sure` says that a sign stands before the text; without one, only a gap in the numbers can make it a beginning.
    `told`: the text points to that sign, which may count the note beside the numbers of others.
    """

    row: int
    value: int | None
    rest: Line
    read_as: str | None
    sure: bool
    told: bool = False

    @property
    def passed(self) -> float:
        """What it costs that no numbered note begins here."""
        return 0.0 if not self.sure else _TOLD if self.told else _STRAY


def _counted_by_signs(pages: Sequence[Sequence[Row]]) -> bool:
    """Whether signs or letters that the text points to count the notes: on each page others, and no number is read."""
    if any(c.value is not None and c.sure for rows in pages for c in _chances(rows)):
        return False
    signs = [[sign for row in rows if (sign := _told_sign(row.line)) is not None] for rows in pages]
    return any(signs) and all(len(set(own)) == len(own) for own in signs)


def _told_sign(line: Line) -> str | None:
    """The sign or letter with which a line begins a note that the text points to, None where it has none."""
    word = line.words[0] if len(line.words) > 1 else None
    sign = SIGN_NUMBER.match(word.text) if word is not None and word.raised else None
    return sign[1] if sign else None


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
            elif (sign := _told_sign(row.line)) is not None:  # the numbers go on without it
                rest = replace(row.line, words=row.line.words[1:])
                notes.append(RawNote(sign, [rest], row.line.page))
            elif notes:
                if _NEW_PARAGRAPH.match(row.line.text):
                    notes[-1].paragraphs.append(len(notes[-1].lines))
                notes[-1].lines.append(row.line)
    for note in notes:
        _drop_stray_sign(note)
    return notes


def _drop_stray_sign(note: RawNote) -> None:
    """Take one sign away from before a note whose number is known: what recognition made of that number as well.

    A quotation mark that is closed in the note stays.
    """
    words = note.lines[0].words
    stray = STRAY_SIGN.match(words[0].text) if note.read_as is None and words else None
    if stray is None or (stray.end() == len(words[0].text) and len(words) == 1):
        return
    sign = stray[0]
    if sign[0] in OPENING_QUOTES and _is_closed(" ".join(line.text for line in note.lines)[len(sign) :]):
        return
    bare = replace(words[0], text=words[0].text[len(sign) :])
    note.lines[0] = replace(note.lines[0], words=((bare,) if bare.text else ()) + words[1:])
    note.read_as = sign


def _parted(row: Row) -> list[Row]:
    """A row cut where another note begins in it."""
    first, *others = _divided(row.line, 0) if row.line.words else [row.line]
    return [replace(row, line=first), *(replace(row, line=o, left=o.box.x0 if o.box else row.left) for o in others)]


def _is_closed(text: str) -> bool:
    """Whether the quotation that opened before a text is closed in it: next, or by the number of quotation marks."""
    opening, closing = OPENING_QUOTE.search(text), CLOSING_QUOTE.search(text)
    if closing is None or opening is None:
        return closing is not None
    return closing.start() < opening.start() or len(CLOSING_QUOTE.findall(text)) > len(OPENING_QUOTE.findall(text))


@dataclass(frozen=True, slots=True)
class _Opening:
    """A line that stands where a note may begin: the row at `at` of `rows`, its first word, and the text behind that.

    `opens`: that text reads as the beginning of a note.
    """

    rows: Sequence[Row]
    at: int
    word: Word
    after: str
    opens: bool

    @property
    def line(self) -> Line:
        return self.rows[self.at].line

    @property
    def rest(self) -> Line:
        return replace(self.line, words=self.line.words[1:])

    def bare(self, cut: int) -> Line:
        """The line without the first `cut` characters of its first word."""
        return replace(self.line, words=(replace(self.word, text=self.word.text[cut:]), *self.line.words[1:]))

    def ended(self) -> bool:
        """Whether what stands above may be the end of a note."""
        return self.at == 0 or _may_end(self.rows[self.at - 1])


def _chances(rows: Sequence[Row]) -> list[_Chance]:
    """The rows that may begin a note, in order."""
    found: list[_Chance] = []
    edge = 0.0  # where the first row of the page begins: further in than the others where its number was not read
    for k, row in enumerate(rows):
        line = row.line
        if line.box and (k == 0 or line.page != rows[k - 1].line.page):
            edge = line.box.x0
        if not line.words or (k and line.box and line.box.x0 > max(row.left + 14, edge + 3)):
            continue
        after = line.words[1].text if len(line.words) > 1 else ""
        opens = after[:1].isupper() or after[:1].isdigit() or after[:1] in "‘“'\"«" or bool(OPENS.match(after))
        opening = _Opening(rows, k, line.words[0], after, opens)
        chance = next((c for reader in _READERS if (c := reader(opening)) is not None), None)
        if chance is not None:
            found.append(chance)
    return found


# Behind a number: "2019", "%": it counts something
_COUNTED = re.compile(r"^\d{4}|^(?:%|procent)")


def _by_number(one: _Opening) -> _Chance | None:
    """A number stands before: "3 Ibid., p. 4"."""
    number = NUMBER.match(one.word.text)
    if not number or not one.after or _COUNTED.match(one.after) or not (one.opens or len(number.group(1)) < 3):
        return None
    return _Chance(one.at, int(number.group(1)), one.rest, None, one.opens or one.word.raised or one.ended())


def _by_glued_number(one: _Opening) -> _Chance | None:
    """A number that sticks to the first word: "3Ibid., p. 4"."""
    glued = GLUED_READ.match(one.word.text)
    if not glued or int(glued.group(1)) >= 200:
        return None
    return _Chance(one.at, int(glued.group(1)), one.bare(glued.end()), one.word.text, True)


def _by_sign(one: _Opening) -> _Chance | None:
    """What recognition made of a number: "® Ibid., p. 4"."""
    is_sign = one.after and (SIGN.match(one.word.text) or ODD.match(one.word.text)) and (one.opens or one.ended())
    told = _told_sign(one.line) is not None
    return _Chance(one.at, None, one.rest, one.word.text, True, told) if is_sign else None


def _by_glued_sign(one: _Opening) -> _Chance | None:
    """The same, stuck to the first word: "®Ibid., p. 4"."""
    glued = SIGN_GLUED.match(one.word.text)
    if not glued or one.word.text[0] in "‘“'\"(":
        return None
    return _Chance(one.at, None, one.bare(glued.end()), one.word.text, True)


def _without_marker(one: _Opening) -> _Chance | None:
    """No marker is left ("Ibid., p. 4"): surely one under the rule of a page, where the page before ended a note."""
    above = None if one.at == 0 else one.rows[one.at - 1]
    if above is not None:
        breaks = one.word.text[:1].isupper() and (_may_end(above) or _had_room(above, one.word))
        if not breaks:
            return None
    sure = above is None or (one.line.page != above.line.page and above.line.text.endswith("."))
    return _Chance(one.at, None, one.line, None, sure)


# In this order: what says most about a number comes first.
_READERS = (_by_number, _by_glued_number, _by_sign, _by_glued_sign, _without_marker)


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


# What the numbering may cost: a digit read wrongly, a number left out, a sign that is none, a marker that was lost,
# a sign that counts a note itself, a first number above 1, and numbers that begin again.
_WRONG, _GAP, _STRAY, _LOST, _TOLD, _ELSEWHERE, _AGAIN = 1.0, 0.8, 1.1, 0.7, 0.5, 1.6, 1.3
# Of every line so many of the cheapest numberings are kept; a note follows within so many lines that may begin one.
_KEPT, _NEAR = 30, 12
_Path = tuple[float, tuple[int, int] | None]  # what a numbering costs, and the line and number before


def _numbered(chances: Sequence[_Chance]) -> dict[int, tuple[int, _Chance]]:
    """Row → (number, chance) for the chances that begin a note, by the cheapest numbering."""
    passed = list(itertools.accumulate((c.passed for c in chances), initial=0.0))
    paths: list[dict[int, _Path]] = []
    for i, chance in enumerate(chances):
        found: dict[int, _Path] = {}
        for n in _first_numbers(chances, i):
            found[n] = (min(_GAP * (n - 1), _ELSEWHERE) + passed[i], None)
        for j in range(i - 1, max(-1, i - _NEAR), -1):
            skipped = passed[i] - passed[j + 1]
            for m, (cost, _) in paths[j].items():
                steps = [(n, _GAP * (n - m - 1)) for n in range(m + 1, m + 5)]
                for n, step in [*steps, (1, _AGAIN)] if chance.value == 1 else steps:
                    if n not in found or cost + step + skipped < found[n][0]:
                        found[n] = (cost + step + skipped, (j, m))
        own = {n: (cost + _as_number(chance, n), where) for n, (cost, where) in found.items()}
        paths.append(dict(sorted(own.items(), key=lambda path: path[1][0])[:_KEPT]))
    ends = [(cost + passed[-1] - passed[i + 1], i, n) for i, own in enumerate(paths) for n, (cost, _) in own.items()]
    starts: dict[int, tuple[int, _Chance]] = {}
    at: tuple[int, int] | None = min(ends)[1:] if ends else None
    while at is not None:
        i, n = at
        starts[chances[i].row] = (n, chances[i])
        at = paths[i][n][1]
    return starts


def _first_numbers(chances: Sequence[_Chance], i: int) -> set[int]:
    """The numbers that the notes may begin with at chance `i`: the lowest, and what it and the next were read as."""
    near = {c.value - k for k, c in enumerate(chances[i : i + 4]) if c.value is not None}
    return {1, 2, 3, 4} | {n for n in near if n > 0}


def _as_number(chance: _Chance, n: int) -> float:
    """What it costs that a chance is note `n`, by what was read there."""
    lost = 0.0 if chance.sure else _LOST
    if chance.value is None:
        return 0.1 + lost
    if chance.value == n:
        return lost
    return lost + (0.5 if str(chance.value) in str(n) else 1.0) * _WRONG  # one digit of two


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


# "km²": a raised number that no note has
_POWER = re.compile(rf"\b{UNIT.pattern}$")
_SENTENCE_END = re.compile(r"[.!?][’”\"']?(?=\s+[A-ZÀ-Þ‘“]|\s*$)")


def find_candidates(texts: Sequence[tuple[str, Sequence[tuple[int, int, int]]]], recognised: bool) -> list[Candidate]:
    """Everything in the body that may be a lost marker, in order. `texts` holds each text with (start, end, page)."""
    found: list[Candidate] = []
    for block, (text, spans) in enumerate(texts):
        seen: set[int] = set()
        for shape in LOST:
            if shape.read and not recognised:
                continue
            for m in shape.pattern.finditer(text):
                group = next((g for g in range(1, shape.pattern.groups + 1) if m.group(g) is not None), 0)
                start, end = m.span(group)
                if start in seen:
                    continue
                seen.add(start)
                value = m.group(group).strip(" ()[]" if shape.how == IN_BRACKETS else None)
                if value in "”’\"'“" and _closes_quote(text, start, value):
                    continue
                page = next((p for s, e, p in spans if s <= start < e or start == e), spans[-1][2] if spans else 1)
                if _POWER.search(text, max(0, start - 3), end):
                    continue
                digits = value.translate(SUPERSCRIPT_DIGITS) if value.isdigit() else None
                about = telling(text[max(0, start - 220) : start])
                found.append(Candidate(block, start, end, digits, page, shape.weight, shape.how, about))
        for m in AFTER_ACTION.finditer(text):
            page = next((p for s, e, p in spans if s <= m.start() < e), spans[-1][2] if spans else 1)
            for start, action in _actions_before(m, text):
                if start not in seen:
                    seen.add(start)
                    digits = text[start : m.end()]
                    found.append(Candidate(block, start, m.end(), digits, page, 0.7, _ACTION_FIRST, telling(action)))
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
    moves = [bytearray(m) for _ in notes]
    below = [0.0] * (m + 1)
    for i in range(n - 1, -1, -1):
        note, best = notes[i], [0.0] * (m + 1)
        first_page = 1 if note.at_end else note.page - 1
        for j in range(m - 1, -1, -1):
            at = candidates[j]
            weight = 0.0
            if at.block < note.before and first_page <= at.page <= note.page:
                weight = _fits(note, at, recognised)
            best[j] = max(below[j], best[j + 1])
            if weight > 0 and weight + below[j + 1] >= best[j]:
                best[j] = weight + below[j + 1]
                moves[i][j] = _TAKE
            else:
                moves[i][j] = _NEXT_CANDIDATE if best[j] == best[j + 1] else _NEXT_NOTE
        below = best
    chosen: dict[int, Candidate] = {}
    i = j = 0
    while i < n and j < m:
        move = moves[i][j]
        if move == _TAKE:
            chosen[i] = candidates[j]
        i += move != _NEXT_CANDIDATE
        j += move != _NEXT_NOTE
    return chosen


_TAKE, _NEXT_CANDIDATE, _NEXT_NOTE = 0, 1, 2


def _fits(note: Unhung, candidate: Candidate, recognised: bool) -> float:
    """How well a candidate before a note, on a page where its marker may stand, fits it; 0 where it does not."""
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
    """Put a raised number back that is no marker (m², 10³), and a comma before the next of "5, 6".

    One that opens a text stands apart from its first word, as it did: a note under a table.
    """
    behind = joined.text.text[mark.offset : mark.offset + 1]
    shown = mark.number + (", " if behind.isdigit() else " " if mark.offset == 0 and behind.isalpha() else "")
    put = cut(joined, mark.offset, mark.offset, shown)
    return Joined(
        put.text,
        tuple(
            m
            for m in put.marks
            if (m.number, m.found_by) != (mark.number, mark.found_by)
            or m.offset not in (mark.offset, mark.offset + len(shown))
        ),
        put.repairs,
    )


def words_of(text: str) -> tuple[Word, ...]:
    """The words of a line of plain text."""
    return tuple(Word(w, None) for w in text.split())
