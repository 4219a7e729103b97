"""Which of the rules drawn on a page are the underlining of words."""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from corpus.model import Box
from ingest.page import Line, Word
from ingest.rows import from_top, line_size

# How far above and below the lower edge of a word its underlining may stand, in type sizes: that edge is the base line
# or what hangs below it, as the font has it.
_ABOVE, _BELOW = 0.4, 0.3
# The rule may begin before and end behind the words by so much, in type sizes: a space is underlined too.
_OVERHANG = 0.5
# Words with more white between them, in type sizes, are cells over the rule of a table.
_APART = 1.2


def part_underlines(rules: Sequence[Box], lines: Sequence[Line]) -> tuple[tuple[Box, ...], tuple[Box, ...]]:
    """The `rules` that part something, and those that underline words of `lines`."""
    placed = from_top([line for line in lines if line.box])
    tops = [line.box.top for line in placed if line.box]
    parting: list[Box] = []
    under: list[Box] = []
    for rule in rules:
        near = placed[bisect_left(tops, rule.top - 60) : bisect_right(tops, rule.top)]
        (under if any(_underlines(rule, line) for line in near) else parting).append(rule)
    return tuple(parting), tuple(under)


def is_underlined(line: Line, underlines: Sequence[Box]) -> bool:
    """Whether all words of a line, markers apart, are underlined."""
    words = [word for word in line.words if not word.raised]
    return bool(words) and all(any(_is_over(word, rule) for rule in underlines) for word in words)


def _underlines(rule: Box, line: Line) -> bool:
    """Whether a rule underlines words that stand together in a line, from the first to the last."""
    over = [word for word in line.words if not word.raised and _is_over(word, rule)]
    if not over:
        return False
    size = line_size(line)
    boxes = [word.box for word in over if word.box]
    if boxes[0].x0 - rule.x0 > _OVERHANG * size or rule.x1 - boxes[-1].x1 > _OVERHANG * size:
        return False
    return all(two.x0 - one.x1 < _APART * size for one, two in itertools.pairwise(boxes))


def _is_over(word: Word, rule: Box) -> bool:
    """Whether a rule lies right under a word, along all of it."""
    box = word.box
    if box is None or not -_ABOVE * word.size <= rule.top - box.bottom <= _BELOW * word.size:
        return False
    return rule.x0 - 2 <= box.x0 and box.x1 <= rule.x1 + 2
