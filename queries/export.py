"""Answers as networkx graphs, for notebooks and other programs.

``to_networkx`` takes any answer whose subject is a graph: a lineage, a path, a body's duties, reporting lines.
``organization_graph`` and ``whole_graph`` are read from the store. In all of them a node is known by its key and has
``label`` (Document, Organization, Task …) and ``name``; an edge has ``kind`` and ``label`` (the Vietnamese verb).
Values are texts, numbers, booleans or lists of texts; what is unknown is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import count
from typing import TYPE_CHECKING, Any, TypeAlias

from graph.errors import QuestionError
from graph.kinds import KINDS, ROLE_KINDS
from graph.nodes import Edge, EdgeKey, Node
from graph.store import NodeFilter, Reader
from queries.answers import Answer, BodyRef, DocumentRef, Words
from queries.evidence import require
from queries.lineage import Lineage, LineageEdge, Path
from queries.reporting import ReportingLine, Reports
from queries.responsibilities import Duties, Duty

if TYPE_CHECKING:
    import networkx

    Network: TypeAlias = networkx.MultiDiGraph[str]

#: Nodes read at a time.
PAGE = 5_000
_KIND_OF = {role: kind.name for role, kind in ROLE_KINDS.items()} | {"ACTS_WITH": "ACTS_WITH"}
_TASK_KINDS = (*_KIND_OF.values(), "RECEIVES", "ASSIGNS")


def edges_of(answer: Lineage) -> list[LineageEdge]:
    """Every edge of the answer once, in order of source, kind, target."""
    found = {
        (edge.source, edge.kind, edge.target): edge
        for step in answer.steps
        for edge in (*step.edges, *step.unit_edges, *(beside.edge for beside in step.follow_ups))
    }
    return [found[key] for key in sorted(found)]


def to_networkx(answer: Answer) -> Network:
    """The answer as a graph.

    - Lineage: documents with the fields of ``DocumentRef``, and ``way`` and ``depth`` where they are no follow-ups.
    - Path: its documents in order, ``place`` counting them from 0.
    - Duties: the body, its groups and kin, tasks (``due``, ``overdue``, ``state``), all who take part in them, and what
      states them.
    - Reports: the bodies, one edge for each line (``subject``, ``frequency``, ``due``, ``stated_in``).

    Edges are keyed by kind, reporting lines by kind and number; ``quote`` holds the words that prove an edge. Raises
    QuestionError for an answer that is no graph.
    """
    for kind, fill in _FILLED.items():
        if isinstance(answer, kind):
            graph = _empty()
            fill(graph, answer)
            return graph
    raise QuestionError(
        f"{type(answer).__name__} is no graph", remedy="give a lineage, a path, duties or reporting lines"
    )


def organization_graph(reader: Reader, key: str, *, doubtful: bool = False) -> Network:
    """All there is at a body: its tasks with everybody in them and what assigns them, documents, people, reporting
    lines and structure; with ``doubtful`` also what only doubtful claims say. Nodes have all their properties. Raises
    NotFoundError."""
    body = require(reader, key, "Organization").key
    edges = {edge.key: edge for edge in reader.edges([body], doubtful=doubtful)}
    tasks = {edge.target for edge in edges if edge.kind in _TASK_KINDS}
    edges.update({edge.key: edge for edge in reader.edges(tasks, _TASK_KINDS, "in", doubtful=doubtful)})
    ends = {end for edge in edges for end in (edge.source, edge.target)} | {body}
    return _graph_of(reader.nodes(ends).values(), edges.values())


def whole_graph(reader: Reader, *, doubtful: bool = False) -> Network:
    """Everything in the store, in memory: fit for tens of thousands of documents. Edges that only doubtful claims state
    are in it with ``doubtful`` alone."""
    nodes = list(_every_node(reader))
    return _graph_of(nodes, reader.edges([node.key for node in nodes], (), "out", doubtful=doubtful))


def _every_node(reader: Reader) -> Iterator[Node]:
    for offset in count(0, PAGE):
        page = reader.find(NodeFilter(), limit=PAGE, offset=offset).items
        yield from page
        if len(page) < PAGE:
            return


def _graph_of(nodes: Iterable[Node], edges: Iterable[Edge]) -> Network:
    graph = _empty()
    for node in sorted(nodes, key=lambda node: node.key):
        graph.add_node(node.key, **_known({**node.properties, "label": node.label, "name": node.name}))
    for edge in sorted(edges, key=lambda edge: edge.key):
        told = {"origin": edge.origin, "claims": edge.claims, "confidence": edge.confidence}
        _add_edge(graph, edge.key, {**edge.properties, **told, **_doubt(doubtful=edge.doubtful)})
    return graph


def _doubt(*, doubtful: bool) -> dict[str, bool]:
    """The mark of what only doubtful claims say."""
    return {"doubtful": True} if doubtful else {}


def _empty() -> Network:
    import networkx  # needed by few commands, and slow to load

    return networkx.MultiDiGraph()


def _known(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values that say something; tuples as lists of texts."""
    lists = {k: [str(i) for i in v] if isinstance(v, (list, tuple)) else v for k, v in values.items()}
    return {name: value for name, value in lists.items() if value is not None and value not in ("", [])}


def _add_edge(graph: Network, edge: EdgeKey, values: Mapping[str, Any], number: str = "") -> None:
    """``label`` and ``kind`` are the table's, whatever a text calls its values."""
    known = {"kind": edge.kind, "label": KINDS[edge.kind].label}
    key = " ".join(part for part in (edge.kind, edge.qualifier or number) if part)
    graph.add_edge(edge.source, edge.target, key=key, **_known({**values, **known}))


def _add_document(graph: Network, document: DocumentRef, label: str = "Document", **more: object) -> None:
    graph.add_node(document.key, **_known({**_fields(document), "label": label, **more}))


def _add_body(graph: Network, body: BodyRef, **more: object) -> None:
    graph.add_node(body.key, **_known({**_fields(body), "label": "Organization", **more}))


def _fields(answer: Answer) -> dict[str, Any]:
    return {name: value for name, value in answer.to_json().items() if name != "key"}


def _quote(words: Iterable[Words | None]) -> str:
    return next((found.quote for found in words if found), "")


def _fill_lineage(graph: Network, answer: Lineage) -> None:
    for step in answer.steps:
        for beside in step.follow_ups:
            _add_document(graph, beside.document)
    for step in answer.steps:
        for document in step.documents:
            _add_document(graph, document, way=step.way, depth=step.depth)
    for edge in edges_of(answer):
        _add_lineage_edge(graph, edge)


def _add_lineage_edge(graph: Network, edge: LineageEdge) -> None:
    said = {"quote": _quote([edge.words]), "claims": edge.claims, "target_part": edge.target_part}
    _add_edge(graph, EdgeKey(edge.source, edge.kind, edge.target), {**said, **_doubt(doubtful=edge.doubtful)})


def _fill_path(graph: Network, answer: Path) -> None:
    for place, document in enumerate((answer.start, *(step.document for step in answer.steps))):
        _add_document(graph, document, place=place)
    if answer.end.key not in graph:
        _add_document(graph, answer.end)
    for step in answer.steps:
        _add_lineage_edge(graph, step.edge)


def _fill_duties(graph: Network, answer: Duties) -> None:
    for kin in answer.kin:
        _add_body(graph, kin.body, relation=kin.relation, act=kin.act, since=kin.since)
    for group in answer.groups:
        _add_body(graph, group.group)
        for duty in group.duties:
            _add_duty(graph, group.group.key, duty)
    _add_body(graph, answer.organization)
    for group in answer.groups:
        member = EdgeKey(answer.organization.key, "MEMBER_OF", group.group.key)
        _add_edge(graph, member, {"certain": group.certain, "reason": group.reason})
    for duty in answer.own:
        _add_duty(graph, answer.organization.key, duty)


def _add_duty(graph: Network, body: str, duty: Duty) -> None:
    quote, due = _quote(duty.evidence), duty.due
    said = {"due": due.day, "deadline_raw": due.raw, "deadline_frequency": due.frequency, "deadline_kind": due.kind}
    found = {"deliverable": duty.deliverable, "overdue": duty.overdue, "state": duty.state, "quote": quote}
    graph.add_node(duty.task, **_known({"label": "Task", "name": duty.words, **said, **found}))
    part = {"heads": duty.heads, "quote": quote, **_doubt(doubtful=duty.doubtful)}
    for role in duty.roles:
        _add_edge(graph, EdgeKey(body, _KIND_OF[role], duty.task), part)
    for other in duty.co_workers:
        _add_body_once(graph, other.body)
        for role in other.roles:
            _add_edge(graph, EdgeKey(other.body.key, _KIND_OF[role], duty.task), {"quote": quote})
    for recipient in duty.recipients:
        _add_body_once(graph, recipient)
        _add_edge(graph, EdgeKey(recipient.key, "RECEIVES", duty.task), {"quote": quote})
    for stating in duty.stated_in:
        graph.add_node(stating.key, label=stating.label, name=stating.name)
        _add_edge(graph, EdgeKey(stating.key, "ASSIGNS", duty.task), {"quote": quote})


def _add_body_once(graph: Network, body: BodyRef) -> None:
    """What is known of the body asked about stays."""
    if body.key not in graph:
        _add_body(graph, body)


def _fill_reports(graph: Network, answer: Reports) -> None:
    _add_body(graph, answer.organization)
    for number, line in enumerate(answer.lines):
        _add_line(graph, line, str(number))


def _add_line(graph: Network, line: ReportingLine, number: str) -> None:
    for body in (line.reporter, line.recipient):
        _add_body_once(graph, body)
    said = {
        "subject": line.subject,
        "frequency": line.frequency,
        "deadline": line.deadline,
        "due": line.due,
        "via": [body.key for body in line.via],
        "stated_in": [stating.key for stating in line.stated_in],
        "quote": _quote(line.words),
        **_doubt(doubtful=line.doubtful),
    }
    _add_edge(graph, EdgeKey(line.reporter.key, "REPORTS_TO", line.recipient.key), said, number)


_FILLED: dict[type[Answer], Callable[[Any, Any], None]] = {
    Lineage: _fill_lineage,
    Path: _fill_path,
    Duties: _fill_duties,
    Reports: _fill_reports,
}
