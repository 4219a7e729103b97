"""Lines that no author writes: they are read in bounded work, and lose no file."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from corpus.model import Box, LineSpan, Place, PlacedText, Repair, Section
from ingest import foot, grid, headings, signs
from ingest.blocks import build
from ingest.drafts import Draft
from ingest.headings import level_headings, without_number
from ingest.joining import Joined
from ingest.layout import ENDS_IN_PAGE, LEADER, PAGE_BEHIND, Arranged, arrange
from ingest.numbering import contents_titles
from ingest.page import Line, Word
from ingest.rows import Row
from nlp import mentions
from nlp.analyse import _located
from nlp.names import Mention
from nlp.pipeline import link, pipeline
from tests.speed import units
from tests.test_layout import body, page
from tests.truth import document_from_key

# Processor time, which others' load leaves alone: a thousandth of what one second attempt from every sign takes.
_SECONDS = 3.0


@pytest.mark.parametrize(("text", "width"), [("(ONDERWIJS)", 82), ("(woord)", 60), ("%BOSRAAD", 75), ("-KLEUTERS", 72)])
def test_a_word_alone_behind_a_sign_is_read_as_it_stands_in_a_scan(text: str, width: float) -> None:
    lines = body(1, 30)
    top = lines[15].box.top if lines[15].box else 0.0
    lines[15] = Line(
        (Word(text, Box(70, top, 70 + width, top + 10), 10, confidence=0.9),), Box(70, top, 152, top + 10), 1
    )
    blocks = build(arrange([page(1, *lines, origin="ocr")]), frozenset(), True).blocks
    assert text.strip("(%)-") in " ".join(b.text.text for b in blocks)


@pytest.mark.parametrize(
    "line", ["." * 40_000 + "x", ". " * 20_000 + "x", "_" * 40_000 + "x", "3 Foo" + " " * 40_000 + "x"]
)
def test_a_line_of_dots_that_leads_nowhere_is_searched_once(line: str) -> None:
    began = time.process_time()
    assert not LEADER.search(line) and not PAGE_BEHIND.search(line) and not ENDS_IN_PAGE.search(line)
    assert time.process_time() - began < _SECONDS


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("Inleiding ....... 3", "Inleiding"),
        ("Advies . . . . . 12", "Advies"),
        ("Kader…… 4", "Kader"),
        ("Ouders e.a. .... 7", "Ouders e.a"),
        ("Bronnen ____ 9 ", "Bronnen"),
        ("Wat .. en hoe ..... 10", "Wat .. en hoe"),
    ],
)
def test_what_leads_to_a_page_is_taken_from_its_title(line: str, title: str) -> None:
    assert LEADER.search(line)
    assert PAGE_BEHIND.sub("", line).strip() == title


@pytest.mark.parametrize("line", ["De raad vraagt…", "Zie p. 3.", "Wat nu... en dan", "1. Situering. 2. Advies"])
def test_what_leads_to_no_page_is_left(line: str) -> None:
    assert not LEADER.search(line) and PAGE_BEHIND.sub("", line) == line


def test_a_number_is_looked_for_before_a_heading_in_bounded_work() -> None:
    text = "11.11.11.11.11 " + "l" * 5_000 + "a"
    began = time.process_time()
    assert without_number(Joined(PlacedText(text, ())), "11.11.11.11.11").text.text.startswith("l")
    assert time.process_time() - began < _SECONDS


@pytest.mark.parametrize(
    ("text", "number"),
    [("2.1 Kader", "2.1"), ("3.11 Kader", "3.1.1"), ("315) Kader", "3.5"), ("IL. Kader", "II"), ("l2. Kader", "12")],
)
def test_a_number_that_was_misread_is_no_part_of_its_title(text: str, number: str) -> None:
    assert without_number(Joined(PlacedText(text, ())), number).text.text == "Kader"


def test_headings_are_compared_by_style_and_not_each_with_each(monkeypatch: pytest.MonkeyPatch) -> None:
    calls = 0
    compare = headings.near_in_style

    def counted(one: headings.Style, two: headings.Style, scanned: float | None = None) -> bool:
        nonlocal calls
        calls += 1
        return compare(one, two, scanned)

    monkeypatch.setattr(headings, "near_in_style", counted)
    box = Box(70, 70, 200, 82)
    row = Row(Line((Word("Kop", box, 10),), box, 1), 70, 520, None)
    heads = [Draft("heading", [row], number="1", size=16, bold=True)]
    heads += [Draft("heading", [row], size=10 + k % 3, bold=k % 2 == 0) for k in range(2_000)]
    level_headings(heads)
    assert calls < 10 * len(heads)
    assert {d.level for d in heads[1:]} > {2}


def test_a_contents_page_of_one_long_line_is_read() -> None:
    box = Box(70, 70, 520, 82)
    row = Row(Line((Word("3." + "." * 40_000 + "x", box, 10),), box, 1), 70, 520, None)
    arranged = Arranged(page(1), (), (), contents=(row,))
    began = time.process_time()
    assert contents_titles([arranged], recognised=False) == {}
    assert time.process_time() - began < _SECONDS


def counted(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The lines in which markers are looked for, each as often as that is done."""
    looked: list[int] = []

    def lowered(line: str) -> str:
        looked.append(1)
        return signs.lowered(line)

    monkeypatch.setattr(foot, "lowered", lowered)
    return looked


def test_markers_are_looked_for_once_however_many_lists_a_text_has(monkeypatch: pytest.MonkeyPatch) -> None:
    article = (
        "Art. {}. In dit decreet wordt verstaan onder:\n1. leerling: wie school loopt;\n2. ouder: wie ervoor zorgt.\n"
    )
    lines = "".join(article.format(k) for k in range(300)).splitlines()
    looked = counted(monkeypatch)
    assert foot.with_bare_numbers([lines]) == [lines]
    assert len(looked) <= len(lines)


def test_lines_that_open_with_a_number_are_weighed_without_reading_the_page_for_each(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looked = counted(monkeypatch)
    lines = ["De raad vraagt dit.", "", *(f"3 jongens in wijk {k} van de stad" for k in range(400))]
    grid.arrange_text("\n".join(lines))
    assert len(looked) <= 60 * len(lines)


def test_what_a_text_names_is_compared_with_what_stands_near_it(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[int] = []
    clash = mentions._clash

    def counted_clash(new: Mention, old: Mention) -> bool:
        compared.append(1)
        return clash(new, old)

    monkeypatch.setattr(mentions, "_clash", counted_clash)
    law = "Het decreet van {} mei {} betreffende de kwaliteit van het onderwijs geldt voor scholen {}."
    said = [law.format(1 + k % 28, 1990 + k // 28, k) for k in range(300)]
    blocks = [{"kind": "paragraph", "text": " ".join(said)}]
    document = document_from_key({"meta": {}, "blocks": blocks, "footnotes": {}}, "recht.txt")
    assert len(link(document).citations) == len(said)
    assert len(compared) <= 40 * len(said)


def test_a_section_longer_than_a_report_is_analysed() -> None:
    text = "De raad vraagt dat scholen tijd krijgen. " * 25_000
    assert len(text) > 1_000_000
    assert pipeline().make_doc(text).text == text


def test_the_repairs_of_a_page_of_a_million_signs_find_their_section() -> None:
    lines = [f"regel {k} van de hele tekst zonder einde van een bladzijde" for k in range(20_000)]
    text = "\n".join(lines)
    spans: list[LineSpan] = []
    for line in lines:
        start = spans[-1].end + 1 if spans else 0
        spans.append(LineSpan(start, start + len(line), 1, None))
    half = len(spans) // 2
    cut = spans[half].start
    parts = (
        PlacedText(text[: cut - 1], tuple(spans[:half])),
        PlacedText(text[cut:], tuple(LineSpan(s.start - cut, s.end - cut, 1, None) for s in spans[half:])),
    )
    sections = tuple(Section(str(k), str(k), None, 1, None, 1, part) for k, part in enumerate(parts, start=1))
    repairs = [Repair(Place(1, ()), "rege1", f"regel {k} van", "letter") for k in range(0, 20_000, 5)]
    document = replace(document_from_key({"meta": {}, "blocks": [], "footnotes": {}}, "lang.txt"), sections=sections)
    found: list[Repair] = []
    assert units(lambda: found.extend(_located(document, repairs))) < 40
    assert [r.where for r in found] == ["1"] * 2000 + ["2"] * 2000


def test_notes_with_stars_are_tied_each_to_the_first_marker_that_is_left() -> None:
    pairs = [(f"Dat zei de raad{'*' * (1 + k % 3)} ook.", f"{'*' * (1 + k % 3)} Zie p. {k}.") for k in range(2000)]
    lines = [grid.GridLine(line) for mark, note in pairs for line in (mark, "", note, "")]
    found: list[grid.GridPage] = []
    assert units(lambda: found.append(grid._with_stars(grid.GridPage(tuple(lines))))) < 10  # 2 000 ** 2: above 100
    assert sum(line.note is not None for line in found[0].lines[2::4]) == len(pairs)
