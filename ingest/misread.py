"""Notes of a recognised text file whose number was read as a sign: the notes before and after them tell it.

"? Laureys, D. (2012)" between the notes 1 and 3 is note 2, and so is "* Ibid." at the foot of the page after note 1.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.entries import LONE_NUMBER, TERMINAL, Entry
from ingest.foot import CITED, INLINE
from ingest.markers import GLUED_LINE, READ_LINE


@dataclass(frozen=True, slots=True)
class Misread:
    """A line that opens with a sign where a note may begin.

    `sign` is what was read and `rest` the words behind it, `follows` the number that opens the next such line of its
    page (None where none does), `last`: the page ends with its words, `alone`: white stands above, `cited`: they name
    a source.
    """

    sign: str
    rest: str
    follows: int | None
    last: bool
    alone: bool
    cited: bool


def misread_numbers(entries: Sequence[Entry]) -> dict[int, Misread]:
    """The lines that may begin a note whose number was read as a sign, by their place in `entries`."""
    found: dict[int, Misread] = {}
    for k, entry in enumerate(entries):
        m = READ_LINE.match(entry.text) if not entry.text[:1].isdigit() else None
        if m is None or entry.page_start:
            continue
        end = _end(entries, k)
        words = " ".join([m[2], *(e.text for e in entries[k + 1 : end])])
        below = entries[end] if end < len(entries) and not entries[end].page_start else None
        number = INLINE.match(below.text) or GLUED_LINE.match(below.text) if below is not None else None
        follows = int(next(filter(None, number.groups()))) if number else None
        cited = CITED.search(words) is not None
        found[k] = Misread(m[1], m[2], follows, _ends_page(entries, end), entry.gap, cited)
    return found


def _end(entries: Sequence[Entry], k: int) -> int:
    """The line after the words that begin on line `k`: where white, a page or another number or sign is."""
    for n in range(k + 1, len(entries)):
        e = entries[n]
        opens = INLINE.match(e.text) or GLUED_LINE.match(e.text) or READ_LINE.match(e.text)
        if e.page_start or e.gap or (opens and TERMINAL.search(entries[n - 1].text)):
            return n
    return len(entries)


def _ends_page(entries: Sequence[Entry], k: int) -> bool:
    """Whether no text stands from line `k` to the end of its page, but for other notes."""
    while k < len(entries) and not entries[k].page_start:
        text = entries[k].text
        if not (INLINE.match(text) or GLUED_LINE.match(text) or READ_LINE.match(text)) or LONE_NUMBER.match(text):
            return False
        k = _end(entries, k)
    return True


def is_note(line: Misread, number: int, in_note: bool, ended: bool) -> bool:
    """Whether a line is note `number`, one more than the note before it.

    `in_note`: that note ends right above it, `ended`: the text above it is at its end and no list.
    """
    counts_on = line.follows == number + 1
    if line.follows is not None and not counts_on:
        return False
    if in_note:
        return counts_on or (line.cited and (line.last or not line.alone))
    if counts_on:
        return line.alone and line.cited
    return line.last and line.alone and line.cited and ended and number > 1
