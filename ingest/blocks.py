"""Rows of a page with layout to blocks: headings, paragraphs, list items, quotations, tables."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

from corpus.model import Block, BlockKind, LineSpan, NoteMark, PlacedText, Repair
from ingest.joining import Joined, concatenate, cut, join
from ingest.layout import Arranged, Layout, Row, line_size
from ingest.notes import Candidate, RawNote, Unhung, choose, find_candidates, parse_notes, take_out, telling, unmark
from ingest.page import Line, Word

# Signs that open a list item when they stand alone before it.
BULLETS = "¬•▪–—-*·◦‣∙●○➢➔➤✓✔■□◆►▸→"
# What OCR makes of a bullet: "e Voor wie", "o Vlaamse", "« de", "© de", "° de"
OCR_BULLETS = {
    "e",
    "o",
    "*",
    "«",
    "»",
    "©",
    "®",
    "°",
    "=",
    "+",
    "¢",
    "¥",
    "s",
    "-",
    "”",
    "“",
    "’",
    "‘",
    "8",
    "0",
    "6",
    "@",
    "#",
}
_ORDERED = re.compile(r"^(?:\d{1,2}[.)°]|[a-z][.)]|\((?:\d{1,2}|[a-z]|[ivx]+)\)|[ivx]{1,4}[.)]|\d{1,2}\.?\))$")
_NUMBER = re.compile(r"^(\d{1,2}(?:\.\d{1,2}){0,4})[.\-_—:]*$")
# "12 mei 2022" alone on a line of a cover
_DATE = re.compile(r"^\d{1,2}\s+[a-z]{3,9}\.?\s+\d{4}$", re.I)
_NUMBER_WORD = re.compile(r"^(?:hoofdstuk|deel|titel)$", re.I)
_ROMAN = re.compile(r"^([IVX]{1,5}|[A-Z])[.)]$")
_TERMINAL = re.compile(r"[.!?;:…][’”\"')\]]*$")
_TITLE_WORDS = re.compile(
    r"^(?:bijlagen?|bronnen|bronnenlijst|bibliografie|referenties|referentielijst|literatuur(?:lijst)?|achtergrond|"
    r"eerdere adviezen.*|samenvatting|inleiding|situering|eindnoten|voetnoten|noten)\b",
    re.I,
)


@dataclass(slots=True)
class Draft:
    """A block being put together from rows."""

    kind: BlockKind
    rows: list[Row]
    number: str | None = None
    marker: str | None = None
    indent: float = 0.0
    text_x: float = 0.0
    level: int | None = None
    size: float = 0.0
    bold: bool = False
    cells: list[list[str]] = field(default_factory=list)
    read_as: str | None = None


@dataclass(frozen=True, slots=True)
class Blocks:
    """Everything that could be made of the pages, in reading order; footnotes come last."""

    blocks: tuple[Block, ...]
    repairs: tuple[Repair, ...]


def build(layout: Layout, vocabulary: Collection[str], recognised: bool) -> Blocks:
    """Blocks of an arranged file. `recognised`: the text came out of OCR: sizes are estimates, signs may be wrong."""
    titles = contents_titles(layout.pages)
    drafts: list[Draft] = []
    outline = _Outline(titles)
    for page in layout.pages:
        _page_drafts(page, layout, drafts, outline, recognised)
    drafts = _merge_unruled_tables(drafts)
    _mark_cover(drafts, layout)
    _level_headings(drafts)
    _level_items(drafts)
    return finish(drafts, parse_notes([p.notes for p in layout.pages], recognised), vocabulary, recognised)


def contents_titles(pages: Sequence[Arranged]) -> dict[str, str | None]:
    """Titles on the contents page in lower case, with their number."""
    titles: dict[str, str | None] = {}
    pending = ""
    for page in pages:
        for row in page.contents:
            text = re.sub(r"(?:[.…_]\s?){2,}\s*\d*\s*$|\s+\d{1,3}\s*$", "", row.line.text).strip()
            ended = text != row.line.text.strip()
            m = re.match(r"^(\d{1,2}(?:\.\d{1,2})*)\.?\s+(.*)$", text)
            if pending and not m:
                text, m = f"{pending} {text}", re.match(r"^(\d{1,2}(?:\.\d{1,2})*)\.?\s+(.*)$", f"{pending} {text}")
            if not ended:
                pending = text
                continue
            pending = ""
            number, title = (m.group(1), m.group(2)) if m else (None, text)
            titles[title_key(title)] = number
    return titles


def title_key(title: str) -> str:
    """A title as it is compared: lower case, letters and digits only."""
    return re.sub(r"[^a-z0-9à-ÿ]+", " ", title.lower()).strip()


# --- one page ---------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Outline:
    """The numbering of headings so far, to tell a heading number from another number."""

    titles: dict[str, str | None]
    last: tuple[int, ...] = ()

    def expects(self, number: str) -> bool:
        parts = tuple(int(p) for p in number.split("."))
        if not self.last:
            return parts in ((1,), (0,))
        if parts[:-1] == self.last and parts[-1] in (1, 2):
            return True
        depth = len(parts)
        if depth > len(self.last) or parts[:-1] != self.last[: depth - 1]:
            return False
        # one number may have been missed, below the first level
        return 0 < parts[-1] - self.last[depth - 1] <= (2 if depth > 1 else 1)

    def misread(self, token: str) -> str | None:
        """The number that may come next and that OCR may have read as `token`: "315)" for 3.5, "2,1" for 2.1."""
        if not self.last or not re.match(r"^\d", token) or "." in token.strip("."):
            return None
        following = [(*self.last, 1), *((*self.last[:d], self.last[d] + 1) for d in range(len(self.last)))]
        for parts in following:
            if len(parts) > 1 and re.fullmatch(r"[.,:;1il|]?".join(map(str, parts)) + r"[.,:;)\]|]*", token):
                return ".".join(map(str, parts))
        return None

    def take(self, number: str) -> None:
        self.last = tuple(int(p) for p in number.split("."))


def _page_drafts(page: Arranged, layout: Layout, drafts: list[Draft], outline: _Outline, recognised: bool) -> None:
    rows = [r for r in page.body if r.table is not None or r.line.words]
    top_of_page = True
    for k, row in enumerate(rows):
        before, after = rows[k - 1] if k else None, rows[k + 1] if k + 1 < len(rows) else None
        if row.table is not None:
            drafts.append(Draft("table", [row], cells=[list(r) for r in row.table.rows], size=layout.size))
            top_of_page = False
            continue
        if before is not None and before.table is not None:
            before = None
        last = drafts[-1] if drafts else None
        heading = _heading(row, before, after, last, layout, outline, recognised)
        if heading is not None:
            if _continues_heading(row, last, layout, heading, before):
                assert last is not None
                last.rows.append(row)
            else:
                drafts.append(heading)
                if heading.number and re.fullmatch(r"[\d.]+", heading.number):
                    outline.take(heading.number)
            top_of_page = False
            continue
        item = _item(row, before, after, last, layout, recognised)
        if item is not None:
            drafts.append(item)
        elif last is not None and _continues(row, last, layout, top_of_page or before is None, recognised):
            last.rows.append(row)
        else:
            drafts.append(_paragraph(row, layout))
        top_of_page = False


def _paragraph(row: Row, layout: Layout) -> Draft:
    assert row.line.box
    draft = Draft("paragraph", [row], size=line_size(row.line), bold=_bold(row.line))
    draft.indent = draft.text_x = row.line.box.x0
    if row.line.box.x0 > row.left + 1.5 * layout.size and row.line.box.x1 < row.right - 0.8 * layout.size:
        draft.kind = "quote"
    return draft


def _bold(line: Line) -> bool:
    words = [w for w in line.words if not w.raised and re.search(r"\w", w.text)]
    return bool(words) and all(w.bold for w in words)


def _italic(line: Line) -> bool:
    words = [w for w in line.words if not w.raised and re.search(r"\w", w.text)]
    return bool(words) and all(w.italic for w in words)


def _heading(
    row: Row,
    before: Row | None,
    after: Row | None,
    last: Draft | None,
    layout: Layout,
    outline: _Outline,
    recognised: bool,
) -> Draft | None:
    """A heading draft if this row is set as one: larger or bolder than the body, or numbered in sequence and alone."""
    line = row.line
    text = " ".join(w.text for w in line.words if not w.raised).strip()
    goes_on = last is not None and last.kind == "heading" and before is last.rows[-1]
    if len(text) > 220 or not (re.search(r"[^\W\d_]", text) or goes_on):
        return None
    size, bold = line_size(line), _bold(line)
    big = size >= (1.13 if recognised else 1.08) * layout.size
    number, title = _split_number(line, outline, recognised)
    if _DATE.match(text):
        number = None
    titled = line if number is None else replace(line, words=line.words[1:])
    if len(segments(titled, layout.size)) > 1 and not _justified(row):
        return None  # a row of a table
    known = title_key(title) in outline.titles if len(title) > 3 else False
    open_above = row.above is None or row.above > 0.35 * layout.leading
    ends_open = not re.search(r"[.;,]$", text) or re.search(r"\b(?:e\.a|enz|etc|nr|art)\.$", text) is not None
    caps = text.isupper() and len(re.findall(r"[A-Z]", text)) >= 4 and len(text) < 90
    next_differs = after is None or after.table is not None or not _same_style(row, after, layout)
    alone = after is None or (after.above or 0) > 0.35 * layout.leading or next_differs

    def draft(how_number: str | None) -> Draft:
        made = Draft("heading", [row], number=how_number, size=size, bold=bold)
        assert line.box
        made.indent = line.box.x0
        return made

    if last is not None and last.kind == "heading" and before is last.rows[-1] and number is None:
        first = last.rows[0]
        wrapped = recognised and last.number is not None and len(last.rows) == 1 and alone and _short(row)
        if _same_style(first, row, layout) and (big or bold or _italic(line) or wrapped) and len(last.rows) < 4:
            return draft(None)
    if number is not None:
        # the rest of a title may stand on the next line, if that is short and white space follows
        wraps = (
            recognised
            and after is not None
            and not alone
            and after.line.text[:1].islower()
            and _short(after)
            and not _short(row)
        )
        roomy = open_above and (alone or wraps) and ends_open and len(text) < 160
        if big or bold or known or (_italic(line) and open_above and not recognised):
            if ends_open or known or outline.expects(number):
                return draft(number)
        elif (
            roomy
            and outline.expects(number)
            and (row.above is None or row.above > 0.5 * layout.leading)
            and "." in number
        ) or (
            roomy
            and outline.expects(number)
            and recognised
            and not re.search(r"[.;:,]$", text)
            and not _ORDERED.match(line.words[0].text)
        ):
            return draft(number)
        return None
    if known and ends_open and (big or bold or (open_above and alone)):
        return draft(None)
    if (
        recognised
        and size < 1.6 * layout.size
        and not (
            open_above
            and alone
            and text[:1] not in "‘“("
            and not text[:1].islower()
            and len(text) < (70 if size < 1.3 * layout.size else 160)
        )
    ):
        big = False  # sizes of recognised lines are estimates: a line of prose may seem larger
    if big and ends_open and len(text.split()) <= 30 and not _is_bullet(line.words[0], recognised, strict=True):
        return draft(None)
    if (
        bold
        and ends_open
        and open_above
        and not recognised
        and len(text.split()) <= 25
        and not _is_bullet(line.words[0], False, strict=True)
    ):
        # a bold paragraph of several lines is emphasis, not a heading
        run = 0
        if after is not None and _same_style(row, after, layout) and (after.above or 0) < 0.35 * layout.leading:
            run = 1
        if run and len(text) > 80 and re.search(r"\.$", text):
            return None
        if text.endswith(":") and not caps and not _TITLE_WORDS.match(text):
            return None
        return draft(None)
    tabular = any(r is not None and len(segments(r.line, layout.size)) > 1 for r in (before, row, after))
    if caps and open_above and alone and ends_open and not tabular and not re.search(r"\d", text):
        return draft(None)
    if (
        _TITLE_WORDS.match(text)
        and open_above
        and alone
        and ends_open
        and len(text) < 90
        and (bold or caps or recognised)
        and (row.above is None or row.above > 0.5 * layout.leading)
    ):
        return draft(None)
    if (
        _italic(line)
        and not _DATE.match(text)
        and not recognised
        and open_above
        and ends_open
        and len(text) < 90
        and after is not None
    ):
        roomy_above = row.above is None or row.above > 0.5 * layout.leading
        if (
            roomy_above
            and not _italic(after.line)
            and not text.endswith(":")
            and text[:1].isupper()
            and row.line.box
            and row.line.box.x0 < row.left + layout.size
        ):
            return draft(None)
    return None


def _split_number(line: Line, outline: _Outline, recognised: bool) -> tuple[str | None, str]:
    """The number in front of a heading ("2.1", "3.", "Hoofdstuk 4", "II.") and the title after it."""
    words = [w for w in line.words if not w.raised]
    texts = [w.text for w in words]
    if len(texts) >= 2 and _NUMBER_WORD.match(texts[0]):
        m = re.match(r"^(\d{1,2}|[IVX]{1,5})[.:]?$", texts[1])
        if m and m.group(1).isdigit():
            return m.group(1), " ".join(texts[2:]).lstrip(":.-– ")
    if len(texts) >= 2:
        m = _NUMBER.match(texts[0])
        if m:
            number = m.group(1)
            if recognised and not outline.expects(number):
                number = outline.misread(texts[0]) or number
            return number, " ".join(texts[1:]).lstrip("_-—. ")
        if recognised and (meant := outline.misread(texts[0])) is not None:
            return meant, " ".join(texts[1:]).lstrip("_-—. ")
        m = _ROMAN.match(texts[0])
        if m and (texts[0][0] in "IVX" or len(m.group(1)) == 1):
            return m.group(1), " ".join(texts[1:])
    return None, " ".join(texts)


def _same_style(one: Row, two: Row, layout: Layout) -> bool:
    if not one.line.words or not two.line.words:
        return False
    sizes = line_size(one.line), line_size(two.line)
    same_size = abs(sizes[0] - sizes[1]) < 0.07 * max(layout.size, *sizes)
    return same_size and _bold(one.line) == _bold(two.line) and _italic(one.line) == _italic(two.line)


def _continues_heading(row: Row, last: Draft | None, layout: Layout, heading: Draft, before: Row | None) -> bool:
    if last is None or last.kind != "heading" or heading.number is not None or before is not last.rows[-1]:
        return False
    # lines of one heading stand closer than two headings under each other
    close = row.above is not None and row.above < 0.55 * max(heading.size, layout.size)
    if not (_same_style(last.rows[0], row, layout) and close):
        return False
    first = last.rows[-1].line
    if not first.box or not row.line.box or not row.line.words[0].box:
        return False
    word = row.line.words[0].box
    room = last.rows[-1].right - first.box.x1
    wraps = room < (word.x1 - word.x0) + 1.5 * heading.size
    return wraps or row.line.text[:1].islower() or (len(last.rows) == 1 and heading.size > 1.5 * layout.size)


def _is_bullet(word: Word, recognised: bool, strict: bool = False) -> bool:
    if word.text in BULLETS or (len(word.text) == 1 and "\ue000" <= word.text <= "\uf8ff"):
        return True
    return recognised and not strict and word.text in OCR_BULLETS


def _item(
    row: Row, before: Row | None, after: Row | None, last: Draft | None, layout: Layout, recognised: bool
) -> Draft | None:
    """A list item draft if this row opens with a bullet or a number of a list."""
    words = row.line.words
    first = words[0]
    if first.box is None or row.line.box is None:
        return None
    marker = first.text
    rest = words[1:]
    plain_bullet = marker in "¬•▪◦‣∙●○➢➔➤✓✔■□◆►▸→·" or (len(marker) == 1 and "\ue000" <= marker <= "\uf8ff")
    if not plain_bullet and len(marker) > 1 and marker[0] in "¬•▪◦●■➢" and marker[1].isalpha():
        bare = replace(first, text=marker[1:])
        rest, marker, plain_bullet = (bare, *words[1:]), marker[0], True
    if not rest or rest[0].box is None:
        return None
    text_x = rest[0].box.x0
    x = row.line.box.x0
    hangs = (
        after is not None
        and after.line.box is not None
        and abs(after.line.box.x0 - text_x) < 0.5 * layout.size
        and text_x - x > 0.6 * layout.size
    )
    new_after_end = (
        before is None or bool(_TERMINAL.search(before.line.text)) or (row.above or 0) > 0.3 * layout.leading
    )
    same_list = last is not None and last.kind == "item" and abs(last.indent - x) < 0.6 * layout.size
    ordered = bool(_ORDERED.match(marker))
    if plain_bullet:
        good = True
    elif marker in "–—-*":
        good = hangs or (
            (new_after_end or same_list)
            and text_x - first.box.x1 > 0.15 * layout.size
            and (
                before is None
                or bool(_TERMINAL.search(before.line.text))
                or same_list
                or (row.above or 0) > 0.3 * layout.leading
            )
        )
    elif ordered:
        good = (hangs or same_list or new_after_end) and text_x - first.box.x1 > 0.1 * layout.size
        if (
            before is not None
            and not (row.above or 0) > 0.2 * layout.leading
            and not _TERMINAL.search(before.line.text)
            and not same_list
        ):
            good = False
    elif recognised and marker in OCR_BULLETS:
        gap = text_x - first.box.x1
        good = (gap > 0.6 * layout.size and (hangs or new_after_end or same_list)) or (
            hangs and gap > 0.35 * layout.size
        )
    else:
        return None
    if not good:
        return None
    shown = "•" if recognised and marker in OCR_BULLETS and marker not in "-*" else marker
    draft = Draft(
        "item", [replace(row, line=replace(row.line, words=tuple(rest)))], marker=shown, size=line_size(row.line)
    )
    draft.indent, draft.text_x = x, text_x
    draft.read_as = marker if shown != marker else None
    return draft


def _continues(row: Row, last: Draft, layout: Layout, across: bool, recognised: bool) -> bool:
    """Whether this row goes on with the block before it."""
    box = row.line.box
    previous = last.rows[-1]
    if last.kind in ("heading", "table") or box is None or previous.line.box is None:
        return False
    size = line_size(row.line)
    if abs(size - line_size(previous.line)) > (0.22 if recognised else 0.12) * layout.size:
        return False
    text, old = row.line.text, previous.line.text
    ended = (
        bool(_TERMINAL.search(re.sub(r"\s*\d{1,2}$", "", old)))
        if previous.line.words[-1].raised
        else bool(_TERMINAL.search(old))
    )
    fits = _would_have_fitted(previous, row, layout, recognised)
    if across:
        if not ended or text[:1].islower():
            return last.kind != "item" or text[:1].islower() or not fits
        return (
            not fits
            and last.kind == "paragraph"
            and abs(previous.line.box.x0 - previous.left - (box.x0 - row.left)) < layout.size
        )
    step = box.bottom - previous.line.box.bottom
    loose = 1.3 if recognised else 1.16
    if step > max(loose * layout.leading, layout.leading + (3.5 if recognised else 2.0)):
        return False
    x = box.x0
    if last.kind == "item":
        if x < last.text_x - 0.8 * layout.size and x <= last.indent + 0.5 * layout.size:
            return not ended and not fits and text[:1].islower()
        return not (ended and fits and text[:1].isupper() and x > last.text_x + layout.size)
    start = last.rows[0].line.box
    if start is None:
        return False
    indented = x > previous.line.box.x0 + 0.8 * layout.size
    if indented and len(last.rows) >= 1 and (ended or x > previous.line.box.x0 + 2 * layout.size):
        return False
    dedented = x < previous.line.box.x0 - 0.8 * layout.size
    if dedented and (len(last.rows) > 1 or ended):
        return False
    return not (fits and (ended or text[:1].isupper()) and (ended or _short(previous)))


def _would_have_fitted(previous: Row, row: Row, layout: Layout, recognised: bool) -> bool:
    """Whether the first word of this row still had room on the row before: then the break was meant."""
    box, word = previous.line.box, row.line.words[0].box
    if box is None or word is None:
        return False
    slack = (1.2 if recognised else 0.6) * layout.size
    return box.x1 + (word.x1 - word.x0) + 0.3 * layout.size + slack < previous.right


def _short(row: Row) -> bool:
    return row.line.box is not None and row.line.box.x1 < row.left + 0.75 * (row.right - row.left)


# --- tables without rules ---------------------------------------------------------------------------------------------


def segments(line: Line, size: float) -> list[list[Word]]:
    """The words of a line in groups that stand far apart."""
    groups: list[list[Word]] = [[]]
    previous: Word | None = None
    for word in line.words:
        if previous is not None and previous.box and word.box and word.box.x0 - previous.box.x1 > 1.6 * size:
            groups.append([])
        groups[-1].append(word)
        previous = word
    return groups


def _merge_unruled_tables(drafts: list[Draft]) -> list[Draft]:
    """Runs of rows whose words stand in columns become tables; justified prose has no such columns."""
    out: list[Draft] = []
    run: list[tuple[Draft, Row]] = []

    def flush() -> None:
        if len(run) >= 2 and _columns_agree([r for _, r in run]):
            size = run[0][0].size
            cells = [_cells(r, [x for _, x in run], size) for _, r in run]
            out.append(Draft("table", [r for _, r in run], cells=cells, size=size))
        else:
            seen: list[Draft] = []
            for draft, _ in run:
                if draft not in seen:
                    seen.append(draft)
            out.extend(seen)
        run.clear()

    for draft in drafts:
        # a table's rows come as short paragraphs, or as one paragraph all of whose rows are parted
        parted = (
            [row for row in draft.rows if len(segments(row.line, max(draft.size, 6.0))) >= 2]
            if draft.kind in ("paragraph", "quote")
            else []
        )
        wide = [row for row in parted if not _justified(row)]
        if draft.kind in ("paragraph", "quote") and len(wide) == len(draft.rows):
            run.extend((draft, row) for row in draft.rows)
        elif (
            run
            and draft.kind in ("paragraph", "quote")
            and len(draft.rows) == 1
            and len(run) >= 2
            and _in_columns(draft.rows[0], [r for _, r in run])
        ):
            run.append((draft, draft.rows[0]))
        else:
            flush()
            out.append(draft)
    flush()
    return out


def _justified(row: Row) -> bool:
    box = row.line.box
    if box is None:
        return False
    gaps = [b.box.x0 - a.box.x1 for a, b in zip(row.line.words, row.line.words[1:], strict=False) if a.box and b.box]
    return box.x1 > row.right - 3 and len(gaps) >= 3 and min(gaps) > 0.35 * max(gaps)


def _columns_agree(rows: Sequence[Row]) -> bool:
    counts = Counter(len(segments(r.line, max(line_size(r.line), 6.0))) for r in rows)
    return counts.most_common(1)[0][0] >= 2


def _in_columns(row: Row, rows: Sequence[Row]) -> bool:
    """A row whose last word ends where the last column ends, though the gap before it is small."""
    ends = [r.line.box.x1 for r in rows if r.line.box]
    starts = [r.line.box.x0 for r in rows if r.line.box]
    box = row.line.box
    if box is None or len(row.line.words) < 2:
        return False
    return abs(box.x1 - sorted(ends)[len(ends) // 2]) < 3 and abs(box.x0 - min(starts)) < 3


def _cells(row: Row, rows: Sequence[Row], size: float) -> list[str]:
    groups = segments(row.line, max(size, 6.0))
    if len(groups) == 1 and len(row.line.words) >= 2 and _in_columns(row, rows):
        groups = [list(row.line.words[:-1]), [row.line.words[-1]]]
    return [" ".join(w.text for w in g if not w.raised) for g in groups]


# --- cover and levels -------------------------------------------------------------------------------------------------


def _mark_cover(drafts: list[Draft], layout: Layout) -> None:
    """The rows before the body begins: title page, imprint, letterhead. They are kept as "cover", not as headings."""
    pages = layout.pages
    contents_page = next((p.page.number for p in pages if p.contents), None)
    first_numbered = next(
        (k for k, d in enumerate(drafts) if d.kind == "heading" and d.number in ("1", "0", "I", "A")), None
    )
    words_on_first = sum(len(r.line.words) for r in pages[0].body) if pages else 0
    limit = 0
    if contents_page is not None:
        limit = next((k for k, d in enumerate(drafts) if _page_of(d) >= contents_page), len(drafts))
        if limit and first_numbered is not None and first_numbered < limit:
            limit = first_numbered
        if contents_page == 1:
            limit = (
                max(limit, next((k for k, d in enumerate(drafts) if d.kind == "heading"), 0))
                if first_numbered is None
                else first_numbered
            )
    elif len(pages) > 1 and words_on_first < 130:
        limit = next((k for k, d in enumerate(drafts) if _page_of(d) > 1), len(drafts))
        if first_numbered is not None:
            limit = min(limit, first_numbered)
    if limit == 0:
        limit = _title_rows(drafts)
    for draft in drafts[:limit]:
        if draft.kind != "table":
            draft.kind = "cover"


def _title_rows(drafts: list[Draft]) -> int:
    """How many drafts on the first page end with the title: the largest type there, not used again for a heading."""
    first = [d for d in drafts if _page_of(d) == 1]
    heads = [d for d in first if d.kind == "heading"]
    if not heads:
        return 0
    biggest = max(heads, key=lambda d: d.size)
    again = [d for d in drafts if d.kind == "heading" and abs(d.size - biggest.size) < 0.05 * biggest.size]
    if biggest.number is not None or len(again) > 1:
        return 0
    at = drafts.index(biggest)
    if sum(len(r.line.words) for d in drafts[:at] for r in d.rows) >= 80:
        return 0
    end = at + 1
    while end < len(drafts) and _page_of(drafts[end]) == 1 and not _begins_body(drafts[end], drafts):
        end += 1
    return end


def _begins_body(draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Whether the text proper begins here: a heading whose style comes back, or a paragraph of some length."""
    if draft.kind == "heading":
        return bool(draft.number) or any(
            d is not draft and d.kind == "heading" and _near(_style_of(d), _style_of(draft)) for d in drafts
        )
    return draft.kind in ("item", "table") or sum(len(r.line.words) for r in draft.rows) > 25


def _page_of(draft: Draft) -> int:
    return draft.rows[0].line.page


def _level_headings(drafts: list[Draft]) -> None:
    """Level by number where there is one ("2.1" is 2), else by the style that numbered headings of a level have."""
    heads = [d for d in drafts if d.kind == "heading"]
    styles: dict[int, list[float]] = {}
    for d in heads:
        if d.number:
            d.level = d.number.count(".") + 1
            styles.setdefault(d.level, []).append(d.size)
    typical = {level: sorted(sizes)[len(sizes) // 2] for level, sizes in styles.items()}
    bare = [d for d in heads if not d.number]
    if typical:
        for d in bare:
            fitting = [level for level, size in typical.items() if d.size >= 0.94 * size]
            d.level = min(fitting) if fitting else max(typical) + (0 if d.bold or d.rows[0].line.text.isupper() else 1)
            if _TITLE_WORDS.match(d.rows[0].line.text):
                d.level = 1 if d.size >= 0.94 * min(typical.values()) else d.level
        return
    ranks: list[tuple[float, bool, bool]] = []
    for d in bare:
        style = _style_of(d)
        if not any(_near(style, r) for r in ranks):
            ranks.append(style)
    ranks.sort(reverse=True)
    for d in bare:
        d.level = 1 + next(k for k, r in enumerate(ranks) if _near(_style_of(d), r))


def _style_of(draft: Draft) -> tuple[float, bool, bool]:
    return draft.size, draft.rows[0].line.text.isupper(), draft.bold


def _near(one: tuple[float, bool, bool], two: tuple[float, bool, bool]) -> bool:
    return abs(one[0] - two[0]) < 0.07 * max(one[0], two[0]) and one[1:] == two[1:]


def _level_items(drafts: list[Draft]) -> None:
    """Level of list items by how far their markers stand in, within one run of items."""
    stack: list[float] = []
    for draft in drafts:
        if draft.kind == "item":
            slack = max(4.0, 0.7 * draft.size)
            while stack and draft.indent < stack[-1] - slack:
                stack.pop()
            if not stack or draft.indent > stack[-1] + slack:
                stack.append(draft.indent)
            draft.level = len(stack)
        elif draft.kind == "heading" or (draft.kind == "paragraph" and stack and draft.indent <= stack[0] + 4):
            stack = []


# --- to blocks --------------------------------------------------------------------------------------------------------


def finish(drafts: Sequence[Draft], notes: Sequence[RawNote], vocabulary: Collection[str], recognised: bool) -> Blocks:
    """Join the rows of every draft, tie markers to notes, and give the blocks."""
    joined: list[Joined] = []
    repairs: list[Repair] = []
    for draft in drafts:
        if draft.cells:
            joined.append(_table_text(draft))
            continue
        done = join([r.line for r in draft.rows], vocabulary)
        if draft.kind == "heading" and draft.number:
            done = _without_number(done, draft.number)
        joined.append(done)
        if draft.read_as is not None:
            repairs.append(Repair(done.text.place(0, 1), draft.read_as, draft.marker or "•", "bullet"))
    joined = _tie_marks(joined, drafts, notes, recognised)
    blocks = []
    for draft, done in zip(drafts, joined, strict=True):
        if done.text.text.strip():
            blocks.append(
                Block(
                    draft.kind, done.text, draft.number, draft.level, draft.marker, done.marks, draft.size, draft.bold
                )
            )
        repairs += done.repairs
    for note in notes:
        cuts = [0, *note.paragraphs, len(note.lines)]
        parts = [join(note.lines[a:b], vocabulary) for a, b in itertools.pairwise(cuts)]
        text, _ = concatenate([p.text for p in parts], "\n")
        for p in parts:
            repairs += p.repairs
        if note.read_as is not None and recognised:
            glued = len(note.read_as) > 3  # "7Vlaamse": the marker stuck to the first word
            after = text.text.split(" ")[0] if glued else f"[^{note.number}]"
            repairs.append(Repair(text.place(0, 1), note.read_as, after, "footnote-marker"))
        blocks.append(Block("footnote", text, note.number))
    return Blocks(tuple(blocks), tuple(repairs))


def _table_text(draft: Draft) -> Joined:
    text = "\n".join("\t".join(row) for row in draft.cells)
    spans, at = [], 0
    for k, row in enumerate(draft.cells):
        length = len("\t".join(row))
        source = draft.rows[k] if len(draft.rows) == len(draft.cells) else draft.rows[0]
        box = source.line.box
        if box is not None and len(draft.rows) != len(draft.cells):
            high = (box.bottom - box.top) / len(draft.cells)
            box = replace(box, top=box.top + k * high, bottom=box.top + (k + 1) * high)
        spans.append(LineSpan(at, at + length, source.line.page, box))
        at += length + 1
    marks: list[NoteMark] = []
    return Joined(PlacedText(text, tuple(s for s in spans if s.end > s.start)), tuple(marks))


def _without_number(done: Joined, number: str) -> Joined:
    parts = r"[\W1il|]*".join(map(re.escape, number.replace(".", "")))
    m = re.match(r"^(?:hoofdstuk|deel|titel)?\s*" + parts + r"[.)\-_—:]*\s*[_\-—]?\s*", done.text.text, re.I)
    return cut(done, 0, m.end()) if m else done


def _tie_marks(
    joined: list[Joined], drafts: Sequence[Draft], notes: Sequence[RawNote], recognised: bool
) -> list[Joined]:
    """Keep the raised numbers that are markers of a note, and find the markers that were not seen as raised."""
    out = list(joined)
    known = {n.number for n in notes}
    if recognised:
        tied = _drop_misread(out, notes)
    else:
        for k, done in enumerate(out):
            for mark in done.marks:
                if mark.number not in known:
                    out[k] = unmark(out[k], mark)
        tied = {m.number for done in out for m in done.marks}
    if all(n.number in tied for n in notes):
        return out
    texts = [(d.text.text, [(s.start, s.end, s.page) for s in d.text.lines]) for d in out]
    free = [c for c in find_candidates(texts, recognised) if drafts[c.block].kind != "cover"]
    common = Counter(word for text, _ in texts for word in telling(text))
    picks: list[tuple[RawNote, Candidate]] = []
    for group, after, until in _gaps(out, notes, tied):
        within = [c for c in free if after < (c.block, c.start) < until]
        wanted = [Unhung(int(n.number), n.page, n.order or len(out), _about(n, common)) for n in group]
        picks += [(group[i], c) for i, c in choose(wanted, within, recognised).items()]
    for note, candidate in sorted(picks, key=lambda p: (p[1].block, -p[1].start)):
        out[candidate.block] = take_out(out[candidate.block], candidate, note.number, recognised)
    return out


def _about(note: RawNote, common: Counter[str]) -> frozenset[str]:
    """The telling words of a note that do not stand all over the document."""
    words = telling(" ".join(line.text for line in note.lines))
    return frozenset(w for w in words if common[w] <= 3 or w.startswith("actie "))


_At = tuple[int, int]


def _gaps(out: Sequence[Joined], notes: Sequence[RawNote], tied: set[str]) -> list[tuple[list[RawNote], _At, _At]]:
    """Runs of notes without a marker, each with the places (block, offset) between which their markers must stand."""
    placed = {m.number: (k, m.offset) for k, done in enumerate(out) for m in done.marks}
    gaps: list[tuple[list[RawNote], _At, _At]] = []
    group: list[RawNote] = []
    after: _At = (-1, -1)
    for note in notes:
        if note.number in tied and placed[note.number] > after:
            if group:
                gaps.append((group, after, placed[note.number]))
                group = []
            after = placed[note.number]
        elif note.number not in tied and note.number.isdigit():
            group.append(note)
    if group:
        gaps.append((group, after, (len(out), 0)))
    return gaps


def _drop_misread(out: list[Joined], notes: Sequence[RawNote]) -> set[str]:
    """Put back raised numbers of recognised text that are out of order or far from their note; the others stay tied."""
    numbers = [n.number for n in notes]
    expected = 0
    tied: set[str] = set()
    for k, done in enumerate(out):
        for mark in done.marks:
            page = done.text.place(max(0, mark.offset - 1), mark.offset).page
            at = next((i for i in range(expected, min(expected + 3, len(notes))) if numbers[i] == mark.number), None)
            if at is not None and notes[at].page - 1 <= page <= notes[at].page:
                expected = at + 1
                tied.add(mark.number)
            else:
                out[k] = unmark(out[k], mark)
    return tied
