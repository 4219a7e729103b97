"""Advices as running text names them: "zijn advies X uit 2023", "het advies over Y", "ons vorige advies"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from nlp.dates import find_date
from nlp.frame import Passage
from nlp.guarded import guarded
from nlp.names import (
    DATE,
    QUOTED,
    REST_OF_TITLE,
    Mention,
    before,
    date_after,
    full_name,
    goes_on,
    sentence_of,
    told_behind,
    topic_after,
)
from nlp.patterns import (
    ADVICE_WORD,
    ADVISORY_BODIES,
    ANOTHERS_WORK,
    BODY,
    COUNCIL_NAMES,
    COUNCIL_PARTS,
    DEFINITE,
    FUNCTION_WORDS,
    MONTH,
    NOT_A_NAME,
    OWN_ADVICE,
    TITLE_ENDS,
    YEAR,
    either,
)

_ADVICE = guarded(rf"(?<![\w-])(?P<word>{ADVICE_WORD})(?![\w-])", re.I)
_OF_BODY = re.compile(
    rf"\s+van\s+(?:de\s+|het\s+)?(?P<body>{either(COUNCIL_PARTS)}|{BODY})(?![\w-])(?:\s+van\s+de\s+(?:{either(COUNCIL_NAMES)})(?!\w))?"
    # "het gezamenlijk advies van Vlor en SERV"
    rf"(?P<with>(?:(?:,\s*|\s+en\s+)(?:de\s+)?(?:{either(ADVISORY_BODIES + COUNCIL_NAMES)})(?![\w-]))*)"
)
_WITH = re.compile(rf"(?<![\w-])(?:{either(ADVISORY_BODIES + COUNCIL_NAMES)})(?![\w-])")
_NUMBER = re.compile(r"\s+(?:nr\.?\s*|nummer\s+)?\d[\d.]*\d(?:/\d+)*(?:/[A-Z]+)?(?=[\s,.;)])(?<!\s(?:19|20)\d\d)")
_INITIATIVE = re.compile(r"\s+op\s+eigen\s+initiatief")
_GIVEN_OUT = re.compile(
    rf"\s+dat\s+(?:de\s+|het\s+)?(?P<body>{either(COUNCIL_PARTS)}|{BODY}|raad|hij|we|wij)\s+(?:op"
    rf"|in)\s+(?P<date>{DATE})\s+(?:over\s+[^.,]{{3,80}}\s+)?(?:uitbracht|gaf|formuleerde|publiceerde)"
)
# "het advies over kwaliteitszorg (Raad Hoger Onderwijs, 8 maart 2018)"
_IN_BRACKETS = re.compile(rf"\s*\((?:(?P<body>{either(COUNCIL_PARTS)}|{BODY}),?\s+)?(?P<date>{DATE})\)")
_ABOUT = re.compile(r"\s+(?:over|rond|inzake|betreffende|bij|omtrent)\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class _Words:
    """The words for one advice, read from left to right: where they begin, who made it, when, and where to read on.

    `fence` is where a title or topic must stop: the next note marker, or the end of the sentence (`limit`).
    """

    begin: int
    word: re.Match[str]
    determiner: str
    adjectives: str
    at: int
    limit: int
    fence: int
    anchors: tuple[int, ...]
    authors: tuple[str, ...] = ()
    date: str | None = None
    of_body: bool = False
    initiative: bool = False

    @property
    def plural(self) -> bool:
        return self.word["word"].lower().endswith(("adviezen", "standpunten", "visieteksten"))

    @property
    def ours(self) -> bool:
        return self.determiner in ("ons", "onze", "zijn", "haar") or bool(re.match(r"(?i)vlor-", self.word["word"]))

    @property
    def definite(self) -> bool:
        return self.determiner in DEFINITE or bool(self.adjectives)

    @property
    def again(self) -> bool:
        return bool(_AGAIN.search(self.adjectives))

    def mention(
        self, stop: int, title: str | None, found_by: str, confidence: float, by_title: bool = False
    ) -> Mention:
        """The advice as found; one that is known by its title guards all of it, another only the word itself."""
        shield = (self.word.start(), stop if by_title else self.word.end())
        form: Literal["short", "back"] = "short" if by_title else "back"
        return Mention(
            self.begin, stop, "advies", title, self.authors, self.date, form=form, confidence=confidence,
            found_by=found_by, shield=shield,
        )  # fmt: skip


_AGAIN = re.compile(r"vorig|eerder|vroeger|recent|vermeld|voornoemd|genoemd|geciteerd")


# "Op 10 juni 2021 adviseerde de Vlor over X", "De SERV bracht op 3 mei 2020 advies uit over X"
_BODIES = rf"(?:de\s+|het\s+)?(?:{either(COUNCIL_PARTS)}|{BODY})(?![\w-])"
_DAY = rf"[0-3]?\d\s+{MONTH}\s+{YEAR}"
_ADVISED = (
    guarded(
        rf"\b[Oo]p\s+(?P<date>{_DAY})\s+(?:adviseerde\s+(?P<body>{_BODIES})(?:\s+al)?"
        rf"|(?:gaf|bracht)\s+(?P<giver>{_BODIES})\s+(?:een\s+)?advies(?:\s+uit)?)\s+over\s+"
    ),
    guarded(
        rf"\b(?P<body>(?i:{_BODIES}))\s+(?:adviseerde\s+(?:al\s+)?op\s+(?P<date>{_DAY})"
        rf"|(?:gaf|bracht)\s+op\s+(?P<day>{_DAY})\s+(?:een\s+)?advies(?:\s+uit)?)\s+over\s+"
    ),
)
# "Op 18 november 2020 verscheen een SERV-advies hierover"
_APPEARED = guarded(
    rf"\b[Oo]p\s+(?P<date>{_DAY})\s+(?:verscheen|volgde|kwam)\s+(?:er\s+)?(?:een|het)\s+(?P<body>{BODY})-?\s?advies(?![\w-])"
)


def find_advised(passage: Passage, start: int, end: int) -> Iterator[Mention]:
    """Advices told by a verb, with their maker and day; never the one that is speaking."""
    text = passage.text
    for pattern in _ADVISED:
        for match in pattern.finditer(text, start, end):
            groups = match.groupdict()
            day = find_date(groups["date"] or groups.get("day") or "")
            topic, stop = topic_after(text, match.end(), min(sentence_of(passage, match.start())[1], end))
            if not day or not topic or day[0] == passage.frame.document.meta.date:
                continue
            body = re.sub(r"^(?:de|het)\s+", "", groups["body"] or groups.get("giver") or "", flags=re.I)
            yield Mention(
                match.start(), stop, "advies", f"Advies over {topic}", _of(body), day[0], form="back",
                confidence=0.8, found_by="topic", shield=(match.start(), match.end()),
            )  # fmt: skip
    for match in _APPEARED.finditer(text, start, end):
        day = find_date(match["date"])
        if day:
            yield Mention(
                *match.span(), "advies", None, _of(match["body"]), day[0], form="back", confidence=0.8,
                found_by="topic", shield=match.span(),
            )  # fmt: skip


def find_advices(passage: Passage, start: int, end: int) -> Iterator[Mention]:
    """Advices by title, topic, date or maker; never the advice that is speaking."""
    yield from find_advised(passage, start, end)
    for match in _ADVICE.finditer(passage.text, start, end):
        mention = _advice(passage, match, end)
        if mention:
            yield mention


def _advice(passage: Passage, match: re.Match[str], end: int) -> Mention | None:
    text = passage.text
    said = _words(passage, match, end)
    if _REQUESTED.search(text[max(0, said.begin - 120) : said.begin]) and not _DATED_HERE.match(text, match.end()):
        return None
    if _ASKED_FOR.search(text, max(0, said.begin - 20), match.start()):
        return None
    if said.determiner in _NOT_THIS or OWN_ADVICE.search(text[max(0, said.begin - 30) : match.end()]):
        return None
    clause = _GIVEN_OUT.match(text, said.at, said.limit)
    if clause and not said.initiative:
        day = find_date(clause["date"])
        given = replace(said, authors=_giver(passage, clause["body"], said), date=day[0] if day else None)
        return given.mention(clause.end(), None, "topic", 0.85)
    date, at = date_after(text, said.at, said.limit)
    said = replace(said, date=date, at=at, authors=_makers(passage, said))
    return _titled_before(passage, said) or _titled(text, said) or _told(text, said)


# "vroeg de minister het advies van de Vlor over X": the advice that is speaking
_REQUESTED = re.compile(r"\b(?:vroeg|vraagt|vroegen|verzocht|verzoekt|wenst|wil|vraag\s+om)\b[^.;:]*$")
# "vroeg de raad om advies over de conceptnota van 3 mei 2021": never one that was given, whatever is dated behind it
_ASKED_FOR = re.compile(r"\b(?:om|voor)\s+(?:een\s+|het\s+)?(?:(?:dringend|formeel)\s+)?$")
_DATED_HERE = re.compile(rf"[^.;:]{{0,40}}?\b(?:van|uit)\s+{DATE}", re.I)


def _words(passage: Passage, match: re.Match[str], end: int) -> _Words:
    """What stands right around the word "advies": its determiner, number, maker, and the notes that hang behind it."""
    text = passage.text
    limit = min(sentence_of(passage, match.start())[1], end)
    begin, determiner, adjectives = before(text, match.start())
    marks = passage.frame.marks.get(passage.where, ())
    anchors = tuple(offset for offset, _ in marks if match.end() <= offset <= limit + 1)
    prefix = re.match(rf"(?P<body>{BODY})-", match["word"])
    at = match.end()
    if number := _NUMBER.match(text, at, limit):
        at = number.end()
    of_body = _OF_BODY.match(text, at, limit)
    if of_body:
        at = of_body.end()
        if number := _NUMBER.match(text, at, limit):
            at = number.end()
    initiative = _INITIATIVE.match(text, at, limit)
    makers: tuple[str, ...] = _of(of_body["body"]) if of_body else _of(prefix["body"]) if prefix else ()
    makers += tuple(full_name(name) for name in _WITH.findall(of_body["with"])) if of_body else ()
    return _Words(
        begin, match, determiner, adjectives, initiative.end() if initiative else at, limit,
        min([limit, *anchors]), anchors, makers, None, bool(of_body), bool(initiative),
    )  # fmt: skip


def _makers(passage: Passage, said: _Words) -> tuple[str, ...]:
    """Who made it: as the words say, else the council that speaks or, for "zijn" and "haar", the body just named."""
    if said.authors or not said.ours:
        return said.authors
    text = passage.text
    if re.match(r"(?i)vlor-", said.word["word"]):
        return ("Vlaamse Onderwijsraad",)
    if said.determiner in ("zijn", "haar"):
        another = ANOTHERS_WORK.search(text[max(0, said.begin - 60) : said.begin])
        after = _SAID_BY.search(text, said.at, said.limit)
        if another or after:
            return _of(another["body"] if another else after["body"] if after else "")
    return _speaker(passage, said.begin)


# "In zijn advies van 3 mei 2012 vroeg de SERV …": whose advice it is stands behind the verb
_SAID_BY = re.compile(
    rf"\b(?:vroeg|vraagt|stelt|stelde|pleit|pleitte|wijst|wees|schreef|schrijft|vond|vindt|gaf|geeft|drong|dringt|noemt"
    rf"|noemde|waarschuwde|benadrukte|benadrukt|adviseerde|adviseert|formuleerde|formuleert|herhaalt|herhaalde|is|was|had|heeft)"
    rf"\s+(?:ook\s+|al\s+)?(?:de|het)\s+(?P<body>{either(COUNCIL_PARTS)}|{either(COUNCIL_NAMES + ADVISORY_BODIES)})"
    rf"(?![\w-])"
)
_ADVISER = re.compile(
    rf"(?<![\w-])(?P<body>{either(COUNCIL_PARTS)}|{either(COUNCIL_NAMES + ADVISORY_BODIES)})(?![\w-])"
)


def _speaker(passage: Passage, at: int) -> tuple[str, ...]:
    """The council that speaks in this document, or in that of another the one named last before `at`; else nobody."""
    document = passage.frame.document
    if passage.frame.speaker and document.meta.body:
        return (document.meta.body,)
    if document.kind != "advies":
        named = list(_ADVISER.finditer(passage.text, 0, at))
        return _of(named[-1]["body"]) if named else ()
    if document.meta.body:
        return ("Vlaamse Onderwijsraad",)
    texts = [placed.text for where, placed in document.texts() if not where.startswith("fn:")]
    counted = Counter(_of(match["body"])[0].split(",")[0] for text in texts for match in _ADVISER.finditer(text))
    return (counted.most_common(1)[0][0],) if counted else ("Vlaamse Onderwijsraad",)


def _of(body: str) -> tuple[str, ...]:
    """The maker by its full name: a part of the council as such, the council by any of its names."""
    return (full_name(body),)


def _titled(text: str, said: _Words) -> Mention | None:
    """An advice with its title: in quotation marks, or with a capital straight after the word."""
    quoted = QUOTED.match(text, said.at, said.limit)
    if quoted and len(quoted["title"].split()) >= 2:
        title, stop, sure = quoted["title"].strip(), quoted.end(), 0.92
    else:
        titled = None if said.plural else _title(text, said.at, said.fence, said.limit)
        if not titled or not (said.definite or said.date):
            return None
        (title, stop), sure = titled, 0.88
    made = _OF_BODY.match(text, stop, said.limit) if not said.authors else None
    if made:
        said, stop = replace(said, authors=_of(made["body"])), made.end()
    if not said.date:
        date, stop = date_after(text, stop, said.limit)
        said = replace(said, date=date)
    if not said.date:
        date, makers, stop = told_behind(text, stop, said.limit)
        said = replace(said, date=date, authors=said.authors or makers)
    return said.mention(stop, title, "title", sure, by_title=True)


def _told(text: str, said: _Words) -> Mention | None:
    """An advice without its title: by topic, date or maker, or only as the one that a note behind it gives."""
    topic, stop, said = _about(text, said)
    noted = any(o <= said.limit + 1 for o in said.anchors)
    if said.plural:
        known = said.determiner not in ("de", "die", "") or (said.adjectives and said.determiner != "")
        return said.mention(stop, None, "plural", 0.85) if said.definite and noted and known else None
    title = f"Advies over {topic}" if topic else None
    bracketed = bool(said.date) and len(said.date or "") == 10 and text[: said.begin].endswith("(")
    if said.date and (said.definite or said.authors or topic or bracketed):
        return said.mention(stop, title, "topic", 0.85)
    if topic and (said.determiner in DEFINITE or said.again or (said.authors and said.definite)):
        return said.mention(stop, title, "topic", 0.7)
    if said.of_body and noted:
        return said.mention(stop, None, "body", 0.6)
    if said.again and (noted or said.ours):
        return said.mention(stop, None, "previous", 0.5)
    if noted and said.ours and min(said.anchors) - said.word.end() < 3:
        return said.mention(stop, None, "noted", 0.6)
    return None


def _about(text: str, said: _Words) -> tuple[str | None, int, _Words]:
    """The topic, where it ends, and the words with the date and the maker that follow it."""
    about = _ABOUT.match(text, said.at, said.limit)
    if not about:
        return None, said.at, said
    topic, stop = topic_after(text, about.end(), said.fence)
    if not said.date:
        date, stop = date_after(text, stop, said.limit)
        said = replace(said, date=date)
    given = _IN_BRACKETS.match(text, stop, said.limit)
    if given and not said.date:
        found = find_date(given["date"])
        authors = _of(given["body"]) if given["body"] else said.authors
        said, stop = replace(said, date=found[0] if found else None, authors=authors), given.end()
    return topic, stop, said


_NOT_THIS = ("dit", "geen", "elk", "alle", "deze")


def _giver(passage: Passage, body: str, said: _Words) -> tuple[str, ...]:
    """Who gave the advice, from the words for it: "de Raad Hoger Onderwijs", "hij", "de SERV"."""
    return _speaker(passage, said.begin) if body in ("raad", "hij", "we", "wij") else _of(body)


# "In Inclusie stap voor stap, zijn advies uit 2022, vroeg hij …": a title in quotation marks, or one with a small word
# that names of people and places do not hold ("In Gent en Brugge, zijn advies uit 2022 …")
_TITLE_BEFORE = re.compile(
    r"(?:[‘“](?P<quoted>[^’”\n]{4,120})[’”]"
    r"|\b(?:[Ii]n|[Mm]et|[Uu]it|[Vv]olgens)\s+(?P<title>[A-ZÀ-Þ][\wà-ÿ’-]*(?:\s+[\wà-ÿ’-]+){1,9})),\s+$"
)
_SMALL_WORD = re.compile(r"\s(?!(?:en|of|van|de|het|der|den)\b)[a-zà-ÿ]{2,}")
_CLOSED = re.compile(r"\s*[,.;)]|\s*$")


def _titled_before(passage: Passage, said: _Words) -> Mention | None:
    """An advice whose title stands before the words for it, which add its year or day between commas."""
    if not (said.ours and said.date and _CLOSED.match(passage.text, said.at, said.limit)):
        return None
    sentence, _ = sentence_of(passage, said.begin)
    named = _TITLE_BEFORE.search(passage.text[sentence : said.begin])
    title = " ".join((named["quoted"] or named["title"]).split()) if named else ""
    if not named:
        return None
    if named["title"] and (
        not _SMALL_WORD.search(title)
        or re.match(rf"(?:{BODY})(?![\w-])", title)
        or (NOT_A_NAME - FUNCTION_WORDS) & set(title.split()[:-1])
    ):
        return None
    begin = sentence + (named.start("title") if named["title"] else named.start("quoted") - 1)
    return replace(said, begin=begin).mention(said.at, title, "title", 0.88, by_title=True)


def _title(text: str, at: int, fence: int, limit: int) -> tuple[str, int] | None:
    """A title without quotation marks that begins with a capital right after the word "advies"."""
    lead = re.compile(r"\s+(?=[A-ZÀ-Þ][\wÀ-ÿ’'-]+)").match(text, at, fence)
    if not lead:
        return None
    begin = lead.end()
    if re.compile(rf"{BODY}(?![\w-])").match(text, begin) and not re.match(
        r"[^.]{5,60}\b(?:uit|van)\s+(?:\d{1,2}\s+\w+\s+)?(?:19|20)\d\d", text[begin:limit]
    ):
        return None
    stop = _title_end(text, begin, fence, limit)
    if text[stop : stop + 1] == ":":  # "Modulair leren: de volgende stap"
        rest = re.compile(r"[^,.(]*").match(text, stop + 1, _title_end(text, stop + 1, fence, limit))
        stop = rest.end() if rest and goes_on(rest.group()) else stop
    title = text[begin:stop].rstrip(" .,;:")
    words = title.split()
    if len(words) > 40 or (len(words) < 2 and len(title) < 6):
        return None
    return re.sub(r"\s+", " ", title), begin + len(title)


def _title_end(text: str, begin: int, fence: int, limit: int) -> int:
    """Where a title that begins at `begin` is over at the latest."""
    stop = fence
    for end in TITLE_ENDS:
        found = end.search(text, begin, fence)
        if found and text[found.start()] == ":" and REST_OF_TITLE.match(text, found.start(), limit):
            continue
        if found and text[begin : found.start()].strip():
            stop = min(stop, found.start())
    return stop
