"""Which sections may be found, such that a filter costs no more than it saves.

A filter that keeps little is the list of what it keeps. One that keeps much is a rule, by which is tried what was found
without it: to list what it keeps would cost in proportion to the corpus.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass, replace

from corpus.catalogue import Catalogue

# The part of the sections, by an estimate, from which a filter is a rule.
MUCH = 0.1


@dataclass(frozen=True, slots=True)
class Rule:
    """What a section must be: of one of `documents` (their ids; None is any), in `language`, and not in `without`."""

    documents: frozenset[int] | None = None
    language: str | None = None
    without: frozenset[int] = frozenset()
    share: float = 1.0  # about what part of the sections it keeps


# The ids of the sections that may be found, or the rule by which; None is all of them.
Allowed = Collection[int] | Rule | None


def passing(catalogue: Catalogue, allowed: Allowed, sections: Collection[int]) -> set[int]:
    """Those of `sections` that may be found."""
    if allowed is None:
        return set(sections)
    if not isinstance(allowed, Rule):
        return set(sections) & set(allowed)
    rest = set(sections) - allowed.without
    if allowed.documents is None and allowed.language is None:
        return rest
    rows = catalogue.db.execute(
        "SELECT id, doc, language FROM sections WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(list(rest)),)
    )
    return {section for section, doc, language in rows if _meets(allowed, doc, language)}


def _meets(rule: Rule, doc: int, language: str) -> bool:
    return (rule.documents is None or doc in rule.documents) and rule.language in (None, language)


def every(catalogue: Catalogue, allowed: Collection[int] | Rule) -> set[int]:
    """All sections that may be found; of a rule that keeps much this takes long."""
    if not isinstance(allowed, Rule):
        return set(allowed)
    conditions, given = ["1"], list[object]()
    if allowed.documents is not None:
        conditions.append("doc IN (SELECT value FROM json_each(?))")
        given.append(json.dumps(sorted(allowed.documents)))
    if allowed.language is not None:
        conditions.append("language = ?")
        given.append(allowed.language)
    rows = catalogue.db.execute(f"SELECT id FROM sections WHERE {' AND '.join(conditions)}", given)
    return {section for (section,) in rows} - allowed.without


def listed(catalogue: Catalogue, rule: Rule) -> Collection[int] | Rule:
    """The list of what `rule` keeps where that is little, else the rule."""
    if rule.documents is None:
        return rule
    (documents,) = catalogue.db.execute("SELECT count(*) FROM documents").fetchone()
    share = len(rule.documents) / max(documents, 1)
    return every(catalogue, rule) if share < MUCH else replace(rule, share=share)
