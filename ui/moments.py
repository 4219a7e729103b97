"""What documents said, in order of time: a row a document, with its date beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby
from typing import Protocol, TypeVar

from ui.labels import date_in_words
from ui.markup import Html, address, html, join, link


class Said(Protocol):
    """Something that a document said; those of one document come one after the other."""

    @property
    def sha256(self) -> str: ...
    @property
    def file(self) -> str: ...
    @property
    def title(self) -> str | None: ...
    @property
    def date(self) -> str | None: ...


S = TypeVar("S", bound=Said)


def in_time(rows: Sequence[S], facts: Callable[[S], str | None], draw: Callable[[S], Html]) -> Html:
    """A row for every document of `rows`: its date, title and `facts`, and under it what `draw` makes of each row."""
    groups = [list(group) for _, group in groupby(rows, key=lambda row: row.sha256)]
    return join(
        html(
            '<section class="as-moment"><div class="wanneer">{date}</div><div><h3>{title}</h3><p class="as-feiten">'
            "{facts}</p>{rows}</div></section>",
            date=date_in_words(first.date),
            title=link(first.title or first.file, address("document", doc=first.sha256[:12])),
            facts=facts(first),
            rows=join(map(draw, of_one)),
        )
        for of_one in groups
        for first in of_one[:1]
    )
