"""What is not settled: references nobody fits, references several fit, symbols to suspicion, documents to load next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph.claims import Relation
from graph.errors import QuestionError
from graph.kinds import DOCUMENT_KINDS
from graph.nodes import Node
from graph.store import NodeFilter, Reader, StoredClaim
from queries.answers import Answer, DocumentRef, Words, list_of, text_of
from queries.documents import check_page
from queries.evidence import words_of
from queries.suspects import Suspicion, suspect_symbols, suspicion_of

OPEN = ("ambiguous", "unresolved")
#: Not a status of nodes: a document only cited, whose symbol nobody can have written or that looks like a slip.
SUSPECT = "suspect"
#: Nodes read at a time, and citing documents or words that one answer names.
PAGE, NAMED = 5_000, 20
_CITING = tuple(kind.name for kind in DOCUMENT_KINDS)


@dataclass(frozen=True, slots=True)
class OpenReference(Answer):
    """A reference that leads to no one document. ``status`` is ``unresolved``, ``ambiguous`` or ``suspect``."""

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
    """A document that is only cited. ``cited`` counts the documents and events that name it, ``by`` lists the first of
    them by key."""

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
    """What a text states and the graph does not take in: a relation that cannot be, such as one that would make a
    document implement a later one. ``source`` and ``target`` are node keys, "" where an end is unknown; for other
    claims ``kind`` is their kind and both ends are ""."""

    source: str
    kind: str
    target: str
    reason: str
    words: Words


def unresolved(reader: Reader, *, status: str = "", limit: int = 50, offset: int = 0) -> OpenReferences:
    """References that are unresolved or ambiguous, by (status, key); ``status`` keeps one of the two, or gives the
    ``suspect`` ones, which are documents of their own.

    Raises QuestionError.
    """
    check_page(limit, offset)
    if status == SUSPECT:
        return _suspects(reader, limit, offset)
    if status and status not in OPEN:
        raise QuestionError(f"no open status: {status[:40]!r}", remedy=f"use {' or '.join((*OPEN, SUSPECT))}")
    nodes: list[Node] = []
    total, skip = 0, offset
    for each in (status,) if status else OPEN:
        page = reader.find(_with_status(each), limit=max(limit - len(nodes), 0), offset=skip)
        nodes.extend(page.items)
        total, skip = total + page.total, max(skip - page.total, 0)
    return OpenReferences(_described(reader, [_with_suspicion(reader, node) for node in nodes]), total, limit, offset)


def _suspects(reader: Reader, limit: int, offset: int) -> OpenReferences:
    """One page of the suspects. All documents that are only cited are looked at for it."""
    found = list(suspect_symbols(reader))
    page = [(node, SUSPECT, suspicion) for node, suspicion in found[offset : offset + limit]]
    return OpenReferences(_described(reader, page), len(found), limit, offset)


def _with_suspicion(reader: Reader, node: Node) -> tuple[Node, str, Suspicion]:
    """An open reference with its candidates; where nothing fits, with what speaks against its symbol."""
    reason, candidates = text_of(node.properties, "reason"), list_of(node.properties, "candidates")
    suspicion = suspicion_of(reader, node)
    if suspicion is not None:
        reason, candidates = "; ".join(filter(None, (reason, suspicion.reason))), suspicion.candidates
    return node, text_of(node.properties, "status"), Suspicion(reason, candidates)


def _described(reader: Reader, found: Sequence[tuple[Node, str, Suspicion]]) -> tuple[OpenReference, ...]:
    candidates = reader.nodes({key for _, _, suspicion in found for key in suspicion.candidates})
    return tuple(_open(reader, node, status, suspicion, candidates) for node, status, suspicion in found)


def stubs(reader: Reader, *, limit: int = 50, offset: int = 0) -> Stubs:
    """Documents that are cited but were never loaded, the most cited first, then by key. Raises QuestionError.

    An annex of a loaded instrument is not among them: it lies in the same file.
    """
    check_page(limit, offset)
    nodes = {node.key: node for node in _all(reader, "stub")}
    for key in _carried_by_loaded(reader, nodes):
        del nodes[key]
    citing: dict[str, set[str]] = {key: set() for key in nodes}
    for edge in reader.edges(nodes, _CITING, "in"):
        citing[edge.key.target].add(edge.key.source)
    order = sorted(nodes, key=lambda key: (-len(citing[key]), key))
    return Stubs(
        tuple(
            Stub(DocumentRef.of(nodes[key]), len(citing[key]), tuple(sorted(citing[key])[:NAMED]))
            for key in order[offset : offset + limit]
        ),
        len(nodes),
        limit,
        offset,
    )


def _carried_by_loaded(reader: Reader, nodes: Mapping[str, Node]) -> set[str]:
    unnumbered = [key for key, node in nodes.items() if not text_of(node.properties, "symbol")]
    carried = [(e.key.source, e.key.target) for e in reader.edges(unnumbered, ("ISSUED_WITH",), "out")]
    carried += [(e.key.target, e.key.source) for e in reader.edges(unnumbered, ("APPROVES",), "in")]
    carriers = reader.nodes({carrier for _, carrier in carried})
    return {
        annex
        for annex, carrier in carried
        if carrier in carriers and text_of(carriers[carrier].properties, "status") == "loaded"
    }


def _with_status(status: str) -> NodeFilter:
    return NodeFilter(label="Document", properties={"status": status})


def _all(reader: Reader, status: str) -> Iterator[Node]:
    """Every document of that status, read in pages."""
    offset = 0
    while page := reader.find(_with_status(status), limit=PAGE, offset=offset).items:
        yield from page
        offset += len(page)


def _open(
    reader: Reader, node: Node, status: str, suspicion: Suspicion, candidates: Mapping[str, Node]
) -> OpenReference:
    named = [candidates[key] for key in suspicion.candidates if key in candidates]
    return OpenReference(
        document=DocumentRef.of(node),
        status=status,
        reason=suspicion.reason,
        candidates=tuple(DocumentRef.of(candidate) for candidate in named),
        words=tuple(words_of(stored) for stored in reader.claims_of_node(node.key)[:NAMED]),
    )


def refused_relations(reader: Reader) -> list[RefusedRelation]:
    """Claims kept out of the graph, by source and claim: a plan that would implement a later resolution."""
    return [_refused(kept.stored, kept.reason) for kept in reader.kept_out()]


def _refused(stored: StoredClaim, reason: str) -> RefusedRelation:
    claim, nodes = stored.claim, stored.nodes
    if isinstance(claim, Relation):
        source, kind, target = nodes.get(claim.subject, ""), claim.kind, nodes.get(claim.object, "")
    else:
        source, kind, target = "", type(claim).__name__, ""
    return RefusedRelation(source, kind, target, reason, words_of(stored))
