"""The readable source of a demonstration document: front matter, blocks, annotations (README.md shows the markup)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path

SOURCES = Path(__file__).parent / "sources"
MARK = "Verzonnen voorbeeld"

# {a 18.2|actie 18.2}: the kind, its arguments, and behind the bar the words that are printed.
_OPEN = re.compile(r"\{([aAcxln!])\s*([^|{}]*)\|")
_NOTE = re.compile(r"\[\^(\d+)\]")
_NUMBER = re.compile(r"(\d+(?:\.\d+)*)\.?\s+(?=\S)")
_ITEM = re.compile(r"( *)([¬•–▪-]|[a-z][.)]|\d+[.)])\s+")
_LABEL = re.compile(r"\[(?:([\d,]+):)?\s*([^\]]*)\]\s*")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text that means something (`a`, `A`, `c`, `x`, `!`) or looks different (`b`, `i`, `l`)."""

    kind: str
    args: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Rich:
    """Plain text with its spans and the offsets at which footnote markers stand; no markup is left in `text`."""

    text: str
    spans: tuple[Span, ...] = ()
    marks: tuple[tuple[int, str], ...] = ()

    def marked(self) -> str:
        """The text with its footnote markers as `[^n]`."""
        out, at = "", 0
        for offset, number in self.marks:
            out += self.text[at:offset] + f"[^{number}]"
            at = offset
        return out + self.text[at:]


@dataclass(frozen=True, slots=True)
class Part:
    """One block of a source.

    `kind` is that of TRUTH.md (heading, para, bullet, quote, table, entry, question, answer, preamble, signature) or
    `contents`. `owner` is "question:N" or "answer:N" where the block belongs to one, `numbers` are the questions that a
    question or answer block is for, `look` is how a table or letterhead line is drawn.
    """

    kind: str
    rich: Rich
    number: str | None = None
    level: int = 1
    marker: str = ""
    rows: tuple[tuple[Rich, ...], ...] = ()
    numbers: tuple[int, ...] = ()
    owner: str | None = None
    look: str = ""
    gap: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """One demonstration document as it is written."""

    name: str
    front: dict[str, list[str]]
    parts: tuple[Part, ...]
    notes: dict[str, Rich]

    def get(self, key: str) -> str | None:
        """The last value of `key` in the front matter, or None."""
        values = self.front.get(key)
        return values[-1] if values else None


def read_source(path: Path) -> Source:
    """The document written at `path`. Raises ValueError on markup that does not close or lacks the example mark."""
    text = path.read_text(encoding="utf-8")
    if MARK not in text:
        raise ValueError(f"{path.name}: the mark “{MARK}” is missing")
    _, head, body = text.split("---\n", 2)
    front: dict[str, list[str]] = {}
    for line in head.splitlines():
        if line.strip():
            key, value = line.split(":", 1)
            front.setdefault(key.strip(), []).append(value.strip())
    try:
        parts, notes = _parts(body)
    except ValueError as error:
        raise ValueError(f"{path.name}: {error}") from error
    return Source(path.stem, front, parts, notes)


def read_sources(folder: Path = SOURCES) -> list[Source]:
    """All sources of the folder in order of their names."""
    return [read_source(path) for path in sorted(folder.glob("*.md"))]


def parse(markup: str) -> Rich:
    """Inline markup as plain text with spans. Raises ValueError when a brace stays open."""
    text, at = "", 0
    spans: list[Span] = []
    marks: list[tuple[int, str]] = []
    stack: list[tuple[str, str, int]] = []
    faces: dict[str, int] = {}
    while at < len(markup):
        opened, note = _OPEN.match(markup, at), _NOTE.match(markup, at)
        if opened:
            stack.append((opened.group(1), opened.group(2).strip(), len(text)))
            at = opened.end()
        elif note:
            marks.append((len(text), note.group(1)))
            at = note.end()
        elif markup[at] == "}":
            if not stack:
                raise ValueError(f"a brace closes that was not opened: …{markup[max(0, at - 40) : at + 1]}")
            kind, args, start = stack.pop()
            spans.append(Span(kind, args, start, len(text)))
            at += 1
        elif markup[at] == "*":
            face = "b" if markup.startswith("**", at) else "i"
            if face in faces:
                spans.append(Span(face, "", faces.pop(face), len(text)))
            else:
                faces[face] = len(text)
            at += 2 if face == "b" else 1
        elif markup[at] == "{":
            raise ValueError(f"not an annotation: {markup[at : at + 40]}")
        else:
            text += markup[at]
            at += 1
    if stack or faces:
        raise ValueError(f"markup stays open: {markup[:60]}")
    return Rich(text, tuple(sorted(spans, key=lambda s: (s.start, -s.end))), tuple(marks))


def label_numbers(label: str) -> tuple[int, ...]:
    """The questions that a label stands for: "3." is 3, "1-3." and "1. tot 3." are 1, 2, 3, "2. en 5." is 2 and 5."""
    found = [int(n) for n in re.findall(r"\d+", label)]
    if len(found) == 2 and re.search(r"-|–|tot", label):
        return tuple(range(found[0], found[1] + 1))
    return tuple(found)


def _parts(body: str) -> tuple[tuple[Part, ...], dict[str, Rich]]:
    parts: list[Part] = []
    notes: dict[str, Rich] = {}
    owner: str | None = None
    for chunk in re.split(r"\n\s*\n", body):
        lines = [line for line in chunk.splitlines() if line.strip()]
        first_of_chunk = True
        while lines:
            unit = _unit(lines)
            line = unit[0]
            if line.startswith("[^"):
                number, rest = re.match(r"\[\^(\d+)\]:\s*", line), unit
                if number is None:
                    raise ValueError(f"not a footnote: {line[:60]}")
                notes[number.group(1)] = parse(_joined([line[number.end() :], *rest[1:]]))
                continue
            part = _part(unit)
            if part.kind in ("question", "answer"):
                owner = f"{part.kind}:{part.numbers[0]}"
            elif part.kind in ("heading", "preamble", "signature", "entry"):
                owner = None
            parts.append(replace(part, owner=owner, gap=first_of_chunk))
            first_of_chunk = False
    return tuple(parts), notes


def _unit(lines: list[str]) -> list[str]:
    """Takes the lines of the next block off `lines`: a block goes on until a line that begins another one."""
    unit = [lines.pop(0)]
    if unit[0].startswith("[tabel"):
        while lines and lines[0].startswith("|"):
            unit.append(lines.pop(0))
        return unit
    while lines and not _begins(lines[0]):
        unit.append(lines.pop(0))
    return unit


def _begins(line: str) -> bool:
    return bool(re.match(r"#+ |> |@ |\^ |:\S* |\? |! |\[\^|\[tabel|\[inhoud", line) or _ITEM.match(line))


def _joined(lines: list[str]) -> str:
    """Lines of one paragraph as one; a line that begins with `/ ` stays a line of its own."""
    out = lines[0].strip()
    for line in lines[1:]:
        line = line.strip()
        out += "\n" + line[2:] if line.startswith("/ ") else " " + line
    return out


def _part(unit: list[str]) -> Part:
    line = unit[0]
    if line.startswith("[inhoud"):
        return Part("contents", Rich(line[7:].strip(" :]")))
    if line.startswith("[tabel"):
        rows = tuple(
            tuple(parse(cell.strip()) for cell in re.split(r"(?<=\s)\|(?=\s)", row.strip().strip("|")))
            for row in unit[1:]
        )
        if len({len(row) for row in rows}) != 1:
            raise ValueError(f"rows of different length in the table {rows[0][0].text}")
        return Part("table", Rich(""), rows=rows, look=line[6:].strip(" :]"))
    if heading := re.match(r"(#+) ", line):
        rest = _joined([line[heading.end() :], *unit[1:]])
        number = _NUMBER.match(rest)
        title = rest[number.end() :] if number else rest
        return Part("heading", parse(title), number.group(1) if number else None, len(heading.group(1)))
    if item := _ITEM.match(line):
        text = _joined([line[item.end() :], *unit[1:]])
        return Part("bullet", parse(text), level=1 + (len(item.group(1)) >= 2), marker=item.group(2))
    if letterhead := re.match(r":(\S*) ", line):
        return Part("preamble", parse(_joined([line[letterhead.end() :], *unit[1:]])), look=letterhead.group(1))
    if line[:2] in ("? ", "! "):
        label = _LABEL.match(line[2:])
        if label is None:
            raise ValueError(f"a question or answer without label: {line[:60]}")
        given = label.group(1) or label.group(2)
        kind = "question" if line[0] == "?" else "answer"
        numbers = tuple(map(int, given.split(","))) if label.group(1) else label_numbers(given)
        return Part(
            kind,
            parse(_joined([line[2 + label.end() :], *unit[1:]])),
            marker=label.group(2).strip(),
            numbers=numbers,
        )
    for sign, kind in (("> ", "quote"), ("@ ", "entry"), ("^ ", "signature")):
        if line.startswith(sign):
            return Part(kind, parse(_joined([line[2:], *unit[1:]])))
    return Part("para", parse(_joined(unit)))
