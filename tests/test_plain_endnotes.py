"""Text files: notes with a full stop behind their number, below "Noten" or below a drawn line."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.model import Reading
from tests.test_plain import reading

FIRST = """1. De molen

De molen aan de vaart maalt sinds de oorlog niet meer, en het dak lekt op drie plaatsen.{a}
De gemeente kocht het gebouw vorig jaar van de laatste molenaar.{b} Er is nog geen geld voor het
herstel van de wieken, die bij de storm van december naar beneden kwamen.

2. De vaart

Langs de vaart lopen veel mensen met een hond.{c} De oever zakt er op twee plaatsen weg in het
water, vooral naast de oude sluis, waar de bomen vorige winter werden geveld.
Het bestuur van de polder wil de oever met stenen versterken.{d} Dat kost veel en is niet mooi.
"""
NOTES = (
    "De molenaar vertelde dat aan zijn buren.",
    "Het gesprek met hem had plaats op de markt, kort voor hij verhuisde naar\nzijn dochter.",
    "Honden mogen er los lopen.",
    "Wilgen kosten minder, maar groeien traag.",
)


def notes(found: Reading) -> dict[str | None, str]:
    return {b.number: b.text.text for b in found.blocks if b.kind == "footnote"}


def marks(found: Reading) -> list[tuple[str, str]]:
    return [(m.number, b.text.text[: m.offset].split()[-1]) for b in found.blocks for m in b.marks]


def marked(a: str = "1", b: str = "2", c: str = "3", d: str = "4") -> str:
    return FIRST.format(a=a, b=b, c=c, d=d)


def listed(sign: str = ".", between: str = "\n", first: int = 1, until: int = 4) -> str:
    return between.join(f"{n}{sign} {NOTES[n - 1]}" for n in range(first, until + 1))


ALL = {str(n): text.replace("\n", " ") for n, text in enumerate(NOTES, start=1)}
PLACES = [("1", "plaatsen."), ("2", "molenaar."), ("3", "hond."), ("4", "versterken.")]


@pytest.mark.parametrize(
    "title", ["Noten", "NOTEN", "Eindnoten", "Voetnoten", "Noten:", "3. Noten", "Noten bij de tekst"]
)
@pytest.mark.parametrize("white", ["\n", "\n\n", "\f"])
@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_notes_with_a_full_stop_below_their_title(tmp_path: Path, title: str, white: str, between: str) -> None:
    found = reading(tmp_path, f"{marked()}{white}{title}\n{listed(between=between)}\n")
    assert notes(found) == ALL
    assert marks(found) == PLACES


@pytest.mark.parametrize("alone", [".\n", ".\n\n", ")\n\n"])
@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_the_numbers_of_such_notes_may_stand_on_lines_of_their_own(tmp_path: Path, alone: str, between: str) -> None:
    rows = "".join(f"{n}{alone}{NOTES[n - 1]}{between}" for n in range(1, len(NOTES) + 1))
    found = reading(tmp_path, f"{marked()}\nNoten\n{rows}")
    assert notes(found) == ALL
    assert marks(found) == PLACES


@pytest.mark.parametrize("sign", [".", ")"])
def test_such_notes_go_on_on_the_next_page(tmp_path: Path, sign: str) -> None:
    text = f"{marked()}\nNoten\n{listed(sign, until=2)}\n\f{listed(sign, first=3)}\n"
    found = reading(tmp_path, text)
    assert notes(found) == ALL
    assert marks(found) == PLACES


@pytest.mark.parametrize(
    ("body", "title"),
    [
        (marked("", "", "", ""), "Noten"),  # the text refers to none
        (marked(), "Wat we vragen"),
        (marked(), "Noten lezen"),  # a chapter about music
    ],
)
def test_a_list_below_a_title_is_no_note(tmp_path: Path, body: str, title: str) -> None:
    found = reading(tmp_path, f"{body}\n{title}\n\n{listed()}\n")
    assert notes(found) == {}
    assert len([b for b in found.blocks if b.kind == "item"]) == 4


@pytest.mark.parametrize("rule", ["____________________", "--------------------", "    __________"])
@pytest.mark.parametrize("lead", ["", " ", "         "])
@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_notes_with_a_full_stop_below_a_drawn_line(tmp_path: Path, rule: str, lead: str, between: str) -> None:
    above, below = marked().split("\n2. ")
    pages = [
        f"{above}\n{rule}\n\n{lead}{lead.join(listed('. ', between, until=2).splitlines(keepends=True))}\n",
        f"2. {below}\n{rule}\n\n{lead}{lead.join(listed('. ', between, first=3).splitlines(keepends=True))}\n",
    ]
    found = reading(tmp_path, "\f".join(pages))
    assert notes(found) == ALL
    assert marks(found) == PLACES


def test_a_note_below_a_drawn_line_whose_marker_is_on_the_page_above(tmp_path: Path) -> None:
    rule = "____________________"
    above, below = marked().split("\n2. ")
    found = reading(tmp_path, f"{above}\n{rule}\n{listed(until=1)}\n\f2. {below}\n{rule}\n{listed(first=2)}\n")
    assert notes(found) == ALL
    assert marks(found) == PLACES


@pytest.mark.parametrize(
    "below",
    [
        "3. Besluit\n\nDe raad vraagt om geld voor de molen en om een ander plan voor de oever.\n",
        "5. De raad vraagt om geld.\n6. De raad vraagt om een ander plan.\n",
    ],
)
def test_what_is_no_note_below_a_drawn_line(tmp_path: Path, below: str) -> None:
    found = reading(tmp_path, f"{marked('', '', '3', '')}\n____________________\n\n{below}")
    assert notes(found) == {}
