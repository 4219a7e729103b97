"""The vectors are those of the catalogue, also after a mishap."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from corpus.catalogue import list_documents, remove_document
from corpus.errors import AdviesspoorError
from corpus.model import Document
from index.check import check
from index.chroma import close_store, drop, use
from index.model import embed_query
from index.store import Corpus
from index.vectors import (
    VectorIndex,
    compare,
    cosines,
    count,
    forget,
    nearest,
    open_vectors,
    pending,
    register,
    update_vectors,
)
from tests.corpora import add, corpus_with, document, model, section

TEXTS = ["Bussen rijden te traag.", "Elke kleuter krijgt een boek.", "De school betaalt het loon.", "Muziek is fijn."]


def one() -> list[Document]:
    return [document("een", [section(str(n), f"Titel {n}", t) for n, t in enumerate(TEXTS)])]


@pytest.fixture
def corpus(tmp_path: Path) -> Iterator[Corpus]:
    with corpus_with(tmp_path, one()) as made:
        yield made


def update(corpus: Corpus) -> int:
    return update_vectors(corpus.catalogue, corpus.vectors, model)


def write(corpus: Corpus, action: Callable[[Any], object]) -> None:
    use(corpus.vectors.store, corpus.vectors.name, action, write=True)


def test_every_passage_has_a_vector_and_the_nearest_comes_first(corpus: Corpus) -> None:
    assert count(corpus.vectors) == 4
    query = embed_query(model(), "prentenboeken voor peuters")
    found = nearest(corpus.vectors, query, 4)
    assert [c for _, c in found] == sorted((c for _, c in found), reverse=True)
    rows = dict(corpus.catalogue.db.execute("SELECT p.id, s.place FROM passages p JOIN sections s ON s.id = p.section"))
    assert rows[found[0][0]] == "1"
    again = cosines(corpus.vectors, query, [i for i, _ in found])
    assert all(abs(again[i] - c) < 1e-4 for i, c in found)


def test_only_what_is_allowed_is_near(corpus: Corpus) -> None:
    query = embed_query(model(), "boek")
    every = [i for i, _ in nearest(corpus.vectors, query, 10)]
    allowed = every[2:]
    assert [i for i, _ in nearest(corpus.vectors, query, 10, allowed)] == allowed
    assert nearest(corpus.vectors, query, 10, []) == []
    assert [i for i, _ in nearest(corpus.vectors, query, 1, allowed)] == allowed[:1]


def test_only_what_is_new_is_embedded_and_what_went_goes(corpus: Corpus) -> None:
    assert update(corpus) == 0
    add(corpus, document("twee", [section("1", "Nieuw", "Een nieuwe zin.")]))
    assert pending(corpus.catalogue, corpus.vectors) == 1
    assert update(corpus) == 1
    first = next(d.sha256 for d in list_documents(corpus.catalogue) if d.file == "een.pdf")
    remove_document(corpus.catalogue, first)
    assert update(corpus) == 0
    assert count(corpus.vectors) == 1
    assert not compare(corpus.catalogue, corpus.vectors)


def test_only_what_somebody_else_wrote_to_is_counted(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    counted: list[int] = []

    def counting(index: VectorIndex) -> int:
        counted.append(count(index))
        return counted[-1]

    monkeypatch.setattr("index.vectors.count", counting)
    assert (update(corpus), counted) == (0, [])
    add(corpus, document("twee", [section("1", "Nieuw", "Een nieuwe zin.")]))
    assert (update(corpus), counted) == (1, [])
    [gone, *_] = sorted(i for (i,) in corpus.catalogue.db.execute("SELECT id FROM passages"))
    write(corpus, lambda c: c.delete(ids=[gone]))
    assert (update(corpus), counted) == (1, [4])
    assert not compare(corpus.catalogue, corpus.vectors)


def test_a_document_that_is_read_anew_keeps_the_vectors_of_what_stayed(corpus: Corpus) -> None:
    [old] = one()
    add(corpus, replace(old, sections=(*old.sections[:3], section("9", "Anders", "Iets anders."))))
    assert update(corpus) == 1
    assert not compare(corpus.catalogue, corpus.vectors)


def test_what_is_missing_too_much_or_damaged_is_found_and_mended(corpus: Corpus) -> None:
    ids = sorted(i for (i,) in corpus.catalogue.db.execute("SELECT id FROM passages"))
    vector = np.zeros((1, 384), np.float32)
    vector[0, 0] = 1
    write(corpus, lambda c: c.delete(ids=[ids[0]]))
    write(corpus, lambda c: c.upsert(ids=["te veel"], embeddings=vector, metadatas=[{"mark": 1.0}]))
    write(corpus, lambda c: c.update(ids=[ids[1]], embeddings=vector))
    found = compare(corpus.catalogue, corpus.vectors)
    assert (found.missing, found.extra, found.damaged) == ((ids[0],), ("te veel",), (ids[1],))
    report = check(corpus)
    assert (report.missing_vectors, report.extra_vectors, report.damaged_vectors, report.whole) == (1, 1, 1, False)
    assert check(corpus).whole


def test_counts_that_look_right_do_not_hide_a_write_that_was_broken_off(corpus: Corpus) -> None:
    ids = sorted(i for (i,) in corpus.catalogue.db.execute("SELECT id FROM passages"))
    write(corpus, lambda c: c.delete(ids=[ids[0]]))
    write(corpus, lambda c: c.upsert(ids=["x"], embeddings=np.ones((1, 384), np.float32), metadatas=[{"mark": 1.0}]))
    corpus.catalogue.db.execute("UPDATE collections SET writing = 1")
    assert update(corpus) == 1
    assert not compare(corpus.catalogue, corpus.vectors)


def test_a_store_that_was_thrown_away_is_filled_again(corpus: Corpus) -> None:
    index = corpus.vectors
    drop(index.store, index.name)
    forget(corpus.catalogue, index.name)
    assert (count(index), pending(corpus.catalogue, index)) == (0, 4)
    assert update_vectors(corpus.catalogue, index, model) == 4
    assert not compare(corpus.catalogue, index)


def test_another_model_has_a_collection_of_its_own_that_is_filled_from_the_catalogue(corpus: Corpus) -> None:
    other = open_vectors(corpus.catalogue.folder, "", "ander-model")
    assert other.store is corpus.vectors.store
    assert pending(corpus.catalogue, other) == 4
    register(corpus.catalogue, other)
    assert update_vectors(corpus.catalogue, other, model) == 4
    close_store(other.store)
    assert count(corpus.vectors) == 4


def test_words_that_differ_from_the_document_are_made_anew(corpus: Corpus) -> None:
    corpus.catalogue.db.execute("UPDATE words SET body = 'onzin' WHERE rowid = 1")
    assert check(corpus, repair=False).broken
    check(corpus)
    assert check(corpus, repair=False).whole


def test_a_server_that_does_not_answer_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(AdviesspoorError, match=r"kunnen niet gebruikt worden: .*; zoeken op woorden werkt wel"):
        open_vectors(tmp_path, "http://127.0.0.1:9", "model")


SCRIPT = """
import os, signal, sys
from pathlib import Path
from index.vectors import update_vectors
import index.vectors
from tests.corpora import corpus_with, document, model, section
index.vectors.BATCH = 4
real, written = index.vectors._write, []
def write(*given):
    written.append(given)
    if len(written) == 4:
        signal.setitimer(signal.ITIMER_REAL, 0.001)  # nothing catches it: while it writes, or else just after
    real(*given)
    if len(written) == 4:
        os.kill(os.getpid(), signal.SIGKILL)
index.vectors._write = write
texts = [section(str(n), f"T{n}", f"Zin nummer {n} over scholen en leraren.") for n in range(60)]
with corpus_with(Path(sys.argv[1]), [document("d", texts)], vectors=False) as corpus:
    update_vectors(corpus.catalogue, corpus.vectors, model)
"""


def test_a_process_killed_while_it_writes_costs_nothing_but_its_time(tmp_path: Path) -> None:
    run = subprocess.run([sys.executable, "-c", SCRIPT, str(tmp_path)], cwd=Path(__file__).parent.parent, check=False)
    assert run.returncode in (-signal.SIGALRM, -signal.SIGKILL)
    with corpus_with(tmp_path, []) as corpus:
        assert count(corpus.vectors) == 60
        assert not compare(corpus.catalogue, corpus.vectors)


WRITER = """
import sys
from pathlib import Path
from index.vectors import update_vectors
import index.vectors
from tests.corpora import add, corpus_with, document, model, section
index.vectors.BATCH = 5
with corpus_with(Path(sys.argv[1]), [], vectors=False) as corpus:
    for n in range(6):
        add(corpus, document(f"d{n}", [section(str(k), "T", f"Tekst {n} {k} over muziek.") for k in range(10)]))
        update_vectors(corpus.catalogue, corpus.vectors, model)
        sys.stdin.readline()  # until the other has seen something of it
"""


def test_a_process_that_searches_sees_what_another_one_writes(corpus: Corpus) -> None:
    query = embed_query(model(), "muziek")
    program = [sys.executable, "-c", WRITER, str(corpus.catalogue.folder)]
    seen = {count(corpus.vectors)}
    with subprocess.Popen(program, cwd=Path(__file__).parent.parent, stdin=subprocess.PIPE) as run:
        assert run.stdin is not None
        while run.poll() is None:
            found = nearest(corpus.vectors, query, 100)
            assert len(cosines(corpus.vectors, query, [i for i, _ in found])) == len(found)
            if len(found) not in seen and len(found) % 10 == 4:
                run.stdin.write(b"\n")
                run.stdin.flush()
            seen.add(len(found))
    assert run.returncode == 0
    assert {4, 14, 24, 34, 44, 54, 64} <= seen
    assert not compare(corpus.catalogue, corpus.vectors)
