"""The interface: `streamlit run ui/app.py`, or `adviesspoor ui`."""

from __future__ import annotations

import sys
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
if str(ROOT) not in sys.path:  # Streamlit puts only the folder of this file on the path
    sys.path.insert(0, str(ROOT))

import streamlit as st  # noqa: E402
from streamlit.navigation.page import StreamlitPage  # noqa: E402

PAGES = (
    ("Zoeken", "search"),
    ("Document", "article"),
    ("Acties", "checklist"),
    ("Bronnen", "hub"),
    ("Standpunten", "forum"),
    ("Nakijken", "fact_check"),
    ("Corpus", "folder_open"),
)


def main() -> None:
    """The frame around every page."""
    st.set_page_config("Adviesspoor", ROOT / "ui/icon.svg", layout="wide", initial_sidebar_state="auto")
    st.html(ROOT / "ui/style.css")
    pages = [
        st.Page(_page(title), title=title, icon=f":material/{icon}:", url_path=title.lower() if count else "start",
                default=not count)
        for count, (title, icon) in enumerate(PAGES)
    ]  # fmt: skip
    page = st.navigation([*pages, _named(pages[0])], position="top")
    st.logo(ROOT / "ui/icon.svg", size="medium")
    login = _loaded("ui.login")
    if not login.admitted():
        return
    _loaded("ui.opened").begin()
    page.run()
    login.way_out()


def _named(first: StreamlitPage) -> StreamlitPage:
    """The first page stands at the bare address; who types its name, as of any other page, gets there too."""

    def go() -> None:
        st.switch_page(first, query_params=st.query_params.to_dict())

    return st.Page(go, title=first.title, url_path=first.title.lower(), visibility="hidden")


def _page(title: str) -> partial[None]:
    page = partial(_show, title.lower())
    page.__name__ = title.lower()  # type: ignore[attr-defined]  # Streamlit tells pages apart by it
    return page


def _show(name: str) -> None:
    _loaded("ui.opened").guarded(lambda: _loaded(f"ui.views.{name}").show())


def _loaded(name: str) -> Any:
    """A module of ours; what the pages need takes a second to load the first time, and then the screen says so."""
    if name not in sys.modules:
        with st.spinner("Adviesspoor wordt gestart…"):
            return import_module(name)
    return import_module(name)  # waits when another visitor's page is still loading it


main()
