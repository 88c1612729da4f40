"""Targets of indicator tables: a row an indicator, a column a year, a cell the number to be reached (domain.md § 5.5).

Columns of what was ("Thực hiện 2024", years before the document's own) hold results and give nothing; nor do cells that
are no plain number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.text import slug
from loaders.grammar.columns import Head, find_head, is_of_targets
from loaders.grammar.grid import Grid, GridCell
from loaders.grammar.quantities import Op, value_of

_NUMBER = r"\d+(?:[.,]\d+)*"
# 95 · ≥ 95% · trên 12,5 · 10 - 12 · 30% trở lên · tối thiểu 5.000
_CELL = re.compile(
    rf"(?:(?:phấn\s+đấu|đạt|bình\s+quân)\s+)*(?P<bound>≥|>=|>|≤|<=|<|~|trên|hơn|dưới|tối\s+thiểu|ít\s+nhất|tối\s+đa|không\s+quá|khoảng|từ|đạt)?\s*"
    rf"(?P<low>{_NUMBER})\s*(?P<share>%)?(?:\s*(?:-|đến)\s*(?P<high>{_NUMBER})\s*)?(?P<unit>%|[^\W\d][^\d]{{0,24}})?",
    re.IGNORECASE,
)
_OPS: dict[str, Op] = {
    "≥": ">=", ">=": ">=", ">": ">=", "tren": ">=", "hon": ">=", "toi thieu": ">=", "it nhat": ">=", "tu": ">=",
    "≤": "<=", "<=": "<=", "<": "<=", "duoi": "<=", "toi da": "<=", "khong qua": "<=", "~": "~", "khoang": "~",
}  # fmt: skip
_UPWARDS = re.compile(r"\s*trở\s+lên\s*\Z", re.IGNORECASE)
_PAST = re.compile(r"\b(?:thuc hien|uoc|ket qua|hien trang|hien nay|da dat|dat duoc|so sanh)\b")
# Tỷ lệ hộ nghèo (%) · Thu nhập bình quân (triệu đồng/người)
_UNIT_IN_NAME = re.compile(r"\(\s*(?P<unit>%|[^()\d]{1,30})\s*\)\s*\Z")
_LEADING = re.compile(r"(?:(?:[-–+•]|\d{1,2}(?:\.\d{1,2})*[.)]|[a-zđ]\)|Trong đó\s*:?)\s*)+", re.IGNORECASE)
_PART = re.compile(r"(?:[-–+•]|[a-zđ]\)|Trong đó\s*:?)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TableTarget:
    """A target of a table. ``places`` are the cells of the indicator and of the number, in the flow text."""

    indicator: str
    op: Op
    values: tuple[float, ...]
    unit: str
    year: int
    places: tuple[tuple[int, int], ...]


def find_table_targets(text: str, grids: Sequence[Grid], *, year: int | None) -> list[TableTarget]:
    """The targets of all indicator tables of a text. ``year`` is the document's: earlier columns hold results."""
    found: list[TableTarget] = []
    for grid in grids:
        head = find_head(grid, text)
        if head is not None and is_of_targets(head):
            found.extend(_rows(text, grid, head, year or 0))
    return found


def _rows(text: str, grid: Grid, head: Head, since: int) -> Iterator[TableTarget]:
    columns = {c: y for c, y in head.years.items() if y >= since and not _PAST.search(_folded(head.words.get(c, "")))}
    name_column = next(iter(head.columns("indicator")), None)
    unit_column = next(iter(head.columns("unit")), None)
    whole = ""  # the indicator that parts below it belong to
    for row in range(head.below, grid.rows):
        cell = grid.at(row, name_column) if name_column is not None else None
        if cell is None or cell.empty or cell.columns > 2 or cell.row != row:
            continue
        words = _words(text, cell)
        leading = _LEADING.match(words)
        name = words[leading.end() if leading else 0 :].rstrip(" :;,.")
        if _PART.match(words) and whole:
            name = f"{whole}: {name}"
        else:
            whole = name
        inside = _UNIT_IN_NAME.search(name)
        unit = _cell_words(text, grid, row, unit_column) or (inside["unit"].strip() if inside else "")
        for column, year in columns.items():
            value = grid.at(row, column)
            if value is not None and not value.empty and value.columns == 1:
                yield from _target(text, name, unit, year, cell, value)


def _target(text: str, name: str, unit: str, year: int, cell: GridCell, value: GridCell) -> Iterator[TableTarget]:
    words = _words(text, value)
    upwards = _UPWARDS.search(words)
    found = _CELL.fullmatch(words[: upwards.start()] if upwards else words)
    if found is None:
        return
    numbers = tuple(value_of(n) for n in (found["low"], found["high"]) if n)
    op: Op = "range" if len(numbers) == 2 else ">=" if upwards else _OPS.get(_bound(found["bound"]), "=")
    own = (found["share"] or found["unit"] or "").strip()
    yield TableTarget(name, op, numbers, own or unit, year, ((cell.start, cell.end), (value.start, value.end)))


def _bound(words: str | None) -> str:
    return (_folded(words) or words.strip()) if words else ""


def _folded(words: str) -> str:
    return slug(words).replace("-", " ")


def _words(text: str, cell: GridCell) -> str:
    return " ".join(text[cell.start : cell.end].split())


def _cell_words(text: str, grid: Grid, row: int, column: int | None) -> str:
    cell = grid.at(row, column) if column is not None else None
    return _words(text, cell) if cell is not None else ""
