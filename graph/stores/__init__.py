"""Where a graph is kept, and how an address names the place."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from graph.errors import StoreAddressError, StoreError
from graph.store import Store

if TYPE_CHECKING:
    from graph.stores.neo4j_store import Neo4jStore

_FORMS = (
    "use sqlite:///folder/graph.db, sqlite:graph.db (from the current folder), neo4j://host:7687 "
    "(neo4j://host:7687/database) or memory:"
)
_SERVERS = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")


def open_store(address: str, environment: Mapping[str, str] = os.environ) -> Store:
    """Opens the store at ``address``: ``sqlite:///absolute/path``, ``sqlite:relative/path``, ``neo4j://host:7687``
    (``…/database``; also ``bolt://`` and ``+s``) or ``memory:`` (empty, gone at the end). A SQLite file that is not
    there is made, with its folder; an empty Neo4j database is made ready.

    Raises StoreAddressError for an address of no known form, StoreFormatError for a place that holds something else,
    StoreError for one that cannot be had.
    """
    scheme, colon, rest = address.partition(":")
    if address in ("memory:", "memory://"):
        from graph.stores.memory import MemoryStore  # each engine is imported only where it is used

        return MemoryStore()
    if scheme == "sqlite" and colon and _path(rest):
        from graph.stores.sqlite import SqliteStore

        return SqliteStore(Path(_path(rest)))
    if scheme in _SERVERS:
        return _server(address, environment)
    raise StoreAddressError("this address names no store", where=_without_credentials(address) or "''", remedy=_FORMS)


def migrate_store(address: str, environment: Mapping[str, str] = os.environ) -> tuple[int, int]:
    """Brings the store at ``address`` to the format this version reads, and makes it ready where it is empty. The
    format before (0 for none) and now.

    May be run again, and by several at once. A SQLite file has no older format. Raises as ``open_store`` does.
    """
    if address.partition(":")[0] in _SERVERS:
        from graph.stores.neo4j_address import access_from, parse_address

        parsed = parse_address(address)
        _need_driver(address)
        from graph.stores.neo4j_store import migrate_database

        return migrate_database(parsed, access_from(environment))
    open_store(address, environment).close()
    return 1, 1


def _server(address: str, environment: Mapping[str, str]) -> Neo4jStore:
    from graph.stores.neo4j_address import access_from, parse_address

    parsed = parse_address(address)
    _need_driver(address)
    from graph.stores.neo4j_store import Neo4jStore

    return Neo4jStore(parsed, access_from(environment))


def _need_driver(address: str) -> None:
    from importlib.util import find_spec

    if find_spec("neo4j") is None:
        raise StoreError(
            "the driver of Neo4j is not installed", where=address, remedy="install it: pip install 'chidao[neo4j]'"
        )


def _path(rest: str) -> str:
    """``///a/b`` → ``/a/b``; ``//a`` names a host, which SQLite has none of; ``a/b`` stays."""
    if rest.startswith("///"):
        return rest[2:]
    return "" if rest.startswith("//") else rest


def _without_credentials(address: str) -> str:
    scheme, mark, rest = address.partition("://")
    return f"{scheme}{mark}{rest.rpartition('@')[2]}" if mark else address
