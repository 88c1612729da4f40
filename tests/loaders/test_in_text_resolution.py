"""Which mentions of one text name one document (domain.md § 2.5), and what a document is then known by."""

from __future__ import annotations

from typing import Any

import pytest
from drafting import decision, news, plan, reading, source

from graph.claims import Attribute
from loaders.reading import read


def documents(text: str) -> list[dict[str, Any]]:
    """The documents of a text besides its own."""
    return [d for d in reading(text)["documents"] if not d.get("own")]


def only(text: str) -> dict[str, Any]:
    found = documents(text)
    assert len(found) == 1, [d.get("symbol") or d.get("title") for d in found]
    return found[0]


FULL = "Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị"


@pytest.mark.parametrize(
    "again",
    [
        "Nghị quyết số 57-NQ/TW",
        "Nghị quyết 57-NQ/TW ngày 22 tháng 12 năm 2024",
        "Nghị quyết số 57 - NQ/TW của Bộ Chính trị",
        "Nghị quyết 57",
        "Nghị quyết số 57",
        "NQ 57",
        "Nghị quyết nêu trên",
        "Nghị quyết số 57 ngày 22/12/2024",
    ],
)
def test_a_document_named_again_is_the_same(again: str) -> None:
    document = only(plan(f"1. Triển khai {FULL}.\n2. Bám sát {again}, bảo đảm tiến độ."))
    assert (document["symbol"], document["date"], document["issuer"]) == ("57-NQ/TW", "2024-12-22", "Bộ Chính trị")
    assert len(document["mentions"]) == 2


@pytest.mark.parametrize(
    "other",
    [
        "Nghị quyết số 57-NQ/TW ngày 01/02/2010 của Bộ Chính trị",
        "Nghị quyết số 58-NQ/TW ngày 22/12/2024 của Bộ Chính trị",
        "Nghị quyết số 57/NQ-CP ngày 22/12/2024 của Chính phủ",
        "Chỉ thị 57",
        "Nghị quyết số 57-NQ/TU ngày 22/12/2024 của Tỉnh ủy",
    ],
)
def test_a_document_of_another_date_number_type_or_issuer_is_another(other: str) -> None:
    assert len(documents(plan(f"1. Triển khai {FULL}.\n2. Bám sát {other}."))) == 2


def test_a_short_name_that_two_documents_bear_joins_neither() -> None:
    text = plan(
        f"1. Triển khai {FULL} và Nghị quyết số 57/NQ-CP ngày 03/3/2024 của Chính phủ.\n2. Bám sát Nghị quyết 57."
    )
    found = documents(text)
    assert len(found) == 3
    assert [len(d["mentions"]) for d in found] == [1, 1, 1]


def test_what_is_stated_later_completes_the_document() -> None:
    document = only(plan(f"1. Bám sát Nghị quyết số 57-NQ/TW.\n2. Triển khai {FULL}."))
    assert (document["date"], document["issuer"]) == ("2024-12-22", "Bộ Chính trị")


def test_this_plan_is_the_text_s_own_document() -> None:
    text = plan("1. Các đơn vị thực hiện Kế hoạch này.")
    (own,) = reading(text)["documents"]
    assert own["own"]
    assert len(own["mentions"]) == 2


def test_this_of_another_type_is_not_the_text_s_own_document() -> None:
    (own,) = reading(plan("1. Các đơn vị thực hiện Quy chế này."))["documents"]
    assert len(own["mentions"]) == 1


def test_a_law_is_known_by_its_title_and_its_number() -> None:
    document = only(
        plan("1. Thực hiện Luật Thanh tra số 84/2025/QH15 ngày 25 tháng 6 năm 2025.\n2. Tuyên truyền Luật Thanh tra.")
    )
    assert (document["title"], document["symbol"]) == ("Luật Thanh tra", "84/2025/QH15")
    assert len(document["mentions"]) == 2


def test_an_amending_law_and_the_law_it_amends_are_two() -> None:
    text = plan(recitals="Căn cứ Luật Thanh tra ngày 14/11/2022; Luật sửa đổi Luật Thanh tra ngày 25/6/2024;")
    assert [d["date"] for d in documents(text)] == ["2022-11-14", "2024-06-25"]


class TestAttributes:
    def test_the_issuer_follows_from_the_code(self) -> None:
        document = only(plan("1. Theo Nghị định số 30/2020/NĐ-CP."))
        assert (document["type"], document["issuer"]) == ("Nghị định", "Chính phủ")
        assert document["resolved"] == ["issuer"]

    def test_a_law_is_the_national_assembly_s(self) -> None:
        assert only(plan("1. Theo Luật Thanh tra."))["issuer"] == "Quốc hội"

    @pytest.mark.parametrize(
        ("words", "symbol"),
        [
            ("Nghị quyết số 116 ngày 04/7/2023 của Ban Thường vụ Tỉnh ủy", "116-NQ/TU"),
            ("Chỉ thị số 45 ngày 03/4/2024 của Ban Bí thư", "45-CT/TW"),
            ("Kết luận số 9 ngày 03/4/2024 của Bộ Chính trị", "09-KL/TW"),
        ],
    )
    def test_the_code_of_a_party_document_follows_from_its_body(self, words: str, symbol: str) -> None:
        document = only(plan(f"1. Triển khai {words}."))
        assert document["symbol"] == symbol
        assert "symbol" in document["resolved"]

    def test_a_bare_number_of_the_state_stays_bare(self) -> None:
        assert only(plan("1. Triển khai Kế hoạch số 80 ngày 24/11/2024."))["symbol"] == "80"

    def test_the_year_of_a_day_comes_from_the_text(self) -> None:
        document = only(news("Triển khai Kế hoạch số 80 ngày 24/11 của Ban Thường vụ Tỉnh ủy."))
        assert document["date"] == "2023-11-24"
        assert "date" in document["resolved"]

    def test_a_day_stated_in_full_wins_over_one_of_a_list(self) -> None:
        text = plan(
            "1. Nghị quyết số 18-NQ/TW và Nghị quyết số 19-NQ/TW ngày 25/10/2017 của Ban Chấp hành Trung ương.\n"
            "2. Nghị quyết số 18-NQ/TW ngày 24/10/2017 của Ban Chấp hành Trung ương."
        )
        assert [(d["symbol"], d["date"]) for d in documents(text)] == [
            ("18-NQ/TW", "2017-10-24"),
            ("19-NQ/TW", "2017-10-25"),
        ]

    def test_the_term_of_a_party_body_is_kept(self) -> None:
        text = plan("1. Nghị quyết số 18-NQ/TW của Ban Chấp hành Trung ương khóa XII.")
        terms = [c.value for c in read(source(text)).claims if isinstance(c, Attribute) and c.name == "term"]
        assert terms == ["XII"]

    def test_a_title_is_what_the_document_is_about(self) -> None:
        document = only(plan(f"1. Triển khai {FULL} về đột phá phát triển khoa học, công nghệ."))
        assert document["title"].startswith("về đột phá phát triển khoa học")


class TestNews:
    def test_the_document_it_tells_of_is_its_own(self) -> None:
        text = news("Ngày 10/10/2023, UBND tỉnh ban hành Kế hoạch số 15/KH-UBND về cải cách hành chính.")
        (own,) = reading(text)["documents"]
        assert own["own"]
        assert (own["symbol"], own["date"], own["issuer"]) == ("15/KH-UBND", "2023-10-10", "UBND tỉnh Lạng Sơn")

    def test_this_plan_is_the_one_it_tells_of(self) -> None:
        text = news("Sở Nội vụ vừa ban hành Kế hoạch số 15/KH-SNV.", "Kế hoạch này được triển khai trong năm 2023.")
        (own,) = reading(text)["documents"]
        assert len(own["mentions"]) == 2


def test_a_scheme_named_twice_by_its_title_is_one() -> None:
    scheme = 'Đề án "Nâng cao năng lực đội ngũ cán bộ xã"'
    document = only(decision(f"Điều 1. Phê duyệt {scheme}.\nĐiều 2. Vụ Tổ chức - Biên chế triển khai {scheme}."))
    assert len(document["mentions"]) == 2
