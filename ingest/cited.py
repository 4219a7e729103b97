"""What the text of a page says of the notes at its foot: where they begin that no raised number shows."""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from ingest.headings import numeral
from ingest.layout import Arranged, with_left
from ingest.markers import (
    COUNTS,
    ENDED,
    NUMBER,
    OPENS,
    SIGN_AT_END,
    SIGN_NUMBER,
    SIGNIFICANCE,
    SUPERSCRIPT_DIGITS,
    UNICODE_NUMBER,
)
from ingest.page import Line, Word
from ingest.pdf import make_line
from ingest.rows import Row, is_full, line_size


def told_apart(pages: Sequence[Arranged]) -> tuple[Arranged, ...]:
    """Pages whose notes stand in rows of their own, each marker raised that the text has raised.

    "14 Bosraad, 2019", "† Ibid." and "a) Ibid." begin a note where the text has that number, sign or letter raised, and
    "1 Ibid., p. 4. 2 Ibid., p. 5." comes apart where no other row begins with the 2.
    """
    cited: set[str] = set()
    told: list[Arranged] = []
    letters = 0
    for page in pages:
        if any(_may_need_text(row.line) for row in page.notes):
            own = _cited(page.body)
            cited |= {sign for sign in own if not sign.isdigit()}
            marked, letters = _with_markers(page.notes, own | cited, letters)
            rows = [part for row in marked for part in _cut_apart(row, page.notes, own)]
            page = replace(page, notes=tuple(rows))
        told.append(page)
    return tuple(told)


def runs_on(line: Line, row: Row) -> bool:
    """Whether a line of a note is full and amid a sentence, so that a number in the row after it is no marker."""
    return is_full(replace(row, line=line)) and not ENDED.search(line.text)


def _may_need_text(line: Line) -> bool:
    """Whether only the text above tells where the notes of this line begin."""
    words = line.words
    if words and not words[0].raised and _label(words[0]) is not None:
        return True
    return any(_amid(words, k) for k in range(2, len(words) - 1))


def _label(word: Word) -> str | None:
    """The number, sign or letter of the note that a word may begin, None where it is none."""
    m = NUMBER.match(word.text) or SIGN_NUMBER.match(word.text) or UNICODE_NUMBER.match(word.text)
    return m[1].translate(SUPERSCRIPT_DIGITS) if m else None


def _amid(words: Sequence[Word], k: int) -> bool:
    """Whether another note may begin at a full-size number amid a line: behind a sentence, before another."""
    if not words[k].text[:1].isdecimal():
        return False
    before = words[k - 1].text
    ended = ENDED.search(before) is not None and not before[-1].isdigit() and COUNTS.match(before) is None
    return ended and _opens(words[k + 1].text) and NUMBER.match(words[k].text) is not None


def _opens(text: str) -> bool:
    """Whether a word may be the first of a note."""
    return text[:1].isupper() or text[:1] in "‘“«\"'" or OPENS.match(text) is not None


def _cited(rows: Sequence[Row]) -> set[str]:
    """The numbers, signs and letters that may be markers in the rows of a text: raised, or signs that end a word."""
    found: set[str] = set()
    for row in rows:
        for word in row.line.words:
            if word.raised:
                found.update(re.findall(r"\d+|[^\W\d]+|[*†‡§¶]+", word.text))
            elif word.text[-1:] in "*†‡§¶.,;:)" and (sign := SIGN_AT_END.search(word.text)):
                found.add(sign[1])
        if row.table is not None:
            found.update(sign[1] for cells in row.table.rows for cell in cells for sign in SIGN_AT_END.finditer(cell))
    return found


def _with_markers(rows: Sequence[Row], cited: Collection[str], letters: int) -> tuple[list[Row], int]:
    """The rows of notes, with the numbers, signs and letters raised that begin one, and how far letters now count.

    `letters`: how far they counted on the page before.
    """
    out: list[Row] = []
    last = 0
    for k, row in enumerate(rows):
        words = row.line.words
        label = _label(words[0]) if len(words) > 1 else None
        if label is not None and label.isdigit():
            told = label in cited and int(label) > last and _heads(rows, k, label)
            if not (words[0].raised or UNICODE_NUMBER.match(words[0].text) or told):
                label = None
            last = int(label) if label else last
        elif label is not None and label.isalpha():
            values = letter_values(label)
            value = letters + 1 if letters + 1 in values else 1
            if label not in cited or value not in values:  # no note: "o" before an item, where the text has 1° and 2°
                label = None
            letters = value if label else letters
        elif label is not None and (label not in cited or SIGNIFICANCE.match(row.line.text)):
            label = None
        if label is not None and not words[0].raised:
            bare = replace(words[0], text=label, raised=True)
            row = replace(row, line=replace(row.line, words=(bare, *words[1:])))
        out.append(row)
    return out, letters


def letter_values(label: str) -> tuple[int, ...]:
    """What the letters before a note may count: 2 for "b", 2 for "ii", 9 or 1 for "i"."""
    return (ord(label) - 96 if len(label) == 1 and label.isalpha() else 0, numeral(label.upper()))


def _heads(rows: Sequence[Row], k: int, label: str) -> bool:
    """Whether row `k` begins the note of a full-size number: no sentence runs on to it, no other row fits better.

    "2 banken extra" goes on with a note where "2 Ibid." stands below it.
    """
    if k and runs_on(rows[k - 1].line, rows[k]):
        return False
    if _opens(rows[k].line.words[1].text):
        return True
    others = [row.line.words for n, row in enumerate(rows) if n != k and len(row.line.words) > 1]
    return not any(_label(words[0]) == label and _opens(words[1].text) for words in others)


def _cut_apart(row: Row, rows: Sequence[Row], cited: Collection[str]) -> list[Row]:
    """A row cut where a note begins in it with a full-size number that the text points to and no row begins with."""
    words = row.line.words
    first = NUMBER.match(words[0].text) if words else None
    last = int(first[1]) if first else 0
    heads = {m[1] for other in rows if other.line.words and (m := NUMBER.match(other.line.words[0].text))}
    cuts = [0]
    for k in range(2, len(words) - 1):
        if not _amid(words, k):
            continue
        m = NUMBER.match(words[k].text)
        if m and m[1] in cited and m[1] not in heads and (not last or int(m[1]) == last + 1):
            cuts.append(k)
            last = int(m[1])
    if len(cuts) == 1:
        return [row]
    lines = [make_line(list(words[a:b]), row.line.page) for a, b in itertools.pairwise([*cuts, len(words)])]
    return [replace(row, line=line, left=line.box.x0 if k and line.box else row.left) for k, line in enumerate(lines)]


def with_rests(pages: Sequence[Arranged]) -> tuple[Arranged, ...]:
    """Pages where the rest of a note of the page before stands with the notes, though no rule sets it off."""
    out: list[Arranged] = []
    last: Row | None = None  # the last row of the notes so far
    for page in pages:
        if last is not None and not page.ruled_notes and not ENDED.search(last.line.text):
            at = _rest_begins(page, line_size(last.line))
            if at is not None:
                page = replace(page, body=page.body[:at], notes=(*with_left(page.body[at:]), *page.notes))
        last = page.notes[-1] if page.notes else None
        out.append(page)
    return tuple(out)


def _rest_begins(page: Arranged, size: float) -> int | None:
    """Which row of the text of a page is the first in type of `size` at its foot, below larger type."""
    at = len(page.body)
    while at and page.body[at - 1].table is None and abs(line_size(page.body[at - 1].line) - size) < 0.03 * size:
        at -= 1
    above = page.body[at - 1] if at else None
    first = page.body[at].line.box if at < len(page.body) else None
    smaller = above is not None and above.table is None and size < 0.93 * line_size(above.line)
    return at if smaller and first is not None and first.top > 0.5 * page.page.height else None
