"""The check of a register: each problem with its cell, and a copy that carries the remarks and nothing else."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from books import HEAD, ROWS, csv_file, source, xlsx_file
from openpyxl import Workbook, load_workbook

from graph.errors import SourceError
from graph.registry import load_registry
from loaders.registers.check import CheckReport, check
from loaders.registers.file import read_register
from loaders.registers.issuers import near_issuer
from loaders.registers.problems import Problem, kinds
from loaders.registers.remarks import TITLE

TASKS = ["STT", "Văn bản giao", "Nội dung được giao", "Đơn vị thực hiện", "Thời hạn"]


def checked(path: Path) -> CheckReport:
    return check(source(path), load_registry())


def found(path: Path) -> set[tuple[str, str]]:
    """(kind, cell) of each problem."""
    return {(p.kind, f"{p.column}{p.row}") for p in checked(path).problems}


def row(number: str = "15/KH-UBND", day: str = "20/07/2022", summary: str = "công tác dân vận") -> list[str]:
    return ["1", number, day, summary]


def test_a_register_without_fault_has_no_problem(tmp_path: Path) -> None:
    report = checked(csv_file(tmp_path, ROWS))
    assert report.problems == ()
    assert [(s.rows, s.loaded) for s in report.sheets] == [(2, 2)]
    assert report.sheets[0].columns[1] == ("B", "Số, ký hiệu", "Số, ký hiệu")


@pytest.mark.parametrize(
    ("line", "kind", "column"),
    [
        (row(number=""), "no-number", "B"),
        (row(number="12/NQ-HĐND8"), "odd-number", "B"),
        (row(number="12 /QĐ-UBND"), "respelled-number", "B"),
        (row(number="12/QD-UBND"), "respelled-number", "B"),
        (row(number="12/XYZ-UBND/7"), "no-type", "B"),
        (row(number="12/QĐ-UBNND"), "near-issuer", "B"),
        (row(number="12/KT-UBND"), "swapped-issuer", "B"),
        (row(day=""), "no-date", "C"),
        (row(day="31/02/2022"), "odd-date", "C"),
        (row(day="44762"), "serial-date", "C"),
        (row(number="12/2021/QĐ-UBND"), "other-year", "C"),
        (row(summary=""), "no-summary", "D"),
        (row(summary="cho thuê đất tại xã "), "cut-summary", "D"),
        (row(summary='=HYPERLINK("http://x","y")'), "formula", "D"),
    ],
)
def test_each_problem_is_found_in_its_cell(tmp_path: Path, line: list[str], kind: str, column: str) -> None:
    assert (kind, f"{column}2") in found(csv_file(tmp_path, [HEAD, line]))


def test_rows_that_come_again_name_the_first(tmp_path: Path) -> None:
    report = checked(csv_file(tmp_path, [HEAD, row(), row(), row(summary="việc khác")]))
    assert [(p.kind, p.row, p.said) for p in report.problems] == [("same-row", 3, "2"), ("same-number", 4, "2")]


def test_a_year_far_from_all_others_is_told(tmp_path: Path) -> None:
    rows = [row(number=f"{i}/KH-UBND") for i in range(1, 5)]
    assert ("odd-year", "C6") in found(csv_file(tmp_path, [HEAD, *rows, row(number="9/KH-UBND", day="20/07/2202")]))


def test_type_and_validity_are_held_against_what_is_known(tmp_path: Path) -> None:
    head = ["Loại văn bản", "Số ký hiệu", "Trích yếu", "Hiệu lực"]
    rows = [head, ["Kế hoạch", "12/QĐ-UBND", "a b", "Còn hiệu lực"], ["Quyết định", "13/QĐ-UBND", "a b", "có"]]
    assert found(csv_file(tmp_path, rows)) == {("other-type", "A2"), ("odd-validity", "D3")}


@pytest.mark.parametrize(
    ("line", "kind", "column"),
    [
        (["1", "theo chỉ đạo", "lập quy hoạch", "Phòng Nội vụ", "tháng 7/2014"], "no-directive", "B"),
        (["1", "Số 183/TB ngày 09/7/2014", "", "Phòng Nội vụ", "tháng 7/2014"], "no-task", "C"),
        (["1", "Số 183/TB ngày 09/7/2014", "lập quy hoạch", "", "tháng 7/2014"], "no-unit", "D"),
        (["1", "Số 183/TB ngày 09/7/2014", "lập quy hoạch", "Phòng Nội vụ", "sớm"], "odd-deadline", "E"),
        (
            ["1", "Số 183/TB ngày 09/7/2014", "lập quy hoạch", "Phòng Nội vụ", "trước ngày 01/5/2014"],
            "early-deadline",
            "E",
        ),
    ],
)
def test_rows_of_tasks_are_checked_too(tmp_path: Path, line: list[str], kind: str, column: str) -> None:
    assert found(csv_file(tmp_path, [TASKS, line])) == {(kind, f"{column}2")}


def test_a_right_row_of_tasks_has_no_problem(tmp_path: Path) -> None:
    line = ["1", "Số 549/UBND-KTTH ngày 28/3/2014", "lập kế hoạch", "Phòng Nội vụ", "Trong tháng 7/2014"]
    assert found(csv_file(tmp_path, [TASKS, line])) == set()


def test_a_file_without_a_register_is_told_so(tmp_path: Path) -> None:
    report = checked(csv_file(tmp_path, [["a", "b", "c"], ["1", "2", "3"]]))
    assert [p.kind for p in report.problems] == ["no-register"]
    assert report.errors == 1


@pytest.mark.parametrize("kind", sorted(kinds()))
def test_every_problem_is_told_in_both_languages(kind: str) -> None:
    problem = Problem(kind, "", 1, "A", "x", said="17", read="18")
    for language in ("", "vi"):
        assert problem.what(language)
        assert problem.expected(language)
        assert "{" not in problem.what(language) + problem.expected(language)
    assert kinds()[kind]["severity"] in ("error", "warning")


@pytest.mark.parametrize(
    ("code", "near"), [("UBNND", "UBND"), ("UBDN", "UBND"), ("HĐN", ""), ("UBND", ""), ("HĐTT", "")]
)
def test_a_slip_in_an_issuer_is_told_only_where_one_is_meant(code: str, near: str) -> None:
    assert near_issuer(code) == near


class TestTheCopyWithRemarks:
    def test_of_a_workbook_has_one_column_more(self, tmp_path: Path) -> None:
        path = xlsx_file(tmp_path, [["SỔ VĂN BẢN"], HEAD, row(), row(day="31/02/2022", number="16/KH-UBND")])
        opened, out = read_register(path), tmp_path / "ra.xlsx"
        opened.write_copy(out, check(opened.source, load_registry()))
        page = load_workbook(out)["Sổ đi"]
        assert [page.cell(r, 5).value for r in (1, 2, 3)] == [None, TITLE, None]
        assert page["E4"].value.startswith("C: không phải ngày hợp lệ")
        assert [page.cell(3, c).value for c in range(1, 5)] == row()

    def test_holds_no_formula_link_or_macro(self, tmp_path: Path) -> None:
        book = Workbook()
        page = book.active
        for line in (HEAD, row(), row(number="16/KH-UBND")):
            page.append(line)
        page["D2"] = '=WEBSERVICE("http://x")'
        page["D3"].value = "=cmd|' /C calc'!A0"
        page["D3"].data_type = "s"
        page["A3"].hyperlink = "http://x"
        path, out = tmp_path / "so.xlsx", tmp_path / "ra.xlsx"
        book.save(path)
        opened = read_register(path)
        opened.write_copy(out, check(opened.source, load_registry()))
        cells = [cell for line in load_workbook(out).active.iter_rows() for cell in line]
        assert not [c.coordinate for c in cells if c.data_type == "f" or c.hyperlink is not None]
        assert "=cmd|' /C calc'!A0" in [c.value for c in cells]

    @pytest.mark.parametrize("active", ["=1+1", "+cmd|x", "@SUM(A1)", "-1+cmd()"])
    def test_of_a_text_table_makes_no_formula(self, tmp_path: Path, active: str) -> None:
        path = csv_file(tmp_path, [HEAD, row(summary=active)])
        opened = read_register(path)
        report = check(opened.source, load_registry())
        opened.write_copy(tmp_path / "ra.csv", report)
        opened.write_copy(tmp_path / "ra.xlsx", report)
        with (tmp_path / "ra.csv").open(encoding="utf-8-sig", newline="") as stream:
            lines = list(csv.reader(stream))
        assert lines[1][3] == f"'{active}"
        cell = load_workbook(tmp_path / "ra.xlsx").active["D2"]
        assert (cell.value, cell.data_type) == (active, "s")

    def test_can_be_checked_again(self, tmp_path: Path) -> None:
        path = csv_file(tmp_path, [HEAD, row(), row()])
        opened, out = read_register(path), tmp_path / "ra.xlsx"
        opened.write_copy(out, check(opened.source, load_registry()))
        assert [p.kind for p in checked(out).problems] == ["same-row"]

    def test_is_written_only_in_a_form_that_carries_it(self, tmp_path: Path) -> None:
        opened = read_register(csv_file(tmp_path, ROWS))
        with pytest.raises(SourceError, match=r"\.pdf"):
            opened.write_copy(tmp_path / "ra.pdf", check(opened.source, load_registry()))

    def test_a_file_that_is_no_register_is_refused(self, tmp_path: Path) -> None:
        path = tmp_path / "a.txt"
        path.write_text("Kế hoạch", encoding="utf-8")
        with pytest.raises(SourceError, match="no register"):
            read_register(path)
