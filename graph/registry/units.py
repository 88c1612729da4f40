"""The words for administrative units: tỉnh, huyện, xã and the rest, and which stands in which."""

from __future__ import annotations

import re

from graph.registry.model import Level

#: Words for units → their level; "thành phố" is a province or a district, as its name says.
LEVEL_OF_KIND: dict[str, Level] = {
    "tỉnh": "province", "huyện": "district", "quận": "district", "thị xã": "district",
    "xã": "commune", "phường": "commune", "thị trấn": "commune", "đặc khu": "commune",
}  # fmt: skip
_ABBREVIATED = {"tp": "thành phố", "t.p": "thành phố", "tx": "thị xã", "tt": "thị trấn"}

# "tỉnh", "TP.", "thị xã" before the name of a unit
KIND_WORD = r"(?P<kind>tỉnh|thành\s+phố|huyện|quận|thị\s+xã|xã|phường|thị\s+trấn|đặc\s+khu|(?:t\.?p|tx)\b\.?)"
KIND = re.compile(rf"\b{KIND_WORD}")
AT_KIND = re.compile(KIND_WORD)
_COMMUNE_KEYS = ("xa-", "phuong-", "thi-tran-", "dac-khu-")


def plain_kind(word: str) -> str:
    """ "TP." → "thành phố", with single spaces."""
    word = " ".join(word.lower().rstrip(".").split())
    return _ABBREVIATED.get(word, word)


def rank(kind: str, *, outer: bool = False) -> int:
    """Commune 1, district 2, province 3; "thành phố" behind another unit may be the centrally-run city around it."""
    if kind == "tỉnh" or (kind == "thành phố" and outer):
        return 3
    return 1 if LEVEL_OF_KIND.get(kind) == "commune" else 2


def level_of_made(key: str) -> Level:
    """Level of a place key that was made of what a text writes: "xa-tan-my-ha.ha-tinh"."""
    return "commune" if key.startswith(_COMMUNE_KEYS) else "district"
