"""The interface: `streamlit run ui/app.py`, or `adviesspoor ui`."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
if str(ROOT) not in sys.path:  # Streamlit puts only the folder of this file on the path
    sys.path.insert(0, str(ROOT))

import streamlit as st  # noqa: E402

from corpus.errors import AdviesspoorError  # noqa: E402
from ui import opened  # noqa: E402
from ui.markup import html, put  # noqa: E402
from ui.views import acties, bronnen, corpus, document, standpunten, zoeken  # noqa: E402

log = logging.getLogger("adviesspoor.ui")
_behaviour = st.components.v2.component("adviesspoor_behaviour", js=(ROOT / "ui/behaviour.js").read_text("utf-8"))


def guarded(show: Callable[[], None]) -> None:
    """Run a page; what goes wrong becomes one sentence on the screen, and in the log what a programmer needs."""
    try:
        show()
    except AdviesspoorError as error:
        opened.say(error)
    except Exception:
        log.exception("page failed")
        put(
            html(
                '<p class="as-fout" role="alert">Hier ging iets mis in Adviesspoor zelf. Er is niets verloren gegaan; '
                "laad de bladzijde opnieuw, en geef de melding uit het logboek door als het blijft gebeuren.</p>"
            )
        )


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
    _behaviour(key="behaviour", height=1)
    page.run()


def _named(show: Callable[[], None], title: str) -> Callable[[], None]:
    page = partial(guarded, show)
    page.__name__ = title.lower()  # type: ignore[attr-defined]  # Streamlit tells pages apart by it
    return page


main()
