"""Ways to name a document: symbols, dates beside them, short references, laws, titles (domain.md § 2.3 to 2.5)."""

from __future__ import annotations

import pytest
from any_text import any_text
from hypothesis import given

from graph.registry import Context, load_registry
from loaders.grammar.aliases import with_short_names
from loaders.grammar.mentions import BodyIndex, DocumentMention, find_mentions
from loaders.text import clean


def mentions(text: str, *, place: str = "lang-son", year: int | None = 2023) -> list[DocumentMention]:
    registry, words, context = load_registry(), clean(text).text, Context(place, "", None)
    bodies = BodyIndex(with_short_names(words, registry.find_bodies(words, 0, len(words), context)))
    return find_mentions(words, bodies, registry, context, year)


def only(text: str) -> DocumentMention:
    found = mentions(text)
    assert len(found) == 1, f"{len(found)} mentions in {text!r}"
    return found[0]


def issuer(mention: DocumentMention) -> str:
    return mention.issuer.key if mention.issuer is not None else ""


@given(any_text)
def test_mentions_stand_in_the_text_in_order(text: str) -> None:
    length = len(clean(text).text)
    found = mentions(text)
    assert all(0 <= m.start < m.end <= length for m in found)
    assert [m.start for m in found] == sorted(m.start for m in found)


@pytest.mark.parametrize(
    ("words", "symbol", "noun"),
    [
        ("Số 26 – NQ/TW", "26-NQ/TW", "Nghị quyết"),
        ("Nghị quyết số 26 - NQ/TW", "26-NQ/TW", "Nghị quyết"),
        ("94- KH/BTGDVTW", "94-KH/BTGDVTW", "Kế hoạch"),
        ("2539/UBND- SNV", "2539/UBND-SNV", "Công văn"),
        ("Nghị định số 24/2014/ NĐ-CP", "24/2014/NĐ-CP", "Nghị định"),
        ("Số: 59    /QĐ-SCT", "59/QĐ-SCT", "Quyết định"),
        ("84 QĐ/TWĐTN", "84-QĐ/TWĐTN", ""),  # a decision or a regulation of the Youth Union
        ("26 NQ/TW", "26-NQ/TW", "Nghị quyết"),
        ("Quyết định số31-QĐ/TW", "31-QĐ/TW", "Quyết định"),
        ("Quyết định 31/QĐ-TW", "31-QĐ/TW", "Quyết định"),
        ("05-Ctr/ĐUK", "05-CTr/ĐUK", "Chương trình"),
        ("161/TTR-MTTW-BPT", "161/TTr-MTTW-BPT", "Tờ trình"),
        ("Quyết định 456/QD-HVNH", "456/QĐ-HVNH", "Quyết định"),
        ("39/2026/ND-CP", "39/2026/NĐ-CP", "Nghị định"),
        ("Quy định số 399-QÐ/TW", "399-QĐ/TW", "Quy định"),
        ("Quyết định số 399-QĐ/TW", "399-QĐ/TW", "Quyết định"),
        ("Thông tư số 01/2025/TT-BNV", "01/2025/TT-BNV", "Thông tư"),
        ("Thông tri số 25/TT-MTTW-BTT", "25/TT-MTTW-BTT", "Thông tri"),
        ("nghị quyết số 30c/NQ-CP", "30c/NQ-CP", "Nghị quyết"),
        ("Nghị quyết số 66.18/2026/NQ-CP", "66.18/2026/NQ-CP", "Nghị quyết"),
        ("Quyết định số 66-HĐBT", "66-HĐBT", "Quyết định"),
        ("Văn bản số 3954/UBND-VX", "3954/UBND-VX", "Công văn"),
        ("Thông báo kết luận số 566/TB-VPCP", "566/TB-VPCP", "Thông báo"),
    ],
)
def test_a_symbol_is_known_in_every_spelling(words: str, symbol: str, noun: str) -> None:
    mention = only(f"theo {words}.")
    assert (mention.way, str(mention.number), mention.noun) == ("number", symbol, noun)


def test_the_noun_before_the_number_belongs_to_the_mention() -> None:
    text = "theo Chương trình hành động số 27-CTr/TU."
    mention = only(text)
    assert text[mention.start : mention.end] == "Chương trình hành động số 27-CTr/TU"
    assert (mention.noun, mention.subtype) == ("Chương trình", "Chương trình hành động")


@pytest.mark.parametrize(
    ("tail", "date"),
    [
        ("ngày 24/10/2018", "2018-10-24"),
        ("ngày 6/6/2018", "2018-06-06"),
        ("ngày 10-01-2019", "2019-01-10"),
        ("ngày 16.6.2022", "2022-06-16"),
        ("ngày 10 tháng 01 năm 2019", "2019-01-10"),
        (", ngày 12/01/2017", "2017-01-12"),
        ("(24/10/2018)", "2018-10-24"),
        ("(ngày 24/10/2018)", "2018-10-24"),
        ("ban hành ngày 24/10/2018", "2018-10-24"),
        ("tháng 8/2018", "2018-08"),
        ("tháng 8 năm 2018", "2018-08"),
        ("năm 2018", "2018"),
    ],
)
def test_a_date_beside_a_number_is_taken_as_far_as_it_is_written(tail: str, date: str) -> None:
    mention = only(f"Nghị quyết số 132/NQ-CP {tail} của Chính phủ")
    assert (str(mention.date), mention.date_resolved) == (date, False)
    assert issuer(mention) == "chinh-phu"


def test_a_day_without_a_year_takes_the_year_of_the_text() -> None:
    mention = only("Kế hoạch số 80 ngày 24/11 của Ban Thường vụ Tỉnh ủy")
    assert (str(mention.date), mention.date_resolved) == ("2023-11-24", True)


def test_a_day_without_a_year_stays_open_where_the_text_has_none() -> None:
    (mention,) = mentions("Kế hoạch số 80 ngày 24/11", year=None)
    assert mention.date is None


@pytest.mark.parametrize(
    "tail", ["giai đoạn 2016-2020", "năm 2016 - 2020", "ngày 31/2/2020", "ngày làm việc", "ngày 45/13/2020"]
)
def test_a_period_or_an_impossible_day_is_no_date(tail: str) -> None:
    assert only(f"Nghị quyết số 132/NQ-CP {tail}").date is None


@pytest.mark.parametrize(
    ("tail", "key", "term"),
    [
        ("ngày 22/12/2024 của Bộ Chính trị", "bo-chinh-tri", ""),
        (", ngày 22/12/2024, của Bộ Chính trị", "bo-chinh-tri", ""),
        ("của Bộ Chính trị ngày 22/12/2024", "bo-chinh-tri", ""),
        ("của Ban Bí thư (khóa XII)", "ban-bi-thu-trung-uong-dang", "XII"),
        ("ngày 25-10-2017 của BCHTW khóa XII", "ban-chap-hanh-trung-uong-dang", "XII"),
        ("Hội nghị lần thứ bảy Ban Chấp hành Trung ương Đảng khóa XII", "ban-chap-hanh-trung-uong-dang", "XII"),
        ("của Hội nghị Trung ương 7 khoá XII", "ban-chap-hanh-trung-uong-dang", "XII"),
        ("tại Hội nghị lần thứ 7, Ban Chấp hành Trung ương Đảng (K.XII)", "ban-chap-hanh-trung-uong-dang", "XII"),
        ("của Ban Thường vụ Tỉnh ủy", "ban-thuong-vu-tinh-uy@lang-son", ""),
    ],
)
def test_issuer_plenum_and_term_pin_a_party_document(tail: str, key: str, term: str) -> None:
    mention = only(f"Nghị quyết số 18-NQ/TW {tail}")
    assert (issuer(mention), mention.term) == (key, term)


class TestShortReferences:
    @pytest.mark.parametrize(
        ("words", "noun", "bare"),
        [
            ("Nghị quyết 57", "Nghị quyết", "57"),
            ("Nghị quyết số 57", "Nghị quyết", "57"),
            ("nghị quyết số 57", "Nghị quyết", "57"),
            ("NQ 57", "Nghị quyết", "57"),
            ("Đề án 06", "Đề án", "06"),
            ("Kế hoạch số 80", "Kế hoạch", "80"),
            ("Chỉ thị 45", "Chỉ thị", "45"),
            ("Nghị quyết số 66.18", "Nghị quyết", "66.18"),
        ],
    )
    def test_a_type_with_a_bare_number_is_a_reference(self, words: str, noun: str, bare: str) -> None:
        mention = only(f"tiếp tục thực hiện {words}.")
        assert (mention.way, mention.noun, mention.bare, mention.number) == ("short", noun, bare, None)

    @pytest.mark.parametrize(
        "words",
        [
            "Kế hoạch 5 năm",
            "quyết định 28 đơn vị",
            "Kế hoạch 10 ngày cao điểm",
            "chỉ thị 3 cấp",
            "Nghị quyết 100%",
            "ban hành 12 kế hoạch",
        ],
    )
    def test_a_count_is_no_number(self, words: str) -> None:
        assert mentions(words) == []

    @pytest.mark.parametrize("words", ["24/7", "10/01/2019", "2016-2018", "10-15%", "A/H5N1", "tỷ lệ 1/500", "18h30"])
    def test_fractions_periods_and_hours_are_no_symbols(self, words: str) -> None:
        assert mentions(f"Hoạt động {words} tại tỉnh") == []

    def test_this_plan_is_the_text_itself(self) -> None:
        mention = only("Thực hiện Kế hoạch này.")
        assert (mention.way, mention.noun) == ("self", "Kế hoạch")

    @pytest.mark.parametrize("back", ["nêu trên", "trên đây", "nói trên"])
    def test_a_document_named_above_is_named_back(self, back: str) -> None:
        first, second = mentions(f"Nghị quyết số 57-NQ/TW; nội dung Nghị quyết {back}.")
        assert (first.way, second.way) == ("number", "back")


class TestLaws:
    @pytest.mark.parametrize(
        ("words", "title"),
        [
            ("Luật Đất đai năm 2024", "Luật Đất đai"),
            ("Bộ luật Lao động", "Bộ luật Lao động"),
            ("Luật Tổ chức chính quyền địa phương ngày 19/02/2025", "Luật Tổ chức chính quyền địa phương"),
            ("Luật Ban hành văn bản quy phạm pháp luật;", "Luật Ban hành văn bản quy phạm pháp luật"),
            ("Luật Phòng, chống tham nhũng và các văn bản", "Luật Phòng, chống tham nhũng"),
            ("Pháp lệnh Cán bộ, công chức", "Pháp lệnh Cán bộ, công chức"),
            ("Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam", "Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam"),
            ("Điều lệ Đảng", "Điều lệ Đảng"),
        ],
    )
    def test_a_law_is_named_by_its_title(self, words: str, title: str) -> None:
        text = f"Căn cứ {words}"
        mention = only(text)
        assert mention.title is not None
        assert (mention.way, text[slice(*mention.title)]) == ("law", title)

    def test_its_number_and_date_belong_to_it(self) -> None:
        mention = only("Luật Thanh tra số 84/2025/QH15 ngày 25 tháng 6 năm 2025")
        assert (str(mention.number), str(mention.date), mention.noun) == ("84/2025/QH15", "2025-06-25", "Luật")

    def test_a_draft_law_is_a_draft(self) -> None:
        mention = only("xây dựng dự án Luật Việc làm (sửa đổi).")
        assert (mention.noun, mention.subtype) == ("Luật", "draft")

    def test_an_amending_law_names_the_laws_it_amends(self) -> None:
        text = "Luật sửa đổi, bổ sung một số điều của Luật Thanh tra và Luật Khiếu nại ngày 25/6/2025"
        amending, first, second = mentions(text)
        assert amending.amending
        assert str(amending.date) == "2025-06-25"
        assert [text[m.start : m.end] for m in (first, second)] == ["Luật Thanh tra", "Luật Khiếu nại"]
        assert (first.date, second.date) == (None, None)

    @pytest.mark.parametrize("words", ["pháp luật về đất đai", "Luật này", "các luật có liên quan", "Kỷ luật Đảng"])
    def test_law_in_general_is_no_document(self, words: str) -> None:
        assert [m for m in mentions(f"theo {words}.") if m.way == "law"] == []


class TestTitles:
    def test_a_scheme_between_quotation_marks_is_named(self) -> None:
        text = 'phê duyệt Đề án "Nâng cao năng lực đội ngũ cán bộ xã"'
        mention = only(text)
        assert mention.title is not None
        assert (mention.way, text[slice(*mention.title)]) == ("title", 'Đề án "Nâng cao năng lực đội ngũ cán bộ xã"')

    def test_rules_issued_with_a_decision_are_named(self) -> None:
        rules, carrier = mentions("Quy chế làm việc ban hành kèm theo Quyết định số 12/QĐ-UBND ngày 3/2/2025")
        assert (rules.way, rules.noun) == ("title", "Quy chế")
        assert str(carrier.number) == "12/QĐ-UBND"

    @pytest.mark.parametrize(
        ("text", "noun"),
        [
            ("Chiến lược phát triển kinh tế - xã hội 10 năm 2021-2030", "Chiến lược"),
            ("Chương trình hành động của Chính phủ thực hiện Nghị quyết số 57-NQ/TW", "Chương trình"),
            ("Nghị quyết Đại hội XIV của Đảng", "Nghị quyết"),
            ("Nghị quyết Trung ương 6 khóa XII", "Nghị quyết"),
            ("Lời kêu gọi thi đua ái quốc của Chủ tịch Hồ Chí Minh", "Lời kêu gọi"),
        ],
    )
    def test_named_programmes_and_congress_resolutions_are_documents(self, text: str, noun: str) -> None:
        assert (mentions(text)[0].way, mentions(text)[0].noun) == ("title", noun)

    @pytest.mark.parametrize(
        "text",
        [
            "xây dựng kế hoạch thực hiện",
            "ban hành đề án cụ thể",
            "chương trình công tác năm",
            "Hội nghị lần thứ 7",
            "phong trào thi đua",
        ],
    )
    def test_what_is_only_described_is_no_document(self, text: str) -> None:
        assert mentions(text) == []


class TestLists:
    def test_a_list_shares_the_date_and_issuer_at_its_end(self) -> None:
        first, second = mentions("Nghị quyết số 116 và Đề án 08 ngày 4/7/2023 của Ban Thường vụ Tỉnh ủy")
        assert (str(first.date), first.shared) == (str(second.date), True)
        assert issuer(first) == issuer(second) == "ban-thuong-vu-tinh-uy@lang-son"

    def test_a_noun_goes_on_over_numbers_of_its_code(self) -> None:
        first, second = mentions("Quy định số 66-QĐ/TW, 399-QĐ/TW")
        assert (first.noun, second.noun) == ("Quy định", "Quy định")

    def test_a_noun_does_not_go_on_over_numbers_of_another_code(self) -> None:
        _, second = mentions("Nghị định số 39/2026/NĐ-CP, 399-QĐ/TW")
        assert second.noun == ""

    def test_each_of_a_list_keeps_its_own_date(self) -> None:
        found = mentions("các Nghị quyết: số 18-NQ/TW ngày 25/10/2017, số 27-NQ/TW ngày 21/5/2018")
        assert [str(m.date) for m in found] == ["2017-10-25", "2018-05-21"]

    def test_normative_documents_do_not_share_a_date(self) -> None:
        first, _ = mentions("Nghị định số 24/2014/NĐ-CP và Nghị định số 107/2020/NĐ-CP ngày 14/9/2020")
        assert first.date is None


@pytest.mark.parametrize(
    ("words", "noun", "bare"),
    [
        ("Số 183/TB ngày 09/7/2014", "Thông báo", "183"),
        ("Thông báo số 92/TB, ngày 18/6/2014", "Thông báo", "92"),
        ("Tờ trình số 5/TTr ngày 01/02/2020", "Tờ trình", "5"),
    ],
)
def test_a_number_with_its_type_and_day_lacks_only_the_issuer(words: str, noun: str, bare: str) -> None:
    found = only(words)
    assert (found.way, found.noun, found.bare) == ("short", noun, bare)
    assert found.date is not None


@pytest.mark.parametrize("words", ["Mẫu số 01/XY ngày 01/02/2020", "số 12/AB", "Kế hoạch số 5/TB ngày 01/02/2020"])
def test_no_other_number_with_letters_does(words: str) -> None:
    assert not any(m.bare and m.noun == "Thông báo" for m in mentions(words))
