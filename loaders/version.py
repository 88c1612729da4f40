"""Which grammar read a source: part of what decides whether it is read again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable


@lru_cache(maxsize=1)
def grammar_version() -> str:
    """Sixteen hex digits that change with any rule or reader: nobody has to remember to raise a number.

    The registry's data have a version of their own (``Registry.version``), readers' libraries stand in ``reader``.
    """
    return digest([*_below(files("loaders")), *files("graph.registry").iterdir()])


def _below(folder: Traversable) -> Iterator[Traversable]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _below(entry)
        else:
            yield entry


def digest(entries: Iterable[Traversable]) -> str:
    """Of the modules, tables and word lists among ``entries``, by name; line ends do not count."""
    state = hashlib.sha256()
    rules = (entry for entry in entries if entry.name.endswith((".py", ".txt", ".yaml", ".json")))
    for name, content in sorted((rule.name, rule.read_bytes().replace(b"\r\n", b"\n")) for rule in rules):
        state.update(f"{name}\0{len(content)}\0".encode() + content)
    return state.hexdigest()[:16]
