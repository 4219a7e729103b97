"""Chapters of a text file: how they are counted, and which of them ask."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.test_plain import body, document, reading, titles


@pytest.mark.parametrize("first", ["II", "B"])
def test_sections_below_chapters_that_are_counted_by_numerals_or_letters(tmp_path: Path, first: str) -> None:
    one = {"II": "I", "B": "A."}[first]
    text = "\n\n".join(
        (
            f"{one} Kader\n{body()}",
            f"{first}. Vaststellingen\n{first}.1 Leegloop van de dorpen\n{body()}",
            f"{first}.2 Tekort aan leraren\n{body()}",
        )
    )
    assert titles(document(tmp_path, text)) == [
        (one.strip("."), "Kader"),
        (first, "Vaststellingen"),
        (f"{first}.1", "Leegloop van de dorpen"),
        (f"{first}.2", "Tekort aan leraren"),
    ]


@pytest.mark.parametrize("number", ["2.1.", "3."])
def test_a_first_chapter_may_ask(tmp_path: Path, number: str) -> None:
    text = f"Elke kleuter welkom\n\f1. Waarom dit advies?\n{body()}\n\n2. De cijfers\n\n{number} De norm\n{body()}\n"
    assert ("1", "Waarom dit advies?") in titles(document(tmp_path, text))


def test_questions_that_are_counted_are_no_chapters(tmp_path: Path) -> None:
    asked = "".join(f"{k}. Hoeveel scholen waren er in {2018 + k}?\n{body()}\n\n" for k in range(1, 4))
    assert not [number for number, _ in titles(document(tmp_path, f"Bevraging van de scholen\n\n{asked}")) if number]


FIRST = "Hoeveel bossen zijn er nu in deze provincie, en hoeveel daarvan zijn open voor wandelaars en\nvoor fietsers?"
ASKED = (FIRST, "Hoe worden zij beheerd?", "Wie betaalt de paden?")


@pytest.mark.parametrize("count", [2, 3])
def test_numbers_in_a_row_above_as_many_questions(tmp_path: Path, count: int) -> None:
    numbers = "\n\n".join(f"{k}." for k in range(1, count + 1))
    asked = "\n\n".join(ASKED[:count])
    head = f"SCHRIFTELIJKE VRAAG\n\nnr. 5\nvan JAN BOS\n\n{body()}"
    text = f"{head}\n\n{numbers}\n\n{asked}\n\nANTWOORD\n\n1. Dat zijn er twee.\n"
    items = [b for b in reading(tmp_path, text).blocks if b.kind == "item"][:count]
    expected = [(f"{k}.", asked.replace("\n", " ")) for k, asked in enumerate(ASKED[:count], start=1)]
    assert [(b.marker, b.text.text) for b in items] == expected


@pytest.mark.parametrize("white", ["\n", "\n\n"])
def test_bullets_in_a_row_above_as_many_items(tmp_path: Path, white: str) -> None:
    texts = ("een pad langs de beek;", "een bord bij elke ingang;", "een brug voor wie fietst.")
    text = f"1 Paden\n\n{body()}\n\nDe raad vraagt:\n\n•{white}•{white}•\n\n{white.join(texts)}\n\n2 Slot\n\n{body()}\n"
    items = [b.text.text for b in reading(tmp_path, text).blocks if b.kind == "item"]
    assert items == list(texts)


def test_dashes_of_empty_cells_are_no_bullets(tmp_path: Path) -> None:
    text = f"1 Paden\n\n{body()}\n\n-\n\n-\n\n12\n\n14\n\n2 Slot\n\n{body()}\n"
    assert not [b for b in reading(tmp_path, text).blocks if b.kind == "item"]


def test_a_title_that_ends_with_an_article_goes_on(tmp_path: Path) -> None:
    text = f"1 Kader\n{body()}\n2 Wandelen in het\nbinnenland\n2.1 Paden\n{body()}\n"
    assert ("2", "Wandelen in het binnenland") in titles(document(tmp_path, text))


@pytest.mark.parametrize("foot, kept", [("Wandelen doe je samen 2", False), ("Wandelen doe je samen 7", True)])
def test_the_title_with_the_number_of_its_page_is_a_running_foot(tmp_path: Path, foot: str, kept: bool) -> None:
    text = f"Bosraad\nWandelen doe je samen\nAdvies\n\f1 Kader\n{body()}\n2 Slot\n{body()}\n{foot}\n"
    said = " ".join(b.text.text for b in reading(tmp_path, text).blocks)
    assert (foot in said) == kept


def test_the_number_of_a_section_at_the_top_of_a_page_is_none_of_the_page(tmp_path: Path) -> None:
    led = "\n\n".join(
        f"{n}\n\n{t} {'.' * 60} {p}" for n, t, p in (("1", "Kader", 3), ("1.1", "Bos", 3), ("1.2", "Pad", 4))
    )
    text = (
        f"Wandelen doe je samen\n\n\fInhoud\n\n{led}\n\n"
        f"\f1\n\nKader\n\n{body()}\n\n1.1\n\nBos\n\n{body()}\n\n3\n\n\f1.2\n\nPad\n\n{body()}\n\n4\n"
    )
    assert titles(document(tmp_path, text))[1:] == [("1", "Kader"), ("1.1", "Bos"), ("1.2", "Pad")]


def test_a_version_at_the_top_of_every_page_is_no_section(tmp_path: Path) -> None:
    text = "\f".join(f"1.0\n\n{k} {title}\n{body()}\n" for k, title in enumerate(("Kader", "Bos", "Pad"), start=1))
    assert titles(document(tmp_path, text)) == [("1", "Kader"), ("2", "Bos"), ("3", "Pad")]


def test_the_number_of_a_chapter_at_the_top_of_a_page_is_none_of_a_note(tmp_path: Path) -> None:
    note = "Bos, J. (2021). Paden in het bos. Gent: Acco, p. 3."
    text = (
        f"Bosraad\n\n\f1\n\nKader\n\n{body()}.1\n\n2\n\nPad\n\n{body()}\n\n{note}\n\nBosraad\n\n2\n\n"
        f"\f{body()}\n\nBosraad\n\n3\n"
    )
    assert ("1", "Kader") in titles(document(tmp_path, text))


NOTES = ("Bos, J. (2021). Paden in het bos. Gent: Acco, p. 3.", "Beek, A. (2019). Bruggen. Gent: Acco, p. 14.")


def footnotes(folder: Path, text: str) -> list[str]:
    return [b.text.text for b in reading(folder, text).blocks if b.kind == "footnote"]


@pytest.mark.parametrize("between", [".\n", ". ", "", " "])
@pytest.mark.parametrize("head", ["{} ", "{}\n\n"])
def test_notes_at_the_foot_however_their_numbers_stand(tmp_path: Path, between: str, head: str) -> None:
    foot = "\n".join(f"{k}{between}{note}" for k, note in enumerate(NOTES, start=1))
    chapters = "\n\n".join(f"{head.format(k)}{t}\n\n{body()}{k}\n" for k, t in enumerate(("Kader", "Paden"), start=1))
    text = (
        f"Wandelen doe je samen\n\n\f{chapters}\n{body()}\n\n{foot}\n\n\f{head.format(3)}Slot\n\n{body(of='parken')}\n"
    )
    assert footnotes(tmp_path, text) == list(NOTES)
    assert [n for n, _ in titles(document(tmp_path, text)) if n] == ["1", "2", "3"]


@pytest.mark.parametrize("between", [".\n", ". "])
def test_items_that_the_text_does_not_refer_to_are_no_notes(tmp_path: Path, between: str) -> None:
    listed = "\n".join(f"{k}{between}{note}" for k, note in enumerate(NOTES, start=1))
    text = f"Wandelen\n\n\f{body()}\n\n{listed}\n\n\f{body(of='parken')}\n"
    assert not footnotes(tmp_path, text)


def test_a_word_that_opens_with_a_figure_is_no_note(tmp_path: Path) -> None:
    foot = "3D-printers van 2019 staan in het bos, p. 3."
    text = f"Wandelen\n\n\f{body()}3\n\n{body()}\n\n{foot}\n\n\f{body(of='parken')}\n"
    assert not footnotes(tmp_path, text)


def test_a_title_that_is_the_running_foot_stays_on_the_cover(tmp_path: Path) -> None:
    foot = "Wandelen doe je samen\n\n{}\n"
    text = (
        f"Wandelen doe je samen\n\nAdvies over de paden\n\n12 mei 2022\n\n"
        f"\f1 Kader\n\n{body()}\n\n{foot.format(2)}\f2 Slot\n\n{body(of='parken')}\n\n{foot.format(3)}"
    )
    said = [b.text.text for b in reading(tmp_path, text).blocks]
    assert " ".join(said).count("Wandelen doe je samen") == 1
    assert document(tmp_path, text).meta.title == "Wandelen doe je samen"


def test_a_head_on_a_first_page_with_text_is_no_title(tmp_path: Path) -> None:
    pages = (f"Raad voor de bossen\n\n{k} {t}\n\n{body(of=t)}\n" for k, t in ((1, "Kader"), (2, "Paden"), (3, "Slot")))
    said = " ".join(b.text.text for b in reading(tmp_path, "\f".join(pages)).blocks)
    assert "Raad voor de bossen" not in said


# --- numbers of headings on a line of their own -----------------------------------------------------------------------


def chapters(tmp_path: Path, text: str) -> list[tuple[str | None, str | None]]:
    return [(number, title) for number, title in titles(document(tmp_path, text)) if title]


LINES = """De beek loopt achter de school en treedt elke winter buiten haar oevers, zodat de kelder vol
water staat. De raad vraagt om een dijk van een meter hoog en om een pomp die altijd werkt."""


@pytest.mark.parametrize("set_in", ["", " "])
@pytest.mark.parametrize("pages", ["\f", "\n"])
def test_the_number_of_a_heading_above_its_title_without_white(tmp_path: Path, set_in: str, pages: str) -> None:
    first = f"Advies over de beek\n1\n{set_in}Aanleiding\n{LINES}\n2\n{set_in}Wat de raad vraagt\n"
    first += f"2.1\n{set_in}Een dijk\n{LINES}1\n"
    notes = "1 Waterdecreet van 18 juli 2003, art. 4.\n"
    second = f"2.2\n{set_in}Een pomp\n{LINES}\n3\n{set_in}Besluit\n{body()}\n"
    found = chapters(tmp_path, f"{first}{notes}{pages}{second}")
    numbers = ["1", "2", "2.1", "2.2", "3"]
    assert found == list(
        zip(numbers, ["Aanleiding", "Wat de raad vraagt", "Een dijk", "Een pomp", "Besluit"], strict=True)
    )


def test_a_number_alone_that_counts_no_heading(tmp_path: Path) -> None:
    text = f"Beken\n\n{LINES}\n1\nOver de dijk\n{LINES}\n\nAanpak\n\n{LINES}\n"
    assert "1" not in [number for number, _ in chapters(tmp_path, text)]


def test_contents_whose_numbers_titles_and_dots_stand_below_each_other(tmp_path: Path) -> None:
    titles = ["Aanleiding", "De dijk", "Besluit"]
    text = "".join(f"{n}\n{title}\n{LINES}\n" for n, title in enumerate(titles, 1))
    listed = "".join(f"{n}\n{title}\n{'.' * 70}\n2\n" for n, title in enumerate(titles, 1))
    assert chapters(tmp_path, f"Beken\nInhoud\n{listed}\f{text}") == list(zip(["1", "2", "3"], titles, strict=True))


def test_white_at_the_end_of_every_line_is_no_rule(tmp_path: Path) -> None:
    blank = [""] * 12
    lines = [*blank, "1 Aanleiding", "", *LINES.split("\n"), "", "2 Besluit", "", *LINES.split("\n"), *blank, *blank]
    padded = "\n".join(f"{'':8}{line}".ljust(112) for line in lines)
    assert chapters(tmp_path, padded) == [("1", "Aanleiding"), ("2", "Besluit")]


# --- a list of annexes, a date below a title --------------------------------------------------------------------------

PROSE = (
    "De raad heeft de cijfers van de voorbije jaren naast elkaar gelegd en vindt de verschillen groot.\n"
    "Hij vraagt om daar in het nieuwe plan rekening mee te houden en de middelen beter te verdelen.\n"
)


@pytest.mark.parametrize("between", ["\n", "\n\n"])
@pytest.mark.parametrize("title", ["BIJLAGEN", "Bijlagen", "BIJLAGE"])
@pytest.mark.parametrize("end", ["", "."])
def test_a_list_of_annexes_keeps_no_number(tmp_path: Path, title: str, between: str, end: str) -> None:
    items = [f"1. Overzicht van de paden{end}", f"2. Kaart met de banken{end}", f"3. Foto's van het bos{end}"]
    text = f"1 Inleiding\n\n{PROSE}\n{PROSE}\n{PROSE}\n{between.join([title, *items])}\n"
    found = [(b.kind, b.marker, b.text.text) for b in reading(tmp_path, text).blocks][-4:]
    assert found == [("heading", None, title), *(("item", item[:2], item[3:]) for item in items)]


def test_chapters_below_a_list_of_annexes_amid_the_text_are_headings(tmp_path: Path) -> None:
    chapters = f"1. Inleiding\n\n{PROSE}\n{PROSE}\n2. Paden\n\n{PROSE}\n3. Besluit\n\n{PROSE}\n"
    text = f"{chapters}Bijlagen\n\n1. Een kaart\n2. Een foto\n"
    found = [b.text.text for b in reading(tmp_path, text).blocks if b.kind == "heading"]
    assert found == ["Inleiding", "Paden", "Besluit", "Bijlagen"]


def test_a_month_below_a_title_stands_apart(tmp_path: Path) -> None:
    cover = "Paden voor iedereen\nNota over de bossen\nmaart 2024"
    found = document(tmp_path, f"{cover}\n\n1 Inleiding\n\n{PROSE}\n{PROSE}")
    assert found.meta.date == "2024-03"
    text = f"1 Inleiding\n\n{PROSE}\nDe nota loopt tot eind\nmaart 2024\n\n2 Besluit\n\n{PROSE}"
    assert "De nota loopt tot eind maart 2024" in [b.text.text for b in reading(tmp_path, text).blocks]


# --- notes that signs count -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("between", ["\n", "\n\n"])
@pytest.mark.parametrize("signs", ["†‡", "*†", "‡§", "†¶"])
@pytest.mark.parametrize("white", [" ", ""])
def test_notes_with_daggers(tmp_path: Path, signs: str, between: str, white: str) -> None:
    one, two = signs[0], signs[1]
    prose = PROSE.replace("raad", f"raad{one}").replace("groot.", f"groot.{two}")
    notes = between.join([f"{one}{white}Bosraad, 12 mei 2010.", f"{two}{white}Ibid., p. 7."])
    text = f"1 Inleiding\n\n{prose}\n{notes}\n\f2 Besluit\n\n{PROSE}"
    blocks = reading(tmp_path, text).blocks
    assert [(b.number, b.text.text) for b in blocks if b.kind == "footnote"] == [
        (one, "Bosraad, 12 mei 2010."),
        (two, "Ibid., p. 7."),
    ]
    assert [(m.number, b.text.text[: m.offset].split()[-1]) for b in blocks for m in b.marks] == [
        (one, "raad"),
        (two, "groot."),
    ]


def test_signs_that_count_no_note(tmp_path: Path) -> None:
    law = "Jan Claes † schreef dat in 2010. Zie § 3 van het besluit.\n\n§ 2 De gemeente en de raad beslissen samen."
    text = f"1 Inleiding\n\n{PROSE}\n{law}\n\n{PROSE}\n"
    assert not [b for b in reading(tmp_path, text).blocks if b.kind == "footnote"]
    assert "§ 2 De gemeente en de raad beslissen samen." in [b.text.text for b in reading(tmp_path, text).blocks]
