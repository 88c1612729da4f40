"""Which rules looked at a place of a text, and why each did or did not fire.

The text is read as always; nothing watches the reading. What fired are the claims that were made there. For every other
rule the conditions it rests on are asked once more, of the same words and patterns of the grammar, in the rule's own
order, up to the first that fails.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from graph.claims import (
    Assignment,
    Attribute,
    Claim,
    Event,
    Mention,
    Position,
    Relation,
    Reporting,
    Span,
    Target,
)
from graph.errors import SourceError
from graph.registry import Registry, load_registry
from loaders.analysis import analyse
from loaders.assembly import Assembler
from loaders.explain import documents, others, relations
from loaders.explain.duties import DutyLooks
from loaders.explain.model import Explanation, Look, Step, short
from loaders.explain.place import Place, place_of
from loaders.files import read_file
from loaders.limits import Limits
from loaders.listing import list_files
from loaders.places import Places
from loaders.text import SourceText, clean

_CONSTRUCTIONS: tuple[tuple[type, str], ...] = (
    (Mention, "documents"), (Attribute, "documents"), (Relation, "relations"), (Assignment, "assignments"),
    (Reporting, "reporting"), (Position, "people"), (Target, "targets"), (Event, "events"),
)  # fmt: skip
ORDER = (
    "documents", "relations", "assignments", "subjects", "roles", "deadlines", "frequencies", "reporting", "people",
    "targets", "events",
)  # fmt: skip


class Explainer:
    """One text, read once, whose places can be asked."""

    def __init__(self, source: SourceText) -> None:
        self.source, self.registry, text = source, load_registry(), clean(source.text)
        self.analysis = analyse(text, self.registry, source.tables, dict(source.facts))
        self.claims = Places(source).settle(Assembler(self.analysis, text, self.registry).claims())

    def at(self, at: int) -> Explanation:
        """What the rules say of the sentence around ``source.text[at]`` (code points). Raises QuestionError for a place
        outside the text, or in what is left out of it."""
        place = place_of(self.analysis, self.source.text, at, self.source.name)
        here = [claim for claim in self.claims if _touches(claim, place.span)]
        duties = [claim for claim in here if isinstance(claim, Assignment)]
        asked = {_family(look): look for look in _asked(place, duties, self.registry)}
        found = (*_fired(here, self.claims), *_parts(duties))
        fired = [replace(look, steps=_kept(asked.get(_family(look)))) for look in found]
        known = {_family(look) for look in fired}
        others = [look for family, look in asked.items() if family not in known]
        fired.sort(key=lambda look: (ORDER.index(look.construction), look.start, look.rule))
        others.sort(key=lambda look: (ORDER.index(look.construction), -look.held))
        start, end = place.span
        quote = self.source.text[start:end]
        return Explanation(self.source.name, at, place.region, start, end, quote, (*fired, *others))


def explain(source: SourceText, at: int) -> Explanation:
    """As ``Explainer.at``, for one place."""
    return Explainer(source).at(at)


def _kept(look: Look | None) -> tuple[Step, ...]:
    """The conditions of a rule that fired; what only says that it did not is none of them."""
    return tuple(step for step in look.steps if not step.last) if look is not None else ()


def explain_file(path: Path, at: int, limits: Limits | None = None) -> Explanation:
    """As ``explain``, of the text of a file. Raises SourceError for a file that cannot be read."""
    limits = limits or Limits()
    listing = list_files([path])
    if listing.refused:
        raise listing.refused[0].error
    if not listing.files:
        raise SourceError("is no document that is read", where=str(path), remedy="give a text, PDF, Word file or page")
    return explain(read_file(listing.files[0], limits), at)


def _touches(claim: Claim, span: tuple[int, int]) -> bool:
    """Whether the words of a claim, not only its subject or day, stand in the sentence."""
    said = (s for s in claim.evidence.spans if s.part not in ("subject", "deadline"))
    told = claim.evidence.rule == "head" or not isinstance(claim, Attribute)
    return told and any(s.start < span[1] and span[0] < s.end for s in said)


def _asked(place: Place, duties: Sequence[Assignment], registry: Registry) -> Iterator[Look]:
    """All rules, as if none had fired."""
    yield from documents.looks(place, registry)
    yield from relations.looks(place)
    yield from DutyLooks(place, duties).looks()
    yield from others.looks(place)


# --- what fired -----------------------------------------------------------------------------------------------------


def _fired(here: Iterable[Claim], claims: Sequence[Claim]) -> Iterator[Look]:
    names = _names(claims)
    for claim in here:
        construction = next((name for kind, name in _CONSTRUCTIONS if isinstance(claim, kind)), "")
        if construction:
            yield _look(construction, claim, _said(claim, names))


def _look(construction: str, claim: Claim, says: str) -> Look:
    span = claim.evidence.spans[0]
    rule, confidence = claim.evidence.rule, claim.evidence.confidence
    return Look(construction, rule, True, (), span.start, span.end, span.quote, says, confidence)


def _names(claims: Iterable[Claim]) -> dict[str, str]:
    """How each document and event of the text is called here: by type and number, else by title."""
    said: dict[str, dict[str, str]] = {}
    for claim in claims:
        if isinstance(claim, Attribute):
            said.setdefault(claim.ref, {})[claim.name] = claim.value
        elif isinstance(claim, Event):
            said[claim.ref] = {"title": claim.name}
    return {
        ref: short(f"{facts.get('type', '')} {facts.get('number') or facts.get('title', '')}".strip())
        for ref, facts in said.items()
    }


def _said(claim: Claim, names: dict[str, str]) -> str:
    match claim:
        case Attribute():
            return f"{claim.name}: {short(claim.value)}"
        case Mention():
            return names.get(claim.ref, claim.ref)
        case Relation():
            return f"{names.get(claim.subject, claim.subject)} {claim.kind} {names.get(claim.object, claim.object)}"
        case Assignment():
            return f"{'; '.join(body.name for body in claim.organizations)}: {'+'.join(claim.roles)}"
        case Reporting():
            return f"{claim.reporter.name} to {claim.recipient.name}"
        case Position():
            return f"{claim.person}, {claim.position}"
        case Target():
            return f"{claim.indicator} {claim.op} {', '.join(map(str, claim.values))} {claim.unit}".strip()
        case Event():
            return short(claim.name)
    return ""


def _parts(assignments: Iterable[Assignment]) -> Iterator[Look]:
    """What hangs on the duties: subject, roles, deadline and frequency, each a look of its own."""
    for claim in assignments:
        spans = {span.part: span for span in claim.evidence.spans}
        quote = claim.evidence.spans[0]
        names = "; ".join(body.name for body in claim.organizations)
        yield _part("subjects", "subject", claim, spans.get("subject", quote), names)
        for role in claim.roles:
            yield _part("roles", role, claim, quote, names)
        if claim.deadline is not None:
            where = spans.get("deadline", quote)
            until = claim.deadline.end or claim.deadline.kind
            yield _part("deadlines", "deadline", claim, where, f"{claim.deadline.raw}: {until}".rstrip(": "))
            if claim.deadline.frequency:
                yield _part("frequencies", "frequency", claim, where, ", ".join(claim.deadline.frequency))


def _part(construction: str, rule: str, claim: Assignment, span: Span, says: str) -> Look:
    return Look(construction, rule, True, (), span.start, span.end, span.quote, says, claim.evidence.confidence)


def _family(look: Look) -> tuple[str, str]:
    """The rule as it is asked for: "duty-order-inherited" is an inherited one, "event-campaign" one of events."""
    rule = look.rule
    if look.construction in ("reporting", "people", "events", "targets"):
        return look.construction, ""
    if look.construction == "assignments":
        return look.construction, "duty-inherited" if rule.endswith("-inherited") else rule
    return look.construction, re.sub(r"^(?:title|act)-|-list$", "", rule)
