"""What to leave out of a query that finds nothing, and what is found then."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

from corpus.errors import AdviesspoorError
from index.query import (
    ANYTHING,
    PIECE,
    Filters,
    narrowed,
    parse_query,
    plain_quotes,
    say_filter,
)
from index.search import search
from index.store import Corpus

# Results that are counted at most; beyond that "of meer" says enough.
COUNTED = 50


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A query that finds something: `text` and `filters` to search with, and what was left out of the first, in Dutch.

    `found` is the number of sections, at most COUNTED.
    """

    without: str
    text: str
    filters: Filters
    found: int


def suggest(corpus: Corpus, text: str, filters: Filters = ANYTHING) -> list[Suggestion]:
    """The queries with one condition less than `text` and `filters` that do find something, most found first.

    When leaving out one is not enough, the query without any condition. Raises AdviesspoorError as `search` does.
    """
    parse_query(text, filters)
    singles = [*_of_text(plain_quotes(text), filters), *_of_filters(text, filters)]
    found = [s for s in (_tried(corpus, *single) for single in singles) if s]
    if not found and len(singles) > 1:
        bare = " ".join(PIECE.sub(lambda m: f" {m['phrase']} " if m["phrase"] else " ", plain_quotes(text)).split())
        whole = _tried(corpus, "alle voorwaarden", bare, ANYTHING)
        found = [whole] if whole else []
    return sorted(found, key=lambda s: -s.found)


def _of_text(text: str, filters: Filters) -> list[tuple[str, str, Filters]]:
    """The text with one of its pieces less; a phrase stays as its words."""
    tries = []
    for match in PIECE.finditer(text):
        instead = f" {match['phrase']} " if match["phrase"] else " "
        rest = " ".join((text[: match.start()] + instead + text[match.end() :]).split())
        piece = match.group().strip()
        tries.append((f"de aanhalingstekens om {piece}" if match["phrase"] else piece, rest, filters))
    return tries


def _of_filters(text: str, filters: Filters) -> list[tuple[str, str, Filters]]:
    set_ = [(f.name, getattr(filters, f.name)) for f in fields(filters)]
    return [
        (say_filter(name, value), text, replace(filters, **{name: None})) for name, value in set_ if value is not None
    ]


def _tried(corpus: Corpus, without: str, text: str, filters: Filters) -> Suggestion | None:
    query = parse_query(text, filters)
    if narrowed(corpus.catalogue, query) in (set(), frozenset()):
        return None
    try:
        number = len(search(corpus, text, filters, limit=COUNTED))
    except AdviesspoorError:  # what is left asks for nothing
        return None
    return Suggestion(without, text, filters, number) if number else None
