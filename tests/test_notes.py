"""Notes at the foot of a page, at the end of a document, several on a line, and what only stands where notes do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from corpus.model import Block, Box
from ingest import markers
from ingest.blocks import build
from ingest.cited import letter_values
from ingest.layout import arrange
from ingest.page import Line, RawPage, Table, Word
from ingest.pdf import make_line
from tests.test_layout import PROSE, body, line, page

RULE = (Box(70, 690, 200, 690.5),)


def blocks(*pages: RawPage) -> tuple[Block, ...]:
    return build(arrange(pages), frozenset(), recognised=False).blocks


def notes(found: Sequence[Block]) -> dict[str | None, str]:
    return {b.number: b.text.text for b in found if b.kind == "footnote"}


def text(found: Sequence[Block]) -> str:
    return " ".join(b.text.text for b in found if b.kind != "footnote")


def marked(said: str, x: float, top: float, page_number: int = 1, size: float = 10.0) -> Line:
    """A line in which "^2" is the number 2, raised."""
    words: list[Word] = []
    for word in line(said.replace("^", ""), x, top, page_number, size).words:
        assert word.box is not None
        raised = f"^{word.text}" in said.split()
        box = Box(word.box.x0, top, word.box.x0 + 0.3 * size, top + 0.6 * size)
        words.append(Word(word.text, box, 0.6 * size, raised=True) if raised else word)
    return make_line(words, page_number)


def hung(number: str, said: str, x: float, top: float, page_number: int = 1, indent: float = 14.0) -> Line:
    words = (*line(number, x, top, page_number, 8.0).words, *line(said, x + indent, top, page_number, 8.0).words)
    return make_line(list(words), page_number)


@pytest.mark.parametrize("sign", ["{}", "({})", "[{}]", "{}."])
@pytest.mark.parametrize("rules", [RULE, ()])
def test_notes_whose_number_hangs_are_found_though_headings_begin_further_left(
    sign: str, rules: tuple[Box, ...]
) -> None:
    foot = [
        hung(sign.format(1), "Vlaamse Regering. Conceptnota over het spelen in het bos en", 120, 700),
        line("op straat, 3 mei 2021.", 134, 710, size=8),
        hung(sign.format(2), "Zie hoger.", 120, 720),
    ]
    found = blocks(page(1, line("1 Spelen", 70, 80, size=14), *body(1, x=120), *foot, rules=rules))
    assert notes(found) == {
        "1": "Vlaamse Regering. Conceptnota over het spelen in het bos en op straat, 3 mei 2021.",
        "2": "Zie hoger.",
    }


def test_notes_that_share_a_line_come_apart() -> None:
    foot = [marked("^1 Zie hoger, p. 3. ^2 O.c., p. 5.", 70, 700, size=8), marked("^3 Zie hoger.", 70, 712, size=8)]
    found = blocks(page(1, *body(1), *foot, rules=RULE))
    assert notes(found) == {"1": "Zie hoger, p. 3.", "2": "O.c., p. 5.", "3": "Zie hoger."}


@pytest.mark.parametrize(
    "said", ["^1 Per kind 12 m ^2 en meer.", "^1 Gent 2019. ^7 Luik 2020.", "^1 Zie noot (2) hierna."]
)
def test_a_number_within_a_note_begins_none(said: str) -> None:
    found = blocks(page(1, *body(1), marked(said, 70, 700, size=8), rules=RULE))
    assert list(notes(found)) == ["1"]


@pytest.mark.parametrize("origin", ["digital", "ocr"])
@pytest.mark.parametrize("sign", ["{}", "{}.", "{})"])
def test_notes_that_share_a_line_come_apart_by_what_the_text_points_to(sign: str, origin: str) -> None:
    text_above = marked("De raad ^1 vraagt meer. ^2 Ook de buurt. ^3", 70, 330)
    one, two, three = (sign.format(n) for n in (1, 2, 3))
    foot = [line(f"{one} Bosraad, 2019, p. 3. {two} Ibid., p. 5.", 70, 700, size=8)]
    foot.append(line(f"{three} Zie hoger.", 70, 712, size=8))
    one_page = page(1, *body(1), text_above, *foot, origin=origin, rules=RULE)
    found = build(arrange([one_page]), frozenset(), recognised=origin == "ocr").blocks
    assert notes(found) == {"1": "Bosraad, 2019, p. 3.", "2": "Ibid., p. 5.", "3": "Zie hoger."}
    assert [m.number for b in found for m in b.marks] == ["1", "2", "3"]


@pytest.mark.parametrize(
    ("above", "first", "second"),
    [
        ("De raad. ^1 Ook de buurt. ^2", "1 Bosraad, 2019, art. 2 Bosdecreet.", None),  # an article
        ("De raad. ^1 Ook de buurt.", "1 Zie Bosraad, 2019. 2 Gent is ver.", None),  # the text has no such marker
        ("De raad. ^1 Ook de buurt. ^2", "1 Bosraad, 2019. 2 Gent is ver.", "2 Zie hoger."),  # it has a row of its own
        ("De raad. ^1 Ook de buurt. ^2", "1 Bosraad, 2019. 2 banken erbij.", None),  # a sentence goes on
        ("De raad. ^1 Ook de buurt. ^3", "1 Bosraad, 2019. 3 Gent is ver.", None),  # it does not follow
    ],
)
def test_a_full_size_number_within_a_note_begins_none(above: str, first: str, second: str | None) -> None:
    foot = [line(first, 70, 700, size=8), *([line(second, 70, 712, size=8)] if second else [])]
    found = notes(blocks(page(1, *body(1), marked(above, 70, 330), *foot, rules=RULE)))
    assert found["1"] == first[2:]
    assert list(found) == (["1", "2"] if second else ["1"])


@pytest.mark.parametrize("sign", ["{}", "{}.", "{})"])
@pytest.mark.parametrize("numbers", [(14, 15, 16), (98, 99, 100), (1, 2, 4)])
def test_notes_that_begin_or_go_on_elsewhere_are_found_by_what_the_text_points_to(
    sign: str, numbers: tuple[int, ...]
) -> None:
    said = marked("De raad ^{} vraagt meer. ^{} Ook de buurt. ^{}".format(*numbers), 70, 330)
    foot = [line(f"{sign.format(n)} Bron {k}.", 70, 690 + 11 * k, size=8) for k, n in enumerate(numbers)]
    found = blocks(page(1, *body(1), said, *foot, rules=RULE))
    assert notes(found) == {str(n): f"Bron {k}." for k, n in enumerate(numbers)}
    assert [m.number for b in found for m in b.marks] == [str(n) for n in numbers]


def test_a_row_that_begins_with_a_number_goes_on_with_a_note_where_another_fits_better() -> None:
    said = marked("De raad ^1 vraagt meer. ^2 Ook de buurt.", 70, 330)
    foot = ["1 De raad zag er liever", "2 banken en een tafel.", "2 Zie hoger."]
    lines = [line(text, 70, 690 + 11 * k, size=8) for k, text in enumerate(foot)]
    found = blocks(page(1, *body(1), said, *lines, rules=RULE))
    assert notes(found) == {"1": "De raad zag er liever 2 banken en een tafel.", "2": "Zie hoger."}


def test_notes_may_open_with_raised_characters() -> None:
    foot = [line(f"{n} Bron {k}, 2019.", 70, 700 + 11 * k, size=8) for k, n in enumerate("¹²")]
    found = blocks(page(1, *body(1), line("De raad vraagt dat.¹ De buurt² ook", 70, 330), *foot, rules=RULE))
    assert notes(found) == {"1": "Bron 0, 2019.", "2": "Bron 1, 2019."}
    assert [m.number for b in found for m in b.marks] == ["1", "2"]


@pytest.mark.parametrize("others", ["^3 Zie daar.", ""])
def test_a_power_of_ten_is_no_marker_of_a_note_that_has_one(others: str) -> None:
    said = marked(f"De raad ^1 telt. ^2 Dat is 10 ^3 keer meer. {others}", 70, 330)
    foot = [line(f"{n} Bron {n}.", 70, 690 + 11 * n, size=8) for n in (1, 2, 3)]
    found = blocks(page(1, *body(1), said, *foot, rules=RULE))
    assert [m.number for b in found for m in b.marks] == ["1", "2", "3"]
    assert ("10" + "3" * bool(others) + " keer meer" in text(found)) is True


# --- signs and letters ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("signs", ["† ‡ §", "* ** ***", "* † ‡", "a b c", "i ii iii"])
@pytest.mark.parametrize("before", ["{}", "{}.", "{})", "({})"])
def test_notes_may_be_counted_by_signs_and_letters(signs: str, before: str) -> None:
    own = signs.split()
    said = marked("De raad ^{} vraagt meer. ^{} Ook de buurt. ^{}".format(*own), 70, 330)
    foot = [line(f"{before.format(s)} Bron {k}, 2019.", 70, 700 + 11 * k, size=8) for k, s in enumerate(own)]
    found = blocks(page(1, *body(1), said, *foot, rules=RULE))
    assert notes(found) == {s: f"Bron {k}, 2019." for k, s in enumerate(own)}
    assert "De raad vraagt meer. Ook de buurt." in text(found)
    assert [(m.number, m.found_by) for b in found for m in b.marks] == [(s, "superscript") for s in own]


@pytest.mark.parametrize("sign", ["†", "*", "§"])
def test_a_sign_that_stands_full_size_behind_a_word_is_a_marker_of_its_note(sign: str) -> None:
    said = line(f"De leerlingen{sign} en hun ouders", 70, 330)
    found = blocks(page(1, *body(1), said, line(f"{sign} Ook de kleuters.", 70, 700, size=8), rules=RULE))
    assert notes(found) == {sign: "Ook de kleuters."}
    assert "De leerlingen en hun ouders" in text(found)
    assert [m.number for b in found for m in b.marks] == [sign]


@pytest.mark.parametrize(
    ("above", "said"),
    [
        ("De 3 ^e graad en artikel 5 telt", "a posteriori bekeken klopt dat"),  # the text has no raised a
        ("Ten 1 ^o en ten 2 ^o telt", "o Gent doet mee"),  # a bullet; letters count from a
        ("De raad van art. 3, § 4 zegt dat", "§ 5 blijft gelden"),  # a paragraph of a law
        ("Het verband is sterk.* Dat staat vast.", "* p < .05; ** p < .01"),  # the legend of a table
    ],
)
def test_a_letter_or_a_sign_that_nothing_points_to_begins_no_note(above: str, said: str) -> None:
    found = blocks(page(1, *body(1), marked(above, 70, 330), line(said, 70, 700, size=8), rules=RULE))
    assert not notes(found)
    assert said.removeprefix("* ") in text(found)
    assert not [m for b in found for m in b.marks]


def test_signs_begin_again_on_each_page() -> None:
    pages = []
    for n, who in ((1, "Gent"), (2, "Luik")):
        foot = line(f"a Stad {who}, nota van {n} mei.", 70, 700 + 5 * n, n, 8)
        pages.append(
            page(n, *body(n, 10 + n), marked(f"De raad van {who}. ^a Meer niet", 70, 340, n), foot, rules=RULE)
        )
    found = blocks(*pages)
    assert [b.text.text for b in found if b.kind == "footnote"] == [
        "Stad Gent, nota van 1 mei.",
        "Stad Luik, nota van 2 mei.",
    ]
    assert [m.number for b in found for m in b.marks] == ["a", "a"]


def test_numbers_go_on_behind_a_note_with_a_sign() -> None:
    foot = [line(f"{n} Bron {k}.", 70, 690 + 11 * k, size=8) for k, n in enumerate(("1", "2", "*", "3"))]
    found = blocks(page(1, *body(1), marked("Een ^1 twee ^2 sterren ^* drie ^3", 70, 330), *foot, rules=RULE))
    assert notes(found) == {"1": "Bron 0.", "2": "Bron 1.", "*": "Bron 2.", "3": "Bron 3."}


# --- other places -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cells", "marks", "said"),
    [
        (
            (("Gemeente", "Eiken²"), ("Gent", "12"), ("Brugge³", "8")),
            ["1", "2", "3"],
            "Gemeente\tEiken\nGent\t12\nBrugge\t8",
        ),
        (
            (("Gent", "44²"), ("Brugge", "45²"), ("Luik", "46²,³")),
            ["1", "2", "2", "2", "3"],
            "Gent\t44\nBrugge\t45\nLuik\t46",
        ),
        ((("Gent", "44⁷"), ("Brugge", "2")), ["1"], "Gent\t44⁷\nBrugge\t2"),  # no note has that number
        ((("Gent", "30 m²"), ("Brugge", "5 km²")), ["1"], "Gent\t30 m²\nBrugge\t5 km²"),
        ((("Graad 1", "Graad 2", "Graad 3"), ("12", "13", "14")), ["1"], "Graad 1\tGraad 2\tGraad 3\n12\t13\t14"),
        ((("Gemeente", "In 2019"), ("Gent", "2"), ("Brugge", "3")), ["1"], "Gemeente\tIn 2019\nGent\t2\nBrugge\t3"),
    ],
)
@pytest.mark.parametrize("origin", ["digital", "ocr"])
def test_a_raised_number_in_the_cell_of_a_table_is_a_marker(
    cells: tuple[tuple[str, ...], ...], marks: list[str], said: str, origin: str
) -> None:
    foot = [line(f"{n} Bron {n}, 2019.", 70, 690 + 11 * n, size=8) for n in (1, 2, 3)]
    one = page(1, *body(1), marked("De raad vraagt dat. ^1", 70, 330), *foot, rules=RULE, origin=origin)
    one = replace(one, tables=(Table(cells, Box(70, 400, 520, 460)),))
    found = build(arrange([one]), frozenset(), recognised=origin == "ocr").blocks
    assert list(notes(found)) == ["1", "2", "3"]
    assert [m.number for b in found for m in b.marks] == marks
    assert [b.text.text for b in found if b.kind == "table"] == [said]


def test_a_note_runs_on_before_others_though_no_rule_sets_it_off() -> None:
    first = [line("1 Deze raad bestaat sinds lang en geeft advies over", 70, 700, 1, 8, to=520)]
    rest = [line("alles wat met bossen te maken heeft.", 70, 690, 2, 8), line("2 Zie hoger.", 70, 701, 2, 8)]
    said = marked("De raad. ^2", 70, 330, 2)
    found = blocks(page(1, *body(1), *first), page(2, *body(2), said, *rest))
    assert notes(found) == {
        "1": "Deze raad bestaat sinds lang en geeft advies over alles wat met bossen te maken heeft.",
        "2": "Zie hoger.",
    }


def test_small_type_above_the_notes_stays_text_where_the_note_before_has_ended() -> None:
    first = [line("1 Deze raad bestaat sinds lang en geeft advies over bossen.", 70, 700, 1, 8, to=520)]
    rest = [line("Foto: de poel in de winter.", 70, 690, 2, 8), line("2 Zie hoger.", 70, 701, 2, 8)]
    found = blocks(page(1, *body(1), *first), page(2, *body(2), marked("De raad. ^2", 70, 330, 2), *rest))
    assert notes(found)["1"].endswith("over bossen.")
    assert "Foto: de poel in de winter." in text(found)


def test_what_stands_at_the_foot_and_is_no_note_is_not_lost() -> None:
    foot = [line("Raad van de Bossen", 70, 700, size=8), line("Bosstraat in Gent", 70, 710, size=8)]
    found = blocks(page(1, *body(1), *foot, rules=RULE), page(2, *body(2)))
    assert not notes(found)
    assert "Raad van de Bossen" in text(found) and "Bosstraat in Gent" in text(found)


def test_a_note_that_runs_on_is_whole() -> None:
    first = [
        line("1 Deze raad bestaat sinds", 70, 700, 1, 8, to=520),
        line("lang en geeft advies over", 70, 710, 1, 8, to=520),
    ]
    rest = [line("alles wat met bossen te maken heeft.", 70, 700, 2, 8)]
    found = blocks(page(1, *body(1), *first, rules=RULE), page(2, *body(2), *rest, rules=RULE))
    assert notes(found) == {
        "1": "Deze raad bestaat sinds lang en geeft advies over alles wat met bossen te maken heeft."
    }


# --- notes at the end -------------------------------------------------------------------------------------------------


def with_end(title: str, *end: Line, size: float = 14.0) -> tuple[Block, ...]:
    pages = []
    for n in (1, 2):
        marks = [
            marked(f"De raad vraagt meer tijd. ^{2 * n - 1}", 70, 320, n),
            marked(f"Dat kan. ^{2 * n}", 70, 334, n),
        ]
        pages.append(page(n, line(f"{n} Deel", 70, 80, n, 14.0), *body(n), *marks))
    return blocks(*pages, page(3, line(title, 70, 80, 3, size), *end))


@pytest.mark.parametrize("title", ["Noten", "Eindnoten", "3 Noten", "Noten en verwijzingen", "VOETNOTEN"])
@pytest.mark.parametrize("sign", ["{}", "{}.", "[{}]"])
def test_notes_at_the_end_are_notes(title: str, sign: str) -> None:
    end = [
        hung(sign.format(1), "Vlaamse Regering. Conceptnota over het spelen in het bos en", 70, 110, 3),
        line("op straat, 3 mei 2021.", 84, 120, 3, 8),
        *(hung(sign.format(k), f"O.c., p. {k}.", 70, 110 + 10 * k, 3) for k in (2, 3, 4)),
    ]
    found = with_end(title, *end)
    assert notes(found) == {
        "1": "Vlaamse Regering. Conceptnota over het spelen in het bos en op straat, 3 mei 2021.",
        **{str(k): f"O.c., p. {k}." for k in (2, 3, 4)},
    }
    assert [m.number for b in found for m in b.marks] == ["1", "2", "3", "4"]
    assert title not in [b.text.text for b in found]


@pytest.mark.parametrize("labels", ["a b c d", "i ii iii iv"])
@pytest.mark.parametrize("sign", ["{}", "{}.", "({})"])
def test_notes_at_the_end_may_be_counted_by_letters(labels: str, sign: str) -> None:
    own = labels.split()
    said = [marked("De raad vraagt. ^{} Dat kan. ^{} Nu. ^{} Later. ^{}".format(*own), 70, 330)]
    end = [hung(sign.format(n), f"O.c., p. {k}.", 70, 110 + 10 * k, 2) for k, n in enumerate(own)]
    found = blocks(
        page(1, line("1 Deel", 70, 80, 1, 14.0), *body(1), *said), page(2, line("Noten", 70, 80, 2, 14), *end)
    )
    assert notes(found) == {n: f"O.c., p. {k}." for k, n in enumerate(own)}
    assert [m.number for b in found for m in b.marks] == own


@pytest.mark.parametrize("again", [True, False])
def test_each_chapter_may_end_with_its_notes(again: bool) -> None:
    pages = []
    for n, who in ((1, "Gent"), (2, "Luik")):
        first = 1 if again or n == 1 else 3
        numbers = (first, first + 1)
        said = marked("De raad van {} vraagt. ^{} Dat kan. ^{}".format(who, *numbers), 70, 340, n)
        title = line("Noten", 70, 380, n, 12.0)
        end = [line(f"{k}. Stad {who}, p. {n + k}.", 70, 400 + 12 * k, n, 9.0) for k in numbers]
        pages.append(page(n, line(f"{n} {who}", 70, 80, n, 14.0), *body(n, 10), said, title, *end))
    found = blocks(*pages)
    own = [(b.number, b.text.text) for b in found if b.kind == "footnote"]
    second = (("1", "p. 3"), ("2", "p. 4")) if again else (("3", "p. 5"), ("4", "p. 6"))
    assert own == [("1", "Stad Gent, p. 2."), ("2", "Stad Gent, p. 3."), *((k, f"Stad Luik, {p}.") for k, p in second)]
    assert [m.number for b in found for m in b.marks] == [k for k, _ in own]
    assert "Noten" not in [b.text.text for b in found]


def test_what_follows_the_notes_at_the_end_stays_text() -> None:
    end = [hung(str(k), f"O.c., p. {k}.", 70, 100 + 10 * k, 3) for k in (1, 2, 3, 4)]
    found = with_end("Noten", *end, line("Bijlage", 70, 200, 3, 14.0), *body(3, top=240))
    assert list(notes(found)) == ["1", "2", "3", "4"]
    assert [b.text.text for b in found if b.kind == "heading"] == ["Deel", "Deel", "Bijlage"]
    assert text(found).endswith(" ".join(PROSE))


@pytest.mark.parametrize(
    "end",
    [
        body(3),  # prose about notes
        [line(f"{k} O.c., p. {k}.", 70, 100 + 10 * k, 3, 8) for k in (5, 6, 7)],  # counts from elsewhere
        [line("1 Wie stemde tegen en waarom dat zo was", 70, 110, 3)],  # one alone
    ],
)
def test_a_part_called_noten_without_a_list_of_notes_stays_text(end: list[Line]) -> None:
    found = with_end("Noten", *end)
    assert not notes(found)
    assert "Noten" in [b.text.text for b in found]


def lost(x: float, above: float, size: float = 8.0) -> list[str | None]:
    """The numbers of the notes of a scan whose notes stand at `x` under the text, their own numbers not recognised."""
    top = 600 + above
    said = ("Ministerie van Arbeid, Jaarverslag, Gent, 2003, art", "Zie het verslag van de commissie van 3 mei.")
    lines = [line(text, x, top + 11 * k, size=size) for k, text in enumerate(said)]
    first = page(1, *body(1, 36, top=90), *lines, origin="ocr")
    second = page(2, *body(2, 36, top=90), hung("3", "Zie hoger, p. 4.", 70, 720, 2), origin="ocr")
    found = build(arrange([first, second]), frozenset(), True).blocks
    return [b.number for b in found if b.kind == "footnote"]


def test_notes_whose_hung_numbers_were_not_recognised_are_notes() -> None:
    assert lost(84, 30) == ["1", "2", "3"]


@pytest.mark.parametrize(("x", "above", "size"), [(70, 30, 8.0), (84, 30, 10.0)])
def test_what_does_not_stand_in_or_is_as_large_as_the_text_is_no_note(x: float, above: float, size: float) -> None:
    assert len(lost(x, above, size)) == 1


def test_a_spot_between_a_number_and_its_note_is_no_part_of_it() -> None:
    said = ("1 Eerste bron, p. 3.", "2_Tweede bron, p. 4.", "3 Derde bron, p. 5.")
    lines = [line(text, 70, 720 + 11 * k, size=8) for k, text in enumerate(said)]
    found = build(arrange([page(1, *body(1, 36, top=90), *lines, origin="ocr")]), frozenset(), True).blocks
    assert notes(found)["2"] == "Tweede bron, p. 4."


def test_notes_at_the_end_may_begin_at_the_foot_of_a_page_and_go_on_at_the_top_of_the_next() -> None:
    title = line("Noten", 70, 700, 2, 16.0)
    first = [line(f"{k}. Peeters, J. (2015). Leren, p. {k}.", 70, 712 + 12 * k, 2, 8.0) for k in (1, 2, 3)]
    rest = [line(f"{k}. Peeters, J. (2015). Leren, p. {k}.", 70, 20 + 12 * k, 3, 8.0) for k in (4, 5)]
    found = blocks(page(1, *body(1)), page(2, *body(2), title, *first), page(3, *rest))
    assert list(notes(found)) == ["1", "2", "3", "4", "5"]


@pytest.mark.parametrize("raised", ["^", ""])
def test_notes_that_are_alike_on_the_pages_of_a_scan_are_no_running_line(raised: str) -> None:
    pages = []
    for n in (1, 2, 3):
        foot = [
            marked(f"{raised}{2 * n + k} {('Zie de vorige nota', 'Ibid.')[k]}, p. {n + 4}.", 70, 760 + 11 * k, n, 8)
            for k in (-1, 0)
        ]
        pages.append(page(n, *body(n, 40 + n, top=90), *foot, origin="ocr", rules=(Box(70, 740, 200, 740.5),)))
    found = build(arrange(pages), frozenset(), recognised=True).blocks
    assert list(notes(found)) == ["1", "2", "3", "4", "5", "6"]


@pytest.mark.parametrize(("sign", "found"), [("l", True), ("i", True), ("a", False)])
def test_a_stroke_after_a_full_stop_of_a_scan_may_be_the_marker_of_the_first_note(sign: str, found: bool) -> None:
    said = line(f"De raad vraagt een vaste begeleider.{sign} Elke school krijgt er een.", 70, 340)
    one = page(1, *body(1), said, line("1 Zie hoger, p. 3.", 70, 720, size=8), origin="ocr", rules=RULE)
    marks = [
        m
        for b in build(arrange([one]), frozenset(), recognised=True).blocks
        for m in b.marks
        if m.found_by == "ocr sign"
    ]
    assert bool(marks) is found


@pytest.mark.parametrize(
    ("said", "numbers"),
    [
        ("^1 Zie hoger, p. 3. ^2 O.c., p. 5. ^3 Ibid.", ["1", "2", "3"]),
        ("^1 Per kind 12 m ^2 en meer.", ["1"]),
        ("^1 Gent 2019. ^7 Luik 2020.", ["1"]),
    ],
)
def test_notes_of_a_scan_that_share_a_line_come_apart(said: str, numbers: list[str]) -> None:
    one = page(1, *body(1), marked(said, 70, 700, size=8), origin="ocr", rules=RULE)
    found = [b for b in build(arrange([one]), frozenset(), recognised=True).blocks if b.kind == "footnote"]
    assert [b.number for b in found] == numbers


@pytest.mark.parametrize(
    ("said", "how", "marker"),
    [
        ("de lerende1 en", "glued", "1"),
        ("vraagt te volgen.4 De", "glued", "4"),
        ("een ‘plek’.8 De", "glued", "8"),
        ("zei: “elk bos telt”.8 De", "glued", "8"),
        ("zei: “elk bos telt.”8 De", "glued", "8"),
        ("de wet van 20193 telt", "after a number", "3"),
        ("ook in 2021,2 en", "after a number", "2"),
        ("van 412 naar 873.4 Dat", "after a number", "4"),
        ("naar 12.873.14", "after a number", "14"),
        ("de werkplek. 7 In de", "loose digits", "7"),
        ("volgens de nota (1) en", "in brackets", " (1)"),
        ("het schooljaar 2019-20203 en", "after a number", "3"),
        ("volgens actie 18.2.2 Na", "after a number", "2"),
        ("gerealiseerd.¢ De", "ocr sign", "¢"),
        ("vraagt de raad, 1 de buurt", "behind a comma", "1"),
    ],
)
def test_a_marker_that_lost_its_raising_has_a_shape(said: str, how: str, marker: str) -> None:
    shape = next(one for one in markers.LOST if one.how == how)
    found = shape.pattern.search(said)
    assert found is not None
    assert next((g for g in found.groups() if g is not None), found.group()) == marker


@pytest.mark.parametrize(
    "said",
    [
        "in 2019 kwam",
        "er zijn 20.193 bomen",
        "een groei van 2,5 procent",
        "per 12 m² is",
        "in hoofdstuk 3 en",
        "zie deel 3.4",
        "op 12.04 om",
        "het waren er 12.873",
        "de 2de graad",
        "CO2-uitstoot",
    ],
)
def test_another_number_has_no_shape_of_a_lost_marker(said: str) -> None:
    assert not any(one.pattern.search(said) for one in markers.LOST if not one.read)


@pytest.mark.parametrize(
    "said", ["op zaterdag, 4 mei", "in Gent, 4 van de", "artikel 3, 4 en 5", "per kind, 1.200 euro"]
)
def test_a_number_behind_a_comma_may_count_something(said: str) -> None:
    shape = next(one for one in markers.LOST if one.how == "behind a comma")
    assert shape.pattern.search(said) is None


@pytest.mark.parametrize(
    ("label", "values"), [("b", (2, 0)), ("i", (9, 1)), ("ii", (0, 2)), ("§", (0, 0)), ("¶", (0, 0))]
)
def test_letters_count_and_signs_do_not(label: str, values: tuple[int, int]) -> None:
    assert letter_values(label) == values


@pytest.mark.parametrize(("count", "marks"), [(2, ["1", "2"]), (12, ["12"])])
@pytest.mark.parametrize("recognised", [False, True])
def test_two_markers_side_by_side_are_one_word_and_two_markers(count: int, marks: list[str], recognised: bool) -> None:
    """A raised "12" points to the notes 1 and 2 where there is no note 12."""
    opening = marked("Dat vraagt de raad al tien jaar. ^12", 70, 60)
    foot = [
        line(f"{k} Vlor, advies nummer {k} over onderwijs, 2018.", 70, 600 + 10 * k, size=8)
        for k in range(1, count + 1)
    ]
    read = page(1, opening, *body(1, 12, top=80), *foot)
    found = build(arrange([read]), frozenset(), recognised).blocks
    first = next(b for b in found if "tien jaar" in b.text.text)
    assert [m.number for m in first.marks] == marks
    assert "tien jaar. " in first.text.text + " "


def test_notes_right_under_a_short_text_at_the_top_of_its_page_are_notes() -> None:
    said = [marked("De raad vraagt dit al langer. ^4", 70, 60, 2), marked("Ook elders klinkt dat. ^5", 70, 74, 2)]
    foot = [marked("^4 Zie het vorige advies.", 70, 130, 2, 8.0), marked("^5 Zie de nota.", 70, 142, 2, 8.0)]
    found = blocks(page(1, *body(1)), page(2, *body(2, 3, top=18), *said, *foot))
    assert notes(found) == {"4": "Zie het vorige advies.", "5": "Zie de nota."}


def test_small_type_high_on_a_page_to_which_no_number_points_stays_text_and_keeps_its_numbers_apart() -> None:
    foot = [marked("^1 Zonder de scholen van de stad.", 70, 130, 2, 8.0), marked("^2 In procent.", 70, 142, 2, 8.0)]
    found = blocks(page(1, *body(1)), page(2, *body(2, 5, top=18), *foot))
    assert notes(found) == {}
    assert "1 Zonder de scholen van de stad." in text(found)


def letter(
    *notes_below: Line, rules: tuple[Box, ...] = (), raised: bool = True, after: Sequence[Line] = ()
) -> list[Block]:
    """A letter of two pages with a marker on each, and `notes_below` under the name of who signs on the second."""
    first, second = ("^1", "^2") if raised else ("", "")
    said = (marked(f"Dat staat in het ontwerp. {first}", 70, 320), marked(f"Dat blijft zo. {second}", 70, 60, 2))
    signed = line("Ann Peeters, voorzitter", 70, 100, 2)
    pages = [
        page(1, *body(1), said[0], *body(1, 8, top=340)),
        page(2, said[1], signed, *notes_below, rules=rules),
    ]
    return list(blocks(*pages, *([page(3, *after)] if after else [])))


OWN = ("Ontwerp van besluit van 29 april 2019.", "Vlor, Advies over kunst, 28 september 2017.")
WIDE = (Box(70, 125, 520, 125.5),)


def below(form: str, size: float) -> list[Line]:
    return [marked(form.format(k, said), 70, 120 + 14 * k, 2, size) for k, said in enumerate(OWN, start=1)]


@pytest.mark.parametrize(
    ("form", "size", "rules"),
    [
        ("^{} {}", 8.0, WIDE),
        ("^{} {}", 10.0, WIDE),
        ("^{} {}", 8.0, ()),
        ("^{} {}", 10.0, ()),
        ("{} {}", 8.0, ()),
        ("({}) {}", 10.0, WIDE),
        ("{}. {}", 8.0, WIDE),
        ("{}{}", 8.0, ()),
    ],
)
@pytest.mark.parametrize("annex", [False, True])
def test_notes_under_the_signatures_of_a_letter_are_notes(
    form: str, size: float, rules: tuple[Box, ...], annex: bool
) -> None:
    after = [line("Bijlage", 70, 60, 3, 14.0), *body(3, top=90)] if annex else []
    found = letter(*below(form, size), rules=rules, after=after)
    assert notes(found) == {"1": OWN[0], "2": OWN[1]}
    assert [m.number for b in found for m in b.marks] == ["1", "2"]
    assert "ontwerp." in text(found) and "ontwerp.1" not in text(found)


@pytest.mark.parametrize(
    ("form", "size", "rules", "raised"),
    [
        ("{}. {}", 10.0, (), True),  # a list, in the type of the text
        ("{}. {}", 8.0, WIDE, False),  # no marker in the text
        ("^{} {}", 10.0, (), False),
        ("- {1}", 8.0, WIDE, True),  # no number
    ],
)
def test_a_list_under_the_signatures_of_a_letter_is_none_of_notes(
    form: str, size: float, rules: tuple[Box, ...], raised: bool
) -> None:
    assert not notes(letter(*below(form, size), rules=rules, raised=raised))


def test_notes_under_the_signatures_count_on_from_those_at_the_foot() -> None:
    foot = [hung("1", "Vlor, Advies over talen, p. 2.", 70, 700)]
    said = (marked("Dat staat in het ontwerp. ^1", 70, 320), marked("Dat blijft zo. ^2", 70, 60, 2))
    wrong = [marked("^1 Ontwerp van besluit.", 70, 140, 2)]
    right = [marked("^2 Ontwerp van besluit.", 70, 140, 2)]
    for end, numbers in ((wrong, ["1"]), (right, ["1", "2"])):
        found = blocks(page(1, *body(1), said[0], *foot, rules=RULE), page(2, said[1], *end))
        assert [b.number for b in found if b.kind == "footnote"] == numbers
