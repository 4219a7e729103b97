"""The server of the interface: what it loads ahead, and that it asks nobody outside."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from streamlit import net_util
from streamlit.web.server import server_util

from ui import serve


def test_streamlit_asks_nobody_outside_who_this_machine_is(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def outside(url: str, **_: object) -> None:
        asked.append(url)

    monkeypatch.setattr(net_util, "_external_ip", None)
    monkeypatch.setattr(net_util, "_make_blocking_http_get", outside)
    monkeypatch.setattr(net_util, "get_external_ip", net_util.get_external_ip)  # put back after the test
    net_util.get_external_ip()
    assert asked  # what Streamlit does by itself, for any visitor with a name in the address
    asked.clear()
    serve.ask_nobody()
    assert not server_util.is_url_from_allowed_origins("https://adviezen.example.org")
    assert asked == []


def test_what_is_loaded_ahead_is_there_and_draws_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    serve.load()
    assert set(serve.AHEAD) <= set(sys.modules)
    drawn = [name for name in serve.AHEAD if name.startswith(("ui", "streamlit"))]
    assert drawn == []


def test_only_the_folder_above_is_added_to_where_modules_are_looked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    monkeypatch.setattr(sys, "path", [str(Path(serve.__file__).parent), *sys.path])
    monkeypatch.setattr("streamlit.web.cli.main", lambda **_: seen.append(sys.path[0]))
    monkeypatch.setattr(serve, "load", lambda: None)
    monkeypatch.setattr(net_util, "get_external_ip", net_util.get_external_ip)
    serve.main()
    assert seen == [str(serve.ROOT)]
