"""What was filled in on a form in a PDF: the values of its fields as words, at their place.

A field shows its value by a drawing of its own, which is no part of the text of its page.
"""

from __future__ import annotations

import ctypes
import textwrap
from collections.abc import Iterator, Sequence
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from corpus.model import Box
from ingest.drawing import Frame
from ingest.page import Word

# A field that is not shown, or not on screen; one whose value is a password.
_NOT_SHOWN = pdfium.FPDF_ANNOT_FLAG_HIDDEN | pdfium.FPDF_ANNOT_FLAG_NOVIEW
_PASSWORD = 1 << 13
# Kinds of fields with words in them: text and choices, not buttons.
_WITH_WORDS = ("Tx", "Ch")
# The type size of a value whose line has no words, in points at most; how wide a letter is and how far lines are apart.
_SIZE, _LETTER, _LINE = 11.0, 0.5, 1.2
# Of a value the first so many characters are read.
_LONGEST = 20_000


def has_fields(document: pypdfium2.PdfDocument) -> bool:
    """Whether a document is a form with fields that can be filled in."""
    return bool(pdfium.FPDF_GetFormType(document.raw) != pdfium.FORMTYPE_NONE)


def filled_in(page: pypdfium2.PdfPage, frame: Frame, words: Sequence[Word]) -> list[Word]:
    """The words of the values of the fields on a page; a value stands on the line of the `words` beside it."""
    found: list[Word] = []
    for index in range(pdfium.FPDFPage_GetAnnotCount(page.raw)):
        field = pdfium.FPDFPage_GetAnnot(page.raw, index)
        if not field:
            continue
        rect = pdfium.FS_RECTF()
        if _holds_words(field) and pdfium.FPDFAnnot_GetRect(field, rect):
            low, high = sorted((rect.bottom, rect.top))
            box = frame.box(min(rect.left, rect.right), low, max(rect.left, rect.right), high)
            found += _words(_text(field, b"V")[:_LONGEST], box, words)
        pdfium.FPDFPage_CloseAnnot(field)
    return found


def _holds_words(field: Any) -> bool:
    if pdfium.FPDFAnnot_GetSubtype(field) != pdfium.FPDF_ANNOT_WIDGET:
        return False
    flags = ctypes.c_float()
    pdfium.FPDFAnnot_GetNumberValue(field, b"Ff", flags)
    shown = not pdfium.FPDFAnnot_GetFlags(field) & _NOT_SHOWN and not int(flags.value) & _PASSWORD
    return shown and _text(field, b"FT") in _WITH_WORDS


def _text(field: Any, key: bytes) -> str:
    """What stands under `key` in the dictionary of a field, "" where nothing does."""
    length = pdfium.FPDFAnnot_GetStringValue(field, key, None, 0)
    buffer = (ctypes.c_ushort * (length // 2 + 1))()
    pdfium.FPDFAnnot_GetStringValue(field, key, buffer, length)
    return bytes(buffer)[: max(0, length - 2)].decode("utf-16-le", "replace")


def _words(value: str, box: Box, beside: Sequence[Word]) -> Iterator[Word]:
    """The words of a value in its field, line by line."""
    high, rows = box.bottom - box.top, value.splitlines()
    near = [w for w in beside if w.box and box.top - 2 < (w.box.top + w.box.bottom) / 2 < box.bottom + 2]
    label = min(near, key=lambda w: abs(w.box.x1 - box.x0) if w.box else 0.0, default=None)
    size = label.size if label else min(_SIZE, 0.7 * high)
    tall = label.box.bottom - label.box.top if label and label.box else size
    if high > 2 * _LINE * size:  # of several lines
        top, letters = box.top + 0.2 * size, max(1, int((box.x1 - box.x0) / (_LETTER * size)))
        rows = [part for row in rows for part in _wrapped(row, letters)]
    else:
        top = label.box.top if label and label.box else (box.top + box.bottom - size) / 2
        rows = [" ".join(rows)]
    for k, row in enumerate(rows):
        x, y = box.x0 + 2, top + k * _LINE * size
        for text in row.split():
            end = x + _LETTER * size * len(text)
            yield Word(text, Box(x, y, end, y + tall), size)
            x = end + _LETTER * size


def _wrapped(row: str, letters: int) -> list[str]:
    return textwrap.wrap(row, letters, break_long_words=False, break_on_hyphens=False)
