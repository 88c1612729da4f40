"""The server that other tests rely on: it answers, keeps its data when killed, and imports."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from neo4j import GraphDatabase
from neo4j.exceptions import AuthError, ServiceUnavailable

import neo4j_server as tool
from neo4j_server import Connection, Neo4jServer


def ask(connection: Connection, query: str, **parameters: object) -> list[object]:
    with GraphDatabase.driver(connection.address, auth=connection.auth, max_transaction_retry_time=0) as driver:
        return [record[0] for record in driver.execute_query(query, parameters).records]


def test_it_answers_in_the_version_that_is_pinned(neo4j_server: Connection) -> None:
    version = ask(neo4j_server, "CALL dbms.components() YIELD versions RETURN versions[0]")[0]
    assert str(version).startswith("5.26.")


def test_it_wants_its_password(neo4j_server: Connection) -> None:
    with pytest.raises(AuthError):
        ask(Connection(neo4j_server.address, neo4j_server.user, "another"), "RETURN 1")


def test_the_password_is_not_shown(neo4j_server: Connection) -> None:
    assert neo4j_server.password
    assert neo4j_server.password not in repr(neo4j_server)


def test_each_test_finds_it_empty(neo4j_server: Connection) -> None:
    ask(neo4j_server, "CREATE CONSTRAINT `odd ``name` FOR (n:Thing) REQUIRE n.id IS UNIQUE")
    ask(neo4j_server, "CREATE INDEX FOR (n:Thing) ON (n.other)")
    ask(neo4j_server, "UNWIND range(1, 3) AS id CREATE (:Thing {id: id})-[:IS]->(:Other)")
    assert tool.holds_anything(neo4j_server)
    tool.empty(neo4j_server)
    assert not tool.holds_anything(neo4j_server)
    assert ask(neo4j_server, "SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP' RETURN name") == []


def test_what_was_committed_outlives_a_kill(own_neo4j: Callable[[], Neo4jServer]) -> None:
    server = own_neo4j()
    server.start()
    ask(server.connection, "CREATE (:Kept)")
    server.kill()
    with pytest.raises(ServiceUnavailable):
        ask(server.connection, "RETURN 1")
    server.start()
    assert ask(server.routed, "MATCH (n:Kept) RETURN count(n)") == [1]
    server.restart()
    assert ask(server.connection, "MATCH (n:Kept) RETURN count(n)") == [1]


def test_files_are_imported_while_it_is_stopped(
    own_neo4j: Callable[[], Neo4jServer], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = own_neo4j()
    monkeypatch.chdir(tmp_path)  # the report of an import is written where it is started
    (tmp_path / "nodes.csv").write_text("id:ID,name,:LABEL\n1,một,Thing\n2,hai,Thing\n", encoding="utf-8")
    (tmp_path / "edges.csv").write_text(":START_ID,:END_ID,:TYPE\n1,2,BEFORE\n", encoding="utf-8")
    nodes, edges = f"--nodes={tmp_path}/nodes.csv", f"--relationships={tmp_path}/edges.csv"
    server.admin("database", "import", "full", "neo4j", nodes, edges)
    server.start()
    assert ask(server.connection, "MATCH (:Thing {name: 'một'})-[:BEFORE]->(n) RETURN n.name") == ["hai"]


def test_a_failing_admin_command_says_why(
    own_neo4j: Callable[[], Neo4jServer], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(RuntimeError, match="database import"):
        own_neo4j().admin("database", "import", "full", "neo4j", "--nodes=/nowhere.csv")


def test_by_hand_it_prints_how_to_connect(shared_neo4j: Connection) -> None:
    command = [sys.executable, tool.__file__]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout
    lines = [process.stdout.readline().strip() for _ in range(3)]
    given = dict(line.removeprefix("export ").split("=", 1) for line in lines)
    connection = Connection(given["CHIDAO_TEST_NEO4J"], given["CHIDAO_NEO4J_USER"], given["CHIDAO_NEO4J_PASSWORD"])
    try:
        assert ask(connection, "RETURN 1") == [1]
    finally:
        process.terminate()
        assert process.wait(60) == 0
    process.stdout.close()
    with pytest.raises(ServiceUnavailable):
        ask(connection, "RETURN 1")


def test_without_java_it_says_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(tool.ServerAbsentError, match="openjdk"):
        tool.libraries()


def test_a_given_server_is_taken_with_the_credentials_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHIDAO_TEST_NEO4J", "bolt://localhost:7687")
    monkeypatch.setenv("CHIDAO_NEO4J_PASSWORD", "secret")
    monkeypatch.delenv("CHIDAO_NEO4J_USER", raising=False)
    given = tool.external()
    assert given is not None
    assert (given.address, given.auth) == ("bolt://localhost:7687", ("neo4j", "secret"))
    assert os.environ["CHIDAO_NEO4J_PASSWORD"] not in repr(given)
