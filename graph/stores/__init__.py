"""Where a graph is kept, and how an address names the place."""

from __future__ import annotations

from pathlib import Path

from graph.errors import StoreAddressError
from graph.store import Store

_FORMS = "use sqlite:///folder/graph.db, sqlite:graph.db (from the current folder) or memory:"


def open_store(address: str) -> Store:
    """Opens the store at ``address``: ``sqlite:///absolute/path``, ``sqlite:relative/path`` or ``memory:`` (empty,
    gone at the end). A SQLite file that is not there is made, with its folder.

    Raises StoreAddressError for an address of no known form, StoreFormatError for a file that holds something else.
    """
    scheme, colon, rest = address.partition(":")
    if address in ("memory:", "memory://"):
        from graph.stores.memory import MemoryStore  # each engine is imported only where it is used

        return MemoryStore()
    if scheme == "sqlite" and colon and _path(rest):
        from graph.stores.sqlite import SqliteStore

        return SqliteStore(Path(_path(rest)))
    if scheme in ("neo4j", "bolt", "neo4j+s", "bolt+s", "neo4j+ssc", "bolt+ssc"):
        raise StoreAddressError(
            "the Neo4j store comes with a later version", where=_without_credentials(address), remedy=_FORMS
        )
    raise StoreAddressError("this address names no store", where=_without_credentials(address) or "''", remedy=_FORMS)


def _path(rest: str) -> str:
    """``///a/b`` → ``/a/b``; ``//a`` names a host, which SQLite has none of; ``a/b`` stays."""
    if rest.startswith("///"):
        return rest[2:]
    return "" if rest.startswith("//") else rest


def _without_credentials(address: str) -> str:
    scheme, mark, rest = address.partition("://")
    return f"{scheme}{mark}{rest.rpartition('@')[2]}" if mark else address
