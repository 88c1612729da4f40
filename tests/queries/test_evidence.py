from __future__ import annotations

import pytest

from graph.errors import NotFoundError
from graph.nodes import EdgeKey
from graph.store import Store
from queries.answers import Quoted, Words
from queries.evidence import show, words_behind
from sample import (
    CARRIER,
    DEPARTMENT_PLAN,
    MINISTRY,
    OLD_MINISTRY,
    PROGRAMME,
    PROVINCE_PLAN,
    RESOLUTION,
    RESOLUTION_AS_CITED,
    TEXTS,
    Text,
)

SAYS = EdgeKey(PROGRAMME, "IMPLEMENTS", RESOLUTION)


class TestWordsBehindAnEdge:
    def test_are_the_words_of_the_source_at_their_place(self, store: Store) -> None:
        (words,) = words_behind(store, SAYS)
        text = next(made.text for made in (text() for text in TEXTS) if made.locator == words.source)
        assert [text[span.start : span.end] for span in words.spans] == [span.quote for span in words.spans]

    def test_are_found_by_any_key_of_its_ends(self, store: Store) -> None:
        assert words_behind(store, EdgeKey(PROGRAMME, "IMPLEMENTS", RESOLUTION_AS_CITED)) == words_behind(store, SAYS)

    def test_of_the_registry_are_its_entry_and_the_act(self, store: Store) -> None:
        (words,) = words_behind(store, EdgeKey(OLD_MINISTRY.key, "SUCCEEDED_BY", MINISTRY.key))
        assert (words.origin, words.spans) == ("registry", ())
        assert (words.rule, words.act) == (OLD_MINISTRY.key, "Nghị quyết 176/2025/QH15")

    def test_of_no_edge_are_refused(self, store: Store) -> None:
        for edge in (EdgeKey(RESOLUTION, "IMPLEMENTS", PROGRAMME), EdgeKey("nothing", "CITES", RESOLUTION)):
            with pytest.raises(NotFoundError):
                words_behind(store, edge)


class TestWordsBehindANode:
    def test_come_from_every_source_that_names_it(self, store: Store) -> None:
        assert {words.source for words in words_behind(store, RESOLUTION)} >= {"nq57.txt", "nq03.txt", "beside.txt"}

    def test_of_nothing_are_refused(self, store: Store) -> None:
        with pytest.raises(NotFoundError):
            words_behind(store, "nothing")


class TestASheet:
    def test_shows_all_keys_and_the_key_asked_with(self, store: Store) -> None:
        sheet = show(store, RESOLUTION_AS_CITED)
        assert (sheet.asked, sheet.node.key) == (RESOLUTION_AS_CITED, RESOLUTION)
        assert {RESOLUTION, RESOLUTION_AS_CITED} <= set(sheet.aliases)

    def test_shows_values_that_disagree(self, store: Store) -> None:
        text = Text("other.txt")
        text.document(
            "d1",
            type="Kế hoạch",
            number="20/KH-SNV",
            date="2025-04-02",
            issuer="so-noi-vu@lang-son",
            title="tên khác",
        )
        text.put(store)
        sheet = show(store, DEPARTMENT_PLAN)
        assert "title" in sheet.conflicts
        titles = {(a.value, a.chosen, a.own) for a in sheet.attributes if a.name == "title"}
        assert titles == {("thực hiện chuyển đổi số của ngành Nội vụ", True, True), ("tên khác", False, False)}

    def test_without_disagreement_names_no_conflict(self, store: Store) -> None:
        assert show(store, PROVINCE_PLAN).conflicts == ()

    def test_shows_edges_from_both_sides(self, store: Store) -> None:
        edges = {(e.kind, e.outgoing, e.other.key) for e in show(store, PROVINCE_PLAN).edges}
        assert ("IMPLEMENTS", True, CARRIER) in edges
        assert ("IMPLEMENTS", False, DEPARTMENT_PLAN) in edges

    def test_counts_what_its_limit_leaves_out(self, store: Store) -> None:
        sheet = show(store, PROVINCE_PLAN, limit=2)
        assert len(sheet.edges) == 2
        assert sheet.edges_total == len(show(store, PROVINCE_PLAN).edges) > 2

    def test_of_a_body_or_task_works_alike(self, store: Store) -> None:
        keys = [edge.other.key for edge in show(store, PROVINCE_PLAN).edges if edge.kind == "ASSIGNS"]
        assert keys
        assert {show(store, key).node.label for key in keys} == {"Task"}


def test_where_words_stand_is_where_they_themselves_stand() -> None:
    inherited, quote = Quoted(40, 52, "subject", "Thanh tra tỉnh"), Quoted(90, 120, "quote", "theo dõi việc thực hiện")
    words = Words("c1", "a.txt", "Assignment", (quote, inherited), "duty-heading-inherited", 0.9, "text")
    assert words.extent == (90, 120)
    assert Words("c1", "a.txt", "Assignment", (), "registry", 1.0, "registry").extent is None
