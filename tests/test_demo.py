"""The demonstration documents: reproducible, marked as invented, and with answer keys that hold together."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pdfplumber
import pytest

from corpus.demo.key import answer_key
from corpus.demo.print import KEYS, PDFS, print_all
from corpus.demo.source import MARK, SOURCES, Source, label_numbers, parse, read_source, read_sources
from corpus.demo.works import Work, described, read_works

NAMES = [path.stem for path in sorted(SOURCES.glob("*.md"))]
SCANS = {s.name for s in read_sources() if s.get("scan")}
STANCES = {"steun", "kritiek", "vraag", "voorstel", "bezorgdheid"}


def key_of(name: str) -> dict[str, Any]:
    key: dict[str, Any] = json.loads((KEYS / f"{name}.json").read_text(encoding="utf-8"))
    return key


def places(key: dict[str, Any]) -> set[str]:
    """Every `where` that exists in the document."""
    found = {"preamble", *(f"fn:{n}" for n in key["footnotes"])}
    for block in key["blocks"]:
        if block["kind"] == "heading":
            found.add(block["number"] or re.sub(r"\[\^\d+\]", "", block["title"]))
        elif block["kind"] in ("question", "answer"):
            found.add(f"{block['kind']}:{block['number']}")
    return found


def words_of(pdf: Path) -> str:
    with pdfplumber.open(pdf) as document:
        return "\n".join(page.extract_text() for page in document.pages)


@pytest.fixture(scope="module")
def printed_again(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo")
    print_all(folder / "pdf", folder / "truth")
    return folder


def test_there_are_at_least_twelve_documents_of_three_kinds_and_five_councils() -> None:
    keys = [key_of(name) for name in NAMES]
    assert len(list(PDFS.glob("*.pdf"))) == len(keys) >= 14
    assert {k["type"] for k in keys} == {"advies", "schriftelijke_vraag", "visienota"}
    assert len({k["meta"]["body"] for k in keys if k["type"] == "advies"}) == 5
    assert len({name[:3] for name in NAMES}) == len(NAMES)


@pytest.mark.parametrize("name", [n for n in NAMES if n not in SCANS])
def test_printing_again_gives_the_same_bytes(name: str, printed_again: Path) -> None:
    assert (printed_again / "pdf" / f"{name}.pdf").read_bytes() == (PDFS / f"{name}.pdf").read_bytes()


@pytest.mark.parametrize("name", NAMES)
def test_the_answer_key_belongs_to_the_source(name: str, printed_again: Path) -> None:
    assert json.loads((printed_again / "truth" / f"{name}.json").read_text(encoding="utf-8")) == key_of(name)


@pytest.mark.parametrize("name", NAMES)
def test_every_document_says_that_it_is_invented(name: str) -> None:
    assert MARK in (SOURCES / f"{name}.md").read_text(encoding="utf-8")
    assert MARK in key_of(name)["remark"]
    with pdfplumber.open(PDFS / f"{name}.pdf") as document:
        assert document.metadata["Subject"] == MARK
        for page in document.pages:
            assert name in SCANS or MARK.lower() in page.extract_text().lower()
        assert name in SCANS or MARK.upper() in document.pages[0].extract_text()


@pytest.mark.parametrize("name", sorted(SCANS))
def test_a_scan_holds_images_and_no_text(name: str) -> None:
    with pdfplumber.open(PDFS / f"{name}.pdf") as document:
        assert all(page.images and not page.chars for page in document.pages)


@pytest.mark.parametrize("name", NAMES)
def test_everything_in_a_key_stands_at_a_place_that_exists(name: str) -> None:
    key = key_of(name)
    known = places(key)
    for kind in ("actions", "citations", "cross_references", "positions"):
        assert {row["where"] for row in key[kind]} <= known
    attachments = {f"bijlage {n}" for n in range(1, 10)} if "BIJLAGEN" in known else set()
    assert {x["to"] for x in key["cross_references"]} <= known | attachments
    assert {p["stance"] for p in key["positions"]} <= STANCES
    assert [a for a in key["actions"] if not a["plan"]] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_note_has_a_marker_and_every_marker_a_note(name: str) -> None:
    key = key_of(name)
    assert set(re.findall(r"\[\^(\d+)\]", json.dumps(key["blocks"]))) == set(key["footnotes"])


@pytest.mark.parametrize("name", [n for n in NAMES if n not in SCANS])
def test_the_words_of_the_key_stand_in_the_pdf(name: str) -> None:
    key = key_of(name)
    shown = set(re.findall(r"\w+", words_of(PDFS / f"{name}.pdf").lower()))
    texts = [b.get("text") or b.get("title") or " ".join(b.get("paras", [])) for b in key["blocks"]]
    wanted = set(re.findall(r"\w+", re.sub(r"\[\^\d+\]", " ", " ".join([*texts, *key["footnotes"].values()])).lower()))
    # What is missing is broken over a line end.
    assert len(wanted - shown) <= 0.12 * len(wanted)


def test_citations_between_the_documents_resolve_and_make_a_graph() -> None:
    works = read_works(read_sources())
    own = {key_of(name)["slug"]: name for name in NAMES}
    edges = {(name, own[c["source"]]) for name in NAMES for c in key_of(name)["citations"] if c["source"] in own}
    assert all(c["source"] in works for name in NAMES for c in key_of(name)["citations"])
    assert len(edges) >= 25
    assert len({to for _, to in edges}) >= 10
    dates = {name: key_of(name)["meta"]["date"] for name in NAMES}
    assert all(dates[cited] < dates[citing] for citing, cited in edges)


def test_a_note_runs_over_to_the_next_page() -> None:
    with pdfplumber.open(PDFS / "112-advies-schooluitval-2023.pdf") as document:
        pages = [re.sub(r"\s+", " ", page.extract_text()) for page in document.pages]
    begins = next(i for i, text in enumerate(pages) if "gaat het om dezelfde gegevens" in text)
    assert "te rangschikken. Zie" in pages[begins + 1]


def test_two_plans_with_the_same_action_stay_apart() -> None:
    sevens = {a["plan"] for a in key_of("110-advies-leersteun-2023")["actions"] if a["action"] == "7"}
    assert sevens == {"Actieplan Elke Leerling Mee (2022)", "Actieplan Sterk in Taal (2021)"}


def test_queries_ask_for_sections_that_exist() -> None:
    queries = json.loads((SOURCES.parent / "queries.json").read_text(encoding="utf-8"))
    by_number = {name[:3]: places(key_of(name)) for name in NAMES}
    assert len(queries) >= 30
    assert {q["kind"] for q in queries} == {"trefwoord", "vraag", "standpunt", "feit", "parafrase"}
    wrong = [(q["id"], r) for q in queries for r in q["relevant"] if r["section"] not in by_number[r["doc"]]]
    assert not wrong


@pytest.mark.parametrize(
    ("label", "numbers"),
    [("3.", (3,)), ("1-3.", (1, 2, 3)), ("1. tot 4.", (1, 2, 3, 4)), ("2. en 5.", (2, 5)), ("1.–2.", (1, 2))],
)
def test_labels_of_combined_answers(label: str, numbers: tuple[int, ...]) -> None:
    assert label_numbers(label) == numbers


def test_markup_becomes_text_with_spans_and_note_markers() -> None:
    rich = parse("{!steun|De raad steunt {a 18.2|actie 18.2}.}[^2] Daarna")
    assert rich.text == "De raad steunt actie 18.2. Daarna"
    assert rich.marked() == "De raad steunt actie 18.2.[^2] Daarna"
    assert [(s.kind, s.args, rich.text[s.start : s.end]) for s in rich.spans] == [
        ("!", "steun", "De raad steunt actie 18.2."),
        ("a", "18.2", "actie 18.2"),
    ]


@pytest.mark.parametrize("markup", ["{a 3|actie 3", "actie 3}", "{q 3|actie 3}", "*schuin"])
def test_markup_that_does_not_close_is_refused(markup: str) -> None:
    with pytest.raises(ValueError):
        parse(markup)


@pytest.mark.parametrize(
    ("raw", "title", "date", "pages"),
    [
        ("Titel van het werk. Ondertitel, 9 maart 2023, p. 14-16.", "Titel van het werk", "2023-03-09", "p. 14-16"),
        ("het advies van maart 2023", None, "2023-03", None),
        ("Titel van het werk uit 2023, art. 4 en 5", "Titel van het werk", "2023", "art. 4 en 5"),
        ("Ibid.", None, None, None),
    ],
)
def test_a_citation_says_what_its_words_say(raw: str, title: str | None, date: str | None, pages: str | None) -> None:
    work = Work("x", "advies", (), ("Titel van het werk",), "Ondertitel", "2023-03-09", None)
    found = described(work, raw, None)
    assert (found["title"], found["date"], found["pages"]) == (title, date, pages)


def source_of(tmp_path: Path, body: str) -> Source:
    path = tmp_path / "999-proef.md"
    path.write_text(f"---\nvoorbeeld: {MARK}\nslug: proef\n---\n{body}", encoding="utf-8")
    return read_source(path)


@pytest.mark.parametrize(
    "body",
    ["Zie actie 3.", "Zie hoofdstuk 2.", "{c onbekend|een werk}", "Een woord.[^1]"],
    ids=["an action", "a cross-reference", "an unknown work", "a marker without note"],
)
def test_a_slip_in_a_source_stops_the_printing(body: str, tmp_path: Path) -> None:
    source = source_of(tmp_path, body)
    with pytest.raises(ValueError):
        answer_key(source, {}, [1] * len(source.parts))


def test_a_source_without_the_mark_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "999-proef.md"
    path.write_text("---\nslug: proef\n---\nTekst.", encoding="utf-8")
    with pytest.raises(ValueError, match="mark"):
        read_source(path)


def test_a_range_of_actions_gives_a_row_for_each() -> None:
    rows = [
        a["action"] for a in key_of("108-advies-taalscreening-2021")["actions"] if a["text"].endswith("tot en met 7")
    ]
    assert rows == ["4", "5", "6", "7"]
