"""Results in order of time over all that is found, and sections that say the same as one."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.model import Document
from index.folding import folded
from index.search import Order, search
from index.store import Corpus
from tests.corpora import corpus_with, document, section
from ui.cli import main

YEARS = (2015, 2009, 2021, 2012, 2018)
LONG = (
    "De raad vraagt dat schoolbesturen en leerlingenbegeleiders samen een maaltijdbeleid uitwerken. De kostprijs van "
    "maaltijden verschilt sterk tussen gemeenten. Gezinnen met kinderen in verschillende scholen betalen daardoor "
    "uiteenlopende bedragen. Een sociaal tarief vraagt administratie die kleine scholen moeilijk kunnen dragen. "
)
ENDS = ("Dat zei de raad ook eerder al, bij een vraag van de minister.", "Wie dat betaalt, is nog niet duidelijk.")


def advice(year: int, *texts: str) -> Document:
    sections = [section(str(n), ("Maaltijden", "Bijlage")[n > 1], text) for n, text in enumerate(texts, 1)]
    return document(f"{year}-advies", sections, title=f"Advies van {year}", date=f"{year}-03-01")


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Corpus]:
    made = [advice(y, f"In {y} telde men {y - 1900} maaltijden op school. " * (1 + y % 4)) for y in YEARS]
    with corpus_with(tmp_path_factory.mktemp("jaren"), made) as opened:
        yield opened


@pytest.mark.parametrize("text", ["maaltijden", "maaltijden op school", "type:advies"])
@pytest.mark.parametrize("fold", [True, False])
def test_the_limit_cuts_what_is_in_order_of_time(corpus: Corpus, text: str, fold: bool) -> None:
    def years(order: Order, limit: int) -> list[int]:
        return [int((h.date or "")[:4]) for h in search(corpus, text, order=order, limit=limit, fold=fold)]

    assert years("date", 2) == sorted(YEARS)[:2]
    assert years("newest", 2) == sorted(YEARS, reverse=True)[:2]
    assert years("date", 50) == sorted(YEARS)


def test_in_order_of_time_only_what_answers_comes_unless_more_is_asked(corpus: Corpus) -> None:
    assert search(corpus, "dinosaurussen", order="date") == []
    assert not any(h.close for h in search(corpus, "dinosaurussen", order="date", nearby=True))


@pytest.mark.parametrize(
    ("wholes", "expected"),
    [
        ([("Bijlage", "Deze lijst staat achteraan.")] * 2, [(0, (1,))]),  # short and equal
        ([("Bijlage", "Deze lijst staat achteraan."), ("Kosten", "Deze lijst staat achteraan.")], [(0, ()), (1, ())]),
        ([("Bijlage", "Zie bijlage 2."), ("Bijlage", "Zie bijlage 3.")], [(0, ()), (1, ())]),
        ([("Prijs", LONG + ENDS[0]), ("Kost", LONG + ENDS[1])], [(0, (1,))]),
        ([("Prijs", LONG), ("Prijs", LONG[: len(LONG) // 2])], [(0, ()), (1, ())]),  # a part of it is not all of it
        ([("Prijs", ""), ("Prijs", "")], [(0, ()), (1, ())]),
    ],
)
def test_sections_fold_when_all_of_them_is_the_same_whatever_passage_is_best(
    wholes: list[tuple[str, str]], expected: list[tuple[int, tuple[int, ...]]]
) -> None:
    assert folded(["eerste", "tweede"], wholes) == expected


def test_folded_sections_name_their_file_and_date_and_a_batch_folds_when_asked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    short = "Deze lijst met maaltijden staat in bijlage 2."
    with corpus_with(tmp_path / "data", [advice(2010, short), advice(2011, short)]):
        pass
    asked = tmp_path / "vragen.txt"
    asked.write_text("lijst met maaltijden\n", encoding="utf-8")

    def batch(*options: str) -> str:
        assert main(["--data", str(tmp_path / "data"), "search", "--batch", str(asked), *options]) == 0
        return capsys.readouterr().out

    assert len(json.loads(batch("--json"))) == 2
    [hit] = json.loads(batch("--json", "--fold"))
    assert len(hit["same"]) == 1
    shown = batch("--order", "date")
    assert "zo goed als hetzelfde: 1 Maaltijden, p. 1, Advies van 2011, 2011-advies.pdf, 2011-03-01" in shown
    assert "zo goed als" not in batch("--no-fold")
