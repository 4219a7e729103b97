"""Catalogue, words and vectors against each other, and what differs mended from the catalogue."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from corpus.catalogue import (
    Entry,
    all_documents,
    document_ids,
    get_document,
    list_documents,
    original_of,
    put_document,
    units,
)
from index.embed import passages
from index.store import Corpus
from index.vectors import clear, compare, mend, register, update_vectors
from index.words import document_abbreviations, index_words


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

    @property
    def whole(self) -> bool:
        """Whether catalogue, words and vectors agree."""
        return not (self.broken or self.missing_vectors or self.extra_vectors or self.damaged_vectors)


def check(corpus: Corpus, repair: bool = True) -> CheckReport:
    """Compare words and vectors with the documents that are kept and, with `repair`, make them equal to these.

    Raises AdviesspoorError when the vectors cannot be opened.
    """
    catalogue = corpus.catalogue
    broken = tuple(d.sha256 for d in all_documents(catalogue) if not _agrees(corpus, d.sha256))
    if repair:
        for sha256 in broken:
            rebuild(corpus, sha256)
    register(catalogue, corpus.vectors)
    differences = compare(catalogue, corpus.vectors)
    if repair and differences:
        mend(catalogue, corpus.vectors, differences)
    if repair:
        update_vectors(catalogue, corpus.vectors, lambda: corpus.model)
    rows = list_documents(catalogue)
    lost = tuple(Path(p) for d in rows if original_of(catalogue, d.sha256) is None for p in d.paths)
    return CheckReport(
        documents=len(rows),
        broken=broken,
        missing_vectors=len(differences.missing),
        extra_vectors=len(differences.extra),
        damaged_vectors=len(differences.damaged),
        lost_files=lost,
        repaired=repair,
    )


def reindex(corpus: Corpus, progress: Callable[[int, int], None] | None = None) -> int:
    """Make all words, passages and vectors anew from the documents that are kept; gives the number of passages.

    `progress` gets (done, total) of the passages. Raises AdviesspoorError when model or vectors cannot be had.
    """
    for sha256 in document_ids(corpus.catalogue):
        rebuild(corpus, sha256)
    clear(corpus.catalogue, corpus.vectors)
    return update_vectors(corpus.catalogue, corpus.vectors, lambda: corpus.model, progress)


def rebuild(corpus: Corpus, sha256: str) -> None:
    """Make the sections, words and passages of a document anew from the document that is kept."""
    document = get_document(corpus.catalogue, sha256)
    entries = [Entry(u, index_words(document, u), passages(document, u)) for u in units(document)]
    put_document(corpus.catalogue, document, entries, abbreviations=document_abbreviations(document))


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
