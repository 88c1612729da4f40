"""The command that checks a register before it is loaded: check."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from api import exits, options
from api.output import emit, emit_json, show, tell

if TYPE_CHECKING:
    from loaders.registers.check import CheckReport
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
    from api.render_check import columns_table, problems_table

    for sheet in report.sheets:
        show(columns_table(sheet))
    if report.problems:
        show(problems_table(report.problems))
    rows, loaded = sum(s.rows for s in report.sheets), sum(s.loaded for s in report.sheets)
    emit(f"{rows} rows, {loaded} of them can be loaded; {report.errors} errors, {_warnings(report)} warnings")
    for reason in report.left_out:
        tell(f"left out: {reason}")


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
