"""Text of a PDF that is not shown: in a layer that is switched off when the file is opened, or outside its frame.

pdfium says in which layer a piece of text stands, but not which layers are on: that is in the catalogue of the file.
"""

from __future__ import annotations

import ctypes
import logging
import math
from collections import Counter
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any

import pypdfium2.raw as pdfium

log = logging.getLogger(__name__)

# The mark of a piece of text that stands in a layer, and the part of it that names the layer.
_LAYER, _NAME = "OC", b"Name"
# A path that cuts off with more points than this is no plain frame; of text within it all is taken to be seen.
_MOST_POINTS = 20

_X, _Y = ctypes.c_float(), ctypes.c_float()
_EDGES = tuple(ctypes.c_float() for _ in range(4))
_CHARACTERS = (ctypes.c_ushort * 256)()
_LENGTH = ctypes.c_ulong()


def layers_off(path: Path) -> frozenset[str]:
    """The names of the layers of a PDF that are off when it is opened; none where its catalogue cannot be read."""
    from pdfminer.pdfdocument import PDFDocument  # takes a tenth of a second, and few files have layers
    from pdfminer.pdfparser import PDFParser

    with path.open("rb") as file:
        try:
            told = _found(PDFDocument(PDFParser(file)).catalog["OCProperties"])
            default = _found(told.get("D")) or {}
            groups, on, off = (
                Counter(_names(some)) for some in (told.get("OCGs"), default.get("ON"), default.get("OFF"))
            )
            base = _found(default.get("BaseState"))
            all_off = base is not None and base.name == "OFF"
        except MemoryError:
            raise
        except Exception as error:  # pdfminer ends in any way on a file that is not as it should be
            log.info("%s: which layers are on cannot be read (%r)", path.name, error)
            return frozenset()
    return frozenset(name for name in (set(groups) - set(on) if all_off else off) if groups[name] <= max(1, off[name]))


def _names(groups: Any) -> list[str]:
    """The names of some layers; only these are looked up, for a layer may refer to itself, or to others without end."""
    from pdfminer.utils import decode_text

    found = (_found(group) for group in _found(groups) or ())
    return [decode_text(_found(group["Name"])) for group in found if group is not None]


# A reference to a reference is rare, to itself an endless road.
_MOST_REFERENCES = 20


def _found(value: Any) -> Any:
    """What a value of a PDF is, or refers to. Raises ValueError where that leads nowhere."""
    from pdfminer.pdftypes import PDFObjRef

    for _ in range(_MOST_REFERENCES):
        if not isinstance(value, PDFObjRef):
            return value
        value = value.resolve()
    raise ValueError("a reference that leads to itself")


def is_switched_off(text_object: Any, off: Callable[[], Collection[str]]) -> bool:
    """Whether a piece of text stands in one of the layers that are `off`; asked for only where it is in one."""
    for index in range(pdfium.FPDFPageObj_CountMarks(text_object)):
        mark = pdfium.FPDFPageObj_GetMark(text_object, index)
        pdfium.FPDFPageObjMark_GetName(mark, _CHARACTERS, ctypes.sizeof(_CHARACTERS), _LENGTH)
        if _said() != _LAYER:
            continue
        room = ctypes.sizeof(_CHARACTERS)
        if pdfium.FPDFPageObjMark_GetParamStringValue(mark, _NAME, _CHARACTERS, room, _LENGTH) and _said() in off():
            return True
    return False


def _said() -> str:
    return bytes(_CHARACTERS)[: max(0, min(_LENGTH.value, ctypes.sizeof(_CHARACTERS)) - 2)].decode(
        "utf-16-le", "replace"
    )


def is_cut_off(text_object: Any) -> bool:
    """Whether a piece of text lies wholly outside the frame within which it is drawn."""
    clip = pdfium.FPDFPageObj_GetClipPath(text_object)
    count = pdfium.FPDFClipPath_CountPaths(clip)
    if count <= 0 or not pdfium.FPDFPageObj_GetBounds(text_object, *_EDGES):
        return False
    left, bottom, right, top = (edge.value for edge in _EDGES)
    return any(_outside(clip, index, left, bottom, right, top) for index in range(count))


def _outside(clip: Any, index: int, left: float, bottom: float, right: float, top: float) -> bool:
    """Whether a place lies beside all points of one path that cuts off."""
    points = pdfium.FPDFClipPath_CountPathSegments(clip, index)
    if not 0 < points <= _MOST_POINTS:
        return False
    x0 = y0 = math.inf
    x1 = y1 = -math.inf
    for k in range(points):
        pdfium.FPDFPathSegment_GetPoint(pdfium.FPDFClipPath_GetPathSegment(clip, index, k), _X, _Y)
        x0, x1, y0, y1 = min(x0, _X.value), max(x1, _X.value), min(y0, _Y.value), max(y1, _Y.value)
    return right < x0 or left > x1 or top < y0 or bottom > y1
