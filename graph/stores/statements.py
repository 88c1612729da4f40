"""The SQL of the SQLite store, from the files beside it; each is read once, when first asked for."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources

_NAME = re.compile(r"^-- name: (\w+)$", re.MULTILINE)


@cache
def text(file: str) -> str:
    """The whole of one file, without its ending: ``text("schema")``."""
    return resources.files("graph.stores").joinpath("sql", f"{file}.sql").read_text("utf-8")


@cache
def named(file: str) -> dict[str, str]:
    """The statements of a file by the names in its ``-- name:`` lines."""
    parts = _NAME.split(text(file))[1:]
    return {name: statement.strip() for name, statement in zip(parts[::2], parts[1::2], strict=True)}
