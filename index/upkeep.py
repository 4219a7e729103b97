"""One document out of the corpus, or read once more: what a person asks for in the interface."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.catalogue import (
    document_ids,
    forget_file,
    list_files,
    original_of,
    originals,
    put_file,
    remove_document,
)
from corpus.errors import AdviesspoorError, cause
from corpus.model import Category
from corpus.names import name_text, named
from index.build import RECOGNISED, IngestReport, Tell, alone, ingest
from index.resolving import resolve_corpus
from index.settings import Settings
from index.store import Corpus, open_corpus
from index.vectors import update_vectors
from ingest.recognised import forget

UPLOADS = "uploads"  # in the data folder: what came in through the interface


@dataclass(frozen=True, slots=True)
class TextQuality:
    """How the text of a document was had: pages by origin ("digital", "ocr", …) and the number of repairs in it.

    Of the pages with a bad text layer `replaced` were read anew by OCR and `retained` kept their own text because that
    was the better reading; `layer_unknown` and `again_unknown` are the mean shares (0 to 1) of words that no word list
    explains in those text layers and in what OCR made of them, None where there are none.
    """

    origins: dict[str, int]
    repairs: int
    replaced: int = 0
    retained: int = 0
    layer_unknown: float | None = None
    again_unknown: float | None = None


def text_quality(corpus: Corpus) -> dict[str, TextQuality]:
    """For every document, by SHA-256, how its text was had."""
    db = corpus.catalogue.db
    origins: dict[str, dict[str, int]] = {}
    for sha256, origin, pages in db.execute(
        "SELECT d.sha256, p.origin, count(*) FROM documents d JOIN pages p ON p.doc = d.id GROUP BY d.id, p.origin"
    ):
        origins.setdefault(sha256, {})[origin] = pages
    repairs = dict(
        db.execute("SELECT d.sha256, count(*) FROM documents d JOIN repairs r ON r.doc = d.id GROUP BY d.id").fetchall()
    )
    rereads = {
        sha256: told
        for sha256, *told in db.execute(
            "SELECT d.sha256, sum(p.kept = 'ocr'), sum(p.kept = 'text_layer'), avg(p.layer_unknown),"
            " avg(p.again_unknown) FROM documents d JOIN pages p ON p.doc = d.id WHERE p.kept IS NOT NULL GROUP BY d.id"
        )
    }
    return {
        sha256: TextQuality(pages, repairs.get(sha256, 0), *rereads.get(sha256, ()))
        for sha256, pages in origins.items()
    }


def remove(settings: Settings, sha256: str, say: Callable[[str], None] | None = None) -> None:
    """Take a document out of the corpus, with its vectors and the copies that we keep; files elsewhere stay.

    Waits while another run writes. Raises AdviesspoorError when the document is not there.
    """
    tell: Tell = (lambda step: say(step.message) if step.message else None) if say else (lambda _: None)
    with alone(settings.data, tell), open_corpus(settings) as corpus:
        catalogue = corpus.catalogue
        paths = [named(row.path) for row in list_files(catalogue) if row.sha256 == sha256]
        remove_document(catalogue, sha256)
        for copy in originals(catalogue).glob(f"{sha256}.*"):
            copy.unlink(missing_ok=True)
        _drop_uploads(settings, paths)
        resolve_corpus(catalogue)
        # Without a model the vectors are brought up to date by the next run that has one
        with suppress(AdviesspoorError):
            update_vectors(catalogue, corpus.vectors, lambda: corpus.model)


def read_again(settings: Settings, sha256: str, progress: Tell | None = None) -> IngestReport:
    """Read the file of a document once more, as if it were new. Raises AdviesspoorError when the file is gone."""
    with open_corpus(settings) as corpus:
        rows = [row for row in list_files(corpus.catalogue) if row.sha256 == sha256 and named(row.path).is_file()]
        if not rows:
            kept = original_of(corpus.catalogue, sha256)
            where = f"; er is nog een kopie in {name_text(kept)}" if kept else ""
            raise AdviesspoorError(f"Het bestand staat niet meer waar het gelezen werd{where}.", Category.UNREADABLE)
        for row in rows:
            put_file(corpus.catalogue, replace(row, mtime_ns=-1, reading_version=0))
    return ingest([named(row.path) for row in rows], settings, progress)


def embed_waiting(settings: Settings) -> int:
    """Make the vectors that passages still wait for; gives how many.

    Waits while another run writes. Raises AdviesspoorError when model or vectors cannot be had.
    """
    with alone(settings.data, lambda _: None), open_corpus(settings) as corpus:
        return update_vectors(corpus.catalogue, corpus.vectors, lambda: corpus.model)


def forget_failed(settings: Settings) -> int:
    """Forget every file that gave no document; gives their number."""
    with alone(settings.data, lambda _: None), open_corpus(settings) as corpus:
        known = set(document_ids(corpus.catalogue))
        rows = [row for row in list_files(corpus.catalogue, failed_only=True) if row.sha256 not in known]
        for row in rows:
            forget_file(corpus.catalogue, row.path)
            if row.sha256 is not None:
                forget(settings.data / RECOGNISED, row.sha256)
        _drop_uploads(settings, [named(row.path) for row in rows])
        return len(rows)


def _drop_uploads(settings: Settings, paths: list[Path]) -> None:
    folder = (settings.data / UPLOADS).absolute()
    for path in paths:
        if path.is_relative_to(folder):
            path.unlink(missing_ok=True)
            with suppress(OSError):  # another file may still be in it
                path.parent.rmdir()


def keep_upload(settings: Settings, name: str, content: bytes) -> Path:
    """Put what was uploaded in the data folder, under its own name, and give its path.

    The folder is named after the content, so that two files of one name do not take each other's place.
    Raises AdviesspoorError when it cannot be written.
    """
    plain = Path(name.replace("\\", "/")).name.lstrip(".") or "naamloos.pdf"
    path = settings.data.absolute() / UPLOADS / hashlib.sha256(content).hexdigest()[:16] / plain
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists() or path.stat().st_size != len(content):
            path.write_bytes(content)
    except OSError as error:
        raise AdviesspoorError(f"Het bestand {plain} kan niet bewaard worden: {cause(error)}.") from error
    return path
