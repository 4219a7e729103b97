"""Judgments of courts and advices of the Council of State: in notes by their letters, in running text by words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from corpus.model import SourceKind
from nlp.dates import find_full_date
from nlp.frame import Passage
from nlp.guarded import guarded
from nlp.names import Mention, before
from nlp.patterns import MONTH, YEAR

# A court by its letters and by its name: "GwH 17 mei 2023", "het arrest nr. 80/2023 van het Grondwettelijk Hof"
COURTS: Final = (
    (r"GwH|Grondwettelijk\s+Hof", "Grondwettelijk Hof"),
    (r"Arbitragehof", "Arbitragehof"),
    (r"RvS|Raad\s+van\s+State", "Raad van State"),
    (r"Cass\.|Hof\s+van\s+Cassatie", "Hof van Cassatie"),
    (r"HvJ(?:\s*\(?(?:EU|EG)\)?)?|Hof\s+van\s+Justitie(?:\s+van\s+de\s+Europese\s+Unie)?", "Hof van Justitie"),
    (r"EHRM|Europees\s+Hof\s+voor\s+de\s+Rechten\s+van\s+de\s+Mens", "Europees Hof voor de Rechten van de Mens"),
    (r"RvV|Raad\s+voor\s+Vergunningsbetwistingen", "Raad voor Vergunningsbetwistingen"),
)
_COURT = f"(?:{'|'.join(letters for letters, _ in COURTS)})"
_DAY = rf"[0-3]?\d(?:ste|de)?\s+{MONTH}\s+{YEAR}"
_NUMBER = r"(?:[A-Z]-)?\d{1,3}(?:\.\d{3})+(?:/\d+(?:/[A-Z]+)?)?|[A-Z]-\d+/\d+|\d+/(?:\d{4}|\d\d)"
# "72.345/1": how the legislation section numbers its advices
_ADVICE_NUMBER = r"\d{2}\.\d{3}(?:/(?:\d|[IV]+|AV|VR)){1,3}"

# "GwH 17 mei 2023, nr. 80/2023", "Grondwettelijk Hof, arrest nr. 80/2023 van 17 mei 2023", "RvS 12 maart 2019"
_JUDGMENT: Final = re.compile(
    rf"(?P<court>{_COURT}),?\s+(?:(?:arrest|arr\.)\s+)?(?:(?:nr\.?\s*)?(?P<first>{_NUMBER})\s*,?\s*(?:(?:van|d\.d\.)\s+)?"
    rf"(?P<later>{_DAY})|(?:van\s+)?(?P<day>{_DAY})(?:\s*,?\s*(?:arrest\s+)?(?:nr\.?\s*)?(?P<number>{_NUMBER}))?)"
)
# "RvS, afdeling Wetgeving, advies nr. 72.345/1 van 14 november 2022", "Adv.RvS nr. 62.976/1 van 12 maart 2018"
_STATE: Final = re.compile(
    rf"(?:Adv(?:\.|ies)\s?(?:van\s+de\s+)?(?:RvS|R\.v\.St?\.|Raad\s+van\s+State)"
    rf"|(?:RvS|Raad\s+van\s+State)(?:,?\s*\(?afd(?:\.|eling)\s*[Ww]etgeving\)?)?,?\s+[Aa]dv(?:\.|ies))\s*(?:nr\.?\s*)?"
    rf"(?P<number>{_ADVICE_NUMBER})(?:\s*,?\s*(?:(?:van|d\.d\.)\s+)?(?P<day>{_DAY}))?"
)
# "het arrest (nr. 80/2023) van 17 mei 2023 van het Grondwettelijk Hof", "het arrest van het Grondwettelijk Hof van …"
_TOLD_JUDGMENT: Final = guarded(
    rf"(?<![\w-])arrest(?:\s+(?:nr\.?\s*|nummer\s+)?\(?(?:nr\.?\s*)?(?P<first>{_NUMBER})\)?)?(?:\s+van\s+(?P<day>{_DAY}))?"
    rf"\s+van\s+(?:het|de)\s+(?P<court>{_COURT})(?:\s*,?\s*(?:\(|nr\.?\s*)+(?P<number>{_NUMBER})\)?)?"
    rf"(?:\s+(?:van\s+|\()(?P<later>{_DAY})\)?)?"
)
# "advies 62.976/1 van 12 maart 2018": of the Council of State by its number alone
_TOLD_ADVICE: Final = guarded(
    rf"(?<![\w-])advies\s+(?:van\s+de\s+Raad\s+van\s+State\s+)?(?:met\s+nummer\s+|nr\.?\s*|nummer\s+)?(?P<number>{_ADVICE_NUMBER})"
    rf"(?:\s+van\s+de\s+Raad\s+van\s+State)?(?:\s*,?\s*(?:van|d\.d\.)\s+(?P<day>{_DAY}))?"
)


@dataclass(frozen=True, slots=True)
class Judgment:
    """A judgment or advice as its words give it, and where these end; `date` in ISO 8601."""

    kind: SourceKind
    title: str
    court: str
    date: str | None
    number: str | None
    end: int


def _court(words: str) -> str:
    return next(name for letters, name in COURTS if re.fullmatch(letters, words))


def _of(match: re.Match[str]) -> Judgment:
    said = match.groupdict()
    number = said.get("first") or said.get("number")
    found = find_full_date(said.get("day") or said.get("later") or "")
    court, date = said.get("court"), found[0] if found else None
    if court is None:
        return Judgment("advies", f"Advies nr. {number}", "Raad van State", date, number, match.end())
    return Judgment("rapport", f"Arrest nr. {number}" if number else "Arrest", _court(court), date, number, match.end())


def read_judgment(text: str) -> Judgment | None:
    """The judgment or advice of the Council of State that a note begins with; None where it begins otherwise."""
    match = _STATE.match(text) or _JUDGMENT.match(text)
    return _of(match) if match else None


def find_judgments(passage: Passage, start: int, end: int) -> Iterator[Mention]:
    """Judgments and advices of the Council of State that running text names with their number or their day."""
    for pattern in (_TOLD_JUDGMENT, _TOLD_ADVICE):
        for match in pattern.finditer(passage.text, start, end):
            told = _of(match)
            if not (told.date or told.number):
                continue
            begin, _, _ = before(passage.text, match.start())
            yield Mention(
                begin, match.end(), told.kind, told.title, (told.court,), told.date, number=told.number,
                confidence=0.85, shield=match.span(),
            )  # fmt: skip
