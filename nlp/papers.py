"""Papers that their day makes known ("de brief van de minister van 3 mei 2020"), and works named above."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.model import SourceKind
from nlp.dates import find_date
from nlp.frame import Passage
from nlp.guarded import Guarded
from nlp.names import Mention, before, sentence_of
from nlp.patterns import LETTER, MINUTES, NAMED_ABOVE


def find_papers(passage: Passage, start: int, end: int) -> Iterator[Mention]:
    """Letters, minutes and hearings with their day; never the letter by which the advice was asked."""
    text = passage.text
    kinds: tuple[tuple[Guarded, SourceKind], ...] = ((LETTER, "rapport"), (MINUTES, "verslag"))
    for pattern, kind in kinds:
        for match in pattern.finditer(text, start, end):
            begin, determiner, _ = before(text, match.start())
            sentence = slice(*sentence_of(passage, match.start()))
            day = find_date(match["date"])
            if not day or (determiner == "een" and kind == "rapport") or _ASKS.search(text[sentence]):
                continue
            yield Mention(
                begin, match.end(), kind, " ".join(match["what"].split()), date=day[0], confidence=0.75,
                shield=match.span(),
            )  # fmt: skip


# "In zijn brief van 3 mei 2021 vroeg de minister advies"
_ASKS = re.compile(
    r"\b(?:vroeg|vraagt|vroegen|verzocht|verzoekt|gevraagd|adviesvraag)\b.*\badvies|\badviesvraag\b", re.S
)


def find_named_above(passage: Passage, start: int, end: int) -> Iterator[Mention]:
    """ "voormeld decreet", "art. 3 van het genoemde besluit": the last of its kind that the document named before."""
    for match in NAMED_ABOVE.finditer(passage.text, start, end):
        kind = next(kind for word, kind in _KINDS if re.search(word, match["word"], re.I))
        yield Mention(
            match.start(), match.end(), kind, pages=match["pages"], form="back", found_by="above", confidence=0.7,
            shield=match.span(),
        )  # fmt: skip


_KINDS: tuple[tuple[str, SourceKind], ...] = (
    ("decreet", "decreet"), ("besluit", "besluit"), ("codex", "codex"), ("nota", "conceptnota"), ("plan", "actieplan"),
    ("studie|onderzoek", "onderzoek"), ("rapport", "rapport"),
)  # fmt: skip
