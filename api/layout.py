"""Where the documents of a chain stand in its picture: what it rests on above, what rests on it below.

The members of a unit stand side by side with their carrier in the middle, each unit as near as may be to what it is
linked with one level nearer to the document asked about. The same chain always gives the same places.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from queries.answers import DocumentRef
from queries.lineage import Lineage, LineageStep

#: More documents than this on one level are stacked, the levels going from left to right.
WIDE = 5
#: Distance between neighbours and between levels, in pixels: side by side, and stacked.
SIDE_BY_SIDE, STACKED = (330, 150), (95, 360)
_SIGN = {"self": 0, "up": -1, "down": 1}


@dataclass(frozen=True, slots=True)
class Spot:
    """A document at its place. ``row`` and ``column`` count levels and neighbours; ``beside`` marks follow-ups."""

    document: DocumentRef
    x: int
    y: int
    row: int
    column: float
    beside: bool


def is_stacked(answer: Lineage) -> bool:
    """Whether some level has too many documents to stand side by side."""
    return max(Counter(_level(step) for step in answer.steps for _ in step.documents).values()) > WIDE


def spots(answer: Lineage, limit: int) -> dict[str, Spot]:
    """The places of at most ``limit`` documents, the nearest first, by key."""
    stacked = is_stacked(answer)
    gap, rise = STACKED if stacked else SIDE_BY_SIDE
    taken: dict[str, Spot] = {}
    columns: dict[str, float] = {}
    for level, steps in groupby(sorted(answer.steps, key=lambda s: (s.depth, _level(s))), key=_level):
        blocks = [block for step in steps if (block := _block(step, taken))]
        blocks.sort(key=lambda block: (_wish(block, columns), block.keys[0]))
        for block, first in zip(blocks, _packed([(_wish(b, columns), len(b.documents)) for b in blocks]), strict=True):
            for place, (document, beside) in enumerate(block.documents):
                if len(taken) < limit and document.key not in taken:
                    column = columns[document.key] = first + place
                    across, along = round(column * gap), level * rise
                    x, y = (along, across) if stacked else (across, along)
                    taken[document.key] = Spot(document, x, y, level, column, beside)
    return taken


@dataclass(frozen=True, slots=True)
class _Block:
    """What stands side by side: the members of a unit, then its follow-ups; ``links`` are keys it is linked with."""

    documents: tuple[tuple[DocumentRef, bool], ...]
    links: tuple[str, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(document.key for document, _ in self.documents)


def _level(step: LineageStep) -> int:
    return _SIGN[step.way] * step.depth


def _block(step: LineageStep, taken: Iterable[str]) -> _Block | None:
    """The block of a step, without what already has its place; None where nothing is left."""
    taken = set(taken)
    members = [document for document in _hub_in_the_middle(step) if document.key not in taken]
    known = taken | {document.key for document in members}
    beside = {f.document.key: f.document for f in step.follow_ups if f.document.key not in known}
    documents = (*((document, False) for document in members), *((document, True) for document in beside.values()))
    ends = (end for edge in step.edges for end in (edge.source, edge.target))
    return _Block(documents, tuple(end for end in ends if end in taken)) if documents else None


def _hub_in_the_middle(step: LineageStep) -> Sequence[DocumentRef]:
    """The members of a unit with the one that most unit edges meet in the middle."""
    meetings = Counter(end for edge in step.unit_edges for end in (edge.source, edge.target))
    ordered = sorted(step.documents, key=lambda document: -meetings[document.key])
    hub, rest = ordered[:1], [document for document in step.documents if document != ordered[0]]
    half = (len(rest) + 1) // 2
    return [*rest[:half], *hub, *rest[half:]]


def _wish(block: _Block, columns: dict[str, float]) -> float:
    """The column the middle of the block would like: that of what it is linked with."""
    linked = [columns[key] for key in block.links if key in columns]
    return sum(linked) / len(linked) if linked else 0.0


def _packed(wishes: Sequence[tuple[float, int]]) -> list[float]:
    """First columns of blocks of (middle wished for, width): in order, without overlap, on average where they wish."""
    firsts: list[float] = []
    free = float("-inf")
    for wish, width in wishes:
        first = max(wish - (width - 1) / 2, free)
        firsts.append(first)
        free = first + width
    drift = sum(f + (w - 1) / 2 - wish for f, (wish, w) in zip(firsts, wishes, strict=True)) / max(len(wishes), 1)
    return [first - drift for first in firsts]
