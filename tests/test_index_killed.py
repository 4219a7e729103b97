"""Whole at every moment: an ingest may be killed at any time, and people search while it goes on."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import pytest

from corpus.catalogue import document_ids
from index.search import search
from index.store import open_corpus
from tests.corpora import settings
from tests.killing import tiny_model, write_some

ROOT = Path(__file__).parent.parent


def test_an_ingest_killed_at_fifty_moments_ends_as_one_that_was_left_in_peace(tmp_path: Path) -> None:
    program = [sys.executable, "-m", "tests.killing", str(tmp_path), "50"]
    run = subprocess.run(program, capture_output=True, text=True, cwd=ROOT, check=False)
    assert (run.returncode, run.stdout) == (0, "no differences\n"), run.stderr


BATCH = """
import sys
from pathlib import Path
import tests.killing
from index.build import ingest
from tests.corpora import settings
waited = []
def step(progress):
    if progress.stage == "reading" and progress.done >= 60 and not waited:
        waited.append(sys.stdin.readline())  # until somebody found something
tests.killing.make_quick()
ingest([Path(sys.argv[1])], settings(Path(sys.argv[2])), step)
"""


def test_people_search_while_a_batch_is_being_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.store.load_model", lambda here, say=None: tiny_model(here))
    docs, here, chance = tmp_path / "docs", settings(tmp_path / "data"), random.Random(3)
    for number in range(40):
        write_some(docs, chance, number)
    files = len(list(docs.iterdir()))
    program = [sys.executable, "-c", BATCH, str(docs), str(here.data)]
    told: list[str] = []
    seen: list[int] = []
    with (
        open_corpus(here) as corpus,
        subprocess.Popen(program, stdin=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=ROOT) as run,
    ):
        assert run.stdin is not None
        while run.poll() is None:
            there = len(document_ids(corpus.catalogue))
            if search(corpus, "aandacht voor lezen", say=told.append) and 0 < there < files:
                if not seen:
                    run.stdin.write(b"\n")  # it may go on
                    run.stdin.flush()
                seen.append(there)
        assert run.returncode == 0
        assert len(search(corpus, "aandacht voor lezen", say=told.append)) == 10
        assert len(document_ids(corpus.catalogue)) == files
    assert told == []  # meaning could be asked all the time
    assert seen, "nothing was found while it was being read"
