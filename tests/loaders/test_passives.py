"""What is said to be done to a document: notes of a codification, brackets behind a citation (domain.md § 6.2)."""

from __future__ import annotations

import pytest
from drafting import reading, relations

LAW = "Luật số 11/2004/QH11"
AMENDING = "Luật số 22/2014/QH13"


def note(acts: str, actors: str) -> set[tuple[str, str, str]]:
    """The relations of a note on article 7 of the law."""
    return relations(f"(Điều 7 {LAW}, có hiệu lực thi hành kể từ ngày 01/01/2005, {acts} bởi {actors})")


@pytest.mark.parametrize(
    ("acts", "kinds"),
    [
        ("có nội dung được sửa đổi", {"AMENDS"}),
        ("được bổ sung", {"AMENDS"}),
        ("có nội dung được sửa đổi, có nội dung được bổ sung", {"AMENDS"}),
        ("có nội dung được sửa đổi, bổ sung", {"AMENDS"}),
        ("bị bãi bỏ", {"REPEALS"}),
        ("có một phần nội dung bị bãi bỏ", {"REPEALS"}),
        ("có nội dung được sửa đổi, có nội dung bị bãi bỏ", {"AMENDS", "REPEALS"}),
        ("có nội dung bị bãi bỏ, có nội dung được sửa đổi và có nội dung được bổ sung", {"AMENDS", "REPEALS"}),
        ("được thay thế", {"REPLACES"}),
        ("bị ngưng hiệu lực", {"SUSPENDS"}),
        ("bị tạm đình chỉ thi hành", {"SUSPENDS"}),
    ],
)
@pytest.mark.parametrize("parts", ["", "Điều 1 ", "Điều 1, Điều 2 ", "điểm a khoản 1 Điều 3 của ", "Phụ lục II của "])
def test_each_verb_with_its_own_auxiliary_is_an_act(acts: str, kinds: set[str], parts: str) -> None:
    assert note(acts, f"{parts}{AMENDING}") == {("22/2014/QH13", kind, "11/2004/QH11") for kind in kinds}


def test_by_the_rules_of_an_article_is_by_that_document() -> None:
    text = f"({LAW} bị ngưng hiệu lực theo quy định tại Điều 20 của Nghị quyết số 96/2023/QH15)"
    assert ("96/2023/QH15", "SUSPENDS", "11/2004/QH11") in relations(text)


def test_every_actor_of_a_list_does_the_one_act() -> None:
    actors = f"Điều 1 {AMENDING} có hiệu lực thi hành kể từ ngày 01/01/2015; Điều 4 Luật số 33/2018/QH14"
    found = note("có nội dung được sửa đổi", actors)
    assert found == {(n, "AMENDS", "11/2004/QH11") for n in ("22/2014/QH13", "33/2018/QH14")}


def test_of_several_acts_nobody_says_which_a_further_actor_does() -> None:
    actors = f"Điều 1 {AMENDING} có hiệu lực thi hành kể từ ngày 01/01/2015; Điều 4 Luật số 33/2018/QH14"
    found = note("có nội dung được sửa đổi, có nội dung bị bãi bỏ", actors)
    assert {subject for subject, _, _ in found} == {"22/2014/QH13"}


def test_a_list_of_other_documents_does_not_act() -> None:
    text = f"Căn cứ {LAW} (được sửa đổi bởi {AMENDING}); Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ"
    assert not any(subject == "30/2020/NĐ-CP" for subject, _, _ in relations(text))


def test_behind_a_semicolon_the_sentence_s_own_list_goes_on() -> None:
    text = "Theo Nghị định số 5/2020/NĐ-CP được sửa đổi bởi Nghị định số 6/2022/NĐ-CP; Nghị định số 7/2025/NĐ-CP"
    assert not any(kind == "AMENDS" and subject == "7/2025/NĐ-CP" for subject, kind, _ in relations(text))


def test_the_article_acted_upon_is_named() -> None:
    found = reading(f"(Điều 35a {LAW}, có nội dung được sửa đổi bởi Điều 1 {AMENDING})")["relations"]
    assert [r["target_part"] for r in found] == ["Điều 35a"]


@pytest.mark.parametrize("written", ["Thông tư số TT 07/2023/TT-BYT", "Thông tư số Thông tư số 07/2023/TT-BYT"])
def test_a_type_written_twice_is_one_mention(written: str) -> None:
    text = f"(Thông tư số 71/2011/TT-BYT có nội dung bị bãi bỏ bởi Điều 1 {written})"
    assert ("07/2023/TT-BYT", "REPEALS", "71/2011/TT-BYT") in relations(text)
