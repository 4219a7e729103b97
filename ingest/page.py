"""A page as it comes out of a file, before anyone has decided what is a heading or a footnote."""

from __future__ import annotations

from collections.abc import Iterable

from corpus.model import Box, Link, Problem, Reread, Status, TextOrigin
from corpus.values import value


@value(frozen=True, slots=True)
class Word:
    """One word as it stands on the page.

    `size` is the type size in points (for OCR: estimated from the height of the line), `raised` says that it stands as
    a superscript, `confidence` is the OCR's own between 0 and 1 (None for text that was not recognised), `stroke` the
    width of its strokes in points as the picture of its page shows it (0 where nobody measured it).
    A word without layout (plain text) has box None and size 0.
    """

    text: str
    box: Box | None
    size: float = 0.0
    bold: bool = False
    italic: bool = False
    raised: bool = False
    confidence: float | None = None
    stroke: float = 0.0


@value(frozen=True, slots=True)
class Line:
    """Words that stand on one base line next to each other, left to right.

    In plain text `blank` counts the blank lines before it (10 more for a white separator line) and `indent` the spaces
    that it begins with, `note` is the number of the note at the foot that begins with it ("" where it goes on with
    one); with layout they stay at their default.
    """

    words: tuple[Word, ...]
    box: Box | None
    page: int
    blank: int = 0
    indent: int = 0
    note: str | None = None

    @property
    def text(self) -> str:
        return " ".join(w.text for w in self.words)


@value(frozen=True, slots=True)
class Table:
    """A table as rows of cells, with the area of the page that it covers."""

    rows: tuple[tuple[str, ...], ...]
    box: Box


@value(frozen=True, slots=True)
class RawPage:
    """Everything that one page of a file shows: lines, ruled horizontal lines, tables, links, drawn boxes.

    Of a scan that leans all places are those on the page when it is turned by `lean` degrees, and stands upright.
    Of a page whose text is written up or down it, they are those on the page `turned` by so many degrees, clockwise.
    """

    number: int
    width: float
    height: float
    origin: TextOrigin
    lines: tuple[Line, ...]
    rules: tuple[Box, ...] = ()
    tables: tuple[Table, ...] = ()
    links: tuple[Link, ...] = ()
    frames: tuple[Box, ...] = ()
    status: Status = Status.READ
    problem: Problem | None = None
    reread: Reread | None = None
    lean: float = 0.0
    turned: int = 0


def around(boxes: Iterable[Box | None]) -> Box | None:
    """The smallest box around all of `boxes` that are there, None where none is."""
    there = [box for box in boxes if box is not None]
    if not there:
        return None
    x0, top, x1, bottom = there[0].x0, there[0].top, there[0].x1, there[0].bottom
    for box in there:  # compared by hand: this runs for every line of a file
        if box.x0 < x0:
            x0 = box.x0
        if box.top < top:
            top = box.top
        if box.x1 > x1:
            x1 = box.x1
        if box.bottom > bottom:
            bottom = box.bottom
    return Box(x0, top, x1, bottom)
