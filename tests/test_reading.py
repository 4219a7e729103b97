"""Reading: from a file to clean blocks in order, whatever the layout."""

from __future__ import annotations

import json
from pathlib import Path

import pdfplumber
import pytest

from corpus.demo.styles import STYLES
from corpus.demo.typeset import typeset
from corpus.errors import AdviesspoorError
from corpus.model import Category, Document, Reading
from ingest.joining import join
from ingest.notes import words_of
from ingest.page import Line
from ingest.pdf import PdfFile
from ingest.read import read
from nlp.sections import structure
from tests.quality.variations import source_from_key

HERE = Path(__file__).parent
KEYS = HERE.parent / "corpus" / "demo" / "truth"
DIGITAL = sorted(p.stem for p in KEYS.glob("*.json") if p.stem != "102-advies-laaggeletterdheid-2009")


def structured(path: Path) -> Document:
    return structure(read(path))


@pytest.mark.parametrize("name", DIGITAL)
def test_a_born_digital_document_gives_the_sections_and_notes_that_were_printed(name: str, demonstration: Path) -> None:
    key = json.loads((KEYS / f"{name}.json").read_text(encoding="utf-8"))
    document = structured(demonstration / f"{name}.pdf")
    headings = [(b["number"], _bare(b["title"]), b["level"]) for b in key["blocks"] if b["kind"] == "heading"]
    found = [(s.number, _bare(s.title), s.level) for s in document.sections if s.title]
    assert found == headings
    assert [n.number for n in document.footnotes] == list(key["footnotes"])
    for note in document.footnotes:
        assert note.body.text.split() == key["footnotes"][note.number].split()
        assert note.anchors, f"note {note.number} hangs nowhere"


@pytest.mark.parametrize("style", sorted(STYLES))
@pytest.mark.parametrize("name", ["108-advies-taalscreening-2021", "110-advies-leersteun-2023"])
def test_the_same_text_in_another_house_style_gives_the_same_sections(name: str, style: str, tmp_path: Path) -> None:
    key = json.loads((KEYS / f"{name}.json").read_text(encoding="utf-8"))
    typeset(source_from_key(key, name), STYLES[style], tmp_path / "x.pdf")
    document = structured(tmp_path / "x.pdf")
    assert [_bare(s.title) for s in document.sections if s.title] == [
        _bare(b["title"]) for b in key["blocks"] if b["kind"] == "heading"
    ]
    assert [n.number for n in document.footnotes if n.anchors] == list(key["footnotes"])


def _bare(title: str) -> str:
    return title.split("[^")[0].casefold()  # some house styles print headings in capitals


def test_characters_are_those_that_pdfplumber_reads(demonstration: Path) -> None:
    path = demonstration / "108-advies-taalscreening-2021.pdf"
    with PdfFile(path) as ours, pdfplumber.open(path) as reference:
        for page, other in zip(ours.pages(), reference.pages, strict=True):
            have = sorted("".join(w.text for line in page.lines for w in line.words))
            assert have == sorted(c for c in other.extract_text() if c.strip())


def test_every_block_has_its_place_on_a_page(demonstration: Path) -> None:
    reading = read(demonstration / "110-advies-leersteun-2023.pdf")
    for block in reading.blocks:
        place = block.text.place()
        page = reading.pages[place.page - 1]
        assert place.boxes
        for box in place.boxes:
            assert 0 <= box.x0 < box.x1 <= page.width and 0 <= box.top < box.bottom <= page.height


# --- joining lines ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (["een meet-", "instrument voor scholen"], "een meetinstrument voor scholen"),
        (["duaal en niet-", "duaal aanbod"], "duaal en niet-duaal aanbod"),
        (["de rol-", "en taakverdeling"], "de rol- en taakverdeling"),
        (["schooljaar 2019-", "2020"], "schooljaar 2019-2020"),
        (["zie https://www.vlor.be/lijst/", "duaal.pdf voor"], "zie https://www.vlor.be/lijst/duaal.pdf voor"),
        (["zie www.vlor.be.", "Daar staat het."], "zie www.vlor.be. Daar staat het."),
    ],
)  # fmt: skip
def test_lines_are_joined_as_a_reader_would(lines: list[str], joined: str) -> None:
    given = [Line(words_of(line), None, 1) for line in lines]
    vocabulary = frozenset({"niet-duaal", "instrument"})
    assert join(given, vocabulary).text.text == joined


def test_a_joined_text_knows_the_line_of_every_stretch() -> None:
    done = join([Line(words_of("eerste regel met meet-"), None, 1), Line(words_of("instrument"), None, 2)]).text
    assert [done.text[s.start : s.end] for s in done.lines] == ["eerste regel met meet", "instrument"]
    assert done.place(done.text.index("instrument")).page == 2


# --- plain text -------------------------------------------------------------------------------------------------------

PLAIN = """1 Situering

De minister vroeg advies over het plan.1 De raad las het
plan aandachtig en sprak met scholen, want er leeft veel.

2 Opmerkingen

2.1 Over de begeleiding

Begeleiding is nodig, zo blijkt uit onderzoek.2 Dat onderzoek
loopt nog tot volgend jaar en de raad kijkt er met veel

1 Vlaamse Regering. 3 mei 2021. Conceptnota Samen vooruit, p. 4.

2 Peeters, J. (2020). Begeleid naar school. Leuven: Uitgeverij Voorbeeld.
\f belangstelling naar uit.

e Een eerste punt van zorg.

e Een tweede punt.

3

Bronnen

Peeters, J. (2020). Begeleid naar school.
"""


def plain(tmp_path: Path, text: str) -> Document:
    path = tmp_path / "advies.txt"
    path.write_text(text, encoding="utf-8")
    return structured(path)


@pytest.mark.parametrize("doubled", [False, True])
def test_plain_text_with_notes_in_the_middle_comes_apart(tmp_path: Path, doubled: bool) -> None:
    text = PLAIN.replace("\n\n", "\n").replace("\n", "\n\n") if doubled else PLAIN
    document = plain(tmp_path, text)
    assert [(s.number, s.title) for s in document.sections] == [
        ("1", "Situering"),
        ("2", "Opmerkingen"),
        ("2.1", "Over de begeleiding"),
        (None, "Bronnen"),
    ]
    assert [n.number for n in document.footnotes] == ["1", "2"]
    assert [a.where for n in document.footnotes for a in n.anchors] == ["1", "2.1"]
    body = next(s for s in document.sections if s.key == "2.1").body.text
    assert "met veel belangstelling naar uit." in body
    assert "onderzoek. Dat" in body
    assert [marker for _, marker, _ in next(s for s in document.sections if s.key == "2.1").items] == ["•", "•"]


UNNUMBERED = """Samenvatting

De raad van de bossen kijkt met zorg naar het plan en vraagt om bij te sturen voor het te laat is.

Wat er speelt

De paden als speelplek

Kinderen spelen steeds minder in het bos, en dat heeft gevolgen voor wie er later voor zal moeten zorgen.
De raad ziet drie oorzaken en bespreekt die hieronder kort.

Veiligheid en toezicht

Ouders noemen de veiligheid als eerste reden, al zegt het onderzoek dat het gevaar daalt, jaar na jaar.

Roosje Van den Eikel

voorzitter Raad van de Bossen

Geraadpleegde bronnen

Eikel, R. (2014). Spelen onder bomen. Gent: Uitgeverij Voorbeeld.
"""


@pytest.mark.parametrize("doubled", [False, True])
def test_plain_text_has_headings_without_a_number(tmp_path: Path, doubled: bool) -> None:
    text = UNNUMBERED.replace("\n\n", "\n").replace("\n", "\n\n") if doubled else UNNUMBERED
    assert [(s.level, s.title) for s in plain(tmp_path, text).sections] == [
        (1, "Samenvatting"),
        (1, "Wat er speelt"),
        (2, "De paden als speelplek"),
        (2, "Veiligheid en toezicht"),
        (1, "Geraadpleegde bronnen"),
    ]


LETTER_OF_A_COUNCIL = """Raad voor de Bossen

ADVIES

Spelen onder de bomen

Datum van goedkeuring: 3 mei 2017

Dossierhouder: Roosje Eikel

Adviesvrager: Hazel Berkenbos, minister van Bossen, Beken, Bergen, Velden en ook van Grote
Parken, op 2 april 2017

Krachtlijnen

De raad van de bossen kijkt met zorg naar het plan en vraagt om actie 4 bij te sturen nu het
nog kan.

I Wat er speelt

Kinderen spelen minder in het bos, en dat heeft gevolgen voor wie er later voor zal moeten
zorgen.

1 De paden

De raad ziet drie oorzaken en bespreekt die kort, de ene na de andere, zoals het een raad
past.

II Besluit

De raad vindt het plan te mager en vraagt om een nieuw plan dat langer meegaat dan het vorige
plan.
"""


def test_a_cover_gives_way_to_the_first_heading_and_numerals_count(tmp_path: Path) -> None:
    found = [(s.number, s.title, s.level) for s in plain(tmp_path, LETTER_OF_A_COUNCIL).sections]
    assert found == [
        (None, None, 0),
        (None, "Krachtlijnen", 1),
        ("I", "Wat er speelt", 1),
        ("1", "De paden", 2),
        ("II", "Besluit", 1),
    ]


def test_the_lines_of_a_cover_are_no_headings(tmp_path: Path) -> None:
    """Neither capitals, nor labels and what runs over from them, nor one numeral alone."""
    cover = LETTER_OF_A_COUNCIL.split("Krachtlijnen")[0]
    text = f"""{cover}
1 Wat er speelt

Kinderen spelen minder in het bos, en dat heeft gevolgen voor wie er later voor zal moeten
zorgen.

I Love Trees was dit jaar het thema van de dag van het bos, en daar kwamen veel kinderen op
af.
"""
    assert [s.title for s in plain(tmp_path, text).sections] == [None, "Wat er speelt"]


def test_a_number_of_thousands_is_no_note(tmp_path: Path) -> None:
    text = """1 Wat er speelt

Kinderen spelen minder in het bos, en dat heeft gevolgen voor wie er later voor zal moeten
zorgen.

1 233 van hen kwamen dit jaar naar het bos, en dat zijn er minder dan vorig jaar.

2 Besluit

De raad vindt het plan te mager en vraagt om een nieuw plan dat langer meegaat dan het vorige
plan.
"""
    document = plain(tmp_path, text)
    assert not document.footnotes
    assert "1 233 van hen" in document.sections[0].body.text


def test_an_address_alone_is_a_source_in_a_list_of_sources_only(tmp_path: Path) -> None:
    text = """1 Wat er speelt

Kinderen spelen minder in het bos, en dat heeft gevolgen voor wie er later voor zal moeten
zorgen.

https://bos.example/uit-een-koppeling-van-de-pagina

2 Besluit

De raad vindt het plan te mager en vraagt om een nieuw plan dat langer meegaat dan het vorige
plan.

Bronnen

Eikel, R. (2014). Spelen onder bomen. Gent: Uitgeverij Voorbeeld.

https://bos.example/kinderen-onder-bomen
"""
    found = {s.title: s.body.text for s in plain(tmp_path, text).sections}
    assert found["Bronnen"].endswith("https://bos.example/kinderen-onder-bomen")
    assert "https" not in found["Wat er speelt"]


def test_numbers_that_an_extractor_left_on_a_line_of_their_own_are_put_back(tmp_path: Path) -> None:
    text = """1.

Situering

De minister vroeg advies over het plan.1 De raad las het aandachtig en sprak met scholen.

2.

1

Bespreking

2.1.

Begeleiding

Begeleiding is nodig.2 De raad vraagt dan ook meer uren.
1

Vlaamse Regering. 3 mei 2021. Conceptnota Samen vooruit, p. 4.
2

Peeters, J. (2020). Begeleid naar school. Leuven: Uitgeverij Voorbeeld.
"""
    document = plain(tmp_path, text)
    assert [s.key for s in document.sections] == ["1", "2", "2.1"]
    assert [n.number for n in document.footnotes] == ["1", "2"]
    assert [a.where for n in document.footnotes for a in n.anchors] == ["1", "2.1"]


# --- files that cannot be read ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "content", "category"),
    [
        ("leeg.pdf", b"", Category.EMPTY),
        ("brief.pdf", b"Geachte,\n\ndit is geen PDF.", Category.NOT_A_DOCUMENT),
        ("stuk.pdf", b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog", Category.DAMAGED),
        ("leeg.txt", b" \n \n", Category.EMPTY),
        ("beeld.txt", b"\x00\x01\x02\x03", Category.NOT_A_DOCUMENT),
    ],
)
def test_a_bad_file_is_refused_with_a_reason(tmp_path: Path, name: str, content: bytes, category: Category) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(AdviesspoorError) as refused:
        read(tmp_path / name)
    assert refused.value.category is category
    assert str(refused.value).endswith(".")


def test_a_reading_is_of_the_content_not_of_the_name(demonstration: Path, tmp_path: Path) -> None:
    source = demonstration / "110-advies-leersteun-2023.pdf"
    copy = tmp_path / "anders.pdf"
    copy.write_bytes(source.read_bytes())
    one, two = read(source), read(copy)
    assert isinstance(one, Reading)
    assert one.sha256 == two.sha256
    assert one.blocks == two.blocks
