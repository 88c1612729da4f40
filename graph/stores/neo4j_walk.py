"""The traversal of a Neo4j database: steps as the one statement of ``cypher/walk.cypher`` takes them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from graph.kinds import KINDS
from graph.nodes import EdgeKey
from graph.store import Direction, Reached, Step, Traversal
from graph.stores.statements import cypher

#: Rounds at first; where a walk is longer, it is walked again with more.
FIRST_ROUNDS = 40


@dataclass(frozen=True, slots=True)
class Walk:
    """A statement with its parameters, but for roots and limits."""

    statement: str
    parameters: Mapping[str, Any] = field(default_factory=dict)


def walk_of(steps: Sequence[Step], as_of: str, below: str) -> Walk | None:
    """The statement that takes ``steps`` along edges of a rank less than ``below``; None where none can be taken."""
    ways: dict[Direction, dict[str, list[list[Any]]]] = {"out": defaultdict(list), "in": defaultdict(list)}
    barred = [_barred(step, steps) for step in steps]
    classes = {bars: place for place, bars in enumerate(sorted({frozenset(), *barred}, key=sorted))}
    for place, step in enumerate(steps):
        if step.kind in KINDS:
            not_after = [number for bars, number in classes.items() if place in bars]
            ways[step.direction][step.kind].append([step.cost, not_after, classes[barred[place]]])
    kinds = tuple((direction, tuple(sorted(taken))) for direction, taken in ways.items() if taken)
    if not kinds:
        return None
    parameters: dict[str, Any] = {direction: dict(ways[direction]) for direction, _ in kinds}
    parameters |= {"classes": len(classes), "below": below}
    return Walk(_statement(kinds, bool(as_of)), {**parameters, "as_of": as_of} if as_of else parameters)


def _barred(last: Step, steps: Sequence[Step]) -> frozenset[int]:
    """Which steps are not taken after ``last``."""
    return frozenset(n for n, step in enumerate(steps) if (last.kind, last.direction) in step.not_after)


@lru_cache(maxsize=256)
def _statement(kinds: tuple[tuple[Direction, tuple[str, ...]], ...], dated: bool) -> str:
    parts = cypher("walk")
    ways = [
        parts[f"{direction} as_of" if dated else direction].replace("KINDS", "|".join(taken))
        for direction, taken in kinds
    ]
    return parts["walk"].replace("            WAYS", "\nUNION ALL\n".join(ways))


def traversal_of(
    states: Sequence[Sequence[Any]], edges: Sequence[Sequence[Any]], limit: int, whole: Mapping[str, str]
) -> Traversal:
    """The answer in the statement's one row; ``whole`` gives the key of an id."""
    depths: dict[int, int] = {}
    keys: dict[int, str] = {}
    for number, id_, depth in states:
        keys[number] = whole[id_]
        depths[number] = min(depth, depths.get(number, depth))
    ordered = sorted((depth, keys[number], number) for number, depth in depths.items())[:limit]
    kept = {number for _, _, number in ordered}
    walked = {
        EdgeKey(keys[source], kind, keys[target], qualifier)
        for source, kind, target, qualifier in edges
        if source in kept and target in kept
    }
    reached = tuple(Reached(key, depth) for depth, key, _ in ordered)
    return Traversal(reached, tuple(sorted(walked)), len(depths) > limit)
