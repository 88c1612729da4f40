"""Tables of one page: the words of a grid in its cells, and which lines of a cell are one paragraph."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from loaders.points import marker_of
from loaders.readers.pdf.grid import Grid, Slot
from loaders.readers.pdf.page import TextLine, Word, lines_of

#: A space is about this share of the size of its font.
SPACE = 0.25
_MARGIN = 2.0
#: Points that part paragraphs in a cell beyond the distance of lines.
_SET_OFF = 0.9


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell: the first row and column it covers, how many of each, its ``lines``, and of each whether it ``opens`` a
    paragraph. Lines may come from several pages.
    """

    row: int
    column: int
    rows: int = 1
    columns: int = 1
    lines: tuple[TextLine, ...] = ()
    opens: tuple[bool, ...] = ()

    @property
    def text(self) -> str:
        """All words, one space between them."""
        return " ".join(line.text for line in self.lines)


@dataclass(frozen=True, slots=True)
class PageTable:
    """A table of one page, or of several put together.

    ``top`` and ``bottom`` are where it begins on its first page and ends on its last; ``xs`` its upright lines on the
    first; ``cells`` are by (row, column).
    """

    first_page: int
    last_page: int
    top: float
    bottom: float
    xs: tuple[float, ...]
    rows: int
    cells: tuple[GridCell, ...]

    def row(self, number: int) -> list[GridCell]:
        """The cells that begin in a row."""
        return [cell for cell in self.cells if cell.row == number]

    def covering(self, row: int, column: int) -> GridCell | None:
        """The cell that covers a place."""
        return next(
            (
                cell
                for cell in self.cells
                if cell.row <= row < cell.row + cell.rows and cell.column <= column < cell.column + cell.columns
            ),
            None,
        )


def fill(grid: Grid, words: Iterable[Word], page: int) -> PageTable:
    """The table of a grid with the words that stand in it."""
    slots = {(r, c): slot for slot in grid.slots for r in _covered(slot.row, slot.rows)
             for c in _covered(slot.column, slot.columns)}  # fmt: skip
    held: dict[Slot, list[Word]] = {slot: [] for slot in grid.slots}
    for word in words:
        row = _between(grid.ys, (word.top + word.bottom) / 2)
        column = _between(grid.xs, (word.left + word.right) / 2)
        held[slots[row, column]].append(word)
    padding = _padding(grid, held)
    set_lines = {slot: lines_of(inside, page) for slot, inside in held.items()}
    pitch = usual_pitch(set_lines.values())
    cells = []
    for slot, lines in set_lines.items():
        room = grid.xs[slot.column + slot.columns] - grid.xs[slot.column] - 2 * padding
        opens = [i == 0 or begins(lines[i - 1], line, room) or _spaced(lines[i - 1], line, pitch)
                 for i, line in enumerate(lines)]  # fmt: skip
        cells.append(GridCell(slot.row, slot.column, slot.rows, slot.columns, tuple(lines), tuple(opens)))
    return PageTable(page, page, grid.ys[0], grid.ys[-1], grid.xs, len(grid.ys) - 1, tuple(cells))


def begins(before: TextLine, line: TextLine, room: float) -> bool:
    """Whether ``line`` begins a paragraph: it has a marker, or its first word had room on the line ``before`` it.

    ``room`` is how wide a line can be: widths are compared and not places, for cells are often centred.
    """
    marker, _ = marker_of(line.text)
    if marker and (marker in ("dash", "plus") or before.text.endswith((".", ";", ":"))):
        return True
    first = line.words[0]
    return before.right - before.left + SPACE * before.size + (first.right - first.left) <= room - _MARGIN


def usual_pitch(groups: Iterable[Sequence[TextLine]]) -> float:
    """How far apart lines of one paragraph stand: less than between paragraphs, so the smaller of what is there."""
    pitches = sorted(
        line.bottom - before.bottom
        for lines in groups
        for before, line in pairwise(lines)
        if 0.8 * line.size < line.bottom - before.bottom < 2.2 * line.size
    )
    return pitches[len(pitches) // 4] if pitches else 0.0


def _spaced(before: TextLine, line: TextLine, pitch: float) -> bool:
    """Whether a capital begins a line set off a little from the one before: cells have paragraphs without a sign."""
    return pitch > 0 and line.text[0].isupper() and line.bottom - before.bottom > pitch + _SET_OFF


def _covered(start: int, count: int) -> range:
    return range(start, start + count)


def _between(places: Sequence[float], at: float) -> int:
    """Index of the gap that holds ``at``; the nearest one for what stands a little outside."""
    return max(0, min(len(places) - 2, sum(place <= at for place in places) - 1))


def _padding(grid: Grid, held: dict[Slot, list[Word]]) -> float:
    """The white margin inside cells: how near the words of full columns come to the line on their right."""
    nearest = []
    for slot, words in held.items():
        if words:
            right = grid.xs[slot.column + slot.columns]
            nearest.append(right - max(word.right for word in words))
    return max(0.0, min(6.0, *nearest)) if nearest else 0.0
