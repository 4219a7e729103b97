"""Results of a search on the screen: sections with their passage, one by one or by document."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from itertools import groupby

from index.facets import Found
from index.search import Hit, explain
from index.store import Corpus
from ui import opened
from ui.labels import KINDS, LANGUAGES, STANCES, date_in_words, place_in_words
from ui.marks import Point, found_words, marked
from ui.markup import SEARCH, Html, address, html, join, link
from ui.state import everything, given
from ui.text_view import Look, part_text, parts_of

FAR_DOWN = 260  # characters of a passage before its first marked word that are shown as they are


def key_of(hit: Hit) -> str:
    """How an address names a result."""
    return f"{hit.sha256[:8]}~{hit.where}"


def chosen() -> list[str]:
    """The results that were chosen for an export, as the address names them."""
    return [key for key in (given("keuze") or "").split("|") if key]


def results(
    corpus: Corpus,
    hits: Sequence[Hit],
    found: Mapping[tuple[str, str], Found],
    new: Collection[str] | None = None,
) -> Html:
    """The results, by document when the address asks for it; `new` are the SHA-256s of documents to mark as new."""

    def one(hit: Hit, grouped: bool) -> Html:
        return _hit(corpus, hit, found[hit.sha256, hit.where], grouped, hit.sha256 in (new or ()))

    if given("groep") != "document":
        return join(one(h, False) for h in hits)
    out: list[Html] = []
    for sha256, group in groupby(hits, key=lambda h: h.sha256):
        of_one = list(group)
        out.append(
            html(
                '<section class="as-groep"><h2>{title}</h2><p class="as-feiten">{facts}</p>{hits}</section>',
                title=link(of_one[0].title or of_one[0].file, address("document", doc=sha256[:12])),
                facts=_facts(of_one[0]),
                hits=join(one(h, True) for h in of_one),
            )
        )
    return join(out)


def _facts(hit: Hit) -> str:
    return " · ".join(filter(None, (KINDS.get(hit.kind, hit.kind), hit.body, date_in_words(hit.date))))


def _hit(corpus: Corpus, hit: Hit, found: Found, grouped: bool, new: bool) -> Html:
    there = address("document", doc=hit.sha256[:12], sectie=hit.where, van=hit.start, tot=hit.end)
    opened_here = given("open") == key_of(hit)
    picked = key_of(hit) in chosen()
    number = hit.number if hit.number and not hit.where.startswith(("question:", "answer:")) else None
    name = hit.section_title or place_in_words(hit.where)
    return html(
        '<article class="as-treffer{chosen}">{facts}<h3>{title}</h3>{document}{text}{same}<div class="as-voet"><span '
        'class="as-badges">{badges}</span><span class="as-doen">{tools}</span></div></article>',
        chosen=" gekozen" if picked else "",
        facts=None if grouped else html('<p class="as-feiten">{facts}</p>', facts=_facts(hit)),
        title=html(
            '<a data-view class="treffer" href="{href}">{number}{name}</a>',
            href=there,
            number=html('<span class="nr">{number}</span> ', number=number) if number else None,
            name=name[:1].upper() + name[1:],
        ),
        document=None
        if grouped
        else html(
            '<p class="as-uit">{title}</p>',
            title=link(hit.title or hit.file, address("document", doc=hit.sha256[:12])),
        ),
        text=_whole(corpus, hit) if opened_here else html("<blockquote>{text}</blockquote>", text=_passage(hit)),
        same=_same(hit),
        badges=join(_badges(hit, found, there, new), " "),
        tools=join(_tools(hit, opened_here, picked)),
    )


def _same(hit: Hit) -> Html | None:
    """The sections that say nearly the same, for which this one stands."""
    if not hit.same:
        return None
    places = [
        link(
            f"{s.title or s.file}, {place_in_words(s.where)}",
            address("document", doc=s.sha256[:12], sectie=s.where),
            hint=date_in_words(s.date),
        )
        for s in hit.same
    ]
    return html('<p class="as-ook">Bijna hetzelfde in: {places}</p>', places=join(places, "; "))


def _badges(hit: Hit, found: Found, there: str, new: bool) -> list[Html]:
    badges = [html('<span class="as-badge nieuw">nieuw</span>')] if new else []
    badges.append(link(f"blz. {hit.page}", there, "as-badge", "Toon de bladzijde met de passage"))
    badges += [
        link(f"actie {action}", address("acties", plan=plan, actie=action), "as-badge", plan)
        for action, plan in found.actions[:6]
    ]
    badges += [html('<span class="as-badge {stance}">{name}</span>', stance=s, name=STANCES[s]) for s in found.stances]
    if hit.language != "nl":
        badges.append(html('<span class="as-badge">{name}</span>', name=LANGUAGES.get(hit.language, hit.language)))
    if why := explain(hit.why):
        badges.append(html('<details class="as-waarom"><summary>waarom?</summary>{why}</details>', why=why))
    return badges


def _tools(hit: Hit, opened_here: bool, picked: bool) -> list[Html]:
    state, key, now = everything(), key_of(hit), chosen()
    choice = [k for k in now if k != key] if picked else [*now, key]
    return [
        link(
            "Sluit" if opened_here else "Lees hier",
            address(SEARCH, **{**state, "open": None if opened_here else key}),
        ),
        link("Meer zoals dit", address(SEARCH, zoals=key)),
        html(
            '<a data-view role="checkbox" aria-checked="{checked}" href="{href}">{label}</a>',
            checked="true" if picked else "false",
            href=address(SEARCH, **{**state, "keuze": "|".join(choice) or None}),
            label="✓ Gekozen" if picked else "Kies",
        ),
    ]


def _passage(hit: Hit) -> Html:
    """The passage with its words marked, from the sentence of the first of them when that stands far down."""
    text, start = hit.passage, 0
    first = min((m.start for m in hit.marks), default=0)
    if first > FAR_DOWN:
        ends = [e.end() for e in re.finditer(r"[.!?:;]\s+|\n+", text[:first])]
        start = ends[-1] if ends and first - ends[-1] < FAR_DOWN else text.rfind(" ", 0, first - 80) + 1
    dot = html('<span class="as-stil"> ·</span>')
    lines = [Point(b.start(), dot) for b in re.finditer(r"(?<![.!?:;])\n\s*\n", text)]  # of a cover, say, or a list
    shown = marked(text, found_words([(m.start, m.end) for m in hit.marks]), lines, start)
    return html("{before}{shown}", before="… " if start else None, shown=shown)


def _whole(corpus: Corpus, hit: Hit) -> Html:
    """The whole section in the place of its passage, with the passage marked."""
    document = opened.document(corpus, hit.sha256)
    part = next(p for p in parts_of(document) if p.where == hit.where)
    look = Look(passage=(hit.where, hit.start, hit.end), state={"doc": hit.sha256[:12]})
    return html('<div class="as-open">{text}</div>', text=part_text(document, part, look))
