"""The command line `adviesspoor`. Every command returns its exit code (docs/cli.md); answers go to standard output."""

from __future__ import annotations

import errno
import json
import os
import socket
import sqlite3
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from importlib.metadata import version as installed_version
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeVar

import typer

from corpus.errors import FULL, AdviesspoorError, cause, disk_is_full
from corpus.model import Category, Status
from corpus.names import name_text
from ui import terminal
from ui.dutch import Command, Group, UsageError, explain, path, wrong
from ui.review_cli import add_review
from ui.start import INTERRUPTED, STOPPED

if TYPE_CHECKING:
    from index.build import IngestReport
    from index.search import Filters
    from index.settings import Settings
    from index.store import Corpus

Handler = TypeVar("Handler", bound=Callable[..., int])

OK, NOT_ALL, WRONG_USE, PROBLEM = 0, 1, 2, 3

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
    typer.Option(
        "--data", parser=path, metavar="MAP", help="De gegevensmap (ook: ADVIESSPOOR_DATA).", show_default=False
    ),
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
        typer.Argument(
            parser=path, metavar="PAD", help="PDF's, tekstbestanden (.txt) en mappen, met alles wat daaronder staat."
        ),
    ] = None,
    workers: Annotated[
        int | None,
        typer.Option(
            "--workers", min=1, max=256, help="Hoeveel bestanden tegelijk gelezen worden.", show_default=False
        ),
    ] = None,
    dask: Annotated[
        str | None,
        typer.Option(
            "--dask",
            metavar="ADRES",
            help="Lees op de werkers van deze Dask-scheduler (tcp://host:8786).",
            show_default=False,
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
    settings = _settings(context, data, workers=workers, dask=dask)
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
    if not whole:
        outcomes = [o for report in reports for o in report.outcomes]
        failed = sum(o.result == "failed" for o in outcomes)
        partly = sum(o.result != "failed" and o.status is not Status.READ for o in outcomes)
        counts = ((failed, "mislukt"), (partly, "niet volledig gelezen"))
        told = ", ".join(f"{count} {what}" for count, what in counts if count)
        terminal.warn(f"Niet alles is gelukt{f' ({told})' if told else ''}: zie het verslag.")
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
        "gone": [name_text(path) for r in reports for path in r.gone],
        "alike": [list(pair) for r in reports for pair in r.alike],
        "files": [
            {
                "path": name_text(o.path),
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
    file: Annotated[Path, typer.Argument(parser=path, metavar="BESTAND", help="Een PDF of een tekstbestand (.txt).")],
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", parser=path, metavar="BESTAND", help="Schrijf naar dit bestand."),
    ] = None,
) -> int:
    """Zet één bestand om naar het uitwisselingsformaat (JSON), zonder de catalogus."""
    from corpus.exchange import export
    from index.build import RECOGNISED
    from index.crew import read_file as read_apart
    from index.settings import load_settings
    from index.worker import Asked
    from ingest.recognised import forget, forget_old
    from nlp.resolve import resolve

    settings = load_settings()
    kept = settings.cache / RECOGNISED  # a long scan that is interrupted goes on where it was
    with terminal.page_bar(name_text(file.name)) as show:
        document = read_apart(Asked(file, settings.limits, kept=kept), show)
    resolution = resolve([document])
    [document] = resolution.documents
    text = _dumps(export(document))
    if output is None:
        sys.stdout.write(text)
    else:
        _write_whole(output, text)
    forget(kept, document.sha256)
    forget_old(kept)
    for said in (*terminal.rereads(document.pages), *terminal.reasons(document.problems)):
        terminal.warn(said)
    return OK if document.status is Status.READ else NOT_ALL


@command("export", "adviesspoor export 000-vlor2025 -o uitvoer/")
def export_documents(
    context: typer.Context,
    documents: Documents = None,
    output: Annotated[
        Path,
        typer.Option(
            "-o", "--output", parser=path, metavar="MAP", help="De map om in te schrijven; - is de standaarduitvoer."
        ),
    ] = Path(),
    data: Data = None,
) -> int:
    """Schrijf documenten uit de catalogus als JSON: één bestand per document, met de naam van zijn bestand."""
    from corpus.catalogue import get_document, list_documents
    from corpus.exchange import export

    with _filled(context, data) as corpus:
        rows = {row.sha256: row for row in list_documents(corpus.catalogue)}
        chosen = _find(corpus, documents) if documents else sorted(rows, key=lambda sha256: (rows[sha256].file, sha256))
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
            sys.stdout.write(f"{name_text(output / f'{name}.json')}\n")
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
        Literal["relevance", "date", "newest"],
        typer.Option("--order", help="Beste eerst, of in volgorde van tijd: oudste (date) of nieuwste (newest) eerst."),
    ] = "relevance",
    like: Annotated[
        str | None,
        typer.Option("--like", metavar="DOC#SECTIE", help="Meer zoals deze sectie, in plaats van een zoekvraag."),
    ] = None,
    per_document: Annotated[bool, typer.Option("--per-document", help="Zet de resultaten onder hun document.")] = False,
    fold: Annotated[
        bool | None,
        typer.Option(
            "--fold/--no-fold",
            help="Toon bijna gelijke passages als één resultaat; met --json alleen als u het vraagt.",
            show_default=False,
        ),
    ] = None,
    nearby: Annotated[
        bool, typer.Option("--nearby", help="Toon ook secties die alleen in de buurt van de vraag komen.")
    ] = False,
    why: Annotated[bool, typer.Option("--why", help="Zeg bij elk resultaat waarom het er staat.")] = False,
    batch: Annotated[
        Path | None,
        typer.Option(
            "--batch",
            parser=path,
            metavar="BESTAND",
            help="Eén vraag per regel uit dit bestand; - is de standaardinvoer.",
        ),
    ] = None,
    as_json: Json = False,
    data: Data = None,
) -> int:
    """Zoek secties op woorden en op betekenis, met de passage en de woorden gemarkeerd."""
    if [query is None, batch is None, like is None].count(False) != 1:
        raise wrong("geef een zoekvraag, --batch of --like, en niet meer dan een daarvan.", "VRAAG")
    filters = _filters(kind, after, before, body, action, source, language)
    alike = _place(like) if like is not None else None
    if batch is not None:
        queries = _lines(batch)
        with _filled(context, data) as corpus:
            return _search_batch(corpus, queries, filters, limit, order, as_json, fold, nearby)
    from corpus.catalogue import find_document
    from index.search import by_document, search, search_json, similar

    folding = not as_json if fold is None else fold
    with _no_answer(as_json), _filled(context, data) as corpus:
        if alike is not None:
            sha256 = find_document(corpus.catalogue, alike[0])
            hits = similar(corpus, sha256, alike[1], limit, fold=folding)
        else:
            assert query is not None
            hits = search(
                corpus, query, filters, limit=limit, order=order, say=terminal.warn, nearby=nearby, fold=folding
            )
            _say_corrections(corpus, query)
        if not hits:
            raise AdviesspoorError(_nothing(corpus, query or "", filters), Category.EMPTY)
        if per_document:
            hits = [hit for group in by_document(hits) for hit in group.hits]
        if as_json:
            _print_json(search_json(hits))
        else:
            terminal.show_hits(hits, why=why, per_document=per_document)
    return OK


def _place(like: str) -> tuple[str, str]:
    """The document and section that "document#section" names."""
    name, _, where = like.partition("#")
    if not name or not where:
        raise wrong(f"'{like}' is geen document en sectie als advies.pdf#2.1.", "--like")
    return name, terminal.place_of(where)


def _say_corrections(corpus: Corpus, query: str) -> None:
    from index.query import corrections

    for typed, meant in corrections(corpus.catalogue, query):
        terminal.warn(f"'{typed}' komt nergens voor; er is gezocht naar '{meant}'.")


def _nothing(corpus: Corpus, query: str, filters: Filters) -> str:
    """That nothing was found, and what to leave out to find something."""
    from index.search import search
    from index.suggestions import COUNTED, suggest

    said = [f"Niets gevonden voor '{query}'."]
    for s in suggest(corpus, query, filters) if query else ():
        number = f"{COUNTED} of meer secties" if s.found >= COUNTED else f"{s.found} sectie{'s' * (s.found != 1)}"
        said.append(f"Zonder {s.without}: {number}.")
    if query and len(said) == 1 and search(corpus, query, filters, limit=1, nearby=True):
        said.append("Met --nearby ziet u wat er het dichtst bij komt.")
    return " ".join(said)


def _search_batch(
    corpus: Corpus,
    queries: Sequence[str],
    filters: Filters,
    limit: int,
    order: Literal["relevance", "date", "newest"],
    as_json: bool,
    fold: bool | None,
    nearby: bool,
) -> int:
    """One answer a query, in order; a query that cannot be answered gives an empty one and a line on standard error."""
    from index.search import search, search_json

    folding = not as_json if fold is None else fold
    found, told = False, list[str]()
    for number, query in enumerate(queries, 1):
        try:
            hits = (
                search(corpus, query, filters, limit=limit, order=order, say=told.append, nearby=nearby, fold=folding)
                if query
                else []
            )
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
    if not found:
        terminal.warn("Niets gevonden." if any(queries) else "Er zijn geen zoekvragen gegeven.")
    return OK if found else NOT_ALL


def _lines(batch: Path) -> list[str]:
    content = sys.stdin.buffer.read() if str(batch) == "-" else batch.read_bytes()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:  # as with text files: what is no UTF-8 is taken for Windows-1252
        text = content.decode("cp1252", errors="replace")
    return [line.strip() for line in text.splitlines()]


@command("trace", 'adviesspoor trace "actie 18.2" --plan "duaal leren"')
def trace_action(
    context: typer.Context,
    action: Annotated[
        str,
        typer.Argument(metavar="ACTIE", help="Een nummer (18 neemt 18.1, 18.2… mee), of 'acties 1, 3 en 4 tot 7'."),
    ],
    plan: Annotated[
        str | None, typer.Option("--plan", metavar="PLAN", help="Alleen de actie van dit plan.", show_default=False)
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", parser=path, metavar="BESTAND", help="Schrijf elke vermelding in dit CSV-bestand."
        ),
    ] = None,
    as_json: Json = False,
    data: Data = None,
) -> int:
    """Volg een genummerde actie: elke vermelding en definitie in volgorde van datum, en het standpunt daarbij."""
    from index.stances import with_stances
    from index.trace import action_numbers, export_mentions, trace

    _refuse(lambda: action_numbers(action), "ACTIE")
    with _no_answer(as_json), _filled(context, data) as corpus:
        rows = with_stances(corpus, trace(corpus, action, plan=plan))
        if output is not None:
            output.parent.mkdir(parents=True, exist_ok=True)
            export_mentions(rows, output)
            sys.stdout.write(f"{name_text(output)}\n")
        elif as_json:
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
    with _no_answer(as_json), _filled(context, data) as corpus:
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
            "-o", "--output", parser=path, metavar="BESTAND",
            help="Het achtervoegsel bepaalt de vorm: .gexf .graphml .json .csv .ttl, of bronnen: .bib .ris .csl.json.",
        ),
    ],
    documents: Documents = None,
    data: Data = None,
) -> int:  # fmt: skip
    """Schrijf de citatiegraaf (Gephi, networkx, tabellen) of de bronnen (Zotero) naar een bestand."""
    from index.graph import SUFFIXES, export_graph

    if not output.name.lower().endswith(tuple(SUFFIXES)):
        raise wrong(f"'{name_text(output.name)}' eindigt niet op {', '.join(SUFFIXES)}.", "--output")
    with _filled(context, data) as corpus:
        output.parent.mkdir(parents=True, exist_ok=True)
        export_graph(corpus, output, documents=_find(corpus, documents) if documents else None)
    sys.stdout.write(f"{name_text(output)}\n")
    return OK


@command("status", "adviesspoor status --json")
def show_status(context: typer.Context, as_json: Json = False, data: Data = None) -> int:
    """Toon wat de catalogus bevat, wat mislukte, waar de gegevens staan en hoe groot ze zijn."""
    from corpus.catalogue import list_documents, list_files
    from index.status import status
    from index.upkeep import text_quality

    with _corpus(context, data) as corpus:
        found = status(corpus)
        files = list_files(corpus.catalogue)
        names = {row.sha256: row.file for row in list_documents(corpus.catalogue)}
        texts = [(names[sha256], text) for sha256, text in text_quality(corpus).items()]
    if as_json:
        statuses = {value: sum(f.status is value for f in files) for value in Status}
        partly = [asdict(f) for f in files if f.status is Status.PARTLY]
        bad = [{"file": file} | asdict(text) for file, text in texts if text.replaced or text.retained]
        _print_json(asdict(found) | {"files": statuses, "partly": partly, "bad_text_layers": bad})
    else:
        terminal.show_status(found, files, texts)
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
    from index.build import alone
    from index.check import check

    with terminal.progress_bar() as show, _corpus(context, data) as corpus:
        if repair and not corpus.catalogue.read_only:
            with alone(corpus.catalogue.folder, show):
                report = check(corpus, True, show)
        else:
            report = check(corpus, False, show)
    if as_json:
        _print_json(asdict(report) | {"whole": report.whole, "lost_files": [name_text(p) for p in report.lost_files]})
    else:
        terminal.show_check(report)
    if not (report.repaired or report.whole):
        why = "" if not repair else ", want in de gegevensmap kan niet geschreven worden"
        terminal.warn(f"Er zijn verschillen, en die zijn niet hersteld{why}.")
    return OK if report.whole or report.repaired else NOT_ALL


@command("reindex", "adviesspoor reindex")
def reindex_corpus(context: typer.Context, as_json: Json = False, data: Data = None) -> int:
    """Maak alle woorden, passages en vectoren opnieuw, alleen uit de catalogus."""
    from corpus.catalogue import document_ids
    from index.build import alone
    from index.check import reindex

    began = time.monotonic()
    with terminal.progress_bar() as show, _filled(context, data) as corpus, alone(corpus.catalogue.folder, show):
        passages = reindex(corpus, show)
        documents = len(document_ids(corpus.catalogue))
    seconds = time.monotonic() - began
    if as_json:
        _print_json({"documents": documents, "passages": passages, "seconds": round(seconds, 3)})
    else:
        terminal.show_reindexed(documents, passages, seconds)
    return OK


@command("model", "adviesspoor model")
def prepare(context: typer.Context, data: Data = None) -> int:
    """Zet het taalmodel klaar voor het zoeken op betekenis (eenmalig)."""
    from index.model import prepare_model

    sys.stdout.write(f"{name_text(prepare_model(_settings(context, data), say=terminal.warn))}\n")
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
        sys.executable, str(Path(__file__).with_name("serve.py")), "run", str(Path(__file__).with_name("app.py")),
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
                f"De interface kan niet luisteren op {host}:{port} ({cause(error)}); neem een andere poort "
                "(--port of ADVIESSPOOR_PORT)."
            ) from error


# --- what the commands share ------------------------------------------------------------------------------------------


def _settings(context: typer.Context, data: Path | None, **given: Any) -> Settings:
    from index.settings import load_settings

    return load_settings(data=data or context.obj.data, **given)


def _corpus(context: typer.Context, data: Path | None) -> Corpus:
    from index.store import open_corpus

    return open_corpus(_settings(context, data))


def _filled(context: typer.Context, data: Path | None) -> Corpus:
    """The corpus, to be asked something: one without documents is an error, and a folder that is not there stays so."""
    from corpus.catalogue import FILE, document_ids
    from index.store import open_corpus

    settings = _settings(context, data)
    if (settings.data / FILE).exists():
        corpus = open_corpus(settings)
        if document_ids(corpus.catalogue):
            return corpus
        corpus.close()
    where = name_text(settings.data.absolute())
    raise AdviesspoorError(
        f"De catalogus is nog leeg: de gegevensmap {where} bevat geen documenten; lees ze in met 'adviesspoor ingest "
        "MAP', of noem een andere gegevensmap met --data.",
        Category.EMPTY,
    )


def _refuse(read: Callable[[], object], name: str) -> None:
    """What `read` cannot make of the option or argument `name` is wrong use."""
    try:
        read()
    except AdviesspoorError as error:
        raise wrong(str(error), name) from error


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
    from index.query import is_date, wrong_period
    from index.search import Filters
    from index.trace import action_numbers

    for option, given in (("--from", after), ("--to", before)):
        if given is not None and not is_date(given):
            raise wrong(f"'{given}' is geen datum als 2018, 2018-03 of 2018-03-15.", option)
    if period := wrong_period(after, before):
        raise wrong(period, "--to")
    if action is not None:
        _refuse(lambda: action_numbers(action), "--action")
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
    """Write a file such that it is there whole or not at all. Raises OSError with the name of that file."""
    fresh = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, "")
        handle, name = tempfile.mkstemp(prefix=".adviesspoor-", dir=path.parent)
        fresh = Path(name)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        fresh.chmod(0o644)
        fresh.replace(path)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error
    finally:
        if fresh is not None:
            fresh.unlink(missing_ok=True)


# --- the way in and out -----------------------------------------------------------------------------------------------


add_review(app, _filled, _settings, _find)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit code. A user's error becomes one sentence."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
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
            f"De catalogus kan niet gelezen worden: {cause(error)}; probeer 'adviesspoor check', zet een kopie terug "
            "of lees de bestanden opnieuw in."
        )
        return PROBLEM
    except Exception as error:
        terminal.warn(_unforeseen(error))
        return PROBLEM
    if code == INTERRUPTED:
        terminal.warn(STOPPED)
    return int(code or OK)


def _wrong_use(error: UsageError) -> int:
    terminal.warn(explain(error))
    if error.ctx is not None and type(error).__name__ != "NoArgsIsHelpError":
        terminal.warn(f"Zie '{error.ctx.command_path} --help'.")
    return WRONG_USE


def _sentence(error: OSError) -> str:
    if disk_is_full(error):
        return FULL
    name = f"{name_text(os.fsdecode(error.filename))}: " if error.filename else "Dat ging niet: "
    return f"{name}{cause(error)}."


def _unforeseen(error: Exception) -> str:
    """A mistake of ours: one sentence for who uses it, and all of it in a file for who mends it."""
    with tempfile.NamedTemporaryFile("w", prefix="adviesspoor-", suffix=".txt", delete=False) as file:
        file.write("".join(traceback.format_exception(error)).encode(errors="backslashreplace").decode())
    return (
        f"Er ging iets mis in Adviesspoor zelf ({type(error).__name__}); er is niets verloren gegaan. Geef het bestand "
        f"{file.name} door aan wie het programma onderhoudt."
    )


if __name__ == "__main__":
    sys.exit(main())
