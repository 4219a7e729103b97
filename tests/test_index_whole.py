"""From PDF files to answers: the whole way, on demonstration documents."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.catalogue import list_documents, list_sources, open_catalogue
from index.actions import list_actions
from index.build import IngestReport, ingest
from index.check import check, reindex
from index.graph import citation_graph
from index.search import search
from index.settings import Settings
from index.status import status
from index.store import Corpus, open_corpus
from index.trace import trace
from tests.corpora import settings

FILES = (
    "103-advies-kleuterparticipatie-2015.pdf",
    "104-vraag-kleuterparticipatie-2015.pdf",
    "116-advies-nederlands-leren-2025.pdf",
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, demonstration: Path) -> Path:
    made = tmp_path_factory.mktemp("whole")
    (made / "docs").mkdir()
    for name in FILES:
        shutil.copy(demonstration / name, made / "docs")
    (made / "docs" / "stuk.pdf").write_bytes(b"%PDF-1.7 en dan niets meer")
    return made


@pytest.fixture(scope="module")
def here(folder: Path) -> Settings:
    return settings(folder / "data", workers=2)


@pytest.fixture(scope="module")
def report(folder: Path, here: Settings) -> IngestReport:
    return ingest([folder / "docs"], here)


@pytest.fixture(scope="module")
def corpus(report: IngestReport, here: Settings) -> Iterator[Corpus]:
    with open_corpus(here) as made:
        yield made


def test_every_file_has_an_outcome_and_a_bad_one_stops_nothing(report: IngestReport) -> None:
    assert [o.path.name for o in report.new] == list(FILES)
    assert [o.path.name for o in report.failed] == ["stuk.pdf"]
    assert report.failed[0].problems[0].message
    assert report.passages > 20
    assert report.warnings == ()


def test_everything_has_a_vector_and_agrees(corpus: Corpus) -> None:
    now = status(corpus)
    assert now.documents == 3
    assert now.vectors == now.passages > 0
    assert check(corpus, repair=False).whole


def test_a_question_finds_its_answer_with_page_and_boxes(corpus: Corpus) -> None:
    best = search(corpus, "brugfiguren voor ouders van kleuters")[0]
    assert best.file in FILES[:2]
    assert best.page >= 1
    assert best.boxes
    assert best.marks


def test_citations_are_resolved_over_the_documents(corpus: Corpus) -> None:
    assert list_sources(corpus.catalogue)
    graph = citation_graph(corpus)
    assert graph.edges
    assert all(e.page >= 1 and e.raw for e in graph.edges)


def test_actions_can_be_followed(corpus: Corpus) -> None:
    actions = list_actions(corpus)
    assert actions
    assert trace(corpus, actions[0].action)


def test_a_second_run_reads_and_embeds_nothing(report: IngestReport, folder: Path, here: Settings) -> None:
    again = ingest([folder / "docs"], here, reader="tests.readers:none_such")
    assert len(again.unchanged) == 3
    assert (again.pages, again.passages) == (0, 0)


def test_in_another_order_the_same_catalogue_comes_out(corpus: Corpus, folder: Path, tmp_path: Path) -> None:
    for name in reversed(FILES):
        ingest([folder / "docs" / name], settings(tmp_path))
    with open_catalogue(tmp_path) as other:
        assert list_documents(other) == list_documents(corpus.catalogue)
        assert list_sources(other) == list_sources(corpus.catalogue)
        for table, order in (("passages", "id"), ("citations", "raw, place"), ("mentions", "sentence, action, place")):
            query = f"SELECT {'id' if table == 'passages' else 'place'} FROM {table} ORDER BY {order}"
            assert other.db.execute(query).fetchall() == corpus.catalogue.db.execute(query).fetchall()


def test_everything_can_be_made_anew_from_the_catalogue(corpus: Corpus) -> None:
    before = search(corpus, "huisbezoeken")
    assert reindex(corpus) == status(corpus).passages
    assert [(h.file, h.where, round(h.score, 3)) for h in search(corpus, "huisbezoeken")] == [
        (h.file, h.where, round(h.score, 3)) for h in before
    ]
    assert check(corpus, repair=False).whole
