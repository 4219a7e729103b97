"""Catalogue, words and vectors against each other, and what differs mended from the catalogue."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from corpus.catalogue import (
    document_ids,
    get_document,
    list_documents,
    original_of,
    renew_words,
    transaction,
    units,
    words_agree,
)
from corpus.names import named
from index.build import Progress, Tell, rebuild, renew_words_of_all
from index.chroma import answers, discard
from index.embed import passages
from index.model import model_key
from index.resolving import resolve_corpus
from index.store import Corpus
from index.vectors import Differences, compare, mend, register, renew_vectors, update_vectors
from index.words import index_words


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What was found to differ; `repaired` says whether it was mended. Documents are told by their SHA-256."""

    documents: int
    broken: tuple[str, ...]  # whose words, sections or passages are not those of the document that is kept
    missing_vectors: int
    extra_vectors: int
    damaged_vectors: int
    lost_files: tuple[Path, ...]  # of which neither the file nor a copy is left
    repaired: bool
    words_unusable: bool = False  # the word index itself could not be asked
    vectors_unusable: bool = False  # the store of vectors could not be opened or asked

    @property
    def whole(self) -> bool:
        """Whether catalogue, words and vectors agree."""
        different = self.missing_vectors or self.extra_vectors or self.damaged_vectors
        return not (self.broken or different or self.words_unusable or self.vectors_unusable)


def check(corpus: Corpus, repair: bool = True, progress: Tell | None = None) -> CheckReport:
    """Compare words and vectors with the documents that are kept and, with `repair`, make them equal to these.

    Sources and plans are then also resolved anew, over all documents.

    In a folder that can only be read nothing is repaired. Raises AdviesspoorError when a server of vectors does not
    answer, or what is missing cannot be made.
    """
    catalogue, tell = corpus.catalogue, progress or (lambda _: None)
    repair = repair and not catalogue.read_only
    words_unusable = not words_agree(catalogue)
    if words_unusable and repair:
        renew_words(catalogue)
    broken = _broken(corpus, tell) if repair or not words_unusable else ()
    if repair:
        for sha256 in broken:
            rebuild(catalogue, sha256)
        resolve_corpus(catalogue, anew=True)
    tell(Progress("checking", message="Vectoren vergelijken…"))
    vectors_unusable = _unusable(corpus)
    if vectors_unusable and repair:
        _discard(corpus)
    differences = compare(catalogue, corpus.vectors) if repair or not vectors_unusable else Differences((), (), ())
    if repair:
        register(catalogue, corpus.vectors)
        if differences:
            mend(catalogue, corpus.vectors, differences)
        update_vectors(catalogue, corpus.vectors, lambda: corpus.model, _embedding(tell))
        corpus.drop_older()
    rows = list_documents(catalogue)
    lost = tuple(named(p) for d in rows if original_of(catalogue, d.sha256) is None for p in d.paths)
    return CheckReport(
        documents=len(rows),
        broken=broken,
        missing_vectors=len(differences.missing),
        extra_vectors=len(differences.extra),
        damaged_vectors=len(differences.damaged),
        lost_files=lost,
        repaired=repair,
        words_unusable=words_unusable,
        vectors_unusable=vectors_unusable,
    )


def reindex(corpus: Corpus, progress: Tell | None = None) -> int:
    """Make all words, passages and vectors anew from the documents that are kept; gives the number of passages.

    What is there answers until its successor is written, and stays when this is stopped halfway; only a store that
    cannot be read any more is thrown away first. Raises AdviesspoorError when model or vectors cannot be had.
    """
    tell = progress or (lambda _: None)
    if not words_agree(corpus.catalogue):
        renew_words(corpus.catalogue)
    documents = renew_words_of_all(corpus.catalogue, tell)
    resolve_corpus(corpus.catalogue, anew=True)
    if _unusable(corpus):
        _discard(corpus)
    done = renew_vectors(corpus.catalogue, corpus.vectors, lambda: corpus.model, _embedding(tell))
    corpus.drop_older()
    tell(Progress("done", done=documents, total=documents))
    return done


def _broken(corpus: Corpus, tell: Tell) -> tuple[str, ...]:
    ids, found = document_ids(corpus.catalogue), []
    for number, sha256 in enumerate(ids):
        tell(Progress("checking", done=number, total=len(ids)))
        if not _agrees(corpus, sha256):
            found.append(sha256)
    return tuple(found)


def _embedding(tell: Tell) -> Callable[[int, int], None]:
    began = time.monotonic()

    def step(done: int, total: int) -> None:
        left = (total - done) * (time.monotonic() - began) / max(done, 1)
        tell(Progress("embedding", done=done, total=total, seconds_left=left))

    return step


def _folder(corpus: Corpus) -> Path:
    return corpus.catalogue.folder / "vectors"


def _unusable(corpus: Corpus) -> bool:
    """Whether the store of vectors in the data folder cannot be opened or asked."""
    return not corpus.settings.chroma and not answers(_folder(corpus), model_key(corpus.settings))


def _discard(corpus: Corpus) -> None:
    """Throw the store of vectors in the data folder away, which is damaged."""
    with transaction(corpus.catalogue) as db:  # first: what is then left of the store is not taken for whole
        db.execute("DELETE FROM collections")
    discard(_folder(corpus))


def _agrees(corpus: Corpus, sha256: str) -> bool:
    db = corpus.catalogue.db
    document = get_document(corpus.catalogue, sha256)
    rows = db.execute(
        "SELECT s.place, w.title, w.body, w.parts, w.notes, s.id FROM documents d JOIN sections s ON s.doc = d.id"
        " LEFT JOIN words w ON w.rowid = s.id WHERE d.sha256 = ? ORDER BY s.position",
        (sha256,),
    ).fetchall()
    wanted = units(document)
    if [r[0] for r in rows] != [u.place for u in wanted]:
        return False
    for row, unit in zip(rows, wanted, strict=True):
        words = index_words(document, unit)
        ids = {p for (p,) in db.execute("SELECT id FROM passages WHERE section = ?", (row[5],))}
        if row[1:5] != (words.title, words.body, words.parts, words.notes):
            return False
        if ids != {p.id for p in passages(document, unit)}:
            return False
    return True
