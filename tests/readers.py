"""Readers for tests of the batch runner: they make a document of a text file by what stands in it, quickly."""

from __future__ import annotations

import hashlib
import os
import time
from pathlib import Path

from corpus.errors import AdviesspoorError
from corpus.model import Category, Document, Meta, Page, Section, Status
from corpus.names import name_text
from index.worker import Asked
from ingest.read import PageDone
from tests.corpora import placed


def simple(asked: Asked, page_done: PageDone) -> Document:
    """A section a line. A line "!die" kills the process, "!hang" never ends, "!refuse" and "!crash" raise; "!wait NAME"
    ends when a file of that name stands beside it, "!half" gives an author that cannot be written."""
    path = asked.path
    data = path.read_bytes()
    lines = data.decode().splitlines()
    for line in lines:
        if line == "!die":
            os._exit(7)
        if line == "!hang":
            time.sleep(3600)
        if line == "!refuse":
            raise AdviesspoorError("Het bestand is versleuteld.", Category.ENCRYPTED)
        if line == "!crash":
            raise ValueError("onverwacht")
        if line.startswith("!slow"):
            time.sleep(float(line.split()[1]))
        if line.startswith("!wait"):
            while not path.with_name(line.split()[1]).exists():
                time.sleep(0.02)
    print("een bibliotheek die op de uitvoer schrijft")
    sections = tuple(
        Section(str(n), str(n), f"Deel {n}", 1, None, n, placed(line, n)) for n, line in enumerate(lines, 1)
    )
    pages = tuple(Page(n, 595, 842, "plain_text") for n in range(1, len(lines) + 1))
    for page in pages:
        page_done(page.number, len(pages))
    author = "half een teken: \ud83d" if "!half" in lines else None
    meta, sha256 = Meta(title=name_text(path.stem), date="2020", author=author), hashlib.sha256(data).hexdigest()
    return Document(name_text(path.name), sha256, pages, kind="advies", meta=meta, sections=sections)


def structured(asked: Asked, page_done: PageDone) -> Document:
    """A file read within its limits and put into sections, without all that is found in them."""
    from ingest.read import read
    from nlp.sections import structure

    lost = {problem.page: problem for problem in asked.lost if problem.page is not None}
    return structure(read(asked.path, limits=asked.limits, lost=lost, kept=asked.kept, page_done=page_done))


def by_page(asked: Asked, page_done: PageDone) -> Document:
    """A page a line, told one by one. A line "!die" kills the process, "!hang" never ends; a lost page is left out.

    "!die after" kills it when all pages are told, "!open PATH" opens that file for writing, as one opens a FIFO.
    """
    lost = {problem.page: problem for problem in asked.lost}
    lines = asked.path.read_text().splitlines()
    page_done(0, len(lines))
    pages = []
    for number, line in enumerate(lines, start=1):
        problem = lost.get(number)
        if problem is None and line == "!die":
            os._exit(7)
        if problem is None and line == "!hang":
            time.sleep(3600)
        status = Status.FAILED if problem else Status.READ
        pages.append(Page(number, 595, 842, "plain_text", status, problem))
        if line.startswith("!open"):
            Path(line.split(maxsplit=1)[1]).open("w").close()
        page_done(number, len(lines))
    if "!die after" in lines:
        os._exit(7)
    sha256 = hashlib.sha256(asked.path.read_bytes()).hexdigest()
    return Document(asked.path.name, sha256, tuple(pages), kind="advies", meta=Meta(), problems=asked.lost)
