"""From a claim to the nodes and edges it makes, given what the refs of its source lead to.

Keys of tasks and targets begin with the key of what states them, so that an old key of the document leads to them:
``<document>#task:<words>-<hash>``. Edges from a node to itself are left out; a relation that cannot be is kept out
with its reason.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from functools import lru_cache

from graph.claims import (
    Assignment,
    Attribute,
    Body,
    Claim,
    Deadline,
    Event,
    Mention,
    Position,
    Ref,
    Relation,
    Reporting,
    Structure,
    Target,
)
from graph.dates import interval
from graph.errors import DateError
from graph.facts import clean
from graph.identity import day_of
from graph.kinds import KINDS, ROLE_KINDS
from graph.merging import label_of_key
from graph.nodes import EdgeKey, Label, Node, Value
from graph.serial import canonical, short_hash
from graph.store import StoredClaim
from graph.text import slug

#: Kinds whose target cannot be later than their source (domain.md § 0 rule 6).
_NEVER_LATER = frozenset({"IMPLEMENTS", "CONCRETIZES", "DETAILS", "GUIDES", "BASED_ON"})
_MAX_NAME = 200  # code points of a node's name


#: The name of a body key.
NameOf = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a ref leads to: a node key, for a document also the issuer chosen for it."""

    key: str
    issuer: str = ""


@dataclass(frozen=True, slots=True)
class Naming:
    """What one claim says of a node that is no document. ``rank`` orders what several claims say: the greatest is
    shown."""

    key: str
    label: Label
    name: str
    properties: Mapping[str, Value]
    rank: float = 0.0


@dataclass(frozen=True, slots=True)
class Derived:
    """What a claim makes. ``documents`` are keys of documents it names or describes; ``kept_out`` says why a relation
    is no edge."""

    documents: tuple[str, ...] = ()
    namings: tuple[Naming, ...] = ()
    edges: tuple[tuple[EdgeKey, Mapping[str, Value]], ...] = ()
    kept_out: str = ""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What derivation needs to know around a claim: where refs lead, ``final`` key of a body, person or event (merged
    ones lead to the node kept), ``name_of`` a body key, and ``offices`` (ref → body of the office its signer holds)."""

    outcomes: Mapping[Ref, Outcome]
    final: Callable[[str], str] = lambda key: key
    name_of: NameOf = lambda key: key
    offices: Mapping[Ref, str] = field(default_factory=dict)


def derive(claim: Claim, around: Surroundings) -> Derived:
    """The nodes and edges ``claim`` makes."""
    match claim:
        case Mention():
            return Derived(_documents(around, claim.ref))
        case Attribute():
            return _attribute(claim, around)
        case Relation():
            return _relation(claim, around)
        case Assignment():
            return _assignment(claim, around)
        case Reporting():
            return _reporting(claim, around)
        case Position():
            return _position(claim, around)
        case Event():
            return _event(claim, around)
        case Target():
            return _target(claim, around)
        case Structure():
            return _structure(claim, around)


def refs_of(claim: Claim) -> tuple[Ref, ...]:
    """The refs a claim names."""
    match claim:
        case Mention() | Attribute() | Event():
            return (claim.ref,)
        case Relation():
            return (claim.subject, claim.object)
        case Assignment() | Reporting() | Target():
            return (claim.stated_in,)
        case _:
            return ()


def bodies_of(claim: Claim) -> tuple[Body, ...]:
    """The bodies a claim names."""
    match claim:
        case Assignment():
            return (*claim.organizations, *claim.coordinators, *claim.recipients, *claim.via)
        case Reporting():
            return (claim.reporter, claim.recipient, *claim.via)
        case Structure():
            return (claim.body, claim.other)
        case Position():
            return (claim.body,) if claim.body else ()
        case Event():
            return (claim.organizer,) if claim.organizer else ()
        case _:
            return ()


_NOT_IN_BODY = re.compile(r"[/#~\x00-\x1f]")
#: List properties that gather what all claims of a node say.
_GATHERED = ("roles", "positions")


def node_of(variants: Sequence[tuple[Naming, int]]) -> Node:
    """The node that several namings of one key make; with each the number of claims that say just this.

    What the naming of greatest rank says is shown, then what most claims say, then the least in JSON. Roles and
    positions are those of all of them together.
    """
    shown = min(variants, key=lambda v: (-v[0].rank, -v[1], canonical([v[0].name, dict(v[0].properties)])))[0]
    properties = dict(shown.properties)
    for name in _GATHERED:
        values = {str(v) for naming, _ in variants for v in _listed(naming.properties.get(name))}
        if values:
            properties[name] = sorted(values)
    return Node(shown.key, shown.label, shown.name, properties)


def _listed(value: Value) -> Sequence[object]:
    return value if isinstance(value, list) else ()


def _documents(around: Surroundings, *refs: Ref) -> tuple[str, ...]:
    keys = {around.outcomes[ref].key for ref in refs if ref in around.outcomes}
    return tuple(sorted(key for key in keys if label_of_key(key) == "Document"))


def _attribute(claim: Attribute, around: Surroundings) -> Derived:
    document, outcome = _documents(around, claim.ref), around.outcomes.get(claim.ref)
    if outcome is None or not document:
        return Derived(document)
    value = clean(claim.value)
    if claim.name == "issuer" and value and value == outcome.issuer:
        body = around.final(plain_key(value))
        return Derived(document, (_body_by_key(body, around),), _edges((outcome.key, "ISSUED_BY", body, "", {})))
    if claim.name == "signer" and value:
        person = _person(value, around.offices.get(claim.ref, ""), around)
        return Derived(document, (person,), _edges((outcome.key, "SIGNED_BY", person.key, "", {})))
    return Derived(document)


def _relation(claim: Relation, around: Surroundings) -> Derived:
    documents = _documents(around, claim.subject, claim.object)
    subject, target = around.outcomes.get(claim.subject), around.outcomes.get(claim.object)
    if subject is None or target is None:
        return Derived(documents, kept_out="one end of the relation is described by no claim of its source")
    if subject.key == target.key:
        return Derived(documents)
    reason = _impossible(claim.kind, subject.key, target.key)
    if reason:
        return Derived(documents, kept_out=reason)
    properties = {"target_part": claim.target_part} if claim.target_part else {}
    return Derived(documents, (), _edges((subject.key, claim.kind, target.key, "", properties)))


def _impossible(kind: str, source: str, target: str) -> str:
    known = KINDS.get(kind)
    if known is None:
        return f"{kind} is no kind of edge"
    if label_of_key(source) not in known.ends[0] or label_of_key(target) not in known.ends[1]:
        return f"{label_of_key(source)} {kind} {label_of_key(target)} is no edge of that kind"
    earlier, later = day_of(source), day_of(target)
    if kind in _NEVER_LATER and earlier and later and earlier < later:
        return f"a document of {earlier} cannot have acted on one of {later}"
    return ""


def _assignment(claim: Assignment, around: Surroundings) -> Derived:
    stated = around.outcomes.get(claim.stated_in)
    bodies = bodies_of(claim)
    namings = tuple(_body(body, around) for body in bodies)
    if stated is None:
        return Derived((), namings, kept_out="what states the assignment is described by no claim of its source")
    task = _task(claim, stated.key)
    via: dict[str, Value] = {"via": [_key(body, around) for body in claim.via]} if claim.via else {}
    edges: list[tuple[str, str, str, str, Mapping[str, Value]]] = [(stated.key, "ASSIGNS", task.key, "", via)]
    for body in claim.organizations:
        edges += [(_key(body, around), ROLE_KINDS[role].name, task.key, "", _head(body)) for role in claim.roles]
    edges += [(_key(body, around), "ACTS_WITH", task.key, "", _head(body)) for body in claim.coordinators]
    edges += [(_key(body, around), "RECEIVES", task.key, "", _head(body)) for body in claim.recipients]
    return Derived(_documents(around, claim.stated_in), (task, *namings), _edges(*edges))


def _head(body: Body) -> dict[str, Value]:
    return {"head": body.head} if body.head else {}


def _task(claim: Assignment, stated_in: str) -> Naming:
    words = clean(claim.task)
    properties: dict[str, Value] = {
        "task": words,
        "roles": [str(role) for role in sorted(set(claim.roles))],
        **deadline_properties(claim.deadline),
    }
    if claim.deliverable:
        properties["deliverable"] = claim.deliverable
    row = claim.row
    if row is not None:
        said: dict[str, Value] = {"row": row.no, "row_group": row.group, "row_part": row.part}
        properties.update({name: value for name, value in said.items() if value})
    # rows of a table may repeat each other's words: their numbers tell them apart
    core = _core_key(words, row.no, str(row.part)) if row is not None and (row.no or row.part) else _core_key(words)
    return Naming(f"{stated_in}#task:{core}", "Task", _short(words), properties, claim.evidence.confidence)


def _core_key(*parts: str) -> str:
    """First words, folded, and a hash of the whole: readable, and of a bounded length."""
    cores = [slug(part) for part in parts]
    head = "-".join(cores[0].split("-")[:6])[:48]
    return f"{head}-{short_hash(*cores)[:10]}"


def _short(words: str) -> str:
    return words if len(words) <= _MAX_NAME else words[: _MAX_NAME - 1] + "…"


def deadline_properties(deadline: Deadline | None) -> dict[str, Value]:
    """A deadline as properties of a node or edge; ``due`` is the last day on which it is met."""
    if deadline is None:
        return {}
    said: dict[str, Value] = {
        "deadline_raw": deadline.raw, "deadline_start": deadline.start, "deadline_end": deadline.end,
        "deadline_bound": deadline.bound, "deadline_frequency": list(deadline.frequency),
        "deadline_kind": deadline.kind, "due": due_day(deadline.end, deadline.bound),
    }  # fmt: skip
    return {name: value for name, value in said.items() if value}


@lru_cache(maxsize=4096)
def due_day(end: str, bound: str) -> str:
    """Last day (ISO) on which a deadline is met, "" without one: "before" leaves out the whole of ``end``."""
    try:
        first, last = interval(end)
        return (first - timedelta(days=1) if bound == "before" else last).isoformat()
    except (DateError, OverflowError):
        return ""


def _reporting(claim: Reporting, around: Surroundings) -> Derived:
    namings = tuple(_body(body, around) for body in bodies_of(claim))
    stated = around.outcomes.get(claim.stated_in)
    subject = clean(claim.subject)
    properties: dict[str, Value] = {"subject": subject, "stated_in": stated.key if stated else ""}
    if claim.via:
        properties["via"] = [_key(body, around) for body in claim.via]
    if claim.deadline:
        properties.update(deadline_properties(claim.deadline), frequency=list(claim.deadline.frequency))
    ends = (_key(claim.reporter, around), "REPORTS_TO", _key(claim.recipient, around))
    edges = _edges((*ends, short_hash(slug(subject))[:10], {k: v for k, v in properties.items() if v}))
    return Derived(_documents(around, claim.stated_in), namings, edges)


def _position(claim: Position, around: Surroundings) -> Derived:
    person = _person(claim.person, claim.anchor or (claim.body.key if claim.body else ""), around, claim.position)
    if claim.body is None:
        return Derived((), (person,))
    properties = {"position": claim.position, **({"as_of": claim.as_of} if claim.as_of else {})}
    edge = (person.key, "HOLDS", _key(claim.body, around), slug(claim.position), properties)
    return Derived((), (person, _body(claim.body, around)), _edges(edge))


def _person(name: str, body: str, around: Surroundings, position: str = "") -> Naming:
    key = around.final(person_key(name, body))
    return Naming(key, "Person", _short(clean(name)), {"positions": [position]} if position else {})


def person_key(name: str, body: str) -> str:
    """Name and body: two officials of one name in two bodies are two persons until someone says otherwise."""
    return f"nguoi/{slug(name)[:80] or '?'}/{plain_key(body) or '?'}"


def _event(claim: Event, around: Surroundings) -> Derived:
    outcome = around.outcomes.get(claim.ref)
    if outcome is None:
        return Derived()
    properties: dict[str, Value] = {"kind": claim.kind, **({"date": claim.date} if claim.date else {})}
    event = Naming(outcome.key, "Event", _short(clean(claim.name)) or claim.kind, properties, claim.evidence.confidence)
    if claim.organizer is None:
        return Derived((), (event,))
    edge = (event.key, "ORGANIZED_BY", _key(claim.organizer, around), "", _head(claim.organizer))
    return Derived((), (event, _body(claim.organizer, around)), _edges(edge))


def event_key(claim: Event, locator: str) -> str:
    """Folded name and date; an event without a name is its source's own."""
    core = slug(claim.name)
    if not core:
        return f"su-kien/{claim.kind}/{claim.date or '?'}~{short_hash(locator, claim.ref)[:8]}"
    name = core if len(core) <= 64 else f"{core[:64]}-{short_hash(core)[:8]}"
    return f"su-kien/{name}/{claim.date or '?'}"


def _target(claim: Target, around: Surroundings) -> Derived:
    stated = around.outcomes.get(claim.stated_in)
    if stated is None:
        return Derived(kept_out="what sets the target is described by no claim of its source")
    indicator = clean(claim.indicator)
    told = canonical([claim.op, list(claim.values), claim.unit, claim.year])
    key = f"{stated.key}#target:{_core_key(indicator, told)}"
    said: dict[str, Value] = {
        "indicator": indicator, "op": claim.op, "values": list(claim.values), "unit": claim.unit, "year": claim.year,
    }  # fmt: skip
    target = Naming(key, "Target", _short(indicator), {k: v for k, v in said.items() if v}, claim.evidence.confidence)
    return Derived(_documents(around, claim.stated_in), (target,), _edges((stated.key, "SETS_TARGET", key, "", {})))


def _structure(claim: Structure, around: Surroundings) -> Derived:
    entry = claim.body.entry or claim.evidence.rule
    said = {"entry": entry, "act": claim.evidence.act, "since": claim.since, "until": claim.until, "scope": claim.scope}
    ends = (_key(claim.body, around), claim.kind, _key(claim.other, around))
    namings = (_body(claim.body, around), _body(claim.other, around))
    return Derived((), namings, _edges((*ends, slug(claim.scope)[:80], {k: v for k, v in said.items() if v})))


def _key(body: Body, around: Surroundings) -> str:
    return around.final(plain_key(body.key))


def plain_key(key: str) -> str:
    """A body key cannot look like the key of another kind of node."""
    return _NOT_IN_BODY.sub("-", key) or "?"


def _body(body: Body, around: Surroundings) -> Naming:
    said: dict[str, Value] = {"group": body.group, "scope": body.scope, "entry": body.entry}
    properties = {name: value for name, value in said.items() if value}
    return Naming(_key(body, around), "Organization", _short(clean(body.name)), properties, 2.0 if body.entry else 1.0)


def _body_by_key(key: str, around: Surroundings) -> Naming:
    return Naming(key, "Organization", around.name_of(key), {}, 0.0)


def _edges(*edges: tuple[str, str, str, str, Mapping[str, Value]]) -> tuple[tuple[EdgeKey, Mapping[str, Value]], ...]:
    return tuple(
        (EdgeKey(source, kind, target, qualifier), properties)
        for source, kind, target, qualifier, properties in edges
        if source != target
    )


def events_of(claims: Iterable[StoredClaim]) -> dict[Ref, str]:
    """The key of each event of one source, by ref; of two events under one ref the one of the least claim id."""
    ordered = sorted(claims, key=lambda stored: stored.id, reverse=True)
    return {s.claim.ref: event_key(s.claim, s.source) for s in ordered if isinstance(s.claim, Event)}


def once(edges: Iterable[tuple[EdgeKey, Mapping[str, Value]]]) -> list[tuple[EdgeKey, Mapping[str, Value]]]:
    """Each edge a claim makes once, with the properties first said of it (a body may be named twice, as head and as
    body)."""
    first: dict[EdgeKey, Mapping[str, Value]] = {}
    for edge, properties in edges:
        first.setdefault(edge, properties)
    return list(first.items())
