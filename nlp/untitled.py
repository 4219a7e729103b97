"""Citations that give no title ("het Vlor-advies van 6 juli 2023"): which of the sources known by then fits them."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date as calendar_date

from corpus.model import Citation, Document
from nlp.agreement import ANY_ADVICE, GROUPS, body_of, law_words, name_words, part_of
from nlp.clusters import POINTER, Clusters, Work
from nlp.dates import agree
from nlp.patterns import SURVEY, SURVEY_MAKERS, YEAR
from nlp.works import content, maker, overlap, title_of


@dataclass(frozen=True, slots=True)
class _Known:
    """The works with a title, by what an untitled citation may share with them."""

    by_day: defaultdict[str, list[int]]
    by_year: defaultdict[str, list[int]]
    by_author: defaultdict[str, list[int]]
    by_topic: defaultdict[str, list[int]]  # advices by their council and a word of their title
    by_document: defaultdict[int, list[int]]


def join_untitled(groups: Clusters, works: Sequence[Work], documents: Sequence[Document]) -> None:
    """Citations that give no title ("het Vlor-advies van 6 juli 2023") join the only source that fits them."""
    _join_surveys(groups, works)
    known = _known(groups, works)
    for n, work in enumerate(works):
        c = work.citation
        topic = c.title if "topic" in c.found_by else None
        if _bare(c):
            _join_bare(groups, works, known, n)
            continue
        if (
            work.itself
            or (c.title and not topic and not _only_dated(c))
            or GROUPS[c.kind] == "sv"
            or POINTER.search(c.found_by)
        ):
            continue
        ranked = _fitting(groups, works, documents, n, _pool(known, works, documents, n, topic)[:2000], topic)
        for m, score in ranked[:5]:
            groups.close[n].append((m, score))
        clear = len(ranked) == 1 or (len(ranked) > 1 and ranked[0][1] - ranked[1][1] >= 0.15)
        if clear and ranked[0][1] >= 0.6:
            groups.join(ranked[0][0], n, ranked[0][1], (("fit", round(ranked[0][1], 2)),), "rule")


def _known(groups: Clusters, works: Sequence[Work]) -> _Known:
    known = _Known(defaultdict(list), defaultdict(list), defaultdict(list), defaultdict(list), defaultdict(list))
    seen: set[tuple[int, str, str]] = set()
    for n, work in enumerate(works):
        c = work.citation
        if not c.title:
            continue
        name = (groups.find(n), title_of(c), part_of(c))
        if c.kind == "advies" and "topic" not in c.found_by and name not in seen:
            seen.add(name)
            for stem in content(title_of(c)) - ANY_ADVICE:
                known.by_topic[f"{body_of(c)} {stem}"].append(n)
        group = GROUPS[c.kind]
        if c.date:
            known.by_year[f"{group} {c.date[:4]}"].append(n)
            if len(c.date) == 10:
                known.by_day[f"{group} {c.date}"].append(n)
        for author in c.authors[:1]:
            known.by_author[f"{group} {maker(author)}"].append(n)
        known.by_document[work.document].append(n)
    return known


def _pool(
    known: _Known, works: Sequence[Work], documents: Sequence[Document], n: int, topic: str | None
) -> Sequence[int]:
    """The works that the untitled citation `n` may be: of its day, its author or its year, else of its topic."""
    work = works[n]
    c, group = work.citation, GROUPS[work.citation.kind]
    if c.date and len(c.date) == 10:
        return known.by_day[f"{group} {c.date}"]
    if group == "study" and c.authors:
        return known.by_author[f"{group} {maker(c.authors[0])}"]
    if c.date:
        return known.by_year[f"{group} {c.date[:4]}"]
    if c.found_by != "made" and not topic:
        return ()
    here = [m for m in known.by_document[work.document] if m != n and GROUPS[works[m].citation.kind] == group]
    if c.kind == "advies" and body_of(c):
        stems = _topic_of(c) or content(documents[work.document].meta.title or "") - ANY_ADVICE
        lists = sorted((known.by_topic[f"{body_of(c)} {stem}"] for stem in stems), key=len)
        return list(dict.fromkeys((*here, *itertools.chain.from_iterable(lists))))
    return here or (known.by_author[f"{group} {maker(c.authors[0])}"] if c.authors else [])


def _join_bare(groups: Clusters, works: Sequence[Work], known: _Known, n: int) -> None:
    """ "het actieplan" is the only plan that its document cites."""
    own = {
        groups.find(m)
        for m in known.by_document[works[n].document]
        if m != n and GROUPS[works[m].citation.kind] == GROUPS[works[n].citation.kind] and not _bare(works[m].citation)
    }
    if len(own) == 1:
        groups.join(own.pop(), n, 0.75, (("only one in the document", 0.75),), "rule")


_SURVEY = re.compile(rf"(?P<name>{SURVEY}) (?P<year>{YEAR})")


def _join_surveys(groups: Clusters, works: Sequence[Work]) -> None:
    """ "PISA 2018" is the report of its maker with that name in its title, whatever year that came out.

    Of several such reports the one that the same document cites; else it stays by itself, and may be any of them.
    """
    reports: defaultdict[str, list[int]] = defaultdict(list)
    bare: list[tuple[str, int]] = []
    for n, work in enumerate(works):
        c = work.citation
        named = _SURVEY.match(c.title or "") if GROUPS[c.kind] == "study" else None
        if not named:
            continue
        if named.group() == c.title and not c.authors:
            bare.append((named.group(), n))
        elif {maker(a) for a in c.authors} & {maker(b) for b in SURVEY_MAKERS.get(named["name"], ())}:
            reports[named.group()].append(n)
    for name, n in bare:
        here = {groups.find(m) for m in reports[name] if works[m].document == works[n].document}
        roots = here or {groups.find(m) for m in reports[name]}
        if len(roots) == 1:
            groups.join(roots.pop(), n, 0.85, (("survey", 1.0),), "rule", force=True)
        else:
            groups.close[n] += [(m, 0.7) for m in sorted(roots)]


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


def _fitting(
    groups: Clusters,
    works: Sequence[Work],
    documents: Sequence[Document],
    n: int,
    pool: Iterable[int],
    topic: str | None,
) -> list[tuple[int, float]]:
    """The sources (by their best member) that an untitled citation may be, best first."""
    c = works[n].citation
    document = documents[works[n].document]
    words = content(topic or c.raw) - ANY_ADVICE
    around = content(document.meta.title or "") if not topic else frozenset()
    best: dict[int, tuple[int, float]] = {}
    for m in pool:
        other = works[m].citation
        if m == n or GROUPS[other.kind] != GROUPS[c.kind] or not agree(c.date, other.date):
            continue
        if _only_dated(c) and (other.kind != c.kind or _only_dated(other)):
            continue
        if works[m].document == works[n].document and works[m].itself:
            continue
        if body_of(c) and body_of(other) and body_of(c) != body_of(other) and c.kind == "advies":
            continue
        if part_of(c) and part_of(other) and part_of(c) != part_of(other):
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
        elif GROUPS[c.kind] == "study":
            mine = {maker(a) for a in c.authors if a != "e.a."}
            theirs = {maker(a) for a in other.authors}
            # "het rapport van 2018": a year alone tells nothing of reports elsewhere
            score = (0.55 if mine and mine <= theirs else 0.0) + (0.25 if c.date and other.date else 0.0) + 0.15 * told
        elif c.kind == "advies" and not c.date and body_of(c) and works[m].document != works[n].document:
            score = _undated_advice(c, other, document)
        elif topic:
            score = 0.9 * told + (0.1 if c.date else 0.0)
        elif c.date and len(c.date) == 7 and (other.date or "").startswith(c.date):
            score = 0.6 + 0.2 * told + (0.1 if body_of(c) and body_of(c) == body_of(other) else 0.0)
        elif c.date:
            # "ons vorige advies uit 2023": the only one of that year that the document cites
            here = works[m].document == works[n].document
            score = 0.35 + 0.5 * told + (0.15 + 0.1 * here if body_of(c) and body_of(c) == body_of(other) else 0.0)
        else:
            here = works[m].document == works[n].document
            days = _days_between(other.date, document.meta.date)
            if not here and (days is None or days > _RECENT):
                continue
            initiative = 0.3 if "eigen initiatief" in c.raw and "eigen initiatief" in title_of(other).lower() else 0.0
            same = len(around & there) / max(1, len(around))
            score = (
                (0.45 if here and body_of(c) and body_of(c) == body_of(other) else 0.3 * here)
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
