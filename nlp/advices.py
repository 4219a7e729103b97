"""Advices as running text names them: "zijn advies X uit 2023", "het advies over Y", "ons vorige advies"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from nlp.dates import find_date
from nlp.frame import Passage
from nlp.names import DATE, QUOTED, Mention, before, date_after, sentence_of, topic_after
from nlp.patterns import (
    ADVICE_WORD,
    ADVISORY_BODIES,
    ANOTHERS_WORK,
    BODY,
    COUNCIL_PARTS,
    DEFINITE,
    OWN_ADVICE,
    TITLE_ENDS,
    either,
)

_ADVICE = re.compile(rf"(?<![\w-])(?P<word>{ADVICE_WORD})(?![\w-])", re.I)
_OF_BODY = re.compile(rf"\s+van\s+(?:de\s+|het\s+)?(?P<body>{BODY})(?![\w-])")
_INITIATIVE = re.compile(r"\s+op\s+eigen\s+initiatief")
_GIVEN_OUT = re.compile(
    rf"\s+dat\s+(?:de\s+|het\s+)?(?P<body>{either(COUNCIL_PARTS)}|{BODY}|raad|hij|we|wij)\s+(?:op"
    rf"|in)\s+(?P<date>{DATE})\s+(?:over\s+[^.,]{{3,80}}\s+)?(?:uitbracht|gaf|formuleerde|publiceerde)"
)
# "het advies over kwaliteitszorg (Raad Hoger Onderwijs, 8 maart 2018)"
_IN_BRACKETS = re.compile(rf"\s*\((?:(?P<body>{either(COUNCIL_PARTS)}|{BODY}),?\s+)?(?P<date>{DATE})\)")
_ABOUT = re.compile(r"\s+(?:over|rond|inzake|betreffende|bij|omtrent)\s+(?=\S)")


def find_advices(passage: Passage, start: int, end: int) -> Iterator[Mention]:
    """Advices by title, topic, date or maker; never the advice that is speaking."""
    for match in _ADVICE.finditer(passage.text, start, end):
        mention = _advice(passage, match, end)
        if mention:
            yield mention


def _advice(passage: Passage, match: re.Match[str], end: int) -> Mention | None:
    text, frame = passage.text, passage.frame
    _, limit = sentence_of(passage, match.start())
    limit = min(limit, end)
    begin, determiner, adjectives = before(text, match.start())
    word = match["word"].lower()
    if OWN_ADVICE.search(text[max(0, begin - 30) : match.end()]) or determiner in _NOT_THIS:
        return None
    anchors = [offset for offset, _ in frame.marks.get(passage.where, ()) if match.end() <= offset <= limit + 1]
    fence = min([limit, *anchors]) if anchors else limit
    prefix = re.match(rf"(?P<body>{BODY})-", match["word"])
    authors: tuple[str, ...] = (prefix["body"],) if prefix else ()
    at = match.end()
    of_body = _OF_BODY.match(text, at, limit)
    if of_body:
        authors, at = (of_body["body"],), of_body.end()
    initiative = _INITIATIVE.match(text, at, limit)
    if initiative:
        at = initiative.end()
    clause = _GIVEN_OUT.match(text, at, limit)
    if clause and not initiative:
        day = find_date(clause["date"])
        return Mention(
            begin,
            clause.end(),
            "advies",
            None,
            _giver(clause["body"]),
            day[0] if day else None,
            form="back",
            found_by="topic",
            confidence=0.85,
            shield=(match.start(), match.end()),
        )
    date, at = date_after(text, at, limit)
    plural = word.endswith(("adviezen", "standpunten", "visieteksten"))
    ours = determiner in ("ons", "onze", "zijn", "haar") or bool(re.match(r"vlor-", word))
    if not authors and ours:
        another = ANOTHERS_WORK.search(text[max(0, begin - 60) : begin])
        authors = (another["body"],) if another else ("Vlaamse Onderwijsraad",)
    definite = determiner in DEFINITE or bool(adjectives)
    # a title: in quotation marks, or with a capital straight after the word
    quoted = QUOTED.match(text, at, limit)
    if quoted and len(quoted["title"].split()) >= 2:
        stop = quoted.end()
        if not date:
            date, stop = date_after(text, stop, limit)
        return Mention(
            begin,
            stop,
            "advies",
            quoted["title"].strip(),
            authors,
            date,
            confidence=0.92,
            found_by="title",
            shield=(match.start(), stop),
        )
    titled = None if plural else _title(text, at, fence, limit)
    if titled and (definite or date):
        title, stop = titled
        if not date:
            date, stop = date_after(text, stop, limit)
        return Mention(
            begin, stop, "advies", title, authors, date, confidence=0.88, found_by="title", shield=(match.start(), stop)
        )
    about = _ABOUT.match(text, at, limit)
    topic, stop = (None, at)
    if about:
        topic, stop = topic_after(text, about.end(), fence)
        if not date:
            date, stop = date_after(text, stop, limit)
        given = _IN_BRACKETS.match(text, stop, limit)
        if given and not date:
            found = find_date(given["date"])
            date, stop = (found[0] if found else None), given.end()
            authors = _giver(given["body"]) if given["body"] else authors
    noted = any(o <= limit + 1 for o in anchors)
    form: Literal["short", "back"] = "back"
    if plural:
        if (definite and noted and determiner not in ("de", "die", "")) or (
            definite and noted and adjectives and determiner != ""
        ):
            return Mention(
                begin,
                stop,
                "advies",
                None,
                authors,
                date,
                form=form,
                found_by="plural",
                shield=(match.start(), match.end()),
            )
        return None
    again = bool(re.search(r"vorig|eerder|vroeger|recent|vermeld|voornoemd|genoemd|geciteerd", adjectives))
    if date and (definite or authors or about):
        return Mention(
            begin,
            stop,
            "advies",
            f"Advies over {topic}" if topic else None,
            authors,
            date,
            form=form,
            found_by="topic",
            confidence=0.85,
            shield=(match.start(), match.end()),
        )
    if topic and (determiner in DEFINITE or again or (authors and definite)):
        return Mention(
            begin,
            stop,
            "advies",
            f"Advies over {topic}",
            authors,
            None,
            form=form,
            found_by="topic",
            confidence=0.7,
            shield=(match.start(), match.end()),
        )
    if of_body and (definite or noted):
        return Mention(
            begin,
            stop,
            "advies",
            None,
            authors,
            None,
            form=form,
            found_by="body",
            confidence=0.6,
            shield=(match.start(), match.end()),
        )
    if again and (noted or ours):
        return Mention(
            begin,
            stop,
            "advies",
            None,
            authors,
            None,
            form=form,
            found_by="previous",
            confidence=0.5,
            shield=(match.start(), match.end()),
        )
    if noted and ours and min(anchors) - match.end() < 3:
        return Mention(
            begin,
            stop,
            "advies",
            None,
            authors,
            None,
            form=form,
            found_by="noted",
            confidence=0.6,
            shield=(match.start(), match.end()),
        )
    return None


_NOT_THIS = ("dit", "geen", "elk", "alle", "deze")


def _giver(body: str) -> tuple[str, ...]:
    """Who gave the advice, from the words for it: "de Raad Hoger Onderwijs", "hij", "de SERV"."""
    if body in COUNCIL_PARTS:
        return (f"Vlaamse Onderwijsraad, {body}",)
    return (body,) if body in ADVISORY_BODIES else ("Vlaamse Onderwijsraad",)


def _title(text: str, at: int, fence: int, limit: int) -> tuple[str, int] | None:
    """A title without quotation marks that begins with a capital right after the word "advies"."""
    lead = re.compile(r"\s+(?=[A-ZÀ-Þ][\wÀ-ÿ’'-]+)").match(text, at, fence)
    if not lead:
        return None
    begin = lead.end()
    if re.compile(rf"{BODY}(?![\w-])").match(text, begin) and not re.match(
        r"[^.]{5,60}\b(?:uit|van)\s+(?:\d{1,2}\s+\w+\s+)?(?:19|20)\d\d", text[begin:limit]
    ):
        return None
    stop = fence
    for end in TITLE_ENDS:
        found = end.search(text, begin, fence)
        if found and text[begin : found.start()].strip():
            stop = min(stop, found.start())
    title = text[begin:stop].rstrip(" .,;:")
    words = title.split()
    if len(words) > 40 or (len(words) < 2 and len(title) < 6):
        return None
    return re.sub(r"\s+", " ", title), begin + len(title)
