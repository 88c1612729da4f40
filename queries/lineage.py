"""Which plan implements which resolution: the chain above and below a document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from graph.errors import QuestionError
from graph.kinds import FOLLOW_UP_KINDS, UNIT_KINDS
from graph.nodes import Edge, EdgeKey, Node
from graph.store import Reader, Traversal
from queries.answers import Answer, DocumentRef
from queries.chain import FollowUp, LineageEdge, LineageStep, check_kinds, described, known_document, steps_of
from queries.paths import Path, PathStep, path
from queries.times import check_day, known_by

__all__ = ["FollowUp", "Lineage", "LineageEdge", "LineageStep", "Path", "PathStep", "Way", "lineage", "path"]

Way = Literal["up", "down", "both"]


@dataclass(frozen=True, slots=True)
class Lineage(Answer):
    """The answer: ``steps`` start with the unit asked about, then up and down, nearest first.

    ``ancestors`` and ``descendants`` are the keys of all documents above and below, sorted. ``truncated`` says that a
    limit cut the answer.
    """

    root: DocumentRef
    direction: Way
    depth: int
    kinds: tuple[str, ...]
    as_of: str
    steps: tuple[LineageStep, ...]
    ancestors: tuple[str, ...]
    descendants: tuple[str, ...]
    truncated: bool = False

    @property
    def up(self) -> tuple[LineageStep, ...]:
        """The steps above, nearest first."""
        return tuple(step for step in self.steps if step.way == "up")

    @property
    def down(self) -> tuple[LineageStep, ...]:
        """The steps below, nearest first."""
        return tuple(step for step in self.steps if step.way == "down")


def lineage(
    reader: Reader,
    key: str,
    *,
    direction: Way = "both",
    depth: int = 10,
    kinds: Sequence[str] = (),
    based_on: bool = False,
    as_of: str = "",
    limit: int = 10_000,
    doubtful: bool = False,
) -> Lineage:
    """The chain above and below the document ``key`` (its own key or any that leads to it).

    ``kinds`` narrows the kinds followed (``queries.chain.FOLLOWABLE``), ``based_on`` adds recitals ("căn cứ"),
    ``as_of`` (ISO day) leaves out what was not known by then, ``limit`` counts documents each way; ``doubtful`` follows
    edges that only doubtful claims state too. Raises NotFoundError and QuestionError.
    """
    ways = _ways(direction, depth)
    followed = check_kinds(kinds, based_on)
    root = known_document(reader, key, check_day(as_of))
    walks = {
        way: reader.traverse(
            [root.key], steps_of(followed, way), max_depth=depth, limit=limit, as_of=as_of, doubtful=doubtful
        )
        for way in ways
    }
    facts = _gather(reader, root.key, list(walks.values()), (*followed, *UNIT_KINDS), as_of, doubtful=doubtful)
    return Lineage(
        root=DocumentRef.of(root),
        direction=direction,
        depth=depth,
        kinds=followed,
        as_of=as_of,
        steps=_steps(root.key, walks, facts),
        ancestors=_beyond(walks.get("up")),
        descendants=_beyond(walks.get("down")),
        truncated=any(walk.truncated for walk in walks.values()),
    )


def _ways(direction: str, depth: int) -> tuple[Literal["up", "down"], ...]:
    ways: dict[str, tuple[Literal["up", "down"], ...]] = {"up": ("up",), "down": ("down",), "both": ("up", "down")}
    if direction not in ways:
        raise QuestionError(f"no direction: {direction[:40]!r}", remedy="ask up, down or both")
    if depth < 0:
        raise QuestionError(f"a depth cannot be negative: {depth}", remedy="ask for 0 or more steps")
    return ways[direction]


def _beyond(walk: Traversal | None) -> tuple[str, ...]:
    return tuple(sorted(reached.key for reached in walk.reached if reached.depth > 0)) if walk else ()


@dataclass(frozen=True, slots=True)
class _Facts:
    """What is read from the store to write the steps down."""

    nodes: Mapping[str, Node]
    edges: Mapping[EdgeKey, LineageEdge]
    beside: Sequence[LineageEdge]


def _gather(
    reader: Reader, root: str, walks: Sequence[Traversal], kinds: Sequence[str], as_of: str, *, doubtful: bool
) -> _Facts:
    keys = {reached.key for walk in walks for reached in walk.reached}
    walked = {edge for walk in walks for edge in walk.edges}
    edges = [edge for edge in reader.edges(keys, kinds, "out") if edge.key in walked]
    beside = [
        *reader.edges(keys, FOLLOW_UP_KINDS, "in", doubtful=doubtful),
        *reader.edges([root], FOLLOW_UP_KINDS, "out", doubtful=doubtful),
    ]
    nodes = reader.nodes(keys | {end for edge in beside for end in _ends(edge)})
    known = {edge.key: edge for edge in beside if all(known_by(nodes[end], as_of) for end in _ends(edge))}
    return _Facts(nodes, described(reader, edges), tuple(described(reader, known.values()).values()))


def _ends(edge: Edge) -> tuple[str, str]:
    return (edge.key.source, edge.key.target)


@dataclass(slots=True)
class _Unit:
    """A step while it is put together."""

    way: Literal["self", "up", "down"]
    depth: int
    members: list[str]
    edges: list[LineageEdge] = field(default_factory=list)
    unit_edges: list[LineageEdge] = field(default_factory=list)
    follow_ups: list[FollowUp] = field(default_factory=list)

    def frozen(self, root: str, nodes: Mapping[str, Node]) -> LineageStep:
        named = {end for edge in self.edges for end in (edge.source, edge.target)} | {root}
        members = sorted(self.members, key=lambda key: (key not in named, key != root, key))
        return LineageStep(
            self.way,
            self.depth,
            _with_carrier([DocumentRef.of(nodes[key]) for key in members]),
            tuple(self.edges),
            tuple(self.unit_edges),
            tuple(self.follow_ups),
        )


def _steps(root: str, walks: Mapping[Literal["up", "down"], Traversal], facts: _Facts) -> tuple[LineageStep, ...]:
    mine = {reached.key for walk in walks.values() for reached in walk.reached if reached.depth == 0}
    start = _Unit("self", 0, sorted(mine))
    units = [start]
    for way, walk in walks.items():
        units.extend(_place(way, walk, start, facts))
    _put_beside(root, units, facts)
    return tuple(unit.frozen(root, facts.nodes) for unit in units)


def _put_beside(root: str, units: Sequence[_Unit], facts: _Facts) -> None:
    """Reviews and reports go to the units of what they review; what ``root`` itself reviews goes to its own unit."""
    units_of: dict[str, list[_Unit]] = {}
    for unit in units:
        for key in unit.members:
            units_of.setdefault(key, []).append(unit)
    for edge in facts.beside:
        for unit in units_of.get(edge.target, ()):
            unit.follow_ups.append(FollowUp(DocumentRef.of(facts.nodes[edge.source]), edge))
        if edge.source == root and units[0] not in units_of.get(edge.target, ()):
            units[0].follow_ups.append(FollowUp(DocumentRef.of(facts.nodes[edge.target]), edge))


def _place(way: Literal["up", "down"], walk: Traversal, start: _Unit, facts: _Facts) -> list[_Unit]:
    """The units one way, nearest first, each with the edges that lead to it and bind it."""
    depth_of = {reached.key: reached.depth for reached in walk.reached}
    edges = [facts.edges[key] for key in walk.edges if key in facts.edges]
    units = [_Unit(way, depth_of[members[0]], members) for members in _bound(depth_of, edges)]
    unit_of = {key: unit for unit in units for key in unit.members} | dict.fromkeys(start.members, start)
    for edge in edges:
        near, far = (edge.source, edge.target) if way == "up" else (edge.target, edge.source)
        unit = unit_of[far]
        inside = unit_of[near] is unit
        if edge.kind in UNIT_KINDS:
            if inside and edge not in unit.unit_edges:
                unit.unit_edges.append(edge)
        elif not inside and unit is not start:
            unit.edges.append(edge)
    return units


def _bound(depth_of: Mapping[str, int], edges: Iterable[LineageEdge]) -> list[list[str]]:
    """Documents beyond the start, grouped where unit edges bind those of one depth; by (depth, first key)."""
    group = {key: [key] for key, depth in depth_of.items() if depth > 0}
    for edge in edges:
        left, right = group.get(edge.source), group.get(edge.target)
        same_depth = depth_of[edge.source] == depth_of[edge.target]
        if edge.kind in UNIT_KINDS and left and right and left is not right and same_depth:
            left.extend(right)
            for key in right:
                group[key] = left
    groups = {id(members): sorted(members) for members in group.values()}
    return sorted(groups.values(), key=lambda members: (depth_of[members[0]], members))


def _with_carrier(members: Sequence[DocumentRef]) -> tuple[DocumentRef, ...]:
    """An annex lies in the file of its instrument: where that is loaded, the annex is not said to be only cited."""
    if not any(document.status == "loaded" for document in members):
        return tuple(members)
    return tuple(replace(d, status="loaded") if d.status == "stub" and not d.symbol else d for d in members)
