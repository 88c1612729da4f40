"""How often a task recurs, and words for its time that name no date (domain.md § 7.3).

``RULES`` are tried on one clause each; none of them looks at what another found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.claims import Deadline
from loaders.grammar.numerals import NUMERAL
from loaders.grammar.periods import DeadlineMatch, Stretch

_UNIT_LETTER: dict[str, tuple[int, str]] = {
    "ngày": (1, "D"), "tuần": (1, "W"), "tháng": (1, "M"), "quý": (3, "M"), "năm": (1, "Y"),
}  # fmt: skip


def iso_period(amount: int, unit: str) -> str:
    """ISO-8601 period of so many units ("quý" → P3M)."""
    size, letter = _UNIT_LETTER[unit.lower()]
    return f"P{amount * size}{letter}"


_UNIT = r"(?:ngày|tuần|tháng|quý|năm)"
_EVERY_WORD = r"(?:hằng|hàng|mỗi|từng)"
_CLOSE = r"(?:kết\s+thúc|cuối)\s+năm(?!\s+\d)"
_ITEM = rf"(?:(?:{_EVERY_WORD}\s+)?(?:\d{{1,2}}\s+)?{_UNIT}(?!\s+(?:đầu|cuối|\d|tới|nay))|{_CLOSE})"
_ITEMS = rf"{_ITEM}(?:\s*(?:,|/|và|hoặc)\s*{_ITEM})*(?:\s+(?:một|1|01)\s+lần)?"

# định kỳ 6 tháng, kết thúc năm · định kỳ hằng quý, 6 tháng, năm · định kỳ 06 tháng/01 năm
_PERIODIC = re.compile(rf"\bđịnh\s+kỳ\s+(?:(?:vào|theo)\s+)?(?P<items>{_ITEMS})", re.IGNORECASE)
# thứ Sáu hàng tuần · ngày 25 hằng tháng · ngày 25 tháng 12 hằng năm · từ ngày 1 đến ngày 5 hằng tháng
_WEEKDAY = re.compile(
    rf"""\b(?:định\s+kỳ\s+)?(?:(?:vào|trước|chậm\s+nhất(?:\s+là)?)\s+)?(?:
      (?:chiều\s+|sáng\s+)?thứ\s+(?:{NUMERAL}|[2-7])
    | (?:từ\s+ngày\s+\d{{1,2}}\s+đến\s+)?ngày\s+\d{{1,2}}(?:(?:\s+tháng\s+|/)\d{{1,2}})?
    )\s+(?:của\s+)?{_EVERY_WORD}\s+(?P<unit>{_UNIT})""",
    re.VERBOSE | re.IGNORECASE,
)
# trước ngày 15/6 và (ngày) 15/12 hằng năm: twice a year
_TWO_DAYS = re.compile(
    rf"\b(?:định\s+kỳ\s+)?(?:trước\s+|vào\s+)?(?:ngày\s+)?\d{{1,2}}(?:/|\s+tháng\s+)\d{{1,2}}\s*(?:,|và)\s*(?:trước\s+)?(?:ngày\s+)?"
    rf"\d{{1,2}}(?:/|\s+tháng\s+)\d{{1,2}}\s+(?:của\s+)?{_EVERY_WORD}\s+năm",
    re.IGNORECASE,
)
# hằng năm · hàng tháng, hàng quý · mỗi tuần
_REGULAR = re.compile(rf"\b(?P<items>(?:hằng|hàng|mỗi)\s+{_UNIT}(?:\s*(?:,|và|/)\s*{_ITEM})*)\b", re.IGNORECASE)
# 6 tháng một lần · mỗi năm một lần · 02 lần/năm · quý/lần
_TIMES = re.compile(
    rf"""\b(?:
      (?:mỗi\s+)?(?:(?P<amount>\d{{1,2}})\s+)?(?P<unit>{_UNIT})\s*(?:/|\s)\s*(?:(?:một|1|01)\s+)?lần
    | (?P<times>\d{{1,2}}|một|hai)\s+lần\s*(?:/|trong|mỗi)\s*(?:một\s+)?(?P<per>tuần|tháng|quý|năm)
    )\b""",
    re.VERBOSE | re.IGNORECASE,
)
_ONE_ITEM = re.compile(rf"(?:(?P<amount>\d{{1,2}})\s+)?(?P<unit>{_UNIT})|(?P<close>{_CLOSE})", re.IGNORECASE)

# What is had each month or year is no task of each month or year: "kế hoạch hằng năm", "lương hàng tháng".
_HAD = re.compile(
    r"\b(?:kế\s+hoạch|chương\s+trình|công\s+tác|dự\s+toán|ngân\s+sách(?:\s+nhà\s+nước)?|kinh\s+phí|nhiệm\s+vụ|công\s+việc"
    r"|lương(?:\s+hưu)?|trợ\s+cấp|thu\s+nhập|khen\s+thưởng|thù\s+lao|sinh\s+hoạt|phụ\s+cấp|tiền|đất|chi|cấp|thưởng|bình\s+quân"
    r"|mục\s+tiêu|chỉ\s+tiêu|số\s+liệu|nguồn|vốn|xuất\s+khẩu|tăng\s+trưởng|phí|đào\s+tạo|bồi\s+dưỡng)\s*\Z",
    re.IGNORECASE,
)
_AT_HEAD = re.compile(r"(?:\A|[,;:.()-]|\bvà|\bđó)\s*\Z")
_DO = re.compile(
    r"\s*,?\s*(?:tổ\s+chức|báo\s+cáo|tổng\s+hợp|rà\s+soát|đánh\s+giá|gửi|xây\s+dựng|sơ\s+kết|tổng\s+kết|công\s+bố|kiểm\s+tra"
    r"|thực\s+hiện|kiểm\s+toán|thông\s+báo|giám\s+sát|cập\s+nhật|trình|tiến\s+hành|phối\s+hợp|cung\s+cấp|bố\s+trí)\b",
    re.IGNORECASE,
)
_DONE_REGULARLY = re.compile(
    r"\b(?:báo\s+cáo|tổ\s+chức|đánh\s+giá|rà\s+soát|công\s+bố|họp|giao\s+ban|sơ\s+kết|tổng\s+kết|kiểm\s+tra|cập\s+nhật|thực\s+hiện"
    r"|kết\s+quả|định\s+kỳ|tối\s+thiểu|ít\s+nhất)\s*\Z"
    r"|\b(?:báo\s+cáo|họp|giao\s+ban)\s(?:(?!kế\s+hoạch|chỉ\s+tiêu|mục\s+tiêu)[^,;:.]){2,50}\Z",  # báo cáo tiến độ | hằng tuần
    re.IGNORECASE,
)


def _items(words: str) -> tuple[str, ...]:
    found = (
        "end of year" if m["close"] else iso_period(int(m["amount"] or 1), m["unit"]) for m in _ONE_ITEM.finditer(words)
    )
    return tuple(dict.fromkeys(found))


def _periodic(stretch: Stretch) -> Iterator[DeadlineMatch]:
    for found in stretch.find(_PERIODIC, "định"):
        yield stretch.match(found.start(), found.end(), Deadline("", frequency=_items(found["items"])))
    for found in stretch.find(_TWO_DAYS, "hằng", "hàng", "mỗi", "từng"):
        yield stretch.match(found.start(), found.end(), Deadline("", frequency=("P6M",)))
    for found in stretch.find(_WEEKDAY, "hằng", "hàng", "mỗi", "từng"):
        yield stretch.match(found.start(), found.end(), Deadline("", frequency=(iso_period(1, found["unit"]),)))


def _regular(stretch: Stretch) -> Iterator[DeadlineMatch]:
    for found in stretch.find(_REGULAR, "hằng", "hàng", "mỗi"):
        before = stretch.text[max(stretch.start, found.start() - 40) : found.start()]
        if _HAD.search(before):
            continue
        acts = _DO.match(stretch.text, found.end(), stretch.end) or _DONE_REGULARLY.search(before)
        if acts or _AT_HEAD.search(before):
            yield stretch.match(found.start(), found.end(), Deadline("", frequency=_items(found["items"])))


def _times(stretch: Stretch) -> Iterator[DeadlineMatch]:
    for found in stretch.find(_TIMES, "lần"):
        if found["unit"]:
            frequency = iso_period(int(found["amount"] or 1), found["unit"])
        else:
            times = {"một": 1, "hai": 2}.get(found["times"].lower()) or int(found["times"])
            months = {"tháng": 1, "quý": 3, "năm": 12}.get(found["per"].lower(), 0)
            if not times or months % times or not months:
                continue
            frequency = f"P{months // times}M" if months // times < 12 else "P1Y"
        yield stretch.match(found.start(), found.end(), Deadline("", frequency=(frequency,)))


_ONGOING = re.compile(
    r"\b(?:thường\s+xuyên(?:\s*,\s*liên\s+tục)?|liên\s+tục(?:\s*,\s*thường\s+xuyên)?)\b", re.IGNORECASE
)
# "nhiệm vụ thường xuyên", "chi thường xuyên", "đào tạo thường xuyên": the kind of a thing, not the time of a task.
_ONGOING_THING = re.compile(
    r"\b(?:nhiệm\s+vụ|chi|kinh\s+phí|phí|hoạt\s+động|công\s+việc|việc\s+làm|đào\s+tạo|giáo\s+dục|nguồn|trực\s+tiếp,|là|vùng)\s*\Z",
    re.IGNORECASE,
)
_ONGOING_FACT = re.compile(r"\s+(?:chịu|bị|xảy\s+ra|là|có|tiếp\s+xúc|sử\s+dụng|làm\s+việc)\b", re.IGNORECASE)
_IMMEDIATE = re.compile(
    r"(?<!đã )\b(?:khẩn\s+trương|kịp\s+thời|ngay\s+lập\s+tức"
    r"|(?:triển\s+khai|thực\s+hiện|báo\s+cáo|làm)\s+ngay(?!\s+(?:trong|từ)))\b",
    re.IGNORECASE,
)
_AMOUNT = r"\d{1,3}\s*(?:\(\s*\w+\s*\)\s*)?(?:ngày|tháng|giờ|năm|tuần)(?:\s+làm\s+việc)?"
# trong vòng 30 ngày kể từ ngày nhận được hồ sơ · chậm nhất 15 ngày trước khi khai mạc · sau 05 ngày làm việc
_RELATIVE = re.compile(
    rf"""\b(?:
      trong\s+(?:vòng|thời\s+hạn|thời\s+gian)\s+(?:tối\s+đa\s+)?{_AMOUNT}
    | (?:chậm|muộn)\s+nhất\s+(?:là\s+)?(?:sau\s+)?{_AMOUNT}
    | sau\s+\d{{1,3}}\s+(?:ngày|tháng)(?:\s+làm\s+việc|(?=\s+kể\s+từ))
    | trong\s+\d{{1,3}}\s+ngày\s+làm\s+việc
    )(?P<anchor>\s*,?\s*(?:kể\s+từ|tính\s+từ|sau\s+khi|trước\s+khi|trước\s+ngày|sau\s+ngày)[^,.;]{{2,80}})?""",
    re.VERBOSE | re.IGNORECASE,
)
# sau hội nghị này · trước khi ban hành · trước, trong và sau Hội nghị · ngay sau khi Luật được thông qua
_EVENT = re.compile(
    r"""\b(?:
      (?:ngay\s+)?sau\s+(?P<meeting>(?:hội\s+nghị|kỳ\s+họp|phiên\s+họp|cuộc\s+họp|đại\s+hội)(?:\s+này)?)
    | trước,\s+trong\s+và\s+sau\s+(?P<around>[^,.;]{3,40}?)(?=\s*(?:[,.;]|$))
    | (?:trước\s+khi|ngay\s+sau\s+khi|(?<=\A)sau\s+khi)\s+(?P<when>[^,.;]{3,80}?)(?=\s*(?:[,.;]|$))
    | (?P<effect>(?:kịp\s+thời\s+)?có\s+hiệu\s+lực\s+(?:thi\s+hành\s+)?đồng\s+thời\s+với\s+[^,.;]{2,60}?)
      (?=\s*(?:[,.;]|$))
    )""",
    re.VERBOSE | re.IGNORECASE,
)


# chủ động, linh hoạt, đồng bộ, | kịp thời | , hiệu quả; quán triệt | thường xuyên | , sâu rộng: how well, not when
_QUALITY = r"(?:đồng\s+bộ|hiệu\s+quả|linh\s+hoạt|đầy\s+đủ|chính\s+xác|sâu\s+rộng|chặt\s+chẽ|thống\s+nhất|toàn\s+diện|minh\s+bạch|công\s+khai|đúng|nghiêm\s+túc|thực\s+chất|phù\s+hợp)"
_QUALITY_BEFORE = re.compile(rf"(?<!\w){_QUALITY}\s*(?:,|và)\s*(?:và\s+)?\Z", re.IGNORECASE)
_QUALITY_BEHIND = re.compile(rf"\s*(?:,|và|,\s*và)\s+{_QUALITY}(?!\w)", re.IGNORECASE)
# để kịp thời phát hiện …; thông qua việc thường xuyên cung cấp …
_AIM_BEFORE = re.compile(
    r"(?<!\w)(?:để|nhằm|thông\s+qua(?:\s+việc)?|bảo\s+đảm|đảm\s+bảo)\s+(?:\S+\s+)?\Z", re.IGNORECASE
)


def _is_manner(stretch: Stretch, found: re.Match[str]) -> bool:
    """Whether a word of haste or constancy stands among words of quality, or in an aim."""
    before = stretch.text[max(stretch.start, found.start() - 30) : found.start()]
    return (
        _QUALITY_BEFORE.search(before) is not None
        or _QUALITY_BEHIND.match(stretch.text, found.end(), stretch.end) is not None
        or _AIM_BEFORE.search(before) is not None
    )


def _undated(stretch: Stretch) -> Iterator[DeadlineMatch]:
    for found in stretch.find(_ONGOING, "thường", "liên"):
        before = stretch.text[max(stretch.start, found.start() - 30) : found.start()]
        if _is_manner(stretch, found):
            continue
        if not _ONGOING_THING.search(before) and not _ONGOING_FACT.match(stretch.text, found.end(), stretch.end):
            yield stretch.match(found.start(), found.end(), Deadline("", kind="ongoing"))
    for found in stretch.find(_IMMEDIATE, "khẩn", "kịp", "ngay"):
        if _is_manner(stretch, found):
            continue
        yield stretch.match(found.start(), found.end(), Deadline("", kind="immediate"))


def _relative(stretch: Stretch) -> Iterator[DeadlineMatch]:
    for found in stretch.find(_RELATIVE, "trong", "nhất", "sau"):
        anchor = " ".join(re.sub(r"\A[\s,]*(?:(?:kể|tính)\s+từ\s+)?", "", found["anchor"] or "").split())
        yield stretch.match(found.start(), found.end(), Deadline("", kind=f"relative to {anchor or 'its beginning'}"))
    for found in stretch.find(_EVENT, "sau", "trước", "hiệu"):
        to = found["meeting"] or found["around"] or found["when"] or found["effect"]
        if found["effect"] or "hiệu lực" not in to:
            yield stretch.match(found.start(), found.end(), Deadline("", kind=f"relative to {' '.join(to.split())}"))


RULES = (_periodic, _regular, _times, _undated, _relative)
