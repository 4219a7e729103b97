"""Actions: what an action of a plan says, every place where it is mentioned, and which document speaks of which "
"action."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from corpus.model import ActionMention
from index.actions import ActionRow, documents_of, list_actions
from index.stances import stances_at, stances_of
from index.store import Corpus
from index.trace import Taken, Traced, trace
from ui import opened
from ui.exports import traced_quoted, traced_table
from ui.labels import KINDS, STANCES, date_in_words, many, place_in_words, year_of
from ui.marks import found_words, marked
from ui.markup import SEARCH, Html, address, html, join, link, put, side_button
from ui.moments import in_time
from ui.paging import page_links, page_now
from ui.state import given
from ui.taking import take_along
from ui.text_view import place_of

COLUMNS = 24  # documents beside each other in the matrix
ON_A_PAGE = 50  # mentions of one action
MOST_DOTS = 120  # mentions that each have a dot of their own on the line of years
NO_PLAN = "geen"  # in the address: actions of which no document says the plan


def show() -> None:
    """The action that the address names, or the actions to choose from."""
    corpus = opened.corpus()
    if not opened.documents(corpus):
        opened.explain_empty(corpus)
        return
    actions = _actions(opened.stamp(corpus), corpus)
    if not actions:
        put(html('<h1 class="as-titel">Acties</h1><p class="as-stil">In dit corpus vermeldt geen enkel document een '
                 "genummerde actie van een plan.</p>"))  # fmt: skip
        return
    mentions: dict[str | None, int] = {}
    for one in actions:
        mentions[one.plan] = mentions.get(one.plan, 0) + one.mentions
    plans = sorted(mentions, key=lambda p: (p is None, -mentions[p]))  # the most discussed plan first
    plan, free = _plan(plans)
    with st.sidebar:
        put(_choice(actions, plans, plan))
    asked = st.text_input(
        "Zoek een actie",
        key="zoek",
        bind="query-params",
        placeholder="Typ een actie of een plan, bijvoorbeeld: 18.2, of woorden van het plan of van de actie",
        label_visibility="collapsed",
        icon=":material/search:",
    )
    number = given("actie")
    if asked and asked.strip():
        put(_found(actions, asked))
        return
    if number is None:
        _overview(corpus, actions, plan)
        return
    rows = trace(corpus, number, None if free else plan)
    if plan is None and not free:
        rows = [r for r in rows if r.plan is None]
    _action(corpus, actions, number, None if free else plan, rows)


@st.cache_resource(show_spinner="De acties worden verzameld…", max_entries=2)
def _actions(key: str, _corpus: Corpus) -> list[ActionRow]:
    return list_actions(_corpus)


def _plan(plans: Sequence[str | None]) -> tuple[str | None, bool]:
    """The plan of the address, and whether the address leaves it open although there is an action."""
    asked = given("plan")
    if asked == NO_PLAN:
        return None, False
    if asked is not None:
        # part of the name will do, for an address that a person typed
        named = [p for p in plans if p and asked.casefold() in p.casefold()]
        return (asked if asked in plans or not named else named[0]), False
    if given("actie") is not None:
        return None, True
    return plans[0], False


def _in_address(plan: str | None) -> str:
    return plan if plan is not None else NO_PLAN


def _choice(actions: Sequence[ActionRow], plans: Sequence[str | None], plan: str | None) -> Html:
    groups = []
    for one in plans:
        of_plan = [a for a in actions if a.plan == one]
        inner = None
        if one == plan:
            inner = html(
                '<div class="as-nummers">{numbers}</div>',
                numbers=join(
                    html(
                        '<a data-view href="{href}" title="{hint}"{on}>{number}</a>',
                        href=address("acties", plan=_in_address(one), actie=a.action),
                        hint=a.definition or many(a.mentions, "vermelding", "vermeldingen"),
                        on=html(' aria-current="true"') if a.action == given("actie") else None,
                        number=a.action,
                    )
                    for a in of_plan
                ),
            )
        groups.append(
            html(
                '<li><a data-view href="{href}"{on}><span>{name}</span><b>{n}</b></a>{inner}</li>',
                href=address("acties", plan=_in_address(one)),
                on=html(' aria-current="true"') if one == plan else None,
                name=one or "Plan niet genoemd",
                n=len(of_plan),
                inner=inner,
            )
        )
    return html(
        '<nav class="as-filters plannen" aria-label="Plannen en acties"><h2 class="as-zijkop">Plan en actie</h2><ul>'
        "{groups}</ul></nav>",
        groups=join(groups),
    )


# --- what was typed ---------------------------------------------------------------------------------------------------

MOST_FOUND = 60
_SMALL_WORDS = frozenset({"actie", "acties", "van", "het", "de", "een", "plan", "uit", "in"})


def asked_for(action: ActionRow, asked: str) -> bool:
    """Whether what a person typed means this action: every number is its number, every word is in its plan or text."""
    said = f"{action.plan or ''} {action.definition or ''}".casefold()
    for word in asked.casefold().replace(",", " ").split():
        if word[0].isdigit():  # 18 takes 18.1 along; 2021 may stand in the name of a plan
            same = action.action.casefold() == word or action.action.startswith(f"{word}.")
            if not same and not re.search(rf"(?<!\d){re.escape(word)}(?!\d)", action.plan or ""):
                return False
        elif word not in _SMALL_WORDS and word not in said:
            return False
    return True


def _found(actions: Sequence[ActionRow], asked: str) -> Html:
    found = [a for a in actions if asked_for(a, asked)]
    if not found:
        return html(
            '<section class="as-leeg"><h2>Geen actie gevonden</h2><p>Geen enkele actie heeft “{asked}” als nummer, of '
            "in haar plan of haar tekst. Kies aan de zijkant een plan, of <a data-view "
            'href="{href}">zoek het in de documenten</a>.</p>{side}</section>',
            asked=asked.strip(),
            href=address(SEARCH, q=asked.strip()),
            side=side_button("Plannen"),
        )
    rows = (
        html(
            '<li>{title}<span class="as-stil">{plan} · {number}</span>{text}</li>',
            title=link(f"Actie {a.action}", address("acties", plan=_in_address(a.plan), actie=a.action), "treffer"),
            plan=a.plan or "plan niet genoemd",
            number=many(a.mentions, "vermelding", "vermeldingen"),
            text=html("<q>{text}</q>", text=_short(a.definition)) if a.definition else None,
        )
        for a in found[:MOST_FOUND]
    )
    return html(
        '<div class="as-balk"><span class="as-stil" role="status">{number} bij “{asked}”{more}</span>{side}</div>'
        '<ul class="as-lijst">{rows}</ul>',
        number=many(len(found), "actie", "acties"),
        asked=asked.strip(),
        more=f"; dit zijn de eerste {MOST_FOUND}" if len(found) > MOST_FOUND else "",
        side=side_button("Plannen"),
        rows=join(rows),
    )


# --- all actions of a plan --------------------------------------------------------------------------------------------


def _overview(corpus: Corpus, actions: Sequence[ActionRow], plan: str | None) -> None:
    of_plan = [a for a in actions if a.plan == plan]
    if not of_plan:
        opened.tell(f"Er is geen plan '{plan}' waarvan acties vermeld worden.")
        return
    put(
        html(
            '<header><p class="as-feiten">{facts} {side}</p><h1 class="as-titel">{plan}</h1></header>',
            side=side_button("Plannen"),
            facts=" · ".join(
                (many(len(of_plan), "actie", "acties"),
                 many(sum(a.mentions for a in of_plan), "vermelding", "vermeldingen"))
            ),
            plan=plan or "Acties zonder genoemd plan",
        )
    )  # fmt: skip
    named = documents_of(corpus, plan)
    page, last = page_now(len(named), COLUMNS)
    shown = named[(page - 1) * COLUMNS : page * COLUMNS][::-1]  # the latest on the first page, in order of time
    found = _cells(opened.stamp(corpus), plan, tuple(shown), corpus)
    documents = [opened.documents(corpus)[sha256] for sha256 in shown]
    documents.sort(key=lambda d: d.date is None)
    spoken = {action for action, _ in found}
    head = join(
        html(
            '<th class="staand"><a data-view href="{href}" title="{hint}"><span>{title}</span><em>{year}</em></a></th>',
            href=address("document", doc=d.sha256[:12]),
            hint=f"{d.title or d.file}, {date_in_words(d.date)}",
            title=d.title or d.file,
            year=year_of(d.date) or "–",
        )
        for d in documents
    )
    rows = join(
        html(
            '<tr><th scope="row"><a data-view href="{href}">{number}</a></th><td class="wat">{text}</td>{cells}</tr>',
            href=address("acties", plan=_in_address(plan), actie=a.action),
            number=a.action,
            text=_short(a.definition),
            cells=join(_cell(found.get((a.action, d.sha256)), plan, a.action, d.sha256) for d in documents),
        )
        for a in of_plan
        if last == 1 or a.action in spoken
    )
    put(
        html(
            '<div class="as-tabel matrix" tabindex="0" aria-label="Acties en '
            'documenten"><table><thead><tr><th>Actie</th>'
            '<th class="wat">Wat het plan zegt</th>{head}</tr></thead><tbody>{rows}</tbody></table></div>'
            '{pages}<p class="as-stil">{part}Het getal zegt hoe vaak het document de actie vermeldt. De kleur zegt '
            "welk standpunt het erover inneemt: een volle kleur in de zin zelf, een stippelrand in de zinnen die erop "
            "volgen; bolletjes zijn andere standpunten. Een vakje opent zijn passages.</p>{legend}",
            head=head,
            rows=rows,
            pages=page_links("acties", page, last, "Meer documenten"),
            part=f"Dit zijn {len(shown)} van de {len(named)} documenten, de nieuwste op het eerste blad. "
            if last > 1
            else None,
            legend=_legend(),
        )
    )
    number = sum(a.mentions + a.definitions for a in of_plan)

    def rows_now() -> list[tuple[Traced, tuple[Taken, ...]]]:
        return _all_rows(corpus, of_plan, plan)

    take_along(
        "acties", plan or "Acties zonder genoemd plan", lambda: traced_table(rows_now()),
        lambda: traced_quoted(rows_now(), opened.documents(corpus)), "Alle vermeldingen van dit plan.", number,
    )  # fmt: skip


def _legend() -> Html:
    return html(
        '<p class="as-badges">{badges}</p>',
        badges=join(html('<span class="as-badge {s}">{s}</span>', s=s) for s in STANCES),
    )


def _short(text: str | None) -> str:
    if not text:
        return ""
    return text if len(text) <= 110 else text[:108].rsplit(" ", 1)[0] + " …"


@dataclass(frozen=True, slots=True)
class Cell:
    """What one document says of one action: how often it names it, and the stances it takes, most frequent first."""

    mentions: int
    stances: tuple[Taken, ...]


@st.cache_resource(show_spinner="De vermeldingen worden verzameld…", max_entries=16)
def _cells(key: str, plan: str | None, shown: tuple[str, ...], _corpus: Corpus) -> dict[tuple[str, str], Cell]:
    """For every action of the plan and every one of these documents that speaks of it."""
    cells: dict[tuple[str, str], Cell] = {}
    for sha256 in shown:
        document = opened.document(_corpus, sha256)
        named: dict[str, list[ActionMention]] = {}
        for mention in document.actions:
            if mention.plan == plan:
                named.setdefault(mention.action, []).append(mention)
        for action, mentions in named.items():
            taken = [t for m in mentions if m.kind != "definition" for t in stances_at(document, m)]
            stances = sorted(set(taken), key=lambda t: (not t.own, -taken.count(t), t.stance))
            seen = {t.stance: t for t in reversed(stances)}  # what a mention says itself goes before what follows it
            cells[action, sha256] = Cell(len(mentions), tuple(t for t in stances if seen[t.stance] is t))
    return cells


def _exactly(corpus: Corpus, number: str, plan: str | None) -> list[Traced]:
    return [r for r in trace(corpus, number) if r.action == number and r.plan == plan]


def _all_rows(corpus: Corpus, actions: Sequence[ActionRow], plan: str | None) -> list[tuple[Traced, tuple[Taken, ...]]]:
    return [(r, _stances(corpus, r)) for a in actions for r in _exactly(corpus, a.action, plan)]


def _cell(cell: Cell | None, plan: str | None, action: str, sha256: str) -> Html:
    if cell is None:
        return html("<td></td>")
    first = cell.stances[0] if cell.stances else None
    hint = f"Actie {action}: {many(cell.mentions, 'vermelding', 'vermeldingen')}"
    if cell.stances:
        hint += "; " + ", ".join(t.stance if t.own else f"{t.stance} (in wat erop volgt)" for t in cell.stances)
    return html(
        '<td class="vol {stance}{around}"><a data-view href="{href}" title="{hint}" aria-label="{hint}">{number}{more}'
        "</a></td>",
        stance=first.stance if first else None,
        around=" rond" if first and not first.own else None,
        href=address("acties", plan=_in_address(plan), actie=action, doc=sha256[:12]),
        hint=hint,
        number=cell.mentions,
        more=html("<span>{dots}</span>", dots=join(html('<i class="{s}"></i>', s=t.stance) for t in cell.stances[1:]))
        if len(cell.stances) > 1
        else None,
    )


# --- one action -------------------------------------------------------------------------------------------------------


def _action(
    corpus: Corpus, actions: Sequence[ActionRow], number: str, plan: str | None, rows: Sequence[Traced]
) -> None:
    only = given("doc")
    name = plan or ("plan niet genoemd" if given("plan") else None)
    documents = len({r.sha256 for r in rows})
    named = [r for r in rows if r.kind == "mention"]
    put(
        html(
            '<header><p class="as-feiten">{plan} {side}</p><h1 class="as-titel">Actie {number}</h1><p '
            'class="as-stil">{facts}</p>'
            "</header>",
            plan=link(name, address("acties", plan=given("plan"))) if name else "alle plannen",
            side=side_button("Plannen"),
            number=number,
            facts=f"{many(len(named), 'vermelding', 'vermeldingen')} in {many(documents, 'document', 'documenten')}",
        )
    )
    put(_definitions(corpus, rows, number))
    shown = [r for r in rows if only is None or r.sha256.startswith(only)]
    put(_timeline(corpus, named))
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="actiebalk"):
        chips = [
            html(
                '<a data-view class="as-chip aan" href="{href}">{title} ×</a>',
                href=address("acties", plan=given("plan"), actie=number),
                title=shown[0].title or shown[0].file if shown else only,
            )
        ] if only else []  # fmt: skip
        opinions = address("standpunten", onderwerp=f"actie {number}", plan=plan)
        chips.append(link("Standpunten over deze actie", opinions, "as-chip"))
        put(html('<div class="as-balk"><h2 class="as-kop n1">Vermeldingen</h2>{chips}</div>', chips=join(chips)))

        def pairs() -> list[tuple[Traced, tuple[Taken, ...]]]:
            return [(r, _stances(corpus, r)) for r in shown]

        take_along(
            f"actie-{number}", f"Actie {number}{f' van {plan}' if plan else ''}", lambda: traced_table(pairs()),
            lambda: traced_quoted(pairs(), opened.documents(corpus)), "Alle vermeldingen hier.", len(shown),
        )  # fmt: skip
    said = [r for r in shown if r.kind == "mention"]
    page, last = page_now(len(said), ON_A_PAGE)
    put(_mentions(corpus, said[(page - 1) * ON_A_PAGE : page * ON_A_PAGE], number))
    put(page_links("acties", page, last, "Meer vermeldingen"))


def _stances(corpus: Corpus, row: Traced) -> tuple[Taken, ...]:
    return stances_of(opened.document(corpus, row.sha256), row)


def _definitions(corpus: Corpus, rows: Sequence[Traced], number: str) -> Html:
    """Every wording that documents give of the action's own text, each once, with the documents that give it."""
    return join(
        html(
            '<blockquote class="as-definitie"><p>{action}{text}</p><footer>{plan}{places}</footer></blockquote>',
            action=html("<b>Actie {action}</b> ", action=found[0].action) if found[0].action != number else None,
            text=text,
            plan=html("{plan} · ", plan=found[0].plan) if given("plan") is None and found[0].plan else None,
            places=join(
                (
                    link(
                        f"{r.title or r.file}, {place_in_words(r.where)}, blz. {r.page}",
                        _to(corpus, r),
                    )
                    for r in found
                ),
                " · ",
            ),
        )
        for text, found in wordings(rows)
    )


def wordings(rows: Sequence[Traced]) -> list[tuple[str, list[Traced]]]:
    """The texts that documents give of actions, each with the rows that give it.

    Two that differ only in signs, capitals or a beginning that was cut off are one; the longest is shown.
    """
    told: list[tuple[str, list[Traced]]] = []
    for row in rows:
        if row.kind != "definition" or not row.definition:
            continue
        text = " ".join(row.definition.split())
        for n, (known, found) in enumerate(told):
            if (found[0].action, found[0].plan) == (row.action, row.plan) and _same_words(known, text):
                told[n] = (max(known, text, key=len), [*found, row])
                break
        else:
            told.append((text, [row]))
    return told


def _same_words(one: str, other: str) -> bool:
    a, b = (" ".join(re.findall(r"\w+", t.casefold())) for t in (one, other))
    return a.startswith(b) or b.startswith(a) or a.endswith(b) or b.endswith(a)


def _timeline(corpus: Corpus, rows: Sequence[Traced]) -> Html:
    """A dot for every mention on a line of years, in the colour of its stance; a number a year when there are many."""
    dated = [(year_of(r.date), r) for r in rows]
    years = [y for y, _ in dated if y]
    if len(set(years)) < 2:
        return html("")
    first, last = min(years), max(years)
    columns = []
    for year in range(first, last + 1):
        if len(years) > MOST_DOTS:
            number = html('<b class="as-stil">{n}</b>', n=years.count(year) or "")
            columns.append(html("<li><div>{number}</div><span>{year}</span></li>", number=number, year=year))
            continue
        dots = [
            html(
                '<a data-view class="{stance}{around}" href="{href}" title="{hint}" aria-label="{hint}"></a>',
                stance=taken[0].stance if taken else None,
                around=" rond" if taken and not taken[0].own else None,
                href=_to(corpus, r),
                hint=f"{r.title or r.file}, {date_in_words(r.date)}: "
                + (", ".join(t.stance for t in taken) or "vermelding"),
            )
            for r, taken in ((r, _stances(corpus, r)) for y, r in dated if y == year)
        ]
        columns.append(html("<li><div>{dots}</div><span>{year}</span></li>", dots=join(dots), year=year))
    return html('<ol class="as-tijd" aria-label="Vermeldingen in de tijd">{columns}</ol>', columns=join(columns))


def _to(corpus: Corpus, row: Traced) -> str:
    return place_of(opened.document(corpus, row.sha256), row.where, row.sentence, row.page)


def _mentions(corpus: Corpus, rows: Sequence[Traced], number: str) -> Html:
    return in_time(
        rows,
        lambda r: " · ".join(filter(None, (KINDS.get(r.document_kind), r.body))),
        lambda r: _mention(corpus, r, _stances(corpus, r), number),
    )


def _mention(corpus: Corpus, row: Traced, stances: tuple[Taken, ...], number: str) -> Html:
    at = row.sentence.find(row.text)
    spans = found_words([(at, at + len(row.text))]) if at >= 0 else []
    return html(
        '<div class="as-vermelding {stance}{around}"><p>{sentence}</p><p class="as-badges">{badges}</p></div>',
        stance=stances[0].stance if stances else None,
        around=" rond" if stances and not stances[0].own else None,
        sentence=marked(row.sentence, spans),
        badges=join(
            filter(
                None,
                (
                    link(
                        f"{place_in_words(row.where, row.section_title)}, blz. {row.page}",
                        _to(corpus, row),
                        "as-badge treffer",
                    ),
                    *(_stance(t) for t in stances),
                    html('<span class="as-badge">actie {a}</span>', a=row.action) if row.action != number else None,
                    html('<span class="as-badge">{plan}</span>', plan=row.plan or "plan niet genoemd")
                    if given("plan") is None
                    else None,
                ),
            ),
            " ",
        ),
    )


def _stance(taken: Taken) -> Html:
    if taken.own:
        return html('<span class="as-badge {s}">{s}</span>', s=taken.stance)
    return html(
        '<span class="as-badge {s} rond" title="Dit standpunt staat in de zinnen die op deze vermelding volgen">{s} '
        "(wat erop volgt)</span>",
        s=taken.stance,
    )
