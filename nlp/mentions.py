"""Sources as running text names them: "zijn advies X uit 2023", "het programmadecreet van 30 juni 2023", "onderzoek van Y e.a."."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from corpus.model import SourceKind
from nlp.bibliography import find_question
from nlp.dates import find_date
from nlp.frame import Passage
from nlp.patterns import (
    ADVICE_WORD,
    ADVISORY_BODIES,
    ANOTHERS_WORK,
    BODY,
    BODY_WORDS,
    COUNCIL_NAMES,
    COUNCIL_PARTS,
    DEFINITE,
    DESCRIBED_WORD,
    ET_AL,
    LAW_WORD,
    MONTH,
    NAMED_REPORT,
    NOT_A_NAME,
    NOT_A_SURNAME,
    NOTE_WORD,
    NOUN_ENDING,
    OPUS_CITATUM,
    OWN_ADVICE,
    PAGES,
    PLAN_WORD,
    SURNAME,
    TITLE_ENDS,
    URL,
    YEAR,
    YEARLESS_DATE,
    either,
)
from nlp.works import plain, surname


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


_DATE = rf"(?:[0-3]?\d\s+{MONTH}\s+{YEAR}|{MONTH}\s+{YEAR}|[0-3]?\d[/.-][01]?\d[/.-]{YEAR}|{YEAR}(?!\s*[-–/]\s*\d))"
_DATED = re.compile(rf"\s*,?\s*(?:\(\s*(?:van\s+|d\.d\.\s+|uit\s+)?(?P<in>{_DATE})\s*\)|(?:van|uit|d\.d\.|dd\.?|op|in)\s+(?P<out>{_DATE}))", re.I)
_QUOTED = re.compile(r"\s*(?:over\s+|:\s*)?[‘“«\"'](?P<title>[^’”»\"\n]{4,220}?)[’”»\"'](?!\w)")
_WORD = re.compile(r"\s*(?P<word>[A-Za-zÀ-ÿ0-9][\wÀ-ÿ'’&+-]*(?:\.\d+)?)")
_DATED_NAME = re.compile(rf"\s+(?P<name>[A-ZÀ-Þ][^.,;:()\n]{{2,90}}?)(?=\s+(?:uit|van|d\.d\.)\s+{_DATE}|\s+\({_DATE}\))")
_IN_NAMES = frozenset({"van", "in", "en", "de", "het", "een", "voor", "met", "op", "tot", "naar", "bij", "of", "aan", "door", "uit", "werk", "over", "onder", "tussen", "na", "om", "te", "hun", "zijn", "ten", "ter", "zonder", "is", "wat", "wie", "hoe", "meer", "alle", "niet", "er", "geen", "elk", "binnen", "buiten", "samen", "dan", "al", "als", "ook"})
# "stuurt", "kondigde": a finite verb after a name; "arbeidsmarkt", "recht" are none
_VERBISH = re.compile(r"(?:[^aeiouy]t|[aeiou]{2}[a-z]t|[a-z]{3}(?:de|te|den|ten))$")
_NOUNS_IN_T = re.compile(r"(?:recht|kunst|markt|tekort|kracht|talent|student|zicht|project|effect|document|contract|dienst|schrift|pact|plicht|cent|sport|waarde|kwaliteit|teit|gemeente|genoegde|eerste|grote|beste|diensten|rechten|markten|krachten|talenten|studenten|projecten|kunsten|docenten|aspecten)$")
_ROMAN = re.compile(r"[IVXLC]+$")
_YEARS = re.compile(rf"\s+{YEAR}\s*[-–]\s*(?:{YEAR}|\d\d)\b")


def find_mentions(passage: Passage, start: int, end: int) -> tuple[Mention, ...]:
    """The sources that the running text `start:end` of the passage names, in order; none stands within another's title."""
    found: list[Mention] = []
    for finder in (_known_titles, _known_plans, _backwards, _questions, _advices, _laws, _codes, _plans, _notes, _author_years, _authored, _made, _said_in, _named_reports, _described):
        for mention in finder(passage, start, end):
            if not any(_clash(mention, other) for other in found):
                found.append(mention)
    return tuple(_addresses(passage, start, end, sorted(found, key=lambda m: m.start)))


def _clash(new: Mention, old: Mention) -> bool:
    if old.shield[0] < new.end and new.start < old.shield[1]:
        # "de evaluatie van het decreet X" is one work and names another
        around = new.start < old.shield[0] and new.end >= old.shield[1]
        return not (around and old.kind in _NAMED_INSIDE and new.kind != old.kind)
    if (new.start, new.end) == (old.start, old.end):
        return True
    # the same words read twice: one kind, overlapping stretches
    return new.kind == old.kind and new.start < old.end and old.start < new.end


_NAMED_INSIDE = frozenset({"decreet", "besluit", "codex", "conceptnota", "actieplan"})


def _sentence(passage: Passage, at: int) -> tuple[int, int]:
    return passage.sentence(at, at + 1)


def _dated(text: str, at: int, end: int) -> tuple[str | None, int]:
    match = _DATED.match(text, at, end)
    if not match:
        return None, at
    found = find_date(match["in"] or match["out"])
    return (found[0], match.end()) if found else (None, at)


# --- names ------------------------------------------------------------------------------------------------------------


def name_after(text: str, at: int, end: int) -> tuple[str | None, int, bool]:
    """The name that follows the word for a work: the name, where it ends, and whether it stood in quotation marks."""
    quoted = _QUOTED.match(text, at, end)
    if quoted:
        return quoted["title"].strip(), quoted.end(), True
    whole = _DATED_NAME.match(text, at, end)
    if whole and len(whole["name"].split()) <= 10 and not any(w in NOT_A_NAME - _IN_NAMES for w in whole["name"].split()[1:]):
        return re.sub(r"\s+", " ", whole["name"]), whole.end("name"), False
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
        if word in ("van", "tegen", "in", "voor", "naar", "op", "met", "de", "het", "over") and taken and not lower_only and len(pending) < 2:
            pending.append(word)
            continue
        # "Van toets naar taalbeleid", "Samen tegen uitval": a name that begins with a preposition goes on after one
        free = bool(taken) and taken[0] in ("Van", "Naar", "Samen", "Op", "Voor", "Met", "Tegen", "Tussen", "Over", "Uit", "Iedereen", "Elke", "Alle", "Meer")
        if word[0].isdigit() or not capital and _VERBISH.search(word) and not _NOUNS_IN_T.search(word):
            break
        if not capital and (word in NOT_A_NAME or (pending and not free and (pending != ["en"] or len(taken) > 1))):
            break
        if capital and pending and re.match(rf"(?:{LAW_WORD}|{PLAN_WORD}|{NOTE_WORD})\b", text[match.start("word") :], re.I):
            break
        if capital and lower_only and taken and not _ROMAN.match(word):
            break
        if capital:
            lower_only = False if not taken or not lower_only else lower_only
        taken += [*pending, word]
        pending = []
        stop = where
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
    years = _YEARS.match(text, stop, end)
    if years:
        name, stop = name + years.group().rstrip(), years.end()
    return name, stop, False


_DETERMINER = re.compile(
    r"(?P<det>(?<!\w)(?:het|ons|onze|zijn|haar|dat|dit|een|de|deze|die|hun|diens|uw|mijn|geen|elk|alle|verschillende|meerdere|enkele)\s+)?(?P<adj>(?:(?:eerste|tweede|derde|vierde|nieuwe?|vorige?|eerdere?|recente?|vroegere?|laatste|jongste|vermelde?|geciteerde?|gezamenlijke?|uitgebreide?|goedgekeurde?|Vlaamse?|Europese?|bovenvermelde?|bovengenoemde?|voornoemde?|wetenschappelijke?|internationale?|huidige?|gelijknamige?|uitgebrachte?|tussentijdse?|verkennende?|grootschalige?|recentste|actuele|bestaande|oorspronkelijke?|geplande?|nakende?|lopende?)\s+){0,3})$",
    re.I,
)


def _before(text: str, at: int) -> tuple[int, str, str]:
    """Where the phrase begins that ends at `at`, its determiner and its adjectives, lower case."""
    head = text[max(0, at - 70) : at]
    match = _DETERMINER.search(head)
    if not match:
        return at, "", ""
    return at - (len(head) - match.start()), (match["det"] or "").strip().lower(), match["adj"].strip().lower()


# --- written questions, laws, plans, notes ----------------------------------------------------------------------------


def _known_titles(passage: Passage, start: int, end: int) -> Iterator[Mention]:
    """Titles of works that the document's own notes and lists give in full, where the text says them word for word."""
    text = passage.text
    lower = text[start:end].lower()
    for work in sorted(passage.frame.works, key=lambda w: len(w.title or ""), reverse=True):
        title = work.title or ""
        count = len(title.split())
        if count < 3 or len(title) < 15 or work.where == passage.where:
            continue
        # a short title must stand there as it is written, a long one may differ in capitals
        at = lower.find(title.lower()) if count >= 5 and len(title) >= 25 else text.find(title, start, end) - start
        if at < 0 or text[start + at + len(title) : start + at + len(title) + 1].isalnum():
            continue
        if count < 5 and _OTHER_NAME.search(text[: start + at]):
            continue  # "het decreet Leren en werken" is not the study of that title
        begin, stop = start + at, start + at + len(title)
        inner = begin
        lead = re.search(rf"(?P<phrase>(?:(?:in|uit|naar|bij)\s+)?(?:ons|zijn|haar|het|de|hun|een)?\s*(?:\w+\s+)?{ADVICE_WORD}\s+(?:over\s+)?[‘“\"']?)$", text[:begin], re.I)
        if lead:
            begin = lead.start() + (re.match(r"(?:in|uit|naar|bij)\s+", lead.group(), re.I).end() if re.match(r"(?:in|uit|naar|bij)\s+", lead.group(), re.I) else 0)  # type: ignore[union-attr]
        date, stop2 = _dated(text, stop + (text[stop : stop + 1] in "’”\"'"), end)
        yield Mention(
            begin, stop2 if date else stop, work.kind, text[inner:stop], work.authors, date, confidence=0.97,
            found_by="title", shield=(begin, stop2 if date else stop),
        )  # fmt: skip


_OTHER_NAME = re.compile(rf"(?:{LAW_WORD}|{PLAN_WORD}|{NOTE_WORD}|stelsel(?:\s+van)?|systeem(?:\s+van)?|project)\s+[‘“\"]?$", re.I)


def _known_plans(passage: Passage, start: int, end: int) -> Iterator[Mention]:
    """The name of a plan without the word for it ("Elke Leerling Mee"), where the document says elsewhere that it is one."""
    text = passage.text
    for name in passage.frame.plans:
        if len(name.split()) < 3 or name.islower():
            continue
        for match in re.compile(rf"(?<![\w‘-]){re.escape(name)}(?![\w-])").finditer(text, start, end):
            if not re.search(rf"(?:{PLAN_WORD}|plan|stuurgroep|werkgroep|advies\s+over\s+\w+)\s+[‘“\"]?$", text[: match.start()], re.I):
                yield Mention(match.start(), match.end(), "actieplan", name, confidence=0.75, shield=match.span(), found_by="plan name")


def _backwards(passage: Passage, start: int, end: int) -> Iterator[Mention]:
    """"X e.a., o.c., p. 102" and "ibid." in the middle of a note, "Baeten e.a." in running text where X is a known author."""
    text = passage.text
    if passage.where.startswith("fn:"):
        for match in OPUS_CITATUM.finditer(text, start, end):
            if match["names"]:
                pages = re.compile(rf",?\s*(?P<pages>{PAGES.pattern})", re.I).match(text, match.end(), end)
                stop = pages.end() if pages else match.end()
                names = tuple(re.split(r"\s+(?:en|&|and)\s+", match["names"]))
                yield Mention(match.start(), stop, "onderzoek", None, names, None, pages["pages"] if pages else None, form="back", found_by="author", shield=(match.start(), stop))
    for match in _BARE_AUTHORS.finditer(text, start, end):
        names, begin = _without_lead(match["names"], match.start())
        first = names.split(",")[0].split(" en ")[0].strip()
        known = [w for w in passage.frame.works if w.authors and plain(first) == surname(w.authors[0]) and len(w.authors) > 1 and w.where != passage.where]
        second = re.search(r"\s(?:en|&)\s+(?P<name>.+)$", names)
        if not known or not match["etal"] and not (second and any(surname(a) == plain(second["name"]) for w in known for a in w.authors)):
            continue
        if re.search(r"\b(?:van|door)\s+$", text[: match.start()]) and re.search(r"(?:onderzoek|studie|rapport|evaluatie)\w*\s+van\s+$", text[: match.start()]):
            continue
        people = tuple(n.strip(" ,") for n in re.split(r",\s+|\s+(?:en|&|and)\s+", names) if n.strip(" ,"))
        year = match["year"]
        yield Mention(begin, match.end(), "onderzoek", None, people, year, form="back", found_by="author", confidence=0.8, shield=(begin, match.end()))


def _questions(passage: Passage, start: int, end: int) -> Iterator[Mention]:
    for begin, stop, number, asker, date in find_question(passage.text, start, end):
        meta = passage.frame.document.meta
        if passage.frame.document.kind == "schriftelijke_vraag" and number == meta.number and date in (None, meta.date):
            continue  # the document's own number in its letterhead
        yield Mention(
            begin, stop, "schriftelijke_vraag", None, (asker,) if asker else (), date, number=number, shield=(begin, stop)
        )  # fmt: skip


_LAW = re.compile(rf"(?<![\w-])(?P<draft>(?:voorontwerp|ontwerp|voorstel)\s+van\s+)?(?P<word>{LAW_WORD})(?![\w-])", re.I)
_LAW_SUBJECT = re.compile(r"\s*,?\s*(?:betreffende|houdende|tot\s+(?:wijziging|regeling|vaststelling|oprichting|bekrachtiging|uitvoering|invoering|instelling|bepaling|organisatie)|inzake|over|over de)\s+(?P<subject>[^.;:()\n]{3,160})", re.I)
_ARTICLE_BEFORE = re.compile(rf"(?P<pages>{PAGES.pattern})\s*,?\s+(?:van|uit|in)\s+(?:het\s+|de\s+|dit\s+)?$", re.I)
_CLAUSE = re.compile(r",|\s(?:" + "|".join(sorted(NOT_A_NAME - {"van", "in", "en", "de", "het", "een", "voor", "met", "op", "tot", "naar", "bij", "of", "aan", "door", "uit", "werk", "over", "onder", "tussen", "na", "om", "te", "hun", "zijn", "ten", "ter"}, key=len, reverse=True)) + r")\b")  # fmt: skip


def _laws(passage: Passage, start: int, end: int) -> Iterator[Mention]:
    text = passage.text
    for match in _LAW.finditer(text, start, end):
        word = match["word"]
        _, limit = _sentence(passage, match.start())
        limit = min(limit, end)
        begin, determiner, adjective = _before(text, match.start())
        head = text[match.start() : match.end()]
        at = match.end()
        name, stop, quoted = name_after(text, at, limit)
        date, stop = _dated(text, stop if name else at, limit)
        if not date and not name:
            stop = at
        subject = _LAW_SUBJECT.match(text, stop, limit)
        if subject and (date or re.match(r"\s*(?:betreffende|houdende|tot)", subject.group())):
            words = subject["subject"]
            cut = _CLAUSE.search(words)
            words = words[: cut.start()].rstrip() if cut else words
            if words and not name:
                name = re.sub(r"\s+", " ", text[stop : subject.start("subject")].strip(" ,") + " " + words)
                stop = subject.start("subject") + len(words)
                if not date:
                    date, stop = _dated(text, stop, limit)
        nickname = bool(re.search(r"(?i)(?:\w-|\w{3,})decreet$", word)) or word == "Grondwet"
        if re.match(r"(?i)(?:ontwerp|uitvoerings|wijzigings)decreet$", word):
            nickname = False
        if not (name or date or nickname) or determiner in ("een", "geen", "elk") and not (date or name):
            continue
        article = _ARTICLE_BEFORE.search(text[max(start, begin - 80) : begin + (len(determiner) + 1 if determiner else 0)])
        kind: SourceKind = "besluit" if re.match(r"(?i)(?:besluit|bvr|k\.?b|m\.?b|koninklijk|ministerieel|omzendbrief)", word) else "decreet"
        title = name if quoted and name else " ".join(p for p in (re.sub(r"\s+", " ", head), name) if p)
        yield Mention(
            begin, stop, kind, title, (), date, re.sub(r"\s+", " ", article["pages"]) if article else None,
            confidence=0.9 if date else 0.8, shield=(match.start(), stop),
        )  # fmt: skip


_CODE = re.compile(
    r"(?<![\w-])(?P<word>[Vv]laamse\s+[Cc]odex|[Cc]odex)\s+(?P<name>(?:[Ss]ecundair|[Hh]oger|[Bb]asis)\s*[Oo]nderwijs|SO|HO|(?:[A-Z][\w-]+)(?:\s+(?:en\s+)?[A-Z][\w-]+)*)(?![\w-])"
)


def _codes(passage: Passage, start: int, end: int) -> Iterator[Mention]:
    text = passage.text
    for match in _CODE.finditer(text, start, end):
        begin, _, _ = _before(text, match.start())
        article = _ARTICLE_BEFORE.search(text[max(start, match.start() - 80) : match.start()])
        if article:
            begin = match.start() - (len(text[max(start, match.start() - 80) : match.start()]) - article.start())
        after = re.compile(rf"\s*,?\s*(?P<pages>{PAGES.pattern})", re.I).match(text, match.end(), end)
        stop = after.end() if after and not article else match.end()
        pages = article["pages"] if article else after["pages"] if after else None
        yield Mention(begin, stop, "codex", match.group(), (), None, pages, confidence=0.92, shield=(begin, stop))


_PLAN = re.compile(rf"(?<![\w-])(?P<word>{PLAN_WORD}|plan(?=\s+[‘“\"]))(?!\w)", re.I)
_PINPOINT = re.compile(r"(?:(?P<what>probleemstelling|toelichting|omschrijving|inleiding|tekst)\s+(?:bij|van|onder|in)\s+)(?:punt\s+|hoofdstuk\s+)?(?P<n>\d+(?:\.\d+)*)\s+(?:in|van|uit)\s+(?:het|dit|de)\s+$", re.I)


def _plans(passage: Passage, start: int, end: int) -> Iterator[Mention]:
    text = passage.text
    for match in _PLAN.finditer(text, start, end):
        _, limit = _sentence(passage, match.start())
        limit = min(limit, end)
        begin, determiner, _ = _before(text, match.start())
        name, stop, quoted = name_after(text, match.end(), limit)
        if name and (name.split()[0] in COUNCIL_NAMES):
            name = None
        date, dated = _dated(text, stop if name else match.end(), limit)
        if not name:
            pinpoint = _PINPOINT.search(text[start : match.start()])
            if pinpoint:
                yield Mention(start + pinpoint.start(), match.end(), "actieplan", match["word"], pages=pinpoint["n"], shield=(match.start(), match.end()), found_by="pinpoint", confidence=0.8)
            elif date and determiner in DEFINITE:
                yield Mention(begin, dated, "actieplan", match["word"], date=date, shield=(match.start(), dated))
            continue
        stop = dated if date else stop
        clause = YEARLESS_DATE.search(text, stop, limit)
        if not date and clause and clause.start() - stop < 12:
            year = clause["y"] or _year_near(text, clause.start())
            found = find_date(f"{clause['d']} {clause['m']} {year}") if year else None
            if found:
                date, stop = found[0], clause.end()
        title = name if quoted else f"{match['word']} {name}"
        yield Mention(match.start() if not quoted else begin, stop, "actieplan", title, date=date, shield=(match.start(), stop), confidence=0.88)


def _year_near(text: str, at: int) -> str | None:
    """The last year named before `at` in the same paragraph, else the next one after it."""
    begin = text.rfind("\n\n", 0, at) + 1
    stop = text.find("\n\n", at)
    years = re.findall(rf"\b{YEAR}\b", text[begin:at]) or re.findall(rf"\b{YEAR}\b", text[at : stop if stop > 0 else len(text)])[:1]
    return years[-1] if years else None


_NOTE = re.compile(rf"(?<![\w-])(?P<word>{NOTE_WORD})(?:['’]s)?(?![\w])", re.I)


def _notes(passage: Passage, start: int, end: int) -> Iterator[Mention]:
    text = passage.text
    for match in _NOTE.finditer(text, start, end):
        _, limit = _sentence(passage, match.start())
        limit = min(limit, end)
        begin, determiner, _ = _before(text, match.start())
        again = re.compile(r"\s+(?P<n>bis|ter|2|II)\b").match(text, match.end(), limit)
        at = again.end() if again else match.end()
        name, stop, quoted = name_after(text, at, limit)
        if name and re.match(rf"{either(COUNCIL_NAMES)}$", name):
            name, stop, quoted = None, at, False
        date, dated = _dated(text, stop, limit)
        stop = dated if date else stop
        if not (name or date or again) or determiner in ("een", "geen"):
            continue
        word = match["word"] + (again.group() if again else "")
        kind: SourceKind = "rapport" if re.match(r"(?i)beleids|regeer", match["word"]) else "conceptnota"
        proper = bool(name and name[0].isupper() and len(name.split()) >= 3 and kind == "conceptnota")
        title = name if quoted or proper else f"{word} {name}" if name else word
        yield Mention(begin, stop, kind, title, date=date, shield=(match.start(), stop), confidence=0.85)


# --- advices ----------------------------------------------------------------------------------------------------------

_ADVICE = re.compile(rf"(?<![\w-])(?P<word>{ADVICE_WORD})(?![\w-])", re.I)
_OF_BODY = re.compile(rf"\s+van\s+(?:de\s+|het\s+)?(?P<body>{BODY})(?![\w-])")
_INITIATIVE = re.compile(r"\s+op\s+eigen\s+initiatief")
_GIVEN_OUT = re.compile(rf"\s+dat\s+(?:de\s+|het\s+)?(?P<body>{either(COUNCIL_PARTS)}|{BODY})\s+(?:op|in)\s+(?P<date>{_DATE})\s+(?:over\s+[^.,]{{3,80}}\s+)?(?:uitbracht|gaf|formuleerde|publiceerde)")
_ABOUT = re.compile(r"\s+(?:over|rond|inzake|betreffende|bij|omtrent)\s+(?=\S)")


def _advices(passage: Passage, start: int, end: int) -> Iterator[Mention]:
    for match in _ADVICE.finditer(passage.text, start, end):
        mention = _advice(passage, match, end)
        if mention:
            yield mention


def _advice(passage: Passage, match: re.Match[str], end: int) -> Mention | None:
    text, frame = passage.text, passage.frame
    _, limit = _sentence(passage, match.start())
    limit = min(limit, end)
    begin, determiner, adjectives = _before(text, match.start())
    word = match["word"].lower()
    if OWN_ADVICE.search(text[max(0, begin - 30) : match.end()]) or determiner in ("dit", "geen", "elk", "alle", "deze"):
        return None
    anchors = [offset for offset, _ in frame.marks.get(passage.where, ()) if match.end() <= offset <= limit + 1]
    fence = min([limit, *anchors]) if anchors else limit
    body_before = re.search(rf"(?P<body>{BODY})-$", text[: match.start()] + "-") if match["word"][0].isupper() or "-" in match["word"] else None
    authors: tuple[str, ...] = ()
    prefix = re.match(rf"(?P<body>{BODY})-", match["word"])
    if prefix:
        authors = (prefix["body"],)
    elif body_before:
        authors = (body_before["body"],)
    at = match.end()
    of_body = _OF_BODY.match(text, at, limit)
    if of_body:
        authors, at = (of_body["body"],), of_body.end()
    initiative = _INITIATIVE.match(text, at, limit)
    if initiative:
        at = initiative.end()
    clause = _GIVEN_OUT.match(text, at, limit)
    if clause and not initiative:
        day = find_date(clause["date"])
        return Mention(begin, clause.end(), "advies", None, ("Vlaamse Onderwijsraad" + (f", {clause['body']}" if clause["body"] in COUNCIL_PARTS else "") if clause["body"] not in ADVISORY_BODIES else clause["body"],), day[0] if day else None, form="back", found_by="topic", confidence=0.85, shield=(match.start(), match.end()))
    date, at = _dated(text, at, limit)
    plural = word.endswith(("adviezen", "standpunten", "visieteksten"))
    ours = determiner in ("ons", "onze", "zijn", "haar") or bool(re.match(r"vlor-", word))
    if not authors and ours and not ANOTHERS_WORK.search(text[:begin][-40:]):
        authors = ("Vlaamse Onderwijsraad",)
    definite = determiner in DEFINITE or bool(adjectives)
    # a title: in quotation marks, or with a capital straight after the word
    quoted = _QUOTED.match(text, at, limit)
    if quoted and len(quoted["title"].split()) >= 2:
        stop = quoted.end()
        if not date:
            date, stop = _dated(text, stop, limit)
        return Mention(begin, stop, "advies", quoted["title"].strip(), authors, date, confidence=0.92, found_by="title", shield=(match.start(), stop))
    titled = None if plural else _title(text, at, fence, limit)
    if titled and (definite or date):
        title, stop = titled
        if not date:
            date, stop = _dated(text, stop, limit)
        return Mention(begin, stop, "advies", title, authors, date, confidence=0.88, found_by="title", shield=(match.start(), stop))
    about = _ABOUT.match(text, at, limit)
    topic, stop = (None, at)
    if about:
        topic, stop = _topic(text, about.end(), fence)
        if not date:
            date, stop = _dated(text, stop, limit)
    noted = any(o <= limit + 1 for o in anchors)
    form: Literal["short", "back"] = "back"
    if plural:
        if definite and noted and determiner not in ("de", "die", "") or definite and noted and adjectives and determiner != "":
            return Mention(begin, stop, "advies", None, authors, date, form=form, found_by="plural", shield=(match.start(), match.end()))
        return None
    again = bool(re.search(r"vorig|eerder|vroeger|recent|vermeld|voornoemd|genoemd|geciteerd", adjectives))
    if date and (definite or authors or about):
        return Mention(begin, stop, "advies", f"Advies over {topic}" if topic else None, authors, date, form=form, found_by="topic", confidence=0.85, shield=(match.start(), match.end()))
    if topic and (determiner in DEFINITE or again or authors and definite):
        return Mention(begin, stop, "advies", f"Advies over {topic}", authors, None, form=form, found_by="topic", confidence=0.7, shield=(match.start(), match.end()))
    if of_body and (definite or noted):
        return Mention(begin, stop, "advies", None, authors, None, form=form, found_by="body", confidence=0.6, shield=(match.start(), match.end()))
    if again and (noted or ours):
        return Mention(begin, stop, "advies", None, authors, None, form=form, found_by="previous", confidence=0.5, shield=(match.start(), match.end()))
    if noted and ours and min(anchors) - match.end() < 3:
        return Mention(begin, stop, "advies", None, authors, None, form=form, found_by="noted", confidence=0.6, shield=(match.start(), match.end()))
    return None


def _title(text: str, at: int, fence: int, limit: int) -> tuple[str, int] | None:
    """A title without quotation marks that begins with a capital right after the word "advies"."""
    lead = re.compile(r"\s+(?=[A-ZÀ-Þ][\wÀ-ÿ’'-]+)").match(text, at, fence)
    if not lead:
        return None
    begin = lead.end()
    if re.compile(rf"{BODY}(?![\w-])").match(text, begin) and not re.match(r"[^.]{5,60}\b(?:uit|van)\s+(?:\d{1,2}\s+\w+\s+)?(?:19|20)\d\d", text[begin:limit]):
        return None
    stop = fence
    for end in TITLE_ENDS:
        found = end.search(text, begin, fence)
        if found and len(text[begin : found.start()].split()) >= 2:
            stop = min(stop, found.start())
    title = text[begin:stop].rstrip(" .,;:")
    words = title.split()
    if len(words) < 2 or len(words) > 40:
        return None
    return re.sub(r"\s+", " ", title), begin + len(title)


_TOPIC_END = re.compile(
    rf"[,;:(]|\s(?:uit|van|d\.d\.)\s+{_DATE}|\s(?:dat|die|waarin|waarbij|waarmee|heeft|had|hebben|is|was|werd|wordt|worden|werden|stelde|stelt|vroeg|vraagt|pleitte|pleit|gaf|geeft|schreef|formuleerde|drong|wees|wijst|benadrukte|uitte|vond|vindt|bracht|brengt|uit(?=\s*[.,]|$)|en\s+(?:vraagt|vindt|pleit|stelt)|kunnen|kan|zullen|zal|moet|zijn\s+\w+\s+(?:gebracht|bezorgd)|al\b|ook\b|reeds\b|opgenomen|stonden|staan|blijkt|bleek|bleken|blijken|toont|toonde|tonen|leert|leerde|laat|liet|suggereert|concludeert|concludeerde|geeft|bevestigt|bevestigde|dan)\b",
    re.I,
)


def _topic(text: str, at: int, fence: int) -> tuple[str | None, int]:
    end = _TOPIC_END.search(text, at, fence)
    stop = end.start() if end else fence
    topic = text[at:stop].rstrip(" .,;:’”")
    words = topic.split()
    if not words or len(words) > 25:
        return None, at
    return re.sub(r"\s+", " ", topic), at + len(topic)


# --- research and reports ---------------------------------------------------------------------------------------------

_PEOPLE = rf"{SURNAME}(?:(?:,\s+{SURNAME})*,?\s+(?:en|&|and)\s+{SURNAME})?"
_AUTHOR_YEAR = re.compile(
    rf"(?P<names>{_PEOPLE}|{BODY})(?P<etal>,?\s+{ET_AL})?,?\s*(?P<open>\()?(?P<year>{YEAR})(?P<letter>[a-z])?(?P<pages>,\s*(?:pp?\.|blz\.)\s*\d+(?:\s*[-–]\s*\d+)?)?\s*(?P<close>[);,])"
)


def _author_years(passage: Passage, start: int, end: int) -> Iterator[Mention]:
    """"(Verhaest e.a., 2018)", "Smet et al. (2015)", "Nouwen, Orozco en Clycq (2019)"."""
    text = passage.text
    for match in _AUTHOR_YEAR.finditer(text, start, end):
        names, begin = _without_lead(match["names"], match.start())
        bracket = text.rfind("(", max(start, begin - 160), begin)
        inside = bracket >= 0 and ")" not in text[bracket:begin]
        if not match["open"] and not inside:
            continue
        body = re.fullmatch(BODY, names) is not None
        if not body and (_no_surname(names) or BODY_WORDS.search(names)):
            continue
        if not body and _sentence(passage, begin)[0] == begin and not match["etal"] and "en" not in names.split() and "," not in names and _known(passage, names) is False:
            continue
        people = tuple(n.strip(" ,") for n in re.split(r",\s+|\s+(?:en|&|and)\s+", names) if n.strip(" ,"))
        authors = (names,) if body else people + (("e.a.",) if match["etal"] else ())
        pages = re.sub(r"^,\s*", "", match["pages"]) if match["pages"] else None
        kind: SourceKind = "rapport" if body else "onderzoek"
        if body and names in COUNCIL_NAMES:
            kind = "advies"
        stop = match.end() - (match["close"] in ";," or not match["open"])
        yield Mention(begin, stop, kind, None, authors, match["year"], pages, form="back", found_by="author", confidence=0.85, shield=(begin, stop))


def _without_lead(names: str, start: int) -> tuple[str, int]:
    """"Volgens Peeters" looks like a double surname: the names without such a first word, and where they begin."""
    first = names.split()[0]
    if first in NOT_A_SURNAME and first not in ("De", "Van") and len(names.split()) > 1:
        cut = len(first) + 1
        return names[cut:], start + cut
    return names, start


def _no_surname(names: str) -> bool:
    """Do these words begin with something else than a family name? A particle counts with what follows it."""
    first, *rest = [w.strip(",") for w in names.split()]
    if first in ("De", "Van", "Den", "Der", "Ter", "Ten", "Vanden", "Le", "La", "El", "Du") and rest and rest[0][0].isupper():
        return rest[0] in NOT_A_SURNAME or rest[0] in COUNCIL_NAMES or bool(BODY_WORDS.search(rest[0]))
    return first in NOT_A_SURNAME or first.lower() in NOT_A_NAME


def _known(passage: Passage, names: str) -> bool:
    return any(plain(names) in plain(" ".join(w.authors)) for w in passage.frame.works)


_BARE_AUTHORS = re.compile(rf"(?P<names>{_PEOPLE})(?P<etal>\s+{ET_AL})?(?:\s+(?:in|uit)\s+(?P<year>{YEAR}))?")
_AUTHORED = re.compile(
    rf"(?P<word>(?<![\w-])(?:[\w-]*onderzoek|onderzoekers|[\w-]*studie|studies|paper|artikel|doctoraat|proefschrift|rapport|evaluatie|analyse|bevraging|werk|bevindingen)\s+van\s+(?:(?:onder\s+meer|o\.a\.|professor|prof\.(?:\s*dr\.)?|dr\.)\s+)?)(?P<names>{_PEOPLE})(?P<etal>\s+{ET_AL})?(?:\s*\(?(?P<year>{YEAR})[a-z]?\)?)?"
)


def _authored(passage: Passage, start: int, end: int) -> Iterator[Mention]:
    """"onderzoek van Tobback e.a.": persons named after the word for the work."""
    text = passage.text
    for match in _AUTHORED.finditer(text, start, end):
        names = match["names"]
        body = re.match(rf"{BODY}(?![\w-])", names)
        if not body and _no_surname(names):
            continue
        known = _known(passage, names.split(",")[0].split(" en ")[0])
        if not body and not (match["etal"] or match["year"] or known):
            continue
        if not body and BODY_WORDS.search(names) and not known:
            continue
        if body:
            names = body.group()
            if not (match["year"] or _anchored(passage, match.end(), 60)):
                continue
        people = (names,) if body else tuple(n.strip(" ,") for n in re.split(r",\s+|\s+(?:en|&|and)\s+", names) if n.strip(" ,"))
        kind: SourceKind = "rapport" if re.match(r"(?i)rapport", match["word"]) else "onderzoek"
        yield Mention(
            match.start(), match.end(), kind, None, people + (("e.a.",) if match["etal"] else ()), match["year"],
            form="back", found_by="author", confidence=0.85, shield=(match.start(), match.end()),
        )  # fmt: skip


def _anchored(passage: Passage, at: int, within: int) -> bool:
    return any(at <= offset <= at + within for offset, _ in passage.frame.marks.get(passage.where, ()))


_MAKER = rf"(?:(?:[Dd]e|[Hh]et)\s+)?(?P<body>{BODY}|(?:[A-Z][\w-]+\s+){{1,4}}(?:[A-Z][\w-]+))(?![\w-])"
_MADE_THING = r"(?P<thing>een\s+(?P<adj>(?:[\w-]+\s+){0,2}?)(?P<word>[\w-]*actieplan|[\w-]*advies|[\w-]*rapport|[\w-]*studie|[\w-]*onderzoek|conceptnota|visienota|visietekst|memorandum))(?![\w-])"
_MADE = (
    # "werkte het Vlaams Partnerschap Duaal Leren een actieplan uit"
    re.compile(rf"\b(?:werkte|maakte|stelde|bracht|schreef|publiceerde|formuleerde|gaf|leverde|voerde)\s+(?P<span>{_MAKER}\s+(?:recent\s+|ook\s+|onlangs\s+|eerder\s+|al\s+|in\s+\d{{4}}\s+|op\s+\d{{1,2}}\s+\w+\s+\d{{4}}\s+)*{_MADE_THING})"),
    # "De Vlor bracht recent een advies op eigen initiatief uit", "heeft de SERV een advies uitgebracht"
    re.compile(rf"(?P<span>{_MAKER}\s+(?:bracht|publiceerde|formuleerde|gaf|leverde|stelde|schreef|werkte|maakte|heeft)\s+(?:recent\s+|ook\s+|onlangs\s+|eerder\s+|hierover\s+|daarover\s+|al\s+|in\s+\d{{4}}\s+|op\s+\d{{1,2}}\s+\w+\s+\d{{4}}\s+)*{_MADE_THING}(?:\s+op\s+eigen\s+initiatief)?)"),
    # "werd door de SERV een advies opgemaakt"
    re.compile(rf"(?P<span>door\s+{_MAKER}\s+(?:werd\s+|is\s+|recent\s+|ook\s+|onlangs\s+|eerder\s+)*{_MADE_THING}(?:\s+op\s+eigen\s+initiatief)?(?:\s+(?:opgemaakt|uitgebracht|opgesteld|gemaakt|gepubliceerd))?)"),
)  # fmt: skip


def _made(passage: Passage, start: int, end: int) -> Iterator[Mention]:
    """A work that has no name but a maker: "De Vlor bracht recent een advies op eigen initiatief uit"."""
    from nlp.bibliography import kind_word

    text = passage.text
    for pattern in _MADE:
        for match in pattern.finditer(text, start, end):
            kind = kind_word(match["word"])
            body = match["body"]
            if kind is None or not (re.fullmatch(BODY, body) or BODY_WORDS.search(body) or len(body.split()) >= 3):
                continue
            if re.search(r"\b(?:zal|zullen|wil|plant|moet|kan)\b", text[max(start, match.start() - 30) : match.end()]):
                continue
            if kind == "onderzoek" and not _anchored(passage, match.end(), 200):
                continue
            _, limit = _sentence(passage, match.start())
            stop = match.end("span")
            quoted = _QUOTED.match(text, stop, limit)
            topic = None
            if quoted:
                stop = quoted.end()
            else:
                about = re.compile(r"(?:\s+uit)?\s+(?:over|rond|met\s+overzicht\s+van)\s+(?=\S)").match(text, stop, limit)
                if about:
                    topic, stop = _topic(text, about.end(), limit)
            date = find_date(match.group("span"))
            yield Mention(
                match.start("span"), stop, kind, quoted["title"] if quoted else None, (body,), date[0] if date else None,
                form="back", found_by="made", confidence=0.7, shield=(match.start("span"), match.end("span")),
            )  # fmt: skip


_SAID_IN = re.compile(rf"(?<![\w-])(?P<body>{either(COUNCIL_PARTS)}|{BODY})\s+(?:[a-z]+\s+){{0,3}}?in\s+(?P<date>(?:{MONTH}\s+)?{YEAR})(?P<own>\s+op\s+eigen\s+initiatief)?")
_SAYS = re.compile(r"\b(?:vroeg|stelde|had|heeft|pleitte|schreef|waarschuwde|adviseerde|berekende|becijferde|concludeerde|wees|vond|drong|publiceerde|toonde|besloot|noemde|bracht|gaf)\b")


def _said_in(passage: Passage, start: int, end: int) -> Iterator[Mention]:
    """"Rekenhof stelde in 2024 vast": a body and a year that fit a work which the document's notes give in full."""
    text = passage.text
    for match in _SAID_IN.finditer(text, start, end):
        found = find_date(match["date"])
        if not found or not _SAYS.search(text, match.start(), match.end()):
            continue
        body = match["body"]
        vlor = body in COUNCIL_NAMES or body in COUNCIL_PARTS
        known = any(
            w.date and w.date.startswith(found[0]) and (vlor and w.kind == "advies" and (body in COUNCIL_NAMES or body in " ".join(w.authors)) or body in w.authors)
            for w in passage.frame.works
        )
        if not (known or match["own"]):
            continue
        kind: SourceKind = "advies" if vlor or body in ADVISORY_BODIES else "rapport"
        author = ("Vlaamse Onderwijsraad" + (f", {body}" if body in COUNCIL_PARTS else "")) if vlor else body
        yield Mention(match.start(), match.end(), kind, None, (author,), found[0], form="back", found_by="author" if not vlor else "body", confidence=0.65, shield=match.span())


def _named_reports(passage: Passage, start: int, end: int) -> Iterator[Mention]:
    """Reports and studies with a name of their own: "de metastudie Duaal leren", "het jongste schoolverlatersrapport"."""
    text = passage.text
    for match in NAMED_REPORT.finditer(text, start, end):
        begin, determiner, adjectives = _before(text, match.start())
        _, limit = _sentence(passage, match.start())
        limit = min(limit, end)
        name, stop, quoted = name_after(text, match.end(), limit)
        if name and not quoted and (name[0].islower() or re.fullmatch(rf"{BODY}", name)):
            name, stop = None, match.end()
        own = match["own"] is not None  # "schoolverlatersrapport": the word itself is the name
        if not name and not (own and (determiner in DEFINITE or adjectives)):
            continue
        if not name and match.group().lower().endswith("monitor") and not adjectives:
            continue
        word = match.group()
        if determiner in ("een", "geen") or word.lower() == "onderzoek" and determiner not in DEFINITE:
            continue
        date, dated = _dated(text, stop, limit)
        stop = dated if date else stop
        kind: SourceKind = "rapport" if re.search(r"(?i)rapport|monitor|spiegel$", word) else "onderzoek"
        title = name if quoted or name and word.lower() in ("onderzoek", "rapport", "studie") else f"{word[0].upper()}{word[1:]}{' ' + name if name else ''}"
        yield Mention(begin, stop, kind, title, date=date, confidence=0.8, shield=(match.start(), stop))


def _described(passage: Passage, start: int, end: int) -> Iterator[Mention]:
    """"de evaluatie van het decreet X", "het tussentijds rapport van …": only with the work it describes at hand."""
    text = passage.text
    for match in DESCRIBED_WORD.finditer(text, start, end):
        begin, determiner, adjectives = _before(text, match.start())
        indefinite = determiner == "een" and _anchored(passage, match.end(), 80)
        if determiner not in DEFINITE and not indefinite or re.search(r"gepland|nakend|lopend|toekomst", adjectives):
            continue
        sentence_start, limit = _sentence(passage, match.start())
        fences = [o for o, _ in passage.frame.marks.get(passage.where, ()) if match.end() <= o]
        fence = min([limit, *fences])
        phrase = re.compile(r"(?:\s+(?:van|naar|over|rond|door|bij|in)\s+[^.,;:()\n]+)?").match(text, match.end(), fence)
        stop = match.end()
        if phrase and phrase.group():
            topic, stop = _topic(text, match.end(), phrase.end())
        yield Mention(begin, min(stop, fence), "onderzoek", None, form="back", found_by="description", confidence=0.6)


# --- addresses --------------------------------------------------------------------------------------------------------


def _addresses(passage: Passage, start: int, end: int, found: list[Mention]) -> list[Mention]:
    """Addresses in the text belong to the source named just before them, or are a source of their own."""
    text = passage.text
    for match in URL.finditer(text, start, end):
        url = match.group().rstrip(".,;:)]}’'")
        if "@" in text[max(0, match.start() - 1) : match.end()] or re.fullmatch(r"(?:https?://)?(?:www\.)?[\w.-]+/?", url) and not url.lower().startswith("http"):
            continue
        stop = match.start() + len(url)
        paragraph = text.rfind("\n", 0, match.start()) + 1
        near = [n for n, m in enumerate(found) if m.url is None and paragraph <= m.start < match.start()]
        sentence = _sentence(passage, match.start())[0]
        previous = [s for s in passage.sentences if s[1] <= sentence]
        reach = previous[-1][0] if previous and re.search(r"\b(?:link|via|website|terug|raadple\w+|vinden|vindt|adres|zie)\b", text[sentence : match.start()], re.I) else sentence
        near = [n for n in near if found[n].end > reach]
        if near:
            n = near[-1]
            found[n] = replace(found[n], url=url, end=max(found[n].end, stop))
            continue
        inside = any(m.start <= match.start() < m.end for m in found)
        if not inside:
            found.append(Mention(match.start(), stop, "webpagina", None, url=url, confidence=0.9, found_by="address", shield=(match.start(), stop)))
    return sorted(_links(passage, start, end, found), key=lambda m: m.start)


def _links(passage: Passage, start: int, end: int, found: list[Mention]) -> list[Mention]:
    """Words that can be clicked and that name no source found so far are a web page with those words as its title."""
    text = passage.text
    pages = {span.page for span in passage.placed.lines if span.start < end and span.end > start}
    for link in passage.frame.document.links:
        words = " ".join(link.text.split())
        if link.place.page not in pages or not 2 <= len(words.split()) <= 25 or URL.match(words):
            continue
        match = re.compile(r"\s+".join(re.escape(w) for w in words.split())).search(text, start, end)
        if match and not any(m.start < match.end() and match.start() < m.end for m in found):
            found.append(Mention(match.start(), match.end(), "webpagina", words, url=link.url, confidence=0.8, found_by="link"))
    return found
