"""What each position is about: the actions and sources that its words name, and the topic of its section."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from corpus.model import ActionMention, Document, Position, Subject
from nlp.patterns import SECTION_WITHOUT_TOPIC


def with_subjects(document: Document) -> Document:
    """The document with `about` of every position filled in; plans and sources must have their final names."""
    if not document.positions:
        return document
    texts = {where: placed.text for where, placed in document.texts()}
    positions = []
    for position in document.positions:
        about = dict.fromkeys(_subjects(document, position, texts.get(position.where, "")))
        positions.append(replace(position, about=tuple(about)))
    return replace(document, positions=tuple(positions))


def _subjects(document: Document, position: Position, text: str) -> Iterator[Subject]:
    """The actions first, those of the sentence before those that it goes on about; then sources, then the topic."""
    here = [a for a in document.actions if a.where == position.where]
    named = [a for a in here if position.start <= a.start < position.end and a.end > a.start]
    cites = any(c.where == position.where and position.start <= c.start < position.end for c in document.citations)
    for action in named or _going_on(position, here, text, cites) or [a for a in here if a.end == a.start]:
        yield Subject("action", action.action, action.plan)
    for citation in document.citations:
        if citation.where == position.where and position.start <= citation.start < position.end and citation.source:
            yield Subject("source", citation.source)
    topic = _topic(document, position.where)
    if topic:
        yield Subject("topic", topic)


def _going_on(position: Position, here: list[ActionMention], text: str, cites: bool) -> list[ActionMention]:
    """The actions named last before it in the same paragraph, or in the one before where it names no source."""
    paragraph = text.rfind("\n\n", 0, position.start) + 1
    if not cites:
        paragraph = text.rfind("\n\n", 0, max(0, paragraph - 1)) + 1
    before = [a for a in here if paragraph <= a.start < position.start and a.end > a.start]
    return [a for a in before if a.sentence == before[-1].sentence] if before else []


def _topic(document: Document, where: str) -> str | None:
    """The title of the section, or of the nearest section above it that says what it is about, or of the document."""
    sections = {s.key: s for s in document.sections}
    key: str | None = where
    for _ in range(10):  # a loop in `parent` must not hang us
        section = sections.get(key) if key else None
        if section is None:
            break
        if section.title and not SECTION_WITHOUT_TOPIC.match(section.title):
            return re.sub(r"\s+", " ", section.title)
        key = section.parent
    return document.meta.title
