"""What recognition reads wrongly, as data: the noisy channel of `repair.py` (the table itself is `data/confusions.txt`)."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

# What is seen, what was meant, the cost, and whether an accent was lost or changed.
Confusion = tuple[str, str, float, bool]


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


# Thin signs drop out or come in more easily than others.
THIN = "iltjfr1I'.,"
DROPPED_THIN, DROPPED_DOUBLE, DROPPED_OTHER = 2.7, 2.3, 3.2
ADDED_THIN, ADDED_DOUBLE, ADDED_OTHER = 2.9, 2.5, 3.4
REPLACED = 3.5

# What an ordinal's raised letters come out as: 29 graad, 3¢ leerjaar (2de, 3de).
ORDINAL_SIGNS = "9¢®©*\"”’'™²"
# Nouns that are counted by ordinals in these texts, and by numbers never in this singular form.
ORDINAL_NOUNS = frozenset(
    "graad leerjaar trimester semester bachelorjaar studiejaar kleuterklas middelbaar zittijd legislatuur".split(" ")
)

# Function words that recognition glues to their neighbour with a dash that is not there: de-context, te-bieden.
GLUED_BEFORE = frozenset(("de", "het", "een", "te", "van", "dat", "die", "om", "wordt", "met", "door", "naar", "ook"))
GLUED_AFTER = frozenset(
    ("in", "de", "het", "een", "van", "te", "dat", "is", "en", "of", "met", "voor", "om", "wordt", "op", "bij", "aan")
)
