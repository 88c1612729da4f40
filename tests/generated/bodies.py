"""The bodies of a generated graph: the centre, ministries, provinces with their departments and communes."""

from __future__ import annotations

from functools import cache

from graph.claims import Body

BUREAU = Body("bo-chinh-tri", "Bộ Chính trị", entry="bo-chinh-tri")
SECRETARIAT = Body("ban-bi-thu-trung-uong-dang", "Ban Bí thư Trung ương Đảng", entry="ban-bi-thu-trung-uong-dang")
COMMITTEE = Body("ban-chap-hanh-trung-uong-dang", "Ban Chấp hành Trung ương Đảng")
GOVERNMENT = Body("chinh-phu", "Chính phủ", entry="chinh-phu")
PRIME_MINISTER = Body("thu-tuong-chinh-phu", "Thủ tướng Chính phủ", entry="thu-tuong-chinh-phu")

_MINISTRIES = {
    "BNV": "Bộ Nội vụ", "BTC": "Bộ Tài chính", "BCT": "Bộ Công Thương", "BYT": "Bộ Y tế", "BXD": "Bộ Xây dựng",
    "BTP": "Bộ Tư pháp", "BGDĐT": "Bộ Giáo dục và Đào tạo", "BKHCN": "Bộ Khoa học và Công nghệ",
    "BNG": "Bộ Ngoại giao", "BQP": "Bộ Quốc phòng", "BCA": "Bộ Công an",
}  # fmt: skip
_PROVINCES = {
    "lang-son": "Lạng Sơn", "ha-noi": "Hà Nội", "cao-bang": "Cao Bằng", "lao-cai": "Lào Cai", "nghe-an": "Nghệ An",
    "quang-tri": "Quảng Trị", "gia-lai": "Gia Lai", "ca-mau": "Cà Mau", "an-giang": "An Giang", "son-la": "Sơn La",
    "dong-nai": "Đồng Nai", "tay-ninh": "Tây Ninh", "khanh-hoa": "Khánh Hòa", "phu-tho": "Phú Thọ",
    "can-tho": "Cần Thơ", "da-nang": "Đà Nẵng", "ha-tinh": "Hà Tĩnh", "thanh-hoa": "Thanh Hóa",
}  # fmt: skip
_DEPARTMENTS = {
    "SNV": "Sở Nội vụ", "STC": "Sở Tài chính", "SYT": "Sở Y tế", "STP": "Sở Tư pháp", "SXD": "Sở Xây dựng",
    "SGDĐT": "Sở Giáo dục và Đào tạo", "SKHCN": "Sở Khoa học và Công nghệ", "SCT": "Sở Công Thương",
}  # fmt: skip
PROVINCES = tuple(_PROVINCES)
DEPARTMENT_CODES = tuple(_DEPARTMENTS)
MINISTRY_CODES = tuple(_MINISTRIES)
_ENTRIES = {
    "SNV": "so-noi-vu", "STC": "so-tai-chinh", "SYT": "so-y-te", "STP": "so-tu-phap", "SXD": "so-xay-dung",
    "SGDĐT": "so-giao-duc-va-dao-tao", "SKHCN": "so-khoa-hoc-va-cong-nghe", "SCT": "so-cong-thuong",
    "BNV": "bo-noi-vu", "BTC": "bo-tai-chinh", "BCT": "bo-cong-thuong", "BYT": "bo-y-te", "BXD": "bo-xay-dung",
    "BTP": "bo-tu-phap", "BGDĐT": "bo-giao-duc-va-dao-tao", "BKHCN": "bo-khoa-hoc-va-cong-nghe",
    "BNG": "bo-ngoai-giao", "BQP": "bo-quoc-phong", "BCA": "bo-cong-an",
}  # fmt: skip


@cache
def ministry(code: str) -> Body:
    """A ministry by the code in its numbers."""
    return Body(_ENTRIES[code], _MINISTRIES[code], entry=_ENTRIES[code])


@cache
def party_of(province: str) -> Body:
    """The Party committee of a province."""
    return Body(f"tinh-uy@{province}", f"Tỉnh ủy {_PROVINCES[province]}", entry="tinh-uy")


@cache
def committee_of(province: str) -> Body:
    """The people's committee of a province."""
    return Body(f"ubnd@{province}", f"UBND tỉnh {_PROVINCES[province]}", entry="ubnd")


@cache
def department(code: str, province: str) -> Body:
    """A department of a province by its code."""
    return Body(f"{_ENTRIES[code]}@{province}", f"{_DEPARTMENTS[code]} {_PROVINCES[province]}", entry=_ENTRIES[code])


@cache
def commune(number: int, province: str) -> Body:
    """The people's committee of a commune that has a number for a name; the registry does not know it."""
    return Body(f"ubnd@xa-{number}-{province}", f"UBND xã {number}, tỉnh {_PROVINCES[province]}")


@cache
def departments_of(province: str) -> Body:
    """The group "các sở, ban, ngành" of a province."""
    return Body(f"nhom-so-ban-nganh@{province}", "các sở, ban, ngành", group=True, scope=f"ubnd@{province}")
