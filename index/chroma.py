"""Chroma, embedded or on a server, such that several processes can use one folder.

Embedded Chroma keeps its index in memory and does not see what another process writes; asked for it, it fails. So there
is one client a folder and process, processes take turns, and whoever writes leaves a mark by which the others know
that they must open the folder anew.
"""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import struct
import subprocess
import sys
import tempfile
import threading
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

from filelock import FileLock

from corpus.errors import FULL, AdviesspoorError, cause, disk_is_full, of_sqlite
from corpus.names import name_text

# Cosine; the rest gives the true nearest for practically every query, at some cost of building.
HNSW = {"space": "cosine", "ef_search": 250, "ef_construction": 150, "max_neighbors": 24}
_CODE = re.compile(r"\(code: (\d+)\)")

T = TypeVar("T")


class VectorsUnusable(AdviesspoorError):
    """The store of vectors cannot be opened or asked: it is damaged, or its server does not answer."""


@dataclass(slots=True)
class Store:
    """An open Chroma: a folder (shared by all that use it in this process) or a server. Made by `open_store`.

    Chroma cannot open what it may not write: of such a folder it gets a `copy`, thrown away in the end.
    """

    folder: Path | None
    server: str
    copy: tempfile.TemporaryDirectory[str] | None = None
    client: Any = None
    mark: str = ""
    users: int = 0
    collections: dict[str, Any] = field(default_factory=dict)  # as `client` gave them; asking again costs a call each
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
            return Store(None, server, client=_server_client(server), users=1)
        folder.mkdir(parents=True, exist_ok=True)
        path = folder.resolve()
        with _opening:
            store = _stores.get(path) or Store(path, "")
            if _closed_to_us(path) and store.copy is None:
                store.copy = _copy_of(path)
                store.folder = Path(store.copy.name)
            _stores[path] = store
            with _turn(store):
                if store.client is None or store.mark != _read_mark(store.folder or path):
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
            for path in [path for path, known in _stores.items() if known is store]:
                del _stores[path]
            if store.copy is not None:
                store.copy.cleanup()


def use(store: Store, name: str, action: Callable[[Any], T], *, write: bool = False) -> T:
    """What `action` gives for the collection `name`, which is made when not there, while no other process uses it.

    `write` says that the action changes something. Raises AdviesspoorError when Chroma fails, for a second time where
    nothing is written.
    """
    try:
        if store.folder is None:
            known = name in store.collections
            try:
                return action(_collection(store, name))
            except Exception:
                if not known:
                    raise
                store.collections.clear()  # thrown away and made anew by somebody else, it is another one
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


def state(store: Store, name: str) -> str:
    """What is another text after whatever was written to the folder; empty for a server, which tells no such thing.

    Raises AdviesspoorError when Chroma fails.
    """
    if store.folder is None:
        return ""
    collection = str(use(store, name, lambda c: c.id))
    return f"{store.mark} {collection}" if store.mark else ""


def drop(store: Store, name: str) -> None:
    """Throw the collection `name` away, if it is there."""
    use(store, name, lambda _: store.client.delete_collection(name), write=True)
    store.collections.pop(name, None)


def rename(store: Store, old: str, new: str) -> bool:
    """Give the collection `old` of a server the name `new`; False when it is not there. Raises AdviesspoorError."""
    from chromadb.errors import NotFoundError

    try:
        store.client.get_collection(old, embedding_function=None).modify(name=new)
    except NotFoundError:
        return False
    except Exception as error:
        raise _unusable(Path(), store.server, error) from error
    return True


def answers(folder: Path, name: str) -> bool:
    """Whether the store in `folder` opens and gives its vectors, tried in a process of its own.

    Chroma trusts its files: of some that are damaged the process dies that reads them.
    """
    if not folder.exists():
        return True  # it will be made
    if any(_is_cut(header) for header in folder.glob("*/header.bin")):
        return False
    program = [sys.executable, "-m", "index.chroma", str(folder.resolve()), name]
    root = str(Path(__file__).resolve().parent.parent)
    path = os.pathsep.join(p for p in (root, os.environ.get("PYTHONPATH", "")) if p)
    tried = subprocess.run(program, env={**os.environ, "PYTHONPATH": path}, capture_output=True, check=False)
    return tried.returncode == 0


def _is_cut(header: Path) -> bool:
    """Whether the file of vectors beside this header of hnswlib is shorter than what the header says is in it.

    Chroma does not notice as long as it has the same vectors in its journal.
    """
    try:
        _, room, number, size = struct.unpack_from("<4Q", header.read_bytes(), 4)
        return header.with_name("data_level0.bin").stat().st_size < int(number or room) * int(size)
    except (OSError, struct.error):
        return True


def discard(folder: Path) -> None:
    """Throw the whole store in `folder` away; it is made anew when it is next opened. Not for a server.

    Raises AdviesspoorError when it cannot be removed.
    """
    path = folder.resolve()
    try:
        path.mkdir(parents=True, exist_ok=True)
        with _opening:
            store = _stores.get(path) or Store(path, "")
            with _turn(store):
                if store.client is not None:
                    store.client.close()
                    store.client = None
                for part in path.iterdir():
                    if part.is_dir():
                        shutil.rmtree(part)
                    elif not part.name.startswith("."):
                        part.unlink()
                store.mark = ""
                (path / ".mark").write_text(uuid.uuid4().hex)  # others open it anew
    except OSError as error:
        raise _unusable(folder, "", error) from error


def _closed_to_us(path: Path) -> bool:
    return not all(os.access(p, os.W_OK) for p in (path, *path.glob("chroma.sqlite3")))


def _copy_of(path: Path) -> tempfile.TemporaryDirectory[str]:
    copy = tempfile.TemporaryDirectory(prefix="adviesspoor-")
    for part in path.rglob("*"):
        if part.is_file() and part.suffix != ".lock":
            target = Path(copy.name) / part.relative_to(path)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(part, target)
    return copy


def _unusable(folder: Path, server: str, error: Exception) -> AdviesspoorError:
    if server:
        return VectorsUnusable(
            f"De vectoren op {server} kunnen niet gebruikt worden: er komt geen bruikbaar antwoord; zoeken op woorden "
            "werkt wel."
        )
    code = _CODE.search(str(error))  # what the SQLite inside Chroma said
    if disk_is_full(error) or (code and int(code[1]) == sqlite3.SQLITE_FULL):
        return AdviesspoorError(FULL)
    start = f"De vectoren in {name_text(folder)} kunnen niet gebruikt worden"
    if isinstance(error, OSError):
        return AdviesspoorError(f"{start}: {cause(error)}; zoeken op woorden werkt wel.")
    why = of_sqlite(int(code[1])) if code else "ze zijn beschadigd"
    return VectorsUnusable(f"{start}: {why}; zoeken op woorden werkt wel, en 'adviesspoor check' maakt ze opnieuw.")


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
    from chromadb.api.shared_system_client import SharedSystemClient
    from chromadb.config import Settings

    assert store.folder is not None
    store.collections.clear()
    if store.client is not None:
        store.client.close()
        store.client = None
    folder = str(store.folder)
    try:
        store.client = chromadb.PersistentClient(folder, settings=Settings(anonymized_telemetry=False))
    except BaseException:
        # Chroma keeps what it could not open, and would go on giving that instead of trying anew
        SharedSystemClient._identifier_to_system.pop(folder, None)
        SharedSystemClient._identifier_to_refcount.pop(folder, None)
        raise
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
    if name not in store.collections:
        store.collections[name] = store.client.get_or_create_collection(
            name, embedding_function=None, configuration={"hnsw": HNSW}
        )
    return store.collections[name]


def _try(folder: str, name: str) -> None:
    store = open_store(Path(folder))
    size, at = 2000, 0
    while ids := use(store, name, lambda c: c.get(limit=size, offset=at, include=["embeddings"]))["ids"]:  # noqa: B023
        at += len(ids)
    if at:
        [some] = use(store, name, lambda c: c.get(limit=1, include=["embeddings"]))["embeddings"]
        use(store, name, lambda c: c.query(query_embeddings=[some], n_results=1, include=["distances"]))


if __name__ == "__main__":
    _try(sys.argv[1], sys.argv[2])
