"""The works that the demonstration documents cite, and what a citation in given words says about one."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.demo.source import Source

WORKS = Path(__file__).parent / "works.json"

MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november",
    "december",
)  # fmt: skip

# "p. 14-16", "art. 27 en 28", "artikel 123/2": which part of the work is meant.
_PAGES = re.compile(r"\b(?:p\. ?\d+(?:-\d+)?|(?:art\.|artikel(?:en)?) [\d/]+(?:(?:, | en | tot )[\d/]+)*)")


@dataclass(frozen=True, slots=True)
class Work:
    """One work of the (invented) world. `titles` are the ways in which it is called, the full title first."""

    slug: str
    kind: str
    authors: tuple[str, ...]
    titles: tuple[str, ...]
    subtitle: str | None
    date: str | None
    url: str | None
    number: str | None = None


def read_works(sources: list[Source], listed_in: Path = WORKS) -> dict[str, Work]:
    """Every work that can be cited by its slug: those in `listed_in` and the demonstration documents themselves.

    Raises ValueError when two works have one slug.
    """
    works: dict[str, Work] = {}
    listed: dict[str, dict[str, Any]] = json.loads(listed_in.read_text(encoding="utf-8"))
    for slug, w in listed.items():
        titles = tuple(t for t in (w.get("title"), *w.get("also", [])) if t)
        works[slug] = Work(
            slug, w["type"], tuple(w.get("authors", ())), titles, w.get("subtitle"), w.get("date"), w.get("url"),
            w.get("number"),
        )  # fmt: skip
    for source in sources:
        own = source.get("slug")
        if own is None:
            raise ValueError(f"{source.name}: no slug in the front matter")
        if own in works:
            raise ValueError(f"{source.name}: the slug {own} is taken")
        title, body, kind = source.get("title"), source.get("body"), source.get("type") or "andere"
        authors = (f"Vlaamse Onderwijsraad, {body}",) if kind == "advies" else (body,) if body else ()
        works[own] = Work(
            own,
            source.get("cited_as") or kind,
            authors,
            tuple(t for t in (title, *source.front.get("also", [])) if t),
            source.get("subtitle"),
            source.get("date"),
            source.get("url"),
            source.get("number") if kind == "schriftelijke_vraag" else None,
        )
    return works


def words_of_date(date: str) -> str:
    """A date as Dutch words: "2023-03-09" is "9 maart 2023"."""
    year, month, day = date.split("-")
    return f"{int(day)} {MONTHS[int(month) - 1]} {year}"


def described(work: Work, raw: str, url: str | None) -> dict[str, Any]:
    """What the words `raw` say about the work they cite: its fields as far as these words give them."""
    title = next((t for t in work.titles if _in(t, raw)), None)
    link = url or (work.url if work.url and work.url in raw else None)
    pages = _PAGES.search(raw)
    return {
        "type": work.kind,
        "authors": list(work.authors),
        "title": title,
        "subtitle": work.subtitle if work.subtitle and _in(work.subtitle, raw) else None,
        "date": _date(work.date, raw),
        "url": link,
        "pages": pages.group() if pages else None,
        "source": work.slug,
    }


def _in(part: str, whole: str) -> bool:
    return part.lower() in whole.lower()


def _date(date: str | None, raw: str) -> str | None:
    """The date as precisely as the words give it."""
    if date is None:
        return None
    parts = date.split("-")
    if len(parts) == 3 and re.search(rf"\b{words_of_date(date)}\b", raw):
        return date
    if len(parts) >= 2 and f"{MONTHS[int(parts[1]) - 1]} {parts[0]}" in raw:
        return "-".join(parts[:2])
    return parts[0] if re.search(rf"\b{parts[0]}", raw) else None
