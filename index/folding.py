"""Texts that say nearly the same words, such as a paragraph that comes back in a later advice."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Sequence

# Words in a row that two texts must share to be compared at all.
ROW = 4
# Shorter texts are folded only when all of them is equal: "Zie het antwoord op vraag 1." is said about other things.
FEWEST_WORDS = 12
# The part of the rows of the shorter text that the longer one has too.
ALIKE = 0.75
# Of a whole section only the rows that begin with a word of this many letters are compared, about one in six, unless
# there are too few of them.
LONG_WORD, FEWEST_ROWS = 8, 10

_WORD = re.compile(r"\w+")


def folded(texts: Sequence[str], wholes: Sequence[tuple[str, str]] = ()) -> list[tuple[int, tuple[int, ...]]]:
    """For every text that is not nearly the same as an earlier one: its position, and those of the later ones alike.

    `wholes` are, in the same order, the title and text of the sections that the texts come from: sections that are
    nearly the same as a whole are alike whatever stretch of them is compared, short ones when they are equal.
    """
    stretches, sections = _Seen(), _Seen()
    equal: dict[Hashable, int] = {}
    kept: dict[int, list[int]] = {}
    for position, text in enumerate(texts):
        rows, whole, words = _rows(text), frozenset[int](), list[str]()
        first = stretches.alike(rows, of_shorter=True)
        if wholes and first is None:
            title, all_of_it = wholes[position]
            words = _WORD.findall(all_of_it.casefold())
            whole = _sampled(words)
            first = equal.get((title.casefold(), *words)) if words else None
            first = sections.alike(whole, of_shorter=False) if first is None else first
        if first is not None:
            kept[first].append(position)
            continue
        kept[position] = []
        stretches.add(position, rows)
        if words:
            sections.add(position, whole)
            equal[wholes[position][0].casefold(), *words] = position
    return [(first, tuple(others)) for first, others in kept.items()]


class _Seen:
    """The rows of words of the texts that were kept."""

    def __init__(self) -> None:
        self.having: dict[int, list[int]] = {}  # row of words → the kept texts that have it
        self.sizes: dict[int, int] = {}

    def add(self, position: int, rows: frozenset[int]) -> None:
        self.sizes[position] = len(rows)
        for row in rows:
            self.having.setdefault(row, []).append(position)

    def alike(self, rows: frozenset[int], of_shorter: bool) -> int | None:
        """The kept text that shares ALIKE of the rows of the shorter, or else of the longer of the two."""
        shared = Counter(first for row in rows for first in self.having.get(row, ()))
        size = min if of_shorter else max
        return next((f for f, n in shared.most_common() if n >= ALIKE * size(len(rows), self.sizes[f])), None)


def _rows(text: str) -> frozenset[int]:
    words = _WORD.findall(text.casefold())
    if len(words) < FEWEST_WORDS:
        return frozenset()
    return frozenset(hash(tuple(words[n : n + ROW])) for n in range(len(words) - ROW + 1))


def _sampled(words: Sequence[str]) -> frozenset[int]:
    if len(words) < FEWEST_WORDS:
        return frozenset()
    starts = range(len(words) - ROW + 1)
    long = [n for n in starts if len(words[n]) >= LONG_WORD]
    return frozenset(hash(tuple(words[n : n + ROW])) for n in (long if len(long) >= FEWEST_ROWS else starts))
