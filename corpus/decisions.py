"""What is in doubt and what a person decided about it, in the catalogue: the first is derived, the second is not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from pydantic import TypeAdapter

from corpus.catalogue import Catalogue, transaction
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
        (at,) = db.execute("SELECT at FROM decisions WHERE id = ?", (number,)).fetchone()
    assert number is not None
    return replace(decision, id=number, at=at)


def change_decision(catalogue: Catalogue, decision: Decision) -> None:
    """Keep what a decision that is there names now; its number and time stay."""
    with transaction(catalogue) as db:
        content = _DECISION.dump_json(replace(decision, id=0, at="")).decode()
        db.execute("UPDATE decisions SET content = ? WHERE id = ?", (content, decision.id))


def drop_decision(catalogue: Catalogue, number: int) -> None:
    """Take a decision back. Raises AdviesspoorError when there is none with this number."""
    with transaction(catalogue) as db:
        if not db.execute("DELETE FROM decisions WHERE id = ?", (number,)).rowcount:
            raise AdviesspoorError(f"Er is geen beslissing {number}.")


def replace_doubts(catalogue: Catalogue, doubts: Iterable[Doubt], evidence: Iterable[Evidence]) -> None:
    """What the last resolution was not sure of, and its reasons, in the place of those of the one before."""
    with transaction(catalogue) as db:
        db.execute("DELETE FROM doubts")
        db.executemany(
            "INSERT OR REPLACE INTO doubts VALUES (?, ?, ?, ?, ?)",
            [(d.link.id, d.link.kind, d.link.document, d.confidence, _DOUBT.dump_json(d).decode()) for d in doubts],
        )
        db.execute("DELETE FROM evidence")
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


def list_evidence(catalogue: Catalogue, source: str) -> list[Evidence]:
    """Why the citations of this source were taken for one work, the surest agreement first."""
    rows = catalogue.db.execute("SELECT content FROM evidence WHERE source = ?", (source,))
    return sorted((_EVIDENCE.validate_json(content) for (content,) in rows), key=lambda e: -e.score)
