"""Writes down what a reader found, and remembers where each cell came to stand.

A table is written row by row, a tab between cells, a line end behind each row; the words of a cell keep their own line
ends. What stands in the text once is never touched again, so that every place holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from loaders.extracted import Cell, Extracted, Table

_INNER = re.compile(r"[^\S\n]+")
# words of the two-column head of a State or Party paper, and of its foot
_HEAD = re.compile(r"CỘNG\s+H(?:ÒA|OÀ)\s+XÃ\s+HỘI|ĐẢNG\s+CỘNG\s+SẢN\s+VIỆT\s+NAM|\b(?:Số|SỐ)\s*:", re.IGNORECASE)
_FOOT = re.compile(r"Nơi\s+nhận", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class CellWords:
    """The words of one cell and its place in the grid, in the terms of ``loaders.extracted.Cell``."""

    words: str
    row: int
    column: int
    rows: int = 1
    columns: int = 1
    reference: str = ""


class Scribe:
    """A text in the making."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._size = 0
        self._tables: list[Table] = []
        self.left_out: list[str] = []

    @property
    def size(self) -> int:
        """Code points written so far."""
        return self._size

    def _put(self, words: str) -> None:
        self._pieces.append(words)
        self._size += len(words)

    def line(self, words: str = "") -> None:
        """A line, or several where ``words`` holds line ends."""
        self._put(f"{words}\n")

    def table(self, cells: Iterable[CellWords]) -> None:
        """A table with its cells by (row, column). One that only sets the page in columns is written as lines."""
        grid = sorted(cells, key=lambda c: (c.row, c.column))
        if not any(cell.words.strip() for cell in grid):
            return
        if is_setting(grid):
            self._columns(grid)
            return
        start = self._size
        placed: list[Cell] = []
        for index, cell in enumerate(grid):
            if index:
                self._put("\t" if cell.row == grid[index - 1].row else "\n")
            words = tidy(cell.words)
            placed.append(
                Cell(
                    self._size, self._size + len(words), cell.row, cell.column, cell.rows, cell.columns, cell.reference
                )
            )
            self._put(words)
        self._tables.append(Table(start, self._size, tuple(placed)))
        self._put("\n")

    def _columns(self, grid: list[CellWords]) -> None:
        """What stood side by side, one after the other, from left to right."""
        for cell in grid:
            if words := tidy(cell.words):
                self.line(words)
        self.line()

    def extracted(self, facts: Iterable[tuple[str, str]] = ()) -> Extracted:
        """What was written."""
        return Extracted("".join(self._pieces), tuple(self._tables), facts=tuple(facts), left_out=tuple(self.left_out))


def tidy(words: str) -> str:
    """Words without outer white space, one space for several, no blank lines; line ends stay."""
    lines = (_INNER.sub(" ", line).strip() for line in words.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    return "\n".join(line for line in lines if line)


def is_setting(grid: list[CellWords]) -> bool:
    """Whether a table has no meaning but to set words side by side: one column, or the head or foot of a paper."""
    filled = [cell for cell in grid if cell.words.strip()]
    if len({cell.column for cell in filled}) < 2:
        return True
    rows = max(cell.row + cell.rows for cell in grid)
    columns = max(cell.column + cell.columns for cell in grid)
    if columns > 6 or rows > 8:
        return False
    words = "\n".join(cell.words for cell in filled)
    return _HEAD.search(words) is not None or _FOOT.search(words) is not None
