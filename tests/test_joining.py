"""Lines to one running text: hyphens at their ends, and raised numbers that are markers or not."""

from __future__ import annotations

import pytest

from corpus.model import Box
from ingest.joining import cell_text, join
from ingest.notes import unmark
from ingest.page import Line, Word


def line(*words: str, number: int = 0) -> Line:
    """A line of words in 10 points; one that begins with ^ is raised behind the word before it."""
    placed, x = [], 70.0
    for word in words:
        raised, text = word.startswith("^"), word.removeprefix("^")
        size = 6.0 if raised else 10.0
        x += 0 if raised else 3
        box = Box(x, 100 + 14 * number, x + 0.5 * size * len(text), 100 + 14 * number + size)
        placed.append(Word(text, box, size, raised=raised))
        x = box.x1
    return Line(tuple(placed), Box(70, 100 + 14 * number, x, 110 + 14 * number), 1)


@pytest.mark.parametrize(
    ("words", "text", "numbers"),
    [
        (["Ook", "dit.", "^2"], "Ook dit.", ["2"]),
        (["Ook", "dit.", "^2,3"], "Ook dit.", ["2", "3"]),
        (["Ook", "dit.", "^2,", "^3"], "Ook dit.", ["2", "3"]),
        (["Ook", "dit.", "^2,", "^3,", "^4", "Meer"], "Ook dit. Meer", ["2", "3", "4"]),
        (["Ook", "dit.", "^4-6"], "Ook dit.", ["4", "5", "6"]),
        (["Ook", "dit.", "^4–5"], "Ook dit.", ["4", "5"]),
        (["Ook", "10", "^4-6"], "Ook 104-6", []),  # a power
        (["Ook", "dit", "^6-4"], "Ook dit6-4", []),
        (["Een", "terrein", "van", "100", "m", "^2"], "Een terrein van 100 m²", []),
        (["Een", "terrein", "(in", "km", "^2", ")"], "Een terrein (in km² )", []),
        (["Een", "terrein", "van", "100", "m.", "^2"], "Een terrein van 100 m.", ["2"]),
        (["Het", "programma", "^2", "loopt"], "Het programma loopt", ["2"]),
        (["Op", "100", "m", "^4", "is"], "Op 100 m is", ["4"]),
    ],
)
def test_a_raised_number_is_a_marker_or_a_power(words: list[str], text: str, numbers: list[str]) -> None:
    joined = join([line(*words)])
    assert joined.text.text == text
    assert [mark.number for mark in joined.marks] == numbers


@pytest.mark.parametrize(
    ("first", "second", "text"),
    [
        ("een Erasmus+-", "project loopt", "een Erasmus+-project loopt"),
        ("de (on)-", "gelijke kansen", "de (on)-gelijke kansen"),
        ("een 10%-", "norm geldt", "een 10%-norm geldt"),
        ("werkt goed, zo-", "als gevraagd", "werkt goed, zoals gevraagd"),
        ("de leraar-", "leerlingratio daalt", "de leraar-leerlingratio daalt"),
        ("dit is -", "zo blijkt", "dit is - zo blijkt"),
        ("dit is zo –", "zegt men", "dit is zo – zegt men"),
    ],
)
def test_a_hyphen_at_a_line_end_goes_with_what_stands_before_it(first: str, second: str, text: str) -> None:
    assert join([line(*first.split()), line(*second.split(), number=1)]).text.text == text


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        ("meer oplei-/dingsplaatsen", "meer opleidingsplaatsen"),
        ("Num-/mer", "Nummer"),
        ("Schoolstra-/ten", "Schoolstraten"),
        ("rol-/en taakverdeling", "rol- en taakverdeling"),
        ("niet-/duaal leren", "niet-duaal leren"),
        ("2024-/2025", "2024-2025"),
        ("de leraar/en de leerling", "de leraar en de leerling"),
        ("1.400 -/12", "1.400 - 12"),
        ("een terrein van 20 m ^2", "een terrein van 20 m²"),
        ("Personeel ^1/en werking", "Personeel¹ en werking"),
        ("44 ^11", "44¹¹"),
        ("Eiken ^2, ^3", "Eiken²,³"),
        ("12 ^**", "12**"),
        ("^1 Raming van mei", "¹ Raming van mei"),
        ("^7", "7"),
    ],
)
def test_the_lines_of_a_cell_are_joined_as_those_of_running_text_are(lines: str, text: str) -> None:
    assert cell_text([line(*said.split(), number=k).words for k, said in enumerate(lines.split("/"))]) == text


@pytest.mark.parametrize(
    ("raised", "text"),
    [
        (["^5,", "^6"], "Zie de richtlijn5, 6 over dit punt."),
        (["^4-6"], "Zie de richtlijn4, 5, 6 over dit punt."),
        (["^5"], "Zie de richtlijn5 over dit punt."),
    ],
)
def test_raised_numbers_that_are_put_back_stay_apart(raised: list[str], text: str) -> None:
    joined = join([line("Zie", "de", "richtlijn", *raised, "over", "dit", "punt.")])
    for mark in reversed(joined.marks):
        joined = unmark(joined, mark)
    assert joined.text.text == text
    assert not joined.marks
