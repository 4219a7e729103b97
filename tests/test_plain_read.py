"""Text files that recognition made: notes whose number came out as a sign."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.model import Reading
from tests.test_plain import reading

FIRST = """1 Paden en borden

De bossen van de gemeente zijn oud en er komen elk jaar meer wandelaars dan verwacht.{a} De raad vraagt
om paden die breed genoeg zijn, en om borden bij elke ingang, ook aan de noordzijde van het bos.
Wie met de fiets komt, vindt nu nergens een plaats om die te laten{b} Dat kan beter dan vandaag het geval is.
De beken in het noorden worden niet meer onderhouden door de gemeente.{c} Dat leidt tot wateroverlast.
"""
SECOND = """2 Besluit

De raad wil dat de gemeente een plan maakt voor het onderhoud van de wegen en de beken in het bos.
Zo een plan bestaat al in andere gemeenten, en het werkt er goed. De raad vraagt om dat over te nemen.
"""
NOTES = (
    "1 Bosraad, Advies over de paden in het bos, 12 mei 2010, p. 3.",
    "Laureys, D. & Smits, W. (2012). Bomen en mensen. Leuven: HIVA, p. 52.",
    "3 Natuurpunt (2013). Jaarverslag, p. 7.",
)


def notes(found: Reading) -> list[str | None]:
    return [b.number for b in found.blocks if b.kind == "footnote"]


def marks(found: Reading) -> list[tuple[str, str]]:
    return [(m.number, b.text.text[: m.offset].split()[-1]) for b in found.blocks for m in b.marks]


def first(a: str = "", b: str = ".", c: str = "") -> str:
    return FIRST.format(a=a, b=b, c=c)


@pytest.mark.parametrize("between", ["\n\n", "\n"])
@pytest.mark.parametrize("sign", ["? ", "* ", "' ", "® ", "! ", "” ", '" ', "~ ", "l ", "?", "®", "!"])
def test_a_note_whose_number_was_read_as_a_sign(tmp_path: Path, sign: str, between: str) -> None:
    text = first("1", ".”", "3") + "\n" + between.join((NOTES[0], sign + NOTES[1], NOTES[2])) + "\n\f" + SECOND
    found = reading(tmp_path, text)
    assert notes(found) == ["1", "2", "3"]
    assert marks(found) == [("1", "verwacht."), ("2", "laten."), ("3", "gemeente.")]
    assert [b.text.text for b in found.blocks if b.number == "2" and b.kind == "footnote"] == [NOTES[1]]
    assert (sign.strip(), "[^2]") in [(r.before, r.after) for r in found.repairs]


@pytest.mark.parametrize(
    ("lines", "numbers"),
    [
        (["* " + NOTES[0][2:], "2 " + NOTES[1], NOTES[2]], ["1", "2", "3"]),  # the first
        ([NOTES[0], "2 " + NOTES[1], "* " + NOTES[2][2:]], ["1", "2", "3"]),  # the last of its page
        ([NOTES[0], "? " + NOTES[1], "® " + NOTES[2][2:]], ["1", "2", "3"]),  # two of them
        ([NOTES[0], "? Ibid., p. 4.", NOTES[2]], ["1", "2", "3"]),  # no year, but the next number
    ],
)
def test_signs_at_the_edges_of_the_notes(tmp_path: Path, lines: list[str], numbers: list[str]) -> None:
    assert notes(reading(tmp_path, first("1", ".2", "3") + "\n" + "\n\n".join(lines) + "\n\f" + SECOND)) == numbers


def test_a_sign_alone_at_the_foot_of_the_next_page(tmp_path: Path) -> None:
    text = f"{first('1')}\n{NOTES[0]}\n\f{SECOND}\n* {NOTES[1]}\n"
    assert notes(reading(tmp_path, text)) == ["1", "2"]


@pytest.mark.parametrize(
    "foot",
    [
        "* De borden van 2012 moeten weg.\n\n* De paden van 2013 ook.\n\nDe raad vraagt dat nog voor de winter.",
        "De raad vraagt:\n\n* Borden zoals in 2012.",
        "“Bomen en mensen” verscheen in 2012 en is nog te koop bij de uitgever, zegt de raad in zijn advies.",
        "! Let op de paden die er al zijn, want die verdwijnen niet vanzelf, en de raad vindt dat jammer.",
    ],
)
def test_lists_and_quotations_below_a_note_are_none(tmp_path: Path, foot: str) -> None:
    found = reading(tmp_path, f"{first('1')}\n{NOTES[0]}\n\n{foot}\n\f{SECOND}")
    assert notes(found) == ["1"]
    assert foot.split("\n", maxsplit=1)[0].lstrip("*! ") in " ".join(
        b.text.text for b in found.blocks if b.kind != "footnote"
    )


def test_a_bullet_with_what_is_left_of_it_on_the_line(tmp_path: Path) -> None:
    found = reading(tmp_path, f"{first()}\nDe raad vraagt:\n\n« _ brede paden;\n\ne_ hoge borden.\n\n{SECOND}")
    assert [b.text.text for b in found.blocks if b.kind == "item"] == ["brede paden;", "hoge borden."]
