"""Laws, plans and policy notes in running text: "het programmadecreet van 30 juni 2023", "het actieplan X"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.model import SourceKind
from nlp.dates import find_date
from nlp.frame import Passage
from nlp.guarded import guarded
from nlp.names import DATE, YEARS, Mention, before, date_after, name_after, sentence_of, topic_after
from nlp.patterns import (
    ANY_PLAN,
    COUNCIL_NAMES,
    DEFINITE,
    FULL_DATE,
    FUNCTION_WORDS,
    LAW_PURPOSE,
    LAW_WITHIN,
    LAW_WORD,
    MONTH,
    NOT_A_NAME,
    NOTE_WORD,
    PAGES,
    PLAN_HEAD,
    YEAR,
    YEARLESS_DATE,
    either,
)
from nlp.works import plain

_LAW = guarded(rf"(?<![\w-])(?P<draft>(?:voorontwerp|ontwerp|voorstel)\s+van\s+)?(?P<word>{LAW_WORD})(?![\w-])", re.I)
_LAW_SUBJECT = re.compile(
    rf"\s*,?\s*(?:betreffende|houdende|{LAW_PURPOSE}|inzake|over)\s+(?P<subject>[^.;:()\n]{{3,160}})",
    re.I,
)
# "legde het ontwerp … voor advies voor", "stelt het decreet … vast": what closes the sentence behind a law
_LAW_TAIL = re.compile(
    r"\s+(?:(?:voor|ter|om)\s+advies(?:\s.*)?|(?:aan\s+(?:de|het)\s+(?:\w+\s+){1,4}?)?(?:goed|voor|uit|aan|op|af|mee|toe|vast|bekend))$"
)
_LEGAL_WORDS = frozenset({"betreffende", "houdende", "inzake", "alle", "tot", "rond"})
# "betreffende het volwassenenonderwijs van 15 juni 2007", "inzake gelijke kansen (28 juni 2002)": the day of a law
# behind what it is about; "van 3 mei 2007 tot 1 september 2010" is a period
_SUBJECT_DATED = re.compile(
    rf"(?P<words>[^.;:()\n]{{3,200}}?)\s*,?\s*(?:(?:\bvan|\buit|\bd\.d\.|\bdd\.?)\s+(?P<date>[0-3]?\d\s+{MONTH}\s+{YEAR}"
    rf"|(?<=uit\s){YEAR})(?!\s+tot\b)|\((?:van\s+)?(?P<in>[0-3]?\d\s+{MONTH}\s+{YEAR})\))",
    re.I,
)
# What the subject of a law does not hold: a verb, "te", another kind of paper
_NO_SUBJECT = re.compile(
    rf"\b(?:{'|'.join(sorted(re.escape(w) for w in NOT_A_NAME - FUNCTION_WORDS - _LEGAL_WORDS))}|te|\w*(?:advies|nota"
    r"|rapport|verslag|brief|vergadering|resolutie))\b",
    re.I,
)
_ARTICLE_AFTER = re.compile(rf"\s*,\s*(?:meer\s+bepaald\s+)?(?P<pages>(?=art){PAGES.pattern})", re.I)
# "het decreet studievoortgang van 1 juli 2022": any one word is its name where its day follows
_CALLED = re.compile(rf"\s+(?!dateert|dateren|stamt)(?P<name>[a-zà-ÿ]{{5,}})(?=\s+van\s+{FULL_DATE.pattern})")
_ARTICLE_BEFORE = re.compile(rf"(?P<pages>{PAGES.pattern})\s*,?\s+(?:van|uit|in)\s+(?:het\s+|de\s+|dit\s+)?$", re.I)
_CLAUSE = re.compile(
    r",|\s+en\s+(?:in|op|uit|bij|met|voor|door|van)\s|\s" + rf"{either(tuple(NOT_A_NAME - FUNCTION_WORDS))}\b"
)


def find_laws(passage: Passage, start: int, end: int) -> Iterator[Mention]:
    """Decrees, acts, orders and circulars that have a name, a nickname or a date."""
    text = passage.text
    for match in _LAW.finditer(text, start, end):
        word = match["word"]
        _, limit = sentence_of(passage, match.start())
        limit = min(limit, end)
        begin, determiner, _adjective = before(text, match.start())
        head = text[match.start() : match.end()]
        at = match.end()
        name, stop, quoted = name_after(text, at, limit)
        called = None if name else _CALLED.match(text, at, limit)
        if called and called["name"] not in NOT_A_NAME:
            name, stop = called["name"], called.end()
        date, stop = date_after(text, stop if name else at, limit)
        if not date and not name:
            stop = at
        if not name:
            known = bool(date) or bool(re.search(r"(?i)verdrag$", word))
            name, later, stop = _subject(text, stop, limit, known, bool(match["draft"]))
            date = date or later
        # "M-decreet", "Grondwet", "omzendbrief SO 64", "richtlijn 2005/36/EG": the word itself is a name
        nickname = bool(re.search(r"(?i)(?:\w-|\w{3,})decreet$|\d", word)) or word == "Grondwet"
        if re.match(r"(?i)(?:ontwerp|uitvoerings|wijzigings)decreet$", word):
            nickname = False
        if not (name or date or nickname) or (determiner in ("een", "geen", "elk") and not (date or name)):
            continue
        article = _ARTICLE_BEFORE.search(
            text[max(start, begin - 80) : begin + (len(determiner) + 1 if determiner else 0)]
        )
        kind: SourceKind = (
            "besluit"
            if re.match(r"(?i)(?:besluit|bvr|k\.?b|m\.?b|koninklijk|ministerieel|omzendbrief)", word)
            else "decreet"
        )
        title = name if quoted and name else " ".join(p for p in (re.sub(r"\s+", " ", head), name) if p)
        behind = None if article else _ARTICLE_AFTER.match(text, stop, limit)
        article, stop = (behind, behind.end()) if behind else (article, stop)
        yield Mention(
            begin, stop, kind, title, (), date, re.sub(r"\s+", " ", article["pages"]) if article else None,
            confidence=0.9 if date else 0.8, shield=(match.start(), stop),
        )  # fmt: skip


def _subject(text: str, at: int, limit: int, known: bool, draft: bool) -> tuple[str | None, str | None, int]:
    """What the law named before `at` is about, its date where that follows, and where these end; (None, None, at).

    `known`: the law has its date already, or is a treaty, so that any subject is its own.
    """
    subject = _LAW_SUBJECT.match(text, at, limit)
    if not subject:
        return None, None, at
    begin = subject.start("subject")
    lead = " ".join(text[at:begin].strip(" ,").split())
    formal = bool(re.match(r"(?:betreffende|houdende|tot)\b", lead, re.I))
    dated = None if known else _SUBJECT_DATED.match(text, begin, limit)
    if dated and len(dated["words"].split()) <= (30 if formal else 12) and not _NO_SUBJECT.search(dated["words"]):
        # "tot wijziging van het decreet basisonderwijs van 25 februari 1997": the day of the law within
        inner = LAW_WITHIN.search(dated["words"])
        day = None if inner else find_date(dated["date"] or dated["in"])
        told = text[begin : dated.end("words") if day else dated.end()]
        return f"{lead} {' '.join(told.split())}", day[0] if day else None, dated.end()
    filed = draft and re.match(r"\s*\(\s*Parl", text[subject.end() : limit])
    cut = _CLAUSE.search(subject["subject"])
    words = subject["subject"][: cut.start()].rstrip() if cut else subject["subject"]
    words = _LAW_TAIL.sub("", words)
    if not words or not (known or filed or formal):
        return None, None, at
    stop = begin + len(words)
    later, stop = (None, stop) if known else date_after(text, stop, limit)
    return re.sub(r"\s+", " ", f"{lead} {words}").strip(), later, stop


_CODE = guarded(
    r"(?<![\w-])(?P<word>[Vv]laamse\s+[Cc]odex|[Cc]odex)\s+(?P<name>(?:[Ss]ecundair|[Hh]oger"
    r"|[Bb]asis)\s*[Oo]nderwijs|SO|HO|(?:[A-Z][\w-]+)(?:\s+(?:en\s+)?[A-Z][\w-]+)*)(?![\w-])"
)


def find_codes(passage: Passage, start: int, end: int) -> Iterator[Mention]:
    """Codes of law with the articles cited: "art. 357/35 van de Codex Secundair Onderwijs"."""
    text = passage.text
    for match in _CODE.finditer(text, start, end):
        begin, _, _ = before(text, match.start())
        article = _ARTICLE_BEFORE.search(text[max(start, match.start() - 80) : match.start()])
        if article:
            begin = match.start() - (len(text[max(start, match.start() - 80) : match.start()]) - article.start())
        after = re.compile(rf"\s*,?\s*(?P<pages>{PAGES.pattern})", re.I).match(text, match.end(), end)
        stop = after.end() if after and not article else match.end()
        pages = article["pages"] if article else after["pages"] if after else None
        yield Mention(begin, stop, "codex", match.group(), (), None, pages, confidence=0.92, shield=(begin, stop))


# also "het STEM-actieplan", where the word is a name by what stands before it
_PLAN = guarded(rf"(?<![\w-])(?P<word>(?-i:(?P<own>[A-ZÀ-Þ][\w]+-))?{PLAN_HEAD})(?!\w)", re.I)
# "de Competentieagenda 2010", "het Loopbaanpact 2030": a plan by a name of its own, with its year or date
_AGENDA = guarded(
    rf"\b(?:[Dd]e|[Hh]et)\s+(?P<title>[A-ZÀ-Þ][\w-]*(?:agenda|pact|akkoord)(?:\s+{YEAR}(?:\s*[-–]\s*{YEAR})?)?)(?![\w-])"
)
_PINPOINT = re.compile(
    r"(?:(?P<what>probleemstelling|toelichting|omschrijving|inleiding|tekst)\s+(?:bij|van|onder"
    r"|in)\s+)(?:punt\s+|hoofdstuk\s+)?(?P<n>\d+(?:\.\d+)*)\s+(?:in|van|uit)\s+(?:het|dit|de)\s+$",
    re.I,
)


def find_plans(passage: Passage, start: int, end: int) -> Iterator[Mention]:
    """Plans that have a name, a date, or a place in them that is pointed at ("bij 2.6 in het actieplan")."""
    text = passage.text
    for match in _PLAN.finditer(text, start, end):
        _, limit = sentence_of(passage, match.start())
        limit = min(limit, end)
        begin, determiner, _ = before(text, match.start())
        name, stop, quoted = name_after(text, match.end(), limit)
        if name and (name.split()[0] in COUNCIL_NAMES):
            name = None
        date, dated = date_after(text, stop if name else match.end(), limit)
        if not name:
            pinpoint = _PINPOINT.search(text[start : match.start()])
            if pinpoint:
                yield Mention(
                    start + pinpoint.start(),
                    match.end(),
                    "actieplan",
                    match["word"],
                    pages=pinpoint["n"],
                    shield=(match.start(), match.end()),
                    found_by="pinpoint",
                    confidence=0.8,
                )
            elif (date and (determiner in DEFINITE or match["own"])) or (
                determiner in DEFINITE and match["word"][0].isupper() and not ANY_PLAN.match(match["word"])
            ):
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
        approved, by = _approved(text, match.start(), stop, limit, passage)
        date = date or approved
        yield Mention(
            match.start() if not quoted else begin,
            stop,
            "actieplan",
            title,
            by,
            date,
            shield=(match.start(), stop),
            confidence=0.88,
        )


def find_agendas(passage: Passage, start: int, end: int) -> Iterator[Mention]:
    """Plans that are no "plan" by their name: "de Competentieagenda 2010 van 14 mei 2007"."""
    text = passage.text
    for match in _AGENDA.finditer(text, start, end):
        _, limit = sentence_of(passage, match.start())
        date, stop = date_after(text, match.end(), min(limit, end))
        title = " ".join(match["title"].split())
        own = plain(title) in plain(passage.frame.document.meta.title or "")
        if own or re.match(r"(?i)(?:vlaams\s+)?regeerakkoord", title) or not (date or title[-1].isdigit()):
            continue
        stop = stop if date else match.end()
        yield Mention(match.start(), stop, "actieplan", title, date=date, shield=(match.start(), stop), confidence=0.75)


# "de resolutie van het Vlaams Parlement van 6 mei 2015", "de aanbeveling van de Raad van 16 juni 2022"
_PARLIAMENTS = (
    r"Raad(?:\s+van\s+de\s+Europese\s+Unie|\s+van\s+Europa)?|Vlaams\s+Parlement|Europees\s+Parlement|Europese\s+Commissie"
    r"|Vlaamse\s+[Rr]egering"
)
_RESOLUTION = guarded(
    rf"(?<![\w-])(?P<word>(?:(?:[Rr]esolutie(?:\s+(?:over|betreffende|inzake|rond)\s+[^.,;:()\d\n]{{3,80}}?)?|[Aa]anbeveling"
    rf"|[Mm]ededeling|[Vv]erklaring|[Cc]onclusies)\s+van\s+(?:de|het)\s+(?P<body>{_PARLIAMENTS})|[Rr]esolutie))"
    rf"\s+(?:van|d\.d\.)\s+(?P<date>{DATE})"
)


def find_resolutions(passage: Passage, start: int, end: int) -> Iterator[Mention]:
    """Resolutions and recommendations of a parliament or the Council of the Union, by their day."""
    text = passage.text
    for match in _RESOLUTION.finditer(text, start, end):
        _, limit = sentence_of(passage, match.start())
        found = find_date(match["date"])
        if not found:
            continue
        title, stop = " ".join(match["word"].split()), match.end()
        subject = _LAW_SUBJECT.match(text, stop, min(limit, end))
        if subject:
            cut = _CLAUSE.search(subject["subject"])
            words = (subject["subject"][: cut.start()] if cut else subject["subject"]).rstrip(" .")
            if words:
                title = f"{title} {' '.join(text[stop : subject.start('subject')].split())} {words}"
                stop = subject.start("subject") + len(words)
        body = " ".join((match["body"] or "").split())
        author = "Raad van de Europese Unie" if body == "Raad" else body
        yield Mention(
            match.start(), stop, "rapport", title, (author,) if author else (), found[0], shield=(match.start(), stop),
            confidence=0.85,
        )  # fmt: skip


_APPROVES = "keurde|stelde"
_APPROVED = re.compile(
    rf"(?:(?P<maker>[Vv]laamse [Rr]egering)\b[^.;]*?)?\b(?:(?:{_APPROVES})\s+(?:\S+\s+){{0,6}}?op\s+(?P<one>{DATE})\s"
    rf"|op\s+(?P<two>{DATE})\s+(?:\S+\s+){{0,3}}?(?:{_APPROVES})\s)",
    re.I,
)
# "De conceptnota ‘X’ werd op 1 juli 2016 goedgekeurd"
_APPROVED_LATER = re.compile(
    rf"\b(?:werd|is|die|dat)\s+(?:door\s+(?:de\s+)?(?P<maker>[^.,;]{{3,60}}?)\s+)?op\s+(?P<date>{DATE})\s+(?:[^.,;]{{0,40}}\s)?"
    r"(?:principieel\s+|definitief\s+)?(?:goedgekeurd|bekrachtigd|gelanceerd|voorgesteld|bekendgemaakt|gepubliceerd)\b",
    re.I,
)
# "het actieplan X, dat de Vlaamse Regering op 18 november 2022 meedeelde"
_MADE_KNOWN = re.compile(
    rf"\s*,?\s+(?:dat|die)\s+(?:de\s+|het\s+)?(?P<maker>[^.,;]{{3,60}}?)\s+op\s+(?P<date>{DATE})\s+(?:[^.,;]{{0,40}}\s)?"
    r"(?:mee|be|goed|voor|aan)?(?:deelde|keurde|stelde|lanceerde|maakte|publiceerde|legde|nam|bekrachtigde|bezorgde)\b",
    re.I,
)


_GOVERNS = (
    r"(?:de\s+|het\s+)?(?:(?:Vlaamse\s+)?regering|ministerraad|(?:Vlaams\s+)?parlement"
    r"|(?:Vlaams\s+)?minister[^.,;]{0,40}?)"
)


def _on_a_day(verb: str, rest: str) -> re.Pattern[str]:
    """What leads up to a work that the government dealt with on a day, in either order: `verb` and the `rest` of it."""
    return re.compile(
        rf"(?:\bop\s+(?P<one>{DATE})\s+(?:{verb})\s+(?P<maker>{_GOVERNS})"
        rf"|(?P<who>{_GOVERNS})\s+(?:{verb})\s+op\s+(?P<two>{DATE}))\s+(?:ook\s+)?{rest}"
        r"(?:(?:het|de|haar|zijn|hun)\s+)?(?:\w+\s+)?$",
        re.I,
    )


# "Op 17 januari 2020 nam de Vlaamse Regering akte van het actieplan X", "… hechtte op 3 mei haar goedkeuring aan het …"
_TAKEN_NOTE_OF = _on_a_day(
    "nam|namen|hechtte|hechtten",
    r"(?:akte\s+van|kennis\s+van|(?:haar|zijn|hun)\s+(?:principiële\s+)?goedkeuring\s+aan)\s+",
)
# "De minister lanceerde op 3 mei 2022 het actieplan X"; never "lanceerde op 3 mei 2022 een oproep over het actieplan X"
_BROUGHT_OUT = _on_a_day("lanceerden?|publiceerden?|bekrachtigden?", "")


def _approved(text: str, at: int, stop: int, limit: int, passage: Passage) -> tuple[str | None, tuple[str, ...]]:
    """When, and by whom, the work named at `at:stop` was approved or made known, as its sentence says."""
    begin, _ = sentence_of(passage, at)
    told = _MADE_KNOWN.match(text, stop, limit) or _APPROVED_LATER.search(text, at, limit)
    told = told or _TAKEN_NOTE_OF.search(text[begin:at]) or _BROUGHT_OUT.search(text[begin:at])
    if told is None:
        told = _APPROVED.search(text, begin, at)
        if told and not re.search(r"\b(?:goed|voor)\b", text[at:limit]):
            return None, ()
    if told is None:
        return None, ()
    groups = told.groupdict()
    found = find_date(groups.get("date") or groups.get("one") or groups.get("two") or "")
    government = re.search(r"vlaamse regering", groups.get("maker") or groups.get("who") or "", re.I)
    return found[0] if found else None, ("Vlaamse Regering",) if government else ()


def _year_near(text: str, at: int) -> str | None:
    """The last year named before `at` in the same paragraph, else the next one after it."""
    begin = text.rfind("\n\n", 0, at) + 1
    stop = text.find("\n\n", at)
    years = (
        re.findall(rf"\b{YEAR}\b", text[begin:at])
        or re.findall(rf"\b{YEAR}\b", text[at : stop if stop > 0 else len(text)])[:1]
    )
    return years[-1] if years else None


# "de conceptnota over de specialisatiejaren": a note by what it is about
_ABOUT = re.compile(r"\s+(?:over|rond|inzake|betreffende)\s+(?=\S)")


def _topic(text: str, at: int, limit: int) -> tuple[str | None, int]:
    """What a note is about, up to the verb of the sentence; None where that takes more than eight words."""
    topic, _ = topic_after(text, at, limit)
    cut = _CLAUSE.search(topic or "")
    words = (topic or "")[: cut.start()].split() if cut else (topic or "").split()
    if not 0 < len(words) <= 8:
        return None, at
    told = re.compile(r"\s+".join(re.escape(w) for w in words)).match(text, at, limit)
    return (" ".join(words), told.end()) if told else (None, at)


_NOTE = guarded(rf"(?<![\w-])(?P<word>{NOTE_WORD})(?:['’]s)?(?![\w])", re.I)


def find_notes(passage: Passage, start: int, end: int) -> Iterator[Mention]:
    """Concept notes, vision notes, policy notes and coalition agreements that have a name, years or a date."""
    text = passage.text
    for match in _NOTE.finditer(text, start, end):
        _, limit = sentence_of(passage, match.start())
        limit = min(limit, end)
        begin, determiner, _ = before(text, match.start())
        again = re.compile(r"\s+(?P<n>bis|ter|2|II)\b").match(text, match.end(), limit)
        at = again.end() if again else match.end()
        name, stop, quoted = name_after(text, at, limit)
        if name and re.match(rf"{either(COUNCIL_NAMES)}$", name):
            name, stop, quoted = None, at, False
        years = YEARS.match(text, stop, limit)
        if not name and years:
            name, stop = years.group().strip(), years.end()
        date, dated = date_after(text, stop, limit)
        stop = dated if date else stop
        about = _ABOUT.match(text, stop, limit) if not name and determiner in DEFINITE else None
        topic, told = _topic(text, about.end(), limit) if about else (None, stop)
        if topic:
            name, stop = f"over {topic}", told
            later, dated = date_after(text, stop, limit)
            date, stop = (later, dated) if later and not date else (date, stop)
        if not (name or date or again) or determiner in ("een", "geen"):
            continue
        word = match["word"] + (again.group() if again else "")
        kind: SourceKind = "rapport" if re.search(r"(?i)beleids|regeer", match["word"]) else "conceptnota"
        proper = bool(name and name[0].isupper() and len(name.split()) >= 3 and kind == "conceptnota")
        title = name if quoted or proper else f"{word} {name}" if name else word
        approved, by = _approved(text, begin, stop, limit, passage)
        date = date or approved
        yield Mention(begin, stop, kind, title, by, date, shield=(match.start(), stop), confidence=0.85)
