"""What the address of the present view says."""

from __future__ import annotations

import streamlit as st


def given(name: str) -> str | None:
    """The parameter `name` of the address, or None when it is not there or empty."""
    return st.query_params.get(name) or None


def given_number(name: str, least: int, most: int) -> int | None:
    """The parameter `name` as a whole number within bounds; None when it is not there or no such number."""
    value = given(name)
    if value is None or len(value) > 9 or not value.isdecimal():  # "²" is a digit, too, but no number
        return None
    return min(max(int(value), least), most)


def everything() -> dict[str, object]:
    """All parameters of the address, to make another address that differs in one of them."""
    return dict(st.query_params.items())
