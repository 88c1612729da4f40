"""Rows of a table of tasks: headings, tasks, parts of tasks, and rows that go on with the row above (domain.md § 5.5).

A row is told by its number and by which of its cells are filled, never by the words of one table. What stands in the
cells of a task is read elsewhere; here each task learns which places are its own and which it has from a row above.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from graph.text import slug
from loaders.grammar.columns import Head, is_column_numbers
from loaders.grammar.grid import Grid, GridCell

Place = tuple[int, int]

#: Kinds of columns whose cells say something of the task.
_OF_TASK = (
    "lead", "doer", "focal", "submitter", "lead_and_coordinators", "coordinators", "recipient", "monitor", "deadline", "start", "end",
    "product", "basis",
)  # fmt: skip
_INHERITED = frozenset(
    {"lead", "doer", "focal", "submitter", "lead_and_coordinators", "coordinators", "recipient", "monitor", "deadline"}
)

# nt · -nt- · như trên · " · -//-
_SAME = re.compile(r"[-–\s]*(?:n\s?t|như\s+trên|[\"”″]|''|//)[-–\s.]*", re.IGNORECASE)
_ROMAN = re.compile(r"(?:phần\s+|nhóm\s+|mục\s+)?[IVXLC]+", re.IGNORECASE)
_CAPITAL = re.compile(r"(?:phần\s+|nhóm\s+|mục\s+)?[A-ZĐ]", re.IGNORECASE)
_DECIMAL = re.compile(r"\d{1,3}(?:\.\d{1,3})*")
_LETTER = re.compile(r"(?:\d{1,3}\.)?[a-zđ]")
_SIGNS = 400  # characters of a task's end that a repetition may leave out: spaces, signs, marks
_DASH = re.compile(r"[-–+•*]")
# x in the column of a year
_MARK = re.compile(r"[xX×✓✔√●+]")
# the number at the head of a task cell, in a table without a column of numbers
_LEADING = re.compile(
    r"(?P<number>(?:[IVXL]{1,5}|\d{1,3}(?:\.\d{1,3})*|[A-ZĐ])\s?[.)/]|\d{1,3}(?:\.\d{1,3})+|[-–+•])\s+(?=\S)"
)
_ENDED = re.compile(r"[.!?:…”\"]\s*\Z")
_GOES_ON = re.compile(r"[,;(–-]\s*\Z")


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One task of a table. Places are in the flow text.

    ``task`` are the stretches of its words, ``places`` by kind of column the filled cells. ``own`` are the kinds that
    stand in the row itself, not above it. ``part`` counts the rows of one numbered task from 1, 0 for the only one.
    """

    number: str
    group: str
    task: tuple[Place, ...]
    places: dict[str, tuple[Place, ...]]
    own: frozenset[str]
    part: int = 0
    heading: Place | None = None  # the words of the nearest heading
    years: tuple[int, ...] = ()  # years whose column is marked


@dataclass(slots=True)
class _Line:
    """A row of the grid: what stands in each kind of column."""

    row: int
    number: str
    cells: dict[str, list[GridCell]]
    whole: GridCell | None = None  # a cell over all columns
    leading: int = 0  # characters of a number at the head of the task cell

    def words(self, kind: str, text: str) -> str:
        return " ".join(" ".join(text[c.start : c.end].split()) for c in self.cells.get(kind, ()))

    def filled(self, *, fresh: bool = True) -> list[str]:
        """Kinds with words, ``fresh`` ones only: not reaching into the row from a merged cell above."""
        return [
            kind
            for kind in _OF_TASK
            if any(not c.empty and (not fresh or c.row == self.row) for c in self.cells.get(kind, ()))
        ]

    def task(self) -> list[GridCell]:
        """The cells that say what is to be done: of the first of these columns that the table has."""
        kind = next((kind for kind in ("task", "draft", "indicator") if kind in self.cells), "task")
        return [cell for cell in self.cells.get(kind, ()) if not cell.empty]


@dataclass(slots=True)
class RowReader:
    """Reads the rows below the head of one table."""

    text: str
    grid: Grid
    head: Head
    found: list[TaskRow] = field(default_factory=list)
    _groups: list[tuple[int, str, Place]] = field(default_factory=list)  # level, words, place of each heading
    _heading: dict[str, tuple[Place, ...]] = field(default_factory=dict)  # what the cells of a heading say for its rows
    _parent: TaskRow | None = None  # the last row with a number of its own

    def behind(self, before: RowReader) -> RowReader:
        """This reader, going on where the table ``before`` stopped: under its headings, with its last task open."""
        self.found, self._groups, self._heading = before.found, before._groups, before._heading
        self._parent = before._parent
        return self

    def read(self) -> list[TaskRow]:
        """The tasks in order. Headings, heads repeated on a new page and rows of column numbers are no tasks."""
        found = self.found
        lines = [line for row in range(self.head.below, self.grid.rows) if (line := self._line(row)) is not None]
        for index, line in enumerate(lines):
            self._take(line, lines[index + 1] if index + 1 < len(lines) else None, found)
        return found

    def _line(self, row: int) -> _Line | None:
        """A row of the grid; None for an empty one, a repeated head, and column numbers."""
        cells = [cell for cell in self.grid.row(row) if not cell.empty]
        if not any(cell.row == row for cell in cells) or self._is_head(row):
            return None
        fresh = [cell for cell in cells if cell.row == row]
        whole = next((c for c in fresh if c.columns >= max(2, self.grid.columns - 1) and self._is_of_task(c)), None)
        if whole is None and len(fresh) == len(cells) == 1 and self.head.kinds.get(fresh[0].column) == "number":
            whole = None if _is_number(self.text[fresh[0].start : fresh[0].end]) else fresh[0]
        by_kind: dict[str, list[GridCell]] = {}
        for column, kind in sorted(self.head.kinds.items()):
            cell = self.grid.at(row, column)
            if cell is not None and cell not in by_kind.get(kind, ()):
                by_kind.setdefault(kind, []).append(cell)
        number = self._number(by_kind.get("number", ()), row) if whole is None else ""
        line = _Line(row, number, by_kind, whole)
        if not number and line.task() and whole is None:
            first = line.task()[0]
            leading = _LEADING.match(self.text, first.start, first.end) if first.row == row else None
            if leading and ("number" not in self.head.kinds.values() or _DASH.fullmatch(leading["number"])):
                line.number, line.leading = leading["number"].strip(" .)/"), len(leading[0])
        return line

    def _is_of_task(self, cell: GridCell) -> bool:
        """Whether a cell covers the column of tasks."""
        columns = self.head.columns("task", "draft", "indicator")
        return any(cell.column <= column < cell.column + cell.columns for column in columns)

    def _number(self, cells: Sequence[GridCell], row: int) -> str:
        words = " ".join(self.text[c.start : c.end] for c in cells if c.row == row and c.columns == 1)
        return words.strip(" .)(/:*")

    def _is_head(self, row: int) -> bool:
        """Whether the row is the head of the table once more, or the numbers of the columns."""
        if is_column_numbers(self.grid, self.text, row):
            return True
        columns = (*self.head.kinds, *self.head.years)
        cells = {c: cell for c in columns if (cell := self.grid.at(row, c)) is not None and not cell.empty}
        words = {c: " ".join(self.text[x.start : x.end].split()) for c, x in cells.items()}
        same = sum(w in self.head.words.get(c, "") for c, w in words.items())
        return same >= max(2, len(words) // 2 + 1)

    # --- what a row is ----------------------------------------------------------------------------------------------

    def _take(self, line: _Line, following: _Line | None, found: list[TaskRow]) -> None:
        if self._is_heading(line, following) and not (found and self._is_unended(line, found[-1])):
            self._open_group(line)
        elif found and self._goes_on(line, found[-1]):
            found[-1] = self._joined(found[-1], line)
        else:
            row = self._task(line, found[-1] if found else None)
            if row is not None:
                found.append(row)

    def _is_heading(self, line: _Line, following: _Line | None) -> bool:
        if line.whole is not None:
            return all(cells == [line.whole] for kind, cells in line.cells.items() if kind in line.filled())
        filled = [kind for kind in line.filled() if not self._is_spilled(line, kind)]
        number = line.number
        if not line.task():
            return False
        if _ROMAN.fullmatch(number) or (_CAPITAL.fullmatch(number) and number.isupper()):
            return not {"lead", "doer", "lead_and_coordinators", "product"} & set(filled)
        if filled:
            return False
        if _DECIMAL.fullmatch(number):
            return following is not None and _is_below(following.number, number) and bool(following.filled())
        if number or line.task()[0].row != line.row:
            return False
        words = self._task_words(line)
        return words.isupper() or (words[:1].isupper() and following is not None and bool(following.number))

    def _task_words(self, line: _Line) -> str:
        return " ".join(" ".join(self.text[cell.start : cell.end].split()) for cell in line.task())

    def _is_unended(self, line: _Line, before: TaskRow) -> bool:
        """Whether a row without number stands behind a task that breaks off: "…; " """
        if line.number or line.whole is not None or not before.task:
            return False
        return _GOES_ON.search(self.text, before.task[-1][0], before.task[-1][1]) is not None

    def _is_spilled(self, line: _Line, kind: str) -> bool:
        """Whether a cell begins with the end of a sentence begun elsewhere."""
        words = line.words(kind, self.text)
        return words[:1].islower() and not re.match(
            r"(?:các|các\s|nt\b|quý|năm\s+20|hằng|hàng|thường|tháng|đến|trước)", words
        )

    def _goes_on(self, line: _Line, before: TaskRow) -> bool:
        """Whether a row without number holds more of the row above: what a page break or a converter cut."""
        if line.number or line.whole is not None:
            return False
        task = [cell for cell in line.task() if cell.row == line.row]
        filled = line.filled()
        whole_cells = [kind for kind in filled if not self._is_spilled(line, kind)]
        if not task:
            above = any(cell.row < line.row for cell in line.task())
            return not whole_cells or not (above or len(whole_cells) >= 2)
        words = self.text[task[0].start : task[0].end].strip()
        last = self.text[before.task[-1][0] : before.task[-1][1]] if before.task else ""
        if _DASH.match(words):
            return False
        if words[0].islower() and not _ENDED.search(last):
            return True
        return not whole_cells and (words[0].islower() or _GOES_ON.search(last) is not None)

    # --- headings ---------------------------------------------------------------------------------------------------

    def _open_group(self, line: _Line) -> None:
        if line.whole is not None:
            words = " ".join(self.text[line.whole.start : line.whole.end].split())
            leading = _LEADING.match(words)
            number = line.number or (leading["number"].strip(" .)/") if leading else "")
            name = words if leading or not line.number else f"{line.number}. {words}"
        else:
            number = line.number
            words = self._task_words(line)
            named = number and words and not line.leading
            name = f"{number}. {words}" if named else words or number
        place = line.whole or line.task()[0]
        self._close_groups(_level(number))
        self._groups.append((_level(number), name, (place.start, place.end)))
        self._heading = {kind: places for kind in _INHERITED if (places := _places(line.cells.get(kind, ())))}
        if line.whole is not None:
            self._heading = {}
        self._parent = None

    def _close_groups(self, level: int) -> None:
        while self._groups and self._groups[-1][0] >= level:
            self._groups.pop()

    # --- tasks ------------------------------------------------------------------------------------------------------

    def _task(self, line: _Line, before: TaskRow | None) -> TaskRow | None:
        """The task of a row; what it leaves to the rows above is taken from there."""
        task = tuple(
            (max(cell.start, cell.start + (line.leading if not index else 0)), cell.end)
            for index, cell in enumerate(line.task())
        )
        sub = self._is_sub(line)
        number = self._full_number(line, sub)
        if not task and before is not None and line.filled():
            task = before.task  # a further line of the same task, its cell not merged but left empty
        if not task:
            return None
        if _DECIMAL.fullmatch(line.number):
            self._close_groups(_level(line.number))
        places, own = self._filled(line, before, sub)
        heading = self._groups[-1][2] if self._groups else None
        years = tuple(year for column, year in sorted(self.head.years.items()) if self._is_marked(line.row, column))
        row = TaskRow(number, self._group(line), task, places, frozenset(own), heading=heading, years=years)
        if not sub:
            self._parent = row
        return row

    def _is_marked(self, row: int, column: int) -> bool:
        cell = self.grid.at(row, column)
        return cell is not None and _MARK.fullmatch(self.text[cell.start : cell.end].strip()) is not None

    def _is_sub(self, line: _Line) -> bool:
        """Whether a row is part of the numbered row above: "-", "a)", "1.2" below "1", or no number of its own."""
        number = line.number
        if self._parent is None or not (number or self._parent.number):
            return False
        return not number or bool(_DASH.fullmatch(number)) or _is_below(number, self._parent.number)

    def _full_number(self, line: _Line, sub: bool) -> str:
        number = "" if _DASH.fullmatch(line.number) else line.number
        if not sub or self._parent is None:
            return number
        if not number:
            return self._parent.number
        return f"{self._parent.number}.{number}" if _LETTER.fullmatch(number) and "." not in number else number

    def _group(self, line: _Line) -> str:
        """The headings above a row, and the words of its column of headings."""
        column = line.words("group", self.text)
        return " / ".join([*(name for _, name, _ in self._groups), *([column] if column else [])])

    def _filled(self, line: _Line, before: TaskRow | None, sub: bool) -> tuple[dict[str, tuple[Place, ...]], set[str]]:
        places: dict[str, tuple[Place, ...]] = {}
        own: set[str] = set()
        for kind in _OF_TASK:
            # a cell over two columns says it once, in the first of them
            mine = tuple(p for p in _places(line.cells.get(kind, ())) if not any(p in said for said in places.values()))
            if mine and all(_SAME.fullmatch(self.text, *place) for place in mine):
                mine = before.places.get(kind, ()) if before is not None else ()
            if mine:
                own.add(kind)
            elif kind in _INHERITED:
                above = self._parent.places if sub and self._parent is not None else self._heading
                mine = above.get(kind, ())
            if mine:
                places[kind] = mine
        return places, own

    def _joined(self, before: TaskRow, line: _Line) -> TaskRow:
        """The row above with the words this row adds. What goes on with an empty cell is a neighbour's, and is left."""
        places = dict(before.places)
        for kind in line.filled():
            mine = _places(cell for cell in line.cells[kind] if cell.row == line.row)
            if kind in before.own or not self._is_spilled(line, kind):
                places[kind] = (*places.get(kind, ()), *mine)
        added = tuple(
            (cell.start, cell.end)
            for cell in line.task()
            if cell.row == line.row and not self._is_repeated(before, cell)
        )
        return replace(before, task=(*before.task, *added), places=places)

    def _is_repeated(self, before: TaskRow, cell: GridCell) -> bool:
        """Whether the words are but the end of the task once more."""
        words = slug(self.text[cell.start : cell.end])
        last = " ".join(self.text[a:b] for a, b in before.task[-3:])[-len(words) - _SIGNS :]
        return bool(words) and slug(last).endswith(words)


def _is_number(words: str) -> bool:
    plain = words.strip(" .)(/:*\n")
    return any(form.fullmatch(plain) for form in (_ROMAN, _CAPITAL, _DECIMAL, _LETTER, _DASH))


def _places(cells: Sequence[GridCell] | Iterator[GridCell]) -> tuple[Place, ...]:
    return tuple((cell.start, cell.end) for cell in cells if not cell.empty)


def _level(number: str) -> int:
    """How wide a heading is: parts and capitals, Roman numbers, numbers by their depth, the rest."""
    if number.lower().startswith("phần"):
        return 0
    if _ROMAN.fullmatch(number) and number.isupper():
        return 2
    if _CAPITAL.fullmatch(number):
        return 1
    if _DECIMAL.fullmatch(number):
        return 3 + number.count(".")
    return 7 if number else 2


def _is_below(number: str, above: str) -> bool:
    """Whether a number is of a row below the one numbered ``above``: "1.2", "a" or "-" below "1", or none at all."""
    if not number or _DASH.fullmatch(number):
        return True
    if _DECIMAL.fullmatch(number):
        return bool(above) and number.startswith(f"{above}.")
    return bool(_LETTER.fullmatch(number)) and bool(_DECIMAL.fullmatch(above))


def with_parts(rows: list[TaskRow]) -> list[TaskRow]:
    """Rows of the same number, group and words counted as parts of one task."""
    result: list[TaskRow] = []
    times: dict[tuple[str, str, tuple[Place, ...]], list[int]] = {}
    for index, row in enumerate(rows):
        times.setdefault((row.number, row.group, row.task), []).append(index)
        result.append(row)
    for indexes in times.values():
        for part, index in enumerate(indexes, 1):
            if len(indexes) > 1:
                result[index] = replace(result[index], part=part)
    return result
