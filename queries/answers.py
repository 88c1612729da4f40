"""What answers are made of: small frozen values that name node keys and know how to become JSON.

An answer never holds a store's object: it can be kept, compared, printed and sent after the store is closed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from graph.nodes import Node, Value


class Answer:
    """Base of every answer: ``to_json`` gives dicts, lists and plain values, fields in order of declaration."""

    __slots__ = ()

    def to_json(self) -> dict[str, Any]:
        """The answer as plain JSON values; tuples become lists."""
        return {name: as_json(getattr(self, name)) for name in field_names(self)}


def field_names(answer: object) -> tuple[str, ...]:
    """Names of the fields of a dataclass value, in order; () for anything else."""
    return tuple(f.name for f in fields(answer)) if is_dataclass(answer) else ()


def as_json(value: object) -> Any:
    """``value`` with dataclasses as dicts and sequences as lists, at any depth."""
    if isinstance(value, Answer):
        return value.to_json()
    if isinstance(value, Mapping):
        return {str(key): as_json(item) for key, item in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [as_json(item) for item in value]
    return value


def text_of(properties: Mapping[str, Value], name: str) -> str:
    """A property as text; "" when it is absent or empty."""
    value = properties.get(name)
    return "" if value is None else str(value)


def list_of(properties: Mapping[str, Value], name: str) -> tuple[str, ...]:
    """A property as a tuple of texts, whether it was kept as a list or as one value."""
    value = properties.get(name)
    if value is None or value == "":
        return ()
    return tuple(str(item) for item in value) if isinstance(value, list) else (str(value),)


@dataclass(frozen=True, slots=True)
class NodeRef(Answer):
    """Any node, by name."""

    key: str
    label: str
    name: str

    @classmethod
    def of(cls, node: Node) -> NodeRef:
        """The reference to ``node``."""
        return cls(node.key, node.label, node.name)


@dataclass(frozen=True, slots=True)
class DocumentRef(Answer):
    """A document as lists show it. ``date`` is partial ISO, ``status`` as in ``graph.nodes``, ``issuer`` a body key."""

    key: str
    name: str
    type: str = ""
    symbol: str = ""
    title: str = ""
    date: str = ""
    issuer: str = ""
    issuer_name: str = ""
    status: str = ""

    @classmethod
    def of(cls, node: Node) -> DocumentRef:
        """The reference to a document node; an event that states something keeps its name and date."""
        values = {f.name: text_of(node.properties, f.name) for f in fields(cls) if f.name not in {"key", "name"}}
        return cls(node.key, node.name, **values)


@dataclass(frozen=True, slots=True)
class BodyRef(Answer):
    """A body or group. ``valid_from``/``valid_to`` are ISO days of its lifetime, "" where open or unknown."""

    key: str
    name: str
    group: bool = False
    scope: str = ""
    valid_from: str = ""
    valid_to: str = ""

    @classmethod
    def of(cls, node: Node) -> BodyRef:
        """The reference to an organization node."""
        return cls(
            node.key,
            node.name,
            node.properties.get("group") is True,
            text_of(node.properties, "scope"),
            text_of(node.properties, "valid_from"),
            text_of(node.properties, "valid_to"),
        )


@dataclass(frozen=True, slots=True)
class Quoted(Answer):
    """A stretch of a source: code points, ``end`` exclusive; ``part`` says what it is to its claim, ``place`` the page
    or cell, "" where the source has none."""

    start: int
    end: int
    part: str
    quote: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class Words(Answer):
    """The words behind one claim. ``source`` is a locator, ``statement`` the kind of claim (``Relation`` …).

    ``confidence`` is in (0, 1]; ``doubtful`` says that it lies below the threshold of ``graph.confidence``.

    For what only the registry says ``origin`` is ``registry``, ``spans`` is empty, ``rule`` is the registry entry and
    ``act`` the legal act it relies on.
    """

    claim: str
    source: str
    statement: str
    spans: tuple[Quoted, ...]
    rule: str
    confidence: float
    origin: str
    act: str = ""
    doubtful: bool = False

    @property
    def quote(self) -> str:
        """The statement itself in one line: its quote parts, or all parts where none is marked as the quote."""
        return " … ".join(" ".join(span.quote.split()) for span in self._shown)

    @property
    def extent(self) -> tuple[int, int] | None:
        """From where to where the words of ``quote`` stand in the source, in code points; None without any. A subject
        inherited from a heading stands elsewhere and is not counted."""
        shown = self._shown
        return (min(span.start for span in shown), max(span.end for span in shown)) if shown else None

    @property
    def _shown(self) -> list[Quoted]:
        return [span for span in self.spans if span.part == "quote"] or list(self.spans)

    @property
    def place(self) -> str:
        """Where the words begin in the file's own terms: a page ("3", "3-4") or a cell ("Sheet1!B7"); "" for none."""
        return next((span.place for span in self.spans if span.place), "")
