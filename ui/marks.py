"""A text with marks as HTML: links, positions, found words and footnote markers may cover each other in any way."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from ui.markup import Html, html, join, words

# From the outside in: what stands later in this list is nested in what stands earlier.
Layer = Literal["position", "passage", "link", "word"]
_ORDER: dict[Layer, int] = {"position": 0, "passage": 1, "link": 2, "word": 3}


@dataclass(frozen=True, slots=True)
class Span:
    """The stretch `start:end` of the text stands between `opening` and `closing`."""

    start: int
    end: int
    layer: Layer
    opening: Html
    closing: Html


@dataclass(frozen=True, slots=True)
class Point:
    """Something that stands between two characters: a footnote marker, the beginning of a page."""

    offset: int
    content: Html


def marked(
    text: str, spans: Iterable[Span], points: Iterable[Point] = (), start: int = 0, end: int | None = None
) -> Html:
    """`text[start:end]` with every span and point that falls in it; all words escaped, all tags closed in order.

    Spans are offsets in `text`; of links that cover each other the first and longest stays, for links cannot be nested.
    """
    end = len(text) if end is None else end
    cut = [_clip(s, start, end) for s in _without_nested_links(spans) if s.start < end and s.end > start]
    here = sorted((p for p in points if start <= p.offset <= end), key=lambda p: p.offset)
    borders = sorted({start, end, *(s.start for s in cut), *(s.end for s in cut), *(p.offset for p in here)})
    out: list[Html] = []
    open_now: list[Span] = []
    for at, border in enumerate(borders):
        follows = borders[at + 1] if at + 1 < len(borders) else border
        wanted = sorted(
            (s for s in cut if s.start <= border < s.end and follows > border),
            key=lambda s: (_ORDER[s.layer], s.start, -s.end),
        )
        kept = 0
        while kept < len(open_now) and kept < len(wanted) and open_now[kept] is wanted[kept]:
            kept += 1
        out += [s.closing for s in reversed(open_now[kept:])]
        out += [p.content for p in here if p.offset == border]
        out += [s.opening for s in wanted[kept:]]
        open_now = wanted
        out.append(words(text[border:follows]))
    return join(out)


def _clip(span: Span, start: int, end: int) -> Span:
    if span.start >= start and span.end <= end:
        return span
    return Span(max(span.start, start), min(span.end, end), span.layer, span.opening, span.closing)


def _without_nested_links(spans: Iterable[Span]) -> list[Span]:
    kept: list[Span] = []
    until = -1
    for span in sorted(spans, key=lambda s: (s.start, -s.end)):
        if span.end <= span.start:
            continue
        if span.layer == "link":
            if span.start < until:
                continue
            until = span.end
        kept.append(span)
    return kept


def found_words(marks: Sequence[tuple[int, int]]) -> list[Span]:
    """The words that a query found, as spans."""
    return [Span(a, b, "word", html('<mark class="woord">'), html("</mark>")) for a, b in marks]
