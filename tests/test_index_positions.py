"""Positions on a topic: the sentences that are about it, each once, and where a council changed its mind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.errors import AdviesspoorError
from corpus.model import Document, Stance
from index.positions import positions
from index.store import Corpus
from tests.corpora import corpus_with, document, position, section
from ui.cli import main

Said = tuple[str, Stance | None]

AGAIN = "De raad vraagt dat elk centrum ook avondlessen inricht, met kinderopvang ter plaatse voor wie dat nodig heeft."
MEALS: list[tuple[str, list[Said]]] = [
    ("2015", [("De raad steunt gratis maaltijden voor kinderen.", "steun")]),
    ("2020", [("De raad is geen voorstander van gratis maaltijden voor kinderen.", "kritiek")]),
    ("2023", [("De raad steunt gratis maaltijden voor kinderen nu wel.", "steun")]),
]


def advice(year: str, title: str, said: list[Said], body: str = "Raad Basisonderwijs") -> Document:
    """An advice of one section with these sentences one after the other; what is of no stance is only said."""
    text, stands, at = " ".join(sentence for sentence, _ in said), [], 0
    for sentence, stance in said:
        if stance:
            stands.append(replace(position("1", sentence, stance), start=at, end=at + len(sentence)))
        at += len(sentence) + 1
    return document(
        f"{year}-{title}", [section("1", title, text)], title=f"Advies {year}", date=f"{year}-05-01", body=body,
        positions=stands,
    )  # fmt: skip


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Corpus]:
    made = [advice(year, "Maaltijden", said) for year, said in MEALS]
    made += [
        advice("2022", "Maaltijden", [("De raad steunt gratis maaltijden op reis.", "steun")], "Raad Hoger Onderwijs"),
        advice("2009", "Opvang", [(AGAIN, "vraag"), ("Zonder opvang komen moeders niet.", "kritiek")]),
        advice("2025", "Opvang en lessen", [("Bussen zijn een goede keuze.", "steun"), (AGAIN, "vraag")]),
        advice(
            "2018",
            "Duaal leren",
            [
                ("De raad vraagt een vergoeding voor leerlingen in een bedrijf.", "vraag"),
                ("Op veel plaatsen wordt het rooster in juni gemaakt. " * 6, None),
                ("De communicatie met ouders over de lestijden kan beter.", "kritiek"),
                ("Wij vrezen dat de inspectie te laat bezoekt.", "bezorgdheid"),
            ],
        ),
    ]
    with corpus_with(tmp_path_factory.mktemp("standpunten"), made) as opened:
        yield opened


def test_a_change_is_marked_each_time_a_council_turns_and_not_for_another_council(corpus: Corpus) -> None:
    stands = positions(corpus, "gratis maaltijden")
    assert [((s.date or "")[:4], s.stance, s.changed) for s in stands] == [
        ("2015", "steun", False),
        ("2020", "kritiek", True),
        ("2022", "steun", False),
        ("2023", "steun", True),
    ]


def test_sentences_about_different_things_are_no_change(corpus: Corpus) -> None:
    assert not any(s.changed for s in positions(corpus, "opvang en bussen"))


def test_of_a_section_only_what_is_about_the_topic_is_given(corpus: Corpus) -> None:
    assert [s.sentence for s in positions(corpus, "vergoeding van leerlingen")] == [
        "De raad vraagt een vergoeding voor leerlingen in een bedrijf."
    ]


def test_what_is_said_again_is_given_once_with_where_it_came_back(corpus: Corpus) -> None:
    [first] = [s for s in positions(corpus, "kinderopvang") if s.sentence == AGAIN]
    assert first.date == "2009-05-01"
    assert [(s.date, s.section_title) for s in first.same] == [("2025-05-01", "Opvang en lessen")]


def test_a_sentence_that_leans_on_the_one_before_it_is_about_the_same(tmp_path: Path) -> None:
    said: list[Said] = [
        ("Er is een plan voor vaste brugfiguren in elke wijk.", "steun"),
        ("Dat juicht hij toe.", "steun"),
    ]
    others = [advice(str(1990 + n), "Bus", [(f"Bus {n} rijdt te laat.", "kritiek")]) for n in range(4)]
    with corpus_with(tmp_path, [advice("2011", "Wijken", said), *others]) as opened:
        assert [s.sentence for s in positions(opened, "brugfiguren")] == [sentence for sentence, _ in said]


@pytest.mark.parametrize("topic", ["dinosaurussen", "chocolade en pralines"])
def test_on_what_is_nowhere_there_are_no_positions(corpus: Corpus, topic: str) -> None:
    assert positions(corpus, topic) == []


def test_a_topic_of_only_stop_words_is_refused(corpus: Corpus) -> None:
    with pytest.raises(AdviesspoorError, match="alleen woorden die overal voorkomen"):
        positions(corpus, "de het een")


def test_the_most_relevant_are_kept_and_shown_in_order_of_time(corpus: Corpus) -> None:
    assert len(positions(corpus, "gratis maaltijden", limit=2)) == 2
    dates = [s.date or "" for s in positions(corpus, "gratis maaltijden", limit=3)]
    assert dates == sorted(dates)


def test_positions_as_text_show_the_change_and_where_it_is_said_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = [advice(year, "Maaltijden", said) for year, said in MEALS]
    with corpus_with(
        tmp_path / "data", [*made, advice("2009", "O", [(AGAIN, "vraag")]), advice("2010", "O", [(AGAIN, "vraag")])]
    ):
        pass
    assert main(["--data", str(tmp_path / "data"), "positions", "gratis maaltijden"]) == 0
    shown = capsys.readouterr().out
    assert shown.count("andere houding dan voordien") == 2
    assert main(["--data", str(tmp_path / "data"), "positions", "kinderopvang"]) == 0
    assert "ook in Advies 2010, 2010-O.pdf, 2010-05-01, 1 O, p. 1" in capsys.readouterr().out
