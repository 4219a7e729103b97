"""Checking: the links that Adviesspoor is not sure of, and what people decided about links."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import partial

import streamlit as st

from index.review import Link, Made, decide, list_doubts, made_decisions
from index.store import Corpus
from ui import opened
from ui.deciding import decide_now, in_words, tell_last, undo_button
from ui.labels import date_in_words, many, place_in_words
from ui.markup import Html, address, html, join, link, put, side_button
from ui.paging import page_links, page_now, tabs
from ui.state import everything, given
from ui.text_view import place_of

ON_A_PAGE = 10
KINDS = {
    "citation": ("Bronnen", "Dit leidt naar de bron"),
    "action": ("Plannen van acties", "Deze actie is er een van"),
    "note": ("Voetnoten", "Dit cijfer hoort bij voetnoot"),
}
# What told a link, where a reader has something at that; other ways need no words.
FOUND_BY = {
    "document": "omdat het document vooral over dit plan gaat",
    "sentence": "omdat de zin het plan noemt",
    "section": "omdat het deel over dit plan gaat",
    "title": "omdat de titel erop lijkt",
    "person": "door iemand beslist",
    "lost": "dat is beslist, maar deze woorden staan niet meer in het gewijzigde document; "
    "met een knop hieronder trek je de beslissing in",
}


def show() -> None:
    """What is in doubt, or what was decided."""
    corpus = opened.corpus()
    if not opened.documents(corpus):
        opened.explain_empty(corpus)
        return
    put(
        html(
            '<header><h1 class="as-titel">Nakijken</h1><p class="as-stil">Verwijzingen waarvan Adviesspoor niet zeker '
            "is waar ze heen leiden. Wat u hier beslist, geldt ook wanneer documenten opnieuw gelezen worden, en kan "
            "altijd terug.</p></header>"
        )
    )
    tell_last(corpus.settings)
    doubts, made = _state(opened.stamp(corpus), corpus)
    decided = given("weergave") == "beslist"
    choices = (
        (f"Twijfels ({len(doubts)})", address("nakijken"), not decided),
        (f"Beslissingen ({len(made)})", address("nakijken", weergave="beslist"), decided),
    )
    put(tabs("Weergave", choices))
    if decided:
        _decisions(corpus, made)
    else:
        _doubts(corpus, doubts)


@st.cache_resource(show_spinner="De twijfels worden verzameld…", max_entries=2)
def _state(key: str, _corpus: Corpus) -> tuple[list[Link], list[Made]]:
    return list_doubts(_corpus), made_decisions(_corpus)


# --- what is in doubt -------------------------------------------------------------------------------------------------


def _doubts(corpus: Corpus, doubts: Sequence[Link]) -> None:
    with st.sidebar:
        put(_filters(doubts))
    shown = [
        d
        for d in doubts
        if given("soort") in (None, d.kind) and (given("doc") is None or d.sha256.startswith(given("doc") or ""))
    ]
    if not shown:
        put(
            html(
                '<section class="as-leeg"><h2>Niets om na te kijken</h2><p>Er zijn geen verwijzingen waarover '
                "Adviesspoor twijfelt{filters}.</p></section>",
                filters=" met deze filters" if doubts else "",
            )
        )
        return
    put(side_button("Filters"))
    page, last = page_now(len(shown), ON_A_PAGE)
    for one in shown[(page - 1) * ON_A_PAGE : page * ON_A_PAGE]:
        _doubt(corpus, one)
    put(page_links("nakijken", page, last, "Meer twijfels"))


def _filters(doubts: Sequence[Link]) -> Html:
    kinds = Counter(d.kind for d in doubts)
    documents = Counter(d.sha256[:12] for d in doubts)
    titles = {d.sha256[:12]: d.title or d.file for d in doubts}
    groups = (
        ("Soort", "soort", [(k, KINDS[k][0], n) for k, n in kinds.most_common()]),
        ("Document", "doc", [(d, titles[d], n) for d, n in documents.most_common(12)]),
    )
    return html(
        '<div class="as-filters">{groups}</div>',
        groups=join(
            html(
                '<h2 class="as-zijkop">{title}</h2><ul>{rows}</ul>',
                title=title,
                rows=join(
                    html(
                        '<li><a data-view href="{href}"{on} title="{label}"><span>{label}</span><b>{number}</b></a>'
                        "</li>",
                        href=address(
                            "nakijken", **{**everything(), "blad": None, name: None if given(name) == value else value}
                        ),
                        on=html(' aria-current="true"') if given(name) == value else None,
                        label=label,
                        number="×" if given(name) == value else number,
                    )
                    for value, label, number in values
                ),
            )
            for title, name, values in groups
            if values
        ),
    )


def _doubt(corpus: Corpus, one: Link) -> None:
    settings = corpus.settings
    with st.container(border=True, key=f"twijfel-{one.id}"):
        put(_asked(corpus, one))
        with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key=f"keuze-{one.id}"):
            if one.current and st.button("Klopt", icon=":material/check:", key=f"ja-{one.id}"):
                decide_now(partial(decide, settings, one.id, "confirm", None, one.sha256))
            labels = {o.value: f"{o.label} ({round(100 * o.confidence)}%)" for o in one.options}
            if labels:
                choice = st.selectbox(
                    "Moet zijn",
                    list(labels),
                    index=None,
                    format_func=lambda value: labels[value],
                    placeholder="Kies iets anders",
                    key=f"anders-{one.id}",
                    label_visibility="collapsed",
                )
                if st.button("Verbeter", key=f"kies-{one.id}", disabled=choice is None):
                    decide_now(partial(decide, settings, one.id, "choose", choice, one.sha256))
            if one.current and st.button("Geen van deze", icon=":material/link_off:", key=f"nee-{one.id}"):
                decide_now(partial(decide, settings, one.id, "reject", None, one.sha256))


def _asked(corpus: Corpus, one: Link) -> Html:
    there = place_of(opened.document(corpus, one.sha256), one.where, one.words, one.page)
    what = {"action": f"Actie {one.number}", "note": f"Voetnoot {one.number}"}.get(one.kind, "Verwijzing")
    now = html('<p class="as-stil">Dit leidt nog nergens heen.</p>')
    if one.current:
        now = html(
            '<p>{says} <b>{label}</b> <span class="as-stil">({sure}% zeker{why})</span></p>',
            says=KINDS[one.kind][1],
            label=one.current.label,
            sure=round(100 * one.confidence),
            why=", " + FOUND_BY[one.found_by] if one.found_by in FOUND_BY else None,
        )
    return html(
        '<p class="as-feiten">{what} · {title} · {date} · {place}</p><blockquote class="as-woorden">{words}'
        "</blockquote>{now}",
        what=what,
        title=one.title or one.file,
        date=date_in_words(one.date),
        place=link(f"{place_in_words(one.where)}, blz. {one.page}", there, "treffer"),
        words=one.words,
        now=now,
    )


# --- what was decided -------------------------------------------------------------------------------------------------


def _decisions(corpus: Corpus, made: Sequence[Made]) -> None:
    if not made:
        put(html('<p class="as-stil">Er is nog niets beslist.</p>'))
        return
    put(html('<p class="as-stil">{n}, de jongste eerst.</p>', n=many(len(made), "beslissing", "beslissingen")))
    for one in made[:100]:
        with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"besluit-{one.id}"):
            put(
                html(
                    '<p>{what}<span class="as-stil"> · {date}</span></p>',
                    what=in_words(one),
                    date=date_in_words(one.at[:10]),
                )
            )
            undo_button(corpus.settings, one)
