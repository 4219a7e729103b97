"""Pictures of pages become words with their places."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from corpus.errors import AdviesspoorError
from corpus.model import Block, Box, Category, LineSpan, PlacedText, Reading, Repair
from ingest import ocr, sheet
from ingest.layer import divided
from ingest.lean import as_it_lies, set_upright
from ingest.numerals import Mark, counted, labels, voted
from ingest.page import Line, RawPage, Word, around
from ingest.ruled import tinted_boxes
from ingest.tesseract import Seen, SeenLine
from ingest.underlines import is_underlined

WIDTH, HEIGHT = 595.0, 842.0
BODY = (
    "De raad vraagt om de begeleiding van leerlingen te versterken.",
    "Een goede begeleiding zorgt nochtans voor succesverhalen, wat",
    "op zijn beurt bijdraagt aan een positief imago van duaal leren.",
    "We pleiten bovendien voor meer overleg over de sectoren heen.",
)


def drawn(dpi: int = 200, *, marker: str = "", lean: float = 0.0, rule: bool = False) -> Image.Image:
    """A page with a title, four lines of text and perhaps a raised marker after the first, a rule, a lean."""
    scale = dpi / 72
    page = Image.new("L", (round(WIDTH * scale), round(HEIGHT * scale)), 250)
    pen = ImageDraw.Draw(page)
    title, body, small = (ImageFont.load_default(size=points * scale) for points in (18, 11, 7))
    pen.text((72 * scale, 60 * scale), "Situering", font=title, fill=20)
    for number, line in enumerate(BODY):
        at = 72 * scale, (100 + 16 * number) * scale
        pen.text(at, line, font=body, fill=20)
        if marker and number == 0:
            pen.text((at[0] + pen.textlength(line, font=body) + scale, at[1]), marker, font=small, fill=20)
    if rule:
        pen.rectangle((72 * scale, 700 * scale, 216 * scale, 700.7 * scale), fill=20)
        pen.text((72 * scale, 706 * scale), "Een noot over de cijfers van vorig jaar.", font=small, fill=20)
    if lean:
        page = page.rotate(lean, resample=Image.Resampling.BICUBIC, fillcolor=250)
    return page.filter(ImageFilter.GaussianBlur(0.4))


def text_of(page: RawPage) -> list[str]:
    return [" ".join(w.text for w in line.words if not w.raised) for line in page.lines]


@pytest.fixture(autouse=True)
def _with_tesseract(tesseract: str) -> None:
    """Every test here recognises something."""


def test_lines_come_out_in_order_with_their_place_in_points() -> None:
    page = ocr.recognise(drawn(), 3, WIDTH, HEIGHT)
    assert (page.number, page.width, page.height, page.origin) == (3, WIDTH, HEIGHT, "ocr")
    assert text_of(page) == ["Situering", *BODY]
    box = page.lines[1].box
    assert box is not None
    assert box.x0 == pytest.approx(72, abs=2)
    assert box.top < 106 < box.bottom
    assert all(line.page == 3 for line in page.lines)
    assert all(w.confidence is not None and 0 <= w.confidence <= 1 for line in page.lines for w in line.words)


def test_a_title_is_larger_than_the_text_and_the_text_has_one_size() -> None:
    page = ocr.recognise(drawn(), 1, WIDTH, HEIGHT)
    title, *body = page.lines
    sizes = {w.size for line in body for w in line.words}
    assert len(sizes) == 1
    assert title.words[0].size > 1.4 * sizes.pop()


@pytest.mark.parametrize("marker", ["2", "5", "14"])
def test_a_raised_marker_is_a_word_of_its_own_and_leaves_its_word_alone(marker: str) -> None:
    page = ocr.recognise(drawn(marker=marker), 1, WIDTH, HEIGHT)
    assert text_of(page)[1] == BODY[0]
    assert [w.text for line in page.lines for w in line.words if w.raised] == [marker]
    assert page.lines[1].words[-1].raised


def test_quotes_and_accents_are_no_markers() -> None:
    scale = 200 / 72
    image = Image.new("L", (round(WIDTH * scale), round(HEIGHT * scale)), 250)
    font = ImageFont.load_default(size=11 * scale)
    ImageDraw.Draw(image).text((200, 300), "Ze vraagt 'wat' het \"doel\" is, 4,2 % creëert één", font=font, fill=20)
    page = ocr.recognise(image, 1, WIDTH, HEIGHT)
    assert not [w.text for line in page.lines for w in line.words if w.raised]


def test_a_rule_is_found_and_not_read() -> None:
    page = ocr.recognise(drawn(rule=True), 1, WIDTH, HEIGHT)
    assert len(page.rules) == 1
    rule = page.rules[0]
    assert (rule.x0, rule.top, rule.x1) == pytest.approx((72, 700, 216), abs=3)
    assert text_of(page)[-1] == "Een noot over de cijfers van vorig jaar."


@pytest.mark.parametrize("lean", [2.5, -3.0])
def test_a_leaning_page_is_read_upright_and_its_places_lie_on_the_leaning_text(lean: float) -> None:
    page, upright = (ocr.recognise(drawn(lean=by), 1, WIDTH, HEIGHT) for by in (lean, 0.0))
    assert text_of(page) == text_of(upright) == ["Situering", *BODY]
    assert page.lean == pytest.approx(-lean, abs=0.3) and upright.lean == 0.0
    spans = []
    for line, other in zip(page.lines, upright.lines, strict=True):
        assert line.box is not None and other.box is not None
        assert (line.box.x0, line.box.top) == pytest.approx((other.box.x0, other.box.top), abs=3)
        spans += [LineSpan(0, 1, 1, word.box) for word in (line.words[0], line.words[-1])]
    text = PlacedText("x", tuple(spans))
    repair = Repair(text.place(), "x", "y", "letter")
    laid = as_it_lies(Reading("x", "x", (), (Block("paragraph", text),), (repair,)), [page])
    for boxes in ([s.box for s in laid.blocks[0].text.lines[2:4]], laid.repairs[0].place.boxes[2:4]):
        first, last = boxes
        assert first is not None and last is not None
        rise = (last.x0 - first.x0) * np.tan(np.radians(lean))  # the text rises, or falls, to the right
        assert first.top - last.top == pytest.approx(rise, abs=3)


def test_the_words_of_a_layer_on_a_leaning_picture_come_to_lie_level() -> None:
    upright = ocr.recognise(drawn(), 1, WIDTH, HEIGHT)
    leaning = set_upright(upright, -2.0)
    again = ocr.look_over(drawn(lean=-2.0), replace(leaning, origin="text_layer", lean=0.0))
    for line, other in zip(again.lines, upright.lines, strict=True):
        for word, there in zip(line.words, other.words, strict=True):
            assert word.box is not None and there.box is not None
            assert (word.box.x0, word.box.bottom) == pytest.approx((there.box.x0, there.box.bottom), abs=4)


@pytest.mark.parametrize(("wave", "rules"), [(0.0, 0), (1.0, 0), (None, 1)])
def test_strokes_by_hand_under_words_are_no_rules(wave: float | None, rules: int) -> None:
    scale = 200 / 72
    image = drawn()
    down = 112.5 if wave is not None else 180.0  # under the first line, or in the white below the last
    points = [((100 + x) * scale, (down + (wave or 0.0) * np.sin(x / 20)) * scale) for x in range(0, 120, 4)]
    ImageDraw.Draw(image).line(points, fill=60, width=2)
    page = ocr.recognise(image.filter(ImageFilter.GaussianBlur(0.4)), 1, WIDTH, HEIGHT)
    assert len(page.rules) == rules


def test_the_rows_of_dots_of_a_contents_page_are_dots_and_numbers() -> None:
    scale = 200 / 72
    image = Image.new("L", (round(WIDTH * scale), round(HEIGHT * scale)), 250)
    pen, font = ImageDraw.Draw(image), ImageFont.load_default(size=11 * scale)
    titles = ("1 Situering", "2 Trajectbegeleiding uitbouwen", "3 Drempels wegwerken", "4 Onzekerheid na het uitdoven")
    for number, title in enumerate(titles):
        y = (100 + 20 * number) * scale
        pen.text((72 * scale, y), title, font=font, fill=20)
        x = 72 * scale + pen.textlength(title + " ", font=font)
        while x < 500 * scale:
            pen.text((x, y), ".", font=font, fill=20)
            x += 4 * scale
        pen.text((510 * scale, y), str(2 * number + 2), font=font, fill=20)
    page = ocr.recognise(image, 1, WIDTH, HEIGHT)
    assert text_of(page) == [f"{title} ........ {2 * n + 2}" for n, title in enumerate(titles)]


def test_the_questions_behind_rows_of_dots_of_a_form_are_kept() -> None:
    scale = 200 / 72
    image = Image.new("L", (round(WIDTH * scale), round(HEIGHT * scale)), 250)
    pen, font = ImageDraw.Draw(image), ImageFont.load_default(size=11 * scale)
    rows = (("Naam:", "Voornaam:"), ("Straat:", "Gemeente:"), ("Functie:", "Telefoon:"))
    for number, row in enumerate(rows):
        y = (100 + 30 * number) * scale
        for x0, said in zip((72, 300), row, strict=True):
            pen.text((x0 * scale, y), said, font=font, fill=20)
            x = (x0 + 65) * scale
            while x < (x0 + 220) * scale:
                pen.text((x, y), ".", font=font, fill=20)
                x += 4 * scale
    pen.text((72 * scale, 250 * scale), BODY[0], font=font, fill=20)
    page = ocr.recognise(image, 1, WIDTH, HEIGHT)
    assert text_of(page) == [f"{one} ........ {two} ........" for one, two in rows] + [BODY[0]]


def test_a_picture_too_small_for_letters_is_an_empty_page() -> None:
    assert ocr.recognise(Image.new("L", (3, 3), 200), 1, 10, 10).lines == ()


@pytest.mark.parametrize("high", [16, 20])
def test_a_ruled_table_comes_out_as_cells(high: int) -> None:
    scale = 200 / 72
    image = Image.new("L", (round(WIDTH * scale), round(HEIGHT * scale)), 250)
    pen, font = ImageDraw.Draw(image), ImageFont.load_default(size=11 * scale)
    rows = (("Opleiding", "Aantal", "Aandeel"), ("Houtsector", "2741", "30,9%"), ("Andere", "618", "7,0%"))
    for y in range(4):
        pen.line((72 * scale, (200 + high * y) * scale, 372 * scale, (200 + high * y) * scale), fill=20, width=2)
    for x in (72, 212, 292, 372):
        pen.line((x * scale, 200 * scale, x * scale, (200 + 3 * high) * scale), fill=20, width=2)
    for y, row in enumerate(rows):
        for x, cell in zip((80, 220, 300), row, strict=True):
            pen.text((x * scale, (202 + high * y) * scale), cell, font=font, fill=20)
    page = ocr.recognise(image, 1, WIDTH, HEIGHT)
    assert [t.rows for t in page.tables] == [rows]
    assert page.rules == ()


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_a_page_on_its_side_or_upside_down_is_turned(angle: int) -> None:
    image = drawn().rotate(angle, expand=True)
    width, height = (HEIGHT, WIDTH) if angle % 180 else (WIDTH, HEIGHT)
    page = ocr.recognise(image, 1, width, height)
    assert (page.width, page.height) == (WIDTH, HEIGHT)
    assert text_of(page) == ["Situering", *BODY]


def test_a_coarse_scan_with_specks_is_read() -> None:
    image = drawn(120, rule=True)
    page = ocr.recognise(image, 1, WIDTH, HEIGHT)
    assert text_of(page)[1:5] == list(BODY)
    fine = np.array(drawn(200))
    generator = np.random.default_rng(1)
    fine[generator.integers(0, fine.shape[0], 300), generator.integers(0, fine.shape[1], 300)] = 0
    assert text_of(ocr.recognise(Image.fromarray(fine), 1, WIDTH, HEIGHT)) == ["Situering", *BODY]


def test_only_a_coarse_picture_with_noise_is_smoothed_and_keeps_its_smallest_signs() -> None:
    dice = np.random.default_rng(1)

    def noisy(dpi: int, noise: float) -> sheet.Sheet:
        grey = np.asarray(drawn(dpi, marker="3"), dtype=np.float64)
        grey = np.clip(grey + dice.normal(0, noise, grey.shape), 0, 255)
        return sheet.prepare(grey.astype(np.uint8), WIDTH, HEIGHT)

    coarse = noisy(120, 12)
    assert coarse.rough is not None and coarse.unsmoothed().grey is coarse.rough
    assert coarse.grey[:100].std() < 0.5 * coarse.rough[:100].std()
    for dpi, noise in ((120, 0), (200, 12)):
        assert noisy(dpi, noise).rough is None


def test_an_empty_page_has_no_lines() -> None:
    page = ocr.recognise(Image.new("L", (1654, 2339), 255), 1, WIDTH, HEIGHT)
    assert page.lines == ()


def test_nothing_is_read_on_a_blank_page_of_grey_paper() -> None:
    paper = np.random.default_rng(8).normal(246, 3, (2339, 1654)).clip(0, 255).astype(np.uint8)
    assert ocr.recognise(Image.fromarray(paper), 1, WIDTH, HEIGHT).lines == ()


def test_a_cover_printed_in_white_on_a_dark_ground_is_read() -> None:
    cover = Image.fromarray((60 + (255 - np.asarray(drawn(), dtype=np.int16)) * 0.75).astype(np.uint8))
    assert text_of(ocr.recognise(cover, 1, WIDTH, HEIGHT)) == ["Situering", *BODY]


def test_a_missing_language_is_told_in_dutch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "languages", lambda: frozenset({"eng"}))
    assert not ocr.available()
    with pytest.raises(AdviesspoorError) as caught:
        ocr.recognise(drawn(), 1, WIDTH, HEIGHT)
    assert caught.value.category is Category.NO_OCR
    assert "nld" in str(caught.value)


def test_a_scan_is_rendered_at_its_own_resolution(shared: Path) -> None:
    for name, dpi in (("000-scan", 200), ("000-badocr", 120), ("000-vlor2025", sheet.DPI)):
        document = pypdfium2.PdfDocument(shared / "eval" / "pdf" / f"{name}.pdf")
        assert abs(ocr.resolution(document[1]) - dpi) <= 1
        document.close()


def test_the_markers_of_a_scanned_advice_are_read(shared: Path) -> None:
    document = pypdfium2.PdfDocument(shared / "eval" / "pdf" / "000-scan.pdf")
    page = document[2]
    read = ocr.recognise(ocr.render(page), 3, *page.get_size())
    assert [w.text for line in read.lines for w in line.words if w.raised] == ["3", "4", "5", "3", "4", "5"]
    assert len(read.rules) == 1


def test_numbers_alone_in_the_margin_are_read_where_the_page_as_a_whole_does_not_show_them() -> None:
    scale = 200 / 72
    page = Image.new("L", (round(WIDTH * scale), round(HEIGHT * scale)), 250)
    pen, font = ImageDraw.Draw(page), ImageFont.load_default(size=11 * scale)
    for number, text in enumerate(BODY):
        pen.text((72 * scale, (100 + 30 * number) * scale), f"{number + 1}.", font=font, fill=20)
        pen.text((108 * scale, (100 + 30 * number) * scale), text, font=font, fill=20)
    read = ocr.recognise(page.filter(ImageFilter.GaussianBlur(0.7)), 1, WIDTH, HEIGHT)
    assert text_of(read) == [f"{n}. {text}" for n, text in enumerate(BODY, start=1)]


def test_a_text_layer_gets_its_raised_markers_sizes_and_rules_from_the_picture() -> None:
    image = drawn(marker="3", rule=True)
    read = ocr.recognise(image, 1, WIDTH, HEIGHT)
    lines = list(read.lines)
    *words, last, _ = lines[1].words  # as a layer has it: the raised number is a sign of the word before it
    assert last.box is not None
    misread = replace(last, text=last.text + "*", box=replace(last.box, x1=last.box.x1 + 5))
    lines[1] = replace(lines[1], words=(*words, misread))
    layer = [replace(line, words=tuple(replace(w, size=15.0) for w in line.words)) for line in lines]
    again = ocr.look_over(image, replace(read, origin="text_layer", lines=tuple(layer), rules=()))
    assert [(w.text, w.raised) for w in again.lines[1].words][-2:] == [("versterken.", False), ("3", True)]
    assert text_of(again) == text_of(read)
    assert abs(again.lines[2].words[0].size - 11) < 1 < abs(again.lines[0].words[0].size - 11)
    assert len(again.rules) == 1


@pytest.mark.parametrize("read_as", ["versterken.*", "versterken.3", "versterken."])
def test_words_of_a_layer_whose_boxes_end_a_letter_short_lose_what_was_read_for_a_marker_and_no_more(
    read_as: str,
) -> None:
    image = drawn(marker="3")
    read = ocr.recognise(image, 1, WIDTH, HEIGHT)
    lines = []
    for line in read.lines:
        words = []
        for word in (w for w in line.words if not w.raised):
            assert word.box is not None
            text, end = (read_as, word.box.x1 + 5) if word.text == "versterken." else (word.text, word.box.x1)
            share = len(text) / (len(text) + 1)  # Tesseract draws the space behind a word over its place as well
            words.append(replace(word, text=text, box=replace(word.box, x1=word.box.x0 + share * (end - word.box.x0))))
        lines.append(replace(line, words=tuple(words)))
    again = ocr.look_over(image, replace(read, origin="text_layer", lines=tuple(lines)))
    assert [(w.text, w.raised) for w in again.lines[1].words][-2:] == [("versterken.", False), ("3", True)]
    assert text_of(again) == text_of(read)


NOTES = (
    ("Vlaamse Onderwijsraad, Advies over de toekomst van", "onderwijs en vorming."),
    ("Decreet van 27 april 2018 betreffende de begeleiding", "centra in het onderwijs."),
)


def notes_with_layer(read_as: str) -> tuple[Image.Image, RawPage]:
    """Two notes of two lines with a raised number and a thin space, and a layer that read `read_as` for the numbers.

    As in a layer of Tesseract, boxes stand on the base line, and reach into the line above.
    """
    scale = 200 / 72
    image = drawn()
    pen = ImageDraw.Draw(image)
    small, raised = ImageFont.load_default(size=8.5 * scale), ImageFont.load_default(size=5.5 * scale)
    lines = []
    for number, note in enumerate(NOTES):
        for k, text in enumerate(note):
            base, left = 700 + 24 * number + 11 * k, 72.0 if k else 75.5
            pen.text((left * scale, base * scale), text, font=small, fill=20, anchor="ls")
            words = []
            for at, word in enumerate(text.split()):
                x0 = left + pen.textlength(" ".join(text.split()[:at]) + " " * (at > 0), font=small) / scale
                box = Box(x0, base - 13.0, x0 + pen.textlength(word, font=small) / scale, float(base))
                words.append(Word(word, box, 13.0))
            if k == 0:
                pen.text((72 * scale, (base - 2.8) * scale), str(number + 1), font=raised, fill=20, anchor="ls")
                first = words[0]
                assert first.box is not None
                words[0] = replace(first, text=read_as + first.text, box=replace(first.box, x0=72.0))
            lines.append(Line(tuple(words), around(w.box for w in words), 1))
    page = RawPage(1, WIDTH, HEIGHT, "text_layer", tuple(lines))
    return image.filter(ImageFilter.GaussianBlur(0.4)), page


@pytest.mark.parametrize("read_as", ["?", "‘“", "S", "2", ""])
def test_numbers_before_the_notes_of_a_layer_stand_in_their_own_line_and_change_no_word(read_as: str) -> None:
    image, layer = notes_with_layer(read_as)
    page = ocr.look_over(image, layer)
    assert text_of(page) == [text for note in NOTES for text in note]
    assert [[w.text for w in line.words if w.raised] for line in page.lines] == [["1"], [], ["2"], []]
    assert all(line.words[0].raised for line in page.lines[::2])
    assert {w.size for line in page.lines for w in line.words if not w.raised} == {page.lines[1].words[0].size}


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("schoolf,", "school"),
        ("Raeymaeker,", "Raeymaeker,"),
        ("leren", "leren"),
        ("Vlor”,", "Vlor"),
        ("worden.*", "worden."),
        ("worden.*?", "worden."),
        ("(worden.*)", "(worden."),
    ],
)
def test_a_word_loses_its_last_letter_to_a_marker_only_if_it_is_a_word_without_it(text: str, kept: str) -> None:
    word, mark = Word(text, Box(100, 100, 140, 111), 11.0), Word("3", Box(135, 101, 139, 106), 7.0, raised=True)
    assert divided(word, mark, 140.0)[0].text == kept


def test_a_word_alone_in_its_line_has_its_marker_though_it_hangs_below_the_line() -> None:
    scale = 200 / 72
    image = drawn()
    pen = ImageDraw.Draw(image)
    body, raised = ImageFont.load_default(size=11 * scale), ImageFont.load_default(size=7 * scale)
    pen.text((72 * scale, 300 * scale), "boodschap.", font=body, fill=20, anchor="ls")
    end = 72 + pen.textlength("boodschap.", font=body) / scale
    pen.text(((end + 0.7) * scale, 296 * scale), "6", font=raised, fill=20, anchor="ls")
    layer = Word("boodschap.®", Box(72.0, 289.0, end + 4.0, 302.0), 13.0)
    page = RawPage(1, WIDTH, HEIGHT, "text_layer", (Line((layer,), layer.box, 1),))
    (line,) = ocr.look_over(image.filter(ImageFilter.GaussianBlur(0.4)), page).lines
    assert [(w.text, w.raised) for w in line.words] == [("boodschap.", False), ("6", True)]


@pytest.mark.parametrize("said", ["Beweging", "Geen bijkomende planlast", "Wat vraagt de jeugdraad?"])
@pytest.mark.parametrize("lean", [0.0, 0.3])
def test_words_that_are_underlined_are_read_without_their_rule_and_in_their_own_size(said: str, lean: float) -> None:
    scale = 200 / 72
    image = drawn()
    pen, font = ImageDraw.Draw(image), ImageFont.load_default(size=11 * scale)
    pen.text((72 * scale, 200 * scale), said, font=font, fill=20, anchor="ls")
    end = 72 * scale + pen.textlength(said, font=font)
    pen.rectangle((72 * scale, 200.7 * scale, end, 201.2 * scale), fill=20)
    image = image.rotate(lean, resample=Image.Resampling.BICUBIC, fillcolor=250)
    page = ocr.recognise(image, 1, WIDTH, HEIGHT)
    assert text_of(page)[-1] == said
    assert page.lines[-1].words[0].size == pytest.approx(page.lines[1].words[0].size, rel=0.1)
    assert is_underlined(page.lines[-1], page.rules)
    assert not any(is_underlined(line, page.rules) for line in page.lines[:-1])


@pytest.mark.parametrize("dpi", [110, 200, 300])
def test_letters_that_hang_together_are_no_underlining(dpi: int) -> None:
    blurred = drawn(dpi, rule=True).filter(ImageFilter.GaussianBlur(0.8 * dpi / 110))
    picture = sheet.prepare(np.asarray(blurred, dtype=np.uint8), WIDTH, HEIGHT)
    sheet.take_rules(picture)
    assert sheet.take_underlines(picture) == []


@pytest.mark.parametrize(
    ("sign", "read"),
    [("3", "3"), ("2.1", "2.1"), ("1.1.2", "1.1.2"), ("3.2.", "3.2."), ("4.", "4."), ("12", "12"), ("•", None)],
)
def test_a_number_that_hangs_before_a_line_is_read_with_its_dots(sign: str, read: str | None) -> None:
    scale = 200 / 72
    image = drawn()
    pen, font = ImageDraw.Draw(image), ImageFont.load_default(size=11 * scale)
    pen.text((72 * scale, 200 * scale), sign, font=font, fill=20)
    pen.text((112 * scale, 200 * scale), "Digitale geletterdheid", font=font, fill=20)
    said = text_of(ocr.recognise(image.filter(ImageFilter.GaussianBlur(0.5)), 1, WIDTH, HEIGHT))[-1]
    assert said.endswith("Digitale geletterdheid")
    assert said == f"{read} Digitale geletterdheid" if read else not any(c.isdigit() for c in said)


@pytest.mark.parametrize(
    ("read", "again"), [("35.2", "3.2"), ("3.2", None), ("32", "3.2"), ("3.2.", None), ("a)", None)]
)
def test_a_number_that_was_read_with_other_digits_than_the_picture_has_is_looked_at_again(
    read: str, again: str | None
) -> None:
    scale = 300 / 72
    image = Image.new("L", (round(WIDTH * scale), round(HEIGHT * scale)), 250)
    pen, font = ImageDraw.Draw(image), ImageFont.load_default(size=11 * scale)
    words = []
    for x0, printed, said in ((72, "3.2", read), (112, "Samenwerking", "Samenwerking")):
        at = x0 * scale, 200 * scale
        pen.text(at, printed, font=font, fill=20, anchor="ls")
        left, top, right, bottom = (round(v) for v in pen.textbbox(at, printed, font=font, anchor="ls"))
        words.append(Seen(said, left, top, right, bottom, 0.8))
    picture = sheet.prepare(np.asarray(image, dtype=np.uint8), WIDTH, HEIGHT)
    found = labels(picture, [SeenLine(tuple(words), 200 * scale, 0.0, 11 * scale)], [])
    assert [seen.text for seen in found] == ([again] if again else [])


def test_the_numbers_before_notes_that_a_text_layer_has_not_are_read_from_the_picture() -> None:
    scale = 200 / 72
    image = drawn()
    pen, font = ImageDraw.Draw(image), ImageFont.load_default(size=9 * scale)
    for k, (note, _) in enumerate(NOTES, 1):
        pen.text((72 * scale, (600 + 14 * k) * scale), str(k), font=font, fill=20, anchor="ls")
        pen.text((96 * scale, (600 + 14 * k) * scale), note, font=font, fill=20, anchor="ls")
    read = ocr.recognise(image, 1, WIDTH, HEIGHT)
    whole = text_of(read)
    assert whole[-2:] == [f"{k} {note}" for k, (note, _) in enumerate(NOTES, 1)]
    lost = replace(read.lines[-1], words=read.lines[-1].words[1:], box=around(w.box for w in read.lines[-1].words[1:]))
    layer = replace(read, origin="text_layer", lines=(*read.lines[:-1], lost))
    assert text_of(ocr.look_over(image, layer)) == whole


def test_a_row_of_dots_belongs_to_the_title_and_not_to_its_number() -> None:
    picture = sheet.prepare(np.full((2339, 1654), 255, np.uint8), WIDTH, HEIGHT)
    number, title = (
        SeenLine((Seen(text, x0, 985, x1, 1010, 0.9),), 1010.0, 0.0, 34.0)
        for text, x0, x1 in (("1.", 200, 216), ("Situering", 290, 420))
    )
    lines = ocr._with_leaders(picture, [number, title], [(430, 1005, 1400, 1009)])
    assert [[w.text for w in line.words] for line in lines] == [["1."], ["Situering", "........"]]


@pytest.mark.parametrize(
    ("looks", "text"),
    [
        ([("8", 0.7), ("3", 0.6), ("3", 0.4)], "3"),  # two looks together are surer than one
        ([("8", 0.9), ("3", 0.3), ("", 0.0)], "8"),
        ([("8", 0.6), ("8", 0.1), ("3", 0.2), ("3", 0.55)], "3"),  # what was read at first has a vote
        ([("32", 0.9), ("3", 0.5)], "3"),  # of another length
        ([("", 0.0)], ""),
    ],
)
def test_all_looks_at_a_number_have_a_vote(looks: list[tuple[str, float]], text: str) -> None:
    assert voted(looks, 1)[0] == text


@pytest.mark.parametrize(
    ("read", "body", "stand"),
    [
        (["2", "", "4"], "", ["2", "3", "4"]),
        (["2", "", "5"], "", ["2", "", "5"]),
        (["", "2", ""], "1 2 3", ["1", "2", "3"]),
        (["", "2", ""], "2", ["", "2", ""]),  # nothing says that there are notes 1 and 3
        (["", "", ""], "5 6 7", ["5", "6", "7"]),
        (["", ""], "5 6 7", ["", ""]),
        (["3", "8?", "5"], "", ["3", "4", "5"]),
        (["3", "8", "5"], "", ["3", "8", "5"]),  # sure of itself
        (["", "1"], "1", ["", "1"]),
        ([""], "1?", [""]),  # a spot in the body that was taken for a number
    ],
)
def test_raised_numbers_before_notes_have_their_place_in_the_sequence(
    read: list[str], body: str, stand: list[str]
) -> None:
    marks = [
        Mark(text.strip("?"), 200, 1900 + 40 * k, 208, 1912 + 40 * k, 0.6 if "?" in text else 0.9, leading=True)
        for k, text in enumerate(read)
    ]
    marks += [
        Mark(text.strip("?"), 900, 300 + 30 * k, 908, 312 + 30 * k, 0.6 if "?" in text else 0.9)
        for k, text in enumerate(body.split())
    ]
    assert [m.text for m in counted(marks) if m.leading] == stand


@pytest.mark.parametrize(("lifted", "points"), [(2.8, 5.5), (4.6, 5.5), (3.6, 3.7)])
def test_numbers_before_notes_are_read_however_high_they_stand(lifted: float, points: float) -> None:
    scale = 200 / 72
    image = drawn(marker="1")
    pen = ImageDraw.Draw(image)
    small, raised = ImageFont.load_default(size=8.5 * scale), ImageFont.load_default(size=points * scale)
    for k, note in enumerate(NOTES):
        pen.text((72 * scale, (700 + 12 * k - lifted) * scale), str(k + 1), font=raised, fill=20, anchor="ls")
        pen.text((76 * scale, (700 + 12 * k) * scale), note[0], font=small, fill=20, anchor="ls")
    page = ocr.recognise(image.filter(ImageFilter.GaussianBlur(0.4)), 1, WIDTH, HEIGHT)
    assert [[w.text for w in line.words if w.raised] for line in page.lines[-2:]] == [["1"], ["2"]]
    assert text_of(page)[-2:] == [note[0] for note in NOTES]


def test_a_raised_number_in_brackets_is_a_marker_without_them() -> None:
    page = ocr.recognise(drawn(marker="(2)"), 1, WIDTH, HEIGHT)
    assert [w.text for line in page.lines for w in line.words if w.raised] == ["2"]
    assert text_of(page)[1] == BODY[0]


def test_a_box_around_text_is_a_frame_and_no_rule() -> None:
    scale = 200 / 72
    image = drawn()
    pen, font = ImageDraw.Draw(image), ImageFont.load_default(size=11 * scale)
    pen.rectangle((72 * scale, 200 * scale, 372 * scale, 260 * scale), outline=20, width=2)
    pen.text((80 * scale, 210 * scale), "Wat zegt de wet?", font=font, fill=20)
    pen.text((80 * scale, 230 * scale), "Elk kind heeft recht op een school.", font=font, fill=20)
    page = ocr.recognise(image, 1, WIDTH, HEIGHT)
    (frame,) = page.frames
    assert (frame.x0, frame.top, frame.x1, frame.bottom) == pytest.approx((72, 200, 372, 260), abs=3)
    assert page.rules == () and page.tables == ()
    assert ocr.recognise(drawn(rule=True), 1, WIDTH, HEIGHT).frames == ()


@pytest.mark.parametrize("lean", [0.0, 1.5])
@pytest.mark.parametrize(("tint", "found"), [(238, True), (215, True), (249, False)])
def test_a_box_printed_on_a_tint_is_found_without_the_shadow_beside_it(lean: float, tint: int, found: bool) -> None:
    scale = 200 / 72
    image = drawn()
    pen, font = ImageDraw.Draw(image), ImageFont.load_default(size=10 * scale)
    pen.rectangle((72 * scale, 300 * scale, 280 * scale, 400 * scale), fill=tint)
    pen.rectangle((72 * scale, 450 * scale, 280 * scale, 466 * scale), fill=tint)  # the head of a table
    for k, line in enumerate(BODY):
        pen.text((80 * scale, (310 + 20 * k) * scale), line[:34], font=font, fill=20)
    grey = np.asarray(image.rotate(-lean, resample=Image.Resampling.BICUBIC, fillcolor=250), dtype=np.float64)
    shadow = 60 * np.clip(1 - np.arange(grey.shape[1]) / (0.1 * grey.shape[1]), 0, 1)
    noisy = grey - shadow + np.random.default_rng(3).normal(0, 5, grey.shape)
    boxes = tinted_boxes(noisy.clip(0, 255).astype(np.uint8), lean, WIDTH, HEIGHT)
    assert [(b.x0, b.top, b.x1, b.bottom) for b in boxes] == (
        [pytest.approx((72, 300, 280, 400), abs=5)] if found else []
    )
