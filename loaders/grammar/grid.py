"""A table as the grammar sees it: cells with their places in the flow text, and what stands in each row and column."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

#: No table of tasks has more columns, and no merged cell covers more rows; beyond that a table is not looked at.
_MAX_COLUMNS, _MAX_ROWS = 60, 1000


@dataclass(frozen=True, slots=True)
class GridCell:
    """``flow[start:end]`` are the words, empty where ``start == end``. Merged cells stand at their upper left place.

    ``breaks`` are the places in the flow text where a further line of the cell began.
    """

    start: int
    end: int
    row: int
    column: int
    rows: int = 1
    columns: int = 1
    breaks: tuple[int, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether it has no words."""
        return self.start >= self.end


@dataclass(frozen=True)
class Grid:
    """The cells of one table by (row, column)."""

    cells: tuple[GridCell, ...]

    @cached_property
    def _at(self) -> dict[tuple[int, int], GridCell]:
        """Every place that is covered → its cell; where two claim one, the upper left."""
        found: dict[tuple[int, int], GridCell] = {}
        for cell in self.cells:
            for row in range(cell.row, cell.row + min(cell.rows, _MAX_ROWS)):
                for column in range(cell.column, min(cell.column + cell.columns, _MAX_COLUMNS)):
                    found.setdefault((row, column), cell)
        return found

    @cached_property
    def rows(self) -> int:
        """How many rows it has."""
        return max((cell.row + cell.rows for cell in self.cells), default=0)

    @cached_property
    def columns(self) -> int:
        """How many columns it has."""
        return min(max((cell.column + cell.columns for cell in self.cells), default=0), _MAX_COLUMNS)

    def at(self, row: int, column: int) -> GridCell | None:
        """The cell that covers a place."""
        return self._at.get((row, column))

    def row(self, row: int) -> list[GridCell]:
        """The cells that cover a row, each once, from left to right; those merged from above among them."""
        found = (self.at(row, column) for column in range(self.columns))
        return list(dict.fromkeys(cell for cell in found if cell is not None))
