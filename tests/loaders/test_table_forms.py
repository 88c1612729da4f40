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
from loaders.readers.pdf.reader import extract_pdf

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


# --- the annexes of the gold ----------------------------------------------------------------------------------------

#: Annex → rows it has, and F1 of whole rows that its reading must reach.
ANNEXES = {"nq03_pl2.md": (140, 0.95), "qd844.pdf": (29, 0.93)}
#: The heading of the annex in the file that holds its whole paper.
DECISION = ("PHỤ LỤC", "(Kèm theo Quyết định số 844/QĐ-TTg ngày 13 tháng 5 năm 2026 của Thủ tướng Chính phủ)")


def gold_annex(name: str) -> Extracted:
    path = TABLES / name
    if not path.exists():
        pytest.skip("the shared gold is not here: there is no real annex to print")
    return extract_pdf(path.read_bytes()) if path.suffix == ".pdf" else markdown(decode(path.read_bytes(), where="")[0])


def rows_of(found: Extracted) -> Rows:
    """The table of an extracted text as rows of cells, merged ones with what they cover."""
    table = found.tables[0]
    grid = Grid(tuple(GridCell(c.start, c.end, c.row, c.column, c.rows, c.columns) for c in table.cells))
    rows: list[list[Cell]] = []
    for r in range(grid.rows):
        rows.append([])
        for k in range(grid.columns):
            cell = grid.at(r, k)
            words = "" if cell is None else found.text[cell.start : cell.end].replace("*", "")
            if cell is None or (cell.rows, cell.columns) == (1, 1):
                rows[-1].append(words)
            else:
                rows[-1].append((words, cell.rows, cell.columns) if (cell.row, cell.column) == (r, k) else None)
    return rows


@pytest.mark.parametrize("name", ANNEXES)
def test_an_annex_is_read_as_the_gold_says(name: str) -> None:
    assert score(tasks_of(gold_annex(name)), name) >= ANNEXES[name][1]


@pytest.mark.parametrize("form", ["docx", "html", "xlsx"])
@pytest.mark.parametrize("name", ANNEXES)
def test_an_annex_printed_to_another_form_gives_the_same_rows(name: str, form: str) -> None:
    found = gold_annex(name)
    heading = [line for line in found.text[: found.tables[0].start].split("\n") if line.strip()]
    printed = tasks_of(FORMS[form](rows_of(found), DECISION if name.endswith(".pdf") else heading))
    assert said(printed) == said(tasks_of(found))
    assert len(printed) == ANNEXES[name][0]


def score(tasks: list[dict[str, Any]], name: str) -> float:
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
    golds = json.loads((TABLES / f"{name.partition('.')[0]}.gold.json").read_text(encoding="utf-8"))

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
