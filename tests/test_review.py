"""What is in doubt is listed, and what a person decides about it holds for all later runs until it is taken back."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.catalogue import FILE, get_document, list_documents, list_sources, open_catalogue
from corpus.errors import AdviesspoorError
from corpus.model import Anchor, Document
from index.build import carry_decisions, rebuild
from index.resolving import resolve_corpus
from index.review import (
    citation_links,
    decide,
    list_doubts,
    list_links,
    made_decisions,
    merge_plans,
    merge_sources,
    split_source,
    undo,
    why_one_source,
)
from index.store import Corpus
from index.upkeep import remove
from tests.corpora import add, citation, corpus_with, document, mention, note, section, settings

COUNCIL = "Vlaamse Onderwijsraad, Raad Basisonderwijs."


def citing(name: str, raw: str, title: str, date: str) -> Document:
    """A document that cites one advice in note 1."""
    authors = ("Vlaamse Onderwijsraad, Raad Basisonderwijs",)
    one = replace(citation("fn:1", raw, "", title=title), source=None, authors=authors, date=date)
    text = section("1", "Lezen", f"De raad leest {name}.")
    return document(name, [text], footnotes=[note("1", raw, "1")], citations=[one])


A = citing("een", f"{COUNCIL} Kansen voor kleuters, 6 juli 2016.", "Kansen voor kleuters", "2016-07-06")
B = citing("twee", f"{COUNCIL} Kansen voor kleuters, 6 juli 2016, p. 3.", "Kansen voor kleuters", "2016-07-06")
C = citing("drie", f"{COUNCIL} Warm onthaal, 3 mei 2012.", "Warm onthaal", "2012-05-03")
TWO_PLANS = document(
    "plannen",
    [section("1", "Plannen", "Zie actie 7. Ook actie 8.")],
    actions=[
        replace(mention("1", "7", "Zie actie 7."), plan_confidence=0.7, plan_found_by="document"),
        replace(mention("1", "8", "Ook actie 8.", plan="Actieplan Rekenland"), plan_confidence=0.95),
    ],
)
LOOSE_MARK = replace(
    document("merk", [section("1", "Noten", "De raad vraagt boeken. En tijd.")]),
    footnotes=(
        replace(note("1", "Een noot.", "1"), anchors=(Anchor("1", 22, "De raad vraagt boeken.", 0.5, "ocr symbol"),)),
        replace(note("2", "Nog een noot.", "1"), anchors=()),
    ),
)


@pytest.fixture
def corpus(tmp_path: Path) -> Iterator[Corpus]:
    with corpus_with(tmp_path, [A, B, C, TWO_PLANS, LOOSE_MARK], vectors=False) as opened:
        resolve_corpus(opened.catalogue)
        yield opened


def sources(corpus: Corpus) -> dict[str, str | None]:
    """The source that each document cites first, by the document's name."""
    return {d.file[:-4]: get_document(corpus.catalogue, d.sha256).citations[0].source for d in (A, B, C)}


def plan_of(corpus: Corpus, action: str) -> str | None:
    found = get_document(corpus.catalogue, TWO_PLANS.sha256).actions
    return next((a.plan for a in found if a.action == action), "none")


def test_a_plan_that_only_the_document_tells_is_in_doubt_with_the_other_plan_as_candidate(corpus: Corpus) -> None:
    (doubt,) = list_doubts(corpus, "action")
    assert (doubt.number, doubt.current and doubt.current.value, doubt.confidence) == ("7", "Actieplan Leesland", 0.7)
    assert [o.value for o in doubt.options] == ["Actieplan Rekenland"]
    assert (doubt.file, doubt.where, doubt.page, len(doubt.boxes)) == ("plannen.pdf", "1", 1, 1)


def test_a_chosen_plan_holds_for_later_runs_until_it_is_taken_back(corpus: Corpus) -> None:
    (doubt,) = list_doubts(corpus, "action")
    made = decide(corpus.settings, doubt.id, "choose", "Actieplan Rekenland")
    assert plan_of(corpus, "7") == "Actieplan Rekenland" and list_doubts(corpus, "action") == []
    resolve_corpus(corpus.catalogue)
    rebuild(corpus.catalogue, TWO_PLANS.sha256)
    resolve_corpus(corpus.catalogue)
    assert plan_of(corpus, "7") == "Actieplan Rekenland"
    add(corpus, TWO_PLANS)  # the file is read anew
    resolve_corpus(corpus.catalogue)
    assert plan_of(corpus, "7") == "Actieplan Rekenland"
    undo(corpus.settings, made.id)
    assert plan_of(corpus, "7") == "Actieplan Leesland" and len(list_doubts(corpus, "action")) == 1


def test_a_confirmed_plan_is_no_longer_in_doubt(corpus: Corpus) -> None:
    (doubt,) = list_doubts(corpus, "action")
    decide(corpus.settings, doubt.id, "confirm")
    assert list_doubts(corpus, "action") == [] and plan_of(corpus, "7") == "Actieplan Leesland"
    mentioned = get_document(corpus.catalogue, TWO_PLANS.sha256).actions[0]
    assert (mentioned.plan_confidence, mentioned.plan_found_by) == (1.0, "hand")


def test_a_rejected_mention_is_gone_and_comes_back_when_the_decision_is_taken_back(corpus: Corpus) -> None:
    (doubt,) = list_doubts(corpus, "action")
    decide(corpus.settings, doubt.id, "reject")
    assert plan_of(corpus, "7") == "none" and plan_of(corpus, "8") == "Actieplan Rekenland"
    resolve_corpus(corpus.catalogue)
    assert plan_of(corpus, "7") == "none"
    undo(corpus.settings)
    assert get_document(corpus.catalogue, TWO_PLANS.sha256).actions == TWO_PLANS.actions


@pytest.mark.parametrize(("verdict", "value", "hangs"), [
    ("confirm", None, {"1": 1, "2": 0}), ("reject", None, {"1": 0, "2": 0}), ("choose", "2", {"1": 0, "2": 1}),
])  # fmt: skip
def test_a_marker_is_confirmed_rejected_or_given_to_another_note(
    corpus: Corpus, verdict: str, value: str | None, hangs: dict[str, int]
) -> None:
    (doubt,) = list_doubts(corpus, "note")
    assert (doubt.number, doubt.words, doubt.found_by) == ("1", "De raad vraagt boeken.", "ocr symbol")
    assert [(o.value, o.label) for o in doubt.options] == [("2", "Nog een noot.")]
    decide(corpus.settings, doubt.id, verdict, value)  # type: ignore[arg-type]
    notes = get_document(corpus.catalogue, LOOSE_MARK.sha256).footnotes
    assert {n.number: len(n.anchors) for n in notes} == hangs and list_doubts(corpus, "note") == []


def test_merged_sources_stay_one_and_part_again_when_the_decision_is_taken_back(corpus: Corpus) -> None:
    before = sources(corpus)
    assert before["een"] == before["twee"] != before["drie"]
    merge_sources(corpus.settings, str(before["een"]), str(before["drie"]))
    assert len(set(sources(corpus).values())) == 1
    resolve_corpus(corpus.catalogue)
    assert len(set(sources(corpus).values())) == 1
    assert "hand" in {a.by for a in why_one_source(corpus, str(sources(corpus)["een"]))}
    undo(corpus.settings)
    assert sources(corpus) == before


def test_a_split_holds_when_a_document_comes_or_goes(corpus: Corpus) -> None:
    source = str(sources(corpus)["een"])
    links = citation_links(corpus, source)
    assert [file for _, file, _ in links] == ["een.pdf", "twee.pdf"] or len(links) == 2
    away = next(link for link, file, _ in links if file == "twee.pdf")
    split_source(corpus.settings, source, [away])
    now = sources(corpus)
    assert now["een"] != now["twee"]
    add(corpus, citing("vier", f"{COUNCIL} Kansen voor kleuters, 6 juli 2016.", "Kansen voor kleuters", "2016-07-06"))
    resolve_corpus(corpus.catalogue)
    now = sources(corpus)
    assert now["een"] != now["twee"]
    remove(corpus.settings, C.sha256)
    assert len(list_sources(corpus.catalogue)) == 2


def test_any_citation_can_be_rejected_or_given_to_another_source(corpus: Corpus) -> None:
    (link,) = list_links(corpus, A.sha256, "citation")
    assert link.confidence == 1.0 and link.current is not None and "Kansen voor kleuters" in link.current.label
    wanted = str(sources(corpus)["drie"])
    decide(corpus.settings, link.id, "choose", wanted)
    now = sources(corpus)
    assert now["een"] == now["drie"] != now["twee"]
    decide(corpus.settings, link.id, "reject", document=A.sha256)
    assert get_document(corpus.catalogue, A.sha256).citations == ()
    assert [m.verdict for m in made_decisions(corpus)] == ["reject", "choose"]
    undo(corpus.settings)
    undo(corpus.settings)
    assert sources(corpus)["een"] == sources(corpus)["twee"]


def test_two_names_of_a_plan_become_one(corpus: Corpus) -> None:
    merge_plans(corpus.settings, "Actieplan Leesland", "Actieplan Rekenland")
    assert plan_of(corpus, "8") == "Actieplan Leesland"
    undo(corpus.settings)
    assert plan_of(corpus, "8") == "Actieplan Rekenland"


def test_what_cannot_be_decided_is_said_in_dutch_and_changes_nothing(corpus: Corpus) -> None:
    (doubt,) = list_doubts(corpus, "note")
    source = str(sources(corpus)["een"])
    for wrong, says in [
        (lambda: decide(corpus.settings, "0000000000", "confirm"), "geen verwijzing"),
        (lambda: decide(corpus.settings, doubt.id, "choose", "9"), "geen voetnoot 9"),
        (lambda: decide(corpus.settings, doubt.id, "choose"), "welke kandidaat"),
        (lambda: merge_sources(corpus.settings, source, "nergens"), "geen bron 'nergens'"),
        (lambda: merge_sources(corpus.settings, source, source), "dezelfde bron"),
        (lambda: split_source(corpus.settings, source, ["0000000000"]), "geen vermelding"),
        (lambda: split_source(corpus.settings, source, []), "niet alle of geen"),
        (lambda: merge_plans(corpus.settings, "Actieplan Leesland", "Nergensplan"), "geen plan"),
        (lambda: undo(corpus.settings, 77), "geen beslissing 77"),
    ]:
        with pytest.raises(AdviesspoorError, match=says):
            wrong()  # type: ignore[no-untyped-call]
    assert made_decisions(corpus) == []


def test_a_catalogue_of_an_older_version_keeps_all_and_gets_what_is_new(tmp_path: Path, corpus: Corpus) -> None:
    """The tables of version 1 are those of now without what `_ADDED` added."""
    corpus.close()
    path = settings(tmp_path).data / FILE
    with sqlite3.connect(path) as db:
        new = ("changed", "works", "work_keys", "likeness", "fits", "tried", "plans", "called")
        for table in ("decisions", "doubts", "evidence", *new):
            db.execute(f"DROP TABLE {table}")
        db.execute("DROP INDEX sources_by_plan")
        for table, column in [
            ("documents", "as_read"), ("mentions", "plan_confidence"), ("mentions", "plan_found_by"),
            ("citations", "confidence"), ("citations", "found_by"), ("positions", "about"),
            ("pages", "kept"), ("pages", "layer_unknown"), ("pages", "again_unknown"), ("sources", "plan"),
        ]:  # fmt: skip
            db.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
        db.execute("PRAGMA user_version = 1")
    db.close()
    with open_catalogue(path.parent) as older:
        assert get_document(older, A.sha256).citations[0].raw == A.citations[0].raw
        resolve_corpus(older)
    with corpus_with(tmp_path, [], vectors=False) as again:
        assert len(list_doubts(again)) == 2


def test_a_vague_mention_may_be_said_to_be_a_document_that_nobody_cites(tmp_path: Path) -> None:
    raw = "De Vlor bracht onlangs een advies uit over gezonde schoolmaaltijden"
    vague = replace(
        citation("1", raw, ""), source=None, form="back", found_by="made", authors=("Vlor",), confidence=0.7
    )
    asking = document("vraag", [section("1", "Vraag", f"{raw}.")], citations=[vague], date="2024-06-03")
    works = [
        document(
            f"werk {title}", [section("1", "Eten", "Soep.")], title=title, date=f"2024-05-0{n}", body="Algemene Raad"
        )
        for n, title in enumerate(("Gezonde schoolmaaltijden voor elk kind", "Hoe gezonde schoolmaaltijden slagen"), 1)
    ]
    with corpus_with(tmp_path, [asking, *works], vectors=False) as opened:
        resolve_corpus(opened.catalogue)
        (doubt,) = list_doubts(opened, "citation")
        assert doubt.confidence == 0.5 and doubt.found_by == "alone"
        assert {o.label for o in doubt.options} == {f"{w.meta.title} ({w.meta.date})" for w in works}
        made = decide(opened.settings, doubt.id, "choose", works[1].sha256)
        assert made.label == works[1].file
        assert [s.source.document for s in list_sources(opened.catalogue)] == [works[1].sha256]
        assert list_doubts(opened, "citation") == []
        undo(opened.settings)
        assert [s.source.document for s in list_sources(opened.catalogue)] == [None]


def change(corpus: Corpus, before: Document, after: Document) -> None:
    """Put `after` in the place of `before` at the same path, as ingest does with a file that changed."""
    after = replace(after, file=before.file, sha256=f"{after.sha256[:60]}feed")
    carry_decisions(corpus.catalogue, f"/docs/{before.file}", after)
    add(corpus, after)
    resolve_corpus(corpus.catalogue)


def moved(one: Document, where: str) -> Document:
    """The document with everything that was found in it in section `where` instead of in 1 or note 1."""
    return replace(
        one,
        sections=(*one.sections, section("2", "Nieuw deel", "Iets nieuws.")),
        citations=tuple(replace(c, where=where) for c in one.citations),
        actions=tuple(replace(a, where=where) for a in one.actions),
        footnotes=tuple(replace(n, anchors=tuple(replace(a, where=where) for a in n.anchors)) for n in one.footnotes),
    )


@pytest.mark.parametrize("where", ["1", "2"])
def test_what_was_decided_holds_for_a_changed_file_where_the_same_words_stand(corpus: Corpus, where: str) -> None:
    (note_link,) = list_doubts(corpus, "note")
    decide(corpus.settings, note_link.id, "choose", "2")
    action = next(k for k in list_links(corpus, TWO_PLANS.sha256, "action") if k.number == "7")
    decide(corpus.settings, action.id, "choose", "Actieplan Rekenland", TWO_PLANS.sha256)
    (rejected,) = list_links(corpus, C.sha256, "citation")
    decide(corpus.settings, rejected.id, "reject", None, C.sha256)
    for one in (LOOSE_MARK, TWO_PLANS, C):
        change(corpus, one, moved(one, where))
    documents = {d.file: get_document(corpus.catalogue, d.sha256) for d in list_documents(corpus.catalogue)}
    assert [len(n.anchors) for n in documents[LOOSE_MARK.file].footnotes] == [0, 1]
    assert [a.plan for a in documents[TWO_PLANS.file].actions] == ["Actieplan Rekenland"] * 2
    assert documents[C.file].citations == ()
    assert list_doubts(corpus) == []
    assert {m.file for m in made_decisions(corpus)} == {LOOSE_MARK.file, TWO_PLANS.file, C.file}
    undo(corpus.settings)
    assert len(get_document(corpus.catalogue, documents[C.file].sha256).citations) == 1


def test_a_merge_and_a_split_hold_for_a_changed_file(corpus: Corpus) -> None:
    there = sources(corpus)
    merge_sources(corpus.settings, str(there["een"]), str(there["drie"]))
    change(corpus, C, moved(C, "1"))
    assert len(list_sources(corpus.catalogue)) == 1
    undo(corpus.settings)
    assert len(list_sources(corpus.catalogue)) == 2
    links = citation_links(corpus, str(sources_now(corpus)["een"]))
    split_source(corpus.settings, str(sources_now(corpus)["een"]), [i for i, file, _ in links if file == B.file])
    change(corpus, B, moved(B, "1"))
    assert len(set(sources_now(corpus).values())) == 3


def sources_now(corpus: Corpus) -> dict[str, str | None]:
    """The source that each document that is there now cites first, by the document's name."""
    rows = list_documents(corpus.catalogue)
    found = {d.file[:-4]: get_document(corpus.catalogue, d.sha256).citations for d in rows}
    return {name: cited[0].source for name, cited in found.items() if cited}


def test_a_decision_on_words_that_are_gone_is_told_and_can_be_taken_back(corpus: Corpus) -> None:
    (link,) = list_links(corpus, C.sha256, "citation")
    decide(corpus.settings, link.id, "confirm", None, C.sha256)
    other = replace(C.citations[0], raw=f"{COUNCIL} Koud onthaal, 3 mei 2012.", title="Koud onthaal")
    change(corpus, C, replace(C, citations=(other,)))
    (told,) = [d for d in list_doubts(corpus) if d.found_by == "lost"]
    assert (told.file, told.words, told.confidence) == (C.file, C.citations[0].raw, 0.0)
    decide(corpus.settings, told.id, "reject")
    assert made_decisions(corpus) == [] and all(d.found_by != "lost" for d in list_doubts(corpus))


def test_words_that_come_back_have_their_decision_back(corpus: Corpus) -> None:
    (link,) = list_links(corpus, C.sha256, "citation")
    decide(corpus.settings, link.id, "reject", None, C.sha256)
    without = replace(C, citations=(), sha256="a" * 64)
    change(corpus, C, without)
    assert [d.found_by for d in list_doubts(corpus, "citation")] == ["lost"]
    gone = next(d for d in list_documents(corpus.catalogue) if d.file == C.file)
    change(corpus, replace(C, sha256=gone.sha256), replace(C, sha256="b" * 64))
    assert "drie" not in sources_now(corpus) and list_doubts(corpus, "citation") == []


def test_the_same_words_in_two_new_places_are_not_guessed_at(corpus: Corpus) -> None:
    (link,) = list_links(corpus, C.sha256, "citation")
    decide(corpus.settings, link.id, "reject", None, C.sha256)
    twice = replace(C, citations=tuple(replace(C.citations[0], where=where) for where in ("fn:2", "fn:3")))
    change(corpus, C, twice)
    assert [d.found_by for d in list_doubts(corpus, "citation")] == ["lost"]
    assert sources_now(corpus)["drie"]


def test_a_version_that_another_file_still_holds_keeps_its_decisions(corpus: Corpus) -> None:
    copy = replace(C, file="kopie.pdf")
    add(corpus, copy)
    (link,) = list_links(corpus, C.sha256, "citation")
    decide(corpus.settings, link.id, "reject", None, C.sha256)
    change(corpus, C, moved(C, "1"))
    rows = [d.sha256 for d in list_documents(corpus.catalogue)]
    assert C.sha256 in rows and len(rows) == 6
    assert len(sources_now(corpus)) == 2 and list_doubts(corpus, "citation") == []
