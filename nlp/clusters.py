"""Citations that are joined to one source: what may not contradict itself within it, and who is compared with whom.

Only candidates that share a date, an address, a number or words of the title are compared; the surest join first.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.model import Citation, Document, LinkKey
from nlp.agreement import GROUPS, address, body_of, is_deep, known_day, part_of, same_work
from nlp.decisions import citation_key
from nlp.works import content, maker, plain, title_of

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


@dataclass(frozen=True, slots=True)
class Work:
    """A citation, or a document of the corpus itself, as one of the nodes to be joined."""

    citation: Citation
    document: int  # position of the document it stands in
    itself: bool = False  # the document, not a citation in it

    def key(self, documents: Sequence[Document]) -> LinkKey:
        return citation_key(documents[self.document], self.citation)


@dataclass(slots=True)
class _Profile:
    """What must not contradict itself within one source."""

    days: set[str]
    years: set[str]
    numbers: set[str]
    parts: set[str]
    documents: set[int]


class Clusters:
    """Union-find over the works, with a check before every join and a record of each."""

    def __init__(self, works: Sequence[Work]) -> None:
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


def _profile(work: Work) -> _Profile:
    c = work.citation
    date = c.date or ""
    return _Profile(
        {date} if len(date) == 10 else set(),
        {date[:4]} if date else set(),
        {c.number} if c.number else set(),
        {part_of(c)} - {""},
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


# --- who is compared with whom ----------------------------------------------------------------------------------------

POINTER = re.compile(r" → (?P<where>.+)@(?P<start>\d+)$")
JOINED, CLOSE = 0.8, 0.5  # from the first two citations are one work, from the second each is a candidate for the other


@dataclass(slots=True)
class Ties:
    """What ties works to each other, as their positions in a list of works in order.

    `pointers` are (target, work that points at it), `twins` (first, citation that says the same), `alike` pairs with a
    score of at least CLOSE and the fields that agree, the earlier work first.
    """

    pointers: list[tuple[int, int]]
    twins: list[tuple[int, int]]
    alike: list[tuple[int, int, float, tuple[tuple[str, float], ...]]]


def same_words(work: Citation, itself: bool) -> str | None:
    """What citations that say the same share, so that only the first is compared; None for one that is always."""
    if itself or not (work.title or work.number):
        return None
    first = maker(work.authors[0]) if work.authors else ""
    said = (work.kind, plain(title_of(work)), work.date, work.number, part_of(work), body_of(work), first)
    return "\0".join(word or "" for word in said)


def block_keys(citation: Citation) -> frozenset[str]:
    """The blocks in which a work looks for its like."""
    return frozenset(_keys(citation))


def largest_block(key: str) -> int:
    """How many works may share `key` for it to tell anything."""
    return _LARGEST_BLOCK[key.split(" ", 1)[0]]


def pointed_at(works: Sequence[Work]) -> Iterator[tuple[int, int]]:
    """The (target, work) of every short form of which its own document showed what it is."""
    at = {(w.document, w.citation.where, w.citation.start): n for n, w in enumerate(works) if not w.itself}
    for n, work in enumerate(works):
        match = POINTER.search(work.citation.found_by)
        if match:
            target = at.get((work.document, match["where"], int(match["start"])))
            if target is not None:
                yield target, n


def find_ties(works: Sequence[Work]) -> tuple[Ties, list[int]]:
    """What ties these works, and which of them were compared: of citations that say the same the first."""
    first: dict[str, int] = {}
    twins, unique = [], []
    for n, work in enumerate(works):
        same = same_words(work.citation, work.itself)
        if same is not None and first.setdefault(same, n) != n:
            twins.append((first[same], n))
        else:
            unique.append(n)
    blocks: defaultdict[str, list[int]] = defaultdict(list)
    for n in unique:
        for key in block_keys(works[n].citation):
            blocks[key].append(n)
    pairs = {
        pair
        for key, members in blocks.items()
        if 1 < len(members) <= largest_block(key)
        for pair in itertools.combinations(members, 2)
    }
    alike = []
    for a, b in sorted(pairs):
        score, fields = same_work(works[a].citation, works[b].citation, works[a].document == works[b].document)
        if score >= CLOSE:
            alike.append((a, b, score, fields))
    return Ties(list(pointed_at(works)), twins, alike), unique


def join_ties(groups: Clusters, ties: Ties) -> None:
    """Joins what points at each other, then what says the same, then all pairs that agree, the surest first."""
    for target, n in ties.pointers:
        sure = groups.works[n].citation.confidence
        groups.join(target, n, sure, (("note", sure),), "note")
    for one, n in ties.twins:
        groups.join(one, n, 1.0, (("all", 1.0),), "rule")
    for a, b, score, fields in sorted(ties.alike, key=lambda t: (-t[2], t[0], t[1])):
        if score >= JOINED:
            groups.join(a, b, score, fields, "rule")
        groups.close[a].append((b, score))
        groups.close[b].append((a, score))


def _keys(c: Citation) -> Iterator[str]:
    group = GROUPS[c.kind]
    if c.url and is_deep(c.url):
        yield f"url {address(c.url)}"
    if c.number:
        yield f"number {group} {c.number}"
    if c.date and len(c.date) >= 7:
        yield f"date {group} {c.date}"
    if group == "law" and (day := known_day(c)):
        yield f"date {group} {day}"
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
        yield f"study {maker(c.authors[0])} {c.date[:4]}"


def _informative(title: str) -> frozenset[str]:
    return frozenset(w for w in plain(title).split() if len(w) > 3)
