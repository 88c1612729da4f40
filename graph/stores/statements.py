"""The SQL and Cypher of the stores, from the files beside them; each is read once, when first asked for."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources

_NAME = re.compile(r"^-- name: (\w+)$", re.MULTILINE)
_CYPHER_NAME = re.compile(r"^// name: (.+)$", re.MULTILINE)


@cache
def text(file: str) -> str:
    """The whole of one SQL file, without its ending: ``text("schema")``."""
    return _read("sql", f"{file}.sql")


@cache
def named(file: str) -> dict[str, str]:
    """The SQL statements of a file by the names in its ``-- name:`` lines."""
    return _parts(_NAME, text(file))


@cache
def cypher(file: str) -> dict[str, str]:
    """The Cypher statements of a file by the names in its ``// name:`` lines, in order, each with its head."""
    return {name: part.rstrip(";") for name, part in _parts(_CYPHER_NAME, _read("cypher", f"{file}.cypher")).items()}


def _parts(name: re.Pattern[str], whole: str) -> dict[str, str]:
    parts = name.split(whole)[1:]
    return {name: statement.strip() for name, statement in zip(parts[::2], parts[1::2], strict=True)}


def _read(folder: str, file: str) -> str:
    return resources.files("graph.stores").joinpath(folder, file).read_text("utf-8")
