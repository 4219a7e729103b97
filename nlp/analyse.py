"""The whole stage: a Reading to a Document with everything that can be found in it."""

from __future__ import annotations

import itertools
from bisect import bisect
from collections.abc import Sequence
from dataclasses import dataclass, replace

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
    pages = {number: _Lines.of(lines) for number, lines in by_page.items()}
    return tuple(replace(r, where=_where(r, pages[r.place.page])) for r in repairs)


# Parts the lines of a page in one text; no word holds it.
_END = "\x00"


@dataclass(frozen=True, slots=True)
class _Lines:
    """The lines of a page with where they stand; `text` is all of them in one, so that a word is looked for at once."""

    lines: Sequence[tuple[str, str, Place]]
    text: str
    starts: Sequence[int]

    @staticmethod
    def of(lines: Sequence[tuple[str, str, Place]]) -> _Lines:
        """The lines of one page, in order."""
        lengths = (len(text) + 1 for _, text, _ in lines)
        return _Lines(lines, _END.join(text for _, text, _ in lines), list(itertools.accumulate(lengths, initial=0)))


def _where(repair: Repair, page: _Lines) -> str | None:
    word = repair.after.split("[^")[0].strip()
    if repair.place.boxes:
        box = repair.place.boxes[0]
        middle = (box.top + box.bottom) / 2
        for where, _, place in page.lines:
            for line in place.boxes:
                if line.top - 1 <= middle <= line.bottom + 1 and line.x0 - 2 <= box.x0 <= line.x1 + 2:
                    return where
    at = page.text.find(word) if word else -1
    return None if at < 0 else page.lines[bisect(page.starts, at) - 1][0]
