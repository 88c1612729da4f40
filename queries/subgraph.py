"""An answer as a py2neo subgraph, for notebooks that were written for py2neo (extra ``chidao[py2neo]``).

py2neo is at its end: its last release, 2021.2.4, speaks ``bolt://`` to a single Neo4j server and is not promised to
follow ``neo4j://`` routing. A py2neo subgraph holds at most one relationship of a type between two nodes; where the
answer has several, theirs are joined, values that differ as a list of texts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from queries.answers import Answer
from queries.export import to_networkx

if TYPE_CHECKING:
    from queries.export import Network


def to_subgraph(answer: Answer | Network) -> Any:
    """The answer (or a graph of ``queries.export``) as ``py2neo.Subgraph``.

    Nodes have their label, ``key`` and the values that ``to_networkx`` gives; ``Graph.merge`` knows them by label and
    key. Raises ImportError without the extra, QuestionError for an answer that is no graph.
    """
    from py2neo import Node, Relationship, Subgraph

    graph = to_networkx(answer) if isinstance(answer, Answer) else answer
    nodes: dict[str, Any] = {}
    for key, values in graph.nodes(data=True):
        said = {name: value for name, value in values.items() if name != "label"}
        node = nodes[key] = Node(values["label"], **{**said, "key": key})
        node.__primarylabel__, node.__primarykey__ = values["label"], "key"
    relationships = [
        Relationship(nodes[source], kind, nodes[target], **values)
        for (source, kind, target), values in _joined(graph).items()
    ]
    return Subgraph(nodes.values(), relationships)


def _joined(graph: Network) -> dict[tuple[str, str, str], dict[str, Any]]:
    """Values of the edges by source, kind, target."""
    parallel: dict[tuple[str, str, str], list[dict[str, Any]]] = {}
    for source, target, values in graph.edges(data=True):
        said = {name: value for name, value in values.items() if name != "kind"}
        parallel.setdefault((source, values["kind"], target), []).append(said)
    return {ends: _one(said) for ends, said in parallel.items()}


def _one(said: list[dict[str, Any]]) -> dict[str, Any]:
    if len(said) == 1:
        return said[0]
    names = sorted({name for values in said for name in values})
    return {name: _agreed([values.get(name, "") for values in said]) for name in names}


def _agreed(values: list[Any]) -> Any:
    same = all(value == values[0] for value in values)
    return values[0] if same else ["; ".join(v) if isinstance(v, list) else str(v) for v in values]
