"""Citations of many documents → sources: one real-world work is one source, and why is kept.

Citations that agree in what identifies a work of their kind are joined (nlp/agreement.py says how surely they do,
nlp/clusters.py whom to compare), never against a day, a number or a council that differs; then those without a title
(nlp/untitled.py). What a person decided (nlp/decisions.py) comes last and wins.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
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
from nlp.clusters import Clusters, Ties, Work, find_ties, join_ties
from nlp.decisions import decided, doubtful_links, lost_links, owners_of, settled_links
from nlp.fields import kind_word
from nlp.identifiers import identifier
from nlp.patterns import ADVISORY_BODIES, YEAR
from nlp.plans import YEAR_AFTER, plan_key
from nlp.subjects import with_subjects
from nlp.untitled import Fit, fits_of, join_fits
from nlp.works import same_title

# Of the rules by which citations become sources: what another version resolved is resolved anew.
RESOLVING_VERSION = 1


@dataclass(frozen=True, slots=True)
class Resolution:
    """The documents with sources and plans filled in, the sources, and how they came about."""

    documents: tuple[Document, ...]
    sources: tuple[Source, ...]
    evidence: tuple[Evidence, ...]
    doubts: tuple[Doubt, ...]


@dataclass(frozen=True, slots=True)
class Settled:
    """Which source each work is, as `ids` ("" for a document that nobody cites); `reasons`: how sure and by what.

    `tried` are the identifiers that a source would have had if no other had them, and the one that it has.
    """

    ids: list[str]
    sources: tuple[Source, ...]
    tried: dict[str, tuple[str, ...]]
    reasons: list[tuple[float, str]]
    evidence: tuple[Evidence, ...]


def resolve(documents: Sequence[Document], decisions: Sequence[Decision] = ()) -> Resolution:
    """One source for each work that the documents cite, over all of them; also sensible for a single document.

    Takes documents from `nlp.pipeline.link` (or from an earlier `resolve` without decisions: it gives the same again).
    Gives new documents in the same order with `Citation.source` and `ActionMention.plan` filled in, and without what
    a person rejected. The outcome does not depend on the order of the documents. It is what index/resolving.py, which
    looks only at what a new document touches, must give too.
    """
    lost = lost_links(documents, decisions)
    documents = [decided(d, decisions) for d in documents]
    order = sorted(range(len(documents)), key=lambda n: (documents[n].sha256, n))
    works = [work for n in order for work in works_of(documents[n], n)]
    ties, unique = find_ties(works)
    fits = fits_of(works, unique, partition(works, ties), documents)
    settled = settle(works, documents, ties, fits, decisions)
    named: defaultdict[int, list[Found]] = defaultdict(list)  # works of a document come in the order of its citations
    for n, work in enumerate(works):
        if not work.itself:
            named[work.document].append((settled.ids[n], *settled.reasons[n]))
    by_id = {s.id: s for s in settled.sources}
    plans = _plan_names(documents, settled.sources)
    filled = tuple(fill(d, named[n], by_id, plans) for n, d in enumerate(documents))
    close: defaultdict[int, list[tuple[int, float]]] = defaultdict(list)
    for a, b, score, _ in ties.alike:
        close[a].append((b, score))
        close[b].append((a, score))
    for n, one in fits.items():
        close[n] += one.close
    owners = owners_of(Counter((a.action, a.plan) for d in filled for a in d.actions if a.plan))
    parted = parted_sources(decisions, _ids_by_key(works, documents, settled.ids) if decisions else {})
    links = settled_links(decisions)
    doubts = [*doubtful_links(filled, owners)]
    found: dict[LinkKey, Doubt] = {}
    for n, work in enumerate(works):
        if work.itself or not settled.ids[n]:
            continue
        others = [(settled.ids[m] or documents[works[m].document].sha256, score) for m, score in close[n]]
        if doubt := doubt_of(
            work.key(documents), work.citation.place, settled.ids[n], settled.reasons[n], others, parted
        ):
            found[doubt.link] = doubt
    said = sorted(found.values(), key=lambda d: (d.link.document, d.link.where, d.link.words))
    return Resolution(
        filled, settled.sources, settled.evidence, (*(d for d in (*said, *doubts) if d.link not in links), *lost)
    )


def partition(works: Sequence[Work], ties: Ties) -> list[int]:
    """For every work the first of those that are one with it, as the works with a title make them."""
    groups = Clusters(works)
    join_ties(groups, ties)
    return [groups.find(n) for n in range(len(works))]


def settle(
    works: Sequence[Work],
    documents: Sequence[Document],
    ties: Ties,
    fits: Mapping[int, Fit],
    decisions: Sequence[Decision] = (),
) -> Settled:
    """The sources that works make which are tied to nothing but each other.

    The works stand in the order of their documents' SHA-256; of the documents only the identity counts.
    """
    groups = Clusters(works)
    join_ties(groups, ties)
    join_fits(groups, fits)
    _join_by_hand(groups, works, documents, decisions)
    names = _names_by_hand(groups, works, documents, decisions)
    sources, ids, tried = _sources(groups.clusters(), works, documents, names)
    evidence = tuple(
        Evidence(ids[a], works[a].key(documents), works[b].key(documents), round(score, 3), fields, by)
        for a, b, score, fields, by in groups.joined
        if ids[a] and ids[a] == ids[b]
    )
    return Settled(ids, sources, tried, _reasons(groups, works, ids, {s.id: s for s in sources}), evidence)


# --- the nodes --------------------------------------------------------------------------------------------------------


def works_of(document: Document, n: int) -> Iterator[Work]:
    """The document as a work of its own, where others may cite it, and its citations; it is the `n`th document."""
    own = _own_work(document)
    if own:
        yield Work(own, n, itself=True)
    for citation in document.citations:
        yield Work(as_said(citation), n)


_LENT = " + "  # in `found_by`, before the names of the fields that resolution took from the source


def as_said(citation: Citation) -> Citation:
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
    elif kind == "schriftelijke_vraag" and meta.author:
        authors = (meta.author,)  # who asks
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
        if not decision.value or decision.verdict == "reject" or A_DOCUMENT.fullmatch(decision.value):
            continue
        keys = decision.apart if decision.verdict == "split" else decision.together or decision.links
        own = [n for key in keys if key.kind == "citation" for n in named.get(key, ())]
        if own:
            found[decision.value] = (groups.find(own[0]), frozenset(own))
    return {root: (name, own) for name, (root, own) in found.items()}


# A candidate that is a document without a source of its own is named by its SHA-256
A_DOCUMENT = re.compile(r"[0-9a-f]{64}")


def _ids_by_key(works: Sequence[Work], documents: Sequence[Document], ids: Sequence[str]) -> dict[LinkKey, set[str]]:
    found: defaultdict[LinkKey, set[str]] = defaultdict(set)
    for n, work in enumerate(works):
        found[work.key(documents)].add(ids[n])
    return found


def parted_sources(decisions: Sequence[Decision], ids: Mapping[LinkKey, Collection[str]]) -> frozenset[tuple[str, str]]:
    """The pairs of sources that a person said are two: neither is a candidate for the other's citations any more.

    `ids` are the sources of the citations and documents that the decisions name.
    """
    found: set[tuple[str, str]] = set()
    for decision in decisions:
        one = {name for key in decision.links for name in ids.get(key, ())}
        other = {name for key in decision.apart for name in ids.get(key, ())}
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
) -> tuple[tuple[Source, ...], list[str], dict[str, tuple[str, ...]]]:
    drafts = []
    for members in clusters:
        if all(works[n].itself for n in members):
            continue
        root, draft = min(members), _draft(members, works, documents)
        drafts.append((members, _as_known(draft, members, held[root][1], works, documents) if root in held else draft))
    drafts.sort(key=lambda d: (d[1].id, d[1].title or "", d[1].date or "", d[1].url or "", works[d[0][0]].citation.raw))
    taken = {held[min(members)][0] for members, _ in drafts if min(members) in held}
    ids = [""] * len(works)
    sources, tried = [], {}
    for members, source in drafts:
        root = min(members)
        names = [held[root][0]] if root in held else _names(source, works[root].key(documents), taken)
        taken.add(names[-1])
        tried[names[-1]] = tuple(names)
        for member in members:
            ids[member] = names[-1]
        sources.append(replace(source, id=names[-1]))
    return tuple(sorted(sources, key=lambda s: s.id)), ids, tried


def _names(source: Source, first: LinkKey, taken: Collection[str]) -> list[str]:
    """The identifiers tried for a source, the last of which is its own: with more words of its title, else a mark.

    Of a source without a title of which no day, number or address is known, every other one might have the same: it
    has the mark at once, which is made from its first citation.
    """
    marks = (f"{source.id}-{first.id[:6]}", *(f"{source.id}-{first.id}-{n}" for n in range(2, 99)))
    told = source.title or source.number or source.url or len(source.date or "") == 10
    names: list[str] = []
    for name in (*(identifier(source, length) for length in range(2, 8) if told), *marks):
        names.append(name)
        if name not in taken:
            break
    return list(dict.fromkeys(names))


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
    dated = Counter(c.date for c in found if c.date)
    date = max(dated, key=lambda d: (len(d), dated[d], d), default=None)
    authors = _longest(c.authors for c in full) or _longest(c.authors for c in found)
    aliases = sorted({c.title for c in found if c.title and c.title != title})
    own_sha = documents[works[own].document].sha256 if own is not None else None
    source = Source(
        id="", kind=kind, authors=authors, title=title, subtitle=subtitle,
        container=_most(c.container for c in full), date=date, url=_most(c.url for c in found),
        number=_most(c.number for c in found), document=own_sha,
        aliases=tuple(aliases),
    )  # fmt: skip
    return replace(source, id=identifier(source))


def _longest(authors: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """The fullest list of authors, the first of several."""
    return max(dict.fromkeys(authors), key=lambda a: (len(a), len(" ".join(a))), default=())


def _most(values: Iterable[str | None]) -> str | None:
    counted = Counter(v for v in values if v)
    return max(counted, key=lambda v: (counted[v], len(v), v)) if counted else None


Found = tuple[str, float, str]  # the source of a citation, how sure that is and what told it
Called = Callable[[str, Document], str]  # how a plan that a document names is called over all documents


def fill(document: Document, named: Sequence[Found], by_id: Mapping[str, Source], plans: Called) -> Document:
    """The document with the sources of its citations (`named`, in their order), its plans, what positions are about."""
    citations = []
    for citation, (name, sure, by) in zip(document.citations, named, strict=True):
        source = by_id[name]
        citation = replace(as_said(citation), source=source.id, source_confidence=sure, source_found_by=by)
        if borrows(citation, source):
            citation = _with_fields_of(source, citation)
        citations.append(citation)
    actions = tuple(_with_plan(a, document, plans) for a in document.actions)
    return with_subjects(replace(document, citations=tuple(citations), actions=actions))


def borrows(citation: Citation, source: Source) -> bool:
    """Whether the citation takes what it does not say from its source."""
    return citation.form == "back" and citation.title is None and bool(source.title)


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


def plan_said(action: ActionMention) -> str | None:
    """The plan of an action as its document calls it, without a year behind it."""
    said = action.said_plan or action.plan
    return YEAR_AFTER.sub("", said) if said else None


def plan_called(spelled: Mapping[str, int], years: Collection[str], date: str | None) -> str:
    """How a plan is called: its most frequent spelling, with its year where one is known that fits `date`."""
    best = max(spelled, key=lambda s: (spelled[s], s))
    known = sorted(years)
    if len(known) > 1 and date:
        known = [y for y in known if y <= date[:4]][-1:] or known[:1]
    return f"{best} ({known[0]})" if len(known) == 1 and not re.search(YEAR, best) else best


def plan_year(source: Source) -> tuple[str, str] | None:
    """Of a source that is a plan of a known year what its names have in common, and the year."""
    if source.kind == "actieplan" and source.title and source.date:
        return plan_key(source.title), source.date[:4]
    return None


def _plan_names(documents: Sequence[Document], sources: Sequence[Source]) -> Called:
    spelled: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for document in documents:
        for action in document.actions:
            if said := plan_said(action):
                spelled[plan_key(said)][said] += 1
    years: defaultdict[str, set[str]] = defaultdict(set)
    for key, year in filter(None, map(plan_year, sources)):
        years[key].add(year)
    return lambda plan, document: plan_called(spelled[plan_key(plan)], years[plan_key(plan)], document.meta.date)


def _with_plan(action: ActionMention, document: Document, plans: Called) -> ActionMention:
    said = plan_said(action)
    if said is None:
        return action
    name = plans(said, document)
    return replace(action, plan=name, said_plan=None if said == name else said)


# --- doubt ------------------------------------------------------------------------------------------------------------


def doubt_of(
    link: LinkKey,
    place: Place,
    source: str,
    reason: tuple[float, str],
    close: Iterable[tuple[str, float]],
    parted: Collection[tuple[str, str]],
) -> Doubt | None:
    """What is in doubt of a citation for which another source comes close, or that only likeness ties to its own.

    `close` are the sources that it may be, or the SHA-256 of a document that nobody cites yet, and how well each fits.
    """
    unsure = reason[0] < _DOUBTFUL and reason[1] in ("alone", "fit")
    others: dict[str, float] = {}
    for name, score in close:
        if name != source and (source, name) not in parted:
            others[name] = max(score, others.get(name, 0.0))
    least = 0.35 if unsure else 0.6
    near = sorted(((name, score) for name, score in others.items() if score >= least), key=lambda r: (-r[1], r[0]))
    if not near and not unsure:
        return None
    candidates = tuple(Candidate(name, round(score, 2)) for name, score in near[:5])
    return Doubt(link, place, source, *reason, candidates)
