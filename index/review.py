"""What the corpus is not sure of, and what a person decides about it: once for all later runs, and with a way back."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Literal

from corpus.catalogue import (
    Catalogue,
    all_documents,
    get_document,
    get_source,
    list_citations,
    set_meta,
)
from corpus.decisions import add_decision, drop_decision, get_doubt, list_decisions, list_evidence
from corpus.decisions import list_doubts as kept_doubts
from corpus.errors import AdviesspoorError
from corpus.model import Box, Category, Decision, Document, Doubt, LinkKey, Source, Verdict
from index.build import Tell, alone
from index.graph import source_label
from index.resolving import resolve_corpus
from index.settings import Settings
from index.store import Corpus, open_corpus
from nlp.decisions import LOST, action_links, citation_key, document_key, note_links
from nlp.resolve import A_DOCUMENT

Kind = Literal["citation", "action", "note"]


@dataclass(frozen=True, slots=True)
class Option:
    """What a link may lead to: `value` to choose it by, `label` to show; confidence from 0 to 1."""

    value: str
    label: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Link:
    """One link of a document that can be confirmed, corrected or rejected; `current` is what it leads to now.

    `words` are those of the citation, the sentence of the action, or what stands before the marker; `number` is that of
    the action or note. `options` are the other things that it may lead to, best first. `found_by` says what told it.
    """

    id: str
    kind: Kind
    sha256: str
    file: str
    title: str | None
    date: str | None
    where: str
    page: int
    boxes: tuple[Box, ...]
    words: str
    number: str
    current: Option | None
    found_by: str
    options: tuple[Option, ...]

    @property
    def confidence(self) -> float:
        """How sure the current link is, 0 to 1."""
        return self.current.confidence if self.current else 0.0


@dataclass(frozen=True, slots=True)
class Made:
    """A decision that was made, as a list shows it: what was decided about which words, and when (UTC)."""

    id: int
    at: str
    verdict: Verdict
    kind: str
    sha256: str
    file: str | None  # None when the document is no longer in the corpus
    where: str
    words: str
    number: str
    value: str | None
    label: str | None


@dataclass(frozen=True, slots=True)
class Agreement:
    """Why two citations were taken for one source: the words of both, the fields that agree and how strongly."""

    one: str
    other: str
    score: float
    fields: tuple[tuple[str, float], ...]
    by: str


# --- looking ----------------------------------------------------------------------------------------------------------


def list_doubts(corpus: Corpus, kind: Kind | None = None, document: str | None = None) -> list[Link]:
    """The links that are in doubt, the least sure first: all, of one kind, or of the document with this SHA-256."""
    return _shown(corpus.catalogue, kept_doubts(corpus.catalogue, kind, document))


def list_links(corpus: Corpus, document: str, kind: Kind | None = None) -> list[Link]:
    """Every link of the document with this SHA-256, sure or not, in the order of the text.

    Raises AdviesspoorError when the document is not in the catalogue.
    """
    links = _links(corpus.catalogue, get_document(corpus.catalogue, document))
    return _shown(corpus.catalogue, [d for d in links if kind in (None, d.link.kind)])


def made_decisions(corpus: Corpus) -> list[Made]:
    """What was decided and not taken back, the latest first."""
    return [_made(corpus.catalogue, d) for d in reversed(list_decisions(corpus.catalogue))]


def why_one_source(corpus: Corpus, source: str) -> list[Agreement]:
    """Why the citations of a source are one work, the surest agreement first."""
    return [
        Agreement(e.one.words, e.other.words, e.score, e.fields, e.by) for e in list_evidence(corpus.catalogue, source)
    ]


# --- deciding ---------------------------------------------------------------------------------------------------------

Say = Callable[[str], None]


def decide(
    settings: Settings,
    link: str,
    verdict: Literal["confirm", "choose", "reject"],
    value: str | None = None,
    document: str | None = None,
    say: Say | None = None,
) -> Made:
    """Confirm the link with the identifier `link`, reject it, or `choose` that it leads to `value`; applied at once.

    `value` is a source, a plan or the number of a note; `document` (a SHA-256) saves the search for a link that is not
    in doubt. A decision whose words are gone (`found_by` LOST) is taken back, whatever the verdict.
    Raises AdviesspoorError when there is no such link or value. Waits while another run writes.
    """
    with _writing(settings, say) as corpus:
        found = _find(corpus.catalogue, link, document)
        if found.found_by == LOST:  # it was seen: the decision that does nothing any more goes
            return _drop(corpus.catalogue, found)
        if verdict == "choose" and not value:
            raise AdviesspoorError("Zeg erbij welke kandidaat het moet worden.", Category.EMPTY)
        if verdict == "confirm" and found.value is None:
            raise AdviesspoorError("Deze verwijzing leidt nog nergens heen; kies een kandidaat.", Category.EMPTY)
        make = {"citation": _on_citation, "action": _on_action, "note": _on_note}[found.link.kind]
        return _keep(corpus.catalogue, make(corpus.catalogue, found, verdict, value))


def merge_sources(settings: Settings, one: str, other: str, say: Say | None = None) -> Made:
    """Say that two sources are one work. Raises AdviesspoorError when there is no such source, or they are one."""
    with _writing(settings, say) as corpus:
        if one == other:
            raise AdviesspoorError("Dat is twee keer dezelfde bron.", Category.EMPTY)
        kept, taken = (_keys_of(corpus.catalogue, source) for source in (one, other))
        return _keep(corpus.catalogue, Decision("merge", taken, kept, value=one))


def split_source(settings: Settings, source: str, links: Sequence[str], say: Say | None = None) -> Made:
    """Say that the citations with the identifiers `links` are another work than the rest of `source`.

    Raises AdviesspoorError when one of them is no citation of it, or when nothing would be left.
    """
    with _writing(settings, say) as corpus:
        keys = _keys_of(corpus.catalogue, source)
        away = tuple(k for k in keys if k.id in links)
        unknown = sorted(set(links) - {k.id for k in keys})
        if unknown:
            raise AdviesspoorError(f"'{unknown[0]}' is geen vermelding van de bron '{source}'.", Category.EMPTY)
        if not away or len(away) == len(keys):
            raise AdviesspoorError("Kies een deel van de vermeldingen van de bron, niet alle of geen.", Category.EMPTY)
        stay = tuple(k for k in keys if k not in away)
        return _keep(corpus.catalogue, Decision("split", away, apart=stay, value=source))


def merge_plans(settings: Settings, name: str, other: str, say: Say | None = None) -> Made:
    """Say that the plan called `other` is the plan `name`. Raises AdviesspoorError when one of them is not known."""
    with _writing(settings, say) as corpus:
        for plan in (name, other):
            row = corpus.catalogue.db.execute("SELECT 1 FROM mentions WHERE plan = ?", (plan,)).fetchone()
            if row is None:
                raise AdviesspoorError(f"Er is geen plan '{plan}' waarvan acties vermeld worden.", Category.EMPTY)
        return _keep(corpus.catalogue, Decision("merge", (LinkKey("plan", "", "", other),), value=name))


def citation_links(corpus: Corpus, source: str) -> list[tuple[str, str, str]]:
    """The citations of a source as (identifier, file, words), for `split_source`."""
    return [
        (LinkKey("citation", c.sha256, c.place, c.raw).id, c.file, c.raw)
        for c in list_citations(corpus.catalogue, source=source)
    ]


def undo(settings: Settings, decision: int | None = None, say: Say | None = None) -> Made:
    """Take a decision back, the latest when no number is given. Raises AdviesspoorError when there is none."""
    with _writing(settings, say) as corpus:
        there = {d.id: d for d in list_decisions(corpus.catalogue)}
        if not there and decision is None:
            raise AdviesspoorError("Er is nog niets beslist.", Category.EMPTY)
        number = max(there) if decision is None else decision
        drop_decision(corpus.catalogue, number)
        _apply(corpus.catalogue)
        return _made(corpus.catalogue, there[number])


# --- how it is done ---------------------------------------------------------------------------------------------------


@contextmanager
def _writing(settings: Settings, say: Say | None) -> Iterator[Corpus]:
    tell: Tell = (lambda step: say(step.message) if step.message else None) if say else (lambda _: None)
    with alone(settings.data, tell), open_corpus(settings) as corpus:
        yield corpus


def _keep(catalogue: Catalogue, decision: Decision) -> Made:
    kept = add_decision(catalogue, decision)
    _apply(catalogue)
    return _made(catalogue, kept)


def _drop(catalogue: Catalogue, lost: Doubt) -> Made:
    gone = [d for d in list_decisions(catalogue) if lost.link in (*d.links, *d.together)]
    for decision in gone:
        drop_decision(catalogue, decision.id)
    _apply(catalogue)
    return _made(catalogue, gone[-1])


def _apply(catalogue: Catalogue) -> None:
    set_meta(catalogue, "resolved", "no")  # so that the next run applies it when this one is cut off
    resolve_corpus(catalogue)


def _on_citation(catalogue: Catalogue, found: Doubt, verdict: Verdict, value: str | None) -> Decision:
    rest = tuple(k for k in _keys_of(catalogue, found.value) if k != found.link) if found.value else ()
    if verdict == "choose":
        assert value is not None
        return Decision(verdict, (found.link,), _keys_of(catalogue, value), () if value == found.value else rest, value)
    if verdict == "confirm":
        others = tuple(k for c in found.candidates for k in _keys_of(catalogue, c.value))
        return Decision(verdict, (found.link,), rest, others, found.value)
    return Decision(verdict, (found.link,), value=found.value)


def _on_action(catalogue: Catalogue, found: Doubt, verdict: Verdict, value: str | None) -> Decision:
    return Decision(verdict, (found.link,), value=value if verdict == "choose" else found.value)


def _on_note(catalogue: Catalogue, found: Doubt, verdict: Verdict, value: str | None) -> Decision:
    numbers = {note.number for note in get_document(catalogue, found.link.document).footnotes}
    if verdict == "choose" and value not in numbers:
        raise AdviesspoorError(f"Er is geen voetnoot {value} in dat document.", Category.EMPTY)
    return Decision(verdict, (found.link,), value=value if verdict == "choose" else found.value)


def _keys_of(catalogue: Catalogue, source: str) -> tuple[LinkKey, ...]:
    """All citations of a source, and its own document where the corpus has it; of a document nobody cites, itself."""
    if A_DOCUMENT.fullmatch(source):
        return (document_key(get_document(catalogue, source)),)
    work = get_source(catalogue, source)
    keys = {LinkKey("citation", c.sha256, c.place, c.raw): None for c in list_citations(catalogue, source=source)}
    if work.document:
        keys[document_key(get_document(catalogue, work.document))] = None
    return tuple(keys)


def _find(catalogue: Catalogue, link: str, document: str | None) -> Doubt:
    """The link with this identifier: among what is in doubt, else in `document`, else in all documents."""
    if doubt := get_doubt(catalogue, link):
        return doubt
    row = catalogue.db.execute("SELECT document FROM works WHERE link = ?", (link,)).fetchone()
    known = document or (row[0] if row else None)
    for one in [get_document(catalogue, known)] if known else all_documents(catalogue):
        for found in _links(catalogue, one):
            if found.link.id == link:
                return found
    raise AdviesspoorError(f"Er is geen verwijzing '{link}'.", Category.EMPTY)


def _links(catalogue: Catalogue, document: Document) -> Iterator[Doubt]:
    doubted = {d.link: d for d in kept_doubts(catalogue, document=document.sha256)}
    for c in document.citations:
        key = citation_key(document, c)
        yield doubted.get(key) or Doubt(key, c.place, c.source, c.source_confidence, c.source_found_by, ())
    for link in (*action_links(document, {}), *note_links(document)):
        yield doubted.get(link.link) or link


def _shown(catalogue: Catalogue, doubts: Sequence[Doubt]) -> list[Link]:
    named = {d.link.document for d in doubts} | {v for d in doubts for v in _values(d) if A_DOCUMENT.fullmatch(v)}
    found = catalogue.db.execute(
        "SELECT sha256, file, title, date FROM documents WHERE sha256 IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(named)),),
    )
    rows = {sha256: (file, title, date) for sha256, file, title, date in found}
    notes = {
        sha256: {n.number: n.body.text for n in get_document(catalogue, sha256).footnotes}
        for sha256 in {d.link.document for d in doubts if d.link.kind == "note"}
    }
    labels = {
        sha256: f"{title or file} ({date})" if date else title or file for sha256, (file, title, date) in rows.items()
    }
    for value in {v for d in doubts if d.link.kind == "citation" for v in _values(d)} - labels.keys():
        with suppress(AdviesspoorError):  # a decision may name a source that is no more
            labels[value] = _label(get_source(catalogue, value))

    def option(doubt: Doubt, value: str, confidence: float) -> Option:
        label = value
        if doubt.link.kind == "citation":
            label = labels.get(value, value)
        elif doubt.link.kind == "note":
            label = " ".join(notes[doubt.link.document].get(value, value).split())[:120]
        return Option(value, label, confidence)

    return [
        Link(
            id=d.link.id, kind=_KINDS[d.link.kind], sha256=d.link.document, file=row[0], title=row[1],
            date=row[2], where=d.link.where, page=d.place.page, boxes=d.place.boxes, words=d.link.words,
            number=d.link.number, current=option(d, d.value, d.confidence) if d.value is not None else None,
            found_by=d.found_by, options=tuple(option(d, c.value, c.confidence) for c in d.candidates),
        )
        for d in doubts
        if (row := rows.get(d.link.document)) is not None
    ]  # fmt: skip


def _values(doubt: Doubt) -> list[str]:
    return [v for v in (doubt.value, *(c.value for c in doubt.candidates)) if v]


_KINDS: dict[str, Kind] = {"citation": "citation", "action": "action", "note": "note"}


def _label(source: Source) -> str:
    title = source_label(source)
    return f"{title} ({source.date})" if source.date and source.date not in title else title


def _made(catalogue: Catalogue, decision: Decision) -> Made:
    first = decision.links[0]
    label = decision.value
    if first.kind == "citation" and decision.value:
        with suppress(AdviesspoorError):  # the source may have another name by now
            label = _label(get_source(catalogue, decision.value))
        label = _file_of(catalogue, decision.value) or label
    return Made(
        decision.id, decision.at, decision.verdict, first.kind, first.document, _file_of(catalogue, first.document),
        first.where, first.words, first.number, decision.value, label,
    )  # fmt: skip


def _file_of(catalogue: Catalogue, sha256: str) -> str | None:
    row = catalogue.db.execute("SELECT file FROM documents WHERE sha256 = ?", (sha256,)).fetchone()
    return str(row[0]) if row else None
