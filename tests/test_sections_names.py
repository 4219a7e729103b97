"""Who signed, where function, council and name stand in one line; and lists that name nothing twice."""

from __future__ import annotations

import pytest

from nlp import patterns
from nlp.sections import _trailing_name


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("secretaris Raad Secundair Onderwijs Jan Peeters", "Jan Peeters"),
        ("voorzitter Vlor An Peeters", "An Peeters"),
        ("voorzitter Els Maes", "Els Maes"),
        ("ondervoorzitter van de Raad Hoger Onderwijs Els Van den Bossche", "Els Van den Bossche"),
        ("secretaris Raad Levenslang en Levensbreed Leren", ""),
        ("voorzitter", ""),
    ],
)
def test_the_name_behind_a_function_and_its_council(line: str, name: str) -> None:
    assert _trailing_name(line) == name


@pytest.mark.parametrize("name", ["COUNCIL_NAMES", "COUNCIL_PARTS", "ADVISORY_BODIES", "ORGANISATIONS", "PART_WORDS"])
def test_no_list_names_something_twice(name: str) -> None:
    items = getattr(patterns, name)
    assert sorted(set(items)) == sorted(items)
