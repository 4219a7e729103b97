"""Notes of recognised text: what is left of their numbers, where they begin to count, and signs that count them."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from corpus.model import Block
from ingest.blocks import build
from ingest.layout import arrange
from ingest.page import RawPage
from tests.test_layout import body, page
from tests.test_notes import RULE, hung, marked, notes


def scanned(*pages: RawPage) -> tuple[Block, ...]:
    return build(arrange(pages), frozenset(), recognised=True).blocks


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("“Bosraad, 2019. Paden en wegen.", "Bosraad, 2019. Paden en wegen."),
        ('"Bosraad, "Paden en wegen", 2019.', 'Bosraad, "Paden en wegen", 2019.'),
        ("“De collega’s van het bos, 2019.", "De collega’s van het bos, 2019."),
        ("- Bosraad, Paden en wegen, 2019.", "Bosraad, Paden en wegen, 2019."),
        ("* Bosraad, Paden en wegen, 2019.", "Bosraad, Paden en wegen, 2019."),
        ("®Bosraad, Paden en wegen, 2019.", "Bosraad, Paden en wegen, 2019."),
        ("“Paden en wegen”, Bosraad, 2019.", "“Paden en wegen”, Bosraad, 2019."),
        ("‘Paden’ en ‘wegen’, Bosraad, 2019.", "‘Paden’ en ‘wegen’, Bosraad, 2019."),
        ("’t Serclaes, Paden en wegen, 2019.", "’t Serclaes, Paden en wegen, 2019."),
        ("’s Avonds is het bos gesloten.", "’s Avonds is het bos gesloten."),
        ("€ 5 per bezoek aan het bos.", "€ 5 per bezoek aan het bos."),
        ("-10 graden was het in het bos.", "-10 graden was het in het bos."),
        ("§ 3 van het bosdecreet van 2019.", "§ 3 van het bosdecreet van 2019."),
    ],
)
def test_a_sign_left_of_a_number_is_no_part_of_the_note(said: str, kept: str) -> None:
    foot = [hung("1", said, 70, 700), hung("2", "Zie hoger.", 70, 710)]
    found = scanned(page(1, *body(1, 36, top=90), *foot, rules=RULE, origin="ocr"))
    assert notes(found) == {"1": kept, "2": "Zie hoger."}


def numbered(pages: Sequence[Sequence[str]]) -> list[str | None]:
    """The numbers of the notes at the foot of pages of a scan, each given with its number as it was read."""
    put = []
    for n, own in enumerate(pages, 1):
        foot = [
            hung(label, f"Verslag {n} van groep {k} over het bos.", 70, 690 + 11 * k, n) for k, label in enumerate(own)
        ]
        put.append(page(n, *body(n, 36, top=90), *foot, rules=RULE, origin="ocr"))
    return [b.number for b in scanned(*put) if b.kind == "footnote"]


@pytest.mark.parametrize(
    ("read", "numbers"),
    [
        (["14", "15", "16"], ["14", "15", "16"]),
        (["98", "99", "100"], ["98", "99", "100"]),
        (["®", "15", "16"], ["14", "15", "16"]),
        (["7", "2", "3"], ["1", "2", "3"]),  # read wrongly
        (["1", "*", "3"], ["1", "2", "3"]),
        (["1", "2", "8"], ["1", "2", "3"]),
        (["7"], ["1"]),
    ],
)
def test_the_numbers_of_a_scan_may_begin_above_one(read: list[str], numbers: list[str]) -> None:
    assert numbered([read]) == numbers


@pytest.mark.parametrize(
    ("read", "numbers"),
    [
        ([["1", "2"], ["3"], ["1", "2"], ["3"]], ["1", "2", "3", "1", "2", "3"]),
        ([["1", "2"], ["3", "1", "2"], ["3"]], ["1", "2", "3", "1", "2", "3"]),
        ([["1", "2"], ["3"], ["1"], ["5", "6"]], ["1", "2", "3", "4", "5", "6"]),  # a 4 that was read as 1
        ([["9", "10"], ["1", "2", "13"]], ["9", "10", "11", "12", "13"]),  # 11 and 12, of which one digit was read
    ],
)
def test_the_numbers_of_a_scan_may_begin_again(read: list[list[str]], numbers: list[str]) -> None:
    assert numbered(read) == numbers


def test_many_notes_of_a_scan_take_bounded_work() -> None:
    assert numbered([[str(k) for k in range(10 * n + 1, 10 * n + 11)] for n in range(60)])[-1] == "600"


@pytest.mark.parametrize(
    ("signs", "numbers"),
    [
        (["*", "**"], ["*", "**"]),
        (["†", "‡"], ["†", "‡"]),
        (["*", "1", "2"], ["*", "1", "2"]),
        (["*", "*"], ["1", "2"]),  # what was left of two numbers
    ],
)
def test_signs_count_the_notes_of_a_scan_where_the_text_points_to_them(signs: list[str], numbers: list[str]) -> None:
    said = [marked(f"De buurt vraagt dit.{s}" if s[0] in "*†‡" else f"De buurt vraagt dit. ^{s}", 70, 560 + 14 * k)
            for k, s in enumerate(signs)]  # fmt: skip
    foot = [hung(sign, f"Verslag {k} over het bos.", 70, 690 + 11 * k) for k, sign in enumerate(signs)]
    found = scanned(page(1, *body(1, 30, top=90), *said, *foot, rules=RULE, origin="ocr"))
    assert [b.number for b in found if b.kind == "footnote"] == numbers
    assert [m.number for b in found for m in b.marks] == numbers
