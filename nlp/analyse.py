"""The whole stage: a Reading to a Document with everything that can be found in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from corpus.model import Document, Place, Reading, Repair
from nlp.pipeline import link
from nlp.sections import structure


def analyse(reading: Reading) -> Document:
    """The document that a reading holds: structure first, then all that the text says."""
    document = link(structure(reading))
    return replace(document, repairs=_located(document, reading.repairs))


def _located(document: Document, repairs: Sequence[Repair]) -> tuple[Repair, ...]:
    """The repairs with the section, answer or footnote they stand in, told from page, line and words."""
    by_page: dict[int, list[tuple[str, str, Place]]] = {r.place.page: [] for r in repairs}
    for where, text in document.texts() if repairs else ():
        for span in text.lines:
            if span.page in by_page:
                place = Place(span.page, (span.box,) if span.box else ())
                by_page[span.page].append((where, text.text[span.start : span.end], place))
    return tuple(replace(r, where=_where(r, by_page[r.place.page])) for r in repairs)


def _where(repair: Repair, lines: Sequence[tuple[str, str, Place]]) -> str | None:
    word = repair.after.split("[^")[0].strip()
    if repair.place.boxes:
        box = repair.place.boxes[0]
        middle = (box.top + box.bottom) / 2
        for where, _, place in lines:
            for line in place.boxes:
                if line.top - 1 <= middle <= line.bottom + 1 and line.x0 - 2 <= box.x0 <= line.x1 + 2:
                    return where
    return next((where for where, text, _ in lines if word and word in text), None)
