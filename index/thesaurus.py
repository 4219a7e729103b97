"""Words that people type for words that councils and ministers write, and back: the groups of `thesaurus.txt`.

All words of a group are asked for when one of them is, at a lower weight; how a group is written stands in that file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from index.words import participles, tokens

FILE = Path(__file__).with_name("thesaurus.txt")
# The longest row of words that is looked for as one.
LONGEST_ROW = 9

Row = tuple[str, ...]  # stems


def others(row: Row) -> tuple[Row, ...]:
    """The stems of the words and rows of words that are said for `row` (stems in a row) too; none is ()."""
    return _by_stems().get(row, ())


def groups() -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """The groups as written: the words that are asked, and what is looked for then ("moeite met lezen > …")."""
    for line in FILE.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            asked, _, meant = (part.strip() for part in line.partition(">"))
            words = tuple(asked.split(", "))
            yield words, tuple(meant.split(", ")) if meant else words


@cache
def _by_stems() -> Mapping[Row, tuple[Row, ...]]:
    found: dict[Row, dict[Row, None]] = {}
    for asked, meant in groups():
        rows = [_stems(word) for word in meant]
        for word, own in zip(asked, rows if asked == meant else map(_stems, asked), strict=True):
            alike = dict.fromkeys(row for row in rows if row != own)
            for key in (own, *((form,) for form in participles(word) if " " not in word)):
                found.setdefault(key, {}).update(alike)
    return {key: tuple(alike) for key, alike in found.items()}


def _stems(words: str) -> Row:
    return tuple(token.stem for token in tokens(words))
