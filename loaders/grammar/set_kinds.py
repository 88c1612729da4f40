"""What a named set of bodies is a set of: the same for its usual wordings, and of what class its members are."""

from __future__ import annotations

import re
from functools import lru_cache

from graph.text import slug

#: Nouns that make one kind of set: "đơn vị, tổ chức trực thuộc Bộ" is "các đơn vị thuộc Bộ".
_SAME_NOUN = {"to-chuc": "don-vi", "co-quan": "don-vi"}
# what is no office: firms, and places where people are taught, treated or studied
_FIRM = re.compile(
    r"doanh\s+nghiệp|tập\s+đoàn|tổng\s+công\s+ty|công\s+ty|hợp\s+tác\s+xã|ngân\s+hàng|nhà\s+mạng", re.IGNORECASE
)
_FACILITY = re.compile(r"cơ\s+sở|trường|học\s+viện|viện\s+nghiên\s+cứu|bệnh\s+viện", re.IGNORECASE)


def class_of(noun: re.Match[str]) -> str:
    """``firm``, ``facility`` or ``office``: what the members of a set with this noun are."""
    if _FIRM.match(noun[0]):
        return "firm"
    return "facility" if _FACILITY.match(noun[0]) else "office"


@lru_cache(maxsize=4096)  # the same sets are named again and again
def kind_of_set(bare: str, base: str) -> str:
    """The kind of a set, the same for its usual wordings."""
    if base:
        level = re.search(r"cấp\s+(tỉnh|huyện|xã)", bare)
        return f"{base}-{slug(level.group())}" if level else base
    words = re.sub(r"\b(?:trực thuộc|thuộc|của)\b.*", "", bare)
    parts = [slug(p) for p in re.split(r"\s*(?:,|\bvà\b)\s*", words) if p.strip()]
    parts = [_SAME_NOUN.get(p, p) if re.search(r"thuộc", bare) else p for p in parts]
    belongs = "-truc-thuoc" if re.search(r"thuộc", bare) else ""
    seen = list(dict.fromkeys(parts))
    return "-".join(seen) + belongs
