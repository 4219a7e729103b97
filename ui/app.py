"""The interface: `streamlit run ui/app.py`, or `adviesspoor ui`."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
if str(ROOT) not in sys.path:  # Streamlit puts only the folder of this file on the path
    sys.path.insert(0, str(ROOT))

import streamlit as st  # noqa: E402

from corpus.errors import AdviesspoorError  # noqa: E402
from ui import opened  # noqa: E402
from ui.markup import behave  # noqa: E402
from ui.views import acties, bronnen, corpus, document, standpunten, zoeken  # noqa: E402


def main() -> None:
    """The frame around every page."""
    st.set_page_config("Adviesspoor", ROOT / "ui/icon.svg", layout="wide", initial_sidebar_state="auto")
    st.html(ROOT / "ui/style.css")
    pages = (
        ("Zoeken", "search", zoeken.show),
        ("Document", "article", document.show),
        ("Acties", "checklist", acties.show),
        ("Bronnen", "hub", bronnen.show),
        ("Standpunten", "forum", standpunten.show),
        ("Corpus", "folder_open", corpus.show),
    )
    page = st.navigation(
        [
            st.Page(
                _named(show, title), title=title, icon=f":material/{icon}:", url_path=title.lower(), default=not count
            )
            for count, (title, icon, show) in enumerate(pages)
        ],
        position="top",
    )
    st.logo(ROOT / "ui/icon.svg", size="medium")
    behave()
    with suppress(AdviesspoorError):  # the page says it, too
        opened.warm_up(opened.corpus())
    page.run()


def _named(show: Callable[[], None], title: str) -> Callable[[], None]:
    page = partial(opened.guarded, show)
    page.__name__ = title.lower()  # type: ignore[attr-defined]  # Streamlit tells pages apart by it
    return page


main()
