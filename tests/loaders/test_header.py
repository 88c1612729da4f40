"""What an official document says of itself at its head (domain.md § 5.1), and what its foot adds."""

from __future__ import annotations

from typing import Any

import pytest
from drafting import decision, news, plan, reading

from graph.registry import load_registry
from loaders.header import Header, find_header
from loaders.layout import lay_out
from loaders.text import clean


def header(text: str) -> Header | None:
    return find_header(lay_out(clean(text)).lines, load_registry())


def own(text: str) -> dict[str, Any]:
    """The attributes of the text's own document."""
    (document,) = [d for d in reading(text)["documents"] if d.get("own")]
    return dict(document)


STATE = """\
ỦY BAN NHÂN DÂN                      CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH GIA LAI                              Độc lập - Tự do - Hạnh phúc
_________                                     _______________
Số: 320/KH-UBND                        Gia Lai, ngày 14 tháng 02 năm 2025

KẾ HOẠCH
Thực hiện cải cách hành chính
nhà nước tỉnh Gia Lai năm 2025
_______

1. Sở Nội vụ rà soát quy trình.
"""

PARTY = """\
ĐẢNG BỘ TỈNH LẠNG SƠN
TỈNH ỦY
*
Số 116-NQ/TU
ĐẢNG CỘNG SẢN VIỆT NAM
Lạng Sơn, ngày 04 tháng 7 năm 2023

NGHỊ QUYẾT
về xây dựng đội ngũ cán bộ các cấp
-----

Thực hiện Nghị quyết số 26-NQ/TW ngày 19/5/2018 của Ban Chấp hành Trung ương Đảng.
"""

LETTER = """\
BỘ NỘI VỤ
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 1804/BNV-CCHC
V/v rà soát thủ tục hành chính
Hà Nội, ngày 05 tháng 5 năm 2025

Kính gửi: Ủy ban nhân dân các tỉnh, thành phố trực thuộc Trung ương

Bộ Nội vụ đề nghị Ủy ban nhân dân các tỉnh báo cáo kết quả.
"""

LAW = """\
QUỐC HỘI
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Luật số: 36/2005/QH11

LUẬT
THƯƠNG MẠI

Điều 1. Phạm vi điều chỉnh
Luật này quy định về hoạt động thương mại.

Luật này đã được Quốc hội nước Cộng hòa xã hội chủ nghĩa Việt Nam khóa XI, kỳ họp thứ 7 thông qua
ngày 14 tháng 6 năm 2005.
"""


class TestStateHead:
    def test_number_date_issuer_type_and_title_are_read_from_two_columns(self) -> None:
        document = own(STATE)
        assert document["symbol"] == "320/KH-UBND"
        assert document["date"] == "2025-02-14"
        assert document["issuer"] == "UBND tỉnh Gia Lai"
        assert document["type"] == "Kế hoạch"
        assert document["title"] == "Thực hiện cải cách hành chính nhà nước tỉnh Gia Lai năm 2025"

    def test_columns_one_below_the_other_say_the_same(self) -> None:
        lines = [half for line in STATE.split("\n") for half in line.split("      ", 1)]
        assert {**own("\n".join(lines)), "mentions": 0} == {**own(STATE), "mentions": 0}

    def test_the_number_has_a_place_in_the_text(self) -> None:
        found = header(STATE)
        assert found is not None
        text = clean(STATE).text
        assert text[found.symbol.start : found.symbol.end] == "320/KH-UBND"
        assert found.date is not None
        assert text[found.date.start : found.date.end] == "14 tháng 02 năm 2025"

    def test_a_ministry_is_known_by_its_code(self) -> None:
        assert own(decision())["issuer"] == "Bộ Nội vụ"

    def test_spaces_in_the_number_are_a_typist_s(self) -> None:
        assert own(plan().replace("45/KH-UBND", "45 / KH - UBND"))["symbol"] == "45/KH-UBND"

    def test_a_day_the_calendar_does_not_have_is_no_date(self) -> None:
        assert "date" not in own(plan().replace("ngày 12 tháng 3", "ngày 31 tháng 2"))

    def test_a_date_left_blank_is_none(self) -> None:
        assert "date" not in own(plan().replace("ngày 12 tháng 3", "ngày     tháng   "))


class TestPartyHead:
    def test_number_without_a_colon_and_title_in_small_letters(self) -> None:
        document = own(PARTY)
        assert document["symbol"] == "116-NQ/TU"
        assert document["date"] == "2023-07-04"
        assert document["type"] == "Nghị quyết"
        assert document["title"] == "về xây dựng đội ngũ cán bộ các cấp"

    def test_the_code_and_the_place_above_it_give_the_issuer(self) -> None:
        assert own(PARTY)["issuer"] == "Tỉnh ủy Lạng Sơn"

    def test_the_summary_ends_before_what_it_implements(self) -> None:
        assert own(PARTY.replace("-----\n", ""))["title"] == "về xây dựng đội ngũ cán bộ các cấp"


class TestLetters:
    def test_a_letter_has_no_type_in_its_number(self) -> None:
        document = own(LETTER)
        assert (document["symbol"], document["type"]) == ("1804/BNV-CCHC", "Công văn")
        assert document["issuer"] == "Bộ Nội vụ"

    def test_the_letter_is_the_document_not_the_one_it_cites(self) -> None:
        cites = LETTER.replace("Bộ Nội vụ đề nghị", "Thực hiện Chương trình số 02-CTr/ĐU, Bộ Nội vụ đề nghị")
        assert own(cites)["symbol"] == "1804/BNV-CCHC"


class TestLaws:
    def test_a_law_is_dated_by_its_adoption(self) -> None:
        document = own(LAW)
        assert document["symbol"] == "36/2005/QH11"
        assert document["date"] == "2005-06-14"
        assert (document["type"], document["issuer"]) == ("Luật", "Quốc hội")


@pytest.mark.parametrize(
    "text",
    [
        news("Sở Nội vụ ban hành Kế hoạch số 45/KH-SNV."),
        "Căn cứ Nghị quyết số 26-NQ/TW ngày 19/5/2018.",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nĐiều 1. Thực hiện.",
        "",
    ],
)
def test_a_text_without_motto_or_number_has_no_head(text: str) -> None:
    assert header(text) is None


class TestTitle:
    @pytest.mark.parametrize("after", ["Căn cứ Luật Thanh tra;", "Kính gửi: Sở Y tế", "1. Mục tiêu", "I- MỤC TIÊU"])
    def test_it_ends_where_recitals_addressee_or_points_begin(self, after: str) -> None:
        text = STATE.replace("_______\n\n1. Sở", f"{after}\n1. Sở")
        assert own(text)["title"].endswith("tỉnh Gia Lai năm 2025")

    def test_it_goes_on_over_a_blank_line_in_small_letters(self) -> None:
        text = STATE.replace("hành chính\nnhà nước", "hành chính\n\nnhà nước")
        assert own(text)["title"].endswith("hành chính nhà nước tỉnh Gia Lai năm 2025")

    def test_a_recital_straight_after_the_type_is_no_title(self) -> None:
        text = STATE.replace("Thực hiện cải cách hành chính\nnhà nước", "Thực hiện Nghị quyết số 76/NQ-CP,\nUBND tỉnh")
        assert "title" not in own(text.replace("Gia Lai năm 2025\n_", "Gia Lai ban hành Kế hoạch như sau:\n_"))


class TestSigner:
    def test_the_chairman_signs_for_the_committee(self) -> None:
        assert own(plan())["signer"] == "Hồ Tiến Thiệu"

    def test_the_minister_signs_in_his_own_name(self) -> None:
        assert own(decision())["signer"] == "Phạm Thị Thanh Trà"

    def test_recipients_beside_the_signature_are_no_signers(self) -> None:
        foot = "Nơi nhận:\n- Bộ Nội vụ;\n- Lưu: VT, NC.\n\nTM. ỦY BAN"
        assert own(plan().replace("TM. ỦY BAN", foot, 1))["signer"] == "Hồ Tiến Thiệu"


def test_the_issuer_behind_the_type_is_no_part_of_the_summary() -> None:
    text = plan(title="CỦA ỦY BAN NHÂN DÂN TỈNH\nvề phòng, chống hạn hán, xâm nhập mặn")
    assert own(text)["title"] == "về phòng, chống hạn hán, xâm nhập mặn"


def test_a_party_document_is_of_the_body_named_behind_its_type() -> None:
    text = (
        "TỈNH ỦY LẠNG SƠN\n*\nSố 35-CT/TU\nĐẢNG CỘNG SẢN VIỆT NAM\nLạng Sơn, ngày 10 tháng 02 năm 2026\n\nCHỈ THỊ\n"
        "CỦA BAN THƯỜNG VỤ TỈNH ỦY\nvề công tác phòng, chống thiên tai\n-----\n\n1. Sở Xây dựng rà soát hồ đập.\n"
    )
    assert own(text)["issuer"] == "Ban Thường vụ Tỉnh ủy Lạng Sơn"
    assert own(text.replace("CỦA BAN THƯỜNG VỤ TỈNH ỦY\n", ""))["issuer"] == "Tỉnh ủy Lạng Sơn"


BARE = """\
ỦY BAN NHÂN DÂN
TỈNH GIA LAI
Số: 320/KH-UBND
Gia Lai, ngày 14 tháng 02 năm 2025
KẾ HOẠCH
Thực hiện cải cách hành chính

1. Sở Nội vụ rà soát quy trình.
"""


def test_a_head_without_the_words_of_the_state_is_known_by_issuer_number_and_type() -> None:
    assert own(BARE)["symbol"] == "320/KH-UBND"
    assert own(BARE)["date"] == "2025-02-14"
    assert header(BARE.replace("KẾ HOẠCH\n", "")) is None
    assert header("Theo tin từ tỉnh\nSố: 320/KH-UBND\nKẾ HOẠCH\n1. Việc.\n") is None


@pytest.mark.parametrize("number", ["Số:        /KH-UBND", "Số: ....../KH-UBND", "Số     /KH-UBND"])
def test_a_paper_without_its_number_yet_is_known_by_the_rest(number: str) -> None:
    text = STATE.replace(
        "Số: 320/KH-UBND                        Gia Lai, ngày 14 tháng 02", f"{number}\nGia Lai, ngày     tháng 02"
    )
    document = own(text)
    assert "symbol" not in document
    assert document["type"] == "Kế hoạch"
    assert document["issuer"] == "UBND tỉnh Gia Lai"
    assert [a["organizations"] for a in reading(text)["assignments"]] == [["Sở Nội vụ Gia Lai"]]
