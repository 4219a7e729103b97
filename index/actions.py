"""The actions of the corpus as a list: which plan, how often mentioned, in how many documents."""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.store import Corpus


@dataclass(frozen=True, slots=True)
class ActionRow:
    """One action of one plan. `definition` is its own text, from the oldest document that gives it."""

    action: str
    plan: str | None
    mentions: int
    definitions: int
    documents: int
    definition: str | None


def list_actions(corpus: Corpus) -> list[ActionRow]:
    """Every action that is mentioned, by plan and number."""
    db = corpus.catalogue.db
    texts: dict[tuple[str, str | None], str] = {}
    for action, plan, text in db.execute(
        "SELECT m.action, m.plan, m.definition FROM mentions m JOIN documents d ON d.id = m.doc"
        " WHERE m.kind = 'definition' AND m.definition IS NOT NULL ORDER BY d.date IS NULL, d.date, d.sha256"
    ):
        texts.setdefault((action, plan), text)
    rows = db.execute(
        "SELECT action, plan, sum(kind = 'mention'), sum(kind = 'definition'), count(DISTINCT doc) FROM mentions"
        " GROUP BY action, plan"
    )
    found = [ActionRow(r[0], r[1], r[2], r[3], r[4], texts.get((r[0], r[1]))) for r in rows]
    return sorted(found, key=lambda a: (a.plan is None, a.plan or "", _in_order(a.action)))


def documents_of(corpus: Corpus, plan: str | None) -> list[str]:
    """The SHA-256s of the documents that name an action of this plan (None: of no known plan), the latest first."""
    rows = corpus.catalogue.db.execute(
        "SELECT d.sha256 FROM documents d WHERE d.id IN (SELECT doc FROM mentions WHERE plan IS ?)"
        " ORDER BY d.date IS NULL, d.date DESC, d.sha256",
        (plan,),
    )
    return [sha256 for (sha256,) in rows]


def _in_order(action: str) -> tuple[tuple[int, str], ...]:
    """ "2" before "10", "18.2" before "18.10"."""
    pieces = re.findall(r"(\d*)([a-z]*)", action.lower())
    return tuple((int(number or 0), letters) for number, letters in pieces if number or letters)
