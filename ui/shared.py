"""The open corpus of this server, one for all who look; what a first question needs of it is fetched before it."""

from __future__ import annotations

import logging
import threading

from corpus.errors import AdviesspoorError
from index.search import search
from index.settings import Settings
from index.store import Corpus, open_corpus

MOST = 2  # corpora open at a time: another one after a change of settings, and the one that somebody still looks at

log = logging.getLogger("adviesspoor.ui")
_opening = threading.Lock()  # two visitors at once must not open it twice
_open: dict[str, Corpus] = {}  # by settings, the one asked for last at the end
_fetching: dict[str, threading.Thread] = {}


def is_open(settings: Settings) -> bool:
    """Whether `share` will not have to open anything."""
    return settings.model_dump_json() in _open


def share(settings: Settings) -> Corpus:
    """The corpus of these settings, the same for everybody. Raises AdviesspoorError when it cannot be opened."""
    key = settings.model_dump_json()
    with _opening:
        corpus = _open.pop(key, None) or open_corpus(settings)
        _open[key] = corpus
        for old in list(_open)[:-MOST]:
            _open.pop(old).close()
            _fetching.pop(old, None)
        return corpus


def fetch(corpus: Corpus) -> threading.Thread:
    """The thread that fetches model, vectors and word lists, begun by whoever comes first."""

    def load() -> None:
        try:
            _ = corpus.model
            search(corpus, "onderwijs", limit=1)  # brings vectors and word lists, too
        except AdviesspoorError as error:  # the search says so on the screen
            log.warning("%s", error)

    with _opening:
        key = corpus.settings.model_dump_json()
        if key not in _fetching:
            _fetching[key] = threading.Thread(target=load, name="adviesspoor-model", daemon=True)
            _fetching[key].start()
        return _fetching[key]
