"""Text files: headings without a number, by how their lines end and what stands around them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.test_plain import reading

TEXT = """De molen aan de vaart maalt sinds de oorlog niet meer, en
het dak lekt op drie plaatsen. De gemeente kocht het gebouw
vorig jaar van de laatste molenaar, die nu in de stad woont."""


def titles(tmp_path: Path, text: str) -> list[str]:
    return [b.text.text for b in reading(tmp_path, text).blocks if b.kind == "heading"]


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


OTHER = """In het najaar van 2020 bezochten we twaalf molens
die de laatste jaren veel geld kregen. We spraken
met de molenaars, de buren en het bestuur van de
stad. Zij willen dat er weer gemalen wordt."""


@pytest.mark.parametrize(
    "title",
    [
        "Waarover gaat deze verkenning?",
        "Een molen begint bij wie hem wil",
        "Tijd om te malen",
        "De molens van Brugge en van Damme",
    ],
)
def test_a_heading_without_white_below_in_a_narrow_column(tmp_path: Path, title: str) -> None:
    text = f"{OTHER}\n\n{title}\n{OTHER}\n\nDe sluis\n{OTHER}\n"
    assert titles(tmp_path, text) == [title, "De sluis"]


@pytest.mark.parametrize(
    "opening",
    [
        "De molens van Brugge en van Damme in het\nWaterlandschapspark zijn van de stad en elk",  # no room for it
        "De molens van Brugge en Damme zijn.\nWie er woont, weet dat de wieken niet meer draaien",  # closed
        "De molens van Brugge en van Damme\nzijn van de stad en worden elk jaar geverfd, want dat",
    ],
)
def test_the_first_line_of_a_paragraph_is_no_heading(tmp_path: Path, opening: str) -> None:
    text = f"{OTHER}\n\n{opening}\nmoet dat ook zo blijven.\n\nDe sluis\n{OTHER}\n"
    assert titles(tmp_path, text) == ["De sluis"]


def test_a_line_below_a_sentence_that_goes_on_is_no_heading(tmp_path: Path) -> None:
    cut = OTHER.removesuffix(" Zij willen dat er weer gemalen wordt.")
    text = f"{OTHER}\n\n{cut.removesuffix('.')} en van\n\nDe Bond van Molens en Molenaars\nVlaanderen, die elk jaar"
    found = titles(tmp_path, f"{text} een dag houdt.\n\nDe sluis\n{OTHER}\n")
    assert found == ["De sluis"]
