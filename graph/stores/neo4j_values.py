"""Nodes and edges as properties of Neo4j and back, without loss.

What Neo4j holds as it is stands as a property of that name, for people who look at the graph; the rest (lists of mixed
or no values, names the store uses itself) stands in ``exact`` as JSON.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from typing import Any, Literal

from graph.confidence import confidence_of
from graph.nodes import Edge, EdgeKey, Label, Node, Value
from graph.serial import canonical
from graph.stores.neo4j_session import bounded
from graph.stores.searching import searchable

_ENTITY = frozenset(
    {
        "key", "whole", "name", "exact", "wordings", "search_words", "search_folded", "search_length", "search_number",
        "search_bare",
    }
)  # fmt: skip
_EDGE = frozenset({"qualifier", "claims", "texts", "rank", "kind", "exact"})
_INTEGERS = range(-(2**63), 2**63)


def entity_row(node: Node, id_: str, wordings: str | None = None) -> dict[str, Any]:
    """The properties of a node; ``wordings`` is what claims say of one that is no document (JSON)."""
    found = searchable(node)
    row = _properties(node.properties, _ENTITY)
    row |= {"key": id_, "name": node.name, "search_words": found.marked, "search_length": found.length}
    said = {
        "whole": node.key if id_ != node.key else None,
        "wordings": wordings,
        "search_folded": found.folded,
        "search_number": bounded(found.number),
        "search_bare": bounded(found.bare),
    }
    return row | {name: value for name, value in said.items() if value}


def node_of_entity(label: Label, properties: Mapping[str, Any]) -> Node:
    """The node of an entity's label and properties."""
    key = str(properties.get("whole") or properties["key"])
    return Node(key, label, str(properties["name"]), _read(properties, _ENTITY))


def edge_row(said: Mapping[str, Value], qualifier: str, claims: int, texts: int, rank: str) -> dict[str, Any]:
    """The properties of a relationship: what its best claim (of ``rank``) says, the claims behind it, and how many of
    them are of text."""
    row = _properties(said, _EDGE)
    return row | {"qualifier": qualifier, "claims": claims, "texts": texts, "rank": rank}


def edge_of(key: EdgeKey, properties: Mapping[str, Any]) -> Edge:
    """The edge of a relationship's properties."""
    origin: Literal["text", "registry"] = "text" if properties["texts"] else "registry"
    return Edge(key, _read(properties, _EDGE), origin, properties["claims"], confidence_of(properties["rank"]))


def is_own(name: str) -> bool:
    """Whether the store uses this name of a node's property itself."""
    return name in _ENTITY


def _properties(said: Mapping[str, Value], own: Collection[str]) -> dict[str, Any]:
    plain = {name: value for name, value in said.items() if name not in own and _is_held(value)}
    rest = {name: value for name, value in said.items() if name not in plain}
    return {**plain, "exact": canonical(rest)} if rest else plain


def _read(properties: Mapping[str, Any], own: Collection[str]) -> dict[str, Value]:
    said = {name: value for name, value in properties.items() if name not in own}
    exact = properties.get("exact")
    return {**said, **json.loads(exact)} if exact else said


def _is_held(value: Value) -> bool:
    """Whether Neo4j gives the value back as it was."""
    if isinstance(value, list):
        kinds = {type(item) for item in value}
        return kinds in ({str}, {float})
    return isinstance(value, (str, bool, float)) or (isinstance(value, int) and value in _INTEGERS)
