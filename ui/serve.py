"""The server of the interface: Streamlit, which loads what a first question needs while the browser still opens."""

from __future__ import annotations

import logging
import sys
import threading
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
# What a first question is made of; then what the other pages are made of.
FIRST = ("index.search", "index.facets", "index.suggestions", "index.actions")
THEN = ("index.graph", "index.status", "index.review", "index.upkeep")


def main() -> None:
    """Run Streamlit with the arguments of this program."""
    sys.path[0] = str(ROOT)  # Python put the folder of this file there
    from streamlit.web import cli

    ask_nobody()
    greet_everybody()
    threading.Thread(target=load, name="adviesspoor-ahead", daemon=True).start()
    cli.main(prog_name="streamlit")


def ask_nobody() -> None:
    """Keep Streamlit from asking a server of others for this machine's address, to print it or to know its visitors."""
    from streamlit import net_util

    net_util.get_external_ip = lambda: None


def greet_everybody() -> None:
    """Let the first page say that it is coming, before any program of it runs."""
    from starlette.middleware import Middleware
    from streamlit.web.server.starlette import starlette_app

    from ui.greeting import Greeting

    theirs = starlette_app.create_streamlit_middleware
    starlette_app.create_streamlit_middleware = lambda: [*theirs(), Middleware(Greeting)]  # before it is packed


def load() -> None:
    """Fetch what a first question needs, model and vectors included, before it is asked; then what else there is."""
    for name in FIRST:
        import_module(name)
    from corpus.errors import AdviesspoorError
    from index.settings import load_settings
    from ui.shared import fetch, share

    try:
        fetch(share(load_settings())).join()
    except AdviesspoorError as error:  # every page says so, too
        logging.getLogger("adviesspoor.ui").warning("%s", error)
    for name in THEN:
        import_module(name)


if __name__ == "__main__":
    main()
