"""Reads of a Neo4j database in one transaction: from keys to nodes, from rows to values."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal

from graph.claims import Source
from graph.confidence import SURE
from graph.derivation import bodies_of, plain_key, refs_of
from graph.judgements import Judgement
from graph.kinds import KINDS
from graph.nodes import Edge, EdgeKey, Node
from graph.serial import claim_from_json, claim_id, judgement_from_json
from graph.store import KeptOut, NodeFilter, Page, Reached, Step, StoredClaim, Traversal
from graph.stores import exporting
from graph.stores.neo4j_edges import edge_number
from graph.stores.neo4j_find import find
from graph.stores.neo4j_keys import resolve_all, whole_keys
from graph.stores.neo4j_session import Neo4jSession, Runs, bounded
from graph.stores.neo4j_values import edge_of, node_of_entity
from graph.stores.neo4j_walk import FIRST_ROUNDS, Walk, traversal_of, walk_of
from graph.stores.searching import COUNTED

_ALL_KINDS = "|".join(sorted(KINDS))
_EXPORTED = 2000  # nodes of an export at a time


class Reading:
    """The reader's questions in one transaction; see Reader for what they promise."""

    def __init__(self, transaction: Runs) -> None:
        self._transaction = transaction
        self._session = Neo4jSession(transaction, "read")

    # -- keys and nodes ---------------------------------------------------------------------------------------------

    def resolve(self, key: str) -> str | None:
        """The key of the node that ``key`` leads to."""
        found = resolve_all(self._session, [key])
        return self._whole(found.values())[found[key]] if found else None

    def nodes(self, keys: Iterable[str]) -> dict[str, Node]:
        """Nodes by the keys asked for."""
        asked = [key for key in keys if isinstance(key, str)]
        found = self._nodes({bounded(key) for key in asked})
        ids = {key: bounded(key) for key in asked if bounded(key) in found}
        if len(ids) < len(set(asked)):
            ids |= resolve_all(self._session, [key for key in asked if key not in ids])
            found |= self._nodes(set(ids.values()) - found.keys())
        return {key: found[ids[key]] for key in asked if key in ids}

    def _nodes(self, ids: Iterable[str]) -> dict[str, Node]:
        rows = self._session.each("nodes", ids, "ids")
        return {id_: node_of_entity(label, properties) for id_, label, properties in rows}

    def _whole(self, ids: Iterable[str]) -> Mapping[str, str]:
        """Keys of ids."""
        return whole_keys(self._session, ids)

    def aliases(self, key: str) -> list[str]:
        """All keys that lead to the node."""
        node = resolve_all(self._session, [key]).get(key)
        return [] if node is None else self._aliases([node])[node]

    def _aliases(self, ids: Sequence[str]) -> dict[str, list[str]]:
        """By node: all keys that lead to it, its own included; those of tasks and targets also behind old keys of what
        states them."""
        keys = self._whole(ids)
        stating = {id_: key.partition("#") for id_, key in keys.items()}
        states = {bounded(first) for first, mark, _ in stating.values() if mark} - keys.keys()
        merged: dict[str, list[str]] = {id_: [id_] for id_ in (*ids, *states)}
        for kept, node in self._session.each("merged_into", list(merged), "ids"):
            merged[kept].append(node)
        kept_by = {node: kept for kept, nodes in merged.items() for node in nodes}
        former = self._whole(kept_by)
        candidates = {former[node]: kept for node, kept in kept_by.items() if node != kept}
        rows = list(self._session.each("aliases", kept_by, "ids"))
        leads = resolve_all(self._session, {*candidates, *(alias for _, alias in rows)})
        found: dict[str, set[str]] = {id_: {former[id_]} for id_ in merged}
        for alias, kept in (*candidates.items(), *((alias, kept_by[node]) for node, alias in rows)):
            if leads.get(alias) == kept:
                found[kept].add(alias)
        for id_, (first, mark, rest) in stating.items():
            if mark:
                found[id_] |= {f"{alias}#{rest}" for alias in found.get(bounded(first), ())}
        return {id_: sorted(found[id_]) for id_ in ids}

    def find(self, condition: NodeFilter, limit: int, offset: int) -> Page:
        """One page of the nodes that meet ``condition``."""
        return find(self._transaction, condition, limit, offset)

    # -- edges ------------------------------------------------------------------------------------------------------

    def edges(
        self, keys: Iterable[str], kinds: Iterable[str], direction: Literal["out", "in", "both"], below: str
    ) -> list[Edge]:
        """Edges at any of the nodes whose best rank is less than ``below``, sorted."""
        wanted = sorted(set(kinds))
        asked = "|".join(kind for kind in wanted if kind in KINDS) if wanted else _ALL_KINDS
        ids = self._ids(keys) if asked else []
        found: dict[EdgeKey, Edge] = {}
        for way in ("out", "in"):
            if direction in (way, "both") and ids:
                rows = self._session.each(f"edges_{way}", ids, "ids", KINDS=asked, BELOW=below)
                for source, kind, target, properties in rows:
                    key = EdgeKey(source, kind, target, properties["qualifier"])
                    found[key] = edge_of(key, properties)
        return [found[key] for key in sorted(found)]

    def _ids(self, keys: Iterable[str]) -> list[str]:
        return sorted(set(resolve_all(self._session, keys).values()))

    def traverse(
        self, roots: Sequence[str], steps: Sequence[Step], max_depth: int, limit: int, as_of: str, below: str
    ) -> Traversal:
        """The walk along edges whose best rank is less than ``below``, in one statement where the roots are keys of
        nodes."""
        walk = walk_of(steps, as_of, below)
        if walk is None:
            return _standing(self._whole(self._ids(roots)).values(), limit)
        found = self._walk({bounded(root) for root in roots}, walk, max_depth, limit)
        known = {node.key for node in found.reached if node.depth == 0}
        if known.issuperset(roots):
            return found
        return self._walk(self._ids(roots), walk, max_depth, limit)

    def _walk(self, roots: Iterable[str], walk: Walk, max_depth: int, limit: int) -> Traversal:
        asked = {**walk.parameters, "roots": sorted(roots), "max_depth": max_depth}
        rounds = FIRST_ROUNDS
        while True:
            [record] = self._transaction.run(walk.statement, {**asked, "rounds": rounds})
            states, edges, left = record.values()
            if not left:
                return traversal_of(states, edges, limit, self._whole(id_ for _, id_, _ in states))
            rounds *= 4

    # -- claims -----------------------------------------------------------------------------------------------------

    def claims_of_edge(self, edge: EdgeKey) -> list[StoredClaim]:
        """The claims that state it."""
        found = self._claims_of_edge(bounded(edge.source), edge, bounded(edge.target))
        if found:
            return found
        ids = resolve_all(self._session, (edge.source, edge.target))
        if edge.source not in ids or edge.target not in ids:
            return []
        return self._claims_of_edge(ids[edge.source], edge, ids[edge.target])

    def _claims_of_edge(self, source: str, edge: EdgeKey, target: str) -> list[StoredClaim]:
        number = edge_number((source, edge.kind, target, edge.qualifier))
        return self._stored(self._session.rows("claims_of_edge", edge=number))

    def claims_of_node(self, key: str) -> list[StoredClaim]:
        """The claims that name or describe it."""
        rows = self._session.rows("claims_of_node", id=bounded(key))
        if not rows:
            node = resolve_all(self._session, [key]).get(key)
            rows = self._session.rows("claims_of_node", id=node) if node is not None else []
        return self._stored(rows)

    def claims_of_source(self, locator: str) -> list[StoredClaim]:
        """By id."""
        return self._stored(self._session.rows("claims_of_source", locator=locator))

    def kept_out(self) -> list[KeptOut]:
        """The claims that could not become edges."""
        rows = self._session.rows("kept_out")
        reasons = {
            (row[0], claim_id(row[0], text)): why for row in rows for text, why in zip(row[1], row[5], strict=True)
        }
        return [KeptOut(stored, reasons[stored.source, stored.id]) for stored in self._stored(rows)]

    def _stored(self, rows: Sequence[Sequence[Any]]) -> list[StoredClaim]:
        """Rows of (locator, JSON of claims, refs, events, merged, …) as claims, by (source, id)."""
        merged: dict[str, str] = dict(rows[0][4]) if rows else {}
        leading: dict[str, dict[str, str]] = {}
        for locator, _, refs, events, *_ in rows:
            flat = events or []
            own: dict[str, str] = dict(zip(flat[::2], flat[1::2], strict=True))
            own |= {ref: node for ref, node in refs if node is not None}
            leading[locator] = {ref: merged.get(node, node) for ref, node in own.items()}
        keys = self._whole({node for refs in leading.values() for node in refs.values()} | {*merged, *merged.values()})
        final = {keys[node]: keys[kept] for node, kept in merged.items()}
        found = []
        for locator, texts, *_ in rows:
            refs = {ref: keys[node] for ref, node in leading[locator].items()}
            found += [_stored(locator, text, refs, final) for text in texts]
        return sorted(found, key=lambda stored: (stored.source, stored.id))

    # -- the whole --------------------------------------------------------------------------------------------------

    def sources(self) -> list[Source]:
        """By locator."""
        return sorted((Source(*row) for row in self._session.rows("sources")), key=lambda source: source.locator)

    def knows(self, locator: str) -> bool:
        """Whether there is such a source."""
        return bool(self._session.rows("known_source", locator=locator))

    def judgements(self) -> list[Judgement]:
        """By id."""
        found = [judgement_from_json(json.loads(text)) for (text,) in self._session.rows("judgements")]
        return sorted(found, key=lambda judgement: judgement.id)

    def counts(self) -> dict[str, int]:
        """Sources, claims, edges, judgements and nodes by label."""
        [(sources, claims, judgements, edges)] = self._session.rows("totals", {"KINDS": _ALL_KINDS})
        counted = {"sources": sources, "claims": claims, "edges": edges, "judgements": judgements}
        counted |= dict.fromkeys(COUNTED, 0)
        for label, status, count in self._session.rows("labels"):
            counted[label] += count
            if label == "Document":
                counted[f"Document:{status}"] = count
        return counted

    def doubtful_edges(self) -> int:
        """How many edges only doubtful claims state."""
        [(doubtful,)] = self._session.rows("doubtful_edges", {"KINDS": _ALL_KINDS, "BELOW": SURE})
        return int(doubtful)

    def export(self) -> Iterator[str]:
        """The whole graph, line by line."""
        yield from map(exporting.source_line, self.sources())
        ids: list[str] = []
        while page := self._session.rows("nodes_after", key=ids[-1] if ids else "", count=_EXPORTED):
            ids += [id_ for id_, _, _ in page]
            yield from self._node_lines(page)
        for start in range(0, len(ids), _EXPORTED):
            yield from self._edge_lines(ids[start : start + _EXPORTED])
        yield from map(exporting.kept_out_line, self.kept_out())
        yield from map(exporting.judgement_line, self.judgements())

    def _node_lines(self, page: Sequence[Sequence[Any]]) -> Iterator[str]:
        aliases = self._aliases([id_ for id_, _, _ in page])
        for id_, label, properties in page:
            yield exporting.node_line(node_of_entity(label, properties), aliases[id_])

    def _edge_lines(self, sources: Sequence[str]) -> Iterator[str]:
        rows = list(self._session.each("edges_with_claims", sources, "ids", KINDS=_ALL_KINDS))
        keys = self._whole({end for row in rows for end in (row[0], row[2])})
        numbers = {edge_number((s, kind, t, p["qualifier"])): (s, kind, t, p, hidden) for s, kind, t, p, hidden in rows}
        claims: dict[int, list[StoredClaim]] = {number: [] for number in numbers}
        for number, locator, texts in self._session.each("claims_of_edges", numbers, "edges"):
            claims[number] += [_stored(locator, text, {}, {}) for text in texts]
        edges = []
        for number, (source, kind, target, properties, hidden) in numbers.items():
            key = EdgeKey(keys[source], kind, keys[target], properties["qualifier"])
            edges.append((edge_of(key, properties), claims[number], hidden))
        for edge, stated, hidden in sorted(edges, key=lambda row: row[0].key):
            yield exporting.edge_line(edge, sorted(stated, key=lambda s: (s.source, s.id)), hidden)


def _standing(roots: Iterable[str], limit: int) -> Traversal:
    """A walk of no steps."""
    keys = sorted(roots)
    return Traversal(tuple(Reached(key, 0) for key in keys[:limit]), (), len(keys) > limit)


def _stored(locator: str, text: str, refs: Mapping[str, str], merged: Mapping[str, str]) -> StoredClaim:
    claim = claim_from_json(json.loads(text))
    nodes = {ref: refs[ref] for ref in refs_of(claim) if ref in refs}
    nodes |= {b.key: merged.get(plain_key(b.key), plain_key(b.key)) for b in bodies_of(claim)}
    return StoredClaim(claim_id(locator, text), locator, claim, nodes)
