"""A PDF that no reader opens, because its end or its tables are gone, written anew from the objects that are left.

The file is searched for objects; those packed in object streams are unpacked. The pages among them get a new page tree,
catalogue and cross-reference table, put behind what there was, so that the rest of the reading is as for any PDF.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

# What is written anew may be no longer than this, unpacked objects included: a small file may inflate to gigabytes.
MOST_BYTES = 200_000_000
_MOST_UNPACKED = 40_000_000
# So many objects at most are looked at; real files of a thousand pages have a tenth of it.
_MOST_OBJECTS = 1_000_000
# A dictionary is looked for in so many bytes of an object.
_HEAD = 20_000

_OBJECT = re.compile(rb"(?<![0-9])(\d{1,9})[ \t\r\n]+(\d{1,5})[ \t\r\n]+obj\b")
_END = re.compile(rb"endobj|(?<![0-9])\d{1,9}[ \t\r\n]+\d{1,5}[ \t\r\n]+obj\b")
_STREAM = re.compile(rb"stream\r?\n")
_PAGE = re.compile(rb"/Type\s*/Page\b(?!s)")
_PAGES = re.compile(rb"/Type\s*/Pages\b")
_PACKED = re.compile(rb"/Type\s*/ObjStm\b")
_ENCRYPT = re.compile(rb"/Encrypt\s*(?:<<|\d+\s+\d+\s+R)|/Filter\s*/Standard\b")
_KIDS = re.compile(rb"/Kids\s*\[([^\]]*)\]")
_PARENT = re.compile(rb"/Parent\s+(\d+)\s+\d+\s+R")
_REFERENCE = re.compile(rb"(\d+)\s+\d+\s+R")
_CONTENTS = re.compile(rb"/Contents\s*(\[[^\]]*\]|\d+\s+\d+\s+R)")
_COUNT = re.compile(rb"/Count\s+(\d{1,7})\b")
_FIRST = re.compile(rb"/First\s+(\d{1,9})\b")
_NUMBERS = re.compile(rb"\d+")


@dataclass(frozen=True, slots=True)
class Salvaged:
    """A PDF written anew: the numbers of its pages whose text is lost, and how many pages there were at least."""

    data: bytes
    lost: frozenset[int]
    claimed: int


@dataclass(slots=True)
class _Found:
    """The objects that are left: where each begins, and the beginning of those that tell of pages."""

    places: dict[int, tuple[int, int]]  # number → place in the file, generation
    unpacked: dict[int, bytes]  # objects that stood in object streams
    pages: dict[int, bytes]
    trees: dict[int, bytes]


def salvage(data: bytes) -> Salvaged | None:
    """The pages that are left in the PDF `data` as a PDF that opens; None where there are none to be read.

    An encrypted file whose key went with its end cannot be read either.
    """
    if len(data) > MOST_BYTES or _ENCRYPT.search(data):
        return None
    data = data[max(0, data.find(b"%PDF")) :]  # places count from there
    found = _find(data)
    order = _in_order(found)
    lost = frozenset(k for k, number in enumerate(order, start=1) if _is_lost(found.pages[number], found))
    if len(lost) == len(order):
        return None
    counts = [int(m[1]) for head in found.trees.values() if not _PARENT.search(head) and (m := _COUNT.search(head))]
    return Salvaged(_written(data, found, order), lost, max([*counts, len(order)]))


def _is_lost(page: bytes, found: _Found) -> bool:
    """Whether nothing is left of what a page shows."""
    contents = _CONTENTS.search(page)
    parts = [int(r) for r in _REFERENCE.findall(contents[1])] if contents else []
    return bool(parts) and not any(part in found.places or part in found.unpacked for part in parts)


def _find(data: bytes) -> _Found:
    found = _Found({}, {}, {}, {})
    left = _MOST_UNPACKED
    for count, m in enumerate(_OBJECT.finditer(data)):
        if count >= _MOST_OBJECTS:
            break
        number = int(m[1])
        end = _END.search(data, m.end(), m.end() + _HEAD)
        stream = _STREAM.search(data, m.end(), end.start() if end else m.end() + _HEAD)
        head = data[m.end() : stream.start() if stream else end.start() if end else m.end() + _HEAD]
        found.places[number] = m.start(), int(m[2])  # the last one with a number is the newest
        _sort(number, head, found)
        if stream is not None and _PACKED.search(head):
            for inner, body in _unpacked(head, data, stream.end(), left):
                left -= len(body)
                found.unpacked[inner] = body
                _sort(inner, body, found)
    return found


def _sort(number: int, head: bytes, found: _Found) -> None:
    """Note an object that is a page or a part of the page tree; an older one with its number is no longer that."""
    found.pages.pop(number, None)
    found.trees.pop(number, None)
    if _PAGES.search(head):
        found.trees[number] = head
    elif _PAGE.search(head):
        found.pages[number] = head


def _unpacked(head: bytes, data: bytes, start: int, most: int) -> Iterator[tuple[int, bytes]]:
    """The objects of an object stream with their numbers: as far as they can be unpacked, no more bytes than `most`."""
    first = _FIRST.search(head)
    if first is None:
        return
    end = data.find(b"endstream", start)
    packed = data[start : end if end >= 0 else len(data)]
    if b"/FlateDecode" in head or b"/Fl " in head:
        try:
            packed = zlib.decompressobj().decompress(packed, max(1, most))
        except zlib.error:
            return
    elif b"/Filter" in head:
        return
    begin = int(first[1])
    numbers = [int(n) for n in _NUMBERS.findall(packed[:begin])]
    pairs = list(zip(numbers[::2], numbers[1::2], strict=False))
    for k, (number, offset) in enumerate(pairs):
        until = begin + pairs[k + 1][1] if k + 1 < len(pairs) else len(packed)
        body = packed[begin + offset : until]
        if body.strip():
            yield number, body


def _in_order(found: _Found) -> list[int]:
    """The numbers of the pages in reading order: as what is left of the page tree says, else as they stand."""
    order: list[int] = []
    seen: set[int] = set()
    kids = {n: [int(r) for r in _REFERENCE.findall(m[1])] for n, h in found.trees.items() if (m := _KIDS.search(h))}
    below = {kid for some in kids.values() for kid in some}
    waiting = [n for n in sorted(kids, reverse=True) if n not in below]
    while waiting:  # from left to right, each node once
        number = waiting.pop()
        if number in seen:
            continue
        seen.add(number)
        if number in found.pages:
            order.append(number)
        waiting += reversed(kids.get(number, []))
    rest = [n for n in found.pages if n not in seen]
    return order + sorted(rest, key=lambda n: found.places.get(n, (0, 0))[0] if n not in found.unpacked else n)


def _written(data: bytes, found: _Found, order: list[int]) -> bytes:
    out = bytearray(data)
    out += b"\nendstream\nendobj\n"  # what was cut off in the middle ends here
    places = dict(found.places)
    for number, body in found.unpacked.items():
        places[number] = len(out), 0
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    tree = max(places) + 1
    for number, body in (
        (
            tree,
            b"<< /Type /Pages /Count %d /Kids [%s] >>"
            % (len(order), b" ".join(b"%d %d R" % (n, places[n][1]) for n in order)),
        ),
        (tree + 1, b"<< /Type /Catalog /Pages %d 0 R >>" % tree),
    ):
        places[number] = len(out), 0
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 1\n0000000000 65535 f \n"
    for first, run in _runs(sorted(places)):
        out += b"%d %d\n" % (first, len(run))
        out += b"".join(b"%010d %05d n \n" % places[n] for n in run)
    out += b"trailer\n<< /Size %d /Root %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (tree + 2, tree + 1, table)
    return bytes(out)


def _runs(numbers: list[int]) -> Iterator[tuple[int, list[int]]]:
    """Numbers that follow each other, with the first of each run."""
    run: list[int] = []
    for number in numbers:
        if run and number != run[-1] + 1:
            yield run[0], run
            run = []
        run.append(number)
    if run:
        yield run[0], run
