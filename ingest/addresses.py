"""The address of the sender at the foot of a page: a few lines in small type that say where and how to reach them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.markers import NOTE_START
from ingest.page import Line, RawPage
from ingest.rows import from_top, line_size

# What an address is made of; two kinds of it at least make one.
_MADE_OF = (
    # "Kunstlaan 6", "Koning Albert II-laan 37", "Grote Markt 1", "Rue de la Loi 16"
    re.compile(
        r"(?:(?:straat|laan|weg|plein|dreef|lei|kaai|baan|markt|singel|vest|gracht|park|hof)|\b(?:avenue|rue|boulevard)\b"
        r"(?:\s\w+){1,4})\s+\d{1,4}\b",
        re.I,
    ),
    # "1210 Brussel", "BE-1030 Brussel", "B-9000 GENT"
    re.compile(r"(?:^|[\s,(–|·•-])(?:BE?\s?-\s?)?[1-9]\d{3}\s+[A-ZÀ-Þ][\w-]{2,}"),
    # "tel. 02 219 42 99", "T +32 2 553 50 70"
    re.compile(r"(?:\+\s?\d{2}|\b0)[\d\s./()-]{6,}\d"),
    # "info@vlor.be"
    re.compile(r"\S@\S+\.\w"),
    # "www.vlor.be", "https://www.vlor.be"
    re.compile(r"\bwww\.\w|\bhttps?://", re.I),
    # "BE 0123.456.789", "BTW BE0123 456 789"
    re.compile(r"\bBE\s?0\d{3}[.\s]\d{3}[.\s]\d{3}\b"),
)
# An address has no more lines and words than this, and stands in this lowest part of its page.
_MOST_LINES, _MOST_WORDS, _LOWEST = 5, 45, 0.86
# It is smaller than the text by this factor, with white above it of so many of its own sizes.
_SMALLER, _WHITE = 0.95, 0.7


def find_address(page: RawPage, taken: set[int], size: float) -> set[int]:
    """The lines of a page (by index) that are the address of the sender at its foot; none where it has none.

    `taken`: lines known as page numbers or the like, which may stand above or below it; `size`: that of the body.
    """
    edge = _LOWEST * page.height
    low = [line.text for line in page.lines if line.box and line.box.top > edge and line_size(line) < _SMALLER * size]
    if not any(pattern.search(text) for text in low for pattern in _MADE_OF[1:]):  # a street alone is no address
        return set()
    index = {id(line): i for i, line in enumerate(page.lines)}
    lines = [ln for ln in page.lines if ln.box and index[id(ln)] not in taken]
    block: list[Line] = []
    for line in reversed(from_top(lines)):
        if block and _is_clear(line, block[-1]):
            break
        block.append(line)
        if len(block) > _MOST_LINES:
            return set()
    return {index[id(line)] for line in block} if _is_address(block[::-1], page, size) else set()


def _is_clear(upper: Line, lower: Line) -> bool:
    """Whether a line stands above another with white between them, or in another type."""
    assert upper.box and lower.box
    other = abs(line_size(upper) - line_size(lower)) > 0.07 * line_size(lower)
    white = lower.box.top - upper.box.bottom
    return white > _WHITE * line_size(lower) or (other and white > 0.25 * line_size(lower))


def _is_address(lines: Sequence[Line], page: RawPage, size: float) -> bool:
    """Whether lines at the foot of a page are an address, and no note or text with one in it."""
    first = lines[0] if lines else None
    if first is None or first.box is None or first.box.top < _LOWEST * page.height:
        return False
    if first.words[0].raised or NOTE_START.match(first.text) or sum(len(ln.words) for ln in lines) > _MOST_WORDS:
        return False
    small = all(line_size(ln) < _SMALLER * size for ln in lines)
    return small and sum(any(p.search(ln.text) for ln in lines) for p in _MADE_OF) > 1
