"""When a body existed: what the graph says of it, else what the registry knows of it and of the place it is of."""

from __future__ import annotations

from dataclasses import replace

from graph.nodes import Node
from queries.answers import BodyRef


def with_lifetime(node: Node) -> BodyRef:
    """The body with the days of its lifetime: not before its place or ministry began, not after that ended."""
    body = BodyRef.of(node)
    if body.valid_from or body.valid_to or body.group:
        return body
    lives = _lives(body.key)
    since = max((since for since, _ in lives if since), default="")
    until = min((until for _, until in lives if until), default="")
    return replace(body, valid_from=since, valid_to=until)


def _lives(key: str) -> list[tuple[str, str]]:
    """(since, until) of the registry's entry of ``key``, and of the place or ministry behind its "@"."""
    from graph.registry import load_registry  # read when a body is asked about, not at start

    registry = load_registry()
    owner = key.partition("@")[2]
    known = (registry.entry(key), (registry.place(owner) or registry.entry(owner)) if owner else None)
    return [(found.since, found.until) for found in known if found is not None]
