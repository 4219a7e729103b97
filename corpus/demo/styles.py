"""How the demonstration documents look: one `Style` for each kind of house style. Lengths are points, colours RGB."""

from __future__ import annotations

from dataclasses import dataclass

Colour = tuple[float, float, float]

BLACK: Colour = (0, 0, 0)
GREY: Colour = (0.35, 0.35, 0.35)

# Families by face: regular, bold, italic. Only type that reportlab brings or that every PDF reader has.
FAMILIES = {
    "vera": ("Vera", "VeraBd", "VeraIt"),
    "helvetica": ("Helvetica", "Helvetica-Bold", "Helvetica-Oblique"),
    "times": ("Times-Roman", "Times-Bold", "Times-Italic"),
    "courier": ("Courier", "Courier-Bold", "Courier-Oblique"),
}


@dataclass(frozen=True, slots=True)
class HeadingStyle:
    """One level of headings: size, space above and below, colour."""

    size: float
    above: float
    below: float
    colour: Colour = BLACK
    bold: bool = True
    italic: bool = False
    capitals: bool = False


@dataclass(frozen=True, slots=True)
class Style:
    """One house style."""

    family: str = "helvetica"
    size: float = 10.5
    leading: float = 14
    paragraph_gap: float = 7
    justify: bool = False
    hyphenate: bool = False
    margins: tuple[float, float, float, float] = (72, 72, 72, 72)  # left, right, top, bottom
    columns: int = 1
    headings: tuple[HeadingStyle, ...] = (
        HeadingStyle(15, 18, 7),
        HeadingStyle(12, 13, 5),
        HeadingStyle(10.5, 10, 4, italic=True),
    )
    number_suffix: str = ""  # behind a heading number: "", "."
    number_width: float = 36  # where a heading's title begins after its number
    item_indent: float = 16
    note_size: float = 8
    note_leading: float = 10
    note_rule: bool = True
    note_raised: bool = True  # the number before the note itself is a superscript
    note_spill: bool = True  # a note may go on at the foot of the next page
    header: tuple[str, str] = ("", "")  # left and right
    footer: tuple[str, str, str] = ("{mark}", "", "{n}")  # left, centre, right
    cover: str = "page"  # "page": one of its own; "top": title on the first page; "none": letterhead only
    cover_colour: Colour = BLACK
    contents_leaders: bool = True
    signatures_beside: bool = False
    quote_italic: bool = False


NAVY: Colour = (0.09, 0.21, 0.42)
TEAL: Colour = (0.0, 0.42, 0.42)
PLUM: Colour = (0.45, 0.12, 0.36)
GREEN: Colour = (0.16, 0.40, 0.18)

STYLES = {
    # Older advices: Times, justified with broken words, small capitals as headings, page number in the middle.
    "drukwerk": Style(
        family="times", size=11, leading=13.6, paragraph_gap=6, justify=True, hyphenate=True,
        margins=(112, 112, 84, 84), number_suffix=".", number_width=28,
        headings=(HeadingStyle(13, 17, 6), HeadingStyle(11.5, 11, 4), HeadingStyle(11, 9, 3, bold=False, italic=True)),
        note_size=8.5, note_leading=10, header=("", "{running}"), footer=("", "– {n} –", "{mark}"), note_spill=False,
    ),
    # The oldest, which is scanned: plain Helvetica, page number in the corner.
    "oud": Style(
        family="helvetica", size=10.5, leading=14.5, margins=(80, 80, 80, 84), number_width=30,
        headings=(HeadingStyle(14, 18, 7), HeadingStyle(11.5, 12, 5)), note_raised=False,
        header=("{running}", ""), footer=("{mark}", "", "{n}"),
    ),
    # Headings are only bold lines of the size of the text.
    "vet": Style(
        family="vera", size=9.3, leading=13.4, paragraph_gap=6.5, margins=(76, 70, 76, 80),
        headings=(HeadingStyle(9.3, 14, 4), HeadingStyle(9.3, 10, 3, italic=True, bold=False)),
        note_size=7.2, note_leading=9.2, note_rule=False, note_raised=False,
        header=("", ""), footer=("{mark}", "", "– {n} –"), cover="top",
    ),
    # Written questions of the parliament.
    "vraag": Style(
        family="vera", size=9, leading=12.4, paragraph_gap=9, margins=(80, 80, 92, 84), cover="none",
        headings=(HeadingStyle(9, 14, 6),), item_indent=20, number_width=22,
        header=("VLAAMS PARLEMENT", "SCHRIFTELIJKE VRAGEN"), footer=("{mark}", "", "- {n} -"),
    ),
    "vraag-oud": Style(
        family="times", size=11, leading=13.5, paragraph_gap=8, margins=(86, 86, 86, 80), cover="none",
        headings=(HeadingStyle(11, 14, 6),), item_indent=20,
        header=("Vlaams Parlement – Schriftelijke vragen", ""), footer=("{mark}", "", "{n}"),
    ),
    # A glossy vision note: large coloured headings without numbers, page number as 3/12.
    "visie": Style(
        family="helvetica", size=10.5, leading=15, paragraph_gap=8, margins=(84, 84, 88, 80),
        headings=(HeadingStyle(21, 24, 10, TEAL), HeadingStyle(13.5, 15, 6, TEAL), HeadingStyle(11, 10, 4, GREY)),
        header=("", "{running}"), footer=("{mark}", "", "{n}/{total}"), cover_colour=TEAL, quote_italic=True,
        note_size=8.2, note_leading=10.4,
    ),
    "kolommen": Style(
        family="times", size=10, leading=12.2, paragraph_gap=5, justify=True, hyphenate=True,
        margins=(56, 56, 74, 72), columns=2,
        headings=(HeadingStyle(12.5, 12, 4, PLUM), HeadingStyle(10.5, 8, 3, PLUM)), number_suffix=".", number_width=20,
        item_indent=11, note_size=8, note_leading=9.4, header=("{running}", ""), footer=("{n}", "", "{mark}"),
        cover="top", note_raised=False,
    ),
    # The council's present house style and two of its variants.
    "huis": Style(
        family="helvetica", size=10, leading=13.6, paragraph_gap=7, margins=(74, 74, 70, 80),
        headings=(HeadingStyle(16, 20, 8, NAVY), HeadingStyle(12, 13, 5, NAVY), HeadingStyle(10.5, 10, 4, NAVY)),
        number_width=42, footer=("{running} | {mark}", "", "{n}"), cover_colour=NAVY,
    ),
    "huis-vera": Style(
        family="vera", size=9, leading=13, paragraph_gap=7, margins=(78, 74, 74, 84),
        headings=(HeadingStyle(14, 20, 8), HeadingStyle(10.8, 13, 5), HeadingStyle(9.2, 10, 4)),
        number_width=40, note_size=7, note_leading=9, header=("Advies – {body}", "{datum}"),
        footer=("{mark}", "", "{n}"), signatures_beside=True,
    ),
    "huis-groen": Style(
        family="helvetica", size=10.5, leading=14.4, paragraph_gap=7.5, margins=(80, 80, 82, 78),
        headings=(HeadingStyle(17, 20, 8, GREEN), HeadingStyle(12.5, 13, 5, GREEN), HeadingStyle(10.5, 9, 3)),
        number_suffix=".", number_width=34, note_rule=False, note_size=8.2, note_leading=10.4,
        header=("{body}", "{n}"), footer=("", "{mark}", ""), cover_colour=GREEN,
    ),
    # Capitals for the main headings, ragged text in small Helvetica, notes between brackets of blank space.
    "strak": Style(
        family="helvetica", size=9.5, leading=13.2, paragraph_gap=7, margins=(70, 110, 78, 76),
        headings=(HeadingStyle(12, 20, 7, capitals=True), HeadingStyle(10.5, 12, 4)),
        number_width=30, note_size=7.6, note_leading=9.6, header=("{running}", "{datum}"),
        footer=("{mark}", "", "pagina {n} van {total}"),
    ),
    "ongenummerd": Style(
        family="times", size=11.5, leading=15, paragraph_gap=7, margins=(88, 88, 80, 80),
        headings=(HeadingStyle(19, 22, 8, PLUM, bold=False), HeadingStyle(13, 13, 4, PLUM, bold=False, italic=True)),
        header=("", ""), footer=("{n} | {running}", "", "{mark}"), cover_colour=PLUM, quote_italic=True,
        note_size=9, note_leading=11,
    ),
}  # fmt: skip
