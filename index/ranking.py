"""Words and meaning mixed to one score a section; what was tried and measured stands in docs/search.md."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from corpus.catalogue import Catalogue
from corpus.errors import AdviesspoorError
from index.allowed import Allowed, Rule, every, passing
from index.model import Vectors, embed_query
from index.query import other_terms, without_scaffolding
from index.store import Corpus
from index.vectors import VectorIndex, cosines, nearest
from index.words import Term, frequency, held, score_words

# How many passages and sections each of the ways of searching brings in before they are mixed.
CANDIDATES = 200
# Of so few sections every passage is compared.
FEW = 150
# Passages that a filter should leave of a list of the nearest, the least that will do, and the longest list.
WANTED, LEAST_KEPT, LONGEST = 40, 20, 5000
# Sections that are named to the store when the nearest hold too little of what may be found.
MOST_NAMED = 10_000
# The share of BM25, divided by its best, when the best section by words holds all that is asked.
WORDS_SHARE = 0.5
# What it is worth to hold all that is asked, whatever others hold.
HELD_WEIGHT = 0.4
# What the words of the thesaurus are worth when no section holds a word of the question itself.
OTHER_WEIGHT = 0.5
# In how many sections the words of the thesaurus, and the parts of compounds, may stand together.
MOST_SCORED = 20_000
# How many standard deviations of what just any passage has lie between a cosine that says nothing and a full score.
SPREADS = 6.0
SMALLEST_SPREAD = 0.004
# What the best section of a document adds to the others of it.
DOCUMENT_SHARE = 0.2
# What a section of no words loses, one of this many characters nothing; and a question, whose answer is a result too.
SHORT_LOSS, SHORT = 0.2, 200
QUESTION_LOSS = 0.05
# So that the best sections come near 1.
FULL_SCORE = 2.0
# A section with a smaller part of the best score than this only comes near the question…
FAR_BELOW = 0.35
# …and so does one with none of the words and less than this, however little the best has…
LEAST = 0.24
# …unless it holds this much of what is asked.
ENOUGH_HELD = 0.9
# Where no section holds a word of the question, a part of one or another word for it, the corpus is likely about other
# things: then only what is this near in meaning answers.
SURELY_NEAR = 0.85


@dataclass(frozen=True, slots=True)
class Found:
    """What the ways of searching say: BM25 of sections, the cosine of sections and of passages.

    `others` is BM25 by the words of the thesaurus (`other_terms`). `floor` is the cosine that says nothing, what the
    query has with passages about other things, and `scale` how much more than that is a full score.
    """

    words: Mapping[int, float]
    meaning: Mapping[int, float]
    passages: Mapping[str, float]
    floor: float = 0.0
    scale: float = 1.0
    others: Mapping[int, float] = field(default_factory=dict)
    other_terms: tuple[Term, ...] = ()

    def nearness(self, section: int) -> float | None:
        """How near in meaning a section is, from 0 (no nearer than any) to about 1; None when nothing is known."""
        cosine = self.meaning.get(section)
        return None if cosine is None else max(0.0, (cosine - self.floor) / self.scale)


def look(
    corpus: Corpus,
    text: str,
    terms: Sequence[Term],
    allowed: Allowed,
    say: Callable[[str], None] | None = None,
) -> Found:
    """Ask words and meaning for the sections that answer `text`, and meaning for what words brought in.

    `say` gets one Dutch sentence when there is no model and only words are searched.
    """
    catalogue = corpus.catalogue
    alike = _affordable(catalogue, other_terms(text, terms))
    rest = _affordable(catalogue, (t for t in terms if t.weight < 1))
    words = score_words(catalogue, [t for t in terms if t.weight == 1 or t in rest], allowed)
    others = score_words(catalogue, alike, allowed) if alike else {}
    try:
        meaning = corpus.meaning
        query = embed_query(meaning.model, without_scaffolding(text))
        passages = near(catalogue, meaning.vectors, query, allowed)
        lacking = {*best_of(words), *best_of(others)}
        wanted = [p for p in passages_of(catalogue, lacking) if p not in passages]
        passages |= cosines(meaning.vectors, query, wanted)
        floor, scale = _scale(meaning.background, query)
    except AdviesspoorError as error:
        if say:
            say(str(error))
        passages, floor, scale = {}, 0.0, 1.0
    return Found(words, by_section(catalogue, passages), passages, floor, scale, others, alike)


def near(catalogue: Catalogue, vectors: VectorIndex, query: Vectors, allowed: Allowed) -> dict[str, float]:
    """The cosines of the passages nearest to `query`, about CANDIDATES of them, of the sections `allowed`.

    Of few sections every passage is compared. Otherwise a list that is the longer the less of it may be found is asked
    for and tried, which costs less than telling the store what may be found.
    """
    if allowed is None:
        return dict(nearest(vectors, query, CANDIDATES))
    if not isinstance(allowed, Rule) and len(allowed) <= FEW:
        return _best(cosines(vectors, query, passages_of(catalogue, allowed)))
    length = min(LONGEST, max(CANDIDATES, int(WANTED / _share(catalogue, allowed))))
    while True:
        found = dict(nearest(vectors, query, length))
        owners = sections_of(catalogue, found)
        kept = passing(catalogue, allowed, set(owners.values()))
        left = {p: cosine for p, cosine in found.items() if owners.get(p) in kept}
        if len(left) >= LEAST_KEPT or len(found) < length:
            return _best(left)
        if length == LONGEST:  # what may be found is about something else: name it
            named = passages_of(catalogue, sorted(every(catalogue, allowed))[:MOST_NAMED])
            return dict(nearest(vectors, query, min(CANDIDATES, len(named)), named))
        length = min(LONGEST, 4 * length)


def _best(cosines_: dict[str, float]) -> dict[str, float]:
    best = sorted(cosines_, key=lambda p: (-cosines_[p], p))[:CANDIDATES]
    return {p: cosines_[p] for p in best}


def _share(catalogue: Catalogue, allowed: Collection[int] | Rule) -> float:
    """About what part of the sections may be found, more than 0."""
    if isinstance(allowed, Rule):
        return allowed.share
    total = int(catalogue.db.execute("SELECT count(*) FROM sections").fetchone()[0])
    return min(1.0, len(allowed) / max(total, 1))


def _affordable(catalogue: Catalogue, terms: Iterable[Term]) -> tuple[Term, ...]:
    """The rarest of `terms`, as many as stand in MOST_SCORED sections together: common ones say little."""
    kept: list[Term] = []
    together = 0
    for number, term in sorted(((frequency(catalogue, t), t) for t in terms), key=lambda pair: pair[0]):
        together += number
        if together > MOST_SCORED:
            break
        kept.append(term)
    return tuple(kept)


def best_of(scores: Mapping[int, float]) -> list[int]:
    """The sections with the best scores, as many as are looked at closer."""
    return sorted(scores, key=lambda s: (-scores[s], s))[:CANDIDATES]


def _scale(background: Vectors, query: Vectors) -> tuple[float, float]:
    """The cosine below which a passage is no nearer to `query` than most are, and the distance to a full score."""
    if not len(background):
        return 0.0, 1.0
    values = background @ query
    spread = max(float(values.std()), SMALLEST_SPREAD)
    return float(values.mean()) - spread, SPREADS * spread


def passages_of(catalogue: Catalogue, sections: Collection[int]) -> list[str]:
    """The passages of `sections`."""
    rows = catalogue.db.execute(
        "SELECT id FROM passages WHERE section IN (SELECT value FROM json_each(?))", (json.dumps(sorted(sections)),)
    )
    return [passage for (passage,) in rows]


def sections_of(catalogue: Catalogue, passages: Collection[str]) -> dict[str, int]:
    """The section of each of `passages` that is there."""
    rows = catalogue.db.execute(
        "SELECT id, section FROM passages WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(list(passages)),)
    )
    return dict(rows.fetchall())


def by_section(catalogue: Catalogue, passages: Mapping[str, float]) -> dict[int, float]:
    """The cosine of the nearest passage of each section."""
    meaning: dict[int, float] = {}
    for passage, section in sections_of(catalogue, passages).items():
        meaning[section] = max(passages[passage], meaning.get(section, -1.0))
    return meaning


# --- the mixture ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Kept:
    """What the mixture takes into account of a section itself."""

    document: int
    length: int
    question: bool


def scores_of(catalogue: Catalogue, found: Found, terms: Sequence[Term]) -> dict[int, float]:
    """One score a section, from 0 to about 1. A heading without text of its own has none: what follows it has."""
    pool = {*best_of(found.words), *found.meaning, *best_of(found.others)}
    shares = held(catalogue, terms, pool)
    facts = _facts(catalogue, {*found.words, *pool})
    return mix(found, shares, facts)


def close_of(catalogue: Catalogue, scores: Mapping[int, float], found: Found, terms: Sequence[Term]) -> set[int]:
    """The sections that answer, and do not only come near."""
    best = max(scores.values(), default=0.0)
    if not found.words and not found.others:
        return {s for s in scores if (found.nearness(s) or 0.0) >= SURELY_NEAR}
    close = {s for s in scores if scores[s] >= FAR_BELOW * best and (scores[s] >= LEAST or s in found.words)}
    far = [s for s in best_of(found.words) if s in scores and s not in close]
    shares = held(catalogue, terms, far)
    return close | {s for s in far if shares.get(s, 0.0) >= ENOUGH_HELD}


def mix(found: Found, shares: Mapping[int, float], facts: Mapping[int, Kept]) -> dict[int, float]:
    """The scores of the sections in `facts`; `shares` is how much of what is asked each of them holds.

    The better the best section by words covers the question, the more words count. Where they fail, meaning decides,
    with the words that the thesaurus has for the same.
    """
    covered = max((shares.get(s, 0.0) for s in best_of(found.words)[:5]), default=0.0)
    share = WORDS_SHARE * covered**2 if found.meaning else 1.0
    best = max(found.words.values(), default=0.0) or 1.0
    best_other = max(found.others.values(), default=0.0) or 1.0
    scores = {
        s: share * found.words.get(s, 0.0) / best
        + (1 - share) * (found.nearness(s) or 0.0)
        + HELD_WEIGHT * shares.get(s, 0.0) ** 2
        + OTHER_WEIGHT * (1 - covered) * found.others.get(s, 0.0) / best_other
        for s in facts
    }
    of_document: dict[int, float] = {}
    for section, score in scores.items():
        document = facts[section].document
        of_document[document] = max(score, of_document.get(document, 0.0))
    return {
        s: max(0.0, score + DOCUMENT_SHARE * of_document[facts[s].document] - _loss(facts[s])) / FULL_SCORE
        for s, score in scores.items()
    }


def _loss(kept: Kept) -> float:
    return SHORT_LOSS * max(0.0, 1 - kept.length / SHORT) + QUESTION_LOSS * kept.question


def _facts(catalogue: Catalogue, sections: Iterable[int]) -> dict[int, Kept]:
    rows = catalogue.db.execute(
        "SELECT id, doc, length(text), kind = 'question' FROM sections"
        " WHERE id IN (SELECT value FROM json_each(?)) AND text != ''",
        (json.dumps(list(sections)),),
    )
    return {section: Kept(document, length, bool(question)) for section, document, length, question in rows}
