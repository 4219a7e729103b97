"""From a section to the passages that get a vector: stretches of about 500 characters, and what is embedded of each."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence

from corpus.catalogue import Passage, Unit
from corpus.model import Document

LENGTH = 500
# A last stretch shorter than this goes with the one before it.
SHORTEST = 150
# The heading path is a hint of where the passage stands; a long one would drown the passage.
LONGEST_HEADING = 160
LONGEST_TITLE = 120

_PARAGRAPH = re.compile(r"\n\s*\n")
_ROW = re.compile(r"\n")
_SENTENCE = re.compile(r"(?:(?<=[.!?;:…])|(?<=[.!?;:…][\"'”’)\]]))\s+(?=[\"'“‘(\[]?[A-ZÀ-Þ0-9¬•\-▪])")
_WORD = re.compile(r"\s+")


def passages(document: Document, unit: Unit) -> tuple[Passage, ...]:
    """The stretches of `unit` that get a vector each, together all of its text; one for a unit with only a title."""
    spans = stretches(unit.body.text) or ([(0, 0)] if unit.title else [])
    head = heading(unit.path, document.meta.title)
    found = []
    for start, end in spans:
        # the same stretch of the same content has the same identity in every run, so nothing is embedded twice
        mark = "\0".join((document.sha256, unit.place, str(start), head, unit.body.text[start:end]))
        found.append(Passage(hashlib.sha256(mark.encode()).hexdigest()[:32], start, end))
    return tuple(found)


def embedded_text(head: str, passage: str) -> str:
    """What the model gets of a passage: the passage, then in brackets the way to it.

    Measured against the way before the passage and without the title of the document (docs/search.md): before it the
    way outweighs a long passage, and a short one says too little without the title.
    """
    return f"{passage} ({head})".strip() if head else passage


def heading(path: Sequence[str], title: str | None = None) -> str:
    """The way to a unit for the model: "title of the document > section > subsection", shortened in the middle."""
    text = " > ".join(path)
    if len(text) > LONGEST_HEADING and len(path) > 1:
        text = f"{_cut(path[0], LONGEST_HEADING // 2)} > {_cut(path[-1], LONGEST_HEADING // 2)}"
    return " > ".join(part for part in (_cut(title or "", LONGEST_TITLE), _cut(text, LONGEST_HEADING)) if part)


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else text[:length].rsplit(" ", 1)[0]


def stretches(text: str, length: int = LENGTH) -> list[tuple[int, int]]:
    """`text` in stretches (start, end) of about `length` characters that end where a paragraph or sentence ends."""
    pieces = _pieces(text, 0, len(text), length, (_PARAGRAPH, _ROW, _SENTENCE, _WORD))
    joined: list[tuple[int, int]] = []
    for start, end in pieces:
        if joined and end - joined[-1][0] <= length:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    if len(joined) > 1 and joined[-1][1] - joined[-1][0] < SHORTEST:
        last = joined.pop()
        joined[-1] = (joined[-1][0], last[1])
    return joined


def _pieces(
    text: str, start: int, end: int, length: int, borders: tuple[re.Pattern[str], ...]
) -> list[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start == end:
        return []
    if end - start <= length or not borders:
        return [(start, end)]
    found: list[tuple[int, int]] = []
    at = start
    for border in borders[0].finditer(text, start, end):
        found += _pieces(text, at, border.start(), length, borders[1:])
        at = border.end()
    return found + _pieces(text, at, end, length, borders[1:])
