"""Chroma, embedded or on a server, such that several processes can use one folder.

Embedded Chroma keeps its index in memory and does not see what another process writes; asked for it, it fails. So there
is one client a folder and process, processes take turns, and whoever writes leaves a mark by which the others know
that they must open the folder anew.
"""

from __future__ import annotations

import os
import threading
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

from filelock import FileLock

from corpus.errors import AdviesspoorError

# Cosine; the rest gives the true nearest for practically every query, at some cost of building.
_HNSW = {"space": "cosine", "ef_search": 250, "ef_construction": 150, "max_neighbors": 24}

T = TypeVar("T")


@dataclass(slots=True)
class Store:
    """An open Chroma: a folder (shared by all that use it in this process) or a server. Made by `open_store`."""

    folder: Path | None
    server: str
    client: Any = None
    mark: str = ""
    users: int = 0
    turn: threading.RLock = field(default_factory=threading.RLock)


_stores: dict[Path, Store] = {}
_opening = threading.Lock()


def open_store(folder: Path, server: str = "") -> Store:
    """The Chroma in `folder`, made when not there, or the one on `server` (http://host:8000).

    Raises AdviesspoorError when the server does not answer or the folder cannot be opened.
    """
    os.environ.setdefault("ANONYMIZED_TELEMETRY", "False")
    try:
        if server:
            return Store(None, server, _server_client(server), users=1)
        folder.mkdir(parents=True, exist_ok=True)
        path = folder.resolve()
        with _opening:
            store = _stores.setdefault(path, Store(path, ""))
            with _turn(store):
                if store.client is None or store.mark != _read_mark(path):
                    _reopen(store)
            store.users += 1
            return store
    except Exception as error:  # Chroma raises anything from its own and from its server's errors
        raise _unusable(folder, server, error) from error


def close_store(store: Store) -> None:
    """One user less; the last one closes it."""
    with _opening, store.turn:
        store.users -= 1
        if store.users <= 0 and store.client is not None:
            store.client.close()
            store.client = None
            if store.folder is not None:
                _stores.pop(store.folder, None)


def use(store: Store, name: str, action: Callable[[Any], T], *, write: bool = False) -> T:
    """What `action` gives for the collection `name`, which is made when not there, while no other process uses it.

    `write` says that the action changes something. Raises AdviesspoorError when Chroma fails, for a second time where
    nothing is written.
    """
    try:
        if store.folder is None:
            return action(_collection(store, name))
        with _turn(store):
            if store.client is None or store.mark != _read_mark(store.folder):
                _reopen(store)
            if write:  # before it is written: a process that dies halfway must not leave others with what they know
                store.mark = uuid.uuid4().hex
                (store.folder / ".mark").write_text(store.mark)
                return action(_collection(store, name))
            try:
                return action(_collection(store, name))
            except Exception:  # what is in memory may not be what is on disk
                _reopen(store)
                return action(_collection(store, name))
    except Exception as error:
        raise _unusable(store.folder or Path(), store.server, error) from error


def drop(store: Store, name: str) -> None:
    """Throw the collection `name` away, if it is there."""
    use(store, name, lambda _: store.client.delete_collection(name), write=True)


def _unusable(folder: Path, server: str, error: Exception) -> AdviesspoorError:
    where = f"op {server}" if server else f"in {folder}"
    said = (str(error).strip().splitlines() or [type(error).__name__])[0][:200]
    return AdviesspoorError(f"De vectoren {where} kunnen niet gebruikt worden ({said}); zoeken op woorden werkt wel.")


@contextmanager
def _turn(store: Store) -> Iterator[None]:
    """While this lasts no other thread and no other process uses the folder."""
    assert store.folder is not None
    with store.turn, FileLock(store.folder / ".turn.lock", thread_local=False):
        yield


def _read_mark(folder: Path) -> str:
    file = folder / ".mark"
    return file.read_text() if file.exists() else ""


def _reopen(store: Store) -> None:
    import chromadb
    from chromadb.config import Settings

    assert store.folder is not None
    if store.client is not None:
        store.client.close()
        store.client = None
    store.client = chromadb.PersistentClient(str(store.folder), settings=Settings(anonymized_telemetry=False))
    store.mark = _read_mark(store.folder)


def _server_client(server: str) -> Any:
    import chromadb
    from chromadb.config import Settings

    address = urlsplit(server if "//" in server else f"http://{server}")
    return chromadb.HttpClient(
        host=address.hostname or "localhost",
        port=address.port or (443 if address.scheme == "https" else 8000),
        ssl=address.scheme == "https",
        settings=Settings(anonymized_telemetry=False),
    )


def _collection(store: Store, name: str) -> Any:
    return store.client.get_or_create_collection(name, embedding_function=None, configuration={"hnsw": _HNSW})
