"""The filters beside the results of a search: their values with how many passages have each, and the chart of years."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from index.facets import Facets
from index.query import parse_query, without_fields
from ui.labels import KINDS_MANY, LANGUAGES, many
from ui.markup import SEARCH, Html, address, html, join, link
from ui.state import everything, given

# The filters as an address has them, and what Filters calls them.
NAMES = {"soort": "kind", "raad": "body", "vanaf": "after", "tot": "before", "actie": "action", "bron": "source",
         "taal": "language"}  # fmt: skip
FILTERS = tuple(NAMES)
SHOWN = 7  # values of one filter


def asked(name: str) -> str | None:
    """The filter `name` as it works: that of a field in the box ("type:advies"), which goes before, or of the address.

    Raises AdviesspoorError for a date in the box that is none.
    """
    value: str | None = getattr(parse_query(given("q") or "").filters, NAMES[name])
    return value or given(name)


def here(**changed: object) -> str:
    """The address of this view with something changed; another filter begins on the first page again.

    Of a filter that changes the box keeps no field, which would go before it.
    """
    now = everything()
    if "q" in now:
        now["q"] = without_fields(str(now["q"]), [NAMES[name] for name in changed if name in NAMES])
    return address(SEARCH, **{**now, "blad": None, "open": None, **changed})


def years_of(counts: Facets, wider: Mapping[str, Facets]) -> Html:
    """The chart of years; `wider` as for `filters_of`."""
    return html('<div class="as-filters">{years}</div>', years=_years(_all_years(counts, wider)))


def period(counts: Facets, wider: Mapping[str, Facets]) -> None:
    """The first and last year to look in, to drag; the address has them. Nothing when there is only one year."""
    years = [year for year, _ in _all_years(counts, wider).years]
    if not years or years[0] == years[-1]:
        return
    first, last = years[0], years[-1]
    low, high = (_year(name, first, last, border) for name, border in (("vanaf", first), ("tot", last)))
    key = f"jaren-{first}-{last}-{low}-{high}"  # a new slider for a new address, which may come from a click elsewhere
    st.slider(
        "Van jaar tot jaar",
        first,
        last,
        (min(low, high), max(low, high)),
        key=key,
        label_visibility="collapsed",
        on_change=_take_period,
        args=(key, first, last),
    )


def _year(name: str, first: int, last: int, otherwise: int) -> int:
    start = (asked(name) or "")[:4]
    return min(max(int(start), first), last) if start.isdecimal() else otherwise


def _take_period(key: str, first: int, last: int) -> None:
    low, high = st.session_state[key]
    st.session_state["q"] = without_fields(st.session_state.get("q") or "", ("after", "before"))
    for name, year, border in (("vanaf", low, first), ("tot", high, last)):
        if year == border:
            st.query_params.pop(name, None)
        else:
            st.query_params[name] = str(year)
    for name in ("blad", "open"):
        st.query_params.pop(name, None)


def _all_years(counts: Facets, wider: Mapping[str, Facets]) -> Facets:
    return wider.get("vanaf") or wider.get("tot") or counts


def filters_of(counts: Facets, wider: Mapping[str, Facets]) -> Html:
    """The filters after the period. `wider` has the counts without each filter that is set: its other values stay."""

    def of(name: str) -> Facets:
        return wider.get(name, counts)

    groups = [
        _group("Soort", "soort", [(k, KINDS_MANY.get(k, k), n) for k, n in of("soort").kinds]),
        _group("Raad", "raad", [(b, b, n) for b, n in of("raad").bodies]),
        _group("Actie", "actie", [(a, f"Actie {a}", n) for a, n in of("actie").actions]),
        _group("Bron", "bron", list(of("bron").sources)),
        _group("Taal", "taal", [(t, LANGUAGES.get(t, t), n) for t, n in of("taal").languages], least=2),
    ]
    return html('<div class="as-filters">{groups}</div>', groups=join(groups))


def filter_label(name: str, counts: Facets) -> str:
    """A filter that holds in words; "" for the end of a period with a beginning, which says both."""
    value, low, high = asked(name) or "", asked("vanaf"), asked("tot")
    if name in ("vanaf", "tot") and low and high:
        return "" if name == "tot" else low if low == high else f"{low}–{high}"
    if name == "soort":
        return KINDS_MANY.get(value, value)
    if name == "bron":
        return next((title for s, title, _ in counts.sources if s == value), value)
    if name == "taal":
        return LANGUAGES.get(value, value)
    return {"vanaf": "vanaf {}", "tot": "tot en met {}", "actie": "actie {}"}.get(name, "{}").format(value)


def _group(title: str, name: str, values: Sequence[tuple[str, str, int]], least: int = 1) -> Html:
    chosen = asked(name)
    if chosen is None and len(values) < least:
        return html("")
    if chosen is not None and chosen not in {v for v, _, _ in values}:
        values = [(chosen, chosen, 0), *values]
    first = sorted(values, key=lambda v: v[0] != chosen)
    rows = [_row(name, *value, on=value[0] == chosen) for value in first[:SHOWN]]
    more = [_row(name, *value, on=False) for value in first[SHOWN : 5 * SHOWN]]
    if not rows:
        return html("")
    return html(
        '<h2 class="as-zijkop">{title}</h2><ul>{rows}</ul>{more}',
        title=title,
        rows=join(rows),
        more=html('<details class="as-meer"><summary>nog {number}</summary><ul>{rows}</ul></details>',
                  number=len(more), rows=join(more)) if more else None,
    )  # fmt: skip


def _row(name: str, value: str, label: str, number: int, *, on: bool) -> Html:
    return html(
        '<li><a data-view href="{href}"{on} title="{label}"><span>{label}</span><b>{number}</b></a></li>',
        href=here(**{name: None if on else value}),
        on=html(' aria-current="true"') if on else None,
        label=label,
        number="×" if on else number,
    )


def _years(counts: Facets) -> Html:
    """A bar for every year; a click on one keeps only that year, a second click all of them again."""
    if not counts.years:
        return html("")
    first, last = counts.years[0][0], counts.years[-1][0]
    number = dict(counts.years)
    most = max(number.values())
    low, high = asked("vanaf") or "", asked("tot") or ""
    clear = link("wis periode", here(vanaf=None, tot=None), "as-wis") if low or high else None
    bars = []
    for year in range(first, last + 1):
        inside = (not low or str(year) >= low[:4]) and (not high or str(year) <= high[:4])
        alone = low == high == str(year)
        bars.append(
            html(
                '<a data-view href="{href}" title="{label}" aria-label="{label}" class="{empty}"{on}><i '
                'style="height:{height}%"></i></a>',
                href=here(vanaf=None if alone else year, tot=None if alone else year),
                label=f"{year}: {many(number.get(year, 0), 'passage', 'passages')}",
                empty=("" if year in number else "leeg") + ("" if inside else " buiten"),
                on=html(' aria-current="true"') if inside and clear else None,
                height=max(4, round(100 * number.get(year, 0) / most)) if year in number else 0,
            )
        )
    return html(
        '<h2 class="as-zijkop">Periode {clear}</h2><div class="as-jaren" role="group" aria-label="Passages per jaar">'
        "{bars}</div>{ends}",
        clear=clear,
        bars=join(bars),
        # the slider below says the same, unless it was moved or there is only one year
        ends=html(
            '<div class="as-as"><span>{first}</span><span>{last}</span></div>',
            first=first,
            last=last if last != first else None,
        )
        if clear or first == last
        else None,
    )
