"""The lines of a text, and how the cells of its tables become lines and come back as places in the flow text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from loaders.grammar.grid import Grid, GridCell
from loaders.text import MappedText


class Line(NamedTuple):
    """A line of the clean text without its line end; ``rule`` marks a drawn line before it, ``gap`` a blank one."""

    start: int
    end: int
    text: str
    gap: bool
    rule: bool
    cut: bool  # furniture was left out before it
    column: int = 0  # 1 and 2 for the halves of a line set in two columns
    cell: int = -1  # which cell of the text's tables it stands in, counted from 0


def clean_place(text: MappedText, start: int, end: int) -> tuple[int, int]:
    """The stretch of the clean text made from ``source[start:end]``."""
    return bisect_left(text.starts, start), bisect_left(text.starts, end)


def cell_lines(text: str, start: int, end: int, cell: int) -> Iterator[Line]:
    """The lines of cell number ``cell``, which is ``text[start:end]`` of the clean text."""
    for raw in text[start:end].split("\n"):
        words = raw.strip(" *")
        if words:
            left = start + raw.index(words)
            yield Line(left, left + len(words), words, False, False, False, 0, cell)
        start += len(raw) + 1


def grids_in_flow(
    places: list[list[GridCell]], lines: list[Line], groups: list[list[int]], bounds: list[tuple[int, int]]
) -> tuple[Grid, ...]:
    """The tables with their cells as places in the flow text; an empty cell stands where it would."""
    at = {lines[group[0]].cell: (group, bound) for group, bound in zip(groups, bounds, strict=True)}
    grids, number = [], 0
    for cells in places:
        moved = []
        for cell in cells:
            group, (start, end) = at.get(number, ([], (0, 0)))
            breaks, place = [], start
            for index in group[1:]:
                place += lines[index - 1].end - lines[index - 1].start + 1
                breaks.append(place)
            moved.append(GridCell(start, end, cell.row, cell.column, cell.rows, cell.columns, tuple(breaks)))
            number += 1
        grids.append(Grid(tuple(moved)))
    return tuple(grids)
