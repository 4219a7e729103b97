"""Running heads and feet of text files without form feeds, whose pages nothing else tells."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.grid import arrange_text
from tests.test_plain import body, document, notes, reading, titles

SENTENCE = "De raad vraagt om de paden in het bos breder te maken en om borden bij elke ingang te plaatsen.\n"
PARAGRAPH = SENTENCE * 6
# A page that begins and ends amid a sentence
AMID = (
    f"waarmee de wandelaars ook bij {{of}} hun weg vinden en niet meer verdwalen.\n\n{PARAGRAPH}\n"
    f"{PARAGRAPH}\nDe gemeente wil dat wie bij {{of}} komt, ook weet hoe hij daar geraakt\n"
)
PLACES = ["de vijver", "de beek", "het bos", "de heide", "de dijk", "de weide"]
FOOT = "Paden voor iedereen"


def texts(tmp_path: Path, text: str) -> list[str]:
    return [b.text.text for b in reading(tmp_path, text).blocks]


@pytest.mark.parametrize("between", ["\n", ""])
@pytest.mark.parametrize(
    "foot",
    [
        lambda page: FOOT,
        lambda page: f"{FOOT} {page if page != 3 else 'S'}",
        lambda page: FOOT if page == 3 else f"{FOOT} {page}",
        lambda page: f"{FOOT} ." if page == 3 else FOOT,
        lambda page: f"| {FOOT}" if page == 2 else FOOT,
    ],
    ids=["bare", "misread", "lost", "point", "bar"],
)
def test_a_foot_amid_sentences(tmp_path: Path, foot: Callable[[int], str], between: str) -> None:
    pages = [f"{AMID.format(of=of)}{between}{foot(page)}\n{between}" for page, of in enumerate(PLACES[:5], 1)]
    found = texts(tmp_path, f"1 Inleiding\n\n{PARAGRAPH}\n" + "".join(pages))
    assert not any(FOOT in text for text in found)
    assert sum("geraakt waarmee" in text for text in found) == 4


def test_feet_of_left_and_right_pages(tmp_path: Path) -> None:
    feet = [f"{page} {FOOT}" if page % 2 else f"Bosraad {page}" for page in range(1, 7)]
    pages = [f"{AMID.format(of=of)}\n{foot}\n\n" for of, foot in zip(PLACES, feet, strict=True)]
    found = texts(tmp_path, f"1 Inleiding\n\n{PARAGRAPH}\n" + "".join(pages))
    assert not any(FOOT in text or "Bosraad" in text for text in found)


def test_the_title_on_the_cover_stays(tmp_path: Path) -> None:
    cover = f"Bosraad\n\n{FOOT}\n\nAdvies over de paden\n\n12 mei 2020\n\n1 Inleiding\n\n{PARAGRAPH}\n"
    found = texts(tmp_path, cover + "".join(f"{AMID.format(of=of)}\n{FOOT}\n\n" for of in PLACES[:3]))
    assert [text for text in found if FOOT in text] == [FOOT]


@pytest.mark.parametrize(
    ("part", "again"),
    [
        (f"Voorstel\n\n{PARAGRAPH}\n{PARAGRAPH}\n{PARAGRAPH}", "Voorstel"),
        (f"Dit is nodig\n\n- brede paden naar de vijver en naar de beek;\n\n{PARAGRAPH}\n{PARAGRAPH}", "Dit is nodig"),
        (f"Wat Wie Wanneer\npaden in het bos gemeente 2021\nborden raad 2022\n\n{PARAGRAPH}\n{PARAGRAPH}", "Wat Wie"),
    ],
)
def test_lines_that_come_back_above_their_text_stay(tmp_path: Path, part: str, again: str) -> None:
    found = texts(tmp_path, "\n".join(f"{n} Over {of}\n\n{PARAGRAPH}\n{part}" for n, of in enumerate("abcd", 1)))
    assert sum(text.count(again) for text in found) == 4


def test_headings_that_count_themselves_stay(tmp_path: Path) -> None:
    text = "\n".join(f"Strategische doelstelling {n}\n\n{PARAGRAPH}\n{PARAGRAPH}\n{PARAGRAPH}" for n in range(1, 6))
    assert sum("Strategische doelstelling" in found for found in texts(tmp_path, text)) == 5


def test_a_stray_sign_behind_a_foot(tmp_path: Path) -> None:
    pages = [f"{page} Over {of}\n\n{PARAGRAPH}\n{FOOT}" for page, of in enumerate(PLACES, 1)]
    text = " .\n\f".join(pages)
    assert not any(FOOT in found for found in texts(tmp_path, text))


# --- pages told by the number beside their head -----------------------------------------------------------------------


def two_pages(foot: list[str]) -> str:
    """A paper of two pages without form feeds, each with two notes and a line of `foot` below its text."""
    pages = []
    for n, (a, of) in enumerate(((1, "beken"), (3, "vijvers"))):
        at_foot = f"{a} Bosdecreet, 13 juni 1990.\n{a + 1}De cijfers over {of} zijn van 2021.\n"
        text = "\n".join(body(of=of) for _ in range(3))
        pages.append(f"{n + 1} Over {of}\n{body(a, a + 1, of)}\n{text}\n{at_foot}{foot[n]}")
    return "\n".join(pages)


@pytest.mark.parametrize(
    "foot",
    [
        ["Raad voor het Bos 12 mei 2022\n1", "Raad voor het Bos 12 mei 2022\n2"],
        ["1\nRaad voor het Bos", "2\nRaad voor het Bos"],
        ["Raad voor het Bos | 1", "Raad voor het Bos | 2"],
        ["-1- Raad voor het Bos", "Raad voor het Bos -2-"],
        [f"BOS VRAGEN\nRaad voor het Bos — 1011 Beek — www.bos.be -{n}-\n" for n in (1, 2)],
        ["BOS\nVRAGEN\nRaad voor het Bos\n- 1 -", "BOS\nVRAGEN\nRaad voor het Bos\n- 2 -"],
    ],
)
def test_two_pages_are_told_by_their_number_beside_the_same_words(tmp_path: Path, foot: list[str]) -> None:
    found = document(tmp_path, two_pages(foot))
    assert [n for n, _ in notes(found)] == ["1", "2", "3", "4"]
    assert titles(found) == [("1", "Over beken"), ("2", "Over vijvers")]
    text = " ".join(s.body.text for s in found.sections)
    assert "Raad voor het Bos" not in text
    assert "VRAGEN" not in text
    assert [a.where for n in found.footnotes for a in n.anchors] == ["1", "1", "2", "2"]


def test_words_that_programs_join_with_a_sign_of_their_own(tmp_path: Path) -> None:
    found = document(tmp_path, f"1 Paden\n{body()}\nDe gemeente\ufffebesturen leggen paden aan.\n")
    assert "De gemeentebesturen leggen" in found.sections[0].body.text


def test_titles_that_count_on_are_no_heads_of_pages(tmp_path: Path) -> None:
    parts = [f"Antwoord op vraag {n}\n\n{PARAGRAPH}\n{PARAGRAPH}" for n in (1, 2)]
    found = document(tmp_path, "Vragen over het bos\n\n" + f"{PARAGRAPH}\n" * 2 + "\n".join(parts))
    text = " ".join(f"{s.title} {s.body.text}" for s in found.sections)
    assert "Antwoord op vraag 1" in text
    assert "Antwoord op vraag 2" in text


@pytest.mark.parametrize(
    "foot",
    [["3\nRaad voor het Bos", "4\nRaad voor het Bos", "5\nRaad voor het Bos"], ["3/4", "4/4"]],
)
def test_numbers_of_headings_at_the_top_of_a_page_are_not_its_own(tmp_path: Path, foot: list[str]) -> None:
    heads = ["Over beken", "Over vijvers", "Over heide"][: len(foot)]
    contents = "".join(f"{n} {head}\n{n + 2}\n" for n, head in enumerate(heads, 1))
    pages = []
    for n, head in enumerate(heads, 1):
        text = "\n".join(body(of=of) for of in (head[5:], f"oude {head[5:]}", f"grote {head[5:]}"))
        pages.append(f"{n}\n {head}\n{text}\n{foot[n - 1]}\n")
    shown = [
        line.text for page in arrange_text("\n".join(["Advies\n\nInhoud", contents, *pages])) for line in page.lines
    ]
    below = shown[shown.index("Inhoud") + 2 * len(heads) + 1 :]
    assert [line for line in below if line[:1].isdigit()] == [f"{n} {head}" for n, head in enumerate(heads, 1)]
    assert "Raad voor het Bos" not in below
