"""Lines to one running text: words joined, hyphens at line ends undone, addresses made whole, markers taken out.

Each stretch of the result remembers its line on the page.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from corpus.model import LineSpan, NoteMark, Place, PlacedText, Repair
from corpus.values import value
from ingest.lexicon import join_hyphen
from ingest.markers import (
    RAISED,
    RAISED_CHARACTERS,
    RAISED_IN_CELL,
    RAISED_PAIR,
    RAISED_RANGE,
    SUPERSCRIPT_DIGITS,
    TO_SUPERSCRIPT,
    UNIT,
)
from ingest.page import Line, Word, around

# A hyphen at a line end belongs to what stands before it: "leer-", "2019-", "O&O-", "Erasmus+-", "(on)-", "10%-"
_HYPHEN_END = re.compile(r"(?:[^\W_]|[&+%°’'”\"»)\]])[-\u00ad]$")
_URL = re.compile(r"(?:https?://|www\.)\S*$", re.I)
# What can go on a web address on the next line: "duaalleren%2723-%2724.pdf", "files/2019", "advies.html"
_URL_GOES_ON = re.compile(
    r"^(?!\d{1,3}[.)]?$)\S*[/%_=&?#~-]\S*$|^\S+\.(?:pdf|html?|docx?|aspx|php|be|eu|org|com)\W?$", re.I
)
_UNIT_AT_END = re.compile(rf"\b{UNIT.pattern}$")
# "m", raised "2" is "m²"
_RAISED_DIGITS = str.maketrans("23", "²³")
# No table points to so many notes: its raised numbers are figures.
_MANY_MARKS = 500
# Of an endless word the end is enough.
_TAIL = 2000
_CLOSING = re.compile(r"^[.,;:!?)\]’”]+")


@value(frozen=True, slots=True)
class Joined:
    """A running text with the markers that stood in it and the changes that were made."""

    text: PlacedText
    marks: tuple[NoteMark, ...] = ()
    repairs: tuple[Repair, ...] = ()


def join(lines: Sequence[Line], vocabulary: Collection[str] = frozenset(), separator: str = " ") -> Joined:
    """Join `lines` into one text.

    `vocabulary` holds the words of the whole document in lower case: they decide with the lexicon whether a hyphen at a
    line end belongs to the word. `separator` stands between lines ("\\n" keeps them apart).
    """
    text = ""
    spans: list[LineSpan] = []
    marks: list[NoteMark] = []
    repairs: list[Repair] = []
    for line in lines:
        glue = separator if text else ""
        words = list(line.words)
        if text and words and separator == " ":
            text, glue, words = _across_lines(text, line, words, vocabulary, repairs)
            if spans and spans[-1].end > len(text):
                spans[-1] = replace(spans[-1], end=len(text))
        text += glue
        start = len(text)
        previous: Word | None = None
        for word in _raised_together(words):
            if word.raised and previous is not None and _is_power(previous.text, word.text):
                text += word.text.translate(_RAISED_DIGITS)
                previous = word
                continue
            if word.raised and (_is_mark(word.text) or _is_range(word.text, text)):
                for number in _numbers(word.text):
                    marks.append(NoteMark(len(text.rstrip()), number, 0.95, "superscript"))
                previous = word
                continue
            shown, found = _unicode_marks(word.text)
            space = " " if text and len(text) > start and not _touches(previous, word) else ""
            text += space + shown
            marks += [NoteMark(len(text), number, 0.95, "superscript") for number in found]
            previous = word
        if len(text) > start:
            spans.append(LineSpan(start, len(text), line.page, line.box))
        text = text if len(text) > start else text[: len(text) - len(glue)]
    return Joined(PlacedText(text, tuple(spans)), tuple(marks), tuple(repairs))


def cell_text(lines: Sequence[Sequence[Word]]) -> str:
    """The text of a cell of a table, of which each line is given as its words: joined as running text.

    Markers stay in it as raised characters ("44¹¹"), unless there is nothing else.
    """
    done = join([Line(tuple(words), around(word.box for word in words), 0) for words in lines if words])
    if not done.text.text:
        return " ".join(word.text for words in lines for word in words)
    for mark in reversed(done.marks):
        done = with_raised(done, mark)
    return done.text.text


def with_raised(joined: Joined, mark: NoteMark) -> Joined:
    """The text with the number of a mark put back as raised characters, "²,³" where another stands behind it."""
    behind = joined.text.text[mark.offset : mark.offset + 1]
    shown = mark.number.translate(TO_SUPERSCRIPT)
    shown += "," if behind.translate(SUPERSCRIPT_DIGITS).isdecimal() and not behind.isascii() else ""
    put = cut(joined, mark.offset, mark.offset, shown + (" " if not mark.offset else ""))
    return replace(put, marks=tuple(m for k, m in enumerate(put.marks) if joined.marks[k] != mark))


def with_marks(joined: Joined) -> Joined:
    """The text of a table, the raised characters behind the words and figures of its cells as marks of notes."""
    found = list(RAISED_IN_CELL.finditer(joined.text.text))
    for m in reversed(found if len(found) < _MANY_MARKS else []):
        if _UNIT_AT_END.search(joined.text.text, max(0, m.start() - 3), m.end()) is None:
            done = cut(joined, m.start(), m.end())
            numbers = m[0].translate(SUPERSCRIPT_DIGITS).split(",")
            marks = tuple(NoteMark(m.start(), number, 0.95, "superscript") for number in numbers)
            joined = replace(done, marks=(*marks, *done.marks))
    return joined


def _across_lines(
    text: str, line: Line, words: list[Word], vocabulary: Collection[str], repairs: list[Repair]
) -> tuple[str, str, list[Word]]:
    """How the text so far goes on in the next line: the text, what to put between, and the words that are left."""
    first = next((w for w in words if not w.raised), None)
    if first is None:
        return text, "", words
    tail = text[max(text.rfind(" ") + 1, len(text) - _TAIL) :]
    goes_on = bool(_URL_GOES_ON.match(first.text))
    if _URL.search(tail) and (goes_on or re.search(r"[/_=&?%-]$", tail)):
        return text, "", words
    if _HYPHEN_END.search(tail) and first is words[0]:
        bare = tail[:-1].lstrip("([{‘'“\"")
        whole = re.match(r"[\w&’'-]+", first.text)
        if whole and bare:
            right = whole.group(0)
            joined = right if not bare else join_hyphen(bare, right, vocabulary)
            if joined is not None and " " not in joined:
                keeps = joined.startswith(bare + "-")
                if not keeps:
                    box = (first.box,) if first.box else ()
                    repairs.append(Repair(Place(line.page, box), f"{bare}-{right}", joined, "hyphenation"))
                return (text if keeps else text[:-1]), "", words
    return text, " ", words


def _raised_together(words: Sequence[Word]) -> Sequence[Word]:
    """The words of a line, of which raised numbers that go on behind a comma ("2,", "3") are one."""
    if not any(w.raised and w.text.endswith((",", ";")) for w in words):
        return words
    together = [words[0]]
    for word in words[1:]:
        last = together[-1]
        if last.raised and word.raised and last.text.endswith((",", ";")) and word.text[:1].isdecimal():
            together[-1] = replace(last, text=f"{last.text} {word.text}", box=around((last.box, word.box)))
        else:
            together.append(word)
    return together


def _is_power(before: str, raised: str) -> bool:
    """Whether a raised number belongs to the unit before it: m², km³."""
    return raised in ("2", "3") and UNIT.fullmatch(before.lstrip("(") + raised.translate(_RAISED_DIGITS)) is not None


def _is_mark(text: str) -> bool:
    return bool(RAISED.match(text) or RAISED_PAIR.match(text))


def _is_range(raised: str, text: str) -> bool:
    """Whether a raised "4-6" behind `text` points to three notes: not where it is the power of a number."""
    m = RAISED_RANGE.match(raised)
    return m is not None and int(m[1]) < int(m[2]) < int(m[1]) + 10 and not text[-1:].isdigit()


def _numbers(text: str) -> list[str]:
    """The numbers of the notes that a raised word points to: those from 4 to 6 for "4-6"."""
    m = RAISED_RANGE.match(text)
    if m is not None:
        return [str(number) for number in range(int(m[1]), int(m[2]) + 1)]
    return re.findall(r"\d+|\*+", text)


def _unicode_marks(text: str) -> tuple[str, list[str]]:
    """A word without the superscript digits at its end ("volgen.¹"), and those as a number."""
    m = None if text.isascii() else RAISED_CHARACTERS.search(text)
    if not m or UNIT.fullmatch(text):
        return text, []
    return text[: m.start()], [m.group(0).translate(SUPERSCRIPT_DIGITS)]


def _touches(left: Word | None, right: Word) -> bool:
    """Whether two words stand so close that there is no space between them."""
    if left is None or left.box is None or right.box is None:
        return False
    if right.box.top > left.box.bottom - 0.3 * right.size > 0:  # the next line of a heading beside the text
        return False
    gap = right.box.x0 - left.box.x1
    small = min(left.size, right.size) or 10.0
    if left.raised or right.raised or left.size != right.size or left.bold != right.bold or left.italic != right.italic:
        if left.raised and _is_mark(left.text):
            return gap < 0.12 * max(left.size, right.size) and bool(_CLOSING.match(right.text))
        return gap < 0.12 * small
    return gap < 0.02 * small and right.confidence is None


def cut(joined: Joined, start: int, end: int, put: str = "") -> Joined:
    """The same text with `start:end` replaced by `put`; spans and marks move along."""
    shift = len(put) - (end - start)

    def move(offset: int) -> int:
        if offset <= start:
            return offset
        return max(start + len(put), offset + shift) if offset >= end else min(offset, start + len(put))

    text = joined.text.text
    spans = tuple(LineSpan(move(s.start), move(s.end), s.page, s.box) for s in joined.text.lines)
    return Joined(
        PlacedText(text[:start] + put + text[end:], tuple(s for s in spans if s.end > s.start)),
        tuple(replace(m, offset=move(m.offset)) for m in joined.marks),
        joined.repairs,
    )


def concatenate(parts: Sequence[PlacedText], between: str = "\n\n") -> tuple[PlacedText, list[int]]:
    """Several texts as one, and the offset at which each begins."""
    text, spans, starts = "", [], []
    for part in parts:
        if text and part.text:
            text += between
        offset = len(text)
        starts.append(offset)
        text += part.text
        spans += [LineSpan(s.start + offset, s.end + offset, s.page, s.box) for s in part.lines]
    return PlacedText(text, tuple(spans)), starts
