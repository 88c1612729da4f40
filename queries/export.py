"""Answers for notebooks: a lineage as a networkx graph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from queries.lineage import Lineage, LineageEdge

if TYPE_CHECKING:
    import networkx


def edges_of(answer: Lineage) -> list[LineageEdge]:
    """Every edge of the answer once, in order of source, kind, target."""
    found = {
        (edge.source, edge.kind, edge.target): edge
        for step in answer.steps
        for edge in (*step.edges, *step.unit_edges, *(beside.edge for beside in step.follow_ups))
    }
    return [found[key] for key in sorted(found)]


def to_networkx(answer: Lineage) -> networkx.MultiDiGraph[str]:
    """The chain as a graph: nodes by document key with the fields of ``DocumentRef`` (and ``way``, ``depth``, except
    for follow-ups), edges keyed by kind with ``label`` and ``quote``."""
    import networkx

    graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    for step in answer.steps:
        for beside in step.follow_ups:
            graph.add_node(beside.document.key, **beside.document.to_json())
    for step in answer.steps:
        for document in step.documents:
            graph.add_node(document.key, **document.to_json(), way=step.way, depth=step.depth)
    for edge in edges_of(answer):
        quote = edge.words.quote if edge.words else ""
        graph.add_edge(edge.source, edge.target, key=edge.kind, kind=edge.kind, label=edge.label, quote=quote)
    return graph
