"""Passages end where paragraphs and sentences end, and together they are the whole section."""

from __future__ import annotations

from itertools import pairwise

import pytest

from corpus.catalogue import units
from index.embed import LENGTH, embedded_text, heading, passages, stretches
from tests.corpora import document, section

SENTENCE = "De raad vraagt dat elke school tijd krijgt om te overleggen met ouders. "


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Kort.",
        SENTENCE * 40,
        "\n\n".join([SENTENCE * 2] * 9),
        "\n".join(f"rij {n}\t{n * 7}\tnog een cel" for n in range(90)),
        "x" * 1800,
        SENTENCE * 8 + "\n\n" + "Einde.",
    ],
)
def test_the_passages_of_a_text_are_all_of_it_and_of_a_readable_length(text: str) -> None:
    spans = stretches(text)
    left = text
    for start, end in reversed(spans):
        left = left[:start] + left[end:]
    assert not left.strip()
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    longest = max((end - start for start, end in spans), default=0)
    assert longest <= LENGTH * 1.4 or " " not in text
    assert bool(spans) == bool(text.strip())


def test_a_long_paragraph_is_cut_between_sentences() -> None:
    text = SENTENCE * 20
    assert all(text[start:end].endswith(".") for start, end in stretches(text))


def test_short_paragraphs_go_together_and_a_short_end_with_what_is_before_it() -> None:
    assert stretches("Een.\n\nTwee.\n\nDrie.") == [(0, 18)]
    text = SENTENCE.strip() + "\n\n" + "y. " * 160 + "\n\nSlot."
    assert stretches(text)[-1][1] == len(text)


def test_what_is_embedded_ends_with_the_way_to_the_section() -> None:
    assert heading(("Deel", "Sub")) == "Deel > Sub"
    assert heading(()) == ""
    long = heading(("T" * 50 + " " + "t" * 200, "midden", "laatste stap"))
    assert len(long) <= 160
    assert long.endswith("laatste stap")
    assert embedded_text("Kop", "Tekst") == "Tekst (Kop)"
    assert embedded_text("", "Tekst") == "Tekst"
    assert heading(("Deel", "Sub"), "Het document") == "Het document > Deel > Sub"
    assert heading((), "Het document") == "Het document"
    assert len(heading(("T" * 200,), "woord " * 60)) <= 290


def test_the_same_stretch_of_the_same_content_has_the_same_identity() -> None:
    one = document("een", [section("1", "Titel", SENTENCE * 20), section("2", "Titel", SENTENCE * 20)])
    first, second = units(one)
    assert passages(one, first) == passages(one, first)
    assert len({p.id for u in (first, second) for p in passages(one, u)}) == 2 * len(passages(one, first))


def test_a_section_with_only_a_title_can_still_be_found() -> None:
    one = document("een", [section("1", "Alleen een titel", "")])
    assert [(p.start, p.end) for p in passages(one, units(one)[0])] == [(0, 0)]
