"""Reads a PDF: pages, furniture out, columns in order, tables whole, one text."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TypeAlias

from graph.errors import SourceError
from loaders.extracted import Extracted
from loaders.limits import Limits
from loaders.readers.pdf import tesseract
from loaders.readers.pdf.columns import in_reading_order
from loaders.readers.pdf.continued import goes_on, join
from loaders.readers.pdf.furniture import furniture, without_stamps
from loaders.readers.pdf.grid import grids_of
from loaders.readers.pdf.mending import mended
from loaders.readers.pdf.notes import notes_of
from loaders.readers.pdf.page import Page, TextLine, lines_of
from loaders.readers.pdf.pdfium import open_pdf, read_page, render
from loaders.readers.pdf.picture import picture_of
from loaders.readers.pdf.scan import is_scan, recognised
from loaders.readers.pdf.tables import PageTable, begins, fill, usual_pitch
from loaders.readers.pdf.writing import TextWriter

#: Lines further apart than this many times the usual distance have an empty line between them.
_GAP = 1.3
#: Pixels an inch that a scan is looked at with.
_DENSITY = 300
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
    left_out = _LeftOut()
    sheets = [_sheet(page) for page in _pages(data, limits, left_out)]
    taken, told = furniture([sheet.lines for sheet in sheets], [sheet.page.height for sheet in sheets])
    items, notes = _items(sheets, taken)
    writer = TextWriter({sheet.page.number: sheet.page.turn for sheet in sheets if sheet.page.turn is not None})
    _write(writer, items)
    _write(writer, notes)
    return writer.extracted([*told, *left_out.told()])


class _LeftOut:
    """What is not in the text, by the pages it stood on."""

    def __init__(self) -> None:
        self._pages: dict[str, list[int]] = {}

    def note(self, what: str, page: int) -> None:
        self._pages.setdefault(what, []).append(page)

    def told(self) -> list[str]:
        """One sentence each."""
        return [f"{what} ({_told_pages(pages)})" for what, pages in self._pages.items()]


def _told_pages(pages: Sequence[int]) -> str:
    """ "page 3", "pages 1-4, 7" """
    runs: list[list[int]] = []
    for page in sorted(set(pages)):
        if runs and runs[-1][1] == page - 1:
            runs[-1][1] = page
        else:
            runs.append([page, page])
    told = ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in runs)
    return f"page {told}" if told.isdigit() else f"pages {told}"


def _pages(data: bytes, limits: Limits, left_out: _LeftOut) -> Iterator[Page]:
    ends = time.monotonic() + limits.max_seconds
    with open_pdf(data) as document:
        count = len(document)
        if count > limits.max_pages:
            raise SourceError(f"has {count:,} pages, and the limit is {limits.max_pages:,}", remedy=_SPLIT)
        unseen = []
        for index in range(count):
            if time.monotonic() > ends:
                what = f"took longer than {limits.max_seconds:g} s for {index} of its {count} pages"
                raise SourceError(what, remedy=_SLOW)
            page = _prepared(read_page(document, index), left_out)
            if is_scan(page) and tesseract.is_there():
                picture = picture_of(render(document, index, _DENSITY), page.width)
                page = recognised(page, picture, ends - time.monotonic())
                if page.unlikely:
                    left_out.note("marks that are hardly words: handwriting, seals, dirt", page.number)
            elif is_scan(page):
                unseen.append(page.number)
                left_out.note(f"the words of pictures; to read them, {tesseract.INSTALL}", page.number)
            yield page
        if count and len(unseen) == count:
            raise SourceError("is a scan: its pages are pictures of words", remedy=tesseract.INSTALL)


def _prepared(page: Page, left_out: _LeftOut) -> Page:
    if page.tilted:
        left_out.note("letters that stand at an angle to the lines", page.number)
    if page.laid_over:
        left_out.note("stamps and fields laid over the page", page.number)
    words, stamps = without_stamps(page.words)
    if stamps:
        left_out.note("the stamp of an electronic signature", page.number)
    return replace(page, words=tuple(mended(words)))


def _sheet(page: Page) -> _Sheet:
    words = list(page.words)
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
