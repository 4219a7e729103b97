"""What people take along: tables for a spreadsheet, and quotations with their reference to paste into a text."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from corpus.catalogue import DocumentRow
from index.positions import Stand
from index.search import Hit
from index.trace import Taken, Traced
from ui.labels import KINDS, STANCES, place_in_words, reference

# XML, and so Word and Excel, has no place for control characters that a poor text layer may hold.
_NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_WIDEST = 60  # characters in a column of a spreadsheet; beyond that the words wrap


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet: the names of its columns, and its rows."""

    header: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words of a document with the reference that goes with them."""

    words: str
    reference: str
    note: str | None = None  # the stance, say


# --- forms ------------------------------------------------------------------------------------------------------------


def as_csv(table: Table) -> bytes:
    """CSV with semicolons and a byte order mark, which Excel in Dutch opens as it should.

    A cell that a spreadsheet would run as a formula gets an apostrophe before it.
    """
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(table.header)
    writer.writerows([_harmless(cell) for cell in row] for row in table.rows)
    return ("\ufeff" + out.getvalue()).encode()


def _harmless(cell: object) -> object:
    if isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@", "\t", "\r"):
        return "'" + cell
    return "" if cell is None else cell


def as_excel(table: Table) -> bytes:
    """An Excel workbook of one sheet: the header stays in view and can be filtered, long words wrap, nothing runs."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet = book.active
    sheet.title = "Adviesspoor"
    sheet.append(list(table.header))
    for row in table.rows:
        sheet.append([_in_xml(cell) for cell in row])
    for cells in sheet.iter_rows():
        for cell in cells:
            if cell.data_type == "f":  # a text that begins with "=" is a text
                cell.data_type = "s"
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    for n, name in enumerate(table.header, 1):
        sheet.cell(1, n).font = Font(bold=True)
        longest = max((len(str(row[n - 1] or "")) for row in table.rows), default=0)
        sheet.column_dimensions[get_column_letter(n)].width = min(_WIDEST, max(longest, len(name)) + 2)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _in_xml(cell: object) -> object:
    return _NOT_XML.sub(" ", cell) if isinstance(cell, str) else cell


def as_word(title: str, quotations: Sequence[Quotation]) -> bytes:
    """A Word document: the title, then every quotation in Word's own style for it, with its reference below."""
    from docx import Document
    from docx.shared import Pt

    document = Document()
    document.core_properties.title = str(_in_xml(title))
    document.core_properties.author = ""
    document.add_heading(str(_in_xml(title)), 1)
    for one in quotations:
        quoted = document.add_paragraph(f"“{_in_xml(one.words)}”", style="Quote")
        quoted.paragraph_format.keep_with_next = True
        below = document.add_paragraph()
        for words in filter(None, (one.note and f"[{one.note}] ", one.reference)):
            run = below.add_run(str(_in_xml(words)))
            run.font.size = Pt(9)
        below.paragraph_format.space_after = Pt(14)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def as_text(quotations: Sequence[Quotation]) -> str:
    """The quotations between quotation marks, each with its reference on the next line, to paste into an advice."""
    said = (f"“{q.words}”\n{f'[{q.note}] ' if q.note else ''}{q.reference}" for q in quotations)
    return "\n\n".join(said) + ("\n" if quotations else "")


# --- contents ---------------------------------------------------------------------------------------------------------


def hits_table(hits: Sequence[Hit], documents: Mapping[str, DocumentRow]) -> Table:
    """The results of a search, one section a row."""
    return Table(
        ("rang", "datum", "soort", "raad", "document", "deel", "titel van het deel", "bladzijde", "passage",
         "verwijzing", "bestand"),
        tuple(
            (h.rank, h.date, KINDS.get(h.kind, h.kind), h.body, h.title, place_in_words(h.where), h.section_title,
             h.page, h.passage, reference(documents[h.sha256], h.where, h.page), h.file)
            for h in hits
        ),
    )  # fmt: skip


def hits_quoted(hits: Sequence[Hit], documents: Mapping[str, DocumentRow]) -> list[Quotation]:
    """The passages that were found, as quotations."""
    return [Quotation(_one_line(h.passage), reference(documents[h.sha256], h.where, h.page)) for h in hits]


def traced_table(rows: Sequence[tuple[Traced, Sequence[Taken]]]) -> Table:
    """Mentions of an action, each with the stances taken there, in order of time."""
    return Table(
        ("actie", "plan", "vermelding", "datum", "document", "soort", "raad", "deel", "bladzijde", "zin", "standpunt",
         "standpunt staat in", "bestand"),
        tuple(
            (t.action, t.plan, "definitie" if t.kind == "definition" else "vermelding", t.date, t.title,
             KINDS.get(t.document_kind, t.document_kind), t.body, place_in_words(t.where, t.section_title), t.page,
             t.sentence, ", ".join(STANCES[s.stance] for s in taken),
             ("de zin zelf" if taken[0].own else "wat erop volgt") if taken else "", t.file)
            for t, taken in rows
        ),
    )  # fmt: skip


def traced_quoted(
    rows: Sequence[tuple[Traced, Sequence[Taken]]], documents: Mapping[str, DocumentRow]
) -> list[Quotation]:
    """The sentences that mention an action, as quotations."""
    return [
        Quotation(
            _one_line(t.sentence),
            reference(documents[t.sha256], t.where, t.page),
            ", ".join(STANCES[s.stance] for s in taken if s.own) or None,
        )
        for t, taken in rows
    ]


def stands_table(stands: Sequence[Stand]) -> Table:
    """Positions in order of time."""
    return Table(
        ("datum", "raad", "document", "deel", "bladzijde", "standpunt", "zin", "bestand"),
        tuple(
            (s.date, s.body, s.title, place_in_words(s.where), s.page, STANCES.get(s.stance, s.stance), s.sentence,
             s.file)
            for s in stands
        ),
    )  # fmt: skip


def stands_quoted(stands: Sequence[Stand], documents: Mapping[str, DocumentRow]) -> list[Quotation]:
    """Positions as quotations, each with its stance."""
    return [
        Quotation(_one_line(s.sentence), reference(documents[s.sha256], s.where, s.page), STANCES.get(s.stance))
        for s in stands
    ]


def _one_line(words: str) -> str:
    return " ".join(words.split())
