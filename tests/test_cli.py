"""The command line as its users meet it: answers, exit codes, and one sentence for everything that can go wrong."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import re
import shlex
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import typer
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from corpus import catalogue
from ui.cli import app, main

ROOT = Path(__file__).parent.parent
DOCUMENTED = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
SOME = ("101-advies-stem-2012.pdf", "104-vraag-kleuterparticipatie-2015.pdf", "108-advies-taalscreening-2021.pdf")


@dataclass(frozen=True)
class Run:
    """What one call gave."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Call = Callable[..., Run]


@pytest.fixture
def call(capfd: pytest.CaptureFixture[str]) -> Call:
    """Call the command line in this process."""

    def run(*arguments: object) -> Run:
        capfd.readouterr()
        code = main([str(a) for a in arguments])
        out, err = capfd.readouterr()
        return Run(code, out, err)

    return run


def call_apart(*arguments: object, **environment: str) -> Run:
    """Call the command line in a process and an environment of its own."""
    program = [sys.executable, "-m", "ui.cli", *map(str, arguments)]
    ended = subprocess.run(program, capture_output=True, text=True, cwd=ROOT, env=os.environ | environment, check=False)
    return Run(ended.returncode, ended.stdout, ended.stderr)


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory, demonstration: Path) -> Path:
    """A data folder with some of the demonstration documents in it; nobody may write there."""
    data = tmp_path_factory.mktemp("data")
    assert main(["--data", str(data), "ingest", *(str(demonstration / name) for name in SOME)]) == 0
    return data


def one_sentence(text: str) -> bool:
    """One line for a person: no traceback, nothing in English, a full stop at the end."""
    return (
        bool(text.strip()) and "Traceback" not in text and all(line[-1] in ".)" for line in text.strip().splitlines())
    )


def picture_of(folder: Path) -> dict[str, str]:
    """Every file of a folder with the digest of its content."""
    return {
        str(p.relative_to(folder)): hashlib.sha256(p.read_bytes()).hexdigest()
        for p in sorted(folder.rglob("*"))
        if p.is_file() and p.suffix not in (".lock",) and not p.name.endswith(("-wal", "-shm"))
    }


# --- help, documentation, speed ---------------------------------------------------------------------------------------


def commands() -> Iterator[tuple[str, Any]]:
    """Every command with the words it is called by."""
    group: Any = typer.main.get_command(app)
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            for below, its in command.commands.items():
                yield f"{name} {below}", its
        else:
            yield name, command


@pytest.mark.parametrize(("name", "command"), list(commands()))
def test_every_command_and_option_is_documented(name: str, command: Any) -> None:
    chapter = next((c for c in DOCUMENTED.split("\n## ") if c.startswith(f"`adviesspoor {name}")), None)
    assert chapter, f"docs/cli.md has no chapter on {name}"
    for parameter in command.params:
        for option in (*parameter.opts, *parameter.secondary_opts):
            if option.startswith("-"):
                assert f"`{option}" in chapter, f"{option} of {name} is not in docs/cli.md"


def test_documentation_names_no_command_that_is_not_there() -> None:
    named = re.findall(r"^## `adviesspoor ((?:graph |review |sources )?\w+)", DOCUMENTED, re.MULTILINE)
    assert sorted(named) == sorted(name for name, _ in commands())


@pytest.mark.parametrize(("name", "command"), list(commands()))
def test_help_is_dutch_and_ends_with_an_example_that_can_be_called(name: str, command: Any, call: Call) -> None:
    shown = call(*name.split(), "--help")
    assert shown.code == 0
    assert "Gebruik: " in shown.out and "Toon deze uitleg." in shown.out and "Usage" not in shown.out
    example = re.sub(r"\[/?cyan\]", "", command.epilog).removeprefix("Voorbeeld: ")
    words = shlex.split(example)
    assert words[: 1 + len(name.split())] == ["adviesspoor", *name.split()]
    command.make_context(name, words[1 + len(name.split()) :], resilient_parsing=False)


def test_the_version_is_told_without_a_command(call: Call) -> None:
    assert re.fullmatch(r"adviesspoor \d+\.\d+\.\d+\n", call("--version").out)


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys; from ui.cli import main; main(['--help'])\n"
        "print(sorted({'torch', 'streamlit', 'chromadb', 'spacy', 'numpy', 'pdfplumber'} & set(sys.modules)))"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert shown.stdout.splitlines()[-1] == "[]"


# --- wrong use --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("serach x", "bestaat niet: serach"),
        ("search x --limt 3", "--limt bestaat niet"),
        ("search x --limit veel", "--limit kan niet 'veel' zijn"),
        ("search x --limit 0", "--limit kan niet"),
        ("search x --type boek", "kies uit advies"),
        ("search x --from 12-2018", "geen datum als 2018"),
        ("search x --to 2018-13", "geen datum als 2018"),
        ("search x --from 2018-02-31", "geen datum als 2018"),
        ("search x --from ２０１８", "geen datum als 2018"),
        ("search x --from 2020 --to 2018", "eindigt dus voor ze begint"),
        ("search x --from 2018-05 --to 2018-04-30", "eindigt dus voor ze begint"),
        ("search x --action lezen", "geen nummer van een actie"),
        ("search x --limit 0", "1 of meer"),
        ("search x --limit veel", "verwacht wordt een geheel getal"),
        ("search x y", "te veel gegeven: y"),
        ("search --batch ''", "hier staat niets"),
        ("positions x --from 2020 --to 2018", "eindigt dus voor ze begint"),
        ("trace lezen", "geen nummer van een actie"),
        ("trace 7-4", "geen reeks van acties"),
        ("ingest ''", "hier staat niets"),
        ("ingest . --workers 0", "--workers kan niet '0' zijn"),
        ("read ''", "hier staat niets"),
        ("read a.pdf -o ''", "hier staat niets"),
        ("export -o ''", "hier staat niets"),
        ("graph export -o ''", "hier staat niets"),
        ("graph export a.gexf", "--output ontbreekt"),
        ("status --data ''", "hier staat niets"),
        ("ui --port 0", "1 of meer"),
        ("search", "geef een zoekvraag"),
        ("search x --batch y", "niet meer dan een"),
        ("search --like advies.pdf", "geen document en sectie"),
        ("search x --like a#1", "niet meer dan een"),
        ("trace", "ACTIE ontbreekt"),
        ("read", "BESTAND ontbreekt"),
        ("ingest", "minstens één bestand"),
        ("graph export", "--output ontbreekt"),
        ("graph export -o graaf.docx", ".gexf"),
        ("status --data", "--data kreeg geen waarde"),
    ],
)
def test_wrong_use_is_said_in_one_sentence(arguments: str, said: str, call: Call, tmp_path: Path) -> None:
    wrong = call("--data", tmp_path / "data", *shlex.split(arguments))
    assert (wrong.code, wrong.out) == (2, "")
    assert said in wrong.err and "Traceback" not in wrong.err
    assert not (tmp_path / "data").exists(), "wrong use must change nothing"


def test_a_setting_that_cannot_be_is_named(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADVIESSPOOR_PORT", "veel")
    wrong = call("status")
    assert wrong.code == 3 and "port" in wrong.err and one_sentence(wrong.err)


# --- the way of a document --------------------------------------------------------------------------------------------


def test_read_gives_the_exchange_format_and_touches_no_catalogue(
    call: Call, demonstration: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ADVIESSPOOR_DATA", str(tmp_path / "data"))
    shown = call("read", demonstration / SOME[1])
    assert shown.code == 0 and shown.err == ""
    assert shown.json["format"] == "adviesspoor/1" and shown.json["type"] == "schriftelijke_vraag"
    assert shown.json["questions"] and all(q["answer"] for q in shown.json["questions"])
    written = call("read", demonstration / SOME[1], "-o", tmp_path / "new" / "vraag.json")
    assert (written.code, written.out) == (0, "")
    assert json.loads((tmp_path / "new" / "vraag.json").read_text(encoding="utf-8")) == shown.json
    assert not (tmp_path / "data").exists()


def test_ingest_skips_what_is_unchanged_and_lists_what_became_of_each(
    call: Call, demonstration: Path, tmp_path: Path
) -> None:
    folder, data = tmp_path / "in" / "deeper", tmp_path / "data"
    folder.mkdir(parents=True)
    for name in SOME[:2]:
        (folder / name).write_bytes((demonstration / name).read_bytes())
    first = call("ingest", folder.parent, "--data", data, "--workers", 2)
    assert first.code == 0 and "Nieuw (2)" in first.out and SOME[0] in first.out
    (folder / "copy.pdf").write_bytes((demonstration / SOME[0]).read_bytes())
    (folder / SOME[1]).write_bytes((demonstration / SOME[2]).read_bytes())
    second = call("ingest", folder.parent, "--data", data, "--json")
    results = {Path(f["path"]).name: f["result"] for f in second.json["files"]}
    assert results == {SOME[0]: "unchanged", SOME[1]: "changed", "copy.pdf": "same"}
    third = call("ingest", folder.parent, "--data", data)
    assert "Ongewijzigd (3)" in third.out and "Nieuw" not in third.out


def test_plain_text_goes_everywhere_a_pdf_goes(call: Call, tmp_path: Path) -> None:
    text = tmp_path / "nota.txt"
    paragraph = (
        "De raad vraagt de minister om actie 15 van het actieplan Leesvreugde snel uit te voeren in elke school."
    )
    text.write_text(f"Advies over lezen\n\n1 Inleiding\n\n{paragraph}\n\n2 Besluit\n\n{paragraph}\n", encoding="utf-8")
    assert paragraph in json.dumps(call("read", text).json, ensure_ascii=False)
    data = tmp_path / "data"
    assert call("ingest", text, "--data", data).code == 0
    assert call("search", "leesvreugde minister", "--data", data, "--json").json[0]["file"] == "nota.txt"
    assert call("trace", "15", "--data", data).code == 0
    assert call("export", "nota", "-o", tmp_path, "--data", data).out.strip() == str(tmp_path / "nota.json")


def test_export_writes_one_file_a_document_named_after_its_file(call: Call, filled: Path, tmp_path: Path) -> None:
    every = call("--data", filled, "export", "-o", tmp_path / "uit")
    assert every.code == 0
    assert sorted(p.name for p in (tmp_path / "uit").iterdir()) == [f"{Path(name).stem}.json" for name in SOME]
    exported = json.loads((tmp_path / "uit" / f"{Path(SOME[0]).stem}.json").read_text(encoding="utf-8"))
    assert exported["file"] == SOME[0]
    assert all(c["source"] for c in exported["citations"]), "sources are resolved in the catalogue"
    one = call("--data", filled, "export", SOME[0], "-o", "-")
    assert one.json == exported
    by_content = call("--data", filled, "export", exported["sha256"][:10], "-o", "-")
    assert by_content.json == exported


def test_export_of_an_unknown_document_writes_nothing(call: Call, filled: Path, tmp_path: Path) -> None:
    wrong = call("--data", filled, "export", SOME[0], "onbekend", "-o", tmp_path / "uit")
    assert wrong.code == 1 and "'onbekend'" in wrong.err and one_sentence(wrong.err)
    assert not (tmp_path / "uit").exists()


def test_two_documents_of_one_name_get_two_files(call: Call, demonstration: Path, tmp_path: Path) -> None:
    for place, name in (("a", SOME[1]), ("b", SOME[0])):
        (tmp_path / place).mkdir()
        (tmp_path / place / "advies.pdf").write_bytes((demonstration / name).read_bytes())
    data = tmp_path / "data"
    call("ingest", tmp_path / "a", tmp_path / "b", "--data", data)
    written = call("export", "-o", tmp_path / "uit", "--data", data).out.splitlines()
    assert len(set(written)) == 2 and str(tmp_path / "uit" / "advies.json") in written


# --- answers ----------------------------------------------------------------------------------------------------------


def test_search_shows_document_section_page_and_the_passage_with_its_words_marked(call: Call, filled: Path) -> None:
    shown = call("--data", filled, "search", "huisbezoeken kleuters", "--limit", 3)
    assert shown.code == 0
    assert SOME[1] in shown.out and ", p. " in shown.out and re.search(r"\*\*huisbezoek\w*\*\*", shown.out, re.I)


def test_search_as_json_is_the_exchange_format(call: Call, filled: Path) -> None:
    hits = call("--data", filled, "search", "huisbezoeken", "--json", "--limit", 4).json
    assert 1 <= len(hits) <= 4 and [h["rank"] for h in hits] == list(range(1, len(hits) + 1))
    wanted = {"rank", "score", "file", "doc", "where", "title", "date", "type", "page", "passage"}
    assert all(wanted <= set(h) for h in hits)


@pytest.mark.parametrize(
    ("options", "kept"),
    [
        (["--type", "schriftelijke_vraag"], {SOME[1]}),
        (["--from", "2020"], {SOME[2]}),
        (["--to", "2012"], {SOME[0]}),
        (["--from", "2012-05", "--to", "2012-05"], {SOME[0]}),
        (["--body", "Raad Secundair Onderwijs", "--type", "advies", "--to", "2012-12-31"], {SOME[0]}),
    ],
)
def test_filters_hold_for_every_result(options: list[str], kept: set[str], call: Call, filled: Path) -> None:
    hits = call("--data", filled, "search", "onderwijs scholen leerlingen", "--json", *options).json
    assert hits and {h["file"] for h in hits} <= kept


def test_batch_gives_one_list_a_line_in_order(call: Call, filled: Path, tmp_path: Path) -> None:
    queries = tmp_path / "vragen.txt"
    queries.write_text("huisbezoeken\n\nde het een van\ntechniek en wetenschap\n", encoding="utf-8")
    shown = call("--data", filled, "search", "--batch", queries, "--json")
    lists = [json.loads(line) for line in shown.out.splitlines()]
    assert shown.code == 0 and len(lists) == 4
    assert lists[0] and lists[1] == [] and lists[2] == [] and lists[3]
    assert lists[0] == call("--data", filled, "search", "huisbezoeken", "--json").json
    assert shown.err.startswith("Regel 3: ")


def test_nothing_found_is_said_and_gives_its_own_code(call: Call, filled: Path) -> None:
    nothing = call("--data", filled, "search", "huisbezoeken", "--from", "2030")
    assert (nothing.code, nothing.out) == (1, "") and one_sentence(nothing.err)
    assert call("--data", filled, "search", "huisbezoeken", "--from", "2030", "--json").json == []


def test_nothing_found_says_what_to_leave_out(call: Call, filled: Path) -> None:
    nothing = call("--data", filled, "search", "huisbezoeken van:2030", "--type", "schriftelijke_vraag")
    assert (nothing.code, nothing.out) == (1, "")
    assert nothing.err.startswith("Niets gevonden voor 'huisbezoeken van:2030'. Zonder van:2030: ")


def test_a_mistyped_word_is_found_and_said(call: Call, filled: Path) -> None:
    shown = call("--data", filled, "search", "huisbezoekn", "--limit", 1)
    assert shown.code == 0 and SOME[1] in shown.out
    assert shown.err.startswith("'huisbezoekn' komt nergens voor; er is gezocht naar 'huisbezoek")


def test_more_like_a_section_needs_no_query(call: Call, filled: Path) -> None:
    [first] = call("--data", filled, "search", "huisbezoeken", "--json", "--limit", 1).json
    own = f"{first['file']}#{first['where']}"
    hits = call("--data", filled, "search", "--like", own, "--json", "--limit", 5).json
    assert len(hits) == 5 and (first["sha256"], first["where"]) not in {(h["sha256"], h["where"]) for h in hits}
    assert "Er is geen onderdeel" in call("--data", filled, "search", "--like", f"{first['file']}#99").err


def test_results_can_stand_under_their_document_with_why_they_are_there(call: Call, filled: Path) -> None:
    shown = call("--data", filled, "search", "huisbezoeken kleuters", "--per-document", "--why", "--limit", 6)
    assert shown.out.count(SOME[1]) == 1 and "bevat huisbezoeken" in shown.out and "betekenis " in shown.out


def test_results_of_no_words_can_be_newest_first(call: Call, filled: Path) -> None:
    hits = call("--data", filled, "search", "onderwijs", "--json", "--order", "newest", "--nearby", "--fold").json
    assert [h["date"] for h in hits] == sorted((h["date"] for h in hits), reverse=True) and len(hits) > 3


def test_trace_takes_the_parts_of_an_action_along(call: Call, filled: Path) -> None:
    actions = call("--data", filled, "status", "--json").json["mentions"]
    assert actions > 0
    with sqlite3.connect(filled / catalogue.FILE) as db:
        (number,) = db.execute("SELECT action FROM mentions ORDER BY position LIMIT 1").fetchone()
    rows = call("--data", filled, "trace", f"actie {number}", "--json").json
    assert rows and all(r["action"] == number or r["action"].startswith(f"{number}.") for r in rows)
    assert [r["date"] for r in rows] == sorted(r["date"] for r in rows)
    text = call("--data", filled, "trace", number)
    assert text.code == 0 and f"actie {number}" in text.out and ", p. " in text.out


def test_status_tells_what_is_there_and_where(call: Call, filled: Path) -> None:
    told = call("--data", filled, "status", "--json").json
    assert told["documents"] == 3 and told["passages"] == told["vectors"] > 0 and Path(told["data"]) == filled
    assert "documenten" in call("--data", filled, "status").out


@pytest.mark.parametrize("suffix", [".gexf", ".graphml", ".json", ".csv", ".bib", ".ris", ".csl.json"])
def test_graph_export_by_suffix(suffix: str, call: Call, filled: Path, tmp_path: Path) -> None:
    target = tmp_path / f"graaf{suffix}"
    assert call("--data", filled, "graph", "export", "-o", target).code == 0
    assert target.stat().st_size > 0


def test_the_data_folder_may_stand_before_or_after_the_command_or_in_the_environment(
    call: Call, filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = call("--data", filled, "status", "--json").json
    assert call("status", "--json", "--data", filled).json == before
    monkeypatch.setenv("ADVIESSPOOR_DATA", str(filled))
    assert call("status", "--json").json == before


# --- what can go wrong ------------------------------------------------------------------------------------------------


def printed(path: Path, *, password: str | None = None) -> bytes:
    """A small PDF, with a password when given."""
    encryption = StandardEncryption(password, ownerPassword="baas") if password else None
    canvas = Canvas(str(path), pagesize=A4, encrypt=encryption)
    canvas.drawString(72, 700, "Advies over het schrijven van adviezen, met genoeg woorden om te lezen.")
    canvas.save()
    return path.read_bytes()


def bad_file(kind: str, folder: Path) -> Path:
    """A file of the kind that cannot be read."""
    path = folder / f"{kind}.pdf"
    match kind:
        case "damaged":
            path.write_bytes(printed(path)[:300])
        case "empty":
            path.write_bytes(b"")
        case "encrypted":
            printed(path, password="geheim")
        case "no-pdf":
            path.write_bytes(b"PK\x03\x04 dit is een ander soort bestand" * 40)
    return path


BAD = [
    ("damaged", "damaged", "beschadigd"),
    ("empty", "empty", "leeg"),
    ("encrypted", "encrypted", "wachtwoord"),
    ("no-pdf", "not_a_document", "geen PDF"),
    ("missing", "unreadable", "bestaat niet"),
]


@pytest.mark.parametrize(("kind", "category", "said"), BAD)
def test_a_file_that_cannot_be_read_gets_one_sentence(
    kind: str, category: str, said: str, call: Call, tmp_path: Path
) -> None:
    refused = call("read", bad_file(kind, tmp_path), "-o", tmp_path / "uit.json")
    assert refused.code == 1 and refused.out == "" and one_sentence(refused.err)
    assert said in refused.err
    assert not (tmp_path / "uit.json").exists()


def test_bad_files_do_not_stop_the_good_ones(call: Call, demonstration: Path, tmp_path: Path) -> None:
    files = [bad_file(kind, tmp_path) for kind, _, _ in BAD]
    shown = call("ingest", *files, demonstration / SOME[1], "--data", tmp_path / "data", "--json")
    assert shown.code == 1
    told = {Path(f["path"]).name: (f["status"], [p["category"] for p in f["problems"]]) for f in shown.json["files"]}
    assert told == {f"{kind}.pdf": ("failed", [category]) for kind, category, _ in BAD} | {SOME[1]: ("read", [])}
    text = call("status", "--data", tmp_path / "data").out
    assert "Mislukt (5)" in text and "beschadigd" in text
    assert call("status", "--data", tmp_path / "data", "--json").json["files"] == {
        "read": 1, "partly": 0, "failed": 5, "skipped": 0, "needs_ocr": 0,
    }  # fmt: skip
    again = call("ingest", *files, "--data", tmp_path / "data")
    assert again.code == 1 and "Mislukt (5)" in again.out and "wachtwoord" in again.out


@pytest.mark.parametrize(
    "arguments", ["status", "search lezen", "trace 15", "export", "ingest .", "graph export -o g.gexf", "check"]
)
def test_data_of_a_newer_version_is_refused_and_left_alone(arguments: str, call: Call, tmp_path: Path) -> None:
    data = tmp_path / "data"
    catalogue.open_catalogue(data).db.close()
    with sqlite3.connect(data / catalogue.FILE) as db:
        db.execute(f"PRAGMA user_version = {catalogue.VERSION + 1}")
    db.close()
    before = picture_of(data)
    refused = call("--data", data, *arguments.split())
    assert (refused.code, refused.out) == (3, "")
    assert "nieuwere versie" in refused.err and one_sentence(refused.err)
    assert picture_of(data) == before


def test_a_full_disk_is_said_and_what_was_there_stays(
    call: Call, demonstration: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = tmp_path / "data"
    assert call("ingest", demonstration / SOME[1], "--data", data).code == 0
    before = call("export", "-o", "-", "--data", data).out
    opened = catalogue.open_catalogue

    def no_room(folder: Path) -> catalogue.Catalogue:
        found = opened(folder)
        (pages,) = found.db.execute("PRAGMA page_count").fetchone()
        found.db.execute(f"PRAGMA max_page_count = {pages}")  # SQLite then says what it says on a full disk
        return found

    monkeypatch.setattr("index.store.open_catalogue", no_room)
    full = call("ingest", demonstration / SOME[0], demonstration / SOME[2], "--data", data)
    assert (full.code, full.out) == (3, "")
    assert full.err.startswith("De schijf is vol") and one_sentence(full.err)
    monkeypatch.undo()
    assert call("export", "-o", "-", "--data", data).out == before
    assert call("ingest", demonstration / SOME[0], "--data", data).code == 0


def test_a_full_disk_leaves_no_half_export(
    call: Call, filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Full:
        def __init__(self, handle: int, *_: object, **__: object) -> None:
            self.handle = handle

        def __enter__(self) -> Full:
            return self

        def __exit__(self, *_: object) -> None:
            os.close(self.handle)

        def write(self, _: str) -> int:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("ui.cli.os.fdopen", Full)
    full = call("--data", filled, "export", "-o", tmp_path / "uit")
    assert full.code == 3 and full.err.startswith("De schijf is vol") and one_sentence(full.err)
    assert list((tmp_path / "uit").iterdir()) == []


def test_without_tesseract_a_scan_waits_and_the_rest_is_read(demonstration: Path, tmp_path: Path) -> None:
    scan = demonstration / "102-advies-laaggeletterdheid-2009.pdf"
    nowhere = str(tmp_path)
    shown = call_apart("ingest", scan, demonstration / SOME[1], "--data", tmp_path / "data", "--json", PATH=nowhere)
    assert shown.code == 1
    told = {Path(f["path"]).name: (f["status"], {p["category"] for p in f["problems"]}) for f in shown.json["files"]}
    assert told == {scan.name: ("needs_ocr", {"no_ocr"}), SOME[1]: ("read", set())}
    alone = call_apart("read", scan, PATH=nowhere)
    assert alone.code == 1 and "Tesseract" in alone.err and len(alone.err.splitlines()) == 1 and one_sentence(alone.err)


def test_a_document_that_is_read_partly_says_which_page_is_missing(tmp_path: Path) -> None:
    path, data, nowhere = tmp_path / "mixed.pdf", tmp_path / "data", str(tmp_path)
    canvas = Canvas(str(path), pagesize=A4)
    canvas.drawString(72, 700, "Advies over het schrijven van adviezen, met genoeg woorden om te lezen.")
    canvas.showPage()
    canvas.drawImage(ImageReader(Image.new("L", (600, 800), 200)), 0, 0, *A4)
    canvas.save()
    shown = call_apart("ingest", path, "--data", data, PATH=nowhere)
    assert shown.code == 1 and "Niet volledig gelezen (1)" in shown.out and "Pagina 2" in shown.out
    alone = call_apart("read", path, PATH=nowhere)
    assert alone.code == 1 and alone.json["status"] == "partly" and alone.json["pages"] == 2
    assert one_sentence(alone.err) and "Pagina 2" in alone.err
    assert "Niet volledig gelezen (1)" in call_apart("status", "--data", data).out
    assert call_apart("status", "--data", data, "--json").json["partly"][0]["category"] == "no_ocr"


@pytest.fixture
def no_model(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A machine on which the model was never prepared and cannot be."""
    monkeypatch.setenv("ADVIESSPOOR_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr("index.model.find_spec", lambda _: None)


@pytest.mark.usefixtures("no_model")
def test_a_missing_model_is_said(call: Call) -> None:
    missing = call("model")
    told = missing.err.splitlines()[-1]  # after the line that says that it is being prepared
    assert (missing.code, missing.out) == (3, "") and "taalmodel" in told and one_sentence(told)


@pytest.mark.usefixtures("no_model")
def test_without_a_model_documents_are_read_and_found_by_their_words(
    call: Call, demonstration: Path, tmp_path: Path
) -> None:
    shown = call("ingest", demonstration / SOME[1], "--data", tmp_path / "data")
    assert shown.code == 1 and "Nieuw (1)" in shown.out and "taalmodel" in shown.out
    hits = call("search", "huisbezoeken", "--data", tmp_path / "data", "--json")
    assert hits.code == 0 and hits.json


def test_a_query_of_only_stop_words_is_refused_in_one_sentence(call: Call, filled: Path) -> None:
    before = picture_of(filled)
    refused = call("--data", filled, "search", "de het een van")
    assert refused.code in (1, 3) and refused.out == "" and one_sentence(refused.err)
    assert picture_of(filled) == before


def test_an_action_that_nobody_mentions_is_said(call: Call, filled: Path) -> None:
    before = picture_of(filled)
    nobody = call("--data", filled, "trace", "actie 987.6")
    assert (nobody.code, nobody.out) == (1, "") and "987.6" in nobody.err and one_sentence(nobody.err)
    assert picture_of(filled) == before


def test_a_port_that_is_taken_is_said(call: Call, filled: Path) -> None:
    import socket

    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = call("--data", filled, "ui", "--port", other.getsockname()[1])
    assert taken.code == 3 and "--port" in taken.err and one_sentence(taken.err)


def test_no_right_to_write_is_said(call: Call, filled: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    wrong = call("--data", filled, "export", "-o", tmp_path / "file")
    assert wrong.code == 3 and one_sentence(wrong.err)


def test_a_reader_that_stops_reading_is_no_error(filled: Path) -> None:
    program = [sys.executable, "-m", "ui.cli", "--data", str(filled), "export", "-o", "-"]
    with subprocess.Popen(program, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT) as process:
        assert process.stdout is not None and process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(60) == 0


def test_ctrl_c_leaves_everything_whole_and_says_so(call: Call, demonstration: Path, tmp_path: Path) -> None:
    data, many = tmp_path / "data", tmp_path / "veel"
    many.mkdir()
    content = (demonstration / "110-advies-leersteun-2023.pdf").read_bytes()
    for n in range(80):  # enough work that no machine is through before the interruption arrives
        (many / f"{n:02}.pdf").write_bytes(content + f"\n% {n}\n".encode())
    program = [sys.executable, "-m", "ui.cli", "--data", str(data), "ingest", str(many), "--workers", "1"]
    with subprocess.Popen(
        program, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT, start_new_session=True
    ) as process:
        deadline = time.monotonic() + 600
        while _documents(data) < 2 and process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.05)
        os.killpg(process.pid, signal.SIGINT)
        out, err = process.communicate(timeout=300)
    assert process.returncode == 130 and "bewaard" in err and one_sentence(err) and out == ""
    kept = call("--data", data, "status", "--json").json["documents"]
    assert 2 <= kept < 80
    resumed = call("--data", data, "ingest", *(demonstration / name for name in SOME), "--json")
    assert resumed.code == 0
    assert call("--data", data, "check", "--no-repair").code == 0


def _documents(data: Path) -> int:
    if not (data / catalogue.FILE).exists():
        return 0
    db = sqlite3.connect(f"file:{data / catalogue.FILE}?mode=ro", uri=True, timeout=10)
    try:
        return int(db.execute("SELECT count(*) FROM documents").fetchone()[0])
    except sqlite3.OperationalError:  # the tables are being made at this moment
        return 0
    finally:
        db.close()
