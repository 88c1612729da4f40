"""Markdown as converters write it: pipe tables where they stand, drawn tables anew, signs of the form taken out.

A text without drawn tables and escapes stays letter by letter what the file holds, so that
places in it are places in the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from loaders.extracted import Cell, Extracted, Table
from loaders.limits import Limits
from loaders.readers.scribe import CellWords, Scribe

# |---|:---:|
_DELIMITERS = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*")
_CELL = re.compile(r"(?:\\.|[^|\\\n])*")
# +-----+:====:+
_BORDER = re.compile(r"\s*\+(?:[:=-]{2,}\+)+\s*")
#   -------- ----------
_DASHES = re.compile(r"\s*-{3,}(?:\s+-{3,})+\s*")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
# *Căn cứ* · ***Nơi nhận:***; (*) marks a note and stays
_EMPHASIS = re.compile(r"(?<![(\\])\*+(?!\))")
# CHỦ TỊCH\**: a line end inside bold words
_BROKEN_END = re.compile(r"\\\*+\Z")
#: What only a converter's output has.
_CONVERTED = re.compile(
    rf"\\$|\\[-.*)]|(?:^|\n){_BORDER.pattern}\n|(?:^|\n){_DASHES.pattern}\n|<br\s*/?>", re.MULTILINE
)


def extract_markdown(data: bytes, limits: Limits) -> Extracted:
    """The words of a Markdown text in UTF-8 with its tables. Raises SourceError for what is no such text."""
    from loaders.decoding import decode

    text, _ = decode(data, where="")
    return markdown(text)


def markdown(text: str) -> Extracted:
    """The text with its tables; rewritten only where a converter left signs in it."""
    if not _CONVERTED.search(text):
        return Extracted(text, tuple(pipe_tables(text)))
    lines = text.replace("\r\n", "\n").split("\n")
    scribe = Scribe()
    at = 0
    while at < len(lines):
        stop = _drawn_table(lines, at, scribe) or _sliced_table(lines, at, scribe) or _piped_table(lines, at, scribe)
        if stop:
            at = stop
            continue
        scribe.line(_plain(lines[at]))
        at += 1
    return scribe.extracted()


def pipe_tables(text: str) -> Iterator[Table]:
    """The pipe tables of ``text``, their cells where they stand. The row of dashes is no row."""
    places = _line_places(text)
    at = 0
    while at + 1 < len(places):
        if not _is_delimiters(text, places, at):
            at += 1
            continue
        stop = at + 2
        while stop < len(places) and "|" in text[slice(*places[stop])]:
            stop += 1
        rows = [places[at], *places[at + 2 : stop]]
        cells = tuple(cell for row, place in enumerate(rows) for cell in _row_cells(text, row, *place))
        yield Table(places[at][0], places[stop - 1][1], cells)
        at = stop


def _is_delimiters(text: str, places: list[tuple[int, int]], at: int) -> bool:
    """Whether the line behind ``at`` makes that one the head of a table."""
    return (
        "|" in text[slice(*places[at])]
        and "|" in text[slice(*places[at + 1])]
        and _DELIMITERS.fullmatch(text, *places[at + 1]) is not None
    )


def _line_places(text: str) -> list[tuple[int, int]]:
    places, at = [], 0
    for line in text.split("\n"):
        places.append((at, at + len(line)))
        at += len(line) + 1
    return places


def _row_cells(text: str, row: int, start: int, end: int) -> Iterator[Cell]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if text.startswith("|", start):
        start += 1
    if end > start and text[end - 1] == "|" and text[end - 2 : end - 1] != "\\":
        end -= 1
    column, at = 0, start
    while at <= end:
        found = _CELL.match(text, at, end)
        stop = found.end() if found else end
        yield Cell(*_trimmed(text, at, stop), row, column)
        column, at = column + 1, stop + 1


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _piped_table(lines: list[str], at: int, scribe: Scribe) -> int:
    """Writes the pipe table that begins with line ``at``; the line behind it, 0 where none begins there."""
    if at + 1 >= len(lines) or "|" not in lines[at] or "|" not in lines[at + 1]:
        return 0
    if not _DELIMITERS.fullmatch(lines[at + 1]):
        return 0
    stop = at + 2
    while stop < len(lines) and "|" in lines[stop]:
        stop += 1
    rows = [lines[at], *lines[at + 2 : stop]]
    scribe.table(
        CellWords(_plain(_BREAK.sub("\n", line[cell.start : cell.end])), row, cell.column)
        for row, line in enumerate(rows)
        for cell in _row_cells(line, row, 0, len(line))
    )
    return stop


def _drawn_table(lines: list[str], at: int, scribe: Scribe) -> int:
    """Writes the table drawn with ``+---+`` that begins with line ``at``; the line behind it, 0 where none begins."""
    if not _BORDER.fullmatch(lines[at]):
        return 0
    stop = at
    while stop < len(lines) and lines[stop].lstrip()[:1] in ("+", "|") and lines[stop].strip():
        stop += 1
    edges = sorted({place for line in lines[at:stop] if _BORDER.fullmatch(line) for place in _signs(line, "+")})
    blocks: list[list[str]] = [[]]
    for line in lines[at + 1 : stop]:
        if _BORDER.fullmatch(line):
            blocks.append([])
        else:
            blocks[-1].append(line)
    scribe.table(
        cell
        for row, block in enumerate(block for block in blocks if block)
        for cell in _sliced(block, row, [e for e in edges if all(line[e : e + 1] == "|" for line in block)], edges)
    )
    return stop


def _signs(line: str, sign: str) -> list[int]:
    return [place for place, letter in enumerate(line) if letter == sign]


def _sliced(block: list[str], row: int, own: list[int], edges: list[int]) -> Iterator[CellWords]:
    """The cells of one row between its ``own`` edges; what covers several of the table's ``edges`` is merged."""
    for left, right in pairwise(own):
        column = edges.index(left)
        words = "\n".join(_plain(line[left + 1 : right]) for line in block)
        yield CellWords(words, row, column, 1, edges.index(right) - column)


def _sliced_table(lines: list[str], at: int, scribe: Scribe) -> int:
    """Writes the table between lines of dashes that begins with line ``at``; the line behind it, 0 where none begins.

    The dashes say where the columns stand. Blank lines part the rows; without any, each line is a row.
    """
    if not _DASHES.fullmatch(lines[at]):
        return 0
    stop = next((n for n in range(at + 1, min(len(lines), at + 400)) if _DASHES.fullmatch(lines[n])), 0)
    if not stop:
        return 0
    starts = [m.start() for m in re.finditer(r"(?<=\s)-|\A-", lines[at])]
    bounds = list(pairwise([*starts, 10_000]))
    body = lines[at + 1 : stop]
    blocks: list[list[str]] = [[]]
    for line in body:
        if line.strip():
            blocks[-1].append(line)
        else:
            blocks.append([])
    if len(blocks) == 1 and not any(line.rstrip().endswith("\\") for line in body):
        blocks = [[line] for line in body]
    scribe.table(
        CellWords("\n".join(_plain(line[left:right]) for line in block), row, column)
        for row, block in enumerate(block for block in blocks if block)
        for column, (left, right) in enumerate(bounds)
    )
    return stop + 1


def _plain(line: str) -> str:
    """A line without escapes, line-end signs and emphasis."""
    words = _BROKEN_END.sub("", line.rstrip())
    words = words[:-1] if words.endswith("\\") else words
    bullet = re.match(r"\s*\*\s+(?=\S)", words)
    head = "- " if bullet else ""
    words = words[bullet.end() :] if bullet else words
    return head + _ESCAPE.sub(r"\1", _EMPHASIS.sub("", words))
