"""Blocks to the skeleton of a document: sections with their tree, footnotes with their anchors, signatures."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from corpus.model import (
    Anchor,
    Block,
    Document,
    Footnote,
    Meta,
    Place,
    Question,
    Reading,
    Section,
    Signatory,
)
from ingest.joining import concatenate
from ingest.rows import NAME, ROLE
from nlp.patterns import BODY, BODY_WORDS, COUNCIL_PARTS, SALUTATION, either
from nlp.questions import is_written_question, split_questions

_ROLE = re.compile(rf"\b{ROLE}\b")


# What points at the notes of a number, each with the page it stands on
_Marks = dict[str, list[tuple[int, Anchor]]]


@dataclass(slots=True)
class _Open:
    """A section that is being filled."""

    key: str
    number: str | None
    title: str | None
    level: int
    page: int
    heading: Place | None
    parts: list[Block] = field(default_factory=list)
    marks: list[Anchor] = field(default_factory=list)


def structure(reading: Reading) -> Document:
    """The document with its sections, footnotes, questions and signatories; everything else is still to be found."""
    everything = reading.blocks
    blocks = [b for b in everything if b.kind != "footnote"]
    notes = [b for b in reading.blocks if b.kind == "footnote"]
    questions: tuple[Question, ...] = ()
    anchors: _Marks = {}
    if is_written_question(blocks):
        recognised = any(p.origin in ("ocr", "text_layer") for p in reading.pages)
        blocks, questions, question_marks = split_questions(blocks, recognised)
        for where, block, offset in question_marks:
            _anchor(anchors, where, block, offset)
    else:
        everything = _letter(everything)
        blocks = [b for b in everything if b.kind != "footnote"]
    blocks, signatories = split_signatures(blocks)
    sections = _sections(blocks, anchors)
    return Document(
        file=reading.file,
        sha256=reading.sha256,
        pages=reading.pages,
        meta=Meta(signatories=signatories),
        sections=sections,
        footnotes=_footnotes(notes, anchors),
        questions=questions,
        repairs=reading.repairs,
        links=reading.links,
        cover=_cover(everything),
        info=reading.info,
        status=reading.status,
        problems=reading.problems,
    )


# A letter begins among so many blocks, and no block of its letterhead has more words.
_HEAD_OF_LETTER, _LETTERHEAD = 20, 60
_OF_LETTERHEAD = ("heading", "paragraph", "quote", "item")


def _letter(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks of a letter with all that stands before "Geachte heer minister" as its cover; of other papers as is.

    Nothing of a letterhead is a heading, and what stands below the salutation is the preamble up to the first heading.
    """
    for k, block in enumerate(blocks[:_HEAD_OF_LETTER]):
        if SALUTATION.fullmatch(" ".join(block.text.text.split())):
            head = [replace(b, kind="cover", level=None) if b.kind in _OF_LETTERHEAD else b for b in blocks[:k]]
            return (*head, replace(block, kind="paragraph", level=None), *blocks[k + 1 :])
        if (block.kind == "heading" and block.number) or len(block.text.text.split()) > _LETTERHEAD:
            break
    return blocks


def _cover(blocks: Sequence[Block]) -> tuple[Block, ...]:
    cover = [b for b in blocks if b.kind == "cover"]
    if not cover:
        first = next((k for k, b in enumerate(blocks) if b.kind == "heading" and b.number), min(12, len(blocks)))
        cover = [b for b in blocks[: min(first, 12)] if b.kind in ("heading", "paragraph", "quote", "item")]
    return tuple(sorted(cover, key=lambda b: -b.size))


def _sections(blocks: Sequence[Block], anchors: _Marks) -> tuple[Section, ...]:
    opened = [_Open("preamble", None, None, 0, 1, None)]
    taken = {"preamble"}
    for block in blocks:
        if block.kind == "contents":
            continue
        if block.kind != "heading":
            opened[-1].parts.append(block)
            continue
        title = block.text.text.strip()
        key, again = block.number or title, 2
        while key in taken:
            key, again = f"{block.number or title} ({again})", again + 1
        taken.add(key)
        place = block.text.place()
        opened.append(_Open(key, block.number, title, block.level or 1, place.page, place))
        for mark in block.marks:
            before = title[max(0, mark.offset - 60) : mark.offset]
            found = Anchor(key, 0, before, mark.confidence, mark.found_by)
            anchors.setdefault(mark.number, []).append((place.page, found))
    sections: list[Section] = []
    for one in opened:
        body, starts = concatenate([p.text for p in one.parts])
        if one.key == "preamble" and not body.text:
            continue
        for part, start in zip(one.parts, starts, strict=True):
            _anchor(anchors, one.key, part, start)
        items = tuple(
            (s, p.marker or "•", p.level or 1) for p, s in zip(one.parts, starts, strict=True) if p.kind == "item"
        )
        page = body.lines[0].page if one.heading is None and body.lines else one.page
        sections.append(
            Section(
                one.key, one.number, one.title, one.level, _parent(one, sections), page, body, one.heading, items=items
            )
        )
    return tuple(sections)


def _parent(one: _Open, before: Sequence[Section]) -> str | None:
    """The section that this one stands under: by its number, else the nearest of a lower level."""
    if one.number and "." in one.number:
        above = one.number.rsplit(".", 1)[0]
        found = next((s.key for s in reversed(before) if s.number == above), None)
        if found is not None:
            return found
    return next((s.key for s in reversed(before) if 0 < s.level < one.level), None)


def _anchor(anchors: _Marks, where: str, block: Block, start: int) -> None:
    for mark in block.marks:
        before = block.text.text[max(0, mark.offset - 60) : mark.offset]
        page = block.text.place(max(0, mark.offset - 1), mark.offset).page
        found = Anchor(where, start + mark.offset, before, mark.confidence, mark.found_by)
        anchors.setdefault(mark.number, []).append((page, found))


def _footnotes(blocks: Sequence[Block], anchors: _Marks) -> tuple[Footnote, ...]:
    """The notes, each with what points at it: where numbers begin again, of its own page."""
    placed = [(b.number or "?", b.text.lines[0].page if b.text.lines else 1, b) for b in blocks]
    pages: dict[str, list[int]] = {}
    for number, page, _ in placed:
        pages.setdefault(number, []).append(page)
    notes = []
    for number, page, block in placed:  # a mark belongs to the note on its page, or on the nearest after it
        marks = anchors.get(number, [])
        own = pages[number]
        held = [a for at, a in marks if len(own) == 1 or page == min((p for p in own if p >= at), default=max(own))]
        notes.append(Footnote(number, block.text, page, tuple(held)))
    return tuple(notes)


# --- signatures -------------------------------------------------------------------------------------------------------


def split_signatures(blocks: Sequence[Block]) -> tuple[list[Block], tuple[Signatory, ...]]:
    """The blocks without the signatures at the end of the body, and who signed.

    A run of short blocks of names and functions, side by side or under each other, before an unnumbered heading or at
    the end.
    """
    out = list(blocks)
    for k in range(len(out) - 1, -1, -1):
        end = k + 1
        if end < len(out) and not (out[end].kind == "heading" and not out[end].number):
            continue
        start = end
        while start > 0 and end - start < 8 and _signs(out[start - 1]):
            start -= 1
        run = out[start:end]
        if run and any(_ROLE.search(b.text.text) for b in run):
            people = _people(run)
            if people:
                return out[:start] + out[end:], people
    return out, ()


# The rest of a function: "Onderwijs", "van de raad"
_WORDS = re.compile(r"^[^\W\d_]+(?:[ -][^\W\d_]+)*$")


def _unwrapped(text: str) -> str:
    """Rows side by side with functions that run over two lines made whole: "voorzitter Raad Hoger" over "Onderwijs"."""
    rows: list[list[str]] = []
    for line in text.split("\n"):
        cells = line.split("\t")
        above = rows[-1] if rows else []
        goes_on = all(_WORDS.match(cell) and not (_is_name(cell) or _is_role(cell)) for cell in cells)
        if len(above) == len(cells) > 1 and goes_on and all(_is_role(cell) for cell in above):
            rows[-1] = [f"{role} {rest}" for role, rest in zip(above, cells, strict=True)]
        else:
            rows.append(cells)
    return "\n".join("\t".join(row) for row in rows)


def _signs(block: Block) -> bool:
    text = _unwrapped(block.text.text.strip())
    if block.kind == "heading" and not block.number:  # a name in bold over its function
        return _is_name(text)
    if block.kind not in ("paragraph", "table", "quote") or len(text) > 320:
        return False
    parts = [p for p in re.split(r"[\t\n]+|\s{3,}", text) if p.strip()]
    return bool(parts) and all(_is_name(p) or _is_role(p) or _is_both(p) for p in parts)


def _is_name(text: str) -> bool:
    return bool(NAME.match(text.strip(" ,"))) and not _ROLE.search(text)


def _is_role(text: str) -> bool:
    m = _ROLE.match(text.strip())
    return m is not None and len(text) < 140 and not re.search(r"[.!?]$", text.strip())


def _is_both(text: str) -> bool:
    m = _ROLE.search(text)
    return m is not None and m.start() > 3 and len(text) < 300 and _is_name(text[: m.start()].strip(" ,\n"))


def _people(run: Sequence[Block]) -> tuple[Signatory, ...]:
    """Who signed: from columns where names stand over functions, else from lines of names and functions in turn."""
    rows = [row.split("\t") for b in run if b.kind == "table" for row in _unwrapped(b.text.text).split("\n")]
    beside = []
    for column in range(max((len(r) for r in rows), default=0)):
        cells = [r[column].strip() for r in rows if column < len(r)]
        role = next((c for c in cells if _is_role(c)), None)
        beside += [Signatory(c, role) for c in cells if _is_name(c)][:1]
    return tuple(beside) or _people_in_lines("\n".join(b.text.text for b in run))


def _people_in_lines(text: str) -> tuple[Signatory, ...]:
    names: list[str] = []
    roles: list[str] = []
    for line in re.split(r"[\n\t]+", text):
        cuts = [m.start() for m in _ROLE.finditer(line)]
        names.append(line[: cuts[0] if cuts else len(line)].strip(" ,"))
        for a, b in itertools.pairwise([*cuts, len(line)]):
            role = line[a:b].strip(" ,")
            tail = _trailing_name(role)
            roles.append(role.removesuffix(tail).strip(" ,"))
            names.append(tail)
    names = [n for n in names if n]
    names = divide_names(names[0], len(roles)) if len(names) == 1 < len(roles) else names
    return tuple(Signatory(n, roles[k] if k < len(roles) else None) for k, n in enumerate(names))


# "Van den", "De": what stands before the last part of a name
_PARTICLE = re.compile(r"^(?:van|de|den|der|ter|te|ten|le|la|von|op|’t|'t)$", re.I)

# So many words a line of names has at most.
_MOST_WORDS = 16


def divide_names(text: str, count: int) -> list[str]:
    """The names of `count` people that stand in one line, each of two words at least; the line where that is unsure.

    "Lut Verbeeck Jan De Coster" is two people: no name ends or begins with "De".
    """
    words = text.split()
    if not 2 * count <= len(words) <= _MOST_WORDS:
        return [text]
    ways = [
        [words[a:b] for a, b in itertools.pairwise((0, *cuts, len(words)))]
        for cuts in itertools.combinations(range(2, len(words) - 1), count - 1)
    ]
    fits = [
        names
        for names in ways
        if all(
            len(n) > 1 and not (_PARTICLE.match(n[0]) or _PARTICLE.match(n[-1]) or n[0].endswith(",")) for n in names
        )
    ]
    # where several fit, the one in which all names but their particles are of first and last name
    plain = [names for names in fits if all(sum(not _PARTICLE.match(w) for w in n) == 2 for n in names)]
    chosen = plain if len(fits) > 1 else fits
    return [" ".join(n).strip(" ,") for n in chosen[0]] if len(chosen) == 1 else [text]


_CAPITALS = r"[A-ZÀ-Þ][\w’'-]+"
# "secretaris Raad Secundair Onderwijs Jan Peeters", "voorzitter van de Vlor An Van den Bossche"
_ROLE_BODY_NAME = re.compile(
    rf"{ROLE}(?:,?\s+(?:(?:van\s+)?(?:de|het)\s+|van\s+)?(?:{either(COUNCIL_PARTS)}|{BODY})(?!\w))?"
    rf",?\s+(?P<name>{_CAPITALS}(?:\s+(?:van|de|den|der|ter|ten|te|{_CAPITALS})){{0,4}}\s+{_CAPITALS})$"
)


def _trailing_name(role: str) -> str:
    """The name that stands behind a function in one line: "secretaris Raad Secundair Onderwijs Jan Peeters"."""
    m = _ROLE_BODY_NAME.match(role)
    return m["name"] if m and not BODY_WORDS.search(m["name"]) and "Onderwijs" not in m["name"].split() else ""
