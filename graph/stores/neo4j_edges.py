"""Edges of a Neo4j database: one relationship each, kept in step with the claims that state it."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from graph.kinds import KINDS
from graph.nodes import Value
from graph.serial import canonical
from graph.stores.neo4j_session import Neo4jSession
from graph.stores.neo4j_values import edge_row
from graph.stores.records import number_of_text

#: Source, kind, target, qualifier; the ends as node ids.
Ends: TypeAlias = tuple[str, str, str, str]
#: Source, kind, target of an edge judged wrong.
Judged: TypeAlias = tuple[str, str, str]


def edge_number(ends: Ends) -> int:
    """The number by which the claims of an edge are found."""
    return number_of_text(canonical(ends))


@dataclass(slots=True)
class Stating:
    """What one source says of one edge: the numbers of its claims, how many are of text, and what the surest says."""

    claims: list[int] = field(default_factory=list)
    texts: int = 0
    rank: str = ""
    properties: Mapping[str, Value] = field(default_factory=dict)

    def add(self, n: int, rank: str, of_text: bool, properties: Mapping[str, Value]) -> None:
        """One claim more."""
        self.claims.append(n)
        self.texts += of_text
        if not self.rank or rank < self.rank:
            self.rank, self.properties = rank, properties


@dataclass(slots=True)
class _Change:
    """By how much an edge is said more than before, the surest new claim, and the ranks of those taken back."""

    claims: int = 0
    texts: int = 0
    best: Stating | None = None
    lost: set[str] = field(default_factory=set)


class Edges:
    """The edges of one transaction of which something else is said than before.

    Edges judged wrong are relationships of the kind JUDGED_WRONG, so that whoever follows a kind does not meet them.
    """

    def __init__(self, session: Neo4jSession) -> None:
        self._session = session
        self._changes: dict[Ends, _Change] = defaultdict(_Change)
        self._before: dict[Ends, dict[str, Any]] = {}

    def less(self, ends: Ends, claims: int, texts: int, rank: str) -> None:
        """A source takes back what it said of an edge."""
        change = self._changes[ends]
        change.claims -= claims
        change.texts -= texts
        change.lost.add(rank)

    def more(self, ends: Ends, stating: Stating) -> None:
        """A source says something of an edge."""
        change = self._changes[ends]
        change.claims += len(stating.claims)
        change.texts += stating.texts
        if change.best is None or stating.rank < change.best.rank:
            change.best = stating

    def look(self, made: Set[str]) -> None:
        """Reads the edges that are there already, before it is written what sources state. ``made``: nodes that are
        new, at which there is none yet. Hidden edges are shown, until ``judge`` hides them again."""
        old = [ends for ends in self._changes if ends[0] not in made and ends[2] not in made]
        maybe = {edge_number(ends): ends for ends in old if not self._changes[ends].lost}
        known = [ends for ends in old if self._changes[ends].lost]
        known += [maybe[edge] for (edge,) in self._session.each("edges_stated", maybe, "edges")]
        self._show(self._judged_wrong() & {ends[:3] for ends in known})
        self._before = self._between(known)

    def write(self) -> None:
        """Writes the edges that are not as they were, once it is written what sources state."""
        before = self._before
        created: dict[Ends, dict[str, Any]] = {}
        changed: dict[Ends, dict[str, Any]] = {}
        gone: list[Ends] = []
        unsure: dict[int, Ends] = {}
        for ends, change in self._changes.items():
            row = before.get(ends)
            claims, texts = change.claims, change.texts
            if row is None:
                if change.best and claims > 0:
                    created[ends] = edge_row(change.best.properties, ends[3], claims, texts, change.best.rank)
                continue
            claims, texts = row["claims"] + claims, row["texts"] + texts
            if claims <= 0:
                gone.append(ends)
            elif change.best and change.best.rank <= row["rank"]:
                changed[ends] = edge_row(change.best.properties, ends[3], claims, texts, change.best.rank)
            else:
                changed[ends] = {**row, "claims": claims, "texts": texts}
                if row["rank"] in change.lost:
                    unsure[edge_number(ends)] = ends
        self._find_surest(unsure, changed)
        self._session.many("create_edges", ((e[0], e[2], e[1], row) for e, row in created.items()))
        now = {ends: row for ends, row in changed.items() if row != before[ends]}
        for kind, edges in _by_kind(now).items():
            self._session.many("set_edges", ((e[0], e[2], now[e]) for e in edges), KIND=kind)
        for kind, edges in _by_kind(gone).items():
            self._session.many("remove_edges", ((e[0], e[2], e[3]) for e in edges), KIND=kind)

    def judge(self, wrong: Set[Judged]) -> None:
        """Hides these edges and shows those that were hidden before."""
        before = self._judged_wrong()
        self._show(before - wrong)
        self._session.many("remove_wrong", before - wrong)
        self._session.many("put_wrong", wrong - before)
        self._move("hide_edges", (wrong - before) | {ends[:3] for ends in self._changes if ends[:3] in wrong})

    def _judged_wrong(self) -> set[Judged]:
        return {(source, kind, target) for source, kind, target in self._session.rows("wrong")}

    def _show(self, edges: Set[Judged]) -> None:
        self._move("show_edges", edges)

    def _move(self, statement: str, edges: Set[Judged]) -> None:
        by_kind: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for source, kind, target in sorted(edges):
            by_kind[kind].append((source, target))
        for kind in by_kind.keys() & KINDS.keys():
            self._session.many(statement, by_kind[kind], KIND=kind)

    def _between(self, edges: Iterable[Ends]) -> dict[Ends, dict[str, Any]]:
        """The relationships that are there, by their ends."""
        found: dict[Ends, dict[str, Any]] = {}
        for kind, ends in _by_kind(edges).items():
            rows = ((source, target, qualifier) for source, _, target, qualifier in ends)
            for source, target, qualifier, row in self._session.each("edges_between", rows, "rows", KIND=kind):
                found[source, kind, target, qualifier] = row
        return found

    def _find_surest(self, unsure: Mapping[int, Ends], changed: dict[Ends, dict[str, Any]]) -> None:
        """Fills in what the surest claim says of edges that lost theirs."""
        for edge, rank, properties in self._session.each("best_statings", unsure, "edges"):
            ends = unsure[edge]
            said = json.loads(properties) if properties else {}
            changed[ends] = edge_row(said, ends[3], changed[ends]["claims"], changed[ends]["texts"], rank)


def _by_kind(edges: Iterable[Ends]) -> dict[str, list[Ends]]:
    by_kind: dict[str, list[Ends]] = defaultdict(list)
    for ends in edges:
        by_kind[ends[1]].append(ends)
    return by_kind
