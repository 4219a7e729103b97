"""Written questions of the Flemish Parliament: numbered questions paired with the minister's answers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.model import Block, PlacedText, Question
from ingest.joining import Joined, concatenate, cut
from ingest.lexicon import frequency

_TITLE = re.compile(r"^\W*schriftelijke\s+vra(?:ag|gen)\b", re.I)
# The whole letterhead in one block: "SCHRIFTELIJKE VRAAG nr. 12 van JAN JANSEN datum: 3 mei 2012"
_TITLE_ON = re.compile(r"^\W*schriftelijke\s+vra(?:ag|gen)\s+(?:nr\.?\s*\d|van\s+[A-ZÀ-Þ]{2}|datum\b)", re.I)
_ANSWER = re.compile(r"^\W*(?:gecoördineerd\s+|gezamenlijk\s+)?antwoord\b", re.I)
_TO_QUESTION = re.compile(r"\bop\s+(?:schriftelijke\s+)?vraag\s+nr\.?\s*\d+", re.I)
_LETTERHEAD = re.compile(
    r"^\W*(?:(?:gecoördineerd\s+|gezamenlijk\s+)?antwoord\b.{0,60}$|op\s+(?:schriftelijke\s+)?vraag\s+nr|van\s+[A-ZÀ-Þ]|vlaams(?:e)?\s+minister|"
    r"viceminister|minister(?:-president)?\b|datum\s*:|nr\.\s*\d|(?:\W?\d+\W?\s+)?vlaams\s+parlement\s*[-–—\t])",
    re.I,
)
# What follows the answers: "BIJLAGEN", "BIJLAGE", "ACHTERGROND:"
_AFTER = re.compile(r"^\W*(?:bijlagen?\b|achtergrond\b|bronnen\b|referenties\b)", re.I)
# What joins the numbers of one answer: "1-3.", "1. tot 4.", "2 t.e.m. 4" run on; "2 en 4.", "2. + 4." do not
_THROUGH = r"-|–|—|en\s+met|tot(?:\s+en\s+met)?|t\.?e\.?m\.?|t/m"
_JOINT = rf"{_THROUGH}|/|,|;|\+|&|evenals|alsook|[eé]n"
# "1.", "1)", "1-3.", "Vraag 1:", "Antwoord op vraag 2", "Ad 3."; a capital may follow several: "2 & 4 De daling";
# "Wat vraag 3 betreft,", "Wat betreft vraag 3:"
_NUMBERS = re.compile(
    r"^(?:(?:vragen|vraag|deelvraag|ad|(?:antwoord\s+)?op\s+(?:de\s+|uw\s+)?vra(?:ag|gen)"
    r"|(?:wat|voor\s+wat)\s+(?:betreft\s+)?(?:de\s+|uw\s+)?(?:deel)?vra(?:ag|gen))\s+)?(\d{1,2})\s*[.)]?"
    rf"((?:\s*(?:(?:{_JOINT})\s*)+(?:vra(?:ag|gen)\s+)?\(?\d{{1,2}}(?!\d)\s*[.)]?)*)\s*(betreft\s*[,:]?|[.):]|[-–](?=\s+(?-i:[A-ZÀ-Þ]))|(?<=[.)])|$"
    r"|(?<=\d)(?=\s+(?-i:[A-ZÀ-Þ]))|(?<=\d)[,;](?=\s+(?-i:[A-ZÀ-Þ])))\s*",
    re.I,
)
_MORE = re.compile(rf"((?:(?:{_JOINT})\s*)+)(?:vra(?:ag|gen)\s+)?\(?(\d{{1,2}})", re.I)
# What OCR makes of a number alone before a text: "sh Wat is…", "38 Hoeveel…", "Ee a) In het schooljaar…"
_MISREAD = re.compile(r"^(?:[^\W_A-ZÀ-Þ]{1,3}\s+(?=[A-ZÀ-Þ])|\S{1,3}\s+(?=a\)))")
# How common a word is at least ("aan", "de") that is no number misread
_COMMON = 4.5
Mark = tuple[str, Block, int]


@dataclass(slots=True)
class _Part:
    """One numbered piece, of the questions or of the answers."""

    numbers: tuple[int, ...]
    blocks: list[Block]


def is_written_question(blocks: Sequence[Block]) -> bool:
    """Whether these are a written question: its title opens the document, or a minister's answer to one does."""
    opening = [b.text.text.strip() for b in blocks[:14]]
    if any(_TITLE.match(t) and (len(t) < 60 or (len(t) < 400 and _TITLE_ON.match(t))) for t in opening):
        return any(b.kind == "item" or re.match(r"\d", b.text.text) for b in blocks) or len(blocks) < 40
    return any(_ANSWER.match(t) for t in opening) and any(_TO_QUESTION.search(t) for t in opening)


def split_questions(
    blocks: Sequence[Block], recognised: bool = False
) -> tuple[list[Block], tuple[Question, ...], list[Mark]]:
    """Take questions and answers out of the blocks.

    Returns the blocks that are left (preamble, then sections), the questions in order, and for every block with note
    markers its place: (where, block, offset of the block in that text). `recognised`: the text came out of OCR, which
    misreads numbers that stand alone.
    """
    blocks = [replace(b, kind="paragraph") if b.kind in ("cover", "quote") else b for b in blocks]
    blocks = [part for block in blocks for part in _unglued(_part_of_one(block))]
    at = next((k for k, b in enumerate(blocks) if _is_answer_head(b)), len(blocks))
    end = next(
        (
            k
            for k, b in enumerate(blocks)
            if k > at and _AFTER.match(b.text.text) and len(b.text.text) < 80 and b.kind != "item"
        ),
        len(blocks),
    )
    if at == len(blocks):
        end = next((k for k, b in enumerate(blocks) if _AFTER.match(b.text.text) and b.kind == "heading"), len(blocks))
    at = min(at, end)
    readable = _numbered if recognised else list[Block]
    asked_head, asked = _parts(readable(_letterhead_back(blocks[:at])), None)
    if len(asked) < 2:
        told = [_in_other_figures(blocks[:at]), _in_other_figures(blocks[at:end])]
        asked_head, asked = _parts(_letterhead_back(told[0]), None)
        blocks = [*told[0], *told[1], *blocks[end:]]
        at, end = len(told[0]), len(told[0]) + len(told[1])
    asked_head += blocks[:at][len(_letterhead_back(blocks[:at])) :]
    known = [n for p in asked for n in p.numbers]
    answer_head, answered = _parts(readable(blocks[at:end]), known)
    head = [_as_text(b) for b in asked_head]
    letterhead = [_as_text(b) for b in answer_head if _in_letterhead(b, answer_head)]
    loose = [b for b in answer_head if not _in_letterhead(b, answer_head)]
    if not asked and at:  # one question without a number
        body = [k for k, b in enumerate(head) if len(b.text.text.split()) > 12 and not _TITLE.match(b.text.text)]
        asks = next((k for k in body if head[k].text.text.rstrip().endswith("?")), 0)
        body = [k for k in body if k >= asks]
        if body:
            asked = [_Part((1,), [head[k] for k in body])]
            head = [b for k, b in enumerate(head) if k not in body]
    if loose and not answered:
        answered = [_Part(tuple(n for p in asked for n in p.numbers), loose)]
    elif loose:
        letterhead += [_as_text(b) for b in loose]
    questions, marks = _pair(asked, answered)
    return head + letterhead + _with_heading(list(blocks[end:])), questions, marks


def _is_answer_head(block: Block) -> bool:
    text = block.text.text.strip()
    return (
        bool(_ANSWER.match(text))
        and len(text) < 140
        and block.kind != "item"
        and (text.isupper() or text[:8].isupper() or len(text) < 30 or bool(_TO_QUESTION.search(text)))
    )


def _part_of_one(block: Block) -> Block:
    """A heading "1.1" as a point of a list, which keeps its number in the text of its question."""
    if block.kind != "heading" or "." not in (block.number or ""):
        return block
    return replace(block, kind="item", number=None, marker=f"{block.number}.", level=1)


# "VLAAMS MINISTER VAN ONDERWIJS ANTWOORD op vraag nr. 12 …": the letterhead in one block, as plain text may give it
_ANSWER_INSIDE = re.compile(
    r"(?<=[A-ZÀ-Þ])\s+(?=(?:(?:GECOÖRDINEERD|GEZAMENLIJK)\s+)?ANTWOORD(?:\s+op\s+(?:schriftelijke\s+)?vraag\s+nr|\s*$))"
)


def _unglued(block: Block) -> list[Block]:
    """The block, parted before the head of the answer where that was joined to what stands above it."""
    inside = _ANSWER_INSIDE.search(block.text.text) if block.kind in ("paragraph", "heading") else None
    if not inside:
        return [block]
    above = cut(Joined(block.text, block.marks), inside.start(), len(block.text.text))
    below = replace(_shorten(block, inside.end()), kind="paragraph")
    return [replace(block, text=above.text, marks=above.marks), below]


def _letterhead_back(blocks: Sequence[Block]) -> list[Block]:
    """The blocks before the minister's letterhead that precedes "ANTWOORD"."""
    end = len(blocks)
    while (
        end > 0
        and blocks[end - 1].kind != "item"
        and len(blocks[end - 1].text.text) < 160
        and (blocks[end - 1].text.text.isupper() or _LETTERHEAD.match(blocks[end - 1].text.text))
    ):
        end -= 1
    return list(blocks[:end])


def _in_letterhead(block: Block, head: Sequence[Block]) -> bool:
    text = block.text.text.strip()
    return bool(_LETTERHEAD.match(text)) or text.isupper() or (len(text) < 70 and not re.search(r"[.?!]$", text))


def _as_text(block: Block) -> Block:
    return replace(block, kind="paragraph") if block.kind == "heading" else block


def _with_heading(rest: list[Block]) -> list[Block]:
    """What follows the answers: its titles as headings, the numbered lines of a list of attachments as a list."""
    if rest and rest[0].kind != "heading":
        rest[0] = replace(rest[0], kind="heading", level=1)
    return [
        replace(b, kind="heading", level=1, number=None)
        if b.kind != "item" and _AFTER.match(b.text.text) and len(b.text.text) < 60
        else _listed(b, rest[k + 1 : k + 2])
        for k, b in enumerate(rest)
    ]


def _listed(block: Block, after: Sequence[Block]) -> Block:
    """A list item where a numbered heading has nothing under it, as in a list of attachments; else the block itself."""
    if block.kind != "heading" or not (block.number or "").isdigit() or (after and after[0].kind != "heading"):
        return block
    return replace(block, kind="item", number=None, marker=f"{block.number}.", level=1)


def _parts(blocks: Sequence[Block], known: list[int] | None) -> tuple[list[Block], list[_Part]]:
    """What stands before the first number, and the numbered pieces. `known`: only these numbers open a piece."""
    head: list[Block] = []
    parts: list[_Part] = []
    for block in blocks:
        numbers, cut_at = _opening_numbers(block, parts, known)
        if numbers:
            text = block.text.text
            shorter = _shorten(block, cut_at) if cut_at and not _PART_OF_ONE.match(_said(block)) else block
            kept = [shorter] if shorter.text.text.strip() or not text else []
            if not _PART_OF_ONE.match(_said(block)):
                kept = [replace(b, kind="paragraph", marker=None) for b in kept]
            parts.append(_Part(numbers, kept))
        elif parts:
            parts[-1].blocks.append(block)
        else:
            head.append(block)
    return head, parts


def _numbered(blocks: Sequence[Block]) -> list[Block]:
    """The blocks of recognised text with the numbers that OCR misread put right by their order.

    They stand in one column: what is not read as a number there, or as another than the next, is the next where the
    numbers before and after it leave room for just that.
    """
    out = list(blocks)
    said = [(k, *spoken) for k, b in enumerate(out) if (spoken := _spoken(b)) is not None]
    columns = [x for k, first, _, _ in said if first and (x := _left(out[k])) is not None]
    said = [s for s in said if s[1] or any(abs(x - (_left(out[s[0]]) or 0.0)) < 8 for x in columns)]
    last = 0
    for at, (k, first, until, start) in enumerate(said):
        after = next((n for n in range(at + 1, len(said)) if said[n][1]), None)
        missing = said[after][1] - last - 1 if after is not None else None
        if (first and first != last + 1 and missing == 1) or (
            not first and (missing == after - at if after is not None else last > 0)
        ):
            rest = _shorten(out[k], start) if start else out[k]
            out[k] = replace(rest, kind="item", marker=f"{last + 1}.", level=1)
            until = last + 1
        last = max(last, until)
    return out


# Questions that are not numbered in figures: the tokens in their order, and what holds one before a text
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_LETTERS = tuple("abcdefghijkl")
_ORDINALS = ("eerste", "tweede", "derde", "vierde", "vijfde", "zesde", "zevende", "achtste", "negende", "tiende")


@dataclass(frozen=True, slots=True)
class _Style:
    """A way of numbering: its tokens in their order, and the pattern of what opens a question or answer with them."""

    tokens: tuple[str, ...]
    pattern: re.Pattern[str]


def _signed(tokens: Sequence[str], flags: re.RegexFlag) -> _Style:
    """ "II.", "b)", "(c)", and several of them before one answer: "II en IV.", "b) en d)"."""
    one = rf"\(?(?:{'|'.join(sorted(tokens, key=len, reverse=True))})(?![\wà-ÿ])"
    several = rf"(?P<tokens>{one}(?:\s*[.)]?\s*(?:{_JOINT})\s*{one})*)\s*[.):]\s*"
    return _Style(tuple(tokens), re.compile(several, flags))


_STYLES = (
    _signed([t.upper() for t in _ROMAN], re.NOFLAG),
    _signed(_LETTERS, re.NOFLAG),
    # "Eerste vraag: …", "Op de tweede en de vierde vraag antwoord ik", "Wat de derde vraag betreft"
    _Style(
        _ORDINALS,
        re.compile(
            rf"(?:(?:antwoord\s+)?(?:op|wat|voor)\s+)?(?:(?:de|uw)\s+)?(?P<tokens>(?:{'|'.join(_ORDINALS)})"
            rf"(?:\s*(?:,|en|tot(?:\s+en\s+met)?)\s+(?:de\s+)?(?:{'|'.join(_ORDINALS)}))*)\s+(?:deel)?vra(?:ag|gen)\b"
            r"(?P<sign>\s*:\s*)?",
            re.I,
        ),
    ),
)


def _in_other_figures(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with the numbers before them in figures, where these are of one of our styles: "II." → "2."."""
    for style in _STYLES:
        parted = [part for block in blocks for part in _parted(block, style)]
        if _counts(parted, style):
            return [_in_figures(block, style) for block in parted]
    return list(blocks)


def _counts(blocks: Sequence[Block], style: _Style) -> bool:
    """Whether the blocks are numbered in this style, from its first token on.

    What follows a question at once ("Welk budget is er?", "a) In 2018?") are its parts.
    """
    found = [(k, m) for k, b in enumerate(blocks) if (m := style.pattern.match(_said(b)))]
    opened = [token for _, m in found for token in re.findall(r"[^\W\d_]+", m["tokens"])[:1]]
    firsts = [token if token in style.tokens else token.lower() for token in opened]
    several = len(firsts) > 1 or any(len(re.findall(r"[^\W\d_]+", m["tokens"])) > 1 for _, m in found)
    if not several or firsts[0] != style.tokens[0] or len(set(firsts)) < len(firsts):
        return False
    return not (found[0][0] and blocks[found[0][0] - 1].text.text.rstrip().endswith("?"))


def _parted(block: Block, style: _Style) -> list[Block]:
    """A paragraph parted before each token that begins a sentence in it: reading did not know these as numbers."""
    text = block.text.text
    inside = (m.end() for m in re.finditer(r"[.?!:]\s+", text)) if block.kind == "paragraph" else ()
    starts = [0, *(at for at in inside if (m := style.pattern.match(text, at)) and "sign" not in m.re.groupindex)]
    ends = [len(text[:at].rstrip()) for at in starts[1:]]
    whole = Joined(block.text, block.marks)
    pieces = [cut(cut(whole, b, len(text)), 0, a) for a, b in zip(starts, [*ends, len(text)], strict=True)]
    return [replace(block, text=p.text, marks=p.marks) for p in pieces] if len(pieces) > 1 else [block]


def _said(block: Block) -> str:
    lead = block.marker or (f"{block.number}." if block.kind == "heading" and block.number else "")
    return f"{lead} {block.text.text}" if lead else block.text.text


def _in_figures(block: Block, style: _Style) -> Block:
    """The block with its tokens as figures in the marker: "II en IV. Het budget" → "2 en 4.", "Het budget"."""
    m = style.pattern.match(_said(block)) if block.kind in ("item", "paragraph", "quote", "heading") else None
    if m is None:
        return block
    count = {token: str(n) for n, token in enumerate(style.tokens, start=1)}
    figures = re.sub(r"[^\W\d_]+", lambda w: count.get(w[0]) or count.get(w[0].lower()) or w[0], m["tokens"])
    lead = len(_said(block)) - len(block.text.text)
    spoken = "sign" in m.re.groupindex and not m["sign"]  # a sentence that goes on: "Op de tweede vraag antwoord ik"
    start = 0 if spoken else max(0, m.end() - lead)
    rest = _shorten(block, start) if start else block
    return replace(rest, kind="item", number=None, marker=re.sub(r"[().]|\bde\s", "", figures).strip() + ".", level=1)


def _spoken(block: Block) -> tuple[int, int, int] | None:
    """The first and the last number before a block, 0 where it cannot be read, and how many characters of its text."""
    if block.kind == "item" and (block.level or 1) == 1 and (m := re.match(r"(\d+)(?:[-–](\d+))?", block.marker or "")):
        return int(m[1]), int(m[2] or m[1]), 0
    m = _MISREAD.match(block.text.text) if block.kind in ("paragraph", "quote") else None
    return (0, 0, m.end()) if m and frequency(m.group().strip().lower()) < _COMMON else None


def _left(block: Block) -> float | None:
    box = block.text.lines[0].box if block.text.lines else None
    return box.x0 if box else None


def _opening_numbers(block: Block, parts: Sequence[_Part], known: list[int] | None) -> tuple[tuple[int, ...], int]:
    """The question numbers that this block opens with and how many characters of its text they take."""
    if block.kind == "table" or (block.kind == "item" and (block.level or 1) > 1):
        return (), 0
    last = max((n for p in parts for n in p.numbers), default=0)
    marker = (
        (block.marker or "")
        if block.kind == "item"
        else (f"{block.number}." if block.kind == "heading" and block.number else "")
    )
    if marker and not re.match(r"^\(?\d", marker):
        return (), 0
    lead = f"{marker} " if marker else ""
    opening = lead + block.text.text
    bracket = len(opening) - len(opening.lstrip("("))
    m = _NUMBERS.match(opening[bracket:])
    if m is None or (not m.group(3) and not m.group(2) and _BARE.match(m.string)):
        return (), 0
    numbers = [int(m.group(1))]
    for joint, number in _MORE.findall(m.group(2)):
        n = int(number)
        if re.match(_THROUGH, joint, re.I) and n > numbers[-1]:
            numbers += range(numbers[-1] + 1, n + 1)
        else:
            numbers.append(n)
    told = {n for p in parts for n in p.numbers}
    sign = m.group(3).lower()
    if sign in (",", ";"):  # "4, Ja.", "5-6, De centra" where these are the next
        fits = numbers == list(range(last + 1, numbers[-1] + 1)) and all(known is None or n in known for n in numbers)
    elif known is None:
        fits = numbers == [last + 1] and not sign.startswith("betreft")
    else:
        fits = all(n in known for n in numbers) and min(numbers) not in told
        if fits and len(numbers) == 1 and not _SAID.match(m.string):  # may be a point of a list in the answer before
            fits = not _in_list(numbers[0], parts) and (numbers[0] > last or not _announces(parts))
    if not fits:
        return (), 0
    if sign.startswith("betreft") and not sign.endswith(":"):  # the sentence goes on: "Wat vraag 3 betreft, verwijs ik"
        return tuple(numbers), 0
    return tuple(numbers), max(0, m.end() + bracket - len(lead))


# "1.1. Hoeveel scholen": the first part of question 1, which keeps its number
_PART_OF_ONE = re.compile(r"\d{1,2}\.\d{1,2}[.)]?\s")
# "Vraag 2", "Antwoord op vraag 2": no point of a list begins so
_SAID = re.compile(r"(?:deel)?vra|antwoord|op\s|ad\s|(?:voor\s+)?wat\s", re.I)
# "12 De daling": one number without a full stop, before a capital, is no number of an answer
_BARE = re.compile(r"\d+\s+\S")


def _in_list(number: int, parts: Sequence[_Part]) -> bool:
    """Whether the answer before holds a list, announced by a colon, that has come to the number before this one."""
    blocks = parts[-1].blocks if parts else []
    opened = next((k for k, b in enumerate(blocks) if b.text.text.rstrip().endswith(":")), len(blocks))
    points = [m for b in blocks[opened + 1 :] if (m := re.match(r"\(?(\d{1,2})[.)]", b.marker or b.text.text))]
    return bool(points) and int(points[-1][1]) == number - 1


def _announces(parts: Sequence[_Part]) -> bool:
    """Whether the answer before ends with a colon, so that a list follows."""
    return bool(parts and parts[-1].blocks) and parts[-1].blocks[-1].text.text.rstrip().endswith(":")


def _shorten(block: Block, start: int) -> Block:
    done = cut(Joined(block.text, block.marks), 0, start)
    return replace(block, text=done.text, marks=done.marks)


def _pair(asked: Sequence[_Part], answered: Sequence[_Part]) -> tuple[tuple[Question, ...], list[Mark]]:
    marks: list[Mark] = []
    answers: dict[int, PlacedText] = {}
    for part in answered:
        text, starts = concatenate([_shown(b) for b in part.blocks])
        for number in part.numbers:  # the text stands at each of them, and so do its markers
            marks += [(f"answer:{number}", b, s) for b, s in zip(part.blocks, starts, strict=True) if b.marks]
            answers[number] = text
    questions = []
    for part in asked:
        text, starts = concatenate([_shown(b) for b in part.blocks])
        number = part.numbers[0]
        marks += [(f"question:{number}", b, s) for b, s in zip(part.blocks, starts, strict=True) if b.marks]
        answer = answers.get(number)
        questions.append(Question(number, text, answer, _page(text), _page(answer) if answer else None))
    return tuple(questions), marks


def _shown(block: Block) -> PlacedText:
    """The text of a block inside a question or answer: a sub-question keeps its letter."""
    if block.kind != "item" or not block.marker or not re.match(r"^\(?[a-z0-9ivx]+[.)]", block.marker):
        return block.text
    lead = f"{block.marker} "
    spans = tuple(replace(s, start=s.start + len(lead), end=s.end + len(lead)) for s in block.text.lines)
    if spans:
        spans = (replace(spans[0], start=0), *spans[1:])
    return PlacedText(lead + block.text.text, spans)


def _page(text: PlacedText) -> int | None:
    return text.lines[0].page if text.lines else None
