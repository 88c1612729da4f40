"""Dates beside documents, in all the spellings of domain.md § 2.3.

``DATE_TAIL`` takes what may follow a symbol: ", ngày 12/01/2017", "ngày 05 tháng 01 năm 2020", "(24/10/2018)", "ngày 10/01".
"""

from __future__ import annotations

import re

from graph.dates import PartialDate
from graph.errors import DateError

_DAY = r"(?:[12]\d|3[01]|0?[1-9])(?!\d)"
_MONTH = r"(?:1[0-2]|0?[1-9])(?!\d)"
_YEAR = r"(?:19|20)\d\d"

#: ngày 24/10/2018 · ngày 24-11-2023 · ngày 16.6.2022 · 05 tháng 01 năm 2020 · 10/01
DAY = rf"""(?:
    (?P<day>{_DAY})\s*[/.\-]\s*(?P<month>{_MONTH})(?:\s*[/.\-]\s*(?P<year>{_YEAR}))?(?![\d/])
  | (?P<day_w>{_DAY})\s+tháng\s+(?P<month_w>{_MONTH})(?:\s*[,/]?\s*(?:năm\s+)?(?P<year_w>{_YEAR}))?
)"""
DATE = re.compile(rf"(?:[Nn]gày|[Ss]áng|[Cc]hiều|[Tt]ối|[Tt]rưa)\s+(?:ngày\s+)?{DAY}", re.VERBOSE)
DATE_TAIL = re.compile(
    rf"\s*,?\s*(?:\(\s*)?(?:(?:ký\s+|ban\s+hành\s+)?ngày\s+{DAY}|\(\s*{DAY.replace('?P<day', '?P<p_day').replace('?P<month', '?P<p_month').replace('?P<year', '?P<p_year')})(?:\s*\))?",
    re.VERBOSE,
)
MONTH_TAIL = re.compile(rf"\s*,?\s*tháng\s+(?P<month>{_MONTH})\s*(?:/|năm\s+)\s*(?P<year>{_YEAR})")
YEAR_TAIL = re.compile(rf"\s*,?\s*năm\s+(?P<year>{_YEAR})\b")


def date_of(found: re.Match[str], year: int | None = None) -> tuple[PartialDate | None, bool]:
    """The date of a match of one of the patterns above, and whether its year had to come from ``year``.

    (None, False) where the digits make no date or the year is neither written nor given.
    """
    parts = {k: v for k, v in found.groupdict().items() if v}

    def part(name: str) -> int | None:
        value = parts.get(name) or parts.get(f"{name}_w") or parts.get(f"p_{name}") or parts.get(f"p_{name}_w")
        return int(value) if value else None

    written = part("year")
    chosen = written or year
    if chosen is None:
        return None, False
    try:
        return PartialDate(chosen, part("month"), part("day")), written is None
    except DateError:
        return None, False
