"""The noisy channel: what recognition reads wrongly, and which strings may therefore have been meant by a word as seen.

The table is `data/confusions.txt`. Costs are minus log10 of how often a slip happens to a sign of which every one could
be misread: about 1 is an everyday confusion, 3 a rare one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files

from ingest.lexicon import bands

# What is seen, what was meant, the cost, and whether an accent was lost or changed.
Confusion = tuple[str, str, float, bool]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Thin signs drop out or come in more easily than others, and one of a pair more easily than one alone.
THIN = "iltjfr1I'.,"
DROPPED_THIN, DROPPED_DOUBLE, DROPPED_OTHER = 2.7, 2.3, 3.2
ADDED_THIN, ADDED_DOUBLE = 2.9, 2.5
REPLACED = 3.5
# Words that are rarer than this share of all text say nothing about how words are spelled.
_KNOWN = 3e-7

# What an ordinal's raised letters come out as: 29 graad, 3¢ leerjaar, 3% graad (2de, 3de).
ORDINAL_SIGNS = "9¢®©*\"”’'™²%"
# Nouns that are counted by ordinals in these texts, and by numbers never in this singular form.
ORDINAL_NOUNS = frozenset(
    ("graad", "leerjaar", "trimester", "semester", "bachelorjaar", "studiejaar", "kleuterklas", "middelbaar", "zittijd")
)
# "3% middelbaar geschoolden": of these there may be a share
SHARED_NOUNS = frozenset(("middelbaar",))

# Nouns after which a number has parts and no decimals: actie 18.2.
NUMBERED = frozenset(("actie", "acties", "cluster", "hoofdstuk", "punt", "artikel", "paragraaf", "deel", "afdeling"))

# Function words that recognition glues to their neighbour with a dash that is not there: de-context, te-bieden.
GLUED_BEFORE = frozenset(("de", "het", "een", "te", "van", "dat", "die", "om", "wordt", "met", "door", "naar", "ook"))
GLUED_AFTER = frozenset(
    ("in", "de", "het", "een", "van", "te", "dat", "is", "en", "of", "met", "voor", "om", "wordt", "op", "bij", "aan")
)

# Words that are part of no compound, of three letters or more: what ends or begins with one is two words (budgetvan).
FUNCTION_WORDS = _words(
    """aan altijd als deze dezelfde die dit dat door een elk elkaar elke geen heeft het hetzelfde hoewel hun moet naar
    niet nog ook omdat over reeds sinds soms steeds terwijl tot tussen uit vaak van volgens voor vooral welke wordt
    zoals zodat zonder zullen"""
)

# Numbers, which are never guessed: a misread five may not become a four.
NUMBERS = ("twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf")

# Signs that an initial behind a surname comes out as: Pauwels, €. & Maes, |. (2022).
INITIALS = {"€": "E", "£": "E", "|": "I", "!": "I", "$": "S"}

# What the capital I of a sentence's first word comes out as: ln, lnleiding, 1ndien, |ndien.
CAPITAL_I = "l1|!"

# What Roman numerals come out as before a full stop: "artikel 11.204", "art. IL.12", "lll.3" (II.204, II.12, III.3).
ROMAN = str.maketrans("1l|!LT", "IIIIII")
# Words before the number of an article, and what names a code whose articles have Roman parts.
ARTICLE = frozenset(("art", "artikel", "artikels", "artikelen", "article"))
CODE = frozenset(("codex", "codificatie", "wetboek"))

# Short words with two accents, of which recognition leaves little: 66n, €€n, vé6r.
WHOLE = ((r"[6€éeèê][6€éèê]n", "één"), (r"v[6óéôûoô0][6óéôû0]r", "vóór"))


@cache
def confusions() -> tuple[Confusion, ...]:
    """The confusions of `data/confusions.txt`."""
    rows: list[Confusion] = []
    accents = False
    for line in (files("ingest") / "data" / "confusions.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            accents = line == "[diacritics]"
        elif line and not line.startswith("# "):
            cost, _, pairs = line.partition("\t")
            for pair in pairs.split():
                seen, _, meant = pair.partition(">")
                rows.append((seen, meant, float(cost), accents))
    return tuple(rows)


@cache
def _by_first_sign() -> dict[str, list[Confusion]]:
    """The confusions by the first sign of what is seen, those of accented small letters as capitals too."""
    table: dict[str, list[Confusion]] = {}
    for seen, meant, cost, accent in confusions():
        table.setdefault(seen[0], []).append((seen, meant, cost, accent))
        if seen.islower() and meant.islower() and len(seen) == len(meant) == 1 and not seen.isascii():
            upper = (seen.upper(), meant.upper(), cost, not meant.isascii())
            table.setdefault(upper[0][0], []).append(upper)
    return table


@cache
def _triples() -> frozenset[str]:
    """Three letters in a row, ^ and $ for the ends, as they stand in more than one known word."""
    counts: Counter[str] = Counter()
    for share, words in bands("nl"):
        if share >= _KNOWN:
            for word in words:
                counts.update(_triples_of(word))
    return frozenset(triple for triple, times in counts.items() if times > 1)


def _triples_of(word: str) -> list[str]:
    marked = f"^{word.lower()}$"
    return [marked[at : at + 3] for at in range(len(marked) - 2)]


@lru_cache(maxsize=20_000)
def strangeness(word: str) -> int:
    """How many times three letters follow each other in `word` as they do in no known word: scnool has scn and cno."""
    return sum(triple not in _triples() for triple in _triples_of(word))


@lru_cache(maxsize=20_000)
def undone(word: str) -> tuple[tuple[str, float, bool], ...]:
    """Every string from which one confusion of the table makes `word`, with its cost and whether an accent came in."""
    found: dict[str, tuple[float, bool]] = {}
    table = _by_first_sign()
    for at, sign in enumerate(word):
        for seen, meant, cost, accent in table.get(sign, ()):
            if word.startswith(seen, at):
                candidate = word[:at] + meant + word[at + len(seen) :]
                if candidate not in found or cost < found[candidate][0]:
                    found[candidate] = cost, accent
    found.pop(word, None)
    return tuple((c, cost, accent) for c, (cost, accent) in found.items())


def edited(word: str) -> Iterator[tuple[str, float]]:
    """Strings that differ from `word` in one letter within it, by a slip that is in no table, with the cost.

    A letter is lost, doubled, or replaced by any other. First and last letter stay: an ending that differs makes
    another word. For the same reason e, s and n, which link the parts of compounds, are not lost.
    """
    for at in range(1, len(word) - 1):
        sign, after = word[at], word[at + 1 :]
        double = sign in (word[at - 1], word[at + 1])
        if double or sign in THIN or not sign.isalpha():
            yield word[:at] + after, ADDED_DOUBLE if double else ADDED_THIN
        for letter in "abcdefghijklmnopqrstuvwxyz":
            if letter != sign:
                yield word[:at] + letter + after, REPLACED
            if letter in (word[at - 1], sign):
                yield word[:at] + letter + word[at:], DROPPED_DOUBLE
            elif letter not in "esn":
                yield word[:at] + letter + word[at:], DROPPED_THIN if letter in THIN else DROPPED_OTHER
