"""Cypher statements run by name in one transaction of a Neo4j database, and the node ids of that database.

A node id is the key itself. An index of Neo4j takes no value over some 8,000 bytes, so a longer text is kept beside a
shortened one: its beginning and a hash of the whole.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol

from graph.errors import SourceError
from graph.stores.statements import cypher

_MANY = 10_000  # values of one list parameter
_LONGEST, _HEAD = 900, 800  # code points of a text that is an index's as it is; of what is left of a longer one


#: The column in which many rows come as one list: each record is a message of its own, and costs as much as ten rows.
_TOGETHER = "rows"


class Runs(Protocol):
    """What runs a statement: a transaction of the driver."""

    def run(self, query: Any, parameters: dict[str, Any] | None = None) -> Any:
        """Its result."""
        ...


def bounded(text: str) -> str:
    """``text`` as an index takes it; texts that differ stay different."""
    if len(text) <= _LONGEST:
        return text
    return f"{text[:_HEAD]}…{hashlib.sha256(text.encode()).hexdigest()}…{len(text):036d}"


def whole(text: str) -> str | None:
    """``text`` where it is too long for an index, else None."""
    return text if len(text) > _LONGEST else None


def is_shortened(id_: str) -> bool:
    """Whether an id is a longer key's."""
    return len(id_) > _LONGEST


class Neo4jSession:
    """Runs the statements of one file of ``cypher/`` in a transaction."""

    def __init__(self, transaction: Runs, file: str) -> None:
        self._transaction = transaction
        self._statements = cypher(file)

    def rows(self, name: str, filled: Mapping[str, str] | None = None, **parameters: Any) -> list[list[Any]]:
        """All rows of the statement; ``filled`` as in ``each``."""
        return self._run(_filled(self._statements[name], filled or {}), parameters)

    def each(self, name: str, values: Iterable[object], parameter: str, **filled: str) -> Iterator[list[Any]]:
        """Rows for a list of any length, given piece by piece; ``filled`` replaces words: KIND, KINDS or LABEL."""
        prepare = _VALUES.get(name)
        listed = [prepare(value) for value in values] if prepare else list(values)
        statement = _filled(self._statements[name], filled)
        for start in range(0, len(listed), _MANY):
            yield from self._run(statement, {parameter: listed[start : start + _MANY]})

    def run_listed(self, name: str, values: Iterable[object], parameter: str) -> None:
        """Runs it for a list of any length, piece by piece."""
        for _ in self.each(name, values, parameter):
            pass

    def many(self, name: str, rows: Iterable[Any], **filled: str) -> None:
        """Runs it for each row, piece by piece. Does not wait for the end: what follows finds out what went wrong."""
        listed = list(rows)
        prepare = _ROWS.get(name)
        prepared = [prepare(row) for row in listed] if prepare else listed
        statement = _filled(self._statements[name], filled)
        for start in range(0, len(prepared), _MANY):
            self._transaction.run(statement, {"rows": prepared[start : start + _MANY]})
        if name == "put_local":
            self._note_first_sources(listed)

    def _note_first_sources(self, locals_: Sequence[Sequence[Any]]) -> None:
        """Keeps the first source of each profile. Texts are compared here: what a transaction has not yet kept, the
        server compares by UTF-16 units."""
        first: dict[int, str] = {}
        for locator, _, profile, *_ in locals_:
            first[profile] = min(locator, first.get(profile, locator))
        known = {n: locator for n, locator in self.each("earliest", first, "profiles") if locator is not None}
        self.many("set_earliest", (pair for pair in first.items() if pair[0] not in known or pair[1] < known[pair[0]]))

    def _run(self, statement: str, parameters: Mapping[str, Any]) -> list[list[Any]]:
        result = self._transaction.run(statement, dict(parameters))
        if result.keys() == [_TOGETHER]:
            return [row for record in result for row in record[0]]
        return [record.values() for record in result]


def _filled(statement: str, words: Mapping[str, str]) -> str:
    for word, value in words.items():
        statement = statement.replace(word, value)
    return statement


def _source(row: Sequence[Any]) -> Sequence[Any]:
    if len(row[0]) > _LONGEST:
        raise SourceError(
            f"the name of a source is longer than {_LONGEST} characters",
            where=f"{row[0][:80]}…",
            remedy="load it from a folder nearer to it",
        )
    return row


def _judgement(row: Sequence[Any]) -> Sequence[Any]:
    return bounded(row[0]), row[1]


_ROWS: dict[str, Callable[[Any], Any]] = {
    "put_source": _source,
    "count_profile": lambda row: (row[0], bounded(row[1]), bounded(row[2]) or None, *row[3:]),
    "put_local": lambda row: (*row[:4], bounded(row[4]) or None, whole(row[4])),
    "put_alias": lambda row: (bounded(row[0]), row[1], whole(row[0])),
    "remove_alias": lambda row: (bounded(row[0]), row[1]),
    "put_judgement": _judgement,
}
_VALUES: dict[str, Callable[[Any], Any]] = {
    "leads": lambda key: (key, bounded(key)),
    "remove_judgements": bounded,
}
