"""Headings in the margin: they stand beside the text they head, and are put before it as lines of their own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.model import Box
from ingest.page import Line, RawPage, Word, around
from ingest.pdf import make_line
from ingest.rows import from_top, line_size, middle

# A margin that holds headings is at least so wide, in type sizes, and white is left of the text.
_MARGIN, _WHITE = 5.0, 0.8
# A line of running text has as many words as this.
_PROSE = 6
# Where more of the lines begin in the margin than this, it is a column.
_MOST = 0.2
_LETTERS = re.compile(r"[^\W\d_]{3}")


@dataclass(frozen=True, slots=True)
class _Split:
    """A line with words in the margin: these, and what stands beside them in the text."""

    margin: tuple[Word, ...]
    text: tuple[Word, ...]


def part_side_heads(pages: Sequence[RawPage], size: float) -> list[RawPage]:
    """The pages with every heading in the margin as one line before the text beside it; others as they are."""
    edge = _text_edge(pages)
    if edge is None:
        return list(pages)
    splits = [
        [None if any(_stands_in(line, t.box) for t in page.tables) else _split(line, edge) for line in page.lines]
        for page in pages
    ]
    inside = [split.margin for own in splits for split in own if split is not None]
    reach = min((b.x0 for words in inside for w in words if (b := w.box)), default=edge)
    found = [_heads(page, own, size) for page, own in zip(pages, splits, strict=True)]
    few = len(inside) <= _MOST * sum(len(page.lines) for page in pages)
    if not few or edge - reach < _MARGIN * size or sum(map(len, found)) < 2:
        return list(pages)
    return [_parted(page, own, heads) if heads else page for page, own, heads in zip(pages, splits, found, strict=True)]


def _text_edge(pages: Sequence[RawPage]) -> float | None:
    """Where most lines of running text begin."""
    starts = Counter(round(ln.box.x0 / 2) for page in pages for ln in page.lines if ln.box and len(ln.words) >= _PROSE)
    if not starts:
        return None
    edge, count = starts.most_common(1)[0]
    return 2.0 * edge if count > 0.5 * starts.total() else None


def _stands_in(line: Line, table: Box) -> bool:
    return table.top <= middle(line) <= table.bottom


def _split(line: Line, edge: float) -> _Split | None:
    """A line whose first words end before the text begins, None for any other."""
    limit = edge - _WHITE * line_size(line)
    if line.box is None or line.box.x0 > limit:
        return None
    margin = tuple(w for w in line.words if w.box and w.box.x1 <= limit)
    text = line.words[len(margin) :]
    straight = not text or (text[0].box is not None and abs(text[0].box.x0 - edge) < 3.0)
    return _Split(margin, text) if margin and straight and margin == line.words[: len(margin)] else None


def _heads(page: RawPage, splits: Sequence[_Split | None], size: float) -> list[list[int]]:
    """The lines (by index) of each heading in the margin of a page: set off, and level with the text as it begins."""
    at = [k for k, split in enumerate(splits) if split is not None]
    at.sort(key=lambda k: middle(page.lines[k]))
    blocks: list[list[int]] = []
    for k in at:
        last = blocks[-1][-1] if blocks else None
        if last is not None and middle(page.lines[k]) - middle(page.lines[last]) < 2.0 * size:
            blocks[-1].append(k)
        else:
            blocks.append([k])
    return [block for block in blocks if _is_head(page, [(k, s) for k in block if (s := splits[k]) is not None], size)]


def _is_head(page: RawPage, block: Sequence[tuple[int, _Split]], size: float) -> bool:
    words = [word for _, split in block for word in split.margin]
    set_off = all(w.bold for w in words) or all(w.italic for w in words) or all(w.size > 1.15 * size for w in words)
    first, split = block[0]
    height = middle(page.lines[first])
    level = bool(split.text) or any(
        k != first and abs(middle(ln) - height) < 0.7 * size for k, ln in enumerate(page.lines)
    )
    return set_off and level and len(block) <= 5 and _LETTERS.search(" ".join(w.text for w in words)) is not None


def _parted(page: RawPage, splits: Sequence[_Split | None], heads: Sequence[Sequence[int]]) -> RawPage:
    """The page with its headings before the text beside them."""
    taken = {k for head in heads for k in head}
    lines = [line for k, line in enumerate(page.lines) if k not in taken]
    for head in heads:
        parts = [split for k in head if (split := splits[k]) is not None]
        beside = [make_line(list(part.text), page.number) for part in parts if part.text]
        lines += beside
        words = _without_hyphens([word for part in parts for word in part.margin])
        box = around(word.box for word in words)
        level = [ln.box.top for ln in lines if ln.box and box and box.top - 6 < ln.box.top < box.bottom]
        line = make_line(words, page.number)
        if box is not None:  # as the first of them, though some of the text beside may begin a hair's breadth higher
            line = replace(line, box=Box(box.x0, min([box.top, *level]) - 0.1, box.x1, box.bottom))
        lines.append(line)
    return replace(page, lines=tuple(from_top(lines)))


def _without_hyphens(words: Sequence[Word]) -> list[Word]:
    """Words of which two are made one where a hyphen divides them over lines."""
    out: list[Word] = []
    for word in words:
        last = out[-1] if out else None
        below = last is not None and last.box and word.box and word.box.top > last.box.bottom - 2
        if last is not None and below and last.text.endswith("-") and word.text[:1].islower():
            out[-1] = replace(last, text=last.text[:-1] + word.text)
        else:
            out.append(word)
    return out
