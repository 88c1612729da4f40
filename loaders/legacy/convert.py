"""A text in old fonts as Unicode, line by line, and what stood at places in it moved along."""

from __future__ import annotations

import re
from array import array
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from graph.text import fold
from loaders.extracted import Box, Cell, Doubt, Extracted, Table
from loaders.legacy.detect import code_pattern, font_lines
from loaders.legacy.tables import tables as font_tables
from loaders.text import SourceText

_LINE = re.compile(r"[^\n]*\n?")
_CAPITALS = 4  # ASCII letters, all capitals, that make a line one of a capital font
#: Lines of a head that a capital font draws; their small letters are all the text has of them.
_HEAD = (
    "cong hoa xa hoi chu nghia viet nam", "dang cong san viet nam", "uy ban nhan dan", "hoi dong nhan dan", "chinh phu",
    "thu tuong chinh phu", "quoc hoi", "uy ban thuong vu quoc hoi", "bo chinh tri", "ban bi thu", "tinh uy", "thanh uy",
    "nghi quyet", "quyet dinh", "chi thi", "ket luan", "quy dinh", "quy che", "ke hoach", "chuong trinh", "thong tu",
    "nghi dinh", "huong dan", "thong bao", "bao cao", "to trinh", "cong dien", "de an", "thong tri",
)  # fmt: skip
_HEAD_LINE = 40  # letters a line of a head has at most behind such words
_HEAD_LINES = 40


@dataclass(frozen=True, slots=True)
class Converted:
    """``text`` in Unicode; ``places[i]`` is where character ``i`` of the old text went, one more for its end. ``fonts``
    counts the lines of each font."""

    text: str
    places: Sequence[int]
    fonts: tuple[tuple[str, int], ...]


def converted(text: str) -> Converted | None:
    """``text`` with every line of an old font as Unicode; None where there is none.

    Nothing else of the text changes: signs, spaces and line ends stay. In TCVN3 capitals with a tone do not exist: a
    line whose other letters are all capitals is given as capitals, and so is a line of a head ("quyÕt ®Þnh").
    """
    lines = _LINE.findall(text)
    fonts = font_lines([line.rstrip("\r\n") for line in lines])
    if not any(fonts):
        return None
    pieces: list[str] = []
    places = array("L")
    at = 0
    for number, (line, font) in enumerate(zip(lines, fonts, strict=True)):
        piece, inside = _line(line, font) if font else (line, range(len(line)))
        piece = piece.upper() if font == "TCVN3" and _is_capital(line, piece, number) else piece
        pieces.append(piece)
        places.extend(at + place for place in inside)
        at += len(piece)
    places.append(at)
    counted = {name: fonts.count(name) for name in font_tables() if name in fonts}
    return Converted("".join(pieces), places, tuple(counted.items()))


def _line(line: str, font: str) -> tuple[str, Sequence[int]]:
    """One line as Unicode, and where each of its characters went. Each code becomes one letter."""
    table = font_tables()[font]
    pieces: list[str] = []
    places = array("L")
    at = 0
    for found in code_pattern(frozenset(table)).finditer(line):
        before = line[at : found.start()]
        start = len(places) and places[-1] + 1
        places.extend(range(start, start + len(before)))
        places.extend([start + len(before)] * len(found.group()))
        pieces += [before, table[found.group()]]
        at = found.end()
    start = len(places) and places[-1] + 1
    places.extend(range(start, start + len(line) - at))
    return "".join([*pieces, line[at:]]), places


def _is_capital(line: str, letters: str, number: int) -> bool:
    ascii_letters = [c for c in line if c.isascii() and c.isalpha()]
    if len(ascii_letters) >= _CAPITALS and all(c.isupper() for c in ascii_letters):
        return True
    words = " ".join(fold(letters).split())
    head = next((h for h in _HEAD if words.startswith(h) and len(words) <= len(h) + _HEAD_LINE), "")
    return bool(head) and number < _HEAD_LINES and letters.islower() and words[-1].isalnum()


_Placed = TypeVar("_Placed", Box, Cell, Doubt)
_Text = TypeVar("_Text", Extracted, SourceText)


def unicode_of(found: _Text) -> _Text:
    """A text with its old fonts as Unicode; tables, boxes and doubts stand at the same words as before.

    The facts named ``font`` say which fonts there were and in how many lines.
    """
    new = converted(found.text)
    return found if new is None else _replaced(found, new)


def _replaced(found: _Text, new: Converted) -> _Text:
    places = new.places
    tables = [Table(places[t.start], places[t.end], tuple(_moved(c, places) for c in t.cells)) for t in found.tables]
    return replace(
        found,
        text=new.text,
        tables=tuple(tables),
        boxes=tuple(_moved(box, places) for box in found.boxes),
        doubts=tuple(_moved(doubt, places) for doubt in found.doubts),
        facts=(*found.facts, *(("font", f"{name}: {count} lines") for name, count in new.fonts)),
    )


def _moved(item: _Placed, places: Sequence[int]) -> _Placed:
    return replace(item, start=places[item.start], end=places[item.end])
