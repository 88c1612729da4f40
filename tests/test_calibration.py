"""The counting behind the table of rules: bounds, smoothing, and what the gold's own scorer calls wrong."""

from __future__ import annotations

import importlib.util
import sys
from collections import Counter
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
SCORE = ROOT.parent / "shared" / "gold" / "score.py"


@pytest.fixture(scope="module")
def calibration() -> ModuleType:
    spec = importlib.util.spec_from_file_location("calibration", ROOT / "benchmarks" / "calibration.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    before = list(sys.path)
    spec.loader.exec_module(module)
    sys.path[:] = before
    return module


def test_the_bound_is_wilsons(calibration: ModuleType) -> None:
    assert calibration.lower_bound(8, 10) == pytest.approx(0.4902, abs=1e-4)
    assert calibration.lower_bound(10, 10) == pytest.approx(0.7225, abs=1e-4)
    assert calibration.lower_bound(0, 10) == 0.0
    assert calibration.lower_bound(0, 0) == 0.0


def test_a_rule_seen_seldom_is_not_certain(calibration: ModuleType) -> None:
    assert calibration.smoothed(0, 0) == 0.5
    assert calibration.smoothed(2, 2) == 0.75
    assert calibration.smoothed(98, 98) == 0.99


def test_the_least_certain_rule_stands_first(calibration: ModuleType) -> None:
    lines = list(calibration.table(Counter({"a": 9, "b": 1}), Counter({"a": 9, "b": 4})))
    assert [line.split()[:3] for line in lines[1:]] == [["b", "4", "3"], ["a", "9", "0"]]


def _assignment(start: int, end: int, body: str, rule: str) -> dict[str, Any]:
    return {"start": start, "end": end, "organizations": [body], "roles": ["LEAD"], "quote": "x", "rule": rule}


@pytest.mark.skipif(not SCORE.exists(), reason="the gold and its scorer lie beside the checkout, and are not there")
def test_what_the_scorer_counts_in_excess_is_wrong(calibration: ModuleType) -> None:
    raw = "Sở Nội vụ chủ trì xây dựng kế hoạch.\nSở Tài chính bố trí kinh phí.\n"
    gold = {
        "assignments": [
            {"organizations": ["Sở Nội vụ"], "roles": ["LEAD"], "lines": "1", "anchor": "Sở Nội vụ", "quote_length": 35}
        ]
    }
    reading = {
        "documents": [],
        "relations": [{"source": "d1", "kind": "CITES", "target": "d2", "start": 0, "end": 9, "rule": "cites"}],
        "assignments": [_assignment(0, 35, "Sở Nội vụ", "good"), _assignment(37, 66, "Sở Tài chính", "bad")],
    }
    found = dict(calibration.judged(calibration.scorer(), gold, reading, raw))
    assert found == {"relation cites": False, "assignment good": True, "assignment bad": False}
