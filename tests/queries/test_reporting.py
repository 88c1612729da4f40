from __future__ import annotations

import pytest

from graph.errors import NotFoundError, QuestionError
from graph.store import Store
from queries.reporting import reports_to
from sample import HOME_AFFAIRS, PROVINCE, PROVINCE_PLAN, SCIENCE


def test_a_line_names_both_ends_subject_frequency_and_what_states_it(store: Store) -> None:
    (line,) = reports_to(store, HOME_AFFAIRS.key).lines
    assert (line.reporter.key, line.recipient.key) == (HOME_AFFAIRS.key, PROVINCE.key)
    assert (line.subject, line.frequency) == ("kết quả thực hiện Kế hoạch", ("P6M",))
    assert [body.key for body in line.via] == [SCIENCE.key]
    assert [place.key for place in line.stated_in] == [PROVINCE_PLAN]
    assert line.words[0].quote == "định kỳ 6 tháng báo cáo UBND tỉnh"


def test_both_ends_see_the_same_line(store: Store) -> None:
    assert reports_to(store, HOME_AFFAIRS.key).lines == reports_to(store, PROVINCE.key).lines


def test_a_direction_keeps_one_side(store: Store) -> None:
    assert reports_to(store, HOME_AFFAIRS.key, direction="to").lines
    assert reports_to(store, HOME_AFFAIRS.key, direction="from").lines == ()
    assert reports_to(store, PROVINCE.key, direction="from").lines


def test_a_line_is_known_with_the_document_that_states_it(store: Store) -> None:
    assert reports_to(store, HOME_AFFAIRS.key, as_of="2025-02-28").lines == ()
    assert reports_to(store, HOME_AFFAIRS.key, as_of="2025-03-01").lines


def test_what_is_no_question_is_refused(store: Store) -> None:
    with pytest.raises(QuestionError):
        reports_to(store, HOME_AFFAIRS.key, direction="up")  # type: ignore[arg-type]  # wrong on purpose
    with pytest.raises(NotFoundError):
        reports_to(store, "nobody")
