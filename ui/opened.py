"""The corpus that the interface looks at: opened once for all visitors, with what was read from it kept at hand."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import streamlit as st

from corpus.catalogue import DocumentRow, get_document, list_documents
from corpus.errors import AdviesspoorError
from corpus.model import Document
from index.settings import Settings, load_settings
from index.store import Corpus
from ui.markup import address, behave, html, link, put
from ui.shared import fetch, is_open, share

log = logging.getLogger("adviesspoor.ui")


def settings() -> Settings:
    """The settings of this server; raises AdviesspoorError when one cannot be used."""
    return load_settings()


def corpus() -> Corpus:
    """The corpus of this server, the same for everybody. Raises AdviesspoorError when it cannot be opened."""
    now = settings()
    if is_open(now):
        return share(now)
    with st.spinner("De gegevens worden geopend…"):  # after an upgrade that may take a while
        return share(now)


def begin() -> None:
    """What every page begins with: the scripts of the page, and the model on its way for the first question."""
    behave()
    with suppress(AdviesspoorError):  # the page says it, too
        fetch(corpus())


def stamp(opened: Corpus) -> str:
    """Changes whenever the catalogue does, by us or by another process: the key of everything kept from it."""
    db = opened.catalogue.db
    return f"{opened.catalogue.folder}:{db.execute('PRAGMA data_version').fetchone()[0]}:{db.total_changes}"


def documents(opened: Corpus) -> dict[str, DocumentRow]:
    """Every document by its SHA-256, newest first."""
    return _documents(stamp(opened), opened)


@st.cache_resource(show_spinner="De lijst van documenten wordt gelezen…", max_entries=2)
def _documents(key: str, _opened: Corpus) -> dict[str, DocumentRow]:
    return {row.sha256: row for row in list_documents(_opened.catalogue)}


def document(opened: Corpus, sha256: str) -> Document:
    """The document with everything found in it. Raises AdviesspoorError when it is not there."""
    return _document(stamp(opened), sha256, opened)


@st.cache_resource(show_spinner="Het document wordt geopend…", max_entries=256)
def _document(key: str, sha256: str, _opened: Corpus) -> Document:
    return get_document(_opened.catalogue, sha256)


def tell(message: str) -> None:
    """Something that the person in front of the screen should know but that stops nothing."""
    put(html('<p class="as-let-op">{message}</p>', message=message))


def say(error: AdviesspoorError) -> None:
    """An error for the person in front of the screen: one Dutch sentence."""
    put(html('<p class="as-fout" role="alert">{message}</p>', message=error))


def guarded(show: Callable[[], None]) -> None:
    """Run a page; what goes wrong becomes one sentence on the screen, and in the log what a programmer needs."""
    try:
        show()
    except AdviesspoorError as error:
        say(error)
    except Exception:
        log.exception("page failed")
        put(
            html(
                '<p class="as-fout" role="alert">Hier ging iets mis in Adviesspoor zelf. Er is niets verloren gegaan; '
                "laad de bladzijde opnieuw, en geef de melding uit het logboek door als het blijft gebeuren.</p>"
            )
        )


def explain_empty(opened: Corpus) -> None:
    """What to do when there is no document yet."""
    put(
        html(
            '<section class="as-leeg"><h2>Er staan nog geen documenten in het corpus</h2>'
            "<p>Voeg adviezen, schriftelijke vragen of nota’s toe als PDF. Adviesspoor leest ze, en daarna kunt u erin "
            "zoeken, acties volgen en zien wie wie citeert.</p>"
            '<p>{button}</p><p class="as-stil">Of in een terminal: <code>adviesspoor ingest MAP</code>. De gegevens '
            "staan in <code>{data}</code>.</p></section>",
            button=link("Documenten toevoegen", address("corpus"), "as-knop"),
            data=Path(opened.catalogue.folder),
        )
    )
