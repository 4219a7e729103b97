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


def find_cells(
    paths: Iterable[Path], place: Callable[[float, float, float, float], Box], width: float, height: float
) -> list[Cells] | None:
    """The tables drawn with `paths`, each as its rows of cells, on a page of `width` by `height` points.

    `place` gives the box on the page for left, bottom, right and top in PDF user space. A cell that spans columns or
    rows stands at its first place; None is at the others. None instead of a list says that more lines are drawn than
    can be a table.
    """
    from pdfplumber.table import TableFinder  # takes a third of a second, and few pages have tables

    edges = list(islice((edge for path in paths for edge in _edges(path, place)), MOST_EDGES + 1))
    if len(edges) > MOST_EDGES:
        return None
    page: Any = _Ruled(edges, (0, 0, width, height))
    return [[[cell and Box(*cell) for cell in row.cells] for row in table.rows] for table in TableFinder(page).tables]


def _edges(path: Path, place: Callable[[float, float, float, float], Box]) -> Iterator[dict[str, Any]]:
    """The level and standing lines of a path as pdfplumber describes an edge."""
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
            }


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
