"""Which column of a table is what: guessed from the headings, in Vietnamese; or as a person says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType

import yaml

from graph.text import fold
from loaders.extracted import Cell, Table

_HEADING_ROWS = 12  # rows from the top in which the headings are looked for
_DEPTH = 3  # rows a heading may take
_WORD = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of one table. ``of`` maps what a column holds (a name of ``columns.yaml``) to its index in the grid;
    ``first_row`` is the row under the headings, ``headings`` the words over each column that has any."""

    of: Mapping[str, int]
    first_row: int
    headings: Mapping[int, str]

    @property
    def is_documents(self) -> bool:
        """Whether the rows are documents: a number, with a day or a summary."""
        return "number" in self.of and "task" not in self.of and bool({"date", "summary"} & set(self.of))

    @property
    def is_tasks(self) -> bool:
        """Whether the rows are tasks with the document that gave each."""
        return "task" in self.of and bool({"number", "directive"} & set(self.of)) and "unit" in self.of


@lru_cache(maxsize=1)
def kinds() -> Mapping[str, tuple[str, tuple[tuple[str, ...], ...]]]:
    """What a column can hold → its label in Vietnamese and its headings as folded words."""
    raw = yaml.safe_load(files("loaders.registers.data").joinpath("columns.yaml").read_text(encoding="utf-8"))
    return MappingProxyType({name: (row["label"], tuple(map(_words, row["headings"]))) for name, row in raw.items()})


def label_of(kind: str) -> str:
    """The Vietnamese name of what a column holds."""
    return kinds()[kind][0]


def guess(table: Table, text: str) -> Columns | None:
    """The columns by their headings; None where the table is no register."""
    rows = _rows(table)
    best: Columns | None = None
    for row in sorted(rows)[:_HEADING_ROWS]:
        for depth in range(1, _depth(rows, row) + 1):
            columns = _read(rows, row, depth, text)
            if best is None or len(columns.of) > len(best.of):
                best = columns
    return best if best is not None and (best.is_documents or best.is_tasks) else None


def unnamed(table: Table, text: str, first_row: int) -> Columns:
    """A table whose headings say nothing: its columns with no kind, the headings being the row before ``first_row``,
    or its first row where that is -1."""
    rows = _rows(table)
    row = first_row - 1 if first_row > 0 else min(rows, default=0)
    return Columns(MappingProxyType({}), row + 1, _read(rows, row, 1, text).headings)


def _depth(rows: Mapping[int, Sequence[Cell]], row: int) -> int:
    """How many rows headings that begin in ``row`` can take: more than one only where cells there are merged."""
    depth = 1
    while depth < _DEPTH and any(c.rows > 1 or c.columns > 1 for c in rows.get(row + depth - 1, ())):
        depth += 1
    return depth


def _rows(table: Table) -> dict[int, list[Cell]]:
    found: dict[int, list[Cell]] = {}
    for cell in table.cells:
        found.setdefault(cell.row, []).append(cell)
    return found


def _read(rows: Mapping[int, Sequence[Cell]], row: int, depth: int, text: str) -> Columns:
    """The columns, if the headings are rows ``row`` to ``row + depth - 1``; a merged heading is over all it covers."""
    words: dict[int, list[str]] = {}
    for cell in (c for at in range(row, row + depth) for c in rows.get(at, ())):
        for column in range(cell.column, cell.column + cell.columns):
            words.setdefault(column, []).append(text[cell.start : cell.end])
    headings = {column: " ".join(" ".join(parts).split()) for column, parts in words.items()}
    return Columns(MappingProxyType(_assigned(headings)), row + depth, MappingProxyType(headings))


def _assigned(headings: Mapping[int, str]) -> dict[str, int]:
    """Each kind to the column that names it with the longest phrase, each column to one kind; the surest first."""
    scores = [
        (length, -column, kind)
        for column, words in headings.items()
        for kind in kinds()
        if (length := _named(kind, words))
    ]
    found: dict[str, int] = {}
    for _, column, kind in sorted(scores, reverse=True):
        if kind not in found and -column not in found.values():
            found[kind] = -column
    return found


def _named(kind: str, heading: str) -> int:
    """How many words of a heading name the kind; whole headings count before parts of longer ones, 0 for none."""
    words = _words(heading)
    if len(words) > 12:
        return 0
    phrases = [phrase for phrase in kinds()[kind][1] if _holds(words, phrase)]
    return max((2 * len(p) + (p == words) + (words[: len(p)] == p) for p in phrases), default=0)


def _holds(words: Sequence[str], phrase: Sequence[str]) -> bool:
    return any(tuple(words[at : at + len(phrase)]) == tuple(phrase) for at in range(len(words) - len(phrase) + 1))


def _words(heading: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(fold(heading)))


def column_letters(index: int) -> str:
    """The letters a spreadsheet gives a column, counted from 0: A, B … Z, AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_index(letters: str) -> int:
    """The reverse: 0 for A."""
    index = 0
    for letter in letters.upper():
        index = index * 26 + ord(letter) - ord("A") + 1
    return index - 1


def as_shown(columns: Columns) -> Iterable[tuple[str, str, str]]:
    """(letters, heading as written, what it is taken for) of each column, from left to right."""
    kind_of = {column: kind for kind, column in columns.of.items()}
    for column in sorted({*columns.headings, *kind_of}):
        kind = kind_of.get(column, "")
        yield column_letters(column), columns.headings.get(column, ""), label_of(kind) if kind else ""
