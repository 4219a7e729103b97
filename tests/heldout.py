"""Documents and sentences that no rule was written for: printed, or built without reading mistakes, and compared.

All of `tests/data/heldout/` is invented for this. The documents are written like those of the demonstration
(corpus/demo/README.md), with the works that they cite in `works.json`. A line of `sentences.jsonl` is one sentence as
it stands in a text, footnote, list of sources or answer, with what a reader finds in it: numbers of actions, cited
works, and the stance of the council ("-": none; null: not judged).
"""

from __future__ import annotations

import json
import re
import textwrap
from itertools import groupby
from pathlib import Path
from typing import Any

from corpus.demo.print import print_document
from corpus.demo.source import Part, Source, read_sources
from corpus.demo.works import read_works
from corpus.exchange import export
from nlp.pipeline import link
from tests.quality.score import Score, score
from tests.truth import document_from_key

FOLDER = Path(__file__).parent / "data" / "heldout"
WHERE = {"tekst": "2", "voetnoot": "fn:1", "bronnen": "Bronnen", "antwoord": "answer:1"}
Row = dict[str, Any]


def print_documents(folder: Path) -> list[Path]:
    """Prints every document into `folder`/pdf, as plain text into `folder`/plain and its key into `folder`/truth.

    Returns the PDFs and the text files; the key of a file is called as the file without what follows the last "+".
    """
    for name in ("pdf", "plain", "truth"):
        (folder / name).mkdir(parents=True)
    files = []
    sources = read_sources(FOLDER)
    works = read_works(sources, FOLDER / "works.json")
    for source in sources:
        files.append(print_document(source, works, folder / "pdf", folder / "truth"))
        for name, blank in (("dense", True), ("paragraphs", False)):
            files.append(folder / "plain" / f"{source.name}+{name}.txt")
            files[-1].write_text(plain_text(source, blank), encoding="utf-8")
    return files


def key_of(file: Path) -> Path:
    """The answer key of a file that `print_documents` wrote."""
    return file.parents[1] / "truth" / f"{file.stem.partition('+')[0]}.json"


# --- a document as other programs take its text out of a PDF ----------------------------------------------------------


def plain_text(source: Source, blank_lines: bool, width: int = 95, notes_after: int = 12) -> str:
    """The text without cover and furniture, in lines of `width`: a blank line between paragraphs, or with
    `blank_lines` after each line. Markers are glued to their words; notes stand below every `notes_after` blocks."""
    out, notes, shown = [], [], 0
    parts = [part for part in source.parts if part.kind != "contents"]
    for together, run in groupby(parts, lambda part: part.kind == "preamble"):
        blocks = [block for part in run for block in _blocks(part)]
        if together and not blank_lines:
            blocks = ["\n".join(blocks)]
        for block in blocks:
            lines = [line for piece in re.sub(r"\[\^(\d+)\]", r"\1", block).split("\n") for line in _wrap(piece, width)]
            out.append(("\n\n" if blank_lines else "\n").join(lines))
            notes += re.findall(r"\[\^(\d+)\]", block)
            shown += 1
            if notes and shown >= notes_after:
                out.append(_foot(source, notes))
                notes, shown = [], 0
    return "\n\n".join([*out, *([_foot(source, notes)] if notes else [])]) + "\n"


def _blocks(part: Part) -> list[str]:
    if part.kind == "table":
        return [" ".join(cell.marked() for cell in row) for row in part.rows]
    label = part.number or part.marker
    return [f"{label} {part.rich.marked()}" if label else part.rich.marked()]


def _foot(source: Source, notes: list[str]) -> str:
    return "\n".join(line for n in notes for line in _wrap(f"{n} {source.notes[n].text}", 115))


def _wrap(text: str, width: int) -> list[str]:
    return textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False)


# --- single sentences -------------------------------------------------------------------------------------------------


def read_sentences(name: str = "sentences") -> list[Row]:
    """Every line of sentences.jsonl, or of another such file: blind-1 and blind-2 were written without the rules."""
    lines = (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def score_sentences(rows: list[Row]) -> Score:
    """Each sentence in a document of its own, then all compared together; a place is "<number> <where>"."""
    wanted: Row = {"actions": [], "citations": [], "positions": []}
    found: Row = {"actions": [], "citations": [], "positions": []}
    for row in rows:
        where = WHERE[row["place"]]
        here = {"where": f"{row['id']} {where}"}
        exported = export(link(document_from_key(_key(row), f"{row['id']:03d}.pdf")))
        wanted["actions"] += [{"action": n, "kind": "mention", **here} for n in row["actions"]]
        wanted["citations"] += [{**c, "raw": c["words"], "url": None, "source": None, **here} for c in row["citations"]]
        if row["stance"] not in (None, "-"):
            wanted["positions"].append({"sentence": row["text"], "stance": row["stance"], **here})
        for name, rows_found in found.items():
            if name != "positions" or row["stance"] is not None:
                rows_found += [{**r, "kind": "mention", **here} for r in exported[name] if r["where"] == where]
    blank: Row = {"type": "advies", "meta": {}, "blocks": [], "sections": [], "questions": [], "cross_references": []}
    return score({**blank, "footnotes": {}, **wanted}, {**blank, "footnotes": [], **found})


def _key(row: Row) -> Row:
    """The answer key of a document in which the sentence stands at its place."""
    text, place = row["text"], row["place"]
    if place == "antwoord":
        blocks = [
            {"kind": "preamble", "text": "SCHRIFTELIJKE VRAAG\nnr. 31\nvan AN DE WILDE\ndatum: 8 november 2021"},
            {"kind": "question", "number": 1, "text": "Kan de minister de cijfers toelichten?"},
            {"kind": "answer", "number": 1, "paras": [text]},
        ]
        return {"meta": {"title": "Werkbaarheid - Cijfers"}, "blocks": blocks, "footnotes": {}}
    meeting = "De leden bespraken de tekst tijdens twee vergaderingen."
    shown = {"tekst": text, "voetnoot": meeting + "[^1]"}.get(place, meeting)
    blocks = [
        {"kind": "preamble", "text": "Raad Basisonderwijs\n11 mei 2023\nAdvies over de uitvoering van het kader"},
        {"kind": "heading", "number": "1", "title": "Aanleiding", "level": 1},
        {"kind": "para", "text": "De Vlor kreeg op 3 maart een adviesvraag en besprak die in zijn werkgroep."},
        {"kind": "heading", "number": "2", "title": "Bespreking", "level": 1},
        {"kind": "para", "text": shown},
    ]
    if place == "bronnen":
        blocks += [
            {"kind": "heading", "number": None, "title": "Bronnen", "level": 1},
            {"kind": "entry", "text": text},
        ]
    notes = {"1": text} if place == "voetnoot" else {}
    return {"meta": {"title": "Advies over de uitvoering van het kader"}, "blocks": blocks, "footnotes": notes}
