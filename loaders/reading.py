"""Reads one source text: the story from cleaned text to claims, and the claims as the documented JSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from graph.claims import Attribute, Claim
from graph.registry import load_registry
from loaders.analysis import analyse
from loaders.assembly import Assembler
from loaders.places import Places
from loaders.reading_json import reading_json
from loaders.registers.reading import register_claims, without
from loaders.registers.rows import find_registers, said_of
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
    said = said_of(source)
    registers = [register for register in find_registers(source, said) if register.columns.is_documents]
    prose = without(source, registers) if registers else source
    text = clean(prose.text)
    claims = Assembler(analyse(text, registry, prose.tables, dict(source.facts)), text, registry).claims()
    if registers:
        known = len({claim.ref for claim in claims if isinstance(claim, Attribute)})
        claims = (*claims, *register_claims(source, registers, said, registry, known + 1))
    return Reading(source, Places(source).settle(claims))
