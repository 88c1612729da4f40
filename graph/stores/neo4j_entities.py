"""Nodes of a Neo4j database: put together from what claims say of them, written where they came out differently.

What claims say of a node that is no document is a wording: label, name, properties and rank. A node of one wording has
its number, how many claims say it and its rank beside its own properties, which are what it says; a node of several
keeps them as JSON.
"""

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
from graph.stores.neo4j_values import entity_row, node_of_entity
from graph.stores.records import number_of_text

#: Number of a wording → how many claims say it, then label, name, properties and rank of the naming.
_Wordings = dict[int, list[Any]]


class Entities:
    """The nodes of one transaction of which something else is said than before."""

    def __init__(self, session: Neo4jSession, keys: Neo4jKeys) -> None:
        self._session, self._keys = session, keys
        self._changes: dict[str, Counter[int]] = defaultdict(Counter)
        self._new: dict[int, Naming] = {}

    def wording(self, node: str, naming: Naming) -> tuple[str, int]:
        """The node, and the number of what a claim says of it: the same in every store."""
        text = canonical([naming.key, naming.label, naming.name, dict(naming.properties), naming.rank])
        n = number_of_text(text)
        self._new[n] = naming
        return node, n

    def said(self, node: str, wordings: Iterable[int], by: int) -> None:
        """Notes that each wording is said ``by`` so many claims more, or less."""
        for n in wordings:
            self._changes[node][n] += by

    def write(self, documents: Mapping[str, Node | None]) -> tuple[set[str], list[str]]:
        """Writes the nodes that are not as they were. The ids of those that are new, and of those that are to go."""
        touched = {node for node, changes in self._changes.items() if any(changes.values())} | documents.keys()
        touched -= self._said_again(touched - documents.keys())
        before = {id_: (label, said) for id_, label, said in self._session.each("entities", touched, "ids")}
        created: dict[Label, list[dict[str, Any]]] = defaultdict(list)
        changed, gone = [], []
        for id_ in touched:
            old = before.get(id_)
            node, kept = self._now(id_, documents, old)
            if node is None:
                gone += [id_] if old else []
                continue
            row = entity_row(node, id_, kept)
            if old is None:
                created[node.label].append(row)
            elif old != (node.label, row):
                changed.append((old[0], node.label, row))
        self._write(created, changed)
        return {row["key"] for rows in created.values() for row in rows}, gone

    def _said_again(self, touched: Iterable[str]) -> set[str]:
        """Counts the claims at nodes of one wording of which no other is said now, and gives these nodes."""
        changes = ((id_, *next(iter(self._changes[id_].items()))) for id_ in touched if len(self._changes[id_]) == 1)
        rows = [(id_, n, by) for id_, n, by in changes if by > 0]
        return {id_ for (id_,) in self._session.each("say_again", rows, "rows")}

    def _write(
        self, created: Mapping[Label, list[dict[str, Any]]], changed: list[tuple[str, Label, dict[str, Any]]]
    ) -> None:
        for label, rows in created.items():
            self._session.many("create_entities", rows, LABEL=label)
        self._session.many("set_entities", (row for _, _, row in changed))
        self._session.many("relabel", ((row["key"], old, new) for old, new, row in changed if old != new))

    def _now(
        self, id_: str, documents: Mapping[str, Node | None], old: tuple[Label, Mapping[str, Any]] | None
    ) -> tuple[Node | None, Mapping[str, Any]]:
        """The node as it is now, and what is kept of what claims say of it where it is no document."""
        said = _said(*old) if old else {}
        for n, by in self._changes.get(id_, {}).items():
            if n not in said and by > 0:
                naming = self._new[n]
                said[n] = [0, naming.label, naming.name, dict(naming.properties), naming.rank]
            if n in said:
                said[n][0] += by
        said = {n: row for n, row in said.items() if row[0] > 0}
        document = documents.get(id_)
        if document is not None:
            return document, _kept(document, said)
        if not said:
            return None, {}
        key = self._keys.keys((id_,))[id_]
        node = node_of([(Naming(key, *row[1:]), row[0]) for row in said.values()])
        return node, _kept(node, said)


def _said(label: Label, properties: Mapping[str, Any]) -> _Wordings:
    """The wordings of a node as it is kept."""
    if "wording" in properties:
        node = node_of_entity(label, properties)
        said = [properties["uses"], label, node.name, dict(node.properties), properties["rank"]]
        return {properties["wording"]: said}
    return {int(n): row for n, row in json.loads(properties.get("wordings", "{}")).items()}


def _kept(node: Node, said: _Wordings) -> dict[str, Any]:
    """The properties in which the wordings of a node are kept."""
    if len(said) == 1:
        [(n, (uses, *naming, rank))] = said.items()
        if naming == [node.label, node.name, dict(node.properties)]:
            return {"wording": n, "uses": uses, "rank": rank}
    return {"wordings": canonical({str(n): row for n, row in said.items()})} if said else {}
