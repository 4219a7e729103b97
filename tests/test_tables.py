"""Tables without rules: which rows are one, what heads them, and what only looks like it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from corpus.model import Block, PlacedText
from ingest.blocks import build
from ingest.layout import arrange
from ingest.page import Line
from ingest.pdf import make_line
from nlp.sections import split_signatures
from tests.test_layout import body, line, page


def row(top: float, *cells: tuple[float, str], bold: bool = False) -> Line:
    words = [replace(w, bold=bold) for x, said in cells for w in line(said, x, top).words]
    return make_line(words, 1)


def kinds(*lines: Line) -> list[tuple[str, str]]:
    return [(b.kind, b.text.text) for b in build(arrange([page(1, *lines)]), frozenset(), False).blocks]


FIGURES = [(70.0, 150.0, 182.0, 214.0), ("Syntra", "268", "251", "240"), ("Hogescholen", "97", "122", "131")]


@pytest.mark.parametrize("above", [26, 14])
def test_the_row_over_columns_of_figures_is_of_the_table_and_no_heading(above: float) -> None:
    """Its words stand close, the figures not much further apart; a caption may stand right above it."""
    places, *rows = FIGURES
    caption = line("Tabel 1: Proeven", 70, 280 - above)
    head = row(280, (70, "Verstrekker"), (147, "2016"), (179, "2017"), (211, "2018"), bold=True)
    cells = [row(294 + 14 * k, *zip(places, said, strict=True)) for k, said in enumerate(rows)]  # type: ignore[arg-type]
    found = kinds(*body(1, 8), caption, head, *cells, *body(1, 6, top=400))
    assert ("table", "Verstrekker\t2016\t2017\t2018\nSyntra\t268\t251\t240\nHogescholen\t97\t122\t131") in found
    assert not [said for kind, said in found if kind == "heading"]


@pytest.mark.parametrize("to", [230, 320])  # words close together, and far apart
def test_the_last_line_of_a_paragraph_over_columns_of_figures_is_none_of_the_table(to: float) -> None:
    places, *rows = FIGURES
    said = "leert. De uitgaven staan in de tabel daaronder."
    cells = [row(308 + 14 * k, *zip(places, one, strict=True)) for k, one in enumerate(rows)]  # type: ignore[arg-type]
    found = kinds(*body(1, 8, top=168), line(said, 70, 280, to=to), *cells, *body(1, 6, top=400))
    assert ("table", "Syntra\t268\t251\t240\nHogescholen\t97\t122\t131") in found
    assert any(kind == "paragraph" and text.endswith(said) for kind, text in found)


def test_the_head_of_a_column_may_have_several_words() -> None:
    places = (70.0, 200.0, 280.0)
    head = row(280, (70, "Verstrekker"), (168, "Vorig jaar"), (248, "Dit jaar"))
    cells = [row(294 + 14 * k, *zip(places, one, strict=False)) for k, one in enumerate(FIGURES[1:])]  # type: ignore[arg-type]
    found = kinds(*body(1, 8), head, *cells, *body(1, 6, top=400))
    assert ("table", "Verstrekker\tVorig jaar\tDit jaar\nSyntra\t268\t251\nHogescholen\t97\t122") in found


def test_a_heading_over_prose_that_ends_a_line_in_figures_stays_one() -> None:
    head = row(280, (70, "Verstrekkers in 2016 en 2017"), bold=True)
    prose = line("De raad telde er 268 en dat waren er meer dan in 2016 2017", 70, 302, to=520)
    found = kinds(*body(1, 8), head, prose, *body(1, 6, top=316))
    assert ("heading", "Verstrekkers in 2016 en 2017") in found


@pytest.mark.parametrize(
    ("rows", "people"),
    [
        ("An Rik\tRaf Zand\nsecretaris Raad Hoger\tvoorzitter Raad Hoger\nOnderwijs\tOnderwijs",
         [("An Rik", "secretaris Raad Hoger Onderwijs"), ("Raf Zand", "voorzitter Raad Hoger Onderwijs")]),
        ("An Rik\tRaf Zand\nsecretaris\tvoorzitter", [("An Rik", "secretaris"), ("Raf Zand", "voorzitter")]),
        ("secretaris\tvoorzitter\n12\t14", []),
    ],
)  # fmt: skip
def test_functions_of_who_signs_may_run_over_two_lines(rows: str, people: list[tuple[str, str]]) -> None:
    blocks = [Block("paragraph", PlacedText("De raad gaat akkoord.")), Block("table", PlacedText(rows))]
    left, signed = split_signatures(blocks)
    assert [(s.name, s.role) for s in signed] == people
    assert len(left) == (1 if people else 2)


def test_names_in_bold_over_their_functions_sign_and_head_nothing() -> None:
    lines = [
        ("heading", "Mia Declercq"),
        ("paragraph", "secretaris Raad Hoger Onderwijs"),
        ("heading", "Jan-Bart Wouters"),
        ("paragraph", "voorzitter Raad Hoger Onderwijs"),
        ("heading", "Bronnen"),
    ]
    left, signed = split_signatures([Block(kind, PlacedText(said)) for kind, said in lines])  # type: ignore[arg-type]
    assert [(s.name, s.role) for s in signed] == [
        ("Mia Declercq", "secretaris Raad Hoger Onderwijs"),
        ("Jan-Bart Wouters", "voorzitter Raad Hoger Onderwijs"),
    ]
    assert [b.text.text for b in left] == ["Bronnen"]
