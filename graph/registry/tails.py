"""What stands behind the name of a pattern: the ministry or the place that makes it one body."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from graph.registry.model import Context, Entry
from graph.registry.names import NameTrie
from graph.registry.places import Gazetteer, Written
from graph.registry.units import KIND_WORD, LEVEL_OF_KIND, plain_kind
from graph.text import UPPER, slug

_GAP = r"[^\S\n]*+\n?+[^\S\n]*+"  # space with one line break; possessive, so that long runs of it cost nothing
# "của Bộ", "thuộc Bộ Nội vụ", "(Bộ Nội vụ)", or the ministry straight behind
_MINISTRY_LEAD = re.compile(rf"{_GAP}(?:(?:của|thuộc|trực thuộc)\s+|\()?{_GAP}")
# "Bộ" alone; not "Bộ luật", "Bộ tiêu chí", not the many of "Bộ, cơ quan ngang bộ", "Bộ, ngành".
_BARE_MINISTRY = re.compile(
    r"bộ\b(?!\s+(?:trưởng|luật|chỉ|tiêu|máy|đội|phận|môn|công\s+cụ|dữ|câu|thủ\s+tục|mã|sách|quy\s+tắc|tài\s+liệu|nguyên\s+tắc"
    r"|pháp\s+điển|hồ\s+sơ|cơ\s+sở|tư\s+lệnh|chỉ\s+huy|tổng\s+tham|ngành)\b"
    r"|\s*(?:,|và|-|/)\s*(?:các\s+)?(?:cơ\s+quan|ngành|ban|địa\s+phương|tỉnh)\b)"
)
_CAPITAL_NEXT = re.compile(rf"\s+[{UPPER}]")
_PLACE_LEAD = re.compile(rf"{_GAP}(?:của\s+)?(?=\S)")
_KIND_ALONE = re.compile(rf"{KIND_WORD}(?!\w|\s+(?:ủy|đoàn)\b)")
# "Sở Nội vụ các tỉnh", "UBND cấp huyện", "Tỉnh ủy, Thành ủy", "Thành ủy trực thuộc Trung ương"
_MANY = re.compile(
    rf"\s+(?:các|những|mỗi|từng|cấp|cùng\s+cấp)\b|\s*(?:,|và|/)\s*(?:tỉnh|thành|huyện|quận|thị)\s+ủy\b(?!\s+[{UPPER}])"
    r"|\s+trực\s+thuộc\b"
)
# "HĐND, UBND các cấp": the second says of which units the first is; "Sở Nội vụ, UBND các xã" are two
_MANY_COUNCILS = re.compile(
    r"\s*(?:,|và)\s*(?:ubnd|hđnd|ủy\s+ban\s+nhân\s+dân|hội\s+đồng\s+nhân\s+dân)\s+(?:các|cấp)\b"
)
_COUNCILS = frozenset({"ubnd", "hdnd", "thuong-truc-hdnd"})
_MANY_UNITS = re.compile(
    rf"{_GAP}(?:,|và|hoặc|/|-){_GAP}(?:thành\s+phố|tỉnh|huyện|quận|thị\s+xã|xã|phường|thị\s+trấn|đặc\s+khu)\b(?![^\S\n]+(?:[{UPPER}\d]|ủy\b|đoàn\b))"
    rf"|\s+(?:trực\s+thuộc|nơi|có\s+liên\s+quan|thuộc\s+tỉnh|thuộc\s+thành)\b"
)
_DATE_LINE = re.compile(r"\s*,?\s*ngày\b")
#: First word of a committee → what its unit is called.
_UNIT_OF_COMMITTEE = {"tỉnh": "tỉnh", "thành": "thành phố", "huyện": "huyện", "quận": "quận", "thị": "thị xã"}
COMMITTEE = re.compile(r"\b(tỉnh|thành|huyện|quận|thị)\s+(?:ủy|đoàn)\b")


class Tail(NamedTuple):
    """``end`` of the tail, the ``scope`` it gives ("" = unknown), whether it was ``written``, whether it speaks of
    ``many`` bodies, and for a commune that no list holds its ``name``."""

    end: int
    scope: str = ""
    written: bool = False
    many: bool = False
    name: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """The text under reading: as written, and in lower case of the same length."""

    text: str
    low: str


class Tails:
    """Reads tails; ``owners`` is the trie of the bodies that have units."""

    def __init__(self, places: Gazetteer, owners: NameTrie) -> None:
        self._places, self._owners = places, owners

    def ministry(self, words: Words, at: int, context: Context) -> Tail:
        """The owner written at ``at``, else the context's; "Bộ" alone is the context's ministry."""
        lead = _MINISTRY_LEAD.match(words.low, at)
        start = lead.end() if lead else at
        if start > at and words.text[start : start + 1].isalpha():
            found = self._owners.longest(words.text, words.low, start)
            if found and any(c.isupper() for c in words.text[start : found[0][0]]):
                return Tail(_closed(words, at, found[0][0]), found[0][1][0], written=True)
            if end := bare_ministry(words, start):
                return Tail(_closed(words, at, end), context.ministry, written=True)
        return Tail(at, context.ministry)

    def place(self, words: Words, at: int, entry: Entry, committee: str, context: Context) -> Tail:
        """The place written at ``at``, else the context's where it can be meant. ``committee`` is the first word of the
        committee named ("tỉnh", "huyện"), "" for other bodies."""
        if _MANY.match(words.low, at) or (entry.id in _COUNCILS and _MANY_COUNCILS.match(words.low, at)):
            return Tail(at, many=True)
        lead = _PLACE_LEAD.match(words.low, at)
        start = lead.end() if lead else at
        unit = _UNIT_OF_COMMITTEE.get(committee, "")
        if start > at:
            found = self._places.read(words.text, words.low, start, context)
            if found is None and unit:
                found = self._places.read_district(words.text, words.low, start, unit, context)
            tail = self._named(words, at, start, found, entry, unit, context) if found else None
            if tail is None and found is None:
                tail = self._alone(words, at, start, entry, context)
            if tail is not None:
                return tail
        return Tail(at, self._own(entry, unit, context))

    def _named(
        self, words: Words, at: int, start: int, found: Written, entry: Entry, unit: str, context: Context
    ) -> Tail | None:  # fmt: skip
        if not found.kind and "\n" in words.low[at:start] and _DATE_LINE.match(words.low, found.end):
            return None
        if self._places.level_of(found.keys[0]) not in entry.levels:
            return None
        key = self._places.choose(found.keys, context)
        name = "" if key and self._places.get(key) else _unit_name(words.text[start : found.end])
        return Tail(found.end, key, written=True, name=name)

    def _alone(self, words: Words, at: int, start: int, entry: Entry, context: Context) -> Tail | None:
        """ "tỉnh", "huyện" without a name: the context's unit, or many units."""
        kind = _KIND_ALONE.match(words.low, start)
        if kind is None:
            return None
        if _MANY_UNITS.match(words.low, kind.end()):
            return Tail(at, many=True)
        unit = plain_kind(kind["kind"])
        level = LEVEL_OF_KIND.get(unit)
        if level is not None and level not in entry.levels:
            return None
        return Tail(kind.end("kind"), self._own(entry, unit, context), written=True)

    def _own(self, entry: Entry, unit: str, context: Context) -> str:
        """The context's place that ``unit`` ("tỉnh", "huyện", "" = not said) can mean for ``entry``; "" for none."""
        if not context.place:
            return ""
        province = self._places.province_of(context.place)
        candidates = [context.place] if province == context.place else [province, context.place]
        for key in (k for k in candidates if k and self._places.level_of(k) in entry.levels):
            if not unit and len(entry.levels) == 1:
                return key
            if unit and self._is_called(key, unit, context):
                return key
        return ""

    def _is_called(self, key: str, unit: str, context: Context) -> bool:
        kind = self._places.unit_kind(key, context.on)
        return kind.kind == unit if kind else key.startswith(slug(unit) + "-")


def _unit_name(written: str) -> str:
    """ "PHƯỜNG QUY NHƠN" → "phường Quy Nhơn"."""
    name = " ".join(written.split())
    kind, _, rest = name.partition(" ")
    return f"{kind.lower()} {rest.title()}" if name.isupper() and rest else name


def bare_ministry(words: Words, start: int) -> int:
    """End of a "Bộ" that stands alone at ``start``; 0 where none does."""
    bare = _BARE_MINISTRY.match(words.low, start)
    return bare.end() if bare and not _CAPITAL_NEXT.match(words.text, bare.end()) else 0


def _closed(words: Words, at: int, end: int) -> int:
    """``end``, with the bracket that was opened before the name."""
    return end + 1 if "(" in words.low[at : at + 4] and words.low[end : end + 1] == ")" else end
