"""Pages that lean: their lines are read as if the page stood upright, and lie on the leaning page in the end.

A line of a page that leans by three degrees is as high as two lines, and a short one begins lower than a long one; no
measure of lines holds there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import cos, radians, sin

from corpus.model import Block, Box, Page, Place, Reading
from ingest.page import Line, RawPage, Word, around


def turned(box: Box, degrees: float, width: float, height: float) -> Box:
    """The box around `box` on a page (`width` by `height` points) turned about its middle, against the clock."""
    c, s = cos(radians(degrees)), sin(radians(degrees))
    across, down = width / 2, height / 2
    corners = [(x - across, y - down) for x in (box.x0, box.x1) for y in (box.top, box.bottom)]
    xs = [across + c * x + s * y for x, y in corners]
    ys = [down - s * x + c * y for x, y in corners]
    return Box(round(min(xs), 2), round(min(ys), 2), round(max(xs), 2), round(max(ys), 2))


def set_upright(page: RawPage, degrees: float) -> RawPage:
    """A page whose words lie on a leaning picture, with its words where they stand when it is turned by `degrees`.

    A word keeps the size of its box: that is drawn around a word which leans by little.
    """

    def upright(word: Word) -> Word:
        if word.box is None:
            return word
        wide, high = word.box.x1 - word.box.x0, word.box.bottom - word.box.top
        box = turned(word.box, degrees, page.width, page.height)
        x, y = (box.x0 + box.x1 - wide) / 2, (box.top + box.bottom - high) / 2
        return replace(word, box=Box(x, y, x + wide, y + high))

    lines: list[Line] = []
    for line in page.lines:
        words = tuple(upright(word) for word in line.words)
        lines.append(replace(line, words=words, box=around(word.box for word in words)))
    return replace(page, lines=tuple(lines), lean=degrees)


def as_it_lies(reading: Reading, pages: Sequence[RawPage]) -> Reading:
    """The reading with its places on the pages as they lie in the file, where these lean or were turned."""
    leaning = {page.number: page for page in pages if page.lean or page.turned}
    if not leaning:
        return reading

    quarters = {number for number, page in leaning.items() if page.turned}

    def laid(box: Box, number: int) -> Box:
        page = leaning.get(number)
        if page is None:
            return box
        return _turned_back(box, page) if page.turned else turned(box, -page.lean, page.width, page.height)

    def place_laid(place: Place) -> Place:
        return Place(place.page, tuple(laid(box, place.page) for box in place.boxes))

    def block_laid(block: Block) -> Block:
        spans = tuple(s if s.box is None else replace(s, box=laid(s.box, s.page)) for s in block.text.lines)
        return replace(block, text=replace(block.text, lines=spans))

    def page_laid(page: Page) -> Page:
        return replace(page, width=page.height, height=page.width) if page.number in quarters else page

    return replace(
        reading,
        pages=tuple(page_laid(page) for page in reading.pages),
        blocks=tuple(block_laid(block) for block in reading.blocks),
        repairs=tuple(replace(repair, place=place_laid(repair.place)) for repair in reading.repairs),
        links=tuple(
            replace(link, place=place_laid(link.place)) if link.place.page in quarters else link
            for link in reading.links  # those on a picture that leans were never moved
        ),
    )


def _turned_back(box: Box, page: RawPage) -> Box:
    """A place on a page that was turned a quarter to be read, as the page is shown."""
    if page.turned == 90:
        return Box(box.top, page.width - box.x1, box.bottom, page.width - box.x0)
    return Box(page.height - box.bottom, box.x0, page.height - box.top, box.x1)
