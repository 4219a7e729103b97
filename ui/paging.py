"""Long lists in pages, and views that stand beside each other as tabs: the links between them."""

from __future__ import annotations

from collections.abc import Sequence

from ui.markup import Html, address, html, join
from ui.state import everything, given_number

NEAR = 3  # pages before and after the present one that have a link, beside the first and the last


def page_now(number: int, on_a_page: int) -> tuple[int, int]:
    """The page of the address, and the last there is, for a list of so many."""
    last = max(1, -(-number // on_a_page))
    return given_number("blad", 1, last) or 1, last


def page_links(view: str, now: int, last: int, label: str) -> Html:
    """Links to the pages of a list on the view with this name; nothing when there is only one."""
    if last == 1:
        return html("")
    state = {**everything(), "open": None}
    near = sorted({1, last, *range(max(1, now - NEAR), min(last, now + NEAR) + 1)})
    links = (
        html(
            '{gap}<a data-view href="{href}"{on} aria-label="Blad {page}">{page}</a>',
            gap=html("<span>…</span>") if page - before > 1 else None,
            href=address(view, **{**state, "blad": None if page == 1 else page}),
            on=html(' aria-current="page"') if page == now else None,
            page=page,
        )
        for before, page in zip([0, *near], near, strict=False)
    )
    return html('<nav class="as-bladen" aria-label="{label}">{links}</nav>', label=label, links=join(links))


def tabs(label: str, choices: Sequence[tuple[object, str, bool]]) -> Html:
    """Views beside each other: what each is called, its address, and whether it is the one that is shown."""
    return html(
        '<div class="as-tabs" role="tablist" aria-label="{label}">{tabs}</div>',
        label=label,
        tabs=join(
            html(
                '<a data-view role="tab" aria-selected="{on}" href="{href}">{name}</a>',
                on="true" if on else "false",
                href=href,
                name=name,
            )
            for name, href, on in choices
        ),
    )
