"""Documents of the corpus that find each other: what a document cites, and what cites it, both ways."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from corpus.catalogue import unpack_boxes
from corpus.model import Box
from index.store import Corpus


@dataclass(frozen=True, slots=True)
class Related:
    """Another document and one place of the link: `way` says which of the two cites.

    Where and page are of the citing document; confidence (0 to 1) is how sure it is that it means the other.
    """

    way: Literal["cites", "cited by"]
    sha256: str
    file: str
    kind: str
    title: str | None
    date: str | None
    where: str
    page: int
    boxes: tuple[Box, ...]
    raw: str
    confidence: float
    found_by: str


def related(corpus: Corpus, sha256: str, kind: str | None = None) -> list[Related]:
    """The documents that this one cites and that cite it, oldest first; with `kind` ("advies",
    "schriftelijke_vraag", …) only those, so that a question shows its advices and an advice its questions.
    """
    found = [*_linked(corpus, "cites", sha256, kind), *_linked(corpus, "cited by", sha256, kind)]
    return sorted(found, key=lambda r: (r.date is None, r.date or "", r.sha256, r.way))


def _linked(corpus: Corpus, way: Literal["cites", "cited by"], sha256: str, kind: str | None) -> list[Related]:
    own, other = ("citing", "cited") if way == "cites" else ("cited", "citing")
    rows = corpus.catalogue.db.execute(
        f"SELECT {other}.sha256, {other}.file, {other}.kind, {other}.title, {other}.date, c.place, c.page, c.boxes,"
        " c.raw, c.confidence, c.found_by FROM citations c JOIN sources s ON s.id = c.source"
        " JOIN documents citing ON citing.id = c.doc JOIN documents cited ON cited.sha256 = s.document"
        f" WHERE {own}.sha256 = ?1 AND citing.id <> cited.id AND (?2 IS NULL OR {other}.kind = ?2) ORDER BY c.position",
        (sha256, kind),
    )
    return [Related(way, r[0], r[1], r[2], r[3], r[4], r[5], r[6], unpack_boxes(r[7]), r[8], r[9], r[10]) for r in rows]


def citing_documents(corpus: Corpus) -> dict[str, list[str]]:
    """For every source the SHA-256s of the documents that cite it, the oldest first."""
    found: dict[str, list[str]] = {}
    for source, sha256 in corpus.catalogue.db.execute(
        "SELECT c.source, d.sha256 FROM citations c JOIN documents d ON d.id = c.doc WHERE c.source IS NOT NULL"
        " GROUP BY c.source, c.doc ORDER BY d.date IS NULL, d.date, d.sha256"
    ):
        found.setdefault(source, []).append(sha256)
    return found
