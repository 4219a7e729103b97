"""How heavily and how slanted the words of a scan are drawn: bold and italics, which recognition does not tell.

Both are measured in the picture. The width of a stroke is twice the ink over all changes between paper and ink along
the rows of pixels: blur changes neither, so that it holds for coarse scans too. Letters in italics stand up straight
after the picture is slanted back.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from corpus.model import Box
from ingest.boldness import BOLD
from ingest.page import Line, Word
from ingest.rows import parted

Ink = NDArray[np.float32]

# Degrees by which letters may lean to the right, and the least that makes them italics.
_LEANS, _LEAST_LEAN = (0, 4, 8, 12, 16, 20), 8
# So many letters tell the style of a line.
_LETTERS = 4
# White wider than this, in type sizes, parts the line of one column from that of the next.
_APART = 1.05
# White narrower than this stands between a number and its title.
_BEFORE = 5.0

_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Picture:
    """A page's ink between 0 (paper) and 1, and the way from points on the page to its pixels (2x3)."""

    ink: Ink
    to_pixels: NDArray[np.float64]
    pixels_per_point: float


def ink_of(grey: NDArray[np.uint8]) -> Ink:
    """The ink of a grey picture between 0 and 1, measured from its own paper and its own black."""
    paper = float(np.median(grey))
    black = float(np.percentile(grey[grey < paper - 40], 20)) if np.any(grey < paper - 40) else 0.0
    reach = max(40.0, paper - black)
    ink = np.clip((paper - 0.1 * reach - grey.astype(np.float32)) / (0.8 * reach), 0, 1)
    ink[ink < 0.12] = 0
    return np.asarray(ink, dtype=np.float32)


def measure(lines: Sequence[Line], picture: Picture) -> list[Line]:
    """The lines with the width of their strokes (`Word.stroke`) and with italics, as the picture of their page shows.

    What stands together in a line is of one style, but for words in bold at its beginning ("Ten eerste: …").
    """
    return [_measured_line(line, picture) for line in lines]


def _measured_line(line: Line, picture: Picture) -> Line:
    """A line with its styles; what tells too little by itself has that of what comes after it ("2.1   Besluit")."""
    parts = [_styled(group, picture) for group in groups(line)]
    for one, two in reversed(list(pairwise(parts))):
        near = one[-1].box and two[0].box and two[0].box.x0 - one[-1].box.x1 < _BEFORE * two[0].size
        if near and not any(w.stroke for w in one):
            one[:] = [w if w.raised else replace(w, stroke=two[0].stroke, italic=two[0].italic) for w in one]
    return replace(line, words=tuple(w for part in parts for w in part))


def groups(line: Line) -> list[list[Word]]:
    """The words of a line, parted where they stand so far apart that they may be of two columns."""
    return parted(line, _APART)


@dataclass(frozen=True, slots=True)
class _Measure:
    """The ink of a word, its changes along the rows, and its letters; 0 for a word that tells nothing."""

    ink: float
    changes: float
    letters: int
    crop: Ink | None


def _styled(words: Sequence[Word], picture: Picture) -> list[Word]:
    found = [_measured(word, picture) for word in words]
    whole = _stroke(found)
    if whole == 0.0:
        return list(words)
    italic = _leans([m.crop for m in found if m.crop is not None])
    first = _first_heavy(found)
    strokes = [_stroke(found[:first])] * first + [_stroke(found[first:]) or whole] * (len(words) - first)
    return [
        word if word.raised else replace(word, stroke=round(stroke / picture.pixels_per_point, 3), italic=italic)
        for word, stroke in zip(words, strokes, strict=True)
    ]


def _measured(word: Word, picture: Picture) -> _Measure:
    letters = len(_LETTER.findall(word.text))
    if word.box is None or word.raised or letters < 2:
        return _Measure(0.0, 0.0, 0, None)
    crop = _crop(word.box, picture)
    return _Measure(float(crop.sum()), float(np.abs(np.diff(crop, axis=1)).sum()), letters, crop)


def _crop(box: Box, picture: Picture) -> Ink:
    corners = np.array([[box.x0, box.top, 1], [box.x1, box.bottom, 1]]) @ picture.to_pixels.T
    (x0, top), (x1, bottom) = corners.round().astype(int)
    return picture.ink[max(0, top) : bottom + 1, max(0, x0 - 1) : x1 + 2]


def _stroke(found: Sequence[_Measure]) -> float:
    """The width of the strokes of words together, in pixels; 0 where they have too few letters to tell."""
    changes = sum(m.changes for m in found)
    return 2 * sum(m.ink for m in found) / changes if changes and sum(m.letters for m in found) >= _LETTERS else 0.0


def _first_heavy(found: Sequence[_Measure]) -> int:
    """How many words at the beginning of a line are drawn heavier than its rest; 0 where there is no such place."""
    best, at = 1.0, 0
    for k in range(1, len(found)):
        one, two = _stroke(found[:k]), _stroke(found[k:])
        if one > BOLD * two > 0 and one / two > best:
            best, at = one / two, k
    return at


def _leans(crops: Sequence[Ink]) -> bool:
    """Whether letters stand up straight only after they are slanted back: then columns of ink and white differ most."""
    crops = [c for c in crops if c.shape[1] >= 6 and c.shape[0] >= 6]
    if not crops:
        return False
    best, straightest = 0, 0.0
    for degrees in _LEANS:
        sharp = 0.0
        for crop in crops:
            rows, columns = crop.shape
            slant = float(np.tan(np.radians(degrees)))
            turned = cv2.warpAffine(
                crop, np.array([[1, slant, 0], [0, 1, 0]], np.float32), (columns + round(slant * rows), rows)
            )
            sharp += float((np.diff(turned.sum(axis=0)) ** 2).sum())
        if sharp > straightest:
            best, straightest = degrees, sharp
    return best >= _LEAST_LEAN
