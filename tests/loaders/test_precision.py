"""The confidence of what a rule tells is how often it was right on texts with gold."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest

from graph.claims import Assignment, Attribute, Event, Mention, Position, Relation, Reporting, Target
from graph.confidence import THRESHOLD
from loaders import precision
from loaders.files import FileRef, read_file
from loaders.precision import UNMEASURED, precision_of, smoothed
from loaders.reading import read
from loaders.text import SourceText

COUNTS = json.loads(files("loaders.grammar").joinpath(*precision.DATA).read_text(encoding="utf-8"))["rules"]
SAMPLES = Path(__file__).parents[2] / "examples" / "documents"
TEXT = """ỦY BAN NHÂN DÂN TỈNH LẠNG SƠN
Số: 15/KH-UBND
Lạng Sơn, ngày 01 tháng 3 năm 2025

KẾ HOẠCH
Thực hiện Nghị quyết số 57-NQ/TW ngày 22 tháng 12 năm 2024 của Bộ Chính trị

Căn cứ Nghị quyết số 03/NQ-CP ngày 09 tháng 01 năm 2025 của Chính phủ.

1. Sở Nội vụ chủ trì, phối hợp với Sở Tài chính rà soát biên chế, báo cáo Ủy ban nhân dân tỉnh trước ngày 30/6/2025.
2. Sở Y tế:
- Rà soát trạm y tế xã.
"""
#: Kind of claim by class, where the grammar makes such claims of running text.
KINDS = {
    Mention: "mention", Attribute: "attribute", Relation: "relation", Assignment: "assignment",
    Reporting: "reporting", Position: "position", Target: "target", Event: "event",
}  # fmt: skip


def test_what_is_kept_is_sorted_and_possible() -> None:
    assert list(COUNTS) == sorted(COUNTS)
    assert set(COUNTS) <= set(KINDS.values())
    for rules in COUNTS.values():
        assert rules
        assert list(rules) == sorted(rules)
        assert all(0 <= counted["right"] <= counted["told"] > 0 for counted in rules.values())


def test_a_rule_is_as_sure_as_it_was_right_but_never_certain() -> None:
    for statement, rules in COUNTS.items():
        for rule, counted in rules.items():
            expected = (counted["right"] + 1) / (counted["told"] + 2)
            assert precision_of(statement, rule) == pytest.approx(expected, abs=0.0006)
            assert precision_of(statement, rule) < 1


def test_a_rule_seen_three_times_is_less_sure_than_one_seen_a_hundred_times() -> None:
    assert smoothed(3, 3) == 0.8
    assert smoothed(3, 3) < smoothed(99, 100)


def test_a_rule_nobody_measured_has_the_default_and_is_not_doubtful_for_that() -> None:
    assert precision_of("relation", "never heard of") == UNMEASURED == 0.5
    assert precision_of("assignment", "table-row of a kind no gold has", 0.95) == 0.95
    assert UNMEASURED >= THRESHOLD


def test_every_claim_of_running_text_says_the_precision_of_its_rule() -> None:
    claims = read(SourceText("a.txt", "a.txt", TEXT, "utf-8", "")).claims
    said = [claim for claim in claims if claim.evidence.origin == "text"]
    assert {type(claim) for claim in said} >= {Mention, Attribute, Relation, Assignment, Reporting}
    for claim in said:
        assert claim.evidence.confidence == precision_of(KINDS[type(claim)], claim.evidence.rule)  # type: ignore[arg-type]  # names of kinds


def test_no_rule_that_reads_the_samples_was_renamed_since_it_was_measured() -> None:
    """A rule under a new name has the default until ``make calibration ARGS=--write`` counts it."""
    samples = sorted(SAMPLES.glob("*.txt"))
    assert samples
    claims = [claim for path in samples for claim in read(read_file(FileRef(path, path.name))).claims]
    for kind in (Mention, Assignment, Reporting, Position, Target):
        told = {claim.evidence.rule for claim in claims if isinstance(claim, kind)}
        assert told
        assert told <= set(COUNTS[KINDS[kind]])


def test_the_counts_are_read_when_first_asked_for() -> None:
    program = "import loaders.reading, loaders.precision as p; print(p.measured.cache_info().currsize)"
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "0"
