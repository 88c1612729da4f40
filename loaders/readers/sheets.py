"""Spreadsheets (.xlsx): each visible sheet as its title lines and one table, every cell with its address.

Formulas give the value kept beside them; nothing is computed, no macro is run, no linked workbook is opened.
"""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Iterator
from typing import Any

from graph.errors import SourceError
from loaders.extracted import Extracted
from loaders.limits import Limits
from loaders.readers.package import Package
from loaders.readers.scribe import CellWords, Scribe, tidy

_MAX_CELLS = 2_000_000
_ERRORS = frozenset({"#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!"})
_DECIMALS = re.compile(r"0(?:\.(0+))?%")


def extract_xlsx(data: bytes, limits: Limits) -> Extracted:
    """The words of all visible sheets, in the order of the workbook. Raises SourceError for what is no workbook."""
    scribe = Scribe()
    cells = 0
    package = Package(data, limits)
    scribe.left_out.extend(package.macros)
    book = _workbook(data, package)
    if len(book.worksheets) > limits.max_pages:
        raise SourceError(f"has {len(book.worksheets):,} sheets, and the limit is {limits.max_pages:,}")
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            scribe.left_out.append(f"sheet {sheet.title} is hidden")
            continue
        grid = list(sheet_cells(sheet))
        cells += len(grid)
        if cells > _MAX_CELLS:
            raise SourceError(f"holds more than {_MAX_CELLS:,} cells", remedy="split the workbook")
        write_sheet(scribe, grid)
    return scribe.extracted()


def _workbook(data: bytes, package: Package) -> Any:
    from openpyxl import load_workbook

    for name in package.names:
        if name.endswith((".xml", ".rels")) and b"<!DOCTYPE" in package.bytes(name)[:4096]:
            package.xml(name)  # says what is wrong with it
    try:
        return load_workbook(io.BytesIO(data), data_only=True, keep_links=False)
    except SourceError:
        raise
    except Exception as fault:  # a damaged workbook breaks the library in many ways
        reason = f"cannot be read as a workbook ({type(fault).__name__})"
        raise SourceError(reason, remedy="open it in a spreadsheet program and save it again") from fault


def sheet_cells(sheet: Any) -> Iterator[CellWords]:
    """The filled cells of an openpyxl worksheet by (row, column), counted from 0, merged ones with what they cover."""
    merged = {(r.min_row, r.min_col): (r.max_row - r.min_row + 1, r.max_col - r.min_col + 1) for r in _ranges(sheet)}
    title = str(sheet.title)
    # the cells there are: a sheet may claim a million rows and hold ten
    for (row, column), cell in sorted(sheet._cells.items()):
        words = shown(cell.value, cell.number_format or "")
        if words:
            rows, columns = merged.get((row, column), (1, 1))
            yield CellWords(words, row - 1, column - 1, rows, columns, f"{title}!{cell.coordinate}")


def _ranges(sheet: Any) -> list[Any]:
    return list(sheet.merged_cells.ranges)


def shown(value: Any, number_format: str) -> str:
    """A value as the sheet shows it to a Vietnamese reader: ``30/06/2025``, ``06/2025``, ``12,5``, ``95%``."""
    match value:
        case None:
            return ""
        case bool():
            return "x" if value else ""
        case datetime.datetime() | datetime.date():
            return _day(value, number_format)
        case datetime.time():
            return value.strftime("%H:%M")
        case int() | float():
            return _number(float(value), number_format)
        case _:
            words = tidy(str(value))
            return "" if words in _ERRORS else words


def _day(value: datetime.date, number_format: str) -> str:
    form = number_format.lower()
    if "d" not in form and "m" in form and "y" in form:
        return value.strftime("%m/%Y")
    if form.strip() in ("yyyy", "yy"):
        return value.strftime("%Y")
    return value.strftime("%d/%m/%Y")


def _number(value: float, number_format: str) -> str:
    percent = _DECIMALS.search(number_format)
    if percent:
        value = round(value * 100, len(percent[1] or ""))
    words = str(int(value)) if value == int(value) else f"{value:.10g}".replace(".", ",")
    return f"{words}%" if percent else words


def write_sheet(scribe: Scribe, grid: list[CellWords]) -> None:
    """A sheet: rows with one filled cell before the table (number, title, "Kèm theo …") as lines, then the table."""
    filled: dict[int, int] = {}
    for cell in grid:
        filled[cell.row] = filled.get(cell.row, 0) + 1
    first = next((row for row in sorted(filled) if filled[row] > 2), None)
    for cell in grid:
        if first is None or cell.row < first:
            scribe.line(cell.words)
    if first is not None:
        scribe.table(cell for cell in grid if cell.row >= first)
    scribe.line()
