"""Tables as text (.csv, .tsv): one table, every cell with the address a spreadsheet would give it."""

from __future__ import annotations

import csv
import io

from graph.errors import SourceError
from loaders.decoding import decode
from loaders.extracted import Extracted
from loaders.limits import Limits
from loaders.readers.scribe import CellWords, Scribe
from loaders.readers.sheets import write_sheet
from loaders.registers.columns import column_letters

_DELIMITERS = ",;\t|"
_SAMPLE = 20  # lines the delimiter is told from
_MAX_CELLS = 2_000_000
_MAX_FIELD = 1_000_000  # characters of one cell


def extract_csv(data: bytes, limits: Limits) -> Extracted:
    """The rows of a table. Raises SourceError for what cannot be decoded or is no table."""
    text, encoding = decode(data, where="")
    scribe = Scribe()
    write_sheet(scribe, _cells(text.removeprefix("\ufeff")))
    facts = [("encoding", encoding)] if encoding not in ("utf-8", "utf-16-le", "utf-16-be") else []
    return scribe.extracted(facts)


def delimiter_of(text: str) -> str:
    """The sign that parts the cells: the one that stands equally often in most of the first lines, and most often."""
    lines = [line for line in text.splitlines()[:_SAMPLE] if line.strip()]
    counts = {sign: [_outside_quotes(line).count(sign) for line in lines] for sign in _DELIMITERS}
    return max(_DELIMITERS, key=lambda sign: (_evenness(counts[sign]), sum(counts[sign])))


def _outside_quotes(line: str) -> str:
    return "".join(line.split('"')[::2])


def _evenness(counts: list[int]) -> int:
    """How many lines have the sign as often as the first, which holds the headings."""
    return sum(count == counts[0] for count in counts) if counts and counts[0] else 0


def _cells(text: str) -> list[CellWords]:
    found: list[CellWords] = []
    csv.field_size_limit(_MAX_FIELD)
    try:
        for row, cells in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text))):
            for column, words in enumerate(cells):
                if words.strip():
                    found.append(CellWords(words, row, column, reference=f"{column_letters(column)}{row + 1}"))
            if len(found) > _MAX_CELLS:
                raise SourceError(f"holds more than {_MAX_CELLS:,} cells", remedy="split the table")
    except csv.Error as fault:
        raise SourceError(f"is no table as text ({fault})", remedy="save it as .xlsx") from fault
    return found
