"""What a person decided about the links of a document, applied to it; and the links of which we are not sure.

Decisions about sources are applied by nlp/resolve.py, which joins and parts the works of all documents together.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from corpus.model import (
    ActionMention,
    Anchor,
    Candidate,
    Citation,
    Decision,
    Document,
    Doubt,
    Footnote,
    LinkKey,
    Place,
)
from nlp.plans import plan_key

# Below these a link is offered to a person: a marker that OCR made of something else, a plan that only the document
# as a whole tells while it names several.
DOUBTFUL_NOTE = 0.7
DOUBTFUL_PLAN = 0.75


def citation_key(document: Document, citation: Citation) -> LinkKey:
    """How decisions name a citation of `document`."""
    return LinkKey("citation", document.sha256, citation.where, citation.raw)


def document_key(document: Document) -> LinkKey:
    """How decisions name a document that is itself a work that others cite."""
    return LinkKey("citation", document.sha256, "", document.meta.title or document.meta.number or "")


def action_key(document: Document, action: ActionMention) -> LinkKey:
    """How decisions name the mention of an action in `document`."""
    return LinkKey("action", document.sha256, action.where, action.sentence, action.action)


def note_key(document: Document, number: str, anchor: Anchor) -> LinkKey:
    """How decisions name a marker in `document` that was taken for that of note `number`."""
    return LinkKey("note", document.sha256, anchor.where, anchor.before, number)


def all_links(document: Document) -> frozenset[LinkKey]:
    """Every link of `document` that a decision can name, and the document itself."""
    found = {citation_key(document, c) for c in document.citations} | {
        action_key(document, a) for a in document.actions
    }
    found |= {note_key(document, n.number, anchor) for n in document.footnotes for anchor in n.anchors}
    return frozenset({*found, document_key(document)})


def carried(decision: Decision, before: str, document: Document, also: bool = False) -> Decision:
    """The decision on what `document` says now, in the place of its version with SHA-256 `before`.

    A link goes where its words stand now, in the same place or in the only other one; what does not stand there any
    more is named all the same, so that `lost_links` tells it. `also`: the version before is still somewhere and keeps
    its own.
    """
    there = all_links(document)

    def moved(keys: tuple[LinkKey, ...]) -> tuple[LinkKey, ...]:
        new = [_moved(k, document, there) for k in keys if k.document == before]
        if also:
            return tuple(dict.fromkeys((*keys, *new)))
        others = iter(new)
        return tuple(dict.fromkeys(next(others) if k.document == before else k for k in keys))

    return replace(
        decision, links=moved(decision.links), together=moved(decision.together), apart=moved(decision.apart)
    )


def _moved(key: LinkKey, document: Document, there: frozenset[LinkKey]) -> LinkKey:
    if key.kind == "citation" and not key.where:
        return document_key(document)
    same = replace(key, document=document.sha256)
    if same in there:
        return same
    like = [k for k in there if (k.kind, k.number) == (key.kind, key.number) and _words(k) == _words(key) and k.where]
    here = [k for k in like if k.where == key.where]  # only the white space changed
    fitting = here or like
    return fitting[0] if len(fitting) == 1 else same


def _words(key: LinkKey) -> str:
    return " ".join(key.words.split())


# How a decision is told of that names what its document, as it was changed, does not say any more
LOST = "lost"


def lost_links(documents: Sequence[Document], decisions: Sequence[Decision]) -> tuple[Doubt, ...]:
    """The decisions that do nothing because none of the words they name stands in its document any longer.

    `documents` as they were read, before any decision. Of documents that are not in the corpus nothing is said.
    """
    known = {d.sha256: d for d in documents}
    named = {k.document for d in decisions for k in (*d.links, *d.together)}
    there = frozenset(k for sha256 in named & known.keys() for k in all_links(known[sha256]))
    found: dict[LinkKey, Doubt] = {}
    for decision in decisions:
        for keys in (decision.links, decision.together):
            inside = [k for k in keys if k.kind != "plan"]
            if inside and all(k.document in known for k in inside) and not there & set(inside):
                found[inside[0]] = Doubt(inside[0], Place(1), decision.value, 0.0, LOST, ())
    return tuple(found.values())


def settled_links(decisions: Sequence[Decision]) -> frozenset[LinkKey]:
    """The links that a person has decided on, which are no longer in doubt."""
    return frozenset(k for d in decisions if d.verdict in ("confirm", "choose", "reject") for k in d.links)


def decided(document: Document, decisions: Sequence[Decision]) -> Document:
    """The document without what a person rejected, and with the plans and notes that a person confirmed or chose."""
    said: dict[LinkKey, Decision] = {}
    plans = {plan_key(k.words): d.value for d in decisions for k in d.links if k.kind == "plan" and d.value}
    for decision in decisions:
        if decision.verdict in ("confirm", "choose", "reject"):
            said |= {k: decision for k in decision.links if k.document == document.sha256}
    if not said and not plans:
        return document
    return replace(
        document,
        citations=tuple(c for c in document.citations if not _rejected(said.get(citation_key(document, c)))),
        actions=tuple(
            _with_plan(a, said.get(action_key(document, a)), plans)
            for a in document.actions
            if not _rejected(said.get(action_key(document, a)))
        ),
        footnotes=_with_anchors(document, lambda number, anchor: said.get(note_key(document, number, anchor))),
    )


def _rejected(decision: Decision | None) -> bool:
    return decision is not None and decision.verdict == "reject"


def _with_plan(action: ActionMention, decision: Decision | None, plans: dict[str, str]) -> ActionMention:
    if decision is not None:
        action = replace(action, plan=decision.value, said_plan=None, plan_confidence=1.0, plan_found_by="hand")
    name = plans.get(plan_key(action.plan)) if action.plan else None
    return replace(action, plan=name, said_plan=None) if name else action


def _with_anchors(document: Document, said: Callable[[str, Anchor], Decision | None]) -> tuple[Footnote, ...]:
    """The notes with their markers where a person wants them."""
    there = {note.number for note in document.footnotes}
    hanging: defaultdict[str, list[Anchor]] = defaultdict(list)
    for note in document.footnotes:
        for anchor in note.anchors:
            decision = said(note.number, anchor)
            if decision is None:
                hanging[note.number].append(anchor)
            elif decision.verdict != "reject":
                number = decision.value if decision.value in there else note.number
                hanging[number or note.number].append(replace(anchor, confidence=1.0, found_by="hand"))
    return tuple(replace(note, anchors=tuple(hanging[note.number])) for note in document.footnotes)


# --- what is in doubt -------------------------------------------------------------------------------------------------


Owners = Mapping[str, Sequence[str]]  # by number of an action the plans that have it, those that most often do first


def doubtful_links(documents: Sequence[Document], owners: Owners) -> tuple[Doubt, ...]:
    """The plans of actions and the notes of markers that are not sure, with what else they may be."""
    found: list[Doubt] = []
    for document in documents:
        found += [d for d in action_links(document, owners) if d.confidence < DOUBTFUL_PLAN and d.candidates]
        found += [d for d in note_links(document) if d.confidence < DOUBTFUL_NOTE]
    return tuple({d.link: d for d in found}.values())


def action_links(document: Document, owners: Owners) -> Iterator[Doubt]:
    """Every mention of an action with its plan, and the other plans that it may be of.

    `owners` are the plans of each action number over all documents: candidates where this document names no plan.
    """
    here = Counter(a.plan for a in document.actions if a.plan)
    for action in document.actions:
        others = [p for p, _ in here.most_common() if p != action.plan]
        if action.plan is None:
            others += [p for p in owners.get(action.action, ()) if p not in others]
        candidates = tuple(Candidate(p, round((1 - action.plan_confidence) / len(others), 2)) for p in others)
        yield Doubt(
            action_key(document, action), action.place, action.plan, action.plan_confidence,
            action.plan_found_by or "", candidates,
        )  # fmt: skip


def note_links(document: Document) -> Iterator[Doubt]:
    """Every note marker with its note, and the notes beside it in the list."""
    texts = dict(document.texts())
    for n, note in enumerate(document.footnotes):
        beside = [document.footnotes[m] for m in (n - 1, n + 1) if 0 <= m < len(document.footnotes)]
        for anchor in note.anchors:
            text = texts.get(anchor.where)
            place = text.place(max(0, anchor.offset - 1), anchor.offset) if text else Place(note.page)
            # a neighbour without a marker of its own is the likelier
            candidates = tuple(
                Candidate(b.number, round((1 - anchor.confidence) * (0.5 if b.anchors else 1.0), 2)) for b in beside
            )
            yield Doubt(
                note_key(document, note.number, anchor), place, note.number, anchor.confidence, anchor.found_by,
                tuple(sorted(candidates, key=lambda c: -c.confidence)),
            )  # fmt: skip


def owners_of(counted: Mapping[tuple[str, str | None], int]) -> dict[str, list[str]]:
    """The five plans that most often have an action of each number, by how often each pair (number, plan) stands."""
    found: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    for (number, plan), times in counted.items():
        if plan:
            found[number].append((-times, plan))
    return {number: [plan for _, plan in sorted(plans)[:5]] for number, plans in found.items()}
