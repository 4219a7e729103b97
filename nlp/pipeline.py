"""The whole of linking: a Document with its structure → the same with everything found in its texts.

The finders are components of a spaCy pipeline without a trained model: sentence ends, actions, citations,
cross-references and positions, each registered under its own name, so that another pipeline can take them one by one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cache, partial
from typing import Any

import numpy
import spacy
from spacy.attrs import IDX, SENT_START
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from corpus.model import ActionMention, Citation, CrossReference, Document, PlacedText, Position, Section
from nlp.actions import find_actions, find_actions_in_headings
from nlp.citations import complete, find_citations, is_reference_text
from nlp.frame import Frame, Passage, frame_of
from nlp.language import language_of, section_language
from nlp.metadata import find_kind, find_meta
from nlp.plans import assign_plans, own_plan, plan_names
from nlp.positions import find_positions, speaker_of
from nlp.references import find_references
from nlp.sentences import sentences

FOUND = ("actions", "citations", "cross_references", "positions")
for _name in ("passage", *FOUND):
    if not Doc.has_extension(_name):
        Doc.set_extension(_name, default=None)


def _passage(doc: Doc) -> Passage:
    passage: Passage = doc._.passage
    return passage


def _set_sentences(doc: Doc) -> Doc:
    passage = doc._.passage
    starts = {start for start, _ in (passage.sentences if passage else sentences(doc.text))}
    # one array instead of a property a token, which asks for the annotation of the whole text each time
    marks: Any = numpy.array([1 if at in starts else -1 for at in doc.to_array(IDX).tolist()], dtype="int64")
    return doc.from_array([SENT_START], marks.reshape(-1, 1).astype("uint64"))


def _finder(attribute: str, find: Callable[[Passage], object]) -> Callable[[Doc], Doc]:
    def component(doc: Doc) -> Doc:
        doc._.set(attribute, find(_passage(doc)))
        return doc

    return component


def _register(name: str, component: Callable[[Doc], Doc]) -> None:
    """Makes the component known to spaCy under `name`: any pipeline can then `add_pipe(name)`."""
    Language.factory(name, func=lambda nlp, name: component)


COMPONENTS: dict[str, Callable[[Doc], Doc]] = {
    "dutch_sentences": _set_sentences,
    "action_mentions": _finder("actions", find_actions),
    "citations": _finder("citations", find_citations),
    "cross_references": _finder("cross_references", find_references),
    "positions": _finder("positions", find_positions),
}
for _name, _component in COMPONENTS.items():
    _register(_name, _component)


_TOKEN = re.compile(r"(\S+|\s)( ?)")


def _parted(vocab: Vocab, text: str) -> Doc:
    found = _TOKEN.findall(text)
    return Doc(vocab, words=[word for word, _ in found], spaces=[bool(space) for _, space in found])


# spaCy refuses a text above a million characters for the sake of parsers, which this pipeline has none of; a report of
# 400 pages in which no headings are found is one section.
_NO_LIMIT = 1 << 40


@cache
def pipeline() -> Language:
    """The pipeline, built once: `spacy.blank("nl")` with the finders of this package by name.

    Its tokens are what stands between white space, and it keeps no shapes and stop words of them: the finders read the
    text of the passage, and the rules for Dutch tokens would cost as much as half of them.
    """
    nlp = spacy.blank("nl", vocab=Vocab())
    nlp.tokenizer = partial(_parted, nlp.vocab)
    nlp.max_length = _NO_LIMIT
    for name in COMPONENTS:
        nlp.add_pipe(name)
    return nlp


def link(document: Document) -> Document:
    """The document with kind, metadata, language, actions, citations, cross-references and positions filled in.

    Takes what nlp.sections and nlp.questions made (sections, footnotes with anchors, questions, cover, info, links) and
    changes nothing of it but the language and foreign quotations of the sections. Citations have no `source` yet:
    that is for `nlp.resolve`, over many documents.
    """
    kind = find_kind(document)
    document = replace(document, kind=kind)
    document = replace(document, meta=find_meta(document))
    frame = frame_of(document)
    frame = replace(frame, plan=own_plan(document), plans=plan_names(document), speaker=speaker_of(document))
    texts = list(document.texts())
    references = [(where, placed) for where, placed in texts if is_reference_text(where, frame)]
    # the full references first: the short forms in all texts are read with them at hand
    first = [_passage_of(where, placed, frame) for where, placed in references]
    works = tuple(c for passage in first for c in find_citations(passage) if c.form == "full" and c.found_by != "title")
    read = list(_read(texts, replace(frame, works=works)))

    printed = _cover_lines(document)
    actions: list[ActionMention] = [a for doc in read for a in doc._.actions if not _on_cover(doc, a.start, printed)]
    actions += find_actions_in_headings(document)
    citations: list[Citation] = [c for doc in read for c in doc._.citations if not _on_cover(doc, c.start, printed)]
    cross: list[CrossReference] = [r for doc in read for r in doc._.cross_references]
    positions: list[Position] = [p for doc in read for p in doc._.positions if not _on_cover(doc, p.start, printed)]
    sections = tuple(_with_language(s) for s in document.sections)
    sample = "\n".join(placed.text for where, placed in texts if not where.startswith("fn:"))[:4000]
    completed = complete(citations, replace(frame, works=works))
    return replace(
        document,
        language=language_of(sample),
        sections=sections,
        actions=assign_plans(actions, frame, completed),
        citations=completed,
        cross_references=tuple(cross),
        positions=tuple(positions),
    )


def _cover_lines(document: Document) -> frozenset[str]:
    """The paragraphs of the cover: the title of an advice mentions its plan, but cites nothing."""
    if document.kind == "schriftelijke_vraag":
        return frozenset()
    lines = (" ".join(block.text.text.split()) for block in document.cover)
    # in plain text the first paragraphs may stand on it too
    return frozenset(line for line in lines if not (line.endswith(".") and len(line.split()) > 8))


def _on_cover(doc: Doc, start: int, printed: frozenset[str]) -> bool:
    if _passage(doc).where != "preamble" or not printed:
        return False
    text = _passage(doc).text  # spaCy makes its own of a text anew each time it is asked
    while start < len(text) and text[start].isspace():
        start += 1
    begin = text.rfind("\n\n", 0, start) + 1
    stop = text.find("\n\n", start)
    return " ".join(text[begin : stop if stop >= 0 else None].split()) in printed


def _read(texts: Iterable[tuple[str, PlacedText]], frame: Frame) -> Iterator[Doc]:
    nlp = pipeline()
    for where, placed in texts:
        doc = nlp.make_doc(placed.text)
        doc._.passage = _passage_of(where, placed, frame)
        yield nlp(doc)


def _passage_of(where: str, placed: PlacedText, frame: Frame) -> Passage:
    return Passage(where, placed, tuple(sentences(placed.text)), frame)


def _with_language(section: Section) -> Section:
    language, quotes = section_language(section)
    return replace(section, language=language, quotes=quotes)
