"""Reads one source text: the story from cleaned text to claims, and the claims as the documented JSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from graph.claims import Claim
from graph.registry import load_registry
from loaders.analysis import analyse
from loaders.assembly import Assembler
from loaders.places import Places
from loaders.reading_json import reading_json
from loaders.text import SourceText, clean


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text says. ``claims`` hold documents first, then the rest by kind and place."""

    source: SourceText
    claims: tuple[Claim, ...]

    def to_json(self) -> dict[str, Any]:
        """The reading as lists of documents, relations, assignments, reporting, people, targets and events."""
        return reading_json(self.source, self.claims)


def read(source: SourceText) -> Reading:
    """Reads ``source`` with the packaged registry: clean, lay out, find, resolve, state, and say
    where in the file that is."""
    registry = load_registry()
    text = clean(source.text)
    claims = Assembler(analyse(text, registry, source.tables, dict(source.facts)), text, registry).claims()
    return Reading(source, Places(source).settle(claims))
