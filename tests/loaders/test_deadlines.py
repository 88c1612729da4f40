"""Deadlines: every rule with differently worded examples, and what is none."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.claims import Deadline
from graph.dates import PartialDate, interval
from loaders.grammar.deadlines import find_deadlines, main_deadline, read_deadline

ANCHOR = PartialDate(2026, 5, 20)


def main(text: str, anchor: PartialDate | None = ANCHOR) -> Deadline:
    match = main_deadline(find_deadlines(text, 0, len(text), anchor=anchor))
    assert match is not None, f"no deadline in {text!r}"
    assert match.deadline.raw == " ".join(text[match.start : match.end].split())
    return match.deadline


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("Các đơn vị báo cáo kết quả về Bộ trước ngày 29/4/2018.", "2018-04-29"),
        ("rà soát toàn bộ cơ sở; hoàn thành trước ngày 10 tháng 6 năm 2026", "2026-06-10"),
        ("trình Chính phủ để ban hành trước ngày 26 tháng 5 năm 2026", "2026-05-26"),
        ("tổ chức thực hiện xong trước\nngày 02/9/2025", "2025-09-02"),
        ("hoàn thành xong trước 30/6", "2026-06-30"),
        ("gửi báo cáo trước ngày 15-7-2026", "2026-07-15"),
        ("gửi Sở Nội vụ trước 17 giờ ngày 15/6/2026", "2026-06-15"),
        ("hoàn thành tuyến đường trước năm 2030", "2030"),
        ("hoàn thành trước tháng 9/2026", "2026-09"),
        ("trình trước Quý III/2026", "2026-Q3"),
    ],
)
def test_before_is_a_bound_that_is_not_included(text: str, end: str) -> None:
    deadline = main(text)
    assert (deadline.end, deadline.bound, deadline.start) == (end, "before", "")


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("gửi báo cáo chậm nhất là ngày 15/6", "2026-06-15"),
        ("việc chi trả hoàn thành chậm nhất vào ngày 10 tháng 9 năm 2022", "2022-09-10"),
        ("tiếp nhận hồ sơ chậm nhất đến hết ngày 15 tháng 8 năm 2022", "2022-08-15"),
        ("nộp hồ sơ không muộn hơn ngày 01/12/2026", "2026-12-01"),
        ("hoàn thành đến hết năm 2026", "2026"),
        ("Đến cuối quý IV năm 2026, hoàn thành việc số hóa", "2026-Q4"),
        ("Phấn đấu đến năm 2028, hoàn thành việc kết nối", "2028"),
        ("hoàn thành vào ngày 30/6/2026", "2026-06-30"),
    ],
)
def test_at_the_latest_is_a_bound_that_is_included(text: str, end: str) -> None:
    deadline = main(text)
    assert (deadline.end, deadline.bound) == (end, "by")


@pytest.mark.parametrize(
    ("text", "start", "end", "precision"),
    [
        ("ngay trong Quý IV/2018, Thủ trưởng các đơn vị xây dựng Kế hoạch", "2018-Q4", "2018-Q4", "quarter"),
        ("trình Chính phủ trong quý 2 năm 2020", "2020-Q2", "2020-Q2", "quarter"),
        ("ban hành trong Quý II-III/2024", "2024-Q2", "2024-Q3", "quarter"),
        ("hoàn thành Quý I/2027", "2027-Q1", "2027-Q1", "quarter"),
        ("hoàn thành trong năm 2025", "2025", "2025", "year"),
        ("hoàn thành xong trong tháng 5", "2026-05", "2026-05", "month"),
        ("trình Bộ Chính trị trong tháng 12 năm 2026", "2026-12", "2026-12", "month"),
        ("rà soát, sửa đổi trong 6 tháng đầu năm 2027", "2027-H1", "2027-H1", "half"),
        ("thực hiện trong 6 tháng cuối năm", "2026-H2", "2026-H2", "half"),
        ("chính sách thu hút nhân tài (thực hiện trong nhiệm kỳ 2016 - 2021)", "2016", "2021", "term"),
        ("hoàn thành trong giai đoạn 2026 - 2030", "2026", "2030", "year"),
        ("Thời gian hoàn thành: Quý IV/2026", "2026-Q4", "2026-Q4", "quarter"),
        ("ưu đãi các nhà khoa học (thực hiện từ năm 2019)", "2019", "", "year"),
        ("triển khai từ tháng 7/2026 đến tháng 9/2026", "2026-07", "2026-09", "month"),
    ],
)
def test_a_period_has_its_first_and_last_part(text: str, start: str, end: str, precision: str) -> None:
    deadline = main(text)
    assert (deadline.start, deadline.end, deadline.precision, deadline.bound) == (start, end, precision, "")


@pytest.mark.parametrize(
    ("text", "frequency"),
    [
        ("định kỳ 6 tháng báo cáo kết quả", ("P6M",)),
        (
            "giám sát thường xuyên và định kỳ 6 tháng, kết thúc năm, báo cáo Bộ trưởng",
            ("ongoing", "P6M", "end of year"),
        ),
        ("định kỳ hằng quý, 6 tháng, năm báo cáo UBND tỉnh", ("P3M", "P6M", "P1Y")),
        ("Định kỳ 06 tháng/01 năm tổng hợp", ("P6M", "P1Y")),
        ("định kỳ hằng tháng báo cáo tiến độ, gửi Bộ Tài chính", ("P1M",)),
        ("báo cáo Thủ tướng vào thứ Sáu hàng tuần theo đề cương", ("P1W",)),
        ("Định kỳ thứ Hai hàng tuần tổng hợp tình hình", ("P1W",)),
        ("Hằng năm, tổ chức sơ kết việc thực hiện", ("P1Y",)),
        ("Bộ Công Thương hàng quý tổng hợp, báo cáo", ("P3M",)),
        ("báo cáo Thủ tướng Chính phủ trước ngày 25 tháng 12 hằng năm", ("P1Y",)),
        ("ngày 25 hằng tháng báo cáo kết quả", ("P1M",)),
        ("gửi số liệu từ ngày 1 đến ngày 5 hằng tháng", ("P1M",)),
        ("tổ chức đối thoại 6 tháng một lần", ("P6M",)),
        ("mỗi năm một lần kiểm tra", ("P1Y",)),
        ("họp 02 lần/năm", ("P6M",)),
    ],
)
def test_a_frequency_is_a_set_of_periods(text: str, frequency: tuple[str, ...]) -> None:
    assert main(text).frequency == frequency


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Thường xuyên rà soát, cải tiến quy trình", "ongoing"),
        ("rà soát thường xuyên dữ liệu hộ tịch", "ongoing"),
        ("kịp thời hướng dẫn, tháo gỡ khó khăn", "immediate"),
        ("yêu cầu các đơn vị khẩn trương thực hiện", "immediate"),
        ("sau hội nghị này, Ban Tổ chức tham mưu kế hoạch", "relative to hội nghị này"),
        ("tuyên truyền trước, trong và sau Hội nghị", "relative to Hội nghị"),
        ("báo cáo cấp ủy cùng cấp trước khi ban hành", "relative to ban hành"),
        ("ngay sau khi Luật được thông qua, ban hành văn bản", "relative to Luật được thông qua"),
        ("trả lời trong thời hạn 05 ngày làm việc kể từ ngày nhận đủ hồ sơ", "relative to ngày nhận đủ hồ sơ"),
        ("gửi tài liệu chậm nhất 15 ngày trước khi khai mạc", "relative to trước khi khai mạc"),
        ("ban hành nghị định có hiệu lực đồng thời với Luật", "relative to có hiệu lực đồng thời với Luật"),
    ],
)
def test_words_without_a_date_say_their_kind(text: str, kind: str) -> None:
    deadline = main(text)
    assert deadline.kind == kind
    assert (deadline.start, deadline.end, deadline.frequency) == ("", "", ())


@pytest.mark.parametrize(
    "text",
    [
        "Phong trào thi đua của ngành năm 2024",
        "Nghị định số 146/2018/NĐ-CP ngày 17 tháng 10 năm 2018 của Chính phủ",
        "Chiến lược phát triển kinh tế đến năm 2030, tầm nhìn đến năm 2045",
        "thực hiện Đề án phát triển đô thị thông minh giai đoạn 2016 - 2020",
        "thanh toán chi phí năm 2023 và nhiệm vụ năm 2024",
        "dự kiến tổ chức vào ngày 08 tháng 6 năm 2018",
        "Nghị quyết này có hiệu lực kể từ ngày ký",
        "bảo đảm nhiệm vụ thường xuyên và kinh phí chi thường xuyên",
        "xây dựng kế hoạch công tác hằng năm của cơ quan",
        "điều chỉnh lương hưu, trợ cấp hàng tháng",
        "người lao động đã nộp hồ sơ trước ngày 01/4/2022",
        "hợp đồng được giao kết trước ngày 01 tháng 4 năm 2022",
        "đã khẩn trương triển khai",
        "kết quả thực hiện trong năm 2025",
        "tăng 10/15 chỉ tiêu, đạt 39,6%",
        "biên chế năm 2026",
        "quán triệt thường xuyên, sâu rộng nội dung Chỉ thị",
        "điều hành chủ động, linh hoạt, đồng bộ, kịp thời, hiệu quả",
        "cử cán bộ trực để kịp thời xử lý sự cố",
        "nâng cao năng lực thông qua việc thường xuyên trao đổi chuyên gia",
    ],
)
def test_dates_of_documents_plans_and_facts_are_no_deadlines(text: str) -> None:
    assert find_deadlines(text, 0, len(text), anchor=ANCHOR) == []


def test_a_month_and_six_months_are_told_apart() -> None:
    assert main("hoàn thành trong tháng 6").end == "2026-06"
    assert main("định kỳ 6 tháng").frequency == ("P6M",)
    assert main("ban hành trong 6 tháng đầu năm").end == "2026-H1"


def test_two_dates_are_two_deadlines() -> None:
    text = "báo cáo trước ngày 15 tháng 6 và trước ngày 01 tháng 12 để tổng hợp"
    ends = [m.deadline.end for m in find_deadlines(text, 0, len(text), anchor=ANCHOR)]
    assert ends == ["2026-06-15", "2026-12-01"]


def test_days_without_a_year_belong_to_the_rhythm_beside_them() -> None:
    assert main("định kỳ 6 tháng báo cáo về Bộ trước ngày 15 tháng 6 và trước ngày 10 tháng 12").frequency == ("P6M",)
    assert main("định kỳ hằng năm trước ngày 15 tháng 12 gửi báo cáo").frequency == ("P1Y",)
    assert main("hằng quý họp một lần; lần đầu trước ngày 15/6/2026").end == "2026-06-15"


def test_a_date_binds_before_haste() -> None:
    assert main("Khẩn trương rà soát; kịp thời xử lý; hoàn thành trước ngày 10/6/2026").end == "2026-06-10"


def test_a_yearless_day_that_is_long_gone_is_in_the_next_year() -> None:
    november = PartialDate(2026, 11, 5)
    assert main("báo cáo trước ngày 15/01", november).end == "2027-01-15"
    assert main("báo cáo trước ngày 30/10", november).end == "2026-10-30"
    assert main("báo cáo trước ngày 15/01", PartialDate(2026)).end == "2026-01-15"


def test_without_an_anchor_a_yearless_day_keeps_its_words() -> None:
    deadline = main("báo cáo trước ngày 30/6", None)
    assert (deadline.raw, deadline.kind, deadline.end) == ("trước ngày 30/6", "unspecified", "")


def test_only_the_clause_is_read() -> None:
    text = "xong trước ngày 01/5/2026; xong trước ngày 01/8/2026"
    (match,) = find_deadlines(text, 27, len(text), anchor=None)
    assert match.deadline.end == "2026-08-01"


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("2025", Deadline("2025", "2025", "2025", precision="year")),
        ("12/2025", Deadline("12/2025", "2025-12", "2025-12", precision="month")),
        ("Tháng 5/2025", Deadline("Tháng 5/2025", "2025-05", "2025-05", precision="month")),
        ("Quý II/\n2025", Deadline("Quý II/ 2025", "2025-Q2", "2025-Q2", precision="quarter")),
        ("2025 - 2026", Deadline("2025 - 2026", "2025", "2026", precision="year")),
        ("2025 và những năm tiếp theo", Deadline("2025 và những năm tiếp theo", "2025", precision="year")),
        ("Từ quý II/2027", Deadline("Từ quý II/2027", "2027-Q2", precision="quarter")),
        ("Thường xuyên", Deadline("Thường xuyên", kind="ongoing")),
        ("Nhiệm vụ thường xuyên", Deadline("Nhiệm vụ thường xuyên", kind="ongoing")),
        ("Hằng năm và từng giai đoạn", Deadline("Hằng năm và từng giai đoạn", frequency=("P1Y",))),
        ("Hằng năm, thường xuyên", Deadline("Hằng năm, thường xuyên", frequency=("P1Y", "ongoing"))),
        (
            "Từ tháng 5/2026, thường xuyên",
            Deadline("Từ tháng 5/2026, thường xuyên", "2026-05", precision="month", frequency=("ongoing",)),
        ),
        (
            "Từ quý III/2026 đến quý III/2030",
            Deadline("Từ quý III/2026 đến quý III/2030", "2026-Q3", "2030-Q3", precision="quarter"),
        ),
    ],
)
def test_a_cell_needs_no_frame(cell: str, expected: Deadline) -> None:
    assert read_deadline(cell, anchor=None) == expected


@pytest.mark.parametrize("cell", ["", "-", "Đã hoàn thành", "Bộ Nội vụ"])
def test_a_cell_may_say_nothing(cell: str) -> None:
    assert read_deadline(cell, anchor=ANCHOR) is None


FRAGMENTS = st.sampled_from(
    ["trước ", "ngày ", "tháng ", "năm ", "quý ", "IV", "31", "30/6", "2/2026", "2026", "trong ", "đến ", "từ ", "hết ",
     "định kỳ ", "hằng ", "6 ", "lần", "/", ", ", "và ", "thường xuyên ", "chậm nhất ",
     "xong ", "thứ Sáu ", "cuối năm", "kể từ ", "sau khi ", "0 "]
)  # fmt: skip


@given(st.lists(FRAGMENTS, max_size=25).map("".join), st.sampled_from([None, ANCHOR, PartialDate(9999, 12, 31)]))
def test_any_words_give_deadlines_in_order_inside_the_clause(text: str, anchor: PartialDate | None) -> None:
    matches = find_deadlines(text, 0, len(text), anchor=anchor)
    for match in matches:
        assert match.deadline.raw == " ".join(text[match.start : match.end].split())
        for day in (match.deadline.start, match.deadline.end):
            assert not day or interval(day)
    assert all(a.end <= b.start for a, b in itertools.pairwise(matches))
