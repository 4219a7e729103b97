"""The corpus: documents in, what became of them, documents out, and the state of the indexes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import streamlit as st

from corpus.catalogue import DocumentRow
from corpus.errors import AdviesspoorError
from corpus.model import Status
from corpus.names import name_text
from index.build import FileOutcome, IngestReport, ingest, retry_failed
from index.status import CorpusStatus, status
from index.store import Corpus
from index.upkeep import TextQuality, embed_waiting, forget_failed, keep_upload, read_again, remove, text_quality
from ui import opened
from ui.labels import KINDS, ORIGINS, STATES, date_in_words, file_size, many, problems_in_words, short_date, title_of
from ui.markup import Html, address, html, join, link, put
from ui.paging import page_links, page_now
from ui.reading import Reading, begin, dismiss, in_words, latest, page_in_words, share
from ui.state import everything, given
from ui.terminal import kept_readings
from ui.views.document import matches

ON_A_PAGE = 50
RESULTS = {
    "new": "nieuw",
    "unchanged": "ongewijzigd",
    "changed": "opnieuw gelezen",
    "same": "was er al",
    "failed": "niet gelezen",
}
MOST_TOLD = 12  # files that are listed while reading goes on, and names of one kind in its report


def show() -> None:
    """The state of the corpus, with everything that changes it."""
    corpus = opened.corpus()
    now = _status(opened.stamp(corpus), corpus)
    facts = [(now.documents, "document", "documenten"), (now.pages, "bladzijde", "bladzijden")]
    facts += [(now.sources, "bron", "bronnen"), (now.positions, "standpunt", "standpunten")]
    put(
        html(
            '<header><h1 class="as-titel">Corpus</h1><p class="as-stil">{facts}</p></header>',
            facts=" · ".join(many(*fact) for fact in facts),
        )
    )
    reading = latest(corpus.settings.data)
    if reading is not None:
        _progress(corpus, reading)
    busy = reading is not None and reading.going_on
    _incoming(corpus, busy)
    if given("wijzig"):
        _confirm(corpus, given("wijzig") or "")
    _documents(corpus)
    _failures(corpus, now, busy)
    put(_state(now))
    if now.waiting and not now.problem and not busy and st.button("Maak ze vindbaar", key="vectoren"):
        with st.spinner(f"{many(now.waiting, 'passage wordt', 'passages worden')} verwerkt…"):
            embed_waiting(corpus.settings)
        st.rerun()


@st.cache_resource(show_spinner="De toestand van het corpus wordt bekeken…", max_entries=2)
def _status(key: str, _corpus: Corpus) -> CorpusStatus:
    return status(_corpus)


# --- in ---------------------------------------------------------------------------------------------------------------


def _incoming(corpus: Corpus, busy: bool) -> None:
    """What is chosen or dropped is read at once; a new box takes the place of one that has given its files."""
    given_up = st.session_state.setdefault("vakken", 0)
    files = st.file_uploader(
        "Sleep pdf’s of tekstbestanden hierheen; ze worden meteen gelezen",
        accept_multiple_files=True,
        key=f"bestanden-{given_up}",
        disabled=busy,
    )
    with (
        st.form("map-inlezen", border=False, clear_on_submit=True),
        st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="inleesbalk"),
    ):
        folder = st.text_input(
            "Of lees alles in een map op de computer waarop Adviesspoor draait",
            key="map",
            placeholder="/pad/naar/een/map",
            disabled=busy,
        )
        sent = st.form_submit_button("Lees deze map", icon=":material/folder_open:", disabled=busy)
    settings = corpus.settings
    if files:
        with st.spinner("De bestanden worden bewaard…"):
            paths = [keep_upload(settings, file.name, file.getvalue()) for file in files]
        st.session_state["vakken"] = given_up + 1
        begin(settings.data, [p.name for p in paths], lambda tell: ingest(paths, settings, tell))
        st.rerun()
    if sent:
        _read_folder(corpus, folder or "")


def _read_folder(corpus: Corpus, asked: str) -> None:
    if not asked.strip():
        opened.tell("Vul eerst de naam van een map in.")
        return
    folder = Path(asked.strip()).expanduser()
    if not folder.exists():
        opened.say(AdviesspoorError(f"De map {folder} bestaat niet op deze computer."))
        return
    settings = corpus.settings
    begin(settings.data, [], lambda tell: ingest([folder], settings, tell))
    st.rerun()


def _progress(corpus: Corpus, reading: Reading) -> None:
    if reading.going_on:
        _moving(corpus.settings.data)
        return
    with st.container(border=True, key="verslag"):
        if reading.error:
            opened.say(AdviesspoorError(reading.error))
        elif reading.stopped:
            opened.tell("Het inlezen is gestopt. Wat al gelezen was, is bewaard; de rest kunt u opnieuw aanbieden.")
        elif reading.report is not None:
            put(_report(corpus, reading.report))
        st.button("Sluiten", key="verslag-sluiten", on_click=dismiss, args=(corpus.settings.data,))


@st.fragment(run_every=0.7)
def _moving(data: Path) -> None:
    reading = latest(data)
    if reading is None or not reading.going_on:
        st.rerun()  # the whole page: the report has come, and the table below has changed
    assert reading is not None
    with st.container(border=True, key="voortgang"):
        st.progress(share(reading.now), in_words(reading.now))
        names = reading.order
        rows = [_file_row(reading, name) for name in names[:MOST_TOLD]]
        if len(names) > MOST_TOLD:
            rows.append(html("<li><span>… en nog {more}</span></li>", more=len(names) - MOST_TOLD))
        put(html('<ul class="as-bestanden" aria-live="polite">{rows}</ul>', rows=join(rows)))
        if st.button("Stoppen", icon=":material/stop_circle:", key="stoppen", disabled=reading.stop.is_set()):
            reading.stop.set()


def _file_row(reading: Reading, name: str) -> Html:
    pages = reading.pages.get(name, 0)
    read = many(pages, "bladzijde", "bladzijden")
    if name in reading.finished or reading.now.stage in ("resolving", "embedding", "done"):
        return html('<li class="klaar"><span>{name}</span><b>klaar</b></li>', name=name)
    if name in reading.at:
        now = page_in_words(reading.at[name])
        return html('<li class="bezig"><span>{name}</span><b>{now}</b></li>', name=name, now=now)
    if pages:
        return html('<li class="bezig"><span>{name}</span><b>{read}</b></li>', name=name, read=read)
    return html("<li><span>{name}</span><b>wacht</b></li>", name=name)


def _report(corpus: Corpus, report: IngestReport) -> Html:
    counts: dict[str, int] = {}
    for outcome in report.outcomes:
        counts[outcome.result] = counts.get(outcome.result, 0) + 1
    told = [f"{n} {'waren er al' if n > 1 and result == 'same' else RESULTS[result]}" for result, n in counts.items()]
    if report.repaired:
        told.append(f"{len(report.repaired)} met OCR")
    quality = _quality(opened.stamp(corpus), corpus)
    rows = [_outcome_row(o, quality.get(o.sha256 or "")) for o in report.outcomes if o.result != "unchanged"]
    alike = [
        html(
            '<p class="as-let-op">{one} zegt woord voor woord hetzelfde als {other}. Is het tweemaal hetzelfde advies, '
            "haal er dan één uit het corpus: kies “wijzig” in de tabel hieronder.</p>",
            one=name_text(one),
            other=name_text(other),
        )
        for one, other in report.alike
    ]
    return html(
        "<p><b>Klaar.</b> {told}.</p>{warnings}{alike}{gone}{rows}",
        alike=join(alike),
        gone=_gone(report.gone),
        told=", ".join(told) or "Er waren geen pdf’s of tekstbestanden",
        warnings=join(html('<p class="as-let-op">{w}</p>', w=w) for w in report.warnings),
        rows=html('<ul class="as-bestanden">{rows}</ul>', rows=join(rows[:50])) if rows else None,
    )


def _gone(paths: Sequence[Path]) -> Html | None:
    """What was read from this folder before and is no longer there; it stays in the corpus until it is taken out."""
    if not paths:
        return None
    one = len(paths) == 1
    more = f" en nog {len(paths) - MOST_TOLD}" if len(paths) > MOST_TOLD else ""
    return html(
        '<p class="as-let-op">{number} niet meer in de map, wel nog in het corpus: {names}{more}. Hoeft {they} er niet '
        "meer in, kies dan “wijzig” in de tabel hieronder.</p>",
        number="1 bestand staat" if one else f"{len(paths)} bestanden staan",
        names=", ".join(name_text(p.name) for p in paths[:MOST_TOLD]),
        more=more,
        they="het" if one else "een ervan",
    )


def _outcome_row(outcome: FileOutcome, quality: TextQuality | None) -> Html:
    name = html("{name}", name=name_text(outcome.path.name))
    if outcome.sha256 and outcome.result != "failed":
        name = link(name_text(outcome.path.name), address("document", doc=outcome.sha256[:12]))
    reasons = " ".join(filter(None, (problems_in_words(outcome.problems), _kept(quality))))
    ocr = f", {outcome.ocr_pages} met OCR" if outcome.ocr_pages else ""
    facts = f"{many(outcome.pages, 'bladzijde', 'bladzijden')}{ocr}" if outcome.pages else None
    return html(
        '<li class="{result}"><span>{name}{reason}</span><b>{what}{facts}</b></li>',
        result=outcome.result,
        name=name,
        reason=html('<span class="as-stil">{reasons}</span>', reasons=reasons) if reasons else None,
        what=RESULTS[outcome.result],
        facts=html(" · {facts}", facts=facts) if facts else None,
    )


# --- what failed ------------------------------------------------------------------------------------------------------


def _failures(corpus: Corpus, now: CorpusStatus, busy: bool) -> None:
    """Files that an earlier run could not read, each with when that was and why."""
    if not now.failures:
        return
    settings = corpus.settings
    with st.expander(
        f"Eerder niet gelezen: {many(len(now.failures), 'bestand', 'bestanden')}", icon=":material/error:"
    ):
        put(
            html(
                '<p class="as-stil">Deze bestanden staan niet in het corpus. Probeer ze opnieuw wanneer de oorzaak '
                'weg is, of haal ze uit de lijst.</p><ul class="as-bestanden">{rows}</ul>',
                rows=join(
                    html(
                        '<li class="failed"><span>{name}<span class="as-stil">{reason}</span></span><b>{state}</b>'
                        "</li>",
                        name=Path(row.path).name,
                        reason=row.message,
                        state=f"{STATES[row.status]} op {date_in_words(row.at[:10])}" if row.at else STATES[row.status],
                    )
                    for row in now.failures
                ),
            )
        )
        with st.container(horizontal=True, gap="small", key="mislukt"):
            names = [Path(row.path).name for row in now.failures]
            if st.button("Opnieuw proberen", icon=":material/refresh:", key="opnieuw", disabled=busy):
                begin(settings.data, names, lambda tell: retry_failed(settings, tell))
                st.rerun()
            if st.button("Uit de lijst halen", icon=":material/playlist_remove:", key="vergeet", disabled=busy):
                forget_failed(settings)
                st.rerun()


# --- the table --------------------------------------------------------------------------------------------------------


@st.cache_resource(show_spinner="De lijst van documenten wordt gemaakt…", max_entries=2)
def _quality(key: str, _corpus: Corpus) -> Mapping[str, TextQuality]:
    return text_quality(_corpus)


def _documents(corpus: Corpus) -> None:
    rows = list(opened.documents(corpus).values())
    if not rows:
        put(
            html(
                '<p class="as-stil">Er staan nog geen documenten in het corpus. Sleep hierboven uw eerste adviezen, '
                "schriftelijke vragen of nota’s in het vak.</p>"
            )
        )
        return
    asked = (
        st.text_input(
            "Documenten",
            key="lijst",
            bind="query-params",
            placeholder=f"Zoek in {many(len(rows), 'document', 'documenten')} op titel, bestand, raad of jaar",
            label_visibility="collapsed",
            icon=":material/filter_list:",
        )
        or ""
    )
    shown = [r for r in rows if matches(r, asked)]
    page, last = page_now(len(shown), ON_A_PAGE)
    quality = _quality(opened.stamp(corpus), corpus)
    put(
        html(
            '<div class="as-tabel breed"><table class="as-documenten"><thead><tr><th>Document</th><th>Soort</th>'
            "<th>Datum</th><th "
            'class="getal">Blz.</th><th>Tekst</th><th>Toestand</th><th></th></tr></thead><tbody>{rows}'
            "</tbody></table></div>{pages}",
            rows=join(_row(r, quality.get(r.sha256)) for r in shown[(page - 1) * ON_A_PAGE : page * ON_A_PAGE]),
            pages=page_links("corpus", page, last, "Meer documenten"),
        )
    )


def _row(row: DocumentRow, quality: TextQuality | None) -> Html:
    reasons, kept = problems_in_words(row.problems), _kept(quality)
    return html(
        '<tr><td class="titel">{title}<span class="as-stil">{file}</span></td><td>{kind}</td><td '
        'class="datum">{date}</td>'
        '<td class="getal">{pages}</td><td>{quality}{kept}</td><td title="{reasons}">{state}</td><td '
        'class="doen">{change}</td></tr>',
        title=link(title_of(row), address("document", doc=row.sha256[:12])),
        file=" · ".join(filter(None, (row.body, row.file))),
        kind=KINDS[row.kind],
        date=short_date(row.date),
        pages=row.pages,
        quality=_quality_in_words(quality),
        kept=html('<span class="as-stil">{kept}</span>', kept=kept) if kept else None,
        reasons=reasons,
        state=html("{state}", state=STATES[row.status])
        if row.status is Status.READ
        else html(
            '<span class="as-badge bezorgdheid">{state}</span><span class="as-stil">{why}</span>',
            state=STATES[row.status],
            why=reasons,
        ),
        change=link(
            "wijzig",
            address("corpus", **{**everything(), "wijzig": row.sha256[:12]}),
            "as-weg",
            f"{row.file} opnieuw lezen of verwijderen",
        ),
    )


def _quality_in_words(quality: TextQuality | None) -> str:
    if quality is None:
        return ""
    told = [
        ORIGINS[origin] if len(quality.origins) == 1 else f"{ORIGINS[origin]} ({pages})"
        for origin, pages in sorted(quality.origins.items(), key=lambda pair: -pair[1])
    ]
    if quality.repairs:
        told.append(many(quality.repairs, "herstelling", "herstellingen"))
    return ", ".join(told)


def _kept(quality: TextQuality | None) -> str:
    """Which reading was kept of the pages whose own text was bad; nothing when there are none."""
    if quality is None or not (quality.replaced or quality.retained):
        return ""
    return f"Slechte tekstlaag: {kept_readings(quality)}."


# --- out --------------------------------------------------------------------------------------------------------------


def _confirm(corpus: Corpus, start: str) -> None:
    row = next((r for r in opened.documents(corpus).values() if r.sha256.startswith(start)), None)
    if row is None:
        opened.tell("Dit document staat niet meer in het corpus.")
        return
    with st.container(border=True, key="bevestiging"):
        put(
            html(
                "<p><b>“{title}” uit het corpus verwijderen of opnieuw lezen?</b><br>Bij verwijderen verdwijnen "
                "de gelezen "
                "tekst, de vermeldingen en de citaten; bestanden buiten Adviesspoor blijven staan en u kunt ze altijd "
                "opnieuw inlezen.</p>",
                title=title_of(row),
            )
        )
        with st.container(horizontal=True, gap="small", key="bevestigknoppen"):
            if st.button("Verwijderen", type="primary", icon=":material/delete:", key="verwijder-nu"):
                with st.spinner("Het document wordt verwijderd en de bronnen worden opnieuw verbonden…"):
                    remove(corpus.settings, row.sha256)
                del st.query_params["wijzig"]
                st.rerun()
            if st.button("Opnieuw lezen", icon=":material/refresh:", key="herlees"):
                settings, sha256 = corpus.settings, row.sha256
                begin(settings.data, [row.file], lambda tell: read_again(settings, sha256, tell))
                del st.query_params["wijzig"]
                st.rerun()
            if st.button("Niet doen", key="verwijder-niet"):
                del st.query_params["wijzig"]
                st.rerun()


# --- the state of the indexes -----------------------------------------------------------------------------------------


def _state(now: CorpusStatus) -> Html:
    counts = (
        ("documenten", now.documents),
        ("bladzijden", now.pages),
        ("delen", now.sections),
        ("voetnoten", now.footnotes),
        ("vermeldingen van acties", now.mentions),
        ("citaten", now.citations),
        ("bronnen", now.sources),
        ("standpunten", now.positions),
    )
    if now.problem:
        health = html('<p class="as-let-op">{problem} U kunt wel op woorden zoeken.</p>', problem=now.problem)
    elif now.waiting:
        health = html(
            '<p class="as-let-op">{waiting} nog niet op betekenis gevonden worden, wel op woorden.</p>',
            waiting=many(now.waiting, "passage kan", "passages kunnen"),
        )
    else:
        health = html(
            '<p class="as-stil">Alle {passages} zijn te vinden op woorden en op betekenis (model {model}).</p>',
            passages=many(now.passages, "passage", "passages"),
            model=now.model,
        )
    return html(
        '<section class="as-blok"><h2>Toestand van de indexen</h2><dl class="as-cijfers">{counts}</dl>{health}<p '
        'class="as-stil">Gegevensmap: <code>{data}</code> ({sizes})</p></section>',
        counts=join(
            html("<div><dt>{name}</dt><dd>{n}</dd></div>", name=n, n=f"{c:,}".replace(",", ".")) for n, c in counts
        ),
        health=health,
        data=now.data,
        sizes=", ".join(f"{name} {file_size(size)}" for name, size in now.sizes.items()),
    )
