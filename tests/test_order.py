"""The graph is a function of what lies in the sources: not of their order, of batches, or of what was loaded before.

Takes the examples and, where they lie beside the checkout, the real texts with gold.
"""

from __future__ import annotations

import hashlib
import random
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest

from graph.store import Store
from graph.stores import open_store
from loaders.load import load

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = (ROOT / "examples" / "documents", ROOT.parent / "shared" / "gold" / "dev")
TEXTS = sorted(p for folder in FOLDERS for p in folder.glob("*.txt"))


def digest(store: Store) -> str:
    """Of the export, line by line."""
    state = hashlib.sha256()
    for line in store.export():
        state.update(line.encode() + b"\n")
    return state.hexdigest()


def loaded(path: Path, *batches: Sequence[Path]) -> Store:
    store = open_store(f"sqlite:///{path}")
    for batch in batches:
        assert load(store, batch).failed == ()
    return store


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Store:
    assert len(TEXTS) >= 12
    return loaded(tmp_path_factory.mktemp("whole") / "graph.sqlite", TEXTS)


def test_the_memory_store_exports_the_same_bytes(whole: Store) -> None:
    memory = open_store("memory:")
    load(memory, TEXTS)
    assert digest(memory) == digest(whole)


def test_loading_twice_changes_nothing(tmp_path: Path, whole: Store) -> None:
    assert digest(loaded(tmp_path / "graph.sqlite", TEXTS, TEXTS)) == digest(whole)


@pytest.mark.parametrize("seed", range(10))
def test_any_order_in_any_batches_gives_the_same_bytes(tmp_path: Path, whole: Store, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311  # an order to test, no secret
    texts = chance.sample(TEXTS, len(TEXTS))
    size = chance.choice([1, 5, len(texts)])
    batches = [texts[at : at + size] for at in range(0, len(texts), size)]
    assert digest(loaded(tmp_path / "graph.sqlite", *batches)) == digest(whole)


def test_two_halves_give_the_same_bytes(tmp_path: Path, whole: Store) -> None:
    assert digest(loaded(tmp_path / "graph.sqlite", TEXTS[::2], TEXTS[1::2])) == digest(whole)


def test_what_is_removed_and_loaded_again_leaves_no_trace(tmp_path: Path, whole: Store) -> None:
    store = loaded(tmp_path / "graph.sqlite", TEXTS)
    for source in store.sources()[::4]:
        with store.writing() as writer:
            assert writer.remove_source(source.locator)
    assert digest(store) != digest(whole)
    load(store, TEXTS)
    assert digest(store) == digest(whole)


def test_a_changed_file_changes_only_its_own_claims(tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    for path in TEXTS:
        shutil.copy(path, folder)
    store = loaded(tmp_path / "graph.sqlite", [folder])
    before = {s.locator: {c.id for c in store.claims_of_source(s.locator)} for s in store.sources()}
    changed = folder / TEXTS[3].name
    changed.write_text(changed.read_text("utf-8") + "\nSở Nội vụ theo dõi, đôn đốc việc thực hiện.\n", "utf-8")
    report = load(store, [folder])
    assert (report.new, report.changed, report.unchanged) == (0, 1, len(TEXTS) - 1)
    after = {s.locator: {c.id for c in store.claims_of_source(s.locator)} for s in store.sources()}
    assert after.keys() == before.keys()
    assert {locator for locator in after if after[locator] != before[locator]} <= {f"texts/{changed.name}"}
    shutil.copy(TEXTS[3], folder)
    load(store, [folder])
    assert digest(store) == digest(loaded(tmp_path / "other.sqlite", [folder]))
