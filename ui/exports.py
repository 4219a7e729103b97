"""What people take along: tables for a spreadsheet, and quotations with their reference to paste into a text."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence

from corpus.catalogue import DocumentRow
from index.positions import Stand
from index.search import Hit
from index.stances import Taken
from index.trace import Traced
from ui.labels import KINDS, STANCES, place_in_words, reference


def table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """CSV with semicolons and a byte order mark, which Excel in Dutch opens as it should.

    A cell that a spreadsheet would run as a formula gets an apostrophe before it.
    """
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return ("\ufeff" + out.getvalue()).encode()


def _harmless(cell: object) -> object:
    if isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@", "\t", "\r"):
        return "'" + cell
    return "" if cell is None else cell


def hits_table(hits: Sequence[Hit], documents: Mapping[str, DocumentRow]) -> bytes:
    """The results of a search as CSV, one section a row."""
    return table(
        ("rang", "datum", "soort", "raad", "document", "deel", "titel van het deel", "bladzijde", "passage",
         "verwijzing", "bestand"),
        (
            (h.rank, h.date, KINDS.get(h.kind, h.kind), h.body, h.title, place_in_words(h.where), h.section_title,
             h.page, h.passage, reference(documents[h.sha256], h.where, h.page), h.file)
            for h in hits
        ),
    )  # fmt: skip


def hits_text(hits: Sequence[Hit], documents: Mapping[str, DocumentRow]) -> str:
    """The passages between quotation marks, each with its reference, to paste into an advice."""
    return "\n\n".join(
        f"“{' '.join(h.passage.split())}”\n{reference(documents[h.sha256], h.where, h.page)}" for h in hits
    ) + ("\n" if hits else "")


def traced_table(rows: Sequence[tuple[Traced, Sequence[Taken]]]) -> bytes:
    """Mentions of an action, each with the stances taken there, as CSV in order of time."""
    return table(
        ("actie", "plan", "vermelding", "datum", "document", "soort", "raad", "deel", "bladzijde", "zin", "standpunt",
         "standpunt staat in", "bestand"),
        (
            (t.action, t.plan, "definitie" if t.kind == "definition" else "vermelding", t.date, t.title,
             KINDS.get(t.document_kind, t.document_kind), t.body, place_in_words(t.where, t.section_title), t.page,
             t.sentence, ", ".join(STANCES[s.stance] for s in taken),
             ("de zin zelf" if taken[0].own else "wat erop volgt") if taken else "", t.file)
            for t, taken in rows
        ),
    )  # fmt: skip


def stands_table(stands: Sequence[Stand]) -> bytes:
    """Positions on a topic as CSV in order of time."""
    return table(
        ("datum", "raad", "document", "deel", "bladzijde", "standpunt", "zin", "bestand"),
        (
            (
                s.date,
                s.body,
                s.title,
                place_in_words(s.where),
                s.page,
                STANCES.get(s.stance, s.stance),
                s.sentence,
                s.file,
            )
            for s in stands
        ),
    )
