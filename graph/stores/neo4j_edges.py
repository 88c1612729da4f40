"""Edges of a Neo4j database: one relationship each, kept in step with the claims that state it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from graph.kinds import KINDS
from graph.nodes import Value
from graph.stores.neo4j_made import Ends
from graph.stores.neo4j_session import Neo4jSession
from graph.stores.neo4j_values import edge_rank, edge_row

#: Source, kind, target of an edge judged wrong.
Judged: TypeAlias = tuple[str, str, str]
#: Rank of a claim, and what it says of an edge.
_Saying: TypeAlias = "tuple[str, Mapping[str, Value]]"
_NOTHING: Mapping[str, Value] = {}


@dataclass(slots=True)
class _Change:
    """By how much an edge is said more than before, the rank of the surest new claim ("" for none) with what it says,
    and the ranks of claims taken back."""

    claims: int = 0
    texts: int = 0
    rank: str = ""
    properties: Mapping[str, Value] = field(default_factory=lambda: _NOTHING)
    lost: set[str] | None = None


class Edges:
    """The edges of one transaction of which something else is said than before.

    Edges judged wrong are relationships of the kind JUDGED_WRONG, so that whoever follows a kind does not meet them.
    ``stating`` gives rank and properties of each claim that states an edge.
    """

    def __init__(self, session: Neo4jSession, stating: Callable[[Ends], Iterable[_Saying]]) -> None:
        self._session, self._stating = session, stating
        self._changes: dict[Ends, _Change] = defaultdict(_Change)

    def less(self, ends: Ends, rank: str, of_text: bool) -> None:
        """A claim that stated an edge is taken back."""
        change = self._changes[ends]
        change.claims -= 1
        change.texts -= of_text
        change.lost = {*(change.lost or ()), edge_rank(rank)}

    def more(self, ends: Ends, rank: str, of_text: bool, properties: Mapping[str, Value]) -> None:
        """A claim states an edge."""
        change = self._changes[ends]
        change.claims += 1
        change.texts += of_text
        rank = edge_rank(rank)
        if not change.rank or rank < change.rank:
            change.rank, change.properties = rank, properties

    def write(self, made: Set[str]) -> None:
        """Writes the edges that are not as they were. ``made``: nodes that are new, at which there is none yet. Hidden
        edges are shown, until ``judge`` hides them again."""
        old = [ends for ends in self._changes if ends[0] not in made and ends[2] not in made]
        self._show(self._judged_wrong() & {ends[:3] for ends in old})
        less = [ends for ends in old if self._changes[ends].lost]
        before = self._between(less)
        rows = {ends: self._row(ends, row) for ends, row in before.items()}
        gone = [ends for ends, row in rows.items() if row is None]
        changed = {ends: row for ends, row in rows.items() if row is not None and row != before[ends]}
        counted = self._count([ends for ends in old if not self._changes[ends].lost])
        changed |= {ends: row for ends, row in counted.items() if row}
        known = before.keys() | counted.keys()
        created = [ends for ends, change in self._changes.items() if change.claims > 0 and ends not in known]
        self._session.many("create_edges", ((e[0], e[2], e[1], self._new(e)) for e in created))
        for kind, edges in _by_kind(changed).items():
            self._session.many("set_edges", ((e[0], e[2], changed[e]) for e in edges), KIND=kind)
        for kind, edges in _by_kind(gone).items():
            self._session.many("remove_edges", ((e[0], e[2], e[3]) for e in edges), KIND=kind)

    def _new(self, ends: Ends) -> dict[str, Any]:
        change = self._changes[ends]
        return edge_row(change.properties, ends[3], change.claims, change.texts, change.rank)

    def _count(self, edges: Iterable[Ends]) -> dict[Ends, dict[str, Any]]:
        """Adds to the edges that are there what is said of them more. By ends: their properties where a new claim is
        the surest, else nothing."""
        found: dict[Ends, dict[str, Any]] = {}
        for kind, ends in _by_kind(edges).items():
            changes = [(e[0], e[2], e[3], self._changes[e].claims, self._changes[e].texts) for e in ends]
            for source, target, qualifier, claims, texts, rank in self._session.each(
                "count_edges", changes, "rows", KIND=kind
            ):
                end, change = (source, kind, target, qualifier), self._changes[source, kind, target, qualifier]
                surer = change.rank < rank
                found[end] = edge_row(change.properties, qualifier, claims, texts, change.rank) if surer else {}
        return found

    def _row(self, ends: Ends, before: Mapping[str, Any]) -> dict[str, Any] | None:
        """An edge of which claims were taken back as it is now; None where nobody states it any more."""
        change = self._changes[ends]
        claims, texts = before["claims"] + change.claims, before["texts"] + change.texts
        if claims <= 0:
            return None
        if change.rank and change.rank <= before["rank"]:
            return edge_row(change.properties, ends[3], claims, texts, change.rank)
        if change.lost and before["rank"] in change.lost:
            rank, properties = min(self._stating(ends), key=lambda said: said[0])
            return edge_row(properties, ends[3], claims, texts, edge_rank(rank))
        return {**before, "claims": claims, "texts": texts}

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


def _by_kind(edges: Iterable[Ends]) -> dict[str, list[Ends]]:
    by_kind: dict[str, list[Ends]] = defaultdict(list)
    for ends in edges:
        by_kind[ends[1]].append(ends)
    return by_kind
