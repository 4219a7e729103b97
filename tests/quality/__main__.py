"""Measures what the whole program makes of documents with an answer key: `python -m tests.quality` (`make quality`).

Reads all files of a set together with `ingest`, exports them with `export`, and compares. The demonstration corpus is
compared by `score.py` beside this file; what stands in ../shared/eval by the `score.py` that stands there.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.catalogue import get_document, list_documents
from corpus.exchange import export
from corpus.model import Document
from index.build import ingest
from index.settings import Settings, load_settings
from index.store import open_corpus
from tests.quality import search
from tests.quality.bars import CLUSTERING, LINKING, READING, Bars, below, repairs_below
from tests.quality.repairs import Repaired, count_repairs
from tests.quality.score import clustering, score

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared" / "eval"

LINES_SHOWN = 5
# Files that were made worse on purpose: 120 dpi, with a text layer in the wrong language.
DEGRADED = ("badocr",)


@dataclass(frozen=True, slots=True)
class Case:
    """A file with its answer key."""

    file: Path
    key: Path

    @property
    def name(self) -> str:
        """What the export is called."""
        return self.file.stem


@dataclass(frozen=True, slots=True)
class Table:
    """Values by measure and document, and the lines on what was missed and too much by the same two."""

    values: dict[str, dict[str, float]]
    notes: dict[tuple[str, str], list[str]]
    clustering: float | None


def demonstration() -> list[Case]:
    """The demonstration PDFs with the keys that were written when they were printed."""
    keys = ROOT / "corpus" / "demo" / "truth"
    return [Case(pdf, keys / f"{pdf.stem}.json") for pdf in sorted((ROOT / "corpus" / "pdf").glob("*.pdf"))]


def shared() -> list[Case]:
    """The shared files; a key is called as the first three characters of its files."""
    files = sorted([*(SHARED / "pdf").glob("*.pdf"), *(SHARED / "txt").glob("*.txt")])
    return [Case(file, SHARED / "truth" / f"{file.name[:3]}.json") for file in files]


def read_together(cases: Sequence[Case], settings: Settings) -> dict[str, Document]:
    """Ingest all files of the cases in one go; the documents by name of their file, resolved over all of them."""
    report = ingest([case.file for case in cases], settings)
    for outcome in report.outcomes:
        if outcome.result == "failed":
            sys.exit(f"{outcome.path}: {' '.join(p.message for p in outcome.problems)}")
    with open_corpus(settings) as corpus:
        rows = list_documents(corpus.catalogue)
        return {Path(row.file).stem: get_document(corpus.catalogue, row.sha256) for row in rows}


def group_of(document: Document) -> str:
    """By where its text came from: born digital, plain text, scans and bad text layers, or those that are degraded."""
    if Path(document.file).stem.endswith(DEGRADED):
        return "degraded scans"
    origins = {page.origin for page in document.pages}
    if origins == {"digital"}:
        return "born digital"
    return "plain text" if origins == {"plain_text"} else "scans"


def own_table(cases: Sequence[Case], exports: dict[str, dict[str, Any]]) -> Table:
    """Compared by our own measures."""
    values: dict[str, dict[str, float]] = {}
    notes: dict[tuple[str, str], list[str]] = {}
    scores = []
    for case in cases:
        scores.append(score(json.loads(case.key.read_text(encoding="utf-8")), exports[case.name]))
        for measure in scores[-1].measures:
            values.setdefault(measure.name, {})[case.name] = measure.value
            lines = [*(f"  - {line}" for line in measure.missed), *(f"  + {line}" for line in measure.extra)]
            notes[measure.name, case.name] = lines
    return Table(values, notes, clustering(scores))


def shared_table(cases: Sequence[Case], exports: dict[str, dict[str, Any]]) -> Table:
    """Compared by the shared script, which is run and not copied."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        arguments = [sys.executable, str(SHARED / "score.py"), "--json", str(folder / "table.json")]
        for case in cases:
            path = folder / f"{case.name}.json"
            path.write_text(json.dumps(exports[case.name], ensure_ascii=False), encoding="utf-8")
            arguments += [str(case.key), str(path)]
        subprocess.run(arguments, check=True, capture_output=True)
        found: dict[str, dict[str, float | None]] = json.loads((folder / "table.json").read_text(encoding="utf-8"))
        shown = [argument for measure in found for argument in ("--show", measure)]
        text = subprocess.run([*arguments, *shown], check=True, capture_output=True, text=True).stdout
    together = found.pop("source_clustering")["mean"]
    values = {
        measure: {name: value for name, value in row.items() if name != "mean" and value is not None}
        for measure, row in found.items()
    }
    return Table({measure: row for measure, row in values.items() if row}, _parse_notes(text), together)


def _parse_notes(text: str) -> dict[tuple[str, str], list[str]]:
    """The paragraphs "measure in document:" that the shared script prints under its table."""
    notes: dict[tuple[str, str], list[str]] = {}
    for paragraph in text.split("\n\n")[1:]:
        head, _, lines = paragraph.partition("\n")
        measure, _, name = head.strip().removesuffix(":").partition(" in ")
        notes[measure, name] = lines.splitlines()
    return notes


def print_table(title: str, table: Table, names: Sequence[str], bars: Bars) -> bool:
    """One group of documents as a table; whether every bar was reached."""
    width = max(10, *(len(_short(name)) + 2 for name in names))
    say(f"\n{title} ({len(names)} {'document' if len(names) == 1 else 'documents'})")
    say("measure".ljust(22) + "".join(_short(n).rjust(width) for n in names) + "mean".rjust(9) + "bar".rjust(8))
    missed = below(table.values, names, bars)
    for measure, row in table.values.items():
        values = [row[n] for n in names if n in row]
        if not values:
            continue
        cells = "".join((f"{row[n]:.4f}" if n in row else "-").rjust(width) for n in names)
        mark = f"{bars[measure]:8.3f}{' <' if measure in missed else ''}" if measure in bars else ""
        say(f"{measure.ljust(22)}{cells}{sum(values) / len(values):9.4f}{mark}")
    return not missed


def print_linking(title: str, table: Table) -> bool:
    """The means of linking over all documents of a set beside their bars; whether every bar was reached."""
    names = {name for row in table.values.values() for name in row}
    missed = below(table.values, names, LINKING)
    say(f"\n{title}: linking over all {len(names)} documents\nmeasure".ljust(22) + "mean".rjust(9) + "bar".rjust(8))
    for measure, bar in LINKING.items():
        if row := table.values.get(measure):
            mark = " <" if measure in missed else ""
            say(f"{measure.ljust(22)}{sum(row.values()) / len(row):9.4f}{bar:8.3f}{mark}")
    if table.clustering is None:
        return not missed
    apart = table.clustering < CLUSTERING
    say(f"{'source_clustering'.ljust(22)}{table.clustering:9.4f}{CLUSTERING:8.3f}{' <' if apart else ''}")
    return not missed and not apart


def _short(name: str) -> str:
    return name if len(name) <= 14 else name.split("-")[0]


def print_notes(table: Table, names: Sequence[str], wanted: Callable[[str], bool], most: int | None) -> None:
    """What was missed (-) and found too much (+) for each measure that is `wanted`."""
    for measure in table.values:
        for name in names:
            lines = table.notes.get((measure, name), [])
            if lines and wanted(measure):
                say(f"\n{measure} in {name}:")
                say("\n".join(lines[:most]))
                if most is not None and len(lines) > most:
                    say(f"  … and {len(lines) - most} more (--show {measure})")


def measure_set(
    title: str,
    cases: Sequence[Case],
    compare: Callable[[Sequence[Case], dict[str, dict[str, Any]]], Table],
    show: Sequence[str],
    brief: bool,
) -> tuple[bool, dict[str, Any]]:
    """Read, export and compare a set of files and print its tables; whether the bars were reached, and all values."""
    with tempfile.TemporaryDirectory() as folder:
        documents = read_together(cases, load_settings(data=Path(folder)))
    table = compare(cases, {name: export(document) for name, document in documents.items()})
    reached = True
    for group, bars in READING.items():
        names = [case.name for case in cases if group_of(documents[case.name]) == group]
        if not names:
            continue
        reached &= print_table(f"{title}: {group}", table, names, bars)
        if show:
            print_notes(table, names, lambda m: m in show or "all" in show, None)
        elif not brief:
            print_notes(table, names, lambda _: True, LINES_SHOWN)
    reached &= print_repairs(title, cases, documents, brief)
    reached &= print_linking(title, table)
    return reached, {"measures": table.values, "source_clustering": table.clustering}


def print_repairs(title: str, cases: Sequence[Case], documents: dict[str, Document], brief: bool) -> bool:
    """The words that differ from the key before and after repair, and the words that repair spoiled, a line a file.

    Gives whether repair reached its bars.
    """
    counted: list[tuple[str, Repaired]] = []
    say(f"\n{title}: repair of words")
    say(f"{'':24}{'words':>8}{'wrong before':>14}{'wrong after':>13}{'spoiled':>9}{'in the key, made':>18}")
    for case in cases:
        export_of = export(documents[case.name])
        found = count_repairs(json.loads(case.key.read_text(encoding="utf-8")), export_of)
        group = group_of(documents[case.name])
        counted.append((group, found))
        if group == "born digital" and found.wrong_before == found.wrong_after:
            continue  # nothing is repaired in what was never recognised
        # a key lists the misreadings of one extraction: another recognition makes its own
        listed = f"{found.made} of {found.known}" if group == "plain text" and found.known else "-"
        say(
            f"{_short(case.name):24}{found.words:8}{found.wrong_before:14}{found.wrong_after:13}"
            f"{len(found.spoiled):9}{listed:>18}"
        )
        for line in found.spoiled if not brief else ():
            say(f"  ! {line}")
    missed = repairs_below(counted)
    for line in missed:
        say(f"{line} <")
    return not missed


def say(line: str) -> None:
    """One line of the report."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main(arguments: Iterable[str] | None = None) -> int:
    """The command; 1 when a bar was not reached."""
    parser = argparse.ArgumentParser(prog="python -m tests.quality", description=__doc__.split("\n")[0])
    parser.add_argument("--show", action="append", default=[], metavar="MEASURE", help="all that was missed ('all')")
    parser.add_argument("--brief", action="store_true", help="only the tables")
    parser.add_argument("--only", choices=("demo", "shared", "search"), help="a part of it")
    parser.add_argument(
        "--file", action="append", default=[], metavar="TEXT", help="only files with this in their name"
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all values to this file")
    chosen = parser.parse_args(None if arguments is None else list(arguments))
    sets = {"demonstration": (demonstration(), own_table), "shared": (shared(), shared_table)}
    reached, all_values = True, {}
    for title, (cases, compare) in sets.items():
        if chosen.only and not title.startswith(chosen.only):
            continue
        wanted = [c for c in cases if not chosen.file or any(part in c.file.name for part in chosen.file)]
        if not wanted:
            say(f"\n{title}: nothing to measure here")
            continue
        good, all_values[title] = measure_set(title, wanted, compare, chosen.show, chosen.brief)
        reached &= good
    if chosen.only == "search" or not (chosen.only or chosen.file):
        say("\nWhat search finds, over documents without reading mistakes")
        search.main([])
    if chosen.json:
        chosen.json.write_text(json.dumps(all_values, indent=1), encoding="utf-8")
    say("\nEvery bar was reached." if reached else "\nA bar was not reached: see the lines marked with <.")
    return 0 if reached else 1


if __name__ == "__main__":
    sys.exit(main())
