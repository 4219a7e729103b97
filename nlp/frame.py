"""What every finder may know of the whole document while it reads one of its texts."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter

from corpus.model import Citation, Document, Footnote, Link, Place, PlacedText


@dataclass(frozen=True, slots=True)
class Frame:
    """The document with the look-ups that the finders need.

    `marks` gives for each `where` the footnote markers in it as (offset, number), in order; `works` are the full
    citations known so far: a first round reads notes and lists of sources, a second the running text with them.
    """

    document: Document
    notes: Mapping[str, Footnote]
    marks: Mapping[str, tuple[tuple[int, str], ...]]
    scanned: bool
    works: tuple[Citation, ...] = ()
    plan: str | None = None  # the plan that the document is about, if it is about one
    plans: tuple[str, ...] = ()  # names of plans, without the word for it, that the document mentions as plans
    links: tuple[Link, ...] = ()  # the document's, those that the file cut into words joined again
    titles: Mapping[str, str] = field(default_factory=dict)  # section key → title
    # section key → where its list items begin, each with its level
    items: Mapping[str, Mapping[int, int]] = field(default_factory=dict)
    speaker: tuple[str, ...] = ()  # what another council than the Vlor calls itself, where the document is its own

    def note(self, number: str, page: int) -> Footnote | None:
        """The note of that number: the one that begins on `page` where numbers begin again on every page."""
        found = self.notes.get(number)
        if found is None or found.page == page:
            return found
        return next((n for n in self.document.footnotes if n.number == number and n.page == page), found)


def frame_of(document: Document) -> Frame:
    """The look-ups of a document; `scanned` where a page of it came out of OCR or plain text."""
    marks: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    for note in document.footnotes:
        for anchor in note.anchors:
            marks[anchor.where].append((anchor.offset, note.number))
    return Frame(
        document,
        {n.number: n for n in document.footnotes},
        {where: tuple(sorted(found)) for where, found in marks.items()},
        any(page.origin != "digital" for page in document.pages),
        links=_joined(document.links),
        titles={s.key: s.title or "" for s in document.sections},
        items={s.key: {start: level for start, _, level in s.items} for s in document.sections if s.items},
    )


def _joined(links: Sequence[Link]) -> tuple[Link, ...]:
    """Links one after the other to one address on one page as one link: many writers make one of every word."""
    joined: list[Link] = []
    for link in links:
        last = joined[-1] if joined else None
        if last and last.url == link.url and last.place.page == link.place.page:
            place = Place(last.place.page, last.place.boxes + link.place.boxes)
            joined[-1] = Link(place, f"{last.text} {link.text}".strip(), last.url)
        else:
            joined.append(link)
    return tuple(joined)


@dataclass(frozen=True, slots=True)
class Passage:
    """One text of the document on its way through the finders: its `where`, the text with its places, its sentences."""

    where: str
    placed: PlacedText
    sentences: tuple[tuple[int, int], ...]
    frame: Frame

    @property
    def text(self) -> str:
        return self.placed.text

    @property
    def note(self) -> Footnote | None:
        """The footnote that this text is, if it is one."""
        if not self.where.startswith("fn:"):
            return None
        return self.frame.note(self.where[3:], self.placed.place().page)

    def sentence(self, start: int, end: int) -> tuple[int, int]:
        """Start and end of the sentence (or the stretch of sentences) that holds `start:end`."""
        first = bisect_right(self.sentences, start, key=itemgetter(1))
        after = bisect_left(self.sentences, end, key=itemgetter(0))
        return (self.sentences[first][0], self.sentences[after - 1][1]) if first < after else (start, end)
