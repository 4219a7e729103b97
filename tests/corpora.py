"""Small corpora for tests of index/: documents of a few lines, and the model, which is loaded once."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from corpus.catalogue import Catalogue, FileRow, put_document, transaction, write_sources
from corpus.decisions import write_doubts
from corpus.model import (
    ActionMention,
    Anchor,
    Box,
    Citation,
    Document,
    DocumentKind,
    Doubt,
    Footnote,
    LineSpan,
    Meta,
    Page,
    Place,
    PlacedText,
    Position,
    Question,
    Section,
    Source,
    Stance,
)
from index.model import Model, load_model
from index.settings import Settings, load_settings
from index.store import Corpus, open_corpus
from index.vectors import update_vectors
from index.worker import prepare
from nlp.subjects import with_subjects


def replace_sources(catalogue: Catalogue, sources: Iterable[Source]) -> None:
    """The sources of the whole corpus, in the place of those that were there."""
    with transaction(catalogue) as db:
        db.execute("DELETE FROM sources")
        write_sources(db, [(source, None) for source in sources])


def replace_doubts(catalogue: Catalogue, doubts: Iterable[Doubt]) -> None:
    """What is in doubt, in the place of what was kept of it and of why citations are one source."""
    with transaction(catalogue) as db:
        db.execute("DELETE FROM doubts")
        db.execute("DELETE FROM evidence")
        write_doubts(db, doubts)


@cache
def model() -> Model:
    """The default model, prepared in the user's cache when it was not yet."""
    return load_model(load_settings())


def placed(text: str, page: int = 1) -> PlacedText:
    """A text that stands on one page, a line a paragraph."""
    lines, at = [], 0
    for n, part in enumerate(text.split("\n\n")):
        lines.append(LineSpan(at, at + len(part), page, Box(70, 100 + 20 * n, 520, 112 + 20 * n)))
        at += len(part) + 2
    return PlacedText(text, tuple(lines))


def section(number: str, title: str, text: str, page: int = 1, language: str = "nl") -> Section:
    """A numbered section; its parent follows from the number."""
    level = number.count(".") + 1
    parent = number.rpartition(".")[0] or None
    return Section(number, number, title, level, parent, page, placed(text, page), language=language)


def document(
    name: str,
    sections: Sequence[Section],
    *,
    title: str = "Advies",
    date: str | None = "2020-01-15",
    body: str | None = "Raad Basisonderwijs",
    kind: DocumentKind = "advies",
    questions: Sequence[Question] = (),
    footnotes: Sequence[Footnote] = (),
    actions: Sequence[ActionMention] = (),
    citations: Sequence[Citation] = (),
    positions: Sequence[Position] = (),
) -> Document:
    """A document of one page a section; its identity follows from its name and text."""
    content = name + "".join(s.body.text for s in sections)
    return Document(
        file=f"{name}.pdf",
        sha256=hashlib.sha256(content.encode()).hexdigest(),
        pages=tuple(Page(n + 1, 595, 842, "digital") for n in range(max((s.page for s in sections), default=1))),
        kind=kind,
        meta=Meta(title=title, date=date, body=body),
        sections=tuple(sections),
        questions=tuple(questions),
        footnotes=tuple(footnotes),
        actions=tuple(actions),
        citations=tuple(citations),
        positions=tuple(positions),
    )


def mention(where: str, action: str, sentence: str, *, plan: str = "Actieplan Leesland", definition: str | None = None,
            page: int = 1) -> ActionMention:  # fmt: skip
    """A mention of an action (a definition when its text is given)."""
    return ActionMention(
        action, "definition" if definition else "mention", where, 0, len(sentence), Place(page, (Box(1, 2, 3, 4),)),
        f"actie {action}", sentence, plan, definition=definition,
    )  # fmt: skip


def citation(where: str, raw: str, source: str, *, kind: str = "advies", title: str | None = None) -> Citation:
    """A citation of `source`."""
    return Citation(
        where, 0, len(raw), Place(1, (Box(70, 700, 400, 710),)), kind, raw, title=title, source=source  # type: ignore[arg-type]
    )  # fmt: skip


def position(where: str, sentence: str, stance: Stance) -> Position:
    """A position in a section."""
    return Position(where, 0, len(sentence), Place(1, (Box(70, 100, 520, 112),)), sentence, stance)


def note(number: str, text: str, where: str) -> Footnote:
    """A footnote that hangs in the section `where`."""
    return Footnote(number, placed(text), 1, (Anchor(where, 0, ""),))


def settings(folder: Path, **given: object) -> Settings:
    """Settings for a data folder of the test's own."""
    return load_settings(**{"data": folder, "workers": 1, **given})


def corpus_with(folder: Path, documents: Iterable[Document], *, vectors: bool = True) -> Corpus:
    """An open corpus of `documents` in `folder`; without `vectors` the model is not needed."""
    corpus = open_corpus(settings(folder))
    for one in documents:
        add(corpus, one)
    if vectors:
        corpus.__dict__["model"] = model()
        update_vectors(corpus.catalogue, corpus.vectors, model)
    return corpus


def add(corpus: Corpus, one: Document) -> None:
    """Put a document in, as if it had been read from /docs, with what its positions are about."""
    one = with_subjects(one)
    made = prepare(one)
    row = FileRow(f"/docs/{one.file}", one.sha256, 1000, 1, pages=len(one.pages), reading_version=one.reading_version)
    put_document(corpus.catalogue, one, made.entries, file=row, abbreviations=made.abbreviations)
