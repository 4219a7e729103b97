"""The words of the house for what the model calls by a key: kinds, stances, states, dates, places, references."""

from __future__ import annotations

from collections.abc import Iterable

from corpus.catalogue import DocumentRow
from corpus.model import Category, Document, Problem

KINDS = {
    "advies": "Advies",
    "schriftelijke_vraag": "Schriftelijke vraag",
    "visienota": "Visienota",
    "andere": "Ander document",
}
KINDS_MANY = {
    "advies": "Adviezen",
    "schriftelijke_vraag": "Schriftelijke vragen",
    "visienota": "Visienota’s",
    "andere": "Andere documenten",
}
SOURCE_KINDS = {
    "advies": "Advies",
    "decreet": "Decreet",
    "besluit": "Besluit",
    "codex": "Codex",
    "conceptnota": "Conceptnota",
    "onderzoek": "Onderzoek",
    "schriftelijke_vraag": "Schriftelijke vraag",
    "rapport": "Rapport",
    "actieplan": "Actieplan",
    "verslag": "Verslag",
    "webpagina": "Webpagina",
    "visienota": "Visienota",
    "andere": "Ander document",
}
STANCES = {
    "steun": "steun",
    "kritiek": "kritiek",
    "vraag": "vraag",
    "voorstel": "voorstel",
    "bezorgdheid": "bezorgdheid",
}
STATES = {
    "read": "gelezen",
    "partly": "deels gelezen",
    "failed": "niet gelezen",
    "skipped": "overgeslagen",
    "needs_ocr": "wacht op OCR",
}
ORIGINS = {
    "digital": "digitaal",
    "text_layer": "tekstlaag van een scan",
    "ocr": "OCR",
    "plain_text": "platte tekst",
}
REPAIRS = {
    "diacritic": "accent",
    "letter": "letter",
    "name": "naam",
    "ordinal": "rangtelwoord",
    "spacing": "spatie",
    "hyphenation": "afbreking",
    "bullet": "opsommingsteken",
    "footnote-marker": "voetnootcijfer",
}
LANGUAGES = {"nl": "Nederlands", "en": "Engels", "fr": "Frans", "de": "Duits"}

_MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november",
    "december",
)  # fmt: skip


def date_in_words(date: str | None) -> str:
    """A date as people write it: "13 juni 2019", as precise as it is; "zonder datum" where there is none."""
    if not date:
        return "zonder datum"
    parts = date.split("-")
    if len(parts) == 1 or not parts[1].isdigit() or not 1 <= int(parts[1]) <= 12:
        return parts[0]
    month = f"{_MONTHS[int(parts[1]) - 1]} {parts[0]}"
    return month if len(parts) == 2 else f"{int(parts[2])} {month}"


def short_date(date: str | None) -> str:
    """A date as a table shows it: "13/06/2019", as precise as it is; a dash where there is none."""
    return "/".join(reversed(date.split("-"))) if date else "–"


def year_of(date: str | None) -> int | None:
    """The year of a date, or None."""
    return int(date[:4]) if date and date[:4].isdigit() else None


def place_in_words(where: str, title: str | None = None) -> str:
    """A `where` as people say it: "2.1 Titel", "voetnoot 3", "antwoord op vraag 2", "begin van het document"."""
    kind, _, number = where.partition(":")
    if kind == "fn" and number:
        return f"voetnoot {number}"
    if kind == "question" and number:
        return f"vraag {number}"
    if kind == "answer" and number:
        return f"antwoord op vraag {number}"
    if where == "preamble":
        return "begin van het document"
    return f"{where} {title}" if title and title != where else where


def title_of(document: Document | DocumentRow) -> str:
    """The title of a document, or its file name where it says none."""
    title = document.meta.title if isinstance(document, Document) else document.title
    return title or document.file


def sentence(text: str) -> str:
    """`text` with a full stop, unless it ends in something of that kind."""
    return text if text.endswith((".", "?", "!", "…")) else text + "."


def reference(document: Document | DocumentRow, where: str | None = None, page: int | None = None) -> str:
    """How the council cites this document, with the section and the page where they are given.

    "Vlaamse Onderwijsraad, Raad Secundair Onderwijs. Titel. Ondertitel, 16 mei 2024, 2.1, p. 3."
    """
    said = document.meta if isinstance(document, Document) else document
    parts: list[str] = []
    if document.kind == "schriftelijke_vraag":
        asked = "Schriftelijke vraag"
        asked += f" nr. {said.number}" if said.number else ""
        asked += f" van {said.author}" if said.author else ""
        asked += f" aan {said.recipient}" if said.recipient else ""
        parts.append(sentence(asked))
    elif document.kind == "advies" and said.body:
        council = "Vlaamse Onderwijsraad"
        parts.append(sentence(said.body if said.body.startswith(council) else f"{council}, {said.body}"))
    elif said.body:
        parts.append(sentence(said.body))
    title = sentence(title_of(document))
    if said.subtitle:
        title += " " + said.subtitle.rstrip(".")
    else:
        title = title.rstrip(".")
    tail = [date_in_words(said.date)] if said.date else []
    if where and where != "preamble":
        tail.append(place_in_words(where))
    if page:
        tail.append(f"p. {page}")
    parts.append(", ".join([title, *tail]) + ".")
    return " ".join(parts)


def many(number: int, one: str, more: str) -> str:
    """A number with its noun ("1 document", "3 documenten"), with a dot for thousands."""
    return f"{number:,}".replace(",", ".") + f" {one if number == 1 else more}"


# What is said once of several pages with the same trouble.
_SEVERAL_PAGES = {
    Category.DAMAGED: "Bladzijden {pages} zijn beschadigd en konden niet gelezen worden.",
    Category.NO_OCR: "Bladzijden {pages} zijn scans zonder tekst; om die te lezen is Tesseract nodig.",
    Category.TOO_SLOW: "Het lezen van de bladzijden {pages} duurde te lang.",
}


def problems_in_words(problems: Iterable[Problem]) -> str:
    """Every trouble once, with all its pages: "Bladzijden 2, 4-6 zijn beschadigd en konden niet gelezen worden."."""
    pages: dict[object, list[int]] = {}
    messages: dict[object, str] = {}
    for problem in problems:
        several = problem.page is not None and problem.category in _SEVERAL_PAGES
        key: object = problem.category if several else problem.message
        messages.setdefault(key, problem.message)
        if problem.page is not None:
            pages.setdefault(key, []).append(problem.page)
    told = []
    for key, message in messages.items():
        if isinstance(key, Category) and len(set(pages[key])) > 1:
            message = _SEVERAL_PAGES[key].format(pages=ranges(pages[key]))
        told.append(message)
    return " ".join(told)


def ranges(numbers: Iterable[int]) -> str:
    """Whole numbers as people list them: "2, 4-6, 9"."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(str(r[0]) if len(r) == 1 else f"{r[0]}-{r[-1]}" for r in runs)


def file_size(size: int) -> str:
    """Bytes as people read them."""
    amount = float(size)
    for unit in ("bytes", "kB", "MB", "GB"):
        if amount < 1000 or unit == "GB":
            return f"{amount:.0f} {unit}" if unit in ("bytes", "kB") else f"{amount:.1f} {unit}".replace(".", ",")
        amount /= 1000
    raise AssertionError
