"""Studies and reports as running text names them: "onderzoek van X e.a.", "(X, 2018)", "het jongste Y-rapport"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.model import SourceKind
from nlp.dates import find_date
from nlp.fields import kind_word
from nlp.frame import Passage
from nlp.guarded import guarded
from nlp.names import QUOTED, Mention, before, date_after, name_after, sentence_of, told_behind, topic_after
from nlp.patterns import (
    ADVISORY_BODIES,
    BODY,
    BODY_WORDS,
    COUNCIL_NAMES,
    COUNCIL_PARTS,
    DEFINITE,
    DESCRIBED_WORD,
    ET_AL,
    MONTH,
    NAMED_REPORT,
    NOT_A_NAME,
    NOT_A_SURNAME,
    OPUS_CITATUM,
    PAGES,
    PLACE,
    SURNAME,
    SURVEY,
    YEAR,
    either,
)
from nlp.works import plain, surname

PEOPLE = rf"{SURNAME}(?:(?:,\s+{SURNAME})*,?\s+(?:en|&|and)\s+{SURNAME})?"
_AUTHOR_YEAR = guarded(
    rf"(?P<names>{PEOPLE}"
    rf"|{BODY})(?P<etal>,?\s+{ET_AL})?,?\s*(?P<open>\()?(?P<year>{YEAR})(?P<letter>[a-z])?(?P<pages>,\s*(?:pp"
    rf"?\.|blz\.)\s*\d+(?:\s*[-–]\s*\d+)?)?\s*(?P<close>[);,])"
)


# The title of a work right before the brackets with its maker and year
TITLE_BEFORE = re.compile(
    r"(?:[‘“\"'](?P<quoted>[^’”\"'()]{6,100})[’”\"']"
    r"|\b(?:[Ii]n|[Uu]it|[Aa]ls)\s+(?P<plain>[A-ZÀ-Þ][^.,;:()‘’“”\s]*\s[^.,;:()‘’“”]{4,80}))\s*\($"
)
# The same at the beginning of its sentence, before what the work shows: "Lezen in cijfers (OESO, 2018) toont …"
_TITLE_OPENS = re.compile(
    rf"\s*(?P<quoted>)?(?P<plain>(?!(?:{'|'.join(sorted(re.escape(w) for w in NOT_A_NAME))})\b)(?-i:[A-ZÀ-Þ])"
    rf"[\wà-ÿ’-]*(?:[ ][\wà-ÿ’-]+){{0,3}}[ ](?:in|over|voor|op|van|naar|tot|en)(?:[ ][\wà-ÿ’-]+){{1,4}})\s*\(",
    re.I,
)
_SHOWS_ALONE = re.compile(r"\s+(?:[a-z]{3,}(?<!aa)t|wees|bleek|besloot|schreef|bevestigde|toonde|stelde)\b")
# What a work does behind its authors and year: "Rombouts (2012) onderscheidt drie soorten"
_SHOWS = re.compile(
    r"\s+(?:onderscheid\w*|toon\w*|stel\w*|vind\w*|vond\w*|concludeer\w*|beschrijf\w*|beschreef|bereken\w*|wijs\w*|wees"
    r"|wezen|blijk\w*|bleek|besluit\w*|besloot|pleit\w*|schrijf\w*|schreef|noem\w*|geef\w*|gaf|leg\w*|onderzo\w+"
    r"|argumenteer\w*|betoog\w*|benadruk\w*|definieer\w*|suggereer\w*|waarschuw\w*|zie\w*|zag\w*|spreek\w*|sprak"
    r"|bevestig\w*|leert?|leren|laat|laten|maak\w*|merk\w*|verge\w+|analyseer\w*)\b"
)


def find_author_years(passage: Passage, start: int, end: int) -> Iterator[Mention]:
    """ "(Verhaest e.a., 2018)", "Smet et al. (2015)", "Nouwen, Orozco en Clycq (2019)"."""
    text = passage.text
    for match in _AUTHOR_YEAR.finditer(text, start, end):
        names, begin = without_lead(match["names"], match.start())
        bracket = text.rfind("(", max(start, begin - 160), begin)
        inside = bracket >= 0 and ")" not in text[bracket:begin]
        if not match["open"] and not inside:
            continue
        article = re.match(r"(?:[Dd]e|[Hh]et)\s+", names)
        if article and (re.fullmatch(BODY, names[article.end() :]) or _in_full(passage, names[article.end() :])):
            names, begin = names[article.end() :], begin + article.end()  # "De Onderwijsinspectie (2022)"
        body = re.fullmatch(BODY, names) is not None
        made = not body and bool(BODY_WORDS.search(names)) and _in_full(passage, names)
        if not body and not made and (_no_surname(names) or BODY_WORDS.search(names) or _names_a_place(names)):
            continue
        if re.fullmatch(PLACE, names):
            continue  # "de projecten in Gent (2019)"
        if made and (lead := re.match(r"(?:de|het)\s+", names, re.I)):
            names, begin = names[lead.end() :], begin + lead.end()
        body = body or made
        if (
            not body
            and sentence_of(passage, begin)[0] == begin
            and not match["etal"]
            and "en" not in names.split()
            and "," not in names
            and _known(passage, names) is False
            and not (match["close"] == ")" and _SHOWS.match(text, match.end()) and kind_word(names) is None)
        ):
            continue
        people = tuple(n.strip(" ,") for n in re.split(r",\s+|\s+(?:en|&|and)\s+", names) if n.strip(" ,"))
        authors = (names,) if body else people
        pages = re.sub(r"^,\s*", "", match["pages"]) if match["pages"] else None
        kind: SourceKind = "rapport" if body else "onderzoek"
        if body and (names in COUNCIL_NAMES or names in ADVISORY_BODIES):
            kind = "advies"
        titled = TITLE_BEFORE.search(text, max(start, begin - 120), begin) if inside else None
        if not titled and inside and body and match["close"] == ")" and _SHOWS_ALONE.match(text, match.end()):
            opens = _TITLE_OPENS.fullmatch(text, sentence_of(passage, begin)[0], begin)
            titled = opens if opens and not kind_word(opens["plain"]) else None
        if titled:  # "In Lezen in cijfers (Onderwijsinspectie, 2018) staat"
            title = (titled["quoted"] or titled["plain"]).strip()
            said = kind_word(title) or kind
            yield Mention(
                titled.start("quoted") if titled["quoted"] else titled.start("plain"), match.end(), said, title,
                authors, match["year"], confidence=0.8, shield=(titled.start(), match.end()),
            )  # fmt: skip
            continue
        stop = match.end() - (match["close"] in ";," or not match["open"])
        yield Mention(
            begin,
            stop,
            kind,
            None,
            authors,
            match["year"],
            pages,
            form="back",
            found_by="author",
            confidence=0.85,
            shield=(begin, stop),
        )


def _in_full(passage: Passage, body: str) -> bool:
    """Whether the document's notes and lists give a work of that body: "de Commissie van Wijzen (2023)"."""
    body = re.sub(r"^(?:de|het)\s+", "", body.lower())
    return any(body == author.lower() for work in passage.frame.works for author in work.authors)


# "PISA 2018", "het PISA-onderzoek van 2018"
_SURVEY = guarded(
    rf"(?<![\w-])(?P<name>{SURVEY})(?:[ -]|-(?:onderzoek|resultaten|studie|rapport|toets|cijfers)\s+(?:van\s+|uit\s+)?)"
    rf"(?P<year>{YEAR})(?![\d/])"
)


_CITED_BEHIND = re.compile(rf"\([^()]{{2,60}},\s*{YEAR}[a-z]?\)")


def find_surveys(passage: Passage, start: int, end: int) -> Iterator[Mention]:
    """Surveys that are known by their name and year: "PISA 2018"."""
    for match in _SURVEY.finditer(passage.text, start, end):
        if _CITED_BEHIND.search(passage.text, match.end(), sentence_of(passage, match.start())[1]):
            continue  # "De resultaten van PISA 2015 … (OESO, 2016)" cites the report in the brackets
        yield Mention(
            match.start(), match.end(), "rapport", f"{match['name']} {match['year']}", date=match["year"],
            confidence=0.75, shield=match.span(),
        )  # fmt: skip


# "Onderzoek van Boeren (2021)": the sentence begins with what they made
_WORK_OF = re.compile(r"(?:Onderzoek|Studie|Werk|Rapport|Analyse|Artikel|Boek|Proefschrift)\s+(?:van|door)\s+")


def without_lead(names: str, start: int) -> tuple[str, int]:
    """ "Volgens Peeters" looks like a double surname: the names without such a first word, and where they begin."""
    if work := _WORK_OF.match(names):
        return names[work.end() :], start + work.end()
    first = names.split()[0]
    if first in NOT_A_SURNAME and first not in ("De", "Van") and len(names.split()) > 1:
        cut = len(first) + 1
        return names[cut:], start + cut
    return names, start


def _names_a_place(names: str) -> bool:
    """Whether a later word is no part of a surname either: "Leesrijk Vlaanderen (2022)" is a plan."""
    return any(w.strip(",") in NOT_A_SURNAME - {"De", "Het", "Van", "In", "Op"} for w in names.split()[1:])


_PARTICLES = r"(?:de[rn]?|het|['’]t)\s+"


def _no_surname(names: str) -> bool:
    """Do these words begin with something else than a family name? A particle counts with what follows it."""
    first, *rest = [w.strip(",") for w in names.split()]
    if (
        first in ("De", "Van", "Den", "Der", "Ter", "Ten", "Vanden", "Le", "La", "El", "Du")
        and rest
        and rest[0][0].isupper()
    ):
        return rest[0] in NOT_A_SURNAME or rest[0] in COUNCIL_NAMES or bool(BODY_WORDS.search(rest[0]))
    if re.match(rf"Van\s+{_PARTICLES}[A-ZÀ-Þ]", names):  # "Van der Auwera & D’Hondt"
        return False
    return first in NOT_A_SURNAME or first.lower() in NOT_A_NAME


def _known(passage: Passage, names: str) -> bool:
    return any(plain(names) in plain(" ".join(w.authors)) for w in passage.frame.works)


_BARE_AUTHORS = re.compile(rf"(?P<names>{PEOPLE})(?P<etal>\s+{ET_AL})?(?:\s+(?:in|uit)\s+(?P<year>{YEAR}))?")
_AUTHORED = guarded(
    rf"(?P<word>(?<![\w-])(?i:[\w-]*onderzoek|onderzoekers|[\w-]*studie|studies|paper|artikel|doctoraat"
    rf"|proefschrift|rapport|evaluatie|analyse|bevraging|[\w-]*survey|[\w-]*peiling|enquête|werk|bevindingen)\s+van\s+(?:(?:onder\s+meer|o\.a\."
    rf"|professor|prof\.(?:\s*dr\.)?"
    rf"|dr\.)\s+)?)(?P<names>{PEOPLE})(?P<etal>\s+{ET_AL})?(?:\s*(?:\(|(?:uit|van)\s+)?(?P<year>{YEAR})[a-z]?\)?)?"
)


def find_authored(passage: Passage, start: int, end: int) -> Iterator[Mention]:
    """ "onderzoek van Tobback e.a.": persons named after the word for the work."""
    text = passage.text
    for match in _AUTHORED.finditer(text, start, end):
        names = match["names"]
        body = re.match(rf"{BODY}(?![\w-])", names)
        if not body and _no_surname(names):
            continue
        known = _known(passage, names.split(",")[0].split(" en ")[0])
        if not body and not (match["etal"] or match["year"] or known):
            continue
        if not body and BODY_WORDS.search(names) and not known:
            continue
        if body:
            names = body.group()
            if not (match["year"] or _anchored(passage, match.end(), 60)):
                continue
        people = (
            (names,)
            if body
            else tuple(n.strip(" ,") for n in re.split(r",\s+|\s+(?:en|&|and)\s+", names) if n.strip(" ,"))
        )
        kind: SourceKind = "rapport" if re.match(r"(?i)rapport", match["word"]) else "onderzoek"
        yield Mention(
            match.start(), match.end(), kind, None, people, match["year"],
            form="back", found_by="author", confidence=0.85, shield=(match.start(), match.end()),
        )  # fmt: skip


def _anchored(passage: Passage, at: int, within: int) -> bool:
    return any(at <= offset <= at + within for offset, _ in passage.frame.marks.get(passage.where, ()))


_MEANWHILE = (
    r"(?:(?:recent|ook|onlangs|eerder|hierover|daarover|al|reeds|bovendien|daarnaast|intussen|inmiddels|nog|toen|zelf"
    r"|vorige?\s+(?:jaar|maand|week|schooljaar)|begin\s+dit\s+jaar|dit\s+(?:voor|na)jaar|op\s+eigen\s+initiatief|spontaan"
    r"|op\s+(?:vraag|verzoek)\s+van\s+de\s+(?:Vlaamse\s+)?(?:minister|[Rr]egering)|in\s+\d{4}"
    r"|op\s+\d{1,2}\s+\w+\s+\d{4})\s+)*"
)
# "bracht … een advies uit", "verstrekte een advies"
_MADE_VERB = (
    r"(?:bracht|publiceerde|formuleerde|gaf|leverde|stelde|schreef|werkte|maakte|verstrekte|verleende|bezorgde|keurde"
    r"|voerde)"
)
_MAKER = (
    rf"(?:(?:[Dd]e|[Hh]et)\s+)?(?P<body>{either(COUNCIL_PARTS)}(?:\s+van\s+de\s+{either(COUNCIL_NAMES)})?|{BODY}"
    r"|(?:[A-Z][\w-]+[ ]+){1,4}(?:[A-Z][\w-]+))(?![\w-])"  # never over the end of a paragraph
)
_MADE_THING = (
    r"(?P<thing>een\s+(?P<adj>(?:[\w-]+\s+){0,2}?)(?P<word>[\w-]*actieplan|[\w-]*advies|[\w-]*rapport|[\w-]*studie"
    r"|[\w-]*onderzoek|conceptnota|visienota|visietekst|memorandum))(?![\w-])"
)
_MADE = (
    # "stelde het Netwerk Leesbevordering in 2016 een rapport op"
    guarded(
        rf"\b{_MADE_VERB}\s+(?P<span>{_MAKER}\s+{_MEANWHILE}{_MADE_THING})"),
    # "De Minaraad publiceerde eerder een memorandum", "heeft de SERV een advies uitgebracht"
    guarded(
        rf"(?P<span>{_MAKER}\s+(?:{_MADE_VERB}|heeft)\s+{_MEANWHILE}{_MADE_THING}(?:\s+op\s+eigen\s+initiatief)?)"),
    # "werd door de SERV een advies opgemaakt"
    guarded(
        rf"(?P<span>door\s+{_MAKER}\s+(?:werd\s+|is\s+|recent\s+|ook\s+|onlangs\s+"
        rf"|eerder\s+)*{_MADE_THING}(?:\s+op\s+eigen\s+initiatief)?(?:\s+(?:opgemaakt|uitgebracht|opgesteld|gemaakt"
        rf"|gepubliceerd))?)"),
)  # fmt: skip


def find_made(passage: Passage, start: int, end: int) -> Iterator[Mention]:
    """A work that has no name but a maker: "De Minaraad publiceerde eerder een memorandum"."""

    text = passage.text
    for pattern in _MADE:
        for match in pattern.finditer(text, start, end):
            kind = kind_word(match["word"])
            body = match["body"]
            if kind is None or not (re.fullmatch(BODY, body) or BODY_WORDS.search(body) or len(body.split()) >= 3):
                continue
            if re.search(r"\b(?:zal|zullen|wil|plant|moet|kan)\b", text[max(start, match.start() - 30) : match.end()]):
                continue
            if kind == "onderzoek" and not _anchored(passage, match.end(), 200):
                continue
            _, limit = sentence_of(passage, match.start())
            stop = match.end("span")
            quoted = QUOTED.match(text, stop, limit)
            if quoted:
                stop = quoted.end()
            else:
                about = re.compile(r"(?:\s+uit)?\s+(?:over|rond|met\s+overzicht\s+van)\s+(?=\S)").match(
                    text, stop, limit
                )
                if about:
                    _, stop = topic_after(text, about.end(), limit)
            part = [name for name in COUNCIL_PARTS if body.startswith(name)]
            sentence, _ = sentence_of(passage, match.start())
            date = find_date(match.group("span")) or find_date(text, max(sentence, match.start() - 25), match.start())
            yield Mention(
                match.start("span"),
                stop,
                kind,
                quoted["title"] if quoted else None,
                (f"Vlaamse Onderwijsraad, {part[0]}",) if part else (body,),
                date[0] if date else None,
                form="back",
                found_by="made",
                confidence=0.7,
                shield=match.span("span"),
            )


# "onderzoek van de KU Leuven uit 2018", "de nota van de VVSG van november 2018", "het verslag van het Rekenhof over X"
_MADE_BY = guarded(
    rf"(?<![\w-])(?P<word>(?i:[\w-]*onderzoek|[\w-]*studie|[\w-]*rapport|[\w-]*verslag|nota|evaluatie|analyse"
    rf"|bevraging|peiling))\s+(?:van|door)\s+(?:(?:de|het)\s+)?(?P<body>{BODY}(?:[ ][A-Z]{{2,6}}\b)?"
    rf"|(?:Steunpunt|Universiteit|Agentschap|Hogeschool)(?:\s+(?:(?:voor|van|en|de|het)\s+)*[A-ZÀ-Þ][\w-]+){{1,4}})(?![\w-])"
)


def find_made_by(passage: Passage, start: int, end: int) -> Iterator[Mention]:
    """A study, report or note that its maker and a date, a topic with a year, or what it shows make known."""
    text = passage.text
    for match in _MADE_BY.finditer(text, start, end):
        if match["body"] in COUNCIL_NAMES:
            continue
        begin, determiner, _ = before(text, match.start())
        _, limit = sentence_of(passage, match.start())
        limit = min(limit, end)
        date, stop = date_after(text, match.end(), limit)
        if not date and (about := re.compile(r"\s+(?:over|naar|rond|inzake)\s+(?=\S)").match(text, stop, limit)):
            topic, after = topic_after(text, about.end(), limit)
            date, dated = date_after(text, after, limit) if topic else (None, stop)
            stop = dated if date else stop
        shown = kind_word(match["word"]) == "onderzoek" and _FOUND.search(text, match.end(), limit)
        if not date and not shown and not _anchored(passage, match.end(), 60):
            continue
        if determiner in ("geen", "elk"):
            continue
        kind = kind_word(match["word"]) or "rapport"
        yield Mention(
            begin, stop, kind, None, (match["body"],), date, form="back", found_by="author", confidence=0.75,
            shield=(match.start(), stop),
        )  # fmt: skip


_FOUND = re.compile(
    r"\b(?:blijkt|bleek|toon(?:t|de)(?:\s+aan)?|wijst|wees|leert|leerde|bevestigt|bevestigde|laat\s+zien|liet\s+zien"
    r"|geeft\s+aan|gaf\s+aan|besluit|concludeert|concludeerde|stelt\s+vast|stelde\s+vast|suggereert)\b"
)
_SAID_IN = guarded(
    rf"(?<![\w-])(?P<body>{either(COUNCIL_PARTS)}"
    rf"|{BODY})\s+(?:[a-z]+\s+){{0,3}}?in\s+(?P<date>(?:{MONTH}\s+)?{YEAR})(?P<own>\s+op\s+eigen\s+initiatief)?"
)
_SAYS = re.compile(
    r"\b(?:vroeg|stelde|had|heeft|pleitte|schreef|waarschuwde|adviseerde|berekende|becijferde|concludeerde|wees"
    r"|vond|drong|publiceerde|toonde|besloot|noemde|bracht|gaf)\b"
)


def find_said(passage: Passage, start: int, end: int) -> Iterator[Mention]:
    """ "Rekenhof stelde in 2024 vast": a body and a year that fit a work which the document's notes give in full."""
    text = passage.text
    for match in _SAID_IN.finditer(text, start, end):
        found = find_date(match["date"])
        if not found or not _SAYS.search(text, match.start(), match.end()):
            continue
        body = match["body"]
        vlor = body in COUNCIL_NAMES or body in COUNCIL_PARTS
        known = any(
            w.date
            and w.date.startswith(found[0])
            and (
                (vlor and w.kind == "advies" and (body in COUNCIL_NAMES or body in " ".join(w.authors)))
                or body in w.authors
            )
            for w in passage.frame.works
        )
        if not (known or match["own"]):
            continue
        kind: SourceKind = "advies" if vlor or body in ADVISORY_BODIES else "rapport"
        author = ("Vlaamse Onderwijsraad" + (f", {body}" if body in COUNCIL_PARTS else "")) if vlor else body
        yield Mention(
            match.start(),
            match.end(),
            kind,
            None,
            (author,),
            found[0],
            form="back",
            found_by="author" if not vlor else "body",
            confidence=0.65,
            shield=match.span(),
        )


# "het Rekenhof publiceerde in maart het verslag X": who made the work that is named next
_MADE_BEFORE = re.compile(rf"(?<![\w-])(?P<body>{BODY})\s+(?:publiceerde|schreef|maakte|bracht)\s+(?:\w+\s+){{0,3}}?$")
# "het rapport ‘Lezen’ van het Rekenhof (2020)"
_OF_BODY = re.compile(rf"\s+van\s+(?:de\s+|het\s+)?(?P<body>{BODY})(?![\w-])")
# "de Onderwijsspiegel 2019", "het jaarverslag 2018 van de Onderwijsinspectie"
_EDITION = re.compile(
    rf"\s+(?P<year>{YEAR}(?:\s?[-–]\s?(?:{YEAR}|\d\d))?)(?:\s+van\s+(?:de\s+|het\s+)?(?P<body>{BODY}))?(?![\w-])"
)


def find_named_reports(passage: Passage, start: int, end: int) -> Iterator[Mention]:
    """Reports and studies with a name: "de metastudie Duaal leren", "het jongste schoolverlatersrapport"."""
    text = passage.text
    for match in NAMED_REPORT.finditer(text, start, end):
        begin, determiner, adjectives = before(text, match.start())
        _, limit = sentence_of(passage, match.start())
        limit = min(limit, end)
        name, stop, quoted = name_after(text, match.end(), limit)
        edition = _EDITION.match(text, match.end(), limit)
        if not name and edition and (match["own"] or edition["body"]):
            name, stop = edition["year"], edition.end()
        if name and not quoted and (name[0].islower() or re.fullmatch(rf"{BODY}", name)):
            name, stop = None, match.end()
        own = match["own"] is not None  # "schoolverlatersrapport": the word itself is the name
        if not name and not (own and (determiner in DEFINITE or adjectives)):
            continue
        if not name and match.group().lower().endswith("monitor") and not adjectives:
            continue
        word = match.group().removeprefix(f"{match['maker']}-")
        if match["maker"] and not quoted and not name:
            continue
        if determiner in ("een", "geen") or (word.lower() == "onderzoek" and determiner not in DEFINITE):
            continue
        of_body = _OF_BODY.match(text, stop, limit) if name and not match["maker"] else None
        stop = of_body.end() if of_body else stop
        date, dated = date_after(text, stop, limit)
        stop = dated if date else stop
        kind: SourceKind = kind_word(word) or "rapport"
        if word.lower() in ("peiling", "nota") and not date and not match["maker"]:
            continue
        if kind == "verslag" and word.lower() == "verslag" and not re.search(r"[Cc]ommissie|[Pp]arlement", name or ""):
            kind = "rapport"  # "het verslag Schoolmobiliteit": not one of a meeting
        made = _MADE_BEFORE.search(text, max(start, begin - 80), begin)
        title = (
            name
            if quoted or (name and kind != "verslag" and word.lower() in ("onderzoek", "rapport", "studie", "verslag"))
            else f"{word[0].upper()}{word[1:]}{' ' + name if name else ''}"
        )
        named = made["body"] if made else of_body["body"] if of_body else match["maker"]
        told, tellers, stop = (None, (), stop) if date else told_behind(text, stop, limit)
        date, makers = date or told, (named,) if named else tellers
        yield Mention(begin, stop, kind, title, makers, date, confidence=0.8, shield=(match.start(), stop))


def find_described(passage: Passage, start: int, end: int) -> Iterator[Mention]:
    """ "de evaluatie van het decreet X", "het tussentijds rapport van …": only with the work it describes at hand."""
    text = passage.text
    for match in DESCRIBED_WORD.finditer(text, start, end):
        begin, determiner, adjectives = before(text, match.start())
        _, limit = sentence_of(passage, match.start())
        # "een studie in vijf steden" only with a note in the same sentence
        indefinite = determiner == "een" and _anchored(passage, match.end(), limit + 1 - match.end())
        if (determiner not in DEFINITE and not indefinite) or re.search(r"gepland|nakend|lopend|toekomst", adjectives):
            continue
        if re.match(r"\s+[‘“A-ZÀ-Þ]", text[match.end() : limit]):
            continue  # "haar rapport Les op afstand": its name follows
        fences = [o for o, _ in passage.frame.marks.get(passage.where, ()) if match.end() <= o]
        fence = min([limit, *fences])
        phrase = re.compile(r"(?:\s+(?:van|naar|over|rond|door|bij|in)\s+[^.,;:()\n]+)?").match(
            text, match.end(), fence
        )
        stop = match.end()
        if phrase and phrase.group():
            _, stop = topic_after(text, match.end(), phrase.end())
        date, dated = date_after(text, stop, limit)
        stop = dated if date else min(stop, fence)
        by = "indefinite" if indefinite else "description"
        kind: SourceKind = "rapport" if match.group().lower().endswith("rapport") else "onderzoek"
        yield Mention(begin, stop, kind, None, date=date, form="back", found_by=by, confidence=0.6)


def find_back_references(passage: Passage, start: int, end: int) -> Iterator[Mention]:
    """The words "X e.a., o.c., p. 102" in the middle of a note; "X e.a." in running text where X is a known author."""
    text = passage.text
    if passage.where.startswith("fn:"):
        for match in OPUS_CITATUM.finditer(text, start, end):
            if match["names"]:
                pages = re.compile(rf",?\s*(?P<pages>{PAGES.pattern})", re.I).match(text, match.end(), end)
                stop = pages.end() if pages else match.end()
                cited = tuple(re.split(r",\s+|\s+(?:en|&|and)\s+", re.sub(rf",?\s*{ET_AL}", "", match["names"])))
                yield Mention(
                    match.start(),
                    stop,
                    "onderzoek",
                    None,
                    cited,
                    None,
                    pages["pages"] if pages else None,
                    form="back",
                    found_by="author",
                    shield=(match.start(), stop),
                )
    # most texts name none of the authors, and looking for all that could be names is slow
    small = text.casefold()
    if not any(w.authors and _longest(w.authors[0]) in small for w in passage.frame.works):
        return
    for match in _BARE_AUTHORS.finditer(text, start, end):
        names, begin = without_lead(match["names"], match.start())
        first = names.split(",")[0].split(" en ")[0].strip()
        known = [
            w
            for w in passage.frame.works
            if w.authors and plain(first) == surname(w.authors[0]) and len(w.authors) > 1 and w.where != passage.where
        ]
        second = re.search(r"\s(?:en|&)\s+(?P<name>.+)$", names)
        if not known or (
            not match["etal"]
            and not (second and any(surname(a) == plain(second["name"]) for w in known for a in w.authors))
        ):
            continue
        if re.search(r"\b(?:van|door)\s+$", text[: match.start()]) and re.search(
            r"(?:onderzoek|studie|rapport|evaluatie)\w*\s+van\s+$", text[: match.start()]
        ):
            continue
        people = tuple(n.strip(" ,") for n in re.split(r",\s+|\s+(?:en|&|and)\s+", names) if n.strip(" ,"))
        year = match["year"]
        yield Mention(
            begin,
            match.end(),
            "onderzoek",
            None,
            people,
            year,
            form="back",
            found_by="author",
            confidence=0.8,
            shield=(begin, match.end()),
        )


def _longest(author: str) -> str:
    """The longest word of a family name in small letters: "auwera" of "P. VAN DER AUWERA"."""
    return max(re.findall(r"[\w-]+", author.split(",")[0]), key=len, default="").casefold()
