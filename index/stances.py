"""What the councils think of an action: positions in its sentences, and in those that go on about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from corpus.catalogue import get_document
from corpus.model import ActionMention, Document, Position
from index.positions import Stand
from index.store import Corpus
from index.trace import Taken, Traced, trace


def positions_on_action(corpus: Corpus, action: str, plan: str | None = None, body: str | None = None) -> list[Stand]:
    """The positions on `action`, in order of time, of all councils or of `body`.

    What a position is about stands in it (nlp.subjects). Raises AdviesspoorError as `index.trace.trace` does.
    """
    rows = trace(corpus, action, plan)
    titles = {(r.sha256, r.where): r for r in rows}
    stands: list[Stand] = []
    for sha256 in dict.fromkeys(r.sha256 for r in rows):
        document = get_document(corpus.catalogue, sha256)
        wanted = {(r.action, r.plan) for r in rows if r.sha256 == sha256}
        for position in document.positions:
            row = titles.get((sha256, position.where))
            if row is None or body not in (None, row.body):
                continue
            if wanted & _actions(position):
                stands.append(
                    Stand(
                        sha256, row.file, row.title, row.date, row.body, position.where, row.section_title,
                        position.place.page, position.place.boxes, position.sentence, position.stance, 1.0,
                    )
                )  # fmt: skip
    return stands


def stances_at(document: Document, mention: ActionMention) -> tuple[Taken, ...]:
    """The stances that the text takes where it mentions an action, each once, in order of the text.

    Those of the mention's own sentence when it has any; else those of the sentences of its section that go on about it.
    """
    here = [p for p in document.positions if p.where == mention.where]
    own = [p for p in here if mention.sentence in p.sentence or p.sentence in mention.sentence]
    if own:
        return tuple(Taken(s, True) for s in dict.fromkeys(p.stance for p in own))
    about = [p for p in here if (mention.action, mention.plan) in _actions(p) and _last(document, p, mention)]
    return tuple(Taken(s, False) for s in dict.fromkeys(p.stance for p in about))


def stances_of(document: Document, row: Traced) -> tuple[Taken, ...]:
    """The stances that the document takes where this row mentions its action; none for a definition."""
    if row.kind == "definition":
        return ()
    for mention in document.actions:
        if (mention.where, mention.action, mention.plan, mention.sentence) == (
            row.where, row.action, row.plan, row.sentence,
        ):  # fmt: skip
            return stances_at(document, mention)
    return ()


def with_stances(corpus: Corpus, rows: Sequence[Traced]) -> list[Traced]:
    """The rows with the stances taken at each, in the same order; a document is fetched once when its rows follow."""
    filled: list[Traced] = []
    for sha256, group in groupby(rows, key=lambda row: row.sha256):
        document = get_document(corpus.catalogue, sha256)
        filled += [replace(row, stances=stances_of(document, row)) for row in group]
    return filled


def _actions(position: Position) -> set[tuple[str, str | None]]:
    """The number and plan of every action that the position is about."""
    return {(subject.value, subject.plan) for subject in position.about if subject.kind == "action"}


def _last(document: Document, position: Position, mention: ActionMention) -> bool:
    """Whether `mention` stands in the last sentence before the position that names its action: the stance is its."""
    named = [
        m
        for m in document.actions
        if (m.where, m.action, m.plan) == (position.where, mention.action, mention.plan) and m.start < position.start
    ]
    return bool(named) and max(named, key=lambda m: m.start).sentence == mention.sentence
