"""Nodes and edges of a SQLite graph as rows for ``neo4j-admin``.

Rows are read in the order of their keys, so that one pass is enough and nothing is held but the keys of nodes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from graph.nodes import Node
from graph.serial import canonical
from graph.stores.admin_columns import EDGES, ENTITIES, Table
from graph.stores.neo4j_session import bounded
from graph.stores.neo4j_values import edge_rank, edge_row, entity_row
from graph.stores.sql_session import Session

#: Of the standard library, in C.
_ENCODED, _DECODED = json.encoder.encode_basestring, json.JSONDecoder().raw_decode
#: A wording of a node: its number, its JSON and how many claims say it.
_Variant = tuple[int, str, int]


class Files:
    """The files of one part of the work, below one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._open = ExitStack()
        self._tables: list[Table] = []

    def table(self, name: str, header: Sequence[str]) -> Table:
        """A new file."""
        file = self._open.enter_context((self._folder / f"{name}.csv").open("wb", buffering=1 << 20))
        self._tables.append(Table(file, header))
        return self._tables[-1]

    def close(self) -> tuple[int, bool]:
        """The length of the longest row, and whether any row goes over lines."""
        for table in self._tables:
            table.flush()
        self._open.close()
        return max(table.longest for table in self._tables), any(table.broken for table in self._tables)


def node_ids(session: Session) -> dict[int, str]:
    """Key of each node, shortened where it is too long for an index."""
    return {n: bounded(key) for n, key in session.connection.execute(session.statement("keys"))}


def write_entities(session: Session, files: Files) -> None:
    """A file for each label."""
    tables = {label: files.table(label, [":ID(entity)", *columns.header]) for label, columns in ENTITIES.items()}
    wordings = _wordings(session)
    of, said = next(wordings, (0, []))
    for n, key, label, name, properties in session.connection.execute(session.statement("entities")):
        while 0 < of < n:
            of, said = next(wordings, (0, []))
        node = Node(key, label, name, _DECODED(properties)[0])
        kept = _kept(node, properties, said) if of == n else {}
        tables[label].add(f"{n},{ENTITIES[label].line(entity_row(node, bounded(key), kept))}")


def _wordings(session: Session) -> Iterator[tuple[int, list[_Variant]]]:
    """What claims say of nodes that are no documents, node after node."""
    before, said = 0, list[_Variant]()
    for node, *variant in session.connection.execute(session.statement("wordings")):
        if node != before and said:
            yield before, said
            said = []
        before = node
        said.append((variant[0], variant[1], variant[2]))
    if said:
        yield before, said


def _kept(node: Node, properties: str, said: Sequence[_Variant]) -> dict[str, Any]:
    """The properties in which wordings are kept, as the store keeps them (``neo4j_entities``)."""
    if len(said) == 1:
        [(n, text, uses)] = said
        whole, _, rank = text[:-1].rpartition(",")
        if whole == f'[{_ENCODED(node.key)},"{node.label}",{_ENCODED(node.name)},{properties}':
            return {"wording": n, "uses": uses, "rank": float(rank)}
    rows = {str(n): [uses, *json.loads(text)[1:]] for n, text, uses in said}
    return {"wordings": canonical(rows)}


def write_edges(session: Session, files: Files) -> None:
    """The edges, each a relationship of its kind."""
    table = files.table("edges", [":START_ID(entity)", ":END_ID(entity)", ":TYPE", *EDGES.header])
    wrong = set(session.rows("wrong"))
    rest = EDGES.empty_after("rank")
    for source, kind, target, qualifier, claims, texts, rank, properties in session.connection.execute(
        session.statement("edges")
    ):
        hidden = bool(wrong) and (source, kind, target) in wrong
        if properties == "{}" and not qualifier and not hidden:
            table.add(f"{source},{target},{kind},,{claims},{texts},\x1e{edge_rank(rank)}\x1e{rest}")
            continue
        row = edge_row(json.loads(properties), qualifier, claims, texts, edge_rank(rank))
        line = EDGES.line({**row, "kind": kind} if hidden else row)
        table.add(f"{source},{target},{'JUDGED_WRONG' if hidden else kind},{line}")
