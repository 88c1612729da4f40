"""What tests of several folders share: a real Neo4j server, started once when the first test asks for it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NoReturn

import pytest

from neo4j_server import (
    Connection,
    Neo4jServer,
    ServerAbsentError,
    empty,
    external,
    holds_anything,
    temporary_server,
)


@pytest.fixture(scope="session")
def shared_neo4j() -> Iterator[Connection]:
    """A running server, shared by all tests; ``CHIDAO_TEST_NEO4J`` may name one, whose database must be empty."""
    given = external()
    if given is None:
        try:
            with temporary_server() as server:
                yield server.connection
        except ServerAbsentError as error:
            _left_out(error)
        return
    if holds_anything(given):
        pytest.fail(f"the database at {given.address} is not empty: tests delete all they find; give them another one")
    yield given
    empty(given)


@pytest.fixture
def neo4j_server(shared_neo4j: Connection) -> Connection:
    """A running server whose database is empty."""
    empty(shared_neo4j)
    return shared_neo4j


@pytest.fixture
def own_neo4j(tmp_path: Path) -> Iterator[Callable[[], Neo4jServer]]:
    """Makes servers that are the test's own, not started yet, so that it can kill them or import into them."""
    made: list[Neo4jServer] = []

    def make() -> Neo4jServer:
        try:
            made.append(Neo4jServer(tmp_path / f"neo4j-{len(made)}"))
        except ServerAbsentError as error:
            _left_out(error)
        return made[-1]

    yield make
    for server in made:
        server.kill()


def _left_out(error: ServerAbsentError) -> NoReturn:
    """Without a server its tests are left out, but never in CI."""
    if os.environ.get("CI"):
        pytest.fail(str(error))
    pytest.skip(f"no Neo4j server: {error}")
