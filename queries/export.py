"""Answers for notebooks: a lineage as a networkx graph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from queries.lineage import Lineage

if TYPE_CHECKING:
    import networkx


def to_networkx(answer: Lineage) -> networkx.MultiDiGraph[str]:
    """The chain as a graph: nodes by document key with the fields of ``DocumentRef``, edges keyed by kind with label and quote."""
    raise NotImplementedError
