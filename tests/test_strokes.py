"""Bold and italics of a scan are measured in its picture, however coarse it is."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from ingest.boldness import settle_bold
from ingest.page import RawPage, Word
from ingest.pdf import PdfFile
from ingest.rows import body_size
from ingest.strokes import Picture, ink_of, measure

BODY = "De raad vraagt dat scholen genoeg tijd krijgen voor het overleg met ouders en leerlingen."
FAMILIES = {
    "Helvetica": ("Helvetica", "Helvetica-Bold", "Helvetica-Oblique", "Helvetica-BoldOblique"),
    "Times": ("Times-Roman", "Times-Bold", "Times-Italic", "Times-BoldItalic"),
}
# What stands on the page: style (0 regular, 1 bold, 2 italic, 3 both), size, text
LINES = (
    (1, 11, "Situering van de vraag"), *[(0, 11, BODY)] * 4,
    (2, 11, "Wat voorafging aan dit advies"), *[(0, 11, BODY)] * 4,
    (3, 11, "Over het decreet en de besluiten"), *[(0, 11, BODY)] * 3,
    (0, 16, "Een groter opschrift dat niet vet is"), (0, 11, "BESLUIT IN HOOFDLETTERS"), (0, 8, BODY),
)  # fmt: skip


def scanned(path: Path, family: str, dpi: int) -> RawPage:
    """A page with `LINES` as words without style, their strokes measured in a coarse, speckled picture of it."""
    canvas = Canvas(str(path), pagesize=A4)
    for k, (style, size, text) in enumerate(LINES):
        canvas.setFont(FAMILIES[family][style], size)
        canvas.drawString(72, 760 - 24 * k, text)
    canvas.save()
    with PdfFile(path) as file:
        [page] = file.pages()
    scale = dpi / 72
    drawn = pypdfium2.PdfDocument(BytesIO(path.read_bytes()))[0].render(scale=scale, grayscale=True).to_numpy()
    grey = drawn.reshape(drawn.shape[:2]).astype(float) * 0.92 + np.random.default_rng(3).normal(0, 8, drawn.shape[:2])
    picture = Picture(
        ink_of(np.clip(grey, 0, 255).astype(np.uint8)), np.array([[scale, 0, 0], [0, scale, 0]]), scale
    )  # fmt: skip

    def bare(word: Word) -> Word:
        return replace(word, bold=False, italic=False)

    lines = [replace(line, words=tuple(bare(w) for w in line.words)) for line in page.lines]
    return replace(page, origin="ocr", lines=tuple(measure(lines, picture)))


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("dpi", [120, 200])
def test_each_style_is_seen_as_what_it_is(tmp_path: Path, family: str, dpi: int) -> None:
    page = scanned(tmp_path / "page.pdf", family, dpi)
    [settled] = settle_bold([page], body_size([page]))
    seen = [({w.bold for w in line.words}, {w.italic for w in line.words}) for line in settled.lines]
    assert seen == [({style in (1, 3)}, {style in (2, 3)}) for style, _, _ in LINES]


def test_words_in_bold_that_open_a_paragraph_are_told_from_its_rest(tmp_path: Path) -> None:
    page = scanned(tmp_path / "page.pdf", "Times", 200)
    heavy, light = page.lines[0].words, page.lines[1].words
    assert heavy[0].stroke > 1.19 * light[0].stroke
    opened = replace(page.lines[1], words=(*(replace(w, stroke=heavy[0].stroke) for w in light[:2]), *light[2:]))
    [settled] = settle_bold([replace(page, lines=(opened, *page.lines[2:]))], 11.0)
    assert [w.bold for w in settled.lines[0].words] == [True, True, *[False] * (len(light) - 2)]


def test_a_born_digital_page_keeps_the_styles_that_its_fonts_tell() -> None:
    page = RawPage(1, 595.0, 842.0, "digital", ())
    assert settle_bold([page], 11.0) == [page]
