"""Lines in their column, and the measures of type that everything on a page is compared with."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from corpus.model import Box
from corpus.values import value
from ingest.page import Line, RawPage, Table, Word

# What stands over or under a table or a drawing: "Tabel 2: Leerlingen per provincie", "Fig. 3"
CAPTION = re.compile(r"^(?:tabel|figuur|fig\.|grafiek|kaart|schema|diagram)\s+\d{1,3}\b", re.I)
# What says where a table or a drawing comes from: "Bron: Statbel", "Noot: voorlopige cijfers"
SOURCE_LINE = re.compile(r"^(?:bron(?:nen)?|noot|opmerking|n\.?b\.?)\s*:\s*\S", re.I)
# A date alone on a line: "12 mei 2022", "3 sept. 2019"
DATE = re.compile(r"^\d{1,2}\s+[a-z]{3,9}\.?\s+\d{4}$", re.I)
# Functions of people who sign: "secretaris Raad Secundair Onderwijs", "waarnemend administrateur-generaal"
ROLE = (
    r"(?i:(?:(?:algemeen|waarnemend|plaatsvervangend)\s+)*(?:se[ck]retaris(?:-generaal)?|adjunct-se[ck]retaris"
    r"|administrateur(?:-generaal)?|(?:onder|co-?|vice-?)?voorzitter|directeur))"
)
# "Greet Martens", "Ann De Vos", "Jan-Pieter van den Berghe", "A. Peeters"
NAME = re.compile(
    r"^(?:[A-ZÀ-Þ][\w’'.-]*|van|de|den|der|ter|te|ten|le|la|d’|von)(?:\s+(?:[A-ZÀ-Þ][\w’'.-]*|van|de|den|der|ter|te|ten|le|la|von)){1,5}$"
)
# The heading of a list of sources: "Bronnen", "Geraadpleegde werken", "Literatuurlijst", "Bronvermelding"
SOURCES_TITLE = (
    r"(?:(?:geraadpleegde|gebruikte|aangehaalde|belangrijkste|nuttige)\s+)?"
    r"(?:bronnen(?:lijst)?|bronvermelding|bibliografie|referenties?|referentielijst|literatuur(?:lijst)?)"
    r"|(?:geraadpleegde|gebruikte|aangehaalde)\s+(?:werken|documenten|teksten)"
)
# The heading over the notes at the end of a text: "Noten", "5. Eindnoten", "Noten en verwijzingen", "Noten:"
NOTES_TITLE = re.compile(
    r"^\W*(?:\d{1,2}\.?\s+)?(?:(?:eind|voet)?noten|endnotes|footnotes|notes)(?:\s+(?:en|bij)\s.{1,40})?\W*$", re.I
)


@value(frozen=True, slots=True)
class Row:
    """A line of the body or of the notes in its column; `above` is the white space over it in points (None: top).

    `boxed`: it stands with other lines in a drawn box; `aside`: that box, where it stands beside the running text;
    `underlined`: all its words are.
    """

    line: Line
    left: float
    right: float
    above: float | None
    table: Table | None = None
    boxed: bool = False
    aside: Box | None = None
    underlined: bool = False


def body_size(pages: Sequence[RawPage]) -> float:
    """The type size in which most characters of the file are set, in points."""
    exact: dict[float, int] = {}
    for page in pages:
        for line in page.lines:
            for word in line.words:
                if word.size:
                    exact[word.size] = exact.get(word.size, 0) + len(word.text)
    sizes: Counter[float] = Counter()
    for size, letters in exact.items():
        sizes[round(size * 2) / 2] += letters
    if not sizes:
        return 10.0
    # sizes of a scan spread over neighbours: smooth over half a point
    return max(sizes, key=lambda s: sizes[s] + 0.6 * (sizes[s - 0.5] + sizes[s + 0.5]))


def usual_leading(pages: Sequence[RawPage], size: float) -> float:
    """The usual distance between two base lines of body text, in points."""
    steps: Counter[float] = Counter()
    for page in pages:
        lines = [ln for ln in page.lines if ln.box and abs(line_size(ln) - size) < 0.15 * size]
        for k, one in enumerate(lines):
            below = next((two for two in lines[k + 1 : k + 4] if _is_over(one, two)), None)  # not in another column
            if below is None or below.box is None or one.box is None:
                continue
            step = below.box.bottom - one.box.bottom
            if 0.8 * size < step < 2.2 * size:
                steps[round(step * 2) / 2] += 1
    if not steps:
        return 1.25 * size
    return max(steps, key=lambda s: steps[s] + 0.6 * (steps[s - 0.5] + steps[s + 0.5]))


def _is_over(one: Line, two: Line) -> bool:
    """Whether two lines share some of their width."""
    return one.box is not None and two.box is not None and one.box.x0 < two.box.x1 and two.box.x0 < one.box.x1


def line_size(line: Line) -> float:
    """The type size of a line by its characters, raised ones apart."""
    first = line.words[0].size if line.words else 0.0
    for word in line.words:
        if word.size != first and not word.raised:
            break
    else:
        return first
    sizes = sorted(w.size for w in line.words if not w.raised for _ in w.text)
    return sizes[len(sizes) // 2] if sizes else (line.words[0].size if line.words else 0.0)


def is_full(row: Row) -> bool:
    """Whether a row reaches the right edge of its column."""
    return row.line.box is not None and row.line.box.x1 > row.right - 0.12 * (row.right - row.left)


def parted(line: Line, white: float, size: float | None = None) -> list[list[Word]]:
    """The words of a line in groups with more white between them than `white` type sizes.

    `size`: that type size in points; None is that of the words on both sides of the white.
    """
    found: list[list[Word]] = []
    last: Word | None = None
    for word in line.words:
        gap = word.box.x0 - last.box.x1 if last and last.box and word.box else None
        if last and gap is not None and gap <= white * (max(last.size, word.size) if size is None else size):
            found[-1].append(word)
        else:
            found.append([word])
        last = word
    return found


def middle(line: Line) -> float:
    """How far the middle of a line is from the top of its page, in points; 0 where it has no place."""
    return (line.box.top + line.box.bottom) / 2 if line.box else 0.0


def from_top(lines: list[Line]) -> list[Line]:
    """The lines in order of their upper edges."""
    return sorted(lines, key=lambda ln: ln.box.top if ln.box else 0)
