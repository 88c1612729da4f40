"""Puts lines and tables together into one text, and keeps where each of them stands on its page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from loaders.extracted import Box, Cell, Doubt, Extracted, Table
from loaders.readers.pdf.page import TextLine, Turn, Word
from loaders.readers.pdf.tables import GridCell, PageTable

#: Recognised words below the first are doubtful; numbers, in which every figure counts, below the second.
_SURE = 0.80
_SURE_NUMBER = 0.92
# 66-  before  NQ/TW: the line was broken behind a hyphen of the word
_BROKEN = re.compile(r"\w-\Z")


class TextWriter:
    """Grows the text from the front; nothing that stands is changed. ``turns`` are of pages laid straight."""

    def __init__(self, turns: Mapping[int, Turn]) -> None:
        self._turns = turns
        self._parts: list[str] = []
        self._size = 0
        self._boxes: list[Box] = []
        self._doubts: list[Doubt] = []
        self._tables: list[Table] = []

    def line(self, line: TextLine) -> None:
        """A line of its own."""
        self._line(line)
        self._put("\n")

    def gap(self) -> None:
        """An empty line."""
        if self._parts and self._parts[-2:] != ["\n", "\n"]:
            self._put("\n")

    def table(self, table: PageTable) -> None:
        """A table: cell after cell, each beginning a line, rows parted by an empty line."""
        self.gap()
        start, cells = self._size, []
        row = 0
        for cell in table.cells:
            if cell.row > row:
                self.gap()
                row = cell.row
            begin = self._size
            self._cell(cell)
            cells.append(Cell(begin, self._size, cell.row, cell.column, cell.rows, cell.columns))
            if self._size > begin:
                self._put("\n")
        self._tables.append(Table(start, self._size, tuple(cells)))
        self.gap()

    def extracted(self, left_out: Iterable[str]) -> Extracted:
        """What was written."""
        boxes = sorted(self._boxes, key=lambda box: (box.start, box.end))
        return Extracted(
            "".join(self._parts), tuple(self._tables), tuple(boxes), tuple(self._doubts), (), tuple(left_out)
        )

    def _cell(self, cell: GridCell) -> None:
        """Lines of one paragraph on one line: the width of a cell says nothing."""
        for index, (line, opens) in enumerate(zip(cell.lines, cell.opens, strict=True)):
            if index:
                broken = _BROKEN.search(cell.lines[index - 1].text) and line.text[0].isalnum()
                self._put("\n" if opens else "" if broken else " ")
            self._line(line)

    def _line(self, line: TextLine) -> None:
        start = self._size
        for index, word in enumerate(line.words):
            if index:
                self._put(" ")
            self._word(word)
        box = (line.left, line.top, line.right, line.bottom)
        turn = self._turns.get(line.page)
        self._boxes.append(Box(start, self._size, line.page, *(round(p, 1) for p in (turn.box(*box) if turn else box))))

    def _word(self, word: Word) -> None:
        start = self._size
        self._put(word.text)
        if reason := _doubt(word):
            self._doubts.append(Doubt(start, self._size, round(word.confidence, 2), reason))

    def _put(self, text: str) -> None:
        if text:
            self._parts.append(text)
            self._size += len(text)


def _doubt(word: Word) -> str:
    """Why a word is doubtful; "" where it is not."""
    if word.repair:
        return word.repair
    if any(letter.isdigit() for letter in word.text):
        return "a number recognised with low confidence" if word.confidence < _SURE_NUMBER else ""
    return "a word recognised with low confidence" if word.confidence < _SURE else ""
