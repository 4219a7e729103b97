"""Patterns that are searched for only in text that holds the words they cannot match without.

What a pattern needs is read from the pattern itself, so that nobody writes it twice: `(?:brief|schrijven)\\s+van\\s+X`
matches only where "brief" or "schrijven" stands, and "van". Looking for these words costs a tenth of a search.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby, product
from re import _constants as ops  # type: ignore[attr-defined]  # how Python itself reads a pattern
from re import _parser  # type: ignore[attr-defined]
from typing import Any, Final

Words = frozenset[str]
_MOST_WORDS: Final = 60  # a longer list takes as long as the search that it spares
_MOST_LIKELY: Final = 8.0  # words that nearly every text holds ("in", ",") spare nothing


@dataclass(frozen=True, slots=True)
class Guarded:
    """A regular expression with what it needs: of each of `needs` one word, in small letters, somewhere in the text."""

    regex: re.Pattern[str]
    needs: tuple[tuple[str, ...], ...]

    @property
    def pattern(self) -> str:
        return self.regex.pattern

    def possible(self, text: str) -> bool:
        """Whether `text` holds what the pattern needs; False says that it matches nowhere."""
        holds = _folded(text).__contains__
        return all(any(map(holds, words)) for words in self.needs)

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """As of `re.Pattern`."""
        return self.regex.search(text, start, end) if self.possible(text) else None

    def match(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """As of `re.Pattern`."""
        return self.regex.match(text, start, end) if self.possible(text) else None

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """As of `re.Pattern`."""
        return self.regex.finditer(text, start, end) if self.possible(text) else iter(())

    def fullmatch(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """As of `re.Pattern`."""
        return self.regex.fullmatch(text, start, end) if self.possible(text) else None

    def sub(self, new: str, text: str, count: int = 0) -> str:
        """As of `re.Pattern`."""
        return self.regex.sub(new, text, count) if self.possible(text) else text


def guarded(pattern: str, flags: int = 0) -> Guarded:
    """The pattern as `re.compile` has it, with what it needs, what tells most first."""
    needs = [n for n in needed(pattern, flags) if len(n) <= _MOST_WORDS and _likely(n) < _MOST_LIKELY]
    return Guarded(re.compile(pattern, flags), tuple(tuple(sorted(n)) for n in sorted(needs, key=_likely)))


@lru_cache(maxsize=16)  # many patterns one after the other ask for the same sentence and the same section
def _folded(text: str) -> str:
    """Small letters as `re.IGNORECASE` takes them: İ, ı and ſ are i and s to it."""
    return text.replace("İ", "i").replace("ı", "i").replace("ſ", "s").lower()


# --- what a pattern needs ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Part:
    """What a part of a pattern matches: just one of `exact`; or, where that is None, text with a word of each need."""

    exact: Words | None
    needs: tuple[Words, ...] = ()

    @property
    def best(self) -> Words:
        """Of its needs the one that tells most; empty where it needs nothing."""
        needs = [n for n in (*self.needs, self.exact or frozenset()) if n and "" not in n]
        return min(needs, key=_likely, default=frozenset())


_ANYTHING: Final = _Part(None)
_NOTHING: Final = _Part(frozenset({""}))


def needed(pattern: str, flags: int = 0) -> tuple[Words, ...]:
    """The lists of words, in small letters, of each of which any text that the pattern matches holds one."""
    part = _sequence(_parser.parse(pattern, flags))
    needs = part.needs if part.exact is None else (part.exact,)
    return tuple(_shortest(n) for n in needs if "" not in n)


def _sequence(items: Iterable[tuple[Any, Any]]) -> _Part:
    """Parts one after the other: what can only be written together is one word ("actie" + "plan")."""
    needs: list[Words] = []
    run, whole = frozenset({""}), True
    for part in _parts(items):
        if part.exact is not None and len(run) * len(part.exact) <= _MOST_WORDS:
            run = frozenset(a + b for a, b in product(run, part.exact))
            continue
        needs += [run, *part.needs]
        run, whole = part.exact or frozenset({""}), False
    return _Part(run) if whole else _Part(None, tuple(n for n in (*needs, run) if "" not in n))


def _parts(items: Iterable[tuple[Any, Any]]) -> Iterator[_Part]:
    for literal, group in groupby(items, lambda item: item[0] is ops.LITERAL):
        if literal:
            yield _Part(frozenset({_folded("".join(chr(value) for _, value in group))}))
        else:
            yield from (_part(op, value) for op, value in group)


def _part(op: Any, value: Any) -> _Part:
    if op is ops.IN and all(kind is ops.LITERAL for kind, _ in value) and len(value) <= 8:
        return _Part(frozenset(_folded(chr(sign)) for _, sign in value))
    if op in (ops.AT, ops.ASSERT_NOT):  # "\b", "(?!…)": takes no sign and needs none
        return _NOTHING
    if op in (ops.SUBPATTERN, ops.ATOMIC_GROUP):
        return _sequence(value[-1] if op is ops.SUBPATTERN else value)
    if op is ops.ASSERT:  # "(?=…)": what it sees stands in the text too, but not in a row with the rest
        seen = _sequence(value[1]).best
        return _Part(None, (seen,) if seen else ())
    if op in (ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT):
        return _repeated(*value)
    if op is ops.BRANCH:
        return _either([_sequence(branch) for branch in value[1]])
    return _ANYTHING


def _repeated(least: int, most: int, items: Iterable[tuple[Any, Any]]) -> _Part:
    part = _sequence(items)
    if most == 1 and part.exact is not None:
        return part if least else _Part(part.exact | {""})
    return _Part(None, (part.best,) if least and part.best else ())


def _either(parts: list[_Part]) -> _Part:
    if all(part.exact is not None for part in parts):
        return _Part(frozenset(word for part in parts for word in part.exact or ()))
    if all(part.best for part in parts):
        return _Part(None, (frozenset(word for part in parts for word in part.best),))
    return _ANYTHING


def _shortest(words: Words) -> Words:
    """Without the words that hold another: where "conceptnota" stands, "nota" does."""
    if len(words) == 1:
        return words
    return frozenset(w for w in words if not any(other != w and other in w for other in words))


@lru_cache(maxsize=4096)  # the same words are weighed against each other at every level of a pattern
def _likely(words: Words) -> float:
    """How likely a text holds one of them, roughly: each letter makes a word rarer, digits and brackets do more so."""
    rare = {word: sum(0.5 if sign in " .,-" else 1 if sign.isalpha() else 1.7 for sign in word) for word in words}
    return sum(200.0 * 0.13 ** rare[word] for word in words)
