"""What stands in the sections that were found: the actions and stances of each, and how often each value occurs."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from index.search import Hit
from index.store import Corpus


@dataclass(frozen=True, slots=True)
class Found:
    """What one section that was found holds; actions with their plan, sources by identifier."""

    actions: tuple[tuple[str, str | None], ...]
    stances: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Facets:
    """For every filter its values among the hits, most frequent first; years in order of time. `found` goes by hit."""

    kinds: tuple[tuple[str, int], ...]
    bodies: tuple[tuple[str, int], ...]
    years: tuple[tuple[int, int], ...]
    actions: tuple[tuple[str, int], ...]
    sources: tuple[tuple[str, str, int], ...]  # identifier, title, sections
    languages: tuple[tuple[str, int], ...]
    found: tuple[Found, ...]


def facets(corpus: Corpus, hits: Sequence[Hit]) -> Facets:
    """The values of every filter among `hits` with the number of hits that have them, and what each hit holds."""
    db = corpus.catalogue.db
    wanted = json.dumps([[h.sha256, h.where] for h in hits])
    at: dict[int, int] = {}
    for position, section in db.execute(
        "SELECT w.key, s.id FROM json_each(?) w JOIN documents d ON d.sha256 = json_extract(w.value, '$[0]')"
        " JOIN sections s ON s.doc = d.id AND s.place = json_extract(w.value, '$[1]')",
        (wanted,),
    ):
        at[section] = int(position)
    sections = json.dumps(list(at))
    within = "section IN (SELECT value FROM json_each(?))"
    actions: dict[int, dict[tuple[str, str | None], None]] = {}
    for section, action, plan in db.execute(
        f"SELECT section, action, plan FROM mentions WHERE {within} ORDER BY position", (sections,)
    ):
        actions.setdefault(at[section], {})[action, plan] = None
    stances: dict[int, dict[str, None]] = {}
    for section, stance in db.execute(
        f"SELECT section, stance FROM positions WHERE {within} ORDER BY position", (sections,)
    ):
        stances.setdefault(at[section], {})[stance] = None
    sources: dict[int, dict[str, None]] = {}
    titles: dict[str, str] = {}
    for section, source, title in db.execute(
        "SELECT c.section, c.source, coalesce(s.title, s.id) FROM citations c JOIN sources s ON s.id = c.source"
        f" WHERE c.{within} ORDER BY c.position",
        (sections,),
    ):
        sources.setdefault(at[section], {})[source] = None
        titles[source] = title
    found = tuple(
        Found(tuple(actions.get(n, ())), tuple(stances.get(n, ())), tuple(sources.get(n, ()))) for n in range(len(hits))
    )
    years = Counter(int(h.date[:4]) for h in hits if h.date and h.date[:4].isdigit())
    return Facets(
        kinds=_ranked(Counter(h.kind for h in hits)),
        bodies=_ranked(Counter(h.body for h in hits if h.body)),
        years=tuple(sorted(years.items())),
        actions=_ranked(Counter(a for f in found for a in {a for a, _ in f.actions})),
        sources=tuple((s, titles[s], n) for s, n in _ranked(Counter(s for f in found for s in f.sources))),
        languages=_ranked(Counter(h.language for h in hits)),
        found=found,
    )


def _ranked(counts: Counter[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))
