"""The right section first: words and meaning asked together, filters applied before anything is cut off."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal

import numpy as np

from corpus.catalogue import Catalogue, unpack_lines
from corpus.errors import AdviesspoorError
from corpus.model import Box, PlacedText
from index.allowed import Rule, every
from index.folding import folded
from index.model import Vectors
from index.query import (
    ANYTHING,
    PART_WEIGHT,
    Filters,
    Query,
    narrowed,
    parse_query,
    query_terms,
    said,
    without_scaffolding,
)
from index.ranking import Found, by_section, close_of, look, scores_of
from index.store import Corpus
from index.vectors import nearest, vectors_of
from index.words import Term, Token, parts, stem, tokens

__all__ = [
    "ANYTHING", "DocumentHits", "Filters", "Hit", "Mark", "Order", "Query", "Same", "Why", "by_document", "explain",
    "look", "narrowed", "parse_query", "query_terms", "scores_of", "search", "search_json", "similar",
    "without_scaffolding",
]  # fmt: skip

Order = Literal["relevance", "date", "newest"]

# Results looked at when the near-identical ones are folded together: times what is wanted, and more than it.
FOLD_FROM, FOLD_MORE = 3, 100
# Sections of a document that are named when another is asked.
PLACES_NAMED = 30


@dataclass(frozen=True, slots=True)
class Mark:
    """The stretch of a passage that holds a word of the query."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Why:
    """Why a section is a result.

    `words` are the words of the query that it holds, `instead` pairs of a word and what stands in the section in its
    place (a part of a compound, an abbreviation, another word for it, what a slip was meant to be), `lacking` the
    others. `nearness` is how near it is in meaning: 0 is no nearer than any section, about 1 as near as it gets.
    `conditions` are the filters, phrases and unwanted words that it meets, in Dutch.
    """

    words: tuple[str, ...] = ()
    instead: tuple[tuple[str, str], ...] = ()
    lacking: tuple[str, ...] = ()
    nearness: float | None = None
    conditions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Same:
    """A section with nearly the same passage as a hit, that the hit stands for."""

    sha256: str
    file: str
    where: str
    section_title: str | None
    title: str | None
    date: str | None
    page: int


@dataclass(frozen=True, slots=True)
class Hit:
    """A section that answers, with its best passage: `passage` is `start:end` of the section's text.

    `words_score` and `meaning_score` say why it is here (between 0 and 1, and a cosine); `matched` are the words of the
    query that it holds; `why` says all of it. `close` is False for a section that only comes near the question.
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
    why: Why = Why()
    same: tuple[Same, ...] = ()
    close: bool = True


@dataclass(frozen=True, slots=True)
class DocumentHits:
    """The hits of one document, in the order in which they were found."""

    sha256: str
    file: str
    title: str | None
    date: str | None
    kind: str
    body: str | None
    hits: tuple[Hit, ...]


def search(
    corpus: Corpus,
    text: str,
    filters: Filters = ANYTHING,
    limit: int = 10,
    order: Order = "relevance",
    say: Callable[[str], None] | None = None,
    *,
    nearby: bool = False,
    fold: bool = False,
) -> list[Hit]:
    """The sections that answer `text`, one hit a section, best first.

    With the order "date" the `limit` oldest of all that answer, with "newest" the newest. What is far below the best is
    left out; with `nearby` it follows with `close` False. With `fold` one hit stands for all sections with nearly the
    same passage or text and names them in `same`. `say` gets one Dutch sentence when the model cannot be had and only
    words are searched. Raises AdviesspoorError for a query of only stop words or with a date that is none.
    """
    query = parse_query(text, filters)
    catalogue = corpus.catalogue
    terms = query_terms(catalogue, query.text) if query.text else []
    allowed = narrowed(catalogue, query)
    if not terms:
        if allowed is None:
            query_terms(catalogue, "")  # says what is wrong with an empty query
            return []
        return _listed(catalogue, query, sorted(every(catalogue, allowed)), limit, order, fold)
    if not isinstance(allowed, Rule) and allowed is not None and not allowed:
        return []
    found = look(corpus, query.text, terms, allowed, say)
    scores = scores_of(catalogue, found, terms)
    ranked = sorted(scores, key=lambda s: (-scores[s], s))
    close = close_of(catalogue, scores, found, terms)
    answers = [s for s in ranked if s in close]
    wanted = _looked_at(limit) if fold else limit
    if nearby:
        answers += [s for s in ranked if s not in close][: max(0, wanted - len(answers))]
    if order != "relevance":
        answers = _in_time(catalogue, answers, order)
    pairs = _hits(catalogue, answers[:wanted], scores, found, terms, said(query))
    hits = [(s, replace(h, close=s in close)) for s, h in pairs]
    return _fold(catalogue, hits)[:limit] if fold else [h for _, h in hits]


def similar(corpus: Corpus, sha256: str, where: str, limit: int = 10, *, fold: bool = False) -> list[Hit]:
    """Sections that say the like of the section `where` of a document ("meer zoals dit"), best first.

    `fold` as in `search`. Raises AdviesspoorError when there is no such section or its vectors are not there.
    """
    catalogue = corpus.catalogue
    row = catalogue.db.execute(
        "SELECT s.id FROM sections s JOIN documents d ON d.id = s.doc WHERE d.sha256 = ? AND s.place = ?",
        (sha256, where),
    ).fetchone()
    if row is None:
        rows = catalogue.db.execute(
            "SELECT s.place FROM sections s JOIN documents d ON d.id = s.doc WHERE d.sha256 = ? ORDER BY s.position",
            (sha256,),
        )
        places = [place for (place,) in rows]
        more = "…" if len(places) > PLACES_NAMED else ""
        raise AdviesspoorError(
            f"Er is geen onderdeel '{where}' in dat document; er zijn: {', '.join(places[:PLACES_NAMED])}{more}."
        )
    own = [p for (p,) in catalogue.db.execute("SELECT id FROM passages WHERE section = ?", row)]
    index = corpus.meaning.vectors
    vectors = vectors_of(index, own)
    if not len(vectors):
        raise AdviesspoorError("Dit onderdeel is nog niet op betekenis doorzoekbaar; voer de verwerking opnieuw uit.")
    middle: Vectors = np.asarray(vectors.mean(axis=0), np.float32)
    middle = middle / np.linalg.norm(middle)
    passages = dict(nearest(index, middle, 5 * limit + 50))
    meaning = by_section(catalogue, passages)
    written = json.dumps(list(meaning))
    rows = catalogue.db.execute(
        "SELECT id FROM sections WHERE id IN (SELECT value FROM json_each(?)) AND text != '' AND id != ?",
        (written, row[0]),
    )
    best = sorted((s for (s,) in rows), key=lambda s: (-meaning[s], s))[: _looked_at(limit) if fold else limit]
    hits = _hits(catalogue, best, meaning, Found({}, meaning, passages), (), ())
    return _fold(catalogue, hits)[:limit] if fold else [h for _, h in hits]


def by_document(hits: Sequence[Hit]) -> list[DocumentHits]:
    """The hits under their document: the document of the first hit first."""
    groups: dict[str, list[Hit]] = {}
    for hit in hits:
        groups.setdefault(hit.sha256, []).append(hit)
    return [
        DocumentHits(sha256, g[0].file, g[0].title, g[0].date, g[0].kind, g[0].body, tuple(g))
        for sha256, g in groups.items()
    ]


def explain(why: Why) -> str:
    """Why a section is a result, in one line of Dutch: "bevat loon; bedrijf als onderneming; betekenis 84%"."""
    said_ = [f"bevat {', '.join(why.words)}"] if why.words else []
    said_ += [f"{asked} als {stands}" for asked, stands in why.instead]
    said_ += [f"zonder {', '.join(why.lacking)}"] if why.lacking and (why.words or why.instead) else []
    if why.nearness is not None:
        said_.append(f"betekenis {round(100 * min(1.0, why.nearness))}%")
    return "; ".join((*said_, *why.conditions))


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
            "why": {
                "words": list(h.why.words),
                "instead": [list(pair) for pair in h.why.instead],
                "lacking": list(h.why.lacking),
                "nearness": None if h.why.nearness is None else round(h.why.nearness, 3),
                "similarity": None if h.meaning_score is None else round(h.meaning_score, 4),
                "conditions": list(h.why.conditions),
            },
            "same": [asdict(s) for s in h.same],
            "close": h.close,
        }
        for h in hits
    ]


# --- from sections to hits --------------------------------------------------------------------------------------------


def _listed(
    catalogue: Catalogue, query: Query, sections: Sequence[int], limit: int, order: Order, fold: bool
) -> list[Hit]:
    """The sections that pass the filters of a query without words, newest first unless the oldest are asked."""
    way = "ASC" if order == "date" else "DESC"
    rows = catalogue.db.execute(
        "SELECT s.id FROM sections s JOIN documents d ON d.id = s.doc WHERE s.id IN (SELECT value FROM json_each(?))"
        f" AND s.text != '' ORDER BY d.date IS NULL, d.date {way}, d.sha256, s.position LIMIT ?",
        (json.dumps(list(sections)), _looked_at(limit) if fold else limit),
    )
    best = [section for (section,) in rows]
    hits = _hits(catalogue, best, dict.fromkeys(best, 0.0), Found({}, {}, {}), (), said(query))
    return _fold(catalogue, hits)[:limit] if fold else [h for _, h in hits]


def _in_time(catalogue: Catalogue, sections: Sequence[int], order: Order) -> list[int]:
    """`sections` by the date of their document, those of one date as they were, those without a date last."""
    rows = catalogue.db.execute(
        "SELECT s.id, d.date FROM sections s JOIN documents d ON d.id = s.doc"
        " WHERE s.id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(sections)),),
    )
    dates = {section: date or "" for section, date in rows}
    dated = [s for s in sections if dates.get(s)]
    return [
        *sorted(dated, key=lambda s: dates[s], reverse=order == "newest"), *(s for s in sections if not dates.get(s))
    ]  # fmt: skip


def _looked_at(limit: int) -> int:
    return min(FOLD_FROM * limit, limit + FOLD_MORE)


def _fold(catalogue: Catalogue, hits: Sequence[tuple[int, Hit]]) -> list[Hit]:
    """The first of every set of hits with nearly the same passage or text, the others in its `same`."""
    rows = catalogue.db.execute(
        "SELECT id, title, text FROM sections WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps([section for section, _ in hits]),),
    )
    texts = {section: (title, text) for section, title, text in rows}
    wholes = [(texts[s][0] or h.where, texts[s][1]) for s, h in hits]
    kept: list[Hit] = []
    for first, others in folded([h.passage for _, h in hits], wholes):
        same = tuple(
            Same(h.sha256, h.file, h.where, h.section_title, h.title, h.date, h.page)
            for h in (hits[other][1] for other in others)
        )
        kept.append(replace(hits[first][1], same=same, rank=len(kept) + 1))
    return kept


def _hits(
    catalogue: Catalogue,
    sections: Sequence[int],
    scores: Mapping[int, float],
    found: Found,
    terms: Sequence[Term],
    conditions: tuple[str, ...],
) -> list[tuple[int, Hit]]:
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
    hits: list[tuple[int, Hit]] = []
    for section in sections:
        if section not in rows:  # its document was read anew since it was found
            continue
        r = rows[section]
        text = PlacedText(r[7], unpack_lines(r[8]))
        marked = _marks(r[7], terms, found.other_terms)
        start, end = _best_passage(spans.get(section, [("", 0, len(r[7]))]), found, marked)
        place = text.place(start, end) if text.lines else None
        hit = Hit(
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
            marks=tuple(Mark(m.start - start, m.end - start) for m, _ in marked if start <= m.start and m.end <= end),
            words_score=found.words.get(section, 0.0) / best_words,
            meaning_score=found.meaning.get(section),
            matched=tuple(dict.fromkeys(t.of for _, t in marked if t not in found.other_terms)),
            why=_why(
                r[7], f"{r[4]} {r[11] or ''}", marked, terms, found.nearness(section) if terms else None, conditions
            ),
        )
        hits.append((section, hit))
    return hits


def _why(
    text: str,
    heads: str,
    marked: Sequence[tuple[Mark, Term]],
    terms: Sequence[Term],
    nearness: float | None,
    conditions: tuple[str, ...],
) -> Why:
    asked = list(dict.fromkeys(t.of for t in terms if t.weight == 1.0))
    # a term with another stem than its word is what was looked for instead of a mistyped word
    said_ = [t for _, t in (*marked, *_marks_of(tokens(heads), terms))]  # in a heading or the title counts too
    words = dict.fromkeys(t.of for t in said_ if t in terms and t.weight == 1.0 and t.stems == (stem(t.of),))
    instead: dict[str, str] = {}
    for mark, term in marked:
        if term.of not in words:
            instead.setdefault(term.of, text[mark.start : mark.end].casefold())
    held_otherwise = {word for row in instead for word in row.split()}
    lacking = tuple(w for w in asked if w not in words and w not in held_otherwise)
    return Why(tuple(words), tuple(instead.items()), lacking, nearness, conditions)


def _best_passage(
    spans: Sequence[tuple[str, int, int]], found: Found, marked: Sequence[tuple[Mark, Term]]
) -> tuple[int, int]:
    """The stretch to show: most different words of the query in it, then nearest in meaning."""
    words = {t.of for _, t in marked}
    known_cosines = [found.passages[p] for p, _, _ in spans if p in found.passages]
    low, high = (min(known_cosines), max(known_cosines)) if known_cosines else (0.0, 1.0)

    def worth(span: tuple[str, int, int]) -> float:
        passage, start, end = span
        inside: dict[str, float] = {}
        for mark, term in marked:
            if start <= mark.start and mark.end <= end:
                weight = PART_WEIGHT if term in found.other_terms else term.weight
                inside[term.of] = max(weight, inside.get(term.of, 0.0))
        cosine = (found.passages.get(passage, low) - low) / (high - low) if high > low else 0.0
        return (sum(inside.values()) / len(words) if words else 0.0) + cosine

    _, start, end = max(spans, key=worth)
    return start, end


def _marks(text: str, terms: Sequence[Term], others: Sequence[Term]) -> list[tuple[Mark, Term]]:
    """Where the words of the query stand in `text`: as themselves, as an abbreviation, or as a part of a compound.

    `others` are looked for where the word itself, for which they are said, stands nowhere in the text.
    """
    words = tokens(text)
    found = _marks_of(words, terms)
    there = {t.of for _, t in found}
    missing = [t for t in others if t.of not in there]
    taken = {m.start for m, _ in found}
    found += [(m, t) for m, t in _marks_of(words, missing) if m.start not in taken]
    return sorted(found, key=lambda pair: pair[0].start)


def _marks_of(words: Sequence[Token], terms: Sequence[Term]) -> list[tuple[Mark, Term]]:
    singles = {t.stems[0]: t for t in reversed(terms) if len(t.stems) == 1}
    whole = {s: t for s, t in singles.items() if t.weight > PART_WEIGHT}
    rows = [t for t in terms if len(t.stems) > 1]
    found: list[tuple[Mark, Term]] = []
    for n, token in enumerate(words):
        term = singles.get(token.stem)
        if term is None and len(token.word) > 7:
            term = next((whole[p] for p in parts(token.word) if p in whole), None)
        if term is not None:
            found.append((Mark(token.start, token.end), term))
            continue
        for row in rows:
            if tuple(t.stem for t in words[n : n + len(row.stems)]) == row.stems:
                found.append((Mark(token.start, words[n + len(row.stems) - 1].end), row))
    return found
