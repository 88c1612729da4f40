"""What a page says of the document it shows, where the document itself has no head: its title line and its properties.

Legal databases set number and name above every document and keep a sheet of properties beside it. Where the text has
its head, that is what counts; this is for translations, bare texts, and pages saved without the text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from graph.dates import PartialDate
from graph.errors import DateError
from graph.registry import Registry
from loaders.header import Field, Header
from loaders.lines import Line
from loaders.text import clean

# Nghị định số 25/2026/NĐ-CP Quy định … · Decree 134/2016/ND-CP · 41/2025/TT-BTC
_TITLE_LINE = re.compile(
    r"(?P<noun>[^\W\d_][^\d:;,]{1,30}?)?\s*(?:\b(?:[Ss]ố|No\.?)\s*:?)?\s*"
    r"(?P<symbol>\d+[a-zA-Z]?(?:/\d{4})?[/-][^\W\d_][\w-]*(?:[/-][^\W\d_][\w-]*)*)(?:\s+(?P<title>\S.*))?"
)
_DATE = re.compile(r".*\b(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>\d{4})")
_HEAD_LINES = 30


def find_page_header(lines: Sequence[Line], facts: Mapping[str, str], registry: Registry) -> Header | None:
    """The head made of the title line and the properties among the first ``lines``; None without a number there.

    ``facts`` are those of the reader; only what stands in a line counts.
    """
    head = lines[:_HEAD_LINES]
    title_line = clean(facts.get("title", "")).text
    titles = [index for index, line in enumerate(head) if line.text == title_line]
    if not titles:
        return None
    index = titles[0]
    found = _TITLE_LINE.fullmatch(head[index].text)
    if found is None:
        return None
    symbol = _field(head[index], found, "symbol")
    noun = found["noun"] or ""
    kind = _field(head[index], found, "noun") if noun and registry.type_of_noun(noun) else None
    dated = _line_with(head, index, "Ngày ban hành:") if facts.get("date") else None
    issued = _line_with(head, index, "Cơ quan ban hành:")
    last = max(i for i in (index, dated, issued, _line_with(head, index, "Người ký:")) if i is not None)
    title = _field(head[index], found, "title") if found["title"] else None
    date = _date(head[dated]) if dated is not None else None
    issuers = (_value(head[issued]),) if issued is not None else ()
    return Header(kind, symbol, date, title, issuers, last)


def _field(line: Line, found: re.Match[str], name: str) -> Field:
    return Field(found[name], line.start + found.start(name), line.start + found.end(name))


def _line_with(lines: Sequence[Line], after: int, label: str) -> int | None:
    return next((i for i, line in enumerate(lines) if i > after and line.text.startswith(label)), None)


def _value(line: Line) -> Line:
    """The line without its label."""
    words = line.text.partition(":")[2].strip()
    return Line(line.end - len(words), line.end, words, line.gap, line.rule, line.cut, line.column)


def _date(line: Line) -> Field | None:
    found = _DATE.match(line.text)
    if found is None:
        return None
    try:
        value = PartialDate(int(found["year"]), int(found["month"]), int(found["day"]))
    except DateError:
        return None
    return Field(str(value), line.start + found.start("day"), line.start + found.end("year"))
