"""One open corpus: the catalogue, with the model and the vectors opened when something first asks for them."""

from __future__ import annotations

import json
import secrets
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from corpus.catalogue import Catalogue, get_meta, open_catalogue, transaction
from corpus.errors import AdviesspoorError
from index.chroma import close_store, drop
from index.model import Model, Say, Vectors, load_model, model_key
from index.settings import Settings
from index.vectors import VectorIndex, adopt, collections, forget, open_vectors, vectors_of

BACKGROUND = 256
# In `meta` of the catalogue: what tells this corpus from others that share a server of vectors.
_IDENTITY = "identity"
# The settings by which vectors are made and found again.
_MAKERS = {"model", "query_prefix", "passage_prefix", "chroma"}


@dataclass(frozen=True, slots=True)
class Meaning:
    """What answers by meaning: a model, the vectors that it made, and some of these drawn at random.

    From those drawn it can be told how near a query is to just anything.
    """

    model: Model
    vectors: VectorIndex
    background: Vectors


@dataclass(frozen=True)
class Corpus:
    """What every answer takes. Open it with `open_corpus`, as a context or for as long as the process lives."""

    settings: Settings
    catalogue: Catalogue
    say: Say | None = None  # gets a line when the model has to be prepared first

    @cached_property
    def model(self) -> Model:
        """The embedding model of the settings. Raises AdviesspoorError when it cannot be had."""
        return load_model(self.settings, self.say)

    @cached_property
    def vectors(self) -> VectorIndex:
        """The vectors of that model. Raises AdviesspoorError when they cannot be opened."""
        key, server = model_key(self.settings), self.settings.chroma
        own = _identity(self.catalogue) if server else ""
        index = open_vectors(self.catalogue.folder, server, f"{key}-{own}" if own else key, _told(self.settings))
        if own:
            adopt(self.catalogue, index, key)
        return index

    @property
    def meaning(self) -> Meaning:
        """What answers now: the model of the settings, or the one before it as long as not all vectors are made anew.

        Raises AdviesspoorError when neither can be had.
        """
        name = self._answering()
        model, vectors = (self.model, self.vectors) if name == self.vectors.name else self._before(name)
        drawn = self._drawn.setdefault(name, [])
        if len(drawn) < BACKGROUND:  # a corpus that is still growing: draw again
            # identifiers are hashes, so the first of them are a draw at random that every process makes alike
            rows = self.catalogue.db.execute("SELECT id FROM passages ORDER BY id LIMIT ?", (BACKGROUND,))
            drawn[:] = list(vectors_of(vectors, [passage for (passage,) in rows]))
        return Meaning(model, vectors, np.array(drawn, np.float32))

    def drop_older(self) -> None:
        """Throw away the vectors of other models, once those of the settings are complete."""
        known = collections(self.catalogue)
        if not known.get(self.vectors.name, (False, ""))[0]:
            return
        for name in known:
            if name == self.vectors.name:
                continue
            maker = _maker(self.settings, name, known[name][1])
            with suppress(AdviesspoorError):  # a server that is away keeps what it has
                older = open_vectors(self.catalogue.folder, maker.chroma if maker else self.settings.chroma, name)
                drop(older.store, name)
                close_store(older.store)
            forget(self.catalogue, name)

    def _answering(self) -> str:
        """The collection to ask: that of the settings, unless only another one is complete."""
        known = collections(self.catalogue)
        if not known.get(self.vectors.name, (False, ""))[0]:
            for name, (complete, maker) in known.items():
                if complete and _maker(self.settings, name, maker) is not None:
                    return name
        return self.vectors.name

    def _before(self, name: str) -> tuple[Model, VectorIndex]:
        if name not in self._older:
            maker = _maker(self.settings, name, collections(self.catalogue).get(name, (False, ""))[1])
            assert maker is not None
            model = load_model(maker, self.say)
            self._older[name] = model, open_vectors(self.catalogue.folder, maker.chroma, name)
        return self._older[name]

    @cached_property
    def _older(self) -> dict[str, tuple[Model, VectorIndex]]:
        return {}

    @cached_property
    def _drawn(self) -> dict[str, list[Vectors]]:
        return {}

    def __enter__(self) -> Corpus:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the files; nothing can be asked any more."""
        opened = self.__dict__.pop("vectors", None)
        for index in (*([opened] if opened else []), *(index for _, index in self._older.values())):
            close_store(index.store)
        self._older.clear()
        self.catalogue.db.close()


def open_corpus(settings: Settings, say: Say | None = None) -> Corpus:
    """The corpus in the data folder of `settings`, made when not there. Raises AdviesspoorError when it cannot be.

    `say` gets a Dutch line when the model has to be prepared first, which takes a while.
    """
    return Corpus(settings, open_catalogue(settings.data), say)


def _identity(catalogue: Catalogue) -> str:
    """A name for this corpus among those that share a server; empty where none can be written."""
    if get_meta(catalogue, _IDENTITY) is None and not catalogue.read_only:
        with transaction(catalogue) as db:  # two processes may both try: the first one's stays
            db.execute("INSERT OR IGNORE INTO meta VALUES (?, ?)", (_IDENTITY, secrets.token_hex(4)))
    return get_meta(catalogue, _IDENTITY) or ""


def _told(settings: Settings) -> str:
    """What of the settings it takes to ask these vectors again."""
    return settings.model_dump_json(include=_MAKERS)


def _maker(settings: Settings, name: str, told: str) -> Settings | None:
    """The settings under which the collection `name` was made; None when they are not known.

    Older versions did not keep them; theirs can only be known of the model that is built in.
    """
    if told:
        return settings.model_copy(update=json.loads(told))
    builtin = settings.model_copy(update={"model": "", "query_prefix": None, "passage_prefix": None})
    return builtin if model_key(builtin) == name else None
