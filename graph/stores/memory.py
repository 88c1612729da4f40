"""The reference store: everything in memory, the graph built whole after each write. Plain, never optimised."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from threading import RLock
from typing import Any, Literal

from graph.building import Graph, Stated, build, leads_to
from graph.claims import Claim, Source
from graph.confidence import SURE, below, confidence_of
from graph.judgements import Judgement
from graph.nodes import Edge, EdgeKey, Node
from graph.serial import canonical, claim_id, claim_to_json
from graph.store import KeptOut, NodeFilter, Page, Reached, Step, StoredClaim, Traversal, Writer
from graph.stores import exporting
from graph.stores.names import name_of
from graph.stores.searching import COUNTED, matches, searchable


@dataclass(slots=True)
class _Kept:
    """What is kept; the graph is made of it."""

    sources: dict[str, Source]
    claims: dict[str, list[StoredClaim]]
    judgements: dict[str, Judgement]

    def copy(self) -> _Kept:
        return _Kept(dict(self.sources), dict(self.claims), dict(self.judgements))


class _MemoryWriter:
    """Writes into a copy that takes the place of the kept when the block ends."""

    def __init__(self, kept: _Kept) -> None:
        self.kept = kept

    def put_source(self, source: Source, claims: Sequence[Claim]) -> None:
        ids = {claim_id(source.locator, canonical(claim_to_json(claim))): claim for claim in claims}
        self.kept.sources[source.locator] = source
        self.kept.claims[source.locator] = [StoredClaim(i, source.locator, ids[i]) for i in sorted(ids)]

    def remove_source(self, locator: str) -> bool:
        self.kept.claims.pop(locator, None)
        return self.kept.sources.pop(locator, None) is not None

    def judge(self, judgement: Judgement) -> None:
        self.kept.judgements[judgement.id] = judgement

    def withdraw(self, judgement_id: str) -> bool:
        return self.kept.judgements.pop(judgement_id, None) is not None


class MemoryStore:
    """A store that is gone when it is closed. One writer at a time; readers see what was there before the block."""

    address = "memory:"

    def __init__(self) -> None:
        self._kept = _Kept({}, {}, {})
        self._built: Graph | None = None
        self._reading, self._writing = RLock(), RLock()

    @property
    def _graph(self) -> Graph:
        with self._reading:
            if self._built is None:
                self._built = build(self._kept.claims, list(self._kept.judgements.values()), name_of)
            return self._built

    @contextmanager
    def writing(self) -> Iterator[Writer]:
        """One transaction: kept when the block ends, forgotten when it raises."""
        with self._writing:
            writer = _MemoryWriter(self._kept.copy())
            yield writer
            with self._reading:
                self._kept, self._built = writer.kept, None

    def close(self) -> None:
        """Nothing to let go of."""

    def resolve(self, key: str) -> str | None:
        """See Reader."""
        return leads_to(self._graph, key)

    def nodes(self, keys: Iterable[str]) -> dict[str, Node]:
        """See Reader."""
        graph = self._graph
        found = {key: leads_to(graph, key) for key in keys}
        return {key: graph.nodes[kept] for key, kept in found.items() if kept is not None}

    def find(self, condition: NodeFilter, *, limit: int = 50, offset: int = 0) -> Page:
        """See Reader."""
        found = []
        for node in self._graph.nodes.values():
            if condition.label and node.label != condition.label:
                continue
            words = searchable(node)
            if matches(node, words, condition):
                order = (words.length, node.key) if condition.words.strip() else (0, node.label, node.key)
                found.append((order, node))
        found.sort(key=lambda pair: pair[0])
        return Page(tuple(node for _, node in found[offset : offset + limit]), len(found))

    def edges(
        self,
        keys: Iterable[str],
        kinds: Iterable[str] = (),
        direction: Literal["out", "in", "both"] = "both",
        *,
        doubtful: bool = True,
    ) -> list[Edge]:
        """See Reader."""
        graph, wanted = self._graph, frozenset(kinds)
        at = {kept for key in keys if (kept := leads_to(graph, key)) is not None}
        there: dict[EdgeKey, list[Stated]] = {}
        if direction != "in":
            there.update(_keyed(graph.edges.out_edges(at, keys=True, data=True)))
        if direction != "out":
            there.update(_keyed(graph.edges.in_edges(at, keys=True, data=True)))
        surest = below(doubtful=doubtful)
        chosen = (
            key
            for key, stated in there.items()
            if (not wanted or key.kind in wanted) and stated[0].rank < surest and not _is_wrong(graph, key)
        )
        found = [_edge(key, there[key]) for key in chosen]
        return sorted(found, key=lambda edge: edge.key)

    def traverse(
        self,
        roots: Sequence[str],
        steps: Sequence[Step],
        *,
        max_depth: int,
        limit: int = 10_000,
        as_of: str = "",
        doubtful: bool = True,
    ) -> Traversal:
        """See Reader: best-first search over (node, last step), as a second step may depend on the first."""
        graph, surest = self._graph, below(doubtful=doubtful)
        starts = sorted({kept for root in roots if (kept := leads_to(graph, root))})
        waiting = [(0, root, -1) for root in starts]
        depths: dict[str, int] = {}
        seen: set[tuple[str, int]] = set()
        walked: set[EdgeKey] = set()
        while waiting:
            depth, node, last = heapq.heappop(waiting)
            if (node, last) in seen:
                continue
            seen.add((node, last))
            depths.setdefault(node, depth)
            for index, key, neighbour in _ways(graph, node, last, steps, surest):
                deeper = depth + steps[index].cost
                if deeper <= max_depth and _known_by(graph, neighbour, as_of):
                    walked.add(key)
                    heapq.heappush(waiting, (deeper, neighbour, index))
        reached = sorted((Reached(key, depth) for key, depth in depths.items()), key=lambda r: (r.depth, r.key))
        within = {r.key for r in reached[:limit]}
        edges = sorted(key for key in walked if key.source in within and key.target in within)
        return Traversal(tuple(reached[:limit]), tuple(edges), len(reached) > limit)

    def claims_of_edge(self, edge: EdgeKey) -> list[StoredClaim]:
        """See Reader."""
        graph = self._graph
        source, target = leads_to(graph, edge.source), leads_to(graph, edge.target)
        ends = (source or "", target or "", (edge.kind, edge.qualifier))
        if not graph.edges.has_edge(*ends):
            return []
        return _in_order(stated.stored for stated in graph.edges.edges[ends]["claims"])

    def claims_of_node(self, key: str) -> list[StoredClaim]:
        """See Reader."""
        return _in_order(self._graph.claims_at.get(leads_to(self._graph, key) or "", []))

    def aliases(self, key: str) -> list[str]:
        """See Reader."""
        graph = self._graph
        kept = leads_to(graph, key)
        return _aliases(graph).get(kept, [kept]) if kept is not None else []

    def sources(self) -> list[Source]:
        """See Reader."""
        return [self._kept.sources[locator] for locator in sorted(self._kept.sources)]

    def claims_of_source(self, locator: str) -> list[StoredClaim]:
        """See Reader."""
        return list(self._graph.claims.get(locator, []))

    def kept_out(self) -> list[KeptOut]:
        """See Reader."""
        return sorted(self._graph.kept_out, key=lambda kept: (kept.stored.source, kept.stored.id))

    def judgements(self) -> list[Judgement]:
        """See Reader."""
        return [self._kept.judgements[i] for i in sorted(self._kept.judgements)]

    def counts(self) -> dict[str, int]:
        """See Reader."""
        graph = self._graph
        counted: dict[str, int] = {
            "sources": len(self._kept.sources),
            "claims": sum(map(len, self._kept.claims.values())),
            "edges": sum(not _is_wrong(graph, key) for key, _ in _all_edges(graph)),
            "judgements": len(self._kept.judgements),
        }
        counted |= dict.fromkeys(COUNTED, 0)
        for node in graph.nodes.values():
            counted[node.label] += 1
            if node.label == "Document":
                counted[f"Document:{node.properties['status']}"] += 1
        return counted

    def doubtful_edges(self) -> int:
        """See Reader."""
        graph = self._graph
        return sum(stated[0].rank >= SURE and not _is_wrong(graph, key) for key, stated in _all_edges(graph))

    def export(self) -> Iterator[str]:
        """See Reader."""
        graph, aliases = self._graph, _aliases(self._graph)
        yield from map(exporting.source_line, self.sources())
        for key in sorted(graph.nodes):
            yield exporting.node_line(graph.nodes[key], aliases.get(key, ()))
        for edge_key, stated in sorted(_all_edges(graph), key=lambda pair: pair[0]):
            claims = _in_order(s.stored for s in stated)
            yield exporting.edge_line(_edge(edge_key, stated), claims, _is_wrong(graph, edge_key))
        yield from map(exporting.kept_out_line, self.kept_out())
        yield from map(exporting.judgement_line, self.judgements())


def _all_edges(graph: Graph) -> Iterator[tuple[EdgeKey, list[Stated]]]:
    return _keyed(graph.edges.edges(keys=True, data=True))


def _keyed(edges: Iterable[tuple[str, str, Any, Any]]) -> Iterator[tuple[EdgeKey, list[Stated]]]:
    for source, target, (kind, qualifier), data in edges:
        yield EdgeKey(source, kind, target, qualifier), data["claims"]


def _edge(key: EdgeKey, stated: list[Stated]) -> Edge:
    text = any(s.stored.claim.evidence.origin == "text" for s in stated)
    confidence = confidence_of(stated[0].rank)
    return Edge(key, stated[0].properties, "text" if text else "registry", len(stated), confidence)


def _is_wrong(graph: Graph, key: EdgeKey) -> bool:
    return (key.source, key.kind, key.target) in graph.wrong


def _known_by(graph: Graph, key: str, as_of: str) -> bool:
    return not as_of or str(graph.nodes[key].properties.get("known_from", "")) <= as_of


def _ways(graph: Graph, node: str, last: int, steps: Sequence[Step], surest: str) -> Iterator[tuple[int, EdgeKey, str]]:
    """(step, edge, neighbour) of every step that may be taken at ``node`` after step ``last`` (-1: at the start), along
    edges whose best rank is less than ``surest``."""
    for index, step in enumerate(steps):
        if last >= 0 and (steps[last].kind, steps[last].direction) in step.not_after:
            continue
        outward = step.direction == "out"
        at = graph.edges.out_edges if outward else graph.edges.in_edges
        for key, stated in _keyed(at(node, keys=True, data=True)):
            if key.kind == step.kind and stated[0].rank < surest and not _is_wrong(graph, key):
                yield index, key, key.target if outward else key.source


def _aliases(graph: Graph) -> dict[str, list[str]]:
    """Node key → all keys that lead to it, its own included; of tasks and targets also behind old keys of what states
    them."""
    found: dict[str, set[str]] = {key: {key} for key in graph.nodes}
    for alias in graph.aliases:
        kept = leads_to(graph, alias)
        if kept in found:
            found[kept].add(alias)
    for key in graph.nodes:
        stating, mark, rest = key.partition("#")
        if mark:
            found[key] |= {f"{alias}#{rest}" for alias in found.get(stating, ())}
    return {key: sorted(keys) for key, keys in found.items()}


def _in_order(claims: Iterable[StoredClaim]) -> list[StoredClaim]:
    return sorted(claims, key=lambda c: (c.source, c.id))
