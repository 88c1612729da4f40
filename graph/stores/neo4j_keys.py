"""Keys and node ids of a Neo4j database: which node a key leads to, which key an id stands for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from graph.stores.neo4j_session import Neo4jSession, bounded, is_shortened


class Neo4jKeys:
    """Node ids of keys; holds for one transaction."""

    def __init__(self, session: Neo4jSession) -> None:
        self._session = session
        self._ids: dict[str, str] = {}
        self._keys: dict[str, str] = {}

    def ids(self, keys: Iterable[str]) -> Mapping[str, str]:
        """Ids of all keys asked for (and of others asked for before)."""
        shortened = []
        for key in keys:
            if key not in self._ids:
                self._ids[key] = id_ = bounded(key)
                self._keys[id_] = key
                if id_ is not key:
                    shortened.append((id_, key))
        if shortened:
            self._session.many("put_whole_keys", shortened)
        return self._ids

    def keys(self, ids: Iterable[str]) -> Mapping[str, str]:
        """Keys of ids."""
        missing = {id_ for id_ in ids if id_ not in self._keys}
        self._keys.update((id_, id_) for id_ in missing if not is_shortened(id_))
        for id_, key in self._session.each("whole_keys", sorted(filter(is_shortened, missing)), "ids"):
            self._keys[id_] = key
        return self._keys


def whole_keys(session: Neo4jSession, ids: Iterable[str]) -> dict[str, str]:
    """Keys of ids."""
    keys = {id_: id_ for id_ in ids}
    shortened = [id_ for id_ in keys if is_shortened(id_)]
    if shortened:
        keys |= dict(session.each("whole_keys", shortened, "ids"))
    return keys


def resolve_all(session: Neo4jSession, keys: Iterable[str]) -> dict[str, str]:
    """Node ids by the keys asked for, by the statements of the reader; those that lead nowhere are left out."""
    wanted = sorted({key for key in keys if isinstance(key, str)})
    found = _own(session, wanted)
    rest = [key for key in wanted if key not in found]
    return found | _by_alias(session, rest) if rest else found


def _own(session: Neo4jSession, keys: Iterable[str]) -> dict[str, str]:
    return dict(session.each("own_keys", ((key, bounded(key)) for key in keys), "keys"))


def _by_alias(session: Neo4jSession, keys: list[str]) -> dict[str, str]:
    """What aliases lead to, where it is one node; of tasks and targets by what their key begins with."""
    leads: dict[str, set[str]] = {}
    for key, node in session.each("alias_nodes", ((key, bounded(key)) for key in keys), "keys"):
        leads.setdefault(key, set()).add(node)
    only = {key: next(iter(nodes)) for key, nodes in leads.items() if len(nodes) == 1}
    there = {id_ for id_, _, _ in session.each("nodes", set(only.values()), "ids")} if only else set()
    found = {key: node for key, node in only.items() if node in there}
    stating = {key: key.partition("#") for key in keys if key not in found and "#" in key}
    if not stating:
        return found
    begins = resolve_all(session, {first for first, _, _ in stating.values()})
    names = whole_keys(session, set(begins.values()))
    moved = {key: f"{names[begins[first]]}#{rest}" for key, (first, _, rest) in stating.items() if first in begins}
    own = _own(session, moved.values())
    return found | {key: own[now] for key, now in moved.items() if now in own}
