"""Reads one source text: the story from cleaned text to claims."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from graph.claims import Claim
from loaders.text import SourceText

#: Part of what decides whether a source is read again; raised with every change of what the grammar says.
GRAMMAR_VERSION = "1"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text says. ``claims`` are in order of place; ``to_json`` gives the reading format of the README."""

    source: SourceText
    claims: tuple[Claim, ...]

    def to_json(self) -> dict[str, Any]:
        """The reading as lists of documents, relations, assignments, reporting, people, targets and events."""
        return {}


def read(source: SourceText) -> Reading:
    """Reads ``source`` with the packaged registry."""
    return Reading(source, ())
