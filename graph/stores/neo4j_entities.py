"""Nodes of a Neo4j database: put together from what claims say of them, written where they came out differently."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from graph.derivation import Naming, node_of
from graph.nodes import Label, Node
from graph.serial import canonical
from graph.stores.neo4j_keys import Neo4jKeys
from graph.stores.neo4j_session import Neo4jSession
from graph.stores.neo4j_values import entity_row
from graph.stores.records import number_of_text

#: Number of a wording → how many claims say it, then label, name, properties and rank of the naming.
_Wordings = dict[str, list[Any]]


class Entities:
    """The nodes of one transaction of which something else is said than before."""

    def __init__(self, session: Neo4jSession, keys: Neo4jKeys) -> None:
        self._session, self._keys = session, keys
        self._changes: dict[str, Counter[str]] = defaultdict(Counter)
        self._new: dict[str, Naming] = {}

    def wording(self, node: str, text: str, naming: Naming) -> str:
        """The number of what a claim says of a node."""
        n = f"{number_of_text(text):x}"
        self._new[n] = naming
        return n

    def said(self, node: str, wordings: Iterable[str], by: int) -> None:
        """Notes that each wording is said ``by`` so many claims more, or less."""
        for n in wordings:
            self._changes[node][n] += by

    def write(self, documents: Mapping[str, Node | None]) -> tuple[set[str], list[str]]:
        """Writes the nodes that are not as they were. The ids of those that are new, and of those that are to go."""
        touched = {node for node, changes in self._changes.items() if any(changes.values())} | documents.keys()
        before = {id_: (label, said) for id_, label, said in self._session.each("entities", touched, "ids")}
        created: dict[Label, list[dict[str, Any]]] = defaultdict(list)
        changed, gone = [], []
        for id_ in touched:
            old = before.get(id_)
            node, wordings = self._now(id_, documents, old[1].get("wordings") if old else None)
            if node is None:
                gone += [id_] if old else []
                continue
            row = entity_row(node, id_, wordings)
            if old is None:
                created[node.label].append(row)
            elif old != (node.label, row):
                changed.append((old[0], node.label, row))
        self._write(created, changed)
        return {row["key"] for rows in created.values() for row in rows}, gone

    def _write(
        self, created: Mapping[Label, list[dict[str, Any]]], changed: list[tuple[str, Label, dict[str, Any]]]
    ) -> None:
        for label, rows in created.items():
            self._session.many("create_entities", rows, LABEL=label)
        self._session.many("set_entities", (row for _, _, row in changed))
        self._session.many("relabel", ((row["key"], old, new) for old, new, row in changed if old != new))

    def _now(
        self, id_: str, documents: Mapping[str, Node | None], wordings: str | None
    ) -> tuple[Node | None, str | None]:
        """The node as it is now, and what claims say of it where it is no document."""
        said: _Wordings = json.loads(wordings) if wordings else {}
        for n, by in self._changes.get(id_, {}).items():
            if n not in said and by > 0:
                naming = self._new[n]
                said[n] = [0, naming.label, naming.name, dict(naming.properties), naming.rank]
            if n in said:
                said[n][0] += by
        said = {n: row for n, row in said.items() if row[0] > 0}
        kept = canonical(said) if said else None
        if documents.get(id_) is not None:
            return documents[id_], kept
        if not said:
            return None, None
        key = self._keys.keys((id_,))[id_]
        return node_of([(Naming(key, *row[1:]), row[0]) for row in said.values()]), kept
