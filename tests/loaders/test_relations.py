"""How documents act on each other: kinds, direction, nesting, lists (domain.md § 6.1, § 6.2)."""

from __future__ import annotations

import re

import pytest
from drafting import decision, news, plan, reading, relations

from graph.kinds import DOCUMENT_KINDS
from loaders.grammar.relation_words import OPENERS, VERBS, Verb

RESOLUTION = "Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị"
DECREE = "Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ"
OLD = "Quyết định số 100/QĐ-BNV ngày 01/02/2020"
OLDER = "Quyết định số 77/QĐ-BNV ngày 02/02/2015"

PLAN, DECISION = "45/KH-UBND", "210/QĐ-BNV"


def of_plan(text: str) -> set[tuple[str, str]]:
    """(kind, object) of what the plan itself does."""
    return {(kind, target) for source, kind, target in relations(text) if source == PLAN}


def of_decision(text: str) -> set[tuple[str, str]]:
    return {(kind, target) for source, kind, target in relations(text) if source == DECISION}


# --- the rules themselves -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("verb", VERBS, ids=lambda v: f"{v.kind}-{v.rule}")
def test_a_verb_takes_its_own_examples(verb: Verb) -> None:
    assert verb.examples
    for example in verb.examples:
        found = next(v for v in VERBS if v.pattern.search(f"Quyết định này {example} "))
        assert (found.kind, found.rule) == (verb.kind, verb.rule), example


@pytest.mark.parametrize("verb", VERBS, ids=lambda v: f"{v.kind}-{v.rule}")
def test_a_verb_governs_only_what_follows_it(verb: Verb) -> None:
    assert all(not verb.pattern.search(f"{example} tại địa bàn huyện ") for example in verb.examples)


def test_every_kind_of_relation_has_words() -> None:
    said = {v.kind for v in VERBS} | {kind for _, kind, _ in OPENERS} | {"CITES"}
    assert {k.name for k in DOCUMENT_KINDS} <= said


# --- titles ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Thực hiện", "IMPLEMENTS"),
        ("Triển khai thực hiện", "IMPLEMENTS"),
        ("Tổ chức thực hiện", "IMPLEMENTS"),
        ("Về việc thi hành", "IMPLEMENTS"),
        ("Tiếp tục thực hiện có hiệu quả", "IMPLEMENTS"),
        ("Cụ thể hóa", "CONCRETIZES"),
        ("Cụ thể hoá, tổ chức thực hiện", "CONCRETIZES"),
        ("Về thể chế hóa các nội dung của", "CONCRETIZES"),
        ("Hướng dẫn thực hiện", "GUIDES"),
        ("Hướng dẫn thi hành một số điều của", "GUIDES"),
        ("Tổng kết 10 năm thực hiện", "REVIEWS"),
        ("Sơ kết việc thực hiện", "REVIEWS"),
        ("Đánh giá kết quả thực hiện", "REVIEWS"),
        ("Báo cáo kết quả thực hiện", "REPORTS_ON"),
        ("Báo cáo tình hình triển khai thực hiện", "REPORTS_ON"),
        ("Tuyên truyền", "DISSEMINATES"),
        ("Tổ chức học tập, quán triệt", "DISSEMINATES"),
    ],
)
def test_the_verb_of_a_title_says_what_the_document_does(words: str, kind: str) -> None:
    assert of_plan(plan(title=f"{words} {RESOLUTION}")) == {(kind, "57-NQ/TW")}


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Quy định chi tiết một số điều của", "DETAILS"),
        ("Quy định chi tiết và hướng dẫn thi hành", "DETAILS"),
        ("Hướng dẫn thi hành", "GUIDES"),
        ("Sửa đổi, bổ sung một số điều của", "AMENDS"),
        ("Về việc điều chỉnh, bổ sung", "AMENDS"),
        ("Về việc thay thế", "REPLACES"),
        ("Về việc bãi bỏ", "REPEALS"),
        ("Hủy bỏ", "REPEALS"),
        ("Về việc đính chính", "CORRECTS"),
        ("Đính chính", "CORRECTS"),
        ("Về việc ngưng hiệu lực", "SUSPENDS"),
        ("Tạm đình chỉ thi hành", "SUSPENDS"),
        ("Hợp nhất", "CONSOLIDATES"),
        ("Về việc giải thích một số điều của", "EXPLAINS"),
        ("Phê duyệt", "APPROVES"),
        ("Thông qua", "APPROVES"),
    ],
)
def test_the_verb_of_a_decision_s_title_says_what_it_does(words: str, kind: str) -> None:
    assert of_decision(decision(title=f"{words} {DECREE}")) == {(kind, "30/2020/NĐ-CP")}


def test_a_report_on_implementing_reports() -> None:
    text = plan(title=f"Kết quả thực hiện {RESOLUTION}").replace("KẾ HOẠCH\n", "BÁO CÁO\n").replace("45/KH", "45/BC")
    assert relations(text) == {("45/BC-UBND", "REPORTS_ON", "57-NQ/TW")}


def test_a_list_in_the_title_has_one_verb() -> None:
    text = plan(title=f"Thực hiện {RESOLUTION} và Nghị quyết số 03/NQ-CP ngày 09/01/2025 của Chính phủ")
    assert of_plan(text) == {("IMPLEMENTS", "57-NQ/TW"), ("IMPLEMENTS", "03/NQ-CP")}


def test_an_object_that_is_no_document_makes_no_relation() -> None:
    assert relations(plan(title="Triển khai thực hiện các nhiệm vụ, giải pháp cải cách hành chính")) == set()


# --- recitals -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("recital", "kind"),
    [
        (f"Thực hiện {RESOLUTION}, Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:", "IMPLEMENTS"),
        (f"Triển khai thực hiện {RESOLUTION};", "IMPLEMENTS"),
        (f"Để tổ chức thực hiện {RESOLUTION},", "IMPLEMENTS"),
        (f"Thi hành {RESOLUTION},", "IMPLEMENTS"),
        (f"Căn cứ {RESOLUTION};", "BASED_ON"),
        (f"- Căn cứ {RESOLUTION};", "BASED_ON"),
        (f"Trên cơ sở {RESOLUTION};", "BASED_ON"),
        (f"Quán triệt {RESOLUTION};", "BASED_ON"),
        (f"Theo {RESOLUTION};", "BASED_ON"),
    ],
)
def test_the_opener_of_a_recital_says_what_it_rests_on(recital: str, kind: str) -> None:
    assert of_plan(plan(recitals=recital)) == {(kind, "57-NQ/TW")}


@pytest.mark.parametrize(
    "opener", ["Theo đề nghị của Bộ trưởng Bộ Nội vụ tại", "Xét đề nghị của Bộ Nội vụ tại", "Xét", "Sau khi xem xét"]
)
def test_what_is_proposed_by_a_paper_names_the_paper(opener: str) -> None:
    text = decision(recitals=f"{opener} Tờ trình số 55/TTr-BTC ngày 01/5/2025;")
    assert of_decision(text) == {("PROPOSED_BY", "55/TTr-BTC")}


def test_a_proposal_without_a_paper_makes_no_relation() -> None:
    assert relations(decision(recitals="Theo đề nghị của Vụ trưởng Vụ Tổ chức - Biên chế.")) == set()


@pytest.mark.parametrize("opener", ["Phúc đáp", "Trả lời"])
def test_a_letter_is_answered(opener: str) -> None:
    text = plan(recitals=f"{opener} Công văn số 1804/BNV-CCHC ngày 05/02/2025 của Bộ Nội vụ, UBND tỉnh có ý kiến:")
    assert of_plan(text) == {("RESPONDS_TO", "1804/BNV-CCHC")}


def test_a_later_clause_of_a_recital_has_its_own_opener() -> None:
    text = plan(
        recitals=f"Thực hiện {RESOLUTION}; theo đề nghị của Sở Nội vụ tại Tờ trình số 12/TTr-SNV ngày 03/3/2025;"
    )
    assert of_plan(text) == {("IMPLEMENTS", "57-NQ/TW"), ("PROPOSED_BY", "12/TTr-SNV")}


def test_all_of_a_recital_s_list_is_what_it_rests_on() -> None:
    text = plan(recitals=f"Căn cứ {DECREE}; {RESOLUTION} và Luật Thanh tra ngày 14/11/2022;")
    assert of_plan(text) == {("BASED_ON", "30/2020/NĐ-CP"), ("BASED_ON", "57-NQ/TW"), ("BASED_ON", "Luật Thanh tra")}


def test_what_the_government_orders_in_a_resolution_is_implemented() -> None:
    text = plan(
        recitals="Thực hiện chỉ đạo của Chính phủ tại Nghị quyết số 76/NQ-CP ngày 15/7/2021, UBND tỉnh ban hành:"
    )
    assert of_plan(text) == {("IMPLEMENTS", "76/NQ-CP")}


# --- acts of the articles -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("article", "kind"),
    [
        (f"Điều 1. Bãi bỏ {OLD}.", "REPEALS"),
        (f"Điều 1. Nay bãi bỏ toàn bộ {OLD}.", "REPEALS"),
        (f"Điều 2. Quyết định này bãi bỏ {OLD}.", "REPEALS"),
        (f"Điều 3. {OLD} hết hiệu lực kể từ ngày Quyết định này có hiệu lực thi hành.", "REPEALS"),
        (f"Điều 2. Quyết định này có hiệu lực kể từ ngày ký và thay thế {OLD}.", "REPLACES"),
        (f"Điều 2. Quyết định này thay thế cho {OLD}.", "REPLACES"),
        (f"Điều 1. Sửa đổi, bổ sung một số điều của {OLD} như sau:", "AMENDS"),
        (f"Điều 1. Bổ sung khoản 3 Điều 2 {OLD} như sau:", "AMENDS"),
        (f"Điều 1. Tạm đình chỉ thi hành {OLD}.", "SUSPENDS"),
        (f"Điều 1. Đính chính {OLD} như sau:", "CORRECTS"),
        (f"Điều 2. Giao Vụ Pháp chế rà soát theo {OLD}.", "CITES"),
    ],
)
def test_the_verb_of_an_article_is_the_document_s_own_act(article: str, kind: str) -> None:
    assert of_decision(decision(article)) == {(kind, "100/QĐ-BNV")}


@pytest.mark.parametrize("joint", ["; bãi bỏ", ", bãi bỏ", "; đồng thời bãi bỏ", " và bãi bỏ"])
def test_acts_of_one_sentence_are_all_the_document_s_own(joint: str) -> None:
    text = decision(f"Điều 2. Quyết định này thay thế {OLD}{joint} {OLDER}.")
    assert of_decision(text) == {("REPLACES", "100/QĐ-BNV"), ("REPEALS", "77/QĐ-BNV")}


@pytest.mark.parametrize("article", [f"Điều 1. Bãi bỏ {OLD} và {OLDER}.", f"Điều 1. Bãi bỏ {OLD}; {OLDER}."])
def test_a_list_of_objects_has_one_verb(article: str) -> None:
    assert of_decision(decision(article)) == {("REPEALS", "100/QĐ-BNV"), ("REPEALS", "77/QĐ-BNV")}


def test_every_item_of_a_list_of_repealed_texts_is_repealed() -> None:
    text = decision(f"Điều 2. Bãi bỏ các văn bản sau:\n1. {OLD};\n2. {OLDER}.")
    assert of_decision(text) == {("REPEALS", "100/QĐ-BNV"), ("REPEALS", "77/QĐ-BNV")}


def test_an_article_that_is_named_is_kept() -> None:
    (relation,) = reading(decision(f"Điều 1. Bãi bỏ khoản 2 Điều 5 {OLD}."))["relations"]
    assert (relation["kind"], relation["target_part"]) == ("REPEALS", "khoản 2 Điều 5")


# --- instruments and what they carry --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "article",
    [
        "Điều 1. Ban hành kèm theo Quyết định này Quy chế quản lý văn bản và điều hành của Bộ.",
        "Điều 1. Ban hành kèm theo Quyết định này bản Quy chế quản lý văn bản và điều hành của Bộ.",
    ],
)
def test_rules_are_issued_with_the_decision(article: str) -> None:
    assert relations(decision(article)) == {("Quy chế quản lý văn bản và điều hành của Bộ", "ISSUED_WITH", DECISION)}


def test_rules_named_by_the_title_are_issued_with_the_decision() -> None:
    text = decision(title="Ban hành Quy chế quản lý văn bản và điều hành của Bộ")
    assert relations(text) == {("Quy chế quản lý văn bản và điều hành của Bộ", "ISSUED_WITH", DECISION)}


@pytest.mark.parametrize("verb", ["Phê duyệt", "Thông qua"])
def test_a_decision_approves_a_scheme(verb: str) -> None:
    scheme = 'Đề án "Nâng cao năng lực đội ngũ cán bộ xã giai đoạn 2025 - 2030"'
    assert of_decision(decision(f"Điều 1. {verb} {scheme}.")) == {("APPROVES", scheme)}


@pytest.mark.parametrize("words", ["ban hành kèm theo", "được ban hành kèm theo", "(ban hành kèm theo", "(kèm theo"])
def test_a_scheme_belongs_to_the_decision_it_was_issued_with(words: str) -> None:
    title = f"Triển khai Đề án phát triển đội ngũ cán bộ {words} {OLD}"
    title += ")" if "(" in title else ""
    found = relations(plan(title=title))
    assert ("Đề án phát triển đội ngũ cán bộ", "ISSUED_WITH", "100/QĐ-BNV") in found
    assert (PLAN, "IMPLEMENTS", "Đề án phát triển đội ngũ cán bộ") in found
    assert len(found) == 2


def test_a_programme_implements_a_resolution_and_its_carrier_issues_it() -> None:
    programme = "Chương trình hành động của Chính phủ thực hiện Nghị quyết số 57-NQ/TW"
    text = decision(f"Điều 1. Ban hành {programme} ngày 22/12/2024 của Bộ Chính trị.")
    assert relations(text) == {(programme, "ISSUED_WITH", DECISION), (programme, "IMPLEMENTS", "57-NQ/TW")}


# --- direction and nesting ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("(được sửa đổi, bổ sung bởi", "AMENDS"),
        ("(đã được sửa đổi, bổ sung theo", "AMENDS"),
        ("được sửa đổi, bổ sung một số điều tại", "AMENDS"),
        ("đã bị bãi bỏ bởi", "REPEALS"),
        ("được thay thế bằng", "REPLACES"),
        ("hết hiệu lực do bị thay thế bởi", "REPLACES"),
        ("được đính chính tại", "CORRECTS"),
        ("được hướng dẫn thi hành bởi", "GUIDES"),
    ],
)
def test_passive_words_turn_the_ends_round(words: str, kind: str) -> None:
    text = plan(f"1. Rà soát theo {OLDER} {words} {OLD}{')' if '(' in words else ''} của Bộ.")
    assert ("100/QĐ-BNV", kind, "77/QĐ-BNV") in relations(text)
    assert ("77/QĐ-BNV", kind, "100/QĐ-BNV") not in relations(text)


def test_two_amendments_in_one_bracket_both_amend() -> None:
    text = plan(
        "1. Nghị định số 24/2014/NĐ-CP ngày 04/4/2014 (đã được sửa đổi, bổ sung theo Nghị định số 107/2020/NĐ-CP "
        "ngày 14/9/2020 và Nghị định số 10/2022/NĐ-CP ngày 02/02/2022) quy định về tổ chức."
    )
    found = {r for r in relations(text) if r[1] == "AMENDS"}
    assert found == {(n, "AMENDS", "24/2014/NĐ-CP") for n in ("107/2020/NĐ-CP", "10/2022/NĐ-CP")}


def test_the_verb_inside_a_title_belongs_to_that_title() -> None:
    text = plan(title=f"Triển khai Kế hoạch số 10-KH/TU ngày 06/02/2025 của Tỉnh ủy thực hiện {RESOLUTION}")
    assert relations(text) == {(PLAN, "IMPLEMENTS", "10-KH/TU"), ("10-KH/TU", "IMPLEMENTS", "57-NQ/TW")}


def test_a_later_document_goes_on_with_the_outer_list() -> None:
    text = plan(
        title="Triển khai thực hiện Kế hoạch số 10-KH/TW ngày 06/6/2018 của Bộ Chính trị về thực hiện "
        "Nghị quyết số 26-NQ/TW ngày 19/5/2018 và Nghị quyết số 132/NQ-CP ngày 24/10/2018 của Chính phủ"
    )
    assert relations(text) == {
        (PLAN, "IMPLEMENTS", "10-KH/TW"),
        (PLAN, "IMPLEMENTS", "132/NQ-CP"),
        ("10-KH/TW", "IMPLEMENTS", "26-NQ/TW"),
    }


def test_a_semicolon_goes_on_with_the_list_of_the_verb() -> None:
    programme = "Chương trình hành động của Chính phủ thực hiện Nghị quyết số 26-NQ/TW"
    text = plan(
        title=f"Triển khai thực hiện Nghị quyết số 132/NQ-CP ngày 24/10/2018 của Chính phủ ban hành {programme} "
        "ngày 19/5/2018; Chương trình hành động số 27-CTr/TU ngày 02/11/2018 của Tỉnh ủy thực hiện "
        "Nghị quyết số 26-NQ/TW"
    )
    assert relations(text) == {
        (PLAN, "IMPLEMENTS", "132/NQ-CP"),
        (PLAN, "IMPLEMENTS", "27-CTr/TU"),
        (programme, "ISSUED_WITH", "132/NQ-CP"),
        (programme, "IMPLEMENTS", "26-NQ/TW"),
        ("27-CTr/TU", "IMPLEMENTS", "26-NQ/TW"),
    }


def test_what_a_plan_goes_together_with_is_cited() -> None:
    text = plan(title=f"Triển khai thực hiện {RESOLUTION} gắn với Chỉ thị số 05-CT/TW ngày 15/5/2016 của Bộ Chính trị")
    assert of_plan(text) == {("IMPLEMENTS", "57-NQ/TW"), ("CITES", "05-CT/TW")}


def test_a_document_implements_no_later_one() -> None:
    assert relations(plan(title="Thực hiện Nghị quyết số 01/NQ-CP ngày 08/01/2026 của Chính phủ")) == set()


def test_an_amending_law_amends_the_law_it_names() -> None:
    text = plan(recitals="Căn cứ Luật sửa đổi, bổ sung một số điều của Luật Thanh tra ngày 25/6/2024;")
    amending = "Luật sửa đổi, bổ sung một số điều của Luật Thanh tra"
    assert (amending, "AMENDS", "Luật Thanh tra") in relations(text)
    assert ("BASED_ON", amending) in of_plan(text)


# --- the body -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "point",
    [
        f"1. Rà soát thủ tục theo quy định tại Điều 7 {DECREE}.",
        f"1. Tổ chức thực hiện nghiêm {DECREE}.",
        f"1. Các nhiệm vụ nêu tại {DECREE} tiếp tục thực hiện.",
    ],
)
def test_what_the_body_names_is_cited(point: str) -> None:
    assert of_plan(plan(point)) == {("CITES", "30/2020/NĐ-CP")}


def test_what_is_related_already_is_not_cited_too() -> None:
    assert of_plan(plan(f"1. Bám sát {RESOLUTION}.", title=f"Thực hiện {RESOLUTION}")) == {("IMPLEMENTS", "57-NQ/TW")}


@pytest.mark.parametrize(
    "point", ["1. Theo đó, các sở rà soát theo quy định.", "1. Rà soát theo quy định của pháp luật."]
)
def test_accordingly_and_by_the_rules_name_no_document(point: str) -> None:
    assert relations(plan(point)) == set()


# --- news -----------------------------------------------------------------------------------------------------------


def test_news_tells_what_the_issued_plan_implements() -> None:
    text = news(
        "Thực hiện Nghị quyết số 26-NQ/TW ngày 19/5/2018 của Ban Chấp hành Trung ương; ngày 10/10/2023, Chủ tịch "
        "UBND tỉnh Hồ Tiến Thiệu đã ký ban hành Kế hoạch số 15/KH-UBND triển khai thực hiện Nghị quyết số 132/NQ-CP "
        "ngày 24/10/2018 của Chính phủ."
    )
    assert relations(text) == {("15/KH-UBND", "IMPLEMENTS", "26-NQ/TW"), ("15/KH-UBND", "IMPLEMENTS", "132/NQ-CP")}


def test_news_tells_what_a_decision_does() -> None:
    text = news(
        "UBND tỉnh vừa ban hành Quyết định số 77/QĐ-UBND ngày 01/11/2023 sửa đổi, bổ sung Quyết định số 12/QĐ-UBND "
        "ngày 05/5/2021.",
        "Quyết định này thay thế Quyết định số 5/QĐ-UBND ngày 02/02/2019.",
    )
    assert relations(text) == {("77/QĐ-UBND", "AMENDS", "12/QĐ-UBND"), ("77/QĐ-UBND", "REPLACES", "5/QĐ-UBND")}


@pytest.mark.parametrize(
    "purpose", ["phổ biến, quán triệt và triển khai", "quán triệt", "học tập, quán triệt", "triển khai"]
)
def test_a_conference_disseminates_what_it_was_held_for(purpose: str) -> None:
    text = news(
        f"Sáng 15/11, Tỉnh ủy Lạng Sơn tổ chức hội nghị {purpose} Nghị quyết số 116-NQ/TU ngày 04/7/2023 và "
        "Đề án số 08-ĐA/TU ngày 04/7/2023 của Ban Thường vụ Tỉnh ủy."
    )
    found = relations(text)
    assert {(kind, target) for _, kind, target in found} == {
        ("DISSEMINATES", "116-NQ/TU"),
        ("DISSEMINATES", "08-ĐA/TU"),
    }
    assert all(re.match("hội nghị", source) for source, _, _ in found)
