"""What follows from the catalogue can be damaged in any way: it is said, and `check` makes it whole again."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.catalogue import FILE
from index.build import Progress
from index.check import check, reindex
from index.search import search
from index.status import status
from index.store import Corpus
from tests.corpora import corpus_with, document, section

TEXTS = ("Bussen rijden te traag.", "Elke kleuter krijgt een boek.", "De school betaalt het loon.", "Muziek is fijn.")
Found = list[tuple[str, str, float]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder of two documents with their vectors, closed."""
    documents = [document(name, [section(str(n), f"Titel {n}", t) for n, t in enumerate(TEXTS)]) for name in "ab"]
    with corpus_with(tmp_path / "data", documents):
        return tmp_path / "data"


def reopened(folder: Path) -> Corpus:
    return corpus_with(folder, [], vectors=False)


def answers(corpus: Corpus) -> Found:
    return [(h.file, h.where, round(h.score, 4)) for h in search(corpus, "prentenboeken voor de kleuters")]


def words(change: str) -> Callable[[Path], None]:
    """Damage to the word index inside the catalogue."""

    def damage(folder: Path) -> None:
        with sqlite3.connect(folder / FILE) as db:
            db.execute(change)

    return damage


def vectors(name: str, change: Callable[[bytes], bytes | None]) -> Callable[[Path], None]:
    """Damage to a file of the store of vectors."""

    def damage(folder: Path) -> None:
        for file in (folder / "vectors").rglob(name):
            changed = change(file.read_bytes())
            if changed is None:
                file.unlink()
            else:
                file.write_bytes(changed)

    return damage


WORDS = {
    "blocks overwritten": words("UPDATE words_data SET block = zeroblob(40) WHERE id > 10"),
    "blocks gone": words("DELETE FROM words_data"),
    "a row that finds itself no more": words("UPDATE words_content SET c1 = 'iets anders' WHERE id = 1"),
    "its own settings gone": words("DELETE FROM words_config"),
}
VECTORS = {
    "another kind of file": vectors("chroma.sqlite3", lambda _: b"dit is geen databank " * 500),
    "half a file": vectors("chroma.sqlite3", lambda data: data[: len(data) // 2]),
    "an empty file": vectors("chroma.sqlite3", lambda _: b""),
    "half a file of vectors": vectors("data_level0.bin", lambda data: data[: len(data) // 2]),
    "no file": vectors("chroma.sqlite3", lambda _: None),
}


@pytest.mark.parametrize("damage", [*WORDS.values(), *VECTORS.values()], ids=[*WORDS, *VECTORS])
def test_damage_is_found_said_and_mended(damage: Callable[[Path], None], folder: Path) -> None:
    with reopened(folder) as corpus:
        before = answers(corpus)
    damage(folder)
    with reopened(folder) as corpus:
        assert not check(corpus, repair=False).whole
    with reopened(folder) as corpus:
        report = check(corpus)
        assert report.repaired and not report.whole
        assert check(corpus).whole
        assert answers(corpus) == before
    with reopened(folder) as corpus:
        now = status(corpus)
        assert now.problem is None and now.vectors == now.passages == 8
        assert answers(corpus) == before


@pytest.mark.parametrize(
    ("kind", "said"), [(WORDS["blocks gone"], "woordenindex"), (VECTORS["half a file"], "vectoren")]
)
def test_status_says_what_is_damaged_and_how_to_mend_it(kind: Callable[[Path], None], said: str, folder: Path) -> None:
    kind(folder)
    with reopened(folder) as corpus:
        problem = status(corpus).problem or ""
    assert said in problem and "adviesspoor check" in problem and "database" not in problem


@pytest.mark.parametrize(
    "damage", [WORDS["blocks gone"], VECTORS["half a file"], lambda _: None], ids=["words", "vectors", "nothing"]
)
def test_reindex_gives_the_same_answers_from_the_catalogue_alone(damage: Callable[[Path], None], folder: Path) -> None:
    with reopened(folder) as corpus:
        before = answers(corpus)
    damage(folder)
    with reopened(folder) as corpus:
        told: list[Progress] = []
        assert reindex(corpus, told.append) == 8
        assert {p.stage for p in told} == {"rebuilding", "embedding", "done"}
        assert answers(corpus) == before
        assert check(corpus, repair=False).whole


def test_reindex_takes_nothing_away_before_its_successor_is_written(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.vectors.BATCH", 3)
    with reopened(folder) as corpus:
        before = answers(corpus)

        def stop(now: Progress) -> None:
            if now.stage == "embedding":
                assert answers(corpus) == before and status(corpus).vectors == 8
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            reindex(corpus, stop)
        assert answers(corpus) == before
    with reopened(folder) as corpus:
        assert check(corpus, repair=False).whole
        assert answers(corpus) == before
        assert reindex(corpus) == 8
