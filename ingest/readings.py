"""Two readings of one page, its own text layer and a new recognition: which is better, and what each knows better.

They are compared where they differ, for a name that no list knows says nothing against either where both have it. What
counts is how surprising the words are in Dutch: a layer that was read as English has words that Dutch has not
("creéert", "Viaamse") and rare ones in the place of common ones ("doe!" for "doel", "cordeel" for "oordeel").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from ingest.lexicon import core, is_code, plausibility
from ingest.page import RawPage, Word

# A reading that has fewer than this share of the characters of the other has missed something.
_MISSED = 0.8
# The surprise (log10) of a word that nothing explains, of a sign that is no punctuation, of a number and of a code.
_UNEXPLAINED, _STRAY, _NUMBER, _CODE, _SIGN = 8.5, 4.0, 3.5, 5.0, 1.0
# A new recognition knows raised numbers, sizes and rules, which a layer does not: it may be so much more surprising.
_SLACK = 1.15
# A word takes the place of one that surprises by so much more (log10) if they are alike in this share of their letters.
_LIKELIER, _ALIKE = 2.5, 0.6

_PUNCTUATION = re.compile(r"[\s.,;:!?()\[\]\-–—&%€+=/\"'‘’“”…•·▪¬]*")
_LETTERS = re.compile(r"[^\W\d_]{3}")


def better(layer: RawPage, again: RawPage) -> RawPage:
    """The better of a page's own text layer and its new recognition: where they differ, the one that surprises less.

    A reading that found far fewer characters than the other has missed something, and loses.
    """
    first, second = _words(layer), _words(again)
    many, few = sum(len(w.text) for w in first), sum(len(w.text) for w in second)
    if few < _MISSED * many or many < _MISSED * few:
        return layer if many > few else again
    one = two = 0.0
    for a, b in _differences(first, second):
        one += sum(surprise(w.text) for w in a)
        two += sum(surprise(w.text) for w in b)
    return again if two <= _SLACK * one else layer


def completed(page: RawPage, other: RawPage) -> RawPage:
    """`page` with words of its `other` reading in the place of those that are far less likely and look like them."""
    known: dict[int, str] = {}
    for a, b in _differences(_words(page), _words(other)):
        if len(a) == len(b):
            for mine, theirs in zip(a, b, strict=True):
                if _knows_better(mine.text, theirs.text):
                    known[id(mine)] = mine.text.replace(core(mine.text), core(theirs.text))
    if not known:
        return page
    lines = (
        replace(line, words=tuple(replace(w, text=known[id(w)]) if id(w) in known else w for w in line.words))
        for line in page.lines
    )
    return replace(page, lines=tuple(lines))


def surprise(text: str) -> float:
    """How surprising a word is in Dutch text (minus log10 of its frequency): about 2 for "de", 8.5 for no word."""
    bare = core(text)
    if not bare:
        return _SIGN if _PUNCTUATION.fullmatch(text) else _STRAY
    if is_code(text):
        return _CODE if any(c.isalpha() for c in bare) else _NUMBER
    return _UNEXPLAINED - plausibility(bare)


def _knows_better(mine: str, theirs: str) -> bool:
    """Whether the other reading has a far likelier word."""
    if surprise(mine) - surprise(theirs) < _LIKELIER or is_code(theirs) or not _LETTERS.search(theirs):
        return False
    one, two = core(mine).lower(), core(theirs).lower()
    return one != two and SequenceMatcher(None, one, two, autojunk=False).ratio() >= _ALIKE


def _words(page: RawPage) -> list[Word]:
    """The words of a page in the order of its lines; raised numbers are known in one reading only."""
    return [w for line in page.lines for w in line.words if not w.raised]


def _differences(one: Sequence[Word], two: Sequence[Word]) -> list[tuple[Sequence[Word], Sequence[Word]]]:
    """The stretches of words in which two readings differ; punctuation around a word does not matter."""
    match = SequenceMatcher(None, [_bare(w) for w in one], [_bare(w) for w in two], autojunk=False)
    return [(one[a:b], two[c:d]) for tag, a, b, c, d in match.get_opcodes() if tag != "equal"]


def _bare(word: Word) -> str:
    return core(word.text).lower() or word.text
