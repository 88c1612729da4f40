from __future__ import annotations

import pytest

from graph.errors import AmbiguousError, NotFoundError, QuestionError
from graph.store import Store
from queries.documents import find_documents, find_organizations, pick_document, pick_organization
from sample import (
    HOME_AFFAIRS,
    MINISTRY,
    NEW_26,
    OLD_26,
    PROVINCE,
    PROVINCE_PLAN,
    RESOLUTION,
    RESOLUTION_AS_CITED,
)


class TestFinding:
    @pytest.mark.parametrize("number", ["57-NQ/TW", "57-nq/tw", "57 - NQ / TW", "Nghị quyết số 57-NQ/TW", "57"])
    def test_takes_a_number_in_any_spelling(self, store: Store, number: str) -> None:
        assert [found.key for found in find_documents(store, number=number).items] == [RESOLUTION]

    @pytest.mark.parametrize("words", ["đột phá", "dot pha phat trien", "ĐỘT PHÁ khoa học"])
    def test_takes_title_words_with_and_without_marks(self, store: Store, words: str) -> None:
        assert [found.key for found in find_documents(store, words).items] == [RESOLUTION]

    def test_takes_marks_seriously_where_they_are_given(self, store: Store) -> None:
        assert find_documents(store, "đốt phà").total == 0

    def test_takes_issuer_type_status_and_dates_together(self, store: Store) -> None:
        found = find_documents(store, issuer="UBND tỉnh Lạng Sơn", type="Kế hoạch", date_from="2025-01-01")
        assert [item.key for item in found.items] == [PROVINCE_PLAN]
        assert find_documents(store, type="Kế hoạch", date_to="2010-12-31").total == 1
        assert find_documents(store, status="loaded").total == 4

    def test_gives_pages_of_one_list(self, store: Store) -> None:
        whole = find_documents(store).items
        pages = [find_documents(store, limit=5, offset=offset) for offset in range(0, len(whole) + 5, 5)]
        assert tuple(item for page in pages for item in page.items) == whole
        assert {page.total for page in pages} == {len(whole)}

    def test_refuses_pages_and_days_that_are_none(self, store: Store) -> None:
        for words in ({"limit": -1}, {"offset": -1}, {"date_from": "2025"}):
            with pytest.raises(QuestionError):
                find_documents(store, **words)  # type: ignore[arg-type]  # wrong on purpose

    def test_finds_bodies_by_name(self, store: Store) -> None:
        assert HOME_AFFAIRS.key in [item.key for item in find_organizations(store, "so noi vu").items]


class TestPickingADocument:
    @pytest.mark.parametrize(
        "text",
        [
            RESOLUTION,
            RESOLUTION_AS_CITED,
            "57-NQ/TW",
            "Nghị quyết 57",
            "NQ 57",
            "Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị",
            "57-nq/tw 2024-12-22",
            "dot pha phat trien khoa hoc",
        ],
    )
    def test_understands_keys_numbers_and_words(self, store: Store, text: str) -> None:
        assert pick_document(store, text).key == RESOLUTION

    def test_names_the_candidates_where_a_number_is_no_identity(self, store: Store) -> None:
        with pytest.raises(AmbiguousError) as refused:
            pick_document(store, "26-NQ/TW")
        assert refused.value.candidates == tuple(sorted((OLD_26, NEW_26)))

    @pytest.mark.parametrize("words", ["26-NQ/TW năm 2022", "26-NQ/TW ngày 3/11/2022", "nghị quyết 26 bộ chính trị"])
    def test_is_told_by_date_or_issuer_which_one(self, store: Store, words: str) -> None:
        assert pick_document(store, words).key == NEW_26

    @pytest.mark.parametrize("text", ["99-NQ/TW", "26-NQ/TW 1/1/1999", "không có gì như thế", "", "   ", "/"])
    def test_finds_nothing_rather_than_guess(self, store: Store, text: str) -> None:
        with pytest.raises(NotFoundError) as refused:
            pick_document(store, text)
        assert refused.value.remedy

    def test_says_what_has_the_number_where_the_words_do_not_fit(self, store: Store) -> None:
        with pytest.raises(NotFoundError, match=r"2018-05-19.*2022-11-03"):
            pick_document(store, "26-NQ/TW 1/1/1999")

    def test_takes_an_open_reference_where_nothing_else_fits(self, store: Store) -> None:
        assert pick_document(store, "Kế hoạch 77").properties["status"] == "unresolved"


class TestPickingABody:
    @pytest.mark.parametrize("text", [MINISTRY.key, "Bộ Khoa học và Công nghệ", "bo khoa hoc va cong nghe", "Bộ KH&CN"])
    def test_understands_keys_names_and_abbreviations(self, store: Store, text: str) -> None:
        assert pick_organization(store, text).key == MINISTRY.key

    def test_names_the_candidates_where_several_have_the_name(self, store: Store) -> None:
        with pytest.raises(AmbiguousError) as refused:
            pick_organization(store, "các sở, ban, ngành")
        assert len(refused.value.candidates) == 2

    @pytest.mark.parametrize("text", ["Bộ Không Có", "", "57-NQ/TW", RESOLUTION])
    def test_finds_nothing_rather_than_guess(self, store: Store, text: str) -> None:
        with pytest.raises(NotFoundError):
            pick_organization(store, text)

    def test_prefers_the_whole_name_to_a_part_of_another(self, store: Store) -> None:
        assert pick_organization(store, "ubnd tinh lang son").key == PROVINCE.key
