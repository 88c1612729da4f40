"""Claims and judgements as JSON and back, without loss; the ids that follow from it.

A value is a JSON object whose ``is`` names its class; fields at their defaults are left out, so that an added field
with a default changes no old id. ``canonical`` is the one writing of a JSON value that ids and exports are made from.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias, get_type_hints

from graph.claims import (
    Assignment,
    Attribute,
    Body,
    Claim,
    Deadline,
    Event,
    Evidence,
    Mention,
    Position,
    Relation,
    Reporting,
    Row,
    Span,
    Structure,
    Target,
)
from graph.errors import StoreFormatError
from graph.judgements import EdgeJudgement, IdentityJudgement, Judgement, TaskJudgement

Json: TypeAlias = dict[str, Any]

_CLAIMS = (Mention, Attribute, Relation, Assignment, Reporting, Position, Event, Target, Structure)
_JUDGEMENTS = (EdgeJudgement, IdentityJudgement, TaskJudgement)
_CLASSES: dict[str, type] = {c.__name__: c for c in (*_CLAIMS, *_JUDGEMENTS)}
_PARTS: dict[str, type] = {c.__name__: c for c in (Body, Deadline, Evidence, Row, Span)}

_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def canonical(value: object) -> str:
    """The one JSON text of ``value``: sorted keys, no spaces, marks as they are."""
    return _ENCODER.encode(value)


def short_hash(*parts: str) -> str:
    """First 16 hex digits of the SHA-256 of the parts; parts cannot run into each other."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def claim_to_json(claim: Claim) -> Json:
    """A claim as a JSON object."""
    return {"is": type(claim).__name__, **_encode(claim)}


def claim_from_json(value: Json) -> Claim:
    """The claim ``claim_to_json`` made. Raises StoreFormatError for anything else."""
    return _named(value, _CLAIMS)  # type: ignore[no-any-return]  # the class is one of the claims


def claim_id(locator: str, text: str) -> str:
    """Id of the claim with canonical JSON ``text`` in the source ``locator``."""
    return short_hash(locator, text)


def judgement_to_json(judgement: Judgement) -> Json:
    """A judgement as a JSON object."""
    return {"is": type(judgement).__name__, **_encode(judgement)}


def judgement_from_json(value: Json) -> Judgement:
    """The judgement ``judgement_to_json`` made. Raises StoreFormatError for anything else."""
    return _named(value, _JUDGEMENTS)  # type: ignore[no-any-return]  # the class is one of the judgements


def _named(value: Json, allowed: tuple[type, ...]) -> Any:
    kind = _CLASSES.get(value.get("is", ""))
    if kind not in allowed:
        raise StoreFormatError(
            f"a kept value is called {value.get('is')!r}, which is none of {', '.join(c.__name__ for c in allowed)}",
            remedy="open the store with the version of chidao that wrote it",
        )
    return _decode(kind, value)


_FIELDS: dict[type, tuple[tuple[str, Any], ...]] = {}


def _fields(kind: type) -> tuple[tuple[str, Any], ...]:
    """(name, default) of each field; a field without default has ``dataclasses.MISSING``."""
    known = _FIELDS.get(kind)
    if known is None:
        known = _FIELDS[kind] = tuple((f.name, f.default) for f in dataclasses.fields(kind))
    return known


_PLAIN = frozenset({str, int, float, bool, type(None)})


def _encode(value: Any) -> Json:
    result: Json = {}
    for name, default in _fields(type(value)):
        item = getattr(value, name)
        if item is default or item == default:
            continue
        result[name] = item if type(item) in _PLAIN else _encode_item(item)
    return result


def _encode_item(item: Any) -> Any:
    if isinstance(item, tuple):
        return [part if type(part) in _PLAIN else _encode_item(part) for part in item]
    return _encode(item)


def _decode(kind: type, value: Mapping[str, Any]) -> Any:
    readers = _readers(kind)
    return kind(**{name: readers[name](item) for name, item in value.items() if name != "is"})


_READERS: dict[type, dict[str, Callable[[Any], Any]]] = {}


def _readers(kind: type) -> dict[str, Callable[[Any], Any]]:
    """How each field of ``kind`` is read back, from its type."""
    known = _READERS.get(kind)
    if known is None:
        hints = get_type_hints(kind)
        known = _READERS[kind] = {name: _reader(str(hints[name])) for name, _ in _fields(kind)}
    return known


def _reader(hint: str) -> Callable[[Any], Any]:
    part = next((c for name, c in _PARTS.items() if f"claims.{name}" in hint), None)
    if part is None:
        return tuple if hint.startswith("tuple") else lambda item: item
    if hint.startswith("tuple"):
        return lambda items: tuple(_decode(part, item) for item in items)
    return lambda item: None if item is None else _decode(part, item)
