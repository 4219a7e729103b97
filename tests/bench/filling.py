"""Fills a data folder with generated sections, quickly enough for a million: words in one process, vectors in another.

What is kept is what our own catalogue, word index and Chroma would keep, except that a section is one passage with one
drawn vector. What is quicker is the way to it: many documents a transaction, each word of the language taken apart
once, and Chroma told to write its graph to disk seldom.
"""

from __future__ import annotations

import hashlib
import pickle
import sqlite3
import subprocess
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from corpus.catalogue import Catalogue, Entry, FileRow, Passage, Unit, Words, open_catalogue, put_document, units
from corpus.model import Document
from index.chroma import HNSW
from index.model import model_key
from index.settings import Settings
from index.vectors import fingerprints
from index.words import parts, tokens
from tests.bench.generated import documents, drawn_vectors

DOCUMENTS = 200  # in one transaction, and so many sections' vectors in one call of Chroma
SELDOM = 50_000  # vectors after which Chroma writes its graph
# From so many sections the graph is built with less care: it finds a little less, in the same time a query.
LARGE, LESS_CARE = 500_000, {"ef_construction": 40}

T = TypeVar("T")


class _Many(sqlite3.Connection):
    """A connection that ends a transaction only when told so."""

    def execute(self, sql: str, *given: Any) -> sqlite3.Cursor:
        if sql == "COMMIT" or (sql.startswith("BEGIN") and self.in_transaction):
            return super().execute("SELECT 1")
        return super().execute(sql, *given)


def fill(sections: int, settings: Settings) -> None:
    """Put `sections` generated sections with their words and vectors into the data folder, which must be empty."""
    open_catalogue(settings.data).db.close()
    db = sqlite3.connect(settings.data / "catalogue.sqlite", isolation_level=None, factory=_Many)
    for rule in ("synchronous = OFF", "cache_size = -400000", "foreign_keys = ON"):  # nobody is sorry when it is lost
        db.execute(f"PRAGMA {rule}")
    db.execute("INSERT INTO words (words, rank) VALUES ('hashsize', 67108864)")
    catalogue, name = Catalogue(settings.data, db), model_key(settings)
    program = [sys.executable, "-m", "tests.bench.filling", str(settings.data / "vectors"), name, str(sections)]
    with subprocess.Popen(program, stdin=subprocess.PIPE) as other:
        assert other.stdin is not None
        for some in _together(documents(sections), DOCUMENTS):
            pickle.dump([_put(catalogue, document) for document in some], other.stdin)
            db.commit()
    if other.returncode:
        sys.exit("the vectors could not be written")
    db.execute("INSERT INTO words (words, rank) VALUES ('hashsize', 1048576)")
    db.execute("INSERT INTO collections (name, complete) VALUES (?, 1)", (name,))
    db.commit()
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()


# What of a section goes to the other process: the identifier of its passage, its text, and what is kept beside.
Row = tuple[str, str, dict[str, Any]]


def _put(catalogue: Catalogue, document: Document) -> list[Row]:
    entries = [Entry(u, words_of(document, u), (_passage(document, u),)) for u in units(document)]
    row = FileRow(f"/docs/{document.file}", document.sha256, 1000, 1, pages=len(document.pages))
    put_document(catalogue, document, entries, file=row)
    meta = document.meta
    note = {
        "document": document.sha256, "language": document.language, "type": document.kind,
        "date": int((meta.date or "0").replace("-", "")), "body": meta.body or "",
    }  # fmt: skip
    return [(e.passages[0].id, e.unit.body.text, note | {"where": e.unit.place}) for e in entries]


def _passage(document: Document, unit: Unit) -> Passage:
    mark = hashlib.sha256(f"{document.sha256} {unit.place}".encode()).hexdigest()[:32]
    return Passage(mark, 0, len(unit.body.text))


def words_of(document: Document, unit: Unit) -> Words:
    """What `index_words` gives of generated sections, which have no notes and no hyphens."""
    titles = _plain(" ".join((*unit.path, document.meta.title or "")))
    body = _plain(unit.body.text)
    return Words(
        " ".join(_apart(w)[0] for w in titles),
        " ".join(_apart(w)[0] for w in body),
        " ".join(p for w in (*body, *titles) for p in _apart(w)[1]),
        "",
    )


def _plain(text: str) -> list[str]:
    return text.lower().replace(".", "").split()


@cache
def _apart(word: str) -> tuple[str, tuple[str, ...]]:
    [token] = tokens(word)
    return token.stem, parts(token.word)


def _together(values: Iterable[T], number: int) -> Iterator[list[T]]:
    rest = iter(values)
    while some := list(islice(rest, number)):
        yield some


# --- the other process ------------------------------------------------------------------------------------------------


def _write_vectors(folder: Path, name: str, sections: int) -> None:
    import chromadb
    from chromadb.config import Settings as ChromaSettings

    client: Any = chromadb.PersistentClient(str(folder), settings=ChromaSettings(anonymized_telemetry=False))
    turns = -(-sections // SELDOM)  # so that the last vector falls on a writing
    care = LESS_CARE if sections >= LARGE else {}
    hnsw = HNSW | care | {"sync_threshold": -(-sections // turns), "batch_size": 1000}
    collection = client.get_or_create_collection(name, embedding_function=None, configuration={"hnsw": hnsw})
    for rows in _together(_received(), 2000):
        vectors = drawn_vectors([text for _, text, _ in rows])
        notes = [n | {"mark": float(m)} for (_, _, n), m in zip(rows, fingerprints(vectors), strict=True)]
        collection.upsert(ids=[i for i, _, _ in rows], embeddings=vectors, metadatas=notes)
    collection.modify(configuration={"hnsw": {"sync_threshold": 1000, "batch_size": 100}})
    client.close()


def _received() -> Iterator[Row]:
    while True:
        try:
            documents_: list[list[Row]] = pickle.load(sys.stdin.buffer)
        except EOFError:
            return
        for rows in documents_:
            yield from rows


if __name__ == "__main__":
    _write_vectors(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
