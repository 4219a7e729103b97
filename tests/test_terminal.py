"""What the command line tells while it works."""

from __future__ import annotations

import pytest

from index.build import Progress
from ui import terminal


def test_without_a_terminal_a_long_recognition_says_now_and_then_how_far_it_is(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 100.0
    monkeypatch.setattr("time.monotonic", lambda: now)
    with terminal.page_bar("scan.pdf") as show:
        for number in range(1, 7):
            now += 2.0
            show(number, 7, True)
    told = capsys.readouterr().err.splitlines()
    assert told == [
        "Lezen: scan.pdf, bladzijde 3 van 7 (OCR), nog 8 s",
        "Lezen: scan.pdf, bladzijde 6 van 7 (OCR), nog 2 s",
    ]


def test_without_a_terminal_nothing_is_said_of_pages_that_need_no_ocr(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(terminal, "LINE_EVERY", 0.0)
    with terminal.page_bar("advies.pdf") as show, terminal.progress_bar() as step:
        show(1, 6, False)
        step(Progress(stage="reading", done=1, total=3, file="advies.pdf"))
    assert capsys.readouterr().err == ""
