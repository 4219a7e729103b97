"""The command line on a machine as it is: odd names, closed folders, damaged data, the documented exit codes."""

from __future__ import annotations

import ctypes
import json
import os
import shlex
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from corpus import catalogue
from corpus.names import as_text
from index.model import Model, load_model
from index.settings import Settings
from index.trace import action_numbers
from tests.test_cli import ROOT, SOME, Call, Run, call, filled, one_sentence, picture_of  # noqa: F401 (fixtures)

NOTE = """Advies over lezen

1 Inleiding

De raad vraagt de minister om actie 15 van het actieplan Leesvreugde snel uit te voeren in elke school.

2 Besluit

De raad steunt de coördinatie van leesbeleid in elke school en vraagt daarvoor genoeg middelen en tijd.
"""


@pytest.fixture
def noted(given: dict[str, str], tmp_path: Path) -> Path:
    """A data folder of the test's own with one small document, the nota.txt of `given`."""
    shutil.copytree(given["data"], tmp_path / "data")
    return tmp_path / "data"


def as_nobody() -> None:
    """In the new process: take from root the right to pass over permissions, so that these hold for it, too."""
    if os.geteuid() == 0:
        for capability in (1, 2):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
            ctypes.CDLL(None).prctl(24, capability, 0, 0, 0)  # PR_CAPBSET_DROP


def reader(*arguments: object) -> Run:
    """Call the command line as somebody for whom the permissions of files hold."""
    program = [sys.executable, "-m", "ui.cli", *map(str, arguments)]
    ended = subprocess.run(program, capture_output=True, text=True, cwd=ROOT, check=False, preexec_fn=as_nobody)
    return Run(ended.returncode, ended.stdout, ended.stderr)


# --- exit codes -------------------------------------------------------------------------------------------------------

CODES = [
    ("status", 0),
    ("search leesbeleid", 0),
    ("search leesbeleid --json", 0),
    ("search --batch {vragen}", 0),
    ("search zzzzqqq --type visienota", 1),
    ("search --batch {leeg}", 1),
    ("search ''", 3),
    ("search '   '", 3),
    ("search 'de het een van'", 3),
    ("search --batch {weg}", 3),
    ("search x --from 2018-02-30", 2),
    ("positions leesbeleid", 0),
    ("positions 'de het een'", 3),
    ("positions leesbeleid --to 1990", 1),
    ("trace 15", 0),
    ("trace 'acties 14 tot 16'", 0),
    ("trace 99", 1),
    ("trace lezen", 2),
    ("trace 15 --plan onbekend", 1),
    ("export nota -o {uit}", 0),
    ("export onbekend -o {uit}", 1),
    ("export -o {vragen}", 3),
    ("graph export -o {uit}/g.gexf", 0),
    ("graph export -o {uit}/g.gexf onbekend", 1),
    ("graph export -o {vragen}/g.gexf", 3),
    ("graph export -o g.docx", 2),
    ("graph", 2),
    ("read {nota}", 0),
    ("read {weg}", 1),
    ("read {leeg}", 1),
    ("read {uit}", 1),
    ("read {nota} -o /proc/uit.json", 3),
    ("read {nota} -o {uit}", 3),
    ("ingest {nota}", 0),
    ("ingest {weg}", 1),
    ("check", 0),
    ("check --no-repair", 0),
    ("onbekend", 2),
    ("status --data {vragen}", 3),
]


@pytest.fixture(scope="module")
def given(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A data folder with one document, and what the commands of the table are about."""
    from ui.cli import main

    folder = tmp_path_factory.mktemp("codes")
    (folder / "uit").mkdir()
    (folder / "nota.txt").write_text(NOTE, encoding="utf-8")
    (folder / "vragen.txt").write_text("leesbeleid\n", encoding="utf-8")
    (folder / "leeg.txt").write_bytes(b"")
    assert main(["ingest", str(folder / "nota.txt"), "--data", str(folder / "data")]) == 0
    return {name: str(folder / f"{name}.txt") for name in ("nota", "vragen", "leeg", "weg")} | {
        "uit": str(folder / "uit"), "data": str(folder / "data")
    }  # fmt: skip


@pytest.mark.parametrize(("arguments", "code"), CODES)
def test_every_exit_code_is_the_documented_one_and_has_its_sentence(
    arguments: str, code: int, call: Call, given: dict[str, str]  # noqa: F811
) -> None:  # fmt: skip
    ran = call("--data", given["data"], *shlex.split(arguments.format(**given)))
    assert ran.code == code, ran.err
    assert bool(ran.err.strip()) == (code != 0)
    if code in (1, 3):
        assert one_sentence(ran.err)
    for english in ("Errno", "File exists", "directory", "Permission", "No such", "Invalid", "Got unexpected"):
        assert english not in ran.err


def test_a_mistake_of_ours_is_one_sentence_and_its_trace_is_kept(
    call: Call, noted: Path, monkeypatch: pytest.MonkeyPatch  # noqa: F811
) -> None:  # fmt: skip
    def broken(*_: object, **__: object) -> None:
        raise KeyError("een sleutel")

    monkeypatch.setattr("index.status.status", broken)
    ran = call("--data", noted, "status")
    assert ran.code == 3 and one_sentence(ran.err) and "(KeyError)" in ran.err
    [kept] = [Path(word) for word in ran.err.split() if word.endswith(".txt")]
    assert "een sleutel" in kept.read_text()
    kept.unlink()


# --- an empty catalogue -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "arguments", ["search lezen", "trace 15", "positions lezen", "export", "graph export -o g.gexf"]
)
@pytest.mark.parametrize("made", [False, True])
def test_an_empty_catalogue_is_said_with_its_folder(
    arguments: str, made: bool, call: Call, tmp_path: Path  # noqa: F811
) -> None:  # fmt: skip
    data = tmp_path / "data"
    if made:
        catalogue.open_catalogue(data).db.close()
    ran = call(*arguments.split(), "--data", data)
    assert ran.code == 1 and one_sentence(ran.err)
    assert "nog leeg" in ran.err and str(data) in ran.err
    assert data.exists() == made


# --- names and words that are no UTF-8 --------------------------------------------------------------------------------


def test_a_file_with_a_name_that_is_no_text_is_read_shown_and_exported(call: Call, tmp_path: Path) -> None:  # noqa: F811
    folder, data = tmp_path / "in", tmp_path / "data"
    folder.mkdir()
    odd = folder / os.fsdecode(b"caf\xe9.txt")
    odd.write_text(NOTE, encoding="utf-8")
    ran = call("ingest", folder, "--data", data, "--json")
    assert ran.code == 0 and [f["path"] for f in ran.json["files"]] == [f"{folder}/caf\\xE9.txt"]
    assert "Ongewijzigd (1)" in call("ingest", folder, "--data", data).out
    [hit] = call("search", "leesbeleid", "--limit", 1, "--data", data, "--json").json
    assert hit["file"] == "caf\\xE9.txt"
    assert call("trace", "15", "--data", data).code == 0
    for name in (str(odd), odd.name, "caf\\xE9"):
        assert call("export", name, "-o", tmp_path / "uit", "--data", data).code == 0
    assert [p.name for p in (tmp_path / "uit").iterdir()] == ["caf\\xE9.json"]
    assert call("read", odd).json["file"] == "caf\\xE9.txt"
    assert call("read", folder / os.fsdecode(b"w\xe9g.txt")).err.count("w\\xE9g.txt") == 1
    assert call("status", "--data", data).code == 0


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["search", b"co\xf6rdinatie"], 0),
        (["search", b"\xff\xfe\x81"], 1),
        (["positions", b"leesbele\xefd"], 1),
        (["trace", b"actie \xe9"], 2),
        (["trace", "15", "--plan", b"pl\xe1n"], 1),
        (["export", b"onbek\xe9nd", "-o", "-"], 1),
        (["graph", "export", "-o", "g.gexf", b"onbek\xe9nd"], 1),
        (["search", "x", "--type", b"\xe9"], 2),
        ([b"z\xe9ek"], 2),
    ],
)
def test_bytes_that_are_no_text_in_a_call_are_no_accident(
    arguments: list[str | bytes], code: int, call: Call, given: dict[str, str]  # noqa: F811
) -> None:  # fmt: skip
    ran = call("--data", given["data"], *(os.fsdecode(a) for a in arguments))
    assert (ran.code == code or (ran.code, code) == (0, 1)) and "Traceback" not in ran.err
    assert "iets mis in Adviesspoor" not in ran.err


def test_what_a_terminal_without_utf8_sends_is_understood() -> None:
    assert as_text(os.fsdecode(b"co\xf6rdinatie")) == "coördinatie"
    assert as_text("coördinatie ✓") == "coördinatie ✓"


@pytest.mark.parametrize("content", ["coördinatie\n".encode("latin-1"), "\ufeffcoördinatie\r\n".encode()])
def test_a_batch_may_be_windows_text(content: bytes, call: Call, given: dict[str, str], tmp_path: Path) -> None:  # noqa: F811
    (tmp_path / "vragen.txt").write_bytes(content)
    ran = call("--data", given["data"], "search", "--batch", tmp_path / "vragen.txt", "--json")
    assert ran.code == 0 and json.loads(ran.out)[0]["matched"] == ["coordinatie"]


def test_a_batch_loads_the_model_once(
    call: Call,  # noqa: F811
    given: dict[str, str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    loaded: list[Model] = []

    def load(here: Settings, say: object = None) -> Model:
        loaded.append(load_model(here))
        return loaded[-1]

    monkeypatch.setattr("index.store.load_model", load)
    (tmp_path / "vragen.txt").write_text("leesbeleid\nminister\nmiddelen\n")
    ran = call("--data", given["data"], "search", "--batch", tmp_path / "vragen.txt", "--json")
    assert ran.code == 0 and len(ran.out.splitlines()) == 3 and len(loaded) == 1


def test_an_output_that_cannot_be_written_is_named_as_it_was_given(call: Call, given: dict[str, str]) -> None:  # noqa: F811
    assert (
        call("read", given["nota"], "-o", "/proc/uit.json").err
        == "/proc/uit.json: het bestand of de map bestaat niet.\n"
    )


# --- folders that cannot be written, or looked into -------------------------------------------------------------------


def test_a_folder_that_can_only_be_read_can_be_asked_everything(noted: Path) -> None:
    for path in (noted, *noted.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    before = picture_of(noted)
    for arguments in ("status", "search leesbeleid", "trace 15", "export -o -", "check", "check --no-repair"):
        ran = reader("--data", noted, *arguments.split())
        assert (ran.code, ran.err) == (0, ""), arguments
    counts = reader("--data", noted, "status", "--json").json
    assert counts["problem"] is None and counts["vectors"] == counts["passages"] > 0
    for arguments in (f"ingest {noted.parent}", "reindex"):
        ran = reader("--data", noted, *arguments.split())
        assert ran.code == 3 and one_sentence(ran.err) and "geschreven worden" in ran.err
    assert picture_of(noted) == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [("ingest {dicht}", "De map dicht kan niet gelezen worden: u hebt er geen rechten op."),
     ("status --data {dicht}/data", "u hebt er geen rechten op."),
     ("read {dicht}/a.txt", "a.txt"),
     ("export -o {dicht}/uit", "u hebt er geen rechten op.")],
)  # fmt: skip
def test_a_closed_folder_is_said(arguments: str, said: str, noted: Path, tmp_path: Path) -> None:
    closed = tmp_path / "dicht"
    closed.mkdir()
    closed.chmod(0)
    ran = reader("--data", noted, *arguments.format(dicht=closed).split())
    closed.chmod(0o755)
    assert ran.code in (1, 3) and one_sentence(ran.err) and said in ran.out + ran.err


# --- data that is damaged ---------------------------------------------------------------------------------------------


def test_a_catalogue_that_is_something_else_is_said_in_dutch(call: Call, tmp_path: Path) -> None:  # noqa: F811
    (tmp_path / catalogue.FILE).write_bytes(b"dit is geen databank " * 500)
    ran = call("--data", tmp_path, "status")
    assert ran.code == 3 and one_sentence(ran.err) and "geen catalogus" in ran.err and "database" not in ran.err


def test_a_catalogue_with_damaged_pages_is_said_in_dutch(call: Call, noted: Path) -> None:  # noqa: F811
    with sqlite3.connect(noted / catalogue.FILE) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    file = noted / catalogue.FILE
    data = bytearray(file.read_bytes())
    data[4096:] = b"\xa5" * (len(data) - 4096)
    file.write_bytes(data)
    ran = call("--data", noted, "search", "leesbeleid")
    assert ran.code == 3 and one_sentence(ran.err) and "beschadigd" in ran.err and "malformed" not in ran.err


def test_check_mends_damaged_vectors_and_status_says_it_before(call: Call, noted: Path) -> None:  # noqa: F811
    before = call("--data", noted, "search", "leesbeleid", "--json").json
    (noted / "vectors" / "chroma.sqlite3").write_bytes(b"iets anders" * 1000)
    told = call("--data", noted, "status", "--json").json["problem"]
    assert "adviesspoor check" in told and "database" not in told
    assert call("--data", noted, "check", "--no-repair").code == 1
    mended = call("--data", noted, "check")
    assert mended.code == 0 and "hersteld" in mended.out
    assert call("--data", noted, "check", "--no-repair").code == 0
    assert call("--data", noted, "search", "leesbeleid", "--json").json == before


def test_reindex_gives_the_same_answers(call: Call, given: dict[str, str]) -> None:  # noqa: F811
    before = call("--data", given["data"], "search", "leesbeleid", "--json").json
    made = call("--data", given["data"], "reindex", "--json")
    assert made.code == 0 and made.json["documents"] == 1 and made.json["passages"] > 0
    assert call("--data", given["data"], "search", "leesbeleid", "--json").json == before


# --- what ingest says at its end --------------------------------------------------------------------------------------


def test_ingest_mentions_what_is_gone_and_what_is_there_twice(call: Call, tmp_path: Path) -> None:  # noqa: F811
    folder, data = tmp_path / "in", tmp_path / "data"
    folder.mkdir()
    (folder / "a.txt").write_text(NOTE, encoding="utf-8")
    call("ingest", folder, "--data", data)
    (folder / "a.txt").rename(tmp_path / "elders.txt")
    (folder / "b.txt").write_text(NOTE + "\n", encoding="utf-8")
    ran = call("ingest", folder, "--data", data)
    assert ran.code == 0
    assert "Niet meer in de map, wel nog in de catalogus (1)" in ran.out and str(folder / "a.txt") in ran.out
    assert "b.txt heeft woord voor woord dezelfde tekst als a.txt" in ran.out
    assert call("status", "--data", data, "--json").json["documents"] == 2


def test_documents_that_differ_in_their_notes_alone_are_not_called_the_same(call: Call, tmp_path: Path) -> None:  # noqa: F811
    folder = tmp_path / "in"
    folder.mkdir()
    for name, work in (("a.txt", "Lezen telt"), ("b.txt", "Rekenen telt")):
        said = NOTE.rstrip() + f" De raad las een studie.[^1]\n\n[^1]: Maes, J. (2020). {work}. Gent: Acco.\n"
        (folder / name).write_text(said, encoding="utf-8")
    ran = call("ingest", folder, "--data", tmp_path / "data")
    assert ran.code == 0 and "dezelfde tekst" not in ran.out


# --- actions ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("actie 18.2", ["18.2"]),
        ("18 bis", ["18bis"]),
        ("acties 4 tot en met 7", ["4", "5", "6", "7"]),
        ("4-7", ["4", "5", "6", "7"]),
        ("acties 13.2 t.e.m. 13.4", ["13.2", "13.3", "13.4"]),
        ("acties 1, 3 en 18.2", ["1", "3", "18.2"]),
        ("actie 1 en actie 2", ["1", "2"]),
        ("de acties 1 t/m 3, 5 en 2", ["1", "2", "3", "5"]),
    ],
)
def test_actions_are_asked_for_as_people_write_them(text: str, numbers: list[str]) -> None:
    assert action_numbers(text) == numbers


def test_a_plan_that_is_not_known_gets_all_that_are(call: Call, filled: Path) -> None:  # noqa: F811
    with sqlite3.connect(filled / catalogue.FILE) as db:
        plans = [p for (p,) in db.execute("SELECT DISTINCT plan FROM mentions WHERE plan IS NOT NULL")]
        (number,) = db.execute("SELECT action FROM mentions ORDER BY position LIMIT 1").fetchone()
    ran = call("--data", filled, "trace", number, "--plan", "zzz onbekend")
    assert ran.code == 1 and plans and all(plan in ran.err for plan in plans)


def test_the_same_wording_in_several_documents_is_shown_once(call: Call, tmp_path: Path) -> None:  # noqa: F811
    folder, data = tmp_path / "in", tmp_path / "data"
    folder.mkdir()
    for year in (2019, 2020):
        (folder / f"advies-{year}.txt").write_text(f"Advies van {year}\n\n{NOTE}", encoding="utf-8")
    call("ingest", folder, "--data", data)
    shown = call("trace", "15", "--data", data)
    assert shown.out.count("snel uit te voeren") == 1
    assert shown.out.count("zelfde tekst als in advies-") == 1
    assert len({r["file"] for r in call("trace", "15", "--data", data, "--json").json}) == 2


def test_only_one_writes_and_the_other_says_that_it_waits(noted: Path, given: dict[str, str]) -> None:
    from filelock import FileLock

    lock = FileLock(noted / ".ingest.lock")
    lock.acquire()
    program = [sys.executable, "-m", "ui.cli", "--data", str(noted), "ingest", given["nota"]]
    with subprocess.Popen(program, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT) as second:
        assert second.stdout is not None and second.stderr is not None
        assert "even wachten" in second.stderr.readline()
        lock.release()
        assert "Ongewijzigd (1)" in second.stdout.read()
        assert second.wait(60) == 0
