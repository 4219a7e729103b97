"""The answer key of a demonstration document, in the form that the quality measurement reads."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from corpus.demo.source import MARK, Part, Rich, Source, Span
from corpus.demo.works import Work, described

# Words that look like a mention or a cross-reference; outside an annotation they are a slip of the pen in the source.
_LOOKS_LIKE_ACTION = re.compile(r"\bactie(?:s|punt(?:en)?)? \d", re.IGNORECASE)
_LOOKS_LIKE_REFERENCE = re.compile(
    r"\b(?:hoofdstuk|punt|deel|voetnoot|bijlage|tabel|paragraaf) \d(?! ?(?:%|procent))", re.IGNORECASE
)


@dataclass
class _Key:
    """The lists of an answer key while they are being filled."""

    works: dict[str, Work]
    plans: dict[str, str]
    actions: list[dict[str, Any]] = field(default_factory=list)
    citations: list[dict[str, Any]] = field(default_factory=list)
    cross_references: list[dict[str, Any]] = field(default_factory=list)
    positions: list[dict[str, Any]] = field(default_factory=list)

    def note(self, rich: Rich, where: str) -> None:
        for span in rich.spans:
            words = rich.text[span.start : span.end]
            if span.kind in "aA":
                self._action(span, words, where)
            elif span.kind == "c":
                slug, _, url = span.args.partition(" ")
                if slug not in self.works:
                    raise ValueError(f"no work is called {slug}")
                fields = described(self.works[slug], words, url or None)
                self.citations.append({"where": where, **fields, "raw": words})
            elif span.kind == "x":
                self.cross_references.append({"where": where, "text": words, "to": span.args})
            elif span.kind == "!":
                self.positions.append({"where": where, "sentence": words, "stance": span.args})
        _check(rich, where)

    def _action(self, span: Span, words: str, where: str) -> None:
        numbers, _, plan = span.args.partition(" @")
        name = self.plans[plan] if plan else next(iter(self.plans.values()), None)
        for part in numbers.split(","):
            low, _, high = part.partition("-")
            run = [part] if not high else [str(n) for n in range(int(low), int(high) + 1)]
            kind = "definition" if span.kind == "A" else "mention"
            self.actions += [{"action": n, "kind": kind, "where": where, "text": words, "plan": name} for n in run]


def answer_key(source: Source, works: dict[str, Work], pages: list[int]) -> dict[str, Any]:
    """The key of `source`; `pages` tells for each of its parts on which page of the PDF it begins.

    Raises ValueError when an annotation points at nothing, or when words look like an action or cross-reference but are
    not annotated (`{n|…}` says that they are not).
    """
    plans = dict(re.split(r"\s*=\s*", plan, maxsplit=1) for plan in source.front.get("plan", []))
    key = _Key(works, plans)
    blocks: list[dict[str, Any]] = []
    where, page = "preamble", 1
    latest: dict[int, dict[str, Any]] = {}  # the question or answer block of each number
    for part, at in zip(source.parts, pages, strict=True):
        if part.kind == "contents":
            continue
        blocks += [{"kind": "pagebreak"}] * (at - page)
        page = max(page, at)
        if part.kind == "heading":
            where = part.number or part.rich.text
            blocks.append({"kind": "heading", "number": part.number, "title": part.rich.marked(), "level": part.level})
        elif part.kind in ("question", "answer"):
            where = f"{part.kind}:{part.numbers[0]}"
            for number in part.numbers:
                block: dict[str, Any] = {"kind": part.kind, "number": number}
                block |= {"text": part.rich.marked()} if part.kind == "question" else {"paras": [part.rich.marked()]}
                latest[number] = block
                blocks.append(block)
        elif part.owner:
            kind, number_of = part.owner.split(":")
            owned = next(p for p in source.parts if p.kind == kind and p.numbers[0] == int(number_of))
            for number in owned.numbers:
                if kind == "question":
                    latest[number]["text"] += "\n" + _words(part)
                else:
                    latest[number]["paras"].append(_words(part))
        else:
            blocks.append(_block(part))
        for rich in (part.rich, *(cell for row in part.rows for cell in row)):
            key.note(rich, where)
    # "2. en 5." stands before "3." on the page; a reader who pairs answers with questions has them by number.
    slots = [i for i, b in enumerate(blocks) if b["kind"] == "answer"]
    for i, answer in zip(slots, sorted((blocks[i] for i in slots), key=lambda b: int(b["number"])), strict=True):
        blocks[i] = answer
    for number_of_note, rich in source.notes.items():
        key.note(rich, f"fn:{number_of_note}")
    marks = [m for p in source.parts for r in (p.rich, *(c for row in p.rows for c in row)) for _, m in r.marks]
    if set(marks) != set(source.notes):
        raise ValueError(f"{source.name}: notes and their markers differ: {sorted(set(marks) ^ set(source.notes))}")
    return {
        "id": source.name,
        "type": source.get("type"),
        "slug": source.get("slug"),
        "remark": f"{MARK}: plannen, namen, titels en cijfers zijn bedacht.",
        "meta": _meta(source),
        "blocks": blocks,
        "footnotes": {number: rich.text for number, rich in source.notes.items()},
        "actions": key.actions,
        "citations": key.citations,
        "cross_references": key.cross_references,
        "positions": key.positions,
        "repairs": [],
    }


def _meta(source: Source) -> dict[str, Any]:
    names = (
        "title", "subtitle", "date", "body", "number", "author", "recipient", "requester", "request_date", "vote",
        "answer_date", "legislature",
    )  # fmt: skip
    signed = [part.rich.text.split("\n", 1) for part in source.parts if part.kind == "signature"]
    return {
        **{name: source.get(name) for name in names},
        "signatories": [{"name": name, "role": role} for name, role in signed],
        "language": "nl",
    }


def _block(part: Part) -> dict[str, Any]:
    if part.kind == "table":
        return {"kind": "table", "caption": None, "rows": [[cell.marked() for cell in row] for row in part.rows]}
    if part.kind == "bullet":
        return {"kind": "bullet", "level": part.level, "marker": part.marker, "text": part.rich.marked()}
    return {"kind": part.kind, "text": part.rich.marked()}


def _words(part: Part) -> str:
    """A block inside a question or answer as text: letters of sub-questions belong to it, bullets do not."""
    if part.kind == "table":
        return "\n".join("\t".join(cell.marked() for cell in row) for row in part.rows)
    lettered = part.kind == "bullet" and part.marker[0].isalnum()
    return f"{part.marker} {part.rich.marked()}" if lettered else part.rich.marked()


def _check(rich: Rich, where: str) -> None:
    for pattern, kinds in ((_LOOKS_LIKE_ACTION, "aAnc"), (_LOOKS_LIKE_REFERENCE, "xnc")):
        for m in pattern.finditer(rich.text):
            if not any(s.kind in kinds and s.start <= m.start() < s.end for s in rich.spans):
                raise ValueError(f"{where}: “{rich.text[m.start() : m.end() + 12]}” is not annotated")
