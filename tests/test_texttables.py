"""Tables of sentences without rules: what makes one, where it ends, what goes on at the top of the next page."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ingest.page import Line, RawPage
from ingest.pdf import make_line
from ingest.texttables import with_text_tables
from tests.test_layout import body, line, page

EDGES = (70.0, 220.0, 370.0)
HEADS = ("Voorstel", "Reden", "Gevolg")
# The lines of each cell of three rows
ROWS = (
    (
        ("Een vaste mentor voor", "elke starter"),
        ("De start is zwaar, ook", "in kleine scholen", "op het land"),
        ("Overleg met allen",),
    ),
    ("Lessen na de uren", ("Ouders werken overdag", "in ploegen"), ("De gemeente betaalt", "de zaal en", "het licht")),
    (
        ("Een loket in de stad", "en in elk dorp", "eromheen"),
        ("Vragen blijven nu", "liggen"),
        ("Het loket is elke", "dag open"),
    ),
)


def beside(cells: tuple[str, ...], top: float, bold: bool = False) -> Line:
    """A line with the words of some cells, each at the edge of its column; "" where the cell has ended."""
    words = [w for x, said in zip(EDGES, cells, strict=False) if said for w in line(said, x, top).words]
    return make_line([replace(w, bold=bold) for w in words], 1)


def rows_from(top: float, gap: float, rows: object = ROWS) -> list[Line]:
    """The lines of rows, 13 points apart, with `gap` more before each row."""
    lines, at = [], top
    for row in rows:  # type: ignore[attr-defined]
        cells = [(cell,) if isinstance(cell, str) else cell for cell in row]
        at += gap
        for n in range(max(map(len, cells))):
            lines.append(beside(tuple(cell[n] if n < len(cell) else "" for cell in cells), at))
            at += 13
    return lines


def tables(*pages: RawPage) -> list[list[tuple[str, ...]]]:
    return [list(table.rows) for one in with_text_tables(pages) for table in one.tables]


@pytest.mark.parametrize("gap", [0.0, 8.0])
def test_sentences_under_bold_heads_are_a_table(gap: float) -> None:
    one = page(1, *body(1, 5, top=60), beside(HEADS, 150, True), *rows_from(165, gap), *body(1, 5, top=320))
    (found,) = tables(one)
    assert found[0] == HEADS
    assert [row[0] for row in found[1:]] == [
        "Een vaste mentor voor elke starter",
        "Lessen na de uren",
        "Een loket in de stad en in elk dorp eromheen",
    ]
    assert found[2][2] == "De gemeente betaalt de zaal en het licht"


def test_without_bold_heads_nothing_tells_a_table_of_sentences() -> None:
    assert tables(page(1, beside(HEADS, 150), *rows_from(165, 8.0))) == []


def test_two_columns_of_prose_that_begin_with_bold_heads_are_no_table() -> None:
    full = tuple(
        tuple(("De raad vraagt dat elke", "school een begeleider", "voor wie dat nodig") for _ in EDGES)
        for _ in range(4)
    )
    assert tables(page(1, beside(HEADS, 150, True), *rows_from(165, 8.0, full))) == []


def test_cells_of_figures_are_left_to_their_strips() -> None:
    figures = tuple((("Leerlingen met een", "verslag"), "312", "330") for _ in range(4))
    assert tables(page(1, beside(HEADS, 150, True), *rows_from(165, 8.0, figures))) == []


def test_a_table_goes_on_at_the_top_of_the_next_page_and_so_does_its_last_row() -> None:
    lines = rows_from(165, 8.0)
    first = page(1, *body(1, 5, top=60), beside(HEADS, 150, True), *lines[:5])
    second = page(2, beside(("", "", "het licht"), 52), *rows_from(70, 8.0), *body(2, 5, top=320))
    one, two = tables(first, second)
    assert one[-1] == (
        "Lessen na de uren",
        "Ouders werken overdag in ploegen",
        "De gemeente betaalt de zaal en het licht",
    )
    assert two[0][0] == "Een vaste mentor voor elke starter"


def test_lines_of_a_text_beside_a_box_are_no_rows() -> None:
    """A heading and the lead of the box stand level, and so do some lines; further down the box has other distances."""
    left = ["Steeds meer kinderen gaan", "vroeg naar school zonder", "dat zij onze taal spreken"]
    right = ["In 2015 waren er veel kleu-", "ters. Van hen sprak een deel", "thuis een andere taal"]
    lines = [beside(("Aanleiding", "Kleuters in cijfers"), 100, bold=True)]
    lines += [beside(cells, 126 + 18 * k) for k, cells in enumerate(zip(left, right, strict=True))]
    lines += [
        beside(("en dat vraagt veel van",), 180),
        beside(("", "en dat is meer"), 189),
        beside(("wie er werkt.",), 198),
    ]
    [found] = with_text_tables([page(1, *body(1, 3, top=40), *lines)])
    assert found.tables == ()
