"""Text files: notes that the tool before left beside a cut line, a table or white amid their words."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.model import Reading
from tests.test_plain import reading


def notes(found: Reading) -> dict[str | None, str]:
    return {b.number: " ".join(b.text.text.split()) for b in found.blocks if b.kind == "footnote"}


def marks(found: Reading) -> list[str]:
    return [m.number for b in found.blocks if b.kind != "footnote" for m in b.marks]


CUT = """1.
De sluis
De schipper is verheugd dat de gemeente een regeling uitwerkt voor de sluiswachters. Het
{before}
1 
 bepaalt dat de wacht niet tot de gewone taak van de
schipper behoort. In de praktijk blijven vele schippers nochtans gratis instaan voor de
bediening van de poorten, soms vier nachten per week.
Een telling aan 214 sluizen leert dat een groot deel van de sluizen een beroep doet op buren of
op vrijwilligers.
2 
 De vergoeding verschilt van sluis tot sluis en is in een aantal
gevallen onbestaande. De bond meent dat een vaste regeling de schippers zekerheid geeft.
1 
 Reglement van 25 februari 1997 op de vaart (B.S. 17 april 1997), art. 13.
2 
 De telling werd in november 1997 uitgevoerd door de vier bonden samen.
"""


@pytest.mark.parametrize(
    "before",
    ["reglement op de vaart", "decreet scheepvaart", "oude besluit van de polder", "reglement van 1997 op de vaart"],
)
def test_a_raised_number_on_a_line_of_its_own_amid_a_sentence(tmp_path: Path, before: str) -> None:
    found = reading(tmp_path, CUT.format(before=before))
    assert marks(found) == ["1", "2"]
    assert list(notes(found)) == ["1", "2"]
    assert any(f"{before} bepaalt" in b.text.text for b in found.blocks)


def test_one_space_without_a_marker_above_still_begins_a_page(tmp_path: Path) -> None:
    body = "De schipper wacht aan de sluis tot de poort weer open gaat en vaart dan langzaam verder.\n"
    found = reading(tmp_path, body * 20 + "Op het dek staat een\n houten bank waar niemand zit.\n" + body * 20)
    assert {line.page for b in found.blocks for line in b.text.lines} == {1, 2}


FIRST_PAGE = """1. Inleiding
De vaart is oud en smal, en wie er woont kent het water van dichtbij. Er liggen zes boten.
De polder wil de oever vernieuwen en vraagt geld aan de provincie. Dat duurt al jaren nu.
1 / 2\f2. De oever
De bond vraagt om de oever met hout te versterken. De eerste palen staan er in het voorjaar.1
Wie langs de vaart woont, krijgt een brief met de plannen en kan daarop antwoorden tot mei.
Boten die in de weg liggen, mogen zolang aan de andere kant van de brug worden vastgelegd.2
 De polder betaalt het slepen en de wacht.
3. Uitvoering
Elk jaar verschijnt een verslag met de volgende cijfers:
"""
TABLE = """Cijfer Stand 2014 Doel 2019
Palen langs het water 1.871 1.400
Boten zonder plaats 27% 20%
"""
AFTER = """Na drie jaar worden de plannen bijgestuurd. De bonden krijgen het verslag ter bespreking.
"""
FOOT = """{one}De stand van zaken per oever staat op {source}.
2
Zie omzendbrief NO/2013/02 van 8 februari 2013.
2 / 2"""


@pytest.mark.parametrize("source", ["www.oevers.example", "het bord van de sluis"])
@pytest.mark.parametrize("one", ["1", "1 ", "1\n"])
@pytest.mark.parametrize("table", [TABLE, ""])
def test_a_note_begins_where_its_number_stands(tmp_path: Path, table: str, one: str, source: str) -> None:
    text = FIRST_PAGE + table + AFTER + FOOT.format(one=one, source=source)
    found = reading(tmp_path, text)
    assert notes(found) == {
        "1": f"De stand van zaken per oever staat op {source}.",
        "2": "Zie omzendbrief NO/2013/02 van 8 februari 2013.",
    }
    assert any("ter bespreking" in b.text.text for b in found.blocks if b.kind != "footnote")


WIDE = """1. De brug

De brug over de vaart is te smal voor wagens die elkaar kruisen.1 De bond vraagt een tweede brug, 
naast de oude, en een pad voor wie te voet gaat.2 Dat pad kan ook langs het water lopen.3

Wie over de brug gaat, betaalt niets. Dat moet zo blijven, ook wanneer de tweede brug er ligt.

1Polderbestuur. Nota over de bruggen van de streek, 14 juli 2023, DOC.0911/1, met kaarten van het water.
2Dienst  Bruggen  en  Wegen.  Toekomstige  noden  aan  bruggen  in  de  polders  2022-2032.  {end}

{rest}

3Schippersbond, Algemene Vergadering. Brief over de bruggen, 22 maart 2018.
"""


@pytest.mark.parametrize("end", ["Brugge:", "Brugge: ", "De Smet, J.,"])
def test_a_note_goes_on_below_white_where_its_line_is_unfinished(tmp_path: Path, end: str) -> None:
    found = notes(reading(tmp_path, WIDE.format(end=end, rest="Vlaamse overheid, 2022, p. 31-33.")))
    assert found["2"].endswith(f"{end.strip()} Vlaamse overheid, 2022, p. 31-33.")
    assert list(found) == ["1", "2", "3"]


@pytest.mark.parametrize(
    ("end", "rest"),
    [
        ("Brugge.", "De bond vraagt dat de polder zich daarover uitspreekt voor de zomer."),
        ("Met kaarten:", "• een kaart van het water, met de diepte op elke plaats;"),
        ("Met kaarten:", "2. De sluis"),
    ],
)
def test_a_finished_note_ends_at_white(tmp_path: Path, end: str, rest: str) -> None:
    found = notes(reading(tmp_path, WIDE.format(end=end, rest=rest)))
    assert found["2"].endswith(end)
