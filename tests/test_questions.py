"""Written questions: every numbered question with the answer that the minister gives to it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from corpus.model import Block, Box, LineSpan, NoteMark, PlacedText
from nlp.questions import is_written_question, split_questions


def block(text: str, kind: str = "paragraph", marker: str | None = None, level: int | None = None) -> Block:
    return Block(kind, PlacedText(text, (LineSpan(0, len(text), 1, None),)), None, level, marker)  # type: ignore[arg-type]


ASKED = [
    block("SCHRIFTELIJKE VRAAG", "heading"),
    block("nr. 12"),
    block("van JAN JANSEN"),
    block("Een inleiding die lang genoeg is om geen regel van een briefhoofd te zijn."),
    *(block(f"Vraag {letter}?", "item", f"{n}.", 1) for n, letter in enumerate("abcde", start=1)),
]
LETTERHEAD = [
    block("HILDE MAES"),
    block("VLAAMS MINISTER VAN ONDERWIJS"),
    block("ANTWOORD", "heading"),
    block("op vraag nr. 12 van 3 mei 2012"),
    block("van JAN JANSEN"),
]


def answers(*blocks: Block) -> list[str | None]:
    _, questions, _ = split_questions([*ASKED, *LETTERHEAD, *blocks])
    assert [q.number for q in questions] == [1, 2, 3, 4, 5]
    return [q.answer.text if q.answer else None for q in questions]


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        ([block("1-3. Alfa."), block("4. Vier."), block("5. Vijf.")], ["Alfa.", "Alfa.", "Alfa.", "Vier.", "Vijf."]),
        ([block("tot 4. Alfa.", "item", "1.", 1), block("Vijf.", "item", "5.", 1)], ["Alfa."] * 4 + ["Vijf."]),
        ([block("1. en 5. Alfa."), block("2, 3 en 4. Beta.")], ["Alfa.", "Beta.", "Beta.", "Beta.", "Alfa."]),
        ([block("Eén antwoord op alle vragen samen.")], ["Eén antwoord op alle vragen samen."] * 5),
        (
            [block("Vraag 1"), block("Alfa is lang genoeg."), block("Vraag 2 tot en met 5"), block("Beta.")],
            ["Alfa is lang genoeg.", "Beta.", "Beta.", "Beta.", "Beta."],
        ),
        (
            [block("1 t.e.m. 5. Er zijn redenen:"), block("eerste", "item", "1.", 2), block("tweede", "item", "2.", 2)],
            ["Er zijn redenen:\n\n1. eerste\n\n2. tweede"] * 5,
        ),
    ],
)
def test_answers_are_paired_with_their_questions(blocks: list[Block], expected: list[str | None]) -> None:
    assert answers(*blocks) == expected


def test_answers_that_begin_with_a_misprint_or_in_a_sentence() -> None:
    assert answers(
        block("1. Alfa."),
        block("Wat vraag 2 betreft, verwijs ik naar de bijlage."),
        block("Antwoord op vraag 3:"),
        block("Gamma is lang genoeg."),
        block("4, Ja."),
        block("Wat betreft vraag 5: Vijf."),
    ) == ["Alfa.", "Wat vraag 2 betreft, verwijs ik naar de bijlage.", "Gamma is lang genoeg.", "Ja.", "Vijf."]


def test_a_number_with_a_comma_out_of_turn_or_of_another_question_opens_no_answer() -> None:
    assert answers(
        block("1. Alfa."), block("4, Ja."), block("Wat vraag 12 betreft, die is van een ander."), block("2. Beta.")
    ) == ["Alfa.\n\n4, Ja.\n\nWat vraag 12 betreft, die is van een ander.", "Beta.", None, None, None]


@pytest.mark.parametrize("label", ["2-3,", "2 en 3;", "2, 3,"])
def test_a_label_of_the_next_numbers_may_end_in_what_a_scan_makes_of_its_full_stop(label: str) -> None:
    blocks = [block("1. Alfa."), block(f"{label} Beta."), block("4. Vier."), block("5. Vijf.")]
    assert answers(*blocks) == ["Alfa.", "Beta.", "Beta.", "Vier.", "Vijf."]
    out_of_turn = [block("1. Alfa."), block("3-4, Beta."), block("2. Gamma.")]
    assert answers(*out_of_turn)[:3] == ["Alfa.\n\n3-4, Beta.", "Gamma.", None]


def test_the_markers_of_an_answer_to_several_questions_stand_at_each() -> None:
    noted = replace(block("1 en 3. Alfa met een noot."), marks=(NoteMark(14, "7", 1.0, "superscript"),))
    _, _, marks = split_questions([*ASKED, *LETTERHEAD, noted, block("2. Beta."), block("4. Vier."), block("5. Vijf.")])
    assert [where for where, _, _ in marks] == ["answer:1", "answer:3"]


@pytest.mark.parametrize(
    ("opening", "numbers"),
    [
        (block("+ 4. Beta.", "item", "2.", 1), (2, 4)),
        (block("2. + 4. Beta."), (2, 4)),
        (block("2 + 4: Beta."), (2, 4)),
        (block("2/4. Beta."), (2, 4)),
        (block("2 & 4 Beta."), (2, 4)),
        (block("2 en 4 Beta."), (2, 4)),
        (block("2., alsook 4. Beta."), (2, 4)),
        (block("Vraag 2 + vraag 4: Beta."), (2, 4)),
        (block("Ad 2 én 4. Beta."), (2, 4)),
        (block("Op uw vragen 2 en 4: Beta."), (2, 4)),
        (block("2, 3, en 4. Beta."), (2, 3, 4)),
        (block("2 tot en met 4. Beta."), (2, 3, 4)),
        (block("2 t.e.m. 4 Beta."), (2, 3, 4)),
        (block("2. — 4. Beta."), (2, 3, 4)),
    ],
)
def test_one_answer_to_several_questions_however_their_numbers_are_joined(
    opening: Block, numbers: tuple[int, ...]
) -> None:
    rest = [block(f"{n}. Gamma.") for n in (3, 5) if n not in numbers]
    expected = ["Beta." if n in numbers else "Gamma." for n in range(2, 6)]
    assert answers(block("1. Alfa."), opening, *rest) == ["Alfa.", *expected]


@pytest.mark.parametrize("order", ["13245", "54321", "31425", "24135"])
def test_answers_in_another_order_than_the_questions(order: str) -> None:
    given = [block(f"Nummer {n}.", "item", f"{n}.", 1) for n in order]
    assert answers(*given) == [f"Nummer {n}." for n in range(1, 6)]


@pytest.mark.parametrize("listed", [("1", "2"), ("1", "2", "3", "4")])
def test_a_numbered_list_inside_an_answer_is_no_answer(listed: tuple[str, ...]) -> None:
    points = [block(f"reden {n}", "item", f"{n}.", 1) for n in listed]
    given = answers(
        block("1. Alfa."),
        block("3. Om deze redenen:"),
        *points,
        block("2. Beta."),
        block("4. Vier."),
        block("5. Vijf."),
    )
    assert given == [
        "Alfa.", "Beta.", "Om deze redenen:\n\n" + "\n\n".join(f"{n}. reden {n}" for n in listed), "Vier.", "Vijf.",
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["2 Scholen sloten.", "2,5 procent haakte af.", "2 + 2 is vier.", "2 en 9. Elders."])
def test_a_figure_that_opens_a_paragraph_is_no_number_of_an_answer(text: str) -> None:
    assert answers(block("1. Alfa."), block(text), block("2-5. Beta.")) == [f"Alfa.\n\n{text}", *["Beta."] * 4]


def test_an_answer_is_found_where_its_letterhead_is_one_paragraph() -> None:
    head = [block("HILDE MAES", "heading"), block("VLAAMS MINISTER VAN WERK ANTWOORD op vraag nr. 12 van 3 mei 2012")]
    left, questions, _ = split_questions([*ASKED, *head, block("1-5. Alfa.")])
    assert [q.answer.text if q.answer else None for q in questions] == ["Alfa."] * 5
    assert left[-2].text.text == "VLAAMS MINISTER VAN WERK"


def test_letterheads_are_preamble_and_attachments_are_sections() -> None:
    rest, questions, _ = split_questions(
        [*ASKED, *LETTERHEAD, block("1-5. Alfa."), block("BIJLAGEN", "heading"), block("Lijst")]
    )
    assert [b.text.text for b in rest][-2:] == ["BIJLAGEN", "Lijst"]
    assert "op vraag nr. 12 van 3 mei 2012" in [b.text.text for b in rest]
    assert questions[0].answer is not None and questions[0].answer.text == "Alfa."


def test_an_advice_that_cites_a_question_is_not_one() -> None:
    assert not is_written_question(
        [block("Raad Secundair Onderwijs"), block("Advies over schriftelijke vragen", "heading")]
    )


@pytest.mark.parametrize(
    "opening",
    [
        ["SCHRIFTELIJKE VRAAG"],
        ["SCHRIFTELIJKE VRAAG nr. 31 van MIEKE DECLERCQ datum: 9 mei 2017 aan TOON VERBEKE"],
        ["SCHRIFTELIJKE VRAAG van MIEKE DECLERCQ datum: 9 mei 2017", "aan TOON VERBEKE"],
    ],
)
def test_a_written_question_is_known_by_its_letterhead_on_one_line_or_more(opening: list[str]) -> None:
    prose = [block(f"Alinea {n} van een lange inleiding op de vragen die volgen.") for n in range(20)]
    asked = [block(f"Vraag {n}?", "item", f"{n}.", 1) for n in range(1, 30)]
    assert is_written_question([*(block(text) for text in opening), *prose, *asked])


def test_a_numbered_list_of_attachments_is_no_section() -> None:
    listed = [
        replace(block("Overzicht per provincie", "heading", level=1), number="1"),
        block("ACHTERGROND", "heading"),
    ]
    rest, _, _ = split_questions([*ASKED, *LETTERHEAD, block("1-5. Alfa."), block("BIJLAGEN", "heading"), *listed])
    assert [(b.kind, b.marker) for b in rest][-3:] == [("heading", None), ("item", "1."), ("heading", None)]


def at(x: float, text: str, kind: str = "paragraph", marker: str | None = None) -> Block:
    one = block(text, kind, marker, 1)
    return replace(one, text=PlacedText(text, (LineSpan(0, len(text), 1, Box(x, 0, x + 300, 10)),)))


@pytest.mark.parametrize(
    "asked",
    [
        [at(80, "Een?", "item", "1."), at(80, "Twee?", "item", "2."), at(80, "Drie?", "item", "3.")],
        [at(80, "Een?", "item", "1."), at(80, "Twee?", "item", "7."), at(80, "Drie?", "item", "3.")],
        [at(80, "Een?", "item", "4."), at(80, "Twee?", "item", "2."), at(80, "Drie?", "item", "3.")],
        [at(80, "Een?", "item", "1."), at(81, "sh Twee?"), at(80, "Drie?", "item", "3.")],
        [at(80, "il Een?"), at(80, "Twee?", "item", "2."), at(81, "3s Drie?")],
    ],
)
def test_numbers_of_a_scan_that_were_misread_follow_from_their_order(asked: list[Block]) -> None:
    opening = [*ASKED[:4], at(80, "aan HILDE MAES"), at(80, "In het voorjaar vroegen de steden hulp.")]
    _, questions, _ = split_questions([*opening, *asked, *LETTERHEAD, block("1-3. Alfa.")], recognised=True)
    assert [(q.number, q.question.text) for q in questions] == [(1, "Een?"), (2, "Twee?"), (3, "Drie?")]


def test_a_question_without_number_does_not_begin_with_the_introduction() -> None:
    asked = block("Welke maatregelen neemt de minister om de wachtlijsten voor de zomer weg te werken?")
    rest, questions, _ = split_questions([*ASKED[:4], asked, *LETTERHEAD, block("Daar wordt aan gewerkt.")])
    assert [q.question.text for q in questions] == [asked.text.text]
    assert ASKED[3].text.text in [b.text.text for b in rest]


def test_the_foot_of_a_page_before_the_answer_is_no_part_of_the_last_question() -> None:
    foot = block("1 Vlaams Parlement – 1011 Brussel – 02/552.11.11")
    _, questions, _ = split_questions([*ASKED, foot, *LETTERHEAD, block("1-5. Alfa.")])
    assert questions[-1].question.text == "Vraag e?"


@pytest.mark.parametrize(
    ("tokens", "given", "expected"),
    [
        (("I.", "II.", "III."), ("I. Alfa.", "II en III. Beta."), ["Alfa.", "Beta.", "Beta."]),
        (("a)", "b)", "c)"), ("a) en c) Alfa.", "b) Beta."), ["Alfa.", "Beta.", "Alfa."]),
        (("(1)", "(2)", "(3)"), ("(1) Alfa.", "(2)-(3) Beta."), ["Alfa.", "Beta.", "Beta."]),
        (("1 -", "2 -", "3 -"), ("1 - Alfa.", "2/3 - Beta."), ["Alfa.", "Beta.", "Beta."]),
        (
            ("Eerste vraag:", "Tweede vraag:", "Derde vraag:"),
            ("Op de eerste vraag antwoord ik neen.", "Wat de tweede en de derde vraag betreft: Beta."),
            ["Op de eerste vraag antwoord ik neen.", *["Wat de tweede en de derde vraag betreft: Beta."] * 2],
        ),
    ],
)
def test_questions_numbered_otherwise(tokens: tuple[str, ...], given: tuple[str, ...], expected: list[str]) -> None:
    asked = [*ASKED[:4], *(block(f"{token} Hoeveel zijn er?") for token in tokens)]
    _, questions, _ = split_questions([*asked, *LETTERHEAD, *map(block, given)])
    assert [(q.number, q.question.text) for q in questions] == [(n, "Hoeveel zijn er?") for n in (1, 2, 3)]
    assert [q.answer.text if q.answer else None for q in questions] == expected


def test_parts_of_the_one_question_are_no_questions() -> None:
    asked = [*ASKED[:4], block("Hoeveel scholen deden mee in de jaren hieronder, per provincie en per net?")]
    asked += [block("a) In 2018?"), block("b) In 2019?")]
    _, questions, _ = split_questions([*asked, *LETTERHEAD, block("a) Twee."), block("b) Drie.")])
    assert [q.number for q in questions] == [1]


def test_the_parts_of_a_question_keep_their_numbers() -> None:
    asked = [*ASKED[:4], block("1.1. Hoeveel?"), block("1.2. Waar?"), block("2.1. Wanneer?"), block("2.2. Hoe?")]
    _, questions, _ = split_questions([*asked, *LETTERHEAD, block("1.1. Twee."), block("1.2. Gent."), block("2. Nu.")])
    assert [q.question.text for q in questions] == ["1.1. Hoeveel?\n\n1.2. Waar?", "2.1. Wanneer?\n\n2.2. Hoe?"]
    assert [q.answer.text if q.answer else None for q in questions] == ["1.1. Twee.\n\n1.2. Gent.", "Nu."]


def test_roman_figures_inside_a_paragraph_part_it_and_the_letterhead_may_end_in_antwoord() -> None:
    asked = [
        *ASKED[:4],
        block("De minister stelde een plan voor. I. Hoeveel zijn er? II. Waar, onder Leopold II. De rest?"),
    ]
    head = [block("HILDE MAES"), block("VLAAMS MINISTER VAN ONDERWIJS ANTWOORD", "heading"), *LETTERHEAD[3:]]
    blocks, questions, _ = split_questions([*asked, *head, block("I-II. In Gent.")])
    assert [q.question.text for q in questions] == ["Hoeveel zijn er?", "Waar, onder Leopold II. De rest?"]
    assert [q.answer.text if q.answer else None for q in questions] == ["In Gent.", "In Gent."]
    assert "De minister stelde een plan voor." in [b.text.text for b in blocks]
