"""The laws of dates that do not pretend."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.dates import PartialDate, interval
from graph.errors import DateError

DAYS = st.dates()


@st.composite
def partial_dates(draw: st.DrawFn) -> PartialDate:
    day = draw(DAYS)
    known = draw(st.integers(1, 3))
    return PartialDate(day.year, day.month if known > 1 else None, day.day if known > 2 else None)


@given(partial_dates())
def test_what_is_written_reads_back(day: PartialDate) -> None:
    assert PartialDate.parse(str(day)) == day


@given(partial_dates())
def test_a_date_lies_between_its_earliest_and_its_latest_day(day: PartialDate) -> None:
    first, last = day.earliest(), day.latest()
    assert first <= last
    assert (first == last) is (day.precision == "day")
    assert day.fits(PartialDate.of(first))
    assert day.fits(PartialDate.of(last))
    assert interval(str(day)) == (first, last)


@given(partial_dates(), DAYS)
def test_a_day_fits_exactly_when_it_lies_inside(partial: PartialDate, day: date) -> None:
    assert partial.fits(PartialDate.of(day)) is (partial.earliest() <= day <= partial.latest())


@given(partial_dates(), partial_dates())
def test_fitting_is_mutual(one: PartialDate, other: PartialDate) -> None:
    assert one.fits(other) is other.fits(one)


@given(partial_dates())
def test_a_date_fits_itself(day: PartialDate) -> None:
    assert day.fits(day)


@pytest.mark.parametrize(
    "text", ["", "18", "2018-6", "2018-13", "2018-02-30", "2018-06-19T", "0000", "2018-00", "tháng 6", "2018-Q2"]
)
def test_what_is_no_date_is_refused_with_its_words(text: str) -> None:
    with pytest.raises(DateError, match="is no date"):
        PartialDate.parse(text)


def test_a_day_without_its_month_is_refused() -> None:
    with pytest.raises(DateError, match="without a month"):
        PartialDate(2018, None, 5)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2025-Q1", date(2025, 1, 1), date(2025, 3, 31)),
        ("2018-Q4", date(2018, 10, 1), date(2018, 12, 31)),
        ("2025-H1", date(2025, 1, 1), date(2025, 6, 30)),
        ("2025-H2", date(2025, 7, 1), date(2025, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
    ],
)
def test_a_part_of_the_year_has_its_first_and_last_day(text: str, first: date, last: date) -> None:
    assert interval(text) == (first, last)


@pytest.mark.parametrize("text", ["2025-Q5", "2025-H3", "Q1"])
def test_a_part_of_the_year_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(DateError):
        interval(text)
