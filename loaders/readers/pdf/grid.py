"""The grid of a table, from the lines drawn around its cells.

Writers draw each cell's borders by itself, so one line of a table is many short ones, end to end. Where a writer leaves
the border between two rows out, the upright lines still break there: those breaks are rows as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from loaders.readers.pdf.page import Ruling

#: Places closer than this are one line; lines whose ends are closer than this touch.
_SNAP = 2.5
#: A table is at least so wide and so high.
_LEAST = 20.0
_MOST_LINES = 20_000
_COVERED = 0.6


@dataclass(frozen=True, slots=True)
class Slot:
    """One cell of a grid: the first row and column it covers, and how many of each."""

    row: int
    column: int
    rows: int
    columns: int


@dataclass(frozen=True, slots=True)
class Grid:
    """``xs`` are the upright lines from the left, ``ys`` the others from above; between two of them lies a column, a
    row. ``slots`` by (row, column) cover every place of the grid once."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    slots: tuple[Slot, ...]

    def holds(self, x: float, y: float) -> bool:
        """Whether a place lies within the outer lines."""
        return self.xs[0] <= x <= self.xs[-1] and self.ys[0] <= y <= self.ys[-1]


@dataclass(frozen=True, slots=True)
class _Line:
    at: float
    stretches: tuple[tuple[float, float], ...]  # apart and in order
    breaks: tuple[float, ...]  # where one short line ends and the next begins

    def covers(self, start: float, end: float) -> bool:
        """Whether most of the way from ``start`` to ``end`` is drawn."""
        drawn = sum(max(0.0, min(end, b) - max(start, a)) for a, b in self.stretches)
        return drawn >= _COVERED * (end - start)

    def reaches(self, place: float) -> bool:
        return any(a - _SNAP <= place <= b + _SNAP for a, b in self.stretches)

    def passes(self, place: float) -> bool:
        return any(a + _SNAP < place < b - _SNAP for a, b in self.stretches)


def grids_of(rulings: Sequence[Ruling]) -> list[Grid]:
    """The grids of two columns and more on one page, from above to below. A frame around a text is none."""
    if len(rulings) > _MOST_LINES:
        return []
    upright = _merged(r for r in rulings if r.upright)
    level = _merged(r for r in rulings if not r.upright)
    grids = [grid for group in _connected(upright, level) if (grid := _grid(*group)) is not None]
    return sorted(grids, key=lambda grid: (grid.ys[0], grid.xs[0]))


def _merged(rulings: Iterable[Ruling]) -> list[_Line]:
    """Short lines at one place put together."""
    lines: list[_Line] = []
    group: list[Ruling] = []
    for ruling in sorted(rulings, key=lambda r: r.at):
        if group and ruling.at - group[-1].at > _SNAP:
            lines.append(_one_line(group))
            group = []
        group.append(ruling)
    return [*lines, _one_line(group)] if group else lines


def _one_line(group: Sequence[Ruling]) -> _Line:
    longest = max(group, key=lambda r: r.end - r.start)
    stretches: list[list[float]] = []
    breaks: list[float] = []
    for ruling in sorted(group, key=lambda r: (r.start, r.end)):
        if stretches and ruling.start <= stretches[-1][1] + _SNAP:
            if ruling.start >= stretches[-1][1] - _SNAP:
                breaks.append(ruling.start)
            stretches[-1][1] = max(stretches[-1][1], ruling.end)
        else:
            stretches.append([ruling.start, ruling.end])
    return _Line(longest.at, tuple((a, b) for a, b in stretches), tuple(breaks))


def _connected(upright: Sequence[_Line], level: Sequence[_Line]) -> list[tuple[list[_Line], list[_Line]]]:
    """Groups of stretches that touch one another. Each stretch of a line belongs to the group it touches."""
    pieces = [(True, _Line(line.at, (s,), _within(line.breaks, s))) for line in upright for s in line.stretches]
    pieces += [(False, _Line(line.at, (s,), _within(line.breaks, s))) for line in level for s in line.stretches]
    parent = list(range(len(pieces)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    count = sum(flag for flag, _ in pieces)
    for i in range(count):
        for j in range(count, len(pieces)):
            down, along = pieces[i][1], pieces[j][1]
            if down.reaches(along.at) and along.reaches(down.at):
                parent[root(i)] = root(j)
    groups: dict[int, tuple[list[_Line], list[_Line]]] = {}
    for index, (is_upright, line) in enumerate(pieces):
        groups.setdefault(root(index), ([], []))[0 if is_upright else 1].append(line)
    return list(groups.values())


def _within(breaks: Sequence[float], stretch: tuple[float, float]) -> tuple[float, ...]:
    return tuple(b for b in breaks if stretch[0] <= b <= stretch[1])


def _grid(upright: Sequence[_Line], level: Sequence[_Line]) -> Grid | None:
    xs, ys = _places(upright), _places(level)
    if len(xs) < 3 or len(ys) < 2 or xs[-1] - xs[0] < _LEAST or ys[-1] - ys[0] < _LEAST / 2:
        return None
    unseen = _unseen(upright, xs, ys)
    ys = sorted([*ys, *unseen])
    slots = _slots(xs, ys, upright, level, frozenset(unseen))
    return Grid(tuple(xs), tuple(ys), tuple(slots))


def _places(lines: Iterable[_Line]) -> list[float]:
    places: list[float] = []
    for at in sorted(line.at for line in lines):
        if not places or at - places[-1] > _SNAP:
            places.append(at)
    return places


def _unseen(upright: Sequence[_Line], xs: Sequence[float], ys: Sequence[float]) -> list[float]:
    """Where every upright line that passes breaks, and no line is drawn across."""
    found: list[float] = []
    for place in sorted(b for line in upright for b in line.breaks):
        if any(abs(place - y) <= 2 * _SNAP for y in (*ys, *found)) or not ys[0] < place < ys[-1]:
            continue
        passing = [line for line in upright if line.passes(place)]
        broken = [line for line in passing if any(abs(b - place) <= _SNAP for b in line.breaks)]
        starting = [line for line in upright if not line.passes(place) and line.reaches(place)]
        if len(broken) == len(passing) and len(_places([*broken, *starting])) >= max(2, len(xs) - 1):
            found.append(place)
    return found


def _slots(
    xs: Sequence[float], ys: Sequence[float], upright: Sequence[_Line], level: Sequence[_Line], unseen: frozenset[float]
) -> list[Slot]:
    """Places of the grid put together where no line parts them, each group squared off to a rectangle."""
    rows, columns = len(ys) - 1, len(xs) - 1
    owner = [[-1] * columns for _ in range(rows)]
    slots: list[Slot] = []
    for row in range(rows):
        for column in range(columns):
            if owner[row][column] >= 0:
                continue
            wide = 1
            while (
                column + wide < columns
                and owner[row][column + wide] < 0
                and not _parted(upright, xs[column + wide], ys[row], ys[row + 1])
            ):
                wide += 1
            high = 1
            while (
                row + high < rows
                and ys[row + high] not in unseen
                and not any(
                    _parted(level, ys[row + high], xs[c], xs[c + 1])
                    or owner[row + high][c] >= 0
                    or (c > column and _parted(upright, xs[c], ys[row + high], ys[row + high + 1]))
                    for c in range(column, column + wide)
                )
            ):
                high += 1
            for r in range(row, row + high):
                owner[r][column : column + wide] = [len(slots)] * wide
            slots.append(Slot(row, column, high, wide))
    return slots


def _parted(lines: Sequence[_Line], at: float, start: float, end: float) -> bool:
    return any(abs(line.at - at) <= _SNAP and line.covers(start + 1, end - 1) for line in lines)
