"""Office-holders in running text, and who signed."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.grammar.people import find_people, find_signer


def people(text: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(m.name, m.positions) for m in find_people(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "name", "positions"),
    [
        (
            "Đồng chí Nguyễn Quốc Đoàn, Ủy viên Trung ương Đảng, Bí thư Tỉnh ủy chủ trì hội nghị.",
            "Nguyễn Quốc Đoàn",
            ("Ủy viên Trung ương Đảng", "Bí thư Tỉnh ủy"),
        ),
        (
            "Bí thư Ban Cán sự Đảng, Bộ trưởng Bộ TN&MT Trần Hồng Hà đã ban hành Kế hoạch",
            "Trần Hồng Hà",
            ("Bí thư Ban Cán sự Đảng", "Bộ trưởng Bộ TN&MT"),
        ),
        ("ngày 26/3/2018, Bộ trưởng Trần Hồng Hà đã ký ban hành", "Trần Hồng Hà", ("Bộ trưởng",)),
        (
            "Lê Kim Toàn - Phó Bí thư Thường trực Tỉnh ủy, Trưởng đoàn ĐBQH tỉnh;",
            "Lê Kim Toàn",
            ("Phó Bí thư Thường trực Tỉnh ủy", "Trưởng đoàn ĐBQH tỉnh"),
        ),
        ("Thủ tướng Chính phủ Phạm Minh Chính truyền đạt", "Phạm Minh Chính", ("Thủ tướng Chính phủ",)),
        (
            "trao đổi với TS Nguyễn Hữu Hà, Phó Giám đốc Sở KH&CN, xung quanh vấn đề này.",
            "Nguyễn Hữu Hà",
            ("Phó Giám đốc Sở KH&CN",),
        ),
        ("Tổng Bí thư Tô Lâm phát biểu", "Tô Lâm", ("Tổng Bí thư",)),
        ("Tổng Bí thư, Chủ tịch nước Tô Lâm", "Tô Lâm", ("Tổng Bí thư", "Chủ tịch nước")),
        (
            "Chủ tịch UBND tỉnh Hà Giang Nguyễn Văn Sơn cho biết",
            "Nguyễn Văn Sơn",
            ("Chủ tịch UBND tỉnh Hà Giang",),
        ),
        (
            "Ông Hoàng Đạo Cương, Thứ trưởng Bộ Văn hóa, Thể thao và Du lịch, dự lễ",
            "Hoàng Đạo Cương",
            ("Thứ trưởng Bộ Văn hóa, Thể thao và Du lịch",),
        ),
        (
            "Bộ trưởng Bộ Văn hóa, Thể thao và Du lịch Nguyễn Văn Hùng yêu cầu",
            "Nguyễn Văn Hùng",
            ("Bộ trưởng Bộ Văn hóa, Thể thao và Du lịch",),
        ),
        (
            "1. Trưởng ban Chỉ đạo Trung ương: Phó Thủ tướng Chính phủ Phạm Thị Thanh Trà.",
            "Phạm Thị Thanh Trà",
            ("Trưởng ban Chỉ đạo Trung ương", "Phó Thủ tướng Chính phủ"),
        ),
        (
            "Phân công Phó Thủ tướng Thường trực Chính phủ Phạm Gia Túc \nchỉ đạo",
            "Phạm Gia Túc",
            ("Phó Thủ tướng Thường trực Chính phủ",),
        ),
        (
            "Đại tướng Phan Văn Giang (Bộ trưởng Bộ Quốc phòng)",
            "Phan Văn Giang",
            ("Bộ trưởng Bộ Quốc phòng",),
        ),
        ("Chủ nhiệm Ủy ban Dân tộc Hầu A Lềnh", "Hầu A Lềnh", ("Chủ nhiệm Ủy ban Dân tộc",)),
    ],
)
def test_an_office_holder_is_named_with_the_offices_held(text: str, name: str, positions: tuple[str, ...]) -> None:
    assert people(text) == [(name, positions)]


def test_a_list_of_comrades_gives_each_with_the_own_offices() -> None:
    text = (
        "có đồng chí Trần Thanh Nhàn, Tỉnh ủy viên, Bí thư Huyện ủy, đồng chí Long Văn Nhân, Phó Bí thư Thường trực "
        "Huyện ủy, Chủ tịch HĐND huyện; các đồng chí Ủy viên Ban Thường vụ Huyện ủy"
    )
    assert people(text) == [
        ("Trần Thanh Nhàn", ("Tỉnh ủy viên", "Bí thư Huyện ủy")),
        ("Long Văn Nhân", ("Phó Bí thư Thường trực Huyện ủy", "Chủ tịch HĐND huyện")),
    ]


def test_offices_that_stand_before_the_next_name_are_the_next_persons() -> None:
    text = "Chủ tịch nước Lương Cường, Thủ tướng Chính phủ Phạm Minh Chính, Chủ tịch Quốc hội Trần Thanh Mẫn."
    assert people(text) == [
        ("Lương Cường", ("Chủ tịch nước",)),
        ("Phạm Minh Chính", ("Thủ tướng Chính phủ",)),
        ("Trần Thanh Mẫn", ("Chủ tịch Quốc hội",)),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Đức Anh",
        "Văn Thiện - Trung tâm VHTT&TT",
        "Ảnh: N.H",
        "Minh Châu",
        "học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh",
        "Chủ tịch Hồ Chí Minh ra Lời kêu gọi thi đua ái quốc",
        "Chủ tịch UBND Thành phố Hồ Chí Minh",
        "tại Quảng trường Nguyễn Tất Thành, lãnh đạo tỉnh dự",
        "Chủ tịch Ủy ban nhân dân tỉnh Hà Giang",
        "Bí thư Đoàn Thanh niên Cộng sản",
        "Bộ trưởng Bộ Nội vụ, Phó Trưởng ban thường trực;",
        "Giám đốc Sở Y tế Hà Nội chịu trách nhiệm",
        "ông Nguyễn Văn Ba, người dân xã, nói",
        "KT. THỦ TƯỚNG\nPHÓ THỦ TƯỚNG\nPhạm Thị Thanh Trà",
        "Hiệu trưởng Trường Đại học Nguyễn Tất Thành",
    ],
)
def test_bylines_places_and_unnamed_offices_are_nobody(text: str) -> None:
    assert people(text) == []


@given(
    st.lists(
        st.sampled_from(
            [
                "Bí thư ",
                "Tỉnh ủy ",
                "Hà Giang ",
                "Nguyễn Văn An",
                ", ",
                "Bộ trưởng ",
                "- ",
                "(",
                "Đồng chí ",
                "\n",
                "và ",
                "Trà ",
            ]
        ),
        max_size=20,
    ).map("".join)
)
def test_each_match_holds_its_name_and_its_offices(text: str) -> None:
    matches = find_people(text, 0, len(text))
    for match in matches:
        words = " ".join(text[match.start : match.end].split())
        assert match.name in words
        assert match.positions
        assert all(position in words for position in match.positions)
    assert [m.start for m in matches] == sorted(m.start for m in matches)


def test_only_the_stretch_asked_for_is_read() -> None:
    text = "Bộ trưởng Trần Hồng Hà; Bộ trưởng Đào Ngọc Dung"
    assert [m.name for m in find_people(text, 22, len(text))] == ["Đào Ngọc Dung"]
    assert find_people(text, 10, 22) == []


@pytest.mark.parametrize(
    ("block", "name", "position"),
    [
        (
            "TM. CHÍNH PHỦ\nKT. THỦ TƯỚNG\nPHÓ THỦ TƯỚNG\n\nPhạm Thị Thanh Trà",
            "Phạm Thị Thanh Trà",
            "Phó Thủ tướng Chính phủ",
        ),
        ("THỦ TƯỚNG \n[ \n \nLê Minh Hưng ", "Lê Minh Hưng", "Thủ tướng Chính phủ"),
        ("KT. THỦ TƯỚNG\n   PHÓ THỦ TƯỚNGy]\n\nPhạm Gia Túc", "Phạm Gia Túc", "Phó Thủ tướng Chính phủ"),
        ("KT. BỘ TRƯỞNG\nTHỨ TRƯỞNG\n[đã ký]\nơ\nNguyễn Bá Hoan", "Nguyễn Bá Hoan", "Thứ trưởng"),
        ("BỘ TRƯỞNG\nĐại tướng Lương Tam Quang", "Lương Tam Quang", "Bộ trưởng"),
        ("TM. ỦY BAN THƯỜNG VỤ QUỐC HỘI\nCHỦ TỊCH\n\nTrần Thanh Mẫn", "Trần Thanh Mẫn", "Chủ tịch Quốc hội"),
        (
            "TM. ỦY BAN NHÂN DÂN TỈNH LẠNG SƠN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n(Đã ký)\nDương Xuân Huyên",
            "Dương Xuân Huyên",
            "Phó Chủ tịch Ủy ban nhân dân tỉnh Lạng Sơn",
        ),
        ("T/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ\n\nHoàng Văn Nghiệm", "Hoàng Văn Nghiệm", "Phó Bí thư"),
        ("Nơi nhận:\nTL. BỘ TRƯỞNG\nCHÁNH VĂN PHÒNG\n\nTS. Vũ Đăng Minh", "Vũ Đăng Minh", "Chánh văn phòng"),
    ],
)
def test_the_signature_block_says_who_signs_as_what(block: str, name: str, position: str) -> None:
    lines = ["chịu trách nhiệm thi hành Nghị quyết này./.", "", *block.split("\n"), "", "Phụ lục"]
    signer = find_signer(lines)
    assert signer is not None
    assert (signer.name, signer.position) == (name, position)
    assert name in lines[signer.last]
    assert 2 <= signer.first < signer.last


@pytest.mark.parametrize(
    "text",
    [
        "THỦ TƯỚNG CHÍNH PHỦ\n______\nSố: 21/CT-TTg\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "QUYẾT ĐỊNH\nĐiều 1. Chủ tịch Ủy ban nhân dân\nNguyễn Văn A",
        "BỘ TRƯỞNG\nCăn cứ Luật Tổ chức Chính phủ ngày 18 tháng 02 năm 2025;\nTrần Hồng Hà",
        "Đức Anh",
        "",
    ],
)
def test_without_an_office_above_a_name_nobody_signs(text: str) -> None:
    assert find_signer(text.split("\n")) is None


def test_hostile_text_is_read_in_linear_time() -> None:
    text = "Nguyễn Trần Lê Phạm " * 5_000 + "Bí thư Tỉnh ủy, " * 5_000 + "Lê Văn An, Bí thư " * 5_000
    started = time.perf_counter()
    find_people(text, 0, len(text))
    find_signer(["PHÓ THỦ TƯỚNG"] * 5_000)
    assert time.perf_counter() - started < 5
