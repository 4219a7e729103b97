"""What is in the corpus, what failed, where it is and how large."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from pathlib import Path

from corpus.catalogue import FILE, Catalogue, FileRow, list_files, originals
from corpus.errors import AdviesspoorError
from index.model import model_key
from index.store import Corpus
from index.vectors import count, pending


@dataclass(frozen=True, slots=True)
class CorpusStatus:
    """Counts of everything; `sizes` are bytes on disk by part; `waiting` are passages that have no vector yet.

    `problem` is a Dutch sentence when words or vectors cannot be asked; `vectors` is then 0.
    """

    documents: int
    pages: int
    sections: int
    footnotes: int
    mentions: int
    citations: int
    sources: int
    positions: int
    passages: int
    vectors: int
    waiting: int
    failures: tuple[FileRow, ...]
    data: Path
    sizes: dict[str, int]
    model: str
    problem: str | None = None


def status(corpus: Corpus) -> CorpusStatus:
    """The state of the corpus now."""
    catalogue = corpus.catalogue
    counts = {
        table: int(catalogue.db.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
        for table in (
            "documents", "pages", "sections", "footnotes", "mentions", "citations", "sources", "positions", "passages",
        )
    }  # fmt: skip
    vectors, waiting, problem = 0, counts["passages"], None
    try:
        vectors, waiting = count(corpus.vectors), pending(catalogue, corpus.vectors)
    except AdviesspoorError as error:
        problem = str(error)
    if not _words_answer(catalogue):
        said = "De woordenindex is beschadigd of onvolledig; 'adviesspoor check' maakt hem opnieuw."
        problem = f"{said} {problem}" if problem else said
    return CorpusStatus(
        **counts,
        vectors=vectors,
        waiting=waiting,
        failures=tuple(list_files(catalogue, failed_only=True)),
        data=catalogue.folder,
        sizes={
            "catalogus": sum(_size(p) for p in catalogue.folder.glob(f"{FILE}*")),
            "originelen": _size(originals(catalogue)),
            "vectoren": _size(catalogue.folder / "vectors"),
        },
        model=model_key(corpus.settings),
        problem=problem,
    )


def _words_answer(catalogue: Catalogue) -> bool:
    """Whether the word index can be asked and knows of every section; `check` looks at every word."""
    try:
        catalogue.db.execute("SELECT max(term) FROM vocabulary").fetchone()
        (known,) = catalogue.db.execute("SELECT count(*) FROM words_docsize").fetchone()
        (wanted,) = catalogue.db.execute("SELECT count(*) FROM sections").fetchone()
    except sqlite3.DatabaseError:
        return False
    return bool(known == wanted)


def _size(path: Path) -> int:
    if path.is_file():
        return path.stat().st_size
    return sum(p.stat().st_size for p in path.rglob("*") if p.is_file())
