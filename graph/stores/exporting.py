"""The lines of an export: one JSON object each, the same for equal graphs whatever keeps them.

In this order, each part sorted by its key: sources, nodes, edges, claims kept out, judgements.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence

from graph.claims import Source, Span
from graph.judgements import Judgement
from graph.nodes import Edge, Node
from graph.serial import canonical, judgement_to_json
from graph.store import KeptOut, StoredClaim


def source_line(source: Source) -> str:
    """A source with the versions it was read with."""
    return canonical({"line": "source", **dataclasses.asdict(source)})


def node_line(node: Node, aliases: Iterable[str]) -> str:
    """A node with the other keys that lead to it."""
    others = sorted(set(aliases) - {node.key})
    said = {"key": node.key, "label": node.label, "name": node.name, "properties": dict(node.properties)}
    return canonical({"line": "node", **said, "aliases": others})


def edge_line(edge: Edge, claims: Sequence[StoredClaim], wrong: bool) -> str:
    """An edge with the claims behind it and their words."""
    said = {**dataclasses.asdict(edge.key), "properties": dict(edge.properties), "origin": edge.origin, "wrong": wrong}
    return canonical({"line": "edge", **said, "claims": [_words(stored) for stored in claims]})


def kept_out_line(kept: KeptOut) -> str:
    """A claim that makes no edge, with its reason."""
    return canonical(
        {"line": "kept out", "reason": kept.reason, "nodes": dict(kept.stored.nodes), **_words(kept.stored)}
    )


def judgement_line(judgement: Judgement) -> str:
    """A judgement as it was given."""
    return canonical({"line": "judgement", **judgement_to_json(judgement)})


def _words(stored: StoredClaim) -> dict[str, object]:
    evidence = stored.claim.evidence
    spans = [_span(span) for span in evidence.spans]
    said = {"rule": evidence.rule, "confidence": evidence.confidence, "spans": spans}
    acts = {"act": evidence.act} if evidence.act else {}
    return {"id": stored.id, "source": stored.source, "is": type(stored.claim).__name__, **said, **acts}


def _span(span: Span) -> dict[str, object]:
    """A span; without a place where the source has neither pages nor cells."""
    said = dataclasses.asdict(span)
    return said if span.place else {name: value for name, value in said.items() if name != "place"}
