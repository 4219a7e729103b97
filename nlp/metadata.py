"""What a document says about itself: kind, title, date, council, number, people. What it does not say stays None."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.model import Block, Document, DocumentKind, Meta, Signatory
from ingest.cover import COVER_LABELS
from nlp.dates import find_date, find_full_date
from nlp.patterns import (
    A_COUNCIL,
    ADVISORY_BODIES,
    BODY_WORDS,
    COUNCIL_CODES,
    COUNCIL_NAMES,
    COUNCIL_PARTS,
    FULL_DATE,
    LEGISLATURES,
    MONTH,
    PLACE_AND_DATE,
    REFERENCE_SECTION,
    ROLE,
    SALUTATION,
    SECTION_WITHOUT_TOPIC,
    SUBJECT_OF_LETTER,
    YEAR,
    either,
)
from nlp.sections import divide_names
from nlp.sentences import sentences

# "RSO-RSO-ADV-1415-005", in older papers "AR-AR-PCA-ADV-009" or "AR/PCA/ADV/004"
_REFERENCE = re.compile(
    r"\b(?P<code>[A-Z]{2,5})(?:\s?[-/]\s?[A-Z]{2,6}){0,3}\s?[-/]\s?(?P<kind>[A-Z]{2,4})\s?[-/]\s?(?:\d{2,4}\s?["
    r"-/]\s?)?(?:\d{3}|\d\d-\d\d)\b"
)
_PART = re.compile(rf"\b{either(COUNCIL_PARTS)}(?!\w)")
_IMPRINT = re.compile(
    r"\s*(?:adviesvra(?:ag|ger)|uitgebracht|voorbereiding|dossierbeheerders?|redactie|met eenparigheid|stemming"
    r"|verantwoordelijke uitgever|v\.u\.|contact|d/\d{4}|wettelijk depot)\b",
    re.I,
)
_FURNITURE = re.compile(
    rf"\s*(?:{either(COUNCIL_NAMES)}|advies|spoedadvies|advies op eigen initiatief|visietekst"
    rf"|{either(COUNCIL_PARTS)}|vlaams parlement|schriftelijke vragen?|antwoord|inhoud(?:sopgave|stafel)?"
    r"|www\.\S+|https?://\S+|\S+@\S+|(?:t|tel|f|fax)\.?:?\s*[\d+(].*|(?:be|b)-\d{4}\b.*|\d{4}\s+brussel.*"
    r"|.*(?:laan|straat|plein|steenweg|kaai|dreef|lei)\s+\d+.*|pagina\s+\d.*|\d+|"
    rf"(?:(?:brussel|{either(COUNCIL_NAMES + COUNCIL_PARTS)})\s*[,|–-]?\s+)?(?:{FULL_DATE.pattern}))\s*[.:]?\s*$",
    re.I,
)
_LABELLED = re.compile(rf"(?P<label>{COVER_LABELS}\b[^:\n]{{0,30}}?)\s*:\s*(?P<value>\S[^\n]*)", re.I)
_LABEL_INSIDE = re.compile(
    r"\s+(?=(?:(?<!goedkeurings)datum|volgnummer|dossiernummer|referentie|kenmerk|adviesvrager|adviestermijn"
    r"|(?:ontvangst|datum)\s+(?:van\s+de\s+)?adviesvraag|(?<!ontvangst )(?<!datum )(?<!van de )adviesvraag"
    r"|goedkeuring(?:\s+raad)?)\s*:|(?-i:[A-Z]{3,}_(?=\w*\d)\w+$))",
    re.I,
)
# "SERV_20161010_Syntra_ADV": the name of a file, which begins with the council
_FILE_CODE = re.compile(r"(?P<body>[A-Za-z]+)_(?=\w*\d)\w+")
# "Advies 23/12", "Advies nr. 2019-014", "SERV_20161010_Syntra_ADV": a line that is the number of the advice
_NUMBERED = re.compile(
    r"(?:(?:spoed)?advies(?:nota)?|nr\.?|nummer)\s*(?:nr\.?|nummer|n°)?\s*(?P<number>\d{1,4}\s?[-/.]\s?\d{1,4}(?:[-/.]\d{1,4})?)"
    r"|(?P<code>(?-i:[A-Z]{2,})_(?=\w*\d)\w+_ADV\w*)",
    re.I,
)
# "Plan Geletterde Gemeente 2023-2026", "Vlaams Armoedeplan 2020-2024": a plan by its name and its years
_PLAN_TITLED = re.compile(
    r"(?:[A-ZÀ-Þ][\wà-ÿ-]*(?:s|sch|aal|eel|ig|rd)\s+)?(?!leer|les|stappen|studie)[\w-]*plan\s(?:.*\s)?\(?"
    rf"{YEAR}\s?[-–/]\s?(?:20)?\d\d\b",
    re.I,
)
_NUMBER_LABEL = re.compile(r"(?:volg|dossier|advies)?nummer|nr|referentie|(?:ons\s+)?kenmerk", re.I)
_DATE_LABEL = re.compile(
    r"datum(?:\s+(?:van\s+)?(?:goedkeuring|advies|uitgave))?|goedkeuring\b.*|goedgekeurd\b.*", re.I
)
_REQUEST_DATE_LABEL = re.compile(r"(?:ontvangst|datum)(?:\s+van)?(?:\s+de)?\s+adviesvraag", re.I)
_TITLE_LABEL = re.compile(r"betreft|onderwerp|titel", re.I)
_REQUESTER_LABEL = re.compile(r"adviesvrager|voor|aan", re.I)
# "VLAAMSE REGERING", "Vlaams Parlement", "Provincie Dendermeer": who publishes, on a line of its own
_PUBLISHER = re.compile(
    r"(?:de\s+)?(?:vlaamse\s+(?:regering|overheid|gemeenschap)|vlaams\s+(?:parlement|ministerie)\b.*|ministerie\b.*|departement\b.*"
    r"|provincie\s+[\w-]+|stad\s+[\w-]+|gemeente\s+[\w-]+|(?:concept|visie|beleids)?nota\s+aan\s+de\b.*|VR\s+\d{4}\s.*)",
    re.I,
)
# "Provincie Limburg", "Stad Gent", "Departement Onderwijs en Vorming": whose paper it is
_WHOSE_PAPER = re.compile(
    r"(?:Provincie|Stad|Gemeente|Departement|Agentschap|Dienst|Directie|Ministerie|Kabinet|Afdeling|Universiteit|Hogeschool)"
    r"(?:,?\s+(?:(?:van|voor|en|de|het|der)\s+)*[A-ZÀ-Þ][\w-]*){1,6}"
)
# The name of a council in full, where it is better known by another: the full name → the short one
_SHORT_NAMES = {
    "Sociaal-Economische Raad van Vlaanderen": "SERV",
    "Milieu- en Natuurraad van Vlaanderen": "Minaraad",
    "Milieu- en Natuurraad": "Minaraad",
    "Mobiliteitsraad van Vlaanderen": "MORA",
    "Strategische Adviesraad Ruimtelijke Ordening": "SARO",
    "Strategische Adviesraad Landbouw en Visserij": "SALV",
    "Vlaamse Interuniversitaire Raad": "VLIR",
}
_QUESTION_HEAD = re.compile(r"\bSCHRIFTELIJKE\s+VRA(?:AG|GEN)\b")
_VISION = re.compile(
    r"\b(?:visie(?:nota|tekst|document)?|beleidsvisie|beleidsnota|beleidsbrief|conceptnota|discussienota"
    r"|startnota|position paper|kadernota|beleidskader|beleidsplan|strategisch plan|nota|actieplan"
    r"|masterplan)\b",
    re.I,
)
_OTHER = re.compile(
    r"\b(?:persbericht|persmededeling|programma|uitnodiging|verslag|notulen|nieuwsbrief|handleiding|draaiboek"
    r"|agenda|jaarverslag)\b",
    re.I,
)
_FILE_TITLE = re.compile(
    r"\.(?:docx?|pdf|indd|pptx?|xlsx?|odt|qxd)$|^(?:microsoft word|powerpoint|untitled|document\d*|naamloos"
    r"|print|scan)\b|^[\w-]+$",
    re.I,
)


def find_kind(document: Document) -> DocumentKind:
    """The kind of the document, from its questions, its reference number, its cover and the way it speaks of itself."""
    opening = "\n".join(_opening(document))
    if document.questions or _QUESTION_HEAD.search(opening):
        return "schriftelijke_vraag"
    number = _REFERENCE.search(opening)
    if number and number["kind"] == "ADV":
        return "advies"
    lines = [line.strip() for line in _opening(document)]
    title = _title_block(document) or ""
    heads = [line for line in lines if len(line) < 200]
    council = any(_PART.search(h) or re.match(rf"{either(COUNCIL_NAMES)}\b", h) for h in heads)
    signed = any(_PART.search(s.role or "") or _ADVISER.search(s.role or "") for s in _signatories(document))
    adviser = any(re.match(rf"{either(ADVISORY_BODIES)}(?![\w-])", h) or h in _SHORT_NAMES for h in heads)
    called = re.match(r"(?:spoed)?advies\b", title, re.I) or any(
        re.fullmatch(rf"(?:{either(ADVISORY_BODIES)} )?(?:spoed)?advies(?: op eigen initiatief)?", h, re.I)
        or (_NUMBERED.fullmatch(h) and h[:1] in "Aa")
        or ((adviser or council) and re.match(r"(?:spoed)?advies\s+(?:over|op|bij|inzake|betreffende)\b", h, re.I))
        for h in heads
    )
    if re.search(r"\buitgebracht\s+(?:door|op)\b|\badviesvrager\b", opening, re.I) or (
        called and (council or adviser or signed)
    ):
        return "advies"
    if _OTHER.match(title) or any(_OTHER.match(h) and len(h) < 60 for h in heads[:6]):
        return "andere"
    if called:
        return "advies"
    if _VISION.search(title) or any(
        _VISION.match(h) or (_VISION.search(h) and len(h.split()) <= 12) for h in heads[:8]
    ):
        return "advies" if signed else "visienota"
    introduced = _INTRODUCED.search(_first_text(document)[:3000])
    if introduced and not signed:
        return "advies" if introduced["kind"] == "advies" else "visienota"
    voice = _voice(document)
    if _PLAN_TITLED.match(title) and not signed and voice < 2:
        return "visienota"
    if signed or (council and voice >= 2) or voice >= 4:
        return "advies"
    return "andere"


_ADVISER = re.compile(rf"(?<![\w-]){either(ADVISORY_BODIES)}(?![\w-])")
# "Met deze nota wil de Mobiliteitsraad (hierna: MORA) het gesprek openen": who speaks, in what
_INTRODUCED = re.compile(
    rf"\b(?:[Mm]et|[Ii]n)\s+(?:deze|dit)\s+(?P<kind>(?:visie|advies)?nota|visietekst|advies)\s+[^.]{{0,40}}?\b(?:de|het)\s+"
    rf"(?P<body>{either(ADVISORY_BODIES)}|[A-ZÀ-Þ][\wà-ÿ-]*raad)(?![\w-])"
)


def _voice(document: Document) -> int:
    """How often the council speaks in its own name in the text: "de Vlor vraagt", "vindt de raad", "ons advies"."""
    pattern = re.compile(
        rf"\b[Dd]e (?:[Rr]aad|{either(COUNCIL_NAMES + COUNCIL_PARTS)}) (?:vraagt|vindt|pleit|stelt|is|merkt|wil"
        rf"|waardeert|onderschrijft|hoopt|beklemtoont|benadrukt|steunt|adviseert|heeft|vreest|betreurt|verwacht|geeft|meent|mist"
        rf"|ziet|roept|begrijpt|onderstreept|deelt|herhaalt|wijst|verwelkomt|stemt)\b"
        rf"|\b(?:vraagt|vindt|pleit|stelt|onderschrijft|roept|wil|waarschuwt|vreest|betreurt|verwacht|ziet) de (?:"
        rf"[Rr]aad|{either(COUNCIL_NAMES + COUNCIL_PARTS)})\b|\bons advies\b"
    )
    return sum(len(pattern.findall(placed.text)) for where, placed in document.texts() if not where.startswith("fn:"))


def find_meta(document: Document) -> Meta:
    """The metadata of the document; its `kind` must be known. Signatories already found are kept."""
    if document.kind == "schriftelijke_vraag":
        return _question_meta(document)
    meta = replace(document.meta, signatories=_signatories(document))
    opening = _opening(document)
    text = "\n".join(opening)
    title, subtitle = _titles(document)
    number = _REFERENCE.search(text)
    body = _body(document, text, meta.signatories) or _speaking(document)
    labelled = _labelled(opening)
    requester, request_date = _request(document, text)
    if not re.search(r"\badviesvra(?:ag|ger)\s*:", text, re.I):  # "Voor: Commissie Onderwijs" goes before
        requester = labelled.get("requester") or requester
    return replace(
        meta,
        title=meta.title or title or labelled.get("title") or _title_from_request(document),
        subtitle=meta.subtitle or (subtitle if title else None),
        date=meta.date or _date(document, opening, meta.signatories),
        body=meta.body or body,
        number=meta.number or (re.sub(r"\s", "", number.group()) if number else labelled.get("number")),
        requester=requester,
        request_date=request_date or labelled.get("request_date"),
        vote=_vote(text) or _vote(_first_text(document)[:1500]) or _vote(_ending(document)),
        legislature=_legislature(text),
    )


def _opening(document: Document) -> list[str]:
    """The lines of the cover and of what stands before the first heading."""
    texts = [block.text.text for block in document.cover]
    if document.sections and document.sections[0].key == "preamble":
        texts.append(document.sections[0].body.text[:4000])
    lines = [part.strip() for text in texts for line in text.split("\n") for part in _LABEL_INSIDE.split(line)]
    return [line for line in lines if line]


def _labelled(opening: Sequence[str]) -> dict[str, str]:
    """What lines of the cover give by name: "number", "date", "title", "requester", "request_date"."""
    found: dict[str, str] = {}
    for line in opening:
        match = _LABELLED.fullmatch(line)
        if not match:
            continue
        label, value = match["label"].strip(), match["value"].strip(" .")
        date = find_full_date(value)
        if _REQUEST_DATE_LABEL.fullmatch(label):
            found.setdefault("request_date", date[0] if date else "")
        elif _DATE_LABEL.fullmatch(label):
            found.setdefault("date", date[0] if date else "")
        elif _NUMBER_LABEL.fullmatch(label) and any(c.isdigit() for c in value):
            found.setdefault("number", re.sub(r"\s*\|\s*", "-", value))
        elif _REQUESTER_LABEL.fullmatch(label):
            found.setdefault("requester", value)
        elif _TITLE_LABEL.fullmatch(label):
            found.setdefault("title", value)
    if "number" not in found:
        lone = (_NUMBERED.fullmatch(line) for line in opening)
        found["number"] = next((m["number"] or m["code"] for m in lone if m), "")
    return {name: value for name, value in found.items() if value}


def _first_text(document: Document) -> str:
    return next((s.body.text for s in document.sections if s.key != "preamble" and s.body.text), "")


def _ending(document: Document) -> str:
    """The last stretch of each of the last numbered or titled sections, where votes and signatures stand."""
    return "\n\n".join(s.body.text[-600:] for s in document.sections if s.key != "preamble")


# --- titles -----------------------------------------------------------------------------------------------------------


def _candidates(document: Document) -> Iterator[tuple[float, str]]:
    """What may be the title, with its size, biggest first; of a letter what it says to be about, and no address."""
    letter = _is_letter(document)
    subjects = (SUBJECT_OF_LETTER.fullmatch(line) for line in _opening(document)) if letter else ()
    if subject := next((m["subject"].strip(" .") for m in subjects if m), None):
        yield 0.0, subject[:1].upper() + subject[1:]
        return
    smallest = min((b.size for b in document.cover), default=0.0) if letter else -1.0
    lines = ((size, part) for size, text in _cover_titles(document.cover) for part in _LABEL_INSIDE.split(text))
    for size, text in lines:
        if (
            len(text) >= 4
            and size > smallest
            and not _ONLY_A_COUNCIL.fullmatch(text)
            and not SECTION_WITHOUT_TOPIC.match(text)
            and not (text.endswith(".") and len(text.split()) > 8)  # a sentence, where the text begins without a cover
            and not _FURNITURE.match(text)
            and not PLACE_AND_DATE.fullmatch(text)
            and not _IMPRINT.match(text)
            and not _LABELLED.fullmatch(text)
            and not re.fullmatch(r"\w*\d\w*_\w+", text)  # the name of a file
            and not _NUMBERED.fullmatch(text)
            and (size or not (_PUBLISHER.fullmatch(text) or _WHOSE_PAPER.fullmatch(text)))
            and text not in _SHORT_NAMES
            and not _STAMP.fullmatch(text)
            and re.search(r"[a-zà-ÿ]{3}", text, re.I)
        ):
            yield size, text


def _is_letter(document: Document) -> bool:
    """Whether the preamble has the line with which a letter begins."""
    first = document.sections[0] if document.sections else None
    lines = first.body.text.split("\n") if first and first.key == "preamble" else []
    return any(SALUTATION.fullmatch(line.strip()) for line in lines)


# The line that only names the council is its body, not the title: "Raad Basisonderwijs", "SERV", "Mobiliteitsraad"
_ONLY_A_COUNCIL = re.compile(
    rf"(?:{either(COUNCIL_NAMES + COUNCIL_PARTS + ADVISORY_BODIES)}(?:\s*[,|–-]\s*)?)+(?:\s*(?:[Ss]poed)?[Aa]dvies)?"
    rf"|{A_COUNCIL.pattern.removesuffix('$')}"
)


def _unnamed(pattern: str) -> str:
    """The pattern with its named groups as plain ones, to stand in another."""
    return re.sub(r"\(\?P<\w+>", "(?:", pattern)


# "Algemene Raad 25 april 2024 AR-AR-ADV-2324-012": council, date and reference number, in any order, and no more
_STAMP = re.compile(
    rf"(?:(?:{_unnamed(_REFERENCE.pattern)}|{_unnamed(FULL_DATE.pattern)}|{either(COUNCIL_NAMES + COUNCIL_PARTS)})"
    r"\s*[,|–-]?\s*)+"
)
_GOES_ON = re.compile(r"\s(?:de|het|een|van|voor|over|in|op|en|of|aan|met|naar|bij|tot|uit|der|door|tussen)$", re.I)


def _cover_titles(cover: Sequence[Block]) -> list[tuple[float, str]]:
    """The lines of the cover with their size, biggest first; what goes on on the next line, of about that size, joined.

    In a scan the lines of one title differ a little in size.
    """
    lines = [(block, re.sub(r"\s+", " ", block.text.text).strip()) for block in cover]
    placed = [(b, t) for b, t in lines if b.size and b.text.lines and b.text.lines[0].box]
    placed.sort(key=lambda line: (line[0].text.lines[0].page, line[0].text.place().boxes[0].top))
    joined: dict[int, tuple[float, str]] = {}  # the block with which a title begins
    gone: set[int] = set()
    last: int | None = None
    for (one, text), (other, after) in itertools.pairwise(placed):
        last = id(one) if last is None else last
        alike = abs(one.size - other.size) <= 0.1 * max(one.size, other.size)
        near = other.text.place().boxes[0].top - one.text.place().boxes[-1].bottom < 1.5 * one.size
        if alike and near and (_GOES_ON.search(text) or after[:1].islower()) and not text.endswith((".", "!", "?")):
            size, said = joined.get(last, (one.size, text))
            joined[last] = (max(size, other.size), f"{said} {after}")
            gone.add(id(other))
        else:
            last = None
    found = [joined.get(id(b), (b.size, t)) for b, t in lines if id(b) not in gone]
    return sorted(found, key=lambda line: -line[0]) if joined else found


def _title_block(document: Document) -> str | None:
    found = list(_candidates(document))
    return found[0][1] if found else None


_ONE_WORD_LABEL = re.compile(r"[A-ZÀ-Þ][\w-]+(?:\s[a-z]\w+)?\s*:\s+\S")


def _titles(document: Document) -> tuple[str | None, str | None]:
    """Title and subtitle: the biggest line of the cover that is no furniture, and the next smaller one."""
    found = list(_candidates(document))
    if not found:
        title = dict(document.info).get("Title", "").strip()
        return (title, None) if len(title.split()) >= 2 and not _FILE_TITLE.search(title) else (None, None)
    size, title = found[0]
    rest = found[1:]
    if (
        rest
        and rest[0][0] == size
        and size
        and len(title.split()) <= 12
        and not re.match(r"advies\b", rest[0][1], re.I)
        and not rest[0][1][0].isupper()
    ):
        title, rest = f"{title} {rest[0][1]}", rest[1:]
    body_size = min((b.size for b in document.cover if b.size), default=0.0)
    labelled = bool(_labelled(_opening(document)))
    # in plain text the first headings count with the cover; below a title of the preamble they are no subtitle
    heads = {s.title for s in document.sections if s.title and s.body.text}
    below = heads if not size and title not in heads else set()
    for other, text in rest:
        if text in below or _WHOSE_PAPER.fullmatch(text) or _PUBLISHER.fullmatch(text):
            continue
        if labelled and _ONE_WORD_LABEL.match(text):
            continue  # "Dossierhouder: Els Vermeer" among "Datum: …" and "Nummer: …"
        if (
            len(text.split()) <= 45
            and not text.endswith(".")
            and (other > body_size or other >= 12 or not other or re.match(r"advies\b", text, re.I))
        ):
            return title, text
    # nothing but how it came about stands below the title
    own = next((t for _, t in _cover_titles(document.cover) if _OWN_INITIATIVE.fullmatch(t)), None)
    return title, own


_OWN_INITIATIVE = re.compile(r"(?:spoed)?advies\s+op\s+eigen\s+initiatief", re.I)


_ASKED = re.compile(
    r"\b(?:advies|adviesvraag|spoedadvies|vraag om advies|vraag tot advies)\s+(?:uit\s+te\s+brengen\s+)?(?:over"
    r"|inzake|betreffende|bij)\s+(?P<det>het|de|een|twee|drie)\s+(?P<what>[^.;,()]{4,160})",
    re.I,
)
_NEUTER = re.compile(
    r"(?:plan|decreet|besluit|ontwerp|voorstel|kader|rapport|document|project|programma|akkoord|systeem"
    r"|instrument|model|onderwijs|beleid|charter|pact)$"
)


def _title_from_request(document: Document) -> str | None:
    """ "vroeg advies over het ontwerp van besluit Y" in the opening section → "Advies over het ontwerp van besluit Y".

    Only for an advice, and only where the request names its subject by a name of its own: all else is a guess.
    """
    if document.kind != "advies":
        return None
    first = _first_text(document)
    for match in _ASKED.finditer(first[:1500]):
        words = re.split(r"\s+(?:dat|die|waarin|waarmee|op|voor\s+\d|aan\s+de)\s+", match["what"])[0].split()
        while words and re.fullmatch(r"nieuwe?|volgende|aangepaste?|ontworpen", words[0], re.I):
            words = words[1:]
        if len(words) < 2 or not any(w[0].isupper() for w in words[1:]):
            continue
        noun = next((w for w in words if w[0].islower()), words[0])
        article = match["det"].lower()
        if article == "een":
            article = "het" if _NEUTER.search(noun) else "de"
        return f"Advies over {article} {' '.join(words)}"
    return None


# --- date, body, vote, request ----------------------------------------------------------------------------------------

_ISSUED = re.compile(
    rf"(?:uitgebracht|goedgekeurd|bekrachtigd|vastgesteld)\b[^.\n]{{0,160}}?\bop\s+(?P<date>{FULL_DATE.pattern})", re.I
)
# "De Algemene Raad formuleerde het advies op 27 januari 2011"
_FORMULATED = re.compile(
    rf"\b(?:formuleerde|bracht|keurde|gaf|bekrachtigde)\s+(?:de\s+\w+(?:\s\w+){{0,4}}\s+)?(?:het|dit"
    rf"|zijn)\s+advies\s+(?:\w+\s+)?op\s+(?P<date>{FULL_DATE.pattern})"
    rf"|\b(?:het|dit)\s+advies\s+(?:werd"
    rf"|is)\s+(?:\w+\s+){{0,6}}?op\s+(?P<date_b>{FULL_DATE.pattern.replace('(?P<', '(?P<b_')})",
    re.I,
)
_ONLY_DATE = re.compile(
    rf"(?:(?:brussel|advies|datum|uitgebracht op)\s*[,:–-]?\s*|{either(COUNCIL_PARTS)}\s*[,"
    rf"|•–-]\s*)?(?P<date>{FULL_DATE.pattern})\.?",
    re.I,
)
_ONLY_MONTH = re.compile(rf"(?:[A-Z][\w]+,?\s+)?(?P<date>{MONTH}\s+{YEAR})\.?", re.I)
# "Studiedienst Onderwijs · september 2023", "Departement Zorg februari 2025": whose paper it is, and from when
_BODY_AND_DATE = re.compile(
    rf"(?P<who>[^\d\n]{{2,90}}?)\s*(?P<sign>[·•|–—,-]|\s)\s*(?P<date>(?:[0-3]?\d\s+)?{MONTH}\s+{YEAR})\.?", re.I
)


def _date(document: Document, opening: Sequence[str], signatories: Sequence[Signatory]) -> str | None:
    """The document's own date: where it says that it was given out, or a line of the cover that is a date."""
    text = "\n".join(opening)
    issued = _ISSUED.search(text)
    if issued:
        found = find_full_date(issued["date"])
        if found:
            return found[0]
    labelled = _labelled(opening).get("date")
    if labelled:
        return labelled
    for line in opening:
        match = _ONLY_DATE.fullmatch(line) or PLACE_AND_DATE.fullmatch(line)
        if match:
            found = find_full_date(match["date"])
            if found:
                return found[0]
    for line in opening:
        if _IMPRINT.match(line) or _REQUEST_DATE_LABEL.match(line) or len(line) > 120:
            continue
        found = find_full_date(line)
        if (
            found
            and not re.search(r"\b(?:van|op)\s*$", line[: found[1]])
            and re.search(r"advies|raad|nota|versie|brussel", line, re.I)
        ):
            return found[0]
    if closing := _closing_date(document):
        return closing
    for section in document.sections:
        formulated = _FORMULATED.search(section.body.text[:3000]) if section.key != "preamble" else None
        found = find_full_date(formulated.group()) if formulated else None
        if found:
            return found[0]
    issued = _ISSUED.search("\n".join(s.body.text[-500:] for s in document.sections[-4:]))
    if issued and re.search(r"\b(?:dit advies|het advies|de raad|eenparig)", issued.group(), re.I):
        found = find_full_date(issued["date"])
        if found:
            return found[0]
    for line in opening:
        match = _ONLY_MONTH.fullmatch(line)
        date = find_date(match["date"] if match else _behind_body(line)[1] or "")
        if date:
            return date[0]
    if document.kind in ("visienota", "andere"):
        for line in opening:
            if re.fullmatch(YEAR, line):
                return line
    return None


def _behind_body(line: str) -> tuple[str | None, str | None]:
    """The body that a line of the cover names, if any, and the date behind it; None where it gives none."""
    match = _BODY_AND_DATE.fullmatch(line)
    if not match or len(match["who"].split()) > 8:
        return None, None
    who = match["who"].strip(" ,")
    named = bool(_WHOSE_PAPER.fullmatch(who) or _PUBLISHER.fullmatch(who)) or who in ADVISORY_BODIES
    named = named or bool(match["sign"] in "·•|–—" and BODY_WORDS.search(who) and not _VISION.search(who))
    return (who if named else None), (match["date"] if named or match["sign"] in "·•|" else None)


def _closing_date(document: Document) -> str | None:
    """The date of the last line with a place and a date; in a list of sources such a line is an entry."""
    for section in reversed(document.sections):
        if section.key == "preamble" or REFERENCE_SECTION.match(section.title or ""):
            continue
        for line in reversed(section.body.text[-600:].split("\n")):
            match = PLACE_AND_DATE.fullmatch(line.strip())
            found = find_full_date(match["date"]) if match else None
            if found:
                return found[0]
    return None


def _body(document: Document, text: str, signatories: Sequence[Signatory]) -> str | None:
    """The council that gives the advice: from imprint, cover, number, signatures or the file's author."""
    issued = re.search(
        rf"uitgebracht\s+door\s+(?:de\s+)?(?P<body>{either(COUNCIL_PARTS)}(?:\s+en\s+(?:de\s+)"
        rf"?{either(COUNCIL_PARTS)})?)",
        text,
        re.I,
    )
    if issued:
        return re.sub(r"\s+en\s+de\s+", " en ", issued["body"])
    lines = text.split("\n")
    for line in lines:
        part = _PART.search(line)
        if part and len(line) < 90:
            return part.group()
    number = _REFERENCE.search(text)
    if number and number["code"] in COUNCIL_CODES:
        return COUNCIL_CODES[number["code"]]
    for person in signatories:
        part = _PART.search(person.role or "") or _ADVISER.search(person.role or "")
        if part:
            return part.group()
    author = dict(document.info).get("Author", "")
    part = _PART.search(author)
    if part:
        return part.group()
    if document.kind in ("advies", "visienota"):
        for line in lines:
            if line in ADVISORY_BODIES or A_COUNCIL.fullmatch(line):
                return line
        codes = (_FILE_CODE.fullmatch(line) for line in lines)
        if code := next((m["body"] for m in codes if m and m["body"] in ADVISORY_BODIES), None):
            return _full_name(code)
    if document.kind == "visienota":
        for line in (_behind_body(line)[0] or line for line in lines):
            if (
                len(line.split()) <= 7
                and BODY_WORDS.search(line)
                and not _VISION.search(line)
                and not _PLAN_TITLED.match(line)
                and not _IMPRINT.match(line)
            ):
                return line.strip(" ,.")
    introduced = _INTRODUCED.search(_first_text(document)[:3000])
    if introduced and document.kind in ("advies", "visienota"):
        return introduced["body"]
    for name in ADVISORY_BODIES:
        if document.kind == "advies" and any(re.match(rf"{re.escape(name)}\b", line) for line in lines):
            return name
    return None


def _speaking(document: Document) -> str | None:
    """The council in whose name an advice speaks, where no cover says it: the one that asks and finds most often."""
    if document.kind != "advies":
        return None
    said = re.compile(
        rf"\b(?:[Dd]e|[Hh]et)\s+(?P<name>{either(ADVISORY_BODIES)})\s+(?:vraagt|vindt|pleit|stelt|is|wil|waardeert|steunt|adviseert"
        rf"|onderschrijft|betreurt|verwacht|meent|mist|ziet|roept|maakt|beveelt|wijst|verzoekt|heeft|wenst|dringt|hoopt|merkt|vreest"
        rf"|benadrukt|herhaalt|waarschuwt|begrijpt|deelt|verwelkomt|suggereert)\b"
    )
    names = [m["name"] for where, p in document.texts() if not where.startswith("fn:") for m in said.finditer(p.text)]
    if not names:
        return None
    name = max(dict.fromkeys(names), key=names.count)
    if names.count(name) < 2:
        return None
    return _full_name(name)


def _full_name(name: str) -> str:
    return next((full for full, short in _SHORT_NAMES.items() if short == name), name)


def council_names(name: str) -> tuple[str, ...]:
    """The names under which the council of that name speaks in its own papers, in full and in short."""
    other = [full for full, short in _SHORT_NAMES.items() if short == name]
    return (name, *([_SHORT_NAMES[name]] if name in _SHORT_NAMES else other))


def _vote(text: str) -> str | None:
    """How the council decided: "eenparigheid van stemmen", "12 stemmen voor", "minderheidsstandpunt"."""
    match = (
        re.search(
            r"\b(?:met|bij)\s+(?P<vote>(?:algemene\s+)?(?:eenparigheid|unanimiteit"
            r"|meerderheid)(?:\s+van\s+(?:de\s+)?stemmen)?(?:[^.\n]{0,20}\bonthouding\w*)?"
            r"|\d+\s+stemm?(?:en)?[^.\n]{0,120})",
            text,
            re.I,
        )
        or re.search(r"stemming\s+was\s+(?P<vote>unaniem)", text, re.I)
        or re.search(
            r"(?P<vote>\d+\s+stemmen\s+voor[^.\n]{0,120}|eenparig(?:\s+goedgekeurd)?|unaniem(?:\s+goedgekeurd)?"
            r"|minderheidsstandpunt)",
            text,
            re.I,
        )
    )
    if not match:
        return None
    vote = re.split(r"\s+(?=[A-Z]\w+\s*:)", match["vote"])[0]  # the next line of the imprint
    return re.sub(r"\s+", " ", vote).strip(" ,;")


def _request(document: Document, text: str) -> tuple[str | None, str | None]:
    """Who asked for the advice and when."""
    for pattern in (r"adviesvrager\s*:\s*(?P<who>[^\n]+)", r"adviesvraag\s*:\s*(?P<who>[^\n]+)"):
        match = re.search(pattern, text, re.I)
        if match:
            who = match["who"]
            found = find_full_date(who)
            if found:
                who = re.sub(r"[\s,]*(?:\(?(?:op|d\.d\.|van))?\s*\(?$", "", who[: found[1]])
            return who.strip(" ,.;") or None, found[0] if found else None
    if re.search(r"\bop eigen initiatief\b", text, re.I):
        return None, None
    told = "\n\n".join(sec.body.text[:1500] for sec in document.sections[:3] if sec.key != "preamble")
    who, day = None, None
    for start, end in sentences(told):
        sentence = told[start:end]
        if not (_ASKS.search(sentence) and _ADVICE_ASKED.search(sentence)) or _COUNCIL_ASKS.search(sentence):
            continue
        asker = _ASKER_OF_ADVICE.search(sentence)
        dated = _ASKED_ON_DAY.search(sentence)
        found = find_full_date(dated["date"]) if dated else None
        who = who or (re.sub(r"\s+", " ", asker["who"]).strip(" ,") if asker else None)
        day = day or (found[0] if found else None)
        if who and day:
            break
    return who, day


# "de minister vroeg de Vlor om advies", "ontving de raad een adviesvraag": the sentence that tells how it came about
_ASKS = re.compile(
    r"\b(?:vroeg(?:en)?|vraagt|verzocht(?:en)?|verzoekt|ontving|kreeg|werd\s+[^.]{0,60}gevraagd|legde|adviesvraag|vraag\s+om\s+advies)\b",
    re.I,
)
# "De Vlor vraagt in dit advies dat de minister": what the council asks itself
_COUNCIL_ASKS = re.compile(
    rf"\b(?:[Dd]e\s+(?:[Rr]aad|{either(COUNCIL_NAMES + COUNCIL_PARTS + ADVISORY_BODIES)})|[Ww]e|[Ww]ij)\s+"
    r"(?:\w+\s+){0,2}?(?:vraagt|vragen|verzoekt|verzoeken|vroeg(?:en)?)\b"
)
_ADVICE_ASKED = re.compile(r"\b(?:spoed)?advies(?:vraag)?\b", re.I)
_ASKED_ON_DAY = re.compile(rf"\b(?:op|van|d\.d\.|dd\.?|brief(?:\s+van)?)\s+(?P<date>{FULL_DATE.pattern})", re.I)
_CAPITAL = r"[A-ZÀ-Þ][\wÀ-ÿ'’-]+"
_PERSON_NAMED = (
    rf"(?:{_CAPITAL}(?:\s+(?:[Vv]an|[Dd]e[nr]?|[Tt]e[rn]?)){{0,2}}\s+)?{_CAPITAL}"
    rf"(?:\s+(?:(?:[Vv]an|[Dd]e[nr]?)\s+)*{_CAPITAL}){{0,2}}"
)
_FIELDS = r"[A-ZÀ-Þ][\wÀ-ÿ-]+(?:(?:,\s+|\s+en\s+)(?:[A-ZÀ-Þ][\wÀ-ÿ-]+))*"
_OFFICE_HELD = (
    r"(?:Vlaamse?\s+)?(?:vice)?minister(?:-president)?(?:\s+van\s+de\s+Vlaamse\s+[Rr]egering)?"
    rf"(?:\s+(?:van|voor)\s+{_FIELDS})?"
)
# "minister Ben Weyts", "de Vlaamse minister van Onderwijs, Greta Van Loo", "het Vlaams Parlement"
_ASKER_OF_ADVICE = re.compile(
    rf"\b(?P<who>(?:[Dd]e\s+)?(?:toenmalige?\s+|bevoegde\s+)?{_OFFICE_HELD}(?:\s+en\s+{_OFFICE_HELD})?"
    rf"(?:,?\s+(?:de\s+heer\s+|mevrouw\s+)?(?!De\b|Het\b|Vlor\b|Raad\b){_PERSON_NAMED})?"
    r"|(?:[Dd]e\s+)?Vlaamse\s+[Rr]egering|(?:[Hh]et\s+)?Vlaams\s+Parlement"
    r"|(?:[Dd]e\s+)?[Cc]ommissie\s+voor\s+[A-ZÀ-Þ]\w+(?:\s+(?:van\s+het\s+Vlaams\s+Parlement|en\s+[A-ZÀ-Þ]\w+))*)"
)


def _legislature(text: str, asked: str | None = None) -> str | None:
    """The legislature that the text names; of a question put on the day `asked` the one of that day."""
    match = re.search(
        r"\b(?:legislatuur|zittingsperiode|regeerperiode)\s*:?\s*(?P<years>(?:19"
        r"|20)\d\d\s*[-–]\s*(?:19|20)?\d\d)",
        text,
        re.I,
    )
    if match:
        return re.sub(r"\s*[-–]\s*", "-", match["years"])
    return next((years for began, years in LEGISLATURES if asked and len(asked) == 10 and asked >= began), None)


# --- signatures -------------------------------------------------------------------------------------------------------

_NAME = r"[A-ZÀ-Þ][\wÀ-ÿ'’-]+(?:[ \t]+(?:[Vv]an|[Dd]e[nr]?|[Tt]e[rn]?|[Ll]e|['’]t|[A-ZÀ-Þ][\wÀ-ÿ'’.-]*)){1,5}"
_SIGNED = re.compile(rf"(?P<name>{_NAME})[ \t]*,?\s+(?P<role>{ROLE}[^\n]*)")
_SIGNED_PAIR = re.compile(rf"(?:^|\n)\s*(?P<names>{_NAME})\s*\n+\s*(?P<one>{ROLE}[^\n]*?)\s+(?P<two>{ROLE}[^\n]*)")


def _signatories(document: Document) -> tuple[Signatory, ...]:
    if document.meta.signatories:
        return document.meta.signatories
    for text in [s.body.text[-500:] for s in document.sections if not re.match(r"bijlage", s.title or "", re.I)][::-1]:
        pair = _SIGNED_PAIR.search(text)
        if pair:
            people = _split_names(pair["names"])
            if len(people) == 2:
                return Signatory(people[0], pair["one"].strip()), Signatory(people[1], pair["two"].strip())
        found = [
            Signatory(re.sub(r"\s+", " ", m["name"]), m["role"].strip(" ."))
            for m in _SIGNED.finditer(text)
            if len(m["role"].split()) <= 10
        ]
        if found and (len(found) > 1 or any(_PART.search(s.role or "") or "Vlor" in (s.role or "") for s in found)):
            return tuple(found)
    return ()


def _split_names(text: str) -> list[str]:
    """Two names that OCR put on one line: a wide gap divides them, else where a name may begin."""
    parts = [p.strip() for p in re.split(r"\s{2,}|\t", text) if p.strip()]
    return parts if len(parts) == 2 else divide_names(text, 2)


# --- written questions ------------------------------------------------------------------------------------------------

_PERSON = r"(?:[A-ZÀ-Þ][A-ZÀ-Þ'’.-]*(?:[ \t]+|\b)){2,6}"
_NUMBER = re.compile(r"\b(?:SCHRIFTELIJKE\s+VRAAG|VRAAG\s+OM\s+UITLEG|vraag)?\s*nr\.?\s*(?P<n>\d{1,5})\b", re.I)
_ASKER = re.compile(
    rf"(?:^|\n|\s)van\s+(?P<name>{_PERSON}|[A-ZÀ-Þ][\wÀ-ÿ'’-]+(?:\s+(?:[Vv]an|[Dd]e[nr]?"
    rf"|[A-ZÀ-Þ][\wÀ-ÿ'’-]+)){{1,4}})\s*(?=\n|datum|aan\b|$)"
)
_ASKED_ON = re.compile(rf"\bdatum\s*:?\s*(?P<date>{FULL_DATE.pattern})", re.I)
_MINISTER = re.compile(
    r"\baan\s+(?P<name>[A-ZÀ-Þ][^\n,]{3,60}?)\s*[\n,]\s*(?P<office>(?:VLAAMS|VICEMINISTER|MINISTER|Vlaams"
    r"|Viceminister|Minister|VICE)[^\n]*(?:\n(?:[A-ZÀ-Þ,\s-]{6,}|\s*(?:EN|en|VAN|van)\s[^\n]*)(?=\n))*)"
)
_MINISTER_INLINE = re.compile(
    r"\baan\s+(?P<name>(?:[A-ZÀ-Þ'’-]{2,}\s+){2,5}?)(?P<office>(?:VLAAMS|VICEMINISTER|VICE-MINISTER"
    r"|MINISTER)(?:[ ,\n]+(?:[A-ZÀ-Þ&][A-ZÀ-Þ'’-]*(?![a-zà-ÿ])))+)"
)
_LETTERHEAD = re.compile(
    r"\s*(?:SCHRIFTELIJKE VRA|nr\.?\s*\d|van [A-ZÀ-Þ]|aan [A-ZÀ-Þ]|datum\b|VLAAMS|VICE|MINISTER|ANTWOORD"
    r"|op vraag nr|VLAAMS PARLEMENT|gecoördineerd)",
    re.I,
)


def _question_meta(document: Document) -> Meta:
    lines = _opening(document)
    preamble = document.sections[0].body.text if document.sections and document.sections[0].key == "preamble" else ""
    text = (
        re.sub(r"\n\s*\n", "\n", preamble)
        if _QUESTION_HEAD.search(preamble) or not document.cover
        else "\n".join(lines)
    )
    number, asker, asked = _NUMBER.search(text), _ASKER.search(text), _ASKED_ON.search(text)
    minister = _MINISTER.search(text) or _MINISTER_INLINE.search(text)
    # an office in capitals ends where the title begins on the same line: "… VAN WERK Duaal leren - Aanbod"
    glued = re.search(r"(?<=[A-ZÀ-Þ])\s+(?=[A-ZÀ-Þ]?[a-zà-ÿ])", minister["office"]) if minister else None
    if minister and glued and minister["office"][: glued.start()].isupper():
        stop = minister.start("office") + glued.start()
        text = f"{text[:stop]}\n{text[stop:].lstrip()}"
        minister = _MINISTER.search(text) or _MINISTER_INLINE.search(text)
    date = find_full_date(asked["date"]) if asked else None
    if date is None:
        answered = re.search(rf"op vraag nr\.?\s*\d+\s+van\s+(?P<date>{FULL_DATE.pattern})", text, re.I)
        date = find_full_date(answered["date"]) if answered else None
    recipient = None
    if minister:
        office = _office(minister["office"])
        recipient = f"{person_name(minister['name'])}, {office}" if office else person_name(minister["name"])
    asked_again = list(_ASKED_ON.finditer(text))
    answer_date = find_full_date(asked_again[1]["date"]) if len(asked_again) > 1 else None
    return replace(
        document.meta,
        title=document.meta.title or _question_title(document, text, minister),
        date=document.meta.date or (date[0] if date else None),
        number=document.meta.number or (number["n"] if number else None),
        author=document.meta.author or (person_name(asker["name"]) if asker else None),
        recipient=document.meta.recipient or recipient,
        answer_date=answer_date[0] if answer_date else None,
        legislature=_legislature(text, date[0] if date else None),
    )


def _question_title(document: Document, text: str, minister: re.Match[str] | None) -> str | None:
    """The line after the minister's office; on a cover by type size the biggest line that is no letterhead."""
    if minister:
        rest = text[minister.end() :].lstrip()
        line = rest.split("\n")[0].strip()
        if (
            3 <= len(line) <= 200
            and not _LETTERHEAD.match(line)
            and len(line.split()) <= 25
            and not line.endswith((".", "?"))
        ):
            return re.sub(r"\s+", " ", line)
    for _, candidate in _candidates(document):
        if not _LETTERHEAD.match(candidate) and len(candidate.split()) <= 25:
            return re.sub(r"\s+", " ", candidate)
    return None


def person_name(text: str) -> str:
    """ "ELLEN DE GROOTE" → "Ellen De Groote"; a name in mixed case stays as it is."""
    text = re.sub(r"\s+", " ", text).strip(" ,.")
    if not text.isupper():
        return text
    words = text.split(" ")
    small = {"van", "de", "den", "der", "ter", "ten", "te", "het", "'t"}
    done = []
    for n, word in enumerate(words):
        lower = word.lower()
        if lower in small and n and words[n - 1].lower() in small:
            done.append(lower)
            continue
        done.append(re.sub(r"(^|[-'’])(\w)", lambda m: m[1] + m[2].upper(), lower))
    return " ".join(done)


def _office(text: str) -> str:
    """ "VLAAMS MINISTER VAN WERK EN LANDBOUW" → "Vlaams minister van Werk en Landbouw"."""
    text = re.sub(r"\s+", " ", text).strip(" ,.")
    if not text.isupper():
        return text
    small = {
        "van",
        "en",
        "de",
        "het",
        "der",
        "voor",
        "minister",
        "viceminister-president",
        "minister-president",
        "in",
        "met",
    }
    words = [
        w if w.strip(",") in small else re.sub(r"(^|-)(\w)", lambda m: m[1] + m[2].upper(), w)
        for w in text.lower().split(" ")
    ]
    return " ".join([words[0][:1].upper() + words[0][1:], *words[1:]])
