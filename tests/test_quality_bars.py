"""What `make quality` holds the program to."""

from __future__ import annotations

import pytest

from tests.quality.bars import LINKING, READING, below, repairs_below
from tests.quality.repairs import Repaired


def test_the_mean_of_a_group_must_reach_its_bar() -> None:
    values = {"sections": {"a": 1.0, "b": 0.94, "scan": 0.5}, "footnotes": {"a": 0.99}}
    assert below(values, ("a", "b"), READING["born digital"]) == ["sections"]
    assert below(values, ("a",), READING["born digital"]) == []
    assert below(values, ("b",), READING["plain text"]) == ["sections"]
    assert below({"actions": {"a": 1.0, "b": 0.95}}, ("a", "b"), LINKING) == ["actions"]


@pytest.mark.parametrize(
    ("group", "found", "missed"),
    [
        ("plain text", Repaired(2000, 20, 3, (), 20, 17), 0),
        ("plain text", Repaired(2000, 20, 4, (), 20, 16), 1),  # fewer than 85 per cent of those listed
        ("plain text", Repaired(2000, 20, 1, ("a → b", "c → d"), 20, 19), 0),
        ("plain text", Repaired(2000, 20, 1, ("a → b", "c → d", "e → f"), 20, 19), 1),
        ("scans", Repaired(2000, 12, 4, (), 0, 0), 0),
        ("scans", Repaired(2000, 12, 5, (), 0, 0), 1),  # more than a third
        ("degraded scans", Repaired(2000, 12, 5, (), 0, 0), 1),
        ("born digital", Repaired(200, 0, 1, ("a → b",), 0, 0), 1),  # no word of these is changed
    ],
)
def test_repair_makes_most_of_what_is_listed_leaves_a_third_and_spoils_next_to_nothing(
    group: str, found: Repaired, missed: int
) -> None:
    assert len(repairs_below([(group, found)])) == missed
