"""Fields of the search box are checked as the options are, and say what is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.errors import AdviesspoorError
from index.query import Filters, parse_query, wrong_period
from index.search import search, similar
from index.store import Corpus
from tests.corpora import corpus_with, document, mention, section
from ui.cli import main
from ui.terminal import place_of

ACTIONS = ("4", "5.1", "7", "18", "18.2", "20", "21")


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Corpus]:
    sections = [section(str(n), f"Actie {a}", f"De raad steunt actie {a}.") for n, a in enumerate(ACTIONS, 1)]
    mentions = [mention(str(n), a, f"De raad steunt actie {a}.") for n, a in enumerate(ACTIONS, 1)]
    with corpus_with(tmp_path_factory.mktemp("velden"), [document("plan", sections, actions=mentions)]) as opened:
        yield opened


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("van:2018-02-30", "'van:2018-02-30' is geen datum"),
        ("tot:2018-13", "'tot:2018-13' is geen datum"),
        ("van:18", "'van:18' is geen datum"),
        ("loon van:2021 tot:2018", "de periode loopt van 2021 tot 2018"),
        ("actie:abc", "'abc' is geen nummer van een actie"),
        ("type:boek", "'type:boek' is geen soort document; kies uit advies, schriftelijke vraag, visienota, andere"),
        ("kleur:rood loon", "Het veld 'kleur:' bestaat niet"),
        ('auteur:"Jan Peeters"', "Het veld 'auteur:' bestaat niet"),
    ],
)
def test_a_field_that_cannot_be_is_said(text: str, said: str) -> None:
    with pytest.raises(AdviesspoorError, match=said):
        parse_query(text)


@pytest.mark.parametrize(
    "text",
    ["van:2020-02-29", "van:2018-05 tot:2018", "type:vraag", "type:Visienota", "actie:18.2", 'actie:"4 tot 7"'],
)
def test_a_field_that_can_be_is_taken(text: str) -> None:
    assert parse_query(text).text == ""


@pytest.mark.parametrize(
    "text", ["om 10:30 begint", "zie https://voorbeeld.be/a", "let op: taal", "raad: wat nu", '"kleur:rood"', "1:2"]
)
def test_a_colon_makes_no_field_of_what_is_none(text: str) -> None:
    assert parse_query(text).filters == Filters()


def test_the_period_of_filters_and_fields_together_is_checked() -> None:
    with pytest.raises(AdviesspoorError, match="eindigt dus voor ze begint"):
        parse_query("tot:2010", Filters(after="2012"))
    assert wrong_period("2018-05", "2018") == wrong_period(None, "2018") == ""


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("actie:18-20", {"18", "18.2", "20"}),
        ('actie:"4 tot 7"', {"4", "5.1", "7"}),
        ('actie:"4 en 21"', {"4", "21"}),
        ("actie:18.2", {"18.2"}),
        ("actie:18.2 actie:21", {"18.2", "21"}),
        ("actie:1", set()),
    ],
)
def test_an_action_may_be_a_range_or_a_list(corpus: Corpus, text: str, found: set[str]) -> None:
    assert {h.section_title for h in search(corpus, text, limit=50)} == {f"Actie {a}" for a in found}


@pytest.mark.parametrize("text", ["🙂", "%_%", "?!", "--"])
def test_what_holds_no_word_is_said_to_hold_none(corpus: Corpus, text: str) -> None:
    with pytest.raises(AdviesspoorError, match="bevat geen woord"):
        search(corpus, text)


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ("antwoord 1", "answer:1"),
        ("Vraag 12", "question:12"),
        ("voetnoot 3", "fn:3"),
        ("inleiding", "preamble"),
        ("2.1", "2.1"),
        ("answer:1", "answer:1"),
        ("Vraag en aanbod", "Vraag en aanbod"),
    ],
)
def test_a_place_is_known_by_the_name_that_results_give_it(said: str, place: str) -> None:
    assert place_of(said) == place


def test_a_section_that_is_not_there_is_answered_by_those_that_are(corpus: Corpus) -> None:
    [one] = search(corpus, "actie:4")
    with pytest.raises(AdviesspoorError, match="geen onderdeel '99' in dat document; er zijn: 1, 2, 3"):
        similar(corpus, one.sha256, "99")


def test_more_like_this_says_why_in_no_empty_line(
    corpus: Corpus, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    data = str(corpus.settings.data)
    assert main(["--data", data, "search", "--like", "plan#1", "--why", "--no-fold"]) == 0
    shown = capsys.readouterr().out
    assert "gelijkenis in betekenis" in shown and "    \n" not in shown


@pytest.mark.parametrize("command", ["search", "positions"])
def test_a_question_that_begins_with_a_minus_is_explained(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([command, "-duaal leren"]) == 2
    assert "schrijf er dan -- voor" in capsys.readouterr().err
    assert main([command, "--limt", "3", "x"]) == 2
    assert "schrijf er dan -- voor" not in capsys.readouterr().err
