"""Names of bodies that claims give only by key (the issuer of a document)."""

from __future__ import annotations

from functools import lru_cache

from graph.registry import load_registry


@lru_cache(maxsize=65536)
def name_of(key: str) -> str:
    """The registry's name for a body key; the key's own words where the registry knows none."""
    return load_registry().name_of(key) or key.replace("@", " ").replace("-", " ")
