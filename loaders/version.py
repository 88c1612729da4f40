"""Which grammar read a source: part of what decides whether it is read again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable

#: Where the rules lie: what they say of a text changes with any module of these.
_PACKAGES = ("loaders", "loaders.grammar", "loaders.grammar.data", "graph.registry")


@lru_cache(maxsize=1)
def grammar_version() -> str:
    """Sixteen hex digits that change with any rule: nobody has to remember to raise a number.

    The registry's data have a version of their own (``Registry.version``).
    """
    return digest(entry for package in _PACKAGES for entry in files(package).iterdir())


def digest(entries: Iterable[Traversable]) -> str:
    """Of the modules and word lists among ``entries``, by name; line ends do not count."""
    state = hashlib.sha256()
    for entry in sorted(entries, key=lambda e: e.name):
        if entry.name.endswith((".py", ".txt")):
            content = entry.read_bytes().replace(b"\r\n", b"\n")
            state.update(f"{entry.name}\0{len(content)}\0".encode() + content)
    return state.hexdigest()[:16]
