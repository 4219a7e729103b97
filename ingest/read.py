"""The whole stage: one file to a Reading."""

from __future__ import annotations

import gc
import hashlib
import logging
import re
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Protocol

from corpus.errors import AdviesspoorError, cause
from corpus.model import Category, Link, Page, Place, Problem, Reading, Repair, Reread, Status
from corpus.names import name_text
from ingest import blocks, layout, plain, readings, repair
from ingest.lean import as_it_lies
from ingest.lexicon import share_unknown
from ingest.limits import DEFAULT, Limits
from ingest.page import Line, RawPage
from ingest.pdf import PdfFile
from ingest.recognised import find_or_recognise

log = logging.getLogger(__name__)

# A page whose text layer has more unknown words than this is recognised again (a good one has under 1 %).
BAD_TEXT_LAYER = 0.015
# A page with fewer characters than this and a picture on it has no usable text.
FEW_CHARACTERS = 25
# Where more of the words are unknown than this, and more of the characters nameless, the font has no map to Unicode.
GIBBERISH = 0.3
# So many words, spread over the page, tell whether it is gibberish.
_JUDGED = 40


class PageDone(Protocol):
    """What is called after each page of a PDF, with its number and their total, and with number 0 when it is open.

    `recognised` says that the page came out of OCR, which takes seconds where another takes a hundredth of one.
    """

    def __call__(self, number: int, total: int, recognised: bool = False) -> None: ...


def read(
    path: Path,
    *,
    ocr_allowed: bool = True,
    limits: Limits = DEFAULT,
    lost: Mapping[int, Problem] = MappingProxyType({}),
    kept: Path | None = None,
    page_done: PageDone | None = None,
) -> Reading:
    """Read a PDF or text file into clean blocks in reading order.

    Pages that are `lost` (one that killed or hung the process before) are not tried, they get the reason given. Pages
    that were recognised by OCR are left in the folder `kept`, and found there by a next attempt at the same file
    (ingest/recognised.py); who calls throws them away when the file is kept. `page_done` hears of each page of a PDF.
    Raises AdviesspoorError when nothing of the file can be read; a page that fails is in `Reading.pages` with its own
    status and reason.
    """
    _check(path, limits)
    try:
        digest = file_digest(path)
        head = path.open("rb").read(1024)
    except OSError as error:
        raise AdviesspoorError(
            f"Het bestand {name_text(path.name)} kan niet gelezen worden: {cause(error)}.", Category.UNREADABLE
        ) from error
    if path.suffix.lower() == ".txt" and b"%PDF" not in head:
        return _read_plain(path, digest, limits)
    with _rarer_collection():

        def complete(file: PdfFile, page: RawPage) -> RawPage:
            return _with_ocr(file, page, ocr_allowed, lambda: _recognised(file, page, digest, kept))

        raw, info, damage = _pages(path, limits, lost, page_done, complete)
        return _read_pdf(path, digest, raw, info, damage)


# How many new values there must be before the collector looks for cycles among them (Python's own choice is 700).
_COLLECT_AFTER = 1_000_000


@contextmanager
def _rarer_collection() -> Iterator[None]:
    """Look for cycles less often: a reading makes many small values without any, and looking costs a sixth of it."""
    before = gc.get_threshold()
    gc.set_threshold(_COLLECT_AFTER, *before[1:])
    try:
        yield
    finally:
        if not gc.get_freeze_count():  # what was read counts as old at once, which is not looked through again
            gc.freeze()
            gc.unfreeze()
        gc.set_threshold(*before)


def _check(path: Path, limits: Limits) -> None:
    """Raises AdviesspoorError where `path` is no file, or one that is too large: a pipe would keep us waiting."""
    name = name_text(path.name)
    try:
        found = path.stat()
    except OSError as error:
        gone = isinstance(error, FileNotFoundError)
        said = "bestaat niet" if gone else f"kan niet gelezen worden: {cause(error)}"
        raise AdviesspoorError(f"Het bestand {name} {said}.", Category.UNREADABLE) from error
    if not stat.S_ISREG(found.st_mode):
        said = "is een map" if stat.S_ISDIR(found.st_mode) else "is geen gewoon bestand"
        raise AdviesspoorError(f"{name} {said}.", Category.NOT_A_DOCUMENT)
    if found.st_size > limits.file_megabytes * 1e6:
        said = f"Het bestand {name} is groter dan {limits.file_megabytes:g} MB (instelling file_megabytes)."
        raise AdviesspoorError(said, Category.TOO_LARGE)


def file_digest(path: Path) -> str:
    """The SHA-256 of a file's content, in hexadecimal."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _read_plain(path: Path, digest: str, limits: Limits) -> Reading:
    if path.stat().st_size > limits.text_megabytes * 1e6:
        limit = f"{limits.text_megabytes:g} MB (instelling text_megabytes)"
        raise AdviesspoorError(f"Het tekstbestand {name_text(path.name)} is groter dan {limit}.", Category.TOO_LARGE)
    raw = plain.read_text(path, limits.file_pages)
    problems: tuple[Problem, ...] = ()
    if len(raw) > limits.file_pages:
        said = f"De tekst heeft meer dan {limits.file_pages} pagina's; alleen die zijn gelezen"
        problems = (Problem(Category.TOO_LARGE, f"{said} (instelling file_pages).", limits.file_pages + 1),)
        raw = raw[: limits.file_pages]
    problems += tuple(p.problem for p in raw if p.problem is not None)
    raw, repairs = _repaired(raw)
    built = plain.build(raw, vocabulary_of(raw))
    last = max([len(raw), *(s.page for b in built.blocks for s in b.text.lines)])
    warned = {p.number: p.problem for p in raw}
    pages = tuple(Page(n, 0.0, 0.0, "plain_text", problem=warned.get(n)) for n in range(1, last + 1))
    status = Status.PARTLY if problems else Status.READ
    return Reading(
        name_text(path.name), digest, pages, built.blocks, (*repairs, *built.repairs), links=_links(raw),
        status=status, problems=problems,
    )  # fmt: skip


def _pages(
    path: Path,
    limits: Limits,
    lost: Mapping[int, Problem],
    page_done: PageDone | None,
    complete: Callable[[PdfFile, RawPage], RawPage],
) -> tuple[list[RawPage], tuple[tuple[str, str], ...], Problem | None]:
    """Every page of a PDF, made `complete` by OCR, what the file says about itself, and what is damaged as a whole."""
    raw: list[RawPage] = []
    with PdfFile(path, limits=limits) as file:
        total = min(len(file), limits.file_pages)
        if page_done is not None:
            page_done(0, total)
        for page in file.pages(lost):
            try:
                raw.append(complete(file, page))
            except AdviesspoorError as error:  # what is no page may open once and not again
                raw.append(_marked(page, (), Status.FAILED, Problem(error.category, str(error), page.number)))
            if page_done is not None and page.number <= total:
                page_done(page.number, total, raw[-1].origin == "ocr")
        return raw, file.info(), file.problem()


def _read_pdf(
    path: Path, digest: str, raw: list[RawPage], info: tuple[tuple[str, str], ...], damage: Problem | None
) -> Reading:
    recognised = any(p.origin != "digital" for p in raw)
    repairs: list[Repair] = []
    if recognised:
        raw, repairs = _repaired(raw)
    arranged = layout.arrange(raw)
    built = blocks.build(arranged, vocabulary_of(raw), recognised)
    problems = tuple(p for p in (damage, *(page.problem for page in raw)) if p is not None)
    status = _status(raw)
    if damage is not None and status is Status.READ:
        status = Status.PARTLY
    if status in (Status.FAILED,):
        first = next((p.problem for p in raw if p.problem is not None), None)
        why = f" {first.message}" if first and len(raw) == 1 else ""
        raise AdviesspoorError(
            f"Geen enkele pagina van de PDF kon gelezen worden.{why}", first.category if first else Category.DAMAGED
        )
    if status is not Status.NEEDS_OCR and not any(line.words for p in raw for line in p.lines):
        if damage is not None:
            raise AdviesspoorError("De PDF is beschadigd: er is geen leesbare tekst van over.", Category.DAMAGED)
        why = " ".join(dict.fromkeys(p.message for p in problems[:3]))
        raise AdviesspoorError(f"De PDF bevat geen leesbare tekst. {why}".rstrip(), Category.NO_TEXT)
    reading = Reading(
        file=name_text(path.name),
        sha256=digest,
        pages=tuple(Page(p.number, p.width, p.height, p.origin, p.status, p.problem, p.reread) for p in raw),
        blocks=built.blocks,
        repairs=(*repairs, *built.repairs),
        links=_links(raw),
        info=info,
        status=status,
        problems=problems,
    )
    return as_it_lies(reading, raw)


def _with_ocr(file: PdfFile, page: RawPage, allowed: bool, recognise: Callable[[], RawPage]) -> RawPage:
    """The page, recognised by OCR where it has no text, and recognised again where its text layer is bad."""
    if page.status in (Status.FAILED, Status.SKIPPED):
        return page
    characters = sum(len(w.text) for line in page.lines for w in line.words)
    without = (
        characters < FEW_CHARACTERS and (characters == 0 or page.origin == "text_layer") and file.has_image(page.number)
    )
    layer = _unknown(page) if page.origin == "text_layer" else 0.0
    bad = layer > BAD_TEXT_LAYER
    nameless = not (without or bad) and _gibberish(page) and file.nameless(page.number) > GIBBERISH
    if not (without or bad or nameless):
        return _looked_over(file, page) if allowed else page
    from ingest import ocr  # loads OpenCV, which a born-digital file never needs

    if not (allowed and ocr.available()):
        if bad:
            return replace(page, reread=Reread("text_layer", layer))
        message = f"Pagina {page.number} is een scan zonder tekst; om die te lezen is Tesseract nodig."
        if nameless:
            message = f"De letters op pagina {page.number} hebben geen naam; om ze te lezen is Tesseract nodig."
        return _marked(page, (), Status.NEEDS_OCR, Problem(Category.NO_OCR, message, page.number))
    try:
        again = recognise()
    except AdviesspoorError as error:
        if bad:
            log.info("pagina %d: tekstlaag behouden, want herkennen lukte niet (%s)", page.number, error)
            return replace(page, reread=Reread("text_layer", layer))
        said = f"Pagina {page.number} kon niet herkend worden. {error}"
        return _marked(page, (), Status.FAILED, Problem(error.category, said, page.number))
    if without:
        return again
    unknown, again = _unknown(again), readings.completed(again, page)
    better = readings.better(page, again)
    if nameless and better is page:
        said = f"De tekst op pagina {page.number} is niet leesbaar: het lettertype zegt niet welke letters het zijn."
        return _marked(page, (), Status.PARTLY, Problem(Category.NO_TEXT, said, page.number))
    reread = Reread("ocr" if better is again else "text_layer", layer or _unknown(page), unknown)
    told = "nieuwe herkenning" if better is again else "tekstlaag"
    log.info("pagina %d: %s behouden (onbekend: %.3f, %.3f)", page.number, told, reread.layer, reread.again)
    if better is page:
        better = readings.completed(_looked_over(file, page), again)
    return replace(better, reread=reread)


def _looked_over(file: PdfFile, page: RawPage) -> RawPage:
    """A page that keeps its own text layer, with what only its picture shows: styles, rules and raised markers."""
    if page.origin != "text_layer":
        return page
    from ingest import ocr  # loads OpenCV, which a born-digital file never needs

    if not ocr.available():
        return page
    try:
        return ocr.look_over(file.picture(page.number, ocr.render), page)
    except AdviesspoorError as error:
        log.info("pagina %d: alleen de tekstlaag gelezen, niet het beeld (%s)", page.number, error)
        return page


def _unknown(page: RawPage) -> float:
    """The share of the words on a page that no word list explains."""
    return round(share_unknown(w.text for line in page.lines for w in line.words), 4)


def _gibberish(page: RawPage) -> bool:
    """Whether a page has no words, or words of which a spread sample is mostly unknown."""
    words = [w.text for line in page.lines for w in line.words]
    sample = words[:: max(1, len(words) // _JUDGED)]
    return not any(c.isalpha() for w in sample for c in w) or share_unknown(sample) > GIBBERISH


def _recognised(file: PdfFile, page: RawPage, digest: str, kept: Path | None) -> RawPage:
    """The page as OCR reads it, now or in an earlier attempt."""
    from ingest import ocr

    def recognise() -> RawPage:
        return ocr.recognise(file.picture(page.number, ocr.render), page.number, page.width, page.height)

    return find_or_recognise(kept, digest, page.number, recognise)


def _marked(page: RawPage, lines: tuple[Line, ...], status: Status, problem: Problem) -> RawPage:
    return replace(page, lines=lines, tables=(), status=status, problem=problem)


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
    return tuple(link for page in pages for link in (*page.links, *_printed_addresses(page)))


# An address alone on its line: how most programs that make text of a PDF print its link annotations
_ADDRESS = re.compile(r"\s*(?P<url>https?://\S+/\S+)\s*")


def _printed_addresses(page: RawPage) -> Iterator[Link]:
    """The addresses that stand by themselves on a page of a text file, as links of which the words are not known."""
    lines = page.lines if page.origin == "plain_text" else ()
    for match in filter(None, (_ADDRESS.fullmatch(line.text) for line in lines)):
        yield Link(Place(page.number), "", match["url"])


def vocabulary_of(pages: Iterable[RawPage]) -> frozenset[str]:
    """The words of a file in lower case, those broken at a line end left out."""
    texts = {word.text for page in pages for line in page.lines for word in line.words}
    whole = (text for text in texts if not text.endswith(("-", "\u00ad")))
    return frozenset(re.findall(r"[^\W\d_][\w’'&-]*[\w]", "\n".join(whole).lower()))
