"""What an address says is taken only for what it is."""

from __future__ import annotations

import pytest

from ui import state


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("7", 7),
        ("0", 1),
        ("999", 20),
        ("²", None),
        ("٣", 3),
        ("-1", None),
        ("1e3", None),
        ("", None),
        ("9" * 5000, None),
    ],
)
def test_a_number_in_an_address_is_one_within_its_bounds_or_none(
    written: str, number: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("streamlit.query_params", {"blad": written})
    assert state.given_number("blad", 1, 20) == number
