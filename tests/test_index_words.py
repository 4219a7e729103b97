"""Words are found in every form that people write them in."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import snowballstemmer
import Stemmer
import wordfreq
from snowballstemmer.dutch_porter_stemmer import DutchPorterStemmer

from corpus.catalogue import units
from index.query import query_terms, without_scaffolding
from index.store import Corpus
from index.words import (
    abbreviations,
    held,
    index_words,
    known,
    like,
    participles,
    parts,
    score_words,
    split,
    stem,
    tokens,
)
from tests.corpora import corpus_with, document, section

SAME_STEM = [
    ("school", "scholen"),
    ("advies", "adviezen"),
    ("raad", "raden"),
    ("duaal", "duale"),
    ("bedrijf", "bedrijven"),
    ("vergoeding", "vergoedingen"),
    ("leerling", "leerlingen"),
    ("kwalificatie", "kwalificaties"),
    ("module", "modules"),
    ("provincie", "provincies"),
    ("strategie", "strategieen"),
    ("klas", "klassen"),
    ("lesplan", "lesplannen"),
    ("kind", "kinderen"),
    ("personeelslid", "personeelsleden"),
    ("grootstad", "grootsteden"),
]
OTHER_STEM = [("begeleiding", "beleid"), ("leraar", "leerling"), ("school", "scholing"), ("vol", "volk")]


@pytest.mark.parametrize(("one", "other"), SAME_STEM)
def test_forms_of_a_word_share_a_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize(("one", "other"), OTHER_STEM)
def test_other_words_do_not(one: str, other: str) -> None:
    assert stem(one) != stem(other)


@pytest.mark.parametrize(
    ("text", "stems"),
    [
        ("actie 18.2", ["actie", "18_2"]),
        ("Beïnvloeden", [stem("beinvloeden")]),
        ("rol- en taakverdeling", ["rol", "en", stem("taakverdeling")]),
        ("Parl. St. nr. 1346/1", ["parl", "st", "nr", "1346_1"]),
        ("2022-2023", ["2022_2023"]),
        ("", []),
    ],
)
def test_a_text_is_taken_apart(text: str, stems: list[str]) -> None:
    assert [t.stem for t in tokens(text)] == stems


@pytest.mark.parametrize(
    "text",
    [
        "De co-ördinatie van acties 18.2 en 2023-2024, l’école en ’s-Hertogenbosch.",
        "B2B-zaak, 3de graad; jeugd- en onderwijsbeleid (1346/1)",
        "",
    ],
)
def test_what_is_kept_are_the_stems_of_the_tokens(text: str) -> None:
    made = document("a", [section("1", text, text)])
    [unit] = units(made)
    kept, stems = index_words(made, replace(unit, notes=text)), [t.stem for t in tokens(text)]
    assert kept.body.split() == kept.notes.split() == stems
    assert kept.title.split()[: len(stems)] == stems
    assert ("coordinatie" in kept.parts.split()) == ("co-ö" in text)


def test_a_token_knows_where_it_stands() -> None:
    text = "De coördinatie van co-ördinatie."
    assert [text[t.start : t.end] for t in tokens(text)] == ["De", "coördinatie", "van", "co", "ördinatie"]


@pytest.mark.parametrize(
    ("verb", "participle"),
    [("voorlezen", "voorgelezen"), ("aanpassen", "aangepast"), ("vragen", "gevraagd"), ("toekennen", "toegekend")],
)
def test_a_verb_is_found_in_its_participle(verb: str, participle: str) -> None:
    assert stem(participle) in participles(verb)


@pytest.mark.parametrize("word", ["school", "en", "bussen"])
def test_what_is_no_verb_gives_no_participle_that_is_a_word(word: str) -> None:
    assert not {stem("gebruik"), stem("geld")} & set(participles(word))


@pytest.mark.parametrize(
    ("word", "pieces"),
    [
        ("trajectbegeleiding", ("traject", "begeleiding")),
        ("leerlingenbegeleiding", ("leerlingen", "begeleiding")),
        ("arbeidsmarkt", ("arbeid", "markt")),
        ("onderwijs", ("onderwijs",)),
        ("vergoeding", ("vergoeding",)),
        ("naft", ("naft",)),
    ],
)
def test_a_compound_falls_apart_in_words(word: str, pieces: tuple[str, ...]) -> None:
    assert split(word) == pieces


def test_neighbouring_parts_that_are_a_word_are_a_part_too() -> None:
    assert stem("werkplek") in parts("leerwerkplekken")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("het buitengewoon secundair onderwijs (buso) groeit", [("buso", "buitengewoon secundair onderwijs")]),
        ("NAFT (naadloos flexibele trajecten) helpen", [("naft", "naadloos flexibele trajecten")]),
        ("de Vlaamse Dienst voor Arbeidsbemiddeling (VDA)", [("vda", "vlaamse dienst voor arbeidsbemiddeling")]),
        ("een persoonlijk ontwikkelingstraject (POT)", [("pot", "persoonlijk ontwikkelingstraject")]),
        ("zie de bijlage (2019) en verder (zie p. 3)", []),
        ("de leerlingen (meisjes) kwamen", []),
    ],
)
def test_abbreviations_are_explained_by_the_document_itself(text: str, found: list[tuple[str, str]]) -> None:
    assert abbreviations(text) == found


@pytest.mark.parametrize(
    ("asked", "topic"),
    [
        ("Wat vindt de Vlor van de modules in duale opleidingen?", "de modules in duale opleidingen?"),
        ("standpunt van de raad over planlast", "planlast"),
        ("Vraagt de Vlor extra middelen voor NAFT?", "extra middelen voor NAFT?"),
        ("Welke drempels ervaren scholen?", "Welke drempels ervaren scholen?"),
        ("Wat vindt de raad?", "Wat vindt de raad?"),
        ("Hoe staat de Vlor tegenover duaal leren?", "duaal leren?"),
        ("bezorgdheid over gratis software", "gratis software"),
        ("visie van ouders op huiswerk", "visie van ouders op huiswerk"),
    ],
)
def test_what_a_question_is_about(asked: str, topic: str) -> None:
    assert without_scaffolding(asked) == topic


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    texts = [
        "Het buitengewoon secundair onderwijs (buso) vraagt coördinatie.",
        "In het buso zijn leerwerkplekken schaars.",
        "De minister beslist over subsidies voor scholen.",
    ]
    sections = [section(str(n + 1), f"Deel {n + 1}", text) for n, text in enumerate(texts)]
    return corpus_with(tmp_path_factory.mktemp("words"), [document("w", sections)], vectors=False)


def found(corpus: Corpus, text: str) -> list[str]:
    scores = score_words(corpus.catalogue, query_terms(corpus.catalogue, text))
    places = dict(corpus.catalogue.db.execute("SELECT id, place FROM sections"))
    return [places[s] for s in sorted(scores, key=lambda s: -scores[s])]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("werkplek", "2"),  # a part of a compound
        ("coordinatie", "1"),  # without its dots
        ("codrdinatie", "1"),  # as OCR reads it
        ("subsidie", "3"),  # another form
        ("subsidiess", "3"),  # a slip
    ],
)
def test_the_right_section_is_found_by_other_forms(corpus: Corpus, text: str, first: str) -> None:
    assert found(corpus, text)[0] == first


def test_an_abbreviation_finds_what_it_stands_for_and_back(corpus: Corpus) -> None:
    assert set(found(corpus, "buso")) == {"1", "2"}
    assert set(found(corpus, "buitengewoon secundair onderwijs")) >= {"1", "2"}


def test_only_what_is_allowed_is_found(corpus: Corpus) -> None:
    terms = query_terms(corpus.catalogue, "buso")
    assert score_words(corpus.catalogue, terms, set()) == {}
    [one] = score_words(corpus.catalogue, terms, {2})
    assert one == 2


def test_a_filter_does_not_ask_for_the_words_anew_for_every_section_it_allows(corpus: Corpus) -> None:
    asked: list[str] = []
    corpus.catalogue.db.set_trace_callback(asked.append)
    sections = {s for (s,) in corpus.catalogue.db.execute("SELECT id FROM sections")}
    score_words(corpus.catalogue, query_terms(corpus.catalogue, "school"), sections)
    corpus.catalogue.db.set_trace_callback(None)
    [statement] = {a for a in asked if "bm25(" in a and "json_each" in a and a.startswith("SELECT")}
    plan = [row[3] for row in corpus.catalogue.db.execute(f"EXPLAIN QUERY PLAN {statement}")]
    [words] = [step for step in plan if step.startswith("SCAN words")]
    assert words.endswith(":M4")  # by the words alone; "=M4" would be once a section


def test_a_word_that_is_there_is_not_corrected(corpus: Corpus) -> None:
    assert known(corpus.catalogue, stem("minister"))

    def meant(word: str) -> str | None:
        return like(corpus.catalogue, tokens(word)[0])

    assert meant("mnister") == "minister"
    assert meant("coordinatei") == stem("coordinatie")  # a slip in an ending
    assert meant("zzzzzzz") is None
    assert meant("buzo") is None  # too short to tell
    assert meant("decoratie") is None  # a word that people use, however near "coordinatie"
    assert meant("ministerpost") is None  # a compound of such words


def test_how_much_of_the_question_a_section_holds_sees_when_words_fail(corpus: Corpus) -> None:
    def covered(text: str) -> float:
        terms = query_terms(corpus.catalogue, text)
        return max(held(corpus.catalogue, terms, score_words(corpus.catalogue, terms)).values(), default=0.0)

    assert covered("minister subsidies") == pytest.approx(1)
    assert covered("fietspad zwembad") == 0
    assert 0.2 < covered("minister zwembad") < 0.8


def test_nothing_is_left_of_a_document_that_is_put_again(tmp_path: Path) -> None:
    one = document("een", [section("1", "T", "zeldzaamwoord")])
    with corpus_with(tmp_path, [one, one], vectors=False) as corpus:
        assert corpus.catalogue.db.execute("SELECT count(*) FROM words").fetchone() == (1,)


def test_stems_are_the_same_in_c_and_in_python() -> None:
    fast, slow = snowballstemmer.stemmer("dutch_porter"), DutchPorterStemmer()
    assert type(fast) is Stemmer.Stemmer  # as it is installed with us
    words = [w for w in wordfreq.top_n_list("nl", 5000) if w.isalpha()]
    assert [fast.stemWord(w) for w in words] == [slow.stemWord(w) for w in words]
