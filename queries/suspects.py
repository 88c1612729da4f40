"""Suspect symbols in a store, each with the documents that may be meant: candidates, never merged by themselves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from graph.facts import Facts
from graph.identity import number_of
from graph.nodes import Node
from graph.registry import Registry, load_registry
from graph.store import NodeFilter, Reader
from graph.suspicion import why_impossible, why_likely
from queries.answers import text_of

#: Nodes read at a time, and candidates that one answer names.
PAGE, NAMED = 5_000, 20
_WRITTEN_ONLY = ("stub", "unresolved")


@dataclass(frozen=True, slots=True)
class Suspicion:
    """Why a symbol is suspect, in words, and the keys of the documents that may be meant, the likeliest first."""

    reason: str
    candidates: tuple[str, ...] = ()


def suspicion_of(reader: Reader, node: Node) -> Suspicion | None:
    """What speaks against the symbol of a document that was never loaded; None where nothing does."""
    bare = _bare_number(node)
    if text_of(node.properties, "status") not in _WRITTEN_ONLY or not bare:
        return None
    same = [(other, _facts(other)) for other in _numbered(reader, bare)]
    return _suspicion(reader, node, _facts(node), same, load_registry())


def suspect_symbols(reader: Reader) -> Iterator[tuple[Node, Suspicion]]:
    """Documents that are only cited, with a suspect symbol, by key. Each stub's number is looked up once."""
    stubs = _all(reader, NodeFilter(label="Document", properties={"status": "stub"}))
    found: list[tuple[Node, Suspicion]] = []
    registry = load_registry()
    for bare in sorted({_bare_number(node) for node in stubs} - {""}):
        same = [(node, _facts(node)) for node in _numbered(reader, bare)]
        for node, facts in same:
            if text_of(node.properties, "status") == "stub" and (
                suspicion := _suspicion(reader, node, facts, same, registry)
            ):
                found.append((node, suspicion))
    yield from sorted(found, key=lambda pair: pair[0].key)


def _suspicion(
    reader: Reader, node: Node, written: Facts, same: list[tuple[Node, Facts]], registry: Registry
) -> Suspicion | None:
    impossible = why_impossible(written, registry)
    likely = [
        (_order(other), other, why)
        for other, said in same
        if other.key != node.key
        and (why := why_likely(written, said, bool(impossible)))
        and not why_impossible(said, registry)
        and (impossible or _better_known(reader, other, node))
    ]
    likely.sort(key=lambda found: found[0])
    reasons = [impossible] * bool(impossible)
    reasons += [f"{other.name} has {why}" for _, other, why in likely[:NAMED]]
    if not reasons:
        return None
    return Suspicion("; ".join(reasons), tuple(other.key for _, other, _ in likely[:NAMED]))


def _better_known(reader: Reader, other: Node, node: Node) -> bool:
    """Of two symbols that somebody can have written the one is suspect that fewer sources write."""
    if text_of(other.properties, "status") == "loaded":
        return True
    return _sources(reader, other) > _sources(reader, node)


def _sources(reader: Reader, node: Node) -> int:
    return len({stored.source for stored in reader.claims_of_node(node.key)})


def _order(node: Node) -> tuple[bool, str]:
    return text_of(node.properties, "status") != "loaded", node.key


def _numbered(reader: Reader, bare: str) -> list[Node]:
    """All settled documents of a bare number, and references nobody fits."""
    found = _all(reader, NodeFilter(label="Document", number=bare))
    return [node for node in found if text_of(node.properties, "status") != "ambiguous"]


def _all(reader: Reader, condition: NodeFilter) -> Iterator[Node]:
    offset = 0
    while page := reader.find(condition, limit=PAGE, offset=offset).items:
        yield from page
        offset += len(page)


def _bare_number(node: Node) -> str:
    """The bare number of a full symbol; "" for a document without one."""
    number = number_of(text_of(node.properties, "symbol"))
    return number.bare if number and number.key else ""


def _facts(node: Node) -> Facts:
    said = node.properties
    return Facts(
        type=text_of(said, "type"),
        subtype=text_of(said, "subtype"),
        number=text_of(said, "symbol"),
        title=text_of(said, "title"),
        date=text_of(said, "date"),
        issuer=text_of(said, "issuer"),
        issuer_name=text_of(said, "issuer_name"),
        term=text_of(said, "term"),
    )
