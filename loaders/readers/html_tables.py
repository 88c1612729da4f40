"""Tables of web pages: from a ``<table>`` as lxml parsed it to cells in a grid, spans and nested tables resolved."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from loaders.readers.scribe import CellWords, tidy

_BLOCKS = frozenset({"p", "div", "br", "li", "tr", "td", "th", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "table"})
_SILENT = frozenset({"script", "style", "noscript", "template", "button"})
#: No more places than this does one cell cover; pages have been seen that ask for thousands.
_MAX_SPAN = 1000


def html_table(table: Any) -> list[CellWords]:
    """The cells of an lxml ``table`` element by (row, column). The words of a table inside a cell are that cell's."""
    cells: list[CellWords] = []
    covered: dict[tuple[int, int], int] = {}  # places that a cell from above covers
    row = -1
    for row, line in enumerate(_rows(table)):
        column = 0
        for item in line:
            while (row, column) in covered:
                column += 1
            rows, columns = _span(item, "rowspan"), _span(item, "colspan")
            for r in range(row, row + rows):
                for c in range(column, column + columns):
                    covered[r, c] = row
            cells.append(CellWords(tidy(words_of(item)), row, column, rows, columns))
            column += columns
    return [_within(cell, row + 1) for cell in cells]


def _within(cell: CellWords, rows: int) -> CellWords:
    """The cell without the rows it claims beyond the last."""
    reach = min(cell.rows, rows - cell.row)
    return CellWords(cell.words, cell.row, cell.column, reach, cell.columns, cell.reference)


def _rows(table: Any) -> Iterator[list[Any]]:
    """The cells of each row of this table, not of one inside it."""
    for part in table:
        tag = _tag(part)
        if tag == "tr":
            yield [cell for cell in part if _tag(cell) in ("td", "th")]
        elif tag in ("thead", "tbody", "tfoot"):
            yield from _rows(part)


def _span(cell: Any, name: str) -> int:
    value = str(cell.get(name) or "1").strip()
    if not value.isdecimal():
        return 1
    return min(max(int(value[:6]), 1), _MAX_SPAN)


def words_of(element: Any) -> str:
    """The words of an element, a line end where a block begins or ends."""
    pieces: list[str] = []
    for event, item in _walk(element):
        tag = _tag(item)
        if tag in _BLOCKS and item is not element:
            pieces.append("\n")
        if event == "start" and item.text and tag not in _SILENT and tag:
            pieces.append(_spaced(item.text))
        if event == "end" and item is not element and item.tail:
            pieces.append(_spaced(item.tail))
    return "".join(pieces)


def _walk(element: Any) -> Iterator[tuple[str, Any]]:
    """Start and end of an element and what is in it, without recursion: pages nest deeper than Python's stack."""
    stack: list[tuple[str, Any]] = [("start", element)]
    while stack:
        event, item = stack.pop()
        yield event, item
        if event == "start":
            stack.append(("end", item))
            if _tag(item) not in _SILENT:
                stack.extend(("start", child) for child in reversed(item))


def _spaced(words: str) -> str:
    """White space of the source is one space; only blocks end a line."""
    return " ".join(words.split()) if not (words[:1].isspace() or words[-1:].isspace()) else _edged(words)


def _edged(words: str) -> str:
    core = " ".join(words.split())
    return f"{' ' if words[:1].isspace() else ''}{core}{' ' if core and words[-1:].isspace() else ''}"


def _tag(element: Any) -> str:
    """Local name in lower case; "" for comments and instructions."""
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""
