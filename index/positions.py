"""What a council said about a topic, in order of time."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from corpus.catalogue import unpack_boxes
from corpus.model import Box
from index.embed import embedded_text
from index.folding import folded
from index.model import embed_passages, embed_query
from index.query import ANYTHING, Filters, narrowed, parse_query, query_terms, without_scaffolding
from index.ranking import Found, close_of, look, scores_of
from index.search import Same
from index.store import Corpus
from index.words import STOP_WORDS, Term, holding, indexed, tokens

# Sections in which positions are looked for, and sentences of them that are compared with the topic by meaning.
SECTIONS = 60
COMPARED = 80
# What a sentence gets for the words of the topic, for another word for them, and for being near in meaning; and its
# section for what it is about.
WORDS_WEIGHT, OTHER_WEIGHT, NEAR_WEIGHT, SECTION_WEIGHT = 0.5, 0.25, 0.5, 0.5
# What stands in the heading, or in so many characters before the sentence, and not in itself ("Dat is onhaalbaar."),
# counts for this part.
AROUND_SHARE, AROUND = 0.5, 250
# A sentence with a smaller part of the best score than this is about something else.
FAR_BELOW = 0.55
# Two sentences are about the same thing when they share this much of the words of the shorter, or when each names
# this much of the topic itself.
SAME_WORDS, SAME_TOPIC = 0.4, 0.5

_STANDS = (
    "SELECT d.sha256, d.file, d.title, d.date, d.body, p.place, s.title, p.page, p.boxes, p.sentence, p.stance,"
    " s.id, p.confidence, s.position, p.position, p.about,"
    f" substr(s.text, max(p.start - {AROUND} + 1, 1), min(p.start, {AROUND}))"
    " FROM positions p JOIN documents d ON d.id = p.doc JOIN sections s ON s.id = p.section"
)
_SIDES = {"steun": 1, "kritiek": -1, "bezorgdheid": -1}


@dataclass(frozen=True, slots=True)
class Stand:
    """A sentence in which a council takes a position.

    `changed` when the council took the other side, on the same thing, in the document before that speaks of it; `same`
    are later sentences that say nearly the same.
    """

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
    same: tuple[Same, ...] = ()


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A position with what is asked of it: what it is about, what is said before it, when it was said.

    `named` is how many of the words of the topic stand in the sentence itself, of all of them.
    """

    stand: Stand
    section: int
    before: str
    about: frozenset[tuple[str, str, str | None]]
    order: tuple[object, ...]
    named: float = 0.0


def positions(
    corpus: Corpus,
    text: str,
    filters: Filters = ANYTHING,
    limit: int = 50,
    say: Callable[[str], None] | None = None,
) -> list[Stand]:
    """The positions on the topic `text`, at most `limit` of the most relevant, oldest first.

    Sections are found as by `search`; of each only the sentences that are about the topic are given, those that say
    nearly the same once. Raises AdviesspoorError for a query of only stop words; `say` as in `index.search.search`.
    """
    catalogue = corpus.catalogue
    query = parse_query(text, filters)
    terms = query_terms(catalogue, query.text)
    found = look(corpus, query.text, terms, narrowed(catalogue, query), say)
    scores = scores_of(catalogue, found, terms)
    close = close_of(catalogue, scores, found, terms)
    best = sorted(close, key=lambda s: (-scores[s], s))[:SECTIONS]
    rows = catalogue.db.execute(_STANDS + " WHERE s.id IN (SELECT value FROM json_each(?))", (json.dumps(best),))
    candidates = _scored(corpus, query.text, [_candidate(r) for r in rows], terms, found, scores)
    enough = FAR_BELOW * max((c.stand.score for c in candidates), default=0.0)
    candidates = sorted((c for c in candidates if c.stand.score >= enough), key=lambda c: c.order)
    stands = _folded(_with_changes(candidates))
    chosen = sorted(range(len(stands)), key=lambda n: (-stands[n].score, n))[:limit]
    return [stands[n] for n in sorted(chosen)]


def latest_positions(corpus: Corpus, limit: int = 10) -> list[Stand]:
    """The positions of the newest documents, at most `limit`, newest document first and in the order of its text."""
    rows = corpus.catalogue.db.execute(
        _STANDS
        + " WHERE d.id IN (SELECT id FROM documents WHERE date IS NOT NULL AND id IN (SELECT doc FROM positions)"
        " ORDER BY date DESC LIMIT ?) ORDER BY d.date DESC, d.id, s.position, p.position LIMIT ?",
        (limit, limit),
    )
    return [_candidate(r).stand for r in rows]


def _candidate(row: tuple[Any, ...]) -> _Candidate:
    sha256, file, title, date, body, where, section_title, page, boxes, sentence, stance = row[:11]
    place = (where, section_title, page, unpack_boxes(boxes))
    stand = Stand(sha256, file, title, date, body, *place, sentence, stance, row[12])
    about = frozenset((s["kind"], s["value"].casefold(), s.get("plan")) for s in json.loads(row[15]))
    return _Candidate(stand, row[11], row[16] or "", about, (date is None, date or "", sha256, row[13], row[14]))


def _scored(
    corpus: Corpus,
    text: str,
    candidates: Sequence[_Candidate],
    terms: Sequence[Term],
    found: Found,
    scores: Mapping[int, float],
) -> list[_Candidate]:
    """The candidates with the score of their own sentence: its words, its meaning, and how good its section is."""
    share, other = holding(corpus.catalogue, terms), _holding_any(found.other_terms)
    naming = _naming(terms, found.other_terms)
    best = max(scores.values(), default=0.0) or 1.0
    values = []
    for candidate in candidates:
        own, around = indexed(candidate.stand.sentence), indexed(f"{_topic(candidate)}\n{candidate.before}")
        inside = share(own)
        held = inside + AROUND_SHARE * (share(f"{own}  {around}") - inside)
        value = WORDS_WEIGHT * held + SECTION_WEIGHT * scores[candidate.section] / best
        value += OTHER_WEIGHT * (1 - held) * max(other(own), AROUND_SHARE * other(around))
        values.append((value, replace(candidate, named=naming(own))))
    kept = sorted(values, key=lambda pair: (-pair[0], pair[1].order))[:COMPARED]
    nearness = _nearness(corpus, text, [c for _, c in kept], found)
    return [_with_score(c, v + NEAR_WEIGHT * near) for (v, c), near in zip(kept, nearness, strict=True)]


def _with_score(candidate: _Candidate, value: float) -> _Candidate:
    stand = replace(candidate.stand, score=value * (0.5 + 0.5 * candidate.stand.score))
    return replace(candidate, stand=stand)


def _topic(candidate: _Candidate) -> str:
    """What the section of a position is about, in words."""
    return " ".join(value for kind, value, _ in candidate.about if kind == "topic")


def _nearness(corpus: Corpus, text: str, candidates: Sequence[_Candidate], found: Found) -> list[float]:
    """How near each sentence is in meaning, with what its section is about behind it; 0 where there is no model."""
    if not found.meaning:
        return [0.0] * len(candidates)
    model = corpus.meaning.model
    vectors = embed_passages(model, [embedded_text(_topic(c), c.stand.sentence) for c in candidates])
    near = (vectors @ embed_query(model, without_scaffolding(text)) - found.floor) / found.scale
    return [max(0.0, float(value)) for value in near]


def _holding_any(others: Sequence[Term]) -> Callable[[str], float]:
    """1 for stems with those of another word for what is asked, by the thesaurus, else 0."""
    rows = [f" {' '.join(t.stems)} " for t in others]
    return lambda stems: float(any(row in f" {stems} " for row in rows))


def _naming(terms: Sequence[Term], others: Sequence[Term]) -> Callable[[str], float]:
    """How many of the words asked a row of stems has, or a part of or another word for, of all of them."""
    asked = [
        [f" {' '.join(t.stems)} " for t in (*terms, *others) if word in t.of.split() or t.of == word]
        for word in dict.fromkeys(t.of for t in terms if t.weight == 1)
    ]
    return lambda stems: sum(any(row in f" {stems} " for row in rows) for rows in asked) / max(len(asked), 1)


def _folded(stands: Sequence[Stand]) -> list[Stand]:
    """The first of every set of stands that say nearly the same, with the later ones in its `same`.

    A change of stance stays in sight, unless it is that of a copy of the same document.
    """
    kept: dict[int, Stand] = {}
    for first, others in folded([s.sentence for s in stands], [(s.stance, s.sentence) for s in stands]):
        apart = [n for n in others if stands[n].changed and stands[n].date != stands[first].date]
        same = [stands[n] for n in others if n not in apart]
        told = tuple(Same(s.sha256, s.file, s.where, s.section_title, s.title, s.date, s.page) for s in same)
        score = max(s.score for s in (stands[first], *same))
        kept[first] = replace(stands[first], same=told, score=score)
        kept |= {n: stands[n] for n in apart}
    return [kept[n] for n in sorted(kept)]


def _with_changes(candidates: Sequence[_Candidate]) -> list[Stand]:
    """The stands, those marked where a council goes from for to against, or back, on the same thing.

    Compared is what it said last on that thing, on an earlier day; where it then took both sides nothing changed.
    """
    words = [frozenset(t.stem for t in tokens(c.stand.sentence) if t.word not in STOP_WORDS) for c in candidates]
    marked = []
    for n, candidate in enumerate(candidates):
        stand, now = candidate.stand, _SIDES.get(candidate.stand.stance)
        before: set[int] = set()
        day = None
        for m in range(n - 1, -1, -1) if now and stand.date else ():
            other = candidates[m].stand
            if other.body != stand.body or other.stance not in _SIDES or other.date == stand.date:
                continue
            if day not in (None, other.date):
                break
            if _same_thing(candidate, candidates[m], words[n], words[m]):
                day = other.date
                before.add(_SIDES[other.stance])
        marked.append(replace(stand, changed=bool(before) and now not in before))
    return marked


def _same_thing(one: _Candidate, other: _Candidate, words: frozenset[str], others: frozenset[str]) -> bool:
    """Whether two sentences are about the same thing: each names the topic, or what is said of them or they agree."""
    if min(one.named, other.named) >= SAME_TOPIC or one.about & other.about:
        return True
    return len(words & others) >= SAME_WORDS * max(min(len(words), len(others)), 1)
