"""One open corpus: the catalogue, with the model and the vectors opened when something first asks for them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from corpus.catalogue import Catalogue, open_catalogue
from index.chroma import close_store
from index.model import Model, Say, Vectors, load_model, model_key
from index.settings import Settings
from index.vectors import VectorIndex, open_vectors, vectors_of

BACKGROUND = 256


@dataclass(frozen=True)
class Corpus:
    """What every answer takes. Open it with `open_corpus`, as a context or for as long as the process lives."""

    settings: Settings
    catalogue: Catalogue
    say: Say | None = None  # gets a line when the model has to be prepared first

    @cached_property
    def model(self) -> Model:
        """The embedding model. Raises AdviesspoorError when it cannot be had."""
        return load_model(self.settings, self.say)

    @cached_property
    def vectors(self) -> VectorIndex:
        """The vectors of the model. Raises AdviesspoorError when they cannot be opened."""
        return open_vectors(self.catalogue.folder, self.settings.chroma, model_key(self.settings))

    @property
    def background(self) -> Vectors:
        """The vectors of some passages drawn at random, to tell from them how near a query is to just anything."""
        if len(self._drawn) < BACKGROUND:  # a corpus that is still growing: draw again
            # identifiers are hashes, so the first of them are a draw at random that every process makes alike
            rows = self.catalogue.db.execute("SELECT id FROM passages ORDER BY id LIMIT ?", (BACKGROUND,))
            self._drawn[:] = list(vectors_of(self.vectors, [passage for (passage,) in rows]))
        return np.array(self._drawn, np.float32)

    @cached_property
    def _drawn(self) -> list[Vectors]:
        return []

    def __enter__(self) -> Corpus:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the files; nothing can be asked any more."""
        opened = self.__dict__.pop("vectors", None)
        if opened is not None:
            close_store(opened.store)
        self.catalogue.db.close()


def open_corpus(settings: Settings, say: Say | None = None) -> Corpus:
    """The corpus in the data folder of `settings`, made when not there. Raises AdviesspoorError when it cannot be.

    `say` gets a Dutch line when the model has to be prepared first, which takes a while.
    """
    return Corpus(settings, open_catalogue(settings.data), say)
