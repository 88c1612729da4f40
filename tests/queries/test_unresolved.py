from __future__ import annotations

import pytest

from graph.errors import QuestionError
from graph.store import Store
from queries.unresolved import refused_relations, stubs, unresolved
from sample import CARRIER, LAW, NEW_26, OLD_26, PROGRAMME, RESOLUTION, TASK_LIST


class TestOpenReferences:
    def test_name_their_candidates_and_the_reason(self, store: Store) -> None:
        (reference,) = unresolved(store, status="ambiguous").items
        assert {candidate.key for candidate in reference.candidates} == {OLD_26, NEW_26}
        assert reference.reason
        assert "open.txt" in {words.source for words in reference.words}

    def test_that_nothing_fits_have_no_candidates(self, store: Store) -> None:
        (reference,) = unresolved(store, status="unresolved").items
        assert (reference.document.name, reference.candidates) == ("Kế hoạch 77", ())

    def test_come_in_pages_over_both_kinds(self, store: Store) -> None:
        whole = unresolved(store)
        pages = [unresolved(store, limit=1, offset=offset) for offset in range(3)]
        assert tuple(item for page in pages for item in page.items) == whole.items
        assert {page.total for page in pages} == {2}

    def test_of_another_status_are_refused(self, store: Store) -> None:
        with pytest.raises(QuestionError):
            unresolved(store, status="loaded")


class TestStubs:
    def test_are_in_order_of_how_often_they_are_cited(self, store: Store) -> None:
        cited = [(stub.cited, stub.document.key) for stub in stubs(store).items]
        assert cited == sorted(cited, key=lambda pair: (-pair[0], pair[1]))
        assert (1, LAW) in cited
        assert TASK_LIST not in {key for _, key in cited}, "an annex of a loaded instrument lies in the same file"
        assert {key for _, key in cited}.isdisjoint({RESOLUTION, CARRIER})

    def test_name_who_cites_them(self, store: Store) -> None:
        by = {stub.document.key: stub.by for stub in stubs(store).items}
        assert by[LAW] == ("ke-hoach/15-kh-ubnd/ubnd@lang-son/2025-03-01",)

    def test_come_in_pages_of_one_list(self, store: Store) -> None:
        whole = stubs(store)
        assert stubs(store, limit=3).items + stubs(store, limit=100, offset=3).items == whole.items
        assert whole.total == len(whole.items) > 3


def test_a_plan_before_its_resolution_is_kept_out_with_the_reason(store: Store) -> None:
    (refused,) = refused_relations(store)
    assert (refused.kind, refused.target) == ("IMPLEMENTS", RESOLUTION)
    assert "2010-01-04" in refused.reason
    assert refused.words.quote == "Kế hoạch thực hiện Nghị quyết 57"
    assert refused.source != PROGRAMME
