"""What is not settled: references nobody fits, references several fit, documents to load next."""

from __future__ import annotations

from dataclasses import dataclass

from graph.store import Reader
from queries.answers import Answer, DocumentRef, Words


@dataclass(frozen=True, slots=True)
class OpenReference(Answer):
    """A reference that leads to no one document. ``status`` is ``unresolved`` or ``ambiguous``."""

    document: DocumentRef
    status: str
    reason: str
    candidates: tuple[DocumentRef, ...]
    words: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class OpenReferences(Answer):
    """One page, by (status, key)."""

    items: tuple[OpenReference, ...]
    total: int
    limit: int
    offset: int


@dataclass(frozen=True, slots=True)
class Stub(Answer):
    """A document that is only cited. ``cited`` counts the edges that lead to it or from it, ``by`` are the citing nodes."""

    document: DocumentRef
    cited: int
    by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stubs(Answer):
    """One page, the most cited first, then by key: the list of what to load next."""

    items: tuple[Stub, ...]
    total: int
    limit: int
    offset: int


@dataclass(frozen=True, slots=True)
class RefusedRelation(Answer):
    """A relation a text states that cannot be an edge (it would make a document implement a later one)."""

    source: str
    kind: str
    target: str
    reason: str
    words: Words


def unresolved(reader: Reader, *, status: str = "", limit: int = 50, offset: int = 0) -> OpenReferences:
    """References that are unresolved or ambiguous; ``status`` keeps one of the two. Raises QuestionError."""
    raise NotImplementedError


def stubs(reader: Reader, *, limit: int = 50, offset: int = 0) -> Stubs:
    """Documents that are cited but were never loaded."""
    raise NotImplementedError


def refused_relations(reader: Reader) -> list[RefusedRelation]:
    """Relations kept as claims but kept out of the graph, by source and claim."""
    raise NotImplementedError
