"""The catalogue keeps documents whole, each once, and never changes what it does not understand."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.catalogue import (
    FILE,
    VERSION,
    Catalogue,
    FileRow,
    find_document,
    get_document,
    get_file,
    list_bodies,
    list_citations,
    list_documents,
    list_files,
    list_sources,
    open_catalogue,
    original_of,
    originals,
    put_document,
    put_file,
    put_findings,
    remove_document,
    set_meta,
    transaction,
    units,
)
from corpus.errors import AdviesspoorError
from corpus.model import Category, Document, Page, Question, Section, Source, Status
from index.worker import prepare
from tests.corpora import citation, document, mention, note, placed, position, replace_sources, section


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    return open_catalogue(tmp_path / "data")


def put(catalogue: Catalogue, one: Document, path: str | None = None) -> None:
    made = prepare(one)
    row = FileRow(path or f"/docs/{one.file}", one.sha256, 10, 1, pages=len(one.pages))
    put_document(catalogue, one, made.entries, file=row, abbreviations=made.abbreviations)


def full() -> Document:
    return document(
        "vol",
        [
            section("1", "Lezen", "De raad vraagt boeken.\n\nElke school krijgt ze."),
            section("1.1", "Thuis", "Thuis lezen."),
        ],
        footnotes=[note("1", "Actie 2: We kopen boeken.", "1.1")],
        actions=[
            mention("1", "2", "De raad steunt actie 2."),
            mention("fn:1", "2", "Actie 2.", definition="We kopen."),
        ],
        citations=[citation("fn:1", "Decreet X", "decreet-x", kind="decreet")],
        positions=[position("1", "De raad vraagt boeken.", "vraag")],
    )


def count(catalogue: Catalogue, table: str) -> int:
    return int(catalogue.db.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def test_a_document_comes_back_as_it_went_in(catalogue: Catalogue) -> None:
    put(catalogue, full())
    assert get_document(catalogue, full().sha256) == full()


def test_what_stands_in_a_footnote_is_found_at_the_section_where_the_note_hangs(catalogue: Catalogue) -> None:
    put(catalogue, full())
    places = catalogue.db.execute(
        "SELECT m.place, s.place FROM mentions m JOIN sections s ON s.id = m.section ORDER BY m.position"
    ).fetchall()
    assert places == [("1", "1"), ("fn:1", "1.1")]
    assert [(c.place, c.section) for c in list_citations(catalogue)] == [("fn:1", "1.1")]


def test_the_same_content_twice_is_one_document_with_two_paths(catalogue: Catalogue) -> None:
    put(catalogue, full(), "/a/vol.pdf")
    put(catalogue, full(), "/b/kopie.pdf")
    [row] = list_documents(catalogue)
    assert row.paths == ("/a/vol.pdf", "/b/kopie.pdf")
    assert row.sections == 2


def test_putting_a_document_again_leaves_nothing_of_the_old_one(catalogue: Catalogue) -> None:
    put(catalogue, full())
    shorter = replace(full(), sections=full().sections[:1], footnotes=(), actions=(), citations=(), positions=())
    put(catalogue, shorter)
    for table, rows in (("sections", 1), ("words", 1), ("mentions", 0), ("citations", 0), ("positions", 0)):
        assert count(catalogue, table) == rows, table


def test_a_changed_file_takes_its_old_document_with_it(catalogue: Catalogue) -> None:
    put(catalogue, full(), "/a/vol.pdf")
    put(catalogue, document("nieuw", [section("1", "Anders", "Heel anders.")]), "/a/vol.pdf")
    assert [d.file for d in list_documents(catalogue)] == ["nieuw.pdf"]
    assert count(catalogue, "words") == count(catalogue, "sections") == 1


def test_a_document_that_another_file_still_holds_stays(catalogue: Catalogue) -> None:
    put(catalogue, full(), "/a/vol.pdf")
    put(catalogue, full(), "/b/vol.pdf")
    put_file(catalogue, FileRow("/a/vol.pdf", "0" * 64, 1, 1, Status.FAILED, Category.DAMAGED, "Stuk."))
    assert [d.paths for d in list_documents(catalogue)] == [("/b/vol.pdf",)]
    assert [f.path for f in list_files(catalogue, failed_only=True)] == ["/a/vol.pdf"]


def test_removing_a_document_removes_everything_of_it(catalogue: Catalogue) -> None:
    put(catalogue, full())
    remove_document(catalogue, full().sha256)
    tables = (
        "documents",
        "sections",
        "words",
        "passages",
        "mentions",
        "citations",
        "positions",
        "footnotes",
        "files",
        "pages",
    )
    assert {t: count(catalogue, t) for t in tables} == dict.fromkeys(tables, 0)
    with pytest.raises(AdviesspoorError, match="Er is geen document"):
        remove_document(catalogue, full().sha256)


def test_new_findings_do_not_touch_sections_or_passages(catalogue: Catalogue) -> None:
    put(catalogue, full())
    before = catalogue.db.execute("SELECT id, section FROM passages").fetchall()
    resolved = replace(full(), citations=(replace(full().citations[0], source="decreet-2014-x"),))
    put_findings(catalogue, resolved)
    assert get_document(catalogue, full().sha256) == resolved
    assert catalogue.db.execute("SELECT id, section FROM passages").fetchall() == before
    assert [c.source for c in list_citations(catalogue)] == ["decreet-2014-x"]


def test_sources_come_with_how_often_they_are_cited(catalogue: Catalogue) -> None:
    put(catalogue, full())
    replace_sources(catalogue, [Source("decreet-x", "decreet", title="X"), Source("vlor-y", "advies", title="Y")])
    assert [(r.source.id, r.cited, r.documents) for r in list_sources(catalogue)] == [
        ("decreet-x", 1, 1),
        ("vlor-y", 0, 0),
    ]


@pytest.mark.parametrize("name", ["vol", "vol.pdf", "/docs/vol.pdf", full().sha256, full().sha256[:8]])
def test_a_document_is_found_by_what_people_call_it(catalogue: Catalogue, name: str) -> None:
    put(catalogue, full())
    put(catalogue, document("ander", [section("1", "A", "B.")]))
    assert find_document(catalogue, name) == full().sha256


def test_a_name_that_two_documents_have_is_refused(catalogue: Catalogue) -> None:
    put(catalogue, full(), "/a/vol.pdf")
    put(catalogue, replace(full(), sha256="1" * 64), "/b/vol.pdf")
    with pytest.raises(AdviesspoorError, match="2 documenten"):
        find_document(catalogue, "vol")
    with pytest.raises(AdviesspoorError, match="geen document 'niets'"):
        find_document(catalogue, "niets")


def test_units_follow_reading_order_and_tell_their_way() -> None:
    answer = placed("Ja, voor beide.")
    asked = document(
        "vraag",
        [
            Section("preamble", None, None, 0, None, 1, placed("Duaal leren groeit.")),
            Section("Bijlagen", None, "Bijlagen", 1, None, 2, placed("Een tabel.", 2)),
            section("1", "Een", "Tekst."),
            section("1.1", "Twee", "Tekst."),
        ],
        kind="schriftelijke_vraag",
        questions=[Question(1, placed("Hoeveel?"), answer, 1, 2), Question(2, placed("Waarom?"), answer, 1, 2)],
    )
    found = units(asked)
    assert [u.place for u in found] == ["preamble", "question:1", "question:2", "answer:1", "Bijlagen", "1", "1.1"]
    assert [u.kind for u in found][:4] == ["preamble", "question", "question", "answer"]
    assert found[3].page == 2
    assert found[-1].path == ("Een", "Twee")


def test_newest_documents_come_first_and_undated_ones_last(catalogue: Catalogue) -> None:
    for name, date in (("a", "2010"), ("b", None), ("c", "2020-05")):
        put(catalogue, document(name, [section("1", "T", name)], date=date, body=f"Raad {name}"))
    assert [d.file for d in list_documents(catalogue)] == ["c.pdf", "a.pdf", "b.pdf"]
    assert list_bodies(catalogue) == ["Raad a", "Raad b", "Raad c"]


def test_pages_keep_number_and_status(catalogue: Catalogue) -> None:
    pages = (Page(1, 595, 842, "digital"), Page(2, 595, 842, "ocr", Status.FAILED))
    put(catalogue, replace(full(), pages=pages))
    assert catalogue.db.execute("SELECT number, status FROM pages").fetchall() == [(1, "read"), (2, "failed")]


def test_the_original_is_the_copy_and_else_the_file_itself(catalogue: Catalogue, tmp_path: Path) -> None:
    file = tmp_path / "vol.pdf"
    file.write_bytes(b"%PDF")
    put(catalogue, full(), str(file))
    assert original_of(catalogue, full().sha256) == file
    originals(catalogue).mkdir()
    copy = originals(catalogue) / f"{full().sha256}.pdf"
    copy.write_bytes(b"%PDF")
    assert original_of(catalogue, full().sha256) == copy
    copy.unlink()
    file.unlink()
    assert original_of(catalogue, full().sha256) is None


def test_a_folder_of_a_newer_version_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    db = sqlite3.connect(tmp_path / FILE)
    db.execute(f"PRAGMA user_version = {VERSION + 1}")
    db.execute("CREATE TABLE from_the_future (x)")
    db.close()
    before = {p.name: p.read_bytes() for p in tmp_path.iterdir()}
    with pytest.raises(AdviesspoorError, match="nieuwere versie"):
        open_catalogue(tmp_path)
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == before


def test_something_that_is_no_catalogue_is_refused(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("dit is geen databank, maar wel lang genoeg om er een te kunnen zijn" * 20)
    with pytest.raises(AdviesspoorError, match="kan niet geopend worden"):
        open_catalogue(tmp_path)


def test_a_full_disk_is_one_sentence_and_changes_nothing(catalogue: Catalogue) -> None:
    put(catalogue, full())
    (pages,) = catalogue.db.execute("PRAGMA page_count").fetchone()
    catalogue.db.execute(f"PRAGMA max_page_count = {pages}")
    large = document("groot", [section(str(n), "T", f"woord{n} " * 400) for n in range(1, 60)])
    with pytest.raises(AdviesspoorError, match="De schijf is vol"):
        put(catalogue, large)
    assert [d.file for d in list_documents(catalogue)] == ["vol.pdf"]
    assert get_document(catalogue, full().sha256) == full()
    assert get_file(catalogue, "/docs/groot.pdf") is None


def test_a_transaction_that_fails_leaves_nothing(catalogue: Catalogue) -> None:
    with pytest.raises(RuntimeError), transaction(catalogue) as db:
        db.execute("INSERT INTO meta VALUES ('a', 'b')")
        raise RuntimeError
    assert count(catalogue, "meta") == 0
    set_meta(catalogue, "a", "c")
    assert count(catalogue, "meta") == 1


def test_vectors_are_only_asked_for_passages_that_came_or_went(catalogue: Catalogue) -> None:
    catalogue.db.execute("INSERT INTO collections (name) VALUES ('m')")
    put(catalogue, full())
    assert set(catalogue.db.execute("SELECT what FROM pending")) == {("add",)}
    catalogue.db.execute("DELETE FROM pending")
    put(catalogue, full())
    assert count(catalogue, "pending") == 0
    put(catalogue, replace(full(), sections=full().sections[:1]))
    assert catalogue.db.execute("SELECT what, count(*) FROM pending GROUP BY what").fetchall() == [("remove", 1)]
