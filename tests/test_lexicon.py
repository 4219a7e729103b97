"""What is a word, how common it is, and which hyphens at a line end belong to the word."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ingest.lexicon import frequency, is_word, join_hyphen, names_of_the_house, plausibility, share_unknown


@pytest.mark.parametrize(
    "word",
    [
        "leerlingen", "Onderwijs", "creëren", "één", "Vlor", "Vlaamse",  # words and names of the house
        "structuuronderdelen", "trajectbegeleiding", "leersteundecreet", "schoolverlatersrapport",  # compounds
        "helikopterblik", "werkplekcomponent", "kwaliteitsbekostiging", "sectoroverstijgende", "planlast",
        "niet-duale", "communicatie-acties", "sociaal-emotionele", "Vlor-studiedag", "onderwijs/werk",  # in parts
        "foto's", "Syntra’s", "CLB's", "collega’s",  # plurals with an apostrophe
        "2de", "21ste", "2019-2020", "18.2", "OV3", "HBO5", "RSO-RSO-ADV-2526-002", "XXVI",  # numbers and codes
        "d.w.z.", "a.d.h.v.", "www.vlor.be", "apprenticeship", "l'alternance", "enseignement",  # and the rest
        "(leren)", "‘herbevestigen’", "arbeidsmarkt.”",
    ],
)  # fmt: skip
def test_a_word_of_these_documents_is_known(word: str) -> None:
    assert is_word(word)


@pytest.mark.parametrize(
    "word",
    ["parthers", "hochtans", "codrdinatoren", "creéert", "Viaamse", "biijft", "opteidingen", "onderwiis", "kiaarheid"],
)
def test_a_misread_word_is_not(word: str) -> None:
    assert not is_word(word)


def test_frequencies_are_on_the_zipf_scale() -> None:
    assert 6.5 < frequency("de") < 8
    assert frequency("Leerlingen") == frequency("leerlingen") >= 4.5
    assert frequency("hochtans") == 0


def test_a_compound_is_worth_less_than_its_parts_and_more_than_nothing() -> None:
    assert 0 < plausibility("programmatieoverleg") < frequency("overleg")


def test_the_house_has_names_of_its_own() -> None:
    assert {"Vlor", "VDAB", "Vlaamse"} <= names_of_the_house()
    assert "leerweg" not in names_of_the_house()


@pytest.mark.parametrize(
    ("left", "right", "vocabulary", "joined"),
    [
        ("meet", "instrument", (), "meetinstrument"),
        ("onder", "wijs", (), "onderwijs"),
        ("struc", "tuuronderdelen", (), "structuuronderdelen"),
        ("leer", "lingen.", (), "leerlingen."),
        ("arbeids", "markt,", (), "arbeidsmarkt,"),
        ("programma", "tieaanvragen", (), "programmatieaanvragen"),
        ("ONDER", "WIJS", (), "ONDERWIJS"),
        ("niet", "duaal", (), "niet-duaal"),
        ("niet", "duale", (), "niet-duale"),
        ("sociaal", "emotionele", (), "sociaal-emotionele"),
        ("ex", "leerling", (), "ex-leerling"),
        ("2019", "2020", (), "2019-2020"),
        ("O&O&I", "systeem", (), "O&O&I-systeem"),
        ("NAFT", "werking", (), "NAFT-werking"),
        ("Vlor", "Advies", (), "Vlor-Advies"),
        ("M", "decreet", (), "M-decreet"),
        ("een-op", "een", (), "een-op-een"),
        ("kant-en", "klare", (), "kant-en-klare"),
        ("leraar-na", "leraaropleiding", (), "leraar-na-leraaropleiding"),
        ("time", "outplaatsen", (), "time-outplaatsen"),
        ("zij", "instroomtraject", (), "zij-instroomtraject"),
        ("zij", "kant", (), "zijkant"),
        ("start", "datum", (), "startdatum"),
        ("zee", "eend", (), "zee-eend"),
        ("rol", "en", (), "rol- en"),
        ("in", "of", (), "in- of"),
        ("hand", "en", (), "hand- en"),
        ("zo", "als", (), "zoals"),
        ("Even", "als", (), "Evenals"),
        ("als", "of", (), "alsof"),
        ("pro", "of", (), "pro- of"),
        ("Erasmus+", "project", (), "Erasmus+-project"),
        ("(on)", "gelijkheid", (), "(on)-gelijkheid"),
        ("2de", "graads", (), "2de-graads"),
        ("HBO5", "opleiding", (), "HBO5-opleiding"),
        ("kosten-baten", "analyse", (), "kosten-batenanalyse"),
        ("leerling", "begeleider", (), "leerlingbegeleider"),
        ("totaal", "aanpak", (), "totaalaanpak"),
        ("materiaal", "keuze", (), "materiaalkeuze"),
        ("duaal", "leren", ("duaalleren",), "duaalleren"),
        ("M-de", "creet", (), "M-decreet"),
        ("een", "op-een", (), "een-op-een"),
        ("communicatie", "acties", ("communicatie-acties",), "communicatie-acties"),
        ("communicatie", "acties", ("communicatieacties",), "communicatieacties"),
        ("Brussel", "Halle-Vilvoorde", (), "Brussel-Halle-Vilvoorde"),
        ("zij-in", "stromers", (), "zij-instromers"),
        ("niet-in", "geschreven", (), "niet-ingeschreven"),
        ("ex-op", "voedster", (), "ex-opvoedster"),
        ("leraar-in", "opleiding", (), "leraar-in-opleiding"),
        ("co", "ouderschap", (), "co-ouderschap"),
        ("co", "educatie", (), "co-educatie"),
        ("re", "integreren", (), "re-integreren"),
        ("de", "industrialisatie", (), "de-industrialisatie"),
        ("co", "ördinatie", (), "coördinatie"),
        ("re", "eks", (), "reeks"),
        ("de", "urwaarder", (), "deurwaarder"),
        ("be", "eindiging", (), "beeindiging"),
        ("ge", "interesseerd", (), "geinteresseerd"),
    ],
)
def test_the_hyphen_of_a_line_end_goes_where_the_word_has_none(
    left: str, right: str, vocabulary: tuple[str, ...], joined: str
) -> None:
    assert join_hyphen(left, right, frozenset(vocabulary)) == joined


def _broken() -> list[tuple[str, str, str]]:
    """Every way in which a line may break a word of data/breaks.txt: before, after, and the word."""
    text = (Path(__file__).parent / "data" / "breaks.txt").read_text(encoding="utf-8")
    marked = [w for line in text.splitlines() if not line.startswith("#") for w in line.split()]
    ways = []
    for one in marked:
        for m in re.finditer("[·-]", one):
            before, after = (part.replace("·", "") for part in (one[: m.start()], one[m.end() :]))
            ways.append((before, after, one.replace("·", "")))
    return ways


def test_compounds_are_joined_wherever_they_break_and_words_that_have_a_hyphen_keep_it() -> None:
    ways = _broken()
    assert len(ways) > 1000
    wrong = {(before, after): found for before, after, word in ways if (found := join_hyphen(before, after)) != word}
    assert wrong == {}


def test_the_share_of_unknown_words_tells_a_bad_text_layer() -> None:
    right = "De Vlor vraagt om de leerlingen van het buitengewoon secundair onderwijs niet te vergeten ."
    wrong = "De Vior vraaqt om de teertingen van het buitengewocn secundair ondenwijs niet te vergeien ®"
    assert share_unknown(right.split()) == 0
    assert share_unknown(wrong.split()) > 0.3
    assert share_unknown([]) == 0
