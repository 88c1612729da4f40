"""Finding nodes in a Neo4j database."""

from __future__ import annotations

import re
from typing import Any

from graph.nodes import LABELS
from graph.store import NodeFilter, Page
from graph.stores.neo4j_session import Runs, bounded
from graph.stores.neo4j_values import is_own, node_of_entity
from graph.stores.searching import asked_number, asked_words
from graph.stores.statements import cypher

_PREFIX = 100  # code points of a word the index is asked for; what is asked beyond is compared afterwards
_SYNTAX = re.compile(r"([^\w])|\b(AND|OR|NOT)\b")


def find(transaction: Runs, condition: NodeFilter, limit: int, offset: int) -> Page:
    """One page of the nodes that meet ``condition``."""
    words = asked_words(condition.words)
    number, bare = asked_number(condition.number) if condition.number else ("", "")
    asked = dict(condition.properties or {})
    impossible = (condition.words.strip() and not words) or (condition.number and not (number or bare))
    if impossible or any(map(is_own, asked)) or (condition.label or LABELS[0]) not in LABELS:
        return Page((), 0)
    status = asked.get("status", "") if condition.label == "Document" else ""
    ways = {"words": words, "number": number, "bare": bare, "status": status, "label": condition.label}
    way = next((way for way, value in ways.items() if value), "all")
    parameters: dict[str, Any] = {
        "match": _match(words),
        "number": bounded(number),
        "bare": bounded(bare),
        "status": status,
        "label": condition.label or "",
        "after": condition.date_from,
        "before": condition.date_to,
        "prefix": condition.key_prefix,
        "marked": [f" {word}" for word, has_marks in words if has_marks],
        "folded": [f" {word}" for word, has_marks in words if not has_marks],
        "properties": asked,
        "by_length": bool(condition.words.strip()),
        "limit": max(limit, 0),
        "offset": offset,
    }
    [record] = transaction.run(_statement(way, condition.label or ""), parameters)
    total, page = record.values()
    return Page(tuple(node_of_entity(label, properties) for label, properties in page), total)


def _statement(way: str, label: str) -> str:
    parts = cypher("find")
    found = f"{parts[way].replace('LABEL', label)}\n{parts['asked']}"
    return f"CALL () {{\n{found}\n{parts['count']}\n}}\nCALL () {{\n{found}\n{parts['page']}\n}}\nRETURN total, page"


def _match(words: list[tuple[str, bool]]) -> str:
    """The full-text expression that finds at least what is asked for."""
    return " ".join(
        f"+{'search_words' if has_marks else 'search_folded'}:{_SYNTAX.sub(_escaped, word[:_PREFIX])}*"
        for word, has_marks in words
    )


def _escaped(found: re.Match[str]) -> str:
    return f"\\{found[0]}"
