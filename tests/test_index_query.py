"""One search box: words in any spelling, phrases, -words and fields; why a result is there; what to leave out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.errors import AdviesspoorError
from corpus.model import Question, Source
from index.folding import folded
from index.query import Filters, Query, corrections, other_terms, parse_query, query_terms, said, without_fields
from index.search import by_document, explain, search, search_json, similar
from index.store import Corpus
from index.suggestions import suggest
from index.thesaurus import LONGEST_ROW, groups
from index.words import STOP_WORDS, tokens
from tests.corpora import citation, corpus_with, document, mention, placed, replace_sources, section

AGAIN = (
    "De raad vraagt al jaren dat de overheid het overleg tussen scholen en bedrijven in elke streek coördineert en dat"
    " zij daarvoor mensen en middelen vrijmaakt, ook in gebieden waar weinig ondernemingen zijn."
)
WORK = "Leerlingen die leren op een werkplek krijgen er een vergoeding voor. Die mag hun keuze niet beïnvloeden."
TRUCK = "Slagers en bakkers leiden jongeren op in hun atelier, na een gesprek met de ouders."


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Corpus]:
    old = document(
        "201-oud",
        [
            section("1", "Afstemming", ""),
            section("1.1", "Overleg in de streek", AGAIN),
            section("2", "Vergoeding", WORK),
            section("3", "Ambachten", TRUCK),
        ],
        title="Leren op de werkplek",
        date="2018-06-14",
        body="Raad Secundair Onderwijs",
        actions=[mention("2", "18.2", "De raad steunt actie 18.2.")],
    )
    new = document(
        "202-nieuw",
        [
            section("1", "Herhaling", AGAIN.replace("al jaren", "opnieuw")),
            section("2", "Fietsen", "De school telt fietsen en rijen aan de poort; een bus is er niet."),
        ],
        title="Terugblik",
        date="2021-03-01",
        body="Algemene Raad",
        citations=[citation("1", "Leren op de werkplek, 2018", "s1")],
    )
    asked = document(
        "203-vraag",
        [],
        kind="schriftelijke_vraag",
        title="Vergoedingen",
        date="2019-10-02",
        body=None,
        questions=[Question(1, placed("Hoeveel bedraagt de vergoeding?"), placed("De vergoeding is 500 euro."), 1, 1)],
    )
    with corpus_with(tmp_path_factory.mktemp("query"), [old, new, asked]) as made:
        replace_sources(made.catalogue, [Source("s1", "advies", title="Leren op de werkplek. Een advies")])
        yield made


def found(corpus: Corpus, text: str, **more: object) -> list[tuple[str, str]]:
    return [(h.file[:3], h.where) for h in search(corpus, text, limit=50, **more)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("beinvloeden", ("201", "2")),  # without its dots
        ("beïnvloeden", ("201", "2")),
        ("BEINVLOEDEN", ("201", "2")),
        ("coordineert", ("201", "1.1")),
        ("codrdineert", ("201", "1.1")),  # as OCR reads it
        ("co-ördineert", ("201", "1.1")),
        ("vergoedign", ("201", "2")),  # two letters changed places
        ("vergoedingg", ("201", "2")),
        ("werkplekk", ("201", "2")),
        ("leerwerkplek", ("201", "2")),  # a compound, by its part
        ("onderneminge", ("201", "1.1")),
    ],
)
def test_a_slip_of_the_finger_or_a_missing_sign_does_not_hurt(
    corpus: Corpus, typed: str, first: tuple[str, str]
) -> None:
    assert first in found(corpus, typed)[:3]


def test_what_is_looked_for_instead_of_a_mistyped_word_can_be_said(corpus: Corpus) -> None:
    assert corrections(corpus.catalogue, "vergoedign leerlingen") == (("vergoedign", "vergoeding"),)
    assert corrections(corpus.catalogue, "vergoeding zzzzzzz de") == ()
    assert corrections(corpus.catalogue, "het") == ()


FIELDS = [
    ("vergoeding actie:18.2", {("201", "2")}),
    ("vergoeding actie:18", {("201", "2")}),
    ('vergoeding actie:"actie 18"', {("201", "2")}),
    ('vergoeding actie:"actiepunt 18"', {("201", "2")}),
    ("vergoeding type:advies", {("201", "2")}),
    ("vergoeding type:vraag", {("203", "answer:1"), ("203", "question:1")}),
    ('vergoeding type:"schriftelijke vraag"', {("203", "answer:1"), ("203", "question:1")}),
    ("vergoeding type:SV van:2019 tot:2019", {("203", "answer:1"), ("203", "question:1")}),
    ("vergoeding van:2018 tot:2018-06", {("201", "2")}),
    ("vergoeding vanaf:2018-06-14 tot:2018-06-14", {("201", "2")}),
    ('vergoeding raad:"Raad Secundair Onderwijs"', {("201", "2")}),
    ("vergoeding raad:secundair", {("201", "2")}),
    ("vergoeding raad:“Raad Secundair Onderwijs”", {("201", "2")}),
    ('overleg bron:"leren op de werkplek"', {("202", "1")}),
    ("overleg bron:s1", {("202", "1")}),
    ('"vergoeding voor"', {("201", "2")}),
    ("“vergoeding voor”", {("201", "2")}),
    ("vergoeding -euro", {("201", "2"), ("203", "question:1")}),
    ('vergoeding -"vergoeding is" -"de vergoeding"', {("201", "2")}),
    ("vergoeding -euro type:vraag", {("203", "question:1")}),
    ("type:visienota vergoeding", set[tuple[str, str]]()),
]


@pytest.mark.parametrize(("text", "expected"), FIELDS)
def test_fields_phrases_and_unwanted_words_work_in_the_one_box(
    corpus: Corpus, text: str, expected: set[tuple[str, str]]
) -> None:
    assert set(found(corpus, text)) == expected


@pytest.mark.parametrize("text", ["loon van:gisteren", "loon tot:2018-13", "vanaf:18"])
def test_a_date_that_is_none_is_said(corpus: Corpus, text: str) -> None:
    with pytest.raises(AdviesspoorError, match="is geen datum als 2018"):
        search(corpus, text)


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("wie -", Query("wie -")),
        ("co-teaching 2018-2020", Query("co-teaching 2018-2020")),
        ('een "los teken', Query('een "los teken')),
        ("van 2018 tot 2020", Query("van 2018 tot 2020")),
        ("type: advies", Query("type: advies")),
        ("tot:2021 tot:2019", Query("", filters=Filters(before="2019"))),
    ],
)
def test_what_only_looks_like_a_field_is_text(text: str, query: Query) -> None:
    assert parse_query(text) == query


@pytest.mark.parametrize(
    ("text", "names", "rest"),
    [
        ("taal type:advies", ["kind"], "taal"),
        ("van:2018 taal tot:2020", ["after", "before"], "taal"),
        ("taal vanaf:2018 type:advies", ["after"], "taal type:advies"),
        ('raad:"Raad Basisonderwijs" -loon "op maat"', ["body"], '-loon "op maat"'),
        ('"type:advies" staat er', ["kind"], '"type:advies" staat er'),  # quoted it is text
        ("actie:3 bron:decreet", ["action", "source"], ""),
        ("taal", ["kind"], "taal"),
    ],
)
def test_a_field_can_be_taken_out_of_the_box(text: str, names: list[str], rest: str) -> None:
    assert without_fields(text, names) == rest


def test_a_heading_without_text_is_no_result_but_leads_to_what_is_under_it(corpus: Corpus) -> None:
    assert ("201", "1") not in found(corpus, "afstemming", nearby=True)
    assert found(corpus, "afstemming")[0] == ("201", "1.1")
    assert ("201", "1") not in found(corpus, "raad:secundair")


# --- other words for the same -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "other"),
    [
        ("loon", ("vergoed",)),
        ("beenhouwer", ("slager",)),
        ("beginnende leraar", ("starter",)),
        ("de het", None),
        ("kinderen met moeite met rekenen", ("dyscalculie",)),  # a description says the official name
        ("het vak is afgeschaft", ("stopzet",)),  # a past participle is its verb
    ],
)
def test_the_thesaurus_has_other_words(corpus: Corpus, asked: str, other: tuple[str, ...] | None) -> None:
    stems = {t.stems for t in other_terms(asked, [])}
    assert other in stems if other else not stems


def test_an_official_name_does_not_ask_for_its_description() -> None:
    assert ("moeit", "met", "reken") not in {t.stems for t in other_terms("dyscalculie", [])}


def test_every_group_of_the_thesaurus_can_be_asked() -> None:
    for asked, meant in groups():
        words = {*asked, *meant}
        assert len(words) > 1 and len(set(asked)) == len(asked) and len(set(meant)) == len(meant), asked
        for word in words:
            rows = tokens(word)
            assert rows and word == word.strip(), asked
            assert len(rows) > 1 or rows[0].word not in STOP_WORDS, f"{word} asks for nothing: {asked}"
        assert all(len(tokens(word)) <= LONGEST_ROW for word in asked), asked


def test_a_question_in_other_words_finds_the_section(corpus: Corpus) -> None:
    assert found(corpus, "krijgen scholieren een loon")[0] == ("201", "2")
    assert found(corpus, "beenhouwer")[0] == ("201", "3")


# --- why --------------------------------------------------------------------------------------------------------------


def test_a_result_says_which_words_matched_what_stands_for_others_and_which_conditions_it_meets(corpus: Corpus) -> None:
    [best, *_] = search(corpus, "leerlingen loon zwembad type:advies van:2018", Filters(body="Secundair"))
    assert best.where == "2"
    assert best.why.words == ("leerlingen",)
    assert dict(best.why.instead)["loon"] == "vergoeding"
    assert best.why.lacking == ("zwembad",)
    assert best.why.nearness is not None
    assert best.why.nearness > 0
    assert best.why.conditions == ("type advies", "vanaf 2018", "raad Secundair")
    line = explain(best.why)
    assert line.startswith("bevat leerlingen; loon als vergoeding; zonder zwembad; betekenis ")
    assert line.endswith("%; type advies; vanaf 2018; raad Secundair")
    assert {best.passage[m.start : m.end] for m in best.marks} == {"Leerlingen", "vergoeding"}


def test_words_that_ask_together_are_said_together(corpus: Corpus) -> None:
    [hit] = [h for h in search(corpus, "geld verdienen", nearby=True) if (h.file[:3], h.where) == ("201", "2")]
    assert ("geld verdienen", "vergoeding") in hit.why.instead
    assert hit.why.lacking == ()


def test_what_a_mistyped_word_was_taken_for_is_said(corpus: Corpus) -> None:
    [best, *_] = search(corpus, "leerlingen vergoedign")
    assert best.why.words == ("leerlingen",)
    assert best.why.instead == (("vergoedign", "vergoeding"),)
    assert best.why.lacking == ()


def test_a_word_of_a_heading_or_the_title_counts_as_held(corpus: Corpus) -> None:
    why = next(h.why for h in search(corpus, "afstemming werkplek") if h.where == "1.1")
    assert set(why.words) == {"afstemming", "werkplek"}


def test_conditions_in_dutch() -> None:
    query = parse_query('actie:"actie 3" "op maat" -loon type:vraag tot:2020')
    assert said(query) == ("type schriftelijke vraag", "tot en met 2020", "actie 3", "met “op maat”", "zonder “loon”")


def test_why_goes_along_in_the_exchange_format(corpus: Corpus) -> None:
    [first, *_] = search_json(search(corpus, "vergoeding type:vraag"))
    assert first["why"]["words"] == ["vergoeding"]
    assert first["why"]["conditions"] == ["type schriftelijke vraag"]
    assert 0 < first["why"]["similarity"] <= 1
    assert (first["same"], first["close"]) == ([], True)


# --- near-identical passages, documents -------------------------------------------------------------------------------


def test_nearly_the_same_passages_are_one_result_that_names_the_others(corpus: Corpus) -> None:
    asked = "overleg tussen scholen en bedrijven"
    assert set(found(corpus, asked)) >= {("201", "1.1"), ("202", "1")}
    [hit, *others] = search(corpus, asked, fold=True)
    assert {(hit.file[:3], hit.where), *((s.file[:3], s.where) for s in hit.same)} == {("201", "1.1"), ("202", "1")}
    assert all(o.where not in ("1.1", "1") for o in others)
    assert [h.rank for h in (hit, *others)] == list(range(1, len(others) + 2))


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ([AGAIN, AGAIN], [(0, (1,))]),
        ([AGAIN, WORK, AGAIN.replace("al jaren", "opnieuw")], [(0, (2,)), (1, ())]),
        ([AGAIN, AGAIN[: len(AGAIN) // 2]], [(0, (1,))]),  # the same paragraph, cut elsewhere
        (["Zie het antwoord op vraag 1."] * 2, [(0, ()), (1, ())]),  # too short to say that it is the same
        ([], []),
    ],
)
def test_texts_fold_when_most_of_their_words_in_a_row_are_shared(
    texts: list[str], expected: list[tuple[int, tuple[int, ...]]]
) -> None:
    assert folded(texts) == expected


def test_results_can_be_put_under_their_document(corpus: Corpus) -> None:
    hits = search(corpus, "vergoeding overleg", limit=50, nearby=True)
    groups = by_document(hits)
    assert [h.sha256 for g in groups for h in g.hits].count(hits[0].sha256) == len(groups[0].hits)
    assert groups[0].sha256 == hits[0].sha256
    assert sum(len(g.hits) for g in groups) == len(hits)
    assert len({g.sha256 for g in groups}) == len(groups)


def test_more_like_this_leaves_out_headings_and_folds(corpus: Corpus) -> None:
    sha256 = next(h.sha256 for h in search(corpus, "vergoeding type:advies"))
    places = [(h.file[:3], h.where) for h in similar(corpus, sha256, "1.1")]
    assert places[0] == ("202", "1")
    assert ("201", "1") not in places
    assert similar(corpus, sha256, "2", fold=True)[0].why.nearness is None


# --- nothing found ----------------------------------------------------------------------------------------------------


def test_when_nothing_is_found_it_is_said_what_to_leave_out(corpus: Corpus) -> None:
    asked = "vergoeding type:advies van:2019 tot:2019"
    assert search(corpus, asked) == []
    tries = suggest(corpus, asked)
    assert {(s.without, s.text) for s in tries} == {
        ("van:2019", "vergoeding type:advies tot:2019"),
        ("type:advies", "vergoeding van:2019 tot:2019"),
    }
    assert all(len(search(corpus, s.text, s.filters, limit=50)) == s.found > 0 for s in tries)
    assert [s.found for s in tries] == sorted((s.found for s in tries), reverse=True)


def test_filters_of_the_interface_can_be_left_out_too(corpus: Corpus) -> None:
    filters = Filters(kind="advies", after="2022")
    assert search(corpus, "vergoeding", filters) == []
    [one] = suggest(corpus, "vergoeding", filters)
    assert (one.without, one.filters) == ("vanaf 2022", Filters(kind="advies"))


def test_a_phrase_that_stands_nowhere_can_be_words(corpus: Corpus) -> None:
    assert search(corpus, '"keuze vergoeding"') == []
    [one] = suggest(corpus, '"keuze vergoeding"')
    assert (one.without, one.text) == ('de aanhalingstekens om "keuze vergoeding"', "keuze vergoeding")


def test_when_one_condition_less_is_not_enough_all_are_left_out(corpus: Corpus) -> None:
    asked = "vergoeding actie:99 van:2030"
    [one] = suggest(corpus, asked)
    assert (one.without, one.text, one.filters) == ("alle voorwaarden", "vergoeding", Filters())


def test_nothing_to_leave_out_gives_no_suggestion(corpus: Corpus) -> None:
    assert suggest(corpus, "vergoeding") == []


def test_terms_keep_the_word_that_they_come_from(tmp_path: Path) -> None:
    with corpus_with(tmp_path, [document("een", [section("1", "T", "werkplek")])], vectors=False) as one:
        assert {t.of for t in query_terms(one.catalogue, "leerwerkplekken")} == {"leerwerkplekken"}
