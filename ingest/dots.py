"""Bullets that are drawn and not typed: small shapes before the text of a line, which get the sign of one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.model import Box
from ingest.page import Line, Word, around

# What is typed for a shape, whatever shape it is
BULLET = "•"
# How far a bullet stands before its text, and behind the text of another column, in type sizes.
_MOST_BEFORE, _LEAST_BEHIND = 3.5, 1.5
# A shape of more than so much of the type size is a box to tick or a drawing.
_LARGEST = 0.75


@dataclass(frozen=True, slots=True)
class _Found:
    """A shape before the word of a line (by index) or, where `amid` another text, a sign of a legend."""

    box: Box
    line: int
    word: int
    amid: bool


def with_drawn_bullets(lines: Sequence[Line], dots: Sequence[Box]) -> tuple[Line, ...]:
    """The lines of a page with a bullet typed for each of `dots` that is one; a legend has several in a line."""
    found = [one for dot in dots if (one := _find(lines, dot)) is not None]
    legends = {one.line for one in found if one.amid}
    by_line: dict[int, list[_Found]] = {}
    for one in found:
        if one.line not in legends:
            by_line.setdefault(one.line, []).append(one)
    done = list(lines)
    for k, own in by_line.items():
        words = list(lines[k].words)
        for one in sorted(own, key=lambda f: -f.word):
            before = words[one.word]
            words.insert(one.word, Word(BULLET, one.box, before.size, before.bold, before.italic))
        done[k] = replace(lines[k], words=tuple(words), box=around([lines[k].box, *(one.box for one in own)]))
    return tuple(done)


def _find(lines: Sequence[Line], dot: Box) -> _Found | None:
    """The line and word before which a shape stands; None where it stands at no text."""
    x, y = (dot.x0 + dot.x1) / 2, (dot.top + dot.bottom) / 2
    for k, line in enumerate(lines):
        if line.box is None or not line.box.top <= y <= line.box.bottom:
            continue
        boxes = [word.box for word in line.words]
        after = next((n for n, box in enumerate(boxes) if box and box.x0 > x), None)
        if after is None:
            continue
        word, box = line.words[after], boxes[after]
        over = boxes[after - 1] if after else None
        if box is None or word.text == BULLET or dot.bottom - dot.top > _LARGEST * word.size:
            continue
        if box.x0 - dot.x1 > _MOST_BEFORE * word.size or box.x0 < dot.x1 or (over and over.x1 > dot.x0):
            continue
        return _Found(dot, k, after, over is not None and dot.x0 - over.x1 < _LEAST_BEHIND * word.size)
    return None
