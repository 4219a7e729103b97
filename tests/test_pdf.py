"""What a PDF page gives: its words in their place, whichever way the file draws them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pdfplumber
import pypdfium2
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from ingest.page import RawPage
from ingest.pdf import PdfFile, is_bold
from ingest.read import read

WIDTH, HEIGHT = A4
SENTENCES = [
    "De raad vraagt dat elke school een vaste begeleider krijgt.",
    "Wie later instapt, mag daar geen nadeel van hebben.",
    "Vooral kleine scholen vrezen dat zij uit de boot vallen.",
]


def page_of(path: Path) -> RawPage:
    with PdfFile(path) as file:
        return next(file.pages())


def lines_of(path: Path) -> list[str]:
    return [line.text for line in page_of(path).lines]


def plainly(canvas: Canvas) -> None:
    for k, sentence in enumerate(SENTENCES):
        canvas.drawString(70, 700 - 16 * k, sentence)


def letter_by_letter(canvas: Canvas) -> None:
    for k, sentence in enumerate(SENTENCES):
        x = 70.0
        for letter in sentence:
            canvas.drawString(x, 700 - 16 * k, letter)
            x += stringWidth(letter, "Helvetica", 11)


def twice(canvas: Canvas) -> None:
    """A poor man's bold: everything again, a third of a point to the right."""
    plainly(canvas)
    for k, sentence in enumerate(SENTENCES):
        canvas.drawString(70.3, 700 - 16 * k, sentence)


def from_the_bottom(canvas: Canvas) -> None:
    for k in reversed(range(len(SENTENCES))):
        canvas.drawString(70, 700 - 16 * k, SENTENCES[k])


def with_hidden_words(canvas: Canvas) -> None:
    plainly(canvas)
    hidden = canvas.beginText(70, 500)
    hidden.setTextRenderMode(3)
    hidden.textLine("trefwoorden voor zoekmachines")
    canvas.drawText(hidden)


def beside_the_page(canvas: Canvas) -> None:
    plainly(canvas)
    canvas.drawString(-300, 600, "Buiten de bladzijde")
    canvas.drawString(70, HEIGHT + 40, "Snijtekens")


def with_printers_mark(canvas: Canvas) -> None:
    plainly(canvas)
    canvas.drawString(70, 30, "Drukproef 3")


def drawn(path: Path, draw: Callable[[Canvas], None]) -> Path:
    canvas = Canvas(str(path), pagesize=A4, invariant=1)
    canvas.setFont("Helvetica", 11)
    draw(canvas)
    canvas.save()
    return path


@pytest.mark.parametrize(
    "draw", [plainly, letter_by_letter, twice, from_the_bottom, with_hidden_words, beside_the_page]
)  # fmt: skip
def test_the_lines_are_those_that_a_reader_sees(tmp_path: Path, draw: Callable[[Canvas], None]) -> None:
    assert lines_of(drawn(tmp_path / "blad.pdf", draw)) == SENTENCES


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_a_turned_page_is_read_as_it_is_shown(tmp_path: Path, turned: int) -> None:
    path = drawn(tmp_path / "recht.pdf", lambda canvas: turn(canvas, turned))
    document = pypdfium2.PdfDocument(path)
    document[0].set_rotation(turned)
    document.save(tmp_path / "gedraaid.pdf")
    document.close()
    page = page_of(tmp_path / "gedraaid.pdf")
    assert [line.text for line in page.lines] == SENTENCES
    assert (page.width > page.height) == (turned in (90, 270))
    box = page.lines[0].box
    assert box is not None
    assert 0 < box.x0 < 100
    assert box.top < page.lines[1].box.top  # type: ignore[union-attr]


def turn(canvas: Canvas, turned: int) -> None:
    """Draw so that a viewer who turns the page clockwise sees the lines upright."""
    canvas.translate(WIDTH / 2, HEIGHT / 2)
    canvas.rotate(turned)
    across, down = (WIDTH, HEIGHT) if turned in (0, 180) else (HEIGHT, WIDTH)
    canvas.translate(-across / 2, -down / 2)
    for k, sentence in enumerate(SENTENCES):
        canvas.drawString(70, down - 100 - 16 * k, sentence)


def test_what_the_crop_box_cuts_off_is_not_read_and_places_count_from_its_corner(tmp_path: Path) -> None:
    path = drawn(tmp_path / "ruim.pdf", with_printers_mark)
    document = pypdfium2.PdfDocument(path)
    document[0].set_cropbox(50, 100, WIDTH - 50, HEIGHT - 100)
    document.save(tmp_path / "bijgesneden.pdf")
    document.close()
    page = page_of(tmp_path / "bijgesneden.pdf")
    assert [line.text for line in page.lines] == SENTENCES
    box = page.lines[0].box
    assert box is not None
    assert box.x0 == pytest.approx(20, abs=1)
    assert box.bottom == pytest.approx(HEIGHT - 100 - 700, abs=4)


def test_the_characters_are_those_that_pdfplumber_reads(demonstration: Path) -> None:
    for path in sorted(demonstration.glob("*.pdf")):
        with pdfplumber.open(path) as reference, PdfFile(path) as file:
            for page in file.pages():
                ours = Counter(c for line in page.lines for word in line.words for c in word.text)
                theirs = Counter(c["text"] for c in reference.pages[page.number - 1].chars if not c["text"].isspace())
                different = (ours - theirs) + (theirs - ours)
                assert different.total() <= 0.005 * theirs.total(), (path.name, page.number, different)


def test_text_in_another_direction_is_set_apart_from_the_lines_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    canvas = Canvas(str(path))
    for k in range(20):
        canvas.drawString(72, 760 - 14 * k, "De raad vraagt tijd voor overleg.")
    canvas.saveState()
    canvas.translate(69, 500)
    canvas.rotate(90)
    canvas.setFont("Helvetica", 8)
    canvas.drawString(0, 0, "Verantwoordelijke uitgever: Els Peeters, Kade 1, Brussel")
    canvas.restoreState()
    canvas.saveState()
    canvas.translate(150, 400)
    canvas.rotate(50)
    canvas.drawString(0, 0, "ontwerp")
    canvas.restoreState()
    canvas.save()
    with PdfFile(path) as file:
        assert {line.text for line in file.page(1).lines} == {"De raad vraagt tijd voor overleg."}


@pytest.mark.parametrize("mode", [0, 3])
def test_text_that_is_drawn_twice_keeps_its_spaces(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "a.pdf"
    said = "De raad vraagt dat een school op tijd met de ouders praat"
    canvas = Canvas(str(path))
    canvas.setFont("Helvetica", 10)
    for k in range(6):
        y = 760 - 14 * k
        canvas.drawString(72, y, said)
        x = 72.0
        for word in said.split():
            text = canvas.beginText(x + 0.2, y - 0.1)
            text.setTextRenderMode(mode)
            text.textOut(word)
            canvas.drawText(text)
            x += canvas.stringWidth(f"{word} ", "Helvetica", 10)
    canvas.save()
    with PdfFile(path) as file:
        assert {line.text for line in file.page(1).lines} == {said}


@pytest.mark.parametrize("said_so", [True, False])  # the file gives the letters with the glyph ("ActualText")
@pytest.mark.parametrize("spread", [0.0, 0.4])
@pytest.mark.parametrize("size", [7.5, 11, 24])
def test_a_ligature_belongs_to_its_word_and_a_raised_number_does_not(
    tmp_path: Path, size: float, spread: float, said_so: bool
) -> None:
    pdfmetrics.registerFont(TTFont("Vera", "Vera.ttf"))
    letters = {"\ufb01": "fi", "\ufb02": "fl"}
    said = ["de speci\ufb01eke \ufb01ets", "eindigt op een of\ufb01", "straf\ufb02oos \ufb02uweel"]

    def draw(canvas: Canvas) -> None:
        for k, line in enumerate(said):
            text = canvas.beginText(70, 700 - 40 * k)
            text.setFont("Vera", size, size)
            text.setCharSpace(spread)
            for part in re.split("([\ufb01\ufb02])", line):
                meant = letters.get(part) if said_so else None
                if meant:
                    text._code.append(f"/Span <</ActualText ({meant})>> BDC")
                text.textOut(part)
                if meant:
                    text._code.append("EMC")
            text.setFont("Vera", 0.6 * size)
            text.setRise(0.4 * size)
            text.textOut("3")
            text.setRise(0)
            canvas.drawText(text)

    read = ["de specifieke fiets 3", "eindigt op een offi 3", "straffloos fluweel 3"]
    assert lines_of(drawn(tmp_path / "ligaturen.pdf", draw)) == read


def test_a_letter_over_several_lines_belongs_to_its_word(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    canvas = Canvas(str(path))
    canvas.setFont("Times-Roman", 30)
    canvas.drawString(72, 700, "E")
    canvas.setFont("Times-Roman", 10)
    for k, words in enumerate(("en school die tijd krijgt,", "wint vertrouwen bij ouders")):
        canvas.drawString(93, 712 - 13 * k, words)
    canvas.drawString(72, 686, "en bij leerlingen.")
    canvas.save()
    assert lines_of(path) == ["Een school die tijd krijgt,", "wint vertrouwen bij ouders", "en bij leerlingen."]


def test_a_small_raised_number_a_tab_before_a_note_stands_in_its_line(tmp_path: Path) -> None:
    path = tmp_path / "noot.pdf"
    canvas = Canvas(str(path), pagesize=A4)
    canvas.setFont("Helvetica", 7.5)
    canvas.drawString(84, 100, "Rekenhof (2022). Een evaluatie van")
    canvas.drawString(84, 91, "de opleidingen.")
    canvas.drawString(84, 300, "Rij van een tabel")
    canvas.setFont("Helvetica", 5.2)
    canvas.drawString(73, 102.4, "6")
    canvas.drawString(73, 300, "6")  # as low as the line: a small cell
    canvas.save()
    lines = page_of(path).lines
    assert [line.text for line in lines] == [
        "6 Rij van een tabel",
        "6 Rekenhof (2022). Een evaluatie van",
        "de opleidingen.",
    ]
    assert [line.words[0].raised for line in lines] == [False, True, False]


@pytest.mark.parametrize("angle", [90, -90])
def test_a_table_that_is_set_sideways_is_read_row_by_row(tmp_path: Path, angle: int) -> None:
    """Its heading stands upright; little text that goes up the margin stays out, as above."""
    path = tmp_path / "a.pdf"
    rows = [
        ("Provincie", "Ritten", "Kostprijs per dag"),
        ("Limburg", "188", "27.900 euro"),
        ("Namen", "", "12.000 euro"),
        ("Antwerpen", "312", "41.002 euro"),
        ("Brussel", "27", ""),
    ]
    canvas = Canvas(str(path))
    canvas.drawString(72, 760, "Bijlage")
    canvas.translate(300, 400)
    canvas.rotate(angle)
    for k, row in enumerate(rows):
        for x, cell in zip((0, 110, 200), row, strict=True):
            canvas.drawString(x, -18 * k, cell)
    canvas.save()
    page = page_of(path)
    assert [line.text for line in page.lines] == ["Bijlage"]
    assert [table.rows for table in page.tables] == [tuple(rows)]
    box = page.tables[0].box
    assert box.bottom - box.top > 2 * (box.x1 - box.x0)


@pytest.mark.parametrize(
    ("raised", "words"),
    [("2, 3", ["2,", "3"]), ("2,3", ["2,3"]), ("4-6", ["4-6"]), ("2, 3, 4", ["2,", "3,", "4"])],
)  # fmt: skip
def test_raised_numbers_with_a_space_between_stand_in_their_line(tmp_path: Path, raised: str, words: list[str]) -> None:
    def draw(canvas: Canvas) -> None:
        plainly(canvas)
        canvas.setFont("Helvetica", 6.5)
        canvas.drawString(70 + stringWidth(SENTENCES[1], "Helvetica", 11), 700 - 16 + 4, raised)

    lines = page_of(drawn(tmp_path / "noten.pdf", draw)).lines
    assert [line.text for line in lines] == [SENTENCES[0], " ".join([SENTENCES[1], *words]), SENTENCES[2]]
    assert [w.text for w in lines[1].words if w.raised] == words


@pytest.mark.parametrize("size", [6.5, 9.1, 9.9])  # 83 and 90 per cent of the text: as browsers set them
@pytest.mark.parametrize(("rise", "raised"), [(4.5, True), (0.0, False)])
def test_a_raised_number_may_be_almost_as_large_as_its_text(
    tmp_path: Path, size: float, rise: float, raised: bool
) -> None:
    def draw(canvas: Canvas) -> None:
        plainly(canvas)
        canvas.setFont("Helvetica", size)
        canvas.drawString(70 + stringWidth(SENTENCES[1], "Helvetica", 11), 700 - 16 + rise, "12")

    lines = page_of(drawn(tmp_path / "noot.pdf", draw)).lines
    last = lines[1].words[-1]
    assert len(lines) == len(SENTENCES)
    assert last.raised is raised
    assert last.text.endswith("12")


def spread_out(canvas: Canvas, said: str, between: float, size: float = 14) -> None:
    x = 70.0
    for letter in said:
        canvas.drawString(x, 600, letter)
        x += stringWidth(letter, canvas._fontname, size) + between


@pytest.mark.parametrize("between", [0, 1, 1.5, 2, 2.5, 3, 4])
@pytest.mark.parametrize("said", ["2 Besluit van de raad", "Besluit van de raad", "BESLUIT VAN DE RAAD"])
def test_letters_that_are_set_apart_are_words(tmp_path: Path, said: str, between: float) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold", 14)
        spread_out(canvas, said, between)

    assert lines_of(drawn(tmp_path / "a.pdf", draw)) == [said]


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("2 G E S P A T I E E R D", "2 GESPATIEERD"),
        ("I N H O U D", "INHOUD"),
        ("bijlage a b c d", "bijlage a b c d"),
        ("optie a of b en x in y", "optie a of b en x in y"),
        ("vitamine C en D", "vitamine C en D"),
    ],
)
def test_only_letters_that_are_set_apart_are_closed_up(tmp_path: Path, said: str, read: str) -> None:
    assert lines_of(drawn(tmp_path / "a.pdf", lambda canvas: canvas.drawString(70, 600, said))) == [read]


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("een profiel voor leer\u00adlingen", "een profiel voor leerlingen"),
        ("de of\ufb01ci\u00eble \ufb02ets", "de officiële flets"),
        ("co\u00a8ordinatie van idee\u00a8en", "coördinatie van ideeën"),
        ("coo\u00a8rdinatie, financie\u00a8le", "coördinatie, financiële"),
        ("\u00b4e\u00b4en cafe\u00b4", "één café"),
        ("foto\u00b4s en zo\u00b4n plan", "foto\u00b4s en zo\u00b4n plan"),
    ],
)
def test_a_word_is_read_as_it_is_typed(tmp_path: Path, said: str, read: str) -> None:
    pdfmetrics.registerFont(TTFont("Vera", "Vera.ttf"))

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Vera", 11)
        canvas.drawString(70, 600, said)

    assert lines_of(drawn(tmp_path / "a.pdf", draw)) == [read]


@pytest.mark.parametrize(
    ("ground", "seen"), [(None, False), ("white", False), ("blue", True), ("beside", False), ("form", True)]
)
def test_white_words_are_read_where_something_dark_lies_behind_them(
    tmp_path: Path, ground: str | None, seen: bool
) -> None:
    def draw(canvas: Canvas) -> None:
        plainly(canvas)
        if ground == "form":
            canvas.beginForm("vlak")
            canvas.rect(0, 0, 300, 30, stroke=0, fill=1)
            canvas.endForm()
            canvas.translate(60, 590)
            canvas.doForm("vlak")
            canvas.translate(-60, -590)
        elif ground:
            canvas.setFillColor("white" if ground == "white" else "darkblue")
            canvas.rect(60, 590 if ground != "beside" else 500, 300, 30, stroke=0, fill=1)
        canvas.setFillColor("white")
        canvas.drawString(70, 600, "Kop in wit")

    assert lines_of(drawn(tmp_path / "a.pdf", draw)) == [*SENTENCES, *(["Kop in wit"] if seen else [])]


@pytest.mark.parametrize("angle", [90, -90])
@pytest.mark.parametrize("rotate", [0, 90])
def test_a_page_of_text_that_is_written_sideways_is_read_as_one_that_stands(
    tmp_path: Path, angle: int, rotate: int
) -> None:
    said = [f"{k + 1} {title}" for k, title in enumerate(["Overzicht van wat wij vragen", "Besluit van de raad"])]

    def draw(canvas: Canvas) -> None:
        canvas.translate(WIDTH / 2, HEIGHT / 2)
        canvas.rotate(angle)
        for k, title in enumerate(said):
            canvas.setFont("Helvetica-Bold", 14)
            canvas.drawString(-300, 200 - 200 * k, title)
            canvas.setFont("Helvetica", 11)
            for n in range(9):
                canvas.drawString(-300, 170 - 200 * k - 14 * n, f"{SENTENCES[n % 3]} {SENTENCES[(n + 1) % 3]}"[:90])
        canvas.rotate(-angle)
        canvas.drawString(0, -400, "7")

    path = drawn(tmp_path / "a.pdf", draw)
    document = pypdfium2.PdfDocument(path)
    document[0].set_rotation(rotate if angle > 0 else 0)
    document.save(tmp_path / "b.pdf")
    document.close()
    reading = read(tmp_path / "b.pdf")
    assert [block.text.text for block in reading.blocks if block.kind == "heading"] == [line[2:] for line in said]
    assert not [block for block in reading.blocks if block.kind == "table"]
    sheet = reading.pages[0]
    assert (sheet.width > sheet.height) == (rotate == 90 and angle > 0)
    first, last = (block.text.place().boxes[0] for block in reading.blocks[:: len(reading.blocks) - 1])
    if sheet.width < sheet.height:  # lines go up or down the page, where they are drawn
        assert first.bottom - first.top > 2 * (first.x1 - first.x0)
        assert (first.x0 < last.x0) == (angle > 0)
        at = HEIGHT / 2 + 300 if angle > 0 else HEIGHT / 2 - 300
        assert (first.bottom if angle > 0 else first.top) == pytest.approx(at, abs=1)


@pytest.mark.parametrize("lift", [0, 1.5, 3])
def test_small_text_beside_a_heading_of_the_next_column_is_not_raised(tmp_path: Path, lift: float) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(70, 700, "Een impuls van vier miljoen. Dat bedrag is")
        canvas.drawString(70, 684 + lift, "welkom.")
        canvas.setFont("Helvetica-Bold", 16)
        canvas.drawString(310, 684, "5 Besluit")
        canvas.setFont("Helvetica", 11)
        canvas.drawString(310, 660, "De raad steunt de nota.")

    page = page_of(drawn(tmp_path / "kolommen.pdf", draw))
    assert not any(word.raised for line in page.lines for word in line.words)


def test_what_is_filled_in_on_a_form_stands_at_its_place(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        plainly(canvas)
        form = canvas.acroForm
        canvas.drawString(70, 600, "Naam:")
        form.textfield(name="naam", value="Ann Claes", x=120, y=594, width=200, height=20, fontSize=11)
        canvas.drawString(340, 600, "Niveau:")
        form.choice(name="niveau", value="secundair", options=["basis", "secundair"], x=400, y=594, width=90, height=20)
        canvas.drawString(70, 560, "Leeg:")
        form.textfield(name="leeg", x=120, y=554, width=200, height=20)
        form.textfield(name="code", value="geheim", fieldFlags="password", x=120, y=524, width=200, height=20)
        form.textfield(name="weg", value="verborgen", annotationFlags="hidden", x=120, y=494, width=200, height=20)
        form.checkbox(name="ja", checked=True, x=70, y=470)
        value = "De school vraagt een tweede lokaal.\nOok een tuin."
        form.textfield(name="vraag", value=value, fieldFlags="multiline", x=70, y=380, width=120, height=80)
        canvas.drawString(70, 350, "Getekend te Gent")

    assert lines_of(drawn(tmp_path / "formulier.pdf", draw)) == [
        *SENTENCES,
        "Naam: Ann Claes Niveau: secundair",
        "Leeg:",
        "De school vraagt een",
        "tweede lokaal.",
        "Ook een tuin.",
        "Getekend te Gent",
    ]


def test_a_raised_number_at_a_heading_is_raised(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold", 16)
        canvas.drawString(70, 684, "5 Besluit")
        canvas.setFont("Helvetica", 8)
        canvas.drawString(70 + stringWidth("5 Besluit", "Helvetica-Bold", 16) + 1, 690, "12")

    (line,) = page_of(drawn(tmp_path / "kop.pdf", draw)).lines
    assert [(word.text, word.raised) for word in line.words] == [("5", False), ("Besluit", False), ("12", True)]


def framed(canvas: Canvas, said: str, x: float, width: float) -> None:
    """A sentence of which the part within a frame from 70 to 70 + `width` is drawn."""
    canvas.saveState()
    frame = canvas.beginPath()
    frame.rect(70, 590, width, 30)
    canvas.clipPath(frame, stroke=0)
    canvas.drawString(x, 600, said)
    canvas.restoreState()


@pytest.mark.parametrize(("x", "width", "shown"), [(70, 300, True), (70, 40, True), (400, 300, False)])
def test_text_outside_the_frame_that_it_is_drawn_in_is_not_read(
    tmp_path: Path, x: float, width: float, shown: bool
) -> None:
    def draw(canvas: Canvas) -> None:
        plainly(canvas)
        framed(canvas, "Weggeknipt of niet", x, width)

    def in_a_form(canvas: Canvas) -> None:
        canvas.beginForm("kader")
        draw(canvas)
        canvas.endForm()
        canvas.translate(20, -50)
        canvas.scale(0.9, 0.9)
        canvas.doForm("kader")

    said = [*SENTENCES, "Weggeknipt of niet"] if shown else SENTENCES
    for way in (draw, in_a_form):
        assert lines_of(drawn(tmp_path / f"{way.__name__}.pdf", way)) == said


def with_layer(path: Path, off: str) -> Path:
    """A page with a sentence in a layer, of which the catalogue says `off` that it is off."""
    content = b"BT /F1 11 Tf 70 700 Td (De raad vraagt een plan.) Tj ET\n"
    content += b"/OC /MC0 BDC BT /F1 11 Tf 70 600 Td (Alleen voor de drukker.) Tj ET EMC"
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R /OCProperties << /OCGs [6 0 R 7 0 R] /D << {off} >> >> >>".encode(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> /Properties << /MC0 6 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        font,
        b"<< /Type /OCG /Name (Drukwerk) >>",
        b"<< /Type /OCG /Name (Tekst) /Usage 8 0 R >>",
        b"[10 0 R 10 0 R]",
        b"9 0 R",
        *(b"[%d 0 R %d 0 R]" % (k, k) for k in range(11, 60)),
        b"[]",
    ]
    data, places = b"%PDF-1.5\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    data += b"".join(b"%010d 00000 n \n" % place for place in places)
    data += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    ("off", "shown"),
    [
        ("/OFF [6 0 R]", False),
        ("/BaseState /OFF /ON [7 0 R]", False),
        ("/BaseState /OFF /ON [6 0 R]", True),
        ("/OFF [7 0 R]", True),
        ("/Order [6 0 R 7 0 R]", True),
        # what refers to itself, to others without end, or to nothing
        ("/OFF [6 0 R] /Self 1 0 R", False),
        ("/OFF [6 0 R] /Order 8 0 R", False),
        ("/OFF [6 0 R null 99 0 R]", False),
        ("/OFF 9 0 R", True),
        ("/OFF [9 0 R]", True),
        ("/OFF 12 /ON (x)", True),
        ("/BaseState 9 0 R /OFF [6 0 R]", True),
    ],
)
def test_text_in_a_layer_that_is_off_is_not_read(tmp_path: Path, off: str, shown: bool) -> None:
    said = ["De raad vraagt een plan."] + (["Alleen voor de drukker."] if shown else [])
    assert lines_of(with_layer(tmp_path / "lagen.pdf", off)) == said


@pytest.mark.parametrize(
    ("name", "weight", "bold"),
    [
        ("AAAAAA+PTSerif-Regular", 764, False),  # weights as pdfium reckons them
        ("BAAAAA+Poppins-Italic", 1076, False),
        ("EBGaramond-Regular", 625, False),
        ("TimesNewRomanPS-ItalicMT", 700, False),
        ("Poppins-SemiBold", 764, True),
        ("Carlito-Bold", 400, True),
        ("LibertinusSerif-BoldItalic", 812, True),
        ("Calibri,Bold", 400, True),
        ("Frutiger65", 700, True),  # the name says nothing
        ("Frutiger45", 435, False),
    ],
)
def test_a_name_that_says_its_style_tells_whether_a_font_is_bold(name: str, weight: int, bold: bool) -> None:
    assert is_bold(name, weight) is bold
