"""Chapters of a text file: how they are counted, and which of them ask."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.test_plain import body, document, titles


@pytest.mark.parametrize("first", ["II", "B"])
def test_sections_below_chapters_that_are_counted_by_numerals_or_letters(tmp_path: Path, first: str) -> None:
    one = {"II": "I", "B": "A."}[first]
    text = "\n\n".join(
        (
            f"{one} Kader\n{body()}",
            f"{first}. Vaststellingen\n{first}.1 Leegloop van de dorpen\n{body()}",
            f"{first}.2 Tekort aan leraren\n{body()}",
        )
    )
    assert titles(document(tmp_path, text)) == [
        (one.strip("."), "Kader"),
        (first, "Vaststellingen"),
        (f"{first}.1", "Leegloop van de dorpen"),
        (f"{first}.2", "Tekort aan leraren"),
    ]


@pytest.mark.parametrize("number", ["2.1.", "3."])
def test_a_first_chapter_may_ask(tmp_path: Path, number: str) -> None:
    text = f"Elke kleuter welkom\n\f1. Waarom dit advies?\n{body()}\n\n2. De cijfers\n\n{number} De norm\n{body()}\n"
    assert ("1", "Waarom dit advies?") in titles(document(tmp_path, text))


def test_questions_that_are_counted_are_no_chapters(tmp_path: Path) -> None:
    asked = "".join(f"{k}. Hoeveel scholen waren er in {2018 + k}?\n{body()}\n\n" for k in range(1, 4))
    assert not [number for number, _ in titles(document(tmp_path, f"Bevraging van de scholen\n\n{asked}")) if number]
