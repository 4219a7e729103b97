"""Prints the demonstration documents: `python -m corpus.demo.print [FOLDER]` writes their PDFs and answer keys."""

from __future__ import annotations

import io
import json
import sys
import tempfile
from pathlib import Path

import numpy as np
import pypdfium2
from PIL import Image, ImageFilter
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from corpus.demo.key import answer_key
from corpus.demo.source import MARK, Source, read_sources
from corpus.demo.styles import STYLES
from corpus.demo.typeset import HEIGHT, WIDTH, typeset
from corpus.demo.works import Work, read_works

PDFS = Path(__file__).parent.parent / "pdf"
KEYS = Path(__file__).parent / "truth"


def print_document(source: Source, works: dict[str, Work], pdfs: Path, keys: Path) -> Path:
    """Prints one document to `pdfs` and its answer key to `keys`; returns the PDF's path."""
    pdf = pdfs / f"{source.name}.pdf"
    style = STYLES[source.get("style") or "huis"]
    if source.get("scan"):
        with tempfile.TemporaryDirectory() as folder:
            clean = Path(folder) / "clean.pdf"
            result = typeset(source, style, clean)
            scan(clean, pdf)
    else:
        result = typeset(source, style, pdf)
    key = answer_key(source, works, result.starts)
    text = json.dumps(key, ensure_ascii=False, indent=1)
    (keys / f"{source.name}.json").write_text(text + "\n", encoding="utf-8")
    return pdf


def scan(clean: Path, pdf: Path, dpi: int = 200) -> None:
    """Makes of a clean PDF what an office scanner would: grey images, a little askew, unsharp and grainy; no text."""
    grain = np.random.default_rng(20090317)
    out = Canvas(str(pdf), pagesize=(WIDTH, HEIGHT), invariant=1)
    out.setSubject(MARK)
    document = pypdfium2.PdfDocument(clean)
    for number, page in enumerate(document):
        image = page.render(scale=dpi / 72, grayscale=True).to_pil()
        angle = (0.35, -0.5, 0.2, -0.25, 0.55)[number % 5]
        image = image.rotate(angle, resample=Image.Resampling.BICUBIC, fillcolor=255)
        image = image.filter(ImageFilter.GaussianBlur(0.6))
        pixels = np.asarray(image, dtype=np.float32) * 0.9 + 16 + grain.normal(0, 3.5, (image.height, image.width))
        noisy = Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))
        data = io.BytesIO()
        noisy.save(data, "JPEG", quality=42)
        data.seek(0)
        out.drawImage(ImageReader(data), 0, 0, WIDTH, HEIGHT)
        out.showPage()
    document.close()
    out.save()


def print_all(pdfs: Path = PDFS, keys: Path = KEYS) -> list[Path]:
    """Prints every demonstration document; returns the PDFs. Raises ValueError on a mistake in a source."""
    pdfs.mkdir(parents=True, exist_ok=True)
    keys.mkdir(parents=True, exist_ok=True)
    sources = read_sources()
    works = read_works(sources)
    return [print_document(source, works, pdfs, keys) for source in sources]


def main() -> None:
    """The command: prints into the repository, or into FOLDER/pdf and FOLDER/truth."""
    places = [Path(sys.argv[1]) / "pdf", Path(sys.argv[1]) / "truth"] if len(sys.argv) > 1 else []
    for pdf in print_all(*places):
        sys.stdout.write(f"{pdf.name}\n")


if __name__ == "__main__":
    main()
