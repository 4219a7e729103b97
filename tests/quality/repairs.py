"""What the repair of OCR noise did to the words of a document, counted against its answer key."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from tests.quality.score import words

Row = dict[str, Any]

# Repairs of words; hyphens at line ends, bullets and footnote markers are measured elsewhere.
OF_WORDS = ("diacritic", "letter", "name", "ordinal", "spacing")


@dataclass(frozen=True, slots=True)
class Repaired:
    """Words of one document that its key does not have, before and after repair, and what repair did.

    `spoiled` are words that were right and were changed, as "before → after"; `known` counts the repairs of words that
    the key itself lists, `made` those of them that were made.
    """

    words: int
    wrong_before: int
    wrong_after: int
    spoiled: tuple[str, ...]
    known: int
    made: int


def count_repairs(key: Row, export: Row) -> Repaired:
    """Compare an exported document with its answer key. A word is wrong where the key has it less often."""
    right = Counter(_words_of_key(key))
    found = Counter(_words_of_export(export))
    wrong_after = (found - right).total()
    mended, spoiled = 0, []
    for row in export["repairs"]:
        if row["kind"] not in OF_WORDS:
            continue
        was_right = all(word in right for word in words(row["before"]))
        is_right = all(word in right for word in words(row["after"]))
        mended += is_right and not was_right
        if was_right and not is_right:
            spoiled.append(f"{row['before']} → {row['after']}")
    listed = [r for r in key.get("repairs", ()) if r["kind"] in OF_WORDS]
    done = {(_bare(r["before"]), _bare(r["after"])) for r in export["repairs"]}
    made = sum((_bare(r["before"]), _bare(r["after"])) in done for r in listed)
    wrong_before = wrong_after + mended - len(spoiled)
    return Repaired(found.total(), wrong_before, wrong_after, tuple(spoiled), len(listed), made)


def _bare(text: str) -> str:
    return " ".join(words(text))


def _words_of_key(key: Row) -> list[str]:
    texts: list[str] = [str(value) for value in key["meta"].values() if isinstance(value, str)]
    for block in key["blocks"]:
        texts += [str(block.get(part) or "") for part in ("number", "title", "text", "caption", "marker")]
        texts += block.get("paras", [])
        texts += [str(cell) for row in block.get("rows", []) for cell in row]
    texts += key["footnotes"].values()
    return [word for text in texts for word in words(text)]


def _words_of_export(export: Row) -> list[str]:
    texts = [text for s in export["sections"] if s["key"] != "preamble" for text in (s["title"] or "", s["text"])]
    texts += [note["text"] for note in export["footnotes"]]
    texts += [text or "" for q in export["questions"] for text in (q["question"], q["answer"])]
    return [word for text in texts for word in words(text)]
