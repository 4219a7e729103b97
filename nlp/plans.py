"""Which plan a numbered action belongs to."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from corpus.model import ActionMention, Document
from nlp.frame import Frame
from nlp.names import ends_name, name_after
from nlp.patterns import (
    ACTION_NUMBER,
    ACTION_WORD,
    COUNCIL_NAMES,
    OF_NAMED_PLAN,
    PLAN_HEAD,
    PLAN_WORD,
    THIS_PLAN,
    VERB_END,
    YEAR,
)
from nlp.works import content, plain

_PLAN = re.compile(rf"(?<![\w-])(?P<word>{PLAN_HEAD})(?!\w)", re.I)


# What says what kind of paper it is, and not which: "Vlaams actieplan", "conceptnota"
PLAN_NOISE = re.compile(
    rf"^(?:vlaams\w*\s+)?(?:{PLAN_WORD}|plan|concept-?nota|visienota|beleidsnota|beleidsbrief|regeerakkoord)\s*", re.I
)
YEAR_AFTER = re.compile(rf"\s*\((?P<year>{YEAR})\)$")  # "Actieplan Duaal Leren (2015)"


def plan_key(name: str) -> str:
    """What two ways to write the name of one plan have in common."""
    return " ".join(sorted(content(PLAN_NOISE.sub("", YEAR_AFTER.sub("", name))))) or plain(name)


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
    if titled := _titled_plan(document):
        return titled
    counted: Counter[str] = Counter()
    spelled: dict[str, str] = {}
    for where, placed in document.texts():
        if where.startswith("fn:"):
            continue
        for _, _, name in plans_in(placed.text):
            counted[name.lower()] += 1
            spelled.setdefault(name.lower(), name)
    if document.kind == "visienota" and document.meta.title and _defines_actions(document):
        return PLAN_NOISE.sub("", document.meta.title) or document.meta.title  # it is the plan itself
    return spelled[counted.most_common(1)[0][0]] if counted else None


# "Actie 3. Een bibliotheek in elke school", "Actie 4: We maken": at the start of a heading or a line
_DEFINED = re.compile(rf"(?:^|\n)[ \t•¬▪-]*{ACTION_WORD}\s+{ACTION_NUMBER}\s*[.:]", re.I)


def _defines_actions(document: Document) -> bool:
    texts = [s.title or "" for s in document.sections]
    texts += [placed.text for where, placed in document.texts() if not where.startswith("fn:")]
    return sum(len(_DEFINED.findall(text)) for text in texts) > 1


def _titled_plan(document: Document) -> str | None:
    """The plan that the title, the subtitle or the cover names."""
    for text in (document.meta.title, document.meta.subtitle, *(b.text.text for b in document.cover)):
        for _, _, name in plans_in(text or ""):
            return name
    return None


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
    others = {name for found in named.values() for _, _, name in found if plan_key(name) != plan_key(frame.plan or "")}
    told = bool(frame.plan) and frame.plan == _titled_plan(frame.document)
    done = []
    for action in actions:
        plan, sure, by = _plan(action, named, texts, frame)
        if plan is None and frame.plan:
            # another plan in the same section, or a document that is about none of them: only likely
            here = {name for _, _, name in named.get(action.where, ())} & others
            sure = 0.7 if here or (others and not told) else 0.9
            plan, by = frame.plan, "document"
        done.append(replace(action, plan=plan, plan_confidence=sure, plan_found_by=by))
    return tuple(done)


def _plan(
    action: ActionMention, named: dict[str, list[tuple[int, int, str]]], texts: dict[str, str], frame: Frame
) -> tuple[str | None, float, str | None]:
    known = {plan_key(name): name for found in named.values() for _, _, name in found}
    at = _place_in_sentence(action, texts.get(action.where, ""))
    named_after = _named_after(action.sentence, at + len(action.text))
    if named_after:
        return known.get(plan_key(named_after), named_after), 0.85, "sentence"
    in_sentence = sorted({*plans_in(action.sentence), *_names_in(action.sentence, frame, known)})
    if in_sentence:
        # "actie 3 van het actieplan X": the plan after the number comes before one named earlier
        after = [name for start, _, name in in_sentence if start >= at]
        return (after or [in_sentence[-1][2]])[0], 0.95, "sentence"
    pointed = frame.plan and THIS_PLAN.search(action.sentence)
    if pointed and frame.plan:
        return frame.plan, 0.85, "pointed"
    if action.where.startswith("fn:"):
        note = frame.notes.get(action.where[3:])
        for anchor in note.anchors if note else ():
            plan = _last(named.get(anchor.where, ()), anchor.offset)
            if plan:
                return plan, 0.8, "note"
    before = [(start, name) for start, _, name in named.get(action.where, ()) if start < action.start]
    if before:
        # the document's own plan came back in between: "dit plan", "het nieuwe plan"
        between = texts[action.where][before[-1][0] : action.start]
        if frame.plan and plan_key(before[-1][1]) != plan_key(frame.plan) and THIS_PLAN.search(between):
            return frame.plan, 0.7, "pointed"
        return before[-1][1], 0.8, "section"
    for _, _, name in plans_in(frame.titles.get(action.where, "")):
        return name, 0.85, "heading"
    return None, 0.0, None


def _names_in(sentence: str, frame: Frame, known: dict[str, str]) -> Iterator[tuple[int, int, str]]:
    """The plans that the sentence names without the word for it: "actie 4 van Sterk in Taal"."""
    for name in frame.plans:
        match = re.search(rf"\b(?:van|uit|in|bij)\s+[‘“\"']?(?P<name>{re.escape(name)})(?![\w-])", sentence)
        if match and not name.islower():
            yield match.start("name"), match.end(), known.get(plan_key(name), f"Actieplan {name}")


def _place_in_sentence(action: ActionMention, text: str) -> int:
    """Where in its sentence the mention stands: the same words may stand in it twice, for two plans."""
    before = re.sub(r"\s+", " ", text[: action.start])
    places = [m.start() for m in re.finditer(re.escape(action.text), action.sentence)]
    return next((p for p in reversed(places) if before.endswith(action.sentence[:p])), max(places[:1], default=0))


def _named_after(sentence: str, at: int) -> str | None:
    """The name right behind an action, which must be that of its plan: "actie 6 van Kinderen Eerst"."""
    lead = OF_NAMED_PLAN.match(sentence, at)
    if not lead or ends_name(sentence, lead.end()):
        return None
    name, _, quoted = name_after(sentence, lead.end() - 1, len(sentence))
    if not name or not (quoted or (len(name.split()) > 1 and name.split()[1][0].isupper())):
        return None
    return f"{lead['word'].capitalize()} {name}" if lead["word"] else name


def _last(found: Sequence[tuple[int, int, str]], before: int) -> str | None:
    names = [name for start, _, name in found if start < before]
    return names[-1] if names else None
