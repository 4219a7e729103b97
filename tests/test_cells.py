"""Ruled tables: the lines drawn on a page, in whatever way, become the cells that pdfplumber finds."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pdfplumber
import pypdfium2
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from ingest.pdf import PdfFile
from ingest.read import read

ROWS = [("Net", "2021", "2022"), ("Gesubsidieerd vrij", "410", "436"), ("Provinciaal", "52", "")]
ACROSS, DOWN = (80.0, 220.0, 300.0, 380.0), (700.0, 680.0, 660.0, 640.0)  # of the grid lines
Draw = Callable[[Canvas], None]


def lines(canvas: Canvas) -> None:
    canvas.grid(list(ACROSS), list(DOWN))


def one_path(canvas: Canvas) -> None:
    path = canvas.beginPath()
    for y in DOWN:
        path.moveTo(ACROSS[0], y)
        path.lineTo(ACROSS[-1], y)
    for x in ACROSS:
        path.moveTo(x, DOWN[0])
        path.lineTo(x, DOWN[-1])
    canvas.drawPath(path)


def boxes(canvas: Canvas) -> None:
    for left, right in pairwise(ACROSS):
        for top, bottom in pairwise(DOWN):
            canvas.rect(left, bottom, right - left, top - bottom)


def thin_bars(canvas: Canvas) -> None:
    for y in DOWN:
        canvas.rect(ACROSS[0], y, ACROSS[-1] - ACROSS[0], 0.5, stroke=0, fill=1)
    for x in ACROSS:
        canvas.rect(x, DOWN[-1], 0.5, DOWN[0] - DOWN[-1], stroke=0, fill=1)


def in_a_form(canvas: Canvas) -> None:
    canvas.beginForm("raster")
    canvas.translate(ACROSS[0], DOWN[-1])
    canvas.grid([x - ACROSS[0] for x in ACROSS], [y - DOWN[-1] for y in DOWN])
    canvas.endForm()
    canvas.doForm("raster")


def scaled(canvas: Canvas) -> None:
    canvas.saveState()
    canvas.scale(0.5, 2)
    canvas.grid([2 * x for x in ACROSS], [y / 2 for y in DOWN])
    canvas.restoreState()


def print_table(path: Path, draw: Draw, turned: bool = False) -> Path:
    canvas = Canvas(str(path), pagesize=A4)
    if turned:
        canvas.setPageRotation(180)
        canvas.translate(*A4)
        canvas.rotate(180)
    canvas.setFont("Helvetica", 10)
    canvas.drawString(80, 760, "De tabel geeft het aantal leerlingen per net, telkens op 1 februari.")
    draw(canvas)
    for row, y in zip(ROWS, DOWN, strict=False):
        for cell, x in zip(row, ACROSS, strict=False):
            canvas.drawString(x + 4, y - 14, cell)
    canvas.save()
    return path


def tables(path: Path) -> list[tuple[tuple[str, ...], ...]]:
    with PdfFile(path) as file:
        return [table.rows for page in file.pages() for table in page.tables]


@pytest.mark.parametrize("draw", [lines, one_path, boxes, thin_bars, in_a_form, scaled])
def test_a_table_is_found_in_whatever_way_its_lines_are_drawn(tmp_path: Path, draw: Draw) -> None:
    path = print_table(tmp_path / "tabel.pdf", draw)
    assert tables(path) == [tuple(ROWS)]
    with pdfplumber.open(path) as reference, PdfFile(path) as file:
        (theirs,) = reference.pages[0].find_tables()
        ((ours,),) = (page.tables for page in file.pages())
        assert (ours.box.x0, ours.box.top, ours.box.x1, ours.box.bottom) == pytest.approx(theirs.bbox, abs=0.1)


def test_a_table_on_a_page_whose_margins_are_cut_off_stands_where_it_is_seen(tmp_path: Path) -> None:
    document = pypdfium2.PdfDocument(print_table(tmp_path / "heel.pdf", lines))
    document[0].set_cropbox(60, 500, 500, 800)
    document.save(tmp_path / "gesneden.pdf")
    document.close()
    with PdfFile(tmp_path / "gesneden.pdf") as file:
        ((table,),) = (page.tables for page in file.pages())
    assert table.rows == tuple(ROWS)
    assert (table.box.x0, table.box.top) == pytest.approx((20, 100), abs=0.1)


@pytest.mark.parametrize("draw", [lines, boxes])
def test_a_table_on_a_page_that_is_shown_turned_keeps_its_place(tmp_path: Path, draw: Draw) -> None:
    path = print_table(tmp_path / "gedraaid.pdf", draw, turned=True)
    with PdfFile(path) as file:
        ((table,),) = (page.tables for page in file.pages())
    assert table.rows == tuple(ROWS)
    assert (table.box.x0, table.box.top) == pytest.approx((ACROSS[0], A4[1] - DOWN[0]), abs=0.1)


def test_a_cell_over_two_columns_or_rows_leaves_the_other_cells_in_their_columns(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "samen.pdf"), pagesize=A4)
    canvas.setFont("Helvetica", 10)
    across, down = (80, 220, 300, 380), (700, 680, 660, 640)
    for y in (700, 640):
        canvas.line(80, y, 380, y)
    canvas.line(220, 680, 380, 680)  # "Graad" stands over two rows
    canvas.line(80, 660, 380, 660)
    for x in (80, 220, 380):
        canvas.line(x, 700, x, 640)
    canvas.line(300, 680, 300, 640)  # "Leerlingen" over two columns
    rows = {0: {0: "Graad", 1: "Leerlingen"}, 1: {1: "2021", 2: "2022"}, 2: {0: "Eerste", 1: "88", 2: "91"}}
    for row, cells in rows.items():
        for column, said in cells.items():
            canvas.drawString(across[column] + 4, down[row] - 14, said)
    canvas.save()
    assert tables(tmp_path / "samen.pdf") == [
        (("Graad", "Leerlingen", ""), ("", "2021", "2022"), ("Eerste", "88", "91")),
    ]


def test_a_row_of_one_cell_is_one_cell(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "titel.pdf"), pagesize=A4)
    canvas.setFont("Helvetica", 10)
    canvas.rect(80, 680, 300, 20)
    canvas.drawString(84, 686, "Basisonderwijs")
    canvas.grid([80, 220, 380], [680, 660, 640])
    for (left, right), y in zip((("Kleuter", "12"), ("Lager", "34")), (666, 646), strict=True):
        canvas.drawString(84, y, left)
        canvas.drawString(224, y, right)
    canvas.save()
    assert tables(tmp_path / "titel.pdf") == [(("Basisonderwijs",), ("Kleuter", "12"), ("Lager", "34"))]


def test_slanting_lines_and_curves_make_no_table(tmp_path: Path) -> None:
    def drawing(canvas: Canvas) -> None:
        for k in range(6):
            canvas.line(80 + 40 * k, 640, 140 + 40 * k, 700)
            canvas.circle(100 + 40 * k, 670, 20)
        canvas.rect(80, 640, 300, 60)

    assert tables(print_table(tmp_path / "tekening.pdf", drawing)) == []


def test_more_lines_than_a_table_can_have_are_left_alone_and_said(tmp_path: Path) -> None:
    def hatching(canvas: Canvas) -> None:
        path = canvas.beginPath()
        for k in range(5000):
            path.moveTo(80, 640 + k / 100)
            path.lineTo(380, 640 + k / 100)
            path.moveTo(80 + k / 20, 640)
            path.lineTo(80 + k / 20, 700)
        canvas.drawPath(path)

    with PdfFile(print_table(tmp_path / "arcering.pdf", hatching)) as file:
        (page,) = file.pages()
    assert page.tables == ()
    assert page.problem is not None
    assert page.problem.message == "Op pagina 1 staan zoveel lijnen en vlakken dat er geen tabellen gezocht zijn."


def test_a_word_that_is_broken_within_a_cell_is_whole(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "breed.pdf"), pagesize=A4)
    canvas.setFont("Helvetica", 10)
    canvas.grid([80, 130, 260], [700, 680, 650])
    said = {(84, 686): "Num-", (134, 686): "Wat", (84, 668): "3.1", (134, 668): "het aantal oplei-"}
    said |= {(134, 655): "dingsplaatsen stijgt"}
    for (x, y), text in said.items():
        canvas.drawString(x, y, text)
    canvas.save()
    rows = (("Num-", "Wat"), ("3.1", "het aantal opleidingsplaatsen stijgt"))
    assert tables(tmp_path / "breed.pdf") == [rows]


def test_what_stands_above_a_table_across_both_columns_is_read_before_it(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "over.pdf"), pagesize=A4)

    def column(x: float, top: float, said: str, lines: int) -> None:
        text = canvas.beginText(x, top)
        text.setFont("Helvetica", 10)
        for k in range(lines):
            text.textLine(f"{said} {k} vraagt de raad meer tijd en steun")
        canvas.drawText(text)

    for x, said in ((60, "Links"), (310, "Rechts")):
        column(x, 780, f"{said} boven", 10)
        column(x, 480, f"{said} onder", 12)
    canvas.setFont("Helvetica", 10)
    across, down = (60, 220, 380, 530), (620, 600, 580, 560)
    canvas.grid(list(across), list(down))
    for row, y in zip(ROWS, down, strict=False):
        for cell, x in zip(row, across, strict=False):
            canvas.drawString(x + 4, y - 14, cell)
    canvas.save()
    blocks = [b.text.text for b in read(tmp_path / "over.pdf", ocr_allowed=False).blocks]
    order = [next(k for k, text in enumerate(blocks) if said in text) for said in SAID]
    places = [blocks[k].index(said) for k, said in zip(order, SAID, strict=True)]
    assert sorted(zip(order, places, strict=True)) == list(zip(order, places, strict=True))


SAID = ["Links boven 9", "Rechts boven 0", "Rechts boven 9", "Provinciaal", "Links onder 0", "Rechts onder 0"]


ACTIONS = [
    ("Actie", "Omschrijving", "Wie"),
    ("Actie 1", "Een keurmerk", "Onderwijs"),
    ("Actie 2", "Een meldpunt", "Regulator"),
    ("Actie 3", "Overleg", "Cultuur"),
    ("Actie 4", "Onderzoek", "Jeugd"),
]


def print_shaded(path: Path, filled: set[int], under: str, ruled: bool = False) -> Path:
    """A table of which the cells of some rows are filled, and only with `ruled` more is drawn, and a text under it."""
    canvas = Canvas(str(path), pagesize=A4)
    canvas.setFont("Helvetica", 10)
    canvas.drawString(80, 760, "De tabel geeft voor elke actie weer wie ze uitvoert en vanaf wanneer dat is.")
    tops = [700 - 18 * k for k in range(len(ACTIONS) + 1)]
    for k in filled:
        canvas.setFillGray(0.9)
        for left, right in pairwise((80, 180, 320, 480)):
            canvas.rect(left, tops[k + 1], right - left, 18, stroke=0, fill=1)
    canvas.setFillGray(0)
    if ruled:
        canvas.grid([80, 180, 320, 480], tops)
    for row, top in zip(ACTIONS, tops, strict=False):
        for cell, x in zip(row, (80, 180, 320), strict=True):
            canvas.drawString(x + 5, top - 13, cell)
    canvas.drawString(80, tops[-1] - 14, under)
    canvas.save()
    return path


@pytest.mark.parametrize("filled", [set(), {0}, {0, 1}, {0, 1, 3}, {0, 2, 4}, {1, 3}, {1, 2}, {1, 2, 3, 4}, {0, 3, 4}])
@pytest.mark.parametrize("ruled", [False, True])
def test_a_table_is_whole_whichever_of_its_rows_are_filled(tmp_path: Path, filled: set[int], ruled: bool) -> None:
    said = "Na de tabel volgt gewone tekst die met de tabel zelf niets te maken heeft en er niet bij hoort."
    path = print_shaded(tmp_path / "gevuld.pdf", filled, said, ruled)
    blocks = [(b.kind, b.text.text) for b in read(path, ocr_allowed=False).blocks]
    assert ("table", "\n".join("\t".join(row) for row in ACTIONS)) in blocks
    assert ("paragraph", said) in blocks


@pytest.mark.parametrize(
    "under", ["Bron: eigen telling", "Na de tabel volgt gewone tekst die er niets mee te maken heeft."]
)
def test_a_table_all_of_which_is_filled_keeps_its_cells_with_a_text_under_it(tmp_path: Path, under: str) -> None:
    assert tables(print_shaded(tmp_path / "alles.pdf", {0, 1, 2, 3, 4}, under)) == [tuple(ACTIONS)]
