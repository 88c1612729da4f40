"""Symbols that people write wrongly: kept as they are written, with the documents that may be meant."""

from __future__ import annotations

from contextlib import closing

import pytest
from builders import document, put

from graph.stores import open_store
from queries.unresolved import OpenReference, unresolved

TITLE = "về phát triển khoa học và công nghệ"
RESOLUTION = {
    "type": "Nghị quyết", "number": "61-NQ/TW", "date": "2024-05-08", "issuer": "bo-chinh-tri", "title": TITLE,
}  # fmt: skip
KEY = "nghi-quyet/61-nq-tw/bo-chinh-tri/2024-05-08"
GOVERNMENT = "chinh-phu"


def suspects(*cited: dict[str, str], loaded: dict[str, str] = RESOLUTION) -> list[OpenReference]:
    with closing(open_store("memory:")) as store:
        put(store, "own.txt", document("d1", own=True, **loaded))
        for at, facts in enumerate(cited):
            put(store, f"{at}.txt", document("d1", **facts))
        return list(unresolved(store, status="suspect").items)


def cited(**said: str) -> dict[str, str]:
    return {"type": "Nghị quyết", "number": "61/NQ-CP", "date": "2024-05-08"} | said


class TestWhatNobodyCanHaveWritten:
    @pytest.mark.parametrize(
        ("said", "reason"),
        [
            ({"issuer": "bo-chinh-tri"}, "Bộ Chính trị does not write the code CP"),
            ({"type": "Chỉ thị", "number": "61-NQ/TW", "date": "2024"}, "NQ does not stand for Chỉ thị"),
            ({"number": "61/2023/NQ-CP", "issuer": GOVERNMENT}, "the symbol says 2023, the date 2024"),
            ({"number": "61/NQ-BNNMT", "type": "Nghị quyết"}, "from 2025-03-01"),
        ],
    )
    def test_is_told_with_its_reason_and_what_may_be_meant(self, said: dict[str, str], reason: str) -> None:
        (found,) = suspects(cited(**said))
        assert reason in found.reason
        assert [candidate.key for candidate in found.candidates] == [KEY]

    def test_has_no_candidate_where_nothing_fits(self) -> None:
        (found,) = suspects(cited(issuer="bo-chinh-tri", date="2019-01-02"))
        assert (found.candidates, found.status) == ((), "suspect")

    def test_is_not_what_its_body_writes(self) -> None:
        assert suspects(cited(issuer=GOVERNMENT, date="2024-06-01", title="về ngân sách nhà nước năm tới")) == []


class TestASlipForAnotherDocument:
    @pytest.mark.parametrize(
        "said",
        [
            {"issuer": GOVERNMENT, "title": TITLE},
            {"issuer": GOVERNMENT, "title": TITLE, "date": "2024"},
            {"issuer": GOVERNMENT},
        ],
    )
    def test_has_its_title_or_its_day(self, said: dict[str, str]) -> None:
        (found,) = suspects(cited(**said))
        assert [candidate.key for candidate in found.candidates] == [KEY]
        assert found.document.symbol == "61/NQ-CP"
        assert "61-NQ/TW has the same number and" in found.reason

    @pytest.mark.parametrize(
        "said",
        [
            {"date": "2024-06-01", "title": TITLE},
            {"title": "về dự toán ngân sách nhà nước năm tới"},
            {"type": "Nghị định", "number": "61/2024/NĐ-CP"},
            {"number": "62/NQ-CP", "title": TITLE},
        ],
    )
    def test_is_not_what_differs_in_day_title_type_or_number(self, said: dict[str, str]) -> None:
        assert suspects(cited(issuer=GOVERNMENT, **said)) == []

    def test_is_not_of_another_ministry_on_the_same_day(self) -> None:
        decision = {"type": "Quyết định", "number": "01/QĐ-BNV", "date": "2025-01-02", "issuer": "bo-noi-vu"}
        other = {"type": "Quyết định", "number": "01/QĐ-BTC", "date": "2025-01-02", "issuer": "bo-tai-chinh"}
        assert suspects(other, loaded=decision) == []

    def test_of_two_that_are_only_cited_is_the_one_that_fewer_cite(self) -> None:
        slip = cited(issuer=GOVERNMENT, title=TITLE)
        (found,) = suspects(RESOLUTION, {**RESOLUTION}, slip, loaded={**RESOLUTION, "number": "7-NQ/TW"})
        assert found.document.symbol == "61/NQ-CP"
