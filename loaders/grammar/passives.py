"""A document said to be acted upon: "A (được sửa đổi, bổ sung bởi B)", "Điều 3 A có nội dung bị bãi bỏ bởi Điều 2 B; Điều 4 C".

The ends are swapped: what stands behind "bởi" acts on what stands before. Several verbs, each with its own "được" or
"bị", are several relations.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from loaders.grammar.attachment import Placed

_VERB = (
    r"(?:sửa\s+đổi|bổ\s+sung|thay\s+thế|bãi\s+bỏ|hủy\s+bỏ|đính\s+chính|quy\s+định\s+chi\s+tiết|hướng\s+dẫn|điều\s+chỉnh"
    r"|(?:tạm\s+)?(?:ngưng\s+hiệu\s+lực|đình\s+chỉ))"
)
#: First word of a verb → what the act is called.
_KINDS = {
    "thay": "REPLACES",
    "bãi": "REPEALS",
    "hủy": "REPEALS",
    "đính": "CORRECTS",
    "quy": "DETAILS",
    "hướng": "GUIDES",
    "tạm": "SUSPENDS",
    "ngưng": "SUSPENDS",
    "đình": "SUSPENDS",
}
# có nội dung | được sửa đổi · bị | bãi bỏ
_ACT = rf"(?:(?:có\s+)?(?:một\s+(?:số|phần)\s+)?nội\s+dung\s+)?(?:được|bị)\s+{_VERB}(?:\s*,\s*{_VERB})*"
# Điều 1, Điều 2 · khoản 2 Điều 18 của · Phụ lục II: where in the acting document the act stands
_PARTS = (
    r"(?:(?:điểm|khoản|mục|tiểu\s+mục|chương|phụ\s+lục|điều)(?:\s+\w{1,5})?(?:\s*,|\s+và)?\s+)*(?:của\s+)?(?:các\s+)?"
)
_PASSIVE = re.compile(
    rf"(?:đã\s+)?(?P<acts>{_ACT}(?:\s*(?:,|;|và|,\s*và|hoặc)\s*{_ACT})*)"
    rf"[^;\n()]{{0,90}}?\s(?:bởi|tại|theo|bằng|do)\s+(?:quy\s+định\s+(?:tại\s+)?)?{_PARTS}\Z",
    re.IGNORECASE,
)
_ONE_ACT = re.compile(rf"(?:được|bị)\s+(?P<verb>{_VERB})", re.IGNORECASE)
# A |, | B ·  A | có hiệu lực thi hành kể từ ngày 01/01/2015; Điều 4 | B
_LIST = re.compile(
    r"(?:\s*,?\s*có\s+hiệu\s+lực\s+(?:thi\s+hành\s+)?(?:kể\s+)?từ\s+ngày\s+[\d/.\-]+)?"
    rf"\s*(?P<sign>;|,\s*và|,|và)\s*(?:các\s+)?(?P<parts>{_PARTS})\Z",
    re.IGNORECASE,
)
_WINDOW = 260  # characters before a mention that are looked at


@dataclass(frozen=True, slots=True)
class Passive:
    """The mention at ``target`` of the sentence is acted upon by the present one in each of ``kinds``."""

    target: int
    kinds: tuple[str, ...]


def passive_of(placed: Sequence[Placed], index: int, gap: str) -> Passive | None:
    """What the words ``gap`` before a mention say it does to an earlier one; None where they say nothing of the kind."""
    if found := _PASSIVE.search(gap[-_WINDOW:]):
        acts = [act["verb"].split()[0].lower() for act in _ONE_ACT.finditer(found["acts"])]
        kinds = tuple(dict.fromkeys(_KINDS.get(act, "AMENDS") for act in acts))
        return Passive(_same_type_before(placed, index), kinds)
    return _goes_on(placed, index, gap)


def _goes_on(placed: Sequence[Placed], index: int, gap: str) -> Passive | None:
    """A further actor of a list. Of several acts nobody says which is whose, so none is given to it; behind a semicolon
    only a part named ("Điều 4") tells an actor from a further document of the sentence's own list."""
    before, item = placed[index - 1], placed[index]
    listed = _LIST.fullmatch(gap) if len(before.acts) == 1 else None
    if listed is None:
        return None
    alike = listed["sign"] != ";" and before.mention.noun == item.mention.noun
    if not (alike or listed["parts"].strip()):
        return None
    return Passive(before.governor, before.acts) if _acts_later(placed, index) else None


def _acts_later(placed: Sequence[Placed], index: int) -> bool:
    """What acts is later than what it acts on; where both days are known this tells a list's end."""
    acted, mine = placed[placed[index - 1].governor].document, placed[index].document
    return mine.date is None or acted.date is None or mine.date.latest() > acted.date.earliest()


def _same_type_before(placed: Sequence[Placed], index: int) -> int:
    """A bracket "(được sửa đổi …)" is of the nearest mention of its own type, else of the one straight before it."""
    noun = _family(placed[index])
    for at in range(index - 1, max(-1, index - 5), -1):
        if _family(placed[at]) == noun:
            return at
    return index - 1


def _family(item: Placed) -> str:
    return "Luật" if item.mention.noun == "Bộ luật" else item.mention.noun
