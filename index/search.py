"""The right section first: words and meaning asked together, filters applied before anything is cut off."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np

from corpus.catalogue import Catalogue, unpack_lines
from corpus.errors import AdviesspoorError
from corpus.model import Box, Category, PlacedText
from index.model import Vectors, embed_query
from index.store import Corpus
from index.vectors import cosines, nearest, vectors_of
from index.words import (
    STOP_WORDS,
    Term,
    coverage,
    known,
    like,
    long_forms,
    parts,
    score_words,
    sections_with,
    short_forms,
    stem,
    tokens,
)

Order = Literal["relevance", "date"]

# How many passages and sections each of the two ways of searching brings in before they are mixed.
CANDIDATES = 200
# The share of words in the mixed score when the best section by words holds all that is asked.
WORDS_SHARE = 0.5
# What a section is worth that holds the long form of an abbreviation, or a part of a compound, instead of the word.
ABBREVIATION_WEIGHT = 0.6
PART_WEIGHT = 0.3

# How people begin a question; the rest is its topic: "Wat vindt de Vlor van …", "standpunt raad over …".
_SCAFFOLDING = re.compile(
    r"""^\s*(?:
        (?:wat|hoe|welke?|waarom|in\s+hoeverre)\s+(?:\w+\s+){0,2}?
        (?:vindt|vinden|vond|denkt|denken|dacht|zegt|zei|vraagt|vroeg|adviseert|adviseerde|schrijft|schreef|stelt|wil
          |antwoordt|antwoordde)
        \s+(?:de|het)\s+(?:vlor|raad|vlaamse\s+onderwijsraad|minister)(?:\s+(?:over|van|aan|voor|bij|op|met))?
      | (?:vindt|vraagt|wil|steunt|is)\s+de\s+(?:vlor|raad|minister)(?:\s+tevreden\s+over)?
      | (?:wat\s+is\s+)?(?:het\s+|de\s+)?(?:mening|standpunt|visie|advies|opinie|houding|bezorgdheid|kritiek)\s+
        (?:van\s+)?(?:de\s+)?(?:vlor|raad|vlaamse\s+onderwijsraad|minister)(?:\s+\w+)??(?:\s+(?:over|van|op|bij|inzake|omtrent))?
      | (?:de\s+)?(?:vlor|raad)\s+(?:over|vindt)
    )\s+""",
    re.I | re.X,
)


@dataclass(frozen=True, slots=True)
class Filters:
    """What a result must be; None is anything. Dates are ISO 8601, as precise as wanted, both ends included."""

    kind: str | None = None
    after: str | None = None
    before: str | None = None
    body: str | None = None
    action: str | None = None  # "18" includes "18.1"
    source: str | None = None
    language: str | None = None
    document: str | None = None  # SHA-256


ANYTHING = Filters()


@dataclass(frozen=True, slots=True)
class Mark:
    """The stretch of a passage that holds a word of the query."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Hit:
    """A section that answers, with its best passage: `passage` is `start:end` of the section's text.

    `words_score` and `meaning_score` say why it is here (between 0 and 1, and a cosine); `matched` are the words of the
    query that it holds.
    """

    rank: int
    score: float
    sha256: str
    file: str
    where: str
    number: str | None
    section_title: str | None
    path: tuple[str, ...]
    title: str | None
    date: str | None
    kind: str
    body: str | None
    language: str
    page: int
    boxes: tuple[Box, ...]
    passage: str
    start: int
    end: int
    marks: tuple[Mark, ...]
    words_score: float
    meaning_score: float | None
    matched: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Query:
    """A query taken apart: the words to look for, what must (not) stand in a section, and filters."""

    text: str
    phrases: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    filters: Filters = ANYTHING


# --- the query --------------------------------------------------------------------------------------------------------

_FIELDS = {
    "type": "kind", "van": "after", "vanaf": "after", "tot": "before", "raad": "body", "actie": "action",
    "bron": "source", "taal": "language",
}  # fmt: skip
_PART = re.compile(
    r"""(?P<field>type|vanaf|van|tot|raad|actie|bron|taal):(?:"(?P<quoted>[^"]+)"|(?P<plain>[^\s"]+))
      | (?P<minus>(?<!\S)-)(?:"(?P<notphrase>[^"]+)"|(?P<notword>[^\W_][^\s"]*))
      | "(?P<phrase>[^"]+)"
    """,
    re.I | re.X,
)


def parse_query(text: str, filters: Filters = ANYTHING) -> Query:
    """`text` with its quoted phrases, `-word`s and fields (actie:18.2 raad:"…" type:… van:2018 tot:2021 bron:…) apart.

    What stands in `filters` already is kept; a field in the text goes before it.
    """
    phrases: list[str] = []
    without: list[str] = []
    given: dict[str, str] = {}
    for match in _PART.finditer(text):
        if match["field"]:
            given[_FIELDS[match["field"].lower()]] = (match["quoted"] or match["plain"]).strip()
        elif match["minus"]:
            without.append(match["notphrase"] or match["notword"])
        else:
            phrases.append(match["phrase"])
    plain = _PART.sub(lambda m: f" {m['phrase']} " if m["phrase"] else " ", text)
    return Query(" ".join(plain.split()), tuple(phrases), tuple(without), replace(filters, **given))


def without_scaffolding(text: str) -> str:
    """What a question is about: "wat vindt de Vlor van X?" gives "X"; the whole when nothing is left."""
    rest = _SCAFFOLDING.sub("", text, count=1).strip()
    return rest if any(t.word not in STOP_WORDS for t in tokens(rest)) else text


# Words that stand in nearly every document of a council, so that a question with one of them asks for nothing by it.
_HOUSE = frozenset({"vlor", "raad", "vindt", "vinden", "denkt", "vraagt", "zegt", "standpunt", "mening"})


def query_terms(catalogue: Catalogue, text: str) -> list[Term]:
    """What to look for in the word index: the stems of `text`, their parts, abbreviations and what they stand for.

    Raises AdviesspoorError when `text` holds only words that say nothing.
    """
    words = [t for t in tokens(text) if t.word not in STOP_WORDS]
    if not words:
        raise AdviesspoorError(
            "De zoekvraag bevat alleen woorden die overal voorkomen; voeg een woord toe dat zegt waarover het gaat.",
            Category.EMPTY,
        )
    words = [t for t in words if t.word not in _HOUSE] or words
    terms: dict[tuple[tuple[str, ...], float], Term] = {}

    def add(stems: Sequence[str], weight: float, of: str) -> None:
        if stems and not any((tuple(stems), w) in terms for w in (1.0, weight)):
            terms[tuple(stems), weight] = Term(tuple(stems), weight, of)

    for token in words:
        found = token.stem
        if not known(catalogue, found):
            found = like(catalogue, found) or found
        add((found,), 1.0, token.word)
        for long in long_forms(catalogue, token.word):
            add([t.stem for t in tokens(long)], ABBREVIATION_WEIGHT, token.word)
        for part in parts(token.word):
            add((part,), PART_WEIGHT, token.word)
    for short, long in short_forms(catalogue, " ".join(t.word for t in tokens(text))):
        add((stem(short),), ABBREVIATION_WEIGHT, long)
    return list(terms.values())


# --- filters ----------------------------------------------------------------------------------------------------------


def allowed_sections(catalogue: Catalogue, filters: Filters) -> set[int] | None:
    """The ids of the sections that pass `filters`; None when everything does."""
    conditions: list[str] = []
    given: list[object] = []

    def need(condition: str, *values: object) -> None:
        conditions.append(condition)
        given.extend(values)

    if filters.kind:
        need("d.kind = ?", filters.kind)
    if filters.after:
        need("d.date >= ?", filters.after)
    if filters.before:
        need("d.date < ?", filters.before + "~")  # so that "2020" takes all of 2020 along
    if filters.body:
        need("lower(d.body) = lower(?)", filters.body)
    if filters.language:
        need("s.language = ?", filters.language)
    if filters.document:
        need("d.sha256 = ?", filters.document)
    if filters.action:
        action = re.sub(r"^\s*acties?\s+", "", filters.action, flags=re.I).strip()
        need(
            "s.id IN (SELECT section FROM mentions WHERE action = ? OR (action >= ? AND action < ?))",
            action,
            action + ".",
            action + "/",  # the sign after "."
        )
    if filters.source:
        need("s.id IN (SELECT section FROM citations WHERE source = ?)", filters.source)
    if not conditions:
        return None
    rows = catalogue.db.execute(
        f"SELECT s.id FROM sections s JOIN documents d ON d.id = s.doc WHERE {' AND '.join(conditions)}", given
    )
    return {section for (section,) in rows}


def narrowed(catalogue: Catalogue, query: Query) -> set[int] | None:
    """The sections that pass the filters of `query`, hold its phrases and lack its unwanted words; None is all."""
    allowed = allowed_sections(catalogue, query.filters)
    for phrase in query.phrases:
        stems = [t.stem for t in tokens(phrase)]
        if stems:
            allowed = sections_with(catalogue, stems, allowed)
    for unwanted in query.without:
        stems = [t.stem for t in tokens(unwanted)]
        if stems:
            if allowed is None:
                allowed = {section for (section,) in catalogue.db.execute("SELECT id FROM sections")}
            allowed = allowed - sections_with(catalogue, stems)
    return allowed


# --- searching --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Found:
    """What the two ways of searching say: BM25 of sections, the cosine of sections and of passages.

    `floor` is the cosine that says nothing: what the query has with passages about other things.
    """

    words: Mapping[int, float]
    meaning: Mapping[int, float]
    passages: Mapping[str, float]
    floor: float = 0.0


def search(
    corpus: Corpus,
    text: str,
    filters: Filters = ANYTHING,
    limit: int = 10,
    order: Order = "relevance",
    say: Callable[[str], None] | None = None,
) -> list[Hit]:
    """The sections that answer `text`, one hit a section, best first (or oldest first with `order` "date").

    `say` gets one Dutch sentence when the model cannot be had and only words are searched. Raises AdviesspoorError for
    a query of only stop words.
    """
    query = parse_query(text, filters)
    catalogue = corpus.catalogue
    terms = query_terms(catalogue, query.text) if query.text else []
    allowed = narrowed(catalogue, query)
    if not terms:
        if allowed is None:
            query_terms(catalogue, "")  # says what is wrong with an empty query
        return _listed(catalogue, sorted(allowed or ()), limit, order)
    if allowed is not None and not allowed:
        return []
    found = look(corpus, query.text, terms, allowed, say)
    scores = scores_of(catalogue, found, terms)
    best = sorted(scores, key=lambda s: (-scores[s], s))[:limit]
    hits = _hits(catalogue, best, scores, found, terms)
    return _in_order(hits, order)


def look(
    corpus: Corpus,
    text: str,
    terms: Sequence[Term],
    allowed: Collection[int] | None,
    say: Callable[[str], None] | None = None,
) -> Found:
    """Ask words and meaning for the sections that answer `text`, and meaning for what words brought in."""
    catalogue = corpus.catalogue
    words = score_words(catalogue, terms, allowed)
    try:
        query = embed_query(corpus.model, without_scaffolding(text))
        passages = dict(nearest(corpus.vectors, query, CANDIDATES, _passages_of(catalogue, allowed)))
        lacking = sorted(words, key=lambda s: -words[s])[:CANDIDATES]
        passages |= cosines(corpus.vectors, query, _without(catalogue, lacking, passages))
        floor = _floor(corpus, query)
    except AdviesspoorError as error:
        if say:
            say(str(error))
        passages, floor = {}, 0.0
    meaning: dict[int, float] = {}
    for passage, section in _sections_of(catalogue, passages).items():
        meaning[section] = max(passages[passage], meaning.get(section, -1.0))
    return Found(words, meaning, passages, floor)


def _floor(corpus: Corpus, query: Vectors) -> float:
    """The cosine below which a passage is no nearer to `query` than most others are."""
    background = corpus.background
    if not len(background):
        return 0.0
    values = background @ query
    return float(values.mean() - values.std())


def scores_of(catalogue: Catalogue, found: Found, terms: Sequence[Term]) -> dict[int, float]:
    """One score a section, between 0 and 1."""
    return mix(found, coverage(catalogue, terms, found.words))


def mix(found: Found, covered: float) -> dict[int, float]:
    """One score a section: BM25 divided by its best and the cosine scaled between `floor` and its best, in shares.

    `covered` is the part of the query that the best section by words holds: where words fail, meaning decides.
    """
    best = max(found.words.values(), default=0.0)
    words = {s: v / best for s, v in found.words.items()} if best > 0 else {}
    if not found.meaning:
        return words
    high = max(found.meaning.values())
    low = min(found.floor, high - 1e-6)  # in a small corpus everything may be nearer than the floor, or nothing
    meaning = {s: max(0.0, (v - low) / (high - low)) for s, v in found.meaning.items()}
    share = WORDS_SHARE * covered**2
    return {s: share * words.get(s, 0.0) + (1 - share) * meaning.get(s, 0.0) for s in {*words, *meaning}}


def similar(corpus: Corpus, sha256: str, where: str, limit: int = 10) -> list[Hit]:
    """Sections that say the like of the section `where` of a document ("meer zoals dit"), best first.

    Raises AdviesspoorError when there is no such section or its vectors are not there.
    """
    catalogue = corpus.catalogue
    row = catalogue.db.execute(
        "SELECT s.id FROM sections s JOIN documents d ON d.id = s.doc WHERE d.sha256 = ? AND s.place = ?",
        (sha256, where),
    ).fetchone()
    if row is None:
        raise AdviesspoorError(f"Er is geen onderdeel '{where}' in dat document.")
    own = [p for (p,) in catalogue.db.execute("SELECT id FROM passages WHERE section = ?", row)]
    vectors = vectors_of(corpus.vectors, own)
    if not len(vectors):
        raise AdviesspoorError("Dit onderdeel is nog niet op betekenis doorzoekbaar; voer de verwerking opnieuw uit.")
    middle: Vectors = np.asarray(vectors.mean(axis=0), np.float32)
    middle = middle / np.linalg.norm(middle)
    passages = dict(nearest(corpus.vectors, middle, 5 * limit + 50))
    meaning: dict[int, float] = {}
    for passage, section in _sections_of(catalogue, passages).items():
        if section != row[0]:
            meaning[section] = max(passages[passage], meaning.get(section, -1.0))
    best = sorted(meaning, key=lambda s: (-meaning[s], s))[:limit]
    return _hits(catalogue, best, meaning, Found({}, meaning, passages), ())


def search_json(hits: Sequence[Hit]) -> list[dict[str, Any]]:
    """The hits in the exchange format for other programs; `doc` is how a set of graded queries names a document."""
    return [
        {
            "rank": h.rank,
            "score": round(h.score, 6),
            "file": h.file,
            "doc": h.file[:3],
            "sha256": h.sha256,
            "where": h.where,
            "section_title": h.section_title,
            "title": h.title,
            "date": h.date,
            "type": h.kind,
            "body": h.body,
            "page": h.page,
            "passage": h.passage,
            "marks": [[m.start, m.end] for m in h.marks],
            "matched": list(h.matched),
        }
        for h in hits
    ]


def _passages_of(catalogue: Catalogue, allowed: Collection[int] | None) -> list[str] | None:
    if allowed is None:
        return None
    rows = catalogue.db.execute(
        "SELECT id FROM passages WHERE section IN (SELECT value FROM json_each(?))", (json.dumps(sorted(allowed)),)
    )
    return [passage for (passage,) in rows]


def _without(catalogue: Catalogue, sections: Collection[int], passages: Mapping[str, float]) -> list[str]:
    return [p for p in _passages_of(catalogue, sections) or () if p not in passages]


def _sections_of(catalogue: Catalogue, passages: Collection[str]) -> dict[str, int]:
    rows = catalogue.db.execute(
        "SELECT id, section FROM passages WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(list(passages)),)
    )
    return dict(rows.fetchall())


# --- from sections to hits --------------------------------------------------------------------------------------------


def _listed(catalogue: Catalogue, sections: Sequence[int], limit: int, order: Order) -> list[Hit]:
    """The sections that pass the filters of a query without words, in order of time."""
    ids = json.dumps(list(sections))
    rows = catalogue.db.execute(
        "SELECT s.id FROM sections s JOIN documents d ON d.id = s.doc WHERE s.id IN (SELECT value FROM json_each(?))"
        " ORDER BY d.date IS NULL, d.date DESC, d.sha256, s.position LIMIT ?",
        (ids, limit),
    )
    best = [section for (section,) in rows]
    return _in_order(_hits(catalogue, best, dict.fromkeys(best, 0.0), Found({}, {}, {}), ()), order)


def _in_order(hits: list[Hit], order: Order) -> list[Hit]:
    if order == "relevance":
        return hits
    by_date = sorted(hits, key=lambda h: (h.date is None, h.date or "", h.rank))
    return [replace(h, rank=n + 1) for n, h in enumerate(by_date)]


def _hits(
    catalogue: Catalogue, sections: Sequence[int], scores: Mapping[int, float], found: Found, terms: Sequence[Term]
) -> list[Hit]:
    wanted = json.dumps(list(sections))
    rows = {
        r[0]: r
        for r in catalogue.db.execute(
            "SELECT s.id, s.place, s.number, s.title, s.path, s.page, s.language, s.text, s.lines, d.sha256, d.file,"
            " d.title, d.date, d.kind, d.body FROM sections s JOIN documents d ON d.id = s.doc"
            " WHERE s.id IN (SELECT value FROM json_each(?))",
            (wanted,),
        )
    }
    spans: dict[int, list[tuple[str, int, int]]] = {}
    for passage, section, start, end in catalogue.db.execute(
        "SELECT id, section, start, end FROM passages WHERE section IN (SELECT value FROM json_each(?))"
        " ORDER BY section, start",
        (wanted,),
    ):
        spans.setdefault(section, []).append((passage, start, end))
    best_words = max(found.words.values(), default=0.0) or 1.0
    hits: list[Hit] = []
    for section in sections:
        r = rows[section]
        text = PlacedText(r[7], unpack_lines(r[8]))
        start, end, marks, matched = _best_passage(r[7], spans.get(section, [(("", 0, len(r[7])))]), found, terms)
        place = text.place(start, end) if text.lines else None
        hits.append(
            Hit(
                rank=len(hits) + 1,
                score=scores[section],
                sha256=r[9],
                file=r[10],
                where=r[1],
                number=r[2],
                section_title=r[3],
                path=tuple(json.loads(r[4])),
                title=r[11],
                date=r[12],
                kind=r[13],
                body=r[14],
                language=r[6],
                page=place.page if place else r[5],
                boxes=place.boxes if place else (),
                passage=r[7][start:end],
                start=start,
                end=end,
                marks=marks,
                words_score=found.words.get(section, 0.0) / best_words,
                meaning_score=found.meaning.get(section),
                matched=matched,
            )
        )
    return hits


def _best_passage(
    text: str, spans: Sequence[tuple[str, int, int]], found: Found, terms: Sequence[Term]
) -> tuple[int, int, tuple[Mark, ...], tuple[str, ...]]:
    """The stretch to show: most different words of the query in it, then nearest in meaning; with the words to mark."""
    marked = _marks(text, terms)
    words = {w for _, w, _ in marked}
    known_cosines = [found.passages[p] for p, _, _ in spans if p in found.passages]
    low, high = (min(known_cosines), max(known_cosines)) if known_cosines else (0.0, 1.0)

    def worth(span: tuple[str, int, int]) -> float:
        passage, start, end = span
        inside: dict[str, float] = {}
        for mark, word, weight in marked:
            if start <= mark.start and mark.end <= end:
                inside[word] = max(weight, inside.get(word, 0.0))
        cosine = (found.passages.get(passage, low) - low) / (high - low) if high > low else 0.0
        return (sum(inside.values()) / len(words) if words else 0.0) + cosine

    _, start, end = max(spans, key=worth)
    inside = [(m, w) for m, w, _ in marked if start <= m.start and m.end <= end]
    return (
        start,
        end,
        tuple(Mark(m.start - start, m.end - start) for m, _ in inside),
        tuple(dict.fromkeys(w for _, w, _ in marked)),
    )


def _marks(text: str, terms: Sequence[Term]) -> list[tuple[Mark, str, float]]:
    """Where the words of the query stand in `text`: as themselves, as an abbreviation, or as a part of a compound."""
    singles = {t.stems[0]: t for t in reversed(terms) if len(t.stems) == 1}
    rows = [t for t in terms if len(t.stems) > 1]
    found: list[tuple[Mark, str, float]] = []
    words = tokens(text)
    for n, token in enumerate(words):
        term = singles.get(token.stem)
        if term is None:
            whole = {s: t for s, t in singles.items() if t.weight > PART_WEIGHT}
            term = next((whole[p] for p in parts(token.word) if p in whole), None) if len(token.word) > 7 else None
        if term is not None:
            found.append((Mark(token.start, token.end), term.of, term.weight))
            continue
        for row in rows:
            if tuple(t.stem for t in words[n : n + len(row.stems)]) == row.stems:
                found.append((Mark(token.start, words[n + len(row.stems) - 1].end), row.of, row.weight))
    return found
