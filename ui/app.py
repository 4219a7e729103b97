"""The interface: `streamlit run ui/app.py`, or `adviesspoor ui`."""

from __future__ import annotations

import sys
from functools import partial
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
if str(ROOT) not in sys.path:  # Streamlit puts only the folder of this file on the path
    sys.path.insert(0, str(ROOT))

import streamlit as st  # noqa: E402

PAGES = (
    ("Zoeken", "search"),
    ("Document", "article"),
    ("Acties", "checklist"),
    ("Bronnen", "hub"),
    ("Standpunten", "forum"),
    ("Corpus", "folder_open"),
)


def main() -> None:
    """The frame around every page."""
    st.set_page_config("Adviesspoor", ROOT / "ui/icon.svg", layout="wide", initial_sidebar_state="auto")
    st.html(ROOT / "ui/style.css")
    page = st.navigation(
        [
            st.Page(_page(title), title=title, icon=f":material/{icon}:", url_path=title.lower(), default=not count)
            for count, (title, icon) in enumerate(PAGES)
        ],
        position="top",
    )
    st.logo(ROOT / "ui/icon.svg", size="medium")
    with st.spinner("Adviesspoor wordt gestart…"):  # what the pages need takes a second to load the first time
        begin = import_module("ui.opened").begin
    begin()
    page.run()


def _page(title: str) -> partial[None]:
    page = partial(_show, title.lower())
    page.__name__ = title.lower()  # type: ignore[attr-defined]  # Streamlit tells pages apart by it
    return page


def _show(name: str) -> None:
    with st.spinner("Adviesspoor wordt gestart…"):
        view = import_module(f"ui.views.{name}")
        opened = import_module("ui.opened")
    opened.guarded(view.show)


main()
