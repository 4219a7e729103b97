"""Citations of many documents → sources: one real-world work is one source, and why is kept.

Citations that agree in what identifies a work of their kind are joined (dates, council, title; number and date of a
written question; authors, year and title of a study), the surest first, and never against a day, a number or a council
that differs. Only candidates that share a date, an address, a number or words of the title are compared. What a person
decided (nlp/decisions.py) comes last and wins.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date as calendar_date
from functools import lru_cache

from rapidfuzz import fuzz

from corpus.model import (
    ActionMention,
    Candidate,
    Citation,
    Decision,
    Document,
    Doubt,
    Evidence,
    LinkKey,
    Place,
    Source,
    SourceKind,
)
from nlp.dates import agree
from nlp.decisions import citation_key, decided, doubtful_links, lost_links, settled_links
from nlp.fields import kind_word
from nlp.identifiers import identifier
from nlp.patterns import ADVISORY_BODIES, COUNCIL_NAMES, COUNCIL_PARTS, YEAR, either
from nlp.plans import PLAN_NOISE, YEAR_AFTER, plan_key
from nlp.subjects import with_subjects
from nlp.works import content, numbers, overlap, plain, same_title, surname, title_of


@dataclass(frozen=True, slots=True)
class Resolution:
    """The documents with sources and plans filled in, the sources, and how they came about."""

    documents: tuple[Document, ...]
    sources: tuple[Source, ...]
    evidence: tuple[Evidence, ...]
    doubts: tuple[Doubt, ...]


# Blocks with more members than this tell nothing; those that share less than a date or a title tell it sooner.
_LARGEST_BLOCK = {
    "title": 2000,
    "url": 2000,
    "number": 400,
    "date": 300,
    "pair": 80,
    "first": 80,
    "study": 60,
    "long": 60,
    "word": 60,
}
_GROUPS: dict[SourceKind, str] = {
    "advies": "advies", "decreet": "law", "besluit": "law", "codex": "law", "conceptnota": "nota",
    "schriftelijke_vraag": "sv", "actieplan": "plan", "onderzoek": "study", "rapport": "study", "verslag": "study",
    "webpagina": "page",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Work:
    """A citation, or a document of the corpus itself, as one of the nodes to be joined."""

    citation: Citation
    document: int  # position of the document it stands in
    itself: bool = False  # the document, not a citation in it

    def key(self, documents: Sequence[Document]) -> LinkKey:
        return citation_key(documents[self.document], self.citation)


def resolve(documents: Sequence[Document], decisions: Sequence[Decision] = ()) -> Resolution:
    """One source for each work that the documents cite, over all of them; also sensible for a single document.

    Takes documents from `nlp.pipeline.link` (or from an earlier `resolve` without decisions: it gives the same again).
    Gives new documents in the same order with `Citation.source` and `ActionMention.plan` filled in, and without what
    a person rejected. The outcome does not depend on the order of the documents.
    """
    lost = lost_links(documents, decisions)
    documents = [decided(d, decisions) for d in documents]
    order = sorted(range(len(documents)), key=lambda n: (documents[n].sha256, n))
    works = list(_works(documents, order))
    groups = _Groups(works)
    _join_pointers(groups, works)
    _join_alike(groups, works)
    _join_unnamed(groups, works, documents)
    _join_by_hand(groups, works, documents, decisions)
    clusters = groups.clusters()
    sources, ids = _sources(clusters, works, documents)
    by_id = {s.id: s for s in sources}
    reasons = _reasons(groups, works, ids, by_id)
    named: defaultdict[int, list[_Found]] = defaultdict(list)  # works of a document come in the order of its citations
    for n, work in enumerate(works):
        if not work.itself:
            named[work.document].append((ids[n], *reasons[n]))
    filled = tuple(_filled(d, named[n], by_id) for n, d in enumerate(documents))
    plans = _plan_names(filled, sources)
    filled = tuple(replace(d, actions=tuple(_with_plan(a, d, plans) for a in d.actions)) for d in filled)
    filled = tuple(with_subjects(d) for d in filled)
    evidence = tuple(
        Evidence(ids[a], works[a].key(documents), works[b].key(documents), round(score, 3), fields, by)
        for a, b, score, fields, by in groups.joined
        if ids[a] == ids[b]
    )
    doubts = _doubts(groups, works, documents, ids, reasons) + doubtful_links(filled)
    settled = settled_links(decisions)
    return Resolution(filled, sources, evidence, (*(d for d in doubts if d.link not in settled), *lost))


# --- the nodes --------------------------------------------------------------------------------------------------------


def _works(documents: Sequence[Document], order: Sequence[int]) -> Iterator[_Work]:
    for n in order:
        document = documents[n]
        own = _own_work(document)
        if own:
            yield _Work(own, n, itself=True)
        for citation in document.citations:
            yield _Work(_as_said(citation), n)


_LENT = " + "  # in `found_by`, before the names of the fields that resolution took from the source


def _as_said(citation: Citation) -> Citation:
    """The citation as linking left it, without what an earlier resolution added."""
    by, _, lent = citation.found_by.partition(_LENT)
    fields = lent.split(", ") if lent else []
    return replace(
        citation,
        source=None,
        source_confidence=1.0,
        source_found_by="",
        found_by=by,
        title=None if "title" in fields else citation.title,
        subtitle=None if "subtitle" in fields else citation.subtitle,
        date=None if "date" in fields else citation.date,
        authors=() if "authors" in fields else citation.authors,
    )


def _with_fields_of(source: Source, citation: Citation) -> Citation:
    """The citation with what it does not say itself taken from its source, and a note of which fields those are."""
    lent = [f for f in ("title", "subtitle", "date", "authors") if not getattr(citation, f) and getattr(source, f)]
    return replace(
        citation,
        title=citation.title or source.title,
        subtitle=citation.subtitle or source.subtitle,
        date=citation.date or source.date,
        authors=citation.authors or source.authors,
        found_by=citation.found_by + _LENT + ", ".join(lent),
    )


def _own_work(document: Document) -> Citation | None:
    """The document as a work that others may cite; None where it says too little of itself to be recognised."""
    meta = document.meta
    kind: SourceKind | None
    if document.kind == "schriftelijke_vraag":
        kind = "schriftelijke_vraag"
        if not meta.number:
            return None
    elif document.kind == "advies":
        kind = "advies"
    else:
        kind = kind_word(meta.title or "") or ("conceptnota" if document.kind == "visienota" else None)
    if kind is None or not (meta.title or meta.number):
        return None
    authors: tuple[str, ...] = ()
    if kind == "advies":
        other = meta.body in ADVISORY_BODIES
        authors = (meta.body or "",) if other else ("Vlaamse Onderwijsraad" + (f", {meta.body}" if meta.body else ""),)
    return Citation(
        "", 0, 0, Place(1), kind, meta.title or meta.number or "", authors, meta.title, meta.subtitle, None, meta.date,
        number=meta.number if kind in ("schriftelijke_vraag", "advies") else None, form="full", found_by="document",
    )  # fmt: skip


@dataclass(slots=True)
class _Profile:
    """What must not contradict itself within one source."""

    days: set[str]
    years: set[str]
    numbers: set[str]
    parts: set[str]
    documents: set[int]


class _Groups:
    """Union-find over the works, with a check before every join and a record of each."""

    def __init__(self, works: Sequence[_Work]) -> None:
        self.works = works
        self.parent = list(range(len(works)))
        self.profile = [_profile(w) for w in works]
        self.joined: list[tuple[int, int, float, tuple[tuple[str, float], ...], str]] = []
        self.close: defaultdict[int, list[tuple[int, float]]] = defaultdict(list)

    def find(self, n: int) -> int:
        while self.parent[n] != n:
            self.parent[n] = self.parent[self.parent[n]]
            n = self.parent[n]
        return n

    def join(
        self, a: int, b: int, score: float, fields: tuple[tuple[str, float], ...], by: str, force: bool = False
    ) -> bool:
        one, other = self.find(a), self.find(b)
        if one == other:
            return True
        if not force and _contradict(self.profile[one], self.profile[other]):
            return False
        low, high = min(one, other), max(one, other)
        self.parent[high] = low
        p, q = self.profile[low], self.profile[high]
        self.profile[low] = _Profile(
            p.days | q.days, p.years | q.years, p.numbers | q.numbers, p.parts | q.parts, p.documents | q.documents
        )
        self.joined.append((a, b, score, fields, by))
        return True

    def part(self, away: Sequence[int]) -> None:
        """Make a group of its own of `away`, which are some of the members of one group."""
        rest = [n for n in range(len(self.works)) if self.find(n) == self.find(away[0]) and n not in set(away)]
        for group in (away, rest):
            for n in group:
                self.parent[n] = min(group)

    def clusters(self) -> list[list[int]]:
        found: defaultdict[int, list[int]] = defaultdict(list)
        for n in range(len(self.works)):
            found[self.find(n)].append(n)
        return list(found.values())


def _profile(work: _Work) -> _Profile:
    c = work.citation
    date = c.date or ""
    return _Profile(
        {date} if len(date) == 10 else set(),
        {date[:4]} if date else set(),
        {c.number} if c.number else set(),
        {_part(c)} - {""},
        {work.document} if work.itself else set(),
    )


def _contradict(one: _Profile, other: _Profile) -> bool:
    if one.days and other.days and one.days != other.days and not (one.days & other.days):
        return True
    if one.years and other.years and not (one.years & other.years):
        return True
    if one.numbers and other.numbers and not (one.numbers & other.numbers):
        return True
    if one.parts and other.parts and not (one.parts & other.parts):
        return True
    return bool(one.documents and other.documents)


_PART = re.compile("|".join(re.escape(p) for p in COUNCIL_PARTS))


def _part(citation: Citation) -> str:
    return _part_of(citation.authors) if citation.kind == "advies" else ""


@lru_cache(maxsize=10000)
def _part_of(authors: tuple[str, ...]) -> str:
    match = _PART.search(" ".join(authors))
    return match.group() if match else ""


def _body(citation: Citation) -> str:
    """ "vlor", the name of another advising body, or "" where the citation does not say."""
    return _body_of(citation.authors)


_COUNCIL = re.compile(rf"(?<!\w){either(COUNCIL_NAMES)}(?!\w)", re.I)


@lru_cache(maxsize=10000)
def _body_of(authors: tuple[str, ...]) -> str:
    author = " ".join(authors)
    if _COUNCIL.search(author) or _PART.search(author):
        return "vlor"
    return plain(authors[0]) if authors else ""


# --- joining ----------------------------------------------------------------------------------------------------------

_POINTER = re.compile(r" → (?P<where>.+)@(?P<start>\d+)$")


def _join_pointers(groups: _Groups, works: Sequence[_Work]) -> None:
    """A short form is the work that its own document showed it to be."""
    at = {(w.document, w.citation.where, w.citation.start): n for n, w in enumerate(works) if not w.itself}
    for n, work in enumerate(works):
        match = _POINTER.search(work.citation.found_by)
        if match:
            target = at.get((work.document, match["where"], int(match["start"])))
            if target is not None:
                groups.join(target, n, work.citation.confidence, (("note", work.citation.confidence),), "note")


def _keys(work: _Work) -> Iterator[str]:
    """The blocks in which a work looks for its like."""
    c = work.citation
    group = _GROUPS[c.kind]
    if c.url and _deep(c.url):
        yield f"url {_address(c.url)}"
    if c.number:
        yield f"number {group} {c.number}"
    if c.date and len(c.date) >= 7:
        yield f"date {group} {c.date}"
    if c.title:
        words = [w for w in plain(c.title).split() if w in _informative(c.title)]
        stems = sorted(content(c.title))
        yield f"title {plain(c.title)}"
        if words:
            yield f"first {group} {' '.join(words[:2])}"
        for one, other in itertools.pairwise(stems):
            yield f"pair {group} {one} {other}"
        if len(stems) <= 2:
            for stem in stems:
                yield f"word {group} {stem}"
        longest = sorted(stems, key=lambda s: (-len(s), s))[:3]
        for stem in longest:
            yield f"long {group} {stem} {c.date[:4] if c.date else ''}"
    if group == "study" and c.authors and c.date:
        yield f"study {surname(c.authors[0])} {c.date[:4]}"


def _informative(title: str) -> frozenset[str]:
    return frozenset(w for w in plain(title).split() if len(w) > 3)


def _address(url: str) -> str:
    return re.sub(r"^(?:https?://)?(?:www\.)?", "", url.lower()).rstrip("/")


def _deep(url: str) -> bool:
    return "/" in _address(url)


def _join_alike(groups: _Groups, works: Sequence[_Work]) -> None:
    """Joins all pairs that agree, the surest first; identical citations are compared once."""
    first: dict[tuple[object, ...], int] = {}
    unique: list[int] = []
    for n, work in enumerate(works):
        c = work.citation
        if work.itself or not (c.title or c.number):
            unique.append(n)
            continue
        same = (
            c.kind,
            plain(title_of(c)),
            c.date,
            c.number,
            _part(c),
            _body(c),
            surname(c.authors[0]) if c.authors else "",
        )
        if same in first:
            groups.join(first[same], n, 1.0, (("all", 1.0),), "rule")
        else:
            first[same] = n
            unique.append(n)
    blocks: defaultdict[str, list[int]] = defaultdict(list)
    for n in unique:
        for key in _keys(works[n]):
            blocks[key].append(n)
    seen: set[tuple[int, int]] = set()
    edges: list[tuple[float, int, int, tuple[tuple[str, float], ...]]] = []
    for key, members in blocks.items():
        if not 1 < len(members) <= _LARGEST_BLOCK[key.split(" ", 1)[0]]:
            continue
        for i, a in enumerate(members):
            for b in members[i + 1 :]:
                pair = (a, b) if a < b else (b, a)
                if pair in seen:
                    continue
                seen.add(pair)
                score, fields = same_work(works[a].citation, works[b].citation, works[a].document == works[b].document)
                if score >= 0.8:
                    edges.append((score, pair[0], pair[1], fields))
                if score >= 0.5:
                    groups.close[a].append((b, score))
                    groups.close[b].append((a, score))
    for score, a, b, fields in sorted(edges, key=lambda e: (-e[0], e[1], e[2])):
        groups.join(a, b, score, fields, "rule")


def same_work(a: Citation, b: Citation, together: bool = False) -> tuple[float, tuple[tuple[str, float], ...]]:
    """How sure it is that two citations are of one work (0 to 1; from 0.8 they are joined) and what agrees how much.

    `together` says that they stand in one document, where a short form may be shorter.
    """
    one, other = _GROUPS[a.kind], _GROUPS[b.kind]
    if (
        a.url
        and b.url
        and _deep(a.url)
        and _address(a.url) == _address(b.url)
        and (one == other or "page" in (one, other))
    ):
        return 1.0, (("url", 1.0),)
    if one != other or not agree(a.date, b.date):
        return 0.0, ()
    if one == "sv":
        if not a.number or a.number != b.number:
            return 0.0, ()
        if a.date and b.date:
            return 1.0, (("number", 1.0), ("date", 1.0))
        return (0.85 if together else 0.6), (("number", 1.0),)
    if one == "advies" and a.number and a.number == b.number:
        return 0.95, (("number", 1.0),)
    body_a, body_b = _body(a), _body(b)
    if one == "advies" and body_a and body_b and body_a != body_b:
        return 0.0, ()
    if one == "advies" and _part(a) and _part(b) and _part(a) != _part(b):
        return 0.0, ()
    date = _date_weight(a.date, b.date)
    title = _title_agreement(a, b)
    fields = [("title", round(title, 2))] + ([("date", date)] if a.date and b.date else [])
    if not a.title or not b.title:
        return 0.0, ()
    if one == "study":
        return _same_study(a, b, title, date, fields, together)
    if one == "law":
        short = _law_words(a) <= _law_words(b) or _law_words(b) <= _law_words(a)
        nick = _nickname(a) and _nickname(a) == _nickname(b)
        if date == 1.0 and (nick or (short and _law_words(a) and _law_words(b)) or title >= 0.85):
            return 0.95, tuple(fields)
        if date == 1.0 and a.kind == b.kind and not _law_words(a) and not _law_words(b):
            return 0.85, tuple(fields)  # "het besluit van 3 mei 2021": only one other gives no name either
        if title >= 0.95 or ((together or not (a.date and b.date)) and nick):
            return 0.9 if agree(a.date, b.date) else 0.0, tuple(fields)
        if date >= 0.5 and short and _law_words(a) and _law_words(b):
            return 0.85, tuple(fields)
        return title * 0.7, tuple(fields)
    if one in ("nota", "plan"):
        mine, theirs = _name_words(a), _name_words(b)
        if not mine or not theirs:
            return 0.0, ()
        if mine == theirs:
            return 0.92, tuple(fields)
        if mine <= theirs or theirs <= mine:
            return (0.82 if together or date else 0.6), tuple(fields)
        return title * 0.7, tuple(fields)
    if one == "page":
        return (0.9 if title >= 0.98 else 0.0), tuple(fields)
    if body_a and body_a == body_b:
        fields.append(("council", 1.0))
    if title >= 0.97:
        # a bare "Advies over X" without a date on one side is the same work only where the title is telling
        least = 2 if body_a and body_a == body_b else 3
        telling = len(content(a.title) - _ANY_ADVICE) >= least or date > 0
        return (0.98 if date == 1.0 else 0.9 if telling else 0.7), tuple(fields)
    if title >= 0.85 and (date >= 0.5 or len(content(a.title) & content(b.title)) >= 4):
        return 0.9 if date else 0.82, tuple(fields)
    # two advices of one day must share a word that tells: "Advies over A" and "Advies over B" are two
    if date == 1.0 and title >= 0.6 and _told(a) & _told(b):
        return 0.8, tuple(fields)
    return min(title * 0.75, 0.5 if date == 1.0 and not _told(a) & _told(b) else 1.0), tuple(fields)


def _told(citation: Citation) -> frozenset[str]:
    return content(title_of(citation)) - _ANY_ADVICE


def _same_study(
    a: Citation, b: Citation, title: float, date: float, fields: list[tuple[str, float]], together: bool
) -> tuple[float, tuple[tuple[str, float], ...]]:
    mine, theirs = {surname(x) for x in a.authors if x != "e.a."}, {surname(x) for x in b.authors if x != "e.a."}
    people = 0.0
    if mine and theirs:
        people = len(mine & theirs) / min(len(mine), len(theirs))
        fields.append(("authors", round(people, 2)))
        if not people and (title < 0.97 or not date):
            return title * 0.5, tuple(fields)
    if title >= 0.9:
        return (0.97 if people and date else 0.9), tuple(fields)
    if title >= 0.8 and (people or date == 1.0):
        return 0.85, tuple(fields)
    _short, _long = sorted(
        (
            content(a.title or ""),
            content(title_of(b)) if len(title_of(b)) >= len(title_of(a)) else content(title_of(a)),
        ),
        key=len,
    )
    words_a, words_b = content(title_of(a)), content(title_of(b))
    low, high = (words_a, words_b) if len(words_a) <= len(words_b) else (words_b, words_a)
    if together and low and low <= high and (len(low) >= 2 or not (a.date and b.date)):
        return 0.85, tuple(fields)
    if people and date >= 0.5 and low and len(low & high) / len(low) >= 0.6:
        return 0.82, tuple(fields)
    return title * 0.75, tuple(fields)


def _date_weight(a: str | None, b: str | None) -> float:
    if not a or not b:
        return 0.0
    return 1.0 if a == b and len(a) == 10 else 0.7 if a == b else 0.5


def _title_agreement(a: Citation, b: Citation) -> float:
    """Agreement of two titles, with or without their subtitles; 0 where numbers in them differ."""
    if not a.title or not b.title:
        return 0.0
    best = 0.0
    for one in {a.title, title_of(a)}:
        for other in {b.title, title_of(b)}:
            x, y = plain(one), plain(other)
            if numbers(x) != numbers(y):
                continue
            if x == y:
                return 1.0
            if min(len(x), len(y)) >= 20 and (x.startswith(y + " ") or y.startswith(x + " ")):
                best = max(best, 0.9)
            best = max(best, fuzz.ratio(x, y) / 100)
            words_x, words_y = content(one), content(other)
            if words_x and words_y:
                best = max(best, 0.95 * len(words_x & words_y) / len(words_x | words_y))
    return best


_LAW_NOISE = frozenset(
    {
        "decreet",
        "besluit",
        "betreffen",
        "houdende",
        "vlaamse",
        "regering",
        "wijziging",
        "tot",
        "diverse",
        "bepaling",
        "bepalinge",
        "codex",
        "wet",
    }
)


def _law_words(citation: Citation) -> frozenset[str]:
    return content(title_of(citation)) - _LAW_NOISE


def _nickname(citation: Citation) -> str:
    match = re.search(r"\b([\w-]{2,}decreet)\b", citation.title or "", re.I)
    return match.group(1).lower() if match else ""


def _name_words(citation: Citation) -> frozenset[str]:
    return content(PLAN_NOISE.sub("", citation.title or ""))


# --- works without a title --------------------------------------------------------------------------------------------


def _join_unnamed(groups: _Groups, works: Sequence[_Work], documents: Sequence[Document]) -> None:
    """Citations that give no title ("het Vlor-advies van 6 juli 2023") join the only source that fits them."""
    by_day: defaultdict[str, list[int]] = defaultdict(list)
    by_year: defaultdict[str, list[int]] = defaultdict(list)
    by_author: defaultdict[str, list[int]] = defaultdict(list)
    by_topic: defaultdict[str, list[int]] = defaultdict(list)  # advices by their council and a word of their title
    known: set[tuple[int, str, str]] = set()
    per_document: defaultdict[int, list[int]] = defaultdict(list)
    for n, work in enumerate(works):
        c = work.citation
        if not c.title:
            continue
        name = (groups.find(n), title_of(c), _part(c))
        if c.kind == "advies" and "topic" not in c.found_by and name not in known:
            known.add(name)
            for stem in content(title_of(c)) - _ANY_ADVICE:
                by_topic[f"{_body(c)} {stem}"].append(n)
        group = _GROUPS[c.kind]
        if c.date:
            by_year[f"{group} {c.date[:4]}"].append(n)
            if len(c.date) == 10:
                by_day[f"{group} {c.date}"].append(n)
        for author in c.authors[:1]:
            by_author[f"{group} {surname(author)}"].append(n)
        per_document[work.document].append(n)
    for n, work in enumerate(works):
        c = work.citation
        topic = c.title if "topic" in c.found_by else None
        if _bare(c):
            own = {
                groups.find(m)
                for m in per_document[work.document]
                if m != n and _GROUPS[works[m].citation.kind] == _GROUPS[c.kind] and not _bare(works[m].citation)
            }
            if len(own) == 1:
                groups.join(own.pop(), n, 0.75, (("only one in the document", 0.75),), "rule")
            continue
        if (
            work.itself
            or (c.title and not topic and not _only_dated(c))
            or _GROUPS[c.kind] == "sv"
            or _POINTER.search(c.found_by)
        ):
            continue
        group = _GROUPS[c.kind]
        if c.date and len(c.date) == 10:
            pool = by_day[f"{group} {c.date}"]
        elif group == "study" and c.authors:
            pool = by_author[f"{group} {surname(c.authors[0])}"]
        elif c.date:
            pool = by_year[f"{group} {c.date[:4]}"]
        elif c.found_by == "made" or topic:
            here = [m for m in per_document[work.document] if m != n and _GROUPS[works[m].citation.kind] == group]
            if c.kind == "advies" and _body(c):
                stems = _topic_of(c) or content(documents[work.document].meta.title or "") - _ANY_ADVICE
                lists = sorted((by_topic[f"{_body(c)} {stem}"] for stem in stems), key=len)
                pool = list(dict.fromkeys((*here, *itertools.chain.from_iterable(lists))))
            else:
                elsewhere = by_author[f"{group} {surname(c.authors[0])}"] if c.authors else []
                pool = here or elsewhere
        else:
            continue
        ranked = _fitting(groups, works, documents, n, pool[:2000], topic)
        if not ranked:
            continue
        for m, score in ranked[:5]:
            groups.close[n].append((m, score))
        clear = len(ranked) == 1 or ranked[0][1] - ranked[1][1] >= 0.15
        if clear and ranked[0][1] >= 0.6:
            groups.join(ranked[0][0], n, ranked[0][1], (("fit", round(ranked[0][1], 2)),), "rule")


def _only_dated(citation: Citation) -> bool:
    """ "het besluit van 3 september 2021": the word for a law and its day."""
    return _GROUPS[citation.kind] == "law" and len(citation.date or "") == 10 and not _law_words(citation)


def _bare(citation: Citation) -> bool:
    """ "het actieplan": the word for the kind and nothing else."""
    return (
        citation.kind in ("actieplan", "conceptnota")
        and bool(citation.title)
        and not citation.date
        and not _name_words(citation)
    )


# Words that stand in the words for any advice, as `content` cuts them
_ANY_ADVICE = content("advies adviezen vlor recent initiatief eigen bracht raad onderwijs")


def _fitting(
    groups: _Groups,
    works: Sequence[_Work],
    documents: Sequence[Document],
    n: int,
    pool: Iterable[int],
    topic: str | None,
) -> list[tuple[int, float]]:
    """The sources (by their best member) that an untitled citation may be, best first."""
    c = works[n].citation
    document = documents[works[n].document]
    words = content(topic or c.raw) - _ANY_ADVICE
    around = content(document.meta.title or "") if not topic else frozenset()
    best: dict[int, tuple[int, float]] = {}
    for m in pool:
        other = works[m].citation
        if m == n or _GROUPS[other.kind] != _GROUPS[c.kind] or not agree(c.date, other.date):
            continue
        if _only_dated(c) and (other.kind != c.kind or _only_dated(other)):
            continue
        if works[m].document == works[n].document and works[m].itself:
            continue
        if _body(c) and _body(other) and _body(c) != _body(other) and c.kind == "advies":
            continue
        if _part(c) and _part(other) and _part(c) != _part(other):
            continue
        if (document.meta.date and other.date and other.date[:4] > document.meta.date[:4]) or (
            document.meta.date
            and other.date
            and len(other.date) == len(document.meta.date)
            and other.date > document.meta.date
        ):
            continue  # what is cited came before
        there = content(title_of(other))
        told = (
            len((words - content(c.date or "")) & there) / max(1, len(words - content(c.date or ""))) if words else 0.0
        )
        if c.date and len(c.date) == 10:
            score = 0.75 + 0.2 * told
        elif _GROUPS[c.kind] == "study":
            mine = {surname(a) for a in c.authors if a != "e.a."}
            theirs = {surname(a) for a in other.authors}
            score = (0.55 if mine <= theirs else 0.0) + (0.25 if c.date and other.date else 0.0) + 0.15 * told
        elif c.kind == "advies" and not c.date and _body(c) and works[m].document != works[n].document:
            score = _undated_advice(c, other, document)
        elif topic:
            score = 0.9 * told + (0.1 if c.date else 0.0)
        elif c.date and len(c.date) == 7 and (other.date or "").startswith(c.date):
            score = 0.6 + 0.2 * told + (0.1 if _body(c) and _body(c) == _body(other) else 0.0)
        elif c.date:
            score = 0.35 + 0.5 * told + (0.15 if _body(c) and _body(c) == _body(other) else 0.0)
        else:
            here = works[m].document == works[n].document
            days = _days_between(other.date, document.meta.date)
            if not here and (days is None or days > _RECENT):
                continue
            initiative = 0.3 if "eigen initiatief" in c.raw and "eigen initiatief" in title_of(other).lower() else 0.0
            same = len(around & there) / max(1, len(around))
            score = (
                (0.45 if here and _body(c) and _body(c) == _body(other) else 0.3 * here)
                + 0.2 * here
                + 0.35 * same
                + initiative
                + 0.3 * told
            )
            if _topic_of(c) and not overlap(_topic_of(c), other):
                score -= 0.3  # it says what it is about, and that is something else
        root = groups.find(m)
        if score > 0.3 and (root not in best or best[root][1] < score):
            best[root] = (m, min(score, 0.97))
    return sorted(best.values(), key=lambda r: (-r[1], r[0]))


# "over het actieplan X", "rond inclusie": what an advice without a title is about
_ABOUT = re.compile(r"\s(?:over|rond|inzake|betreffende|omtrent|met\s+betrekking\s+tot)\s+(?P<topic>\S.*)", re.S)
# "onlangs", "zopas": no longer ago than this many days
_LATELY = re.compile(r"\b(?:onlangs|recent(?:elijk|e)?|zopas|zonet|pas|kort\s+geleden|vorige\s+(?:week|maand))\b", re.I)
_RECENT = 400


def _topic_of(citation: Citation) -> frozenset[str]:
    """The words for what an advice without a title is said to be about; none where that is not said."""
    about = _ABOUT.search(citation.raw)
    return content(citation.title or (about["topic"] if about else "")) - _ANY_ADVICE


def _undated_advice(citation: Citation, other: Citation, document: Document) -> float:
    """How well "bracht onlangs een advies uit over X" fits an advice that stands elsewhere; 0 for not at all.

    The council must be the one named; what it is said to be about must agree, or where that is not said, what the
    document itself is about. Never as sure as a title or a day would make it.
    """
    if _body(other) != _body(citation):
        return 0.0
    days = _days_between(other.date, document.meta.date)
    if _LATELY.search(citation.raw) and (days is None or days > _RECENT):
        return 0.0
    words = _topic_of(citation)
    about = words or content(document.meta.title or "") - _ANY_ADVICE
    share = overlap(about, replace(other, authors=(), container=None))
    if share < 0.5 and words:
        return 0.0
    telling = share * (1.0 if len(about) > 1 else 0.7)
    return (
        0.3
        + (0.15 if _part(citation) and _part(citation) == _part(other) else 0.0)
        + (0.35 if words else 0.3) * telling
        + (0.1 if days is not None and days <= _RECENT else 0.0)
        + (0.1 if "eigen initiatief" in citation.raw and "eigen initiatief" in title_of(other).lower() else 0.0)
    )


def _days_between(earlier: str | None, later: str | None) -> int | None:
    if not earlier or not later or len(earlier) != 10 or len(later) != 10:
        return None
    try:
        days = (calendar_date.fromisoformat(later) - calendar_date.fromisoformat(earlier)).days
    except ValueError:  # 31 februari, as a document may well print
        return None
    return days if days >= 0 else None


# --- by hand ----------------------------------------------------------------------------------------------------------


def _join_by_hand(
    groups: _Groups, works: Sequence[_Work], documents: Sequence[Document], decisions: Sequence[Decision]
) -> None:
    """What a person said is one work becomes one, and is parted from what it was said not to be; the later wins."""
    if not decisions:
        return
    named: defaultdict[LinkKey, list[int]] = defaultdict(list)
    for n, work in enumerate(works):
        named[work.key(documents)].append(n)
    for decision in decisions:
        if decision.verdict == "reject":
            continue
        one = [n for key in (*decision.links, *decision.together) for n in named.get(key, ())]
        other = [n for key in decision.apart for n in named.get(key, ())]
        _part_from(groups, works, set(one), set(other))
        for n in one[1:]:
            groups.join(one[0], n, 1.0, (("hand", 1.0),), "hand", force=True)


def _part_from(groups: _Groups, works: Sequence[_Work], one: set[int], other: set[int]) -> None:
    """Takes `one`, and what is nearer to it than to `other`, out of every source that both are in."""
    for root in {groups.find(n) for n in one} & {groups.find(n) for n in other}:
        members = [n for n in range(len(works)) if groups.find(n) == root]
        stay = [n for n in members if n in other]
        away = [n for n in members if n in one and n not in other]
        if not away:
            continue
        free = [n for n in members if n not in one and n not in other]
        nearer = {n for n in free if _nearness(works, n, away) > _nearness(works, n, stay)}
        groups.part([n for n in members if n in away or n in nearer])


def _nearness(works: Sequence[_Work], n: int, others: Sequence[int]) -> float:
    return max(same_work(works[n].citation, works[m].citation, True)[0] for m in others)


# --- sources ----------------------------------------------------------------------------------------------------------


def _sources(
    clusters: Sequence[Sequence[int]], works: Sequence[_Work], documents: Sequence[Document]
) -> tuple[tuple[Source, ...], list[str]]:
    drafts = []
    for members in clusters:
        cited = [n for n in members if not works[n].itself]
        if not cited:
            continue
        drafts.append((members, _draft(members, works, documents)))
    drafts.sort(key=lambda d: (d[1].id, d[1].title or "", d[1].date or "", d[1].url or "", works[d[0][0]].citation.raw))
    taken: dict[str, int] = {}
    ids = [""] * len(works)
    sources = []
    for members, source in drafts:
        name = source.id
        for length in range(3, 8):
            if name not in taken:
                break
            name = identifier(source, length)
        n = 2
        while name in taken:
            name, n = f"{source.id}-{n}", n + 1
        taken[name] = 1
        for member in members:
            ids[member] = name
        sources.append(replace(source, id=name))
    return tuple(sorted(sources, key=lambda s: s.id)), ids


def _draft(members: Sequence[int], works: Sequence[_Work], documents: Sequence[Document]) -> Source:
    """The source that these works make: of each field the value that the fullest and most citations give."""
    found = [works[n].citation for n in members]
    own = next((n for n in members if works[n].itself), None)
    full = (
        [c for c in found if c.form == "full" and c.title]
        or [c for c in found if c.title and "topic" not in c.found_by]
        or [c for c in found if c.title]
        or found
    )
    kind = Counter(c.kind for c in (full if full else found)).most_common(1)[0][0]
    if own is not None:
        full = [works[own].citation]
        kind = full[0].kind
    title = _most(c.title for c in full)
    subtitle = _most(c.subtitle for c in full if c.title and title and same_title(c.title, title)) if title else None
    date = max(
        (c.date for c in found if c.date), key=lambda d: (len(d), sum(c.date == d for c in found), d), default=None
    )
    authors = max((c.authors for c in full if c.authors), key=lambda a: (len(a), len(" ".join(a))), default=())
    if not authors:
        authors = max((c.authors for c in found if c.authors), key=lambda a: (len(a), len(" ".join(a))), default=())
    aliases = sorted({c.title for c in found if c.title and c.title != title})
    own_sha = documents[works[own].document].sha256 if own is not None else None
    source = Source(
        id="", kind=kind, authors=authors, title=title, subtitle=subtitle,
        container=_most(c.container for c in full), date=date, url=_most(c.url for c in found),
        number=_most(c.number for c in found), document=own_sha,
        aliases=tuple(aliases),
    )  # fmt: skip
    return replace(source, id=identifier(source))


def _most(values: Iterable[str | None]) -> str | None:
    counted = Counter(v for v in values if v)
    return max(counted, key=lambda v: (counted[v], len(v), v)) if counted else None


_Found = tuple[str, float, str]  # the source of a citation, how sure that is and what told it


def _filled(document: Document, named: Sequence[_Found], by_id: dict[str, Source]) -> Document:
    citations = []
    for citation, (name, sure, by) in zip(document.citations, named, strict=True):
        source = by_id[name]
        citation = replace(_as_said(citation), source=source.id, source_confidence=sure, source_found_by=by)
        if citation.form == "back" and citation.title is None and source.title:
            citation = _with_fields_of(source, citation)
        citations.append(citation)
    return replace(document, citations=tuple(citations))


# A source of which nothing but its maker is known is no surer than this; below the second a person is asked
_VAGUE = 0.5
_DOUBTFUL = 0.75


def _reasons(
    groups: _Groups, works: Sequence[_Work], ids: Sequence[str], by_id: dict[str, Source]
) -> list[tuple[float, str]]:
    """For every work how sure it is that it is its source, and by which fields; the surest agreement counts."""
    reasons = [(_alone(work, by_id.get(name)), "alone") for work, name in zip(works, ids, strict=True)]
    for a, b, score, fields, by in groups.joined:
        if ids[a] != ids[b]:
            continue
        told = by if by in ("hand", "note") else ", ".join(name for name, agreement in fields if agreement) or by
        for n in (a, b):
            if reasons[n][1] == "alone" or reasons[n][0] < score:
                reasons[n] = (round(score, 2), told)
    return reasons


def _alone(work: _Work, source: Source | None) -> float:
    known = source is None or source.title or source.date or source.number or source.url
    return 1.0 if known else round(min(_VAGUE, work.citation.confidence), 2)


# --- plans ------------------------------------------------------------------------------------------------------------


def _plan_names(documents: Sequence[Document], sources: Sequence[Source]) -> Callable[[str, Document], str]:
    """How each plan is called over all documents: its most frequent spelling, with its year where one is known."""
    spelled: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for document in documents:
        for action in document.actions:
            if action.plan:
                bare = YEAR_AFTER.sub("", action.plan)
                spelled[plan_key(bare)][bare] += 1
    years: defaultdict[str, set[str]] = defaultdict(set)
    for source in sources:
        if source.kind == "actieplan" and source.title and source.date:
            years[plan_key(source.title)].add(source.date[:4])

    def name(plan: str, document: Document) -> str:
        bare = YEAR_AFTER.sub("", plan)
        key = plan_key(bare)
        best = max(spelled[key], key=lambda s: (spelled[key][s], s)) if spelled[key] else bare
        known = sorted(years[key])
        if len(known) > 1 and document.meta.date:
            known = [y for y in known if y <= document.meta.date[:4]][-1:] or known[:1]
        if len(known) == 1 and not re.search(YEAR, best):
            return f"{best} ({known[0]})"
        return best

    return name


def _with_plan(action: ActionMention, document: Document, names: Callable[[str, Document], str]) -> ActionMention:
    return replace(action, plan=names(action.plan, document)) if action.plan else action


# --- doubt ------------------------------------------------------------------------------------------------------------


def _doubts(
    groups: _Groups,
    works: Sequence[_Work],
    documents: Sequence[Document],
    ids: Sequence[str],
    reasons: Sequence[tuple[float, str]],
) -> tuple[Doubt, ...]:
    """Citations for which a second source comes close, or that nothing more than likeness ties to any."""
    found = []
    for n, work in enumerate(works):
        if work.itself or not ids[n]:
            continue
        unsure = reasons[n][0] < _DOUBTFUL and reasons[n][1] in ("alone", "fit")
        if not unsure and n not in groups.close:
            continue
        others: dict[str, float] = {}
        for m, score in groups.close.get(n, ()):
            if ids[m] != ids[n]:
                name = ids[m] or documents[works[m].document].sha256  # a document that nobody cites yet
                others[name] = max(score, others.get(name, 0.0))
        least = 0.35 if unsure else 0.6
        near = sorted(((name, score) for name, score in others.items() if score >= least), key=lambda r: (-r[1], r[0]))
        if near or unsure:
            candidates = tuple(Candidate(name, round(score, 2)) for name, score in near[:5])
            found.append(Doubt(work.key(documents), work.citation.place, ids[n], *reasons[n], candidates))
    return tuple(sorted(found, key=lambda d: (d.link.document, d.link.where, d.link.words)))
