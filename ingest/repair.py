"""OCR noise out of the text, by a noisy channel: what was most likely meant, given what is seen?

A candidate is what is seen with one or two confusions undone (`confusions.py`). Its score is how common the word is, in
Dutch and in this document, less the cost of the confusions; it must beat what is seen by a margin. A word that explains
itself (Dutch, English, French, a compound, a name that keeps coming back) stays as it is unless the evidence is
overwhelming, and so does everything about which there is doubt. Footnote markers and bullets are left to those who know
the structure of the page.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from math import log10

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from corpus.model import Place, Repair, RepairKind
from ingest import confusions as channel
from ingest.lexicon import (
    COMMON,
    COMMON_FOREIGN,
    LONGEST,
    foreign_frequency,
    frequency,
    is_code,
    is_german,
    names_of_the_house,
    plausibility,
    share_unknown,
)
from ingest.page import Line, RawPage, Word, around

# By how much (log10) a candidate must be likelier than a word that nothing explains.
MARGIN = 0.7
# The same for a word that is explained: by the Dutch list; as an English word between Dutch ones; by its parts only.
MARGIN_DUTCH, MARGIN_FOREIGN, MARGIN_COMPOUND = 3.0, 1.2, 1.5
# Of two readings that are so near each other neither is taken.
NEAR = 0.25
# What is less plausible than this and listed nowhere is no compound, though its parts are words: snel-ter.
WEAK_COMPOUND = 2.0
# By how much a compound that nobody lists is the lesser reading than a word that is listed (provincierood, -raad).
UNLISTED = 1.0
# What it adds that the document has the candidate elsewhere beside the same neighbour.
CONTEXT = 1.0
# What an unexplained word is worth as it stands: common words in lower case are in the lexicon, names are not.
FLOOR_LOWER, FLOOR_START, FLOOR_NAME, FLOOR_CAPITALS = 0.0, 0.7, 1.8, 3.0
# What letters take off that follow each other as in no word, each three of them, and at most.
STRANGE_LETTERS, MOST_STRANGE = 1.0, 2.0
# Two confusions in one word are only tried in words of this length.
LONG = 7
# A short word is only taken for one as common as this, or for one that the document has: it has many neighbours.
_COMMON_SHORT = 3.8
# The same for a word of six letters with an everyday slip in it (viotte).
_EVERYDAY = 3.0
# A word as common as this may be meant by a short one that nothing explains, whatever slip it takes.
_VERY_COMMON = 4.7
# So many of the six words around a word without explanation show that it is of another language.
_STRANGE = 3
# A text of which fewer words than this are unknown was read well.
CLEAN = 0.02
# An address that is longer has nothing to repair.
LONGEST_ADDRESS = 500
# Numbers of one list stand within so many points below each other.
_ALIGNED = 6.0
# In plain text, where nobody says whether it was recognised: so many signs of recognition show that it was.
SIGNS_OF_RECOGNITION = 3

_CLOSING = ".,;:!?)’”'\""
_SIGNS = re.compile(r"[\W_]+")
_STRAY = re.compile(r"^[_|]{1,2}$")
_BULLET_STRAY = re.compile(r"^([-–•▪¬])_+(\w.*)$")
_STROKE_BEFORE = re.compile(r"[|!\[]$")
_STROKE_AFTER = re.compile(r"^[!|)]")
_COMMA_DIGIT = re.compile(r"^(.*[^\W\d_]{3,}[)\]’”]?[,;])(\d{1,4}\W?)$")
_GLUED_AT_SIGN = re.compile(r"^(\W*[^\W\d_]{2,}[,;:])([^\W\d_]{2,}\W*)$|^(\W*[a-zà-ÿ]{3,}[.?!])([A-ZÀ-Þ][a-zà-ÿ]+\W*)$")
# A full stop between two words in lower case is a speck, unless it is part of an address or a file name.
_SPECK_STOP = re.compile(
    r"^(\W*[a-zà-ÿ]{4,})\.((?!be\b|nl\b|eu\b|com\b|org\b|net\b|pdf\b|html?\b)[a-zà-ÿ]{2,}[.,;:)]*)$"
)
# "4.en5.", "2.tot": numbers of questions that are answered together; "en5" may be a word with the marker of a note
_GLUED_NUMBERS = re.compile(r"^(\d{1,2}[.,]?)(en|tot)(\d{1,2}[.)]?)?$")
_ORDINAL = re.compile(r"^([(‘“]?)([1-8])([" + re.escape(channel.ORDINAL_SIGNS) + r"])$")
_DECIMAL = re.compile(r"^\d{1,2},\d{1,2}\D*$")
_ADDRESS = re.compile(r"^\W*(?:https?:|www[.,])|^\W*[a-z1-]+\.(?:be|eu|com|org)\b|@", re.I)
_SENTENCE_END = re.compile(r"[.!?:][\"'’”)]*$")
_CLOSING_QUOTE = re.compile(r"\w[.,;:!?)\]]*[’'\"”“*][.,;:!?)\]]*\d*$")
_INITIAL = re.compile(r"^(?:[A-ZÀ-Þ]\.-?)+,?$")
# "€.", "|.,", "€.M.": an initial read as a sign; "Pauwels,", "Van-Acker,"
_SIGN_STOP = re.compile(r"^\W\.(?:-?[A-ZÀ-Þ]\.)*[,;:)]?$")
_SURNAME = re.compile(r"^[A-ZÀ-Þ][\w'’-]+,$")
_SYMBOL_MARK = re.compile(r"[^\W\d_][.,;]?[®¢©°§¹²³]$")
_LETTER_BULLET = re.compile(r"^[eo©®¢*]$")
# é after a vowel within a word: Dutch has only ë there (creéert, financiéle), French has it in words of the lexicon.
_ACUTE_AFTER_VOWEL = re.compile(r"(?<![aeiouéèê][aeiou])(?<=[aeiou])[éèê](?=[bcdfghj-np-tv-z][a-z])")
# "ln", "lnleiding", "1ndien": the capital I that begins a sentence or a heading
_CAPITAL_I = re.compile(r"^[" + re.escape(channel.CAPITAL_I) + r"](?=[a-zà-ÿ]+$)")
# "3.2", "3.2.", "4)": the number that opens a line, and what stands behind it
_OPENING_NUMBER = re.compile(r"^(\d{1,2}(?:\.\d{1,2}){0,3})([.)]?)$")
_SECTION_NUMBER = re.compile(r"^\(?\d{1,2}(?:\.\d{1,2})*[.)]?$")
# "het|", "raad|": a speck behind a whole word
_SPECK_BEHIND = re.compile(r"\|(?=[.,;:]?$)")
# "11.204", "Il.12/1,": what may be the number of an article in a Roman part
_ROMAN_PART = re.compile(r"^(\(?)([IVX1l|!LT]{1,4})(\.\d{1,3}(?:/\d{1,2})?\W{0,2})$")
_ROMAN_NUMBER = re.compile(r"^(?:I{1,3}|IV|VI{0,3}|IX|X)$")
_WHOLE = tuple((re.compile(seen), meant) for seen, meant in channel.WHOLE)


# --- the document's own words -----------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Words:
    """How often each word and each pair of neighbours stands in the document, in lower case."""

    counts: Counter[str] = field(default_factory=Counter)
    pairs: Counter[tuple[str, str]] = field(default_factory=Counter)
    total: int = 2000
    long: list[str] = field(default_factory=list)
    short_ordinals: bool = False  # 2e rather than 2de
    roman_articles: bool = False  # artikel II.204

    def prior(self, word: str) -> float:
        """How common `word` is in Dutch or in this document, on the Zipf scale; 0 where nothing explains it."""
        zipf, times = plausibility(word), self.counts[word.lower()]
        if times and zipf >= COMMON - 1 and times > (0 if zipf >= COMMON else 1):
            zipf = max(zipf, min(6.0, log10(times / self.total) + 8.5))
        return zipf + (0.3 if word in names_of_the_house() else 0.0)


def _vocabulary(lines: Iterable[Line]) -> _Words:
    words = _Words()
    for line in lines:
        before = ""
        for at, word in enumerate(line.words):
            if at == len(line.words) - 1 and word.text.endswith("-"):
                break
            bare = _bare(word.text).lower()
            words.counts.update({bare, *re.split(r"[-/]", bare)} - {""})
            words.pairs[before, bare] += 1
            before = bare
    short = sum(n for w, n in words.counts.items() if re.fullmatch(r"\de", w))
    words.short_ordinals = short > sum(n for w, n in words.counts.items() if re.fullmatch(r"\d(?:de|ste)", w))
    words.roman_articles = any(re.match(r"[ivx]{2,4}\.\d{1,3}\b", w) for w in words.counts)
    words.total = max(2000, words.counts.total())
    words.long = [w for w in words.counts if len(w) >= 9 and w.isalpha() and plausibility(w) >= COMMON - 1]
    return words


# --- the whole --------------------------------------------------------------------------------------------------------


def repair_pages(pages: Sequence[RawPage]) -> tuple[list[RawPage], list[Repair]]:
    """Repair every page whose text came from recognition; digital pages come back untouched.

    Plain text is repaired only where it shows that it came from recognition. The words of the whole document count as
    its vocabulary. Gives the pages in the same order and every change with its place.
    """
    touched = [p for p in pages if p.origin != "digital"]
    lines = [line for page in touched for line in page.lines]
    if not lines or (all(p.origin == "plain_text" for p in touched) and not shows_recognition(lines)):
        return list(pages), []
    repaired, repairs = repair_lines(lines, [line for page in pages for line in page.lines])
    left = iter(repaired)
    told = {(r.place.page, r.before): r.after for r in repairs}
    out = []
    for page in pages:
        if page.origin != "digital":
            kept = tuple(x for x in [next(left) for _ in page.lines] if x.words)
            tables = (
                replace(t, rows=tuple(tuple(_same(c, page.number, told) for c in row) for row in t.rows))
                for t in page.tables
            )
            page = replace(page, lines=kept, tables=tuple(tables))
        out.append(page)
    return out, repairs


def _same(cell: str, page: int, told: dict[tuple[int, str], str]) -> str:
    """A cell of a table with the repairs that were made to its words."""
    return " ".join(told.get((page, word), word) for word in cell.split(" "))


def repair_lines(lines: Sequence[Line], vocabulary: Iterable[Line] = ()) -> tuple[list[Line], list[Repair]]:
    """Repair recognised `lines` in reading order; `vocabulary` are lines whose words count as the document's own.

    Gives as many lines as came in (a line of nothing but stray signs has no words left) and one Repair per change, in
    order, with the box of the word.
    """
    run = _Run(lines, _vocabulary(vocabulary or lines))
    return run.lines(), run.repairs


def shows_recognition(lines: Sequence[Line]) -> bool:
    """Whether the text of `lines` bears marks of recognition: misread words, signs for markers, letters for bullets."""
    signs = len({w.text for line in lines for w in line.words if _SYMBOL_MARK.search(w.text)})
    signs += sum(1 for line in lines if len(line.words) > 2 and _LETTER_BULLET.match(line.words[0].text)) // 2
    if signs >= SIGNS_OF_RECOGNITION:
        return True
    _, repairs = repair_lines(lines)
    misread = {r.before: r.kind for r in repairs if r.kind in ("diacritic", "letter", "name")}
    words = [kind for seen, kind in misread.items() if any(c.isalnum() for c in seen) and not seen.startswith("‘")]
    signs += len(words) + words.count("name")  # nobody types Viaams: a name of the house counts twice
    return signs >= SIGNS_OF_RECOGNITION


@dataclass(frozen=True, slots=True)
class _Choice:
    """What a word becomes, and by how much (log10) that is likelier than what is seen less the margin."""

    after: str
    kind: RepairKind
    cost: float
    score: float


@dataclass(frozen=True, slots=True)
class _Around:
    """What stands around a word: its neighbours in lower case, and what they say of it.

    Whether a sentence begins, whether they are English or French, whether the word is quoted, whether an initial beside
    it makes it a name.
    """

    before: str = ""
    after: str = ""
    start: bool = False
    foreign: bool = False
    quoted: bool = False
    name: bool = False


_NOWHERE = _Around()


class _Run:
    """One pass over the lines of a document, with what was decided about each word so far."""

    def __init__(self, lines: Sequence[Line], words: _Words) -> None:
        self.words = words
        self.repairs: list[Repair] = []
        self.decided: dict[tuple[str, bool, bool], _Choice | None] = {}
        self.in_pieces: dict[tuple[int, int], str] = {}  # by line and place in it: what was seen of a word now joined
        self._look_at(lines)
        closed = [self._closed_up(number, line) for number, line in enumerate(lines)]
        if self.in_pieces:
            self._look_at(closed)

    def _look_at(self, lines: Sequence[Line]) -> None:
        """Take `lines` as what is to be repaired."""
        self.source = lines
        self.decided.clear()
        self.flat = [w.text for line in lines for w in line.words]
        # where nearly all was read well, a word that differs from another by no usual slip is a word of its own
        self.clean = share_unknown(self.flat) < CLEAN
        self.numbers = _out_of_sequence(lines)
        self.dotted, self.barred = _dotted(lines), _barred(lines)
        leans = {text: _lean(_bare(text)) for text in set(self.flat)}
        self.leans = [leans[text] for text in self.flat]  # 1 where a word is foreign, -1 where it is Dutch

    def lines(self) -> list[Line]:
        out: list[Line] = []
        at = 0
        carried: str | None = None  # what the rest of a word broken at the line end becomes
        for number, line in enumerate(self.source):
            following = next((x for x in self.source[number + 1 : number + 3] if x.words), None)
            words: list[Word] = []
            for index, word in enumerate(line.words):
                last = index == len(line.words) - 1
                if (number, index) in self.in_pieces:
                    self._changed(line, replace(word, text=self.in_pieces[number, index]), word.text, "spacing")
                if index == 0 and number in self.numbers:
                    words.append(self._changed(line, word, self.numbers[number], "letter"))
                elif index == 0 and carried is not None:
                    words.append(self._changed(line, word, carried, "letter"))
                    carried = None
                elif last and following and re.search(r"[^\W\d_]-$", word.text):
                    now, carried = self._broken(word, following.words[0])
                    words.append(self._changed(line, word, now, "letter"))
                else:
                    words += self._word(line, word, at + index, edge=index == 0 or last)
            at += len(line.words)
            out.append(replace(line, words=tuple(words)))
        return out

    def _changed(self, line: Line, word: Word, after: str, kind: RepairKind) -> Word:
        if after == word.text:
            return word
        boxes = (word.box,) if word.box else ()
        self.repairs.append(Repair(Place(line.page, boxes), word.text, after, kind))
        return replace(word, text=after)

    # --- one word -----------------------------------------------------------------------------------------------------

    def _word(self, line: Line, word: Word, at: int, edge: bool) -> list[Word]:
        """What becomes of one word: usually itself, else one or two repaired words, or none for a stray sign."""
        if word.raised or len(word.text) > (LONGEST_ADDRESS if _ADDRESS.search(word.text[:LONGEST]) else LONGEST):
            return [word]
        if (initial := channel.INITIALS.get(word.text[:1])) and self._is_initial(word.text, at):
            return [self._changed(line, word, initial + word.text[1:], "letter")]
        if not any(c.isalnum() for c in word.text):
            if (_STRAY.match(word.text) and (edge or "_" in word.text)) or self._is_speck(word.text, at):
                self._changed(line, word, "", "letter")
                return []
            return [word]
        after = self.flat[at + 1] if at + 1 < len(self.flat) else ""
        ordinal = _ORDINAL.match(word.text)
        counted = channel.ORDINAL_NOUNS - (channel.SHARED_NOUNS if word.text.endswith("%") else frozenset())
        if ordinal and _bare(after).lower() in counted:
            return [self._ordinal(line, word, ordinal, after)]
        if _DECIMAL.match(word.text) and self._counts_parts(word.text, at):
            return [self._changed(line, word, word.text.replace(",", ".", 1), "letter")]
        if _ADDRESS.search(word.text):
            return [self._changed(line, word, _address(word.text), "letter")]
        if (roman := _ROMAN_PART.match(word.text)) and self._is_roman(roman[2], at):
            now = roman[1] + roman[2].translate(channel.ROMAN) + roman[3]
            return [self._changed(line, word, now, "letter")]
        bullet = _BULLET_STRAY.match(word.text)
        if bullet:
            self._changed(line, word, f"{bullet[1]} {bullet[2]}", "spacing")
            mark, word = _split(word, (bullet[1], bullet[2]))
            return [mark, self._spelled(line, word, at)]
        word = self._changed(line, word, self._without_strays(word.text, at, edge), "letter")
        cut = self._apart(word.text)
        if cut is None:
            return [self._spelled(line, word, at)]
        self._changed(line, word, " ".join(cut), "spacing")
        return [self._spelled(line, part, at) for part in _split(word, cut)]

    def _is_speck(self, sign: str, at: int) -> bool:
        """Whether a sign that stands alone does so within a sentence: behind a function word, before a small letter."""
        before, after = self.flat[at - 1] if at else "", self.flat[at + 1 : at + 2]
        within = before.islower() and before[-1].isalpha() and bool(after) and after[0][0].islower()
        return within and (sign == "~" or (sign == "·" and frequency(before) >= 6.0))

    def _is_initial(self, text: str, at: int) -> bool:
        """Whether a sign with a full stop stands where the initial of an author does."""
        before = self.flat[at - 1] if at else ""
        return _SIGN_STOP.match(text) is not None and bool(_SURNAME.match(before) or _INITIAL.match(before))

    def _counts_parts(self, text: str, at: int) -> bool:
        """Whether 18,2 is a number of a part (actie 18.2), which the document writes with a full stop elsewhere."""
        number = re.sub(r"\D*$", "", text).replace(",", ".")
        return at > 0 and self.flat[at - 1].lower() in channel.NUMBERED and self.words.counts[number] > 0

    def _is_roman(self, part: str, at: int) -> bool:
        """Whether what stands before the full stop of an article's number is a Roman numeral: artikel 11.204.

        Letters among the strokes show it; of strokes alone the code in the same sentence, or articles of that kind.
        """
        before = [_bare(w).lower() for w in self.flat[max(0, at - 3) : at]]
        if not _ROMAN_NUMBER.match(part.translate(channel.ROMAN)) or not channel.ARTICLE.intersection(before):
            return False
        if not part.isdigit():
            return True
        after, earlier = self.flat[at : at + 13], self.flat[max(0, at - 12) : at]
        end = next((k + 1 for k, w in enumerate(after) if _SENTENCE_END.search(w)), len(after))
        following = {_bare(w).lower() for w in after[1:end]}
        stops = [k + 1 for k, w in enumerate(earlier) if _SENTENCE_END.search(w) and _bare(w).lower() != "art"]
        said = channel.CODE.intersection(_bare(w).lower() for w in earlier[max(stops, default=0) :])
        return bool(channel.CODE & following) or (bool(said or self.words.roman_articles) and "van" not in following)

    def _ordinal(self, line: Line, word: Word, m: re.Match[str], noun: str) -> Word:
        """29 graad → 2de graad; the noun stands in the repair because the number alone says nothing."""
        now = m[1] + m[2] + self._ending(m[2])
        boxes = (word.box,) if word.box else ()
        before, after = f"{word.text} {_bare(noun)}", f"{now} {_bare(noun)}"
        self.repairs.append(Repair(Place(line.page, boxes), before, after, "ordinal"))
        return replace(word, text=now)

    def _ending(self, digit: str) -> str:
        """-de or -ste, or -e where the document writes 2e graad."""
        return "e" if self.words.short_ordinals else "ste" if digit in "18" else "de"

    def _without_strays(self, text: str, at: int, edge: bool) -> str:
        """The word without signs at its edges that recognition made of specks; `{en` is `(en`."""
        lead, bare, trail = _parts(text)
        if len(bare) < 2 or not bare[0].isalpha():
            return text
        if not self._is_rule(lead, bare, at, edge):
            lead = re.sub(r"[_~|·]", "", lead)
        if not re.search(r"_{3,}", trail):
            trail = re.sub(r"[_~]", "", trail)
        if lead.endswith("{") and any(")" in w for w in self.flat[at : at + 15]):
            lead = lead[:-1] + "("
        if _SPECK_BEHIND.search(trail) and plausibility(bare) >= COMMON and plausibility(bare + "l") < COMMON:
            trail = _SPECK_BEHIND.sub("", trail)
        stray = lead in ("„", "‚") or (edge and lead in ("‘", "“"))
        if stray and not any(_CLOSING_QUOTE.search(w) for w in self.flat[at : at + 150]):
            lead = ""
        return lead + bare + trail

    def _is_rule(self, lead: str, bare: str, at: int, edge: bool) -> bool:
        """Whether the signs before a word are more than specks: a letter (|eraar), a line of a table, a bullet."""
        if "·" in lead and edge and at in self.dotted:
            return True
        if "|" not in lead:
            return False
        # |even is leven or even: where both are words, nobody knows
        letter = max(plausibility(sign + bare) for sign in "lij")
        return at in self.barred or plausibility(bare) < 2.5 or letter >= COMMON or bare[0].isupper()

    # --- spacing ------------------------------------------------------------------------------------------------------

    def _apart(self, text: str) -> tuple[str, ...] | None:
        """The words that stand glued together in `text`, if so."""
        numbers = _GLUED_NUMBERS.match(text)
        if numbers:
            return tuple(g for g in numbers.groups() if g)
        for pattern, least in ((_COMMA_DIGIT, 0.0), (_GLUED_AT_SIGN, 3.0), (_SPECK_STOP, 3.0)):
            m = pattern.match(text)
            if m:
                left, right = (g for g in m.groups() if g is not None)
                sure = not least or all(
                    frequency(_bare(x)) >= max(least, foreign_frequency(_bare(x))) for x in (left, right)
                )
                return (left, right) if sure else None
        lead, bare, trail = _parts(text)
        left, dash, right = bare.partition("-")
        if dash and left and right and "-" not in right:
            return (lead + left, right + trail) if self._false_dash(left, right) else None
        if not bare.isalpha() or len(bare) < 5:
            return None
        cut = self._before_function_word(bare) if bare.islower() and not frequency(bare) else 0
        if cut:
            return lead + bare[:cut], bare[cut:] + trail
        if plausibility(bare) >= (COMMON if frequency(bare) else 1.0):
            return None
        for at in range(4, len(bare) - 2):
            a, b = bare[:at], bare[at:]
            inner_capital = b[0].isupper() and b[1:].islower() and a[1:].islower()
            if inner_capital and min(frequency(a), frequency(b)) >= 3.5 and self.words.counts[a.lower()]:
                return lead + a, b + trail
        cut = self._run_together(bare) if bare.islower() else 0
        return (lead + bare[:cut], bare[cut:] + trail) if cut else None

    def _before_function_word(self, bare: str) -> int:
        """Where an unknown word is a common one and a function word, of which no compound is made; 0 if it is not."""
        best, cut = 0.0, 0
        for at in range(3, len(bare) - 2):
            a, b = bare[:at], bare[at:]
            if not (b in channel.FUNCTION_WORDS or (a in channel.FUNCTION_WORDS and len(b) > 3)):
                continue
            known = all(frequency(x) >= (3.0 if len(x) >= LONG else 3.5) for x in (a, b))
            if known and not any(_foreign(x) and frequency(x) < 4.0 for x in (a, b)):
                value = self.words.prior(a) + self.words.prior(b) - 8.5
                if value > best:
                    best, cut = value, at
        if not cut or self.words.counts[bare] > 1:
            return 0
        other = self._decide(bare, _NOWHERE)
        return cut if best >= max(MARGIN, other.score if other else 0.0) else 0

    def _false_dash(self, left: str, right: str) -> bool:
        """de-context, gesteld-in: a function word and a common word that the document does not hyphen elsewhere."""
        before = left.lower() in channel.GLUED_BEFORE and right.islower()
        after = right in channel.GLUED_AFTER and left.islower()
        if not (before or after) or self.words.counts[f"{left}-{right}".lower()] > 1:
            return False
        whole = left if after else right
        return frequency(whole) >= 4.0 and not (after and foreign_frequency(whole) > frequency(whole))

    def _run_together(self, bare: str) -> int:
        """Where ishet is two words (is het), one of them a function word; 0 if it is not."""
        best, cut = 0.0, 0
        for at in range(2, len(bare) - 1):
            a, b = bare[:at], bare[at:]
            if max(frequency(a), frequency(b)) < 6.0 or min(frequency(a), frequency(b)) < 4.0:
                continue
            value = self.words.prior(a) + self.words.prior(b) - 9.0 - 2.5
            value += CONTEXT if self.words.pairs[a.lower(), b.lower()] else 0.0
            if value > best:
                best, cut = value, at
        other = self._decide(bare, _NOWHERE)
        return cut if best >= max(MARGIN + frequency(bare), other.score if other else 0.0) else 0

    def _closed_up(self, number: int, line: Line) -> Line:
        """The line with one word where two neighbours are one with a space too many: `werkn emer`, `onde rwijs`."""
        out: list[Word] = []
        for word in line.words:
            before = out[-1] if out else None
            if before is not None and not before.raised and not word.raised and self._one_word(before.text, word.text):
                self.in_pieces[number, len(out) - 1] = f"{before.text} {word.text}"
                out[-1] = replace(before, text=before.text + word.text, box=around((before.box, word.box)))
            else:
                out.append(word)
        return replace(line, words=tuple(out)) if len(out) < len(line.words) else line

    def _one_word(self, before: str, after: str) -> bool:
        """Whether two neighbours are one word: one of them nothing explains, and together they are a known word."""
        left, right = before.lstrip("(‘“'\""), after.rstrip(_CLOSING)
        whole = left + right
        if not (left and right and 6 <= len(whole) <= LONGEST and whole.isalpha() and whole[1:].islower()):
            return False
        least, most = sorted(plausibility(x) for x in (left, right))
        if least >= COMMON or (least >= 1.0 and most >= COMMON_FOREIGN):
            return False
        known = self.words.prior(whole) if frequency(whole) or self.words.counts[whole.lower()] else 0.0
        if not known and most < 1.0:
            choice = self._choose(whole, _NOWHERE)
            known = self.words.prior(choice.after) - choice.cost if choice and frequency(choice.after) >= 3.5 else 0.0
        return known >= COMMON and known - 2.5 - MARGIN >= least + most - 9.0

    # --- spelling -----------------------------------------------------------------------------------------------------

    def _spelled(self, line: Line, word: Word, at: int) -> Word:
        """The word with its letters repaired."""
        lead, bare, trail = _parts(word.text)
        around = self._around(at)
        capital = self._capital_i(lead, bare, around, at)
        if capital is not None:
            return self._changed(line, word, capital + trail, "letter")
        if len(bare) < 2 or word.text.endswith("-"):
            return word
        for pattern, meant in _WHOLE:
            if pattern.fullmatch(bare):
                return self._changed(line, word, lead + meant + trail, "diacritic")
        if _STROKE_AFTER.match(trail) and self._is_stroke(trail, at):
            stroke = self._decide(bare + trail[0], around)
            if stroke is not None and stroke.after[:-1] == bare:
                return self._changed(line, word, lead + stroke.after + trail[1:], "letter")
        if _STROKE_BEFORE.search(lead) and bare[0].islower() and plausibility(bare) < 2.5:
            stroke = self._decide(lead[-1] + bare, around)
            if stroke is not None:
                return self._changed(line, word, lead[:-1] + stroke.after + trail, "letter")
        if is_code(word.text) and not _digit_within(bare):
            return word
        choice = self._decide(bare, around)
        if choice is None or (word.confidence is not None and word.confidence > 0.965 and choice.cost > 2.0):
            return word
        if is_german(bare) and sum(is_german(_bare(w)) for w in self.flat[max(0, at - 4) : at + 5]) >= _STRANGE:
            return word
        after = choice.after
        if bare[0].isdigit() and not around.start and after[0].isupper() and after not in names_of_the_house():
            small = after[0].lower() + after[1:]  # 5amen within a sentence
            after = small if self.words.prior(small) >= COMMON else after
        return self._changed(line, word, lead + after + trail, choice.kind)

    def _capital_i(self, lead: str, bare: str, around: _Around, at: int) -> str | None:
        """The first word of a sentence or heading with the capital I of which recognition made a stroke, if it did."""
        stroke = lead[-1:] if lead[-1:] in ("|", "!") else ""
        seen = stroke + bare
        if (
            around.foreign
            or not _CAPITAL_I.match(seen)
            or not (around.start or _SECTION_NUMBER.match(self.flat[at - 1]))
        ):
            return None
        meant = "I" + seen[1:]
        usual = self.words.prior(meant) >= (5.0 if len(meant) < 4 else _COMMON_SHORT if plausibility(seen) else COMMON)
        likelier = self.words.prior(meant) - MARGIN - channel.ADDED_DOUBLE / 2 >= frequency(seen)
        return lead.removesuffix(stroke) + meant if usual and likelier else None

    def _is_stroke(self, trail: str, at: int) -> bool:
        """Whether a sign after a word may be a letter: `!` before a small letter, `)` that closes nothing."""
        if trail[0] == ")":
            return not any("(" in w for w in self.flat[max(0, at - 40) : at + 1])
        after = self.flat[at + 1] if at + 1 < len(self.flat) else ""
        return after[:1].islower() and not trail[1:].strip(".,")

    def _around(self, at: int) -> _Around:
        before = self.flat[at - 1] if at else ""
        after = self.flat[at + 1] if at + 1 < len(self.flat) else ""
        score = sum(self.leans[max(0, at - 6) : at]) + sum(self.leans[at + 1 : at + 7])
        # several words that nothing explains side by side are another language: German, Latin, a list of names
        near = (*self.flat[max(0, at - 3) : at], *self.flat[at + 1 : at + 4])
        strange = sum(_is_strange(_bare(word)) for word in near) >= _STRANGE
        start = not before or bool(_SENTENCE_END.search(before))
        quoted = bool(re.match(r"[\"'‘“«]|.*[\"'’”»][.,;:]*$", self.flat[at]))
        name = bool(_INITIAL.match(after) and self.flat[at].endswith(",")) or bool(_INITIAL.match(before))
        return _Around(_bare(before).lower(), _bare(after).lower(), start, score > 0 or strange, quoted, name)

    def _decide(self, word: str, around: _Around) -> _Choice | None:
        """What `word` (without punctuation around it) should be, or None where it stays."""
        if len(word) > LONGEST:
            return None
        key = (word, around.start and not around.name, around.foreign)
        if key not in self.decided:
            self.decided[key] = self._choose(word, around)
        return self.decided[key] or self._real_word(word, around)

    def _choose(self, word: str, around: _Around) -> _Choice | None:
        """The repair of a word that nothing explains, whatever stands beside it."""
        parts = re.split(r"([-/–])", word)
        if len(parts) > 1:
            return self._by_parts(parts, around)
        known = plausibility(word)
        if known >= COMMON or (known >= WEAK_COMPOUND and not frequency(word)) or not _judgeable(word):
            return None
        starts = around.start and not around.name
        careful = around.foreign or word.isupper() or (word[0].isupper() and not starts)
        floor = FLOOR_NAME if careful else FLOOR_START if word[0].isupper() else FLOOR_LOWER
        if word.isupper() and word.isalpha() and len(word) < 8:
            floor = FLOOR_CAPITALS
        if not careful or not (around.foreign or word.isascii()):  # "Enquéte" is no name
            floor -= min(MOST_STRANGE, STRANGE_LETTERS * channel.strangeness(word))
        floor += min(1.0, 0.5 * log10(max(1, self.words.counts[word.lower()])))
        floor = max(known, floor) if known else floor
        found: dict[str, tuple[float, _Choice]] = {}  # by what is meant in lower case
        for meant, cost, accent in self._candidates(word, careful):
            score = self.words.prior(meant) - cost - floor - MARGIN
            if around.foreign and meant not in names_of_the_house():
                score -= 2.0
            low = meant.lower()
            if score < 0.0 or not _well_formed(meant) or low == word.lower():
                continue
            written = self.words.counts[low] or not _misspelt(low)
            if written and not _misread_name(low):
                rank = score - (0.0 if frequency(low) or self.words.counts[low] else UNLISTED)
                if low not in found or rank >= found[low][0]:
                    found[low] = rank, _Choice(_cased(word, meant), _kind(meant, accent), cost, score)
        ranks = sorted((rank for rank, _ in found.values()), reverse=True)
        if len(ranks) > 1 and ranks[0] - ranks[1] < NEAR:
            return None
        best = max(found.values(), key=lambda x: x[0])[1] if found else None
        if best is None and not careful and _ACUTE_AFTER_VOWEL.search(word):
            best = _Choice(_ACUTE_AFTER_VOWEL.sub("ë", word), "diacritic", 1.0, 0.0)
        return best

    def _candidates(self, word: str, careful: bool) -> Iterator[tuple[str, float, bool]]:
        """Words that may have been meant, with the cost of the confusions and whether an accent comes in."""
        single = channel.undone(word)
        # Short words have many neighbours, and names are the neighbours of many words.
        most = 1.4 if len(word) < 5 else 1.7 if len(word) < 6 else 2.1 if careful else 3.0
        alone = len(word) == 5 and not plausibility(word) and self.words.counts[word.lower()] == 1
        sure = not careful and len(word) < 6 and (not self.clean or alone or channel.strangeness(word) > 0)
        for meant, cost, accent in single:
            if cost <= most or self.words.counts[meant.lower()] > 1 or (sure and frequency(meant) >= _VERY_COMMON):
                least = (
                    COMMON - 1 if len(word) >= LONG else _EVERYDAY if cost <= 1.4 and len(word) > 5 else _COMMON_SHORT
                )
                if frequency(meant) >= least or self.words.counts[meant.lower()]:
                    yield meant, cost, accent
                elif len(meant) >= 9 and not careful and plausibility(meant) >= 1.5:
                    yield meant, cost + (0.5 if len(meant) < 12 else 0.0), accent
        if len(word) < LONG:
            return
        for first, cost, accent in single:
            if cost <= 2.4:
                for second, more, again in channel.undone(first):
                    if cost + more <= (3.4 if careful else 4.4) and frequency(second) >= COMMON:
                        yield second, cost + more + 0.3, accent or again
        if not careful:
            yield from ((meant, cost, False) for meant, cost in self._edited(word) if not _other_number(word, meant))

    def _edited(self, word: str) -> Iterator[tuple[str, float]]:
        """Words that differ by slips of no table, with the cost; where most was read well the document's own."""
        for meant, cost in channel.edited(word):
            usual = frequency(meant) >= 3.0 and (not self.clean or channel.strangeness(word) > 0)
            if usual or self.words.counts[meant.lower()] > 1:
                yield meant, cost
        if len(word) >= 10:
            most_edits = len(word) // 5
            near = process.extract(
                word.lower(), self.words.long, scorer=Levenshtein.distance, score_cutoff=most_edits, limit=3
            )
            for meant, edits, _ in near:
                if meant[0] == word[0].lower() and _differs_within(word.lower(), meant):
                    yield word[0] + meant[1:], 1.8 * edits

    def _by_parts(self, parts: list[str], around: _Around) -> _Choice | None:
        """A hyphened word with its parts repaired one by one; short parts stay."""
        words = (p if len(p) > 3 and p.isalpha() else "" for p in parts)
        choices = [(self._choose(w, around) or self._real_word(w, around)) if w else None for w in words]
        found = [c for c in choices if c is not None]
        if not found:
            return None
        after = "".join(c.after if c else p for c, p in zip(choices, parts, strict=True))
        return _Choice(after, found[0].kind, max(c.cost for c in found), min(c.score for c in found))

    def _real_word(self, word: str, around: _Around) -> _Choice | None:
        """A word that exists and yet is almost surely another one; what stands beside it counts."""
        known, listed = plausibility(word), frequency(word)
        if not word.isalpha() or len(word) < 3 or not known or word.isupper():
            return None
        marked = _with_diaeresis(word)
        foreign = foreign_frequency(word) > listed - 0.3
        if marked and word[0].islower() and foreign_frequency(word) < listed and frequency(marked) >= listed + 0.7:
            return _Choice(marked, "diacritic", 1.5, 0.0)
        margin = MARGIN_DUTCH
        if not listed and not foreign:
            margin = MARGIN_COMPOUND
        elif (
            foreign
            and not around.foreign
            and not around.quoted
            and not _foreign(around.before)
            and not _foreign(around.after)
        ):
            margin = MARGIN_FOREIGN
        if known >= 5.0:
            return None
        best: _Choice | None = None
        for meant, cost, accent in self._slips(word):
            times, own = self.words.counts[meant.lower()], self.words.counts[word.lower()]
            house = meant in names_of_the_house() and cost <= 1.0 and not listed  # "Viaanderen" is no via + anderen
            seldom = not house and (times < 3 or 2 * times < own)
            if seldom or not _well_formed(meant) or meant.lower() == word.lower():
                continue
            beside = self._beside(meant.lower(), around)
            if not beside and cost > 1.4 and (margin == MARGIN_DUTCH or 3.0 <= listed >= foreign_frequency(word)):
                continue
            score = self.words.prior(meant) - cost - listed + CONTEXT * beside - margin
            if score >= (best.score if best else 0.0):
                best = _Choice(_cased(word, meant), _kind(meant, accent), cost, score)
        return best

    def _slips(self, word: str) -> Iterator[tuple[str, float, bool]]:
        """What may have been meant by a word that exists: one everyday confusion, or one of a pair of vowels lost."""
        yield from ((meant, cost, accent) for meant, cost, accent in channel.undone(word) if cost <= 2.0)
        for at, sign in enumerate(word):
            if sign in "aeou":
                yield word[:at] + sign + word[at:], channel.DROPPED_DOUBLE, False

    def _beside(self, meant: str, around: _Around) -> int:
        """On how many sides the document has `meant` elsewhere beside the same neighbour."""
        return bool(self.words.pairs[around.before, meant]) + bool(self.words.pairs[meant, around.after])

    # --- words in two pieces ------------------------------------------------------------------------------------------

    def _broken(self, left: Word, right: Word) -> tuple[str, str | None]:
        """A word broken over a line end: its two parts as they should be (None: judge the second by itself)."""
        lead, head, _ = _parts(left.text)
        m = re.match(r"^([^\W\d_]+)(.*)$", right.text, re.S)
        if not m or not head or not right.text[0].islower():
            return left.text, None
        rest, tail = m[1], m[2]
        if plausibility(head + rest) > 0 or (plausibility(head) > 0 and plausibility(rest) > 0):
            return left.text, right.text
        choice = self._decide(head + rest, _NOWHERE)
        if choice is not None and choice.after.startswith(head):
            return left.text, choice.after[len(head) :] + tail
        if choice is not None and choice.after.endswith(rest):
            return f"{lead}{choice.after[: len(choice.after) - len(rest)]}-", right.text
        return left.text, right.text


# --- signs that belong ------------------------------------------------------------------------------------------------


def _barred(lines: Sequence[Line]) -> frozenset[int]:
    """The places of the words of lines with several upright strokes, which part the cells of a table."""
    at, found = 0, set[int]()
    for line in lines:
        if sum("|" in word.text for word in line.words) > 2:
            found.update(range(at, at + len(line.words)))
        at += len(line.words)
    return frozenset(found)


def _dotted(lines: Sequence[Line]) -> frozenset[int]:
    """The places of the words that open a line behind a raised dot, where that is a bullet.

    It is one where a line with another stands next to it, or where the line before ends a sentence or a heading.
    """
    opens = [bool(line.words) and line.words[0].text.startswith("·") for line in lines]
    at, found = 0, set[int]()
    for number, line in enumerate(lines):
        if opens[number]:
            before = lines[number - 1].words[-1].text if number and lines[number - 1].words else "."
            beside = opens[max(0, number - 2) : number] + opens[number + 1 : number + 3]
            if any(beside) or not (before[-1].isalpha() or before[-1] == ","):
                found.add(at)
        at += len(line.words)
    return frozenset(found)


# --- numbers of sections and items ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Number:
    """The number that opens a line: "3.2." is (3, 2) with "." behind it, and stands at `x0` points from the left."""

    line: int
    parts: tuple[int, ...]
    end: str
    x0: float

    def follows(self, other: _Number) -> bool:
        """Whether it is the next number after `other` on its level, written in the same way."""
        return self.parts == (*other.parts[:-1], other.parts[-1] + 1) and self.end == other.end


def _out_of_sequence(lines: Sequence[Line]) -> dict[int, str]:
    """By line what the number that opens it must be, where one digit of it was misread: 3.2 between 3.1 and 3.3."""
    numbers: dict[tuple[int, str], list[_Number]] = {}
    for at, line in enumerate(lines):
        m = _OPENING_NUMBER.match(line.words[0].text) if len(line.words) > 1 and not line.words[0].raised else None
        if m and (m[2] or "." in m[1]):
            x0 = line.words[0].box.x0 if line.words[0].box else 0.0
            number = _Number(at, tuple(int(part) for part in m[1].split(".")), m[2], x0)
            numbers.setdefault((len(number.parts), number.end), []).append(number)
    right: dict[int, str] = {}
    for level in numbers.values():
        for before, seen, after in zip(level, level[1:], level[2:], strict=False):
            meant = replace(seen, parts=(*before.parts[:-1], before.parts[-1] + 1))
            aligned = len(seen.parts) > 1 or max(abs(seen.x0 - n.x0) for n in (before, after)) < _ALIGNED
            if meant != seen and aligned and after.follows(meant) and _one_digit_apart(seen.parts, meant.parts):
                right[seen.line] = ".".join(map(str, meant.parts)) + seen.end
    return right


def _one_digit_apart(one: tuple[int, ...], two: tuple[int, ...]) -> bool:
    first, second = ".".join(map(str, one)), ".".join(map(str, two))
    return len(first) == len(second) and sum(a != b for a, b in zip(first, second, strict=True)) == 1


# --- single words -----------------------------------------------------------------------------------------------------


def _parts(text: str) -> tuple[str, str, str]:
    """The signs before a word, the word, the signs after it."""
    start, behind = (m.end() if (m := _SIGNS.match(side)) else 0 for side in (text, text[::-1]))
    end = max(start, len(text) - behind)
    return text[:start], text[start:end], text[end:]


def _bare(text: str) -> str:
    return _parts(text)[1]


def _foreign(word: str) -> bool:
    return len(word) > 1 and foreign_frequency(word) > max(frequency(word), 3.0)


def _is_strange(word: str) -> bool:
    """Whether a word in small letters is explained by nothing."""
    return len(word) > 2 and word.isalpha() and word.islower() and plausibility(word) <= 0


def _lean(word: str) -> int:
    """1 for a word that is clearly English or French, -1 for one that is clearly Dutch."""
    if len(word) < 2:
        return 0
    dutch, other = frequency(word), foreign_frequency(word)
    return (other > max(dutch, 3.0) + 0.3) - (dutch > max(other, 3.0) + 0.3)


def _address(text: str) -> str:
    """A web address in which a name of the house or a common word is misread: www.vior.be."""

    def label(m: re.Match[str]) -> str:
        if frequency(m[0]) >= COMMON or len(m[0]) < 4:
            return m[0]
        meant = (c for c, cost, _ in channel.undone(m[0]) if cost <= 1.5 and c.isalpha())
        known = _house_lower()
        return next((c for c in meant if c in known or plausibility(c) >= 2.5), m[0])

    host = re.match(r"^\W*(?:https?:/{0,2})?[^/]*", text, re.I)
    end = host.end() if host else 0
    return re.sub(r"[a-z1]+", label, text[:end]) + text[end:]


def _with_diaeresis(word: str) -> str | None:
    """`word` with the diaeresis that Dutch spelling wants (geinformeerd → geïnformeerd), if the lexicon has it."""
    for at in range(1, len(word) - 1):
        if word[at] in "eiou" and word[at - 1] in "aeiou":
            marked = word[:at] + "ëïöü"["eiou".index(word[at])] + word[at + 1 :]
            if frequency(marked) >= 2.5:
                return marked
    return None


@lru_cache(maxsize=5_000)
def _misspelt(word: str) -> bool:
    """Whether a rare entry of the frequency list is more likely a misspelling of a word a hundred times as common."""
    zipf = frequency(word)
    if not COMMON - 1 <= zipf < 3.2:
        return False
    return any(cost < channel.REPLACED and frequency(near) >= zipf + 2 for near, cost in channel.edited(word))


@lru_cache(maxsize=5_000)
def _misread_name(word: str) -> bool:
    """Whether a rare string is a name of the house misread (vior): often seen, it is still not meant."""
    return plausibility(word) < COMMON and any(near in _house_lower() for near, _, _ in channel.undone(word))


def _other_number(seen: str, meant: str) -> bool:
    """Whether `meant` is or begins with a number that cannot be read in `seen`: vierjarigen for viijarigen."""
    number = next((n for n in channel.NUMBERS if meant.lower().startswith(n)), None)
    return number is not None and not seen.lower().startswith(number)


def _differs_within(seen: str, meant: str) -> bool:
    """Whether two long words differ within only: an ending or a link that differs makes another word."""
    if seen[-3:] != meant[-3:]:
        return False
    for step in Levenshtein.opcodes(seen, meant):
        changed = seen[step.src_start : step.src_end] or meant[step.dest_start : step.dest_end]
        if step.tag == "replace" or (step.tag != "equal" and changed not in ("e", "s", "n", "en", "de", "te", "ge")):
            return True
    return False


def _judgeable(word: str) -> bool:
    """Whether a string is a word to be judged: letters for the most part, no name in camel case, no abbreviation."""
    letters = sum(c.isalpha() for c in word)
    if (
        len(word) < (4 if word.isascii() else 3)
        or letters < 3
        or letters < 0.6 * len(word)
        or re.search(r"[.(\[\]{}_=<>:;#\\%*]|\).", word)
    ):
        return False
    if word[0].isdigit() and word[1:2].isupper():  # the number of a note glued to its text
        return False
    inner_capital = any(c.isupper() for c in word[1:]) and not word.isupper()
    return not inner_capital or not word.isalpha() or bool(re.search(r"[a-zà-ÿ]I|^[A-Z]I[a-z]", word))


def _digit_within(word: str) -> bool:
    """Whether a digit or sign stands among small letters where only a letter can be: z0dat, 2ullen, co6rdinatie."""
    if re.match(r"^[A-Z][01][a-zà-ÿ]{3,}$", word):
        return True
    if re.match(r"^[A-Z]?[a-zà-ÿ]{3,}[01]$", word):
        return plausibility(word[:-1]) < COMMON_FOREIGN  # a common word has the number of a note behind it
    if re.search(r"\d\d|[A-Z]\d|\d[A-Z]|\d$", word) or re.match(r"^\d(?:de|ste|e|er|jarige)\b", word):
        return False
    return bool(re.search(r"[a-zà-ÿ][\d$@€&|!\]][a-zà-ÿ]", word) or re.match(r"^[\d|!][a-zà-ÿ]{3,}$", word))


def _well_formed(meant: str) -> bool:
    """A repair must not make a word that is written in a way no word is."""
    return meant.isalpha() and (meant.islower() or meant.isupper() or (meant[0].isupper() and meant[1:].islower()))


def _cased(seen: str, meant: str) -> str:
    """`meant` as the house writes it, where it is a name that was seen in lower case (viaamse)."""
    return _house_titles().get(meant, meant) if seen[0].islower() else meant


def _kind(meant: str, accent: bool) -> RepairKind:
    if accent and any(unicodedata.normalize("NFD", c) != c for c in meant):
        return "diacritic"
    return "name" if meant.lower() in _house_titles() else "letter"


@lru_cache(maxsize=1)
def _house_titles() -> dict[str, str]:
    return {w.lower(): w for w in names_of_the_house() if w[0].isupper() and w[1:].islower()}


@lru_cache(maxsize=1)
def _house_lower() -> frozenset[str]:
    return frozenset(w.lower() for w in names_of_the_house())


def _split(word: Word, parts: tuple[str, ...]) -> list[Word]:
    """One word as several, its box divided in proportion to the characters."""
    box = word.box
    if box is None:
        return [replace(word, text=p) for p in parts]
    out: list[Word] = []
    wide = (box.x1 - box.x0) / max(1, sum(map(len, parts)))  # of a character
    half = min(0.12 * (box.bottom - box.top), 0.05 * (box.x1 - box.x0))  # of the space between
    x0 = box.x0
    for part in parts:
        x1 = x0 + wide * len(part)
        first, last = not out, len(out) == len(parts) - 1
        place = replace(box, x0=x0 if first else x0 + half, x1=box.x1 if last else x1 - half)
        out.append(replace(word, text=part, box=place))
        x0 = x1
    return out
