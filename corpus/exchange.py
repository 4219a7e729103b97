"""The exchange format `adviesspoor/1`: one document as JSON for other programs, and the full form for the catalogue."""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter

from corpus.model import Document

FORMAT = "adviesspoor/1"

_DOCUMENT: TypeAdapter[Document] = TypeAdapter(Document)


def pack(document: Document) -> bytes:
    """The whole document as JSON, such that `unpack(pack(d)) == d`."""
    return _DOCUMENT.dump_json(document)


def unpack(data: bytes | str) -> Document:
    """The document that `pack` wrote. Raises pydantic.ValidationError on anything else."""
    return _DOCUMENT.validate_json(data)


def export(document: Document) -> dict[str, Any]:
    """The document in the exchange format: values in plain JSON types, null where the document does not say."""
    meta = document.meta
    return {
        "format": FORMAT,
        "file": document.file,
        "sha256": document.sha256,
        "pages": len(document.pages),
        "status": document.status,
        "type": document.kind,
        "language": document.language,
        "meta": {
            "title": meta.title,
            "subtitle": meta.subtitle,
            "date": meta.date,
            "body": meta.body,
            "number": meta.number,
            "author": meta.author,
            "recipient": meta.recipient,
            "signatories": [{"name": s.name, "role": s.role} for s in meta.signatories],
            "requester": meta.requester,
            "request_date": meta.request_date,
            "vote": meta.vote,
            "answer_date": meta.answer_date,
            "legislature": meta.legislature,
        },
        "sections": [
            {
                "key": s.key,
                "number": s.number,
                "title": s.title,
                "level": s.level,
                "parent": s.parent,
                "page": s.page,
                "language": s.language,
                "text": s.body.text,
                "quotations": [{"start": a, "end": b, "language": language} for a, b, language in s.quotes],
            }
            for s in document.sections
        ],
        "footnotes": [
            {
                "number": n.number,
                "text": n.body.text,
                "page": n.page,
                "anchors": [
                    {"where": a.where, "before": a.before, "confidence": a.confidence, "found_by": a.found_by}
                    for a in n.anchors
                ],
            }
            for n in document.footnotes
        ],
        "questions": [
            {
                "number": q.number,
                "question": q.question.text,
                "answer": q.answer.text if q.answer else None,
                "page_question": q.page_question,
                "page_answer": q.page_answer,
            }
            for q in document.questions
        ],
        "actions": [
            {
                "action": a.action,
                "kind": a.kind,
                "where": a.where,
                "page": a.place.page,
                "text": a.text,
                "sentence": a.sentence,
                "plan": a.plan,
                "plan_confidence": a.plan_confidence,
                "plan_found_by": a.plan_found_by,
                "expanded": a.expanded,
                "definition": a.definition,
            }
            for a in document.actions
        ],
        "citations": [
            {
                "where": c.where,
                "page": c.place.page,
                "type": c.kind,
                "authors": list(c.authors),
                "title": c.title,
                "subtitle": c.subtitle,
                "container": c.container,
                "date": c.date,
                "url": c.url,
                "pages": c.pages,
                "source": c.source,
                "raw": c.raw,
                "confidence": c.confidence,
                "found_by": c.found_by,
                "source_confidence": c.source_confidence,
                "source_found_by": c.source_found_by,
            }
            for c in document.citations
        ],
        "cross_references": [
            {"where": x.where, "page": x.place.page, "text": x.text, "to": x.to} for x in document.cross_references
        ],
        "positions": [
            {
                "where": p.where,
                "page": p.place.page,
                "sentence": p.sentence,
                "stance": p.stance,
                "confidence": p.confidence,
                "about": [{"kind": s.kind, "value": s.value, "plan": s.plan} for s in p.about],
            }
            for p in document.positions
        ],
        "repairs": [
            {"page": r.place.page, "where": r.where, "before": r.before, "after": r.after, "kind": r.kind}
            for r in document.repairs
        ],
    }
