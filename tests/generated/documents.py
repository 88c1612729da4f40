"""Which documents a generated graph has: each a function of the graph's size, its seed and the document's place."""

from __future__ import annotations

import random
from bisect import bisect_right
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from generated import bodies
from graph.claims import Body
from graph.facts import Facts
from graph.identity import identity_key

#: Share of the documents at each level: resolutions of the Party, the Government and ministries, provinces,
#: departments, communes. A document rests on documents of the levels above it.
_SHARES = (0.005, 0.025, 0.12, 0.35, 0.5)
_FIRST_DAY = date(2012, 1, 5)
_TOPICS = (
    "chuyển đổi số", "cải cách hành chính", "xây dựng nông thôn mới", "phát triển du lịch", "bảo vệ môi trường",
    "phòng, chống tham nhũng", "sắp xếp tổ chức bộ máy", "phát triển khoa học và công nghệ", "an sinh xã hội",
    "giáo dục nghề nghiệp", "chăm sóc sức khỏe nhân dân", "quản lý đất đai",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Made:
    """A document as the generator knows it. ``parents`` are the places of the documents it implements, ``annex`` the
    title of what it issues with it ("" for nothing)."""

    place: int
    level: int
    type: str
    number: str
    day: date
    issuer: Body
    province: str
    title: str
    parents: tuple[int, ...]
    annex: str

    @property
    def facts(self) -> Facts:
        """What its own header says, as far as identity goes."""
        return Facts(type=self.type, number=self.number, date=self.day.isoformat(), issuer=self.issuer.key)

    @property
    def key(self) -> str:
        """The key of its node, where nothing clashes with it."""
        return identity_key(self.facts)


class Documents:
    """``size`` documents, by place from 0: the earliest level first."""

    def __init__(self, size: int, seed: int = 1) -> None:
        self.size, self.seed = size, seed
        ends = [0]
        for share in _SHARES[:-1]:
            ends.append(ends[-1] + max(2, round(size * share)))
        self._starts = ends
        self._communes = max(3, size // 1800)
        self.at = lru_cache(maxsize=200_000)(self._made)

    def chance(self, place: int, purpose: int) -> random.Random:
        """The dice of one document for one purpose."""
        return random.Random((self.seed * 1_000_003 + place) * 16 + purpose)  # noqa: S311 - no secret

    def level(self, place: int) -> int:
        """0 for the Party's resolutions, 4 for the communes' plans."""
        return bisect_right(self._starts, place) - 1

    def of_level(self, level: int) -> range:
        """The places of a level."""
        ends = [*self._starts[1:], self.size]
        return range(self._starts[level], ends[level])

    def commune(self, dice: random.Random, province: str) -> Body:
        """Some commune of a province."""
        return bodies.commune(1 + int(self._communes * dice.random() ** 2), province)

    def _made(self, place: int) -> Made:
        dice, level = self.chance(place, 0), self.level(place)
        parents = self._parents(dice, level)
        province = dice.choice(bodies.PROVINCES)
        type_, code, issuer = self._issued(dice, level, province)
        return Made(
            place,
            level,
            type_,
            f"{1 + int(max(300, self.size // 60) * dice.random()):02}{'/' if level else '-'}{code}",
            self._day(dice, parents),
            issuer,
            province,
            f"về {dice.choice(_TOPICS)} giai đoạn {dice.randint(1, 40)}",
            parents,
            f"Chương trình hành động số {place}" if level in (1, 2) and dice.random() < 0.3 else "",
        )

    def _parents(self, dice: random.Random, level: int) -> tuple[int, ...]:
        """One or two documents of higher levels; a few of each level have most of the followers. Half of the second
        ones stand above the first, so that there are diamonds."""
        if not level:
            return ()
        first = self._skewed(dice, self.of_level(level - 1))
        if dice.random() > 0.9:
            return (first,)
        above = self.at(first).parents
        second = dice.choice(above) if above and dice.random() < 0.5 else self._higher(dice, level)
        return (first, second) if second != first else (first,)

    def _higher(self, dice: random.Random, level: int) -> int:
        return self._skewed(dice, self.of_level(dice.randrange(level)))

    @staticmethod
    def _skewed(dice: random.Random, places: range) -> int:
        return places[int(len(places) * dice.random() ** 2)]

    def _day(self, dice: random.Random, parents: tuple[int, ...]) -> date:
        if not parents:
            return _FIRST_DAY + timedelta(days=dice.randrange(4000))
        return max(self.at(parent).day for parent in parents) + timedelta(days=dice.randint(3, 200))

    def _issued(self, dice: random.Random, level: int, province: str) -> tuple[str, str, Body]:
        """Type, code behind the number, issuer."""
        match level:
            case 0:
                issuers = (bodies.BUREAU, bodies.COMMITTEE)
                party = [("Nghị quyết", "NQ/TW", issuer) for issuer in issuers]
                return dice.choice([*party, ("Chỉ thị", "CT/TW", bodies.SECRETARIAT)])
            case 1:
                code = dice.choice(bodies.MINISTRY_CODES)
                centre = [("Nghị quyết", "NQ-CP", bodies.GOVERNMENT), ("Quyết định", "QĐ-TTg", bodies.PRIME_MINISTER)]
                return dice.choice([*centre, ("Kế hoạch", f"KH-{code}", bodies.ministry(code))])
            case 2:
                programme = ("Chương trình", "CTr/TU", bodies.party_of(province))
                return dice.choice([programme, ("Kế hoạch", "KH-UBND", bodies.committee_of(province))])
            case 3:
                code = dice.choice(bodies.DEPARTMENT_CODES)
                return "Kế hoạch", f"KH-{code}", bodies.department(code, province)
            case _:
                return "Kế hoạch", "KH-UBND", self.commune(dice, province)
