"""A written question and the advice it speaks of find each other, however the question names it."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.related import citations_of, cited_documents
from index.resolving import resolve_corpus
from tests.corpora import corpus_with
from tests.test_resolve import COUNCIL, advice, question


@pytest.mark.parametrize(
    "words",
    [
        "In het advies Kansen voor kleuters van de Vlor staat dat.",
        "In zijn advies over kleuters vroeg de Vlor meer plaatsen.",
        "Het advies van de Vlor van 6 juli 2016 was duidelijk.",
    ],
)
def test_a_question_and_its_advice_find_each_other(tmp_path: Path, words: str) -> None:
    given = advice(
        "advies", text="De raad vraagt meer plaatsen voor kleuters.", title="Kansen voor kleuters", date="6 juli 2016"
    )
    other = advice("ander", f"{COUNCIL} Kansen voor kleuters, 6 juli 2016.", title="Later advies", date="3 mei 2018")
    asked = question("12", "9 september 2016", words)
    with corpus_with(tmp_path, [given, other, asked], vectors=False) as corpus:
        resolve_corpus(corpus.catalogue)
        assert list(cited_documents(corpus, asked.sha256).values()) == [given.sha256]
        back = citations_of(corpus, given.sha256)
        assert [r.file for r in back] == ["sv12-9 september 2016.pdf", "ander.pdf"]
        assert all(r.raw and r.page == 1 for r in back)
        assert not cited_documents(corpus, given.sha256) and not citations_of(corpus, asked.sha256)
