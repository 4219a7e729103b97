"""Dutch words with their frequencies: what is a word, how common it is, and whether a hyphen at a line end belongs.

General Dutch (and English and French for quotations) comes from the wordfreq package; `data/house.txt` adds what texts
of this kind use and wordfreq lacks. Frequencies are on the Zipf scale: log10 of occurrences per thousand million words,
so 6 is a function word, 4 a common word, 2 a rare one and 0 unknown. All is loaded once per process, when first used.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from functools import cache, lru_cache
from importlib.resources import files

import wordfreq

# A wordfreq entry below this is as often a misspelling as a word.
COMMON = 2.0
# English and French words must be this common to count as quoted words (rarer entries are noise of all languages).
COMMON_FOREIGN = 3.0
# No Dutch word is longer; what is (a file without spaces, letters in disorder) is not looked into.
LONGEST = 80

_HAS_LETTERS = re.compile(r"[^\W\d_]{2}")
# What may stand around a word without being part of it.
_AROUND = "".join(("()[]{}<>«»\"'“”‘’„‚´`", ".,;:!?…·•¬*|/\\", "-–—=+~^°®©¢§†‡"))
_ELIDED = re.compile(r"^(?:[dlnmtsjc]|qu)['’](?=\w)", re.I)  # l'alternance, d'une, qu'il
_GENITIVE = re.compile(r"['’](?:s|tje|tjes|er|ers|en|de|t)$", re.I)  # foto's, Syntra's, CLB'er
_NUMBER_WORD = re.compile(r"^\d+(?:ste|de|e|er|ers|jarige|jarigen|-jarige|ers|plus|x|%|°)?$", re.I)  # 21ste, 15-jarige
_ROMAN = re.compile(r"^[IVXLC]{1,6}$")
_CODE = re.compile(r"^(?=.*\d)[\w./&+:-]+$")  # OV3, HBO5, D/2009/6356/2, NT2
_ADDRESS = re.compile(r"^(?:https?:|www\.)|@|\.(?:be|eu|com|org|net|nl|fr|pdf|html?|aspx|docx?)\b|/\S*/|%\d\d", re.I)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Parts of Dutch compounds: what may stand between two parts, and short words that begin or end compounds.
_LINKS = ("", "s", "en", "n", "e", "er")
_PREFIXES = _words(
    """aan aangepaste achter af anti auto be bij binnen boven buiten co contra de door eco er ge her hoofd hyper in
    inter intra kern les los macro mede mee mega meta micro midden mini mis mono multi na neo neven niet non om on onder
    ont oor op over para post pre pro pseudo psycho re samen semi sociaal socio sub super tegen tele thuis toe trans
    tussen uit ultra uni ver vice voor voort voorbij wan weg wel zelf"""
)
_SUFFIXES = _words(
    """aard achtig achtige arm arme baar bare baarheid dom eigen eigenaar er erij erijen gericht gerichte gewijs heid
    heden ing ingen isme ist isten loos loze loosheid matig matige rijk rijke rijp rijpe schap schappen sgewijs tal vol
    volle vrij vrije waardig waardige waarts zaam zame zijde breed brede wijd wijde vlak vlakke los losse bereid bereide
    bewust bewuste"""
)
# Words of one language that no compound is made of; they would make every misspelling a compound ("lerarenen").
_NO_PARTS = _words(
    """aan als alle alles ander andere bent ben berg dan dat de den der des deze die dien dit doe doen dus een één en er
    haar had heb hebben heeft hem hen het hij hoe hun ik is ja je jou jouw kan kon maar me men met mij mijn moet nee net
    nog nou of ons onze ook per pas reeds sinds te tot twee uw van veel want was wat we werd wie wij wil word worden
    zal ze zeer zich zij zijn zo zou zul the and for you are not with this that have from les des une est pas pour dans
    que qui sur par aux avec ste stel ene enen sen ten ter hen lin ling gen ren den sch tie tief tisch ver ing ist ies
    iek iet oor ent ens age ant"""
)
# First parts after which the hyphen always stays: niet-duaal, ex-leerling, oud-minister, Sint-Niklaas.
_HYPHENED = _words(
    """niet non ex oud semi quasi bijna adjunct aspirant kandidaat interim sint noord oost zuid west centraal midden
    socio sociaal politiek economisch theoretisch technisch juridisch cultureel historisch wetenschappelijk ruimtelijk
    medisch psychisch psycho christelijk vlaams nederlands belgisch frans duits engels directeur secretaris minister
    leerling luitenant vrij anderstalig"""
)
# Those of them that keep it before whatever comes.
_ALWAYS_HYPHENED = _words("niet non ex oud sint adjunct aspirant interim")
_ADJECTIVE = re.compile(
    r"(?:isch|ische|eel|ele|aal|ale|ief|ieve|lijk|lijke|iek|ieke|air|aire|gisch|generaal|president)e?$"
)
# Small words that stand between two hyphens: bachelor-na-bachelor, kant-en-klaar, doe-het-zelf, work-to-school.
_BETWEEN_HYPHENS = _words("na in op tot voor aan van met en of het to and for by the de la du à")
# Words after a hanging hyphen: "rol- en taakverdeling", "voor- of nadeel".
_AFTER_HANGING = _words("en of tot noch maar als én óf resp alsook evenals dan &")
# Words that end like one of those, broken before it: "zo-" / "als".
_NOT_HANGING = _words("zoals evenals alsof alsmaar zomaar")
# Words that stand beside each other in one word, not one within the other: kosten-batenanalyse, woon-werkverkeer,
# zwart-wit. A slash parts the two, which may come in either order.
_OPPOSITES = {
    tuple(order)
    for pair in _words(
        """kosten/baten woon/werk school/werk werk/privé theorie/praktijk vraag/antwoord vraag/aanbod input/output
        oorzaak/gevolg prijs/kwaliteit zwart/wit man/vrouw mens/machine mens/dier mens/natuur haat/liefde noord/zuid
        oost/west begin/eind doel/middel stimulus/respons publiek/privaat links/rechts wij/zij goed/fout ja/nee
        plus/min heen/weer kop/staart stad/platteland burger/overheid koper/verkoper"""
    )
    for order in (pair.split("/"), reversed(pair.split("/")))
}
# People who face each other: ouder-kindrelatie, leraar-leerlingratio. Not those named for what they do with the other
# (leerlingbegeleider, studentencoach).
_FACING = _words(
    """leraar leerkracht docent leerling student ouder kind kleuter moeder vader dochter zoon broer zus grootouder
    kleinkind arts patiënt hulpverlener cliënt werkgever werknemer"""
)
# English that is not written as one word, as its compounds of nouns are (teamteaching): what follows a verb (drop-out)
# or a noun (school-based), and what stands before one (open-source, blended-learning).
_ENGLISH_SECOND = _words("up down out off away based informed driven oriented led friendly")
_ENGLISH_FIRST = re.compile(
    r"^(?:open|deep|soft|hard|low|high|shared?|social|lifelong|peer|real|best|bottom|\w{4,}ed)$"
)
# Adjectives that do make one word with a noun: totaalbeeld, speciaalzaak, mineraalwater, passiefhuis.
_JOINING_ADJECTIVES = _words(
    "totaal speciaal ideaal normaal mineraal passief positief centraal nationaal sociaal lokaal"
)
_ENDS_AS_ADJECTIVE = re.compile(r"\w{2}(?:(aal|eel|ief)|(isch|lijk))$")
# Vowels that may not touch in a compound, so that a hyphen stands between its parts: zee-eend, media-aandacht.
_COLLISION = re.compile(r"(?:a[aeiu]|e[eiu]|i[eij]|o[eiou]|u[iu])$", re.I)
# Those of two letters that keep a hyphen so before a common word: co-ouderschap, re-integreren; not be, ge.
_COLLIDING_PREFIXES = _words("co re de")
_AS_TREMA = str.maketrans("aeiou", "äëïöü")


def bands(lang: str) -> Iterator[tuple[float, list[str]]]:
    """The words of a language (as "nl") in bands of one frequency from 0 to 1, the commonest first.

    So wordfreq keeps them; its dictionary of single words takes three times as long to make.
    """
    for below, band in enumerate(wordfreq.get_frequency_list(lang, "best")):
        if band:
            yield wordfreq.cB_to_freq(-below), band


@cache
def _dutch() -> dict[str, float]:
    """All Dutch words, lower case, with their Zipf frequency; the house's own words among them."""
    words: dict[str, float] = {}
    for frequency, band in bands("nl"):
        words.update(dict.fromkeys(band, wordfreq.freq_to_zipf(frequency)))
    for word, zipf in _house().items():
        words[word.lower()] = max(zipf, words.get(word.lower(), 0.0))
    return words


@cache
def _house() -> dict[str, float]:
    words: dict[str, float] = {}
    for line in (files("ingest") / "data" / "house.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            zipf, _, listed = line.partition("\t")
            words.update((w, float(zipf)) for w in listed.split())
    return words


@cache
def _hyphened() -> dict[str, tuple[str, ...]]:
    """The house's words that are written with a hyphen, by what stands before it: time → (out, …)."""
    found: dict[str, tuple[str, ...]] = {}
    for word in _house():
        first, hyphen, second = word.lower().partition("-")
        if hyphen and second:
            found[first] = (*found.get(first, ()), second)
    return found


@cache
def _foreign() -> dict[str, float]:
    """English and French words with the higher of their two frequencies."""
    words: dict[str, float] = {}
    for lang in ("en", "fr"):
        for frequency, band in bands(lang):
            zipf = wordfreq.freq_to_zipf(frequency)
            if zipf < COMMON_FOREIGN:
                break
            for word in band:
                words[word] = max(words.get(word, 0.0), zipf)
    return words


@cache
def names_of_the_house() -> frozenset[str]:
    """The names and abbreviations of the house's own list, as they are written ("Vlor", "VDAB")."""
    return frozenset(w for w in _house() if w != w.lower())


def core(text: str) -> str:
    """`text` without the punctuation, brackets and quotes around it."""
    return text.strip(_AROUND)


def frequency(word: str) -> float:
    """The Zipf frequency of `word` in Dutch (capitals do not matter), 0 where it is not in the list."""
    return _dutch().get(word.lower(), 0.0)


def foreign_frequency(word: str) -> float:
    """The higher Zipf frequency of `word` in English and French, 0 where it is below 3 in both."""
    return _foreign().get(word.lower(), 0.0)


def is_german(word: str) -> bool:
    """Whether `word` is a common German word and no Dutch one, or far more usual in German."""
    german: float = wordfreq.zipf_frequency(word, "de", wordlist="small")
    return german >= COMMON_FOREIGN and german > frequency(word) + 0.5


def plausibility(word: str) -> float:
    """How common `word` is, on the Zipf scale, also when it stands in no list: compounds get a value from their parts.

    0 means that nothing known explains the word. `word` has no punctuation around it.
    """
    return _plausibility(word.lower()) if len(word) <= LONGEST else 0.0


@lru_cache(maxsize=200_000)
def _plausibility(low: str) -> float:
    known = frequency(low)
    if known >= COMMON:
        return known
    if low in _foreign():
        return max(known, COMMON_FOREIGN - 1)
    if "’" in low or "'" in low:
        bare = _ELIDED.sub("", _GENITIVE.sub("", low))
        if bare != low and (not bare or "'" not in bare):
            return max(known, plausibility(bare) - 0.5) if len(bare) > 1 else COMMON
    parts = [p for p in re.split(r"[-–/&]", low) if p]
    if len(parts) > 1:
        return max(known, min(_part(p) for p in parts) - 0.5)
    return max(known, _compound(low), _derived(low))


# "verengen", "verbreding", "ontkleurt", "herijkt": a verb made of a common word, and what is made of that verb
_DERIVED = re.compile(r"^(?:ver|ont|her|be)([a-zà-ÿ]{3,}?)(en|t|te|ten|d|de|den|ing|ingen|end|ende)$")
_COMMON_STEM = 4.0


def _derived(word: str) -> float:
    """The value of a verb with a prefix before a common word, 0 where `word` is none."""
    m = _DERIVED.match(word)
    if m is None:
        return 0.0
    dutch = _dutch()
    stem, doubled = m[1], re.sub(r"([bdfgklmnprst])\1$", r"\1", m[1])
    known = max(dutch.get(stem, 0.0), dutch.get(doubled, 0.0))
    return known - 3.0 if known >= _COMMON_STEM else 0.0


def _part(part: str) -> float:
    """The plausibility of a part of a hyphened word; letters and numbers are fine there."""
    return 3.0 if len(part) <= 1 or not part.isalpha() else plausibility(part)


def _compound(word: str, depth: int = 2) -> float:
    """The value of the best way to take `word` apart into Dutch words, 0 if there is none."""
    if len(word) < 6 or not word.isalpha():
        return 0.0
    dutch, best = _dutch(), 0.0
    for at in range(2, len(word) - 1):
        left, right = word[:at], word[at:]
        second = _right(right, dutch)
        if second <= best + 1.5:
            continue
        first = _left(left, dutch, len(right))
        if first < 2.5 and depth > 1 and len(left) >= 7:
            first = max(
                first,
                max(
                    (_compound(left[: len(left) - len(k)] if k else left, 1) for k in _LINKS[:3] if left.endswith(k)),
                    default=0.0,
                ),
            )
        best = max(best, min(first, second) - 1.5)
    return best if best >= 0.7 else 0.0


def _right(part: str, dutch: dict[str, float]) -> float:
    if part in _SUFFIXES:
        return 4.0
    if len(part) < 3 or part in _NO_PARTS:
        return 0.0
    zipf = dutch.get(part, 0.0)
    least = 4.2 if len(part) == 3 else 3.0 if len(part) == 4 else 2.2
    return zipf if zipf >= least else 0.0


def _left(part: str, dutch: dict[str, float], rest: int) -> float:
    if part in _PREFIXES:
        return 4.0 if rest >= 4 else 0.0
    best = 0.0
    for link in _LINKS:
        if link and not part.endswith(link):
            continue
        stem = part[: len(part) - len(link)]
        if len(stem) < 3 or stem in _NO_PARTS:
            continue
        zipf = dutch.get(stem, 0.0)
        least = 4.2 if len(stem) == 3 else 3.0 if len(stem) == 4 else 2.2
        if zipf >= least + (0.3 if link else 0.0):
            best = max(best, zipf - (0.2 if link else 0.0))
    return best


def is_code(text: str) -> bool:
    """Whether `text` is no word to be judged: a number, date, reference, address or Roman numeral."""
    bare = core(text)
    return not _HAS_LETTERS.search(bare) or bool(
        _NUMBER_WORD.match(bare) or _ROMAN.match(bare) or _CODE.match(bare) or _ADDRESS.search(text)
    )


def is_word(word: str) -> bool:
    """Whether `word` is Dutch (compounds and inflections too), a common English or French word, number or abbreviation.

    Punctuation around the word does not matter. What is longer than any word can only be an address or a code.
    """
    return _is_word(word) if len(word) <= LONGEST else len(word) <= 2000 and is_code(word)


@lru_cache(maxsize=200_000)
def _is_word(word: str) -> bool:
    bare = core(word)
    if not bare or is_code(word):
        return True
    if plausibility(bare) > 0.0:
        return True
    return bool(re.fullmatch(r"(?:[^\W\d_]{1,3}\.)+[^\W\d_]{0,3}", bare))  # d.w.z., a.d.h.v


def share_unknown(words: Iterable[str]) -> float:
    """The share of `words` (as they stand, with punctuation) that no lexicon explains; 0 where there are no words.

    Codes, numbers and abbreviations in capitals do not count; names do, so that 0.02 is usual for right Dutch text.
    Lone signs that are no punctuation count as wrong.
    """
    unknown = judged = 0
    for word in words:
        bare = core(word)
        if not bare:
            strange = bool(re.search(r"[^\s.,;:!?()\[\]\-–—&%€+=/\"'‘’“”…•·▪¬*•➢✓<>]", word))
            judged += strange
            unknown += strange
        elif not is_code(word) and not (bare.isupper() and len(bare) < 7):
            judged += 1
            unknown += not is_word(word)
    return unknown / judged if judged else 0.0


# Abbreviations in small letters keep their hyphen before a word: "dbso-leerlingen", "clb-medewerker"
_ABBREVIATIONS = _words("aso bso tso kso dbso buso bubao sbso hbo hbo5 clb naft okan tko cdo gok lop ict stem pov vdab")


def join_hyphen(left: str, right: str, vocabulary: Collection[str] = frozenset()) -> str:
    """What `left`-`right`, broken after the hyphen at a line end, is as running text.

    "meet", "instrument" gives "meetinstrument"; "niet", "duaal" gives "niet-duaal"; "rol", "en" gives "rol- en".
    Neither part holds the hyphen of the break. `vocabulary` holds the words of the whole document in lower case.
    """
    left = left.removesuffix("-").removesuffix("\u00ad")
    kept, joined = f"{left}-{right}", left + right
    last = left.rsplit("-", 1)[-1]
    if right.lower() in _AFTER_HANGING:
        return joined if joined.lower() in _NOT_HANGING else f"{left}- {right}"
    if not left or not right or not left[-1].isalpha() or not right[0].isalpha() or not last.isalpha():
        return kept
    shout = last.isupper() and right.isupper() and len(last) > 1
    if (right[0].isupper() and not shout) or len(last) == 1 or (last.isupper() and not shout):
        return kept
    if _between_hyphens(left, right):
        return kept
    if any(right.lower().startswith(second) for second in _hyphened().get(last.lower(), ())):
        return kept
    low_right = core(right).lower()
    low_joined, low_kept = (last + core(right)).lower(), f"{left}-{core(right)}".lower()
    if low_joined in vocabulary:
        return joined
    if low_kept in vocabulary or f"{last}-{low_right}".lower() in vocabulary:
        return kept
    if _faces(last.lower(), low_right):
        return kept
    whole = frequency(low_joined)
    if whole >= 2.5:
        return joined
    a_name = last in names_of_the_house() and frequency(low_right) >= 2.5
    if last.lower() in _ABBREVIATIONS or (a_name and whole == 0):
        return kept
    if last.lower() in _HYPHENED and (last.lower() in _ALWAYS_HYPHENED or _ADJECTIVE.search(low_right)):
        return kept
    if _COLLISION.search(last[-1:] + low_right[:1]) and _collides(last.lower(), low_right):
        return kept
    if whole < COMMON and _stand_apart(last.lower(), low_right):
        return kept
    if whole > 0 or plausibility(low_joined) > 0:
        return joined
    # Two words that make no compound keep their hyphen; a part that is no word was broken within a word.
    return kept if frequency(last) >= 3 and frequency(low_right) >= 3 and len(low_right) > 3 else joined


def _collides(left: str, right: str) -> bool:
    """Whether a hyphen stays between two vowels that touch: not where a trema is written for it (coördinatie)."""
    if len(left) > 2:
        return is_word(left) and is_word(right)
    with_trema = left + right[0].translate(_AS_TREMA) + right[1:]
    return left in _COLLIDING_PREFIXES and frequency(right) >= COMMON and frequency(with_trema) < COMMON


def _between_hyphens(left: str, right: str) -> bool:
    """Whether the break is at one of two hyphens with a small word between them: leraar-in-opleiding, een-op-een."""
    first, hyphen, _ = right.lower().partition("-")
    if hyphen and first in _BETWEEN_HYPHENS:
        return True
    before, _, last = left.lower().rpartition("-")
    if not before or last not in _BETWEEN_HYPHENS:
        return False
    bare = core(right)  # "M-de-" / "creet" and "semi-in-" / "ternaat" are broken within a word
    if any((last + bare).lower().startswith(second) for second in _hyphened().get(before.rsplit("-", 1)[-1], ())):
        return False  # zij-instromer
    if before.rsplit("-", 1)[-1] in _ALWAYS_HYPHENED and plausibility(last + bare) > 0:
        return False  # niet-ingeschreven, ex-opvoedster
    return plausibility(bare) > 0 and plausibility(bare) >= frequency(last + bare)


def _faces(left: str, right: str) -> bool:
    """Whether `right` is, or begins with, what stands over against `left`: baten, batenanalyse after kosten."""
    if left in _NO_PARTS or len(left) < 3:
        return False
    if right.startswith(left) and frequency(left) >= COMMON_FOREIGN and _goes_on(right[len(left) :]):
        return True  # win-win, win-winsituatie
    return any(
        ((left, right[:end]) in _OPPOSITES or (left in _FACING and right[:end] in _FACING)) and _goes_on(right[end:])
        for end in range(2, len(right) + 1)
    )


def _goes_on(rest: str) -> bool:
    """Whether `rest` can follow the first word of a compound: nothing, or a word (batenanalyse, winsituatie)."""
    return not rest or (len(rest) > 3 and plausibility(rest) > 0)


def _stand_apart(left: str, right: str) -> bool:
    """Whether two words, of which no common word is made, are none in Dutch either: top-down, digitaal-leren."""
    if _is_plain_adjective(left) and len(right) > 4 and frequency(right) >= COMMON and right not in _SUFFIXES:
        return True
    if foreign_frequency(left) < 3.5:
        return False
    if _ENGLISH_FIRST.match(left) and foreign_frequency(right) >= 3.5 and foreign_frequency(right) > frequency(right):
        return True
    return any(right.startswith(second) and _goes_on(right[len(second) :]) for second in _ENGLISH_SECOND)


def _is_plain_adjective(word: str) -> bool:
    """Whether `word` is an adjective that makes no compounds: digitaal, pedagogisch, not materiaal or totaal."""
    m = _ENDS_AS_ADJECTIVE.search(word)
    if m is None or word in _JOINING_ADJECTIVES:
        return False
    # digitale, actieve, pedagogische; a noun may seem to have such a form too (kanaal), but hardly uses it
    stem = word if m[2] else word[:-1] if m[1] == "ief" else word[:-2] + word[-1]
    inflected = stem + ("ve" if m[1] == "ief" else "e")
    return frequency(inflected) >= max(COMMON, frequency(word) - 0.6)
