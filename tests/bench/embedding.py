"""Embedding, ours beside plain `SentenceTransformer.encode` in fp32: `make bench EMBED=1`, with the nDCG@10 of both.

Both embed the passages of the demonstration documents, in turns of a few so that other work on the machine meets both
alike; then each answers the graded queries of the demonstration by meaning alone, by its own vectors.
"""

from __future__ import annotations

import argparse
import json
import os
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from corpus.catalogue import units
from corpus.model import Document
from index.embed import embedded_text, heading, passages
from index.model import Vectors, embed_passages, embed_query, load_model, prepare_model
from index.query import without_scaffolding
from index.settings import load_settings
from tests.quality.search import ROOT, SHARED, Query, mean, measure, read_queries, truth_documents

TURN = 64  # passages embedded by the one before it is the other's turn

Place = tuple[str, str]


@dataclass
class Way:
    """One way of embedding, with the seconds that its passages took by the clock and of the processor."""

    name: str
    embed: Callable[[Sequence[str]], Vectors]
    ask: Callable[[str], Vectors]
    clock: float = 0.0
    work: float = 0.0
    rows: list[Vectors] = field(default_factory=list)

    def take(self, texts: Sequence[str]) -> None:
        """Embed these, and count what it took."""
        began, worked = time.perf_counter(), time.process_time()
        self.rows.append(self.embed(texts))
        self.clock += time.perf_counter() - began
        self.work += time.process_time() - worked


def ways() -> list[Way]:
    """Plain encode in fp32 and ours, over the same model with the same prefixes."""
    from sentence_transformers import SentenceTransformer

    settings = load_settings()
    model = load_model(settings)
    plain = SentenceTransformer(str(prepare_model(settings)), device="cpu")

    def encode(texts: Sequence[str]) -> Vectors:
        vectors: Vectors = plain.encode(list(texts), normalize_embeddings=True, show_progress_bar=False)
        return vectors

    return [
        Way(
            "SentenceTransformer.encode, fp32",
            lambda texts: encode([model.passage_prefix + text for text in texts]),
            lambda text: encode([model.query_prefix + text])[0],
        ),
        Way("adviesspoor", lambda texts: embed_passages(model, texts), lambda text: embed_query(model, text)),
    ]


def places_and_texts(documents: Sequence[Document]) -> tuple[list[Place], list[str]]:
    """Of every passage the section it is of, and what is embedded of it."""
    places, texts = list[Place](), list[str]()
    for document in documents:
        for unit in units(document):
            for passage in passages(document, unit):
                stretch = unit.body.text[passage.start : passage.end]
                places.append((document.file[:3], unit.place.rstrip(" :").casefold()))
                texts.append(embedded_text(heading(unit.path, document.meta.title), stretch))
    return places, texts


def ndcg(way: Way, places: Sequence[Place], queries: Sequence[Query]) -> float:
    """nDCG@10 of the nearest sections by the vectors of `way`, a section being as near as its nearest passage."""
    vectors, figures = np.vstack(way.rows), []
    for query in queries:
        values = vectors @ way.ask(without_scaffolding(query.text))
        best: dict[Place, float] = {}
        for place, value in zip(places, values, strict=True):
            best[place] = max(float(value), best.get(place, -1.0))
        figures.append(measure(sorted(best, key=lambda p: (-best[p], p))[:10], query.grades))
    return mean(figures).ndcg


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.embedding", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--passages", type=int, help="measure the speed over so many passages; no nDCG then")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the values to this file")
    chosen = parser.parse_args()
    documents = truth_documents(ROOT / "corpus" / "demo" / "truth")
    queries = read_queries(ROOT / "corpus" / "demo" / "queries.json")
    if SHARED.is_dir():
        documents += truth_documents(SHARED / "truth")
        queries += read_queries(SHARED / "queries.json")
    places, texts = places_and_texts(documents)
    texts = texts[: chosen.passages]
    both = ways()
    for way in both:
        way.embed(texts[:4])  # what is loaded or started once
    for start in range(0, len(texts), TURN):
        for way in both:
            way.take(texts[start : start + TURN])
    found: dict[str, dict[str, float]] = {}
    load, processors = os.getloadavg()[0], os.cpu_count()
    print(f"{len(texts)} passages, {len(queries)} queries, {processors} processors, load {load:.0f}\n")
    print(f"{'':34}{'passages/s':>11}{'a processor second':>20}{'nDCG@10':>9}")
    for way in both:
        told = found[way.name] = {
            "passages/s": len(texts) / way.clock,
            "passages/s of processor": len(texts) / way.work,
        }
        if chosen.passages is None:
            told["nDCG@10"] = ndcg(way, places, queries)
        quality = f"{told['nDCG@10']:9.3f}" if "nDCG@10" in told else ""
        print(f"{way.name:34}{told['passages/s']:11.1f}{told['passages/s of processor']:20.1f}{quality}")
    plain, ours = both
    print(
        f"\nours: {plain.clock / ours.clock:.1f} times as fast by the clock, {plain.work / ours.work:.1f} by processor"
    )
    if chosen.json:
        chosen.json.write_text(json.dumps(found | {"load": {"load": load}}, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
