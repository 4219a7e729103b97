"""Another model, or another place for the vectors: people go on searching while the new ones are made."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest

from corpus.catalogue import get_meta
from index.build import ingest
from index.check import check
from index.chroma import use
from index.model import Model, Vectors, model_key
from index.search import search
from index.settings import Settings
from index.store import Corpus, open_corpus
from index.vectors import collections, compare, count, pending, update_vectors
from tests.corpora import settings

READER = "tests.readers:simple"


class Stopped(Exception):
    """What a Ctrl-C is to a run."""


def by_letters(here: Settings, say: object = None) -> Model:
    """A model by which texts with the same letters are near, the letters in an order that its name decides."""
    shift = len(here.model)

    def run(texts: Sequence[str]) -> Vectors:
        rows = np.ones((len(texts), 32), np.float32) / 100
        for row, text in zip(rows, texts, strict=True):
            for letter in text.casefold():
                row[(ord(letter) + shift) % 32] += 1
        made: Vectors = rows / np.linalg.norm(rows, axis=1, keepdims=True)
        return made

    return Model(model_key(here), 32, "", "", run)


@pytest.fixture
def loaded(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The names of the models that were loaded, in order."""
    names: list[str] = []

    def load(here: Settings, say: object = None) -> Model:
        names.append(here.model)
        return by_letters(here)

    monkeypatch.setattr("index.store.load_model", load)
    monkeypatch.setattr("index.vectors.BATCH", 4)
    yield names


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    folder = tmp_path / "docs"
    folder.mkdir()
    lines = [f"De raad vraagt om {word} op school." for word in ("muziek", "bussen", "lezen", "loon", "techniek")]
    for n in range(6):
        (folder / f"{n}.txt").write_text("\n".join(f"{line} In {n}." for line in lines))
    return folder


def near_to(corpus: Corpus, text: str) -> bool:
    """Whether meaning answered."""
    return any(hit.meaning_score is not None for hit in search(corpus, text, nearby=True))


def stopping_after(batches: int) -> Callable[[int, int], None]:
    def step(done: int, total: int) -> None:
        if done >= 4 * batches:
            raise Stopped

    return step


def test_another_model_takes_over_only_when_all_its_vectors_are_there(
    docs: Path, tmp_path: Path, loaded: list[str]
) -> None:
    old = settings(tmp_path / "data")
    new = settings(tmp_path / "data", model="een-ander-model")
    ingest([docs], old, reader=READER)
    with open_corpus(old) as running, open_corpus(new) as corpus:
        first = running.vectors.name
        assert near_to(running, "muziek") and near_to(corpus, "muziek")  # asked with the new settings, the old answers
        assert corpus.meaning.vectors.name == corpus.meaning.model.key == first
        with pytest.raises(Stopped):
            update_vectors(corpus.catalogue, corpus.vectors, lambda: corpus.model, stopping_after(3))
        assert pending(corpus.catalogue, corpus.vectors) == 30 - 12
        corpus.drop_older()  # too soon: nothing is taken away
        for one in (running, corpus):
            assert near_to(one, "muziek") and one.meaning.vectors.name == first
            assert count(one.meaning.vectors) == 30
        embedded: list[int] = []
        update_vectors(corpus.catalogue, corpus.vectors, lambda: corpus.model, lambda done, _: embedded.append(done))
        assert embedded[-1] == 30 - 12  # goes on where it was
        corpus.drop_older()
        assert list(collections(corpus.catalogue)) == [corpus.vectors.name] != [first]
        names = use(corpus.vectors.store, corpus.vectors.name, lambda _: _names(corpus))
        assert names == [corpus.vectors.name]  # the old one is gone from the store too
        for one in (running, corpus):  # who runs since before takes the new one
            assert near_to(one, "muziek") and one.meaning.vectors.name == corpus.vectors.name
            assert one.meaning.model.key == corpus.vectors.name
    assert set(loaded) == {"", "een-ander-model"}


def _names(corpus: Corpus) -> list[str]:
    return [c.name for c in corpus.vectors.store.client.list_collections()]


def test_a_run_with_another_model_makes_its_vectors_and_drops_the_old(
    docs: Path, tmp_path: Path, loaded: list[str]
) -> None:
    ingest([docs], settings(tmp_path / "data"), reader=READER)
    new = settings(tmp_path / "data", model="een-ander-model")
    report = ingest([docs], new, reader=READER)
    assert (len(report.unchanged), report.passages, report.warnings) == (6, 30, ())
    with open_corpus(new) as corpus:
        assert list(collections(corpus.catalogue)) == [corpus.vectors.name]
        assert not compare(corpus.catalogue, corpus.vectors)
        assert check(corpus).whole


def test_another_prefix_of_passages_is_another_model_and_another_prefix_of_queries_is_not(tmp_path: Path) -> None:
    plain, passage = settings(tmp_path), settings(tmp_path, passage_prefix="tekst: ")
    assert model_key(plain) == model_key(settings(tmp_path, query_prefix="vraag: "))
    assert len({model_key(plain), model_key(passage), model_key(settings(tmp_path, passage_prefix=""))}) == 3


def test_vectors_of_an_older_version_answer_when_their_model_is_the_one_built_in(
    docs: Path, tmp_path: Path, loaded: list[str]
) -> None:
    ingest([docs], settings(tmp_path / "data"), reader=READER)
    with open_corpus(settings(tmp_path / "data", model="een-ander-model")) as corpus:
        corpus.catalogue.db.execute("DELETE FROM meta WHERE key LIKE 'vectors of %'")
        assert near_to(corpus, "muziek")
        corpus.catalogue.db.execute("UPDATE collections SET name = 'van-een-onbekend-model-int8'")
        assert corpus.meaning.vectors.name == corpus.vectors.name
        assert not near_to(corpus, "muziek")  # nobody knows what made them: words only


def test_a_collection_is_asked_for_once(docs: Path, tmp_path: Path, loaded: list[str]) -> None:
    here = settings(tmp_path / "data")
    ingest([docs], here, reader=READER)
    with open_corpus(here) as corpus:
        near_to(corpus, "muziek")
        client, asked = corpus.vectors.store.client, list[str]()
        true = client.get_or_create_collection

        def counted(name: str, **given: object) -> object:
            asked.append(name)
            return true(name, **given)

        client.get_or_create_collection = counted
        assert near_to(corpus, "bussen") and near_to(corpus, "loon")
        assert asked == []
        assert get_meta(corpus.catalogue, "identity") is None  # only a server asks for one
