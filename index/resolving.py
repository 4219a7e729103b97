"""Citations resolved after a change: only what the change touches is looked at, with the outcome of all at once.

The catalogue keeps every citation as a work with its keys, the pairs that are alike and what untitled ones may be. What
is tied to a changed work, by any of these or by a decision, is settled again by the rules of nlp/resolve.py; nothing
else can come out differently. `nlp.resolve.resolve` over all documents says what must come out.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from pydantic import TypeAdapter

from corpus.catalogue import (
    Catalogue,
    changed,
    get_document,
    get_meta,
    get_source,
    note_change,
    transaction,
    write_findings,
    write_sources,
)
from corpus.catalogue import as_read as document_as_read
from corpus.decisions import list_decisions, write_doubts, write_evidence
from corpus.model import Citation, Decision, Document, Doubt, LinkKey, Meta, Source
from nlp.agreement import same_work
from nlp.clusters import CLOSE, JOINED, Ties, Work, block_keys, largest_block, pointed_at, same_words
from nlp.decisions import LOST, decided, doubtful_links, lost_links, owners_of, settled_links
from nlp.plans import plan_key
from nlp.resolve import (
    RESOLVING_VERSION,
    Settled,
    borrows,
    doubt_of,
    fill,
    parted_sources,
    partition,
    plan_called,
    plan_said,
    plan_year,
    settle,
    works_of,
)
from nlp.untitled import Ask, Fit, How, Known, asks, fit, may_be_here, most_known, offers

_CITATION: TypeAdapter[Citation] = TypeAdapter(Citation)
_VERSION = "version of sources"  # in `meta`: the rules that resolved
_KEPT = 200_000  # works kept in memory, at most


def resolve_corpus(catalogue: Catalogue, anew: bool = False) -> None:
    """Say which citations are the same work and to which plan each action belongs, over all documents together.

    What a person decided is applied, and what is in doubt is kept for the next decision. Only what changed since the
    last time is looked at, with all that it touches; with `anew`, or after other rules resolved, everything. Cut off at
    any moment the next call goes on.
    """
    with transaction(catalogue) as db:
        if anew or get_meta(catalogue, _VERSION) != str(RESOLVING_VERSION):
            _forget_all(db)
        run = _Run(catalogue, db, list_decisions(catalogue))
        if run.kinds.keys() - {"fill"}:
            run.settle()
    _fill_documents(catalogue)


def must_resolve(catalogue: Catalogue) -> bool:
    """Whether anything changed since the citations of the corpus were resolved, or the rules did."""
    return (
        changed(catalogue)
        or get_meta(catalogue, "resolved") == "no"
        or get_meta(catalogue, _VERSION) != str(RESOLVING_VERSION)
    )


_STATE = ("works", "work_keys", "likeness", "fits", "tried", "plans", "called", "sources", "evidence", "doubts")


def _forget_all(db: sqlite3.Connection) -> None:
    for table in _STATE:
        db.execute(f"DELETE FROM {table}")
    db.execute("INSERT OR IGNORE INTO changed SELECT 'document', sha256 FROM documents")
    db.execute("INSERT OR IGNORE INTO changed SELECT 'decision', id FROM decisions")
    db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (_VERSION, str(RESOLVING_VERSION)))


@dataclass(frozen=True, slots=True)
class _Node:
    """A row of `works`, without what changes of it; `order` is that of all works."""

    id: int
    document: str
    position: int  # -1: the document itself
    link: str
    same: int | None
    target: int | None
    citation: Citation

    @property
    def itself(self) -> bool:
        return self.position < 0

    @property
    def order(self) -> tuple[str, int]:
        return self.document, self.position


def _hash(*words: str) -> int:
    return int.from_bytes(hashlib.blake2b("\0".join(words).encode(), digest_size=8).digest(), "big") >> 1


def _list(values: Iterable[int | str]) -> str:
    return json.dumps(list(values))


_IN = "IN (SELECT value FROM json_each(?))"


def _blocks(citation: Citation) -> dict[int, int]:
    """The blocks of a work that is compared, each with how many may be in it."""
    return {_hash("block", key): largest_block(key) for key in block_keys(citation)}


def _given(citation: Citation) -> dict[int, int]:
    """By what untitled citations may find a work, each with how many may have it; negative, it is what they ask."""
    return {_hash("offer", key): most_known(key) for key in offers(citation)}


def _outcome(citation: Citation, source: Source, reason: tuple[float, str]) -> str:
    """All of a source that a citation gets, as text that differs when any of it does."""
    lent = (source.title, source.subtitle, source.date, source.authors) if borrows(citation, source) else ()
    return json.dumps((source.id, *reason, *lent))


def _keys_of(decision: Decision) -> tuple[LinkKey, ...]:
    return (*decision.links, *decision.together, *decision.apart)


def _firsts(decision: Decision) -> list[LinkKey]:
    """The links by which it is told that a decision names nothing that is there."""
    groups = ([k for k in keys if k.kind != "plan"] for keys in (decision.links, decision.together))
    return [keys[0] for keys in groups if keys]


@dataclass(slots=True)
class _Run:
    """One resolution: what it found to be touched, in the order in which it finds it."""

    catalogue: Catalogue
    db: sqlite3.Connection
    decisions: list[Decision]
    nodes: dict[int, _Node] = field(default_factory=dict)
    seeds: set[int] = field(default_factory=set)  # works to be settled again, with all that is tied to them
    kins: set[int] = field(default_factory=set)  # and groups of them
    new: set[int] = field(default_factory=set)  # compared works that have no pairs yet
    fresh: set[int] = field(default_factory=set)  # works that were not there
    sames: set[int] = field(default_factory=set)  # words of which the first that says them may have changed
    keys: dict[int, tuple[int, int]] = field(default_factory=dict)  # block: how many more share it now, its limit
    offered: dict[int, tuple[int, int]] = field(default_factory=dict)
    askers: set[int] = field(default_factory=set)
    doubted: set[int] = field(default_factory=set)  # works of which the candidates may have changed
    links: set[str] = field(default_factory=set)  # of works that are gone
    sources: set[str] = field(default_factory=set)  # of works that are gone
    refill: set[str] = field(default_factory=set)
    sizes: dict[int, int] = field(default_factory=dict)
    kinds: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))  # what changed
    deciding: defaultdict[str, list[int]] = field(default_factory=lambda: defaultdict(list))  # by link, the decisions

    def __post_init__(self) -> None:
        for kind, name in self.db.execute("SELECT kind, name FROM changed"):
            self.kinds[kind].add(name)
        for n, decision in enumerate(self.decisions):
            for key in _keys_of(decision):
                self.deciding[key.id].append(n)

    def settle(self) -> None:
        """Take in what changed, settle what it touches, and note the documents to be filled in."""
        kinds = self.kinds
        for name in kinds["plan"]:
            rows = self.db.execute("SELECT DISTINCT document FROM plans WHERE read = ?", (plan_key(name),))
            kinds["document"] |= {sha256 for (sha256,) in rows}
        for sha256 in sorted(kinds["document"]):
            self.take_in(sha256)
        self.links |= kinds["link"]
        self.links |= {k.id for d in self.decisions if d.value in kinds["value"] for k in _keys_of(d)}
        self.seeds |= self.ids(f"SELECT id FROM works WHERE link {_IN}", kinds["link"])
        for same in self.sames:
            self.elect(same)
        for some in (self.seeds, self.askers, self.doubted):
            some &= self.ids(f"SELECT id FROM works WHERE id {_IN}", some)
        self.compare()
        self.seeds |= self.ids(f"SELECT id FROM works WHERE kin {_IN}", self.kins)
        apart = self.by_title()
        self.ask(apart)
        region, settled = self.settled()
        self.write(region, settled)
        self.write_doubts(region)
        self.write_lost(kinds["document"], kinds["decision"])
        self.name_plans()
        self.refill |= kinds["document"]
        self.db.execute("DELETE FROM changed WHERE kind != 'fill'")
        for sha256 in self.refill:
            note_change(self.db, "fill", sha256)

    # --- rows ---

    def ids(self, sql: str, values: Collection[int] | Collection[str]) -> set[int]:
        """The first column of what `sql` gives, which takes `values` as a list."""
        return {n for (n,) in self.db.execute(sql, (_list(values),))} if values else set()

    def get(self, ids: Iterable[int]) -> list[_Node]:
        """The works with these identifiers, in the order of all works."""
        ids = set(ids)
        if len(self.nodes) > _KEPT:
            self.nodes.clear()
        missing = [n for n in ids if n not in self.nodes]
        rows = self.db.execute(
            f"SELECT id, document, position, link, same, target, content FROM works WHERE id {_IN}", (_list(missing),)
        )
        for n, document, position, link, same, target, content in rows if missing else ():
            self.nodes[n] = _Node(n, document, position, link, same, target, _CITATION.validate_json(content))
        return sorted((self.nodes[n] for n in ids), key=lambda node: node.order)

    def size(self, key: int, limit: int) -> int:
        """How many works share a key; no more than just above `limit` are counted."""
        if key not in self.sizes:
            more = max(0, self.keys.get(key, (0, 0))[0], self.offered.get(key, (0, 0))[0])
            sql = "SELECT count(*) FROM (SELECT 1 FROM work_keys WHERE key = ? LIMIT ?)"
            self.sizes[key] = self.db.execute(sql, (key, limit + more + 2)).fetchone()[0]
        return self.sizes[key]

    def sharing(self, key: int) -> set[int]:
        return {n for (n,) in self.db.execute("SELECT work FROM work_keys WHERE key = ?", (key,))}

    # --- what came and went ---

    def take_in(self, sha256: str) -> None:
        """Put the works of a document as it is now in the place of those that were known of it."""
        for (n,) in self.db.execute("SELECT id FROM works WHERE document = ?", (sha256,)).fetchall():
            self.drop(n)
        self.db.execute("DELETE FROM plans WHERE document = ?", (sha256,))
        read = _read(self.catalogue, sha256)
        if read is None:
            self.db.execute("DELETE FROM doubts WHERE document = ?", (sha256,))
            return
        document = decided(read, self.decisions)
        works = list(works_of(document, 0))
        targets = {n: target for target, n in pointed_at(works)}
        first, at = self.db.execute("SELECT coalesce(max(id), 0) + 1 FROM works").fetchone()[0], 0
        rows = []
        for n, work in enumerate(works):
            same = same_words(work.citation, work.itself)
            ask = None if work.itself else asks(work.citation, document)
            rows.append((
                first + n, sha256, -1 if work.itself else at, work.key([document]).id,
                None if same is None else _hash("same", same), first + targets[n] if n in targets else None,
                ask is not None, _CITATION.dump_json(work.citation, exclude_defaults=True).decode(),
            ))  # fmt: skip
            at += not work.itself
            if same is not None:
                self.sames.add(rows[-1][4] or 0)
            if ask is not None:
                self.askers.add(first + n)
                self.add_keys(first + n, [-_hash("offer", key) for key in ask.keys])
        self.db.executemany(
            "INSERT INTO works (id, document, position, link, same, target, asks, content)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            rows,
        )
        self.fresh |= {row[0] for row in rows}
        self.seeds |= self.fresh
        for row in rows:
            if row[4] is None:
                self.activate(row[0])
        self.note_plans(sha256, read, document)

    def note_plans(self, sha256: str, read: Document, document: Document) -> None:
        """Keep which plans a document names, before decisions and after them."""
        before = {plan_key(said) for a in read.actions if (said := plan_said(a))}
        chosen = (d.value for d in self.decisions for k in d.links if (k.kind, k.document) == ("action", sha256))
        before |= {plan_key(value) for value in chosen if value}
        counted: defaultdict[tuple[str, str | None], int] = defaultdict(int)
        for action in document.actions:
            counted[action.action, plan_said(action)] += 1
        year = (document.meta.date or "")[:4] or None
        rows = [
            (sha256, number, plan_key(said) if said else None, said, year, times)
            for (number, said), times in counted.items()
        ]
        self.db.executemany("INSERT INTO plans VALUES (?, ?, ?, NULL, ?, ?, ?)", rows)
        self.db.executemany(
            "INSERT INTO plans VALUES (?, '', NULL, ?, NULL, NULL, 0)", [(sha256, key) for key in before]
        )

    def drop(self, n: int) -> None:
        """Take a work out: what it was tied to is to be settled again."""
        kin, source, link, same, target = self.db.execute(
            "SELECT kin, source, link, same, target FROM works WHERE id = ?", (n,)
        ).fetchone()
        self.kins |= {kin} - {None}
        self.sources |= {source} - {None}
        self.links.add(link)
        self.sames |= {same} - {None}
        self.seeds |= {target} - {None} | self.ids(f"SELECT id FROM works WHERE target {_IN}", [n])
        self.deactivate(n)
        self.db.execute("DELETE FROM work_keys WHERE work = ?", (n,))
        self.seeds |= self.ids(f"SELECT other FROM fits WHERE joined IS NOT NULL AND work {_IN}", [n])
        self.db.execute("DELETE FROM fits WHERE work = ?", (n,))
        untitled = self.ids(f"SELECT work FROM fits WHERE other {_IN}", [n])
        self.askers |= untitled
        self.doubted |= untitled
        self.seeds |= self.ids(f"SELECT work FROM fits WHERE joined IS NOT NULL AND other {_IN}", [n])
        self.db.execute("DELETE FROM fits WHERE other = ?", (n,))
        self.db.execute("DELETE FROM works WHERE id = ?", (n,))
        for gone in (self.seeds, self.new, self.fresh, self.askers, self.doubted):
            gone.discard(n)
        self.nodes.pop(n, None)

    def add_keys(self, n: int, keys: Iterable[int]) -> None:
        self.db.executemany("INSERT OR IGNORE INTO work_keys VALUES (?, ?)", [(key, n) for key in keys])

    def elect(self, same: int) -> None:
        """Let the first of the citations that say the same be the one that is compared."""
        rows = self.db.execute("SELECT id FROM works WHERE same = ? ORDER BY document, position", (same,)).fetchall()
        if not rows:
            return
        chosen, *rest = (n for (n,) in rows)
        if self.active(chosen):
            return
        self.seeds |= {chosen, *rest[:1]}
        for n in self.ids(f"SELECT work FROM work_keys WHERE key = -work AND work {_IN}", rest):
            self.deactivate(n)
        self.activate(chosen)

    def active(self, n: int) -> bool:
        """Whether the work is compared with others: then it has the key of being so."""
        return self.db.execute("SELECT 1 FROM work_keys WHERE key = ? AND work = ?", (-n, n)).fetchone() is not None

    def activate(self, n: int) -> None:
        [node] = self.get([n])
        blocks, given = _blocks(node.citation), _given(node.citation)
        self.add_keys(n, (-n, *blocks, *given))
        self.count(blocks, given, 1)
        self.new.add(n)
        self.seeds.add(n)

    def deactivate(self, n: int) -> None:
        """Compare a work no longer; it may be about to go."""
        if not self.active(n):
            return
        [node] = self.get([n])
        blocks, given = _blocks(node.citation), _given(node.citation)
        self.count(blocks, given, -1)
        keys = [-n, *blocks, *given]
        self.db.execute(f"DELETE FROM work_keys WHERE work = ? AND key {_IN}", (n, _list(keys)))
        near = self.ids(f"SELECT one FROM likeness WHERE other {_IN}", [n])
        near |= self.ids(f"SELECT other FROM likeness WHERE one {_IN}", [n])
        self.seeds |= near
        self.doubted |= near
        self.db.execute("DELETE FROM likeness WHERE one = ?", (n,))
        self.db.execute("DELETE FROM likeness WHERE other = ?", (n,))
        self.new.discard(n)

    def count(self, blocks: dict[int, int], given: dict[int, int], one: int) -> None:
        for counted, keys in ((self.keys, blocks), (self.offered, given)):
            for key, limit in keys.items():
                counted[key] = counted.get(key, (0, 0))[0] + one, limit

    # --- who is like whom ---

    def compare(self) -> None:
        """Bring the pairs that are alike up to date: those of new works, and of blocks that grew or shrank."""
        self.sizes.clear()
        pairs: set[tuple[int, int]] = set()
        for key, (more, limit) in self.keys.items():
            now = self.size(key, limit)
            before = now - more
            if before > limit >= now > 1:
                members = self.get(self.sharing(key))
                pairs |= {(a.id, b.id) for n, a in enumerate(members) for b in members[n + 1 :]}
            elif 1 < before <= limit < now:
                self.prune(self.sharing(key) - self.new)
        self.write_pairs(pairs)
        done: set[int] = set()
        new = sorted(self.new)
        for at in range(0, len(new), 1000):
            for node in self.get(new[at : at + 1000]):
                done.add(node.id)
                near: set[int] = set()
                for key, limit in _blocks(node.citation).items():
                    if 1 < self.size(key, limit) <= limit:
                        near |= self.sharing(key)
                self.write_pairs((node.id, other) for other in near - done)

    def write_pairs(self, pairs: Iterable[tuple[int, int]]) -> None:
        pairs = list(pairs)
        nodes = {node.id: node for node in self.get({n for pair in pairs for n in pair})}
        rows = []
        for one, other in pairs:
            a, b = sorted((nodes[one], nodes[other]), key=lambda node: node.order)
            score, fields = same_work(a.citation, b.citation, a.document == b.document)
            if score >= CLOSE:
                rows.append((a.id, b.id, score, json.dumps(fields)))
                self.doubted |= {a.id, b.id}
            if score >= JOINED:
                self.seeds |= {a.id, b.id}
        self.db.executemany("INSERT OR REPLACE INTO likeness VALUES (?, ?, ?, ?)", rows)

    def prune(self, members: set[int]) -> None:
        """Forget the pairs that only a block which is now too large brought together."""
        rows = self.db.execute(
            f"SELECT one, other FROM likeness WHERE one {_IN} AND other {_IN}", (_list(members), _list(members))
        ).fetchall()
        nodes = {node.id: node for node in self.get({n for row in rows for n in row})}
        for one, other in rows:
            a, b = _blocks(nodes[one].citation), _blocks(nodes[other].citation)
            if not any(key in b and self.size(key, limit) <= limit for key, limit in a.items()):
                self.db.execute("DELETE FROM likeness WHERE one = ? AND other = ?", (one, other))
                self.seeds |= {one, other}
                self.doubted |= {one, other}

    # --- what is tied to what ---

    def tied(self, seeds: Collection[int], wholly: bool) -> set[int]:
        """All works that are tied to these by their titles; `wholly`: also those without a title, and by hand."""
        found: set[int] = set()
        todo = set(seeds)
        steps = [
            f"SELECT id FROM works WHERE kin IN (SELECT kin FROM works WHERE id {_IN})",
            f"SELECT id FROM works WHERE same IN (SELECT same FROM works WHERE id {_IN})",
            f"SELECT target FROM works WHERE target IS NOT NULL AND id {_IN}",
            f"SELECT id FROM works WHERE target {_IN}",
            f"SELECT one FROM likeness WHERE score >= {JOINED} AND other {_IN}",
            f"SELECT other FROM likeness WHERE score >= {JOINED} AND one {_IN}",
        ]
        if wholly:
            steps += [
                f"SELECT other FROM fits WHERE joined IS NOT NULL AND work {_IN}",
                f"SELECT work FROM fits WHERE joined IS NOT NULL AND other {_IN}",
            ]
        while todo:
            found |= todo
            near = {n for sql in steps for n in self.ids(sql, todo)}
            if wholly and self.decisions:
                near |= self.by_hand({node.link for node in self.get(todo)})
            todo = near - found
        return found

    def by_hand(self, links: Collection[str]) -> set[int]:
        """The works that decisions name together with any of these links."""
        named = {n for link in links for n in self.deciding.get(link, ())}
        values = {self.decisions[n].value for n in named} - {None}  # of decisions on one source the last names it
        named |= {n for n, decision in enumerate(self.decisions) if values and decision.value in values}
        also = {key.id for n in named for key in _keys_of(self.decisions[n])}
        return self.ids(f"SELECT id FROM works WHERE link {_IN}", also)

    def graph(self, region: Collection[int]) -> tuple[list[_Node], list[Work], dict[int, int], Ties]:
        """The works of a region as nlp/resolve.py takes them, where each stands, and what ties them by their titles."""
        nodes = self.get(region)
        at = {node.id: n for n, node in enumerate(nodes)}
        documents = {sha256: n for n, sha256 in enumerate(dict.fromkeys(node.document for node in nodes))}
        works = [Work(node.citation, documents[node.document], node.itself) for node in nodes]
        first: dict[int, int] = {}
        twins = []
        for n, node in enumerate(nodes):
            if node.same is not None and first.setdefault(node.same, n) != n:
                twins.append((first[node.same], n))
        alike = [
            (at[one], at[other], score, tuple((str(name), float(much)) for name, much in json.loads(fields)))
            for one, other, score, fields in self.db.execute(
                f"SELECT one, other, score, fields FROM likeness WHERE score >= {JOINED} AND one {_IN}",
                (_list(region),),
            )
        ]
        pointers = [(at[node.target], n) for n, node in enumerate(nodes) if node.target is not None]
        return nodes, works, at, Ties(pointers, twins, alike)

    def by_title(self) -> set[int]:
        """Say anew which of the touched works are one by their titles; gives those of which that changed."""
        region = self.tied(self.seeds, wholly=False)
        nodes, works, _, ties = self.graph(region)
        members: defaultdict[int, list[int]] = defaultdict(list)
        for node, root in zip(nodes, partition(works, ties), strict=True):
            members[root].append(node.id)
        before = dict(self.db.execute(f"SELECT id, kin FROM works WHERE id {_IN}", (_list(region),)).fetchall())
        now = {n: min(group) for group in members.values() for n in group}
        moved = {n for n in region if before[n] != now[n]}
        self.db.executemany("UPDATE works SET kin = ? WHERE id = ?", [(now[n], n) for n in moved])
        self.seeds = region
        return moved

    # --- without a title ---

    def ask(self, moved: set[int]) -> None:
        """Fit the untitled citations again to which the works that `moved` may matter."""
        self.sizes.clear()
        keys = dict(self.offered)
        for node in self.get(moved):
            if self.active(node.id):
                keys |= {key: (self.offered.get(key, (0, 0))[0], limit) for key, limit in _given(node.citation).items()}
        told = [-k for k, (more, limit) in keys.items() if min(n := self.size(k, limit), n - more) <= limit]
        self.askers |= self.ids(f"SELECT work FROM work_keys WHERE key {_IN}", told)
        places = self.db.execute(f"SELECT DISTINCT document FROM works WHERE id {_IN}", (_list(moved),)).fetchall()
        self.askers |= self.ids(f"SELECT id FROM works WHERE asks AND document {_IN}", [d for (d,) in places])
        for node in self.get(self.askers):
            self.fit(node)

    def fit(self, node: _Node) -> None:
        """Fit one untitled citation to what it may be."""
        document = self.described(node.document)
        ask = asks(node.citation, document)
        if ask is None:
            return
        found = fit(node.citation, ask, document, self.known(node, ask))
        close = dict(found.close)
        rows = {
            other: (found.how, close.get(other), found.score if other == found.to else None)
            for other in dict.fromkeys((*close, *([] if found.to is None else [found.to])))
        }
        before = {
            other: (how, near, joined)
            for other, how, near, joined in self.db.execute(
                "SELECT other, how, close, joined FROM fits WHERE work = ?", (node.id,)
            )
        }
        if rows == before:
            return
        self.db.execute("DELETE FROM fits WHERE work = ?", (node.id,))
        self.db.executemany(
            "INSERT INTO fits VALUES (?, ?, ?, ?, ?)", [(node.id, other, *row) for other, row in rows.items()]
        )
        self.doubted.add(node.id)
        self.seeds |= {
            node.id,
            *(n for row in (rows, before) for n, (_, _, joined) in row.items() if joined is not None),
        }

    def known(self, node: _Node, ask: Ask) -> list[Known]:
        """The works that an untitled citation may be: those of its document, and those that share a key with it."""
        own = self.ids(f"SELECT id FROM works WHERE document {_IN}", [node.document])
        found = {
            o.id for o in self.get(own - {node.id})
            if o.citation.title and may_be_here(ask, node.citation, o.citation)
        }  # fmt: skip
        for key in ask.keys:
            if self.size(_hash("offer", key), most_known(key)) <= most_known(key):
                found |= self.sharing(_hash("offer", key)) - {node.id}
        roots = dict(self.db.execute(f"SELECT id, kin FROM works WHERE id {_IN}", (_list(found),)).fetchall())
        return [Known(o.id, o.citation, roots[o.id], o.document == node.document, o.itself) for o in self.get(found)]

    def described(self, sha256: str) -> Document:
        """The document as far as an untitled citation depends on it: its title and date."""
        title, date = self.db.execute("SELECT title, date FROM documents WHERE sha256 = ?", (sha256,)).fetchone()
        return Document("", sha256, (), meta=Meta(title=title, date=date))

    # --- sources ---

    def settled(self) -> tuple[list[_Node], Settled]:
        """All that is touched, with the sources that it makes."""
        self.seeds |= self.by_hand(self.links) if self.decisions else set()
        region = self.tied(self.seeds, wholly=True)
        while True:
            nodes, works, at, ties = self.graph(region)
            documents = [Document("", sha256, ()) for sha256 in dict.fromkeys(node.document for node in nodes)]
            fits: dict[int, Fit] = {}
            rows = self.db.execute(
                f"SELECT work, other, how, joined FROM fits WHERE joined IS NOT NULL AND work {_IN}", (_list(region),)
            )
            for n, other, how, joined in rows:
                named: How = how
                fits[at[n]] = Fit(named, at[other], joined, ())
            mine = sorted({n for node in nodes for n in self.deciding.get(node.link, ())})
            settled = settle(works, documents, ties, fits, [self.decisions[n] for n in mine])
            before = self.sources | self.sources_of(region)
            names = {name for tried in settled.tried.values() for name in tried}
            names |= {
                name for (name,) in self.db.execute(f"SELECT name FROM tried WHERE source {_IN}", (_list(before),))
            }
            others = {
                source for (source,) in self.db.execute(f"SELECT source FROM tried WHERE name {_IN}", (_list(names),))
            }
            more = self.ids(f"SELECT id FROM works WHERE source {_IN}", others - before) - region
            if not more:
                self.sources = before
                return nodes, settled
            region = self.tied(region | more, wholly=True)

    def sources_of(self, region: Collection[int]) -> set[str]:
        sql = f"SELECT DISTINCT source FROM works WHERE source IS NOT NULL AND id {_IN}"
        return {source for (source,) in self.db.execute(sql, (_list(region),))}

    def write(self, nodes: Sequence[_Node], settled: Settled) -> None:
        """Put the sources of a region in the place of those that it had."""
        for table, column in (("sources", "id"), ("evidence", "source"), ("tried", "source")):
            self.db.execute(f"DELETE FROM {table} WHERE {column} {_IN}", (_list(self.sources),))
        write_sources(self.db, [(s, year[0] if (year := plan_year(s)) else None) for s in settled.sources])
        write_evidence(self.db, settled.evidence)
        self.db.executemany(
            "INSERT INTO tried VALUES (?, ?)",
            [(name, source) for source, names in settled.tried.items() for name in names],
        )
        by_id = {s.id: s for s in settled.sources}
        ids = _list(node.id for node in nodes)
        before = {
            n: (source, outcome)
            for n, source, outcome in self.db.execute(f"SELECT id, source, outcome FROM works WHERE id {_IN}", (ids,))
        }
        renamed, rows = set(), []
        for node, name, reason in zip(nodes, settled.ids, settled.reasons, strict=True):
            outcome = _outcome(node.citation, by_id[name], reason) if name and not node.itself else None
            if before[node.id] == (name or None, outcome):
                continue
            rows.append((name or None, outcome, node.id))
            if before[node.id][0] != (name or None):
                renamed.add(node.id)
            if not node.itself:
                self.refill.add(node.document)
        self.db.executemany("UPDATE works SET source = ?, outcome = ? WHERE id = ?", rows)
        for sql in (
            f"SELECT one FROM likeness WHERE other {_IN}",
            f"SELECT other FROM likeness WHERE one {_IN}",
            f"SELECT work FROM fits WHERE other {_IN}",
        ):
            self.doubted |= self.ids(sql, renamed)

    # --- doubt ---

    def write_doubts(self, nodes: Sequence[_Node]) -> None:
        """Say anew what is in doubt of the works that were settled, and of those that come close to them."""
        there = self.ids(f"SELECT id FROM works WHERE id {_IN}", self.doubted) | {node.id for node in nodes}
        links = {node.link for node in self.get(there)}
        there |= self.ids(f"SELECT id FROM works WHERE link {_IN}", links)
        gone = _list(links | self.links)
        self.db.execute(f"DELETE FROM doubts WHERE kind = 'citation' AND id {_IN}", (gone,))
        near: defaultdict[int, list[tuple[int, float]]] = defaultdict(list)
        for sql in (
            f"SELECT one, other, score FROM likeness WHERE one {_IN}",
            f"SELECT other, one, score FROM likeness WHERE other {_IN}",
            f"SELECT work, other, close FROM fits WHERE close IS NOT NULL AND work {_IN}",
        ):
            for n, other, score in self.db.execute(sql, (_list(there),)):
                near[n].append((other, score))
        rows = self.db.execute(
            f"SELECT id, coalesce(source, document), outcome FROM works WHERE id {_IN}",
            (_list(there | {other for close in near.values() for other, _ in close}),),
        )
        named = {n: (name, outcome) for n, name, outcome in rows}
        settled, parted, found = settled_links(self.decisions), self.parted(), list[Doubt]()
        for node in self.get(there):
            outcome = named[node.id][1]
            if outcome is None:
                continue
            name, sure, by = json.loads(outcome)[:3]
            close = [(named[other][0], score) for other, score in near[node.id]]
            link = LinkKey("citation", node.document, node.citation.where, node.citation.raw)
            doubt = doubt_of(link, node.citation.place, name, (sure, by), close, parted)
            if doubt and link not in settled:
                found.append(doubt)
        write_doubts(self.db, found)

    def parted(self) -> frozenset[tuple[str, str]]:
        """The pairs of sources that decisions keep apart."""
        keys = {key.id: key for d in self.decisions if d.apart for key in _keys_of(d)}
        ids: defaultdict[LinkKey, set[str]] = defaultdict(set)
        rows = self.db.execute(f"SELECT link, coalesce(source, '') FROM works WHERE link {_IN}", (_list(keys),))
        for link, source in rows if keys else ():
            ids[keys[link]].add(source)
        return parted_sources(self.decisions, ids)

    def write_lost(self, documents: Collection[str], numbers: Collection[str]) -> None:
        """Say anew which of the decisions that changed, or whose documents did, name nothing that is there."""
        touched = [
            d for d in self.decisions
            if str(d.id) in numbers
            or any(k.document in documents for k in (*d.links, *d.together))
            or any(k.id in self.links for k in _firsts(d))
        ]  # fmt: skip
        firsts = {key for d in touched for key in _firsts(d)}
        rows = self.db.execute(
            f"SELECT id FROM doubts WHERE id {_IN} AND json_extract(content, '$.found_by') = ?",
            (_list({*(k.id for k in firsts), *self.links}), LOST),
        ).fetchall()
        self.db.executemany("DELETE FROM doubts WHERE id = ?", rows)
        also = [d for d in self.decisions if not firsts.isdisjoint(_firsts(d))]
        known = self.ids_of_links({key.id for d in also for key in (*d.links, *d.together)})
        bare = [
            d for d in also
            if any(keys and not known & {k.id for k in keys} for keys in (d.links, d.together))
        ]  # fmt: skip
        named = {k.document for d in bare for k in (*d.links, *d.together) if k.document}
        read = [r for sha256 in sorted(named) if (r := _read(self.catalogue, sha256))]
        write_doubts(self.db, lost_links(read, bare))

    def ids_of_links(self, links: Collection[str]) -> set[str]:
        sql = f"SELECT DISTINCT link FROM works WHERE link {_IN}"
        return {link for (link,) in self.db.execute(sql, (_list(links),))} if links else set()

    # --- plans ---

    def name_plans(self) -> None:
        """Note which documents name a plan that is called otherwise now, or an action that other plans have now."""
        names = _Plans(self.db)
        rows = self.db.execute(
            "SELECT name, spelled, year, action, sum(times) FROM plans WHERE name IS NOT NULL"
            " GROUP BY name, spelled, year, action"
        )
        spelled: defaultdict[str, defaultdict[str, int]] = defaultdict(lambda: defaultdict(int))
        held = []
        for name, said, date, action, times in rows:
            spelled[name][said] += times
            held.append((name, said, date, action, times))
        counted: defaultdict[tuple[str, str | None], int] = defaultdict(int)
        now: dict[tuple[str, str], str] = {}
        for name, said in spelled.items():
            now["plan", name] = json.dumps([said, names.years(name)], sort_keys=True)
        for name, _, date, action, times in held:
            counted[action, plan_called(spelled[name], names.years(name), date)] += times
        for action, plans in owners_of(counted).items():
            now["owners", action] = json.dumps(plans)
        before = {(kind, n): value for kind, n, value in self.db.execute("SELECT kind, name, value FROM called")}
        differing = {key for key in now.keys() | before.keys() if now.get(key) != before.get(key)}
        for kind, name in differing:
            if kind == "owners":
                sql = "SELECT DISTINCT document FROM plans WHERE name IS NULL AND action = ?"
            elif (
                (kind, name) in now
                and (kind, name) in before
                and _called(now[kind, name]) == _called(before[kind, name])
            ):
                continue
            else:
                sql = "SELECT DISTINCT document FROM plans WHERE name = ?"
            self.refill |= {sha256 for (sha256,) in self.db.execute(sql, (name,))}
        self.db.executemany("DELETE FROM called WHERE kind = ? AND name = ?", list(differing))
        self.db.executemany(
            "INSERT INTO called VALUES (?, ?, ?)", [(*key, now[key]) for key in differing if key in now]
        )


def _called(value: str | None) -> tuple[str, list[str]] | None:
    """What a plan is called by what `called` keeps of it, whatever a document's date."""
    if value is None:
        return None
    said, years = json.loads(value)
    return plan_called(said, (), None), years


class _Plans:
    """How plans are called over the whole corpus, as `called` keeps it."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db = db
        self.known: dict[str, list[str]] = {}
        self.spelled: dict[str, dict[str, int]] = {}

    def years(self, key: str) -> list[str]:
        """The years of the sources that are the plan."""
        if key not in self.known:
            rows = self.db.execute("SELECT DISTINCT substr(date, 1, 4) FROM sources WHERE plan = ? ORDER BY 1", (key,))
            self.known[key] = [year for (year,) in rows]
        return self.known[key]

    def name(self, said: str, document: Document) -> str:
        """What a plan that the document calls `said` is called."""
        key = plan_key(said)
        if key not in self.spelled:
            (value,) = self.db.execute("SELECT value FROM called WHERE kind = 'plan' AND name = ?", (key,)).fetchone()
            self.spelled[key], self.known[key] = json.loads(value)
        return plan_called(self.spelled[key], self.known[key], document.meta.date)


# --- documents --------------------------------------------------------------------------------------------------------


def _fill_documents(catalogue: Catalogue) -> None:
    """Fill in sources and plans in the documents for which they changed, one transaction each."""
    decisions, plans = list_decisions(catalogue), _Plans(catalogue.db)
    owners = {
        name: json.loads(value)
        for name, value in catalogue.db.execute("SELECT name, value FROM called WHERE kind = 'owners'")
    }
    links, known = settled_links(decisions), dict[str, Source]()
    waiting = [name for (name,) in catalogue.db.execute("SELECT name FROM changed WHERE kind = 'fill'").fetchall()]
    for sha256 in waiting:
        with transaction(catalogue) as db:
            db.execute("DELETE FROM changed WHERE kind = 'fill' AND name = ?", (sha256,))
            kept = _kept(catalogue, sha256)
            if kept is None:
                continue
            read = document_as_read(catalogue, sha256)
            base = read or kept
            document = decided(base, decisions)
            outcomes = [
                json.loads(outcome)
                for (outcome,) in db.execute(
                    "SELECT outcome FROM works WHERE document = ? AND position >= 0 ORDER BY position", (sha256,)
                )
            ]
            for name, *_ in outcomes:
                if name not in known:
                    known[name] = get_source(catalogue, name)
            filled = fill(document, [(name, sure, by) for name, sure, by, *_ in outcomes], known, plans.name)
            before = base if document != base else None
            if filled != kept or before != read:
                write_findings(db, filled, before)
            db.execute(
                "DELETE FROM doubts WHERE document = ? AND kind != 'citation'"
                " AND json_extract(content, '$.found_by') != ?",
                (sha256, LOST),
            )
            write_doubts(db, [d for d in doubtful_links((filled,), owners) if d.link not in links])
    with transaction(catalogue) as db:
        db.execute("INSERT OR REPLACE INTO meta VALUES ('resolved', 'yes')")


def _kept(catalogue: Catalogue, sha256: str) -> Document | None:
    there = catalogue.db.execute("SELECT 1 FROM documents WHERE sha256 = ?", (sha256,)).fetchone()
    return get_document(catalogue, sha256) if there else None


def _read(catalogue: Catalogue, sha256: str) -> Document | None:
    """The document as it was read, before any decision; None where it is not in the corpus."""
    return document_as_read(catalogue, sha256) or _kept(catalogue, sha256)
