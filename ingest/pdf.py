"""Pages of a PDF as words, lines, rules, tables and links.

Characters come from pypdfium2 (pdfium's text page), which is an order of magnitude faster than pdfplumber's own
character layer; pdfplumber's table finder is asked only for pages whose ruled lines look like a table (cells.py).
"""

from __future__ import annotations

import ctypes
import itertools
import math
import re
import statistics
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from operator import itemgetter
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

import numpy
import pypdfium2
import pypdfium2.raw as pdfium
from numpy.typing import NDArray
from PIL.Image import Image

from corpus.errors import AdviesspoorError
from corpus.model import Box, Category, Link, Place, Problem, Status
from ingest.cells import find_cells
from ingest.dots import with_drawn_bullets
from ingest.drawing import IMAGE, TEXT, Frame, find_drawing, grounds, is_white, paths
from ingest.filled import filled_in, has_fields
from ingest.forms import refuse_endless_forms
from ingest.joining import cell_text
from ingest.layers import is_cut_off, is_switched_off, layers_off
from ingest.letters import plain_word
from ingest.limits import DEFAULT, MOST_LINKS, MOST_PIXELS, Limits
from ingest.page import Line, RawPage, Table, Word, around
from ingest.salvage import MOST_BYTES, Salvaged, salvage
from ingest.strips import find_strips, place

_BOLD = re.compile(r"bold|black|heavy|semibold|demi", re.I)
# "PTSerif-Regular", "Poppins-Italic": a name that says its style and no weight; the weight that pdfium reckons from the
# width of the stems is that of a bold type for many of these
_NOT_BOLD = re.compile(r"[-,](?:regular|roman|book|light|medium|text|normal|italic|oblique|it(?![a-z]))", re.I)
# From this weight on a font of which the name says nothing is bold.
_BOLD_WEIGHT = 600
_ITALIC = re.compile(r"italic|oblique", re.I)
_FILLED, _INVISIBLE, _FILLED_CLIPPING = 0, 3, 4
# Gives the names of the layers that are switched off.
_Off = Callable[[], Collection[str]]
# Why a file does not open that nothing can be done about.
_LOCKED = (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY)
# So many pages at the end that do not open are told one by one; more are a page count that is not true.
_TOLD_APART = 20
# Of how many characters, spread over the page, it is asked whether their font says what they are.
_ASKED = 200


class PdfFile:
    """An open PDF. Use as a context manager; `pages()` gives one page at a time, so memory does not grow."""

    def __init__(self, path: Path, password: str | None = None, limits: Limits = DEFAULT) -> None:
        """Open `path`. Raises AdviesspoorError (ENCRYPTED, DAMAGED, EMPTY, NOT_A_DOCUMENT, TOO_LARGE) otherwise."""
        self.path, self.limits = path, limits
        head = path.open("rb").read(1024)
        if not head:
            raise AdviesspoorError("Het bestand is leeg.", Category.EMPTY)
        if b"%PDF" not in head:
            raise AdviesspoorError("Dit is geen PDF-bestand.", Category.NOT_A_DOCUMENT)
        refuse_endless_forms(path)
        self.salvaged: Salvaged | None = None
        pdfium.FPDF_LoadDocument(b"", None)  # no file at all: its code stays where a file has no pages, which has none
        try:
            self.document = pypdfium2.PdfDocument(path, password=password)
        except pypdfium2.PdfiumError as error:
            code = int(pdfium.FPDF_GetLastError())
            code = int(pdfium.FPDF_ERR_SUCCESS) if code == pdfium.FPDF_ERR_FILE else code
            if code in _LOCKED or not self._salvage():
                raise _unopened(code) from error
        if self._next_good(0, min(len(self), limits.file_pages)) > len(self) and not self._salvage() and not len(self):
            raise _unopened(pdfium.FPDF_ERR_SUCCESS)

    @cached_property
    def _layers_off(self) -> frozenset[str]:
        return frozenset() if self.salvaged is not None else layers_off(self.path)

    def _off(self) -> frozenset[str]:
        """The names of the layers that are switched off, which are asked for only when a text stands in one."""
        return self._layers_off

    def _salvage(self) -> bool:
        """Open what is left of a file that does not open, or of which no page does; False where that is nothing."""
        if self.path.stat().st_size > MOST_BYTES:
            return False
        self.salvaged = salvage(self.path.read_bytes())
        if self.salvaged is None:
            return False
        try:
            document = pypdfium2.PdfDocument(self.salvaged.data)
        except pypdfium2.PdfiumError:
            self.salvaged = None
            return False
        self.document = document
        return True

    def __enter__(self) -> PdfFile:
        return self

    def __exit__(self, *_: object) -> None:
        self.document.close()

    def __len__(self) -> int:
        return len(self.document)

    def problem(self) -> Problem | None:
        """What must be said of the file as a whole: that it is damaged, and what is left of it."""
        if self.salvaged is None:
            return None
        found, claimed = len(self) - len(self.salvaged.lost), self.salvaged.claimed
        of = f"{found} van de {claimed}" if claimed > found else str(found)
        pages = "pagina is" if claimed == found == 1 else "pagina's zijn"
        said = f"De PDF is beschadigd (afgebroken of slecht bewaard): {of} {pages} teruggevonden."
        return Problem(Category.DAMAGED, f"{said} Vergelijk met het origineel of vraag het bestand opnieuw.")

    def info(self) -> tuple[tuple[str, str], ...]:
        """The document information that is filled in, such as ("Title", "…")."""
        found = ((key, _info(self.document, key)) for key in self.document.METADATA_KEYS)
        return tuple((key, value) for key, value in found if value)

    def pages(self, lost: Mapping[int, Problem] = MappingProxyType({})) -> Iterator[RawPage]:
        """Every page in order; a page that cannot be read comes as FAILED with its reason, under its own number.

        The pages that are `lost` are not tried, they come with the reason given. Where a file claims many more pages
        than it has, the missing ones come as one page; where it has more than the limit, so do those that are left out.
        """
        claimed = len(self.document)
        last = min(claimed, self.limits.file_pages)
        next_good = 0
        for number in range(1, last + 1):
            if number in lost:
                yield _failed(number, lost[number])
                continue
            page = self.page(number)
            if page.status is Status.FAILED and number >= next_good:
                next_good = self._next_good(number, last)
                if next_good > last >= number + _TOLD_APART:
                    said = f"De PDF zegt {claimed} pagina's te hebben, maar vanaf pagina {number} zijn er geen meer."
                    yield _failed(number, Problem(Category.DAMAGED, said, number))
                    return
            yield page
        if claimed > last:
            said = f"De PDF heeft {claimed} pagina's; alleen de eerste {last} zijn gelezen (instelling file_pages)."
            yield replace(_failed(last + 1, Problem(Category.TOO_LARGE, said, last + 1)), status=Status.SKIPPED)

    def _next_good(self, number: int, last: int) -> int:
        """The first page after `number` that can be opened, `last` + 1 where none can."""
        for index in range(number, last):
            page = pdfium.FPDF_LoadPage(self.document.raw, index)
            if page:
                pdfium.FPDF_ClosePage(page)
                return index + 1
        return last + 1

    def page(self, number: int) -> RawPage:
        """Page `number` (from 1)."""
        try:
            page = self._opened(number)
        except AdviesspoorError as error:
            return _failed(number, Problem(error.category, str(error), number))
        try:
            return self._read_page(page, number)
        finally:
            page.close()

    def _opened(self, number: int) -> pypdfium2.PdfPage:
        """Page `number`, to be closed. Raises AdviesspoorError where it does not open, be it for the second time."""
        try:
            if self.salvaged is not None and number in self.salvaged.lost:
                raise pypdfium2.PdfiumError("its contents are not in the file any more")
            return self.document[number - 1]
        except pypdfium2.PdfiumError as error:
            said = f"Pagina {number} is beschadigd en kon niet gelezen worden."
            raise AdviesspoorError(said, Category.DAMAGED) from error

    def has_image(self, number: int) -> bool:
        """Whether a picture covers most of page `number`: a scan."""
        page = self._opened(number)
        frame = Frame(page)
        found = find_drawing(page, frame).has_image
        page.close()
        return found

    def nameless(self, number: int) -> float:
        """The share of the characters on page `number` of which the font does not say what they are.

        1 where there is text but no character at all: then only the picture of the page can be read.
        """
        page = self._opened(number)
        textpage = page.get_textpage()
        count = pdfium.FPDFText_CountChars(textpage.raw)
        asked = range(0, max(0, count), max(1, count // _ASKED))
        without = sum(pdfium.FPDFText_HasUnicodeMapError(textpage.raw, index) == 1 for index in asked)
        share = (
            without / len(asked) if asked else float(any(True for _ in page.get_objects(filter=[TEXT], max_depth=3)))
        )
        textpage.close()
        page.close()
        return share

    def picture(self, number: int, render: Callable[[pypdfium2.PdfPage], Image]) -> Image:
        """Page `number` as `render` draws it."""
        page = self._opened(number)
        drawn = render(page)
        page.close()
        return drawn

    def _read_page(self, page: pypdfium2.PdfPage, number: int) -> RawPage:
        frame = Frame(page)
        drawn = find_drawing(page, frame)
        words, invisible, sideways = _words(page, frame, self._off)
        turned = 0
        if sideways is not None and _is_text(sideways, len(words)):
            turned = _turn(page, self._off)
            frame = Frame(page, turned)
            drawn = find_drawing(page, frame)
            words, invisible, sideways = _words(page, frame, self._off)
        if words and has_fields(self.document):  # a picture of a form is recognised, values and all
            words += filled_in(page, frame, words)
        tables: tuple[Table, ...] | None = ()
        if drawn.too_much:
            tables = None
        elif len(drawn.horizontal) >= 2 and len(drawn.vertical) >= 2 and words:
            tables = _tables(page, frame, words)
        problem = None
        if tables is None:
            said = f"Op pagina {number} staan zoveel lijnen en vlakken dat er geen tabellen gezocht zijn."
            tables, problem = (), Problem(Category.TOO_LARGE, said, number)
        tables = tables if sideways is None else (*tables, sideways)
        areas = [t.box for t in tables]
        return RawPage(
            number=number,
            width=frame.width,
            height=frame.height,
            origin="text_layer" if invisible and drawn.has_image else "digital",
            lines=with_drawn_bullets(_lines(words, number), drawn.dots),
            rules=tuple(r for r in drawn.horizontal if not any(_inside(r, t, 4) for t in areas)),
            tables=tables,
            links=_links(page, frame, words, number),
            frames=tuple(f for f in drawn.frames if not any(_inside(f, t, 6) for t in areas)),
            status=Status.PARTLY if problem else Status.READ,
            problem=problem,
            turned=turned,
        )


def refuse_huge_pictures(page: pypdfium2.PdfPage) -> None:
    """Raises AdviesspoorError(TOO_LARGE) where a picture on `page` has more pixels than fit in memory to draw it."""
    for item in page.get_objects(filter=[IMAGE], max_depth=3):
        across, down = item.get_px_size()
        if across * down > MOST_PIXELS:
            raise AdviesspoorError(f"Er staat een beeld van {across} bij {down} beeldpunten op.", Category.TOO_LARGE)


def _unopened(code: int) -> AdviesspoorError:
    """Why a PDF cannot be opened, by pdfium's code; it calls a file without pages a success."""
    if code == pdfium.FPDF_ERR_PASSWORD:
        said = "De PDF is beveiligd met een wachtwoord en kan niet gelezen worden."
        return AdviesspoorError(said, Category.ENCRYPTED)
    if code == pdfium.FPDF_ERR_SECURITY:
        said = "De PDF is versleuteld op een manier die niet gelezen kan worden."
        return AdviesspoorError(said, Category.ENCRYPTED)
    if code == pdfium.FPDF_ERR_SUCCESS:
        return AdviesspoorError("De PDF bevat geen pagina's.", Category.EMPTY)
    return AdviesspoorError("De PDF is beschadigd en kan niet geopend worden.", Category.DAMAGED)


def _info(document: pypdfium2.PdfDocument, key: str) -> str:
    """One entry of the document information, also where its UTF-16 is not right."""
    name = key.encode()
    length = pdfium.FPDF_GetMetaText(document.raw, name, None, 0)
    buffer = ctypes.create_string_buffer(length)
    pdfium.FPDF_GetMetaText(document.raw, name, buffer, length)
    return buffer.raw[: max(0, length - 2)].decode("utf-16-le", "replace")


def _failed(number: int, problem: Problem) -> RawPage:
    return RawPage(number, 595, 842, "digital", (), status=Status.FAILED, problem=problem)


def _words(page: pypdfium2.PdfPage, frame: Frame, off: _Off) -> tuple[list[Word], bool, Table | None]:
    """The words of a page in the order of its content stream, and whether all of them are drawn invisibly.

    A word ends at white space, at a jump, and where the type size changes (a superscript is a word of its own). What is
    written in another direction than most (an imprint up the margin, a stamp across the page) is left out; where most
    is, it comes apart as the table that was set sideways to fit.
    """
    textpage = page.get_textpage()
    drawn = list(_drawn_words(_Glyphs(textpage.raw, frame, off)))
    drawn = _without_white_on_white(drawn, page, frame)
    sideways = _sideways(drawn)
    if sideways:
        drawn = [(word, style) for word, style in drawn if not style.turned]
    words, invisible = _shown(drawn)
    # where all is drawn twice pdfium takes the spaces for doubles as well: then only the gaps are left to part words
    if len(words) < _DOUBLED * len(drawn):
        words, invisible = _shown(list(_drawn_words(_Glyphs(textpage.raw, frame, off, gaps_only=True))))
    textpage.close()
    return words, invisible, sideways


def _drawn_words(glyphs: _Glyphs) -> Iterator[tuple[Word, _Style]]:
    """Every word that stands on the page, with how it is set."""
    for piece in glyphs.pieces():
        text = piece.text
        if not text.isascii() or "\x02" in text:
            text = plain_word(text)
        box = Box(*piece.edges)
        if text.strip() and glyphs.frame.shows(box):
            style = piece.style
            yield Word(text, box, style.size or box.bottom - box.top, style.bold, style.italic), style


def _shown(drawn: Sequence[tuple[Word, _Style]]) -> tuple[list[Word], bool]:
    """The words that are to be read, each once, and whether they are drawn invisibly."""
    if not any(style.turned or style.invisible for style in {id(style): style for _, style in drawn}.values()):
        return _undouble([word for word, _ in drawn]), False
    turned = sum(bool(style.turned) for _, style in drawn)
    if turned and 2 * turned < len(drawn):
        drawn = [(word, style) for word, style in drawn if not style.turned]
    visible = [word for word, style in drawn if not style.invisible]
    hidden = [word for word, style in drawn if style.invisible]
    if hidden and len(visible) * 10 < len(hidden):
        return _undouble(hidden), True
    return _undouble(visible), False


def _without_white_on_white(
    drawn: list[tuple[Word, _Style]], page: pypdfium2.PdfPage, frame: Frame
) -> list[tuple[Word, _Style]]:
    """The words without those that nobody sees: white ones with nothing behind them but paper."""
    if not any(style.white for style in {id(style): style for _, style in drawn}.values()):
        return drawn
    dark = grounds(page, frame)
    if dark is None:
        return drawn
    return [(word, style) for word, style in drawn if not style.white or any(_covers(b, word) for b in dark)]


def _covers(ground: Box, word: Word) -> bool:
    assert word.box is not None
    x, y = (word.box.x0 + word.box.x1) / 2, _mid(word)
    return ground.x0 <= x <= ground.x1 and ground.top <= y <= ground.bottom


# So much white between two words, in type sizes, parts the cells of a table.
_CELLS_APART = 1.6


def _sideways(drawn: Sequence[tuple[Word, _Style]]) -> Table | None:
    """The rows and cells of what is written up or down the page, where that is most of it."""
    turned = [(word, style.turned) for word, style in drawn if style.turned and not style.invisible]
    if not turned or 2 * len(turned) < len(drawn):
        return None
    up = sum(angle > 0 for _, angle in turned) * 2 > len(turned)
    words = [replace(word, box=_upright(word.box, up)) for word, angle in turned if word.box and (angle > 0) == up]
    box = around(word.box for word, _ in turned)
    if box is None:
        return None
    lines = [_cells(line) for line in _lines(_undouble(words), 0)]
    size = statistics.median(word.size for word in words)
    strips = find_strips([cells for cells in lines if len(cells) > 1], size)
    rows = (place(cells, strips, size) if len(cells) > 1 else cells for cells in lines)
    return Table(tuple(tuple(cell_text([cell]) for cell in row) for row in rows), box)


def _cells(line: Line) -> list[list[Word]]:
    """The words of a line parted where the white between them is wide."""
    cells: list[list[Word]] = [[line.words[0]]]
    for one, two in itertools.pairwise(line.words):
        if one.box and two.box and two.box.x0 - one.box.x1 > _CELLS_APART * two.size:
            cells.append([])
        cells[-1].append(two)
    return cells


# A sideways page of text has so many lines, most of them whole: not cut into cells, and of so many words.
_FEWEST_LINES, _WHOLE_LINES, _WORDS_A_LINE = 5, 0.7, 6


def _is_text(sideways: Table, upright: int) -> bool:
    """Whether what is written up or down a page is text, and all that it has but for a running head of few words."""
    whole = [row[0].split() for row in sideways.rows if len(row) == 1]
    count = sum(map(len, whole))
    return (
        len(whole) >= max(_FEWEST_LINES, _WHOLE_LINES * len(sideways.rows))
        and count >= _WORDS_A_LINE * len(whole)
        and 10 * upright < count
    )


def _turn(page: pypdfium2.PdfPage, off: _Off) -> int:
    """By how many degrees, clockwise, a page must be turned on which most is written up or down."""
    return 90 if _words(page, Frame(page, 90), off)[2] is None else 270


def _upright(box: Box, up: bool) -> Box:
    """A place in writing that goes up or down the page, as it is when the page is turned so that it can be read."""
    if up:
        return Box(-box.bottom, box.x0, -box.top, box.x1)
    return Box(box.top, -box.x1, box.bottom, -box.x0)


# What stands between white space; \x02 is pdfium's sign for a hyphen at a line end.
_TOKEN = re.compile(r"[^\x00\x01\x03-\x20\xa0\u2000-\u200b\u3000]+")
# Left, top, right and bottom of a character as shown.
_Edges = tuple[float, float, float, float]
_Numbers = NDArray[numpy.float64]
# What is lower than this in points has no height of its own.
_LOWEST = 0.5
# Where fewer of the words on a page than this are left once doubles are out, everything is drawn twice.
_DOUBLED = 0.7
# Degrees by which a line of text may lean.
_MOST_LEAN = 10.0
# A gap between two words in the height of the letters, where no space tells.
_GAP = 0.18
# The mean advance of the letters of a word in its height; a word that is wider may have a gap in it.
_WIDEST = 0.62


class _Piece(NamedTuple):
    """Characters of one style that stand together."""

    text: str
    edges: _Edges
    style: _Style


class _Glyphs:
    """The characters of a text page with their places and styles; asks pdfium as little as it can, for that is dear."""

    def __init__(self, raw: Any, frame: Frame, off: _Off, gaps_only: bool = False) -> None:
        """`off`: the layers that are off; `gaps_only`: white space is no sign for where words end, only places are."""
        self._off = off
        self.raw, self.frame, self._gaps_only = raw, frame, gaps_only
        self._styles: dict[int, _Style] = {0: _NO_STYLE}
        self._fonts: dict[int, _Font] = {}
        self._rect = pdfium.FS_RECTF()
        self._page_at = ctypes.cast(raw, ctypes.c_void_p).value
        self._rect_at = ctypes.addressof(self._rect)
        self._tight = [ctypes.c_double() for _ in range(4)]

    def pieces(self) -> Iterator[_Piece]:
        """The words in the order of the content stream."""
        text = _characters(self.raw)
        spans = [found.span() for found in _TOKEN.finditer(text)]
        wholes: Iterable[_Piece | None] = itertools.repeat(None) if self._gaps_only else self._wholes(text, spans)
        for (first, end), whole in zip(spans, wholes, strict=False):
            if whole is not None:
                yield whole
            elif (turned := self._turned(text[first:end], first, end)) is not None:
                yield turned
            else:
                yield from self._parts(text, first, end)

    def _wholes(self, text: str, spans: Sequence[tuple[int, int]]) -> Iterator[_Piece | None]:
        """Each token as one piece, where its two ends show that nothing happens between them; None where they do not.

        All tokens of a page are asked for in one go: a loop in Python around each call takes longer than the call.
        """
        firsts, lasts = [first for first, _ in spans], [end - 1 for _, end in spans]
        held, held_last = self._held_by(firsts), self._held_by(lasts)
        x0, top, _, bottom = self._all_edges(firsts)
        _, top_last, x1, bottom_last = self._all_edges(lasts)
        width, height = x1 - x0, bottom - top
        letters = numpy.array(lasts) - numpy.array(firsts) + 1
        # comparisons with what has no place, which is no number, are false
        level = (abs(top - top_last) <= 0.01) & (abs(bottom - bottom_last) <= 0.01)
        whole = level & (width > 0) & (width < _WIDEST * height * letters + 0.3 * height)
        places = zip(x0.tolist(), top.tolist(), x1.tolist(), bottom.tolist(), strict=True)
        for (first, end), edges, one, two, fits in zip(spans, places, held, held_last, whole.tolist(), strict=True):
            if fits and one == two:
                style = self._styles.get(one or 0) or self._style(one or 0, first)
                yield _Piece(text[first:end], edges, style)
            else:
                yield None

    def _turned(self, text: str, first: int, end: int) -> _Piece | None:
        """The characters from `first` up to `end` as one piece, where they are written up or down the page."""
        style = self._style(self._held(first), first)
        if not style.turned:
            return None
        around_all = around(Box(*edges) for index in range(first, end) if (edges := self._edges(index)) is not None)
        return None if around_all is None else _Piece(text, _edges_of(around_all), style)

    def _parts(self, text: str, first: int, end: int) -> Iterator[_Piece]:
        """The pieces of a token, character by character."""
        letters: list[str] = []
        style, held = _NO_STYLE, -1
        x0 = top = x1 = bottom = 0.0
        before: _Edges | None = None
        for index in range(first, end):
            edges = self._edges(index)
            if edges is None:
                continue
            # a ligature of which each letter has the place of the whole
            if edges == before and self._held(index) == self._held(index - 1):
                letters.append(text[index])
                continue
            a, b, c, d = before = edges
            new_style = style
            # the style can only change where a piece begins, the height does, or a gap stands
            if not letters or abs((d - b) - (bottom - top)) > 0.01 or a - x1 > 0.12 * (d - b):
                now = self._held(index)
                if now != held:
                    held, new_style = now, self._style(now, index)
            gap = self._gaps_only and bool(letters) and a - x1 > _GAP * (bottom - top)
            if letters and (gap or _parted((x0, top, x1, bottom), edges, style, new_style)):
                yield _Piece("".join(letters), (x0, top, x1, bottom), style)
                letters.clear()
            if letters:
                x0, top, x1, bottom = min(x0, a), min(top, b), max(x1, c), max(bottom, d)
            else:
                x0, top, x1, bottom = edges
            style = new_style
            letters.append(text[index])
        if letters:
            yield _Piece("".join(letters), (x0, top, x1, bottom), style)

    def _edges(self, index: int) -> _Edges | None:
        rect = self._rect
        if not _get_loose_box(self._page_at, index, self._rect_at):
            return None
        edges = self.frame.edges(rect.left, rect.bottom, rect.right, rect.top)
        return edges if edges[3] - edges[1] >= _LOWEST else self._tight_edges(index)

    def _tight_edges(self, index: int) -> _Edges:
        """The place of the ink of a character: fonts without ascent give no height otherwise."""
        tight = self._tight
        pdfium.FPDFText_GetCharBox(self.raw, index, *tight)
        return self.frame.edges(tight[0].value, tight[2].value, tight[1].value, tight[3].value)

    def _all_edges(self, indices: Sequence[int]) -> tuple[_Numbers, _Numbers, _Numbers, _Numbers]:
        """What `_edges` gives for each of `indices`, by side; no numbers (NaN) for a character without a place."""
        rects = numpy.empty((len(indices), 4), numpy.float32)
        at = rects.ctypes.data
        found = list(map(_get_loose_box, itertools.repeat(self._page_at), indices, range(at, at + rects.nbytes, 16)))
        left, top, right, bottom = rects.T.astype(numpy.float64)
        sides = self.frame.edges(left, bottom, right, top)
        if not all(found):
            for side in sides:
                side[[k for k, there in enumerate(found) if not there]] = numpy.nan
        for k in numpy.flatnonzero(sides[3] - sides[1] < _LOWEST).tolist():
            for side, edge in zip(sides, self._tight_edges(indices[k]), strict=True):
                side[k] = edge
        return sides

    def _held(self, index: int) -> int:
        """The address of the text object that draws a character, 0 where none does."""
        return _get_text_object(self._page_at, index) or 0

    def _held_by(self, indices: Sequence[int]) -> list[int | None]:
        """The same for each of `indices`, None where none does."""
        return list(map(_get_text_object, itertools.repeat(self._page_at), indices))

    def _style(self, held: int, index: int) -> _Style:
        found = self._styles.get(held)
        if found is None:
            font_at = _get_font(held) or 0
            font = self._fonts.get(font_at)
            drawn = pdfium.FPDFText_GetTextObject(self.raw, index)
            if font is None:
                font = self._fonts[font_at] = _font(pdfium.FPDFTextObj_GetFont(drawn))
            found = self._styles[held] = _style(drawn, font, self.frame.rotation, self._off)
        return found


# Functions of pdfium that take and give plain addresses: half the time of pypdfium2's own, at a call for each word.
_get_text_object = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)(
    ctypes.cast(pdfium.FPDFText_GetTextObject, ctypes.c_void_p).value or 0
)
_get_loose_box = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)(
    ctypes.cast(pdfium.FPDFText_GetLooseCharBox, ctypes.c_void_p).value or 0
)
_get_font = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p)(
    ctypes.cast(pdfium.FPDFTextObj_GetFont, ctypes.c_void_p).value or 0
)


def _edges_of(box: Box) -> _Edges:
    return box.x0, box.top, box.x1, box.bottom


def _parted(word: _Edges, after: _Edges, style: _Style, new_style: _Style) -> bool:
    """Whether a character at `after` begins a new word behind one at `word`."""
    _, top, x1, bottom = word
    height, gap, drop = bottom - top, after[0] - x1, after[3] - bottom
    wide = 0.3 * height
    # the letters of a ligature share the place of its ink, which is lower than that of a letter with room for its line
    if style.size and new_style == style and _is_level(top, bottom, after):
        drop = 0.0
    # a font change inside a word (bold "ac" + regular "tie") stays one word when it touches
    if new_style is not style and new_style != style:
        wide = 0.12 * height
        if abs(new_style.size - style.size) > 0.12 * style.size:
            wide = -height
    return gap > wide or drop > 0.15 * height or drop < -0.15 * height or gap < -0.6 * height


def _is_level(top: float, bottom: float, after: _Edges) -> bool:
    """Whether of two heights in a line one holds the other."""
    above, below = after[1] - top, after[3] - bottom
    slack = 0.03 * (bottom - top)
    return (above > -slack and below < slack) or (above < slack and below > -slack)


def _characters(raw: Any) -> str:
    """The characters of a text page, one for each index; one call, or one a character where a page has rare signs."""
    count = pdfium.FPDFText_CountChars(raw)
    if count <= 0:
        return ""
    buffer = (ctypes.c_ushort * (count + 1))()
    if pdfium.FPDFText_GetText(raw, 0, count, buffer) == count + 1:
        text = bytes(buffer).decode("utf-16-le", "surrogatepass")[:count]
        if len(text) == count:
            return text
    return "".join(chr(pdfium.FPDFText_GetUnicode(raw, index)) for index in range(count))


@dataclass(frozen=True, slots=True)
class _Style:
    """How a text object is set: the type size is in points as shown, 0 where the file does not say.
    `white`: in the colour of paper, so that it shows only on something dark.

    `turned`: by how many degrees it is not written from left to right on the page as shown, 90 where it goes up.
    """

    bold: bool = False
    italic: bool = False
    invisible: bool = False
    size: float = 0.0
    turned: int = 0
    white: bool = False


_NO_STYLE = _Style()


class _Font(NamedTuple):
    """What a font says of the text that is set in it."""

    bold: bool
    italic: bool


def _font(font: Any) -> _Font:
    buffer = ctypes.create_string_buffer(256)
    pdfium.FPDFFont_GetBaseFontName(font, buffer, 256)
    name = buffer.value.decode("latin-1")
    return _Font(is_bold(name, pdfium.FPDFFont_GetWeight(font)), bool(_ITALIC.search(name)))


def _style(text_object: Any, font: _Font, rotation: int, off: _Off) -> _Style:
    size, matrix = ctypes.c_float(), pdfium.FS_MATRIX()
    pdfium.FPDFTextObj_GetFontSize(text_object, size)
    pdfium.FPDFPageObj_GetMatrix(text_object, matrix)
    shown = round(abs(size.value) * math.hypot(matrix.c, matrix.d), 2)
    mode = pdfium.FPDFTextObj_GetTextRenderMode(text_object)
    lean = math.degrees(math.atan2(matrix.b, matrix.a)) - rotation
    lean = (lean + 180) % 360 - 180
    turned = round(lean) if abs(lean) > _MOST_LEAN else 0
    white = mode in (_FILLED, _FILLED_CLIPPING) and is_white(text_object)
    hidden = mode == _INVISIBLE or is_cut_off(text_object) or is_switched_off(text_object, off)
    return _Style(font.bold, font.italic, hidden, shown, turned, white)


def is_bold(name: str, weight: int) -> bool:
    """Whether a font is bold: by its name, and where that says no style by the weight that pdfium reckons."""
    return bool(_BOLD.search(name)) or (weight >= _BOLD_WEIGHT and not _NOT_BOLD.search(name))


def _undouble(words: list[Word]) -> list[Word]:
    """Words drawn twice at nearly the same place (a shadow, a poor man's bold) once."""
    places: dict[str, list[tuple[float, float]]] = {}
    kept = []
    for word in words:
        assert word.box is not None
        x, y = word.box.x0, word.box.bottom
        twins = places.get(word.text)
        if twins is None:
            places[word.text] = [(x, y)]
            kept.append(word)
            continue
        if any(abs(a - x) < 1.5 and abs(b - y) < 1.5 for a, b in twins):
            continue
        twins.append((x, y))
        kept.append(word)
    return kept


def _lines(words: list[Word], number: int) -> list[Line]:
    """Words grouped by base line over the whole width of the page, from top to bottom; columns are cut later."""
    words = _with_initials(words)
    groups: list[list[Word]] = []
    recent: list[tuple[float, float]] = []  # the last base line and the type size of the last groups
    for base, word in sorted(((_base(word), word) for word in words), key=itemgetter(0)):
        size = word.size
        for back, (last, first_size) in enumerate(recent):
            if base - last < 0.2 * (first_size if first_size < size else size):
                groups[back - len(recent)].append(word)
                recent[back] = base, first_size
                break
        else:
            groups.append([word])
            recent = [*recent[-5:], (base, size)]
    groups = _attach_raised(groups)
    lines = []
    for group in groups:
        group.sort(key=lambda w: w.box.x0 if w.box else 0)
        group = _close_up(group)
        lines.append(make_line(group, number))
    return sorted(lines, key=lambda line: line.box.top if line.box else 0)


def _with_initials(words: list[Word]) -> list[Word]:
    """Words whose first letter is set over several lines (a drop cap) made whole, in the place of the small letters."""
    large = [w for w in words if len(w.text) == 1 and w.text.isupper() and w.size > 16]
    for initial in large:
        one = initial.box
        assert one is not None
        beside = [
            w
            for w in words
            if w.box
            and w.size < 0.6 * initial.size
            and w.text[:1].islower()
            and -1 < w.box.x0 - one.x1 < 0.5 * initial.size
            and one.top - 2 < w.box.top < one.top + 0.4 * (one.bottom - one.top)
        ]
        if beside:
            rest = min(beside, key=lambda w: (w.box.top, w.box.x0) if w.box else (0, 0))
            words = [replace(w, text=initial.text + w.text) if w is rest else w for w in words if w is not initial]
    return words


# A gap that parts words is so many times the one between letters that are set apart.
_WORD_GAP = 1.7


def _close_up(words: list[Word]) -> list[Word]:
    """Letters that are set apart ("I N H O U D", "B es lui t") as words: a wider gap than usual parts two of them.

    A number stays a word of its own before them ("2 I N H O U D").
    """
    if len(words) < 3:
        return words
    letters = sum(len(w.text) == 1 and w.text.isalpha() for w in words)
    if not letters:
        return words
    gaps = [b.box.x0 - a.box.x1 if a.box and b.box else 0.0 for a, b in itertools.pairwise(words)]
    if len(words) >= 5 and letters >= 0.8 * len(words) and all(len(w.text) < 4 for w in words):
        widest = _WORD_GAP * sorted(gaps)[len(gaps) // 2] + 0.5
    elif letters >= 0.2 * len(words):
        widest = _widest_tracking(words, gaps)
    else:
        return words
    closed = [words[0]]
    for word, gap in zip(words[1:], gaps, strict=True):
        last = closed[-1]
        number = last.text[-1].isdecimal() and word.text[0].isalpha()
        if last.box and word.box and gap < widest and not number:
            box = Box(last.box.x0, min(last.box.top, word.box.top), word.box.x1, max(last.box.bottom, word.box.bottom))
            closed[-1] = replace(last, text=last.text + word.text, box=box)
        else:
            closed.append(word)
    return closed


def _widest_tracking(words: Sequence[Word], gaps: Sequence[float]) -> float:
    """The gap below which pieces of words stand where some letters are set apart; 0 where none are."""
    ordered = sorted(gaps)
    for small, wide in itertools.pairwise(ordered):
        if small <= 0 or wide < _WORD_GAP * small:
            continue
        beside = [(a, b) for a, b, gap in zip(words[:-1], words[1:], gaps, strict=True) if gap <= small]
        of_letters = all(a.text.isalpha() and b.text[0].isalpha() for a, b in beside)
        some_alone = sum(len(a.text) == 1 or len(b.text) == 1 for a, b in beside) >= 2
        return small * 1.01 if of_letters and some_alone and small < 0.25 * words[0].size else 0.0
    return 0.0


def _attach_raised(groups: list[list[Word]]) -> list[list[Word]]:
    """Put small words that stand next to a larger one, above its base line, into its line: superscripts."""
    tallest = [max(w.size for w in group) for group in groups]
    smallest = [min(w.size for w in group) for group in groups]
    for k, group in enumerate(groups):
        near = [
            i
            for i in (*range(max(0, k - 4), k), *range(k + 1, min(len(groups), k + 5)))
            if smallest[k] < _ALMOST_FULL * tallest[i]
        ]
        if not near:
            continue
        left = []
        before: tuple[Word, int] | None = None  # the last word that found a line, and that line
        for word in sorted(group, key=lambda w: w.box.x0 if w.box else 0):
            larger = [i for i in near if word.size < _most_of(word) * tallest[i]] if len(word.text) <= 6 else []
            ways = (_beside, _hangs_before) if word.text.isdecimal() and len(word.text) <= 3 else (_beside,)
            fits = (i for way in ways for i in larger if any(way(word, one) for one in groups[i]))
            home = next(fits, None)
            if home is None and before is not None and _goes_with(word, before[0]):
                home = before[1]
            if home is not None:
                groups[home].append(word)
                before = word, home
            else:
                left.append(word)
        group[:] = left
    return [g for g in groups if g]


# A raised word is smaller than its text by this much, or, a number, by that: browsers set it in five sixths.
_SMALL, _ALMOST_FULL = 0.85, 0.97
# A number that is almost as large as its text stands this far above the base line, in type sizes.
_RISE = 0.25


def _most_of(word: Word) -> float:
    """How large a raised word may be, in the type size of its text."""
    return _ALMOST_FULL if len(word.text) <= 3 and word.text.isdecimal() else _SMALL


def _beside(small: Word, large: Word) -> bool:
    one, two = small.box, large.box
    assert one is not None and two is not None
    if small.size > _SMALL * large.size and (
        small.size > _most_of(small) * large.size or _base(large) - _base(small) < _RISE * large.size
    ):
        return False
    overlap = min(one.bottom, two.bottom) - max(one.top, two.top)
    gap = one.x0 - two.x1 if one.x0 > two.x0 else two.x0 - one.x1
    return overlap > 0.45 * (one.bottom - one.top) and -0.2 * large.size < gap < 0.7 * large.size


# A raised number behind which another stands: "2,", "2;"
_MORE_RAISED = re.compile(r"\d{1,3}[,;]$")


def _goes_with(small: Word, before: Word) -> bool:
    """Whether a small number stands behind another with a space between: the 3 of a raised "2, 3"."""
    one, two = small.box, before.box
    assert one is not None and two is not None
    apart = one.x0 - two.x1
    return bool(_MORE_RAISED.match(before.text)) and small.text[:1].isdecimal() and 0 <= apart < 0.7 * small.size


def _hangs_before(small: Word, large: Word) -> bool:
    """Whether a small number (which it is, is seen before) stands a tab before a word, raised: the number of a note."""
    one, two = small.box, large.box
    assert one is not None and two is not None
    if small.size > _SMALL * large.size:
        return False
    raised = two.top - 0.35 * large.size < one.top < two.top + 0.2 * large.size and _base(small) < _base(large)
    return raised and 0 < two.x0 - one.x1 < 2.5 * large.size


def _base(word: Word) -> float:
    """The lower edge of a word with room for what hangs below the line, which some fonts do not count."""
    box = word.box
    assert box is not None
    if box.bottom - box.top < 0.85 * word.size and word.confidence is None:
        return box.bottom + 0.22 * word.size
    return box.bottom


def make_line(words: list[Word], number: int) -> Line:
    """A line of words that stand side by side; small words above the base line are marked as raised."""
    boxes = [w.box for w in words if w.box is not None]
    if not boxes:
        return Line(tuple(words), None, number)
    box = around(boxes)
    if all(w.size == words[0].size for w in words):  # nothing can be raised
        return Line(tuple(words), box, number)
    sizes = sorted(w.size for w in words for _ in w.text)
    main = sizes[len(sizes) // 2]
    if main < 0.85 * sizes[-1] and sum(s > 0.85 * sizes[-1] for s in sizes) >= 2:
        main = sizes[-1]
    bases = [_base(w) for w in words if w.box and w.size > 0.85 * main]
    base = sorted(bases)[len(bases) // 2] if bases else max(b.bottom for b in boxes)
    small = [w.box is not None and _is_raised(w, main, base) for w in words]
    marked = list(words)
    for is_small, run in itertools.groupby(range(len(words)), key=small.__getitem__):
        some = list(run)
        if is_small and _is_at_larger(words, some[0], some[-1] + 1, main):
            for k in some:
                marked[k] = replace(words[k], raised=True)
    return Line(tuple(marked), box, number)


def _is_raised(word: Word, size: float, base: float) -> bool:
    """Whether a word stands above the base line of a text of type `size`, and is smaller than it."""
    rise = base - _base(word)
    return (word.size < 0.8 * size and rise > 0.1 * size) or (word.size < _most_of(word) * size and rise > _RISE * size)


# How far from the words of its line a number stands that is raised, in their type size: behind one, before one.
_RAISED_BEHIND, _RAISED_BEFORE = 1.0, 2.5


def _is_at_larger(words: Sequence[Word], first: int, end: int, size: float) -> bool:
    """Whether small words stand at a larger one, as superscripts do: the text of a column beside a heading does not."""
    one, last = words[first].box, words[end - 1].box
    before = words[first - 1].box if first else None
    after = words[end].box if end < len(words) else None
    if one is not None and before is not None and one.x0 - before.x1 < _RAISED_BEHIND * size:
        return True
    near = last is not None and after is not None and after.x0 - last.x1 < _RAISED_BEFORE * size
    return near and end - first == 1 and len(words[first].text) <= 3


def _mid(word: Word) -> float:
    assert word.box is not None
    return (word.box.top + word.box.bottom) / 2


def _tables(page: pypdfium2.PdfPage, frame: Frame, words: list[Word]) -> tuple[Table, ...] | None:
    """The ruled tables of a page, their cells filled with `words`; None where too much is drawn to look for them.

    One of which only some rows are shaded, and none ruled, is left to what finds tables by how their words stand.
    """
    found = find_cells(paths(page), frame.box, frame.width, frame.height)
    if found is None:
        return None
    tables = []
    shaded = {}
    for drawn in found:
        rows = [row for row in (_row(words, cells) for cells in drawn.cells) if any(row)]
        box = around(cell for row in drawn.cells for cell in row)
        if box is not None and sum(len(row) >= 2 for row in rows) >= 2:
            tables.append(Table(tuple(rows), box))
            if drawn.shaded:
                shaded[box] = [cell for cell in max(drawn.cells, key=lambda r: sum(map(bool, r))) if cell is not None]
    if not shaded:
        return tuple(tables)
    free = [w for w in words if not any(w.box and _inside(w.box, table.box, 2) for table in tables)]
    return tuple(t for t in tables if t.box not in shaded or not _goes_on(t.box, shaded[t.box], free))


# Rows of a table that goes on where nothing is drawn stand no further apart than this, in type sizes; and what stands
# in two of its columns no closer.
_GOES_ON, _CELLS_APART = 2.5, 0.7


def _goes_on(table: Box, columns: Sequence[Box], words: list[Word]) -> bool:
    """Whether right above or under a table words stand in its columns, with the white between them that cells have."""
    within = [w for w in words if w.box and w.box.x1 > table.x0 and w.box.x0 < table.x1]
    below = [line for line in _lines([w for w in within if _mid(w) > table.bottom], 0) if line.box]
    above = [line for line in _lines([w for w in within if _mid(w) < table.top], 0) if line.box]
    return _continued(table.bottom, below, columns) or _continued(table.top, above[::-1], columns)


def _continued(at: float, lines: Sequence[Line], columns: Sequence[Box]) -> bool:
    """Whether the first of `lines` from `at` that has words in more than one column keeps to these."""
    for line in lines:
        assert line.box is not None
        if min(abs(line.box.top - at), abs(line.box.bottom - at)) > _GOES_ON * line.words[0].size:
            return False
        at = (line.box.top + line.box.bottom) / 2
        places = [
            next((k for k, c in enumerate(columns) if w.box and c.x0 - 1 <= w.box.x0 and w.box.x1 <= c.x1 + 1), None)
            for w in line.words
        ]
        if None in places:
            return False
        if len(set(places)) > 1:
            cells = itertools.pairwise(zip(line.words, places, strict=True))
            return all(
                b.box.x0 - a.box.x1 > _CELLS_APART * a.size for (a, k), (b, n) in cells if k != n and a.box and b.box
            )
    return False


def _row(words: list[Word], drawn: Sequence[Box | None]) -> tuple[str, ...]:
    """The cells of a row as text, so that those of one column stand at one place: a spanned one is empty."""
    texts = tuple("" if cell is None else _cell_text(words, cell) for cell in drawn)
    return texts if sum(cell is not None for cell in drawn) > 1 else tuple(filter(None, texts))


def _cell_text(words: list[Word], cell: Box) -> str:
    inside = []
    for word in words:
        assert word.box is not None
        x, y = (word.box.x0 + word.box.x1) / 2, _mid(word)
        if cell.x0 <= x <= cell.x1 and cell.top <= y <= cell.bottom:
            inside.append(word)
    return cell_text([line.words for line in _lines(inside, 0)])


def _inside(inner: Box, outer: Box, slack: float) -> bool:
    return (
        inner.x0 >= outer.x0 - slack
        and inner.x1 <= outer.x1 + slack
        and inner.top >= outer.top - slack
        and inner.bottom <= outer.bottom + slack
    )


def _links(page: pypdfium2.PdfPage, frame: Frame, words: list[Word], number: int) -> tuple[Link, ...]:
    """Link annotations with an address, and the words they lie on; of more than MOST_LINKS the first."""
    links: list[Link] = []
    position = ctypes.c_int(0)
    annotation = pdfium.FPDF_LINK()
    while len(links) < MOST_LINKS and pdfium.FPDFLink_Enumerate(page.raw, position, annotation):
        action = pdfium.FPDFLink_GetAction(annotation)
        if not action or pdfium.FPDFAction_GetType(action) != pdfium.PDFACTION_URI:
            continue
        length = pdfium.FPDFAction_GetURIPath(page.pdf.raw, action, None, 0)
        buffer = ctypes.create_string_buffer(length)
        pdfium.FPDFAction_GetURIPath(page.pdf.raw, action, buffer, length)
        rect = pdfium.FS_RECTF()
        if not pdfium.FPDFLink_GetAnnotRect(annotation, rect):
            continue
        low, high = sorted((rect.bottom, rect.top))  # some writers give the corners the other way round
        box = frame.box(min(rect.left, rect.right), low, max(rect.left, rect.right), high)
        covered = [
            w.text
            for w in words
            if w.box and box.x0 - 1 <= (w.box.x0 + w.box.x1) / 2 <= box.x1 + 1 and box.top <= _mid(w) <= box.bottom
        ]
        links.append(Link(Place(number, (box,)), " ".join(covered), buffer.value.decode("utf-8", "replace")))
    return tuple(links)
