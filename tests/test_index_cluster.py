"""Reading and embedding on a real Dask cluster of several processes: the same catalogue and results as here."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from corpus.errors import AdviesspoorError
from corpus.model import Category
from index.build import FileOutcome, IngestReport, Progress, ingest
from index.check import check
from index.search import search, search_json
from index.settings import Settings
from index.store import Corpus, open_corpus
from tests.corpora import model, settings
from tests.killing import contents

READER = "tests.readers:simple"
PDF = Path(__file__).parent.parent / "corpus" / "pdf"
QUERIES = ("peuters en boekjes", "ritten van de schoolbus", "vergoeding tijdens een stage")


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    from distributed import LocalCluster

    with LocalCluster(
        n_workers=2,
        threads_per_worker=1,
        processes=True,
        dashboard_address=None,
        silence_logs=50,
        local_directory=str(tmp_path_factory.mktemp("dask")),
    ) as made:
        yield made


@pytest.fixture
def there(cluster: Any, tmp_path: Path) -> Settings:
    return settings(tmp_path / "daar", dask=cluster.scheduler_address)


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    folder = tmp_path / "docs"
    folder.mkdir()
    return folder


def results(report: IngestReport) -> list[tuple[str, str, str | None, str]]:
    def told(outcome: FileOutcome) -> tuple[str, str, str | None, str]:
        reason = outcome.problems[0].message if outcome.problems else ""
        return outcome.path.name, outcome.result, outcome.sha256, reason

    return [told(o) for o in report.outcomes]


def answers(corpus: Corpus) -> list[list[dict[str, Any]]]:
    corpus.__dict__["model"] = model()
    return [search_json(search(corpus, query, limit=5)) for query in QUERIES]


def test_a_cluster_gives_the_same_catalogue_vectors_and_answers(there: Settings, docs: Path, tmp_path: Path) -> None:
    pdfs = sorted(PDF.glob("*.pdf"), key=lambda p: p.stat().st_size)[:3]
    for pdf in pdfs:
        (docs / pdf.name).write_bytes(pdf.read_bytes())
    (docs / "bus.txt").write_text("Advies over de bus\n\n1 Ritten\n\nDe raad vraagt kortere ritten met de schoolbus.")
    (docs / "kapot.pdf").write_bytes(b"%PDF-1.4 en verder niets")
    (docs / "leeg.txt").write_bytes(b"")
    here = settings(tmp_path / "hier", dask="")
    made = [ingest([docs], each) for each in (here, there)]
    assert results(made[0]) == results(made[1])
    assert {o.path.name for o in made[1].failed} == {"kapot.pdf", "leeg.txt"}
    assert (made[0].pages, made[0].passages, made[0].warnings) == (made[1].pages, made[1].passages, ())
    assert made[1].passages > 20 and made[1].warnings == ()
    one, other = contents(here), contents(there)
    assert {part for part in one if one[part] != other[part]} == set()
    assert one["agrees"] is True
    with open_corpus(here) as own, open_corpus(there) as spread:
        assert answers(spread) == answers(own) != [[], [], []]
        assert check(spread).whole
    assert [o.result for o in ingest([docs], there).outcomes].count("unchanged") == len(pdfs) + 1


def test_the_reading_process_that_dies_on_a_file_costs_that_file(there: Settings, docs: Path) -> None:
    for name, text in {"goed": "een zin", "dood": "!die", "op-slot": "!refuse", "stuk": "!crash"}.items():
        (docs / f"{name}.txt").write_text(text)
    found = {name: (result, reason) for name, result, _, reason in results(ingest([docs], there, reader=READER))}
    assert found["goed.txt"] == ("new", "")
    assert found["op-slot.txt"] == ("failed", "Het bestand is versleuteld.")
    assert found["dood.txt"] == ("failed", "Het lezen brak af (het leesproces stopte met code 7).")
    assert found["stuk.txt"] == ("failed", "Bij het lezen ging in het programma iets mis (ValueError).")


def test_a_file_that_is_gone_by_the_time_it_would_be_sent_is_told(there: Settings, docs: Path) -> None:
    for n in range(12):
        (docs / f"{n:02}.txt").write_text(f"!slow 0.2\nzin {n}\n" + "x" * (100 - n))

    def step(progress: Progress) -> None:
        if progress.stage == "reading":
            (docs / "11.txt").unlink(missing_ok=True)  # the shortest is sent last

    found = {name: (result, reason) for name, result, _, reason in results(ingest([docs], there, step, reader=READER))}
    assert found.pop("11.txt") == ("failed", "Het bestand 11.txt bestaat niet.")
    assert {result for result, _ in found.values()} == {"new"}


def test_a_worker_that_dies_costs_only_its_time(there: Settings, docs: Path, tmp_path: Path) -> None:
    for n in range(16):
        (docs / f"{n:02}.txt").write_text(f"!slow 0.3\nDe raad vraagt in zin {n} om meer muziek.")
    killed: list[int] = []

    def step(progress: Progress) -> None:
        at = {"reading": 3, "embedding": 1}.get(progress.stage)
        if at is not None and progress.done >= at and len(killed) < (1 if progress.stage == "reading" else 2):
            pids = list(_pids(there.dask).values())
            killed.append(pids[0])
            os.kill(pids[0], signal.SIGKILL)

    report = ingest([docs], there, step, reader=READER)
    assert len(killed) >= 1
    assert {o.result for o in report.outcomes} == {"new"} and report.warnings == ()
    here = settings(tmp_path / "hier")
    ingest([docs], here, reader=READER)
    one, other = contents(here), contents(there)
    assert {part for part in one if one[part] != other[part]} == set()


def _pids(address: str) -> dict[str, int]:
    from distributed import Client

    with Client(address, set_as_default=False) as client:
        return dict(client.run(os.getpid))


def test_nothing_is_left_running_on_a_worker_when_the_reading_is_done(there: Settings, docs: Path) -> None:
    (docs / "een.txt").write_text("een zin")
    ingest([docs], there, reader=READER)
    workers = ",".join(str(pid) for pid in _pids(there.dask).values())
    children = subprocess.run(["ps", "-o", "args=", "--ppid", workers], capture_output=True, text=True, check=False)
    assert "index.worker" not in children.stdout


def test_an_address_where_nothing_answers_is_one_sentence(
    docs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.cluster.PATIENCE", 2)
    (docs / "een.txt").write_text("een zin")
    with pytest.raises(AdviesspoorError, match=r"De Dask-cluster op tcp://127.0.0.1:9 antwoordt niet") as caught:
        ingest([docs], settings(tmp_path / "data", dask="tcp://127.0.0.1:9"))
    assert caught.value.category is Category.INTERNAL


def test_workers_of_another_version_are_refused(there: Settings, docs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (docs / "een.txt").write_text("een zin")
    monkeypatch.setattr("index.cluster.READING_VERSION", -1)
    with pytest.raises(AdviesspoorError, match="een andere versie van Adviesspoor"):
        ingest([docs], there, reader=READER)


def test_dask_is_loaded_only_by_who_asks_for_it() -> None:
    program = "import sys, index.build, ui.cli; print({'dask', 'distributed'} & set(sys.modules))"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout == "set()\n"
