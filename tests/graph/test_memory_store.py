"""The memory store keeps the contract."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from conformance import StoreContract

from graph.store import Store
from graph.stores import open_store


class TestMemoryStore(StoreContract):
    @pytest.fixture
    def store(self) -> Iterator[Store]:
        opened = open_store("memory:")
        yield opened
        opened.close()
