"""Which plan implements which resolution: the chain above and below a document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from graph.store import Reader
from queries.answers import Answer, DocumentRef, Words

Way = Literal["up", "down", "both"]


@dataclass(frozen=True, slots=True)
class LineageEdge(Answer):
    """``source`` —``kind``→ ``target``, later document to earlier one. ``label`` is the Vietnamese verb, ``words`` the
    best claim behind it (none where only a judgement or nothing readable is left), ``claims`` how many there are."""

    source: str
    kind: str
    target: str
    label: str
    words: Words | None
    claims: int
    target_part: str = ""


@dataclass(frozen=True, slots=True)
class FollowUp(Answer):
    """A review of or report on a document of a step: shown beside it, never followed."""

    document: DocumentRef
    edge: LineageEdge


@dataclass(frozen=True, slots=True)
class LineageStep(Answer):
    """One unit of the chain: an instrument with what it issues or approves.

    ``way`` is ``self`` for the unit asked about, ``up`` for what it rests on, ``down`` for what rests on it; ``depth`` counts
    lineage edges from it (1 = direct). ``documents`` holds the members of the unit that were reached, ``edges`` those that lead here
    from the step before, ``unit_edges`` those that bind the unit.
    """

    way: Literal["self", "up", "down"]
    depth: int
    documents: tuple[DocumentRef, ...]
    edges: tuple[LineageEdge, ...]
    unit_edges: tuple[LineageEdge, ...]
    follow_ups: tuple[FollowUp, ...]


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


@dataclass(frozen=True, slots=True)
class PathStep(Answer):
    """The edge crossed and the document it leads to. ``forward`` is True where it was crossed from source to target."""

    edge: LineageEdge
    forward: bool
    document: DocumentRef


@dataclass(frozen=True, slots=True)
class Path(Answer):
    """The shortest chain from ``start`` to ``end``.

    ``direction``: ``up`` (``start`` rests on ``end``), ``down`` (``end`` rests on ``start``), ``mixed`` (they meet only through a
    third document), ``same`` (one document), ``none`` (no chain: ``steps`` is empty). ``reason`` says the last in words.
    """

    start: DocumentRef
    end: DocumentRef
    direction: Literal["up", "down", "mixed", "same", "none"]
    length: int
    steps: tuple[PathStep, ...]
    reason: str = ""


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
) -> Lineage:
    """The chain above and below the document ``key`` (its own key or any that leads to it).

    ``kinds`` narrows the kinds followed (names of ``graph.kinds``), ``based_on`` adds recitals ("căn cứ"), ``as_of`` (ISO day)
    leaves out what was not known by then. Raises NotFoundError and QuestionError.
    """
    raise NotImplementedError


def path(reader: Reader, from_key: str, to_key: str, *, based_on: bool = False, as_of: str = "") -> Path:
    """The shortest chain between two documents along lineage and unit edges. Raises NotFoundError."""
    raise NotImplementedError
