"""Reading files while people go on working: one run at a time, in a thread that every page can look at."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import streamlit as st

from corpus.errors import AdviesspoorError
from index.build import IngestReport, Progress, Tell
from ui.labels import many

log = logging.getLogger("adviesspoor.ui")

Run = Callable[[Tell], IngestReport]


@dataclass
class Reading:
    """A run: what it says about itself while it goes on, and in the end a report, an error, or that it was stopped."""

    files: tuple[str, ...]
    now: Progress = field(default_factory=lambda: Progress("waiting"))
    pages: dict[str, int] = field(default_factory=dict)
    at: dict[str, Progress] = field(default_factory=dict)  # for each file the last step that says its page
    finished: set[str] = field(default_factory=set)
    report: IngestReport | None = None
    error: str | None = None
    stopped: bool = False
    stop: threading.Event = field(default_factory=threading.Event)
    thread: threading.Thread | None = None

    @property
    def order(self) -> list[str]:
        """The files as somebody who waits wants to see them: what is being read, what waits, what is done."""
        names = [*self.files, *(name for name in self.pages if name not in self.files)]
        names += [name for name in (*self.at, *sorted(self.finished)) if name not in names]
        return sorted(
            dict.fromkeys(names), key=lambda n: (n in self.finished, n not in self.at and n not in self.pages)
        )

    @property
    def going_on(self) -> bool:
        """Whether it has yet to end."""
        return self.thread is not None and self.thread.is_alive()

    def hear(self, step: Progress) -> None:
        """Take in one step of the run. Raises KeyboardInterrupt when a person wants it to stop."""
        if step.stage == "reading" and step.file:
            if step.pages > self.now.pages:
                self.pages[step.file] = self.pages.get(step.file, 0) + step.pages - self.now.pages
            if step.file_pages:
                self.at[step.file] = step
            if step.done > self.now.done:
                self.finished.add(step.file)
        self.now = step
        if self.stop.is_set():
            raise KeyboardInterrupt

    def run(self, work: Run) -> None:
        """Do the work to its end."""
        try:
            self.report = work(self.hear)
        except KeyboardInterrupt:
            self.stopped = True
        except AdviesspoorError as error:
            self.error = str(error)
        except Exception:
            log.exception("reading failed")
            self.error = "Het inlezen is onverwacht gestopt; wat al gelezen was, is bewaard. Probeer opnieuw."


@dataclass
class _Desk:
    lock: threading.Lock = field(default_factory=threading.Lock)
    latest: dict[Path, Reading] = field(default_factory=dict)


@st.cache_resource(show_spinner=False)
def _desk() -> _Desk:
    return _Desk()


def latest(data: Path) -> Reading | None:
    """The run that goes on in this data folder, or the last one that did since the server was started."""
    return _desk().latest.get(data)


def begin(data: Path, files: Sequence[str], work: Run) -> Reading:
    """Begin a run; gives the one that goes on when there is one. `files` are names to show."""
    desk = _desk()
    with desk.lock:
        before = desk.latest.get(data)
        if before is not None and before.going_on:
            return before
        reading = Reading(tuple(files))
        reading.thread = threading.Thread(target=reading.run, args=(work,), name="adviesspoor-reading", daemon=True)
        desk.latest[data] = reading
        reading.thread.start()
        return reading


def dismiss(data: Path) -> None:
    """Forget a run that has ended."""
    with _desk().lock:
        reading = _desk().latest.get(data)
        if reading is not None and not reading.going_on:
            del _desk().latest[data]


def in_words(step: Progress) -> str:
    """What a run is doing, in one Dutch line."""
    left = (
        f", nog ongeveer {_time(step.seconds_left)}" if step.seconds_left is not None and step.seconds_left > 1 else ""
    )
    if step.stage == "reading":
        if not step.pages:  # nothing to reckon the time with
            left = ""
        speed = f", {step.pages_per_second:.1f}".replace(".", ",") + " per seconde" if step.pages_per_second else ""
        files, pages = many(step.total, "bestand", "bestanden"), many(step.pages, "bladzijde", "bladzijden")
        return f"Lezen: {step.done} van {files}, {pages}{speed}{left}"
    if step.stage == "embedding":
        if step.message:
            return step.message
        return f"Vindbaar maken op betekenis: {step.done} van {many(step.total, 'passage', 'passages')}{left}"
    if step.stage == "rebuilding":
        return f"Wat er al stond, wordt vernieuwd: {step.done} van {many(step.total, 'document', 'documenten')}"
    return {
        "waiting": step.message or "Even wachten…",
        "checking": step.message or "Nakijken wat er staat…",
        "finding": "Bestanden zoeken en het lezen voorbereiden…",
        "resolving": "Bronnen en plannen over het hele corpus verbinden…",
        "done": "Klaar",
    }[step.stage]


def _time(seconds: float) -> str:
    if seconds < 90:
        return many(round(seconds), "seconde", "seconden")
    if seconds < 5400:
        return many(round(seconds / 60), "minuut", "minuten")
    return many(round(seconds / 3600), "uur", "uur")


def page_in_words(step: Progress) -> str:
    """Where the reading of one file is: "bladzijde 12 van 300, met tekstherkenning"."""
    if not step.page:
        return f"begonnen, {many(step.file_pages, 'bladzijde', 'bladzijden')}"
    return f"bladzijde {step.page} van {step.file_pages}{', met tekstherkenning' if step.recognised else ''}"


def share(step: Progress) -> float:
    """How far a run is, between 0 and 1: reading is the first two thirds, making it findable the last."""
    part = step.done / step.total if step.total else 0.0
    if step.stage == "reading":
        return 0.66 * part
    if step.stage == "embedding":
        return 0.7 + 0.3 * part
    return {"resolving": 0.68, "done": 1.0}.get(step.stage, 0.0)  # before reading nothing is known of how much there is
