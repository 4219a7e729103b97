"""Lists and paragraphs in print: signs before items, items without a full stop, lines that end within a word."""

from __future__ import annotations

import pytest

from ingest.pdf import make_line
from tests.test_headings import blocks_of
from tests.test_layout import body, line, page

# A line: the sign before it, where that stands, and the words; no sign where it goes on with the line above
Printed = tuple[str, float, str]
HANG = 24.0
# These lines reach the edge of their column.
FULL = (
    "De weg gaat van de stad naar de rand en vandaar naar het dorp en naar de school en",
    "een vaste begeleider voor wie dat vraagt, zie daarvoor ook wat al onder punt",
    "een vaste begeleider voor wie dat vraagt, waar er daarvan nog geen is in stad",
)


def printed(*rows: Printed) -> list[tuple[str, str | None, int | None, str]]:
    """Kind, marker, level and text of what stands below a paragraph, in lines with no white between them."""
    lines = [*body(1, 2, top=60), line("en dat vraagt de raad.", 70, 88)]
    for k, (sign, x, said) in enumerate(rows):
        begun = line(sign, x, 102 + 14 * k).words if sign else ()
        text = line(said, x + HANG, 102 + 14 * k, to=520.0 if said in FULL else None)
        lines.append(make_line([*begun, *text.words], 1))
    lines += body(1, 4, top=102 + 14 * len(rows) + 10)
    return [(b.kind, b.marker, b.level, b.text.text) for b in blocks_of(page(1, *lines))[1:-1]]


@pytest.mark.parametrize("sign", [*"»◊❖✦☐➢✓★⇒›>+~", "->", "=>", "\ue0d1", "\ufffd"])
def test_a_sign_that_hangs_before_two_texts_is_a_bullet(sign: str) -> None:
    found = printed(
        (sign, 80, "Geef elke school die dat vraagt een vaste begeleider, ook waar dat"),
        ("", 80, "meer kost dan nu."),
        (sign, 80, "Begin daarmee in de stad."),
    )
    assert [(kind, marker) for kind, marker, _, _ in found] == [("item", sign), ("item", sign)]
    assert found[0][3].endswith("dat meer kost dan nu.")


@pytest.mark.parametrize("signs", [("»",), ("§", "§"), ("&", "&"), ("€", "€"), ("«", "«"), ("%", "%"), ("†", "†")])
def test_a_sign_that_stands_there_once_or_belongs_to_its_words_is_no_bullet(signs: tuple[str, ...]) -> None:
    rows = [(sign, 80.0, f"{k} De school geeft elk kind een vaste begeleider.") for k, sign in enumerate(signs)]
    assert all(kind != "item" for kind, _, _, _ in printed(*rows))


def test_a_sign_between_words_opens_no_item_where_a_line_begins_with_it() -> None:
    found = printed(
        ("", 46, FULL[0]), ("»", 70, "verder tot in elk dorp."), ("", 46, FULL[0]), ("»", 70, "verder tot aan de zee.")
    )
    assert [kind for kind, _, _, _ in found if kind == "item"] == []


@pytest.mark.parametrize(
    ("signs", "levels"),
    [
        (("a.", "1)", "2)", "b.", "c."), (1, 2, 2, 1, 1)),
        (("1.", "a)", "b)", "2.", "a)"), (1, 2, 2, 1, 2)),
        (("2)", "i.", "ii.", "3)", "4)"), (1, 2, 2, 1, 1)),
        (("▪", "–", "–", "▪", "–"), (1, 2, 2, 1, 2)),
        (("A)", "B)", "-", "C)", "D)"), (1, 1, 2, 1, 1)),
        (("»", "›", "›", "»", "»"), (1, 2, 2, 1, 1)),
    ],
)
def test_short_items_without_a_full_stop_stand_apart(signs: tuple[str, ...], levels: tuple[int, ...]) -> None:
    rows = [(sign, 62.0 + 18 * level, "een vaste begeleider") for sign, level in zip(signs, levels, strict=True)]
    assert [(marker, level) for _, marker, level, _ in printed(*rows)] == list(zip(signs, levels, strict=True))


def test_a_number_or_dash_at_the_head_of_a_full_line_goes_on_with_its_item() -> None:
    found = printed(("1.", 80, FULL[1]), ("", 80, "2) is gezegd"), ("2.", 80, FULL[2]), ("", 80, "– en dat blijft zo"))
    assert [marker for _, marker, _, _ in found] == ["1.", "2."]


@pytest.mark.parametrize(
    "ends", ["de streek van Sint-", "de Vlaams-", "een bege-", "scholen in Oost-", "wie naar een bij\u00ad"]
)
def test_a_line_that_ends_within_a_word_ends_no_paragraph(ends: str) -> None:
    found = printed(("", 46, f"De raad spreekt over {ends}"), ("", 46, "Niklaas en verder."))
    assert len(found) == 1


def test_a_dash_that_stands_alone_ends_a_line_as_any_other_sign() -> None:
    found = printed(("", 46, "De raad kiest daarvoor. -"), ("", 46, "Niklaas kiest voor iets anders."))
    assert len(found) == 2


@pytest.mark.parametrize("lower", [0.0, 3.0, 5.0, 8.0])
def test_columns_whose_lines_stand_at_different_heights_keep_their_paragraphs(lower: float) -> None:
    lines = []
    for x, shift in ((70.0, 0.0), (320.0, lower)):
        for k in range(12):
            said = "De raad vraagt tijd." if k % 4 == 3 else "Een vaste begeleider voor wie dat in de stad"
            to = None if k % 4 == 3 else x + 220
            lines.append(line(said, x, 60 + shift + 12 * k + 5 * (k // 4), to=to))
    lines.sort(key=lambda one: one.box.bottom if one.box else 0.0)
    assert len(blocks_of(page(1, *lines))) == 6
