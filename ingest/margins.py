"""What stands in the margin beside the text: the numbers of lines and of paragraphs, and notes in small type."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from corpus.model import Box
from ingest.page import Line, RawPage, Word, around
from ingest.pdf import make_line
from ingest.rows import from_top, line_size, middle

# Every line is counted, or every second, fifth or tenth; fewer numbers on a page than these tell nothing.
_LEAST_COUNTED = {1: 8, 2: 5, 5: 3, 10: 3}
# As many of the lines that are counted at least begin small: they are lines of sentences, not rows of a table.
_LEAST_SMALL = 0.25


def without_line_numbers(page: RawPage) -> RawPage:
    """The page without the numbers of its lines, where these stand before the text: 5, 10, 15 or 1, 2, 3."""
    found = [
        k for k, line in enumerate(page.lines) if line.words and line.words[0].text.isdecimal() and _stands_off(line)
    ]
    if len(found) < min(_LEAST_COUNTED.values()):
        return page
    edge, _ = Counter(round(b.x1) for k in found if (b := page.lines[k].words[0].box)).most_common(1)[0]
    found = [k for k in found if (b := page.lines[k].words[0].box) and abs(b.x1 - edge) < 1.6]
    if not _count_lines(page.lines, found):
        return page
    gone = set(found)
    lines = [
        line if k not in gone else make_line(list(line.words[1:]), line.page)
        for k, line in enumerate(page.lines)
        if k not in gone or len(line.words) > 1
    ]
    return replace(page, lines=tuple(lines))


def _stands_off(line: Line) -> bool:
    """Whether the first word of a line stands apart from the rest, or is all of it."""
    one, two = line.words[0].box, line.words[1].box if len(line.words) > 1 else None
    return len(line.words) == 1 or (one is not None and two is not None and two.x0 - one.x1 > 0.7 * line.words[1].size)


def _count_lines(lines: Sequence[Line], found: Sequence[int]) -> bool:
    """Whether the numbers before some lines (by index) go up with the lines that stand between them."""
    values = [int(lines[k].words[0].text) for k in found]
    steps = Counter(b - a for a, b in itertools.pairwise(values))
    step, often = steps.most_common(1)[0] if steps else (0, 0)
    if len(found) < _LEAST_COUNTED.get(step, len(found) + 1) or often < 0.75 * (len(found) - 1):
        return False
    heights = sorted({round(middle(line) / 4) for line in lines[found[0] : found[-1] + 1] if line.box})
    counted = 1 + (len(found) - 1) * step
    beside = [line.words[1:] or _beside(lines, k) for k, line in ((k, lines[k]) for k in found)]
    said = [words[0].text for words in beside if words]
    small = sum(text[:1].islower() for text in said)
    return 0.7 * counted <= len(heights) <= 1.5 * counted and small >= _LEAST_SMALL * len(said) > 0


def _beside(lines: Sequence[Line], k: int) -> tuple[Word, ...]:
    """The words of the line at the height of one that is a number only."""
    near = [ln for n, ln in enumerate(lines[max(0, k - 2) : k + 3], start=max(0, k - 2)) if n != k]
    return next((ln.words for ln in near if abs(middle(ln) - middle(lines[k])) < 0.5 * line_size(ln)), ())


# "12." or "3)" before a paragraph, so far from it at most in type sizes, and as much higher or lower
_COUNTS = re.compile(r"\(?\d{1,3}[.)]$")
_FURTHEST, _LEVEL = 3.5, 0.35


def with_paragraph_numbers(page: RawPage) -> RawPage:
    """The page with every number that stands alone beside a line of text, a little higher or lower, before it."""
    alone = [k for k, ln in enumerate(page.lines) if len(ln.words) == 1 and _COUNTS.match(ln.words[0].text)]
    lines = list(page.lines)
    gone: set[int] = set()
    for k in alone:
        n = _line_beside(lines, k)
        if n is not None:
            numbered = replace(lines[n], words=(*lines[k].words, *lines[n].words))
            lines[n] = replace(numbered, box=around([lines[k].box, lines[n].box]))
            gone.add(k)
    return replace(page, lines=tuple(ln for k, ln in enumerate(lines) if k not in gone)) if gone else page


def _line_beside(lines: Sequence[Line], k: int) -> int | None:
    """The line (by index) that begins right of a number alone, at its height; None where none does."""
    number = lines[k].box
    for n in range(max(0, k - 2), min(len(lines), k + 3)):
        box = lines[n].box
        if n == k or box is None or number is None or box.x0 < number.x1 or len(lines[n].words) < 2:
            continue
        size = line_size(lines[n])
        if box.x0 - number.x1 < _FURTHEST * size and abs(middle(lines[n]) - middle(lines[k])) < _LEVEL * size:
            return n
    return None


# Notes in the margin are smaller than the text by this factor, with white between of so many of its sizes.
_SMALLER, _WHITE = 0.93, 0.8
# A line of running text has as many words as this, and so many of them tell how wide the text is.
_PROSE, _LEAST_LINES = 6, 6
# The lines of a note, and its paragraphs, have no more white between them, in type sizes.
_LINES_APART = 2.2
# Where more of the words of a page stand beside the text than this, they are a column.
_MOST = 0.3


def take_margin_notes(lines: list[Line], size: float) -> tuple[list[Line], list[tuple[Box, list[Line]]]]:
    """The lines of a page without what stands beside them in small type, and each such note with its place."""
    text = [ln.box for ln in lines if ln.box and len(ln.words) >= _PROSE and _is_body(ln, size)]
    if len(text) < _LEAST_LINES:
        return lines, []
    left, right = min(b.x0 for b in text) - _WHITE * size, max(b.x1 for b in text) + _WHITE * size
    if all(ln.box is None or (left < ln.box.x0 and ln.box.x1 < right) for ln in lines):
        return lines, []
    kept: list[Line] = []
    beside: dict[bool, list[Line]] = {False: [], True: []}
    for line in lines:
        out = {at: [w for w in line.words if _is_beside(w, at, left, right, size)] for at in (False, True)}
        rest = [w for w in line.words if not any(w is o for own in out.values() for o in own)]
        for at, words in out.items():
            if words:
                beside[at].append(make_line(words, line.page))
        if rest:
            kept.append(line if len(rest) == len(line.words) else make_line(rest, line.page))
    notes = [note for at, own in beside.items() for note in _notes(own, at)]
    count = sum(len(line.words) for _, own in notes for line in own)
    taken = sum(len(own) for _, own in notes)
    if not notes or taken < sum(map(len, beside.values())) or count > _MOST * sum(len(ln.words) for ln in lines):
        return lines, []
    return from_top(kept), notes


def _is_body(line: Line, size: float) -> bool:
    first, last = line.words[0].size, line.words[-1]
    return abs(first - size) < 0.05 * size and (last.raised or abs(last.size - size) < 0.05 * size)


def _is_beside(word: Word, at_right: bool, left: float, right: float, size: float) -> bool:
    """Whether a word is of small type and stands in the margin at that side of the text."""
    if word.box is None or word.size > _SMALLER * size:
        return False
    return word.box.x0 > right if at_right else word.box.x1 < left


def _notes(lines: Sequence[Line], at_right: bool) -> list[tuple[Box, list[Line]]]:
    """Lines in one margin as notes with white between them: several words, at the left not set as headings are."""
    groups: list[list[Line]] = []
    for line in from_top(list(lines)):
        last = groups[-1][-1].box if groups else None
        if last and line.box and line.box.top - last.bottom < _LINES_APART * line_size(line):
            groups[-1].append(line)
        else:
            groups.append([line])
    found = []
    for group in groups:
        words = [word for line in group for word in line.words]
        box = around(line.box for line in group)
        heading = not at_right and (all(w.bold for w in words) or all(w.italic for w in words))
        if box and len(words) > 2 and not heading and sum(w.text.isalpha() for w in words) > 1:
            found.append((box, group))
    return found
