"""The words of the grammar taken out of its own source: what is taken matches no more, all else as before."""

from __future__ import annotations

import importlib.util
import re
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
MODULE = r'''
"""A module of words (one | two)."""
import re
VERBS = ("rà soát", "đôn đốc")
ROLES = (("chủ\\s+trì", "LEAD"), ("theo\\s+dõi", "MONITOR"))
NUMBER = r"(?:\d+|một|hai)"
DUE = re.compile(rf"(?P<when>trước|sau)\s+{NUMBER}\s+ngày(?:\s+làm\s+việc)?(?!\s+(?:nghỉ|lễ))", re.IGNORECASE)
SENT = re.compile(r"(?:gửi|nộp)\s[^,;]{2,40}?\sbáo\s+cáo\.\Z")
PLAIN = re.compile(
    r"""
      báo\s+cáo   # gửi báo cáo | nộp báo cáo
    | trình
    """,
    re.VERBOSE,
)
'''


def _module(name: str) -> ModuleType:
    path = ROOT / "benchmarks" / f"{name}.py"
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


vocabulary = _module("vocabulary")


def executed(source: str) -> dict[str, Any]:
    values: dict[str, Any] = {}
    exec(compile(source, "module", "exec"), values)  # noqa: S102  # the source above
    return values


def found() -> dict[str, Any]:
    return {entry.words.strip(): entry for entry in vocabulary.entries("m", MODULE, executed(MODULE))}


def without(*words: str) -> dict[str, Any]:
    return executed(vocabulary.without("m", MODULE, {found()[word].id for word in words}))


class TestEntries:
    def test_are_words_of_lists_and_alternatives_of_patterns(self) -> None:
        named = {"rà soát", "đôn đốc", r"chủ\s+trì", "một", "trước", r"\s+làm\s+việc", "nghỉ", "trình"}
        assert named <= found().keys()
        assert not {"one", "two)."} & found().keys(), "what is not assigned is no vocabulary"

    @pytest.mark.parametrize(
        ("words", "text", "other"),
        [
            ("rà soát", "Sở rà\nsoát lại", "tra soát"),
            ("trước", "trước hai ngày", "trước năm"),
            (r"\s+làm\s+việc", "sau 5 ngày làm việc", "ngày làm việc"),
            ("nghỉ", "trước 3 ngày nghỉ", "ngày nghỉ"),
            ("trình", "trình", "báo cáo"),
            ("gửi", "gửi Sở Nội vụ để báo cáo.", "gửi Sở Nội vụ, báo cáo"),
        ],
    )
    def test_are_tried_in_their_surroundings(self, words: str, text: str, other: str) -> None:
        entry = found()[words]
        pattern = re.compile(entry.test, re.IGNORECASE | (re.VERBOSE if entry.verbose else 0))
        assert pattern.search(text)
        assert not pattern.search(other)


class TestWhatIsTakenOut:
    def test_matches_no_more_and_all_else_as_before(self) -> None:
        due = without("trước")["DUE"]
        assert not due.search("trước 5 ngày")
        assert due.search("sau 5 ngày làm việc")["when"] == "sau"
        assert without("một")["DUE"].search("sau hai ngày")
        assert without("đôn đốc")["VERBS"] == ("rà soát", vocabulary.NO_WORD)
        assert not re.fullmatch(without(r"chủ\s+trì")["ROLES"][0][0], "chủ trì")

    def test_is_absent_for_what_looks_for_its_absence(self) -> None:
        assert not executed(MODULE)["DUE"].search("trước 3 ngày nghỉ")
        assert without("nghỉ")["DUE"].search("trước 3 ngày nghỉ")

    def test_is_taken_from_verbose_patterns_too(self) -> None:
        assert not without("trình")["PLAIN"].search("trình")
        assert without("trình")["PLAIN"].search("báo cáo")

    def test_may_be_the_alternative_of_a_pattern_in_a_file(self) -> None:
        pattern = "^(?:co quan|don vi) (?:trinh|nop)"
        ids = [entry.id for entry in vocabulary.pattern_entries("f", pattern) if entry.words == "nop"]
        changed = vocabulary.pattern_without("f", pattern, ids)
        assert re.search(changed, "don vi trinh")
        assert not re.search(changed, "don vi nop")


def test_every_module_of_the_grammar_comes_back_with_the_same_patterns() -> None:
    files = sorted((ROOT / "loaders" / "grammar").glob("*_words.py"))
    assert files
    for path in files:
        name = f"loaders.grammar.{path.stem}"
        before = vars(importlib.import_module(name))
        after = executed(vocabulary.without(name, path.read_text("utf-8"), ()))
        for constant, value in before.items():
            if isinstance(value, re.Pattern):
                assert after[constant].pattern == value.pattern, constant
        assert vocabulary.entries(name, path.read_text("utf-8"), before)
