"""The check of a register before it is loaded: row by row, each problem with its cell and what was expected there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from graph.dates import PartialDate
from graph.numbers import DocumentNumber, number_key
from graph.registry import Context, Registry
from graph.text import search_key
from loaders.extracted import Cell
from loaders.registers.columns import as_shown, column_letters
from loaders.registers.issuers import near_issuer, swapped
from loaders.registers.problems import Problem
from loaders.registers.rows import Register, Row, find_registers, rows_of, said_of
from loaders.registers.tasks import task_problems
from loaders.registers.values import Numbered, date_of_cell, number_of, type_of
from loaders.text import SourceText

# "… tại xã", "… ngày", "…," at the end: more was to come
_CUT = re.compile(
    r"(?:,|-|(?<!\w)(?:và|của|tại|về|cho|với|các|những|ngày|để|do|từ|trên|(?<!tiếp )theo|(?:quyết định|văn bản) số"
    r"|(?<!cấp )(?:xã|phường|huyện)))\s*\Z"
)
_VALIDITY = re.compile(r"(?:văn bản )?(?:dang |con |het |chua |da )?(?:co )?hieu luc")
_FORMULA = re.compile(r"\s*(?:[=@]|[+-]\s*[^\W\d_]+\()")
_STRAY = 5  # years a row may be away from all others


@dataclass(frozen=True, slots=True)
class SheetReport:
    """One register: ``columns`` as (letters, heading, what it is taken for), ``rows`` how many there are, ``loaded``
    how many of them will be; ``heading_row`` the last row of headings, counted from 1."""

    sheet: str
    columns: tuple[tuple[str, str, str], ...]
    rows: int
    loaded: int
    heading_row: int


@dataclass(frozen=True, slots=True)
class CheckReport:
    """``problems`` in the order of the file; ``left_out`` says what of the file was not looked at and why."""

    sheets: tuple[SheetReport, ...]
    problems: tuple[Problem, ...]
    left_out: tuple[str, ...]

    @property
    def errors(self) -> int:
        """Problems for which a row is not loaded."""
        return sum(problem.is_error for problem in self.problems)


def check(source: SourceText, registry: Registry) -> CheckReport:
    """Checks every register of a source. Raises SourceError for a wrong mapping file."""
    registers = find_registers(source, said_of(source))
    if not registers:
        return CheckReport((), (Problem("no-register", "", 0, "", ""),), source.left_out)
    sheets, problems = [], []
    for register in registers:
        rows = list(rows_of(register, source.text))
        found = list(_Checker(source, register, registry).problems(rows))
        bad = {problem.row for problem in found if problem.is_error}
        columns = register.columns
        sheets.append(
            SheetReport(_sheet(register), tuple(as_shown(columns)), len(rows), len(rows) - len(bad), columns.first_row)
        )
        problems += found
    return CheckReport(tuple(sheets), tuple(problems), source.left_out)


def _sheet(register: Register) -> str:
    return next((c.reference.rpartition("!")[0] for c in register.table.cells if "!" in c.reference), "")


class _Checker:
    def __init__(self, source: SourceText, register: Register, registry: Registry) -> None:
        self.text, self.registry, self.columns = source.text, registry, register.columns
        self.sheet = _sheet(register)
        self.seen: dict[tuple[str, int], tuple[int, str]] = {}

    def problems(self, rows: list[Row]) -> Iterator[Problem]:
        """The problems of all rows, in order."""
        years = _usual_years(self._date(row)[0] for row in rows)
        for row in rows:
            yield from self._formulas(row)
            if self.columns.is_tasks:
                yield from task_problems(row, self.text, self.columns, self.registry, self._problem)
            else:
                yield from self._document(row, years)

    def _document(self, row: Row, years: tuple[int, int]) -> Iterator[Problem]:
        numbered = number_of(self._words(row, "number"), self._words(row, "type"), self.registry)
        if numbered is None:
            yield self._problem("no-number", row, "number")
            return
        date, _ = self._date(row)
        yield from self._number(row, numbered)
        yield from self._day(row, numbered.number, years)
        yield from self._summary(row)
        yield from self._again(row, numbered, date)
        if (said := self._words(row, "validity")) and not _VALIDITY.search(search_key(said)):
            yield self._problem("odd-validity", row, "validity")

    def _number(self, row: Row, numbered: Numbered) -> Iterator[Problem]:
        number, written = numbered.number, " ".join(self._words(row, "number").split())
        if number is None:
            yield self._problem("odd-number", row, "number")
        elif str(number) != written:
            yield self._problem("respelled-number", row, "number", read=str(number))
        if numbered.kind is None:
            yield self._problem("no-type", row, "number")
        read = type_of(number, self.registry) if number is not None else None
        if "type" in row.cells and numbered.kind and read and read.noun not in (numbered.kind.noun, "Công văn"):
            yield self._problem("other-type", row, "type", said=numbered.kind.noun, read=read.noun)
        if number is not None:
            yield from self._issuer(row, number)

    def _issuer(self, row: Row, number: DocumentNumber) -> Iterator[Problem]:
        if right := swapped(number):
            yield self._problem("swapped-issuer", row, "number", read=right)
            return
        for code in number.issuers:
            known = self.registry.body_of_codes((code,), Context(), form=number.form)
            if known is None and (near := near_issuer(code)):
                yield self._problem("near-issuer", row, "number", said=code, read=near)

    def _day(self, row: Row, number: DocumentNumber | None, years: tuple[int, int]) -> Iterator[Problem]:
        if "date" not in self.columns.of:
            return
        date, serial = self._date(row)
        if "date" not in row.cells:
            yield self._problem("no-date", row, "date")
        elif date is None:
            yield self._problem("odd-date", row, "date")
        elif serial:
            yield self._problem("serial-date", row, "date", read=f"{date.day:02d}/{date.month:02d}/{date.year}")
        if date is None:
            return
        if number is not None and number.year is not None and number.year != date.year:
            yield self._problem("other-year", row, "date", said=str(number.year))
        if years[0] and not years[0] - _STRAY <= date.year <= years[1] + _STRAY:
            yield self._problem("odd-year", row, "date", said=str(years[0]), read=str(years[1]))

    def _summary(self, row: Row) -> Iterator[Problem]:
        if "summary" not in self.columns.of:
            return
        words = self._words(row, "summary")
        if not words:
            yield self._problem("no-summary", row, "summary")
        elif _CUT.search(words.lower()):
            yield self._problem("cut-summary", row, "summary")

    def _again(self, row: Row, numbered: Numbered, date: PartialDate | None) -> Iterator[Problem]:
        key = (number_key(numbered.symbol), date.year if date is not None else 0)
        said = f"{date} {search_key(self._words(row, 'summary'))}"
        first = self.seen.setdefault(key, (row.number, said))
        if first[0] != row.number:
            kind = "same-row" if first[1] == said else "same-number"
            yield self._problem(kind, row, "number", said=str(first[0]))

    def _formulas(self, row: Row) -> Iterator[Problem]:
        for kind in row.cells:
            if _FORMULA.match(self._words(row, kind)):
                yield self._problem("formula", row, kind)

    def _date(self, row: Row) -> tuple[PartialDate | None, bool]:
        return date_of_cell(self._words(row, "date"))

    def _words(self, row: Row, kind: str) -> str:
        cell: Cell | None = row.cells.get(kind)
        return self.text[cell.start : cell.end] if cell is not None else ""

    def _problem(self, kind: str, row: Row, column: str, said: str = "", read: str = "") -> Problem:
        at = column_letters(self.columns.of[column]) if column in self.columns.of else ""
        return Problem(kind, self.sheet, row.number, at, self._words(row, column), said, read)


def _usual_years(dates: Iterator[PartialDate | None]) -> tuple[int, int]:
    """First and last year that at least two rows have; (0, 0) where there is none."""
    counts = Counter(date.year for date in dates if date is not None)
    usual = [year for year, times in counts.items() if times > 1]
    return (min(usual), max(usual)) if usual else (0, 0)
