"""The words behind an edge or a node, and everything known at a node."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graph.nodes import EdgeKey, Value
from graph.store import Reader
from queries.answers import Answer, NodeRef, Words


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
    """An edge at a node. ``outgoing`` is seen from that node; ``label`` reads in Vietnamese."""

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


@dataclass(frozen=True, slots=True)
class Sheet(Answer):
    """A node with everything at it. ``asked`` is the key asked with, ``aliases`` all keys that lead here."""

    asked: str
    node: NodeRef
    properties: Mapping[str, Value]
    aliases: tuple[str, ...]
    attributes: tuple[AttributeValue, ...]
    conflicts: tuple[str, ...]  # names of attributes with more than one value
    edges: tuple[EdgeSheet, ...]
    words: tuple[Words, ...]


def words_behind(reader: Reader, what: EdgeKey | str) -> list[Words]:
    """The words behind an edge (all claims that state it) or a node (all that name or describe it), by source and claim.

    Raises NotFoundError where there is no such edge or node.
    """
    raise NotImplementedError


def show(reader: Reader, key: str) -> Sheet:
    """Everything at the node ``key`` leads to. Raises NotFoundError."""
    raise NotImplementedError
