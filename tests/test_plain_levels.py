"""Levels of headings in a text file that marks tell: lines drawn under them, signs before them, letters set apart."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.test_plain import reading

PROSE = (
    "De raad heeft de cijfers van de voorbije jaren naast elkaar gelegd en vindt de verschillen groot.\n"
    "Hij vraagt om daar in het nieuwe plan rekening mee te houden en de middelen beter te verdelen.\n"
)
TITLES = [("Inleiding", 1), ("Situering", 2), ("Wat de raad vindt", 2), ("Voorstellen", 1), ("Meer tijd", 2)]


def levels(tmp_path: Path, lines: Sequence[str], between: str = "\n\n") -> list[tuple[str, int | None]]:
    text = "\n".join(f"{line}{between}{PROSE}" for line in lines)
    return [(b.text.text, b.level) for b in reading(tmp_path, text).blocks if b.kind == "heading"]


@pytest.mark.parametrize("between", ["\n\n", "\n"])
@pytest.mark.parametrize("signs", ["=-", "-="])
@pytest.mark.parametrize("longer", [0, 2])
def test_underlined_titles(tmp_path: Path, signs: str, longer: int, between: str) -> None:
    lines = [f"{title}\n{signs[level - 1] * (len(title) + longer)}" for title, level in TITLES]
    assert levels(tmp_path, lines, between) == TITLES


@pytest.mark.parametrize("first", [1, 2])
def test_titles_in_markdown(tmp_path: Path, first: int) -> None:
    assert levels(tmp_path, [f"{'#' * (level + first - 1)} {title}" for title, level in TITLES]) == TITLES


def test_titles_in_capitals_above_underlined_ones(tmp_path: Path) -> None:
    lines = [title.upper() if level == 1 else f"{title}\n{'-' * len(title)}" for title, level in TITLES]
    assert [level for _, level in levels(tmp_path, lines)] == [level for _, level in TITLES]


def test_marks_of_one_kind_tell_no_level(tmp_path: Path) -> None:
    flat = [(title, 1) for title, _ in TITLES]
    for mark in ("# {}", "## {}", "**{}**"):
        assert levels(tmp_path, [mark.format(title) for title, _ in TITLES]) == flat
    assert levels(tmp_path, [f"{title}\n{'-' * len(title)}" for title, _ in TITLES]) == flat


def test_numbers_tell_the_level_before_marks_do(tmp_path: Path) -> None:
    lines = ["## 1. Inleiding", "## 1.1 Situering", "# 2. Voorstellen"]
    assert levels(tmp_path, lines) == [("Inleiding", 1), ("Situering", 2), ("Voorstellen", 1)]


def test_letters_set_apart(tmp_path: Path) -> None:
    lines = ["I N L E I D I N G", "D E   V R A A G", "Wat de raad vindt"]
    assert [title for title, _ in levels(tmp_path, lines)] == ["INLEIDING", "DE VRAAG", "Wat de raad vindt"]


@pytest.mark.parametrize(
    "lines",
    [
        "Dat is zo.\n----------\n\nDat niet.\n---------",
        "Jaar      Aantal\n----------------\n2019       1.200\n2020       1.400",
    ],
)
def test_lines_below_sentences_and_heads_of_tables_mark_no_title(tmp_path: Path, lines: str) -> None:
    text = f"1 Inleiding\n\n{PROSE}\n{lines}\n\n{PROSE}\n{lines}\n\n{PROSE}"
    assert [b.text.text for b in reading(tmp_path, text).blocks if b.kind == "heading"] == ["Inleiding"]
