"""What the incremental engine asks of a store: statements by name, node ids of keys, and what claims made.

The engine (``flush``, ``settling``, ``resolving``) is the same over every database. Each database has its own
statements under the same names, which take and give rows of the same shape: ``sql/write.sql`` says at each which.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple, Protocol, TypeAlias

from graph.claims import Claim, Ref
from graph.derivation import Derived
from graph.facts import Facts, facts_from_json
from graph.merging import EdgeEnds
from graph.nodes import Node
from graph.profiles import Profile
from graph.serial import claim_from_json, claim_id, short_hash
from graph.store import StoredClaim

#: What stands for a key in one database; it never leaves the store.
NodeId: TypeAlias = "int | str"


class Statements(Protocol):
    """Statements run by name within one transaction. A list of any length is given piece by piece."""

    def rows(self, name: str, **parameters: Any) -> list[Any]:
        """All rows of the statement."""
        ...

    def each(self, name: str, values: Iterable[object], parameter: str) -> Iterable[Any]:
        """Rows for a list of values."""
        ...

    def run_listed(self, name: str, values: Iterable[object], parameter: str) -> None:
        """Runs it for a list of values."""
        ...

    def many(self, name: str, rows: Iterable[Sequence[Any]]) -> None:
        """Runs it for each row."""
        ...


class Keys(Protocol):
    """Node ids of keys; holds for one transaction."""

    def ids(self, keys: Iterable[str]) -> Mapping[str, Any]:
        """Ids of all keys asked for, made where they are missing (and of others asked for before)."""
        ...

    def keys(self, ids: Iterable[Any]) -> Mapping[Any, str]:
        """Keys of ids."""
        ...


@dataclass(frozen=True, slots=True)
class Said:
    """A claim of a source: ``n`` is its number, by which what it made is found again; ``text`` its canonical JSON."""

    n: int
    text: str
    stored: StoredClaim


class Made(Protocol):
    """What claims made: who names which node, who states which edge, and the nodes and edges that come of it."""

    def put_claims(self, texts: Mapping[str, Mapping[str, Claim]]) -> dict[str, list[Said]]:
        """Keeps, by locator, the claims of sources that have none now; in the order given."""
        ...

    def take_out(self, locators: Iterable[str]) -> None:
        """Forgets the claims of these sources, and what they made."""
        ...

    def stale(self, refs: Mapping[str, Set[Ref]], nodes: Set[Any]) -> dict[str, list[Said]]:
        """The kept claims, by locator, that must be derived again because ``refs`` of their source or ``nodes`` lead
        elsewhere now. More may be given, but then all that one node or edge has of them."""
        ...

    def forget(self, said: Mapping[str, Sequence[Said]]) -> None:
        """Takes back what these claims made; they stay."""
        ...

    def put(self, derived: Sequence[tuple[Said, Derived]]) -> None:
        """Keeps what claims make."""
        ...

    def finish(self, documents: Mapping[Any, Node | None]) -> None:
        """Puts together again the nodes and edges of which something else is said than before. ``documents``: those
        that changed, None where there is none any more."""
        ...

    def judge(self, wrong: Set[EdgeEnds]) -> None:
        """Makes these the edges judged wrong, in keys that lead to nodes."""
        ...


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A row of ``document``."""

    node: NodeId
    block: str
    final: NodeId
    issuer: str
    status: str


class ProfileRow(NamedTuple):
    """A profile with its number in the store and what it meant before."""

    n: int
    profile: Profile
    document: NodeId | None
    scoped: str


def said_of(locator: str, text: str, n: int, claim: Claim | None = None) -> Said:
    """The claim with canonical JSON ``text``."""
    known = claim if claim is not None else claim_from_json(json.loads(text))
    return Said(n, text, StoredClaim(claim_id(locator, text), locator, known))


@lru_cache(maxsize=32768)
def facts_of_text(text: str) -> Facts:
    """The facts of a profile row."""
    return facts_from_json(json.loads(text))


@lru_cache(maxsize=32768)
def profile_of_row(text: str, uses: int, earliest: str) -> Profile:
    """The profile of a row: blocks are read again and again, and most of their rows are as they were."""
    return Profile(facts_of_text(text), uses, earliest)


def number_of_text(text: str) -> int:
    """A number for a text, equal for equal texts: 63 bits of its hash."""
    return int(short_hash(text), 16) >> 1
