"""Rows of the files that ``neo4j-admin database import`` reads: typed columns, values in quotes, nothing for nothing.

Two control characters stand where other files have a quote and a semicolon, because texts seldom have them. A text that
holds the quote has it doubled; a list of which a text holds the separator is kept in ``exact``, as JSON, where the
store looks for what Neo4j cannot hold.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import IO, Any

from graph.nodes import LABELS
from graph.serial import canonical

QUOTE, BETWEEN = "\x1e", "\x1f"
#: As the options of ``neo4j-admin`` name them.
QUOTE_NAME, BETWEEN_NAME = "U+001E", "U+001F"

#: Properties of nodes by label and of edges, by type; the rest are texts.
_LISTS = frozenset({"candidates", "positions", "roles", "deadline_frequency", "frequency", "via"})
_TYPES = {
    **dict.fromkeys(_LISTS, "string[]"),
    "group": "boolean", "values": "double[]", "year": "long", "search_length": "long", "claims": "long",
    "texts": "long",
}  # fmt: skip
_ENTITY = (
    "key", "whole", "name", "exact", "wordings", "search_words", "search_folded", "search_length", "search_number",
    "search_bare",
)  # fmt: skip
_DEADLINE = (
    "deadline_raw", "deadline_start", "deadline_end", "deadline_bound", "deadline_frequency", "deadline_kind", "due",
)  # fmt: skip
_OF_LABEL: dict[str, tuple[str, ...]] = {
    "Document": (
        "type", "subtype", "symbol", "title", "date", "issuer", "issuer_name", "signer", "term", "carrier", "status",
        "known_from", "candidates", "reason",
    ),
    "Organization": ("group", "scope", "entry", "valid_from", "valid_to"),
    "Person": ("positions",),
    "Task": ("task", "roles", *_DEADLINE, "deliverable"),
    "Event": ("kind", "date"),
    "Target": ("indicator", "op", "values", "unit", "year"),
}  # fmt: skip
_OF_EDGES = (
    "qualifier", "claims", "texts", "rank", "kind", "exact", "target_part", "head", "via", "subject", "stated_in",
    *_DEADLINE, "frequency", "position", "as_of", "entry", "act", "since", "until", "scope",
)  # fmt: skip


def quoted(text: str) -> str:
    """A text as a value; "" is a text too."""
    if QUOTE in text:
        text = text.replace(QUOTE, QUOTE + QUOTE)
    return f"{QUOTE}{text}{QUOTE}"


def maybe(text: str | None) -> str:
    """A text, or nothing for None and ""."""
    return quoted(text) if text else ""


def listed(values: Iterable[object]) -> str:
    """A list of numbers, or of texts without BETWEEN of which none is empty."""
    return quoted(BETWEEN.join(map(str, values)))


def _string(value: Any) -> str | None:
    return quoted(value) if type(value) is str else None


def _strings(value: Any) -> str | None:
    if not isinstance(value, list) or not value or not all(type(item) is str and item for item in value):
        return None
    return None if any(BETWEEN in item for item in value) else listed(value)


def _doubles(value: Any) -> str | None:
    fits = isinstance(value, list) and value and all(type(item) is float for item in value)
    return listed(map(repr, value)) if fits else None


def _long(value: Any) -> str | None:
    return str(value) if type(value) is int else None


def _boolean(value: Any) -> str | None:
    return str(value).lower() if type(value) is bool else None


#: How a value of each type is written; None where it is of another one.
_WRITTEN: dict[str, Callable[[Any], str | None]] = {
    "string": _string, "string[]": _strings, "double[]": _doubles, "long": _long, "boolean": _boolean,
}  # fmt: skip
_WRITERS = {name: _WRITTEN[type_] for name, type_ in _TYPES.items()}


class Columns:
    """Columns by name, each with what writes its values."""

    def __init__(self, *names: str) -> None:
        self.header = [f"{name}:{_TYPES.get(name, 'string')}" for name in names]
        self._places = {name: (place, _WRITERS.get(name, _string)) for place, name in enumerate(names)}
        self._empty = [""] * len(names)

    def line(self, row: Mapping[str, Any]) -> str:
        """The values in order; what is of no column or of another type goes into ``exact``."""
        cells, places, rest = self._empty.copy(), self._places, {}
        for name, value in row.items():
            place, write = places.get(name, _NOWHERE)
            written = write(value)
            if written is None:
                rest[name] = value
            else:
                cells[place] = written
        if rest:
            cells[places["exact"][0]] = quoted(canonical({**json.loads(row.get("exact", "{}")), **rest}))
        return ",".join(cells)


_NOWHERE: tuple[int, Callable[[Any], str | None]] = (0, lambda value: None)
ENTITIES: dict[str, Columns] = {label: Columns(*_ENTITY, *_OF_LABEL[label]) for label in LABELS}
EDGES = Columns(*_OF_EDGES)


class Table:
    """One file of rows, its header first. ``longest`` is the length of its longest row, in bytes at most."""

    def __init__(self, file: IO[str], header: Sequence[str]) -> None:
        self._file = file
        self.rows, self.longest = 0, 0
        self._lines: list[str] = []
        file.write(",".join(header) + "\n")

    def add(self, *cells: str) -> None:
        """One row of values as they are written."""
        self.add_line(",".join(cells))

    def add_line(self, line: str) -> None:
        """One row."""
        self.rows += 1
        if len(line) > self.longest:
            self.longest = len(line)
        self._lines.append(line)
        if len(self._lines) == 2000:
            self.flush()

    def flush(self) -> None:
        """Gives what is gathered to the file."""
        if self._lines:
            self._file.write("\n".join(self._lines) + "\n")
            self._lines = []
