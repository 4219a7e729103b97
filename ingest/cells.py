"""Lines drawn on a page of a PDF → the cells of its ruled tables.

pdfplumber's table finder joins the lines to cells; the lines come from pdfium, because pdfplumber would read every
character of the page a second time to find them, which takes longer than all the rest of the page.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from corpus.model import Box
from ingest.limits import MOST_EDGES

# A line that leaves the horizontal or vertical by more than this, in points, is no rule of a table.
_SLANT = 0.5

Cells = list[list[Box | None]]
Point = tuple[float, float]
# A path of a page with the matrix of the forms that it stands in.
Path = tuple[Any, pypdfium2.PdfMatrix | None]


@dataclass(frozen=True, slots=True)
class _Ruled:
    """As much of a page as pdfplumber's table finder looks at when it goes by lines."""

    edges: list[dict[str, Any]]
    bbox: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Drawn:
    """The rows of cells of a table; `shaded`: no rule parts its columns, only the edges of what is filled do."""

    cells: Cells
    shaded: bool


def find_cells(
    paths: Iterable[Path], place: Callable[[float, float, float, float], Box], width: float, height: float
) -> list[Drawn] | None:
    """The tables drawn with `paths`, each with its rows of cells, on a page of `width` by `height` points.

    `place` gives the box on the page for left, bottom, right and top in PDF user space. A cell that spans columns or
    rows stands at its first place; None is at the others. None instead of a list says that more lines are drawn than
    can be a table.
    """
    from pdfplumber.table import TableFinder  # takes a third of a second, and few pages have tables

    edges = list(islice((edge for path in paths for edge in _edges(path, place)), MOST_EDGES + 1))
    if len(edges) > MOST_EDGES:
        return None
    page: Any = _Ruled(edges, (0, 0, width, height))
    return [
        Drawn([[cell and Box(*cell) for cell in row.cells] for row in table.rows], _is_shaded(Box(*table.bbox), edges))
        for table in TableFinder(page).tables
    ]


def _is_shaded(table: Box, edges: Iterable[dict[str, Any]]) -> bool:
    """Whether no standing line in a table is a rule."""
    return not any(
        edge["orientation"] == "v"
        and not edge["of_fill"]
        and table.x0 - 1 <= edge["x0"] <= table.x1 + 1
        and edge["top"] < table.bottom - 1
        and edge["bottom"] > table.top + 1
        for edge in edges
    )


def _edges(path: Path, place: Callable[[float, float, float, float], Box]) -> Iterator[dict[str, Any]]:
    """The level and standing lines of a path as pdfplumber describes an edge; `of_fill`: the path is no rule."""
    of_fill = _is_fill(path[0])
    for (x0, y0), (x1, y1) in _lines(*path):
        box = place(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
        wide, high = box.x1 - box.x0, box.bottom - box.top
        if min(wide, high) <= _SLANT:
            level = wide >= high
            yield {
                "object_type": "line",
                "orientation": "h" if level else "v",
                "x0": box.x0,
                "x1": box.x1 if level else box.x0,
                "top": box.top,
                "bottom": box.top if level else box.bottom,
                "doctop": box.top,
                "width": wide if level else 0.0,
                "height": 0.0 if level else high,
                "of_fill": of_fill,
            }


# What is filled and no thicker than this, in points, is a rule.
_THICKEST_RULE = 2.5


def _is_fill(item: Any) -> bool:
    """Whether a path is filled and not drawn round: what is behind a cell, a row or a text."""
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    if not pdfium.FPDFPath_GetDrawMode(item, mode, stroke) or stroke.value or mode.value == 0:
        return False
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    known = pdfium.FPDFPageObj_GetBounds(item, left, bottom, right, top)
    return bool(known) and min(right.value - left.value, top.value - bottom.value) > _THICKEST_RULE


def _lines(item: Any, forms: pypdfium2.PdfMatrix | None) -> Iterator[tuple[Point, Point]]:
    """The straight lines of a path from point to point, in PDF user space."""
    own = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(item, own)
    matrix = pypdfium2.PdfMatrix.from_raw(own)
    matrix = matrix if forms is None else matrix.multiply(forms)
    x, y = ctypes.c_float(), ctypes.c_float()
    begin: Point | None = None
    last: Point | None = None
    for index in range(pdfium.FPDFPath_CountSegments(item)):
        segment = pdfium.FPDFPath_GetPathSegment(item, index)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = matrix.on_point(x.value, y.value)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            begin = point
        elif kind == pdfium.FPDF_SEGMENT_LINETO and last is not None:
            yield last, point
        last = point
        if begin is not None and pdfium.FPDFPathSegment_GetClose(segment):
            yield point, begin
            last = begin
