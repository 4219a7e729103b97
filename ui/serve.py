"""The server of the interface: Streamlit, which loads what a first question needs while the browser still opens."""

from __future__ import annotations

import sys
import threading
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
# What the pages and the model are made of, without what draws: Streamlit's own part waits for its server.
AHEAD = ("numpy", "onnxruntime", "tokenizers", "chromadb", "index.search", "index.facets", "index.suggestions",
         "index.actions", "index.graph", "index.review", "index.upkeep", "index.status")  # fmt: skip


def main() -> None:
    """Run Streamlit with the arguments of this program."""
    sys.path[0] = str(ROOT)  # Python put the folder of this file there
    from streamlit.web import cli

    ask_nobody()
    threading.Thread(target=load, name="adviesspoor-ahead", daemon=True).start()
    cli.main(prog_name="streamlit")


def ask_nobody() -> None:
    """Keep Streamlit from asking a server of others for this machine's address, to print it or to know its visitors."""
    from streamlit import net_util

    net_util.get_external_ip = lambda: None


def load() -> None:
    """Load the modules of AHEAD, so that the first visitor finds them there."""
    for name in AHEAD:
        import_module(name)


if __name__ == "__main__":
    main()
