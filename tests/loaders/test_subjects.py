"""Who a duty falls to where the sentence does not say it plainly: openers, headings, circumstances, chains of
reports.
"""

from __future__ import annotations

from typing import Any

import pytest
from drafting import decision, duties, plan, reading


def found(text: str) -> list[tuple[list[str], list[str], str]]:
    """(organisations, roles, first words) of each duty."""
    return [(d["organizations"], d["roles"], " ".join(d["task"].split()[:4])) for d in duties(text)]


def only(body: str) -> dict[str, Any]:
    (duty,) = duties(decision(f"Điều 1. Tổ chức thực hiện\n{body}"))
    return duty


def test_a_set_goes_on_to_the_peoples_committee() -> None:
    duty = only("1. Các sở, ban, ngành và Ủy ban nhân dân các xã, phường xây dựng kế hoạch ứng phó mưa lũ.")
    assert len(duty["organizations"]) == 2
    assert "Ủy ban nhân dân" in duty["organizations"][1]


def test_ministers_before_heads_of_agencies_are_a_set() -> None:
    duty = only("1. Bộ trưởng, Thủ trưởng cơ quan ngang bộ tổ chức đối thoại với doanh nghiệp.")
    assert duty["organizations"] == ["[nhóm] Bộ trưởng", "[nhóm] Thủ trưởng cơ quan ngang bộ"]


def test_an_opener_without_points_of_its_own_hands_its_subject_to_the_points_behind_it() -> None:
    text = decision(
        "II. NHIỆM VỤ\nTrong thời gian tới, các cục, vụ tập trung thực hiện các nhiệm vụ sau đây:\n"
        "1. Đẩy mạnh cải cách thủ tục hành chính\na) Rà soát quy trình cấp phép.\nb) Số hóa hồ sơ lưu trữ.\n"
        "2. Nâng cao kỷ luật, kỷ cương\na) Kiểm tra công vụ đột xuất."
    )
    points = [d for d in found(text) if d[2].startswith(("Rà", "Số", "Kiểm"))]
    assert [d[0] for d in points] == [["[nhóm] các cục, vụ"]] * 3
    assert not any(d[2].startswith(("Đẩy mạnh", "Nâng cao")) for d in found(text)), "a title over points is no duty"


def test_an_opener_with_points_of_its_own_keeps_its_subject_to_them() -> None:
    text = plan(
        "1. Yêu cầu các sở, ngành thực hiện các nội dung sau:\na) Công khai danh mục dự án.\n"
        "2. Đẩy mạnh tuyên truyền trên hệ thống truyền thanh cơ sở."
    )
    assert not any(d[2].startswith("Đẩy mạnh") for d in found(text))
    assert any(d[2].startswith("Công khai") and d[0] == ["[nhóm] các sở, ngành"] for d in found(text))


def test_what_was_done_is_no_duty_of_the_points_below() -> None:
    text = plan("Năm qua, các sở đã hoàn thành các việc như sau:\n1. Rà soát quy hoạch.\n2. Tổ chức tập huấn.")
    assert found(text) == []


def test_nothing_is_inherited_into_an_annex() -> None:
    text = plan(
        "1. Sở Tài chính bố trí kinh phí thực hiện.",
        annex="\nPHỤ LỤC\nDanh mục nhiệm vụ\n1. Xây dựng cổng dữ liệu mở.\n",
    )
    assert not any(d[2].startswith("Xây dựng") for d in found(text))


@pytest.mark.parametrize(
    ("point", "who"),
    [
        (
            "Trên cơ sở đề xuất của các sở, ban, ngành, Ủy ban nhân dân các xã, Sở Tài chính cân đối kinh phí.",
            "Sở Tài chính",
        ),
        ("Căn cứ đăng ký của các trường, bệnh viện, Sở Nội vụ phân bổ chỉ tiêu đào tạo.", "Sở Nội vụ"),
    ],
)
def test_those_who_propose_are_not_the_subject(point: str, who: str) -> None:
    (duty,) = duties(plan(f"III. TỔ CHỨC THỰC HIỆN\n1. {point}"))
    assert duty["organizations"] == [f"{who} Lạng Sơn"]


def test_whoever_is_named_before_the_words_of_duty_is_the_subject() -> None:
    text = decision(
        "Điều 1. Tổ chức\na) Giám đốc Quỹ có trách nhiệm trình kế hoạch tài chính.\n"
        "b) Kiểm soát viên có trách nhiệm giám sát thu, chi."
    )
    assert [d[0] for d in found(text)] == [["Giám đốc Quỹ"], ["Kiểm soát viên"]]


def test_a_subject_that_only_opens_a_list_has_the_duties_of_its_points() -> None:
    text = decision(
        "Điều 1. Trách nhiệm\n1. Chủ đầu tư có trách nhiệm:\na) Lập hồ sơ hoàn công.\nb) Bàn giao mặt bằng."
    )
    assert [d[2] for d in found(text)] == ["Lập hồ sơ hoàn", "Bàn giao mặt bằng"]


def test_a_vow_in_a_form_is_no_duty() -> None:
    assert found(plan("Tôi xin cam đoan lời khai trên là đúng và hoàn toàn chịu trách nhiệm trước pháp luật.")) == []


def test_the_focal_office_is_ordered() -> None:
    duty = only("1. Vụ Pháp chế là cơ quan đầu mối theo dõi việc ban hành văn bản.")
    assert duty["roles"] == ["FOCAL", "MONITOR"]


def test_those_who_lead_together_coordinate() -> None:
    duty = only("1. Bộ Quốc phòng đồng chủ trì với Bộ Công an diễn tập phòng thủ khu vực.")
    assert (duty["roles"], duty["coordinators"]) == (["LEAD"], ["Bộ Công an"])


class TestWhereReportsGo:
    def test_what_the_collector_passes_on_is_not_the_reporters(self) -> None:
        found_ = reading(
            decision(
                "Điều 1. Chế độ báo cáo\n"
                "1. Các tổng công ty báo cáo kết quả sắp xếp, gửi về Bộ Tài chính để tổng hợp, báo cáo "
                "Thủ tướng Chính phủ, và trình, báo cáo Bộ Chính trị."
            )
        )
        assert {(r["recipient"], r["subject"]) for r in found_["reporting"]} == {("Bộ Tài chính", "kết quả sắp xếp")}

    def test_the_subject_is_the_matter_without_recipient_and_day(self) -> None:
        found_ = reading(plan("1. Sở Y tế báo cáo UBND tỉnh trước ngày 20 tháng 11 năm 2025 tình hình dịch bệnh."))
        (line,) = found_["reporting"]
        assert line["subject"] == "tình hình dịch bệnh"

    def test_a_proposal_that_is_sent_in_has_its_recipient(self) -> None:
        (duty,) = duties(
            plan(
                "1. Nếu cần điều chỉnh Kế hoạch của tỉnh, các sở, ngành đề xuất gửi Sở Nội vụ "
                "để tổng hợp, trình UBND tỉnh."
            )
        )
        assert duty["roles"] == ["PROPOSE"]
        assert duty["recipient"] == ["Sở Nội vụ Lạng Sơn"]


def test_an_order_that_names_only_whom_it_is_for_heads_its_points() -> None:
    text = decision("Điều 1. Tổ chức thực hiện\n1. Giao Vụ Pháp chế:\na) Rà soát văn bản;\nb) Tổ chức tập huấn.")
    assert [(d[0], d[2]) for d in found(text)] == [
        (["Vụ Pháp chế Bộ Nội vụ"], "Rà soát văn bản"),
        (["Vụ Pháp chế Bộ Nội vụ"], "Tổ chức tập huấn"),
    ]


def test_deputies_of_the_assembly_stand_in_a_list() -> None:
    duty = only(
        "1. Hội đồng Dân tộc, Đoàn đại biểu Quốc hội, đại biểu Quốc hội giám sát việc thực hiện Quyết định này."
    )
    assert (len(duty["organizations"]), duty["roles"]) == (3, ["SUPERVISE"])
