"""The Neo4j store keeps the contract on a real server; and what only a server can do."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from conformance import StoreContract
from neo4j_stores import environment_of, wiped

from graph.store import Store
from graph.stores import open_store
from neo4j_server import Connection


class TestNeo4jStore(StoreContract):
    @pytest.fixture
    def store(self, shared_neo4j: Connection) -> Iterator[Store]:
        wiped(shared_neo4j)
        opened = open_store(shared_neo4j.address, environment_of(shared_neo4j))
        yield opened
        opened.close()
