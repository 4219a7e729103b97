"""A page of the PDF as an image, with the place that we talk about marked as with a marker pen."""

from __future__ import annotations

import io
import threading
from collections.abc import Sequence
from pathlib import Path

import pypdfium2
import streamlit as st
from PIL import Image, ImageChops, ImageDraw

from corpus.errors import AdviesspoorError
from corpus.model import Box, Category
from ingest.pdf import refuse_huge_pictures

_PEN = (255, 229, 120)
_pdfium = threading.Lock()  # PDFium is not made for several threads, and every visitor is one


def page_image(path: Path, page: int, boxes: Sequence[Box] = (), zoom: float = 1.0) -> bytes:
    """Page `page` (from 1) of the PDF at `path` as PNG, 2 pixels a point at zoom 1, with `boxes` (in points) marked.

    Raises AdviesspoorError when the page cannot be drawn.
    """
    flat = tuple((b.x0, b.top, b.x1, b.bottom) for b in boxes)
    return _draw(str(path), path.stat().st_mtime_ns if path.exists() else 0, page, flat, zoom)


@st.cache_data(show_spinner="De bladzijde wordt getekend…", max_entries=200)
def _draw(
    path: str, changed: int, page: int, boxes: tuple[tuple[float, float, float, float], ...], zoom: float
) -> bytes:
    try:
        with _pdfium:
            pdf = pypdfium2.PdfDocument(path)
            try:
                if not 1 <= page <= len(pdf):
                    raise AdviesspoorError(f"Bladzijde {page} bestaat niet in dit document van {len(pdf)} bladzijden.")
                sheet = pdf[page - 1]
                refuse_huge_pictures(sheet)
                # Absurdly large pages exist; an image of more than 4,000 pixels helps nobody.
                scale = min(2.0 * zoom, 4000 / max(sheet.get_size()))
                image = sheet.render(scale=scale).to_pil().convert("RGB")
            finally:
                pdf.close()
    except (pypdfium2.PdfiumError, OSError) as error:
        raise AdviesspoorError(
            f"Bladzijde {page} kan niet getekend worden: het bestand is niet leesbaar.", Category.UNREADABLE
        ) from error
    if boxes:
        image = _mark(image, [Box(*b) for b in boxes], scale)
    out = io.BytesIO()
    image.quantize(256, method=Image.Quantize.FASTOCTREE).save(out, "PNG")
    return out.getvalue()


def _mark(image: Image.Image, boxes: Sequence[Box], scale: float) -> Image.Image:
    layer = Image.new("RGB", image.size, "white")
    pen = ImageDraw.Draw(layer)
    for box in boxes:
        left, right = sorted((box.x0 * scale - 3, box.x1 * scale + 3))
        top, bottom = sorted((box.top * scale - 2, box.bottom * scale + 2))
        pen.rounded_rectangle((left, top, right, bottom), radius=4, fill=_PEN)
    return ImageChops.multiply(image, layer)
