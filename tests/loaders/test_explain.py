"""Why a rule fired at a place of a text, or did not: what fired are the claims, what did not names what kept it."""

from __future__ import annotations

from pathlib import Path

import pytest
from drafting import news, plan, reading, source

from graph.errors import QuestionError, SourceError
from loaders.explain.explain import ORDER, Explainer, explain, explain_file
from loaders.explain.model import Explanation, Look
from loaders.files import read_file
from loaders.listing import list_files

EXAMPLES = sorted((Path(__file__).parents[2] / "examples" / "documents").glob("*.txt"))


def at(text: str, words: str) -> Explanation:
    return explain(source(text), text.index(words))


def body(words: str) -> Explanation:
    """The explanation of one point of a plan."""
    return at(plan(f"1. Nội dung\n{words}\n2. Nội dung khác\nNội dung khác."), words)


def look(explanation: Explanation, rule: str) -> Look:
    return next(look for look in explanation.looks if look.rule == rule)


class TestWhatFired:
    DUTY = "Sở Tài chính chủ trì rà soát định mức chi, báo cáo UBND tỉnh trước ngày 15/6/2025."

    def test_are_the_claims_of_the_sentence_with_rule_and_place(self) -> None:
        text = plan(f"1. {self.DUTY}\n2. Sở Nội vụ đôn đốc việc thực hiện.")
        explanation = at(text, "định mức")
        found = [look for look in explanation.looks if look.fired and look.construction == "assignments"]
        read = [a for a in reading(text)["assignments"] if a["start"] < explanation.end]
        assert [(f.rule, f.start, f.end, f.confidence) for f in found] == [
            (a["rule"], a["start"], a["end"], a["confidence"]) for a in read
        ]
        assert all(text[f.start : f.end] == f.quote for f in explanation.looks if f.fired)
        assert explanation.quote == self.DUTY

    def test_are_subject_roles_deadline_and_report_each_by_itself(self) -> None:
        explanation = at(plan(f"1. {self.DUTY}"), "định mức")
        fired = {(look.construction, look.rule) for look in explanation.looks if look.fired}
        assert {("subjects", "subject"), ("roles", "LEAD"), ("deadlines", "deadline")} <= fired
        assert "reporting" in {construction for construction, _ in fired}

    def test_are_what_the_head_says_of_the_document(self) -> None:
        explanation = at(plan(), "45/KH-UBND")
        assert explanation.region == "head"
        assert "number: 45/KH-UBND" in {look.says for look in explanation.looks if look.fired}


class TestWhatDidNotFire:
    @pytest.mark.parametrize(
        ("words", "rule", "why"),
        [
            ("Sở Nội vụ đã hoàn thành việc rà soát.", "duty-subject", "no word of past, state or right"),
            ("Sở Nội vụ có quyền yêu cầu giải trình.", "duty-subject", "no word of past, state or right"),
            ("Việc rà soát tiến hành từng bước.", "duty-subject", "a body stands at the head"),
            ("Sở Nội vụ rất bận.", "duty-subject", "a verb of duty, a role or a modal word follows"),
            ("Các việc làm theo yêu cầu Sở Nội vụ.", "duty-order", "it is an order, no noun"),
            ("Yêu cầu nhanh hơn nữa.", "duty-order", "a body follows it"),
            ("Kết quả rất tốt.", "duty-order", "a word of order stands there"),
            ("Kết quả rất tốt.", "duty-inherited", "it begins with a verb of duty"),
            ("Sở Nội vụ đã xong.", "duty-label", "a colon stands in the point"),
            ("Kết quả rất tốt.", "mention-number", "a number with its symbol stands there"),
            ("Kế hoạch rất tốt.", "mention-short", "a number alone stands behind the type"),
            ("Kết quả rất tốt.", "amends", "a document is named in the sentence"),
            ("Nghị quyết số 12-NQ/TU rất tốt.", "amends", "its words stand there"),
            ("Sửa đổi việc đã nêu ở Nghị quyết số 12-NQ/TU.", "amends", "a document follows its words at once"),
            ("Nghị quyết số 12-NQ/TU rất tốt.", "recital-implements", "the sentence begins with its words"),
            ("Kết quả năm 2024 rất tốt.", "deadline", "a word sets it as the time of what is done"),
            ("Kết quả rất tốt.", "frequency", "a rhythm is said"),
            ("Kết quả rất tốt.", "target", "a number stands there"),
            ("Đã đạt 95% số hộ.", "target", "set it as a goal"),
            ("Ông Trần Văn Nam rất bận.", "person", "an office is named"),
            ("Tổ chức hội nghị.", "event", "the text is news"),
            ("Sở Nội vụ đã báo cáo.", "REPORT", "a duty is read there"),
        ],
    )
    def test_names_the_first_condition_that_failed(self, words: str, rule: str, why: str) -> None:
        found = look(body(words), rule)
        assert not found.fired
        assert why in found.why
        assert [step.holds for step in found.steps] == [True] * found.held + [False]

    def test_names_the_words_that_decided(self) -> None:
        assert "'đã'" in look(body("Sở Nội vụ đã hoàn thành việc rà soát."), "duty-subject").why

    def test_says_where_duties_are_not_looked_for(self) -> None:
        assert "head" in look(at(plan(), "CỘNG HÒA"), "duty-subject").why
        wish = "I. MỤC ĐÍCH, YÊU CẦU\n1. Sở Nội vụ nâng cao nhận thức.\nII. NHIỆM VỤ\n1. Việc khác."
        assert "heading of aims" in look(at(plan(wish), "nâng cao"), "duty-subject").why

    def test_is_every_rule_that_fired_nowhere_and_no_other(self) -> None:
        explanation = body("Sở Tài chính rà soát định mức chi.")
        assert look(explanation, "duty-subject").fired
        assert [found.rule for found in explanation.looks].count("duty-subject") == 1
        assert {found.construction for found in explanation.looks} == set(ORDER)

    def test_comes_behind_what_fired_the_farthest_first(self) -> None:
        looks = body("Sở Tài chính rà soát định mức chi.").looks
        fired = [found.fired for found in looks]
        assert fired == sorted(fired, reverse=True)
        held = [found.held for found in looks if found.construction == "assignments" and not found.fired]
        assert held == sorted(held, reverse=True)


def unfounded(path: Path) -> list[tuple[str, str, str]]:
    """(rule, condition, sentence) where a rule fired although a condition told of it does not hold."""
    asked, found = Explainer(read_file(list_files([path]).files[0])), []
    for sentences in asked.analysis.layout.sentences:
        for start, end in sentences:
            explanation = asked.at(asked.analysis.flow.spans(start, end, "")[0].start)
            fired = [look for look in explanation.looks if look.fired]
            failed = [(look.rule, step) for look in fired for step in look.steps if not step.holds]
            found += [(rule, step.condition, explanation.quote) for rule, step in failed]
    return found


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_conditions_of_a_rule_that_fired_hold(path: Path) -> None:
    """What is told of rules that did not fire is what those that fired rest on: asked of these, the conditions hold."""
    assert unfounded(path) == []


class TestAPlace:
    def test_between_words_is_that_of_the_next_word(self) -> None:
        text = plan("1. Sở Tài chính rà soát định mức chi.")
        assert explain(source(text), text.index("1. Sở") + 2).quote == "Sở Tài chính rà soát định mức chi."

    @pytest.mark.parametrize("place", [-1, 100_000])
    def test_outside_the_text_is_refused(self, place: int) -> None:
        with pytest.raises(QuestionError, match="is not among them"):
            explain(source(plan()), place)

    def test_in_what_is_left_out_is_refused_with_the_reason(self) -> None:
        text = plan("CÔNG BÁO/Số 271/Ngày 12-05-2026\n1. Sở Tài chính rà soát định mức chi.")
        with pytest.raises(QuestionError, match="running heads, page numbers"):
            at(text, "BÁO/Số")

    @pytest.mark.parametrize(
        ("words", "region"),
        [("CỘNG HÒA", "head"), ("Triển khai công tác", "title"), ("Điều chung", "body"), ("Hồ Tiến", "foot")],
    )
    def test_is_told_by_its_region(self, words: str, region: str) -> None:
        assert at(plan(), words).region == region

    def test_of_news_is_of_its_body(self) -> None:
        text = news("Sáng 15/11, Sở Nội vụ tổ chức hội nghị triển khai công tác năm.")
        assert at(text, "triển khai").region == "body"

    def test_of_no_file_is_refused(self, tmp_path: Path) -> None:
        with pytest.raises(SourceError, match="no such file"):
            explain_file(tmp_path / "none.txt", 0)


def test_an_explanation_becomes_json() -> None:
    told = body("Sở Tài chính rà soát định mức chi.").to_json()
    assert told["sentence"]["quote"] == "Sở Tài chính rà soát định mức chi."
    fired = [rule for rule in told["rules"] if rule["fired"]]
    others = [rule for rule in told["rules"] if not rule["fired"]]
    assert all({"start", "end", "quote", "confidence"} <= rule.keys() for rule in fired)
    assert all(rule["steps"][-1]["holds"] is False and rule["why"] for rule in others)
