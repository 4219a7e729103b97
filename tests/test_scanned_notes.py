"""Notes of recognised text: what is left of their numbers, where they begin to count, and signs that count them."""

from __future__ import annotations

import pytest

from corpus.model import Block
from ingest.blocks import build
from ingest.layout import arrange
from ingest.page import RawPage
from tests.test_layout import body, page
from tests.test_notes import RULE, hung, notes


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
