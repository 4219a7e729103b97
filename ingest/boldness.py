"""Which words of a scan are bold: those whose strokes are wider than the strokes of the body."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from ingest.page import Line, RawPage, Word

# Strokes wider than those of the body by this are bold; those of italics are thinner than upright ones.
BOLD, BOLD_ITALIC = 1.19, 1.07
# Capitals have wider strokes than small letters of the same type.
_CAPITALS = 1.17
# A large type has wider strokes, but sizes are estimates: so much of the difference in size counts for nothing.
_SIZE_SLACK = 1.08
# So many letters tell how wide the strokes of the body are on a page.
_BODY_LETTERS = 300


def settle_bold(pages: Sequence[RawPage], size: float) -> list[RawPage]:
    """The pages with the bold words known, by their strokes beside those of the body, which is set in `size` points.

    A page with much text is its own measure, for one is darker than the next; others have that of the whole file.
    """
    if all(page.origin == "digital" for page in pages):
        return list(pages)
    widths: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for page in pages:
        for word in (w for line in page.lines for w in line.words):
            if word.stroke and not word.italic and abs(word.size - size) < 0.1 * size:
                widths[page.number].append((word.stroke, len(word.text)))
    usual = _middle([pair for some in widths.values() for pair in some])
    if usual == 0.0:
        return list(pages)
    settled = []
    for page in pages:
        own = widths[page.number]
        body = _middle(own) if sum(n for _, n in own) >= _BODY_LETTERS else usual
        settled.append(replace(page, lines=tuple(_settled(line, body, size) for line in page.lines)))
    return settled


def _settled(line: Line, body: float, size: float) -> Line:
    """A line with its bold words known; those that were measured together are of one style."""
    capital = {}
    for stroke in {w.stroke for w in line.words if w.stroke}:
        letters = [c for w in line.words if w.stroke == stroke for c in w.text if c.isalpha()]
        capital[stroke] = 2 * sum(c.isupper() for c in letters) > len(letters)
    words = (
        replace(w, bold=_is_bold(w, body * (_CAPITALS if capital[w.stroke] else 1.0), size)) if w.stroke else w
        for w in line.words
    )
    return replace(line, words=tuple(words))


def _middle(pairs: Sequence[tuple[float, int]]) -> float:
    """The median of values with weights; 0 for none."""
    half, so_far = sum(n for _, n in pairs) / 2, 0
    for value, weight in sorted(pairs):
        so_far += weight
        if so_far >= half:
            return value
    return 0.0


def _is_bold(word: Word, body: float, size: float) -> bool:
    """Whether a word's strokes are wider than its size explains; small type runs together, there nobody can tell."""
    if word.size < 0.88 * size:
        return False
    ratio = word.stroke / (body * max(1.0, word.size / size / _SIZE_SLACK))
    return ratio > (BOLD_ITALIC if word.italic else BOLD)
