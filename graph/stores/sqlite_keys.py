"""Node ids of the SQLite store."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from graph.stores.sql_session import Session


class SqliteKeys:
    """Node ids of keys, made where they are missing; holds for one transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._ids: dict[str, int] = {}
        self._keys: dict[int, str] = {}

    def ids(self, keys: Iterable[str]) -> Mapping[str, int]:
        """Ids of all keys asked for (and of others asked for before)."""
        missing = sorted({key for key in keys if key not in self._ids})
        if missing:
            self._session.many("put_key", ((key,) for key in missing))
            for key, node in self._session.each("ids_of_keys", missing, "keys"):
                self._ids[key], self._keys[node] = node, key
        return self._ids

    def keys(self, ids: Iterable[int]) -> Mapping[int, str]:
        """Keys of ids."""
        missing = sorted({node for node in ids if node not in self._keys})
        for node, key in self._session.each("keys_of_ids", missing, "ids"):
            self._ids[key], self._keys[node] = node, key
        return self._keys
