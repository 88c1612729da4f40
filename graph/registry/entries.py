"""Rows of the compiled registry → entries."""

from __future__ import annotations

from typing import Any

from graph.registry.model import Entry, Guidance, Successor

Row = dict[str, Any]


def read_entries(tables: dict[str, list[Row]]) -> dict[str, Entry]:
    """All bodies and patterns by id."""
    central = [_entry(row, kind=row["class"]) for row in tables["bodies"]]
    local = [_entry(row, slot="place", levels=tuple(row["levels"]), tail=row["tail"], form=row["form"])
             for row in tables["local_bodies"]]  # fmt: skip
    internal = [_entry(row, slot="ministry", tail=row["tail"]) for row in tables["ministry_bodies"]]
    return {entry.id: entry for entry in (*central, *local, *internal)}


def _entry(row: Row, **more: Any) -> Entry:
    return Entry(
        id=row["id"], name=row["name"], aliases=tuple(row.get("aliases", ())), parent=row.get("parent", ""),
        parent_act=row.get("parent_act", ""),
        guided_by=tuple(Guidance(g["to"], g["act"]) for g in row.get("guided_by", ())),
        successors=tuple(Successor(s["to"], s["scope"], s["from"], s["act"]) for s in row.get("successors", ())),
        not_before=tuple(row.get("not_before", ())), not_after=tuple(row.get("not_after", ())),
        capital=row.get("capital", False),
        since=row["since"], until=row["until"], source=row["source"], **more,
    )  # fmt: skip
