"""The counting behind the table of rules: bounds, smoothing, and what the gold's own scorer calls wrong."""

from __future__ import annotations

import importlib.util
import json
import sys
from collections import Counter
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from graph.claims import Attribute, Evidence

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
    right, seen = (
        Counter({("relation", "a"): 9, ("target", "b"): 1}),
        Counter({("relation", "a"): 9, ("target", "b"): 4}),
    )
    lines = list(calibration.table(right, seen))
    assert [line.split()[:4] for line in lines[1:]] == [["target", "b", "4", "3"], ["relation", "a", "9", "0"]]


def test_what_is_kept_holds_every_count_a_line_each(calibration: ModuleType) -> None:
    right = Counter({("relation", "cites"): 9, ("relation", "amends"): 2})
    seen = Counter({("relation", "cites"): 12, ("relation", "amends"): 2, ("assignment", "duty-order"): 1})
    kept = calibration.kept(right, seen, 70, 20)
    assert json.loads(kept)["rules"] == {
        "assignment": {"duty-order": {"right": 0, "told": 1}},
        "relation": {"amends": {"right": 2, "told": 2}, "cites": {"right": 9, "told": 12}},
    }
    assert "70 texts with gold and 20" in json.loads(kept)["how"]
    assert kept.count("told") == len(kept.splitlines()) - 9 == 3


def test_the_table_in_the_docs_says_what_is_kept(calibration: ModuleType) -> None:
    rules = json.loads(calibration.KEPT.read_text("utf-8"))["rules"]
    counts = {(kind, rule): counted for kind, of in rules.items() for rule, counted in of.items()}
    right, seen = ({told: counted[name] for told, counted in counts.items()} for name in ("right", "told"))
    page = calibration.PAGE.read_text("utf-8")
    assert page.count(calibration.HEAD) == 1
    assert calibration.tabled(page, right, seen) == page, "make calibration ARGS=--write renews it"
    emptied = page.replace("| `", "| `x", 1)
    assert calibration.tabled(emptied, right, seen) == page


def test_nothing_is_kept_where_texts_are_missing(
    calibration: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    gold, text = tmp_path / "a.gold.json", tmp_path / "a.txt"
    gold.write_text("{}", "utf-8")
    text.write_text("Không có gì.", "utf-8")
    texts = [sys.modules["accuracy"].GoldText(name, gold, place, "news") for name, place in (("a", text), ("b", None))]
    monkeypatch.setattr(calibration, "gold_sets", lambda folder: {"development": texts})
    monkeypatch.setattr(calibration, "KEPT", tmp_path / "kept.json")
    monkeypatch.setattr(sys, "argv", ["calibration.py", "--write"])
    assert calibration.main() == 2
    assert "1 texts with gold are not at hand" in capsys.readouterr().err
    assert not (tmp_path / "kept.json").exists()


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
    found = dict(calibration.Judge(calibration.scorer(), gold, reading, raw).judged())
    assert found == {("relation", "cites"): False, ("assignment", "good"): True, ("assignment", "bad"): False}


@pytest.mark.skipif(not SCORE.exists(), reason="the gold and its scorer lie beside the checkout, and are not there")
def test_a_mention_is_as_right_as_its_document_and_an_attribute_as_its_value(calibration: ModuleType) -> None:
    gold = {"documents": [{"id": "g1", "type": "Kế hoạch", "symbol": "15/KH-UBND", "date": "2025-03-01"}]}
    known = {"id": "d1", "type": "Kế hoạch", "symbol": "15/KH-UBND", "date": "2024-03-01"}
    strange = {"id": "d2", "type": "Nghị quyết", "symbol": "9/NQ-CP", "date": "2020-01-01"}
    reading: dict[str, Any] = {
        "documents": [
            {**known, "mentions": [{"start": 0, "end": 9, "rule": "mention-number"}]},
            {**strange, "mentions": [{"start": 10, "end": 19, "rule": "mention-short"}]},
        ],
        "relations": [],
        "assignments": [],
    }
    said = tuple(
        Attribute(ref, name, "", False, False, Evidence((), f"{ref}-{name}"))
        for ref in ("d1", "d2")
        for name in ("type", "number", "date", "title")
    )
    found = dict(calibration.Judge(calibration.scorer(), gold, reading, "x" * 20, said).judged())
    assert found == {
        ("mention", "mention-number"): True, ("attribute", "d1-type"): True, ("attribute", "d1-number"): True,
        ("attribute", "d1-date"): False, ("mention", "mention-short"): False, ("attribute", "d2-type"): False,
        ("attribute", "d2-number"): False, ("attribute", "d2-date"): False,
    }  # fmt: skip
