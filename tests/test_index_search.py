"""The right section first, its filters kept, its words marked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.errors import AdviesspoorError
from corpus.model import Question, Section
from index.positions import positions
from index.search import Filters, Order, Query, parse_query, search, search_json, similar
from index.store import Corpus
from tests.corpora import citation, corpus_with, document, mention, note, placed, position, section

PAY = "Leerlingen in een bedrijf krijgen een vergoeding voor hun werk. De raad vraagt die vergoeding te behouden."
BUS = "Het leerlingenvervoer per bus duurt voor kinderen in het buitengewoon onderwijs (buo) vaak te lang."
WAGE = "De raad vindt een loon voor leerlingen in een bedrijf geen goed idee."
READ = "Kleuters die thuis worden voorgelezen, leren later beter lezen."


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Corpus]:
    old = document(
        "101-oud",
        [
            section("1", "Inleiding", "De minister vroeg advies."),
            section("2", "Vergoeding", PAY, page=2),
            section("3", "Vervoer", BUS),
        ],
        title="Leren op de werkplek",
        date="2012-05-10",
        body="Raad Secundair Onderwijs",
        actions=[mention("2", "18.2", "De raad steunt actie 18.2."), mention("fn:1", "5", "Actie 5.")],
        footnotes=[note("1", "Actie 5: We rijden.", "3")],
        positions=[position("2", "De raad vraagt die vergoeding te behouden.", "steun")],
    )
    new = document(
        "102-nieuw",
        [
            section("1", "Lezen", READ),
            section("2", "Loon", WAGE),
        ],
        title="Taal en werk",
        date="2021",
        body="Raad Secundair Onderwijs",
        citations=[citation("2", "Leren op de werkplek, 2012", "vlor-2012-leren")],
        positions=[position("2", WAGE, "kritiek")],
    )
    asked = document(
        "103-vraag",
        [
            Section("preamble", None, None, 0, None, 1, placed("Over het vervoer van leerlingen.")),
            section("Bijlagen", "Bijlagen", "Travel times of pupils by bus.", language="en"),
        ],
        kind="schriftelijke_vraag",
        title="Busvervoer",
        date="2018-03-01",
        body=None,
        questions=[
            Question(1, placed("Hoe lang rijdt een bus?"), placed("Een bus rijdt gemiddeld 50 minuten.", 2), 1, 2)
        ],
    )
    with corpus_with(tmp_path_factory.mktemp("search"), [old, new, asked]) as made:
        yield made


def found(corpus: Corpus, text: str, filters: Filters = Filters(), **more: object) -> list[tuple[str, str]]:  # noqa: B008
    return [(h.file[:3], h.where) for h in search(corpus, text, filters, **more)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("vergoeding", ("101", "2")),
        ("Wat vindt de raad van de vergoeding?", ("101", "2")),
        ("busrit minuten", ("103", "answer:1")),
        ("voorlezen aan kleine kinderen", ("102", "1")),
        ("prentenboeken voor peuters thuis", ("102", "1")),
        ("vergoedng", ("101", "2")),
        ("buo", ("101", "3")),
    ],
)
def test_the_section_that_answers_comes_first(corpus: Corpus, text: str, first: tuple[str, str]) -> None:
    assert found(corpus, text)[0] == first


def test_a_hit_is_a_section_once_with_its_passage_page_boxes_and_marks(corpus: Corpus) -> None:
    hits = search(corpus, "vergoeding werk")
    assert len({(h.sha256, h.where) for h in hits}) == len(hits)
    best = hits[0]
    assert (best.rank, best.page, best.section_title, best.date) == (1, 2, "Vergoeding", "2012-05-10")
    assert best.passage == PAY[best.start : best.end]
    assert {best.passage[m.start : m.end] for m in best.marks} == {"vergoeding", "werk"}
    assert best.boxes
    assert set(best.matched) == {"vergoeding", "werk"}
    assert best.meaning_score is not None
    assert [h.score for h in hits] == sorted((h.score for h in hits), reverse=True)


FILTERS = [
    (Filters(kind="advies"), {"101", "102"}),
    (Filters(after="2018"), {"102", "103"}),
    (Filters(before="2018"), {"101", "103"}),
    (Filters(after="2013", before="2020-12"), {"103"}),
    (Filters(body="raad secundair onderwijs"), {"101", "102"}),
    (Filters(language="en"), {"103"}),
    (Filters(source="vlor-2012-leren"), {"102"}),
    (Filters(action="18"), {"101"}),
    (Filters(action="actie 18.2"), {"101"}),
    (Filters(action="1"), set()),
    (Filters(kind="visienota"), set()),
]


@pytest.mark.parametrize(("filters", "documents"), FILTERS)
def test_filters_hold_for_every_result(corpus: Corpus, filters: Filters, documents: set[str]) -> None:
    assert {d for d, _ in found(corpus, "leerlingen bus lezen vergoeding loon", filters, limit=50)} == documents


def test_filters_come_before_the_limit(corpus: Corpus) -> None:
    assert found(corpus, "leerlingen", Filters(kind="schriftelijke_vraag"), limit=1)[0][0] == "103"


def test_an_action_in_a_footnote_is_found_where_the_note_hangs(corpus: Corpus) -> None:
    assert found(corpus, "vervoer", Filters(action="5")) == [("101", "3")]


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("duaal leren", Query("duaal leren")),
        ('"duaal leren" -bedrijf', Query("duaal leren", ("duaal leren",), ("bedrijf",))),
        ('loon -"op maat"', Query("loon", (), ("op maat",))),
        ("actie:18.2 loon", Query("loon", filters=Filters(action="18.2"))),
        (
            'raad:"Raad Secundair Onderwijs" type:advies van:2018 tot:2021 bron:x taal:nl',
            Query("", filters=Filters("advies", "2018", "2021", "Raad Secundair Onderwijs", None, "x", "nl")),
        ),
        ("co-ordinatie van 2018-2020", Query("co-ordinatie van 2018-2020")),
    ],
)
def test_the_search_box_takes_phrases_unwanted_words_and_fields(text: str, query: Query) -> None:
    assert parse_query(text) == query


def test_phrases_must_and_unwanted_words_must_not_stand_in_a_result(corpus: Corpus) -> None:
    assert sorted(found(corpus, '"leerlingen in een bedrijf"')) == [("101", "2"), ("102", "2")]
    assert found(corpus, '"leerlingen in een bedrijf" -loon') == [("101", "2")]
    assert found(corpus, '"bedrijf in een leerlingen"') == []


def test_a_query_of_fields_alone_lists_what_passes(corpus: Corpus) -> None:
    assert found(corpus, "actie:18") == [("101", "2")]
    assert len(found(corpus, "type:advies", limit=50)) == 5


@pytest.mark.parametrize("text", ["", "  "])
def test_an_empty_query_is_refused_in_one_sentence(corpus: Corpus, text: str) -> None:
    with pytest.raises(AdviesspoorError, match="zoekvraag is leeg"):
        search(corpus, text)


@pytest.mark.parametrize("text", ["de het een", "wat is dat"])
def test_a_query_of_only_stop_words_is_refused_in_one_sentence(corpus: Corpus, text: str) -> None:
    with pytest.raises(AdviesspoorError, match="alleen woorden die overal voorkomen"):
        search(corpus, text)


@pytest.mark.parametrize(("order", "turned"), [("date", False), ("newest", True)])
def test_results_can_be_in_order_of_time(corpus: Corpus, order: Order, turned: bool) -> None:
    hits = search(corpus, "leerlingen in een bedrijf", order=order, limit=4, nearby=True)
    dates = [h.date or "" for h in hits]
    assert dates == sorted(dates, reverse=turned)
    assert [h.rank for h in hits] == [1, 2, 3, 4]


def test_what_only_comes_near_the_question_is_left_out_unless_it_is_asked_for(corpus: Corpus) -> None:
    close = found(corpus, "voorlezen", limit=50)
    assert close[0] == ("102", "1")
    assert len(close) < 4
    hits = search(corpus, "voorlezen", limit=50, nearby=True)
    assert [(h.file[:3], h.where) for h in hits if h.close] == close
    assert len(hits) > len(close)
    assert [h.close for h in hits] == sorted((h.close for h in hits), reverse=True)


@pytest.mark.parametrize("text", ["xqzvw", "dinosaurussen", "chocolade en pralines"])
def test_a_question_about_what_is_not_there_has_no_answer_but_what_is_near_can_be_seen(
    corpus: Corpus, text: str
) -> None:
    assert found(corpus, text) == []
    near = search(corpus, text, nearby=True)
    assert near and not any(hit.close for hit in near)


def test_a_section_that_holds_all_that_is_asked_is_always_a_result(corpus: Corpus) -> None:
    assert set(found(corpus, "bedrijf", limit=50)) >= {("101", "2"), ("102", "2")}


def test_without_a_model_words_are_searched_and_one_sentence_says_so(tmp_path: Path) -> None:
    one = document("een", [section("1", "Loon", PAY), section("2", "Bus", BUS)])
    with corpus_with(tmp_path, [one], vectors=False) as corpus:
        broken = corpus.settings.model_copy(update={"model": str(tmp_path / "leeg"), "cache": tmp_path / "cache"})
        (tmp_path / "leeg").mkdir()
        said: list[str] = []
        hits = search(Corpus(broken, corpus.catalogue), "vergoeding", say=said.append)
        assert [h.where for h in hits] == ["1"]
        assert hits[0].meaning_score is None
        [sentence] = said
        assert "zoeken op woorden werkt wel" in sentence


def test_an_empty_corpus_has_no_answers(tmp_path: Path) -> None:
    with corpus_with(tmp_path, []) as corpus:
        assert search(corpus, "vergoeding") == []


def test_the_exchange_format_of_results(corpus: Corpus) -> None:
    [first, *_] = search_json(search(corpus, "vergoeding werk"))
    wanted = {"rank": 1, "file": "101-oud.pdf", "doc": "101", "where": "2", "type": "advies", "page": 2}
    assert wanted.items() <= first.items()
    assert {"score", "title", "date", "passage"} <= first.keys()


def test_more_like_this_finds_the_section_on_the_same_topic(corpus: Corpus) -> None:
    [pay] = search(corpus, "vergoeding werk", limit=1)
    alike = similar(corpus, pay.sha256, "2", limit=3)
    assert (alike[0].file[:3], alike[0].where) == ("102", "2")
    assert all((h.sha256, h.where) != (pay.sha256, "2") for h in alike)
    with pytest.raises(AdviesspoorError, match="Er is geen onderdeel '9'"):
        similar(corpus, pay.sha256, "9")


def test_positions_on_a_topic_come_in_order_of_time_and_show_a_change(corpus: Corpus) -> None:
    stands = positions(corpus, "loon of vergoeding")
    assert [(s.date, s.stance, s.changed) for s in stands] == [
        ("2012-05-10", "steun", False),
        ("2021", "kritiek", True),
    ]
    assert stands[0].boxes
    assert positions(corpus, "vergoeding", Filters(after="2013"))[0].date == "2021"
