"""Filters that keep little are lists, filters that keep much are rules; both let through the same as trying each."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

import index.ranking
from corpus.errors import AdviesspoorError
from index.allowed import Rule, every, passing
from index.model import embed_query
from index.query import Filters, narrowed, parse_query, query_terms
from index.ranking import near, sections_of
from index.search import search
from index.store import Corpus
from index.words import score_words
from tests.corpora import corpus_with, document, mention, model, section

BODIES = ("Raad Basisonderwijs", "Raad Secundair Onderwijs")
SUBJECTS = ("muziek", "bussen", "lezen", "loon", "techniek")


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Corpus]:
    documents = []
    for n in range(24):
        sections = [
            section(
                str(k + 1), f"Over {s}", f"De raad vraagt in {n} om {s} op school.", language="en" if n == 3 else "nl"
            )
            for k, s in enumerate(SUBJECTS)
        ]
        documents.append(
            document(
                f"d{n:02}", sections, date=f"{2000 + n}-05-01", body=BODIES[n % 2],
                actions=[mention("2", "18.2", "Actie 18.2 gaat over bussen.")] if n % 6 == 0 else [],
            )
        )  # fmt: skip
    with corpus_with(tmp_path_factory.mktemp("allowed"), documents) as made:
        yield made


LITTLE = (Filters(after="2022"), Filters(action="18"), Filters(document=None, after="2010", before="2011"))
MUCH = (Filters(after="2004"), Filters(body="secundair"), Filters(language="nl"), Filters(kind="advies", before="2019"))


def tried(corpus: Corpus, filters: Filters) -> set[int]:
    """The sections that pass, each row looked at."""
    rows = corpus.catalogue.db.execute(
        "SELECT s.id, s.language, d.date, d.body, d.kind, EXISTS (SELECT 1 FROM mentions m WHERE m.section = s.id)"
        " FROM sections s JOIN documents d ON d.id = s.doc"
    )
    return {
        section
        for section, language, date, body, kind, mentioned in rows
        if (not filters.after or date >= filters.after)
        and (not filters.before or date[: len(filters.before)] <= filters.before)
        and (not filters.body or filters.body.casefold() in body.casefold())
        and filters.language in (None, language)
        and filters.kind in (None, kind)
        and (not filters.action or mentioned)
    }


@pytest.mark.parametrize("filters", [*LITTLE, *MUCH])
def test_what_passes_is_what_passes_one_by_one(corpus: Corpus, filters: Filters) -> None:
    allowed = narrowed(corpus.catalogue, parse_query("", filters))
    assert isinstance(allowed, Rule) == (filters in MUCH)
    assert allowed is not None
    sections = {s for (s,) in corpus.catalogue.db.execute("SELECT id FROM sections")}
    expected = tried(corpus, filters)
    assert passing(corpus.catalogue, allowed, sections) == every(corpus.catalogue, allowed) == expected
    assert 0 < len(expected) < len(sections)


@pytest.mark.parametrize("filters", [*LITTLE, *MUCH])
def test_words_and_meaning_find_only_what_passes(corpus: Corpus, filters: Filters) -> None:
    catalogue = corpus.catalogue
    allowed, expected = narrowed(catalogue, parse_query("", filters)), tried(corpus, filters)
    terms = query_terms(catalogue, "bussen")
    words = set(score_words(catalogue, terms, allowed))
    assert words == set(score_words(catalogue, terms)) & expected != set()
    found = near(catalogue, corpus.vectors, embed_query(model(), "vervoer van leerlingen"), allowed)
    assert found and set(sections_of(catalogue, found).values()) <= expected
    assert list(found.values()) == sorted(found.values(), reverse=True)


def test_words_and_unwanted_words_narrow_a_rule(corpus: Corpus) -> None:
    catalogue = corpus.catalogue
    some = narrowed(catalogue, parse_query("van:2004 -bussen"))
    assert isinstance(some, Rule)
    bussen = set(score_words(catalogue, query_terms(catalogue, "bussen")))
    assert every(catalogue, some) == tried(corpus, Filters(after="2004")) - bussen
    phrase = narrowed(catalogue, parse_query('van:2004 "om muziek"'))
    assert not isinstance(phrase, Rule) and phrase is not None and len(phrase) == 20
    with pytest.raises(AdviesspoorError, match="voor ze begint"):
        search(corpus, "muziek van:2004 tot:2003")


def test_what_is_far_from_the_question_is_still_found_through_a_filter(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index.ranking, "FEW", 1)
    monkeypatch.setattr(index.ranking, "CANDIDATES", 5)
    monkeypatch.setattr(index.ranking, "LONGEST", 10)  # of 120: none of these is about what may be found
    monkeypatch.setattr(index.ranking, "LEAST_KEPT", 3)
    monkeypatch.setattr(index.ranking, "WANTED", 1)
    loon = {s for (s,) in corpus.catalogue.db.execute("SELECT id FROM sections WHERE title = 'Over loon'")}
    found = near(corpus.catalogue, corpus.vectors, embed_query(model(), "muziek op school"), loon)
    assert len(found) == 5 and set(sections_of(corpus.catalogue, found).values()) <= loon


def test_a_rule_that_leaves_too_little_of_the_best_words_is_listed(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    terms = query_terms(corpus.catalogue, "school")
    rule = narrowed(corpus.catalogue, parse_query("raad:secundair"))
    assert isinstance(rule, Rule)
    assert set(score_words(corpus.catalogue, terms, rule, 4)) <= tried(corpus, Filters(body="secundair"))
    assert len(score_words(corpus.catalogue, terms, rule, 4)) == 4


def test_results_through_a_filter_are_those_without_it_that_pass(corpus: Corpus) -> None:
    for filters in MUCH:
        passing_ = {(h.sha256, h.where) for h in search(corpus, "techniek", limit=100, nearby=True)}
        found = search(corpus, "techniek", filters, limit=5)
        assert found and {(h.sha256, h.where) for h in found} <= passing_
        assert {h.section_title for h in found} == {"Over techniek"}
