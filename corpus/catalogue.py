"""The catalogue: every document and everything found in it, in one SQLite file; one transaction a document.

The packed document is the truth; the other tables hold the same facts in a form that can be asked. `index/` gives
with each document the words and passages under which it can be found, so that both change in one transaction.
"""

from __future__ import annotations

import json
import os
import sqlite3
import zlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from pydantic import TypeAdapter

from corpus.errors import FULL, AdviesspoorError, cause, disk_is_full
from corpus.exchange import pack, unpack
from corpus.model import Box, Category, Document, LineSpan, Place, PlacedText, Problem, Source, Status, Subject
from corpus.names import name_text, named

VERSION = 5
FILE = "catalogue.sqlite"

# Kilobytes of the file kept in memory: a search looks up a thousand sections all over it.
_CACHE = "PRAGMA cache_size = -65536"

UnitKind = Literal["section", "question", "answer", "preamble"]
_SOURCE: TypeAdapter[Source] = TypeAdapter(Source)
_SUBJECTS: TypeAdapter[tuple[Subject, ...]] = TypeAdapter(tuple[Subject, ...])
_PROBLEMS: TypeAdapter[tuple[Problem, ...]] = TypeAdapter(tuple[Problem, ...])

_SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE files (
    path TEXT PRIMARY KEY, sha256 TEXT, size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL, status TEXT NOT NULL,
    category TEXT, message TEXT, pages INTEGER NOT NULL DEFAULT 0, ocr_pages INTEGER NOT NULL DEFAULT 0,
    reading_version INTEGER NOT NULL DEFAULT 0, at TEXT NOT NULL DEFAULT (datetime('now')));
CREATE INDEX files_by_content ON files (sha256);
CREATE TABLE documents (
    id INTEGER PRIMARY KEY, sha256 TEXT NOT NULL UNIQUE, file TEXT NOT NULL, kind TEXT NOT NULL, language TEXT NOT NULL,
    title TEXT, subtitle TEXT, date TEXT, body TEXT, number TEXT, author TEXT, recipient TEXT,
    pages INTEGER NOT NULL, status TEXT NOT NULL, problems TEXT NOT NULL, reading_version INTEGER NOT NULL,
    at TEXT NOT NULL DEFAULT (datetime('now')), content BLOB NOT NULL);
CREATE INDEX documents_by_date ON documents (date);
CREATE INDEX documents_by_file ON documents (file);
CREATE TABLE pages (
    doc INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE, number INTEGER NOT NULL, width REAL NOT NULL,
    height REAL NOT NULL, origin TEXT NOT NULL, status TEXT NOT NULL, category TEXT, message TEXT,
    PRIMARY KEY (doc, number)) WITHOUT ROWID;
-- One row per unit of search: sections, questions, answers, the preamble. The id is also the rowid in `words`.
CREATE TABLE sections (
    id INTEGER PRIMARY KEY, doc INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE, position INTEGER NOT NULL,
    place TEXT NOT NULL, kind TEXT NOT NULL, number TEXT, title TEXT, level INTEGER NOT NULL, parent TEXT,
    page INTEGER NOT NULL, language TEXT NOT NULL, path TEXT NOT NULL, text TEXT NOT NULL, lines BLOB NOT NULL);
CREATE UNIQUE INDEX sections_by_place ON sections (doc, place);
CREATE TABLE footnotes (
    doc INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE, section INTEGER, number TEXT NOT NULL,
    page INTEGER NOT NULL, text TEXT NOT NULL);
CREATE INDEX footnotes_by_doc ON footnotes (doc);
CREATE TABLE mentions (
    doc INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE, section INTEGER, position INTEGER NOT NULL,
    place TEXT NOT NULL, action TEXT NOT NULL, kind TEXT NOT NULL, page INTEGER NOT NULL, boxes TEXT NOT NULL,
    start INTEGER NOT NULL, end INTEGER NOT NULL, text TEXT NOT NULL, sentence TEXT NOT NULL, plan TEXT,
    definition TEXT);
CREATE INDEX mentions_by_doc ON mentions (doc);
CREATE INDEX mentions_by_action ON mentions (action, section);
CREATE TABLE citations (
    doc INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE, section INTEGER, position INTEGER NOT NULL,
    place TEXT NOT NULL, kind TEXT NOT NULL, page INTEGER NOT NULL, boxes TEXT NOT NULL, raw TEXT NOT NULL,
    title TEXT, date TEXT, source TEXT);
CREATE INDEX citations_by_doc ON citations (doc);
CREATE INDEX citations_by_source ON citations (source, section);
CREATE TABLE sources (
    id TEXT PRIMARY KEY, kind TEXT NOT NULL, title TEXT, date TEXT, document TEXT, content TEXT NOT NULL);
CREATE INDEX sources_by_document ON sources (document);
CREATE TABLE positions (
    doc INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE, section INTEGER, position INTEGER NOT NULL,
    place TEXT NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL, page INTEGER NOT NULL, boxes TEXT NOT NULL,
    sentence TEXT NOT NULL, stance TEXT NOT NULL, confidence REAL NOT NULL);
CREATE INDEX positions_by_doc ON positions (doc);
CREATE INDEX positions_by_section ON positions (section);
CREATE TABLE repairs (
    doc INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE, place TEXT, page INTEGER NOT NULL,
    before TEXT NOT NULL, after TEXT NOT NULL, kind TEXT NOT NULL);
CREATE INDEX repairs_by_doc ON repairs (doc);
CREATE TABLE cross_references (
    doc INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE, place TEXT NOT NULL, page INTEGER NOT NULL,
    text TEXT NOT NULL, target TEXT NOT NULL);
CREATE INDEX cross_references_by_doc ON cross_references (doc);
-- The stretches of a section that have a vector each; `pending` is what a collection of vectors has yet to take over.
CREATE TABLE passages (
    id TEXT PRIMARY KEY, section INTEGER NOT NULL REFERENCES sections ON DELETE CASCADE,
    start INTEGER NOT NULL, end INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX passages_by_section ON passages (section);
CREATE TABLE collections (
    name TEXT PRIMARY KEY, complete INTEGER NOT NULL DEFAULT 0, writing INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID;
CREATE TABLE pending (
    collection TEXT NOT NULL REFERENCES collections ON DELETE CASCADE, passage TEXT NOT NULL, what TEXT NOT NULL,
    PRIMARY KEY (collection, passage)) WITHOUT ROWID;
CREATE TABLE abbreviations (
    doc INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE, short TEXT NOT NULL, long TEXT NOT NULL,
    PRIMARY KEY (doc, short, long)) WITHOUT ROWID;
CREATE INDEX abbreviations_by_short ON abbreviations (short);
"""
# Tokens as index/words.py makes them, separated by spaces: the tokenizer has nothing left to decide.
_WORDS = """
CREATE VIRTUAL TABLE words USING fts5 (title, body, parts, notes, tokenize = "ascii tokenchars '_'");
CREATE VIRTUAL TABLE vocabulary USING fts5vocab (words, row);
"""
# What each version added, in order: a new catalogue takes all of it, an older one what it does not have yet.
_ADDED = {
    2: """
-- The document as it was read, where what a person decided made it differ from `content`.
ALTER TABLE documents ADD COLUMN as_read BLOB;
ALTER TABLE mentions ADD COLUMN plan_confidence REAL NOT NULL DEFAULT 0;
ALTER TABLE mentions ADD COLUMN plan_found_by TEXT;
ALTER TABLE citations ADD COLUMN confidence REAL NOT NULL DEFAULT 1;
ALTER TABLE citations ADD COLUMN found_by TEXT NOT NULL DEFAULT '';
ALTER TABLE positions ADD COLUMN about TEXT NOT NULL DEFAULT '[]';
-- What a person decided outlives the documents and sources that it names.
CREATE TABLE decisions (
    id INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL DEFAULT (datetime('now')), content TEXT NOT NULL);
-- What the last resolution was not sure of, and why it took citations for one source.
CREATE TABLE doubts (
    id TEXT PRIMARY KEY, kind TEXT NOT NULL, document TEXT NOT NULL, confidence REAL NOT NULL, content TEXT NOT NULL);
CREATE INDEX doubts_by_document ON doubts (document);
CREATE TABLE evidence (source TEXT NOT NULL, content TEXT NOT NULL);
CREATE INDEX evidence_by_source ON evidence (source);
""",
    3: """
-- Where a bad text layer was read again: what was kept, and the share of words without explanation in either reading.
ALTER TABLE pages ADD COLUMN kept TEXT;
ALTER TABLE pages ADD COLUMN layer_unknown REAL;
ALTER TABLE pages ADD COLUMN again_unknown REAL;
""",
    4: """
-- All that a filter asks of a document, so that it need not be read.
DROP INDEX IF EXISTS documents_by_date;
CREATE INDEX IF NOT EXISTS documents_by_facts ON documents (date, kind, body);
""",
    5: """
-- What came, went or was decided since citations were last resolved (a document, a link, the name of a plan, a
-- decision), and the documents into which that has yet to be filled in.
CREATE TABLE changed (kind TEXT NOT NULL, name TEXT NOT NULL, PRIMARY KEY (kind, name)) WITHOUT ROWID;
-- What resolution knows of every citation and of every document that may be cited, so that it looks only at what a new
-- document touches. `kin` is the first of those that are one work by their titles, `outcome` what was said of it.
CREATE TABLE works (
    id INTEGER PRIMARY KEY, document TEXT NOT NULL, position INTEGER NOT NULL, link TEXT NOT NULL, same INTEGER,
    target INTEGER, asks INTEGER NOT NULL DEFAULT 0, kin INTEGER, source TEXT, outcome TEXT, content TEXT NOT NULL);
CREATE UNIQUE INDEX works_by_document ON works (document, position);
CREATE INDEX works_by_link ON works (link);
CREATE INDEX works_by_same ON works (same) WHERE same IS NOT NULL;
CREATE INDEX works_by_target ON works (target) WHERE target IS NOT NULL;
CREATE INDEX works_by_kin ON works (kin) WHERE kin IS NOT NULL;
CREATE INDEX works_by_source ON works (source) WHERE source IS NOT NULL;
-- What a work has in common with others; a key is a hash. Of citations that say the same only the first has any.
CREATE TABLE work_keys (key INTEGER NOT NULL, work INTEGER NOT NULL, PRIMARY KEY (key, work)) WITHOUT ROWID;
CREATE INDEX work_keys_by_work ON work_keys (work);
-- Pairs of works that are alike, and what citations without a title may be.
CREATE TABLE likeness (
    one INTEGER NOT NULL, other INTEGER NOT NULL, score REAL NOT NULL, fields TEXT NOT NULL,
    PRIMARY KEY (one, other)) WITHOUT ROWID;
CREATE INDEX likeness_by_other ON likeness (other);
CREATE TABLE fits (
    work INTEGER NOT NULL, other INTEGER NOT NULL, how TEXT NOT NULL, close REAL, joined REAL,
    PRIMARY KEY (work, other)) WITHOUT ROWID;
CREATE INDEX fits_by_other ON fits (other);
-- The identifiers that a source would have had if no other had them, and its own.
CREATE TABLE tried (name TEXT NOT NULL, source TEXT NOT NULL, PRIMARY KEY (name, source)) WITHOUT ROWID;
CREATE INDEX tried_by_source ON tried (source);
-- Numbered actions by document as it calls their plans (`name`, and `read` before decisions: what its names share).
CREATE TABLE plans (
    document TEXT NOT NULL, action TEXT NOT NULL, name TEXT, read TEXT, spelled TEXT, year TEXT,
    times INTEGER NOT NULL);
CREATE INDEX plans_by_document ON plans (document);
CREATE INDEX plans_by_name ON plans (name, spelled, year, action, times) WHERE name IS NOT NULL;
CREATE INDEX plans_by_read ON plans (read) WHERE read IS NOT NULL;
CREATE INDEX plans_without_name ON plans (action) WHERE name IS NULL;
-- How plans are called with the years they are of, and which plans have an action of a number, when last resolved.
CREATE TABLE called (
    kind TEXT NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (kind, name)) WITHOUT ROWID;
ALTER TABLE sources ADD COLUMN plan TEXT;
DELETE FROM meta WHERE key = 'version of sources';
CREATE INDEX sources_by_plan ON sources (plan) WHERE plan IS NOT NULL;
""",
}


# --- values -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Catalogue:
    """An open data folder. Readers may share one over threads; only one process writes (index/build.py sees to it).

    With `read_only` the folder can be asked but not written: it belongs to somebody else, or its disk takes nothing.
    """

    folder: Path
    db: sqlite3.Connection
    read_only: bool = False

    def __enter__(self) -> Catalogue:
        return self

    def __exit__(self, *_: object) -> None:
        self.db.close()


@dataclass(frozen=True, slots=True)
class Unit:
    """What search finds: a section, a question, an answer or the preamble; `place` is its `where` in the document.

    `path` is the way to it: the titles above it and its own, without that of the document.
    """

    place: str
    kind: UnitKind
    number: str | None
    title: str | None
    level: int
    parent: str | None
    page: int
    language: str
    path: tuple[str, ...]
    body: PlacedText
    notes: str = ""  # the footnotes that hang in it


@dataclass(frozen=True, slots=True)
class Words:
    """The tokens of a unit for the word index, separated by spaces."""

    title: str
    body: str
    parts: str
    notes: str


@dataclass(frozen=True, slots=True)
class Passage:
    """The stretch `start:end` of a unit's text; `id` is the same for the same stretch of the same content."""

    id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A unit with everything under which it can be found."""

    unit: Unit
    words: Words
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file that was offered, and what became of it; `sha256` is None when it could not even be read as bytes.

    `path` is the absolute path as text (corpus/names.py).
    """

    path: str
    sha256: str | None
    size: int
    mtime_ns: int
    status: Status = Status.READ
    category: Category | None = None
    message: str | None = None
    pages: int = 0
    ocr_pages: int = 0
    reading_version: int = 0
    at: str | None = field(default=None, compare=False)  # when it was last offered, UTC; the catalogue fills it in


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document in a list."""

    sha256: str
    file: str
    paths: tuple[str, ...]
    kind: str
    language: str
    title: str | None
    subtitle: str | None
    date: str | None
    body: str | None
    number: str | None
    author: str | None
    recipient: str | None
    pages: int
    sections: int
    status: Status
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source with how often, and in how many documents, it is cited."""

    source: Source
    cited: int
    documents: int


@dataclass(frozen=True, slots=True)
class CitationRow:
    """One place where a source is cited, with the document that cites it."""

    sha256: str
    file: str
    title: str | None
    date: str | None
    place: str
    section: str | None  # the place of the unit in which it stands, or in which its footnote hangs
    kind: str
    page: int
    boxes: tuple[Box, ...]
    raw: str
    source: str | None


# --- opening ----------------------------------------------------------------------------------------------------------


def open_catalogue(folder: Path) -> Catalogue:
    """The catalogue in `folder`, made when it is not there yet; only to read where nothing may be written.

    Raises AdviesspoorError, and changes nothing, when a newer Adviesspoor made it or when it cannot be opened.
    """
    path = folder / FILE
    try:
        _refuse_newer(_version_in_header(path), folder)
        if path.exists() and not (os.access(path, os.W_OK) and os.access(folder, os.W_OK)):
            return Catalogue(folder, _open_to_read(path, folder), read_only=True)
        folder.mkdir(parents=True, exist_ok=True)
        db = sqlite3.connect(path, timeout=60, isolation_level=None, check_same_thread=False)
        try:
            _refuse_newer(db.execute("PRAGMA user_version").fetchone()[0], folder)
            db.execute("PRAGMA journal_mode = WAL")
            db.execute("PRAGMA synchronous = NORMAL")
            db.execute(_CACHE)
            db.execute("PRAGMA foreign_keys = ON")
            catalogue = Catalogue(folder, db)
            if db.execute("PRAGMA user_version").fetchone()[0] < VERSION:
                with transaction(catalogue):
                    _bring_up_to_date(db)
        except BaseException:
            db.close()
            raise
    except (OSError, sqlite3.Error) as error:
        said = f"De gegevensmap {name_text(folder)} kan niet geopend worden: {cause(error)}."
        if getattr(error, "sqlite_errorcode", None) in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            said += " Zet een kopie van die map terug, of lees de bestanden opnieuw in, in een andere map (--data)."
        raise _clear(error, said) from error
    return catalogue


def _open_to_read(path: Path, folder: Path) -> sqlite3.Connection:
    """The catalogue where nothing may be written.

    SQLite itself wants to write a little to read in WAL mode. Where it may not it must be told that nobody else writes
    either, which goes only when no writer has left anything beside the file.
    """
    address = path.absolute().as_uri()
    log = path.with_name(f"{FILE}-wal")
    ways = ("mode=ro",) if log.exists() and log.stat().st_size else ("mode=ro", "immutable=1")
    for way in ways:
        db = sqlite3.connect(f"{address}?{way}", uri=True, timeout=60, isolation_level=None, check_same_thread=False)
        try:
            if db.execute("PRAGMA user_version").fetchone()[0] != VERSION:
                raise AdviesspoorError(
                    f"De gegevensmap {name_text(folder)} is van een oudere versie van Adviesspoor; laat wie er mag "
                    "schrijven haar eerst bijwerken met 'adviesspoor status'."
                )
            db.execute(_CACHE)
            return db
        except AdviesspoorError:
            db.close()
            raise
        except sqlite3.Error:
            db.close()
            if way == ways[-1]:
                raise
    raise AssertionError("there is always a way")


def _bring_up_to_date(db: sqlite3.Connection) -> None:
    """Make the tables, or those that an older version did not have; in a transaction, as two processes may both try."""
    version = db.execute("PRAGMA user_version").fetchone()[0]
    scripts = [_SCHEMA, _WORDS] if version == 0 else []
    scripts += [script for added, script in sorted(_ADDED.items()) if added > version]
    for statement in (s for script in scripts for s in _statements(script)):
        db.execute(statement)
    db.execute(f"PRAGMA user_version = {VERSION}")


def _statements(script: str) -> Iterator[str]:
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def _version_in_header(path: Path) -> int:
    """`user_version` straight from the file, because opening a database in WAL mode already touches the folder."""
    if not path.exists():
        return 0
    with path.open("rb") as file:
        head = file.read(64)
    return int.from_bytes(head[60:64], "big") if head.startswith(b"SQLite format 3\0") else 0


def _refuse_newer(version: int, folder: Path) -> None:
    if version > VERSION:
        raise AdviesspoorError(
            f"De gegevensmap {folder} is van een nieuwere versie van Adviesspoor; werk het programma bij of kies een "
            "andere map."
        )


@contextmanager
def transaction(catalogue: Catalogue) -> Iterator[sqlite3.Connection]:
    """Everything inside happens, or nothing does.

    Raises AdviesspoorError when the disk is full, the file locked, or the folder only to be read.
    """
    db, where = catalogue.db, name_text(catalogue.folder)
    if catalogue.read_only:
        raise AdviesspoorError(f"In de gegevensmap {where} kan niet geschreven worden: ze kan alleen gelezen worden.")
    try:
        db.execute("BEGIN IMMEDIATE")
        try:
            yield db
        except BaseException:
            # SQLite may have rolled back by itself already, as it does when the disk is full
            with suppress(sqlite3.OperationalError):
                db.execute("ROLLBACK")
            raise
        try:
            db.execute("COMMIT")
        except sqlite3.Error:
            with suppress(sqlite3.OperationalError):
                db.execute("ROLLBACK")
            raise
    except (OSError, sqlite3.Error) as error:
        raise _clear(error, f"De catalogus in {where} kan niet beschreven worden: {cause(error)}.") from error


def _clear(error: BaseException, otherwise: str) -> AdviesspoorError:
    if disk_is_full(error):
        return AdviesspoorError(FULL)
    if isinstance(error, sqlite3.OperationalError) and "locked" in str(error):
        return AdviesspoorError("De catalogus is in gebruik door een ander programma; probeer het straks opnieuw.")
    return AdviesspoorError(otherwise)


# --- writing ----------------------------------------------------------------------------------------------------------


def units(document: Document) -> list[Unit]:
    """What can be found of a document, in reading order: every section, question, answer and the preamble with text."""
    hanging: dict[str, list[str]] = {}
    for note in document.footnotes:
        for anchor in note.anchors[:1]:
            hanging.setdefault(anchor.where, []).append(note.body.text)
    sections = {s.key: s for s in document.sections}
    pages = {f"question:{q.number}": q.page_question for q in document.questions}
    pages |= {f"answer:{q.number}": q.page_answer for q in document.questions}
    found: list[Unit] = []
    for place, body in document.texts():
        if place.startswith("fn:"):
            continue
        notes = "\n\n".join(hanging.get(place, ()))
        if place in pages:
            kind: UnitKind = "question" if place.startswith("question:") else "answer"
            number = place.partition(":")[2]
            title = f"{'Vraag' if kind == 'question' else 'Antwoord'} {number}"
            page = pages[place] or body.place().page
            found.append(Unit(place, kind, number, title, 1, None, page, document.language, (), body, notes))
            continue
        section = sections[place]
        kind = "preamble" if place == "preamble" else "section"
        path: list[str] = []
        above = section.parent
        while above is not None and above in sections and len(path) < 10:  # a loop in `parent` must not hang us
            path.insert(0, sections[above].title or above)
            above = sections[above].parent
        if section.title:
            path.append(section.title)
        found.append(
            Unit(
                place, kind, section.number, section.title, section.level, section.parent, section.page,
                section.language, tuple(path), body, notes,
            )
        )  # fmt: skip
    return found


def put_document(
    catalogue: Catalogue,
    document: Document,
    entries: Sequence[Entry],
    *,
    file: FileRow | None = None,
    abbreviations: Collection[tuple[str, str]] = (),
    as_read: Document | None = None,
) -> None:
    """Put `document` in the place of whatever was known of the same content, and `file` as a file that holds it.

    One transaction. `entries` are the units of the document with their words and passages; `abbreviations` are pairs
    (short, long); `as_read` is the document before a person's decisions, where these changed it.
    Raises AdviesspoorError when it cannot be written; then nothing has changed.
    """
    with transaction(catalogue) as db:
        row = db.execute("SELECT id FROM documents WHERE sha256 = ?", (document.sha256,)).fetchone()
        doc = row[0] if row else None
        before = _forget_units(db, doc) if doc is not None else set()
        values = _document_values(document, as_read)
        if doc is None:
            names = ", ".join(values)
            marks = ", ".join("?" for _ in values)
            doc = db.execute(f"INSERT INTO documents ({names}) VALUES ({marks})", tuple(values.values())).lastrowid
        else:
            changes = ", ".join(f"{name} = ?" for name in values)
            db.execute(f"UPDATE documents SET {changes} WHERE id = ?", (*values.values(), doc))
        assert doc is not None
        for position, entry in enumerate(entries):
            _insert_entry(db, doc, position, entry)
        _note_vectors(db, before, {p.id for entry in entries for p in entry.passages})
        db.executemany(
            "INSERT OR IGNORE INTO abbreviations VALUES (?, ?, ?)", [(doc, s, long) for s, long in abbreviations]
        )
        _write_findings(db, doc, document)
        note_change(db, "document", document.sha256)
        if file is not None:
            _write_file(db, file)


def put_findings(catalogue: Catalogue, document: Document, as_read: Document | None = None) -> None:
    """Replace what was found in `document` (citations with their sources, mentions with their plans) but not its text.

    For resolution, which changes only those; `as_read` as for `put_document`.
    Raises AdviesspoorError when the document is not in the catalogue.
    """
    with transaction(catalogue) as db:
        write_findings(db, document, as_read)


def write_findings(db: sqlite3.Connection, document: Document, as_read: Document | None) -> None:
    """What `put_findings` does, within a transaction that the caller began."""
    doc = _id_of(db, document.sha256)
    values = _document_values(document, as_read)
    changes = ", ".join(f"{name} = ?" for name in values)
    db.execute(f"UPDATE documents SET {changes} WHERE id = ?", (*values.values(), doc))
    _write_findings(db, doc, document)


def put_file(catalogue: Catalogue, file: FileRow) -> None:
    """Keep what became of a file; a document goes when no file holds its content any longer."""
    with transaction(catalogue) as db:
        _write_file(db, file)


def forget_file(catalogue: Catalogue, path: str) -> None:
    """The file is not there any more: forget it, and its document when no other file holds the same content."""
    with transaction(catalogue) as db:
        row = db.execute("SELECT sha256 FROM files WHERE path = ?", (path,)).fetchone()
        db.execute("DELETE FROM files WHERE path = ?", (path,))
        if row and row[0]:
            _drop_if_orphan(db, row[0])


def remove_document(catalogue: Catalogue, sha256: str) -> None:
    """Take a document out, with the files that hold it. Raises AdviesspoorError when it is not there."""
    with transaction(catalogue) as db:
        doc = _id_of(db, sha256)
        _note_vectors(db, _forget_units(db, doc), set())
        db.execute("DELETE FROM documents WHERE id = ?", (doc,))
        note_change(db, "document", sha256)
        db.execute("DELETE FROM files WHERE sha256 = ?", (sha256,))


Change = Literal["document", "link", "plan", "value", "decision", "fill"]


def note_change(db: sqlite3.Connection, kind: Change, name: str) -> None:
    """Note what citations have yet to be resolved with, within the transaction that changes it."""
    db.execute("INSERT OR IGNORE INTO changed VALUES (?, ?)", (kind, name))


def changed(catalogue: Catalogue) -> bool:
    """Whether anything changed since citations were last resolved."""
    return catalogue.db.execute("SELECT 1 FROM changed LIMIT 1").fetchone() is not None


def write_sources(db: sqlite3.Connection, sources: Iterable[tuple[Source, str | None]]) -> None:
    """Add these sources, each with what the names of the plan that it is have in common, within a transaction."""
    db.executemany(
        "INSERT INTO sources VALUES (?, ?, ?, ?, ?, ?, ?)",
        [(s.id, s.kind, s.title, s.date, s.document, _SOURCE.dump_json(s).decode(), plan) for s, plan in sources],
    )


def words_agree(catalogue: Catalogue) -> bool:
    """Whether the word index is whole in itself: what it holds and what it finds are the same.

    Raises AdviesspoorError when another program holds the catalogue.
    """
    try:
        if catalogue.read_only:
            catalogue.db.execute("SELECT count(*), max(term) FROM vocabulary").fetchone()
        else:
            catalogue.db.execute("INSERT INTO words (words) VALUES ('integrity-check')")
    except sqlite3.Error as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise _clear(error, "") from error
        return False
    return True


def renew_words(catalogue: Catalogue) -> None:
    """An empty word index in the place of a damaged one; `put_document` fills it, document by document."""
    db = catalogue.db
    db.execute("PRAGMA writable_schema = ON")  # a damaged index cannot be dropped, only be forgotten
    try:
        with transaction(catalogue):
            db.execute("DELETE FROM sqlite_master WHERE name IN ('words', 'vocabulary')")
    finally:
        db.execute("PRAGMA writable_schema = RESET")
    with transaction(catalogue):
        parts = db.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name GLOB 'words_*'").fetchall()
        for (part,) in parts:
            db.execute(f"DROP TABLE {part}")
        for statement in _statements(_WORDS):
            db.execute(statement)


def set_meta(catalogue: Catalogue, key: str, value: str) -> None:
    """Remember one value about the corpus as a whole."""
    with transaction(catalogue) as db:
        db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))


def get_meta(catalogue: Catalogue, key: str) -> str | None:
    """The value that `set_meta` kept, or None."""
    row = catalogue.db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    return row[0] if row else None


def _document_values(document: Document, as_read: Document | None) -> dict[str, Any]:
    meta = document.meta
    return {
        "sha256": document.sha256,
        "file": document.file,
        "kind": document.kind,
        "language": document.language,
        "title": meta.title,
        "subtitle": meta.subtitle,
        "date": meta.date,
        "body": meta.body,
        "number": meta.number,
        "author": meta.author,
        "recipient": meta.recipient,
        "pages": len(document.pages),
        "status": document.status.value,
        "problems": _PROBLEMS.dump_json(document.problems).decode(),
        "reading_version": document.reading_version,
        "content": zlib.compress(pack(document), 6),
        "as_read": zlib.compress(pack(as_read), 6) if as_read else None,
    }


def _insert_entry(db: sqlite3.Connection, doc: int, position: int, entry: Entry) -> None:
    unit, words = entry.unit, entry.words
    section = db.execute(
        "INSERT INTO sections (doc, position, place, kind, number, title, level, parent, page, language, path, text,"
        " lines) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            doc, position, unit.place, unit.kind, unit.number, unit.title, unit.level, unit.parent, unit.page,
            unit.language, json.dumps(unit.path, ensure_ascii=False), unit.body.text, _pack_lines(unit.body.lines),
        ),
    ).lastrowid  # fmt: skip
    db.execute(
        "INSERT INTO words (rowid, title, body, parts, notes) VALUES (?, ?, ?, ?, ?)",
        (section, words.title, words.body, words.parts, words.notes),
    )
    db.executemany(
        "INSERT INTO passages VALUES (?, ?, ?, ?)", [(p.id, section, p.start, p.end) for p in entry.passages]
    )


def _write_findings(db: sqlite3.Connection, doc: int, document: Document) -> None:
    for table in ("pages", "footnotes", "mentions", "citations", "positions", "repairs", "cross_references"):
        db.execute(f"DELETE FROM {table} WHERE doc = ?", (doc,))
    at: dict[str, int] = dict(db.execute("SELECT place, id FROM sections WHERE doc = ?", (doc,)))
    for note in document.footnotes:  # what stands in a note is found at the section in which the note hangs
        home = at.get(note.anchors[0].where) if note.anchors else None
        if home is not None:
            at.setdefault(f"fn:{note.number}", home)
    db.executemany(
        "INSERT INTO pages VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                doc,
                p.number,
                p.width,
                p.height,
                p.origin,
                p.status.value,
                *_problem(p.problem),
                *((p.reread.kept, p.reread.layer, p.reread.again) if p.reread else (None, None, None)),
            )
            for p in document.pages
        ],
    )
    db.executemany(
        "INSERT INTO footnotes VALUES (?, ?, ?, ?, ?)",
        [(doc, at.get(f"fn:{n.number}"), n.number, n.page, n.body.text) for n in document.footnotes],
    )
    db.executemany(
        "INSERT INTO mentions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                doc, at.get(m.where), n, m.where, m.action, m.kind, m.place.page, _pack_boxes(m.place), m.start, m.end,
                m.text, m.sentence, m.plan, m.definition, m.plan_confidence, m.plan_found_by,
            )
            for n, m in enumerate(document.actions)
        ],
    )  # fmt: skip
    db.executemany(
        "INSERT INTO citations VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                doc, at.get(c.where), n, c.where, c.kind, c.place.page, _pack_boxes(c.place), c.raw, c.title, c.date,
                c.source, c.source_confidence, c.source_found_by,
            )
            for n, c in enumerate(document.citations)
        ],
    )  # fmt: skip
    db.executemany(
        "INSERT INTO positions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                doc, at.get(p.where), n, p.where, p.start, p.end, p.place.page, _pack_boxes(p.place), p.sentence,
                p.stance, p.confidence, _SUBJECTS.dump_json(p.about).decode(),
            )
            for n, p in enumerate(document.positions)
        ],
    )  # fmt: skip
    db.executemany(
        "INSERT INTO repairs VALUES (?, ?, ?, ?, ?, ?)",
        [(doc, r.where, r.place.page, r.before, r.after, r.kind) for r in document.repairs],
    )
    db.executemany(
        "INSERT INTO cross_references VALUES (?, ?, ?, ?, ?)",
        [(doc, x.where, x.place.page, x.text, x.to) for x in document.cross_references],
    )


def _write_file(db: sqlite3.Connection, file: FileRow) -> None:
    before = db.execute("SELECT sha256 FROM files WHERE path = ?", (file.path,)).fetchone()
    db.execute(
        "INSERT OR REPLACE INTO files (path, sha256, size, mtime_ns, status, category, message, pages, ocr_pages,"
        " reading_version) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            file.path, file.sha256, file.size, file.mtime_ns, file.status.value, file.category, file.message,
            file.pages, file.ocr_pages, file.reading_version,
        ),
    )  # fmt: skip
    if before and before[0] and before[0] != file.sha256:
        _drop_if_orphan(db, before[0])


def _drop_if_orphan(db: sqlite3.Connection, sha256: str) -> None:
    if db.execute("SELECT 1 FROM files WHERE sha256 = ?", (sha256,)).fetchone() is None:
        row = db.execute("SELECT id FROM documents WHERE sha256 = ?", (sha256,)).fetchone()
        if row:
            _note_vectors(db, _forget_units(db, row[0]), set())
            db.execute("DELETE FROM documents WHERE id = ?", (row[0],))
            note_change(db, "document", sha256)


def _forget_units(db: sqlite3.Connection, doc: int) -> set[str]:
    """Take out what can be found of a document; gives the passages that it had."""
    rows = db.execute("SELECT p.id FROM passages p JOIN sections s ON s.id = p.section WHERE s.doc = ?", (doc,))
    passages = {passage for (passage,) in rows}
    db.execute("DELETE FROM words WHERE rowid IN (SELECT id FROM sections WHERE doc = ?)", (doc,))
    db.execute("DELETE FROM sections WHERE doc = ?", (doc,))
    db.execute("DELETE FROM abbreviations WHERE doc = ?", (doc,))
    return passages


def _note_vectors(db: sqlite3.Connection, before: set[str], after: set[str]) -> None:
    """Note for every collection of vectors which passages came and went; those that stayed keep their vector."""
    changes = [(p, "remove") for p in sorted(before - after)] + [(p, "add") for p in sorted(after - before)]
    for (name,) in db.execute("SELECT name FROM collections").fetchall():
        db.executemany("INSERT OR REPLACE INTO pending VALUES (?, ?, ?)", [(name, p, what) for p, what in changes])


def _id_of(db: sqlite3.Connection, sha256: str) -> int:
    row = db.execute("SELECT id FROM documents WHERE sha256 = ?", (sha256,)).fetchone()
    if row is None:
        raise AdviesspoorError(f"Er is geen document met kenmerk {sha256[:12]} in de catalogus.")
    return int(row[0])


def _problem(problem: Problem | None) -> tuple[str | None, str | None]:
    return (problem.category.value, problem.message) if problem else (None, None)


# --- reading ----------------------------------------------------------------------------------------------------------


def get_document(catalogue: Catalogue, sha256: str) -> Document:
    """The document with everything that was found in it. Raises AdviesspoorError when it is not there."""
    row = catalogue.db.execute("SELECT content FROM documents WHERE sha256 = ?", (sha256,)).fetchone()
    if row is None:
        raise AdviesspoorError(f"Er is geen document met kenmerk {sha256[:12]} in de catalogus.")
    return unpack(zlib.decompress(row[0]))


def as_read(catalogue: Catalogue, sha256: str) -> Document | None:
    """The document before a person's decisions, where these changed it; None where they did not."""
    row = catalogue.db.execute("SELECT as_read FROM documents WHERE sha256 = ?", (sha256,)).fetchone()
    return unpack(zlib.decompress(row[0])) if row and row[0] else None


def all_documents(catalogue: Catalogue) -> Iterator[Document]:
    """Every document in the order of its content's identity, so that the order in which files came does not matter."""
    for sha256 in document_ids(catalogue):
        yield get_document(catalogue, sha256)


def document_ids(catalogue: Catalogue) -> list[str]:
    """The SHA-256 of every document, sorted."""
    return [sha256 for (sha256,) in catalogue.db.execute("SELECT sha256 FROM documents ORDER BY sha256")]


def list_documents(catalogue: Catalogue) -> list[DocumentRow]:
    """Every document, newest first; those without a date last."""
    paths: dict[str, list[str]] = {}
    for path, sha256 in catalogue.db.execute("SELECT path, sha256 FROM files WHERE sha256 IS NOT NULL ORDER BY path"):
        paths.setdefault(sha256, []).append(path)
    rows = catalogue.db.execute(
        "SELECT d.sha256, file, kind, language, title, subtitle, date, body, number, author, recipient, pages,"
        " (SELECT count(*) FROM sections s WHERE s.doc = d.id), status, problems"
        " FROM documents d ORDER BY date IS NULL, date DESC, file"
    )
    return [
        DocumentRow(
            sha256=r[0], file=r[1], paths=tuple(paths.get(r[0], ())), kind=r[2], language=r[3], title=r[4],
            subtitle=r[5], date=r[6], body=r[7], number=r[8], author=r[9], recipient=r[10], pages=r[11], sections=r[12],
            status=Status(r[13]), problems=_PROBLEMS.validate_json(r[14]),
        )
        for r in rows
    ]  # fmt: skip


def find_document(catalogue: Catalogue, name: str) -> str:
    """The SHA-256 of the document that `name` means: a file name with or without suffix, a path, a start of the SHA.

    Raises AdviesspoorError when there is no such document or more than one.
    """
    db, told = catalogue.db, name_text(name)
    texts = (told, name.encode(errors="replace").decode())  # as the system gives a name, or as we write it
    rows = db.execute(
        "SELECT sha256 FROM documents WHERE file IN (?, ?) UNION SELECT sha256 FROM files WHERE path IN (?, ?)"
        " AND sha256 IN (SELECT sha256 FROM documents)",
        (*texts, name_text(Path(name).absolute()), str(Path(texts[1]).absolute())),
    ).fetchall()
    if not rows:
        wanted = [(s, f) for s, f in db.execute("SELECT sha256, file FROM documents")]
        wanted += db.execute("SELECT sha256, path FROM files WHERE sha256 IN (SELECT sha256 FROM documents)").fetchall()
        rows = sorted({(s,) for s, f in wanted if {Path(f).stem, Path(f).name} & {*texts}})
        if not rows and len(name) >= 6:
            rows = sorted({(s,) for s, _ in wanted if s.startswith(name.lower())})
    if not rows:
        raise AdviesspoorError(f"Er is geen document '{told}' in de catalogus.")
    if len(rows) > 1:
        raise AdviesspoorError(
            f"Er zijn {len(rows)} documenten die '{told}' kunnen zijn; geef het volledige pad of het kenmerk."
        )
    return str(rows[0][0])


def list_files(catalogue: Catalogue, failed_only: bool = False) -> list[FileRow]:
    """Every file that was offered, by path; with `failed_only` those that gave no document."""
    rows = catalogue.db.execute(
        "SELECT path, sha256, size, mtime_ns, status, category, message, pages, ocr_pages, reading_version, at"
        " FROM files"
        + (" WHERE status IN ('failed', 'skipped', 'needs_ocr')" if failed_only else "")
        + " ORDER BY path"
    )
    return [_file_row(r) for r in rows]


def get_file(catalogue: Catalogue, path: str) -> FileRow | None:
    """What is known of the file at `path` (absolute, as `name_text` writes it), or None."""
    row = catalogue.db.execute(
        "SELECT path, sha256, size, mtime_ns, status, category, message, pages, ocr_pages, reading_version, at"
        " FROM files"
        " WHERE path = ?",
        (path,),
    ).fetchone()
    return _file_row(row) if row else None


def reading_version_of(catalogue: Catalogue, sha256: str) -> int | None:
    """The version of the code that read this content, or None when it is no document of ours."""
    row = catalogue.db.execute("SELECT reading_version FROM documents WHERE sha256 = ?", (sha256,)).fetchone()
    return int(row[0]) if row else None


def _file_row(r: tuple[Any, ...]) -> FileRow:
    category = Category(r[5]) if r[5] else None
    return FileRow(r[0], r[1], r[2], r[3], Status(r[4]), category, r[6], r[7], r[8], r[9], r[10])


def list_bodies(catalogue: Catalogue) -> list[str]:
    """The councils and other bodies that speak in the corpus, for a filter."""
    rows = catalogue.db.execute("SELECT DISTINCT body FROM documents WHERE body IS NOT NULL ORDER BY body")
    return [body for (body,) in rows]


def list_sources(catalogue: Catalogue) -> list[SourceRow]:
    """Every source, most cited first."""
    rows = catalogue.db.execute(
        "SELECT s.content, count(c.doc), count(DISTINCT c.doc) FROM sources s LEFT JOIN citations c ON c.source = s.id"
        " GROUP BY s.id ORDER BY 2 DESC, s.id"
    )
    return [SourceRow(_SOURCE.validate_json(content), cited, documents) for content, cited, documents in rows]


def get_source(catalogue: Catalogue, source: str) -> Source:
    """The source with this identifier. Raises AdviesspoorError when there is none."""
    row = catalogue.db.execute("SELECT content FROM sources WHERE id = ?", (source,)).fetchone()
    if row is None:
        raise AdviesspoorError(f"Er is geen bron '{source}' in de catalogus.")
    return _SOURCE.validate_json(row[0])


def list_citations(
    catalogue: Catalogue, *, source: str | None = None, documents: Collection[str] | None = None
) -> list[CitationRow]:
    """The citations of the corpus by date of the citing document: all, those of one source, or those in `documents`."""
    where, given = ["1"], list[str]()
    if source is not None:
        where.append("c.source = ?")
        given.append(source)
    if documents is not None:
        where.append("d.sha256 IN (SELECT value FROM json_each(?))")
        given.append(json.dumps(sorted(documents)))
    rows = catalogue.db.execute(
        "SELECT d.sha256, d.file, d.title, d.date, c.place, s.place, c.kind, c.page, c.boxes, c.raw, c.source"
        " FROM citations c JOIN documents d ON d.id = c.doc LEFT JOIN sections s ON s.id = c.section"
        f" WHERE {' AND '.join(where)} ORDER BY d.date IS NULL, d.date, d.sha256, c.position",
        given,
    )
    return [CitationRow(r[0], r[1], r[2], r[3], r[4], r[5], r[6], r[7], unpack_boxes(r[8]), r[9], r[10]) for r in rows]


def originals(catalogue: Catalogue) -> Path:
    """The folder in which copies of the files are kept."""
    return catalogue.folder / "originals"


def original_of(catalogue: Catalogue, sha256: str) -> Path | None:
    """The file to draw pages from: the copy that was kept, or the file where it stood; None when both are gone."""
    for copy in sorted(originals(catalogue).glob(f"{sha256}.*")):
        return copy
    for (path,) in catalogue.db.execute("SELECT path FROM files WHERE sha256 = ? ORDER BY path", (sha256,)):
        if named(path).is_file():
            return named(path)
    return None


# --- boxes and lines as small JSON ------------------------------------------------------------------------------------


def _pack_boxes(place: Place) -> str:
    return json.dumps([[round(v, 2) for v in (b.x0, b.top, b.x1, b.bottom)] for b in place.boxes])


def unpack_boxes(data: str) -> tuple[Box, ...]:
    """The boxes that a row of mentions, citations or positions keeps."""
    return tuple(Box(*b) for b in json.loads(data))


def _pack_lines(lines: tuple[LineSpan, ...]) -> bytes:
    rows = [[s.start, s.end, s.page, *((s.box.x0, s.box.top, s.box.x1, s.box.bottom) if s.box else ())] for s in lines]
    return zlib.compress(json.dumps(rows, separators=(",", ":")).encode(), 1)


def unpack_lines(data: bytes) -> tuple[LineSpan, ...]:
    """The lines that a row of sections keeps, as they were in the unit's PlacedText."""
    return tuple(
        LineSpan(r[0], r[1], r[2], Box(*r[3:7]) if len(r) > 3 else None) for r in json.loads(zlib.decompress(data))
    )
