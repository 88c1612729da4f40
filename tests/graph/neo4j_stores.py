"""Neo4j stores for tests."""

from __future__ import annotations

from neo4j import GraphDatabase

from neo4j_server import Connection


def environment_of(connection: Connection) -> dict[str, str]:
    """The environment in which ``connection`` is the store's server."""
    return {"CHIDAO_NEO4J_USER": connection.user, "CHIDAO_NEO4J_PASSWORD": connection.password}


def wiped(connection: Connection) -> None:
    """Deletes all that the database holds; a graph of chidao stays one, and empty."""
    with GraphDatabase.driver(connection.address, auth=connection.auth) as driver, driver.session() as session:
        session.run("MATCH (n) WHERE NOT n:_Store DETACH DELETE n").consume()
