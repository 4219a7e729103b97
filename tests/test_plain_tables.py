"""Tables of text files that white or tabs set: empty cells, and rows that run over several lines."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from ingest.white import with_cells
from tests.test_plain import reading

SENTENCE = "De raad heeft de cijfers van de voorbije jaren naast elkaar gelegd en vindt de verschillen groot.\n"


def tables(tmp_path: Path, table: str) -> list[str]:
    text = f"1 Cijfers\n\n{SENTENCE * 2}\n{table}\n\n{SENTENCE * 2}\n2 Besluit\n\n{SENTENCE}"
    return [b.text.text for b in reading(tmp_path, text).blocks if b.kind == "table"]


FIGURES = """Post                2021      2022      Verschil
Personeel          1.200     1.300           100
Vervoer                      1.820        -1.820
Gebouwen             500                    -500
Totaal             1.700     3.120         1.420"""
NO_FULL_ROW = """                       2019     2020     2021
Bossen                  120               140
Weiden en akkers                 230      250
Heide                   310      320"""
TWO_COLUMNS = """Jaar         Aantal
2019          1.200
2020
2021          1.400
2022          1.500"""
LAST_EMPTY = """Maatregel               Wie                  Wanneer
Meldpunt oprichten      Vlaamse overheid     2021
Nascholing              Koepels
Onderzoek               Universiteiten       2023"""
FIRST_EMPTY = """Streek           Bos           Bomen
Antwerpen        De Eik        210
                 De Berk       180
Gent             De Wilg       340
                 De Linde      120"""
WRAPPED = """Taak                        Gemeente             Bosraad
Plaatsen kiezen             diensten             advies
Bouwen van banken en        groendienst          toezicht
tafels
Vorming                                          tweemaal per jaar
Onderhoud van de paden      groendienst"""
TABBED = "Post\t2021\t2022\nPersoneel\t1.200\t1.300\nVervoer en allerlei\t\t1.820\nGebouwen\t500\t"


@pytest.mark.parametrize(
    ("table", "row"),
    [
        (FIGURES, "Vervoer\t\t1.820\t-1.820"),
        (FIGURES, "Gebouwen\t500\t\t-500"),
        (NO_FULL_ROW, "Weiden en akkers\t\t230\t250"),
        (NO_FULL_ROW, "\t2019\t2020\t2021"),
        (TWO_COLUMNS, "2020\t"),
        (LAST_EMPTY, "Nascholing\tKoepels\t"),
        (FIRST_EMPTY, "\tDe Berk\t180"),
        (WRAPPED, "Bouwen van banken en tafels\tgroendienst\ttoezicht"),
        (WRAPPED, "Vorming\t\ttweemaal per jaar"),
        (LAST_EMPTY.replace("\n", "\n\n"), "Nascholing\tKoepels\t"),
        (TABBED, "Vervoer en allerlei\t\t1.820"),
        (TABBED, "Gebouwen\t500\t"),
    ],
)
def test_empty_cells(tmp_path: Path, table: str, row: str) -> None:
    (found,) = tables(tmp_path, table)
    assert row in found.split("\n")


SIGNED = """Koen Dewulf                       Martine Aerts
secretaris                        voorzitter
                                  Raad Secundair Onderwijs"""
LABELS = """Vraag van:         Mia Peeters, Vlaams minister van Onderwijs
Datum:             20 oktober 2021
                   met eenparigheid van stemmen
Dossier:           Tom Hermans"""
ITEMS = """1.   De raad vraagt om brede paden
     naar het bos
2.   en borden
     aan de ingang
3.   en banken"""
COLUMNS = """De raad vraagt om de paden in het bos      zoals dat in andere gemeenten
breder te maken en om borden bij elke      al langer het geval is.
ingang te plaatsen, ook aan de noord-
zijde van het bos, waar wie met de         De gemeente moet daar dan ook
fiets komt nu nergens een plaats vindt     werk van maken in het voorjaar"""
COVER = """Vlaamse Onderwijsraad                         20 oktober 2021
                                              RBO-ADV-2122-003
Koning Albert II-laan 37                      www.vlor.be"""
WHOLE = """Jaar         Aantal
2019          1.200
2020          1.400"""


@pytest.mark.parametrize("lines", [SIGNED, LABELS, ITEMS, COLUMNS, COVER, WHOLE])
def test_what_white_sets_and_is_no_table_with_empty_cells_stays(lines: str) -> None:
    assert with_cells(lines.split("\n")) == lines.split("\n")


def test_long_lines_are_no_rows() -> None:
    lines = ["cel    " * 20_000, "een    twee    drie", "cel    " * 20_000]
    started = time.process_time()
    assert with_cells(lines) == lines
    assert time.process_time() - started < 2
