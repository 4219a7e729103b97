"""The citation graph as RDF, in known vocabularies: Dublin Core, CiTO, FaBiO, PRISM, ELI and Web Annotations."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote

from rdflib import RDF, RDFS, XSD, BNode, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, FOAF

from corpus.model import Source
from index.graph import CitationGraph, Edge, Node, person

CITO = Namespace("http://purl.org/spar/cito/")
FABIO = Namespace("http://purl.org/spar/fabio/")
ELI = Namespace("http://data.europa.eu/eli/ontology#")
PRISM = Namespace("http://prismstandard.org/namespaces/basic/2.0/")
OA = Namespace("http://www.w3.org/ns/oa#")
WORK = Namespace("urn:adviesspoor:work:")
FILE = Namespace("urn:sha256:")

# kind of work → its class
_CLASSES = {
    "advies": FABIO.ReportDocument, "decreet": ELI.LegalResource, "besluit": ELI.LegalResource,
    "codex": ELI.LegalResource, "conceptnota": FABIO.PolicyDocument, "visienota": FABIO.PolicyDocument,
    "onderzoek": FABIO.ResearchPaper, "schriftelijke_vraag": FABIO.Report, "rapport": FABIO.ReportDocument,
    "actieplan": FABIO.PolicyDocument, "verslag": FABIO.ReportDocument, "webpagina": FABIO.WebPage,
    "andere": FABIO.Work,
}  # fmt: skip
# how precise a date is → its type
_DATES = {4: XSD.gYear, 7: XSD.gYearMonth, 10: XSD.date}


def as_turtle(graph: CitationGraph, sources: Mapping[str, Source]) -> str:
    """The graph as Turtle: works with title, makers, date and number; each citation with its page and words.

    `sources` are all sources by their identifier, for what a node does not say.
    """
    made = Graph()
    for prefix, space in (
        ("cito", CITO),
        ("fabio", FABIO),
        ("eli", ELI),
        ("dcterms", DCTERMS),
        ("oa", OA),
        ("prism", PRISM),
    ):
        made.bind(prefix, space)
    for node in graph.nodes:
        _add_work(made, node, sources.get(node.id))
    for number, edge in enumerate(graph.edges):
        _add_citation(made, edge, number)
    return str(made.serialize(format="turtle"))


def _name(work: str) -> URIRef:
    return WORK[quote(work, safe="-._~")]


def _add_work(made: Graph, node: Node, source: Source | None) -> None:
    work = _name(node.id)
    made.add((work, RDF.type, _CLASSES.get(node.kind, FABIO.Work)))
    made.add((work, DCTERMS.title, Literal(_clean(node.label), lang="nl")))
    made.add((work, DCTERMS.type, Literal(node.kind)))
    legal = _CLASSES.get(node.kind) == ELI.LegalResource
    if node.date and len(node.date) in _DATES:
        date = Literal(node.date, datatype=_DATES[len(node.date)])
        made.add((work, DCTERMS.issued, date))
        if legal and len(node.date) == 10:
            made.add((work, ELI.date_document, date))
    for author in node.authors or (source.authors if source else ()):
        maker = BNode()
        made.add((work, DCTERMS.creator, maker))
        made.add((maker, RDF.type, FOAF.Person if person(author) else FOAF.Organization))
        made.add((maker, FOAF.name, Literal(_clean(author))))
    if source:
        for field, value in ((DCTERMS.alternative, source.subtitle), (DCTERMS.identifier, source.number)):
            if value:
                made.add((work, field, Literal(_clean(value))))
        if source.url:
            made.add((work, RDFS.seeAlso, URIRef(quote(source.url, safe=":/?#[]@!$&'()*+,;=%~"))))
    if node.document:
        made.add((work, DCTERMS.hasFormat, FILE[node.document]))
        made.add((FILE[node.document], DCTERMS.title, Literal(_clean(node.file or ""))))


def _add_citation(made: Graph, edge: Edge, number: int) -> None:
    """The citation as a plain statement, and as a thing of its own that tells where it stands and in which words."""
    citing, cited = _name(edge.source), _name(edge.target)
    made.add((citing, CITO.cites, cited))
    citation = WORK[f"{quote(edge.source, safe='-._~')}:citation:{number}"]
    made.add((citation, RDF.type, CITO.Citation))
    made.add((citation, CITO.hasCitingEntity, citing))
    made.add((citation, CITO.hasCitedEntity, cited))
    made.add((citation, OA.exact, Literal(_clean(edge.raw))))
    made.add((citation, PRISM.section, Literal(edge.where)))
    made.add((citation, PRISM.startingPage, Literal(str(edge.page))))


def _clean(text: str) -> str:
    return " ".join(text.split())
