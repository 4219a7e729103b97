"""When two ways of naming a work mean the same work."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz import fuzz

from corpus.model import Citation
from nlp.dates import agree
from nlp.patterns import SAME_BODIES, TITLE_STOP_WORDS

_WORD = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
# Words that say what kind of thing a work is, not which one
_KIND = frozenset(
    {
        "advies",
        "adviezen",
        "over",
        "decreet",
        "actieplan",
        "plan",
        "conceptnota",
        "nota",
        "onderzoek",
        "studie",
        "rapport",
        "eerste",
        "tweede",
        "vlaamse",
        "vlaanderen",
    }
)


@lru_cache(maxsize=20000)
def plain(text: str) -> str:
    """Lower case, no accents, no punctuation, single spaces: what is compared."""
    text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return " ".join(_WORD.findall(text))


@lru_cache(maxsize=20000)
def content(text: str) -> frozenset[str]:
    """The words of `text` that tell what it is about, cut to a common stem length so that inflection does not count."""
    return frozenset(
        w if w.isdigit() else _stem(w)
        for w in plain(text).split()
        if w not in TITLE_STOP_WORDS and (len(w) > 2 or w.isdigit())
    )


def _stem(word: str) -> str:
    for ending in ("en", "s", "e"):
        if len(word) > 5 and word.endswith(ending):
            word = word[: -len(ending)]
            break
    return word[:9]


def same_title(one: str, other: str, least: float = 88.0) -> bool:
    """Equal but for case, punctuation and a letter or two of OCR; numbers must be the same."""
    a, b = plain(one), plain(other)
    if a == b:
        return True
    if numbers(a) != numbers(b) or min(len(a), len(b)) < 8:
        return False
    return fuzz.ratio(a, b) >= least


def numbers(text: str) -> list[str]:
    """The numbers of a plain text; a digit within a word ("k1euters") is a misread letter and no number."""
    return re.findall(r"(?<![a-z\d])\d+(?![a-z\d])", text)


def volume(text: str) -> str:
    """Which volume of several a plain text names ("results volume ii" → "ii"), "" for none."""
    match = re.search(r"\b(?:volume|vol|deel|part|tome) (?P<n>[ivx]+|\d+)\b", text)
    return match["n"] if match else ""


def title_of(citation: Citation) -> str:
    """Title and subtitle as one text."""
    return " ".join(p for p in (citation.title, citation.subtitle) if p)


def overlap(words: frozenset[str], work: Citation) -> float:
    """The share of `words` that title, subtitle, container or authors of the work hold, parts of compounds too."""
    if not words:
        return 0.0
    there = content(" ".join((title_of(work), work.container or "", *work.authors)))
    return sum(1.0 if w in there or any(_part(w, t) for t in there) else 0.0 for w in words) / len(words)


def _part(word: str, other: str) -> bool:
    return len(word) >= 6 and len(other) >= 6 and (word in other or other in word)


def surname(author: str) -> str:
    """The family name of "De Witte, K." or "K. De Witte", plain; a body's name as it is."""
    head = author.split(",")[0]
    return plain(re.sub(r"\b[A-Z][a-z]?\.\s?-?", "", head))


# Words that say which of several a work is, and not what it is about: "haar jongste rapport", "het recente advies"
_WHICH = content("haar hun jongste recente recentste nieuwe nieuwste laatste vorige eerdere vroegere tussentijdse")


@lru_cache(maxsize=20000)
def maker(author: str) -> str:
    """The family name of a person, or the first of the names under which a body is known ("OECD" → "oeso")."""
    name = surname(author)
    return _FIRST_NAMES.get(name, name)


_FIRST_NAMES = {plain(name): plain(names[0]) for names in SAME_BODIES for name in names}
# A decree by one word: "M-decreet", "inschrijvingsdecreet"
_NICKNAME = re.compile(r"(?:[A-Z]{1,5}-|[a-zà-ÿ]{4,})decreet", re.I)


def best_work(
    citation: Citation, noted: Sequence[Citation], works: Sequence[Citation]
) -> tuple[Citation | None, float]:
    """The work that `citation` points at and how sure that is; (None, 0) where none fits well enough.

    `noted` are the works in the notes that hang right there: they need less agreement than those anywhere else.
    """
    ranked = sorted(((_fit(citation, w), -n, w) for n, w in enumerate(noted)), key=lambda r: r[:2], reverse=True)
    if citation.found_by == "indefinite":  # "een studie in vijf steden" must say what the work in the note says
        return (ranked[0][2], 0.7) if ranked and ranked[0][0] >= 0.6 else (None, 0.0)
    laws = [w for w in noted if w.kind == "decreet"]
    if _NICKNAME.fullmatch(citation.title or "") and not citation.date and len(laws) == 1:
        return laws[0], 0.8  # the note behind "het M-decreet" gives the decree in full
    alone = len(ranked) == 1 or (len(ranked) > 1 and ranked[1][0] == 0)
    if ranked and ranked[0][0] >= (0.2 if alone else 0.3):
        return ranked[0][2], min(0.99, 0.6 + 0.4 * ranked[0][0])
    ranked = sorted(((_fit(citation, w), -n, w) for n, w in enumerate(works)), key=lambda r: r[:2], reverse=True)
    if ranked and ranked[0][0] >= 0.75:
        return ranked[0][2], min(0.95, ranked[0][0])
    return None, 0.0


def _fit(citation: Citation, work: Citation) -> float:
    """How well the words of a short form agree with a work, 0 to 1."""
    if not agree(citation.date, work.date):
        return 0.0
    if citation.number and work.number:
        return 1.0 if citation.number == work.number else 0.0
    kinds = {citation.kind, work.kind}
    if citation.found_by == "author" and kinds == {"advies", "rapport"}:  # "(SERV, 2012)" may be either
        kinds = {work.kind}
    if (
        len(kinds) > 1
        and not kinds <= {"onderzoek", "rapport", "verslag"}
        and not kinds <= {"decreet", "codex", "besluit"}
    ):
        return 0.0
    if citation.title and citation.found_by != "topic":
        if same_title(citation.title, work.title or "") or same_title(citation.title, title_of(work)):
            return 1.0
        short, long = content(citation.title) - _KIND, content(title_of(work)) - _KIND
        if not short:
            return 0.5 if citation.date and work.date else 0.0
        share = len(short & long) / len(short)
        if share and citation.date and len(citation.date) == 10 and citation.date == work.date:
            return max(share, 0.6)  # "de aanbeveling van de Raad van 3 mei 2021" and its note
        return share if share >= 0.75 and (len(short) >= 2 or citation.date) else 0.3 * share
    if citation.authors and citation.found_by == "author":
        mine = {maker(a) for a in citation.authors}
        theirs = {maker(a) for a in work.authors}
        if not mine & theirs:
            return 0.0
        return 0.9 if citation.date or maker(work.authors[0]) in mine else 0.5
    words = content(re.sub(r"\(.*?\)", "", citation.raw)) - _KIND
    if words <= _WHICH:
        words = frozenset()
    share = overlap(words, work)
    dated = 0.25 if citation.date and work.date else 0.0
    return min(1.0, share + dated) if words else 0.4 + dated
