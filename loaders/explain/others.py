"""Why an office-holder, a target or an event is, or is not, read at a place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.explain.model import Look, Step, asked, gives_way, short
from loaders.explain.place import ANNEX, BODY, CELL, FOOT, RECITAL, Place
from loaders.grammar.events import find_events
from loaders.grammar.names import NAME, person_span
from loaders.grammar.offices import HEAD as OFFICE
from loaders.grammar.people import find_people
from loaders.grammar.quantities import find_quantities
from loaders.grammar.targets import find_targets

_PEOPLE = (RECITAL, BODY, FOOT, CELL)
_EVENT = re.compile(
    r"(?<!\w)(?:hội\s+nghị|hội\s+thảo|buổi|cuộc\s+(?:họp|vận\s+động)|phiên\s+họp|phong\s+trào|lễ|đại\s+hội|phỏng\s+vấn|trao\s+đổi)(?!\w)",
    re.IGNORECASE,
)


def looks(place: Place) -> Iterator[Look]:
    """People, targets and events."""
    yield Look("people", "person", False, asked(_person(place)))
    yield Look("targets", "target", False, asked(_target(place)))
    yield Look("events", "event", False, asked(_event(place)))


def _person(place: Place) -> Iterator[Step]:
    yield Step("the place is of a recital, the body or the foot", place.region in _PEOPLE, place.region)
    names = [m for m in NAME.finditer(place.flow, place.start, place.end) if person_span(place.flow, m) is not None]
    yield Step("a family name with further syllables stands there", bool(names))
    signs = place.region in (FOOT, CELL)  # there the office stands on a line of its own
    office = re.search(rf"(?<!\w){OFFICE}(?!\w)", place.words, re.IGNORECASE)
    yield Step("an office is named in the sentence, or above it in the foot", office is not None or signs)
    found = find_people(place.flow, place.start, place.end)
    told = short(names[0][0]) if names else ""
    yield Step("the office stands beside the name, without a verb between", bool(found) or signs, "" if found else told)


def _target(place: Place) -> Iterator[Step]:
    yield Step("the text states something", place.analysis.states is not None)
    yield Step("the place is of the body or an annex", place.region in (BODY, ANNEX), place.region)
    yield Step("a number stands there", re.search(r"\d", place.words) is not None)
    counted = list(find_quantities(place.flow, place.start, place.end))
    yield Step("it counts or measures something known (%, người, hộ, tỷ đồng)", bool(counted))
    year = place.analysis.setting.year
    found = find_targets(place.flow, place.start, place.end, year=year)
    found = found or [t for t in place.analysis.targets if t.start < place.end and place.start < t.end]
    words = short(place.flow[counted[0].start : counted[0].end]) if counted else ""
    yield Step(
        "the words or a heading set it as a goal: no result, criterion or share", bool(found), "" if found else words
    )


def _event(place: Place) -> Iterator[Step]:
    analysis = place.analysis
    yield Step("the text is news", not analysis.setting.official)
    said = _EVENT.search(place.words)
    yield Step("a meeting, campaign or interview is named", said is not None)
    found = find_events(place.flow, [(place.start, place.end)], analysis.lists, analysis.setting.year)
    yield Step("it is said to be held, begun or joined", bool(found), short(said[0]) if said else "")
    yield gives_way("the text reports it and not an earlier one of its kind")
