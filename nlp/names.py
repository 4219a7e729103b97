"""How running text names a work: the value that every finder gives, and the reading of names, dates and determiners."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from corpus.model import SourceKind
from nlp.dates import find_date
from nlp.frame import Passage
from nlp.patterns import (
    ACTION_WORD,
    BODY,
    COUNCIL_NAMES,
    COUNCIL_PARTS,
    FUNCTION_WORDS,
    LAW_WORD,
    MONTH,
    NOT_A_NAME,
    NOTE_WORD,
    NOUN_ENDING,
    PLAN_WORD,
    VERB_END,
    YEAR,
    either,
    words,
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A source named in running text. `shield` is the stretch in which nothing else is to be found (its title)."""

    start: int
    end: int
    kind: SourceKind
    title: str | None = None
    authors: tuple[str, ...] = ()
    date: str | None = None
    pages: str | None = None
    url: str | None = None
    number: str | None = None
    form: Literal["full", "short", "back"] = "short"
    confidence: float = 0.85
    found_by: str = "named"
    shield: tuple[int, int] = (0, 0)


DATE = rf"(?:[0-3]?\d\s+{MONTH}\s+{YEAR}|{MONTH}\s+{YEAR}|[0-3]?\d[/.-][01]?\d[/.-]{YEAR}|{YEAR}(?!\s*[-–/]\s*\d))"
_DATED = re.compile(
    rf"\s*,?\s*(?:\(\s*(?:van\s+|d\.d\.\s+|uit\s+)?(?P<in>{DATE})\s*\)|(?:van|uit|d\.d\.|dd\.?|op"
    rf"|in)\s+(?P<out>{DATE}))",
    re.I,
)
QUOTED = re.compile(r"\s*(?:over\s+|:\s*)?[‘“«\"'](?P<title>(?:[^’”»\"\n]|’(?=[a-zà-ÿ])){4,220}?)[’”»\"'](?!\w)")
# "…, dat het Rekenhof in 2022 publiceerde", ", die in mei 2022 verscheen": who made a work known, and when
_OUT = r"(?:publiceerde|uitbracht|uitgaf|opstelde|opmaakte|verscheen|voorstelde|schreef|maakte|afleverde|lanceerde)n?"
TOLD_BEHIND = re.compile(
    rf"\s*,\s+(?:dat|die)\s+(?:(?:(?:de|het)\s+)?(?P<maker>{either(COUNCIL_PARTS)}|{BODY})(?![\w-])\s+(?:\w+\s+)?)?"
    rf"(?:in|op|uit)\s+(?P<date>{DATE})(?P<by>\s+door\s+(?:(?:de|het)\s+)?(?:{BODY})(?![\w-]))?\s+(?:\w+\s+){{0,2}}?"
    rf"(?:{_OUT}|(?:werd\s+|is\s+)?(?:gepubliceerd|uitgebracht|verschenen|voorgesteld|uitgegeven)(?:\s+(?:werd|is))?)(?!\w)"
)
_TOLD_NAME = re.compile(
    rf"\s+(?P<name>[A-ZÀ-Þ][^.,;()\n]{{2,90}}?)(?=(?:\s+van\s+(?:de\s+|het\s+)?{BODY})?{TOLD_BEHIND.pattern})"
)
_WORD = re.compile(r"\s*(?P<word>[A-Za-zÀ-ÿ0-9][\wÀ-ÿ'’&+-]*(?:\.\d+)?)")
_DATED_NAME = re.compile(
    rf"\s+(?P<name>[A-ZÀ-Þ][^.,;:()\n]{{2,90}}?)"
    rf"(?=\s+(?:uit|van|d\.d\.)\s+{DATE}|\s+\((?:[^()]{{2,50}},\s*)?{DATE}\))"
)
# "Lezen telt: eerst de basis uit 2021,": the rest of a title behind its colon, which a date closes. "Lezen telt:
# de raad vroeg in 2021", "Lezen telt: het plan van 3 mei 2021.", "Lezen telt: cijfers uit 2021 tonen" go on otherwise
REST_OF_TITLE = re.compile(
    r":\s+(?!(?:de|het|dit|deze|die|dat|we|wij|ze|hij|er|in|op|zo|ook|zie|daar\w*|hier\w*)\b)[^.,;:()\n]{3,80}?"
    rf"(?=\s+(?:uit|van)\s+{DATE}\s*(?:[.,;)]|$)|\s+\({DATE}\)|{TOLD_BEHIND.pattern})",
    re.I,
)
_COLON_NAME = re.compile(rf"\s+(?P<name>(?-i:[A-ZÀ-Þ])[^.,;:()\n]{{2,90}}?{REST_OF_TITLE.pattern})", re.I)
_WHOLE_NAMES = (_TOLD_NAME, _COLON_NAME, _DATED_NAME)
# "de Conceptnota iedereen op de Speelplaats goed.": OCR read the capital I as i; never "de Conceptnota inspireert op …"
_LOST_CAPITAL = re.compile(
    r"\s+(?P<name>i(?!\w*(?:[td]|[td]e|[td]en)\s)[a-z]{4,}\s+(?:op|voor|aan|met|naar|zonder|tegen)\s+(?:(?:de|het|een)\s+)?"
    r"[A-ZÀ-Þ][\wà-ÿ’-]+)(?=\s*[.,;]|\s+(?:goed|voor|vast)\s*[.,;])"
)
# "Van school naar werk en terug", "Mediawijs van Kleuter tot Cursist": from where to where, both capitals or neither
_FROM_TO = re.compile(
    r"\s+(?P<name>(?=[A-ZÀ-Þ])(?P<first>(?:[\wà-ÿ’-]+\s+){0,3}?)[Vv]an\s+(?:(?:de|het|een)\s+)?"
    r"(?:[A-ZÀ-Þ][\wà-ÿ’-]+\s+(?:tot|naar)\s+(?:(?:de|het|een)\s+)?[A-ZÀ-Þ][\wà-ÿ’-]+"
    r"|(?P<here>[a-zà-ÿ-]{3,})\s+(?:tot|naar)\s+(?:(?:de|het|een)\s+)?(?P<there>[a-zà-ÿ-]{3,}))(?:\s+en\s+terug)?)"
    r"(?![\w’-])"
)
# "het programma Lezen en het pact Leraar uit 2018" names two works
_ANOTHER_WORK = re.compile(
    r"\sen\s+(?:het|de)\s+[\w-]*(?:plan|pact|programma|decreet|besluit|nota|akkoord|codex|advies|rapport|studie)\b"
)
_IN_NAMES = FUNCTION_WORDS | frozenset(
    words("zonder|is|wat|wie|hoe|meer|alle|niet|er|geen|elk|binnen|buiten|samen|dan|al|als|ook")
)
# "stuurt", "kondigde": a finite verb after a name; "arbeidsmarkt", "recht" are none
_VERBISH = re.compile(r"(?:[^aeiouy]t|[aeiou]{2}[a-z]t|[a-z]{3}(?:de|te|den|ten))$")
# "uitgevoerd", "gelanceerd": a participle ends a name; "gebied", "gezicht" are nouns
_PARTICIPLE = re.compile(
    r"(?:uit|op|aan|in|af|voor|mee|toe|vast|bij|na|over|onder|goed|her|weer|be|ver|bekend|door)?"
    r"ge(?!bied|weld|zicht|wicht|zond|duld|luid|recht|west|hucht|ld$|loof|zag|drag)[a-z]{3,}[dt]$"
)
# "moet het plan Taal vervangen": the verb that closes a clause; "Samen leren", "Sterke besturen" are names
_CLOSING_VERBS = frozenset(
    words(
        """vervangen|goedkeuren|uitvoeren|bespreken|opvolgen|bijsturen|herzien|evalueren|actualiseren|uitwerken|lanceren
        publiceren|verlengen|realiseren|aanpassen|aanvullen|voorstellen|opstellen|afstemmen|invoeren|uitrollen|herwerken
        bekrachtigen|bekendmaken|onderschrijven|implementeren|concretiseren|operationaliseren|finaliseren|verfijnen
        bekrachtigd|besproken|herwerkt|onderschreven|ontvangen|verlengd|voltooid|beoordeeld|behandeld|verspreid|bijgewerkt
        verschenen|goedgekeurd|gefinaliseerd"""
    )
)
_NOUNS_IN_T = re.compile(
    r"(?:recht|kunst|markt|tekort|kracht|talent|student|zicht|project|effect|document|contract|dienst|schrift"
    r"|pact|plicht|cent|sport|waarde|kwaliteit|teit|gemeente|genoegde|eerste|grote|beste|diensten|rechten"
    r"|markten|krachten|talenten|studenten|projecten|kunsten|docenten|aspecten)$"
)
_NOT_IN_NAME = re.compile(rf"{ACTION_WORD}\b|(?-i:{BODY}|Vlaamse|Vlaams|minister)\b", re.I)
_ROMAN = re.compile(r"[IVXLC]+$")
YEARS = re.compile(rf"\s+{YEAR}\s*[-–]\s*(?:{YEAR}|\d\d)\b")


def sentence_of(passage: Passage, at: int) -> tuple[int, int]:
    """Where the sentence begins and ends in which the sign at `at` stands."""
    return passage.sentence(at, at + 1)


def date_after(text: str, at: int, end: int) -> tuple[str | None, int]:
    """The date that follows at once ("van 3 mei 2020", "(2018)") in ISO 8601, and where it ends; else None, `at`."""
    match = _DATED.match(text, at, end)
    if not match:
        return None, at
    found = find_date(match["in"] or match["out"])
    return (found[0], match.end()) if found else (None, at)


def told_behind(text: str, at: int, end: int) -> tuple[str | None, tuple[str, ...], int]:
    """What the clause at `at` tells of the work named before it (", dat het Rekenhof in 2022 publiceerde"): the date
    in ISO 8601, its maker and where the clause ends; else None, nobody, `at`."""
    match = TOLD_BEHIND.match(text, at, end)
    found = find_date(match["date"]) if match else None
    if not match or not found:
        return None, (), at
    maker = match["maker"] or re.sub(r"^\s+door\s+(?:(?:de|het)\s+)?", "", match["by"] or "")
    return found[0], (full_name(maker),) if maker else (), match.end()


def full_name(body: str) -> str:
    """A maker by its full name: a part of the council with the council, the council by any of its names."""
    if body in COUNCIL_PARTS:
        return f"Vlaamse Onderwijsraad, {body}"
    return "Vlaamse Onderwijsraad" if body in COUNCIL_NAMES else body


def name_after(text: str, at: int, end: int) -> tuple[str | None, int, bool]:
    """The name that follows the word for a work: the name, where it ends, and whether it stood in quotation marks."""
    quoted = QUOTED.match(text, at, end)
    if quoted:
        return quoted["title"].strip(), quoted.end(), True
    whole = next((m for shape in _WHOLE_NAMES if (m := shape.match(text, at, end))), None)
    if (
        whole
        and len(whole["name"].split()) <= 10
        and not any(w in NOT_A_NAME - _IN_NAMES for w in whole["name"].split()[1:])
        and not _ANOTHER_WORK.search(whole["name"])
    ):
        return re.sub(r"\s+", " ", whole["name"]), whole.end("name"), False
    lost = _LOST_CAPITAL.match(text, at, end) if text[at - 1 : at].isalpha() else None
    if lost:
        return f"I{lost['name'][1:]}", lost.end("name"), False
    phrase = _from_to(text, at, end) or _phrase_after(text, at, end)
    if phrase:
        return *phrase, False
    taken, stop, lower_only = _walk(text, at, end)
    if not taken:
        return None, at, False
    if lower_only and not any(NOUN_ENDING.search(w) for w in taken if w[0].islower()):
        return None, at, False
    if lower_only:
        last = max(n for n, w in enumerate(taken) if NOUN_ENDING.search(w))
        cut = taken[: last + 1]
        stop = at + re.match(r"\s*" + r"\s+".join(re.escape(w) for w in cut), text[at:]).end()  # type: ignore[union-attr]
        taken = cut
    name = " ".join(taken)
    # "keurde de conceptnota Lezen goed.": the rest of a verb closes the sentence, it is no part of the name
    if len(taken) > 1 and (rest := VERB_END.search(name)) and (stop >= end or text[stop] in ".,;:!?\n"):
        name, stop = name[: rest.start()], stop - len(rest.group())
    years = YEARS.match(text, stop, end)
    if years:
        name, stop = name + years.group().rstrip(), years.end()
    return name, stop, False


# "Van toets naar taalbeleid", "Samen tegen uitval": a name that begins so goes on after a preposition
_OPENS_PHRASE = frozenset(words("Van|Naar|Samen|Op|Voor|Met|Tegen|Tussen|Over|Uit|Iedereen|Elke|Alle|Meer"))


def _walk(text: str, at: int, end: int) -> tuple[list[str], int, bool]:
    """The words at `at` that can be one name, where they end, and whether none of them has a capital."""
    taken: list[str] = []
    stop = at
    lower_only = True
    pending: list[str] = []
    where = at
    while len(taken) < 9:
        if text[where : where + 1] not in " \t\n" and taken:
            break
        match = _WORD.match(text, where, end)
        if not match or "\n\n" in text[where : match.start("word")]:
            break
        word = match["word"]
        where = match.end()
        capital = word[0].isupper()
        if word.lower() in ("en", "&") and taken and not pending:
            pending.append(word)
            continue
        if word in _BETWEEN_NAMES and taken and not lower_only and len(pending) < 2:
            pending.append(word)
            continue
        free = bool(taken) and taken[0] in _OPENS_PHRASE
        if word[0].isdigit() or (
            not capital and _verbish(word) and not (taken and taken[0] in _EVERYONE and _closed(text, where, end))
        ):
            break
        if not capital and (word in NOT_A_NAME or (pending and not free and (pending != ["en"] or len(taken) > 1))):
            break
        if pending and ends_name(text, match.start("word")):
            break
        # "Masterplan Hoger Beroep vullen elkaar aan": a name in capitals does not go on without them
        if not capital and not pending and not lower_only and len(taken) > 1 and all(_capital(w) for w in taken):
            break
        if (
            capital
            and pending
            and re.match(rf"(?:{LAW_WORD}|{PLAN_WORD}|{NOTE_WORD})\b", text[match.start("word") :], re.I)
        ):
            break
        if capital and lower_only and taken and not _ROMAN.match(word):
            break
        if capital:
            lower_only = False if not taken or not lower_only else lower_only
        taken += [*pending, word]
        pending = []
        stop = where
    return taken, stop, lower_only


def _from_to(text: str, at: int, end: int) -> tuple[str, int] | None:
    """A name that says from where to where, right after the word for a work, and where it ends."""
    match = _FROM_TO.match(text, at, end)
    if not match or ends_name(text, match.start("name")):
        return None
    parts = [*match["first"].split(), match["here"] or "", match["there"] or ""]
    if any(w in NOT_A_NAME - _IN_NAMES or w in _NO_PART_OF_NAME or (w[:1].islower() and _verbish(w)) for w in parts):
        return None
    return " ".join(match["name"].split()), match.end()


def goes_on(rest: str) -> bool:
    """Whether the words behind the colon of a title are the rest of it ("de volgende stap") and no new sentence."""
    said = rest.split()
    if not 2 <= len(said) <= 8 or not said[0][0].islower() or said[0] in _NEW_SENTENCE:
        return False
    return not any(
        w in NOT_A_NAME - _IN_NAMES or w in _COUNCILS or (w.islower() and not w.endswith("ende") and _verbish(w))
        for w in said
    ) and not _NOT_IN_NAME.search(rest)


_COUNCILS = frozenset(words("raad|vlor|minister|regering|parlement|commissie"))
_NEW_SENTENCE = frozenset(words("een|dit|dat|deze|die|we|wij|hij|zij|ze|er|zie|zo|ook|daar|hier|toen|nu|zijn|is|al"))


# "Sterk voor de klas", "Klaar op tijd": a short first word, a preposition, and a noun in lower case
_PHRASE = re.compile(
    r"\s+(?P<first>[A-ZÀ-Þ][a-zà-ÿ]{2,8})\s+(?:voor|in|op|aan|met|tegen|naar|zonder|boven)\s+"
    r"(?:(?:de|het|een|elke|elk|alle|ieder|iedere|je|jouw)\s+)?(?=[a-zà-ÿ]{3})"
)
# "Kwalificatie voor iedereen": also behind a long word
_FOR_EVERYONE = re.compile(r"\s+[A-ZÀ-Þ][\wà-ÿ-]+\s+voor\s+(?:iedereen|allen|elk\s+kind|elke\s+[a-zà-ÿ]+)(?![\w’'-])")
# Nouns that say where or when a plan is, and end no name: "het actieplan Lezen in de praktijk", "voor de zomer"
_NO_PART_OF_NAME = frozenset(
    words(
        """raad|minister|regering|parlement|commissie|zomer|winter|herfst|lente|toekomst|praktijk|agenda|einde|begin|loop
        kader|steigers|terrein|tafel|sector|schooljaar|najaar|voorjaar|uitvoering|voorbereiding|overleg|kern|plaats
        eerste|tweede|derde|laatste|volgende|vorige|komende|scholen|leden|feite|werking|vlor|orde|bespreking|advies"""
    )
)
# "Elke kleuter telt": names of this kind are sentences, with their verb
_EVERYONE = ("Elke", "Elk", "Ieder", "Iedere", "Iedereen", "Alle")


def _verbish(word: str) -> bool:
    return (
        word in _CLOSING_VERBS
        or bool(_PARTICIPLE.match(word))
        or (bool(_VERBISH.search(word)) and not _NOUNS_IN_T.search(word))
    )


def _closed(text: str, at: int, end: int) -> bool:
    """Whether a name can end at `at`: before punctuation, the end, or a verb."""
    following = re.compile(r"\s*(?:(?P<sign>[.,;:!?()’”\"\n])|(?P<word>[\w’'-]+))").match(text, at, end)
    if not following or following["sign"]:
        return True
    word = following["word"]
    return word in ("is", "was", "en") or _verbish(word)


def _phrase_after(text: str, at: int, end: int) -> tuple[str, int] | None:
    """A name of the form "Sterk voor de klas" right after the word for a work, and where it ends."""
    if everyone := _FOR_EVERYONE.match(text, at, end):
        return " ".join(everyone.group().split()), everyone.end()
    match = _PHRASE.match(text, at, end)
    if not match or NOUN_ENDING.search(match["first"]) or ends_name(text, match.start("first")):
        return None
    stop = match.end()
    noun = re.compile(r"\s*(?P<word>[a-zà-ÿ-]{3,})(?![\w’'])")
    for _ in range(3):
        one = noun.match(text, stop, end)
        if not one or one["word"] in NOT_A_NAME or (stop > match.end() and _verbish(one["word"])):
            break
        if one["word"] in _NO_PART_OF_NAME:
            return None
        stop = one.end()
    if stop == match.end() or not (_closed(text, stop, end) or _NOT_NAMED.match(text, stop, end)):
        return None
    return " ".join(text[match.start("first") : stop].split()), stop


_NOT_NAMED = re.compile(rf"\s+(?:{'|'.join(sorted(re.escape(w) for w in NOT_A_NAME))})(?!\w)")
# What may stand between two capitals of one name: "Samen tegen Uitval", "Ouders aan Boord"
_BETWEEN_NAMES = frozenset(words("van|tegen|in|voor|naar|op|met|de|het|over|aan|na|uit|door|tussen|zonder|rond|om|der"))


def _capital(word: str) -> bool:
    return not word[0].islower() or word in _BETWEEN_NAMES or word == "en"


def ends_name(text: str, at: int) -> bool:
    """Whether the words at `at` begin something else than the rest of a name: an action, a body, a minister."""
    return bool(_NOT_IN_NAME.match(text, at))


_DETERMINER = re.compile(
    r"(?P<det>(?<!\w)(?:het|ons|onze|zijn|haar|dat|dit|een|de|deze|die|hun|diens|uw|mijn|geen|elk|alle"
    r"|verschillende|meerdere|enkele)\s+)?(?P<adj>(?:(?:eerste|tweede|derde|vierde|nieuwe?|vorige?|eerdere?"
    r"|recente?|vroegere?|laatste|jongste|vermelde?|geciteerde?|gezamenlijke?|uitgebreide?|goedgekeurde?"
    r"|Vlaamse?|Europese?|bovenvermelde?|bovengenoemde?|voornoemde?|wetenschappelijke?|internationale?|huidige?"
    r"|gelijknamige?|uitgebrachte?|tussentijdse?|verkennende?|grootschalige?|recentste|actuele|bestaande"
    r"|oorspronkelijke?|geplande?|nakende?|lopende?)\s+){0,3})$",
    re.I,
)


def before(text: str, at: int) -> tuple[int, str, str]:
    """Where the phrase begins that ends at `at`, its determiner and its adjectives, lower case."""
    head = text[max(0, at - 70) : at]
    match = _DETERMINER.search(head)
    if not match:
        return at, "", ""
    return at - (len(head) - match.start()), (match["det"] or "").strip().lower(), match["adj"].strip().lower()


_TOPIC_END = re.compile(
    rf"[,;:(]|\s(?:uit|van|d\.d\.)\s+{DATE}|\s(?:dat|die|waarin|waarbij|waarmee|heeft|had|hebben|is|was|werd"
    rf"|wordt|worden|werden|stelde|stelt|vroeg|vraagt|pleitte|pleit|gaf|geeft|schreef|formuleerde|drong|wees"
    rf"|wijst|benadrukte|uitte|vond|vindt|bracht|brengt|uit(?=\s*[.,]|$)|en\s+(?:vraagt|vindt|pleit|stelt)"
    rf"|kunnen|kan|zullen|zal|moet|kwam(?:en)?|komt|verscheen|verschijnt|volgde|telt|zijn\s+\w+\s+(?:gebracht|bezorgd)|al\b|ook\b|reeds\b|opgenomen|stonden|staan"
    rf"|blijkt|bleek|bleken|blijken|toont|toonde|tonen|leert|leerde|laat|liet|suggereert|concludeert"
    rf"|concludeerde|geeft|bevestigt|bevestigde|dan)\b",
    re.I,
)


def topic_after(text: str, at: int, fence: int) -> tuple[str | None, int]:
    """What a work is about, up to the verb or sign that ends it, before `fence`; and where that ends."""
    end = _TOPIC_END.search(text, at, fence)
    stop = end.start() if end else fence
    # "een advies over het plan en toonde zich": a conjunction before the verb is no part of it
    topic = re.sub(r"\s+(?:en|of|maar|want)$", "", text[at:stop].rstrip(" .,;:’”"))
    words = topic.split()
    if not words or len(words) > 25:
        return None, at
    return re.sub(r"\s+", " ", topic), at + len(topic)
