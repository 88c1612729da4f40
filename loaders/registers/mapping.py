"""What a person says of a register, in a small YAML file beside it: ``so_van_ban.xlsx.yaml`` for ``so_van_ban.xlsx``.

place: tỉnh Bình Dương        # whose register it is: completes "UBND", "Sở Nội vụ"
columns:                      # what a column holds, by its heading or its letters; "" for nothing
  Số đi: number
  D: summary
first_row: 4                  # the first row of the register, as the spreadsheet counts, where that is read wrongly
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

from graph.errors import SourceError
from graph.text import search_key
from loaders.extracted import Table
from loaders.registers.columns import Columns, column_index, guess, kinds, unnamed

_MAX_BYTES = 100_000
SUFFIX = ".yaml"
#: Name of the fact under which a source keeps the mapping file that lay beside it.
MAPPING = "mapping"


@dataclass(frozen=True, slots=True)
class Override:
    """What is said. ``columns`` maps headings (or letters) to names of ``columns.yaml`` or "", ``first_row`` counts
    from 1, 0 where nothing is said."""

    place: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    first_row: int = 0


def text_beside(path: Path) -> str:
    """The mapping file of a register, "" where there is none. Raises SourceError for one that is too large."""
    beside = path.with_name(path.name + SUFFIX)
    try:
        data = beside.read_bytes() if beside.is_file() else b""
        if len(data) > _MAX_BYTES:
            raise SourceError(f"has more than {_MAX_BYTES:,} bytes", where=str(beside), remedy="see the README")
        return data.decode("utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        raise SourceError(f"cannot be read: {problem}", where=str(beside), remedy="save it as UTF-8") from problem


def override(text: str, *, where: str) -> Override:
    """What the mapping says. Raises SourceError that names what is wrong with it."""
    if not text.strip():
        return Override()  # most sources have none
    try:
        raw = yaml.safe_load(text) or {}
    except yaml.YAMLError as fault:
        raise SourceError(f"is no YAML: {fault}", where=where, remedy="see the README for an example") from fault
    if not isinstance(raw, dict) or (unknown := set(raw) - {"place", "columns", "first_row"}):
        what = f"has {', '.join(map(str, sorted(unknown)))}" if isinstance(raw, dict) else "is no mapping"
        raise SourceError(what, where=where, remedy="it may have: place, columns, first_row")
    columns = _columns(raw.get("columns") or {}, where)
    first_row = raw.get("first_row") or 0
    if not isinstance(first_row, int) or first_row < 0:
        raise SourceError(f"first_row is {first_row!r}", where=where, remedy="give the number of a row, such as 4")
    return Override(str(raw.get("place") or ""), MappingProxyType(columns), first_row)


def _columns(raw: Any, where: str) -> dict[str, str]:
    remedy = f'a column is one of: {", ".join(kinds())}, or ""'
    if not isinstance(raw, dict):
        raise SourceError("columns is no mapping", where=where, remedy="write: heading: kind")
    found = {str(heading): str(kind or "") for heading, kind in raw.items()}
    for heading, kind in found.items():
        if kind and kind not in kinds():
            raise SourceError(f"column {heading!r} is {kind!r}", where=where, remedy=remedy)
    return found


def overridden(table: Table, text: str, said: Override) -> Columns | None:
    """The columns guessed with what a person said put in its place; without a guess only what was said."""
    guessed = guess(table, text)
    if not said.columns and not said.first_row:
        return guessed
    columns = guessed or unnamed(table, text, said.first_row - 1)
    of = dict(columns.of)
    by_key = {search_key(words): column for column, words in columns.headings.items()}
    for heading, kind in said.columns.items():
        column = by_key.get(search_key(heading), _letters(heading))
        of = {name: at for name, at in of.items() if at != column}
        if kind and column >= 0:
            of[kind] = column
    first_row = said.first_row - 1 if said.first_row else columns.first_row
    return Columns(MappingProxyType(of), first_row, columns.headings)


def _letters(heading: str) -> int:
    """The column whose letters a heading is, -1 where it is none."""
    return column_index(heading) if heading.isascii() and heading.isalpha() and len(heading) < 4 else -1
