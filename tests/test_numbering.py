"""Numbers of headings that recognition misread follow from those around them and from the contents page."""

from __future__ import annotations

import pytest

from ingest.numbering import Numbered, put_right


def numbers(*signs: str, listed: dict[str, str | None] | None = None) -> list[str]:
    """The numbers before titles "a", "b", "c"… as they must be, where they were read as `signs`."""
    found = [Numbered(sign, chr(ord("a") + at)) for at, sign in enumerate(signs)]
    meant = put_right(found, listed or {})
    return [meant.get(at, sign) for at, sign in enumerate(signs)]


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("1 3 3.1 35.2 4", "1 3 3.1 3.2 4"),
        ("3. 3.1. 8.2. 3.3.", "3. 3.1. 3.2 3.3."),
        ("1 1.1 l.2 2", "1 1.1 1.2 2"),
        ("1 1.1 I,2 2", "1 1.1 1.2 2"),
        ("2 2.1 22 3", "2 2.1 2.2 3"),
        ("3.4 315) 3.6", "3.4 3.5 3.6"),
        ("3.1 3.11 3.1.2", "3.1 3.1.1 3.1.2"),
        ("2 2.1 2.2 8 3.1 4", "2 2.1 2.2 3 3.1 4"),
        ("3 3.1 35.2", "3 3.1 3.2"),
        ("I II 1ll IV", "I II III IV"),
        ("I 11 III", "I II III"),
    ],
)
def test_a_number_is_what_those_around_it_say(read: str, printed: str) -> None:
    assert numbers(*read.split()) == printed.split()


@pytest.mark.parametrize(
    "read",
    [
        "1 2 3 5 6",  # a heading that was not seen
        "3.1 35.2 35.3",  # a jump that goes on
        "1 2 4",  # the last but one was not seen
        "3 3.1 3.4 3.5",
        "1 1.2 1.3 2",
        "2 11 12",  # articles
        "9.15 9.45 10.30",  # hours
        "1.1 1.2 2.1 2.2",
        "I II 11",  # nothing says that the figure is a numeral
        "9 10 11 12",
        "1 2 8",
        "1 1.1 1.7",
    ],
)
def test_numbers_that_may_be_right_stay(read: str) -> None:
    assert numbers(*read.split()) == read.split()


def test_the_contents_page_tells_which_of_two_readings_is_right() -> None:
    assert numbers("3", "3.1", "8.2", listed={"c": "3.2"}) == ["3", "3.1", "3.2"]
    assert numbers("1", "2", "8", listed={"c": "3"}) == ["1", "2", "3"]
    assert numbers("3", "3.1", "8.2", listed={"c": "8.2"}) == ["3", "3.1", "8.2"]
