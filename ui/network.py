"""The citation graph as an interactive drawing, and which part of it is drawn."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import streamlit as st

from index.graph import CitationGraph, Node
from ui.labels import SOURCE_KINDS, many, short_date, year_of
from ui.markup import Html, address, html, join

# The colour of each kind on light and on dark paper.
COLOURS = {
    "advies": ("#0f6b73", "#63c3c0"),
    "schriftelijke_vraag": ("#c2571a", "#f2a06a"),
    "visienota": ("#7a4fb0", "#c0a2ec"),
    "decreet": ("#2f5fa8", "#8db6f0"),
    "besluit": ("#5b86c4", "#a9c9f5"),
    "codex": ("#1d3f78", "#7b9fdc"),
    "conceptnota": ("#a4508b", "#e3a1cf"),
    "actieplan": ("#b03a48", "#f0969f"),
    "onderzoek": ("#3f7d3a", "#92cf8a"),
    "rapport": ("#7f8b2e", "#cdd67c"),
    "verslag": ("#8a6d3b", "#d8bd8b"),
    "webpagina": ("#7b8387", "#aab3b7"),
    "andere": ("#7b8387", "#aab3b7"),
}
MOST = 1000  # works in one drawing; beyond that the least cited are left out

_HTML = """
<div class="netwerk">
  <canvas role="img" aria-label="Tekening van wie wie citeert; dezelfde werken staan in de lijst hierna"></canvas>
  <div class="knoppen"><button class="groter" title="Groter" aria-label="Groter">+</button>
  <button class="kleiner" title="Kleiner" aria-label="Kleiner">−</button>
  <button class="passend" title="Alles tonen" aria-label="Alles tonen">⤢</button></div>
  <ul aria-label="Werken in de tekening"></ul>
</div>
"""
_CSS = """
.netwerk { position: relative; height: min(68vh, 46rem); min-height: 22rem; border: 1px solid var(--st-border-color);
  border-radius: 10px; overflow: hidden; font-family: var(--st-font); }
canvas { width: 100%; height: 100%; display: block; touch-action: none; cursor: grab; }
.knoppen { position: absolute; right: 0.7rem; top: 0.7rem; display: grid; gap: 0.3rem; }
button { width: 2.1rem; height: 2.1rem; border: 1px solid var(--st-border-color); border-radius: 8px; cursor: pointer;
  background: var(--st-background-color); color: var(--st-text-color); font-size: 1.1rem; line-height: 1; }
button:hover, button:focus-visible { border-color: var(--st-primary-color); }
ul { position: absolute; left: 0; bottom: 0; margin: 0; padding: 0; list-style: none; }
ul a { position: absolute; left: 0.6rem; bottom: 0.6rem; width: max-content; max-width: 90vw; clip-path: inset(50%);
  white-space: nowrap; background: var(--st-background-color); color: var(--st-link-color); padding: 0.2rem 0.5rem; }
ul a:focus { clip-path: none; outline: 2px solid var(--st-primary-color); }
"""
_draw = st.components.v2.component(
    "adviesspoor_netwerk", html=_HTML, css=_CSS, js=(Path(__file__).parent / "graph.js").read_text("utf-8")
)


def around(graph: CitationGraph, centre: str, depth: int) -> CitationGraph:
    """The works at most `depth` citations away from `centre`, in either direction."""
    near: dict[str, set[str]] = {}
    for edge in graph.edges:
        near.setdefault(edge.source, set()).add(edge.target)
        near.setdefault(edge.target, set()).add(edge.source)
    kept = {centre}
    border = {centre}
    for _ in range(depth):
        border = {n for b in border for n in near.get(b, ())} - kept
        kept |= border
    return _only(graph, kept)


def between(graph: CitationGraph, first: int | None, last: int | None) -> CitationGraph:
    """The works of these years, both included; one without a date stays when it cites or is cited by one."""
    years = {n.id: year_of(n.date) for n in graph.nodes}

    def inside(name: str) -> bool:
        year = years[name]
        return year is not None and (first is None or year >= first) and (last is None or year <= last)

    kept = {name for name in years if inside(name)}
    dated = set(kept)
    kept |= {e.target for e in graph.edges if e.source in dated and years[e.target] is None}
    kept |= {e.source for e in graph.edges if e.target in dated and years[e.source] is None}
    return _only(graph, kept)


def largest(graph: CitationGraph, number: int = MOST) -> CitationGraph:
    """The `number` works that are cited most or that cite."""
    ranked = sorted(graph.nodes, key=lambda n: (n.document is None, -n.cited, n.id))
    return _only(graph, {n.id for n in ranked[:number]})


def connected(graph: CitationGraph) -> CitationGraph:
    """The graph without works that cite nothing and are cited by nothing."""
    return _only(graph, {e.source for e in graph.edges} | {e.target for e in graph.edges})


def own_only(graph: CitationGraph) -> CitationGraph:
    """The documents of the corpus and the citations between them."""
    return _only(graph, {n.id for n in graph.nodes if n.document})


def _only(graph: CitationGraph, kept: set[str]) -> CitationGraph:
    return CitationGraph(
        tuple(n for n in graph.nodes if n.id in kept),
        tuple(e for e in graph.edges if e.source in kept and e.target in kept),
    )


def drawing(graph: CitationGraph, centre: str | None) -> dict[str, Any]:
    """What graph.js draws."""
    times: dict[tuple[str, str], int] = {}
    for edge in graph.edges:
        times[edge.source, edge.target] = times.get((edge.source, edge.target), 0) + 1
    return {
        "nodes": [
            {
                "id": n.id,
                "label": n.label,
                "hint": _hint(n),
                "colour": COLOURS.get(n.kind, COLOURS["andere"]),
                "own": n.document is not None,
                "cited": n.cited,
                "href": address("document", doc=n.document[:12]) if n.document else address("bronnen", bron=n.id),
            }
            for n in graph.nodes
        ],
        "edges": [[a, b, count] for (a, b), count in times.items()],
        "centre": centre,
    }


def _hint(node: Node) -> str:
    facts = [SOURCE_KINDS.get(node.kind, node.kind), short_date(node.date) if node.date else None]
    facts.append(f"{node.cited} keer geciteerd" if node.cited else "niet geciteerd")
    if node.document:
        facts.append("in het corpus, citeert " + many(node.cites, "keer", "keer"))
    return " · ".join(f for f in facts if f)


def draw(graph: CitationGraph, centre: str | None = None) -> None:
    """The drawing on the screen; a click on a work opens it."""
    _draw(key="netwerk", data=drawing(graph, centre))


def legend(graph: CitationGraph) -> Html:
    """What the colours mean, for the kinds that are drawn."""
    kinds = {n.kind for n in graph.nodes}
    return html(
        '<p class="as-legende">{kinds}<span><i class="ring"></i>in het corpus</span><span class="as-stil">groter '
        "= vaker "
        "geciteerd</span></p>",
        kinds=join(
            html(
                '<span><i style="background:light-dark({light},{dark})"></i>{name}</span>',
                light=COLOURS[k][0],
                dark=COLOURS[k][1],
                name=SOURCE_KINDS[k],
            )
            for k in COLOURS
            if k in kinds
        ),
    )


def selection(graph: CitationGraph, whole: Mapping[str, object]) -> list[str]:
    """The documents of the corpus that are drawn, for an export of what is on the screen."""
    return sorted(n.document for n in graph.nodes if n.document and n.document in whole)
