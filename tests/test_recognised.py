"""Scans that are interrupted go on at the page where they were; what was kept for them is not kept for ever."""

from __future__ import annotations

import json
import os
import pty
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from corpus.model import Box, Reread
from index.build import RECOGNISED, Progress, ingest
from index.store import open_corpus
from index.upkeep import text_quality
from ingest import ocr
from ingest.page import Line, RawPage, Word
from ingest.read import read
from ingest.recognised import DAYS_KEPT, find_or_recognise, forget_old
from tests.corpora import settings

ROOT = Path(__file__).parent.parent
SENTENCE = "De raad vraagt dat scholen genoeg tijd krijgen voor het overleg met ouders en leerlingen."
GARBLED = "Dc raacl vraagl dal scbolcn genocg lijd krijgcn voor hel ovcrlcg mct oudcrs en lccrlingcn."


def scan(path: Path, pages: int, layer: str | None = None) -> Path:
    """A PDF of pictures of text, with an invisible text layer where `layer` gives its words."""
    canvas = Canvas(str(path), pagesize=A4)
    font = ImageFont.load_default(34)
    for number in range(1, pages + 1):
        picture = Image.new("L", (1240, 1754), 255)
        drawn = ImageDraw.Draw(picture)
        for k in range(8):
            for half, words in enumerate((SENTENCE[:45], SENTENCE[45:].strip())):
                drawn.text((120, 150 + 150 * k + 60 * half), words if half else f"{number}. {words}", 0, font)
        canvas.drawImage(ImageReader(picture), 0, 0, *A4)
        if layer is not None:
            for k in range(8):
                text = canvas.beginText(58, 760 - 72 * k)
                text.setTextRenderMode(3)
                text.textOut(layer)
                canvas.drawText(text)
        canvas.showPage()
    canvas.save()
    return path


def recognised(number: int, text: str = SENTENCE) -> RawPage:
    """What a recognition might give."""
    words = tuple(Word(w, Box(72 + 40 * k, 72, 100 + 40 * k, 84), 11) for k, w in enumerate(text.split()))
    return RawPage(number, 595, 842, "ocr", (Line(words, Box(72, 72, 540, 84), number),))


class Recogniser:
    """In the place of Tesseract: notes which pages it was asked, and stops where it is told to."""

    def __init__(self, stop_at: int | None = None) -> None:
        self.asked: list[int] = []
        self.stop_at = stop_at

    def __call__(self, image: object, number: int, width: float, height: float) -> RawPage:
        if number == self.stop_at:
            raise KeyboardInterrupt
        self.asked.append(number)
        return recognised(number, " ".join([SENTENCE] * 8))


@pytest.fixture
def recogniser(monkeypatch: pytest.MonkeyPatch) -> Recogniser:
    taken = Recogniser()
    monkeypatch.setattr(ocr, "available", lambda: True)
    monkeypatch.setattr(ocr, "recognise", taken)
    monkeypatch.setattr(ocr, "identity", lambda: "zo")
    return taken


# --- going on ---------------------------------------------------------------------------------------------------------


def test_a_scan_goes_on_at_the_page_where_it_was(tmp_path: Path, recogniser: Recogniser) -> None:
    path, kept = scan(tmp_path / "scan.pdf", 3), tmp_path / "kept"
    recogniser.stop_at = 3
    with pytest.raises(KeyboardInterrupt):
        read(path, kept=kept)
    recogniser.stop_at = None
    assert len(read(path, kept=kept).pages) == 3
    assert recogniser.asked == [1, 2, 3]


def test_other_settings_do_not_get_the_old_reading(
    tmp_path: Path, recogniser: Recogniser, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, kept = scan(tmp_path / "scan.pdf", 1), tmp_path / "kept"
    read(path, kept=kept)
    read(path, kept=kept)
    assert recogniser.asked == [1]
    monkeypatch.setattr(ocr, "identity", lambda: "anders")
    read(path, kept=kept)
    assert recogniser.asked == [1, 1]


def test_the_identity_of_recognition_changes_with_tesseract_and_its_languages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def identity_with(version: str, model: bytes) -> str:
        (tmp_path / "nld.traineddata").write_bytes(model)
        program = tmp_path / "tesseract"
        program.write_text(
            f'#!/bin/sh\n[ "$1" = --version ] && echo tesseract {version} || '
            f"printf 'List of available languages in \"{tmp_path}/\" (1):\\nnld\\n'\n"
        )
        program.chmod(0o755)
        ocr.identity.cache_clear()
        return ocr.identity()

    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    try:
        first = identity_with("5.3.0", b"snel")
        assert identity_with("5.3.0", b"snel") == first
        assert len({first, identity_with("5.5.1", b"snel"), identity_with("5.3.0", b"nauwkeurig")}) == 3
    finally:
        ocr.identity.cache_clear()


def test_a_kept_page_that_is_damaged_is_recognised_again(tmp_path: Path, recogniser: Recogniser) -> None:
    path, kept = scan(tmp_path / "scan.pdf", 1), tmp_path / "kept"
    read(path, kept=kept)
    [page] = kept.rglob("*.page")
    page.write_bytes(page.read_bytes()[:40])
    read(path, kept=kept)
    assert recogniser.asked == [1, 1]


def test_a_folder_that_takes_nothing_costs_no_page(tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("een bestand waar de map moest komen")
    assert find_or_recognise(tmp_path / "kept", "0" * 64, 4, lambda: recognised(4)) == recognised(4)


# --- throwing away ----------------------------------------------------------------------------------------------------


def test_what_waits_too_long_or_is_of_an_older_version_is_thrown_away(tmp_path: Path) -> None:
    for name, days in (("a" * 64, DAYS_KEPT + 1), ("b" * 64, DAYS_KEPT - 1), (f"{'c' * 64}-2", 0)):
        folder = tmp_path / name / "3-zo"
        folder.mkdir(parents=True)
        (folder / "1.page").write_bytes(b"x")
        then = time.time() - days * 86_400
        for path in (folder / "1.page", folder, folder.parent):
            os.utime(path, (then, then))
    forget_old(tmp_path)
    assert [p.name for p in tmp_path.iterdir()] == ["b" * 64]


def test_ingest_keeps_pages_only_while_a_file_is_not_finished(tmp_path: Path, tesseract: str) -> None:
    here, folder = settings(tmp_path / "data"), tmp_path / "scans"
    folder.mkdir()
    scan(folder / "scan.pdf", 3)
    steps: list[Progress] = []

    def stop(step: Progress) -> None:
        if step.page == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ingest([folder], here, stop)
    names = [p.name for p in (here.data / RECOGNISED).rglob("*.page")]
    assert {"1.page", "2.page"} <= set(names)
    ingest([folder], here, steps.append)
    assert not list((here.data / RECOGNISED).iterdir())
    told = [(s.page, s.file_pages, s.recognised) for s in steps if s.stage == "reading" and s.file_pages]
    assert told == [(0, 3, False), (1, 3, True), (2, 3, True), (3, 3, True)]


# --- the command line -------------------------------------------------------------------------------------------------


def test_read_shows_the_page_and_goes_on_after_ctrl_c(tmp_path: Path, tesseract: str) -> None:
    calls = tmp_path / "calls"
    program = tmp_path / "bin" / "tesseract"
    program.parent.mkdir()
    # the third page waits until the test lets it go
    program.write_text(
        f'#!/bin/sh\ncase "$*" in *hocr*) echo een >> "{calls}"\n'
        f'[ "$(wc -l < "{calls}")" -lt 3 ] || while [ ! -e "{tmp_path}/open" ]; do sleep 0.1; done;; esac\n'
        f'exec "{tesseract}" "$@"\n'
    )
    program.chmod(0o755)
    path, out = scan(tmp_path / "scan.pdf", 4), tmp_path / "scan.json"
    environment = os.environ | {
        "PATH": f"{program.parent}:{os.environ['PATH']}", "ADVIESSPOOR_CACHE": str(tmp_path / "cache"), "TERM": "xterm",
    }  # fmt: skip
    command = [sys.executable, "-m", "ui.cli", "read", str(path), "-o", str(out)]
    master, slave = pty.openpty()
    first = subprocess.Popen(command, cwd=ROOT, stderr=slave, env=environment, start_new_session=True)
    os.close(slave)
    shown = b""
    while b"bladzijde 2 van 4 (OCR)" not in shown and select.select([master], [], [], 120)[0]:
        shown += os.read(master, 4096)
    assert b"bladzijde 2 van 4 (OCR)" in shown, shown
    os.killpg(first.pid, signal.SIGINT)
    while select.select([master], [], [], 120)[0]:
        try:
            shown += os.read(master, 4096)
        except OSError:  # the other end is closed
            break
    os.close(master)
    assert first.wait(60) == 130
    assert "Afgebroken" in shown.decode()
    before = len(calls.read_text().split())
    (tmp_path / "open").touch()
    again = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=600, check=True)
    told = [line for line in again.stderr.splitlines() if not line.startswith("Lezen: scan.pdf, bladzijde ")]
    assert told == []  # on a slow machine it says how far it is, and nothing else
    assert before in (2, 3) and len(calls.read_text().split()) == before + 2  # two pages were ready
    assert json.loads(out.read_text())["pages"] == 4
    assert not list((tmp_path / "cache" / RECOGNISED).iterdir())


# --- which reading was kept -------------------------------------------------------------------------------------------


def test_a_bad_text_layer_is_replaced_and_the_document_says_so(tmp_path: Path, recogniser: Recogniser) -> None:
    [page] = read(scan(tmp_path / "scan.pdf", 1, GARBLED)).pages
    assert page.origin == "ocr"
    assert page.reread is not None
    assert page.reread.kept == "ocr"
    assert page.reread.layer > 0.3
    assert page.reread.again == 0.0


def test_a_text_layer_that_is_better_than_recognition_is_retained(
    tmp_path: Path, recogniser: Recogniser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ocr, "recognise", lambda _, number, *size: recognised(number, " ".join([GARBLED] * 8)))
    [page] = read(scan(tmp_path / "scan.pdf", 1, SENTENCE.replace("overleg", "ovcrlcg"))).pages
    assert page.origin == "text_layer"
    assert page.reread is not None
    assert page.reread.kept == "text_layer"
    assert 0 < page.reread.layer < 0.1 < (page.reread.again or 0)


def test_without_tesseract_the_measure_of_a_bad_text_layer_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ocr, "available", lambda: False)
    [page] = read(scan(tmp_path / "scan.pdf", 1, GARBLED)).pages
    assert page.reread is not None
    assert (page.reread.kept, page.reread.again) == ("text_layer", None)


def test_a_good_text_layer_and_a_bare_scan_have_nothing_to_tell(tmp_path: Path, recogniser: Recogniser) -> None:
    for layer in (SENTENCE, None):
        [page] = read(scan(tmp_path / "scan.pdf", 1, layer)).pages
        assert page.reread is None


def test_status_and_read_say_which_reading_was_kept(
    tmp_path: Path, tesseract: str, capsys: pytest.CaptureFixture[str]
) -> None:
    from ui.cli import main

    here, folder = settings(tmp_path / "data"), tmp_path / "scans"
    folder.mkdir()
    path = scan(folder / "scan.pdf", 2, GARBLED)
    ingest([folder], here)
    with open_corpus(here) as corpus:
        [text] = text_quality(corpus).values()
    assert (text.replaced, text.retained) == (2, 0)
    assert text.layer_unknown is not None and text.again_unknown is not None
    assert text.layer_unknown > 0.3 > text.again_unknown
    main(["--data", str(here.data), "status"])
    assert "scan.pdf: 2 bladzijden opnieuw herkend (woorden buiten de woordenlijst: " in capsys.readouterr().out
    main(["read", str(path), "-o", str(tmp_path / "scan.json")])
    assert "Bladzijden 1-2: opnieuw herkend (woorden buiten de woordenlijst: " in capsys.readouterr().err


def test_documents_of_before_are_read_without_it() -> None:
    from corpus.exchange import pack, unpack
    from corpus.model import Document, Page

    page = Page(1, 595, 842, "ocr", reread=Reread("ocr", 0.25, 0.01))
    document = Document("a.pdf", "0" * 64, (page, Page(2, 595, 842, "digital")))
    assert unpack(pack(document)) == document
    older = json.loads(pack(document))
    for old in older["pages"]:
        del old["reread"]
    assert [p.reread for p in unpack(json.dumps(older)).pages] == [None, None]
