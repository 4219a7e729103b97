"""The language of a section and of the quotations in it."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path

from langdetect import DetectorFactory, LangDetectException
from langdetect.detector_factory import PROFILES_DIRECTORY

from corpus.model import Section
from nlp.guarded import guarded
from nlp.patterns import COMMON_WORDS

_QUOTE = guarded(r"[‘“„«\"](?P<words>[^‘“„«»”\"]{25,1500}?)[’”»\"](?![A-Za-z])")
_WORD = re.compile(r"[a-zà-ÿ'’]+")
_SHORTEST = 12  # words below which a language is a guess


@cache
def _detectors() -> DetectorFactory:
    """Makes detectors that know the languages of COMMON_WORDS; all 55 of langdetect would take a second to load."""
    made = DetectorFactory()
    made.set_seed(0)  # langdetect draws at random; the same text must give the same language
    made.load_json_profile([(Path(PROFILES_DIRECTORY) / language).read_text("utf-8") for language in COMMON_WORDS])
    return made


def language_of(text: str, default: str = "nl") -> str:
    """The ISO 639-1 code of the language of `text`; `default` where it is too short to tell.

    Function words decide; only where they disagree with one another the statistical detector is asked.
    """
    words = _WORD.findall(text.lower())
    if len(words) < _SHORTEST:
        return default
    votes = _votes(words)
    ranked = votes.most_common(2)
    if ranked and ranked[0][1] >= 0.12 * len(words) and (len(ranked) < 2 or ranked[0][1] >= 2 * ranked[1][1]):
        return ranked[0][0]
    # the detector's word counts only for a language whose function words outnumber those of the default
    if len(words) < 2 * _SHORTEST or not any(n > votes[default] for n in votes.values()):
        return default
    detector = _detectors().create()
    detector.append(" ".join(words[:400]))
    try:
        guesses = detector.get_probabilities()
    except LangDetectException:  # no letters that tell anything, such as a table of numbers
        return default
    best = guesses[0]
    return str(best.lang) if best.prob > 0.9 and votes[best.lang] > votes[default] else default


def _votes(words: list[str]) -> Counter[str]:
    votes: Counter[str] = Counter()
    for word in words:
        for language, common in COMMON_WORDS.items():
            if word in common:
                votes[language] += 1
    return votes


def foreign_quotes(text: str, own: str = "nl") -> tuple[tuple[int, int, str], ...]:
    """Start, end and language of every quotation in `text` that is not in the language `own` of the text."""
    found = []
    for match in _QUOTE.finditer(text):
        words = _WORD.findall(match["words"].lower())
        if len(words) < 5:
            continue
        ranked = _votes(words).most_common(2)
        if not ranked or ranked[0][0] == own or ranked[0][1] < 2 or ranked[0][1] < 0.15 * len(words):
            continue
        if len(ranked) < 2 or ranked[0][1] >= 1.5 * ranked[1][1]:
            found.append((match.start("words"), match.end("words"), ranked[0][0]))
    return tuple(found)


def section_language(section: Section) -> tuple[str, tuple[tuple[int, int, str], ...]]:
    """The language of a section and its quotations in other languages."""
    language = language_of(section.body.text)
    return language, foreign_quotes(section.body.text, language)
