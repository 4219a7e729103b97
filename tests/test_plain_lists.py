"""Text files: what a number or letter at the beginning of a line counts: items, chapters, answers, or nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.model import Reading
from nlp.analyse import analyse
from tests.test_plain import reading

MILL = """De molen aan de vaart maalt sinds de oorlog niet meer, en het dak lekt op drie plaatsen. De
gemeente kocht het gebouw vorig jaar van de laatste molenaar, die nu in de stad woont."""


def of_kind(found: Reading, kind: str) -> list[tuple[str | None, str]]:
    return [(b.number or b.marker, b.text.text) for b in found.blocks if b.kind == kind]


LIST = """1. Begin bij het dak. Wie later begint, vindt de balken verrot terug en mag alles opnieuw
doen.
2. Vraag raad aan wie er woont. Zij weten het best waar het water binnenkomt.
3. Meet elk jaar opnieuw."""


def test_the_first_item_right_below_a_heading_keeps_its_marker_apart(tmp_path: Path) -> None:
    found = reading(tmp_path, f"1. De molen\n{MILL}\n2. Wat te doen\n{LIST}\n")
    assert [marker for marker, _ in of_kind(found, "item")] == ["1.", "2.", "3."]


DATED = ["Goedkeuring van het verslag van 17 februari 2009", "Geld voor 2030", "De oogst 2011-2012"]


@pytest.mark.parametrize("title", DATED)
@pytest.mark.parametrize("at", [0, 1, 2])
def test_the_title_of_a_chapter_may_have_a_year_and_no_white_below(tmp_path: Path, title: str, at: int) -> None:
    chapters = ["Mededelingen", "De vaart", "Rondvraag"]
    chapters[at] = title
    text = "\n\n".join(f"{n}. {chapter}\n{MILL}" for n, chapter in enumerate(chapters, start=1))
    found = reading(tmp_path, f"Verslag van de molenraad\n\nAanwezig: Lies Baeten, Jozef Mertens\n\n{text}\n")
    assert of_kind(found, "heading")[-3:] == [(str(n), chapter) for n, chapter in enumerate(chapters, start=1)]


@pytest.mark.parametrize(
    "items",
    [
        ["Decreet van 30 maart 2018", "Besluit van 12 mei 2019", "Decreet van 4 juli 2003"],
        ["Verslag van 2009, blz. 3", "Verslag van 2010, blz. 4", "Verslag van 2011, blz. 7"],
    ],
)
def test_a_list_of_what_has_a_year_is_no_row_of_chapters(tmp_path: Path, items: list[str]) -> None:
    rows = "\n".join(f"{n}. {item}" for n, item in enumerate(items, start=1))
    found = reading(tmp_path, f"De molen\n\n{MILL} Wie wil, leest:\n\n{rows}\n\n{MILL}\n")
    assert [said for _, said in of_kind(found, "item")] == items


@pytest.mark.parametrize("marker", ["-", "–", "a)", "(1)", "i."])
def test_other_first_items_right_below_a_heading(tmp_path: Path, marker: str) -> None:
    second = {"a)": "b)", "(1)": "(2)", "i.": "ii."}.get(marker, marker)
    found = reading(tmp_path, f"{MILL}\n\nBIJLAGEN\n{marker} Kaart van de vaart\n{second} Foto van de molen\n")
    assert of_kind(found, "item") == [(marker, "Kaart van de vaart"), (second, "Foto van de molen")]


@pytest.mark.parametrize("between", ["", f"{MILL}\n"])
@pytest.mark.parametrize("title", ["Besluit", "Wat de raad nog vraagt", "Geld voor het dak"])
def test_a_chapter_that_counts_on_from_a_list(tmp_path: Path, title: str, between: str) -> None:
    text = f"1. De molen\n{MILL}\n2. De vaart\n{MILL}\n3. Wat te doen\n{LIST}\n{between}4. {title}\n{MILL}\n"
    assert of_kind(reading(tmp_path, text), "heading")[-1] == ("4", title)


@pytest.mark.parametrize(
    "item",
    [
        "4. Kies een ploeg en geen trekker, want als een van hen ziek wordt, valt al het werk stil en\nkomt niemand.",
        "4. Schrijf alles op.",
        "4. Schrijf alles op\n5. Vergeet niets\nTot daar de lijst van wie er woont.",
        "4. Wie betaalt het dak?",
    ],
)
def test_an_item_that_might_count_a_chapter(tmp_path: Path, item: str) -> None:
    found = reading(tmp_path, f"1. De molen\n{MILL}\n2. De vaart\n{MILL}\n3. Wat te doen\n{LIST}\n{item}\n{MILL}\n")
    assert [number for number, _ in of_kind(found, "heading")] == ["1", "2", "3"]


def test_items_that_are_no_sentences_count_on(tmp_path: Path) -> None:
    items = "1. Het dak\n2. De wieken\n3. De deur\n4. De zolder"
    found = reading(tmp_path, f"1. De molen\n{MILL}\n2. De vaart\n{MILL}\n3. Wat te doen:\n{items}\n{MILL}\n")
    assert "4" not in [number for number, _ in of_kind(found, "heading")]


@pytest.mark.parametrize("before", ["blz.", "p.", "art.", "nr.", "(artt."])
@pytest.mark.parametrize("number", ["3.", "12", "3"])
def test_the_number_behind_what_it_counts_opens_nothing(tmp_path: Path, before: str, number: str) -> None:
    text = f"1. De molen\n\n{MILL} Dat staat zo te lezen in het verslag van het bestuur, {before}\n{number} Wat"
    found = reading(tmp_path, f"{text} elders staat, telt niet.\n\n2. De vaart\n\n{MILL}\n")
    assert [(b.kind, b.number) for b in found.blocks if b.kind != "paragraph"] == [("heading", "1"), ("heading", "2")]
    assert f"{before} {number} Wat elders" in found.blocks[1].text.text


@pytest.mark.parametrize("number", ["3.", "12", "7."])
def test_such_a_number_alone_on_a_line_is_no_page(tmp_path: Path, number: str) -> None:
    found = reading(
        tmp_path, f"{MILL} Dat staat zo te lezen in het verslag van het bestuur, blz.\n{number}\n\n{MILL}\n"
    )
    assert found.blocks[0].text.text.endswith(f"blz. {number}")


def test_a_number_below_a_word_that_only_ends_so_opens_what_it_did(tmp_path: Path) -> None:
    items = "Nr.\n1. Het dak is stuk.\n2. De deur is stuk."
    text = f"1. De molen\n\n1.1. Het dak\n{MILL} Dat kost tien euro per stuk.\n1.2. De deur\n{MILL}\n\n{items}\n"
    found = reading(tmp_path, text)
    assert [number for number, _ in of_kind(found, "heading")] == ["1", "1.1", "1.2"]
    assert of_kind(found, "item") == [("1.", "Het dak is stuk."), ("2.", "De deur is stuk.")]


QUESTION = """SCHRIFTELIJKE VRAAG

nr. 31
van LIES DE MAN
datum: 2 mei 2020

aan PIET DE VROUW
VLAAMS MINISTER VAN LANDBOUW

Molens - Herstel

1. Hoeveel molens zijn er stuk?

2. Welk bedrag is er voor het herstel?

3. Wie mag dat vragen?

PIET DE VROUW
VLAAMS MINISTER VAN LANDBOUW

ANTWOORD

op vraag nr. 31 van 2 mei 2020
van LIES DE MAN
"""


@pytest.mark.parametrize(
    ("a", "b"), [("a.", "b."), ("a)", "b)"), ("(a)", "(b)"), ("-", "-"), ("i.", "ii."), ("•", "•")]
)
@pytest.mark.parametrize("white", ["\n", "\n\n"])
@pytest.mark.parametrize("lead", ["", "\n"])
def test_an_answer_below_one_that_ends_with_parts(tmp_path: Path, a: str, b: str, white: str, lead: str) -> None:
    answers = ["1. Er zijn 31 molens stuk.", f"{a} In Gent zijn het er 12.", f"{b} In Brugge zijn het er 19.",
               "2. Er is een miljoen euro.", "3. Elke eigenaar van een molen mag dat vragen."]  # fmt: skip
    document = analyse(reading(tmp_path, QUESTION + lead + white.join(answers) + "\n"))
    assert [q.answer.text if q.answer else None for q in document.questions][1:] == [
        "Er is een miljoen euro.",
        "Elke eigenaar van een molen mag dat vragen.",
    ]


def test_numbered_parts_below_lettered_ones_stay_below_them(tmp_path: Path) -> None:
    items = "a. Het dak:\n1. de pannen;\n2. de balken;\nb. De wieken:\n1. het hout;\n2. het doek.\n"
    found = reading(tmp_path, f"{MILL}\n\n{items}")
    assert [b.level for b in found.blocks if b.kind == "item"] == [1, 2, 2, 1, 2, 2]
