"""Sets a demonstration document on pages: lines, footnotes, columns, tables, furniture, each as its style says."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path

import reportlab
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from corpus.demo.lines import Piece, Word, break_lines, draw_line, line_width
from corpus.demo.source import MARK, Part, Rich, Source
from corpus.demo.styles import BLACK, FAMILIES, GREY, Colour, HeadingStyle, Style
from corpus.demo.works import words_of_date

WIDTH, HEIGHT = 595.28, 841.89
EXPLAINED = (
    "Dit document is bedacht om Adviesspoor te tonen en te testen. "
    "Plannen, namen, titels, cijfers en standpunten zijn verzonnen."
)


@dataclass(frozen=True, slots=True)
class Row:
    """One strip of a column: its height, what to draw with the base line of its first line at (x, y), its notes."""

    height: float
    draw: Callable[[Canvas, float, float], None]
    notes: tuple[str, ...] = ()
    above: float = 0


@dataclass
class _Frame:
    """A column on a page: lines go down from `y`, notes pile up from `bottom`."""

    left: float
    width: float
    y: float
    bottom: float
    notes: list[Row] = field(default_factory=list)
    used: bool = False


@dataclass(frozen=True, slots=True)
class Result:
    """Where things came to stand: pages in all, the page of each part, the page of each heading."""

    pages: int
    starts: list[int]


def typeset(source: Source, style: Style, path: Path) -> Result:
    """Prints `source` to `path` and tells where its parts came to stand.

    Set twice or more: page numbers of the contents page and "3/12" are only known afterwards.
    """
    _register_fonts()
    known = Result(0, [0] * len(source.parts))
    for _ in range(4):
        setter = _Setter(source, style, path, known)
        found = setter.run()
        if found == known:
            break
        known = found
    setter.canvas.save()
    return found


def _register_fonts() -> None:
    folder = Path(reportlab.__file__).parent / "fonts"
    for name in FAMILIES["vera"]:
        if name not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(name, str(folder / f"{name}.ttf")))


class _Setter:
    """One run over the document. Holds the canvas, the page and the frame that is being filled."""

    def __init__(self, source: Source, style: Style, path: Path, known: Result) -> None:
        self.source, self.style, self.known = source, style, known
        self.regular, self.bold, self.italic = FAMILIES[style.family]
        # Page streams stay uncompressed: the same bytes then come out with every build of zlib.
        self.canvas = Canvas(str(path), pagesize=(WIDTH, HEIGHT), invariant=1, pageCompression=0)
        self.canvas.setSubject(MARK)
        self.canvas.setAuthor("Adviesspoor (voorbeeld)")
        if source.get("pdf_title"):
            self.canvas.setTitle(source.get("pdf_title") or "")
        self.page = 0
        self.frames: list[_Frame] = []
        self.frame: _Frame = _Frame(0, 0, 0, 0)
        self.carried: list[Row] = []
        self.pending: list[Row] = []
        self.starts: list[int] = []

    # --- the whole document

    def run(self) -> Result:
        style = self.style
        if style.cover == "page":
            self.page = 1
            self._cover_page()
            self.canvas.showPage()
        self._new_page(title=style.cover == "top")
        for part in self.source.parts:
            rows = self._rows(part)
            if part.kind == "heading":
                self.starts.append(-1)
                self.pending += rows
                continue
            if part.kind == "preamble" and "p" in part.look:
                self._finish_page()
                self._new_page()
            begins = self._place(self.pending + rows, keep=len(self.pending) + min(2, len(rows)))
            self.starts = [begins if s == -1 else s for s in self.starts]
            self.starts.append(begins)
            self.pending = []
            if part.kind == "contents" and "pagina" in part.rich.text:
                self._finish_page()
                self._new_page()
        if self.pending:
            begins = self._place(self.pending, keep=len(self.pending))
            self.starts = [begins if s == -1 else s for s in self.starts]
        self._finish_frame()
        while self.carried:
            self._next_frame()
            self._finish_frame()
        self.canvas.showPage()
        return Result(self.page, self.starts)

    def _place(self, rows: list[Row], keep: int) -> int:
        """Puts rows into the frames, the first `keep` of them together; returns the page of the first."""
        begins = 0
        for i, row in enumerate(rows):
            block = rows[:keep] if i == 0 else [row]
            height = sum(r.height + r.above for r in block) - (0 if self.frame.used else block[0].above)
            if self.frame.used and not self._fits(height, [n for r in block for n in r.notes]):
                self._next_frame()
            frame = self.frame
            frame.y -= row.height + (row.above if frame.used else 0)
            row.draw(self.canvas, frame.left, frame.y + row.height)
            frame.used = True
            begins = begins or self.page
            self._add_notes(row.notes)
        return begins

    def _room(self) -> float:
        notes = sum(r.height + r.above for r in self.frame.notes)
        return self.frame.y - self.frame.bottom - notes - (14 if self.frame.notes else 0)

    def _fits(self, height: float, notes: list[str]) -> bool:
        lines = [row for n in notes for row in self._note_rows(n)]
        if not lines:
            return height <= self._room()
        room = self._room() - height - (0 if self.frame.notes else 14)
        # A note may run over to the next page once two of its lines stand under the text that it belongs to.
        first = [row for n in notes[:-1] for row in self._note_rows(n)]
        least = [*first, *self._note_rows(notes[-1])[:2]] if self.style.note_spill else lines
        return sum(r.height + r.above for r in least) <= room

    def _add_notes(self, notes: Iterable[str]) -> None:
        for number in notes:
            for row in self._note_rows(number):
                room = self._room() - (0 if self.frame.notes else 14)
                if self.carried or room < row.height + row.above:
                    self.carried.append(row)
                else:
                    self.frame.notes.append(row)

    # --- pages and frames

    def _new_page(self, title: bool = False) -> None:
        style = self.style
        left, right, top, bottom = style.margins
        self.page += 1
        self._furniture()
        y = HEIGHT - top
        if title:
            y = self._title_block(left, y, WIDTH - left - right)
        gutter = 20
        width = (WIDTH - left - right - gutter * (style.columns - 1)) / style.columns
        self.frames = [_Frame(left + i * (width + gutter), width, y, bottom) for i in range(style.columns)]
        self._take_frame()

    def _take_frame(self) -> None:
        self.frame = self.frames.pop(0)
        carried, self.carried = self.carried, []
        room = (self.frame.y - self.frame.bottom) * 0.6
        for row in carried:
            room -= row.height + row.above
            (self.frame.notes if room > 0 and not self.carried else self.carried).append(row)

    def _next_frame(self) -> None:
        self._finish_frame()
        if self.frames:
            self._take_frame()
        else:
            self.canvas.showPage()
            self._new_page()

    def _finish_frame(self) -> None:
        frame, canvas = self.frame, self.canvas
        if not frame.notes:
            return
        y = frame.bottom + sum(r.height + r.above for r in frame.notes)
        if self.style.note_rule:
            canvas.setLineWidth(0.5)
            canvas.setStrokeColorRGB(0, 0, 0)
            canvas.line(frame.left, y + 3, frame.left + min(140, frame.width), y + 3)
        for row in frame.notes:
            y -= row.above
            row.draw(canvas, frame.left, y)
            y -= row.height
        frame.notes = []

    def _finish_page(self) -> None:
        self._finish_frame()
        self.canvas.showPage()

    def _furniture(self) -> None:
        style, canvas, source = self.style, self.canvas, self.source
        left, right = style.margins[0], WIDTH - style.margins[1]
        date = source.get("date")
        values = {
            "mark": f"{MARK} – {source.get('mark') or 'geen tekst van de Vlor'}",
            "running": source.get("running") or source.get("title") or "",
            "n": str(self.page),
            "total": str(self.known.pages),
            "body": source.get("body") or "",
            "datum": words_of_date(date) if date else "",
        }
        # The number in the corner of a cover-less first page is left out, as word processors do.
        head = style.header if self.page > 1 or style.cover == "none" else ("", "")
        canvas.setFillColorRGB(*GREY)
        canvas.setFont(self.regular, 8)
        top, foot = HEIGHT - 50, 40
        canvas.drawString(left, top, head[0].format(**values))
        canvas.drawRightString(right, top, head[1].format(**values))
        canvas.drawString(left, foot, style.footer[0].format(**values))
        canvas.drawCentredString(WIDTH / 2, foot, style.footer[1].format(**values))
        canvas.drawRightString(right, foot, style.footer[2].format(**values))
        if self.page == 1 and style.cover != "page":
            self._mark(left, HEIGHT - 20, 7.5)
        canvas.setFillColorRGB(0, 0, 0)

    def _mark(self, x: float, y: float, size: float) -> float:
        """The frame that says that this is an invented example; returns where it ends."""
        canvas = self.canvas
        text = Rich(f"{MARK.upper()}. {EXPLAINED}")
        lines = break_lines(self._words(text, self.italic, size), WIDTH - 2 * x - 12)
        height = len(lines) * (size + 2.5) + 6
        canvas.setStrokeColorRGB(*GREY)
        canvas.setLineWidth(0.6)
        canvas.rect(x, y - height + size + 2, WIDTH - 2 * x, height)
        for line in lines:
            draw_line(canvas, line, x + 6, y - 1)
            y -= size + 2.5
        return y

    # --- covers

    def _cover_page(self) -> None:
        style, canvas, get = self.style, self.canvas, self.source.get
        left = style.margins[0]
        width = WIDTH - left - style.margins[1]
        date = get("date")
        canvas.setFillColorRGB(*style.cover_colour)
        y = HEIGHT - 90
        canvas.setFont(self.bold, 13)
        canvas.drawString(left, y, get("body") or "")
        canvas.setFillColorRGB(0, 0, 0)
        canvas.setFont(self.regular, 10)
        if date and get("type") == "advies":
            y -= 18
            canvas.drawString(left, y, words_of_date(date))
        if get("number"):
            y -= 15
            canvas.drawString(left, y, get("number") or "")
        y = HEIGHT - 285
        for text, font, size in ((get("title"), self.bold, 25.0), (get("subtitle"), self.regular, 15.0)):
            if text:
                for line in break_lines(self._words(Rich(text), font, size, style.cover_colour), width):
                    draw_line(canvas, line, left, y)
                    y -= size * 1.25
                y -= 8
        if date and get("type") != "advies":
            canvas.setFont(self.regular, 11)
            canvas.drawString(left, y - 6, words_of_date(date))
        y = 300
        for text in self.source.front.get("imprint", []):
            for line in break_lines(self._words(Rich(text), self.regular, 9), width):
                draw_line(canvas, line, left, y)
                y -= 13
        self._mark(left, y - 22, 9)
        y = 100
        for text in self.source.front.get("address", []):
            canvas.setFont(self.regular, 9)
            canvas.drawString(left, y, text)
            y -= 12

    def _title_block(self, left: float, y: float, width: float) -> float:
        """Title, subtitle, maker and date above the text of a document without a cover; returns where it ends."""
        style, canvas, get = self.style, self.canvas, self.source.get
        canvas.setFont(self.regular, 10)
        y -= 6
        above = [t for t in (get("body"), get("number")) if t]
        canvas.drawString(left, y, " – ".join(above))
        y -= 30
        for text, font, size in ((get("title"), self.bold, 18.0), (get("subtitle"), self.regular, 12.5)):
            if text:
                for line in break_lines(self._words(Rich(text), font, size, style.cover_colour), width):
                    draw_line(canvas, line, left, y)
                    y -= size * 1.25
                y -= 4
        date = get("date")
        if date:
            canvas.setFont(self.italic, 10)
            canvas.drawString(left, y, words_of_date(date))
            y -= 14
        for text in self.source.front.get("imprint", []):
            for line in break_lines(self._words(Rich(text), self.regular, 8.5), width):
                draw_line(canvas, line, left, y)
                y -= 11.5
        return y - 16

    # --- parts to rows

    def _words(
        self, rich: Rich, font: str, size: float, colour: Colour = BLACK, italic: str | None = None
    ) -> list[Word]:
        """The text as words with the look of each character; `font` is the face of plain text."""
        words: list[Word] = []
        marks = dict.fromkeys(offset for offset, _ in rich.marks)
        for m in re.finditer(r"\S+", rich.text):
            pieces: list[Piece] = []
            notes: list[str] = []
            cuts = {m.start(), m.end(), *(o for o in marks if m.start() < o < m.end())}
            for span in rich.spans:
                cuts |= {p for p in (span.start, span.end) if m.start() < p < m.end()}
            ordered = sorted(cuts)
            for start, end in pairwise(ordered):
                over = [s for s in rich.spans if s.start <= start and end <= s.end]
                kinds = {s.kind for s in over}
                face = self.bold if "b" in kinds else (italic or self.italic) if "i" in kinds else font
                link = next((_url(s.kind, s.args) for s in over if _url(s.kind, s.args)), None)
                pieces.append(Piece(rich.text[start:end], face, size, (0.05, 0.2, 0.6) if link else colour, 0, link))
                here = [n for o, n in rich.marks if o == end]
                notes += here
                if here:
                    pieces.append(Piece(",".join(here), font, size * 0.62, colour, 0.38))
            hard = rich.text[m.end() : m.end() + 1] == "\n"
            words.append(Word(tuple(pieces), tuple(notes), hard))
        return words

    def _rows(self, part: Part) -> list[Row]:
        style = self.style
        indent = style.number_width if part.owner and style.cover == "none" else 0.0
        if part.kind == "heading":
            return self._heading(part)
        if part.kind == "contents":
            return self._contents()
        if part.kind == "table":
            return self._table(part, indent)
        if part.kind in ("question", "answer"):
            return self._lines(part.rich, style.number_width, label=part.marker, label_at=0)
        if part.kind == "bullet":
            at = indent + style.item_indent * (part.level - 1)
            rows = self._lines(part.rich, at + style.item_indent, label=part.marker, label_at=at)
            return [replace(rows[0], above=rows[0].above if part.gap else 2.5), *rows[1:]]
        if part.kind == "quote":
            font = self.italic if style.quote_italic else self.regular
            return self._lines(part.rich, 22, right=22, font=font)
        if part.kind == "entry":
            return self._lines(part.rich, 14, label="", first_back=14, size=style.size * 0.95)
        if part.kind == "signature":
            return self._signature(part)
        if part.kind == "preamble":
            return self._letterhead(part)
        return self._lines(part.rich, indent)

    def _lines(
        self,
        rich: Rich,
        left: float,
        right: float = 0,
        label: str = "",
        label_at: float = 0,
        first_back: float = 0,
        font: str | None = None,
        size: float | None = None,
    ) -> list[Row]:
        """Running text between two indents, with a label (bullet, number) before its first line."""
        style = self.style
        size = size or style.size
        face = font or self.regular
        if label:  # "1. tot 2." is wider than "1."
            left = max(left, label_at + Piece(label, self.regular, size).width + 6)
        full = self.frame.width - left - right
        words = self._words(rich, face, size, italic=self.regular if face == self.italic else None)
        lines = break_lines(words, full, first_back, style.hyphenate)
        rows = []
        for i, line in enumerate(lines):
            last = i == len(lines) - 1 or line[-1].ends_line
            stretch = full if style.justify and not last else None
            x = left - (first_back if i == 0 else 0)
            mark = Piece(label, self.regular, size) if label and i == 0 else None

            def draw(
                canvas: Canvas,
                at: float,
                y: float,
                line: list[Word] = line,
                x: float = x,
                stretch: float | None = stretch,
                mark: Piece | None = mark,
            ) -> None:
                if mark:
                    draw_line(canvas, [Word((mark,))], at + label_at, y - size)
                draw_line(canvas, line, at + x, y - size, stretch)

            notes = tuple(n for w in line for n in w.notes)
            rows.append(Row(style.leading, draw, notes, style.paragraph_gap if i == 0 else 0))
        return rows

    def _heading(self, part: Part) -> list[Row]:
        style = self.style
        look: HeadingStyle = style.headings[min(part.level, len(style.headings)) - 1]
        font = self.bold if look.bold else self.italic if look.italic else self.regular
        text = Rich(part.rich.text.upper(), part.rich.spans, part.rich.marks) if look.capitals else part.rich
        left = max(style.number_width, look.size * 2.1) if part.number else 0.0
        number = Piece(f"{part.number}{style.number_suffix}", font, look.size, look.colour) if part.number else None
        if number:
            left = max(left, number.width + 6)
        lines = break_lines(self._words(text, font, look.size, look.colour), self.frame.width - left)
        rows = []
        for i, line in enumerate(lines):

            def draw(canvas: Canvas, at: float, y: float, line: list[Word] = line, first: bool = i == 0) -> None:
                if number and first:
                    draw_line(canvas, [Word((number,))], at, y - look.size)
                draw_line(canvas, line, at + left, y - look.size)

            height = look.size * 1.22 + (look.below if i == len(lines) - 1 else 0)
            notes = tuple(n for w in line for n in w.notes)
            rows.append(Row(height, draw, notes, look.above if i == 0 else 0))
        return rows

    def _contents(self) -> list[Row]:
        """The contents page: its title and a line for each heading, with leaders where the style has them."""
        style, size = self.style, self.style.size
        rows = self._heading(Part("heading", Rich(self.source.get("contents_title") or "Inhoud")))
        for part, page in zip(self.source.parts, self.known.starts, strict=False):
            if part.kind != "heading" or part.level > 2:
                continue
            left = 0.0 if part.level == 1 else 18.0
            head = f"{part.number}{style.number_suffix} " if part.number else ""
            font = self.bold if part.level == 1 else self.regular
            words = self._words(Rich(head + part.rich.text), font, size)
            lines = break_lines(words, self.frame.width - left - 40)
            for i, line in enumerate(lines):

                def draw(
                    canvas: Canvas,
                    at: float,
                    y: float,
                    line: list[Word] = line,
                    left: float = left,
                    page: int | None = page if i == len(lines) - 1 else None,
                    font: str = font,
                ) -> None:
                    end = draw_line(canvas, line, at + left, y - size)
                    if page is None:
                        return
                    right = at + self.frame.width
                    canvas.setFont(font, size)
                    canvas.drawRightString(right, y - size, str(page))
                    dot = pdfmetrics.stringWidth(".", font, size)
                    dots = int((right - 22 - end) / dot) if style.contents_leaders else 0
                    canvas.drawString(right - 18 - dots * dot, y - size, "." * dots)

                rows.append(Row(style.leading, draw, (), 4 if i == 0 else 0))
        return rows

    def _table(self, part: Part, indent: float) -> list[Row]:
        """Rows of cells; `look` "omlijnd" draws every rule, "open" draws none, "strepen" one under each row."""
        style = self.style
        size, leading, pad = style.size * 0.92, style.leading * 0.92, 4.0
        width = self.frame.width - indent
        count = len(part.rows[0])
        weights = [max(6.0, *(min(len(row[c].text), 60) for row in part.rows)) for c in range(count)]
        # No column is narrower than its longest word.
        least = [
            max(w.width for row in part.rows for w in self._words(row[c], self.bold, size)) + 2 * pad + 1
            for c in range(count)
        ]
        free = width - sum(least)
        widths = [low + max(0.0, free) * w / sum(weights) for low, w in zip(least, weights, strict=True)]
        rows = []
        for r, cells in enumerate(part.rows):
            font = self.bold if r == 0 else self.regular
            set_cells = [
                break_lines(self._words(c, font, size), w - 2 * pad) for c, w in zip(cells, widths, strict=True)
            ]
            height = max(len(lines) for lines in set_cells) * leading + 2 * pad

            def draw(
                canvas: Canvas,
                at: float,
                y: float,
                set_cells: list[list[list[Word]]] = set_cells,
                height: float = height,
            ) -> None:
                x = at + indent
                canvas.setStrokeColorRGB(0.3, 0.3, 0.3)
                canvas.setLineWidth(0.6)
                if part.look == "strepen":
                    canvas.line(x, y - height, x + width, y - height)
                for lines, w in zip(set_cells, widths, strict=True):
                    if part.look == "omlijnd":
                        canvas.rect(x, y - height, w, height)
                    for i, line in enumerate(lines):
                        draw_line(canvas, line, x + pad, y - pad - size - i * leading)
                    x += w

            notes = tuple(n for c in cells for _, n in c.marks)
            rows.append(Row(height, draw, notes, style.paragraph_gap + 2 if r == 0 else 0))
        return rows

    def _signature(self, part: Part) -> list[Row]:
        style = self.style
        signed = [p for p in self.source.parts if p.kind == "signature"]
        beside = style.signatures_beside and len(signed) == 2
        if beside and part is signed[1]:
            return []
        shown = signed if beside else [part]
        rows = []
        for i in range(2):
            lines = [Word((Piece(p.rich.text.split("\n")[i], self.regular, style.size),)) for p in shown]

            def draw(canvas: Canvas, at: float, y: float, lines: list[Word] = lines) -> None:
                for c, word in enumerate(lines):
                    draw_line(canvas, [word], at + c * self.frame.width / 2, y - style.size)

            rows.append(Row(style.leading, draw, (), 22 if i == 0 else 0))
        return rows

    def _letterhead(self, part: Part) -> list[Row]:
        """A line of a letterhead; `look` holds g (large), m (in the middle), v (bold), w (wide gap above)."""
        look, style = part.look, self.style
        size = style.size * (1.35 if "g" in look else 1)
        font = self.bold if "v" in look or "g" in look else self.regular
        lines = break_lines(self._words(part.rich, font, size), self.frame.width)
        rows = []
        for i, line in enumerate(lines):

            def draw(canvas: Canvas, at: float, y: float, line: list[Word] = line) -> None:
                free = self.frame.width - line_width(line)
                draw_line(canvas, line, at + (free / 2 if "m" in look else 0), y - size)

            above = 30.0 if "w" in look else style.paragraph_gap + 4 if part.gap else 0.0
            rows.append(Row(style.leading * (1.3 if "g" in look else 1), draw, (), above if i == 0 else 0))
        return rows

    def _note_rows(self, number: str) -> list[Row]:
        style = self.style
        size = style.note_size
        rows = []
        raised = style.note_raised
        sign = Piece(number, self.regular, size * (0.7 if raised else 1), BLACK, 0.5 if raised else 0)
        words = [Word((sign,)), *self._words(self.source.notes[number], self.regular, size)]
        for i, line in enumerate(break_lines(words, self.frame.width)):

            def draw(canvas: Canvas, at: float, y: float, line: list[Word] = line) -> None:
                draw_line(canvas, line, at, y - size)

            rows.append(Row(style.note_leading, draw, (), 1.5 if i == 0 else 0))
        return rows


def _url(kind: str, args: str) -> str | None:
    if kind == "l":
        return args
    url = args.partition(" ")[2]
    return url if kind == "c" and url else None
