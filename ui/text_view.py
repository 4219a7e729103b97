"""A document as text on the screen: headings, paragraphs, lists and tables, with everything found in them as links."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from corpus.model import Box, Document, LineSpan, PlacedText, Repair, Section
from ui.labels import REPAIRS, STANCES
from ui.marks import Point, Span, marked
from ui.markup import Html, address, html, join

_URL = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:)\]]")
_END = html("</a>")


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the document that has a heading of its own: what its heading says, and its text."""

    where: str
    id: str
    level: int
    number: str | None
    title: str
    page: int
    body: PlacedText
    section: Section | None = None


@dataclass(frozen=True, slots=True)
class Look:
    """How a reader wants to see the text; `passage` is a where with the stretch of its text that is marked."""

    positions: bool = True
    repairs: bool = False
    passage: tuple[str, int, int] | None = None
    state: Mapping[str, object] = field(default_factory=dict)  # what the addresses of our own links carry along


def parts_of(document: Document) -> list[Part]:
    """The document in reading order, without its footnotes; sections without text stay, for their heading."""
    sections = {s.key: s for s in document.sections}
    parts: list[Part] = []
    questions = {f"question:{q.number}": q for q in document.questions}
    answers = {f"answer:{q.number}": q for q in document.questions}
    for where, body in document.texts():
        number = f"deel-{len(parts) + 1}"
        page = body.place().page
        if where in questions:
            found = questions[where]
            parts.append(Part(where, number, 1, None, f"Vraag {found.number}", found.page_question or page, body))
        elif where in answers:
            shared = [q.number for q in document.questions if q.answer == body]
            told = f"Antwoord op vraag {shared[0]}"
            if len(shared) > 1:
                told = f"Antwoord op vragen {', '.join(map(str, shared[:-1]))} en {shared[-1]}"
            parts.append(Part(where, number, 1, None, told, answers[where].page_answer or page, body))
        elif where in sections:
            s = sections[where]
            title = s.title or ("" if where == "preamble" else where)
            parts.append(Part(where, number, s.level, s.number, title, s.page, body, s))
    return parts


def tree(parts: list[Part], current: str | None, state: Mapping[str, object]) -> Html:
    """The headings as links, indented by level."""
    rows = [
        html(
            '<li class="n{level}"><a data-view href="{href}"{now}>{number}{title}</a></li>',
            level=min(part.level, 4),
            href=address("document", **{**state, "sectie": part.where}),
            now=html(' aria-current="location"') if part.where == current else None,
            number=html('<span class="nr">{number}</span>', number=part.number) if part.number else None,
            title=part.title or "Begin van het document",
        )
        for part in parts
        if part.title or part.body.text
    ]
    return html('<nav class="as-boom" aria-label="Inhoud"><ul>{rows}</ul></nav>', rows=join(rows))


def text(document: Document, parts: list[Part], look: Look) -> Html:
    """The whole document with its footnotes at the foot."""
    notes = {n.number: n.body.text for n in document.footnotes}
    pages: list[int] = []  # as the text goes through them
    out: list[Html] = []
    for part in parts:
        out.append(_heading(part))
        out.append(_body(document, part.where, part.body, part.section, look, notes, pages))
    if document.footnotes:
        out.append(html('<h2 class="as-kop" id="voetnoten">Voetnoten</h2><ol class="as-noten">{rows}</ol>', rows=join(
            _note(document, n.number, n.body, look) for n in document.footnotes
        )))  # fmt: skip
    return html(
        '<article class="as-tekst" tabindex="0" aria-label="Tekst" lang="{language}">{out}</article>',
        language=document.language,
        out=join(out),
    )


def part_text(document: Document, part: Part, look: Look) -> Html:
    """One part, for a result that is opened where it stands."""
    notes = {n.number: n.body.text for n in document.footnotes}
    return _body(document, part.where, part.body, part.section, look, notes, None)


def _heading(part: Part) -> Html:
    if not part.title:
        return html('<a id="{id}"></a>', id=part.id)
    return html(
        '<h{level} class="as-kop n{depth}" id="{id}">{number}{title}</h{level}>',
        level=min(part.level + 1, 5),
        depth=min(part.level, 4),
        id=part.id,
        number=html('<span class="nr">{number}</span> ', number=part.number) if part.number else None,
        title=part.title,
    )


# --- one text ---------------------------------------------------------------------------------------------------------


def _body(
    document: Document,
    where: str,
    body: PlacedText,
    section: Section | None,
    look: Look,
    notes: Mapping[str, str],
    pages: list[int] | None,
) -> Html:
    """One text; `pages` are those that the text before it went through, None for a text that stands alone."""
    spans = _spans(document, where, body, look)
    points = _note_marks(document, where, notes, look, pages is not None)
    breaks = [] if pages is None else _page_breaks(body, pages, look)
    items = {offset: (marker, level) for offset, marker, level in section.items} if section else {}
    quotes = section.quotes if section else ()
    out: list[Html] = []
    rows: list[Html] = []
    for start, end in _paragraphs(body.text, list(items)):
        if "\t" in body.text[start:end]:
            rows += _table_rows(body.text, start, end, spans, points + breaks)
            continue
        if rows:
            out.append(html('<div class="as-tabel"><table>{rows}</table></div>', rows=join(rows)))
            rows = []
        content = marked(body.text, spans, [*points, *breaks], start, end)
        language = next((lang for a, b, lang in quotes if a <= start and end <= b + 2), None)
        if start in items:
            marker, level = items[start]
            out.append(
                html(
                    '<p class="as-punt n{level}"><span class="teken">{marker}</span><span>{content}</span></p>',
                    level=min(level, 3),
                    marker=marker,
                    content=content,
                )
            )
        elif language:
            out.append(html('<blockquote lang="{language}">{content}</blockquote>', language=language, content=content))
        else:
            out.append(html("<p>{content}</p>", content=content))
    if rows:
        out.append(html('<div class="as-tabel"><table>{rows}</table></div>', rows=join(rows)))
    return join(out)


def _paragraphs(text: str, borders: list[int]) -> Iterator[tuple[int, int]]:
    """The paragraphs of a text as offsets; an item of a list begins one as well."""
    cuts = {m.start(): m.end() for m in re.finditer(r"\n\s*\n", text)}
    for offset in borders:
        if offset and text[offset - 1] == "\n" and not any(a <= offset <= b for a, b in cuts.items()):
            cuts[offset - 1] = offset
    start = 0
    for cut, after in sorted(cuts.items()):
        if text[start:cut].strip():
            yield start, cut
        start = after
    if text[start:].strip():
        yield start, len(text)


def _table_rows(text: str, start: int, end: int, spans: list[Span], points: list[Point]) -> list[Html]:
    rows = []
    at = start
    for line in text[start:end].split("\n"):
        cells = []
        for cell in line.split("\t"):
            cells.append(html("<td>{cell}</td>", cell=marked(text, spans, points, at, at + len(cell))))
            at += len(cell) + 1
        rows.append(html("<tr>{cells}</tr>", cells=join(cells)))
    return rows


def _spans(document: Document, where: str, body: PlacedText, look: Look) -> list[Span]:
    spans: list[Span] = []
    named: dict[tuple[int, int], list[str]] = {}
    for mention in document.actions:
        if mention.where == where:
            named.setdefault((mention.start, mention.end), []).append(mention.action)
    for mention in document.actions:
        if mention.where != where or mention.action != named[mention.start, mention.end][0]:
            continue
        numbers = named[mention.start, mention.end]
        said = f"actie {numbers[0]}" if len(numbers) == 1 else f"acties {', '.join(numbers)}"
        opening = html(
            '<a data-view class="as-actie" href="{href}" title="{hint}">',
            href=address("acties", plan=mention.plan, actie=mention.action),
            hint=f"{said}{' van ' + mention.plan if mention.plan else ''}: alle vermeldingen",
        )
        spans.append(Span(mention.start, mention.end, "link", opening, _END))
    for cited in document.citations:
        if cited.where == where and cited.source:
            opening = html(
                '<a data-view class="as-bron" href="{href}" title="Deze bron: {title}">',
                href=address("bronnen", bron=cited.source),
                title=cited.title or cited.raw,
            )
            spans.append(Span(cited.start, cited.end, "link", opening, _END))
    keys = {s.key for s in document.sections} | {f"fn:{n.number}" for n in document.footnotes}
    for cross in document.cross_references:
        if cross.where == where and cross.to in keys:
            opening = html(
                '<a data-view class="as-kruis" href="{href}" title="Naar {to}">',
                href=address("document", **{**look.state, "sectie": cross.to}),
                to=cross.to.replace("fn:", "voetnoot "),
            )
            spans.append(Span(cross.start, cross.end, "link", opening, _END))
    for url in _URL.finditer(body.text):
        opening = html('<a href="{url}" target="_blank" rel="noopener noreferrer">', url=url.group())
        spans.append(Span(url.start(), url.end(), "link", opening, _END))
    if look.positions:
        for p in document.positions:
            if p.where == where:
                opening = html('<span class="as-standpunt {stance}" title="Standpunt: {name}">',
                               stance=p.stance, name=STANCES[p.stance])  # fmt: skip
                spans.append(Span(p.start, p.end, "position", opening, html("</span>")))
    if look.repairs:
        spans += _repairs(document, where, body)
    if look.passage and look.passage[0] == where:
        start, end = look.passage[1:]
        spans.append(Span(start, end, "passage", html('<mark class="as-passage">'), html("</mark>")))
    return spans


def _note_marks(document: Document, where: str, notes: Mapping[str, str], look: Look, inside: bool) -> list[Point]:
    points = []
    for note in document.footnotes:
        for count, anchor in enumerate(note.anchors):
            if anchor.where == where:
                to = f"#noot-{note.number}"
                if not inside:
                    to = address("document", **{**look.state, "sectie": f"fn:{note.number}"})
                mark = html(
                    '<sup class="as-noot"><a{view} id="bij-{number}-{count}" href="{to}" data-tekst="{note}"'
                    ' aria-label="Voetnoot {number}">{number}</a></sup>',
                    view=None if inside else html(" data-view"),
                    number=note.number,
                    count=count,
                    to=to,
                    note=notes[note.number],
                )
                points.append(Point(anchor.offset, mark))
    return points


def _page_breaks(body: PlacedText, pages: list[int], look: Look) -> list[Point]:
    """A mark where a page begins, also for behaviour.js, which keeps the image of the page in step with the text."""
    points = []
    for line in body.lines:
        if not pages or line.page != pages[-1]:
            mark = html(
                '<a data-view class="as-blad" data-bladzijde="{page}"{id} href="{href}" title="Toon bladzijde {page}">'
                "{page}</a>",
                id=None if line.page in pages else html(' id="blad-{page}"', page=line.page),
                href=address("document", **{**look.state, "pagina": line.page}),
                page=line.page,
            )
            points.append(Point(line.start, mark))
            pages.append(line.page)
    return points


def _note(document: Document, number: str, body: PlacedText, look: Look) -> Html:
    note = next(n for n in document.footnotes if n.number == number)
    back = join(
        html(' <a class="terug" href="#bij-{number}-{count}" aria-label="Terug naar de tekst bij {number}">↩</a>',
             number=number, count=count)
        for count in range(len(note.anchors))
    )  # fmt: skip
    return html(
        '<li id="noot-{number}" tabindex="-1"><span class="nr">{number}</span><div>{text}{back}</div></li>',
        number=number,
        text=marked(body.text, _spans(document, f"fn:{number}", body, look)),
        back=back,
    )


# --- repairs ----------------------------------------------------------------------------------------------------------


def _repairs(document: Document, where: str, body: PlacedText) -> list[Span]:
    spans: list[Span] = []
    taken: set[int] = set()
    for repair in document.repairs:
        start = _find(repair, body, taken) if repair.where == where and repair.after.strip() else None
        if start is not None:
            taken.add(start)
            opening = html(
                '<span class="as-herstel" title="Hier stond: {before} ({kind})">',
                before=repair.before,
                kind=REPAIRS[repair.kind],
            )
            spans.append(Span(start, start + len(repair.after), "word", opening, html("</span>")))
    return spans


def _find(repair: Repair, body: PlacedText, taken: set[int]) -> int | None:
    """Where the repaired word stands: on the line that the repair names, and not where another one already is."""
    for line in body.lines:
        if line.page != repair.place.page or not _same_line(line, repair.place.boxes):
            continue
        start = body.text.find(repair.after, line.start, line.end)
        while start in taken:
            start = body.text.find(repair.after, start + 1, line.end)
        if start >= 0:
            return start
    return None


def _same_line(line: LineSpan, boxes: tuple[Box, ...]) -> bool:
    if line.box is None or not boxes:
        return True
    return any(min(line.box.bottom, b.bottom) - max(line.box.top, b.top) > 0 for b in boxes)


def boxes_on(body: PlacedText, page: int, start: int, end: int) -> tuple[Box, ...]:
    """The boxes of `start:end` on this page, which need not be the page on which the stretch begins."""
    here = tuple(line for line in body.lines if line.page == page)
    if not any(line.start < end and line.end > start for line in here):
        return ()
    return PlacedText(body.text, here).place(start, end).boxes


def stretch_of(document: Document, where: str, said: str) -> dict[str, object]:
    """The part of an address that points at the words `said` in the text of `where`; empty when they are not there."""
    answer = next((q.answer for q in document.questions if where == f"answer:{q.number}"), None)
    body = answer or next((text for place, text in document.texts() if place == where), None)
    start = body.text.find(said) if body and said else -1
    return {"van": start, "tot": start + len(said)} if start >= 0 else {}


def place_of(document: Document, where: str, said: str, page: int) -> str:
    """The address of the words `said` in the text of `where`; of the page when they are not there word for word."""
    stretch = stretch_of(document, where, said) or {"pagina": page}
    return address("document", doc=document.sha256[:12], sectie=where, **stretch)
