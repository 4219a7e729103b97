"""What stands in the margin beside the text: numbers of lines and of paragraphs, notes in small type."""

from __future__ import annotations

import pytest

from corpus.model import Box
from ingest.page import Line, RawPage
from ingest.pdf import make_line
from tests.test_headings import blocks_of
from tests.test_layout import PROSE, body, line, page, texts

SAID = " ".join(PROSE)


def counted(step: int, first: int = 1, apart: bool = False, said: str = SAID) -> list[Line]:
    """Twenty lines of text, each `step` of them with its number before it, or as a line of its own (`apart`)."""
    out = []
    for k in range(20):
        at, number = 100 + 14.0 * k, first + k
        text = line(said, 90, at, to=520)
        if number % step:
            out.append(text)
            continue
        figure = line(str(number), 60 - 4 * len(str(number)), at + (1.5 if apart else 0), size=8)
        out += [figure, text] if apart else [make_line([*figure.words, *text.words], 1)]
    return out


@pytest.mark.parametrize("apart", [False, True])
@pytest.mark.parametrize(("step", "first"), [(1, 1), (1, 45), (5, 1), (5, 38)])
def test_the_numbers_of_the_lines_are_no_text(step: int, first: int, apart: bool) -> None:
    assert set(texts([page(1, *counted(step, first, apart))])) == {SAID}


def test_the_numbers_of_the_rows_of_a_list_stay() -> None:
    kept = texts([page(1, *counted(1, said="Antwerpen en omstreken met alle scholen samen"))])
    assert sum(any(word.isdecimal() for word in row.split()) for row in kept) >= 19


def test_a_number_a_little_higher_than_its_paragraph_stands_before_it() -> None:
    rows: list[Line] = []
    for k in range(3):
        top = 100 + 60.0 * k
        rows += [line(f"{k + 1}.", 60, top - 1.5, size=8), *(line(SAID, 80, top + 14 * n, to=520) for n in range(3))]
    items = [b.marker for b in blocks_of(page(1, *rows)) if b.kind == "item"]
    assert items == ["1.", "2.", "3."]


def noted(x: float, *notes: tuple[float, str], size: float = 7.5) -> list[Line]:
    """Ten lines of text from 160 to 430, with words in the margin at `x`, on their lines or between them."""
    lines = [line("De raad vraagt dat elke school een vaste begeleider", 160, 100 + 14 * k, to=430) for k in range(10)]
    for top, said in notes:
        on = next((k for k, ln in enumerate(lines) if ln.box and ln.box.top == top), None)
        note = line(said, x, top, size=size)
        if on is None:
            lines.append(note)
        else:
            words = [*lines[on].words, *note.words]
            lines[on] = make_line(sorted(words, key=lambda w: w.box.x0 if w.box else 0.0), 1)
    return lines


@pytest.mark.parametrize("x", [445.0, 60.0])
def test_a_note_in_the_margin_comes_apart_from_the_lines_beside_it(x: float) -> None:
    lines = noted(x, (114.0, "Wie dat wil, vindt"), (124.0, "hierover meer in"), (133.0, "de nota van toen."))
    said = [b.text.text for b in blocks_of(page(1, *lines))]
    assert "Wie dat wil, vindt hierover meer in de nota van toen." in said
    assert not any("vindt" in one and "begeleider" in one for one in said)


@pytest.mark.parametrize(("said", "size"), [("Wie dat wil, vindt", 10.0), ("12", 7.5)])
def test_type_of_the_text_and_signs_alone_in_the_margin_stay_in_their_line(said: str, size: float) -> None:
    kept = texts([page(1, *noted(445.0, (114.0, said), size=size))])
    assert any(row.startswith("De raad") and row.endswith(said.split()[-1]) for row in kept)


def test_a_box_at_the_foot_of_a_column_does_not_go_on_with_the_text_above_it() -> None:
    columns = [
        make_line([*line(SAID, 70, 60 + 14 * k, to=280).words, *line(SAID + ".", 310, 60 + 14 * k, to=520).words], 1)
        for k in range(12)
    ]
    box = [line("Goed om te weten", 84, 252), *(line(SAID, 84, 268 + 14 * k, to=500) for k in range(3))]
    lines = (*columns, *box, *body(1, 9, top=340))
    one = RawPage(1, 595.0, 842.0, "digital", lines, frames=(Box(70, 244, 520, 316),))
    assert any(b.text.text.startswith("Goed om te weten") for b in blocks_of(one))
