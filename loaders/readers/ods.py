"""OpenDocument spreadsheets (.ods): as ``loaders.readers.sheets`` gives those of Excel.

Formulas give the value kept beside them; nothing is computed, no macro is run, nothing linked is opened.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

from graph.errors import SourceError
from loaders.extracted import Extracted
from loaders.limits import Limits
from loaders.readers.package import Package
from loaders.readers.scribe import CellWords, Scribe, tidy
from loaders.readers.sheets import shown, write_sheet
from loaders.registers.columns import column_letters

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_MAX_CELLS = 2_000_000
_REPEATED = 1_000  # a filled cell that claims to stand more often than this is a fault of the file


def extract_ods(data: bytes, limits: Limits) -> Extracted:
    """The words of all visible sheets, in the order of the workbook. Raises SourceError for what is no workbook."""
    root = Package(data, limits).xml("content.xml")
    sheets = root.findall(f".//{_OFFICE}spreadsheet/{_TABLE}table")
    if not sheets:
        raise SourceError("is no spreadsheet", remedy="open it in a spreadsheet program and save it as .xlsx")
    if len(sheets) > limits.max_pages:
        raise SourceError(f"has {len(sheets):,} sheets, and the limit is {limits.max_pages:,}")
    hidden = _hidden_styles(root)
    scribe = Scribe()
    cells = 0
    for sheet in sheets:
        title = sheet.get(f"{_TABLE}name", "")
        if sheet.get(f"{_TABLE}style-name") in hidden:
            scribe.left_out.append(f"sheet {title} is hidden")
            continue
        grid = []
        for cell in _cells(sheet, title):
            cells += 1
            if cells > _MAX_CELLS:
                raise SourceError(f"holds more than {_MAX_CELLS:,} cells", remedy="split the workbook")
            grid.append(cell)
        write_sheet(scribe, grid)
    return scribe.extracted()


def _hidden_styles(root: Any) -> set[str]:
    """Names of the styles whose tables are not displayed."""
    found = set()
    for style in root.iter(f"{_STYLE}style"):
        properties = style.find(f"{_STYLE}table-properties")
        if properties is not None and properties.get(f"{_TABLE}display") == "false":
            found.add(style.get(f"{_STYLE}name", ""))
    return found


def _cells(sheet: Any, title: str) -> Iterator[CellWords]:
    """The filled cells by (row, column). Rows and cells that say they are repeated stand as often as they say."""
    at = 0
    for row in sheet.iter(f"{_TABLE}table-row"):
        times = _number(row, "number-rows-repeated")
        filled = list(_row(row))
        for again in range(min(times, _REPEATED) if filled else 0):
            for column, words, rows, columns in filled:
                place = f"{title}!{column_letters(column)}{at + again + 1}"
                yield CellWords(words, at + again, column, rows, columns, place)
        at += times


def _row(row: Any) -> Iterator[tuple[int, str, int, int]]:
    """(column, words, rows and columns covered) of each filled cell of a row."""
    column = 0
    for cell in row:
        if cell.tag not in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
            continue
        times = _number(cell, "number-columns-repeated")
        words = _words(cell) if cell.tag == f"{_TABLE}table-cell" else ""
        for again in range(min(times, _REPEATED) if words else 0):
            yield column + again, words, _number(cell, "number-rows-spanned"), _number(cell, "number-columns-spanned")
        column += times


def _number(element: Any, name: str) -> int:
    value = element.get(f"{_TABLE}{name}", "1")
    return int(value) if value.isdigit() and value != "0" else 1


def _words(cell: Any) -> str:
    """The value as a Vietnamese reader is shown it: days as ``30/06/2025``, everything else as it is displayed."""
    if cell.get(f"{_OFFICE}value-type") == "date":
        value = cell.get(f"{_OFFICE}date-value", "")
        try:
            return shown(datetime.datetime.fromisoformat(value), "dd/mm/yyyy")
        except ValueError:
            return tidy(value)
    return tidy("\n".join("".join(paragraph.itertext()) for paragraph in cell.findall(f"{_TEXT}p")))
