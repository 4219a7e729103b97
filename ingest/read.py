"""The whole stage: one file to a Reading."""

from __future__ import annotations

import hashlib
import logging
import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from corpus.errors import AdviesspoorError
from corpus.model import Category, Link, Page, Problem, Reading, Repair, Status
from ingest import blocks, layout, plain, repair
from ingest.lexicon import share_unknown
from ingest.page import RawPage
from ingest.pdf import PdfFile

log = logging.getLogger(__name__)

# A page whose text layer has more unknown words than this is recognised again (a good one has under 1 %).
BAD_TEXT_LAYER = 0.015
# A page with fewer characters than this and a picture on it has no usable text.
FEW_CHARACTERS = 25

PageDone = Callable[[int, int], None]


def read(path: Path, *, ocr_allowed: bool = True, page_done: PageDone | None = None) -> Reading:
    """Read a PDF or text file into clean blocks in reading order.

    `page_done(number, total)` is called after each page. Raises AdviesspoorError when nothing of the file can be read;
    a page that fails is in `Reading.pages` with its own status and reason.
    """
    if not path.exists():
        raise AdviesspoorError(f"Het bestand {path.name} bestaat niet.", Category.UNREADABLE)
    try:
        digest = file_digest(path)
        head = path.open("rb").read(1024)
    except OSError as error:
        raise AdviesspoorError(f"Het bestand {path.name} kan niet gelezen worden.", Category.UNREADABLE) from error
    if path.suffix.lower() == ".txt" and b"%PDF" not in head:
        return _read_plain(path, digest)
    return _read_pdf(path, digest, ocr_allowed, page_done)


def file_digest(path: Path) -> str:
    """The SHA-256 of a file's content, in hexadecimal."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _read_plain(path: Path, digest: str) -> Reading:
    raw = plain.read_text(path)
    raw, repairs = _repaired(raw)
    built = plain.build(raw, vocabulary_of(raw))
    last = max((s.page for b in built.blocks for s in b.text.lines), default=1)
    pages = tuple(Page(n, 0.0, 0.0, "plain_text") for n in range(1, last + 1))
    return Reading(path.name, digest, pages, built.blocks, (*repairs, *built.repairs))


def _read_pdf(path: Path, digest: str, ocr_allowed: bool, page_done: PageDone | None) -> Reading:
    raw: list[RawPage] = []
    with PdfFile(path) as file:
        info = file.info()
        for page in file.pages():
            raw.append(_with_ocr(file, page, ocr_allowed))
            if page_done is not None:
                page_done(page.number, len(file))
    recognised = any(p.origin != "digital" for p in raw)
    repairs: list[Repair] = []
    if recognised:
        raw, repairs = _repaired(raw)
    arranged = layout.arrange(raw)
    built = blocks.build(arranged, vocabulary_of(raw), recognised)
    problems = tuple(p.problem for p in raw if p.problem is not None)
    status = _status(raw)
    if status in (Status.FAILED,):
        raise AdviesspoorError("Geen enkele pagina van de PDF kon gelezen worden.", Category.DAMAGED)
    return Reading(
        file=path.name,
        sha256=digest,
        pages=tuple(Page(p.number, p.width, p.height, p.origin, p.status, p.problem) for p in raw),
        blocks=built.blocks,
        repairs=(*repairs, *built.repairs),
        links=_links(raw),
        info=info,
        status=status,
        problems=problems,
    )


def _with_ocr(file: PdfFile, page: RawPage, allowed: bool) -> RawPage:
    """The page, recognised by OCR where it has no text, and recognised again where its text layer is bad."""
    if page.status is Status.FAILED:
        return page
    characters = sum(len(w.text) for line in page.lines for w in line.words)
    without = (
        characters < FEW_CHARACTERS and (characters == 0 or page.origin == "text_layer") and file.has_image(page.number)
    )
    bad = (
        page.origin == "text_layer"
        and share_unknown(w.text for line in page.lines for w in line.words) > BAD_TEXT_LAYER
    )
    if not (without or bad):
        return page
    from ingest import ocr  # loads OpenCV, which a born-digital file never needs

    if not (allowed and ocr.available()):
        if bad:
            return page
        message = f"Pagina {page.number} is een scan zonder tekst; om die te lezen is Tesseract nodig."
        return _marked(page, Status.NEEDS_OCR, Problem(Category.NO_OCR, message, page.number))
    again = ocr.recognise(file.picture(page.number, ocr.render), page.number, page.width, page.height)
    if not bad:
        return again
    better = ocr.better(page, again)
    log.info("pagina %d: %s behouden", page.number, "nieuwe herkenning" if better is again else "tekstlaag")
    return better


def _marked(page: RawPage, status: Status, problem: Problem) -> RawPage:
    return RawPage(page.number, page.width, page.height, page.origin, page.lines, status=status, problem=problem)


def _repaired(pages: Sequence[RawPage]) -> tuple[list[RawPage], list[Repair]]:
    return repair.repair_pages(pages)


def _status(pages: Sequence[RawPage]) -> Status:
    states = {p.status for p in pages}
    if states == {Status.READ}:
        return Status.READ
    if Status.READ not in states and Status.PARTLY not in states:
        return Status.NEEDS_OCR if Status.NEEDS_OCR in states else Status.FAILED
    return Status.PARTLY


def _links(pages: Iterable[RawPage]) -> tuple[Link, ...]:
    return tuple(link for page in pages for link in page.links)


def vocabulary_of(pages: Iterable[RawPage]) -> frozenset[str]:
    """The words of a file in lower case, those broken at a line end left out."""
    words: set[str] = set()
    for page in pages:
        for line in page.lines:
            for word in line.words:
                if not word.text.endswith(("-", "\u00ad")):
                    words.update(re.findall(r"[^\W\d_][\w’'&-]*[\w]", word.text.lower()))
    return frozenset(words)
