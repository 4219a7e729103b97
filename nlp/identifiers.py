"""The identifier of a source: readable, and the same whenever the same is known of the work."""

from __future__ import annotations

import re

from corpus.model import Source
from nlp.patterns import COUNCIL_NAMES, COUNCIL_PARTS
from nlp.works import plain, surname

_LAW_WORDS = re.compile(
    r"^(?:(?:voorontwerp|ontwerp|voorstel) van )?(?:decreet|besluit van de vlaamse regering|besluit|bvr|codex"
    r"|wet)(?: (?:betreffende|houdende|tot|over|inzake))?(?: (?:de|het))?\s*"
)
_PLAN_WORDS = re.compile(
    r"^(?:het |de |vlaams )?(?:actieplan|masterplan|plan|conceptnota|visienota|discussienota|startnota"
    r"|beleidsnota|beleidsbrief|regeerakkoord)\s+"
)


def identifier(source: Source, words: int = 2) -> str:
    """Such as `vlor-2023-07-06-grondige-bijsturingen`, `verhaest-2018-de`, `sv-278-2022-01-28`.

    `words` is how many words of the title an advice or a law takes; more of them tell apart two works that would
    otherwise have the same identifier.
    """
    title = plain(source.title or "")
    date = source.date or ""
    kind = source.kind
    if kind == "schriftelijke_vraag":
        return _join("sv", source.number or "", date)
    if kind == "advies":
        return _join(_author(source) or "advies", date, _first(title, words if date else words + 2))
    if kind in ("decreet", "besluit", "codex"):
        name = _LAW_WORDS.sub("", title) or title
        return _join(kind, date, _first(name, words + 1 if not name.startswith("programmadecreet") else words - 1))
    if kind in ("conceptnota", "actieplan"):
        name = _PLAN_WORDS.sub("", title + " ").strip()
        prefix = kind if name or title else _join(_author(source), kind)
        return _join(prefix, date, _first(name if name not in ("conceptnota", "actieplan") else "", words + 1))
    if kind == "webpagina" and source.url:
        return _join("web", plain(re.sub(r"https?://(?:www\.)?", "", source.url)).replace(" ", "-")[:60])
    author = _author(source)
    if author and title:
        return _join(author, date[:4], _first(title, words - 1 if date else words + 1))
    if author:
        return _join(author, date[:4], kind)
    return _join(_first(title, words + 3) or kind, date[:4])


def _author(source: Source) -> str:
    if not source.authors:
        return ""
    first = source.authors[0]
    if any(first.lower().startswith(n.lower()) for n in COUNCIL_NAMES) or first in COUNCIL_PARTS:
        return "vlor"
    name = surname(first) or plain(first)
    return "-".join(name.split()[:5])


def _first(text: str, count: int) -> str:
    return "-".join(text.split()[: max(1, count)])


def _join(*parts: str) -> str:
    return re.sub(r"-{2,}", "-", "-".join(p for p in parts if p)).strip("-").replace(" ", "-") or "bron"
