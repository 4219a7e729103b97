"""Documents of the corpus that find each other: what a document cites, and what cites it, both ways."""

from __future__ import annotations

from corpus.catalogue import CitationRow, list_citations
from corpus.model import Source
from index.store import Corpus
from index.words import fold


def cited_documents(corpus: Corpus, sha256: str) -> dict[str, str]:
    """Of the sources that a document cites those that stand in the corpus: identifier → SHA-256 of that document."""
    rows = corpus.catalogue.db.execute(
        "SELECT DISTINCT s.id, s.document FROM documents d JOIN citations c ON c.doc = d.id"
        " JOIN sources s ON s.id = c.source JOIN documents cited ON cited.sha256 = s.document"
        " WHERE d.sha256 = ?1 AND cited.sha256 <> ?1",
        (sha256,),
    )
    return dict(rows)


def citations_of(corpus: Corpus, sha256: str) -> list[CitationRow]:
    """The places in other documents that cite this one, the oldest document first."""
    sources = corpus.catalogue.db.execute("SELECT id FROM sources WHERE document = ?", (sha256,)).fetchall()
    found = [row for (source,) in sources for row in list_citations(corpus.catalogue, source=source)]
    return sorted((row for row in found if row.sha256 != sha256), key=lambda row: (row.date is None, row.date or ""))


def citing_documents(corpus: Corpus) -> dict[str, list[str]]:
    """For every source the SHA-256s of the documents that cite it, the oldest first."""
    found: dict[str, list[str]] = {}
    for source, sha256 in corpus.catalogue.db.execute(
        "SELECT c.source, d.sha256 FROM citations c JOIN documents d ON d.id = c.doc WHERE c.source IS NOT NULL"
        " GROUP BY c.source, c.doc ORDER BY d.date IS NULL, d.date, d.sha256"
    ):
        found.setdefault(source, []).append(sha256)
    return found


def names_source(source: Source, words: str) -> bool:
    """Whether every one of `words` stands in what is known of a source: title, makers, number, date or identifier."""
    known = (source.title, source.subtitle, source.number, source.date, source.id, *source.authors)
    said = fold(" ".join(filter(None, known)))
    return all(word in said for word in fold(words).split())
