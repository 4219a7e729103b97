"""The page as it is before any program runs in it: it says, in Dutch, that Adviesspoor is being opened.

Streamlit's own page is empty until its programs have come and the server has drawn something, which on a busy machine
takes seconds.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Message, Receive, Send], Awaitable[None]]

ROOM = '<div id="root"></div>'  # where Streamlit draws; a page without it is not Streamlit's first
# It comes after a moment, so that it does not flash where all is quick, and goes as soon as anything is drawn but the
# grey blocks that Streamlit puts in the place of what it still fetches a program for.
WORDS = (
    "<style>"
    "#as-groet{position:fixed;inset:0;display:grid;place-items:center;margin:0;z-index:9;pointer-events:none;"
    "font:1rem/1.5 sans-serif;color:#545c60;animation:as-groet .2s .35s both}"
    "#as-groet span{padding:.6rem 1.2rem;border-radius:.5rem}@keyframes as-groet{from{opacity:0}}"
    "html,#as-groet span{background:#fcfbf8}"
    "@media(prefers-color-scheme:dark){html,#as-groet span{background:#15191b}#as-groet{color:#a6afb1}}"
    'body:has([data-testid="stMain"] :is([data-testid="stSpinner"],.stElementContainer:not(.st-key-behaviour)>'
    ':not([data-testid="stSkeleton"]))) #as-groet{display:none}'
    "</style>"
    '<p id="as-groet" role="status"><span>Adviesspoor wordt geopend…</span></p>'
)
WITHOUT_PROGRAMS = "<noscript><p>Adviesspoor werkt alleen in een browser waarin JavaScript aan staat.</p></noscript>"


class Greeting:
    """What stands between the server and Streamlit, and puts the greeting into its first page."""

    def __init__(self, app: Application) -> None:
        self.app = app

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer one request as Streamlit does, with the greeting where it gives its first page."""
        if scope["type"] != "http" or scope["method"] != "GET":
            await self.app(scope, receive, send)
            return
        held: list[Message] = []

        async def pass_on(message: Message) -> None:
            if message["type"] == "http.response.start" and _is_page(message):
                held.append(message)
            elif not held:
                await send(message)
            else:
                held.append(message)
                if not message.get("more_body"):
                    for part in _greeted(held):
                        await send(part)

        await self.app(scope, receive, pass_on)


def greet(page: str) -> str:
    """Streamlit's first page with the greeting, in Dutch; any other page as it is."""
    if ROOM not in page:
        return page
    start, end = page.find("<noscript>"), page.find("</noscript>")
    if 0 <= start < end:
        page = page[:start] + WITHOUT_PROGRAMS + page[end + len("</noscript>") :]
    page = page.replace('<html lang="en">', '<html lang="nl">').replace("<title>Streamlit<", "<title>Adviesspoor<")
    return page.replace(ROOM, WORDS + ROOM)


def _is_page(start: Message) -> bool:
    return start["status"] == 200 and any(
        name == b"content-type" and value.startswith(b"text/html") for name, value in start["headers"]
    )


def _greeted(held: list[Message]) -> tuple[Message, Message]:
    start, *parts = held
    body = greet(b"".join(part.get("body", b"") for part in parts).decode("utf-8")).encode("utf-8")
    # nothing by which a browser could ask whether the page that it kept still is the same
    kept = [(n, v) for n, v in start["headers"] if n not in (b"content-length", b"etag", b"last-modified")]
    headers = [*kept, (b"content-length", str(len(body)).encode())]
    return {**start, "headers": headers}, {"type": "http.response.body", "body": body}
