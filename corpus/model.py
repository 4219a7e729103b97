"""The values that travel through Adviesspoor: a `Reading` leaves ingest/, a `Document` leaves nlp/.

Everything is a frozen dataclass (what a file has thousands of by values.py), so a stage can only give a new value,
never change the one it got. Lengths on the page are PDF points (1/72 inch) from the top left corner of the page as it
is shown; pages count from 1; positions in a text are character offsets, end exclusive.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from corpus.values import value

# Raised whenever a newer version of the code would read the same file differently: older documents are then read again.
READING_VERSION = 7


# --- places -----------------------------------------------------------------------------------------------------------


@value(frozen=True, slots=True)
class Box:
    """A rectangle on a page, in points from the top left corner."""

    x0: float
    top: float
    x1: float
    bottom: float


@value(frozen=True, slots=True)
class Place:
    """Where something stands: a page and, unless the input has no layout (plain text), a box per line on it."""

    page: int
    boxes: tuple[Box, ...] = ()


@value(frozen=True, slots=True)
class LineSpan:
    """The stretch `start:end` of a text stands on this line of the page."""

    start: int
    end: int
    page: int
    box: Box | None


@value(frozen=True, slots=True)
class PlacedText:
    """A text that knows for each stretch of it on which page and line it stands.

    Paragraphs are separated by a blank line, rows of a table by one newline, cells by a tab.
    """

    text: str
    lines: tuple[LineSpan, ...] = ()

    def place(self, start: int = 0, end: int | None = None) -> Place:
        """The page on which `start:end` begins and the boxes of that stretch on that page.

        A box of a line that is covered in part is cut in proportion to the characters.
        """
        end = len(self.text) if end is None else end
        touched = [s for s in self.lines if s.start < end and s.end > start] or list(self.lines[:1])
        if not touched:
            return Place(1)
        page = touched[0].page
        boxes = tuple(_cut(s, start, end) for s in touched if s.page == page and s.box is not None)
        return Place(page, boxes)


def _cut(span: LineSpan, start: int, end: int) -> Box:
    box, length = span.box, max(1, span.end - span.start)
    assert box is not None
    left = max(0, start - span.start) / length
    right = min(length, end - span.start) / length
    width = box.x1 - box.x0
    if right <= left:
        return box
    return Box(box.x0 + left * width, box.top, box.x0 + right * width, box.bottom)


# --- status -----------------------------------------------------------------------------------------------------------


class Status(StrEnum):
    """What became of a file or a page."""

    READ = "read"
    PARTLY = "partly"
    FAILED = "failed"
    SKIPPED = "skipped"
    NEEDS_OCR = "needs_ocr"


class Category(StrEnum):
    """Why something is not simply READ; one category has one kind of remedy."""

    DAMAGED = "damaged"
    ENCRYPTED = "encrypted"
    EMPTY = "empty"
    NOT_A_DOCUMENT = "not_a_document"
    TOO_LARGE = "too_large"
    TOO_SLOW = "too_slow"
    NO_OCR = "no_ocr"
    NO_TEXT = "no_text"
    UNREADABLE = "unreadable"  # the file cannot be opened: rights, vanished
    INTERNAL = "internal"


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a file or page has the status it has, in one Dutch sentence a secretary understands."""

    category: Category
    message: str
    page: int | None = None


TextOrigin = Literal["digital", "text_layer", "ocr", "plain_text"]


@dataclass(frozen=True, slots=True)
class Reread:
    """A page whose own text was bad and that was therefore recognised again, and which of the two readings was kept.

    `layer` and `again` are the shares (0 to 1) of the words of each that no word list explains; `again` is None where
    the page could not be recognised.
    """

    kept: Literal["text_layer", "ocr"]
    layer: float
    again: float | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the file as it was read; a page that fails keeps its number.

    `reread` says what became of a page with a bad text layer, None for every other page.
    """

    number: int
    width: float
    height: float
    origin: TextOrigin
    status: Status = Status.READ
    problem: Problem | None = None
    reread: Reread | None = None


# --- what ingest/ gives -----------------------------------------------------------------------------------------------

BlockKind = Literal["heading", "paragraph", "item", "quote", "table", "footnote", "contents", "cover"]


@dataclass(frozen=True, slots=True)
class NoteMark:
    """A footnote marker that stood at `offset` of a block's text and was taken out of it."""

    offset: int
    number: str
    confidence: float
    found_by: str  # "superscript", "glued", "ocr symbol", …


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph, list item, table or footnote: one unit of reading order with its clean text.

    `number` is the number of a heading ("2.1") or footnote ("3"); `marker` and `level` those of a list item ("¬", 1);
    `size` the type size in points (0 where unknown). The text holds no heading number, list marker or note marker.
    """

    kind: BlockKind
    text: PlacedText
    number: str | None = None
    level: int | None = None
    marker: str | None = None
    marks: tuple[NoteMark, ...] = ()
    size: float = 0.0
    bold: bool = False


RepairKind = Literal["diacritic", "letter", "name", "ordinal", "spacing", "hyphenation", "bullet", "footnote-marker"]


@dataclass(frozen=True, slots=True)
class Repair:
    """One change to the text as it came out of the file: what stood there and what we made of it."""

    place: Place
    before: str
    after: str
    kind: RepairKind
    where: str | None = None  # the section or footnote, known once nlp/ has found the sections


@dataclass(frozen=True, slots=True)
class Link:
    """A link annotation of the PDF: the words that can be clicked and their address."""

    place: Place
    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Reading:
    """One file as clean text in reading order; what ingest/ gives and nlp/ takes."""

    file: str
    sha256: str
    pages: tuple[Page, ...]
    blocks: tuple[Block, ...]
    repairs: tuple[Repair, ...] = ()
    links: tuple[Link, ...] = ()
    info: tuple[tuple[str, str], ...] = ()  # the PDF's document information, such as ("Title", "…")
    status: Status = Status.READ
    problems: tuple[Problem, ...] = ()


# --- what nlp/ gives --------------------------------------------------------------------------------------------------

DocumentKind = Literal["advies", "schriftelijke_vraag", "visienota", "andere"]
SourceKind = Literal[
    "advies", "decreet", "besluit", "codex", "conceptnota", "onderzoek", "schriftelijke_vraag", "rapport",
    "actieplan", "verslag", "webpagina",
]  # fmt: skip
Stance = Literal["steun", "kritiek", "vraag", "voorstel", "bezorgdheid"]


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who signed, and as what ("voorzitter Raad Secundair Onderwijs")."""

    name: str
    role: str | None


@dataclass(frozen=True, slots=True)
class Meta:
    """What the document says about itself; None where it does not say it. Dates are ISO 8601, as precise as known."""

    title: str | None = None
    subtitle: str | None = None
    date: str | None = None
    body: str | None = None
    number: str | None = None
    author: str | None = None
    recipient: str | None = None
    signatories: tuple[Signatory, ...] = ()
    requester: str | None = None
    request_date: str | None = None
    vote: str | None = None
    answer_date: str | None = None
    legislature: str | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered or titled section with its own text (not that of its subsections).

    `key` is its number, or its title where it has none, and is unique in the document; "preamble" is what stands before
    the first heading. `lists` are the offsets at which a list item begins, with its marker and level.
    """

    key: str
    number: str | None
    title: str | None
    level: int
    parent: str | None
    page: int
    body: PlacedText
    heading: Place | None = None
    language: str = "nl"
    items: tuple[tuple[int, str, int], ...] = ()
    quotes: tuple[tuple[int, int, str], ...] = ()  # start, end, language of a quotation


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a footnote hangs: the place (`where`), the offset in its text, and up to 60 characters before it."""

    where: str
    offset: int
    before: str
    confidence: float = 1.0
    found_by: str = "superscript"


@dataclass(frozen=True, slots=True)
class Footnote:
    """A note, its text, and every marker that points at it."""

    number: str
    body: PlacedText
    page: int
    anchors: tuple[Anchor, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """A numbered question of a written question with the answer the minister gives to it, if any."""

    number: int
    question: PlacedText
    answer: PlacedText | None = None
    page_question: int | None = None
    page_answer: int | None = None


@dataclass(frozen=True, slots=True)
class ActionMention:
    """One number of one mention of a numbered action; a range or list gives one per number."""

    action: str
    kind: Literal["mention", "definition"]
    where: str
    start: int
    end: int
    place: Place
    text: str
    sentence: str
    plan: str | None = None
    plan_confidence: float = 0.0
    plan_found_by: str | None = None
    expanded: bool = False  # True for the numbers between the ends of a range
    definition: str | None = None  # the action's own text, for a definition
    said_plan: str | None = None  # how the document calls the plan, where resolution found another name for it


@dataclass(frozen=True, slots=True)
class Citation:
    """One source cited at one place. `source` is the identifier of the work, given by resolution over the corpus."""

    where: str
    start: int
    end: int
    place: Place
    kind: SourceKind
    raw: str
    authors: tuple[str, ...] = ()
    title: str | None = None
    subtitle: str | None = None
    container: str | None = None
    date: str | None = None
    pages: str | None = None
    url: str | None = None
    number: str | None = None
    form: Literal["full", "short", "back"] = "full"
    source: str | None = None
    confidence: float = 1.0
    found_by: str = ""
    source_confidence: float = 1.0  # how sure it is that the work is `source`, and what told it
    source_found_by: str = ""


@dataclass(frozen=True, slots=True)
class CrossReference:
    """Words that point at another part of the same document."""

    where: str
    start: int
    end: int
    place: Place
    text: str
    to: str


@dataclass(frozen=True, slots=True)
class Subject:
    """What a position is about: the number of an action (of `plan`), the identifier of a source, or a topic."""

    kind: Literal["action", "source", "topic"]
    value: str
    plan: str | None = None


@dataclass(frozen=True, slots=True)
class Position:
    """A sentence in which the advising body takes a stand."""

    where: str
    start: int
    end: int
    place: Place
    sentence: str
    stance: Stance
    confidence: float = 1.0
    about: tuple[Subject, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """One file with everything found in it; what the catalogue keeps."""

    file: str
    sha256: str
    pages: tuple[Page, ...]
    kind: DocumentKind = "andere"
    language: str = "nl"
    meta: Meta = Meta()
    sections: tuple[Section, ...] = ()
    footnotes: tuple[Footnote, ...] = ()
    questions: tuple[Question, ...] = ()
    actions: tuple[ActionMention, ...] = ()
    citations: tuple[Citation, ...] = ()
    cross_references: tuple[CrossReference, ...] = ()
    positions: tuple[Position, ...] = ()
    repairs: tuple[Repair, ...] = ()
    links: tuple[Link, ...] = ()
    # The opening lines by type size, biggest first, and the information in the PDF: titles and dates are sought there.
    cover: tuple[Block, ...] = ()
    info: tuple[tuple[str, str], ...] = ()
    status: Status = Status.READ
    problems: tuple[Problem, ...] = ()
    reading_version: int = READING_VERSION

    def texts(self) -> Iterator[tuple[str, PlacedText]]:
        """Every running text with its `where`, in reading order: questions, answers, sections, footnotes.

        An answer that serves several questions comes once, at the first of them.
        """
        sections = list(self.sections)
        if sections and sections[0].key == "preamble":
            yield "preamble", sections.pop(0).body
        for question in self.questions:
            yield f"question:{question.number}", question.question
        told: set[PlacedText] = set()
        for question in self.questions:
            if question.answer is not None and question.answer not in told:
                told.add(question.answer)
                yield f"answer:{question.number}", question.answer
        for section in sections:
            yield section.key, section.body
        for note in self.footnotes:
            yield f"fn:{note.number}", note.body


# --- what resolution over the corpus gives ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Source:
    """One real-world work, however often and in whatever form it is cited. `document` is its SHA-256 if we have it."""

    id: str
    kind: SourceKind
    authors: tuple[str, ...] = ()
    title: str | None = None
    subtitle: str | None = None
    container: str | None = None
    date: str | None = None
    url: str | None = None
    number: str | None = None
    document: str | None = None
    aliases: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why two citations (or a citation and a document of the corpus) are one source: the fields that agree, 0 to 1."""

    source: str
    one: LinkKey
    other: LinkKey
    score: float
    fields: tuple[tuple[str, float], ...]
    by: str  # "rule", "note" (one points at the other), "hand"


# --- what is in doubt, and what a person decided ----------------------------------------------------------------------

LinkKind = Literal["citation", "action", "note", "plan"]
Verdict = Literal["confirm", "choose", "reject", "merge", "split"]


@dataclass(frozen=True, slots=True)
class LinkKey:
    """A link as a decision names it: by document, place and words, which survive a new reading of the file.

    `words` are those of a citation, the sentence of an action, what stands before a note marker, the name of a plan;
    `number` is that of the action or the note. A document as a work of its own is a citation without a place.
    """

    kind: LinkKind
    document: str
    where: str
    words: str
    number: str = ""

    @property
    def id(self) -> str:
        """A short name for it, the same in every run."""
        text = "\0".join((self.kind, self.document, self.where, self.words, self.number))
        return hashlib.sha256(text.encode()).hexdigest()[:10]


@dataclass(frozen=True, slots=True)
class Candidate:
    """What a link may lead to: the identifier of a source, the name of a plan, the number of a note."""

    value: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Doubt:
    """A link that fits several things about equally well; `value` is what it leads to now, None for nothing."""

    link: LinkKey
    place: Place
    value: str | None
    confidence: float
    found_by: str
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided, once for all later runs: `links` and `together` are one thing, and not that of `apart`.

    For the plan of an action and the note of a marker `value` is what was confirmed or chosen. The later wins.
    """

    verdict: Verdict
    links: tuple[LinkKey, ...]
    together: tuple[LinkKey, ...] = ()
    apart: tuple[LinkKey, ...] = ()
    value: str | None = None
    id: int = 0
    at: str = ""
