"""The generated corpus that searching is measured on is one that search can use, and its chart can be drawn."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest

from corpus.catalogue import units
from index.check import check
from index.search import search
from index.store import open_corpus
from index.words import index_words
from tests.bench.chart import CHARTS, draw_chart
from tests.bench.filling import fill, words_of
from tests.bench.generated import documents, drawn_vectors, language, queries
from tests.bench.scale import FILTERS, hybrid, measure
from tests.corpora import model, settings


def test_it_is_the_same_every_time_and_as_large_as_was_asked() -> None:
    made = list(documents(45))
    assert [len(d.sections) for d in made] == [20, 20, 5]
    assert made == list(documents(45))
    assert queries(4) == queries(4)
    assert {d.sha256 for d in made}.isdisjoint(d.sha256 for d in documents(45, seed=1))


def test_its_words_are_words_and_its_vectors_know_its_topics() -> None:
    first, second = (set(language().words[row]) for row in language().topics[:2])
    text = " ".join(sorted(first)[:20])
    alike, other = " ".join(sorted(first)[10:40]), " ".join(sorted(second)[:30])
    vectors = drawn_vectors([text, alike, other])
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2] + 0.03
    sections = [s for d in documents(20) for s in d.sections]
    known = set(language().words)
    assert all(w.strip(".").lower() in known for s in sections for w in s.body.text.split())


def test_its_words_are_those_that_the_index_would_have() -> None:
    for made in documents(40, seed=3):
        for unit in units(made):
            assert words_of(made, unit) == index_words(made, unit)


def test_a_small_one_is_whole_is_asked_and_gives_every_figure(tmp_path: Path) -> None:
    chosen = settings(tmp_path)
    fill(60, chosen)
    with open_corpus(chosen) as corpus:
        corpus.__dict__["model"] = model()
        report = check(corpus, repair=False)
        assert (report.missing_vectors, report.extra_vectors, report.damaged_vectors) == (0, 0, 0)
        assert not report.words_unusable and not report.vectors_unusable
        title = next(documents(20)).sections[0].title or ""
        assert search(corpus, title)[0].section_title == title
        assert hybrid(corpus, title + FILTERS["wide"])
    found = measure(chosen)
    assert found["sections"] == 60
    assert {name for _, names in CHARTS for name in names} <= set(found)
    assert all(value >= 0 for value in found.values())


@pytest.mark.parametrize("sizes", [(1000,), (100, 10_000, 1000)])
def test_the_chart_has_a_point_for_every_size(sizes: tuple[int, ...]) -> None:
    names = {name for _, names in CHARTS for name in names}
    runs = [dict.fromkeys(names, float(size)) | {"sections": float(size)} for size in sizes]
    drawn = ElementTree.fromstring(draw_chart(runs))
    circles = drawn.iter("{http://www.w3.org/2000/svg}circle")
    assert len(list(circles)) == len(sizes) * sum(len(names) for _, names in CHARTS)
