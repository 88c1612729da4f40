"""Tasks whose doers stand under labels or in brackets behind the point (domain.md § 5.4)."""

from __future__ import annotations

from typing import Any

import pytest
from drafting import news, plan, reading


def tasks(text: str) -> list[dict[str, Any]]:
    return [a for a in reading(plan(text))["assignments"] if a["rule"] == "duty-label"]


def test_the_lines_under_a_point_make_one_duty_of_it() -> None:
    (duty,) = tasks(
        "1. Số hóa hồ sơ lưu trữ của các phòng chuyên môn.\n- Đơn vị chủ trì: Sở Nội vụ.\n"
        "- Đơn vị phối hợp: Sở Tài chính, UBND các xã, phường.\n- Thời gian hoàn thành: Quý III/2025.\n"
        "- Sản phẩm: Kho hồ sơ số."
    )
    assert duty["roles"] == ["LEAD"]
    assert duty["organizations"][0].startswith("Sở Nội vụ")
    assert len(duty["coordinators"]) == 2
    assert duty["deadline"]["end"] == "2025-Q3"
    assert duty["deliverable"] == "Kho hồ sơ số"
    assert duty["task"].startswith("Số hóa hồ sơ")


@pytest.mark.parametrize(
    ("words", "roles", "end"),
    [
        ("Cơ quan chủ trì: Sở Y tế; phối hợp: các sở, ban, ngành; thời gian: Tháng 9/2025.", ["LEAD"], "2025-09"),
        ("(Sở Y tế chủ trì, phối hợp với Sở Tài chính; hoàn thành trong quý II/2025).", ["LEAD"], "2025-Q2"),
        ("Đơn vị thực hiện: Sở Y tế. Thời hạn: Trước ngày 30/6/2025.", ["RESPONSIBLE"], "2025-06-30"),
    ],
)  # fmt: skip
def test_labels_in_the_words_of_the_point_itself(words: str, roles: list[str], end: str) -> None:
    (duty,) = tasks(f"2. Tập huấn cho nhân viên y tế thôn bản. {words}")
    assert duty["roles"] == roles
    assert duty["organizations"][0].startswith("Sở Y tế")
    assert duty["deadline"]["end"] == end
    assert duty["task"].startswith("Tập huấn")


def test_a_point_led_by_one_is_not_also_that_of_all_who_were_named_above() -> None:
    text = (
        "I. Các sở, ban, ngành thực hiện các nhiệm vụ sau:\n1. Rà soát quy trình nội bộ.\n- Chủ trì: Sở Nội vụ.\n"
        "2. Công khai kết quả rà soát."
    )
    found = {a["task"].split()[0]: a for a in reading(plan(text))["assignments"]}
    assert found["Rà"]["organizations"][0].startswith("Sở Nội vụ")
    assert found["Công"]["organizations"] == ["[nhóm] các sở, ban, ngành"]


@pytest.mark.parametrize(
    "text",
    ["1. Kết quả: đạt mục tiêu đề ra.", "1. Thời gian: từ ngày 5/3.", "1. Chủ trì hội nghị: đồng chí Nguyễn Văn An."],
)
def test_a_label_without_a_doer_assigns_nothing(text: str) -> None:
    assert tasks(text) == []


def test_news_has_no_labels() -> None:
    assert not [a for a in reading(news("Cơ quan chủ trì: Sở Y tế."))["assignments"] if a["rule"] == "duty-label"]
