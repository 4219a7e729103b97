"""What is in doubt and what a person decided about it, in the catalogue: the first is derived, the second is not."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import replace

from pydantic import TypeAdapter

from corpus.catalogue import Catalogue, note_change, transaction
from corpus.errors import AdviesspoorError
from corpus.model import Decision, Doubt, Evidence

_DECISION: TypeAdapter[Decision] = TypeAdapter(Decision)
_DOUBT: TypeAdapter[Doubt] = TypeAdapter(Doubt)
_EVIDENCE: TypeAdapter[Evidence] = TypeAdapter(Evidence)


def list_decisions(catalogue: Catalogue) -> list[Decision]:
    """Everything that was decided and not taken back, in the order in which it was."""
    rows = catalogue.db.execute("SELECT id, at, content FROM decisions ORDER BY id")
    return [replace(_DECISION.validate_json(content), id=number, at=at) for number, at, content in rows]


def add_decision(catalogue: Catalogue, decision: Decision) -> Decision:
    """Keep a decision; gives it with its number and the time (UTC)."""
    with transaction(catalogue) as db:
        content = _DECISION.dump_json(decision).decode()
        number = db.execute("INSERT INTO decisions (content) VALUES (?)", (content,)).lastrowid
        assert number is not None
        (at,) = db.execute("SELECT at FROM decisions WHERE id = ?", (number,)).fetchone()
        _note(db, replace(decision, id=number))
    return replace(decision, id=number, at=at)


def change_decision(catalogue: Catalogue, decision: Decision) -> None:
    """Keep what a decision that is there names now; its number and time stay."""
    with transaction(catalogue) as db:
        (before,) = db.execute("SELECT content FROM decisions WHERE id = ?", (decision.id,)).fetchone()
        _note(db, replace(_DECISION.validate_json(before), id=decision.id))
        _note(db, decision)
        content = _DECISION.dump_json(replace(decision, id=0, at="")).decode()
        db.execute("UPDATE decisions SET content = ? WHERE id = ?", (content, decision.id))


def drop_decision(catalogue: Catalogue, number: int) -> None:
    """Take a decision back. Raises AdviesspoorError when there is none with this number."""
    with transaction(catalogue) as db:
        row = db.execute("SELECT content FROM decisions WHERE id = ?", (number,)).fetchone()
        if row is None:
            raise AdviesspoorError(f"Er is geen beslissing {number}.")
        _note(db, replace(_DECISION.validate_json(row[0]), id=number))
        db.execute("DELETE FROM decisions WHERE id = ?", (number,))


def _note(db: sqlite3.Connection, decision: Decision) -> None:
    """Note what a decision that came or went has to do with."""
    note_change(db, "decision", str(decision.id))
    if decision.value:
        note_change(db, "value", decision.value)
    for key in (*decision.links, *decision.together, *decision.apart):
        if key.kind == "plan":
            note_change(db, "plan", key.words)
        else:
            note_change(db, "link", key.id)
    if decision.verdict in ("confirm", "choose", "reject"):
        for key in decision.links:
            note_change(db, "document", key.document)


def write_doubts(db: sqlite3.Connection, doubts: Iterable[Doubt]) -> None:
    """Add what resolution is not sure of, within a transaction; the last one of a link stays."""
    db.executemany(
        "INSERT OR REPLACE INTO doubts VALUES (?, ?, ?, ?, ?)",
        [(d.link.id, d.link.kind, d.link.document, d.confidence, _DOUBT.dump_json(d).decode()) for d in doubts],
    )


def write_evidence(db: sqlite3.Connection, evidence: Iterable[Evidence]) -> None:
    """Add why citations are one source, within a transaction."""
    db.executemany(
        "INSERT INTO evidence VALUES (?, ?)", [(e.source, _EVIDENCE.dump_json(e).decode()) for e in evidence]
    )


def list_doubts(catalogue: Catalogue, kind: str | None = None, document: str | None = None) -> list[Doubt]:
    """What is in doubt, the least sure first: all, of one kind of link, or in the document with this SHA-256."""
    rows = catalogue.db.execute(
        "SELECT content FROM doubts WHERE (?1 IS NULL OR kind = ?1) AND (?2 IS NULL OR document = ?2)"
        " ORDER BY confidence, id",
        (kind, document),
    )
    return [_DOUBT.validate_json(content) for (content,) in rows]


def get_doubt(catalogue: Catalogue, link: str) -> Doubt | None:
    """What is in doubt of the link with this identifier, None where nothing is."""
    row = catalogue.db.execute("SELECT content FROM doubts WHERE id = ?", (link,)).fetchone()
    return _DOUBT.validate_json(row[0]) if row else None


def list_evidence(catalogue: Catalogue, source: str) -> list[Evidence]:
    """Why the citations of this source were taken for one work, the surest agreement first."""
    rows = catalogue.db.execute("SELECT content FROM evidence WHERE source = ?", (source,))
    return sorted((_EVIDENCE.validate_json(content) for (content,) in rows), key=lambda e: -e.score)
