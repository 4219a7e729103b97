"""The three users' journeys in a real browser, against a server of our own with the demonstration corpus.

ADVIESSPOOR_PICTURES=docs/images keeps the pictures that the documentation shows.
"""

from __future__ import annotations

import asyncio
import os
import random
import re
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Literal

import aiohttp
import networkx
import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Download, Page, Route, expect, sync_playwright
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from index.build import ingest
from index.graph import CitationGraph, Edge, Node
from tests.corpora import settings
from tests.provider import CLIENT, SECRET, provider
from tests.serving import ROOT, free_port, serving
from tests.speed import slowness
from ui import network

LARGE, SMALL = (1440, 900), (390, 844)
Scheme = Literal["light", "dark"]
PATIENCE = 90_000  # milliseconds: for a machine that does other things at the same time, or stands still
expect.set_options(timeout=PATIENCE)
DONE = "[data-testid=stApp][data-test-script-state=notRunning]"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, demonstration: Path, chromium: str) -> Path:
    """A data folder with the demonstration corpus; depends on chromium so that nothing is read for a skipped test."""
    data = tmp_path_factory.mktemp("browser")
    report = ingest([demonstration], settings(data, workers=2))
    assert len(report.new) >= 12
    return data


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    """The address of a server that listens on this machine alone."""
    with serving(folder, free_port()) as url:
        together(url, [("", "q=taal")])  # the first question waits for the model, the others need not
        yield url


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as play:
        yield play.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        )


@pytest.fixture()
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(viewport={"width": LARGE[0], "height": LARGE[1]}, locale="nl-BE")
    made.set_default_timeout(PATIENCE)
    yield made
    made.close()


@pytest.fixture()
def page(context: BrowserContext) -> Page:
    return context.new_page()


def visit(page: Page, url: str) -> None:
    """Open the address and wait until the page has said everything."""
    page.goto(url)
    page.wait_for_selector(DONE)
    page.wait_for_selector(".as-titel, .as-treffer, .as-fout, .as-leeg, .as-moment")


def stand_still(page: Page) -> None:
    """Wait until nothing on the page moves or changes colour any more, and every picture is there."""
    page.wait_for_function(
        "document.getAnimations().every((one) => one.playState !== 'running' || one.effect.getTiming().iterations > 9)"
        " && [...document.images].every((one) => one.complete)"
    )
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")


def drawn(page: Page, folder: Path, name: str) -> int:
    """How many colours the page has on a screenshot; the picture is kept where the documentation wants it."""
    path = folder / f"{name}.png"
    page.screenshot(path=path)
    picture = Image.open(path).convert("RGB")
    kept = os.environ.get("ADVIESSPOOR_PICTURES")
    if kept:
        small = picture.quantize(256, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
        small.save(Path(kept) / f"{name}.png", optimize=True)
    return len(picture.getcolors(1 << 24) or ())


def drop(page: Page, file: Path) -> None:
    """Drag a text file from the desktop into the box for files, and let go."""
    box = page.get_by_test_id("stFileUploaderDropzone")
    expect(box).to_be_visible()
    carried = page.evaluate_handle(
        "([name, text]) => { const carried = new DataTransfer();"
        " carried.items.add(new File([text], name, { type: 'text/plain' })); return carried; }",
        [file.name, file.read_text("utf-8")],
    )
    for event in ("dragenter", "dragover", "drop"):
        box.dispatch_event(event, {"dataTransfer": carried})


def taken(page: Page, button: str) -> Download:
    """What a button of an export gives."""
    with page.expect_download() as download:
        page.get_by_role("button", name=button, exact=True).click()
    return download.value


# --- the journeys -----------------------------------------------------------------------------------------------------


def test_the_secretary_finds_what_was_said_and_sees_the_page_with_the_passage_marked(
    page: Page, context: BrowserContext, address: str
) -> None:
    visit(page, f"{address}document")  # the first address a server is asked for need not be its first page
    expect(page.get_by_role("heading", name="Documenten")).to_be_visible()
    page.get_by_test_id("stTopNavLink").filter(has_text="Zoeken").click()
    box = page.get_by_label("Zoeken", exact=True)
    box.fill("wachttijd voor leersteun")
    box.press("Enter")
    first = page.locator("a.treffer").first
    expect(first).to_be_visible()
    expect(page.locator("mark.woord").first).to_be_visible()
    assert "q=wachttijd" in page.url
    results = page.url

    first.click()
    expect(page.locator("mark.as-passage").first).to_be_in_viewport()
    image = page.locator('[class*="st-key-blad-"] img')
    expect(image).to_be_visible()
    assert re.search(r"document\?doc=\w{12}&sectie=.+&van=\d+&tot=\d+", page.url)

    colleague = context.new_page()
    visit(colleague, page.url)
    expect(colleague.locator("mark.as-passage").first).to_be_in_viewport()
    expect(colleague.get_by_role("heading", level=1)).to_have_text(page.get_by_role("heading", level=1).inner_text())

    page.go_back()
    expect(page.locator("a.treffer").first).to_be_visible()
    assert page.url == results


def test_the_marker_pen_is_on_the_image_of_the_page(page: Page, address: str, tmp_path: Path) -> None:
    visit(page, f"{address}?q=leersteun+wachttijd&soort=advies")
    page.locator("a.treffer").first.click()
    image = page.locator('[class*="st-key-blad-"] img')
    expect(image).to_be_visible()
    page.wait_for_function("document.querySelector('[class*=st-key-blad-] img').complete")
    image.screenshot(path=tmp_path / "blad.png")
    drawn = Image.open(tmp_path / "blad.png").convert("RGB")
    yellow = sum(1 for r, g, b in drawn.get_flattened_data() if r > 230 and 200 < g < 245 and b < 160)  # type: ignore[misc]
    assert yellow > 500


def test_filters_and_the_chart_of_years_keep_their_address(page: Page, address: str) -> None:
    visit(page, f"{address}?q=taal")
    page.locator(".as-filters").get_by_text("Adviezen").click()
    expect(page.locator(".as-chip.aan")).to_have_text("Adviezen ×")
    assert "soort=advies" in page.url and "q=taal" in page.url
    page.locator(".as-jaren a").last.click()
    page.wait_for_url("**vanaf=*")
    page.go_back()
    expect(page.locator(".as-chip.aan")).to_have_count(1)
    page.get_by_role("link", name="Oudste").click()
    page.wait_for_url("**volgorde=datum*")
    page.get_by_text("Lees hier").first.click()
    expect(page.locator(".as-open")).to_be_visible()


def test_the_first_page_has_a_name_too(page: Page, address: str) -> None:
    visit(page, f"{address}zoeken?q=leraren")
    expect(page.locator("a.treffer").first).to_be_visible()
    assert page.url == f"{address}?q=leraren"
    page.reload()
    expect(page.locator("a.treffer").first).to_be_visible()


def test_the_back_button_returns_to_every_question_that_was_asked(page: Page, address: str) -> None:
    visit(page, f"{address}?q=leraren")
    page.locator(".as-filters").get_by_text("Adviezen").click()
    expect(page.locator(".as-chip.aan")).to_be_visible()
    box = page.get_by_label("Zoeken", exact=True)
    for question in ("taal", "toestellen"):
        box.fill(question)
        box.press("Enter")
        page.wait_for_url(f"**q={question}*")
        expect(page.locator("a.treffer").first).to_be_visible()
    for question in ("taal", "leraren"):
        page.go_back()
        page.wait_for_url(f"**q={question}*soort=advies")
        expect(box).to_have_value(question)
    page.go_back()
    page.wait_for_url("**/?q=leraren")
    expect(page.locator(".as-chip.aan")).to_have_count(0)


def test_results_are_taken_along_as_a_table_and_as_quotations(page: Page, address: str, tmp_path: Path) -> None:
    visit(page, f"{address}?q=leerondersteuners")
    page.get_by_role("checkbox", name="Kies").first.click()
    expect(page.get_by_text("✓ Gekozen")).to_be_visible()
    page.get_by_role("button", name="Exporteren").click()
    expect(page.get_by_role("button", name="Citaten in Word")).to_be_visible()
    assert drawn(page, tmp_path, "exporteren") > 50
    quotations = taken(page, "Citaten als tekst").path().read_text("utf-8")
    assert quotations.startswith("“") and quotations.count("“") == 1
    rows = taken(page, "Tabel (CSV)").path().read_text("utf-8-sig").splitlines()
    assert rows[0].startswith("rang;datum;soort;raad;document")
    assert taken(page, "Tabel voor Excel").path().read_bytes().startswith(b"PK")
    assert taken(page, "Citaten in Word").path().read_bytes().startswith(b"PK")


def test_the_policy_officer_follows_an_action_to_the_sentence_in_its_document(page: Page, address: str) -> None:
    visit(page, f"{address}acties")
    expect(page.locator(".matrix td.vol a").first).to_be_visible()
    plan = page.get_by_role("heading", level=1).inner_text()
    page.locator(".as-nummers a").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Actie")
    expect(page.locator(".as-vermelding mark").first).to_be_visible()
    page.get_by_role("button", name="Exporteren").click()
    rows = taken(page, "Tabel (CSV)").path().read_text("utf-8-sig").splitlines()
    assert rows[0].startswith("actie;plan;vermelding") and plan in rows[1]
    page.keyboard.press("Escape")
    page.locator(".as-vermelding a.treffer").first.click()
    expect(page.locator("mark.as-passage").first).to_be_in_viewport()
    page.locator("mark.as-passage a.as-actie").first.click()  # and from the text back to all mentions
    expect(page.get_by_role("heading", level=1)).to_contain_text("Actie")


def test_the_researcher_sees_the_network_opens_a_work_and_exports_the_graph(page: Page, address: str) -> None:
    visit(page, f"{address}bronnen")
    assert page.locator(".as-bronnen tbody tr").count() > 10
    page.get_by_role("tab", name="Netwerk").click()
    canvas = page.locator(".netwerk canvas")
    expect(canvas).to_be_visible()
    page.get_by_role("button", name="Exporteren").click()
    download = taken(page, "Netwerk voor Gephi (GEXF)")
    assert download.suggested_filename == "adviesspoor.gexf"
    graph = networkx.read_gexf(download.path())
    assert graph.number_of_nodes() > 20 and graph.number_of_edges() > 20
    assert taken(page, "Bronnen voor Zotero (RIS)").path().read_text("utf-8").count("TY  - ") > 20
    page.keyboard.press("Escape")
    assert page.locator(".netwerk ul a").count() == int(
        re.search(r"(\d+) werken", page.locator(".st-key-netwerkbalk").inner_text()).group(1)  # type: ignore[union-attr]
    )
    page.locator(".netwerk ul a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/(document\?doc|bronnen\?bron)="))


def test_a_source_is_split_and_made_whole_again(page: Page, address: str) -> None:
    visit(page, f"{address}bronnen")
    number = page.locator(".as-balk .as-stil").first
    before = number.inner_text()
    page.locator(".as-bronnen td.titel a").first.click()
    page.get_by_text("Klopt dit niet?").click()
    for place in (0, 1):
        box = page.locator(".as-vinken [role=checkbox]").nth(place)
        box.click()
        expect(box).to_have_attribute("aria-checked", "true")
    page.get_by_role("button", name="Splits ze af").click()
    told = page.locator(".st-key-beslist")
    expect(told).to_contain_text("Gesplitst")
    expect(number).to_have_text(re.compile(r"\d+ bronnen"))
    expect(number).not_to_have_text(before)
    page.get_by_role("button", name="Ongedaan maken").click()
    expect(told).to_have_count(0)
    expect(number).to_have_text(before)


def crowd() -> CitationGraph:
    """A thousand works: two hundred documents that cite a few works often and most of them once."""
    chance = random.Random(7)
    pairs = [(chance.randrange(200), min(999, int(chance.paretovariate(0.5)))) for _ in range(3000)]
    pairs += [(chance.randrange(200), n) for n in range(200, 1000)]
    cited = Counter(target for _, target in pairs)
    kinds = list(network.COLOURS)
    nodes = tuple(
        Node(f"werk-{n}", f"Werk nummer {n} over onderwijs", kinds[n % len(kinds)], str(2000 + n % 25), (),
             f"{n:064x}" if n < 200 else None, None, cited[n], 0)
        for n in range(1000)
    )  # fmt: skip
    return CitationGraph(nodes, tuple(Edge(f"werk-{a}", f"werk-{b}", "1", None, 1, "", "advies", ()) for a, b in pairs))


def test_the_network_stays_usable_with_a_thousand_works(page: Page) -> None:
    slow = slowness()
    page.set_content(f"<style>{network._CSS}</style><div id=hier>{network._HTML}</div>")
    times = page.evaluate(
        """async ([code, data]) => {
          const made = await import(URL.createObjectURL(new Blob([code], { type: "text/javascript" })));
          const once = (work) => { const began = performance.now(); work(); return performance.now() - began; };
          const time = (work) => Math.min(once(work), once(work), once(work)); // one of them may be interrupted
          const first = time(() => made.default({ data, parentElement: document.getElementById("hier"), key: "x" }));
          const canvas = document.querySelector("canvas");
          const at = { clientX: 500, clientY: 400, cancelable: true };
          const zoom = time(() => canvas.dispatchEvent(new WheelEvent("wheel", { deltaY: -30, ...at })));
          const point = time(() => canvas.onpointermove({ clientX: 520, clientY: 300 }));
          return { first, zoom, point, listed: document.querySelectorAll("li a").length };
        }""",
        [(ROOT / "ui/graph.js").read_text("utf-8"), network.drawing(crowd(), None)],
    )
    print({name: round(value) for name, value in times.items()})
    assert times["listed"] == 1000
    # milliseconds; on a machine with nothing else to do about 300, 6 and 2
    slow = max(slow, slowness())
    assert times["first"] < 3000 * slow and times["zoom"] < 250 * slow and times["point"] < 250 * slow


def test_a_pdf_is_uploaded_read_and_found(page: Page, address: str, tmp_path: Path) -> None:
    good, bad = tmp_path / "advies-fietsen.pdf", tmp_path / "stuk.pdf"
    style = getSampleStyleSheet()
    said = "De raad vraagt een overdekte fietsenstalling bij elke school, met een pomp en een oplaadpunt."
    SimpleDocTemplate(str(good)).build(
        [Paragraph("Veilig naar school fietsen", style["Title"]), Paragraph("1. Stallen", style["Heading1"]),
         *(Paragraph(f"{said} Dat is punt {n}.", style["BodyText"]) for n in ("een", "twee", "drie"))]
    )  # fmt: skip
    bad.write_bytes(b"%PDF-1.7\nen verder niets")
    visit(page, f"{address}corpus")
    page.locator("input[type=file]").set_input_files([good, bad])  # nothing more to click
    report = page.locator(".st-key-verslag")
    expect(report).to_contain_text("Klaar.", timeout=4 * PATIENCE)
    expect(report).to_contain_text("1 nieuw, 1 niet gelezen")
    expect(report.locator("li.failed")).to_contain_text("stuk.pdf")
    expect(page.get_by_text("Eerder niet gelezen: 1 bestand")).to_be_visible()
    expect(page.locator(".as-documenten")).to_contain_text("advies-fietsen.pdf")
    page.get_by_test_id("stTopNavLink").filter(has_text="Zoeken").click()
    box = page.get_by_label("Zoeken", exact=True)
    box.fill("overdekte fietsenstalling")
    box.press("Enter")
    expect(page.locator(".as-treffer").first).to_contain_text("fietsenstalling")


def test_what_a_document_says_never_runs(page: Page, address: str, tmp_path: Path) -> None:
    evil = tmp_path / "kwaad.txt"
    attack = '<script>window.gehackt=1</script><img src=x onerror="window.gehackt=2"><a href="javascript:1">x</a>'
    evil.write_text(f"ADVIES\n\n1 Kwaad\n\nDe raad steunt {attack} zonder voorbehoud.\n", "utf-8")
    visit(page, f"{address}corpus")
    drop(page, evil)
    page.locator(".st-key-verslag").get_by_role("link", name="kwaad.txt").click(timeout=4 * PATIENCE)
    expect(page.locator(".as-tekst")).to_contain_text("<script>window.gehackt=1</script>")
    visit(page, f"{address}?q=zonder+voorbehoud+onerror")
    expect(page.locator(".as-treffer").first).to_be_visible()
    visit(page, f"{address}standpunten?onderwerp=zonder+voorbehoud+onerror")
    assert page.evaluate("window.gehackt") is None
    visit(page, f"{address}corpus")
    page.get_by_role("button", name="Sluiten").click()  # the report of the run goes when somebody has seen it
    expect(page.locator(".st-key-verslag")).to_have_count(0)
    assert page.evaluate("window.gehackt") is None
    assert page.locator("img[src=x]").count() == 0


# --- everywhere -------------------------------------------------------------------------------------------------------


def test_the_keyboard_goes_to_the_box_and_through_the_results(page: Page, address: str) -> None:
    visit(page, f"{address}?q=leraren")
    page.keyboard.press("/")
    expect(page.get_by_label("Zoeken", exact=True)).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.locator("a.treffer").nth(1)).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/document?doc=*")


def test_a_phone_finds_the_menu_and_the_filters(browser: Browser, address: str, tmp_path: Path) -> None:
    context = browser.new_context(viewport={"width": SMALL[0], "height": SMALL[1]}, locale="nl-BE")
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    visit(page, f"{address}?q=leraren")
    side = page.get_by_test_id("stSidebar")
    expect(page.get_by_test_id("stExpandSidebarButton")).to_be_in_viewport()
    page.get_by_role("button", name="Filters", exact=True).click()
    expect(side.get_by_text("Adviezen")).to_be_in_viewport()
    page.mouse.move(200, 800)
    stand_still(page)  # it slides in
    assert drawn(page, tmp_path, "telefoon") > 50
    side.get_by_role("link", name="Acties").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert "/acties" in page.url
    context.close()


def test_a_footnote_shows_on_hover_and_leads_to_the_foot_and_back(page: Page, address: str) -> None:
    visit(page, f"{address}document?doc=110-advies-leersteun-2023&sectie=1")
    mark = page.locator(".as-noot a").first
    mark.hover()
    note = page.locator(".as-nootvak")
    expect(note).to_be_visible()
    said = note.inner_text()
    mark.click()
    foot = page.locator("#noot-1")
    expect(foot).to_be_in_viewport()
    assert said in foot.inner_text()
    foot.locator("a.terug").first.click()
    expect(mark).to_be_in_viewport()


def test_pages_turn_and_grow(page: Page, address: str) -> None:
    visit(page, f"{address}document?doc=110-advies-leersteun-2023")
    page.get_by_role("link", name="Volgende bladzijde").click()
    expect(page.get_by_text("Bladzijde 2 van")).to_be_visible()
    image = page.locator('[class*="st-key-blad-"] img')
    before = image.bounding_box()
    page.get_by_role("link", name="Groter").click()
    page.wait_for_url("**zoom=150*")
    expect(page.locator(".st-key-blad-150 img")).to_be_visible()
    after = page.locator(".st-key-blad-150 img").bounding_box()
    assert before is not None and after is not None and after["width"] > 1.4 * before["width"]


LATER = "(() => { const now = performance.now.bind(performance); performance.now = () => now() + 10_000; })()"


def test_the_page_and_the_text_keep_in_step(page: Page, address: str) -> None:
    visit(page, f"{address}document?doc=110-advies-leersteun-2023")
    for number in (2, 3, 4):
        page.get_by_role("link", name="Volgende bladzijde").click()
        expect(page.get_by_text(f"Bladzijde {number} van")).to_be_visible()
    expect(page.locator("#blad-4")).to_be_in_viewport()  # the text came along
    page.locator(".as-tekst").hover()
    steps = page.evaluate("history.length")
    page.evaluate(LATER)  # so that this scrolling is the reader's own
    page.mouse.wheel(0, -6000)
    expect(page.get_by_text("Bladzijde 1 van")).to_be_visible()  # the page came along
    assert "pagina=1" in page.url and page.evaluate("history.length") == steps


VIEWS = {
    "start": "",
    "zoeken": "?q=tekort+aan+leraren&soort=advies",
    "document": "document?doc=110-advies-leersteun-2023&sectie=3.2&van=65&tot=274",
    "acties": "acties?plan=Actieplan+Sterk+in+Taal",
    "bronnen": "bronnen?weergave=netwerk",
    "actie": "acties?plan=Actieplan+Leraar+in+Zicht&actie=8",
    "bron": "bronnen",
    "standpunten": "standpunten?onderwerp=leersteun",
    "nakijken": "nakijken",
    "corpus": "corpus",
}


@pytest.mark.parametrize("size", [LARGE, SMALL], ids=["large", "small"])
@pytest.mark.parametrize("name", VIEWS)
def test_every_view_fits_asks_nothing_of_the_outside_and_speaks_dutch(
    browser: Browser, address: str, name: str, size: tuple[int, int], tmp_path: Path
) -> None:
    context = browser.new_context(viewport={"width": size[0], "height": size[1]})
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    asked: list[str] = []
    wrong: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    visit(page, address + VIEWS[name])
    stand_still(page)
    assert size == SMALL or drawn(page, tmp_path, name) > 50
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    assert not [url for url in asked if not url.startswith((address, "data:", "blob:", address.replace("http", "ws")))]
    assert not wrong
    page.wait_for_function("document.documentElement.lang === 'nl'")
    context.close()


@pytest.mark.parametrize("name", VIEWS)
def test_every_view_passes_an_accessibility_check(page: Page, address: str, name: str) -> None:
    visit(page, address + VIEWS[name])
    found = []
    schemes: tuple[Scheme, ...] = ("light", "dark")
    for scheme in schemes:
        page.emulate_media(color_scheme=scheme)
        page.wait_for_function(f"getComputedStyle(document.querySelector('.stApp')).colorScheme === '{scheme}'")
        stand_still(page)  # colours change gradually
        rules = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa"]}
        violations = Axe().run(page, options=rules).response["violations"]
        found += [(scheme, v["id"], n["html"][:120], n["failureSummary"]) for v in violations for n in v["nodes"]]
    assert found == []


@pytest.mark.parametrize(
    ("held", "meanwhile"), [("index*.js", None), ("{Html,Button,Selectbox}.*.js", "[data-testid=stSkeleton]")]
)
def test_a_browser_that_is_still_loading_says_so(page: Page, address: str, held: str, meanwhile: str | None) -> None:
    waiting: list[Route] = []
    go_on: list[bool] = []
    page.route(f"**/static/js/{held}", lambda route: route.continue_() if go_on else waiting.append(route))
    page.goto(f"{address}nakijken", wait_until="commit")
    if meanwhile:  # grey blocks for what is not there yet
        expect(page.get_by_test_id("stMain").locator(meanwhile).first).to_be_visible()
    expect(page.get_by_text("Adviesspoor wordt geopend…")).to_be_visible()
    go_on.append(True)
    for route in waiting:
        route.continue_()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_text("Adviesspoor wordt geopend…")).to_be_hidden()


def test_a_document_and_an_answer_come_within_a_second(page: Page, address: str) -> None:
    answers, documents = [], []
    before = slowness()
    for question, word in (("digitale toestellen", "toestel|digita"), ("kleuters", "kleuter"), ("taal", "taal")):
        visit(page, f"{address}?q=leraren")  # by now the model is there
        began = time.monotonic()
        page.get_by_label("Zoeken", exact=True).fill(question)
        page.get_by_label("Zoeken", exact=True).press("Enter")
        expect(page.locator(".as-treffer mark.woord", has_text=re.compile(word, re.I)).first).to_be_visible()
        answered = time.monotonic()
        page.locator("a.treffer").first.click()
        expect(page.locator("mark.as-passage").first).to_be_visible()
        documents.append(time.monotonic() - answered)
        answers.append(answered - began)
    # the quickest of three: a machine may stand still; three seconds, because browser and server share it with others
    assert max(min(answers), min(documents)) < 3 * max(before, slowness())


@pytest.mark.parametrize(
    ("email", "sees"), [("an@raad.example", "nog geen documenten"), ("bo@elders.example", "geen toegang")]
)
def test_a_server_can_ask_for_a_login(page: Page, tmp_path: Path, email: str, sees: str) -> None:
    port = free_port()
    with provider(email) as metadata:
        (tmp_path / ".streamlit").mkdir()
        (tmp_path / ".streamlit" / "secrets.toml").write_text(
            f"""[auth]
redirect_uri = "http://127.0.0.1:{port}/oauth2callback"
cookie_secret = "{"0123456789abcdef" * 4}"
client_id = "{CLIENT}"
client_secret = "{SECRET}"
server_metadata_url = "{metadata}"
[adviesspoor]
toegelaten = ["@raad.example"]
""",
            "utf-8",
        )
        with serving(tmp_path, port) as url:
            page.goto(f"{url}corpus")
            expect(page.get_by_text("Meld u aan")).to_be_visible()
            assert page.locator("input[type=file]").count() == 0
            page.get_by_role("button", name="Aanmelden").click()
            expect(page.get_by_text(sees)).to_be_visible()
            page.get_by_role("button", name="Afmelden").click()
            expect(page.get_by_text("Meld u aan")).to_be_visible()


async def session(address: str, page: str, query: str) -> tuple[float, str]:
    """What one visitor's browser does for one view, without the browser: the seconds it takes, and what came."""
    began = time.monotonic()
    ask = BackMsg()
    ask.rerun_script.page_name, ask.rerun_script.query_string = page, query
    came = []
    async with (
        aiohttp.ClientSession() as client,
        client.ws_connect(f"{address}_stcore/stream", protocols=["streamlit"], max_msg_size=0) as socket,
    ):
        await socket.send_bytes(ask.SerializeToString())
        async for message in socket:
            told = ForwardMsg.FromString(message.data)
            if told.HasField("script_finished"):
                break
            came.append(told.delta.new_element.html.body if told.HasField("delta") else "")
    return time.monotonic() - began, "".join(came)


def together(address: str, views: Sequence[tuple[str, str]]) -> list[tuple[float, str]]:
    """What `session` gives for each of these views, all asked for at once."""

    async def everybody() -> list[tuple[float, str]]:
        return await asyncio.gather(*(session(address, *view) for view in views))

    with ThreadPoolExecutor(1) as other:  # this thread has the event loop of Playwright
        return other.submit(asyncio.run, everybody()).result()


def test_twenty_people_at_once_all_get_their_answer(address: str) -> None:
    slow = slowness()
    topics, sides = ("taal", "leraren", "kleuters", "toestellen"), ("ouders", "geld", "plan", "jaar", "raad")
    words = [f"{topic}+{side}" for topic in topics for side in sides]
    place = "doc=110-advies-leersteun-2023&sectie=3.2"
    for name, views, sign in (
        ("questions", [("", f"q={w}") for w in words], "<article"),
        ("documents", [("document", place)] * 20, 'class="as-tekst"'),
    ):
        answers = together(address, views)
        seconds = sorted(round(taken, 2) for taken, _ in answers)
        print(f"20 {name} at once: half within {seconds[10]} s, all within {seconds[-1]} s")
        assert all(sign in came for _, came in answers)
        slow = max(slow, slowness())
        assert seconds[-1] < 40 * slow
