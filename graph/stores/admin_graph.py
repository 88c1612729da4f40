"""Nodes and edges of a SQLite graph as rows for ``neo4j-admin``, with what sources state of edges.

Rows are read in the order of their keys, so that one pass is enough and nothing is held but the keys of nodes.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Sequence
from contextlib import ExitStack
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

from graph.nodes import Node
from graph.stores.admin_columns import EDGES, ENTITIES, Table, listed, quoted
from graph.stores.neo4j_edges import edge_number
from graph.stores.neo4j_session import bounded
from graph.stores.neo4j_values import edge_row, entity_row
from graph.stores.records import number_of_text
from graph.stores.sql_session import Session

_DECODER = json.JSONDecoder()
#: (source, kind, target, qualifier, claim, rank, of text, properties) of one stating.
_Stated = tuple[int, str, int, str, int, str, int, str]
_ENDS, _RANK = itemgetter(0, 1, 2, 3), itemgetter(5)


class Files:
    """The files of one part of the work, below one folder; knows the length of the longest row written."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._open = ExitStack()
        self._tables: list[Table] = []

    def table(self, name: str, header: Sequence[str]) -> Table:
        """A new file."""
        path = self._folder / f"{name}.csv"
        file = self._open.enter_context(path.open("w", encoding="utf-8", newline="\n", buffering=1 << 20))
        self._tables.append(Table(file, header))
        return self._tables[-1]

    def close(self) -> int:
        """The length of the longest row."""
        for table in self._tables:
            table.flush()
        self._open.close()
        return max((table.longest for table in self._tables), default=0)


def node_ids(session: Session) -> dict[int, str]:
    """Key of each node, shortened where it is too long for an index."""
    return {n: bounded(key) for n, key in session.connection.execute(session.statement("keys"))}


def write_entities(session: Session, files: Files) -> dict[int, str]:
    """A file for each label. The number, in Neo4j, of each wording."""
    tables = {label: files.table(label, [":ID(entity)", *columns.header]) for label, columns in ENTITIES.items()}
    numbers: dict[int, str] = {}
    wordings = _Wordings(session, numbers)
    for n, key, label, name, properties in session.connection.execute(session.statement("entities")):
        row = entity_row(Node(key, label, name, json.loads(properties)), bounded(key), wordings.of(n))
        tables[label].add_line(f"{n},{ENTITIES[label].line(row)}")
    return numbers


class _Wordings:
    """What claims say of nodes that are no documents, node after node."""

    def __init__(self, session: Session, numbers: dict[int, str]) -> None:
        self._rows = iter(session.connection.execute(session.statement("wordings")))
        self._waiting = next(self._rows, None)
        self._numbers = numbers

    def of(self, node: int) -> str | None:
        """The wordings of ``node`` as its JSON property; nodes are asked for in order."""
        said: list[tuple[str, str]] = []
        while self._waiting is not None and self._waiting[0] <= node:
            of, n, text, uses = self._waiting
            self._waiting = next(self._rows, None)
            wording = _without_key(text)
            number = self._numbers[n] = f"{number_of_text(wording):x}"
            if of == node:
                said.append((number, f"[{uses},{wording[1:]}"))
        return "{" + ",".join(f'"{number}":{text}' for number, text in sorted(said)) + "}" if said else None


def _without_key(wording: str) -> str:
    """``[key, label, …]`` as ``[label, …]``, both canonical JSON."""
    end = wording.find('",') + 1 if "\\" not in wording[: wording.find('",')] else _DECODER.raw_decode(wording, 1)[1]
    return f"[{wording[end + 1 :]}"


class Claims:
    """Which source each claim is of, and its number there. Claims of a source have numbers one after the other."""

    def __init__(self, session: Session) -> None:
        ranges = session.rows("claim_ranges")
        self._first: dict[int, int] = {source: first for source, first, _ in ranges}
        self._source = array("q", [0]) * (1 + max((last for *_, last in ranges), default=0))
        for source, first, last in ranges:
            self._source[first : last + 1] = array("q", [source]) * (last + 1 - first)

    def source(self, claim: int) -> int:
        """The source of a claim."""
        return self._source[claim]

    def place(self, claim: int) -> int:
        """The number of a claim in its source, from 0."""
        return claim - self._first[self._source[claim]]


_STATES = (
    ":START_ID(source)", ":END_ID(entity)", "from:string", "kind:string", "qualifier:string", "edge:long",
    "claims:long[]", "texts:long", "rank:string", "properties:string",
)  # fmt: skip


def write_edges(session: Session, files: Files) -> None:
    """The edges, each a relationship of its kind, and the statements behind them."""
    edges = files.table("edges", [":START_ID(entity)", ":END_ID(entity)", ":TYPE", *EDGES.header])
    states = files.table("states", _STATES)
    keys, claims = node_ids(session), Claims(session)
    wrong = set(session.rows("wrong"))
    rows = session.connection.execute(session.statement("statings"))
    for (source, kind, target, qualifier), stated in groupby(rows, _ENDS):
        said: list[_Stated] = list(stated)
        hidden = (source, kind, target) in wrong
        row = EDGES.line(_edge(qualifier, said, {"kind": kind} if hidden else {}))
        edges.add_line(f"{source},{target},{'JUDGED_WRONG' if hidden else kind},{row}")
        number = edge_number((keys[source], kind, keys[target], qualifier))
        common = f"{target},{quoted(keys[source])},{quoted(kind)},{quoted(qualifier)},{number}"
        by_source = _by_source(said, claims) if len(said) > 1 else {claims.source(said[0][4]): said}
        for locator, own in by_source.items():
            states.add_line(f"{locator},{common},{_statement(own, claims)}")


def _edge(qualifier: str, said: Sequence[_Stated], more: dict[str, Any]) -> dict[str, Any]:
    best = said[0] if len(said) == 1 else min(said, key=_RANK)
    texts = sum([row[6] for row in said]) if len(said) > 1 else best[6]
    if best[7] == "{}":
        return {"qualifier": qualifier, "claims": len(said), "texts": texts, "rank": best[5], **more}
    return edge_row(json.loads(best[7]), qualifier, len(said), texts, best[5]) | more


def _by_source(said: Sequence[_Stated], claims: Claims) -> dict[int, list[_Stated]]:
    found: dict[int, list[_Stated]] = {}
    for row in said:
        found.setdefault(claims.source(row[4]), []).append(row)
    return found


def _statement(said: Sequence[_Stated], claims: Claims) -> str:
    """Places of the claims, how many are of text, rank and properties of the surest."""
    best = said[0] if len(said) == 1 else min(said, key=_RANK)
    places = listed([claims.place(row[4]) for row in said])
    properties = quoted(best[7]) if best[7] != "{}" else ""
    return f"{places},{sum([row[6] for row in said])},{quoted(best[5])},{properties}"
