"""A process that reads files one after the other: `python -m index.worker module:function`.

Its parent (index/crew.py) writes what it asks on the standard input and reads frames from the standard output. A
process of its own, because a file may kill it or hang it without harm to anything else; and not one of
`multiprocessing`, because that runs the main module again, which under Streamlit is a page.
"""

from __future__ import annotations

import os
import pickle
import signal
import struct
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from queue import SimpleQueue
from typing import BinaryIO

from corpus.catalogue import Entry, units
from corpus.errors import AdviesspoorError
from corpus.model import Category, Document, Problem
from corpus.names import name_text
from index.embed import passages
from index.words import document_abbreviations, index_words
from ingest.limits import DEFAULT, Limits
from ingest.read import PageDone

# The code with which this process ends when a file asks for more memory than its limit.
OUT_OF_MEMORY = 71


@dataclass(frozen=True, slots=True)
class Asked:
    """A file to read, its limits, the pages lost in attempts before, and where recognised pages may be kept."""

    path: Path
    limits: Limits = DEFAULT
    lost: tuple[Problem, ...] = ()
    kept: Path | None = None


Reader = Callable[[Asked, PageDone], Document]


@dataclass(frozen=True, slots=True)
class Ready:
    """This process has loaded all that it needs: from now on its time is that of a file."""


@dataclass(frozen=True, slots=True)
class PageRead:
    """Page `number` of `total` of the file is done, by OCR if it was `recognised`; 0 says that the file is open."""

    number: int
    total: int
    recognised: bool = False


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document with all that the catalogue needs to keep it."""

    document: Document
    entries: tuple[Entry, ...]
    abbreviations: tuple[tuple[str, str], ...]


def read_and_analyse(asked: Asked, page_done: PageDone) -> Document:
    """The reader that is used: a file to a document. Raises AdviesspoorError when it cannot be read."""
    from ingest.read import read
    from nlp.analyse import analyse

    lost = {problem.page: problem for problem in asked.lost if problem.page is not None}
    return analyse(read(asked.path, limits=asked.limits, lost=lost, kept=asked.kept, page_done=page_done))


def prepare(document: Document) -> Prepared:
    """The document with the words, passages and abbreviations under which it is found."""
    entries = tuple(Entry(u, index_words(document, u), passages(document, u)) for u in units(document))
    return Prepared(document, entries, tuple(document_abbreviations(document)))


def write_frame(stream: BinaryIO, value: object) -> None:
    """One value on a stream, with its length before it."""
    data = pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)
    stream.write(struct.pack("<Q", len(data)) + data)
    stream.flush()


def _asked() -> Iterator[Asked]:
    """What is asked on the standard input. At its end this process ends, in the middle of a file too: nobody waits.

    A thread listens, because a parent that was killed could not tell us, and a file may take minutes.
    """
    files: SimpleQueue[Asked] = SimpleQueue()

    def listen() -> None:
        for line in sys.stdin.buffer:
            files.put(pickle.loads(bytes.fromhex(line.decode())))
        os._exit(0)

    threading.Thread(target=listen, daemon=True).start()
    while True:
        yield files.get()


def _hold(memory: float) -> None:
    """Let this process, and the programs that it starts, have no more than `memory` megabytes of their own."""
    with suppress(ImportError):  # where the system has no such limits, the parent's seconds are what is left
        import resource

        _, most = resource.getrlimit(resource.RLIMIT_DATA)
        wanted = int(memory * 1e6)
        wanted = wanted if most == resource.RLIM_INFINITY else min(wanted, most)
        resource.setrlimit(resource.RLIMIT_DATA, (wanted, most))


def main(reader: str) -> None:
    """Read what is asked on the standard input until it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to the whole group; the parent decides
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not get between the frames
    # spaCy loads PyTorch wherever it is installed: two seconds and 180 MB for each process, and nothing here uses it
    sys.modules.setdefault("torch", None)  # type: ignore[arg-type]
    module, _, name = reader.partition(":")
    read: Reader = getattr(import_module(module), name)

    def tell(value: object) -> None:
        try:
            write_frame(out, value)
        except BrokenPipeError:
            os._exit(0)  # whoever asked is gone

    tell(Ready())
    for asked in _asked():
        answer: Prepared | Problem
        _hold(asked.limits.memory_megabytes)
        try:
            answer = prepare(read(asked, lambda *page: tell(PageRead(*page))))
        except AdviesspoorError as error:
            answer = Problem(error.category, str(error))
        except MemoryError:
            os._exit(OUT_OF_MEMORY)  # the next file gets a process that has all its memory
        except Exception as error:  # a bad file never stops the batch: it is listed with its reason
            said = type(error).__name__
            print(f"{name_text(asked.path)}: {said}: {error}"[:500], file=sys.stderr)  # for who mends it
            answer = Problem(Category.INTERNAL, f"Bij het lezen ging in het programma iets mis ({said}).")
        tell(answer)


if __name__ == "__main__":
    # imported anew: what is pickled must be of this module, not of "__main__"
    from index.worker import main as work

    work(sys.argv[1])
