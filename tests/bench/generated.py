"""A corpus of any size to measure with: documents of Dutch words by their frequency, each about topics of its own.

The vectors are drawn, not computed: a vector is the sum of vectors drawn for its words, so that texts about the same
topic are near each other. What they find says nothing about quality; how long it takes does.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt
import wordfreq

from corpus.model import ActionMention, Box, Document, LineSpan, Meta, Page, Place, PlacedText, Section
from index.model import Vectors
from index.words import STOP_WORDS

SECTIONS = 20  # a document
WORDS, SENTENCE = 130, 13  # of a section, about 850 characters, and of a sentence
LINE = 90  # characters of a printed line
TOPICS, TOPIC_WORDS = 400, 60
# How much of a text is about its topic; the rest is what anybody writes.
SHARE = 0.25
DIMENSIONS, ROWS = 384, 1 << 14  # of a vector; vectors drawn for words
BODIES = ("Algemene Raad", "Raad Basisonderwijs", "Raad Secundair Onderwijs", "Raad Hoger Onderwijs")
YEARS = range(2005, 2026)


@dataclass(frozen=True, slots=True)
class Language:
    """Words with how often each is used, and for every topic its own words (rows of indices, the commonest first)."""

    words: npt.NDArray[np.object_]
    # Added up, so that a number between 0 and 1 falls on a word as often as it is used.
    frequencies: npt.NDArray[np.float64]
    topics: npt.NDArray[np.int64]
    ranks: npt.NDArray[np.float64]


@cache
def language() -> Language:
    """The 40,000 commonest Dutch words, and topics drawn from the rarer ones."""
    words = [w for w in wordfreq.top_n_list("nl", 50_000) if w.isalpha()][:40_000]
    frequencies = np.array([wordfreq.word_frequency(w, "nl") for w in words])
    rare = [n for n, w in enumerate(words) if n >= 500 and len(w) >= 5 and w not in STOP_WORDS]
    draw = np.random.default_rng(1)
    topics = np.array([draw.choice(rare, TOPIC_WORDS, replace=False) for _ in range(TOPICS)])
    ranks = 1 / np.arange(1, TOPIC_WORDS + 1)  # as Zipf has it
    return Language(np.array(words, object), np.cumsum(frequencies / frequencies.sum()), topics, ranks / ranks.sum())


def documents(sections: int, seed: int = 0) -> Iterator[Document]:
    """Documents of SECTIONS sections each, `sections` in all (the last may be shorter)."""
    draw = np.random.default_rng(seed)
    for number, first in enumerate(range(0, sections, SECTIONS)):
        yield _document(draw, f"{seed:02}-{number:06}", min(SECTIONS, sections - first))


def _document(draw: np.random.Generator, name: str, length: int) -> Document:
    topic = int(draw.integers(TOPICS))
    sections = [_section(draw, n + 1, topic if n % 2 else int(draw.integers(TOPICS))) for n in range(length)]
    year, month, day = int(draw.choice(YEARS)), int(draw.integers(1, 13)), int(draw.integers(1, 29))
    mentions = [
        ActionMention(str(draw.integers(1, 100)), "mention", s.key, 0, 20, Place(s.page), "actie", s.body.text[:80])
        for s in sections[::5]
    ]
    return Document(
        file=f"{name}.pdf",
        sha256=hashlib.sha256(name.encode()).hexdigest(),
        pages=tuple(Page(n + 1, 595, 842, "digital") for n in range(length)),
        kind="advies" if draw.random() < 0.8 else "schriftelijke_vraag",
        meta=Meta(
            title=_title(draw, topic), date=f"{year}-{month:02}-{day:02}", body=str(draw.choice(np.array(BODIES)))
        ),
        sections=tuple(sections),
        actions=tuple(mentions),
    )


def _section(draw: np.random.Generator, number: int, topic: int) -> Section:
    text = _text(draw, topic)
    spans = tuple(
        LineSpan(at, min(len(text), at + LINE), number, Box(70, 80 + 14 * n, 520, 92 + 14 * n))
        for n, at in enumerate(range(0, len(text), LINE))
    )
    return Section(str(number), str(number), _title(draw, topic), 1, None, number, PlacedText(text, spans))


def _title(draw: np.random.Generator, topic: int) -> str:
    own = language()
    return " ".join(own.words[draw.choice(own.topics[topic], 3, p=own.ranks)]).capitalize()


def _text(draw: np.random.Generator, topic: int) -> str:
    own = language()
    chosen = np.minimum(np.searchsorted(own.frequencies, draw.random(WORDS)), len(own.words) - 1)
    about = draw.random(WORDS) < SHARE
    ranks = np.minimum(np.searchsorted(np.cumsum(own.ranks), draw.random(int(about.sum()))), TOPIC_WORDS - 1)
    chosen[about] = own.topics[topic][ranks]
    words = own.words[chosen].tolist()
    return " ".join(" ".join(words[at : at + SENTENCE]).capitalize() + "." for at in range(0, WORDS, SENTENCE))


def queries(number: int, seed: int = 7) -> list[str]:
    """What people might ask: two to four words of a topic, half of them as a question; the same every time."""
    own, draw = language(), np.random.default_rng(seed)
    asked = []
    for n in range(number):
        topic = own.topics[int(draw.integers(TOPICS))]
        words = own.words[draw.choice(topic, 2 + n % 3, replace=False, p=own.ranks)]
        asked.append(("wat vindt de Vlor van " if n % 2 else "") + " ".join(words))
    return asked


def drawn_vectors(texts: Sequence[str]) -> Vectors:
    """A vector a text: what all texts share, and the sum of the vectors drawn for its words; of length 1."""
    table, common = _table()
    found = np.empty((len(texts), DIMENSIONS), np.float32)
    for n, text in enumerate(texts):
        own = table[[_row(word) for word in text.split() if len(word) >= 5]].sum(axis=0)
        length = float(np.linalg.norm(own)) or 1.0
        found[n] = common + 0.6 * own / length  # cosines of about 0.75 to 1, as those of multilingual-e5
    return np.asarray(found / np.linalg.norm(found, axis=1, keepdims=True), np.float32)


@cache
def _row(word: str) -> int:
    return zlib.crc32(word.strip(".()").lower().encode()) % ROWS


@cache
def _table() -> tuple[Vectors, Vectors]:
    draw = np.random.default_rng(3)
    common = draw.standard_normal(DIMENSIONS, np.float32)
    return draw.standard_normal((ROWS, DIMENSIONS), np.float32), common / np.linalg.norm(common)
