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
from tests.test_layout import PROSE, body, line, page


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


def in_columns(*rows: tuple[str, ...], places: tuple[float, ...], top: float, step: float = 14) -> list[Line]:
    """Rows of cells: the first begins at its place, the others end at theirs; an empty one is not drawn."""
    lines = []
    for k, said in enumerate(rows):
        ends = [
            (x if n == 0 else x - 5 * len(cell), cell) for n, (x, cell) in enumerate(zip(places, said, strict=True))
        ]
        lines.append(row(top + step * k, *((x, cell) for x, cell in ends if cell)))
    return lines


EMPTY = [
    ("Net", "2018", "2019", "2020"),
    ("Vrij", "1.200", "", "12,0"),
    ("Stad", "", "95", ""),
    ("Samen", "", "9", "1"),
]


def test_what_is_not_given_is_an_empty_cell_and_moves_no_number() -> None:
    found = kinds(*body(1, 8), *in_columns(*EMPTY, places=(70, 250, 330, 410), top=290), *body(1, 6, top=400))
    assert ("table", "\n".join("\t".join(said) for said in EMPTY)) in found


@pytest.mark.parametrize("places", [(60, 285, 400, 520), (60, 180, 300, 420), (60, 400, 460, 535)])
def test_a_table_across_two_columns_is_whole_and_parts_them(places: tuple[float, ...]) -> None:
    left = [line(" ".join(PROSE[:8]), 60, top + 14 * k, to=285) for top in (60, 300) for k in range(10)]
    right = [line(" ".join(PROSE[8:]), 310, top + 14 * k, to=535) for top in (60, 300) for k in range(10)]
    found = kinds(*left, *right, *in_columns(*EMPTY, places=places, top=220))
    table = [k for k, (kind, said) in enumerate(found) if said == "\n".join("\t".join(cells) for cells in EMPTY)]
    assert [kind for kind, _ in found if kind == "table"] == ["table"]
    assert table
    above = " ".join(said for _, said in found[: table[0]])
    assert above.count(" ".join(PROSE[:8])) == above.count(" ".join(PROSE[8:])) == 10


@pytest.mark.parametrize("x", [60.0, 310.0])
def test_a_table_in_one_of_two_columns_stays_in_it(x: float) -> None:
    other = 370 - x
    beside = [line(" ".join(PROSE[:8]), other, 60 + 14 * k, to=other + 225) for k in range(22)]
    own = [line(" ".join(PROSE[8:]), x, top + 14 * k, to=x + 225) for top in (60, 256) for k in range(8)]
    found = kinds(*beside, *own, *in_columns(*EMPTY, places=(x, x + 120, x + 170, x + 220), top=186))
    at = next(k for k, (kind, _) in enumerate(found) if kind == "table")
    assert found[at] == ("table", "\n".join("\t".join(said) for said in EMPTY))
    before, after = (" ".join(said for _, said in some) for some in (found[:at], found[at + 1 :]))
    assert before.count(" ".join(PROSE[8:])) == after.count(" ".join(PROSE[8:])) == 8
    assert (before if x == 310 else after).count(" ".join(PROSE[:8])) == 22


@pytest.mark.parametrize("apart", [13, 20])  # rows as close as the lines in them, and with white between
def test_a_text_that_runs_over_lines_of_its_cell_is_in_one_row(apart: float) -> None:
    rows = [
        row(290, (70, "Maatregel"), (230, "Wie"), (400, "Wanneer")),
        row(290 + apart, (70, "Een mentor voor elke"), (230, "Bestuur"), (400, "2022")),
        row(303 + apart, (70, "nieuwe leraar")),
        row(303 + 2 * apart, (70, "Taallessen"), (230, "Gemeente"), (400, "2023")),
    ]
    found = kinds(*body(1, 8), *rows, *body(1, 6, top=430))
    said = "Maatregel\tWie\tWanneer\nEen mentor voor elke nieuwe leraar\tBestuur\t2022\nTaallessen\tGemeente\t2023"
    assert ("table", said) in found


FULL = ["Actie drie hier", "Overleg met alle aanbieders van", "Departement van Cultuur", "2024"]


@pytest.mark.parametrize("rest", [True, False])  # of a text in it, under it
@pytest.mark.parametrize("at", [1, 2])  # the row whose texts fill their cells: between two others, or the last
def test_a_row_whose_texts_fill_their_cells_is_of_the_table(at: int, rest: bool) -> None:
    rows = [("Actie", "Omschrijving", "Wie", "Wanneer"), ("Een", "Keurmerk", "Onderwijs", "2025")]
    rows += [("Twee", "Meldpunt", "Regulator", "2026")]
    rows.insert(at + 1, (FULL[0], FULL[1], FULL[2], FULL[3]))
    places = (70, 155, 320, 445)
    drawn, top = [], 290
    for said in rows:
        drawn.append(row(top, *zip(places, said, strict=True)))
        if said[0] == FULL[0] and rest:
            top += 13
            drawn.append(row(top, (155, "spellen")))
        top += 18
    whole = [tuple(f"{c} spellen" if rest and c == FULL[1] else c for c in said) for said in rows]
    found = kinds(*body(1, 8), *drawn, *body(1, 6, top=top + 40))
    assert ("table", "\n".join("\t".join(said) for said in whole)) in found


@pytest.mark.parametrize("figures", [("46 %", "21 %", "24 %", "9 %"), ("1.120", "12,5", "3", "171")])
@pytest.mark.parametrize("apart", [18, 23])
def test_figures_amid_texts_are_a_table_and_no_gutter(figures: tuple[str, ...], apart: float) -> None:
    """A text before them runs over two lines and leaves little white; behind them stand sentences as wide as prose."""
    texts = ["Leren en studeren", "Loopbaan", "Psychisch en sociaal func-", "Preventieve gezondheids-"]
    said = ["Licht dalend, want scholen doen zelf meer in de klas", "Stabiel"]
    said += ["Sterk stijgend in de eerste en de tweede graad", "Stabiel, maar met minder artsen dan voorheen"]
    drawn, top = [row(290, (70, "Domein"), (212, "Deel"), (270, "Verwachting voor 2024"))], 290.0 + apart
    for text, figure, expected in zip(texts, figures, said, strict=True):
        drawn.append(row(top, (70, text), (212, figure), (270, expected)))
        if text.endswith("-"):
            top += 13
            drawn.append(row(top, (70, "tioneren" if text.endswith("func-") else "zorg")))
        top += apart
    whole = [("Domein", "Deel", "Verwachting voor 2024")]
    texts[2:] = ["Psychisch en sociaal functioneren", "Preventieve gezondheidszorg"]
    whole += list(zip(texts, figures, said, strict=True))
    found = kinds(*body(1, 8), *drawn, *body(1, 6, top=top + 40))
    assert ("table", "\n".join("\t".join(cells) for cells in whole)) in found


def test_a_line_of_prose_under_a_table_is_none_of_its_rows() -> None:
    places = (70, 155, 320, 445)
    rows = [("Actie", "Omschrijving", "Wie", "Wanneer"), ("Een", "Keurmerk", "Onderwijs", "2025")]
    drawn = [row(290 + 18 * k, *zip(places, said, strict=True)) for k, said in enumerate(rows)]
    said = "Na de tabel volgt een gewone zin die er niets mee te maken heeft en niet in kolommen staat."
    found = kinds(*body(1, 8), *drawn, row(326, (70, said)), *body(1, 6, top=400))
    assert ("table", "\n".join("\t".join(one) for one in rows)) in found


def test_a_row_whose_label_leaves_little_white_before_the_last_column_is_of_the_table() -> None:
    rows = [("Economisch circuit", "2741"), ("Buiten het circuit", "3012"), ("Leertijd", "17")]
    long = line("Ingeschreven maar nog zonder fase 494", 70, 332, to=250)
    found = kinds(*body(1, 8), *in_columns(*rows, places=(70, 250), top=290), long, *body(1, 6, top=400))
    assert (
        "table",
        "\n".join(["\t".join(said) for said in rows] + ["Ingeschreven maar nog zonder fase\t494"]),
    ) in found


def test_heads_that_stand_close_are_parted_as_the_figures_below_them() -> None:
    places = ((70, 120), (130, 195), (205, 270), (280, 340))
    heads = ("Schooljaar", "Eerste leerjaar A", "Eerste leerjaar B", "Tweede leerjaar")
    head = make_line(
        [w for (x, to), said in zip(places, heads, strict=True) for w in line(said, x, 290, to=to).words], 1
    )
    rows = [row(304 + 14 * k, (70, said), (160, "1204"), (240, "388"), (310, "2017")) for k, said in enumerate("ABC")]
    found = kinds(*body(1, 8), head, *rows, *body(1, 6, top=400))
    said = next(said for kind, said in found if kind == "table")
    assert said.split("\n")[0] == "\t".join(heads)


def test_a_head_over_several_columns_stands_over_the_first_of_them() -> None:
    rows = [
        row(290, (260, "Meisjes"), (400, "Jongens")),
        row(304, (70, "Net"), (250, "2018"), (300, "2019"), (390, "2018"), (440, "2019")),
        row(318, (70, "Vrij"), (255, "120"), (305, "131"), (395, "140"), (445, "129")),
    ]
    found = kinds(*body(1, 8), *rows, *body(1, 6, top=430))
    said = "\tMeisjes\t\tJongens\t\nNet\t2018\t2019\t2018\t2019\nVrij\t120\t131\t140\t129"
    assert ("table", said) in found


@pytest.mark.parametrize(
    "pairs",
    [
        [("Naam:", "Werkgroep Spreiding"), ("Datum:", "12 mei 2021"), ("Kenmerk:", "WS/2021/14")],
        [("Mentor", " ".join(PROSE[:9])), ("Starter", " ".join(PROSE[3:12])), ("Loket", " ".join(PROSE[5:13]))],
    ],
)  # fmt: skip
def test_fields_of_a_form_and_terms_beside_their_meaning_are_no_table(pairs: list[tuple[str, str]]) -> None:
    rows = [row(290 + 14 * k, (70, one), (180, two)) for k, (one, two) in enumerate(pairs)]
    assert not [said for kind, said in kinds(*body(1, 8), *rows, *body(1, 6, top=400)) if kind == "table"]


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
