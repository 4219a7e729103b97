"""A text layer beside the picture of its page: its words get the sizes and raised numbers that the picture shows.

A layer says *, ® or ” where a raised number stands, and its boxes and sizes say little.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

import cv2
import numpy as np
from numpy.typing import NDArray

from corpus.model import Box
from ingest import strokes
from ingest.lexicon import is_word
from ingest.numerals import Mark
from ingest.page import Line, Word
from ingest.pdf import make_line
from ingest.sheet import Sheet
from ingest.tesseract import HANG, LETTERS, Seen, SeenLine, heights, settled_sizes

# What a text layer makes of a raised number at the end of a word, before a sign that closes it: "worden.*", "schoolf,"
_READ_AS_MARK = r"(?<=.)(?:\d{%d}|[^\w\s.,;:!?)-]{1,2}|(?<=[.,;:!?)”’\"])[^\s.,;:)])(?=[.,;:!?)]*$)"
_LETTER_AS_MARK = re.compile(r"(?<=\w)[^\W\d](?=[.,;:!?)]*$)")
# The same before the first word of a note: "?Pauwels", "‘“Actie", "4Zie"; "SActie", "lVlaamse"
_READ_BEFORE = r"^(?:\d{%d}|[^\w\s]{1,2})(?=\w)"
_LETTER_BEFORE = re.compile(r"^[ABGILSTYZabfgilqstyz](?=[A-ZÀ-Þ][a-zß-ÿ])")
_ENDED = re.compile(r"[.!?][”’\")]?$")
# White between two words, in letters of the first: wider than this, and the layer ends its words a letter short.
_GAP_LETTERS = 1.4


# --- words and sizes --------------------------------------------------------------------------------------------------


def missing_letters(lines: Sequence[Line]) -> float:
    """By how many letters the boxes of the words of a text layer end short.

    Tesseract draws a word and a space over the place of the word, so that its last letter stands outside its box.
    """
    gaps = []
    for line in lines:
        for one, two in pairwise(line.words):
            if one.box and two.box and two.box.x0 > one.box.x1 > one.box.x0:
                gaps.append((two.box.x0 - one.box.x1) * len(one.text) / (one.box.x1 - one.box.x0))
    return 1.0 if gaps and median(gaps) > _GAP_LETTERS else 0.0


def below_each_other(lines: Sequence[Line]) -> list[Line]:
    """The lines of a text layer with boxes that begin below the foot of the line above.

    A layer gives the words of a line that it took for larger type a box that reaches into the lines above.
    """
    boxes = [w.box for line in lines for w in line.words if w.box]
    places = np.array([(b.x0, b.x1, b.bottom) for b in boxes]).reshape(-1, 3)

    def lowered(word: Word) -> Word:
        if word.box is None:
            return word
        above = places[(places[:, 0] < word.box.x1) & (places[:, 1] > word.box.x0), 2]
        above = above[(above > word.box.top) & (above < word.box.bottom - 0.4 * (word.box.bottom - word.box.top))]
        return replace(word, box=replace(word.box, top=float(above.max()))) if len(above) else word

    return [make_line([lowered(w) for w in line.words], line.page) for line in lines]


def sized_again(lines: Sequence[Line], sheet: Sheet) -> tuple[list[Line], list[SeenLine]]:
    """The lines of a text layer in the sizes that the picture shows, and what it shows of each stretch of words."""
    count, _, stats, _ = cv2.connectedComponentsWithStats(sheet.ink, connectivity=8)
    spots = stats[1:count, :4].astype(int)
    found: list[SeenLine] = []
    sized = []
    for line in lines:
        words: list[Word] = []
        for group in strokes.groups(line):
            seen = _seen_again(group, sheet, spots)
            if seen is not None:
                found.append(seen)
                group = [replace(w, size=round(seen.size / 0.93 * 72 / sheet.dpi, 1)) for w in group]
            words += group
        sized.append(words)
    sizes = settled_sizes(w for words in sized for w in words)
    settled = [[replace(w, size=sizes.get(w.size, w.size)) for w in words] for words in sized]
    return [replace(line, words=tuple(words)) for line, words in zip(lines, settled, strict=True)], found


def _seen_again(words: Sequence[Word], sheet: Sheet, spots: NDArray[np.int_]) -> SeenLine | None:
    """Words of a text layer with the ink that is theirs, their base line and size; None where there is too little.

    The boxes and sizes of a text layer say little, they may reach into other lines: what has its middle in the box of a
    word is a sign of that word. `spots` are all pieces of ink on the page (x, y, width, height).
    """
    way = sheet.to_pixels()
    middle = spots[:, :2] + spots[:, 2:] / 2
    seen: list[Seen] = []
    hanging: list[Seen] = []  # words with letters that hang, up to the foot of most of them
    for word in words:
        if word.box is None:
            continue
        corners = np.array([[word.box.x0, word.box.top, 1], [word.box.x1, word.box.bottom, 1]]) @ way.T
        inside = np.all((middle >= corners[0]) & (middle <= corners[1]), axis=1)
        own = spots[inside & (spots[:, 3] < 1.6 * (corners[1][1] - corners[0][1]))]
        if len(own):
            x0, x1 = (round(float(x)) for x in corners[:, 0])
            top, bottom = int(own[:, 1].min()), int((own[:, 1] + own[:, 3]).max())
            seen.append(Seen(word.text, x0, top, x1, bottom, 1.0))
            tall = own[own[:, 3] > 0.4 * (bottom - top)]
            if HANG.search(word.text) and len(tall):
                foot = round(float(np.median(tall[:, 1] + tall[:, 3])))
                hanging.append(replace(seen[-1], text=_without_hanging(word.text), bottom=foot))
    standing = [w for w in seen if not HANG.search(w.text) and LETTERS.search(w.text)]
    telling = standing or [w for w in hanging if LETTERS.search(w.text)]
    if not telling:
        return None
    feet = [((w.x0 + w.x1) / 2, w.bottom) for w in telling]
    slope = 0.0
    if len(feet) > 3:
        slope = median((b[1] - a[1]) / max(1.0, b[0] - a[0]) for a, b in zip(feet, feet[2:], strict=False))
    base = median(y - slope * x for x, y in feet)
    return SeenLine(tuple(seen), base, slope, median(heights(seen if standing else telling)))


def _without_hanging(text: str) -> str:
    """A word with letters that stand in the place of those that hang below the line, and without signs that hang."""
    return HANG.sub(lambda m: "i" if m[0] == "j" else "x" if m[0].isalpha() else "", text)


# --- raised numbers ---------------------------------------------------------------------------------------------------


def with_marks(lines: Sequence[Line], marks: Sequence[Mark], sheet: Sheet, short: float) -> list[Line]:
    """The lines of a text layer with the raised numbers that stand in them, instead of what the layer makes of them.

    A number belongs to the one line on whose foot it stands next. The boxes of the words end `short` letters before
    the words do.
    """
    out = [list(line.words) for line in lines]
    for m in marks:
        box = sheet.place(m.x0, m.top, m.x1, m.bottom)
        beside = [(n, k, w) for n, words in enumerate(out) for k, w in enumerate(words) if _is_beside(w, box)]
        if not beside:
            continue
        nearest = min(beside, key=lambda found: found[2].box.bottom if found[2].box else 0.0)[0]
        n, k, word = next(found for found in beside if found[0] == nearest)
        assert word.box is not None  # it stands beside the number
        raised = Word(m.text, box, round(0.65 * word.size, 1), raised=True, confidence=round(m.confidence, 2))
        end = word.box.x1 + short * (word.box.x1 - word.box.x0) / len(word.text)
        out[n][k : k + 1] = divided(word, raised, end)
    return [
        line if words == list(line.words) else make_line(words, line.page)
        for line, words in zip(lines, out, strict=True)
    ]


def with_numbers(lines: Sequence[Line], numbers: Sequence[Seen], sheet: Sheet) -> list[Line]:
    """The lines of a text layer with the numbers that stand alone before them, which the layer misread or has not."""
    out = list(lines)
    for number in numbers:
        box = sheet.place(number.x0, number.top, number.x1, number.bottom)
        high = (box.top + box.bottom) / 2
        behind = [
            (line.words[0].box.x0, k)
            for k, line in enumerate(out)
            if line.words and line.words[0].box and line.box and line.words[0].box.x1 > box.x0
            if line.box.top < high < line.box.bottom
        ]
        if not behind:
            continue
        line = out[min(behind)[1]]
        first = line.words[0]
        read = first.box is not None and first.box.x0 < box.x1 and not first.raised
        word = Word(number.text, box, first.size, confidence=number.confidence)
        out[min(behind)[1]] = make_line([word, *line.words[read:]], line.page)
    return out


def _is_beside(word: Word, mark: Box) -> bool:
    """Whether a word stands beside a raised number, its foot below it."""
    high = (mark.top + mark.bottom) / 2
    if word.box is None or word.raised or not word.box.top - 0.3 * word.size < high < word.box.bottom:
        return False
    return word.box.x1 > mark.x0 - 0.4 * word.size and word.box.x0 < mark.x1 + 0.4 * word.size


def divided(word: Word, mark: Word, end: float) -> list[Word]:
    """A word of a text layer and the raised number beside or in it, without the signs that were read for the number.

    The word reaches to `end`, which may lie behind its box.
    """
    assert word.box is not None and mark.box is not None
    inside = min(end, mark.box.x1) - max(word.box.x0, mark.box.x0)
    within = inside >= 0.5 * (mark.box.x1 - mark.box.x0)
    if within and inside > 0.5 * (end - word.box.x0):
        return [mark]
    if mark.box.x0 < word.box.x0 + 0.15 * word.size:
        return [mark, _without_sign_before(word, mark) if within else word]
    if not within:
        return [word, mark]
    read = re.search(_READ_AS_MARK % len(mark.text), word.text)
    if read is None and not is_word(word.text):  # the last letter of a word stays what it is
        read = _LETTER_AS_MARK.search(word.text)
        read = read if read is not None and is_word(word.text[: read.start()]) else None
    if read is None:
        return [word, mark]
    bare, rest = word.text[: read.start()], word.text[read.end() :]
    kept = replace(word, text=bare, box=replace(word.box, x1=min(word.box.x1, mark.box.x0)))
    if not rest or (_ENDED.search(bare) and not re.search(r"[\w)”’\"]", rest)):  # "worden.*?": read for the number, too
        return [kept, mark]
    return [kept, mark, replace(word, text=rest, box=replace(word.box, x0=max(word.box.x0, mark.box.x1)))]


def _without_sign_before(word: Word, mark: Word) -> Word:
    """The first word of a note without what was read for its number; a word that is one stays what it is."""
    assert word.box is not None and mark.box is not None
    read = re.search(_READ_BEFORE % len(mark.text), word.text)
    if read is None and not is_word(word.text):
        read = _LETTER_BEFORE.search(word.text)
    text = word.text[read.end() :] if read is not None else word.text
    return replace(word, text=text, box=replace(word.box, x0=min(mark.box.x1, word.box.x1)))
