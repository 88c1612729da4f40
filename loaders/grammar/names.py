"""Personal names: a known family name and one to four further syllables, each with a capital."""

from __future__ import annotations

import re

from graph.text import LOWER, UPPER, any_phrase
from loaders.grammar.offices import FAMILY_NAMES, HISTORICAL, PLACES

SYLLABLE = rf"[{UPPER}][{LOWER}]*"
_GAP = r"(?:[ \t]+| +\n ?)"
_FAMILY_NAME = any_phrase(FAMILY_NAMES, before=r"[\w&]")
NAME = re.compile(rf"{_FAMILY_NAME}(?:{_GAP}{SYLLABLE}(?!\w)){{1,7}}")
_PLACE_WORD = re.compile(
    r"(?:\b(?:[Tt]ỉnh|[Tt]hành phố|TP\.?|[Hh]uyện|[Qq]uận|[Xx]ã|[Pp]hường|[Tt]hị xã|[Tt]hị trấn|đường|phố"
    r"|[Qq]uảng trường|[Đđ]ại học|[Tt]rường|[Bb]ệnh viện|[Hh]ọc viện|[Qq]uỹ|[Gg]iải thưởng))\s*\Z"
)
# Chủ tịch UBND tỉnh | Nguyễn Văn An · Giám đốc Công an tỉnh | Lê Văn Bình: the body of the unit ends with the word for
# it, since a province of that name would be known, and a place has no three syllables of which the first is a family's
_OF_THE_UNIT = re.compile(
    r"\btỉnh\s*\Z"
    r"|\b(?:UBND|HĐND|MTTQ|nhân dân|[Cc]ông an|[Qq]uân sự|[Ủủ]y|Đoàn|Hội)\s+(?:tỉnh|thành phố|TP\.?|huyện|quận|thị xã|xã|phường|thị trấn)\s*\Z"
)
# Words that begin an office, a body or a sentence, never a syllable of a name.
_NOT_IN_NAMES = frozenset(
    {"Phó", "Bí", "Ủy", "Bộ", "Tổng", "Thứ", "Giám", "Ban", "Sở", "Đảng", "Ảnh", "Theo", "Ông", "Bà", "Tại", "Các"}
)


def person_span(text: str, found: re.Match[str]) -> tuple[int, int] | None:
    """The part of a run of capitalised syllables that is a person's name, None where none is."""
    syllables = [(m.start(), m.end()) for m in re.finditer(r"\S+", text[found.start() : found.end()])]
    words = [found.group()[a:b] for a, b in syllables]
    skip = next((n for n in (3, 2) if " ".join(words[:n]) in PLACES), 0)
    place_word = _PLACE_WORD.search(text, max(0, found.start() - 16), found.start())
    if place_word and len(words) > 2 and _OF_THE_UNIT.search(text, max(0, found.start() - 24), found.start()):
        place_word = None
    if place_word and not skip:
        skip = next((i for i in range(2, len(words) - 1) if words[i] in FAMILY_NAMES), len(words))
    words, syllables = words[skip:], syllables[skip:]
    stop = next((i for i, w in enumerate(words) if i and w in _NOT_IN_NAMES), len(words))
    words, syllables = words[: min(stop, 5)], syllables[: min(stop, 5)]
    if len(words) < 2 or words[0] not in FAMILY_NAMES or " ".join(words) in HISTORICAL:
        return None
    if words[0] in ("Đoàn", "Nông", "Văn") and len(words) < 3:
        return None
    return found.start() + syllables[0][0], found.start() + syllables[-1][1]


def is_name(line: str) -> bool:
    """Whether ``line`` is a personal name and nothing else."""
    found = NAME.fullmatch(line)
    return found is not None and person_span(line, found) == (0, len(line))
