"""Which plan a numbered action belongs to."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from corpus.model import ActionMention, Citation, Document
from ingest.drafts import SURE_BULLETS
from nlp.frame import Frame
from nlp.names import ends_name, name_after
from nlp.patterns import (
    ACTION_NUMBER,
    ACTION_PAPER,
    ACTION_WORD,
    ANY_PLAN,
    COUNCIL_NAMES,
    OF_NAMED_PLAN,
    ORDINALS,
    PLAN_HEAD,
    PLAN_WORD,
    THIS_PLAN,
    VERB_END,
    WHICH_PLAN,
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
        elif not name and _names_alone(match["word"], text[: match.start()]):
            yield match.start(), match.end(), match["word"]


# "het Geletterdheidsplan": a plan that has one word for a name
_ONE_WORD = re.compile(r"[A-ZÀ-Þ][\wà-ÿ-]*plan")


def _names_alone(word: str, before: str) -> bool:
    """Whether a word is by itself the name of a plan: a capital that does not come of the start of a sentence."""
    return bool(_ONE_WORD.fullmatch(word) and not ANY_PLAN.match(word) and re.search(r"[\w,(‘“]\s*$", before))


@lru_cache(maxsize=512)
def papers_in(text: str) -> tuple[tuple[int, int, str], ...]:
    """The same for other papers that number their actions: "conceptnota Cultuureducatie", "Competentieagenda"."""
    found = []
    for match in ACTION_PAPER.finditer(text):
        if match["one"]:
            found.append((match.start(), match.end(), match["one"]))
            continue
        stop = text.find("\n\n", match.end())
        name, end, _ = name_after(text, match.end(), len(text) if stop < 0 else stop)
        if name and name.split()[0] not in COUNCIL_NAMES:
            found.append((match.start(), end, f"{match['word'][0].upper()}{match['word'][1:]} {name}"))
    return tuple(found)


def _holders_in(text: str) -> tuple[tuple[int, int, str], ...]:
    """Plans and papers in the order of the text; a paper whose name is that of a plan is that plan."""
    plans = plans_in(text)
    papers = [p for p in papers_in(text) if not any(p[0] < end and start < p[1] for start, end, _ in plans)]
    return tuple(sorted((*plans, *papers)))


def _named_in(text: str, papers: frozenset[str]) -> list[tuple[int, int, str]]:
    """The plans that the text names, and those papers whose key is one of `papers`."""
    plans = plans_in(text)
    return [h for h in _holders_in(text) if h in plans or plan_key(h[2]) in papers]


def own_plan(document: Document) -> str | None:
    """The plan that the document is about: named in its title, else the one it names first and most.

    A note, pact or programme counts where the title names it and no plan, or where it alone is named at all.
    """
    titled = _titled(document, _holders_in)
    if titled and titled[0] in _titled(document, plans_in):
        return titled[0]
    one = _TITLED_ONE_WORD.search(f"{document.meta.title}\n{document.meta.subtitle}")
    if one and not titled and not ANY_PLAN.match(one["word"]):
        return one["word"][0].upper() + one["word"][1:]
    if document.kind == "visienota" and document.meta.title and _defines_actions(document):
        return PLAN_NOISE.sub("", document.meta.title) or document.meta.title  # it is the plan itself
    body = [placed.text for where, placed in document.texts() if not where.startswith("fn:")]
    named = [name for text in body for _, _, name in plans_in(text)]
    if titled and (len(titled) > 1 or len(named) < 2 or any(_OF_PAPER.search(text) for text in body)):
        return titled[0]
    if named:
        spelled = {name.lower(): name for name in reversed(named)}
        return spelled[Counter(name.lower() for name in named).most_common(1)[0][0]]
    return None


# "Advies over het groenplan voor scholen": in a title such a word names the plan, also in small letters
_TITLED_ONE_WORD = re.compile(rf"\b(?:het|ontwerp)\s+(?P<word>{PLAN_WORD})(?![\w-])(?!\s+(?-i:[‘“A-ZÀ-Þ]))", re.I)
# "acties 4 en 5 van de conceptnota": the actions are those of the paper
_OF_PAPER = re.compile(
    rf"{ACTION_WORD}\s+\d[\d., en]*\s+(?:van|uit|in)\s+(?:de|deze|die|het|dit)\s+"
    r"\w*(?:nota|programma|pact|akkoord|agenda|strategie)\b",
    re.I,
)


# "Actie 3. Een bibliotheek in elke school", "Actie 4: We maken": at the start of a heading or a line
_DEFINED = re.compile(rf"(?:^|\n)[ \t{SURE_BULLETS}-]*{ACTION_WORD}\s+{ACTION_NUMBER}\s*[.:]", re.I)


def _defines_actions(document: Document) -> bool:
    texts = [s.title or "" for s in document.sections]
    texts += [placed.text for where, placed in document.texts() if not where.startswith("fn:")]
    return sum(len(_DEFINED.findall(text)) for text in texts) > 1


def _titled(document: Document, find: Callable[[str], tuple[tuple[int, int, str], ...]]) -> list[str]:
    """The plans or papers that title, subtitle and cover name, each once, in their order."""
    texts = (document.meta.title, document.meta.subtitle, *(b.text.text for b in document.cover))
    names = [name for text in texts for _, _, name in find(text or "")]
    return list({plan_key(name): name for name in reversed(names)}.values())[::-1]


def plan_names(document: Document) -> tuple[str, ...]:
    """The names of all plans that the document mentions, without the word for it ("Duaal Leren"), the longest first."""
    found: set[str] = set()
    for text in (document.meta.title or "", document.meta.subtitle or "", *(p.text for _, p in document.texts())):
        found |= {re.sub(rf"^(?:{PLAN_WORD}|plan)\s+", "", name, flags=re.I) for _, _, name in plans_in(text)}
    return tuple(sorted(found, key=lambda n: (-len(n), n)))


def assign_plans(
    actions: Sequence[ActionMention], frame: Frame, cited: Sequence[Citation] = ()
) -> tuple[ActionMention, ...]:
    """The mentions with the plan each belongs to, how sure that is and what told it.

    The plan is the one named in the sentence, else last named before the mention in its section or the title of that or
    of one above it, else (in a note) that of the place where the note hangs, else the document's own. Where no plan is
    named anywhere, the one note, pact or programme that is.
    """
    texts = {where: placed.text for where, placed in frame.document.texts()}
    titled = _titled(frame.document, _holders_in)
    # a paper that the title names beside a plan is named as a plan is
    papers = frozenset(plan_key(name) for name in titled if len(titled) > 1)
    named = {where: _named_in(text, papers) for where, text in texts.items()}
    others = {name for found in named.values() for _, _, name in found if plan_key(name) != plan_key(frame.plan or "")}
    told = bool(frame.plan) and titled[:1] == [frame.plan]
    only = None if frame.plan or others else _only_paper(texts)
    order = _in_order(named)
    years = _years(cited, named)
    done = []
    for action in actions:
        plan, sure, by = _pointed(action, texts.get(action.where, ""), order, years) or _plan(
            action, named, papers, texts, frame
        )
        if plan is None and frame.plan:
            # another plan in the same section, or a document that is about none of them: only likely
            here = {name for _, _, name in named.get(action.where, ())} & others
            sure = 0.6 if len(titled) > 1 else 0.7 if here or (others and not told) else 0.9
            plan, by = frame.plan, "document"
        elif plan is None and only:
            plan, sure, by = only, 0.7, "document"
        done.append(replace(action, plan=plan, plan_confidence=sure, plan_found_by=by))
    return tuple(done)


def _in_order(named: Mapping[str, Sequence[tuple[int, int, str]]]) -> list[str]:
    """The plans in the order in which the text first names them, its notes left out."""
    first: dict[str, str] = {}
    for where, found in named.items():
        for _, _, name in found if not where.startswith("fn:") else ():
            first.setdefault(plan_key(name), name)
    return list(first.values())


def _years(cited: Sequence[Citation], named: Mapping[str, Sequence[tuple[int, int, str]]]) -> dict[str, str]:
    """Year → the one plan that the document dates so."""
    known = {plan_key(name): name for found in named.values() for _, _, name in found}
    dated: dict[str, set[str]] = {}
    for citation in cited:
        if citation.kind == "actieplan" and citation.date and (name := known.get(plan_key(citation.title or ""))):
            dated.setdefault(citation.date[:4], set()).add(name)
    return {year: next(iter(names)) for year, names in dated.items() if len(names) == 1}


def _pointed(
    action: ActionMention, text: str, order: Sequence[str], years: Mapping[str, str]
) -> tuple[str | None, float, str | None] | None:
    """The plan that the sentence points at by its rank or its year, where the document names two or more."""
    if len(order) < 2:
        return None
    at = _place_in_sentence(action, text)
    told = [(m.start(), plan) for m in WHICH_PLAN.finditer(action.sentence) if (plan := _which(m, order, years))]
    stop = at + len(action.text)
    behind = [plan for start, plan in told if stop <= start <= stop + 8]
    named = [start for start, _, _ in plans_in(action.sentence)]
    # else the last before it, where no plan is named in between or right behind
    before = [
        plan for start, plan in told if start < at and not any(start < n < at or stop <= n < stop + 12 for n in named)
    ]
    plan = behind[0] if behind else before[-1] if before else None
    return (plan, 0.8, "pointed") if plan else None


def _which(match: re.Match[str], order: Sequence[str], years: Mapping[str, str]) -> str | None:
    if match["year"]:
        return years.get(match["year"])
    rank = ORDINALS.get(match["nth"].lower(), 1)
    return order[rank - 1] if rank <= len(order) else None


def _only_paper(texts: Mapping[str, str]) -> str | None:
    """The one note, pact or programme that the document names, None where it names none or several."""
    papers = {plan_key(name): name for text in texts.values() for _, _, name in reversed(papers_in(text))}
    return next(iter(papers.values())) if len(papers) == 1 else None


def _plan(
    action: ActionMention,
    named: dict[str, list[tuple[int, int, str]]],
    papers: frozenset[str],
    texts: dict[str, str],
    frame: Frame,
) -> tuple[str | None, float, str | None]:
    known = {plan_key(name): name for found in named.values() for _, _, name in found}
    at = _place_in_sentence(action, texts.get(action.where, ""))
    named_after = _named_after(action.sentence, at + len(action.text))
    if named_after:
        return known.get(plan_key(named_after), named_after), 0.85, "sentence"
    in_sentence = sorted({*_named_in(action.sentence, papers), *_names_in(action.sentence, frame, known)})
    if in_sentence:
        # "actie 3 van het actieplan X": the plan after the number comes before one named earlier
        after = [name for start, _, name in in_sentence if start >= at]
        return (after or [in_sentence[-1][2]])[0], 0.95, "sentence"
    if frame.plan and _points(action.sentence, frame.plan):
        return frame.plan, 0.85, "pointed"
    if action.where.startswith("fn:"):
        note = frame.note(action.where[3:], action.place.page)
        for anchor in note.anchors if note else ():
            plan = _last(named.get(anchor.where, ()), anchor.offset) or _of_headings(anchor.where, papers, frame)
            if plan:
                return plan, 0.8, "note"
    before = [(start, name) for start, _, name in named.get(action.where, ()) if start < action.start]
    if before:
        # the document's own plan came back in between: "dit plan", "het nieuwe plan"
        between = texts[action.where][before[-1][0] : action.start]
        if frame.plan and plan_key(before[-1][1]) != plan_key(frame.plan) and THIS_PLAN.search(between):
            return frame.plan, 0.7, "pointed"
        return before[-1][1], 0.8, "section"
    if headed := _of_headings(action.where, papers, frame):
        return headed, 0.85, "heading"
    return None, 0.0, None


def _points(sentence: str, plan: str) -> bool:
    """Whether the sentence points at the document's own plan: "dit actieplan"; of a note also "deze conceptnota"."""
    paper = ACTION_PAPER.match(plan)
    if paper is None:
        return bool(THIS_PLAN.search(sentence))
    word = paper["word"] or paper["one"]
    return bool(
        re.search(rf"\b(?:de|deze|die|het|dit|dat)\s+{re.escape(word)}\b(?!\s+(?-i:[‘“A-ZÀ-Þ]))", sentence, re.I)
    )


def _of_headings(where: str, papers: frozenset[str], frame: Frame) -> str | None:
    """The plan that the title of the section names, or that of the nearest section above it."""
    parents = {s.key: s.parent for s in frame.document.sections}
    key: str | None = where
    for _ in range(6):  # a loop in `parent` must not hang us
        if key is None:
            break
        for _, _, name in _named_in(frame.titles.get(key, ""), papers):
            return name
        key = parents.get(key)
    return None


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


# "actie 6 van het geletterdheidsplan": behind an action such a word is a name, with or without a capital
_OF_ONE_WORD = re.compile(
    r"\s+(?:van|uit|in|binnen)\s+(?:het|dat)\s+(?P<word>[\wà-ÿ-]{4,}plan)(?![\w-])(?!\s+[‘“\"A-ZÀ-Þ])"
)


def _named_after(sentence: str, at: int) -> str | None:
    """The name right behind an action, which must be that of its plan: "actie 6 van Kinderen Eerst"."""
    one = _OF_ONE_WORD.match(sentence, at)
    if one and re.fullmatch(PLAN_WORD, one["word"], re.I) and not ANY_PLAN.match(one["word"]):
        return one["word"][0].upper() + one["word"][1:]
    lead = OF_NAMED_PLAN.match(sentence, at)
    if not lead or ends_name(sentence, lead.end()):
        return None
    name, _, quoted = name_after(sentence, lead.end() - 1, len(sentence))
    if not name or not (lead["word"] or quoted or (len(name.split()) > 1 and name.split()[1][0].isupper())):
        return None
    return f"{lead['word'][0].upper()}{lead['word'][1:]} {name}" if lead["word"] else name


def _last(found: Sequence[tuple[int, int, str]], before: int) -> str | None:
    names = [name for start, _, name in found if start < before]
    return names[-1] if names else None
