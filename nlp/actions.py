"""Mentions and definitions of the numbered actions of a plan."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from corpus.model import ActionMention, Document, Place, PlacedText, Section
from ingest.drafts import SURE_BULLETS
from nlp.frame import Passage, frame_of
from nlp.guarded import guarded
from nlp.patterns import (
    ACTION_ASIDE,
    ACTION_BRIDGE,
    ACTION_NUMBER,
    ACTION_WORD,
    ACTIONS_IN_BRACKETS,
    ANY_DATE,
    BESIDE_ACTION,
    COMMENT_ON_ACTION,
    COUNTED,
    DEFINITION_BARE,
    DEFINITION_SIGN,
    DEFINITION_STOP,
    LIST_SIGN,
    MEASURED,
    RANGE_SIGN,
)

_HEAD = guarded(rf"(?P<word>{ACTION_WORD}|(?<![\w.])act\.(?=\s*\d)){ACTION_BRIDGE}(?P<number>[\dlIO][\dlIO.]*)", re.I)
_NOT_A_PART = r"(?!\w|/\d+/|/\d{3}|[.,]\d|-\d{3})"  # of a date, an amount or a year
_NUMBER = re.compile(ACTION_NUMBER + _NOT_A_PART)
_ZERO_MISREAD = re.compile(r"\d+O(?!\w)")  # "actie 1O": no action has a capital for its part
_NUMBER_SCANNED = re.compile(r"[\dlIO]{1,3}(?:\.[\dlIO]{1,3}){0,3}" + _NOT_A_PART)
_RANGE = re.compile(rf"\s*(?:{RANGE_SIGN})\s*(?:{ACTION_WORD}\s*)?(?=\d)", re.I)
_LIST = re.compile(rf"(?:{LIST_SIGN})(?=\(?\d)", re.I)
# "Actie 9: …", "Actie 9. Scholen …" behind a definition begins the next one
_NEXT_DEFINITION = re.compile(
    rf"(?:\n|(?<=[.\]…])\s+){ACTION_WORD}{ACTION_BRIDGE}{ACTION_NUMBER}\s*(?:[:–-]|\.\s+(?-i:[A-ZÀ-Þ]))", re.I
)
# "acties 1 3 en 14": OCR lost the comma; in front of numbers that rise to the last of the list
_LOST_COMMA = re.compile(r"\s(?=(?P<one>\d{1,2})(?:,?\s\d{1,2})*\s(?:en|of)\s(?P<last>\d{1,2})(?!\w|[.,]\d))")
_ALS = re.compile(rf"\s+als\s+(?:{ACTION_WORD}\s*)?(?=\d)", re.I)
_CAPITAL_NEXT = re.compile(r"\.?\s+[A-ZÀ-Þ‘“]|\.?\s*$")
_CAMPAIGN = re.compile(r"11\.11\.11$|12-12$")  # campaigns with a number for a name: "de actie 11.11.11"
_LETTERS_FOR_DIGITS = str.maketrans("lIO", "110")
_LONGEST_RANGE = 60


@dataclass(frozen=True, slots=True)
class _Number:
    value: str
    start: int
    end: int
    expanded: bool = False


def find_actions(passage: Passage) -> tuple[ActionMention, ...]:
    """Every action number that the passage names, one row per number per mention, in order of the text.

    Lists and ranges give a row for each number; the numbers between the ends of a range are marked `expanded`.
    """
    found: list[ActionMention] = []
    text = passage.text
    for start, numbers in _named(passage):
        end = max(n.end for n in numbers)
        kind, definition = _definition(passage, start, end) if len(numbers) == 1 else ("mention", None)
        first, last = passage.sentence(start, end)
        if definition and text[first:last].rstrip().endswith(":"):
            last = next((e for s, e in passage.sentences if s >= last), last)
        sentence = re.sub(r"\s+", " ", text[first:last])
        place = passage.placed.place(start, end)
        for number in numbers:
            found.append(
                ActionMention(
                    action=number.value,
                    kind="definition" if kind == "definition" else "mention",
                    where=passage.where,
                    start=start,
                    end=end,
                    place=place,
                    text=text[start:end],
                    sentence=sentence,
                    expanded=number.expanded,
                    definition=definition,
                )
            )
    found += _defined_in_rows(passage, {a.start for a in found})
    return tuple(sorted(found, key=lambda a: a.start))


def _named(passage: Passage) -> Iterator[tuple[int, list[_Number]]]:
    """Where each mention begins, and the numbers that it names."""
    text, at = passage.text, 0
    while match := _HEAD.search(text, at):
        at = match.end("word")
        numbers = _numbers(passage, match.start("number"), match["word"])
        if numbers:
            at = max(n.end for n in numbers)
            yield match.start(), numbers
    for match in ACTIONS_IN_BRACKETS.finditer(text):
        numbers = _numbers(passage, match.start("numbers"), "acties")
        if numbers and max(n.end for n in numbers) == match.end("numbers"):
            yield match.start(), numbers


def find_actions_in_headings(document: Document) -> tuple[ActionMention, ...]:
    """The actions that headings name ("3.2 Acties 4 en 5"); their place is that of the heading, their span is empty."""
    found: list[ActionMention] = []
    for section in document.sections:
        found += _heading(section)
    return tuple(found)


def _heading(section: Section) -> list[ActionMention]:
    title = section.title or ""
    if not re.search(ACTION_WORD, title, re.I):
        return []
    place = section.heading or Place(section.page)
    empty = Document("", "", ())
    passage = Passage(section.key, PlacedText(title), ((0, len(title)),), frame_of(empty))
    rows = []
    for row in find_actions(passage):
        text = section.body.text.strip() or None
        named = DEFINITION_STOP.match(title, row.end) if not title[: row.start].strip() else None
        if row.kind == "mention" and named:  # "Actie 3. Een bibliotheek in elke school"
            row = replace(row, kind="definition", definition=title[named.end() :])
        definition = row.definition if row.kind == "definition" else None
        rows.append(replace(row, start=0, end=0, place=place, definition=definition and (text or definition)))
    return rows


# --- numbers ----------------------------------------------------------------------------------------------------------


def _numbers(passage: Passage, start: int, word: str) -> list[_Number]:
    """The numbers of the list or range that begins at `start`; empty where they count something else."""
    text = passage.text
    # "zowel actie 1 als 2"
    both = bool(
        re.search(r"\bzowel\s+(?:voor\s+|bij\s+|in\s+)?(?:de\s+)?\w+\s*$", text[max(0, start - 40) : start], re.I)
    )
    # after the singular the first number names an action whatever noun follows: "dat actie 10 scholen samenbrengt"
    several = word.lower().endswith(("s", "en"))
    first = _number(passage, start, counts=several)
    if first is None:
        return []
    numbers, at = [first], first.end
    while True:
        step = _RANGE.match(text, at)
        if step:
            last = _last_number(passage, step.end(), numbers, through=True)
            between = _between(numbers[-1].value, last.value) if last else None
            if last is None or between is None:
                break
            numbers += [_Number(v, last.start, last.end, True) for v in between] + [last]
            at = last.end
            continue
        aside = ACTION_ASIDE.match(text, at)
        step = (
            _LIST.match(text, aside.end() if aside else at)
            or (_ALS.match(text, at) if both else None)
            or (_without_comma(text, numbers[-1]) if several else None)
        )
        if not step:
            break
        begin = step.end() + (text[step.end()] == "(")
        following = _last_number(passage, begin, numbers)
        if following is None:
            break
        numbers.append(following)
        at = following.end
    return numbers


def _without_comma(text: str, before: _Number) -> re.Match[str] | None:
    """The white space behind the number `before` where a comma got lost in front of the next, higher one."""
    lost = _LOST_COMMA.match(text, before.end)
    rises = lost and before.value.isdigit() and int(before.value) < int(lost["one"]) < int(lost["last"])
    return lost if rises else None


def _last_number(passage: Passage, start: int, before: list[_Number], through: bool = False) -> _Number | None:
    """A number of a list or range without the marker glued to it: after plain numbers "1 tot en met 4.2 De" ends in 4.

    Such a marker is the number of a note of the document, at the end of a sentence, where the text was not printed with
    its types; and no other place knows an action of that number. A range (`through`) from 1 cannot end in 4.2 at all.
    """
    found = _number(passage, start)
    if found is None or found.value.count(".") != 1 or any("." in n.value for n in before):
        return found
    number, _, marker = found.value.partition(".")
    notes = passage.frame.notes
    glued = (through or (passage.frame.scanned and marker in notes)) and not passage.where.startswith("fn:")
    if glued and _CAPITAL_NEXT.match(passage.text, found.end) and not _named_elsewhere(passage, found):
        return _Number(number, found.start, found.start + len(number))
    return found


def _named_elsewhere(passage: Passage, number: _Number) -> bool:
    whole = re.compile(rf"(?<![\d.]){re.escape(number.value)}(?![\d])")
    for where, placed in passage.frame.document.texts():
        if any(where != passage.where or m.start() != number.start for m in whole.finditer(placed.text)):
            return True
    return False


def _number(passage: Passage, start: int, counts: bool = True) -> _Number | None:
    text, frame = passage.text, passage.frame
    misread = frame.scanned and not text[start].isdigit()
    pattern = _NUMBER_SCANNED if misread or _ZERO_MISREAD.match(text, start) else _NUMBER
    match = pattern.match(text, start)
    if not match:
        match = _glued_before_word(text, start)
        if not match:
            return None
    value = match.group().translate(_LETTERS_FOR_DIGITS) if pattern is _NUMBER_SCANNED else match.group()
    if not any(c.isdigit() for c in match.group()) or not value[0].isdigit():
        return None
    if MEASURED.match(text, match.end()) or (counts and COUNTED.match(text, match.end())):
        return None
    if value.split(".")[0].lstrip("0") == "" or _CAMPAIGN.match(value):
        return None
    end = match.end()
    shorter = _without_marker(passage, value, end)
    if shorter:
        end = start + len(shorter)
        value = shorter
    return _Number(value, start, end)


def _glued_before_word(text: str, start: int) -> re.Match[str] | None:
    """A number with a full stop and the next sentence glued to it: "actie 15.De raad"."""
    return re.compile(r"\d{1,3}(?:\.\d{1,3}){0,3}(?=\.?[A-Z][a-z])").match(text, start)


def _without_marker(passage: Passage, value: str, end: int) -> str | None:
    """`value` without a footnote marker that was glued to its end ("18.2" for "18.2.2"), None if there is none.

    A marker is glued when a note of that number exists, nothing points at it yet, and the note begins with this very
    action, or the marker stands after a full stop and a new sentence follows.
    """
    notes = passage.frame.notes
    if passage.where.startswith("fn:"):
        return None
    digits = re.search(r"\d+$", value)
    if not digits:
        return None
    for cut in range(digits.start(), len(value)):
        number, rest = value[cut:], value[:cut].rstrip(".")
        note = notes.get(number)
        if note is None or note.anchors or not rest or not rest[-1].isdigit():
            continue
        opening = _HEAD.match(note.body.text)
        if opening and opening["number"].rstrip(".") == rest:
            return rest
        # "acties 3 en 18.2. De raad": a marker would stand behind the full stop
        stops = passage.text[end : end + 1] == "."
        ends = value[cut - 1] == "." and not stops and _CAPITAL_NEXT.match(passage.text, end)
        if ends and not _named_elsewhere(passage, _Number(value, end - len(value), end)):
            return rest
    return None


def _between(first: str, last: str) -> list[str] | None:
    """The numbers strictly between the ends of a range ("4", "7" → 5, 6), None if these are no ends of a range."""
    a, b = first.split("."), last.split(".")
    if len(b) == 1 and len(a) > 1:  # "18.2 - 4"
        b = [*a[:-1], b[0]]
    if len(a) != len(b) or a[:-1] != b[:-1] or not (a[-1].isdigit() and b[-1].isdigit()):
        return None
    low, high = int(a[-1]), int(b[-1])
    if not low < high or high - low > _LONGEST_RANGE:
        return None
    return [".".join([*a[:-1], str(n)]) for n in range(low + 1, high)]


# --- definitions ------------------------------------------------------------------------------------------------------


def _definition(passage: Passage, start: int, end: int) -> tuple[str, str | None]:
    """("definition", its text) where the words at `start:end` open a definition, else ("mention", None)."""
    text = passage.text
    before = text[:start]
    # the sign of a list item may stand before it: "• Actie 3", "2. Actie 3"
    opens = not before.strip() or bool(re.search(r"(?:^|\n)\s*\d{1,2}[.)]\s*$", before))
    opens = opens or before.rstrip(f" {SURE_BULLETS}-–\t‘“\"'").endswith("\n")
    if not opens and not re.search(r"(?:[.\]…!?;]|\n)[\s’”\"]*$", before):
        return "mention", None
    sign = DEFINITION_SIGN.match(text, end)
    # "… krijgen boeken. Actie 9. Scholen ontvangen": a sentence of its own with nothing but the number
    alone = text[start].isupper() and bool(re.search(r"[.!?…][’”\"]?\s+$", before))
    if not sign and (passage.where.startswith("fn:") or opens or alone):
        sign = DEFINITION_STOP.match(text, end)
    if not sign and opens:
        sign = DEFINITION_BARE.match(text, end) or _named_in_row(text, start, end)
    if not sign:
        return "mention", None
    if not passage.where.startswith("fn:") and COMMENT_ON_ACTION.match(text, sign.end()):
        return "mention", None
    row = _row_at(text, start)
    if row and (said := _said_in_row(row, end)):
        return "definition", said
    stop = row.end if row else len(text)
    paragraph = text.find("\n\n", sign.end())
    if 0 <= paragraph < stop:
        stop = paragraph
    following = _NEXT_DEFINITION.search(text, sign.end())
    if following and following.start() < stop:
        stop = following.start()
    return "definition", text[sign.end() : stop].strip()


# --- tables -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Row:
    """One row of a table: where it stands in the text, its cells as (start, end), and the heads of the columns."""

    start: int
    end: int
    cells: tuple[tuple[int, int], ...]
    heads: tuple[str, ...]
    text: str

    def cell(self, n: int) -> str:
        return " ".join(self.text[slice(*self.cells[n])].split())


def _row_at(text: str, at: int) -> _Row | None:
    """The row of a table in which the text stands at `at`: rows are lines, cells are parted by tabs."""
    start = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at)
    end = len(text) if end < 0 else end
    if "\t" not in text[start:end]:
        return None
    cells, begin = [], start
    for cell in text[start:end].split("\t"):
        cells.append((begin, begin + len(cell)))
        begin += len(cell) + 1
    table = text.rfind("\n\n", 0, start) + 2 if "\n\n" in text[:start] else 0
    first = text[table : text.find("\n", table)] if table < start else ""
    heads = tuple(" ".join(head.split()) for head in first.split("\t"))
    return _Row(start, end, tuple(cells), heads if len(heads) == len(cells) else (), text)


# "Actie 3.1 Meer plaatsen" at the head of a row: its name in the same cell
_NAME_IN_CELL = re.compile(r"[ ]+(?=[A-ZÀ-Þ‘“][^\t\n]*[^\t\n.!?]\t)")


def _named_in_row(text: str, start: int, end: int) -> re.Match[str] | None:
    """The white space between the action at `start:end`, with which a row of a table begins, and its name."""
    row = _row_at(text, start)
    return _NAME_IN_CELL.match(text, end) if row and not text[row.start : start].strip() else None


# The head of a first column with bare numbers of actions: "Actie", "Nr. actie"; "Nr." where the next column is "Actie"
_NUMBERED_ACTIONS = re.compile(
    r"(?:nr\.?|nummer)?\s*(?:van\s+de\s+)?(?:acties?|actiepunt(?:en)?)(?:\s*(?:nr\.?|nummer))?$", re.I
)
_NUMBERS = re.compile(r"(?:nr\.?|nummer|n°|#)$", re.I)
_BARE_NUMBER = re.compile(rf"\s*(?P<number>{ACTION_NUMBER})\.?\s*")


def _defined_in_rows(passage: Passage, known: set[int]) -> Iterator[ActionMention]:
    """Actions whose number stands bare in the first column of a table, under a head that says what it numbers."""
    text = passage.text
    for line in re.finditer(r"[^\n]*\t[^\n]*", text) if "\t" in text else ():
        row = _row_at(text, line.start())
        if row is None or not row.heads or line.start() in known:
            continue
        if not (
            _NUMBERED_ACTIONS.match(row.heads[0])
            or (_NUMBERS.match(row.heads[0]) and _NUMBERED_ACTIONS.match(row.heads[1]))
        ):
            continue
        number = _BARE_NUMBER.fullmatch(text, *row.cells[0])
        said = _said_in_row(row, number.end("number")) if number else None
        if number and said:
            start, end = number.span("number")
            yield ActionMention(
                action=number["number"],
                kind="definition",
                where=passage.where,
                start=start,
                end=end,
                place=passage.placed.place(start, end),
                text=text[start:end],
                sentence=" ".join(line.group().split()),
                definition=said,
            )


def _said_in_row(row: _Row, at: int) -> str | None:
    """What a row says that an action is: the rest of the cell in which its number ends at `at`, else the next cells.

    Cells that say when, who or how much are left out, by the head of their column or by what they hold.
    """
    own = next(n for n, (_, end) in enumerate(row.cells) if at <= end)
    rest = " ".join(row.text[at : row.cells[own][1]].split()).lstrip(":.–- ")
    if rest:
        return rest
    said = []
    for n in range(own + 1, len(row.cells)):
        cell = row.cell(n)
        if any(c.isalpha() for c in cell) and not BESIDE_ACTION.search(row.heads[n] if row.heads else ""):
            said.append(cell)
    if not row.heads and len(said) > 1:  # without heads the cells must tell by themselves
        said = [c for c in said if not ANY_DATE.fullmatch(c) and len(c.split()) > 3] or said[:1]
    said = [c for c in said if not ANY_DATE.fullmatch(c)] or said
    return ". ".join(c.rstrip(".") for c in said[:-1]) + ". " * (len(said) > 1) + said[-1] if said else None
