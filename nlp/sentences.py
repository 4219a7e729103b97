"""Where the sentences of a Dutch policy text begin and end."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.drafts import SURE_BULLETS
from nlp.guarded import guarded
from nlp.patterns import ABBREVIATIONS, ABBREVIATIONS_THAT_MAY_END

# Words in capitals that begin a sentence where the full stop before them was misread or lost
_OPENS = r"(?=(?:De|Het|We|Wij|Dit|Die|Deze|Er|Bovendien|Daarom|Daarnaast|Ook)\s+[a-zà-ÿ])"
# A mark that can end a sentence, closing quotes, brackets or the star of a note after it, white space: "is.* Er zijn".
# A comma before "De raad" is a full stop that OCR misread; "acties 1 tot en met 4.2 De raad" ends in the number of a
# note; "15.De raad" lost its white space.
_END = re.compile(
    r"(?P<mark>[.?!…]+|:(?=\s+[A-ZÀ-Þ‘“])|;(?=\s*\n)"
    rf"|,(?=\s+{_OPENS}))(?P<close>[’”'\")\]*†]*)\s+"
    rf"|(?P<glued>(?<=\d)\.{_OPENS}|(?<=\d)(?=\s+{_OPENS}))\s*"
)
_BREAK = guarded(rf"\s*\n\s*\n\s*|\s*\n\s*(?=[A-ZÀ-Þ‘“{SURE_BULLETS}])")
_LAST_WORD = re.compile(r"[\s(\[‘“\"/]")
_INITIALS = re.compile(r"^(?:[A-Z]\.-?)+$|^[A-Z][a-z]?\.$")
_NUMBERING = re.compile(r"^(?:\d{1,2}|[a-z]|[ivx]+)[.)]$")
_ALINEA = re.compile(r"(?:[\d§]\w?,?|(?:eer|twee|der|vier|vijf)\w+)\s+al$")
_LOWER = re.compile(r"[a-zà-ÿ]|\d+\s?(?:%|euro)")


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence of `text`, without the white space around it.

    A blank line always ends a sentence; so does a colon before a capital. A single line end does before a capital,
    since rows of a table and the lines of a list stand on lines of their own.
    """
    at = 0
    for brk in _BREAK.finditer(text):
        yield from _within(text, at, brk.start())
        at = brk.end()
    yield from _within(text, at, len(text))


def _within(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    for match in _END.finditer(text, start, end):
        if match.end() >= end or not _ends(text, at, match):
            continue
        stop = match.end("close" if match["mark"] else "glued")
        if text[at:stop].strip():
            yield _trim(text, at, stop)
        at = match.end()
    if text[at:end].strip():
        yield _trim(text, at, end)


def _ends(text: str, start: int, match: re.Match[str]) -> bool:
    if match["mark"] is None:  # a number that stands alone in front is that of a heading or a point
        return len(text[start : match.start()].split()) > 3
    if match["mark"] in (":", ";", ","):
        return True
    if _LOWER.match(text, match.end()):
        return False
    if match["mark"] != ".":
        return True
    word = _LAST_WORD.split(text[max(start, match.end("mark") - 30) : match.end("mark")])[-1]
    lower = word.lower()
    if lower == "al." and text[: match.start()].endswith(("et al", "Et al")):
        lower = "et al."
    if lower in ABBREVIATIONS_THAT_MAY_END:
        return text[match.end()] != "("  # "Maes e.a. (2012) tonen"
    if lower == "al.":  # "dat bestaat al."; after a number or an ordinal it is the part of an article
        return not _ALINEA.search(text[max(start, match.start() - 12) : match.start()])
    if lower in ABBREVIATIONS or _INITIALS.search(word):
        return False
    return not (_NUMBERING.match(word) and match.end("mark") - len(word) == start)


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
