"""Every place where a numbered action of a plan is mentioned or defined, in order of time."""

from __future__ import annotations

import csv
import re
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path

from rapidfuzz import fuzz

from corpus.catalogue import Catalogue, unpack_boxes
from corpus.errors import AdviesspoorError, cause
from corpus.model import Box, Category, Stance
from corpus.names import name_text
from index.store import Corpus
from index.words import fold

# "actie 18.2", "acties 18", "18.2.", "18 bis"
_ACTION = re.compile(
    r"^(?:en\s+)?(?:de\s+)?(?:acties?(?:punt(?:en)?)?\s+)?(?:nrs?\.?\s*)?(?P<number>\d+(?:\.\d+)*(?:\.?\s?[a-z]{1,3})?)\.?$",
    re.I,
)
# "4 tot en met 7", "4 t/m 7", "4 - 7"
_RANGE = re.compile(r"\s+(?:tot(?:\s+en\s+met)?|t\.?e\.?m\.?|t/m)\s+|\s*[-–—]\s*", re.I)
# "1, 3 en 18.2"
_LIST = re.compile(r"\s*[,;&+]\s*|\s+(?:en|of|alsook|evenals)\s+(?!met\b)", re.I)
# A range of more numbers than any plan has.
_LONGEST = 200
# How much of a plan's name must be recognised in what the user writes for it.
_SAME_PLAN = 80


@dataclass(frozen=True, slots=True)
class Taken:
    """A stance on an action; `own` when the sentence of the mention takes it, and not one that goes on about it."""

    stance: Stance
    own: bool


@dataclass(frozen=True, slots=True)
class Traced:
    """One mention or definition of an action: where it stands and what is said there.

    What the document thinks of the action there is in `stances` once `index.stances.with_stances` has filled it.
    """

    action: str
    kind: str  # "mention" or "definition"
    plan: str | None
    sha256: str
    file: str
    title: str | None
    date: str | None
    document_kind: str
    body: str | None
    where: str
    section: str | None  # the section it stands in, or in which its footnote hangs
    section_title: str | None
    page: int
    boxes: tuple[Box, ...]
    text: str
    sentence: str
    definition: str | None
    plan_confidence: float = 1.0
    plan_found_by: str | None = None  # "sentence", "section", "document", "hand"…
    stances: tuple[Taken, ...] = ()


def action_numbers(text: str) -> list[str]:
    """The numbers that `text` means: "actie 18.2", "acties 4 tot en met 7", "acties 1, 3 en 18.2".

    Raises AdviesspoorError when it is no number of an action, nor a list or range of these.
    """
    found: list[str] = []
    for part in _LIST.split(text.strip()):
        ends = [_ACTION.match(end.strip()) for end in _RANGE.split(part)]
        numbers = [re.sub(r"\s", "", end["number"].lower()) for end in ends if end is not None]
        if len(numbers) != len(ends) or len(numbers) > 2:
            raise AdviesspoorError(
                f"'{text}' is geen nummer van een actie; schrijf bijvoorbeeld 18.2, 'acties 1 en 3' of "
                "'acties 4 tot en met 7'.",
                Category.EMPTY,
            )
        found += numbers if len(numbers) == 1 else _between(*numbers)
    return list(dict.fromkeys(found))


def _between(first: str, last: str) -> list[str]:
    """Every number from `first` to `last`, which differ in their last part only."""
    before, _, start = first.rpartition(".")
    same, _, end = last.rpartition(".")
    if before == same and start.isdecimal() and end.isdecimal() and 0 <= int(end) - int(start) < _LONGEST:
        return [f"{before}.{n}" if before else str(n) for n in range(int(start), int(end) + 1)]
    raise AdviesspoorError(f"'{first} tot en met {last}' is geen reeks van acties.", Category.EMPTY)


def trace(corpus: Corpus, action: str, plan: str | None = None) -> list[Traced]:
    """Every mention and definition of `action` ("actie 18.2", "18", "acties 4 tot en met 7"), by date of the document.

    In a document by place. "18" takes 18.1, 18.2… along. `plan` is the name of a plan or some words of it. Raises
    AdviesspoorError when `action` is no number of an action, when nothing mentions it, or when no such plan is known.
    """
    numbers = action_numbers(action)
    catalogue = corpus.catalogue
    plans = None if plan is None else _plans(catalogue, plan)
    rows = catalogue.db.execute(
        "SELECT m.action, m.kind, m.plan, d.sha256, d.file, d.title, d.date, d.kind, d.body, m.place, s.place, s.title,"
        " m.page, m.boxes, m.text, m.sentence, m.definition, m.plan_confidence, m.plan_found_by"
        " FROM mentions m JOIN documents d ON d.id = m.doc LEFT JOIN sections s ON s.id = m.section"
        f" WHERE {' OR '.join(['m.action = ? OR (m.action >= ? AND m.action < ?)'] * len(numbers))}"
        " ORDER BY d.date IS NULL, d.date, d.sha256, coalesce(s.position, 1000000), m.place, m.start, m.position",
        [bound for number in numbers for bound in (number, number + ".", number + "/")],
    )
    found = [
        Traced(
            action=r[0], kind=r[1], plan=r[2], sha256=r[3], file=r[4], title=r[5], date=r[6], document_kind=r[7],
            body=r[8], where=r[9], section=r[10], section_title=r[11], page=r[12], boxes=unpack_boxes(r[13]),
            text=r[14], sentence=r[15], definition=r[16], plan_confidence=r[17], plan_found_by=r[18],
        )
        for r in rows
        if plans is None or r[2] in plans
    ]  # fmt: skip
    if not found:
        of = f" van '{plan}'" if plan else ""
        which = numbers[0] if len(numbers) == 1 else f"{', '.join(numbers[:-1])} of {numbers[-1]}"
        raise AdviesspoorError(f"Geen enkel document vermeldt actie {which}{of}.", Category.EMPTY)
    return found


def _plans(catalogue: Catalogue, asked: str) -> set[str]:
    known = [p for (p,) in catalogue.db.execute("SELECT DISTINCT plan FROM mentions WHERE plan IS NOT NULL")]
    exact = {p for p in known if fold(p) == fold(asked)}
    found = exact or {p for p in known if fold(asked) in fold(p)}
    found = found or {p for p in known if fuzz.token_set_ratio(fold(asked), fold(p)) >= _SAME_PLAN}
    if not found:
        there = "; ".join(f"'{p}'" for p in sorted(known, key=fold))
        hint = f"; bekend zijn {there}" if there else ""
        raise AdviesspoorError(f"Er is geen plan '{asked}' waarvan acties vermeld worden{hint}.", Category.EMPTY)
    return found


def export_mentions(rows: Sequence[Traced], path: Path) -> None:
    """Write every mention as a row of a CSV file, which is there whole or not at all.

    Raises AdviesspoorError when it cannot be written.
    """
    heads = [f.name for f in fields(Traced) if f.name != "boxes"]
    try:
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=".export-") as folder:
            fresh = Path(folder) / path.name
            with fresh.open("w", encoding="utf-8", newline="") as file:
                writer = csv.writer(file)
                writer.writerow(heads)
                for row in rows:
                    stances = "; ".join(taken.stance for taken in row.stances)
                    values = (stances if name == "stances" else getattr(row, name) for name in heads)
                    writer.writerow(["" if value is None else value for value in values])
            fresh.replace(path)
    except OSError as error:
        raise AdviesspoorError(f"Het bestand {name_text(path)} kan niet geschreven worden: {cause(error)}.") from error
