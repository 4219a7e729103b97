"""The server of the interface: what it fetches ahead, and that it asks nobody outside."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route
from starlette.testclient import TestClient
from streamlit import net_util
from streamlit.file_util import get_static_dir
from streamlit.web.server import server_util
from streamlit.web.server.starlette import starlette_app

from index.settings import load_settings
from ui import greeting, serve, shared


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


def test_the_model_is_on_its_way_before_anybody_asks(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ADVIESSPOOR_DATA", str(tmp_path))
    serve.load()
    assert {*serve.FIRST, *serve.THEN} <= set(sys.modules)
    now = load_settings()
    assert shared.is_open(now)
    corpus = shared.share(now)
    assert {"model", "vectors"} <= set(corpus.__dict__) and not shared.fetch(corpus).is_alive()


def test_a_folder_that_cannot_be_opened_stops_no_server(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "data").write_text("geen map")
    monkeypatch.setenv("ADVIESSPOOR_DATA", str(tmp_path / "data"))
    serve.load()
    assert set(serve.THEN) <= set(sys.modules) and not shared.is_open(load_settings())


def test_of_several_corpora_the_two_asked_for_last_stay_open(tmp_path: Path) -> None:
    first, second, third = (load_settings(data=tmp_path / name) for name in ("een", "twee", "drie"))
    shared.share(first)
    shared.share(second)
    assert shared.share(first) is shared.share(first)
    shared.share(third)
    assert shared.is_open(first) and shared.is_open(third) and not shared.is_open(second)


def test_only_the_folder_above_is_added_to_where_modules_are_looked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    monkeypatch.setattr(sys, "path", [str(Path(serve.__file__).parent), *sys.path])
    monkeypatch.setattr("streamlit.web.cli.main", lambda **_: seen.append(sys.path[0]))
    monkeypatch.setattr(serve, "load", lambda: None)
    monkeypatch.setattr(starlette_app, "create_streamlit_middleware", starlette_app.create_streamlit_middleware)
    monkeypatch.setattr(net_util, "get_external_ip", net_util.get_external_ip)
    serve.main()
    assert seen == [str(serve.ROOT)]


def test_the_first_page_greets_in_dutch_and_is_otherwise_streamlits_own() -> None:
    index = (Path(get_static_dir()) / "index.html").read_text("utf-8")
    greeted = greeting.greet(index)
    assert "Adviesspoor wordt geopend…" in greeted and '<html lang="nl">' in greeted
    assert "<title>Adviesspoor</title>" in greeted and "agent" not in greeted.partition("<body>")[2]
    assert greeting.ROOM in greeted and greeted.count("<script") == index.count("<script")
    other = "<html lang='en'><body><noscript>niets</noscript></body></html>"
    assert greeting.greet(other) == other


def test_only_pages_are_greeted_and_none_is_kept_by_a_browser() -> None:
    async def answer(request: Request) -> Response:
        if request.url.path == "/blad":
            parts = iter(("<body>", greeting.ROOM, "é</body>"))
            return StreamingResponse(parts, headers={"ETag": "x", "Cache-Control": "no-cache"}, media_type="text/html")
        return Response(greeting.ROOM, int(request.url.path[1:]), {"ETag": "x"}, media_type="text/javascript")

    app = Starlette(routes=[Route("/{path}", answer)], middleware=[Middleware(greeting.Greeting)])
    with TestClient(app) as client:
        page = client.get("/blad")
        assert page.text == f"<body>{greeting.WORDS}{greeting.ROOM}é</body>"
        assert int(page.headers["content-length"]) == len(page.content)
        assert "etag" not in page.headers and page.headers["cache-control"] == "no-cache"
        for status in (200, 404):
            file = client.get(f"/{status}")
            assert (file.status_code, file.text, file.headers["etag"]) == (status, greeting.ROOM, "x")
