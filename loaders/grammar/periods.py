"""Days, months, quarters, halves and years as deadlines name them: "ngày 30/6", "quý II-III/2024", "6 tháng đầu năm".

A period without its year takes it from an anchor, the date of the document or page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from graph.claims import Deadline
from graph.dates import PartialDate, interval
from graph.errors import DateError

Precision = Literal["day", "month", "quarter", "half", "year"]

#: An anchor this many days after a yearless period means the period of the next year: in November, "trước ngày 15/01".
_HALF_A_YEAR = 183

_YEAR_TAIL = r"(?:\s*[/.,-]?\s*(?:năm\s+)?(?P<{0}>(?:19|20)\d\d))?(?!\d|/\d)"
_CLOCK = r"(?:\d{1,2}\s*(?:giờ|h|g)\s*(?:\d{2}\s*(?:phút)?)?\s*,?\s*)?"

# ngày 30 tháng 6 năm 2026 · 30/6/2026 · ngày 30-6 · 30/6 · 17 giờ ngày 15/5
_DAY = re.compile(
    rf"""{_CLOCK}(?:
      (?:ngày\s+)?(?P<d1>\d{{1,2}})\s+tháng\s+(?P<m1>\d{{1,2}}){_YEAR_TAIL.format("y1")}
    | (?:ngày\s+)?(?P<d2>\d{{1,2}})\s?[/.-]\s?(?P<m2>\d{{1,2}})\s?[/.-]\s?(?P<y2>(?:19|20)\d\d)
    | (?:ngày\s+(?P<d3>\d{{1,2}})\s?[/.-]|(?P<d4>\d{{1,2}})/)(?P<m3>\d{{1,2}})(?![\d%/]|\s*(?:%|người|hộ|xã))
    )""",
    re.VERBOSE | re.IGNORECASE,
)
# tháng 6/2026 · tháng 12 năm 2026 · tháng 5 · 9/2026
_MONTH = re.compile(
    rf"(?:tháng\s+(?P<m1>\d{{1,2}})(?!\s*/?\s*\d\s*năm\b){_YEAR_TAIL.format('y1')}|(?P<m2>\d{{1,2}})/(?P<y2>(?:19|20)\d\d))",
    re.IGNORECASE,
)
_Q = r"(?:IV|I{1,3}|[1-4])"
# quý IV/2018 · quý II-III/2024 · quý 2 năm 2020 · quý I và quý II năm 2026
_QUARTER = re.compile(
    rf"quý\s+(?P<q1>{_Q})\b(?:\s*(?:-|,|và|đến)\s*(?:quý\s+)?(?P<q2>{_Q})\b)?{_YEAR_TAIL.format('y')}", re.IGNORECASE
)
# 6 tháng đầu năm 2025 · nửa cuối năm
_HALF = re.compile(
    r"(?:0?6\s+tháng|nửa)\s+(?P<which>đầu|cuối)\s+(?:của\s+)?năm(?:\s+(?P<y>(?:19|20)\d\d))?", re.IGNORECASE
)
# năm 2025 · 2030 · 2025 - 2026
_YEAR = re.compile(r"(?:năm\s+)?(?P<y1>(?:19|20)\d\d)(?:\s*-\s*(?P<y2>(?:19|20)\d\d))?(?![\d/%])", re.IGNORECASE)

_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4}


@dataclass(frozen=True, slots=True)
class Period:
    """``start``/``end``: ISO day, month, quarter, half or year, equal for a single period; "" without a year.

    ``stop`` is where the words end in the text, exclusive.
    """

    stop: int
    start: str
    end: str
    precision: Precision


def period_at(text: str, at: int, end: int, anchor: PartialDate | None) -> Period | None:
    """The period whose words start at ``at``; the finest reading wins ("tháng 6 năm 2026" is no year)."""
    for read in (_day, _half, _month, _quarter, _year):
        period = read(text, at, end, anchor)
        if period is not None:
            return period
    return None


def _with_year(rest: str, year: str | None, anchor: PartialDate | None) -> str:
    """``2026-06-30`` from ``-06-30``; the year written, or the anchor's, or the next where that is half a year gone."""
    if year:
        return f"{year}{rest}"
    if anchor is None:
        return ""
    chosen = f"{anchor.year:04d}{rest}"
    gone = (anchor.earliest() - interval(chosen)[1]).days
    return chosen if anchor.month is None or gone < _HALF_A_YEAR else f"{anchor.year + 1:04d}{rest}"


def _day(text: str, at: int, end: int, anchor: PartialDate | None) -> Period | None:
    found = _DAY.match(text, at, end)
    if not found:
        return None
    day, month = (
        int(found["d1"] or found["d2"] or found["d3"] or found["d4"]),
        int(found["m1"] or found["m2"] or found["m3"]),
    )
    try:
        PartialDate(2000, month, day)
        iso = _with_year(f"-{month:02d}-{day:02d}", found["y1"] or found["y2"], anchor)
        if iso:
            PartialDate.parse(iso)
    except DateError:
        return None
    return Period(found.end(), iso, iso, "day")


def _month(text: str, at: int, end: int, anchor: PartialDate | None) -> Period | None:
    found = _MONTH.match(text, at, end)
    month = int(found["m1"] or found["m2"]) if found else 0
    if not found or not 1 <= month <= 12:
        return None
    iso = _with_year(f"-{month:02d}", found["y1"] or found["y2"], anchor)
    return Period(found.end(), iso, iso, "month")


def _quarter(text: str, at: int, end: int, anchor: PartialDate | None) -> Period | None:
    found = _QUARTER.match(text, at, end)
    if not found:
        return None
    first = _ROMAN.get(found["q1"].upper()) or int(found["q1"])
    last = (_ROMAN.get(found["q2"].upper()) or int(found["q2"])) if found["q2"] else first
    start, stop = (_with_year(f"-Q{q}", found["y"], anchor) for q in (first, last))
    return Period(found.end(), start, stop, "quarter")


def _half(text: str, at: int, end: int, anchor: PartialDate | None) -> Period | None:
    found = _HALF.match(text, at, end)
    if not found:
        return None
    iso = _with_year("-H1" if found["which"].lower() == "đầu" else "-H2", found["y"], anchor)
    return Period(found.end(), iso, iso, "half")


def _year(text: str, at: int, end: int, anchor: PartialDate | None) -> Period | None:
    found = _YEAR.match(text, at, end)
    if not found:
        return None
    return Period(found.end(), found["y1"], found["y2"] or found["y1"], "year")


@dataclass(frozen=True, slots=True)
class DeadlineMatch:
    """``text[start:end]`` (code points, end exclusive) says ``deadline``."""

    start: int
    end: int
    deadline: Deadline


@dataclass(frozen=True, slots=True)
class Stretch:
    """A clause to be read, and the date that gives years to its yearless days."""

    text: str
    start: int
    end: int
    anchor: PartialDate | None

    low: str  # the clause in lower case

    @classmethod
    def of(cls, text: str, start: int, end: int, anchor: PartialDate | None) -> Stretch:
        """The clause ``text[start:end]``."""
        return cls(text, start, end, anchor, text[start:end].lower())

    def find(self, pattern: re.Pattern[str], *signs: str) -> Iterator[re.Match[str]]:
        """Matches of ``pattern`` inside the clause. Each match holds one of ``signs`` (syllables in lower case): most
        clauses hold none, and are not searched."""
        low = self.low
        for sign in signs:  # a loop: any() would make a generator for each of many clauses
            if sign in low:
                return pattern.finditer(self.text, self.start, self.end)
        return iter(())

    def before(self, at: int, length: int) -> str:
        """What stands before ``at``, up to ``length`` characters, not beyond a full stop, colon or semicolon."""
        return re.split(r"[.;:]\s", self.text[max(self.start, at - length) : at])[-1]

    def period(self, at: int) -> Period | None:
        """The period whose words start at ``at``."""
        return period_at(self.text, at, self.end, self.anchor)

    def match(self, start: int, end: int, deadline: Deadline) -> DeadlineMatch:
        """``deadline`` with the words it stands on, white space collapsed."""
        return DeadlineMatch(start, end, replace(deadline, raw=" ".join(self.text[start:end].split())))
