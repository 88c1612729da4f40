"""Answers as networkx graphs and GraphML: what is in the answer is in the graph, also when a text is hostile."""

from __future__ import annotations

import io
import json
from pathlib import Path

import networkx as nx
import pytest

from graph.claims import Body
from graph.errors import NotFoundError, QuestionError
from graph.kinds import KINDS
from graph.store import Store
from graph.stores import open_store
from queries.documents import find_documents
from queries.export import organization_graph, to_networkx, whole_graph
from queries.graphml import graphml
from queries.lineage import lineage, path
from queries.reporting import reports_to
from queries.responsibilities import duties
from sample import DEPARTMENT_PLAN, HOME_AFFAIRS, MINISTRY, OLD_MINISTRY, PROVINCE, RESOLUTION, SCIENCE, Text

HOSTILE = "a\x00b\x0b<&>\"'\ud800`MATCH (n) DETACH DELETE n`\r\n]]>\ufffe\U0001f600 \ufffd0000"


def read_back(graph: nx.MultiDiGraph[str]) -> nx.MultiDiGraph[str]:
    return nx.read_graphml(io.BytesIO("".join(graphml(graph)).encode()), force_multigraph=True)


class TestAnswers:
    def test_a_path_is_its_documents_in_order(self, store: Store) -> None:
        answer = path(store, DEPARTMENT_PLAN, RESOLUTION)
        graph = to_networkx(answer)
        order = sorted(graph, key=lambda key: graph.nodes[key]["place"])
        assert order == [DEPARTMENT_PLAN, *(step.document.key for step in answer.steps)]
        assert {(u, v, k) for u, v, k in graph.edges(keys=True)} == {
            (s.edge.source, s.edge.target, s.edge.kind) for s in answer.steps
        }

    def test_duties_with_all_who_take_part(self, store: Store) -> None:
        answer = duties(store, HOME_AFFAIRS.key, as_of="2025-12-31")
        graph = to_networkx(answer)
        task = next(duty for duty in answer.own if duty.co_workers)
        assert graph.nodes[task.task]["label"] == "Task"
        assert graph.nodes[task.task]["due"] == "2025-06-29"
        assert graph.nodes[task.task]["overdue"] is True
        assert graph.has_edge(HOME_AFFAIRS.key, task.task, key="LEADS")
        assert graph.has_edge(SCIENCE.key, task.task, key="ACTS_WITH")
        assert graph.has_edge(PROVINCE.key, task.task, key="RECEIVES")
        assert graph.has_edge(task.stated_in[0].key, task.task, key="ASSIGNS")
        assert {d.task for d in answer.own} <= set(graph)
        assert {g.group.key for g in answer.groups} <= set(graph)

    def test_kin_of_a_body_say_what_they_are(self, store: Store) -> None:
        graph = to_networkx(duties(store, MINISTRY.key))
        assert graph.nodes[OLD_MINISTRY.key]["relation"] == "predecessor"

    def test_reporting_lines_keep_their_number(self, store: Store) -> None:
        answer = reports_to(store, PROVINCE.key)
        graph = to_networkx(answer)
        assert graph.number_of_edges() == len(answer.lines) > 0
        _, _, said = next(iter(graph.edges(data=True)))
        assert (said["kind"], said["frequency"]) == ("REPORTS_TO", ["P6M"])
        assert said["label"] == KINDS["REPORTS_TO"].label
        assert said["via"] == [SCIENCE.key]

    def test_two_lines_between_two_bodies_are_two_edges(self) -> None:
        store = open_store("memory:")
        text = Text("lines.txt")
        text.document("d1", own=True, type="Kế hoạch", number="1/KH-UBND", date="2025-01-01", issuer=PROVINCE.key)
        from graph.claims import Reporting

        for subject in ("kinh phí", "nhân sự"):
            text.claims.append(Reporting("d1", HOME_AFFAIRS, PROVINCE, subject, text.evidence(subject)))
        text.put(store)
        graph = to_networkx(reports_to(store, PROVINCE.key))
        assert {said["subject"] for _, _, said in graph.edges(data=True)} == {"kinh phí", "nhân sự"}

    def test_a_list_of_documents_is_no_graph(self, store: Store) -> None:
        with pytest.raises(QuestionError, match="no graph"):
            to_networkx(find_documents(store))

    def test_every_node_has_label_and_name_and_every_edge_its_kind(self, store: Store) -> None:
        answers = (
            lineage(store, RESOLUTION),
            path(store, DEPARTMENT_PLAN, RESOLUTION),
            duties(store, HOME_AFFAIRS.key),
            reports_to(store, PROVINCE.key),
        )
        graphs = [*map(to_networkx, answers), organization_graph(store, PROVINCE.key), whole_graph(store)]
        for graph in graphs:
            assert graph.number_of_edges()
            assert all(said["label"] and said["name"] for _, said in graph.nodes(data=True))
            assert all(said["label"] == KINDS[said["kind"]].label for *_, said in graph.edges(data=True))


class TestWhole:
    def test_the_graph_of_a_body_has_its_tasks_with_who_assigns_them(self, store: Store) -> None:
        graph = organization_graph(store, HOME_AFFAIRS.key)
        tasks = {key for key, said in graph.nodes(data=True) if said["label"] == "Task"}
        assert tasks == {duty.task for duty in duties(store, HOME_AFFAIRS.key).own}
        assert all(any(kind == "ASSIGNS" for *_, kind in graph.in_edges(task, keys=True)) for task in tasks)
        assert graph.has_edge(DEPARTMENT_PLAN, HOME_AFFAIRS.key, key="ISSUED_BY")
        assert graph.has_edge(HOME_AFFAIRS.key, PROVINCE.key, key="SUBORDINATE_TO")

    def test_a_body_that_is_not_there(self, store: Store) -> None:
        with pytest.raises(NotFoundError):
            organization_graph(store, RESOLUTION)

    def test_the_whole_graph_has_all_that_the_store_counts(self, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("queries.export.PAGE", 7)
        graph, counts = whole_graph(store), store.counts()
        labels = ("Document", "Organization", "Person", "Task", "Event", "Target")
        assert graph.number_of_nodes() == sum(counts[label] for label in labels)
        assert graph.number_of_edges() == counts["edges"]


class TestGraphml:
    def test_it_is_read_back_as_it_was(self, store: Store) -> None:
        graph = to_networkx(duties(store, HOME_AFFAIRS.key, as_of="2025-12-31"))
        found = read_back(graph)
        assert set(found) == set(graph)
        assert set(found.edges(keys=True)) == set(graph.edges(keys=True))
        for key, said in graph.nodes(data=True):
            assert found.nodes[key] == {n: json.dumps(v) if isinstance(v, list) else v for n, v in said.items()}

    def test_the_same_graph_gives_the_same_bytes(self, store: Store) -> None:
        assert list(graphml(whole_graph(store))) == list(graphml(whole_graph(store)))

    def test_hostile_text_is_read_back_as_data(self) -> None:
        graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
        other = HOSTILE.replace("\x00", "\ufffd0000")
        graph.add_node(HOSTILE, label="Document", name=HOSTILE)
        graph.add_node(other, label="Document", name="x" * 1_000_000)
        graph.add_edge(HOSTILE, other, key=HOSTILE, kind="CITES", label="dẫn chiếu", quote=HOSTILE)
        found = read_back(graph)
        assert len(found) == 2, "two keys never become one"
        assert found.number_of_edges() == 1
        names = {said["name"] for _, said in found.nodes(data=True)}
        assert "x" * 1_000_000 in names
        kept = (names - {"x" * 1_000_000}).pop()
        assert "`MATCH (n) DETACH DELETE n`" in kept
        assert "<&>\"'" in kept
        assert kept.startswith("a\ufffd0000b\ufffd000B")

    def test_hostile_claims_come_through_the_store(self, tmp_path: Path) -> None:
        title = HOSTILE.replace("\ud800", "")
        store = open_store(f"sqlite://{tmp_path}/graph.db")
        text = Text("hostile.txt")
        text.document("d1", own=True, type="Kế hoạch", number="1/KH-UBND", date="2025-01-01", title=title)
        text.task(title, Body("x'`]--\x00", title), roles=("LEAD",))
        text.put(store)
        found = read_back(whole_graph(store))
        assert found.number_of_nodes() == 3
        assert {kind for *_, kind in found.edges(keys=True)} == {"ASSIGNS", "LEADS"}
        store.close()
