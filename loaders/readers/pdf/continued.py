"""Tables that go on over pages: one table of all their parts, and one row of what a page break cut in two."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from loaders.readers.pdf.tables import GridCell, PageTable, begins

_SAME = 6.0
# 1 · I. · a): a row that begins so is no header, whatever stands in it twice
_NUMBERED = re.compile(r"(?:\d+|[ivxl]+|[a-zđ])\W*\Z")
_MOST_HEADER_ROWS = 4


def goes_on(table: PageTable, part: PageTable) -> bool:
    """Whether ``part``, the first thing on the next page, has the outer lines and columns of ``table``."""
    return part.first_page == table.last_page + 1 and _columns(table.xs, part.xs) is not None


def join(table: PageTable, part: PageTable) -> PageTable:
    """``table`` with the rows of ``part`` behind its own; a header that is printed again is left out."""
    columns = _columns(table.xs, part.xs) or []
    skipped = _repeated(table, part)
    cells = [_placed(cell, columns, skipped) for cell in part.cells if cell.row >= skipped]
    last = table.rows - 1
    cut = _cut(table, cells)
    offset = last if cut else table.rows
    empty = _empty_lead(cells)
    joined = {(cell.row, cell.column): cell for cell in table.cells}
    for cell in cells:
        above = table.covering(last, cell.column) if cell.row == 0 else None
        if above is not None and (cut or (cell in empty and above.columns == cell.columns)):
            place = (above.row, above.column)
            joined[place] = _grown(joined[place], cell, offset)
        else:
            joined[cell.row + offset, cell.column] = replace(cell, row=cell.row + offset)
    rows = offset + part.rows - skipped
    merged = tuple(cell for _, cell in sorted(joined.items()))
    return PageTable(table.first_page, part.last_page, table.top, part.bottom, table.xs, rows, merged)


def _columns(xs: Sequence[float], others: Sequence[float]) -> list[int] | None:
    """For each upright line of the part the index of that line in the table; None where it has another one."""
    shift = others[0] - xs[0]
    if abs((others[-1] - xs[-1]) - shift) > _SAME:
        return None
    found = []
    for other in others:
        near = min(range(len(xs)), key=lambda i: abs(xs[i] + shift - other))
        if abs(xs[near] + shift - other) > _SAME:
            return None
        found.append(near)
    return found


def _placed(cell: GridCell, columns: Sequence[int], skipped: int) -> GridCell:
    column = columns[cell.column]
    wide = columns[cell.column + cell.columns] - column
    return GridCell(cell.row - skipped, column, cell.rows, wide, cell.lines, cell.opens)


def _repeated(table: PageTable, part: PageTable) -> int:
    """How many rows at the head of ``part`` are those at the head of ``table`` again."""
    count = 0
    while count < min(_MOST_HEADER_ROWS, table.rows, part.rows):
        ours = [_folded(cell) for cell in table.row(count)]
        if (
            not any(ours)
            or (count == 0 and _NUMBERED.match(ours[0]))
            or ours != [_folded(cell) for cell in part.row(count)]
        ):
            break
        count += 1
    return count if count < part.rows else part.rows


def _folded(cell: GridCell) -> str:
    return "".join(cell.text.split()).casefold()


def _cut(table: PageTable, cells: Sequence[GridCell]) -> bool:
    """Whether the first row of the part is the rest of the last row of the table."""
    last = table.rows - 1
    first = [cell for cell in cells if cell.row == 0]
    above = {cell: over for cell in first if (over := table.covering(last, cell.column)) is not None}
    if not first or any(cell not in above or above[cell].columns != cell.columns for cell in first):
        return False
    filled = [cell for cell in first if cell.lines]
    if not filled:
        return True
    if any(above[cell].lines and _runs_on(above[cell], cell) for cell in filled):
        return not _fresh(above[filled[0]], filled[0])
    if first[0].lines:
        return False
    own = [over for over in above.values() if over.lines and over.row + over.rows - 1 == last]
    return 2 * len(filled) < len(own)


def _runs_on(above: GridCell, cell: GridCell) -> bool:
    """Whether the words of ``cell`` go on with those of the cell above, and do not begin anew."""
    first = cell.text[0]
    return (first.islower() or first in ",.;:)") and not above.text.endswith((".", ";", ":"))


def _fresh(above: GridCell, cell: GridCell) -> bool:
    """Whether the leading cell of a row has a number or name of its own."""
    return cell.column == 0 and bool(above.lines) and not _runs_on(above, cell)


def _empty_lead(cells: Sequence[GridCell]) -> list[GridCell]:
    """The empty cells at the head of the first row of a page, where others of that row hold words: the row is one more
    under the cells that are cut by the page break."""
    first = sorted((cell for cell in cells if cell.row == 0), key=lambda c: c.column)
    return list(takewhile(lambda cell: not cell.lines, first)) if any(cell.lines for cell in first) else []


def _grown(above: GridCell, cell: GridCell, offset: int) -> GridCell:
    """The words of ``cell`` behind those of ``above``, which grows by the rows that the cell covers below."""
    opens = (not above.lines or _opens(above, cell), *cell.opens[1:]) if cell.lines else ()
    rows = offset + cell.row + cell.rows - above.row
    return replace(above, rows=rows, lines=(*above.lines, *cell.lines), opens=(*above.opens, *opens))


def _opens(above: GridCell, cell: GridCell) -> bool:
    before, line = above.lines[-1], cell.lines[0]
    if line.text[0].islower():
        return False
    return begins(before, line, max(one.right - one.left for one in (*above.lines, *cell.lines)))
