"""Text files: a number alone on a line above a note that names its source by an article, a place or an address."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.model import Reading
from ingest.foot import SOURCE
from ingest.read import read

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
    path = tmp_path / "molen.txt"
    path.write_text(f"{LEFT}{foot}2\n\f{NEXT}", encoding="utf-8")
    found: Reading = read(path)
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
