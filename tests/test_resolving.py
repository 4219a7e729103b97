"""What a change touches is resolved again, and nothing else; the outcome is that of resolving all at once."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import nlp.clusters
import nlp.untitled
from corpus.catalogue import (
    Catalogue,
    document_ids,
    get_document,
    list_sources,
    open_catalogue,
    put_document,
    remove_document,
)
from corpus.decisions import _DOUBT, _EVIDENCE, add_decision, drop_decision, list_decisions
from corpus.model import Decision, Document, LinkKey
from index.resolving import resolve_corpus
from nlp.decisions import action_key, citation_key, document_key, note_key
from nlp.pipeline import link
from nlp.resolve import resolve
from tests.test_resolve import COUNCIL, DIFFERENT, SAID, SAID_OF_ANOTHER, SAME, advice, question
from tests.truth import document_from_key

MOST = 12  # documents at once: what goes wrong is seen in few
SUBJECTS = ("kleuters", "lezen", "taal op school", "inschrijven", "de leertijd", "rekenen")


def invented(chance: random.Random, name: str) -> Document:
    """A document that cites a few of a few works, in one form or another, or is one of them."""
    notes = [note for pair in (*SAME, *DIFFERENT) for note in pair]
    said = (*SAID, *SAID_OF_ANOTHER)
    days = ("3 mei 2015", "6 juli 2016", "21 januari 2016", "3 mei 2012")
    subject, day = chance.choice(SUBJECTS), chance.choice(days)
    texts = [
        *(text for text, *_ in chance.sample(said, 2)),
        chance.choice((
            f"In het Vlor-advies van {day} staat dat ook.",
            f"Ons vorige advies uit {day[-4:]} zei dat ook.",
            f"De Vlor bracht recent een advies uit over {subject}.",
            f"Het actieplan Leesland {chance.choice(('', '2014 '))}telt. Zie actie {chance.randint(1, 3)}.",
            f"Zie actie {chance.randint(1, 3)} van het actieplan leesland.",
            f"Zie actie {chance.randint(1, 3)} van het Actieplan Rekenland.",
            f"Zie actie {chance.randint(1, 3)}. Het actieplan is goed.",
            "Zie het decreet van 9 juli 2021. PISA 2018 was een schok.",
        )),
    ]  # fmt: skip
    made = [
        f"{COUNCIL} Advies over {subject}, {day}.",
        f"Vlaamse Regering. {day}. Actieplan Leesland.",
        "OECD (2019). PISA 2018 Results (Volume II): Where all students can succeed. Paris: OECD Publishing.",
        f"SV 278 van {day}.",
    ]
    cited = [*chance.sample(notes, 2), *chance.sample([n for _, *more in said for n in more], 2), chance.choice(made)]
    if chance.random() < 0.15:
        return question("278", day, " ".join(texts))
    title = chance.choice((f"Advies over {subject}", f"Kansen voor {subject}", None))
    return advice(name, *cited, text=" ".join(texts), title=title, date=day)


@pytest.fixture(scope="module")
def documents() -> list[Document]:
    """Invented documents and those of the demonstration, linked."""
    chance = random.Random(5)
    return [*(invented(chance, f"doc{n}") for n in range(40)), *demonstration()]


def demonstration() -> list[Document]:
    """The demonstration documents as their keys give them."""
    folder = Path(__file__).parent.parent / "corpus" / "demo" / "truth"
    keys = [(path, json.loads(path.read_text("utf-8"))) for path in sorted(folder.glob("*.json"))]
    return [link(document_from_key(key, f"{path.stem}.pdf")) for path, key in keys if "blocks" in key]


@pytest.fixture
def catalogue(tmp_path: Path) -> Iterator[Catalogue]:
    with open_catalogue(tmp_path) as opened:
        yield opened


def outcome(catalogue: Catalogue) -> dict[str, Any]:
    """All that resolution leaves in the catalogue."""
    db = catalogue.db
    return {
        "documents": [get_document(catalogue, sha256) for sha256 in document_ids(catalogue)],
        "sources": sorted((s.source for s in list_sources(catalogue)), key=lambda s: s.id),
        "evidence": sorted(content for (content,) in db.execute("SELECT content FROM evidence")),
        "doubts": sorted(content for (content,) in db.execute("SELECT content FROM doubts")),
    }


def expected(there: dict[str, Document], decisions: list[Decision]) -> dict[str, Any]:
    """What resolving all at once gives of the documents as they were linked."""
    found = resolve(list(there.values()), decisions)
    doubts = {d.link.id: d for d in found.doubts}
    return {
        "documents": sorted(found.documents, key=lambda d: d.sha256),
        "sources": list(found.sources),
        "evidence": sorted(_EVIDENCE.dump_json(e).decode() for e in found.evidence),
        "doubts": sorted(_DOUBT.dump_json(d).decode() for d in doubts.values()),
    }


def decision_on(chance: random.Random, sources: list[str], seen: list[Document]) -> Decision:
    """One of the things that a person may decide, about what stands in the documents."""
    document = chance.choice(seen)
    keys = [citation_key(document, c) for c in document.citations] or [document_key(document)]
    link = chance.choice(keys)
    by_source: dict[str, list[LinkKey]] = {}
    for one in seen:
        for c in one.citations:
            by_source.setdefault(c.source or "", []).append(citation_key(one, c))
    others = chance.choice(list(by_source.values())) if by_source else keys
    value = chance.choice(sources) if sources else None
    actions = [action_key(document, a) for a in document.actions]
    notes = [note_key(document, n.number, a) for n in document.footnotes for a in n.anchors]
    kind = chance.randrange(7)
    if kind == 0:
        return Decision("reject", (link,))
    if kind == 1:
        return Decision("merge", tuple(others), (link,), value=value)
    if kind == 2:
        mine = next((group for group in by_source.values() if link in group), [link])
        return Decision("split", (link,), apart=tuple(k for k in mine if k != link), value=value)
    if kind == 3 and actions:
        return Decision("choose", (chance.choice(actions),), value="Actieplan Rekenland")
    if kind == 4 and notes:
        return Decision(chance.choice(("reject", "confirm")), (chance.choice(notes),), value="1")
    if kind == 5:
        return Decision("merge", (LinkKey("plan", "", "", "Actieplan Rekenland"),), value="Actieplan Leesland")
    return Decision("confirm", (link,), tuple(others), value=value)


@pytest.mark.parametrize("seed", range(12))
def test_in_whatever_order_things_change_the_outcome_is_that_of_all_at_once(
    seed: int, documents: list[Document], catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = random.Random(seed)
    if seed % 2:  # blocks that grow too large and shrink again
        for key in nlp.clusters._LARGEST_BLOCK:
            monkeypatch.setitem(nlp.clusters._LARGEST_BLOCK, key, 4)
        for key in nlp.untitled._MOST_KNOWN:
            monkeypatch.setitem(nlp.untitled._MOST_KNOWN, key, 5)
    there: dict[str, Document] = {}
    for step in range(25):
        for _ in range(chance.choice((1, 1, 1, 3))):
            kind = chance.random()
            if kind < 0.5 or not there:
                one = chance.choice(documents)
                if len(there) < MOST or one.sha256 in there:
                    put_document(catalogue, one, ())
                    there[one.sha256] = one
            elif kind < 0.65:
                gone = chance.choice(list(there))
                remove_document(catalogue, gone)
                del there[gone]
            elif kind < 0.75:  # read again, with something else in it
                one = there[chance.choice(list(there))]
                again = replace(one, citations=one.citations[: chance.randint(0, len(one.citations))])
                put_document(catalogue, again, ())
                there[one.sha256] = again
            elif kind < 0.92:
                seen = [get_document(catalogue, sha256) for sha256 in there]
                names = [s.source.id for s in list_sources(catalogue)]
                add_decision(catalogue, decision_on(chance, names, seen))
            elif made := list_decisions(catalogue):
                drop_decision(catalogue, chance.choice(made).id)
        resolve_corpus(catalogue, anew=chance.random() < 0.05)
        found, wanted = outcome(catalogue), expected(there, list_decisions(catalogue))
        for part in wanted:
            assert found[part] == wanted[part], f"{part} after step {step}"
