"""Markers tied to their notes: raised numbers that are none put back, lost ones found again."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from corpus.model import NoteMark, PlacedText
from ingest.drafts import Draft
from ingest.joining import Joined, cut, with_raised
from ingest.markers import SIGN_AT_END
from ingest.notes import Candidate, RawNote, Unhung, choose, find_candidates, take_out, telling, unmark
from ingest.rows import SOURCES_TITLE

# A text with its lines: start, end, page
_Placed = tuple[str, list[tuple[int, int, int]]]


def tie_marks(
    joined: list[Joined], drafts: Sequence[Draft], notes: Sequence[RawNote], recognised: bool
) -> list[Joined]:
    """Keep the raised numbers that are markers of a note, and find the markers that were not seen as raised."""
    out = list(joined)
    known = {n.number for n in notes}
    _tie_signs(out, drafts, notes)
    often = Counter(m.number for done in out for m in done.marks)
    _part_pairs(out, known, {} if recognised else often)
    if recognised:
        tied = _drop_misread(out, drafts, notes)
    else:
        for k, done in enumerate(out):
            for mark in reversed(done.marks):  # from the last, since a number put back moves what follows
                power = often[mark.number] > 1 and _TEN.search(done.text.text, 0, mark.offset) is not None
                if mark.number not in known or power:
                    out[k] = with_raised(out[k], mark) if drafts[k].cells else unmark(out[k], mark)
        tied = {m.number for done in out for m in done.marks}
    if all(n.number in tied for n in notes):
        return out
    texts = [(d.text.text, [(s.start, s.end, s.page) for s in d.text.lines]) for d in out]
    sources = _in_sources(drafts, texts)
    free = [
        c
        for c in find_candidates(texts, recognised)
        if drafts[c.block].kind != "cover" and not (c.weight == 0 and sources[c.block])
    ]
    common = Counter(word for text, _ in texts for word in telling(text))
    picks: list[tuple[RawNote, Candidate]] = []
    for group, after, until in _gaps(out, notes, tied):
        within = [c for c in free if after < (c.block, c.start) < until]
        wanted = [Unhung(int(n.number), n.page, n.order or len(out), _about(n, common), n.at_end) for n in group]
        picks += [(group[i], c) for i, c in choose(wanted, within, recognised).items()]
    for note, candidate in sorted(picks, key=lambda p: (p[1].block, -p[1].start)):
        out[candidate.block] = take_out(out[candidate.block], candidate, note.number, recognised)
    return out


def _part_pairs(out: list[Joined], known: Collection[str], elsewhere: Mapping[str, int]) -> None:
    """Part the markers of two notes that stand side by side; of recognised text what comes later may be misread."""
    seen = dict(elsewhere)
    for k, done in enumerate(out):
        marks: list[NoteMark] = []
        for m in done.marks:
            marks += [m] if m.number in known else _side_by_side(m, known, seen) or [m]
        seen.update((m.number, 1) for m in marks)
        out[k] = replace(done, marks=tuple(marks))


def _side_by_side(mark: NoteMark, known: Collection[str], often: Mapping[str, int]) -> tuple[NoteMark, ...]:
    """The markers of two notes that follow each other, raised without anything between them: "12" for 1 and 2."""
    for at in range(1, len(mark.number)) if mark.number.isdigit() else ():
        one, two = mark.number[:at], mark.number[at:]
        if one in known and two in known and int(two) == int(one) + 1 and not (often.get(one) or often.get(two)):
            return replace(mark, number=one), replace(mark, number=two)
    return ()


def _tie_signs(out: list[Joined], drafts: Sequence[Draft], notes: Sequence[RawNote]) -> None:
    """Tie the notes counted by signs or letters to those that stand raised in the text, or else at full size."""
    signs = [n for n in notes if not n.number.isdigit()]
    tied = {m.number for done in out for m in done.marks}
    for find, how, confidence in ((_raised_signs, "superscript", 0.95), (_full_signs, "glued", 0.9)):
        wanted = {n.number: n for n in signs if n.number not in tied}
        if not wanted:
            return
        for k, draft in enumerate(drafts):
            for start, end, number in reversed(find(draft, out[k].text, wanted)):
                page = out[k].text.place(start, end).page
                if any(n.number == number and (n.at_end or n.page - 1) <= page <= n.page for n in signs):
                    done = cut(out[k], start, end)
                    marks = (*done.marks, NoteMark(start, number, confidence, how))
                    out[k] = replace(done, marks=tuple(sorted(marks, key=lambda m: m.offset)))
                    tied.add(number)


def _raised_signs(draft: Draft, text: PlacedText, wanted: Collection[str]) -> list[tuple[int, int, str]]:
    """Where the signs and letters stand in the text of a draft that are raised in its rows: start, end, sign."""
    found: list[tuple[int, int, str]] = []
    at = 0
    for row in draft.rows:
        for before, word in itertools.pairwise(row.line.words):
            sign = word.text.strip("()[]") if word.raised else ""
            if sign not in wanted:
                continue
            m = re.compile(rf"{re.escape(before.text)}(\s?{re.escape(word.text)})").search(text.text, at)
            if m is not None:
                found.append((*m.span(1), sign))
                at = m.end()
    return found


def _full_signs(draft: Draft, text: PlacedText, wanted: Collection[str]) -> list[tuple[int, int, str]]:
    """Where the signs stand at the end of a word: "leerlingen*"."""
    return [(*m.span(1), m[1]) for m in SIGN_AT_END.finditer(text.text) if m[1] in wanted]


# "met 10³ bomen": a power, where the note of that number is marked elsewhere
_TEN = re.compile(r"(?:^|[\s(x×])10$")


# Where the works stand that the notes are about: words alone can hang no note there
_SOURCES = re.compile(rf"\b(?:{SOURCES_TITLE})\b", re.I)


def _in_sources(drafts: Sequence[Draft], texts: Sequence[_Placed]) -> list[bool]:
    """For each draft whether it stands in a list of sources."""
    within, found = False, []
    for draft, (text, _) in zip(drafts, texts, strict=True):
        if draft.kind == "heading":
            within = len(text) < 90 and _SOURCES.search(text) is not None
        found.append(within)
    return found


def _about(note: RawNote, common: Counter[str]) -> frozenset[str]:
    """The telling words of a note that do not stand all over the document."""
    words = telling(" ".join(line.text for line in note.lines))
    return frozenset(w for w in words if common[w] <= 3 or w.startswith("actie "))


_At = tuple[int, int]


def _gaps(out: Sequence[Joined], notes: Sequence[RawNote], tied: set[str]) -> list[tuple[list[RawNote], _At, _At]]:
    """Runs of notes without a marker, each with the places (block, offset) between which their markers must stand."""
    placed = {m.number: (k, m.offset) for k, done in enumerate(out) for m in done.marks}
    gaps: list[tuple[list[RawNote], _At, _At]] = []
    group: list[RawNote] = []
    after: _At = (-1, -1)
    for note in notes:
        if note.number in tied and placed[note.number] > after:
            if group:
                gaps.append((group, after, placed[note.number]))
                group = []
            after = placed[note.number]
        elif note.number not in tied and note.number.isdigit():
            group.append(note)
    if group:
        gaps.append((group, after, (len(out), 0)))
    return gaps


def _drop_misread(out: list[Joined], drafts: Sequence[Draft], notes: Sequence[RawNote]) -> set[str]:
    """Put back raised numbers of recognised text that are out of order or far from their note; the others stay tied.

    Where no note misses its marker, a number that comes again points to its note again.
    """
    numbers = [n.number for n in notes]
    expected = 0
    tied: set[str] = set()
    misread: list[tuple[int, NoteMark, bool]] = []
    for k, done in enumerate(out):
        for mark in done.marks:
            page = done.text.place(max(0, mark.offset - 1), mark.offset).page
            at = next((i for i in range(expected, min(expected + 3, len(notes))) if numbers[i] == mark.number), None)
            if at is not None and (notes[at].at_end or notes[at].page - 1) <= page <= notes[at].page:
                expected = at + 1
                tied.add(mark.number)
            else:
                again = any(n.number == mark.number and (n.at_end or n.page == page) for n in notes[:expected])
                misread.append((k, mark, again and _TEN.search(done.text.text, 0, mark.offset) is None))
    whole = tied.issuperset(numbers)
    for k, mark, again in reversed(misread):  # from the last, since a number put back moves what follows
        if not (whole and again):
            out[k] = with_raised(out[k], mark) if drafts[k].cells else unmark(out[k], mark)
    return tied
