"""Dates that never pretend to precision: a day, a month or a year, and the stretch of days each stands for."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from graph.errors import DateError

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_PART_OF_YEAR = re.compile(r"(\d{4})-(?:Q([1-4])|H([12]))")
_REMEDY = "write a year, a month or a day as 2018, 2018-06 or 2018-06-19"


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date as far as it is known: year 1 to 9999, month 1 to 12, day of the month; a day needs its month.

    Raises DateError for a date the calendar does not have.
    """

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if self.day is not None and self.month is None:
            raise DateError(f"day {self.day} of {self.year} without a month", remedy=_REMEDY)
        try:
            date(self.year, 1 if self.month is None else self.month, 1 if self.day is None else self.day)
        except ValueError as error:
            parts = [p for p in (self.year, self.month, self.day) if p is not None]
            raise DateError(f"{'-'.join(map(str, parts))} is no date ({error})", remedy=_REMEDY) from error

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Reads ``2018``, ``2018-06`` or ``2018-06-19``. Raises DateError."""
        found = _ISO.fullmatch(text)
        if not found:
            raise DateError(f"{text!r} is no date", remedy=_REMEDY)
        year, month, day = found.groups()
        return cls(int(year), int(month) if month else None, int(day) if day else None)

    @classmethod
    def of(cls, day: date) -> PartialDate:
        """A calendar day as a date known to the day."""
        return cls(day.year, day.month, day.day)

    def __str__(self) -> str:
        text = f"{self.year:04d}"
        if self.month is not None:
            text += f"-{self.month:02d}"
        return text if self.day is None else f"{text}-{self.day:02d}"

    @property
    def precision(self) -> Literal["day", "month", "year"]:
        """The finest part that is known."""
        if self.day is not None:
            return "day"
        return "year" if self.month is None else "month"

    def earliest(self) -> date:
        """First day it can be."""
        return date(self.year, self.month or 1, self.day or 1)

    def latest(self) -> date:
        """Last day it can be."""
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def fits(self, other: PartialDate) -> bool:
        """Whether both can be one day: no part known of both differs."""
        return (
            self.year == other.year
            and (self.month is None or other.month is None or self.month == other.month)
            and (self.day is None or other.day is None or self.day == other.day)
        )


def interval(text: str) -> tuple[date, date]:
    """First and last day of an ISO day, month, quarter (``2025-Q2``), half (``2025-H1``) or year. Raises DateError."""
    part = _PART_OF_YEAR.fullmatch(text)
    if not part:
        day = PartialDate.parse(text)
        return day.earliest(), day.latest()
    year, quarter, half = part.groups()
    last = int(quarter) * 3 if quarter else int(half) * 6
    first = last - (2 if quarter else 5)
    return PartialDate(int(year), first).earliest(), PartialDate(int(year), last).latest()
