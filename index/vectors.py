"""The vectors of the passages in Chroma: derived from the catalogue, and made equal to it again after every mishap.

`pending` in the catalogue says what a collection has yet to take over, so adding a document costs the same at every
size; only a store that somebody else wrote to since is counted. A process that is killed while Chroma writes can leave
a store whose counts look right; `collections.writing` tells that this may have happened, and then identifiers and
vectors are compared one by one.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from corpus.catalogue import Catalogue, get_meta, set_meta, transaction
from index.chroma import Store, open_store, rename, state, use
from index.embed import embedded_text, heading
from index.model import Model, Vectors, embed_passages

# Passages that are embedded and written together: what a Ctrl-C costs at most.
BATCH = 128
# In `meta` of the catalogue, before the name of a collection: what made it.
_MAKER = "vectors of "
# The same for the state of the store (index/chroma.py) in which it was left.
LEFT = "state of "


@dataclass(frozen=True, slots=True)
class VectorIndex:
    """A collection of vectors in an open Chroma; `name` is its name there and in the catalogue.

    `maker` is kept in the catalogue beside it, for who has to open it again when the settings are others.
    """

    name: str
    store: Store
    maker: str = ""


def open_vectors(folder: Path, server: str, name: str, maker: str = "") -> VectorIndex:
    """The collection `name` in the data `folder` or on the Chroma `server`, made when not there.

    Raises AdviesspoorError when the server does not answer or the store cannot be opened.
    """
    return VectorIndex(name, open_store(folder / "vectors", server), maker)


@dataclass(frozen=True, slots=True)
class Batch:
    """Passages that are embedded and written together, with what the model gets of each and what is kept beside it.

    `waiting` is what is off the list when they are written: also passages that are no longer there.
    """

    waiting: list[str]
    ids: list[str]
    texts: list[str]
    notes: list[dict[str, Any]]


# Gives every batch, in the same order, with a vector for each of its texts.
Embed = Callable[[Iterator[Batch]], Generator[tuple[Batch, Vectors]]]


# --- asking -----------------------------------------------------------------------------------------------------------


def nearest(
    index: VectorIndex, query: Vectors, limit: int, allowed: Collection[str] | None = None
) -> list[tuple[str, float]]:
    """The passages most like `query`, best first, with their cosine; of `allowed` only, where given."""
    if allowed is not None and not allowed:
        return []
    asked: dict[str, Any] = {"query_embeddings": [query], "include": ["distances"], "n_results": limit}
    if allowed is not None:
        asked["ids"] = list(allowed)
    return _pairs(use(index.store, index.name, lambda c: c.query(**asked)))


def _pairs(answer: Any) -> list[tuple[str, float]]:
    return [(i, 1.0 - float(d)) for i, d in zip(answer["ids"][0], answer["distances"][0], strict=True)]


def cosines(index: VectorIndex, query: Vectors, passages: Sequence[str]) -> dict[str, float]:
    """The cosine of each of `passages` with `query`; a passage without a vector is left out."""
    if not passages:
        return {}
    answer = use(index.store, index.name, lambda c: c.get(ids=list(passages), include=["embeddings"]))
    if not answer["ids"]:
        return {}
    values = np.asarray(answer["embeddings"], np.float32) @ query
    return {i: float(v) for i, v in zip(answer["ids"], values, strict=True)}


def vectors_of(index: VectorIndex, passages: Sequence[str]) -> Vectors:
    """The vectors of `passages`, one a row, in no particular order."""
    if not passages:
        return np.zeros((0, 0), np.float32)
    answer = use(index.store, index.name, lambda c: c.get(ids=list(passages), include=["embeddings"]))
    if not answer["ids"]:  # a batch that is being read: its passages come before their vectors
        return np.zeros((0, 0), np.float32)
    return np.asarray(answer["embeddings"], np.float32).reshape(len(answer["ids"]), -1)


def count(index: VectorIndex) -> int:
    """How many passages have a vector."""
    return int(use(index.store, index.name, lambda c: c.count()))


# --- keeping equal to the catalogue -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Differences:
    """What a collection lacks, has too much, and holds with another vector than was written."""

    missing: tuple[str, ...]
    extra: tuple[str, ...]
    damaged: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.missing or self.extra or self.damaged)


def pending(catalogue: Catalogue, index: VectorIndex) -> int:
    """How many passages the collection has yet to take over; all of them for a collection that is new."""
    db = catalogue.db
    if db.execute("SELECT 1 FROM collections WHERE name = ?", (index.name,)).fetchone() is None:
        return int(db.execute("SELECT count(*) FROM passages").fetchone()[0])
    return int(db.execute("SELECT count(*) FROM pending WHERE collection = ?", (index.name,)).fetchone()[0])


def update_vectors(
    catalogue: Catalogue,
    index: VectorIndex,
    model: Callable[[], Model],
    progress: Callable[[int, int], None] | None = None,
    embed: Embed | None = None,
) -> int:
    """Make the collection equal to the catalogue; gives the number of passages that were embedded.

    `model` is asked for only when there is something to embed here; with `embed` others do it. May be stopped at any
    moment and goes on where it was. `progress` gets (done, total).
    """
    register(catalogue, index)
    (writing,) = catalogue.db.execute("SELECT writing FROM collections WHERE name = ?", (index.name,)).fetchone()
    if writing or (_written_since(catalogue, index) and _counts_differ(catalogue, index)):
        mend(catalogue, index, compare(catalogue, index))
    return _take_over(catalogue, index, embed or partial(_embed_here, model), progress)


def renew_vectors(
    catalogue: Catalogue,
    index: VectorIndex,
    model: Callable[[], Model],
    progress: Callable[[int, int], None] | None = None,
) -> int:
    """Embed every passage anew; gives their number. Until its new vector is written a passage keeps the one it had.

    Stopped halfway, the rest keeps its old vectors, which are whole. `progress` gets (done, total).
    """
    register(catalogue, index)
    extra = compare(catalogue, index).extra
    with transaction(catalogue) as db:
        db.execute("DELETE FROM pending WHERE collection = ?", (index.name,))
        db.execute("INSERT INTO pending SELECT ?, id, 'add' FROM passages", (index.name,))
        db.executemany("INSERT INTO pending VALUES (?, ?, 'remove')", [(index.name, passage) for passage in extra])
    return _take_over(catalogue, index, partial(_embed_here, model), progress)


def _take_over(
    catalogue: Catalogue, index: VectorIndex, embed: Embed, progress: Callable[[int, int], None] | None
) -> int:
    """Write what the collection has yet to take over; gives the number of passages that were embedded."""
    done = 0
    if pending(catalogue, index):
        _note(catalogue, index, writing=1)
        for gone in _pending(catalogue, index, "remove"):
            use(index.store, index.name, partial(_delete, gone), write=True)
            _taken_over(catalogue, index, gone, "remove")
        total = pending(catalogue, index)
        with closing(embed(_batches(catalogue, index))) as embedded:
            for batch, vectors in embedded:
                _write(index, batch, vectors)
                done += _taken_over(catalogue, index, batch.waiting, "add")
                if progress:
                    progress(done, total)
    _note(catalogue, index, writing=0, complete=1)
    set_meta(catalogue, LEFT + index.name, state(index.store, index.name))
    return done


def register(catalogue: Catalogue, index: VectorIndex) -> None:
    """From now on the catalogue keeps what this collection has yet to take over."""
    with transaction(catalogue) as db:
        if db.execute("SELECT 1 FROM collections WHERE name = ?", (index.name,)).fetchone() is None:
            db.execute("INSERT INTO collections (name) VALUES (?)", (index.name,))
            db.execute("INSERT INTO pending SELECT ?, id, 'add' FROM passages", (index.name,))
        if index.maker:
            db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (_MAKER + index.name, index.maker))


def compare(catalogue: Catalogue, index: VectorIndex) -> Differences:
    """Every identifier and every vector of the collection against the catalogue and against what was written."""
    wanted = {i for (i,) in catalogue.db.execute("SELECT id FROM passages")}
    there: set[str] = set()
    damaged: list[str] = []
    for ids, vectors, notes in _everything(index):
        there.update(ids)
        if len(vectors) != len(ids):
            damaged += ids
            continue
        for i, mark, note in zip(ids, fingerprints(vectors), notes, strict=True):
            if note is None or abs(float(note.get("mark", 9)) - mark) > 1e-3:
                damaged.append(i)
    return Differences(
        tuple(sorted(wanted - there)), tuple(sorted(there - wanted)), tuple(sorted(set(damaged) & wanted))
    )


def mend(catalogue: Catalogue, index: VectorIndex, differences: Differences) -> None:
    """Put what differs on the list of what the collection has yet to take over."""
    with transaction(catalogue) as db:
        db.execute("DELETE FROM pending WHERE collection = ?", (index.name,))
        work = [(i, "add") for i in (*differences.missing, *differences.damaged)]
        work += [(i, "remove") for i in differences.extra]
        db.executemany(
            "INSERT OR REPLACE INTO pending VALUES (?, ?, ?)", [(index.name, passage, what) for passage, what in work]
        )


def forget(catalogue: Catalogue, name: str) -> None:
    """Strike a collection from the catalogue."""
    with transaction(catalogue) as db:
        db.execute("DELETE FROM collections WHERE name = ?", (name,))
        db.executemany("DELETE FROM meta WHERE key = ?", [(_MAKER + name,), (LEFT + name,)])


def collections(catalogue: Catalogue) -> dict[str, tuple[bool, str]]:
    """The collections that the catalogue knows: whether each once held every passage, and its `maker`."""
    rows = catalogue.db.execute(
        "SELECT c.name, c.complete, m.value FROM collections c LEFT JOIN meta m ON m.key = ? || c.name ORDER BY c.name",
        (_MAKER,),
    )
    return {name: (bool(complete), maker or "") for name, complete, maker in rows}


def adopt(catalogue: Catalogue, index: VectorIndex, old: str) -> None:
    """Take the collection `old` of a server over under the name of `index`, if both are as an older version left them.

    Collections of a server were named after the model alone, so that two data folders would have had one together.
    """
    known = collections(catalogue)
    if index.name in known or known.get(old, (False, "maker"))[1] or not rename(index.store, old, index.name):
        return
    with transaction(catalogue) as db:
        db.execute(
            "INSERT INTO collections SELECT ?, complete, writing FROM collections WHERE name = ?", (index.name, old)
        )
        db.execute("UPDATE pending SET collection = ? WHERE collection = ?", (index.name, old))
        db.execute("DELETE FROM collections WHERE name = ?", (old,))


def _written_since(catalogue: Catalogue, index: VectorIndex) -> bool:
    """Whether somebody else may have written to the store since it was last made equal to the catalogue."""
    now = state(index.store, index.name)
    return not now or now != get_meta(catalogue, LEFT + index.name)


def _counts_differ(catalogue: Catalogue, index: VectorIndex) -> bool:
    db = catalogue.db
    (passages,) = db.execute("SELECT count(*) FROM passages").fetchone()
    waiting = dict(
        db.execute("SELECT what, count(*) FROM pending WHERE collection = ? GROUP BY what", (index.name,)).fetchall()
    )
    expected: int = passages - waiting.get("add", 0) + waiting.get("remove", 0)
    return count(index) != expected


def _note(catalogue: Catalogue, index: VectorIndex, **values: int) -> None:
    with transaction(catalogue) as db:
        for name, value in values.items():
            db.execute(f"UPDATE collections SET {name} = ? WHERE name = ?", (value, index.name))


def _pending(catalogue: Catalogue, index: VectorIndex, what: str) -> Iterator[list[str]]:
    last = ""  # further on each time: of what was given some may be taken over by then, and some not yet
    while True:
        rows = catalogue.db.execute(
            "SELECT passage FROM pending WHERE collection = ? AND passage > ? AND what = ? ORDER BY passage LIMIT ?",
            (index.name, last, what, BATCH),
        ).fetchall()
        if not rows:
            return
        found = [passage for (passage,) in rows]
        last = found[-1]
        yield found


def _batches(catalogue: Catalogue, index: VectorIndex) -> Iterator[Batch]:
    for waiting in _pending(catalogue, index, "add"):
        rows = catalogue.db.execute(
            "SELECT p.id, substr(s.text, p.start + 1, p.end - p.start), s.path, s.place, s.language, d.kind, d.date,"
            " d.body, d.sha256, d.title FROM passages p JOIN sections s ON s.id = p.section"
            " JOIN documents d ON d.id = s.doc WHERE p.id IN (SELECT value FROM json_each(?))",
            (json.dumps(waiting),),
        ).fetchall()
        notes = [
            {
                "document": r[8],
                "where": r[3],
                "language": r[4],
                "type": r[5],
                "date": int(((r[6] or "0") + "-01-01").replace("-", "")[:8]),
                "body": r[7] or "",
            }
            for r in rows
        ]
        texts = [embedded_text(heading(json.loads(r[2]), r[9]), r[1]) for r in rows]
        yield Batch(waiting, [r[0] for r in rows], texts, notes)


def _embed_here(model: Callable[[], Model], batches: Iterator[Batch]) -> Generator[tuple[Batch, Vectors]]:
    for batch in batches:
        yield batch, embed_passages(model(), batch.texts)


def _taken_over(catalogue: Catalogue, index: VectorIndex, passages: list[str], what: str) -> int:
    with transaction(catalogue) as db:
        db.executemany(
            "DELETE FROM pending WHERE collection = ? AND passage = ? AND what = ?",
            [(index.name, passage, what) for passage in passages],
        )
    return len(passages)


def _write(index: VectorIndex, batch: Batch, vectors: Vectors) -> None:
    if not batch.ids:  # their document was read anew since they were put on the list
        return
    notes = [note | {"mark": float(mark)} for note, mark in zip(batch.notes, fingerprints(vectors), strict=True)]
    ids = batch.ids
    use(index.store, index.name, lambda c: c.upsert(ids=ids, embeddings=vectors, metadatas=notes), write=True)


def _delete(passages: list[str], collection: Any) -> None:
    collection.delete(ids=passages)


def _get(page: dict[str, Any], collection: Any) -> Any:
    return collection.get(**page)


def _everything(index: VectorIndex) -> Iterator[tuple[list[str], Vectors, list[Any]]]:
    size, at = 2000, 0
    while True:
        page: dict[str, Any] = {"limit": size, "offset": at, "include": ["embeddings", "metadatas"]}
        answer = use(index.store, index.name, partial(_get, page))
        if not answer["ids"]:
            return
        yield answer["ids"], np.asarray(answer["embeddings"], np.float32), answer["metadatas"]
        at += size


def fingerprints(vectors: Vectors) -> Vectors:
    """One number a vector, by which a vector that is not the one that was written shows."""
    ruler = np.random.default_rng(18).standard_normal(vectors.shape[1], np.float32)
    return np.asarray(vectors @ ruler, np.float32)
