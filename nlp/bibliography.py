"""Reading a reference as it is written out in a footnote or a list of sources."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from corpus.model import SourceKind
from ingest.drafts import SURE_BULLETS
from nlp.dates import find_date, find_full_date, iso_date
from nlp.fields import (
    BODY_HEAD,
    COUNCIL,
    COUNCIL_CODE,
    COUNCIL_PART,
    DATE_AT_END,
    VERB,
    find_pages,
    kind_of,
    kind_word,
    maker_first,
    read_authors,
    read_date,
    spell_out_law,
    split_title,
    without_imprint,
)
from nlp.guarded import guarded
from nlp.judgments import read_judgment
from nlp.patterns import (
    ACCESS,
    ACTION_NUMBER,
    ACTION_WORD,
    ANY_DATE,
    BODY,
    BODY_WORDS,
    CONTAINER,
    COUNCIL_CODES,
    DAY_WITHIN,
    DOI,
    ET_AL,
    IBID,
    IN_A_JOURNAL,
    INITIALS,
    LAW_WITHIN,
    LEAD_IN,
    MONTH,
    NUMBER_BEFORE,
    OFFICIAL_JOURNAL,
    ONE_PERSON,
    OPUS_CITATUM,
    PAGES,
    PERSON_LIST,
    PLACE,
    QUESTION_IN_BULLETIN,
    ROLE,
    SURNAMES,
    THESIS,
    URL,
    YEAR,
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A reference with its fields; `start:end` is its stretch of the text, without what introduces it."""

    start: int
    end: int
    kind: SourceKind
    authors: tuple[str, ...] = ()
    title: str | None = None
    subtitle: str | None = None
    container: str | None = None
    date: str | None = None
    pages: str | None = None
    url: str | None = None
    number: str | None = None
    form: Literal["full", "short", "back"] = "full"
    confidence: float = 0.95
    found_by: str = "reference"


# "Raad Basisonderwijs", and any other of that form: "Raad Buitengewoon Onderwijs", "Raad Deeltijds Kunstonderwijs"


# "(RSO-RSO-ADV-1314-006)": the number under which the council filed it
_COUNCIL_NUMBER = re.compile(
    r"[,.]?\s*\(?(?P<number>[A-Z]{2,5}(?:[-/][A-Z]{2,6}){1,3}[-/](?:\d{2,4}[-/])?(?:\d{3}|\d\d-\d\d))\)?(?=[\s,.;)]|$)"
)
# "VR 2015 2301 DOC.0049/1": a paper of the Flemish Government, whose number holds its date
_GOVERNMENT_PAPER = guarded(
    r"[,.(]?\s*\(?(?P<number>VR\s*(?P<y>\d{4})\s*(?P<d>\d\d)(?P<m>\d\d)\s*(?:DOC|MED)\.?\s*[\d/]+(?:\s?(?:BIS|TER|QUATER))?)\)?"
)
_LEGAL_DATE = re.compile(
    rf"\s*,?\s*\b(?:van|d\.d\.|dd\.?)\s+(?P<date>[0-3]?\d\s+{MONTH}\s+{YEAR}|\d{{1,2}}[/.-]\d{{1,2}}[/.-]{YEAR}"
    rf"|{YEAR})\b",
    re.I,
)
_LAW = re.compile(
    r"(?:het\s+|de\s+)?(?:bijzonder\s+)?(?:(?:ontwerp|voorontwerp|voorstel)\s+van\s+)?(?:[\w-]*decreet|besluit"
    r"|[bB]esluit (?:van de )?(?:Vlaamse Regering|Vl\.\s?[Rr]eg\.)|BVR"
    r"|(?:bijzondere |grond)?wet|koninklijk besluit|ministerieel besluit"
    r"|K\.?B\.?|M\.?B\.?|omzendbrief|codex|verordening|richtlijn)\b",
    re.I,
)
_UNKNOWN_BODY = guarded(rf"(?=[^.]*{BODY_WORDS.pattern})[A-ZÀ-Þ][^.,:()]{{3,60}}(?=\.\s+[A-Z])", re.I)
# "Vlaams volksvertegenwoordiger", "de heer": what may stand before the name of who asks
_BEFORE_ASKER = (
    r"(?:collega\s+|(?:de\s+)?(?:heer|mevrouw|dhr\.|mevr\.)\s+"
    r"|(?:Vlaams\s+)?(?:volksvertegenwoordiger|parlementslid)\s+)?"
)
# " aan minister Ben Weyts", " aan An Claes, Vlaams minister van Onderwijs en Jeugd": who must answer
_MINISTER = r"(?:Vlaamse?\s+)?(?:vice)?minister(?:-president)?"
_NAME = r"(?!Vlaamse?\s)(?-i:[A-ZÀ-Þ])[\w’'-]+"
_NAMES = rf"{_NAME}(?:(?:,\s+|\s+en\s+|\s+)(?:(?:van|den?|der|ten?)\s+)*{_NAME}){{0,4}}"
_TO_MINISTER = (
    rf"(?:\s+aan\s+(?:de\s+)?(?:{_MINISTER}|{_NAMES})(?:\s+(?:van|voor)\s+{_NAMES})?(?:,?\s+{_NAMES})?"
    rf"(?:,\s+{_MINISTER}(?:\s+(?:van|voor)\s+{_NAMES})?)?)"
)
# "schriftelijke vraag nr. 77 (2023-2024) van Jan Smets aan minister Ben Weyts, 4 april 2024"
_QUESTION = guarded(
    rf"(?:schriftelijke\s+vra(?:ag|gen)|SV|parlementaire\s+vraag|vraag\s+om\s+uitleg"
    rf"|vraag(?=\s+(?:nr\.?|nummer)\s*\d+\s+(?:van|d\.d\.|dd\.?)\s+[0-3]?\d\s))\s+(?:nr\.?\s*|nummer\s+)?(?P<number>\d{{1,5}})(?:\s*\([^)]*\))?"
    rf"(?:\s+van\s+{_BEFORE_ASKER}(?P<asker>(?-i:[A-ZÀ-Þ])[\w'’-]+(?:\s+(?!van\s+\d|aan\b)[\w'’-]+){{0,4}}?"
    rf"(?=\s*(?:[,.;(]|van\s+\d|d\.d|dd|op\s+\d|$)|\s+aan\s))"
    rf"{_TO_MINISTER}?)?"
    rf"(?:(?:\s*,?\s*(?:van|d\.d\.|dd\.?|op|\()\s*|,\s+(?=[0-3]?\d[ /.-]))(?P<date>[0-3]?\d\s+{MONTH}\s+{YEAR}"
    rf"|\d{{1,2}}[/.-]\d{{1,2}}[/.-]{YEAR}|{YEAR}))?",
    re.I,
)
_ASKED_BY = re.compile(
    rf"\s+van\s+{_BEFORE_ASKER}"
    r"(?P<asker>[A-ZÀ-Þ][\w’'-]+(?:\s+(?:(?:[Vv]an|[Dd]en?|[Dd]er|[Tt]e[nr]?)\s+)*[A-ZÀ-Þ][\w’'-]+){1,3})"
)
_PARLIAMENT_PAPER = guarded(
    r"(?:Parl(?:\.|ementaire)?\s*[Ss]t(?:\.|ukken?|uk)?,?\s*(?:Vl(?:\.|aams)\s*Parl(?:\."
    r"|ement),?)?\s*(?P<year>\d{4}-\d{2,4})?,?\s*(?:nr\.?\s*)?(?P<number>\d+(?:/\d+"
    r"|\s*\(\d{4}-\d{4}\)\s*[–-]?\s*[Nn]r\.\s*\d+)?)"
    r"|Hand(?:\.|elingen)\s+Vl(?:\.|aams)\s*Parl(?:\.|ement)[^;]*|VR\s*\d{4}\s*\d{4}\s*(?:DOC|MED)\.?\s*[\d/-]+)"
)
# "…, 23 november 2017 (2017-031).", "… (RSO-RSO-ADV-1314-006)": the number under which its maker filed it
_FILE_CODE = guarded(
    r"\s*[,(]\s*\(?(?:nr\.?\s*)?(?:(?:19|20)\d\d[-/]\d{2,4}|[A-Z]{2,5}(?:[-/][A-Z]{2,5}){1,3}[-/]\d{2,4}(?:[-/]\d{2,3})?)\)(?=\.?\s*$)"
)
_FIGURES_OF = guarded(
    r"(?:cijfers|gegevens|data|statistieken)\s+(?:van|afkomstig van|van het|uit)\s+(?:de\s+"
    r"|het\s+)?(?P<body>[^.;]{3,140})",
    re.I,
)
_LABEL = re.compile(r"(?P<label>[^:|\n]{3,80}):\s+(?=\S)")
_SITE = re.compile(r"\s*\|\s*[^|]{2,60}$|\s*\((?:[\w-]+\.)+\w{2,12}\)\s*$")
# What a second work in one note begins with, where it has no maker before it
_NAMED_WORK = (
    r"art(?:ikel|\.)\s*\d|(?:spoed)?advies|decreet|besluit|conceptnota|rapport|studie|(?-i:[Cc]odex)|omzendbrief"
)
_SPLIT = re.compile(
    r"\n+|(?<=[a-z:,])\s+(?:zie\s+(?:ook\s+|hierover\s+|daarover\s+)?)?(?=[A-Z][\w.-]*[^.;:\n]{0,70}[.,(]\s)"
    r"|;\s+(?=[A-ZÀ-Þ‘“]|https?:|decreet|besluit|art(?:ikel)?\b|omzendbrief|koninklijk|ministerieel|zie\b|SV\b|ibid|idem\b|id\.)|(?<=[.?!’”)\d])\s+(?:(?:en|alsook|evenals)\s+)?(?=[A-ZÀ-Þ]|https?:)"
    # "…. Gent: Acco en Denis, L. (2021). …", "… van 3 mei 2019 en advies … van 5 juni 2020", "Codex X en art. 3 van Y"
    rf"|\s+(?:en|alsook|evenals)\s+"
    rf"(?=[A-ZÀ-Þ][^\n;()]{{2,80}}\({YEAR}[a-z]?\)|(?:(?:het|de)\s+)?(?:{_NAMED_WORK})(?!\w))"
)
_ACTION_HEAD = guarded(rf"\s*{ACTION_WORD}\s*{ACTION_NUMBER}\s*[:.–-]", re.I)
_ADVICE_OF = guarded(
    rf"(?P<kind>\w*advie(?:s|zen))\s+(?:nr\.?\s*[\w/-]+\s+)?van\s+(?:de\s+"
    rf"|het\s+)?(?P<body>{BODY})(?![\w-])(?P<rest>.*)",
    re.I | re.S,
)
_SHORT_AUTHOR = re.compile(
    rf"(?P<names>{SURNAMES}(?:,?\s*{INITIALS})?)\s*(?P<etal>{ET_AL})?,?\s*\(?(?P<year>{YEAR})(?!\s*[-–]\s*\d)[a-z]?\)?\s*(?P<re"
    rf"st>[,.:;]?\s*(?:pp?\.|blz\.|hoofdstuk|art\.)?.{{0,25}})$",
    re.S,
)
_UNDATED = re.compile(r"^(?:[^.?!]{1,30}|.*:)$", re.S)


def entries_of(text: str, listed: bool) -> Iterator[tuple[int, int, Entry | None]]:
    """The pieces of a note or (`listed`) of a list of sources: each with the reference it is, or None for prose."""
    held: tuple[int, int, Entry] | None = None
    last: Entry | None = None
    for start, end in _pieces(text):
        entry = _by_the_same(text, start, end, listed, last) or read_entry(text, start, end, listed)
        if held:
            # "…. VR 2023 2605 DOC.0666/1." after a paper of the government is its number
            if entry and _is_number_of(entry, held[2]) and "\n" not in text[held[1] : start]:
                held = (held[0], end, replace(held[2], number=entry.number, end=entry.end))
                continue
            # an address after a reference ("Zie: https://…") is where that work is found
            if (
                entry
                and entry.found_by == "address"
                and not entry.title
                and not held[2].url
                and "\n" not in text[held[1] : start]
            ):
                held = (held[0], end, replace(held[2], url=entry.url, end=entry.end))
                continue
            yield held
            held = None
        if _PUBLISHED_AT.match(text[start:end]) or (
            listed and last and last.found_by == "reference" and _only_publisher(text[start:end])
        ):
            continue  # "Gent: Academia Press." on a line of its own belongs to the entry above it
        last = entry
        if entry is None:
            yield start, end, None
        else:
            held = (start, end, entry)
    if held:
        yield held


# "Id., Leren van elkaar, 3 mei 2012": another work of the makers named last
_SAME_MAKERS = re.compile(r"(?:id(?:em)?|eadem)\.?,\s+(?=[‘“\"'A-ZÀ-Þ]\S*(?:\s+\S+){2,})", re.I)


def _by_the_same(text: str, start: int, end: int, listed: bool, last: Entry | None) -> Entry | None:
    same = _SAME_MAKERS.match(text, start, end) if last and last.authors else None
    if not same or not last:
        return None
    entry = read_entry(text, same.end(), end, listed) or _reference(
        text[same.end() : end].rstrip(" ;,"), same.end(), end, True
    )
    if entry is None or entry.authors:
        return None
    kind = kind_of(entry.title or "", last.authors, entry.title or "", last.kind == "onderzoek")
    return replace(entry, start=start, authors=last.authors, kind=kind)


def _is_number_of(entry: Entry, held: Entry) -> bool:
    return bool(
        entry.number
        and entry.number.startswith("VR")
        and held.number is None
        and held.date
        and held.date[:4] == (entry.date or "")[:4]
    )


_PUBLISHED_AT = re.compile(rf"(?:{PLACE})(?:\s*[/-]\s*(?:{PLACE}))?\s*:\s*\S+(?:\s+\S+){{0,9}}$")


def _only_publisher(text: str) -> bool:
    return (
        bool(CONTAINER.match(text))
        and kind_word(text) is None  # "Onderzoek: De eerste schooldag telt" only looks like a place and a publisher
        and len(text.split()) <= 12
        and not ANY_DATE.search(text)
        and not URL.search(text)
    )


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """Where a reference ends and the next begins: at line ends, semicolons, and where a new author opens a sentence."""
    at = 0
    for cut in _SPLIT.finditer(text):
        left, sign = text[at : cut.start()], cut.group()
        if not left.strip():
            at = cut.end()
            continue
        joined = sign.strip() in _AND
        if joined and (_two_works(left, text[cut.end() :]) or (_closed(left) and _named_in_full(text, cut.end()))):
            yield _trimmed(text, at, cut.start())
            at = cut.end()
            continue
        if sign[0].isspace() and "\n" not in sign and left[-1] not in ".?!’”)" and not left[-1].isdigit():
            # in mid-sentence only after "zie" or a colon, and before the full name of the council or of people
            if not joined and (sign.strip() or left.endswith(":")) and _named_in_full(text, cut.end()):
                yield _trimmed(text, at, cut.start())
                at = cut.end()
            continue
        if re.search(r"\b(?:Parl|St|Vl|Hand|[A-Z])\.$", left):
            continue
        lead = LEAD_IN.match(text, cut.end())
        if len(left.split()) >= 5 and _named_in_full(text, lead.end() if lead else cut.end()):
            yield _trimmed(text, at, cut.start())
            at = cut.end()
            continue
        if (
            "\n" in sign
            or (sign.startswith(";") and _whole(left))
            or (sign[0].isspace() and _whole(left) and _opens(text, cut.end()))
            or (sign[0].isspace() and _PAGED.search(left) and _SENTENCE.match(text, cut.end()))
        ):
            yield _trimmed(text, at, cut.start())
            at = cut.end()
    if text[at:].strip():
        yield _trimmed(text, at, len(text))


_AND = ("en", "alsook", "evenals")
# "advies Lezen van 3 mei 2019", "art. 5 van de Codex Hoger Onderwijs": a work without a maker, alone
_ALONE = re.compile(
    rf"(?:(?:zie(?:\s+ook)?:?|het|de)\s+)*(?:{PAGES.pattern}\s*,?\s+(?:(?:van|uit)\s+)?(?:(?:het|de)\s+)?)?"
    rf"(?P<word>{_NAMED_WORK})(?!\w)(?P<rest>[^;\n]*?)(?P<close>(?:van|uit|,|\()\s*(?:[0-3]?\d\s+{MONTH}\s+)?{YEAR}\)?"
    rf"|\s{PAGES.pattern})?\.?$",
    re.I,
)
# "… van 5 juli 2020 houdende X": a law that ends with what it is about
_DAY_AND_SUBJECT = re.compile(rf"[^;]*?\bvan\s+[0-3]?\d\s+{MONTH}\s+{YEAR}\s+(?:betreffende|houdende|over|tot)\b", re.I)


def _two_works(left: str, right: str) -> bool:
    """Whether "en" stands between two works that are named by their kind: "advies X van … en advies Y van …"."""
    one = _ALONE.match(left.strip())
    other = _ALONE.match(re.split(r";|\n|\.\s+[A-ZÀ-Þ]", right)[0].strip())
    if not one or not other or LAW_WITHIN.search(one["rest"]):
        return False  # "tot wijziging van het decreet X en het decreet Y"
    closed = [
        bool(m["close"] or m["word"].lower() == "codex" or PAGES.match(m.group()) or _DAY_AND_SUBJECT.match(m["rest"]))
        for m in (one, other)
    ]
    return all(closed) and not VERB.search(other["rest"])


# What closes a quotation, by what opens it
_CLOSES = {"“": "”", '"': '"', "‘": "’"}


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch without white space, signs of a list and a quotation mark that nothing closes, as scans have it."""
    while start < end and (text[start].isspace() or text[start] in f"{SURE_BULLETS};"):
        start += 1
    if start < end and text[start] in _CLOSES and _CLOSES[text[start]] not in text[start + 1 : end]:
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


# "Iedereen Leest (2023).": a maker and a year, whose title is still to come
_NAME_AND_YEAR = re.compile(rf"[A-ZÀ-Þ][^.,;:()\n]{{1,60}}\s\({YEAR}[a-z]?\)\.?")
# "…, p. 12. De cijfers dateren van toen": behind the pages of a reference another sentence
_PAGED = re.compile(rf"{PAGES.pattern}\.$", re.I)
_SENTENCE = re.compile(
    r"(?:Een|Het|De|Dit|Deze|Die|Dat|Er|We|Wij|Hij|Zij|Ze|Ook|Zo|Daar\w*|Hier\w*|Toch|Wel)\s+\S+\s+[^\n]*\.$", re.M
)


def _whole(left: str) -> bool:
    """Could this be a whole reference? It has a date, a page or an address, and more than names."""
    if _NAME_AND_YEAR.fullmatch(left.strip()):
        return False
    people = PERSON_LIST.match(left.strip())
    rest = left.strip()[people.end() :] if people else BODY_HEAD.sub("", left.strip(), count=1)
    if not re.search(r"[^\W\d]{3,}", ANY_DATE.sub("", rest)):
        return False  # names and a date: the title is still to come
    return (
        (bool(ANY_DATE.search(left) or URL.search(left) or PAGES.search(left)) and len(left.split()) >= 3)
        or bool(IBID.match(left))
        or bool(OPUS_CITATUM.search(left))
    )


def _closed(left: str) -> bool:
    """Whether what stands before "en" is over: a whole reference, or a short one that ends in its year."""
    return _whole(left) or bool(DATE_AT_END.search(left))


def _named_in_full(text: str, at: int) -> bool:
    rest = text[at : at + 300].split("\n")[0]
    people = PERSON_LIST.match(rest)
    if people:
        return bool(re.match(rf"\s*[.,]?\s*\(?{YEAR}", rest[people.end() :]))
    part = COUNCIL_CODE.match(rest) or COUNCIL_PART.match(rest)
    if part:  # "RSO, Schooltaal en vaktaal, 25 maart 2021": with its title, and its date behind
        return bool(re.match(rf"[‘“A-ZÀ-Þ][^.;]*?,\s+(?:[0-3]?\d\s+{MONTH}\s+)?{YEAR}", rest[part.end() :]))
    body = COUNCIL.match(rest) or BODY_HEAD.match(rest) or _UNKNOWN_BODY.match(rest)
    return bool(
        body
        and re.match(r"\s*(?:\(\d{4}\))?[.,]\s+(?:\d|[A-Z])", rest[body.end() :])
        and ANY_DATE.search(rest)
        and len(rest.split()) > 3
    )


# "Voor een voorbeeld: ibid., p. 6"
_SAYS_IBID = re.compile(r"[A-ZÀ-Þ][^.;:\n]{2,50}:\s+(?=(?:ibid|idem|id)\b)")


def _opens(text: str, at: int) -> bool:
    """Does a new reference, or a new sentence of prose, begin here?"""
    lead = LEAD_IN.match(text, at)
    begin = lead.end() if lead else at
    rest = text[begin : begin + 400].split("\n")[0]
    if lead and lead.group().strip().lower() != "en" and lead.end() < len(text):
        return True
    people = PERSON_LIST.match(rest)
    if people:
        return len(rest) > people.end() + 5
    if re.search(r"\bo\.\s?c\.|\bop\.\s?cit", rest[:160]) or IBID.match(rest) or _SAYS_IBID.match(rest):
        return True
    if COUNCIL.match(rest):
        return bool(re.match(r"[^.]*[.,(]", rest)) and len(rest.split()) > 4 and bool(ANY_DATE.search(rest))
    body = BODY_HEAD.match(rest)
    if body and re.match(r"\s*\(\s*(?:19|20)\d\d|\s*[.,]\s+(?:\(?\d|[A-Z])", rest[body.end() :]):
        return bool(ANY_DATE.search(rest)) and len(rest.split()) > 4
    if _QUESTION.match(rest) or _PARLIAMENT_PAPER.match(rest) or _ACTION_HEAD.match(rest):
        return True
    law = _LAW.match(rest)
    if law:
        return bool(
            re.match(
                r"\s+(?:van\s+(?:de\s+Vlaamse\s+Regering\s+van\s+)?\d|betreffende|houdende|tot\s)",
                rest[law.end() :],
                re.I,
            )
        )
    if VERB.search(rest.split(". ")[0]) and _UNDATED.match(rest) is None:
        return bool(re.match(r"(?:Een|Het|De|Dit|Deze|Die|Dat|Er|We|Wij|In|Bij|Op|Voor|Volgens|Ook|Zo)\b", rest))
    return False


def find_question(text: str, start: int, end: int) -> Iterator[tuple[int, int, str, str | None, str | None]]:
    """Written questions named in running text: start, end, number, asker and date of each."""
    for match in _QUESTION.finditer(text, start, end):
        found = find_date(match["date"]) if match["date"] else None
        after = _ASKED_BY.match(text, match.end(), end) if match["date"] and not match["asker"] else None
        if after:
            yield match.start(), after.end(), match["number"], after["asker"], found[0] if found else None
            continue
        asker = match["asker"].strip() if match["asker"] and match["asker"][0].isupper() else None
        stop = match.end() if match["date"] or asker else match.end("number")
        yield match.start(), stop, match["number"], asker, found[0] if found else None


_PARLIAMENT_NUMBER = guarded(
    r"Parl(?:\.|ementaire)?\s*[Ss]t(?:\.|ukken?|uk)?,?\s*(?:Vl(?:\.|aams)\s*Parl(?:\.|ement),?)?\s*(?P<year>(?:19|20)\d\d)"
    r"(?:-\d{2,4})?,?\s*(?:nr\.?\s*)?\d+(?:/\d+)?"
)


def find_parliament_papers(text: str, start: int, end: int) -> Iterator[tuple[int, int, str, str]]:
    """Papers of the Flemish Parliament named in running text: start, end, the words for it and the year."""
    for match in _PARLIAMENT_NUMBER.finditer(text, start, end):
        yield match.start(), match.end(), re.sub(r"\s+", " ", match.group()), match["year"]


# --- one reference ----------------------------------------------------------------------------------------------------


# "Wouter Maes, voorzitter Raad Basisonderwijs": who signs below a list of sources
_SIGNED = re.compile(rf"[A-ZÀ-Þ][^,.\d\n]{{3,50}},\s+{ROLE}(?![\w-])[^\d\n.]*")


def read_entry(text: str, start: int, end: int, listed: bool = False) -> Entry | None:
    """The reference that stands at `start:end`, None if these words are prose.

    `listed` is True in a list of sources, where a title alone is enough.
    """
    if _ACTION_HEAD.match(text, start, end) or _SIGNED.fullmatch(text, start, end):
        return None
    lead = LEAD_IN.match(text, start, end) or _SAYS_IBID.match(text, start, end)
    if lead and lead.end() < end:
        start = lead.end()
    raw = text[start:end]
    marker = re.match(rf"\d{{1,2}}\s+(?=[A-ZÀ-Þ])|[-–{SURE_BULLETS}]\s*", raw)
    if marker:
        start, raw = start + marker.end(), raw[marker.end() :]
    raw_end = len(raw.rstrip(" ;,"))
    raw = raw[:raw_end]
    end = start + raw_end
    if len(raw) < 4:
        return None
    for reader in (_back, _parliament, _judged, _short):
        found = reader(raw, start, end)
        if found:
            return found
    if len(raw) < 90 and _NAMED_BEFORE.search(raw) and ANY_DATE.search(raw):
        return None  # "Vlor-advies van 9 juni 2015, o.c., p. 7": what is named is read as running text
    if listed:
        labelled = _labelled(raw, start, end)
        if labelled:
            return labelled
    return _reference(raw, start, end, listed)


# "Matthijs, K. & Bollens, J., op. cit., p. 12": the names in full before the words for a work named before
_CITED_BEFORE = re.compile(
    rf"[\s,.:]*(?:\(?{YEAR}[a-z]?\)?[\s,.:]*)?(?i:o\.\s?c\.|op\.\s?cit\.?|a\.\s?w\.|l\.\s?c\.|loc\.\s?cit\.?)"
)


_NAMED_BEFORE = re.compile(rf",{_CITED_BEFORE.pattern}")


def _back(raw: str, start: int, end: int) -> Entry | None:
    match = IBID.match(raw)
    if match and len(raw) < match.end() + 40:
        return Entry(start, end, "onderzoek", pages=find_pages(raw)[0], form="back", confidence=0.8, found_by="ibid")
    filed = _COUNCIL_NUMBER.match(raw)
    titled = filed and NUMBER_BEFORE.match(raw) and kind_word(raw[filed.end() :].lstrip(" ,:.–-"))
    if (
        filed
        and not titled
        and len(raw) < filed.end() + 40
        and (filed["number"].split("-")[0].split("/")[0] in COUNCIL_CODES)
    ):
        return Entry(
            start, end, "advies", ("Vlaamse Onderwijsraad",), pages=find_pages(raw)[0], number=filed["number"],
            form="back",
            confidence=0.9, found_by="number",
        )  # fmt: skip
    people = PERSON_LIST.match(raw)
    cited = _CITED_BEFORE.match(raw, people.end()) if people else None
    if people and cited and len(raw) < cited.end() + 40:
        names = tuple(re.sub(r"\s+", " ", m.group()).strip() for m in ONE_PERSON.finditer(people["people"]))
        date = find_date(cited.group())
        return Entry(
            start, end, "onderzoek", names, date=date[0] if date else None, pages=find_pages(raw)[0], form="back",
            confidence=0.8, found_by="author",
        )  # fmt: skip
    body = BODY_HEAD.match(raw)
    cited = _CITED_BEFORE.match(raw, body.end()) if body else None
    if body and cited and len(raw) < cited.end() + 40:
        return Entry(
            start, end, "rapport", (body.group().strip(),), pages=find_pages(raw)[0], form="back", confidence=0.8,
            found_by="author",
        )  # fmt: skip
    opus = OPUS_CITATUM.match(raw)
    if opus and opus["names"] and len(raw) < opus.end() + 40:
        names = _names(re.sub(rf"\s*{ET_AL}", "", opus["names"]))
        date = find_date(opus.group())
        return Entry(
            start,
            end,
            "onderzoek",
            names,
            date=date[0] if date else None,
            pages=find_pages(raw)[0],
            form="back",
            confidence=0.8,
            found_by="author",
        )
    return None


def _parliament(raw: str, start: int, end: int) -> Entry | None:
    printed = QUESTION_IN_BULLETIN.match(raw)
    if printed and len(raw) - printed.end() < 20:
        day = find_date(printed["date"]) if printed["date"] else None
        by = (printed["asker"].strip(),) if printed["asker"] else ()
        return Entry(
            start, end, "schriftelijke_vraag", by, date=day[0] if day else None, number=printed["number"]
        )  # fmt: skip
    question = _QUESTION.match(raw)
    if question and len(raw) - question.end() < 160:
        date = find_date(question["date"]) if question["date"] else find_full_date(raw)
        asker = question["asker"]
        url = URL.search(raw)
        return Entry(
            start, end, "schriftelijke_vraag", (asker.strip(),) if asker else (), date=date[0] if date else None,
            url=clean_url(url.group()) if url else None, number=question["number"],
        )  # fmt: skip
    paper = _PARLIAMENT_PAPER.match(raw)
    if paper and len(raw) - paper.end() < 60:
        url = URL.search(raw)
        number = re.sub(r"\s+", " ", paper.group()).strip(" ,.")
        year = re.search(YEAR, paper.group())
        day = find_full_date(raw)
        return Entry(
            start,
            end,
            "verslag",
            ("Vlaamse Regering",) if number.startswith("VR") else ("Vlaams Parlement",),
            number,
            date=day[0] if day else year.group() if year else None,
            pages=find_pages(raw)[0],
            url=clean_url(url.group()) if url else None,
            number=number,
        )
    return None


def _judged(raw: str, start: int, end: int) -> Entry | None:
    """ "GwH 17 mei 2023, nr. 80/2023, B.12.3", "RvS, afdeling Wetgeving, advies nr. 72.345/1 van 14 november 2022"."""
    told = read_judgment(raw)
    if not told or len(raw) - told.end > 160:
        return None
    url = URL.search(raw)
    return Entry(
        start, end, told.kind, (told.court,), told.title, date=told.date, pages=find_pages(raw[told.end :])[0],
        url=clean_url(url.group()) if url else None, number=told.number,
    )  # fmt: skip


def _short(raw: str, start: int, end: int) -> Entry | None:
    """ "Nouwen e.a. (2019), p. 12": a name and a year that point at a reference elsewhere."""
    match = _SHORT_AUTHOR.match(raw)
    if (
        not match
        or kind_word(match["names"].split()[-1])
        or _FIGURES_OF.match(raw)
        or len(raw) > 90
        or re.search(r"[a-z]{3,}.*[a-z]{3,}", match["rest"])
    ):
        return None
    names = _names(match["names"])
    return Entry(
        start,
        end,
        "onderzoek",
        names,
        date=match["year"],
        pages=find_pages(raw)[0],
        form="short",
        confidence=0.85,
        found_by="author",
    )


def _names(text: str) -> tuple[str, ...]:
    return tuple(p.strip(" ,") for p in re.split(r"\s+(?:en|&|and)\s+|,\s+(?!(?:[A-Z]\.))", text) if p.strip(" ,"))


def _labelled(raw: str, start: int, end: int) -> Entry | None:
    """ "VDAB Schoolverlatersrapport: Schoolverlatersrapport | VDAB": a label, then the words of a link."""
    site = _SITE.search(raw)
    label = _LABEL.match(raw)
    if not label or PERSON_LIST.match(raw):
        return None
    words, rest = label["label"].strip(), raw[label.end() : site.start() if site else len(raw)].strip()
    says = kind_word(words)
    if (not site and not (says and len(words.split()) <= 6 and not DATE_AT_END.search(words))) or (
        says == "conceptnota" and not site
    ):
        return None
    question = _QUESTION.search(words)
    if question:
        date = find_date(question["date"]) if question["date"] else None
        return Entry(start, end, "schriftelijke_vraag", date=date[0] if date else None, number=question["number"])
    advice = _ADVICE_OF.match(words)
    body = BODY_HEAD.match(words)
    authors: tuple[str, ...] = ()
    if advice:
        authors = (advice["body"],)
    elif body:
        authors = (body["body"],)
    kind = kind_of(words if not body else words[body.end() :].strip() or rest, authors, rest)
    url = URL.search(rest)
    if url:
        rest = rest.replace(url.group(), "").strip(" :()")
    date = find_full_date(words)
    dated = DATE_AT_END.search(rest)
    if dated and not date:
        date, rest = find_date(dated["date"]), rest[: dated.start()]
    title, subtitle, container = split_title(rest if len(rest) > 6 else words, kind)
    if len(rest) <= 12 and not authors:
        title, subtitle = words, None
    return Entry(
        start, end, kind, authors, title, subtitle, container, date[0] if date else None,
        url=clean_url(url.group()) if url else None, found_by="labelled link", confidence=0.9,
    )  # fmt: skip


def _reference(raw: str, start: int, end: int, listed: bool) -> Entry | None:
    rest = raw
    url_match = URL.search(rest)
    url = clean_url(url_match.group()) if url_match else None
    access = None
    if url_match:
        rest = (rest[: url_match.start()].rstrip(" :(<") + " " + rest[url_match.end() :].lstrip(" )>.")).strip()
        rest = rest.rstrip(" .")
        access = re.search(r"(?:[.,;(]\s*|^)" + ACCESS.pattern, rest, re.I)
        if access:
            rest = rest[: access.start()].rstrip(" .,;(")
    elif doi := DOI.search(rest):
        url, rest = clean_url(f"https://doi.org/{doi['doi']}"), rest[: doi.start()] + rest[doi.end() :]
    figures = _FIGURES_OF.match(raw)
    if figures and not listed:
        day = ANY_DATE.search(figures["body"])  # "cijfers van Agodi (2017)"
        body = figures["body"][: day.start() if day else None].strip(" .,(")
        if re.match(r"[a-z]?\w*\s?[A-Z]|(?:departement|agentschap|dienst)\b", body) and not VERB.search(body):
            stop = start + len(figures.group().rstrip(" .,"))
            return Entry(
                start, stop, "rapport", (body,), raw[: stop - start], date=iso_date(day) if day else None, url=url,
                confidence=0.85, found_by="figures",
            )  # fmt: skip
    rest = spell_out_law(OFFICIAL_JOURNAL.sub("", rest))
    rest = maker_first(THESIS.sub("", _FILE_CODE.sub("", rest)))
    paper = _GOVERNMENT_PAPER.search(rest)
    number = re.sub(r"\s+", " ", paper["number"]) if paper else None
    stamped = f"{paper['y']}-{paper['m']}-{paper['d']}" if paper and "01" <= paper["m"] <= "12" else None
    if paper:
        rest = rest[: paper.start()] + rest[paper.end() :]
    parliament = re.search(rf"[,.(]\s*\(?{_PARLIAMENT_PAPER.pattern}", rest)
    if parliament:
        number, rest = re.sub(r"\s+", " ", parliament.group().strip(" ,.()")), rest[: parliament.start()]
    bare, rest = without_imprint(rest)
    pages, rest = find_pages(rest)
    pages = pages or bare
    authors, rest, personal, known = read_authors(rest)
    held = IN_A_JOURNAL.search(rest)
    journal, rest = (rest[held.end() :], rest[: held.start()]) if held else (None, rest)
    undated = rest.strip(" .,;:–-")
    date, rest, dated = read_date(rest, bool(authors))
    if journal and not dated and (issued := find_date(journal)):
        date, dated = issued[0], True
        journal = re.sub(rf"\s*\({YEAR}\)(?=,|$)", "", journal)
    if stamped and not dated:
        date, dated = stamped, True
    title_words = rest.strip(" .,;:–-")
    law = _LAW.match(title_words)
    kind = kind_of(title_words, authors, title_words, personal)
    if url and kind == "rapport" and not date and not kind_word(title_words) and (access or not authors):
        kind = "webpagina"  # a page that was visited, or an address that something points at
    if law and kind in ("decreet", "besluit", "codex"):
        legal = _own_legal_date(title_words, law.end())
        if legal:
            own = find_date(legal["date"])
            if own:
                if LAW_WITHIN.search(title_words, legal.end()) and undated.startswith(title_words):
                    title_words = undated  # "van 3 mei 2019 tot wijziging van het decreet van 27 maart 1991"
                date, dated = own[0], True
                title_words = (title_words[: legal.start()] + title_words[legal.end() :]).strip(" .,;")
    if not title_words and url:
        name = authors[0] if authors else None
        return Entry(
            start, end, "webpagina", authors, name, date=date, url=url, pages=pages, confidence=0.9, found_by="address"
        )
    if not _is_reference(title_words, authors, known, dated, url, law is not None, pages, kind, listed, raw):
        return None
    if authors and re.match(r"(?:spoed)?advies\s+(?=[A-ZÀ-Þ‘“'\"])|Advies\s+(?=[‘“'\"])", title_words):
        title_words = title_words.split(" ", 1)[1]  # "Vlor-advies Kiezen voor leren"
    if dated:
        title_words = DAY_WITHIN.sub(r"\g<word> ", title_words, count=1)
    title, subtitle, container = split_title(title_words, kind)
    container = container or journal
    if kind == "advies" and number is None and (filed := _COUNCIL_NUMBER.search(raw)):
        number = filed["number"] if re.split("[-/]", filed["number"])[0] in COUNCIL_CODES else None
    if kind == "schriftelijke_vraag":
        question = _QUESTION.search(raw)
        if question:
            return Entry(start, end, kind, authors, date=date, number=question["number"], url=url)
    if not title:
        return None
    if (
        not date
        and kind == "rapport"
        and (edition := re.search(rf"\s{YEAR}$", title) or re.search(rf"\beditie\s+{YEAR}$", subtitle or ""))
    ):
        date = edition.group()[-4:]  # "Onderwijsspiegel 2016", "Werkkansen in beeld, editie 2020"
    if not date and (legal := _LEGAL_DATE.search(title)) and (own := find_date(legal["date"])):
        date = own[0]  # "Resolutie van het Vlaams Parlement van 12 mei 2011 betreffende …"
    if not date and container:
        inside = re.search(rf"(?<![\d/-]){YEAR}(?![\d/-])", container)  # "Impuls, 2013, 43(4)"
        date = inside.group() if inside else None
    confidence = 0.95 if authors and dated else 0.85 if dated or authors or law else 0.7
    return Entry(start, end, kind, authors, title, subtitle, container, date, pages, url, number, confidence=confidence)


def _own_legal_date(title: str, at: int) -> re.Match[str] | None:
    """The date of the law whose word ends at `at`: none that stands behind the name of another law in its title."""
    legal = _LEGAL_DATE.search(title, at)
    return legal if legal and not LAW_WITHIN.search(title, at, legal.start()) else None


def _is_reference(
    title: str, authors: tuple[str, ...], known: bool, dated: bool, url: str | None, law: bool, pages: str | None,
    kind: SourceKind, listed: bool, raw: str,
) -> bool:  # fmt: skip
    """Do these fields make a reference, or are the words a remark in prose?"""
    count = len(title.split())
    if listed:
        if raw.rstrip().endswith(":") and not url and not (authors and dated):
            return False
        return count >= 3 or (bool(authors) and count >= 1) or bool(url) or law or dated
    if known and dated:
        return count >= 1
    if authors:
        return count >= 1 and (
            dated
            or (known and bool(url))
            or (count >= 3 and not VERB.search(title))
            or (known and count >= 3 and raw[0].isupper() and not VERB.search(title))
        )
    if law and count <= 60:
        return (
            (
                dated
                or bool(pages)
                or bool(re.search(r"\b(?:betreffende|houdende|tot wijziging)\b", title))
                or (kind == "codex" and count <= 4)
            )
            and raw[:1].isupper() | bool(re.match(r"(?:het|de|art|decreet|besluit)", raw))
            and not re.search(
                r"\b(?:bepaalt|stelt|voorziet|regelt|legt|verplicht|is|wordt|werd|zijn|heeft|maakt)\b",
                _SUBORDINATE.sub("", title),
            )
        )
    if not raw[:1].isupper() and raw[:1] not in "‘“'\"":
        return bool(url) and count <= 8
    if kind_word(title) and (dated or pages) and not VERB.search(title):
        return True
    if re.match(r"(?:gegevens|data)?bron\s*:", raw, re.I) and dated:
        return True
    if url:
        return count <= 25 and not re.search(r"\b(?:is|wordt|werd|kan|zijn)\b.*\.", title)
    at_end = DATE_AT_END.search(raw)
    return bool(at_end and dated and 3 <= count <= 45 and not VERB.search(title) and at_end["sign"] in ",.(")


# "tot bepaling van handelingen waarvoor geen vergunning nodig is": a verb inside a title
_SUBORDINATE = re.compile(r"\b(?:waar(?:voor|bij|in|op|aan|mee|van|door|onder)|die|dat|wie)\b[^,.]*")


def clean_url(url: str) -> str:
    """The address without what closes its sentence, and with the scheme that "www.vlor.be/x" leaves out."""
    url = url.rstrip(".,;:)]}’'")
    return url if url.lower().startswith("http") else f"https://{url}"
