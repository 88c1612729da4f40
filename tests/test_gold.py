"""The gold of real texts that is kept here: enough to score a reading by, and none of their words beyond a few."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

FILES = sorted(Path(__file__).parents[1].glob("benchmarks/gold/*/*.gold.json"))
#: Lists whose items stand at a place of the text.
PLACED = ("relations", "assignments", "reporting", "targets")
MOST_WORDS = 6


def gold(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def test_there_is_gold() -> None:
    assert len(FILES) >= 35


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_gold_says_which_text_it_is_of(path: Path) -> None:
    text = gold(path)["text"]
    assert text["kind"] in ("party", "central", "local", "news")
    assert len(text["sha256"]) == 64
    assert "shared" in text or not text["found_at"].startswith("/")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_gold_points_at_words_and_does_not_copy_them(path: Path) -> None:
    said = gold(path)
    for item in (item for name in PLACED for item in said.get(name, ())):
        assert "quote" not in item
        assert 0 < len(item["anchor"].split()) <= MOST_WORDS
        assert item["quote_length"] >= len(item["anchor"])
        assert len(item.get("task", "").split()) <= MOST_WORDS
