"""Texts that say nearly the same words, such as a paragraph that comes back in a later advice."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

# Words in a row that two texts must share to be compared at all.
ROW = 4
# Shorter texts are never folded: "Zie het antwoord op vraag 1." is said in many places about other things.
FEWEST_WORDS = 12
# The part of the rows of the shorter text that the longer one has too.
ALIKE = 0.75

_WORD = re.compile(r"\w+")


def folded(texts: Sequence[str]) -> list[tuple[int, tuple[int, ...]]]:
    """For every text that is not nearly the same as an earlier one: its position, and those of the later ones alike."""
    having: dict[int, list[int]] = {}  # row of words → the kept texts that have it
    sizes: dict[int, int] = {}
    kept: dict[int, list[int]] = {}
    for position, text in enumerate(texts):
        rows = _rows(text)
        shared = Counter(first for row in rows for first in having.get(row, ()))
        first = next(
            (f for f, number in shared.most_common() if number >= ALIKE * min(len(rows), sizes[f])),
            None,
        )
        if first is not None:
            kept[first].append(position)
            continue
        kept[position] = []
        sizes[position] = len(rows)
        for row in rows:
            having.setdefault(row, []).append(position)
    return [(first, tuple(others)) for first, others in kept.items()]


def _rows(text: str) -> frozenset[int]:
    words = _WORD.findall(text.casefold())
    if len(words) < FEWEST_WORDS:
        return frozenset()
    return frozenset(hash(tuple(words[n : n + ROW])) for n in range(len(words) - ROW + 1))
