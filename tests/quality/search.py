"""How well the right section is found: `python -m tests.quality.search` (part of `make quality`).

Graded queries over documents without reading mistakes, made from answer keys, so that only the finding is measured.
Side by side: the naive way (chunks of 1,000 characters, no prefixes), words alone (and enriched with parts of compounds
and abbreviations), meaning alone, and ours.
"""

from __future__ import annotations

import argparse
import json
import math
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from corpus.catalogue import put_document, units
from corpus.model import Document, DocumentKind
from index.query import query_terms
from index.ranking import look
from index.search import search
from index.settings import Settings, load_settings
from index.store import Corpus, open_corpus
from index.vectors import update_vectors
from index.words import STOP_WORDS, Term, score_words, tokens
from index.worker import prepare
from tests.quality.invented import FOLDER, invented_documents
from tests.truth import document_from_key, read_key

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared" / "eval"

Ranking = list[tuple[str, str]]  # (document, section), best first
Way = Callable[[str], Ranking]


@dataclass(frozen=True, slots=True)
class Query:
    """A graded query: the grade of each (document, section) that answers it."""

    id: str
    text: str
    kind: str
    grades: dict[tuple[str, str], int]


@dataclass(frozen=True, slots=True)
class Figures:
    """Means over queries."""

    ndcg: float
    mrr: float
    recall: float


# --- documents and queries --------------------------------------------------------------------------------------------


def truth_documents(folder: Path) -> list[Document]:
    """The documents of the answer keys in `folder`, with the metadata of the keys."""
    documents = []
    for path in sorted(folder.glob("*.json")):
        key = read_key(path)
        document = document_from_key(key, f"{path.stem}.pdf")
        meta = key["meta"]
        kind: DocumentKind = key["type"]
        told = {f: meta.get(f) for f in ("title", "subtitle", "date", "body", "number", "author", "recipient")}
        documents.append(replace(document, kind=kind, meta=replace(document.meta, **told)))
    return documents


def read_queries(path: Path) -> list[Query]:
    """The graded queries of a file in the form that FORMAT describes."""
    return [
        Query(q["id"], q["q"], q["kind"], {(r["doc"], _plain(r["section"])): r["grade"] for r in q["relevant"]})
        for q in json.loads(path.read_text(encoding="utf-8"))
    ]


def _plain(section: str) -> str:
    return section.rstrip(" :").casefold()


@contextmanager
def corpus_of(documents: Iterable[Document], settings: Settings | None = None) -> Any:
    """A corpus of `documents` in a folder of its own, with vectors, for as long as the context lasts."""
    with tempfile.TemporaryDirectory() as folder:
        wanted = (settings or load_settings()).model_copy(update={"data": Path(folder)})
        with open_corpus(wanted) as corpus:
            for document in documents:
                made = prepare(document)
                put_document(corpus.catalogue, document, made.entries, abbreviations=made.abbreviations)
            update_vectors(corpus.catalogue, corpus.vectors, lambda: corpus.model)
            yield corpus


# --- four ways --------------------------------------------------------------------------------------------------------


def ours(corpus: Corpus) -> Way:
    """The search that users get."""
    return lambda text: [(h.file[:3], _plain(h.where)) for h in search(corpus, text, limit=10)]


def words_alone(corpus: Corpus, enriched: bool = False) -> Way:
    """BM25 over Dutch stems; `enriched` with parts of compounds and abbreviations."""

    def rank(text: str) -> Ranking:
        if enriched:
            terms = query_terms(corpus.catalogue, text)
        else:
            stems = [t.stem for t in tokens(text) if t.word not in STOP_WORDS]
            terms = [Term((s,), 1.0, s) for s in dict.fromkeys(stems)]
        return _ranked(corpus, score_words(corpus.catalogue, terms))

    return rank


def meaning_alone(corpus: Corpus) -> Way:
    """The nearest passage of each section, with prefixes and heading path."""

    def rank(text: str) -> Ranking:
        return _ranked(corpus, look(corpus, text, [], None).meaning)

    return rank


def naive(corpus: Corpus, documents: Sequence[Document]) -> Way:
    """Chunks of 1,000 characters of each section, embedded as they are; a section is as near as its nearest chunk."""
    places, chunks = list[tuple[str, str]](), list[str]()
    for document in documents:
        for unit in units(document):
            text = unit.body.text
            for start in range(0, max(len(text), 1), 1000):
                places.append((document.file[:3], _plain(unit.place)))
                chunks.append(text[start : start + 1000])
    vectors = corpus.model.run(chunks)

    def rank(text: str) -> Ranking:
        values = vectors @ corpus.model.run([text])[0]
        best: dict[tuple[str, str], float] = {}
        for place, value in zip(places, values, strict=True):
            best[place] = max(float(value), best.get(place, -1.0))
        return sorted(best, key=lambda p: -best[p])[:10]

    return rank


def _ranked(corpus: Corpus, scores: dict[int, float] | Any) -> Ranking:
    best = sorted(scores, key=lambda s: (-scores[s], s))[:10]
    rows = {
        r[0]: (r[1][:3], _plain(r[2]))
        for r in corpus.catalogue.db.execute(
            "SELECT s.id, d.file, s.place FROM sections s JOIN documents d ON d.id = s.doc"
        )
    }
    return [rows[s] for s in best]


# --- measures ---------------------------------------------------------------------------------------------------------


def measure(ranking: Ranking, grades: dict[tuple[str, str], int]) -> Figures:
    """nDCG@10 with gains 2^grade - 1, MRR@10 and Recall@10 over grade >= 1, one result a section."""
    ranking = list(dict.fromkeys(ranking))[:10]
    gains = [2 ** grades.get(place, 0) - 1 for place in ranking]
    ideal = sorted((2**g - 1 for g in grades.values()), reverse=True)[:10]
    right = [n for n, place in enumerate(ranking) if grades.get(place, 0) >= 1]
    relevant = sum(g >= 1 for g in grades.values())
    return Figures(
        _discounted(gains) / _discounted(ideal) if ideal else 0.0,
        1 / (right[0] + 1) if right else 0.0,
        len(right) / relevant if relevant else 0.0,
    )


def _discounted(gains: Sequence[int]) -> float:
    return sum(g / math.log2(n + 2) for n, g in enumerate(gains))


def mean(figures: Sequence[Figures]) -> Figures:
    """The mean of each figure."""
    return Figures(*(float(np.mean([getattr(f, name) for f in figures])) for name in ("ndcg", "mrr", "recall")))


def compare(sets: Mapping[str, Sequence[Query]], documents: Sequence[Document], show: bool) -> None:
    """Print the tables of all ways over sets of queries that are asked of the same documents."""
    with corpus_of(documents) as corpus:
        sections = corpus.catalogue.db.execute("SELECT count(*) FROM sections").fetchone()[0]
        ways = {
            "naive": naive(corpus, documents),
            "words": words_alone(corpus),
            "words+": words_alone(corpus, enriched=True),
            "meaning": meaning_alone(corpus),
            "ours": ours(corpus),
        }
        for name, queries in sets.items():
            print(f"\n{name}: {len(queries)} queries, {len(documents)} documents, {sections} sections")
            _print_table(ways, queries, show)


def _print_table(ways: Mapping[str, Way], queries: Sequence[Query], show: bool) -> None:
    found = {way: {q.id: measure(rank(q.text), q.grades) for q in queries} for way, rank in ways.items()}
    kinds = sorted({q.kind for q in queries})
    print(f"{'':10}{'nDCG@10':>9}{'MRR@10':>9}{'Recall@10':>11}   nDCG@10 by kind: {'  '.join(kinds)}")
    for way, by_query in found.items():
        all_ = mean(list(by_query.values()))
        parts = [mean([by_query[q.id] for q in queries if q.kind == k]).ndcg for k in kinds]
        by_kind = "  ".join(f"{v:>{len(k)}.2f}" for k, v in zip(kinds, parts, strict=True))
        print(f"{way:10}{all_.ndcg:>9.3f}{all_.mrr:>9.3f}{all_.recall:>11.3f}   {'':17}{by_kind}")
    if show:
        for q in queries:
            values = "  ".join(f"{way} {found[way][q.id].ndcg:.2f}" for way in found)
            print(f"  {q.id} {q.kind:10} {q.text[:60]:60} {values}")


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the tables: the queries that the search was made with, and those of documents invented to judge it by."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--show", action="store_true", help="the nDCG@10 of every query")
    show = parser.parse_args(arguments).show
    documents = truth_documents(ROOT / "corpus" / "demo" / "truth")
    queries = read_queries(ROOT / "corpus" / "demo" / "queries.json")
    compare({"demonstration": queries}, documents, show)
    if SHARED.is_dir():
        shared, shared_queries = truth_documents(SHARED / "truth"), read_queries(SHARED / "queries.json")
        compare({"shared": shared_queries}, shared, show)
        documents, queries = [*shared, *documents], [*shared_queries, *queries]
        compare({"shared and demonstration together": queries}, documents, show)
    invented = read_queries(FOLDER / "queries.json")
    sets = {"the same among other documents": queries}
    sets |= {f"invented, {half}": [q for q in invented if q.id.startswith(half)] for half in ("dev", "held")}
    if SHARED.is_dir():
        sets["a second set, written without sight of the thesaurus"] = read_queries(FOLDER / "second.json")
    sets["a third set, written without sight of anything but the texts"] = read_queries(FOLDER / "third.json")
    compare(sets, [*documents, *invented_documents()], show)


if __name__ == "__main__":
    main()
