"""Numbers of headings that recognition misread, put right by the numbers around them and by the contents page.

"35.2 Samenwerking" between 3.1 and 4 is 3.2, "l.2" behind 1.1 is 1.2, "11" between I and III is II. A number that goes
on with those before it, or with which those behind it go on, stays, whatever it leaves out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from ingest.drafts import is_bold
from ingest.headings import as_numeral, numeral, title_key
from ingest.layout import PAGE_BEHIND, Arranged, Layout
from ingest.page import Word
from ingest.rows import Row, line_size

# The parts of a number: 3.2 is (3, 2).
Parts = tuple[int, ...]

# What the digits of a number are read as, and the strokes of a numeral: "l.2", "S.1", "1l."
_AS_DIGITS = str.maketrans("lIiT|!][OoQDSsBZzg", "111111110000558229")
_AS_STROKES = str.maketrans("1lLi|!]", "IIIIIII")
# "35.2", "3,2", "l.2", "315)", "11", "lI.": what may be a number before a title
_SIGN = re.compile(
    r"^(?=[\dIlVXSBO|!])[\dIlLVXiTSBOZog|!\]]{1,4}(?:[.,:;]{1,2}[\dIlLiTSBOZ|!\]]{1,2}){0,3}[.,:;)\]|]*$"
)
_NUMBER = re.compile(r"^\d{1,2}(?:\.\d{1,2}){0,3}$")
_END = ".,:;)]|"
# "3.1. Kader", "l.2 Kader" on a contents page
_LISTED = re.compile(r"^(\d{1,2}(?:\.\d{1,2})*)\.?\s+(.*)$")
_LISTED_MISREAD = re.compile(r"^(\S{2,8})\s+([^\W\d_].*)$")
# A title has no more words than this.
_LONGEST_TITLE = 16
# So many numbers between two may belong to headings that were not seen.
_UNSEEN = 2


@dataclass(frozen=True, slots=True)
class Numbered:
    """What stands before a title: the sign as it was read, and the title as titles are compared."""

    sign: str
    title: str


def contents_titles(pages: Sequence[Arranged], recognised: bool) -> dict[str, str | None]:
    """Titles on the contents page as titles are compared (`title_key`), with their number."""
    entries: list[Numbered] = []
    pending = ""
    for row in (row for page in pages for row in page.contents):
        text = PAGE_BEHIND.sub("", row.line.text).strip()
        ended = text != row.line.text.strip()
        listed = _listed(text, recognised)
        if pending and listed is None:
            text = f"{pending} {text}"
            listed = _listed(text, recognised)
        pending = "" if ended else text
        if ended:
            entries.append(listed or Numbered("", title_key(text)))
    meant = put_right([e for e in entries if e.sign], {}) if recognised else {}
    numbers = iter([meant.get(at, e.sign.rstrip(_END)) for at, e in enumerate(e for e in entries if e.sign)])
    return {e.title: next(numbers) if e.sign else None for e in entries}


def _listed(text: str, recognised: bool) -> Numbered | None:
    """An entry of a contents page that begins with a number: "3.1. Kader"."""
    m = _LISTED.match(text)
    if m is None and recognised:
        m = _LISTED_MISREAD.match(text)
        m = m if m and _SIGN.match(m[1]) else None
    return Numbered(m[1], title_key(m[2])) if m else None


def misread_numbers(layout: Layout, listed: Mapping[str, str | None]) -> dict[int, str]:
    """The numbers before titles of recognised text that were read otherwise, by the `id` of their line."""
    found = [
        (row, Numbered(words[0].text, title_key(" ".join(w.text for w in words[1:]))))
        for page in layout.pages
        for row in page.body
        if _may_be_titled(row, words := [w for w in row.line.words if not w.raised], layout)
    ]
    meant = put_right([one for _, one in found], listed)
    return {id(found[at][0].line): number for at, number in meant.items()}


def _may_be_titled(row: Row, words: Sequence[Word], layout: Layout) -> bool:
    """Whether a row may be a title behind a number; one of a single part may be that of a list or a table."""
    if not 1 < len(words) <= _LONGEST_TITLE or not _SIGN.match(words[0].text):
        return False
    if not words[1].text.lstrip("_‘“(")[:1].isupper() or words[-1].text.endswith((";", ",")):
        return False
    styled = line_size(row.line) > 1.08 * layout.size or is_bold(row.line)
    clear = row.above is None or row.above > 0.35 * layout.leading
    return styled or (clear and len(words[0].text.rstrip(_END)) > 2)


def put_right(found: Sequence[Numbered], listed: Mapping[str, str | None]) -> dict[int, str]:
    """By place in `found`, which is in reading order, the number that must stand there and that was read otherwise.

    `listed`: the titles of the contents page with their numbers.
    """
    meant: dict[int, str] = {}
    last: Parts = ()
    chapter = 0  # the last that was counted by a numeral
    for at, one in enumerate(found):
        value = numeral(one.sign.rstrip(_END))
        strokes = numeral(one.sign.translate(_AS_STROKES).rstrip(_END))
        if not value and chapter and strokes == chapter + 1 and last < (10,):
            value, meant[at] = strokes, as_numeral(strokes)
        if value:
            chapter = value
            continue
        parts = _parts(one.sign)
        after = next((p for other in found[at + 1 :] if (p := _parts(other.sign))), ())
        number = _meant(one, parts, last, after, listed)
        if number:
            meant[at] = ".".join(map(str, number))
            last = number
        elif parts and (_goes_on(last, parts) or (after and _goes_on(parts, after))):
            last = parts
    return meant


def _meant(one: Numbered, parts: Parts, last: Parts, after: Parts, listed: Mapping[str, str | None]) -> Parts:
    """The number that stands before a title where another was read (`parts`, if any); none where that may stay."""
    if not last or parts in tuple(_next(last)):
        return ()
    likely = [number for number in _next(last) if _is_alike(one.sign, number)]
    told = _parts(listed.get(one.title) or "")
    if told and (told == parts or told in likely):
        return told if told != parts else ()
    if len(likely) != 1 or (parts and (_goes_on(last, parts) or (after and _goes_on(parts, after)))):
        return ()
    number = likely[0]
    if after:
        return number if _goes_on(number, after) else ()
    return number if parts[:-1] != number[:-1] else ()  # of the last on its level some before it may be unseen


def _parts(sign: str) -> Parts:
    """A number as its parts; none where the sign is no number as it was read."""
    bare = sign.rstrip(_END)
    return tuple(int(part) for part in bare.split(".")) if _NUMBER.match(bare) else ()


def _next(last: Parts) -> Iterator[Parts]:
    """The numbers that may follow: 3.1.1, 3.2 and 4 after 3.1."""
    yield (*last, 1)
    for depth in range(len(last), 0, -1):
        yield (*last[: depth - 1], last[depth - 1] + 1)


def _goes_on(last: Parts, parts: Parts) -> bool:
    """Whether a number may follow another, with a few between them that were not seen."""
    shared = next((k for k, (a, b) in enumerate(zip(last, parts, strict=False)) if a != b), min(len(last), len(parts)))
    if shared == len(parts):
        return False
    first = parts[shared] - (last[shared] if shared < len(last) else 0)
    return not last or (0 < first <= 1 + _UNSEEN and all(part <= 1 + _UNSEEN for part in parts[shared + 1 :]))


def _is_alike(sign: str, number: Parts) -> bool:
    """Whether a number may have been read as `sign`: letters for digits, a lost or misread stop, a digit too many."""
    bare = re.sub(r"[.,:;]+", ".", sign.rstrip(_END).translate(_AS_DIGITS))
    digits = [str(part) for part in number]
    if re.fullmatch("[.1]?".join(digits), bare) and (len(number) > 1 or bare != sign.rstrip(_END)):
        return len(number) > 2 or "." not in bare or bare == ".".join(digits)  # "3.5" is a number of its own
    return bare.count(".") == len(number) - 1 and Levenshtein.distance(bare, ".".join(digits)) == 1
