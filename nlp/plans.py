"""Which plan a numbered action belongs to."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from corpus.model import ActionMention, Document
from nlp.frame import Frame
from nlp.names import name_after
from nlp.patterns import COUNCIL_NAMES, PLAN_HEAD, PLAN_WORD, VERB_END

_PLAN = re.compile(rf"(?<![\w-])(?P<word>{PLAN_HEAD})(?!\w)", re.I)


@lru_cache(maxsize=512)
def plans_in(text: str) -> tuple[tuple[int, int, str], ...]:
    """Start, end and full name ("Actieplan Duaal Leren") of every plan that `text` names."""
    return tuple(_plans(text)) if "plan" in text.lower() else ()


def _plans(text: str) -> Iterator[tuple[int, int, str]]:
    for match in _PLAN.finditer(text):
        stop = text.find("\n\n", match.end())
        name, end, _ = name_after(text, match.end(), len(text) if stop < 0 else stop)
        # "keurde het actieplan Digitaal Wijs goed.": the rest of a verb closes the sentence, it is no part of the name
        if name and (rest := VERB_END.search(name)) and (end >= len(text) or text[end] in ".,;:!?\n"):
            name, end = name[: rest.start()], end - len(rest.group(0))
        if name and name.split()[0] not in COUNCIL_NAMES:
            word = match["word"]
            kind = "Actieplan" if word.lower() == "plan" else word[0].upper() + word[1:]
            yield match.start(), end, f"{kind} {name}"


def own_plan(document: Document) -> str | None:
    """The plan that the document is about: named in its title, else the one it names first and most."""
    for text in (document.meta.title, document.meta.subtitle, *(b.text.text for b in document.cover)):
        for _, _, name in plans_in(text or ""):
            return name
    counted: Counter[str] = Counter()
    spelled: dict[str, str] = {}
    for where, placed in document.texts():
        if where.startswith("fn:"):
            continue
        for _, _, name in plans_in(placed.text):
            counted[name.lower()] += 1
            spelled.setdefault(name.lower(), name)
    return spelled[counted.most_common(1)[0][0]] if counted else None


def plan_names(document: Document) -> tuple[str, ...]:
    """The names of all plans that the document mentions, without the word for it ("Duaal Leren"), the longest first."""
    found: set[str] = set()
    for text in (document.meta.title or "", document.meta.subtitle or "", *(p.text for _, p in document.texts())):
        found |= {re.sub(rf"^(?:{PLAN_WORD}|plan)\s+", "", name, flags=re.I) for _, _, name in plans_in(text)}
    return tuple(sorted(found, key=lambda n: (-len(n), n)))


def assign_plans(actions: Sequence[ActionMention], frame: Frame) -> tuple[ActionMention, ...]:
    """The mentions with the plan each belongs to, how sure that is and what told it.

    The plan is the one named in the sentence, else last named before the mention in its section or the section's title,
    else (in a note) that of the place where the note hangs, else the document's own.
    """
    texts = {where: placed.text for where, placed in frame.document.texts()}
    named = {where: list(plans_in(text)) for where, text in texts.items()}
    several = len({name.lower() for found in named.values() for _, _, name in found}) > 1
    done = []
    for action in actions:
        plan, sure, by = _plan(action, named, texts, frame)
        if plan is None and frame.plan:
            plan, sure, by = frame.plan, 0.7 if several else 0.9, "document"
        done.append(replace(action, plan=plan, plan_confidence=sure, plan_found_by=by))
    return tuple(done)


def _plan(
    action: ActionMention, named: dict[str, list[tuple[int, int, str]]], texts: dict[str, str], frame: Frame
) -> tuple[str | None, float, str | None]:
    in_sentence = list(plans_in(action.sentence))
    if in_sentence:
        at = action.sentence.find(action.text)
        # "actie 3 van het actieplan X": the plan after the number comes before one named earlier
        after = [name for start, _, name in in_sentence if start >= at]
        return (after or [in_sentence[-1][2]])[0], 0.95, "sentence"
    if action.where.startswith("fn:"):
        note = frame.notes.get(action.where[3:])
        for anchor in note.anchors if note else ():
            plan = _last(named.get(anchor.where, ()), anchor.offset)
            if plan:
                return plan, 0.8, "note"
    plan = _last(named.get(action.where, ()), action.start)
    if plan:
        return plan, 0.8, "section"
    for _, _, name in plans_in(frame.titles.get(action.where, "")):
        return name, 0.85, "heading"
    return None, 0.0, None


def _last(found: Sequence[tuple[int, int, str]], before: int) -> str | None:
    names = [name for start, _, name in found if start < before]
    return names[-1] if names else None
