"""Forms of a PDF (pieces of drawing that others draw) that multiply each other: a few hundred bytes that fill a memory.

pdfium draws a form each time it is asked for, within others too, so that must be counted before it opens the file.
Forms are streams, and those always stand in the file itself: their dictionaries are found as text.
"""

from __future__ import annotations

import mmap
import re
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from corpus.errors import AdviesspoorError
from corpus.model import Category
from ingest.limits import MOST_FORMS, MOST_FORMS_DRAWN

# So deep pdfium goes into forms within forms.
_DEEPEST = 40
# A dictionary ends within so many bytes; of what a form draws so many are looked at.
_DICTIONARY = 20_000
_CONTENT = 5_000_000

_FORM = re.compile(rb"/Subtype\s*/Form\b")
_OBJECT = re.compile(rb"(\d{1,9})\s+\d{1,5}\s+obj$")
_START = re.compile(rb"\sobj\b")
_STREAM = re.compile(rb"stream\r?\n")
_XOBJECTS = re.compile(rb"/XObject\s*(?:<<(.*?)>>|(\d{1,9})\s+\d+\s+R)", re.S)
_RESOURCES = re.compile(rb"/Resources\s+(\d{1,9})\s+\d+\s+R")
_NAMED = re.compile(rb"/([^\s/<>\[\]()]+)\s+(\d{1,9})\s+\d+\s+R")
_DRAWS = re.compile(rb"/([^\s/<>\[\]()]+)\s+Do\b")
_LENGTH = re.compile(rb"/Length\s+(\d{1,9})\b(?!\s+\d+\s+R)")


@dataclass(frozen=True, slots=True)
class _Form:
    head: bytes
    content: int  # where its stream begins


def refuse_endless_forms(path: Path) -> None:
    """Raises AdviesspoorError where a form in the PDF at `path` draws itself or others beyond any measure."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        draws = _drawing(data)
    if not draws:
        return

    @cache
    def drawn(form: int, depth: int) -> int:
        inner = draws.get(form) if depth < _DEEPEST else None
        return 1 + sum(times * drawn(other, depth + 1) for other, times in inner.items()) if inner else 1

    worst = max(draws, key=lambda form: drawn(form, 0))
    if drawn(worst, 0) <= MOST_FORMS_DRAWN:
        return
    if any(_reaches(form, draws) for form in draws):
        said = "De PDF is beschadigd: een onderdeel van een pagina tekent zichzelf, zonder einde."
        raise AdviesspoorError(f"{said} Vraag het bestand opnieuw.", Category.DAMAGED)
    said = f"De PDF laat onderdelen van een pagina elkaar meer dan {MOST_FORMS_DRAWN} keer tekenen."
    raise AdviesspoorError(f"{said} Vraag een andere versie van het bestand.", Category.TOO_LARGE)


def _drawing(data: mmap.mmap) -> Mapping[int, Counter[int]]:
    """For each form that draws forms, how often which."""
    forms = dict(_forms(data))
    places: dict[int, int] = {}

    def dictionary(number: int) -> bytes:
        if not places:
            places.update(_places(data))
        at = places.get(number)
        return b"" if at is None else data[at : at + _DICTIONARY].split(b"endobj", 1)[0]

    found = {}
    for number, form in forms.items():
        named = {name: inner for name, inner in _named(form.head, dictionary) if inner in forms}
        if named:
            counted = Counter(named[name] for name in _DRAWS.findall(_content(form, data)) if name in named)
            if counted:
                found[number] = counted
    return found


def _forms(data: mmap.mmap) -> Iterator[tuple[int, _Form]]:
    for count, m in enumerate(_FORM.finditer(data)):
        if count >= MOST_FORMS:
            return
        start = data.rfind(b" obj", max(0, m.start() - _DICTIONARY), m.start())
        number = _OBJECT.search(data[max(0, start - 20) : start + 4]) if start >= 0 else None
        stream = _STREAM.search(data, m.end(), m.end() + _DICTIONARY)
        if number is not None and stream is not None:
            yield int(number[1]), _Form(data[start + 4 : stream.start()], stream.end())


def _places(data: mmap.mmap) -> Iterator[tuple[int, int]]:
    """Every object that stands in the file itself, with where its contents begin."""
    for m in _START.finditer(data):
        number = _OBJECT.search(data[max(0, m.start() - 19) : m.end()])
        if number is not None:
            yield int(number[1]), m.end()


def _named(head: bytes, dictionary: Callable[[int], bytes]) -> Iterator[tuple[bytes, int]]:
    """What a form may draw by which name."""
    resources = _RESOURCES.search(head)
    for m in _XOBJECTS.finditer(dictionary(int(resources[1])) if resources else head):
        inner = m[1] if m[2] is None else dictionary(int(m[2]))
        for named in _NAMED.finditer(inner):
            yield named[1], int(named[2])


def _content(form: _Form, data: mmap.mmap) -> bytes:
    """What a form draws, as far as it can be read; b"" where it is packed in another way than most."""
    length = _LENGTH.search(form.head)
    end = form.content + int(length[1]) if length else data.find(b"endstream", form.content)
    raw = data[form.content : min(end, form.content + _CONTENT)]
    if b"/Filter" not in form.head:
        return raw
    try:
        return zlib.decompressobj().decompress(raw, _CONTENT)
    except zlib.error:
        return b""


def _reaches(form: int, draws: Mapping[int, Counter[int]]) -> bool:
    """Whether a form draws itself, be it through others."""
    seen: set[int] = set()
    waiting = list(draws[form])
    while waiting:
        other = waiting.pop()
        if other == form:
            return True
        if other not in seen:
            seen.add(other)
            waiting += draws.get(other, ())
    return False
