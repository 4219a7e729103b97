"""Where sentences end: after numbers, abbreviations and the marks that reading leaves behind."""

from __future__ import annotations

import pytest

from nlp.sentences import sentences


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Zie ook punt 4.2. De raad vraagt meer.", ["Zie ook punt 4.2.", "De raad vraagt meer."]),
        # the full stop and the marker of a note glued to the number, as plain text has it
        (
            "Dat geldt voor acties 1 tot 4.2 De raad vraagt meer.",
            ["Dat geldt voor acties 1 tot 4.2", "De raad vraagt meer."],
        ),
        ("De raad steunt actie 4.2.De raad vraagt meer.", ["De raad steunt actie 4.2.", "De raad vraagt meer."]),
        ("4.2 De raad vraagt meer.", ["4.2 De raad vraagt meer."]),
        ("Op 3 mei 2019 De Morgen gelezen.", ["Op 3 mei 2019 De Morgen gelezen."]),
        ("De timing is krap.* Er zijn geen cijfers.", ["De timing is krap.*", "Er zijn geen cijfers."]),
        ("In Finland bestaat dat al. Het ontwerp zwijgt.", ["In Finland bestaat dat al.", "Het ontwerp zwijgt."]),
        ("Zie artikel 5, § 2, eerste al. Het decreet.", ["Zie artikel 5, § 2, eerste al. Het decreet."]),
        ("Volgens Smet et al. Het boek.", ["Volgens Smet et al.", "Het boek."]),
        ("De raad vraagt\n➢ tijd\n❖ geld\nen rust", ["De raad vraagt", "➢ tijd", "❖ geld\nen rust"]),
        ("Volgens prof. De Smet volstaat dat.", ["Volgens prof. De Smet volstaat dat."]),
    ],
)
def test_a_sentence_ends_where_the_next_begins(text: str, parts: list[str]) -> None:
    assert [text[start:end] for start, end in sentences(text)] == parts
