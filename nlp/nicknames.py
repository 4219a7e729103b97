"""Works that a document gives a name of its own ("… (hierna: de waternota)"), and the places that say it again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.model import Citation, PlacedText
from nlp.fields import kind_word
from nlp.frame import Frame
from nlp.patterns import ANY_PLAN, BODY, BODY_WORDS, NICKNAME, THAT_TEXT


def with_nicknames(citations: Sequence[Citation], frame: Frame) -> tuple[Citation, ...]:
    """The citations, and one for each other place that names a work by what the document called it.

    What was read there as a work of that name is taken for the work itself.
    """
    texts = dict(frame.document.texts())
    named = list(_named(citations, texts))
    done = list(citations)
    for name, work, _ in named:
        said = re.compile(rf"(?<![\w-])[{name[0].lower()}{name[0].upper()}]{re.escape(name[1:])}(?![\w-])")
        for where, placed in texts.items():
            if where == "preamble" and frame.document.kind != "schriftelijke_vraag":
                continue  # the cover
            spots = [m.span() for m in said.finditer(placed.text)]
            done = [c for c in done if not (c.where == where and c.form != "full" and _only(c, placed, spots))]
            there = [c for c in done if c.where == where]
            if any((c.title, c.date) == (work.title, work.date) for c in there) or where == work.where:
                continue
            spot = next((s for s in spots if not any(c.start < s[1] and s[0] < c.end for c in there)), None)
            if spot:
                done.append(_again(work, where, placed, spot))
    order = {where: n for n, where in enumerate(texts)}
    return tuple(sorted(done, key=lambda c: (order[c.where], c.start))) if named else tuple(citations)


def _only(citation: Citation, placed: PlacedText, spots: Sequence[tuple[int, int]]) -> bool:
    """Whether the words of the citation are the nickname and a determiner."""
    return any(
        citation.start <= start and end <= citation.end and citation.end - citation.start <= end - start + 8
        for start, end in spots
    )


def _again(work: Citation, where: str, placed: PlacedText, spot: tuple[int, int]) -> Citation:
    start, end = spot
    return replace(
        work, where=where, start=start, end=end, place=placed.place(start, end), raw=placed.text[start:end],
        pages=None, url=None, form="back", confidence=0.85, found_by=f"nickname → {work.where}@{work.start}",
    )  # fmt: skip


def _named(citations: Sequence[Citation], texts: dict[str, PlacedText]) -> Iterator[tuple[str, Citation, int]]:
    """Every nickname with its work and where it is given; a name that any such work has ("het decreet") is none."""
    for where, placed in texts.items():
        here = [c for c in citations if c.where == where]
        for match in NICKNAME.finditer(placed.text) if here else ():
            name = " ".join((match["name"] or match["word"]).split()).rstrip(" ,.")
            if len(name) < 4 or name.isupper() or re.fullmatch(BODY, name) or BODY_WORDS.search(name):
                continue
            if (kind_word(name) and len(name.split()) == 1 and _GENERIC.fullmatch(name)) or ANY_PLAN.match(name):
                continue
            work = _before(here, placed.text, match.start())
            if work:
                yield name, work, match.start()


_GENERIC = re.compile(
    r"(?:(?:spoed)?advies|decreet|besluit|codex|(?:concept|visie|beleids)?nota|plan|rapport|studie|onderzoek)", re.I
)


def _before(here: Sequence[Citation], text: str, at: int) -> Citation | None:
    """The work named right before the bracket at `at`; behind "die tekst" the last one of the paragraph."""
    for citation in reversed(here):
        if citation.start < at and not text[min(citation.end, at) : at].strip(" ’”\"',"):
            return citation
    if THAT_TEXT.search(text, 0, at):
        paragraph = text.rfind("\n\n", 0, at)
        return next((c for c in reversed(here) if paragraph < c.start < at), None)
    return None
