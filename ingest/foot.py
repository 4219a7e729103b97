"""Notes at the foot of a page of plain text whose numbers another program left apart from their words.

`pdftotext` and its like set a small raised number on a line of its own: before its note, in a row above all of them,
behind the last one, or higher up where another column ends. What stands at the foot is divided among the numbers that
the text above refers to.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from ingest.rows import NOTES_TITLE
from ingest.signs import WHITE_RULE, lowered

# "3", "(3)", "[3]" alone on a line
LONE = re.compile(r"^\s*(?=\(\d+\)|\[\d+\]|\d+\s*$)[(\[]?(\d{1,3})[)\]]?\s*$")
# "3 Ibid., p. 4.", "(3) Ibid.", "3Netwerken zijn"; not "3D-druk"
INLINE = re.compile(r"^\s*(?:(?:\((\d{1,3})\)|\[(\d{1,3})\])\s+|(\d{1,3})(?:\s+|(?=[A-ZÀ-Þ][^\W\d_])))(\S.*)$")
# "3. Ibid., p. 4.", "3) Ibid.", "3." above the line of its words, "3Ibid., p. 4."; not "3D-druk", "3de"
_DOTTED = re.compile(r"^\s*(\d{1,3})(?:[.)](?:\s+(?=\S)|\s*$)|(?=[A-ZÀ-Þ][^\W\d_]))")
ENDED = re.compile(r"[.!?;:)\]”’\"…\d/]\s*$")
# No page has more notes, and no foot so many lines.
MOST_NOTES = 80
MOST_LINES = 200
# So many numbers alone on a line are tried as the first below a note without one, and so many lines above them.
_MOST_LONE = 6
_MOST_ABOVE = 12
# So many short lines may stand between the number of a note and its words where who signs comes between.
_MOST_SIGNED = 6
_LONGEST_SIGNED = 60
# "Ibid., p. 3. 2 Ibid., p. 5.": another note begins amid a line
_AMID = re.compile(r"(?<=[.!?;)\]”’\"/\d])\s+(\d{1,3})\s+(?=[A-ZÀ-Þ‘“\"(])")
# "verankeren.1", "Situering1", "werk)’.6", "2018.3", "1,6%.14", "decreet (2)", "van 19892": a number glued to a
# word, a year or its punctuation, or in brackets; not "A.2", "p.5", "2.1"
MARK = re.compile(
    r"(?:[^\W\d_]{2}[.,;:!?’”)\]]{0,4}|\b(?:19|20)\d\d[.,;:!?’”)]|\d ?%[.,;:)’”]{0,2}|\w[.,;:]? ?(?=[(\[])"
    r"|(?<![\d.,])(?:19[5-9]\d|20[0-4]\d)(?=\d{1,2}(?!\d)))"
    r"(?P<sign>[(\[]?(\d{1,3})[)\]]?)(?=[\s.,;:)]|$)"
)
# "• de leraar praat", "2.1", "3.2. Nascholing", "2. De raad vraagt": no note has these, a page with text has
BODY = re.compile(r"^\s*(?:[•▪¬]|\d{1,2}\.\s+[A-ZÀ-Þ]|\d{1,2}(?:\.\d{1,2})+\.?(?:\s+[A-ZÀ-Þ]|\s*$))")
_BULLET_ALONE = re.compile(r"^\s*[•▪¬◦]\s*$")
# A word at the end of a line with a number right behind it
_GLUED = re.compile(r"(?:^|\s)[^\W\d_]{3,}([^\W\d_])(\d{1,3})$")
# What a marker may stand behind: a word, a year or a number with its punctuation
_TAKES_MARK = re.compile(r"[^\W\d_]{3}\W*$|\d[.,;:)]\W*$|%\W*$")
# A year, a page, an article, an address: what notes hold
CITED = re.compile(r"\b(?:19|20)\d\d\b|\bp\.\s?\d|\bart\.|^Actie\s+\d|https?://|\be\.a\.|\bzie\b|\bibid", re.I)
# The same and what a title may hold as well, an address and a place in a work: "www.sport.be/vrij", "sport.be",
# "Codex Bos, artikel 12.", "artikel 3 van het decreet", "Bosplan, hoofdstuk 2"; not "Artikel 12", "deel 2"
SOURCE = re.compile(
    rf"{CITED.pattern}|\bwww\.\w|(?<![@\w.-])(?:[a-z0-9-]+\.)+(?:be|eu|nl|org|com|net|vlaanderen|brussels)\b"
    r"|,\s+(?:artikel(?:en|s)?|articles?|§+|pp\.|bl[dz]?\.|nrs?\.|hoofdstuk|hfdst\.|chapter|deel|dl\.|vol\.|bijlage"
    r"|titel|boek|afl\.|jg\.|noot|punt|overweging|tabel|figuur)\s*(?:\d|[IVX]+\b)"
    r"|\bartikel(?:en|s)?\s+\d[\w./]*(?:(?:,|\s+en|\s+tot)?\s+(?:\w+\s+lid|§\s*\d+|\d\S*))*\s+(?:van|uit)\b",
    re.I,
)
# What a note may begin with though it is no capital: "zie ook", "ibid.", "o.c.", "https://"
OPENS = re.compile(r"^(?:zie\b|ibid|id\.|o\.c\.|a\.w\.|op\.|cf\.|art\.|https?:|www\.|\d{4})", re.I)

# "Luc Van Beek", and "voorzitter", "secretaris van de raad" below it: who signs
_SIGNED = re.compile(r"^[A-ZÀ-Þ][\w’'-]+(?: (?:van|de|der|den|ten|ter|[A-ZÀ-Þ][\w.’'-]*)){0,4} [A-ZÀ-Þ][\w’'-]+$")
_FUNCTION = re.compile(r"^[a-zà-ÿ][^\W\d_-]{3,}(?: [^\W\d_]+){0,5}$")


@dataclass(frozen=True, slots=True)
class Foot:
    """The notes of a page: each number with its lines, the line where they begin, and numbers that stood above it."""

    start: int
    notes: tuple[tuple[int, tuple[str, ...]], ...]
    strays: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class _Text:
    """A line of words at the foot. `hint` is the number right before it, `gap` whether white stands above it."""

    words: str
    hint: int | None
    gap: bool


def marks_in(lines: Iterable[str]) -> Counter[int]:
    """How often each number stands in the lines as the marker of a note may."""
    return Counter(int(m[2]) for line in lines for m in MARK.finditer(lowered(line)))


def mark_places(lines: Sequence[str]) -> dict[int, list[int]]:
    """For each number that stands in the lines as the marker of a note may, the lines where, from the top."""
    places: dict[int, list[int]] = {}
    for k, line in enumerate(lines):
        for m in MARK.finditer(lowered(line)):
            places.setdefault(int(m[2]), []).append(k)
    return places


def divide_foot(lines: Sequence[str], marks: Mapping[int, int], last: int) -> Foot | None:
    """The notes at the foot of a page whose `lines` end there, None where numbers and words do not fit together.

    `marks` says how often each number stands on the page as a marker, `last` is the number of the note before.
    """
    lone = [k for k, line in enumerate(lines) if LONE.match(line)]
    found = (
        [_from(lines, lone, first, marks) for first in dict.fromkeys((last + 1, 1)) if first in marks or first > 1]
        if lone
        else []
    )
    return max((foot for foot in found if foot is not None), key=lambda foot: len(foot.notes), default=None)


def _from(lines: Sequence[str], lone: Sequence[int], first: int, marks: Mapping[int, int]) -> Foot | None:
    """The notes at the foot that count on from `first`; `lone` are the lines with a number alone."""
    zones = (_zone(lines, start, first, marks) for start in reversed(lone))
    found = next((foot for foot in zones if foot is not None), None)
    return found or _with_strays(lines, lone, first, marks) or _without_white(lines, lone, first, marks)


def cited_above(lines: Sequence[str], start: int, marks: Mapping[int, int]) -> set[int] | None:
    """The numbers that the page refers to outside the lines from `start` on; None where those hold more than notes.

    Notes fill the lower half of a page at most, and none has items or headings.
    """
    below = list(itertools.islice((lines[k] for k in range(start, len(lines)) if lines[k].strip()), MOST_LINES + 1))
    if len(below) > MOST_LINES or any(BODY.match(line) for line in below):
        return None
    above = itertools.islice((k for k in range(start - 1, -1, -1) if lines[k].strip()), len(below))
    if sum(1 for _ in above) < len(below):
        return None
    within = marks_in(below)
    return {number for number, count in marks.items() if count > within[number]}


def _zone(lines: Sequence[str], start: int, first: int, marks: Mapping[int, int]) -> Foot | None:
    """The notes from line `start` on, where all the numbers alone on a line there count on from `first`."""
    cited = cited_above(lines, start, marks)
    if cited is None or _BULLET_ALONE.match(next((line for line in reversed(lines[:start]) if line.strip()), "")):
        return None
    if first not in cited and not (first > 1 and _is_single(lines[start:])):
        return None
    alone = [int(m[1]) for line in lines[start:] if (m := LONE.match(line))]
    until = _last_of(lines[start:], alone, first)
    if until is None or (until > first and not _are_cited(range(first, until + 1), cited)):
        return None
    if _stands_apart(lines[start:], signed=until > first):
        return None
    notes = _divide(_texts(lines[start:], first, until), first, until)
    return Foot(start, notes) if notes is not None else None


def _stands_apart(lines: Sequence[str], signed: bool) -> bool:
    """Whether the words of a note stand below white, with others between them and its number: if `signed`, a name."""
    pieces = [
        [line.strip() for line in part]
        for filled, part in itertools.groupby(lines, key=lambda line: bool(line.strip()) and not LONE.match(line))
        if filled
    ]
    if signed and not (
        len(pieces) > 1 and len(pieces[0]) == 2 and _SIGNED.match(pieces[0][0]) and _FUNCTION.match(pieces[0][1])
    ):
        return False
    return len(pieces) > 1 and SOURCE.search(" ".join(pieces[0])) is None and _names_source(pieces[-1])


def _is_single(lines: Sequence[str]) -> bool:
    """Whether the lines are one note, by a source that it names: then its marker may have been lost."""
    filled = [line.strip() for line in lines if line.strip()]
    words = [line for line in filled if not LONE.match(line)]
    if len(filled) != len(words) + 1 or not 1 <= len(words) <= 4:
        return False
    # "Bronnen" above a work is a heading: only the last line of a note is short
    return 2 * len(words[0]) >= max(map(len, words)) and SOURCE.search(" ".join(words)) is not None


def with_glued_number(lines: Sequence[str], marks: Mapping[int, int]) -> list[str]:
    """The lines, with the number of a note set apart that took the place of the hyphen of the last word of the text.

    "trajectbegelei8" above white or a 9 alone, where another word has the marker 8: the word goes on on the next page.
    """
    out: list[str] = []
    for k, line in enumerate(lines):
        below = lines[k + 1].strip() if k + 1 < len(lines) else None
        m = _GLUED.search(line) if below is not None and (not below or LONE.match(below)) else None
        if m and marks.get(int(m[2]), 0) > 1 and below in ("", str(int(m[2]) + 1)):
            out += [f"{line[: m.start(2)]}-", m[2]]
        else:
            out.append(line)
    return out


def with_bare_numbers(pages: Sequence[Sequence[str]]) -> list[list[str]]:
    """The pages, with what stands between the numbers of notes and their words taken off: "1. Vlor, advies, 2018."

    Such a list holds notes where the text above has most of its numbers as markers, in that order, each names a source,
    and no other line that is not a title opens with the same number without a full stop. Below "Noten", or below a
    drawn line, its place tells the same: there the markers are enough, also those of the pages above.
    """
    out: list[list[str]] = []
    above: dict[int, tuple[int, int]] = {}  # where each number stands as a marker first on the page above
    cited: set[int] = set()
    goes_on = 0  # the number that a list below "Noten" has come to, with nothing below it
    for given in pages:
        page = _closed_up(given, listed=goes_on > 0)
        first: dict[int, tuple[int, int]] = {}
        for k, line in enumerate(page):
            for m in MARK.finditer(lowered(line)):
                first.setdefault(int(m[2]), (k, m.start()))
        bare, goes_on = _with_bare(page, first, {**dict.fromkeys(above, (-1, 0)), **first}, cited | {*first}, goes_on)
        out.append(bare)
        above = first
        cited |= {*first}
    return out


# "3." alone on a line
_DOTTED_ALONE = re.compile(r"^\s*\d{1,3}[.)]\s*$")


def _closed_up(lines: Sequence[str], listed: bool) -> list[str]:
    """The lines without white between a number alone and its words in a list below "Noten", or in one that goes on."""
    out: list[str] = []
    for line in lines:
        if listed and not line.strip() and out and _DOTTED_ALONE.match(out[-1]):
            continue
        listed = listed or NOTES_TITLE.match(line.strip()) is not None
        out.append(line)
    return out


def _with_bare(
    lines: Sequence[str],
    first: Mapping[int, tuple[int, int]],
    near: Mapping[int, tuple[int, int]],
    cited: AbstractSet[int],
    goes_on: int,
) -> tuple[list[str], int]:
    """The lines of a page as `with_bare_numbers` gives them, and the number a list below "Noten" has come to.

    `first` says where each number is a marker on this page, `near` on this or the one above (then in line -1), `cited`
    are those of all pages so far, and `goes_on` is the number such a list above this page has come to, or 0.
    """
    opened = [(k, m) for k, line in enumerate(lines) if (m := _DOTTED.match(line)) and _words_at(lines, k, m)]
    if not opened:
        return list(lines), 0
    plain = (line for line in lines if not _DOTTED.match(line))
    bare = {int(next(filter(None, m.groups()[:3]))) for line in plain if (m := INLINE.match(line)) and not _heads(m[4])}
    out: list[str | None] = list(lines)
    ends = 0
    for run in _counting_on(opened, lines):
        numbers, top = [int(m[1]) for _, m in run], run[0][0]
        title = _above(lines, top)
        listed = numbers[0] == 1 and NOTES_TITLE.match(title) is not None
        listed = listed or (0 < goes_on == numbers[0] - 1 and run[0] == opened[0])
        known = cited if listed else {n for n, (k, _) in (near if title == WHITE_RULE else first).items() if k < top}
        places = [first[n] for n in numbers if n in first and first[n][0] < top]
        if 3 * len(known & set(numbers)) < 2 * len(run) or (not listed and places != sorted(places)):
            continue
        end = next((k for k in range(run[-1][0], len(lines)) if not lines[k].strip()), len(lines))
        notes = [
            [words for words in (lines[k][m.end() :].strip(), *lines[k + 1 : until]) if words]
            for (k, m), until in zip(run, [*(k for k, _ in run[1:]), end], strict=True)
        ]
        ruled = title == WHITE_RULE and not any(len(words) == 1 and _heads(words[0]) for words in notes)
        if listed or ruled or (bare.isdisjoint(numbers) and all(_names_source(words) for words in notes)):
            ends = numbers[-1] if listed else 0
            for (k, m), words in zip(run, notes, strict=True):
                out[k] = f"{m[1]} {words[0]}"
                if not lines[k][m.end() :].strip():
                    out[k + 1] = None
    return [line for line in out if line is not None], ends


def _above(lines: Sequence[str], k: int) -> str:
    """The line of words, or the drawn line, that stands nearest above line `k`; "" for none."""
    above = (line for line in reversed(lines[:k]) if line == WHITE_RULE or line.strip())
    return next((line if line == WHITE_RULE else line.strip() for line in above), "")


def _words_at(lines: Sequence[str], k: int, opening: re.Match[str]) -> str:
    """The first words behind the number that opens line `k`, or right below it."""
    return lines[k][opening.end() :].strip() or (lines[k + 1].strip() if k + 1 < len(lines) else "")


def _heads(words: str) -> bool:
    """Whether words behind a number are short as those of a heading, closed by nothing, and name no source."""
    return len(words) <= _LONGEST_SIGNED and not ENDED.search(words) and words[:1].isupper() and not CITED.search(words)


def _counting_on(
    opened: Sequence[tuple[int, re.Match[str]]], lines: Sequence[str]
) -> list[list[tuple[int, re.Match[str]]]]:
    """The openings of lines in runs whose numbers count on; below "Noten" or a drawn line a run begins."""
    runs: list[list[tuple[int, re.Match[str]]]] = []
    for k, m in opened:
        above = runs[-1][-1] if runs else None
        apart = above is not None and any(
            line == WHITE_RULE or NOTES_TITLE.match(line.strip()) for line in lines[above[0] + 1 : k]
        )
        if above is not None and not apart and int(m[1]) == int(above[1][1]) + 1:
            runs[-1].append((k, m))
        else:
            runs.append([(k, m)])
    return runs


def with_raised_numbers(lines: Sequence[str]) -> list[str]:
    """The lines, with raised numbers that another program put at the beginning of a line behind the word before them.

    "drie jaar." / "5 Ouders" / "die zelf leren": a line of the page is cut where the marker stood. It is one where a
    note at the foot opens with the same number and no word of the page has it.
    """
    opens: dict[int, list[int]] = {}
    for k, line in enumerate(lines):
        if m := LONE.match(line) or INLINE.match(line):
            opens.setdefault(int(next(filter(None, m.groups()))), []).append(k)
    marks = marks_in(lines)
    width = max(map(len, lines), default=0)
    out: list[str | None] = list(lines)
    for number, places in opens.items():
        if number in marks:
            continue
        # a heading may have that number, too: first one that is alone on its line
        for k in sorted(places[:-1], key=lambda k: LONE.match(lines[k]) is None):
            above = out[k - 1] if k else None
            if not above or places[-1] == k + 1 or INLINE.match(above) or not _TAKES_MARK.search(above):
                continue
            inline = None if LONE.match(lines[k]) else INLINE.match(lines[k])
            rest = inline[4] if inline else ""
            if not rest or 0.65 * width < len(f"{above} {rest}") <= 1.05 * width:
                out[k - 1], out[k] = f"{above.rstrip()}{number}", rest or None
                break
    return [line for line in out if line is not None]


def _with_strays(lines: Sequence[str], lone: Sequence[int], first: int, marks: Mapping[int, int]) -> Foot | None:
    """The notes in the last piece of the page, some of whose numbers stand alone above it."""
    for start in _piece_starts(lines):
        cited = cited_above(lines, start, marks)
        if cited is None:
            continue
        alone = [int(m[1]) for line in lines[start:] if (m := LONE.match(line))]
        # a number with white above and below it counts a heading, unless no text stands between it and a source
        attached = [k for k in lone if k < start and (_touches_text(lines, k) or _only_source_below(lines, k, start))]
        above = {int(m[1]): k for k in attached if (m := LONE.match(lines[k]))}
        missing = [n for n in range(first, max(alone, default=first) + 1) if n not in alone]
        while not alone and missing[-1] + 1 in above and missing[-1] + 1 in cited:
            missing.append(missing[-1] + 1)
        if not (missing or alone) or any(n not in above or n not in cited for n in missing):
            continue
        until = _last_of(lines[start:], [*alone, *missing], first)
        if until is None or not _are_cited(range(first, until + 1), cited):
            continue
        notes = _divide(_texts(lines[start:], first, until), first, until)
        if notes is not None and all(ENDED.search(words[-1]) for _, words in notes):
            return Foot(start, notes, tuple(above[n] for n in missing))
    return None


def _touches_text(lines: Sequence[str], k: int) -> bool:
    """Whether no white stands above line `k` or below it; above the first line of a page is white."""
    return any(line.strip() for line in (*lines[max(0, k - 1) : k], *lines[k + 1 : k + 2]))


def _only_source_below(lines: Sequence[str], number: int, start: int) -> bool:
    """Whether only short lines, as those of signatures, stand between a number and a source from line `start` on."""
    between = [line.strip() for line in lines[number + 1 : start] if line.strip() and not LONE.match(line)]
    if len(between) > _MOST_SIGNED or any(len(line) > _LONGEST_SIGNED for line in between):
        return False
    return _names_source([line.strip() for line in lines[start:] if line.strip() and not LONE.match(line)] or [""])


def _without_white(lines: Sequence[str], lone: Sequence[int], first: int, marks: Mapping[int, int]) -> Foot | None:
    """The notes right below the text, whose first numbers stand alone below or amid them.

    They begin where the text above ended, or with a longer line than it has, and each names a source. Where the first
    number stands before its words they begin there; then it is enough that the text refers to each and each is ended.
    """
    alone = {int(m[1]) for k in lone if (m := LONE.match(lines[k]))}
    opened = {k for k, line in enumerate(lines) if (m := INLINE.match(line)) and str(first) in m.groups()[:3]}
    for top in reversed(lone[-_MOST_LONE:]):
        for start in range(top - 1, max(top - _MOST_ABOVE, 1), -1):
            line = lines[start]
            if not line.strip() or LONE.match(line):
                break
            longer = len(line) > max(map(len, lines[max(0, start - _MOST_ABOVE) : start]))
            cited = cited_above(lines, start, marks)
            if cited is None or first not in cited or not (longer or ENDED.search(lines[start - 1])):
                continue
            if first not in alone and start not in opened and any(start < k for k in opened):
                continue
            until = _last_of(lines[start:], [int(m[1]) for line in lines[start:] if (m := LONE.match(line))], first)
            if until is None or not _are_cited(range(first, until + 1), cited):
                continue
            notes = _divide(_texts(lines[start:], first, until), first, until)
            told = start in opened and all(n in cited for n in range(first, until + 1))
            if notes is not None and all(_names_source(words) or (told and _is_whole(words)) for _, words in notes):
                return Foot(start, notes)
    return None


def _is_whole(words: Sequence[str]) -> bool:
    """Whether the lines of a note begin and end as a sentence does."""
    return words[0][:1].isupper() and ENDED.search(words[-1]) is not None


def _names_source(words: Sequence[str]) -> bool:
    """Whether the lines of a note begin as one may and hold what notes hold."""
    opens = words[0][:1].isupper() or OPENS.match(words[0]) is not None
    return opens and SOURCE.search(" ".join(words)) is not None


def _piece_starts(lines: Sequence[str]) -> list[int]:
    """Where the last pieces of a page begin that white stands above, the last one first."""
    starts = [k for k in range(1, len(lines)) if lines[k].strip() and not lines[k - 1].strip()]
    return starts[::-1][:3]


def _are_cited(numbers: Sequence[int], cited: Collection[int]) -> bool:
    return len(numbers) <= MOST_NOTES and 2 * sum(n in cited for n in numbers) >= len(numbers)


def _last_of(lines: Sequence[str], alone: Sequence[int], first: int) -> int | None:
    """The last number of the notes in `lines`; None where those alone on a line do not count on from `first`.

    Those between may stand before their words or amid a line.
    """
    if len(set(alone)) < len(alone) or any(n < first for n in alone):
        return None
    inline = {int(m[1] or m[2] or m[3]) for line in lines if (m := INLINE.match(line))}
    amid = {int(m[1]) for line in lines for m in _AMID.finditer(line)}
    if first not in alone and first not in inline:
        return None
    until = first
    while until + 1 in alone or (until + 1 in inline or until + 1 in amid):
        until += 1
    return until if until >= max(alone, default=first) else None


def _texts(lines: Sequence[str], first: int, until: int) -> list[_Text]:
    """The lines of words, each with the number that stands right before it; several in a row say nothing."""
    texts: list[_Text] = []
    row: list[int] = []
    gap = False
    seen = {int(m[1]) for line in lines if (m := LONE.match(line))}
    for line in lines:
        if not line.strip():
            gap = True
            continue
        if m := LONE.match(line):
            row.append(int(m[1]))
            continue
        hint = row[0] if len(row) == 1 else None
        m = INLINE.match(line)
        number = int(m[1] or m[2] or m[3]) if m else 0
        if m and first <= number <= until and number not in seen:
            seen.add(number)
            hint, line = number, m[4]
        for words, amid in _cut(line.strip(), seen, first, until):
            texts.append(_Text(words, amid if amid is not None else hint, gap))
            hint, gap = None, False
        row = []
    return texts


def _cut(line: str, seen: set[int], first: int, until: int) -> list[tuple[str, int | None]]:
    """A line in pieces where other notes begin in it, each with its number."""
    pieces: list[tuple[str, int | None]] = []
    at, number = 0, None
    for m in _AMID.finditer(line):
        if first < int(m[1]) <= until and int(m[1]) not in seen:
            seen.add(int(m[1]))
            pieces.append((line[at : m.start()], number))
            at, number = m.end(), int(m[1])
    return [*pieces, (line[at:], number)]


def _divide(texts: Sequence[_Text], first: int, until: int) -> tuple[tuple[int, tuple[str, ...]], ...] | None:
    """The lines among the notes `first` to `until`, by the numbers before them and by where a note may begin."""
    count = until - first + 1
    if len(texts) < count:
        return None
    width = max(len(t.words) for t in texts)
    scores = [_begins(texts[k - 1], t, width) if k else 0.0 for k, t in enumerate(texts)]
    worst = -1e9
    best = [[worst] * (count + 1) for _ in range(len(texts) + 1)]
    best[0][0] = 0.0
    begun: dict[tuple[int, int], bool] = {}
    for k, text in enumerate(texts):
        for n in range(count + 1):
            if best[k][n] <= worst:
                continue
            # a number that stands before a line in the middle of a note is one that was not seen to begin there
            stay = best[k][n] - (4.0 if text.hint is not None else 0.0) if n else worst
            begin = best[k][n] + (5.0 if text.hint == first + n else -8.0 if text.hint is not None else scores[k])
            if stay >= best[k + 1][n]:
                best[k + 1][n] = stay
                begun[k + 1, n] = False
            if n < count and begin > best[k + 1][n + 1]:
                best[k + 1][n + 1] = begin
                begun[k + 1, n + 1] = True
    if best[len(texts)][count] < -2.0 * count:
        return None
    n, starts = count, []
    for k in range(len(texts), 0, -1):
        if begun[k, n]:
            starts.append(k - 1)
            n -= 1
    starts = [*reversed(starts), len(texts)]
    return tuple((first + i, tuple(t.words for t in texts[a:b])) for i, (a, b) in enumerate(itertools.pairwise(starts)))


def _begins(above: _Text, text: _Text, width: int) -> float:
    """How much a line looks like the beginning of a note: white or a short, ended line above it, and a capital."""
    score = 0.0 if ENDED.search(above.words) else -3.0
    score += 1.0 * (len(above.words) < 0.75 * width) + 0.8 * text.gap
    score += 0.5 if text.words[:1].isupper() or text.words[:1] in "‘“\"'(" or OPENS.match(text.words) else -3.0
    return score + 0.3 * above.words.rstrip().endswith(".")
