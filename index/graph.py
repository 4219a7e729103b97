"""Who cites what: the citation graph of the corpus, and its sources as a bibliography, for other programs."""

from __future__ import annotations

import csv
import json
import re
import tempfile
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import networkx
import rispy
from bibtexparser.entrypoint import write_string
from bibtexparser.library import Library
from bibtexparser.model import Block, Entry, Field

from corpus.catalogue import DocumentRow, get_source, list_citations, list_documents, list_sources
from corpus.errors import AdviesspoorError, cause
from corpus.model import Box, Category, Source
from corpus.names import name_text
from index.store import Corpus

SUFFIXES = (".gexf", ".graphml", ".csl.json", ".json", ".csv", ".ttl", ".bib", ".ris")


@dataclass(frozen=True, slots=True)
class Node:
    """A work: a document of the corpus (`document` is its SHA-256), a source that is cited, or both."""

    id: str
    label: str
    kind: str
    date: str | None
    authors: tuple[str, ...]
    document: str | None
    file: str | None
    cited: int
    cites: int


@dataclass(frozen=True, slots=True)
class Edge:
    """One citation: the work `source` cites the work `target`, at this place and in these words."""

    source: str
    target: str
    where: str
    section: str | None
    page: int
    raw: str
    kind: str
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class CitationGraph:
    """Works and citations; every end of an edge is a node."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def citation_graph(corpus: Corpus, documents: Collection[str] | None = None) -> CitationGraph:
    """The citations in all documents, or in those with the SHA-256s in `documents`, with the works at both ends."""
    catalogue = corpus.catalogue
    rows = [d for d in list_documents(catalogue) if documents is None or d.sha256 in documents]
    sources = {s.source.id: s.source for s in list_sources(catalogue)}
    own = {s.document: s.id for s in sources.values() if s.document}
    ids = {d.sha256: own.get(d.sha256, f"document-{d.sha256[:12]}") for d in rows}
    edges = [
        Edge(ids[c.sha256], c.source, c.place, c.section, c.page, c.raw, c.kind, c.boxes)
        for c in list_citations(catalogue, documents=documents)
        if c.source is not None and c.source in sources
    ]
    cited, cites = dict[str, int](), dict[str, int]()
    for edge in edges:
        cited[edge.target] = cited.get(edge.target, 0) + 1
        cites[edge.source] = cites.get(edge.source, 0) + 1
    files = {d.sha256: d.file for d in list_documents(catalogue)}
    nodes = {ids[d.sha256]: _document_node(d, ids[d.sha256], cited, cites) for d in rows}
    for target in sorted(cited):
        if target not in nodes:
            source = sources[target]
            file = files.get(source.document) if source.document else None
            nodes[target] = Node(
                target, source_label(source), source.kind, source.date, source.authors, source.document, file,
                cited[target], 0,
            )  # fmt: skip
    return CitationGraph(tuple(nodes[i] for i in sorted(nodes)), tuple(edges))


def _document_node(row: DocumentRow, name: str, cited: dict[str, int], cites: dict[str, int]) -> Node:
    authors = tuple(a for a in (row.body or row.author,) if a)
    return Node(
        name, row.title or row.file, row.kind, row.date, authors, row.sha256, row.file, cited.get(name, 0),
        cites.get(name, 0),
    )  # fmt: skip


def source_label(source: Source) -> str:
    """A short name for a source: its title, else who and when, else its identifier."""
    if source.title:
        return source.title
    who = source.authors[0] if source.authors else source.kind
    return " ".join(part for part in (who, source.number, source.date and f"({source.date})") if part) or source.id


def as_networkx(graph: CitationGraph) -> Any:
    """The graph as a networkx.MultiDiGraph: one edge a citation; what is not known is left out of the attributes.

    `type` tells a document of the corpus from another source, `relation` is what an edge says. `start` is the first day
    that the date allows, of an edge that of the citing work: in GEXF it opens the time interval of a node or edge. No
    interval is closed: a work can be cited ever after, also a plan whose years are over, and an edge must lie within
    those of its ends.
    """
    made = networkx.MultiDiGraph()
    days = {node.id: _first_day(node.date) for node in graph.nodes}
    for node in graph.nodes:
        made.add_node(
            node.id,
            **_known(
                label=node.label, type="document" if node.document else "source", kind=node.kind, date=node.date,
                start=days[node.id], authors="; ".join(node.authors), file=node.file, sha256=node.document,
                cited=node.cited, cites=node.cites,
            ),
        )  # fmt: skip
    for n, edge in enumerate(graph.edges):
        made.add_edge(
            edge.source,
            edge.target,
            key=str(n),
            id=str(n),
            **_known(
                relation="cites", start=days[edge.source], where=edge.where, section=edge.section, page=edge.page,
                raw=edge.raw, kind=edge.kind,
                boxes=json.dumps([[b.x0, b.top, b.x1, b.bottom] for b in edge.boxes]),
            ),
        )  # fmt: skip
    return made


def _first_day(date: str | None) -> str | None:
    return date and (date + "-01-01"[len(date) - 4 :])


def _known(**values: Any) -> dict[str, Any]:
    # XML has no place for control characters that a poor text layer may hold
    return {k: _NOT_XML.sub(" ", v) if isinstance(v, str) else v for k, v in values.items() if v is not None}


_NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


# --- exports ----------------------------------------------------------------------------------------------------------


def export_graph(corpus: Corpus, path: Path, documents: Collection[str] | None = None) -> list[Path]:
    """Write the graph, or its cited sources, in the form that the suffix of `path` asks for; gives the files written.

    .gexf .graphml .json (node-link) .csv (edges, and beside it the nodes) .ttl (RDF) .bib .ris .csl.json. A file is
    there whole or not at all. Raises AdviesspoorError for another suffix and when it cannot be written.
    """
    suffix = next((s for s in SUFFIXES if path.name.lower().endswith(s)), None)
    if suffix is None:
        raise AdviesspoorError(f"'{path.name}' eindigt niet op {', '.join(SUFFIXES)}.", Category.NOT_A_DOCUMENT)
    graph = citation_graph(corpus, documents)
    try:
        if suffix in _GRAPHS:
            _write(path, lambda fresh: _GRAPHS[suffix](as_networkx(graph), fresh))
            return [path]
        if suffix == ".ttl":
            from index.rdf import as_turtle  # only who asks for it waits for rdflib

            text = as_turtle(graph, {s.source.id: s.source for s in list_sources(corpus.catalogue)})
            _write(path, lambda fresh: fresh.write_text(text, encoding="utf-8"))
            return [path]
        if suffix == ".csv":
            nodes = path.with_name(f"{path.stem}-nodes.csv")
            _write(path, lambda fresh: _csv(fresh, _edge_rows(graph)))
            _write(nodes, lambda fresh: _csv(fresh, _node_rows(graph)))
            return [path, nodes]
        targets = sorted({e.target for e in graph.edges})
        sources = [get_source(corpus.catalogue, target) for target in targets]
        text = {".bib": as_bibtex, ".ris": as_ris, ".csl.json": as_csl}[suffix](sources)
        _write(path, lambda fresh: fresh.write_text(text, encoding="utf-8"))
    except OSError as error:
        raise AdviesspoorError(f"Het bestand {name_text(path)} kan niet geschreven worden: {cause(error)}.") from error
    return [path]


def _write(path: Path, write: Callable[[Path], object]) -> None:
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=".export-") as folder:
        fresh = Path(folder) / path.name
        write(fresh)
        fresh.replace(path)


def _node_link(graph: Any, path: Path) -> None:
    text = json.dumps(networkx.node_link_data(graph, edges="edges"), ensure_ascii=False, indent=1)
    path.write_text(text, encoding="utf-8")


_GRAPHS: dict[str, Callable[[Any, Path], object]] = {
    ".gexf": networkx.write_gexf,
    ".graphml": networkx.write_graphml,
    ".json": _node_link,
}


def _csv(path: Path, rows: Iterable[Sequence[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(["" if v is None else v for v in row] for row in rows)


def _edge_rows(graph: CitationGraph) -> Iterable[Sequence[object]]:
    yield ("Source", "Target", "Type", "where", "section", "page", "kind", "raw")
    for e in graph.edges:
        yield (e.source, e.target, "Directed", e.where, e.section, e.page, e.kind, e.raw)


def _node_rows(graph: CitationGraph) -> Iterable[Sequence[object]]:
    yield ("Id", "Label", "kind", "date", "authors", "file", "sha256", "cited", "cites")
    for n in graph.nodes:
        yield (n.id, n.label, n.kind, n.date, "; ".join(n.authors), n.file, n.document, n.cited, n.cites)


# --- bibliographies ---------------------------------------------------------------------------------------------------

# kind of source → BibTeX, RIS, CSL
_FORMS = {
    "artikel": ("article", "JOUR", "article-journal"),
    "advies": ("techreport", "RPRT", "report"),
    "decreet": ("misc", "STAT", "legislation"),
    "besluit": ("misc", "STAT", "legislation"),
    "codex": ("misc", "STAT", "legislation"),
    "conceptnota": ("techreport", "RPRT", "report"),
    "onderzoek": ("techreport", "RPRT", "report"),
    "schriftelijke_vraag": ("misc", "GOVDOC", "document"),
    "rapport": ("techreport", "RPRT", "report"),
    "actieplan": ("techreport", "RPRT", "report"),
    "verslag": ("techreport", "RPRT", "report"),
    "webpagina": ("misc", "ELEC", "webpage"),
}
# "De Last, C." or "Peeters, Jan": a person. "Vlaamse Onderwijsraad, Algemene Raad" is a body with a comma in its name.
_PERSON = re.compile(r"^(?P<family>[^,]{2,40}), (?P<given>(?:[A-Z]\.[ \-]?)+|[A-ZÀ-Þ][\w’'\-]+(?: [A-Z]\.)?)$")
_BODY_WORDS = re.compile(
    r"(?i)raad|commissie|departement|regering|minister|parlement|dienst|agentschap|onderwijs|vlor|serv"
)


def person(author: str) -> tuple[str, str] | None:
    """Family name and given name or initials of an author who is a person; None for a body."""
    match = _PERSON.match(author.strip())
    if match is None or _BODY_WORDS.search(author):
        return None
    return match["family"].strip(), match["given"].strip()


# "Leuven: Acco": where a book came out and with whom; "In: Smet, K. (red.), …" is what holds a chapter
_PLACE_AND_PUBLISHER = re.compile(r"(?!In\b)(?P<place>[A-ZÀ-Þ][\w'’ /-]{1,40}?)\s?:\s+(?P<publisher>[^:]+)")


def _brought_out(source: Source) -> tuple[str | None, str | None, str | None]:
    """What holds the work (a journal, a book), and where and by whom it was published."""
    published = _PLACE_AND_PUBLISHER.fullmatch(source.container or "")
    if published is None:
        return source.container, None, None
    return None, published["place"], published["publisher"].rstrip(" .")


def _form(source: Source) -> tuple[str, str, str]:
    """A study that came out in something else is an article of it."""
    return _FORMS["artikel" if source.kind == "onderzoek" and _brought_out(source)[0] else source.kind]


def _full_title(source: Source) -> str:
    title = source_label(source)
    return f"{title}: {source.subtitle}" if source.subtitle else title


def as_bibtex(sources: Sequence[Source]) -> str:
    """The sources as a BibTeX file."""
    entries: list[Block] = []
    for source in sources:
        form, (holder, place, publisher) = _form(source)[0], _brought_out(source)
        authors = " and ".join(
            f"{p[0]}, {p[1]}" if (p := person(a)) else f"{{{_no_braces(a)}}}" for a in source.authors
        )
        year, _, rest = (source.date or "").partition("-")
        fields = {
            "author": authors,
            "title": f"{{{_no_braces(_full_title(source))}}}",
            "institution": _no_braces(publisher or holder or (source.authors[0] if source.authors else ""))
            if form == "techreport"
            else "",
            "address": _no_braces(place or ""),
            "journal": _no_braces(holder or "") if form == "article" else "",
            "howpublished": _no_braces(publisher or holder or "") if form == "misc" else "",
            "year": year,
            "date": source.date if rest else "",
            "number": _no_braces(source.number or ""),
            "url": source.url,
            "keywords": source.kind,
        }
        entries.append(Entry(form, _key(source.id), [Field(k, v) for k, v in fields.items() if v]))
    return str(write_string(Library(entries)))


def _key(text: str) -> str:
    return re.sub(r"[^A-Za-z0-9:_.\-]", "-", text)


def _no_braces(text: str) -> str:
    return re.sub(r"[{}\\]", "", text)


class _RisWriter(rispy.RisWriter):  # type: ignore[misc]
    def set_header(self, count: int) -> str:
        """Nothing before an entry: a number there is not RIS, and not every program skips it."""
        return ""


def as_ris(sources: Sequence[Source]) -> str:
    """The sources as a RIS file."""
    entries = []
    for source in sources:
        parts, (holder, place, publisher) = (source.date or "").split("-"), _brought_out(source)
        # a comma parts family and given name in RIS, so a body gets none
        authors = [", ".join(p) if (p := person(a)) else a.replace(", ", " – ") for a in source.authors]
        values: dict[str, Any] = {
            "type_of_reference": _form(source)[1],
            "id": source.id,
            "authors": authors,
            "title": _full_title(source),
            "secondary_title": holder,
            "place_published": place,
            "publisher": publisher,
            "year": parts[0],
            "date": "/".join([*parts, "", "", ""][:3]) + "/" if len(parts) > 1 else None,
            "number": source.number,
            "urls": [source.url] if source.url else None,
            "keywords": [source.kind],
        }
        entries.append({k: v for k, v in values.items() if v})
    return str(rispy.dumps(entries, implementation=_RisWriter))


def as_csl(sources: Sequence[Source]) -> str:
    """The sources as CSL-JSON."""
    items = []
    for source in sources:
        holder, place, publisher = _brought_out(source)
        names = [{"family": p[0], "given": p[1]} if (p := person(a)) else {"literal": a} for a in source.authors]
        values: dict[str, Any] = {
            "id": source.id,
            "type": _form(source)[2],
            "title": _full_title(source),
            "author": names,
            "container-title": holder,
            "publisher-place": place,
            "publisher": publisher,
            "issued": {"date-parts": [[int(p) for p in source.date.split("-") if p.isdigit()]]}
            if source.date
            else None,
            "number": source.number,
            "URL": source.url,
            "keyword": source.kind,
        }
        items.append({k: v for k, v in values.items() if v})
    return json.dumps(items, ensure_ascii=False, indent=1)
