"""What a council said about a topic, in order of time."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from corpus.catalogue import unpack_boxes
from corpus.model import Box
from index.query import ANYTHING, Filters, narrowed, parse_query, query_terms
from index.ranking import look, scores_of
from index.store import Corpus
from index.words import tokens

# Sections in which positions are looked for, and how far below the best one a section may score.
SECTIONS = 60
FAR_BELOW = 0.35

_STANDS = (
    "SELECT d.sha256, d.file, d.title, d.date, d.body, p.place, s.title, p.page, p.boxes, p.sentence, p.stance,"
    " s.id, p.confidence, s.position, p.position"
    " FROM positions p JOIN documents d ON d.id = p.doc JOIN sections s ON s.id = p.section"
)


@dataclass(frozen=True, slots=True)
class Stand:
    """A sentence in which a council takes a position; `changed` when its side was another in its document before."""

    sha256: str
    file: str
    title: str | None
    date: str | None
    body: str | None
    where: str
    section_title: str | None
    page: int
    boxes: tuple[Box, ...]
    sentence: str
    stance: str
    score: float
    changed: bool = False


def positions(
    corpus: Corpus,
    text: str,
    filters: Filters = ANYTHING,
    limit: int = 50,
    say: Callable[[str], None] | None = None,
) -> list[Stand]:
    """The positions on the topic `text`, at most `limit` of the most relevant, oldest first.

    Raises AdviesspoorError for a query of only stop words; `say` as in `index.search.search`.
    """
    catalogue = corpus.catalogue
    query = parse_query(text, filters)
    terms = query_terms(catalogue, query.text)
    allowed = narrowed(catalogue, query)
    found = look(corpus, query.text, terms, allowed, say)
    scores = scores_of(catalogue, found, terms)
    best = sorted(scores, key=lambda s: (-scores[s], s))[:SECTIONS]
    best = [s for s in best if scores[s] >= FAR_BELOW * scores[best[0]]]
    rows = catalogue.db.execute(_STANDS + " WHERE s.id IN (SELECT value FROM json_each(?))", (json.dumps(best),))
    asked = {t.stems[0]: t.weight for t in terms if len(t.stems) == 1}
    stands = []
    for r in rows:
        # a sentence that has the words of the topic goes before others of the same section
        own = sum(asked[s] for s in {t.stem for t in tokens(r[9])} & set(asked)) / max(sum(asked.values()), 1)
        stand = _stand(r, scores[r[11]] * (0.5 + own) * r[12])
        stands.append((stand, (r[3] is None, r[3] or "", r[0], r[13], r[14])))
    kept = sorted(stands, key=lambda pair: -pair[0].score)[:limit]
    return _with_changes([stand for stand, _ in sorted(kept, key=lambda pair: pair[1])])


def latest_positions(corpus: Corpus, limit: int = 10) -> list[Stand]:
    """The positions of the newest documents, at most `limit`, newest document first and in the order of its text."""
    rows = corpus.catalogue.db.execute(
        _STANDS
        + " WHERE d.id IN (SELECT id FROM documents WHERE date IS NOT NULL AND id IN (SELECT doc FROM positions)"
        " ORDER BY date DESC LIMIT ?) ORDER BY d.date DESC, d.id, s.position, p.position LIMIT ?",
        (limit, limit),
    )
    return [_stand(r, r[12]) for r in rows]


def _stand(row: tuple[Any, ...], score: float) -> Stand:
    sha256, file, title, date, body, where, section_title, page, boxes, sentence, stance = row[:11]
    place = (where, section_title, page, unpack_boxes(boxes))
    return Stand(sha256, file, title, date, body, *place, sentence, stance, score)


def _with_changes(stands: list[Stand]) -> list[Stand]:
    """Mark where a council's stance goes from for to against, or back, between two of its documents."""
    side = {"steun": 1, "kritiek": -1, "bezorgdheid": -1}
    last: dict[str | None, tuple[int, str]] = {}
    marked = []
    for stand in stands:
        now = side.get(stand.stance)
        before = last.get(stand.body)
        changed = now is not None and before is not None and before[0] != now and before[1] != stand.sha256
        if now is not None:
            last[stand.body] = (now, stand.sha256)
        marked.append(replace(stand, changed=changed))
    return marked
