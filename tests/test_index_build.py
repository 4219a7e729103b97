"""Many files in: each once, none stops the others, and what was finished is kept whatever happens."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

import index.build
from corpus.catalogue import (
    Catalogue,
    all_documents,
    find_document,
    list_documents,
    list_files,
    original_of,
    originals,
    set_meta,
)
from corpus.errors import FULL, AdviesspoorError
from corpus.model import Category, Status
from corpus.names import name_text
from index.build import FileOutcome, IngestReport, Progress, find_files, ingest, retry_failed
from index.settings import Settings
from index.store import Corpus, open_corpus
from tests.conftest import Closed
from tests.corpora import settings

READER = "tests.readers:simple"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "docs"
    made.mkdir()
    return made


@pytest.fixture
def here(tmp_path: Path) -> Settings:
    return settings(tmp_path / "data", workers=2, file_seconds=60)


@pytest.fixture(autouse=True)
def no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    """These tests are about files; resolution and vectors have their own."""
    monkeypatch.setattr(index.build, "resolve_corpus", _resolved)
    monkeypatch.setattr(index.build, "_embed", _not_embedded)


def _resolved(catalogue: Catalogue) -> None:
    set_meta(catalogue, "resolved", "yes")


def _not_embedded(corpus: Corpus, tell: Callable[[Progress], None], cluster: object) -> tuple[int, tuple[str, ...]]:
    return 0, ()


def write(folder: Path, **texts: str) -> None:
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text)


def results(report: IngestReport) -> dict[str, str]:
    return {o.path.stem: o.result for o in report.outcomes}


def titles(here: Settings) -> list[str]:
    with open_corpus(here) as corpus:
        return sorted(d.title or "" for d in list_documents(corpus.catalogue))


def test_new_unchanged_and_changed_files_are_told_apart(folder: Path, here: Settings) -> None:
    write(folder, a="een", b="twee\ndrie")
    first = ingest([folder], here, reader=READER)
    assert results(first) == {"a": "new", "b": "new"}
    assert first.pages == 3
    assert [o.pages for o in first.outcomes] == [1, 2]
    write(folder, b="vier", c="vijf")
    assert results(ingest([folder], here, reader=READER)) == {"a": "unchanged", "b": "changed", "c": "new"}
    assert results(ingest([folder], here, reader=READER)) == {"a": "unchanged", "b": "unchanged", "c": "unchanged"}
    with open_corpus(here) as corpus:
        assert sorted(d.sections[0].body.text for d in all_documents(corpus.catalogue)) == ["een", "vier", "vijf"]


def test_a_file_that_was_only_touched_is_not_read_again(folder: Path, here: Settings) -> None:
    write(folder, a="een")
    ingest([folder], here, reader=READER)
    os.utime(folder / "a.txt", (1, 1))
    report = ingest([folder], here, reader="tests.readers:none_such")
    assert results(report) == {"a": "unchanged"}


def test_the_same_content_in_several_files_is_read_once(folder: Path, here: Settings) -> None:
    write(folder, a="zelfde", b="zelfde")
    assert sorted(results(ingest([folder], here, reader=READER)).values()) == ["new", "same"]
    write(folder, c="zelfde")
    assert results(ingest([folder], here, reader=READER))["c"] == "same"
    with open_corpus(here) as corpus:
        [row] = list_documents(corpus.catalogue)
        assert len(row.paths) == 3


def test_a_newer_version_of_the_code_reads_again(folder: Path, here: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    write(folder, a="een")
    ingest([folder], here, reader=READER)
    monkeypatch.setattr(index.build, "READING_VERSION", 10_000)
    assert results(ingest([folder], here, reader=READER)) == {"a": "changed"}


def test_words_of_an_older_version_are_made_anew_before_anything_is_read(folder: Path, here: Settings) -> None:
    write(folder, a="een klas")
    ingest([folder], here, reader=READER)
    with open_corpus(here) as corpus:
        good = corpus.catalogue.db.execute("SELECT rowid, * FROM words").fetchall()
        corpus.catalogue.db.execute("UPDATE words SET body = 'oud'")
        set_meta(corpus.catalogue, "version of words", "1")
    assert results(ingest([folder], here, reader="tests.readers:none_such")) == {"a": "unchanged"}
    with open_corpus(here) as corpus:
        assert [row[1:] for row in corpus.catalogue.db.execute("SELECT rowid, * FROM words")] == [r[1:] for r in good]
        corpus.catalogue.db.execute("UPDATE words SET body = 'mijn'")  # of this version: nobody looks
    ingest([folder], here, reader=READER)
    with open_corpus(here) as corpus:
        assert corpus.catalogue.db.execute("SELECT body FROM words").fetchall() == [("mijn",)]


BAD = [
    ("!refuse", Category.ENCRYPTED, "Het bestand is versleuteld."),
    ("!crash", Category.INTERNAL, "in het programma iets mis (ValueError)"),
    ("!half", Category.INTERNAL, "kan niet bewaard worden: er staan tekens in die geen tekst zijn."),
    ("!die", Category.INTERNAL, "code 7"),
]


@pytest.mark.parametrize(("line", "category", "says"), BAD)
def test_a_bad_file_is_an_outcome_and_the_others_go_on(
    folder: Path, here: Settings, line: str, category: Category, says: str
) -> None:
    write(folder, a="een", b=line, c="drie", d="vier")
    report = ingest([folder], here, reader=READER)
    assert results(report) == {"a": "new", "b": "failed", "c": "new", "d": "new"}
    [outcome] = report.failed
    assert (outcome.status, outcome.problems[0].category) == (Status.FAILED, category)
    assert says in outcome.problems[0].message
    with open_corpus(here) as corpus:
        [row] = list_files(corpus.catalogue, failed_only=True)
        assert (row.category, row.message) == (category, outcome.problems[0].message)


def test_a_file_that_takes_too_long_costs_only_itself(folder: Path, here: Settings) -> None:
    write(folder, a="!hang", b="twee", c="drie")
    report = ingest([folder], here.model_copy(update={"file_seconds": 3}), reader=READER)
    assert results(report) == {"a": "failed", "b": "new", "c": "new"}
    assert report.failed[0].problems[0].category is Category.TOO_SLOW


def test_what_failed_is_not_read_again_until_it_is_asked_or_changes(folder: Path, here: Settings) -> None:
    write(folder, a="!refuse")
    ingest([folder], here, reader=READER)
    again = ingest([folder], here, reader="tests.readers:none_such")
    assert results(again) == {"a": "failed"}
    assert again.failed[0].problems[0].message == "Het bestand is versleuteld."
    assert "none_such" not in str(again)
    os.utime(folder / "a.txt", (1, 1))
    assert results(retry_failed(here, reader=READER)) == {"a": "failed"}
    write(folder, a="goed nu")
    assert results(retry_failed(here, reader=READER)) == {"a": "changed"}
    assert retry_failed(here, reader=READER).outcomes == ()


def test_paths_that_are_not_there_or_too_large_are_outcomes(folder: Path, here: Settings) -> None:
    write(folder, groot="x" * 3000)
    report = ingest([folder, folder / "weg.pdf"], here.model_copy(update={"file_megabytes": 0.001}), reader=READER)
    assert [o.problems[0].category for o in report.outcomes] == [Category.TOO_LARGE, Category.UNREADABLE]
    assert "weg.pdf bestaat niet" in report.outcomes[1].problems[0].message


def test_folders_are_searched_for_pdf_and_text_but_not_hidden_ones_or_the_data_folder(tmp_path: Path) -> None:
    for name in ("a.PDF", "sub/b.txt", "sub/c.docx", ".hidden/d.pdf", "data/originals/e.pdf", "sub/.f.pdf"):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()
    found = find_files([tmp_path, tmp_path / "a.PDF"], tmp_path / "data")
    assert [str(p.relative_to(tmp_path)) for p in found] == ["a.PDF", "sub/b.txt"]


def test_progress_tells_file_pages_and_how_far(folder: Path, here: Settings) -> None:
    write(folder, a="een\ntwee", b="drie")
    told: list[Progress] = []
    ingest([folder], here, told.append, reader=READER)
    reading = [p for p in told if p.stage == "reading"]
    assert {p.file for p in reading} == {"a.txt", "b.txt"}
    assert (reading[-1].done, reading[-1].total, reading[-1].pages) == (2, 2, 3)
    assert reading[-1].pages_per_second > 0
    assert told[-1].stage == "done"


def test_a_copy_of_the_file_is_kept_and_goes_with_its_document(folder: Path, here: Settings) -> None:
    write(folder, a="een")
    ingest([folder], here, reader=READER)
    with open_corpus(here) as corpus:
        [row] = list_documents(corpus.catalogue)
        (folder / "a.txt").rename(folder / "elders")
        kept = original_of(corpus.catalogue, row.sha256)
        assert kept is not None
        assert kept.read_text() == "een"
    write(folder, a="twee")
    ingest([folder], here, reader=READER)
    assert not kept.exists()


def test_a_full_disk_stops_the_run_in_one_sentence_and_keeps_what_was_finished(
    folder: Path, here: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(folder, a="een")
    ingest([folder], here, reader=READER)
    write(folder, b="twee")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("shutil.copyfileobj", full)
    with pytest.raises(AdviesspoorError, match="De schijf is vol"):
        ingest([folder], here, reader=READER)
    assert titles(here) == ["a"]
    assert not list((here.data / "originals").glob(".*"))
    monkeypatch.undo()
    monkeypatch.setattr(index.build, "resolve_corpus", _resolved)
    monkeypatch.setattr(index.build, "_embed", _not_embedded)
    assert results(ingest([folder], here, reader=READER)) == {"a": "unchanged", "b": "new"}


def test_a_second_run_waits_for_the_first_and_says_so(folder: Path, here: Settings) -> None:
    write(folder, a="!wait open")
    begun, told = threading.Event(), list[Progress]()

    def tell(step: Progress) -> None:
        told.append(step)
        (folder / "open").touch()  # the first may go on

    first = threading.Thread(target=lambda: ingest([folder], here, lambda step: begun.set(), reader=READER))
    first.start()
    assert begun.wait(60)
    report = ingest([folder], here, tell, reader=READER)
    first.join()
    assert told[0].stage == "waiting"
    assert "andere verwerking" in told[0].message
    assert results(report) == {"a": "unchanged"}


SCRIPT = """
import sys
import index.build
from index.build import ingest
from tests.conftest import Closed
from tests.corpora import settings
from tests.test_index_build import READER, _not_embedded, _resolved
index.build.resolve_corpus, index.build._embed = _resolved, _not_embedded
from pathlib import Path
here = settings(Path(sys.argv[2]), workers=2)
ingest([Path(sys.argv[1])], here, lambda p: print(p.stage, p.done, flush=True), reader=READER)
"""


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_a_run_that_is_stopped_leaves_everything_whole_and_the_next_goes_on(
    folder: Path, here: Settings, how: signal.Signals
) -> None:
    # the longest are read first
    write(folder, **{f"f{n}": f"tekst {n}{'.' * 50}" if n < 4 else f"!wait open\ntekst {n}" for n in range(9)})
    root = Path(__file__).parent.parent
    run = subprocess.Popen(
        [sys.executable, "-c", SCRIPT, str(folder), str(here.data)],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, cwd=root,
    )  # fmt: skip
    assert run.stdout is not None
    for line in run.stdout:
        if line.split()[0] == "reading" and int(line.split()[1]) >= 4:
            break
    run.send_signal(how)
    assert run.wait(60) not in (0, None)
    run.stdout.close()
    assert titles(here) == ["f0", "f1", "f2", "f3"]
    (folder / "open").touch()
    report = ingest([folder], here, reader=READER)
    assert len(report.unchanged) == 4
    assert titles(here) == [f"f{n}" for n in range(9)]


def test_workers_end_with_a_parent_that_is_killed_in_the_middle_of_a_file(folder: Path, here: Settings) -> None:
    write(folder, a="een", b="!slow 300", c="!slow 300")
    root = Path(__file__).parent.parent
    with subprocess.Popen(
        [sys.executable, "-c", SCRIPT, str(folder), str(here.data)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=root,
    ) as run:  # fmt: skip
        assert run.stdout is not None and run.stderr is not None
        while "reading 1" not in run.stdout.readline():
            assert run.poll() is None
        run.kill()
        # standard error belongs to the workers too, so it ends when the last of them has
        assert "Traceback" not in run.stderr.read()


@pytest.mark.parametrize("name", [b"caf\xe9.txt", b"b\\xE9.txt", "café ✓.txt".encode(), b"a\n\x1b[31mb.txt"])
def test_a_name_that_is_no_text_is_a_name_like_any_other(folder: Path, here: Settings, name: bytes) -> None:
    path = folder / os.fsdecode(name)
    path.write_text("een")
    [outcome] = ingest([folder], here, reader=READER).outcomes
    assert (outcome.path, outcome.result) == (path, "new")
    assert results(ingest([folder], here, reader=READER)) == {path.stem: "unchanged"}
    with open_corpus(here) as corpus:
        [row] = list_documents(corpus.catalogue)
        assert row.paths == (name_text(path),)
        assert find_document(corpus.catalogue, str(path)) == row.sha256
        for copy in originals(corpus.catalogue).iterdir():
            copy.unlink()
        assert original_of(corpus.catalogue, row.sha256) == path
    path.write_text("!refuse")
    [failed] = ingest([folder], here, reader=READER).failed
    assert failed.path == path
    assert results(retry_failed(here, reader=READER)) == {path.stem: "failed"}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no FIFO on this system")
def test_a_pipe_in_a_folder_is_no_ordinary_file(folder: Path, here: Settings) -> None:
    write(folder, a="een")
    os.mkfifo(folder / "pijp.pdf")
    report = ingest([folder], here, reader=READER)
    assert [problem.message for problem in report.failed[0].problems] == ["pijp.pdf is geen gewoon bestand."]
    assert results(report) == {"a": "new", "pijp": "failed"}


def test_a_folder_that_is_closed_is_told_among_what_failed(folder: Path, here: Settings, closed: Closed) -> None:
    write(folder, a="een")
    (folder / "dicht").mkdir()
    closed(folder / "dicht")
    report = ingest([folder], here, reader=READER)
    assert results(report) == {"a": "new", "dicht": "failed"}
    assert report.failed[0].problems[0].message == "De map dicht kan niet gelezen worden: u hebt er geen rechten op."


def test_what_disappeared_is_mentioned_and_stays(folder: Path, here: Settings) -> None:
    write(folder, a="een", b="twee")
    (folder.parent / "elders.txt").write_text("drie")
    ingest([folder, folder.parent / "elders.txt"], here, reader=READER)
    (folder / "b.txt").unlink()
    (folder.parent / "elders.txt").unlink()
    report = ingest([folder], here, reader=READER)
    assert report.gone == (folder / "b.txt",)
    assert titles(here) == ["a", "b", "elders"]


def test_the_same_text_in_another_file_is_hinted_at(folder: Path, here: Settings) -> None:
    write(folder, advies="De raad vraagt tijd.\nHij wil overleg.", ander="De raad vraagt geld.\nHij wil overleg.")
    assert ingest([folder], here, reader=READER).alike == ()
    (folder / "kopie").mkdir()
    (folder / "kopie" / "advies.txt").write_text("De raad  vraagt tijd.\nHij wil overleg. ")
    assert ingest([folder], here, reader=READER).alike == (("advies.txt", "advies.txt"),)
    assert ingest([folder], here, reader=READER).alike == ()


def test_a_document_that_cannot_be_kept_leaves_no_copy(
    folder: Path, here: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(folder, a="een")

    def full(*_: object, **__: object) -> None:
        raise AdviesspoorError(FULL)

    monkeypatch.setattr(index.build, "put_document", full)
    with pytest.raises(AdviesspoorError, match="De schijf is vol"):
        ingest([folder], here, reader=READER)
    assert list((here.data / "originals").iterdir()) == []


def test_an_outcome_knows_which_pages_were_recognised() -> None:
    scanned = FileOutcome(Path("a.pdf"), "new", ocr_pages=2)
    report = IngestReport((scanned, FileOutcome(Path("b.pdf"), "unchanged", ocr_pages=2)), 1.0, 2, 0)
    assert report.repaired == (scanned,)
