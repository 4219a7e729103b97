"""Citations that give no title ("het Vlor-advies van 6 juli 2023"): which of the sources known by then fits them.

What each may be is looked for among the works that say something it says too: those that many works say tell nothing,
but of the document's own works all count. Each is fitted to the sources as the titled works alone make them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date as calendar_date
from typing import Literal

from corpus.model import Citation, Document
from nlp.agreement import ANY_ADVICE, GROUPS, body_of, law_words, name_words, part_of
from nlp.clusters import POINTER, Clusters, Work
from nlp.dates import agree
from nlp.patterns import SURVEY, SURVEY_MAKERS, YEAR
from nlp.works import content, maker, overlap, title_of

# What more works than this have in common tells nothing about which of them is meant.
_MOST_KNOWN = {"day": 300, "year": 300, "author": 300, "topic": 100, "survey": 2000}
_CANDIDATES = 5

How = Literal["survey", "bare", "fit"]


@dataclass(frozen=True, slots=True)
class Ask:
    """What an untitled citation looks for: works that share one of `keys`; `here`: or stand in its document."""

    how: How
    keys: tuple[str, ...]
    here: bool = False


@dataclass(frozen=True, slots=True)
class Known:
    """A work with a title that an untitled citation may be; `root` tells its source as the titled works make it."""

    id: int
    work: Citation
    root: int
    here: bool  # in the same document
    itself: bool = False


@dataclass(frozen=True, slots=True)
class Fit:
    """What an untitled citation may be, best first, as (work, score), and the one that it is, if that is clear."""

    how: How
    to: int | None
    score: float
    close: tuple[tuple[int, float], ...]

    @property
    def fields(self) -> tuple[tuple[str, float], ...]:
        """What told it, as evidence keeps it."""
        if self.how == "survey":
            return (("survey", 1.0),)
        return (("only one in the document", self.score),) if self.how == "bare" else (("fit", round(self.score, 2)),)


def most_known(key: str) -> int:
    """How many works may share `key` for it to tell anything."""
    return _MOST_KNOWN[key.split(" ", 1)[0]]


def offers(work: Citation) -> tuple[str, ...]:
    """By what an untitled citation may find a work with a title."""
    return tuple(dict.fromkeys(_offers(work))) if work.title else ()


def _offers(work: Citation) -> Iterator[str]:
    group = GROUPS[work.kind]
    if work.kind == "advies" and "topic" not in work.found_by:
        for stem in sorted(content(title_of(work)) - ANY_ADVICE):
            yield f"topic {body_of(work)} {stem}"
    if work.date:
        yield f"year {group} {work.date[:4]}"
        if len(work.date) == 10:
            yield f"day {group} {work.date}"
    for author in work.authors[:1]:
        yield f"author {group} {maker(author)}"
    if (named := _survey(work)) and {maker(a) for a in work.authors} & {
        maker(b) for b in SURVEY_MAKERS.get(named["name"], ())
    }:
        yield f"survey {named.group()}"


def asks(citation: Citation, document: Document) -> Ask | None:
    """What the citation of `document` looks for; None for one with a title, which is compared as it is."""
    c, group = citation, GROUPS[citation.kind]
    if (named := _survey(c)) and named.group() == c.title and not c.authors:
        return Ask("survey", (f"survey {named.group()}",))
    if _bare(c):
        return Ask("bare", (), here=True)
    topic = "topic" in c.found_by
    if (c.title and not topic and not _only_dated(c)) or group == "sv" or POINTER.search(c.found_by):
        return None
    if c.date and len(c.date) == 10:
        return Ask("fit", (f"day {group} {c.date}",))
    if group == "study" and c.authors:
        return Ask("fit", (f"author {group} {maker(c.authors[0])}",))
    if c.date:
        return Ask("fit", (f"year {group} {c.date[:4]}",))
    if c.found_by != "made" and not topic:
        return None
    if c.kind == "advies" and body_of(c):
        stems = _topic_of(c) or content(document.meta.title or "") - ANY_ADVICE
        return Ask("fit", tuple(f"topic {body_of(c)} {stem}" for stem in sorted(stems)), here=True)
    return Ask("fit", (f"author {group} {maker(c.authors[0])}",) if c.authors else (), here=True)


def fit(citation: Citation, ask: Ask, document: Document, known: Sequence[Known]) -> Fit:
    """What the citation of `document` may be, of the works that share a key with it or its document, in their order."""
    if ask.how == "bare":
        plans = [k for k in known if k.here and not _bare(k.work)]
        one = plans[0].id if len({k.root for k in plans}) == 1 else None
        return Fit("bare", one, 0.75, ())
    if ask.how == "survey":
        reports = [k for k in known if ask.keys[0] in offers(k.work)]
        first = {k.root: k.id for k in reversed([k for k in reports if k.here] or reports)}
        if len(first) == 1:
            return Fit("survey", first.popitem()[1], 0.85, ())
        return Fit("survey", None, 0.0, tuple((m, 0.7) for m in sorted(first.values())))
    if ask.here and not any(key.startswith("topic") for key in ask.keys):
        known = [k for k in known if k.here] or known
    ranked = _fitting(citation, document, known)
    clear = len(ranked) == 1 or (len(ranked) > 1 and ranked[0][1] - ranked[1][1] >= 0.15)
    to = ranked[0][0] if clear and ranked[0][1] >= 0.6 else None
    return Fit("fit", to, ranked[0][1] if to is not None else 0.0, tuple(ranked[:_CANDIDATES]))


def fits_of(
    works: Sequence[Work], unique: Iterable[int], roots: Sequence[int], documents: Sequence[Document]
) -> dict[int, Fit]:
    """What every untitled citation may be; `unique` are the works that keys find, `roots` the sources of the titled."""
    sharing: defaultdict[str, list[int]] = defaultdict(list)
    for n in unique:
        for key in offers(works[n].citation):
            sharing[key].append(n)
    within: defaultdict[int, list[int]] = defaultdict(list)
    for n, work in enumerate(works):
        if work.citation.title:
            within[work.document].append(n)
    found = {}
    for n, work in enumerate(works):
        ask = None if work.itself else asks(work.citation, documents[work.document])
        if ask is None:
            continue
        here = [m for m in within[work.document] if m != n and may_be_here(ask, work.citation, works[m].citation)]
        there = [m for key in ask.keys if len(sharing[key]) <= most_known(key) for m in sharing[key] if m != n]
        known = [
            Known(m, works[m].citation, roots[m], works[m].document == work.document, works[m].itself)
            for m in sorted({*here, *there})
        ]
        found[n] = fit(work.citation, ask, documents[work.document], known)
    return found


def may_be_here(ask: Ask, citation: Citation, other: Citation) -> bool:
    """Whether a titled work of its own document is among what an untitled citation may be."""
    if GROUPS[citation.kind] != GROUPS[other.kind]:
        return False
    return ask.here or not {*ask.keys}.isdisjoint(offers(other))


def join_fits(groups: Clusters, fits: Mapping[int, Fit]) -> None:
    """Joins every untitled citation to what it is: surveys first, then in their order."""
    for n, one in sorted(fits.items(), key=lambda f: (f[1].how != "survey", f[0])):
        groups.close[n] += one.close
        if one.to is not None:
            groups.join(one.to, n, one.score, one.fields, "rule", force=one.how == "survey")


_SURVEY = re.compile(rf"(?P<name>{SURVEY}) (?P<year>{YEAR})")


def _survey(citation: Citation) -> re.Match[str] | None:
    """ "PISA 2018" is the report of its maker with that name in its title, whatever year that came out.

    Of several such reports the one that the same document cites; else it stays by itself, and may be any of them.
    """
    return _SURVEY.match(citation.title or "") if GROUPS[citation.kind] == "study" else None


def _only_dated(citation: Citation) -> bool:
    """ "het besluit van 3 september 2021", "de conceptnota van 16 juli 2021": the word for it and its day."""
    words = {"law": law_words, "nota": name_words, "plan": name_words}.get(GROUPS[citation.kind])
    return words is not None and len(citation.date or "") == 10 and not words(citation)


def _bare(citation: Citation) -> bool:
    """ "het actieplan": the word for the kind and nothing else."""
    return (
        citation.kind in ("actieplan", "conceptnota")
        and bool(citation.title)
        and not citation.date
        and not name_words(citation)
    )


def _fitting(c: Citation, document: Document, pool: Iterable[Known]) -> list[tuple[int, float]]:
    """The sources (by their best member) that an untitled citation may be, best first."""
    topic = c.title if "topic" in c.found_by else None
    words = content(topic or c.raw) - ANY_ADVICE
    around = content(document.meta.title or "") if not topic else frozenset()
    best: dict[int, tuple[int, int, float]] = {}
    for place, known in enumerate(pool):
        if not _possible(c, document, known):
            continue
        score = _score(c, document, known, topic, words, around)
        if score > 0.3 and (known.root not in best or best[known.root][2] < score):
            best[known.root] = (place, known.id, min(score, 0.97))
    return [(m, score) for _, m, score in sorted(best.values(), key=lambda r: (-r[2], r[0]))]


def _possible(c: Citation, document: Document, known: Known) -> bool:
    """Whether nothing that the citation says contradicts that it is this work."""
    other, read = known.work, document.meta.date
    if GROUPS[other.kind] != GROUPS[c.kind] or not agree(c.date, other.date):
        return False
    if _only_dated(c) and (other.kind != c.kind or _only_dated(other)):
        return False
    if known.here and known.itself:
        return False
    if c.kind == "advies" and body_of(c) and body_of(other) and body_of(c) != body_of(other):
        return False
    if part_of(c) and part_of(other) and part_of(c) != part_of(other):
        return False
    if not read or not other.date:
        return True
    # what is cited came before
    return other.date[:4] <= read[:4] and not (len(other.date) == len(read) and other.date > read)


def _score(
    c: Citation, document: Document, known: Known, topic: str | None, words: frozenset[str], around: frozenset[str]
) -> float:
    """How well an untitled citation fits a work that it may be."""
    other, here = known.work, known.here
    there = content(title_of(other))
    telling = words - content(c.date or "")
    told = len(telling & there) / max(1, len(telling)) if words else 0.0
    if c.date and len(c.date) == 10:
        return 0.75 + 0.2 * told
    if GROUPS[c.kind] == "study":
        mine = {maker(a) for a in c.authors if a != "e.a."}
        theirs = {maker(a) for a in other.authors}
        # "het rapport van 2018": a year alone tells nothing of reports elsewhere
        return (0.55 if mine and mine <= theirs else 0.0) + (0.25 if c.date and other.date else 0.0) + 0.15 * told
    if c.kind == "advies" and not c.date and body_of(c) and not here:
        return _undated_advice(c, other, document)
    if topic:
        return 0.9 * told + (0.1 if c.date else 0.0)
    body = bool(body_of(c)) and body_of(c) == body_of(other)
    if c.date and len(c.date) == 7 and (other.date or "").startswith(c.date):
        return 0.6 + 0.2 * told + (0.1 if body else 0.0)
    if c.date:
        # "ons vorige advies uit 2023": the only one of that year that the document cites
        return 0.35 + 0.5 * told + (0.15 + 0.1 * here if body else 0.0)
    days = _days_between(other.date, document.meta.date)
    if not here and (days is None or days > _RECENT):
        return 0.0
    initiative = 0.3 if "eigen initiatief" in c.raw and "eigen initiatief" in title_of(other).lower() else 0.0
    same = len(around & there) / max(1, len(around))
    score = (0.45 if here and body else 0.3 * here) + 0.2 * here + 0.35 * same + initiative + 0.3 * told
    if _topic_of(c) and not overlap(_topic_of(c), other):
        score -= 0.3  # it says what it is about, and that is something else
    return score


# "over het actieplan X", "rond inclusie": what an advice without a title is about
_ABOUT = re.compile(r"\s(?:over|rond|inzake|betreffende|omtrent|met\s+betrekking\s+tot)\s+(?P<topic>\S.*)", re.S)
# "onlangs", "zopas": no longer ago than this many days
_LATELY = re.compile(r"\b(?:onlangs|recent(?:elijk|e)?|zopas|zonet|pas|kort\s+geleden|vorige\s+(?:week|maand))\b", re.I)
_RECENT = 400


def _topic_of(citation: Citation) -> frozenset[str]:
    """The words for what an advice without a title is said to be about; none where that is not said."""
    about = _ABOUT.search(citation.raw)
    return content(citation.title or (about["topic"] if about else "")) - ANY_ADVICE


def _undated_advice(citation: Citation, other: Citation, document: Document) -> float:
    """How well "bracht onlangs een advies uit over X" fits an advice that stands elsewhere; 0 for not at all.

    The council must be the one named; what it is said to be about must agree, or where that is not said, what the
    document itself is about. Never as sure as a title or a day would make it.
    """
    if body_of(other) != body_of(citation):
        return 0.0
    days = _days_between(other.date, document.meta.date)
    if _LATELY.search(citation.raw) and (days is None or days > _RECENT):
        return 0.0
    words = _topic_of(citation)
    about = words or content(document.meta.title or "") - ANY_ADVICE
    share = overlap(about, replace(other, authors=(), container=None))
    if share < 0.5 and words:
        return 0.0
    telling = share * (1.0 if len(about) > 1 else 0.7)
    return (
        0.3
        + (0.15 if part_of(citation) and part_of(citation) == part_of(other) else 0.0)
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
