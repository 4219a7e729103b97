"""Sources that a document cites: full references in notes and lists, and the forms they take in running text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from operator import itemgetter

from corpus.model import Box, Citation, Link
from nlp.bibliography import Entry, entries_of, read_entry
from nlp.frame import Frame, Passage
from nlp.guarded import guarded
from nlp.mentions import find_mentions
from nlp.names import Mention
from nlp.nicknames import with_nicknames
from nlp.patterns import PLAN_WORD, REFERENCE_SECTION, YEAR
from nlp.sentences import sentences
from nlp.works import best_work, content, same_title, title_of


def is_reference_text(where: str, frame: Frame) -> bool:
    """True for notes and for lists of sources, where every entry is a reference.

    "Achtergrond" heads such a list below a written question; in other papers it is a chapter like any other.
    """
    if where.startswith("fn:"):
        return True
    title = frame.titles.get(where, "")
    if _BACKGROUND.match(title) and frame.document.kind != "schriftelijke_vraag":
        return _reads_as_list(where, frame)
    return bool(REFERENCE_SECTION.match(title))


_BACKGROUND = re.compile(r"\s*(?:achtergrond|links?|documentatie|publicaties)\b", re.I)
_ADDRESS = re.compile(r"https?:|www\.")


def _reads_as_list(where: str, frame: Frame) -> bool:
    """Whether less than half of the paragraphs are prose: long, closed by a full stop, and no work of a maker."""
    text = dict(frame.document.texts())[where].text
    parts = [part.strip() for part in text.split("\n\n") if part.strip()]
    prose = 0
    for part in parts:
        if len(part.split()) >= 12 and part.endswith((".", ":", "?")) and not _ADDRESS.search(part):
            at = text.index(part)
            entry = read_entry(text, at, at + len(part), True)
            prose += not (entry and entry.authors and entry.date)
    return 2 * prose < len(parts)


def find_citations(passage: Passage) -> tuple[Citation, ...]:
    """Every source that the passage cites, as its own words give it; `complete` adds what other places tell."""
    found: list[Citation] = []
    if is_reference_text(passage.where, passage.frame):
        listed = not passage.where.startswith("fn:")
        prose: list[tuple[int, int]] = []
        for start, end, entry in entries_of(passage.text, listed):
            if entry is None:
                prose.append((start, end))
            else:
                found.append(_citation(passage, entry))
        for start, end in prose:
            found += _mentions(passage, start, end)
    else:
        at = 0
        for line in _SOURCE_LINE.finditer(passage.text):
            found += _mentions(passage, at, line.start())
            found += _of_source_line(passage, *line.span("sources"))
            at = line.end()
        found += _mentions(passage, at, len(passage.text))
    return tuple(_once(sorted(found, key=lambda c: c.start)))


# "Bron: Agodi (2009). Wie is er niet?, p. 12." under a table
_SOURCE_LINE = guarded(r"^[ \t]*bron(?:nen)?[ \t]*:[ \t]*(?P<sources>\S[^\n]*)$", re.I | re.M)


def _of_source_line(passage: Passage, begin: int, stop: int) -> list[Citation]:
    """What a line under a table or figure gives as its source: references as in a note, the rest as running text."""
    found: list[Citation] = []
    for start, end, entry in entries_of(passage.text[begin:stop], False):
        if entry is None:
            found += _mentions(passage, begin + start, begin + end)
        else:
            found.append(_citation(passage, replace(entry, start=begin + entry.start, end=begin + entry.end)))
    return found


def _mentions(passage: Passage, start: int, end: int) -> list[Citation]:
    return [_citation_of_mention(passage, m) for m in find_mentions(passage, start, end)]


def _citation(passage: Passage, entry: Entry) -> Citation:
    url = entry.url or _linked(passage, entry.start, entry.end) or _spelled(passage, entry)
    return Citation(
        where=passage.where,
        start=entry.start,
        end=entry.end,
        place=passage.placed.place(entry.start, entry.end),
        kind=entry.kind,
        raw=_flat(passage.text[entry.start : entry.end]),
        authors=entry.authors,
        title=entry.title,
        subtitle=entry.subtitle,
        container=entry.container,
        date=entry.date,
        pages=entry.pages,
        url=url,
        number=entry.number,
        form=entry.form,
        confidence=entry.confidence,
        found_by=entry.found_by,
    )


def _citation_of_mention(passage: Passage, mention: Mention) -> Citation:
    return Citation(
        where=passage.where,
        start=mention.start,
        end=mention.end,
        place=passage.placed.place(mention.start, mention.end),
        kind=mention.kind,
        raw=_flat(passage.text[mention.start : mention.end]),
        authors=mention.authors,
        title=mention.title,
        date=mention.date,
        pages=mention.pages,
        url=mention.url or _linked(passage, mention.start, mention.end),
        number=mention.number,
        form=mention.form,
        confidence=mention.confidence,
        found_by=mention.found_by,
    )


def _flat(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def _linked(passage: Passage, start: int, end: int) -> str | None:
    """The address of a link annotation over these words: by its place on the page, else by its words."""
    links = passage.frame.links
    if not links:
        return None
    place = passage.placed.place(start, end)
    for link in links:
        if link.place.page == place.page and _touch(link, place.boxes):
            return link.url
    words = _flat(passage.text[start:end]).lower()
    for link in links:
        text = _flat(link.text).lower()
        # short link texts ("hier", "p. 3") stand in many places and prove nothing
        if len(text) >= 15 and (text in words or words in text) and not link.place.boxes:
            return link.url
    return None


def _spelled(passage: Passage, entry: Entry) -> str | None:
    """The address whose last part spells the title, where a text file prints its links: ".../advies-over-de-nota"."""
    words = content(entry.title or "")
    for link in passage.frame.links:
        if link.text or len(words) < 2:
            continue
        told = content(re.sub(r"[-_+]|%20|\.\w+$", " ", link.url.rstrip("/").rsplit("/", 1)[-1]))
        if told and len(words & told) >= 0.7 * len(words | told):
            return link.url
    return None


def _touch(link: Link, boxes: Sequence[Box]) -> bool:
    for one in link.place.boxes:
        for other in boxes:
            wide = min(one.x1, other.x1) - max(one.x0, other.x0)
            # some writers turn the rectangle of a link upside down
            top, bottom = sorted((one.top, one.bottom))
            high = min(bottom, other.bottom) - max(top, other.top)
            narrow = min(one.x1 - one.x0, other.x1 - other.x0)
            if wide > 0.5 * narrow and high > 0.4 * min(bottom - top, other.bottom - other.top):
                return True
    return False


def _once(citations: Sequence[Citation]) -> list[Citation]:
    """One row per source per place: a work named again in the same text adds nothing but what the first left out."""
    kept: list[Citation] = []
    for citation in citations:
        for n, other in enumerate(kept):
            if _same_here(citation, other):
                kept[n] = replace(
                    other,
                    date=other.date if other.date and len(other.date) >= len(citation.date or "") else citation.date,
                    url=other.url or citation.url,
                    pages=other.pages or citation.pages,
                    authors=other.authors or citation.authors,
                )
                break
        else:
            kept.append(citation)
    return kept


def _same_here(one: Citation, other: Citation) -> bool:
    if one.found_by.startswith("ibid") and one.pages:
        return False  # "…. Zie ook ibid., p. 6": another page of the work that the note begins with
    if one.kind != other.kind or (one.pages != other.pages and one.pages and other.pages):
        return False
    if one.number or other.number:
        return one.number == other.number and one.date == other.date
    if not _says_the_same(one, other):
        return False
    # "Maes, 2020a", "Maes, 2020b"; looked for last, for most works in one list have other titles
    return not (_letter_of(one) and _letter_of(other) and _letter_of(one) != _letter_of(other))


def _says_the_same(one: Citation, other: Citation) -> bool:
    if not one.title and not other.title:  # "OESO (2018)", and "(OESO, 2018)" further on
        return bool(one.date and one.authors) and (one.date, one.authors) == (other.date, other.authors)
    if not one.title or not other.title:
        return False
    if one.date and other.date and not (one.date.startswith(other.date) or other.date.startswith(one.date)):
        return False
    if one.kind == "actieplan":
        return same_title(_PLAN.sub("", one.title), _PLAN.sub("", other.title))
    return same_title(one.title, other.title)


_PLAN = re.compile(rf"^(?:{PLAN_WORD}|plan)\s+", re.I)


# --- what other places tell -------------------------------------------------------------------------------------------


def complete(citations: Sequence[Citation], frame: Frame) -> tuple[Citation, ...]:
    """The citations of one document with what its own notes and lists tell about the works they only point at.

    "het onderzoek van X e.a." gets title, date and authors of the work in the note that hangs there (or of the only
    work in the document that fits); what the words themselves say stays. A pointer that fits nothing and says too
    little of its own to be a source is dropped.
    """
    works = [c for c in citations if c.form == "full"]
    done: list[Citation] = []
    for citation in citations:
        done += _completed(citation, works, done, frame)
    by_where: dict[str, list[Citation]] = {}
    for citation in done:
        by_where.setdefault(citation.where, []).append(citation)
    return with_nicknames([c for group in by_where.values() for c in _once(group)], frame)


def _completed(
    citation: Citation, works: Sequence[Citation], before: Sequence[Citation], frame: Frame
) -> Iterator[Citation]:
    if citation.form == "full":
        yield citation
        return
    if citation.found_by == "ibid":
        last = next(
            (
                c
                for c in reversed(before)
                if (c.where.startswith("fn:") and c.where != citation.where) or c.where == citation.where
            ),
            None,
        )
        if last:
            yield _told(citation, last, 0.85)
        return
    if citation.found_by == "above":
        named = next((c for c in reversed(before) if c.kind == citation.kind and c.title), None)
        if named:
            yield _told(citation, named, 0.75)
        return
    noted = _noted(citation, works, frame)
    if citation.found_by == "plural":
        for work in noted:
            if work.kind == citation.kind:
                yield _told(citation, work, 0.9)
        return
    if citation.kind == "decreet" and not citation.date:
        citation = replace(citation, date=_dated_by(noted))
    best, sure = best_work(citation, _lettered(citation, noted), _lettered(citation, works))
    if best is not None:
        yield _told(citation, best, sure)
    elif citation.title or citation.number or citation.url or citation.authors or citation.date:
        yield citation


_YEAR_LETTER = re.compile(rf"(?<!\d){YEAR}[a-d](?!\w)")


def _letter_of(citation: Citation) -> str:
    """Its year with the letter behind it ("2020b"), "" where it has none."""
    said = _YEAR_LETTER.search(citation.raw)
    return said.group() if said else ""


def _lettered(citation: Citation, works: Sequence[Citation]) -> Sequence[Citation]:
    """Of the works those with the letter behind their year that the citation has ("2020b"), all where it has none."""
    said = _letter_of(citation)
    same = [w for w in works if said and said == _letter_of(w)]
    return same or works


def _dated_by(noted: Sequence[Citation]) -> str | None:
    """The year that a work about a decree gives it ("Evaluatie van het decreet van 2008")."""
    for work in noted:
        match = re.search(rf"\b[\w-]*decreet\b[^.]{{0,60}}?\bvan (?P<year>{YEAR})", title_of(work))
        if match:
            return match["year"]
    return None


def _told(citation: Citation, work: Citation, sure: float) -> Citation:
    """`citation` with what it does not say itself taken from `work`."""
    named = citation.title is not None and citation.found_by != "topic"
    return replace(
        citation,
        kind=work.kind if not named else citation.kind,
        title=citation.title if named else work.title,
        subtitle=citation.subtitle if named else work.subtitle,
        authors=work.authors or citation.authors,
        date=citation.date if named and citation.date else work.date or citation.date,
        number=citation.number or work.number,
        confidence=sure,
        found_by=f"{citation.found_by} → {work.where}@{work.start}",  # resolution reads the work from here
    )


def _noted(citation: Citation, works: Sequence[Citation], frame: Frame) -> list[Citation]:
    """The works in the notes that hang at or shortly after the words of the citation, nearest first."""
    texts = dict(frame.document.texts())
    placed = texts.get(citation.where)
    if placed is None or citation.where.startswith("fn:"):
        return []
    text = placed.text
    stop = _reach(text, citation.end)
    found: list[Citation] = []
    for offset, number in frame.marks.get(citation.where, ()):
        if citation.start <= offset <= stop:
            found += [w for w in works if w.where == f"fn:{number}"]
    return found


@lru_cache(maxsize=2)  # the citations of one section are asked for one after the other
def _sentences(text: str) -> tuple[tuple[int, int], ...]:
    return tuple(sentences(text))


def _reach(text: str, start: int) -> int:
    """How far a note may stand behind the words it belongs to: their sentence, or the quotation it introduces."""
    whole = _sentences(text)
    at = bisect_left(whole, start, key=itemgetter(1))
    stop = whole[at][1] if at < len(whole) and whole[at][0] <= start else start
    if text[stop - 1 : stop] == ":":
        following = text[stop:].lstrip()
        if following[:1] in '‘“«"':
            quote_start = len(text) - len(following)
            stop = text.find("\n\n", quote_start)
            stop = len(text) if stop < 0 else stop
    return stop + 2
