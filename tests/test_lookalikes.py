"""What is set as a heading and is none: the names of who sign, terms with their explanation."""

from __future__ import annotations

import pytest

from corpus.model import Block
from ingest.page import Line
from tests.test_headings import blocks_of, styled
from tests.test_layout import PROSE, line, page


def drawn(*said: str | tuple[int, float]) -> list[Block]:
    """The blocks of a page of bold lines ("*Planlast"), plain lines, and texts of so many rows from an x on."""
    lines: list[Line] = []
    top = 50.0
    for one in said:
        if isinstance(one, tuple):
            rows, x = one
            lines += [
                line(" ".join(PROSE), x, top + 12 * k, to=520 if k < rows - 1 or rows == 1 else 300)
                for k in range(rows)
            ]
            top += 12 * rows + 8
        else:
            size = 14 if one[1:2].isdigit() else 10
            lines.append(styled(one.lstrip("*"), top, size, bold=one.startswith("*")))
            top += size + (8 if size > 10 else 4)
    return blocks_of(page(1, *lines))


def headings(blocks: list[Block]) -> list[str]:
    return [b.text.text for b in blocks if b.kind == "heading"]


BESLUIT = ("*1. Besluit", (4, 70))


@pytest.mark.parametrize(
    "signed",
    [
        ("*Lore Deprez", "secretaris Raad Hoger Onderwijs", "*Bart Claerhout", "voorzitter Raad Hoger Onderwijs"),
        ("*Jan Van den Broeck", "Voorzitter"),
        ("*An De Vos", "waarnemend administrateur-generaal"),
        ("*Voorzitter", "Peter van der Meer"),
    ],
)
def test_bold_names_over_functions_are_no_headings(signed: tuple[str, ...]) -> None:
    blocks = drawn(*BESLUIT, *signed)
    assert headings(blocks) == ["Besluit"]
    assert " ".join(b.text.text for b in blocks[2:]) == " ".join(signed).replace("*", "")


@pytest.mark.parametrize(
    "title", ["Sociaal Overleg", "Hoger Onderwijs", "Rol van de voorzitter", "Directeur en team", "Voorzitter"]
)
def test_a_heading_that_looks_like_a_name_or_names_a_function_stays_one(title: str) -> None:
    assert headings(drawn(*BESLUIT, f"*{title}", (3, 70))) == ["Besluit", title]


def test_a_sentence_about_a_function_leaves_the_heading_over_it() -> None:
    blocks = drawn(*BESLUIT, "*Hoger Onderwijs", "Voorzitter en directeur overleggen elke maand.", (3, 70))
    assert headings(blocks) == ["Besluit", "Hoger Onderwijs"]


TERMS = ("*Planlast", (3, 90), "*Mentor", (2, 90), "*Vaste begeleider", (3, 90))


def test_terms_with_their_explanation_set_in_are_no_headings() -> None:
    assert headings(drawn("*1. Begrippen", (4, 70), *TERMS, (4, 70))) == ["Begrippen"]


@pytest.mark.parametrize(
    "said",
    [
        ("*1. Begrippen", (4, 90), *TERMS, (4, 90)),  # all text is set in: headings hang before it
        ("*1. Begrippen", (4, 70), "*Planlast", (3, 70), "*Mentor", (3, 70)),  # nothing is
        ("*1. Begrippen", (4, 70), "*Planlast", (3, 90), (4, 70), "*Mentor", (3, 70)),  # one quotation below a heading
        ("*1. Begrippen", (4, 70), "*Planlast", (1, 90), "*Mentor", (1, 90), (4, 70)),  # the first lines of paragraphs
    ],
)
def test_headings_over_other_text_stay(said: tuple[str | tuple[int, float], ...]) -> None:
    assert headings(drawn(*said))[:3] == ["Begrippen", "Planlast", "Mentor"]
