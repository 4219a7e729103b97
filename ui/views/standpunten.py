"""Positions: what a council said about a topic or an action, in order of time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import streamlit as st

from corpus.catalogue import list_bodies
from index.positions import Stand, latest_positions, positions
from index.search import Filters
from index.stances import positions_on_action
from index.store import Corpus
from ui import opened
from ui.exports import stands_quoted, stands_table
from ui.labels import STANCES, date_in_words, many, place_in_words
from ui.markup import Html, address, html, join, link, put, side_button
from ui.moments import in_time
from ui.state import everything, given
from ui.taking import take_along
from ui.text_view import place_of

MOST = 100
NEWEST = 12


def show() -> None:
    """The positions on the topic of the address."""
    corpus = opened.corpus()
    if not opened.documents(corpus):
        opened.explain_empty(corpus)
        return
    if not given("onderwerp"):
        put(html('<div class="as-welkom"><h1 class="as-titel">Welk standpunt namen we in?</h1></div>'))
    topic = st.text_input(
        "Onderwerp of actie",
        key="onderwerp",
        bind="query-params",
        placeholder="Een onderwerp of een actie, bijvoorbeeld: begeleiding op de werkplek, of: actie 4",
        label_visibility="collapsed",
        icon=":material/forum:",
    )
    if not topic or not topic.strip():
        _welcome(corpus)
        return
    with st.spinner("De standpunten worden verzameld…"):
        stands, warning = _positions(opened.stamp(corpus), topic, given("raad"), given("plan"), corpus)
    if warning:
        opened.tell(warning)
    with st.sidebar:
        put(_filters(corpus, stands))
    shown = [s for s in stands if given("houding") in (None, s.stance)]
    if not shown:
        put(
            html(
                '<section class="as-leeg"><h2>Geen standpunten gevonden</h2><p>Over “{topic}” staat in dit corpus geen '
                "zin waarin een raad een standpunt inneemt{filters}.</p></section>",
                topic=topic,
                filters=" met deze filters" if given("raad") or given("houding") else "",
            )
        )
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="standpuntenbalk"):
        put(
            html(
                '<div class="as-balk"><span class="as-stil">{number} over “{topic}”</span>{plan}{side}</div>',
                side=side_button("Filters"),
                number=many(len(shown), "standpunt", "standpunten"),
                topic=topic,
                plan=_plan_chip(topic),
            )
        )
        take_along(
            "standpunten", f"Standpunten over {topic}", lambda: stands_table(shown),
            lambda: stands_quoted(shown, opened.documents(corpus)), "De standpunten hieronder.", len(shown),
        )  # fmt: skip
    put(_in_time(corpus, shown))


def _welcome(corpus: Corpus) -> None:
    """Before a topic is asked for: what one gets, and what the councils said last."""
    put(
        html(
            '<p class="as-stil">U krijgt de zinnen waarin een raad een standpunt inneemt, in de volgorde van '
            "de tijd: {stances}.</p>",
            stances=join((html('<b class="as-kleur {s}">{s}</b>', s=s) for s in STANCES), ", "),
        )
    )
    latest = _latest(opened.stamp(corpus), corpus)
    if latest:
        put(html('<h2 class="as-zijkop">Nieuwste standpunten</h2>{stands}', stands=_in_time(corpus, latest)))


@st.cache_data(show_spinner=False, max_entries=2)
def _latest(key: str, _corpus: Corpus) -> list[Stand]:
    return latest_positions(_corpus, NEWEST)


def _plan_chip(topic: str) -> Html | None:
    plan = given("plan")
    if plan is None or _action(topic) is None:
        return None
    return link(f"{plan} ×", address("standpunten", **{**everything(), "plan": None}), "as-chip aan", "Alle plannen")


@st.cache_data(show_spinner=False, max_entries=100)
def _positions(
    key: str, topic: str, body: str | None, plan: str | None, _corpus: Corpus
) -> tuple[list[Stand], str | None]:
    action = _action(topic)
    if action is not None:
        return positions_on_action(_corpus, action, plan, body), None
    said: list[str] = []
    return positions(_corpus, topic, Filters(body=body), MOST, said.append), said[-1] if said else None


def _action(topic: str) -> str | None:
    """The number of the action that is asked for ("actie 4"), or None for any other topic."""
    name, _, number = topic.strip().partition(" ")
    return number.strip() if name.lower() == "actie" and number.strip()[:1].isdigit() else None


def _filters(corpus: Corpus, stands: Sequence[Stand]) -> Html:
    counts = Counter(s.stance for s in stands)
    by_stance = [
        _row("houding", stance, html('<i class="as-stip {s}"></i>{s}', s=stance), counts[stance])
        for stance in STANCES
        if counts[stance] or given("houding") == stance
    ]
    bodies = Counter(s.body for s in stands if s.body)
    by_body = [
        _row("raad", body, html("{body}", body=body), bodies[body])
        for body in list_bodies(corpus.catalogue)
        if bodies[body] or given("raad") == body
    ]
    return html(
        '<div class="as-filters"><h2 class="as-zijkop">Houding</h2><ul>{stances}</ul><h2 '
        'class="as-zijkop">Raad</h2><ul>'
        "{bodies}</ul></div>",
        stances=join(by_stance),
        bodies=join(by_body),
    )


def _row(name: str, value: str, label: Html, number: int) -> Html:
    on = given(name) == value
    return html(
        '<li><a data-view href="{href}"{on}><span>{label}</span><b>{number}</b></a></li>',
        href=address("standpunten", **{**everything(), name: None if on else value}),
        on=html(' aria-current="true"') if on else None,
        label=label,
        number="×" if on else number,
    )


def _in_time(corpus: Corpus, stands: Sequence[Stand]) -> Html:
    return in_time(stands, lambda s: s.body, lambda s: _stand(corpus, s))


def _stand(corpus: Corpus, stand: Stand) -> Html:
    place = place_in_words(stand.where, stand.section_title)
    return html(
        '<div class="as-vermelding {stance}"><p>{sentence}</p><p class="as-badges"><span class="as-badge {stance}">'
        "{stance}</span> {place}{changed}</p>{again}</div>",
        stance=stand.stance,
        sentence=stand.sentence,
        place=link(
            f"{place}, blz. {stand.page}",
            place_of(opened.document(corpus, stand.sha256), stand.where, stand.sentence, stand.page),
            "as-badge treffer",
        ),
        changed=html(' <span class="as-badge keert">andere houding dan voordien</span>') if stand.changed else None,
        again=_again(stand),
    )


def _again(stand: Stand) -> Html | None:
    """Where nearly the same was said once more."""
    places = [
        link(
            f"{s.title or s.file}, {place_in_words(s.where, s.section_title)}",
            address("document", doc=s.sha256[:12], sectie=s.where),
            hint=date_in_words(s.date),
        )
        for s in stand.same
    ]
    return html('<p class="as-ook">Bijna hetzelfde in: {places}</p>', places=join(places, "; ")) if places else None
