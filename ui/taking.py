"""The menu with which people take along what a page shows: as a table, as a Word document, or as text to paste."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from ui.exports import Quotation, Table, as_csv, as_excel, as_text, as_word
from ui.markup import html, put

MOST_COPIED = 20
_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def take_along(
    stem: str,
    title: str,
    table: Callable[[], Table],
    quotations: Callable[[], Sequence[Quotation]],
    what: str,
    number: int,
) -> None:
    """The menu "Exporteren"; `stem` is the name of the files, `title` the heading in Word, `what` says what they hold.

    No file is made before somebody asks for it. Up to MOST_COPIED quotations (`number` says how many there are) can be
    copied as well: their words travel with the page.
    """
    with st.popover("Exporteren", icon=":material/download:"):
        put(html('<p class="as-stil">{what}</p>', what=what))
        for label, name, mime, content in (
            ("Tabel voor Excel", f"{stem}.xlsx", _EXCEL, lambda: as_excel(table())),
            ("Tabel (CSV)", f"{stem}.csv", "text/csv", lambda: as_csv(table())),
            ("Citaten in Word", f"{stem}.docx", _WORD, lambda: as_word(title, quotations())),
            ("Citaten als tekst", f"{stem}.txt", "text/plain; charset=utf-8", lambda: as_text(quotations())),
        ):
            st.download_button(
                label, content, name, mime, on_click="ignore", key=f"mee-{name.rpartition('.')[2]}", width="stretch"
            )
        if number <= MOST_COPIED:
            put(
                html(
                    '<button class="as-knop stil breed" data-kopie="{text}">Kopieer de citaten</button>',
                    text=as_text(quotations()),
                )
            )
