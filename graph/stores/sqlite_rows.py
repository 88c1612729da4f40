"""Rows of the SQLite store as values, and the node ids of one transaction."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from graph.facts import Facts, facts_from_json
from graph.profiles import Profile
from graph.stores.sql_session import Session


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A row of ``document``."""

    node: int
    block: str
    final: int
    issuer: str
    status: str


class ProfileRow(NamedTuple):
    """A profile with its number in the file and what it meant before."""

    n: int
    profile: Profile
    document: int | None
    scoped: str


class Keys:
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


@lru_cache(maxsize=32768)
def facts_of_text(text: str) -> Facts:
    """The facts of a profile row."""
    return facts_from_json(json.loads(text))


@lru_cache(maxsize=32768)
def profile_of_row(text: str, uses: int, earliest: str) -> Profile:
    """The profile of a row: blocks are read again and again, and most of their rows are as they were."""
    return Profile(facts_of_text(text), uses, earliest)
