"""Registers in a source: which of its tables are lists of documents, and the rows of each."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from graph.text import search_key
from loaders.extracted import Cell, Table
from loaders.registers.columns import Columns
from loaders.registers.mapping import MAPPING, Override, overridden, override
from loaders.text import SourceText

_SHEETS = frozenset(
    {
        "text/csv",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "application/vnd.oasis.opendocument.spreadsheet",
    }
)
# (1) · 2 · [3]: the row of numbers under the headings
_NUMBERING = re.compile(r"[(\[]?\d{1,2}[)\]]?|[(\[]?[a-zđ][)\]]?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its cells by what their column holds (names of ``columns.yaml``), those that are filled. ``number``
    counts from 1, as a spreadsheet does."""

    number: int
    cells: Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class Register:
    """A table that is a register, with its columns."""

    table: Table
    columns: Columns


def said_of(source: SourceText) -> Override:
    """What the mapping file beside a source says. Raises SourceError for a wrong one."""
    return override(dict(source.facts).get(MAPPING, ""), where=f"{source.locator}.yaml")


def find_registers(source: SourceText, said: Override) -> list[Register]:
    """The registers of a spreadsheet, in order; none in files of other formats, whose tables belong to a text.

    Lists of documents and lists of tasks: these last are read by the grammar of task tables.
    """
    if source.medium not in _SHEETS:
        return []
    found = ((table, overridden(table, source.text, said)) for table in source.tables)
    return [Register(table, columns) for table, columns in found if columns is not None and columns.of]


def rows_of(register: Register, text: str) -> Iterator[Row]:
    """The rows under the headings. A cell merged over several rows stands in each; headings that come again, the row
    of column numbers, and rows with nothing but one cell (a group, a sum) are none."""
    columns = register.columns
    kind_of = {column: kind for kind, column in columns.of.items()}
    filled = [cell for cell in register.table.cells if cell.start < cell.end]
    written = sorted({cell.row for cell in filled if cell.row >= columns.first_row})  # a cell may claim a million rows
    rows: dict[int, dict[str, Cell]] = {}
    for cell in filled:
        if kind := kind_of.get(cell.column, ""):
            for row in written[bisect_left(written, cell.row) : bisect_left(written, cell.row + cell.rows)]:
                rows.setdefault(row, {})[kind] = cell
    headings = {kind: search_key(columns.headings.get(column, "")) for kind, column in columns.of.items()}
    for row, cells in sorted(rows.items()):
        words = {kind: text[cell.start : cell.end].strip() for kind, cell in cells.items()}
        again = all(search_key(said) == headings[kind] for kind, said in words.items())
        counted = all(_NUMBERING.fullmatch(said) for said in words.values())
        if not again and not counted and set(cells) - {"ordinal"}:
            yield Row(row + 1, cells)
