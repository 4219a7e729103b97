"""Text files as OCR or another extractor left them: no layout, so everything is told from numbers, lengths and gaps.

Such a file may have form feeds between pages or not, a blank line after every line, footnotes in the middle, markers
glued to words, page numbers alone on a line, and the addresses of link annotations at the foot of a page.
"""

from __future__ import annotations

import codecs
import itertools
import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.errors import AdviesspoorError
from corpus.model import Category, Problem
from ingest.blocks import Blocks, finish
from ingest.cover import COVER_LABEL
from ingest.drafts import Draft
from ingest.entries import (
    BULLET,
    LONE_NUMBER,
    TERMINAL,
    TITLES,
    URL,
    Entry,
    begins,
    read_entries,
    without_contents,
)
from ingest.foot import CITED, INLINE, SOURCE
from ingest.grid import RAISED, GridPage, arrange_text
from ingest.headings import Outline, Scheme, level_by_number, numeral, title_key
from ingest.markers import BRACKETED_LINE, GLUED_LINE, IN_TEXT, LEFT_BEHIND, READ_LINE
from ingest.misread import Misread, is_note, misread_numbers
from ingest.notes import RawNote, words_of
from ingest.page import Line, RawPage, Word
from ingest.rows import NOTES_TITLE, Row
from ingest.signs import lowered, settle_signs
from ingest.white import CELL

_NUMBERED = re.compile(r"^(\d{1,3}(?:\.\d{1,2}){0,4})([.)]?)\s+(\S.*)$")
# "II Bespreking", "III. Besluit": headings of older papers
# "A. Een samenhangend beleid", "B.1. Verbinding", "II.1 Leegloop": headings that are counted by letters
_LETTERED = re.compile(r"^((?:[IVX]{1,5}|[A-Z])(?:\.\d{1,2}){0,3})[.)]?\s+([A-ZÀ-Þ‘“].*)$")
_OCR_BULLET = re.compile(r"^([eo«»©®¢°=+])(?:\s?_{1,3})?\s+(?=[A-ZÀ-Þa-z‘“(])(\S.*)$")
_ORDERED = re.compile(r"^(\d{1,2}[.)]|[a-z][.)]|\([a-z0-9]{1,2}\)|[ivx]{1,4}[.)])\s+(\S.*)$")
_SEPARATOR = re.compile(r"^\s{40,}$|^[_\-–—]{10,}$")
# "in 2022.", "in 2022.1", "onaanvaard-": what ends so, be it with a marker behind, is no title; "Actie 18.1" may be
_CLOSED = re.compile(r"[.;:,-]$|(?:[^\W\d_]{2}|\b(?:19|20)\d\d)[.;:,]\d{1,3}$")
# "De raad vraagt aan de": the sentence goes on
_HANGING = re.compile(r"\b(?:de|het|een|van|en|of|met|voor|dat|die|der|den|ten|ter|te|als|tot|bij)$", re.I)
_ANNEX = re.compile(r"^bijlagen?\b", re.I)
# A parliamentary question has no headings of its own: "SCHRIFTELIJKE VRAAG", "GECOÖRDINEERD ANTWOORD"
_QUESTION = re.compile(r"^(?:schriftelijke vraag|vraag om uitleg|actuele vraag|(?:gecoördineerd )?antwoord)\b", re.I)
# What stands alone on a line and is no title: the name of a person or a body ("Anneleen Van den Bossche", "Vlaamse
# Onderwijsraad"), a caption ("Bron: Statbel")
_NAME = re.compile(r"^(?:[A-ZÀ-Þ][\w.’'-]*\s+)(?:(?:van|de|der|den|ten|ter|[A-ZÀ-Þ][\w.’'-]*)\s+)*[A-ZÀ-Þ][\w.’'-]*$")
# "Uitgebracht door de Raad Basisonderwijs op 12 mei 2022": how a paper was made
_IMPRINT = re.compile(
    r"^(?:uitgebracht|vastgesteld|goedgekeurd|voorbereid|ingediend|opgesteld|opgemaakt)\s+(?:op|door|in|namens)\b", re.I
)
# "Contactpersoon: Jan Peeters": what it says stands behind the colon
_LABELLED = re.compile(r"^[A-ZÀ-Þ][\w -]{2,40}:\s+\S")
_CAPTION = re.compile(r"^(?:bron|figuur|tabel|grafiek|kaart|foto)\b", re.I)
# "Pagina 12 van het ontwerp": a place in a work
_PAGE_OF = re.compile(r"^(?:pagina|blz\.?|bladzijde)\s+\d", re.I)
# "Boslaan 15, 1210 Brussel": where somebody is found
_ADDRESS = re.compile(r"\b\d{1,3}[a-z]?(?: bus \d+)?,\s*(?:BE?-)?[1-9]\d{3}\s+[A-ZÀ-Þ][\w -]+$")
# "12 mei 2022", "Brussel, 12 mei 2022": the date of a letter
_DATE = re.compile(r"^(?:[A-ZÀ-Þ][\w’' -]{2,30},?\s+)?(?:de\s+)?\d{1,2}\s+[a-z]{3,9}\s+\d{4}$", re.I)
# "maart 2024": the date of a note, on a line of its own below its title
_MONTH = re.compile(
    r"^(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december) (?:19|20)\d\d$", re.I
)
# "… schoolgebouwen" above it, but not "tot eind"
_BEFORE_MONTH = re.compile(r"(?<=[^\W\d_]{4})(?<!eind)(?<!begin)(?<!midden)(?<!half)(?<!sinds)(?<!vanaf)$")
# "VR 2024 1907 DOC.0911/1", "RBO-ADV-2324-007": what an office files it under; not "PISA 2022", "COVID-19"
_CODE = re.compile(r"^(?!.*[a-zà-ÿ]{2})(?=.*(?:[A-Z]{2,}[./_-]\d{3}|[A-Z]{2,}(?:[/_-][A-Z]{2,})+[/_-]?\d))[\w ./_-]+$")


# A line that is longer is taken in pieces, and so is a word: what looks at a line may look at each sign of it twice.
LONGEST_LINE = 4000


def read_text(path: Path, most: int) -> list[RawPage]:
    """The first `most` pages of a text file, one RawPage per form feed (one at the very end opens no page).

    Where more of them have words one more is given, which says so.

    Raises AdviesspoorError for an empty or binary file.
    """
    data = path.read_bytes()
    if not data.strip():
        raise AdviesspoorError("Het bestand is leeg.", Category.EMPTY)
    text = _decode(data)
    parts = text.split("\f")
    if len(parts) > most + 1:
        text = "\f".join((*parts[:most], next(filter(str.strip, parts[most:]), "")))
    pages = []
    for number, page in enumerate(arrange_text(settle_signs(text)), start=1):
        lines: list[Line] = []
        blank = 0
        for set_line in page.lines:
            raw = set_line.text
            if not raw.strip():
                # two blank lines, or the white line that Word leaves above its notes, keep their meaning
                blank += 10 if _SEPARATOR.match(raw) else 1
                continue
            indent = len(raw) - len(raw.lstrip())
            # three spaces or more part columns: a tab keeps them apart
            parted = re.sub(r"(?<=\S)(?: {3,}|\t)(?=\S)", f" {CELL} ", raw)
            for piece in _pieces(parted):
                lines.append(Line(words_of(piece), None, number, blank, indent, set_line.note))
                blank, indent = 0, 0
        pages.append(RawPage(number, 0.0, 0.0, "plain_text", tuple(lines), problem=_crossed(number, page)))
    return pages


def _decode(data: bytes) -> str:
    """The text of a file in UTF-8, in UTF-16 with its mark at the beginning, or in the code page of older Windows.

    Raises AdviesspoorError for a binary file.
    """
    wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        text = data.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    if "\x00" in text[:4096]:
        raise AdviesspoorError("Dit is geen tekstbestand.", Category.NOT_A_DOCUMENT)
    return text


def _crossed(number: int, page: GridPage) -> Problem | None:
    """A warning about a page whose columns could not be told apart."""
    said = (
        f"Op pagina {number} staan twee kolommen naast elkaar in de tekst; de regels lopen misschien door elkaar. "
        "Lees liever de oorspronkelijke pdf in."
    )
    return Problem(Category.DAMAGED, said, number) if page.crossed else None


def _words(text: str) -> tuple[Word, ...]:
    """The words of a line, markers that were set apart as raised."""
    if RAISED not in text:
        return words_of(text)
    return tuple(
        replace(w, text=w.text[1:], raised=True) if w.text[:1] == RAISED and w.text[1:] else w for w in words_of(text)
    )


def _pieces(line: str) -> Iterator[str]:
    """A line in pieces that are not too long, cut between words where there are any."""
    while len(line) > LONGEST_LINE:
        at = line.rfind(" ", 0, LONGEST_LINE)
        at = at if at > 0 else LONGEST_LINE
        yield line[:at]
        line = line[at:]
    yield line


def build(pages: Sequence[RawPage], vocabulary: Collection[str]) -> Blocks:
    """Blocks of a plain text, footnotes last."""
    notes = _notes_at_foot(pages)
    body = [replace(page, lines=tuple(line for line in page.lines if line.note is None)) for page in pages]
    entries, titles, cover = without_contents(read_entries(body))
    cover = max(cover, _imprint(entries))
    entries = _with_titles(entries, titles, cover)
    return _assemble(entries, titles, cover, notes, vocabulary)


# So many lines at most stand before the end of what a cover says about how the paper was made.
_LONGEST_COVER = 30


def _imprint(entries: Sequence[Entry]) -> int:
    """How many lines stand up to the last one that says how the paper was made, with no sentence or chapter above."""
    end = 0
    for k, entry in enumerate(entries[:_LONGEST_COVER]):
        if COVER_LABEL.match(entry.text) or _IMPRINT.match(entry.text):
            end = k + 1
            continue
        sentence = k > end and len(entry.text.split()) > 6 and TERMINAL.search(entry.text)
        if sentence or re.match(r"1\.?\s+[A-ZÀ-Þ]", entry.text):
            break
    return end


def _notes_at_foot(pages: Sequence[RawPage]) -> list[RawNote]:
    """The notes that the place of their lines told."""
    notes: list[RawNote] = []
    told = [line for page in pages for line in page.lines if line.note is not None]
    given = {line.note for line in told}
    for line in told:
        if line.note:
            notes.append(RawNote(line.note, [line], line.page))
        elif notes and (read := _next_misread(notes[-1], line, given)) is not None:
            notes.append(read)
        elif notes:
            notes[-1].lines.append(line)
    return notes


def _next_misread(above: RawNote, line: Line, given: Collection[str | None]) -> RawNote | None:
    """The note that begins with a line whose number was read as a sign; None where the note `above` goes on.

    `given` are the numbers of all notes whose place was told.
    """
    number = str(int(above.number) + 1) if above.number.isdigit() else ""
    if not number or number in given or not TERMINAL.search(above.lines[-1].text):
        return None
    if m := READ_LINE.match(line.text):
        return RawNote(number, [replace(line, words=words_of(m[2]))], line.page, read_as=m[1])
    # the count of the place ended at a misread number
    counted = INLINE.match(line.text) if above.read_as is not None else None
    if counted is None or number not in counted.groups():
        return None
    return RawNote(number, [replace(line, words=words_of(counted[4]))], line.page)


# --- headings without a number ----------------------------------------------------------------------------------------

_LONGEST_TITLE = 110
# So many short lines in a row are an address, a list or a pair of signatures; two are a heading and the one below it.
_MOST_TITLES = 2


def _with_titles(entries: list[Entry], titles: Collection[str], cover: int) -> list[Entry]:
    """Mark the lines that stand as headings without a number: short, alone, not closed, with running text below.

    `titles` are those of the contents page, before which `cover` lines stand.
    """
    if any(_QUESTION.match(e.text) for e in entries[:15]):
        return entries
    width = _usual_width(entries)
    entries = entries[:cover] + _joined_titles(entries[cover:], titles, width)
    # white lines say nothing: every line has one, or none has but where a page begins
    ungapped = sum(e.gap and not e.page_start for e in entries) < 0.05 * len(entries)
    marked = list(entries)
    runs: list[tuple[int, int]] = []
    k = 0
    while k < len(entries):
        end = k
        while end < len(entries) and _may_be_title(entries, end, width, ungapped):
            end += 1
        inside = k >= cover or _OPENS_TEXT.match(entries[end - 1].text) is not None
        if k < end < len(entries) and inside and _is_body(entries[end], width):
            runs.append((k, end))
        k = end + 1
    others = any(end - k <= _MOST_TITLES for k, end in runs[1:])
    numbered = any(
        (m := _NUMBERED.match(e.text)) is not None and m[3][:1].isupper() and e.gap and _reads_as_title(e, width)
        for e in entries
    )
    for n, (k, end) in enumerate(runs):
        if n == 0 and _is_cover(entries, k, end):
            continue
        if end - k > _MOST_TITLES:
            # a cover runs into the first heading: that is one where more of its kind follow, or by its words
            last = entries[end - 1]
            first = n == 0 and last.gap and entries[end].gap and len(last.text.split()) <= 4
            if not (first and ((others and not numbered) or _OPENS_TEXT.match(last.text))):
                continue
            k = end - 1
        marked[k:end] = [replace(e, title=True) for e in entries[k:end]]
    return marked


def _is_cover(entries: Sequence[Entry], k: int, end: int) -> bool:
    """Whether lines stand on a cover: no sentence above them, and right below them "1. Inleiding"."""
    sentence = any(len(e.text.split()) > 6 and e.text.endswith(".") for e in entries[:k])
    return _opens_chapters(entries, end) and not sentence and not _OPENS_TEXT.match(entries[end - 1].text)


def _ends_cover(entries: Sequence[Entry], k: int, width: int) -> bool:
    """Whether running text or a list stands here, and no title in capitals or first chapter."""
    if k >= len(entries) or entries[k].text.isupper() or _opens_chapters(entries, k):
        return False
    return _is_body(entries[k], width)


def _opens_chapters(entries: Sequence[Entry], k: int) -> bool:
    """Whether the first chapter begins here: "1. Inleiding", white above, and no list, which would count on below."""
    m, after = _NUMBERED.match(entries[k].text), entries[k + 1 : k + 2]
    chapter = m is not None and m[1] == "1" and m[3][:1].isupper() and not _CLOSED.search(m[3]) and entries[k].gap
    return chapter and not any(_NUMBERED.match(e.text) for e in after)


def _joined_titles(entries: Sequence[Entry], titles: Collection[str], width: int) -> list[Entry]:
    """Put a title that runs over two lines in one: white above, a full line of text right below, or as in `titles`."""
    joined: list[Entry] = []
    k = 0
    while k < len(entries):
        first = entries[k]
        second, below = (*entries[k + 1 : k + 3], None, None)[:2]
        whole = f"{first.text} {second.text}" if second is not None and len(first.text) <= _LONGEST_TITLE else ""
        if whole and title_key(_unnumbered(whole)) in titles and title_key(_unnumbered(first.text)) not in titles:
            joined.append(replace(first, text=whole, cells=(whole,)))
            k += 2
        elif (
            second is not None
            and below is not None
            and first.gap
            and 0.7 * width < len(first.text) <= width
            and len(second.text) < 0.5 * width
            and second.text[:1].islower()
            and not second.gap
            and not below.page_start
            and begins(below.text)
            and len(below.text) > 0.75 * width
            and not _CLOSED.search(second.text)
            and _reads_as_title(replace(first, text=first.text[:_LONGEST_TITLE]), width)
        ):
            text = f"{first.text} {second.text}"
            joined += [replace(first, text=text, cells=(text,), title=True), below]
            k += 3
        else:
            end = k + 1
            while end < len(entries) and _is_rest_of_capitals(entries[end - 1], entries[end], width):
                end += 1
            text = " ".join(e.text for e in entries[k:end])
            joined.append(replace(first, text=text, cells=(text,)) if end > k + 1 else first)
            k = end
    return joined


def _is_rest_of_capitals(above: Entry, entry: Entry, width: int) -> bool:
    """Whether a line is the rest of a title in capitals: the line above it had no room for another word."""
    if entry.gap or entry.page_start or len(entry.cells) > 1 or len(above.cells) > 1 or _NUMBERED.match(entry.text):
        return False
    full = len(above.text) + 1 + len(entry.text.split(" ")[0]) > 0.95 * width or _HANGING.search(above.text) is not None
    return full and above.text.isupper() and entry.text.isupper() and not _CLOSED.search(above.text)


def _unnumbered(text: str) -> str:
    """A title without its number."""
    m = _NUMBERED.match(text)
    return m[3] if m else text


# "Krachtlijnen", "Situering": the first heading of a paper, whose cover may run into it
_OPENS_TEXT = re.compile(
    r"^(?:krachtlijnen|samenvatting|situering|inleiding|aanleiding|context|vooraf|voorwoord|ten geleide|woord vooraf"
    r"|leeswijzer|kernboodschap(?:pen)?|in het kort|situering en .*)$",
    re.I,
)


def _may_be_title(entries: Sequence[Entry], k: int, width: int, ungapped: bool) -> bool:
    entry, before = entries[k], entries[k - 1] if k else None
    after = entries[k + 1] if k + 1 < len(entries) else None
    if not _reads_as_title(entry, width) or _HANGING.search(entry.text) or after is None or after.text[:1].islower():
        return False
    if _LABELLED.match(entry.text) and any(o is not None and _LABELLED.match(o.text) for o in (before, after)):
        return False
    if before is not None and not entry.gap and (COVER_LABEL.match(before.text) or _LABELLED.match(before.text)):
        return False  # the value of a label runs over
    if len(entry.text) > 0.8 * width and not (entry.gap and after.gap):
        return False
    if before is not None and len(before.text) > _LONGEST_TITLE and not TERMINAL.search(before.text):
        return False
    opens = entry.gap or entry.page_start or before is None
    if ungapped or (opens and (after.gap or after.page_start)):
        return True
    # some extractors leave no white line below a heading: then a full line must follow a short one
    if len(entry.text) >= 0.6 * width and not (opens and _ends_early(before, entry, after, width)):
        return False
    full = len(after.text) > 0.75 * width
    if opens:
        below = entries[k + 2] if k + 2 < len(entries) else None
        paired = _reads_as_title(after, width) and below is not None and len(below.text) > 0.75 * width
        return full or (paired and not after.gap)
    # nor above it: then a sentence ends there, or another title stands there
    ended = before is not None and TERMINAL.search(before.text) is not None
    return full and before is not None and (ended or (before.gap and _reads_as_title(before, width)))


def _ends_early(before: Entry | None, entry: Entry, after: Entry, width: int) -> bool:
    """Whether a line below the end of a sentence has room for the word that opens the line below, with a capital."""
    ended = before is None or entry.page_start or TERMINAL.search(before.text) is not None
    room = len(entry.text) + 1 + len(after.text.split(" ")[0]) <= 0.9 * width
    return ended and room and after.text[:1].isupper()


def _reads_as_title(entry: Entry, width: int) -> bool:
    """Whether the words of a line can be a title: short, with a capital, not closed, no name, caption, date or item."""
    text = entry.text.strip()
    if not 3 < len(text) <= _LONGEST_TITLE or not text[:1].isupper() or len(entry.cells) > 1:
        return False
    return not any(
        other.search(text)
        for other in (
            _CLOSED,
            _IMPRINT,
            _NAME,
            _CAPTION,
            _PAGE_OF,
            COVER_LABEL,
            _ADDRESS,
            _DATE,
            _CODE,
            URL,
            BULLET,
            _ORDERED,
        )
    )


def _is_body(entry: Entry, width: int) -> bool:
    """Whether running text or a list stands here."""
    text = entry.text
    if COVER_LABEL.match(text):
        return False
    if BULLET.match(text) or _ORDERED.match(text):
        return True
    return len(text) >= 0.6 * width or (len(text.split()) > 6 and TERMINAL.search(text) is not None)


# --- assembling -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Text:
    """What the whole text says about any of its lines: titles of the contents page, what numbered lines open with,
    numbers that stand as markers of notes, and how long its lines are.
    """

    titles: set[str]
    starts: set[str]
    markers: set[str]
    width: int
    lost_markers: bool  # signs stand where markers may have been
    asks: bool  # the numbers 1., 2., 3. stand before questions


@dataclass(slots=True)
class _State:
    """What has been put together so far."""

    drafts: list[Draft]
    notes: list[RawNote]
    outline: tuple[int, ...] = ()
    in_note: bool = False
    last_text: str = ""
    note_width: int = 0
    paired: bool = False  # a heading without a number stood right above another
    begun: bool = False  # the cover is over


def _assemble(
    entries: Sequence[Entry], titles: set[str], cover: int, waiting: list[RawNote], vocabulary: Collection[str]
) -> Blocks:
    width = _usual_width(entries)
    state = _State([], [])
    starts = {e.text.split(" ")[0].rstrip(".") for e in entries if _NUMBERED.match(e.text)}
    written = lowered("\n".join(e.text for e in entries))
    markers, lost = set(IN_TEXT.findall(written)), LEFT_BEHIND.search(written) is not None
    counted = _by_letters(entries, width)
    misread = misread_numbers(entries)
    question = any(_QUESTION.match(e.text) for e in entries[:15])
    text = _Text(titles, starts, markers, width, lost, question or _asks(entries, width))
    state.begun = question or not any(_is_body(e, width) for e in entries)
    for k, entry in enumerate(entries):
        after = entries[k + 1] if k + 1 < len(entries) else None
        before = entries[k - 1] if k else None
        while waiting and waiting[0].page < entry.page:
            _place_note(waiting.pop(0), state)
        if k >= cover:
            state.begun = state.begun or any(_ends_cover(entries, n, width) for n in (k, k + 1))
        if k in counted:
            row = Row(Line(words_of(entry.text), None, entry.page), 0, 0, 1.0)
            state.drafts.append(Draft("heading", [row], number=counted[k]))
            # what is counted with digits below it begins anew
            state.outline, state.in_note, state.last_text = (), False, entry.text
        elif k in misread and _is_misread_note(misread[k], entry, waiting, state):
            _begin_note(entry, state, misread[k])
            state.last_text = entry.text
        else:
            _take(entry, before, after, state, text)
    for note in waiting:
        _place_note(note, state)
    _drop_heads_of_notes(state)
    _level_items(state.drafts)
    headings = [d for d in state.drafts if d.kind == "heading"]
    if counted:
        level_by_number(headings)
    elif not any(d.number for d in headings) and not any(e.level for e in entries):
        _level_by_capitals(headings)
    for draft in state.drafts:
        if draft.kind == "heading" and draft.level is None:
            draft.level = draft.number.count(".") + 1 if draft.number else 1
    return finish(state.drafts, state.notes, vocabulary, recognised=True)


def _drop_heads_of_notes(state: _State) -> None:
    """Leave out the headings over notes at the end ("Voetnoten"): nothing else stands below them."""
    for k in range(len(state.drafts) - 1, -1, -1):
        draft = state.drafts[k]
        alone = k + 1 == len(state.drafts) or state.drafts[k + 1].kind == "heading"
        below = [note for note in state.notes if note.order == k + 1]
        if alone and below and len(draft.rows) == 1 and NOTES_TITLE.match(draft.rows[0].line.text):
            del state.drafts[k]
            for note in below:
                note.at_end = True
            for note in state.notes:
                note.order -= note.order > k


def _level_by_capitals(headings: Sequence[Draft]) -> None:
    """Levels of headings without numbers where some are in capitals: the others stand below them."""
    capitals = [draft.rows[0].line.text.isupper() for draft in headings]
    if 2 <= sum(capitals) <= len(capitals) - 2:
        for draft, upper in zip(headings, capitals, strict=True):
            draft.level = 1 if upper or TITLES.match(draft.rows[0].line.text) else 2


def _place_note(note: RawNote, state: _State) -> None:
    note.order = len(state.drafts)
    state.notes.append(note)


def _by_letters(entries: Sequence[Entry], width: int) -> dict[int, str]:
    """The headings that are counted I, II, III or A, B, C (A.1 below A), with their numbers; two of a kind at least."""
    found: dict[int, str] = {}
    outline = Outline({})
    first: Counter[Scheme] = Counter()
    for k, entry in enumerate(entries):
        m = _LETTERED.match(entry.text)
        opens = entry.gap or entry.page_start or k == 0 or k - 1 in found
        if not m or not opens or len(m[2]) > _LONGEST_TITLE or _CLOSED.search(entry.text):
            continue
        after = entries[k + 1] if k + 1 < len(entries) else None
        dotted = "." in m[1] or entry.text[len(m[1])] in ".)"  # "A Coruña" has none
        below = after is not None and (after.gap or len(entry.text) < 0.6 * width or len(after.text) > 0.75 * width)
        if below and (dotted or numeral(m[1])) and outline.expects(m[1]):
            first[outline.count(m[1])[0]] += 1
            outline.take(m[1])
            found[k] = m[1]
    trial = Outline({})
    kept: dict[int, str] = {}
    for k, number in found.items():
        if first[trial.count(number)[0]] > 1:
            kept[k] = number
        trial.take(number)
    return kept


def _usual_width(entries: Sequence[Entry]) -> int:
    lengths = sorted(len(e.text) for e in entries)
    return lengths[len(lengths) * 9 // 10] if lengths else 80


def _take(entry: Entry, before: Entry | None, after: Entry | None, state: _State, text: _Text) -> None:
    """Add one line to what has been put together: it begins or goes on with a note, a heading, a row or a block."""
    counts = _NUMBERED.match(entry.text) or GLUED_LINE.match(entry.text)
    kind = "text"
    if counts and not _is_counted_row(entry, after, state, text.width):
        kind = _number_kind(entry, after, state, text)
    elif entry.gap and text.lost_markers and (bracketed := BRACKETED_LINE.match(entry.text)):
        kind = "note" if int(bracketed[1]) == _last_note(state) + 1 else "text"
    if kind == "note":
        _begin_note(entry, state)
    elif kind == "heading" and counts:
        state.drafts.append(Draft("heading", [_row(entry)], number=counts[1]))
        state.outline = tuple(int(p) for p in counts[1].split("."))
        state.in_note = False
    elif state.in_note and _note_goes_on(entry, state):
        note = state.notes[-1]
        if entry.gap:
            note.paragraphs.append(len(note.lines))
        note.lines.append(_row(entry).line)
        state.note_width = max(state.note_width, len(entry.text))
    else:
        resumed, state.in_note = state.in_note, False
        if _is_row(entry, text.width) and not _is_set_item(entry, state):
            _take_row(entry, state)
        else:
            _take_text(entry, before, after, state, text, resumed)
    state.last_text = entry.text


def _row(entry: Entry, words: str | None = None) -> Row:
    """A line as a row, or a part of it."""
    line = Line(_words(entry.text if words is None else words), None, entry.page)
    return Row(line, 0, 0, 1.0 if entry.gap else 0.0)


def _is_misread_note(line: Misread, entry: Entry, waiting: Sequence[RawNote], state: _State) -> bool:
    """Whether a line that opens with a sign is the note after the last; `waiting` are those at the foot of pages."""
    if line.follows is None and line.last and waiting and waiting[0].page == entry.page and waiting[0].number.isdigit():
        line = replace(line, follows=int(waiting[0].number))
    last = state.drafts[-1] if state.drafts else None
    ended = last is not None and last.kind == "paragraph" and not state.last_text.endswith(":")
    return is_note(line, _last_note(state) + 1, state.in_note and TERMINAL.search(state.last_text) is not None, ended)


def _begin_note(entry: Entry, state: _State, misread: Misread | None = None) -> None:
    """A note that this line opens: "3 Ibid., p. 4.", "3Ibid." as it was read, or with a sign (`misread`)."""
    if misread is not None:
        number = str(_last_note(state) + 1)
        line = _row(entry, misread.rest).line
        state.notes.append(RawNote(number, [line], entry.page, len(state.drafts), misread.sign))
        state.in_note, state.note_width = True, max(state.note_width, len(entry.text))
        return
    numbered = _NUMBERED.match(entry.text) or BRACKETED_LINE.match(entry.text)
    number, rest = (numbered[1], numbered[numbered.re.groups]) if numbered else ("", "")
    if not numbered and (glued := GLUED_LINE.match(entry.text)):
        number, rest = glued[1], glued[2]
    read_as = None if numbered else entry.text.split(" ")[0]
    state.notes.append(RawNote(number, [_row(entry, rest).line], entry.page, len(state.drafts), read_as))
    state.in_note, state.note_width = True, max(state.note_width, len(entry.text))


def _take_row(entry: Entry, state: _State) -> None:
    """A row of a table: of the one above it, or of a new one."""
    last = state.drafts[-1] if state.drafts else None
    if last is not None and last.kind == "table" and not entry.page_start:
        last.rows.append(_row(entry))
        last.cells.append(list(entry.cells))
    else:
        state.drafts.append(Draft("table", [_row(entry)], cells=[list(entry.cells)]))


def _take_text(
    entry: Entry, before: Entry | None, after: Entry | None, state: _State, text: _Text, resumed: bool
) -> None:
    """A heading without a number, an item or a paragraph, or a line of one; `resumed`: it stands below a note."""
    last = state.drafts[-1] if state.drafts else None
    old = last.rows[-1].line.text if last is not None else ""
    inside = not (entry.gap or entry.page_start) and _HANGING.search(state.last_text) is not None
    opened = before is None or _LABELLED.match(before.text) is not None or _OPENS_TEXT.match(entry.text) is not None
    ended = opened or last is None or last.kind in ("item", "heading", "table") or TERMINAL.search(old) is not None
    heads = ended and after is not None and _is_body(after, text.width)
    if not inside and _is_title(entry, after, text.titles, state.begun, heads):
        state.drafts.append(Draft("heading", [_row(entry)], level=_title_level(entry, before, after, state)))
    elif last is not None and not resumed and _ends_heading(entry, last, old, text.width):
        last.rows.append(_row(entry))
    elif (item := _item(entry, last, old, resumed)) is not None:
        state.drafts.append(item)
    elif last is not None and _goes_on(entry, last, old, resumed, text.width):
        last.rows.append(_row(entry))
    else:
        state.drafts.append(Draft("paragraph", [_row(entry)]))


def _ends_heading(entry: Entry, last: Draft, old: str, width: int) -> bool:
    """Whether a line is the rest of the heading above it, whose line `old` is rather full."""
    return (
        last.kind == "heading"
        and entry.text[:1].islower()
        and len(entry.text) < 60
        and (len(old) > (0.55 if entry.gap else 0.3) * width or (not entry.gap and _HANGING.search(old) is not None))
        and not entry.text.endswith((".", ";", ","))
    )


def _number_kind(entry: Entry, after: Entry | None, state: _State, text: _Text) -> str:
    """Whether a line that opens with a number is a heading, a footnote, or text (a list item, a wrapped line)."""
    numbered, glued = _NUMBERED.match(entry.text), GLUED_LINE.match(entry.text)
    heading = _weigh_heading(entry, numbered, after, state, text) if numbered else 0.0
    note = 0.0
    if numbered and not numbered[2]:
        note = _weigh_note(entry, numbered[1], numbered[3], state, text)
    elif glued and not numbered:
        note = _weigh_note(entry, glued[1], glued[2], state, text)
        if not note and int(glued[1]) == _last_note(state) + 1 and (entry.gap or state.in_note):
            note = 1.5
    if max(heading, note) < 1.0:
        return "text"
    return "heading" if heading >= note else "note"


def _weigh_heading(entry: Entry, numbered: re.Match[str], after: Entry | None, state: _State, text: _Text) -> float:
    """How much a line with a number reads as a heading; 0 where the number does not follow or a sentence ends."""
    number, dot, rest = numbered.groups()
    known = title_key(rest) in text.titles
    below_annex = _is_annex(state)
    set_apart = known or entry.page_start or (entry.gap and not below_annex)
    if not set_apart and _counts_items(number + dot, state) and not _stands_out(entry, after, state, text.width):
        return 0.0
    # a title over two lines may have been put in one
    short = len(rest) <= 110 or (entry.gap and 1.05 * text.width < len(entry.text) <= 200)
    closed = bool(re.search(r"[.;,]$", rest)) and not known
    if not _follows(number, state.outline) or not short or closed or not rest[:1].isupper():
        return 0.0
    above = f"{number}.1" in text.starts
    full = len(entry.text) > 0.8 * text.width
    continues = after is not None and not after.gap and after.text[:1].islower() and full
    heading = 1.0 + known * 2 + above * 1.0 + ("." in number) * 1.5
    # a title is short, does not cite and is not followed by the rest of its sentence
    cites = CITED.search(rest) is not None and not (dot and _is_dated_title(rest, after, text.width))
    heading += 1.0 * (len(rest) <= 0.8 * text.width and not cites and not entry.after_separator)
    heading += 0.4 * (after is not None and after.gap) + 0.4 * entry.gap - 1.2 * continues
    # a list of questions
    asks = state.last_text.endswith("?") or (after is not None and after.text.endswith("?"))
    if dot and rest.endswith("?") and (asks or (text.asks and not state.outline)):
        heading -= 1.5
    if number == "1" and below_annex:  # the list of annexes below "BIJLAGEN"
        heading -= 3.0
    if dot and not known and not above:
        heading -= 0.6
    if not state.outline and number == "2" and "2.1" not in text.starts:  # the first heading may be lost, rarely
        heading -= 2.0
    return heading


# "1. Verslag van 17 februari 2009", "4. Geld voor 2030": no source has a year without a sign before or after it
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_SIGN = re.compile(r"[,:;(/“‘\"]|\. ")


def _is_dated_title(rest: str, after: Entry | None, width: int) -> bool:
    """Whether words behind a number are a title with a year in it, above text that begins."""
    if _SIGN.search(rest) or CITED.search(_YEAR.sub("", rest)) or after is None or _NUMBERED.match(after.text):
        return False
    return begins(after.text) and len(after.text) > 0.6 * width


def _asks(entries: Sequence[Entry], width: int) -> bool:
    """Whether "1.", "2.", "3." at the start of lines count questions rather than chapters, of which one may ask.

    Chapters have sections ("2.1"), or titles without a question mark among them; a line that is full may go on.
    """
    counted = [(m, e) for m, e in ((_NUMBERED.match(e.text), e) for e in entries) if m and m[3][:1].isupper()]
    titles = [m[3] for m, e in counted if m[2] and m[1].isdigit() and len(e.text) <= 0.8 * width]
    titles = [title for title in titles if not re.search(r"[.;,]$", title)]
    return not any("." in m[1] for m, _ in counted) and 2 * sum(t.endswith("?") for t in titles) >= len(titles)


def _counts_items(marker: str, state: _State) -> bool:
    """Whether a marker counts on from an item of the list that ends right above: "3." below "2." and "a.", "b."."""
    run = itertools.takewhile(lambda draft: draft.kind == "item", reversed(state.drafts))
    number = re.sub(r"\D", "", marker)
    return bool(number) and any(item.marker == marker.replace(number, str(int(number) - 1)) for item in run)


def _stands_out(entry: Entry, after: Entry | None, state: _State, width: int) -> bool:
    """Whether a line that counts on from the items above is no item: they are sentences, it is short and not closed."""
    items = list(itertools.takewhile(lambda draft: draft.kind == "item", reversed(state.drafts)))
    sentences = all(re.search(r"[.!?][’”\"')]*$", item.rows[-1].line.text) for item in items)
    short = len(entry.text) < 0.6 * width and not re.search(r"[.;:,?!]$", entry.text)
    runs = after is not None and begins(after.text) and len(after.text) > 0.6 * width
    return len(items) > 1 and sentences and short and runs and not _NUMBERED.match(after.text if after else "")


def _weigh_note(entry: Entry, number: str, rest: str, state: _State, text: _Text) -> float:
    """How much a line that opens with a bare number reads as a note; 0 where the number does not follow."""
    last_note = _last_note(state)
    thousands = re.match(r"\d{3}(?!\d)\s+[a-zà-ÿ]", rest) is not None  # "1 233 van hen"
    if not number.isdigit() or thousands or not last_note < int(number) <= last_note + 2:
        return 0.0
    note = 0.5 + (int(number) == last_note + 1) * 0.4
    told = number in text.markers or SOURCE.search(rest) is not None
    note += bool(SOURCE.search(rest)) * 0.7 + (entry.after_separator and told) * 1.5 + state.in_note * 0.6
    note += (len(entry.text) > 1.1 * text.width) * 0.5 + bool(re.search(r"\.$", rest)) * 0.3
    note += (number in text.markers) * 1.0
    glued = GLUED_LINE.match(entry.text) is not None
    if not (entry.gap or state.in_note or entry.after_separator or glued):
        note -= 0.6
    if entry.page_start:
        note -= 0.8
    return note


def _last_note(state: _State) -> int:
    return next((int(note.number) for note in reversed(state.notes) if note.number.isdigit()), 0)


def _is_annex(state: _State) -> bool:
    """Whether nothing but a list stands below a heading "Bijlagen", the last one."""
    last = next((draft for draft in reversed(state.drafts) if draft.kind != "item"), None)
    return last is not None and last.kind == "heading" and _ANNEX.match(last.rows[0].line.text) is not None


def _follows(number: str, outline: tuple[int, ...]) -> bool:
    parts = tuple(int(p) for p in number.split("."))
    if not outline:
        return parts in ((1,), (0,), (1, 1), (2,))
    if parts == (*outline, 1):
        return True
    for depth in range(1, len(outline) + 1):
        if (
            len(parts) == depth
            and parts[:-1] == outline[: depth - 1]
            and outline[depth - 1] < parts[-1] <= outline[depth - 1] + 2
        ):
            return True
    return False


def _note_goes_on(entry: Entry, state: _State) -> bool:
    """A note ends at a new page, or where its line was not full; lines of notes are longer than those of the body."""
    if entry.page_start or entry.after_separator:
        return False
    if re.match(r"^Actie(?:punt)?\s+\d+(?:\.\d+)*\s*:", entry.text):
        return True
    # "… 2022-2032. Brussel:": the publisher is yet to come; an item is text
    unfinished = state.last_text.endswith(":") and not (BULLET.match(entry.text) or _ORDERED.match(entry.text))
    if entry.gap and TERMINAL.search(state.last_text) and not unfinished:
        return False
    full = len(state.last_text) >= 0.8 * state.note_width
    return full or (not TERMINAL.search(state.last_text) and not entry.gap)


def _is_row(entry: Entry, width: int) -> bool:
    """Whether a line is a row of a table or a pair of signatures: short parts, no sentence."""
    parts = entry.cells
    return (
        len(parts) > 1
        and len(entry.text) < 0.9 * width
        and not re.search(r"[.;:,?!]$", entry.text)
        and max(map(len, parts)) < 60
    )


# "•", "-", "o", "1.", "a)", "(b)": what stands in a column of its own before an item
_ITEM_MARKER = re.compile(r"^(?:\W|o|\d{1,2}[.)]|[a-z][.)]|\([a-z0-9]{1,2}\)|[ivx]{1,4}[.)])$")


def _is_set_item(entry: Entry, state: _State) -> bool:
    """Whether a line is an item whose marker stands far from its words; in a row of the table above it is a cell."""
    last = state.drafts[-1] if state.drafts else None
    if len(entry.cells) != 2 or not _ITEM_MARKER.match(entry.cells[0]):
        return False
    return last is None or last.kind != "table" or entry.gap or len(last.cells[-1]) != 2


def _is_counted_row(entry: Entry, after: Entry | None, state: _State, width: int) -> bool:
    """Whether a line that opens with a number is a row of a table: below or above a row of as many cells, two or more.

    A heading and a note have one part behind their number, so a row of two needs the table above it.
    """
    last = state.drafts[-1] if state.drafts else None
    count = len(entry.cells)
    if not _is_row(entry, width) or not LONE_NUMBER.match(entry.cells[0]):
        return False
    below = last is not None and last.kind == "table" and len(last.cells[-1]) == count and not entry.gap
    return below or (count > 2 and after is not None and not after.gap and len(after.cells) == count)


def _title_level(entry: Entry, before: Entry | None, after: Entry | None, state: _State) -> int:
    """The level of a heading without a number: below the numbered heading, or below the title right above it.

    Where titles stand in pairs, one above the other, there are two levels; one that stands alone is of the lower.
    """
    top = len(state.outline) + 1
    if entry.level:
        return entry.level
    if not entry.title or TITLES.match(entry.text.strip()):
        return 1
    if before is not None and before.title:
        state.paired = True
        return top + 1
    upper = after is not None and after.title
    return top if upper or state.outline or not state.paired else top + 1


def _is_title(entry: Entry, after: Entry | None, titles: set[str], begun: bool, heads: bool) -> bool:
    """Whether a line is a heading without a number; `heads`: a block ended above it, and running text stands below."""
    text = entry.text.strip()
    if entry.title:
        return True
    if len(text) > 120 or BULLET.match(text) or (text[:1].islower() and text.endswith(".")):
        return False
    if begun and title_key(text) in titles and len(text) > 3:
        return True
    if TITLES.match(text) and (entry.gap or entry.page_start or text.isupper() or after is None or after.gap):
        return True
    return (
        begun  # "ADVIES" on a cover
        and text.isupper()
        and len(re.findall(r"[A-Z]", text)) >= 5
        and not re.search(r"\d{3,}", text)
        and (entry.gap or entry.page_start or heads)
    )


def _item(entry: Entry, last: Draft | None, old: str, resumed: bool) -> Draft | None:
    opens = (
        last is None
        or resumed
        or entry.gap
        or entry.page_start
        or bool(TERMINAL.search(old))
        or last.kind in ("item", "heading")
    )
    m = BULLET.match(entry.text)
    read_as = None
    if m and m.group(1) in "-–—*" and not opens:
        m = None
    if m is None and opens:
        m = _OCR_BULLET.match(entry.text)
        read_as = m.group(1) if m else None
    if m is None and opens:
        m = _ORDERED.match(entry.text)
    if m is None:
        return None
    row = Row(Line(_words(m.group(2)), None, entry.page), 0, 0, 1.0 if entry.gap else 0.0)
    marker = "•" if read_as else m.group(1)
    return Draft("item", [row], marker=marker, level=1, read_as=read_as, indent=entry.indent)


# How an item is marked: by a dash of any length, by a letter, a figure or a small Roman numeral, or by a sign
_DASHES = "-–—"


def _kind_of_marker(item: Draft, above: Draft | None) -> str:
    """What the markers of a list have in common: "1." and "2.", "a)" and "b)"; `above` is the item before.

    "i." counts from one, unless letters got as far.
    """
    marker = item.read_as or item.marker or ""
    bare = marker.strip(".()")
    if bare.isdigit():
        return marker.replace(bare, "1")
    if not bare.isalpha() or item.read_as is not None:
        return _DASHES if marker in _DASHES else marker
    before = (above.marker or "").strip(".()") if above is not None else ""
    follows = len(bare) == len(before) == 1 and ord(bare) == ord(before) + 1
    roman = re.fullmatch(r"[ivx]+", bare) is not None and not follows
    return marker.replace(bare, "i" if roman else "a")


def _level_items(drafts: Sequence[Draft]) -> None:
    """Levels of list items: by how far they stand in, or, where all stand alike, by their markers as they come up."""
    for items, run in itertools.groupby(drafts, key=lambda draft: draft.kind == "item"):
        if items:
            _level_run(list(run))


def _level_run(run: Sequence[Draft]) -> None:
    """The levels of items that follow each other."""
    kinds = [_kind_of_marker(item, above) for item, above in zip(run, [None, *run], strict=False)]
    by_indent = max(item.indent for item in run) > min(item.indent for item in run) + 1
    recognised = any(item.read_as for item in run)  # then one sign may be read as several
    stack: list[tuple[float, str]] = []
    for item, kind in zip(run, kinds, strict=True):
        if by_indent:
            while stack and item.indent < stack[-1][0] - 1:
                stack.pop()
            deeper = not stack or item.indent > stack[-1][0] + 1
        else:
            known = [k for k, (_, of) in enumerate(stack) if of == kind]
            del stack[known[0] + 1 if known else len(stack) :]
            number = (item.marker or "").strip(".()")
            if not known and number.isdigit() and int(number) > 1:
                stack.clear()  # no list begins so: it counts on from the text above this one
            deeper = not known and not (stack and recognised)
        if deeper:
            stack.append((item.indent, kind))
        item.level = len(stack)


def _goes_on(entry: Entry, last: Draft, old: str, resumed: bool, width: int) -> bool:
    """Whether a line goes on with the block before it, by punctuation, capitals and the room that was left."""
    text = entry.text
    if last.kind in ("heading", "table"):
        return False
    if not entry.gap and old.rfind("(") > old.rfind(")"):  # "(fase", "1)"
        return True
    ended = bool(TERMINAL.search(old))
    room = len(old) + 1 + len(text.split(" ")[0]) + 15 < width
    if resumed or entry.page_start:
        return not ended or text[:1].islower()
    if len(old) < 0.6 * width and _MONTH.match(text) and _BEFORE_MONTH.search(old):
        return False
    if ended and _NAME.match(text) and len(text) < 0.6 * width:  # who signs
        return False
    if entry.gap:
        return not ended and (text[:1].islower() or (last.kind == "item" and not room))
    if text[:1].islower():
        return True
    return not room
