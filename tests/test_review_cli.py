"""`adviesspoor review` and `adviesspoor sources`, as a person types them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from index.resolving import resolve_corpus
from tests.corpora import corpus_with
from tests.test_review import TWO_PLANS, A, B, C
from ui.cli import main


@pytest.fixture
def data(tmp_path: Path) -> Path:
    with corpus_with(tmp_path, [A, B, C, TWO_PLANS], vectors=False) as corpus:
        resolve_corpus(corpus.catalogue)
    return tmp_path


def test_a_doubt_is_listed_decided_and_taken_back(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--data", str(data), "review", "list", "--json"]) == 0
    (doubt,) = json.loads(capsys.readouterr().out)
    assert doubt["options"][0]["value"] == "Actieplan Rekenland" and doubt["confidence"] == 0.7
    assert main(["--data", str(data), "review", "choose", doubt["id"], "Actieplan Rekenland"]) == 0
    assert "Gekozen: actie plannen.pdf" in capsys.readouterr().out
    assert main(["--data", str(data), "review", "list"]) == 0
    assert capsys.readouterr().out == "Er is niets om na te kijken.\n"
    assert main(["--data", str(data), "review", "undo"]) == 0
    assert capsys.readouterr().out.startswith("Teruggenomen: 1  Gekozen")
    assert main(["--data", str(data), "review", "decisions"]) == 0
    assert capsys.readouterr().out == "Er is nog niets beslist.\n"


def test_sources_are_shown_split_and_merged(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = "vlor-2016-07-06-kansen-voor"
    assert main(["--data", str(data), "sources", "show", source, "--json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert [c["file"] for c in shown["citations"]] == ["een.pdf", "twee.pdf"] and shown["why"]
    assert main(["--data", str(data), "sources", "split", source, shown["citations"][1]["id"]]) == 0
    assert "Gesplitst: bron twee.pdf" in capsys.readouterr().out
    assert main(["--data", str(data), "sources", "merge", source, "vlor-2012-05-03-warm-onthaal"]) == 0
    assert "Samengevoegd: bron drie.pdf" in capsys.readouterr().out


def test_sources_are_listed_by_words_without_their_diacritics(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--data", str(data), "sources", "list", "KÁNSEN", "2016"]) == 0
    listed = capsys.readouterr().out
    assert listed.startswith("vlor-2016-07-06-kansen-voor\n") and "in 2 documenten" in listed
    assert main(["--data", str(data), "sources", "list", "--limit", "1", "--json"]) == 0
    assert len(json.loads(capsys.readouterr().out)) == 1
    assert main(["--data", str(data), "sources", "list", "onbestaand"]) == 0
    assert capsys.readouterr().out == "Geen bron gevonden.\n"


def test_two_names_of_a_plan_are_one_until_that_is_taken_back(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--data", str(data), "review", "merge", "Actieplan Rekenland", "Actieplan Leesland"]) == 0
    assert "Samengevoegd: plan Actieplan Leesland → Actieplan Rekenland" in capsys.readouterr().out
    assert main(["--data", str(data), "review", "list"]) == 0
    assert capsys.readouterr().out == "Er is niets om na te kijken.\n"  # one plan is left to belong to
    assert main(["--data", str(data), "review", "undo"]) == 0
    capsys.readouterr()
    assert main(["--data", str(data), "review", "list"]) == 0
    assert "Actieplan Leesland" in capsys.readouterr().out


@pytest.mark.parametrize("words", [["review", "confirm", "0000000000"], ["sources", "show", "nergens"]])
def test_what_is_not_there_is_said_in_dutch(data: Path, words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--data", str(data), *words]) in (1, 3)
    assert capsys.readouterr().err.startswith("Er is geen ")
