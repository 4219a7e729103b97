"""Underlined words: headings of body size that are underlined, and all that is underlined or ruled but is none."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from corpus.model import Box, Link, Place
from ingest.blocks import build
from ingest.layout import arrange
from ingest.page import Line, RawPage
from ingest.pdf import PdfFile
from tests.test_layout import body, line, page


def headings(*pages: RawPage) -> list[tuple[str, int | None]]:
    return [(b.text.text, b.level) for b in build(arrange(pages), frozenset(), False).blocks if b.kind == "heading"]


def under(one: Line, *, to: float | None = None) -> Box:
    """The underlining of a line, or of a part of it up to `to`."""
    assert one.box
    return Box(one.box.x0, one.box.bottom - 1, one.box.x1 if to is None else to, one.box.bottom - 0.5)


def between_prose(one: Line) -> list[Line]:
    return [*body(1, 6, top=50), one, *body(1, 4, top=190)]


@pytest.mark.parametrize("said", ["Een terechte bezorgdheid", "3.1 Taal", "Wat vraagt de raad van de scholen?"])
def test_a_line_that_is_underlined_and_stands_alone_is_a_heading(said: str) -> None:
    head = line(said, 70, 155)
    text = said.removeprefix("3.1 ")
    assert [t for t, _ in headings(page(1, *between_prose(head), rules=(under(head),)))] == [text]


@pytest.mark.parametrize("said", ["De raad vraagt dit:", "www.vlor.be/adviezen/taal", "Dit vraagt de raad."])
def test_an_underlined_line_that_opens_a_list_or_is_an_address_is_none(said: str) -> None:
    head = line(said, 70, 155)
    assert not headings(page(1, *between_prose(head), rules=(under(head),)))


def test_underlining_of_a_part_of_a_line_or_of_a_link_makes_no_heading() -> None:
    head = line("Advies over de taal van het kind", 70, 155)
    assert not headings(page(1, *between_prose(head), rules=(under(head, to=150),)))
    assert head.box
    link = Link(Place(1, (head.box,)), head.text, "https://www.vlor.be/taal")
    linked = RawPage(1, 595, 842, "digital", tuple(between_prose(head)), (under(head),), links=(link,))
    assert not headings(linked)


def test_the_rule_over_a_table_underlines_nothing() -> None:
    cells = [
        (f"{a:<9}", b, c) for a, b, c in (("Jaar", "2016", "2017"), ("Gent", "412", "455"), ("Brugge", "97", "122"))
    ]
    rows = [
        line(said, x, 155 + 14 * k) for k, row in enumerate(cells) for said, x in zip(row, (70, 250, 400), strict=True)
    ]
    rule = Box(70, 164, 430, 164.5)
    assert not headings(page(1, *body(1, 4, top=80), *rows, *body(1, 4, top=230), rules=(rule,)))


def test_a_heading_that_is_underlined_stands_below_one_in_bold_and_ends_no_page() -> None:
    """Its rule is no rule over notes, though numbered lines stand below it."""
    head = line("Voorstellen", 70, 555)
    items = [line(f"{k}. {said}", 70, 570 + 14 * k) for k, said in enumerate(("Meer tijd.", "Meer geld."), start=1)]
    one = page(1, *body(1, 30, top=80), head, *items, rules=(under(head),))
    assert not arrange([one]).pages[0].notes


def test_underlining_word_by_word_is_one_rule(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    canvas = Canvas(str(path))
    canvas.setFont("Times-Roman", 12)
    canvas.drawString(72, 700, "Op weg naar de school")
    x = 72.0
    for word in ("Op", "weg", "naar", "de", "school"):
        wide = canvas.stringWidth(word, "Times-Roman", 12)
        canvas.rect(x, 698, wide, 0.6, stroke=0, fill=1)
        x += wide + canvas.stringWidth(" ", "Times-Roman", 12)
    canvas.save()
    with PdfFile(path) as file:
        rules = file.page(1).rules
    assert [(round(r.x0), round(r.x1)) for r in rules] == [(72, round(x - 3))]
