"""How long people wait for the interface: `python -m tests.bench.interface --data FOLDER`.

A server of its own and a real browser: the seconds from a key or a click to the answer on the screen. A cold start is a
server that was started a moment ago and a browser that was never there. Without --data the demonstration corpus is read
first, into a folder that is thrown away.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from playwright.sync_api import Page, sync_playwright

from index.build import ingest
from index.settings import load_settings
from tests.serving import ROOT, free_port, serving

QUESTIONS = (
    "taal op school",
    "wachttijd voor leersteun",
    "digitale toestellen",
    "tekort aan leraren",
    "huisbezoeken bij kleuters",
    "vergoeding van leerlingen",
    "screening van kinderen",
    "actie 7",
    "volwassenen die leren lezen",
    "middelen en opvolging",
    "samenwerking met ouders",
    "techniek en wetenschap",
)
PAGES = ("Document", "Acties", "Bronnen", "Standpunten", "Nakijken", "Corpus")
NEW = "e => e.querySelector('.as-treffer:not([data-oud]), .as-leeg:not([data-oud])') !== null"
DRAWN = (
    "() => { const page = document.querySelector('[class*=st-key-blad-] img');"
    " return document.querySelector('.as-tekst') && (!page || (page.complete && page.naturalWidth > 0)); }"
)


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--data", type=Path, help="a data folder that is filled already")
    asked.add_argument("--questions", nargs="*", default=QUESTIONS)
    given = asked.parse_args(arguments)
    with _filled(given.data) as data, serving(data, free_port()) as url, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=_chromium(), args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_context(viewport={"width": 1440, "height": 900}, locale="nl-BE").new_page()
        page.set_default_timeout(120_000)
        began = time.perf_counter()
        page.goto(url)
        page.wait_for_function("document.querySelector('.as-kolommen') !== null")
        _tell("cold: the first page", [time.perf_counter() - began])
        _tell("cold: the first question", [_ask(page, given.questions[0])])
        waits = [_ask(page, words) for words in given.questions[1:]]
        _tell("a question", waits)
        _tell("a filter or a year", [_filter(page) for _ in range(4)])
        _tell("a document from a result", [_open(page) for _ in range(8)])
        for time_ in ("first time", "again"):
            for name in PAGES:
                _tell(f"the page {name}, {time_}", [_turn(page, name)])
        browser.close()


@contextmanager
def _filled(data: Path | None) -> Iterator[Path]:
    if data is not None:
        yield data.resolve()
        return
    with tempfile.TemporaryDirectory() as folder:
        ingest([ROOT / "corpus" / "pdf"], load_settings(data=Path(folder), workers=2))
        yield Path(folder)


def _chromium() -> str:
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        raise SystemExit("needs chromium")
    return found


def _age(page: Page) -> None:
    """Mark what stands on the screen, so that what comes after it can be told from it."""
    page.evaluate("document.querySelectorAll('.as-treffer, .as-leeg').forEach((e) => (e.dataset.oud = 1))")


def _ask(page: Page, words: str) -> float:
    box = page.get_by_label("Zoeken", exact=True)
    box.fill(words)
    _age(page)
    began = time.perf_counter()
    box.press("Enter")
    page.wait_for_function(NEW, arg=page.query_selector("body"))
    return time.perf_counter() - began


def _filter(page: Page) -> float:
    """A click on a bar of the chart of years; the next one takes it back."""
    bar = page.locator(".as-jaren a:not(.leeg)").last
    _age(page)
    began = time.perf_counter()
    bar.click()
    page.wait_for_function(NEW, arg=page.query_selector("body"))
    spent = time.perf_counter() - began
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
    return spent


def _open(page: Page) -> float:
    """A result opened, with the image of its page; then back, and the next one comes to the front."""
    number = page.evaluate(
        "window.volgende = ((window.volgende ?? -1) + 1) % document.querySelectorAll('a.treffer').length"
    )
    began = time.perf_counter()
    page.locator("a.treffer").nth(number).click()
    page.wait_for_function(DRAWN)
    spent = time.perf_counter() - began
    page.go_back()
    page.wait_for_function("document.querySelector('.as-treffer') !== null")
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
    return spent


def _turn(page: Page, name: str) -> float:
    page.evaluate("document.querySelectorAll('[class^=as-]').forEach((e) => (e.dataset.oud = 1))")
    began = time.perf_counter()
    page.get_by_test_id("stTopNavLink").filter(has_text=name).click()
    page.wait_for_function(
        "(path) => location.pathname.endsWith(path) && document.querySelector('[class^=as-]:not([data-oud])') &&"
        " document.querySelector('[data-testid=stApp]').dataset.testScriptState === 'notRunning'",
        arg=f"/{name.lower()}",
    )
    return time.perf_counter() - began


def _tell(what: str, seconds: Sequence[float]) -> None:
    more = f", at most {max(seconds):.2f} s, {len(seconds)} times" if len(seconds) > 1 else ""
    print(f"{what}: {median(seconds):.2f} s{more}", flush=True)


if __name__ == "__main__":
    main()
