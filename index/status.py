"""What is in the corpus, what failed, where it is and how large."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from corpus.catalogue import FILE, FileRow, list_files, originals
from corpus.errors import AdviesspoorError
from index.model import model_key
from index.store import Corpus
from index.vectors import count, pending


@dataclass(frozen=True, slots=True)
class CorpusStatus:
    """Counts of everything; `sizes` are bytes on disk by part; `waiting` are passages that have no vector yet.

    `problem` is a Dutch sentence when the vectors cannot be opened; `vectors` is then 0.
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


def _size(path: Path) -> int:
    if path.is_file():
        return path.stat().st_size
    return sum(p.stat().st_size for p in path.rglob("*") if p.is_file())
