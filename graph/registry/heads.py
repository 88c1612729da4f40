"""Heads through whom a body is meant: "Giám đốc Sở Nội vụ", "Chánh Văn phòng UBND tỉnh", "Bộ trưởng".

An order to the head is an order to the body. Membership ("Ủy viên Ban Thường vụ") is taken too, so that the member is not
read as the body.
"""

from __future__ import annotations

import re

from graph.registry.tails import Words

#: "Bộ trưởng" with no body behind it: the minister of the text.
HEAD_ALONE = re.compile(r"(?:thứ\s+trưởng|bộ\s+trưởng)\b(?!\s+(?:các|bộ)\b)")

# each ends where the body's own name begins: "Chánh" + "Văn phòng …", "Trưởng" + "Ban Tổ chức …"
_HEAD = re.compile(
    r"""(?:(?:bộ\s+trưởng\s*,\s*)?  (?:quyền\s+)?  (?:phó\s+)?  (?:tổng\s+)?
    (?:bộ\s+trưởng | thứ\s+trưởng | giám\s+đốc | chủ\s+tịch | bí\s+thư | chánh | trưởng | cục\s+trưởng | tổng\s+cục\s+trưởng
      | vụ\s+trưởng | viện\s+trưởng | thủ\s+trưởng | hiệu\s+trưởng | chi\s+cục\s+trưởng | thống\s+đốc | chủ\s+nhiệm | chánh\s+án
      | biên\s+tập | thường\s+trực | người\s+đứng\s+đầu | lãnh\s+đạo | tư\s+lệnh | chỉ\s+huy\s+trưởng | ủy\s+viên | thành\s+viên
      | tổng\s+thanh\s+tra)
    (?:\s+(?:thường\s+trực|thứ\s+nhất|phụ\s+trách))? ) \s+$""",
    re.VERBOSE,
)
_LAST_WORDS = frozenset(["trưởng", "đốc", "tịch", "thư", "chánh", "nhiệm", "án", "tập", "trực", "đầu", "đạo", "lệnh", "viên", "tra", "nhất", "trách"])
_LAST_WORD = re.compile(r"(\w+)\s+$")


def head_before(words: Words, start: int) -> tuple[int, str] | None:
    """(start, words) of the head written straight before the body at ``start``."""
    window = max(0, start - 60)
    last = _LAST_WORD.search(words.low, max(0, start - 12), start)
    if not last or last[1] not in _LAST_WORDS:
        return None
    before = words.low[window:start]
    found = None
    for begin in (m.start() for m in re.finditer(r"\b\w", before)):
        found = _HEAD.match(before, begin)
        if found:
            break
    if found is None:
        return None
    at = window + found.start()
    return at, " ".join(words.text[at:start].split())
