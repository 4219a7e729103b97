"""An ingest that is killed again and again, beside one that is left in peace: `python -m tests.killing FOLDER MOMENTS`.

One process loads everything and forks for each run, so that a run costs its work only. The files are read in the run
itself and embedded by a model that is a hash: what is killed is the keeping, the resolving and the writing of vectors.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import redirect_stdout
from functools import partial
from pathlib import Path
from typing import Any

import chromadb.api.rust  # noqa: F401 (loaded before the forks, as are the others)
import numpy as np

import index.build
import index.store
import index.vectors
import nlp.resolve  # noqa: F401
from corpus.errors import AdviesspoorError
from corpus.model import Problem
from index.build import Progress, ingest
from index.check import check
from index.chroma import use
from index.model import Model, Vectors, model_key
from index.settings import Settings
from index.store import open_corpus
from index.vectors import LEFT, open_vectors
from index.worker import Asked, Prepared, prepare
from tests.corpora import settings
from tests.readers import simple

# So many runs in a row are killed in one data folder before one is let through and compared.
IN_A_ROW = 10
SUBJECTS = ("lezen", "taal", "bussen", "stages", "kleuters", "muziek", "techniek", "ouders", "loon", "gebouwen")
# What may differ between two runs with the same end: when a row was written, and in which order.
_OWN = {"id", "doc", "section", "at", "work", "one", "other", "kin", "target"}


def tiny_model(here: Settings) -> Model:
    """A model without a neural network: the same text gets the same direction, on every machine."""

    def run(texts: Sequence[str]) -> Vectors:
        rows = []
        for text in texts:
            seed = int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")
            rows.append(np.random.default_rng(seed).standard_normal(16, np.float32))
        values = np.array(rows, np.float32)
        made: Vectors = values / np.linalg.norm(values, axis=1, keepdims=True)
        return made

    return Model(model_key(here), 16, "", "", run)


def read_here(files: Sequence[Asked], reader: str, workers: int) -> Iterator[tuple[Asked, Prepared | Problem, float]]:
    """In the place of the crew of workers: read in this process."""
    for asked in files:
        try:
            with redirect_stdout(sys.stderr):
                document = simple(asked, lambda number, total, recognised=False: None)
            yield asked, prepare(document), 0.0
        except AdviesspoorError as error:
            yield asked, Problem(error.category, str(error)), 0.0


def make_quick() -> None:
    """Let this process embed with the tiny model, in small batches, and read files by itself."""
    index.store.load_model = lambda settings, say=None: tiny_model(settings)  # type: ignore[attr-defined]
    index.build.work = read_here  # type: ignore[attr-defined,assignment]
    index.vectors.BATCH = 2


def write_some(folder: Path, chance: random.Random, number: int) -> None:
    """Add files, change one and take one away, as a secretariat does between two runs."""
    folder.mkdir(exist_ok=True)
    for n in range(3):
        lines = [
            f"De raad vraagt aandacht voor {chance.choice(SUBJECTS)} en actie {chance.randint(1, 9)} van het plan "
            f"{chance.choice(SUBJECTS)}, zie ook het advies over {chance.choice(SUBJECTS)}."
            for _ in range(chance.randint(4, 8))
        ]
        (folder / f"advies-{number}-{n}.txt").write_text("\n".join(lines))
    there = sorted(folder.iterdir())
    chance.choice(there).write_text(f"Vervangen in ronde {number} door {chance.choice(SUBJECTS)}.")


def run_apart(action: Callable[[], object]) -> bool:
    """Do `action` in a process of its own; whether it came to its end, and was not killed by the clock that it set."""
    child = os.fork()
    if child == 0:
        try:
            action()
            os._exit(0)
        except BaseException:
            traceback.print_exc()
            os._exit(1)
    _, status = os.waitpid(child, 0)
    if os.WIFEXITED(status) and os.WEXITSTATUS(status) != 0:
        raise RuntimeError("a run failed that should only have been killed")
    return os.WIFEXITED(status)


def ingest_until(docs: Path, here: Settings, seconds: float, stage: str) -> None:
    """Ingest, and be killed by the system `seconds` after `stage` began: nothing catches it, the process is gone."""
    set_: list[str] = []

    def step(progress: Progress) -> None:
        if progress.stage == stage and not set_:
            set_.append(stage)
            signal.setitimer(signal.ITIMER_REAL, seconds)

    ingest([docs], here, step)


def contents(here: Settings) -> dict[str, Any]:
    """Everything in catalogue and vectors, without what may differ."""
    found: dict[str, Any] = {}
    with open_corpus(here) as corpus:
        db = corpus.catalogue.db
        tables = [t for (t,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for table in sorted(t for t in tables if not t.startswith(("words_", "sqlite_", "vocabulary"))):
            own = _OWN | {"key"} if table == "work_keys" else _OWN  # which has the id of a work among its keys
            columns = [c[1] for c in db.execute(f"PRAGMA table_info({table})") if c[1] not in own]
            less = f" WHERE key NOT LIKE '{LEFT}%'" if table == "meta" else ""  # of the very store
            rows = db.execute(f"SELECT {', '.join(columns) or 'count(*)'} FROM {table}{less}").fetchall()
            found[table] = sorted(repr(row).replace(str(here.data), "") for row in rows)
        vectors = open_vectors(here.data, "", model_key(here))
        kept = use(vectors.store, vectors.name, lambda c: c.get(include=["embeddings", "metadatas"]))
        found["vectors"] = sorted(
            (
                i,
                np.asarray(v, np.float32).tobytes().hex(),
                json.dumps(m | {"mark": round(m["mark"], 3)}, sort_keys=True),
            )
            for i, v, m in zip(kept["ids"], kept["embeddings"], kept["metadatas"], strict=True)
        )
        found["agrees"] = check(corpus, repair=False).whole
        found["originals"] = sorted(p.name for p in (here.data / "originals").iterdir())
    return found


def compare_runs(folder: Path, moments: int, seed: int = 18) -> list[str]:
    """Kill an ingest at `moments` moments drawn at random; gives what differed from runs that were left in peace."""
    make_quick()
    chance = random.Random(seed)
    docs, killed, undisturbed = folder / "docs", settings(folder / "killed"), settings(folder / "undisturbed")
    wrong, seconds, hit = [], 0.0, 0
    for number in range(moments):
        write_some(docs, chance, number)
        if number == 0:  # how long a run takes here and now
            began = time.monotonic()
            run_apart(lambda: ingest([docs], undisturbed))
            seconds = time.monotonic() - began
        # every other one while vectors are written, where two stores can come apart
        moment = (0.9 * chance.random(), "finding") if number % 2 else (0.2 * chance.random(), "embedding")
        began = time.monotonic()
        if run_apart(partial(ingest_until, docs, killed, seconds * moment[0] + 1e-4, moment[1])):
            seconds = min(seconds, time.monotonic() - began)  # by now it takes less
        else:
            hit += 1
        if number % IN_A_ROW == IN_A_ROW - 1 or number == moments - 1:
            began = time.monotonic()
            run_apart(lambda: ingest([docs], undisturbed))
            seconds = time.monotonic() - began
            run_apart(lambda: ingest([docs], killed))
            both = folder / "both.json"
            run_apart(lambda: both.write_text(json.dumps([contents(killed), contents(undisturbed)])))  # noqa: B023
            one, other = json.loads(both.read_text())
            wrong += [f"after {number + 1} moments: {part}" for part in one if one[part] != other[part]]
            wrong += [] if one["agrees"] and one["vectors"] else [f"after {number + 1} moments: not whole"]
    if hit < moments // 2:
        wrong.append(f"only {hit} of {moments} runs were killed before their end")
    return wrong


if __name__ == "__main__":
    differences = compare_runs(Path(sys.argv[1]), int(sys.argv[2]))
    print("\n".join(differences) or "no differences")
    sys.exit(bool(differences))
