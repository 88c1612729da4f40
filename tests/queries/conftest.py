"""The sample in every store: a question has one answer wherever the graph is kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.store import Store
from sample import sample_store


@pytest.fixture(params=["memory:", "sqlite:"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    address = f"sqlite://{tmp_path}/graph.db" if request.param == "sqlite:" else request.param
    store = sample_store(address)
    yield store
    store.close()
