"""Headings in print that little sets apart: white only, a number above; and what looks like one and is none."""

from __future__ import annotations

import pytest

from ingest.page import Line
from ingest.pdf import make_line
from tests.test_headings import blocks_of, styled
from tests.test_layout import body, line, page
from tests.test_lists import printed

Found = list[tuple[str | None, str]]


def headings(*lines: Line) -> Found:
    return [(b.number, b.text.text) for b in blocks_of(page(1, *lines)) if b.kind == "heading"]


def with_white(titles: list[str], above: float = 18, below: float = 7) -> list[Line]:
    """Titles in body type with so much white above and below them, each over two paragraphs of two lines."""
    lines, top = list(body(1, 2, top=60)), 88.0
    lines[-1] = line("en dat vraagt de raad.", 70, 74)
    for title in titles:
        lines.append(line(title, 70, top + above - 4))
        top += above + 10 + below
        for _ in range(2):
            opening = line("De raad vraagt dat elke school een vaste begeleider krijgt", 70, top - 4, to=520)
            lines += [opening, line("voor wie dat nodig heeft.", 70, top + 10)]
            top += 34
    return lines


@pytest.mark.parametrize(
    ("titles", "expected"),
    [
        (["Kader", "Wat beter kan", "Slot"], [(None, "Kader"), (None, "Wat beter kan"), (None, "Slot")]),
        (["1 Kader", "2 Wat beter kan", "2.1 Tijd"], [("1", "Kader"), ("2", "Wat beter kan"), ("2.1", "Tijd")]),
        (["1. Kader", "1.1. Tijd", "2. Slot"], [("1", "Kader"), ("1.1", "Tijd"), ("2", "Slot")]),
        (["Kader", "Slot"], []),  # two may be anything
        (["Kader.", "Wat beter kan.", "Slot."], []),
        (["kader", "wat beter kan", "slot"], []),
        (["Aan wie:", "Hoe lang:", "Waar:"], []),
        (["Bron: Statbel", "Bron: Agodi", "Bron: VDAB"], []),
        (["A. Jansen", "I. Maes", "M. Peeters"], []),  # names
    ],
)
def test_lines_with_more_white_above_than_below_are_headings_where_three_are_set_so(
    titles: list[str], expected: Found
) -> None:
    assert headings(*with_white(titles)) == expected


@pytest.mark.parametrize(("above", "below"), [(9, 7), (12, 12), (7, 18)])
def test_short_paragraphs_with_the_usual_white_are_no_headings(above: float, below: float) -> None:
    assert headings(*with_white(["Kader", "Wat beter kan", "Slot"], above, below)) == []


@pytest.mark.parametrize(
    ("number", "size", "expected"),
    [("Hoofdstuk 1", 15, "1"), ("HOOFDSTUK 1", 8, "1"), ("DEEL I", 10, "I"), ("1", 28, "1"), ("Deel 1:", 12, "1")],
)
def test_a_number_on_the_line_above_is_that_of_the_title(number: str, size: float, expected: str) -> None:
    lines = [*body(1, 2, top=60), line(number, 70, 110, size=size), styled("Kader", 114 + size, 15, bold=True)]
    assert headings(*lines, *body(1, 4, top=146 + size)) == [(expected, "Kader")]


@pytest.mark.parametrize(("number", "size"), [("1", 10), ("7", 28), ("Hoofdstuk 3", 8), ("Tabel 1", 8)])
def test_a_number_that_is_not_the_next_or_no_larger_than_text_belongs_to_no_title(number: str, size: float) -> None:
    lines = [*body(1, 7, top=60), line(number, 70, 180, size=size), styled("Kader", 184 + size, 15, bold=True)]
    assert headings(*lines, *body(1, 4, top=216 + size)) == [(None, "Kader")]


@pytest.mark.parametrize(
    "printed_number", ["1 – Kader", "1: Kader", "Hoofdstuk 1 – Kader", "Deel 1. – Kader", "1— Kader"]
)
def test_what_stands_between_a_number_and_its_title_is_part_of_neither(printed_number: str) -> None:
    assert headings(styled(printed_number, 60, 14, bold=True), *body(1, 4, top=90)) == [("1", "Kader")]


def test_parts_counted_in_numerals_stand_above_their_chapters() -> None:
    lines: list[Line] = []
    for k, title in enumerate(("DEEL I. Kader", "1. Tijd", "DEEL II. Advies", "1. Geld")):
        lines += [styled(title, 60 + 80 * k, 12, bold=True), *body(1, 2, top=82 + 80 * k)]
    found = [(b.number, b.level) for b in blocks_of(page(1, *lines)) if b.kind == "heading"]
    assert found == [("I", 1), ("1", 2), ("II", 1), ("1", 2)]


def test_a_chapter_without_a_title_keeps_its_own_words() -> None:
    assert headings(styled("Hoofdstuk 1", 60, 14, bold=True), *body(1, 4, top=90)) == [("1", "Hoofdstuk 1")]


@pytest.mark.parametrize(("end", "found"), [(".", 0), ("", 1), (" enz.", 1)])
def test_a_sentence_pulled_out_of_the_text_in_large_type_is_no_heading(end: str, found: int) -> None:
    pulled = [styled("Elke school verdient de middelen die", 174, 14), styled(f"zij nodig heeft{end}", 192, 14)]
    lines = [*body(1, 8, top=50), *pulled, *body(1, 4, top=226)]
    assert len([b for b in blocks_of(page(1, *lines)) if b.kind == "heading"]) == found


def test_a_letter_whose_first_heading_is_bold_has_no_cover() -> None:
    lines = [line("Geachte heer", 70, 50), *body(1, 4, top=74), styled("Onze vragen", 144, 10, bold=True)]
    kinds = [b.kind for b in blocks_of(page(1, *lines, *body(1, 4, top=164)))]
    assert kinds == ["paragraph", "paragraph", "heading", "paragraph"]


def test_lines_of_which_each_is_centred_are_one_paragraph() -> None:
    said = ("De raad vraagt tijd en rust. Elke leraar", "die vandaag voor de klas staat, verdient", "dat vertrouwen.")
    centred = [line(text, 295 - 2.5 * len(text), 112 + 14 * k) for k, text in enumerate(said)]
    blocks = blocks_of(page(1, *body(1, 3, top=60), *centred, *body(1, 3, top=170)))
    assert [b.text.text for b in blocks][1] == " ".join(said)


def test_the_first_line_of_a_paragraph_may_be_set_in_and_end_in_a_full_stop() -> None:
    lines = [line("De raad vraagt dat elke school een vaste begeleider krijgt.", 84, 60, to=520)]
    lines += [line("De school kiest die zelf uit wie er werkt en wie dat wil en ook kan", 70, 74, to=520)]
    lines += [line("in de jaren die volgen.", 70, 88), line("De ouders kiezen mee met de school.", 84, 102)]
    found = [b.text.text[-8:] for b in blocks_of(page(1, *lines, *body(1, 3, top=140)))]
    assert found[:2] == [" volgen.", "e school."[-8:]]


def test_a_term_before_its_explanation_is_one_paragraph_with_it() -> None:
    first = [
        *line("Mentor", 70, 102).words,
        *line("wie een leerling op de werkplek begeleidt en met", 170, 102, to=520).words,
    ]
    rows = [make_line(first, 1), line("de school overlegt.", 170, 116)]
    blocks = blocks_of(
        page(1, *body(1, 2, top=60), line("en dat vraagt de raad.", 70, 88), *rows, *body(1, 3, top=150))
    )
    assert blocks[1].text.text == "Mentor wie een leerling op de werkplek begeleidt en met de school overlegt."


@pytest.mark.parametrize(
    ("signs", "levels"),
    [
        (("A.", "", "B.", ""), (1, 1)),
        (("①", "", "②", ""), (1, 1)),
    ],
)
def test_letters_and_figures_in_circles_hang_before_items(signs: tuple[str, ...], levels: tuple[int, ...]) -> None:
    words = {True: "een vaste begeleider voor wie dat vraagt,", False: "ook in de stad."}
    found = printed(*((sign, 80.0, words[bool(sign)]) for sign in signs))
    assert [(marker, level) for _, marker, level, _ in found] == list(zip([s for s in signs if s], levels, strict=True))


def test_numbers_below_a_number_of_a_list_are_items() -> None:
    rows = (("1.", 62.0), ("1.1.", 80.0), ("1.2.", 80.0), ("2.", 62.0), ("2.1.", 80.0))
    found = printed(*((sign, x, "een vaste begeleider.") for sign, x in rows))
    assert [(marker, level) for _, marker, level, _ in found] == [
        ("1.", 1),
        ("1.1.", 2),
        ("1.2.", 2),
        ("2.", 1),
        ("2.1.", 2),
    ]
