"""Search: one box, filters that count, and ranked sections with the words marked."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import astuple
from itertools import groupby

import streamlit as st

from corpus.catalogue import DocumentRow, list_sources
from index.actions import list_actions
from index.facets import Facets, Found, facets
from index.search import Filters, Hit, Order, search
from index.store import Corpus
from ui import opened
from ui.exports import hits_table, hits_text
from ui.labels import KINDS, KINDS_MANY, LANGUAGES, STANCES, date_in_words, many, place_in_words, title_of
from ui.marks import found_words, marked
from ui.markup import SEARCH, Html, address, html, join, link, put
from ui.state import everything, given, given_number
from ui.text_view import Look, part_text, parts_of

MOST = 100  # sections that a query looks at; the counts beside the filters are over these
ON_A_PAGE = 10
FAR_DOWN = 260  # characters of a passage before its first marked word that are shown as they are
FILTERS = ("soort", "raad", "vanaf", "tot", "actie", "bron", "taal")


def show() -> None:
    """The question that the address asks, with its results; without a question what there is to ask."""
    corpus = opened.corpus()
    documents = opened.documents(corpus)
    if not documents:
        opened.explain_empty(corpus)
        return
    filtered = any(given(name) for name in FILTERS)
    if not given("q") and not filtered:
        put(html('<div class="as-welkom"><h1 class="as-titel">Wat zeiden we eerder?</h1></div>'))
    query = st.text_input(
        "Zoeken",
        key="q",
        bind="query-params",
        placeholder="Zoek een onderwerp, een vraag of een standpunt, bijvoorbeeld: vergoeding in de aanloopfase",
        label_visibility="collapsed",
        icon=":material/search:",
    )
    if not (query and query.strip()) and not filtered:
        _welcome(corpus, documents)
        return
    order: Order = "date" if given("volgorde") == "datum" else "relevance"
    with st.spinner("Er wordt gezocht…"):
        hits, counts, warning = _search(opened.stamp(corpus), query or "", astuple(filters()), order, corpus)
    if warning:
        opened.tell(warning)
    with st.sidebar:
        _filters(counts)
    if not hits:
        _nothing(query or "")
        return
    _bar(hits, counts, documents)
    shown = _page_of(hits)
    found = {(h.sha256, h.where): f for h, f in zip(hits, counts.found, strict=True)}
    put(_results(corpus, shown, found))
    _pages(len(hits))


def filters() -> Filters:
    """The filters that the address sets."""
    return Filters(
        kind=given("soort"),
        body=given("raad"),
        after=given("vanaf"),
        before=given("tot"),
        action=given("actie"),
        source=given("bron"),
        language=given("taal"),
    )


@st.cache_data(show_spinner=False, max_entries=200)
def _search(
    key: str, query: str, wanted: tuple[str | None, ...], order: Order, _corpus: Corpus
) -> tuple[list[Hit], Facets, str | None]:
    said: list[str] = []
    hits = search(_corpus, query, Filters(*wanted), limit=MOST, order=order, say=said.append)
    return hits, facets(_corpus, hits), said[-1] if said else None


# --- before a question is asked ---------------------------------------------------------------------------------------


def _welcome(corpus: Corpus, documents: Mapping[str, DocumentRow]) -> None:
    latest = [d for d in documents.values() if d.date][:6]
    actions = sorted(list_actions(corpus), key=lambda a: -a.mentions)[:8]
    sources = [s for s in list_sources(corpus.catalogue) if s.documents > 1][:6]
    columns = [
        html(
            '<section><h2 class="as-zijkop">Nieuwste documenten</h2><ul class="as-lijst">{rows}</ul></section>',
            rows=join(
                html(
                    '<li>{title}<span class="as-stil">{facts}</span></li>',
                    title=link(title_of(d), address("document", doc=d.sha256[:12])),
                    facts=f"{KINDS[d.kind]} · {date_in_words(d.date)}",
                )
                for d in latest
            ),
        )
    ]
    if actions:
        columns.append(
            html(
                '<section><h2 class="as-zijkop">Veel besproken acties</h2><ul class="as-lijst">{rows}</ul></section>',
                rows=join(
                    html(
                        '<li>{title}<span class="as-stil">{facts}</span></li>',
                        title=link(f"Actie {a.action}", address("acties", plan=a.plan, actie=a.action)),
                        facts=" · ".join(filter(None, (a.plan, many(a.mentions, "vermelding", "vermeldingen")))),
                    )
                    for a in actions
                ),
            )
        )
    if sources:
        columns.append(
            html(
                '<section><h2 class="as-zijkop">Veel geciteerde bronnen</h2><ul class="as-lijst">{rows}</ul></section>',
                rows=join(
                    html(
                        '<li>{title}<span class="as-stil">{facts}</span></li>',
                        title=link(s.source.title or s.source.id, address("bronnen", bron=s.source.id)),
                        facts="in " + many(s.documents, "document", "documenten"),
                    )
                    for s in sources
                ),
            )
        )
    put(html('<div class="as-kolommen">{columns}</div>', columns=join(columns)))


def _nothing(query: str) -> None:
    active = [name for name in FILTERS if given(name)]
    without = address(SEARCH, q=query)
    put(
        html(
            '<section class="as-leeg"><h2>Niets gevonden</h2><p>Geen enkele passage past {to}{filters}.</p>'
            "{advice}</section>",
            to=f"bij “{query}”" if query else "",
            filters=" met deze filters" if active else "",
            advice=html("<p>{button}</p>", button=link("Zoek zonder filters", without, "as-knop"))
            if active
            else html('<p class="as-stil">Probeer minder of andere woorden.</p>'),
        )
    )


# --- filters ----------------------------------------------------------------------------------------------------------


def _here(**changed: object) -> str:
    """The address of this view with something changed; another filter begins on the first page again."""
    return address(SEARCH, **{**everything(), "blad": None, "open": None, **changed})


def _filters(counts: Facets) -> None:
    groups = [
        _years(counts),
        _group("Soort", "soort", [(k, KINDS_MANY.get(k, k), n) for k, n in counts.kinds]),
        _group("Raad", "raad", [(b, b, n) for b, n in counts.bodies]),
        _group("Actie", "actie", [(a, f"Actie {a}", n) for a, n in counts.actions]),
        _group("Bron", "bron", [(s, title, n) for s, title, n in counts.sources]),
        _group("Taal", "taal", [(t, LANGUAGES.get(t, t), n) for t, n in counts.languages], least=2),
    ]
    put(html('<div class="as-filters">{groups}</div>', groups=join(groups)))


def _group(title: str, name: str, values: Sequence[tuple[str, str, int]], least: int = 1) -> Html:
    chosen = given(name)
    if chosen is None and len(values) < least:
        return html("")
    rows: list[Html] = []
    if chosen is not None and chosen not in {v for v, _, _ in values}:
        values = [(chosen, chosen, 0), *values]
    shown = sorted(values, key=lambda v: v[0] != chosen)[:7]
    for value, label, number in shown:
        on = value == chosen
        rows.append(
            html(
                '<li><a data-view href="{href}"{on} title="{label}"><span>{label}</span><b>{number}</b></a></li>',
                href=_here(**{name: None if on else value}),
                on=html(' aria-current="true"') if on else None,
                label=label,
                number="×" if on else number,
            )
        )
    if not rows:
        return html("")
    return html('<h2 class="as-zijkop">{title}</h2><ul>{rows}</ul>', title=title, rows=join(rows))


def _years(counts: Facets) -> Html:
    """A bar for every year; a click on one keeps only that year."""
    if not counts.years:
        return html("")
    first, last = counts.years[0][0], counts.years[-1][0]
    number = dict(counts.years)
    most = max(number.values())
    bars = [
        html(
            '<a data-view href="{href}" title="{label}" aria-label="{label}" class="{empty}"><i '
            'style="height:{height}%">'
            "</i></a>",
            href=_here(vanaf=year, tot=year),
            label=f"{year}: {many(number.get(year, 0), 'passage', 'passages')}",
            empty="" if year in number else "leeg",
            height=max(4, round(100 * number.get(year, 0) / most)) if year in number else 0,
        )
        for year in range(first, last + 1)
    ]
    clear = None
    if given("vanaf") or given("tot"):
        clear = link("wis periode", _here(vanaf=None, tot=None), "as-wis")
    return html(
        '<h2 class="as-zijkop">Periode {clear}</h2><div class="as-jaren" role="group" aria-label="Passages per jaar">'
        '{bars}</div><div class="as-as"><span>{first}</span><span>{last}</span></div>',
        clear=clear,
        bars=join(bars),
        first=first,
        last=last if last != first else None,
    )


# --- results ----------------------------------------------------------------------------------------------------------


def _bar(hits: Sequence[Hit], counts: Facets, documents: Mapping[str, DocumentRow]) -> None:
    by_date, grouped = given("volgorde") == "datum", given("groep") == "document"
    number = f"De beste {MOST} passages" if len(hits) == MOST else many(len(hits), "passage", "passages")
    number += " uit " + many(len({h.sha256 for h in hits}), "document", "documenten")
    active = [
        html(
            '<a data-view class="as-chip aan" href="{href}" title="Filter wissen">{label} ×</a>',
            href=_here(**{name: None}),
            label=_filter_label(name, counts),
        )
        for name in FILTERS
        if given(name)
    ]
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="resultatenbalk"):
        put(
            html(
                '<div class="as-balk"><span class="as-stil">{number}</span>{active}</div>',
                number=number,
                active=join(active),
            )
        )
        put(
            html(
                '<div class="as-balk"><span class="as-keuze" role="group" '
                'aria-label="Volgorde">{one}{two}</span>{three}'
                "</div>",
                one=_choice("Relevantie", not by_date, _here(volgorde=None)),
                two=_choice("Datum", by_date, _here(volgorde="datum")),
                three=html(
                    '<a data-view class="as-chip{on}" role="switch" aria-checked="{checked}" href="{href}">Per '
                    "document</a>",
                    on=" aan" if grouped else "",
                    checked="true" if grouped else "false",
                    href=_here(groep=None if grouped else "document"),
                ),
            )
        )
        _export(hits, documents)


def _filter_label(name: str, counts: Facets) -> str:
    value = given(name) or ""
    if name == "soort":
        return KINDS_MANY.get(value, value)
    if name == "bron":
        return next((title for s, title, _ in counts.sources if s == value), value)
    if name == "taal":
        return LANGUAGES.get(value, value)
    return {"vanaf": "vanaf {}", "tot": "tot en met {}", "actie": "actie {}"}.get(name, "{}").format(value)


def _choice(label: str, on: bool, href: str) -> Html:
    return html(
        '<a data-view href="{href}"{on}>{label}</a>',
        href=href,
        on=html(' aria-current="true"') if on else None,
        label=label,
    )


def _export(hits: Sequence[Hit], documents: Mapping[str, DocumentRow]) -> None:
    chosen = [h for h in hits if _key(h) in _chosen()]
    taken = chosen or hits
    with st.popover("Exporteren", icon=":material/download:"):
        put(
            html(
                '<p class="as-stil">{what}</p>',
                what=f"{many(len(chosen), 'gekozen passage', 'gekozen passages')}."
                if chosen
                else f"Alle {len(hits)} passages. Met “Kies” bij een resultaat neemt u alleen wat u wilt.",
            )
        )
        st.download_button(
            "Tabel (CSV)", lambda: hits_table(taken, documents), "adviesspoor.csv", "text/csv", on_click="ignore",
            key="csv", width="stretch",
        )  # fmt: skip
        st.download_button(
            "Citaten met verwijzing (tekst)", lambda: hits_text(taken, documents), "adviesspoor.txt",
            "text/plain; charset=utf-8", on_click="ignore", key="citaten", width="stretch",
        )  # fmt: skip


def _key(hit: Hit) -> str:
    return f"{hit.sha256[:8]}~{hit.where}"


def _chosen() -> list[str]:
    return [key for key in (given("keuze") or "").split("|") if key]


def _page_of(hits: Sequence[Hit]) -> Sequence[Hit]:
    page = given_number("blad", 1, max(1, -(-len(hits) // ON_A_PAGE))) or 1
    if given("groep") == "document":  # best document first, its sections together
        first = {sha: n for n, sha in reversed(list(enumerate(h.sha256 for h in hits)))}
        hits = sorted(hits, key=lambda h: (first[h.sha256], h.rank))
    return hits[(page - 1) * ON_A_PAGE : page * ON_A_PAGE]


def _pages(number: int) -> None:
    last = -(-number // ON_A_PAGE)
    if last < 2:
        return
    now = given_number("blad", 1, last) or 1
    state = {**everything(), "open": None}
    links = [
        html(
            '<a data-view href="{href}"{on} aria-label="Resultatenblad {page}">{page}</a>',
            href=address(SEARCH, **{**state, "blad": None if page == 1 else page}),
            on=html(' aria-current="page"') if page == now else None,
            page=page,
        )
        for page in range(1, last + 1)
    ]
    put(html('<nav class="as-bladen" aria-label="Meer resultaten">{links}</nav>', links=join(links)))


def _results(corpus: Corpus, hits: Sequence[Hit], found: Mapping[tuple[str, str], Found]) -> Html:
    if given("groep") != "document":
        return join(_hit(corpus, h, found[h.sha256, h.where]) for h in hits)
    out: list[Html] = []
    for sha256, group in groupby(hits, key=lambda h: h.sha256):
        of_one = list(group)
        out.append(
            html(
                '<section class="as-groep"><h2>{title}</h2><p class="as-feiten">{facts}</p>{hits}</section>',
                title=link(of_one[0].title or of_one[0].file, address("document", doc=sha256[:12])),
                facts=_facts(of_one[0]),
                hits=join(_hit(corpus, h, found[h.sha256, h.where], grouped=True) for h in of_one),
            )
        )
    return join(out)


def _facts(hit: Hit) -> str:
    return " · ".join(filter(None, (KINDS.get(hit.kind, hit.kind), hit.body, date_in_words(hit.date))))


def _hit(corpus: Corpus, hit: Hit, found: Found, grouped: bool = False) -> Html:
    there = address("document", doc=hit.sha256[:12], sectie=hit.where, van=hit.start, tot=hit.end)
    name = hit.section_title or place_in_words(hit.where)
    opened_here = given("open") == _key(hit)
    badges = [link(f"blz. {hit.page}", there, "as-badge", "Toon de bladzijde met de passage")]
    badges += [
        link(f"actie {action}", address("acties", plan=plan, actie=action), "as-badge", plan)
        for action, plan in found.actions[:6]
    ]
    badges += [html('<span class="as-badge {stance}">{name}</span>', stance=s, name=STANCES[s]) for s in found.stances]
    if hit.language != "nl":
        badges.append(html('<span class="as-badge">{name}</span>', name=LANGUAGES.get(hit.language, hit.language)))
    chosen = _chosen()
    picked = _key(hit) in chosen
    choice = [k for k in chosen if k != _key(hit)] if picked else [*chosen, _key(hit)]
    state = everything()
    tools = [
        link(
            "Sluit" if opened_here else "Lees hier",
            address(SEARCH, **{**state, "open": None if opened_here else _key(hit)}),
        ),
        html(
            '<a data-view role="checkbox" aria-checked="{checked}" href="{href}">{label}</a>',
            checked="true" if picked else "false",
            href=address(SEARCH, **{**state, "keuze": "|".join(choice) or None}),
            label="✓ Gekozen" if picked else "Kies",
        ),
    ]
    return html(
        '<article class="as-treffer{chosen}">{facts}<h3>{title}</h3>{document}{text}<div class="as-voet"><span '
        'class="as-badges">{badges}</span><span class="as-doen">{tools}</span></div></article>',
        chosen=" gekozen" if picked else "",
        facts=None if grouped else html('<p class="as-feiten">{facts}</p>', facts=_facts(hit)),
        title=html(
            '<a data-view class="treffer" href="{href}">{number}{name}</a>',
            href=there,
            number=html('<span class="nr">{number}</span> ', number=hit.number)
            if hit.number and not hit.where.startswith(("question:", "answer:"))
            else None,
            name=name,
        ),
        document=None
        if grouped
        else html(
            '<p class="as-uit">{title}</p>',
            title=link(hit.title or hit.file, address("document", doc=hit.sha256[:12])),
        ),
        text=_whole(corpus, hit) if opened_here else html("<blockquote>{text}</blockquote>", text=_passage(hit)),
        badges=join(badges, " "),
        tools=join(tools),
    )


def _passage(hit: Hit) -> Html:
    """The passage with its words marked, from the sentence of the first of them when that stands far down."""
    text, start = hit.passage, 0
    first = min((m.start for m in hit.marks), default=0)
    if first > FAR_DOWN:
        ends = [e.end() for e in re.finditer(r"[.!?:;]\s+|\n+", text[:first])]
        start = ends[-1] if ends and first - ends[-1] < FAR_DOWN else text.rfind(" ", 0, first - 80) + 1
    shown = marked(text, found_words([(m.start, m.end) for m in hit.marks]), (), start)
    return html("{before}{shown}", before="… " if start else None, shown=shown)


def _whole(corpus: Corpus, hit: Hit) -> Html:
    """The whole section in the place of its passage, with the passage marked."""
    document = opened.document(corpus, hit.sha256)
    part = next(p for p in parts_of(document) if p.where == hit.where)
    look = Look(passage=(hit.where, hit.start, hit.end), state={"doc": hit.sha256[:12]})
    return html('<div class="as-open">{text}</div>', text=part_text(document, part, look))
