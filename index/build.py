"""Many files in: found, read in processes of their own, kept one by one, resolved over the whole corpus, embedded."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Literal

from filelock import FileLock, Timeout

from corpus.catalogue import (
    Catalogue,
    FileRow,
    as_read,
    document_ids,
    get_document,
    get_file,
    get_meta,
    list_files,
    originals,
    put_document,
    put_file,
    reading_version_of,
    set_meta,
)
from corpus.decisions import change_decision, list_decisions
from corpus.errors import FULL, AdviesspoorError, cause, disk_is_full
from corpus.model import READING_VERSION, Category, Document, Problem, Status
from corpus.names import name_text, named
from index.cluster import Cluster, embed_there, open_cluster, work_there
from index.crew import READER, work
from index.resolving import must_resolve, resolve_corpus
from index.settings import Settings
from index.store import Corpus, open_corpus
from index.vectors import pending, update_vectors
from index.words import WORDS_VERSION
from index.worker import Asked, PageRead, Prepared, prepare
from ingest.read import file_digest
from ingest.recognised import forget, forget_old

SUFFIXES = (".pdf", ".txt")
# In the data folder: pages that OCR has read, of files that are not finished.
RECOGNISED = "recognised"
# In `meta` of the catalogue: the version of the words in its index.
_WORDS = "version of words"
# What may go better the next time although the file is the same.
PASSING = frozenset({Category.TOO_SLOW, Category.UNREADABLE, Category.INTERNAL})

Stage = Literal["waiting", "finding", "reading", "resolving", "checking", "rebuilding", "embedding", "done"]
Result = Literal["new", "unchanged", "changed", "same", "failed"]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far it is. `done` of `total` counts files, or passages while embedding; seconds and pages are of this run.

    While reading, page `page` of `file_pages` of `file` was the last one done (0: it is open), by OCR if `recognised`;
    without layout (plain text) or after its last page both are 0.
    """

    stage: Stage
    file: str = ""
    done: int = 0
    total: int = 0
    pages: int = 0
    pages_per_second: float = 0.0
    seconds_left: float | None = None
    message: str = ""
    page: int = 0
    file_pages: int = 0
    recognised: bool = False


@dataclass(frozen=True, slots=True)
class FileOutcome:
    """What became of one file; "same" is a new file with the content of a document that was there already."""

    path: Path
    result: Result
    sha256: str | None = None
    pages: int = 0
    ocr_pages: int = 0
    seconds: float = 0.0
    status: Status = Status.READ
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What a run did: one outcome a file, in the order of the files; `warnings` are Dutch sentences about the whole.

    `gone` are files that were read from these folders before and are no longer there; their documents stay. `alike` are
    pairs of documents, by the names of their files, that say the same word for word: the first came in with this run.
    """

    outcomes: tuple[FileOutcome, ...]
    seconds: float
    pages: int
    passages: int
    warnings: tuple[str, ...] = ()
    gone: tuple[Path, ...] = ()
    alike: tuple[tuple[str, str], ...] = ()

    @property
    def new(self) -> tuple[FileOutcome, ...]:
        """Files that gave a document that was not there."""
        return self._of("new")

    @property
    def unchanged(self) -> tuple[FileOutcome, ...]:
        """Files that were as they were the last time."""
        return self._of("unchanged")

    @property
    def changed(self) -> tuple[FileOutcome, ...]:
        """Files with other content than the last time, or read anew by a newer version."""
        return self._of("changed")

    @property
    def failed(self) -> tuple[FileOutcome, ...]:
        """Files that gave no document, with the reason in `problems`."""
        return self._of("failed")

    @property
    def repaired(self) -> tuple[FileOutcome, ...]:
        """Files of which pages were recognised by OCR in this run."""
        return tuple(o for o in self.outcomes if o.ocr_pages and o.result in ("new", "changed"))

    def _of(self, result: Result) -> tuple[FileOutcome, ...]:
        return tuple(o for o in self.outcomes if o.result == result)


Tell = Callable[[Progress], None]


def ingest(
    paths: Iterable[Path | str], settings: Settings, progress: Tell | None = None, *, reader: str = READER
) -> IngestReport:
    """Take the files, and the PDF and text files in the folders, of `paths` into the corpus of `settings`.

    Skips what is unchanged. A second run waits for the first to end. Stopped at any moment (KeyboardInterrupt comes
    through) everything that was finished is kept and the next run goes on. Raises AdviesspoorError when the data folder
    cannot be used or the disk is full; a file that cannot be read is an outcome, not an error.
    """
    tell = progress or (lambda _: None)
    began = time.monotonic()

    def say(line: str) -> None:
        tell(Progress("embedding", message=line))

    paths = list(paths)
    with alone(settings.data, tell), open_corpus(settings, say) as corpus, cluster_of(settings) as cluster:
        if get_meta(corpus.catalogue, _WORDS) != str(WORDS_VERSION):
            renew_words_of_all(corpus.catalogue, tell)
        tell(Progress("finding"))
        found = list(find_files(paths, settings.data))
        outcomes: dict[Path, FileOutcome] = {}
        run = _Run(corpus, tell, outcomes, reader, cluster)
        run.read(run.sort(found))
        forget_old(settings.data / RECOGNISED)
        if outcomes and any(o.result in ("new", "changed") for o in outcomes.values()):
            _drop_orphans(corpus.catalogue)
        if must_resolve(corpus.catalogue):
            tell(Progress("resolving", done=len(found), total=len(found)))
            resolve_corpus(corpus.catalogue)
        passages, warnings = _embed(corpus, tell, cluster)
        tell(Progress("done", done=len(found), total=len(found), pages=run.pages))
        gone, alike = _gone(corpus.catalogue, paths, found), _alike(corpus.catalogue, outcomes.values())
    ordered = tuple(outcomes[path] for path in found)
    return IngestReport(ordered, time.monotonic() - began, run.pages, passages, warnings, gone, alike)


def retry_failed(settings: Settings, progress: Tell | None = None, *, reader: str = READER) -> IngestReport:
    """Read again every file that failed, whatever the reason was. Files that are gone are forgotten."""
    with open_corpus(settings) as corpus:
        rows = list_files(corpus.catalogue, failed_only=True)
        for row in rows:
            put_file(corpus.catalogue, replace(row, mtime_ns=-1, category=Category.INTERNAL))
    return ingest([named(row.path) for row in rows], settings, progress, reader=reader)


def find_files(paths: Iterable[Path | str], data: Path) -> Iterator[Path]:
    """The files meant by `paths`, absolute, each once: folders are searched, but not hidden ones.

    A folder that cannot be looked into is given itself, so that it is told among what failed.
    """
    seen: set[Path] = set()
    for given in paths:
        path = Path(given).expanduser().absolute()
        for file in _below(path, data.absolute()) if path.is_dir() else [path]:
            if file not in seen:
                seen.add(file)
                yield file


def _below(folder: Path, data: Path) -> Iterator[Path]:
    closed: list[OSError] = []
    for where, folders, files in os.walk(folder, onerror=closed.append):
        folders[:] = sorted(f for f in folders if not f.startswith(".") and Path(where, f) != data)
        for name in sorted(files):
            if not name.startswith(".") and name.lower().endswith(SUFFIXES):
                yield Path(where, name)
    yield from sorted(Path(error.filename) for error in closed)


def _gone(catalogue: Catalogue, paths: Iterable[Path | str], found: Iterable[Path]) -> tuple[Path, ...]:
    """The files of documents that were read below `paths` before and are not there any more."""
    folders = [path for path in (Path(p).expanduser().absolute() for p in paths) if path.is_dir()]
    if not folders:
        return ()
    there = set(found)
    rows = [named(row.path) for row in list_files(catalogue) if row.status in (Status.READ, Status.PARTLY)]
    below = [path for path in rows if path not in there and any(path.is_relative_to(folder) for folder in folders)]
    return tuple(path for path in below if _is_gone(path))


def _is_gone(path: Path) -> bool:
    try:
        path.stat()
    except OSError as error:  # a folder that is closed to us may still hold it
        return error.errno in (errno.ENOENT, errno.ENOTDIR)
    return False


def _alike(catalogue: Catalogue, outcomes: Iterable[FileOutcome]) -> tuple[tuple[str, str], ...]:
    """Documents of this run with the same text as another one, although the files differ: one advice, saved twice."""
    pairs: dict[frozenset[str], tuple[str, str]] = {}
    for sha256 in dict.fromkeys(o.sha256 for o in outcomes if o.sha256 and o.result in ("new", "changed")):
        others = catalogue.db.execute(
            "SELECT a.id, a.file, b.id, b.file, b.sha256 FROM documents a JOIN documents b ON b.id != a.id"
            " AND b.date IS a.date AND b.title IS a.title WHERE a.sha256 = ? ORDER BY b.sha256",
            (sha256,),
        )
        for doc, file, other, other_file, other_sha256 in others.fetchall():
            if _text_of(catalogue, doc) == _text_of(catalogue, other) != []:
                pairs.setdefault(frozenset((sha256, other_sha256)), (file, other_file))
                break
    return tuple(pairs.values())


def _text_of(catalogue: Catalogue, doc: int) -> list[str]:
    """The words of the sections of a document and of its notes, in order."""
    body = catalogue.db.execute("SELECT text FROM sections WHERE doc = ? ORDER BY position", (doc,)).fetchall()
    notes = catalogue.db.execute("SELECT text FROM footnotes WHERE doc = ? ORDER BY rowid", (doc,)).fetchall()
    return [word for (text,) in (*body, *notes) for word in text.casefold().split()]


def renew_words_of_all(catalogue: Catalogue, tell: Tell) -> int:
    """Make the sections, words and passages of every document anew; gives the number of documents.

    For what an older version made of the same text. Stopped halfway, the next run begins again.
    """
    ids = document_ids(catalogue)
    for number, sha256 in enumerate(ids):
        tell(Progress("rebuilding", done=number, total=len(ids)))
        rebuild(catalogue, sha256)
    set_meta(catalogue, _WORDS, str(WORDS_VERSION))
    return len(ids)


def rebuild(catalogue: Catalogue, sha256: str) -> None:
    """Make the sections, words and passages of a document anew from the document that is kept."""
    made, before = prepare(get_document(catalogue, sha256)), as_read(catalogue, sha256)
    put_document(catalogue, made.document, made.entries, abbreviations=made.abbreviations, as_read=before)


def carry_decisions(catalogue: Catalogue, path: str, document: Document) -> None:
    """Let what was decided about the file at `path` hold for `document`, which is what it says now."""
    from nlp.decisions import carried

    before = get_file(catalogue, path)
    if before is None or not before.sha256 or before.sha256 == document.sha256:
        return
    also = any(f.sha256 == before.sha256 and f.path != path for f in list_files(catalogue))
    for decision in list_decisions(catalogue):
        now = carried(decision, before.sha256, document, also)
        if now != decision:
            change_decision(catalogue, now)


@contextmanager
def alone(data: Path, tell: Tell) -> Iterator[None]:
    """Hold the right to write in the data folder; wait for it, and say so, while another run has it.

    Raises AdviesspoorError when nothing can be written there.
    """
    try:
        data.mkdir(parents=True, exist_ok=True)
        lock = FileLock(data / ".ingest.lock")
        try:
            lock.acquire(timeout=0)
        except Timeout:
            tell(Progress("waiting", message="Er loopt al een andere verwerking op deze gegevensmap; even wachten…"))
            lock.acquire(poll_interval=0.2)
    except OSError as error:
        where = name_text(data)
        raise AdviesspoorError(f"In de gegevensmap {where} kan niet geschreven worden: {cause(error)}.") from error
    try:
        yield
    finally:
        lock.release()


@contextmanager
def cluster_of(settings: Settings) -> Iterator[Cluster | None]:
    """The Dask cluster that `settings` name, None where they name none; errors as of `open_cluster`."""
    if not settings.dask:
        yield None
        return
    with open_cluster(settings.dask) as cluster:
        yield cluster


def _embed(corpus: Corpus, tell: Tell, cluster: Cluster | None) -> tuple[int, tuple[str, ...]]:
    """Bring the vectors up to date; without a model the corpus is there all the same, to be searched by words."""
    try:
        vectors = corpus.vectors
        waiting = pending(corpus.catalogue, vectors)
        began = time.monotonic()

        def step(done: int, total: int) -> None:
            left = (total - done) * (time.monotonic() - began) / max(done, 1)
            tell(Progress("embedding", done=done, total=total, seconds_left=left))

        if waiting:
            tell(Progress("embedding", total=waiting))
        embed = partial(embed_there, cluster, corpus.settings) if cluster else None
        done = update_vectors(corpus.catalogue, vectors, lambda: corpus.model, step, embed)
        corpus.drop_older()
        return done, ()
    except AdviesspoorError as error:
        return 0, (str(error),)


def _drop_orphans(catalogue: Catalogue) -> None:
    """Copies of files whose document is no longer in the catalogue."""
    known = set(document_ids(catalogue))
    for copy in originals(catalogue).glob("*.*"):
        if copy.stem not in known:
            copy.unlink(missing_ok=True)


# --- one run ----------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Job:
    path: Path
    file: FileRow
    known: bool  # the path was in the catalogue already
    twins: list[tuple[Path, FileRow, bool]] = field(default_factory=list)  # other new files with the same content


@dataclass(slots=True)
class _Run:
    corpus: Corpus
    tell: Tell
    outcomes: dict[Path, FileOutcome]
    reader: str
    cluster: Cluster | None = None
    pages: int = 0
    began: float = field(default_factory=time.monotonic)

    def sort(self, found: Sequence[Path]) -> list[_Job]:
        """What has to be read; the outcome of everything else is known at once."""
        catalogue, jobs = self.corpus.catalogue, dict[str, _Job]()
        for path in found:
            row = get_file(catalogue, name_text(path))
            try:
                stat = path.stat()
                if row and (row.size, row.mtime_ns) == (stat.st_size, stat.st_mtime_ns) and self._current(row):
                    self.outcomes[path] = _outcome(row, "unchanged")
                    continue
                if not path.is_file():
                    raise IsADirectoryError(errno.EISDIR, "")
                sha256 = file_digest(path)
            except OSError as error:
                self._not_opened(path, error)
                continue
            file = FileRow(name_text(path), sha256, stat.st_size, stat.st_mtime_ns)
            if stat.st_size > self.corpus.settings.file_megabytes * 1e6:
                limit = f"{self.corpus.settings.file_megabytes:g}"
                self._failed(path, file, Problem(
                    Category.TOO_LARGE,
                    f"Het bestand {name_text(path.name)} is groter dan {limit} MB (instelling file_megabytes).",
                ), 0.0)  # fmt: skip
            elif sha256 in jobs:
                jobs[sha256].twins.append((path, file, row is not None))
            elif (twin := self._same(sha256)) is not None:
                kept = replace(
                    twin, path=file.path, size=file.size, mtime_ns=file.mtime_ns,
                )  # fmt: skip
                put_file(catalogue, kept)
                touched = row is not None and row.sha256 == sha256
                self.outcomes[path] = _outcome(kept, "unchanged" if touched else "same")
            else:
                jobs[sha256] = _Job(path, file, row is not None)
        return list(jobs.values())

    def _not_opened(self, path: Path, error: OSError) -> None:
        name = name_text(path.name)
        if error.errno == errno.EISDIR:  # a folder is only here when it could not be looked into
            said = f"{name} is geen gewoon bestand."
            try:
                next(path.iterdir(), None)
            except NotADirectoryError:  # a pipe, a device
                pass
            except OSError as reason:
                said = f"De map {name} kan niet gelezen worden: {cause(reason)}."
            problem = Problem(Category.UNREADABLE, said)
            self.outcomes[path] = FileOutcome(path, "failed", status=Status.FAILED, problems=(problem,))
            return
        gone = isinstance(error, FileNotFoundError)
        said = "bestaat niet" if gone else f"kan niet geopend worden: {cause(error)}"
        problem = Problem(Category.UNREADABLE, f"Het bestand {name} {said}.")
        self._failed(path, FileRow(name_text(path), None, 0, 0), problem, 0.0)

    def _current(self, row: FileRow) -> bool:
        """Whether the same file would be read the same way again."""
        if row.reading_version != READING_VERSION:
            return False
        if row.category is Category.NO_OCR:  # by now Tesseract may have been installed
            return shutil.which("tesseract") is None
        return not (row.status is Status.FAILED and row.category in PASSING)

    def _same(self, sha256: str) -> FileRow | None:
        """What is known of another file with this content, when that was read by this version."""
        if reading_version_of(self.corpus.catalogue, sha256) != READING_VERSION:
            return None
        rows = [r for r in list_files(self.corpus.catalogue) if r.sha256 == sha256 and self._current(r)]
        return rows[0] if rows else None

    def read(self, jobs: list[_Job]) -> None:
        """Read the files in worker processes and keep each document as soon as it is there."""
        if not jobs:
            return
        settings = self.corpus.settings
        set_meta(self.corpus.catalogue, "resolved", "no")
        total = len(self.outcomes) + sum(1 + len(j.twins) for j in jobs)
        bytes_done, bytes_all = 0, sum(j.file.size for j in jobs)
        counted: dict[Path, int] = {}
        partly: dict[Path, float] = {}  # of each file that is being read, the bytes that its pages so far stand for
        self.began = time.monotonic()

        def tell(path: Path, page: PageRead) -> None:
            spent = max(time.monotonic() - self.began, 1e-3)
            done = bytes_done + sum(partly.values())
            left = spent * (bytes_all - done) / done if done else None
            self.tell(
                Progress(
                    "reading", name_text(path.name), len(self.outcomes), total, self.pages, self.pages / spent, left,
                    page=page.number, file_pages=page.total, recognised=page.recognised,
                )
            )  # fmt: skip

        # the longest first: no worker is left with one at the end
        by_path = {job.path: job for job in sorted(jobs, key=lambda j: -j.file.size)}
        kept, limits = settings.data / RECOGNISED, settings.limits
        files = [Asked(path, limits, kept=kept) for path in by_path]
        if self.cluster:
            answers = work_there(self.cluster, files, self.reader)
        else:
            answers = work(files, self.reader, settings.workers)
        for asked, answer, seconds in answers:
            job = by_path[asked.path]
            page = PageRead(0, 0)
            if isinstance(answer, PageRead):
                page = answer
                self.pages += page.number > 0
                counted[job.path] = counted.get(job.path, 0) + (page.number > 0)
                partly[job.path] = job.file.size * page.number / max(page.total, 1)
            else:
                bytes_done += job.file.size
                partly.pop(job.path, None)
                if isinstance(answer, Prepared):  # a text file gives its pages all at once
                    self.pages += max(0, len(answer.document.pages) - counted.pop(job.path, 0))
                self._finish(job, answer, seconds)
            tell(job.path, page)

    def _finish(self, job: _Job, answer: Prepared | Problem, seconds: float) -> None:
        if isinstance(answer, Problem):
            self._fail(job, answer, seconds)
            return
        document = answer.document
        if document.sha256 != job.file.sha256:  # the file was changed while we read it: next time
            message = f"Het bestand {name_text(job.path.name)} werd gewijzigd terwijl het gelezen werd."
            self._failed(job.path, job.file, Problem(Category.UNREADABLE, message), seconds)
            return
        catalogue = self.corpus.catalogue
        file = _described(job.file, document)
        kept = keep_original(catalogue, job.path, document.sha256) if self.corpus.settings.keep_originals else None
        try:
            carry_decisions(catalogue, file.path, document)
            put_document(catalogue, document, answer.entries, file=file, abbreviations=answer.abbreviations)
        except BaseException as error:
            if kept is not None:  # a copy without its document would be found by nobody
                kept.unlink(missing_ok=True)
            if not _is_of_document(error):
                raise
            said = cause(error.__cause__ or error)
            message = f"Wat in {name_text(job.path.name)} gevonden werd, kan niet bewaard worden: {said}."
            self._fail(job, Problem(Category.INTERNAL, message), seconds)
            return
        forget(self.corpus.settings.data / RECOGNISED, document.sha256)
        self.outcomes[job.path] = replace(
            _outcome(file, "changed" if job.known else "new"), problems=document.problems, seconds=seconds
        )
        for path, twin, known in job.twins:
            same = replace(file, path=twin.path, size=twin.size, mtime_ns=twin.mtime_ns)
            put_file(catalogue, same)
            self.outcomes[path] = _outcome(same, "changed" if known else "same")
        if document.status in (Status.FAILED, Status.NEEDS_OCR):
            for path in (job.path, *(p for p, _, _ in job.twins)):
                self.outcomes[path] = replace(self.outcomes[path], result="failed")

    def _fail(self, job: _Job, problem: Problem, seconds: float) -> None:
        self._failed(job.path, job.file, problem, seconds)
        for path, file, _ in job.twins:
            self._failed(path, file, problem, 0.0)

    def _failed(self, path: Path, file: FileRow, problem: Problem, seconds: float) -> None:
        row = replace(
            file, status=Status.FAILED, category=problem.category, message=problem.message,
            reading_version=READING_VERSION,
        )  # fmt: skip
        before = get_file(self.corpus.catalogue, row.path)
        if before is not None and before.status is not Status.FAILED and row.sha256 in (None, before.sha256):
            # what was read before stays until there is something better; the file that is gone is only reported
            row = before
        else:
            put_file(self.corpus.catalogue, row)
        self.outcomes[path] = FileOutcome(
            path, "failed", file.sha256, seconds=seconds, status=Status.FAILED, problems=(problem,)
        )


def keep_original(catalogue: Catalogue, path: Path, sha256: str) -> Path | None:
    """Keep a copy of the file under its content's name, so that its pages can be shown when the file has moved.

    Gives the copy, or None when there was one already. Raises AdviesspoorError when it cannot be written.
    """
    folder = originals(catalogue)
    target = folder / f"{sha256}{path.suffix.lower()}"
    if target.exists():
        return None
    fresh = None
    try:
        folder.mkdir(exist_ok=True)
        handle, name = tempfile.mkstemp(dir=folder, prefix=".")
        fresh = Path(name)
        with os.fdopen(handle, "wb") as out, path.open("rb") as source:
            shutil.copyfileobj(source, out)
        fresh.chmod(0o644)
        fresh.replace(target)
    except OSError as error:
        if disk_is_full(error):
            raise AdviesspoorError(FULL) from error
        name = name_text(path.name)
        raise AdviesspoorError(f"De kopie van {name} kan niet bewaard worden: {cause(error)}.") from error
    finally:
        if fresh is not None:
            fresh.unlink(missing_ok=True)
    return target


def _is_of_document(error: BaseException) -> bool:
    """Whether a document could not be kept because of what it is, so that the next one can."""
    return isinstance(error, ValueError) or isinstance(error.__cause__, sqlite3.IntegrityError)


def _described(file: FileRow, document: Document) -> FileRow:
    first = document.problems[0] if document.problems else None
    return replace(
        file,
        status=document.status,
        category=first.category if first else None,
        message=first.message if first else None,
        pages=len(document.pages),
        ocr_pages=sum(p.origin == "ocr" for p in document.pages),
        reading_version=document.reading_version,
    )


def _outcome(row: FileRow, result: Result) -> FileOutcome:
    """The outcome of a file of which everything is known: a failure stays one."""
    bad = row.status in (Status.FAILED, Status.NEEDS_OCR)
    problems = (Problem(row.category or Category.INTERNAL, row.message),) if row.message else ()
    return FileOutcome(
        named(row.path), "failed" if bad else result, row.sha256, row.pages, row.ocr_pages, 0.0, row.status, problems
    )
