"""Tables of what the check of a register found."""

from __future__ import annotations

from collections.abc import Sequence

from rich.table import Table
from rich.text import Text

from api.output import clean, short
from loaders.registers.check import SheetReport
from loaders.registers.problems import Problem


def columns_table(sheet: SheetReport) -> Table:
    """What each column is taken for."""
    table = _table("sheet", "column", "heading", "taken for")
    for letters, heading, taken in sheet.columns:
        table.add_row(*map(Text, (clean(sheet.sheet), letters, short(heading), taken or "-")))
    return table


def problems_table(problems: Sequence[Problem]) -> Table:
    """Each problem with its cell, what stands there and what was expected."""
    table = _table("", "cell", "value", "problem", "expected")
    for p in problems:
        place = f"{p.sheet}!{p.column}{p.row or ''}" if p.sheet else f"{p.column}{p.row or ''}"
        mark = "error" if p.is_error else ""
        table.add_row(*map(Text, (mark, clean(place), short(p.value, 60), clean(p.what()), clean(p.expected()))))
    return table


def _table(*columns: str) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for column in columns:
        table.add_column(column, overflow="fold", vertical="top")
    return table
