"""Headings in the margin beside the text: put before it; and what stands in a margin but is none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from corpus.model import Block
from ingest.blocks import build
from ingest.layout import arrange
from ingest.page import Line, RawPage
from ingest.pdf import make_line
from tests.test_layout import PROSE, columns, line, page


def text(top: float, count: int = 8) -> list[Line]:
    return [line(" ".join(PROSE).capitalize() + ".", 190, top + 14 * k, to=520) for k in range(count)]


def beside(said: str, one: Line, *, bold: bool = True) -> Line:
    """A line of text with words in the margin before it."""
    assert one.box
    margin = [replace(w, bold=bold) for w in line(said, 60, one.box.top).words]
    return make_line([*margin, *one.words], 1)


def with_margin(*heads: tuple[str, ...], bold: bool = True) -> RawPage:
    """A page with parts of eight lines; a head may go on beside the next lines."""
    lines: list[Line] = []
    for k, head in enumerate(heads):
        part = text(80 + 140 * k)
        part[: len(head)] = [beside(said, one, bold=bold) for said, one in zip(head, part, strict=False)]
        lines += part
    return page(1, *lines, *text(90 + 140 * len(heads), 10))


def found(one: RawPage) -> list[Block]:
    return list(build(arrange([one]), frozenset(), False).blocks)


def test_headings_in_the_margin_head_the_text_beside_them() -> None:
    blocks = found(with_margin(("Ouderdom van", "de gebouwen"), ("Wachtlijst",), ("Energie en wa-", "ter")))
    assert [b.text.text for b in blocks if b.kind == "heading"] == [
        "Ouderdom van de gebouwen", "Wachtlijst", "Energie en water",
    ]  # fmt: skip
    words = " ".join(b.text.text for b in blocks if b.kind != "heading").lower().split()
    assert words.count("begeleider") == 34  # every line once


@pytest.mark.parametrize(
    "one",
    [
        with_margin(("12.",), ("13.",), ("14.",)),  # numbered paragraphs
        with_margin(("zie ook",), ("en verder",), bold=False),  # plain words
        with_margin(("Wachtlijst",)),  # one alone is chance
        page(1, *columns(1, 20)),
    ],
)
def test_other_words_left_of_the_text_are_no_headings(one: RawPage) -> None:
    assert not [b for b in found(one) if b.kind == "heading" and b.text.text != "Wachtlijst"]
