"""One document: its sections, its text with everything found in it, and the page of the PDF beside it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from corpus.catalogue import CitationRow, DocumentRow, find_document, original_of
from corpus.errors import AdviesspoorError
from corpus.exchange import export
from corpus.model import Box, Document, Place, PlacedText, Status
from index.related import citations_of, cited_documents
from index.search import Hit, similar
from index.store import Corpus
from ui import opened
from ui.labels import (
    KINDS,
    ORIGINS,
    REPAIRS,
    STATES,
    date_in_words,
    many,
    place_in_words,
    problems_in_words,
    reference,
    short_date,
    title_of,
)
from ui.markup import Html, address, html, join, link, put, side_button
from ui.page_image import page_image
from ui.paging import tabs
from ui.state import given, given_number
from ui.terminal import rereads
from ui.text_view import Look, Part, boxes_on, parts_of, place_of, text, tree

ZOOMS = (100, 150, 200)
MOST_LISTED = 200  # documents in the list to choose from


def show() -> None:
    """The document that the address names, or the list to choose from."""
    corpus = opened.corpus()
    rows = opened.documents(corpus)
    name = given("doc")
    if not rows:
        opened.explain_empty(corpus)
        return
    if name is None:
        _choose(corpus)
        return
    sha256 = find_document(corpus.catalogue, name)
    document = opened.document(corpus, sha256)
    parts = parts_of(document)
    place = _place(document, parts)

    state: dict[str, object] = {
        "doc": sha256[:12],
        "standpunten": given("standpunten"),
        "herstel": given("herstel"),
    }
    with st.sidebar:
        put(html('<h2 class="as-zijkop">Inhoud</h2>{tree}', tree=tree(parts, place.where, state)))
    _head(corpus, document, place)
    look = Look(given("standpunten") != "uit", given("herstel") == "aan", place.passage, state)
    original = original_of(corpus.catalogue, sha256)
    if original is None or original.suffix.lower() != ".pdf":
        _tools(document, state, place)
        put(text(document, parts, look))
        if original is None:
            put(
                html(
                    '<p class="as-stil">Het originele bestand is er niet meer; alleen de gelezen tekst staat hier.</p>'
                )
            )
    else:
        left, right = st.columns([11, 10], gap="medium")
        with left:
            _tools(document, state, place)
            put(text(document, parts, look))
        with right:
            _page(document, original, place, state)
    _pointer(document, parts, place)
    if look.repairs:
        _repairs(document, state)
    _ties(corpus, document, place, state)


# --- where the reader is ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Place:
    """What the address points at: a `where`, a stretch of its text, and the page that is shown with its boxes.

    `elsewhere` when the page is another than the one on which that stands.
    """

    where: str | None
    passage: tuple[str, int, int] | None
    page: int
    boxes: tuple[Box, ...]
    elsewhere: bool = False


def _place(document: Document, parts: list[Part]) -> _Place:
    bodies: dict[str, PlacedText] = {p.where: p.body for p in parts}
    bodies |= {f"fn:{n.number}": n.body for n in document.footnotes}
    for question in document.questions:  # an answer that serves several questions can be named by each of them
        if question.answer is not None:
            bodies.setdefault(f"answer:{question.number}", question.answer)
    where = given("sectie")
    page = given_number("pagina", 1, max(1, len(document.pages)))
    if where is None:
        return _Place(None, None, page or 1, (), page is not None)
    if where not in bodies:
        raise AdviesspoorError(f"Dit document heeft geen deel '{where}'.")
    body = bodies[where]
    part = next((p for p in parts if p.where == where or p.body == body), None)
    named = part.where if part else where
    start, end = given_number("van", 0, len(body.text)), given_number("tot", 0, len(body.text))
    if start is not None and end is not None and start < end:
        page = page or body.place(start, end).page
        boxes = boxes_on(body, page, start, end)
        return _Place(named, (named, start, end), page, boxes, not boxes and page != body.place(start, end).page)
    place = body.place()
    if not where.startswith("fn:"):
        heading = part.section.heading if part and part.section else None
        place = heading or Place(part.page if part else place.page)
    shown = page or place.page
    return _Place(named, None, shown, place.boxes if shown == place.page else (), shown != place.page)


def _pointer(document: Document, parts: list[Part], place: _Place) -> None:
    """Tells behaviour.js to which place of the text it should go: a passage, a part, or the beginning of a page."""
    target = next((p.id for p in parts if p.where == place.where), None)
    if place.where and place.where.startswith("fn:"):
        target = "noot-" + place.where[3:]
    if place.passage:
        target = "passage"
    key = f"{place.where}:{place.passage}"
    if place.elsewhere:
        target = key = f"blad-{place.page}"
    if target is None:
        return
    put(
        html(
            '<i hidden data-naar="{target}" data-sleutel="{sha256}:{key}"></i>',
            target=target,
            sha256=document.sha256[:12],
            key=key,
        )
    )


# --- the parts of the screen ------------------------------------------------------------------------------------------


def _choose(corpus: Corpus) -> None:
    put(html('<h1 class="as-titel">Documenten</h1>'))
    rows = list(opened.documents(corpus).values())
    asked = st.text_input(
        "Kies een document",
        key="lijst",
        bind="query-params",
        placeholder=f"Zoek in {many(len(rows), 'document', 'documenten')} op titel, raad, jaar of bestand",
        label_visibility="collapsed",
        icon=":material/filter_list:",
    )
    shown = [r for r in rows if matches(r, asked or "")]
    by_year: dict[str, list[Html]] = {}
    for row in shown[:MOST_LISTED]:
        by_year.setdefault(row.date[:4] if row.date else "Zonder datum", []).append(
            html(
                '<li>{link}<span class="as-stil">{facts}</span></li>',
                link=link(title_of(row), address("document", doc=row.sha256[:12]), "treffer"),
                facts=" · ".join(filter(None, (KINDS[row.kind], row.body, date_in_words(row.date)))),
            )
        )
    put(
        join(
            html('<h2 class="as-jaar">{year}</h2><ul class="as-lijst">{rows}</ul>', year=year, rows=join(found))
            for year, found in by_year.items()
        )
    )
    if len(shown) > MOST_LISTED:
        opened.tell(f"Dit zijn de nieuwste {MOST_LISTED}; typ hierboven woorden om de andere te vinden.")
    elif not shown:
        put(html('<p class="as-stil">Geen enkel document heeft die woorden in zijn titel, raad, datum of bestand.</p>'))


def matches(row: DocumentRow, asked: str) -> bool:
    """Whether every word of `asked` stands in what a list says of the document."""
    said = (row.title, row.subtitle, row.file, row.body, row.date, KINDS[row.kind], row.number, row.author)
    words = " ".join(filter(None, said)).casefold()
    return all(word in words for word in asked.casefold().split())


def _head(corpus: Corpus, document: Document, place: _Place) -> None:
    meta = document.meta
    facts = [KINDS[document.kind], meta.body, date_in_words(meta.date)]
    if meta.number:
        facts.append(f"nr. {meta.number}" if document.kind == "schriftelijke_vraag" else meta.number)
    if meta.author:
        facts.append(f"van {meta.author}")
    if meta.recipient:
        facts.append(f"aan {meta.recipient}")
    if meta.vote:
        facts.append(meta.vote)
    facts.append(many(len(document.pages), "bladzijde", "bladzijden"))
    origins = {p.origin for p in document.pages} - {"digital"}
    facts += sorted(ORIGINS[o] for o in origins)
    doubt = None
    if document.status != Status.READ:
        doubt = html(
            '<p class="as-let-op">{state}{reason}</p>',
            state=STATES[document.status].capitalize(),
            reason=": " + problems_in_words(document.problems) if document.problems else ".",
        )
    put(
        html(
            '<header class="as-kop-document"><p class="as-feiten">{facts}</p><h1 class="as-titel">{title}</h1>'
            "{subtitle}{doubt}</header>",
            facts=" · ".join(str(f) for f in facts if f),
            title=title_of(document),
            subtitle=html('<p class="as-ondertitel">{text}</p>', text=meta.subtitle) if meta.subtitle else None,
            doubt=doubt,
        )
    )
    cite = reference(document, place.where, place.page if place.where else None)
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key="documentknoppen"):
        put(
            html(
                '<button class="as-knop stil" data-kopie="{text}" title="{text}">Kopieer verwijzing</button>', text=cite
            )
        )
        _downloads(corpus, document)


def _downloads(corpus: Corpus, document: Document) -> None:
    stem = Path(document.file).stem
    original = original_of(corpus.catalogue, document.sha256)
    with st.popover("Downloaden", icon=":material/download:"):
        if original is not None:
            kind = "PDF" if original.suffix.lower() == ".pdf" else "Origineel"
            st.download_button(
                kind, original.read_bytes, document.file, on_click="ignore", key="origineel", width="stretch"
            )
        st.download_button(
            "Tekst",
            lambda: plain_text(document),
            f"{stem}.txt",
            "text/plain; charset=utf-8",
            on_click="ignore",
            key="tekst",
            width="stretch",
        )
        st.download_button(
            "JSON",
            lambda: json.dumps(export(document), ensure_ascii=False, indent=1),
            f"{stem}.json",
            "application/json",
            on_click="ignore",
            key="json",
            width="stretch",
        )


def plain_text(document: Document) -> str:
    """The document as text: its title, its headings with their number, its text, and its footnotes at the end."""
    out = [title_of(document), reference(document), ""]
    for part in parts_of(document):
        out += [" ".join(filter(None, (part.number, part.title))), part.body.text, ""]
    if document.footnotes:
        out += ["Voetnoten", *(f"{n.number} {n.body.text}" for n in document.footnotes)]
    return "\n".join(out).strip() + "\n"


def _tools(document: Document, state: dict[str, object], place: _Place) -> None:
    here = {**state, "sectie": place.where}
    chips: list[Html] = [side_button("Inhoud")]
    if document.positions:
        on = given("standpunten") != "uit"
        chips.append(_chip("Standpunten", on, {**here, "standpunten": "uit" if on else None}))
    if document.repairs:
        on = given("herstel") == "aan"
        found = many(len(document.repairs), "herstelling", "herstellingen")
        chips.append(_chip(found, on, {**here, "herstel": None if on else "aan"}))
    if document.footnotes:
        notes = many(len(document.footnotes), "voetnoot", "voetnoten")
        chips.append(html('<a class="as-chip" href="#voetnoten">{notes}</a>', notes=notes))
    put(html('<div class="as-balk">{chips}</div>', chips=join(chips)))


def _chip(label: str, on: bool, state: dict[str, object]) -> Html:
    return html(
        '<a data-view class="as-chip{on}" href="{href}" role="switch" aria-checked="{checked}">{label}</a>',
        on=" aan" if on else "",
        checked="true" if on else "false",
        href=address("document", **state),
        label=label,
    )


def _page(document: Document, original: Path, place: _Place, state: dict[str, object]) -> None:
    zoom = given_number("zoom", ZOOMS[0], ZOOMS[-1]) or ZOOMS[0]
    zoom = min(ZOOMS, key=lambda z: abs(z - zoom))
    last = len(document.pages)
    here = {**state, "sectie": place.where, "van": given("van"), "tot": given("tot"), "zoom": given("zoom")}

    def to(page: int, label: str, mark: str) -> Html:
        if not 1 <= page <= last:
            return html('<span class="as-pijl uit" aria-hidden="true">{mark}</span>', mark=mark)
        return html(
            '<a data-view class="as-pijl" href="{href}" aria-label="{label}" title="{label}">{mark}</a>',
            href=address("document", **{**here, "pagina": page}),
            label=label,
            mark=mark,
        )

    def at(size: int | None, label: str, mark: str) -> Html:
        if size is None:
            return html('<span class="as-pijl uit" aria-hidden="true">{mark}</span>', mark=mark)
        new = {**here, "pagina": given("pagina"), "zoom": None if size == ZOOMS[0] else size}
        return html(
            '<a data-view class="as-pijl" href="{href}" aria-label="{label}" title="{label}">{mark}</a>',
            href=address("document", **new),
            label=label,
            mark=mark,
        )

    at_zoom = ZOOMS.index(zoom)
    sheet = document.pages[place.page - 1]
    height = round(min((b.top for b in place.boxes), default=0.0) / (sheet.height or 1), 3)
    put(
        html(
            '<i hidden data-hoogte="{height}" data-blad="{page}:{height}:{zoom}"></i><div class="as-balk '
            'blad">{before}<span>Bladzijde {page} van {last}</span>{after}<span class="rek"></span>'
            "{smaller}<span>{zoom}%</span>{larger}</div>",
            before=to(place.page - 1, "Vorige bladzijde", "‹"),
            after=to(place.page + 1, "Volgende bladzijde", "›"),
            page=place.page,
            last=last,
            smaller=at(ZOOMS[at_zoom - 1] if at_zoom else None, "Kleiner", "−"),
            larger=at(ZOOMS[at_zoom + 1] if at_zoom + 1 < len(ZOOMS) else None, "Groter", "+"),
            zoom=zoom,
            height=height,
        )
    )
    problem = next((p.problem for p in document.pages if p.number == place.page and p.problem), None)
    if problem:
        put(html('<p class="as-let-op">{message}</p>', message=problem.message))
    for said in rereads([sheet]):
        put(html('<p class="as-stil">{said}</p>', said=said))
    try:
        image = page_image(original, place.page, place.boxes, zoom / 100)
    except AdviesspoorError as error:  # the text beside it can still be read
        opened.say(error)
        return
    with st.container(key=f"blad-{zoom}"):
        st.image(image, width="stretch", alt=f"Bladzijde {place.page} van {title_of(document)}")


def _repairs(document: Document, state: dict[str, object]) -> None:
    rows = [
        html(
            '<tr><td><a data-view href="{href}">{page}</a></td><td>{where}</td><td><del>{before}</del></td>'
            "<td><ins>{after}</ins></td><td>{kind}</td></tr>",
            href=address("document", **{**state, "sectie": r.where, "pagina": r.place.page}),
            page=r.place.page,
            where=place_in_words(r.where) if r.where else "",
            before=r.before,
            after=r.after,
            kind=REPAIRS[r.kind],
        )
        for r in document.repairs
    ]
    put(
        html(
            '<section class="as-blok"><h2>Herstellingen</h2><p class="as-stil">Wat er stond, en wat wij ervan maakten.'
            '</p><div class="as-tabel lang"><table><thead><tr><th>Blz.</th><th>Deel</th><th>Hier stond</th><th>Wij '
            "lezen</th><th>Soort</th></tr></thead><tbody>{rows}</tbody></table></div></section>",
            rows=join(rows),
        )
    )


# --- who cites this, what this cites ----------------------------------------------------------------------------------

TIES = {"citeert": "Wat citeert dit", "geciteerd": "Wie citeert dit", "verwant": "Verwante passages"}


def _ties(corpus: Corpus, document: Document, place: _Place, state: dict[str, object]) -> None:
    chosen = given("verband") if given("verband") in TIES else "citeert"
    here = {**state, "sectie": place.where, "van": given("van"), "tot": given("tot"), "pagina": given("pagina")}
    choices = [
        (label, address("document", **{**here, "verband": None if key == "citeert" else key}), key == chosen)
        for key, label in TIES.items()
    ]
    put(tabs("Verbanden", choices))
    if chosen == "citeert":
        put(_cites(corpus, document, state))
    elif chosen == "geciteerd":
        put(_cited_by(corpus, document))
    else:
        _related(corpus, document, place)


def _cites(corpus: Corpus, document: Document, state: dict[str, object]) -> Html:
    places: dict[str, list[Html]] = {}
    names: dict[str, str] = {}
    here = cited_documents(corpus, document.sha256)
    titles = {section.key: section.title for section in document.sections}
    for cited in document.citations:
        if cited.source is None:
            continue
        names.setdefault(cited.source, cited.title or cited.raw)
        if cited.form == "full" and cited.title:
            names[cited.source] = cited.title
        there = {**state, "sectie": cited.where, "van": cited.start, "tot": cited.end}
        place = place_in_words(cited.where, titles.get(cited.where))
        places.setdefault(cited.source, []).append(link(place, address("document", **there)))
    if not places:
        return html('<p class="as-stil">In dit document zijn geen bronnen gevonden.</p>')
    return html(
        '<ul class="as-lijst">{rows}</ul>',
        rows=join(
            html(
                '<li>{title}{read}<span class="as-stil">{places}</span></li>',
                title=link(names[source], address("bronnen", bron=source)),
                read=html(" · {link}", link=link("lees het document", address("document", doc=here[source][:12])))
                if source in here
                else html(""),
                places=join(found, ", "),
            )
            for source, found in places.items()
        ),
    )


def _cited_by(corpus: Corpus, document: Document) -> Html:
    found = citations_of(corpus, document.sha256)
    if not found:
        return html('<p class="as-stil">Geen enkel document van het corpus citeert dit document.</p>')
    return html('<ul class="as-lijst">{rows}</ul>', rows=join(cited_at(corpus, c) for c in found))


def cited_at(corpus: Corpus, row: CitationRow) -> Html:
    """One place that cites: the document, where in it, and its words."""
    document = opened.document(corpus, row.sha256)
    there = place_of(document, row.place, row.raw, row.page)
    name = next((s.title for s in document.sections if s.key == row.place), None)
    return html(
        '<li>{title}<span class="as-stil">{facts}</span><q>{raw}</q></li>',
        title=link(row.title or row.file, there, "treffer"),
        facts=f"{date_in_words(row.date)} · {place_in_words(row.place, name)} · blz. {row.page}",
        raw=row.raw,
    )


def _related(corpus: Corpus, document: Document, place: _Place) -> None:
    if place.where is None or place.where.startswith("fn:"):
        put(html('<p class="as-stil">Kies links eerst een deel van het document.</p>'))
        return
    with st.spinner("Verwante passages worden gezocht…"):
        hits = similar(corpus, document.sha256, place.where, 10)
    if not hits:
        put(html('<p class="as-stil">Er zijn geen verwante passages gevonden.</p>'))
        return
    put(html('<ul class="as-lijst">{rows}</ul>', rows=join(_related_row(h) for h in hits)))


def _related_row(hit: Hit) -> Html:
    there = address("document", doc=hit.sha256[:12], sectie=hit.where, van=hit.start, tot=hit.end)
    return html(
        '<li>{title}<span class="as-stil">{facts}</span><q>{passage}</q></li>',
        title=link(place_in_words(hit.where, hit.section_title), there),
        facts=f"{hit.title or hit.file} · {short_date(hit.date)} · blz. {hit.page}",
        passage=hit.passage,
    )
