"""Sources in running text: all finders together, and the works and addresses that stand there word for word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from corpus.model import Citation
from nlp.advices import find_advices
from nlp.bibliography import clean_url, find_parliament_papers, find_question, read_entry
from nlp.dates import agree, find_full_date
from nlp.fields import kind_word
from nlp.frame import Passage
from nlp.guarded import guarded
from nlp.judgments import find_judgments
from nlp.laws import find_agendas, find_codes, find_laws, find_notes, find_plans, find_resolutions
from nlp.names import Mention, date_after, sentence_of
from nlp.papers import find_named_above, find_papers
from nlp.patterns import (
    ADVICE_WORD,
    ADVISORY_BODIES,
    BODY,
    COUNCIL_NAMES,
    COUNCIL_PARTS,
    LAW_WORD,
    MONTH,
    NOTE_WORD,
    PLAN_WORD,
    URL,
    YEAR,
    either,
)
from nlp.studies import (
    TITLE_BEFORE,
    find_author_years,
    find_authored,
    find_back_references,
    find_described,
    find_made,
    find_made_by,
    find_named_reports,
    find_said,
    find_surveys,
)
from nlp.titles import find_titles


def find_mentions(passage: Passage, start: int, end: int) -> tuple[Mention, ...]:
    """The sources that the running text `start:end` names, in order; none stands within another's title."""
    found: list[Mention] = []
    standing: dict[int, list[int]] = {}  # stretch of the text → which of those found reach into it
    for finder in (
        _bracketed,
        _known_titles,
        _known_plans,
        find_back_references,
        _questions,
        _parliament_papers,
        find_judgments,
        find_advices,
        find_laws,
        find_codes,
        find_plans,
        find_agendas,
        find_resolutions,
        find_notes,
        find_papers,
        find_named_above,
        find_named_reports,
        find_author_years,
        find_surveys,
        find_authored,
        find_made_by,
        find_titles,
        find_made,
        find_said,
        find_described,
    ):
        for mention in finder(passage, start, end):
            named = _just_named(passage, mention, found)
            if named is not None:
                found[named] = _signed(found[named], mention)
            elif any(_clash(mention, found[n]) for at in _stretches(mention) for n in standing.get(at, ())):
                continue
            else:
                named = len(found)
                found.append(mention)
            for at in _stretches(found[named]):
                standing.setdefault(at, []).append(named)
    explained = _explained(passage.text, sorted(found, key=lambda m: m.start))
    return tuple(_addresses(passage, start, end, explained))


# What may clash is looked for within stretches of so many signs.
_STRETCH = 512


def _stretches(mention: Mention) -> range:
    """The stretches of the text that a mention or its shield reaches into."""
    first, last = min(mention.start, mention.shield[0]), max(mention.end, mention.shield[1])
    return range(first // _STRETCH, last // _STRETCH + 1)


def _explained(text: str, found: list[Mention]) -> list[Mention]:
    """A law and what the brackets right behind it say of it as one: "het GOK-decreet (decreet van 28 juni 2002 …)"."""
    kept: list[Mention] = []
    for mention in found:
        last = kept[-1] if kept else None
        if last is None or not re.fullmatch(r"\s*\(\s*", text[last.end : mention.start]):
            kept.append(mention)
        elif last.kind in _LAWS and mention.kind == last.kind and not (last.date and mention.date):
            fuller = mention.title if len((mention.title or "").split()) > 2 else last.title
            kept[-1] = replace(last, end=mention.end, title=fuller, date=last.date or mention.date)
        elif last.kind in _LAWS and mention.number and mention.kind == "verslag":
            kept[-1] = replace(last, end=mention.end, number=mention.number, date=last.date or mention.date)
        else:
            kept.append(mention)
    return [
        replace(m, end=m.end + 1)
        if text[m.end : m.end + 1] == ")" and text.count("(", m.start, m.end) > text.count(")", m.start, m.end)
        else m
        for m in kept
    ]


_LAWS = frozenset({"decreet", "besluit"})
# "(Vlaamse Onderwijsraad, Raad Basisonderwijs, Lezen, 3 mei 2012)": a whole reference in brackets
_IN_BRACKETS = guarded(
    rf"\((?P<inside>(?:zie\s+(?:ook\s+)?)?(?:{either(COUNCIL_PARTS)}|{BODY})(?![\w-])[^()]{{8,260}})\)"
)
_YEARS_OF_MAKERS = re.compile(rf"(?:zie\s+(?:ook\s+)?)?{BODY},?\s+{YEAR}[a-z]?\s*(?:;|$)")
_BODY_AND_DAY = re.compile(
    rf"(?:zie\s+(?:ook\s+)?)?(?P<body>{either(COUNCIL_PARTS)}|{BODY})(?:,\s+(?P<part>{either(COUNCIL_PARTS)}))?,\s+"
    rf"(?P<date>[0-3]?\d\s+{MONTH}\s+{YEAR})"
)


def _bracketed(passage: Passage, start: int, end: int) -> Iterator[Mention]:
    """References that stand in brackets in the text: in full, or an adviser with the day of its advice."""
    for match in _IN_BRACKETS.finditer(passage.text, start, end):
        span = match.span("inside")
        if _YEARS_OF_MAKERS.match(match["inside"]):
            continue  # "(OESO, 2019; Maes e.a., 2017)": find_author_years reads these
        day = _BODY_AND_DAY.fullmatch(match["inside"])
        if day:
            date = find_full_date(day["date"])
            name = day["part"] or day["body"]
            council = day["body"] in COUNCIL_NAMES or name in COUNCIL_PARTS
            if not date or not (council or name in ADVISORY_BODIES):
                continue
            author = f"Vlaamse Onderwijsraad, {name}" if name in COUNCIL_PARTS else "Vlaamse Onderwijsraad"
            makers = (author if council else name,)
            titled = TITLE_BEFORE.search(passage.text, max(start, match.start() - 120), match.start() + 1)
            if titled and titled["quoted"]:  # "In ‘Lezen telt’ (Vlor, 3 mei 2019) staat"
                whole = (titled.start(), span[1] + 1)
                yield Mention(
                    *whole, "advies", titled["quoted"].strip(), makers, date[0], confidence=0.85, shield=whole
                )
                continue
            yield Mention(
                *span, "advies", None, makers, date[0], form="back", found_by="topic", confidence=0.8, shield=span
            )
            continue
        entry = read_entry(passage.text, *span)
        if entry and entry.title and entry.date and entry.authors and len(entry.title.split()) > 1:
            yield Mention(
                entry.start, entry.end, entry.kind, entry.title, entry.authors, entry.date, entry.pages, entry.url,
                entry.number, form="short", confidence=0.85, found_by="reference", shield=span,
            )  # fmt: skip


def _just_named(passage: Passage, mention: Mention, found: list[Mention]) -> int | None:
    """Which work is named right before the brackets that `mention` opens: "de studie Diploma (SEC, 2008)"."""
    if mention.found_by != "author" or passage.text[: mention.start].rstrip()[-1:] != "(":
        return None
    opened = len(passage.text[: mention.start].rstrip()) - 1
    for n, other in enumerate(found):
        if other.title and 0 <= opened - other.end <= 1 and agree(other.date, mention.date):
            return n
    return None


def _signed(named: Mention, mention: Mention) -> Mention:
    return replace(
        named, end=mention.end, authors=named.authors or mention.authors, date=mention.date or named.date,
        pages=mention.pages, shield=(named.shield[0], mention.end),
    )  # fmt: skip


def _clash(new: Mention, old: Mention) -> bool:
    if old.shield[0] < new.end and new.start < old.shield[1]:
        # "de evaluatie van het decreet X" is one work and names another
        around = new.start < old.shield[0] and new.end >= old.shield[1]
        return not (around and old.kind in _NAMED_INSIDE and new.kind != old.kind)
    if (new.start, new.end) == (old.start, old.end):
        return True
    # "zijn advies over X (SERV, 2012)": the brackets belong to the advice
    if (
        new.found_by == "author"
        and old.start <= new.start
        and new.end <= old.end
        and set(new.authors) & set(old.authors)
    ):
        return True
    # the same words read twice: one kind, overlapping stretches
    return new.kind == old.kind and new.start < old.end and old.start < new.end


_NAMED_INSIDE = frozenset({"decreet", "besluit", "codex", "conceptnota", "actieplan"})


def _known_titles(passage: Passage, start: int, end: int) -> Iterator[Mention]:
    """Titles of works that the document's own notes and lists give in full, where the text says them word for word."""
    text = passage.text
    lower = text[start:end].lower()
    for work in sorted(passage.frame.works, key=lambda w: len(w.title or ""), reverse=True):
        title = work.title or ""
        count = len(title.split())
        if work.where == passage.where or (count < 2 and len(title) < 8):
            continue
        if count < 3 or len(title) < 15:
            at = _short_title(passage, work, start, end) - start
        else:  # a short title must stand there as it is written, a long one may differ in capitals
            at = lower.find(title.lower()) if count >= 5 and len(title) >= 25 else text.find(title, start, end) - start
        if at < 0 or text[start + at + len(title) : start + at + len(title) + 1].isalnum():
            continue
        if count < 5 and _OTHER_NAME.search(text[max(0, start + at - _LEAD) : start + at]):
            continue  # "het decreet Leren en werken" is not the study of that title
        begin, stop = start + at, start + at + len(title)
        inner = begin
        # "Lezen telt: eerst de basis": with the subtitle that the note gives too
        rest = re.compile(rf"\s?[:.–-]\s+{re.escape(work.subtitle)}(?!\w)", re.I) if work.subtitle else None
        if rest and (told := rest.match(text, stop, end)):
            stop = told.end()
        lead = re.search(
            rf"(?P<phrase>(?:(?:in|uit|naar|bij)\s+)?(?:ons|zijn|haar|het|de|hun"
            rf"|een)?\s*(?:\w+\s+)?{ADVICE_WORD}\s+(?:over\s+)?[‘“\"']?)$",
            text[start:begin],
            re.I,
        )
        if lead:
            preposition = re.match(r"(?:in|uit|naar|bij)\s+", lead.group(), re.I)
            begin = start + lead.start() + (preposition.end() if preposition else 0)
        closed = stop + (text[stop : stop + 1] in "’”\"'")
        own = _WORDS_BEHIND.match(text, closed, end) if work.kind == "advies" and not lead else None
        date, stop2 = date_after(text, own.end() if own else closed, end)
        yield Mention(
            begin, stop2 if date else stop, work.kind, text[inner:stop], work.authors, date, confidence=0.97,
            found_by="title", shield=(begin, stop2 if date else stop),
        )  # fmt: skip


# "Lezen telt, zijn advies uit 2022,": the words for an advice behind its title, with its own date
_WORDS_BEHIND = re.compile(rf",\s+(?:ons|onze|zijn|haar|hun)\s+(?:\w+\s+)?{ADVICE_WORD}(?!\w)", re.I)
# How far before a name the word for it can begin: looked for from the beginning of a long section it costs its square
_LEAD = 200


def _short_title(passage: Passage, work: Citation, start: int, end: int) -> int:
    """Where a title of a word or two stands and is sure to be meant: with its year, its note or its subtitle; or -1."""
    text, title = passage.text, work.title or ""
    noted = {offset for offset, number in passage.frame.marks.get(passage.where, ()) if work.where == f"fn:{number}"}
    behind = re.compile(rf"[’”\"']?(?:\s?[:.–-]\s+{re.escape(work.subtitle)}(?!\w))" if work.subtitle else r"(?!)")
    at = text.find(title, start, end)
    while at >= 0:
        stop = at + len(title)
        closed = stop + (text[stop : stop + 1] in "’”\"'")
        date, _ = date_after(text, closed, end)
        sure = noted & {stop, closed, closed + 1} or (date and agree(date, work.date)) or behind.match(text, stop, end)
        if sure and not (text[at - 1 : at].isalnum() or text[stop : stop + 1].isalnum()):
            return at
        at = text.find(title, at + 1, end)
    return -1


_OTHER_NAME = re.compile(
    rf"(?:{LAW_WORD}|{PLAN_WORD}|{NOTE_WORD}|stelsel(?:\s+van)?|systeem(?:\s+van)?|project)\s+[‘“\"]?$", re.I
)


def _known_plans(passage: Passage, start: int, end: int) -> Iterator[Mention]:
    """The name of a plan without the word for it, where the document says elsewhere that it is one."""
    text = passage.text
    for name in passage.frame.plans:
        if len(name.split()) < 3 or name.islower():
            continue
        for match in re.compile(rf"(?<![\w‘-]){re.escape(name)}(?![\w-])").finditer(text, start, end):
            if not re.search(
                rf"(?:{PLAN_WORD}|plan|stuurgroep|werkgroep|advies\s+over\s+\w+)\s+[‘“\"]?$",
                text[max(0, match.start() - _LEAD) : match.start()],
                re.I,
            ):
                yield Mention(
                    match.start(),
                    match.end(),
                    "actieplan",
                    name,
                    confidence=0.75,
                    shield=match.span(),
                    found_by="plan name",
                )


def _questions(passage: Passage, start: int, end: int) -> Iterator[Mention]:
    for begin, stop, number, asker, date in find_question(passage.text, start, end):
        meta = passage.frame.document.meta
        if passage.frame.document.kind == "schriftelijke_vraag" and number == meta.number and date in (None, meta.date):
            continue  # the document's own number in its letterhead
        askers = (asker,) if asker else ()
        yield Mention(begin, stop, "schriftelijke_vraag", None, askers, date, number=number, shield=(begin, stop))


def _parliament_papers(passage: Passage, start: int, end: int) -> Iterator[Mention]:
    for begin, stop, number, year in find_parliament_papers(passage.text, start, end):
        yield Mention(
            begin,
            stop,
            "verslag",
            number,
            ("Vlaams Parlement",),
            year,
            number=number,
            form="full",
            shield=(begin, stop),
        )


# "Het rapport is te vinden via": the address behind these words is that of a work named before
_SAYS_WHERE = re.compile(r"\b(?:link|via|website|terug|raadple\w+|vinden|vindt|adres|zie)\b", re.I)
_THE_WORK = re.compile(
    r"\b(?:het|de|dat|die|dit|deze|ons|zijn|haar|hun)\s+(?:volledige\s+|hele\s+)?([a-zà-ÿ-]{4,})", re.I
)


def _addresses(passage: Passage, start: int, end: int, found: list[Mention]) -> list[Mention]:
    """Addresses in the text belong to the source named just before them, or are a source of their own."""
    text = passage.text
    for match in URL.finditer(text, start, end):
        url = match.group().rstrip(".,;:)]}’'")
        if "@" in text[max(0, match.start() - 1) : match.end()] or (
            re.fullmatch(r"(?:https?://)?(?:www\.)?[\w.-]+/?", url) and not url.lower().startswith("http")
        ):
            continue
        stop = match.start() + len(url)
        line = text.rfind("\n", 0, match.start()) + 1
        sentence = sentence_of(passage, match.start())[0]
        lead = len(text[:line].rstrip())
        if not text[line : match.start()].strip() and text[lead - 1 : lead] == ":":
            # "U vindt het advies via deze link:" and the address on a line of its own
            line, sentence = text.rfind("\n", 0, lead - 1) + 1, sentence_of(passage, lead - 1)[0]
        free = [n for n, m in enumerate(found) if m.url is None and line <= m.start < match.start()]
        previous = [s for s in passage.sentences if s[1] <= sentence]
        said = text[sentence : match.start()]
        reach = previous[-1][0] if previous and _SAYS_WHERE.search(said) else sentence
        named = {kind_word(word) for word in _THE_WORK.findall(said)} - {None}
        near = [n for n in free if found[n].end > reach] or [n for n in free if found[n].kind in named]
        if near:
            n = near[-1]
            stop = stop if found[n].end > reach else found[n].end  # some sentences lie between them
            found[n] = replace(found[n], url=clean_url(url), end=max(found[n].end, stop))
            continue
        inside = any(m.start <= match.start() < m.end for m in found)
        if not inside:
            found.append(
                Mention(
                    match.start(),
                    stop,
                    "webpagina",
                    None,
                    url=clean_url(url),
                    confidence=0.9,
                    found_by="address",
                    shield=(match.start(), stop),
                )
            )
    return sorted(_links(passage, start, end, found), key=lambda m: m.start)


def _links(passage: Passage, start: int, end: int, found: list[Mention]) -> list[Mention]:
    """Words that can be clicked and that name no source found so far are a web page with those words as its title."""
    text = passage.text
    pages = {span.page for span in passage.placed.lines if span.start < end and span.end > start}
    for link in passage.frame.links:
        words = " ".join(link.text.split()).rstrip(".,;:")
        if link.place.page not in pages or not 2 <= len(words.split()) <= 25 or URL.match(words):
            continue
        match = re.compile(r"\s+".join(re.escape(w) for w in words.split())).search(text, start, end)
        if match and not any(m.start < match.end() and match.start() < m.end for m in found):
            found.append(
                Mention(match.start(), match.end(), "webpagina", words, url=link.url, confidence=0.8, found_by="link")
            )
    return found
