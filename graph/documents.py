"""Documents made of the references that mean them: one value per attribute, one key, one node.

Where references disagree on an attribute: of a date, number, issuer or carrier the more complete value stands for
those it completes; then what a document says of itself comes before what others say of it, then the majority of the
local documents, then the value of the first source by locator. The values that lose stay visible as claims.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice, product
from typing import Literal, TypeAlias

from graph.facts import ATTRIBUTES, Facts
from graph.identity import date_of, date_stated, day_of, identity_key, number_of, open_points
from graph.issuers import compatible, is_vague
from graph.matching import carriers_fit
from graph.nodes import Node, Value
from graph.profiles import Profile
from graph.text import fold

Status: TypeAlias = Literal["loaded", "stub", "unresolved", "ambiguous"]
STATUSES: tuple[Status, ...] = ("loaded", "stub", "unresolved", "ambiguous")
_MOST_ALIASES = 64


@dataclass(frozen=True, slots=True)
class Document:
    """What a set of references means. ``facts`` are the chosen values, ``aliases`` every key that some of the
    references alone would have (its own key included). ``candidates`` are keys of the documents an ambiguous
    reference fits."""

    key: str
    facts: Facts
    status: Status
    members: tuple[Profile, ...]
    aliases: frozenset[str]
    candidates: tuple[str, ...] = ()
    reason: str = ""


def document_of(members: Iterable[Profile], candidates: Sequence[str] = (), reason: str = "") -> Document:
    """The document that ``members`` describe together."""
    ordered = list(members)
    if len(ordered) > 1:
        ordered.sort(key=lambda p: (p.key, p.earliest, p.facts))
    return _document_of(tuple(ordered), tuple(sorted(candidates)), reason)


@lru_cache(maxsize=16384)
def _document_of(members: tuple[Profile, ...], candidates: tuple[str, ...], reason: str) -> Document:
    facts = chosen_facts(members)
    key = identity_key(facts)
    points = open_points(facts)
    own = any(profile.facts.own for profile in members)
    status: Status = "ambiguous" if candidates else "loaded" if own else "unresolved" if points else "stub"
    return Document(key, facts, status, members, aliases_of(members) | {key}, candidates, reason or "; ".join(points))


def joined(key: str, parts: Sequence[Document]) -> Document:
    """One document of several, under ``key``: what people judged to be the same, or what reads alike in two blocks.

    It is ambiguous only where all parts are.
    """
    if len(parts) == 1 and parts[0].key == key:
        return parts[0]
    keys = {part.key for part in parts}
    open_ = all(part.status == "ambiguous" for part in parts)
    candidates = sorted({c for part in parts for c in part.candidates} - keys) if open_ else []
    reason = min(part.reason for part in parts) if open_ else ""
    whole = document_of([p for part in parts for p in part.members], candidates, reason)
    aliases = frozenset().union(keys, *(part.aliases for part in parts))
    return replace(whole, key=key, aliases=aliases)


def rank_of(document: Document | None, key: str) -> tuple[int, str]:
    """Orders documents, the most complete first; what is not known comes last."""
    status = STATUSES.index(document.status) if document else len(STATUSES)
    return 1000 * status + key.count("?"), key


def chosen_facts(members: Sequence[Profile]) -> Facts:
    """One value per attribute by the rule at the head of this module."""
    if len(members) == 1:
        return members[0].facts
    values = {name: _choose(name, members) for name in ATTRIBUTES}
    named = [p for p in members if p.facts.issuer == values["issuer"]]
    values["issuer_name"] = _choose("issuer_name", named)
    own = tuple(sorted({name for p in members for name in p.facts.own}))
    return Facts(**values, own=own, nameless=members[0].facts.nameless)


def _choose(name: str, members: Sequence[Profile]) -> str:
    said = [(getattr(p.facts, name), p) for p in members if getattr(p.facts, name)]
    if len({value for value, _ in said}) < 2:
        return str(said[0][0]) if said else ""
    finer = _FINER.get(name)
    if finer:
        values = {value for value, _ in said}
        said = [(value, p) for value, p in said if not any(finer(other, value) for other in values)]
    said = [(value, p) for value, p in said if name in p.facts.own] or said
    same = _SAME.get(name, str)
    votes: dict[str, list[tuple[str, Profile]]] = {}
    for value, profile in said:
        votes.setdefault(same(value), []).append((value, profile))
    best = min(votes.values(), key=_rank)
    spellings: dict[str, list[tuple[str, Profile]]] = {}
    for value, profile in best:
        spellings.setdefault(value, []).append((value, profile))
    return min(spellings, key=lambda value: (_rank(spellings[value]), value))


def _rank(votes: list[tuple[str, Profile]]) -> tuple[int, str]:
    return -sum(p.uses for _, p in votes), min(p.earliest for _, p in votes)


def _finer_date(fine: str, coarse: str) -> bool:
    a, b = date_of(fine), date_of(coarse)
    return a is not None and b is not None and len(fine) > len(coarse) and a.fits(b)


def _finer_number(fine: str, coarse: str) -> bool:
    a, b = number_of(fine), number_of(coarse)
    return a is not None and b is not None and bool(a.key) and not b.key


def _finer_issuer(fine: str, coarse: str) -> bool:
    return is_vague(coarse) and not is_vague(fine) and compatible(fine, coarse)


def _finer_carrier(fine: str, coarse: str) -> bool:
    return fine.count("?") < coarse.count("?") and carriers_fit(fine, coarse)


_FINER: dict[str, Callable[[str, str], bool]] = {
    "date": _finer_date, "number": _finer_number, "issuer": _finer_issuer, "carrier": _finer_carrier,
}  # fmt: skip


def _number_spelling(value: str) -> str:
    number = number_of(value)
    return (number.key or number.bare) if number else value


_SAME: dict[str, Callable[[str], str]] = {"title": fold, "type": fold, "number": _number_spelling}


def aliases_of(members: Sequence[Profile]) -> frozenset[str]:
    """Every key the document would have if only some of its references were known."""
    if len(members) == 1:
        return frozenset({members[0].key})
    names = ("type", "subtype", "number", "title", "date", "issuer", "term", "carrier")
    stated = [sorted({getattr(p.facts, name) for p in members}, key=lambda v: (not v, v)) for name in names]
    if len(stated[3]) > 1 and members[0].facts.number:
        stated[3] = stated[3][:1]  # a numbered document's title is no part of its key
    own = {p.key for p in members}
    for values in islice(product(*stated), _MOST_ALIASES):
        own.add(identity_key(replace(members[0].facts, **dict(zip(names, values, strict=True)))))
    return frozenset(own)


def document_node(document: Document, name_of: Callable[[str], str]) -> Node:
    """The node of a document; ``name_of`` gives the name of a body key."""
    f = document.facts
    said: dict[str, Value] = {
        "type": f.type, "subtype": f.subtype, "symbol": f.number, "title": f.title, "date": _date(f),
        "issuer": f.issuer, "issuer_name": f.issuer_name or (name_of(f.issuer) if f.issuer else ""), "signer": f.signer,
        "term": f.term, "carrier": f.carrier, "known_from": known_from(f),
        "candidates": list(document.candidates), "reason": document.reason,
    }  # fmt: skip
    if document.status in ("loaded", "stub"):
        said["reason"] = ""
    properties = {name: value for name, value in said.items() if value}
    return Node(document.key, "Document", display_name(f), {**properties, "status": document.status})


def _date(facts: Facts) -> str:
    date = date_stated(facts)
    return str(date) if date else ""


def known_from(facts: Facts) -> str:
    """First day the document can be of (ISO), for an annex that of its carrier; "" where no date is known."""
    date = date_stated(facts)
    if date is None and facts.carrier:
        date = date_of(day_of(facts.carrier)) or date_of(facts.carrier.rpartition("/")[2])
    return date.earliest().isoformat() if date else ""


def display_name(facts: Facts) -> str:
    """What a person calls it: "Nghị quyết 26-NQ/TW", or its title behind its type."""
    if facts.number:
        return f"{facts.type} {facts.number}".strip()
    if facts.type and not fold(facts.title).startswith(fold(facts.type)):
        return f"{facts.type} {facts.title}".strip()
    return facts.title or facts.type or "?"
