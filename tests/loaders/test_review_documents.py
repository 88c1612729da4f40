"""Documents, relations, events and targets in the forms a reader's review found misread; the sentences are made up."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest

from graph.claims import Position
from graph.facts import Facts
from graph.matching import fits, known_of, same_annex
from graph.profiles import Profile
from graph.store import NodeFilter
from graph.stores import open_store
from graph.titles import titles_differ
from loaders.load import load
from loaders.reading import read
from loaders.text import SourceText


def reading(text: str) -> dict[str, Any]:
    content = text.encode()
    source = SourceText("probe", "probe.txt", text, "utf-8", hashlib.sha256(content).hexdigest())
    return read(source).to_json()


def decision(body: str, signature: str = "") -> str:
    """An official text of a province with ``body`` between head and foot."""
    return (
        "ỦY BAN NHÂN DÂN\nTỈNH HÀ GIANG\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 77/QĐ-UBND\n"
        "Hà Giang, ngày 10 tháng 3 năm 2025\n\n"
        f"QUYẾT ĐỊNH\nVề một số việc của tỉnh\n\n{body}\n\n{signature}"
    )


def relations(text: str) -> set[tuple[str, str, str]]:
    result = reading(text)
    name = {d["id"]: d.get("symbol") or d.get("title", "") for d in result["documents"]}
    name |= {e["id"]: e["kind"] for e in result["events"]}
    return {(name[r["source"]], r["kind"], name[r["target"]]) for r in result["relations"]}


def annex(number: str, carrier: str) -> Facts:
    """A plan that implements a resolution, carried by a decision."""
    title = f"Kế hoạch của Ủy ban nhân dân tỉnh triển khai thực hiện Nghị quyết số {number}-NQ/TW về cán bộ"
    return Facts(type="Kế hoạch", title=title, carrier=carrier)


# --- titles that differ in what they name -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Kế hoạch thực hiện Nghị quyết số 26-NQ/TW", "Kế hoạch thực hiện Nghị quyết số 27-NQ/TW"),
        ("Đề án phát triển chợ giai đoạn 2021-2025", "Đề án phát triển chợ giai đoạn 2026 - 2030"),
        ("Chương trình thực hiện Nghị quyết Đại hội XIII", "Chương trình thực hiện Nghị quyết Đại hội XIV"),
        ("Kế hoạch thực hiện Nghị quyết Trung ương 4 khóa XII", "Kế hoạch thực hiện Nghị quyết Trung ương 4 khóa XIII"),
        ("Kế hoạch phòng cháy năm 2024", "Kế hoạch phòng cháy năm 2025"),
    ],
)
def test_titles_that_name_another_document_term_or_period_differ(left: str, right: str) -> None:
    assert titles_differ(left, right)
    assert titles_differ(right, left)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Kế hoạch thực hiện Nghị quyết số 26-NQ/TW ngày 19/5/2018", "Kế hoạch thực hiện Nghị quyết 26"),
        ("Đề án phát triển chợ đến năm 2030", "Đề án phát triển chợ đến năm 2030, tầm nhìn đến năm 2045"),
        ("Nghị quyết Đại hội lần thứ 13", "Nghị quyết Đại hội lần thứ XIII"),
        ("Nghị quyết Hội nghị lần thứ sáu", "Nghị quyết Hội nghị lần thứ 6"),
        ("Đề án phát triển chợ", "Đề án phát triển chợ giai đoạn 2021-2025"),
    ],
)
def test_titles_that_say_the_same_or_less_do_not_differ(left: str, right: str) -> None:
    assert not titles_differ(left, right)


def test_two_plans_whose_titles_differ_in_the_symbol_are_two_documents_of_a_text() -> None:
    found = relations(
        "UBND tỉnh ban hành Kế hoạch thực hiện Nghị quyết số 21-NQ/TW. "
        "Trước đó, UBND tỉnh đã ban hành Kế hoạch thực hiện Nghị quyết số 36-NQ/TW."
    )
    assert found == {
        ("Kế hoạch thực hiện Nghị quyết số 21-NQ/TW", "IMPLEMENTS", "21-NQ/TW"),
        ("Kế hoạch thực hiện Nghị quyết số 36-NQ/TW", "IMPLEMENTS", "36-NQ/TW"),
    }


def test_two_plans_of_one_carrier_whose_titles_differ_in_the_symbol_are_two_nodes_over_sources(tmp_path: Path) -> None:
    plan = "Chương trình hành động của Ủy ban nhân dân tỉnh Hà Giang thực hiện Nghị quyết số {}-NQ/TW"
    (tmp_path / "a.txt").write_text(
        decision(f"Điều 1. Ban hành kèm theo Quyết định này {plan.format(21)} của Ban Chấp hành Trung ương Đảng."),
        "utf-8",
    )
    (tmp_path / "b.txt").write_text(
        f"Tỉnh đã ban hành {plan.format(36)} ban hành kèm theo Quyết định số 77/QĐ-UBND ngày 10/3/2025 của "
        "Ủy ban nhân dân tỉnh Hà Giang.",
        "utf-8",
    )
    store = open_store("memory:")
    report = load(store, sorted(tmp_path.glob("*.txt")))
    assert (report.new, report.failed) == (2, ())
    assert store.find(NodeFilter(key_prefix="chuong-trinh/")).total == 2


def test_annexes_whose_titles_differ_only_in_the_symbol_are_never_one() -> None:
    carrier, vague = "quyet-dinh/77-qd-ubnd/ubnd-tinh@ha-giang/2025-03-10", "quyet-dinh/77-qd-ubnd/?/2025-03-10"
    assert same_annex(annex("21", carrier), annex("21", vague))
    assert not same_annex(annex("21", carrier), annex("36", vague))
    known = known_of([Profile(annex("21", carrier))])
    assert fits(Profile(annex("21", vague)), known)
    assert not fits(Profile(annex("36", vague)), known)


# --- what is repealed -------------------------------------------------------------------------------------------------


def test_the_list_behind_cease_to_have_effect_is_repealed_each_item_with_its_part() -> None:
    text = decision(
        "Điều 3. Hiệu lực\n1. Kể từ ngày Quyết định này có hiệu lực, các quy định sau đây chấm dứt hiệu lực: "
        "điểm b khoản 1 Điều 8 Quyết định số 31/2021/QĐ-UBND ngày 30 tháng 12 năm 2021 của Ủy ban nhân dân tỉnh; "
        "khoản 4 Điều 12 Quyết định số 75/2021/QĐ-UBND ngày 24 tháng 7 năm 2021 và Quyết định số 55/2023/QĐ-UBND."
    )
    found = {
        r["target"]: (r["kind"], r.get("target_part", ""))
        for r in reading(text)["relations"]
        if r["kind"] in ("REPEALS", "CITES")
    }
    assert list(found.values()) == [
        ("REPEALS", "điểm b khoản 1 Điều 8"),
        ("REPEALS", "khoản 4 Điều 12"),
        ("REPEALS", ""),
    ]


@pytest.mark.parametrize(
    "body",
    [
        "Điều 2. Các văn bản sau đây chấm dứt hiệu lực kể từ ngày Quyết định này có hiệu lực:\n"
        "1. Quyết định số 4/2011/QĐ-UBND ngày 1/3/2011;\n2. Quyết định số 5/2011/QĐ-UBND ngày 2/3/2011.",
        "Điều 2. Bãi bỏ Quyết định số 4/2011/QĐ-UBND ngày 1/3/2011; Quyết định số 5/2011/QĐ-UBND ngày 2/3/2011.",
        "Điều 2. Hiệu lực\n1. Bãi bỏ các văn bản sau: Quyết định số 4/2011/QĐ-UBND; Quyết định số 5/2011/QĐ-UBND.",
        "Điều 2. Quyết định số 4/2011/QĐ-UBND và Quyết định số 5/2011/QĐ-UBND chấm dứt hiệu lực từ ngày 01/4/2025.",
    ],
)
def test_every_document_of_a_list_is_repealed(body: str) -> None:
    assert relations(decision(body)) == {
        ("77/QĐ-UBND", "REPEALS", "4/2011/QĐ-UBND"),
        ("77/QĐ-UBND", "REPEALS", "5/2011/QĐ-UBND"),
    }


def test_a_law_inside_the_title_of_what_is_repealed_is_not_repealed() -> None:
    found = relations(
        decision("Điều 2. Bãi bỏ Quyết định số 4/2011/QĐ-UBND về phân cấp theo quy định của Luật Đất đai, Luật Nhà ở.")
    )
    assert {target for _, kind, target in found if kind == "REPEALS"} == {"4/2011/QĐ-UBND"}


def test_a_list_of_articles_is_no_list_of_documents() -> None:
    found = relations(
        decision(
            "Điều 2. Trong thời gian tổ chức thi hành Luật Đất đai theo Nghị quyết số 25/2025/QH15 về tháo gỡ "
            "trong thi hành Luật Nhà ở thì áp dụng quy định tại Điều 59, Điều 60 Thông tư số 8/2021/TT-BTC."
        )
    )
    assert not {edge for edge in found if edge[2] == "8/2021/TT-BTC"} - {("77/QĐ-UBND", "CITES", "8/2021/TT-BTC")}


# --- names and titles -------------------------------------------------------------------------------------------------


def documents(text: str) -> list[dict[str, Any]]:
    return [d for d in reading(text)["documents"] if not d.get("own")]


@pytest.mark.parametrize(
    "sentence",
    [
        "Dự án chợ chuyển tiếp được áp dụng các quy định tại Nghị quyết này.",
        "Chương trình không sử dụng ngân sách thì thực hiện theo quy định tại Quyết định này.",
    ],
)
def test_a_thing_that_a_sentence_is_about_has_no_title(sentence: str) -> None:
    assert documents(decision(f"Điều 2. {sentence}")) == []


def test_a_programme_acted_upon_is_named_up_to_its_period() -> None:
    (found,) = documents(
        decision(
            "Điều 2. Rà soát, sửa đổi, bổ sung Đề án phát triển đội ngũ thú y cấp xã giai đoạn 2022-2030, đáp ứng "
            "yêu cầu trong tình hình mới."
        )
    )
    assert (found["type"], found["title"]) == ("Đề án", "Đề án phát triển đội ngũ thú y cấp xã giai đoạn 2022-2030")


def test_a_programme_without_a_name_of_its_own_is_no_document() -> None:
    assert documents(decision("Điều 2. Sửa đổi, bổ sung Đề án cho phù hợp tình hình mới của địa phương.")) == []


def test_the_year_in_brackets_behind_a_law_is_its_date() -> None:
    (found,) = documents(decision("Điều 2. Rà soát các quy định của Luật Thủy lợi (2017) và các luật có liên quan."))
    assert (found["title"], found["date"]) == ("Luật Thủy lợi", "2017")


@pytest.mark.parametrize(
    ("words", "title"),
    [
        (
            "quy định chế độ phụ cấp ở vùng cao thì không hưởng chế độ tại Điều này.",
            "quy định chế độ phụ cấp ở vùng cao",
        ),
        (
            "sửa đổi, bổ sung một số điều của Nghị định số 8/2015/NĐ-CP ngày 2/3/2015 của Chính phủ về giống lúa.",
            "sửa đổi, bổ sung một số điều của Nghị định số 8/2015/NĐ-CP ngày 2/3/2015 của Chính phủ về giống lúa",
        ),
        ("quy định mức hỗ trợ người lao động vùng biên 01/7/2024 12;", "quy định mức hỗ trợ người lao động vùng biên"),
        ("sửa đổi, bổ sung một số\n", ""),
        ("về dân số và phát triển.", "về dân số và phát triển"),
        ("ban hành kèm theo Thông tư số 5/2020/TT-BNV.", ""),
    ],
)
def test_a_title_reaches_to_its_own_end_and_no_further(words: str, title: str) -> None:
    found = documents(f"Theo Nghị định số 11/2020/NĐ-CP ngày 5/2/2020 của Chính phủ {words}")
    assert found[0].get("title", "") == title


# --- the year of a news item -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "plan",
    [
        "Dự kiến ngày hội của cả tỉnh với sự tham gia của nhiều đoàn được tổ chức đồng loạt vào ngày 15/3/2026.",
        "Lễ ra quân sẽ được tổ chức ngày 15/3/2026.",
        "Các xã hoàn thành trước ngày 15/3/2026.",
        "Việc này phải xong đến hết ngày 15/3/2026.",
        "Các đơn vị nộp bài chậm nhất ngày 15/3/2026.",
        "Vòng chung kết vào ngày 15/3/2026 tới.",
    ],
)
def test_a_day_to_come_gives_a_news_item_no_year(plan: str) -> None:
    text = f"Sáng 16/4, Tỉnh ủy tổ chức hội nghị triển khai công tác hè. Cuộc thi mở ngày 18/01/2025. {plan}"
    (event,) = reading(text)["events"]
    assert event["date"] == "2025-04-16"


def test_a_day_that_somebody_came_on_gives_the_year() -> None:
    text = "Sáng 16/4, Tỉnh ủy tổ chức hội nghị triển khai công tác hè. Đoàn đã đến thăm tỉnh ngày 18/01/2025."
    (event,) = reading(text)["events"]
    assert event["date"] == "2025-04-16"


# --- what a conference makes known ------------------------------------------------------------------------------------


def test_each_document_that_begins_an_item_of_what_is_presented_is_disseminated() -> None:
    text = (
        "Sáng 16/4/2025, Tỉnh ủy tổ chức hội nghị triển khai công tác hè. Hội nghị nghe đồng chí Trưởng ban truyền đạt "
        "chuyên đề về: Phòng chống đuối nước; việc thi hành Nghị quyết số 6-NQ/TU; Chỉ thị số 42-CT/TW ngày 16/01/2020 "
        "của Ban Bí thư; và Kết luận số 91-KL/TW ngày 12/8/2024 của Bộ Chính trị. Quyết định số 5-QĐ/TU cũng được nêu."
    )
    spread = {target for _, kind, target in relations(text) if kind == "DISSEMINATES"}
    assert spread == {"42-CT/TW", "91-KL/TW"}


# --- who signs --------------------------------------------------------------------------------------------------------


def signed(text: str) -> list[tuple[str, str]]:
    content = text.encode()
    claims = read(SourceText("probe", "probe.txt", text, "utf-8", hashlib.sha256(content).hexdigest())).claims
    return [(c.position, c.body.key if c.body else "") for c in claims if isinstance(c, Position)]


def ministry(signature: str) -> str:
    return (
        "BỘ NỘI VỤ\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 12/2025/TT-BNV\nHà Nội, ngày 5 tháng 6 năm 2025\n\n"
        f"THÔNG TƯ\nQuy định việc lưu trữ\n\nĐiều 1. Phạm vi\nThông tư này quy định việc lưu trữ.\n\n{signature}\n"
    )


def test_a_bare_office_under_a_text_is_held_in_the_body_that_issues_it() -> None:
    assert signed(ministry("KT. BỘ TRƯỞNG\nTHỨ TRƯỞNG\nTrần Văn Bình")) == [("Thứ trưởng", "bo-noi-vu")]
    under = "Điều 1. Giao Sở Nội vụ thực hiện."
    ((_, body),) = signed(decision(under, "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nTrần Văn Bình"))
    assert body == "ubnd@ha-giang"


def test_who_signs_by_order_of_the_minister_does_not_head_the_ministry() -> None:
    assert ("Chánh văn phòng", "bo-noi-vu") not in signed(ministry("TL. BỘ TRƯỞNG\nCHÁNH VĂN PHÒNG\nTrần Văn Bình"))


# --- letters ----------------------------------------------------------------------------------------------------------


def letter(subject: str, first: str) -> str:
    return (
        "ỦY BAN NHÂN DÂN\nTỈNH HÀ GIANG\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 815/UBND-NC\n"
        f"Hà Giang, ngày 10 tháng 3 năm 2025\n{subject}\nKính gửi:\n- Các sở, ban, ngành;\n- UBND các xã, phường.\n\n"
        f"{first}\n\n1. Sở Tư pháp tổng hợp, báo cáo UBND tỉnh.\n"
    )


@pytest.mark.parametrize(
    ("subject", "first"),
    [
        ("V/v đôn đốc việc rà soát\nvăn bản\n", "Thực hiện Kế hoạch số 64/KH-UBND ngày 20/02/2025; UBND tỉnh yêu cầu:"),
        ("V/v đôn đốc thực hiện\nKế hoạch số 64/KH-UBND\n", "Qua theo dõi, một số đơn vị còn chậm. UBND tỉnh yêu cầu:"),
        ("", "Thực hiện Kế hoạch số 64/KH-UBND ngày 20/02/2025 của UBND tỉnh; UBND tỉnh yêu cầu:"),
    ],
)
def test_a_letter_implements_what_its_subject_or_its_first_words_say(subject: str, first: str) -> None:
    assert relations(letter(subject, first)) == {("815/UBND-NC", "IMPLEMENTS", "64/KH-UBND")}


def test_the_subject_of_a_letter_is_its_title() -> None:
    (own,) = [d for d in reading(letter("V/v đôn đốc việc rà soát\nvăn bản\n", ""))["documents"] if d.get("own")]
    assert own["title"] == "đôn đốc việc rà soát văn bản"


# --- targets ----------------------------------------------------------------------------------------------------------


def targets(body: str) -> list[tuple[str, str, Any, str, int | None]]:
    found = reading(decision(body))["targets"]
    return [(t["indicator"], t["op"], t.get("value"), t["unit"], t.get("year")) for t in found]


@pytest.mark.parametrize(
    "heading", ["II. TỔ CHỨC THỰC HIỆN", "MỤC TIÊU 1. Phát triển chợ", "2. Về thương mại", "PHẦN HAI"]
)
def test_no_indicator_begins_with_the_heading_above_it(heading: str) -> None:
    assert targets(f"{heading}\nĐến năm 2030, doanh thu của các chợ đạt tối thiểu 55 tỷ đồng.") == [
        ("doanh thu của các chợ", ">=", 55, "tỷ đồng", 2030)
    ]


def test_results_told_under_their_heading_are_no_targets_and_goals_behind_them_are() -> None:
    found = targets(
        "1. Những kết quả nổi bật\nHoàn thành 100% hồ sơ đất đai.\n"
        "2. Nhiệm vụ\nHoàn thành 100% hồ sơ hộ tịch trong năm 2025."
    )
    assert [indicator.lower() for indicator, *_ in found] == ["hoàn thành hồ sơ hộ tịch"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Hỗ trợ hợp tác xã theo nguyên tắc: có vùng trồng; có kho lạnh đạt tối thiểu 30% diện tích đến năm 2030.",
        "Chọn hộ theo các tiêu chí: có tối thiểu 50% thu nhập từ nghề rừng đến năm 2030.",
        "Đến năm 2030, doanh nghiệp trích quỹ với tỷ lệ 3% doanh thu.",
    ],
)
def test_a_criterion_is_no_target(sentence: str) -> None:
    assert targets(f"Điều 2. {sentence}") == []


def test_deals_and_tasks_are_counted() -> None:
    found = targets("Điều 2. Phấn đấu thực hiện thành công tối thiểu 25 thương vụ; hoàn thành tối thiểu 40 nhiệm vụ.")
    assert [(op, value, unit) for _, op, value, unit, _ in found] == [(">=", 25, "thương vụ"), (">=", 40, "nhiệm vụ")]


def test_an_indicator_begins_behind_the_purpose_of_the_order() -> None:
    (found,) = targets(
        "Điều 2. Các sở tiếp tục đoàn kết, tập trung chỉ đạo để thúc đẩy tăng trưởng du lịch của tỉnh đạt từ 8,5 - 9%."
    )
    assert found == ("tăng trưởng du lịch của tỉnh", "range", [8.5, 9.0], "%", None)


def test_a_table_of_other_things_gives_no_year_to_a_goal() -> None:
    found = targets(
        "I. MỤC TIÊU\nĐiều chỉnh quy hoạch chợ tầm nhìn đến năm 2050\nTỷ lệ chợ hạng một đạt tối thiểu 30%."
    )
    assert [year for *_, year in found] == [None]
