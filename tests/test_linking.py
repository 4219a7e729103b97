"""Sentences and notes with what must be found in them, and what must not: the rows stand in data/linking*.jsonl."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from corpus.model import Box, Document, LineSpan, PlacedText
from nlp.pipeline import link
from tests.truth import document_from_key

ROWS = [
    json.loads(line)
    for path in sorted((Path(__file__).parent / "data").glob("linking*.jsonl"))
    for line in path.read_text("utf-8").splitlines()
    if line
]


def document_of(row: dict[str, Any]) -> tuple[Document, str]:
    """A small advice with the text of the row in its place, and that place."""
    where = row.get("where", "1")
    notes = dict(row.get("notes", {}))
    blocks: list[dict[str, Any]] = [{"kind": "heading", "number": "1", "title": "Opmerkingen", "level": 1}]
    if where == "1":
        blocks += [{"kind": "para", "text": part} for part in row["text"].split("\n\n")]
    elif where.startswith("fn:"):
        notes[where[3:]] = row["text"]
        blocks.append({"kind": "para", "text": "Een zin." + "".join(f"[^{n}]" for n in sorted(notes))})
    else:
        blocks.append({"kind": "heading", "number": None, "title": where, "level": 1})
        blocks += [{"kind": "entry", "text": part} for part in row["text"].split("\n\n")]
    for key, title in row.get("sections", {}).items():
        number = key if key[0].isdigit() else None
        blocks.append(
            {"kind": "heading", "number": number, "title": title, "level": 1 + key.count(".") * (number is not None)}
        )
        blocks.append({"kind": "para", "text": "Een zin."})
    notes |= row.get("loose", {})  # notes that nothing points at
    signed = [{"name": "An Peeters", "role": "voorzitter Raad Secundair Onderwijs"}]
    key = {"meta": {"signatories": signed}, "blocks": blocks, "footnotes": dict(sorted(notes.items()))}
    document = document_from_key(key, "geval.pdf")
    if "points" in row:  # which paragraphs are points of a list
        starts = [0, *(m.end() for m in re.finditer("\n\n", row["text"]))]
        items = tuple((starts[n], "•", 1) for n in row["points"])
        sections = tuple(replace(s, items=items) if s.key == where else s for s in document.sections)
        document = replace(document, sections=sections)
    return document, where


@pytest.mark.parametrize("row", [r for r in ROWS if "actions" in r], ids=lambda r: r["text"][:60])
def test_actions_are_the_numbers_of_a_plan_and_nothing_else(row: dict[str, Any]) -> None:
    document, where = document_of(row)
    found = [a for a in link(document).actions if a.where == where]
    assert [[a.action, a.kind] for a in found] == row["actions"]
    if "plan" in row:
        assert {a.plan for a in found} == {row["plan"]}


@pytest.mark.parametrize("row", [r for r in ROWS if "citations" in r], ids=lambda r: r["text"][:60])
def test_citations_have_the_fields_that_the_words_give(row: dict[str, Any]) -> None:
    document, where = document_of(row)
    found = [c for c in link(document).citations if c.where == where]
    shown = [(c.kind, c.title, c.date, c.raw) for c in found]
    assert len(found) == len(row["citations"]), shown
    for citation, wanted in zip(found, row["citations"], strict=True):
        got = {
            "type": citation.kind,
            "title": citation.title,
            "subtitle": citation.subtitle,
            "container": citation.container,
            "date": citation.date,
            "pages": citation.pages,
            "url": citation.url,
            "authors": list(citation.authors),
        }
        assert {k: got[k] for k in wanted} == wanted


@pytest.mark.parametrize("row", [r for r in ROWS if "cross_references" in r], ids=lambda r: r["text"][:60])
def test_cross_references_lead_to_parts_that_exist(row: dict[str, Any]) -> None:
    document, where = document_of(row)
    assert [r.to for r in link(document).cross_references if r.where == where] == row["cross_references"]


@pytest.mark.parametrize("row", [r for r in ROWS if "stance" in r], ids=lambda r: r["text"][:60])
def test_positions_are_the_councils_own(row: dict[str, Any]) -> None:
    document, where = document_of(row)
    found = [p.stance for p in link(document).positions if p.where == where]
    wanted = row["stance"]  # of the one sentence, or of each where the row is a list
    assert found == (wanted if isinstance(wanted, list) else [wanted] if wanted else [])


def test_actions_belong_to_the_plan_of_the_chapter_they_stand_in() -> None:
    chapters = (("2", "Het actieplan Groene School"), ("3", "Het Waterplan"), ("4", "Slot"))
    blocks: list[dict[str, Any]] = []
    for number, title in chapters:
        blocks.append({"kind": "heading", "number": number, "title": title, "level": 1})
        blocks.append({"kind": "heading", "number": f"{number}.1", "title": "Beoordeling", "level": 2})
        blocks.append({"kind": "para", "text": "De raad steunt actie 6."})
    title = "Advies over het actieplan Groene School en het Waterplan"
    key = {"meta": {"title": title, "signatories": []}, "blocks": blocks, "footnotes": {}}
    document = document_from_key(key, "geval.pdf")
    found = link(replace(document, meta=replace(document.meta, title=title))).actions
    assert [a.plan for a in found[:2]] == ["Actieplan Groene School", "Waterplan"]
    assert found[2].plan_confidence < 0.7  # two plans, and nothing that tells which


@pytest.mark.parametrize(
    ("title", "plan", "sure"),
    [
        (
            "Advies over het programma Student in Balans en het actieplan Brede Instroom",
            "Programma Student in Balans",
            0.6,
        ),
        ("Advies over de conceptnota Actieplan Groene School", "Actieplan Groene School", 0.9),
        ("Advies over de conceptnota Kunst", "Conceptnota Kunst", 0.9),
        ("Advies over het groenplan voor scholen", "Groenplan", 0.9),
        ("Advies over het actieplan voor scholen", None, 0.0),
        ("Advies over het schoolplan", None, 0.0),
    ],
)
def test_the_plan_that_the_title_names(title: str, plan: str | None, sure: float) -> None:
    document, _ = document_of({"text": "De raad steunt actie 6."})
    found = link(replace(document, meta=replace(document.meta, title=title))).actions
    assert [(a.plan, a.plan_confidence) for a in found] == [(plan, sure)]


@pytest.mark.parametrize(
    ("sentence", "plan"),
    [
        ("Dat stond al in actie 4 van het eerste plan.", "Actieplan Fiets Eerst"),
        ("In het eerste actieplan stond actie 4 ook.", "Actieplan Fiets Eerst"),
        ("In het tweede plan stond actie 4 niet.", "Actieplan Brede Stoep"),
        ("De raad steunt acties uit het plan van 2022, zoals actie 4.", "Actieplan Fiets Eerst"),
        ("De raad steunt actie 4 uit het plan van 2024.", "Actieplan Brede Stoep"),
        # neither a rank nor a year that the document knows, or a name that says it
        ("De raad steunt actie 4 uit het plan van 2030.", "Actieplan Brede Stoep"),
        ("Anders dan het eerste plan bevat het actieplan Brede Stoep actie 4 niet.", "Actieplan Brede Stoep"),
        ("In het eerste deel steunt de raad actie 4.", "Actieplan Brede Stoep"),
    ],
)
def test_which_of_two_plans_is_told_by_its_rank_or_its_year(sentence: str, plan: str) -> None:
    named = "Na het actieplan Fiets Eerst van 18 maart 2022 kwam het actieplan Brede Stoep van 9 februari 2024."
    document, _ = document_of({"text": f"{named}\n\n{sentence}"})
    assert [a.plan for a in link(document).actions] == [plan]


def test_a_question_points_at_another_and_never_at_that_of_someone_else() -> None:
    texts = {
        1: "Hoeveel scholen fietsen?",
        2: "Hoeveel leerlingen fietsen er in de scholen uit vraag 1, of uit vraag 2?",
        3: "Kloppen de cijfers uit deelvraag 1.a en op vraag 2? U zei dat in uw antwoord op vraag 1 van collega Maes.",
    }
    blocks: list[dict[str, Any]] = [{"kind": "question", "number": n, "text": text} for n, text in texts.items()]
    blocks += [
        {"kind": "answer", "number": 1, "paras": ["Twaalf."]},
        {"kind": "answer", "number": 2, "paras": ["Zie het antwoord op deelvraag 1.a en op vraag 3."]},
        {"kind": "answer", "number": 3, "paras": ["Ja."]},
    ]
    key = {"type": "schriftelijke_vraag", "meta": {"signatories": []}, "blocks": blocks, "footnotes": {}}
    found = [(r.where, r.to) for r in link(document_from_key(key, "vraag.pdf")).cross_references]
    assert found == [
        ("question:2", "question:1"),
        ("question:3", "question:1"),
        ("question:3", "question:2"),
        ("answer:2", "answer:1"),
        ("answer:2", "answer:3"),
    ]


def test_the_set_is_large_enough() -> None:
    assert len(ROWS) >= 150


def test_the_title_of_an_advice_is_no_position() -> None:
    title = "Geen school zonder muziek"
    document, _ = document_of({"text": "De raad vraagt meer muziek."})
    body = PlacedText(f"{title}\n\nAdvies over het plan", (LineSpan(0, 60, 1, Box(50, 50, 300, 60)),))
    preamble = replace(document.sections[0], key="preamble", title=None, number=None, body=body)
    document = replace(document, meta=replace(document.meta, title=title), sections=(preamble, *document.sections))
    assert [p.where for p in link(document).positions] == ["1"]
