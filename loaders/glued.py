"""Words that lost the space between them at a line break: "banhành", "mộtsố" (domain.md § 8.8)."""

from __future__ import annotations

import re
from functools import lru_cache

from loaders.syllables import is_syllable

_LONG = re.compile(r"[^\W\d_]{5,14}")
#: Words of directives whose letters could be cut in two places; of such only these are cut.
_KNOWN = """
    ban hành|thi hành|tiến hành|điều hành|hiện hành|thực hành|trung ương|địa phương|ủy ban|các ban|ban ngành|cơ quan
    văn bản|căn cứ|giao thông|công an|phân công|phối hợp|chính phủ|thủ tướng|chủ tịch|quốc hội|nhân dân|hội đồng
    quy định|quyết định|nghị quyết|kế hoạch|chương trình|chỉ thị|thông báo|báo cáo|trực thuộc|phân cấp
    thực hiện|triển khai|tổ chức|trách nhiệm|nhiệm vụ|thường vụ|thường trực|chỉ đạo|thành phố|thành lập|đơn vị
    """
_PAIRS = frozenset(" ".join(pair.split()) for line in _KNOWN.splitlines() for pair in line.split("|"))


def glued(text: str) -> dict[str, int]:
    """Glued words of ``text`` and where each is to be cut. ``text`` is NFC.

    A word is cut where it is no syllable, bears a mark, and falls into two syllables in one way only; of several ways
    the one is taken that gives two words known to stand together, else none. What begins with a capital may be a name
    ("Lênin") and is cut only into such known words.
    """
    stretches = " ".join({stretch for stretch in set(text.split()) if len(stretch) > 4 and not stretch.isascii()})
    words = {word for word in _LONG.findall(stretches) if not word.isascii()}
    return {word: cut for word in words if (cut := _cut(word))}


def _is_onset(letter: str) -> bool:
    """Hardly a word begins with a vowel, and names of other languages would be cut there."""
    return letter in "đĐ" or (letter.isascii() and letter.lower() not in "aeiouy")


@lru_cache(maxsize=65536)
def _cut(word: str) -> int:
    if is_syllable(word) or (word.isupper() and len(word) < 8):
        return 0
    places = (at for at in range(2, len(word) - 1) if _is_onset(word[at]))
    ways = [at for at in places if is_syllable(word[:at]) and is_syllable(word[at:])]
    known = [at for at in ways if f"{word[:at]} {word[at:]}".lower() in _PAIRS]
    chosen = known or (ways if word.islower() else [])
    return chosen[0] if len(chosen) == 1 else 0
