"""One real-world work is one source: over documents, in whatever form it is cited, and with reasons."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

import pytest

from corpus.model import Decision, Document
from nlp.advices import find_advices
from nlp.decisions import citation_key as _key
from nlp.frame import Passage, frame_of
from nlp.pipeline import link
from nlp.positions import speaker_of
from nlp.resolve import Resolution, resolve
from nlp.sentences import sentences
from tests.speed import units
from tests.truth import document_from_key

COUNCIL = "Vlaamse Onderwijsraad, Raad Secundair Onderwijs."


def advice(
    name: str, *notes: str, text: str = "Een zin.", title: str | None = None, date: str | None = None
) -> Document:
    """A linked advice with these notes, all hanging at the end of `text`."""
    marks = "".join(f"[^{n}]" for n in range(1, len(notes) + 1))
    signed = [{"name": "An Peeters", "role": "voorzitter Raad Secundair Onderwijs"}]
    blocks: list[dict[str, Any]] = [{"kind": "heading", "number": "1", "title": "Opmerkingen", "level": 1}]
    if date:
        blocks.insert(0, {"kind": "para", "text": f"Uitgebracht door de Raad Secundair Onderwijs op {date}"})
    key = {
        "meta": {"signatories": signed, "title": title},
        "blocks": [*blocks, {"kind": "para", "text": text + marks}],
        "footnotes": {str(n): note for n, note in enumerate(notes, 1)},
    }
    return link(document_from_key(key, f"{name}.pdf"))


def question(number: str, date: str, preamble: str = "") -> Document:
    """A linked written question."""
    lines = [
        "SCHRIFTELIJKE VRAAG",
        f"nr. {number}",
        "van AN PEETERS",
        f"datum: {date}",
        "aan JAN CLAES",
        "VLAAMS MINISTER VAN WERK",
    ]
    blocks: list[dict[str, Any]] = [
        {"kind": "preamble", "text": line} for line in [*lines, "Leren - Aanbod", preamble or "Een zin."]
    ]
    blocks.append({"kind": "question", "number": 1, "text": "Hoeveel?"})
    return link(document_from_key({"meta": {}, "blocks": blocks, "footnotes": {}}, f"sv{number}-{date}.pdf"))


def sources_of(resolution: Resolution, n: int) -> list[str | None]:
    return [c.source for c in resolution.documents[n].citations]


SAME = [
    (
        f"{COUNCIL} Kansen voor kleuters. Advies op eigen initiatief, 6 juli 2016.",
        f"{COUNCIL} Kansen voor kleuters, 6 juli 2016",
    ),
    (
        f"{COUNCIL} Kansen voor kleuters. 6 juli 2016.",
        "Vlor, Raad Secundair Onderwijs. Kansen voor kleuters, 6 juli 2016, p. 3.",
    ),
    (f"{COUNCIL} Kansen voor alle kleuters, 6 juli 2016.", f"{COUNCIL} Kansen voor a1le k1euters, 6 juli 2016."),
    (
        "Maes, K. & Claes, B. (2014). Taal op school. Een studie. Gent: Academia Press, p. 3.",
        "Maes, K. en Claes, B. (2014). Taal op school.",
    ),
    ("Maes, K. (12 mei 2014). Taal op school.", "Maes, K. (2014). Taal op school. Leuven: Acco, p. 9."),
    (
        "Vlaamse Regering. 30 juni 2013. Programmadecreet houdende diverse bepalingen, art. 3.",
        "Programmadecreet van 30 juni 2013, art. 9.",
    ),
    ("SV 278 van 28 januari 2012.", "Schriftelijke vraag nr. 278 van 28 januari 2012."),
    (
        "Decreet betreffende het taalbeleid van 9 juli 2021, art. 4.",
        "Decreet van 9 juli 2021 betreffende het taalbeleid (B.S. 31 augustus 2021).",
    ),
]

DIFFERENT = [
    (f"{COUNCIL} Kansen voor kleuters, 21 januari 2016.", f"{COUNCIL} Programmatie in het onderwijs, 21 januari 2016."),
    (
        f"{COUNCIL} Programmaties - schooljaar 2013-2014, 16 februari 2013.",
        f"{COUNCIL} Programmaties - schooljaar 2014-2015, 8 februari 2014.",
    ),
    (f"{COUNCIL} Advies over de eindtermen, 3 mei 2012.", f"{COUNCIL} Advies over de eindtermen, 8 juni 2015."),
    (f"{COUNCIL} Advies over het turnplan, 3 mei 2012.", f"{COUNCIL} Advies over inschrijven, 3 mei 2012."),
    ("SV 278 van 28 januari 2012.", "SV 278 van 3 maart 2014."),
    ("Maes, K. (2014). Taal op school.", "Maes, K. (2014). Rekenen thuis."),
    (
        "Decreet van 9 juli 2021 betreffende het taalbeleid.",
        "Decreet van 9 juli 2021 betreffende de leerlingenbegeleiding.",
    ),
    ("SERV. Advies over de leertijd, 3 mei 2012.", f"{COUNCIL} Advies over de leertijd, 3 mei 2012."),
]


# Said in running text of one document, in full in a note of another
SAID = [
    (
        "De conceptnota van 10 november 2016 gaat ver.",
        "Vlaamse Regering. 10 november 2016. Conceptnota Elk kind leest.",
    ),
    (
        "PISA 2018 was een schok.",
        "OECD (2019). PISA 2018 Results (Volume I): What students know. Paris: OECD Publishing.",
    ),
    (
        "Dat staat ook in het advies ‘Lezen doe je samen met iedereen’.",
        "Vlor. Lezen doe je samen met iedereen, 3 mei 2012.",
    ),
    ("Volgens Unicef (2018) en anderen kan dat.", "UNICEF Office of Research (2018). An unfair start, p. 3."),
    ("Het niveaudecreet telt mee.", "Decreet van 9 maart 2018 betreffende het deeltijds kunstonderwijs."),
    ("Het Waterplan loopt af.", "Vlaamse Regering. 3 mei 2012. Waterplan."),
]
SAID_OF_ANOTHER = [
    (
        "De conceptnota van 10 november 2016 gaat ver.",
        "Vlaamse Regering. 11 november 2016. Conceptnota Elk kind leest.",
    ),
    (
        "PISA 2018 was een schok.",
        "OECD (2016). PISA 2015 Results (Volume I): What students know. Paris: OECD Publishing.",
    ),
    ("PISA 2018 was een schok.", "Maes, K. (2020). PISA 2018 kritisch bekeken. Gent: Acco."),
    ("Dat staat ook in het advies ‘Advies over lezen’.", "SERV. Advies over lezen, 3 mei 2012."),
    ("Het niveaudecreet telt mee.", "Decreet van 9 maart 2018 betreffende de inrichting van zwembaden."),
    ("Het Waterplan loopt af.", "Vlaamse Regering. 3 mei 2012. Klimaatplan."),
]


@pytest.mark.parametrize("pair", SAID, ids=lambda p: p[0][:50])
def test_what_running_text_says_of_a_work_finds_it_in_another_document(pair: tuple[str, str]) -> None:
    resolution = resolve([advice("een", text=pair[0]), advice("twee", pair[1])])
    assert len(resolution.sources) == 1
    assert sources_of(resolution, 0) == sources_of(resolution, 1) != []


@pytest.mark.parametrize("pair", SAID_OF_ANOTHER, ids=lambda p: p[0][:50])
def test_what_running_text_says_of_another_work_does_not(pair: tuple[str, str]) -> None:
    resolution = resolve([advice("een", text=pair[0]), advice("twee", pair[1])])
    assert len(resolution.sources) == 2


def test_a_survey_with_two_reports_is_neither_unless_its_document_cites_one() -> None:
    volumes = [f"OECD (2019). PISA 2018 Results (Volume {v}): {t}." for v, t in (("I", "Knowing"), ("II", "Thriving"))]
    bare = advice("een", text="PISA 2018 was een schok.")
    apart = resolve([bare, advice("twee", volumes[0]), advice("drie", volumes[1])])
    assert len(apart.sources) == 3 and any(len(d.candidates) == 2 for d in apart.doubts)
    both = advice("een", volumes[0], text="PISA 2018 was een schok.")
    assert len(set(sources_of(resolve([both, advice("drie", volumes[1])]), 0))) == 1


@pytest.mark.parametrize("pair", SAME, ids=lambda p: p[0][:50])
def test_one_work_in_two_documents_is_one_source(pair: tuple[str, str]) -> None:
    resolution = resolve([advice("een", pair[0]), advice("twee", pair[1])])
    first, second = sources_of(resolution, 0), sources_of(resolution, 1)
    assert first == second and len(resolution.sources) == 1
    assert any(e.source == first[0] and e.fields for e in resolution.evidence)


@pytest.mark.parametrize("pair", DIFFERENT, ids=lambda p: p[0][:50])
def test_two_works_stay_two_however_alike(pair: tuple[str, str]) -> None:
    resolution = resolve([advice("een", pair[0]), advice("twee", pair[1])])
    assert len(resolution.sources) == 2
    assert sources_of(resolution, 0) != sources_of(resolution, 1)


@pytest.mark.parametrize(
    ("note", "identifier"),
    [
        (f"{COUNCIL} Kansen voor kleuters, 6 juli 2016.", "vlor-2016-07-06-kansen-voor"),
        ("Maes, K. & Claes, B. (2014). Taal op school. Leuven: Acco.", "maes-2014-taal"),
        ("SV 278 van 28 januari 2012.", "sv-278-2012-01-28"),
        ("Agodi (2018). Afwezig geteld, p. 3.", "agodi-2018-afwezig"),
    ],
)
def test_identifiers_can_be_read(note: str, identifier: str) -> None:
    assert sources_of(resolve([advice("een", note)]), 0) == [identifier]


def test_short_forms_are_the_work_in_their_note() -> None:
    document = advice(
        "een",
        f"{COUNCIL} Kansen voor kleuters. Advies op eigen initiatief, 6 juli 2016.",
        text="Dat vroegen we al in ons advies Kansen voor kleuters.",
    )
    resolution = resolve([document])
    assert len(resolution.sources) == 1
    assert set(sources_of(resolution, 0)) == {"vlor-2016-07-06-kansen-voor"}


def test_a_date_and_a_council_are_enough_over_the_corpus() -> None:
    full = advice("een", f"{COUNCIL} Kansen voor kleuters, 6 juli 2016.")
    short = advice("twee", text="In het Vlor-advies van 6 juli 2016 staat dat ook.")
    resolution = resolve([full, short])
    assert sources_of(resolution, 1) == ["vlor-2016-07-06-kansen-voor"]
    assert resolution.documents[1].citations[0].title == "Kansen voor kleuters"


def test_a_cited_work_that_is_in_the_corpus_is_that_document_even_when_it_comes_later() -> None:
    citing = advice("een", f"{COUNCIL} Kansen voor kleuters, 6 juli 2016.")
    alone = resolve([citing])
    assert [s.document for s in alone.sources] == [None]
    work = advice("werk", title="Kansen voor kleuters", date="6 juli 2016")
    together = resolve([citing, work])
    assert [s.document for s in together.sources] == [work.sha256]


def test_a_written_question_in_the_corpus_is_found_by_number_and_date() -> None:
    asked = question("412", "3 april 2015")
    citing = advice("een", text="De schriftelijke vraag nr. 412 van 3 april 2015 gaf cijfers.")
    resolution = resolve([citing, asked])
    assert [s.document for s in resolution.sources] == [asked.sha256]


@pytest.mark.parametrize("said", ["", " van Lies Boom", " van Lies Boorn"])
def test_a_written_question_in_the_corpus_has_its_asker_for_author(said: str) -> None:
    asked = question("412", "3 april 2015")
    asked = replace(asked, meta=replace(asked.meta, author="Lies Boom"))
    citing = advice("een", text=f"De schriftelijke vraag nr. 412{said} van 3 april 2015 gaf cijfers.")
    (source,) = resolve([citing, asked]).sources
    assert (source.document, source.authors) == (asked.sha256, ("Lies Boom",))


def _by_part(part: str, title: str, subtitle: str, date: str) -> Document:
    """An advice of a part of the council, as the corpus holds it."""
    work = advice("werk " + title, title=title, date="6 maart 2015")
    return replace(work, meta=replace(work.meta, body=part, subtitle=subtitle, date=date))


@pytest.mark.parametrize(
    ("said", "least"),
    [
        ("De Vlor gaf onlangs op eigen initiatief een advies.", 0.6),
        ("Begin dit jaar verstrekte de Vlor op verzoek van de minister een advies over Sterke Start.", 0.6),
        ("De Vlor keurde vorige maand een advies over Sterke Start goed.", 0.6),
        ("De Raad Basisonderwijs van de Vlor bracht onlangs een advies uit over het actieplan Sterke Start.", 0.85),
        ("De Raad Basisonderwijs bracht eerder een advies uit over het actieplan Sterke Start.", 0.85),
        ("Over kleuters heeft de Vlor onlangs een advies uitgebracht. De Vlor gaf een advies over Sterke Start.", 0.7),
    ],
)
def test_a_question_that_mentions_an_advice_without_title_or_date_finds_it(said: str, least: float) -> None:
    work = _by_part("Raad Basisonderwijs", "Leren - Aanbod", "Advies over het actieplan Sterke Start", "2015-03-06")
    other = _by_part("Raad Secundair Onderwijs", "Stages", "Advies over het stagedecreet", "2015-03-20")
    asked = question("412", "3 april 2015", said)
    resolution = resolve([asked, work, other])
    found = {s.id: s.document for s in resolution.sources}
    citation = [c for c in resolution.documents[0].citations if c.kind == "advies"][-1]
    assert found[citation.source or ""] == work.sha256
    assert least <= citation.source_confidence < 1.0
    in_doubt = [d for d in resolution.doubts if d.link.words == citation.raw]
    assert bool(in_doubt) == (citation.source_confidence < 0.75)


@pytest.mark.parametrize(
    ("said", "part", "subtitle", "date"),
    [
        # another part of the council, another subject, after the question, too long ago for "onlangs", another council
        ("De Raad Hoger Onderwijs bracht een advies uit over Sterke Start.", "", "over Sterke Start", "2015-03-06"),
        ("De Vlor bracht onlangs een advies uit over fietspaden.", "", "over Sterke Start", "2015-03-06"),
        ("De Vlor bracht onlangs een advies uit over Sterke Start.", "", "over Sterke Start", "2015-05-06"),
        ("De Vlor bracht onlangs een advies uit over Sterke Start.", "", "over Sterke Start", "2012-03-06"),
        ("De SERV bracht onlangs een advies uit over Sterke Start.", "", "over Sterke Start", "2015-03-06"),
        ("De Vlor bracht onlangs een advies uit over Sterke Start.", "SERV", "over Sterke Start", "2015-03-06"),
    ],
)
def test_an_advice_without_title_or_date_that_does_not_fit_stays_apart_and_in_doubt(
    said: str, part: str, subtitle: str, date: str
) -> None:
    work = _by_part(part or "Raad Basisonderwijs", "Kleuters", f"Advies {subtitle}", date)
    resolution = resolve([question("412", "3 april 2015", said), work])
    assert [s.document for s in resolution.sources] == [None]
    assert resolution.documents[0].citations[0].source_confidence <= 0.5
    assert [d.found_by for d in resolution.doubts] == ["alone"]


def test_of_two_advices_that_fit_as_well_neither_is_taken_and_both_are_offered() -> None:
    works = [_by_part("Raad Basisonderwijs", t, "Over Sterke Start", "2015-03-06") for t in ("Kleuters", "Peuters")]
    said = "De Vlor bracht onlangs een advies uit over Sterke Start."
    resolution = resolve([question("412", "3 april 2015", said), *works])
    assert [s.document for s in resolution.sources] == [None]
    (doubt,) = resolution.doubts
    assert {c.value for c in doubt.candidates} == {w.sha256 for w in works}


def _spoken(text: str, kind: str, body: str | None) -> list[str]:
    """Who made the first work that this text of a document of `body` names."""
    key: dict[str, Any] = {
        "meta": {"type": kind, "title": "Hervorming van de opleidingen", "body": body},
        "blocks": [
            {"kind": "heading", "number": "1", "title": "Opmerkingen", "level": 1},
            {"kind": "para", "text": text},
        ],
        "footnotes": {},
    }
    document = document_from_key(key, "een.pdf")
    document = replace(document, kind=kind, meta=replace(document.meta, body=body))  # type: ignore[arg-type]
    frame = replace(frame_of(document), speaker=speaker_of(document))
    where, placed = next((w, p) for w, p in document.texts() if w == "1")
    passage = Passage(where, placed, tuple(sentences(placed.text)), frame)
    return list(next(find_advices(passage, 0, len(placed.text))).authors)


VLOR = "Vlaamse Onderwijsraad"


@pytest.mark.parametrize(
    ("text", "kind", "body", "makers"),
    [
        ("In zijn advies van 23 februari 2015 vroeg de SERV een taakstelling.", "advies", None, ["SERV"]),
        ("De SERV is bezorgd. Zijn advies van 23 februari 2015 zegt dat.", "advies", None, ["SERV"]),
        ("De Minaraad vroeg dat. In zijn advies van 3 mei 2015 staat dat.", "schriftelijke_vraag", None, ["Minaraad"]),
        ("Zoals in ons advies van 3 mei 2015 staat, helpt dat.", "advies", "Minaraad", ["Minaraad"]),
        ("In haar advies van 3 mei 2015 staat dat.", "schriftelijke_vraag", None, []),
        ("Het advies van 3 mei 2015 dat de OESO gaf is er. In het advies dat de SERV op 4 mei 2015 gaf ook.",
         "advies", "Raad Hoger Onderwijs", []),
        ("In het advies dat de SERV op 4 mei 2015 gaf staat dat.", "advies", "Raad Hoger Onderwijs", ["SERV"]),
        ("In zijn advies van 3 mei 2015 vroeg de raad een plan.", "advies", "Raad Hoger Onderwijs", [VLOR]),
        ("De Vlor is bezorgd. In zijn advies van 3 mei 2015 staat dat.", "schriftelijke_vraag", None, [VLOR]),
        ("In zijn advies van 3 mei 2015 vroeg de Raad Hoger Onderwijs een plan.", "advies", "Algemene Raad",
         [f"{VLOR}, Raad Hoger Onderwijs"]),
    ],
)  # fmt: skip
def test_his_advice_is_that_of_the_council_meant_and_not_of_the_vlor_by_default(
    text: str, kind: str, body: str | None, makers: list[str]
) -> None:
    assert _spoken(text, kind, body) == makers


def test_the_order_of_the_documents_changes_nothing() -> None:
    documents = [advice(f"d{n}{m}", note) for n, pair in enumerate(SAME + DIFFERENT) for m, note in enumerate(pair)]
    plain = {d.sha256: [c.source for c in d.citations] for d in resolve(documents).documents}
    random.Random(1).shuffle(documents)
    assert {d.sha256: [c.source for c in d.citations] for d in resolve(documents).documents} == plain


def test_resolving_again_changes_nothing() -> None:
    once = resolve([advice(f"d{n}", a, b, text="Zie ons advies over kleuters.") for n, (a, b) in enumerate(SAME)])
    again = resolve(once.documents)
    assert again.documents == once.documents
    assert again.sources == once.sources


def test_what_another_document_lent_goes_away_with_it() -> None:
    full = advice("een", f"{COUNCIL} Kansen voor kleuters, 6 juli 2016.")
    short = advice("twee", text="In het Vlor-advies van 6 juli 2016 staat dat ook.")
    with_title = resolve([full, short]).documents[1]
    assert with_title.citations[0].title == "Kansen voor kleuters"
    assert resolve([with_title]).documents[0].citations[0].title is None


def test_what_a_person_joined_stays_joined() -> None:
    one, two = (
        advice("een", f"{COUNCIL} Kansen voor kleuters, 6 juli 2016."),
        advice("twee", f"{COUNCIL} Warm onthaal, 3 mei 2012."),
    )
    joined = Decision("merge", (_key(one, one.citations[0]),), (_key(two, two.citations[0]),))
    resolution = resolve([one, two], [joined])
    assert len(resolution.sources) == 1
    assert [e.by for e in resolution.evidence] == ["hand"]


def test_what_a_person_joined_keeps_the_name_and_the_fields_it_was_known_by() -> None:
    one = advice("een", f"{COUNCIL} Kansen voor alle kleuters in de stad, 6 juli 2016.")
    two = advice("twee", f"{COUNCIL} Warm onthaal, 3 mei 2012.")
    known = next(s for s in resolve([one, two]).sources if s.title == "Warm onthaal")
    joined = Decision("merge", (_key(one, one.citations[0]),), (_key(two, two.citations[0]),), value=known.id)
    again = advice("drie", f"{COUNCIL} Kansen voor alle kleuters in de stad, 6 juli 2016.")
    for documents in ([one, two], [again, two, one]):
        (source,) = resolve(documents, [joined]).sources
        assert (source.id, source.title, source.date) == (known.id, "Warm onthaal", "2012-05-03")
        assert "Kansen voor alle kleuters in de stad" in source.aliases
    part = Decision(
        "split", (_key(one, one.citations[0]),), apart=(_key(again, again.citations[0]),), value="mijn-bron"
    )
    names = {s.id for s in resolve([one, again], [part]).sources}
    assert "mijn-bron" in names and len(names) == 2, "what stays is still called what it was split under"


def test_what_a_person_split_stays_split() -> None:
    one, two = (
        advice(n, f"{COUNCIL} Kansen voor kleuters, 6 juli 2016{end}") for n, end in (("een", "."), ("twee", ", p. 3."))
    )
    assert len(resolve([one, two]).sources) == 1
    apart = Decision("split", (_key(one, one.citations[0]),), apart=(_key(two, two.citations[0]),))
    assert len(resolve([one, two], [apart]).sources) == 2
    third = advice("drie", f"{COUNCIL} Kansen voor kleuters, 6 juli 2016.")
    assert len(resolve([one, two, third], [apart]).sources) == 2, "a document that came later changes nothing"
    together = Decision("merge", (_key(one, one.citations[0]),), (_key(two, two.citations[0]),))
    assert len(resolve([one, two], [apart, together]).sources) == 1, "the later decision wins"


def test_what_a_person_parted_is_not_asked_again() -> None:
    one, two, three = (advice(n, f"{COUNCIL} Kansen voor kleuters, 6 juli 2016.") for n in ("een", "twee", "drie"))
    apart = Decision(
        "split", (_key(one, one.citations[0]),), apart=tuple(_key(d, d.citations[0]) for d in (two, three)), value="x"
    )
    resolution = resolve([one, two, three], [apart])
    assert len(resolution.sources) == 2 and resolution.doubts == ()


def test_an_advice_is_found_by_the_number_that_the_council_gave_it() -> None:
    one = advice(
        "een", f"{COUNCIL} Kansen voor kleuters, 6 juli 2016 (RSO-RSO-ADV-1516-004).", "RSO-RSO-ADV-1516-004, l.c."
    )
    assert len(resolve([one]).sources) == 1


def test_what_a_person_rejected_is_no_citation() -> None:
    one = advice("een", f"{COUNCIL} Kansen voor kleuters, 6 juli 2016.")
    resolution = resolve([one], [Decision("reject", (_key(one, one.citations[0]),))])
    assert resolution.documents[0].citations == () and resolution.sources == ()


def test_plans_keep_one_name_over_documents_and_do_not_mix() -> None:
    one = advice("een", text="In actie 15 van het actieplan Duaal Leren van 18 juli 2015 staat dat.")
    two = advice("twee", text="Het actieplan Duaal leren is er. We steunen actie 15.")
    three = advice("drie", text="Het actieplan Leesoffensief is er. We steunen actie 15.")
    plans = [d.actions[0].plan for d in resolve([one, two, three]).documents]
    assert plans[0] == plans[1] and plans[0] is not None and plans[0].endswith("(2015)")
    assert plans[2] == "Actieplan Leesoffensief"


def test_resolving_takes_time_in_proportion_to_the_number_of_documents() -> None:
    model = advice(
        "een", f"{COUNCIL} Kansen voor kleuters, 6 juli 2016.", "Maes, K. (2014). Taal op school. Leuven: Acco."
    )
    letters = random.Random(3)
    words = ["".join(letters.choice("bdfgklmnprstvz") + letters.choice("aeiou") for _ in range(4)) for _ in range(1500)]

    def corpus(count: int) -> list[Document]:
        chance = random.Random(2)
        documents = []
        for n in range(count):
            title = " ".join(chance.sample(words, 4))
            date = f"{chance.randrange(2005, 2025)}-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}"
            cited = tuple(
                replace(c, title=title, date=date if c.kind == "advies" else date[:4], raw=title)
                for c in model.citations
            )
            documents.append(replace(model, sha256=f"{n:064}", citations=cited))
        return documents

    def taken(count: int) -> float:
        documents = corpus(count)
        return units(lambda: resolve(documents))

    taken(50)
    assert taken(2400) < 16 * taken(400)  # six times as many


def test_a_day_or_a_month_without_a_title_is_the_only_work_that_fits() -> None:
    named = advice("een", "Besluit van de Vlaamse Regering van 3 september 2021 betreffende de toetsen, art. 2.")
    dated = advice("twee", text="Zo bepaalt het besluit van 3 september 2021.")
    also = advice("drie", text="Zie het besluit van de Vlaamse Regering van 3 september 2021.")
    assert len(resolve([named, dated, also]).sources) == 1
    assert len(resolve([dated, also]).sources) == 1
    full = advice("vier", f"{COUNCIL} Kansen voor kleuters, 11 februari 2015.")
    month = advice("vijf", text="De Vlor vroeg in februari 2015 op eigen initiatief meer plaatsen.")
    assert len(resolve([full, month]).sources) == 1


def test_two_laws_of_one_day_leave_one_without_a_name_in_doubt() -> None:
    laws = [
        advice(f"d{n}", f"Decreet van 9 juli 2021 betreffende {about}.")
        for n, about in enumerate(("het taalbeleid", "de leerlingenbegeleiding"))
    ]
    dated = advice("x", text="Zie het decreet van 9 juli 2021.")
    assert len(resolve([*laws, dated]).sources) == 3


def test_a_position_says_which_action_source_or_topic_it_is_about() -> None:
    text = (
        "Het actieplan Duaal Leren telt tien acties. De raad steunt actie 3. Hij vraagt daarvoor meer tijd.\n\n"
        "De raad betreurt dat het decreet van 9 juli 2021 betreffende het taalbeleid zwijgt over ouders."
    )
    document = resolve([advice("een", text=text)]).documents[0]
    about = [[(s.kind, s.value, s.plan) for s in p.about] for p in document.positions]
    action = ("action", "3", "Actieplan Duaal Leren")
    source = ("source", document.citations[-1].source, None)
    topic = [row for row in about[0] if row[0] == "topic"]
    assert about == [[action, *topic], [action, *topic], [source, *topic]]


@pytest.mark.parametrize(
    ("said", "to"),
    [
        ("Zie het antwoord op vraag 2.", ["answer:2"]),
        ("Zie het antwoord op vraag 2 van de vraagsteller.", ["answer:2"]),
        ("Zie het antwoord op vraag 2 van schriftelijke vraag nr. 199.", []),
    ],
)
def test_an_answer_of_another_written_question_is_no_cross_reference(said: str, to: list[str]) -> None:
    texts = {f"{kind}:{n}": "Een zin." for kind in ("question", "answer") for n in (1, 2)} | {"answer:1": said}
    blocks = [{"kind": w.split(":")[0], "number": int(w[-1]), "text": t, "paras": [t]} for w, t in texts.items()]
    lines = ["SCHRIFTELIJKE VRAAG", "nr. 12", "van AN PEETERS", "datum: 3 mei 2015"]
    opening = [{"kind": "preamble", "text": line} for line in lines]
    document = link(document_from_key({"meta": {}, "blocks": opening + blocks, "footnotes": {}}, "sv.pdf"))
    assert [r.to for r in document.cross_references] == to
