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

ROOT = Path(__file__).parent.parent.parent


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
    return _apart(
        "from tests.bench.__main__ import measure\n"
        "print(json.dumps(measure(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))))",
        way, str(path), str(warm_up),
    )  # fmt: skip


def stages_apart(paths: Sequence[Path], warm_up: Path) -> dict[str, float]:
    """What `time_stages` finds, in a fresh process that keeps to one core."""
    return _apart(
        "from dataclasses import asdict; from tests.bench.stages import time_stages\n"
        "print(json.dumps(asdict(time_stages([Path(p) for p in sys.argv[2:]], Path(sys.argv[1])))))",
        str(warm_up), *map(str, paths),
    )  # fmt: skip


def _apart(code: str, *arguments: str) -> dict[str, float]:
    begin = (
        "import json, os, sys; from pathlib import Path\n"
        "hasattr(os, 'sched_setaffinity') and os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})\n"
    )
    one = os.environ | {"OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
    command = [sys.executable, "-c", begin + code, *arguments]
    run = subprocess.run(command, check=True, capture_output=True, text=True, env=one)
    result: dict[str, float] = json.loads(run.stdout.splitlines()[-1])
    return result


def time_workers(files: Sequence[Path], workers: int) -> dict[str, float]:
    """Files a second of so many worker processes that read and analyse all files.

    With their start, and apart from it: from the moment that every worker has done its first file.
    """
    from index.crew import READER, work
    from index.worker import Asked, Prepared

    start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    done: dict[Path, float] = {}
    for asked, answer, _ in work([Asked(path) for path in files], READER, workers):
        if isinstance(answer, Prepared):
            done[asked.path] = time.perf_counter()
    if len(done) != len(files):
        sys.exit(f"{len(files) - len(done)} files were not read")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    last = max(done.values())
    started = max(done[path] for path in files[:workers])  # each worker begins with one of these
    return {
        "with start": len(files) / (last - start),
        "apart from start": sum(at > started for at in done.values()) / (last - started),
        "processor seconds": after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime,
    }


_READ_ALONE = """
import sys, time; from pathlib import Path
sys.modules.setdefault("torch", None)  # as index/worker.py
from ingest.read import read
from nlp.analyse import analyse
files = [Path(name) for name in sys.argv[1:]]
analyse(read(files[0], ocr_allowed=False))
print("ready", flush=True)
sys.stdin.readline()
start = time.perf_counter()
for path in files:
    analyse(read(path, ocr_allowed=False))
print(time.perf_counter() - start)
"""


def machine_gain(files: Sequence[Path]) -> float:
    """How much more two processes that share nothing read than one: what the machine itself lets two workers gain.

    Each reads and analyses all `files`, from the moment that all of them have loaded what they need.
    """

    def slowest(processes: int) -> float:
        command = [sys.executable, "-c", _READ_ALONE, *map(str, files)]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
        running = [subprocess.Popen(command, text=True, cwd=ROOT, **pipes) for _ in range(processes)]  # type: ignore[call-overload]
        for process in running:
            assert process.stdout.readline() == "ready\n"
        for process in running:
            process.stdin.write("go\n")
            process.stdin.flush()
        return max(float(process.communicate()[0]) for process in running)

    return 2 * slowest(1) / slowest(2)


def born_digital() -> list[Path]:
    """The demonstration documents of real size that need no OCR."""
    return [p for p in sorted((ROOT / "corpus" / "pdf").glob("*.pdf")) if not p.name.startswith("102")]


def copies(folder: Path, count: int) -> list[Path]:
    """So many files of real size: the born-digital demonstration documents over and over, each with its own end."""
    sources = born_digital()
    files = []
    for k in range(count):
        path = folder / f"copy-{k}.pdf"
        path.write_bytes(sources[k % len(sources)].read_bytes() + b"\n%%%d\n" % k)
        files.append(path)
    return files


def say(line: str) -> None:
    """One line of the report."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def compare_ways(pages: int, folder: Path) -> dict[str, dict[str, float]]:
    """Every way of reading over the same document, each in its own process; prints a line for each."""
    path, short = folder / "pages.pdf", folder / "short.pdf"
    print_columns(path, pages)
    print_columns(short, 10)
    say(f"{pages} pages in two columns, born digital, one core, seconds of processor time\n")
    say(f"{'':27}{'pages/s':>9}{'peak MB':>9}{'characters':>12}{'x pdfplumber':>14}")
    results: dict[str, dict[str, float]] = {}
    for way in WAYS:
        found = results[way] = measure_apart(way, path, short)
        speed = pages / found["seconds"]
        base = pages / results["pdfplumber extract_text"]["seconds"]
        say(f"{way:27}{speed:9.1f}{found['megabytes']:9.0f}{found['characters']:12.0f}{speed / base:14.1f}")
    return results


def compare_stages(folder: Path, pages: int) -> dict[str, dict[str, float]]:
    """What reading and linking cost a page of generated and of real documents; prints a line for each."""
    say(f"\n{'milliseconds a page':27}{'reading':>9}{'nlp':>9}{'nlp / reading':>15}")
    warm_up = folder / "short.pdf"
    results: dict[str, dict[str, float]] = {}
    for what, paths in (
        (f"{pages} generated pages", [folder / "pages.pdf"]),
        ("documents of real size", born_digital()),
    ):
        told = results[f"stages: {what}"] = stages_apart(paths, warm_up)
        say(f"{what:27}{told['reading']:9.1f}{told['linking']:9.1f}{told['linking'] / told['reading']:15.2f}")
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
        results |= compare_stages(folder, chosen.pages)
        path = folder / "long.pdf"
        print_columns(path, chosen.long)
        long = results["adviesspoor reading, long"] = measure_apart("adviesspoor reading", path, folder / "short.pdf")
        say(f"\n{chosen.long} pages: {chosen.long / long['seconds']:.1f} pages/s, {long['megabytes']:.0f} MB at most")
        files = copies(folder, 40)
        found = {workers: time_workers(files, workers) for workers in (1, 2)}
        results |= {f"workers: {workers}": told for workers, told in found.items()}
        say(f"\n{len(files)} files of real size with nlp, files a second")
        for workers, told in found.items():
            say(
                f"  workers: {workers}: {told['with start']:.2f} with their start, {told['apart from start']:.2f} apart"
                f" from it ({told['processor seconds']:.1f} s of processor time)"
            )
        for what in ("with start", "apart from start"):
            say(f"  two workers {what}: {found[2][what] / found[1][what]:.2f} times as fast as one")
        gain = machine_gain(files)
        results["machine"] = {"gain": gain}
        say(f"  two processes that share nothing, which is what the machine allows: {gain:.2f} times as fast as one")
    if chosen.json:
        chosen.json.write_text(json.dumps(results, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
