"""Scores an exported document against its answer key: the same measures as the shared one, for a checkout alone.

Every measure lies between 0 and 1. A measure that a document gives nothing to compare with is left out.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

Row = dict[str, Any]

MARKER = re.compile(r"\[\^(\d+)\]")
WORD = re.compile(r"\w+(?:[.,/'-]\w+)*")
STRAIGHT = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "…": "...", "\u00ad": None})
RUNNING = ("para", "bullet", "quote", "entry")
META = ("title", "subtitle", "date", "body", "number", "author", "recipient")


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure of one document with what was missed and what was found too much, a line each."""

    name: str
    value: float
    missed: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Score:
    """All measures of one document, and the pairs (our source, the key's) of the citations that were found."""

    measures: tuple[Measure, ...]
    sources: tuple[tuple[str, str | None], ...]


def score(key: Row, export: Row) -> Score:
    """Compare an export (exchange format) with its answer key."""
    measures = [
        *_meta(key, export),
        *_text(key, export),
        *_sections(key, export),
        *_footnotes(key, export),
        *_counted("actions", key, export, _action),
        *_questions(key, export),
        *_counted("cross_references", key, export, lambda x: (_place(x["where"]), _place(x["to"]))),
        *_positions(key, export),
    ]
    citations, sources = _citations(key, export)
    return Score((*measures, *citations), sources)


def clustering(scores: Iterable[Score]) -> float | None:
    """Agreement on which citations are of one source, over pairs of citations in all documents together."""
    cited = [pair for s in scores for pair in s.sources]
    wanted, found = _together(a for a, _ in cited), _together(b for _, b in cited)
    return _f1(len(wanted & found), len(wanted), len(found)) if wanted or found else None


def _together(names: Iterable[str | None]) -> set[tuple[int, int]]:
    return {(i, j) for (i, a), (j, b) in combinations(enumerate(names), 2) if a is not None and a == b}


# --- comparing --------------------------------------------------------------------------------------------------------


def plain(text: str | None) -> str:
    """Text without what does not count: capitals, kinds of quotes and dashes, spacing, footnote markers."""
    return " ".join(unicodedata.normalize("NFC", MARKER.sub("", text or "")).translate(STRAIGHT).lower().split())


def words(text: str | None) -> list[str]:
    """The words of a text in order."""
    return WORD.findall(plain(text))


def _alike(a: str | None, b: str | None, least: float) -> bool:
    return fuzz.ratio(plain(a), plain(b)) >= 100 * least


def _f1(hits: int, wanted: int, found: int) -> float:
    return 2 * hits / (wanted + found)


def _shared_words(a: Sequence[str], b: Sequence[str]) -> float:
    if not a and not b:
        return 1.0
    return _f1((Counter(a) & Counter(b)).total(), len(a), len(b))


def _place(where: object) -> str:
    name = plain(str(where)).rstrip(" :")
    return name.rstrip(".") if re.fullmatch(r"[\d.]+", name) else name


def _pair(wanted: Sequence[Row], found: Sequence[Row], same: Callable[[Row, Row], bool]) -> _Pairs:
    """Each wanted row with the first found row that is the same and not yet taken."""
    left, pairs, missed = list(found), [], []
    for row in wanted:
        hit = next((f for f in left if same(row, f)), None)
        if hit is None:
            missed.append(row)
        else:
            left = [f for f in left if f is not hit]
            pairs.append((row, hit))
    return _Pairs(pairs, missed, left)


@dataclass(frozen=True, slots=True)
class _Pairs:
    both: list[tuple[Row, Row]]
    missed: list[Row]
    extra: list[Row]

    def measure(self, name: str, told: Callable[[Row], str]) -> Measure:
        value = _f1(len(self.both), len(self.both) + len(self.missed), len(self.both) + len(self.extra))
        return Measure(name, value, tuple(map(told, self.missed)), tuple(map(told, self.extra)))


# --- one kind of thing each -------------------------------------------------------------------------------------------


def _meta(key: Row, export: Row) -> Iterator[Measure]:
    wanted = {k: v for k, v in key["meta"].items() if v and k in META} | {"type": key["type"]}
    found = export["meta"] | {"type": export["type"]}
    wrong = [
        f"{k}: {v!r}, found {found.get(k)!r}"
        for k, v in wanted.items()
        if not _alike(v, found.get(k), 0.9) and plain(v) not in plain(found.get(k))
    ]
    yield Measure("meta", 1 - len(wrong) / len(wanted), tuple(wrong))


def _text(key: Row, export: Row) -> Iterator[Measure]:
    body: list[str] = []
    opening: list[str] = []
    begun = False
    for block in key["blocks"]:
        kind = block["kind"]
        begun = begun or kind in ("heading", "question")
        texts: list[str] = []
        if kind in RUNNING or kind == "question":
            texts = [block["text"]]
        elif kind == "answer":
            texts = block["paras"]
        elif kind == "table" and plain(block.get("caption")) not in ("inhoud", "inhoudsopgave"):
            texts = [" ".join(map(str, row)) for row in block["rows"]]
        elif kind == "preamble" and not begun and len(words(block["text"])) > 12:
            texts = [block["text"]]
        (body if begun else opening).extend(w for text in texts for w in words(text))
    sections = export["sections"]
    texts = [q["question"] for q in export["questions"]] + [q["answer"] for q in export["questions"]]
    texts += [s["text"] for s in sections if s["key"] != "preamble"]
    found = [w for text in texts for w in words(text)]
    lost, gained = Counter(body) - Counter(found), Counter(found) - Counter(body)
    yield Measure(
        "text_words_in_order", Levenshtein.normalized_similarity(body, found), _most(lost), _most(gained)
    )  # fmt: skip
    if opening:
        have = Counter(w for s in sections if s["key"] == "preamble" for w in words(s["text"]))
        missing = Counter(opening) - have
        yield Measure("preamble_recall", 1 - missing.total() / len(opening), _most(missing))


def _most(counted: Counter[str]) -> tuple[str, ...]:
    return tuple(f"{word} x{count}" for word, count in counted.most_common(40))


def _sections(key: Row, export: Row) -> Iterator[Measure]:
    wanted: list[Row] = []
    for block in key["blocks"]:
        if block["kind"] == "heading":
            wanted.append({**block, "text": []})
        elif wanted and block["kind"] in RUNNING:
            wanted[-1]["text"] += words(block["text"])
        elif wanted and block["kind"] == "table":
            wanted[-1]["text"] += [w for row in block["rows"] for w in words(" ".join(map(str, row)))]
    if not wanted:
        return
    pairs = _pair(wanted, [s for s in export["sections"] if s["title"]], _same_heading)
    yield pairs.measure("sections", lambda s: f"{s['number']} {s['title']}")
    values = [_shared_words(a["text"], words(b["text"])) for a, b in pairs.both]
    total = sum(len(s["text"]) for s in wanted)
    gained = sum(v * len(a["text"]) for v, (a, _) in zip(values, pairs.both, strict=True))
    low = [
        f"{a['number']} {a['title']}: {v:.3f}" for v, (a, _) in zip(values, pairs.both, strict=True) if v < 0.97
    ]  # fmt: skip
    yield Measure("section_text", gained / max(total, 1), tuple(low))
    levels = [a["level"] == b["level"] for a, b in pairs.both]
    yield Measure("section_levels", sum(levels) / max(len(levels), 1))


def _same_heading(wanted: Row, found: Row) -> bool:
    number = (found["number"] or "").rstrip(".") or None
    return (wanted["number"] or None) == number and _alike(
        wanted["title"].strip(" :."), found["title"].strip(" :."), 0.9
    )


def _footnotes(key: Row, export: Row) -> Iterator[Measure]:
    wanted = [{"number": n, "text": text} for n, text in key["footnotes"].items()]
    if wanted or export["footnotes"]:
        pairs = _pair(
            wanted, export["footnotes"], lambda a, b: a["number"] == b["number"] and _alike(a["text"], b["text"], 0.9)
        )
        yield pairs.measure("footnotes", lambda n: f"{n['number']}: {n['text'][:80]}")
    anchors = []
    where = "preamble"
    for block in key["blocks"]:
        if block["kind"] == "heading":
            where = _place(block["number"] or block["title"])
        at = f"{block['kind']}:{block['number']}" if block["kind"] in ("question", "answer") else where
        for text in block.get("paras") or [block.get("text") or block.get("title") or ""]:
            anchors += [(m[1], at, words(text[: m.start()])[-2:]) for m in MARKER.finditer(text)]
    if anchors:
        have = [
            (n["number"], _place(a["where"]), words(a["before"])[-2:])
            for n in export["footnotes"]
            for a in n["anchors"]
        ]
        missed = [a for a in anchors if a not in have]
        told = tuple(f"[{n}] in {at} after '{' '.join(before)}'" for n, at, before in missed)
        yield Measure("footnote_anchors", 1 - len(missed) / len(anchors), told)


def _action(row: Row) -> tuple[str, ...]:
    return str(row["action"]), row["kind"], _place(row["where"])


def _counted(name: str, key: Row, export: Row, told: Callable[[Row], tuple[str, ...]]) -> Iterator[Measure]:
    wanted, found = Counter(map(told, key[name])), Counter(map(told, export[name]))
    if wanted or found:
        value = _f1((wanted & found).total(), wanted.total(), found.total())
        missed, extra = (wanted - found).elements(), (found - wanted).elements()
        yield Measure(name, value, tuple(map(" | ".join, missed)), tuple(map(" | ".join, extra)))


def _citations(key: Row, export: Row) -> tuple[list[Measure], tuple[tuple[str, str | None], ...]]:
    wanted, found = key["citations"], export["citations"]
    if not wanted and not found:
        return [], ()
    pairs = _pair(wanted, found, _same_citation)
    measures = [pairs.measure("citations", lambda c: f"{c['where']}: {c['raw'][:90]}")]
    fields = [(k, a[k], b.get(k)) for a, b in pairs.both for k in ("type", "date", "url") if a.get(k)]
    if fields:
        wrong = tuple(f"{k}: {a!r}, found {b!r}" for k, a, b in fields if plain(a) != plain(b))
        measures.append(Measure("citation_fields", 1 - len(wrong) / len(fields), wrong))
    return measures, tuple((a["source"], b["source"]) for a, b in pairs.both if a["source"])


def _same_citation(wanted: Row, found: Row) -> bool:
    if _place(wanted["where"]) != _place(found["where"]):
        return False
    dates = wanted["date"], found["date"]
    if all(dates) and not (dates[0].startswith(dates[1]) or dates[1].startswith(dates[0])):
        return False
    if not wanted["title"]:
        return fuzz.partial_ratio(plain(wanted["raw"]), plain(found["raw"])) >= 85
    if not found["title"]:
        return False
    whole, ours = (f"{c['title']} {c['subtitle'] or ''}" for c in (wanted, found))
    return _alike(wanted["title"], found["title"], 0.85) or _alike(whole, ours, 0.85)


def _questions(key: Row, export: Row) -> Iterator[Measure]:
    given = {q["number"]: q for q in export["questions"]}
    for name, kind in (("questions", "question"), ("answers", "answer")):
        wanted = {b["number"]: b.get("text") or " ".join(b["paras"]) for b in key["blocks"] if b["kind"] == kind}
        if wanted:
            values = {n: _shared_words(words(t), words(given.get(n, {}).get(kind))) for n, t in wanted.items()}
            low = tuple(f"{n}: {v:.3f}" for n, v in values.items() if v < 0.97)
            yield Measure(name, sum(values.values()) / len(values), low)


def _positions(key: Row, export: Row) -> Iterator[Measure]:
    if not key["positions"]:
        return
    pairs = _pair(key["positions"], export["positions"], lambda a, b: _alike(a["sentence"], b["sentence"], 0.85))
    yield pairs.measure("positions", lambda p: p["sentence"][:110])
    if pairs.both:
        wrong = tuple(
            f"{a['stance']}, found {b['stance']}: {a['sentence'][:90]}"
            for a, b in pairs.both
            if a["stance"] != b["stance"]
        )
        yield Measure("position_stance", 1 - len(wrong) / len(pairs.both), wrong)
