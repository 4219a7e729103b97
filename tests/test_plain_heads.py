"""Running heads and feet of text files without form feeds, whose pages nothing else tells."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.read import read

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
    path = tmp_path / "bos.txt"
    path.write_text(text, encoding="utf-8")
    return [b.text.text for b in read(path).blocks]


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
