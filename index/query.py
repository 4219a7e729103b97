"""What people type in the search box: words, "phrases", -words and fields; and what of it a section must meet."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import get_args

from corpus.catalogue import Catalogue
from corpus.errors import AdviesspoorError
from corpus.model import DocumentKind
from index.allowed import Allowed, Rule, listed, passing
from index.thesaurus import LONGEST_ROW, others
from index.trace import action_numbers
from index.words import (
    STOP_WORDS,
    Term,
    Token,
    fold,
    known,
    like,
    long_forms,
    participles,
    parts,
    sections_with,
    short_forms,
    stem,
    tokens,
)

# What a section is worth that holds the long form of an abbreviation, a part of a compound, or the past participle,
# instead of the word.
ABBREVIATION_WEIGHT = 0.6
PART_WEIGHT = 0.3
PARTICIPLE_WEIGHT = 0.8

_COUNCIL = r"(?:vlor|raad|vlaamse\s+onderwijsraad|minister)"
# How people begin a question; the rest is its topic: "Wat vindt de Vlor van …", "standpunt raad over …".
_SCAFFOLDING = re.compile(
    rf"""^\s*(?:
        (?:wat|hoe|welke?|waarom|in\s+hoeverre)\s+(?:\w+\s+){{0,2}}?
        (?:vindt|vinden|vond|denkt|denken|dacht|zegt|zei|vraagt|vroeg|adviseert|adviseerde|schrijft|schreef|stelt|wil
          |antwoordt|antwoordde)
        \s+(?:de|het)\s+{_COUNCIL}(?:\s+(?:over|van|aan|voor|bij|op|met))?
      | hoe\s+(?:staat|kijkt|stond|keek)\s+de\s+{_COUNCIL}\s+(?:tegenover|naar)
      | (?:vindt|vraagt|wil|steunt|is)\s+de\s+{_COUNCIL}(?:\s+tevreden\s+over)?
      | (?:wat\s+is\s+)?(?:het\s+|de\s+)?(?:mening|standpunt|visie|advies|opinie|houding|bezorgdheid|kritiek)\s+
        (?:(?:van\s+)?(?:de\s+)?{_COUNCIL}(?:\s+\w+)??(?:\s+(?:over|van|op|bij|inzake|omtrent|rond))?
          |(?:over|inzake|omtrent|rond))
      | (?:de\s+)?(?:vlor|raad)\s+(?:over|vindt)
    )\s+""",
    re.I | re.X,
)


@dataclass(frozen=True, slots=True)
class Filters:
    """What a result must be; None is anything. Dates are ISO 8601, as precise as wanted, both ends included."""

    kind: str | None = None
    after: str | None = None
    before: str | None = None
    body: str | None = None  # a part of its name is enough
    action: str | None = None  # "18" includes "18.1"; also "18-20" and "1, 3 en 18.2": any of these
    source: str | None = None  # an identifier, or words of its title
    language: str | None = None
    document: str | None = None  # SHA-256


ANYTHING = Filters()


@dataclass(frozen=True, slots=True)
class Query:
    """A query taken apart: the words to look for, what must (not) stand in a section, and filters."""

    text: str
    phrases: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    filters: Filters = ANYTHING


_FIELDS = {
    "type": "kind", "van": "after", "vanaf": "after", "tot": "before", "raad": "body", "actie": "action",
    "bron": "source", "taal": "language",
}  # fmt: skip
# What people write for a kind of document besides its own name.
_KINDS = {
    "vraag": "schriftelijke_vraag", "sv": "schriftelijke_vraag", "schriftelijke vraag": "schriftelijke_vraag",
    "schriftelijke-vraag": "schriftelijke_vraag", "adviezen": "advies", "nota": "visienota", "visie": "visienota",
}  # fmt: skip
_DATE = re.compile(r"[0-9]{4}(?:-[0-9]{2}){0,2}")
# "kleur:rood", not "10:30", "http://…" or "let op: dit"
_FIELD_LIKE = re.compile(r"(?<!\S)(?P<name>[^\W\d_]+):(?=[\w\"])")
_QUOTES = str.maketrans("“”„‟«»", '""""""')
PIECE = re.compile(
    rf"""(?P<field>{"|".join(_FIELDS)}):(?:"(?P<quoted>[^"]+)"|(?P<plain>[^\s"]+))
      | (?P<minus>(?<!\S)-)(?:"(?P<notphrase>[^"]+)"|(?P<notword>[^\W_][^\s"]*))
      | "(?P<phrase>[^"]+)"
    """,
    re.I | re.X,
)


def parse_query(text: str, filters: Filters = ANYTHING) -> Query:
    """`text` with its quoted phrases, `-word`s and fields (actie:18.2 raad:"…" type:… van:2018 tot:2021 bron:…) apart.

    What stands in `filters` already is kept; a field in the text goes before it. Raises AdviesspoorError, which says
    what is wrong, for a field that does not exist and for a value that cannot be. Of a field that
    stands there twice the last counts; of actions each is one that will do.
    """
    phrases: list[str] = []
    without: list[str] = []
    given: dict[str, str] = {}
    text = plain_quotes(text)
    for match in PIECE.finditer(text):
        if match["field"]:
            name = _FIELDS[match["field"].lower()]
            value = _value(match["field"].lower(), name, (match["quoted"] or match["plain"]).strip())
            given[name] = f"{given[name]}, {value}" if name == "action" and name in given else value
        elif match["minus"]:
            without.append(match["notphrase"] or match["notword"])
        else:
            phrases.append(match["phrase"])
    plain = PIECE.sub(lambda m: f" {m['phrase']} " if m["phrase"] else " ", text)
    if unknown := _FIELD_LIKE.search(PIECE.sub(lambda m: '"_"' if m["phrase"] else " ", text)):
        raise AdviesspoorError(
            f"Het veld '{unknown['name']}:' bestaat niet; er zijn type, van, tot, raad, actie, bron en taal. Zoekt u "
            "die woorden zelf, zet er dan aanhalingstekens om."
        )
    whole = replace(filters, **given)
    if period := wrong_period(whole.after, whole.before):
        raise AdviesspoorError(f"Zo kan niets gevonden worden: {period}")
    return Query(" ".join(plain.split()), tuple(phrases), tuple(without), whole)


def is_date(text: str) -> bool:
    """Whether `text` is a year, month or day that exists: "2018", "2018-02", "2018-02-28"."""
    if not _DATE.fullmatch(text):
        return False
    try:
        return bool(date.fromisoformat(text + "-01" * (2 - text.count("-"))))
    except ValueError:
        return False


def wrong_period(after: str | None, before: str | None) -> str:
    """What is wrong with a period that ends before it begins, as a Dutch clause; empty when nothing is."""
    if after is None or before is None or after <= f"{before}~":  # "2018" ends after "2018-05"
        return ""
    return f"de periode loopt van {after} tot {before}, en eindigt dus voor ze begint."


def without_fields(text: str, names: Collection[str]) -> str:
    """`text` less its fields that set one of these filters (names as in Filters): "taal type:advies" → "taal"."""
    kept = PIECE.sub(lambda m: "" if m["field"] and _FIELDS[m["field"].lower()] in names else m[0], plain_quotes(text))
    return " ".join(kept.split())


def plain_quotes(text: str) -> str:
    """`text` with quotation marks as the search box knows them; of the same length."""
    return text.translate(_QUOTES)


def _value(field: str, name: str, value: str) -> str:
    if name in ("after", "before") and not is_date(value):
        raise AdviesspoorError(f"'{field}:{value}' is geen datum als 2018, 2018-03 of 2018-03-15.")
    if name == "action":
        action_numbers(value)
    if name == "kind":
        kind = _KINDS.get(value.casefold(), value.casefold().replace(" ", "_"))
        if kind not in get_args(DocumentKind):
            named = ", ".join(known.replace("_", " ") for known in get_args(DocumentKind))
            raise AdviesspoorError(f"'{field}:{value}' is geen soort document; kies uit {named}.")
        return kind
    return value


_SAID = {
    "kind": "type {}", "after": "vanaf {}", "before": "tot en met {}", "body": "raad {}", "action": "actie {}",
    "source": "bron {}", "language": "taal {}", "document": "dit document",
}  # fmt: skip


def said(query: Query) -> tuple[str, ...]:
    """The conditions of a query in Dutch, one each: "vanaf 2018", "met “op maat”", "zonder “loon”"."""
    given = [(f.name, getattr(query.filters, f.name)) for f in fields(query.filters)]
    found = [say_filter(name, value) for name, value in given if value]
    found += [f"met “{phrase}”" for phrase in query.phrases]
    return (*found, *(f"zonder “{word}”" for word in query.without))


def say_filter(name: str, value: str) -> str:
    """One filter in Dutch: ("after", "2018") is "vanaf 2018"."""
    value = _number_of(value) if name == "action" else value
    return _SAID[name].format(value.replace("_", " ") if name == "kind" else value)


def _number_of(action: str) -> str:
    """The number of an action as people write it: "actie 18.2" is "18.2"."""
    return re.sub(r"^\s*(?:acties?|actiepunt(?:en)?)\s+", "", action, flags=re.I).strip()


def without_scaffolding(text: str) -> str:
    """What a question is about: "wat vindt de Vlor van X?" gives "X"; the whole when nothing is left."""
    rest = _SCAFFOLDING.sub("", text, count=1).strip()
    return rest if any(t.word not in STOP_WORDS for t in tokens(rest)) else text


# --- words to look for ------------------------------------------------------------------------------------------------

# Words that stand in nearly every document of a council, so that a question with one of them asks for nothing by it.
_HOUSE = frozenset({"vlor", "raad", "vindt", "vinden", "denkt", "vraagt", "zegt", "standpunt", "mening"})


def query_terms(catalogue: Catalogue, text: str) -> list[Term]:
    """What to look for in the word index: the stems of `text`, their parts, abbreviations and what they stand for.

    Raises AdviesspoorError when `text` holds only words that say nothing.
    """
    terms: dict[tuple[tuple[str, ...], float], Term] = {}

    def add(stems: Sequence[str], weight: float, of: str) -> None:
        if stems and not any((tuple(stems), w) in terms for w in (1.0, weight)):
            terms[tuple(stems), weight] = Term(tuple(stems), weight, of)

    for token in _joined(catalogue, text, _asked(text)):
        found = token.stem
        forms: tuple[str, ...] = ()
        if not known(catalogue, found):
            found = like(catalogue, token) or found
            forms = tuple(form for form in participles(token.word) if known(catalogue, form))
        add((found,), 1.0, token.word)
        for form in forms:
            add((form,), PARTICIPLE_WEIGHT, token.word)
        for long in long_forms(catalogue, token.word):
            add([t.stem for t in tokens(long)], ABBREVIATION_WEIGHT, token.word)
        for part in parts(token.word):
            add((part,), PART_WEIGHT, token.word)
    for short, long in short_forms(catalogue, " ".join(t.word for t in tokens(text))):
        add((stem(short),), ABBREVIATION_WEIGHT, long)
    return list(terms.values())


def _asked(text: str) -> list[Token]:
    words = [t for t in tokens(text) if t.word not in STOP_WORDS]
    if not words:
        if not text.strip():
            raise AdviesspoorError("De zoekvraag is leeg; schrijf waarover het moet gaan.")
        if not tokens(text):
            raise AdviesspoorError("De zoekvraag bevat geen woord; schrijf waarover het moet gaan.")
        raise AdviesspoorError(
            "De zoekvraag bevat alleen woorden die overal voorkomen; voeg een woord toe dat zegt waarover het gaat."
        )
    return [t for t in words if t.word not in _HOUSE] or words


_HYPHENED = re.compile(r"[^\W\d_]+(?:[-‐‑][^\W\d_]+)+")


def _joined(catalogue: Catalogue, text: str, asked: list[Token]) -> list[Token]:
    """`asked` with the halves of a word as one where the documents have only that: "co-ördineert" is "coordineert"."""
    for match in _HYPHENED.finditer(text):
        start, end = match.span()
        word = fold(re.sub(r"[-‐‑]", "", match.group()))
        halves = [t for t in asked if start <= t.start and t.end <= end]
        if halves and known(catalogue, stem(word)) and not all(known(catalogue, t.stem) for t in halves):
            at = asked.index(halves[0])
            asked = [t for t in asked if t not in halves]
            asked.insert(at, Token(stem(word), word, start, end))
    return asked


def other_terms(text: str, terms: Sequence[Term]) -> list[Term]:
    """The words that others use for those of `text`, by the thesaurus, without what is in `terms` already."""
    words = tokens(without_scaffolding(text))
    have = {t.stems for t in terms}
    found: list[Term] = []
    for at, word in enumerate(words):
        for length in range(min(LONGEST_ROW, len(words) - at), 0, -1):
            row = tuple(t.stem for t in words[at : at + length])
            alike = others(row) if length > 1 or word.word not in STOP_WORDS else ()
            for other in alike:
                if other not in have:
                    have.add(other)
                    found.append(Term(other, 1.0, " ".join(w.word for w in words[at : at + length])))
            if alike:
                break
    return found


def corrections(catalogue: Catalogue, text: str) -> tuple[tuple[str, str], ...]:
    """The words of `text` that stand nowhere, each with the word that is looked for: ("subsidiess", "subsidies")."""
    try:
        asked = _asked(parse_query(text).text)
    except AdviesspoorError:
        return ()
    found = []
    for token in asked:
        meant = None if known(catalogue, token.stem) else like(catalogue, token)
        if meant:
            found.append((token.word, _as_written(catalogue, meant)))
    return tuple(found)


def _as_written(catalogue: Catalogue, stem_: str) -> str:
    """The commonest word of the corpus with this stem, of the first sections that hold it."""
    rows = catalogue.db.execute(
        "SELECT s.text, s.title FROM words w JOIN sections s ON s.id = w.rowid WHERE words MATCH ? LIMIT 20",
        (f'"{stem_}"',),
    )
    texts = [f"{text} {title or ''}" for text, title in rows]
    written = Counter(text[t.start : t.end].casefold() for text in texts for t in tokens(text) if t.stem == stem_)
    return written.most_common(1)[0][0] if written else stem_


# --- what a section must meet -----------------------------------------------------------------------------------------


def allowed_sections(catalogue: Catalogue, filters: Filters) -> Allowed:
    """What passes `filters`; None when everything does."""
    rule = Rule(_documents(catalogue, filters), filters.language)
    exact: set[int] | None = None
    if filters.action:
        exact = set()
        for action in action_numbers(filters.action):
            rows = catalogue.db.execute(
                "SELECT DISTINCT section FROM mentions WHERE action = ? OR (action >= ? AND action < ?)",
                (action, action + ".", action + "/"),  # the sign after "."
            )
            exact |= {section for (section,) in rows if section is not None}
    if filters.source:
        chosen = _sources(catalogue, filters.source)
        rows = catalogue.db.execute(
            f"SELECT DISTINCT section FROM citations WHERE source IN ({', '.join('?' * len(chosen))})", chosen
        )
        cited = {section for (section,) in rows if section is not None}
        exact = cited if exact is None else exact & cited
    if exact is not None:
        return passing(catalogue, rule, exact)
    return None if rule == Rule() else listed(catalogue, rule)


def _documents(catalogue: Catalogue, filters: Filters) -> frozenset[int] | None:
    """The ids of the documents that pass; None when all do."""
    conditions: list[str] = []
    given: list[object] = []

    def need(condition: str, *values: object) -> None:
        conditions.append(condition)
        given.extend(values)

    if filters.kind:
        need("kind = ?", filters.kind)
    if filters.after:
        need("date >= ?", filters.after)
    if filters.before:
        need("date < ?", filters.before + "~")  # so that "2020" takes all of 2020 along
    if filters.body:
        need("instr(lower(body), lower(?))", filters.body)
    if filters.document:
        need("sha256 = ?", filters.document)
    if not conditions:
        return None
    rows = catalogue.db.execute(f"SELECT id FROM documents WHERE {' AND '.join(conditions)}", given)
    return frozenset(document for (document,) in rows)


def _sources(catalogue: Catalogue, wanted: str) -> list[str]:
    """The source with this identifier, or those whose title holds these words."""
    if catalogue.db.execute("SELECT 1 FROM citations WHERE source = ?", (wanted,)).fetchone():
        return [wanted]
    words = fold(wanted)
    rows = catalogue.db.execute("SELECT id, title FROM sources WHERE title IS NOT NULL")
    return [source for source, title in rows if words in fold(title)][:500]  # SQLite takes so many values at once


def narrowed(catalogue: Catalogue, query: Query) -> Allowed:
    """What passes the filters of `query`, holds its phrases and lacks its unwanted words; None is everything."""
    allowed = allowed_sections(catalogue, query.filters)
    for phrase in query.phrases:
        stems = [t.stem for t in tokens(phrase)]
        if stems:
            allowed = passing(catalogue, allowed, sections_with(catalogue, stems))
    for unwanted in query.without:
        stems = [t.stem for t in tokens(unwanted)]
        if stems:
            allowed = _less(allowed, sections_with(catalogue, stems))
    return allowed


def _less(allowed: Allowed, unwanted: set[int]) -> Allowed:
    if allowed is None:
        return Rule(without=frozenset(unwanted))
    if isinstance(allowed, Rule):
        return replace(allowed, without=allowed.without | unwanted)
    return set(allowed) - unwanted
