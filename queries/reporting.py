"""Who reports to whom, about what, how often."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from graph.errors import QuestionError
from graph.nodes import Edge, Node
from graph.store import Reader
from queries.answers import Answer, BodyRef, NodeRef, Words, list_of, text_of
from queries.evidence import require, words_of
from queries.times import check_day, known_by

Flow = Literal["to", "from", "both"]
_EDGES: dict[str, Literal["out", "in", "both"]] = {"to": "out", "from": "in", "both": "both"}


@dataclass(frozen=True, slots=True)
class ReportingLine(Answer):
    """``reporter`` reports to ``recipient``, collected by ``via``. ``frequency`` holds ISO-8601 periods or words of
    ``graph.claims.Deadline``; ``deadline`` is as written, ``due`` its last ISO day, "" if undated; ``doubtful``
    says that only doubtful claims state the line."""

    reporter: BodyRef
    recipient: BodyRef
    subject: str
    frequency: tuple[str, ...]
    deadline: str
    due: str
    via: tuple[BodyRef, ...]
    stated_in: tuple[NodeRef, ...]
    words: tuple[Words, ...]
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Reports(Answer):
    """The answer: lines by reporter, recipient, subject."""

    organization: BodyRef
    direction: Flow
    as_of: str
    lines: tuple[ReportingLine, ...]


def reports_to(
    reader: Reader, organization_key: str, *, direction: Flow = "both", as_of: str = "", doubtful: bool = False
) -> Reports:
    """Reporting lines of a body: ``to`` whom it reports, ``from`` whom it receives reports.

    ``as_of`` (ISO day) leaves out lines that no document known by then states, ``doubtful`` adds those that only
    doubtful claims state. Raises NotFoundError, QuestionError.
    """
    if direction not in _EDGES:
        raise QuestionError(f"no direction: {direction[:40]!r}", remedy="ask to, from or both")
    check_day(as_of)
    organization = require(reader, organization_key, "Organization")
    edges = reader.edges([organization.key], ("REPORTS_TO",), _EDGES[direction], doubtful=doubtful)
    nodes = reader.nodes({key for edge in edges for key in _keys(edge)})
    lines = [_line(reader, edge, nodes) for edge in edges if _known(edge, nodes, as_of)]
    lines.sort(key=lambda line: (line.reporter.name, line.recipient.name, line.subject, line.reporter.key))
    return Reports(BodyRef.of(organization), direction, as_of, tuple(lines))


def _keys(edge: Edge) -> set[str]:
    stated, via = list_of(edge.properties, "stated_in"), list_of(edge.properties, "via")
    return {edge.key.source, edge.key.target, *stated, *via}


def _known(edge: Edge, nodes: dict[str, Node], as_of: str) -> bool:
    stating = [nodes[key] for key in list_of(edge.properties, "stated_in") if key in nodes]
    return not stating or any(known_by(node, as_of) for node in stating)


def _line(reader: Reader, edge: Edge, nodes: dict[str, Node]) -> ReportingLine:
    said = edge.properties
    return ReportingLine(
        reporter=BodyRef.of(nodes[edge.key.source]),
        recipient=BodyRef.of(nodes[edge.key.target]),
        subject=text_of(said, "subject"),
        frequency=list_of(said, "deadline_frequency"),
        deadline=text_of(said, "deadline_raw"),
        due=text_of(said, "due"),
        via=tuple(BodyRef.of(nodes[key]) for key in list_of(said, "via") if key in nodes),
        stated_in=tuple(NodeRef.of(nodes[key]) for key in list_of(said, "stated_in") if key in nodes),
        words=tuple(words_of(stored) for stored in reader.claims_of_edge(edge.key)),
        doubtful=edge.doubtful,
    )
