"""The reading of one text as JSON (docs/reading-format.md): a view of its claims, in the order of the text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

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
    Target,
)
from graph.confidence import is_doubtful
from loaders.places import Places
from loaders.text import SourceText

FORMAT_VERSION = 1


def reading_json(source: SourceText, claims: Sequence[Claim]) -> dict[str, Any]:
    """What was read and how, then documents, relations, assignments, reporting, people, targets and events."""
    reading = {**_source(source), **_lists(claims)}
    return _with_doubt(reading if source.is_plain else _on_pages(reading, Places(source)))


def _with_doubt(reading: dict[str, Any]) -> dict[str, Any]:
    """Marks what is doubtful."""
    for rows in reading.values():
        for row in rows if isinstance(rows, list) else ():
            for item in (*row.get("mentions", ()), row) if isinstance(row, dict) else ():
                if is_doubtful(item.get("confidence", 1.0)):
                    item["doubtful"] = True
    return reading


def _source(source: SourceText) -> dict[str, Any]:
    head: dict[str, Any] = {"format": FORMAT_VERSION, "source": source.name, "reader": source.reader}
    if source.facts:
        head["facts"] = [{"name": name, "value": value} for name, value in source.facts]
    if source.left_out:
        head["left_out"] = list(source.left_out)
    return head


def _on_pages(reading: dict[str, Any], places: Places) -> dict[str, Any]:
    """Adds to every place of the reading where on which page it is, in which cell, and what the reader doubts there."""
    for rows in reading.values():
        for row in rows if isinstance(rows, list) else ():
            for item in (*row.get("mentions", ()), row) if isinstance(row, dict) else ():
                if "start" in item:
                    item.update(_page(places, item["start"], item["end"], item.get("confidence", 1.0)))
    return reading


def _page(places: Places, start: int, end: int, known: float) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if place := places.name(start, end):
        found["place"] = place
    if boxes := places.boxes(start, end):
        found["page"] = boxes[0].page
        found["boxes"] = [[box.page, box.left, box.top, box.right, box.bottom] for box in boxes]
    if doubts := places.doubts(start, end):
        found["confidence"] = min(known, *(doubt.confidence for doubt in doubts))
        found["doubts"] = [
            {"start": doubt.start, "end": doubt.end, "confidence": doubt.confidence, "reason": doubt.reason}
            for doubt in doubts
        ]
    return found


def _lists(claims: Sequence[Claim]) -> dict[str, Any]:
    return {
        "documents": _documents(claims),
        "relations": [_relation(i, c) for i, c in enumerate((c for c in claims if isinstance(c, Relation)), 1)],
        "assignments": [_assignment(i, c) for i, c in enumerate((c for c in claims if isinstance(c, Assignment)), 1)],
        "reporting": [_reporting(i, c) for i, c in enumerate((c for c in claims if isinstance(c, Reporting)), 1)],
        "people": _people(claims),
        "targets": [_target(i, c) for i, c in enumerate((c for c in claims if isinstance(c, Target)), 1)],
        "events": [_event(c) for c in claims if isinstance(c, Event)],
    }


def _documents(claims: Sequence[Claim]) -> list[dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    names = {"number": "symbol", "issuer_name": "issuer"}
    for claim in claims:
        if isinstance(claim, Attribute) and claim.name not in ("issuer", "not_after", "carrier"):
            document = found.setdefault(claim.ref, {"id": claim.ref, "mentions": []})
            document.setdefault(names.get(claim.name, claim.name), claim.value)
            if claim.resolved:
                document.setdefault("resolved", []).append(names.get(claim.name, claim.name))
            if claim.own:
                document["own"] = True
        elif isinstance(claim, Mention):
            document = found.setdefault(claim.ref, {"id": claim.ref, "mentions": []})
            told = {"rule": claim.evidence.rule, "confidence": claim.evidence.confidence}
            document["mentions"].append({**_place(claim.evidence, "mention"), **told})
    return list(found.values())


def _place(evidence: Evidence, part: str = "quote") -> dict[str, int]:
    """Where the words of a part begin and end; all spans where none is of that part."""
    spans = [s for s in evidence.spans if s.part == part] or list(evidence.spans)
    return {"start": min(s.start for s in spans), "end": max(s.end for s in spans)}


def _words(evidence: Evidence) -> dict[str, Any]:
    quotes = [" ".join(s.quote.split()) for s in evidence.spans if s.part == "quote"]
    parts = [{"part": s.part, "start": s.start, "end": s.end} for s in evidence.spans if s.part != "quote"]
    row = {**_place(evidence), "quote": " ".join(quotes), "rule": evidence.rule, "confidence": evidence.confidence}
    return {**row, "parts": parts} if parts else row


def _name(body: Body) -> str:
    name = body.name
    if body.head and not body.group and not name.startswith(body.head):
        name = f"{body.head} {name}"
    return f"[nhóm] {name}" if body.group else name


def _relation(number: int, claim: Relation) -> dict[str, Any]:
    row = {
        "id": f"r{number}",
        "source": claim.subject,
        "kind": claim.kind,
        "target": claim.object,
        **_words(claim.evidence),
    }
    return {**row, "target_part": claim.target_part} if claim.target_part else row


def _assignment(number: int, claim: Assignment) -> dict[str, Any]:
    row: dict[str, Any] = {
        "id": f"a{number}", "stated_in": claim.stated_in, "organizations": [_name(b) for b in claim.organizations],
        "roles": list(claim.roles), "coordinators": [_name(b) for b in claim.coordinators], "task": claim.task,
    }  # fmt: skip
    if claim.recipients:
        row["recipient"] = [_name(b) for b in claim.recipients]
    if claim.via:
        row["via"] = [_name(b) for b in claim.via]
    if claim.deliverable:
        row["deliverable"] = claim.deliverable
    if claim.deadline is not None:
        row["deadline"] = _deadline(claim.deadline)
    if claim.row is not None:
        row["row"] = {"no": claim.row.no, "group": claim.row.group}
        if claim.row.part:
            row["row"]["part"] = claim.row.part
    return {**row, **_words(claim.evidence)}


def _deadline(deadline: Deadline) -> dict[str, Any]:
    row: dict[str, Any] = {"raw": deadline.raw}
    for name in ("start", "end", "bound", "precision", "kind"):
        if value := getattr(deadline, name):
            row[name] = value
    return {**row, "frequency": list(deadline.frequency)} if deadline.frequency else row


def _reporting(number: int, claim: Reporting) -> dict[str, Any]:
    row: dict[str, Any] = {
        "id": f"rl{number}",
        "stated_in": claim.stated_in,
        "reporter": _name(claim.reporter),
        "recipient": _name(claim.recipient),
        "subject": claim.subject,
    }
    if claim.via:
        row["via"] = [_name(b) for b in claim.via]
    if claim.deadline is not None:
        row["deadline"] = _deadline(claim.deadline)
    return {**row, **_words(claim.evidence)}


def _people(claims: Sequence[Claim]) -> list[dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for claim in claims:
        if isinstance(claim, Position):
            row = found.setdefault(
                claim.person, {"name": claim.person, "positions": [], "as_of": claim.as_of, **_words(claim.evidence)}
            )
            if claim.position not in row["positions"]:
                row["positions"].append(claim.position)
    return list(found.values())


def _target(number: int, claim: Target) -> dict[str, Any]:
    row: dict[str, Any] = {
        "id": f"t{number}",
        "stated_in": claim.stated_in,
        "indicator": claim.indicator,
        "op": claim.op,
        "unit": claim.unit,
    }
    if claim.values:
        values = [int(v) if v == int(v) else v for v in claim.values]
        row["value"] = values[0] if len(values) == 1 else values
    if claim.year:
        row["year"] = claim.year
    return {**row, **_words(claim.evidence)}


def _event(claim: Event) -> dict[str, Any]:
    row: dict[str, Any] = {"id": claim.ref, "kind": claim.kind, "name": claim.name}
    if claim.date:
        row["date"] = claim.date
    if claim.organizer is not None:
        row["organiser"] = _name(claim.organizer)
    return {**row, **_words(claim.evidence)}
