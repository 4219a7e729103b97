"""References of a document to its own parts: "hoofdstuk 3", "(cfr punt 4.2)", "bijlage 1", "voetnoot 4"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.model import CrossReference
from nlp.frame import Frame, Passage
from nlp.guarded import guarded
from nlp.patterns import COUNTED, MEASURED, ORDINALS, OTHER_DOCUMENT, PAGES, PART_WORDS, either

_NUMBER = r"\d{1,2}(?:\.\d{1,2}){0,3}"
_PART = guarded(
    rf"(?<![\w-])(?:cfr?\.?\s+|zie\s+(?:ook\s+)?)?(?P<word>{either(PART_WORDS)})\s*(?P<first>{_NUMBER})(?![\w%/]|[.,]\d)",
    re.I,
)
_MORE = re.compile(
    rf"\s*(?P<sign>,|;|\ben\b|\bof\b|&|tot\s+en\s+met|t\.e\.m\.|tot|[-–])\s*(?:{either(PART_WORDS)}\s*)?(?P<n>{_NUMBER})(?![\w%/]|[.,]\d)",
    re.I,
)
# "(zie 2.3)", "cfr. 4.1", "zie supra, 2.3", "hierover infra, 3.1"
_BARE = guarded(
    r"(?<!\w)(?:(?:cfr?\.?|zie(?:\s+ook)?)(?:,?\s+(?:supra|infra|verder|hierboven|hieronder|boven|onder))?|supra|infra)"
    r"(?:,?\s+onder)?\s*[:,]?\s+(?P<first>\d{1,2}(?:\.\d{1,2}){1,3})(?![\w%/]|[.,]\d)",
    re.I,
)
# "in 2.2 gaan we daarop in", "onder 4.1": a number alone, where it is that of a section and measures nothing
_ALONE = guarded(
    r"(?<!\w)(?:[Ii]n|[Oo]nder|[Vv]anuit)\s+(?P<first>\d{1,2}(?:\.\d{1,2}){1,3})(?![\w%/°]|[.,]\d|\s*[–-]\s*\d)"
)
_ANNEX = guarded(
    r"(?<![\w-])(?P<word>bijlagen?|annex|appendix)(?:\s+(?P<first>\d{1,2}|[A-H]|[IVX]{1,4}))?(?![\w-])", re.I
)
# "de acties in 2.2", "maatregel onder 3.1" number those of the plan
_COUNTS_ACTIONS = re.compile(r"(?i)\b(?:actie|maatregel|actiepunt)\w*\s+(?:\w+\s+)?$")
_ANNEX_POINTER = re.compile(r"(?<!\w)(?:in|zie|zie\s+ook|cfr?\.?|als|vindt?\s+u\s+in)\s+(?:de\s+)?$", re.I)
_NOTE = guarded(r"(?<![\w-])(?:voetnoten|voetnoot|noten|noot)\s+(?P<first>\d{1,3})(?!\w)", re.I)
# "het antwoord op vraag 2 van schriftelijke vraag nr. 199": an answer in another document
_OTHER_QUESTION = re.compile(
    r"\s+(?:van|uit|in|bij)\s+(?:(?:de|mijn|uw|haar|zijn)\s+)?(?:schriftelijke\s+vra|SV\b)", re.I
)
_QUESTIONS = (
    r"(?:de\s+)?(?:deel|sub)?vra(?:ag|gen)\s+(?P<numbers>\d{1,2}(?:\.?[a-h](?!\w))?(?:(?:\s*(?:,|-)\s*|\s+(?:en|of)\s+)"
    r"(?:(?:op\s+)?(?:de\s+)?(?:deel|sub)?vra(?:ag|gen)\s+)?\d{1,2}(?:\.?[a-h](?!\w))?)*)(?![\w/%]|[.,]\d)"
)
# "zie het antwoord op vraag 2", "cfr. antwoord op de vragen 1 en 3", "antwoord op deelvraag 1.a en op vraag 2"
_ANSWER = guarded(
    r"(?<!\w)(?:(?:mijn|het|bovenstaand|eerder)\s+)?(?:antwoord(?:en)?\s+(?:op|bij|onder)|(?:zie|cfr?\.?|vermeld\s+(?:bij|onder|in))(?:\s+ook)?)"
    rf"\s+{_QUESTIONS}",
    re.I,
)
# "in de scholen uit vraag 3": a question that points at another; "op vraag 12 van collega Maes" is another paper's
_OF_QUESTION = guarded(rf"(?<!\w)(?:uit|bij|in|onder|vermeld\s+in|bedoeld\s+in|zie)\s+{_QUESTIONS}", re.I)
_OF_SOMEONE = re.compile(r"\s+(?:van|d\.d\.)\s+(?:collega|[0-3]?\d\s|(?:de\s+)?heer|mevrouw|[A-ZÀ-Þ])")
_ACTION = guarded(r"(?<!\w)zie\s+(?:ook\s+)?actie\s+(?P<first>\d{1,3}(?:\.\d{1,2})*)", re.I)
_NEIGHBOURS = guarded(
    r"(?<!\w)(?:de|het|in|onze)?\s*(?P<way>voorgaande|vorige?|voorafgaande|bovenstaande|volgende?|onderstaande)\s+(?P<word>hoofdstukken|hoofdstuk|paragrafen|paragraaf|punten|punt|delen|deel|onderdelen|onderdeel)\b",
    re.I,
)
_ORDINAL = guarded(
    rf"(?<!\w)(?:het|de)\s+(?P<n>{'|'.join(ORDINALS)}|laatste)\s+(?P<word>hoofdstuk|deel|luik)\s+(?:van\s+(?:dit|ons|het)\s+(?:voorliggende?\s+)?advies|hierboven|hieronder)\b",
    re.I,
)
_INTRODUCTION = re.compile(
    r"situering|inleiding|aanleiding|context|achtergrond|vooraf|leeswijzer|procedure|(?:huidige|bestaande)\s+situatie",
    re.I,
)
_PLURAL = re.compile(r"(?:hoofdstukken|paragrafen|punten|delen|onderdelen)$", re.I)


def find_references(passage: Passage) -> tuple[CrossReference, ...]:
    """The cross-references of the passage whose target exists in the document, in order of the text.

    A reference to a part of another document ("hoofdstuk 3 van het decreet") is none.
    """
    found: list[CrossReference] = []
    for start, end, to in sorted(_targets(passage), key=lambda t: (t[0], -t[1], t[2])):
        # "zie hierboven onder 3.1" is one reference, also where two patterns see it
        if not any(r.to == to and start < r.end for r in found):
            place = passage.placed.place(start, end)
            found.append(CrossReference(passage.where, start, end, place, passage.text[start:end], to))
    return tuple(sorted(found, key=lambda r: (r.start, r.to)))


def _targets(passage: Passage) -> Iterator[tuple[int, int, str]]:
    text, frame = passage.text, passage.frame
    articles = [m.span() for m in PAGES.finditer(text) if m.group()[:3].lower() == "art"]
    for match in _PART.finditer(text):
        if not any(start < match.start() < end for start, end in articles):  # "art. 37, § 3" is part of a law
            yield from _parts(passage, match)
    for match in _BARE.finditer(text):
        if match["first"] in frame.titles and not OTHER_DOCUMENT.match(text, match.end()):
            yield match.start(), match.end(), match["first"]
    for match in _ALONE.finditer(text):
        if (
            match["first"] in frame.titles
            and match["first"] != passage.where
            and not (MEASURED.match(text, match.end()) or COUNTED.match(text, match.end()))
            and not OTHER_DOCUMENT.match(text, match.end())
            and not _COUNTS_ACTIONS.search(text[: match.start()][-60:])
        ):
            yield match.start(), match.end(), match["first"]
    for match in _NOTE.finditer(text):
        if match["first"] in frame.notes:
            yield match.start(), match.end(), f"fn:{match['first']}"
    for match in _ANSWER.finditer(text):
        if _OTHER_QUESTION.match(text, match.end()):
            continue
        answered = {q.number for q in frame.document.questions if q.answer is not None}
        for number in re.findall(r"\d+", match["numbers"]):
            here = passage.where == f"answer:{number}"
            if int(number) in answered and not here and passage.where.startswith("answer:"):
                yield match.start(), match.end(), f"answer:{number}"
    yield from _asked_before(passage)
    for match in _ACTION.finditer(text):
        where = _definition_of(frame, match["first"])
        if where and where != passage.where:
            yield match.start(), match.end(), where
    for match in _ANNEX.finditer(text):
        yield from _annex(passage, match)
    for match in _NEIGHBOURS.finditer(text):
        to = _neighbours(frame, passage.where, match["way"].lower(), match["word"].lower())
        if to:
            yield match.start(), match.end(), to
    for match in _ORDINAL.finditer(text):
        tops = [s.key for s in frame.document.sections if s.level == 1 and s.number]
        if match["word"].lower() != "hoofdstuk":
            # "het eerste deel van het advies" is the first that is no introduction
            tops = [key for key in tops if not _INTRODUCTION.search(frame.titles[key])]
        n = len(tops) if match["n"].lower() == "laatste" else ORDINALS[match["n"].lower()]
        if 0 < n <= len(tops):
            yield match.start(), match.end(), tops[n - 1]


def _asked_before(passage: Passage) -> Iterator[tuple[int, int, str]]:
    """The other questions that a question points at."""
    if not passage.where.startswith("question:"):
        return
    text = passage.text
    asked = {q.number for q in passage.frame.document.questions}
    for match in _OF_QUESTION.finditer(text):
        other = _OTHER_QUESTION.match(text, match.end()) or _OF_SOMEONE.match(text, match.end())
        if other or MEASURED.match(text, match.end()):
            continue
        for number in re.findall(r"\d+", match["numbers"]):
            if int(number) in asked and passage.where != f"question:{number}":
                yield match.start(), match.end(), f"question:{number}"


def _parts(passage: Passage, match: re.Match[str]) -> Iterator[tuple[int, int, str]]:
    text, titles = passage.text, passage.frame.titles
    word = match["word"].lower()
    if word == "nummer" or (word.startswith("cluster") and not _own(text, match.start())):
        return
    numbers, end = [match["first"]], match.end()
    while more := _MORE.match(text, end):
        if more["sign"].lower() not in (",", ";", "en", "of", "&"):
            keys = list(titles)
            if numbers[-1] in titles and more["n"] in titles:
                level = more["n"].count(".")
                i, j = keys.index(numbers[-1]), keys.index(more["n"])
                numbers += [k for k in keys[i + 1 : j] if re.fullmatch(_NUMBER, k) and k.count(".") == level]
        elif not (_PLURAL.search(word) or re.match(r"\w", more["sign"])):
            break
        numbers.append(more["n"])
        end = more.end()
    if OTHER_DOCUMENT.match(text, end):
        return
    for number in numbers:
        to = _key(passage.frame, word, number)
        if to:
            yield match.start(), end, to


def _key(frame: Frame, word: str, number: str) -> str | None:
    if number in frame.titles:
        return number
    named = re.compile(rf"(?:{re.escape(word)}|deel|hoofdstuk)\s+{re.escape(number)}\b", re.I)
    return next((key for key in frame.titles if named.match(key)), None)


def _own(text: str, start: int) -> bool:
    """ "onze opmerkingen bij cluster 3.1" speaks of our own part; "de acties van cluster 3.1" does not."""
    return bool(
        re.search(
            r"\b(?:opmerking\w*|bemerking\w*|bedenking\w*|bespreking|toelichting|advies|zie|cfr?\.?)\s+(?:\w+\s+)?(?:bij|over|onder|in|op)?\s*$",
            text[:start][-60:],
            re.I,
        )
    )


def _annex(passage: Passage, match: re.Match[str]) -> Iterator[tuple[int, int, str]]:
    text, frame = passage.text, passage.frame
    number = match["first"]
    if OTHER_DOCUMENT.match(text, match.end()):
        return
    annexes = [k for k, t in frame.titles.items() if re.match(r"bijlagen?\b", t or k, re.I)]
    start = match.start()
    pointer = _ANNEX_POINTER.search(text[:start])
    if number:
        named = [k for k in annexes if re.match(rf"bijlage\s+{re.escape(number)}\b", frame.titles[k] or k, re.I)]
        alone = (
            annexes if len(annexes) == 1 and re.fullmatch(r"bijlage\s*(?::.*)?", frame.titles[annexes[0]], re.I) else []
        )
        to = (named or (alone if number == "1" else []) or [f"bijlage {number}"])[0]
        if named or annexes or frame.document.questions:
            yield start, match.end(), to
        return
    if pointer and annexes and match["word"].lower() in ("bijlage", "bijlagen"):
        begin = pointer.start()
        for key in annexes if match["word"].lower() == "bijlagen" else annexes[:1]:
            yield begin, match.end(), key


def _definition_of(frame: Frame, action: str) -> str | None:
    head = re.compile(rf"\s*actie\s+{re.escape(action)}\s*[:.–-](?!\d)", re.I)
    for note in frame.notes.values():
        if any(head.match(line) for line in note.body.text.split("\n")):
            return f"fn:{note.number}"
    return next((key for key, title in frame.titles.items() if head.match(title)), None)


def _neighbours(frame: Frame, where: str, way: str, word: str) -> str | None:
    """The parts before or after this one ("de voorgaande paragrafen" in 4.4 → "4.1-4.3")."""
    sections = {s.key: s for s in frame.document.sections}
    here = sections.get(where)
    if here is None or not here.number:
        return None
    if word.startswith("hoofdstuk"):
        while here.parent and here.level > 1 and here.parent in sections:
            here = sections[here.parent]
    siblings = [
        s.key for s in frame.document.sections if s.parent == here.parent and s.level == here.level and s.number
    ]
    at = siblings.index(here.key)
    back = way.startswith(("voor", "vorig", "boven"))
    group = siblings[:at] if back else siblings[at + 1 :]
    if not group or (way in ("volgende", "onderstaande") and _PLURAL.search(word)):
        return None  # "de volgende punten" announces a list, not the next sections
    if way.startswith(("onderst", "bovenst")):
        return None
    if not _PLURAL.search(word):
        if way.startswith("volgend") and word.startswith("punt"):
            return None
        return group[-1] if back else group[0]
    return group[0] if len(group) == 1 else f"{group[0]}-{group[-1]}"
