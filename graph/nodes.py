"""Nodes and edges: what the graph is made of once claims, registry and judgements are put together.

Both are plain frozen values; a property value is a string, number, boolean, None or a list of those, so that every
store and every export can hold it unchanged.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from graph.confidence import is_doubtful

Value: TypeAlias = "str | int | float | bool | list[str] | list[float] | None"
Label: TypeAlias = Literal["Document", "Organization", "Person", "Task", "Event", "Target"]
LABELS: tuple[Label, ...] = ("Document", "Organization", "Person", "Task", "Event", "Target")


@dataclass(frozen=True, slots=True)
class Node:
    """``key`` identifies it, ``name`` is what a person calls it.

    Properties by label (all optional unless said otherwise):

    - Document: ``type`` ``subtype`` ``symbol`` ``title`` ``date`` (partial ISO) ``issuer`` (body key) ``issuer_name``
      ``signer`` ``term`` ``carrier``; ``status`` (always): ``loaded`` (some source is this document or reports it as
      its main document), ``stub`` (identified, only cited), ``unresolved`` (a partial reference no document fits),
      ``ambiguous`` (several fit: ``candidates``, with ``reason``); ``known_from`` (ISO day: the earliest possible day
      of its date, for annexes that of the carrier; absent = always known).
    - Organization: ``group`` ``scope`` ``entry`` ``valid_from`` ``valid_to``.
    - Person: ``positions``. Event: ``kind`` ``date``. Target: ``indicator`` ``op`` ``values`` ``unit`` ``year``.
    - Task: ``task`` ``roles`` ``deadline_raw`` ``deadline_start`` ``deadline_end`` (ISO, as written) ``deadline_bound``
      ``deadline_frequency`` ``deadline_kind`` ``due`` (ISO day: last day on which it is met) ``deliverable``; of a row
      of a table ``row`` (its number) ``row_group`` ``row_part``.
    """

    key: str
    label: Label
    name: str
    properties: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, order=True)
class EdgeKey:
    """Identity of an edge. ``qualifier`` tells apart several edges of one kind between the same two nodes
    (reporting lines by folded subject, offices by position, succession by scope); "" elsewhere."""

    source: str
    kind: str
    target: str
    qualifier: str = ""


@dataclass(frozen=True, slots=True)
class Edge:
    """An edge with what is said of it. ``properties`` come from its best claim (highest confidence, then first by claim
    id), whose ``confidence`` it has; ``origin`` is ``registry`` when no text states it. ``claims`` counts the claims
    behind it."""

    key: EdgeKey
    properties: Mapping[str, Value] = field(default_factory=dict)
    origin: Literal["text", "registry"] = "text"
    claims: int = 1
    confidence: float = 1.0

    @property
    def doubtful(self) -> bool:
        """Whether every claim behind it is doubtful."""
        return is_doubtful(self.confidence)
