"""``chidao check``: what it shows, writes and ends with."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from api import exits
from api.cli import run

HEAD = "Số ký hiệu,Ngày ban hành,Trích yếu\n"
GOOD = "15/KH-UBND,20/07/2022,công tác dân vận\n"
BAD = ",20/07/2022,không có số\n16/KH-UBND,31/02/2022,\x1b[31mđỏ\n"


def register(folder: Path, rows: str) -> str:
    path = folder / "so.csv"
    path.write_text(HEAD + rows, encoding="utf-8")
    return str(path)


def test_shows_the_columns_and_counts_the_rows(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", register(tmp_path, GOOD)]) == exits.OK
    shown = capsys.readouterr().out
    assert "Trích yếu" in shown
    assert "1 rows, 1 of them can be loaded; 0 errors, 0 warnings" in shown


def test_tells_each_problem_with_its_cell_and_ends_with_a_code(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["check", register(tmp_path, GOOD + BAD)]) == exits.PARTIAL
    shown = capsys.readouterr().out
    assert "A3" in shown
    assert "has no number" in shown
    assert "31/02/2022" in shown
    assert "\x1b" not in shown
    assert "3 rows, 2 of them can be loaded; 1 errors, 1 warnings" in shown


def test_says_the_same_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", register(tmp_path, GOOD + BAD), "--json"]) == exits.PARTIAL
    found = json.loads(capsys.readouterr().out)
    assert [(p["kind"], p["row"], p["column"]) for p in found["problems"]] == [
        ("no-number", 3, "A"),
        ("odd-date", 4, "B"),
    ]
    assert found["sheets"][0]["columns"][0] == {"column": "A", "heading": "Số ký hiệu", "taken_for": "Số, ký hiệu"}


def test_writes_a_copy_with_remarks(tmp_path: Path) -> None:
    out = tmp_path / "ra.xlsx"
    assert run(["check", register(tmp_path, GOOD + BAD), "-o", str(out)]) == exits.PARTIAL
    page = load_workbook(out).active
    assert [page.cell(row, 4).value is not None for row in (1, 2, 3, 4)] == [True, False, True, True]


def test_a_file_that_is_none_or_not_there_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Kế hoạch", encoding="utf-8")
    assert run(["check", str(path)]) == exits.PARTIAL
    assert run(["check", str(tmp_path / "nichts.csv")]) == exits.PARTIAL
    assert "no register" in capsys.readouterr().err


def test_a_copy_that_cannot_be_written_ends_with_its_code(tmp_path: Path) -> None:
    assert run(["check", register(tmp_path, GOOD), "-o", str(tmp_path / "kein" / "ra.xlsx")]) == exits.OUTPUT
