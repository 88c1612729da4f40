"""Numbers with units and bounds: "tối thiểu 30%", "từ 10 - 15%", "7.500 nhân lực", "10% trở lên" (domain.md § 7.4).

A dot parts thousands, a comma decimals. Numbers without a unit known here (dates, ages, sections, "8 nhóm giải pháp")
are no quantities.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Op = Literal[">=", "<=", "=", "~", "+", "-", "range", "duy trì"]

_NUMBER = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:[.,]\d{1,3})?"
# The same behind nothing that makes it part of a date or number; the first digit is what the engine looks for.
_FIRST_NUMBER = r"\d(?<![\w/.,]\d)(?:\d{0,2}(?:\.\d{3})+(?:,\d+)?|\d*(?:[.,]\d{1,3})?)"
# What is counted in targets. Not: seats, groups of tasks, meetings, days, years of age.
_THINGS = (
    r"người|nhân\s+lực|nhân\s+viên|lao\s+động|cán\s+bộ|công\s+chức|viên\s+chức|chuyên\s+gia|kỹ\s+sư|tiến\s+sĩ|bác\s+sĩ"
    r"|giáo\s+viên|học\s+sinh|sinh\s+viên|học\s+viên|đảng\s+viên|hội\s+viên|đoàn\s+viên|tập\s+thể|cá\s+nhân|hộ(?:\s+gia\s+đình|\s+nghèo)?"
    r"|doanh\s+nghiệp|hợp\s+tác\s+xã|tổ\s+chức|cơ\s+sở|trường|dự\s+án|mô\s+hình|sản\s+phẩm|xã|thôn|căn(?:\s+hộ|\s+nhà)?"
    r"|ngôi\s+nhà|công\s+trình|phòng\s+học|giường\s+bệnh|thương\s+vụ|nhiệm\s+vụ|đề\s+tài|sáng\s+kiến|sáng\s+chế|trung\s+tâm"
    r"|khu\s+công\s+nghiệp|điển\s+hình|lượt(?:\s+khách|\s+người)?|km|ha|héc\s*-?\s*ta|MW|kWh|tấn|m2|m²"
)
_MONEY = r"đồng|USD|đô\s+la(?:\s+Mỹ)?|EUR"
_SCALE = r"(?:(?:nghìn|ngàn|vạn|triệu|tỷ|tỉ)\s+)*"
_UNIT = rf"%|phần\s+trăm|{_SCALE}(?:{_MONEY}|(?:{_THINGS})(?:,\s*(?:{_THINGS}))*)(?!\w)|(?:nghìn|triệu|tỷ|tỉ)(?!\w)"

_QUANTITY = re.compile(
    rf"""
    (?P<low>{_FIRST_NUMBER})
    (?:\s*%?\s*(?:-|–|đến|tới)\s*(?P<high>{_NUMBER})(?![\d/]))?
    \s*(?P<unit>{_UNIT})
    (?P<per>\s*/\s*(?:năm|tháng|quý|người|hộ|ngày)(?!\w))?
    (?P<up>\s+trở\s+lên)?(?P<down>\s+trở\s+xuống)?
    """,
    re.VERBOSE | re.IGNORECASE,
)
#: Words between what is measured and its number: predicate, bound, approximation.
_BEFORE = re.compile(
    r"(?:(?<!\w)(?:đạt|được|chiếm|có|là|còn|bằng|đạt\s+mức|ở\s+mức|tỷ\s+lệ|tỉ\s+lệ|mức|bình\s+quân|trung\s+bình|từ|trên|hơn"
    r"|vượt|tối\s+thiểu|ít\s+nhất|không\s+dưới|không\s+thấp\s+hơn|tối\s+đa|không\s+quá|không\s+vượt\s+quá|dưới|khoảng|gần"
    r"|xấp\s+xỉ|tăng\s+thêm|tăng|thêm|cắt\s+giảm|giảm|lên|xuống|duy\s+trì|nâng|đến|thu\s+hút)\s+)+\Z",
    re.IGNORECASE,
)
_MORE = re.compile(r"\b(?:tối\s+thiểu|ít\s+nhất|không\s+dưới|không\s+thấp\s+hơn|trên|hơn|vượt|từ)\b", re.IGNORECASE)
_LESS = re.compile(r"\b(?:tối\s+đa|không\s+quá|không\s+vượt\s+quá|dưới)\b", re.IGNORECASE)
_ABOUT = re.compile(r"\b(?:khoảng|gần|xấp\s+xỉ)\b", re.IGNORECASE)
_RISE = re.compile(r"\b(?:tăng|thêm)\b", re.IGNORECASE)
_FALL = re.compile(r"\bgiảm\b", re.IGNORECASE)
_BOUND_BEFORE = re.compile(rf"(?:{_MORE.pattern}|{_LESS.pattern}|{_ABOUT.pattern})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit. ``text[start:end]`` runs from the first word of its bound ("tối thiểu") to its unit or
    "trở lên"; the number itself starts at ``at``. ``bounded``: its words give a bound or call it a guess."""

    start: int
    at: int
    end: int
    words: str
    op: Op
    values: tuple[float, ...]
    unit: str

    @property
    def bounded(self) -> bool:
        """Whether a bound or "khoảng" stands before it."""
        return _BOUND_BEFORE.search(self.words) is not None or self.op in (">=", "range")

    @property
    def share(self) -> bool:
        """Whether it is a percentage."""
        return self.unit.startswith("%")


def find_quantities(text: str, start: int, end: int) -> Iterator[Quantity]:
    """Quantities in ``text[start:end]``, in order, those in brackets left out."""
    at, depth = start, 0
    for found in _QUANTITY.finditer(text, start, end):
        unit = found["unit"]
        depth += text.count("(", at, found.start()) - text.count(")", at, found.start())
        at = found.start()
        if depth > 0:
            continue
        before = _BEFORE.search(text, max(start, found.start() - 80), found.start())
        words = before.group() if before else ""
        values = tuple(value_of(v) for v in (found["low"], found["high"]) if v)
        unit = "%" if unit.lower().startswith("phần") else " ".join(unit.split())
        per = "".join((found["per"] or "").split())
        first = before.start() if before else found.start()
        op = _op(words, found)
        yield Quantity(first, found.start(), found.end(), words, op, values, unit + per)


def _op(words: str, found: re.Match[str]) -> Op:
    """Direction first ("giảm tối thiểu 30%" is a fall), then the bound."""
    if found["high"]:
        return "range"
    if _FALL.search(words):
        return "-"
    if _RISE.search(words):
        return "+"
    if found["up"] or _MORE.search(words):
        return ">="
    if found["down"] or _LESS.search(words):
        return "<="
    return "~" if _ABOUT.search(words) else "="


def value_of(number: str) -> float:
    """``10.300`` is ten thousand three hundred, ``2,5`` two and a half; ``10.5`` can only be a decimal."""
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", number):
        number = number.replace(".", "")
    return float(number.replace(",", "."))
