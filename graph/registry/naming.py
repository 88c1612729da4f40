"""Keys and names of bodies: an entry, and the place or ministry that fills its slot.

``so-noi-vu@lang-son`` is "Sở Nội vụ Lạng Sơn", ``vu-phap-che@bo-noi-vu`` "Vụ Pháp chế Bộ Nội vụ".
"""

from __future__ import annotations

from graph.claims import Body
from graph.dates import PartialDate
from graph.registry.model import Entry, UnitKind
from graph.registry.places import Gazetteer

#: Committee of a unit, by the unit's word and level.
_COMMITTEES = {"tỉnh": "Tỉnh ủy", "thành phố": "Thành ủy", "huyện": "Huyện ủy", "quận": "Quận ủy", "thị xã": "Thị ủy"}
_BARE_COMMITTEES = {"tinh-uy": "Tỉnh ủy", "huyen-uy": "Huyện ủy"}


def body_key(entry: str, scope: str = "") -> str:
    """Key of the body that ``entry`` is in ``scope``."""
    return f"{entry}@{scope}" if scope else entry


def split_key(key: str) -> tuple[str, str]:
    """Entry id and scope of a body key."""
    entry, _, scope = key.partition("@")
    return entry, scope


def full_name(entry: Entry, unit: UnitKind | None, committee: str = "") -> str:
    """Name of a local body in a place; of the pattern alone where ``unit`` is None."""
    if entry.form == "committee":
        word = _COMMITTEES[unit.kind] if unit else committee or _BARE_COMMITTEES[_committee_entry(entry.id)]
        name = entry.name.replace("{committee}", word)
        return f"{name} {unit.name}" if unit else name
    if unit is None:
        return entry.name
    if entry.form == "doan":
        return f"{'Thành' if unit.kind == 'thành phố' else 'Tỉnh'} đoàn {unit.name}".replace("Thành đoàn", "Thành đoàn")
    if entry.form == "bare":
        return f"{entry.name} {unit.name}"
    return f"{entry.name} {unit.kind} {unit.name}"


def _committee_entry(entry_id: str) -> str:
    return "huyen-uy" if entry_id.endswith("huyen-uy") else "tinh-uy"


class Namer:
    """Makes bodies of entries, with names as people write them."""

    def __init__(self, entries: dict[str, Entry], places: Gazetteer) -> None:
        self.entries, self.places = entries, places

    def central(self, entry: Entry) -> Body:
        """A body without a slot."""
        return Body(entry.id, entry.name, entry=entry.id)

    def local(self, entry: Entry, place: str, on: PartialDate | None, written: str = "", committee: str = "") -> Body:
        """``entry`` in ``place``; ``written`` names a commune that no list holds ("xã Tân Mỹ Hà")."""
        unit = self.places.unit_kind(place, on) if place else None
        name = full_name(entry, unit, committee)
        if unit is None and written:
            name = f"{name} {written}"
        return Body(body_key(entry.id, place), name, scope=place, entry=entry.id)

    def internal(self, entry: Entry, ministry: str) -> Body:
        """A unit of a ministry."""
        owner = self.entries.get(ministry)
        name = f"{entry.name} {owner.name}" if owner else entry.name
        return Body(body_key(entry.id, ministry), name, scope=ministry, entry=entry.id)

    def territory(self, place: str, on: PartialDate | None = None) -> Body:
        """A place spoken of as a body: "tỉnh Bình Định phấn đấu …"."""
        return Body(place, self.places.full_name(place, on), scope=place, entry=place)

    def of_key(self, key: str, on: PartialDate | None = None) -> Body | None:
        """The body of a key that the registry can read; None for a body it does not know."""
        entry_id, scope = split_key(key)
        entry = self.entries.get(entry_id)
        if entry is None:
            return self.territory(key, on) if self.places.get(key) else None
        if entry.slot == "place":
            return self.local(entry, scope, on) if not scope or self.places.get(scope) else None
        return self.internal(entry, scope) if entry.slot == "ministry" else self.central(entry)
