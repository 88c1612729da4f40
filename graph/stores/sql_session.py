"""Statements run by name on one connection."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from graph.serial import canonical
from graph.stores.statements import named

_MANY = 20_000  # values of one list parameter


class Session:
    """Runs the statements of one file of ``sql/``. Lists are passed as JSON arrays."""

    def __init__(self, connection: sqlite3.Connection, file: str) -> None:
        self.connection = connection
        self._statements = named(file)

    def statement(self, name: str) -> str:
        """Its SQL."""
        return self._statements[name]

    def rows(self, name: str, **parameters: Any) -> list[tuple[Any, ...]]:
        """All rows of the statement."""
        return self.connection.execute(self._statements[name], parameters).fetchall()

    def each(self, name: str, values: Iterable[object], parameter: str) -> Iterator[tuple[Any, ...]]:
        """Rows for a list of any length, given piece by piece as ``parameter``."""
        listed = list(values)
        for start in range(0, len(listed), _MANY):
            piece = canonical(listed[start : start + _MANY])
            yield from self.connection.execute(self._statements[name], {parameter: piece}).fetchall()

    def run(self, name: str, *values: Any) -> int:
        """Runs it once; the number of rows changed."""
        return self.connection.execute(self._statements[name], values).rowcount

    def run_listed(self, name: str, values: Iterable[object], parameter: str) -> None:
        """Runs it for a list of any length, piece by piece."""
        listed = list(values)
        for start in range(0, len(listed), _MANY):
            piece = canonical(listed[start : start + _MANY])
            self.connection.execute(self._statements[name], {parameter: piece})

    def many(self, name: str, rows: Iterable[Sequence[Any]]) -> None:
        """Runs it once for each row."""
        self.connection.executemany(self._statements[name], rows)
