"""Finding bodies in running text: one case per way of naming, and laws that hold for any text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.dates import PartialDate
from graph.registry import BodyMatch, Context, load_registry
from graph.text import canonical

R = load_registry()
NOWHERE = Context()
LANG_SON = Context(place="lang-son")
CHI_LANG = Context(place="huyen-chi-lang.lang-son")
HA_NOI = Context(place="ha-noi")
TNMT = Context(ministry="bo-tai-nguyen-va-moi-truong")
SHARED = Path(__file__).parents[2].parent / "shared"


def find(text: str, context: Context = NOWHERE) -> list[BodyMatch]:
    return R.find_bodies(text, 0, len(text), context)


def keys(text: str, context: Context = NOWHERE) -> list[str]:
    return [m.body.key for m in find(text, context)]


class TestWholeNames:
    @pytest.mark.parametrize(
        ("text", "key"),
        [
            ("Sở Nông nghiệp và Môi trường", "so-nong-nghiep-va-moi-truong"),
            ("Bộ Văn hóa, Thể thao và Du lịch", "bo-van-hoa-the-thao-va-du-lich"),
            ("Bộ Văn hóa - Thể thao và Du lịch", "bo-van-hoa-the-thao-va-du-lich"),
            ("BỘ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI", "bo-lao-dong-thuong-binh-va-xa-hoi"),
            ("Bộ Lao động, Thương binh và\nXã hội", "bo-lao-dong-thuong-binh-va-xa-hoi"),
            ("Ban Tuyên giáo và Dân vận Trung ương", "ban-tuyen-giao-va-dan-van-trung-uong"),
            ("Ủy ban Văn hóa và Xã hội của Quốc hội", "uy-ban-van-hoa-va-xa-hoi-cua-quoc-hoi"),
            ("bộ Tài chính", "bo-tai-chinh"),
            ("Bộ  chính trị", "bo-chinh-tri"),
            ("Ban Bí thư", "ban-bi-thu-trung-uong-dang"),
            ("BCHTW", "ban-chap-hanh-trung-uong-dang"),
        ],
    )
    def test_a_name_is_one_body_however_it_is_joined(self, text: str, key: str) -> None:
        assert keys(f"Giao {text} chủ trì") == [key]

    @pytest.mark.parametrize(
        ("text", "key"),
        [
            ("Bộ TN&MT", "bo-tai-nguyen-va-moi-truong"),
            ("Bộ TNMT", "bo-tai-nguyen-va-moi-truong"),
            ("Bộ KH-ĐT", "bo-ke-hoach-va-dau-tu"),
            ("Bộ LĐ-TB&XH", "bo-lao-dong-thuong-binh-va-xa-hoi"),
            ("Bộ LĐTB&XH", "bo-lao-dong-thuong-binh-va-xa-hoi"),
            ("Bộ VH,TT&DL", "bo-van-hoa-the-thao-va-du-lich"),
            ("Sở GD&ĐT", "so-giao-duc-va-dao-tao"),
            ("Sở NN và PTNT", "so-nong-nghiep-va-phat-trien-nong-thon"),
            ("Sở KH&CN", "so-khoa-hoc-va-cong-nghe"),
        ],
    )
    def test_initials_stand_for_the_field(self, text: str, key: str) -> None:
        assert keys(f"{text} phối hợp") == [key]

    def test_initials_end_where_the_next_begin(self) -> None:
        assert keys("Bộ KH&CN, TN&MT") == ["bo-khoa-hoc-va-cong-nghe"]

    @pytest.mark.parametrize(
        "text",
        [
            "Chính phủ điện tử", "Chính phủ số", "cán bộ Tài chính", "cơ sở Y tế", "đại biểu Quốc hội",
            "Bộ luật Lao động", "Bộ tiêu chí quốc gia", "các bộ, ngành, địa phương", "Bộ, cơ quan ngang bộ",
            "cơ quan ngang Bộ", "Báo cáo số 5", "Hội nghị lần thứ 7", "NHIỆM VỤ CỤ THỂ", "XÃ HỘI CHỦ NGHĨA",
            "ban thường vụ, bí thư", "Kế hoạch số 15/KH-UBND", "3954/UBND-VX", "thành phố trực thuộc Trung ương",
            "UBND các tỉnh", "UBND cấp huyện", "Hội đồng nhân dân cấp xã", "các Bộ trưởng", "KT. BỘ TRƯỞNG",
            "trực thuộc Bộ xây dựng kế hoạch" , "HĐND, UBND các tỉnh", "Ủy ban Mặt trận Tổ quốc Việt Nam các cấp",
            "tại Nam Bộ", "Quỹ đất", "UBND các tỉnh, thành phố", "Tỉnh ủy, Thành ủy", "xã hội",
            "Ban Thường vụ Tỉnh ủy, Thành ủy lãnh đạo",
        ],
    )  # fmt: skip
    def test_what_is_no_single_body_is_left_alone(self, text: str) -> None:
        assert keys(text, Context("lang-son", "bo-noi-vu")) == []

    def test_a_number_behind_a_body_is_no_part_of_it(self) -> None:
        assert keys("Nghị quyết của Chính phủ số 132/NQ-CP") == ["chinh-phu"]


class TestPlaces:
    @pytest.mark.parametrize(
        ("text", "name", "key"),
        [
            ("UBND tỉnh Lạng Sơn", "UBND tỉnh Lạng Sơn", "ubnd@lang-son"),
            ("Ủy ban nhân dân thành phố\nHà Nội", "UBND thành phố Hà Nội", "ubnd@ha-noi"),
            ("UBND TP. Hà Nội", "UBND thành phố Hà Nội", "ubnd@ha-noi"),
            ("Sở Nội vụ Hà Nội", "Sở Nội vụ Hà Nội", "so-noi-vu@ha-noi"),
            ("Sở Nội vụ tỉnh Lạng Sơn", "Sở Nội vụ Lạng Sơn", "so-noi-vu@lang-son"),
            ("Thành ủy Hà Nội", "Thành ủy Hà Nội", "tinh-uy@ha-noi"),
            ("Thành ủy Quy Nhơn", "Thành ủy Quy Nhơn", "huyen-uy@thanh-pho-quy-nhon.binh-dinh"),
            ("BTV Tỉnh ủy Lạng Sơn", "Ban Thường vụ Tỉnh ủy Lạng Sơn", "ban-thuong-vu-tinh-uy@lang-son"),
            (
                "Ban Chấp hành Đảng bộ tỉnh Lạng Sơn",
                "Ban Chấp hành Đảng bộ tỉnh Lạng Sơn",
                "ban-chap-hanh-dang-bo-tinh@lang-son",
            ),
            ("Ban Tổ chức Thành ủy Hà Nội", "Ban Tổ chức Thành ủy Hà Nội", "ban-to-chuc-tinh-uy@ha-noi"),
            ("Huyện ủy Chi Lăng", "Huyện ủy Chi Lăng", "huyen-uy@huyen-chi-lang.lang-son"),
            ("UBND quận Ba Đình, thành phố Hà Nội", "UBND quận Ba Đình", "ubnd@quan-ba-dinh.ha-noi"),
            ("Công an TP Hà Nội", "Công an thành phố Hà Nội", "cong-an-tinh@ha-noi"),
            ("Đoàn ĐBQH tỉnh Lạng Sơn", "Đoàn đại biểu Quốc hội tỉnh Lạng Sơn", "doan-dbqh@lang-son"),
            ("Đảng ủy xã Tân Mỹ Hà", "Đảng ủy xã Tân Mỹ Hà", "dang-uy-xa@xa-tan-my-ha"),
        ],
    )
    def test_the_place_behind_belongs_to_the_body(self, text: str, name: str, key: str) -> None:
        found = find(f"Giao {text}.")
        assert [(m.body.name, m.body.key, m.needs, m.start, m.end) for m in found] == [
            (name, key, "", 5, 5 + len(text))
        ]

    @pytest.mark.parametrize(
        ("text", "context", "name"),
        [
            ("UBND tỉnh", CHI_LANG, "UBND tỉnh Lạng Sơn"),
            ("UBND huyện", CHI_LANG, "UBND huyện Chi Lăng"),
            ("Huyện ủy", CHI_LANG, "Huyện ủy Chi Lăng"),
            ("Tỉnh ủy", LANG_SON, "Tỉnh ủy Lạng Sơn"),
            ("Ban Thường vụ", LANG_SON, "Ban Thường vụ Tỉnh ủy Lạng Sơn"),
            ("Ban Thường vụ", CHI_LANG, "Ban Thường vụ Huyện ủy Chi Lăng"),
            ("UBND thành phố", HA_NOI, "UBND thành phố Hà Nội"),
            ("Sở Nội vụ", HA_NOI, "Sở Nội vụ Hà Nội"),
            ("Phòng Nội vụ", CHI_LANG, "Phòng Nội vụ huyện Chi Lăng"),
        ],
    )
    def test_the_context_completes_what_is_not_written(self, text: str, context: Context, name: str) -> None:
        assert [(m.body.name, m.needs) for m in find(f"giao {text} thực hiện", context)] == [(name, "")]

    @pytest.mark.parametrize("text", ["UBND tỉnh", "Sở Nội vụ", "Tỉnh ủy", "Ban Thường vụ", "UBND"])
    def test_without_a_context_the_match_says_what_it_needs(self, text: str) -> None:
        (found,) = find(f"giao {text} thực hiện")
        assert (found.needs, found.body.scope, "@" in found.body.key) == ("place", "", False)

    @pytest.mark.parametrize(
        ("text", "context"), [("UBND thành phố", LANG_SON), ("Thành ủy", LANG_SON), ("UBND huyện", LANG_SON)]
    )
    def test_a_context_of_another_kind_completes_nothing(self, text: str, context: Context) -> None:
        assert [m.needs for m in find(text, context)] == ["place"]

    def test_a_written_place_wins_over_the_context(self) -> None:
        assert keys("UBND tỉnh Bình Định", on_day("2020", "lang-son")) == ["ubnd@binh-dinh"]

    def test_departments_of_many_provinces_are_not_the_contexts_own(self) -> None:
        (found,) = find("Sở TN&MT các tỉnh, thành phố", LANG_SON)
        assert (found.body.key, found.needs) == ("so-tai-nguyen-va-moi-truong", "place")

    def test_bodies_in_a_list_share_the_place_behind_the_last(self) -> None:
        assert keys("HĐND, UBND tỉnh Lạng Sơn") == ["hdnd@lang-son", "ubnd@lang-son"]
        assert (
            keys("Tỉnh ủy, HĐND, UBND và Ủy ban MTTQ Việt Nam tỉnh Bình Định", on_day("2020"))[0] == "tinh-uy@binh-dinh"
        )

    def test_a_committee_and_its_standing_committee_are_two_of_a_list(self) -> None:
        assert keys("giúp Tỉnh ủy, Ban Thường vụ Tỉnh ủy nắm", LANG_SON) == [
            "tinh-uy@lang-son",
            "ban-thuong-vu-tinh-uy@lang-son",
        ]

    def test_the_date_line_under_an_issuer_is_no_part_of_its_name(self) -> None:
        assert keys("SỞ NỘI VỤ\nHà Nội, ngày 10 tháng 01 năm 2019", LANG_SON) == ["so-noi-vu@lang-son"]

    def test_units_of_one_name_differ_by_the_date(self) -> None:
        assert keys("UBND tỉnh Bắc Ninh", on_day("2019-05-01")) == ["ubnd@bac-ninh"]
        assert keys("UBND tỉnh Bắc Ninh", on_day("2025-08-01")) == ["ubnd@bac-ninh-2025"]

    def test_an_ambiguous_district_is_not_guessed(self) -> None:
        assert [(m.body.key, m.needs) for m in find("Huyện ủy Châu Thành")] == [("huyen-uy", "place")]
        assert keys("Huyện ủy Châu Thành", Context(place="long-an")) == ["huyen-uy@huyen-chau-thanh.long-an"]


def on_day(day: str, place: str = "") -> Context:
    return Context(place=place, on=PartialDate.parse(day))


class TestMinistries:
    @pytest.mark.parametrize(
        ("text", "name"),
        [
            ("Bộ", "Bộ Tài nguyên và Môi trường"),
            ("Văn phòng Bộ", "Văn phòng Bộ Tài nguyên và Môi trường"),
            ("Vụ Tổ chức cán bộ", "Vụ Tổ chức cán bộ Bộ Tài nguyên và Môi trường"),
            ("Vụ Đất đai", "Vụ Đất đai Bộ Tài nguyên và Môi trường"),
            ("Hội đồng Thi đua - Khen thưởng Bộ", "Hội đồng Thi đua - Khen thưởng Bộ Tài nguyên và Môi trường"),
            ("Cổng Thông tin điện tử của Bộ", "Cổng Thông tin điện tử Bộ Tài nguyên và Môi trường"),
            ("Ban Cán sự Đảng", "Ban Cán sự đảng Bộ Tài nguyên và Môi trường"),
            ("Thanh tra Bộ Y tế", "Thanh tra Bộ Y tế"),
            ("Vụ Pháp chế của Bộ Y tế", "Vụ Pháp chế Bộ Y tế"),
        ],
    )
    def test_the_ministry_is_written_behind_or_known_from_the_context(self, text: str, name: str) -> None:
        assert [(m.body.name, m.needs) for m in find(f"giao {text} hướng dẫn", TNMT)] == [(name, "")]

    def test_three_party_bodies_of_one_ministry_are_three(self) -> None:
        text = "Ban Cán sự đảng Bộ TN&MT, Đảng ủy Bộ TN&MT, Ban Chấp hành Đảng bộ Bộ TN&MT"
        assert len(set(keys(text))) == 3

    @pytest.mark.parametrize("text", ["Bộ", "Vụ Tổ chức cán bộ", "Văn phòng Bộ", "Bộ trưởng"])
    def test_without_a_ministry_the_match_says_so(self, text: str) -> None:
        assert [(m.needs, m.body.scope) for m in find(f"giao {text} hướng dẫn")] == [("ministry", "")]

    def test_a_department_alone_waits_for_its_name(self) -> None:
        assert [m.needs for m in find("Sở có kế hoạch; Ban Chỉ đạo làm việc theo")] == ["body", "body"]


class TestHeads:
    @pytest.mark.parametrize(
        ("text", "head", "name"),
        [
            ("Bộ trưởng Bộ Y tế", "Bộ trưởng", "Bộ Y tế"),
            ("Phó Giám đốc Sở KH&CN Hà Nội", "Phó Giám đốc", "Sở Khoa học và Công nghệ Hà Nội"),
            ("Chủ tịch UBND tỉnh Lạng Sơn", "Chủ tịch", "UBND tỉnh Lạng Sơn"),
            ("Chánh Văn phòng UBND tỉnh Lạng Sơn", "Chánh", "Văn phòng UBND tỉnh Lạng Sơn"),
            ("Phó Bí thư Thường trực Tỉnh ủy Lạng Sơn", "Phó Bí thư Thường trực", "Tỉnh ủy Lạng Sơn"),
            ("Trưởng Ban Tổ chức Trung ương", "Trưởng", "Ban Tổ chức Trung ương"),
            ("Trưởng ban Ban Tổ chức Trung ương", "Trưởng ban", "Ban Tổ chức Trung ương"),
            ("Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ", "Bộ trưởng, Chủ nhiệm", "Văn phòng Chính phủ"),
            ("BỘ TRƯỞNG BỘ TÀI CHÍNH", "Bộ trưởng", "Bộ Tài chính"),
            ("Tổng Thanh tra Chính phủ", "Tổng", "Thanh tra Chính phủ"),
            ("Cục trưởng Cục Việc làm", "Cục trưởng", "Cục Việc làm"),
            ("Ủy viên Bộ Chính trị", "Ủy viên", "Bộ Chính trị"),
        ],
    )
    def test_a_head_stands_for_its_body(self, text: str, head: str, name: str) -> None:
        found = find(f"Giao {text};")
        assert [(m.body.head, m.body.name, m.start, m.end) for m in found] == [(head, name, 5, 5 + len(text))]

    def test_a_minister_alone_is_the_texts_ministry(self) -> None:
        (found,) = find("báo cáo Bộ trưởng kết quả", TNMT)
        assert (found.body.key, found.body.head) == ("bo-tai-nguyen-va-moi-truong", "Bộ trưởng")


class TestUnlisted:
    @pytest.mark.parametrize(
        ("text", "name"),
        [
            ("Cục Quan hệ lao động và tiền lương chủ trì", "Cục Quan hệ lao động và tiền lương"),
            ("Cục Phòng, chống tệ nạn xã hội phối hợp", "Cục Phòng, chống tệ nạn xã hội"),
            ("Cục Trẻ em và các đơn vị", "Cục Trẻ em"),
            ("Viện Năng lượng nguyên tử Việt Nam đáp ứng", "Viện Năng lượng nguyên tử Việt Nam"),
            ("Trung tâm Đổi mới sáng tạo Quốc gia.", "Trung tâm Đổi mới sáng tạo Quốc gia"),
            ("Trung tâm truyền thông tài nguyên và môi trường đã", "Trung tâm truyền thông tài nguyên và môi trường"),
            ("Báo Tài nguyên và Môi trường, Tạp chí", "Báo Tài nguyên và Môi trường"),
            ("Quỹ Phát triển doanh\nnghiệp nhỏ và vừa, Quỹ hỗ trợ", "Quỹ Phát triển doanh nghiệp nhỏ và vừa"),
            ("Tổng công ty Thăm dò Khai thác Dầu khí thực hiện", "Tổng công ty Thăm dò Khai thác Dầu khí"),
            ("Đại học Bách khoa Hà Nội, Trường", "Đại học Bách khoa Hà Nội"),
            ("Bệnh viện Việt Đức Nguyễn Văn An", "Bệnh viện Việt Đức"),
            ("Ban Chỉ đạo quốc gia về tìm kiếm, quy tập và xác định hài cốt liệt sĩ phân công",
             "Ban Chỉ đạo quốc gia về tìm kiếm, quy tập và xác định hài cốt liệt sĩ"),
            ("Văn phòng Quốc gia về giảm nghèo\n18. Cục", "Văn phòng Quốc gia về giảm nghèo"),
            ("Trường Đại học Quy Nhơn đưa giáo dục", "Trường Đại học Quy Nhơn"),
            ("Tổng cục Khí tượng Thủy văn lắp đặt trạm", "Tổng cục Khí tượng Thủy văn"),
            ("Chi cục Dự trữ Nhà nước khu vực lập phương án", "Chi cục Dự trữ Nhà nước khu vực"),
            ("Phòng Phổ biến, giáo dục pháp luật lập danh mục", "Phòng Phổ biến, giáo dục pháp luật"),
            ("Văn phòng Tổng Bí thư;", "Văn phòng Tổng Bí thư"),
        ],
    )  # fmt: skip
    def test_a_name_ends_where_a_duty_or_another_member_begins(self, text: str, name: str) -> None:
        found = find(f"do {text}")[0]
        assert (found.body.name, found.body.entry) == (name, "")

    def test_its_key_holds_whose_it_is(self) -> None:
        (found,) = find("Trung tâm An ninh mạng thuộc Bộ Công an bảo đảm")
        assert (found.body.key, found.body.scope) == ("trung-tam-an-ninh-mang@bo-cong-an", "bo-cong-an")
        (local,) = find("Trung tâm Xúc tiến đầu tư tỉnh Lạng Sơn tổ chức")
        assert (local.body.key, local.body.scope) == ("trung-tam-xuc-tien-dau-tu@lang-son", "lang-son")


_WORDS = (
    "Bộ", "Sở", "Nội vụ", "UBND", "tỉnh", "Lạng Sơn", "huyện Chi Lăng", "TN&MT", "và", ",", "của", "\n", "Chủ tịch",
    "Cục", "Ban Thường vụ", "Tỉnh ủy", "Thành ủy", "Hà Nội", "15/KH-UBND", "các", "(", ")", "Trung ương", "về", "A",
    "xã", "2025",
)  # fmt: skip
_PIECES = st.lists(st.sampled_from(_WORDS), max_size=25).map(" ".join)
_CONTEXTS = st.sampled_from(
    [NOWHERE, LANG_SON, CHI_LANG, HA_NOI, TNMT, on_day("2019"), on_day("2026", "bac-ninh-2025")]
)


class TestLaws:
    """Whatever the text: matches lie in order inside the range, quote it, and are the same wherever the text stands."""

    @given(st.one_of(_PIECES, st.text(max_size=200)), _CONTEXTS)
    def test_matches_are_ordered_disjoint_and_quote_the_text(self, text: str, context: Context) -> None:
        end = 0
        for match in find(text, context):
            assert end <= match.start < match.end <= len(text)
            assert " ".join(text[match.start : match.end].split()) == match.body.written
            assert match.body.name
            assert match.body.key
            assert not (match.needs and match.body.scope)
            end = match.end

    @given(_PIECES, _CONTEXTS)
    def test_a_range_is_read_as_if_it_stood_alone(self, text: str, context: Context) -> None:
        around = f"Sở Y tế {text} Bộ Y tế"
        inner = R.find_bodies(around, 8, 8 + len(text), context)
        assert [(m.start - 8, m.end - 8, m.body) for m in inner] == [
            (m.start, m.end, m.body) for m in find(text, context)
        ]

    @given(
        st.sampled_from(["so-noi-vu", "ubnd", "tinh-uy", "hdnd", "ban-thuong-vu-tinh-uy"]),
        st.sampled_from(["ha-noi", "lang-son", "hue"]),
    )
    def test_the_name_of_a_body_leads_back_to_it(self, entry: str, place: str) -> None:
        body = R.in_place(entry, place)
        found = R.body_of_name(body.name)
        assert found is not None
        assert found.key == body.key


def test_real_texts_name_many_listed_bodies() -> None:
    folder = SHARED / "corpus" / "text"
    if not folder.is_dir():
        pytest.skip("the shared corpus is not here: there are no real texts to search")
    paths = sorted(folder.glob("*"))
    assert paths
    texts = [canonical(path.read_text(encoding="utf-8-sig")) for path in paths]
    found = [m for text in texts for m in find(text)]
    listed = [m for m in found if m.body.entry]
    assert len(found) > 2000
    assert len(listed) / len(found) > 0.85
