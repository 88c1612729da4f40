"""Heads through whom a body is meant: "Giám đốc Sở Nội vụ", "Chánh Văn phòng UBND tỉnh", "Bộ trưởng".

An order to the head is an order to the body. Membership ("Ủy viên Ban Thường vụ") is taken too, so that the member is
not read as the body.
"""

from __future__ import annotations

import re

from graph.registry.tails import Words
from graph.text import last_word

#: "Bộ trưởng" with no body behind it: the minister of the text. Not "Bộ trưởng, Thủ trưởng cơ quan ngang bộ".
HEAD_ALONE = re.compile(
    r"(?:thứ\s+trưởng|bộ\s+trưởng)\b(?!\s+(?:các|bộ)\b|\s*,\s*(?:thủ\s+trưởng|chủ\s+nhiệm|tổng\s+thanh))"
)

# each ends where the body's own name begins: "Chánh" + "Văn phòng …", "Trưởng" + "Ban Tổ chức …"
_HEAD = re.compile(
    r"""(?:(?:bộ\s+trưởng\s*,\s*)?  (?:quyền\s+)?  (?:phó\s+)?  (?:tổng\s+)?
    (?:bộ\s+trưởng | thứ\s+trưởng | giám\s+đốc | chủ\s+tịch | bí\s+thư | chánh | trưởng | trưởng\s+ban | cục\s+trưởng
      | tổng\s+cục\s+trưởng | vụ\s+trưởng | viện\s+trưởng | thủ\s+trưởng | hiệu\s+trưởng | chi\s+cục\s+trưởng
      | thống\s+đốc | chủ\s+nhiệm | chánh\s+án | biên\s+tập | người\s+đứng\s+đầu | lãnh\s+đạo | tư\s+lệnh
      | chỉ\s+huy\s+trưởng | ủy\s+viên | thành\s+viên | tổng(?=\s+$))
    (?:\s+(?:thường\s+trực|thứ\s+nhất|phụ\s+trách))? ) \s+$""",
    re.VERBOSE,
)
_LAST_WORDS = frozenset(
    (
        "trưởng",
        "đốc",
        "tịch",
        "thư",
        "chánh",
        "nhiệm",
        "án",
        "tập",
        "trực",
        "đầu",
        "đạo",
        "lệnh",
        "viên",
        "nhất",
        "trách",
        "ban",
        "tổng",
    )
)
# "lãnh đạo" is a noun behind these, else the verb: "Đảng ủy lãnh đạo UBND tỉnh ban hành"
_LEADERS = re.compile(r"(?:[,;:.(\n-]|\b(?:và|các|của|chí|có|cùng|với|là|gồm))\s*$|^$")
_WORD_START = re.compile(r"\b\w")


def head_before(words: Words, start: int) -> tuple[int, str] | None:
    """(start, words) of the head written straight before the body at ``start``."""
    if last_word(words.low, max(0, start - 12), start) not in _LAST_WORDS:
        return None
    window = max(0, start - 60)
    before = words.low[window:start]
    found = next((f for w in _WORD_START.finditer(before) if (f := _HEAD.match(before, w.start()))), None)
    if found is None or (found[0].strip() == "tổng" and not words.low.startswith("thanh tra", start)):
        return None
    at = window + found.start()
    if words.text[at] == "l" and not _LEADERS.search(words.low, max(0, at - 12), at):
        return None
    return at, capitalised(words.text[at:start])


def capitalised(head: str) -> str:
    """``head`` on one line, out of capitals: "BỘ TRƯỞNG" → "Bộ trưởng"."""
    head = " ".join(head.split())
    return head.capitalize() if head.isupper() else head
