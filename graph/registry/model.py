"""What the registry knows, as values: document types, bodies, patterns of bodies, places, and what a search finds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from graph.claims import Body
    from graph.dates import PartialDate

Regime: TypeAlias = Literal["state", "party"]
Level: TypeAlias = Literal["province", "district", "commune"]
#: What a match lacks: the place or the ministry that tells it from others of its name, or the body itself ("Sở" alone).
Needs: TypeAlias = Literal["", "place", "ministry", "body"]


@dataclass(frozen=True, slots=True)
class DocumentType:
    """A type of document. ``noun`` is canonical ("Kế hoạch"); ``subtype`` the compound it was named by ("Kế hoạch hành
    động"), "" where it was named plainly. Codes are "" where the regime writes none. Dates are partial ISO."""

    id: str
    noun: str
    state_code: str
    party_code: str
    regimes: tuple[str, ...]
    normative: bool
    since: str
    until: str
    source: str
    compounds: tuple[str, ...] = ()
    subtype: str = ""


@dataclass(frozen=True, slots=True)
class Successor:
    """Who took over, from which day, in which field ("" = in all), by which act."""

    to: str
    scope: str
    since: str
    act: str


@dataclass(frozen=True, slots=True)
class Guidance:
    """A body that guides professionally, by which act."""

    to: str
    act: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A body (``slot`` ""), or a pattern of bodies with a slot for a place or a ministry.

    ``tail`` and ``form`` belong to patterns: how the place is written behind, and how the full name is made. ``parent``
    is the entry it is subordinate to ("" = none known); of a ministry's unit it is the ministry itself. ``not_before``
    and ``not_after`` are words beside which the name means something else, ``capital`` is True where its field in lower
    case is a verb ("Bộ xây dựng kế hoạch").
    """

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    slot: Literal["", "place", "ministry"] = ""
    kind: str = ""
    levels: tuple[Level, ...] = ()
    tail: Literal["", "optional", "required", "kind"] = ""
    form: Literal["", "unit", "bare", "committee", "doan"] = ""
    parent: str = ""
    parent_act: str = ""
    guided_by: tuple[Guidance, ...] = ()
    successors: tuple[Successor, ...] = ()
    not_before: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()
    capital: bool = False
    since: str = ""
    until: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class UnitKind:
    """What a place was called in a stretch of time (both ends inclusive, "" = open): tỉnh, thành phố, huyện …"""

    kind: str
    name: str
    since: str
    until: str


@dataclass(frozen=True, slots=True)
class Place:
    """A province, district or commune. ``key`` reads from small to large: ``huyen-chi-lang.lang-son``."""

    key: str
    name: str
    level: Level
    kinds: tuple[UnitKind, ...]
    province: str = ""
    variants: tuple[str, ...] = ()
    successors: tuple[Successor, ...] = ()
    since: str = ""
    until: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Context:
    """What completes a short name: the place and the ministry the text speaks from, and its date.

    ``place`` is a place key of any level, ``ministry`` a body key; "" where unknown. ``place_name`` is how the text
    names a place that no list holds ("phường Quy Nhơn").
    """

    place: str = ""
    ministry: str = ""
    on: PartialDate | None = None
    place_name: str = ""


@dataclass(frozen=True, slots=True)
class BodyMatch:
    """A body named at ``start`` … ``end`` (code points, exclusive). ``needs``: what its name lacks to be one body."""

    start: int
    end: int
    body: Body
    needs: Needs = ""


@dataclass(frozen=True, slots=True)
class PlaceMatch:
    """A place named at ``start`` … ``end`` (code points, exclusive)."""

    start: int
    end: int
    place_key: str
    level: Level
