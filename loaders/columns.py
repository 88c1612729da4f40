"""Lines of the head and foot of a document that were set in two columns and came out as one.

Either a gap stands between the columns ("ỦY BAN NHÂN DÂN          CỘNG HÒA XÃ HỘI …"), or the bar by which converters
of web pages part the cells of a table: "Số: 836/QĐ-BXD | Hà Nội, ngày 14 tháng 10 năm 2019", or, with the lines of a
cell run together, "| BỘ XÂY DỰNG ------- | CỘNG HÒA … Độc lập - Tự do - Hạnh phúc --------------- |".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_GAP = re.compile(r"(?P<left>\S(?:.*?\S)??)\s{4,}(?P<right>\S.*)")
_WIDE = "    "
# Số:   4390     /UBND-NLN          Lào Cai, ngày …: a number written into its gap
_WRITTEN_IN = re.compile(r"(?P<left>[Ss]ố\s*:?\s*\d+\s+[/-]\s?\S+)\s{4,}(?P<right>\S.*)")
# Số:        /KH-UBND · ngày      tháng 01 năm 2025: a gap to be written in parts no columns
_TO_WRITE_IN = re.compile(r"(?:[Ss]ố\s*:?|ngày|tháng)\Z")
_BAR = re.compile(r"\s*\|\s*")
# lines of a cell run together: "BỘ TRƯỞNG     Phạm Hồng Hà", "THỦ TƯỚNG CHÍNH PHỦ -------", "… - Như Điều 3; - Lưu: VT"
_PIECE = re.compile(
    r"(?:\s*<br\s*/?>\s*)+|(?<=\S)(?<!ố:)(?<!ngày)(?<!tháng)\s{2,}|\s*-{3,}\s*|\s+\*?(?=V/v\s)|(?<=[;:.*])\s+(?=-\s)|\s+(?=Độc\s+lập\s*-)"
)
_DRESS = " *_"


@dataclass(frozen=True, slots=True)
class Piece:
    """``start`` in the line, its words, and the column, 1 or 2."""

    start: int
    text: str
    column: int


def may_be_columns(line: str) -> bool:
    """Whether ``line`` has what parts columns: all that is asked of most lines."""
    return _WIDE in line or "|" in line or "<br" in line


def columns_of(line: str) -> list[Piece]:
    """The pieces of a line set in two columns, those of the left one first; none for any other line."""
    if "|" in line or "<br" in line:
        return list(_barred(line))
    written = _WRITTEN_IN.fullmatch(line)
    if written is not None:
        return [Piece(0, written["left"], 1), Piece(written.start("right"), written["right"], 2)]
    halves = _GAP.fullmatch(line) if _WIDE in line and line[0] != "(" else None  # a gap in brackets is for a number
    if halves is None or _TO_WRITE_IN.search(halves["left"]):
        return []
    return [Piece(0, halves["left"], 1), Piece(halves.start("right"), halves["right"], 2)]


def _barred(line: str) -> Iterator[Piece]:
    bars = [(found.start(), found.end()) for found in _BAR.finditer(line)]
    starts, ends = [0, *(end for _, end in bars)], [*(start for start, _ in bars), len(line)]
    cells = [(start, end) for start, end in zip(starts, ends, strict=True) if line[start:end].strip(_DRESS)]
    if len(cells) > 2:
        return  # a row of a table
    for column, (start, end) in enumerate(cells, 1):
        at = start
        for gap in [*_PIECE.finditer(line, start, end), None]:
            stop = gap.start() if gap else end
            if words := line[at:stop].strip(_DRESS):
                yield Piece(line.index(words, at), words, column)
            at = gap.end() if gap else end
