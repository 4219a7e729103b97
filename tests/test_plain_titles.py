"""Text files: headings without a number, by how their lines end and what stands around them."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.read import read

TEXT = """De molen aan de vaart maalt sinds de oorlog niet meer, en
het dak lekt op drie plaatsen. De gemeente kocht het gebouw
vorig jaar van de laatste molenaar, die nu in de stad woont."""


def titles(tmp_path: Path, text: str) -> list[str]:
    path = tmp_path / "molen.txt"
    path.write_text(text, encoding="utf-8")
    return [b.text.text for b in read(path).blocks if b.kind == "heading"]


CAPITALS = ["ADVIES OVER HET ONTWERP VAN DECREET BETREFFENDE DE MOLENS EN HET", "MOLENHUIS"]


@pytest.mark.parametrize("upper", [CAPITALS[0], "ADVIES OVER DE MOLENS EN DE", "NOTA OVER HET BEHEER VAN"])
@pytest.mark.parametrize("chapter", ["1. INLEIDING", "1. Inleiding"])
def test_a_title_in_capitals_over_two_lines_on_a_cover_is_no_heading(tmp_path: Path, upper: str, chapter: str) -> None:
    text = f"MOLENRAAD\n\n15 oktober 1996\n\n{upper}\n{CAPITALS[1]}\n\n{chapter}\n\n{TEXT}\n\n2. BESLUIT\n\n{TEXT}\n"
    found = titles(tmp_path, text)
    assert [title.lower() for title in found] == ["inleiding", "besluit"]


def test_a_heading_in_capitals_over_two_lines_is_one(tmp_path: Path) -> None:
    text = f"{TEXT}\n\n{CAPITALS[0]}\n{CAPITALS[1]}\n\n{TEXT}\n\nBESLUIT VAN DE RAAD\n\n{TEXT}\n"
    assert titles(tmp_path, text) == [" ".join(CAPITALS), "BESLUIT VAN DE RAAD"]


def test_two_headings_in_capitals_below_each_other_stay_two(tmp_path: Path) -> None:
    text = f"{TEXT}\n\nDE MOLENS\nHET DAK\n\n{TEXT}\n\nBESLUIT VAN DE RAAD\n\n{TEXT}\n"
    assert titles(tmp_path, text) == ["DE MOLENS", "HET DAK", "BESLUIT VAN DE RAAD"]
