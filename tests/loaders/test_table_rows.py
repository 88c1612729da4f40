"""Rows: headings, parts, what a row leaves to the row above, and what goes on with it."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from printed_tables import ANNEX, Rows, as_docx, as_html, as_markdown, reading_of, tasks_of

from loaders.readers.scribe import CellWords, Scribe

HEAD = ["TT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Sản phẩm", "Thời hạn"]


def read(*rows: list[Any]) -> list[dict[str, Any]]:
    return tasks_of(as_docx([HEAD, *rows]))


def leads(tasks: list[dict[str, Any]]) -> list[list[str]]:
    return [[name.removesuffix(" Lạng Sơn") for name in task["organizations"]] for task in tasks]


def test_headings_by_number_by_capitals_and_over_all_columns() -> None:
    tasks = read(
        ["A", "Công tác đảng", "", "", "", ""],
        ["I", "Tổ chức", "", "", "", ""],
        ["1", "Kiện toàn bộ máy", "Sở Nội vụ", "", "", "2025"],
        ["II", "Kiểm tra", "", "", "", ""],
        ["1", "Lập đoàn kiểm tra", "Sở Tư pháp", "", "", "2025"],
        [("B. CÔNG TÁC CHÍNH QUYỀN", 1, 6), None, None, None, None, None],
        ["1", "Ban hành kế hoạch", "Sở Y tế", "", "", "2025"],
    )
    assert [task["row"]["group"] for task in tasks] == [
        "A. Công tác đảng / I. Tổ chức",
        "A. Công tác đảng / II. Kiểm tra",
        "B. CÔNG TÁC CHÍNH QUYỀN",
    ]


def test_a_numbered_row_without_cells_above_its_own_points_is_a_heading() -> None:
    tasks = read(
        ["1.", "Hoàn thiện thể chế", "", "", "", ""],
        ["1.1.", "Rà soát văn bản", "Sở Tư pháp", "", "", "2025"],
        ["2.", "Tự kiểm tra", "Sở Nội vụ", "", "", "2025"],
    )
    assert [(t["row"]["no"], t["row"]["group"]) for t in tasks] == [("1.1", "1. Hoàn thiện thể chế"), ("2", "")]


def test_points_below_a_row_have_from_it_what_they_leave_open() -> None:
    tasks = read(
        ["1", "Hoàn thiện thể chế", "Sở Tư pháp", "Các sở", "", "2025"],
        ["1.1", "Rà soát văn bản", "", "", "Báo cáo", "6/2025"],
        ["-", "Ban hành văn bản", "", "", "Quyết định", ""],
        ["2", "Việc khác", "", "", "", "2025"],
    )
    assert leads(tasks) == [["Sở Tư pháp"], ["Sở Tư pháp"], ["Sở Tư pháp"], []]
    assert [t["row"]["no"] for t in tasks] == ["1", "1.1", "1", "2"]
    assert [t["deadline"]["end"] for t in tasks] == ["2025", "2025-06", "2025", "2025"]
    assert [t["rule"] for t in tasks] == ["table-row", "table-row-inherited", "table-row-inherited", "table-row-open"]


def test_nobody_is_guessed_for_an_empty_lead() -> None:
    tasks = read(["1", "Việc một", "Sở Y tế", "", "", "2025"], ["2", "Việc hai", "", "", "", "2025"])
    assert leads(tasks) == [["Sở Y tế"], []]


def test_a_heading_that_is_a_body_leads_its_rows_and_no_other_heading_does() -> None:
    tasks = read(
        [("SỞ NỘI VỤ", 1, 6), None, None, None, None, None],
        ["1", "Rà soát biên chế", "", "", "", "2025"],
        [("Nội dung khác", 1, 6), None, None, None, None, None],
        ["1", "Việc chưa giao", "", "", "", "2025"],
    )
    assert leads(tasks) == [["Sở Nội vụ"], []]


def test_rows_without_any_numbers_have_nothing_from_each_other() -> None:
    tasks = read(["", "Việc một", "Sở Y tế", "", "", "2025"], ["", "Việc hai", "", "", "", "2025"])
    assert leads(tasks) == [["Sở Y tế"], []]


def test_a_cell_over_two_columns_of_bodies_names_them_once() -> None:
    tasks = read(["1", "Việc chung", ("Các sở, ban, ngành", 1, 2), None, "Báo cáo", "2025"])
    assert leads(tasks) == [["[nhóm] các sở, ban, ngành"]]
    assert tasks[0]["coordinators"] == []


def test_the_same_as_above_in_all_its_spellings() -> None:
    for sign in ("nt", "-nt-", "Như trên", '"', "”", "- nt -", "NT"):
        tasks = read(["1", "Việc một", "Sở Y tế", "", "", "6/2025"], ["2", "Việc hai", sign, "", "", sign])
        assert leads(tasks) == [["Sở Y tế"], ["Sở Y tế"]], sign
        assert tasks[1]["deadline"]["end"] == "2025-06", sign


def test_one_task_with_several_results_is_as_many_parts() -> None:
    tasks = read(
        [("1", 2, 1), ("Thể chế hóa chủ trương", 2, 1), "Sở Tài chính", "", "Báo cáo chuyên đề", "5/2025"],
        [None, None, "Sở Tài chính", "", "Báo cáo kết quả", "11/2025"],
    )
    assert [t["row"] for t in tasks] == [{"no": "1", "group": "", "part": 1}, {"no": "1", "group": "", "part": 2}]
    assert [t["deliverable"] for t in tasks] == ["Báo cáo chuyên đề", "Báo cáo kết quả"]


def test_a_row_cut_in_two_is_one_task_and_what_spilled_over_is_nobodys() -> None:
    tasks = read(
        ["1", "Triển khai các mô hình: (1) dân cư;", "Sở Y tế", "", "", "2025"],
        ["", "(2) du lịch; (3) kinh tế đêm.", "", "tế và các địa phương, Sở Nội vụ", "", ""],
        ["2", "Việc sau", "Sở Nội vụ", "", "", "2025"],
    )
    assert [t["task"] for t in tasks] == [
        "Triển khai các mô hình: (1) dân cư; (2) du lịch; (3) kinh tế đêm.",
        "Việc sau",
    ]
    assert tasks[0]["coordinators"] == []


def test_words_a_converter_repeats_are_not_added_twice() -> None:
    tasks = read(
        ["1", "Xây dựng bộ tiêu chí. Xây dựng công cụ đánh giá trực tuyến", "Sở Y tế", "", "", "2025"],
        ["", "trực tuyến", "", "", "", ""],
    )
    assert [t["task"] for t in tasks] == ["Xây dựng bộ tiêu chí. Xây dựng công cụ đánh giá trực tuyến"]


def test_a_head_printed_again_on_the_next_page_is_no_task() -> None:
    tasks = read(
        ["1", "Việc một", "Sở Y tế", "", "", "2025"],
        HEAD,
        ["1", "2", "3", "4", "5", "6"],
        ["2", "Việc hai", "Sở Y tế", "", "", "2025"],
    )
    assert [t["row"]["no"] for t in tasks] == ["1", "2"]


def cells(rows: list[list[str]]) -> list[CellWords]:
    return [CellWords(words, r, c) for r, row in enumerate(rows) for c, words in enumerate(row)]


def test_a_table_goes_on_behind_a_note_and_ends_before_the_next_annex() -> None:
    scribe = Scribe()
    for line in ANNEX:
        scribe.line(line)
    scribe.table(
        cells([HEAD, ["I", "Thể chế", "", "", "", ""], ["1", "Việc một", "Sở Y tế", "", "Báo cáo về", "2025"]])
    )
    scribe.line("1 Nghị quyết số 66-NQ/TW ngày 30/4/2025 của Bộ Chính trị.")
    scribe.table(cells([HEAD, ["", "", "", "", "kết quả", ""], ["2", "Việc hai", "Sở Nội vụ", "", "", "2025"]]))
    scribe.line("PHỤ LỤC II")
    scribe.table(cells([HEAD, ["1", "Việc ba", "Sở Tư pháp", "", "", "2025"]]))
    tasks = tasks_of(scribe.extracted())
    assert [(t["row"]["no"], t["row"]["group"]) for t in tasks] == [("1", "I. Thể chế"), ("2", "I. Thể chế"), ("1", "")]
    assert tasks[0]["deliverable"] == "Báo cáo về kết quả"


def test_numbers_at_the_head_of_the_words_where_no_column_has_them() -> None:
    rows: Rows = [
        ["Nhiệm vụ", "Đơn vị thực hiện", "Thời hạn"],
        ["I. Tổ chức", "", ""],
        ["1. Kiện toàn Ban Chỉ đạo", "Sở Nội vụ", "30/6"],
        ["2. Tập huấn", "Sở Y tế", "Tháng 10"],
    ]
    for form in (as_docx, as_html, as_markdown):
        assert [(t["row"]["no"], t["row"]["group"], t["task"]) for t in tasks_of(form(rows))] == [
            ("1", "I. Tổ chức", "Kiện toàn Ban Chỉ đạo"),
            ("2", "I. Tổ chức", "Tập huấn"),
        ]


@settings(max_examples=30, deadline=None)
@given(st.lists(st.lists(st.text(max_size=12), min_size=6, max_size=6), max_size=6))
def test_whatever_stands_in_the_cells_every_quote_is_of_the_text(rows: list[list[str]]) -> None:
    reading_of(as_html([HEAD, *[["".join(c for c in w if c.isprintable()) for w in row] for row in rows]]))
