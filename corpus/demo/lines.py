"""Lines of type: words of one or more looks, filled into lines, broken where Dutch allows it, and drawn."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from corpus.demo.styles import BLACK, Colour

_VOWELS = "aeiouyáéëèïóöüAEIOUY"
_SONORANTS = "lmnr"
_CONSONANTS = "bcdfghjklmnpqrstvwxz"
# Last syllables before which a Dutch word may always be broken: lera-ren, moge-lijk, oplei-dingen.
_LAST = re.compile(r"(?:[bdfgklmnprtvz]en|[dgklmnrt]ing(?:en)?|lijke?|tie|ties|heid|heden|schap)")


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters of one look; `rise` is a share of the size by which they stand higher."""

    text: str
    font: str
    size: float
    colour: Colour = BLACK
    rise: float = 0
    link: str | None = None

    @property
    def width(self) -> float:
        return float(pdfmetrics.stringWidth(self.text, self.font, self.size))


@dataclass(frozen=True, slots=True)
class Word:
    """Pieces without a space between them, and the footnotes that hang on them."""

    pieces: tuple[Piece, ...]
    notes: tuple[str, ...] = ()
    ends_line: bool = False  # a hard line end follows

    @property
    def width(self) -> float:
        return sum(p.width for p in self.pieces)


def break_lines(words: list[Word], width: float, first_back: float = 0, hyphenate: bool = False) -> list[list[Word]]:
    """Words filled into lines of `width` points (the first `first_back` longer), broken where `hyphenate` allows it."""
    lines: list[list[Word]] = []
    line: list[Word] = []
    queue = list(words)
    while queue:
        word = queue.pop(0)
        room = width + (first_back if not lines else 0) - (line_width([*line, word]) - word.width)
        if word.width <= room:
            line.append(word)
            if word.ends_line:
                lines.append(line)
                line = []
            continue
        if split := (_hyphenated(word, room) if hyphenate else None):
            line.append(split[0])
            queue.insert(0, split[1])
        elif not line:
            head, tail = _cut(word, room)
            line.append(head)
            queue.insert(0, tail)
        else:
            queue.insert(0, word)
        lines.append(line)
        line = []
    return [*lines, line] if line else lines


def line_width(line: list[Word]) -> float:
    """The width of the words with a space between each, in points."""
    gaps = sum(_space(w) for w in line[:-1])
    return sum(w.width for w in line) + gaps


def draw_line(canvas: Canvas, line: list[Word], x: float, y: float, stretch: float | None = None) -> float:
    """Draws words from `x` on base line `y`, spread over `stretch` points if given; returns where they end."""
    extra = 0.0
    if stretch is not None and len(line) > 1:
        extra = max(0.0, (stretch - line_width(line)) / (len(line) - 1))
    for i, word in enumerate(line):
        space = " " if i < len(line) - 1 else ""
        for j, piece in enumerate(word.pieces):
            # The space is drawn with the word: a text layer without spaces would make every reader guess.
            text = piece.text + (space if j == len(word.pieces) - 1 else "")
            canvas.setFillColorRGB(*piece.colour)
            canvas.setFont(piece.font, piece.size)
            base = piece.size / 0.62 if piece.rise else piece.size
            canvas.drawString(x, y + piece.rise * base, text)
            if piece.link:
                canvas.linkURL(piece.link, (x, y - 2, x + piece.width, y + piece.size), relative=0)
            x += piece.width
        x += (_space(word) + extra) if space else 0
    canvas.setFillColorRGB(0, 0, 0)
    return x


def _space(word: Word) -> float:
    piece = word.pieces[0]
    return float(pdfmetrics.stringWidth(" ", piece.font, piece.size))


def _hyphenated(word: Word, room: float) -> tuple[Word, Word] | None:
    """The word broken as late as fits, between two consonants that never begin a syllable together, or at a hyphen.

    Only words of one look are broken.
    """
    if len(word.pieces) > 2 or (len(word.pieces) == 2 and not word.pieces[1].rise) or word.pieces[0].link:
        return None
    piece, rest = word.pieces[0], word.pieces[1:]
    text = piece.text
    for at in range(len(text) - 3, 2, -1):
        own_hyphen = text[at - 1] == "-" and text[at].isalpha() and text[at - 2].isalpha()
        if not own_hyphen and not _syllable_ends(text, at):
            continue
        head = replace(piece, text=text[:at] + ("" if own_hyphen else "-"))
        if head.width <= room:
            return Word((head,)), Word((replace(piece, text=text[at:]), *rest), word.notes, word.ends_line)
    return None


def _syllable_ends(text: str, at: int) -> bool:
    if at + 2 > len(text) or not text.isalpha():
        return False
    before, left, right, after = (text[i] for i in range(at - 2, at + 2))
    if _LAST.fullmatch(text, at):
        return left in _VOWELS or left in _SONORANTS
    pair = (left in _SONORANTS and right in _CONSONANTS) or (left == right and left in _CONSONANTS)
    return pair and before in _VOWELS and after in _VOWELS


def _cut(word: Word, room: float) -> tuple[Word, Word]:
    """A word that is wider than a whole line (an address), cut after a slash if there is one, else anywhere."""
    piece = word.pieces[0]
    fitting = [i for i in range(1, len(piece.text)) if replace(piece, text=piece.text[:i]).width <= room]
    after_slash = [i for i in fitting if piece.text[i - 1] in "/-"]
    at = (after_slash or fitting or [1])[-1]
    head = Word((replace(piece, text=piece.text[:at]),))
    return head, Word((replace(piece, text=piece.text[at:]), *word.pieces[1:]), word.notes, word.ends_line)
