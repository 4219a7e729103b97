"""A process that reads files one after the other: `python -m index.worker module:function`.

Its parent (index/build.py) writes a path on the standard input and reads frames from the standard output. A process
of its own, because a file may kill it or hang it without harm to anything else; and not one of `multiprocessing`,
because that runs the main module again, which under Streamlit is a page.
"""

from __future__ import annotations

import os
import pickle
import signal
import struct
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import BinaryIO

from corpus.catalogue import Entry, units
from corpus.errors import AdviesspoorError
from corpus.model import Category, Document, Problem
from index.embed import passages
from index.words import document_abbreviations, index_words

PageDone = Callable[[int, int], None]
Reader = Callable[[Path, PageDone], Document]


@dataclass(frozen=True, slots=True)
class PageRead:
    """Page `number` of `total` of the file is done."""

    number: int
    total: int


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document with all that the catalogue needs to keep it."""

    document: Document
    entries: tuple[Entry, ...]
    abbreviations: tuple[tuple[str, str], ...]


def read_and_analyse(path: Path, page_done: PageDone) -> Document:
    """The reader that is used: a file to a document. Raises AdviesspoorError when it cannot be read."""
    from ingest.read import read
    from nlp.analyse import analyse

    return analyse(read(path, page_done=page_done))


def prepare(document: Document) -> Prepared:
    """The document with the words, passages and abbreviations under which it is found."""
    entries = tuple(Entry(u, index_words(document, u), passages(document, u)) for u in units(document))
    return Prepared(document, entries, tuple(document_abbreviations(document)))


def write_frame(stream: BinaryIO, value: object) -> None:
    """One value on a stream, with its length before it."""
    data = pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)
    stream.write(struct.pack("<Q", len(data)) + data)
    stream.flush()


def main(reader: str) -> None:
    """Read the paths on the standard input until it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to the whole group; the parent decides
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not get between the frames
    module, _, name = reader.partition(":")
    read: Reader = getattr(import_module(module), name)
    for line in sys.stdin.buffer:
        path = Path(os.fsdecode(bytes.fromhex(line.decode())))
        answer: Prepared | Problem
        try:
            answer = prepare(read(path, lambda number, total: write_frame(out, PageRead(number, total))))
        except AdviesspoorError as error:
            answer = Problem(error.category, str(error))
        except MemoryError:
            answer = Problem(Category.TOO_LARGE, "Het bestand vraagt meer geheugen dan er is.")
        except Exception as error:  # a bad file never stops the batch: it is listed with its reason
            said = f"{type(error).__name__}: {error}".strip()[:300]
            print(f"{path}: {said}", file=sys.stderr)
            answer = Problem(Category.INTERNAL, f"Bij het lezen ging in het programma iets mis ({said}).")
        write_frame(out, answer)


if __name__ == "__main__":
    # imported anew: what is pickled must be of this module, not of "__main__"
    from index.worker import main as work

    work(sys.argv[1])
