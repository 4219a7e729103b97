"""A block being put together from rows, and what its rows look like."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from corpus.model import BlockKind
from ingest.layout import Layout
from ingest.page import Line, Word
from ingest.rows import Row, line_size, parted

# Signs that open a list item when they stand alone before it; those that nothing else is, and those that may be.
SURE_BULLETS = "¬•▪▫◦‣∙●○■□◼◻◆◇◊❖✦✧★☆☐☑☒❑❒✓✔✗✘►▸▶▷➢➣➔➜➤→⇒"
BULLETS = SURE_BULLETS + "·–—-*"


# What OCR makes of a bullet: "e Voor wie", "o Vlaamse", "« de", "© de", "° de"
OCR_BULLETS = {
    "e",
    "o",
    "*",
    "«",
    "»",
    "©",
    "®",
    "°",
    "=",
    "+",
    "¢",
    "¥",
    "s",
    "-",
    "”",
    "“",
    "’",
    "‘",
    "8",
    "0",
    "6",
    "@",
    "#",
}


ORDERED = re.compile(
    r"^(?:\d{1,2}(?:[-–]\d{1,2})?[.)°]|[a-z][.)]|\((?:\d{1,2}|[a-z]|[ivx]+)\)|[ivx]{1,4}[.)]|\d{1,2}\.?\)|[①-⑳❶-❿➀-➓])$"
)


_LETTER = re.compile(r"\w")
TERMINAL = re.compile(r"[.!?;:…][’”\"')\]]*$")


@dataclass(slots=True)
class Draft:
    """A block being put together from rows."""

    kind: BlockKind
    rows: list[Row]
    number: str | None = None
    marker: str | None = None
    indent: float = 0.0
    text_x: float = 0.0
    level: int | None = None
    size: float = 0.0
    bold: bool = False
    cells: list[list[str]] = field(default_factory=list)
    read_as: str | None = None


def is_bold(line: Line) -> bool:
    """Whether every word of a line is bold, markers apart; a line without words (a table's) is not."""
    return (
        bool(line.words)
        and line.words[0].bold
        and all(w.bold for w in line.words if not w.raised and _LETTER.search(w.text))
    )


def is_italic(line: Line) -> bool:
    """Whether every word of a line is italic, markers apart; a line without words (a table's) is not."""
    return (
        bool(line.words)
        and line.words[0].italic
        and all(w.italic for w in line.words if not w.raised and _LETTER.search(w.text))
    )


def same_style(one: Row, two: Row, layout: Layout) -> bool:
    """Whether two rows are of one size and look: bold, italic, underlined."""
    if not one.line.words or not two.line.words:
        return False
    sizes = line_size(one.line), line_size(two.line)
    same_size = abs(sizes[0] - sizes[1]) < 0.07 * max(layout.size, *sizes)
    same_look = is_bold(one.line) == is_bold(two.line) and is_italic(one.line) == is_italic(two.line)
    return same_size and same_look and one.underlined == two.underlined


def is_text(draft: Draft) -> bool:
    """Whether a draft is a paragraph of some length."""
    return draft.kind in ("paragraph", "quote") and sum(len(r.line.words) for r in draft.rows) > 25


def is_short(row: Row) -> bool:
    """Whether a row ends before three quarters of its column."""
    return row.line.box is not None and row.line.box.x1 < row.left + 0.75 * (row.right - row.left)


def is_justified(row: Row) -> bool:
    """Whether a row is filled up to the edge of its column, with even white between its words."""
    box = row.line.box
    if box is None:
        return False
    gaps = [b.box.x0 - a.box.x1 for a, b in zip(row.line.words, row.line.words[1:], strict=False) if a.box and b.box]
    # words of prose are never set so far apart as the cells of a table
    most = 2.5 * max(line_size(row.line), 6.0)
    return box.x1 > row.right - 3 and len(gaps) >= 3 and min(gaps) > 0.35 * max(gaps) and max(gaps) < most


def is_bullet(word: Word, recognised: bool, strict: bool = False) -> bool:
    """Whether a word opens a list item; not `strict` takes what recognition makes of a bullet, too."""
    if word.text in BULLETS or (len(word.text) == 1 and "\ue000" <= word.text <= "\uf8ff"):
        return True
    return recognised and not strict and word.text in OCR_BULLETS


# So much white, in type sizes, parts the cells of a table.
_CELLS_APART = 1.6


def segments(line: Line, size: float) -> list[list[Word]]:
    """The words of a line in groups that stand far apart."""
    return parted(line, _CELLS_APART, size)
