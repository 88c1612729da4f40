"""Tasks of annex tables: who leads, with whom, what comes out, by when; told by the column (domain.md § 5.5)."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from graph.claims import Body, Deadline, Role, Row
from graph.dates import PartialDate
from loaders.grammar.cell_bodies import CellBodies, CellBodyReader
from loaders.grammar.cell_deadlines import cell_deadline
from loaders.grammar.columns import Head, find_head, is_of_tasks
from loaders.grammar.deadlines import find_deadlines, main_deadline
from loaders.grammar.grid import Grid
from loaders.grammar.table_rows import Place, RowReader, TaskRow, with_parts

#: The role that a column gives to the bodies in it.
_ROLES: dict[str, Role] = {
    "lead": "LEAD", "lead_and_coordinators": "LEAD", "doer": "RESPONSIBLE", "focal": "FOCAL", "submitter": "SUBMIT",
    "monitor": "MONITOR",
}  # fmt: skip
#: What a claim's spans of a column are called.
_PARTS = {
    **dict.fromkeys(_ROLES, "subject"), "coordinators": "coordinators", "recipient": "recipient",
    "deadline": "deadline", "start": "deadline", "end": "deadline", "product": "deliverable",
}  # fmt: skip
#: How sure a task is: whole; led by whom a heading or the row above names; led by nobody named.
_SURE, _INHERITED, _OPEN = 0.95, 0.8, 0.5
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class TableTask:
    """One task. ``spans`` are (part, place) of its words, in the flow text; ``rule`` names how its lead was found."""

    row: Row
    organizations: tuple[Body, ...]
    roles: tuple[Role, ...]
    coordinators: tuple[Body, ...]
    recipients: tuple[Body, ...]
    task: str
    deliverable: str
    deadline: Deadline | None
    spans: tuple[tuple[str, Place], ...]
    rule: str
    confidence: float
    basis: tuple[Place, ...] = ()  # where a register names the document that set the task


def find_table_tasks(
    text: str, grids: Sequence[Grid], bodies: CellBodyReader, *, anchor: PartialDate | None
) -> list[TableTask]:
    """The tasks of all tables of a text, in order. Tables of anything else give nothing.

    A table without a head that stands behind a table of tasks with as many columns goes on with it. ``anchor`` is the
    date of the document: it gives the year to "tháng 9".
    """
    reader = _TaskReader(text, grids, bodies, anchor)
    return [task for rows in _runs(text, grids) for row in with_parts(rows) for task in (reader.task(row),)]


#: Between two parts of one table stand no more characters than these: notes, a head of the page.
_NEAR = 1_500
_NEW_ANNEX = re.compile(r"(?:PHỤ LỤC|Phụ lục|DANH MỤC|BIỂU|BẢNG)\b")


def _runs(text: str, grids: Sequence[Grid]) -> Iterator[list[TaskRow]]:
    """The rows of each table of tasks, those that go on over several grids together."""
    before: RowReader | None = None
    for grid in grids:
        head = find_head(grid, text)
        if head is None and before is not None and before.grid.columns == grid.columns and _is_near(text, before, grid):
            head = Head(before.head.kinds, before.head.years, before.head.words, 0)
        if head is None or not is_of_tasks(head):
            if before is not None:
                yield before.found
            before = None
            continue
        reader = RowReader(text, grid, head)
        if before is not None and before.head.words == head.words and _is_near(text, before, grid):
            reader.behind(before)
        elif before is not None:
            yield before.found
        reader.read()
        before = reader
    if before is not None:
        yield before.found


def _is_near(text: str, before: RowReader, grid: Grid) -> bool:
    """Whether nothing but notes stands between two grids, so that the second may go on with the first."""
    gap = text[
        max((c.end for c in before.grid.cells), default=0) : min(
            (c.start for c in grid.cells if not c.empty), default=0
        )
    ]
    return len(gap) <= _NEAR and not any(_NEW_ANNEX.match(line.strip()) for line in gap.split("\n"))


class _TaskReader:
    def __init__(self, text: str, grids: Sequence[Grid], bodies: CellBodyReader, anchor: PartialDate | None) -> None:
        self._text, self._bodies, self._anchor = text, bodies, anchor
        self._breaks = sorted(place for grid in grids for cell in grid.cells for place in cell.breaks)

    def task(self, row: TaskRow) -> TableTask:
        who = next((kind for kind in _ROLES if kind in row.places), "")
        named = self._named(row, who) if who else self._heading(row)
        helpers = self._named(row, "coordinators")
        deciders = self._named(row, "recipient")
        organizations = named.organizations
        own = who in row.own
        return TableTask(
            Row(row.number, row.group, row.part),
            organizations,
            (_ROLES.get(who, "RESPONSIBLE"),),
            _once((*named.coordinators, *helpers.organizations, *helpers.coordinators)),
            _once((*named.recipients, *deciders.organizations, *deciders.recipients)),
            self._words(row.task),
            self._words(row.places.get("product", ())),
            self._deadline(row),
            tuple(self._spans(row)),
            "table-row" if own and organizations else "table-row-inherited" if organizations else "table-row-open",
            (_SURE if own else _INHERITED) if organizations else _OPEN,
            row.places.get("basis", ()),
        )

    def _heading(self, row: TaskRow) -> CellBodies:
        """The bodies of a heading that is nothing but bodies: "PHÒNG NỘI VỤ" above its tasks."""
        if row.heading is None:
            return CellBodies()
        found = self._bodies.read(*row.heading)
        named = sum(len(body.written) for body in found.organizations)
        known = all(body.entry or body.group for body in found.organizations)
        whole = known and named >= 0.8 * (row.heading[1] - row.heading[0])
        return CellBodies(found.organizations) if whole and not found.fragments else CellBodies()

    def _named(self, row: TaskRow, kind: str) -> CellBodies:
        found = [self._bodies.read(*place) for place in row.places.get(kind, ())]
        return CellBodies(
            _once(b for cell in found for b in cell.organizations),
            _once(b for cell in found for b in cell.coordinators),
            _once(b for cell in found for b in cell.recipients),
        )

    def _deadline(self, row: TaskRow) -> Deadline | None:
        """What the cell says; where it is empty, what the words of the task say."""
        begins, ends = (
            "\n".join(self._lines(*place) for kind in kinds for place in row.places.get(kind, ()))
            for kinds in (("start",), ("deadline", "end"))
        )
        if begins or ends:
            words = f"từ {begins} đến {ends}" if begins and ends else f"từ {begins}" if begins else ends
            return cell_deadline(words, anchor=self._anchor)
        if row.years:
            first, last = str(row.years[0]), str(row.years[-1])
            return Deadline(", ".join(map(str, row.years)), first, last, precision="year")
        for start, end in row.task:
            if found := main_deadline(find_deadlines(self._text, start, end, anchor=self._anchor)):
                return found.deadline if found.deadline.end or found.deadline.frequency else None
        return None

    def _lines(self, start: int, end: int) -> str:
        """The words of a cell with its line ends."""
        low, high = bisect_right(self._breaks, start), bisect_left(self._breaks, end)
        edges = [start, *self._breaks[low:high], end]
        return "\n".join(self._text[a:b].strip() for a, b in pairwise(edges))

    def _words(self, places: Sequence[Place]) -> str:
        return _SPACE.sub(" ", " ".join(self._text[start:end] for start, end in places)).strip(" ,;")

    def _spans(self, row: TaskRow) -> Iterator[tuple[str, Place]]:
        for place in row.task:
            yield "quote", place
        for kind, part in _PARTS.items():
            for place in row.places.get(kind, ()):
                yield part, place


def _once(bodies: Iterator[Body] | Sequence[Body]) -> tuple[Body, ...]:
    return tuple({body.key: body for body in bodies}.values())
