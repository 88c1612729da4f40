"""Places: which unit a name means at a date, and the words by which a text writes a place.

A merged province is another unit than the one whose name it bears, so a name leads to a unit only beside a date; a text
without a date is read as of the present units.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from graph.dates import PartialDate
from graph.registry import place_rows
from graph.registry.model import Context, Level, Place, PlaceMatch, UnitKind
from graph.registry.names import NameTrie, lower, word_pattern
from graph.registry.place_rows import FAR_FUTURE, Row, first_day, last_day
from graph.registry.units import AT_KIND, LEVEL_OF_KIND, level_of_made, plain_kind, rank
from graph.text import UPPER, slug

# a name that no list knows: up to four capitalised words, or the number of a ward
_UNLISTED = re.compile(
    rf"[{UPPER}][\w’']{{0,11}}+(?:[ \t]*+\n?+[ \t]*+-?+[ \t]*+[{UPPER}][\w’']{{0,11}}+){{0,3}}|\d{{1,2}}\b(?![./-]\d)"
)
_NEXT_UNIT = re.compile(r"[^\S\n]*+\n?+[^\S\n]*+(?:,|-)?+[^\S\n]*+\n?+[^\S\n]*+")
_SPACE = re.compile(r"[^\S\n]*+\n?+[^\S\n]*+")


@dataclass(frozen=True, slots=True)
class Written:
    """A place as written: its ``kind`` word ("" = none), the ``keys`` it may be, and where it ends."""

    end: int
    kind: str
    keys: tuple[str, ...]


class Gazetteer:
    """Provinces and districts by name; communes are made from what is written."""

    def __init__(self, provinces: Iterable[Row], districts: Iterable[Row]) -> None:
        self._places: dict[str, Place] = {}
        self._by_name: dict[tuple[str, Level], list[str]] = {}
        self._provinces_trie, self._districts_trie = NameTrie(), NameTrie()
        self._head_pattern: re.Pattern[str] | None = None
        for row in provinces:
            self._keep(place_rows.province(row), self._provinces_trie)
        for place in place_rows.districts(districts):
            self._keep(place, self._districts_trie)

    def _keep(self, place: Place, trie: NameTrie) -> None:
        self._places[place.key] = place
        for name in dict.fromkeys((place.name, *place.variants, *(k.name for k in place.kinds))):
            self._by_name.setdefault((slug(name), place.level), []).append(place.key)
            trie.add(name, place.key)

    def get(self, key: str) -> Place | None:
        """The place of ``key``, None where no list holds it (communes)."""
        return self._places.get(key)

    def keys(self) -> list[str]:
        """Keys of all listed places, sorted."""
        return sorted(self._places)

    def lifetime(self, key: str) -> tuple[str, str]:
        """First and last day of a place as partial ISO, "" = open or unknown."""
        place = self._places.get(key)
        return (place.since, place.until) if place else ("", "")

    def of_name(self, name: str, level: str = "", on: PartialDate | None = None) -> list[str]:
        """Keys of the places called ``name`` ("tỉnh Bắc Ninh", "Bac Ninh") at ``level`` ("" = province, else district).

        With ``on`` only those alive then; without, all of them, the present one first.
        """
        kind = AT_KIND.match(name.lower())
        bare = name[kind.end() :].strip() if kind and len(kind[0]) < len(name) else name
        levels: tuple[Level, ...] = ("province", "district")
        for one in (x for x in levels if level in ("", x)):
            keys = self._by_name.get((slug(bare), one), [])
            kept = [k for k in keys if on is None or self._alive(k, on)]
            if kind and kind["kind"]:
                word = plain_kind(kind["kind"])
                kept = [k for k in kept if any(u.kind == word for u in self._places[k].kinds)]
            if kept:
                return sorted(kept, key=lambda k: self._places[k].since, reverse=True)
        return []

    def _alive(self, key: str, on: PartialDate) -> bool:
        place = self._places.get(key)
        return place is None or (first_day(place.since) <= on.latest() and on.earliest() <= last_day(place.until))

    def unit_kind(self, key: str, on: PartialDate | None = None) -> UnitKind | None:
        """What the place was called on ``on``, at last where ``on`` is None; for a commune read from its key."""
        place = self._places.get(key)
        if place is None:
            return None
        day = on.latest() if on else FAR_FUTURE
        for unit in reversed(place.kinds):
            if first_day(unit.since) <= day:
                return unit
        return place.kinds[0]

    def full_name(self, key: str, on: PartialDate | None = None) -> str:
        """ "tỉnh Lạng Sơn", "thành phố Huế"; "" for a key that no list holds."""
        unit = self.unit_kind(key, on)
        return f"{unit.kind} {unit.name}" if unit else ""

    def short_name(self, key: str, on: PartialDate | None = None) -> str:
        """ "Lạng Sơn"; "" for a key that no list holds."""
        unit = self.unit_kind(key, on)
        return unit.name if unit else ""

    def level_of(self, key: str) -> Level:
        """Level of a place key, listed or made."""
        place = self._places.get(key)
        return place.level if place else level_of_made(key)

    def province_of(self, key: str) -> str:
        """Key of the province a place lies in; a province's own key; "" where the key says none."""
        place = self._places.get(key)
        if place:
            return place.province or place.key
        last = key.rpartition(".")[2]
        return self.province_of(last) if last != key else ""

    def choose(self, keys: Iterable[str], context: Context) -> str:
        """The one of ``keys`` the context means: its own unit or one of its province, then the one alive on its date,
        then the only one; "" where several districts of one name are left."""
        keys = list(dict.fromkeys(keys))
        home = self.province_of(context.place) if context.place else ""
        near = [k for k in keys if home and self._near(k, home)]
        if len(near) == 1 and (context.on is None or self._alive(near[0], context.on) or len(keys) == 1):
            return near[0]
        keys = near or keys
        if context.on is not None:
            alive = [k for k in keys if self._places.get(k) is None or self._alive(k, context.on)]
            keys = alive or keys
        if len(keys) > 1 and all(self.level_of(k) == "province" for k in keys):
            return max(keys, key=lambda k: self._places[k].since)
        return keys[0] if len(keys) == 1 else ""

    def _near(self, key: str, home: str) -> bool:
        province = self.province_of(key)
        return province == home or (province in self._places and province == key and self._same_name(key, home))

    def _same_name(self, left: str, right: str) -> bool:
        return self._places[left].name == self._places[right].name

    def read(self, text: str, low: str, at: int, context: Context, depth: int = 0) -> Written | None:
        """The place written at ``at``: a unit word with a name ("huyện A, tỉnh Lạng Sơn") or a province's name."""
        word = AT_KIND.match(low, at)
        if not word:
            return self._named(text, low, at, self._provinces_trie, "")
        kind = plain_kind(word["kind"])
        gap = _SPACE.match(low, word.end())
        start = gap.end() if gap else word.end()
        if start == word.end() and "." not in word[0]:
            return None
        return self._after_kind(text, low, start, kind, context, depth)

    def read_district(self, text: str, low: str, at: int, kind: str, context: Context) -> Written | None:
        """The district named at ``at`` without its word, which is known to be ``kind`` ("Huyện ủy Chi Lăng")."""
        district = self._named(text, low, at, self._districts_trie, kind)
        return self._within(text, low, district, context) if district else None

    def _after_kind(
        self, text: str, low: str, at: int, kind: str, context: Context, depth: int
    ) -> Written | None:  # fmt: skip
        if kind in ("tỉnh", "thành phố"):
            province = self._named(text, low, at, self._provinces_trie, kind)
            if kind == "tỉnh" or (province and self._was_city(province, context)):
                return province
        district = None
        if LEVEL_OF_KIND.get(kind) != "commune":
            district = self._named(text, low, at, self._districts_trie, kind)
        if district is None:
            district = self._unlisted(text, at, kind)
        return self._within(text, low, district, context, depth) if district else None

    def _was_city(self, found: Written, context: Context) -> bool:
        """Whether one of the units was a centrally-run city then: Huế was a city of its province until 2025."""
        if context.on is None:
            return True
        units = (self.unit_kind(k, context.on) for k in found.keys if self._alive(k, context.on))
        return any(unit is not None and unit.kind == "thành phố" for unit in units)

    def _named(self, text: str, low: str, at: int, trie: NameTrie, kind: str) -> Written | None:
        if not text[at : at + 1].isupper():
            return None
        for end, keys in trie.longest(text, low, at):
            fitting = tuple(k for k in keys if not kind or any(u.kind == kind for u in self._places[k].kinds))
            if fitting:
                return Written(end, kind, fitting)
        return None

    def _unlisted(self, text: str, at: int, kind: str) -> Written | None:
        name = _UNLISTED.match(text, at)
        if not name or (name[0].isdigit() and kind not in ("phường", "quận", "xã")):
            return None
        if name[0].isupper() and len(name[0]) > 12:  # a heading in capitals, not a name
            return None
        return Written(name.end(), kind, (slug(f"{kind} {name[0]}"),))

    def _within(self, text: str, low: str, inner: Written, context: Context, depth: int = 0) -> Written:
        """``inner`` with the larger units written behind it, which choose between districts of one name."""
        gap = _NEXT_UNIT.match(low, inner.end)
        at = gap.end() if gap else inner.end
        larger = AT_KIND.match(low, at) if at > inner.end else None
        climbs = larger is not None and depth < 2 and rank(plain_kind(larger["kind"]), outer=True) > rank(inner.kind)
        outer = self.read(text, low, at, context, depth + 1) if climbs else None
        if outer is None:
            home = self.province_of(context.place) if context.place else ""
            made = tuple(f"{k}.{home}" if home and k not in self._places else k for k in inner.keys)
            return Written(inner.end, inner.kind, made)
        container = self.choose(outer.keys, context)
        listed = [k for k in inner.keys if k in self._places]
        kept = [k for k in listed if self.province_of(k) == self.province_of(container)]
        made = tuple(kept or listed) or tuple(f"{k}.{container}" if container else k for k in inner.keys)
        return Written(outer.end, inner.kind, made)

    def find(self, text: str, start: int, end: int, on: PartialDate | None = None) -> Iterator[PlaceMatch]:
        """Every place named in ``text[start:end]``: with its unit word, or a province by its name alone."""
        part = text[start:end]
        low, at, context = lower(part), 0, Context(on=on)
        while head := self._heads().search(low, at):
            found = self.read(part, low, head.start(), context)
            key = self.choose(found.keys, context) if found else ""
            if found is None or not key:
                at = head.end()
                continue
            yield PlaceMatch(start + head.start(), start + found.end, key, self.level_of(key))
            at = found.end

    def _heads(self) -> re.Pattern[str]:
        if self._head_pattern is None:
            self._head_pattern = word_pattern({*_KIND_HEADS, *self._provinces_trie.first_words})
        return self._head_pattern


_KIND_HEADS = ("tỉnh", "thành", "tp", "t", "huyện", "quận", "thị", "tx", "xã", "phường", "đặc")
