"""One open corpus: the catalogue, with the model and the vectors opened when something first asks for them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from corpus.catalogue import Catalogue, open_catalogue
from index.model import Model, Say, load_model, model_key
from index.settings import Settings
from index.vectors import VectorIndex, open_vectors


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

    def __enter__(self) -> Corpus:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the files; nothing can be asked any more."""
        self.catalogue.db.close()


def open_corpus(settings: Settings, say: Say | None = None) -> Corpus:
    """The corpus in the data folder of `settings`, made when not there. Raises AdviesspoorError when it cannot be.

    `say` gets a Dutch line when the model has to be prepared first, which takes a while.
    """
    return Corpus(settings, open_catalogue(settings.data), say)
