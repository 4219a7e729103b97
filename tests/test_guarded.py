"""Patterns that are searched for only where their words stand: what they need, and that no match gets lost by it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from nlp import (
    actions,
    advices,
    bibliography,
    cues,
    fields,
    laws,
    mentions,
    metadata,
    names,
    papers,
    patterns,
    phrases,
    plans,
    positions,
    questions,
    references,
    stances,
    studies,
    verdicts,
)
from nlp.guarded import Guarded, guarded, needed

MODULES: tuple[ModuleType, ...] = (
    actions, advices, bibliography, cues, fields, laws, mentions, metadata, names, papers, patterns, phrases, plans,
    positions, questions, references, stances, studies, verdicts,
)  # fmt: skip
DATA = Path(__file__).parent / "data"


@pytest.mark.parametrize(
    ("pattern", "needs"),
    [
        (r"(?:brief|schrijven)\s+van\s+[A-Z]", [{"brief", "schrijven"}, {"van"}]),
        (r"[Aa]cties?\b", [{"actie"}]),  # where "acties" stands, "actie" does
        (r"(?:concept|visie)-?nota", [{"conceptnota", "concept-nota", "visienota", "visie-nota"}]),
        (r"\bin\s+(?=het\s+plan)", [{"in"}, {"plan"}]),
        (r"(?<!\w)wet(?!\w)", [{"wet"}]),
        (r"(?:de\s+)?raad", [{"raad"}]),
        (r"(?:actie\s+)+\d", [{"actie"}]),
        (r"(?:plan|\w+)\s+voor", [{"voor"}]),  # the first may be any word
        (r"plan(?:\s+\d|)", [{"plan"}]),
        (r"(?i:Vlor)-advies", [{"vlor-advies"}]),
        (r"\w+|\d*", []),
        (r"(?:plan)*", []),
        (r"[^a]b", [{"b"}]),
    ],
)
def test_what_a_pattern_needs_is_read_from_it(pattern: str, needs: list[set[str]]) -> None:
    assert sorted(map(sorted, needed(pattern))) == sorted(map(sorted, needs))


@pytest.mark.parametrize("text", ["De ACTİE", "de aktıe en de actıe", "BEſLUIT", "Een ACTIE", "besluit"])
def test_letters_that_python_takes_for_one_another_are_found(text: str) -> None:
    pattern = guarded(r"actie|besluit", re.I)
    assert re.search(r"actie|besluit", text, re.I)
    assert pattern.search(text)


def test_text_without_its_words_is_not_searched() -> None:
    pattern = guarded(r"(?P<word>decreet)\s+van\s+\d", re.I)
    assert not pattern.possible("De nota van de raad telt twaalf bladzijden.")
    assert pattern.possible("Het DECREET is van gisteren.")
    assert [m["word"] for m in pattern.finditer("Het decreet van 3 mei, het Decreet van 4 mei")] == [
        "decreet",
        "Decreet",
    ]
    assert list(pattern.finditer("Het besluit van 3 mei")) == []
    assert pattern.match("Het decreet van 3 mei", 4)
    assert not pattern.search("Het decreet van 3 mei", 5)


def _every() -> Iterator[Guarded]:
    """All such patterns of the package, also those in tuples."""

    def within(value: object) -> Iterator[Guarded]:
        if isinstance(value, Guarded):
            yield value
        elif isinstance(value, tuple):
            for one in value:
                yield from within(one)

    for module in MODULES:
        for value in vars(module).values():
            yield from within(value)


def _texts() -> list[str]:
    """The texts of our own sets, some of them also in capitals or with their white space broken up."""
    rows = [json.loads(line) for file in sorted(DATA.glob("*.jsonl")) for line in file.read_text("utf-8").splitlines()]
    found = [value for row in rows for value in row.values() if isinstance(value, str)]
    found += [example for _, _, _, example in cues.STANCE_CUES]
    return [*found, *(t.upper() for t in found[::5]), *(t.replace(" ", "\n") for t in found[::7])]


def test_no_match_gets_lost() -> None:
    """Every pattern of the package finds in our own sentences and notes what it finds without its guard."""
    every = {id(p): p for p in _every()}.values()
    texts = _texts()
    assert len(every) > 100
    assert len(texts) > 1000
    matched = 0
    for pattern in every:
        for text in texts:
            if pattern.regex.search(text):
                matched += 1
                assert pattern.possible(text), (pattern.pattern[:80], pattern.needs, text)
    assert matched > 1000


def test_every_fixed_expression_can_be_looked_for() -> None:
    """They are compiled when their word first stands in a sentence, so that a slip in one would be found late."""
    for word, expressions in phrases._BY_WORD.items():
        sentence = f"De raad {word} wil {word} en vraagt {word} {word}."
        for expression in expressions:
            assert phrases._compiled(expression.notation).pattern.startswith(r"(?<!\w)"), expression.notation
        list(phrases.expressions_in(sentence))
