"""What the command line shows: progress while files are read, and answers as text for people."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn
from rich.text import Text

from corpus.names import name_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from corpus.catalogue import FileRow
    from corpus.model import Page, Problem
    from index.build import FileOutcome, IngestReport
    from index.build import Progress as Step
    from index.check import CheckReport
    from index.positions import Stand
    from index.search import Hit
    from index.status import CorpusStatus
    from index.trace import Traced
    from index.upkeep import TextQuality
    from ingest.read import PageDone

# Seconds between two lines that tell how far OCR is, where no terminal draws a bar (a file, a log, a pipe).
LINE_EVERY = 5.0
# Names of one group that are listed at the end of a batch; what failed is always listed in full.
NAMES_SHOWN = 20
PASSAGE_INDENT = "    "
_ONE_LINE = str.maketrans("\n\t", "  ")  # sign for sign, so that offsets stay

_STAGES = {
    "waiting": "Wacht op een andere verwerking",
    "finding": "Bestanden zoeken en vergelijken",
    "reading": "Lezen",
    "resolving": "Bronnen en plannen samenbrengen",
    "checking": "Documenten vergelijken",
    "rebuilding": "Woorden en passages opnieuw maken",
    "embedding": "Betekenis van passages berekenen",
    "done": "Klaar",
}
_STATUSES = {
    "partly": "Niet volledig gelezen",
    "needs_ocr": "Wacht op OCR",
    "skipped": "Overgeslagen",
    "failed": "Mislukt",
}
KINDS = {"advies": "advies", "schriftelijke_vraag": "schriftelijke vraag", "visienota": "visienota", "andere": "andere"}


def console() -> Console:
    """Where answers go: with colour and bold on a terminal, plain text without line breaks of its own otherwise."""
    out = Console(highlight=False, markup=False, emoji=False)
    return out if out.is_terminal else Console(highlight=False, markup=False, emoji=False, width=100_000, no_color=True)


def decimal(value: float, digits: int = 1) -> str:
    """A number as it is written in Dutch."""
    return f"{value:.{digits}f}".replace(".", ",")


def size(count: int) -> str:
    """A number of bytes for people."""
    for unit, step in (("GB", 1 << 30), ("MB", 1 << 20), ("kB", 1 << 10)):
        if count >= step:
            return f"{decimal(count / step)} {unit}"
    return f"{count} bytes"


def duration(seconds: float) -> str:
    """A time for people: "45 s", "3 min 05 s", "2 u 10 min"."""
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60:02} s"
    return f"{whole // 3600} u {whole % 3600 // 60:02} min"


# --- progress ---------------------------------------------------------------------------------------------------------


@contextmanager
def progress_bar() -> Iterator[Callable[[Step], None]]:
    """A function that shows each step of `ingest` on one line of the terminal; elsewhere OCR, now and then."""
    screen = Console(stderr=True, highlight=False, markup=False, emoji=False)
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}", markup=False),
        BarColumn(bar_width=24),
        TextColumn("{task.fields[count]} {task.fields[tempo]}", markup=False),
    )
    with Progress(*columns, console=screen, transient=True, disable=not screen.is_terminal) as bar:
        task = bar.add_task(_STAGES["finding"], total=None, count="", tempo="")
        tell = _now_and_then(screen)

        def show(step: Step) -> None:
            if step.stage == "waiting" and not screen.is_terminal:
                warn(step.message)
            name = Path(step.file).name if step.file else ""
            page = page_of(step.page, step.file_pages, step.recognised)
            said = f"{_STAGES.get(step.stage, step.stage)}{': ' if name else ''}{shorten(name, 40)}{page}"
            if step.recognised:
                tell(f"{said} ({step.done}/{step.total})" if step.total else said)
            bar.update(
                task,
                description=said,
                completed=step.done,
                total=step.total or None,  # without a total the bar only shows that something happens
                count=f"{step.done}/{step.total}" if step.total else "",
                tempo=step.message or _tempo(step.pages_per_second, step.seconds_left),
            )

        yield show


@contextmanager
def page_bar(name: str) -> Iterator[PageDone]:
    """A function that shows on one line of the terminal which page of a file is done; elsewhere OCR, now and then."""
    screen = Console(stderr=True, highlight=False, markup=False, emoji=False)
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}", markup=False),
        BarColumn(bar_width=24),
        TextColumn("{task.fields[tempo]}", markup=False),
    )
    with Progress(*columns, console=screen, transient=True, disable=not screen.is_terminal) as bar:
        task = bar.add_task(f"{_STAGES['reading']}: {shorten(name, 40)}", total=None, tempo="")
        began = time.monotonic()
        tell = _now_and_then(screen)

        def show(number: int, total: int, recognised: bool = False) -> None:
            left = (total - number) * (time.monotonic() - began) / number if number else None
            said = f"{_STAGES['reading']}: {shorten(name, 40)}{page_of(number, total, recognised)}"
            if recognised and left:
                tell(f"{said}, nog {duration(left)}")
            bar.update(task, description=said, completed=number, total=total or None, tempo=_tempo(None, left))

        yield show


def _now_and_then(screen: Console) -> Callable[[str], None]:
    """A function that warns of what it is told, every LINE_EVERY seconds at most, only where there is no terminal."""
    last = time.monotonic()

    def tell(sentence: str) -> None:
        nonlocal last
        if not screen.is_terminal and time.monotonic() - last >= LINE_EVERY:
            last = time.monotonic()
            warn(sentence)

    return tell


def page_of(number: int, total: int, recognised: bool) -> str:
    """How far reading is in a file of several pages: ", bladzijde 12 van 300 (OCR)"; else nothing."""
    if total < 2:
        return ""
    return f", bladzijde {number} van {total}{' (OCR)' if recognised else ''}"


def _tempo(pages_per_second: float | None, seconds_left: float | None) -> str:
    parts = []
    if pages_per_second:
        parts.append(f"{decimal(pages_per_second)} blz./s")
    if seconds_left is not None:
        parts.append(f"nog {duration(seconds_left)}")
    return ", ".join(parts)


def shorten(text: str, length: int) -> str:
    """The text, cut in the middle when it is longer than `length`."""
    if len(text) <= length:
        return text
    return f"{text[: length - length // 2 - 1]}…{text[len(text) - length // 2 :]}"


# --- answers ----------------------------------------------------------------------------------------------------------


def marked(text: str, marks: Iterable[tuple[int, int]], bold: bool) -> Text:
    """`text` on one line with the stretches of `marks` in bold, or between ** where bold cannot be shown."""
    line, shown, at = text.translate(_ONE_LINE), Text(), 0
    for start, end in sorted(marks):
        if start >= at:
            shown.append(line[at:start])
            shown.append(line[start:end] if bold else f"**{line[start:end]}**", style="bold yellow" if bold else "")
            at = end
    return shown.append(line[at:])


def show_hits(hits: Sequence[Hit], *, why: bool = False, per_document: bool = False) -> None:
    """Search results: section, document, page and the passage with its words marked.

    `why` adds why each is there; `per_document` names a document once, above its sections (which stand together).
    """
    from index.search import explain

    out = console()
    before = None
    for hit in hits:
        details = (hit.title, hit.body, hit.date, KINDS.get(hit.kind, hit.kind), hit.file)
        document = " · ".join(d for d in details if d)
        if per_document and hit.sha256 != before:
            out.print(Text(document, style="bold"))
        before = hit.sha256
        place = f"{_section(hit.where, hit.number, hit.section_title)}, p. {hit.page}"
        out.print(Text(f"{hit.rank}. {place}", style="" if per_document else "bold"))
        if not per_document:
            out.print(Text(f"{PASSAGE_INDENT}{document}", style="dim"))
        if why and (reason := explain(hit.why) or _likeness(hit)):
            out.print(Text(f"{PASSAGE_INDENT}{reason}", style="dim"))
        _paragraph(out, marked(hit.passage, ((m.start, m.end) for m in hit.marks), out.is_terminal))
        for same in hit.same:
            where = _section(same.where, None, same.section_title)
            told = ", ".join(part for part in (same.title, same.file, same.date) if part)
            out.print(Text(f"{PASSAGE_INDENT}zo goed als hetzelfde: {where}, p. {same.page}, {told}", style="dim"))
        out.print()


def _likeness(hit: Hit) -> str:
    """Why a section is among what is like another: how near the two are in meaning."""
    return "" if hit.meaning_score is None else f"gelijkenis in betekenis {round(100 * hit.meaning_score)}%"


def show_traced(rows: Sequence[Traced]) -> None:
    """Mentions and definitions of an action under their document, in order of time; the same wording only once."""
    out, said = console(), dict[tuple[str, ...], str]()
    for _, group in groupby(rows, key=lambda r: r.sha256):
        mentions = list(group)
        first = mentions[0]
        details = (first.date or "zonder datum", first.title, first.body, first.file)
        out.print(Text(" · ".join(d for d in details if d), style="bold"))
        for row in mentions:
            kind = "definitie" if row.kind == "definition" else "vermelding"
            plan = f" van {row.plan}" if row.plan else ""
            where = _section(row.where, None, row.section_title)
            if row.section not in (None, row.where):
                where = f"{where} bij {_section(str(row.section), None, row.section_title)}"
            wording = tuple(" ".join(text.casefold().split()) for text in (row.sentence, row.definition or ""))
            before = said.setdefault((row.action, *wording), row.file)
            same = f" (zelfde tekst als in {before})" if before != row.file else ""
            thought = "".join(
                f" · {taken.stance}{'' if taken.own else ' (in wat erop volgt)'}" for taken in row.stances
            )
            out.print(Text(f"  actie {row.action}{plan}: {kind} in {where}, p. {row.page}{thought}{same}"))
            if same:
                continue
            start = row.sentence.find(row.text)
            marks = [(start, start + len(row.text))] if start >= 0 else []
            if wording[0] not in wording[1]:  # a definition often begins with its sentence
                _paragraph(out, marked(row.sentence, marks, out.is_terminal))
            if row.definition and wording[1] not in wording[0]:
                _paragraph(out, marked(row.definition, (), out.is_terminal))
        out.print()


def show_stands(stands: Sequence[Stand]) -> None:
    """Positions in order of time, each with its stance, whether that changed and where it was said again."""
    out = console()
    for stand in stands:
        details = (stand.date or "zonder datum", stand.stance, stand.title, stand.body, stand.file)
        out.print(Text(" · ".join(d for d in details if d), style="bold"))
        where = _section(stand.where, None, stand.section_title)
        out.print(Text(f"{PASSAGE_INDENT}{where}, p. {stand.page}", style="dim"))
        if stand.changed:
            out.print(Text(f"{PASSAGE_INDENT}andere houding dan voordien", style="bold yellow"))
        _paragraph(out, marked(stand.sentence, (), out.is_terminal))
        for same in stand.same:
            told = ", ".join(part for part in (same.title, same.file, same.date) if part)
            again = f"ook in {told}, {_section(same.where, None, same.section_title)}, p. {same.page}"
            out.print(Text(f"{PASSAGE_INDENT}{again}", style="dim"))
        out.print()


def show_report(report: IngestReport) -> None:
    """What became of every file of a batch, by group."""
    out = console()
    files = len(report.outcomes)
    out.print(
        f"{files} {'bestand' if files == 1 else 'bestanden'} in {duration(report.seconds)}: {report.pages} bladzijden "
        f"gelezen, {report.passages} passages doorzoekbaar gemaakt."
    )
    groups = {
        "Nieuw": [_line(o) for o in report.outcomes if o.result == "new"],
        "Gewijzigd": [_line(o) for o in report.outcomes if o.result == "changed"],
        "Ongewijzigd": [_line(o) for o in report.outcomes if o.result == "unchanged"],
        "Zelfde inhoud als een ander bestand": [_line(o) for o in report.outcomes if o.result == "same"],
        "Met OCR gelezen": [f"{_name(o)}: {o.ocr_pages} van {o.pages} bladzijden" for o in report.repaired],
    }
    for title, lines in groups.items():
        if lines:
            out.print(Text(f"{title} ({len(lines)})", style="bold"))
            for line in lines[:NAMES_SHOWN]:
                out.print(f"  {line}")
            if len(lines) > NAMES_SHOWN:
                out.print(f"  … en nog {len(lines) - NAMES_SHOWN}")
    partly = [o for o in report.outcomes if o.result != "failed" and o.problems]
    failed = [o for o in report.outcomes if o.result == "failed"]
    for title, outcomes in (("Niet volledig gelezen", partly), ("Mislukt", failed)):
        if outcomes:
            out.print(Text(f"{title} ({len(outcomes)})", style="bold red"))
            for outcome in outcomes:
                out.print(f"  {_name(outcome)}: {' '.join(reasons(outcome.problems)) or 'geen reden bekend'}")
    if report.gone:
        out.print(Text(f"Niet meer in de map, wel nog in de catalogus ({len(report.gone)})", style="bold"))
        for path in report.gone[:NAMES_SHOWN]:
            out.print(f"  {name_text(path)}")
        if len(report.gone) > NAMES_SHOWN:
            out.print(f"  … en nog {len(report.gone) - NAMES_SHOWN}")
    for one, other in report.alike:
        same = "een ander bestand met die naam" if one == other else other
        out.print(
            f"Let op: {one} heeft woord voor woord dezelfde tekst als {same}: hetzelfde document staat er dubbel in."
        )
    for warning in report.warnings:
        out.print(warning)


def reasons(problems: Iterable[Problem]) -> list[str]:
    """One sentence for each kind of problem, however many pages have it."""
    kinds: dict[str, list[Problem]] = {}
    for problem in problems:
        kinds.setdefault(problem.category, []).append(problem)
    return [
        same[0].message if len(same) == 1 else f"{same[0].message} (Zo ook {len(same) - 1} andere bladzijden.)"
        for same in kinds.values()
    ]


def rereads(pages: Iterable[Page]) -> list[str]:
    """For the pages with a bad text layer, which text was kept, and the share of unknown words that decided."""
    found = [(page.number, page.reread) for page in pages if page.reread is not None]
    said = []
    for kept, what in (("ocr", "opnieuw herkend"), ("text_layer", "tekstlaag van de PDF behouden")):
        same = [(number, reread) for number, reread in found if reread.kept == kept]
        if same:
            layer = sum(reread.layer for _, reread in same) / len(same)
            again = [reread.again for _, reread in same if reread.again is not None]
            shares = _shares(layer, sum(again) / len(again) if again else None)
            said.append(
                f"{'Bladzijde' if len(same) == 1 else 'Bladzijden'} {_ranges(n for n, _ in same)}: {what} {shares}."
            )
    return said


def _shares(layer: float | None, again: float | None) -> str:
    """The measured shares of unknown words: "(woorden buiten de woordenlijst: tekstlaag 8,1 %, herkend 1,2 %)"."""
    parts = [
        f"{what} {decimal(100 * share)} %"
        for what, share in (("tekstlaag", layer), ("herkend", again))
        if share is not None
    ]
    return f"(woorden buiten de woordenlijst: {', '.join(parts)})"


def _ranges(numbers: Iterable[int]) -> str:
    """Numbers in order, those that follow each other as one: "1-3, 7"."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)


def _line(outcome: FileOutcome) -> str:
    return f"{_name(outcome)}{f' ({outcome.pages} blz.)' if outcome.pages else ''}"


def _name(outcome: FileOutcome) -> str:
    return name_text(outcome.path.name)


def show_status(corpus: CorpusStatus, files: Sequence[FileRow], texts: Sequence[tuple[str, TextQuality]] = ()) -> None:
    """What the corpus holds, which of its `files` were not (wholly) read and why, and where it stands.

    `texts` says by file name how the text of each document was had: those with a bad text layer are shown.
    """
    out = console()
    counts = {
        "documenten": corpus.documents,
        "bladzijden": corpus.pages,
        "secties": corpus.sections,
        "voetnoten": corpus.footnotes,
        "vermeldingen van acties": corpus.mentions,
        "verwijzingen naar bronnen": corpus.citations,
        "bronnen": corpus.sources,
        "standpunten": corpus.positions,
        "passages": corpus.passages,
        "vectoren": corpus.vectors,
    }
    for name, count in counts.items():
        out.print(f"{name:<26}{count:>9}")
    if corpus.waiting:
        out.print(f"{'nog zonder vector':<26}{corpus.waiting:>9}")
    out.print(f"{'taalmodel':<26}{corpus.model}")
    out.print(f"{'gegevensmap':<26}{corpus.data}")
    for name, count in corpus.sizes.items():
        out.print(f"  {name:<24}{size(count):>9}")
    if corpus.problem:
        out.print(Text(corpus.problem, style="bold red"))
    for status, title in _STATUSES.items():
        rows = [row for row in files if row.status == status]
        if rows:
            out.print(Text(f"{title} ({len(rows)})", style="bold red"))
            for row in rows:
                out.print(f"  {row.path}: {row.message or 'geen reden bekend'}")
    bad = [(file, text) for file, text in texts if text.replaced or text.retained]
    if bad:
        out.print(Text(f"Slechte tekstlaag ({len(bad)})", style="bold"))
        for file, text in bad:
            out.print(f"  {file}: {kept_readings(text)} {_shares(text.layer_unknown, text.again_unknown)}")


def kept_readings(text: TextQuality) -> str:
    """Of how many pages which reading was kept: "10 bladzijden opnieuw herkend, 2 met de tekstlaag van de PDF"."""
    parts = ((text.replaced, "opnieuw herkend"), (text.retained, "met de tekstlaag van de PDF"))
    return ", ".join(f"{n} {'bladzijde' if n == 1 else 'bladzijden'} {what}" for n, what in parts if n)


def show_check(report: CheckReport) -> None:
    """What differed between the catalogue and what follows from it."""
    out = console()
    differences = {
        "documenten waarvan de woorden of secties niet kloppen": len(report.broken),
        "ontbrekende vectoren": report.missing_vectors,
        "overtollige vectoren": report.extra_vectors,
        "beschadigde vectoren": report.damaged_vectors,
    }
    done = "hersteld" if report.repaired else "niet hersteld"
    if report.words_unusable:
        out.print(f"De woordenindex was beschadigd ({done}).")
    if report.vectors_unusable:
        out.print(f"De vectoren konden niet gebruikt worden ({done}).")
    for name, count in differences.items():
        if count:
            out.print(f"{name}: {count} ({done})")
    if report.whole:
        out.print(f"Alles klopt: {report.documents} documenten vergeleken.")
    for path in report.lost_files:
        out.print(f"Het bestand {name_text(path)} is er niet meer; zijn bladzijden kunnen niet getoond worden.")


def show_reindexed(documents: int, passages: int, seconds: float) -> None:
    """What was made anew."""
    console().print(
        f"{documents} {'document' if documents == 1 else 'documenten'} opnieuw doorzoekbaar gemaakt in "
        f"{duration(seconds)}: {passages} passages."
    )


_PLACES = {"question": "vraag", "answer": "antwoord", "fn": "voetnoot"}


def place_of(said: str) -> str:
    """A place by the name that results give it: "antwoord 1" is "answer:1"; any other name as it is."""
    kind, _, name = said.strip().partition(" ")
    of = {dutch: key for key, dutch in _PLACES.items()}
    if name.strip().isdigit() and kind.lower() in of:
        return f"{of[kind.lower()]}:{name.strip()}"
    return "preamble" if said.strip().lower() == "inleiding" else said.strip()


def _section(where: str, number: str | None, title: str | None) -> str:
    kind, _, name = where.partition(":")
    if name and kind in _PLACES:
        return f"{_PLACES[kind]} {name}"
    if where == "preamble":
        return "inleiding"
    number = number or (where if where[:1].isdigit() else None)
    return " ".join(part for part in (number, title or (None if number else where)) if part)


def _paragraph(out: Console, text: Text) -> None:
    if not text.plain.strip():
        return  # a section that was found by its title has no words of its own
    width = out.width - len(PASSAGE_INDENT) if out.is_terminal else 100_000
    for line in text.wrap(out, max(width, 20)):
        line.rstrip()
        out.print(Text(PASSAGE_INDENT) + line)


def warn(sentence: str) -> None:
    """One line for people on standard error, so that it never mixes with an answer."""
    sys.stderr.write(sentence.rstrip() + "\n")
