"""Documents and graded queries to judge the finding by, apart from those that it was made with.

All of `tests/quality/heldout/` is invented for this: texts in the manner of the council and of other policies, with no
source. Half of the queries ("dev…") may be looked at while the search is changed, the other half ("held…") asks
about other documents and is only for a last judgement.
`second.json` asks about the demonstration and the shared documents, and was written without sight of the thesaurus.
`third.json` asks about these texts in the proportions of the shared queries; who wrote it saw the texts alone.

A document is a line `@ name | kind | date | body | title`, its sections begin with `# 1 Title` (the number may miss,
`# preamble` has no title), its questions and answers with `? 1` and `! 1`.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from corpus.model import Document, LineSpan, Meta, Page, PlacedText, Question, Section

FOLDER = Path(__file__).parent / "heldout"
_HEAD = re.compile(r"^(?P<mark>#+|\?|!) (?P<number>\d[\d.]*)? ?(?P<title>.*)$")


def invented_documents(folder: Path = FOLDER) -> list[Document]:
    """Every document of the files in `folder`."""
    texts = (path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.md")))
    return [_document(part) for text in texts for part in re.split(r"^@ ", text, flags=re.M)[1:]]


def _document(text: str) -> Document:
    head, _, rest = text.partition("\n")
    name, kind, date, body, title = (part.strip() for part in head.split("|"))
    sections: list[Section] = []
    asked: dict[int, PlacedText] = {}
    answered: dict[int, PlacedText] = {}
    for part in re.split(r"^(?=(?:#+|\?|!) )", rest, flags=re.M)[1:]:
        first, _, words = part.partition("\n")
        match = _HEAD.match(first)
        assert match, first
        placed = _placed(words.strip())
        if match["mark"] in "?!":
            (asked if match["mark"] == "?" else answered)[int(match["number"])] = placed
        elif match["title"] == "preamble":
            sections.append(Section("preamble", None, None, 0, None, 1, placed))
        else:
            number = match["number"]
            parent = number.rpartition(".")[0] or None if number else None
            level = len(match["mark"])
            sections.append(Section(number or match["title"], number, match["title"], level, parent, 1, placed))
    return Document(
        file=f"{name}.pdf",
        sha256=hashlib.sha256(name.encode()).hexdigest(),
        pages=(Page(1, 595, 842, "digital"),),
        kind=kind,  # type: ignore[arg-type]
        meta=Meta(title=title, date=date, body=None if body == "-" else body),
        sections=tuple(sections),
        questions=tuple(Question(n, q, answered.get(n), 1, 1) for n, q in asked.items()),
    )


def _placed(text: str) -> PlacedText:
    return PlacedText(text, (LineSpan(0, len(text), 1, None),))
