"""Rows of the compiled registry → places, and the days they lived."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from graph.dates import PartialDate
from graph.registry.model import Place, Successor, UnitKind
from graph.text import slug

Row = dict[str, Any]
FAR_FUTURE = date(9999, 12, 31)


def first_day(day: str) -> date:
    """First day of a partial ISO date; the first of all days for ""."""
    return PartialDate.parse(day).earliest() if day else date.min


def last_day(day: str) -> date:
    """Last day of a partial ISO date; the last of all days for ""."""
    return PartialDate.parse(day).latest() if day else FAR_FUTURE


def province(row: Row) -> Place:
    """The province of a row."""
    units = tuple(UnitKind(k["kind"], k.get("name", row["name"]), k["since"], k["until"]) for k in row["kinds"])
    return Place(
        key=row["id"], name=row["name"], level="province", kinds=units, variants=tuple(row.get("variants", ())),
        successors=tuple(Successor(s["to"], s["scope"], s["from"], s["act"]) for s in row.get("successors", ())),
        since=row["since"], until=row["until"], source=row["source"],
    )  # fmt: skip


def districts(rows: Iterable[Row]) -> Iterator[Place]:
    """The districts of the rows, one row a province."""
    for row in rows:
        for kind, names in row["kinds"].items():
            for name in names:
                unit = UnitKind(kind, name, "", row["until"])
                key = f"{slug(f'{kind} {name}')}.{row['id']}"
                yield Place(key, name, "district", (unit,), row["id"], until=row["until"], source=row["source"])
