"""Who signed, where function, council and name stand in one line; notes of a page; lists that name nothing twice."""

from __future__ import annotations

import pytest

from corpus.model import Block, LineSpan, NoteMark, Page, PlacedText, Reading
from nlp import patterns
from nlp.pipeline import link
from nlp.sections import _trailing_name, structure


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("secretaris Raad Secundair Onderwijs Jan Peeters", "Jan Peeters"),
        ("voorzitter Vlor An Peeters", "An Peeters"),
        ("voorzitter Els Maes", "Els Maes"),
        ("ondervoorzitter van de Raad Hoger Onderwijs Els Van den Bossche", "Els Van den Bossche"),
        ("secretaris Raad Levenslang en Levensbreed Leren", ""),
        ("voorzitter", ""),
    ],
)
def test_the_name_behind_a_function_and_its_council(line: str, name: str) -> None:
    assert _trailing_name(line) == name


@pytest.mark.parametrize("name", ["COUNCIL_NAMES", "COUNCIL_PARTS", "ADVISORY_BODIES", "ORGANISATIONS", "PART_WORDS"])
def test_no_list_names_something_twice(name: str) -> None:
    items = getattr(patterns, name)
    assert sorted(set(items)) == sorted(items)


def on_page(kind: str, text: str, page: int, number: str | None = None, mark: str | None = None) -> Block:
    marks = (NoteMark(len(text), mark, 1.0, "superscript"),) if mark else ()
    level = 1 if kind == "heading" else None
    placed = PlacedText(text, (LineSpan(0, len(text), page, None),))
    return Block(kind, placed, number, level, marks=marks)  # type: ignore[arg-type]


def test_a_marker_points_at_the_note_of_its_own_page_where_numbers_begin_again() -> None:
    blocks = (
        on_page("heading", "Situering", 1, "1"),
        on_page("paragraph", "De minister keurde het actieplan Groene School goed.", 1, mark="1"),
        on_page("footnote", "Actie 4: Elke school krijgt een tuin.", 1, "1"),
        on_page("heading", "Het Waterplan", 2, "2"),
        on_page("paragraph", "De raad steunt ook het Waterplan.", 2, mark="1"),
        on_page("paragraph", "Dat geldt voor de hele tekst.", 3, mark="2"),
        on_page("footnote", "Actie 4: Elke school krijgt een regenput.", 2, "1"),
        on_page("footnote", "Zie de toelichting.", 4, "2"),
    )
    reading = Reading("a.pdf", "0", tuple(Page(n, 595, 842, "digital") for n in (1, 2, 3, 4)), blocks)
    document = structure(reading)
    notes = document.footnotes
    assert [[a.where for a in note.anchors] for note in notes] == [["1"], ["2"], ["2"]]
    assert [a.plan for a in link(document).actions if a.kind == "definition"] == [
        "Actieplan Groene School",
        "Waterplan",
    ]
