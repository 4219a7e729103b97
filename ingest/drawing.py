"""What is drawn on a page of a PDF beside its words: rules, boxes, pictures, what lies behind words; and its frame."""

from __future__ import annotations

import ctypes
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy
import pypdfium2
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

from corpus.model import Box
from ingest.limits import MOST_DRAWN, MOST_RULES
from ingest.page import around

# Kinds of things on a page, as pdfium counts them.
TEXT, PATH, IMAGE, _SHADING, _FORM = 1, 2, 3, 4, 5
_N = TypeVar("_N", float, NDArray[numpy.float64])


class Frame:
    """Maps PDF user space to points from the top left corner of the page as it is shown."""

    def __init__(self, page: pypdfium2.PdfPage, turned: int = 0) -> None:
        """`turned`: by how many degrees, clockwise, the page is turned to be read."""
        self.left, self.bottom, self.right, self.top = page.get_cropbox()
        if not (self.right > self.left and self.top > self.bottom):  # no size at all: pdfium takes its own
            self.left, self.bottom, (self.right, self.top) = 0, 0, page.get_size()
        self.rotation = (page.get_rotation() + turned) % 360
        across, down = self.right - self.left, self.top - self.bottom
        self.width, self.height = (across, down) if self.rotation in (0, 180) else (down, across)

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        return Box(*self.edges(left, bottom, right, top))

    def edges(self, left: _N, bottom: _N, right: _N, top: _N) -> tuple[_N, _N, _N, _N]:
        """Left, top, right and bottom as shown, of one place or of many at once."""
        if self.rotation == 0:
            return left - self.left, self.top - top, right - self.left, self.top - bottom
        if self.rotation == 90:
            return bottom - self.bottom, left - self.left, top - self.bottom, right - self.left
        if self.rotation == 180:
            return self.right - right, bottom - self.bottom, self.right - left, top - self.bottom
        return self.top - top, self.right - right, self.top - bottom, self.right - left

    def shows(self, box: Box) -> bool:
        return box.x1 > 0 and box.x0 < self.width and box.bottom > 0 and box.top < self.height


# A horizontal rule is as long as this, in points, be it in pieces.
_SHORTEST_RULE = 24
# So high is a bullet that is drawn, in points; a page with more of them than this holds a chart.
_LEAST_DOT, _MOST_DOT, _MOST_DOTS = 1.4, 9.0, 400


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is drawn on a page: rules, boxes that may hold text, and whether a picture covers most of it.

    `dots`: small shapes, about as wide as they are high, which may be bullets.
    """

    horizontal: tuple[Box, ...]
    vertical: tuple[Box, ...]
    frames: tuple[Box, ...]
    has_image: bool
    too_much: bool  # more than can be a table or a rule: all of them are left out
    dots: tuple[Box, ...] = ()


def find_drawing(page: pypdfium2.PdfPage, frame: Frame) -> Drawing:
    """What is drawn on `page`, in points from the corner of `frame`; rules from top to bottom, their pieces joined."""
    horizontal: list[Box] = []
    vertical: list[Box] = []
    frames: list[Box] = []
    short: list[Box] = []
    dots: list[Box] = []
    has_image = False
    edges = [ctypes.c_float() for _ in range(4)]
    for kind, item, forms in _on_page(page):
        if not pdfium.FPDFPageObj_GetBounds(item, *edges):
            continue
        left, bottom, right, top = (edge.value for edge in edges)
        box = frame.box(*(forms.on_rect(left, bottom, right, top) if forms else (left, bottom, right, top)))
        wide, high = box.x1 - box.x0, box.bottom - box.top
        if kind == IMAGE:
            has_image = has_image or wide * high > 0.5 * frame.width * frame.height
        elif high <= 2.5 and wide >= _SHORTEST_RULE:
            horizontal.append(box)
        elif high <= 2.5 and wide >= 2 and wide > 2 * high:
            short.append(box)
        elif wide <= 2.5 and high >= 8:
            vertical.append(box)
        elif wide >= _SHORTEST_RULE and high >= 8 and wide * high < 0.8 * frame.width * frame.height:
            # a drawn rectangle is a cell: its sides count as rules
            horizontal += [Box(box.x0, box.top, box.x1, box.top), Box(box.x0, box.bottom, box.x1, box.bottom)]
            vertical += [Box(box.x0, box.top, box.x0, box.bottom), Box(box.x1, box.top, box.x1, box.bottom)]
            if wide >= 60 and high >= 30 and wide * high < 0.5 * frame.width * frame.height:
                frames.append(box)
        elif kind == PATH and _LEAST_DOT <= high <= _MOST_DOT and 0.6 * high < wide < 1.7 * high:
            dots.append(box)
    dots = dots if len(dots) <= _MOST_DOTS else []
    if len(horizontal) + len(vertical) > MOST_RULES:
        return Drawing((), (), (), has_image, True, tuple(dots))
    horizontal = _joined(horizontal, short) if 0 < len(short) <= MOST_RULES else sorted(horizontal, key=lambda b: b.top)
    return Drawing(tuple(horizontal), tuple(vertical), tuple(frames), has_image, False, tuple(dots))


# The pieces of a rule that is drawn word by word, or not where a letter hangs below it, stand closer than this.
_PIECES_APART = 4.0


def _joined(rules: Sequence[Box], short: Sequence[Box]) -> list[Box]:
    """Horizontal rules from top to bottom, with the `short` pieces that make one together or go on with one."""
    rows: dict[int, list[Box]] = {}
    for box in (*rules, *short):
        rows.setdefault(round(box.top), []).append(box)
    joined: list[Box] = []
    for row in rows.values():
        row.sort(key=lambda b: b.x0)
        ends = [k for k, (a, b) in enumerate(itertools.pairwise(row), start=1) if b.x0 - a.x1 > _PIECES_APART]
        for start, end in itertools.pairwise([0, *ends, len(row)]):
            run = row[start:end]
            together = around(run)
            if together is None or all(_is_long(box) for box in run):
                joined += run
            elif _is_long(together):
                joined.append(together)
    return sorted(joined, key=lambda b: b.top)


def _is_long(box: Box) -> bool:
    return box.x1 - box.x0 >= _SHORTEST_RULE


def paths(page: pypdfium2.PdfPage) -> Iterator[tuple[Any, pypdfium2.PdfMatrix | None]]:
    """Every path of a page, with the matrix of the forms that it stands in."""
    return ((item, forms) for kind, item, forms in _on_page(page) if kind == PATH)


def _on_page(page: pypdfium2.PdfPage) -> Iterator[tuple[int, Any, pypdfium2.PdfMatrix | None]]:
    """Kind of every path and image of a page, the thing itself, and the matrix of the forms that it stands in."""
    everything = _drawn(page.raw, pdfium.FPDFPage_CountObjects, pdfium.FPDFPage_GetObject, None, 0)
    return itertools.islice(everything, MOST_DRAWN)


def _drawn(
    parent: Any, count: Any, get: Any, matrix: pypdfium2.PdfMatrix | None, depth: int
) -> Iterator[tuple[int, Any, pypdfium2.PdfMatrix | None]]:
    for index in range(count(parent)):
        item = get(parent, index)
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind == _FORM and depth < 8:
            own = pdfium.FS_MATRIX()
            pdfium.FPDFPageObj_GetMatrix(item, own)
            inner = pypdfium2.PdfMatrix.from_raw(own)
            if matrix is not None:
                inner = inner.multiply(matrix)
            yield from _drawn(item, pdfium.FPDFFormObj_CountObjects, pdfium.FPDFFormObj_GetObject, inner, depth + 1)
        elif kind in (PATH, IMAGE):
            yield kind, item, matrix


def grounds(page: pypdfium2.PdfPage, frame: Frame) -> list[Box] | None:
    """Where what is drawn is not white as paper is: pictures and filled paths; None where a shading may be anywhere."""
    if any(True for _ in page.get_objects(filter=[_SHADING], max_depth=3)):
        return None
    found = []
    edges = [ctypes.c_float() for _ in range(4)]
    for kind, item, forms in _on_page(page):
        dark = kind != PATH or (_is_filled(item) and not is_white(item))
        if dark and pdfium.FPDFPageObj_GetBounds(item, *edges):
            bounds = tuple(edge.value for edge in edges)
            found.append(frame.box(*(forms.on_rect(*bounds) if forms else bounds)))
    return found


def _is_filled(path: Any) -> bool:
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    return bool(pdfium.FPDFPath_GetDrawMode(path, mode, stroke)) and mode.value != 0


# Each of red, green and blue, of 255, in what does not show on paper.
_WHITE = 250
_COLOUR = tuple(ctypes.c_uint() for _ in range(4))


def is_white(drawn: Any) -> bool:
    """Whether what is drawn is filled with white, or with what lets all through; a pattern is not."""
    if not pdfium.FPDFPageObj_GetFillColor(drawn, *_COLOUR):
        return False
    red, green, blue, opaque = (c.value for c in _COLOUR)
    return opaque == 0 or min(red, green, blue) >= _WHITE
