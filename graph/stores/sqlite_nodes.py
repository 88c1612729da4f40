"""Nodes of the SQLite store: put together from what claims say of them, written where they came out differently."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping

from graph.derivation import Naming, node_of
from graph.nodes import Node
from graph.serial import canonical
from graph.stores.searching import Searchable, searchable
from graph.stores.sql_session import Session


def renamed_nodes(
    session: Session, changes: Mapping[int, int], said_now: Mapping[int, tuple[int, str]]
) -> dict[int, Node | None]:
    """The nodes, by id, whose wordings are said more or less often (``changes``); None where nothing is said any more.

    ``said_now``: wording → (node, JSON), for those that claims of this transaction say.
    """
    session.many("count_variant", ((n, *row, changes[n]) for n, row in said_now.items()))
    session.many("recount_variant", ((count, n) for n, count in changes.items() if n not in said_now))
    touched = {node for (node,) in session.each("nodes_of_variants", changes, "variants")}
    session.run_listed("remove_unsaid_variants", changes, "variants")
    said: dict[int, list[tuple[Naming, int]]] = defaultdict(list)
    for node, text, uses in session.each("variants_of_nodes", touched, "ids"):
        said[node].append((Naming(*json.loads(text)), uses))
    return {node: node_of(said[node]) if said[node] else None for node in touched}


def write_nodes(session: Session, nodes: Mapping[int, Node | None]) -> None:
    """Writes each node that is not as it was, with the words it is found by; forgets ids that lead nowhere."""
    rows, forgotten, found, idle = [], [], [], []
    for node, key, label, name, properties in session.each("node_rows", nodes, "ids"):
        now = nodes[node]
        old = Node(key, label, name, json.loads(properties)) if label else None
        if now is None:
            idle.append(node)
        if now == old:
            continue
        before = searchable(old) if old else None
        after = searchable(now) if now else None
        rows.append(_node_row(node, now, after))
        if before is None or after is None or before.marked != after.marked:
            forgotten += [(node, before.marked, before.folded)] if before else []
            found += [(node, after.marked, after.folded)] if after else []
    session.many("forget_words", forgotten)
    session.many("set_node", rows)
    session.many("put_words", found)
    session.run_listed("remove_idle_nodes", idle, "ids")


def _node_row(node: int, now: Node | None, found: Searchable | None) -> tuple[object, ...]:
    if now is None or found is None:
        return (None, "", "{}", "", "", "", "", 0, node)
    known_from = str(now.properties.get("known_from") or "")
    status = str(now.properties.get("status") or "") if now.label == "Document" else ""
    properties = canonical(dict(now.properties))
    return (now.label, now.name, properties, known_from, status, found.number, found.bare, found.length, node)
