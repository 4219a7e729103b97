"""What is furniture, what is a note, and which column comes first: small pages made of words in their place."""

from __future__ import annotations

import pytest

from corpus.model import Box
from ingest.blocks import build
from ingest.furniture import find_furniture
from ingest.layout import arrange
from ingest.notes import parse_notes
from ingest.page import Line, RawPage, Word
from ingest.pdf import make_line
from tests.speed import units

WIDTH, HEIGHT = 595.0, 842.0
PROSE = [
    *("de", "raad", "vraagt", "dat", "elke", "school", "een", "vaste", "begeleider"),
    *("krijgt", "voor", "wie", "dat", "nodig", "heeft"),
]


def line(text: str, x: float, top: float, page: int = 1, size: float = 10.0, to: float | None = None) -> Line:
    """A line of words from `x` on; half an em a letter, or stretched so that it ends at `to`."""
    letter = 0.5 * size if to is None else (to - x) / (len(text) + 0.5)
    words, at = [], x
    for text_of_word in text.split():
        wide = letter * len(text_of_word)
        words.append(Word(text_of_word, Box(at, top, at + wide, top + size), size))
        at += wide + letter
    return make_line(words, page)


def page(number: int, *lines: Line, origin: str = "digital", rules: tuple[Box, ...] = ()) -> RawPage:
    return RawPage(number, WIDTH, HEIGHT, origin, tuple(lines), rules)  # type: ignore[arg-type]


def body(number: int, count: int = 12, x: float = 70, to: float = 520, top: float = 150) -> list[Line]:
    return [line(" ".join(PROSE), x, top + 14 * k, number, to=to) for k in range(count)]


def texts(pages: list[RawPage]) -> list[str]:
    return [row.line.text for one in arrange(pages).pages for row in one.body]


@pytest.mark.parametrize(
    ("where", "said"),
    [
        ((70.0, 40.0), "Advies over een voorbeeld"),  # a head
        ((70.0, 800.0), "Advies over een voorbeeld"),  # a foot
        ((500.0, 800.0), "{n}"),
        ((280.0, 800.0), "– {n} –"),
        ((500.0, 40.0), "{n}/12"),
        ((20.0, 400.0), "{n}"),  # in the left margin
    ],
)
def test_a_line_that_runs_over_the_pages_is_no_body(where: tuple[float, float], said: str) -> None:
    pages = [page(n, *body(n), line(said.format(n=n), *where, n, 8.0)) for n in range(1, 7)]
    assert set(texts(pages)) == {" ".join(PROSE)}


def test_a_number_in_the_margin_of_a_scan_is_no_body() -> None:
    pages = [page(n, *body(n), line(str(n), 20, 400, n, 9.0), origin="ocr") for n in range(1, 7)]
    assert len(find_furniture(pages, 10.0)) == 6


@pytest.mark.parametrize(("said", "x", "gone"), [("Fk", 280.0, True), ("- 2 -.", 276.0, True), ("Fk", 70.0, False)])
def test_what_stands_where_a_scan_has_its_page_numbers_is_one_that_was_misread(said: str, x: float, gone: bool) -> None:
    feet = {1: line("- 1 -", 280, 800), 2: line(said, x, 803, 2), 3: line("- 3 -", 280, 800, 3)}
    pages = [page(n, *body(n), foot, origin="ocr") for n, foot in feet.items()]
    assert (find_furniture(pages, 10.0).get((2, 12), False) is None) is gone


def test_a_heading_at_the_top_of_every_page_stays() -> None:
    pages = [page(n, line(f"{n} Opmerkingen", 70, 60, n, 15.0), *body(n)) for n in range(1, 4)]
    assert [t for t in texts(pages) if "Opmerkingen" in t] == ["1 Opmerkingen", "2 Opmerkingen", "3 Opmerkingen"]


def test_the_same_sentence_under_the_heading_of_each_page_stays() -> None:
    said = ("Het comité vraagt de stad om op tijd", "en met de buurt te beslissen over de bomen.")
    pages = [
        page(n, line(title, 70, 50, n, 15.0), *(line(s, 70, 76 + 12 * k, n) for k, s in enumerate(said)), *body(n))
        for n, title in enumerate(("Paden", "Poelen", "Bruggen"), start=1)
    ]
    assert not find_furniture(pages, 10.0)


def test_notes_that_look_alike_on_far_pages_stay() -> None:
    foot = {2: "3 Peeters, J. (2015). Leren en werken, p. 16.", 9: "8 Peeters, J. (2015). Leren en werken, p. 17."}
    pages = [page(n, *body(n), *([line(foot[n], 70, 760, n, 8.0)] if n in foot else [])) for n in range(1, 11)]
    assert not find_furniture(pages, 10.0)


def test_columns_are_read_one_after_the_other_under_a_title_across() -> None:
    left = [line(" ".join(PROSE[:8]), 60, 120 + 14 * k, to=285) for k in range(8)]
    right = [line(" ".join(PROSE[8:]), 310, 124 + 14 * k, to=535) for k in range(8)]
    found = texts(
        [page(1, line("Een titel over de hele breedte van de bladzijde heen", 60, 80, size=12, to=530), *left, *right)]
    )
    assert found[0].startswith("Een titel")
    assert found[1:] == [" ".join(PROSE[:8])] * 8 + [" ".join(PROSE[8:])] * 8


@pytest.mark.parametrize("edge", [197.0, 270.0, 383.0])  # where the white between the columns is
def test_columns_need_not_be_as_wide_as_each_other(edge: float) -> None:
    said = " ".join(PROSE)
    left, right = said[: int((edge - 70) / 6)], said[: int((520 - edge - 12) / 6)]
    one = [line(left, 60, 120 + 14 * k, to=edge - 12) for k in range(10)]
    two = [line(right, edge + 12, 124 + 14 * k, to=520) for k in range(10)]
    assert texts([page(1, *one, *two)]) == [one[0].text] * 10 + [two[0].text] * 10


def test_a_title_of_two_lines_across_the_columns_is_one() -> None:
    """Its second line is so short that it stands over the left column only."""
    title = [
        line(said, 60, top, size=16) for said, top in (("Financiering en aansturing van het", 150), ("onderwijs", 170))
    ]
    left = [line(" ".join(PROSE[:8]), 60, 200 + 14 * k, to=285) for k in range(8)]
    right = [line(" ".join(PROSE[8:]), 310, 200 + 14 * k, to=535) for k in range(8)]
    above = [line(" ".join(PROSE[:8]), x, 40 + 14 * k, to=x + 225) for x in (60, 310) for k in range(6)]
    found = texts([page(1, *above, *title, *left, *right)])
    at = found.index("Financiering en aansturing van het")
    assert found[at + 1 : at + 3] == ["onderwijs", " ".join(PROSE[:8])]


def test_a_few_lines_in_the_columns_of_the_file_are_read_as_columns() -> None:
    """Three lines and two under a heading at the end of a page, too few to tell that they are no table."""
    left = [line(" ".join(PROSE[:8]), 60, 120 + 14 * k, to=285) for k in range(20)]
    right = [line(" ".join(PROSE[8:]), 310, 120 + 14 * k, to=535) for k in range(20)]
    title = line("Tot slot en ter afronding van dit advies aan de minister", 60, 430, size=14, to=480)
    rest = [
        line(said, 60, 460 + 14 * k, to=285)
        for k, said in enumerate(("De raad blijft klaar staan", "om mee te denken", "en te"))
    ]
    last = [line(said, 310, 460 + 14 * k, to=535) for k, said in enumerate(("volgen wat er gebeurt in", "de scholen."))]
    found = texts([page(1, *left, *right, title, *rest, *last)])
    assert found[-5:] == [
        "De raad blijft klaar staan",
        "om mee te denken",
        "en te",
        "volgen wat er gebeurt in",
        "de scholen.",
    ]


def test_a_table_is_not_read_as_columns() -> None:
    rows = [
        ("Provincie", "2019", "2020", "2021"),
        *((p, "12", "14", "15") for p in ("Gent", "Luik", "Mons", "Hasselt", "Brugge")),
    ]
    lines = []
    for k, cells in enumerate(rows):
        words = [w for c, cell in enumerate(cells) for w in line(cell, 70 + 120 * c, 120 + 14 * k).words]
        lines.append(make_line(list(words), 1))
    assert texts([page(1, *body(1, 4, top=40), *lines, *body(1, 4, top=300))])[4] == "Provincie 2019 2020 2021"


def test_small_type_under_a_rule_is_notes() -> None:
    notes = [
        line("1 Vlaamse Regering. Conceptnota, 3 mei 2021.", 70, 720, size=8),
        line("2 Zie hoger.", 70, 732, size=8),
    ]
    arranged = arrange([page(1, *body(1), *notes, rules=(Box(70, 710, 200, 710.5),))])
    assert [n.number for n in parse_notes([p.notes for p in arranged.pages], recognised=False)] == ["1", "2"]


@pytest.mark.parametrize(
    ("read", "numbers"),
    [
        (["1 Vlaamse Regering.", "2 Peeters, J.", "3 Zie hoger."], ["1", "2", "3"]),
        (["Ì Vlaamse Regering.", "* Peeters, J.", "3 Zie hoger."], ["1", "2", "3"]),
        (["! Vlaamse Regering.", "? Peeters, J.", "® Zie hoger."], ["1", "2", "3"]),
        (["1 Vlaamse Regering.", "5 Peeters, J.", "3 Zie hoger."], ["1", "2", "3"]),
        (["1 Vlaamse Regering.", "Peeters, J.", "3 Zie hoger."], ["1", "2", "3"]),
    ],
)
def test_notes_of_a_scan_get_the_numbers_that_need_the_fewest_mistakes(read: list[str], numbers: list[str]) -> None:
    lines = [line(text, 70, 700 + 12 * k, size=8) for k, text in enumerate(read)]
    arranged = arrange([page(1, *body(1), *lines, origin="ocr", rules=(Box(70, 690, 200, 690.5),))])
    assert [n.number for n in parse_notes([p.notes for p in arranged.pages], recognised=True)] == numbers


@pytest.mark.parametrize(
    ("said", "gap", "found"), [("5 Ibid. p. 51.", 1.0, True), ("5 Ibid. p. 51.", 9.0, False), ("Brussel", 1.0, False)]
)
def test_a_short_note_of_a_scan_that_is_measured_larger_is_one_if_it_stands_close(
    said: str, gap: float, found: bool
) -> None:
    notes = [line("4 Vlaamse Regering. Conceptnota.", 70, 720, size=7.5), line(said, 70, 727.5 + gap, size=10.4)]
    arranged = arrange([page(1, *body(1), *notes, origin="ocr")])
    assert [row.line.text for row in arranged.pages[0].notes] == ([line.text for line in notes] if found else [])


def columns(number: int, count: int, right: int | None = None) -> list[Line]:
    """Two columns of prose; `right` lines in the right one."""
    said = [" ".join(PROSE[(k + number) % 7 :][:8]) for k in range(count)]
    left = [line(said[k], 60, 120 + 14 * k, number, to=285) for k in range(count)]
    return left + [line(said[k], 310, 120 + 14 * k, number, to=535) for k in range(count if right is None else right)]


def test_a_column_of_two_lines_on_the_last_page_is_read_after_the_full_one() -> None:
    last = columns(2, 12, right=2)
    assert texts([page(1, *columns(1, 12)), page(2, *last)])[24:] == [ln.text for ln in last]


def test_a_drawn_box_in_a_column_stays_where_it_stands() -> None:
    box = Box(55, 186, 290, 230)
    lines = columns(1, 12)
    boxed = [ln for ln in lines[:12] if ln.box and box.top < ln.box.top < box.bottom]
    assert len(boxed) == 3
    lines = [line("boxed " + " ".join(PROSE[:7]), 60, ln.box.top, to=285) if ln in boxed else ln for ln in lines]  # type: ignore[union-attr]
    found = texts([RawPage(1, WIDTH, HEIGHT, "digital", tuple(lines), frames=(box,))])
    assert [k for k, text in enumerate(found) if text.startswith("boxed")] == [5, 6, 7]


def test_a_running_line_that_shows_once_is_known_by_the_title_in_it() -> None:
    cover = page(1, line("Samen naar de speeltuin", 70, 100, 1, 20.0), *body(1, top=200))
    last = page(2, line("Samen naar de speeltuin | Raad van de Bossen", 70, 40, 2, 8.0), *body(2))
    assert not [t for t in texts([cover, last]) if "|" in t]


def test_a_running_line_that_shows_once_may_have_the_title_at_its_right() -> None:
    cover = page(1, line("Samen naar de speeltuin", 70, 100, 1, 20.0), *body(1, top=200))
    head = [*line("Raad van de Bossen", 70, 40, 2, 8.0).words, *line("Samen naar de speeltuin", 400, 40, 2, 8.0).words]
    assert not [t for t in texts([cover, page(2, make_line(head, 2), *body(2))]) if "Bossen" in t]


def test_an_entry_that_hangs_is_one_even_where_its_first_line_ends_in_a_full_stop() -> None:
    entries = [
        line("Peeters, J. & Maes, K. (2014). De eerste dag telt. Kleuters in vijf steden.", 70, 150, to=520),
        line("Gent: Uitgeverij Voorbeeld.", 85, 164),
        line("Vanhove, S. (2019). Taal meten in de klas. Wat een toets wel en niet zegt.", 70, 184, to=520),
        line("Antwerpen: Uitgeverij Voorbeeld.", 85, 198),
    ]
    arranged = arrange([page(1, *body(1, top=300), *entries)])
    found = [block.text.text for block in build(arranged, frozenset(), recognised=False).blocks]
    assert [text for text in found if "Voorbeeld" in text] == [
        f"{a.text} {b.text}" for a, b in (entries[:2], entries[2:])
    ]


@pytest.mark.parametrize(("label", "begins"), [("4 t.e.m. 5.", 3), ("Antwoord op de vragen 2 en 3:", 7)])
def test_a_text_that_hangs_behind_a_wide_label_is_one_paragraph(label: str, begins: int) -> None:
    first = line(
        f"{label} Het budget bedraagt twee miljoen euro en wordt verdeeld over de scholen en hun", 70, 300, to=520
    )
    under = first.words[begins].box
    assert under is not None
    for x, one in ((under.x0, True), (under.x0 + 30, False)):
        rest = line("leerlingen.", x, 314)
        found = build(arrange([page(1, *body(1, 8), first, rest, *body(1, 8, top=350))]), frozenset(), False).blocks
        assert any(b.text.text.endswith("en hun leerlingen.") for b in found) is one


@pytest.mark.parametrize(("origin", "size", "one"), [("ocr", 7.6, True), ("ocr", 5.0, False), ("digital", 7.6, False)])
def test_a_sentence_of_a_scan_that_ends_in_a_few_words_in_the_next_column_is_one(
    origin: str, size: float, one: bool
) -> None:
    left = [line("de raad vraagt een begeleider voor", 70, 100 + 14 * k, to=280) for k in range(20)]
    right = [line("De raad vraagt tijd voor overleg.", 310, 128 + 14 * k, to=520) for k in range(18)]
    rest = line("wie dat nodig heeft.", 310, 100, size=size)
    found = build(arrange([page(1, *left, rest, *right, origin=origin)]), frozenset(), origin == "ocr").blocks
    assert any("begeleider voor wie dat nodig heeft." in b.text.text for b in found) is one


def test_a_note_of_a_scan_is_not_lost_when_its_marker_is() -> None:
    rule = (Box(70, 690, 200, 690.5),)
    pages = [
        page(n, *body(n), line(text, 70, 700, n, 8.0), origin="ocr", rules=rule)
        for n, text in ((1, "SERV, Advies over later werken, 2006."), (2, "ki Peeters, J. (2015). Leren en werken."))
    ]
    notes = parse_notes([p.notes for p in arrange(pages).pages], recognised=True)
    assert [(n.number, n.page) for n in notes] == [("1", 1), ("2", 2)]
    assert " ".join(w.text for w in notes[0].lines[0].words) == "SERV, Advies over later werken, 2006."


# --- running lines that do not repeat ---------------------------------------------------------------------------------


def apart(page_number: int, top: float, *parts: tuple[str, float], size: float = 8.0) -> Line:
    """One line whose parts begin at the places given."""
    words = [w for text, x in parts for w in line(text, x, top, page_number, size).words]
    return make_line(sorted(words, key=lambda w: w.box.x0 if w.box else 0), page_number)


@pytest.mark.parametrize("top", [40.0, 800.0])
@pytest.mark.parametrize(("first", "second"), [(70.0, 520.0), (520.0, 70.0)])
def test_what_stands_beside_a_page_number_is_no_body(top: float, first: float, second: float) -> None:
    said = {1: "Verslag 31", 2: "Raad van de Bossen", 3: "Spelen onder bomen"}
    pages = [page(n, apart(n, top, (str(n), first), (said[n], second)), *body(n)) for n in said]
    assert set(texts(pages)) == {" ".join(PROSE)}


def test_another_title_where_other_pages_have_theirs_is_no_body() -> None:
    said = {1: "Raad van de Bossen", 2: "Advies over het spelen", 3: "Raad van de Bossen"}
    assert set(texts([page(n, line(said[n], 200, 40, n, 8.0), *body(n)) for n in said])) == {" ".join(PROSE)}


def test_small_titles_that_change_with_the_chapter_are_no_body() -> None:
    said = {1: "Paden en poelen", 2: "Toezicht", 3: "Wat het kost"}
    assert set(texts([page(n, line(said[n], 200, 40, n, 8.0), *body(n)) for n in said])) == {" ".join(PROSE)}


THREE = ("de speeltuin", "het bos achter de school", "water en wind")


@pytest.mark.parametrize(
    ("top", "first", "second", "size"),
    [
        (60.0, "{n}", "{said}", 10.0),  # a chapter on each page
        (60.0, "{n}", "{said}", 14.0),
        (60.0, "Over {said}", "", 10.0),  # in the type of the body
        (128.0, "Over {said}", "{n}", 10.0),  # a row of a table, close to the text
        (800.0, "{n} Peeters, J. Over {said}", "", 8.0),  # a note
        (800.0, "zie daarvoor over {said}.", "", 8.0),  # the last line of a note
        (40.0, "Tabel {n} Leerlingen en {said}", "", 8.0),
    ],
)
def test_a_line_at_the_edge_that_only_looks_like_a_running_one_stays(
    top: float, first: str, second: str, size: float
) -> None:
    across = 110.0 if first == "{n}" else 400.0
    pages = []
    for n, said in enumerate(THREE, start=1):
        parts = [(part.format(n=n, said=said), x) for part, x in ((first, 70.0), (second, across)) if part]
        pages.append(page(n, apart(n, top, *parts, size=size), *body(n)))
    assert not find_furniture(pages, 10.0)


# --- columns that change on a page ------------------------------------------------------------------------------------


def prose(k: int, words: int) -> str:
    return " ".join((PROSE * 3)[k % 9 :][:words])


def test_three_columns_under_a_table_are_read_one_after_the_other() -> None:
    rules = tuple(Box(60, 118 + 16 * k, 535, 118.5 + 16 * k) for k in range(5))
    cells = [("Stad", "2019"), ("Gent", "118"), ("Luik", "16"), ("Mons", "164")]
    table = [apart(1, 120 + 16 * k, (a, 62), (b, 480), size=10) for k, (a, b) in enumerate(cells)]
    places = [(60.0, 205.0, 200.0), (225.0, 370.0, 204.0), (390.0, 535.0, 200.0)]  # the middle one stands lower
    three = [[line(prose(k + c, 5), a, y + 12 * k, to=b) for k in range(12)] for c, (a, b, y) in enumerate(places)]
    in_order = [ln for column in three for ln in column]
    found = texts([page(1, *body(1, 4, x=60, to=535, top=40), *table, *in_order, rules=rules)])
    assert found[4:8] == [" ".join(row) for row in cells]
    assert found[8:] == [ln.text for ln in in_order]


def zones(heading: Line, gap: float) -> list[Line]:
    """Two columns, a heading in the left one, and two columns again; `gap` points of white at its right."""
    lines = [heading]
    for x, to, white in ((60.0, 285.0, 70.0), (310.0, 535.0, gap)):
        lines += [line("boven " + prose(k, 7), x, 238 - white - 12 * k, to=to) for k in range(8)]
        lines += [line("onder " + prose(k, 7), x, 248 + 12 * k, to=to) for k in range(8)]
    return lines


def test_a_short_heading_across_columns_parts_what_is_above_from_what_is_below() -> None:
    found = texts([page(1, *zones(line("Besluit", 60, 210, size=16), 70.0))])
    assert [t.split()[0] for t in found] == ["boven"] * 16 + ["Besluit"] + ["onder"] * 16


def test_a_heading_in_the_left_column_stays_between_its_texts() -> None:
    found = texts([page(1, *zones(line("Besluit", 60, 210, size=16), 20.0))])
    assert [t.split()[0] for t in found] == ["boven"] * 8 + ["Besluit"] + ["onder"] * 8 + ["boven"] * 8 + ["onder"] * 8


def test_a_heading_under_columns_goes_with_the_text_across_that_follows() -> None:
    lines = [*columns(1, 8), line("Besluit", 60, 250, size=16), *body(1, 6, x=60, to=535, top=280)]
    assert texts([page(1, *lines)])[16:18] == ["Besluit", " ".join(PROSE)]


def test_a_list_that_goes_on_in_the_next_column_keeps_its_level() -> None:
    lines = []
    for x, first in ((60.0, 1), (310.0, 5)):
        for k in range(4):
            lines.append(line(f"{first + k}. {prose(k, 6)}", x, 120 + 42 * k, to=x + 225))
            lines += [line(prose(k + 1, 6) + ".", x + 14, 134 + 42 * k, to=x + 225)]
            lines += [line("- " + prose(k, 5) + ".", x + 14, 148 + 42 * k, to=x + 200)]
    found = build(arrange([page(1, *lines)]), frozenset(), recognised=False).blocks
    assert [(b.marker, b.level) for b in found] == [(m, n) for k in range(1, 9) for m, n in ((f"{k}.", 1), ("-", 2))]


@pytest.mark.parametrize("numerals", [("i", "ii", "iii", "iv"), ("iii", "iv", "v", "vi"), ("3", "4", "5", "6")])
def test_a_page_number_beside_the_text_is_no_body(numerals: tuple[str, ...]) -> None:
    pages = [page(n, *body(n), line(said, 30, 320, n)) for n, said in enumerate(numerals, start=1)]
    assert set(texts(pages)) == {" ".join(PROSE)}


def test_small_letters_beside_the_text_that_do_not_count_the_pages_stay() -> None:
    pages = [page(n, *body(n), line(said, 30, 320, n)) for n, said in enumerate("ivx", start=1)]
    assert len([t for t in texts(pages) if t in "ivx"]) == 3


def test_the_foot_of_a_single_page_is_no_body() -> None:
    foot = apart(1, 800, ("1", 70), ("Raad van de Bossen", 400))
    assert set(texts([page(1, *body(1), foot)])) == {" ".join(PROSE)}


@pytest.mark.parametrize(("said", "size"), [("1", 10.0), ("2", 8.0)])
def test_the_last_row_of_a_table_on_a_single_page_stays(said: str, size: float) -> None:
    assert not find_furniture([page(1, *body(1), apart(1, 800, ("Gent en Luik", 70), (said, 400), size=size))], 10.0)


def test_a_foot_on_a_page_that_lies_among_others_that_stand_is_none_of_its_text() -> None:
    pages = [page(n, *body(n), line(f"Visienota {n} / 9", 70, 815, n, 8.0)) for n in (1, 2, 4)]
    lying = RawPage(3, HEIGHT, WIDTH, "digital", (*body(3, 8), line("Visienota 3 / 9", 70, WIDTH - 27, 3, 8.0)))
    assert set(texts([*pages[:2], lying, pages[2]])) == {" ".join(PROSE)}


def test_a_note_that_goes_on_in_the_next_column_stays_out_of_the_text() -> None:
    text = columns(1, 20)
    left = [line(said, 60, 700 + 9 * k, size=7) for k, said in enumerate(("1 Ibid., p. 4.", "2 Zie het advies van de"))]
    right = [line(said, 310, 700 + 9 * k, size=7) for k, said in enumerate(("raad over zorg.", "3 Ibid., p. 8."))]
    arranged = arrange([page(1, *text, *left, *right)])
    notes = parse_notes([p.notes for p in arranged.pages], recognised=False)
    assert [" ".join(x.text for x in n.lines) for n in notes] == [
        "Ibid., p. 4.", "Zie het advies van de raad over zorg.", "Ibid., p. 8.",
    ]  # fmt: skip


def test_a_word_that_a_damaged_file_puts_kilometres_away_costs_no_time() -> None:
    far = line("verdwaald", 3e8, 700)
    assert " ".join(PROSE) in texts([page(1, *body(1, 20), far)])
    assert units(lambda: texts([page(1, *body(1, 20), far)])) < 20


@pytest.mark.parametrize(("sign", "recognised"), [("-", False), ("-", True), ("-__", True), ("—_", True)])
def test_what_a_recognition_makes_of_a_dash_opens_an_item(sign: str, recognised: bool) -> None:
    lines = body(1, 4) + [
        apart(1, 250 + 14 * k, (sign, 70), (f"Borden bij ingang {k}", 90), size=10.0) for k in range(1, 4)
    ]
    found = build(arrange([page(1, *lines)]), frozenset(), recognised=recognised).blocks
    assert [b.text.text for b in found if b.kind == "item"] == [f"Borden bij ingang {k}" for k in range(1, 4)]


def test_small_type_between_two_rules_of_one_width_is_a_table_and_no_notes() -> None:
    said = ("Doel Budget", "routes 850.000", "lucht 400.000")
    small = [line(row, 72, 420 + 16 * k, size=8.0) for k, row in enumerate(said)]
    rules = (Box(70, 416, 280, 416.5), Box(70, 466, 280, 466.5))
    [arranged] = arrange([page(1, *body(1), *small, origin="ocr", rules=rules)]).pages
    assert not arranged.notes
    assert "lucht 400.000" in [row.line.text for row in arranged.body]


def test_a_contents_page_whose_page_numbers_and_one_number_are_lost_holds_no_headings() -> None:
    said = ("Inhoud", "1. Vraag", "2. Kader", "2.1. Waar staan we?", "Bespreking per cluster", "3.1. Kiezen", "BRONNEN")
    listed = [line(entry, 70, 80 + 16 * k, size=10.0) for k, entry in enumerate(said)]
    [first, second] = arrange([page(1, *listed), page(2, *body(2))]).pages
    assert not first.body and [row.line.text for row in first.contents] == list(said)
    assert second.body
    prose = [line("De raad vraagt meer.", 70, 300)]  # what follows on the page is text, so the list ends where it did
    [mixed] = arrange([page(1, *listed[:4], *prose)]).pages
    assert [row.line.text for row in mixed.body] == ["De raad vraagt meer."]
