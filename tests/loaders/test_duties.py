"""Who must do what: roles, coordinators, recipients, inherited subjects, and what assigns nothing (domain.md § 7.1)."""

from __future__ import annotations

from typing import Any

import pytest
from drafting import decision, duties, news, plan, reading, source

from graph.claims import Assignment
from loaders.reading import read

HOME, FINANCE, HEALTH = "Sở Nội vụ Lạng Sơn", "Sở Tài chính Lạng Sơn", "Sở Y tế Lạng Sơn"
PROVINCE = "UBND tỉnh Lạng Sơn"


def duty(text: str) -> dict[str, Any]:
    """The one duty of a point of a plan."""
    found = duties(plan(f"1. {text}"))
    assert len(found) == 1, f"{len(found)} duties in {text!r}"
    return found[0]


def who(found: list[dict[str, Any]]) -> list[tuple[list[str], list[str]]]:
    return [(d["organizations"], d["roles"]) for d in found]


# --- roles ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "roles"),
    [
        ("chủ trì rà soát quy trình nội bộ.", ["LEAD"]),
        ("làm đầu mối chủ trì rà soát quy trình nội bộ.", ["FOCAL", "LEAD"]),
        ("là cơ quan đầu mối tổng hợp kết quả thực hiện.", ["FOCAL", "SUMMARISE"]),
        ("là cơ quan thường trực, theo dõi việc thực hiện Kế hoạch.", ["FOCAL", "MONITOR"]),
        ("rà soát quy trình nội bộ.", ["RESPONSIBLE"]),
        ("có trách nhiệm rà soát quy trình nội bộ.", ["RESPONSIBLE"]),
        ("chịu trách nhiệm rà soát quy trình nội bộ.", ["RESPONSIBLE"]),
        ("có nhiệm vụ rà soát quy trình nội bộ.", ["RESPONSIBLE"]),
        ("tiếp tục rà soát quy trình nội bộ.", ["RESPONSIBLE"]),
        ("khẩn trương, chủ động rà soát quy trình nội bộ.", ["RESPONSIBLE"]),
        ("chủ động phối hợp, rà soát quy trình nội bộ.", ["RESPONSIBLE"]),
        ("hướng dẫn các địa phương thực hiện.", ["GUIDE"]),
        ("theo dõi, đôn đốc việc thực hiện Kế hoạch.", ["MONITOR", "URGE"]),
        (
            "hướng dẫn, theo dõi, đôn đốc, kiểm tra, giám sát việc thực hiện.",
            ["GUIDE", "MONITOR", "URGE", "INSPECT", "SUPERVISE"],
        ),
        ("thanh tra, kiểm tra việc thực hiện Kế hoạch.", ["INSPECT"]),
        ("thẩm định dự thảo quyết định.", ["APPRAISE"]),
        ("thẩm tra, cho ý kiến về dự toán.", ["APPRAISE"]),
        ("tổng hợp kết quả thực hiện của các đơn vị.", ["SUMMARISE"]),
        ("thực hiện nghiêm chế độ báo cáo theo quy định.", ["REPORT"]),
    ],
)
def test_the_words_of_a_predicate_give_its_roles(words: str, roles: list[str]) -> None:
    found = duty(f"Sở Nội vụ {words}")
    assert (found["organizations"], found["roles"]) == ([HOME], roles)
    assert found["stated_in"] == "d1"


@pytest.mark.parametrize(
    "words",
    ["chủ trì, phối hợp với", "chủ trì phối hợp với", "chủ trì, phối hợp cùng", "chủ trì, phối hợp chặt chẽ với"],
)
def test_who_works_with_the_lead_coordinates(words: str) -> None:
    found = duty(f"Sở Nội vụ {words} Sở Tài chính, Sở Y tế và các đơn vị liên quan xây dựng phương án.")
    assert (found["organizations"], found["roles"]) == ([HOME], ["LEAD"])
    assert found["coordinators"] == [FINANCE, HEALTH, "[nhóm] các đơn vị liên quan"]
    assert found["deliverable"] == "phương án"


@pytest.mark.parametrize("words", ["phối hợp với", "phối hợp chặt chẽ với", "chủ động phối hợp với"])
def test_without_a_lead_the_subject_is_responsible(words: str) -> None:
    found = duty(f"Sở Nội vụ {words} Sở Tài chính rà soát biên chế.")
    assert (found["roles"], found["coordinators"]) == (["RESPONSIBLE"], [FINANCE])


@pytest.mark.parametrize("order", ["Giao", "Yêu cầu", "Đề nghị", "Phân công", "Giao nhiệm vụ cho"])
def test_an_order_makes_responsible(order: str) -> None:
    found = duty(f"{order} Sở Nội vụ rà soát biên chế của các đơn vị.")
    assert (found["organizations"], found["roles"]) == ([HOME], ["RESPONSIBLE"])


def test_an_order_to_lead_is_a_lead_and_a_focal_point() -> None:
    found = duty("Giao Sở Nội vụ làm đầu mối chủ trì, phối hợp với Sở Tài chính tuyển dụng giáo viên.")
    assert (found["roles"], found["coordinators"]) == (["FOCAL", "LEAD"], [FINANCE])


# --- recipients -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("tham mưu UBND tỉnh ban hành kế hoạch.", "ADVISE"),
        ("tham mưu cho Ủy ban nhân dân tỉnh ban hành kế hoạch.", "ADVISE"),
        ("giúp UBND tỉnh theo dõi việc thực hiện.", "ADVISE"),
        ("báo cáo UBND tỉnh kết quả thực hiện.", "REPORT"),
        ("báo cáo kết quả về UBND tỉnh.", "REPORT"),
        ("gửi báo cáo về UBND tỉnh để tổng hợp.", "REPORT"),
        ("trình UBND tỉnh ban hành quyết định.", "SUBMIT"),
        ("xây dựng đề án, trình UBND tỉnh phê duyệt.", "SUBMIT"),
        ("đề xuất UBND tỉnh khen thưởng các tập thể.", "PROPOSE"),
        ("kiến nghị UBND tỉnh bổ sung kinh phí.", "PROPOSE"),
    ],
)
def test_whom_it_goes_to_receives(words: str, role: str) -> None:
    found = duty(f"Sở Nội vụ {words}")
    assert role in found["roles"]
    assert found["recipient"] == [PROVINCE]


def test_a_role_behind_the_task_is_a_role_too() -> None:
    found = duty("Sở Nội vụ xây dựng đề án, trình UBND tỉnh phê duyệt trong quý II/2025.")
    assert found["roles"] == ["RESPONSIBLE", "SUBMIT"]
    assert found["deliverable"] == "đề án"
    assert (found["deadline"]["start"], found["deadline"]["end"]) == ("2025-Q2", "2025-Q2")


@pytest.mark.parametrize("via", ["(qua Sở Nội vụ)", "thông qua Sở Nội vụ"])
def test_a_report_goes_through_the_body_that_collects_it(via: str) -> None:
    text = plan(f"1. UBND các huyện báo cáo kết quả thực hiện về UBND tỉnh {via} trước ngày 05/12/2025.")
    (line,) = reading(text)["reporting"]
    assert (line["reporter"], line["recipient"], line["via"]) == ("[nhóm] UBND các huyện", PROVINCE, [HOME])
    assert (line["deadline"]["end"], line["deadline"]["bound"]) == ("2025-12-05", "before")


def test_a_report_has_its_frequency() -> None:
    (line,) = reading(plan("1. Định kỳ 6 tháng, Sở Nội vụ báo cáo UBND tỉnh kết quả thực hiện."))["reporting"]
    assert (line["reporter"], line["recipient"]) == (HOME, PROVINCE)
    assert line["deadline"]["frequency"] == ["P6M"]


# --- whose duty it is -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "heading",
    ["Sở Nội vụ", "Sở Nội vụ:", "Trách nhiệm của Sở Nội vụ:", "Nhiệm vụ của Sở Nội vụ", "Sở Nội vụ có trách nhiệm:"],
)
def test_points_inherit_the_subject_of_their_heading(heading: str) -> None:
    text = plan(f"1. {heading}\na) Rà soát quy trình nội bộ;\nb) Báo cáo UBND tỉnh trước ngày 30/6/2025.")
    first, second = duties(text)
    assert (first["organizations"], first["roles"]) == ([HOME], ["RESPONSIBLE"])
    assert (second["organizations"], second["roles"], second["recipient"]) == ([HOME], ["REPORT"], [PROVINCE])
    assert second["deadline"]["end"] == "2025-06-30"


def test_an_inherited_subject_is_shown_as_evidence() -> None:
    claims = read(source(plan("1. Sở Nội vụ\na) Rà soát quy trình nội bộ."))).claims
    (claim,) = (c for c in claims if isinstance(c, Assignment))
    assert [(s.part, s.quote) for s in claim.evidence.spans] == [
        ("quote", "Rà soát quy trình nội bộ"),
        ("subject", "Sở Nội vụ"),
    ]


def test_a_new_heading_ends_the_subject_of_the_one_before() -> None:
    text = plan("1. Sở Nội vụ\na) Rà soát quy trình nội bộ.\n2. Sở Tài chính\na) Bố trí kinh phí thực hiện.")
    assert [d["organizations"] for d in duties(text)] == [[HOME], [FINANCE]]


def test_the_sentence_after_inherits_the_subject() -> None:
    first, second = duties(
        plan("1. Sở Nội vụ chủ trì rà soát quy trình. Hằng năm, tổng hợp kết quả, báo cáo UBND tỉnh.")
    )
    assert (first["organizations"], first["roles"]) == ([HOME], ["LEAD"])
    assert (second["organizations"], second["recipient"]) == ([HOME], [PROVINCE])
    assert second["deadline"]["frequency"] == ["P1Y"]


def test_each_clause_with_a_subject_of_its_own_is_a_duty_of_its_own() -> None:
    found = duties(
        plan("1. Sở Nội vụ rà soát quy trình; Sở Tài chính bố trí kinh phí; các sở, ban, ngành báo cáo kết quả.")
    )
    assert who(found) == [
        ([HOME], ["RESPONSIBLE"]),
        ([FINANCE], ["RESPONSIBLE"]),
        (["[nhóm] các sở, ban, ngành"], ["REPORT"]),
    ]
    assert found[1]["task"] == "Sở Tài chính bố trí kinh phí"


def test_each_order_of_a_sentence_has_its_own_subject() -> None:
    found = duties(plan("1. Giao Sở Nội vụ rà soát quy trình; giao Sở Tài chính bố trí kinh phí."))
    assert who(found) == [([HOME], ["RESPONSIBLE"]), ([FINANCE], ["RESPONSIBLE"])]


@pytest.mark.parametrize(
    "lead",
    [
        "Đến năm 2030, Sở Nội vụ",
        "Để nâng cao chất lượng phục vụ, Sở Nội vụ",
        "Đối với cán bộ xã, giao Sở Nội vụ",
        "Căn cứ chức năng, nhiệm vụ được giao, Sở Nội vụ",
        "Sở Nội vụ, theo chức năng, nhiệm vụ được giao,",
        "Sở Nội vụ căn cứ chức năng, nhiệm vụ được giao",
        "Thứ nhất, Sở Nội vụ",
        "Đồng thời, Sở Nội vụ",
    ],
)
def test_circumstances_do_not_hide_the_subject(lead: str) -> None:
    found = duty(f"{lead} rà soát quy trình nội bộ.")
    assert (found["organizations"], found["roles"]) == ([HOME], ["RESPONSIBLE"])


def test_whom_one_directs_is_not_the_subject() -> None:
    found = duty("Sở Nội vụ chỉ đạo, hướng dẫn, đôn đốc các đơn vị trực thuộc rà soát quy trình.")
    assert found["organizations"] == [HOME]


def test_a_deliverable_does_not_hold_its_deadline() -> None:
    found = duty("Các sở, ban, ngành xây dựng kế hoạch thực hiện trước ngày 30/4/2025.")
    assert found["deliverable"] == "kế hoạch thực hiện"
    assert (found["deadline"]["end"], found["deadline"]["bound"]) == ("2025-04-30", "before")


# --- the execution clause -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", ["", "Các ông (bà) ", "Các Ông (Bà): ", "Các đồng chí "])
def test_who_executes_the_decision_is_responsible_for_it(address: str) -> None:
    text = decision(
        f"Điều 3. {address}Chánh Văn phòng Bộ, Thủ trưởng các đơn vị trực thuộc Bộ chịu trách nhiệm "
        "thi hành Quyết định này./."
    )
    (found,) = duties(text)
    assert found["roles"] == ["RESPONSIBLE"]
    assert found["organizations"] == ["Chánh Văn phòng Bộ Nội vụ", "[nhóm] Thủ trưởng các đơn vị trực thuộc Bộ Nội vụ"]


def test_points_behind_the_execution_clause_do_not_inherit_from_it() -> None:
    text = decision(
        "Điều 3. Chánh Văn phòng Bộ chịu trách nhiệm thi hành Quyết định này.\n1. Rà soát các văn bản đã ban hành."
    )
    assert len(duties(text)) == 1


# --- what assigns nothing -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        "Sở Nội vụ đã chủ động rà soát quy trình nội bộ.",
        "Các sở, ngành đã khẩn trương triển khai nhiệm vụ.",
        "Sở Nội vụ vừa hoàn thành việc rà soát quy trình.",
        "Sở Nội vụ được giao thêm biên chế.",
        "Sở Nội vụ là cơ quan chuyên môn thuộc UBND tỉnh.",
        "Sở Nội vụ có quyền yêu cầu cung cấp thông tin.",
        "Sở Nội vụ gồm 05 phòng chuyên môn.",
        "Sở Nội vụ chủ trì hội nghị sơ kết công tác.",
        "Nâng cao chất lượng đội ngũ để phục vụ nhân dân.",
        "Nhằm rà soát quy trình nội bộ, tạo chuyển biến rõ nét.",
        "Chỉ đạo, hướng dẫn các địa phương rà soát quy trình.",
        "Quyết định này có hiệu lực kể từ ngày ký.",
    ],
)
def test_achievements_powers_purposes_and_descriptions_are_no_duties(words: str) -> None:
    assert duties(plan(f"1. {words}")) == []


def test_what_a_body_may_do_is_no_duty() -> None:
    text = plan("1. Quyền hạn của Sở Nội vụ:\na) Yêu cầu các đơn vị cung cấp thông tin.\nb) Kiểm tra hồ sơ của đơn vị.")
    assert duties(text) == []


def test_a_purpose_behind_a_task_assigns_nothing_more() -> None:
    found = duty("Sở Nội vụ rà soát quy trình nhằm phục vụ người dân, để Sở Tài chính báo cáo UBND tỉnh kịp thời.")
    assert (found["organizations"], found["roles"]) == ([HOME], ["RESPONSIBLE"])
    assert "recipient" not in found


@pytest.mark.parametrize(
    "recital", ["Theo đề nghị của Giám đốc Sở Nội vụ.", "Căn cứ Quyết định giao nhiệm vụ cho Sở Nội vụ;"]
)
def test_recitals_assign_nothing(recital: str) -> None:
    assert duties(plan("Điều chung.", recitals=recital)) == []


# --- news -----------------------------------------------------------------------------------------------------------

ISSUED = "Ngày 10/10/2023, UBND tỉnh ban hành Kế hoạch số 15/KH-UBND về cải cách hành chính."


def test_duties_that_news_tells_of_a_plan_are_stated_by_the_plan() -> None:
    text = news(ISSUED, "Theo đó, Sở Nội vụ chủ trì, phối hợp với Sở Tài chính tham mưu UBND tỉnh bố trí kinh phí.")
    (found,) = duties(text)
    assert (found["organizations"], found["roles"]) == ([HOME], ["LEAD", "ADVISE"])
    assert (found["coordinators"], found["recipient"], found["stated_in"]) == ([FINANCE], [PROVINCE], "d1")


def test_an_official_s_order_in_the_news_is_a_duty_of_whom_he_orders() -> None:
    text = news(ISSUED, "Chủ tịch UBND tỉnh Hồ Tiến Thiệu giao Sở Y tế báo cáo kết quả trước ngày 30/12/2023.")
    (found,) = duties(text)
    assert found["organizations"] == [HEALTH]
    assert found["deadline"]["end"] == "2023-12-30"


@pytest.mark.parametrize(
    "told",
    [
        "Chủ tịch UBND tỉnh Hồ Tiến Thiệu trình bày báo cáo kết quả.",
        "Các địa phương đã thực hiện tốt nhiệm vụ được giao.",
        "Sở Nội vụ tổ chức hội nghị tập huấn cho cán bộ.",
        "Sở Nội vụ phối hợp với Sở Tài chính tổ chức hội thảo khoa học.",
        "Đồng chí Nguyễn Văn An, Giám đốc Sở Nội vụ, chủ trì hội nghị.",
        "Dự hội nghị có lãnh đạo các sở, ban, ngành của tỉnh.",
    ],
)
def test_what_news_only_tells_of_is_no_duty(told: str) -> None:
    assert duties(news(ISSUED, told)) == []
