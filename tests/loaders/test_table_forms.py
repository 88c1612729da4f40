"""The same table in Word, on a page, in a sheet and in Markdown says the same."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from typing import Any

import pytest
from printed_tables import FORMS, Cell, Rows, as_docx, as_xlsx, reading_of, tasks_of

from loaders.decoding import decode
from loaders.extracted import Extracted
from loaders.grammar.grid import Grid, GridCell
from loaders.readers.markdown import markdown

TABLES = Path(__file__).parents[3] / "shared" / "gold" / "tables"

HEAD: list[Cell] = ["STT", "Nội dung công việc", "Chủ trì", "Phối hợp", "Sản phẩm", "Thời hạn"]
PLAN: Rows = [
    HEAD,
    [("I. NÂNG CAO NHẬN THỨC", 1, 6), None, None, None, None, None],
    ["1", "Ban hành kế hoạch tuyên truyền", "Sở Nội vụ", "Sở Tài chính; các sở, ban, ngành", "Kế hoạch", "Quý II/2025"],
    ["2", "Tổ chức hội nghị quán triệt", "nt", "UBND các xã, phường", "Hội nghị", "Tháng 9"],
    [("II. HOÀN THIỆN THỂ CHẾ", 1, 6), None, None, None, None, None],
    [("1", 2, 1), ("Rà soát văn bản của tỉnh", 2, 1), "Sở Tư pháp", "Các đơn vị liên quan", "Báo cáo lần 1", "6/2025"],
    [None, None, "Sở Tư pháp", "Các đơn vị liên quan", "Báo cáo lần 2", "12/2025"],
    ["2", "Xây dựng cơ sở dữ liệu", "Sở Khoa học và Công nghệ\nCông an tỉnh", "", "", "Thường xuyên"],
]  # fmt: skip


def said(tasks: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    """What the rows say, without their places."""
    return [
        (
            a["row"]["no"], a["row"]["group"], a["task"], a["organizations"], a["roles"], a["coordinators"],
            a.get("deliverable"), (a.get("deadline") or {}).get("raw"), (a.get("deadline") or {}).get("end"),
        )
        for a in tasks
    ]  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_every_form_gives_the_same_rows(form: str) -> None:
    assert said(tasks_of(FORMS[form](PLAN))) == said(tasks_of(as_docx(PLAN)))


def test_what_the_rows_say() -> None:
    rows = said(tasks_of(as_docx(PLAN)))
    assert [(no, group) for no, group, *_ in rows] == [
        ("1", "I. NÂNG CAO NHẬN THỨC"),
        ("2", "I. NÂNG CAO NHẬN THỨC"),
        ("1", "II. HOÀN THIỆN THỂ CHẾ"),
        ("1", "II. HOÀN THIỆN THỂ CHẾ"),
        ("2", "II. HOÀN THIỆN THỂ CHẾ"),
    ]
    first, second, _, fourth, last = rows
    assert first[2:6] == (
        "Ban hành kế hoạch tuyên truyền", ["Sở Nội vụ Lạng Sơn"], ["LEAD"],
        ["Sở Tài chính Lạng Sơn", "[nhóm] các sở, ban, ngành"],
    )  # fmt: skip
    assert second[3] == ["Sở Nội vụ Lạng Sơn"]
    assert second[8] == "2025-09"
    assert fourth[2] == "Rà soát văn bản của tỉnh"
    assert fourth[6:] == ("Báo cáo lần 2", "12/2025", "2025-12")
    assert last[3] == ["Sở Khoa học và Công nghệ Lạng Sơn", "Công an tỉnh Lạng Sơn"]


def test_a_sheet_names_the_cells() -> None:
    rows = [a for a in reading_of(as_xlsx(PLAN))["assignments"] if "row" in a]
    assert rows[0]["place"].startswith("Sheet!B")


# --- the annex of the gold ------------------------------------------------------------------------------------------


def gold_annex() -> tuple[Extracted, str]:
    path = TABLES / "nq03_pl2.md"
    if not path.exists():
        pytest.skip("the shared gold is not here: there is no real annex to print")
    text, _ = decode(path.read_bytes(), where=str(path))
    return markdown(text), text


def rows_of(found: Extracted) -> tuple[list[str], Rows]:
    """The lines before the table of an extracted text, and its rows as words."""
    table = found.tables[0]
    heading = [line for line in found.text[: table.start].split("\n") if line.strip()]
    cells = tuple(GridCell(c.start, c.end, c.row, c.column) for c in table.cells)
    grid = Grid(cells)
    words = [
        [found.text[c.start : c.end].replace("*", "") if (c := grid.at(r, k)) else "" for k in range(grid.columns)]
        for r in range(grid.rows)
    ]
    return heading, words


def test_the_annex_is_read_from_markdown_as_the_gold_says() -> None:
    found, text = gold_annex()
    assert found.text == text
    assert score(tasks_of(found)) >= 0.95


@pytest.mark.parametrize("form", ["docx", "html", "xlsx"])
def test_the_annex_printed_to_another_form_gives_the_same_rows(form: str) -> None:
    found, _ = gold_annex()
    heading, rows = rows_of(found)
    printed = tasks_of(FORMS[form](rows, heading))
    assert said(printed) == said(tasks_of(found))
    assert len(printed) == 140


def score(tasks: list[dict[str, Any]]) -> float:
    """F1 of whole rows by the gold's own measure."""
    sys.path.insert(0, str(TABLES.parent))
    try:
        spec = importlib.util.spec_from_file_location("gold_score", TABLES.parent / "score.py")
        assert spec is not None
        assert spec.loader is not None
        measure = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(measure)
    finally:
        sys.path.pop(0)
    golds = json.loads((TABLES / "nq03_pl2.gold.json").read_text(encoding="utf-8"))

    def words(text: str | None) -> set[str]:
        return set(measure.fold(text or "").split())

    def same(gold: list[str], read: list[str]) -> bool:
        return len(gold) == len(read) == measure.matched_bodies(gold, read)

    by_number = {a["row"]["no"]: a for a in tasks}
    right = sum(
        measure.overlap(words(g["task"]), words(a["task"])) >= 0.9
        and same(g["lead"], a["organizations"])
        and same(g["coordinators"], a["coordinators"])
        and measure.deadline_key(g["deadline"]) == measure.deadline_key(a.get("deadline"))
        for g in golds
        if (a := by_number.get(g["no"])) is not None
    )
    return 2 * right / (len(golds) + len(tasks))
