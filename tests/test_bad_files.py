"""Bad files: each is read, in whole or in part, or refused with a reason, in bounded time and memory."""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
import time
from dataclasses import replace
from itertools import islice, product
from pathlib import Path
from typing import Any

import pytest
from reportlab.pdfgen.canvas import Canvas

from corpus.errors import AdviesspoorError
from corpus.model import Category, Status
from index.crew import read_file, work
from index.worker import Asked, PageRead, Prepared
from ingest import grid, pdf, plain
from ingest.lexicon import is_word, plausibility
from ingest.limits import Limits
from ingest.pdf import PdfFile
from ingest.read import read
from tests import damaged
from tests.speed import unit, units

STRUCTURED = "tests.readers:structured"
SIMPLE = "tests.readers:simple"
# None of these files should come near the seconds, on a slow machine neither.
LIMITS = Limits(page_seconds=150, file_seconds=600, memory_megabytes=700, file_pages=50)
# What a process may take above the memory that is its own to fill: the programs and word lists that it maps.
MAPPED = 250

SCRIPT = """
import json, resource, sys
from pathlib import Path
from index.crew import work
from index.worker import Asked, PageRead, Prepared
from tests import damaged
from tests.test_bad_files import LIMITS, STRUCTURED
found = {}
for asked, answer, _ in work([Asked(p, LIMITS) for p in damaged.make(Path(sys.argv[1]))], STRUCTURED, 2):
    if isinstance(answer, Prepared):
        document = answer.document
        found[asked.path.stem] = {
            "status": document.status, "pages": len(document.pages), "messages": [p.message for p in document.problems],
            "text": " ".join(text.text for _, text in document.texts()), "title": document.meta.title}
    elif not isinstance(answer, PageRead):
        found[asked.path.stem] = {"status": answer.category, "messages": [answer.message]}
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps({"files": found, "megabytes": used.ru_maxrss / 1000, "seconds": used.ru_utime + used.ru_stime}))
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, tesseract: str) -> dict[str, Any]:
    """What came of a whole folder of damaged files, read by two workers within small limits."""
    run = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(tmp_path_factory.mktemp("slecht"))],
        capture_output=True, text=True, check=True, cwd=Path(__file__).parent.parent, timeout=1800,
    )  # fmt: skip
    told: dict[str, Any] = json.loads(run.stdout)
    return {**told, "noise": run.stderr}


WHOLE = (
    "good", "wrong_xref", "shifted_xref", "xref_loop", "a_hundred_thousand_objects", "form_in_itself",
    "page_a_kilometre_wide", "page_without_size", "page_of_nan", "a_million_letters", "font_without_box",
    "locked_for_change_only", "lone_surrogates", "letters_without_names",
)  # fmt: skip
LEFT = "De PDF is beschadigd (afgebroken of slecht bewaard): {} teruggevonden. "
LEFT += "Vergelijk met het origineel of vraag het bestand opnieuw."
IN_PART: dict[str, tuple[int, *tuple[str, ...]]] = {
    "cut_off": (5, LEFT.format("5 van de 6 pagina's zijn")),
    "without_its_end": (
        3, LEFT.format("2 van de 3 pagina's zijn"), "Pagina 2 is beschadigd en kon niet gelezen worden."),
    "cut_off_with_packed_objects": (1, LEFT.format("1 pagina is")),
    "deep_page_tree": (1, LEFT.format("1 pagina is")),
    "page_tree_loop": (2, "Pagina 2 is beschadigd en kon niet gelezen worden."),
    "page_tree_of_what_is_no_page": (
        8, *(f"Pagina {k} is beschadigd en kon niet gelezen worden." for k in range(2, 9))),
    "a_hundred_thousand_pages_claimed": (
        2, "De PDF zegt 100000 pagina's te hebben, maar vanaf pagina 2 zijn er geen meer."),
    "a_hundred_thousand_times_the_same_page": (
        51, "De PDF heeft 100000 pagina's; alleen de eerste 50 zijn gelezen (instelling file_pages)."),
    "one_bomb_among_pages": (
        5, "Pagina 3 is overgeslagen. Het lezen vroeg meer dan 700 MB geheugen (instelling memory_megabytes)."),
    "twenty_thousand_rectangles": (
        1, "Op pagina 1 staan zoveel lijnen en vlakken dat er geen tabellen gezocht zijn."),
}  # fmt: skip
MEMORY = "Het lezen vroeg meer dan 700 MB geheugen (instelling memory_megabytes)."
REFUSED = {
    "cut_off_with_packed_objects_that_inflate": (Category.TOO_LARGE, MEMORY),
    "cut_off_and_locked": (Category.DAMAGED, "De PDF is beschadigd en kan niet geopend worden."),
    "only_the_head": (Category.DAMAGED, "De PDF is beschadigd en kan niet geopend worden."),
    "noise_after_the_head": (Category.DAMAGED, "De PDF is beschadigd en kan niet geopend worden."),
    "no_pages": (Category.EMPTY, "De PDF bevat geen pagina's."),
    "no_page_tree": (Category.EMPTY, "De PDF bevat geen pagina's."),
    "garbled_stream": (Category.NO_TEXT, "De PDF bevat geen leesbare tekst."),
    "contents_that_are_the_page": (Category.NO_TEXT, "De PDF bevat geen leesbare tekst."),
    "empty_page": (Category.NO_TEXT, "De PDF bevat geen leesbare tekst."),
    "font_without_map": (Category.NO_TEXT, "het lettertype zegt niet welke letters het zijn."),
    "scan_on_a_page_a_kilometre_wide": (Category.TOO_LARGE, "Het beeld past niet in het geheugen."),
    "nested_forms": (
        Category.TOO_LARGE,
        "De PDF laat onderdelen van een pagina elkaar meer dan 100000 keer tekenen. "
        "Vraag een andere versie van het bestand.",
    ),
    "form_that_doubles_itself": (
        Category.DAMAGED,
        "De PDF is beschadigd: een onderdeel van een pagina tekent zichzelf, zonder einde. Vraag het bestand opnieuw.",
    ),
    "page_that_inflates": (Category.TOO_LARGE, MEMORY),
    "page_of_endless_text": (Category.TOO_LARGE, MEMORY),
    "huge_image": (Category.TOO_LARGE, "Er staat een beeld van 20000 bij 20000 beeldpunten op."),
    "image_that_lies_about_its_size": (Category.TOO_LARGE, "Er staat een beeld van 60000 bij 60000 beeldpunten op."),
    "locked": (Category.ENCRYPTED, "De PDF is beveiligd met een wachtwoord en kan niet gelezen worden."),
    "unknown_encryption": (Category.ENCRYPTED, "De PDF is versleuteld op een manier die niet gelezen kan worden."),
}


@pytest.mark.parametrize("name", WHOLE)
def test_what_can_be_read_is_read_whole(folder: dict[str, Any], name: str) -> None:
    found = folder["files"][name]
    assert (found["status"], found["messages"]) == ("read", [])
    if name not in ("lone_surrogates", "letters_without_names"):
        assert damaged.LINES[0] in found["text"]


@pytest.mark.parametrize("name", IN_PART)
def test_what_can_be_read_in_part_says_what_is_missing(folder: dict[str, Any], name: str) -> None:
    found, (pages, *messages) = folder["files"][name], IN_PART[name]
    assert (found["status"], found["pages"], found["messages"]) == ("partly", pages, messages)
    assert damaged.LINES[1] in found["text"]


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_refused_with_its_reason(folder: dict[str, Any], name: str) -> None:
    found, (category, message) = folder["files"][name], REFUSED[name]
    assert found["status"] == category
    assert found["messages"][0].endswith(message)


def test_every_file_has_its_outcome_in_bounded_time_and_memory_and_in_silence(folder: dict[str, Any]) -> None:
    told = {*WHOLE, *IN_PART, *REFUSED, "stream_cut_short"}
    assert set(folder["files"]) == set(damaged.FILES) == told
    assert folder["megabytes"] < LIMITS.memory_megabytes + MAPPED
    assert folder["seconds"] / unit() < 1000  # of processor time; 280 as they are
    assert folder["noise"] == ""


def test_a_stream_that_ends_early_gives_what_it_has(folder: dict[str, Any]) -> None:
    assert damaged.LINES[0] in folder["files"]["stream_cut_short"]["text"]


def test_half_a_pair_in_the_title_or_the_text_is_a_sign_of_its_own(folder: dict[str, Any]) -> None:
    text = folder["files"]["lone_surrogates"]["text"]
    assert "D\ufffd raad vraagt" in text
    text.encode()


def test_letters_that_have_no_name_are_read_from_their_picture(folder: dict[str, Any]) -> None:
    words = folder["files"]["letters_without_names"]["text"].split()
    assert sum(words.count(w) for w in ("raad", "vraagt", "scholen", "leraren")) >= 12


@pytest.mark.parametrize("name", ["nested_forms", "form_that_doubles_itself"])
def test_forms_that_multiply_each_other_are_refused_before_they_are_drawn(tmp_path: Path, name: str) -> None:
    (tmp_path / "a.pdf").write_bytes(damaged.FILES[name]())

    def refused() -> None:
        with pytest.raises(AdviesspoorError):
            PdfFile(tmp_path / "a.pdf")

    assert units(refused) < 1


def test_a_form_drawn_many_times_or_that_names_itself_without_drawing_itself_is_read(tmp_path: Path) -> None:
    head = b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources 8 0 R"
    more = {
        6: damaged.packed(b"q " + b"/Y Do " * 500 + b"Q", head),
        7: damaged.stream(damaged.shown(), head),
        8: b"<< /XObject << /X 6 0 R /Y 7 0 R >> /Font << /F1 5 0 R >> >>",
    }
    content = damaged.stream(b"/X Do")
    (tmp_path / "a.pdf").write_bytes(damaged.one_page(content, more=more, resources=b"/XObject << /X 6 0 R >>"))
    with PdfFile(tmp_path / "a.pdf") as file:
        assert [line.text for line in file.page(1).lines] == list(damaged.LINES)


# --- one file does not harm another -----------------------------------------------------------------------------------


def outcomes(files: list[Asked], reader: str, workers: int = 1) -> dict[str, str]:
    found = {}
    for asked, answer, _ in work(files, reader, workers):
        if not isinstance(answer, PageRead):
            found[asked.path.stem] = "read" if isinstance(answer, Prepared) else answer.message
    return found


def test_the_death_of_a_worker_costs_its_file_only(tmp_path: Path) -> None:
    for name, text in {"a": "een", "b": "!die", "c": "twee", "d": "!hang", "e": "drie"}.items():
        (tmp_path / f"{name}.txt").write_text(text)
    limits = Limits(file_seconds=3)
    found = outcomes([Asked(p, limits) for p in sorted(tmp_path.glob("*.txt"))], SIMPLE)
    assert found == {
        "a": "read", "c": "read", "e": "read",
        "b": "Het lezen brak af (het leesproces stopte met code 7).",
        "d": "Het lezen duurde langer dan 3 seconden (instelling file_seconds).",
    }  # fmt: skip


@pytest.mark.parametrize("workers", [1, 2])
def test_a_file_given_ahead_to_a_worker_that_dies_is_read_by_another(tmp_path: Path, workers: int) -> None:
    for name, text in {"a": "een\n!die after", "b": "twee\nvier", "c": "!die after", "d": "drie"}.items():
        (tmp_path / f"{name}.txt").write_text(text)
    found = outcomes([Asked(p) for p in sorted(tmp_path.glob("*.txt"))], "tests.readers:by_page", workers)
    died = "Het lezen brak af (het leesproces stopte met code 7)."
    assert found == {"a": died, "b": "read", "c": died, "d": "read"}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no FIFO on this system")
def test_a_worker_goes_on_while_nobody_asks_for_what_it_read(tmp_path: Path) -> None:
    sign = tmp_path / "sign"
    os.mkfifo(sign)
    for name, text in {"a": "een", "b": "twee", "c": f"!open {sign}"}.items():
        (tmp_path / f"{name}.txt").write_text(text)
    answers = work([Asked(p) for p in sorted(tmp_path.glob("*.txt"))], "tests.readers:by_page", 1)
    for asked, answer, _ in answers:
        if asked.path.stem == "b" and isinstance(answer, PageRead) and answer.number == answer.total:
            break
    reading = os.open(sign, os.O_RDONLY | os.O_NONBLOCK)
    try:  # the third file is being read
        assert select.select([reading], [], [], 120)[0]
    finally:
        os.close(reading)
    assert [asked.path.stem for asked, answer, _ in answers if isinstance(answer, Prepared)] == ["b", "c"]


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        ("!die", "Het lezen brak af (het leesproces stopte met code 7)."),
        ("!hang", "Het lezen duurde langer dan 3 seconden (instelling page_seconds)."),
    ],
)
def test_a_page_that_kills_or_hangs_its_worker_is_left_out_the_second_time(
    tmp_path: Path, kind: str, reason: str
) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"een\n{kind}\ndrie")
    told: list[tuple[int, int]] = []
    asked = Asked(path, Limits(page_seconds=3))

    def page_done(number: int, total: int, recognised: bool = False) -> None:
        told.append((number, total))

    document = read_file(asked, page_done, reader="tests.readers:by_page")
    assert [(p.number, p.status) for p in document.pages] == [(1, "read"), (2, "failed"), (3, "read")]
    assert [p.message for p in document.problems] == [f"Pagina 2 is overgeslagen. {reason}"]
    assert told == [(0, 3), (1, 3), (2, 3), (3, 3)]


def test_the_time_in_which_a_worker_starts_is_no_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text("een\n" * 8)
    (tmp_path / "traag.py").write_text("import time\ntime.sleep(7)\nfrom tests.readers import by_page\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    told: list[int] = []
    read_file(
        Asked(tmp_path / "a.txt", Limits(file_seconds=5)),
        lambda number, *_: told.append(number),
        reader="traag:by_page",
    )
    assert told == list(range(9))


def test_the_time_in_which_nobody_looked_is_no_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text("een\n" * 8)
    now, told = [0.0], []
    clock = time.monotonic

    def page_done(number: int, total: int, recognised: bool = False) -> None:
        told.append(number)
        now[0] += 100  # the machine stood still: of each time two seconds count

    monkeypatch.setattr("index.crew.time.monotonic", lambda: clock() + now[0])
    limits = Limits(page_seconds=60, file_seconds=60)
    read_file(Asked(tmp_path / "a.txt", limits), page_done, reader="tests.readers:by_page")
    assert told == list(range(9))


def test_a_file_of_which_page_after_page_kills_is_given_up(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("!die\n" * 10)
    with pytest.raises(AdviesspoorError, match="code 7"):
        read_file(Asked(tmp_path / "a.txt"), reader="tests.readers:by_page")


# --- limits -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "limits", "message"),
    [
        ("a.txt", Limits(text_megabytes=0.001), "Het tekstbestand a.txt is groter dan 0.001 MB"),
        ("a.pdf", Limits(file_megabytes=0.001), "Het bestand a.pdf is groter dan 0.001 MB"),
    ],
)
def test_a_file_above_its_limit_is_refused_with_the_name_of_the_setting(
    tmp_path: Path, name: str, limits: Limits, message: str
) -> None:
    (tmp_path / name).write_bytes(b"%PDF " * 1000 if name.endswith("pdf") else b"woord " * 1000)
    with pytest.raises(AdviesspoorError, match=message) as refused:
        read(tmp_path / name, limits=limits)
    assert refused.value.category is Category.TOO_LARGE
    assert "(instelling " in str(refused.value)


def test_what_is_no_file_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pijp.pdf")
    (tmp_path / "map.pdf").mkdir()
    for path, message in (
        (tmp_path / "pijp.pdf", "pijp.pdf is geen gewoon bestand."),
        (Path("/dev/zero"), "zero is geen gewoon bestand."),
        (tmp_path / "map.pdf", "map.pdf is een map."),
        (tmp_path / "weg.pdf", "Het bestand weg.pdf bestaat niet."),
    ):
        with pytest.raises(AdviesspoorError) as refused:
            read(path)
        assert str(refused.value) == message


# --- plain text -------------------------------------------------------------------------------------------------------


def sentences(size: int) -> str:
    line = "De raad vraagt in 2019 dat scholen de leerlingen van het buitengewoon onderwijs begeleiden.\n"
    return (line * (size // len(line) + 1))[:size]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("sentences", sentences(300_000)),
        ("one line", sentences(300_000).replace("\n", " ")),
        ("one word", "overgangsmaatregelen" * 15_000),
        ("digits", "1234567890" * 30_000),
        ("a number a line", "\n".join(str(k) for k in range(40_000))),
        ("notes", "\n".join(f"{k} Zie het decreet van 2009, p. {k}." for k in range(1, 8_000))),
        ("addresses", "\n".join(f"https://www.vlor.be/{k}" for k in range(10_000))),
        ("dots", "." * 300_000),
        ("hyphens", "-".join(["abc"] * 75_000)),
    ],
)
def test_a_large_text_takes_time_and_memory_in_proportion(name: str, text: str, tmp_path: Path) -> None:
    path = tmp_path / "groot.txt"
    path.write_text(text)
    plausibility("voorlezen")  # the word lists are loaded before the clock starts
    assert units(lambda: read(path)) < 100


def test_the_parts_of_an_endless_word_are_not_looked_for() -> None:
    word = "overgangsmaatregelen" * 1500
    assert plausibility(word) == 0 and not is_word(word)
    assert units(lambda: (plausibility(word + "x"), is_word(word + "x"))) < 10


@pytest.mark.parametrize(
    ("text", "pages", "last"),
    [
        ("\f".join(f"Over {''.join(letters)}." for letters in islice(product("bdfgkl", repeat=6), 5000)), 5000, 5000),
        ("Een zin.\f\f\fNog een zin.\f", 4, 4),
        ("\f\fEen zin.", 3, 3),
        ("Een zin.", 1, 1),
        ("Een zin.\f\f\f", 3, 1),
    ],
)
def test_form_feeds_count_the_pages_of_a_text(text: str, pages: int, last: int, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(text)
    reading = read(tmp_path / "a.txt")
    assert len(reading.pages) == pages
    assert max(span.page for block in reading.blocks for span in block.text.lines) == last


@pytest.mark.parametrize(("pages", "partly"), [(20, False), (21, True), (22, True), (23, True), (300, True)])
@pytest.mark.parametrize("end", ["", "\f"])
def test_a_text_of_more_pages_than_the_limit_is_read_in_part(
    tmp_path: Path, pages: int, partly: bool, end: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    arranged: list[int] = []

    def counted(text: str) -> list[grid.GridPage]:
        arranged.append(text.count("\f") + 1)
        return grid.arrange_text(text)

    monkeypatch.setattr(plain, "arrange_text", counted)
    (tmp_path / "a.txt").write_text("\f".join(["een woord"] * pages) + end)
    reading = read(tmp_path / "a.txt", limits=replace(LIMITS, file_pages=20))
    assert (reading.status, len(reading.pages)) == (Status.PARTLY if partly else Status.READ, 20)
    said = ["De tekst heeft meer dan 20 pagina's; alleen die zijn gelezen (instelling file_pages)."]
    assert [p.message for p in reading.problems] == said * partly
    assert arranged[0] <= 22  # what is left out is not looked at


@pytest.mark.parametrize(("rest", "partly"), [("\f" * 9, False), ("\f" * 9 + "een woord", True)])
def test_pages_without_words_beyond_the_limit_are_no_loss(tmp_path: Path, rest: str, partly: bool) -> None:
    (tmp_path / "a.txt").write_text("een woord\f" * 20 + rest)
    reading = read(tmp_path / "a.txt", limits=replace(LIMITS, file_pages=20))
    assert (reading.status, len(reading.pages)) == (Status.PARTLY if partly else Status.READ, 20)


def test_of_links_without_end_the_first_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MOST_LINKS", 3)
    canvas = Canvas(str(tmp_path / "a.pdf"))
    canvas.drawString(72, 700, damaged.LINES[0])
    for k in range(9):
        canvas.linkURL(f"https://voorbeeld.be/{k}", (72, 690, 300, 710))
    canvas.save()
    reading = read(tmp_path / "a.pdf")
    assert [link.url for link in reading.links] == [f"https://voorbeeld.be/{k}" for k in range(3)]
    assert reading.status is Status.READ
