from __future__ import annotations

from collections.abc import Iterator

import pytest

from graph.store import Store
from sample import sample_store


@pytest.fixture
def store() -> Iterator[Store]:
    store = sample_store()
    yield store
    store.close()
