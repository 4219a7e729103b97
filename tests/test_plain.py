"""Plain text that another program set on a grid of characters: heads, columns, notes at the foot, titles."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from corpus.errors import AdviesspoorError
from corpus.model import Document, Reading
from ingest.foot import with_raised_numbers
from ingest.grid import GridLine, arrange_text
from ingest.read import read
from nlp.analyse import analyse
from nlp.patterns import REFERENCE_SECTION
from nlp.sections import divide_names

BODY = """De {of} van de gemeente zijn oud en er komen elk jaar meer wandelaars{a}. De raad vraagt om
paden naar de {of} die breed genoeg zijn, en om borden bij elke ingang, ook aan de noordzijde.
Wie met de fiets de {of} bezoekt, vindt nu nergens een plaats om die te laten{b}. Dat kan beter."""
PLACES = ["bossen", "vijvers", "heuvels", "beken", "weiden"]


def body(a: object = "", b: object = "", of: str = "bossen") -> str:
    return BODY.format(a=a, b=b, of=of)


def reading(tmp_path: Path, text: str) -> Reading:
    path = tmp_path / "bos.txt"
    path.write_text(text, encoding="utf-8")
    return read(path)


def document(tmp_path: Path, text: str) -> Document:
    return analyse(reading(tmp_path, text))


def notes(found: Document) -> list[tuple[str, str]]:
    return [(n.number, n.body.text) for n in found.footnotes]


def titles(found: Document) -> list[tuple[str | None, str | None]]:
    return [(s.number, s.title) for s in found.sections]


# --- notes at the foot ------------------------------------------------------------------------------------------------

LONG = "\n".join(["De wandelaars werden geteld aan de drie ingangen, op zaterdag en op zondag, van mei tot in"] * 9)


def test_notes_with_their_number_on_a_line_of_its_own(tmp_path: Path) -> None:
    first = f"1         Paden\n{body(1, 2)}\n\n\n1\n   Bosdecreet, 13 juni 1990.\n2\n   {LONG}\noktober.\n"
    second = f"2         Borden\n{body(3)}\n\n3\n   Ibid., p. 4.\n"
    found = document(tmp_path, first + "\f" + second)
    assert [n for n, _ in notes(found)] == ["1", "2", "3"]
    assert notes(found)[0][1] == "Bosdecreet, 13 juni 1990."
    assert notes(found)[1][1].endswith("van mei tot in oktober.")
    assert [a.where for n in found.footnotes for a in n.anchors] == ["1", "1", "2"]
    assert "Ibid" not in found.sections[1].body.text


def test_notes_that_begin_again_on_every_page(tmp_path: Path) -> None:
    text = "\f".join(
        f"{n} Over {of}\n{body(1, 2, of)}\n\n1 Studie van {of}.\n2 Ibid., over {of}.\n"
        for n, of in enumerate(PLACES[:3], 1)
    )
    found = document(tmp_path, text)
    assert len(notes(found)) == 6
    marks = [[m.number for m in b.marks] for b in reading(tmp_path, text).blocks if b.kind == "paragraph"]
    assert marks == [["1", "2"]] * 3
    assert "wandelaars. De raad" in found.sections[0].body.text


def test_numbers_at_the_foot_that_nothing_refers_to_are_no_notes(tmp_path: Path) -> None:
    text = f"{body()}\n\n1 kaart van het bos\n2 borden bij de ingang\n\f{body()}\n"
    assert notes(document(tmp_path, text)) == []


# How `pdftotext` leaves the numbers of two notes apart from their words.
FEET = [
    "1\n\nBosdecreet, 13 juni 1990.\nIbid., p. 4.\n2\n",
    "Bosdecreet, 13 juni 1990.\n2\nIbid., p. 4.\n1\n",
    "1\n2\n\nBosdecreet, 13 juni 1990.\nIbid., p. 4.\n",
    "1\n\nBosdecreet, 13 juni 1990. 2 Ibid., p. 4.\n",
]


@pytest.mark.parametrize("foot", FEET)
def test_notes_with_their_numbers_apart_from_their_words(tmp_path: Path, foot: str) -> None:
    page = f"1         Paden\n{body(1, 2)}\n\n{body(of='beken')}\n\n{foot}"
    found = document(tmp_path, f"{page}\f2         Borden\n{body()}\n")
    assert notes(found) == [("1", "Bosdecreet, 13 juni 1990."), ("2", "Ibid., p. 4.")]
    assert [a.where for n in found.footnotes for a in n.anchors] == ["1", "1"]


@pytest.mark.parametrize(
    "foot",
    [
        "3\n\nBosdecreet, 13 juni 1990.\nIbid., p. 4.\n4\n",  # the text refers to 1 and 2
        "1\n\n• borden bij de ingang\n• paden naar het bos\n2\n",  # a list
        "1\n\n2. De raad vraagt borden bij de ingang.\n3. De raad vraagt paden.\n2\n",
        f"1\n\n{body()}\n\n{body()}\n\n{body()}\n2\n",  # half of the page and more
    ],
)
def test_what_stands_at_the_foot_of_a_page_and_is_no_note(foot: str) -> None:
    page = f"1         Paden\n{body(1, 2)}\n\n{body(of='beken')}\n\n{foot}"
    pages = arrange_text(f"{page}\f2         Borden\n{body()}\n")
    assert [line for p in pages for line in p.lines if line.note is not None] == []


def test_the_numbers_of_notes_beside_that_of_the_page(tmp_path: Path) -> None:
    pages = [
        f"{n} Over {of}\n{body(k, k + 1, of)}\n\nStudie van {of}.\n{k + 1}\nIbid., over {of}.\n{k}\n\n{n}\n"
        for n, k, of in zip(range(1, 6), range(1, 11, 2), PLACES, strict=True)
    ]
    assert notes(document(tmp_path, "\f".join(pages)))[:3] == [
        ("1", "Studie van bossen."),
        ("2", "Ibid., over bossen."),
        ("3", "Studie van vijvers."),
    ]


def test_a_note_on_the_page_after_its_marker(tmp_path: Path) -> None:
    first = f"1         Paden\n{body(1, 2)}\n\n1\n   Bosdecreet, 13 juni 1990.\n"
    found = document(tmp_path, f"{first}\f2         Borden\n{body(of='beken')}\n\n\nIbid., p. 4.\n2\n")
    assert notes(found) == [("1", "Bosdecreet, 13 juni 1990."), ("2", "Ibid., p. 4.")]


def test_notes_at_the_foot_without_white_above_them(tmp_path: Path) -> None:
    first = f"1 Paden\n{body(1, 2)}\n1 Bosdecreet, 13 juni 1990.\n2 Ibid., p. 4.\n"
    second = f"2 Borden\n{body(3, of='beken')}\n3 Borden\n{body(of='weiden')}\n"
    found = document(tmp_path, f"{first}\f{second}")
    assert notes(found) == [("1", "Bosdecreet, 13 juni 1990."), ("2", "Ibid., p. 4.")]
    assert titles(found) == [("1", "Paden"), ("2", "Borden"), ("3", "Borden")]


def test_numbers_of_notes_above_the_item_that_they_stand_in(tmp_path: Path) -> None:
    item = "•\n\n1\n2\n\nborden bij de ingang van het bos, ook aan de\nnoordzijde (fase\n1)"
    page = f"1 Paden\n{body(1, 2)}\n\n{body(of='beken')}\n{item}\n\nBosdecreet, 13 juni 1990.\nIbid., p. 4.\n"
    found = document(tmp_path, f"{page}\f2 Borden\n{body()}\n")
    assert notes(found) == [("1", "Bosdecreet, 13 juni 1990."), ("2", "Ibid., p. 4.")]
    assert "borden bij de ingang van het bos, ook aan de noordzijde (fase 1)" in found.sections[0].body.text


def test_the_number_of_a_note_in_the_place_of_a_hyphen(tmp_path: Path) -> None:
    page = f"1 Paden\n{body(1, 2)}\n\n{body(of='beken')}\nDe gemeente zoekt wande2\n\nIbid., p. 4.\n"
    page = page.replace("1 P", "2 P").replace("rs1", "rs")
    found = document(tmp_path, f"1 Bos\n{body(1)}\n\n1\nBosdecreet, 13 juni 1990.\n\f{page}\flaars.\n")
    assert notes(found) == [("1", "Bosdecreet, 13 juni 1990."), ("2", "Ibid., p. 4.")]
    assert found.sections[-1].body.text.endswith("De gemeente zoekt wandelaars.")


@pytest.mark.parametrize("cut", ["die te laten.\n5 Dat kan beter.", "die te laten.\n5\nDat kan beter."])
def test_markers_at_the_beginning_of_a_line(tmp_path: Path, cut: str) -> None:
    """A program breaks the line before raised type; the notes at the foot tell which numbers are markers."""
    first = (
        f"1 Paden\n{body(1, 2)}\n2 Borden\n{body(3, 4)}\n1 Ibid., p. 1.\n2 Zie art. 2.\n3 Ibid., p. 3.\n4 Zie art. 4."
    )
    second = f"3 Besluit\n{body()}\n4 Tot slot\n{body()}\n5 Ibid., p. 5.".replace(
        "die te laten. Dat kan beter.", cut, 1
    )
    found = document(tmp_path, f"{first}\n\f{second}\n")
    assert [number for number, _ in notes(found)] == ["1", "2", "3", "4", "5"]
    assert [a.where for n in found.footnotes for a in n.anchors] == ["1", "1", "2", "2", "3"]
    assert found.footnotes[4].anchors[0].before.endswith("om die te laten.")
    assert titles(found) == [("1", "Paden"), ("2", "Borden"), ("3", "Besluit"), ("4", "Tot slot")]
    assert found.sections[2].body.text.endswith("om die te laten. Dat kan beter.")


def test_a_heading_with_the_number_of_a_note_whose_marker_is_lost_stays() -> None:
    lines = ["Zo komt er in het hele gebied een pad.", "3 De oevers", body(), "3 Ibid., p. 3."]
    assert with_raised_numbers("\n".join(lines).split("\n")) == "\n".join(lines).split("\n")


def test_notes_go_on_behind_one_that_was_not_seen() -> None:
    heads = (2, "Borden"), (3, "Besluit")
    pages = [f"{n} {title}\n{body(n, of=PLACES[n])}\n{n} Zie artikel {n}.\n" for n, title in heads]
    found = arrange_text("\f".join([f"1 Paden\n{body(1)}\n", *pages]))
    assert [line for page in found for line in page.lines if line.note] == [
        GridLine("Zie artikel 2.", "2"),
        GridLine("Zie artikel 3.", "3"),
    ]


def test_notes_right_below_the_text_whose_numbers_stand_below_them(tmp_path: Path) -> None:
    foot = "Bosdecreet van 13 juni 1990, art. 4.\nPeeters, J. (2018). Bomen\nen beken, p. 4.\n3\nIbid., p. 5.\n1\n2\n"
    text = f"1 Paden\n{body(1, 2)}\n\n{body(3, of='beken')}\n{foot}\f2 Borden\n{body()}\n"
    found = document(tmp_path, text)
    assert [words for _, words in notes(found)] == [
        "Bosdecreet van 13 juni 1990, art. 4.",
        "Peeters, J. (2018). Bomen en beken, p. 4.",
        "Ibid., p. 5.",
    ]
    assert found.sections[0].body.text.endswith("Dat kan beter.")


@pytest.mark.parametrize("sign", ["[{}]", "({})"])
@pytest.mark.parametrize("gap", ["\n", ""])
def test_notes_in_brackets_at_the_end_of_a_text(tmp_path: Path, sign: str, gap: str) -> None:
    one, two = sign.format(1), sign.format(2)
    text = f"1 Het bos\n{body('.' + one, '.' + two)}\n{gap}{one} Bosdecreet.\n{two}\tPeeters, J. (2018). Bomen, p. 4.\n"
    found = document(tmp_path, text)
    assert notes(found) == [("1", "Bosdecreet."), ("2", "Peeters, J. (2018). Bomen, p. 4.")]
    assert [a.where for n in found.footnotes for a in n.anchors] == ["1", "1"]


def test_a_list_counted_in_brackets_is_no_note(tmp_path: Path) -> None:
    text = f"1 Het bos\n{body()}\n\n(1) borden bij de ingang;\n(2) paden naar het bos.\n"
    assert notes(document(tmp_path, text)) == []


def test_a_page_with_nothing_but_its_number() -> None:
    pages = arrange_text("\f".join(f"{lines_of(of)}\n\n{n}\n" for n, of in enumerate(PLACES, 1)) + "\f6\n")
    assert {line.text[:6] for page in pages for line in page.lines if line.text} == {"In de "}


def test_a_note_whose_marker_is_lost(tmp_path: Path) -> None:
    first = f"1 Paden\n{body(1)}\n\n1\nBosdecreet, 13 juni 1990.\n"
    page = f"2 Borden\n{body(of='beken')}\n\n{body(of='weiden')}\n\n2\n\n{{}}\n"
    cited = document(tmp_path, f"{first}\f{page.format('Peeters, J. (2018). Bomen, p. 4.')}\f{body()}\n")
    assert notes(cited)[1:] == [("2", "Peeters, J. (2018). Bomen, p. 4.")]
    assert len(notes(document(tmp_path, f"{first}\f{page.format('beuken in het bos')}\f{body()}\n"))) == 1


def test_the_number_of_a_page_in_its_margin_is_no_note() -> None:
    lines = body().split("\n")
    pages = ["\n".join([*lines, str(n), *(f"    {line}" for line in lines)]) for n in (4, 5, 6)]
    kept = [line for page in arrange_text("\f".join(pages)) for line in page.lines]
    assert not any(line.text.strip() in ("4", "5", "6") or line.note for line in kept)


# --- running heads ----------------------------------------------------------------------------------------------------


def test_running_heads_of_two_lines_are_left_out_and_body_stays(tmp_path: Path) -> None:
    head = "BOSRAAD\nVAN DE GEMEENTE\n\n"
    foot = "\n\nwww.bosraad.example          Pagina {n} van 4\n"
    pages = [
        f"{head}{n}. Over {of}\n{body(of=of)}\n\nPagina 12 van het plan\n\n{body(of=of)}\n{body(of=of)}"
        + foot.format(n=n)
        for n, of in enumerate(PLACES[:4], 1)
    ]
    found = document(tmp_path, "\f".join(pages))
    assert titles(found) == [(str(n), f"Over {of}") for n, of in enumerate(PLACES[:4], 1)]
    whole = " ".join(s.body.text for s in found.sections)
    assert "BOSRAAD" not in whole and "bosraad.example" not in whole
    assert whole.count("Pagina 12 van het plan") == 4


def test_pages_that_are_counted_by_roman_numerals() -> None:
    text = "\f".join(f"{lines_of(of)}\n\n{n}\n" for n, of in zip(("ii", "iii", "1", "2", "3"), PLACES, strict=True))
    kept = [line.text for page in arrange_text(text) for line in page.lines if line.text]
    assert all(line.startswith("In de ") for line in kept) and len(kept) == 100


def test_the_number_of_a_heading_at_the_top_of_a_page_is_no_page_number(tmp_path: Path) -> None:
    pages = [
        f"Bosraad\nvergadering over {of}\nPlan voor de gemeente\n\n{n}\n\nOver {of}\n\n{body(of=of)}\n\n{n}\n"
        for n, of in enumerate(PLACES, 1)
    ]
    found = document(tmp_path, "\f".join(pages))
    assert titles(found)[-5:] == [(str(n), f"Over {of}") for n, of in enumerate(PLACES, 1)]
    whole = " ".join(s.body.text for s in found.sections)
    assert "Bosraad" not in whole and "Plan voor" not in whole
    # a line that differs from page to page stays, though those around it repeat
    assert whole.count("vergadering over") == 5


def test_a_text_without_form_feeds_is_cut_at_its_heads() -> None:
    page = "\n".join([body()] * 5)
    text = "".join(f"        Bosraad van de gemeente | p. {n}\n\n{page}\n" for n in (1, 2, 3))
    pages = arrange_text(text)
    assert len(pages) == 3
    assert not any("Bosraad" in line.text for p in pages for line in p.lines)
    # numbers that do not grow by one are no pages
    assert len(arrange_text(text.replace("p. 2", "p. 7"))) == 1


def lines_of(of: str, count: int = 20) -> str:
    """Lines of running text that differ."""
    return "\n".join(
        f"In de {of} staan {37 * k} bomen die de gemeente wil laten staan voor wie er komt." for k in range(count)
    )


@pytest.mark.parametrize("number", ["{n}", "{n}/4", "- {n} -", "p. {n}"])
@pytest.mark.parametrize("head", ["Bosraad van de gemeente\n\n", ""])
def test_a_text_without_form_feeds_is_cut_at_the_numbers_of_its_pages(number: str, head: str) -> None:
    text = f"{head}1\n\nInleiding\n\n" + "".join(
        f"{head if k > 1 else ''}{lines_of(of)}\n\n{k + 1}\n\nOver {of}\n\n{lines_of(of[1:], 15)}\n\n"
        f"{number.format(n=k)}\n\n"
        for k, of in enumerate(PLACES[:4], 1)
    )
    pages = arrange_text(text)
    assert len(pages) == 4
    kept = [line.text for page in pages for line in page.lines if line.text and not line.text.startswith("In de ")]
    assert kept == ["1 Inleiding", *(f"{k + 1} Over {of}" for k, of in enumerate(PLACES[:4], 1))]


def test_numbers_of_headings_alone_on_a_line_cut_no_text() -> None:
    text = "\n\n".join(f"{n}\n\nOver {of}\n\n{lines_of(of)}" for n, of in enumerate(PLACES, 1))
    assert len(arrange_text(text)) == 1


def test_lines_at_the_top_of_pages_that_differ_stay() -> None:
    pages = arrange_text(
        "\f".join(f"Artikel {n}\n\n{body(of=of)}\n" for n, of in zip((1, 5, 12), PLACES, strict=False))
    )
    assert [p.lines[0].text for p in pages] == ["Artikel 1", "Artikel 5", "Artikel 12"]


# --- headings ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("upper", [False, True])
def test_headings_counted_by_numerals_and_letters(tmp_path: Path, upper: bool) -> None:
    heads = ["I. Het bos", "II. Het water", "A. De beek", "B. De vijver", "III. Besluit"]
    text = "\n\n".join(f"{head.upper() if upper else head}\n{body()}" for head in heads)
    found = document(tmp_path, text)
    assert [s.number for s in found.sections] == ["I", "II", "A", "B", "III"]
    assert [s.level for s in found.sections] == [1, 1, 2, 2, 1]


def test_a_letter_before_a_sentence_is_no_heading(tmp_path: Path) -> None:
    text = f"1 Het bos\n{body()}\n\nA Coruña heeft een bos aan zee\n{body()}\n\nB. De raad vraagt borden.\n{body()}\n"
    assert {s.number for s in document(tmp_path, text).sections} <= {"1", None}


def test_a_title_over_two_lines(tmp_path: Path) -> None:
    text = (
        f"1         Het bos\n{body()}\n\n2         De paden en de borden in het oude bos van\n"
        f"          de gemeente\n{body()}\n\nWat de raad vraagt aan de gemeente en aan wie in het bos gaat wandelen\n"
        f"op zondag\n{body()}\n"
    )
    assert [t for _, t in titles(document(tmp_path, text))] == [
        "Het bos",
        "De paden en de borden in het oude bos van de gemeente",
        "Wat de raad vraagt aan de gemeente en aan wie in het bos gaat wandelen op zondag",
    ]


def test_headings_without_white_above_them(tmp_path: Path) -> None:
    text = f"Situering\n{body()}\nDe borden\n{body(of='beken')}\nDe paden in de winter\n{body(of='weiden')}\n"
    found = titles(document(tmp_path, f"1 Het bos\n{body()}\n\n{text}"))
    assert found == [("1", "Het bos"), (None, "Situering"), (None, "De borden"), (None, "De paden in de winter")]


def test_short_lines_in_a_sentence_or_a_list_are_no_headings(tmp_path: Path) -> None:
    text = f"1 Het bos\n{body()}\nDe raad vraagt aan de minister van\n{body()}\n- borden\n- paden\n{body(of='beken')}\n"
    assert titles(document(tmp_path, text)) == [("1", "Het bos")]


@pytest.mark.parametrize("below", ["\n2 De beek\n\n", "\n", "\n\nBijlage: Cijfers\n\n"])
@pytest.mark.parametrize("last", ["bijlage.", "bijlage 2.", "samenvatting."])
def test_the_last_line_of_a_sentence_is_no_heading(tmp_path: Path, last: str, below: str) -> None:
    count = "Meer over de cijfers en over de telling van de wandelaars in het bos is te vinden in de"
    found = document(tmp_path, f"1 Het bos\n\n{body()}\n{count}\n{last}\n{below}{body(of='beken')}\n")
    assert last not in [title for _, title in titles(found)]
    assert f"te vinden in de {last}" in found.sections[0].body.text


def test_heads_of_annexes_stay_headings(tmp_path: Path) -> None:
    for head in ("Bijlage", "BIJLAGE 1", "Bijlage 2: cijfers", "Samenvatting"):
        found = document(tmp_path, f"1 Het bos\n\n{body()}\n\n{head}\n\n{body(of='beken')}\n")
        assert titles(found)[1:] == [(None, head)]


@pytest.mark.parametrize(
    "cover",
    [
        ["Brussel, 19 juli 2024", "VR 2024 1907 DOC.0911/1"],
        ["RBO-RBO-ADV-2324-007"],
        ["Sint-Niklaas, de 3 mei 2023", "AR/PCA/ADV/012"],
        ["Nota van de schepen"],
    ],
)
def test_lines_of_a_cover_above_the_first_chapter_are_no_headings(tmp_path: Path, cover: list[str]) -> None:
    title = "Nota aan de gemeenteraad: een bos voor iedereen, in de stad en op het platteland"
    text = "\n\n".join([title, *cover, "1. Inleiding", body(), "2. De beek", body(of="beken")])
    assert [t for _, t in titles(document(tmp_path, f"{text}\n"))] == [None, "Inleiding", "De beek"]


def test_a_head_above_a_list_or_below_a_sentence_is_no_cover(tmp_path: Path) -> None:
    opening = "De raad kreeg op 3 mei de vraag om advies te geven over het bosplan."
    text = f"{opening}\n\nAlgemene bespreking\n\n1. Inleiding\n\n{body()}\n\n2. De beek\n\n{body(of='beken')}\n"
    assert (None, "Algemene bespreking") in titles(document(tmp_path, text))
    text = f"PISA 2022\n\n{body()}\n\nCOVID-19\n\n{body(of='beken')}\n"
    assert [t for _, t in titles(document(tmp_path, text))] == ["PISA 2022", "COVID-19"]


CONTENTS = """Inhoud
1 Het bos ................ 3
2 De paden en de borden in het oude bos van de stad en de gemeente ....... 3
2.1 De kleur .......... 4
"""


@pytest.mark.parametrize("dots", ["................ ", ".\n.\n.\n.\n.\n. "])
def test_a_title_on_the_cover_is_no_heading(tmp_path: Path, dots: str) -> None:
    cover = "Bosraad\n13 juni 2019\n\nHet bos\n\nAdvies over de paden, uitgebracht door de Bosraad met eenparigheid.\n"
    contents = CONTENTS.replace("................ ", dots)
    text = (
        f"1 Het bos\n{body()}\n2 De paden en de borden in het oude bos van\nde stad en de gemeente\n{body()}\n"
        f"2.1 De kleur\n{body(of='weiden')}\n"
    )
    assert titles(document(tmp_path, f"{cover}\f{contents}\f{text}"))[1:] == [
        ("1", "Het bos"),
        ("2", "De paden en de borden in het oude bos van de stad en de gemeente"),
        ("2.1", "De kleur"),
    ]


def test_a_line_of_text_that_ends_with_a_number_is_no_contents(tmp_path: Path) -> None:
    text = (
        f"1 Het bos\n\n2 De paden\n\nDe gemeente vraagt de raad op 8 mei een advies over het bosplan van 15\n{body()}\n"
    )
    assert titles(document(tmp_path, f"{CONTENTS}\n{text}")) == [("1", "Het bos"), ("2", "De paden")]


def test_headings_that_ask_something_and_lists_of_questions(tmp_path: Path) -> None:
    text = (
        f"1. Het bos\n{body()}\n\n2. Wat kost het?\n{body(of='beken')}\n\n1. Hoeveel borden?\n2. Waar?\n3. Wanneer?\n"
    )
    assert titles(document(tmp_path, text)) == [("1", "Het bos"), ("2", "Wat kost het?")]


def test_headings_in_capitals_stand_above_others_without_a_number(tmp_path: Path) -> None:
    heads = ["SITUERING", "BESPREKING", "De borden", "De paden", "BESLUIT", "Bijlage"]
    text = "\n\n".join(f"{head}\n{body(of=f'{head} bossen')}" for head in heads)
    assert [s.level for s in document(tmp_path, text).sections] == [1, 1, 2, 2, 1, 1]


def test_a_chapter_on_the_contents_of_a_plan_is_no_contents_page(tmp_path: Path) -> None:
    text = f"Situering\n{body()}\n\n1. Aanleiding\n{body(of='beken')}\n2. Inhoud\n{body(of='weiden')}\n"
    assert titles(document(tmp_path, text)) == [(None, "Situering"), ("1", "Aanleiding"), ("2", "Inhoud")]


def test_the_text_of_an_item_does_not_join_a_title() -> None:
    text = "Zie\n\n1.   Er komen borden bij elke ingang van het bos;\n     ook aan de noordzijde.\nVerder niets.\n"
    assert [line.text for line in arrange_text(text)[0].lines if line.text] == [
        line for line in text.split("\n") if line
    ]


def test_numbers_of_headings_on_a_line_of_their_own(tmp_path: Path) -> None:
    text = (
        f"1\n\nHet bos\n\n{body()}\n\n1.1\n\nDe paden\n\n{body()}\n\n2\n\nBesluit\n\n{body()}\n\n7\n\nbomen geplant.\n"
    )
    assert titles(document(tmp_path, text)) == [("1", "Het bos"), ("1.1", "De paden"), ("2", "Besluit")]


def test_one_heading_that_is_not_seen_does_not_lose_the_others(tmp_path: Path) -> None:
    pages = [
        f"Bosplan\n\n1\n\n12 mei 2024\n\nHet bos\n\n{body()}\n\n2\n\nde paden.\n\n{body(of=PLACES[1])}\n",
        f"3\n\nDe borden die bij de ingang van het bos\nkomen te staan\n\n{body()}\n\n"
        f"3.1\n\nDe kleur\n{body(of=PLACES[2])}\n",
        f"7\n\n{body(of=PLACES[3])}\n\n4\n\nBesluit\n{body(of=PLACES[4])}\n",
    ]
    found = [line.text for page in arrange_text("\f".join(pages)) for line in page.lines]
    numbered = [text for text in found if text[:2] in ("1 ", "2 ", "3 ", "3.", "4 ", "7 ")]
    assert numbered == ["1 Het bos", "3 De borden die bij de ingang van het bos", "3.1 De kleur", "4 Besluit"]


def test_numbers_on_a_contents_page_and_in_a_table_count_no_headings() -> None:
    contents = "Inhoud\n\n1\n\nHet bos\n\n3\n\n2\n\nDe borden\n\n4\n"
    rows = "Bomen\n\n12\n\n14\n\nBeuken\n\n7\n\n9\n\nEiken\n"
    pages = arrange_text(f"{contents}\f1. Het bos\n{body()}\n\n{rows}\n{body()}\n\f2. De borden\n{body()}\n")
    found = [line.text for page in pages for line in page.lines if line.text]
    assert [text for text in found if text.startswith(("1", "2")) and len(text) > 2] == ["1. Het bos", "2. De borden"]
    assert {"Beuken", "Eiken", "7", "12"} <= set(found)


# --- columns ----------------------------------------------------------------------------------------------------------

LEFT = [f"links staat regel {n} van het verhaal" for n in range(1, 13)]
RIGHT = [f"rechts staat regel {n} van het vervolg" for n in range(1, 13)]


def test_two_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    side_by_side = "\n".join(f"{one:<52}{two}" for one, two in zip(LEFT, RIGHT, strict=True))
    text = f"De raad van de bossen over het plan dat deze week in de gemeente is voorgesteld\n\n{side_by_side}\n"
    found = reading(tmp_path, text)
    whole = " ".join(b.text.text for b in found.blocks)
    assert whole.index(LEFT[-1]) < whole.index(RIGHT[0])
    assert found.problems == ()


def test_a_table_is_not_read_column_by_column() -> None:
    rows = [f"{name:<30}{k * 37:>12}{k * 41:>14}" for k, name in enumerate(["beuk", "eik", "berk", "es"] * 4, start=3)]
    assert [line.text for line in arrange_text("\n".join(rows))[0].lines] == rows


def test_columns_that_cannot_be_told_apart_are_warned_about(tmp_path: Path) -> None:
    crossed = "\n".join(
        f"{one}{' ' * (4 + 7 * k % 23)}{two}" for k, (one, two) in enumerate(zip(LEFT * 2, RIGHT * 2, strict=True))
    )
    assert [p.page for p in reading(tmp_path, crossed).problems] == [1]
    assert "twee kolommen" in reading(tmp_path, crossed).problems[0].message


def rows(found: Reading) -> list[str]:
    return [line for b in found.blocks if b.kind == "table" for line in b.text.text.split("\n")]


def test_rows_that_begin_with_a_bare_number_stay_in_their_table(tmp_path: Path) -> None:
    lines = ["Nr    Wie stelde de vraag    Over welk plan", "1     Jan Peeters     paden van 2020"]
    lines += ["2     Mia Maes     borden bij het bos", "3     de stad     beken"]
    table = "\n".join(lines)
    for below in ("\n\n", "\f"):
        text = f"1   Het bos\n\n{body()}\n\n{table}{below}2   De beek\n\n{body(of='beken')}\n"
        assert rows(reading(tmp_path, text))[1:] == ["\t".join(re.split(r" {3,}", line)) for line in lines[1:]]
        assert titles(document(tmp_path, text)) == [("1", "Het bos"), ("2", "De beek")]
        assert notes(document(tmp_path, text)) == []


def test_notes_and_headings_set_apart_from_their_numbers_are_no_rows(tmp_path: Path) -> None:
    foot = "1     Bosdecreet, 13 juni 1990\n2     Peeters, J. (2018). Bomen, p. 4\n"
    table = "Wijk    Bomen    Borden\n1     120     14\n2     130     15\n"
    text = f"1   Het bos\n\n{body(1, 2)}\n\n{table}\n{foot}\f2     De beek\n2.1     De oever\n{body(of='beken')}\n"
    found = document(tmp_path, text)
    assert [words for _, words in notes(found)] == ["Bosdecreet, 13 juni 1990", "Peeters, J. (2018). Bomen, p. 4"]
    assert titles(found) == [("1", "Het bos"), ("2", "De beek"), ("2.1", "De oever")]
    assert rows(reading(tmp_path, text)) == ["Wijk\tBomen\tBorden", "1\t120\t14", "2\t130\t15"]


# --- lists and encodings ----------------------------------------------------------------------------------------------


def test_a_bullet_on_a_line_of_its_own_belongs_to_the_line_below(tmp_path: Path) -> None:
    text = f"1 Het bos\n{body()}\n\n•\n\nborden bij de ingang;\n\n•\n\npaden naar het bos.\n\n{body(of='beken')}\n"
    items = [(b.marker, b.text.text) for b in reading(tmp_path, text).blocks if b.kind == "item"]
    assert items == [("•", "borden bij de ingang;"), ("•", "paden naar het bos.")]


def test_a_dash_alone_and_bullets_without_text_take_no_line(tmp_path: Path) -> None:
    dash = "-\n\nDe raad vraagt borden bij de ingang van het bos."
    text = f"1 Het bos\n{body()}\n\n{dash}\n\n•\n\n•\n\n• paden naar het bos.\n"
    items = [b.text.text for b in reading(tmp_path, text).blocks if b.kind == "item"]
    assert items == ["paden naar het bos."]


@pytest.mark.parametrize("sign", ["-__", "-_", "— _", "•_"])
def test_what_is_left_of_a_bullet_is_no_part_of_its_text(tmp_path: Path, sign: str) -> None:
    text = f"1 Het bos\n\n{body()}\n\n{sign} Borden bij de ingang\n{sign} Paden\n\n{body(of='beken')}\n"
    assert [b.text.text for b in reading(tmp_path, text).blocks if b.kind == "item"] == [
        "Borden bij de ingang",
        "Paden",
    ]


def test_the_other_hyphens_of_unicode_break_words_too(tmp_path: Path) -> None:
    text = f"1 Het bos\n{body()}\nWie er met kinderen komt, vindt speel‐\ntuinen en niet‑betaalde gidsen.\n"
    assert "vindt speeltuinen en niet-betaalde gidsen." in document(tmp_path, text).sections[0].body.text


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-8-sig", "cp1252"])
def test_encodings_of_text_files(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "bos.txt"
    mark = b"\xfe\xff" if encoding == "utf-16-be" else b""
    path.write_bytes(mark + f"1 Geïnventariseerde bomen\n{body()}\n".encode(encoding))
    assert titles(analyse(read(path))) == [("1", "Geïnventariseerde bomen")]


@pytest.mark.parametrize("data", [b"\xff\xfe\x00\x00a\x00\x00\x00", b"a\x00b\x00c"])
def test_what_is_no_text_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "bos.txt"
    path.write_bytes(data)
    with pytest.raises(AdviesspoorError, match="geen tekstbestand"):
        read(path)


def test_a_contents_page_without_dots_ends_where_its_first_title_comes_back(tmp_path: Path) -> None:
    """Also where the text below begins with a line that ends in a number."""
    contents = "INHOUDSOPGAVE\n\n1.  VRAAG          1\n2.  BESPREKING     2\nBRONNEN            4\n"
    asked = "De commissie vroeg de Vlaamse Onderwijsraad op 26\noktober 2023 om advies over de bossen."
    text = f"{contents}\n\n1.  VRAAG\n{asked}\n\n{body()}\n\n2.  BESPREKING\n{body(of='beken')}\n"
    found = document(tmp_path, text)
    assert titles(found) == [("1", "VRAAG"), ("2", "BESPREKING")]
    assert found.sections[0].body.text.startswith("De commissie vroeg")


@pytest.mark.parametrize("apart", ["{title}{dots}\n\n3\n\n", "{title}\n\n{dots}\n\n"])
@pytest.mark.parametrize("number", ["{n} ", ""])
def test_pages_and_dots_of_a_contents_page_on_lines_of_their_own(tmp_path: Path, apart: str, number: str) -> None:
    """The pages stand below each title, or below all of them; none of it is a heading, a note or text."""
    heads = ["Het bos", "De paden en de borden in het oude bos van de stad en\nde gemeente", "De weiden", "Besluit"]
    listed = [number.format(n=n) + title for n, title in enumerate(heads, 1)]
    contents = "".join(apart.format(title=title, dots=" " + "." * 60) for title in listed)
    pages = "" if "3" in apart else "2\n\n3\n\n3\n\n3\n\n"
    parts = [f"{title}\n\n{body(n if n < 3 else '', of=PLACES[n])}\n\n" for n, title in enumerate(listed, 1)]
    text = f"Inhoud\n\n{contents}{pages}\f{parts[0]}{parts[1]}\f{parts[2]}{parts[3]}1 Ibid., p. 3.\n2 Zie artikel 4.\n"
    found = document(tmp_path, text)
    assert [title for _, title in titles(found)] == [head.replace("\n", " ") for head in heads]
    assert "....." not in "".join(s.body.text for s in found.sections)
    assert found.sections[0].body.text.startswith("De vijvers van de gemeente")
    assert notes(found) == [("1", "Ibid., p. 3."), ("2", "Zie artikel 4.")]


HEADS_OF_SOURCES = [
    "Bronnen",
    "Bronnenlijst:",
    "Bronvermelding",
    "Geraadpleegde werken",
    "Literatuurlijst",
    "REFERENTIES",
]


@pytest.mark.parametrize("head", HEADS_OF_SOURCES)
def test_the_heading_of_a_list_of_sources_is_known_by_all(tmp_path: Path, head: str) -> None:
    found = document(tmp_path, f"1 Paden\n\n{body()}\n\n{head}\nMaes, K. (2014). Het bos. Gent: Bosraad.\n")
    assert (titles(found)[-1][1] or "").rstrip(":") == head.rstrip(":")
    assert REFERENCE_SECTION.match(head)
    assert [c.title for c in found.citations] == ["Het bos"]


@pytest.mark.parametrize("number", ["- {n} -", "bladzijde {n}", "{n} | 3", "p. {n} van 3", "{n}/3"])
def test_the_number_of_a_page_alone_on_a_line_is_no_text(tmp_path: Path, number: str) -> None:
    pages = [f"{body(of=of)}\n\n{number.format(n=n)}\n" for n, of in enumerate(PLACES[:3], 1)]
    text = "".join(s.body.text for s in document(tmp_path, "\f".join(pages)).sections)
    assert not set("/|-") & set(text) and "bladzijde" not in text and "p. " not in text


def test_numbers_of_questions_and_figures_alone_on_a_line_are_no_pages(tmp_path: Path) -> None:
    text = f"1 Paden\n\n{body()}\n\n1-3.\n\n{body(of='beken')}\n\n4-5.\n\n{body(of='weiden')}\n\n2024\n"
    found = document(tmp_path, text).sections[0].body.text
    assert all(number in found for number in ("1-3.", "4-5.", "2024"))


# --- running lines and covers -----------------------------------------------------------------------------------------


def whole(found: Document) -> str:
    return "\n".join(f"{s.title} {s.body.text}" for s in found.sections)


def headed(found: Document) -> list[tuple[str | None, str | None]]:
    return [(number, title) for number, title in titles(found) if title]


@pytest.mark.parametrize(
    "foot", ["Bosplan 2026 voor iedereen | {n}", "Bosraad – 3 mei 2019 {n}/3", "{n} | Bos en beek", "De bosraad p. {n}"]
)
def test_a_foot_with_the_number_of_its_page_is_known_where_it_stands_twice(tmp_path: Path, foot: str) -> None:
    second, third = foot.format(n=2), foot.format(n=3)
    pages = [
        "Bosraad",
        f"1 Paden\n\n{body()}\n\n{second}\n",
        f"2 Beken\n\n{body(of='beken')}\n\n{third}\n\n1 Een noot.\n",
    ]
    text = whole(document(tmp_path, "\f".join(pages)))
    assert second not in text and third not in text


@pytest.mark.parametrize("line", ["Vraag nummer {n}", "Tabel bij punt {n}", "Bijlage {n}"])
def test_numbered_lines_in_the_text_are_no_feet(tmp_path: Path, line: str) -> None:
    text = "\n\n".join(f"{line.format(n=n)}\n\n{body(of=of)}" for n, of in enumerate(PLACES[:3], 1))
    assert all(line.format(n=n) in whole(document(tmp_path, f"1 Paden\n\n{body()}\n\n{text}\n")) for n in (1, 2, 3))


def test_the_title_of_the_cover_stays_though_it_is_the_head_of_the_pages(tmp_path: Path) -> None:
    cover = "Bosraad\n13 juni 2019\n\nTweede kans voor het bos\nAdvies over de conceptnota Bos\n\nDatum: 13 juni 2019\n"
    pages = [f"Tweede kans voor het bos\n\n{n} Over {of}\n\n{body(of=of)}\n" for n, of in enumerate(PLACES[:3], 1)]
    found = document(tmp_path, "\f".join([cover, *pages]))
    assert found.meta.title == "Tweede kans voor het bos"
    assert headed(found) == [("1", "Over bossen"), ("2", "Over vijvers"), ("3", "Over heuvels")]
    assert whole(found).count("Tweede kans") <= 1  # on the cover


def test_council_date_and_reference_at_the_head_of_one_page(tmp_path: Path) -> None:
    head = "Raad van het Bos\n12 november 2009\nRVB/ADV/0910-003"
    first = f"{head}\n\nIedereen naar het bos\nAdvies over het bosplan\n\nDatum: 12 november 2009\n\n{head}\n"
    text = f"{first}\n1 Paden\n\n{body()}\n\n2\n\f{head}\n\nDe beken lopen langs het pad.\n\n3\n"
    assert whole(document(tmp_path, text)).count("RVB/ADV") <= 1  # on the cover
    signed = "Jan Maes\nvoorzitter van de raad"
    twice = f"1 Paden\n\n{body()}\n\n{signed}\n\n2 Beken\n\n{body()}\n\n{signed}\n\nDat is alles.\n"
    assert whole(document(tmp_path, twice)).count("Jan Maes") == 2


@pytest.mark.parametrize(
    "imprint",
    ["Uitgebracht door de Bosraad op 20 juni 2024 met eenparigheid van stemmen", "Dossierbeheerders: Saar Wuyts",
     "Voorbereiding: werkgroep Bos op 20 juni 2024\nDossierbeheerder: Tim Roels"],
)  # fmt: skip
def test_what_stands_above_the_imprint_is_the_cover(tmp_path: Path, imprint: str) -> None:
    cover = f"Bosraad\n20 juni 2024\n\nHet bos leeft overal\nAdvies op eigen initiatief over bossen\n\n{imprint}\n"
    found = document(tmp_path, f"{cover}\n\n1 Inleiding\n\n{body()}\n\n2 Slot\n\n{body(of='beken')}\n")
    assert headed(found) == [("1", "Inleiding"), ("2", "Slot")]
    assert found.meta.title == "Het bos leeft overal"


def test_a_label_below_a_sentence_or_a_chapter_ends_no_cover(tmp_path: Path) -> None:
    labels = "Datum: 3 mei 2024\nContactpersoon: Saar Wuyts"
    text = f"{body()}\n\nDe paden in het bos\n\n{body(of='beken')}\n\n{labels}\n\n{body(of='weiden')}\n"
    assert (None, "De paden in het bos") in titles(document(tmp_path, text))
    text = f"1 Paden\n\n{labels}\n\n{body()}\n\n2 Beken\n\n{body(of='beken')}\n"
    assert headed(document(tmp_path, text)) == [("1", "Paden"), ("2", "Beken")]


# --- numbers of headings alone on a line ------------------------------------------------------------------------------


def test_bare_numbers_alone_on_a_line_that_count_headings(tmp_path: Path) -> None:
    table = "De nota ordent dit zo:\n\nPad\n\nInhoud\n\nTiming\n\nPad 13\n\nborden\n\n2023\n\nPad 14\n\n2024"
    first = f"1\n\nSituering\n\n{body()}\n\n2\n\nDe paden\n\n2.1\n\nBorden\n\n{table}\n\n{body(of='beken')}\n"
    second = f"2.2\n\nBanken\n\n{body(of='weiden')}\n\n3\n\nSlot\n\n{body(of='vijvers')}\n"
    for between in ("\n2\n\f", "\n"):
        found = document(tmp_path, f"{first}{between}{second}")
        chapters = [("1", "Situering"), ("2", "De paden"), ("2.1", "Borden"), ("2.2", "Banken"), ("3", "Slot")]
        assert headed(found) == chapters
        assert "2023" in whole(found) and "Timing" in whole(found)


def test_bare_numbers_that_count_no_headings(tmp_path: Path) -> None:
    cells = "Jaar\n\n2\n\nBorden\n\n2023\n\nBanken\n\n12\n\nPaden"
    figures = f"1 Inleiding\n\n{body()}\n\n{cells}\n\n2 Slot\n\n{body(of='beken')}\n"
    assert headed(document(tmp_path, figures)) == [("1", "Inleiding"), ("2", "Slot")]
    pages = "\n\n".join(f"{body(of=of)}\n\n{n}" for n, of in enumerate(PLACES[:3], 1))
    assert headed(document(tmp_path, f"{pages}\n")) == []
    items = f"{body()}\n\n1\n\nDe raad vraagt borden.\n\n2\n\nDe raad vraagt banken langs alle paden in het bos.\n"
    assert headed(document(tmp_path, items)) == []


# --- markers behind the number of an action, and markers that OCR lost ------------------------------------------------


@pytest.mark.parametrize(
    ("said", "read_as", "first"),
    [
        ("actie 4.21 voor iedereen.", "actie 4.2 voor iedereen.", "Actie 4.2: we tellen de borden."),
        ("actie 51 en de paden.", "actie 5 en de paden.", "Actie 5: we tellen de borden."),
        ("actie 6.1 Ook de paden zijn er.", "actie 6. Ook de paden zijn er.", "Actie 6: we tellen de borden."),
        # nothing is taken from a number where no note is about that action, or it goes on
        ("actie 4.21 voor iedereen.", "actie 4.21 voor iedereen.", "Bosraad. Alle borden, 9 juni 1998."),
        ("actie 6.1 ook de paden.", "actie 6.1 ook de paden.", "Actie 6: we tellen de borden."),
        ("actie 4.12 voor iedereen.", "actie 4.12 voor iedereen.", "Actie 4.2: we tellen de borden."),
    ],
)
def test_a_marker_behind_the_number_of_an_action(tmp_path: Path, said: str, read_as: str, first: str) -> None:
    rest = f"Dat staat zo in het plan van de gemeente.2 {body(of='beken')}"
    text = f"1 Paden\n\nDe raad steunt {said} {rest}\n\n2 Slot\n\n{body()}\n\n1 {first}\n\n2 Bosplan 2004, p. 3.\n"
    found = document(tmp_path, text)
    assert [n for n, _ in notes(found)] == ["1", "2"]
    assert f"De raad steunt {read_as}" in whole(found)
    assert [len(n.anchors) for n in found.footnotes] == [int(said != read_as), 1]


def test_notes_in_brackets_whose_markers_were_misread(tmp_path: Path) -> None:
    text = "1 Paden\n\nDe raad schreef dat in zijn advies over beken.! Ook anderen zagen dat gevaar.*\n\n{between}\n\n"
    feet = (
        "(1) Bosraad, Raad van de Beken. De paden: de volgende\nstap, 9 juni 1998.\n\n(2) Maes, K. (1997). Het bos.\n"
    )
    found = document(tmp_path, f"{text.format(between=body())}{feet}\f2 Slot\n\n{body(of='beken')}\n")
    assert notes(found) == [
        ("1", "Bosraad, Raad van de Beken. De paden: de volgende stap, 9 juni 1998."),
        ("2", "Maes, K. (1997). Het bos."),
    ]
    assert [len(n.anchors) for n in found.footnotes] == [1, 1]


def test_items_in_brackets_are_no_notes(tmp_path: Path) -> None:
    text = f"1 Paden\n\n{body()} De raad vraagt:\n\n(1) Borden bij de ingang;\n\n(2) Banken langs het pad.\n"
    assert notes(document(tmp_path, text)) == []


@pytest.mark.parametrize("line", ["Dienst Bos en Park, Boslaan 15, 1210 Brussel", "Zo gaat het nooit meer met de bos-"])
def test_addresses_and_broken_words_are_no_headings(tmp_path: Path, line: str) -> None:
    text = f"{body()}\n\n{line}\n\n{body(of='beken')}\n\nDe paden in 2019, 2020 en later\n\n{body(of='weiden')}\n"
    assert headed(document(tmp_path, text)) == [(None, "De paden in 2019, 2020 en later")]


def test_raised_numbers_without_notes_go_back_where_they_stood(tmp_path: Path) -> None:
    said = "De stad schrijft aan de buurt.¹ Dat doet ze al lang.² Het antwoord is officieel.³ De brief volgt."
    [paragraph] = [b.text.text for b in reading(tmp_path, f"1 Bomen\n\n{said}\n").blocks if b.kind == "paragraph"]
    assert (
        paragraph == "De stad schrijft aan de buurt.1 Dat doet ze al lang.2 Het antwoord is officieel.3 De brief volgt."
    )


# --- signs ------------------------------------------------------------------------------------------------------------

RAISED_NOTES = [
    "¹ Bosraad, Paden, 2018.\n² Ibid., p. 3.",
    "¹ Bosraad, Paden, 2018. ² Ibid., p. 3.",
    "²\f¹Bosraad, Paden, 2018.\n²Ibid., p. 3.".removeprefix("²\f"),
    "____________\n¹ Bosraad, Paden, 2018.\n² Ibid., p. 3.",
]


@pytest.mark.parametrize("foot", RAISED_NOTES)
@pytest.mark.parametrize("end", ["", "\f2. Borden\n\n" + body(of="beken") + "\n"])
@pytest.mark.parametrize("marked", [body("¹", "²"), body().replace("rs.", "rs.¹").replace("ten.", "ten.²")])
def test_notes_that_open_with_a_raised_number(tmp_path: Path, marked: str, foot: str, end: str) -> None:
    found = document(tmp_path, f"1. Paden\n\n{marked}\n\n{body(of='heuvels')}\n\n{foot}\n{end}")
    assert notes(found) == [("1", "Bosraad, Paden, 2018."), ("2", "Ibid., p. 3.")]
    assert [a.where for n in found.footnotes for a in n.anchors] == ["1", "1"]


def test_a_raised_number_behind_a_unit_is_no_marker(tmp_path: Path) -> None:
    text = f"1. Paden\n\nHet bos meet 100 m² en 3 km³. {body('¹', '²')}\n\n¹ Bosraad, 2018.\n² Ibid., p. 3.\n"
    found = document(tmp_path, text)
    assert "100 m² en 3 km³." in found.sections[0].body.text
    assert len(notes(found)) == 2


DOTTED = "1. Bosraad, Paden, 2018.\n2. Ibid., p. 3."


@pytest.mark.parametrize("foot", [DOTTED, DOTTED.replace(".", ")", 1).replace("2.", "2)")])
def test_notes_whose_number_has_a_full_stop(tmp_path: Path, foot: str) -> None:
    found = document(tmp_path, f"1. Paden\n\n{body('1', '2')}\n\n2. Borden\n\n{body(of='beken')}\n\n{foot}\n")
    assert notes(found) == [("1", "Bosraad, Paden, 2018."), ("2", "Ibid., p. 3.")]


@pytest.mark.parametrize(
    "tail",
    [
        "1. borden bij de ingang\n2. paden naar het bos",  # they name no source
        f"{DOTTED}\n\n1 Bosraad, Borden, 2019.\n2 Ibid., p. 8.",  # the notes stand below them
    ],
)
def test_a_list_below_text_with_markers_is_a_list(tmp_path: Path, tail: str) -> None:
    text = f"1. Paden\n\n{body('1', '2')}\n\n2. Borden\n\n{body(of='beken')} Het gaat om:\n\n{tail}\n"
    assert [b.marker for b in reading(tmp_path, text).blocks if b.kind == "item"] == ["1.", "2."]


def test_notes_that_are_marked_with_stars(tmp_path: Path) -> None:
    text = f"1. Paden\n\n{body('*', '.**')}\n\n{body(of='beken')}\n\n* Zie de kaart.\n** Geteld in mei,\nop zondag.\n"
    found = document(tmp_path, text)
    assert notes(found) == [("*", "Zie de kaart."), ("**", "Geteld in mei, op zondag.")]
    assert [a.where for n in found.footnotes for a in n.anchors] == ["1", "1"]
    assert "*" not in found.sections[0].body.text


@pytest.mark.parametrize("items", ["* borden\n* paden", "* borden"])
def test_items_with_a_star_are_no_notes(tmp_path: Path, items: str) -> None:
    marked = body("*") if "paden" in items else body()
    found = reading(tmp_path, f"1. Paden\n\n{marked}\n\nDe raad vraagt:\n\n{items}\n\n{body(of='beken')}\n")
    assert [b.marker for b in found.blocks if b.kind == "item"] == ["*"] * len(items.splitlines())


def test_ligatures_and_soft_hyphens_are_letters_and_none(tmp_path: Path) -> None:
    found = reading(
        tmp_path, f"1. Paden\n\nDe oﬃciële ﬁche van de leer\u00adlingen en de wan\u00ad\ndelaars. {body()}\n"
    )
    text = found.blocks[1].text.text
    assert text.startswith("De officiële fiche van de leerlingen en de wandelaars.")
    assert [(r.before, r.kind) for r in found.repairs if r.kind == "letter"] == []


# --- lists ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("items", "levels"),
    [
        ("¬ paden\n  • breed\n  • effen\n¬ borden", [1, 2, 2, 1]),
        ("¬ paden\n• breed\n• effen\n¬ borden", [1, 2, 2, 1]),
        ("• paden\n    – breed\n    – effen\n• borden", [1, 2, 2, 1]),
        ("- paden:\n  - breed\n    - twee meter\n- borden", [1, 2, 3, 1]),
        ("a) paden\nb) borden\n   i. groot\n   ii. klein\nc) banken", [1, 1, 2, 2, 1]),
        ("1. paden\n2. borden\na. groot\nb. klein\n3. banken", [1, 1, 2, 2, 1]),
        ("g) paden\nh) borden\ni) banken\nj) loket", [1, 1, 1, 1]),
        ("• paden\n• borden\n• banken", [1, 1, 1]),
        ("❖ paden\n❖ borden\n☐ banken", [1, 1, 2]),
        ("•\tpaden\n•\tborden\n\t→\tgroot\n•\tbanken", [1, 1, 2, 1]),
        ("•     paden naar het bos\n•     borden\n      o     groot\n•     banken", [1, 1, 2, 1]),
    ],
)
def test_levels_of_lists(tmp_path: Path, items: str, levels: list[int]) -> None:
    found = reading(tmp_path, f"1. Paden\n\n{body()}\n\n{items}\n\n{body(of='beken')}\n")
    assert [b.level for b in found.blocks if b.kind == "item"] == levels


def test_numbered_items_set_apart_from_their_words_are_no_table_and_no_chapters(tmp_path: Path) -> None:
    text = f"1. Paden\n\n{body()}\n\n1.   Banken\n2.   Borden\n3.   Loket\n\n2. Borden\n\n{body(of='beken')}\n"
    assert titles(document(tmp_path, text)) == [("1", "Paden"), ("2", "Borden")]


def test_cells_that_a_tab_sets_apart(tmp_path: Path) -> None:
    table = "Gemeente\t2018\t2019\nHalle\t1.200\t1.300\nLanaken\t900\t850"
    found = reading(tmp_path, f"1. Paden\n\n{body()}\n\n{table}\n\n{body(of='beken')}\n")
    assert [b.text.text for b in found.blocks if b.kind == "table"] == [table]


@pytest.mark.parametrize("between", ["\f", "\n\n"])
def test_annexes_that_count_on_at_the_top_of_their_pages_are_headings(tmp_path: Path, between: str) -> None:
    pages = [f"1. Paden\n\n{body()}\n\n2. Borden\n\n{body(of='beken')}\n"]
    pages += [
        f"Bijlage {n}\n\n{body(of=of)}\n\n{body(of=of)} Tot hier over {of}.\n" for n, of in enumerate(PLACES[:3], 1)
    ]
    found = document(tmp_path, between.join(pages))
    assert [t for _, t in titles(found)] == ["Paden", "Borden", "Bijlage 1", "Bijlage 2", "Bijlage 3"]


def test_white_that_was_lost_behind_the_number_of_a_title(tmp_path: Path) -> None:
    found = document(
        tmp_path, f"1.Paden\n{body()}\n\n1.1.Banken\n{body(of='beken')}\n\n2.Borden\n{body(of='weiden')}\n"
    )
    assert titles(found) == [("1", "Paden"), ("1.1", "Banken"), ("2", "Borden")]


def test_signs_of_markdown_are_headings_and_notes(tmp_path: Path) -> None:
    text = f"# 1. Paden\n\n{body('[^1]')}\n\n## 1.1. Banken\n\n{body(of='beken')}\n\n[^1]: Bosraad, Paden, 2018.\n"
    found = document(tmp_path, text)
    assert titles(found) == [("1", "Paden"), ("1.1", "Banken")]
    assert notes(found) == [("1", "Bosraad, Paden, 2018.")]


def test_a_marker_behind_a_year(tmp_path: Path) -> None:
    text = f"1 Paden\n\nHet verdrag van 19892 zegt dat. {body('1')}\n\n1 Bosraad, 2018.\n2 Ibid., p. 3.\n"
    swapped = text.replace("19892", "19891").replace(body("1"), body("2"))
    found = document(tmp_path, swapped)
    assert "verdrag van 1989 zegt" in found.sections[0].body.text
    assert [a.before[-4:] for n in found.footnotes for a in n.anchors] == ["1989", "aars"]


HUNG = "1\n2\n\nBosdecreet van 13 juni 1990, art. 3.\nIbid., p. 4.\n"


def test_the_number_of_a_note_that_took_the_place_of_a_hyphen_above_the_others(tmp_path: Path) -> None:
    last = body(of="beken").rstrip(".") + " en dat is voor de wandelaars onaanvaard"
    page = f"1         Paden\n{body(1, 2)}\n\n{body(of='heuvels')}\n\n{last}{HUNG}\n"
    found = document(tmp_path, f"{page}\fbaar.\n\n2         Borden\n{body()}\n")
    assert notes(found) == [("1", "Bosdecreet van 13 juni 1990, art. 3."), ("2", "Ibid., p. 4.")]
    assert "wandelaars onaanvaardbaar." in found.sections[0].body.text


def test_a_number_of_a_note_between_the_signatures(tmp_path: Path) -> None:
    first = f"1         Paden\n{body()}\n\n{body(of='beken')}\n"
    last = (
        f"2         Borden\n{body(1)}\n\n{body(of='heuvels')}\n\nAn Peeters\nsecretaris\n\n1\n\nJan Claes\nvoorzitter\n"
    )
    found = document(tmp_path, f"{first}\f{last}\nIbid., 220. Zie ook de kaart.\n")
    assert notes(found) == [("1", "Ibid., 220. Zie ook de kaart.")]
    assert [s.name for s in found.meta.signatories] == ["An Peeters", "Jan Claes"]


# --- text without white, heads over notes, signatures -----------------------------------------------------------------


def test_headings_in_capitals_without_white(tmp_path: Path) -> None:
    items = "- borden bij de ingang\n- paden naar het bos"
    cover = "Bosraad\n12 mei 2019\nPaden\nUitgebracht door de Bosraad op 12 mei 2019\nDossierbeheerder: An Peeters"
    text = f"{cover}\nSITUERING\n{body()}\nALLE PADEN\n{body(of='beken')}\n{items}\nBESLUIT\n{body(of='weiden')}\n"
    assert [t for _, t in titles(document(tmp_path, text)) if t] == ["SITUERING", "ALLE PADEN", "BESLUIT"]


@pytest.mark.parametrize("head", ["Voetnoten", "NOTEN", "Noten bij het advies"])
def test_a_heading_over_the_notes_heads_no_section(tmp_path: Path, head: str) -> None:
    text = f"1. Paden\n\n{body('1', '2')}\n\n2. Borden\n\n{body(of='beken')}\n\n{head}\n\n"
    found = document(tmp_path, f"{text}1 Bosraad, 2018.\n2 Ibid., p. 3.\n")
    assert titles(found) == [("1", "Paden"), ("2", "Borden")]
    assert [n for n, _ in notes(found)] == ["1", "2"]


@pytest.mark.parametrize(
    ("line", "count", "names"),
    [
        ("Lut Verbeeck Jan Decoster", 2, ["Lut Verbeeck", "Jan Decoster"]),
        ("Isabelle De Ridder Paul Garré", 2, ["Isabelle De Ridder", "Paul Garré"]),
        ("An Claes Bart Van den Bossche", 2, ["An Claes", "Bart Van den Bossche"]),
        ("An Claes Bart Smets Koen Maes", 3, ["An Claes", "Bart Smets", "Koen Maes"]),
        ("Jan Piet Claes An Peeters", 2, ["Jan Piet Claes An Peeters"]),  # two ways to divide it
        ("An Claes", 2, ["An Claes"]),
        ("Een lange zin " * 20, 4, ["Een lange zin " * 20]),
    ],
)
def test_names_in_one_line(line: str, count: int, names: list[str]) -> None:
    assert divide_names(line, count) == names


def test_who_signed_side_by_side_with_a_space_between(tmp_path: Path) -> None:
    signed = "Lut Verbeeck Jan De Coster\nsecretaris voorzitter"
    found = document(tmp_path, f"1. Paden\n\n{body()}\n\n2. Besluit\n\n{body(of='beken')}\n\n{signed}\n")
    assert [(s.name, s.role) for s in found.meta.signatories] == [
        ("Lut Verbeeck", "secretaris"),
        ("Jan De Coster", "voorzitter"),
    ]
    assert "secretaris" not in found.sections[-1].body.text


def test_the_number_of_a_heading_above_a_note_without_its_own_stays() -> None:
    first = f"1         Paden\n{body(1)}\n\n{body(of='beken')}\n\n1\n\nBosdecreet van 13 juni 1990, art. 3.\n"
    last = f"{body(2)}\n\n2\n\nBorden\n\n{body(of='heuvels')}\n\n{body(of='weiden')}\n\nIbid., p. 220.\n"
    assert "2" not in [line.note for page in arrange_text(f"{first}\f{last}") for line in page.lines]


def test_who_signs_below_a_full_line_without_white(tmp_path: Path) -> None:
    signed = "An Peeters\nsecretaris\nJan Claes\nvoorzitter"
    full = (
        body(of="beken") + " De raad\nvraagt daarom paden naar de beken en de weiden, met banken en met borden overal."
    )
    found = document(tmp_path, f"1. Paden\n{body()}\n\n2. Besluit\n{full}\n{signed}\n")
    assert [s.name for s in found.meta.signatories] == ["An Peeters", "Jan Claes"]
    assert found.sections[-1].body.text.endswith("borden overal.")


def test_page_numbers_of_the_last_two_pages_below_a_running_foot(tmp_path: Path) -> None:
    pages = ["Bosraad\n12 mei 2019\nPaden in het bos\n", f"Vooraf\n\n{body(of='vijvers')}\n"]
    pages += [f"{n} Over {of}\n{body(of=of)}\nPaden – Bosraad\n{n + 2}\n" for n, of in enumerate(PLACES[:2], 1)]
    text = "\n".join(b.text.text for b in reading(tmp_path, "\f".join(pages)).blocks)
    assert "Paden – Bosraad" not in text
    assert not re.search(r"^\d$", text, re.M)


def test_a_text_without_white_whose_numbers_stand_alone_on_their_lines(tmp_path: Path) -> None:
    text = f"1\nPaden\n{body(1)}\n1.1\nBanken\n{body(of='beken')}\n2\nBorden\n{body(2, of='weiden')}\n"
    found = document(tmp_path, f"{text}1\n Bosdecreet van 13 juni 1990, art. 3.\n2\n Ibid., p. 4.\n")
    assert titles(found) == [("1", "Paden"), ("1.1", "Banken"), ("2", "Borden")]
    assert notes(found) == [("1", "Bosdecreet van 13 juni 1990, art. 3."), ("2", "Ibid., p. 4.")]


def test_a_marker_behind_a_year_leaves_the_heading_of_its_number(tmp_path: Path) -> None:
    marked = body(1).replace("breed genoeg", "sinds 19892 breed")
    foot = "1\nBosraad, Paden, 2018.\n2\nIbid., p. 3.\n"
    pages = f"1 Paden\n{marked}\n2 Borden\n{body(of='beken')}\n{body(of='weiden')}\n{foot}\f{body(of='vijvers')}\n"
    found = document(tmp_path, pages)
    assert titles(found) == [("1", "Paden"), ("2", "Borden")]
    assert [n for n, _ in notes(found)] == ["1", "2"]


def test_a_running_foot_of_one_page_that_counts_it_among_all(tmp_path: Path) -> None:
    cover = "Raad voor het Bos\n12 mei 2019\nPaden in het bos\n"
    foot = "Raad voor het Bos | pagina 2 van 4"
    found = document(tmp_path, f"{cover}\f1. Paden\n\n{body()}\n\nAn Peeters\nsecretaris\n\n{foot}\n")
    assert "pagina 2" not in "\n".join(s.body.text for s in found.sections)
    assert [s.role for s in found.meta.signatories] in ([], ["secretaris"])


def test_a_head_with_one_space_before_it_below_the_number_of_a_page(tmp_path: Path) -> None:
    head = "Raad voor het Bos\n12 mei 2019\nRB/ADV/1819-003"
    text = f"{head}\n\nPaden in het bos\n\n{head}\n\n1 Paden\n\n{body()}\n\n{body(of='beken')}\n\n2\n {head}\n\n"
    found = document(tmp_path, f"{text}2 Borden\n\n{body(of='weiden')}\n\n{body(of='vijvers')}\n")
    assert "Raad voor het Bos" not in "\n".join(s.body.text for s in found.sections if s.number)
