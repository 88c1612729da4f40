"""Names of bodies that claims give only by key (the issuer of a document)."""

from __future__ import annotations

from functools import lru_cache


@lru_cache(maxsize=65536)
def name_of(key: str) -> str:
    """The registry's name for a body key; the key's own words where the registry knows none."""
    from graph.registry import load_registry  # only writers need it; a store is opened without

    return load_registry().name_of(key) or key.replace("@", " ").replace("-", " ")
