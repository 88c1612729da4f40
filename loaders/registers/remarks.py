"""A copy of a register with its problems in a column of remarks, to be worked off in a spreadsheet program.

The copy holds values only: no formula, no macro, no link to another file goes along, and what looks like a formula is
written as text.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from typing import Any

from loaders.extracted import Table
from loaders.registers.check import CheckReport
from loaders.registers.problems import Problem
from loaders.text import SourceText

TITLE = "Ghi chú kiểm tra"
_ACTIVE = ("=", "+", "-", "@", "\t", "\r")
_SHEET = "Sổ văn bản"


def remark(problems: Iterable[Problem]) -> str:
    """The problems of one row as one remark in Vietnamese: "A: … (cần: …); C: …"."""
    told = (f"{p.column}: {p.what('vi')} (cần: {p.expected('vi')})".removeprefix(": ") for p in problems)
    return "; ".join(dict.fromkeys(told))


def remarks_of(report: CheckReport) -> dict[str, dict[int, str]]:
    """Sheet → row, counted from 1 → its remark."""
    found: dict[str, dict[int, list[Problem]]] = {}
    for problem in report.problems:
        found.setdefault(problem.sheet, {}).setdefault(problem.row, []).append(problem)
    return {sheet: {row: remark(of) for row, of in rows.items()} for sheet, rows in found.items()}


def workbook_copy(data: bytes, report: CheckReport) -> bytes:
    """A copy of an Excel workbook, as it looks, with a column of remarks on every sheet that is a register."""
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(data), data_only=True, keep_vba=False, keep_links=False)
    remarks = remarks_of(report)
    for sheet in report.sheets:
        page = book[sheet.sheet]
        column = page.max_column + 1
        _write(page, max(sheet.heading_row, 1), column, TITLE)
        for row, words in remarks.get(sheet.sheet, {}).items():
            _write(page, max(row, 1), column, words)
        page.column_dimensions[page.cell(1, column).column_letter].width = 60
    for page in book.worksheets:
        _without_formulas(page)
    return _saved(book)


def tables_copy(source: SourceText, report: CheckReport) -> bytes:
    """An Excel workbook of the tables of a source in another format, with the column of remarks."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    remarks = remarks_of(report)
    for number, table in enumerate(source.tables, 1):
        name = _sheet_name(table)
        page = book.create_sheet(name[:31] or f"{_SHEET} {number}")
        for (row, column), words in _grid(table, source.text).items():
            _write(page, row + 1, column + 1, words)
        heading = next((s.heading_row for s in report.sheets if s.sheet == name), 1)
        width = page.max_column + 1
        _write(page, heading, width, TITLE)
        for row, words in remarks.get(name, {}).items():
            _write(page, max(row, 1), width, words)
    return _saved(book)


def text_copy(source: SourceText, report: CheckReport) -> str:
    """The first table of a source as comma-separated text with the column of remarks. What a spreadsheet program would
    take for a formula gets an apostrophe before it."""
    table = source.tables[0]
    grid = _grid(table, source.text)
    rows = max((row for row, _ in grid), default=-1) + 1
    columns = max((column for _, column in grid), default=-1) + 1
    name = _sheet_name(table)
    remarks: Mapping[int, str] = remarks_of(report).get(name, {})
    heading = next((s.heading_row for s in report.sheets if s.sheet == name), 1)
    out = io.StringIO()
    writer = csv.writer(out)
    for row in range(rows):
        words = [_harmless(grid.get((row, column), "")) for column in range(columns)]
        writer.writerow([*words, TITLE if row + 1 == heading else remarks.get(row + 1, "")])
    return out.getvalue()


def _grid(table: Table, text: str) -> dict[tuple[int, int], str]:
    return {(cell.row, cell.column): text[cell.start : cell.end] for cell in table.cells}


def _sheet_name(table: Table) -> str:
    return next((cell.reference.rpartition("!")[0] for cell in table.cells if "!" in cell.reference), "")


def _harmless(words: str) -> str:
    return f"'{words}" if words.startswith(_ACTIVE) else words


def _write(page: Any, row: int, column: int, words: str) -> None:
    """Words as words: openpyxl takes what begins with "=" for a formula unless it is told otherwise."""
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    cell = page.cell(row, column)
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", words)
    if words.startswith(_ACTIVE):
        cell.data_type = "s"
        cell.quotePrefix = True


def _without_formulas(page: Any) -> None:
    """What still would be computed becomes its words."""
    for row in page.iter_rows():
        for cell in row:
            if cell.data_type == "f" or (isinstance(cell.value, str) and cell.value.startswith("=")):
                cell.data_type = "s"
                cell.quotePrefix = True
            if cell.hyperlink is not None:
                cell.hyperlink = None


def _saved(book: Any) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
