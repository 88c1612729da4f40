"""Constructions that fresh texts showed: each with a sentence made for it, and one that it must not match."""

from __future__ import annotations

from typing import Any

import pytest
from drafting import duties, news, plan, reading, source

from loaders.columns import columns_of
from loaders.grammar.people import find_people
from loaders.grammar.sentences import sentences
from loaders.grammar.signers import find_signer
from loaders.reading import read

HOME, FINANCE = "Sở Nội vụ Lạng Sơn", "Sở Tài chính Lạng Sơn"
LETTER = "UBND tỉnh Lạng Sơn vừa ban hành Công văn số 12/UBND-KT ngày 05/3/2025 về việc phòng cháy. Theo đó: "


def who(found: list[dict[str, Any]]) -> list[tuple[list[str], list[str]]]:
    return [(d["organizations"], d["roles"]) for d in found]


# --- lines and sentences --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("opener", ["Đề nghị", "Ủy ban", "Ứng dụng", "Đồng thời", "Ưu tiên", "Sở Nội vụ"])
def test_a_sentence_ends_before_any_vietnamese_capital(opener: str) -> None:
    text = f"Việc này đã xong. {opener} một việc khác."
    assert [text[a:b] for a, b in sentences(text, 0, len(text))] == ["Việc này đã xong.", f"{opener} một việc khác."]


def test_the_number_of_a_page_inside_a_sentence_is_left_out() -> None:
    line = "Trong năm qua, chất lượng quản lý và điều hành của tỉnh đã có nhiều chuyển biến rõ nét"
    wrapped = (
        f"{line}\n" * 8 + "1. Sở Nội vụ rà soát quy trình nội bộ của các cơ quan, đơn vị thông qua các chương\n\n10\n\n"
        "trình, kế hoạch cụ thể của từng cơ quan."
    )
    (found,) = duties(plan(wrapped))
    assert found["task"].endswith("thông qua các chương trình, kế hoạch cụ thể của từng cơ quan")


@pytest.mark.parametrize(
    ("points", "roles"),
    [
        ("1- Sở Nội vụ theo dõi việc thực hiện.", ["MONITOR"]),
        ("1. Sở Nội vụ:\n(1) Theo dõi việc thực hiện Kế hoạch.", ["MONITOR"]),
        ("1. Đối với Sở Nội vụ:\n- Theo dõi việc thực hiện Kế hoạch.", ["MONITOR"]),
    ],
)
def test_points_are_numbered_in_many_ways(points: str, roles: list[str]) -> None:
    assert who(duties(plan(points))) == [([HOME], roles)]


def test_a_row_of_numbers_is_no_point() -> None:
    assert duties(plan("1-2 ngày làm việc sau khi nhận hồ sơ.")) == []


# --- speakers and joints ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("verb", ["nêu rõ", "nhấn mạnh", "lưu ý", "đề nghị"])
def test_a_speaker_opens_a_sentence_that_orders(verb: str) -> None:
    text = news(LETTER, f"Phó Chủ tịch UBND tỉnh {verb}, sau hội nghị, Sở Nội vụ tiếp tục theo dõi việc thực hiện.")
    assert who(duties(text)) == [([HOME], ["MONITOR"])]


def test_a_speaker_who_tells_what_was_done_orders_nothing() -> None:
    assert duties(news(LETTER, "Phó Chủ tịch UBND tỉnh nêu rõ, Sở Nội vụ đã theo dõi việc thực hiện.")) == []


def test_a_task_goes_on_without_a_comma_before_a_verb_of_duty() -> None:
    found = duties(plan("1. Sở Nội vụ hướng dẫn cách làm đồng thời theo dõi việc thực hiện.\n2. Việc khác."))
    assert who(found) == [([HOME], ["GUIDE"]), ([HOME], ["MONITOR"])]
    (one,) = duties(plan("1. Sở Nội vụ hướng dẫn cách làm đồng thời cho các xã.\n2. Việc khác."))
    assert one["roles"] == ["GUIDE"]


def test_a_regular_report_is_a_task_of_its_own() -> None:
    found = duties(plan("1. Sở Nội vụ rà soát hồ sơ và duy trì chế độ báo cáo theo quy định.\n2. Việc khác."))
    assert who(found) == [([HOME], ["RESPONSIBLE"]), ([HOME], ["REPORT"])]
    (one,) = duties(plan("1. Sở Nội vụ rà soát hồ sơ và duy trì chế độ làm việc.\n2. Việc khác."))
    assert one["roles"] == ["RESPONSIBLE"]


def test_praise_for_what_was_done_is_no_duty() -> None:
    assert duties(plan("1. UBND tỉnh biểu dương Sở Nội vụ đã hoàn thành công việc.\n2. Việc khác.")) == []
    (one,) = duties(plan("1. Sở Nội vụ biểu dương, khen thưởng các tập thể.\n2. Việc khác."))
    assert one["organizations"] == [HOME]


# --- subjects -------------------------------------------------------------------------------------------------------


def test_what_the_body_of_a_heading_asks_of_others_is_its_own_task() -> None:
    found = duties(plan("1. Sở Nội vụ\n- Yêu cầu các doanh nghiệp chấp hành quy định về lao động."))
    assert who(found) == [([HOME], ["RESPONSIBLE"])]


def test_what_a_conclusion_asks_is_asked_of_who_is_named() -> None:
    found = duties(plan("1. Yêu cầu các doanh nghiệp chấp hành quy định về lao động."))
    assert [d["organizations"] for d in found] == [["[nhóm] các doanh nghiệp"]]


def test_a_body_behind_a_comma_has_its_own_task() -> None:
    found = duties(plan("1. Sở Nội vụ hướng dẫn các địa phương thực hiện, Sở Tài chính cân đối kinh phí."))
    assert who(found) == [([HOME], ["GUIDE"]), ([FINANCE], ["RESPONSIBLE"])]


def test_a_list_of_those_one_works_with_is_not_cut() -> None:
    (found,) = duties(plan("1. Sở Y tế phối hợp với Sở Nội vụ, Sở Tài chính rà soát quy trình nội bộ."))
    assert found["coordinators"] == [HOME, FINANCE]


def test_a_later_clause_may_have_the_only_subject() -> None:
    (found,) = duties(
        plan("1. Trên đây là nội dung chính; trong quá trình thực hiện, nếu có vướng mắc, Sở Nội vụ báo cáo UBND tỉnh.")
    )
    assert found["organizations"] == [HOME]
    assert found["roles"] == ["REPORT"]


def test_a_unit_named_by_its_field_keeps_the_verb_in_its_name() -> None:
    (found,) = duties(plan("1. Phòng Quản lý xây dựng, Phòng Tổ chức và Sở Nội vụ chịu trách nhiệm thi hành."))
    assert found["organizations"][0].startswith("Phòng Quản lý xây dựng")


def test_a_body_goes_no_further_than_its_line() -> None:
    found = duties(plan("1. Giao Ban Đô thị\n- Chủ động rà soát quy trình nội bộ."))
    assert [d["organizations"] for d in found] == [["Ban Đô thị"]]


@pytest.mark.parametrize(
    "words",
    [
        "Căn cứ chức năng, nhiệm vụ của từng đơn vị chủ động ban hành kế hoạch.",
        "Để phân công nhiệm vụ cho các đơn vị, cần có số liệu.",
    ],
)
def test_circumstances_name_no_subject(words: str) -> None:
    assert all("từng đơn vị" not in str(d["organizations"]) for d in duties(plan(f"1. {words}")))


def test_purposes_and_viewpoints_order_nobody() -> None:
    text = "1. Mục đích\n- Các cấp, các ngành xác định rõ trách nhiệm.\n2. Sở Nội vụ theo dõi việc thực hiện."
    assert who(duties(plan(text))) == [([HOME], ["MONITOR"])]


def test_the_making_of_the_document_itself_is_no_duty() -> None:
    head = plan("1. Sở Nội vụ theo dõi việc thực hiện.")
    own = "Trên cơ sở đó, UBND tỉnh ban hành Kế hoạch về phát triển công nghiệp, cụ thể như sau:\n"
    assert who(duties(head.replace("1. Sở", f"{own}1. Sở"))) == [([HOME], ["MONITOR"])]


# --- news -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        "UBND tỉnh đã chỉ đạo Sở Nội vụ rà soát quy trình nội bộ.",
        "Sở Nội vụ cũng được giao rà soát quy trình nội bộ.",
        "UBND tỉnh cũng giao Sở Nội vụ rà soát quy trình nội bộ.",
    ],
)
def test_news_tells_orders(words: str) -> None:
    found = duties(news(LETTER + words))
    assert ([HOME], ["RESPONSIBLE"]) in who(found)


def test_what_was_done_before_is_no_order() -> None:
    assert duties(news(LETTER + "Trước đó, Sở Nội vụ đã tổ chức kiểm tra 12 đơn vị.")) == []


def test_a_headline_orders_nobody() -> None:
    text = "Các địa phương chủ động phòng, chống dịch\n" + LETTER + "Sở Nội vụ rà soát quy trình nội bộ."
    assert [d["organizations"] for d in duties(news(text))] == [[HOME]]


def test_a_letter_without_a_number_is_a_document() -> None:
    found = reading(
        news("Chủ tịch UBND tỉnh Lạng Sơn vừa ký văn bản hỏa tốc gửi các sở, ngành về việc giải ngân vốn đầu tư công.")
    )["documents"]
    assert [(d["type"], d["title"]) for d in found] == [("Công văn", "về việc giải ngân vốn đầu tư công")]


def test_a_letter_still_to_be_written_is_none() -> None:
    assert reading(news("Sở Nội vụ sẽ có văn bản gửi các đơn vị."))["documents"] == []


# --- documents and relations ----------------------------------------------------------------------------------------


def relations(text: str) -> set[tuple[str, str]]:
    found = reading(text)
    names = {d["id"]: d.get("symbol") or d.get("title") for d in found["documents"]}
    return {(r["kind"], names[r["target"]]) for r in found["relations"]}


def test_purposes_say_what_a_document_carries_out() -> None:
    text = plan("1. Mục đích\n- Cụ thể hóa Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị.")
    assert ("CONCRETIZES", "57-NQ/TW") in relations(text)
    elsewhere = plan("1. Giải pháp\n- Cụ thể hóa Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị.")
    assert ("CONCRETIZES", "57-NQ/TW") not in relations(elsewhere)


def test_what_is_still_to_be_made_is_no_document() -> None:
    found = reading(plan("1. Sở Nội vụ tham mưu UBND tỉnh ban hành Phương án huy động lực lượng."))["documents"]
    assert [d["type"] for d in found] == ["Kế hoạch"]


def test_the_digits_of_a_unit_belong_to_a_number() -> None:
    found = reading(plan("1. Theo Công văn số 789/FLC-BĐT2 ngày 01/9/2021, Sở Nội vụ rà soát."))["documents"]
    assert "789/FLC-BĐT2" in {d.get("symbol") for d in found}


def test_number_and_day_may_share_a_line() -> None:
    text = (
        "TỈNH ỦY LẠNG SƠN ĐẢNG CỘNG SẢN VIỆT NAM\nSố 34 -NQ/TU Lạng Sơn, ngày 27 tháng 12 năm 2025\nNGHỊ QUYẾT\n"
        "về phát triển công nghiệp\n1. Sở Nội vụ theo dõi việc thực hiện.\n"
    )
    main = read(source(text)).to_json()["documents"][0]
    assert (main["symbol"], main["date"], main["issuer"]) == ("34-NQ/TU", "2025-12-27", "Tỉnh ủy Lạng Sơn")


# --- people ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Phó Chủ tịch UBND tỉnh Trần Phước An cho biết.", "Trần Phước An"),
        ("Giám đốc Công an tỉnh Lê Văn Bình yêu cầu.", "Lê Văn Bình"),
        ("Bí thư Huyện ủy huyện Hoàng Mai làm việc.", None),
    ],
)
def test_a_person_stands_behind_the_body_of_a_unit(words: str, name: str | None) -> None:
    found = find_people(words, 0, len(words))
    assert [p.name for p in found] == ([name] if name else [])


def test_capacity_and_office_may_share_a_line() -> None:
    found = find_signer(["TM. ỦY BAN NHÂN DÂN CHỦ TỊCH", "Phạm Đình An"])
    assert found is not None
    assert (found.name, found.position) == ("Phạm Đình An", "Chủ tịch Ủy ban nhân dân")
    assert find_signer(["KT. CHỦ TỊCH", "Phạm Đình An"]) is None


def test_lines_of_a_cell_are_parted_by_their_breaks() -> None:
    line = "| **TỈNH A**<br>Số:      /TB-VP | **CỘNG HÒA**<br>*ngày     tháng 7 năm 2026* |"
    assert [piece.text for piece in columns_of(line)] == [
        "TỈNH A", "Số:      /TB-VP", "CỘNG HÒA", "ngày     tháng 7 năm 2026",
    ]  # fmt: skip


def test_who_signs_in_the_place_of_a_head_is_a_deputy() -> None:
    found = find_signer(["TM. CHÍNH PHỦ", "KT, THỦ TƯỚNG", "", "THỦ TƯỚNG", "", "Hồ Văn An"])
    assert found is not None
    assert found.position == "Phó Thủ tướng Chính phủ"
    head = find_signer(["TM. CHÍNH PHỦ", "THỦ TƯỚNG", "", "Hồ Văn An"])
    assert head is not None
    assert head.position == "Thủ tướng Chính phủ"


# --- letters and points ---------------------------------------------------------------------------------------------


def test_the_addressees_of_a_letter_are_no_heading_of_its_points() -> None:
    points = "1. Sở Nội vụ\n- Theo dõi việc thực hiện.\n2. Sở Tài chính\n- Bố trí kinh phí thực hiện."
    text = plan(f"Kính gửi:\n- Các sở, ban, ngành;\n- Công an tỉnh.\n{points}")
    assert who(duties(text)) == [([HOME], ["MONITOR"]), ([FINANCE], ["RESPONSIBLE"])]


@pytest.mark.parametrize("verb", ["Đẩy mạnh", "Tăng cường"])
def test_a_verb_that_others_may_follow_has_an_object_of_its_own(verb: str) -> None:
    assert who(duties(plan(f"1. Sở Nội vụ\n- {verb} các giải pháp tiết kiệm điện."))) == [([HOME], ["RESPONSIBLE"])]


def test_a_strengthened_act_of_others_goes_on_with_the_task_before() -> None:
    (found,) = duties(plan("1. Sở Nội vụ rà soát quy trình; tăng cường sự giám sát của Nhân dân."))
    assert "tăng cường sự giám sát của Nhân dân" in found["task"]


def test_what_opens_points_may_say_in_what_its_bodies_have_them() -> None:
    text = "1. Các sở, ngành trong phạm vi quản lý về đất đai có trách nhiệm:\na) Rà soát hồ sơ đất đai của tỉnh."
    assert [d["organizations"] for d in duties(plan(text))] == [["[nhóm] các sở, ngành"]]


def test_watching_that_something_is_carried_out_opens_nothing() -> None:
    assert who(duties(plan("1. Sở Nội vụ theo dõi trong tỉnh việc thực hiện."))) == [([HOME], ["MONITOR"])]


def test_a_set_is_named_in_full_over_points_of_its_own() -> None:
    named = "Các doanh nghiệp khai thác cát trên sông"
    text = f"1. {named}\na) Rà soát giấy phép đã được cấp.\nb) Nộp báo cáo về Sở Công Thương."
    assert {tuple(d["organizations"]) for d in duties(plan(text))} == {(f"[nhóm] {named[0].lower()}{named[1:]}",)}
    (alone,) = duties(plan("1. Các doanh nghiệp khai thác cát đúng giấy phép."))
    assert alone["organizations"] == ["[nhóm] các doanh nghiệp"]


def test_a_body_that_opens_points_leads_them_with_those_beside_it() -> None:
    points = "a) Rà soát biên chế.\nb) Báo cáo UBND tỉnh trước ngày 30/6/2025."
    text = f"1. Sở Nội vụ chủ trì, phối hợp với Sở Tài chính:\n{points}"
    first, second = duties(plan(text))
    assert (first["roles"], first["coordinators"]) == (["LEAD"], [FINANCE])
    assert (second["roles"], second["coordinators"]) == (["LEAD", "REPORT"], [FINANCE])


def test_a_body_on_a_line_of_its_own_has_the_points_behind_it() -> None:
    points = "1. Xây dựng quy trình vận hành.\n2. Bố trí cán bộ."
    text = f"Điều 4. Vận hành hệ thống như sau:\nSở Nội vụ có trách nhiệm:\n{points}"
    assert who(duties(plan(text))) == [([HOME], ["RESPONSIBLE"])] * 2


def test_what_the_advised_is_to_check_is_not_the_adviser_s() -> None:
    (found,) = duties(plan("1. Sở Nội vụ tham mưu UBND tỉnh kiểm tra, xử lý các vi phạm."))
    assert (found["roles"], found["recipient"]) == (["ADVISE"], ["UBND tỉnh Lạng Sơn"])


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("Nghị định số 111/2022 của Chính phủ", "111/2022/NĐ-CP"),
        ("Quyết định số 30/2021 của Thủ tướng Chính phủ", "30/2021/QĐ-TTg"),
    ],
)
def test_a_number_with_its_year_and_without_codes_is_completed(words: str, number: str) -> None:
    assert number in [d.get("symbol") for d in reading(plan(f"1. Sở Nội vụ thực hiện {words}."))["documents"]]


@pytest.mark.parametrize("words", ["Quyết định số 30/2021 của UBND tỉnh", "Nghị định số 11/2022 của Bộ Nội vụ"])
def test_where_the_issuer_leaves_it_open_a_number_is_not_completed(words: str) -> None:
    numbers = [d.get("symbol", "") for d in reading(plan(f"1. Sở Nội vụ thực hiện {words}."))["documents"]]
    assert not any(number.startswith(("30/2021/", "11/2022/")) for number in numbers)


def test_a_committee_may_stand_for_one_of_each_of_many() -> None:
    of_many = "Đảng ủy các bộ, ngành thuộc Đảng ủy Chính phủ"
    assert [d["organizations"] for d in duties(plan(f"1. {of_many} xây dựng kế hoạch."))] == [[f"[nhóm] {of_many}"]]
    (found,) = duties(plan("1. Sở Nội vụ, các sở, ngành xây dựng kế hoạch."))
    assert found["organizations"] == [HOME, "[nhóm] các sở, ngành"]


def test_the_mark_of_a_page_is_no_paragraph() -> None:
    text = "1. Sở Nội vụ\n- Rà soát hồ sơ.\n===== Trang 9 =====\n- Bố trí cán bộ."
    assert [d["task"] for d in duties(plan(text))] == ["Rà soát hồ sơ", "Bố trí cán bộ"]


def test_more_of_a_work_is_a_task_with_the_roles_of_that_work() -> None:
    text = plan("1. Sở Nội vụ\n- Đẩy mạnh công tác theo dõi, đôn đốc các cơ quan.\n- Công tác theo dõi còn chậm.")
    assert who(duties(text)) == [([HOME], ["MONITOR", "URGE"])]


def test_a_list_of_who_they_are_is_no_task() -> None:
    assert duties(plan("1. Giao các sở phụ trách theo ngành, lĩnh vực gồm:\n- Sở Nội vụ (đối với biên chế);")) == []
    (found,) = duties(plan("1. Giao Sở Nội vụ xây dựng danh mục gồm các nhóm việc."))
    assert found["organizations"] == [HOME]
