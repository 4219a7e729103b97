"""Beyond one machine: the vectors on a real Chroma server, with the same results as the store in the data folder."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from index.build import ingest
from index.check import check, reindex
from index.chroma import rename
from index.model import model_key
from index.search import search, search_json
from index.store import open_corpus
from index.vectors import collections, count
from tests.corpora import model, settings
from tests.serving import free_port

ADVICES = {
    "bus.txt": "Advies over het leerlingenvervoer\n\n1 Bussen\n\nDe bussen rijden te lang. De raad vraagt kortere "
    "ritten voor kinderen in het buitengewoon onderwijs.\n\n2 Begeleiding\n\nOp elke bus rijdt een begeleider mee.",
    "lezen.txt": "Advies over voorlezen\n\n1 Thuis lezen\n\nKleuters die thuis een prentenboek krijgen, lezen later "
    "beter.\n\n2 Bibliotheek\n\nDe raad steunt een boekenbus voor elke gemeente.",
    "loon.txt": "Advies over leren op de werkplek\n\n1 Vergoeding\n\nLeerlingen in een bedrijf krijgen een vergoeding "
    "voor hun werk.\n\n2 Verzekering\n\nDe school verzekert de leerling op weg naar het bedrijf.",
}
QUERIES = ("peuters en boekjes", "ritten van de schoolbus", "betaald worden tijdens een stage", "vergoeding")
AWAY = "De vectoren op {} kunnen niet gebruikt worden: er komt geen bruikbaar antwoord; zoeken op woorden werkt wel."


@dataclass(slots=True)
class Server:
    """A Chroma server of the test's own, which can be stopped and started again with what it holds."""

    folder: Path
    port: int
    process: subprocess.Popen[str] | None = None

    @property
    def address(self) -> str:
        """What goes in ADVIESSPOOR_CHROMA."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Returns when it answers."""
        program = Path(sys.executable).with_name("chroma")
        arguments = ["run", "--path", str(self.folder), "--host", "127.0.0.1", "--port", str(self.port)]
        self.process = subprocess.Popen(
            [str(program), *arguments], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        out = self.process.stdout
        assert out is not None
        assert any("listening on address" in line for line in out), "the server ended before it listened"
        threading.Thread(target=out.read, daemon=True).start()  # so that what it goes on to say never blocks it
        self.wait()

    def wait(self) -> None:
        """It says that it listens a moment before it does."""
        until = time.monotonic() + 300
        while True:
            assert self.process is not None and self.process.poll() is None, "the server ended"
            try:
                with urllib.request.urlopen(f"{self.address}/api/v2/heartbeat", timeout=300) as answer:
                    assert json.load(answer)
                    return
            except urllib.error.URLError:
                assert time.monotonic() < until
                time.sleep(0.05)

    def stop(self) -> None:
        """As when its machine fails."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    made = Server(tmp_path / "chroma", free_port())
    try:
        made.start()
        yield made
    finally:
        made.stop()


@pytest.fixture
def advices(tmp_path: Path) -> Path:
    folder = tmp_path / "adviezen"
    folder.mkdir()
    for name, text in ADVICES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_a_server_gives_what_the_store_in_the_folder_gives(
    server: Server, advices: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = settings(tmp_path / "hier")
    monkeypatch.setenv("ADVIESSPOOR_CHROMA", server.address)
    there = settings(tmp_path / "daar")
    assert (here.chroma, there.chroma) == ("", server.address)
    made = [ingest([advices], each) for each in (here, there)]
    assert made[0].passages == made[1].passages > 5
    assert [r.warnings for r in made] == [(), ()]
    assert not (tmp_path / "daar" / "vectors").exists()
    with open_corpus(here) as own, open_corpus(there) as served:
        for one in (own, served):
            one.__dict__["model"] = model()
        assert count(served.vectors) == count(own.vectors) == made[0].passages
        for query in QUERIES:
            expected = search_json(search(own, query, limit=5))
            assert expected, query
            assert search_json(search(served, query, limit=5)) == expected, query
        assert check(served).whole


def test_a_server_that_is_away_is_said_and_costs_only_meaning(server: Server, advices: Path, tmp_path: Path) -> None:
    chosen = settings(tmp_path / "data", chroma=server.address)
    away = AWAY.format(server.address)
    server.stop()
    assert ingest([advices], chosen).warnings == (away,)
    with open_corpus(chosen) as corpus:
        corpus.__dict__["model"] = model()
        said: list[str] = []
        assert [h.file for h in search(corpus, "vergoeding", say=said.append)] == ["loon.txt"]
        assert said == [away]
        server.start()
        again = ingest([advices], chosen)
        assert (again.warnings, len(again.unchanged), again.passages > 5) == ((), 3, True)
        assert search(corpus, "peuters en boekjes", say=said.append)[0].file == "lezen.txt"
        server.stop()  # in the middle of a session
        assert [h.file for h in search(corpus, "vergoeding", say=said.append)] == ["loon.txt"]
        assert said == [away, away]


def test_two_data_folders_share_a_server(server: Server, advices: Path, tmp_path: Path) -> None:
    one = settings(tmp_path / "een", chroma=server.address)
    other = settings(tmp_path / "ander", chroma=server.address)
    (tmp_path / "los.txt").write_text("Advies over muziek\n\n1 Zingen\n\nElke school zingt met alle kinderen samen.")
    made = ingest([advices], one).passages
    assert ingest([tmp_path / "los.txt"], other).passages > 0
    assert ingest([advices], one).passages == 0  # the other run took nothing of ours away
    with open_corpus(one) as first, open_corpus(other) as second:
        assert first.vectors.name != second.vectors.name
        assert count(first.vectors) == made
        assert check(first).whole and check(second).whole
        second.__dict__["model"] = model()
        assert search(second, "samen een lied")[0].file == "los.txt"


def test_vectors_on_a_server_named_as_an_older_version_did_are_taken_over(
    server: Server, advices: Path, tmp_path: Path
) -> None:
    here = settings(tmp_path / "data", chroma=server.address)
    made = ingest([advices], here).passages
    with open_corpus(here) as corpus:  # back to how it was: named after the model alone, its maker not kept
        db, name, old = corpus.catalogue.db, corpus.vectors.name, model_key(here)
        assert rename(corpus.vectors.store, name, old)
        db.execute("INSERT INTO collections SELECT ?, complete, writing FROM collections WHERE name = ?", (old, name))
        db.execute("DELETE FROM collections WHERE name = ?", (name,))
        db.execute("DELETE FROM meta WHERE key LIKE 'vectors of %'")
    assert ingest([advices], here).passages == 0
    with open_corpus(here) as corpus:
        assert (corpus.vectors.name, count(corpus.vectors)) == (name, made)
        assert list(collections(corpus.catalogue)) == [name]
        assert [c.name for c in corpus.vectors.store.client.list_collections()] == [name]


def test_going_to_a_server_keeps_the_vectors_of_the_folder_until_all_are_there(
    server: Server, advices: Path, tmp_path: Path
) -> None:
    folder, there = settings(tmp_path / "data"), settings(tmp_path / "data", chroma=server.address)
    ingest([advices], folder)
    with open_corpus(there) as corpus:
        corpus.__dict__["model"] = model()
        assert search(corpus, "peuters en boekjes")[0].file == "lezen.txt"
        assert corpus.meaning.vectors.store.folder is not None
        assert check(corpus).whole is False and check(corpus).whole
        assert corpus.meaning.vectors.store.folder is None
        assert search(corpus, "peuters en boekjes")[0].file == "lezen.txt"
        assert list(collections(corpus.catalogue)) == [corpus.vectors.name]


def test_a_collection_that_somebody_else_made_anew_is_asked_again(
    server: Server, advices: Path, tmp_path: Path
) -> None:
    here = settings(tmp_path / "data", chroma=server.address)
    ingest([advices], here)
    with open_corpus(here) as running, open_corpus(here) as other:
        running.__dict__["model"] = other.__dict__["model"] = model()
        assert search(running, "peuters en boekjes")[0].file == "lezen.txt"
        reindex(other)
        said: list[str] = []
        assert search(running, "peuters en boekjes", say=said.append)[0].file == "lezen.txt"
        assert said == []
