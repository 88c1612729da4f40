"""Reads of the SQLite store on one connection: from keys to nodes, from rows to values."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal

from graph.claims import Claim, Source
from graph.confidence import SURE, confidence_of
from graph.derivation import bodies_of, plain_key, refs_of
from graph.judgements import Judgement
from graph.kinds import KINDS
from graph.nodes import Edge, EdgeKey, Node
from graph.serial import canonical, claim_from_json, judgement_from_json
from graph.store import KeptOut, NodeFilter, Page, Reached, Step, StoredClaim, Traversal
from graph.stores import exporting
from graph.stores.searching import COUNTED, asked_number, asked_words
from graph.stores.sql_session import Session
from graph.stores.statements import text

_LAST_KEY = "\U0010ffff"  # no key begins with it
_KINDS = canonical(sorted(KINDS))


class Reading:
    """The reader's questions on one connection; see Reader for what they promise."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._session = Session(connection, "read")

    def resolve_all(self, keys: Iterable[str]) -> dict[str, int]:
        """Node ids by the keys asked for; those that lead nowhere are left out."""
        wanted = {key for key in keys if isinstance(key, str)}
        found: dict[str, int] = dict(self._session.each("own_keys", sorted(wanted), "keys"))
        for key in sorted(wanted - found.keys()):
            node = self._by_alias(key)
            if node is not None:
                found[key] = node
        return found

    def _by_alias(self, key: str) -> int | None:
        nodes = [node for (node,) in self._session.rows("alias_nodes", key=key)]
        if len(nodes) == 1 and self._rows_of(nodes):
            return int(nodes[0])
        stating, mark, rest = key.partition("#")
        kept = self._rows_of(self.resolve_all([stating]).values()) if mark else []
        return self.resolve_own(f"{kept[0][1]}#{rest}") if kept else None

    def resolve_own(self, key: str) -> int | None:
        """The id of the node whose own key this is."""
        return dict(self._session.each("own_keys", [key], "keys")).get(key)

    def _rows_of(self, ids: Iterable[int]) -> list[tuple[Any, ...]]:
        return list(self._session.each("nodes", ids, "ids"))

    def resolve(self, key: str) -> str | None:
        """The key of the node that ``key`` leads to."""
        rows = self._rows_of(self.resolve_all([key]).values())
        return str(rows[0][1]) if rows else None

    def nodes(self, keys: Iterable[str]) -> dict[str, Node]:
        """Nodes by the keys asked for."""
        asked = list(keys)
        ids = self.resolve_all(asked)
        rows = {row[0]: _node(*row[1:]) for row in self._rows_of(set(ids.values()))}
        return {key: rows[ids[key]] for key in asked if key in ids}

    def find(self, condition: NodeFilter, limit: int, offset: int) -> Page:
        """One page of the nodes that meet ``condition``."""
        match = " AND ".join(
            f'{"marked" if marks else "folded"} : "{word}" *' for word, marks in asked_words(condition.words)
        )
        number, bare = asked_number(condition.number) if condition.number else ("", "")
        if (condition.words.strip() and not match) or (condition.number and not (number or bare)):
            return Page((), 0)
        asked = dict(condition.properties or {})
        status = asked.pop("status", "") if condition.label == "Document" else ""
        label = condition.label or ""
        ways = {"words": match, "number": number, "bare": bare, "status": status, "label": label}
        parameters = {
            "way": next((way for way, value in ways.items() if value), "all"),
            "match": match or '"-"',
            "label": label,
            "status": status,
            "after": condition.date_from,
            "before": condition.date_to,
            "low": condition.key_prefix,
            "high": condition.key_prefix + _LAST_KEY,
            "number": number,
            "bare": bare,
            "properties": canonical(asked),
            "limit": max(limit, 0),
            "offset": offset,
        }
        rows = self._session.connection.execute(text("find"), parameters).fetchall()
        return Page(tuple(_node(*row[1:]) for row in rows if row[1] is not None), rows[0][0])

    def edges(
        self, keys: Iterable[str], kinds: Iterable[str], direction: Literal["out", "in", "both"], below: str
    ) -> list[Edge]:
        """Edges at any of the nodes whose best rank is less than ``below``, sorted."""
        ids, wanted = canonical(sorted(set(self.resolve_all(keys).values()))), list(kinds)
        asked = canonical(sorted(set(wanted))) if wanted else _KINDS
        found: dict[EdgeKey, Edge] = {}
        for way in ("out", "in"):
            if direction in (way, "both"):
                rows = self._session.rows(f"edges_{way}", ids=ids, kinds=asked, below=below)
                found |= {edge.key: edge for edge in map(_edge, rows)}
        return [found[key] for key in sorted(found)]

    def traverse(
        self, roots: Sequence[str], steps: Sequence[Step], max_depth: int, limit: int, as_of: str, below: str
    ) -> Traversal:
        """The walk along edges whose best rank is less than ``below``, in one statement once the roots are known."""
        parameters = {
            "roots": canonical(sorted(set(self.resolve_all(roots).values()))),
            "steps": canonical([_step(step, steps) for step in steps]),
            "max_depth": max_depth,
            "limit": limit,
            "as_of": as_of,
            "below": below,
        }
        rows = self._session.connection.execute(text("traverse"), parameters).fetchall()
        reached = sorted((Reached(row[1], row[2]) for row in rows if row[0] == 0), key=lambda r: (r.depth, r.key))
        edges = sorted(EdgeKey(row[1], row[2], row[3], row[4]) for row in rows if row[0] == 1)
        return Traversal(tuple(reached[:limit]), tuple(edges), len(reached) > limit)

    def claims_of_edge(self, edge: EdgeKey) -> list[StoredClaim]:
        """The claims that state it."""
        ids = self.resolve_all((edge.source, edge.target))
        if edge.source not in ids or edge.target not in ids:
            return []
        ends = {"source": ids[edge.source], "target": ids[edge.target]}
        return self._stored(self._session.rows("claims_of_edge", kind=edge.kind, qualifier=edge.qualifier, **ends))

    def claims_of_node(self, key: str) -> list[StoredClaim]:
        """The claims that name or describe it."""
        node = self.resolve_all([key]).get(key)
        return [] if node is None else self._stored(self._session.rows("claims_of_node", node=node))

    def claims_of_source(self, locator: str) -> list[StoredClaim]:
        """By id."""
        return self._stored(self._session.rows("claims_of_source", locator=locator))

    def kept_out(self) -> list[KeptOut]:
        """The claims that could not become edges."""
        rows = self._session.rows("kept_out")
        return [KeptOut(stored, row[3]) for stored, row in zip(self._stored(rows), rows, strict=True)]

    def _stored(self, rows: Sequence[tuple[Any, ...]]) -> list[StoredClaim]:
        """Rows of (locator, id, json, …) as claims, with the nodes they lead to."""
        refs: dict[str, dict[str, str]] = defaultdict(dict)
        for locator, ref, key in self._session.each("refs", sorted({row[0] for row in rows}), "locators"):
            refs[locator][ref] = key
        merged = dict(self._session.rows("merged_keys")) if rows else {}
        return [_stored(row, refs, merged) for row in rows]

    def aliases(self, key: str) -> list[str]:
        """All keys that lead to the node."""
        node = self.resolve_all([key]).get(key)
        if node is None:
            return []
        own = str(self._rows_of([node])[0][1])
        candidates = sorted({alias for (alias,) in self._session.rows("aliases", node=node)} - {own})
        leads = self.resolve_all(candidates)
        found = {own} | {alias for alias in candidates if leads.get(alias) == node}
        stating, mark, rest = own.partition("#")
        if mark:
            found |= {f"{alias}#{rest}" for alias in self.aliases(stating)}
        return sorted(found)

    def sources(self) -> list[Source]:
        """By locator."""
        return [Source(*row) for row in self._session.rows("sources")]

    def judgements(self) -> list[Judgement]:
        """By id."""
        return [judgement_from_json(json.loads(row[0])) for row in self._session.rows("judgements")]

    def counts(self) -> dict[str, int]:
        """Sources, claims, edges, judgements and nodes by label."""
        sources, claims, judgements, edges = self._session.rows("totals")[0]
        counted = {"sources": sources, "claims": claims, "edges": edges, "judgements": judgements}
        counted |= dict.fromkeys(COUNTED, 0)
        for label, status, count in self._session.rows("labels"):
            counted[label] += count
            if label == "Document":
                counted[f"Document:{status}"] = count
        return counted

    def doubtful_edges(self) -> int:
        """How many edges only doubtful claims state."""
        return int(self._session.rows("doubtful_edges", below=SURE)[0][0])

    def export(self) -> Iterator[str]:
        """The whole graph, line by line."""
        yield from map(exporting.source_line, self.sources())
        connection = self._session.connection
        for _, *row in connection.execute(self._session.statement("all_nodes")):
            node = _node(*row)
            yield exporting.node_line(node, self.aliases(node.key))
        yield from self._edge_lines()
        yield from map(exporting.kept_out_line, self.kept_out())
        yield from map(exporting.judgement_line, self.judgements())

    def _edge_lines(self) -> Iterator[str]:
        """Rows come one per claim, those of one edge together."""
        key: EdgeKey | None = None
        rows: list[tuple[Any, ...]] = []
        for row in self._session.connection.execute(self._session.statement("all_edges")):
            here = EdgeKey(*row[:4])
            if key is not None and here != key:
                yield _edge_line(key, rows)
                rows = []
            key = here
            rows.append(row)
        if key is not None:
            yield _edge_line(key, rows)


def _edge_line(key: EdgeKey, rows: Sequence[tuple[Any, ...]]) -> str:
    best = min(rows, key=lambda row: str(row[6]))
    claims = [StoredClaim(row[8], row[7], _claim(row[9])) for row in rows]
    origin: Literal["text", "registry"] = "text" if any(row[5] for row in rows) else "registry"
    return exporting.edge_line(Edge(key, json.loads(best[4]), origin, len(rows)), claims, bool(rows[0][10]))


def _node(key: str, label: Any, name: str, properties: str) -> Node:
    return Node(key, label, name, json.loads(properties))


def _edge(row: tuple[Any, ...]) -> Edge:
    source, kind, target, qualifier, properties, claims, of_text, rank = row
    origin: Literal["text", "registry"] = "text" if of_text else "registry"
    return Edge(EdgeKey(source, kind, target, qualifier), json.loads(properties), origin, claims, confidence_of(rank))


def _step(step: Step, steps: Sequence[Step]) -> list[object]:
    """A step as the statement takes it; its last part says after which steps it is allowed."""
    allowed = "1" + "".join("0" if (last.kind, last.direction) in step.not_after else "1" for last in steps)
    return [step.kind, int(step.direction == "out"), step.cost, allowed]


def _claim(text_: str) -> Claim:
    return claim_from_json(json.loads(text_))


def _stored(row: tuple[Any, ...], refs: Mapping[str, Mapping[str, str]], merged: Mapping[str, str]) -> StoredClaim:
    locator, id_, text_ = row[:3]
    claim = _claim(text_)
    nodes = {ref: refs[locator][ref] for ref in refs_of(claim) if ref in refs[locator]}
    nodes |= {b.key: merged.get(plain_key(b.key), plain_key(b.key)) for b in bodies_of(claim)}
    return StoredClaim(id_, locator, claim, nodes)
