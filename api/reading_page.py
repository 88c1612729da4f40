"""The reading page: one text with everything read in it coloured, for people who check; with gold beside it, also what
was missed and what is in excess.

The page needs nothing else and no script. Every word of the text, of the reading and of the gold is escaped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from api.draw import STATIC, templates
from loaders.output import write_whole

#: Lists of a reading with the words for them, in the order they are shown.
LISTS: Mapping[str, str] = {
    "documents": "Văn bản",
    "relations": "Quan hệ",
    "assignments": "Nhiệm vụ",
    "reporting": "Báo cáo",
    "people": "Người giữ chức vụ",
    "targets": "Chỉ tiêu",
    "events": "Sự kiện",
}
#: Parts of an item that have a colour of their own.
PARTS: Mapping[str, str] = {"subject": "Chủ thể", "deadline": "Thời hạn"}
MISSED, EXCESS, DOUBTFUL = "missed", "excess", "doubtful"
#: Two places are of one item where they share this much of the shorter.
_SHARED = 0.3


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the text to be coloured: ``layer`` names its colour, ``note`` is told where one points at it."""

    start: int
    end: int
    layer: str
    note: str


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch in which nothing begins or ends: its words, the layers on it, and their notes."""

    text: str
    layers: str
    notes: str


@dataclass(frozen=True, slots=True)
class Row:
    """An item as the lists beside the text show it. ``state`` is "", ``missed``, ``excess`` or ``doubtful``."""

    place: int
    words: str
    note: str
    state: str = ""


def write_page(path: Path, text: str, reading: Mapping[str, Any], gold: Mapping[str, Any] | None = None) -> None:
    """Writes the page at ``path``, whole or not at all. ``reading`` is that of ``text`` (docs/reading-format.md),
    ``gold`` a hand-made one of the same text. Raises OSError."""
    write_whole(path, (page(text, reading, gold),))


def page(text: str, reading: Mapping[str, Any], gold: Mapping[str, Any] | None = None) -> str:
    """The page as HTML."""
    marks, rows = _marks(text, reading, gold)
    return (
        templates()
        .get_template("reading.html")
        .render(
            name=reading.get("source", ""),
            segments=list(segments(text, marks)),
            rows=rows,
            lists=LISTS,
            parts=PARTS,
            with_gold=gold is not None,
            style=(STATIC / "reading.css").read_text(encoding="utf-8"),
        )
    )


def segments(text: str, marks: Iterable[Mark]) -> Iterator[Segment]:
    """``text`` cut where a mark begins or ends, in order; put together again it is ``text``."""
    inside = sorted(
        (m for m in marks if 0 <= m.start < m.end <= len(text)), key=lambda m: (m.start, m.end, m.layer, m.note)
    )
    cuts = sorted({0, len(text), *(m.start for m in inside), *(m.end for m in inside)})
    open_marks: list[Mark] = []
    waiting = 0
    for start, end in pairwise(cuts):
        open_marks = [m for m in open_marks if m.end > start]
        while waiting < len(inside) and inside[waiting].start <= start:
            open_marks.append(inside[waiting])
            waiting += 1
        layers = " ".join(dict.fromkeys(m.layer for m in open_marks))
        notes = "\n".join(dict.fromkeys(m.note for m in open_marks if m.note))
        yield Segment(text[start:end], layers, notes)


def _marks(
    text: str, reading: Mapping[str, Any], gold: Mapping[str, Any] | None
) -> tuple[list[Mark], dict[str, list[Row]]]:
    marks: list[Mark] = []
    rows: dict[str, list[Row]] = {}
    for name in LISTS:
        items = [(item, places) for item in reading.get(name, ()) if (places := _places(item))]
        known = [(item, place) for item in (gold or {}).get(name, ()) if (place := _gold_place(text, item))]
        shown = []
        for item, places in items:
            excess = name in (gold or {}) and name != "documents" and not _has_partner(places, known)
            told = _told(item)
            doubtful = all(each.get("doubtful") for each in told)
            state, note = EXCESS if excess else DOUBTFUL if doubtful else "", _note(name, item)
            for (start, end), each in zip(places, told, strict=True):
                by = note if each is item else " · ".join((note, *_rule(each)))
                marks.append(Mark(start, end, f"{name} {state}".strip(), by))
            for part in item.get("parts", ()):
                if part["part"] in PARTS:
                    marks.append(Mark(part["start"], part["end"], part["part"], f"{PARTS[part['part']]}: {note}"))
            shown.append(Row(places[0][0], _title(item), note, state))
        for item, place in known:
            if name != "documents" and item.get("level") != "optional" and not _has_item(place, items):
                note = f"bỏ sót · {_note(name, item)}"
                marks.append(Mark(*place, MISSED, note))
                shown.append(Row(place[0], _title(item), note, MISSED))
        rows[name] = sorted(shown, key=lambda row: row.place)
    return marks, rows


def _told(item: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """What has a place and a rule of its own: the item, or the mentions of a document."""
    return [item] if "start" in item else list(item.get("mentions", ()))


def _places(item: Mapping[str, Any]) -> list[tuple[int, int]]:
    return [(told["start"], told["end"]) for told in _told(item)]


def _has_partner(places: Sequence[tuple[int, int]], known: Iterable[tuple[Any, tuple[int, int]]]) -> bool:
    return any(_alike(place, other) for place in places for _, other in known)


def _has_item(place: tuple[int, int], items: Iterable[tuple[Any, Sequence[tuple[int, int]]]]) -> bool:
    return any(_alike(place, other) for _, places in items for other in places)


def _alike(one: tuple[int, int], other: tuple[int, int]) -> bool:
    common = min(one[1], other[1]) - max(one[0], other[0])
    return common > 0 and common >= _SHARED * min(one[1] - one[0], other[1] - other[0])


def _gold_place(text: str, item: Mapping[str, Any]) -> tuple[int, int] | None:
    """Where the gold's words stand: its quote, or its anchor and the quote's length, looked for from its lines on."""
    words = str(item.get("quote") or item.get("anchor") or "").split()
    if not words:
        return None
    pattern = re.compile(r"\s+".join(map(re.escape, words)))
    first = re.match(r"\d+", str(item.get("lines", "")))
    low = _line_starts(text, int(first[0]) if first else 1)
    found = pattern.search(text, low) or pattern.search(text)
    return (found.start(), max(found.end(), found.start() + item.get("quote_length", 0))) if found else None


def _line_starts(text: str, number: int) -> int:
    ends = [found.end() for found in re.finditer("\n", text)]
    return ends[min(number - 2, len(ends) - 1)] if number > 1 and ends else 0


def _title(item: Mapping[str, Any]) -> str:
    for name in ("symbol", "task", "quote", "name", "indicator", "title", "subject", "anchor", "type"):
        if item.get(name):
            return str(item[name])
    return ""


#: Fields of an item that say what was read, in the order they are told.
_TOLD = (
    "type", "symbol", "date", "issuer", "kind", "source", "target", "organizations", "roles", "coordinators",
    "recipient", "via", "deliverable", "reporter", "subject", "positions", "indicator", "op", "value", "unit", "year",
    "row",
)  # fmt: skip


def _note(name: str, item: Mapping[str, Any]) -> str:
    """What was read at a place, with the rule that read it and how sure it is."""
    told = [f"{LISTS[name]} {item.get('id', '')}".strip()]
    told += [f"{field}: {_said(item[field])}" for field in _TOLD if item.get(field) not in (None, "", [])]
    if deadline := item.get("deadline"):
        told.append(f"deadline: {_said(deadline)}")
    return " · ".join((*told, *_rule(item)))


def _rule(told: Mapping[str, Any]) -> list[str]:
    """The rule that read it, how sure it is, and whether that makes it doubtful; [] where none is known."""
    if not told.get("rule"):
        return []
    doubt = ", nghi ngờ" if told.get("doubtful") else ""
    return [f"rule: {told['rule']} ({told.get('confidence', 1.0):.2f}{doubt})"]


def _said(value: Any) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {_said(said)}" for key, said in value.items())
    return "; ".join(map(str, value)) if isinstance(value, list) else str(value)
