"""The order in which lines are read: head and foot are set in two columns, and the left one is read first.

issuer, number | motto, place and date        Nơi nhận: … | position, name
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from loaders.readers.pdf.page import TextLine, Word, lines_of

#: Shares of the size of the letters: a gap that parts columns by itself, one that parts them beside such, what is left
#: of a gap when lines narrow it, and how far below a line its column may go on.
_WIDE = 2.2
_APART = 0.6
_NARROWEST = 0.25
_FAR = 9.0
# CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM · ĐẢNG CỘNG SẢN VIỆT NAM · Độc lập - Tự do - Hạnh phúc: they stand on the right
_MOTTO = re.compile(r"(?:CỘNG H(?:ÒA|OÀ) XÃ HỘI|ĐẢNG CỘNG SẢN VIỆT NAM|Độc lập\s*-\s*Tự do)")


def in_reading_order(lines: Sequence[TextLine]) -> list[TextLine]:
    """Lines of a page, from above to below, with bands of two columns read column by column."""
    result: list[TextLine] = []
    at = 0
    while at < len(lines):
        band = _band(lines, at)
        if band is None:
            result.append(lines[at])
            at += 1
            continue
        end, gutter = band
        words = [word for line in lines[at:end] for word in line.words]
        page = lines[at].page
        result.extend(lines_of((word for word in words if _middle(word) < gutter), page))
        result.extend(lines_of((word for word in words if _middle(word) >= gutter), page))
        at = end
    return result


def _band(lines: Sequence[TextLine], start: int) -> tuple[int, float] | None:
    """Where a band of two columns that begins at ``start`` ends, and the middle of the gap between its columns."""
    gap = _gap(lines, start)
    if gap is None:
        return None
    end = start
    while end < len(lines) and (end == start or lines[end].bottom - lines[end - 1].bottom < _FAR * lines[end].size):
        narrowed = _narrowed(gap, lines[end])
        if narrowed is None:
            break
        gap = narrowed
        end += 1
    return max(end, start + 1), (gap[0] + gap[1]) / 2


def _gap(lines: Sequence[TextLine], at: int) -> tuple[float, float] | None:
    """The gap that parts the line in two, or parts it from the next one that stands beside it."""
    line = lines[at]
    for index in range(1, len(line.words)):
        before, word = line.words[index - 1], line.words[index]
        motto = _MOTTO.match(" ".join(w.text for w in line.words[index:]))
        apart = word.left - before.right
        told = len(" ".join(w.text for w in line.words[:index])) >= 8 or index >= 2
        if (apart > _WIDE * line.size and told) or (motto and apart > 0):
            return before.right, word.left
    if at + 1 < len(lines):
        other = lines[at + 1]
        left, right = (line, other) if line.left < other.left else (other, line)
        beside = other.bottom - line.bottom < 0.9 * max(line.size, other.size)
        if beside and right.left - left.right > line.size:
            return left.right, right.left
    return None


def _narrowed(gap: tuple[float, float], line: TextLine) -> tuple[float, float] | None:
    """The part of the gap that the line leaves free; None where it leaves too little, or runs on across it."""
    middle = (gap[0] + gap[1]) / 2
    before = [word.right for word in line.words if _middle(word) < middle]
    behind = [word.left for word in line.words if _middle(word) >= middle]
    if before and behind and min(behind) - max(before) < _APART * line.size:
        return None
    low, high = max([gap[0], *before]), min([gap[1], *behind])
    return (low, high) if high - low >= _NARROWEST * line.size else None


def _middle(word: Word) -> float:
    return (word.left + word.right) / 2
