"""Headings and titles: which lines are one, and how deep they stand, in print and on scans."""

from __future__ import annotations

from dataclasses import replace

import pytest

from corpus.model import Block, Box
from ingest.blocks import build
from ingest.headings import numeral
from ingest.layout import arrange
from ingest.page import Line, RawPage, Word
from ingest.pdf import make_line
from tests.test_layout import PROSE, body, line, page


def styled(text: str, top: float, size: float, *, bold: bool = False, italic: bool = False) -> Line:
    plain = line(text, 70, top, size=size)
    return replace(plain, words=tuple(replace(w, bold=bold, italic=italic) for w in plain.words))


def blocks_of(*pages: RawPage) -> list[Block]:
    recognised = any(p.origin == "ocr" for p in pages)
    return list(build(arrange(pages), frozenset(), recognised).blocks)


def with_prose(*heads: Line, origin: str = "digital") -> RawPage:
    """A page on which every heading stands over two lines of prose, 80 points apart."""
    lines = [x for k, head in enumerate(heads) for x in (head, *body(1, 2, top=80 * k + 78))]
    return page(1, *lines, origin=origin)


def levels(one: RawPage) -> list[tuple[str | None, int | None]]:
    return [(b.number, b.level) for b in blocks_of(one) if b.kind == "heading"]


@pytest.mark.parametrize(
    ("style", "level"),
    [
        ((11.0, False, True), 3),  # italic under bold: lighter
        ((11.0, True, False), 3),  # set as those that have a number, but without
        ((10.0, True, False), 3),  # smaller than all of them
    ],
)
def test_a_heading_without_number_stands_below_the_numbered_one_if_it_is_lighter(
    style: tuple[float, bool, bool], level: int
) -> None:
    size, bold, italic = style
    heads = [
        styled("1. Situering", 60, 14, bold=True),
        styled("1.1. Een eerste punt", 140, 11, bold=True),
        styled("Over de kosten", 220, size, bold=bold, italic=italic),
        styled("Over de baten", 300, size, bold=bold, italic=italic),
        styled("1.2. Een tweede punt", 380, 11, bold=True),
    ]
    assert levels(with_prose(*heads)) == [("1", 1), ("1.1", 2), (None, level), (None, level), ("1.2", 2)]


@pytest.mark.parametrize(
    ("heads", "expected"),
    [
        (["I. Kader", "II. Advies", "A. Lezen", "B. Rekenen", "III. Slot", "A. Vervolg"],
         [("I", 1), ("II", 1), ("A", 2), ("B", 2), ("III", 1), ("A", 2)]),
        (["A. Kader", "A.1 Lezen", "A.2 Rekenen", "B. Advies", "B.1 Slot"],
         [("A", 1), ("A.1", 2), ("A.2", 2), ("B", 1), ("B.1", 2)]),
        (["1. Kader", "2. Advies", "A. Lezen", "B. Rekenen", "3. Slot"],
         [("1", 1), ("2", 1), ("A", 2), ("B", 2), ("3", 1)]),
        (["A. Kader", "B. Advies", "C. Slot", "D. Lezen", "E. Rekenen", "F. Een", "G. Twee", "H. Drie", "I. Vier"],
         [(c, 1) for c in "ABCDEFGHI"]),
        (["I Kader", "II Advies", "II.1 Lezen", "II.2 Rekenen", "III Slot"],
         [("I", 1), ("II", 1), ("II.1", 2), ("II.2", 2), ("III", 1)]),
        (["1 Kader", "I love trees", "V in het bos", "2 Slot"], [("1", 1), (None, 1), (None, 1), ("2", 1)]),
        (["1. Kader", "M. Jansen over lezen", "2. Slot"], [("1", 1), (None, 1), ("2", 1)]),  # an initial
    ],
)  # fmt: skip
def test_headings_counted_with_letters_and_numerals(heads: list[str], expected: list[tuple[str | None, int]]) -> None:
    drawn = [styled(text, 60 + 80 * k, 13, bold=True) for k, text in enumerate(heads)]
    assert levels(with_prose(*drawn)) == expected


def test_headings_below_an_annex_count_with_its_own_sign() -> None:
    heads = [
        "I Doelen",
        "II Acties",
        "II.1 Pijler school",
        "Bijlage A: Cijfers",
        "A.1 Methode",
        "A.2 Uitkomst",
        "Bijlage B",
    ]
    heads += ["A.1 Van der Meer", "B.1 Wie deed mee"]  # no more below annex A: an initial
    sizes = [11 if "." in head else 14 for head in heads]
    one = with_prose(
        *(styled(head, 60 + 80 * k, size, bold=True) for k, (head, size) in enumerate(zip(heads, sizes, strict=True)))
    )
    expected = [("I", 1), ("II", 1), ("II.1", 2), (None, 1), ("A.1", 2), ("A.2", 2), (None, 1), (None, 2), ("B.1", 2)]
    assert levels(one) == expected


def test_a_number_close_to_its_title_is_no_part_of_it() -> None:
    head = styled("1 Kader", 60, 14, bold=True)
    number, title = head.words
    box = Box(78, 60, 120, 74)  # touches the number
    one = with_prose(replace(head, words=(number, replace(title, box=box))), styled("2 Besluit", 140, 14, bold=True))
    assert [(b.number, b.text.text) for b in blocks_of(one) if b.kind == "heading"] == [
        ("1", "Kader"),
        ("2", "Besluit"),
    ]


def test_lines_that_open_with_an_initial_are_no_headings() -> None:
    names = [line(f"{c}. Jansen, leraar", 70, 60 + 40 * k) for k, c in enumerate("ABIM")]
    assert levels(with_prose(*names)) == []


@pytest.mark.parametrize(
    ("sign", "value"), [("I", 1), ("IV", 4), ("IX", 9), ("XIV", 14), ("VIII", 8), ("IIX", 0), ("VX", 0), ("IIII", 0)]
)
def test_roman_numerals(sign: str, value: int) -> None:
    assert numeral(sign) == value


@pytest.mark.parametrize("caption", ["Tabel 2: Leerlingen per provincie", "Figuur 1. Hoe lezen groeit", "Grafiek 3"])
def test_the_caption_of_a_table_or_figure_is_no_heading(caption: str) -> None:
    heads = [styled("1. Kader", 60, 13, bold=True), styled(caption, 140, 10, bold=True)]
    assert levels(with_prose(*heads)) == [("1", 1)]


def test_sizes_of_a_scan_that_differ_a_little_are_one_level() -> None:
    said = [
        ("Zelf lezen", 30.0),
        ("Samenvatting", 22.1),
        ("Wat vaststaat", 18.7),
        ("De auto", 12.5),
        ("Gezondheid", 13.9),
        ("Besluiten", 18.4),
    ]
    heads = [styled(text, 50 + 80 * k, size) for k, (text, size) in enumerate(said)]
    assert [level for _, level in levels(with_prose(*heads, origin="ocr"))] == [1, 1, 2, 2, 1]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([("Een frisse wind door de", 300, 21.9), ("bibliotheek", 331, 24.0)], ["Een frisse wind door de bibliotheek"]),
        (
            [("Een frisse wind", 300, 24.0), ("Advies over het plan Lezen Loont en het daarbij", 346, 14.7),
             ("horende uitvoeringsbesluit", 365, 14.7)],
            ["Een frisse wind", "Advies over het plan Lezen Loont en het daarbij horende uitvoeringsbesluit"],
        ),
        ([("Een frisse wind", 300, 24.0), ("Advies over lezen", 330, 15.0)], ["Een frisse wind", "Advies over lezen"]),
    ],
)  # fmt: skip
def test_a_title_on_a_scanned_cover_is_one_over_its_lines(
    lines: list[tuple[str, float, float]], expected: list[str]
) -> None:
    cover = page(1, *(line(text, 70, top, 1, size) for text, top, size in lines), origin="ocr")
    rest = [page(n, line(f"{n - 1}. Hoofdstuk", 70, 60, n, 15), *body(n), origin="ocr") for n in (2, 3)]
    assert [b.text.text for b in blocks_of(cover, *rest) if b.kind == "cover"] == expected


@pytest.mark.parametrize(
    ("said", "size", "gap", "found"),
    [
        ("Over de kosten", 10.0, 12, True),  # bold or italic in print, which a scan does not show
        ("Kosten", 11.2, 12, True),  # measured too small, for no letter hangs below the line
        ("Over de kosten", 10.0, 4, False),  # no white space around it: the last line of a paragraph
        ("Bron: de raad zelf", 10.0, 12, False),
        ("Dat is een korte zin.", 10.0, 12, False),
    ],
)
def test_a_few_words_alone_between_paragraphs_of_a_scan_are_a_heading(
    said: str, size: float, gap: int, found: bool
) -> None:
    prose = [*body(1, 2, top=78), line("Zo eindigt de alinea.", 70, 106)]
    head = line(said, 70, 116 + gap, size=size)
    one = page(1, line("1. Situering", 70, 50, size=15), *prose, head, *body(1, 6, top=126 + 2 * gap), origin="ocr")
    below = line("De raad vraagt dat elke school een vaste begeleider krijgt voor wie", 70, 126 + 2 * gap, to=520)
    one = replace(
        one, lines=tuple(below if x.box.top == below.box.top else x for x in one.lines if x.box and below.box)
    )
    titles = [b.text.text for b in blocks_of(one) if b.kind == "heading"]
    assert titles == (["Situering", said] if found else ["Situering"])


# --- what looks like a heading and is none, and the other way round ---------------------------------------------------


def kinds(*lines: Line) -> list[tuple[str, str]]:
    """Kind and opening words of every block on a page with prose at its foot."""
    return [(b.kind, b.text.text[:24]) for b in blocks_of(page(1, *lines, *body(1, 12, top=500)))]


def emphasised(text: str, top: float, bold: int = 0, size: float = 10.0, italic: bool = False, to: float = 520) -> Line:
    """A line of which the first `bold` words are bold."""
    plain = line(text, 70, top, size=size, to=to)
    words = tuple(replace(w, bold=k < bold, italic=italic) for k, w in enumerate(plain.words))
    return replace(plain, words=words)


def test_a_bold_opening_sentence_that_runs_over_its_line_is_no_heading() -> None:
    first = emphasised("Kleine scholen krijgen een eigen budget voor de begeleiding van hun leraren en hun", 100, 99)
    second = emphasised("leerlingen. Daarna volgt wat de raad daarvan denkt en waarom hij dat zo ziet staan", 114, 1)
    assert kinds(first, second)[0] == ("paragraph", "Kleine scholen krijgen e")


def test_a_bold_introduction_is_one_paragraph() -> None:
    texts = (
        "De raad steunt het plan, maar vraagt dat elke school genoeg tijd krijgt voor het overleg.",
        "Hij legt in dit advies uit hoe dat kan en wat er voor nodig is in de komende jaren zelf",
        "en wat het kost.",
    )
    lines = [emphasised(text, 100 + 14 * k, 99, 11.5, to=520 if k < 2 else 160) for k, text in enumerate(texts)]
    assert [kind for kind, _ in kinds(*lines)] == ["paragraph", "paragraph"]


def test_a_quotation_pulled_out_in_large_type_is_no_heading() -> None:
    texts = ("“Wie de taal van de school", "niet spreekt, staat al bij het", "begin op achterstand.”")
    lines = [emphasised(text, 100 + 17 * k, size=13, italic=True, to=300) for k, text in enumerate(texts)]
    assert {kind for kind, _ in kinds(*lines)} == {"paragraph"}


@pytest.mark.parametrize(("lines", "found"), [(2, "heading"), (3, "paragraph")])
def test_an_italic_heading_may_take_two_lines(lines: int, found: str) -> None:
    texts = ["De begeleiding van leraren en leerlingen in het gewone en buitengewone onderwijs"] * (lines - 1)
    drawn = [emphasised(text, 100 + 14 * k, italic=True) for k, text in enumerate(texts)]
    drawn.append(emphasised("van de stad", 100 + 14 * (lines - 1), italic=True, to=150))
    head = styled("1. Kader", 24, 14, bold=True)
    assert kinds(head, *body(1, 3, top=50), *drawn, *body(1, 3, top=180))[2][0] == found


def test_articles_stand_below_the_chapter_that_is_open() -> None:
    said = [("1. Algemeen", 14), ("Artikel 1", 10), ("Artikelen 2 en 3", 10), ("2. Slot", 14), ("Artikel 4", 10)]
    heads = [styled(text, 60 + 80 * k, size, bold=True) for k, (text, size) in enumerate(said)]
    assert [level for _, level in levels(with_prose(*heads))] == [1, 2, 2, 1, 2]


def test_a_bar_between_number_and_title_belongs_to_neither() -> None:
    heads = [styled("1 | Ambitie", 60, 14, bold=True), styled("1.1 | Meten", 140, 12, bold=True)]
    titles = [(b.number, b.text.text) for b in blocks_of(with_prose(*heads)) if b.kind == "heading"]
    assert titles == [("1", "Ambitie"), ("1.1", "Meten")]


def test_an_o_that_hangs_is_a_bullet() -> None:
    def hanging(text: str, top: float) -> list[Line]:
        return [line("o", 90, top), line(text, 104, top), line("en wat daarop volgt", 104, top + 14)]

    lines = [*hanging("De eerste zaak is die van wie", 100), *hanging("De tweede zaak is die van wie", 128)]
    words = [w for x in lines[:2] for w in x.words], [w for x in lines[3:5] for w in x.words]
    merged = [make_line(list(words[0]), 1), lines[2], make_line(list(words[1]), 1), lines[5]]
    items = [b for b in blocks_of(page(1, *merged, *body(1, 12, top=300))) if b.kind == "item"]
    assert [(b.marker, b.text.text) for b in items] == [
        ("o", "De eerste zaak is die van wie en wat daarop volgt"),
        ("o", "De tweede zaak is die van wie en wat daarop volgt"),
    ]


def test_a_box_beside_the_text_breaks_no_sentence_and_opens_no_section() -> None:
    frame = Box(380, 100, 540, 200)
    prose = [line("De raad vraagt tijd voor overleg met elke school in", 70, 60 + 14 * k, to=360) for k in range(20)]
    boxed = [
        styled("In cijfers", 110, 10, bold=True),
        *(line("Zo veel leraren stopten in het vorige jaar", 390, 130 + 14 * k, to=530) for k in range(3)),
    ]
    shifted = [
        replace(
            boxed[0], box=Box(390, 110, 440, 120), words=tuple(
                replace(w, box=Box(390 + 30 * k, 110, 415 + 30 * k, 120)) for k, w in enumerate(boxed[0].words)
            ),
        ),
        *boxed[1:],
    ]  # fmt: skip
    one = replace(page(1, styled("1. Kader", 30, 14, bold=True), *prose, *shifted), frames=(frame,))
    two = page(2, line("elke stad.", 70, 60), *body(2, 8, top=100))
    found = blocks_of(one, two)
    assert [b.text.text for b in found if b.kind == "heading"] == ["Kader"]
    [whole] = [b.text.text for b in found if b.text.text.startswith("De raad vraagt")]
    assert whole.endswith("elke school in elke stad.")
    assert any(b.text.text.startswith("Zo veel leraren") for b in found)


def box_of(*said: str, top: float, pitch: float = 16.0) -> list[Line]:
    return [line(text, 390, top + pitch * k, size=9.0) for k, text in enumerate(said)]


@pytest.mark.parametrize(
    ("top", "opens"),
    [
        (88.0, "1"),  # at the first line of the text below heading 1
        (160.0, "1"),  # beside its last lines, and beside heading 2 further down
        (214.0, "2"),  # beside heading 2 from its top on
    ],
)
def test_every_box_beside_the_text_stands_by_itself_in_the_section_beside_it(top: float, opens: str) -> None:
    said = "De raad vraagt tijd voor overleg met elke school."
    above = [line(said, 70, 90 + 14 * k, to=360) for k in range(8)]
    below = [line(said, 70, 242 + 14 * k, to=360) for k in range(30)]
    heads = [styled("1. Kader", 60, 14, bold=True), styled("2. Advies", 216, 14, bold=True)]
    frames = (Box(380, top, 540, top + 70), Box(380, 500, 540, 570))
    boxed = [*box_of("een vaste begeleider", "uren voor overleg", "een dak", top=top + 10)]
    boxed += box_of("Wat vraagt een school?", "een kort formulier", top=510)
    one = replace(page(1, *heads, *above, *below, *boxed), frames=frames)
    found = [(b.kind, b.number or b.text.text) for b in blocks_of(one)]
    at = found.index(("paragraph", "een vaste begeleider"))
    assert found[at : at + 3] == [
        ("paragraph", text) for text in ("een vaste begeleider", "uren voor overleg", "een dak")
    ]
    assert [number for kind, number in found[:at] if kind == "heading"][-1] == opens
    last = found.index(("paragraph", "Wat vraagt een school?"))
    assert last > at + 3 and found[last + 1] == ("paragraph", "een kort formulier")


# --- numbers on scans, where bold does not show -----------------------------------------------------------------------


def scanned(
    said: str, above: float, below: float, after: str = "De raad vraagt dat elke school een vaste"
) -> list[Block]:
    """The blocks of a scanned page on which `said` stands between two paragraphs with so much white around it."""
    head = line(said, 70, 96 + above)
    below_it = line(after, 70, 106 + above + below, to=520)
    prose = [*body(1, 3, top=58), head, below_it, *body(1, 6, top=120 + above + below)]
    return blocks_of(page(1, line("1. Situering", 70, 30, size=15), *prose, origin="ocr"))


@pytest.mark.parametrize(
    ("said", "above", "below", "found"),
    [
        ("1.1 Rol van de school", 16, 3, "1.1"),  # a part of the number that comes next
        ("1.1, Rol van de school", 16, 3, "1.1"),
        ("1.4 Rol van de school", 16, 3, None),  # not the next
        ("1.1 Rol van de school", 5, 3, None),  # no more white than between two lines
        ("2. Besluit", 18, 9, "2"),
        ("2. Besluit", 18, 3, None),  # may be an item of a list
        ("2. Wie betaalt dat?", 18, 9, None),
        ("2. Besluit.", 18, 9, None),
    ],
)
def test_the_next_number_with_white_above_it_heads_a_part_of_a_scan(
    said: str, above: float, below: float, found: str | None
) -> None:
    numbers = [b.number for b in scanned(said, above, below) if b.kind == "heading"]
    assert numbers == ["1", *([found] if found else [])]


def test_a_list_of_a_scan_with_white_between_its_items_is_no_heading() -> None:
    assert [b.number for b in scanned("2. De tweede zaak", 18, 18, "3. De derde zaak") if b.kind == "heading"] == ["1"]


def test_roman_numerals_that_recognition_misread() -> None:
    heads = [
        styled(text, 60 + 80 * k, 14) for k, text in enumerate(("I. Kader", "IL. Advies", "I1I. Kosten", "IV. Slot"))
    ]
    assert [number for number, _ in levels(with_prose(*heads, origin="ocr"))] == ["I", "II", "III", "IV"]


@pytest.mark.parametrize(
    ("read_as", "numbers"),
    [
        (("L INLEIDING", "II. ADVIES"), ["I", "II"]),
        (("L INLEIDING", "IL. ADVIES"), ["I", "II"]),
        (("l. Inleiding", "2. Advies"), ["1", "2"]),
        (("I. Inleiding", "2. Advies"), ["1", "2"]),
        (("1 Inleiding", "2 Advies"), ["1", "2"]),
        (("I. Inleiding", "II. Advies"), ["I", "II"]),
        (("I. KADER", "1. Lezen", "2. Rekenen", "II. ADVIES"), ["I", "1", "2", "II"]),
        (("L. Van Beneden", "A. Advies"), [None, "A"]),  # an initial
    ],
)
def test_the_first_number_of_a_scan_is_known_by_the_second(read_as: tuple[str, ...], numbers: list[str | None]) -> None:
    heads = [styled(text, 60 + 80 * k, 12, bold=True) for k, text in enumerate(read_as)]
    found = [b for b in blocks_of(with_prose(*heads, origin="ocr")) if b.kind == "heading"]
    assert [b.number for b in found] == numbers
    assert all(b.text.text == said.split(" ", 1)[1] for b, said in zip(found, read_as, strict=True) if b.number)


def test_a_full_stop_that_recognition_lost_behind_a_letter() -> None:
    heads = [
        styled(text, 60 + 80 * k, 14) for k, text in enumerate(("A. Kader", "A1. Lezen", "A.2. Rekenen", "B3 Slot"))
    ]
    assert [n for n, _ in levels(with_prose(*heads, origin="ocr"))] == ["A", "A.1", "A.2", None]


@pytest.mark.parametrize(("read_as", "number"), [("3.11", "3.1.1"), ("3.1.1", "3.1.1"), ("3.2", "3.2")])
def test_a_full_stop_that_recognition_lost_in_a_number_is_known_by_the_numbers_before(
    read_as: str, number: str
) -> None:
    heads = ["1. Kader", "2. Advies", "3. Kosten", "3.1 Gebouwen", f"{read_as} Middelen"]
    lines = [styled(text, 60 + 80 * k, 14) for k, text in enumerate(heads)]
    assert levels(with_prose(*lines, origin="ocr"))[-1][0] == number


def test_numbers_that_hang_before_a_text_make_no_table() -> None:
    rows = []
    for k, (label, text) in enumerate((("C)", "de overige gemeenten?"), ("4", "Komt er een vervolg op het plan?"))):
        words = [*line(label, 70, 100 + 30 * k).words, *line(text, 120, 100 + 30 * k).words]
        rows.append(make_line(words, 1))
    found = [kind for kind, _ in kinds(*rows)]
    assert found and "table" not in found


def test_two_words_and_a_number_still_make_a_table() -> None:
    rows = []
    for k, (label, text) in enumerate(
        (("Gent", "118 leerlingen"), ("Aalst", "64 leerlingen"), ("Ronse", "31 leerlingen"))
    ):
        words = [*line(label, 70, 100 + 15 * k).words, *line(text, 220, 100 + 15 * k).words]
        rows.append(make_line(words, 1))
    assert "table" in {kind for kind, _ in kinds(*rows)}


# --- scans: lists, tables, headings without number --------------------------------------------------------------------


def listed(*rows: tuple[str, str, float]) -> list[tuple[str, str | None]]:
    """Kind and marker of the blocks of a scan: sign and text of each row, and the white space above it."""
    top, lines = 60.0, list(body(1, 2, top=60))
    top = 90.0
    for sign, said, above in rows:
        top += 10 + above
        words = list(line(said, 100, top).words)
        lines.append(make_line([*(line(sign, 70, top).words if sign else ()), *words], 1))
    return [(b.kind, b.marker) for b in blocks_of(page(1, *lines, origin="ocr")) if b.kind != "paragraph"]


def test_numbers_that_recognition_misread_go_on_with_their_list() -> None:
    found = listed(("1.", "Hoeveel klassen?", 8), ("2,", "Hoeveel leraren?", 6), ("3", "Wie betaalt dat?", 6))
    assert found == [("item", "1."), ("item", "2."), ("item", "3.")]


@pytest.mark.parametrize(("sign", "found"), [("m", True), ("n", True), ("u", False), ("a", False)])
def test_a_letter_that_begins_two_lines_far_from_their_text_is_what_a_scan_made_of_their_bullet(
    sign: str, found: bool
) -> None:
    assert listed((sign, "een vaste begeleider", 8), (sign, "een warme overdracht", 6)) == [("item", "•")] * 2 * found
    assert listed((sign, "een vaste begeleider", 8)) == []


@pytest.mark.parametrize(
    ("signs", "wide", "found"),
    [
        (("m_", "m_"), 40, 2),
        (("=", "="), 40, 2),
        (("=",), 40, 1),
        (("m_",), 40, 0),
        (("=", "="), 15, 0),
        (("", ""), 40, 0),
    ],
)
def test_a_bullet_that_a_scan_put_to_the_word_behind_it_is_taken_off(
    signs: tuple[str, ...], wide: float, found: int
) -> None:
    lines = []
    for k, sign in enumerate(signs):
        rest = line("elke school een begeleider;", 70 + wide + 4, 130 + 20 * k)
        first = Word(f"{sign}voor", Box(70, 130 + 20 * k, 70 + wide, 140 + 20 * k), 10.0)
        lines.append(make_line([first, *rest.words], 1))
    one = page(1, *body(1, 3, top=60), *lines, *body(1, 8, top=200), origin="ocr")
    items = [(b.marker, b.text.text) for b in blocks_of(one) if b.kind == "item"]
    assert items == [("•", "voor elke school een begeleider;")] * found


def test_letters_below_a_number_go_on_too() -> None:
    found = listed(("1.", "Hoeveel klassen?", 8), ("2.", "Hoeveel leraren?", 6))
    assert [marker for _, marker in found] == ["1.", "2."]
    found = listed(("a)", "in de stad;", 8), ("b)", "in de rand;", 6), ("C)", "elders.", 6))
    assert [marker for _, marker in found] == ["a)", "b)", "c)"]


@pytest.mark.parametrize("sign", ["5,", "A)", "12"])
def test_a_number_that_is_not_the_next_begins_no_item(sign: str) -> None:
    found = listed(("1.", "Hoeveel klassen?", 8), ("2.", "Hoeveel leraren?", 6), (sign, "Wie betaalt dat?", 6))
    assert [marker for kind, marker in found if kind == "item"] == ["1.", "2."]


def test_remains_of_rules_are_no_part_of_the_cells_of_a_scan() -> None:
    rows = []
    for k, cells in enumerate(
        (("[Stad", "|", "2019 |", "2020|"), ("Gent", "|", "12|", "[14]"), ("Aalst", "|", "7", "9"))
    ):
        words = [w for n, cell in enumerate(cells) for w in line(cell, 70 + 110 * n, 100 + 15 * k).words]
        rows.append(make_line(words, 1))
    [table] = [b for b in blocks_of(page(1, *body(1, 2, top=58), *rows, origin="ocr")) if b.kind == "table"]
    assert table.text.text == "Stad\t2019\t2020\nGent\t12\t[14]\nAalst\t7\t9"


def bare(
    said: str, above: float, below: float, end: str = "Dat is goed voor elk kind.", origin: str = "ocr"
) -> list[str]:
    """The headings of the second page, on which `said` stands between two paragraphs with so much white around it."""
    first = page(1, line("Situering", 70, 30, size=15), *body(1, 6, top=60), origin=origin)
    last, head = line(end, 70, 86, page=2), line(said, 70, 96 + above, page=2)
    lines = [line("Inleiding", 70, 30, size=15, page=2), *body(2, 2, top=58), last, head]
    opening = line("De raad vraagt dat elke school een vaste begeleider krijgt", 70, 106 + above + below, 2, to=520)
    second = page(2, *lines, opening, *body(2, 6, top=120 + above + below), origin=origin)
    return [
        b.text.text
        for b in blocks_of(first, second)
        if b.kind == "heading" and b.text.text not in ("Situering", "Inleiding")
    ]


@pytest.mark.parametrize(
    ("said", "above", "below", "found"),
    [
        ("Rol van de ouders", 16, 4, True),
        ("„Rol van de ouders", 16, 4, True),  # a spot before it
        ("Rol van de ouders", 16, 0, True),  # the box of the line below is too high
        ("Wat doen we al?", 16, 4, True),
        ("Doen we dat al?", 16, 4, False),  # a question in the text
        ("Rol van de ouders", 6, 4, False),
        ("Rol van de ouders.", 16, 4, False),
        ("rol van de ouders", 16, 4, False),
        ("Bron: Statbel", 16, 4, False),
    ],
)
def test_a_few_words_with_much_white_above_head_a_part_of_a_scan_without_numbers(
    said: str, above: float, below: float, found: bool
) -> None:
    assert bool(bare(said, above, below)) is found
    assert bare(said, above, below, origin="digital") == []


@pytest.mark.parametrize(
    ("end", "found"), [("voor elk kind.3", True), ("voor elk kind. f", True), ("voor elk kind", False)]
)
def test_what_stands_above_such_a_heading_is_closed(end: str, found: bool) -> None:
    assert bool(bare("Rol van de ouders", 16, 4, end)) is found


# --- the cover --------------------------------------------------------------------------------------------------------


def first_page_kinds(*said: str) -> list[str]:
    """Kinds of the blocks of a first page of few words, before a page of prose."""
    first = [styled("SCHRIFTELIJKE VRAAG", 60, 12, bold=True)]
    first += [line(text, 70, 120 + 30 * k) for k, text in enumerate(said)]
    return [b.kind for b in blocks_of(page(1, *first), page(2, *body(2, 8))) if b.text.lines[0].page == 1]


def test_a_short_letter_with_its_questions_is_no_title_page() -> None:
    asked = ("1. Hoeveel scholen vroegen dit aan?", "2. Welk bedrag kregen ze?", "3. Komt er een vervolg?")
    assert first_page_kinds(*asked)[-3:] == ["item"] * 3


def test_one_number_on_a_title_page_makes_no_list_of_it() -> None:
    assert set(first_page_kinds("1. Algemene Raad", "12 mei 2022", "Goedgekeurd met eenparigheid")) == {"cover"}


def test_an_introduction_in_large_type_is_a_paragraph_however_many_lines_it_has() -> None:
    said = (
        "De school staat in de buurt en de buurt in de school. Dat is",
        "geen nieuw idee. Al lang doen scholen",
        "dat op hun manier, elk met",
        "wie er woont. De nota wil",
        "dat alle scholen meedoen en",
        "dat niemand achterblijft.",
    )
    intro = [styled(text, 100 + 19 * k, 13) for k, text in enumerate(said)]
    one = page(1, styled("Waarom deze nota?", 60, 26, bold=True), *intro, *body(1, 20, top=240))
    found = [(b.kind, b.text.text) for b in blocks_of(one) if b.size > 11]
    assert [kind for kind, _ in found if kind == "heading"] == []
    assert any(text == " ".join(said) for _, text in found)


def test_two_headings_in_the_same_type_are_no_prose() -> None:
    heads = [styled("Kinderen en jongeren", 300, 13), styled("Volwassenen", 360, 13)]
    one = page(1, *body(1, 10, top=80), heads[0], *body(1, 2, top=322), heads[1], *body(1, 8, top=382))
    assert [b.text.text for b in blocks_of(one) if b.kind == "heading"] == ["Kinderen en jongeren", "Volwassenen"]


def under_prose(*said: str, pitch: float, size: float = 14.0, to: float = 500, bold: int = 0) -> list[str]:
    """The headings on a page on which lines of this size, the last one short, stand between paragraphs."""
    top = 80 + 14 * 8 + 20
    last = len(said) - 1
    lines = [emphasised(text, top + pitch * k, bold, size, to=to if k < last else 250) for k, text in enumerate(said)]
    after = top + pitch * last + size + 8
    one = page(1, *body(1, 8, top=80), *lines, *body(1, 10, top=after))
    return [b.text.text for b in blocks_of(one) if b.kind == "heading"]


@pytest.mark.parametrize("pitch", [16.0, 18.0, 20.0, 22.0, 23.5])
@pytest.mark.parametrize(
    "said",
    [
        ("Doel 2: leerlingen en hun ouders weten waar ze", "terechtkunnen als het moeilijk gaat"),
        ("Een sterke kleuterschool vraagt tijd,", "handen en vertrouwen"),  # broken off after a comma
        ("Ondersteuning van alle leerlingen:", "Wat werkt, wat niet"),  # and a colon
    ],
)
def test_the_lines_of_a_heading_are_one_however_far_apart_they_are_set(pitch: float, said: tuple[str, str]) -> None:
    assert under_prose(*said, pitch=pitch) == [" ".join(said)]


def test_two_headings_as_far_from_each_other_as_from_the_text_stay_two() -> None:
    said = ("De begeleiding van leerlingen in het gewone onderwijs", "Wat de raad daarvan vindt")
    assert under_prose(*said, pitch=34.0) == list(said)
    assert under_prose("Kinderen", "Jongeren", pitch=24.0, to=150) == ["Kinderen", "Jongeren"]


def test_bold_words_that_introduce_a_list_or_end_a_sentence_are_no_title_broken_off() -> None:
    sentence = ("De raad vraagt voor elke school een vaste begeleider,", "en dat voor alle leerlingen.")
    assert under_prose(*sentence, pitch=14.0, size=10.0, bold=99) == []
    listed = ("De raad heeft voor de minister de volgende vragen:", "1. Wanneer komt het decreet?")
    assert listed[0] not in " ".join(under_prose(*listed, pitch=14.0, size=10.0, bold=99))


@pytest.mark.parametrize("said", ["Bron: Departement Werk, eigen bewerking", "Noot: cijfers van 1 maart"])
def test_where_a_table_comes_from_is_no_heading(said: str) -> None:
    one = page(1, *body(1, 10, top=80), styled(said, 250, 10, italic=True), *body(1, 8, top=290))
    assert not [b for b in blocks_of(one) if b.kind == "heading"]


def test_a_box_of_a_title_and_one_line_opens_no_section() -> None:
    box = Box(65, 240, 525, 285)
    inside = [styled("Goed om te weten", 248, 10, bold=True), line("Elke week is er een voorleesuur.", 70, 266)]
    one = page(1, *body(1, 10, top=80), *inside, *body(1, 8, top=300))
    assert not [b for b in blocks_of(replace(one, frames=(box,))) if b.kind == "heading"]


def tight(said: str, before: str = "De raad vraagt tijd.", after: str = "") -> RawPage:
    """A bold line between two paragraphs with no more white around it than between all lines."""
    lines = [*body(1, 12, top=80), line(before, 70, 248), styled(said, 262, 10, bold=True)]
    rest = body(1, 12, top=276)
    return page(
        1, *lines, *([line(after, 70, 276), *rest[1:]] if after else [make_line(capital(rest[0]), 1), *rest[1:]])
    )


def capital(one: Line) -> list[Word]:
    first, *rest = one.words
    return [replace(first, text=first.text.title()), *rest]


@pytest.mark.parametrize("said", ["Arbeidsmarkt", "Wat vraagt de raad?"])
def test_a_short_bold_line_between_two_paragraphs_is_a_heading_without_white_too(said: str) -> None:
    assert [b.text.text for b in blocks_of(tight(said)) if b.kind == "heading"] == [said]


@pytest.mark.parametrize(
    ("said", "before", "after"),
    [
        ("elke school", "De raad vraagt dat", ""),  # emphasis in a sentence
        ("De raad vraagt:", "Dat is zo.", ""),
        ("Naam", "Wie mee wil doen, vult dit in.", "An Rik"),  # a form
    ],
)
def test_a_short_bold_line_in_a_sentence_or_over_a_short_line_is_none(said: str, before: str, after: str) -> None:
    assert not [b for b in blocks_of(tight(said, before, after)) if b.kind == "heading"]


@pytest.mark.parametrize(("word", "title"), [("Beweging", "cover"), ("Beweging en sport", "heading")])
def test_a_heading_of_one_word_that_a_scan_shows_as_large_as_the_title_leaves_the_title_its_place(
    word: str, title: str
) -> None:
    head = [styled("RAAD SECUNDAIR ONDERWIJS", 40, 12, bold=True), styled("ADVIES OVER GEZONDHEID OP SCHOOL", 80, 14.1)]
    lines = [*head, *body(1, 12, top=130), styled(word, 360, 14.2, bold=True), *body(1, 12, top=390)]
    found = blocks_of(page(1, *lines, origin="ocr"), page(2, *body(2, 20), origin="ocr"))
    assert [b.kind for b in found if b.text.text.startswith("ADVIES")] == [title]


def test_a_letterhead_as_large_as_the_title_belongs_to_the_cover_with_it() -> None:
    head = [styled("VLAAMSE ONDERWIJSRAAD", 50, 12, bold=True), line("Kunstlaan 6, 1210 Brussel", 70, 68)]
    title = [
        styled("ADVIES OVER DE BASISVORMING", 100, 12, bold=True),
        styled("IN DE EERSTE GRAAD", 116, 12, bold=True),
    ]
    parts = [styled("1. Inleiding", 160, 11, bold=True), *body(1, 6, top=180), styled("2. Besluit", 290, 11, bold=True)]
    found = blocks_of(page(1, *head, *title, *parts, *body(1, 6, top=310)))
    assert [b.text.text for b in found if b.kind == "heading"] == ["Inleiding", "Besluit"]


def test_a_title_as_large_as_the_chapters_stands_before_the_first_of_them() -> None:
    head = [styled("Advies", 50, 14, bold=True), styled("Samen naar school", 80, 14, bold=True), line("3 mei", 70, 104)]
    parts = [styled("1 Inleiding", 160, 14, bold=True), *body(1, 6, top=180), styled("2 Besluit", 290, 14, bold=True)]
    found = blocks_of(page(1, *head, *parts, *body(1, 6, top=310)))
    assert [b.text.text for b in found if b.kind == "heading"] == ["Inleiding", "Besluit"]
    opening = styled("Samenvatting", 50, 14, bold=True), *body(1, 4, top=70)
    found = blocks_of(page(1, *opening, *parts, *body(1, 6, top=310)))
    assert [b.text.text for b in found if b.kind == "heading"] == ["Samenvatting", "Inleiding", "Besluit"]


@pytest.mark.parametrize(
    ("rest", "size", "whole"),
    [
        ("leerling in het onderwijs", 13.2, True),
        ("Leerling en school", 13.2, False),
        ("leerling in het onderwijs", 16.5, False),
    ],
)
def test_the_rest_of_a_title_of_a_scan_may_be_measured_a_little_larger(rest: str, size: float, whole: bool) -> None:
    title = styled("2 Welbevinden en kansen voor elke", 200, 11.8, bold=True)
    lines = [styled("1 Kader", 60, 14, bold=True), *body(1, 6, top=90), title, styled(rest, 214, size)]
    found = blocks_of(page(1, *lines, *body(1, 12, top=240), origin="ocr"))
    assert any(b.kind == "heading" and b.text.text.endswith(f"elke {rest}") for b in found) is whole


def test_headings_as_large_as_each_other_over_short_paragraphs_are_no_letterhead() -> None:
    """The same size comes back below the first long paragraph."""
    heads = [
        styled(said, top, 14, bold=True) for said, top in (("Wie zijn wij", 60), ("Wat doen wij", 120), ("Waarom", 320))
    ]
    one = page(
        1, heads[0], line("Wij zijn een raad.", 70, 85), heads[1], *body(1, 10, top=145), heads[2], *body(1, 4, top=345)
    )
    assert len([b for b in blocks_of(one) if b.kind == "heading"]) == 3


def test_a_title_wider_than_the_text_leaves_the_text_at_its_own_edge() -> None:
    """Else all of it seems set in, and a heading in italics further in than one may stand."""
    title = styled("Gedachtewisseling over de hervorming van de opleiding van wie leraar wil worden", 60, 13, bold=True)
    text = [line(" ".join(PROSE), 110, 150 + 14 * k, to=480) for k in range(20)]
    heading = replace(styled("Instroom en uitstroom", 300, 10, italic=True))
    moved = make_line([replace(w, box=Box(w.box.x0 + 40, 300, w.box.x1 + 40, 310)) for w in heading.words if w.box], 1)
    lines = [
        *text[:10],
        moved,
        *[
            make_line(
                [
                    replace(w, box=Box(w.box.x0, w.box.top + 32, w.box.x1, w.box.bottom + 32))
                    for w in one.words
                    if w.box
                ],
                1,
            )
            for one in text[10:]
        ],
    ]
    found = blocks_of(page(1, title, *lines))
    assert {b.kind for b in found} == {"cover", "paragraph", "heading"}


@pytest.mark.parametrize(
    ("texts", "size", "kind"),
    [
        (
            ("Het bestuur besliste om de bijdrage voor de uitstappen niet te verhogen en de", "lijst te sluiten."),
            10,
            "p",
        ),
        (("Geen enkele school mag door deze maatregel middelen verliezen in de jaren na de", "invoering."), 11, "p"),
        (("Over de gevolgen van de hervorming voor kleine scholen op het platteland en in", "de rand"), 10, "h"),
        (("Hoe kan de overheid kleine scholen op het platteland helpen om deze hervorming", "te doen?"), 10, "h"),
        (("Samenwerken met ouders, buurtwerkers, sportclubs, academies, bibliotheken, musea", "e.a."), 10, "h"),
    ],
)
def test_a_bold_sentence_of_two_lines_amid_text_is_no_heading_but_a_title_is(
    texts: tuple[str, str], size: float, kind: str
) -> None:
    first, second = (styled(text, 150 + 12 * k, size, bold=True) for k, text in enumerate(texts))
    found = blocks_of(page(1, *body(1, 6, top=60), first, second, *body(1, 5, top=190)))
    said = [b for b in found if b.text.text.startswith(texts[0][:30])]
    assert [b.kind[0] for b in said] == [kind]
    assert said[0].text.text.endswith(texts[1])


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (
            [
                "Deel 1 Kader",
                "Hoofdstuk 1 Wetten",
                "1.1 Decreet",
                "Hoofdstuk 2 Geld",
                "Deel 2 Advies",
                "Hoofdstuk 3 Wie",
            ],
            [("1", 1), ("1", 2), ("1.1", 3), ("2", 2), ("2", 1), ("3", 2)],
        ),
        (
            ["Deel 1: Kader", "1 Wetten", "1.1 Decreet", "2 Geld", "Deel 2: Advies", "3 Leraren"],
            [("1", 1), ("1", 2), ("1.1", 3), ("2", 2), ("2", 1), ("3", 2)],
        ),
        (
            ["Titel I. Algemeen", "Hoofdstuk I. Doel", "Hoofdstuk II. Wie", "Titel II. Scholen", "Hoofdstuk I. Hoe"],
            [("I", 1), ("I", 2), ("II", 2), ("II", 1), ("I", 2)],
        ),
        (
            ["Deel 1 Kader", "1.1 Wetten", "1.2 Geld", "Deel 2 Advies", "2.1 Leraren"],
            [("1", 1), ("1.1", 2), ("1.2", 2), ("2", 1), ("2.1", 2)],
        ),
        (
            ["Hoofdstuk 1 Kader", "1.1 Wetten", "Hoofdstuk 2 Geld", "2.1 Leraren", "Bijlagen", "1. Tabellen"],
            [("1", 1), ("1.1", 2), ("2", 1), ("2.1", 2), (None, 1), ("1", 1)],
        ),
    ],
)
def test_parts_and_chapters_count_by_themselves_unless_their_sections_go_on(
    said: list[str], expected: list[tuple[str | None, int]]
) -> None:
    heads = [styled(text, 60 + 80 * k, 14, bold=True) for k, text in enumerate(said)]
    assert levels(with_prose(*heads)) == expected


def _small_caps(text: str, top: float) -> Line:
    """A title of which the capitals are of 10 points, the other letters of 7.5."""
    words: list[Word] = []
    for word in line(text, 70, top).words:
        assert word.box is not None
        cut = word.box.x0 + 6 if word.text[0].isupper() else word.box.x0
        if word.text[0].isupper():
            words.append(replace(word, text=word.text[0], box=replace(word.box, x1=cut)))
        words.append(replace(word, text=word.text.lstrip(word.text[0] if cut > word.box.x0 else ""), size=7.5,
                             box=replace(word.box, x0=cut, top=top + 2.5)))  # fmt: skip
    return make_line(words, 1)


def test_titles_in_small_capitals_are_headings_of_one_level() -> None:
    heads = [
        _small_caps(text, 90.0 + 120 * k) for k, text in enumerate(("De rol van scholen", "Zorg", "Taal in de klas"))
    ]
    lines = [one for k, head in enumerate(heads) for one in (head, *body(1, 5, top=103 + 120 * k))]
    found = [(b.text.text, b.level) for b in blocks_of(page(1, *body(1, 2, top=50), *lines)) if b.kind == "heading"]
    assert found == [("De rol van scholen", 1), ("Zorg", 1), ("Taal in de klas", 1)]


def _scanned(*heads: tuple[str, float]) -> list[tuple[str | None, int | None]]:
    """The levels of bold headings without number of a scan whose body is 12 points, with the sizes measured."""
    lines: list[Line] = []
    for k, (said, size) in enumerate(heads):
        prose = [line(" ".join(PROSE), 70, 40 + 78 * k + 34 + 16 * n, size=12.0, to=520) for n in range(2)]
        lines += [styled(said, 40 + 78 * k, size, bold=True), *prose]
    return [(b.text.text, b.level) for b in blocks_of(page(1, *lines, origin="ocr")) if b.kind == "heading"]


@pytest.mark.parametrize(
    ("heads", "expected"),
    [
        # one that is measured as the body, beside others that are little larger
        ((("Inleiding", 17.5), ("Een plek overal", 13.4), ("Ruimte en tijd", 13.4), ("De buurt", 12.0)), [1, 2, 2, 2]),
        ((("Inleiding", 17.5), ("De buurt", 12.0), ("Ruimte en tijd", 13.4), ("Een les", 13.4)), [1, 2, 2, 2]),
        ((("Ruimte en tijd", 13.4), ("De buurt", 12.0), ("Een les", 13.4), ("De stad", 12.0)), [1, 1, 1, 1]),
        # two of them part a section
        (
            (("Inleiding", 17.5), ("Een les", 13.4), ("Ruimte en tijd", 13.4), ("De buurt", 12.0), ("Werk", 12.0)),
            [1, 2, 2, 3, 3],
        ),
        # none is little larger
        ((("Inleiding", 17.5), ("Een les", 13.4), ("De buurt", 12.0), ("Een stad", 13.4)), [1, 2, 3, 2]),
        # larger than the body
        ((("Inleiding", 20.0), ("Een les", 15.8), ("Ruimte en tijd", 15.5), ("De tijd", 13.7)), [1, 2, 2, 3]),
    ],
)
def test_a_heading_of_a_scan_that_is_measured_smaller_is_no_only_child(
    heads: tuple[tuple[str, float], ...], expected: list[int]
) -> None:
    assert [level for _, level in _scanned(*heads)] == expected
