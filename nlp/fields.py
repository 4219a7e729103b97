"""The fields of a reference: its authors, date, pages and title, and the kind of work that these make it."""

from __future__ import annotations

import re

from corpus.model import SourceKind
from nlp.dates import find_date
from nlp.guarded import guarded
from nlp.patterns import (
    A_COUNCIL,
    ABBREVIATIONS,
    ADVICE_OF_COUNCIL,
    ADVISORY_BODIES,
    ANY_DATE,
    BODY,
    BODY_PAPER,
    BODY_WORDS,
    CODE_AND_DAY,
    CONTAINER,
    COUNCIL_CODES,
    COUNCIL_NAMES,
    COUNCIL_PARTS,
    GOVERNMENT_PLAN,
    IN_A_JOURNAL,
    KIND_OF_WORD,
    LETTERS_OF_BODY,
    MONTH,
    NOT_A_SURNAME,
    NUMBER_BEFORE,
    NUMBER_BEHIND,
    ONE_PERSON,
    PAGES,
    PAGES_AFTER_YEAR,
    PART_WORDS,
    PERSON_LIST,
    PLAN_WORD,
    PUBLISHED,
    RESEARCHERS,
    SHORTENED_LAWS,
    SIZE_OF_BOOK,
    SURNAME,
    TRAILING_CONTAINER,
    URL,
    YEAR,
    either,
)

# "Raad Basisonderwijs", and any other of that form: "Raad Buitengewoon Onderwijs", "Raad Deeltijds Kunstonderwijs"
_A_PART = rf"(?:{either(COUNCIL_PARTS)}|Raad(?:\s[A-ZÀ-Þ][\w-]+){{0,3}}\s(?:[A-ZÀ-Þ][\w-]*o|O)nderwijs)(?!\w)"
_PARTS = rf"{_A_PART}(?:\s*(?:,|en|&)\s*(?:de\s+)?{_A_PART})*"
COUNCIL = re.compile(
    rf"(?P<name>{either(COUNCIL_NAMES)})"
    rf"(?:\s*(?:,|\.|:|-|–|/|\()\s*(?:(?P<part>{_PARTS})|(?P<code>{either(tuple(COUNCIL_CODES))})(?=,\s))\)?)?(?!\w)"
)
# "Raad Hoger Onderwijs, Advies over werkstudenten": the council by one of its parts alone
COUNCIL_PART = re.compile(rf"(?P<part>{_PARTS})\s*[.,:]\s+(?=[A-ZÀ-Þ‘“\"'])")
# "RSO, Advies over …": the council by the letters of its reference numbers
COUNCIL_CODE = re.compile(rf"(?:Vlor[ -])?(?P<code>{either(tuple(COUNCIL_CODES))})\s*(?:[.,:]|\(\d{{4}}\))\s*")
BODY_HEAD = re.compile(
    rf"(?:de\s+|het\s+)?(?P<body>{BODY})(?![\w-])"
    rf"(?:(?:\s*[,&/]\s*|\s[-–]\s)(?:{BODY})(?![\w-])| en (?:{BODY})(?![\w-]))*"
)
# "Agentschap voor Onderwijsdiensten (AGODI), Jaarverslag": the letters of a body behind its name
_LETTERS_AFTER = re.compile(rf"^(?P<body>{BODY})\s+\([A-ZÀ-Þ][\w-]{{1,11}}\)(?=\s*[.,:(])")
# "Pelleriaux K. Sociale ongelijkheid": a name and one or two initials right before a title
_NAME_AND_INITIALS = re.compile(
    rf"(?P<name>{SURNAME})\s(?P<initials>(?:[A-ZÀ-Þ]\.-?){{1,3}})\s+(?=[A-ZÀ-Þ‘“][\wà-ÿ’-]+\s+[\wà-ÿ’-]+\s+\S)"
)
# "Peeters, Koen, en Frank Van Damme. "Titel." …": names in full, only the first turned round
_GIVEN = r"[A-ZÀ-Þ][a-zà-ÿ]+(?:-[A-ZÀ-Þ][a-zà-ÿ]+)?(?:\s[A-ZÀ-Þ]\.)?"
_FULL_NAMES = re.compile(
    rf"(?P<last>{SURNAME}),\s+(?P<first>{_GIVEN})(?P<more>(?:,?\s+(?:en|and|&)\s+|,\s+){_GIVEN}\s+{SURNAME}"
    rf"(?:(?:,?\s+(?:en|and|&)\s+|,\s+){_GIVEN}\s+{SURNAME})*|)[.,]\s+(?=[‘“\"'A-ZÀ-Þ])"
)
_FULL_NAME = re.compile(rf"(?:^|,|\b(?:en|and|&)\b)\s*(?P<name>{_GIVEN}\s+{SURNAME})(?=\s*(?:,|\s(?:en|and|&)\s|$))")
# "DENIS Liesbet, VERHOEVEN Marc en MAES Tine, Lezen loont": two or more people, the surname in capitals before the name
_CAPITALS = r"(?!(?:Het|De|Een)\b)[A-ZÀ-Þ]{2,}(?:['’ -][A-ZÀ-Þ]{2,}|['’][A-ZÀ-Þ]+)*"
_CAPITAL_NAME = re.compile(rf"(?P<last>{_CAPITALS})\s(?P<first>{_GIVEN})(?![\w-])")
_CAPITAL_PERSON = rf"{_CAPITALS}\s{_GIVEN}(?![\w-])"
_CAPITAL_NAMES = re.compile(
    rf"(?P<people>{_CAPITAL_PERSON}(?:(?:,\s+|,?\s+(?:en|and|&)\s+){_CAPITAL_PERSON})+)\s*(?:[.,:]\s+|(?=\())"
)
# "Van Gils, Jan, De school van morgen": one name in full, told by its particle
_PARTICLE_NAME = re.compile(
    rf"(?P<last>(?=(?:Van|De|Vanden|Vander|Ver|Den)\s[A-ZÀ-Þ]){SURNAME}),\s+(?P<first>{_GIVEN}),\s+(?=[‘“\"'A-ZÀ-Þ])"
)
# "Artikel V. Het decreet", "Deel I. De school": parts of a work, no people
_NO_NAME = re.compile(rf"(?:{either(PART_WORDS)}|{either(tuple(NOT_A_SURNAME))})(?!\w)", re.I)
_NAMED_BODY_HEAD = re.compile(
    r"(?P<body>[A-ZÀ-Þ][^.()\n:]{2,90}?)(?=\s*\(\s*(?:(?:[A-Za-z\d ,]*\s)?(?:19|20)\d\d|[zsn]\.\s?d\.))"
)
# "Eurofound, Working conditions of an ageing workforce, 2007.": a name, a title of three words or more, a date
_MAKER_BEFORE_COMMA = re.compile(
    rf"(?P<body>[A-ZÀ-Þ][\w&!’'-]*(?:\s(?:(?:voor|van|en|of|for|and|the|de|het)\s)*[A-ZÀ-Þ][\w’'-]*){{0,5}}),\s+"
    rf"(?=[‘“A-ZÀ-Þ]\S*\s+\S+\s+\S+.*,\s*(?:(?:\d{{1,2}}\s+)?{MONTH}\s+)?{YEAR}\.?$)"
)
_YEAR_IN_BRACKETS = guarded(
    rf"\s*[,.]?\s*\(\s*(?:z\.\s?d\.|s\.\s?d\.|n\.\s?d\.|te\s+verschijnen|in\s+druk|in\s+press|forthcoming|(?P<date>[^()]*?{YEAR})[a-z]?(?P<rest>,[^()]*)?)\s*\)\s*[.,:]?\s*"
)
_DATE_AFTER_HEAD = re.compile(
    rf"\s*[.,]\s*(?:d\.d\.\s*)?(?P<date>(?:\d{{1,2}}\s+)?{MONTH}\s+{YEAR}|{YEAR})[a-z]?\s*[.,:]\s+", re.I
)
_DAY_INSIDE = guarded(rf"[,.]\s+(?P<date>[0-3]?\d\s+{MONTH}\s+{YEAR})(?=\s*[.,])", re.I)
DATE_AT_END = guarded(
    rf"(?P<sign>[,.;(]|\s[-–]|\b(?:van|op|d\.d\.|dd\.?))\s*(?:d\.d\.\s*|dd\.?\s*|van\s+"
    rf"|op\s+)?(?:[^\w\s(]{{1,2}}\s+(?={MONTH}))?(?P<date>[0-3]?\d(?:ste|de)?\s+{MONTH}\s+{YEAR}|{MONTH}\s+{YEAR}"
    rf"|\d{{1,2}}[/.-]\d{{1,2}}[/.-]{YEAR}|{YEAR}(?!\s*[-–/]\s*\d))\)?[\s.,;]*$",
    re.I,
)
VERB = re.compile(
    r"\b(?:is|zijn|was|waren|wordt|worden|werd|werden|heeft|hebben|kan|kunnen|moet|moeten|zal|zullen|blijkt"
    r"|stelt|vindt|gaat|komt|krijgt|krijgen|zit|staat|ligt|bevat|betreft|bedoelt|verwijst|geldt|omvat|toont)\b"
)


def without_imprint(text: str) -> tuple[str | None, str]:
    """The pages that stand bare behind the year of a book, and the text without these, its size and its ISBN."""
    while size := SIZE_OF_BOOK.search(text):
        text = text[: size.start()]
    bare = PAGES_AFTER_YEAR.search(text)
    return (bare["pages"].strip(" ,"), text[: bare.start("pages")]) if bare else (None, text)


def spell_out_law(text: str) -> str:
    """ "Decr. Vl. 8 mei 2009 …" as "Decreet van 8 mei 2009 …"; any other text as it is."""
    for pattern, name in SHORTENED_LAWS:
        short = pattern.match(text)
        if short:
            return f"{name} {'' if short['van'] else 'van '}{text[short.end() :]}"
    return text


def maker_first(text: str) -> str:
    """An advice of the council with its maker, and its day if that stands with it, before its title."""
    number = NUMBER_BEFORE.match(text)
    if number:
        return f"Vlaamse Onderwijsraad, {COUNCIL_CODES[number['code']]}. {text[number.end() :]}"
    text = NUMBER_BEHIND.sub("", text)
    code = CODE_AND_DAY.search(text)
    if code and kind_word(text) == "advies":
        title = re.sub(rf"^{either(COUNCIL_NAMES)}-(?=advies)", "", text[: code.start()])
        return f"Vlaamse Onderwijsraad, {COUNCIL_CODES[code['code']]}. {title[0].upper()}{title[1:]}, {code['date']}"
    advice = ADVICE_OF_COUNCIL.match(text)
    if not advice:
        return text
    body = advice["body"]
    maker = body if body.startswith(COUNCIL_NAMES) else f"Vlaamse Onderwijsraad, {body}"
    day = f"{advice['date']}. " if advice["date"] else ""
    return f"{maker}{advice['with']}. {day}{text[advice.end() :]}"


def find_pages(text: str) -> tuple[str | None, str]:
    """Pages or articles of a reference, and the text without them; those at the end count, not those in a title."""
    matches = list(PAGES.finditer(text))
    for match in reversed(matches):
        tail = text[match.end() :].strip(" .,;)]")
        head = text[: match.start()].rstrip()
        legal = match.group()[:3].lower() == "art"
        if tail and not legal:
            continue
        if (
            tail
            and legal
            and not (not head or head.endswith((",", "(")) or re.match(r"(?:van|en)\b", tail) or ANY_DATE.search(tail))
        ):
            continue
        value = re.sub(r"\s+", " ", match.group()).strip()
        value = re.sub(r"^(pp?|blz|pag)\s?\.\s*", lambda m: f"{m[1].lower()}. ", value, flags=re.I)
        left = head.rstrip(" ,;(")
        right = re.sub(r"^(?:van|uit)\s+(?:de|het)\s+", "", text[match.end() :].lstrip(" ,;.)"), flags=re.I)
        return value, f"{left} {right}".strip() if right else left
    return None, text


# "Adviesraad voor Cultuur, Jeugd, Sport en Media. …": the commas stand within the name
_COUNCIL_OF_SEVERAL = re.compile(
    rf"(?P<body>{A_COUNCIL.pattern.removesuffix('$').removesuffix('?')})(?<!raad)(?=\s*(?:[.:]|[(]\d|,\s+[‘“\d]))"
)


def read_authors(text: str) -> tuple[tuple[str, ...], str, bool, bool]:
    """Authors at the head of a reference, the rest, whether they are persons, and whether a known body."""
    people = PERSON_LIST.match(text)
    if people:
        found = (re.sub(r"\s+", " ", m.group()).strip() for m in ONE_PERSON.finditer(people["people"]))
        names = tuple(f"{name}." if name[-3:-1] == ", " else name for name in found)
        return names, text[people.end() :].lstrip(" .,:"), True, False
    one = _NAME_AND_INITIALS.match(text)
    if one and not _NO_NAME.match(one["name"]) and IN_A_JOURNAL.search(text[one.end() :]):
        return (f"{one['name']}, {one['initials']}",), text[one.end() :], True, False
    full = _FULL_NAMES.match(text)
    if full and (full["more"] or text[full.end() :][:1] in "“\"‘'"):
        more = tuple(m["name"] for m in _FULL_NAME.finditer(full["more"]))
        return (f"{full['last']}, {full['first'].strip()}", *more), text[full.end() :], True, False
    capitals = _CAPITAL_NAMES.match(text)
    if capitals and not re.search(rf"(?<![\w-]){BODY}(?![\w-])", capitals["people"]):
        names = tuple(f"{m['last']}, {m['first']}" for m in _CAPITAL_NAME.finditer(capitals["people"]))
        return names, text[capitals.end() :].lstrip(" .,:"), True, False
    named_alone = _PARTICLE_NAME.match(text)
    if named_alone and not BODY_WORDS.search(named_alone.group()):
        return (f"{named_alone['last']}, {named_alone['first']}",), text[named_alone.end() :], True, False
    code = COUNCIL_CODE.match(text)
    if code:
        tail = text[code.end("code") :]
        return (f"Vlaamse Onderwijsraad, {COUNCIL_CODES[code['code']]}",), tail.lstrip(" .,:"), False, True
    alone = COUNCIL_PART.match(text)
    if alone:
        return (f"Vlaamse Onderwijsraad, {alone['part']}",), text[alone.end() :], False, True
    council = COUNCIL.match(text)
    if council:
        tail = text[council.end() :]
        if re.match(r"\s*[.,:(–-]|\s*$", tail):
            part = council["part"] or COUNCIL_CODES.get(council["code"] or "")
            name = "Vlaamse Onderwijsraad" + (f", {part}" if part else "")
            return (name,), tail.lstrip(" .,:)–-") if not tail.lstrip().startswith("(") else tail, False, True
    text = _LETTERS_AFTER.sub(r"\g<body>", text)
    body = BODY_HEAD.match(text)
    # the full stop after the name is easily lost in OCR, where a date follows it at once
    if body and re.match(rf"\s*[.,:(]|\s+[-–]\s|\s+\d{{1,2}}\s+{MONTH}\s+{YEAR}\.", text[body.end() :], re.I):
        tail = text[body.end() :]
        return (
            (body.group().strip(),),
            tail.lstrip(" .,:–-") if not tail.lstrip().startswith("(") else tail,
            False,
            True,
        )
    listed = _COUNCIL_OF_SEVERAL.match(text)
    if listed:
        return (listed["body"],), text[listed.end() :].lstrip(" .,:–-"), False, True
    named = _NAMED_BODY_HEAD.match(text)
    if (
        named
        and len(named["body"].split()) <= 9
        and (BODY_WORDS.search(named["body"]) or len(named["body"].split()) <= 4)
    ):
        parts = named["body"].strip(" ,")
        if parts and kind_word(parts) is None:
            names = (
                tuple(p.strip() for p in re.split(r"\s+(?:en|&)\s+", parts))
                if not BODY_WORDS.search(parts)
                else (parts,)
            )
            return names, text[named.end() :], not _is_body(parts, text[named.end() :]), False
    maker = _MAKER_BEFORE_COMMA.match(text)
    if maker and kind_word(maker["body"]) is None and not ANY_DATE.search(maker["body"]):
        return (maker["body"],), text[maker.end() :], False, False
    head = re.match(r"(?P<body>[A-ZÀ-Þ][^.()\n:]{2,80}?)\s*[.:]\s+(?=[A-ZÀ-Þ‘“\d(])", text)
    if (
        head
        and BODY_WORDS.search(head["body"])
        and kind_word(head["body"]) is None
        and len(head["body"].split()) <= 9
        and not VERB.search(head["body"])
    ):
        return (head["body"].strip(),), text[head.end() :], False, False
    return (), text, False, False


# "Bond zonder Naam": a word that no surname has
_LOWER_WORD = re.compile(r"\s(?:zonder|voor|tegen|met|en|over|uit|naar|bij|om|tot)\s")


def _is_body(name: str, rest: str) -> bool:
    """Whether the name before a year is a body's and no surname, by its words, its letters or what it brought out."""
    if BODY_WORDS.search(name) or re.match(BODY, name) or _LOWER_WORD.search(name):
        return True
    if " " in name or PUBLISHED.search(rest) or IN_A_JOURNAL.search(rest):
        return False
    return bool(LETTERS_OF_BODY.fullmatch(name) or BODY_PAPER.search(rest))


def read_date(text: str, after_author: bool) -> tuple[str | None, str, bool]:
    """The date of a reference, the text without it, and whether there is one."""
    bracket = _YEAR_IN_BRACKETS.match(text)
    if bracket:
        if not bracket["date"]:
            return None, text[bracket.end() :], True
        inside = bracket["date"] + (bracket["rest"] or "")
        found = find_date(inside)
        rest = text[bracket.end() :]
        later = DATE_AT_END.search(rest)
        day = find_date(later["date"]) if later else None
        if later and day and found and len(day[0]) > len(found[0]) == 4 and day[0].startswith(found[0]):
            return day[0], rest[: later.start()].rstrip(" ,.(–-"), True  # "(2016). Title, 24 maart 2016"
        inner = _DAY_INSIDE.search(rest)
        day = find_date(inner["date"]) if inner else None
        if inner and day and found and len(found[0]) == 4 and day[0].startswith(found[0]):
            return (
                day[0],
                rest[: inner.start()] + rest[inner.end() :],
                True,
            )  # "(2016). Title. 27 mei 2016. Gent"
        return (found[0] if found else None), rest, True
    if after_author:
        head = _DATE_AFTER_HEAD.match(". " + text)
        if head:
            found = find_date(head["date"])
            if found:
                return found[0], text[head.end() - 2 :], True
    tail = DATE_AT_END.search(text)
    if tail:
        found = find_date(tail["date"])
        schoolyear = re.search(
            r"(?:schooljaar|evaluatie|jaar|begroting\w*|in|van)\s*$", text[: tail.start("date")], re.I
        )
        if found and not (len(found[0]) == 4 and schoolyear and tail["sign"] not in "(,."):
            return found[0], text[: tail.start()].rstrip(" ,.(–-"), True
    middle = re.search(rf"[,.]\s*\(?(?P<date>[0-3]?\d\s+{MONTH}\s+{YEAR})\)?\s*[.,](?=\s)", text, re.I) or re.search(
        rf"\(\s*(?P<date>(?:[^()]*\s)?{YEAR})[a-z]?\s*\)", text
    )
    if middle:
        found = find_date(middle["date"])
        if found:
            left, right = text[: middle.start()].rstrip(" ,"), text[middle.end() :].strip()
            return found[0], f"{left}. {right}" if right else left, True
    return None, text, False


def kind_word(text: str) -> SourceKind | None:
    """The kind that the first words of a title say ("Conceptnota …" → conceptnota), None if they say none."""
    head = text.lstrip("‘“'\"( ")
    for kind, pattern in KIND_OF_WORD:
        if pattern.match(head):
            return kind
    return None


# Councils that decide, or speak for their members, and give no advice: "Gemeenteraad", "Vlaamse Hogescholenraad"
_GOVERNING = re.compile(
    r"(?:(?:Vlaamse\s+)?(?:Gemeente|Provincie|Minister|School|Districts|Kern|Hogescholen)raad"
    r"|Raad\s+van\s+de\s+Europese\s+Unie)\b"
)
_ADVISERS = re.compile(rf"(?<![\w-]){either(ADVISORY_BODIES)}(?![\w-])")


def kind_of(words: str, authors: tuple[str, ...], title: str, personal: bool = False) -> SourceKind:
    """The kind of a work from the words that name it, its authors and its title."""
    author = " ".join(authors)
    said = kind_word(words)
    if re.match(rf"{either(COUNCIL_NAMES)}\b", author):
        return "verslag" if re.match(r"(?:jaar|activiteiten)?verslag\b", title, re.I) else "advies"
    researched = bool(RESEARCHERS.search(author)) and not re.search(r"\b(?:cijfers|statistiek|monitor)", title, re.I)
    if said and (not personal or said in ("conceptnota", "decreet", "besluit", "actieplan")):
        return said
    if personal or (researched and said in (None, "onderzoek")):
        if re.match(r"beleids(?:nota|brief)", title, re.I):
            return "rapport"
        return "onderzoek"
    advising = _ADVISERS.search(author) or any(A_COUNCIL.match(a) and not _GOVERNING.match(a) for a in authors)
    if any(a in ADVISORY_BODIES for a in authors) or (advising and said in (None, "advies")):
        return "rapport" if re.search(r"\b(?:rapport|dossier|brochure|factsheet)\b", title, re.I) else "advies"
    lower = title.lower()
    if re.search(rf"[.:]\s+{PLAN_WORD}\b", lower):
        return "actieplan"  # "Vlaanderen leest. Actieplan 2022-2027"
    if authors and BODY_PAPER.search(title):
        return "rapport"  # "Lezen in de klas. Jaarverslag 2021": none of a meeting
    if "Vlaamse Regering" in authors and GOVERNMENT_PLAN.match(title):
        return "actieplan"  # "Vlaamse Regering. STEM-agenda 2030"
    for kind, pattern in KIND_OF_WORD:
        if kind in ("decreet", "besluit", "codex", "actieplan", "advies") and not authors:
            if re.match(r".{0,25}?\b(?:" + pattern.pattern + ")", lower):
                return kind
        elif kind in ("conceptnota", "onderzoek", "verslag") and re.search(r"\b(?:" + pattern.pattern + ")", lower):
            # "Evaluatie 2016-2017" as the subtitle of an agency's report makes no study of it
            if kind != "onderzoek" or re.search(r"onderzoek|studie", lower):
                return kind
        elif kind == "rapport" and re.search(pattern.pattern, lower):
            return kind
    if re.search(r"\bcommissie\b.*\bparlement|plenaire\s+vergadering", lower):
        return "verslag"
    if authors:
        return "rapport"
    return "webpagina" if URL.search(words) else "rapport"


# --- titles -----------------------------------------------------------------------------------------------------------

_SEGMENT = re.compile(r"(?P<mark>[.?!])(?P<close>[’”\"']*)\s+(?=[A-ZÀ-Þ‘“\"\d])")


def split_title(text: str, kind: SourceKind) -> tuple[str | None, str | None, str | None]:
    """Title, subtitle and container (series, publisher, place) of what a reference has left after author and date."""
    text = re.sub(r"\s+", " ", text).strip(" .,;:–-")
    if not text:
        return None, None, None
    quoted = re.match(r"[‘“«\"'](?P<title>(?:[^’”»\"]|’(?=[a-zà-ÿ])){4,}?)[’”»\"'](?!\w)[.,]?\s*(?P<rest>.*)$", text)
    if quoted and (
        not quoted["rest"]
        or CONTAINER.match(quoted["rest"])
        or quoted["rest"][:1].isupper()
        or re.match(r"in\b", quoted["rest"])
    ):
        title, subtitle = _colon(quoted["title"].strip().removesuffix("."), None)
        rest = re.sub(r"\.?\s+,\s", ", ", quoted["rest"])  # a year was taken out: "jg. 44 (2013), nr. 2"
        return title, subtitle, rest.strip(" .,") or None
    container: list[str] = []
    trailing = TRAILING_CONTAINER.search(text)
    if trailing:
        container.append(text[trailing.end() :])
        text = text[: trailing.start()]
    segments = _segments(text)
    for n, segment in enumerate(segments[1:], 1):
        if CONTAINER.match(segment):
            container.insert(0, ". ".join(s.rstrip(".") for s in segments[n:]))
            segments = segments[:n]
            break
    place = re.search(r",\s+(?:[A-ZÀ-Þ][\w-]+(?:\s[A-Z][\w-]+)?):\s+[A-ZÀ-Þ].*$", segments[-1])
    if place and place.start() > 10:
        container.insert(0, place.group().strip(" ,"))
        segments[-1] = segments[-1][: place.start()]
    segments = [s if s.endswith(("?", "!")) else s.rstrip(". ,") for s in segments]
    named = re.match(r"(?:Conceptnota|Visienota|Discussienota)\s+(?P<name>[A-ZÀ-Þ]\S*\s+\S+\s+\S+.*)$", segments[0])
    if named:  # "Conceptnota Geletterd aan de slag": a title of its own after the word for it
        segments[0] = named["name"]
    title, subtitle = _colon(segments[0], ". ".join(segments[1:]) or None)
    return title, subtitle, "; ".join(container).strip(" .") or None


def _colon(title: str, subtitle: str | None) -> tuple[str, str | None]:
    """A colon divides title and subtitle only where no full stop does."""
    if subtitle is None and ": " in title:
        head, tail = title.split(": ", 1)
        if len(head) > 8 and tail:
            return head.strip(), tail.strip()
    return title.strip(), subtitle


def _segments(text: str) -> list[str]:
    segments, at = [], 0
    for match in _SEGMENT.finditer(text):
        word = re.search(r"\S*$", text[at : match.end("mark")])
        last = word.group().lower() if word else ""
        if match["mark"] == "." and (last in ABBREVIATIONS or re.fullmatch(r"(?:[a-z]\.)+", last)):
            continue
        segments.append(text[at : match.end("close")].strip())
        at = match.end()
    segments.append(text[at:].strip())
    return [s for s in segments if s] or [text]
