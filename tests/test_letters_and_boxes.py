"""Letters and brochures in print: addresses, a heading that opens the text, boxes without a frame, drawn bullets."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from corpus.model import Box
from ingest.page import Line
from ingest.read import read
from tests.test_headings import blocks_of, styled
from tests.test_layout import PROSE, body, line, page, texts

ADDRESS = "Onderwijsraad – Kunstlaan 6 bus 6 – 1210 Brussel – tel. 02 219 42 99 – www.raad.be"


@pytest.mark.parametrize(
    "foot",
    [
        (ADDRESS,),
        ("Onderwijsraad vzw", "Grote Markt 12, B-9000 Gent", "T +32 9 219 42 99 | info@raad.be"),
        ("Koning Albert II-laan 15 · 1210 BRUSSEL",),
        ("www.raad.be – info@raad.be",),
    ],
)
def test_the_address_at_the_foot_of_a_letter_is_no_text(foot: tuple[str, ...]) -> None:
    note = line("1 Zie het vorige advies, p. 4.", 70, 740, size=8)
    lines = [line(one, 150, 800 + 9 * k, size=7.5) for k, one in enumerate(foot)]
    arranged = texts([page(1, *body(1), note, *lines)])
    assert arranged == [" ".join(PROSE)] * 12
    assert [b.text.text for b in blocks_of(page(1, *body(1), note, *lines)) if b.kind == "footnote"] == [
        "Zie het vorige advies, p. 4."
    ]


@pytest.mark.parametrize(
    "rows",
    [
        ((ADDRESS, 800, 10.0),),  # as large as the text
        (("Wie dat vraagt, kan het advies lezen op www.raad.be.", 800, 8.0),),  # one kind of place only
        (("1 Onderwijsraad, Kunstlaan 6, 1210 Brussel, www.raad.be.", 800, 8.0),),  # a note
        # the second line of a note
        (("1 Het advies is te vragen bij de raad, ook per brief aan de", 790, 8.0), (ADDRESS, 800, 8.0)),
    ],
)
def test_an_address_in_a_text_or_a_note_stays(rows: tuple[tuple[str, float, float], ...]) -> None:
    one = page(1, *body(1), *(line(said, 70, top, size=size) for said, top, size in rows))
    kept = " ".join(b.text.text for b in blocks_of(one))
    assert rows[-1][0].split()[-1] in kept


def test_a_letter_with_the_address_set_in_at_the_right_has_no_columns() -> None:
    sender = [
        line(said, 70, top) for said, top in (("Onderwijsraad van ons land", 60), ("Brussel, 20 januari 2023", 150))
    ]
    sender += [
        line(said, 70, top) for said, top in (("Kenmerk en nummer: 2023/11", 164), ("Geachte mevrouw de minister", 200))
    ]
    to = (
        "Mevrouw Liesbeth Aelbrecht",
        "Vlaams minister van Onderwijs",
        "Gebouw aan de Koolstraat 35",
        "1000 Brussel in het land",
    )
    address = [line(said, 330, 80 + 14 * k) for k, said in enumerate(to)]
    said = texts([page(1, *sender, *address, *body(1, top=230))])
    assert said.index("1000 Brussel in het land") < said.index("Brussel, 20 januari 2023")


@pytest.mark.parametrize("title", ["INLEIDING", "Inleiding", "Woord vooraf", "In het kort"])
def test_a_heading_that_opens_a_text_is_no_title_however_large(title: str) -> None:
    lines = [
        styled(title, 60, 20.0),
        *body(1, 6, top=100),
        styled("Het plan", 210, 13.0, bold=True),
        *body(1, 20, top=235),
    ]
    blocks = blocks_of(page(1, *lines))
    assert next((b.kind, b.text.text) for b in blocks) == ("heading", title)


def test_a_large_title_stays_one_above_such_a_heading() -> None:
    blocks = blocks_of(
        page(1, styled("Naar een brede school", 60, 22.0), styled("Inleiding", 110, 14.0), *body(1, 9, top=140))
    )
    assert [b.kind for b in blocks[:2]] == ["cover", "heading"]


def _set_in(text_x: float, *, then: bool) -> list[Line]:
    """A bold lead with a text below it, both set in at `text_x`, and `then` text at the edge."""
    lead = styled("In het kort", 300, 10.0, bold=True)
    shift = text_x - 70
    words = tuple(
        type(w)(w.text, Box(w.box.x0 + shift, w.box.top, w.box.x1 + shift, w.box.bottom), w.size, True)
        for w in lead.words
        if w.box
    )
    lead = type(lead)(words, Box(text_x, 300, words[-1].box.x1 if words[-1].box else text_x, 310), 1)
    inside = [line(" ".join(PROSE), text_x, 318 + 14 * k, to=480) for k in range(3)]
    return [lead, *inside, *(body(1, 6, top=390) if then else [])]


def test_the_lead_of_a_box_without_a_frame_heads_no_section() -> None:
    blocks = blocks_of(page(1, *body(1, 10), *_set_in(110, then=True)))
    assert [b.text.text for b in blocks if b.kind == "heading"] == []


@pytest.mark.parametrize(("x", "then"), [(70.0, True), (110.0, False)])
def test_a_lead_at_the_edge_or_after_which_no_text_goes_on_is_a_heading(x: float, then: bool) -> None:
    blocks = blocks_of(page(1, *body(1, 10), *_set_in(x, then=then)))
    assert [b.text.text for b in blocks if b.kind == "heading"] == ["In het kort"]


@pytest.mark.parametrize("shape", ["circle", "square", "ring"])
def test_a_bullet_that_is_drawn_opens_an_item(tmp_path: Path, shape: str) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"))
    for k in range(12):
        canvas.drawString(72, 780 - 14 * k, " ".join(PROSE))
    for k, said in enumerate(("De eerste vraag van de raad", "De tweede vraag van de raad")):
        y = 590 - 14 * k
        if shape == "square":
            canvas.rect(76, y + 2, 4, 4, fill=1, stroke=0)
        else:
            canvas.circle(78, y + 4, 2, fill=shape == "circle", stroke=shape == "ring")
        canvas.drawString(92, y, said)
    for k in range(3):
        canvas.drawString(72, 540 - 14 * k, " ".join(PROSE))
    canvas.save()
    items = [(b.marker, b.text.text) for b in read(tmp_path / "a.pdf").blocks if b.kind == "item"]
    assert items == [("•", "De eerste vraag van de raad"), ("•", "De tweede vraag van de raad")]


def test_the_signs_of_a_legend_and_boxes_to_tick_are_no_bullets(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"))
    for k in range(12):
        canvas.drawString(72, 780 - 14 * k, " ".join(PROSE))
    for x, said in ((80, "jongens"), (140, "meisjes")):  # side by side
        canvas.rect(x - 7, 562, 4, 4, fill=1, stroke=0)
        canvas.drawString(x, 560, said)
    canvas.rect(74, 520, 9, 9)  # as high as the letters
    canvas.drawString(90, 521, "ja, dat wil ik")
    canvas.save()
    assert [b.marker for b in read(tmp_path / "a.pdf").blocks if b.kind == "item"] == []


@pytest.mark.parametrize("sign", ["l", "n", "Ø", "§", "ü"])
def test_a_letter_far_before_three_texts_is_a_bullet_of_a_symbol_font(sign: str) -> None:
    def rows(count: int) -> list[Line]:
        out = body(1, 6, top=60)
        for k in range(count):
            at = 160 + 30 * k
            out.append(line(sign, 80, at))
            said = line("Geef elke school die dat vraagt een vaste begeleider, ook waar", 96, at, to=520)
            out[-1] = type(said)((*out[-1].words, *said.words), Box(80, at, 520, at + 10), 1)
            out.append(line("dat meer kost dan nu.", 96, at + 14))
        return [*out, *body(1, 6, top=170 + 30 * count)]

    assert [b.marker for b in blocks_of(page(1, *rows(3))) if b.kind == "item"] == ["•"] * 3
    assert [b.marker for b in blocks_of(page(1, *rows(2))) if b.kind == "item"] == []


SENDER = ("Onderwijsraad van ons land", "Algemene Raad", "Kunstlaan 6 bus 6", "BE-1210 Brussel")
ADDRESSEE = ("Mevrouw Sonja Claeys", "Vlaams minister van Onderwijs", "Gebouw aan de Koolstraat", "1000 Brussel")


@pytest.mark.parametrize(
    ("last", "below"),
    [
        (
            ("Brussel, 16 mei 2019", "Ons kenmerk: AR-AR-ADV-1819-017"),
            "Betreft: advies over de vakantie van de scholen",
        ),
        (("Brussel, 16 mei 2019", "Ons kenmerk: AR-AR-ADV-1819-017"), "Geachte mevrouw de minister"),
        (("Contactpersoon: An De Smet",), "Geachte mevrouw de minister"),
        (("Datum: 16 mei 2019", "Uw kenmerk: OND/2019/11"), "Betreft: advies over de vakantie van de scholen"),
        (("Telefoon: 02 219 42 99",), "Geachte mevrouw de Vlaamse minister"),
        ((), "Geachte mevrouw de minister"),
    ],
)
def test_the_addressee_beside_the_sender_goes_on_with_no_line_before_or_after(
    last: tuple[str, ...], below: str
) -> None:
    left = [line(said, 70, 60 + 16 * k) for k, said in enumerate((*SENDER, *last))]
    right = [line(said, 360, 60 + 16 * k) for k, said in enumerate(ADDRESSEE)]
    blocks = blocks_of(page(1, *left, *right, line(below, 70, 200), *body(1, top=230)))
    said = [b.text.text for b in blocks]
    assert not any(one in block and ADDRESSEE[0] in block for one in (*SENDER, *last) for block in said)
    assert not any(ADDRESSEE[-1] in block and below in block for block in said)


@pytest.mark.parametrize("ends", ["een vraag van de", "wat dat betekent voor de"])
def test_a_sentence_of_a_column_goes_on_in_the_next_with_a_name(ends: str) -> None:
    left = [*body(1, 8, to=280), line(ends, 70, 262, to=280)]
    right = [line("Vlaamse Regering en wat zij", 315, 150, to=525), *body(1, 8, x=315, to=525, top=164)]
    blocks = blocks_of(page(1, *left, *right))
    assert any(f"{ends} Vlaamse Regering" in b.text.text for b in blocks)


FLOWS = (
    ("Leerlingen kiezen een school op fietsafstand.", 288.0),  # a sentence ends at the edge
    ("Toch ligt de helft van de richtingen in de", 280.0),
    ("Stad. We openen er twee, in", 262.0),
    ("Waasrode en in Lindebeek.", 200.0),
)


@pytest.mark.parametrize(
    ("x", "frame"),
    [
        (70.0, Box(310, 145, 520, 235)),
        (70.0, Box(300, 148, 520, 215)),
        (70.0, Box(308, 100, 520, 280)),
        (302.0, Box(70, 145, 285, 235)),
        (302.0, Box(70, 148, 292, 215)),
        (302.0, Box(70, 100, 280, 280)),
    ],
)
def test_a_paragraph_beside_a_box_is_as_wide_as_the_box_lets_it_be(x: float, frame: Box) -> None:
    flows = [line(said, x, 150 + 14 * k, to=x - 70 + to) for k, (said, to) in enumerate(FLOWS)]
    inside = [
        line(said, frame.x0 + 10, frame.top + 8 + 13 * k, size=9) for k, said in enumerate(("Wist je", "dat dit"))
    ]
    one = page(1, *body(1, 3, top=60), *flows, *inside, *body(1, 20, top=290))
    blocks = blocks_of(replace(one, frames=(frame,)))
    said = next(b for b in blocks if FLOWS[0][0] in b.text.text)
    assert (said.kind, said.text.text) == ("paragraph", " ".join(text for text, _ in FLOWS))


@pytest.mark.parametrize("first", ["Kort is goed.", "Dat volstaat."])
def test_a_short_line_beside_a_box_still_ends_its_paragraph(first: str) -> None:
    frame = Box(310, 145, 520, 235)
    flows = [line(first, 70, 150), line("Leerlingen kiezen een school die op fietsafstand", 70, 164, to=288)]
    inside = [line(said, 320, 153 + 13 * k, size=9) for k, said in enumerate(("Wist je", "dat dit"))]
    one = page(1, *body(1, 3, top=60), *flows, *inside, *body(1, 20, top=290))
    assert first in [b.text.text for b in blocks_of(replace(one, frames=(frame,)))]
