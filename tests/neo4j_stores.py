"""Stores of every kind for tests."""

from __future__ import annotations

from pathlib import Path

import pytest
from neo4j import GraphDatabase

from graph.store import Store
from graph.stores import open_store
from graph.stores.neo4j_schema import FORMAT
from neo4j_server import Connection


def environment_of(connection: Connection) -> dict[str, str]:
    """The environment in which ``connection`` is the store's server."""
    return {"CHIDAO_NEO4J_USER": connection.user, "CHIDAO_NEO4J_PASSWORD": connection.password}


def wiped(connection: Connection) -> None:
    """Deletes all that the database holds; a graph of chidao stays one, and empty."""
    with GraphDatabase.driver(connection.address, auth=connection.auth) as driver, driver.session() as session:
        session.run("MATCH (n) WHERE NOT n:_Store DETACH DELETE n").consume()
        session.run("MATCH (s:_Store {id: 0}) SET s.format = $format", format=FORMAT).consume()


def run(connection: Connection, statement: str) -> list[list[object]]:
    """The rows of a statement, past the store."""
    with GraphDatabase.driver(connection.address, auth=connection.auth) as driver, driver.session() as session:
        return [record.values() for record in session.run(statement)]


KINDS = ("memory", "sqlite", "neo4j")


def empty_store(kind: str, request: pytest.FixtureRequest, folder: Path) -> Store:
    """An empty store of a kind; the Neo4j one is the shared server's, which nobody else uses meanwhile."""
    if kind == "memory":
        return open_store("memory:")
    if kind == "sqlite":
        return open_store(f"sqlite://{folder}/graph.db")
    connection: Connection = request.getfixturevalue("shared_neo4j")
    wiped(connection)
    return open_store(connection.address, environment_of(connection))
