"""A Document without mistakes, built from an answer key: lets nlp/ and index/ be tested apart from reading."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import Any

from corpus.model import (
    Anchor,
    Block,
    Document,
    Footnote,
    LineSpan,
    Meta,
    Page,
    PlacedText,
    Question,
    Section,
    Signatory,
)

MARKER = re.compile(r"\[\^(\d+)\]")


def read_key(path: Path) -> dict[str, Any]:
    """The answer key at `path` as plain JSON."""
    key: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return key


def document_from_key(key: dict[str, Any], file: str) -> Document:
    """Sections, footnotes with anchors, questions and answers of an answer key; nothing that nlp/ has yet to find."""
    page = 1
    sections: list[dict[str, Any]] = [
        {"key": "preamble", "number": None, "title": None, "level": 0, "page": 1, "parts": []}
    ]
    questions: dict[int, list[tuple[int, str]]] = {}
    answers: dict[int, list[tuple[int, str]]] = {}
    for block in key["blocks"]:
        kind = block["kind"]
        if kind == "pagebreak":
            page += 1
        elif kind == "heading":
            title = MARKER.sub("", block["title"])
            name, again = block.get("number") or title, 2
            while any(s["key"] == name for s in sections):
                name, again = f"{block.get('number') or title} ({again})", again + 1
            sections.append(
                {
                    "key": name,
                    "number": block.get("number"),
                    "title": title,
                    "level": block["level"],
                    "page": page,
                    "parts": [],
                    "heading": block["title"],
                }
            )
        elif kind == "table":
            rows = "\n".join("\t".join(str(c) for c in row) for row in block["rows"])
            sections[-1]["parts"].append((page, rows))
        elif kind == "question":
            questions.setdefault(block["number"], []).append((page, block["text"]))
        elif kind == "answer":
            answers.setdefault(block["number"], []).extend((page, p) for p in block["paras"])
        elif kind != "signature":  # those are in the metadata, not in a section
            sections[-1]["parts"].append((page, block["text"]))

    anchors: dict[str, list[Anchor]] = {}
    built, parents = [], {0: None}
    for s in sections:
        for m in MARKER.finditer(s.get("heading", "")):
            anchors.setdefault(m.group(1), []).append(Anchor(s["key"], 0, s["title"][-60:]))
        level = s["level"]
        parent = next((parents[n] for n in range(level - 1, 0, -1) if n in parents), None)
        parents = {n: k for n, k in parents.items() if n < level} | {level: s["key"]}
        built.append(
            Section(s["key"], s["number"], s["title"], level, parent, s["page"], _text(s["parts"], s["key"], anchors))
        )
    return Document(
        file=file,
        meta=Meta(signatories=tuple(Signatory(**s) for s in key["meta"].get("signatories") or ())),
        sha256=hashlib.sha256(file.encode()).hexdigest(),
        pages=tuple(Page(n + 1, 595, 842, "digital") for n in range(page)),
        sections=tuple(s for s in built if s.key != "preamble" or s.body.text),
        questions=tuple(
            Question(
                n,
                _text(parts, f"question:{n}", anchors),
                _text(answers[n], f"answer:{n}", anchors) if n in answers else None,
                parts[0][0],
                answers[n][0][0] if n in answers else None,
            )
            for n, parts in questions.items()
        ),
        footnotes=tuple(
            Footnote(n, PlacedText(t, (LineSpan(0, len(t), 1, None),)), 1, tuple(anchors.get(n, ())))
            for n, t in key["footnotes"].items()
        ),
        cover=tuple(
            Block("cover", PlacedText(t, (LineSpan(0, len(t), 1, None),)), size=size)
            for t, size in ((key["meta"].get("title"), 24.0), (key["meta"].get("subtitle"), 16.0))
            if t
        ),
    )


def _text(parts: list[tuple[int, str]], where: str, anchors: dict[str, list[Anchor]]) -> PlacedText:
    text, spans = "", []
    for page, part in parts:
        if text:
            text += "\n\n"
        start = len(text)
        at = 0
        for m in MARKER.finditer(part):
            text += part[at : m.start()]
            anchors.setdefault(m.group(1), []).append(Anchor(where, len(text), text[-60:]))
            at = m.end()
        text += part[at:]
        spans.append(LineSpan(start, len(text), page, None))
    return PlacedText(text, tuple(spans))
