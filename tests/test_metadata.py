"""What a document says about itself, from the cover, the letterhead, the running text or the signatures."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from corpus.model import Block, Box, Document, LineSpan, Meta, Page, PlacedText, Reading, Section, Signatory
from nlp.analyse import analyse
from nlp.metadata import find_kind, find_meta, person_name
from nlp.pipeline import link

Cover = list[tuple[float, str]]


def document(
    cover: Cover | None = None, preamble: str = "", sections: dict[str, str] | None = None, **more: Any
) -> Document:
    """A document with these cover lines (type size and text), preamble and sections."""
    parts = [Section("preamble", None, None, 0, None, 1, PlacedText(preamble))] if preamble else []
    for n, (title, text) in enumerate((sections or {}).items(), 1):
        parts.append(Section(str(n), str(n), title, 1, None, 2, PlacedText(text)))
    blocks = tuple(
        Block("cover", PlacedText(text), size=size) for size, text in sorted(cover or [], key=lambda c: -c[0])
    )
    return Document("proef.pdf", "0" * 64, (Page(1, 595, 842, "digital"),), sections=tuple(parts), cover=blocks, **more)


ADVICE_COVER: Cover = [
    (26, "Lezen begint thuis"),
    (16, "Advies op eigen initiatief over leesplezier"),
    (14, "Raad Basisonderwijs"),
    (12, "14 november 2012"),
    (10, "RBO-RBO-ADV-1213-003"),
    (8, "Kunstlaan 6 bus 6"),
    (8, "1210 Brussel"),
]
IMPRINT_COVER: Cover = [
    (26, "Advies over de beleidsnota Onderwijs"),
    (12, "ADVIES"),
    (14, "Algemene Raad"),
    (9, "Adviesvrager: An Claes, Vlaams minister van Onderwijs, op 3 november 2014"),
    (9, "Uitgebracht door de Algemene Raad op 27 november 2014 met 21 stemmen voor en 2 onthoudingen"),
    (9, "Voorbereiding: werkgroep beleid onder voorzitterschap van Jan Maes op 12 november 2014"),
    (8, "Vlaamse Onderwijsraad"),
]


@pytest.mark.parametrize(
    ("cover", "wanted"),
    [
        (
            ADVICE_COVER,
            {
                "title": "Lezen begint thuis",
                "subtitle": "Advies op eigen initiatief over leesplezier",
                "date": "2012-11-14",
                "body": "Raad Basisonderwijs",
                "number": "RBO-RBO-ADV-1213-003",
            },
        ),
        (
            IMPRINT_COVER,
            {
                "title": "Advies over de beleidsnota Onderwijs",
                "date": "2014-11-27",
                "body": "Algemene Raad",
                "number": None,
                "requester": "An Claes, Vlaams minister van Onderwijs",
                "request_date": "2014-11-03",
                "vote": "21 stemmen voor en 2 onthoudingen",
            },
        ),
        (
            [(20, "Advies over onderwijsdecreet XX"), (12, "Algemene Raad"), (10, "27 januari 2010 AR-AR-PCA-ADV-009")],
            {"title": "Advies over onderwijsdecreet XX", "number": "AR-AR-PCA-ADV-009", "body": "Algemene Raad"},
        ),
        (
            [
                (0, "Mobiliteitsraad van Vlaanderen"),
                (0, "Advies over het fietsplan"),
                (0, "Op twee wielen"),
                (0, "Datum van goedkeuring: 12 mei 2017"),
                (0, "Volgnummer: 2017 | 008"),
                (0, "Datum adviesvraag: 3 april 2017"),
                (0, "Opsteller: An Claes"),
            ],
            {
                "title": "Advies over het fietsplan",
                "subtitle": "Op twee wielen",
                "date": "2017-05-12",
                "number": "2017-008",
                "request_date": "2017-04-03",
            },
        ),
        (
            [(0, "Vlaamse Jeugdraad advies datum: 4 juni 2014 volgnummer: 2014/11"), (0, "Speelruimte in de stad")],
            {"title": "Speelruimte in de stad", "date": "2014-06-04", "number": "2014/11", "body": "Vlaamse Jeugdraad"},
        ),
        (
            [(0, "Kazerneplein 12"), (0, "Raad Basisonderwijs"), (0, "Advies over zwemmen"), (0, "RBO/AB/ADV/98-02")],
            {"title": "Advies over zwemmen", "number": "RBO/AB/ADV/98-02"},
        ),
        (
            [(22, "Zwemmen op school"), (12, "Advies op eigen initiatief"), (12, "Raad Basisonderwijs")],
            {"title": "Zwemmen op school", "subtitle": "Advies op eigen initiatief"},
        ),
        (
            [(0, "Zwemmen in zee"), (0, "Raad Basisonderwijs, 4 mei 2016"), (0, "Advies over het zeeplan")],
            {"title": "Zwemmen in zee", "subtitle": "Advies over het zeeplan", "date": "2016-05-04"},
        ),
        (
            [(0, "Minaraad"), (0, "Advies over het zeeplan"), (0, "Nummer: 2016/3"), (0, "Dossierhouder: Els Zand")],
            {"title": "Advies over het zeeplan", "subtitle": None, "number": "2016/3", "body": "Minaraad"},
        ),
        ([(24, "Leren en werken"), (10, "RSO-RSO-ADV-1415-005")], {"body": "Raad Secundair Onderwijs", "date": None}),
    ],
)
def test_the_cover_of_an_advice(cover: Cover, wanted: dict[str, str | None]) -> None:
    found = link(document(cover))
    assert found.kind == "advies"
    assert {k: getattr(found.meta, k) for k in wanted} == wanted


def test_the_date_of_a_cited_document_is_not_its_own() -> None:
    text = "Zie Vlaamse Onderwijsraad, Raad Basisonderwijs. Kleuters, 3 mei 2011."
    found = link(document([(20, "Advies over taal"), (14, "Raad Basisonderwijs")], sections={"Situering": text}))
    assert found.meta.date is None


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Sint-Niklaas, 12 maart 2024", "2024-03-12"),
        ("Heist-op-den-Berg, 12 maart 2024.", "2024-03-12"),
        ("De Panne, 12/03/2024", "2024-03-12"),
        ("Gedaan te Mol op 12 maart 2024", "2024-03-12"),
        ("Maandag, 12 maart 2024", None),
        ("SERV, 12 maart 2024", None),
        ("Belgisch Staatsblad, 12 maart 2024", None),
        ("Lezen telt, 12 maart 2024", None),
        ("Overleg met Mol, 12 maart 2024", None),
    ],
)
def test_a_closing_line_is_any_place_with_a_date(line: str, day: str | None) -> None:
    cover: Cover = [(20, "Advies over taal"), (14, "Raad Basisonderwijs")]
    text = f"De raad vraagt tijd.\n\n{line}\n\nAn Claes"
    assert link(document(cover, sections={"Besluit": text})).meta.date == day
    assert link(document(cover, sections={"Besluit": "De raad vraagt tijd.", "Bronnen": line})).meta.date is None


def test_an_advice_without_a_cover_says_what_it_is_in_its_first_section() -> None:
    text = (
        "Op 3 september 2015 ontving de Vlaamse Onderwijsraad (Vlor) een adviesvraag over een nieuw actieplan "
        "Leesoffensief, dat de minister op 18 juli meedeelde. De raad vraagt tijd."
    )
    signed = Meta(signatories=(Signatory("An Peeters", "voorzitter Raad Basisonderwijs"),))
    found = link(document(sections={"Situering": text}, meta=signed))
    assert found.kind == "advies"
    assert found.meta.title == "Advies over het actieplan Leesoffensief"
    assert found.meta.body == "Raad Basisonderwijs"
    assert found.meta.request_date == "2015-09-03"
    assert found.meta.date is None


@pytest.mark.parametrize(
    ("text", "who", "day"),
    [
        ("Met een brief van 4 januari 2011 vroeg minister An Claes het advies van de Vlor over zwemmen.",
         "minister An Claes", "2011-01-04"),
        ("Bij brief d.d. 3 maart 1999 verzocht de Vlaamse minister van Onderwijs, Piet Zand, de Raad om advies.",
         "de Vlaamse minister van Onderwijs, Piet Zand", "1999-03-03"),
        ("De minister van Sport en Cultuur, mevrouw An Claes, vroeg op 4 mei 2005 het advies van de Vlor.",
         "De minister van Sport en Cultuur, mevrouw An Claes", "2005-05-04"),
        ("Op 12 mei 2019 ontving de raad een adviesvraag van minister Van den Berg.",
         "minister Van den Berg", "2019-05-12"),
        ("De Vlor vraagt in dit advies dat minister An Claes zwembaden opent op 3 mei 2019.", None, None),
        ("De minister van Sport stelde op 3 mei 2019 een plan voor.", None, None),
    ],
)  # fmt: skip
def test_who_asked_for_the_advice_and_when(text: str, who: str | None, day: str | None) -> None:
    cover: Cover = [(20, "Advies over zwemmen"), (14, "Raad Basisonderwijs")]
    found = link(document(cover, sections={"Situering": text, "Besluit": "De raad vraagt tijd."}))
    assert (found.meta.requester, found.meta.request_date) == (who, day)


def test_both_who_signed_in_an_older_spelling() -> None:
    text = "De raad gaat akkoord.\n\nMarie-Lou De Meyer, sekretaris\n\nLouis Zand, ondervoorzitter"
    found = link(document([(20, "Advies over zwemmen")], sections={"Besluit": text}))
    assert [s.name for s in found.meta.signatories] == ["Marie-Lou De Meyer", "Louis Zand"]


def test_what_nobody_says_stays_unknown() -> None:
    found = link(document(sections={"Inleiding": "Er is een plan. De raad vraagt tijd. De raad vindt dat goed."}))
    assert (found.meta.title, found.meta.date, found.meta.number, found.meta.requester) == (None, None, None, None)


def test_an_advice_whose_cover_names_no_council_is_of_the_council_that_speaks() -> None:
    text = (
        "De SERV vraagt tijd. Voor de leden van Voka is dat genoeg. De SERV betreurt de haast. De Vlor vraagt dat ook."
    )
    found = link(document([(22, "Leren loont"), (12, "Advies")], sections={"Bespreking": text}))
    assert found.meta.body == "Sociaal-Economische Raad van Vlaanderen"
    assert [p.sentence for p in found.positions] == ["De SERV vraagt tijd.", "De SERV betreurt de haast."]


LETTER = """SCHRIFTELIJKE VRAAG

nr. 88

van TARIQ VAN DEN BERGH

datum: 12 november 2011

aan MIEKE D'HAESE

VLAAMS MINISTER VAN ONDERWIJS, SPORT EN DIERENWELZIJN

Toestellen - Verdeling en onderhoud

Scholen kregen toestellen."""


@pytest.mark.parametrize(
    "preamble",
    [
        LETTER,
        LETTER.replace("\n\nvan TARIQ", " van TARIQ").replace("\n\ndatum", " datum"),
        LETTER.replace("DIERENWELZIJN\n\nToestellen", "DIERENWELZIJN Toestellen"),
    ],
)
def test_the_letterhead_of_a_written_question(preamble: str) -> None:
    found = link(document(preamble=preamble))
    meta = found.meta
    assert found.kind == "schriftelijke_vraag"
    assert (meta.number, meta.author, meta.date) == ("88", "Tariq Van den Bergh", "2011-11-12")
    assert meta.recipient == "Mieke D'Haese, Vlaams minister van Onderwijs, Sport en Dierenwelzijn"
    assert meta.title == "Toestellen - Verdeling en onderhoud"


@pytest.mark.parametrize(
    ("cover", "kind"),
    [
        ([(24, "Visienota over leren in de stad"), (12, "Provincie Dendermeer")], "visienota"),
        ([(24, "Conceptnota Samen naar school"), (12, "Vlaamse Regering")], "visienota"),
        ([(24, "Programma van de studiedag"), (12, "19 juni 2019")], "andere"),
        ([(24, "Persbericht"), (12, "Nieuwe school opent")], "andere"),
        ([(24, "Advies over de conceptnota leren"), (14, "Raad Secundair Onderwijs")], "advies"),
        ([(24, "Hervorming van de leertijd"), (14, "ADVIES"), (12, "SERV")], "advies"),
    ],
)
def test_kinds(cover: Cover, kind: str) -> None:
    assert find_kind(document(cover, sections={"Inleiding": "Een tekst over scholen."})) == kind


def test_the_title_in_the_file_itself_is_used_only_where_it_is_one() -> None:
    plain = document(sections={"Inleiding": "Een tekst."})
    for title, wanted in (("Microsoft Word - versie3.docx", None), ("Leren in de stad", "Leren in de stad")):
        titled = document(sections={"Inleiding": "Een tekst."}, info=(("Title", title),))
        assert find_meta(titled).title == wanted
    assert find_meta(plain).title is None


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("ELLEN DE GROOTE", "Ellen De Groote"),
        ("JAN VAN DEN BOSSCHE", "Jan Van den Bossche"),
        ("MARIE-CLAIRE D'HONDT", "Marie-Claire D'Hondt"),
        ("Jo De Ro", "Jo De Ro"),
    ],
)
def test_names_in_capitals_become_names(printed: str, name: str) -> None:
    assert person_name(printed) == name


def test_the_name_of_a_council_alone_is_its_body_and_no_title() -> None:
    cover = [(18.0, "Mobiliteitsraad"), (18.0, "Zelf naar school"), (12.0, "Visienota over veilige wegen")]
    meta = find_meta(replace(document(cover, sections={"Inleiding": "Een tekst."}), kind="visienota"))
    assert (meta.body, meta.title, meta.subtitle) == (
        "Mobiliteitsraad",
        "Zelf naar school",
        "Visienota over veilige wegen",
    )


def test_whose_paper_it_is_is_no_subtitle() -> None:
    cover = [
        (18.0, "Zelf naar school"),
        (12.0, "Provincie Limburg"),
        (11.0, "Visienota 2026-2031"),
        (9.0, "3 mei 2025"),
    ]
    meta = find_meta(replace(document(cover, sections={"Inleiding": "Een tekst."}), kind="visienota"))
    assert (meta.title, meta.subtitle) == ("Zelf naar school", "Visienota 2026-2031")


def test_a_service_of_a_province_is_no_title_of_its_note_in_plain_text() -> None:
    cover: Cover = [
        (0, "Provincie Oost-Vlaanderen"),
        (0, "Dienst Wonen en Welzijn"),
        (0, "Dicht bij huis"),
        (0, "Visienota 2024-2029"),
    ]
    meta = link(document(cover, sections={"Inleiding": "De provincie helpt."})).meta
    assert (meta.title, meta.subtitle) == ("Dicht bij huis", "Visienota 2024-2029")


@pytest.mark.parametrize(
    "stamp", ["25 april 2024 AR-AR-ADV-2324-012", "Algemene Raad, 25 april 2024", "RBO-RBO-ADV-0910-003 - 3 mei 2010"]
)
def test_council_date_and_number_on_one_line_are_no_title(stamp: str) -> None:
    meta = link(document([(0, stamp), (0, "Samen eten op school")], sections={"Situering": "De raad eet."})).meta
    assert meta.title == "Samen eten op school"


def test_a_note_whose_cover_only_says_what_it_is_about_is_called_so() -> None:
    cover: Cover = [(0, "CONCEPTNOTA AAN DE VLAAMSE REGERING"), (0, "Betreft: Rekenen zonder angst")]
    assert link(document(cover, sections={"Inleiding": "Rekenen is nodig."})).meta.title == "Rekenen zonder angst"


def test_a_title_over_two_lines_of_a_scan_is_one_title() -> None:
    lines = [("Een nieuwe start voor de", 40.0, 20.4), ("leraar", 64.0, 21.1), ("Advies over het plan", 100.0, 13.0)]
    blocks = tuple(
        Block("cover", PlacedText(text, (LineSpan(0, len(text), 1, Box(50, top, 300, top + size)),)), size=size)
        for text, top, size in sorted(lines, key=lambda line: -line[2])
    )
    meta = find_meta(replace(document(sections={"Inleiding": "Een tekst."}), kind="advies", cover=blocks))
    assert (meta.title, meta.subtitle) == ("Een nieuwe start voor de leraar", "Advies over het plan")


def test_another_council_that_introduces_itself_speaks_in_its_own_paper() -> None:
    text = (
        "Met deze nota wil de Mobiliteitsraad (hierna: MORA) een gesprek openen.\n\nDe MORA vraagt veilige fietspaden."
    )
    found = link(document(sections={"Inleiding": text}))
    assert (found.kind, found.meta.body) == ("visienota", "Mobiliteitsraad")
    assert [p.stance for p in found.positions] == ["vraag"]


def test_the_legislature_of_a_question_is_that_of_its_day() -> None:
    lines = (
        "SCHRIFTELIJKE VRAAG",
        "nr. 12",
        "van AN PEETERS",
        "datum: 3 juni 2019",
        "aan JAN CLAES",
        "VLAAMS MINISTER VAN WERK",
    )
    preamble = "\n\n".join(lines)
    assert link(document(preamble=preamble)).meta.legislature == "2019-2024"


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [
        (
            ["Brussel, 10 oktober 2016 SERV_20161010_Haven_ADV"],
            {
                "body": "Sociaal-Economische Raad van Vlaanderen",
                "date": "2016-10-10",
                "number": "SERV_20161010_Haven_ADV",
            },
        ),
        (["Vlaamse Jeugdraad", "Advies 23/12"], {"title": "Hervorming van de haven", "number": "23/12"}),
        (["Vlaamse Jeugdraad", "Advies nr. 2023-014"], {"number": "2023-014"}),
        (["SERV", "Advies over de 23/12-regeling"], {"number": None}),
        (["Brussel, 10 oktober 2016", "bijlage_20161010_ADV"], {"body": None, "number": None, "date": "2016-10-10"}),
        (
            ["SERV", "Adviesvrager: Jan Maes, minister Ontvangst adviesvraag: 9 mei 2016 Adviestermijn: 30 dagen"],
            {"requester": "Jan Maes, minister", "request_date": "2016-05-09", "date": None},
        ),
        (["SERV", "Voor: Commissie Wonen en Werk"], {"requester": "Commissie Wonen en Werk"}),
        (["SERV", "Voor een commissie die werkt"], {"requester": "De minister"}),
    ],
)
def test_the_cover_of_another_council(lines: list[str], wanted: dict[str, str | None]) -> None:
    cover: Cover = [(22, "Hervorming van de haven"), *((10, line) for line in ["Advies", *lines])]
    paper = document(cover, sections={"Inleiding": "De minister vroeg de SERV om advies."}, kind="advies")
    meta = find_meta(paper)
    assert {field: getattr(meta, field) for field in wanted} == wanted


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Plan Lezende Stad 2023-2026", "visienota"),
        ("Vlaams Armoedebestrijdingsplan 2020-2024", "visienota"),
        ("Leerplan wiskunde 2020-2024", "andere"),
        ("Planning van de werken 2020-2024", "andere"),
        ("Evaluatie plan Lezende Stad 2020-2024", "andere"),
    ],
)
def test_a_plan_with_its_years_is_a_vision_note(title: str, kind: str) -> None:
    paper = document([(22, title), (10, "3 maart 2023")], sections={"Situering": "Een tekst."})
    found = find_kind(paper)
    assert found == kind
    assert find_meta(replace(paper, kind=found)).body is None


def letter(*head: tuple[str, str], then: str = "Begrip") -> Document:
    """A letter of the council with these blocks (kind and text) before its first heading."""
    blocks = [Block(kind, PlacedText(text), size=11) for kind, text in head]  # type: ignore[arg-type]
    blocks += [Block("heading", PlacedText(then), level=1, size=12), Block("paragraph", PlacedText("De raad knikt."))]
    return analyse(Reading("brief.pdf", "0" * 64, (Page(1, 595, 842, "digital"),), tuple(blocks)))


@pytest.mark.parametrize(
    ("subject", "salutation", "title"),
    [
        (("heading", "Betreft: advies over de fietsproef"), "Geachte heer minister", "Advies over de fietsproef"),
        (("paragraph", "Betreft: Advies over de fietsproef."), "Geachte mevrouw Claes,", "Advies over de fietsproef"),
        (("heading", "Onderwerp: Advies over de fietsproef"), "Mijnheer de minister,", "Advies over de fietsproef"),
        (("cover", "Betreft Advies over de fietsproef"), "Beste collega’s,", "Advies over de fietsproef"),
        (("paragraph", "Uw kenmerk: 12/3"), "Geachte heer minister", None),
    ],
)
def test_a_letter_is_about_its_subject_and_begins_before_its_first_heading(
    subject: tuple[str, str], salutation: str, title: str | None
) -> None:
    address = ("paragraph", "De heer Jan Peeters Vlaams minister van Onderwijs Martelaarsplein 7 1000 Brussel")
    told = "Op 3 mei 2021 vroeg u de Vlaamse Onderwijsraad om advies."
    for kind in ("heading", "paragraph"):
        document = letter(address, subject, (kind, salutation), ("paragraph", told))
        assert document.meta.title == title
        assert [s.key for s in document.sections] == ["preamble", "Begrip"]
        assert document.sections[0].body.text.endswith(f"{salutation}\n\n{told}")
        assert not [p for p in document.positions if p.where == "preamble"]  # it is the minister who asks


@pytest.mark.parametrize("heading", ["Beste praktijken", "Betreft: de nota", "Onderwerp van het advies"])
def test_a_heading_that_greets_nobody_begins_no_letter(heading: str) -> None:
    document = letter(("heading", heading), ("paragraph", "De raad las de nota."))
    assert [s.key for s in document.sections] == [heading, "Begrip"]


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Studiedienst Onderwijs · september 2023", "2023-09"),
        ("Departement Onderwijs en Vorming februari 2025", "2025-02"),
        ("Agentschap voor Jeugdhulp, maart 2021", "2021-03"),
        ("Dienst Wonen | 3 mei 2021", "2021-05-03"),
        ("Peiling van mei 2022", None),
        ("Schooljaar – september 2023", None),
        ("Een plan tegen januari 2030", None),
    ],
)
def test_the_date_behind_the_body_on_a_cover(line: str, day: str | None) -> None:
    cover: Cover = [(26, "Dicht bij huis"), (15, "Beleidsnota zorg"), (11, line)]
    meta = find_meta(replace(document(cover, sections={"Inleiding": "Een tekst."}), kind="visienota"))
    assert (meta.title, meta.date) == ("Dicht bij huis", day)
