"""What stands before a head noun and says that it is no body: half of a word, part of a number, one of many."""

from __future__ import annotations

import re

from graph.registry.tails import Words
from graph.text import last_word

# A head noun that is the second half of another word: "cơ sở Y tế", "đồng bộ", "XÃ HỘI"
_HALVES = {
    "sở": ("cơ", "trụ"),
    "bộ": ("đồng", "cán", "toàn", "nội", "tiến", "cục", "trung", "bắc", "nam"),
    "hội": ("quốc", "xã", "đại"),
    "vụ": ("nhiệm", "dịch", "chức", "nghĩa", "nội"),
    "báo": ("công",),
    "thường": ("thư", "tịch"),  # "Phó Bí thư Thường trực Tỉnh ủy" is no "Thường trực Tỉnh ủy"
}
# after these "Bộ" is no ministry: "cơ quan ngang Bộ", "cấp Bộ", "Nam Bộ"
_NO_MINISTRY_AFTER = frozenset({"đảng", "nội", "cán", "ngang", "cấp", "liên", "nam", "bắc", "trung"})
# signing for another: "KT. BỘ TRƯỞNG"
_SIGNS_FOR = re.compile(r"\b(?:KT|TL|TUQ|K/T|T/L)\.?\s*$")
_INSIDE_SYMBOL = re.compile(r"(?:\d\S*[-/–]\s?|[/–-])$")
_PLURAL_BEFORE = re.compile(r"\b(?:các|những|mỗi|từng)\s+$")
_COMMITTEE_BEFORE = re.compile(r"(?:tỉnh|thành|huyện|quận|thị)\s+ủy\s*(?:,|và|/)\s*$")


def is_part(words: Words, begin: int, head: str) -> bool:
    """Whether the head noun is none of its own: half a word, part of a number, or what somebody signs for."""
    if words.text[begin].isupper():
        end = begin + len(head)
        if not words.text[begin:end].isupper():
            if head != "thường":
                return False
        elif in_symbol(words, begin, end) or _SIGNS_FOR.search(words.text, max(0, begin - 6), begin):
            return True
    halves = _HALVES.get(head)  # few heads are the half of a word; only for them the word before is read
    return halves is not None and word_before(words, begin) in halves


def in_symbol(words: Words, begin: int, end: int) -> bool:
    """Whether an abbreviation is part of a document number: 15/KH-UBND, 3954/UBND-VX."""
    return bool(_INSIDE_SYMBOL.search(words.text, max(0, begin - 16), begin)) or words.text[end : end + 1] in ("/", "-")


def is_plural(words: Words, begin: int) -> bool:
    """Whether "các", "mỗi" stand before: many bodies, not one."""
    return bool(_PLURAL_BEFORE.search(words.low, max(0, begin - 10), begin))


def no_ministry_after(words: Words, begin: int) -> bool:
    """Whether the word before takes "Bộ" for itself."""
    return word_before(words, begin) in _NO_MINISTRY_AFTER


def committee_before(words: Words, begin: int) -> bool:
    """Whether the committee is one of many: "Tỉnh ủy, Thành ủy"."""
    return bool(_COMMITTEE_BEFORE.search(words.low, max(0, begin - 14), begin))


def word_before(words: Words, begin: int) -> str:
    """The word straight before, in lower case; "" where a stop stands between."""
    return last_word(words.low, max(0, begin - 14), begin)
