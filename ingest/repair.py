"""OCR noise out of the text, by a noisy channel: what word was most likely meant, given what is seen?

A candidate is what is seen with one or two confusions of `confusions.py` undone. Its score is how common the word is (in
Dutch and in this document) less the cost of the confusions, and it must beat what is seen by a margin. A word that is
explained as it stands (Dutch, English, French, a compound, a name that keeps coming back) stays as it is, and so does
everything about which there is doubt. Footnote markers and bullets are left to those who know the structure.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from math import log10

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from corpus.model import Box, Place, Repair, RepairKind
from ingest import confusions as channel
from ingest.lexicon import COMMON, foreign_frequency, frequency, is_code, names_of_the_house, plausibility
from ingest.page import Line, RawPage, Word

# By how much (log10) a candidate must be likelier than what is seen.
MARGIN = 0.7
# The same for a word that a lexicon explains: evidence must be overwhelming.
MARGIN_EXPLAINED = 3.0
# What an unexplained word is worth as it stands: common words in lower case are in the lexicon, names are not.
FLOOR_LOWER, FLOOR_START, FLOOR_NAME, FLOOR_CAPITALS = 0.0, 0.7, 1.8, 3.0
# Two confusions in one word are only tried in words of this length.
LONG = 7
# In plain text, where nobody says whether it was recognised: so many signs of recognition show that it was.
SIGNS_OF_RECOGNITION = 3

_AROUND = re.compile(r"^([\W_]*)(.*?)([\W_]*)$", re.S)
_STRAY = re.compile(r"^[_|]{1,2}$")
_STROKE_BEFORE = re.compile(r"[|!\[]$")
_COMMA_DIGIT = re.compile(r"^(.*[^\W\d_]{3,}[)\]’”]?[,;])(\d{1,4}\W?)$")
_GLUED_AT_SIGN = re.compile(r"^(\W*[^\W\d_]{2,}[,;:])([^\W\d_]{2,}\W*)$|^(\W*[a-zà-ÿ]{3,}[.?!])([A-ZÀ-Þ][a-zà-ÿ]+\W*)$")
# A full stop between two words in lower case is a speck, unless it is part of an address.
_SPECK_STOP = re.compile(r"^(\W*[a-zà-ÿ]{2,})\.((?!be\b|nl\b|eu\b|com\b|org\b|net\b|pdf\b)[a-zà-ÿ]{2,}\W*)$")
_ORDINAL = re.compile(r"^([(‘“]?)([1-8])([" + re.escape(channel.ORDINAL_SIGNS) + r"])$")
_ADDRESS_START = re.compile(r"^(?:https?://|www[.,])", re.I)
_SENTENCE_END = re.compile(r"[.!?:][\"'’”)]*$")
_SYMBOL_MARK = re.compile(r"[^\W\d_][.,;]?[®¢©°§¹²³]$")
_LETTER_BULLET = re.compile(r"^[eo©®¢*]$")


@dataclass(slots=True)
class _Words:
    """The document's own vocabulary: how often each word stands in it, in lower case."""

    counts: Counter[str] = field(default_factory=Counter)
    pairs: Counter[tuple[str, str]] = field(default_factory=Counter)
    total: int = 2000
    long: list[str] = field(default_factory=list)

    def prior(self, word: str) -> float:
        """How common `word` is in Dutch or in this document, on the Zipf scale; 0 where nothing explains it."""
        zipf, times = plausibility(word), self.counts[word.lower()]
        if times and zipf >= COMMON - 1 and times > (0 if zipf >= COMMON else 1):
            zipf = max(zipf, min(6.0, log10(times / self.total) + 8.5))
        return zipf


@dataclass(frozen=True, slots=True)
class _Choice:
    """What a word becomes, and how sure that is (the lower, the surer)."""

    after: str
    kind: RepairKind
    cost: float


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
    out = [
        p if p.origin == "digital" else replace(p, lines=tuple(next(left) for _ in p.lines))
        for p in pages
    ]  # fmt: skip
    return [replace(p, lines=tuple(x for x in p.lines if x.words)) for p in out], repairs


def repair_lines(lines: Sequence[Line], vocabulary: Iterable[Line] = ()) -> tuple[list[Line], list[Repair]]:
    """Repair recognised `lines` in reading order; `vocabulary` are lines whose words count as the document's own.

    Gives as many lines as came in (a line of nothing but stray signs has no words left) and one Repair per change, in
    order, with the box of the word.
    """
    run = _Run(lines, _vocabulary(vocabulary or lines))
    return run.lines(), run.repairs


def shows_recognition(lines: Sequence[Line]) -> bool:
    """Whether the text of `lines` bears marks of recognition: misread words, symbols for markers, letters for bullets."""
    signs = len({w.text for line in lines for w in line.words if _SYMBOL_MARK.search(w.text)})
    signs += sum(1 for line in lines if len(line.words) > 2 and _LETTER_BULLET.match(line.words[0].text)) // 2
    if signs >= SIGNS_OF_RECOGNITION:
        return True
    _, repairs = repair_lines(lines)
    return signs + len({r.before for r in repairs if r.kind in ("diacritic", "letter", "name")}) >= SIGNS_OF_RECOGNITION


def share_noise(lines: Sequence[Line]) -> float:
    """The share of words that repair would change: the measure for a bad text layer that names do not disturb."""
    _, repairs = repair_lines(lines)
    words = sum(len(line.words) for line in lines)
    return len(repairs) / words if words else 0.0


def _vocabulary(lines: Iterable[Line]) -> _Words:
    words = _Words()
    for line in lines:
        before = ""
        for at, word in enumerate(line.words):
            if at == len(line.words) - 1 and word.text.endswith("-"):
                break
            bare = _AROUND.sub(r"\2", word.text).lower()
            for part in {bare, *re.split(r"[-/]", bare)}:
                words.counts[part] += 1
            words.pairs[before, bare] += 1
            before = bare
    words.total = max(2000, words.counts.total())
    words.long = [w for w, n in words.counts.items() if len(w) >= 9 and w.isalpha() and plausibility(w) >= COMMON - 1]
    return words


class _Run:
    """One pass over the lines of a document, with what was decided about each word so far."""

    def __init__(self, lines: Sequence[Line], words: _Words) -> None:
        self.source, self.words = lines, words
        self.repairs: list[Repair] = []
        self.decided: dict[tuple[str, bool, bool], _Choice | None] = {}
        self.flat = [w.text for line in lines for w in line.words]

    def lines(self) -> list[Line]:
        out: list[Line] = []
        at = 0
        carried: str | None = None  # what the rest of a word broken at the line end becomes
        for number, line in enumerate(self.source):
            following = next((x for x in self.source[number + 1 : number + 3] if x.words), None)
            words: list[Word] = []
            for index, word in enumerate(line.words):
                last = index == len(line.words) - 1
                if index == 0 and carried is not None:
                    words.append(self._changed(line, word, carried, "letter") if carried != word.text else word)
                    carried = None
                elif last and following and re.search(r"[^\W\d_]-$", word.text):
                    now, carried = self._broken(word, following.words[0])
                    words.append(self._changed(line, word, now, "letter") if now != word.text else word)
                else:
                    words += self._word(line, word, at + index, first=index == 0)
            at += len(line.words)
            out.append(replace(line, words=tuple(self._joined(line, words))))
        return out

    def _changed(self, line: Line, word: Word, after: str, kind: RepairKind) -> Word:
        boxes = (word.box,) if word.box else ()
        self.repairs.append(Repair(Place(line.page, boxes), word.text, after, kind))
        return replace(word, text=after)

    # --- one word -----------------------------------------------------------------------------------------------------

    def _word(self, line: Line, word: Word, at: int, first: bool) -> list[Word]:
        """What becomes of one word: usually itself, else one or two repaired words, or none for a stray sign."""
        text = word.text
        if word.raised or (not any(c.isalnum() for c in text) and not _STRAY.match(text)):
            return [word]
        if _STRAY.match(text):
            self._changed(line, word, "", "letter")
            return []
        before = self.flat[at - 1] if at else ""
        after = self.flat[at + 1] if at + 1 < len(self.flat) else ""
        ordinal = _ORDINAL.match(text)
        if ordinal and _bare(after).lower() in channel.ORDINAL_NOUNS:
            return [self._ordinal(line, word, ordinal, after)]
        text = self._without_strays(text, at, first)
        if text != word.text:
            word = self._changed(line, word, text, "letter")
        cut = self._spaced(word)
        if cut is not None:
            self._changed(line, word, " ".join(cut), "spacing")
            return [x for part in _split(word, cut) for x in self._spelled(line, part, before, after, at)]
        return self._spelled(line, word, before, after, at)

    def _ordinal(self, line: Line, word: Word, m: re.Match[str], noun: str) -> Word:
        """29 graad → 2de graad; the noun stands in the repair because the number alone says nothing."""
        now = m[1] + m[2] + self._ending(m[2])
        boxes = (word.box,) if word.box else ()
        self.repairs.append(
            Repair(Place(line.page, boxes), f"{word.text} {_bare(noun)}", f"{now} {_bare(noun)}", "ordinal")
        )
        return replace(word, text=now)

    def _ending(self, digit: str) -> str:
        """-de or -ste, or -e where the document writes 2e graad."""
        short = sum(n for w, n in self.words.counts.items() if re.fullmatch(r"\de", w))
        long = sum(n for w, n in self.words.counts.items() if re.fullmatch(r"\d(?:de|ste)", w))
        return "e" if short > long else "ste" if digit in "18" else "de"

    def _without_strays(self, text: str, at: int, first: bool) -> str:
        """The word without signs at its edges that recognition made of specks; `{en` is `(en`."""
        m = _AROUND.match(text)
        assert m is not None
        lead, bare, trail = m.groups()
        if not bare or not bare[0].isalpha() or _ADDRESS_START.match(bare):
            return text
        if "_" in lead and len(bare) > 1:
            lead = lead.replace("_", "")
        if "_" in trail and not re.search(r"_{3,}", trail) and len(bare) > 1:
            trail = trail.replace("_", "")
        if lead.endswith("{") and any(")" in w for w in self.flat[at : at + 15]):
            lead = lead[:-1] + "("
        if (
            first
            and lead == "‘"
            and not any(re.search(r"\w[.,;:!?)]*[’'][.,;:!?)\]]*\d*$", w) for w in self.flat[at : at + 60])
        ):
            lead = ""
        return lead + bare + trail

    def _spaced(self, word: Word) -> tuple[str, str] | None:
        """The two words that stand glued together in `word`, if so."""
        text = word.text
        if _ADDRESS_START.match(text) or "@" in text:
            return None
        m = _COMMA_DIGIT.match(text)
        if m:
            return m[1], m[2]
        m = _GLUED_AT_SIGN.match(text)
        if m:
            left, right = (m[1], m[2]) if m[1] else (m[3], m[4])
            if frequency(_bare(left)) >= 3 and frequency(_bare(right)) >= 3:
                return left, right
            return None
        m = _SPECK_STOP.match(text)
        if m and len(text) > 7 and frequency(_bare(m[1])) >= 3 and frequency(_bare(m[2])) >= 3:
            return m[1], m[2]
        lead, bare, trail = _AROUND.match(text).groups()  # type: ignore[union-attr]
        left, dash, right = bare.partition("-")
        if dash and "-" not in right and left and right and f"{left}-{right}".lower() not in _often(self.words, 2):
            glued = (
                left.lower() in channel.GLUED_BEFORE
                and right.islower()
                or right in channel.GLUED_AFTER
                and left.islower()
            )
            whole = left if right in channel.GLUED_AFTER else right
            if glued and frequency(whole) >= 4.0 and frequency(whole) >= foreign_frequency(whole):
                return lead + left, right + trail
        if bare.isalpha() and len(bare) >= 5 and plausibility(bare) < 1.0:
            for at in range(2, len(bare) - 1):
                a, b = bare[:at], bare[at:]
                if b[0].isupper() and b[1:].islower() and a[1:].islower() and len(a) > 3 and len(b) > 2:
                    if frequency(a) >= 3.5 and frequency(b) >= 3.5 and self.words.counts[a.lower()]:
                        return lead + a, b + trail
            return self._run_together(lead, bare, trail)
        return None

    def _run_together(self, lead: str, bare: str, trail: str) -> tuple[str, str] | None:
        """ishet → is het: two common words, one of them a function word."""
        if not bare[1:].islower():
            return None
        best, cut = 0.0, 0
        for at in range(2, len(bare) - 1):
            a, b = bare[:at], bare[at:]
            if max(frequency(a), frequency(b)) < 6.0 or min(frequency(a), frequency(b)) < 4.0:
                continue
            value = self.words.prior(a) + self.words.prior(b) - 9.0
            value += 1.0 if self.words.pairs[a.lower(), b.lower()] else 0.0
            if value > best:
                best, cut = value, at
        other = self._decide(bare, sentence_start=False, foreign=False)
        if best - 2.5 < MARGIN or (other is not None and other.cost < 2.5):
            return None
        return lead + bare[:cut], bare[cut:] + trail

    def _spelled(self, line: Line, word: Word, before: str, after: str, at: int) -> list[Word]:
        """The word with its letters repaired."""
        lead, bare, trail = _AROUND.match(word.text).groups()  # type: ignore[union-attr]
        goes_on = after[:1].islower()
        start = not before or bool(_SENTENCE_END.search(before))
        if _ADDRESS_START.match(word.text):
            fixed = self._address(word.text)
            return [self._changed(line, word, fixed, "letter")] if fixed != word.text else [word]
        if not bare or len(bare) < 2 or word.text.endswith("-"):
            return [word]
        if trail[:1] in ("!", "|") and goes_on and not trail[1:].strip(".,"):
            stroke = self._decide(bare + trail[0], start, foreign=False)
            if stroke is not None and stroke.after[:-1] == bare:
                return [self._changed(line, word, lead + stroke.after + trail[1:], "letter")]
        if lead and _STROKE_BEFORE.search(lead) and bare[0].islower() and plausibility(bare) < 2.5:
            stroke = self._decide(lead[-1] + bare, start, foreign=False)
            if stroke is not None:
                return [self._changed(line, word, lead[:-1] + stroke.after + trail, "letter")]
        if is_code(word.text) and not _digit_within(bare):
            return [word]
        choice = self._decide(bare, start, self._foreign_around(at))
        if choice is None or (word.confidence is not None and word.confidence > 0.965 and choice.cost > 2.0):
            return [word]
        return [self._changed(line, word, lead + choice.after + trail, choice.kind)]

    def _address(self, text: str) -> str:
        """A web address in which a name of the house is misread: www.vior.be."""

        def label(m: re.Match[str]) -> str:
            if frequency(m[0]) >= COMMON or len(m[0]) < 4:
                return m[0]
            for meant, cost, _ in _undone(m[0]):
                if cost <= 1.5 and meant.isalpha() and (meant in _house_lower() or frequency(meant) >= 4.5):
                    return meant
            return m[0]

        host, slash, rest = text.partition("/") if "//" not in text else (text, "", "")
        return re.sub(r"[a-z1]+", label, host) + slash + rest

    def _foreign_around(self, at: int) -> bool:
        """Whether the words around are English or French."""
        score = 0
        for text in self.flat[max(0, at - 6) : at + 7]:
            bare = _bare(text)
            if len(bare) > 1:
                dutch, other = frequency(bare), foreign_frequency(bare)
                score += (other > max(dutch, 3.0) + 0.3) - (dutch > max(other, 3.0) + 0.3)
        return score > 0

    # --- the channel --------------------------------------------------------------------------------------------------

    def _decide(self, word: str, sentence_start: bool, foreign: bool) -> _Choice | None:
        """What `word` (without punctuation around it) should be, or None where it stays."""
        key = (word, sentence_start, foreign)
        if key not in self.decided:
            self.decided[key] = self._choose(word, sentence_start, foreign)
        return self.decided[key]

    def _choose(self, word: str, sentence_start: bool, foreign: bool) -> _Choice | None:
        known = plausibility(word)
        if known >= COMMON or (known > 0 and not frequency(word)):
            return self._real_word(word, known)
        parts = re.split(r"([-/–])", word)
        if len(parts) > 1:
            return self._by_parts(parts, sentence_start, foreign)
        if not _judgeable(word):
            return None
        name, capitals = word[0].isupper() and not sentence_start, word.isupper() and word.isalpha()
        if capitals and len(word) < 8:
            floor = FLOOR_CAPITALS
        elif name or capitals or foreign:
            floor = FLOOR_NAME
        else:
            floor = FLOOR_START if word[0].isupper() else FLOOR_LOWER
        floor = max(known, floor + min(1.0, 0.5 * log10(max(1, self.words.counts[word.lower()]))))
        best: _Choice | None = None
        most = floor + MARGIN
        for meant, cost, accent in self._candidates(word, name or capitals or foreign):
            prior = self.words.prior(meant)
            if foreign and meant not in names_of_the_house():
                prior -= 2.0
            if prior - cost >= most and _same_case(word, meant):
                most, best = prior - cost, _Choice(meant, _kind(meant, accent), cost)
        return best

    def _candidates(self, word: str, careful: bool) -> Iterable[tuple[str, float, bool]]:
        """Words that may have been meant, with the cost of the confusions."""
        single = _undone(word)
        # Short words have many neighbours, and names are the neighbours of many words.
        most = 1.9 if len(word) < 6 else 2.1 if careful else 3.0
        for meant, cost, accent in single:
            if cost <= most or self.words.counts[meant.lower()] > 1:
                if frequency(meant) >= COMMON - 1:
                    yield meant, cost, accent
                elif len(meant) >= 9 and not careful and plausibility(meant) > 0:
                    yield meant, cost + (0.5 if len(meant) < 12 else 0.0), accent
        if len(word) < LONG:
            return
        for first, cost, accent in single:
            if cost <= 2.4:
                for second, more, again in _undone(first):
                    if cost + more <= (3.4 if careful else 4.4) and frequency(second) >= COMMON:
                        yield second, cost + more + 0.3, accent or again
        if not careful:
            yield from (
                (c, cost, False) for c, cost in _edited(word) if frequency(c) >= 3.0 or self.words.counts[c.lower()] > 1
            )
        if len(word) >= 10:
            near = process.extract(
                word.lower(), self.words.long, scorer=Levenshtein.distance, score_cutoff=len(word) // 5, limit=3
            )
            yield from (
                (word[0] + c[1:], 1.8 * d, False)
                for c, d, _ in near
                if c[0] == word[0].lower() and _inner(word.lower(), c)
            )

    def _real_word(self, word: str, known: float) -> _Choice | None:
        """A word that exists, yet is almost surely another one: only for names of the house and the commonest of slips."""
        if known >= 3.5 or self.words.counts[word.lower()] > 3 and known >= COMMON:
            return None
        for meant, cost, accent in _undone(word):
            if cost <= 1.4 and (self.words.counts[meant.lower()] >= 3 or meant in names_of_the_house()):
                if self.words.prior(meant) - cost - known >= MARGIN_EXPLAINED and _same_case(word, meant):
                    return _Choice(meant, _kind(meant, accent), cost)
        return None

    def _by_parts(self, parts: list[str], sentence_start: bool, foreign: bool) -> _Choice | None:
        """A hyphened word with its parts repaired one by one; short parts stay."""
        choices = [self._decide(p, sentence_start, foreign) if len(p) > 3 and p.isalpha() else None for p in parts]
        found = [c for c in choices if c is not None]
        if not found:
            return None
        after = "".join(c.after if c else p for c, p in zip(choices, parts, strict=True))
        return _Choice(after, found[0].kind, max(c.cost for c in found))

    # --- words in two pieces ------------------------------------------------------------------------------------------

    def _broken(self, left: Word, right: Word) -> tuple[str, str | None]:
        """A word broken over a line end: the two parts as they should be (None: the second part is judged by itself)."""
        lead, bare, _ = _AROUND.match(left.text).groups()  # type: ignore[union-attr]
        m = re.match(r"^([^\W\d_]+)(.*)$", right.text, re.S)
        if not m or not bare or not right.text[0].islower():
            return left.text, None
        head, rest, tail = bare, m[1], m[2]
        if plausibility(head + rest) > 0 or (plausibility(head) > 0 and plausibility(rest) > 0):
            return left.text, right.text
        choice = self._decide(head + rest, sentence_start=False, foreign=False)
        if choice is None:
            return left.text, right.text
        if choice.after.startswith(head):
            return left.text, choice.after[len(head) :] + tail
        if choice.after.endswith(rest):
            return lead + choice.after[: len(choice.after) - len(rest)] + "-", right.text
        return left.text, right.text

    def _joined(self, line: Line, words: list[Word]) -> list[Word]:
        """Two neighbours that are one word with a space too many: `onder wijs` where neither part explains itself."""
        out: list[Word] = []
        for word in words:
            before = out[-1] if out else None
            if before is not None and before.text.isalpha() and not before.raised and not word.raised:
                bare = _bare(word.text)
                whole = before.text + bare
                if (
                    word.text[:1].islower()
                    and bare.isalpha()
                    and len(whole) > 5
                    and min(len(before.text), len(bare)) > 1
                    and plausibility(before.text) < COMMON
                    and plausibility(bare) < COMMON
                    and (self.words.counts[whole.lower()] > 1 or frequency(whole) >= 3.5)
                ):
                    box = _around(before.box, word.box)
                    seen = replace(before, text=f"{before.text} {word.text}", box=box)
                    out[-1] = self._changed(line, seen, before.text + word.text, "spacing")
                    continue
            out.append(word)
        return out


# --- the channel: what may have been meant ----------------------------------------------------------------------------


@lru_cache(maxsize=1)
def _table() -> dict[str, list[channel.Confusion]]:
    """The confusions by the first character of what is seen, those of accented small letters as capitals too."""
    table: dict[str, list[channel.Confusion]] = {}
    for seen, meant, cost, accent in channel.confusions():
        table.setdefault(seen[0], []).append((seen, meant, cost, accent))
        if seen.islower() and meant.islower() and len(seen) == len(meant) == 1 and not seen.isascii():
            upper = (seen.upper(), meant.upper(), cost, not meant.isascii())
            table.setdefault(upper[0][0], []).append(upper)
    return table


@lru_cache(maxsize=20_000)
def _undone(word: str) -> tuple[tuple[str, float, bool], ...]:
    """Every string from which one confusion makes `word`: the string, the cost, whether an accent came in."""
    found: dict[str, tuple[float, bool]] = {}
    for at, sign in enumerate(word):
        for seen, meant, cost, accent in _table().get(sign, ()):
            if word.startswith(seen, at):
                candidate = word[:at] + meant + word[at + len(seen) :]
                if candidate not in found or cost < found[candidate][0]:
                    found[candidate] = cost, accent
    return tuple((c, cost, accent) for c, (cost, accent) in found.items())


def _edited(word: str) -> Iterable[tuple[str, float]]:
    """Strings that differ in one letter within `word` by a rarer slip: a letter lost, doubled, or replaced by any other."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    for at in range(1, len(word) - 1):
        sign, after = word[at], word[at + 1 :]
        double = sign in (word[at - 1], word[at + 1])
        if double or sign in channel.THIN or not sign.isalpha():
            cost = channel.ADDED_DOUBLE if double else channel.ADDED_THIN
            yield word[:at] + after, cost
        for letter in letters:
            if letter != sign:
                yield word[:at] + letter + after, channel.REPLACED
            near = letter in (word[at - 1], sign)
            if near or letter not in "esn":  # a link between the parts of a compound may come or go
                cost = (
                    channel.DROPPED_DOUBLE
                    if near
                    else channel.DROPPED_THIN
                    if letter in channel.THIN
                    else channel.DROPPED_OTHER
                )
                yield word[:at] + letter + word[at:], cost


def _inner(seen: str, meant: str) -> bool:
    """Whether two long words differ within only: an ending or a link that differs makes another word."""
    return seen[-3:] == meant[-3:] and any(
        op != "insert" and op != "delete" or (seen[a:b] or meant[c:d]) not in ("e", "s", "n", "en", "de", "te", "ge")
        for op, a, b, c, d in Levenshtein.opcodes(seen, meant)
        if op != "equal"
    )


def _judgeable(word: str) -> bool:
    """Whether a string is a word to be judged: letters for the most part, no name in camel case, no abbreviation."""
    letters = sum(c.isalpha() for c in word)
    if len(word) < 4 or letters < 3 or letters < 0.6 * len(word) or re.search(r"[.()\[\]{}_=<>:;#\\%*]", word):
        return False
    if word[0].isdigit() and word[1:2].isupper():  # the number of a note glued to its text
        return False
    inner_capital = any(c.isupper() for c in word[1:]) and not word.isupper()
    return not inner_capital or bool(re.search(r"[a-zà-ÿ]I|^[A-Z]I[a-z]", word)) or any(not c.isalpha() for c in word)


def _digit_within(word: str) -> bool:
    """Whether a digit or symbol stands among small letters where only a letter can be: z0dat, co6rdinatie."""
    return bool(
        re.search(r"[a-zà-ÿ][\d$@€&|!\]][a-zà-ÿ]", word) or re.match(r"^[10|!][a-zà-ÿ]{3,}$", word)
    ) and not re.search(r"\d\d|[A-Z]\d|\d[A-Z]|\d$", word)


def _same_case(seen: str, meant: str) -> bool:
    """A repair must not make a word that is written in a way no word is."""
    return meant.isalpha() and (meant.islower() or meant.isupper() or (meant[0].isupper() and meant[1:].islower()))


def _kind(meant: str, accent: bool) -> RepairKind:
    if accent and any(unicodedata.normalize("NFD", c) != c for c in meant):
        return "diacritic"
    return "name" if meant in names_of_the_house() else "letter"


@lru_cache(maxsize=1)
def _house_lower() -> frozenset[str]:
    return frozenset(w.lower() for w in names_of_the_house())


def _often(words: _Words, times: int) -> _AtLeast:
    return _AtLeast(words.counts, times)


@dataclass(frozen=True, slots=True)
class _AtLeast:
    counts: Counter[str]
    times: int

    def __contains__(self, word: object) -> bool:
        return self.counts[str(word)] >= self.times


def _bare(text: str) -> str:
    return _AROUND.sub(r"\2", text)


def _split(word: Word, parts: tuple[str, str]) -> list[Word]:
    """One word as two, its box divided in proportion to the characters."""
    if word.box is None:
        return [replace(word, text=p) for p in parts]
    middle = word.box.x0 + (word.box.x1 - word.box.x0) * len(parts[0]) / max(1, len(parts[0]) + len(parts[1]))
    return [
        replace(word, text=parts[0], box=replace(word.box, x1=middle)),
        replace(word, text=parts[1], box=replace(word.box, x0=middle)),
    ]


def _around(a: Box | None, b: Box | None) -> Box | None:
    if a is None or b is None:
        return a or b
    return Box(min(a.x0, b.x0), min(a.top, b.top), max(a.x1, b.x1), max(a.bottom, b.bottom))
