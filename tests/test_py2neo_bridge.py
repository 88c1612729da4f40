"""The bridge to py2neo, against a real server: what is pushed is read back, and is known when it is pushed again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import networkx as nx
import py2neo
import pytest

from graph.errors import QuestionError
from graph.store import Store
from neo4j_server import Connection
from queries.documents import find_documents
from queries.export import to_networkx
from queries.lineage import lineage
from queries.responsibilities import duties
from queries.subgraph import to_subgraph
from sample import HOME_AFFAIRS, PROGRAMME, RESOLUTION, sample_store

HOSTILE = "a`b'c\"d\\ MATCH (n) DETACH DELETE n // \x00\x01\n" + "x" * 100_000


@pytest.fixture
def store() -> Iterator[Store]:
    store = sample_store()
    yield store
    store.close()


@pytest.fixture
def server(neo4j_server: Connection) -> Any:
    return py2neo.Graph(neo4j_server.address, auth=neo4j_server.auth)


def test_a_chain_is_pushed_and_read_back(store: Store, server: Any) -> None:
    answer = lineage(store, RESOLUTION)
    expected = to_networkx(answer)
    server.create(to_subgraph(answer))
    rows = server.run("MATCH (n:Document) RETURN n.key AS key, n.depth AS depth, n.name AS name").data()
    assert {row["key"]: (row["depth"], row["name"]) for row in rows} == {
        key: (said.get("depth"), said["name"]) for key, said in expected.nodes(data=True)
    }
    edges = server.run("MATCH (a)-[r]->(b) RETURN a.key, type(r), b.key, r.quote").to_table()
    assert {tuple(row) for row in edges} == {
        (u, k, v, d["quote"]) for u, v, k, d in expected.edges(keys=True, data=True)
    }
    assert (
        server.evaluate("MATCH (:Document {key: $a})-[:IMPLEMENTS]->(b:Document) RETURN b.key", {"a": PROGRAMME})
        == RESOLUTION
    )


def test_pushed_twice_it_is_there_once(store: Store, server: Any) -> None:
    answer = duties(store, HOME_AFFAIRS.key, as_of="2025-12-31")
    for _ in range(2):
        server.merge(to_subgraph(answer))
    expected = to_networkx(answer)
    assert server.evaluate("MATCH (n) RETURN count(n)") == expected.number_of_nodes()
    assert server.evaluate("MATCH ()-[r]->() RETURN count(r)") == expected.number_of_edges()
    assert set(server.schema.node_labels) >= {"Document", "Organization", "Task"}


def test_hostile_text_comes_back_as_data(server: Any) -> None:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_node("k1", label="Document", name=HOSTILE)
    graph.add_node(HOSTILE[:200], label="Task", name="b", roles=[HOSTILE, "x"])
    graph.add_edge("k1", HOSTILE[:200], key="ASSIGNS", kind="ASSIGNS", label="giao", quote=HOSTILE)
    server.create(to_subgraph(graph))
    row = server.run("MATCH (a)-[r:ASSIGNS]->(b) RETURN a.name, r.quote, b.roles, b.key").to_table()[0]
    assert tuple(row) == (HOSTILE, HOSTILE, [HOSTILE, "x"], HOSTILE[:200])


def test_several_lines_between_two_bodies_are_joined() -> None:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for key in ("a", "b"):
        graph.add_node(key, label="Organization", name=key)
    for subject in ("kinh phí", "nhân sự"):
        graph.add_edge("a", "b", key=f"REPORTS_TO {subject}", kind="REPORTS_TO", label="báo cáo cho", subject=subject)
    (line,) = to_subgraph(graph).relationships
    assert (line["subject"], line["label"]) == (["kinh phí", "nhân sự"], "báo cáo cho")


def test_a_list_of_documents_is_no_graph(store: Store) -> None:
    with pytest.raises(QuestionError):
        to_subgraph(find_documents(store))
