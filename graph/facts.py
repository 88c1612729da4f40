"""Facts: what one source says of one document, one value per attribute.

All claims of one (source, ref) describe one *local document*; ``local_documents`` gathers them. Where the claims of one
ref disagree, the value a document states of itself comes first, then the one said most often, then the first in the
text.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, fields

from graph.claims import Attribute, Claim, Mention, Position, Ref
from graph.serial import short_hash
from graph.text import canonical

#: Attributes whose value decides what a document is or is shown at its node.
ATTRIBUTES = (
    "type", "subtype", "number", "title", "date", "issuer", "issuer_name", "signer", "term", "carrier", "not_after",
)  # fmt: skip
_MAX_VALUE = 4000  # code points of one value; what is longer is a text, not an attribute


@dataclass(frozen=True, slots=True, order=True)
class Facts:
    """The values as claimed; "" where nothing is said. ``own`` names the attributes the document says of itself
    (sorted). ``nameless`` tells apart documents of which neither number nor title is known: a hash of source and
    ref."""

    type: str = ""
    subtype: str = ""
    number: str = ""
    title: str = ""
    date: str = ""
    issuer: str = ""
    issuer_name: str = ""
    signer: str = ""
    term: str = ""
    carrier: str = ""
    not_after: str = ""
    own: tuple[str, ...] = ()
    nameless: str = ""


_DEFAULTS = {f.name: f.default for f in fields(Facts)}


def facts_to_json(facts: Facts) -> dict[str, object]:
    """Only what is said."""
    said = {name: getattr(facts, name) for name in _DEFAULTS}
    return {name: list(v) if isinstance(v, tuple) else v for name, v in said.items() if v != _DEFAULTS[name]}


def facts_from_json(value: dict[str, object]) -> Facts:
    """The facts ``facts_to_json`` wrote."""
    own = value.pop("own", ())
    return Facts(**value, own=tuple(own))  # type: ignore[arg-type]  # written by facts_to_json


@dataclass(frozen=True, slots=True)
class LocalDocument:
    """One document of one source. ``office`` is the body whose office its signer holds by the same source, or its
    issuer."""

    ref: Ref
    facts: Facts
    office: str


def local_documents(locator: str, claims: Iterable[Claim]) -> list[LocalDocument]:
    """The documents a source names, by ref."""
    said: dict[Ref, dict[str, list[Attribute]]] = {}
    offices: defaultdict[str, set[str]] = defaultdict(set)
    for claim in claims:
        if isinstance(claim, Attribute):
            said.setdefault(claim.ref, {}).setdefault(claim.name, []).append(claim)
        elif isinstance(claim, Mention):
            said.setdefault(claim.ref, {})
        elif isinstance(claim, Position) and claim.body:
            offices[claim.person].add(claim.anchor or claim.body.key)
    return [_local(locator, ref, said[ref], offices) for ref in sorted(said)]


def _local(locator: str, ref: Ref, said: dict[str, list[Attribute]], offices: dict[str, set[str]]) -> LocalDocument:
    chosen = {name: _chosen(said[name]) for name in ATTRIBUTES if name in said}
    values = {name: clean(claim.value) for name, claim in chosen.items()}
    own = tuple(sorted(name for name, claim in chosen.items() if claim.own))
    nameless = "" if values.get("number") or values.get("title") else short_hash(locator, ref)[:8]
    held = offices.get(values.get("signer", ""), set())
    office = next(iter(held)) if len(held) == 1 else values.get("issuer", "")
    return LocalDocument(ref, Facts(**values, own=own, nameless=nameless), office)


def clean(value: str) -> str:
    """A value in one orthography, single spaces, cut where no attribute is that long."""
    return " ".join(canonical(value[:_MAX_VALUE]).split())


def _chosen(claims: list[Attribute]) -> Attribute:
    if len(claims) == 1:
        return claims[0]
    votes: defaultdict[str, int] = defaultdict(int)
    for claim in claims:
        votes[claim.value] += 1
    return min(claims, key=lambda c: (not c.own, -votes[c.value], _place(c), c.value))


def _place(claim: Attribute) -> int:
    return min((span.start for span in claim.evidence.spans), default=0)
