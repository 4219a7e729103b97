"""Works that running text names by title and date alone: "(‘Lezen is leven’, 18 mei 2022)", "de Vlor in X (2019)"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from corpus.model import SourceKind
from nlp.dates import find_date
from nlp.fields import kind_word
from nlp.frame import Passage
from nlp.guarded import guarded
from nlp.names import DATE, Mention, full_name, sentence_of
from nlp.patterns import ADVISORY_BODIES, BODY, BODY_WORDS, COUNCIL_NAMES, COUNCIL_PARTS, NOT_A_SURNAME, YEAR, either
from nlp.studies import PEOPLE

_MAKER = rf"(?P<body>{either(COUNCIL_PARTS)}|{BODY})(?![\w-])"
# "bracht een advies uit (‘Lezen is leven’, 18 mei 2022)", "het rapport (“Equity”, 2018)"
_IN_BRACKETS: Final = guarded(
    rf"\((?:zie\s+(?:ook\s+)?)?(?:{_MAKER},?\s+)?[‘“\"](?P<title>[A-ZÀ-Þ][^’”\"()\n]{{4,120}})[’”\"],\s+(?P<date>{DATE})\)"
)
_MAKER_LAST: Final = re.compile(rf"(?<![\w-]){_MAKER}\s*$")  # "Volgens de OESO (“Equity”, 2018)"
# "de studie vooraf, ‘Tellen met taal’ (2018)"
_BEFORE_BRACKETS: Final = guarded(rf"[‘“\"](?P<title>[A-ZÀ-Þ][^’”\"()\n]{{4,120}})[’”\"]\s+\((?P<date>{DATE})\)")
# The word for the work, some words before its title: "een kritisch advies uit (", "die studie, "
_WORK_WORD: Final = re.compile(
    r"(?<![\w-])(?P<word>[\w-]*(?:advies|rapport|studie|onderzoek|nota|plan|visietekst|memorandum|brochure|standpunt|verslag"
    r"|publicatie|decreet|artikel|boek|peiling|paper))\b(?=[^.;:()]{0,70}$)",
    re.I,
)
# "pleitte de Vlor in Meertaligheid als troef (2019)": a title with a small word in it, said by its maker
_SAID_IN: Final = guarded(
    rf"(?:(?:\b[Dd]e|\b[Hh]et)\s+(?:{_MAKER}|raad)|\b(?:we|wij|hij|ze))\s+(?:[a-zà-ÿ]+\s+){{0,4}}?in\s+(?P<title>[A-ZÀ-Þ][\wà-ÿ’-]*"
    rf"(?:[ ][\wà-ÿ’-]+){{1,7}})\s+\((?P<date>{YEAR})\)"
)
_SMALL: Final = re.compile(r"\s[a-zà-ÿ]{2,}")


def find_titles(passage: Passage, start: int, end: int) -> Iterator[Mention]:
    """Works in quotation marks with their date, or behind their maker and "in"; the sentence says of what kind."""
    text = passage.text
    for pattern in (_IN_BRACKETS, _BEFORE_BRACKETS):
        for match in pattern.finditer(text, start, end):
            sentence, _ = sentence_of(passage, match.start())
            said = text[max(start, sentence) : match.start()]
            words = _WORK_WORD.findall(said)
            kind = kind_word(words[-1]) or "rapport" if words else None
            signed = match.groupdict().get("body") or (_MAKER_LAST.search(said) or {"body": None})["body"]
            body = signed or _maker(said)
            found = find_date(match["date"])
            if not found or len(match["title"].split()) < 2 or not (kind or signed):
                continue
            stop = match.end() - (pattern is _IN_BRACKETS)
            yield _mention(match, match.start("title") - 1, stop, kind or _kind_by(body), body, found[0])
    for match in _SAID_IN.finditer(text, start, end):
        title = match["title"]
        first = title.split()[0]
        if not _SMALL.search(title) or re.fullmatch(PEOPLE, title) or first in NOT_A_SURNAME or first.endswith("se"):
            continue
        if BODY_WORDS.search(first) or not match["date"]:
            continue
        body = match["body"] or ("Vlor" if passage.frame.document.kind == "advies" else None)
        yield _mention(match, match.start("title"), match.end(), _kind_by(body), body, match["date"])


def _mention(match: re.Match[str], start: int, stop: int, kind: SourceKind, body: str | None, date: str) -> Mention:
    title = " ".join(match["title"].split()).rstrip(".,")
    makers = (full_name(body),) if body else ()
    return Mention(start, stop, kind, title, makers, date, confidence=0.8, shield=(match.start("title"), stop))


def _kind_by(body: str | None) -> SourceKind:
    advises = body is None or body in COUNCIL_NAMES or body in COUNCIL_PARTS or body in ADVISORY_BODIES
    return "advies" if advises else "rapport"


def _maker(said: str) -> str | None:
    """The body that the words before the title name last."""
    named = list(re.finditer(rf"(?<![\w-]){_MAKER}", said))
    return named[-1]["body"] if named else None
