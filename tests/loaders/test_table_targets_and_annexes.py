"""Indicator tables become targets; an annex alone speaks for the instrument it came with."""

from __future__ import annotations

from typing import Any

import pytest
from printed_tables import ANNEX, FORMS, Rows, as_docx, as_markdown, reading_of, tasks_of

INDICATORS: Rows = [
    ["STT", "Chỉ tiêu", "Đơn vị tính", "Thực hiện 2024", "Năm 2025", "Năm 2026", "2030", "Cơ quan chủ trì"],
    ["1", "Tỷ lệ hộ nghèo", "%", "3,1", "2,5", "2,0", "dưới 1", "Sở Nông nghiệp và Môi trường"],
    ["2", "Số doanh nghiệp", "doanh nghiệp", "4.100", "≥ 5.000", "5.500 trở lên", "10.000 - 12.000", "Sở Tài chính"],
    ["", "- Trong đó: doanh nghiệp số", "", "", "100", "", "khoảng 300", ""],
    ["3", "Xếp hạng cải cách hành chính", "hạng", "20", "trong nhóm đầu", "", "", "Sở Nội vụ"],
]


@pytest.mark.parametrize("form", FORMS)
def test_each_number_of_a_year_to_come_is_a_target(form: str) -> None:
    targets = reading_of(FORMS[form](INDICATORS))["targets"]
    assert [(t["indicator"], t["op"], t["value"], t["unit"], t["year"]) for t in targets] == [
        ("Tỷ lệ hộ nghèo", "=", 2.5, "%", 2025),
        ("Tỷ lệ hộ nghèo", "=", 2, "%", 2026),
        ("Tỷ lệ hộ nghèo", "<=", 1, "%", 2030),
        ("Số doanh nghiệp", ">=", 5000, "doanh nghiệp", 2025),
        ("Số doanh nghiệp", ">=", 5500, "doanh nghiệp", 2026),
        ("Số doanh nghiệp", "range", [10000, 12000], "doanh nghiệp", 2030),
        ("Số doanh nghiệp: doanh nghiệp số", "=", 100, "", 2025),
        ("Số doanh nghiệp: doanh nghiệp số", "~", 300, "", 2030),
    ]


def test_a_period_in_the_head_and_what_a_goal_is_called_in_the_cell() -> None:
    rows: Rows = [
        ["TT", "CHỈ TIÊU", "MỤC TIÊU 2026 - 2030", "CƠ QUAN CHỦ TRÌ, THEO DÕI"],
        ["I", "VỀ KINH TẾ", "", ""],
        ["1", "Tốc độ tăng trưởng bình quân/năm (%)", "Phấn đấu ≥ 10,0", "Bộ Tài chính"],
        ["2", "Chỉ số năng lực cạnh tranh (CIP)", "Thuộc nhóm 3 nước dẫn đầu", "Bộ Công Thương"],
    ]
    reading = reading_of(as_docx(rows))
    [target] = reading["targets"]
    assert (target["indicator"], target["op"], target["value"], target["unit"], target["year"]) == (
        "Tốc độ tăng trưởng bình quân/năm (%)", ">=", 10, "%", 2030,
    )  # fmt: skip
    assert [(t["organizations"], t["roles"], t["row"]["group"]) for t in reading["assignments"]] == [
        (["Bộ Tài chính"], ["LEAD"], "I. VỀ KINH TẾ"),
        (["Bộ Công Thương"], ["LEAD"], "I. VỀ KINH TẾ"),
    ]


def test_who_answers_for_an_indicator_is_assigned() -> None:
    tasks = tasks_of(as_docx(INDICATORS))
    assert [(t["task"], t["organizations"]) for t in tasks if t["row"]["no"] in ("1", "3")] == [
        ("Tỷ lệ hộ nghèo", ["Sở Nông nghiệp và Môi trường Lạng Sơn"]),
        ("Xếp hạng cải cách hành chính", ["Sở Nội vụ Lạng Sơn"]),
    ]


TASKS: Rows = [["STT", "Nội dung", "Chủ trì", "Thời hạn"], ["1", "Lập kế hoạch", "Sở Y tế", "Tháng 9"]]


def stated_in(heading: tuple[str, ...]) -> dict[str, Any]:
    reading = reading_of(as_docx(TASKS, heading))
    [task] = reading["assignments"]
    return {**next(d for d in reading["documents"] if d["id"] == task["stated_in"]), "end": task["deadline"]["end"]}


def test_an_annex_alone_speaks_for_its_instrument_and_at_its_date() -> None:
    document = stated_in(ANNEX)
    assert (document["type"], document["symbol"], document["date"]) == ("Kế hoạch", "45/KH-UBND", "2025-03-12")
    assert document["end"] == "2025-09"
    assert "own" not in document


def test_an_instrument_whose_number_was_still_open_is_known_by_type_issuer_and_date() -> None:
    heading = (
        "DANH MỤC NHIỆM VỤ",
        "(Ban hành kèm theo Quyết định số       /QĐ-BNV ngày 03 tháng 02 năm 2025 của Bộ Nội vụ)",
    )
    document = stated_in(heading)
    assert (document["type"], document["issuer"], document["date"]) == ("Quyết định", "Bộ Nội vụ", "2025-02-03")
    assert "symbol" not in document


def test_rows_of_a_register_are_stated_by_the_paper_each_names() -> None:
    rows: Rows = [
        ["STT", "Số ký hiệu văn bản", "Nội dung được giao", "Cơ quan thực hiện", "Thời hạn"],
        ["1", "Công văn số 549/UBND-KTTH ngày 28/3/2014", "Lập kế hoạch thu chi", "Sở Tài chính", "30/4/2014"],
        ["2", "Công văn số 550/UBND-NC ngày 29/3/2014", "Rà soát biên chế", "Sở Nội vụ", "5/2014"],
    ]
    reading = reading_of(as_markdown(rows, ("BẢNG CẬP NHẬT",)))
    symbol = {d["id"]: d.get("symbol") for d in reading["documents"]}
    assert [(symbol[a["stated_in"]], a["task"]) for a in reading["assignments"]] == [
        ("549/UBND-KTTH", "Lập kế hoạch thu chi"),
        ("550/UBND-NC", "Rà soát biên chế"),
    ]
