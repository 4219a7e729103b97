"""Headings: which rows are set as one, their numbers and their levels."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, cast

from ingest.drafts import (
    ORDERED,
    TERMINAL,
    Draft,
    is_bold,
    is_bullet,
    is_italic,
    is_justified,
    is_short,
    same_style,
    segments,
)
from ingest.joining import Joined, cut
from ingest.layout import Arranged, Layout
from ingest.page import Line
from ingest.rows import CAPTION, DATE, SOURCE_LINE, SOURCES_TITLE, Row, line_size
from ingest.tables import heads_table

# "2.1", "3.", "1 –" before a title
_NUMBER = re.compile(r"^(\d{1,2}(?:\.\d{1,2}){0,4})[.\-_–—:]*$")
# What may stand between a number and its title: "1 – Situering", "Hoofdstuk 2: Advies"
_BETWEEN = "_-–—.:| "
# "Hoofdstuk" before "4", "Deel" before "II"; the whole of it, with the word: "Titel 1. Algemeen"
_NUMBER_WORD = re.compile(r"^(?:hoofdstuk|deel|titel)$", re.I)
_COUNTED_WORD = re.compile(r"^(hoofdstuk|deel|titel)\s", re.I)


# "II.", "B)", "A.1", "C.2.1.", "II.1"; a numeral alone where it is the next: "II Bespreking"
_SIGN = re.compile(r"^(?:([IVX]{1,5}|[A-Z])[.)]|((?:[A-Z]|[IVX]{1,5})(?:\.\d{1,2}){1,3})\.?|([IVX]{1,5}))$")
# "Bijlage A: Cijfers per wijk", "BIJLAGE II"
_ANNEX = re.compile(r"^bijlage\s+(?-i:([A-Z]|[IVX]{2,5}))(?=[\W_]|$)", re.I)
# "IL." for II, "V1)" for VI
_MISREAD_NUMERAL = re.compile(r"^(?=.*[IVX])([IVXL1l|]{2,5})[.)]$")
# "A1." for A.1: recognition lost a full stop
_LOST_STOP = re.compile(r"^([A-Z])(\d{1,2})[.,]?$")
_ROMAN = {"I": 1, "V": 5, "X": 10}
# "Artikel 3", "Artikelen 5 en 6", "Art. 12.": what the text of a decree and its explanation are cut into
_ARTICLE = re.compile(r"^art(?:ikel(?:en)?|\.)\s+\d", re.I)
# A letter of any alphabet; three of them, which a spot is not taken for
_LETTER = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"[^\W\d_]{3}")
# What is underlined because it is a link
_ADDRESS = re.compile(r"^(?:https?:|www\.)\S*$|^\S+@\S+$", re.I)
_CAPITAL = re.compile(r"[A-Z]")
_DIGIT = re.compile(r"\d")
# A heading has no more lines than this.
_MOST_LINES = 4
# "De raad vraagt daarom:", "voor de scholen,": no end of a title; a colon may be one where it is bold
_POINTED = re.compile(r"[.;:,]$")
_CLOSED = re.compile(r"[.;,]$")
# A full stop that belongs to the last word: "Ouders, leraren e.a."
ABBREVIATED = re.compile(r"\b(?:e\.a|enz|etc|nr|art)\.$")
# What heads a part of any document: "Bijlage 2", "Bronnen", "Eerdere adviezen over leerzorg"
_TITLE_WORDS = re.compile(
    rf"^(?:bijlagen?|{SOURCES_TITLE}|achtergrond|eerdere adviezen.*|samenvatting|inleiding|situering|eindnoten"
    r"|voetnoten|noten)\b",
    re.I,
)


def title_key(title: str) -> str:
    """A title as it is compared: lower case, letters and digits only."""
    return re.sub(r"[^a-z0-9à-ÿ]+", " ", title.lower()).strip()


def numeral(sign: str) -> int:
    """The value of a Roman numeral, 0 where `sign` is none that counts as it is written."""
    if not sign or set(sign) - set(_ROMAN):
        return 0
    values = [_ROMAN[c] for c in sign]
    total = sum(-v if v < max(values[k:]) else v for k, v in enumerate(values))
    return total if as_numeral(total) == sign else 0


_UNITS = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")


def as_numeral(value: int) -> str:
    """A number as a Roman numeral: "XIV" for 14. No headings are counted beyond 39."""
    tens, rest = divmod(value, 10)
    return "X" * tens + _UNITS[rest]


# How headings are counted: 2.1, B.1, II; "Deel 1" above "Hoofdstuk 1"
Scheme = Literal["digits", "letters", "numerals", "deel", "titel", "hoofdstuk"]


@dataclass(slots=True)
class Outline:
    """The numbering of headings so far, to tell a heading number from another number.

    A document may count in several ways below each other (II, A, 1): `last` holds the last number of each that is open,
    in the order in which they came.
    """

    titles: dict[str, str | None]
    meant: dict[int, str] = field(default_factory=dict)  # of recognised text: `first_numbers`, `misread_numbers`
    last: dict[Scheme, tuple[int, ...]] = field(default_factory=dict)
    plain: frozenset[int] = frozenset()  # of print: `plain_titles`
    begun: bool = False  # a heading of the text was seen, with a number or not
    apart: frozenset[str] = frozenset()  # `words_apart`

    def expects(self, number: str) -> bool:
        """Whether a heading with this number may come next."""
        scheme, parts = self.count(number)
        last = self.last.get(scheme)
        if scheme == "numerals" and len(parts) == 1 and parts[0] > 1:  # one may have been missed: hardly anything else
            return 0 < parts[0] - (last[0] if last else 0) <= 2
        if not last:
            return parts in ((1,), (0,))
        if parts[:-1] == last and parts[-1] in (1, 2):
            return True
        depth = len(parts)
        if depth > len(last) or parts[:-1] != last[: depth - 1]:
            return False
        # one number may have been missed, below the first level
        return 0 < parts[-1] - last[depth - 1] <= (2 if depth > 1 else 1)

    def count(self, number: str, title: str = "") -> tuple[Scheme, tuple[int, ...]]:
        """A number as it counts: "2.1" is (2, 1), "B.1" too but among letters, "II" is 2 among numerals.

        One letter may be either: it is what goes on with the letters or numerals so far. What has a word before it, in
        its `title`, may count by itself.
        """
        first, *rest = number.split(".")
        word = _COUNTED_WORD.match(title) if self.apart and not rest else None
        if word is not None and word[1].lower() in self.apart:
            return cast(Scheme, word[1].lower()), (int(first) if first.isdigit() else numeral(first),)
        if first.isdigit():
            return "digits", tuple(int(part) for part in (first, *rest))
        letter = (ord(first) - ord("A") + 1,) if len(first) == 1 else ()
        value = numeral(first)
        if rest and value and self.last.get("numerals", ())[:1] == (value,):
            return "numerals", (value, *(int(part) for part in rest))
        value = 0 if rest else value
        goes_on = letter and self.last.get("letters", ())[:1] == (letter[0] - 1,)
        if value and not (goes_on and self.last.get("numerals") != (value - 1,)):
            return "numerals", (value,)
        return "letters", (*letter, *(int(part) for part in rest))

    def open_annex(self, title: str) -> Scheme | None:
        """What the headings below an annex count with, where its own sign is their first: "A.1" below "Bijlage A"."""
        m = _ANNEX.match(title)
        if m is None:
            return None
        scheme, parts = self.count(m[1])
        self.last.pop(scheme, None)
        self.last[scheme] = parts
        return scheme

    def take(self, number: str, title: str = "") -> None:
        """A heading has this number; what was counted below it begins anew."""
        self.begun = True
        scheme, parts = self.count(number, title)
        if scheme in self.last:
            opened = list(self.last)
            for below in opened[opened.index(scheme) + 1 :]:
                del self.last[below]
        self.last[scheme] = parts


# A line of a letterhead or a title page, or a title, has no more words than this.
_LONGEST_LINE = 12
# What recognition makes of the one stroke of 1, I and l before a title, and of the numbers after it
_STROKE = re.compile(r"^([1IiLl|!\]])[.,:;)]?$")
_SECOND = re.compile(r"^(?:(2)|[IiLl|!]{2})[.,:;)]?$")


def first_numbers(pages: Sequence[Arranged]) -> dict[int, str]:
    """The number before a title that was read as another stroke, by the `id` of its line.

    The next heading that is set alike tells it: "L INLEIDING" before "2. ADVIES" is 1, and before "II. ADVIES" it is I.
    """
    found: dict[int, str] = {}
    open_: list[tuple[Row, str]] = []
    for row in (row for page in pages for row in page.body):
        words = [w.text for w in row.line.words if not w.raised]
        if len(words) < 2 or len(words) > _LONGEST_LINE or not words[1][:1].isupper():
            continue
        stroke, second = _STROKE.match(words[0]), _SECOND.match(words[0])
        if stroke:
            open_.append((row, stroke[1]))
        elif second:
            meant = "1" if second[1] else "I"
            alike = [(one, sign) for one, sign in open_ if _is_set_alike(one.line, row.line)]
            if alike and all(sign != meant for _, sign in alike) and (meant == "1" or alike[-1][1] != "1"):
                found[id(alike[-1][0].line)] = meant
            open_ = [pair for pair in open_ if pair not in alike]
    return found


# So many lines alike, each with white above it and text below it, are headings that nothing else sets apart.
_LEAST_PLAIN = 3


def plain_titles(layout: Layout) -> frozenset[int]:
    """The lines of print that are headings by the white around them only, by their `id`.

    They stand at the edge of the text, with more white above them than below and more than stands between paragraphs;
    three of them at least. The first line of a page is one where so much white stands below it as below the others.
    """
    found: list[tuple[Row, float]] = []
    first: list[tuple[Row, float]] = []
    for page in layout.pages:
        for before, row, after in zip((None, *page.body), page.body, page.body[1:], strict=False):
            above, below = row.above, after.above
            if below is None or not 0.2 * layout.leading < below or (above or below * 2) < 1.5 * below:
                continue
            if (above is not None and above < layout.leading) or not _may_be_plain(row, after, layout):
                continue
            if above is None or before is None:
                first.append((row, below))
            elif TERMINAL.search(_without_mark(before.line)):
                found.append((row, below))
    if len(found) < _LEAST_PLAIN:
        return frozenset()
    usual = sorted(below for _, below in found)[len(found) // 2]
    return frozenset(id(row.line) for row, below in (*found, *first) if abs(below - usual) < 0.15 * layout.leading)


def _may_be_plain(row: Row, after: Row, layout: Layout) -> bool:
    """Whether a row in body type is worded as a title and stands before a line of prose at the same edge."""
    one, two = row.line.box, after.line.box
    if not (one and two and row.line.words and after.line.words) or len(row.line.words) > _LONGEST_LINE:
        return False
    if (
        one.x0 > row.left + 0.5 * layout.size
        or not is_short(row)
        or is_short(after)
        or two.x0 > one.x0 + 4 * layout.size
    ):
        return False
    text = _without_mark(row.line)
    worded = text[:1].isupper() and (text[-1:].isalnum() or text.endswith("?")) and len(text) < 70
    return worded and after.line.text[:1].isupper() and not (_NO_TITLE.search(text) or DATE.match(text))


def _is_set_alike(one: Line, two: Line) -> bool:
    """Whether two titles begin at one edge, in one size, both in capitals or not."""
    size = max(line_size(one), line_size(two))
    if one.box is None or two.box is None or abs(one.box.x0 - two.box.x0) > 0.5 * size:
        return False
    capitals = [" ".join(w.text for w in line.words[1:]).isupper() for line in (one, two)]
    return abs(line_size(one) - line_size(two)) < 0.12 * size and capitals[0] == capitals[1]


@dataclass(frozen=True, slots=True)
class _Look:
    """How a row is set and how it stands among its neighbours, as far as that tells a heading from body text.

    `big`: larger than the body; `known`: its words are on the contents page; `open_above`, `roomy_above`: some, much
    white space before it; `alone`: white space or another style after it; `ends_open`: no full stop at its end;
    `goes_on`: a comma or colon there, but the title goes on; `marked`: bold or underlined.
    """

    row: Row
    after: Row | None
    text: str
    number: str | None
    size: float
    bold: bool
    marked: bool
    italic: bool
    big: bool
    known: bool
    caps: bool
    open_above: bool
    roomy_above: bool
    alone: bool
    ends_open: bool
    goes_on: bool
    recognised: bool


def find_heading(
    row: Row,
    before: Row | None,
    following: Sequence[Row],
    last: Draft | None,
    layout: Layout,
    outline: Outline,
    recognised: bool,
) -> Draft | None:
    """A heading draft if this row is set as one: larger or bolder than the body, or numbered in sequence and alone.

    `following`: the next rows of its page, a few of them.
    """
    after = following[0] if following else None
    text = " ".join(w.text for w in row.line.words if not w.raised).strip()
    if _runs_on(row, before, last, layout):
        return None
    above = last if last is not None and last.kind == "heading" and before is last.rows[-1] else None
    alone = _NUMBER_ALONE.match(text) if len(text) < _LONGEST_NUMBER else None
    if alone and after is not None and _heads_title(row, after, alone, outline, layout):
        return Draft("heading", [row], number=alone[2], size=line_size(after.line), bold=is_bold(after.line))
    if above is None and not (_WORD if recognised else _LETTER).search(text):
        return None  # a spot may be taken for two letters
    if len(text) > _LONGEST_ROW or CAPTION.match(text) or SOURCE_LINE.match(text):
        return None
    look = _look(row, following, text, layout, outline, recognised)
    if row.boxed and look.number is None and not look.known and not _TITLE_WORDS.match(text):
        return None  # what a box is about; the section around it goes on after it
    styled = _stands_out(look) or id(row.line) in outline.plain or (recognised and outline.begun and look.roomy_above)
    if (above is None and not styled) or _is_table_row(look, layout) or heads_table(row, after):
        return None
    if look.number is not None:
        if not _is_numbered(look, outline, layout):
            return None
        heading = _heading(look, look.number)
        heading.read_as = row.line.words[0].text if id(row.line) in outline.meant else None
        return heading
    wraps = above is not None and _wraps(look, above, layout)
    return _heading(look, None) if wraps or _is_unnumbered(look, before, last, layout, outline) else None


def _is_table_row(look: _Look, layout: Layout) -> bool:
    """Whether the words of a row stand apart as those of a table do, behind the number that it may have."""
    line = look.row.line
    titled = line if look.number is None else replace(line, words=line.words[1:])
    # words of recognised large type stand as far apart as they are
    apart = max(layout.size, look.size) if look.recognised else layout.size
    return _groups(titled, apart, look.recognised) > 1 and not is_justified(look.row)


def _is_unnumbered(look: _Look, before: Row | None, last: Draft | None, layout: Layout, outline: Outline) -> bool:
    """Whether a row without number is a heading, by the first thing that tells."""
    if _is_known(look) or _is_big(look, layout):
        return True
    bold = _judge_bold(look, layout)
    if bold is None and _is_tight(look, before, last):
        return True
    if bold is not None:
        return bold
    neighbours = (before, look.row, look.after)
    tabular = any(r is not None and _groups(r.line, layout.size, look.recognised) > 1 for r in neighbours)
    if id(look.row.line) in outline.plain or _is_titled(look, tabular) or _is_italic(look, layout):
        return True
    return look.recognised and not tabular and outline.begun and _is_bare(look, before, last, layout)


_LONGEST_NUMBER = 16
# A row of a heading has no more characters than this.
_LONGEST_ROW = 220
# The number of a chapter on a line above its title: "Hoofdstuk 2", "DEEL II", "3"
_NUMBER_ALONE = re.compile(r"^(?:(hoofdstuk|deel|titel)\s+)?(\d{1,2}|(?-i:[IVX]{1,5}))[.:]?$", re.I)


def _heads_title(row: Row, after: Row, number: re.Match[str], outline: Outline, layout: Layout) -> bool:
    """Whether a row that is only the `number` that may come next stands over its title; a figure alone is large."""
    large = 1.3 if number[1] is None else 0.0
    if line_size(row.line) < large * layout.size or not outline.expects(number[2]) or not after.line.words:
        return False
    size = line_size(after.line)
    near = after.above is not None and after.above < 1.2 * max(size, line_size(row.line))
    styled = size > 1.08 * layout.size or is_bold(after.line) or after.underlined
    return near and styled and _WORD.match(after.line.text) is not None and not _NUMBER_ALONE.match(after.line.text)


def _groups(line: Line, size: float, recognised: bool) -> int:
    """How many groups of words stand apart in a line; in recognised text a sign alone is a spot and no group."""
    groups = segments(line, size)
    if recognised and len(groups) > 1:
        groups = [g for g in groups if len(g) > 1 or len(g[0].text) > 1 or g[0].text.isdigit()]
    return len(groups)


def _runs_on(row: Row, before: Row | None, last: Draft | None, layout: Layout) -> bool:
    """Whether a row goes on with a paragraph that is set as a heading might be: an introduction, a quotation pulled."""
    if last is None or before is None or last.kind not in ("paragraph", "quote") or before is not last.rows[-1]:
        return False
    close = row.above is not None and row.above < 0.35 * layout.leading
    open_end = not is_short(before) or TERMINAL.search(before.line.text) is None
    return close and same_style(before, row, layout) and open_end


def _look(row: Row, following: Sequence[Row], text: str, layout: Layout, outline: Outline, recognised: bool) -> _Look:
    number, title = _split_number(row.line, outline, recognised)
    small_caps = not recognised and _is_small_caps(row.line)
    size = max(word.size for word in row.line.words) if small_caps else line_size(row.line)
    after = following[0] if following else None
    goes_on = text.endswith((",", ":")) and _is_broken_off(row, following, size, layout)
    return _Look(
        row=row,
        after=after,
        text=text,
        number=None if number is not None and DATE.match(text) else number,
        size=size,
        bold=is_bold(row.line),
        marked=is_bold(row.line) or (row.underlined and not _ADDRESS.match(text)),
        italic=is_italic(row.line),
        big=_measured(size, text, layout.size if recognised else None) >= (1.13 if recognised else 1.08) * layout.size,
        known=bool(outline.titles) and len(title) > 3 and title_key(title) in outline.titles,
        caps=(small_caps or (text.isupper() and len(_CAPITAL.findall(text)) >= 4)) and len(text) < 90,
        open_above=row.above is None or row.above > 0.35 * layout.leading,
        roomy_above=row.above is None or row.above > 0.5 * layout.leading,
        alone=after is None
        or (after.above or 0) > 0.35 * layout.leading
        or after.table is not None
        or not same_style(row, after, layout),
        ends_open=not _CLOSED.search(text) or ABBREVIATED.search(text) is not None or goes_on,
        goes_on=goes_on,
        recognised=recognised,
    )


# The small capitals of a type are so many times its size.
_SMALL_CAPS = (0.62, 0.88)


def _is_small_caps(line: Line) -> bool:
    """Whether a line is set in small capitals: a capital larger than the letters behind it, all others as these."""
    words = [word for word in line.words if not word.raised]
    large = words[0].size if words else 0.0
    if len(words) < 2 or not words[0].text[:1].isupper():
        return False
    least, most = _SMALL_CAPS
    small = {round(word.size, 1) for word in words if word.size < 0.97 * large}
    first, second = words[0].box, words[1].box
    near = first is not None and second is not None and second.x0 - first.x1 < 0.5 * large
    one = len(small) == 1 and all(least * large < size < most * large for size in small)
    return one and near and not any(word.size > 1.03 * large for word in words)


def _is_broken_off(row: Row, following: Sequence[Row], size: float, layout: Layout) -> bool:
    """Whether a row is the first of a title, which goes on in the rows after it and ends there without a full stop."""
    rest: list[Row] = []
    for one in following:
        near = is_close(one, size, layout) or _is_loose(one, row, size, layout)
        if not (near and same_style(row, one, layout)) or ORDERED.match(one.line.words[0].text):
            break
        rest.append(one)
    if not 0 < len(rest) < _MOST_LINES or _POINTED.search(rest[-1].line.text):
        return False
    return _runs_over(row, rest[0], size)


def _stands_out(look: _Look) -> bool:
    """Whether anything at all sets a row apart from body text; most rows end here."""
    styled = look.number is not None or look.big or look.marked or look.italic or look.known or look.caps
    return styled or _TITLE_WORDS.match(look.text) is not None


def _heading(look: _Look, number: str | None) -> Draft:
    assert look.row.line.box
    left = look.row.line.box.x0
    return Draft("heading", [look.row], number=number, size=look.size, bold=look.bold, indent=left)


def _wraps(look: _Look, above: Draft, layout: Layout) -> bool:
    """Whether a row without number goes on with the heading right above it."""
    wrapped = (
        look.recognised and above.number is not None and len(above.rows) == 1 and look.alone and is_short(look.row)
    )
    styled = look.big or look.marked or look.italic or wrapped
    return styled and len(above.rows) < _MOST_LINES and _is_one_style(above.rows[0], look.row, layout, look.recognised)


def _is_one_style(one: Row, two: Row, layout: Layout, recognised: bool) -> bool:
    """Whether two rows of a heading are set alike; in recognised text the rest of a title may be measured otherwise."""
    if same_style(one, two, layout) or not recognised:
        return same_style(one, two, layout)
    sizes = line_size(one.line), line_size(two.line)
    return two.line.text[:1].islower() and abs(sizes[0] - sizes[1]) < 0.15 * max(sizes)


def _is_numbered(look: _Look, outline: Outline, layout: Layout) -> bool:
    assert look.number is not None
    expected = outline.expects(look.number)
    if look.recognised and look.text.endswith("?") and not (expected or look.known):
        return False  # a question of a list, which may seem larger than it is
    if look.big or look.marked or look.known or (look.italic and look.open_above):
        return look.ends_open or look.known or expected
    if expected and (look.recognised or _begins_text(look)) and _stands_clear(look, layout):
        return True
    # the rest of a title may stand on the next line, if that is short and white space follows
    goes_on = (
        look.recognised
        and look.after is not None
        and not look.alone
        and look.after.line.text[:1].islower()
        and is_short(look.after)
        and not is_short(look.row)
    )
    if not (expected and look.open_above and (look.alone or goes_on) and look.ends_open and len(look.text) < 160):
        return False
    if look.roomy_above and "." in look.number:
        return True
    return look.recognised and not _POINTED.search(look.text) and not ORDERED.match(look.row.line.words[0].text)


def _begins_text(look: _Look) -> bool:
    """Whether a number in figures stands before full lines of text, or before the heading below it: "1.1 Kader"."""
    if not look.number or not look.number[0].isdigit() or look.after is None:
        return False
    return not is_short(look.after) or re.match(r"\d{1,2}\.\d", look.after.line.text) is not None


# A list that goes on: "2. De tweede vraag", "b) …"
_NEXT_ITEM = re.compile(r"^(?:\d{1,2}|[a-z])[.)]\s")


def _stands_clear(look: _Look, layout: Layout) -> bool:
    """Whether a line in body type with the next number is set as a heading: short, with much white above it.

    A number without parts may be that of a list: then there is white below it as well.
    """
    row, after = look.row, look.after
    words = look.text.split()[1:]
    if not (look.ends_open and is_short(row) and after is not None and 0 < len(words) <= 12):
        return False
    if not words[0][:1].isupper() or look.text.endswith(("?", ":")) or is_bullet(after.line.words[0], False):
        return False
    above, below = row.above, after.above or 0.0
    if "." in (look.number or ""):
        return above is None or above > 0.8 * layout.leading
    clear = above is None or above > 1.1 * layout.leading
    return clear and below > 0.45 * layout.leading and _NEXT_ITEM.match(after.line.text) is None


def _is_known(look: _Look) -> bool:
    return look.known and look.ends_open and (look.big or look.marked or (look.open_above and look.alone))


def _is_big(look: _Look, layout: Layout) -> bool:
    text = look.text
    if not look.big:
        return False
    # sizes of recognised lines are estimates: a line of prose may seem larger
    if look.recognised and look.size < 1.6 * layout.size:
        longest = 70 if look.size < 1.3 * layout.size else 160
        prose = text[:1] in "‘“(" or text[:1].islower() or len(text) >= longest
        if prose or not (look.open_above and look.alone):
            return False
    # a quotation that is pulled out of the text in large type
    if text[:1] in '“‘„«"' and look.size < 1.6 * layout.size and not re.search(r"[”’“»\"]", text[1:-1]):
        return False
    return look.ends_open and len(text.split()) <= 30 and not _opens_item(look)


def _judge_bold(look: _Look, layout: Layout) -> bool | None:
    """Whether a bold or underlined row is a heading; None where it is neither or not set apart."""
    text, after = look.text, look.after
    if not look.marked or not look.ends_open or not look.open_above:
        return None
    if len(text.split()) > 25 or _opens_item(look):
        return None
    # the bold opening of a paragraph, whose last words stand on the next line
    if after is not None and after.line.words and (after.above or 0) < 0.35 * layout.leading and not is_short(look.row):
        first = after.line.words[0]
        if first.bold and not is_bold(after.line) and abs(line_size(after.line) - look.size) < 0.3:
            return False
    # a bold paragraph of several lines is emphasis, not a heading
    run = after is not None and same_style(look.row, after, layout) and (after.above or 0) < 0.35 * layout.leading
    if run and len(text) > 80 and text.endswith("."):
        return False
    return not text.endswith(":") or look.goes_on or look.caps or _TITLE_WORDS.match(text) is not None


def _is_tight(look: _Look, before: Row | None, last: Draft | None) -> bool:
    """Whether a short bold or underlined line between two paragraphs, with no white around it, is a heading."""
    after = look.after
    if not (look.marked and look.ends_open and not look.recognised) or before is None or last is None or after is None:
        return False
    if (
        last.kind not in ("heading", "paragraph", "quote", "item")
        or look.text.endswith((":", "!"))
        or _opens_item(look)
    ):
        return False
    closed = last.kind == "heading" or TERMINAL.search(_without_mark(before.line)) is not None
    prose = after.line.text[:1].isupper() and not (is_bold(after.line) or after.underlined) and not is_short(after)
    return closed and prose and look.text[:1].isupper() and is_short(look.row)


def _without_mark(line: Line) -> str:
    return " ".join(w.text for w in line.words if not w.raised)


def _is_titled(look: _Look, tabular: bool) -> bool:
    """Capitals alone on a line, or one of the words that head a part of any document ("Bijlage", "Bronnen")."""
    if not (look.open_above and look.alone and look.ends_open):
        return False
    if look.caps and not tabular and not _DIGIT.search(look.text):
        return True
    styled = look.marked or look.caps or look.recognised
    return styled and look.roomy_above and len(look.text) < 90 and _TITLE_WORDS.match(look.text) is not None


def _is_italic(look: _Look, layout: Layout) -> bool:
    """A short line in italics with white space above it, followed by upright text."""
    text, row, after = look.text, look.row, look.after
    if not look.italic or not look.ends_open or not look.roomy_above or after is None:
        return False
    if len(text) >= 110 or DATE.match(text) or text.endswith(":") or not text[:1].isupper():
        return False
    if is_italic(after.line):  # its second line, and no more than that
        close = after.above is not None and after.above < 0.35 * layout.leading
        if not close or is_short(row) or not is_short(after) or _CLOSED.search(after.line.text):
            return False
    return row.line.box is not None and row.line.box.x0 < row.left + layout.size


# A caption, a letter: "Bron: Statbel", "Tabel 3", "Met vriendelijke groeten"
_NO_TITLE = re.compile(r"^(?:bron|tabel|figuur|grafiek|kaart|foto|geachte|met)\b|[:@]", re.I)


# A title that asks: "Wat doen we al?"
_ASKS = re.compile(r"^(?:wat|wie|waar\w*|welke?|wanneer|hoe\w*)\b[^?]*\?$", re.I)


# A marker or a spot after the full stop: "school.3", "worden. f"
_AFTER_STOP = re.compile(r"(?<=[.!?:;])\s?(?:\d{1,2}|\S)$")
# What recognition makes of a spot before a line: "… De raad", "„Zorg", "_ Open"
_SPOTS = "„…_-–—‚‘’“”'.·: "


def _is_bare(look: _Look, before: Row | None, last: Draft | None, layout: Layout) -> bool:
    """A line of a scan that may be set in bold or italics, which does not show: a few words alone between paragraphs.

    White space stands above and below, the text above is closed, and full lines of prose follow.
    """
    text, row, after = look.text.lstrip(_SPOTS), look.row, look.after
    if before is None and last is not None and row.above is None:  # at the top of a page
        before = last.rows[-1]
    if before is None or after is None or after.table is not None or not (look.roomy_above and is_short(row)):
        return False
    below = after.above or 0.0
    above = row.above if row.above is not None else below
    even = below >= 0.5 * layout.leading and above >= 0.9 * below
    uneven = below >= 0.3 * layout.leading and above > 0.9 * layout.leading and above > 1.7 * below
    clear = below >= -0.1 * layout.leading and above > 1.05 * layout.leading
    if not (even or uneven or clear) or not 3 < len(text) < 60:
        return False
    ended = _AFTER_STOP.sub("", before.line.text)
    closed = TERMINAL.search(ended) is not None and last is not None and last.kind != "cover"
    ends = text[-1].isalnum() or _ASKS.match(text) is not None
    words = _LETTER.search(text) and text[0].isupper() and ends and len(text.split()) <= 8
    prose = (
        after.line.text.lstrip(_SPOTS)[:1].isupper()
        and not is_short(after)
        and not is_bullet(after.line.words[0], True, strict=True)
    )
    assert row.line.box and after.line.box
    edge = max(row.left, after.line.box.x0)
    starts_left = row.line.box.x0 < edge + layout.size
    return bool(closed and words and prose and starts_left) and not (_NO_TITLE.search(text) or DATE.match(text))


def _opens_item(look: _Look) -> bool:
    return is_bullet(look.row.line.words[0], look.recognised, strict=True)


def _split_number(line: Line, outline: Outline, recognised: bool) -> tuple[str | None, str]:
    """The number in front of a heading ("2.1", "3.", "Hoofdstuk 4", "II.") and the title after it."""
    words = [w for w in line.words if not w.raised]
    texts = [w.text for w in words]
    if id(line) in outline.meant:
        return outline.meant[id(line)], " ".join(texts[1:]).lstrip(_BETWEEN)
    if len(texts) >= 2 and _NUMBER_WORD.match(texts[0]):
        m = re.match(r"^(\d{1,2}|[IVX]{1,5})[.:]?$", texts[1])
        if m and (m.group(1).isdigit() or numeral(m.group(1))):
            return m.group(1), " ".join(texts[2:]).lstrip(_BETWEEN)
    if len(texts) >= 2:
        m = _NUMBER.match(texts[0].rstrip(",;") if recognised and "." in texts[0] else texts[0])
        if m:
            return m.group(1), " ".join(texts[1:]).lstrip(_BETWEEN)
        m = _SIGN.match(texts[0])
        if recognised and (stop := _LOST_STOP.match(texts[0])) and outline.expects(f"{stop[1]}.{stop[2]}"):
            return f"{stop[1]}.{stop[2]}", " ".join(texts[1:])
        if m is None and recognised and (misread := _MISREAD_NUMERAL.match(texts[0])) is not None:
            meant = re.sub("[L1l|]", "I", misread[1])  # "IL." for II
            if numeral(meant) > 1 and outline.expects(meant):
                return meant, " ".join(texts[1:])
        sign = m[1] or m[2] or m[3] if m else ""
        bare = m is not None and m[3] is not None  # no number, but for what begins or goes on with such a count
        unlikely = bare and (not texts[1][:1].isupper() or (recognised and "digits" in outline.last))
        if sign and outline.expects(sign) and not unlikely:  # else it may be an initial
            return sign, " ".join(texts[1:])
    return None, " ".join(texts)


def is_close(row: Row, size: float, layout: Layout) -> bool:
    """Whether a row of a heading of this size stands as close below the one above as lines of one heading do."""
    loose = layout.leading / layout.size - 0.95  # where all lines are far apart, those of headings are
    return row.above is not None and row.above < max(0.55, loose) * max(size, layout.size)


def _is_loose(row: Row, first: Row, size: float, layout: Layout) -> bool:
    """Whether a row stands further below the one above it, but much less so than its heading, from `first` on."""
    return row.above is not None and row.above < 0.85 * max(size, layout.size) and _is_nearer(row, first)


def _is_nearer(row: Row, first: Row) -> bool:
    """Whether the white over a row is much less than that over `first`, or `first` begins a page or a column."""
    return row.above is not None and (first.above is None or row.above < 0.6 * first.above)


def _runs_over(row: Row, after: Row, size: float) -> bool:
    """Whether a title of this size goes on in the row after it, by its words or because it had no room left."""
    box, word = row.line.box, after.line.words[0].box
    if box is None or word is None:
        return False
    return after.line.text[:1].islower() or row.right - box.x1 < word.x1 - word.x0 + 1.5 * size


def continues_heading(
    row: Row, last: Draft | None, layout: Layout, heading: Draft, before: Row | None, recognised: bool
) -> bool:
    """Whether a row that is set as the heading before it, of which `before` is the last row, is the rest of it."""
    if last is None or last.kind != "heading" or heading.number is not None or before is not last.rows[-1]:
        return False
    if len(last.rows) == 1 and last.number and _NUMBER_ALONE.match(_without_mark(before.line)):
        return True
    if not _is_one_style(last.rows[-1], row, layout, recognised):
        return False
    wraps = _runs_over(last.rows[-1], row, heading.size)
    # lines of one heading stand closer than two headings under each other
    if is_close(row, heading.size, layout):
        return wraps or (len(last.rows) == 1 and heading.size > 1.5 * layout.size and _is_nearer(row, last.rows[0]))
    return wraps and _is_loose(row, last.rows[0], heading.size, layout)


# What a sign of a number may have been read as
_READ_FOR = {"1": r"[1IiLl|!\]]", "I": r"[I1iLl|!\]]"}


def without_number(done: Joined, number: str, read_as: str | None = None) -> Joined:
    """A heading without the number before it, as it was printed or misread (`read_as`)."""
    parts = r"[\W1il|]{0,3}".join(
        "".join(_READ_FOR.get(sign, re.escape(sign)) for sign in part) for part in number.split(".")
    )
    start = rf"(?:hoofdstuk|deel|titel)?\s*{parts}(?:(?<=\d)(?!\d)|(?!\w))"
    if read_as is not None:
        start = re.escape(read_as)
    m = re.match(rf"^{start}[.,;)\-_–—:|]*\s*[_\-–—|:]?\s*", done.text.text, re.I)
    return cut(done, 0, m.end()) if m and m.end() < len(done.text.text) else done


def level_headings(drafts: list[Draft], scanned: float | None = None) -> None:
    """Level by number where there is one ("2.1" is 2), else by the style that numbered headings of a level have.

    `scanned` is the type size of the body where sizes are estimates, because the text came out of OCR.
    """
    heads = [d for d in drafts if d.kind == "heading"]
    numbered: dict[int, list[Draft]] = {}
    level_by_number(heads)
    for d in heads:
        if d.number:
            numbered.setdefault(d.level or 1, []).append(d)
    if numbered:
        _level_among_numbered(heads, numbered, scanned)
        return
    styles = [style_of(d, scanned) for d in heads]
    ranks: list[Style] = []
    for style in sorted(styles, reverse=True):
        if not any(near_in_style(style, r, scanned) for r in ranks):
            ranks.append(style)
    levels = [next(k for k, r in enumerate(ranks) if near_in_style(style, r, scanned)) for style in styles]
    if scanned:
        levels = _without_only_children(levels, styles, scanned)
    for d, level in zip(heads, levels, strict=True):
        d.level = 1 + level


def _without_only_children(levels: Sequence[int], styles: Sequence[Style], scanned: float) -> list[int]:
    """The levels (from 0) of a scan, where one that nowhere parts a section in two is the one above, measured smaller.

    That holds where it seems as large as the body (`scanned`) and a heading of the level above is little larger.
    """
    out = list(levels)
    for level in range(max(levels, default=0), 0, -1):
        own = [k for k, n in enumerate(out) if n == level]
        siblings = any(min(out[a + 1 : b], default=level) >= level for a, b in itertools.pairwise(own))
        above = [k for k, n in enumerate(out) if n == level - 1]
        as_body = all(styles[k][0] == scanned for k in own)
        if as_body and not siblings and any(near_in_style(styles[a], styles[b], scanned) for a in own for b in above):
            out = [n - (n >= level) for n in out]
    return out


def words_apart(heads: Sequence[Draft]) -> frozenset[str]:
    """The words before numbers that count by themselves: "Deel 1" above "Hoofdstuk 1" or "1", but not above "1.1"."""
    numbered = [d for d in heads if d.number]
    words = [m[1].lower() if (m := _COUNTED_WORD.match(d.rows[0].line.text)) else "" for d in numbered]
    whole = {word for word, d in zip(words, numbered, strict=True) if "." not in (d.number or "")}
    above = {
        word
        for word, one, two in zip(words, numbered, numbered[1:], strict=False)
        if two.number and two.number.startswith(f"{one.number}.")
    }
    return frozenset(whole - above - {""}) if len(whole) > 1 else frozenset()


def level_by_number(heads: Sequence[Draft]) -> None:
    """Levels of numbered headings: "2.1" is 2; where another way of counting begins, it counts below what is open."""
    outline = Outline({}, apart=words_apart(heads))
    base: dict[Scheme, int] = {}  # the level above which each way of counting begins
    above = 0
    for d in heads:
        if not d.number:
            annex = outline.open_annex(d.rows[0].line.text)
            if annex is not None:
                base[annex], above = 0, 1
            continue
        scheme, parts = outline.count(d.number, d.rows[0].line.text)
        outline.take(d.number, d.rows[0].line.text)
        if scheme not in base or (parts == (1,) and len(outline.last) > 1 and list(outline.last)[-1] == scheme):
            base[scheme] = above if list(outline.last)[:-1] else 0
        d.level = above = base[scheme] + len(parts)


def _level_among_numbered(heads: list[Draft], numbered: dict[int, list[Draft]], scanned: float | None) -> None:
    """Levels of headings without number: that of the numbered ones they look like, or below the one they stand under.

    `numbered`: the numbered headings by level.
    """
    sizes = {n: sorted(_size_of(d, scanned) for d in some)[len(some) // 2] for n, some in numbered.items()}
    above = 0
    under: dict[Style, tuple[int, int]] = {}  # since the last numbered one: first and deepest level of each style
    for d in heads:
        if d.number:
            above, under = d.level or 1, {}
            continue
        style = style_of(d)
        fitting = [n for n, size in sizes.items() if _size_of(d, scanned) >= (0.92 if scanned else 0.94) * size]
        level = min((n for n in fitting if not _is_lighter(d, n, numbered[n], scanned)), default=None)
        if level is None and not above:
            level = min(fitting, default=None)
        if above and _ARTICLE.match(d.rows[0].line.text):  # counted over all chapters, below the one that is open
            level = above + 1
        elif _TITLE_WORDS.match(d.rows[0].line.text):
            level = 1 if _size_of(d, scanned) >= 0.94 * min(sizes.values()) else level or max(sizes) + (not d.bold)
        elif level is None or 1 < level <= above:  # what stands among numbers as their equal has a number itself
            alike = next((first for other, (first, _) in under.items() if near_in_style(style, other, scanned)), None)
            heavier = (deepest for other, (_, deepest) in under.items() if other > style)
            level = alike if alike is not None else max(above, *heavier, 0) + 1
        d.level = level
        first, deepest = under.get(style, (level, level))
        under[style] = (first, max(deepest, level))
        if level == 1:
            above, under = 1, {}


def _is_lighter(draft: Draft, level: int, numbered: Sequence[Draft], scanned: float | None) -> bool:
    """Whether a heading is set lighter than most of the `numbered` ones of a level.

    Where a scan shows no bold type, a heading without number counts as lighter than those of lower levels.
    """
    if scanned and not draft.bold and not any(o.bold or is_italic(o.rows[0].line) for o in numbered):
        return level > 1
    bold = 2 * sum(o.bold for o in numbered) > len(numbered)
    upright = 2 * sum(is_italic(o.rows[0].line) for o in numbered) < len(numbered)
    return (bold and not draft.bold) or (upright and is_italic(draft.rows[0].line))


# Letters that hang below the base line: a large line of recognised text without them is measured too small
_HANGING = re.compile(r"[gjpqyçQ,;()]")


def _size_of(draft: Draft, scanned: float | None) -> float:
    return _measured(draft.size, draft.rows[0].line.text, scanned)


def _measured(size: float, text: str, scanned: float | None) -> float:
    """A type size; in a scan, with body text of size `scanned`, as that of the body where it seems a little smaller."""
    if scanned is None:
        return size
    if 0.8 * scanned < size <= 1.06 * scanned:
        return scanned
    return size / 0.92 if size > 1.06 * scanned and not _HANGING.search(text) else size


# Of the first row of a heading: its size, whether it is in capitals, bold, underlined
Style = tuple[float, bool, bool, bool]


def style_of(draft: Draft, scanned: float | None = None) -> Style:
    """How the first row of a heading is set; `scanned` is the type size of the body where sizes are estimates."""
    first = draft.rows[0]
    return _size_of(draft, scanned), first.line.text.isupper(), draft.bold, first.underlined


def near_in_style(one: Style, two: Style, scanned: float | None = None) -> bool:
    """Whether two headings are set alike; sizes that are estimates (`scanned`) may differ more."""
    slack = 0.12 if scanned else 0.07
    return abs(one[0] - two[0]) < slack * max(one[0], two[0]) and one[1:] == two[1:]
