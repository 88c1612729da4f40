"""A networkx graph as GraphML, for Gephi, yEd, Cytoscape and networkx itself.

GraphML is XML, and texts are hostile: most control characters and halves of surrogate pairs cannot stand in XML at
all, a carriage return is read back as a line feed. Each of them is written as U+FFFD with its number in four hex
digits, and so is U+FFFD itself in a key, so that two keys never become one. GraphML knows no lists: a list is written
as its JSON text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from queries.export import Network

_NOT_IN_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NOT_IN_KEY = re.compile("[^\x20-\ud7ff\ue000-\ufffc\U00010000-\U0010ffff]")


def graphml(graph: Network) -> Iterator[str]:
    """The lines of the file, each with its line feed; the same graph gives the same lines."""
    import networkx  # needed by few commands, and slow to load

    written: Network = networkx.MultiDiGraph()
    for key in sorted(graph):
        written.add_node(_key(key), **_values(graph.nodes[key]))
    for source, target, key in sorted(graph.edges(keys=True)):
        written.add_edge(_key(source), _key(target), key=_key(key), **_values(graph.edges[source, target, key]))
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    for line in networkx.generate_graphml(written, named_key_ids=True):
        yield f"{line}\n"


def _key(key: str) -> str:
    return _NOT_IN_KEY.sub(_escape, key)


def _values(values: dict[str, Any]) -> dict[str, Any]:
    """In order of name; numbers and booleans keep their type."""
    return {name: _value(values[name]) for name in sorted(values)}


def _value(value: object) -> object:
    if isinstance(value, (bool, int, float)):
        return value
    text = json.dumps(value, ensure_ascii=False) if isinstance(value, list) else str(value)
    return _NOT_IN_XML.sub(_escape, text)


def _escape(match: re.Match[str]) -> str:
    return f"\ufffd{ord(match[0]):04X}"
