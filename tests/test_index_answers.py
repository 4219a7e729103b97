"""Following an action, the citation graph and its exports, and the state of the corpus."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import networkx
import pytest
import rdflib
import rispy
from bibtexparser.entrypoint import parse_file
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON

from corpus.catalogue import FileRow, put_file
from corpus.errors import AdviesspoorError
from corpus.model import Box, Category, Source, Status
from index.actions import list_actions
from index.graph import SUFFIXES, as_bibtex, as_csl, as_ris, citation_graph, export_graph, person
from index.stances import with_stances
from index.status import status
from index.store import Corpus
from index.trace import export_mentions, trace
from tests.corpora import citation, corpus_with, document, mention, note, position, replace_sources, section

OTHER = "Plan Vervoer (2015)"


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Corpus]:
    later = document(
        "later",
        [section("1", "Een", "Tekst."), section("2", "Twee", "Tekst.", page=2)],
        title="Later advies",
        date="2021-02",
        actions=[
            mention("2", "18.2", "De raad steunt actie 18.2.", page=2),
            mention("fn:1", "18.2", "Actie 18.2: We lezen.", definition="We lezen."),
            mention("1", "18", "Acties 18 en 180 zijn goed."),
            mention("1", "180", "Acties 18 en 180 zijn goed."),
            mention("1", "18", "Actie 18 rijdt.", plan=OTHER),
        ],
        footnotes=[note("1", "Actie 18.2: We lezen.", "1")],
        citations=[
            citation("2", "Eerder advies, 2012", "vlor-2012-eerder"),
            citation("fn:1", "De Last, C. (2018). Lezen & {schrijven}", "delast-2018-lezen", kind="onderzoek"),
            citation("1", "nogmaals Eerder advies", "vlor-2012-eerder"),
        ],
    )
    earlier = document(
        "eerder", [section("1", "Een", "Tekst.")], title="Eerder advies", date="2012-05-24",
        actions=[mention("1", "18.1", "Actie 18.1 is nieuw.")],
    )  # fmt: skip
    with corpus_with(tmp_path_factory.mktemp("answers"), [later, earlier], vectors=False) as made:
        body = "Vlaamse Onderwijsraad, Raad Basisonderwijs"
        replace_sources(
            made.catalogue,
            [
                Source("vlor-2012-eerder", "advies", (body,), "Eerder advies", date="2012-05-24",
                       document=earlier.sha256),
                Source("delast-2018-lezen", "onderzoek", ("De Last, C.", "Peeters, Jan"), "Lezen & {schrijven}", "Hoe?",
                       "Tijdschrift", "2018", "https://example.org/x"),
                Source("nooit-geciteerd", "decreet", title="Decreet"),
            ],
        )  # fmt: skip
        put_file(made.catalogue, FileRow("/docs/stuk.pdf", None, 3, 1, Status.FAILED, Category.DAMAGED, "Stuk."))
        yield made


def test_an_action_is_followed_in_order_of_time_with_its_sub_actions(corpus: Corpus) -> None:
    found = trace(corpus, "actie 18", plan="Leesland")
    assert [(t.file, t.where, t.action, t.kind) for t in found] == [
        ("eerder.pdf", "1", "18.1", "mention"),
        ("later.pdf", "1", "18", "mention"),
        ("later.pdf", "fn:1", "18.2", "definition"),
        ("later.pdf", "2", "18.2", "mention"),
    ]
    assert (found[2].section, found[2].definition) == ("1", "We lezen.")
    assert (found[3].page, found[3].section_title, found[3].boxes) == (2, "Twee", (Box(1, 2, 3, 4),))


def test_plans_with_the_same_numbers_stay_apart(corpus: Corpus) -> None:
    assert [t.sentence for t in trace(corpus, "18", plan="plan vervoer")] == ["Actie 18 rijdt."]
    assert len(trace(corpus, "18")) == 5


@pytest.mark.parametrize("asked", ["18.2", "actie 18.2", "Acties 18.2", " 18.2. "])
def test_an_action_may_be_asked_for_as_people_write_it(corpus: Corpus, asked: str) -> None:
    assert {t.action for t in trace(corpus, asked)} == {"18.2"}


@pytest.mark.parametrize(
    ("asked", "plan", "says"),
    [
        ("99", None, "Geen enkel document vermeldt actie 99"),
        ("1", None, "Geen enkel document vermeldt actie 1"),
        ("hoofdstuk 3", None, "geen nummer van een actie"),
        ("18", "Plan Zwembad", "Er is geen plan 'Plan Zwembad'"),
        ("18.2", OTHER, "Geen enkel document vermeldt actie 18.2 van"),
    ],
)
def test_an_action_that_nobody_mentions_is_one_sentence(
    corpus: Corpus, asked: str, plan: str | None, says: str
) -> None:
    with pytest.raises(AdviesspoorError, match=says):
        trace(corpus, asked, plan)


def test_the_actions_are_listed_by_plan_and_number(corpus: Corpus) -> None:
    rows = list_actions(corpus)
    assert [(a.plan, a.action) for a in rows] == [
        ("Actieplan Leesland", "18"),
        ("Actieplan Leesland", "18.1"),
        ("Actieplan Leesland", "18.2"),
        ("Actieplan Leesland", "180"),
        (OTHER, "18"),
    ]
    assert (rows[2].mentions, rows[2].definitions, rows[2].definition) == (1, 1, "We lezen.")


def test_a_cited_document_is_one_node_and_every_edge_has_its_page_and_words(corpus: Corpus) -> None:
    graph = citation_graph(corpus)
    [earlier] = [n for n in graph.nodes if n.file == "eerder.pdf"]
    assert (earlier.id, earlier.cited, earlier.label) == ("vlor-2012-eerder", 2, "Eerder advies")
    assert len(graph.nodes) == 3
    ids = {n.id for n in graph.nodes}
    assert all(e.source in ids and e.target in ids and e.page and e.raw and e.boxes for e in graph.edges)
    assert sorted((e.where, e.section) for e in graph.edges) == [("1", "1"), ("2", "2"), ("fn:1", "1")]


def test_a_selection_gives_the_citations_in_those_documents(corpus: Corpus) -> None:
    [sha256] = [n.document for n in citation_graph(corpus).nodes if n.file == "eerder.pdf"]
    assert sha256 is not None
    assert citation_graph(corpus, [sha256]).edges == ()


READERS = {
    ".gexf": networkx.read_gexf,
    ".graphml": networkx.read_graphml,
    ".json": lambda p: networkx.node_link_graph(json.loads(p.read_text()), edges="edges"),
}


@pytest.mark.parametrize("suffix", READERS)
def test_the_graph_can_be_read_back(corpus: Corpus, tmp_path: Path, suffix: str) -> None:
    [path] = export_graph(corpus, tmp_path / f"graaf{suffix}")
    read = READERS[suffix](path)
    graph = citation_graph(corpus)
    assert set(read.nodes) == {n.id for n in graph.nodes}
    assert read.number_of_edges() == len(graph.edges)
    assert sorted(d["raw"] for _, _, d in read.edges(data=True)) == sorted(e.raw for e in graph.edges)
    assert {d["page"] for _, _, d in read.edges(data=True)} == {1}


def test_gephi_gets_typed_nodes_and_edges_and_the_time_from_which_they_are_there(
    corpus: Corpus, tmp_path: Path
) -> None:
    [path] = export_graph(corpus, tmp_path / "graaf.gexf")
    assert 'timeformat="date"' in path.read_text() and 'mode="dynamic"' in path.read_text()
    read = networkx.read_gexf(path)
    earlier = read.nodes["vlor-2012-eerder"]
    assert (earlier["type"], earlier["start"]) == ("document", "2012-05-24")
    assert read.nodes["delast-2018-lezen"]["type"] == "source"
    assert read.nodes["delast-2018-lezen"]["start"] == "2018-01-01", "a year begins on its first day"
    citing = {read.nodes[one]["start"] for one, _ in read.edges()}
    assert {d["start"] for _, _, d in read.edges(data=True)} == citing
    assert {d["relation"] for _, _, d in read.edges(data=True)} == {"cites"}


def test_a_study_in_a_journal_is_an_article_for_who_reads_references() -> None:
    study = Source("x-2018", "onderzoek", ("De Last, C.",), "Lezen", container="Pedagogische Studiën", date="2018")
    [item] = json.loads(as_csl([study]))
    assert (item["type"], item["container-title"]) == ("article-journal", "Pedagogische Studiën")
    assert "@article" in as_bibtex([study]) and "journal = {Pedagogische Studiën}" in as_bibtex([study])
    assert as_ris([study]).startswith("TY  - JOUR")
    assert json.loads(as_csl([replace(study, container=None)]))[0]["type"] == "report"


def test_the_tables_can_be_read_back(corpus: Corpus, tmp_path: Path) -> None:
    edges, nodes = export_graph(corpus, tmp_path / "graaf.csv")
    with edges.open(newline="") as file:
        assert [r["Target"] for r in csv.DictReader(file)].count("vlor-2012-eerder") == 2
    with nodes.open(newline="") as file:
        assert {r["Id"] for r in csv.DictReader(file)} == {n.id for n in citation_graph(corpus).nodes}


def test_place_and_publisher_are_no_journal() -> None:
    book = Source("x-2018", "onderzoek", ("De Last, C.",), "Lezen", container="Leuven: Acco.", date="2018")
    [item] = json.loads(as_csl([book]))
    assert (item["type"], item["publisher-place"], item["publisher"]) == ("report", "Leuven", "Acco")
    assert "container-title" not in item
    assert "institution = {Acco}" in as_bibtex([book]) and "address = {Leuven}" in as_bibtex([book])
    [entry] = rispy.loads(as_ris([book]))
    assert (entry["type_of_reference"], entry["place_published"], entry["publisher"]) == ("RPRT", "Leuven", "Acco")
    chapter = replace(book, container="In: Smet, K. (red.), Het bos. Gent: Academia Press")
    assert json.loads(as_csl([chapter]))[0]["container-title"] == chapter.container


def test_the_sources_can_be_read_back_as_bibtex(corpus: Corpus, tmp_path: Path) -> None:
    [path] = export_graph(corpus, tmp_path / "bronnen.bib")
    library = parse_file(str(path))
    assert not library.failed_blocks
    entries = {e.key: e.fields_dict for e in library.entries}
    assert set(entries) == {"vlor-2012-eerder", "delast-2018-lezen"}
    assert entries["delast-2018-lezen"]["author"].value == "De Last, C. and Peeters, Jan"
    assert entries["vlor-2012-eerder"]["author"].value == "{Vlaamse Onderwijsraad, Raad Basisonderwijs}"
    assert entries["vlor-2012-eerder"]["year"].value == "2012"


def test_the_sources_can_be_read_back_as_ris(corpus: Corpus, tmp_path: Path) -> None:
    [path] = export_graph(corpus, tmp_path / "bronnen.ris")
    assert path.read_text().startswith("TY  - ")
    entries = {e["id"]: e for e in rispy.loads(path.read_text())}
    assert entries["delast-2018-lezen"]["authors"] == ["De Last, C.", "Peeters, Jan"]
    assert entries["delast-2018-lezen"]["urls"] == ["https://example.org/x"]
    assert entries["vlor-2012-eerder"]["date"] == "2012/05/24/"


def test_the_sources_can_be_read_back_as_csl(corpus: Corpus, tmp_path: Path) -> None:
    [path] = export_graph(corpus, tmp_path / "bronnen.csl.json")
    items = {i["id"]: i for i in json.loads(path.read_text())}
    assert items["delast-2018-lezen"]["author"][0] == {"family": "De Last", "given": "C."}
    assert items["vlor-2012-eerder"]["author"] == [{"literal": "Vlaamse Onderwijsraad, Raad Basisonderwijs"}]
    assert items["vlor-2012-eerder"]["issued"] == {"date-parts": [[2012, 5, 24]]}
    read = CiteProcJSON(list(items.values()))
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    set_in_style = CitationStylesBibliography(style, read, formatter.plain)
    for key in read:
        set_in_style.register(Citation([CitationItem(key)]))
    printed = [str(entry) for entry in set_in_style.bibliography()]
    assert len(printed) == len(items)
    assert any(entry.startswith("De Last, C.") and "(2018)" in entry for entry in printed)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_corpus_without_citations_can_be_exported_too(tmp_path: Path, suffix: str) -> None:
    with corpus_with(tmp_path / "data", [], vectors=False) as empty:
        assert all(p.exists() for p in export_graph(empty, tmp_path / f"leeg{suffix}"))


def test_another_suffix_and_a_folder_that_is_not_there_are_one_sentence(corpus: Corpus, tmp_path: Path) -> None:
    with pytest.raises(AdviesspoorError, match="eindigt niet op"):
        export_graph(corpus, tmp_path / "graaf.xls")
    with pytest.raises(AdviesspoorError, match="kan niet geschreven worden"):
        export_graph(corpus, tmp_path / "weg" / "graaf.gexf")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("author", "name"),
    [
        ("De Last, C.", ("De Last", "C.")),
        ("Van den Berg, A. B.", ("Van den Berg", "A. B.")),
        ("Peeters, Jan", ("Peeters", "Jan")),
        ("Vlaamse Onderwijsraad, Algemene Raad", None),
        ("Agodi", None),
        ("Departement Onderwijs en Vorming", None),
    ],
)
def test_persons_are_told_from_bodies(author: str, name: tuple[str, str] | None) -> None:
    assert person(author) == name


def test_the_state_of_the_corpus(corpus: Corpus) -> None:
    now = status(corpus)
    assert (now.documents, now.pages, now.sections, now.mentions, now.citations, now.sources) == (2, 3, 3, 6, 3, 3)
    assert (now.vectors, now.waiting) == (0, now.passages)
    assert [f.message for f in now.failures] == ["Stuk."]
    assert now.data == corpus.catalogue.folder
    assert now.sizes["catalogus"] > 0


def test_the_graph_can_be_read_back_as_rdf(corpus: Corpus, tmp_path: Path) -> None:
    [path] = export_graph(corpus, tmp_path / "graaf.ttl")
    read = rdflib.Graph().parse(path)
    rows: list[Any] = list(
        read.query(
            "PREFIX cito: <http://purl.org/spar/cito/> PREFIX dcterms: <http://purl.org/dc/terms/>"
            " PREFIX oa: <http://www.w3.org/ns/oa#> PREFIX prism: <http://prismstandard.org/namespaces/basic/2.0/>"
            " SELECT ?title ?words ?page WHERE {"
            " ?c a cito:Citation; cito:hasCitedEntity ?w; oa:exact ?words; prism:startingPage ?page ."
            " ?w dcterms:title ?title }"
        )
    )
    graph = citation_graph(corpus)
    labels = {n.id: n.label for n in graph.nodes}
    wanted = sorted((labels[e.target], e.raw, str(e.page)) for e in graph.edges)
    assert sorted((str(t), str(w), str(p)) for t, w, p in rows) == wanted


def test_a_trace_says_what_the_document_thought_of_the_action(tmp_path: Path) -> None:
    praise = "De raad steunt actie 18.2."
    one = document(
        "advies", [section("1", "Een", f"{praise} Actie 18.3 volgt. Actie 18.4 loopt.")],
        actions=[
            mention("1", "18.2", praise), mention("1", "18.3", "Actie 18.3 volgt."),
            mention("1", "18.4", "Actie 18.4 loopt."),
            mention("fn:1", "18.2", "Actie 18.2: We lezen.", definition="Lezen."),
        ],
        positions=[position("1", praise, "steun")], footnotes=[note("1", "Actie 18.2: We lezen.", "1")],
    )  # fmt: skip
    with corpus_with(tmp_path / "data", [one], vectors=False) as made:
        rows = with_stances(made, trace(made, "18"))
    assert {r.action: [taken.stance for taken in r.stances] for r in rows if r.kind == "mention"} == {
        "18.2": ["steun"], "18.3": [], "18.4": [],
    }  # fmt: skip
    assert [r.stances for r in rows if r.kind == "definition"] == [()]
    export_mentions(rows, tmp_path / "actie.csv")
    with (tmp_path / "actie.csv").open(newline="", encoding="utf-8") as file:
        told = {(r["action"], r["kind"]): r["stances"] for r in csv.DictReader(file)}
    assert (told["18.2", "mention"], told["18.2", "definition"]) == ("steun", "")


def test_all_mentions_of_an_action_can_be_taken_along(corpus: Corpus, tmp_path: Path) -> None:
    rows = trace(corpus, "18")
    export_mentions(rows, tmp_path / "actie-18.csv")
    with (tmp_path / "actie-18.csv").open(newline="", encoding="utf-8") as file:
        read = list(csv.DictReader(file))
    assert [(r["action"], r["file"], r["where"], r["page"], r["sentence"]) for r in read] == [
        (r.action, r.file, r.where, str(r.page), r.sentence) for r in rows
    ]
