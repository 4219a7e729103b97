"""Text files: a number alone on a line above a note that names its source by an article, a place or an address."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.foot import SOURCE
from ingest.read import read
from tests.test_plain import reading

LEFT = """1 De molen

De molen aan de vaart maalt sinds de oorlog niet meer.1
Over het dak bestaat nog discussie. De polder
wil met dit plan een bijdrage leveren voor de
beslissingen vallen. Het gebouw staat er sinds lang.2
1
Polderbestuur. Plan voor de molen, 4 juni 2013.
2
Zie de telling van 2014, waarin 54 bezoekers kwamen.
2 De vaart

Langs de vaart lopen veel mensen met een hond. De
oever zakt er op twee plaatsen weg in het water.3
Het bestuur wil de oever met stenen versterken. Dat
kost veel en het is niet mooi. Wilgen kosten minder.4
De boer vraagt geld voor de molen en een ander plan.5
Het herstel gebeurt best per jaar, en het begint bij de
"""
NEXT = "3\nsluis, waar de bomen vorige winter werden geveld.\n"


def noted(tmp_path: Path, *notes: str) -> dict[str | None, str]:
    """The notes read where `notes` stand as 3, 4 … below the right column, the first two below the left one."""
    foot = "".join(f"{number}\n{words}\n" for number, words in enumerate(notes, start=3))
    found = reading(tmp_path, f"{LEFT}{foot}2\n\f{NEXT}")
    return {b.number: b.text.text for b in found.blocks if b.kind == "footnote"}


@pytest.mark.parametrize(
    "words",
    [
        "Waterwetboek, artikel 12.",
        "Waterwetboek, artikelen 12 en 14.",
        "Artikel 12 van het Waterwetboek.",
        "Artikel 12, eerste lid van het Waterwetboek.",
        "Bosplan, hoofdstuk 2.",
        "Waterwetboek, titel IV.",
        "Parlement, nr. 45/1.",
        "www.molens.be",
        "www.molens.be/herstel/wieken",
        "molens.be/herstel",
        "zie www.molens.be",
        "zie ook het plan voor de sluis.",
        "ibid.",
        "Meer op molens.polder.be.",
    ],
)
def test_a_note_that_names_a_source(tmp_path: Path, words: str) -> None:
    found = noted(tmp_path, words, "Bakker (2015). De wilg, p. 7.", "Waterwetboek, artikel 3.")
    assert list(found) == ["1", "2", "3", "4", "5"]
    assert found["3"] == words
    assert found["5"] == "Waterwetboek, artikel 3."


@pytest.mark.parametrize(
    "words",
    [
        "Artikel 12",
        "Hoofdstuk 2",
        "De raad vraagt om geld voor artikel 3",
        "Wat artikel 12 zegt, vraagt meer tijd van de raad",
        "Dat staat in deel 2 en in bijlage 3",
        "bv. nl. enz. de boer",
        "De heer Peeters, Gent",
        "jan@sluis.be",
    ],
)
def test_what_names_no_source(words: str) -> None:
    assert SOURCE.search(words) is None


@pytest.mark.parametrize("words", ["12,5", "wilgen", "sluis en oever", "2019", "De boer"])
def test_a_figure_of_a_table_is_no_note(tmp_path: Path, words: str) -> None:
    assert "3" not in noted(tmp_path, words)


SIGNED = """De boer vraagt geld voor de molen en een ander plan, en de polder
wil met stenen de oever sterker maken.1

De vaart is lang en het water staat er laag. Het bestuur van de polder
vraagt om het plan af te wachten.2 Intussen lopen er honden.

Rita De Bakker
secretaris

1
2

{between}Polderbestuur, dienst Oevers. Plan voor de oever, 14 mei 2019, p. 5-6.
Waterwetboek, artikel 12.

"""


@pytest.mark.parametrize("between", ["", "Jan Van Beek\nvoorzitter\n\n", "Jo Aerts\nvoorzitter van het bestuur\n\n"])
def test_who_signs_between_numbers_and_notes_is_in_none(tmp_path: Path, between: str) -> None:
    blocks = reading(tmp_path, f"{SIGNED.format(between=between)}\f{NEXT}").blocks
    found = {b.number: b.text.text for b in blocks if b.kind == "footnote"}
    assert list(found) == ["1", "2"]
    assert found["1"].startswith("Polderbestuur, dienst")
    assert not between or any(b.text.text.startswith(between.split("\n")[0]) for b in blocks if b.kind != "footnote")


def test_a_note_without_a_source_above_white_stays_one(tmp_path: Path) -> None:
    path = tmp_path / "polder.txt"
    text = SIGNED.format(between="").replace(
        "Polderbestuur, dienst", "Gesprek met Jan Van Beek,\nvoorzitter van de polder.\n\nZie"
    )
    text = text.replace("Waterwetboek, artikel 12.\n", "")
    path.write_text(f"{text}\f{NEXT}", encoding="utf-8")
    found = {b.number: b.text.text for b in read(path).blocks if b.kind == "footnote"}
    assert found["1"] == "Gesprek met Jan Van Beek, voorzitter van de polder."
