"""Reads a PDF: pages, furniture out, columns in order, tables whole, one text."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

from graph.errors import SourceError
from loaders.extracted import Extracted
from loaders.limits import Limits
from loaders.readers.pdf.columns import in_reading_order
from loaders.readers.pdf.continued import goes_on, join
from loaders.readers.pdf.furniture import furniture, without_stamps
from loaders.readers.pdf.grid import grids_of
from loaders.readers.pdf.notes import notes_of
from loaders.readers.pdf.page import Page, TextLine, lines_of
from loaders.readers.pdf.pdfium import open_pdf, read_page
from loaders.readers.pdf.tables import PageTable, begins, fill, usual_pitch
from loaders.readers.pdf.writing import TextWriter

#: Lines further apart than this many times the usual distance have an empty line between them.
_GAP = 1.3
_SPLIT = "split it, or raise the limit (--max-pages)"
_SLOW = "split it, or raise the limit (--max-seconds)"

Item: TypeAlias = TextLine | PageTable


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A page whose words are lines, or in tables."""

    page: Page
    lines: tuple[TextLine, ...]
    tables: tuple[PageTable, ...]


def extract_pdf(data: bytes, limits: Limits | None = None) -> Extracted:
    """The words of a PDF in reading order, with its tables, and the place of each line on its page.

    Raises SourceError for a file that is encrypted, broken, has too many pages or takes too long.
    """
    limits = limits or Limits()
    left_out: list[str] = []
    sheets = [_sheet(page, left_out) for page in _pages(data, limits)]
    taken, told = furniture([sheet.lines for sheet in sheets], [sheet.page.height for sheet in sheets])
    items, notes = _items(sheets, taken)
    writer = TextWriter()
    _write(writer, items)
    _write(writer, notes)
    return writer.extracted([*told, *_counted(left_out)])


def _pages(data: bytes, limits: Limits) -> Iterable[Page]:
    started = time.monotonic()
    with open_pdf(data) as document:
        count = len(document)
        if count > limits.max_pages:
            raise SourceError(f"has {count:,} pages, and the limit is {limits.max_pages:,}", remedy=_SPLIT)
        for index in range(count):
            if time.monotonic() - started > limits.max_seconds:
                raise SourceError(
                    f"took too long: {index} of {count} pages were read in {limits.max_seconds:g} s", remedy=_SLOW
                )
            yield read_page(document, index)


def _sheet(page: Page, left_out: list[str]) -> _Sheet:
    if page.turned:
        left_out.append("letters that stand at an angle to the lines")
    words, stamps = without_stamps(page.words)
    left_out.extend(["the stamp of an electronic signature"] * len(stamps))
    tables = []
    for grid in grids_of(page.rulings):
        inside = [word for word in words if grid.holds((word.left + word.right) / 2, (word.top + word.bottom) / 2)]
        if inside:
            tables.append(fill(grid, inside, page.number))
            held = set(map(id, inside))
            words = [word for word in words if id(word) not in held]
    return _Sheet(page, tuple(lines_of(words, page.number)), tuple(tables))


def _items(sheets: Sequence[_Sheet], taken: set[TextLine]) -> tuple[list[Item], list[Item]]:
    """Lines and tables of all pages in reading order, and apart from them the notes at the foot of pages."""
    items: list[Item] = []
    notes: list[Item] = []
    for sheet in sheets:
        own = [line for line in sheet.lines if line not in taken]
        below = notes_of(own, sheet.page)
        notes.extend(below)
        for place, item in enumerate(_ordered([line for line in own if line not in below], sheet.tables)):
            before = items[-1] if items and place == 0 else None
            if isinstance(before, PageTable) and isinstance(item, PageTable) and goes_on(before, item):
                items[-1] = join(before, item)
            else:
                items.append(item)
    return items, notes


def _ordered(lines: Sequence[TextLine], tables: Sequence[PageTable]) -> list[Item]:
    """Lines between tables in reading order, tables where they stand."""
    items: list[Item] = []
    rest = list(lines)
    for table in sorted(tables, key=lambda t: t.top):
        above = [line for line in rest if line.bottom <= table.top + 1]
        items.extend(in_reading_order(above))
        items.append(table)
        rest = rest[len(above) :]
    return [*items, *in_reading_order(rest)]


def _write(writer: TextWriter, items: Sequence[Item]) -> None:
    lines = [item for item in items if isinstance(item, TextLine)]
    pitch = usual_pitch([lines])
    room = max((line.right - line.left for line in lines), default=0.0)
    for before, item in pairwise([None, *items]):
        if isinstance(item, PageTable):
            writer.table(item)
        elif item is not None:
            if isinstance(before, TextLine) and _parted(before, item, pitch, room):
                writer.gap()
            writer.line(item)
    writer.gap()


def _parted(before: TextLine, line: TextLine, pitch: float, room: float) -> bool:
    """Whether an empty line stands between two lines; at a page break, whether a paragraph ends there."""
    if before.page != line.page:
        return before.text.endswith((".", ";", ":")) or begins(before, line, room)
    return line.bottom - before.bottom > _GAP * max(pitch, line.size)


def _counted(left_out: Sequence[str]) -> list[str]:
    return [
        f"{what} ({left_out.count(what)} times)" if left_out.count(what) > 1 else what for what in sorted(set(left_out))
    ]
