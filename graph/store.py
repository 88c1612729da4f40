"""The store contract: a reader, a writer and one traversal primitive.

A store keeps sources with their claims, and judgements; nodes and edges it derives from these with ``graph.identity``
and ``graph.derivation``. Whatever the order of writing, the same sources and judgements give the same graph: two
stores holding the same export the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Literal, Protocol, TypeAlias

from graph.claims import Claim, Source
from graph.confidence import claim_rank
from graph.judgements import Judgement
from graph.nodes import Edge, EdgeKey, Label, Node

Direction: TypeAlias = Literal["out", "in"]


@dataclass(frozen=True, slots=True)
class Step:
    """One way a traversal may go: along ``kind`` in ``direction``, at ``cost`` (0 for what binds a unit).

    ``not_after`` lists (kind, direction) pairs: this step is not taken straight after one of them. So siblings of a
    carrier are not entered: annex → carrier is not followed by carrier → annex.
    """

    kind: str
    direction: Direction
    cost: int = 1
    not_after: tuple[tuple[str, Direction], ...] = ()


@dataclass(frozen=True, slots=True)
class Reached:
    """A node at the least depth (sum of costs) at which it is reached; roots stand at 0."""

    key: str
    depth: int


@dataclass(frozen=True, slots=True)
class Traversal:
    """``reached`` by (depth, key), roots included; ``edges`` are those of the steps' kinds that lie on some allowed
    walk between two reached nodes, sorted. ``truncated`` is True where ``limit`` cut the nodes."""

    reached: tuple[Reached, ...]
    edges: tuple[EdgeKey, ...]
    truncated: bool = False


@dataclass(frozen=True, slots=True)
class StoredClaim:
    """A claim as kept: ``id`` is a function of locator and content. ``nodes`` are the keys its refs and bodies lead to,
    by ref and by body key."""

    id: str
    source: str
    claim: Claim
    nodes: Mapping[str, str] = field(default_factory=dict)

    @property
    def rank(self) -> str:
        """Orders the claims behind an edge, the surest first."""
        return claim_rank(self.claim.evidence.confidence, self.id)


@dataclass(frozen=True, slots=True)
class KeptOut:
    """A claim that makes no edge, with the reason in words: it would let a document act on a later one."""

    stored: StoredClaim
    reason: str


@dataclass(frozen=True, slots=True)
class Page:
    """One page of an answer in a fixed order; ``total`` counts all pages together."""

    items: tuple[Node, ...]
    total: int


@dataclass(frozen=True, slots=True)
class NodeFilter:
    """Conditions that all hold; an empty one is no condition.

    ``words`` are found in name, title and symbol, each as a prefix of a word; with marks where the word has marks,
    without where it has none. ``number`` matches a document's symbol by ``graph.numbers`` key, or its bare number.
    ``properties`` compare equal. ``date_from``/``date_to`` are ISO days on ``known_from``, both inclusive.
    ``key_prefix`` is a prefix of the key.
    """

    label: Label | None = None
    words: str = ""
    number: str = ""
    key_prefix: str = ""
    properties: Mapping[str, str] | None = None
    date_from: str = ""
    date_to: str = ""


class Reader(Protocol):
    """What questions ask of a store. Unknown keys give nothing; they raise only where it is said."""

    def resolve(self, key: str) -> str | None:
        """The key of the node that ``key`` (its own, an alias, or one it had before) leads to."""
        ...

    def nodes(self, keys: Iterable[str]) -> dict[str, Node]:
        """Nodes by the keys asked for, aliases followed; unknown ones are left out."""
        ...

    def find(self, condition: NodeFilter, *, limit: int = 50, offset: int = 0) -> Page:
        """Nodes in order of (label, key); with ``words`` the best match first, then key."""
        ...

    def edges(
        self,
        keys: Iterable[str],
        kinds: Iterable[str] = (),
        direction: Literal["out", "in", "both"] = "both",
        *,
        doubtful: bool = True,
    ) -> list[Edge]:
        """Edges at any of the nodes, sorted by key; all kinds where none is named. Without ``doubtful`` those that only
        doubtful claims state are left out."""
        ...

    def traverse(
        self,
        roots: Sequence[str],
        steps: Sequence[Step],
        *,
        max_depth: int,
        limit: int = 10_000,
        as_of: str = "",
        doubtful: bool = True,
    ) -> Traversal:
        """Every node reachable from ``roots`` by ``steps``, each once, at its least depth, in one round trip.

        With ``as_of`` (ISO day) nodes whose ``known_from`` is later are not entered. Edges judged wrong are not
        followed, nor without ``doubtful`` those that only doubtful claims state.
        """
        ...

    def claims_of_edge(self, edge: EdgeKey) -> list[StoredClaim]:
        """The claims that state it, by (source, id)."""
        ...

    def claims_of_node(self, key: str) -> list[StoredClaim]:
        """The claims that name or describe it, by (source, id)."""
        ...

    def aliases(self, key: str) -> list[str]:
        """All keys that lead to the node, sorted, its own included."""
        ...

    def sources(self) -> list[Source]:
        """By locator."""
        ...

    def claims_of_source(self, locator: str) -> list[StoredClaim]:
        """By id."""
        ...

    def kept_out(self) -> list[KeptOut]:
        """The claims that could not become edges, by (source, id)."""
        ...

    def judgements(self) -> list[Judgement]:
        """By id."""
        ...

    def counts(self) -> dict[str, int]:
        """Sources, claims, edges, judgements, and nodes by label; documents by status as ``Document:stub`` …"""
        ...

    def doubtful_edges(self) -> int:
        """How many edges only doubtful claims state; looks at every edge."""
        ...

    def export(self) -> Iterator[str]:
        """The whole graph, one JSON object a line, sorted, without anything that differs between two equal graphs."""
        ...


class Writer(Protocol):
    """One transaction: all of it is kept when the ``with`` block ends, none of it when the block raises."""

    def put_source(self, source: Source, claims: Sequence[Claim]) -> None:
        """Keeps ``claims`` as all that ``source`` says, in place of what it said before."""
        ...

    def remove_source(self, locator: str) -> bool:
        """Removes what only this source said. False where there is no such source."""
        ...

    def judge(self, judgement: Judgement) -> None:
        """Keeps a judgement; one with the same id is replaced."""
        ...

    def withdraw(self, judgement_id: str) -> bool:
        """Forgets a judgement. False where there is none with this id."""
        ...


class Store(Reader, Protocol):
    """A reader that can be written. Reads inside a ``writing`` block see the state before it."""

    @property
    def address(self) -> str:
        """Where it lies, without credentials."""
        ...

    def writing(self) -> AbstractContextManager[Writer]:
        """One transaction. Raises StoreBusyError where another one is open."""
        ...

    def close(self) -> None:
        """Lets go of what is open; the store is not used after."""
        ...
