"""How surely two citations are of one work, and which of their fields agree how much."""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz import fuzz

from corpus.model import Citation, SourceKind
from nlp.dates import agree
from nlp.patterns import ANY_PLAN, COUNCIL_NAMES, COUNCIL_PARTS, DECREES_BY_NICKNAME, either
from nlp.plans import PLAN_NOISE
from nlp.works import content, maker, numbers, plain, title_of, volume

Fields = list[tuple[str, float]]  # what agrees, and how much
Agreed = tuple[float, tuple[tuple[str, float], ...]]  # how surely two are one work, and what agrees how much

# Works of kinds that people mix up are compared with each other
GROUPS: dict[SourceKind, str] = {
    "advies": "advies", "decreet": "law", "besluit": "law", "codex": "law", "conceptnota": "nota",
    "schriftelijke_vraag": "sv", "actieplan": "plan", "onderzoek": "study", "rapport": "study", "verslag": "study",
    "webpagina": "page",
}  # fmt: skip


def same_work(a: Citation, b: Citation, together: bool = False) -> Agreed:
    """How sure it is that two citations are of one work (0 to 1; from 0.8 they are joined) and what agrees how much.

    `together` says that they stand in one document, where a short form may be shorter.
    """
    one, other = GROUPS[a.kind], GROUPS[b.kind]
    if (
        a.url
        and b.url
        and is_deep(a.url)
        and address(a.url) == address(b.url)
        and (one == other or "page" in (one, other))
    ):
        return 1.0, (("url", 1.0),)
    if one != other or not agree(a.date, b.date):
        return 0.0, ()
    if one == "sv":
        return _same_question(a, b, together)
    if one == "advies" and a.number and a.number == b.number:
        return 0.95, (("number", 1.0),)
    if one == "advies" and ((body_of(a) and body_of(b) and body_of(a) != body_of(b)) or _other_part(a, b)):
        return 0.0, ()
    if not a.title or not b.title:
        return 0.0, ()
    date = _date_weight(a.date, b.date)
    title = _title_agreement(a, b)
    fields = [("title", round(title, 2))] + ([("date", date)] if a.date and b.date else [])
    if one == "study":
        return _same_study(a, b, title, date, fields, together)
    if one == "law":
        return _same_law(a, b, title, date, fields, together)
    if one in ("nota", "plan"):
        return _same_plan(a, b, title, date, fields, together)
    if one == "page":
        return (0.9 if title >= 0.98 else 0.0), tuple(fields)
    return _same_advice(a, b, title, date, fields)


def _other_part(a: Citation, b: Citation) -> bool:
    return bool(part_of(a) and part_of(b) and part_of(a) != part_of(b))


def _same_question(a: Citation, b: Citation, together: bool) -> Agreed:
    if not a.number or a.number != b.number:
        return 0.0, ()
    if a.date and b.date:
        return 1.0, (("number", 1.0), ("date", 1.0))
    return (0.85 if together else 0.6), (("number", 1.0),)


def _same_law(a: Citation, b: Citation, title: float, date: float, fields: Fields, together: bool) -> Agreed:
    short = law_words(a) <= law_words(b) or law_words(b) <= law_words(a)
    nick = _nickname(a) and _nickname(a) == _nickname(b)
    if date == 1.0 and (nick or (short and law_words(a) and law_words(b)) or title >= 0.85):
        return 0.95, tuple(fields)
    if date == 1.0 and a.kind == b.kind and not law_words(a) and not law_words(b):
        return 0.85, tuple(fields)  # "het besluit van 3 mei 2021": only one other gives no name either
    if _known_by(a, b) or _known_by(b, a):
        return 0.9, (("nickname", 1.0),)
    if title >= 0.95 or ((together or not (a.date and b.date)) and nick):
        return 0.9, tuple(fields)
    if date >= 0.5 and short and law_words(a) and law_words(b):
        return 0.85, tuple(fields)
    return title * 0.7, tuple(fields)


def _same_plan(a: Citation, b: Citation, title: float, date: float, fields: Fields, together: bool) -> Agreed:
    mine, theirs = name_words(a), name_words(b)
    if not mine or not theirs:  # "de conceptnota van 3 mei 2021": only one other gives no name either
        return (0.85 if date == 1.0 and a.kind == b.kind and not mine and not theirs else 0.0), tuple(fields)
    if mine == theirs:
        return 0.92, tuple(fields)
    if mine <= theirs or theirs <= mine:
        return (0.82 if together or date else 0.6), tuple(fields)
    # of one day, with other words for what they are about: for a person to say
    return max(title * 0.7, 0.7 if date == 1.0 and a.kind == b.kind else 0.0), tuple(fields)


def _same_advice(a: Citation, b: Citation, title: float, date: float, fields: Fields) -> Agreed:
    council = bool(body_of(a)) and body_of(a) == body_of(b)
    agreed = (*fields, ("council", 1.0)) if council else tuple(fields)
    if title >= 0.97:
        # a bare "Advies over X" without a date on one side is the same work only where the title is telling
        said = a.title or ""
        words = len(content(said) - ANY_ADVICE)
        named = words >= 2 and len(said.split()) >= 4 and not plain(said).startswith("advies")
        telling = words >= (2 if council else 3) or named or date > 0
        return (0.98 if date == 1.0 else 0.9 if telling else 0.7), agreed
    if title >= 0.85 and (date >= 0.5 or len(content(a.title or "") & content(b.title or "")) >= 4):
        return 0.9 if date else 0.82, agreed
    # two advices of one day must share a word that tells: "Advies over A" and "Advies over B" are two
    if date == 1.0 and title >= 0.6 and _told(a) & _told(b):
        return 0.8, agreed
    return min(title * 0.75, 0.5 if date == 1.0 and not _told(a) & _told(b) else 1.0), agreed


def _told(citation: Citation) -> frozenset[str]:
    return content(title_of(citation)) - ANY_ADVICE


def _same_study(a: Citation, b: Citation, title: float, date: float, fields: Fields, together: bool) -> Agreed:
    mine, theirs = {maker(x) for x in a.authors if x != "e.a."}, {maker(x) for x in b.authors if x != "e.a."}
    people = 0.0
    if len({volume(plain(title_of(a))), volume(plain(title_of(b)))} - {""}) > 1:
        return 0.3, tuple(fields)
    if mine and theirs:
        people = len(mine & theirs) / min(len(mine), len(theirs))
        fields.append(("authors", round(people, 2)))
        if not people and (title < 0.97 or not date):
            return title * 0.5, tuple(fields)
    if title >= 0.9:
        return (0.97 if people and date else 0.9), tuple(fields)
    if title >= 0.8 and (people or date == 1.0):
        return 0.85, tuple(fields)
    words_a, words_b = content(title_of(a)), content(title_of(b))
    low, high = (words_a, words_b) if len(words_a) <= len(words_b) else (words_b, words_a)
    if together and low and low <= high and (len(low) >= 2 or not (a.date and b.date)):
        return 0.85, tuple(fields)
    if people and date >= 0.5 and low and len(low & high) / len(low) >= 0.6:
        return 0.82, tuple(fields)
    return title * 0.75, tuple(fields)


def _date_weight(a: str | None, b: str | None) -> float:
    if not a or not b:
        return 0.0
    return 1.0 if a == b and len(a) == 10 else 0.7 if a == b else 0.5


def _title_agreement(a: Citation, b: Citation) -> float:
    """Agreement of two titles, with or without their subtitles; 0 where numbers in them differ."""
    if not a.title or not b.title:
        return 0.0
    best = 0.0
    for one in {a.title, title_of(a)}:
        for other in {b.title, title_of(b)}:
            x, y = plain(one), plain(other)
            if numbers(x) != numbers(y):
                continue
            if x == y:
                return 1.0
            if min(len(x), len(y)) >= 20 and (x.startswith(y + " ") or y.startswith(x + " ")):
                best = max(best, 0.9)
            best = max(best, fuzz.ratio(x, y) / 100)
            words_x, words_y = content(one), content(other)
            if words_x and words_y:
                best = max(best, 0.95 * len(words_x & words_y) / len(words_x | words_y))
    return best


_LAW_NOISE = frozenset(
    {
        "decreet",
        "besluit",
        "betreffen",
        "houdende",
        "vlaamse",
        "regering",
        "wijziging",
        "tot",
        "diverse",
        "bepaling",
        "bepalinge",
        "codex",
        "wet",
    }
)


def law_words(citation: Citation) -> frozenset[str]:
    """The words of a law's title that tell it from others, cut to their stems."""
    return content(title_of(citation)) - _LAW_NOISE


def _nickname(citation: Citation) -> str:
    match = re.search(r"\b([\w-]{2,}decreet)\b", citation.title or "", re.I)
    return match.group(1).lower() if match else ""


def known_day(citation: Citation) -> str | None:
    """The day of a decree that is called by one word and gives no date itself ("M-decreet")."""
    day = DECREES_BY_NICKNAME.get(_nickname(citation))
    return day[0] if day and not citation.date else None


def _known_by(a: Citation, b: Citation) -> bool:
    """Whether `a` is the word by which everybody calls the decree `b`."""
    if a.kind != b.kind or known_day(a) is None or b.date != known_day(a):
        return False
    return not law_words(b) or DECREES_BY_NICKNAME[_nickname(a)][1] in title_of(b).lower()


def name_words(citation: Citation) -> frozenset[str]:
    """What a plan or note is called, without the word for it; "Geletterdheidsplan" is a name of its own."""
    title = citation.title or ""
    bare = PLAN_NOISE.sub("", title)
    return content(bare if bare.strip() or not title[:1].isupper() or ANY_PLAN.match(title) else title)


# Words that stand in the words for any advice, as `content` cuts them
ANY_ADVICE = content("advies adviezen vlor recent initiatief eigen bracht raad onderwijs")


# --- what one citation says -------------------------------------------------------------------------------------------

_PART = re.compile("|".join(re.escape(p) for p in COUNCIL_PARTS))


def part_of(citation: Citation) -> str:
    """The council within the Vlor that gives the advice ("Raad Basisonderwijs"); "" where none is named."""
    return _part_of_authors(citation.authors) if citation.kind == "advies" else ""


@lru_cache(maxsize=10000)
def _part_of_authors(authors: tuple[str, ...]) -> str:
    match = _PART.search(" ".join(authors))
    return match.group() if match else ""


def body_of(citation: Citation) -> str:
    """ "vlor", the name of another advising body, or "" where the citation does not say."""
    return _body_of_authors(citation.authors)


_COUNCIL = re.compile(rf"(?<!\w){either(COUNCIL_NAMES)}(?!\w)", re.I)


@lru_cache(maxsize=10000)
def _body_of_authors(authors: tuple[str, ...]) -> str:
    author = " ".join(authors)
    if _COUNCIL.search(author) or _PART.search(author):
        return "vlor"
    return maker(authors[0]) if authors else ""


def address(url: str) -> str:
    """A web address without what may be left out of it: scheme, "www.", the last slash, capitals."""
    return re.sub(r"^(?:https?://)?(?:www\.)?", "", url.lower()).rstrip("/")


def is_deep(url: str) -> bool:
    """Whether a web address is that of a page, and not of a whole site."""
    return "/" in address(url)
