from __future__ import annotations

import datetime

import pytest

from graph.errors import NotFoundError, QuestionError
from graph.judgements import TaskJudgement
from graph.store import Store
from queries.responsibilities import Duties, Duty, duties
from sample import (
    CARRIER,
    DEPARTMENTS,
    GOVERNMENT,
    HOME_AFFAIRS,
    MINISTRIES,
    MINISTRY,
    OLD_MINISTRY,
    OTHER_DEPARTMENTS,
    PROVINCE,
    PROVINCE_PLAN,
    SCIENCE,
)

LEADING, SUMMARY, ONGOING = (
    "tham mưu phương án bố trí cán bộ chuyển đổi số",
    "tổng hợp kết quả",
    "tuyên truyền thường xuyên",
)


def named(answer: Duties, words: str) -> Duty:
    (found,) = [duty for duty in answer.own if duty.words == words]
    return found


def judge(store: Store, state: str, time: str, id: str = "t1") -> None:
    task = named(duties(store, HOME_AFFAIRS.key), LEADING).task
    with store.writing() as writer:
        writer.judge(TaskJudgement(id, task, state, "an", time, "seen"))  # type: ignore[arg-type]  # states by name


class TestADuty:
    def test_names_roles_co_workers_recipients_and_what_states_it(self, store: Store) -> None:
        duty = named(duties(store, HOME_AFFAIRS.key), LEADING)
        assert (duty.roles, duty.labels) == (("LEAD", "ADVISE"), ("chủ trì", "tham mưu"))
        assert [(p.body.key, p.roles) for p in duty.co_workers] == [(SCIENCE.key, ("ACTS_WITH",))]
        assert [body.key for body in duty.recipients] == [PROVINCE.key]
        assert [place.key for place in duty.stated_in] == [PROVINCE_PLAN]
        assert duty.deliverable == "phương án"

    def test_given_to_the_head_of_a_body_is_the_bodys(self, store: Store) -> None:
        assert named(duties(store, HOME_AFFAIRS.key), LEADING).heads == ("Giám đốc",)

    def test_of_a_co_worker_is_its_own_too(self, store: Store) -> None:
        (duty,) = duties(store, SCIENCE.key).own
        assert (duty.words, duty.roles) == (LEADING, ("ACTS_WITH",))
        assert [(p.body.key, p.roles) for p in duty.co_workers] == [(HOME_AFFAIRS.key, ("LEAD", "ADVISE"))]

    def test_is_proved_by_words_of_its_source(self, store: Store) -> None:
        (words,) = named(duties(store, HOME_AFFAIRS.key), SUMMARY).evidence
        assert (words.source, words.quote) == ("kh15.txt", SUMMARY)

    def test_that_is_received_is_no_duty(self, store: Store) -> None:
        assert duties(store, PROVINCE.key).own == ()


class TestDuties:
    def test_stand_in_order_of_their_last_day_and_undated_ones_last(self, store: Store) -> None:
        assert [(d.words, d.due.day) for d in duties(store, HOME_AFFAIRS.key).own] == [
            (LEADING, "2025-06-29"),
            (SUMMARY, "2025-12-15"),
            (ONGOING, ""),
        ]

    def test_may_be_asked_for_by_role(self, store: Store) -> None:
        assert [d.words for d in duties(store, HOME_AFFAIRS.key, roles=["LEAD"]).own] == [LEADING]
        assert [d.words for d in duties(store, HOME_AFFAIRS.key, roles=["SUMMARISE", "ADVISE"]).own] == [
            LEADING,
            SUMMARY,
        ]
        assert duties(store, HOME_AFFAIRS.key, roles=["ACTS_WITH"]).own == ()

    def test_come_in_pages_of_one_list(self, store: Store) -> None:
        whole = duties(store, HOME_AFFAIRS.key)
        pages = [duties(store, HOME_AFFAIRS.key, limit=2, offset=offset) for offset in (0, 2, 4)]
        assert [d for page in pages for d in page.own] == list(whole.own)
        assert {page.total for page in pages} == {3}

    @pytest.mark.parametrize("words", [{"roles": ["BOSS"]}, {"overdue": True}, {"as_of": "2025-13-01"}])
    def test_of_a_question_that_is_none_are_refused(self, store: Store, words: dict[str, object]) -> None:
        with pytest.raises(QuestionError):
            duties(store, HOME_AFFAIRS.key, **words)  # type: ignore[arg-type]  # wrong on purpose

    def test_of_nobody_are_refused(self, store: Store) -> None:
        with pytest.raises(NotFoundError):
            duties(store, PROVINCE_PLAN)


class TestOverdue:
    def test_is_not_said_without_a_day(self, store: Store) -> None:
        assert {duty.overdue for duty in duties(store, HOME_AFFAIRS.key).own} == {None}

    @pytest.mark.parametrize(
        ("day", "late"),
        [
            ("2025-06-29", []),
            ("2025-06-30", [LEADING]),  # bound "before 30/6": overdue from that day
            ("2025-12-15", [LEADING]),  # bound "by 15/12": still met on that day
            ("2025-12-16", [LEADING, SUMMARY]),
        ],
    )
    def test_begins_on_the_day_for_before_and_the_day_after_for_by(
        self, store: Store, day: str, late: list[str]
    ) -> None:
        assert [duty.words for duty in duties(store, HOME_AFFAIRS.key, as_of=day, overdue=True).own] == late

    def test_and_not_overdue_divide_the_duties_on_every_day(self, store: Store) -> None:
        start = datetime.date(2025, 6, 25)
        for days in range(0, 200, 7):
            day = (start + datetime.timedelta(days)).isoformat()
            late, fine = (duties(store, HOME_AFFAIRS.key, as_of=day, overdue=flag).total for flag in (True, False))
            assert late + fine == duties(store, HOME_AFFAIRS.key, as_of=day).total == 3

    def test_is_never_a_task_without_a_day(self, store: Store) -> None:
        assert named(duties(store, HOME_AFFAIRS.key, as_of="2099-01-01"), ONGOING).overdue is False

    def test_ends_with_the_judgement_that_it_is_done(self, store: Store) -> None:
        judge(store, "done", "2025-08-01T09:00:00+07:00")
        assert named(duties(store, HOME_AFFAIRS.key, as_of="2025-07-31"), LEADING).overdue is True
        after = named(duties(store, HOME_AFFAIRS.key, as_of="2025-08-01"), LEADING)
        assert (after.overdue, after.state) == (False, "done")

    def test_begins_again_when_the_task_is_opened_again(self, store: Store) -> None:
        judge(store, "done", "2025-08-01T09:00:00+07:00")
        judge(store, "open", "2025-08-02T09:00:00+07:00", "t0")
        assert named(duties(store, HOME_AFFAIRS.key, as_of="2025-09-01"), LEADING).overdue is True


class TestAsOfADay:
    def test_tasks_of_later_documents_are_not_known(self, store: Store) -> None:
        assert duties(store, HOME_AFFAIRS.key, as_of="2025-02-28").own == ()
        assert duties(store, HOME_AFFAIRS.key, as_of="2025-03-01").total == 3

    def test_a_body_that_ended_is_not_alive(self, store: Store) -> None:
        assert duties(store, OLD_MINISTRY.key, as_of="2025-02-15").alive is True
        assert duties(store, OLD_MINISTRY.key, as_of="2025-03-01").alive is False
        assert duties(store, OLD_MINISTRY.key).alive is None


class TestGroups:
    def test_of_its_own_province_may_have_it_as_a_member(self, store: Store) -> None:
        (group,) = duties(store, HOME_AFFAIRS.key).groups
        assert (group.group.key, group.certain) == (DEPARTMENTS.key, False)
        assert group.reason
        assert [duty.words for duty in group.duties] == ["xây dựng kế hoạch của đơn vị"]

    def test_of_another_province_have_not(self, store: Store) -> None:
        assert OTHER_DEPARTMENTS.key not in {group.group.key for group in duties(store, HOME_AFFAIRS.key).groups}

    def test_of_ministries_have_every_ministry(self, store: Store) -> None:
        (group,) = duties(store, MINISTRY.key).groups
        assert group.group.key == MINISTRIES.key
        assert [place.key for place in group.duties[0].stated_in] == [CARRIER]

    def test_of_ministries_have_no_other_body(self, store: Store) -> None:
        assert duties(store, "bo-chinh-tri").groups == ()
        assert duties(store, GOVERNMENT.key).groups == ()

    def test_that_are_stated_are_certain(self, store: Store) -> None:
        from sample import Text

        text = Text("member.txt")
        text.structure(SCIENCE, "MEMBER_OF", OTHER_DEPARTMENTS)
        text.put(store)
        groups = {group.group.key: group.certain for group in duties(store, SCIENCE.key).groups}
        assert groups == {DEPARTMENTS.key: False, OTHER_DEPARTMENTS.key: True}

    def test_duties_stand_apart_from_the_bodys_own(self, store: Store) -> None:
        answer = duties(store, HOME_AFFAIRS.key)
        assert not {d.task for d in answer.own} & {d.task for group in answer.groups for d in group.duties}


class TestMergers:
    def test_show_who_took_over_with_the_act(self, store: Store) -> None:
        (kin,) = duties(store, OLD_MINISTRY.key).kin
        assert (kin.relation, kin.body.key, kin.since) == ("successor", MINISTRY.key, "2025-03-01")
        assert kin.act == "Nghị quyết 176/2025/QH15"

    def test_count_what_was_given_to_the_predecessor(self, store: Store) -> None:
        (kin,) = duties(store, MINISTRY.key).kin
        assert (kin.relation, kin.body.key, kin.duties) == ("predecessor", OLD_MINISTRY.key, 1)

    def test_that_had_not_happened_by_the_day_are_not_known(self, store: Store) -> None:
        assert duties(store, OLD_MINISTRY.key, as_of="2025-02-28").kin == ()
