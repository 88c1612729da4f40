"""What chains are made of: edges with their words, units of documents, and the ways a traversal may go.

Up goes from a document to what it implements (edges run from the later document to the earlier), down the other way.
Lineage kinds cost one step. What binds a unit (an instrument and its annex) costs none and is crossed both ways, but
having come from an annex to its carrier one does not go on to the carrier's other annexes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from graph.errors import NotFoundError, QuestionError
from graph.kinds import KINDS, LINEAGE_KINDS
from graph.nodes import Edge, EdgeKey, Node
from graph.store import Direction, Reader, Step
from queries.answers import Answer, DocumentRef, Words, text_of
from queries.evidence import best_words, require
from queries.times import known_by

#: Kinds that may be named in a question: the family itself and what is followed on request only.
FOLLOWABLE: tuple[str, ...] = (*LINEAGE_KINDS, "BASED_ON")
_TO_CARRIER: tuple[tuple[str, Direction], ...] = (("ISSUED_WITH", "out"), ("APPROVES", "in"))
_TO_ANNEX: tuple[tuple[str, Direction], ...] = (("ISSUED_WITH", "in"), ("APPROVES", "out"))
UNIT_STEPS: tuple[Step, ...] = (
    *(Step(kind, direction, 0) for kind, direction in _TO_CARRIER),
    *(Step(kind, direction, 0, not_after=_TO_CARRIER) for kind, direction in _TO_ANNEX),
)
#: Edges of one answer whose words are read; a resolution with thousands of plans below it names the first ones.
WORDS_LIMIT = 500


@dataclass(frozen=True, slots=True)
class LineageEdge(Answer):
    """``source`` —``kind``→ ``target``, later document to earlier one. ``label`` is the Vietnamese verb, ``words`` the
    surest claim behind it (None beyond ``WORDS_LIMIT``), ``claims`` how many there are, ``doubtful`` whether all of
    them are."""

    source: str
    kind: str
    target: str
    label: str
    words: Words | None
    claims: int
    target_part: str = ""
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class FollowUp(Answer):
    """A review of or report on a document of a step: shown beside it, never followed.

    ``document`` is the other end of ``edge``: the review, or what is reviewed where the document asked about is one.
    """

    document: DocumentRef
    edge: LineageEdge


@dataclass(frozen=True, slots=True)
class LineageStep(Answer):
    """One unit of the chain: an instrument with what it issues or approves.

    ``way`` is ``self`` for the unit asked about, ``up`` for what it rests on, ``down`` for what rests on it; ``depth``
    counts lineage edges from it (1 = direct). ``documents`` holds the members of the unit that were reached, those that
    lineage edges name first; ``edges`` the lineage edges that lead here from other steps; ``unit_edges`` those that
    bind the unit.
    """

    way: Literal["self", "up", "down"]
    depth: int
    documents: tuple[DocumentRef, ...]
    edges: tuple[LineageEdge, ...]
    unit_edges: tuple[LineageEdge, ...]
    follow_ups: tuple[FollowUp, ...]


def check_kinds(kinds: Sequence[str], based_on: bool) -> tuple[str, ...]:
    """The kinds to follow, in the table's order: the lineage family where none is named. Raises QuestionError."""
    unknown = [kind for kind in kinds if kind not in FOLLOWABLE]
    if unknown:
        raise QuestionError(f"no kind of lineage: {unknown[0][:40]!r}", remedy=f"use {', '.join(FOLLOWABLE)}")
    chosen = {*(kinds or LINEAGE_KINDS), *(("BASED_ON",) if based_on else ())}
    return tuple(kind for kind in FOLLOWABLE if kind in chosen)


def steps_of(kinds: Iterable[str], *ways: Literal["up", "down"]) -> list[Step]:
    """The steps of a traversal ``up``, ``down`` or both."""
    directions: list[Direction] = ["out" if way == "up" else "in" for way in ways]
    return [*(Step(kind, direction) for kind in kinds for direction in directions), *UNIT_STEPS]


def known_document(reader: Reader, key: str, as_of: str) -> Node:
    """The document node of ``key``; raises NotFoundError where there is none or it was not known on ``as_of``."""
    node = require(reader, key, "Document")
    if not known_by(node, as_of):
        raise NotFoundError(f"{node.name[:200]!r} was not known on {as_of}", remedy="ask as of a later day")
    return node


def described(reader: Reader, edges: Iterable[Edge]) -> dict[EdgeKey, LineageEdge]:
    """The edges with the words behind them, in order of key; beyond ``WORDS_LIMIT`` without words."""
    ordered = sorted(edges, key=lambda edge: edge.key)
    return {
        edge.key: _described(edge, best_words(reader.claims_of_edge(edge.key)) if place < WORDS_LIMIT else None)
        for place, edge in enumerate(ordered)
    }


def _described(edge: Edge, words: Words | None) -> LineageEdge:
    key, part = edge.key, text_of(edge.properties, "target_part")
    return LineageEdge(key.source, key.kind, key.target, KINDS[key.kind].label, words, edge.claims, part, edge.doubtful)
