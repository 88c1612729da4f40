"""What a reader of a file format gives: one text that every offset counts in, and what it knew beside the words.

A reader is a function of the file's bytes. It gives the words in reading order as one text; tables, pages and doubts
point into that text by code points (``end`` exclusive). Claims, quotes and pictures all count in it, so a reader never
changes a word once it stands there.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its words are ``text[start:end]``; ``start == end`` where it is empty.

    ``row`` and ``column`` count from 0 in the grid of the table; a merged cell stands once, at its upper left place,
    and covers ``rows`` × ``columns`` places. ``reference`` names the place in the file's own terms ("Sheet1!B7").
    """

    start: int
    end: int
    row: int
    column: int
    rows: int = 1
    columns: int = 1
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table that stands at ``text[start:end]``; ``cells`` by (row, column). No cell reaches out of that stretch.

    A table continued over pages is one table, and so is a row of it: a reader joins what the page break cut.
    """

    start: int
    end: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Box:
    """Where ``text[start:end]`` (a line, or part of one) stands on a page.

    ``page`` counts from 1. ``left``, ``top``, ``right``, ``bottom`` are points (1/72 inch) from the upper left corner.
    """

    start: int
    end: int
    page: int
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Doubt:
    """Words a reader is not sure of: recognised from a picture with ``confidence`` (0 to 1), or repaired."""

    start: int
    end: int
    confidence: float
    reason: str


@dataclass(frozen=True, slots=True)
class Extracted:
    """The words of a file. ``tables`` by start, none inside another; ``boxes`` and ``doubts`` by start.

    ``facts`` are (name, value) pairs the format states beside the words: ``title``, ``date``, ``owner``, ``validity``,
    ``url``. ``left_out`` says in words what of the file is not in the text and why ("pages 3-4 hold pictures only").
    """

    text: str
    tables: tuple[Table, ...] = ()
    boxes: tuple[Box, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    left_out: tuple[str, ...] = ()
