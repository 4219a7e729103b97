"""Citations of many documents → sources: one real-world work is one source, and why is kept.

Citations that agree in what identifies a work of their kind are joined (nlp/agreement.py says how surely they do,
nlp/clusters.py whom to compare), never against a day, a number or a council that differs; then those without a title
(nlp/untitled.py). What a person decided (nlp/decisions.py) comes last and wins.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

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
from nlp.agreement import same_work
from nlp.clusters import Clusters, Work, join_alike, join_pointers
from nlp.decisions import decided, doubtful_links, lost_links, settled_links
from nlp.fields import kind_word
from nlp.identifiers import identifier
from nlp.patterns import ADVISORY_BODIES, YEAR
from nlp.plans import YEAR_AFTER, plan_key
from nlp.subjects import with_subjects
from nlp.untitled import join_untitled
from nlp.works import same_title


@dataclass(frozen=True, slots=True)
class Resolution:
    """The documents with sources and plans filled in, the sources, and how they came about."""

    documents: tuple[Document, ...]
    sources: tuple[Source, ...]
    evidence: tuple[Evidence, ...]
    doubts: tuple[Doubt, ...]


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
    groups = Clusters(works)
    join_pointers(groups, works)
    join_alike(groups, works)
    join_untitled(groups, works, documents)
    _join_by_hand(groups, works, documents, decisions)
    clusters = groups.clusters()
    sources, ids = _sources(clusters, works, documents, _names_by_hand(groups, works, documents, decisions))
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
    parted = _parted(works, documents, decisions, ids)
    doubts = _doubts(groups, works, documents, ids, reasons, parted) + doubtful_links(filled)
    settled = settled_links(decisions)
    return Resolution(filled, sources, evidence, (*(d for d in doubts if d.link not in settled), *lost))


# --- the nodes --------------------------------------------------------------------------------------------------------


def _works(documents: Sequence[Document], order: Sequence[int]) -> Iterator[Work]:
    for n in order:
        document = documents[n]
        own = _own_work(document)
        if own:
            yield Work(own, n, itself=True)
        for citation in document.citations:
            yield Work(_as_said(citation), n)


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


# --- by hand ----------------------------------------------------------------------------------------------------------


def _join_by_hand(
    groups: Clusters, works: Sequence[Work], documents: Sequence[Document], decisions: Sequence[Decision]
) -> None:
    """What a person said is one work becomes one, and is parted from what it was said not to be; the later wins."""
    if not decisions:
        return
    named = _by_key(works, documents)
    for decision in decisions:
        if decision.verdict == "reject":
            continue
        one = [n for key in (*decision.links, *decision.together) for n in named.get(key, ())]
        other = [n for key in decision.apart for n in named.get(key, ())]
        _part_from(groups, works, set(one), set(other))
        for n in one[1:]:
            groups.join(one[0], n, 1.0, (("hand", 1.0),), "hand", force=True)


def _by_key(works: Sequence[Work], documents: Sequence[Document]) -> dict[LinkKey, list[int]]:
    named: defaultdict[LinkKey, list[int]] = defaultdict(list)
    for n, work in enumerate(works):
        named[work.key(documents)].append(n)
    return named


def _names_by_hand(
    groups: Clusters, works: Sequence[Work], documents: Sequence[Document], decisions: Sequence[Decision]
) -> dict[int, tuple[str, frozenset[int]]]:
    """By root of a group: the identifier that a person knows it by, and the works that it was known from.

    A source that others were joined to, or taken from, keeps its name and its fields for all later runs.
    """
    named = _by_key(works, documents) if decisions else {}
    found: dict[str, tuple[int, frozenset[int]]] = {}
    for decision in decisions:
        if not decision.value or decision.verdict == "reject" or decision.value in {d.sha256 for d in documents}:
            continue
        keys = decision.apart if decision.verdict == "split" else decision.together or decision.links
        own = [n for key in keys if key.kind == "citation" for n in named.get(key, ())]
        if own:
            found[decision.value] = (groups.find(own[0]), frozenset(own))
    return {root: (name, own) for name, (root, own) in found.items()}


def _parted(
    works: Sequence[Work], documents: Sequence[Document], decisions: Sequence[Decision], ids: Sequence[str]
) -> frozenset[tuple[str, str]]:
    """The pairs of sources that a person said are two: neither is a candidate for the other's citations any more."""
    named = _by_key(works, documents) if any(d.apart for d in decisions) else {}
    found: set[tuple[str, str]] = set()
    for decision in decisions:
        one = {ids[n] for key in decision.links for n in named.get(key, ())}
        other = {ids[n] for key in decision.apart for n in named.get(key, ())}
        found |= {pair for a in one for b in other for pair in ((a, b), (b, a)) if a != b}
    return frozenset(found)


def _part_from(groups: Clusters, works: Sequence[Work], one: set[int], other: set[int]) -> None:
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


def _nearness(works: Sequence[Work], n: int, others: Sequence[int]) -> float:
    return max(same_work(works[n].citation, works[m].citation, True)[0] for m in others)


# --- sources ----------------------------------------------------------------------------------------------------------


def _sources(
    clusters: Sequence[Sequence[int]],
    works: Sequence[Work],
    documents: Sequence[Document],
    held: dict[int, tuple[str, frozenset[int]]],
) -> tuple[tuple[Source, ...], list[str]]:
    drafts = []
    for members in clusters:
        cited = [n for n in members if not works[n].itself]
        if not cited:
            continue
        root, draft = min(members), _draft(members, works, documents)
        drafts.append((members, _as_known(draft, members, held[root][1], works, documents) if root in held else draft))
    drafts.sort(key=lambda d: (d[1].id, d[1].title or "", d[1].date or "", d[1].url or "", works[d[0][0]].citation.raw))
    taken = {name for name, _ in held.values()}
    ids = [""] * len(works)
    sources = []
    for members, source in drafts:
        name = held[min(members)][0] if min(members) in held else _free(source, taken)
        taken.add(name)
        for member in members:
            ids[member] = name
        sources.append(replace(source, id=name))
    return tuple(sorted(sources, key=lambda s: s.id)), ids


def _free(source: Source, taken: set[str]) -> str:
    """The identifier of a source, with more words of its title, or else a number, where another one has it already."""
    for length in range(2, 8):
        name = identifier(source, length)
        if name not in taken:
            return name
    return next(name for n in itertools.count(2) if (name := f"{source.id}-{n}") not in taken)


def _as_known(
    source: Source, members: Sequence[int], own: frozenset[int], works: Sequence[Work], documents: Sequence[Document]
) -> Source:
    """A source put together by hand with the fields of the one that a person kept; the other's names are aliases."""
    kept = _draft([n for n in members if n in own], works, documents)
    if not kept.title or source.document:
        return source
    aliases = {*source.aliases, *((source.title,) if source.title else ())} - {kept.title}
    return replace(
        source, kind=kept.kind, title=kept.title, subtitle=kept.subtitle, authors=kept.authors or source.authors,
        container=kept.container, date=kept.date or source.date, aliases=tuple(sorted(aliases)),
    )  # fmt: skip


def _draft(members: Sequence[int], works: Sequence[Work], documents: Sequence[Document]) -> Source:
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
    groups: Clusters, works: Sequence[Work], ids: Sequence[str], by_id: dict[str, Source]
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


def _alone(work: Work, source: Source | None) -> float:
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
    groups: Clusters,
    works: Sequence[Work],
    documents: Sequence[Document],
    ids: Sequence[str],
    reasons: Sequence[tuple[float, str]],
    parted: frozenset[tuple[str, str]],
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
            if ids[m] != ids[n] and (ids[n], ids[m]) not in parted:
                name = ids[m] or documents[works[m].document].sha256  # a document that nobody cites yet
                others[name] = max(score, others.get(name, 0.0))
        least = 0.35 if unsure else 0.6
        near = sorted(((name, score) for name, score in others.items() if score >= least), key=lambda r: (-r[1], r[0]))
        if near or unsure:
            candidates = tuple(Candidate(name, round(score, 2)) for name, score in near[:5])
            found.append(Doubt(work.key(documents), work.citation.place, ids[n], *reasons[n], candidates))
    return tuple(sorted(found, key=lambda d: (d.link.document, d.link.where, d.link.words)))
