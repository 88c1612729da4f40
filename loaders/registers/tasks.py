"""The check of rows that are tasks with the documents that gave them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from graph.dates import PartialDate, interval
from graph.numbers import find_numbers
from graph.registry import Registry
from graph.text import canonical
from loaders.grammar.cell_deadlines import cell_deadline
from loaders.grammar.dates import DATE, date_of
from loaders.registers.columns import Columns
from loaders.registers.problems import Problem
from loaders.registers.rows import Row
from loaders.registers.values import number_of


class Telling(Protocol):
    """Makes a problem of a kind, a row and the kind of its column."""

    def __call__(self, kind: str, row: Row, column: str, said: str = "", read: str = "") -> Problem:
        """The problem."""


def task_problems(row: Row, text: str, columns: Columns, registry: Registry, tell: Telling) -> Iterator[Problem]:
    """What is wrong with one row."""
    words = {kind: canonical(text[cell.start : cell.end]) for kind, cell in row.cells.items()}
    given = "directive" if "directive" in columns.of else "number"
    named = words.get(given, "")
    if not named or (next(find_numbers(named), None) is None and number_of(named, "", registry) is None):
        yield tell("no-directive", row, given)
    if not words.get("task"):
        yield tell("no-task", row, "task")
    if not words.get("unit"):
        yield tell("no-unit", row, "unit")
    if due := words.get("deadline"):
        yield from _deadline(row, due, _day_of(named), tell)


def _deadline(row: Row, due: str, given: PartialDate | None, tell: Telling) -> Iterator[Problem]:
    found = cell_deadline(due, anchor=given)
    if found is None:
        return
    if found.kind == "unspecified":
        yield tell("odd-deadline", row, "deadline")
    elif found.end and given is not None and interval(found.end)[1] < given.earliest():
        yield tell("early-deadline", row, "deadline", read=str(given))


def _day_of(words: str) -> PartialDate | None:
    found = DATE.search(words)
    return date_of(found)[0] if found else None
