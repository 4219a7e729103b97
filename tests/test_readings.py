"""Two readings of one page: which is kept, and what it takes from the other."""

from __future__ import annotations

import pytest

from ingest.page import Line, RawPage, Word
from ingest.readings import better, completed, surprise


def page(text: str) -> RawPage:
    return RawPage(1, 595, 842, "ocr", (Line(tuple(Word(w, None) for w in text.split()), None, 1),))


def said(found: RawPage) -> str:
    return " ".join(line.text for line in found.lines)


def test_the_better_of_two_readings_is_the_one_with_fewer_unknown_words() -> None:
    good, bad = (
        page("De Vlor vraagt meer overleg over leerlingen"),
        page("De Vior vraaqt rneer overieg over teertingen"),
    )
    assert better(bad, good) is good
    assert better(good, bad) is good
    assert better(bad, page("De Vlor")) is bad


def test_names_that_both_have_say_nothing_and_a_rare_word_in_the_place_of_a_common_one_does() -> None:
    names = "Žďár Kvĕtoslav Þórður Brzęczyszczykiewicz"
    layer, again = page(f"{names} heeft als doe! dat elke lest raad"), page(f"{names} heeft als doel dat elke les raad")
    assert better(layer, again) is again
    assert better(again, layer) is again


def test_words_that_were_torn_in_two_cost_more_than_whole_ones() -> None:
    whole, torn = page("dat is vol" + "gens de raad een oordeel"), page("dat is vol gens de raad een oor deel")
    assert better(whole, torn) is whole


def test_of_readings_that_are_alike_the_new_one_is_kept() -> None:
    layer, again = page("De raad vraagt overleg."), page("De raad vraagt overleg")
    assert better(layer, again) is again


@pytest.mark.parametrize(
    ("mine", "theirs", "after"),
    [
        ("het cordeel, van de raad", "het oordeel van de raad", "het oordeel, van de raad"),
        ("de taalcodedinator van", "de taalcoördinator van", "de taalcoördinator van"),
        ("de heer Nováková zei", "de heer Novakova zei", "de heer Nováková zei"),  # no word either
        ("de leerling leest", "de leerlingen leest", "de leerling leest"),  # a word already
        ("een xqzvw van", "een begeleiding van", "een xqzvw van"),  # not alike
        ("wij zien terechtkxn in", "wij zien terechtkan.2 in", "wij zien terechtkxn in"),  # a marker glued to it
    ],
)
def test_a_word_that_nothing_explains_is_taken_from_the_other_reading(mine: str, theirs: str, after: str) -> None:
    assert said(completed(page(mine), page(theirs))) == after


def test_a_word_that_is_none_surprises_more_than_a_rare_one_and_that_more_than_a_common_one() -> None:
    assert surprise("creéert") > surprise("taalgrensdecreet") > surprise("leerlingen,") > surprise("de")
    assert surprise("®") > surprise("•")
