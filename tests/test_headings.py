"""Headings and titles: which lines are one, and how deep they stand, in print and on scans."""

from __future__ import annotations

from dataclasses import replace

import pytest

from corpus.model import Block
from ingest.blocks import build
from ingest.headings import numeral
from ingest.layout import arrange
from ingest.page import Line, RawPage
from tests.test_layout import body, line, page


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
