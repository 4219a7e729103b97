"""The same answer keys printed in every house style of the demonstration: layouts that no rule was written for.

    python -m tests.quality.variations KEY.json [KEY.json ...] [--style NAME] [--out FOLDER]

Prints what the reading of each variation scores on text, sections, footnotes and anchors.
"""

from __future__ import annotations

import argparse
import re
import tempfile
from pathlib import Path
from typing import Any

from corpus.demo.source import Part, Rich, Source
from corpus.demo.styles import STYLES
from corpus.demo.typeset import typeset
from tests.truth import read_key

MARK = re.compile(r"\[\^(\d+)\]")


def source_from_key(key: dict[str, Any], name: str) -> Source:
    """The document of an answer key as a source that can be printed in any style."""
    parts = []
    for block in key["blocks"]:
        kind = block["kind"]
        if kind == "pagebreak":
            continue
        number = block.get("number")
        if kind == "answer":
            parts += [
                Part(
                    "answer" if k == 0 else "para",
                    _rich(p),
                    marker=f"{number}." if k == 0 else "",
                    numbers=(number,),
                    owner=f"answer:{number}",
                )
                for k, p in enumerate(block["paras"])
            ]
        elif kind == "question":
            parts.append(
                Part(
                    "question", _rich(block["text"]), marker=f"{number}.", numbers=(number,), owner=f"question:{number}"
                )
            )
        elif kind == "table":
            rows = tuple(tuple(_rich(str(c)) for c in row) for row in block["rows"])
            parts.append(Part("table", Rich(""), rows=rows))
        elif kind == "heading":
            parts.append(Part("heading", _rich(block["title"]), number=number, level=block["level"]))
        elif kind == "signature":
            person = re.sub(r"\s+(?=(?:secretaris|voorzitter)\b)", "\n", block["text"], count=1)
            parts.append(Part("signature", Rich(person)))
        else:
            parts.append(
                Part(
                    kind,
                    _rich(block["text"].replace("\n", " ")),
                    level=block.get("level", 1),
                    marker=block.get("marker", ""),
                )
            )
    meta = key["meta"]
    front = {k: [v] for k, v in (("title", meta["title"]), ("body", meta["body"]), ("subtitle", meta["subtitle"])) if v}
    notes = {n: _rich(text.replace("\n", " ")) for n, text in key["footnotes"].items()}
    return Source(name, front, tuple(parts), notes)


def _rich(text: str) -> Rich:
    plain, marks, at = "", [], 0
    for m in MARK.finditer(text):
        plain += text[at : m.start()]
        marks.append((len(plain), m.group(1)))
        at = m.end()
    return Rich(plain + text[at:], (), tuple(marks))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("keys", nargs="+", type=Path)
    parser.add_argument("--style", action="append", choices=sorted(STYLES))
    parser.add_argument("--out", type=Path, default=None)
    args = parser.parse_args()
    folder = args.out or Path(tempfile.mkdtemp())
    folder.mkdir(parents=True, exist_ok=True)
    for path in args.keys:
        source = source_from_key(read_key(path), path.stem)
        for name in args.style or STYLES:
            pdf = folder / f"{path.stem}-{name}.pdf"
            typeset(source, STYLES[name], pdf)
            print(pdf)


if __name__ == "__main__":
    main()
