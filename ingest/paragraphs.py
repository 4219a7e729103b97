"""Paragraphs, quotations and list items: where one ends and the next begins."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.drafts import OCR_BULLETS, ORDERED, SURE_BULLETS, TERMINAL, Draft, is_bold, is_short, same_style
from ingest.layout import Layout
from ingest.page import Word
from ingest.rows import Row, line_size


def begin_paragraph(row: Row, layout: Layout) -> Draft:
    """A paragraph that begins with this row, or a quotation where that is set in from both sides."""
    assert row.line.box
    draft = Draft("paragraph", [row], size=line_size(row.line), bold=is_bold(row.line))
    draft.indent = draft.text_x = row.line.box.x0
    if row.line.box.x0 > row.left + 1.5 * layout.size and row.line.box.x1 < row.right - 0.8 * layout.size:
        draft.kind = "quote"
    return draft


# What recognition makes of the number of an item: "4,", "3:", "4" far from its text, "C)" after b)
_NEARLY = re.compile(r"^\W?(\d{1,2}|[A-Z])([.,:;)]?)$")
# A first number of which no more is left than that it was one: "A0,", "l."
_UNREADABLE = re.compile(r"^(?=.*[\dlI|])\W?\w{1,2}[.,]$")
# What hangs before a text has fewer words than this: "Antwoord op de vragen 4 t.e.m. 6:"
_LONGEST_LABEL = 9
# A list is looked for among so many blocks before.
_LIST_REACH = 10


def _misread(row: Row, new: bool, hangs: bool, drafts: Sequence[Draft], size: float) -> str | None:
    """The marker of a row of recognised text whose number or letter was not read well, by the list it goes on with.

    `new`: a paragraph may begin here; `hangs`: the row after begins where the text of this one does.
    """
    if not new or len(row.line.words) < 2:  # one word, of which a sign before it was taken as its marker
        return None
    first, second = row.line.words[:2]
    if first.box is None or second.box is None:
        return None
    apart = second.box.x0 - first.box.x1 > 1.2 * size
    known = _item_before(first.box.x0, drafts, size)
    m = _NEARLY.match(first.text)
    if known is not None and m is not None and (m[2] or apart):
        sign = known[-1] if known[-1] in ".)" else "."
        count = re.search(r"(\d{1,2})\W*$", known)
        if m[1].isdigit() and count is not None and int(m[1]) == int(count[1]) + 1:
            return f"{m[1]}{sign}"
        letter = re.fullmatch(r"([a-y])[.)]", known)
        if letter is not None and m[2] and m[1].lower() == chr(ord(letter[1]) + 1):
            return f"{m[1].lower()}{sign}"
    if known is None and apart and hangs and _UNREADABLE.match(first.text) and not ORDERED.match(first.text):
        return "1."
    return None


def _item_before(x: float, drafts: Sequence[Draft], size: float) -> str | None:
    """The marker of the last item, since the last heading, that stands as far from the edge as `x`."""
    for draft in reversed(drafts[-_LIST_REACH:]):
        if draft.kind == "heading":
            return None
        if draft.kind == "item" and draft.marker and abs(draft.indent - x) < size:
            return draft.marker
    return None


@dataclass(frozen=True, slots=True)
class _Seen:
    """What stands around a row that may open an item.

    `last`: the block before it; `listed`: an item of the list that is open begins at the same distance from the edge;
    `broken`: the row above ends before its column is full; `hangs`: the row after begins where its text does; `x`,
    `text_x`: where its marker and its text begin; `gap`: the white between them, in points.
    """

    before: Row | None
    last: Draft | None
    listed: bool
    broken: bool
    hangs: bool
    x: float
    text_x: float
    gap: float
    recognised: bool

    def ended(self) -> bool:
        """Whether a sentence, a heading or, without a full stop, an item ends above."""
        headed = self.last is not None and self.last.kind == "heading"
        cut_off = self.broken and self.in_item()
        return self.before is None or headed or cut_off or TERMINAL.search(self.before.line.text) is not None

    def new(self, row: Row, layout: Layout) -> bool:
        """Whether a paragraph may begin here."""
        return self.ended() or (row.above or 0) > 0.3 * layout.leading

    def in_item(self) -> bool:
        return self.last is not None and self.last.kind == "item"


def _opens_item(row: Row, marker: str, seen: _Seen, layout: Layout) -> bool | None:
    """Whether a marker that may be something else opens an item in this row; None where it is none that is known."""
    size, last = layout.size, seen.last
    new = seen.new(row, layout)
    same_list = seen.listed
    if marker in "–—-*" or (marker in layout.bullets and not seen.recognised):
        return seen.hangs or ((new or same_list) and seen.gap > 0.15 * size)
    if ORDERED.match(marker) or (_CAPITAL.match(marker) and not seen.recognised):
        under = seen.recognised and last is not None and seen.in_item() and abs(last.text_x - seen.x) < 0.6 * size
        inside = not seen.ended() and not (row.above or 0) > 0.2 * layout.leading and not same_list
        return (seen.hangs or same_list or new or under) and seen.gap > 0.1 * size and not inside
    if _BELOW.match(marker) and not seen.recognised:
        below = last is not None and last.marker is not None and marker.startswith(last.marker.rstrip(".") + ".")
        return seen.in_item() and seen.ended() and (below or seen.hangs or seen.listed) and seen.gap > 0.1 * size
    if _LETTER.match(marker) and not seen.recognised:
        return (seen.hangs and seen.gap > 0.5 * size) or (seen.listed and seen.ended())
    if marker == "o" and not seen.recognised:  # Word's bullet of the second level, in whatever font there was
        return (seen.hangs or same_list or seen.in_item()) and seen.gap > 0
    if seen.recognised and (marker in OCR_BULLETS or marker in layout.bullets):
        return (seen.gap > 0.6 * size and (seen.hangs or new or same_list)) or (seen.hangs and seen.gap > 0.35 * size)
    return None


# "A)" before an item; "A." is an initial or the number of a heading, and a scan may show c) as C)
_CAPITAL = re.compile(r"^\(?[A-Z]\)$")
# "2.1." before an item below "2."
_BELOW = re.compile(r"^\d{1,2}(?:\.\d{1,2}){1,2}\.?$")
# "B." before an item: its text hangs far from it, which that of a name does not
_LETTER = re.compile(r"^[A-Z]\.$")
# Letters that are themselves before a text far off: an item without a full stop, "u krijgt"
_NO_BULLETS = frozenset("abciu")
# A bullet that recognition put to the word behind it: "m_in", "=in"
_GLUED = re.compile(r"^([^\W\d_]_|[^\w\s])_*(?=[^\W\d_]{2})")


def find_bullets(layout: Layout, recognised: bool) -> frozenset[str]:
    """The signs that open items in a file besides those that do so anywhere.

    In print: a sign that is neither letter nor punctuation, hanging before the texts of two rows or more at the same
    place, or a letter of a symbol font far before those of three.
    In recognised text: what recognition made of the bullets, a letter far from its text before two rows or more.
    """
    found: dict[object, list[str]] = defaultdict(list)
    letters: dict[object, list[str]] = defaultdict(list)
    for row in (row for page in layout.pages for row in page.body):
        words = row.line.words
        if not words or (not recognised and (len(words[0].text) > 2 or words[0].raised)):
            continue
        if not recognised and words[0].text.isalnum() and words[0].text not in _SYMBOLS:
            continue
        marker, ends, rest = _opening(words, layout, recognised)
        box = rest[0].box if rest else None
        if box is None or box.x0 - ends <= (0.6 if recognised else 0.15) * layout.size:
            continue
        if not recognised and marker in _SYMBOLS:
            if box.x0 - ends > 0.4 * layout.size and words[0].box is not None:
                letters[marker, round(box.x0 / 3)].append(marker)
        elif not recognised and _SIGN.match(marker) and row.line.box:
            found[round(row.line.box.x0 / 3), round(box.x0 / 3)].append(marker)
        elif recognised and len(marker) == 1 and marker.islower() and marker not in _NO_BULLETS:
            found[marker].append(marker)
    listed = [markers for markers in found.values() if len(markers) > 1]
    listed += [markers for markers in letters.values() if len(markers) > 2]
    return frozenset(marker for markers in listed for marker in markers)


# What a bullet of Wingdings or Dingbats is as a letter, where its font does not say what it draws: ● is l, ■ n, ➢ Ø
_SYMBOLS = frozenset("lnuvqrwpm§ØüûþàèðŸ¨")

# One or two signs that may be a bullet: "»", "❖", "->"; what belongs to the words beside it is none
_SIGN = re.compile(r"^[^\w\s\"'“”‘’„«(){}\[\].,;:!?…%‰&/\\|§¶†‡*€£$°_–—-]$|^[-–—=]?[>»›]$")


def _opening(words: Sequence[Word], layout: Layout, recognised: bool) -> tuple[str, float, tuple[Word, ...]]:
    """What may be the marker of an item before a row, where it ends, and the words after it."""
    first, rest = words[0], tuple(words[1:])
    text, box = first.text, first.box
    assert box is not None
    sign = text.rstrip("_")
    if recognised and sign in ("-", "–", "—"):  # "-__": what recognition makes of a dash
        return sign, box.x0 + (box.x1 - box.x0) / len(text), rest
    if len(text) > 1 and text[0] in SURE_BULLETS and text[1].isalpha():
        return text[0], box.x1, (replace(first, text=text[1:]), *rest)
    glued = _GLUED.match(text) if recognised else None
    if glued is not None:
        begins = box.x1 - 0.5 * layout.size * (len(text) - glued.end())
        ends = box.x0 + 0.45 * layout.size
        if begins - ends > 0.6 * layout.size:  # wider than its letters
            bare = replace(first, text=text[glued.end() :], box=replace(box, x0=begins))
            return glued[1].rstrip("_"), ends, (bare, *rest)
    return text, box.x1, rest


def find_item(
    row: Row, before: Row | None, after: Row | None, drafts: Sequence[Draft], layout: Layout, recognised: bool
) -> Draft | None:
    """A list item draft if this row opens with a bullet or a number of a list; `drafts` is what came before it."""
    last = drafts[-1] if drafts else None
    words = row.line.words
    first = words[0]
    if first.box is None or row.line.box is None:
        return None
    if not recognised and len(first.text) > 1 and first.text.isalpha():  # a word, as most rows open with
        return None
    marker, ends, rest = _opening(words, layout, recognised)
    plain_bullet = marker in SURE_BULLETS + "·" or (len(marker) == 1 and "\ue000" <= marker <= "\uf8ff")
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
    listed = last is not None and last.kind == "item" and _item_before(x, drafts, 0.6 * layout.size) is not None
    broken = before is not None and _would_have_fitted(before, row, layout, recognised, before.right)
    seen = _Seen(before, last, listed, broken, hangs, x, text_x, text_x - ends, recognised)
    good = plain_bullet or _opens_item(row, marker, seen, layout)
    if good is None and recognised:
        meant = _misread(row, seen.new(row, layout), hangs, drafts, layout.size)
        marker, good = meant or marker, meant is not None
    if not good:
        return None
    odd = marker in layout.bullets or (marker in OCR_BULLETS and marker not in "-*")
    shown = "•" if (recognised and odd) or (not recognised and marker in _SYMBOLS) else marker
    draft = Draft(
        "item", [replace(row, line=replace(row.line, words=tuple(rest)))], marker=shown, size=line_size(row.line)
    )
    draft.indent, draft.text_x = x, text_x
    draft.read_as = marker if shown != marker else None
    return draft


def goes_on(row: Row, last: Draft, layout: Layout, across: bool, recognised: bool) -> bool:
    """Whether this row goes on with the block before it."""
    box = row.line.box
    previous = last.rows[-1]
    if last.kind in ("heading", "table") or box is None or previous.line.box is None:
        return False
    text, old = row.line.text, previous.line.text
    ended = _has_ended(previous)
    # the few words of a sentence that recognition sees at the top of the next column may seem smaller than they are
    slack = _SIZES_APART[0 if not recognised else 2 if across and not ended and text[:1].islower() else 1]
    size = line_size(row.line)
    if abs(size - line_size(previous.line)) > slack * layout.size:
        return False
    fits = _would_have_fitted(previous, row, layout, recognised, _right_edge(last, row))
    in_word = old[-1:] in _HYPHENS and old[-2:-1].isalpha()  # "Sint-" above "Niklaas", "bege-" above "leiding"
    if across:
        if not ended and text[:1].isupper() and row.line.page == previous.line.page and _is_loose(last, row, fits):
            return False
        if not ended or text[:1].islower():
            return last.kind != "item" or text[:1].islower() or not fits or in_word
        if not recognised and (row.boxed != previous.boxed or not same_style(previous, row, layout)):
            return False
        return (
            not fits
            and last.kind == "paragraph"
            and abs(previous.line.box.x0 - previous.left - (box.x0 - row.left)) < layout.size
        )
    step = box.bottom - previous.line.box.bottom
    loose = 1.3 if recognised else 1.16
    # the lines of large type are further apart
    leading = layout.leading * (1.0 if recognised else max(1.0, size / layout.size))
    if step > max(loose * leading, leading + (3.5 if recognised else 2.0)):
        return False
    if in_word:
        return True
    if last.kind == "item":
        if box.x0 < last.text_x - 0.8 * layout.size and box.x0 <= last.indent + 0.5 * layout.size:
            return not ended and not fits and text[:1].islower()
        return not (ended and fits and text[:1].isupper() and box.x0 > last.text_x + layout.size)
    if not recognised and _is_centred(previous, row, layout.size):
        return not (ended and fits and text[:1].isupper())
    return last.rows[0].line.box is not None and _fills_paragraph(row, last, layout, ended, fits)


# A line of an address has no more words than this ("Vlaams minister van Onderwijs en Vorming"), and it no more lines.
_LONGEST_LOOSE = 6


def _is_loose(last: Draft, row: Row, fits: bool) -> bool:
    """Whether a row at the top of a column begins a block of lines of its own: the addressee beside the sender.

    The line before, without a full stop, had room for its first word; or it stands alone or closes a few lines of
    names and numbers, and both are short.
    """
    if last.kind != "paragraph":
        return False
    if fits and is_short(last.rows[-1]):
        return True
    named = len(last.rows) == 1 or not last.rows[-1].line.words[-1].text[:1].islower()
    few = len(last.rows) <= _LONGEST_LOOSE
    return named and few and all(len(one.line.words) <= _LONGEST_LOOSE for one in (*last.rows, row))


def _has_ended(row: Row) -> bool:
    """Whether a row ends as a sentence does, before the marker of a note that may stand behind it."""
    text = row.line.text
    return TERMINAL.search(re.sub(r"\s*\d{1,2}$", "", text) if row.line.words[-1].raised else text) is not None


def _right_edge(last: Draft, row: Row) -> float:
    """Up to where the last row of a block had room: a quotation is as wide as its lines are, with `row` among them."""
    if last.kind != "quote":
        return last.rows[-1].right
    return max(r.line.box.x1 for r in (*last.rows[-_QUOTE_REACH:], row) if r.line.box)


def _fills_paragraph(row: Row, last: Draft, layout: Layout, ended: bool, fits: bool) -> bool:
    """Whether a row below the last of a paragraph is its next line, by how far both stand in.

    `ended`: a sentence ends above; `fits`: the first word of the row had room there.
    """
    previous = last.rows[-1]
    assert row.line.box and previous.line.box
    x, text = row.line.box.x0, row.line.text
    indented = x > previous.line.box.x0 + 0.8 * layout.size
    # the first line of an entry that hangs may end in a full stop; then it is full
    near = x < previous.line.box.x0 + 4 * layout.size or _begins_under_label(x, previous, layout.size)
    hangs = len(last.rows) == 1 and not fits and near
    if indented and not hangs and (ended or x > previous.line.box.x0 + 2 * layout.size):
        return False
    dedented = x < previous.line.box.x0 - 0.8 * layout.size
    opened = len(last.rows) == 1 and not fits and abs(x - row.left) < 0.5 * layout.size  # its first line is set in
    if dedented and (len(last.rows) > 1 or ended) and not (opened and previous.line.box.x0 < x + 3 * layout.size):
        return not ended and not fits and text[:1].islower()  # below a letter that is set over several lines
    return not (fits and (ended or text[:1].isupper()) and (ended or is_short(previous)))


_HYPHENS = ("-", "\u00ad")
# The end of what hangs before a text: "4 t.e.m. 5. Het", "Vragen 2 en 3: In"
_LABEL_END = re.compile(r"\d\W?[.):]$")


# So many lines show how wide a quotation is set.
_QUOTE_REACH = 40
# How much the lines of a paragraph may differ in size, by that of the body: in print, recognised, over two columns
_SIZES_APART = (0.12, 0.22, 0.32)


def _begins_under_label(x: float, previous: Row, size: float) -> bool:
    """Whether `x` is where the text of the row before begins, behind a label or, after wide white, a term."""
    pairs = itertools.pairwise(previous.line.words[:_LONGEST_LABEL])
    return any(
        a.box and b.box and abs(b.box.x0 - x) < 0.3 * size and (_LABEL_END.search(a.text) or b.box.x0 - a.box.x1 > size)
        for a, b in pairs
    )


def _is_centred(one: Row, two: Row, size: float) -> bool:
    """Whether two rows have one middle, that of their column, and begin and end at different places within it."""
    first, second = one.line.box, two.line.box
    if first is None or second is None or abs(first.x0 - second.x0) < 0.8 * size:
        return False
    middles = (first.x0 + first.x1, second.x0 + second.x1, two.left + two.right)
    return max(middles) - min(middles) < size and min(first.x0, second.x0) > two.left + 0.8 * size


def _would_have_fitted(previous: Row, row: Row, layout: Layout, recognised: bool, right: float) -> bool:
    """Whether the first word of this row still had room on the row before, up to `right`: then the break was meant."""
    box, word = previous.line.box, row.line.words[0].box
    if box is None or word is None:
        return False
    slack = (1.2 if recognised else 0.6) * layout.size
    return box.x1 + (word.x1 - word.x0) + 0.3 * layout.size + slack < right


def level_items(drafts: list[Draft]) -> None:
    """Level of list items by how far their markers stand in, within one run of items, be it over two columns."""
    stack: list[float] = []
    column = 0.0
    for draft in drafts:
        left = draft.rows[0].left
        if abs(left - column) > 8 * draft.size:  # the run goes on in another column
            stack = [indent + left - column for indent in stack]
            column = left
        if draft.kind == "item":
            slack = max(4.0, 0.7 * draft.size)
            while stack and draft.indent < stack[-1] - slack:
                stack.pop()
            if not stack or draft.indent > stack[-1] + slack:
                stack.append(draft.indent)
            draft.level = len(stack)
        elif draft.kind == "heading" or (draft.kind == "paragraph" and stack and draft.indent <= stack[0] + 4):
            stack = []
