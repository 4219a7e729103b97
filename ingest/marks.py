"""Markers tied to their notes: raised numbers that are none put back, lost ones found again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from ingest.drafts import Draft
from ingest.joining import Joined
from ingest.notes import Candidate, RawNote, Unhung, choose, find_candidates, take_out, telling, unmark
from ingest.rows import SOURCES_TITLE


def tie_marks(
    joined: list[Joined], drafts: Sequence[Draft], notes: Sequence[RawNote], recognised: bool
) -> list[Joined]:
    """Keep the raised numbers that are markers of a note, and find the markers that were not seen as raised."""
    out = list(joined)
    known = {n.number for n in notes}
    if recognised:
        tied = _drop_misread(out, notes)
    else:
        for k, done in enumerate(out):
            for mark in reversed(done.marks):  # from the last, since a number put back moves what follows
                if mark.number not in known:
                    out[k] = unmark(out[k], mark)
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


# Where the works stand that the notes are about: words alone can hang no note there
_SOURCES = re.compile(rf"\b(?:{SOURCES_TITLE})\b", re.I)


def _in_sources(drafts: Sequence[Draft], texts: Sequence[tuple[str, list[tuple[int, int, int]]]]) -> list[bool]:
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


def _drop_misread(out: list[Joined], notes: Sequence[RawNote]) -> set[str]:
    """Put back raised numbers of recognised text that are out of order or far from their note; the others stay tied."""
    numbers = [n.number for n in notes]
    expected = 0
    tied: set[str] = set()
    for k, done in enumerate(out):
        misread = []
        for mark in done.marks:
            page = done.text.place(max(0, mark.offset - 1), mark.offset).page
            at = next((i for i in range(expected, min(expected + 3, len(notes))) if numbers[i] == mark.number), None)
            if at is not None and (notes[at].at_end or notes[at].page - 1) <= page <= notes[at].page:
                expected = at + 1
                tied.add(mark.number)
            else:
                misread.append(mark)
        for mark in reversed(misread):  # from the last, since a number put back moves what follows
            out[k] = unmark(out[k], mark)
    return tied
