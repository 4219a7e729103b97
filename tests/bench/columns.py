"""A long two-column document to measure with: headings, paragraphs, notes, running lines; words by seed."""

from __future__ import annotations

import random
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from wordfreq import top_n_list

LEADING = 12.0
BODY = ("Helvetica", 9.5)
NOTE = ("Helvetica", 7.5)


def print_columns(path: Path, pages: int, seed: int = 1) -> None:
    """Print `pages` pages of A4 in two columns to `path`."""
    chance = random.Random(seed)
    vocabulary = [w for w in top_n_list("nl", 20_000) if w.isalpha()]
    width, height = A4
    canvas = Canvas(str(path), pagesize=A4, invariant=1)
    margin, gutter = 56.0, 20.0
    column = (width - 2 * margin - gutter) / 2
    section = 0
    for page in range(1, pages + 1):
        canvas.setFont("Helvetica", 8)
        canvas.drawString(margin, height - 34, "Nota over het meten van leessnelheid")
        canvas.drawRightString(width - margin, 30, str(page))
        for side in range(2):
            x, y = margin + side * (column + gutter), height - 64
            if side == 0:
                section += 1
                canvas.setFont("Helvetica-Bold", 12)
                canvas.drawString(x, y, f"{section} {' '.join(chance.sample(vocabulary, 3)).capitalize()}")
                y -= 22
            noted = False
            while y > 130:
                canvas.setFont(*BODY)
                for line in _lines(_sentence(chance, vocabulary, 40), column, BODY):
                    if y <= 110:
                        break
                    canvas.drawString(x, y, line)
                    end = x + stringWidth(line, *BODY)
                    y -= LEADING
                if not noted:
                    canvas.setFont("Helvetica", 6)
                    canvas.drawString(end, y + LEADING + 3.5, str(2 * page - 1 + side))
                    noted = True
                y -= 6
            canvas.line(x, 96, x + 90, 96)
            canvas.setFont(*NOTE)
            note = f"{2 * page - 1 + side} {_sentence(chance, vocabulary, 18)}"
            for n, line in enumerate(_lines(note, column, NOTE)[:4]):
                canvas.drawString(x, 84 - 9 * n, line)
        canvas.showPage()
    canvas.save()


def _sentence(chance: random.Random, vocabulary: list[str], count: int) -> str:
    return " ".join(chance.choices(vocabulary, k=count)).capitalize() + "."


def _lines(text: str, width: float, font: tuple[str, float]) -> list[str]:
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if stringWidth(longer, *font) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
