"""Words as they are searched: Dutch stems without diacritics, parts of compounds, abbreviations and what they mean.

What is kept in the index and what is asked go through the same functions; the index itself has nothing to decide.
"""

from __future__ import annotations

import json
import re
import sqlite3
import unicodedata
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from math import log, prod

import snowballstemmer
from rapidfuzz import process
from rapidfuzz.distance import OSA

from corpus.catalogue import Catalogue, Unit, Words
from corpus.model import Document
from index.allowed import Allowed, Rule, every, passing
from ingest.lexicon import bands

# One more whenever the same text gives other tokens: an index of another version is made anew by the next reading.
WORDS_VERSION = 2
# How much a word counts in: the title of the section or document, the text, a part of a compound, a footnote.
COLUMN_WEIGHTS = (2.0, 1.0, 0.6, 0.5)
# So many sections that a filter keeps of the best are enough to go on with.
ENOUGH_KEPT = 50
# More than so many of them are not looked for.
MOST_KEPT = 250

# "18.2", "1346/1" and "2023-2024" are one token each; "co-ördinatie" is one word, "duaal/regulier" two.
_TOKEN = re.compile(r"\d+(?:[.\-/]\d+)+|[^\W_]+(?:[-‐‑'’][^\W_]+)*")

# Words that say nothing about the topic, folded as tokens are.
STOP_WORDS = frozenset(
    """
    aan af al alle alleen als alsook altijd ander andere anderen anders ben bent beter bij bijvoorbeeld binnen bv ca
    d dan daar daaraan daarbij daardoor daarin daarmee daarna daarom daarop daarover daarvan daarvoor dat de deze
    dezelfde die dient dienen dit doen doet door doch dus e echter een eens eerder elk elke en er ervan ervoor etc
    even ge geen gedurende geweest haar had hadden heb hebben hebt heeft hem hen het hetgeen hetzelfde hier hierbij
    hierdoor hierin hij hoe hoeveel hoewel hun ie ieder iedere iemand iets ik in indien is ja je jij jou jouw jullie
    kan komen komt kon konden kunnen kunt maar maken me mee meer meest men met mij mijn misschien mocht mochten
    moest moesten moet moeten mogelijk mogen mag na naar naast nadat nam neem niet niets nochtans nog nogal nu of om
    omdat ons onze onder ondanks ook op opdat over per reeds s sinds sommige steeds t te tegen ten ter terwijl
    tevens toch toe toen tot totdat tussen u uit uw uwe vaak van vanaf vanuit veel veelal vele vanwege verder via
    volgens voor vooral voordat vrij waar waaraan waarbij waardoor waarin waarmee waarom waarop waarover waarvan
    waarvoor wanneer want waren was wat we weer wel welk welke werd werden wie wij wil willen word worden wordt zal
    ze zeer zei zelf zelfs zich zichzelf zij zijn zo zoal zoals zodat zonder zou zouden zowel zullen zult
    """.split()  # noqa: SIM905
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text: its stem and where it stands."""

    stem: str
    word: str  # folded, not stemmed
    start: int
    end: int


def fold(text: str) -> str:
    """`text` in lower case without diacritics, ligatures undone; its length may differ."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in plain if not unicodedata.combining(c))


# The package pystemmer, where it is installed, does the same in C, twenty times as fast.
_stemmer = snowballstemmer.stemmer("dutch_porter")
_DOUBLE = re.compile(r"(aa|ee|oo|uu)(?=[^aeiouy]+$)|([bfglmnprs])\2$")  # "jaar" and "jaren", "klas" and "klassen"
# "kwalificaties", "provincies", "modules", "strategieën"; but not "advies"
_PLURAL = re.compile(r"(?:(?<=[tscgnrmd]ie)|(?<=ule)|(?<=ade)|(?<=ire))s$|(?<=[tscgnrmd]ie)en$")
# Plurals that no rule makes: "steden", "personeelsleden", "kinderen"
_IRREGULAR = {"sted": "stad", "led": "lid", "kinder": "kind"}
_IRREGULAR_END = re.compile(r"(?:sted|led|kinder)$")


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """The stem of a folded word, the same for "school" and "scholen", "klas" and "klassen", "duaal" and "duale".

    Snowball's older Dutch rules leave those apart, and its newer ones make "beleid" of "begeleiding".
    """
    if not word.isalpha():
        return re.sub(r"[^a-z0-9]+", "_", word).strip("_") or "_"
    found: str = _stemmer.stemWord(_PLURAL.sub("", word))
    found = re.sub(r"[^a-z0-9]", "", found) or found
    if found.endswith(("v", "z")):
        found = found[:-1] + ("f" if found.endswith("v") else "s")
    found = _DOUBLE.sub(lambda m: m.group()[0], found)
    return _IRREGULAR_END.sub(lambda m: _IRREGULAR[m.group()], found)


def tokens(text: str) -> list[Token]:
    """The words of `text` in order; a word with a hyphen gives its halves."""
    return [
        Token(found, word, match.start() + start, match.start() + end)
        for match in _TOKEN.finditer(text)
        for found, word, start, end in _taken_apart(match.group())
    ]


@lru_cache(maxsize=200_000)
def _taken_apart(raw: str) -> tuple[tuple[str, str, int, int], ...]:
    """The words in what `_TOKEN` finds: of each its stem, the folded word, its start and its end."""
    if raw[0].isdigit() and not any(c.isalpha() for c in raw):
        return ((re.sub(r"\D", "_", raw), raw, 0, len(raw)),)
    if raw.isalnum():
        word = fold(raw)
        return ((stem(word), word, 0, len(raw)),)
    found, at = [], 0
    for piece in re.split(r"([-‐‑'’])", raw):
        if piece and piece not in "-‐‑'’":
            word = fold(piece)
            found.append((stem(word), word, at, at + len(piece)))
        at += len(piece)
    return tuple(found)


def _words(text: str) -> list[tuple[str, str, int, int]]:
    """As `tokens`, where nobody asks where a word stands in the text: a quarter of the time."""
    return [word for raw in _TOKEN.findall(text) for word in _taken_apart(raw)]


_HYPHEN = re.compile(r"[^\W\d]-")


def _joined(text: str) -> list[str]:
    """Words with a hyphen as one: "co-ördinatie" is also found as "coordinatie"."""
    if "-" not in text:
        return []
    return [stem(fold(re.sub(r"[-‐‑]", "", raw))) for raw in _TOKEN.findall(text) if _HYPHEN.search(raw)]


# --- compounds --------------------------------------------------------------------------------------------------------

_SHORTEST_PART = 4
_RAREST_PART = 2e-7  # a part must be a word that people use: rarer "words" in the list are mostly noise
_LINKS = (
    "",
    "s",
    "e",
    "n",
    "en",
    "er",
)  # what may stand between two parts: "overgang-s-maatregel"


@cache
def _frequencies() -> dict[str, float]:
    known: dict[str, float] = {}
    for frequency, band in bands("nl"):
        for plain in map(fold, band):
            if plain.isalpha():
                known[plain] = known.get(plain, 0.0) + frequency
    return known


@lru_cache(maxsize=200_000)
def split(word: str) -> tuple[str, ...]:
    """The parts of a folded compound, or the word alone: split where the parts are commonest (Koehn and Knight)."""
    known = _frequencies()
    best: tuple[str, ...] = (word,)
    if len(word) < 2 * _SHORTEST_PART or not word.isalpha():
        return best
    score = known.get(word, 0.0)
    for parts in _splits(word, 4):
        if len(parts) > 1:
            mean = prod(known[p] for p in parts) ** (1 / len(parts))
            if mean > score:
                best, score = parts, mean
    return best


def _splits(word: str, deep: int) -> Iterable[tuple[str, ...]]:
    known = _frequencies()
    if known.get(word, 0.0) >= _RAREST_PART and word not in STOP_WORDS:
        yield (word,)
    if deep == 1:
        return
    for at in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1):
        head = word[:at]
        if known.get(head, 0.0) < _RAREST_PART or head in STOP_WORDS:
            continue
        for link in _LINKS:
            rest = word[at + len(link) :]
            if len(rest) >= _SHORTEST_PART and word.startswith(link, at):
                for others in _splits(rest, deep - 1):
                    yield (head, *others)


@lru_cache(maxsize=200_000)
def parts(word: str) -> tuple[str, ...]:
    """The stems by which a folded compound can also be found: its parts, and neighbouring parts that form a word."""
    pieces = split(word)
    if len(pieces) == 1:
        return ()
    known = _frequencies()
    found = [stem(p) for p in pieces]
    for size in range(2, len(pieces)):
        for at in range(len(pieces) - size + 1):
            start = word.find(pieces[at])
            end = word.find(pieces[at + size - 1], start) + len(pieces[at + size - 1])
            if word[start:end] in known:
                found.append(stem(word[start:end]))
    return tuple(dict.fromkeys(found))


# --- verbs ------------------------------------------------------------------------------------------------------------

# What stands before a verb and lets "ge" in between: "voorlezen", "voorgelezen".
_PREFIXES = (
    "aan", "achter", "af", "bij", "binnen", "door", "in", "mee", "na", "neer", "om", "op", "over", "rond", "samen",
    "tegen", "terug", "toe", "uit", "vast", "voor", "vrij", "weg", "",
)  # fmt: skip


def participles(word: str) -> tuple[str, ...]:
    """The stems that the past participle of a folded infinitive may have, which the stemmer keeps apart.

    "voorlezen" gives those of "voorgelezen", "voorgeleest" and "voorgeleesd": whoever asks takes what the corpus has.
    """
    if not word.endswith("en") or len(word) < 6:
        return ()
    prefix = next(p for p in _PREFIXES if word.startswith(p) and len(word) - len(p) >= 5)
    verb = word[len(prefix) :]
    root = re.sub(r"([^aeiou])\1$", r"\1", stem(verb))  # "pass" of "aanpassen" is "pas" in "aangepast"
    weak = [f"{prefix}ge{form}{end}" for form in {root, _long(root)} for end in "td"]
    return tuple(dict.fromkeys(stem(form) for form in (f"{prefix}ge{verb}", *weak)))


def _long(root: str) -> str:
    """The root with its vowel written twice: "vrag" of "vragen" is "vraag" in "gevraagd"."""
    return re.sub(r"(?<![aeiou])([aeou])([^aeiou])$", r"\1\1\2", root)


# --- abbreviations ----------------------------------------------------------------------------------------------------

_BRACKETED = re.compile(r"\(([^()\s]{2,10})\)")
_SPELLED_OUT = re.compile(r"\b([A-Z][A-Za-z0-9\-]{1,9}) \(([^()]{8,120})\)")


def abbreviations(text: str) -> list[tuple[str, str]]:
    """Abbreviations that `text` itself explains: ("buso", "buitengewoon secundair onderwijs"), folded.

    Both "buitengewoon secundair onderwijs (buso)" and "NAFT (naadloze flexibele trajecten)". After Schwartz and Hearst
    (2003): every letter of the short form stands in the long form in order, the first at the start of a word.
    """
    found = []
    for match in _BRACKETED.finditer(text):
        short = match.group(1).strip(".,;:'\"’‘")
        if not _abbreviation_like(short):
            continue
        before = re.split(r"[.;:!?()\n]", text[max(0, match.start() - 160) : match.start()])[-1]
        long = _long_form(fold(short), fold(before).split()[-2 * len(short) :])
        if long:
            found.append((fold(short), long))
    for match in _SPELLED_OUT.finditer(text):
        short = match.group(1)
        words = fold(match.group(2)).split()
        if _abbreviation_like(short) and len(words) >= 2 and _long_form(fold(short), words) == " ".join(words):
            found.append((fold(short), " ".join(words)))
    return list(dict.fromkeys(found))


def _abbreviation_like(short: str) -> bool:
    letters = sum(c.isalpha() for c in short)
    return 2 <= len(short) <= 10 and letters >= 2 and not short.istitle() and short.isascii()


def _long_form(short: str, words: list[str]) -> str | None:
    text = " ".join(words)
    at = len(text)
    letters = [c for c in short if c.isalnum()]
    for n, letter in enumerate(reversed(letters)):
        first = n == len(letters) - 1
        at -= 1
        while at >= 0 and (text[at] != letter or (first and at > 0 and text[at - 1].isalnum())):
            at -= 1
        if at < 0:
            return None
    long = text[at:].strip(" ,'\"’‘”")
    if len(long) <= len(short) + 2 or short in long.split():
        return None
    return long if 1 <= long.count(" ") < 2 * len(short) or len(long) > 2 * len(short) else None


# --- into the index ---------------------------------------------------------------------------------------------------


def index_words(document: Document, unit: Unit) -> Words:
    """The tokens of a unit for the word index."""
    titles = _words(" ".join(p for p in (*unit.path, document.meta.title or "") if p))
    body = _words(unit.body.text)
    compound = [p for _, word, *_ in (*body, *titles) for p in parts(word)]
    return Words(
        title=" ".join(found for found, *_ in titles),
        body=" ".join(found for found, *_ in body),
        parts=" ".join([*compound, *_joined(unit.body.text)]),
        notes=" ".join(found for found, *_ in _words(unit.notes)),
    )


def document_abbreviations(document: Document) -> list[tuple[str, str]]:
    """The abbreviations that the document explains anywhere, notes too."""
    return list(dict.fromkeys(pair for _, body in document.texts() for pair in abbreviations(body.text)))


# --- out of the index -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Term:
    """One thing asked for: stems in a row (usually one), how much it counts, and the word it comes from."""

    stems: tuple[str, ...]
    weight: float
    of: str


def score_words(
    catalogue: Catalogue, terms: Sequence[Term], allowed: Allowed = None, limit: int = 1000
) -> dict[int, float]:
    """BM25 of the sections that hold any of `terms`: section id → score, at most about `limit` best per weight.

    Only those that are `allowed`: of a rule that keeps much, the first of the `limit` best that it keeps.
    """
    if isinstance(allowed, Rule):
        scores = score_words(catalogue, terms, None, limit)
        kept = _best_kept(catalogue, allowed, scores)
        if len(kept) >= ENOUGH_KEPT or len(scores) < limit:
            return {section: scores[section] for section in kept}
        allowed = every(catalogue, allowed)
    scores = {}
    for weight in sorted({t.weight for t in terms}, reverse=True):
        asked = " OR ".join(dict.fromkeys(_phrase(t.stems) for t in terms if t.weight == weight))
        for section, score in _ask(catalogue.db, asked, allowed, limit):
            scores[section] = scores.get(section, 0.0) + weight * score
    return scores


def _best_kept(catalogue: Catalogue, rule: Rule, scores: Mapping[int, float]) -> list[int]:
    """The best sections that `rule` keeps, about MOST_KEPT: to look all of them up takes as long as to search."""
    order = sorted(scores, key=lambda s: (-scores[s], s))
    kept: list[int] = []
    for at in range(0, len(order), MOST_KEPT):
        some = order[at : at + MOST_KEPT]
        left = passing(catalogue, rule, some)
        kept += [section for section in some if section in left]
        if len(kept) >= MOST_KEPT:
            break
    return kept


def _phrase(stems: Sequence[str]) -> str:
    return '"' + " ".join(stems) + '"'


def _ask(db: sqlite3.Connection, asked: str, allowed: Collection[int] | None, limit: int) -> list[tuple[int, float]]:
    weights = ", ".join(str(w) for w in COLUMN_WEIGHTS)
    # the plus: SQLite would otherwise ask for the words anew for every row that is allowed
    only = "" if allowed is None else " AND +rowid IN (SELECT value FROM json_each(?))"
    given: list[object] = [asked] if allowed is None else [asked, json.dumps(sorted(allowed))]
    rows = db.execute(
        f"SELECT rowid, -bm25(words, {weights}) AS score FROM words WHERE words MATCH ?{only}"
        " ORDER BY score DESC, rowid LIMIT ?",
        [*given, limit],
    )
    return [(int(r), float(s)) for r, s in rows]


def held(catalogue: Catalogue, terms: Sequence[Term], sections: Collection[int]) -> dict[int, float]:
    """How much of what is asked each of `sections` holds, between 0 and 1; rare words weigh more."""
    share = holding(catalogue, terms)
    rows = catalogue.db.execute(
        "SELECT rowid, title, body, parts, notes FROM words WHERE rowid IN (SELECT value FROM json_each(?))",
        (json.dumps(list(sections)),),
    )
    return {section: share("  ".join(columns)) for section, *columns in rows}


def holding(catalogue: Catalogue, terms: Sequence[Term]) -> Callable[[str], float]:
    """How much of what is asked a text holds, between 0 and 1, its stems with spaces between (as `indexed` gives)."""
    (total,) = catalogue.db.execute("SELECT count(*) FROM sections").fetchone()
    rarity = {t: log(1 + (total + 0.5) / (frequency(catalogue, t) + 0.5)) for t in terms}
    whole = sum(max(rarity[u] for u in terms if u.of == of) for of in {t.of for t in terms})
    asked = [(f" {' '.join(t.stems)} ", t.of, t.weight * rarity[t]) for t in terms]

    def share(stems: str) -> float:
        text, there = f" {stems} ", dict[str, float]()
        for row, of, worth in asked:
            if row in text:
                there[of] = max(there.get(of, 0.0), worth)
        return sum(there.values()) / whole if whole else 0.0

    return share


def indexed(text: str) -> str:
    """The stems of `text` and of the parts of its compounds, with spaces between."""
    words = _words(text)
    return "  ".join(
        (
            " ".join(found for found, *_ in words),
            " ".join(part for _, word, *_ in words for part in parts(word)),
            " ".join(_joined(text)),
        )
    )


def frequency(catalogue: Catalogue, term: Term) -> int:
    """In how many sections the rarest stem of a term stands."""
    counts = [catalogue.db.execute("SELECT doc FROM vocabulary WHERE term = ?", (s,)).fetchone() for s in term.stems]
    return min(int(c[0]) if c else 0 for c in counts)


def sections_with(catalogue: Catalogue, stems: Sequence[str], allowed: Collection[int] | None = None) -> set[int]:
    """The sections that hold these stems in a row."""
    db = catalogue.db
    rows = db.execute("SELECT rowid FROM words WHERE words MATCH ?", (_phrase(stems),))
    found = {int(r) for (r,) in rows}
    return found if allowed is None else found & set(allowed)


def known(catalogue: Catalogue, stem_: str) -> bool:
    """Whether any section holds this stem."""
    return catalogue.db.execute("SELECT 1 FROM vocabulary WHERE term = ?", (stem_,)).fetchone() is not None


def like(catalogue: Catalogue, token: Token) -> str | None:
    """The stem of the corpus that a mistyped word was most likely meant to be: one slip away, two for a long word.

    None for a word that people use, or a compound of such words: it is right, and the corpus does not have it.
    """
    if len(token.word) < 5 or not token.word.isalpha():
        return None
    if _frequencies().get(token.word, 0.0) >= _RAREST_PART or len(split(token.word)) > 1:
        return None
    slips = _slips(token.word)
    # a slip in the first letter is rare, and looking through one letter's words keeps it quick
    first = token.stem[0]
    rows = catalogue.db.execute(
        "SELECT term, doc FROM vocabulary WHERE term >= ? AND term < ? AND length(term) BETWEEN ? AND ?",
        (first, chr(ord(first) + 1), len(token.stem) - slips, len(token.stem) + slips),
    )
    nearest_ = [
        (distance, -documents, term)
        for term, documents in rows
        if (distance := OSA.distance(term, token.stem, score_cutoff=_slips(token.stem))) <= _slips(token.stem)
    ]
    # a slip in an ending gives another stem: then the word as it is written must be near a word that people use
    words = process.extract(
        token.word, _words_with(first, len(token.word)), scorer=OSA.distance, score_cutoff=slips, limit=20
    )
    for word, distance, _ in words:
        row = catalogue.db.execute("SELECT doc FROM vocabulary WHERE term = ?", (stem(word),)).fetchone()
        if row is not None:
            nearest_.append((int(distance), -int(row[0]), stem(word)))
    return min(nearest_)[2] if nearest_ else None


def _slips(word: str) -> int:
    return 2 if len(word) >= 9 else 1 if len(word) >= 5 else 0


@cache
def _words_with(first: str, length: int) -> tuple[str, ...]:
    """The words that people use with this first letter and about this length."""
    return tuple(w for w in _frequencies() if w[0] == first and abs(len(w) - length) <= 2)


def long_forms(catalogue: Catalogue, short: str) -> list[str]:
    """What the documents say that an abbreviation (folded) stands for, the commonest first."""
    rows = catalogue.db.execute(
        "SELECT long FROM abbreviations WHERE short = ? GROUP BY long ORDER BY count(*) DESC, long LIMIT 3", (short,)
    )
    return [long for (long,) in rows]


def short_forms(catalogue: Catalogue, text: str) -> list[tuple[str, str]]:
    """The abbreviations of which the folded `text` holds the long form: pairs (short, long)."""
    rows = catalogue.db.execute(
        "SELECT short, long, count(*) FROM abbreviations WHERE instr(?, long) GROUP BY short, long"
        " ORDER BY 3 DESC, short LIMIT 5",
        (text,),
    )
    return [(short, long) for short, long, _ in rows]
