"""The pipeline of named components, and what linking fills in besides actions, sources and positions."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import spacy

from corpus.exchange import export
from corpus.model import Block, Box, Document, Footnote, LineSpan, Link, Page, Place, PlacedText, Section
from ingest.read import read
from nlp.analyse import analyse
from nlp.language import foreign_quotes, language_of
from nlp.pipeline import COMPONENTS, link, pipeline
from nlp.plans import plans_in
from nlp.sentences import sentences
from tests.speed import units
from tests.truth import document_from_key, read_key


def placed(text: str, top: float, page: int = 1) -> PlacedText:
    """A text that stands on one line of the page, 5 points a letter, from 50 points on."""
    box = Box(50, top, 50 + 5 * len(text), top + 10)
    return PlacedText(text, (LineSpan(0, len(text), page, box),))


def test_every_finder_is_a_component_that_any_pipeline_can_take() -> None:
    assert pipeline().pipe_names == list(COMPONENTS)
    other = spacy.blank("nl")
    other.add_pipe("dutch_sentences")
    assert [s.text.strip() for s in other("Zie art. 5 van het decreet. De raad vindt dat goed.").sents] == [
        "Zie art. 5 van het decreet.",
        "De raad vindt dat goed.",
    ]


def test_the_pipeline_is_built_once() -> None:
    assert pipeline() is pipeline()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Volgens Peeters e.a. is dat zo. De raad niet.", 2),
        ("Zie nr. 5, p. 13 en blz. 7, bv. in Gent.", 1),
        ("Dat kan via IBAL. Ook dat helpt.", 2),
        ("Vraag het aan prof. Smet of dr. Maes.", 1),
        ("We vragen aandacht voor: Zo hebben scholen zicht.", 2),
        ("Is dat goed? Nee! Toch wel…", 3),
        ("Een kop\n\nEen alinea. Nog een zin.", 3),
        ("Het steeg met 3.5 procent. Dat is veel.", 2),
        ("Verhaest, D. & De Witte, K. schreven dat.", 1),
        ("‘Dat is zo.’ De raad stemt in.", 2),
    ],
)
def test_sentences_know_dutch_abbreviations(text: str, wanted: int) -> None:
    assert len(list(sentences(text))) == wanted


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("De raad vindt dat de scholen meer tijd moeten krijgen om dit te doen, en dat is niet weinig.", "nl"),
        ("The results of this study indicate that students with higher grades are more likely to succeed.", "en"),
        (
            "Le conseil demande que les écoles aient plus de temps pour la mise en œuvre de ce plan avec les élèves.",
            "fr",
        ),
        ("Kort.", "nl"),
        ("2741\t30,9%\n10\t0,1%", "nl"),
    ],
)
def test_languages(text: str, language: str) -> None:
    assert language_of(text) == language
    assert language_of(text) == language_of(text)


def test_a_foreign_quotation_is_marked() -> None:
    text = "De raad leest: ‘The results of this study indicate that students are more likely to succeed.’ Dat klopt."
    (start, end, language), *rest = foreign_quotes(text)
    assert language == "en" and not rest
    assert text[start:end].startswith("The results") and text[start:end].endswith("succeed.")
    pages = (Page(1, 0, 0, "plain_text"),)
    before = "Over de resultaten van deze aanpak is er bij de leden van de raad nog geen eensgezindheid. "
    parts = (Section("1", "1", "Kop", 1, None, 1, placed(before + text, 100)),)
    document = link(Document("a.pdf", "0" * 64, pages, sections=parts))
    [section] = export(document)["sections"]
    assert section["language"] == "nl"
    assert section["quotations"] == [{"start": len(before) + start, "end": len(before) + end, "language": "en"}]


def note_with_links(links: tuple[Link, ...]) -> Document:
    first = "Vlaamse Onderwijsraad, Raad Basisonderwijs. Kansen voor kleuters, 6 juli 2016."
    second = "Vlaamse Onderwijsraad, Raad Basisonderwijs. Warm onthaal, 3 mei 2012."
    body = PlacedText(
        f"{first}\n{second}",
        (
            LineSpan(0, len(first), 2, Box(50, 700, 450, 710)),
            LineSpan(len(first) + 1, len(first) + 1 + len(second), 2, Box(50, 712, 420, 722)),
        ),
    )
    return Document(
        "proef.pdf",
        "0" * 64,
        (Page(1, 595, 842, "digital"), Page(2, 595, 842, "digital")),
        kind="advies",
        sections=(Section("1", "1", "Kop", 1, None, 1, placed("Een zin.", 100)),),
        footnotes=(Footnote("1", body, 2),),
        links=links,
    )


def test_a_link_annotation_gives_its_address_to_the_reference_under_it() -> None:
    link_on_second = Link(Place(2, (Box(250, 712, 380, 722),)), "", "https://voorbeeld.be/onthaal")
    citations = link(note_with_links((link_on_second,))).citations
    assert [c.url for c in citations] == [None, "https://voorbeeld.be/onthaal"]


def test_a_link_counts_only_on_its_own_page() -> None:
    elsewhere = Link(Place(1, (Box(250, 712, 380, 722),)), "", "https://voorbeeld.be/onthaal")
    assert [c.url for c in link(note_with_links((elsewhere,))).citations] == [None, None]


def test_a_link_without_a_place_is_known_by_its_words() -> None:
    by_words = Link(Place(2), "Warm onthaal, 3 mei 2012", "https://voorbeeld.be/onthaal")
    assert [c.url for c in link(note_with_links((by_words,))).citations] == [None, "https://voorbeeld.be/onthaal"]


def test_clicked_words_that_name_no_other_source_are_a_web_page() -> None:
    text = "Meer cijfers staan op Dashboard lerarenloopbaan van de overheid."
    document = note_with_links((Link(Place(1), "Dashboard lerarenloopbaan", "https://voorbeeld.be/dashboard"),))
    document = replace(document, sections=(replace(document.sections[0], body=placed(text, 100)),))
    found = [c for c in link(document).citations if c.where == "1"]
    assert [(c.kind, c.title, c.url) for c in found] == [
        ("webpagina", "Dashboard lerarenloopbaan", "https://voorbeeld.be/dashboard")
    ]


def test_everything_found_stands_where_it_says(shared: Path) -> None:
    for path in sorted((shared / "eval" / "truth").glob("*.json")):
        document = link(document_from_key(read_key(path), path.name))
        texts = {where: body.text for where, body in document.texts()}
        found: list[Any] = [*document.citations, *document.positions, *document.cross_references, *document.actions]
        assert found
        for thing in found:
            words = getattr(thing, "raw", None) or getattr(thing, "sentence", None) or thing.text
            stretch = texts[thing.where][thing.start : thing.end]
            if hasattr(thing, "action"):
                words = thing.text
            assert " ".join(stretch.split()) == " ".join(words.split())
            assert thing.place.page >= 1


def test_linking_takes_less_than_fifty_milliseconds_a_page(shared: Path) -> None:
    documents = [document_from_key(read_key(p), p.name) for p in sorted((shared / "eval" / "truth").glob("*.json"))]
    link(documents[0])
    taken = units(lambda: [link(document) for document in documents])
    assert taken / sum(len(d.pages) for d in documents) < 0.5  # of 0.1 s


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("De regering keurde op 3 mei het actieplan Digitaal Wijs goed.", ["Actieplan Digitaal Wijs"]),
        ("De minister stelde het actieplan Sterk in Taal voor.", ["Actieplan Sterk in Taal"]),
        ("Het actieplan Leraar in Zicht telt tien acties.", ["Actieplan Leraar in Zicht"]),
    ],
)
def test_the_rest_of_a_verb_is_no_part_of_the_name_of_a_plan(text: str, names: list[str]) -> None:
    assert [name for _, _, name in plans_in(text)] == names


def plain_document(sections: dict[str, str], notes: dict[str, str] | None = None, **more: Any) -> Document:
    """A document out of plain text: numbered sections by title, and notes that nothing points at."""
    parts = tuple(
        Section(str(n), str(n), title, 1, None, 1, PlacedText(text))
        for n, (title, text) in enumerate(sections.items(), 1)
    )
    feet = tuple(Footnote(n, PlacedText(text), 1, ()) for n, text in (notes or {}).items())
    return Document("plan.txt", "1" * 64, (Page(1, 0, 0, "plain_text"),), sections=parts, footnotes=feet, **more)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("We steunen de acties 1 tot en met 4.2 De raad is tevreden.", ["1", "2", "3", "4"]),
        ("We steunen acties 1, 3 en 5.2 De raad is tevreden.", ["1", "3", "5"]),
        ("We steunen acties 1 en 5.3 De raad is tevreden.", ["1", "5.3"]),  # there is no note 3
        ("We steunen acties 1 en 5.2 De raad is tevreden. Ook actie 5.2 helpt.", ["1", "5.2", "5.2"]),
    ],
)
def test_a_marker_glued_to_the_end_of_a_list_of_actions_is_no_part_of_it(text: str, numbers: list[str]) -> None:
    found = link(plain_document({"Bespreking": text}, {"2": "Actie 1: boeken voor elke kleuter."}))
    assert [a.action for a in found.actions if a.where == "1"] == numbers


def test_a_note_that_defines_its_actions_in_headings_is_their_plan() -> None:
    sections = {
        "Inleiding": "Met deze nota kiezen we voor lezen.",
        "Actie 1. Boeken voor elke kleuter": "Elke school krijgt boeken.",
        "Actie 2. Lezen op de bus": "De Lijn hangt gedichten op. Dat sluit aan bij actie 1.",
    }
    cover = (Block("cover", PlacedText("Conceptnota Leesagenda 2026"), size=20),)
    found = link(plain_document(sections, cover=cover))
    assert found.kind == "visienota"
    assert [(a.action, a.kind, a.plan) for a in found.actions] == [
        ("1", "mention", "Leesagenda 2026"),
        ("1", "definition", "Leesagenda 2026"),
        ("2", "definition", "Leesagenda 2026"),
    ]
    assert {a.definition for a in found.actions if a.action == "1"} == {None, "Elke school krijgt boeken."}


def test_an_address_alone_on_its_line_in_a_text_file_belongs_to_the_work_that_it_spells(tmp_path: Path) -> None:
    file = tmp_path / "advies.txt"
    file.write_text(
        "Raad Secundair Onderwijs\n\n12 maart 2019\n\nAdvies over zwemmen\n\n1 Situering\n\n"
        "De raad las twee oudere adviezen over dit onderwerp.1 En ook een tweede.2\n\n"
        "1 Vlaamse Onderwijsraad, Raad Secundair Onderwijs. Advies over droge voeten, 12 maart 2015.\n"
        "2 Vlaamse Onderwijsraad, Raad Secundair Onderwijs. Advies over bomen, 12 maart 2014.\n\n"
        "https://www.vlor.be/advies/advies-over-droge-voeten\n",
        "utf-8",
    )
    reading = read(file)
    assert [link.url for link in reading.links] == ["https://www.vlor.be/advies/advies-over-droge-voeten"]
    found = {c.title: c.url for c in analyse(reading).citations if c.form == "full"}
    assert found == {
        "Advies over droge voeten": "https://www.vlor.be/advies/advies-over-droge-voeten",
        "Advies over bomen": None,
    }


def cites_in_two_sections(first: str, second: str) -> list[tuple[str | None, str | None]]:
    """Title and date of what the second of two sections cites."""
    key = {
        "meta": {},
        "blocks": [
            {"kind": "heading", "number": "1", "title": "Situering", "level": 1},
            {"kind": "para", "text": first},
            {"kind": "heading", "number": "2", "title": "Bespreking", "level": 1},
            {"kind": "para", "text": second},
        ],
        "footnotes": {},
    }
    return [(c.title, c.date) for c in link(document_from_key(key, "a.pdf")).citations if c.where == "2"]


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        (
            "De conceptnota van 26 maart 2021 over zwemmen (hierna: de waternota) is er.",
            "De raad vindt dat de waternota te laat komt. De waternota is lang.",
            [("conceptnota over zwemmen", "2021-03-26")],
        ),
        (
            "Dat staat in ‘Zwemmen voor elk kind’ (Vlor, 5 december 2019). Die tekst (verder: het zwemadvies) telt.",
            "Wat het zwemadvies vraagt, blijft.",
            [("Zwemmen voor elk kind", "2019-12-05")],
        ),
        (
            "Het decreet van 8 mei 2012 betreffende de zwembaden (zwembaddecreet) geldt.",
            "Artikel 6 van het zwembaddecreet telt.",
            [("decreet betreffende de zwembaden", "2012-05-08")],
        ),
        # what any work is called, a body, and a bracket that no work stands before, are no nicknames
        ("De conceptnota van 26 maart 2021 (hierna: de conceptnota) is er.", "De conceptnota komt laat.", []),
        ("Het advies van 3 mei 2021 van de Vlaamse Onderwijsraad (hierna: de Vlor) is er.", "De Vlor zwijgt.", []),
        ("De scholen voor buitengewoon onderwijs (hierna: de waterscholen) zijn er.", "De waterscholen zwijgen.", []),
    ],
)
def test_a_work_is_known_by_what_its_document_calls_it(
    first: str, second: str, found: list[tuple[str | None, str | None]]
) -> None:
    assert cites_in_two_sections(first, second) == found
