"""Sources: which works are cited, how often and by whom; one source with all its places; the drawing of who "
"cites whom."""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

import streamlit as st

from corpus.catalogue import SourceRow, get_source, list_citations, list_sources
from corpus.model import Source
from index.graph import SUFFIXES, CitationGraph, citation_graph, export_graph, source_label
from index.related import citing_documents, names_source
from index.review import Agreement, citation_links, merge_sources, split_source, why_one_source
from index.store import Corpus
from ui import network, opened
from ui.deciding import decide_now, tell_last
from ui.labels import SOURCE_KINDS, date_in_words, many, short_date, title_of, year_of
from ui.markup import Html, address, html, join, link, outside, put, side_button
from ui.paging import page_links, page_now, tabs
from ui.state import everything, given, given_number
from ui.views.document import cited_at

ON_A_PAGE = 50
FORMATS = {
    ".gexf": "Netwerk voor Gephi (GEXF)",
    ".graphml": "Netwerk (GraphML)",
    ".json": "Netwerk (JSON)",
    ".csv": "Knopen en verbindingen (CSV)",
    ".bib": "Bronnen (BibTeX)",
    ".ttl": "Netwerk als linked data (RDF/Turtle)",
    ".ris": "Bronnen voor Zotero (RIS)",
    ".csl.json": "Bronnen (CSL-JSON)",
}
MIME = {
    ".gexf": "application/xml",
    ".graphml": "application/xml",
    ".csv": "application/zip",
    ".bib": "application/x-bibtex",
    ".ttl": "text/turtle",
    ".ris": "application/x-research-info-systems",
}


def show() -> None:
    """The source that the address names, the drawing, or the table."""
    corpus = opened.corpus()
    if not opened.documents(corpus):
        opened.explain_empty(corpus)
        return
    name = given("bron")
    if name is not None:
        _one(corpus, get_source(corpus.catalogue, name))
        return
    drawn = given("weergave") == "netwerk"
    put(html('<h1 class="as-titel">Bronnen</h1>'))
    tell_last(corpus.settings)
    table, network_ = address("bronnen"), address("bronnen", weergave="netwerk")
    put(tabs("Weergave", (("Tabel", table, not drawn), ("Netwerk", network_, drawn))))
    if drawn:
        _network(corpus)
    else:
        _table(corpus)


@st.cache_resource(show_spinner="De bronnen worden verzameld…", max_entries=2)
def _sources(key: str, _corpus: Corpus) -> tuple[list[SourceRow], dict[str, list[str]]]:
    """All sources, and for each the documents that cite it."""
    return list_sources(_corpus.catalogue), citing_documents(_corpus)


@st.cache_resource(show_spinner="Het netwerk wordt gemaakt…", max_entries=2)
def _graph(key: str, _corpus: Corpus) -> CitationGraph:
    return citation_graph(_corpus)


# --- the table --------------------------------------------------------------------------------------------------------

ORDERS = {"geciteerd": "Meest geciteerd", "datum": "Nieuwste", "titel": "Titel"}


def _table(corpus: Corpus) -> None:
    rows, by = _sources(opened.stamp(corpus), corpus)
    if not rows:
        put(html('<p class="as-stil">In dit corpus zijn nog geen bronnen gevonden.</p>'))
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="bronnenbalk"):
        asked = st.text_input(
            "Zoek een bron",
            key="zoek",
            bind="query-params",
            placeholder="Zoek op titel, auteur of nummer",
            label_visibility="collapsed",
            icon=":material/search:",
        )
        _export(corpus, None)
    with st.sidebar:
        put(_kinds(rows))
    kind = given("soort")
    shown = [r for r in rows if kind in (None, r.source.kind) and names_source(r.source, asked or "")]
    if given("corpus") == "ja":
        shown = [r for r in shown if r.source.document]
    order = given("volgorde") or "geciteerd"
    if order == "datum":
        shown.sort(key=lambda r: r.source.date or "", reverse=True)
    elif order == "titel":
        shown.sort(key=lambda r: source_label(r.source).casefold())
    page, last = page_now(len(shown), ON_A_PAGE)
    put(_orders(len(shown), order))
    documents = opened.documents(corpus)
    put(
        html(
            '<div class="as-tabel breed"><table class="as-bronnen"><thead><tr><th>Bron</th><th>Soort</th><th>Datum</th>'
            '<th class="getal">Geciteerd</th><th>Door</th></tr></thead><tbody>{rows}</tbody></table></div>{pages}',
            rows=join(
                _row(r, [title_of(documents[d]) for d in by.get(r.source.id, ()) if d in documents])
                for r in shown[(page - 1) * ON_A_PAGE : page * ON_A_PAGE]
            ),
            pages=page_links("bronnen", page, last, "Meer bronnen"),
        )
    )


def _orders(number: int, order: str) -> Html:
    return html(
        '<div class="as-balk"><span class="as-stil">{number}</span>{side}<span class="rek"></span>'
        '<span class="as-keuze" role="group" aria-label="Volgorde">{orders}</span></div>',
        number=many(number, "bron", "bronnen"),
        side=side_button("Filters"),
        orders=join(
            html(
                '<a data-view href="{href}"{on}>{label}</a>',
                href=_here(volgorde=None if name == "geciteerd" else name),
                on=html(' aria-current="true"') if order == name else None,
                label=label,
            )
            for name, label in ORDERS.items()
        ),
    )


def _here(**changed: object) -> str:
    return address("bronnen", **{**everything(), "blad": None, **changed})


def _kinds(rows: Sequence[SourceRow]) -> Html:
    counts: dict[str, int] = {}
    for row in rows:
        counts[row.source.kind] = counts.get(row.source.kind, 0) + 1
    chosen = given("soort")
    own = given("corpus") == "ja"
    return html(
        '<div class="as-filters"><h2 class="as-zijkop">Soort</h2><ul>{kinds}</ul><h2 class="as-zijkop">Corpus</h2><ul>'
        '<li><a data-view href="{own_href}"{own_on}><span>Alleen in het corpus</span><b>{own}</b></a></li></ul></div>',
        kinds=join(
            html(
                '<li><a data-view href="{href}"{on}><span>{name}</span><b>{number}</b></a></li>',
                href=_here(soort=None if kind == chosen else kind),
                on=html(' aria-current="true"') if kind == chosen else None,
                name=SOURCE_KINDS[kind],
                number="×" if kind == chosen else number,
            )
            for kind, number in sorted(counts.items(), key=lambda pair: -pair[1])
        ),
        own_href=_here(corpus=None if own else "ja"),
        own_on=html(' aria-current="true"') if own else None,
        own="×" if own else sum(1 for r in rows if r.source.document),
    )


def _row(row: SourceRow, citing: Sequence[str]) -> Html:
    source = row.source
    more = f" en nog {len(citing) - 2}" if len(citing) > 2 else ""
    return html(
        '<tr><td class="titel">{title}{who}</td><td>{kind}</td><td class="datum">{date}</td><td class="getal">{cited}×'
        '</td><td class="door" title="{all}">{by}{more}</td></tr>',
        title=link(source_label(source), address("bronnen", bron=source.id)),
        who=html('<span class="as-stil">{who}{own}</span>', who="; ".join(source.authors),
                 own=html(' <span class="as-badge">in het corpus</span>') if source.document else None),
        kind=SOURCE_KINDS[source.kind],
        date=short_date(source.date),
        cited=row.cited,
        all="\n".join(citing),
        by="; ".join(citing[:2]),
        more=more,
    )  # fmt: skip


# --- one source -------------------------------------------------------------------------------------------------------


def _one(corpus: Corpus, source: Source) -> None:
    places = list_citations(corpus.catalogue, source=source.id)
    tell_last(corpus.settings)
    facts = [SOURCE_KINDS[source.kind], date_in_words(source.date) if source.date else None, source.number]
    facts += ["; ".join(source.authors)]
    documents = len({p.sha256 for p in places})
    put(
        html(
            '<header><p class="as-feiten">{back} · {facts}</p><h1 class="as-titel">{title}</h1>{subtitle}<p '
            'class="as-stil"'
            ">{cited}{container}{url}</p></header>",
            back=link("Bronnen", address("bronnen")),
            facts=" · ".join(f for f in facts if f),
            title=source_label(source),
            subtitle=html('<p class="as-ondertitel">{text}</p>', text=source.subtitle) if source.subtitle else None,
            cited=f"{many(len(places), 'keer', 'keer')} geciteerd in {many(documents, 'document', 'documenten')}",
            container=f" · in: {source.container}" if source.container else None,
            url=html(" · {url}", url=outside(source.url, source.url)) if source.url else None,
        )
    )
    buttons = []
    if source.document and source.document in opened.documents(corpus):
        buttons.append(link("Open het document", address("document", doc=source.document[:12]), "as-knop"))
    buttons.append(
        link("Toon in het netwerk", address("bronnen", weergave="netwerk", rond=source.id, diepte=1), "as-knop stil")
    )
    put(html('<div class="as-balk">{buttons}</div>', buttons=join(buttons)))
    page, last = page_now(len(places), ON_A_PAGE)
    shown = places[(page - 1) * ON_A_PAGE : page * ON_A_PAGE]
    put(
        html(
            '<h2 class="as-kop n1">Waar deze bron geciteerd wordt</h2>{places}{pages}',
            places=html('<ul class="as-lijst">{rows}</ul>', rows=join(cited_at(corpus, p) for p in shown))
            if places
            else html('<p class="as-stil">Geen enkel document van het corpus citeert deze bron.</p>'),
            pages=page_links("bronnen", page, last, "Meer plaatsen"),
        )
    )

    _same_or_not(corpus, source)


def _same_or_not(corpus: Corpus, source: Source) -> None:
    """Why this is one source, and the ways to say that it is another's, or two."""
    rows, _ = _sources(opened.stamp(corpus), corpus)
    names = {r.source.id: _full_name(r.source) for r in rows if r.source.id != source.id}
    links = {identifier: f"{words} ({file})" for identifier, file, words in citation_links(corpus, source.id)}
    settings = corpus.settings
    ticking = given("apart") is not None
    with st.expander("Klopt dit niet? Samenvoegen of splitsen", icon=":material/fact_check:", expanded=ticking):
        other = st.selectbox(
            "Dit is dezelfde bron als",
            sorted(names, key=lambda n: names[n].casefold()),
            index=None,
            format_func=lambda name: names[name],
            placeholder="Typ woorden van de titel",
            key="samen-met",
        )
        if st.button("Voeg samen", icon=":material/merge:", key="samenvoegen", disabled=other is None):
            decide_now(partial(merge_sources, settings, source.id, other or ""), _back_to_table)
        if len(links) > 1:
            _split(corpus, source, links)
        why = why_one_source(corpus, source.id)
        if why:
            put(_reasons(why))


def _split(corpus: Corpus, source: Source, links: Mapping[str, str]) -> None:
    """The citations of a source, each with a box to tick when it is another work; the address holds what is ticked."""
    ticked = {name for name in (given("apart") or "").split("|") if name in links}
    rows = (
        html(
            '<li><a data-view role="checkbox" aria-checked="{on}" href="{href}"><span class="vink" aria-hidden="true">'
            "{mark}</span>{words}</a></li>",
            on="true" if identifier in ticked else "false",
            href=address("bronnen", bron=source.id, apart="|".join(sorted(ticked ^ {identifier}))),
            mark="☑" if identifier in ticked else "☐",
            words=words,
        )
        for identifier, words in links.items()
    )
    put(
        html(
            '<p class="as-vraag">Of vink de vermeldingen aan die een andere bron zijn</p>'
            '<ul class="as-vinken">{rows}</ul>',
            rows=join(rows),
        )
    )
    some = 0 < len(ticked) < len(links)
    if st.button("Splits ze af", icon=":material/call_split:", key="splitsen", disabled=not some):
        decide_now(partial(split_source, corpus.settings, source.id, sorted(ticked)), _back_to_table)
    if ticked and not some:
        opened.tell("Laat minstens één vermelding over: anders verandert er niets.")


def _back_to_table() -> None:
    """The identifier of a source may change with its citations; the table has both."""
    st.query_params.from_dict({})


def _full_name(source: Source) -> str:
    return ", ".join(filter(None, (source_label(source), "; ".join(source.authors[:2]), source.date)))


def _reasons(why: Sequence[Agreement]) -> Html:
    words = {frozenset((a.one, a.other)): a for a in why if a.one != a.other}
    return html(
        '<p class="as-stil">Daarom is dit één bron:</p><ul class="as-lijst">{rows}</ul>',
        rows=join(
            html(
                '<li>“{one}” en “{other}”<span class="as-stil">{sure}% zeker</span></li>',
                one=a.one,
                other=a.other,
                sure=round(100 * a.score),
            )
            for a in list(words.values())[:8]
        ),
    )


# --- the drawing ------------------------------------------------------------------------------------------------------


def _network(corpus: Corpus) -> None:
    whole = _graph(opened.stamp(corpus), corpus)
    if not whole.edges:
        put(html('<p class="as-stil">Er zijn nog geen citaten om te tekenen.</p>'))
        return
    graph = network.connected(whole)
    centre = given("rond")
    names = {n.id: n.label for n in whole.nodes}
    documents = {n.document[:12]: n.id for n in whole.nodes if n.document}
    centre = documents.get(centre or "", centre)
    depth = given_number("diepte", 1, 3) or 1
    if centre is not None and centre not in names:
        opened.tell("Het werk in dit adres staat niet (meer) in het netwerk; hier is het hele netwerk.")
        centre = None
    years = sorted({y for n in graph.nodes if (y := year_of(n.date))})
    first, last = given_number("vanaf", 1800, 2100), given_number("tot", 1800, 2100)
    if centre is not None:
        graph = network.around(graph, centre, depth)
    if first or last:
        graph = network.connected(network.between(graph, first, last))
    if given("enkel") == "corpus":
        graph = network.connected(network.own_only(graph))
    drawn = network.largest(graph)
    with st.sidebar:
        _controls(years, centre, depth, {n.id: n.label for n in network.connected(whole).nodes})
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="netwerkbalk"):
        what = f"{many(len(drawn.nodes), 'werk', 'werken')}, {many(len(drawn.edges), 'citaat', 'citaten')}"
        chips = [side_button("Filters")]
        if centre is not None:
            chips.append(
                html(
                    '<a data-view class="as-chip aan" href="{href}" title="Toon het hele netwerk">rond {name} ×</a>',
                    href=_here(rond=None, diepte=None),
                    name=names[centre],
                )
            )
        put(html('<div class="as-balk"><span class="as-stil">{what}</span>{chips}</div>', what=what, chips=join(chips)))
        _export(corpus, network.selection(drawn, opened.documents(corpus)))
    if len(drawn.nodes) < len(graph.nodes):
        opened.tell(f"Alleen de {network.MOST} meest geciteerde werken zijn getekend; de export bevat alles.")
    if not drawn.nodes:
        put(html('<p class="as-stil">Met deze keuze blijft er niets over om te tekenen.</p>'))
        return
    network.draw(drawn, centre)
    put(network.legend(drawn))


def _controls(years: Sequence[int], centre: str | None, depth: int, names: dict[str, str]) -> None:
    st.selectbox(
        "Rond één werk",
        sorted(names, key=lambda n: names[n].casefold()),
        index=None,
        format_func=lambda name: names[name],
        placeholder="Typ woorden van een titel",
        key=f"rond-{centre}",
        on_change=partial(_around, f"rond-{centre}"),
    )
    if len(years) > 1:
        low = given_number("vanaf", years[0], years[-1]) or years[0]
        high = given_number("tot", years[0], years[-1]) or years[-1]
        st.slider(
            "Periode",
            years[0],
            years[-1],
            (min(low, high), max(low, high)),
            key=f"periode-{low}-{high}",
            on_change=partial(_period, f"periode-{low}-{high}", years[0], years[-1]),
        )
    groups = []
    if centre is not None:
        groups.append(
            html(
                '<h2 class="as-zijkop">Afstand</h2><ul>{rows}</ul>',
                rows=join(
                    html(
                        '<li><a data-view href="{href}"{on}><span>{label}</span></a></li>',
                        href=_here(diepte=n),
                        on=html(' aria-current="true"') if n == depth else None,
                        label=many(n, "stap", "stappen"),
                    )
                    for n in (1, 2, 3)
                ),
            )
        )
    own = given("enkel") == "corpus"
    groups.append(
        html(
            '<h2 class="as-zijkop">Tonen</h2><ul><li><a data-view href="{href}"{on}><span>Alleen documenten van '
            "het corpus"
            "</span></a></li></ul>",
            href=_here(enkel=None if own else "corpus"),
            on=html(' aria-current="true"') if own else None,
        )
    )
    put(html('<div class="as-filters">{groups}</div>', groups=join(groups)))


def _around(key: str) -> None:
    if st.session_state[key]:
        st.query_params["rond"] = st.session_state[key]


def _period(key: str, first: int, last: int) -> None:
    low, high = st.session_state[key]
    for name, value, border in (("vanaf", low, first), ("tot", high, last)):
        if value == border:
            st.query_params.pop(name, None)
        else:
            st.query_params[name] = str(value)


# --- exports ----------------------------------------------------------------------------------------------------------


def _export(corpus: Corpus, documents: Sequence[str] | None) -> None:
    whole = documents is None or len(documents) == len(opened.documents(corpus))
    with st.popover("Exporteren", icon=":material/download:"):
        put(
            html(
                '<p class="as-stil">{what}</p>',
                what="Het hele corpus."
                if whole
                else f"De citaten in de {many(len(documents or ()), 'getekend document', 'getekende documenten')}.",
            )
        )
        for suffix, label in FORMATS.items():
            name = "adviesspoor-netwerk.zip" if suffix == ".csv" else f"adviesspoor{suffix}"
            st.download_button(
                label,
                partial(exported, corpus, suffix, None if whole else documents),
                name,
                MIME.get(suffix, "application/json"),
                on_click="ignore",
                key=f"export{suffix}",
                width="stretch",
            )


def exported(corpus: Corpus, suffix: str, documents: Sequence[str] | None) -> bytes:
    """The graph, or its sources, in the format of `suffix`; what takes more than one file comes as a ZIP."""
    assert suffix in SUFFIXES
    with tempfile.TemporaryDirectory() as folder:
        files = export_graph(corpus, Path(folder) / f"adviesspoor{suffix}", documents)
        if len(files) == 1:
            return files[0].read_bytes()
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            for file in files:
                archive.write(file, file.name)
        return packed.getvalue()
