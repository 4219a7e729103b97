"""Search: one box, filters that count, and ranked sections with the words marked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass

import streamlit as st

from corpus.catalogue import DocumentRow, SourceRow, list_sources
from index.actions import ActionRow, list_actions
from index.facets import Facets, Found, facets
from index.query import without_fields
from index.search import Filters, Hit, search, similar
from index.store import Corpus
from index.suggestions import COUNTED, suggest
from ui import opened
from ui.exports import hits_quoted, hits_table
from ui.facet_view import FILTERS, NAMES, asked, filter_label, filters_of, here, period, years_of
from ui.hit_view import chosen, key_of, results
from ui.labels import KINDS, date_in_words, many, place_in_words, title_of
from ui.markup import SEARCH, Html, address, html, join, link, put, side_button
from ui.paging import page_links, page_now
from ui.saved import SavedSearch, forget_search, save_search, saved_searches
from ui.shared import fetch
from ui.state import given
from ui.taking import take_along

MOST = 200  # results that a query gives at most; the counts beside the filters are over those that answer it
ON_A_PAGE = 10
SIMILAR = 30  # sections that say the like of another
ORDERS = {"relevantie": "Relevantie", "nieuwste": "Nieuwste", "datum": "Oudste"}


def show() -> None:
    """The question that the address asks, with its results; without a question what there is to ask."""
    corpus = opened.corpus()
    documents = opened.documents(corpus)
    if not documents:
        opened.explain_empty(corpus)
        return
    like = given("zoals")
    filtered = any(given(name) for name in FILTERS)
    asks = bool(given("q") or filtered or like)
    if not asks:
        put(html('<div class="as-welkom"><h1 class="as-titel">Wat zeiden we eerder?</h1></div>'))
    query = st.text_input(
        "Zoeken",
        key="q",
        bind="query-params",
        placeholder="Zoek een onderwerp, een vraag of een standpunt, bijvoorbeeld: vergoeding in de aanloopfase",
        label_visibility="collapsed",
        icon=":material/search:",
    )
    query = (query or "").strip()
    if like and not query:
        _show_similar(corpus, documents, like)
    elif query or filtered:
        _show_found(corpus, documents, query)
    else:
        _welcome(corpus, documents)


def _show_found(corpus: Corpus, documents: Mapping[str, DocumentRow], query: str) -> None:
    loading = fetch(corpus)
    if loading.is_alive():
        with st.spinner("Het taalmodel wordt geladen, eenmalig na het starten…"):
            loading.join()
    with st.spinner("Er wordt gezocht…"):
        answer = _search(opened.stamp(corpus), query, astuple(filters()), corpus)
        wider = {
            name: _search(opened.stamp(corpus), rest(query, name), astuple(filters(without=name)), corpus).counts
            for name in FILTERS
            if asked(name)
        }
    if answer.warning:
        opened.tell(answer.warning)
    with st.sidebar:
        put(years_of(answer.counts, wider))
        period(answer.counts, wider)
        put(filters_of(answer.counts, wider))
    known = _known_before(corpus, documents)
    if not answer.hits:
        _nothing(corpus, query)
        return
    if answer.only_near:
        opened.tell("Geen passage beantwoordt deze vraag rechtstreeks; deze komen het dichtst in de buurt.")
    hits = _in_order(answer.hits if given("ruim") else answer.hits[: answer.close])
    _bar(corpus, hits, answer, documents)
    found = {(h.sha256, h.where): f for h, f in zip(answer.hits, answer.found, strict=True)}
    put(results(corpus, _page_of(hits), found, new=None if known is None else set(documents) - known))
    put(page_links(SEARCH, *page_now(len(hits), ON_A_PAGE), "Meer resultaten"))


def _show_similar(corpus: Corpus, documents: Mapping[str, DocumentRow], like: str) -> None:
    """Sections that say the like of one that the address names ("meer zoals dit")."""
    start, _, where = like.partition("~")
    sha256 = next((s for s in documents if start and s.startswith(start)), None)
    if sha256 is None:
        opened.tell("Het document in dit adres staat niet meer in het corpus.")
        return
    with st.spinner("Passages die hierop lijken, worden gezocht…"):
        hits = similar(corpus, sha256, where, SIMILAR, fold=True)
        counts = facets(corpus, hits)
    there = address("document", doc=sha256[:12], sectie=where)
    put(
        html(
            '<div class="as-balk"><span class="as-stil">{number} die lijken op</span> {name}<a data-view '
            'class="as-chip" href="./">Nieuwe zoekvraag</a></div>',
            number=many(len(hits), "passage", "passages"),
            name=link(f"{place_in_words(where)} van {title_of(documents[sha256])}", there),
        )
    )
    found = {(h.sha256, h.where): f for h, f in zip(hits, counts.found, strict=True)}
    put(results(corpus, hits, found))


def filters(without: str | None = None) -> Filters:
    """The filters that the address sets, all or all but one."""
    return _filters_of({name: None if name in _together(without) else given(name) for name in FILTERS})


def _filters_of(state: Mapping[str, str | None]) -> Filters:
    return Filters(**{filter_: state.get(name) for name, filter_ in NAMES.items()})


def rest(query: str, without: str) -> str:
    """The question in the box less its fields that set the filter `without`."""
    return without_fields(query, [NAMES[name] for name in _together(without)])


def _together(name: str | None) -> tuple[str, ...]:
    """What goes when this filter goes: the chart of years shows all of them."""
    return ("vanaf", "tot") if name in ("vanaf", "tot") else (name,) if name else ()


# --- searching --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found, best first. The first `close` answer the question; what follows only comes near it.

    When nothing answers, `only_near`, everything that comes near is taken for it. `counts` are over the first `close`,
    `found` goes by hit.
    """

    hits: list[Hit]
    close: int
    counts: Facets
    found: tuple[Found, ...]
    only_near: bool
    warning: str | None


@st.cache_data(show_spinner=False, max_entries=200)
def _search(key: str, query: str, wanted: tuple[str | None, ...], _corpus: Corpus) -> Answer:
    said: list[str] = []
    hits = search(_corpus, query, Filters(*wanted), limit=MOST, say=said.append, nearby=True, fold=True)
    answering = sum(1 for h in hits if h.close)
    close = answering or len(hits)
    found = facets(_corpus, hits).found
    counts = facets(_corpus, hits[:close])
    return Answer(hits, close, counts, found, not answering, said[-1] if said else None)


def _in_order(hits: Sequence[Hit]) -> Sequence[Hit]:
    order = given("volgorde")
    if order == "nieuwste":
        return sorted(hits, key=lambda h: (h.date or "", -h.rank), reverse=True)
    if order == "datum":
        return sorted(hits, key=lambda h: (h.date is None, h.date or "", h.rank))
    return hits


# --- before a question is asked ---------------------------------------------------------------------------------------


def _welcome(corpus: Corpus, documents: Mapping[str, DocumentRow]) -> None:
    latest = [d for d in documents.values() if d.date][:6]
    actions, sources = _most_named(opened.stamp(corpus), corpus)
    blocks = (
        ("Bewaarde zoekvragen", _saved_rows(corpus, documents)),
        (
            "Nieuwste documenten",
            [
                _line(
                    link(title_of(d), address("document", doc=d.sha256[:12])),
                    f"{KINDS[d.kind]} · {date_in_words(d.date)}",
                )
                for d in latest
            ],
        ),
        (
            "Veel besproken acties",
            [
                _line(
                    link(f"Actie {a.action}", address("acties", plan=a.plan, actie=a.action)),
                    " · ".join(filter(None, (a.plan, many(a.mentions, "vermelding", "vermeldingen")))),
                )
                for a in actions
            ],
        ),
        (
            "Veel geciteerde bronnen",
            [
                _line(
                    link(s.source.title or s.source.id, address("bronnen", bron=s.source.id)),
                    "in " + many(s.documents, "document", "documenten"),
                )
                for s in sources
            ],
        ),
    )
    put(
        html(
            '<div class="as-kolommen">{columns}</div>',
            columns=join(
                html(
                    '<section><h2 class="as-zijkop">{title}</h2><ul class="as-lijst">{rows}</ul></section>',
                    title=title,
                    rows=join(rows),
                )
                for title, rows in blocks
                if rows
            ),
        )
    )


@st.cache_resource(show_spinner="De acties en bronnen worden geteld…", max_entries=2)
def _most_named(key: str, _corpus: Corpus) -> tuple[list[ActionRow], list[SourceRow]]:
    """The actions and the sources that are named most."""
    actions = sorted(list_actions(_corpus), key=lambda a: -a.mentions)[:8]
    return actions, [s for s in list_sources(_corpus.catalogue) if s.documents > 1][:6]


def _line(title: Html, facts: object) -> Html:
    return html('<li>{title}<span class="as-stil">{facts}</span></li>', title=title, facts=facts)


def _nothing(corpus: Corpus, query: str) -> None:
    """Says that nothing was found, and which question with one condition less does find something."""
    with st.spinner("Er wordt gekeken welke vraag wel iets vindt…"):
        found = suggest(corpus, query, filters())
    rows = [
        html(
            '<li>{button} <span class="as-stil">{number}</span></li>',
            button=link(f"Zonder {s.without}", address(SEARCH, q=s.text, **_state_of(s.filters)), "as-chip"),
            number=f"{COUNTED} passages of meer" if s.found >= COUNTED else many(s.found, "passage", "passages"),
        )
        for s in found
    ]
    put(
        html(
            '<section class="as-leeg"><h2>Niets gevonden</h2><p>Geen enkele passage past {to}{filters}.</p>{advice}'
            "</section>",
            to=f"bij “{query}”" if query else "",
            filters=" met deze filters" if any(asked(name) for name in FILTERS) else "",
            advice=html('<p>Dit vindt wel iets:</p><ul class="as-wel">{rows}</ul>', rows=join(rows))
            if rows
            else html('<p class="as-stil">Probeer minder of andere woorden.</p>'),
        )
    )


def _state_of(wanted: Filters) -> dict[str, str | None]:
    """The filters as an address has them."""
    return {name: getattr(wanted, filter_) for name, filter_ in NAMES.items()}


# --- saved searches ---------------------------------------------------------------------------------------------------

ASKED = ("q", *FILTERS)  # what makes a question: its order and what is open on the screen do not


def _asked() -> dict[str, str]:
    return {name: value for name in ASKED if (value := given(name))}


def _saved_rows(corpus: Corpus, documents: Mapping[str, DocumentRow]) -> list[Html]:
    rows = []
    for one in saved_searches(corpus.settings.data):
        new = _new_results(corpus, documents, one)
        told = html('<span class="as-badge nieuw">{new} sinds u keek</span>', new=new) if new else "niets nieuws"
        rows.append(_line(link(one.name, address(SEARCH, **one.state)), told))
    return rows


def _new_results(corpus: Corpus, documents: Mapping[str, DocumentRow], one: SavedSearch) -> str | None:
    fresh = {sha256 for sha256 in documents if sha256[:12] not in one.known}
    if not fresh:  # then there is no need to ask
        return None
    state = one.state
    answer = _search(opened.stamp(corpus), state.get("q", ""), astuple(_filters_of(state)), corpus)
    number = sum(1 for h in answer.hits[: answer.close] if h.sha256 in fresh)
    return many(number, "nieuw resultaat", "nieuwe resultaten") if number else None


def _known_before(corpus: Corpus, documents: Mapping[str, DocumentRow]) -> set[str] | None:
    """The documents there were when somebody last looked at this saved search; None when it is not saved.

    Looking is noted; on this screen what was new stays marked as new.
    """
    now = _asked()
    one = next((s for s in saved_searches(corpus.settings.data) if s.state == now), None)
    if one is None:
        return None
    looks: dict[str, frozenset[str]] = st.session_state.setdefault("bekeken", {})
    known = looks.setdefault(one.name, one.known)
    if {s[:12] for s in documents} != one.known:
        save_search(corpus.settings.data, one.name, one.state, documents)
    return {sha256 for sha256 in documents if sha256[:12] in known}


def _keep_button(corpus: Corpus, counts: Facets, documents: Mapping[str, DocumentRow]) -> None:
    data, now = corpus.settings.data, _asked()
    if any(s.state == now for s in saved_searches(data)):
        if st.button("Bewaard", icon=":material/bookmark_added:", key="vergeet-vraag", help="Niet meer bewaren"):
            forget_search(data, now)
            st.rerun()
    elif st.button(
        "Bewaar",
        icon=":material/bookmark_add:",
        key="bewaar-vraag",
        help="Bewaar deze zoekvraag op de eerste bladzijde",
    ):
        named = [f"“{now['q']}”"] if "q" in now else []
        named += [label for name in FILTERS if name in now and (label := filter_label(name, counts))]
        save_search(data, ", ".join(named), now, documents)
        st.rerun()


# --- above the results ------------------------------------------------------------------------------------------------


def _bar(corpus: Corpus, hits: Sequence[Hit], answer: Answer, documents: Mapping[str, DocumentRow]) -> None:
    active = [
        html(
            '<a data-view class="as-chip aan" href="{href}" title="Filter wissen">{label} ×</a>',
            href=here(**dict.fromkeys(("vanaf", "tot") if name == "vanaf" and asked("tot") else (name,))),
            label=label,
        )
        for name in FILTERS
        if asked(name) and (label := filter_label(name, answer.counts))
    ]
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="resultatenbalk"):
        put(
            html(
                '<div class="as-balk"><span class="as-stil" role="status">{number}{more}</span>{side}</div>',
                number=_number(hits),
                more=_wider(answer),
                side=side_button("Filters"),
            )
        )
        put(_orders())
        _keep_button(corpus, answer.counts, documents)
        picked = [h for h in hits if key_of(h) in chosen()]
        taken = picked or hits
        what = (
            f"{many(len(picked), 'gekozen passage', 'gekozen passages')}."
            if picked
            else f"Alle {many(len(hits), 'passage', 'passages')}. Met “Kies” bij een resultaat neemt u alleen die."
        )
        take_along(
            "adviesspoor", f"Zoekresultaten: {given('q') or 'alle passages'}", lambda: hits_table(taken, documents),
            lambda: hits_quoted(taken, documents), what, len(taken),
        )  # fmt: skip
    if active:
        put(html('<div class="as-balk">{active}</div>', active=join(active)))


def _number(hits: Sequence[Hit]) -> str:
    number = f"De beste {MOST} passages" if len(hits) >= MOST else many(len(hits), "passage", "passages")
    return number + " uit " + many(len({h.sha256 for h in hits}), "document", "documenten")


def _wider(answer: Answer) -> Html | None:
    """The way to passages that only come near the question, and back."""
    if given("ruim"):
        return html(" · {link}", link=link("alleen de beste", here(ruim=None)))
    if answer.close < len(answer.hits):
        return html(" · {link}", link=link("ook minder verwante", here(ruim="ja")))
    return None


def _orders() -> Html:
    now = given("volgorde") if given("volgorde") in ORDERS else "relevantie"
    grouped = given("groep") == "document"
    return html(
        '<div class="as-balk"><span class="as-keuze" role="group" aria-label="Volgorde">{orders}</span><a data-view '
        'class="as-chip{on}" role="switch" aria-checked="{checked}" href="{href}">Per document</a></div>',
        orders=join(
            html(
                '<a data-view href="{href}"{on}>{label}</a>',
                href=here(volgorde=None if name == "relevantie" else name),
                on=html(' aria-current="true"') if name == now else None,
                label=label,
            )
            for name, label in ORDERS.items()
        ),
        on=" aan" if grouped else "",
        checked="true" if grouped else "false",
        href=here(groep=None if grouped else "document"),
    )


def _page_of(hits: Sequence[Hit]) -> Sequence[Hit]:
    page, _ = page_now(len(hits), ON_A_PAGE)
    if given("groep") == "document":  # the first document first, its sections together
        first = {sha: n for n, sha in reversed(list(enumerate(h.sha256 for h in hits)))}
        place = {key_of(h): n for n, h in enumerate(hits)}
        hits = sorted(hits, key=lambda h: (first[h.sha256], place[key_of(h)]))
    return hits[(page - 1) * ON_A_PAGE : page * ON_A_PAGE]
