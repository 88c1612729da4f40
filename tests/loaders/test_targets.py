"""Targets: numbers set as goals, and the numbers that are none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.grammar.quantities import find_quantities
from loaders.grammar.targets import TargetMatch, find_targets


def targets(text: str, year: int | None = 2023) -> list[TargetMatch]:
    return find_targets(text, 0, len(text), year=year)


def only(text: str, year: int | None = 2023) -> TargetMatch:
    (target,) = targets(text, year)
    return target


@pytest.mark.parametrize(
    ("text", "op", "values", "unit", "year", "words"),
    [
        ("Phấn đấu tỷ lệ che phủ rừng đến năm 2025 đạt 60% trở lên.", ">=", (60,), "%", 2025, "tỷ lệ che phủ rừng"),
        ("Tỷ lệ hộ nghèo đến năm 2030 còn dưới 2%.", "<=", (2,), "%", 2030, "Tỷ lệ hộ nghèo"),
        ("Phấn đấu tăng trưởng GRDP bình quân đạt từ 8,5 - 9%/năm.", "range", (8.5, 9), "%/năm", 0, "tăng trưởng GRDP"),
        ("với mục tiêu đào tạo được 7.500 nhân lực.", "=", (7500,), "nhân lực", 0, "đào tạo nhân lực"),
        ("Lựa chọn, biểu dương khoảng 70 tập thể, cá nhân điển hình.", "~", (70,), "tập thể, cá nhân", 0, "điển hình"),
        ("trong đó cần hoàn thành 100% các nhiệm vụ được giao.", "=", (100,), "%", 0, "các nhiệm vụ được giao"),
        ("bảo đảm giải ngân 100% kế hoạch vốn năm 2026 được giao.", "=", (100,), "%", 2026, "giải ngân kế hoạch vốn"),
        ("phấn đấu tiết kiệm điện tối thiểu 3,0% trong năm 2026;", ">=", (3,), "%", 2026, "tiết kiệm điện"),
        ("Phấn đấu đến năm 2030, có ít nhất 05 dự án bán dẫn.", ">=", (5,), "dự án", 2030, "dự án bán dẫn"),
        ("Đến năm 2030 đưa vào sử dụng trên 5.000 km đường cao tốc.", ">=", (5000,), "km", 2030, "đường cao tốc"),
        ("phấn đấu tổng mức bán lẻ năm 2026 tăng 13% đến 15%.", "range", (13, 15), "%", 2026, "tổng mức bán lẻ"),
        ("Bố trí ít nhất 15% ngân sách cho khoa học;", ">=", (15,), "%", 0, "ngân sách cho khoa học"),
        ("phấn đấu cắt giảm tối thiểu 30% thời gian giải quyết.", "-", (30,), "%", 0, "giảm thời gian giải quyết"),
        ("Mục tiêu thu ngân sách đạt 1.234,5 tỷ đồng.", "=", (1234.5,), "tỷ đồng", 0, "thu ngân sách"),
    ],
)  # fmt: skip
def test_a_goal_has_its_operator_number_unit_and_year(
    text: str, op: str, values: tuple[float, ...], unit: str, year: int, words: str
) -> None:
    target = only(text)
    assert (target.op, target.values, target.unit, target.year) == (op, values, unit, year)
    assert words in target.indicator


def test_a_list_shares_measure_and_year() -> None:
    text = (
        "Phấn đấu tỷ lệ cán bộ nữ (dưới 40 tuổi đối với cấp tỉnh) đến năm 2025 tham gia cấp ủy cấp tỉnh đạt 15% "
        "trở lên, cấp ủy cấp huyện 20% trở lên, cấp ủy cấp xã 25% trở lên"
    )
    found = targets(text)
    assert [(t.values, t.op, t.year) for t in found] == [((v,), ">=", 2025) for v in (15.0, 20.0, 25.0)]
    assert [t.indicator for t in found] == [
        "tỷ lệ cán bộ nữ tham gia cấp ủy cấp tỉnh",
        "tỷ lệ cán bộ nữ cấp ủy cấp huyện",
        "tỷ lệ cán bộ nữ cấp ủy cấp xã",
    ]


def test_a_rise_set_for_two_levels_is_two_targets_and_what_stays_a_third() -> None:
    text = (
        "Phấn đấu tỷ lệ cán bộ nữ đến năm 2025 cấp ủy cấp huyện đạt 20%, cấp ủy cấp xã 25% và đến năm 2030 chỉ tiêu "
        "cấp tỉnh và cấp huyện tăng thêm 5%, duy trì tỷ lệ cấp xã;"
    )
    later = targets(text)[2:]
    assert [(t.op, t.values, t.unit, t.year) for t in later] == [
        ("+", (5.0,), "% (điểm)", 2030),
        ("+", (5.0,), "% (điểm)", 2030),
        ("duy trì", (), "%", 2030),
    ]
    assert later[1].indicator == "tỷ lệ cán bộ nữ cấp ủy cấp huyện"
    assert later[2].indicator == "tỷ lệ cán bộ nữ cấp ủy cấp xã"


def test_two_years_give_two_targets_of_one_measure() -> None:
    text = "luân chuyển đến năm 2025 đạt từ 10% cán bộ và đến năm 2030 đạt từ 10 - 15% cán bộ diện Tỉnh ủy quản lý"
    first, second = targets(text)
    assert (first.op, first.values, first.year) == (">=", (10.0,), 2025)
    assert (second.op, second.values, second.year) == ("range", (10.0, 15.0), 2030)
    assert first.indicator == second.indicator == "luân chuyển cán bộ diện Tỉnh ủy quản lý"


def test_a_section_of_goals_makes_its_numbers_targets_and_dates_them() -> None:
    text = (
        "II. MỤC TIÊU\n1. Đến năm 2030\n- Quy mô kinh tế số đạt 30% GDP.\n- Giao dịch không dùng tiền mặt đạt 80%.\n"
        "2. Tầm nhìn đến năm 2045\n- Quy mô kinh tế số đạt 50% GDP.\nIII. NHIỆM VỤ\n- Vốn nhà nước chiếm 51% ở đó.\n"
    )
    assert [(t.values[0], t.year) for t in targets(text)] == [(30, 2030), (80, 2030), (50, 2045)]


def test_the_year_given_is_taken_only_where_the_words_point_to_it() -> None:
    assert only("được giao trong năm, trong đó cần hoàn thành 100% các nhiệm vụ", 2024).year == 2024
    assert only("Tôn vinh khoảng 70 cá nhân điển hình tại Hội nghị sơ kết", 2018).year == 2018
    assert only("với mục tiêu đào tạo được 7.500 nhân lực", 2025).year == 0


@pytest.mark.parametrize(
    "text",
    [
        "Hội nghị được kết nối trực tuyến đến 267 điểm cầu với sự tham gia của hơn 10.300 đại biểu.",
        "đóng góp của năng suất nhân tố tổng hợp vào tăng trưởng GRDP đạt 39,6%.",
        "chỉ số đổi mới sáng tạo năm 2024 xếp thứ 22/63 tỉnh thành",
        "Để thực hiện mục tiêu đề ra, Nghị quyết cũng đề ra 8 nhóm giải pháp, nhiệm vụ cụ thể",
        "gần 70 năm, Chủ tịch Hồ Chí Minh ra Lời kêu gọi",
        "cán bộ trẻ dưới 40 tuổi",
        "mục tiêu phấn đấu tăng trưởng “2 con số”",
        "thông qua 02 Chính sách; gồm 01 Phó Trưởng ban",
        "Giải ngân vốn đầu tư công đến hết tháng 4 đạt khoảng 144,3 nghìn tỷ đồng, đạt 14,2% kế hoạch",
        "Chỉ số giá tiêu dùng bình quân tăng 3,99% so với cùng kỳ",
        "lượt khách du lịch trong quý I đạt khoảng 3,3 triệu lượt khách, tăng 20% so với cùng kỳ",
        "Đến năm 2020 tỷ lệ này đạt 45%.",
        "tỉnh còn 58 đơn vị hành chính cấp xã, giảm 97 đơn vị (giảm 62,58%)",
        "Trường hợp nắm giữ trên 50% vốn điều lệ thì được hưởng mức hỗ trợ tối đa 70%",
        "lưu trữ đơn đề nghị tối thiểu 5 năm; niêm yết ít nhất 03 ngày làm việc",
        "người khuyết tật suy giảm khả năng lao động từ 51% trở lên",
        "giai đoạn 2016 - 2020; ngày 15/11; 2501764",
    ],
)
def test_results_rules_and_counts_are_no_targets(text: str) -> None:
    assert targets(text) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("đạt 10.300 người", 10300),
        ("đạt 2,5%", 2.5),
        ("đạt 1.234,56 tỷ đồng", 1234.56),
        ("đạt 10.5%", 10.5),
        ("05 dự án", 5),
    ],
)
def test_a_dot_parts_thousands_and_a_comma_decimals(text: str, value: float) -> None:
    (quantity,) = find_quantities(text, 0, len(text))
    assert quantity.values == (value,)


FRAGMENTS = st.sampled_from(
    ["Phấn đấu ", "đạt ", "10%", " trở lên", ", ", "; ", "đến năm 2030 ", "cấp xã ", "(", ")", "tăng thêm ", "5 dự án ",
     "\n",
     "- ", "II. MỤC TIÊU\n", "duy trì tỷ lệ cấp xã", ". ", "và ", "tối thiểu ", "7.500 nhân lực", "so với năm 2020 "]
)  # fmt: skip


@given(st.lists(FRAGMENTS, max_size=30).map("".join), st.sampled_from([None, 2023]))
def test_each_target_stands_in_its_words(text: str, year: int | None) -> None:
    for target in find_targets(text, 0, len(text), year=year):
        assert 0 <= target.start < target.end <= len(text)
        assert len(target.values) == {"range": 2, "duy trì": 0}.get(target.op, 1)
