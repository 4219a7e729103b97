"""Sentences in which the advising body takes a stand, and which stand."""

from __future__ import annotations

from corpus.model import Position
from nlp.frame import Passage


def find_positions(passage: Passage) -> tuple[Position, ...]:
    return ()
