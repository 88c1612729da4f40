"""The words behind an edge or a node, and everything known at a node."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graph.claims import Attribute
from graph.confidence import is_doubtful
from graph.errors import NotFoundError
from graph.kinds import KINDS
from graph.nodes import Edge, EdgeKey, Node, Value
from graph.store import Reader, StoredClaim
from queries.answers import Answer, NodeRef, Quoted, Words


@dataclass(frozen=True, slots=True)
class AttributeValue(Answer):
    """One value said of an attribute. ``chosen`` is True where it is the one the node shows; ``own`` where a document
    says it of itself."""

    name: str
    value: str
    chosen: bool
    own: bool
    words: Words


@dataclass(frozen=True, slots=True)
class EdgeSheet(Answer):
    """An edge at a node. ``outgoing`` is seen from that node; ``label`` reads in Vietnamese; ``confidence`` is that of
    the surest claim behind it, ``doubtful`` where that is below the threshold."""

    source: str
    kind: str
    target: str
    qualifier: str
    outgoing: bool
    label: str
    other: NodeRef
    origin: str
    claims: int
    properties: Mapping[str, Value]
    confidence: float = 1.0
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Sheet(Answer):
    """A node with everything at it. ``asked`` is the key asked with, ``aliases`` all keys that lead here.

    ``conflicts`` names the attributes for which sources give more than one value. ``edges_total`` counts the edges
    before ``limit``.
    """

    asked: str
    node: NodeRef
    properties: Mapping[str, Value]
    aliases: tuple[str, ...]
    attributes: tuple[AttributeValue, ...]
    conflicts: tuple[str, ...]
    edges: tuple[EdgeSheet, ...]
    edges_total: int
    words: tuple[Words, ...]
    words_total: int


#: Attribute of a claim → property of the document node that shows the value chosen (they differ in name only here).
_SHOWN_AS = {"number": "symbol"}


def words_of(stored: StoredClaim) -> Words:
    """The words behind one kept claim."""
    evidence = stored.claim.evidence
    return Words(
        claim=stored.id,
        source=stored.source,
        statement=type(stored.claim).__name__,
        spans=tuple(Quoted(span.start, span.end, span.part, span.quote, span.place) for span in evidence.spans),
        rule=evidence.rule,
        confidence=evidence.confidence,
        origin=evidence.origin,
        act=evidence.act,
        doubtful=is_doubtful(evidence.confidence),
    )


def best_words(claims: Iterable[StoredClaim]) -> Words | None:
    """The words of the surest claim, the first by id among equals; None where there is no claim."""
    best = min(claims, key=lambda stored: (-stored.claim.evidence.confidence, stored.id), default=None)
    return words_of(best) if best is not None else None


def require(reader: Reader, key: str, label: str = "") -> Node:
    """The node that ``key`` leads to; raises NotFoundError where there is none, or none of that ``label``."""
    node = reader.nodes([key]).get(key) if key else None
    if node is None or (label and node.label != label):
        wanted = label.lower() if label else "node"
        raise NotFoundError(f"no {wanted} has the key {key[:200]!r}", remedy="search for it by its words or number")
    return node


def words_behind(reader: Reader, what: EdgeKey | str) -> list[Words]:
    """The words behind an edge (all claims that state it) or a node (all that name or describe it), by source and
    claim. Raises NotFoundError where there is no such edge or node."""
    if isinstance(what, str):
        return [words_of(stored) for stored in reader.claims_of_node(require(reader, what).key)]
    source, target = require(reader, what.source).key, require(reader, what.target).key
    edge = EdgeKey(source, what.kind, target, what.qualifier)
    claims = reader.claims_of_edge(edge)
    if not claims:
        raise NotFoundError(
            f"no {what.kind} leads from {what.source[:200]!r} to {what.target[:200]!r}",
            remedy="ask for the edges at one of the two",
        )
    return [words_of(stored) for stored in claims]


def show(reader: Reader, key: str, *, limit: int = 1000) -> Sheet:
    """Everything at the node ``key`` leads to; at most ``limit`` edges and words. Raises NotFoundError."""
    node = require(reader, key)
    claims = reader.claims_of_node(node.key)
    edges = reader.edges([node.key])
    attributes = _attributes(node, claims)
    return Sheet(
        asked=key,
        node=NodeRef.of(node),
        properties=dict(node.properties),
        aliases=tuple(reader.aliases(node.key)),
        attributes=attributes,
        conflicts=_conflicts(attributes),
        edges=_edge_sheets(reader, node, edges[:limit]),
        edges_total=len(edges),
        words=tuple(words_of(stored) for stored in claims[:limit]),
        words_total=len(claims),
    )


def _attributes(node: Node, claims: Iterable[StoredClaim]) -> tuple[AttributeValue, ...]:
    if node.label != "Document":
        return ()
    said = [
        AttributeValue(
            name=stored.claim.name,
            value=stored.claim.value,
            chosen=node.properties.get(_SHOWN_AS.get(stored.claim.name, stored.claim.name)) == stored.claim.value,
            own=stored.claim.own,
            words=words_of(stored),
        )
        for stored in claims
        if isinstance(stored.claim, Attribute)
    ]
    return tuple(sorted(said, key=lambda a: (a.name, not a.chosen, a.value, a.words.source, a.words.claim)))


def _conflicts(attributes: Iterable[AttributeValue]) -> tuple[str, ...]:
    values: dict[str, set[str]] = {}
    for attribute in attributes:
        values.setdefault(attribute.name, set()).add(attribute.value)
    return tuple(sorted(name for name, said in values.items() if len(said) > 1 and name != "not_after"))


def _edge_sheets(reader: Reader, node: Node, edges: Iterable[Edge]) -> tuple[EdgeSheet, ...]:
    edges = list(edges)
    others = reader.nodes({end for edge in edges for end in (edge.key.source, edge.key.target)})
    return tuple(_edge_sheet(node, edge, others) for edge in edges)


def _edge_sheet(node: Node, edge: Edge, others: Mapping[str, Node]) -> EdgeSheet:
    outgoing = edge.key.source == node.key
    other = edge.key.target if outgoing else edge.key.source
    found = others.get(other)
    return EdgeSheet(
        source=edge.key.source,
        kind=edge.key.kind,
        target=edge.key.target,
        qualifier=edge.key.qualifier,
        outgoing=outgoing,
        label=KINDS[edge.key.kind].label if edge.key.kind in KINDS else edge.key.kind,
        other=NodeRef.of(found) if found is not None else NodeRef(other, "", other),
        origin=edge.origin,
        claims=edge.claims,
        properties=dict(edge.properties),
        confidence=edge.confidence,
        doubtful=edge.doubtful,
    )
