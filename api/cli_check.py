"""The command that checks a register before it is loaded: check."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from api import exits, options
from api.output import clean, emit, emit_json, short, show, tell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from loaders.registers.check import CheckReport, SheetReport
    from loaders.registers.problems import Problem


def check(
    register: Annotated[Path, typer.Argument(help="A register: .xlsx, .ods or .csv.")],
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", help="Write a copy with a column of remarks: .xlsx, or .csv for one table."),
    ] = None,
    json: options.Json = False,
) -> None:
    """Check a register row by row before it is loaded.

    Shows what each column is taken for, then each problem with its cell and what was expected there. A file beside the
    register with .yaml behind its name says what the columns are where the headings do not.

    Example: chidao check so_van_ban.xlsx -o so_van_ban.kiem-tra.xlsx
    """
    from graph.registry import load_registry
    from loaders.registers.check import check as check_register
    from loaders.registers.file import read_register

    opened = read_register(register)
    report = check_register(opened.source, load_registry())
    if out is not None:
        with exits.writing_to(str(out)):
            opened.write_copy(out, report)
        tell(f"written: {out}")
    if json:
        emit_json(_as_json(report))
    else:
        _show(report)
    if report.errors:
        raise typer.Exit(exits.PARTIAL)


def _show(report: CheckReport) -> None:
    for sheet in report.sheets:
        show(columns_table(sheet))
    if report.problems:
        show(problems_table(report.problems))
    rows, loaded = sum(s.rows for s in report.sheets), sum(s.loaded for s in report.sheets)
    emit(f"{rows} rows, {loaded} of them can be loaded; {report.errors} errors, {_warnings(report)} warnings")
    for reason in report.left_out:
        tell(f"left out: {reason}")


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


def _warnings(report: CheckReport) -> int:
    return len(report.problems) - report.errors


def _as_json(report: CheckReport) -> dict[str, Any]:
    sheets = [
        {
            "sheet": s.sheet,
            "rows": s.rows,
            "loaded": s.loaded,
            "columns": [{"column": c, "heading": h, "taken_for": t} for c, h, t in s.columns],
        }
        for s in report.sheets
    ]
    problems = [_problem(problem) for problem in report.problems]
    return {"sheets": sheets, "problems": problems, "left_out": list(report.left_out)}


def _problem(problem: Problem) -> dict[str, Any]:
    return {
        "kind": problem.kind,
        "severity": "error" if problem.is_error else "warning",
        "sheet": problem.sheet,
        "row": problem.row,
        "column": problem.column,
        "value": problem.value,
        "what": problem.what(),
        "expected": problem.expected(),
    }
