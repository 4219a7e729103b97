"""The command line `adviesspoor`. Every command returns its exit code (docs/cli.md); answers go to standard output."""

from __future__ import annotations

import errno
import json
import os
import re
import socket
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from importlib.metadata import version as installed_version
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeVar

import typer

from corpus.errors import AdviesspoorError
from corpus.model import Category, Status
from ui import terminal
from ui.dutch import Command, Group, UsageError, explain, wrong

if TYPE_CHECKING:
    from index.build import IngestReport
    from index.search import Filters
    from index.settings import Settings
    from index.store import Corpus

Handler = TypeVar("Handler", bound=Callable[..., int])

OK, NOT_ALL, WRONG_USE, PROBLEM, INTERRUPTED = 0, 1, 2, 3, 130

# What is wrong with one file, as against something on this machine that stops every file.
OF_THE_FILE = frozenset(Category) - {Category.NO_OCR, Category.INTERNAL}

app = typer.Typer(
    name="adviesspoor",
    cls=Group,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["--help", "-h"]},
)
graph = typer.Typer(cls=Group, no_args_is_help=True, help="De citatiegraaf: wie verwijst naar wat.")
app.add_typer(graph, name="graph")

Data = Annotated[
    Path | None,
    typer.Option("--data", metavar="MAP", help="De gegevensmap (ook: ADVIESSPOOR_DATA).", show_default=False),
]
Json = Annotated[bool, typer.Option("--json", metavar="", help="Geef het antwoord als JSON, voor een ander programma.")]
Documents = Annotated[
    list[str] | None,
    typer.Argument(metavar="DOC", help="Bestandsnaam, pad of kenmerk (SHA-256); zonder: alle documenten."),
]
KindOption = Annotated[
    Literal["advies", "schriftelijke_vraag", "visienota", "andere"] | None,
    typer.Option("--type", help="Alleen documenten van deze soort.", show_default=False),
]
FromOption = Annotated[
    str | None, typer.Option("--from", metavar="DATUM", help="Vanaf dit jaar, deze maand of deze dag (2018-03).")
]
ToOption = Annotated[str | None, typer.Option("--to", metavar="DATUM", help="Tot en met dit jaar, deze maand of dag.")]
BodyOption = Annotated[
    str | None, typer.Option("--body", metavar="RAAD", help="Alleen documenten van deze raad of instelling.")
]
ActionOption = Annotated[
    str | None, typer.Option("--action", metavar="NUMMER", help="Alleen plaatsen die deze actie vermelden.")
]
SourceOption = Annotated[
    str | None, typer.Option("--source", metavar="BRON", help="Alleen plaatsen die deze bron aanhalen (kenmerk).")
]
LanguageOption = Annotated[
    str | None, typer.Option("--language", metavar="TAAL", help="Alleen secties in deze taal (nl, en, fr).")
]


@dataclass(frozen=True, slots=True)
class Given:
    """What stands before the command."""

    data: Path | None


def _tell_version(wanted: bool) -> None:
    if wanted:
        sys.stdout.write(f"adviesspoor {installed_version('adviesspoor')}\n")
        raise typer.Exit(OK)


@app.callback()
def before(
    context: typer.Context,
    data: Data = None,
    _: Annotated[
        bool,
        typer.Option("--version", metavar="", help="Toon het versienummer.", callback=_tell_version, is_eager=True),
    ] = False,
) -> None:
    """Adviesspoor vindt, volgt en citeert adviezen: zoeken op onderwerp, op genummerde actie en op bron."""
    context.obj = Given(data)


def command(name: str, example: str, under: typer.Typer = app) -> Callable[[Handler], Handler]:
    """Make a function a command with an example under its help."""
    return under.command(name, cls=Command, epilog=f"Voorbeeld: [cyan]{example}[/cyan]")


# --- reading ----------------------------------------------------------------------------------------------------------


@command("ingest", "adviesspoor ingest ~/adviezen --workers 2")
def ingest_files(
    context: typer.Context,
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="PAD", help="PDF's, tekstbestanden (.txt) en mappen, met alles wat daaronder staat."),
    ] = None,
    workers: Annotated[
        int | None,
        typer.Option(
            "--workers", min=1, max=256, help="Hoeveel bestanden tegelijk gelezen worden.", show_default=False
        ),
    ] = None,
    retry: Annotated[bool, typer.Option("--retry", metavar="", help="Lees ook wat eerder mislukte opnieuw.")] = False,
    as_json: Json = False,
    data: Data = None,
) -> int:
    """Lees bestanden in de catalogus in; wat ongewijzigd is, wordt overgeslagen."""
    from index.build import ingest, retry_failed

    if not paths and not retry:
        raise wrong("geef minstens één bestand of map, of --retry.", "PAD")
    settings = _settings(context, data, workers=workers)
    with terminal.progress_bar() as show:
        reports = [retry_failed(settings, progress=show)] if retry else []
        if paths:
            reports.append(ingest(paths, settings, progress=show))
    if as_json:
        _print_json(_report_json(reports))
    else:
        for report in reports:
            terminal.show_report(report)
    whole = all(o.status is Status.READ for report in reports for o in report.outcomes)
    whole = whole and not any(report.warnings for report in reports)
    return OK if whole else NOT_ALL


def _report_json(reports: Sequence[IngestReport]) -> dict[str, Any]:
    outcomes = [o for report in reports for o in report.outcomes]
    results = ("new", "changed", "unchanged", "same", "failed")
    return {
        "seconds": round(sum(r.seconds for r in reports), 3),
        "pages": sum(r.pages for r in reports),
        "passages": sum(r.passages for r in reports),
        **{result: sum(o.result == result for o in outcomes) for result in results},
        "repaired": sum(len(r.repaired) for r in reports),
        "warnings": [warning for r in reports for warning in r.warnings],
        "files": [
            {
                "path": str(o.path),
                "result": o.result,
                "status": o.status,
                "sha256": o.sha256,
                "pages": o.pages,
                "ocr_pages": o.ocr_pages,
                "seconds": round(o.seconds, 3),
                "problems": [{"category": p.category, "message": p.message, "page": p.page} for p in o.problems],
            }
            for o in outcomes
        ],
    }


@command("read", "adviesspoor read advies.pdf -o advies.json")
def read_file(
    file: Annotated[Path, typer.Argument(metavar="BESTAND", help="Een PDF of een tekstbestand (.txt).")],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="BESTAND", help="Schrijf naar dit bestand.")
    ] = None,
) -> int:
    """Zet één bestand om naar het uitwisselingsformaat (JSON), zonder de catalogus."""
    from corpus.exchange import export
    from index.crew import read_file as read_apart
    from index.settings import load_settings
    from index.worker import Asked
    from nlp.resolve import resolve

    document = read_apart(Asked(file, load_settings().limits))
    resolution = resolve([document])
    [document] = resolution.documents
    text = _dumps(export(document))
    if output is None:
        sys.stdout.write(text)
    else:
        _write_whole(output, text)
    for reason in terminal.reasons(document.problems):
        terminal.warn(reason)
    return OK if document.status is Status.READ else NOT_ALL


@command("export", "adviesspoor export 000-vlor2025 -o uitvoer/")
def export_documents(
    context: typer.Context,
    documents: Documents = None,
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="MAP", help="De map om in te schrijven; - is de standaarduitvoer.")
    ] = Path(),
    data: Data = None,
) -> int:
    """Schrijf documenten uit de catalogus als JSON: één bestand per document, met de naam van zijn bestand."""
    from corpus.catalogue import get_document, list_documents
    from corpus.exchange import export

    with _corpus(context, data) as corpus:
        rows = {row.sha256: row for row in list_documents(corpus.catalogue)}
        chosen = _find(corpus, documents) if documents else sorted(rows, key=lambda sha256: (rows[sha256].file, sha256))
        if not chosen:
            terminal.warn("De catalogus is nog leeg: er is niets om uit te voeren.")
            return NOT_ALL
        if str(output) != "-":
            output.mkdir(parents=True, exist_ok=True)
        taken: set[str] = set()
        for sha256 in chosen:
            text = _dumps(export(get_document(corpus.catalogue, sha256)))
            if str(output) == "-":
                sys.stdout.write(text)
                continue
            stem = Path(rows[sha256].file).stem
            name = stem if stem.lower() not in taken else f"{stem}-{sha256[:8]}"
            taken.add(name.lower())
            _write_whole(output / f"{name}.json", text)
            sys.stdout.write(f"{output / f'{name}.json'}\n")
    return OK


# --- answers ----------------------------------------------------------------------------------------------------------


@command("search", 'adviesspoor search "vergoeding in de aanloopfase" --type advies --from 2018')
def search_corpus(
    context: typer.Context,
    query: Annotated[str | None, typer.Argument(metavar="VRAAG", help="Waar u naar zoekt.", show_default=False)] = None,
    kind: KindOption = None,
    after: FromOption = None,
    before: ToOption = None,
    body: BodyOption = None,
    action: ActionOption = None,
    source: SourceOption = None,
    language: LanguageOption = None,
    limit: Annotated[
        int, typer.Option("--limit", metavar="N", min=1, max=10_000, help="Hoeveel resultaten hoogstens.")
    ] = 10,
    order: Annotated[
        Literal["relevance", "date"], typer.Option("--order", help="Beste eerst, of in volgorde van tijd.")
    ] = "relevance",
    batch: Annotated[
        str | None,
        typer.Option(
            "--batch", metavar="BESTAND", help="Eén vraag per regel uit dit bestand; - is de standaardinvoer."
        ),
    ] = None,
    as_json: Json = False,
    data: Data = None,
) -> int:
    """Zoek secties op woorden en op betekenis, met de passage en de woorden gemarkeerd."""
    if (query is None) == (batch is None):
        raise wrong("geef een zoekvraag of --batch, niet beide.", "VRAAG")
    filters = _filters(kind, after, before, body, action, source, language)
    if batch is not None:
        queries = _lines(batch)
    with _corpus(context, data) as corpus:
        if batch is not None:
            return _search_batch(corpus, queries, filters, limit, order, as_json)
        assert query is not None
        from index.search import search, search_json

        with _no_answer(as_json):
            hits = search(corpus, query, filters, limit=limit, order=order, say=terminal.warn)
            if not hits:
                raise AdviesspoorError(f"Niets gevonden voor '{query}'.", Category.EMPTY)
        if as_json:
            _print_json(search_json(hits))
        else:
            terminal.show_hits(hits)
    return OK


def _search_batch(
    corpus: Corpus,
    queries: Sequence[str],
    filters: Filters,
    limit: int,
    order: Literal["relevance", "date"],
    as_json: bool,
) -> int:
    """One answer a query, in order; a query that cannot be answered gives an empty one and a line on standard error."""
    from index.search import search, search_json

    found, told = False, list[str]()
    for number, query in enumerate(queries, 1):
        try:
            hits = search(corpus, query, filters, limit=limit, order=order, say=told.append) if query else []
        except AdviesspoorError as error:
            hits = []
            terminal.warn(f"Regel {number}: {error}")
        found = found or bool(hits)
        if as_json:
            sys.stdout.write(json.dumps(search_json(hits), ensure_ascii=False) + "\n")
        else:
            sys.stdout.write(f"# {query}\n")
            terminal.show_hits(hits)
    for sentence in dict.fromkeys(told):  # about the model: the same at every query
        terminal.warn(sentence)
    return OK if found else NOT_ALL


def _lines(batch: str) -> list[str]:
    text = sys.stdin.read() if batch == "-" else Path(batch).read_text(encoding="utf-8-sig")
    return [line.strip() for line in text.splitlines()]


@command("trace", 'adviesspoor trace "actie 18.2" --plan "duaal leren"')
def trace_action(
    context: typer.Context,
    action: Annotated[str, typer.Argument(metavar="ACTIE", help="Een nummer; 18 neemt 18.1, 18.2… mee.")],
    plan: Annotated[
        str | None, typer.Option("--plan", metavar="PLAN", help="Alleen de actie van dit plan.", show_default=False)
    ] = None,
    as_json: Json = False,
    data: Data = None,
) -> int:
    """Volg een genummerde actie: elke vermelding en definitie, in volgorde van de datum van het document."""
    from index.trace import trace

    with _corpus(context, data) as corpus:
        with _no_answer(as_json):
            rows = trace(corpus, action, plan=plan)
        if as_json:
            _print_json([_without_boxes(row) for row in rows])
        else:
            terminal.show_traced(rows)
    return OK


@command("positions", 'adviesspoor positions "vergoeding van leerlingen"')
def list_positions(
    context: typer.Context,
    topic: Annotated[str, typer.Argument(metavar="ONDERWERP", help="Waarover.")],
    kind: KindOption = None,
    after: FromOption = None,
    before: ToOption = None,
    body: BodyOption = None,
    action: ActionOption = None,
    limit: Annotated[
        int, typer.Option("--limit", metavar="N", min=1, max=10_000, help="Hoeveel standpunten hoogstens.")
    ] = 50,
    as_json: Json = False,
    data: Data = None,
) -> int:
    """Toon de standpunten over een onderwerp, in volgorde van tijd."""
    from index.positions import positions

    filters = _filters(kind, after, before, body, action, None, None)
    with _corpus(context, data) as corpus:
        with _no_answer(as_json):
            stands = positions(corpus, topic, filters, limit=limit, say=terminal.warn)
            if not stands:
                raise AdviesspoorError(f"Geen standpunten gevonden over '{topic}'.", Category.EMPTY)
        if as_json:
            _print_json([_without_boxes(stand) for stand in stands])
        else:
            terminal.show_stands(stands)
    return OK


@command("export", "adviesspoor graph export -o corpus.gexf", under=graph)
def export_citations(
    context: typer.Context,
    output: Annotated[
        Path,
        typer.Option(
            "-o", "--output", metavar="BESTAND",
            help="Het achtervoegsel bepaalt de vorm: .gexf .graphml .json .csv, of de bronnen als .bib .ris .csl.json.",
        ),
    ],
    documents: Documents = None,
    data: Data = None,
) -> int:  # fmt: skip
    """Schrijf de citatiegraaf (Gephi, networkx, tabellen) of de bronnen (Zotero) naar een bestand."""
    from index.graph import SUFFIXES, export_graph

    if not output.name.lower().endswith(tuple(SUFFIXES)):
        raise wrong(f"'{output.name}' eindigt niet op {', '.join(SUFFIXES)}.", "--output")
    with _corpus(context, data) as corpus:
        output.parent.mkdir(parents=True, exist_ok=True)
        export_graph(corpus, output, documents=_find(corpus, documents) if documents else None)
    sys.stdout.write(f"{output}\n")
    return OK


@command("status", "adviesspoor status --json")
def show_status(context: typer.Context, as_json: Json = False, data: Data = None) -> int:
    """Toon wat de catalogus bevat, wat mislukte, waar de gegevens staan en hoe groot ze zijn."""
    from corpus.catalogue import list_files
    from index.status import status

    with _corpus(context, data) as corpus:
        found = status(corpus)
        files = list_files(corpus.catalogue)
    if as_json:
        statuses = {value: sum(f.status is value for f in files) for value in Status}
        partly = [asdict(f) for f in files if f.status is Status.PARTLY]
        _print_json(asdict(found) | {"files": statuses, "partly": partly})
    else:
        terminal.show_status(found, files)
    return OK


# --- upkeep -----------------------------------------------------------------------------------------------------------


@command("check", "adviesspoor check --no-repair")
def check_corpus(
    context: typer.Context,
    repair: Annotated[
        bool, typer.Option("--repair/--no-repair", metavar="", help="Herstel wat verschilt, vanuit de catalogus.")
    ] = True,
    as_json: Json = False,
    data: Data = None,
) -> int:
    """Vergelijk de catalogus met de woorden en vectoren die eruit volgen, en herstel wat verschilt."""
    from index.check import check

    with _corpus(context, data) as corpus:
        report = check(corpus, repair=repair)
    if as_json:
        _print_json(asdict(report) | {"whole": report.whole})
    else:
        terminal.show_check(report)
    return OK if report.whole or report.repaired else NOT_ALL


@command("model", "adviesspoor model")
def prepare(context: typer.Context, data: Data = None) -> int:
    """Zet het taalmodel klaar voor het zoeken op betekenis (eenmalig)."""
    from index.model import prepare_model

    sys.stdout.write(f"{prepare_model(_settings(context, data), say=terminal.warn)}\n")
    return OK


@command("ui", "adviesspoor ui --port 8600")
def open_interface(
    context: typer.Context,
    host: Annotated[
        str | None, typer.Option("--host", metavar="ADRES", help="Waarop de interface luistert.", show_default=False)
    ] = None,
    port: Annotated[
        int | None,
        typer.Option("--port", metavar="N", min=1, max=65535, help="De poort van de interface.", show_default=False),
    ] = None,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", metavar="", help="Open ook de browser.")] = True,
    data: Data = None,
) -> int:
    """Open de interface in de browser; ze luistert alleen op deze computer, tenzij --host anders zegt."""
    settings = _settings(context, data, host=host, port=port)
    _refuse_taken(settings.host, settings.port)
    show = browser and (
        sys.platform in ("darwin", "win32") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    )
    environment = os.environ | {"ADVIESSPOOR_DATA": str(settings.data.absolute())}
    terminal.warn(f"De interface staat op http://{settings.host}:{settings.port} (stoppen met Ctrl-C).")
    sys.stderr.flush()
    arguments = [
        sys.executable, "-m", "streamlit", "run", str(Path(__file__).with_name("app.py")),
        f"--server.address={settings.host}", f"--server.port={settings.port}",
        f"--server.headless={'false' if show else 'true'}", "--server.showEmailPrompt=false",
        "--browser.gatherUsageStats=false",
    ]  # fmt: skip
    os.execve(sys.executable, arguments, environment)


def _refuse_taken(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as attempt:
        attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            attempt.bind((host, port))
        except OSError as error:
            raise AdviesspoorError(
                f"De interface kan niet luisteren op {host}:{port} ({_reason_of(error)}); neem een andere poort "
                "(--port of ADVIESSPOOR_PORT)."
            ) from error


# --- what the commands share ------------------------------------------------------------------------------------------


def _settings(context: typer.Context, data: Path | None, **given: Any) -> Settings:
    from index.settings import load_settings

    return load_settings(data=data or context.obj.data, **given)


def _corpus(context: typer.Context, data: Path | None) -> Corpus:
    from index.store import open_corpus

    return open_corpus(_settings(context, data))


def _find(corpus: Corpus, names: Sequence[str]) -> list[str]:
    from corpus.catalogue import find_document

    try:
        return list(dict.fromkeys(find_document(corpus.catalogue, name) for name in names))
    except AdviesspoorError as error:
        raise AdviesspoorError(str(error), Category.EMPTY) from error


def _filters(
    kind: str | None,
    after: str | None,
    before: str | None,
    body: str | None,
    action: str | None,
    source: str | None,
    language: str | None,
) -> Filters:
    from index.search import Filters

    for option, date in (("--from", after), ("--to", before)):
        if date is not None and not re.fullmatch(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?", date):
            raise wrong(f"'{date}' is geen datum als 2018, 2018-03 of 2018-03-15.", option)
    return Filters(kind=kind, after=after, before=before, body=body, action=action, source=source, language=language)


@contextmanager
def _no_answer(as_json: bool) -> Iterator[None]:
    """Nothing found is an error with a sentence; a program that asked for a list gets an empty one besides."""
    try:
        yield
    except AdviesspoorError as error:
        if as_json and error.category is Category.EMPTY:
            _print_json([])
        raise


def _without_boxes(row: Any) -> dict[str, Any]:
    """A row for other programs; the boxes are for drawing and stay out."""
    return {name: value for name, value in asdict(row).items() if name != "boxes"}


def _dumps(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1, default=str) + "\n"


def _print_json(value: object) -> None:
    sys.stdout.write(_dumps(value))


def _write_whole(path: Path, text: str) -> None:
    """Write a file such that it is there whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
    fresh = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        fresh.chmod(0o644)
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)


# --- the way in and out -----------------------------------------------------------------------------------------------


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit code. A user's error becomes one sentence."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        code = app(args=arguments, prog_name="adviesspoor", standalone_mode=False)
        sys.stdout.flush()
    except UsageError as error:
        return _wrong_use(error)
    except AdviesspoorError as error:
        terminal.warn(str(error))
        return NOT_ALL if error.category in OF_THE_FILE else PROBLEM
    except SystemExit:
        return OK  # how typer ends when the reader of our output has seen enough
    except OSError as error:
        terminal.warn(_sentence(error))
        return PROBLEM
    except sqlite3.DatabaseError as error:
        terminal.warn(
            f"De catalogus kan niet gelezen worden ({error}); zet een kopie terug of lees de bestanden opnieuw in."
        )
        return PROBLEM
    if code == INTERRUPTED:
        terminal.warn("Afgebroken: wat al klaar was, is bewaard; voer hetzelfde bevel opnieuw uit om verder te gaan.")
    return int(code or OK)


def _wrong_use(error: UsageError) -> int:
    terminal.warn(explain(error))
    if error.ctx is not None and type(error).__name__ != "NoArgsIsHelpError":
        terminal.warn(f"Zie '{error.ctx.command_path} --help'.")
    return WRONG_USE


def _sentence(error: OSError) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "De schijf is vol: maak plaats vrij en probeer opnieuw, er is niets verloren gegaan."
    name = f"{error.filename}: " if error.filename else ""
    return f"{name}{_reason_of(error)}."


def _reason_of(error: OSError) -> str:
    known = {
        errno.ENOENT: "bestaat niet",
        errno.EACCES: "u hebt er geen rechten op",
        errno.EISDIR: "is een map",
        errno.ENOTDIR: "is geen map",
        errno.EROFS: "staat op een schijf waarop niet geschreven kan worden",
        errno.EADDRINUSE: "de poort is al in gebruik",
        errno.EADDRNOTAVAIL: "dat adres heeft deze computer niet",
    }
    return known.get(error.errno or 0, error.strerror or str(error))


if __name__ == "__main__":
    sys.exit(main())
