"""The pages of the interface: what each address shows, what people take along, and that no document can do harm."""

from __future__ import annotations

import csv
import io
import os
import re
import threading
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import get_args
from urllib.parse import parse_qs, urlsplit

import pytest
from docx import Document as WordDocument
from openpyxl import load_workbook
from PIL import Image
from reportlab.pdfgen.canvas import Canvas
from streamlit.testing.v1 import AppTest

from corpus.catalogue import FileRow, list_documents, list_sources, put_file
from corpus.errors import AdviesspoorError
from corpus.model import (
    ActionMention,
    Box,
    Candidate,
    Category,
    CrossReference,
    Document,
    Doubt,
    LineSpan,
    LinkKey,
    Meta,
    Place,
    PlacedText,
    Position,
    Problem,
    Repair,
    Reread,
    Section,
    Source,
    Status,
)
from index.build import FileOutcome, IngestReport, Progress, Stage, Tell
from index.graph import SUFFIXES, citation_graph
from index.resolving import resolve_corpus
from index.review import made_decisions
from index.search import Filters, search
from index.store import Corpus, open_corpus
from index.trace import trace
from tests.corpora import (
    citation,
    corpus_with,
    document,
    mention,
    note,
    placed,
    replace_doubts,
    replace_sources,
    section,
    settings,
)
from tests.damaged import huge_image
from ui import network, reading
from ui.exports import (
    Quotation,
    Table,
    as_csv,
    as_excel,
    as_text,
    as_word,
    hits_quoted,
    hits_table,
)
from ui.labels import date_in_words, file_size, place_in_words, problems_in_words, reference, short_date
from ui.marks import Point, Span, found_words, marked
from ui.markup import Html, address, html, outside, put
from ui.page_image import page_image
from ui.saved import saved_searches
from ui.text_view import Look, boxes_on, parts_of, stretch_of, text
from ui.views.acties import wordings
from ui.views.bronnen import FORMATS, exported
from ui.views.document import plain_text

PLAN = "Actieplan Leesland"
PAGES = ("zoeken", "document", "acties", "bronnen", "standpunten", "nakijken", "corpus")
SENTENCE = "De raad steunt actie 18.2, want lezen is belangrijk."
DEFINED = "Actie 18.2: We lezen."
WISH = "We vragen een vaste vergoeding voor de begeleiding in de aanloopfase."


def later_advice() -> Document:
    """An advice of 2021 with everything that a page can show."""
    first = f"{SENTENCE}\n\n{WISH}\n\nZie hoofdstuk 2 en https://example.org/lezen."
    at = first.index("hoofdstuk 2")
    return replace(
        document(
            "later",
            [section("1", "Begeleiding", first), section("2", "Middelen", "Rij een\tcel twee\n\nHet geld volgt.", 2)],
            title="Later advies",
            date="2021-02-11",
            body="Raad Secundair Onderwijs",
            actions=[mention("1", "18.2", SENTENCE), mention("fn:1", "18.2", DEFINED, definition="We lezen.")],
            footnotes=[note("1", DEFINED, "1")],
            citations=[citation("2", "Het geld volgt.", "vlor-2012-eerder", title="Eerder advies")],
        ),
        positions=(
            Position("1", 0, len(SENTENCE), Place(1), SENTENCE, "steun"),
            Position("1", first.index(WISH), first.index(WISH) + len(WISH), Place(1), WISH, "vraag"),
        ),
        cross_references=(CrossReference("1", at, at + 11, Place(1), "hoofdstuk 2", "2"),),
        repairs=(Repair(Place(1), "Iezen", "lezen", "letter", "1"),),
    )  # fmt: skip


def earlier_advice() -> Document:
    """The advice of 2012 that the other one cites."""
    words = "Een vergoeding is nodig in de aanloopfase."
    return replace(
        document("eerder", [section("1", "Vergoeding", words)], title="Eerder advies", date="2012-05-24"),
        positions=(Position("1", 0, len(words), Place(1), words, "voorstel"),),
    )


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pages")
    earlier = earlier_advice()
    with corpus_with(folder, [later_advice(), earlier]) as made:
        replace_sources(
            made.catalogue,
            [Source("vlor-2012-eerder", "advies", ("Vlaamse Onderwijsraad",), "Eerder advies", None, None, "2012-05-24",
                    document=earlier.sha256)],
        )  # fmt: skip
    return folder


@pytest.fixture()
def corpus(data: Path) -> Iterator[Corpus]:
    with open_corpus(settings(data)) as opened:
        yield opened


def visit(page: str, folder: Path, **state: object) -> AppTest:
    """The page as it is after its first run, at the address that `state` makes."""
    os.environ["ADVIESSPOOR_DATA"] = str(folder)
    code = f"from ui.views import {page}\nfrom ui.opened import guarded\nguarded({page}.show)"
    at = AppTest.from_string(code, default_timeout=300)
    for name, value in state.items():
        at.query_params[name] = str(value)
    at.run()
    assert not at.exception
    return at


@pytest.fixture(autouse=True)
def restored_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADVIESSPOOR_DATA", "unused")


def shown(at: AppTest) -> str:
    """All HTML that the page put on the screen."""
    return "\n".join(element.proto.body for element in [*at.main.get("html"), *at.sidebar.get("html")])


def in_words(at: AppTest) -> str:
    """The words of that HTML."""
    words = Words()
    words.feed(shown(at))
    return re.sub(r"\s+", " ", "".join(words.said))


class Words(HTMLParser):
    """The text of HTML, its tags with their attributes, and its links."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_data(self, data: str) -> None:
        self.said.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.said.append(" ")


def links(at: AppTest) -> list[str]:
    """Every address that the page links to."""
    words = Words()
    words.feed(shown(at))
    return [attributes["href"] or "" for tag, attributes in words.tags if tag == "a" and "href" in attributes]


def short(one: Document) -> str:
    """How an address names a document."""
    return one.sha256[:12]


# --- words become HTML ------------------------------------------------------------------------------------------------


def tag(layer: str, start: int, end: int) -> Span:
    letter = Html(layer[0])
    return Span(start, end, layer, Html(f"<{letter}>"), Html(f"</{letter}>"))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "spans", "expected"),
    [
        ("a < b & c", [], "a &lt; b &amp; c"),
        ("abcdef", [tag("word", 1, 3)], "a<w>bc</w>def"),
        ("abcdef", [tag("position", 0, 4), tag("link", 2, 6)], "<p>ab<l>cd</l></p><l>ef</l>"),
        ("abcdef", [tag("link", 0, 4), tag("link", 2, 6)], "<l>abcd</l>ef"),
        ("abcdef", [tag("word", 2, 3), tag("passage", 1, 5)], "a<p>b<w>c</w>de</p>f"),
        ("abc", [tag("word", 2, 2), tag("word", 3, 9)], "abc"),
    ],
)
def test_marks_may_cover_each_other_and_every_tag_is_closed_in_order(
    text: str, spans: list[Span], expected: str
) -> None:
    assert marked(text, spans) == expected


def test_points_stand_between_the_characters_and_outside_what_begins_there() -> None:
    points = [Point(3, Html("!")), Point(1, Html("?"))]
    assert marked("abc", found_words([(1, 3)]), points) == 'a?<mark class="woord">bc</mark>!'


def test_a_stretch_of_a_text_takes_only_its_part_of_the_spans() -> None:
    assert marked("abcdef", [tag("link", 0, 6)], (), 2, 4) == "<l>cd</l>"


def test_everything_that_is_not_our_own_html_is_escaped() -> None:
    inner = html("<b>{x}</b>", x='<script>"')
    assert html("<i>{inner}{none}</i>", inner=inner, none=None) == "<i><b>&lt;script&gt;&quot;</b></i>"


def test_a_plain_text_cannot_be_put_on_the_screen_as_html() -> None:
    with pytest.raises(TypeError):
        put("<b>words of a document</b>")  # type: ignore[arg-type]


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", " https://x", "//example.org"])
def test_only_web_addresses_become_links_to_the_outside(url: str) -> None:
    assert "href" not in outside("hier", url)


def test_an_address_leaves_out_what_is_not_set() -> None:
    assert address("acties", plan="A & B", actie="18.2", doc=None, q="") == "acties?plan=A+%26+B&actie=18.2"
    assert address("", q="lezen") == "./?q=lezen"


# --- words of the house -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("date", "long", "brief"),
    [
        ("2019-06-13", "13 juni 2019", "13/06/2019"),
        ("2019-06", "juni 2019", "06/2019"),
        ("2019", "2019", "2019"),
        (None, "zonder datum", "–"),
    ],
)
def test_dates_are_as_precise_as_they_are(date: str | None, long: str, brief: str) -> None:
    assert (date_in_words(date), short_date(date)) == (long, brief)


@pytest.mark.parametrize(
    ("where", "title", "expected"),
    [
        ("2.1", "Middelen", "2.1 Middelen"),
        ("Bronnen", "Bronnen", "Bronnen"),
        ("fn:3", None, "voetnoot 3"),
        ("answer:2", None, "antwoord op vraag 2"),
        ("question:2", None, "vraag 2"),
        ("preamble", None, "begin van het document"),
    ],
)
def test_places_are_said_as_people_say_them(where: str, title: str | None, expected: str) -> None:
    assert place_in_words(where, title) == expected


def test_references_have_the_form_that_the_council_uses() -> None:
    advice = replace(later_advice(), meta=replace(later_advice().meta, subtitle="Advies over lezen"))
    assert reference(advice, "2", 2) == (
        "Vlaamse Onderwijsraad, Raad Secundair Onderwijs. Later advies. Advies over lezen, 11 februari 2021, 2, p. 2."
    )
    question = replace(
        advice,
        kind="schriftelijke_vraag",
        meta=Meta("Lezen - Cijfers", date="2023-05-05", number="531", author="An Peeters", recipient="Jo Claes"),
    )
    assert reference(question) == (
        "Schriftelijke vraag nr. 531 van An Peeters aan Jo Claes. Lezen - Cijfers, 5 mei 2023."
    )


def damaged(*pages: int) -> list[Problem]:
    return [Problem(Category.DAMAGED, f"Pagina {n} is beschadigd en kon niet gelezen worden.", n) for n in pages]


@pytest.mark.parametrize(
    ("problems", "said"),
    [
        (damaged(3), "Pagina 3 is beschadigd en kon niet gelezen worden."),
        (damaged(2, 4, 5, 6), "Bladzijden 2, 4-6 zijn beschadigd en konden niet gelezen worden."),
        ([Problem(Category.EMPTY, "Leeg."), Problem(Category.EMPTY, "Leeg.")], "Leeg."),
    ],
)
def test_pages_with_the_same_trouble_are_told_together(problems: list[Problem], said: str) -> None:
    assert problems_in_words(problems) == said


def test_sizes_are_said_in_units_that_people_know() -> None:
    assert [file_size(n) for n in (12, 1500, 2_300_000)] == ["12 bytes", "2 kB", "2,3 MB"]


# --- search -----------------------------------------------------------------------------------------------------------


def test_search_shows_marked_passages_that_lead_to_their_place(data: Path) -> None:
    at = visit("zoeken", data, q="vergoeding aanloopfase")
    assert '<mark class="woord">vergoeding</mark>' in shown(at)
    assert "Eerder advies" in in_words(at) and "24 mei 2012" in in_words(at)
    places = [parse_qs(urlsplit(href).query) for href in links(at) if href.startswith("document?") and "van=" in href]
    assert {"doc", "sectie", "van", "tot"} <= set(places[0])


@pytest.mark.parametrize(
    ("filters", "there", "gone"),
    [
        ({"raad": "Raad Secundair Onderwijs"}, "Later advies", "Eerder advies ·"),
        ({"vanaf": "2020"}, "11 februari 2021", "24 mei 2012"),
        ({"tot": "2013"}, "24 mei 2012", "11 februari 2021"),
        ({"actie": "18.2"}, "11 februari 2021", "24 mei 2012"),
        ({"bron": "vlor-2012-eerder"}, "11 februari 2021", "24 mei 2012"),
    ],
)
def test_filters_of_the_address_hold(data: Path, filters: dict[str, str], there: str, gone: str) -> None:
    said = in_words(visit("zoeken", data, q="vergoeding", **filters))
    assert there in said
    assert gone not in said


def test_a_question_that_finds_nothing_offers_one_that_does(data: Path) -> None:
    at = visit("zoeken", data, q="vergoeding", vanaf="2024")
    assert "Niets gevonden" in in_words(at) and "Zonder vanaf 2024" in in_words(at)
    assert "./?q=vergoeding" in links(at)


def test_results_sort_by_date_group_by_document_and_open_where_they_stand(data: Path) -> None:
    assert "as-groep" in shown(visit("zoeken", data, q="vergoeding", groep="document"))
    later = later_advice()
    at = visit("zoeken", data, q="vergoeding", volgorde="datum", open=f"{later.sha256[:8]}~1")
    assert "Zie hoofdstuk 2" in in_words(at)
    assert 'class="as-open"' in shown(at)


def test_chosen_results_are_what_the_export_takes(data: Path) -> None:
    at = visit("zoeken", data, q="vergoeding", keuze=f"{later_advice().sha256[:8]}~1")
    assert "1 gekozen passage" in in_words(at)
    assert "✓ Gekozen" in in_words(at)


def test_the_period_is_dragged_and_stands_in_the_address(data: Path) -> None:
    at = visit("zoeken", data, q="vergoeding", blad="1")
    (slider,) = at.sidebar.slider
    assert slider.value == (2012, 2021)
    slider.set_value((2013, 2021)).run()
    assert at.query_params["vanaf"] == "2013" and "tot" not in at.query_params and "blad" not in at.query_params
    assert "Eerder advies" not in in_words(at) and "Later advies" in in_words(at)
    assert not visit("zoeken", data, q="vaste vergoeding begeleiding", soort="advies", vanaf="2021").exception


def test_other_values_of_a_filter_that_is_set_stay_to_choose_from(data: Path) -> None:
    at = visit("zoeken", data, q="vergoeding", vanaf="2021", tot="2021")
    assert "./?q=vergoeding&vanaf=2012&tot=2012" in links(at)


def chips(at: AppTest) -> list[tuple[str, str]]:
    """The filters that the bar above the results says are on, and where a click on each leads."""
    return re.findall(r'<a data-view class="as-chip aan" href="([^"]*)" title="Filter wissen">([^<]*) ×</a>', shown(at))


def test_a_field_in_the_box_goes_before_the_filter_of_the_address(data: Path) -> None:
    at = visit("zoeken", data, q="vergoeding van:2020", vanaf="2012", soort="advies")
    assert chips(at) == [("./?q=vergoeding+van%3A2020&amp;vanaf=2012", "Adviezen"),
                         ("./?q=vergoeding&amp;soort=advies", "vanaf 2020")]  # fmt: skip
    assert "Later advies" in in_words(at) and "24 mei 2012" not in in_words(at)
    # the chart still shows every year, and a click on one goes before the field
    assert "./?q=vergoeding&vanaf=2012&soort=advies&tot=2012" in links(at)


def test_a_filter_chosen_beside_the_results_takes_the_place_of_the_field_in_the_box(data: Path) -> None:
    at = visit("zoeken", data, q="vergoeding van:2021 tot:2021 type:advies")
    assert [label for _, label in chips(at)] == ["Adviezen", "2021"]
    assert chips(at)[1][0] == "./?q=vergoeding+type%3Aadvies"
    at.slider[0].set_value((2012, 2013)).run()
    assert not at.exception and at.text_input(key="q").value == "vergoeding type:advies"
    assert "24 mei 2012" in in_words(at) and [label for _, label in chips(at)] == ["Adviezen", "tot en met 2013"]
    at = visit("zoeken", data, q="vergoeding", vanaf="2012", tot="2021", soort="advies")  # one chip for a period
    assert ("./?q=vergoeding&amp;soort=advies", "2012–2021") in chips(at) and len(chips(at)) == 2
    at = visit("zoeken", data, q="vergoeding", raad="Raad Secundair Onderwijs")
    assert "./?q=vergoeding&raad=Raad+Basisonderwijs" in links(at)


def test_a_heading_without_words_of_its_own_is_no_result(tmp_path: Path) -> None:
    one = document("koppen", [section("1", "Vergoeding", ""), section("1.1", "Hoeveel", "De vergoeding stijgt.")])
    with corpus_with(tmp_path, [one]):
        pass
    assert shown(visit("zoeken", tmp_path, q="vergoeding", ruim="ja")).count("<article") == 1


def test_what_only_comes_near_the_question_waits_until_it_is_asked_for(tmp_path: Path) -> None:
    texts = ["De vergoeding van leerlingen in de aanloopfase stijgt.", "Het dak van de sporthal lekt al twee winters."]
    one = document("twee", [section(str(n), "Deel", text) for n, text in enumerate(texts, 1)])
    with corpus_with(tmp_path, [one]):
        pass
    near = visit("zoeken", tmp_path, q="vergoeding aanloopfase")
    assert "sporthal" not in in_words(near) and "ook minder verwante" in in_words(near)
    assert "sporthal" in in_words(visit("zoeken", tmp_path, q="vergoeding aanloopfase", ruim="ja"))


def test_a_result_leads_to_passages_like_it(data: Path) -> None:
    key = f"{earlier_advice().sha256[:8]}~1"
    assert any(f"zoals={key.replace('~', '%7E')}" in href or f"zoals={key}" in href
               for href in links(visit("zoeken", data, q="vergoeding")))  # fmt: skip
    said = in_words(visit("zoeken", data, zoals=key))
    assert "die lijken op 1 van Eerder advies" in said and "Later advies" in said


def test_a_saved_search_tells_what_is_new_since_the_last_look(tmp_path: Path) -> None:
    with corpus_with(tmp_path, [earlier_advice()]):
        pass
    at = visit("zoeken", tmp_path, q="vergoeding")
    at.button(key="bewaar-vraag").click().run()
    assert "“vergoeding” niets nieuws" in in_words(visit("zoeken", tmp_path))
    with corpus_with(tmp_path, [later_advice()]):
        pass
    assert "1 nieuw resultaat sinds u keek" in in_words(visit("zoeken", tmp_path))
    looked = visit("zoeken", tmp_path, q="vergoeding")
    assert shown(looked).count('class="as-badge nieuw"') == 1
    assert "“vergoeding” niets nieuws" in in_words(visit("zoeken", tmp_path))
    looked.button(key="vergeet-vraag").click().run()
    assert saved_searches(tmp_path) == []


def test_saved_searches_that_cannot_be_read_give_one_sentence(tmp_path: Path) -> None:
    with corpus_with(tmp_path, [earlier_advice()], vectors=False):
        pass
    (tmp_path / "zoekvragen.json").write_text("kapot")
    assert shown(visit("zoeken", tmp_path)).count('role="alert"') == 1


def test_before_a_question_the_page_says_what_there_is(data: Path) -> None:
    said = in_words(visit("zoeken", data))
    assert "Wat zeiden we eerder?" in said and "Later advies" in said and "Actie 18.2" in said


def test_a_query_of_stop_words_gives_one_sentence(data: Path) -> None:
    at = visit("zoeken", data, q="de het een")
    assert 'class="as-fout"' in shown(at)


def test_typing_a_question_gives_its_results(data: Path) -> None:
    at = visit("zoeken", data)
    at.text_input(key="q").input("aanloopfase").run()
    assert "aanloopfase" in in_words(at)


# --- a document -------------------------------------------------------------------------------------------------------


def test_a_document_shows_its_tree_its_text_and_what_was_found_in_it(data: Path) -> None:
    at = visit("document", data, doc=short(later_advice()), sectie="1")
    html_shown, places = shown(at), links(at)
    assert 'aria-current="location"' in html_shown
    assert f"acties?plan={PLAN.replace(' ', '+')}&actie=18.2" in places
    assert "bronnen?bron=vlor-2012-eerder" in places
    assert "https://example.org/lezen" in places
    assert any("sectie=2" in p for p in places)
    assert 'class="as-standpunt steun"' in html_shown and html_shown.count("<td>") == 2


def test_footnotes_lead_both_ways(data: Path) -> None:
    places = links(visit("document", data, doc="later"))
    assert "#noot-1" in places and "#bij-1-0" in places


def test_the_passage_of_an_address_is_marked_and_pointed_at(data: Path) -> None:
    later = later_advice()
    at = visit("document", data, doc="later", sectie="1", **stretch_of(later, "1", WISH))
    assert f'<mark class="as-passage">{WISH}</mark>' in shown(at)
    assert 'data-naar="passage"' in shown(at)


def test_positions_and_repairs_are_shown_or_not(data: Path) -> None:
    assert "as-standpunt" not in shown(visit("document", data, doc="later", standpunten="uit"))
    at = visit("document", data, doc="later", herstel="aan")
    assert "Hier stond: Iezen (letter)" in shown(at)
    assert "<del>Iezen</del>" in shown(at)
    assert "Iezen" not in shown(visit("document", data, doc="later"))


def test_a_document_says_what_it_cites_and_who_cites_it(data: Path) -> None:
    cites = in_words(visit("document", data, doc="later", verband="citeert"))
    assert "Eerder advies" in cites and "lees het document" in cites
    at = visit("document", data, doc="eerder", verband="geciteerd")
    assert "Later advies" in in_words(at) and "Het geld volgt." in in_words(at)


def test_a_section_leads_to_passages_that_say_the_like(data: Path) -> None:
    at = visit("document", data, doc="later", sectie="1", verband="verwant")
    assert "Vergoeding" in in_words(at)


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ({"doc": "bestaatniet"}, "Er is geen document"),
        ({"doc": "later", "sectie": "99"}, "Dit document heeft geen deel"),
    ],
)
def test_an_address_that_points_at_nothing_gives_one_sentence(data: Path, state: dict[str, str], said: str) -> None:
    at = visit("document", data, **state)
    assert said in in_words(at) and 'role="alert"' in shown(at)


def test_the_text_of_a_document_can_be_taken_along() -> None:
    taken = plain_text(later_advice())
    assert taken.startswith("Later advies\nVlaamse Onderwijsraad, Raad Secundair Onderwijs.")
    assert "1 Begeleiding\n" + SENTENCE in taken and taken.endswith("Voetnoten\n1 Actie 18.2: We lezen.\n")


def test_boxes_are_those_of_the_page_that_is_shown() -> None:
    one, two = Box(0, 0, 10, 5), Box(0, 10, 10, 15)
    body = PlacedText("abcdefgh", (LineSpan(0, 4, 1, one), LineSpan(4, 8, 2, two)))
    assert boxes_on(body, 2, 0, 8) == (two,)
    assert boxes_on(body, 3, 0, 8) == ()


def test_an_answer_to_several_questions_is_shown_once_and_says_so() -> None:
    from corpus.model import Question

    answer = placed("Ja.")
    questions = tuple(Question(n, placed(f"Vraag {n}?"), answer, 1, 1) for n in (1, 2, 3))
    titles = [part.title for part in parts_of(document("sv", [], questions=questions))]
    assert titles == ["Vraag 1", "Vraag 2", "Vraag 3", "Antwoord op vragen 1, 2 en 3"]


def test_items_of_a_list_keep_their_marker() -> None:
    body = placed("Vooraf:\n\neerste\n\ntweede")
    listed = Section("1", "1", "Lijst", 1, None, 1, body, items=((9, "•", 1), (17, "•", 2)))
    one = document("lijst", [listed])
    made = text(one, parts_of(one), Look())
    assert made.count('class="as-punt') == 2 and 'class="as-punt n2"' in made


# --- the page of the PDF ----------------------------------------------------------------------------------------------


@pytest.fixture()
def paper(tmp_path: Path) -> Path:
    path = tmp_path / "blad.pdf"
    canvas = Canvas(str(path), pagesize=(400, 600))
    canvas.drawString(50, 500, "Woorden op papier")
    canvas.save()
    return path


def test_the_page_is_drawn_with_the_passage_marked(paper: Path) -> None:
    box = Box(50, 85, 200, 105)
    plain = Image.open(io.BytesIO(page_image(paper, 1))).convert("RGB")
    drawn = Image.open(io.BytesIO(page_image(paper, 1, [box]))).convert("RGB")
    assert plain.size == drawn.size == (800, 1200)
    inside, outside_it = (390, 200), (390, 800)
    red, green, blue = drawn.getpixel(inside)  # type: ignore[misc]
    assert red > 240 and green > 210 and blue < 170  # the yellow of a marker pen
    for paper_white in (plain.getpixel(inside), plain.getpixel(outside_it), drawn.getpixel(outside_it)):
        assert min(paper_white) > 250  # type: ignore[arg-type]


def test_a_page_that_cannot_be_drawn_gives_one_sentence(paper: Path, tmp_path: Path) -> None:
    with pytest.raises(AdviesspoorError, match="Bladzijde 9 bestaat niet"):
        page_image(paper, 9)
    damaged = tmp_path / "stuk.pdf"
    damaged.write_bytes(b"%PDF-1.4 niets")
    with pytest.raises(AdviesspoorError, match="niet leesbaar"):
        page_image(damaged, 1)
    huge = tmp_path / "reus.pdf"
    huge.write_bytes(huge_image())
    with pytest.raises(AdviesspoorError, match="20000 bij 20000 beeldpunten"):
        page_image(huge, 1)
    with pytest.raises(AdviesspoorError, match="niet leesbaar"):
        page_image(tmp_path / "weg.pdf", 1)


# --- actions, positions, sources --------------------------------------------------------------------------------------


def test_the_actions_of_a_plan_stand_against_documents(data: Path) -> None:
    at = visit("acties", data, plan=PLAN)
    assert "We lezen." in in_words(at) and "Later advies" in in_words(at)
    assert f"acties?plan={PLAN.replace(' ', '+')}&actie=18.2&doc={short(later_advice())}" in links(at)
    assert 'class="vol steun"' in shown(at)


@pytest.mark.parametrize(
    ("asked", "there"),
    [("18.2", True), ("18", True), ("actie 18 leesland", True), ("LEZEN", True), ("2", False), ("18.2 rekenen", False)],
)
def test_an_action_is_found_by_its_number_its_plan_or_its_words(data: Path, asked: str, there: bool) -> None:
    at = visit("acties", data, zoek=asked)
    assert ("Actie 18.2" in in_words(at)) == there
    assert ("Geen actie gevonden" in in_words(at)) != there
    assert at.text_input(key="zoek").value == asked


def test_a_plan_that_many_documents_speak_of_comes_in_pages(tmp_path: Path) -> None:
    sentence = "De raad steunt actie 4."
    many = [
        document(f"d{n}", [section("1", "Deel", sentence)], title=f"Advies {n}", date=f"2020-01-{n:02}",
                 actions=[mention("1", "4", sentence)])
        for n in range(1, 31)
    ]  # fmt: skip
    with corpus_with(tmp_path, many, vectors=False):
        pass
    first, last = (visit("acties", tmp_path, plan=PLAN, blad=n) for n in (1, 2))
    assert shown(first).count('class="vol') == 24 and shown(last).count('class="vol') == 6
    assert "24 van de 30 documenten" in in_words(first)
    dates = re.findall(r"Advies (\d+), \d+ januari", shown(first))
    assert dates == [str(n) for n in range(7, 31)]
    assert shown(visit("acties", tmp_path, plan=PLAN, actie="4")).count("as-moment") == 30


def test_an_action_shows_its_text_and_every_mention_with_its_stance(data: Path) -> None:
    at = visit("acties", data, plan=PLAN, actie="18.2")
    assert 'class="as-definitie"' in shown(at) and "We lezen." in in_words(at)
    assert 'class="as-vermelding steun"' in shown(at)
    assert "11 februari 2021" in in_words(at)


def test_a_stance_of_the_sentences_that_follow_is_marked_as_such(tmp_path: Path) -> None:
    named, wish = "Actie 3 voorziet coaches.", "We vragen dat ze blijven."
    body = f"{named} {wish}"
    one = document("vervolg", [section("1", "Coaches", body)], actions=[mention("1", "3", named)])
    at = body.index(wish)
    position = Position("1", at, at + len(wish), Place(1), wish, "vraag")
    with corpus_with(tmp_path, [replace(one, positions=(position,))], vectors=False):
        pass
    assert 'class="vol vraag rond"' in shown(visit("acties", tmp_path, plan=PLAN))
    assert "vraag (wat erop volgt)" in in_words(visit("acties", tmp_path, plan=PLAN, actie="3"))


def test_the_text_of_an_action_stands_on_its_page_once(data: Path) -> None:
    said = in_words(visit("acties", data, plan=PLAN, actie="18.2"))
    assert said.count("We lezen.") == 1 and "1 vermelding in 1 document" in said


def test_wordings_that_differ_only_in_signs_or_a_lost_beginning_are_one(corpus: Corpus) -> None:
    given = next(r for r in trace(corpus, "18.2") if r.kind == "definition")
    texts = ("We lezen elke dag.", "we lezen, elke dag", "elke dag", "We rekenen.")
    found = wordings([replace(given, definition=text) for text in texts])
    assert [(text, len(rows)) for text, rows in found] == [("We lezen elke dag.", 3), ("We rekenen.", 1)]


def test_an_action_without_a_plan_in_the_address_is_followed_over_all_plans(data: Path) -> None:
    assert SENTENCE in in_words(visit("acties", data, actie="18"))


@pytest.mark.parametrize("actie", ["77", "geen nummer"])
def test_an_action_that_nobody_mentions_gives_one_sentence(data: Path, actie: str) -> None:
    assert 'role="alert"' in shown(visit("acties", data, actie=actie))


def test_positions_come_in_order_of_time_with_their_stance_in_words(data: Path) -> None:
    at = visit("standpunten", data, onderwerp="vergoeding in de aanloopfase")
    said = in_words(at)
    assert said.index("Een vergoeding is nodig") < said.index(WISH)
    assert 'class="as-badge voorstel">voorstel' in shown(at)
    only = in_words(visit("standpunten", data, onderwerp="vergoeding in de aanloopfase", houding="vraag"))
    assert WISH in only and "Een vergoeding is nodig" not in only


def test_before_a_topic_is_asked_for_the_newest_positions_are_there(data: Path) -> None:
    said = in_words(visit("standpunten", data))
    assert "Nieuwste standpunten" in said and WISH in said


def test_positions_on_an_action_are_those_that_name_it_or_go_on_about_it(data: Path) -> None:
    said = in_words(visit("standpunten", data, onderwerp="actie 18.2"))
    assert SENTENCE in said and WISH in said and "Een vergoeding is nodig" not in said
    assert 'role="alert"' in shown(visit("standpunten", data, onderwerp="actie 77"))


def test_sources_say_how_often_and_by_whom_they_are_cited(data: Path) -> None:
    said = in_words(visit("bronnen", data))
    assert "Eerder advies" in said and "1×" in said and "Later advies" in said
    assert "Eerder advies" not in in_words(visit("bronnen", data, soort="decreet"))
    assert "0 bronnen" in in_words(visit("bronnen", data, zoek="onvindbaar"))


def test_a_source_shows_every_place_where_it_is_cited(data: Path) -> None:
    at = visit("bronnen", data, bron="vlor-2012-eerder")
    assert "Het geld volgt." in in_words(at)
    assert any(p.startswith("document?") and "van=" in p for p in links(at))
    assert 'role="alert"' in shown(visit("bronnen", data, bron="onbekend"))


def test_the_network_draws_what_the_address_asks(data: Path, corpus: Corpus) -> None:
    whole = citation_graph(corpus)
    assert len(whole.edges) == 1
    assert [n.id for n in network.between(whole, 2015, None).nodes] == [whole.edges[0].source]
    assert len(network.around(whole, "vlor-2012-eerder", 1).nodes) == 2
    assert network.connected(network.between(whole, 2015, None)).nodes == ()
    undated = replace(whole, nodes=tuple(replace(n, date=None) if n.cites else n for n in whole.nodes))
    assert len(network.between(undated, 2010, 2013).nodes) == len(undated.nodes)
    drawn = network.drawing(whole, None)
    assert drawn["edges"] == [[whole.edges[0].source, "vlor-2012-eerder", 1]]
    assert all(n["href"].startswith("document?doc=") for n in drawn["nodes"])
    at = visit("bronnen", data, weergave="netwerk", rond="vlor-2012-eerder")
    assert "2 werken, 1 citaat" in in_words(at)


def test_the_largest_works_are_drawn_when_there_are_too_many(corpus: Corpus) -> None:
    assert len(network.largest(citation_graph(corpus), 1).nodes) == 1


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_the_graph_and_its_sources_can_be_taken_along(corpus: Corpus, suffix: str) -> None:
    assert suffix in FORMATS
    content = exported(corpus, suffix, None)
    if suffix == ".csv":
        names = zipfile.ZipFile(io.BytesIO(content)).namelist()
        assert len(names) == 2
    else:
        assert b"Eerder advies" in content


SHEET = Table(("kop", "getal"), (("=1+1", 2), ("gewoon; zo", None)))


def test_an_excel_workbook_holds_the_words_as_words() -> None:
    sheet = load_workbook(io.BytesIO(as_excel(Table(("kop",), (("=1+1",), ("a\x0cb",)))))).active
    assert [cell.value for (cell,) in sheet.iter_rows()] == ["kop", "=1+1", "a b"]
    assert sheet["A2"].data_type == "s" and sheet.freeze_panes == "A2"


def test_quotations_go_to_word_and_to_text_with_their_reference() -> None:
    quoted = [Quotation("Lezen moet.", "Vlaamse Onderwijsraad. Lezen, 2021.", "vraag"), Quotation("Meer\x01.", "Ref.")]
    assert as_text(quoted) == "“Lezen moet.”\n[vraag] Vlaamse Onderwijsraad. Lezen, 2021.\n\n“Meer\x01.”\nRef.\n"
    made = WordDocument(io.BytesIO(as_word("Zoekresultaten", quoted)))
    assert [p.text for p in made.paragraphs] == [
        "Zoekresultaten", "“Lezen moet.”", "[vraag] Vlaamse Onderwijsraad. Lezen, 2021.", "“Meer .”", "Ref.",
    ]  # fmt: skip
    assert made.paragraphs[1].style is not None and made.paragraphs[1].style.name == "Quote"


def test_passages_are_quoted_in_the_citation_form_of_the_council(corpus: Corpus) -> None:
    documents = {row.sha256: row for row in list_documents(corpus.catalogue)}
    hits = search(corpus, "vergoeding", Filters(body="Raad Secundair Onderwijs"))
    (quotation,) = hits_quoted(hits[:1], documents)
    assert WISH in quotation.words
    assert quotation.reference == (
        "Vlaamse Onderwijsraad, Raad Secundair Onderwijs. Later advies, 11 februari 2021, 1, p. 1."
    )
    assert hits_table(hits, documents).rows[0][9] == quotation.reference


def test_tables_open_in_a_spreadsheet_and_run_nothing_there() -> None:
    made = as_csv(SHEET)
    assert made.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(made.decode("utf-8-sig")), delimiter=";"))
    assert rows == [["kop", "getal"], ["'=1+1", "2"], ["gewoon; zo", ""]]


# --- checking ---------------------------------------------------------------------------------------------------------


@pytest.fixture()
def doubtful(tmp_path: Path) -> Path:
    """A corpus with one action of which two plans may be the owner."""
    later = later_advice()
    with corpus_with(tmp_path, [later], vectors=False) as made:
        key = LinkKey("action", later.sha256, "1", SENTENCE, "18.2")
        rival = Candidate("Actieplan Rekenland", 0.4)
        replace_doubts(made.catalogue, [Doubt(key, Place(1), PLAN, 0.6, "document", (rival,))])
    return tmp_path


def test_what_is_in_doubt_can_be_confirmed_and_taken_back(doubtful: Path) -> None:
    at = visit("nakijken", doubtful)
    said = in_words(at)
    assert SENTENCE in said and f"{PLAN} (60% zeker, omdat het document vooral over dit plan gaat)" in said
    next(b for b in at.button if b.label == "Klopt").click().run(timeout=300)
    assert not at.exception and "Bevestigd: actie 18.2" in in_words(at)
    with open_corpus(settings(doubtful)) as opened:
        assert len(made_decisions(opened)) == 1
    at.button(key="terug").click().run(timeout=300)
    with open_corpus(settings(doubtful)) as opened:
        assert made_decisions(opened) == []


def test_two_sources_can_be_made_one_and_two_again(tmp_path: Path) -> None:
    raws = ("Eerste rapport, 2001.", "Tweede studie, 2002.")
    cited = [
        replace(citation(str(n), raw, "", title=raw[:-7], kind="rapport"), date=raw[-5:-1], source=None)
        for n, raw in enumerate(raws, 1)
    ]
    one = document("citeert", [section(str(n), "Deel", raw) for n, raw in enumerate(raws, 1)], citations=cited)
    with corpus_with(tmp_path, [one], vectors=False) as made:
        resolve_corpus(made.catalogue)
        first, second = (row.source.id for row in list_sources(made.catalogue))
    at = visit("bronnen", tmp_path, bron=first)
    at.selectbox(key="samen-met").select(second).run()
    at.button(key="samenvoegen").click().run(timeout=300)
    assert not at.exception and "Samengevoegd" in in_words(at) and "1 bron" in in_words(at)
    at.button(key="terug").click().run(timeout=300)
    assert "2 bronnen" in in_words(at)


def test_a_source_is_split_by_ticking_the_places_that_are_another_work(tmp_path: Path) -> None:
    raws = ("Eerste rapport, 2001.", "Eerste rapport (2001).")
    cited = [
        replace(citation(str(n), raw, "", title="Eerste rapport", kind="rapport"), date="2001", source=None)
        for n, raw in enumerate(raws, 1)
    ]
    one = document("citeert", [section(str(n), "Deel", raw) for n, raw in enumerate(raws, 1)], citations=cited)
    with corpus_with(tmp_path, [one], vectors=False) as made:
        resolve_corpus(made.catalogue)
        (source,) = (row.source.id for row in list_sources(made.catalogue))
    at = visit("bronnen", tmp_path, bron=source)
    assert at.button(key="splitsen").disabled
    boxes = re.findall(r'role="checkbox" aria-checked="false" href="([^"]+)"', shown(at))
    assert len(boxes) == 2
    (ticked,) = parse_qs(urlsplit(boxes[0].replace("&amp;", "&")).query)["apart"]
    at = visit("bronnen", tmp_path, bron=source, apart=ticked)
    assert shown(at).count('aria-checked="true"') == 1
    at.button(key="splitsen").click().run(timeout=300)
    assert not at.exception and "Gesplitst" in in_words(at) and "2 bronnen" in in_words(at)
    at.button(key="terug").click().run(timeout=300)
    assert "1 bron" in in_words(at)


# --- the corpus -------------------------------------------------------------------------------------------------------


def test_the_corpus_page_lists_documents_and_the_state_of_the_indexes(data: Path) -> None:
    said = in_words(visit("corpus", data))
    assert "Later advies" in said and "digitaal, 1 herstelling" in said and "Toestand van de indexen" in said
    assert "Later advies" not in in_words(visit("corpus", data, lijst="2012"))


def test_passages_without_a_vector_are_told_and_get_one_at_a_click(tmp_path: Path) -> None:
    with corpus_with(tmp_path, [later_advice()], vectors=False):
        pass
    at = visit("corpus", tmp_path)
    assert "nog niet op betekenis gevonden" in in_words(at)
    at.button(key="vectoren").click().run(timeout=300)
    assert not at.exception and "te vinden op woorden en op betekenis" in in_words(at)


def test_a_document_goes_only_after_a_confirmation(tmp_path: Path) -> None:
    later = later_advice()
    with corpus_with(tmp_path, [later, earlier_advice()], vectors=False):
        pass
    at = visit("corpus", tmp_path, wijzig=short(later))
    assert "verwijderen of opnieuw lezen?" in in_words(at)
    at.button(key="verwijder-niet").click().run()
    with open_corpus(settings(tmp_path)) as opened:
        assert len(list_documents(opened.catalogue)) == 2
    at = visit("corpus", tmp_path, wijzig=short(later))
    at.button(key="verwijder-nu").click().run(timeout=300)
    assert not at.exception and "wijzig" not in at.query_params
    with open_corpus(settings(tmp_path)) as opened:
        assert [d.title for d in list_documents(opened.catalogue)] == ["Eerder advies"]
    assert "Later advies" not in in_words(at)


def test_files_that_failed_are_listed_with_their_reason_and_can_be_forgotten(tmp_path: Path) -> None:
    with corpus_with(tmp_path, [earlier_advice()], vectors=False) as made:
        bad = FileRow("/docs/stuk.pdf", "0" * 64, 5, 1, Status.FAILED, Category.DAMAGED, "Het bestand is beschadigd.")
        put_file(made.catalogue, bad)
    at = visit("corpus", tmp_path)
    assert "stuk.pdf" in in_words(at) and "Het bestand is beschadigd." in in_words(at)
    assert at.expander[0].label == "Eerder niet gelezen: 1 bestand"
    assert re.search(r"niet gelezen op \d+ \w+ \d{4}", in_words(at))
    at.button(key="vergeet").click().run()
    assert "stuk.pdf" not in in_words(at)


@pytest.mark.parametrize("page", PAGES)
def test_an_empty_corpus_says_what_to_do(tmp_path: Path, page: str) -> None:
    said = in_words(visit(page, tmp_path))
    assert "nog geen documenten" in said


@pytest.mark.parametrize("page", PAGES)
def test_a_data_folder_that_cannot_be_used_gives_one_sentence(tmp_path: Path, page: str) -> None:
    (tmp_path / "bestand").write_text("dit is geen map")
    at = visit(page, tmp_path / "bestand")
    assert shown(at).count('role="alert"') == 1


# --- reading in the background ----------------------------------------------------------------------------------------


def test_a_run_tells_how_far_each_file_is() -> None:
    run = reading.Reading(("a.pdf", "b.pdf"))
    run.hear(Progress("reading", "a.pdf", 0, 2, 1, 2.5, 30))
    run.hear(Progress("reading", "a.pdf", 0, 2, 2, 2.5, 20))
    run.hear(Progress("reading", "b.pdf", 0, 2, 3, 2.5, 10))
    run.hear(Progress("reading", "a.pdf", 1, 2, 3, 2.5, 5))
    assert run.pages == {"a.pdf": 2, "b.pdf": 1} and run.finished == {"a.pdf"}
    assert reading.in_words(run.now) == (
        "Lezen: 1 van 2 bestanden, 3 bladzijden, 2,5 per seconde, nog ongeveer 5 seconden"
    )
    assert 0 < reading.share(run.now) < 0.66


def test_a_run_tells_the_page_of_each_file_and_what_is_read_first() -> None:
    run = reading.Reading(("a.pdf", "b.pdf", "c.pdf"))
    run.hear(Progress("reading", "a.pdf", 1, 3, 0, 0.0, 600_000))
    assert reading.in_words(run.now) == "Lezen: 1 van 3 bestanden, 0 bladzijden"  # no time from no pages
    run.hear(Progress("reading", "c.pdf", 1, 3, 0, 0.0, page=0, file_pages=40))
    assert reading.page_in_words(run.at["c.pdf"]) == "begonnen, 40 bladzijden"
    run.hear(Progress("reading", "c.pdf", 1, 3, 1, 0.1, 4000, page=1, file_pages=40, recognised=True))
    assert reading.page_in_words(run.at["c.pdf"]) == "bladzijde 1 van 40, met tekstherkenning"
    assert run.order == ["c.pdf", "b.pdf", "a.pdf"]
    assert reading.in_words(run.now).endswith("nog ongeveer 67 minuten")


@pytest.mark.parametrize("stage", get_args(Stage))
def test_every_stage_of_a_run_has_its_words_and_its_part_of_the_bar(stage: Stage) -> None:
    step = Progress(stage, done=3, total=26)
    assert len(reading.in_words(step)) > 3 and 0 <= reading.share(step) <= 1
    if stage == "rebuilding":
        assert reading.in_words(step) == "Wat er al stond, wordt vernieuwd: 3 van 26 documenten"


def test_the_report_of_a_run_tells_what_is_gone_and_what_is_there_twice(tmp_path: Path) -> None:
    with corpus_with(tmp_path, [later_advice()], vectors=False):
        pass
    outcomes = tuple(FileOutcome(Path(f"{n}.pdf"), "same", "0" * 64, 2) for n in (1, 2))
    report = IngestReport(
        outcomes, 1.0, 4, 0, gone=(Path("/map/oud.pdf"), Path("/map/weg.pdf")), alike=(("nieuw.pdf", "oud.pdf"),)
    )
    run = reading.begin(tmp_path, [], lambda tell: report)
    assert run.thread is not None
    run.thread.join(60)
    said = in_words(visit("corpus", tmp_path))
    reading.dismiss(tmp_path)
    assert "2 waren er al" in said
    assert "2 bestanden staan niet meer in de map, wel nog in het corpus: oud.pdf, weg.pdf" in said
    assert "nieuw.pdf zegt woord voor woord hetzelfde als oud.pdf" in said


def test_which_reading_of_a_bad_text_layer_was_kept_is_told(tmp_path: Path) -> None:
    later = later_advice()
    (page, *rest) = later.pages
    bad = replace(later, pages=(replace(page, reread=Reread("ocr", 0.081, 0.012)), *rest))
    with corpus_with(tmp_path, [bad], vectors=False):
        pass
    assert "Slechte tekstlaag: 1 bladzijde opnieuw herkend." in in_words(visit("corpus", tmp_path))


def test_a_run_can_be_stopped_and_only_one_goes_on_at_a_time(tmp_path: Path) -> None:
    asked = threading.Event()

    def work(tell: Tell) -> IngestReport:
        asked.wait(60)
        tell(Progress("finding"))
        raise AssertionError("nobody stopped it")

    run = reading.begin(tmp_path, ["a.pdf"], work)
    assert reading.begin(tmp_path, ["b.pdf"], work) is run and run.going_on
    run.stop.set()
    asked.set()
    assert run.thread is not None
    run.thread.join(60)
    assert run.stopped and not run.going_on
    reading.dismiss(tmp_path)
    assert reading.latest(tmp_path) is None


def test_a_run_that_fails_says_why(tmp_path: Path) -> None:
    def work(tell: Tell) -> IngestReport:
        raise AdviesspoorError("De schijf is vol.")

    run = reading.begin(tmp_path, [], work)
    assert run.thread is not None
    run.thread.join(60)
    assert run.error == "De schijf is vol."


# --- a hostile document -----------------------------------------------------------------------------------------------

EVIL = "<script>window.gehackt=1</script><img src=x onerror=alert(1)>\"'><svg onload=alert(2)>"
OUR_TAGS = {
    "a", "article", "b", "blockquote", "br", "button", "code", "dd", "del", "details", "div", "dl", "dt", "em",
    "footer", "h1", "h2", "h3", "h4", "h5", "header", "i", "ins", "li", "mark", "nav", "ol", "p", "q", "section",
    "span", "summary", "sup", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    words = f"De raad steunt {EVIL} vergoeding."
    body = placed(words)
    at = ActionMention("1", "mention", EVIL, 0, 7, Place(1), "De raad", words, EVIL)
    evil = Document(
        file=f"{EVIL.replace('/', '')}.pdf",
        sha256="e" * 64,
        pages=(replace(later_advice().pages[0]),),
        kind="advies",
        meta=Meta(EVIL, EVIL, "2021-01-01", EVIL, EVIL, EVIL, EVIL, requester=EVIL, vote=EVIL),
        sections=(Section(EVIL, EVIL, EVIL, 1, None, 1, body, items=((0, EVIL, 1),)),),
        footnotes=(replace(note("1", EVIL + ' javascript:alert(1) https://x.be/"onmouseover=alert(1)', EVIL)),),
        actions=(at, replace(at, kind="definition", definition=EVIL)),
        citations=(citation(EVIL, words, EVIL, title=EVIL),),
        cross_references=(CrossReference(EVIL, 8, 14, Place(1), "steunt", EVIL),),
        positions=(Position(EVIL, 0, len(words), Place(1), words, "steun"),),
        repairs=(Repair(Place(1), EVIL, "raad", "letter", EVIL),),
    )
    with corpus_with(folder, [evil]) as made:
        doubt = Doubt(LinkKey("citation", evil.sha256, EVIL, words), Place(1), EVIL, 0.5, EVIL, (Candidate(EVIL, 0.5),))
        replace_doubts(made.catalogue, [doubt])
        source = Source(EVIL, "advies", (EVIL,), EVIL, EVIL, EVIL, "2020", "javascript:alert(1)", EVIL, aliases=(EVIL,))
        replace_sources(made.catalogue, [source])
        put_file(
            made.catalogue,
            FileRow(f"/docs/{EVIL.replace('/', '')}.txt", "1" * 64, 1, 1, Status.FAILED, Category.DAMAGED, EVIL),
        )
    return folder


@pytest.mark.parametrize(
    ("page", "state"),
    [
        ("zoeken", {}),
        ("zoeken", {"q": "vergoeding", "groep": "document", "raad": EVIL}),
        ("zoeken", {"q": "vergoeding", "open": f"{'e' * 8}~{EVIL}"}),
        ("zoeken", {"q": EVIL, "actie": EVIL, "bron": EVIL, "taal": EVIL, "vanaf": EVIL}),
        ("document", {}),
        ("document", {"doc": "e" * 12, "sectie": EVIL, "herstel": "aan", "van": "0", "tot": "40"}),
        ("document", {"doc": "e" * 12, "sectie": "fn:1", "verband": "geciteerd"}),
        ("document", {"doc": EVIL}),
        ("acties", {}),
        ("acties", {"plan": EVIL, "actie": "1"}),
        ("acties", {"plan": EVIL, "actie": EVIL}),
        ("bronnen", {}),
        ("bronnen", {"zoek": EVIL, "soort": EVIL}),
        ("bronnen", {"bron": EVIL}),
        ("bronnen", {"weergave": "netwerk", "rond": EVIL}),
        ("standpunten", {"onderwerp": "vergoeding", "raad": EVIL}),
        ("standpunten", {"onderwerp": EVIL}),
        ("nakijken", {}),
        ("nakijken", {"weergave": "beslist", "soort": EVIL}),
        ("corpus", {"wijzig": "e" * 12}),
        ("corpus", {"lijst": EVIL}),
    ],
)
def test_a_hostile_document_is_words_and_nothing_else(hostile: Path, page: str, state: dict[str, str]) -> None:
    at = visit(page, hostile, **state)
    found = Words()
    found.feed(shown(at))
    for tag_name, attributes in found.tags:
        assert tag_name in OUR_TAGS, f"<{tag_name}> is none of ours"
        assert not [name for name in attributes if name.startswith("on")]
        href = attributes.get("href")
        if href is not None:
            target = urlsplit(href)
            assert target.scheme in ("", "http", "https")
            assert target.scheme or target.path in ("", "./", *PAGES)
    for element in at.markdown:
        assert not element.allow_html


def test_a_hostile_document_can_be_read_as_it_was_written(hostile: Path) -> None:
    assert EVIL in "".join(words_of(visit("document", hostile, doc="e" * 12)))


def words_of(at: AppTest) -> list[str]:
    found = Words()
    found.feed(shown(at))
    return found.said
