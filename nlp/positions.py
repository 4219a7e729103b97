"""Sentences in which the advising body takes a stand, and which stand."""

from __future__ import annotations

import re
from typing import cast

from corpus.model import Document, Position, Stance
from ingest.lexicon import frequency
from nlp.cues import (
    ABOUT_ITSELF,
    DOUBTING_QUESTION,
    FACTUAL_NORM,
    IMPERATIVES,
    NORM,
    OTHERS,
    SHORT_VERDICT,
    STANCE_CUES,
    STRUCTURING,
    SUBORDINATE,
    WHY_QUESTION,
)
from nlp.frame import Passage
from nlp.guarded import guarded
from nlp.metadata import council_names
from nlp.patterns import A_COUNCIL, ADVISORY_BODIES, COUNCIL, COUNCIL_PARTS, REFERENCE_SECTION, YEAR, either
from nlp.phrases import expressions_in, words_of
from nlp.stances import (
    ADMISSION,
    ANOTHER_PARTY,
    ATTRIBUTED,
    CONCEDES,
    CONDITION,
    CUES,
    DOINGS,
    EVIDENCE,
    NO_TURN,
    NO_VERB,
    OWN_REPLY,
    OWN_WORK,
    PREDICATES,
    RIGHTLY,
    TEXT_DOES,
    TURNS,
)
from nlp.verdicts import verdict_in

THRESHOLD = 0.5
IN_USE = 2.5  # Zipf frequency from which an infinitive tells that a word is the stem of a verb
_COUNCIL = re.compile(rf"\b{COUNCIL}\b|\b(?:ons|onze)\b|\bde\s+Vlor\b", re.I)
_HE = re.compile(r"\bhij\b", re.I)
_VLOR = re.compile(
    r"\b[Dd]e (?:Vlor|Vlaamse Onderwijsraad)\b"
)  # in the paper of another council it is one of the others
_ASKS_FOR = re.compile(
    r"\b(?:vraagt|vragen|pleit|pleiten|stelt|stellen|wil|roept|verwacht|formuleert|schuift|schuiven|geeft|geven|doet|doen|bepleit|bepleiten|denkt|denken|reikt|reiken|verbindt|verbinden|koppelt|koppelen|draagt|oppert|opperen|wenst|wensen|eist|eisen|verzoekt|verzoeken|dringt|dringen|hoopt|hopen|ziet|zien|verwachten|formuleren|roepen|willen|adviseren|suggereren|aandacht|beveelt|bevelen|raadt|raden|suggereert|adviseert)\b",
    re.I,
)
# "Wij schuiven drie pistes naar voren." before the points of a list: what these are, in the plural
_SEVERAL = guarded(
    r"\b(?:pistes|voorstellen|aanbevelingen|vragen|suggesties|punten|maatregelen|voorwaarden|ideeën|aanpassingen|stappen"
    r"|bezorgdheden|elementen|volgende)\b",
    re.I,
)
# "Hij formuleert drie voorstellen:", "Drie principes zijn voor de raad doorslaggevend:": the council's own lists
_DEMANDS = guarded(
    r"\b(?:(?P<voorstel>voorstellen|suggesties|pistes|aanbevelingen)|(?P<bezorgdheid>bezorgdheden|bekommernissen)|(?P<kritiek>bezwaren)"
    r"|principes|uitgangspunten|voorwaarden|vereisten|criteria|kenmerken|klemtonen|accenten|aandachtspunten|eisen|wensen"
    r"|stappen|aanpassingen|vragen)\b",
    re.I,
)
_LISTS = re.compile(
    rf"\b(?:formuleert|formuleren|legt|leggen|hanteert|hanteren|heeft|hebben|doet|doen|schuift|schuiven|stelt|stellen|geeft|geven"
    rf"|hoort|horen|moet|moeten|dient|dienen|voor\s+(?:ons|{COUNCIL}))\b",
    re.I,
)
# "Zo'n plan is kort en moet:"
_NORM_OF_LIST = re.compile(r"\b(?:moet|moeten|dient|dienen|mag|mogen)(?:\s+(?:ook|minstens|dus|daarom|niet))*\s*:$")
# "Hij denkt daarbij aan:": examples of what it asked before
_EXAMPLES = re.compile(r"\bdenk(?:t|en)?\s+(?:\w+\s+)?daarbij\b", re.I)
_PRONOUN = re.compile(r"(?:hij|zij|ze)\b", re.I)
_THEY = re.compile(r"(?:zij|ze|volgens\s+hen)\b", re.I)
_OPENING = re.compile(r"situering|inleiding|aanleiding|context|vooraf|procedure|leeswijzer|achtergrond", re.I)
_SET_IN = re.compile(r"[‘“„«\"]")
# no longer than a page, or each that is not closed would be searched for to the end of the text
_QUOTATION = guarded(r"(?:(?<=\n)|^)[‘“„«][^’”»\n]{60,4000}[’”»]|“[^”\n]{60,4000}”")
_ITEM_HEAD = re.compile(r"(?:als\s+)?[a-zà-ÿ][\w /-]{2,40}:\s")
# "Onze suggestie: start met de kleuters.", "Ons voorstel: …": the first words say what follows
_ANNOUNCED = re.compile(
    r"(?:onze|ons)\s+(?:\w+\s+)?(?:(?P<vraag>vra(?:ag|gen)|oproep|eis(?:en)?|wens(?:en)?)|(?P<voorstel>suggesties?|aanbeveling(?:en)?"
    r"|voorstel(?:len)?|advies)|(?P<bezorgdheid>vrees|bezorgdheid|bekommernis)|(?P<kritiek>kritiek|bezwa(?:ar|ren)))"
    r"(?:\s+(?:aan|voor|bij|over)\s+[^:]{2,60})?:\s",
    re.I,
)
_MEANS = re.compile(r"(?:dat|dit)\s+betekent\s+(?:ook\s+|dus\s+)?dat\b", re.I)
_CLAUSE = re.compile(r"[,;:–]|\bmaar\b|\ben\b(?=\s+(?:moet|mag|dien))")
_CLAUSE_END = re.compile(r"\s*(?:[,;:.!]|$)")
_VERB_AFTER = re.compile(r"\s+(?:\w+en\b(?!\s+(?:van|voor|in|op|met))|ge\w+)")


def find_positions(passage: Passage) -> tuple[Position, ...]:
    """The sentences of an advice in which the advising body itself takes a stand, each with its stance.

    Reported views of others, quotations, facts and announcements are none; only the sections of an advice are searched.
    """
    frame = passage.frame
    if not (frame.document.kind == "advies" or frame.speaker) or not _searched(passage):
        return ()
    opening = passage.where == "preamble" or _introduces(passage)
    # in a paper of another council that council is "de raad"
    own = re.compile(rf"\b(?:(?:[Dd]e|[Hh]et)\s+)?{either(frame.speaker)}(?!\w)") if frame.speaker else None
    found = []
    listed: Stance | None = None  # the stance that a list inherits from the sentence that introduces it
    reported = False  # whether the list tells what another said or found
    structuring = spoke = others = False  # whether the council, or other people, spoke in the sentence before
    depth = 1  # the level of the list that inherits
    titles = {frame.document.meta.title, frame.document.meta.subtitle}  # "Taalbeleid is zaak van de school"
    text, items = passage.text, frame.items.get(passage.where, {})
    blank = len(text) - len(text.lstrip())
    quoted = [m.span() for m in _QUOTATION.finditer(text)]
    begins = [start for start, _ in passage.sentences[1:]] + [len(text)]
    for (start, end), following in zip(passage.sentences, begins, strict=False):
        sentence = text[start:end]
        if sentence in titles or any(begin <= start and end <= stop for begin, stop in quoted):
            continue
        item = text[start - 1 : start] == "\n" or start <= blank
        marked = start in items
        if item and sentence[:1].isupper() and not sentence.rstrip().endswith(("?", ";")) and structuring:
            structuring = False
        said = own.sub("de Vlor", _VLOR.sub("de inspectie", sentence)) if own else sentence
        said = _sentence_of(said, 0)
        stance, weight = judge(said, opening, structuring)
        if item and not marked:
            spoke = others = False
        if others and _THEY.match(said):  # "Enkele leden onthielden zich. Zij vinden dat …"
            continue
        council = bool(_COUNCIL.search(said)) or (spoke and bool(_PRONOUN.match(said)))
        spoke, others = council or spoke, _of_people(said)
        if STRUCTURING.search(sentence) and sentence.endswith(":"):
            structuring, stance = True, None
        goes_on = item and (marked or (sentence[:1].islower() and len(sentence.split()) >= 4))
        if sentence.endswith(":"):
            reported = _is_of_others(said) or (reported and goes_on)
        elif reported and goes_on and not _COUNCIL.search(said):
            continue
        elif item and not goes_on:
            reported = False
        if listed and marked and depth == 0:
            depth = items[start]
        closed = not sentence.endswith("?" if marked else ("?", ":"))
        nested = marked and items[start] > depth
        if stance is None and listed and goes_on and len(sentence.split()) >= 3 and closed and not nested:
            stance, weight = listed, 0.55
        if item and not marked and not sentence[:1].islower():
            listed = None
        introduces = sentence.endswith(":") or (following in items and _SEVERAL.search(sentence))
        if introduces and (handed := _handed_down(said, stance, council)):
            listed, depth = handed, 0
        if stance is not None:
            flat = re.sub(r"\s+", " ", sentence)
            found.append(
                Position(passage.where, start, end, passage.placed.place(start, end), flat, stance, round(weight, 2))
            )
    return tuple(found)


def _handed_down(lead: str, stance: Stance | None, council: bool) -> Stance | None:
    """The stance that the items of a list have from the words before them, None where these only name them."""
    if stance in ("vraag", "voorstel") and council and _ASKS_FOR.search(lead) and not _EXAMPLES.search(lead):
        return stance
    demands = _DEMANDS.search(lead) if council and _LISTS.search(lead) else None
    if demands:
        return cast(Stance, demands.lastgroup or "vraag")
    return "vraag" if _NORM_OF_LIST.search(lead) and not _is_of_others(lead) else None


def _of_people(sentence: str) -> bool:
    """Whether the sentence tells what other people think or do, and not what figures show."""
    told = OTHERS.match(sentence) or ANOTHER_PARTY.match(sentence)
    return bool(told) and not (EVIDENCE.match(sentence) or OWN_REPLY.search(sentence))


def speaker_of(document: Document) -> tuple[str, ...]:
    """What another council calls itself in its own advice or vision note: its name and the short form it gives.

    Empty for the Vlor, whose names are known, and where no council speaks.
    """
    name = document.meta.body
    if (
        document.kind not in ("advies", "visienota")
        or not name
        or not (name in ADVISORY_BODIES or len(council_names(name)) > 1 or A_COUNCIL.match(name))
    ):
        return ()
    if any(part in name for part in COUNCIL_PARTS):
        return ()
    opening = " ".join(placed.text for where, placed in document.texts() if not where.startswith("fn:"))[:6000]
    short = re.search(
        rf"{re.escape(name)}\s*\((?:hierna|verder|afgekort|kortweg)?:?\s*[‘“']?(?P<short>[A-Z][\w-]*)", opening
    )
    letters = next((m for m in _INITIALS_SPEAK.findall(opening) if _abbreviates(m, name)), None)
    # in the council of employers and unions it is "de sociale partners" who speak
    partners = ("sociale partners",) if name.lower().startswith(("serv", "sociaal-economische")) else ()
    shorter = [s for s in (short["short"] if short else None, letters) if s]
    return tuple(dict.fromkeys((*council_names(name), *shorter, *partners)))


# "De SARC vindt", "vraagt de SARWGG": a council by the letters of its name
_INITIALS_SPEAK = re.compile(
    r"\b(?:De\s+|(?:vindt|vraagt|stelt|pleit|ontving|besprak|is)\s+de\s+)(?P<letters>[A-Z][A-Za-z]*[A-Z][A-Za-z]*)\b(?!-)"
)


def _abbreviates(letters: str, name: str) -> bool:
    """Whether `letters` can stand for `name`: its letters in order, first and last where words begin."""
    rest = iter(name.lower())
    starts = [word[0].lower() for word in name.split()]
    return (
        letters[0].lower() == starts[0]
        and letters[-1].lower() in (*starts, name[-1].lower())
        and all(c in rest for c in letters.lower())
    )


def _introduces(passage: Passage) -> bool:
    """Whether the passage is an introduction: by its title, and not in the middle of the document ("3.1 Procedure")."""
    chapter = passage.where.split(".")[0]
    return bool(_OPENING.search(passage.frame.titles.get(passage.where, ""))) and not (
        chapter.isdigit() and int(chapter) > 2
    )


def _searched(passage: Passage) -> bool:
    title = passage.frame.titles.get(passage.where, "")
    return not (
        passage.where.startswith(("fn:", "question:", "answer:"))
        or REFERENCE_SECTION.match(title)
        or re.match(r"\s*bijlage", title, re.I)
    )


def judge(sentence: str, opening: bool = False, structuring: bool = False) -> tuple[Stance | None, float]:
    """The stance of a sentence of an advice and its weight (0 to 1), or (None, 0) for a sentence without one.

    `opening` says that it stands in an introduction, where only the council's own words count; `structuring` that it
    is one of the questions that the advice sets itself. What a sentence concedes ("Hoewel …,", "…, maar") gives way
    to its other half.
    """
    stance, weight = _judge(sentence, opening, structuring)
    if CONCEDES.match(sentence):
        for comma in re.finditer(r",\s+", sentence):
            half, heavy = _judge(_sentence_of(sentence, comma.end()), opening, structuring)
            if half is not None:
                return half, heavy
    elif stance == "steun" and (turn := TURNS.search(sentence)) and not NO_TURN.search(sentence):
        rest = sentence[turn.end() :]
        spoken = _SPEAKS.match(sentence)
        for start in ("", spoken.group() + " ") if spoken else ("",):
            half, heavy = _judge(_sentence_of(start + rest, 0), opening, structuring)
            if half not in (None, "steun"):
                return half, heavy
    return stance, weight


# "Vergoed de mentor", "Betrek ook de ouders": a verb by its prefix, with what it is done to, or an adverb, behind it
_PREFIXED = re.compile(r"(?:Ver|Be|Ont|Her)[a-zà-ÿ]{2,}")
_DONE_TO = re.compile(
    r"(?:de|het|een|deze|die|dit|dat|alle|elke|ook|dus|hen|hun|niet|geen|eerst|meer|minstens|tijdig)", re.I
)
# "Herwaardeer", "Opteer": what ends like a verb in -eren and stands first
_IMPERATIVE = re.compile(
    r"(?!Wanneer|Meer|Weer|Zeer|Veleer|Alweer|Verkeer|Beheer|Kleer|Sfeer|Mijnheer)[A-ZÀ-Þ][a-zà-ÿ]{2,}eer"
)
_SPEAKS = re.compile(rf"{COUNCIL}\b", re.I)


def _sentence_of(text: str, at: int) -> str:
    return text[at : at + 1].upper() + text[at + 1 :]


def _judge(sentence: str, opening: bool, structuring: bool) -> tuple[Stance | None, float]:
    words = sentence.split()
    short = len(words) < 4 and not SHORT_VERDICT.match(sentence)
    if (
        len(words) < 3
        or "\t" in sentence
        or _SET_IN.match(sentence)
        or OWN_WORK.search(sentence)
        or ATTRIBUTED.search(sentence)
    ):
        return None, 0.0
    council = bool(_COUNCIL.search(sentence))
    if _is_of_others(sentence):
        if RIGHTLY.search(sentence):  # "De minister wijst er terecht op": the council agrees
            return "steun", 0.8
        if not TEXT_DOES.match(sentence):
            return None, 0.0
        return max(((None, 0.0), *expressions_in(sentence)), key=lambda b: b[1])
    if sentence.rstrip("’”'\")").endswith("?"):
        return _question(sentence, structuring)
    best: tuple[Stance | None, float] = max(
        (_worded(said, council) for said in (sentence, *_straightened(sentence))), key=lambda b: b[1]
    )
    judged = verdict_in(sentence)
    if judged[1] > 0.89:
        best = max((best, judged), key=lambda b: b[1])
    if CONDITION.match(sentence):
        best = max(best, ("vraag", 0.8), key=lambda b: b[1])
    if announced := _ANNOUNCED.match(sentence):
        best = max(best, (cast(Stance, announced.lastgroup), 0.97), key=lambda b: b[1])
    if words[0] == "Overweeg":
        best = max(best, ("voorstel", 0.89), key=lambda b: b[1])
    if _imperative(words):
        best = max(best, ("vraag", 0.88), key=lambda b: b[1])
    norm = _norm(sentence)
    if norm > best[1]:
        best = ("vraag", norm)
    # a heading of a list without the council says only what follows
    if best[1] <= 0.66 and not _ITEM_HEAD.match(sentence) and (council or not sentence.endswith(":")):
        spoken = set(words_of(sentence))
        cues = (*(cue for verbs, cue in DOINGS if not verbs.isdisjoint(spoken)), *PREDICATES)
        for cue, heavy, pattern in cues:
            if heavy > best[1] and pattern.search(sentence):
                best = (cue, heavy)
        best = max((best, judged), key=lambda b: b[1])
    if ABOUT_ITSELF.search(sentence) and best[1] < 0.9:
        return None, 0.0
    stance, weight = best
    if short and weight < 0.8:
        return None, 0.0
    if opening and not council and weight < 0.85:
        weight -= 0.25
    return (stance, weight) if weight >= THRESHOLD else (None, 0.0)


def _is_of_others(sentence: str) -> bool:
    """Whether the sentence tells what another thinks or found, and nothing of the council behind it."""
    told = OTHERS.match(sentence) or ANOTHER_PARTY.match(sentence) or EVIDENCE.match(sentence)
    return bool(told) and not OWN_REPLY.search(sentence)


# "leerlingen die dreigen af te haken": which of them are meant, and no view of what the sentence tells
_WHICH_ONES = guarded(
    r"\b(?:voor|aan|naar|van|op|met|rond|bij|jegens)\s+(?:(?!(?:moet|is|zijn)\b)[\wà-ÿ-]+\s+){0,3}?[\wà-ÿ-]+(?:en|s)\s+"
    r"die\s+(?P<clause>[^.,;:]*\b(?:dreigen|dreigt)\b[^.,;:]*)",
    re.I,
)
# "In 2024 stonden 9 800 volwassenen op een wachtlijst": a year or a day, a verb of the past and a figure
_FIGURE_OF_A_YEAR = guarded(
    rf"(?:in|op|eind|begin|sinds|tijdens|per)\s+(?:het\s+schooljaar\s+)?(?:[\w ]{{1,16}}\s)?{YEAR}"
    r"(?:[-–/]\d{2,4})?\s+(?:stond(?:en)?|was|waren|had(?:den)?|kreeg|kregen|telde[n]?|bedroeg|kwam(?:en)?)\s+(?:er\s+)?(?:[a-zà-ÿ]+\s+){0,3}?"
    r"\d[\d. ]*",
    re.I,
)

# "In Antwerpen en Gent bestaan er nu al wachtlijsten": where a thing is found
_FOUND_AT = guarded(
    r"(?-i:In\s+(?:\d+\s+\w+|[A-ZÀ-Þ][\w-]+(?:,\s+[A-ZÀ-Þ][\w-]+)*(?:\s+en\s+[A-ZÀ-Þ][\w-]+)?))\s+(?:bestaan|bestaat|zijn|is|staan)\s+"
    r"(?:\w+\s+){0,4}?wachtlijst",
    re.I,
)


def _worded(sentence: str, council: bool) -> tuple[Stance | None, float]:
    """The heaviest stance that the fixed expressions and the verbs of the council give a sentence."""
    best: tuple[Stance | None, float] = (None, 0.0)
    figure = not council and bool(_FIGURE_OF_A_YEAR.match(sentence) or _FOUND_AT.match(sentence))
    which = None if council else _WHICH_ONES.search(sentence)
    told = sentence[: which.start("clause")] + sentence[which.end("clause") :] if which else sentence
    for cue, heavy, pattern, _ in STANCE_CUES:
        if heavy > best[1] and not (figure and heavy < 0.8) and pattern.search(told):
            best = (cue, heavy)
    # what the council does or feels needs the council
    for cue, heavy, pattern in CUES if council or _HE.search(sentence) else ():
        if heavy > best[1] and pattern.search(sentence):
            best = (cue, heavy)
    return max((best, *expressions_in(sentence)), key=lambda b: b[1])


# "Tegen actie 6 heeft de raad bezwaren": what stands in front, the verb, the council behind it
_INVERTED = re.compile(
    rf"(?P<front>[^,;:]{{2,90}}?)\s+(?P<verb>[a-zà-ÿ]+)\s+(?:ook\s+|dan\s+ook\s+)?(?P<who>{COUNCIL}|hij)(?!\w)\s+(?P<rest>.+)",
    re.I | re.S,
)
_REFLEXIVE = re.compile(r"(?:zich|ons|er|het)\s+", re.I)


def _straightened(sentence: str) -> tuple[str, ...]:
    """A sentence with the verb before the council also in the plain order, without and with what stood in front.

    "Daarom verzet de raad zich tegen" → "De raad verzet zich tegen"; "Met die regel kan de raad leven" → "De raad kan
    met die regel leven". Empty where the order is plain already.
    """
    match = _INVERTED.match(sentence)
    if not match or match["verb"].lower() in NO_VERB or _COUNCIL.search(match["front"]):
        return ()
    own = _REFLEXIVE.match(match["rest"])
    split = own.end() if own else 0
    who, front = _sentence_of(match["who"], 0), match["front"]
    front = front[:1].lower() + front[1:]
    return (
        f"{who} {match['verb']} {match['rest']}",
        f"{who} {match['verb']} {match['rest'][:split]}{front} {match['rest'][split:]}",
    )


def _imperative(words: list[str]) -> bool:
    """Whether the first word asks; not "Werk is …", "Overleg met scholen is …", with a finite verb soon after it."""
    first = words[0].strip(",")
    listed = first in IMPERATIVES or _IMPERATIVE.fullmatch(words[0])
    if not listed and not (_PREFIXED.fullmatch(first) and _DONE_TO.fullmatch(words[1]) and _is_stem(first.lower())):
        return False
    if words[0] in ("Denk", "Kijk", "Neem") and words[1] in ("maar", "bijvoorbeeld", "aan"):  # an example
        return False
    if words[1][0].isdigit():  # "Stap 2", "Cluster 3" is a name
        return False
    return not any(w in ("is", "zijn", "wordt", "worden", "heeft", "kan", "moet", "was") for w in words[1:4])


def _is_stem(word: str) -> bool:
    """Whether a verb in use has this stem: "vergoed" of vergoeden, "betrek" of betrekken, "beloof" of beloven."""
    short = re.sub(r"([aeou])\1([b-df-hj-np-tv-z])$", r"\1\2", word)
    soft = short[:-1] + {"f": "v", "s": "z"}.get(short[-1], short[-1])
    return max(frequency(f"{stem}en") for stem in {word, word + word[-1], short, soft}) >= IN_USE


def _question(sentence: str, structuring: bool) -> tuple[Stance | None, float]:
    if structuring:
        return None, 0.0
    if WHY_QUESTION.match(sentence):
        # "Waarom niet beginnen met de kleuters?" proposes what it asks
        return (
            "voorstel"
            if re.match(r"(?:maar\s+)?waarom\s+(?:\w+\s+){0,3}?(?:niet|geen)\b", sentence, re.I)
            else "kritiek"
        ), 0.65
    if DOUBTING_QUESTION.match(sentence) or re.search(r",\s*maar\s+(?:zal|zullen|is|zijn|kan|kunnen)\b", sentence):
        return "bezorgdheid", 0.6
    return "vraag", 0.55


def _norm(sentence: str) -> float:
    """How strongly the sentence sets a norm in its main clause."""
    if FACTUAL_NORM.search(sentence) or ADMISSION.search(sentence):
        return 0.0
    if _ITEM_HEAD.match(sentence):
        return 0.0  # "brugproject: een vorm van …" explains a word
    if _MEANS.match(sentence) and NORM.search(sentence):
        return 0.6
    for match in NORM.finditer(sentence):
        clause = max((m.end() for m in _CLAUSE.finditer(sentence, 0, match.start())), default=0)
        before = sentence[clause : match.start()]
        if not clause:
            before = re.sub(r"^Die\s(?=[a-z]+\s*$)", "", before)  # "Die evaluatie mag niet": no relative clause
        within = SUBORDINATE.search(before)
        # "die ... moeten ontwikkelen": at the end of a relative clause the infinitive follows at once
        if within and (_VERB_AFTER.match(sentence, match.end()) or _CLAUSE_END.match(sentence, match.end())):
            continue
        # "dienen hun aanvraag in" is no norm, "dienen hun aanvraag in te dienen" is
        if re.match(r"dien", match.group(), re.I) and not re.search(r"\bte\b", sentence[match.end() :]):
            continue
        if re.match(r"\s*(?:als|wanneer|indien|omdat|terwijl|hoewel|of)\b", before, re.I):
            continue
        return 0.74
    return 0.0
