"""Pages per second and peak memory of our reading beside two others: `python -m tests.bench` (`make bench`).

Each way of reading runs in a process of its own on one core, one after the other, over the same generated document.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.bench.columns import print_columns


def with_pdfplumber(path: Path) -> int:
    """pdfplumber's own text of every page; gives the number of characters."""
    import pdfplumber

    count = 0
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            count += len(page.extract_text())
            page.close()
    return count


def with_pypdfium2(path: Path) -> int:
    """pypdfium2's plain text of every page: no layout, no order, no notes."""
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    count = 0
    for page in document:
        text = page.get_textpage()
        count += len(text.get_text_bounded())
        text.close()
        page.close()
    document.close()
    return count


def ours(path: Path) -> int:
    """Our whole reading: characters, columns, furniture, headings, notes, tables; no OCR is needed here."""
    from ingest.read import read

    return sum(len(block.text.text) for block in read(path, ocr_allowed=False).blocks)


def ours_and_analysis(path: Path) -> int:
    """Our reading and all of nlp/ after it."""
    from ingest.read import read
    from nlp.analyse import analyse

    return sum(len(text.text) for _, text in analyse(read(path, ocr_allowed=False)).texts())


WAYS: dict[str, Callable[[Path], int]] = {
    "pdfplumber extract_text": with_pdfplumber,
    "pypdfium2 plain text": with_pypdfium2,
    "adviesspoor reading": ours,
    "adviesspoor reading + nlp": ours_and_analysis,
}


def measure(way: str, path: Path, warm_up: Path) -> dict[str, float]:
    """Processor seconds and peak memory (MB) of one way, in this process.

    What is loaded once is loaded by `warm_up` before. Processor time, since other work on the machine costs that least.
    """
    WAYS[way](warm_up)
    start = time.process_time()
    characters = WAYS[way](path)
    seconds = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)
    return {"seconds": seconds, "megabytes": peak, "characters": characters}


def measure_apart(way: str, path: Path, warm_up: Path) -> dict[str, float]:
    """The same in a fresh process that keeps to one core."""
    code = (
        "import json, os, sys; from pathlib import Path\n"
        "hasattr(os, 'sched_setaffinity') and os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})\n"
        "from tests.bench.__main__ import measure\n"
        "print(json.dumps(measure(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))))"
    )
    one = os.environ | {"OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
    arguments = [sys.executable, "-c", code, way, str(path), str(warm_up)]
    run = subprocess.run(arguments, check=True, capture_output=True, text=True, env=one)
    result: dict[str, float] = json.loads(run.stdout.splitlines()[-1])
    return result


def time_workers(files: Sequence[Path], workers: int) -> float:
    """Seconds that so many worker processes take to read and analyse all files, their start included."""
    from index.crew import READER, work
    from index.worker import Asked, Prepared

    start = time.perf_counter()
    answers = [answer for _, answer, _ in work([Asked(path) for path in files], READER, workers)]
    done = sum(isinstance(answer, Prepared) for answer in answers)
    if done != len(files):
        sys.exit(f"{len(files) - done} files were not read")
    return time.perf_counter() - start


def say(line: str) -> None:
    """One line of the report."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def compare_ways(pages: int, folder: Path) -> dict[str, dict[str, float]]:
    """Every way of reading over the same document, each in its own process; prints a line for each."""
    path, short = folder / "pages.pdf", folder / "short.pdf"
    print_columns(path, pages)
    print_columns(short, 2)
    say(f"{pages} pages in two columns, born digital, one core, seconds of processor time\n")
    say(f"{'':27}{'pages/s':>9}{'peak MB':>9}{'characters':>12}{'x pdfplumber':>14}")
    results: dict[str, dict[str, float]] = {}
    for way in WAYS:
        found = results[way] = measure_apart(way, path, short)
        speed = pages / found["seconds"]
        base = pages / results["pdfplumber extract_text"]["seconds"]
        say(f"{way:27}{speed:9.1f}{found['megabytes']:9.0f}{found['characters']:12.0f}{speed / base:14.1f}")
    return results


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--pages", type=int, default=200, help="pages of the generated document")
    parser.add_argument("--long", type=int, default=1000, help="pages of the document whose peak memory is measured")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the values to this file")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        results = compare_ways(chosen.pages, folder)
        path = folder / "long.pdf"
        print_columns(path, chosen.long)
        long = results["adviesspoor reading, long"] = measure_apart("adviesspoor reading", path, folder / "short.pdf")
        say(f"\n{chosen.long} pages: {chosen.long / long['seconds']:.1f} pages/s, {long['megabytes']:.0f} MB at most")
        files = [folder / f"{k}.pdf" for k in range(16)]
        for k, file in enumerate(files):
            print_columns(file, 25, seed=k)
        one, two = time_workers(files, 1), time_workers(files, 2)
        results["workers"] = {"one": one, "two": two}
        say(f"16 files of 25 pages with nlp: one worker {one:.1f} s, two {two:.1f} s: {one / two:.2f} times as fast")
    if chosen.json:
        chosen.json.write_text(json.dumps(results, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
