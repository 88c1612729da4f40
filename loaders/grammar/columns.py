"""What the head of a table says: which column holds the task, who leads it, when it is due (domain.md § 5.5).

The words of heads are data (``data/columns.yaml``); columns may stand in any order.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import yaml

from graph.text import slug
from loaders.grammar.grid import Grid, GridCell

#: Rows looked through for the head of a table: above it stand titles and "Đơn vị: …".
_HEAD_ROWS = 12
#: No head of a column is longer, in characters.
_LONGEST_HEAD = 120
_DEEPEST_HEAD = 3
_WHO = frozenset({"lead", "doer", "focal", "submitter", "lead_and_coordinators"})
_WHEN_OR_WHAT = frozenset({"coordinators", "deadline", "product", "end"})
# 2025 · Năm 2026 · Kế hoạch năm 2030 · Giai đoạn 2026-2030 · Mục tiêu đến năm 2030
_YEAR = re.compile(
    r"(?:(?:ke hoach|muc tieu|chi tieu|giai doan|den|het|nam|thuc hien|uoc)\s)*(?P<year>20\d\d)(?: (?P<to>20\d\d))?(?: tro di)?"
)
#: (1) (2) (3) below a head
_COLUMN_NUMBER = re.compile(r"(?:\d{1,2}|[A-Za-zĐđ])(?:=.*)?")


@dataclass(frozen=True, slots=True)
class ColumnKind:
    """One row of the table of kinds."""

    kind: str
    pattern: re.Pattern[str]
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a table: ``kinds`` by column, ``years`` by column where a head is a year, ``below`` the first row of
    the body."""

    kinds: Mapping[int, str]
    years: Mapping[int, int]
    words: Mapping[int, str]
    below: int

    def columns(self, *kinds: str) -> list[int]:
        """The columns of these kinds, from left to right."""
        return [column for column, kind in sorted(self.kinds.items()) if kind in kinds]


@lru_cache(maxsize=1)
def column_kinds() -> tuple[ColumnKind, ...]:
    """The kinds of columns, in the order in which they are tried."""
    rows = yaml.safe_load(files("loaders.grammar").joinpath("data", "columns.yaml").read_text(encoding="utf-8"))
    return tuple(ColumnKind(row["kind"], re.compile(row["pattern"]), tuple(row["examples"])) for row in rows)


def kind_of(words: str) -> str:
    """The kind of the column with these words at its head; "" for none known."""
    plain = _folded(words)
    if not plain or len(plain) > _LONGEST_HEAD:
        return ""
    return next((kind.kind for kind in column_kinds() if kind.pattern.search(plain)), "")


def year_of_head(words: str) -> int:
    """The year a column stands for ("Năm 2026", "Giai đoạn 2026-2030": 2030); 0 for none."""
    found = _YEAR.fullmatch(_folded(words))
    return int(found["to"] or found["year"]) if found else 0


def _folded(words: str) -> str:
    return slug(re.sub(r"\(\s*\d{1,2}\s*\)", " ", words)).replace("-", " ").strip()


def find_head(grid: Grid, text: str) -> Head | None:
    """The head of a table of tasks or of targets; None for a table of anything else."""
    for row in range(min(grid.rows, _HEAD_ROWS)):
        if sum(bool(kind_of(_words(cell, text))) for cell in grid.row(row) if cell.row == row) < 2:
            continue
        head = _head_at(grid, text, row)
        if is_of_tasks(head) or is_of_targets(head):
            return head
    return None


def is_of_tasks(head: Head) -> bool:
    """Whether the columns are those of tasks: what is to be done, and who does it or by when with what result."""
    kinds = set(head.kinds.values())
    if "task" in kinds or "indicator" in kinds:
        return bool(kinds & _WHO) or ("task" in kinds and {"deadline", "product"} <= kinds)
    return "draft" in kinds and bool(kinds & {"lead", "lead_and_coordinators"}) and bool(kinds & _WHEN_OR_WHAT)


def is_of_targets(head: Head) -> bool:
    """Whether the columns are those of targets: what is measured, and years or values to be reached."""
    return "indicator" in set(head.kinds.values()) and bool(head.years)


def _head_at(grid: Grid, text: str, row: int) -> Head:
    height = _height(grid, text, row)
    words = {
        column: " ".join(
            dict.fromkeys(
                _words(cell, text)
                for at in range(row, row + height)
                if (cell := grid.at(at, column)) is not None and not cell.empty
            )
        )
        for column in range(grid.columns)
    }
    lowest = {column: _lowest(grid, text, row, height, column) for column in range(grid.columns)}
    kinds: dict[int, str] = {}
    years: dict[int, int] = {}
    for column in range(grid.columns):
        if year := year_of_head(lowest[column]):
            years[column] = year
        elif kind := kind_of(lowest[column]) or kind_of(words[column]):
            kinds[column] = kind
    kinds = _settled(kinds, words)
    below = row + height
    while below < grid.rows and is_column_numbers(grid, text, below):
        below += 1
    return Head(kinds, years, words, below)


def _settled(kinds: Mapping[int, str], words: Mapping[int, str]) -> dict[int, str]:
    """The kinds of columns seen together: what a head means depends on what stands beside it."""
    settled = dict(kinds)
    tasks = [column for column, kind in sorted(kinds.items()) if kind == "task"]
    for column in tasks[:-1]:  # Nội dung | Nhiệm vụ cụ thể: the wider one is the heading of the other
        settled[column] = "group"
    if tasks and "product" not in kinds.values():
        papers = [column for column, kind in kinds.items() if kind == "draft"]
        results = [column for column, kind in kinds.items() if kind == "status"]
        told = len(results) == 1 and _folded(words[results[0]]).startswith("ket qua thuc hien")
        for column in papers or (results if told else ()):
            settled[column] = "product"
    return settled


def _lowest(grid: Grid, text: str, row: int, height: int, column: int) -> str:
    cells = [cell for at in range(row, row + height) if (cell := grid.at(at, column)) is not None and not cell.empty]
    return _words(cells[-1], text) if cells else ""


def _height(grid: Grid, text: str, row: int) -> int:
    """How many rows the head takes: as far down as its cells reach, and one more under a cell over several columns."""
    cells = [cell for cell in grid.row(row) if cell.row == row]
    height = max((cell.rows for cell in cells), default=1)
    if height == 1 and row + 1 < grid.rows and _is_parted(grid, text, row):
        height = 2
    return min(height, _DEEPEST_HEAD)


def _is_parted(grid: Grid, text: str, row: int) -> bool:
    """Whether the row below parts a cell of this one: "Phân công" over "Chủ trì" and "Phối hợp", merged or not."""
    below = [cell for cell in grid.row(row + 1) if not cell.empty and cell.row == row + 1]
    known = [cell for cell in below if kind_of(_words(cell, text)) or year_of_head(_words(cell, text))]
    if len(known) < 2 or len(known) < len(below):
        return False
    above = [grid.at(row, cell.column) for cell in below]
    merged = any(cell is not None and cell.columns > 1 for cell in above)
    left_out = any(cell is None or cell.empty for cell in above)
    return merged or (left_out and len(below) < sum(not cell.empty for cell in grid.row(row)) + len(known) - 1)


def is_column_numbers(grid: Grid, text: str, row: int) -> bool:
    """Whether a row holds nothing but the numbers of the columns: (1), (2), (3)."""
    words = [_words(cell, text).strip("()[] .") for cell in grid.row(row) if not cell.empty]
    if len(words) < 3 or not all(_COLUMN_NUMBER.fullmatch(word) for word in words):
        return False
    numbers = [int(word) for word in words if word.isdecimal()]
    return not numbers or numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def _words(cell: GridCell, text: str) -> str:
    return " ".join(text[cell.start : cell.end].split())
