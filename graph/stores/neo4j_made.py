"""What the claims of one source made, as two properties of the source keep it.

``names`` lists the ids of the nodes its claims name; a full-text index finds the sources of a node by it. ``made`` is
JSON: for each of these nodes the places of the claims that name it and the numbers of their wordings, then each edge a
claim states, its ends as places in ``names``. A record for each of them instead would be most of what a load writes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

from graph.serial import canonical

#: Source, kind, target, qualifier of an edge; the ends as node ids.
Ends: TypeAlias = tuple[str, str, str, str]

_ASKED = 200  # nodes of one full-text question; Lucene takes 1024


class Stated(NamedTuple):
    """A claim that states an edge: the place of the claim in its source."""

    ends: Ends
    claim: int


@dataclass(slots=True)
class SourceMade:
    """What the claims of a source made. ``named``: node id → places of claims, and a number for each wording of it."""

    named: dict[str, tuple[list[int], list[int]]] = field(default_factory=dict)
    stated: list[Stated] = field(default_factory=list)

    def name(self, node: str, claim: int, wording: int | None = None) -> None:
        """Notes that a claim names a node; claims come in order."""
        claims, wordings = self.named.setdefault(node, ([], []))
        if not claims or claims[-1] != claim:
            claims.append(claim)
        if wording is not None:
            wordings.append(wording)

    def packed(self) -> tuple[list[str], str]:
        """The properties ``names`` and ``made``."""
        for (source, _, target, _), _ in self.stated:
            self.named.setdefault(source, ([], []))
            self.named.setdefault(target, ([], []))
        places = {node: place for place, node in enumerate(self.named)}
        stated = [
            (places[source], kind, places[target], qualifier, claim)
            for (source, kind, target, qualifier), claim in self.stated
        ]
        return list(self.named), canonical([list(self.named.values()), stated])


def unpacked(names: Sequence[str] | None, made: str | None) -> SourceMade:
    """What ``SourceMade.packed`` gave; nothing where the source has neither."""
    if not names or not made:
        return SourceMade()
    named, stated = json.loads(made)
    found = SourceMade(dict(zip(names, map(tuple, named), strict=True)))
    found.stated = [
        Stated((names[source], kind, names[target], qualifier), claim)
        for source, kind, target, qualifier, claim in stated
    ]
    return found


def naming_any(ids: Iterable[str]) -> Iterator[str]:
    """Full-text questions for the sources that name any of these nodes, some of them at a time."""
    terms = [_term(id_) for id_ in ids]
    for start in range(0, len(terms), _ASKED):
        yield " OR ".join(terms[start : start + _ASKED])


def naming_all(*ids: str) -> str:
    """The full-text question for the sources that name all these nodes."""
    return " AND ".join(map(_term, ids))


def _term(id_: str) -> str:
    escaped = id_.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
