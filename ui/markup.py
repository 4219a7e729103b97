"""Text of documents on the screen: the one way in which words become HTML, and the addresses of our own views.

Only `html` makes an `Html`, and it escapes whatever is not one already; only `put` shows one. So nothing that stands in
a document can be more than words, and Streamlit's own cleaning of HTML comes on top of that.
"""

from __future__ import annotations

import html as standard
from collections.abc import Iterable
from pathlib import Path
from typing import LiteralString
from urllib.parse import urlencode

import streamlit as st


class Html(str):
    """HTML that we made ourselves around escaped words."""

    __slots__ = ()


def html(template: LiteralString, **values: object) -> Html:
    """`template` with every {name} filled in: an Html as it is, everything else escaped, None as nothing."""
    return Html(template.format_map({name: _safe(value) for name, value in values.items()}))


def _safe(value: object) -> str:
    if isinstance(value, Html):
        return value
    return "" if value is None else standard.escape(str(value), quote=True)


def words(text: str) -> Html:
    """`text` as words and nothing else."""
    return Html(standard.escape(text, quote=True))


def join(parts: Iterable[Html], between: LiteralString = "") -> Html:
    """The parts one after the other."""
    return Html(between.join(parts))


def put(content: Html) -> None:
    """Show `content`. Raises TypeError for a text that did not come from `html`."""
    if not isinstance(content, Html):
        raise TypeError("only Html may be shown as HTML")
    if content:
        st.html(content)


_behaviour = st.components.v2.component(
    "adviesspoor_behaviour", js=(Path(__file__).parent / "behaviour.js").read_text("utf-8")
)


def behave() -> None:
    """Put behaviour.js on the screen: links without loading, footnotes on hover, keys, the way to a passage."""
    _behaviour(key="behaviour", height=1)


# --- addresses --------------------------------------------------------------------------------------------------------

SEARCH = ""  # the first page has no name of its own in the address


def address(page: str, /, **state: object) -> str:
    """The address of a view: the name of a page and what it shows; None and "" are left out.

    It is relative, so that it also holds on a server that gives us a folder of a larger site.
    """
    query = urlencode([(name, str(value)) for name, value in state.items() if value not in (None, "")])
    return f"{page or './'}{'?' if query else ''}{query}"


def link(label: object, href: str, style: str = "", hint: str | None = None) -> Html:
    """A link to one of our own views; behaviour.js opens it without loading the page again."""
    return html(
        '<a data-view class="{style}" href="{href}"{hint}>{label}</a>',
        style=style,
        href=href,
        hint=html(' title="{hint}"', hint=hint) if hint else None,
        label=label,
    )


def side_button(label: str) -> Html:
    """A button that brings back the side of the page, which a narrow screen folds away; elsewhere it is not shown."""
    return html('<button class="as-chip as-zij" data-zijkant>{label}</button>', label=label)


def outside(label: object, url: str) -> Html:
    """A link to the world outside, when it is one that a browser may follow; else the words alone."""
    if not url.lower().startswith(("https://", "http://")):
        return html("{label}", label=label)
    return html('<a href="{url}" target="_blank" rel="noopener noreferrer">{label}</a>', url=url, label=label)
