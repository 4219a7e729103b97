"""How long a search takes as the corpus grows: `python -m tests.bench.scale --sections N` (`make bench SCALE=N`).

A generated corpus (tests/bench/filling.py) in our own catalogue, words and vectors is asked in a fresh process. The
embedding of a query is the real model's and counted, though the vectors it is compared with are drawn. What takes
hours can be done in two steps: `--sections N --fill FOLDER`, and `--measure FOLDER` when the machine is quiet.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import numpy as np

from corpus.catalogue import FileRow, put_document
from corpus.model import Document
from index.model import Model, embed_query, load_model
from index.query import narrowed, parse_query, query_terms, without_scaffolding
from index.ranking import by_section, near
from index.resolving import resolve_corpus
from index.search import search
from index.settings import Settings, load_settings
from index.store import Corpus, open_corpus
from index.vectors import update_vectors
from index.words import score_words
from index.worker import prepare
from tests.bench.chart import Figures, draw_chart
from tests.bench.filling import fill
from tests.bench.generated import BODIES, DIMENSIONS, SECTIONS, documents, drawn_vectors, queries

QUERIES, WARM_UP, ADDED = 40, 3, 5
MOST_RESOLVED = 200_000  # sections: it reads every document into memory
# No filter; one council in three years, about a thirtieth; everything since 2010, about three quarters.
FILTERS = {"": "", "narrow": f' raad:"{BODIES[1]}" van:2015 tot:2017', "wide": " van:2010"}

Way = Callable[[Corpus, str], object]


def by_words(corpus: Corpus, text: str) -> object:
    """BM25 alone, with parts of compounds, filters applied."""
    query = parse_query(text)
    allowed = narrowed(corpus.catalogue, query)
    return score_words(corpus.catalogue, query_terms(corpus.catalogue, query.text), allowed)


def by_meaning(corpus: Corpus, text: str) -> object:
    """Meaning alone, the embedding of the query included, filters applied."""
    query = parse_query(text)
    meaning = corpus.meaning
    vector = embed_query(meaning.model, without_scaffolding(query.text))
    allowed = narrowed(corpus.catalogue, query)
    return by_section(corpus.catalogue, near(corpus.catalogue, meaning.vectors, vector, allowed))


def hybrid(corpus: Corpus, text: str) -> object:
    """The search that people use, up to its ten results."""
    return search(corpus, text)


WAYS: dict[str, Way] = {"words": by_words, "meaning": by_meaning, "hybrid": hybrid}


def measure(settings: Settings) -> Figures:
    """All figures of the corpus in the data folder: milliseconds, megabytes, seconds."""
    model = load_model(settings)
    embed_query(model, "eerst")
    found: Figures = {"memory without corpus MB": _peak()}
    began = time.perf_counter()
    with open_corpus(settings) as corpus:
        found["sections"] = float(corpus.catalogue.db.execute("SELECT max(id) FROM sections").fetchone()[0])
        corpus.__dict__["model"] = _asking(model)
        asked = queries(QUERIES + WARM_UP)
        search(corpus, asked[0])
        found["open, first answer s"] = time.perf_counter() - began
        found["embedding of query p50 ms"] = _times(lambda t: embed_query(model, t), asked)["p50 ms"]
        for name, fields in FILTERS.items():
            for way, ask in WAYS.items():
                times = _times(lambda t: ask(corpus, t), [a + fields for a in asked])  # noqa: B023 (used at once)
                label = f"{way}, {name} filter" if name else way
                found |= {f"{label} {which}": value for which, value in times.items()}
        found["memory MB"] = _peak()
        found["load of the machine"] = os.getloadavg()[0]  # what else it was doing: times are to be read with it
        found["catalogue MB"] = _size([corpus.catalogue.folder / "catalogue.sqlite"])
        found["vectors MB"] = _size((corpus.catalogue.folder / "vectors").rglob("*"))
        found["add one document s"] = _adding(corpus)
        if found["sections"] <= MOST_RESOLVED:
            began = time.perf_counter()
            resolve_corpus(corpus.catalogue)
            found["resolve sources s"] = time.perf_counter() - began
    return found


def _put(corpus: Corpus, document: Document) -> None:
    made = prepare(document)
    row = FileRow(f"/docs/{document.file}", document.sha256, 1000, 1, pages=len(document.pages))
    put_document(corpus.catalogue, document, made.entries, file=row)


def _adding(corpus: Corpus) -> float:
    """The median seconds to add one document of SECTIONS sections, words and drawn vectors, without reading it."""
    seconds = []
    for document in documents(ADDED * SECTIONS, seed=1):
        began = time.perf_counter()
        _put(corpus, document)
        update_vectors(corpus.catalogue, corpus.vectors, _drawing)
        seconds.append(time.perf_counter() - began)
    return float(np.median(seconds))


def _drawing() -> Model:
    return Model("drawn", DIMENSIONS, "", "", drawn_vectors)


def _asking(real: Model) -> Model:
    """A model that takes the time of the real one, and gives what can be compared with the vectors drawn."""

    def run(texts: Sequence[str]) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
        real.run([real.query_prefix + text for text in texts])
        return drawn_vectors(texts)

    return Model(real.key, DIMENSIONS, "", "", run)


def _times(ask: Callable[[str], object], asked: Sequence[str]) -> Figures:
    """The median and the 95th percentile of milliseconds a query, by the clock and of the processor.

    Of the processor, because on a machine that does other work the clock says more about that. The first WARM_UP are
    not counted.
    """
    taken = []
    for text in asked:
        began, worked = time.perf_counter(), time.process_time()
        ask(text)
        taken.append((1000 * (time.perf_counter() - began), 1000 * (time.process_time() - worked)))
    clock, work = zip(*taken[WARM_UP:], strict=True)
    return {
        f"p{percent} {of}": float(np.percentile(values, percent))
        for of, values in (("ms", clock), ("ms of processor", work))
        for percent in (50, 95)
    }


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)


def _size(files: Iterable[Path]) -> float:
    return sum(file.stat().st_size for file in files if file.is_file()) / 1e6


def measure_apart(settings: Settings) -> Figures:
    """The same in a process of its own, which has only what searching needs in memory."""
    arguments = [sys.executable, "-m", "tests.bench.scale", "--measure", str(settings.data), "--raw"]
    run = subprocess.run(arguments, check=True, stdout=subprocess.PIPE, text=True)
    found: Figures = json.loads(run.stdout.splitlines()[-1])
    return found


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.scale", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--sections", type=int, metavar="N", help="sections of the generated corpus")
    parser.add_argument("--fill", type=Path, metavar="FOLDER", help="only put them into this empty data folder")
    parser.add_argument("--measure", type=Path, metavar="FOLDER", help="only measure the corpus in this data folder")
    parser.add_argument("--raw", action="store_true", help="one line of JSON instead of a table")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the values to this file")
    parser.add_argument("--chart", type=Path, metavar="FILE.svg", help="draw the JSONs that are named after it")
    parser.add_argument("files", type=Path, nargs="*", help="JSONs for --chart")
    chosen = parser.parse_args()
    if chosen.chart:
        if not chosen.files:
            parser.error("--chart needs the JSONs to draw")
        chosen.chart.write_text(draw_chart([json.loads(f.read_text("utf-8")) for f in chosen.files]), "utf-8")
    elif chosen.measure:
        _report(measure(load_settings(data=chosen.measure)), chosen.json, raw=chosen.raw)
    elif not chosen.sections or chosen.sections < 1:
        parser.error("say how many with --sections")
    elif chosen.fill:
        fill(chosen.sections, load_settings(data=chosen.fill))
    else:
        _report(fill_and_measure(chosen.sections), chosen.json)


def fill_and_measure(sections: int) -> Figures:
    """All figures of a generated corpus of so many sections, in a folder that is thrown away."""
    with tempfile.TemporaryDirectory(prefix="adviesspoor-") as folder:
        settings = load_settings(data=Path(folder) / "data")
        began = time.perf_counter()
        fill(sections, settings)
        return {"build s": time.perf_counter() - began} | measure_apart(settings)


def _report(found: Figures, file: Path | None, *, raw: bool = False) -> None:
    if raw:
        sys.stdout.write(json.dumps(found) + "\n")
    else:
        sys.stdout.writelines(f"{name:44}{value:12,.2f}\n" for name, value in found.items())
    if file:
        file.write_text(json.dumps(found, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
