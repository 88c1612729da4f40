"""The shortest chain between two documents."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from graph.nodes import EdgeKey, Node
from graph.store import Direction, Reader, Step
from queries.answers import Answer, DocumentRef
from queries.chain import LineageEdge, check_kinds, described, known_document, steps_of
from queries.times import check_day

#: How far a chain is looked for, and among how many documents each way.
PATH_DEPTH, PATH_LIMIT = 20, 20_000

_Move: TypeAlias = tuple[EdgeKey, Direction]


@dataclass(frozen=True, slots=True)
class PathStep(Answer):
    """The edge crossed and the document it leads to. ``forward`` is True where it was crossed from source to target."""

    edge: LineageEdge
    forward: bool
    document: DocumentRef


@dataclass(frozen=True, slots=True)
class Path(Answer):
    """The shortest chain from ``start`` to ``end``; ``length`` counts its lineage edges (what binds a unit is free).

    ``direction``: ``up`` (``start`` rests on ``end``), ``down`` (``end`` rests on ``start``), ``mixed`` (they meet only
    through a third document), ``same`` (one document), ``none`` (no chain: ``steps`` is empty, ``reason`` says why).
    """

    start: DocumentRef
    end: DocumentRef
    direction: Literal["up", "down", "mixed", "same", "none"]
    length: int
    steps: tuple[PathStep, ...]
    reason: str = ""


def path(
    reader: Reader, from_key: str, to_key: str, *, based_on: bool = False, as_of: str = "", doubtful: bool = False
) -> Path:
    """The shortest chain between two documents along lineage and unit edges, with ``doubtful`` also along those that
    only doubtful claims state.

    A chain that goes one way only is preferred to a shorter one through a third document. Raises NotFoundError.
    """
    day = check_day(as_of)
    start, end = known_document(reader, from_key, day), known_document(reader, to_key, day)
    ends = DocumentRef.of(start), DocumentRef.of(end)
    if start.key == end.key:
        return Path(*ends, "same", 0, ())
    kinds = check_kinds((), based_on)
    truncated = False
    for direction, steps in _searches(kinds):
        walk = reader.traverse([start.key], steps, max_depth=PATH_DEPTH, limit=PATH_LIMIT, as_of=day, doubtful=doubtful)
        truncated = truncated or walk.truncated
        if any(reached.key == end.key for reached in walk.reached):
            moves = shortest(walk.edges, steps, start.key, end.key)
            return Path(*ends, direction, _length(moves, steps), _written(reader, moves))
    return Path(*ends, "none", 0, (), _reason(start, end, truncated))


def shortest(edges: Iterable[EdgeKey], steps: Sequence[Step], start: str, end: str) -> list[_Move]:
    """The cheapest walk from ``start`` to ``end``; among equals the one whose nodes and kinds sort first."""
    moves = _moves(edges, steps)
    queue: list[tuple[int, int, tuple[str, ...], str, tuple[_Move, ...]]] = [(0, 0, (), start, ())]
    settled: set[tuple[str, tuple[str, Direction] | None]] = set()
    while queue:
        cost, count, trail, node, walked = heapq.heappop(queue)
        last = (walked[-1][0].kind, walked[-1][1]) if walked else None
        if node == end:
            return list(walked)
        if (node, last) in settled:
            continue
        settled.add((node, last))
        for edge, step, other in moves.get(node, ()):
            if last is None or last not in step.not_after:
                further = (*trail, other, edge.kind)
                heapq.heappush(queue, (cost + step.cost, count + 1, further, other, (*walked, (edge, step.direction))))
    return []


def _searches(kinds: Sequence[str]) -> tuple[tuple[Literal["up", "down", "mixed"], list[Step]], ...]:
    return (
        ("up", steps_of(kinds, "up")),
        ("down", steps_of(kinds, "down")),
        ("mixed", steps_of(kinds, "up", "down")),
    )


def _moves(edges: Iterable[EdgeKey], steps: Sequence[Step]) -> dict[str, list[tuple[EdgeKey, Step, str]]]:
    """What leads on from each node: the edge, the step that crosses it, the node it leads to."""
    by_kind: dict[str, list[Step]] = {}
    for step in steps:
        by_kind.setdefault(step.kind, []).append(step)
    moves: dict[str, list[tuple[EdgeKey, Step, str]]] = {}
    for edge in edges:
        for step in by_kind.get(edge.kind, ()):
            here, there = (edge.source, edge.target) if step.direction == "out" else (edge.target, edge.source)
            moves.setdefault(here, []).append((edge, step, there))
    return moves


def _length(moves: Sequence[_Move], steps: Sequence[Step]) -> int:
    costs: Mapping[str, int] = {step.kind: step.cost for step in steps}
    return sum(costs[edge.kind] for edge, _ in moves)


def _written(reader: Reader, moves: Sequence[_Move]) -> tuple[PathStep, ...]:
    crossed = {edge for edge, _ in moves}
    sources, kinds = {edge.source for edge in crossed}, {edge.kind for edge in crossed}
    found = [edge for edge in reader.edges(sources, kinds, "out") if edge.key in crossed]
    edges = described(reader, found)
    nodes = reader.nodes({end for edge in crossed for end in (edge.source, edge.target)})
    return tuple(
        PathStep(edges[edge], way == "out", DocumentRef.of(nodes[edge.target if way == "out" else edge.source]))
        for edge, way in moves
    )


def _reason(start: Node, end: Node, truncated: bool) -> str:
    if truncated:
        return f"no chain was found among the nearest {PATH_LIMIT} documents; there may be a longer one"
    return f"nothing that was read links {start.name[:200]!r} and {end.name[:200]!r} within {PATH_DEPTH} steps"
