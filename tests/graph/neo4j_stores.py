"""Neo4j stores for tests."""

from __future__ import annotations

from neo4j import GraphDatabase

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
