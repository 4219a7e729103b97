"""`adviesspoor review` and `adviesspoor sources`: what is in doubt, what a person decides about it, and back again."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from ui.dutch import Command, Group, path

if TYPE_CHECKING:
    from corpus.catalogue import SourceRow
    from index.review import Link, Made
    from index.settings import Settings
    from index.store import Corpus

# How the command line opens a corpus with documents, reads its settings and finds documents by name (ui/cli.py).
Open = Callable[[typer.Context, Path | None], "Corpus"]
Load = Callable[[typer.Context, Path | None], "Settings"]
Find = Callable[["Corpus", Sequence[str]], list[str]]

Data = Annotated[
    Path | None,
    typer.Option(
        "--data", parser=path, metavar="MAP", help="De gegevensmap (ook: ADVIESSPOOR_DATA).", show_default=False
    ),
]  # fmt: skip
Json = Annotated[bool, typer.Option("--json", metavar="", help="Geef het antwoord als JSON, voor een ander programma.")]
Kind = Annotated[
    Literal["bron", "actie", "voetnoot"] | None,
    typer.Option("--kind", help="Alleen verwijzingen van deze soort.", show_default=False),
]
LinkArgument = Annotated[str, typer.Argument(metavar="ID", help="Het kenmerk uit 'adviesspoor review list'.")]
InDocument = Annotated[
    str | None,
    typer.Option("--document", metavar="DOC", help="Het document waarin ze staat: zoekt sneller.", show_default=False),
]  # fmt: skip
SourceArgument = Annotated[str, typer.Argument(metavar="BRON", help="Het kenmerk van een bron.")]

_KINDS: dict[str, Literal["citation", "action", "note"]] = {"bron": "citation", "actie": "action", "voetnoot": "note"}
_NAMES = {"citation": "bron", "action": "actie", "note": "voetnoot", "plan": "plan"}
_DONE = {
    "confirm": "Bevestigd", "choose": "Gekozen", "reject": "Verworpen", "merge": "Samengevoegd", "split": "Gesplitst",
}  # fmt: skip


def add_review(app: typer.Typer, opened: Open, settings: Load, find: Find) -> None:
    """Put the commands under `app`; the functions are those by which every command gets at the corpus."""
    review = typer.Typer(
        cls=Group, no_args_is_help=True, help="Waar we niet zeker van zijn: bekijken, bevestigen, verbeteren."
    )
    sources = typer.Typer(
        cls=Group, no_args_is_help=True, help="Bronnen: opzoeken, samenvoegen, splitsen, en waarom ze één zijn."
    )
    app.add_typer(review, name="review")
    app.add_typer(sources, name="sources")
    _add_lists(review, opened, find)
    _add_decisions(review, opened, settings, find)
    _add_sources(sources, opened, settings)


def _example(group: typer.Typer, name: str, example: str) -> Callable[[Callable[..., int]], Callable[..., int]]:
    return group.command(name, cls=Command, epilog=f"Voorbeeld: [cyan]{example}[/cyan]")


def _add_lists(review: typer.Typer, opened: Open, find: Find) -> None:
    @_example(review, "list", "adviesspoor review list --kind actie")
    def list_all(
        context: typer.Context,
        kind: Kind = None,
        document: Annotated[
            str | None, typer.Option("--document", metavar="DOC", help="Alleen in dit document.", show_default=False)
        ] = None,
        sure: Annotated[
            bool, typer.Option("--all", metavar="", help="Met --document: ook de verwijzingen die zeker zijn.")
        ] = False,
        limit: Annotated[int, typer.Option("--limit", metavar="N", min=1, help="Hoogstens zoveel.")] = 50,
        as_json: Json = False,
        data: Data = None,
    ) -> int:
        """Toon de verwijzingen die niet zeker zijn, de minst zekere eerst, met hun kandidaten."""
        from index.review import list_doubts, list_links

        with opened(context, data) as corpus:
            sha256 = find(corpus, [document])[0] if document else None
            wanted = _KINDS[kind] if kind else None
            links = list_links(corpus, sha256, wanted) if sure and sha256 else list_doubts(corpus, wanted, sha256)
        if as_json:
            _json([_plain(link) for link in links[:limit]])
            return 0
        for link in links[:limit]:
            sys.stdout.write(_link_text(link))
        rest = len(links) - limit
        sys.stdout.write("Er is niets om na te kijken.\n" if not links else f"En nog {rest}.\n" if rest > 0 else "")
        return 0

    @_example(review, "decisions", "adviesspoor review decisions --json")
    def decisions(context: typer.Context, as_json: Json = False, data: Data = None) -> int:
        """Toon wat er beslist is, het laatste eerst."""
        from index.review import made_decisions

        with opened(context, data) as corpus:
            made = made_decisions(corpus)
        if as_json:
            _json([asdict(m) for m in made])
        else:
            sys.stdout.write("".join(_made_text(m) for m in made) or "Er is nog niets beslist.\n")
        return 0


def _add_decisions(review: typer.Typer, opened: Open, settings: Load, find: Find) -> None:
    def decided(
        context: typer.Context,
        link: str,
        verdict: Literal["confirm", "choose", "reject"],
        value: str | None,
        document: str | None,
        data: Path | None,
    ) -> int:
        from index.review import decide

        with opened(context, data) as corpus:
            sha256 = find(corpus, [document])[0] if document else None
        sys.stdout.write(_made_text(decide(settings(context, data), link, verdict, value, sha256, _say)))
        return 0

    @_example(review, "confirm", "adviesspoor review confirm 3f2a91c07b")
    def confirm(context: typer.Context, link: LinkArgument, document: InDocument = None, data: Data = None) -> int:
        """Bevestig een verwijzing: ze is juist."""
        return decided(context, link, "confirm", None, document, data)

    @_example(review, "reject", "adviesspoor review reject 3f2a91c07b")
    def reject(context: typer.Context, link: LinkArgument, document: InDocument = None, data: Data = None) -> int:
        """Verwerp een verwijzing: ze is er geen."""
        return decided(context, link, "reject", None, document, data)

    @_example(review, "choose", 'adviesspoor review choose 3f2a91c07b "Actieplan Duaal Leren"')
    def choose(
        context: typer.Context,
        link: LinkArgument,
        candidate: Annotated[
            str, typer.Argument(metavar="KANDIDAAT", help="Een bron (kenmerk), een plan, of het nummer van een noot.")
        ],
        document: InDocument = None,
        data: Data = None,
    ) -> int:  # fmt: skip
        """Kies waar een verwijzing wel naartoe leidt."""
        return decided(context, link, "choose", candidate, document, data)

    @_example(review, "merge", 'adviesspoor review merge "Actieplan Duaal Leren" "Plan Duaal"')
    def merge_plans(
        context: typer.Context,
        plan: Annotated[str, typer.Argument(metavar="PLAN", help="De naam die blijft.")],
        other: Annotated[str, typer.Argument(metavar="ANDERE", help="De naam van hetzelfde plan die verdwijnt.")],
        data: Data = None,
    ) -> int:
        """Zeg dat twee namen van plannen één plan noemen."""
        from index.review import merge_plans as merge

        sys.stdout.write(_made_text(merge(settings(context, data), plan, other, _say)))
        return 0

    @_example(review, "undo", "adviesspoor review undo 12")
    def undo_decision(
        context: typer.Context,
        number: Annotated[
            int | None, typer.Argument(metavar="NUMMER", help="Het nummer van de beslissing; zonder: de laatste.")
        ] = None,
        data: Data = None,
    ) -> int:
        """Neem een beslissing terug."""
        from index.review import undo

        sys.stdout.write(f"Teruggenomen: {_made_text(undo(settings(context, data), number, _say))}")
        return 0


def _add_sources(sources: typer.Typer, opened: Open, settings: Load) -> None:
    @_example(sources, "list", "adviesspoor sources list kleuter 2016")
    def list_all(
        context: typer.Context,
        words: Annotated[
            list[str] | None,
            typer.Argument(
                metavar="[WOORD]…", help="Alleen bronnen met deze woorden in titel, makers, nummer of datum."
            ),
        ] = None,
        limit: Annotated[int, typer.Option("--limit", metavar="N", min=1, help="Hoogstens zoveel.")] = 50,
        as_json: Json = False,
        data: Data = None,
    ) -> int:
        """Toon de bronnen met hun kenmerk, de meest geciteerde eerst."""
        from corpus.catalogue import list_sources
        from index.related import names_source

        asked = " ".join(words or ())
        with opened(context, data) as corpus:
            rows = [row for row in list_sources(corpus.catalogue) if names_source(row.source, asked)]
        if as_json:
            _json([asdict(row) for row in rows[:limit]])
            return 0
        sys.stdout.write("".join(_source_text(row) for row in rows[:limit]) or "Geen bron gevonden.\n")
        if len(rows) > limit:
            sys.stdout.write(f"En nog {len(rows) - limit}; meer met --limit.\n")
        return 0

    @_example(sources, "merge", "adviesspoor sources merge vlor-2016-07-06-kansen advies-kansen-voor-kleuters")
    def merge(
        context: typer.Context,
        source: SourceArgument,
        other: Annotated[str, typer.Argument(metavar="ANDERE", help="De bron die dezelfde is.")],
        data: Data = None,
    ) -> int:
        """Zeg dat twee bronnen één werk zijn."""
        from index.review import merge_sources

        sys.stdout.write(_made_text(merge_sources(settings(context, data), source, other, _say)))
        return 0

    @_example(sources, "split", "adviesspoor sources split vlor-2016-07-06-kansen 3f2a91c07b")
    def split(
        context: typer.Context,
        source: SourceArgument,
        links: Annotated[list[str], typer.Argument(metavar="ID…", help="De vermeldingen die een ander werk noemen.")],
        data: Data = None,
    ) -> int:
        """Zeg dat enkele vermeldingen van een bron een ander werk noemen."""
        from index.review import split_source

        sys.stdout.write(_made_text(split_source(settings(context, data), source, links, _say)))
        return 0

    @_example(sources, "show", "adviesspoor sources show vlor-2016-07-06-kansen")
    def show(context: typer.Context, source: SourceArgument, as_json: Json = False, data: Data = None) -> int:
        """Toon de vermeldingen van een bron, met hun kenmerk, en waarom ze één bron zijn."""
        from corpus.catalogue import get_source
        from index.review import citation_links, why_one_source

        with opened(context, data) as corpus:
            work = get_source(corpus.catalogue, source)
            links, why = citation_links(corpus, source), why_one_source(corpus, source)
        if as_json:
            rows = [dict(zip(("id", "file", "words"), link, strict=True)) for link in links]
            _json({"source": asdict(work), "citations": rows, "why": [asdict(w) for w in why]})
            return 0
        sys.stdout.write(f"{work.title or work.id}\n\n")
        sys.stdout.write("".join(f"{name}  {file}: {_short(words)}\n" for name, file, words in links))
        for w in why:
            fields = ", ".join(f"{_FIELDS.get(name, name)} {score:.2f}" for name, score in w.fields)
            sys.stdout.write(f"  {w.score:.2f}  {_short(w.one, 50)} = {_short(w.other, 50)} ({fields})\n")
        return 0


# What agreed, in Dutch
_FIELDS = {
    "title": "titel", "date": "datum", "council": "raad", "authors": "auteurs", "number": "nummer", "url": "adres",
    "note": "noot", "all": "alles", "hand": "met de hand", "fit": "past", "alone": "enige", "document": "document",
    "sentence": "zin", "section": "sectie", "heading": "titel", "pointed": "verwijswoord",
    "only one in the document": "enige in het document",
}  # fmt: skip


def _link_text(link: Link) -> str:
    said = f"{link.number} in: {link.words}" if link.kind != "citation" else link.words
    lines = [f"{link.id}  {_NAMES[link.kind]}  {link.file}, {link.where}, p. {link.page}", f"    {_short(said, 160)}"]
    if link.current is not None:
        lines.append(f"    nu: {link.current.label} [{link.current.value}] ({link.confidence:.2f})")
    if link.found_by == "lost":
        lines.append("    Dit is beslist, maar deze woorden staan niet meer in het gewijzigde document.")
        lines.append(f"    Trek de beslissing in: adviesspoor review reject {link.id}")
    lines += [f"    of: {option.label} [{option.value}] ({option.confidence:.2f})" for option in link.options]
    return "\n".join(lines) + "\n"


def _source_text(row: SourceRow) -> str:
    from index.graph import source_label

    source = row.source
    known = [*source.authors[:2], source.date, "in het corpus" if source.document else None]
    cited = f"{row.cited} keer geciteerd in {row.documents} {'document' if row.documents == 1 else 'documenten'}"
    return f"{source.id}\n    {_short(source_label(source))}\n    {' · '.join([*filter(None, known), cited])}\n"


def _made_text(made: Made) -> str:
    where = f"{made.file or 'verdwenen document'}, {made.where}: " if made.sha256 else ""
    target = f" → {made.label}" if made.label and made.verdict != "reject" else ""
    return f"{made.id}  {_DONE[made.verdict]}: {_NAMES[made.kind]} {where}{_short(made.words)}{target}\n"


def _short(text: str, length: int = 100) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= length else flat[: length - 1].rstrip() + "…"


def _plain(link: Link) -> dict[str, Any]:
    return {name: value for name, value in asdict(link).items() if name != "boxes"} | {"confidence": link.confidence}


def _json(value: object) -> None:
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=1) + "\n")


def _say(line: str) -> None:
    sys.stderr.write(line + "\n")
