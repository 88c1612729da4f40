"""How subjects are named: single bodies, lists, elliptic plurals, named sets (domain.md § 7.2)."""

from __future__ import annotations

import pytest
from drafting import decision, plan, source

from graph.claims import Assignment, Body
from loaders.reading import read


def subjects(words: str, *, of: str = "plan") -> list[Body]:
    """The bodies of the one duty "<words> rà soát quy trình."."""
    text = f"1. {words} rà soát quy trình nội bộ."
    claims = read(source(plan(text) if of == "plan" else decision(text))).claims
    duties = [c for c in claims if isinstance(c, Assignment)]
    assert len(duties) == 1, f"{len(duties)} duties in {text!r}"
    return list(duties[0].organizations)


def keys(words: str, *, of: str = "plan") -> list[str]:
    return [body.key for body in subjects(words, of=of)]


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("Sở Nội vụ", "so-noi-vu@lang-son"),
        ("Sở Nông nghiệp và Môi trường", "so-nong-nghiep-va-moi-truong@lang-son"),
        ("Sở Văn hóa, Thể thao và Du lịch", "so-van-hoa-the-thao-va-du-lich@lang-son"),
        ("Bộ Tài chính", "bo-tai-chinh"),
        ("Văn phòng UBND tỉnh", "van-phong-ubnd@lang-son"),
        ("Công an tỉnh", "cong-an-tinh@lang-son"),
        ("Ban Tổ chức Tỉnh ủy", "ban-to-chuc-tinh-uy@lang-son"),
        ("UBND tỉnh", "ubnd@lang-son"),
        ("Giám đốc Sở Nội vụ", "so-noi-vu@lang-son"),
    ],
)
def test_a_body_is_completed_by_the_place_of_the_text(words: str, key: str) -> None:
    assert keys(words) == [key]


def test_a_ministry_s_office_is_completed_by_the_ministry() -> None:
    (body,) = subjects("Vụ Tổ chức - Biên chế", of="decision")
    assert body.name == "Vụ Tổ chức - Biên chế Bộ Nội vụ"


def test_the_office_through_which_a_body_is_meant_is_kept() -> None:
    (body,) = subjects("Giám đốc Sở Nội vụ")
    assert (body.head, body.group) == ("Giám đốc", False)


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("Sở Nội vụ, Sở Tài chính", ["so-noi-vu", "so-tai-chinh"]),
        ("Sở Nội vụ và Sở Tài chính", ["so-noi-vu", "so-tai-chinh"]),
        ("Sở Nội vụ; Sở Tài chính; Sở Y tế", ["so-noi-vu", "so-tai-chinh", "so-y-te"]),
        ("Sở Nội vụ cùng với Sở Tài chính", ["so-noi-vu", "so-tai-chinh"]),
        (
            "Sở Nông nghiệp và Môi trường, Sở Văn hóa, Thể thao và Du lịch",
            ["so-nong-nghiep-va-moi-truong", "so-van-hoa-the-thao-va-du-lich"],
        ),
        ("Các sở: Y tế, Nội vụ, Công Thương", ["so-y-te", "so-noi-vu", "so-cong-thuong"]),
        ("Các sở Tài chính, Tư pháp", ["so-tai-chinh", "so-tu-phap"]),
        ("Các Sở: Tài chính và Tư pháp", ["so-tai-chinh", "so-tu-phap"]),
        (
            "Các Sở: Nông nghiệp và Môi trường, Văn hóa, Thể thao và Du lịch",
            ["so-nong-nghiep-va-moi-truong", "so-van-hoa-the-thao-va-du-lich"],
        ),
        ("HĐND và UBND tỉnh", ["hdnd", "ubnd"]),
        ("Công an tỉnh, Bộ Chỉ huy Quân sự tỉnh", ["cong-an-tinh", "bo-chi-huy-quan-su"]),
    ],
)
def test_a_list_is_split_between_its_bodies_only(words: str, names: list[str]) -> None:
    assert keys(words) == [f"{name}@lang-son" for name in names]


@pytest.mark.parametrize("words", ["Các bộ: Tài chính, Tư pháp", "Các bộ Tài chính, Tư pháp"])
def test_ministries_are_named_shortly_too(words: str) -> None:
    assert keys(words, of="decision") == ["bo-tai-chinh", "bo-tu-phap"]


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("UBND các huyện Chi Lăng, Hữu Lũng", ["UBND huyện Chi Lăng", "UBND huyện Hữu Lũng"]),
        ("Ủy ban nhân dân các xã Đồng Đăng và Hồng Phong", ["UBND xã Đồng Đăng", "UBND xã Hồng Phong"]),
    ],
)
def test_districts_that_are_named_are_bodies_not_a_set(words: str, names: list[str]) -> None:
    found = subjects(words)
    assert [body.name for body in found] == names
    assert not any(body.group for body in found)


@pytest.mark.parametrize(
    "words",
    [
        "các sở, ban, ngành",
        "các sở, ban, ngành tỉnh",
        "UBND các huyện, thị xã, thành phố",
        "UBND cấp huyện",
        "UBND các xã, phường, thị trấn",
        "UBND các xã, phường, đặc khu",
        "UBND cấp xã",
        "các địa phương",
        "các bộ, ngành",
        "các bộ, cơ quan ngang bộ, cơ quan thuộc Chính phủ",
        "UBND các tỉnh, thành phố trực thuộc Trung ương",
        "Thủ trưởng các đơn vị trực thuộc Bộ",
        "Giám đốc các Sở Tài nguyên và Môi trường các tỉnh, thành phố trực thuộc Trung ương",
        "các cấp ủy, tổ chức đảng",
        "các huyện ủy, thành ủy, đảng ủy trực thuộc Tỉnh ủy",
        "các ban xây dựng Đảng",
        "các tổ chức chính trị - xã hội",
        "các cơ quan, đơn vị liên quan",
        "các cơ quan, đơn vị, địa phương",
        "các Khối, Cụm thi đua",
        "Chủ tịch UBND các huyện, thành phố",
        "Thủ trưởng các sở, ban, ngành",
        "người đứng đầu các cơ quan, đơn vị",
    ],
)
def test_a_named_set_is_one_subject(words: str) -> None:
    (body,) = subjects(words[0].upper() + words[1:])
    assert body.group
    assert body.written.lower() == words.lower()
    assert body.key.startswith("nhom:")


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("Các sở, ban, ngành tỉnh; UBND các huyện, thành phố", 2),
        ("Các bộ, cơ quan ngang bộ, cơ quan thuộc Chính phủ, UBND các tỉnh, thành phố trực thuộc Trung ương", 2),
        ("Thủ trưởng các sở, ban, ngành; Chủ tịch UBND các huyện, thành phố", 2),
        ("Mặt trận Tổ quốc và các tổ chức chính trị - xã hội", 2),
        ("Các ban xây dựng Đảng, Văn phòng Tỉnh ủy", 2),
        ("Sở Nội vụ, các sở, ban, ngành và UBND các huyện, thành phố", 3),
        ("Bộ Tài chính, Bộ Nội vụ và các địa phương", 3),
    ],
)
def test_sets_and_bodies_stand_in_one_list(words: str, count: int) -> None:
    assert len(subjects(words)) == count


def test_a_set_belongs_to_whom_the_text_speaks_for() -> None:
    (of_province,) = subjects("Các sở, ban, ngành")
    (of_ministry,) = subjects("Các đơn vị trực thuộc Bộ", of="decision")
    assert of_province.scope == "ubnd@lang-son"
    assert of_ministry.scope == "bo-noi-vu"


@pytest.mark.parametrize("words", ["đơn vị, tổ chức trực thuộc Bộ", "cơ quan, đơn vị trực thuộc Bộ"])
def test_two_wordings_of_one_set_have_one_key(words: str) -> None:
    assert keys(f"Các {words}", of="decision") == keys("Các đơn vị trực thuộc Bộ", of="decision")


def test_the_head_of_a_set_is_kept_apart_from_its_key() -> None:
    (heads,) = subjects("Thủ trưởng các đơn vị trực thuộc Bộ", of="decision")
    (units,) = subjects("Các đơn vị trực thuộc Bộ", of="decision")
    assert (heads.head, units.head) == ("Thủ trưởng", "")
    assert heads.key == units.key


def test_the_units_named_again_are_those_named_before() -> None:
    text = decision(
        "Điều 1. Các đơn vị trực thuộc Bộ rà soát quy trình nội bộ.\nĐiều 2. Các đơn vị báo cáo Bộ trưởng kết quả."
    )
    first, second = (c for c in read(source(text)).claims if isinstance(c, Assignment))
    assert first.organizations[0].key == second.organizations[0].key
