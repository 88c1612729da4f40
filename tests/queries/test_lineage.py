from __future__ import annotations

import json
from typing import Any

import pytest

from graph.errors import NotFoundError, QuestionError
from graph.judgements import EdgeJudgement
from graph.store import Store
from queries.export import edges_of, to_networkx
from queries.lineage import Lineage, LineageStep, lineage, path
from sample import (
    CARRIER,
    DEPARTMENT_PLAN,
    LAW,
    MINISTRY_PLAN,
    OLD_26,
    PROGRAMME,
    PROVINCE_PLAN,
    REPORT,
    RESOLUTION,
    RESOLUTION_AS_CITED,
    TASK_LIST,
    TEXTS,
    sample_store,
)


def keys(step: LineageStep) -> list[str]:
    return [document.key for document in step.documents]


def levels(answer: Lineage) -> list[tuple[str, int, list[str]]]:
    return [(step.way, step.depth, keys(step)) for step in answer.steps]


class TestAChain:
    def test_goes_up_to_the_resolution_and_down_to_the_unit_plan(self, store: Store) -> None:
        assert levels(lineage(store, PROVINCE_PLAN)) == [
            ("self", 0, [PROVINCE_PLAN]),
            ("up", 1, [CARRIER, PROGRAMME, TASK_LIST]),
            ("up", 2, [RESOLUTION]),
            ("down", 1, [DEPARTMENT_PLAN]),
        ]

    def test_counts_an_instrument_and_its_annex_as_one_unit(self, store: Store) -> None:
        step = lineage(store, RESOLUTION).down[0]
        assert keys(step) == [PROGRAMME, CARRIER]
        assert [(e.source, e.kind, e.target) for e in step.unit_edges] == [(PROGRAMME, "ISSUED_WITH", CARRIER)]

    def test_does_not_enter_the_other_annexes_of_a_carrier(self, store: Store) -> None:
        answer = lineage(store, RESOLUTION)
        assert TASK_LIST not in answer.descendants
        assert MINISTRY_PLAN not in answer.descendants
        assert {CARRIER, PROGRAMME, PROVINCE_PLAN, DEPARTMENT_PLAN} == set(answer.descendants)

    def test_of_the_carrier_itself_enters_all_its_annexes(self, store: Store) -> None:
        answer = lineage(store, CARRIER)
        assert set(keys(answer.steps[0])) == {CARRIER, PROGRAMME, TASK_LIST}
        assert MINISTRY_PLAN in answer.descendants

    def test_names_the_document_asked_about_first(self, store: Store) -> None:
        assert keys(lineage(store, PROGRAMME).steps[0])[0] == PROGRAMME

    def test_lists_ancestors_and_descendants_sorted_and_without_its_own_unit(self, store: Store) -> None:
        answer = lineage(store, PROGRAMME)
        assert answer.ancestors == (RESOLUTION,)
        assert answer.descendants == tuple(sorted((DEPARTMENT_PLAN, PROVINCE_PLAN)))

    def test_proves_every_edge_with_words(self, store: Store) -> None:
        answer = lineage(store, PROVINCE_PLAN)
        (edge,) = answer.up[1].edges
        assert (edge.source, edge.target, edge.label) == (PROGRAMME, RESOLUTION, "thực hiện")
        assert edge.words is not None
        assert edge.words.quote == "Chương trình hành động của Chính phủ thực hiện Nghị quyết số 57-NQ/TW"
        assert edge.words.source == "nq03.txt"
        assert all(e.words for e in edges_of(answer))

    def test_shows_a_report_beside_its_step_and_does_not_follow_it(self, store: Store) -> None:
        answer = lineage(store, PROVINCE_PLAN)
        assert [beside.document.key for beside in answer.up[1].follow_ups] == [REPORT]
        assert REPORT not in {*answer.ancestors, *answer.descendants}

    def test_of_a_report_shows_what_it_reports_on_beside_it(self, store: Store) -> None:
        answer = lineage(store, REPORT)
        assert levels(answer) == [("self", 0, [REPORT])]
        assert [beside.document.key for beside in answer.steps[0].follow_ups] == [RESOLUTION]


class TestAQuestion:
    def test_may_go_one_way_only(self, store: Store) -> None:
        assert {step.way for step in lineage(store, PROVINCE_PLAN, direction="up").steps} == {"self", "up"}
        assert lineage(store, PROVINCE_PLAN, direction="up").descendants == ()

    def test_may_stop_at_a_depth(self, store: Store) -> None:
        assert lineage(store, PROVINCE_PLAN, depth=1).ancestors == tuple(sorted((CARRIER, PROGRAMME, TASK_LIST)))
        assert lineage(store, PROVINCE_PLAN, depth=0).ancestors == ()

    def test_follows_recitals_only_when_asked(self, store: Store) -> None:
        assert LAW not in lineage(store, PROVINCE_PLAN).ancestors
        assert LAW in lineage(store, PROVINCE_PLAN, based_on=True).ancestors

    def test_may_name_its_kinds(self, store: Store) -> None:
        assert lineage(store, PROVINCE_PLAN, kinds=["BASED_ON"]).ancestors == (LAW,)
        assert lineage(store, PROVINCE_PLAN, kinds=["GUIDES"]).ancestors == ()

    def test_may_use_any_key_that_leads_to_the_document(self, store: Store) -> None:
        assert lineage(store, RESOLUTION_AS_CITED) == lineage(store, RESOLUTION)

    @pytest.mark.parametrize(
        ("words", "complaint"),
        [
            ({"depth": -1}, "depth"),
            ({"direction": "sideways"}, "direction"),
            ({"kinds": ["CITES"]}, "CITES"),
            ({"as_of": "tomorrow"}, "as_of"),
            ({"as_of": "2025-02-30"}, "as_of"),
        ],
    )
    def test_that_is_none_is_refused_with_its_words(self, store: Store, words: dict[str, Any], complaint: str) -> None:
        with pytest.raises(QuestionError, match=complaint):
            lineage(store, PROVINCE_PLAN, **words)

    def test_about_nothing_known_is_refused(self, store: Store) -> None:
        with pytest.raises(NotFoundError):
            lineage(store, "nghi-quyet/0")
        with pytest.raises(NotFoundError, match="document"):
            lineage(store, "chinh-phu")

    def test_cut_by_its_limit_says_so(self, store: Store) -> None:
        assert lineage(store, RESOLUTION, limit=2).truncated
        assert not lineage(store, RESOLUTION).truncated


class TestAsOfADay:
    def test_later_documents_are_not_known(self, store: Store) -> None:
        answer = lineage(store, RESOLUTION, as_of="2025-03-31")
        assert PROVINCE_PLAN in answer.descendants
        assert DEPARTMENT_PLAN not in answer.descendants
        assert answer.steps[0].follow_ups == ()

    def test_an_annex_is_known_with_its_carrier(self, store: Store) -> None:
        assert lineage(store, RESOLUTION, as_of="2025-01-08").descendants == ()
        assert set(lineage(store, RESOLUTION, as_of="2025-01-09").descendants) == {CARRIER, PROGRAMME}

    def test_a_document_of_a_later_day_cannot_be_asked_about(self, store: Store) -> None:
        with pytest.raises(NotFoundError, match="not known"):
            lineage(store, DEPARTMENT_PLAN, as_of="2025-01-01")


class TestAJudgement:
    def test_that_an_edge_is_wrong_cuts_the_chain_there(self, store: Store) -> None:
        with store.writing() as writer:
            writer.judge(
                EdgeJudgement(
                    "j1", PROVINCE_PLAN, "IMPLEMENTS", CARRIER, "wrong", "an", "2025-05-01T00:00:00Z", "misread"
                )
            )
        assert lineage(store, PROVINCE_PLAN).ancestors == ()


class TestAPath:
    def test_up_crosses_the_unit_at_no_cost(self, store: Store) -> None:
        found = path(store, DEPARTMENT_PLAN, RESOLUTION)
        assert (found.direction, found.length) == ("up", 3)
        assert [step.document.key for step in found.steps] == [PROVINCE_PLAN, CARRIER, PROGRAMME, RESOLUTION]
        assert [step.forward for step in found.steps] == [True, True, False, True]

    def test_down_is_the_same_path_turned_round(self, store: Store) -> None:
        up, down = path(store, DEPARTMENT_PLAN, RESOLUTION), path(store, RESOLUTION, DEPARTMENT_PLAN)
        assert down.direction == "down"
        assert [s.edge for s in down.steps] == [s.edge for s in reversed(up.steps)]

    def test_between_two_plans_of_one_unit_goes_through_it(self, store: Store) -> None:
        found = path(store, MINISTRY_PLAN, DEPARTMENT_PLAN)
        assert found.direction == "mixed"
        assert CARRIER in [step.document.key for step in found.steps]

    def test_from_a_document_to_itself_is_empty(self, store: Store) -> None:
        assert path(store, RESOLUTION, RESOLUTION).direction == "same"

    def test_that_does_not_exist_is_said(self, store: Store) -> None:
        found = path(store, OLD_26, RESOLUTION)
        assert (found.direction, found.steps) == ("none", ())
        assert "26-NQ/TW" in found.reason

    def test_respects_the_day(self, store: Store) -> None:
        with pytest.raises(NotFoundError):
            path(store, DEPARTMENT_PLAN, RESOLUTION, as_of="2025-03-01")

    def test_through_a_recital_needs_the_question_to_say_so(self, store: Store) -> None:
        assert path(store, PROVINCE_PLAN, LAW).direction == "none"
        assert path(store, PROVINCE_PLAN, LAW, based_on=True).length == 1


class TestAnAnswer:
    def test_does_not_depend_on_the_order_of_loading(self, store: Store) -> None:
        other = sample_store(texts=reversed(TEXTS))
        for key in (RESOLUTION, PROVINCE_PLAN, CARRIER):
            assert lineage(other, key) == lineage(store, key)

    def test_becomes_json_and_names_node_keys(self, store: Store) -> None:
        told = json.loads(json.dumps(lineage(store, PROVINCE_PLAN).to_json()))
        assert told["root"]["key"] == PROVINCE_PLAN
        assert told["steps"][1]["edges"][0]["kind"] == "IMPLEMENTS"

    def test_becomes_a_graph_for_notebooks(self, store: Store) -> None:
        graph = to_networkx(lineage(store, PROVINCE_PLAN))
        assert graph.has_edge(PROGRAMME, RESOLUTION, key="IMPLEMENTS")
        assert graph.nodes[RESOLUTION]["depth"] == 2
        assert "57-NQ/TW" in graph.edges[PROGRAMME, RESOLUTION, "IMPLEMENTS"]["quote"]
        assert "way" not in graph.nodes[REPORT]
