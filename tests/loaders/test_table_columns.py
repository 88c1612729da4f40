"""Heads of columns are known in any order and wording, and tables of anything else give nothing."""

from __future__ import annotations

import pytest
from printed_tables import Rows, as_docx, reading_of, tasks_of

from loaders.grammar.columns import column_kinds, kind_of, year_of_head

WORDINGS = [(kind.kind, words) for kind in column_kinds() for words in kind.examples]


@pytest.mark.parametrize(("kind", "words"), WORDINGS, ids=[words for _, words in WORDINGS])
def test_each_example_of_the_data_is_of_its_kind(kind: str, words: str) -> None:
    assert kind_of(words) == kind
    assert kind_of(words.upper()) == kind
    assert kind_of(f"({words})\n(1)") == kind


@pytest.mark.parametrize("words", ["", "Họ và tên", "Diện tích", "Tên thủ tục hành chính", "Bộ Y tế " * 30])
def test_other_words_are_of_no_kind(words: str) -> None:
    assert kind_of(words) == ""


@pytest.mark.parametrize(
    ("words", "year"),
    [
        ("2026", 2026),
        ("Năm 2026", 2026),
        ("Giai đoạn 2026-2030", 2030),
        ("Mục tiêu đến năm 2030", 2030),
        ("2026 đợt 1", 0),
    ],
)
def test_a_head_may_be_a_year(words: str, year: int) -> None:
    assert year_of_head(words) == year


def test_columns_stand_in_any_order() -> None:
    rows: Rows = [
        ["Thời hạn trình", "Cơ quan soạn thảo", "Tên văn bản", "Cơ quan phối hợp", "Cấp trình"],
        ["Tháng 6/2025", "Sở Tư pháp", "Nghị quyết về phí", "Sở Tài chính", "HĐND tỉnh"],
    ]
    [task] = tasks_of(as_docx(rows))
    assert task["task"] == "Nghị quyết về phí"
    assert task["organizations"] == ["Sở Tư pháp Lạng Sơn"]
    assert task["coordinators"] == ["Sở Tài chính Lạng Sơn"]
    assert task["recipient"] == ["HĐND tỉnh Lạng Sơn"]
    assert task["deadline"]["end"] == "2025-06"
    assert task["row"] == {"no": "", "group": ""}


def test_a_head_over_two_rows_is_one_head() -> None:
    rows: Rows = [
        [("TT", 2, 1), ("Nội dung", 2, 1), ("Phân công thực hiện", 1, 2), None, ("Thời gian", 1, 2), None],
        [None, None, "Chủ trì", "Phối hợp", "Bắt đầu", "Kết thúc"],
        ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"],
        ["1", "Lập danh mục", "Sở Y tế", "UBND các xã", "01/2025", "6/2025"],
    ]
    [task] = tasks_of(as_docx(rows))
    assert task["organizations"] == ["Sở Y tế Lạng Sơn"]
    assert task["coordinators"] == ["[nhóm] UBND các xã"]
    assert (task["deadline"]["start"], task["deadline"]["end"]) == ("2025-01", "2025-06")


def test_the_wider_of_two_columns_of_tasks_is_the_heading() -> None:
    rows: Rows = [
        ["Nội dung", "Nhiệm vụ cụ thể", "Đơn vị thực hiện", "Bắt đầu", "Hoàn thành", "Kết quả thực hiện"],
        [("Cải cách thể chế", 2, 1), "Rà soát văn bản", "Sở Tư pháp", "01/2025", "6/2025", "Báo cáo"],
        [None, "Ban hành văn bản", "Sở Tư pháp", "", "12/2025", "Quyết định"],
    ]
    tasks = tasks_of(as_docx(rows))
    assert [(t["task"], t["row"]["group"], t["deliverable"]) for t in tasks] == [
        ("Rà soát văn bản", "Cải cách thể chế", "Báo cáo"),
        ("Ban hành văn bản", "Cải cách thể chế", "Quyết định"),
    ]
    assert [(t["deadline"].get("start"), t["deadline"]["end"]) for t in tasks] == [
        ("2025-01", "2025-06"),
        ("2025-12", "2025-12"),
    ]


def test_marks_under_years_say_when() -> None:
    rows: Rows = [
        [("TT", 2, 1), ("Nhiệm vụ", 2, 1), ("Chủ trì", 2, 1), ("Thời gian thực hiện", 1, 3), None, None],
        [None, None, None, "2025", "2026", "2027"],
        ["1", "Xây dựng trường", "Sở Xây dựng", "x", "x", ""],
    ]
    [task] = tasks_of(as_docx(rows))
    assert (task["deadline"]["start"], task["deadline"]["end"]) == ("2025", "2026")


def test_the_role_is_that_of_the_column() -> None:
    roles = {}
    for words in ("Cơ quan chủ trì", "Đơn vị thực hiện", "Cơ quan đầu mối", "Đơn vị theo dõi, đôn đốc"):
        [task] = tasks_of(
            as_docx(
                [["STT", "Nội dung", words, "Sản phẩm", "Thời hạn"], ["1", "Lập hồ sơ", "Sở Y tế", "Hồ sơ", "2025"]]
            )
        )
        roles[words] = task["roles"]
    assert list(roles.values()) == [["LEAD"], ["RESPONSIBLE"], ["FOCAL"], ["MONITOR"]]


OTHERS: dict[str, Rows] = {
    "tariff": [["STT", "Nội dung", "Đơn giá", "Ghi chú"], ["1", "Lệ phí cấp mới", "10.000", ""]],
    "procedures": [
        ["STT", "Tên thủ tục hành chính", "Lĩnh vực", "Cơ quan thực hiện", "Thời hạn giải quyết"],
        ["1", "Cấp giấy phép", "Đất đai", "Sở Y tế", "10 ngày"],
    ],
    "people": [["STT", "Họ và tên", "Chức vụ"], ["1", "Nguyễn Văn A", "Giám đốc Sở Y tế chủ trì"]],
    "no head": [["1", "Sở Y tế chủ trì tổ chức hội nghị", "Sở Y tế"], ["2", "Sở Nội vụ báo cáo UBND tỉnh", "2025"]],
}  # fmt: skip


@pytest.mark.parametrize("name", OTHERS)
def test_a_table_of_something_else_gives_no_tasks_and_is_not_read_as_prose(name: str) -> None:
    reading = reading_of(as_docx(OTHERS[name]))
    assert reading["assignments"] == []
    assert reading["targets"] == []


def test_a_document_named_in_a_cell_is_a_mention() -> None:
    rows: Rows = [
        ["STT", "Nội dung", "Chủ trì", "Thời hạn"],
        ["1", "Thực hiện Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị", "Sở Y tế", "2025"],
    ]
    assert "57-NQ/TW" in {d.get("symbol") for d in reading_of(as_docx(rows))["documents"]}
