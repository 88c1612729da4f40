"""What is more likely wrong than right is in no answer unless asked for, and is marked in it then."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.store import Store
from queries.evidence import show
from queries.export import organization_graph, to_networkx, whole_graph
from queries.lineage import lineage, path
from queries.reporting import reports_to
from queries.responsibilities import duties
from sample import DOUBTFUL_PLAN, HOME_AFFAIRS, PROVINCE_PLAN, RESOLUTION, SCIENCE, TEXTS, doubtful, sample_store


@pytest.fixture(params=["memory:", "sqlite:"])
def asked(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """The sample with a plan that is doubtful throughout."""
    address = f"sqlite://{tmp_path}/graph.db" if request.param == "sqlite:" else request.param
    store = sample_store(address, (*TEXTS, doubtful))
    yield store
    store.close()


def test_a_doubtful_step_is_not_in_a_chain(asked: Store) -> None:
    assert DOUBTFUL_PLAN not in lineage(asked, RESOLUTION).descendants
    whole = lineage(asked, RESOLUTION, doubtful=True)
    assert DOUBTFUL_PLAN in whole.descendants
    [step] = [step for step in whole.down if step.documents[0].key == DOUBTFUL_PLAN]
    assert [edge.doubtful for edge in step.edges] == [True]
    assert {edge.doubtful for other in whole.steps if other is not step for edge in other.edges} == {False}


def test_a_doubtful_review_is_not_beside_a_step(asked: Store) -> None:
    def beside(*, doubtful: bool) -> list[str]:
        steps = lineage(asked, PROVINCE_PLAN, doubtful=doubtful).steps
        return [found.document.key for step in steps for found in step.follow_ups]

    assert DOUBTFUL_PLAN not in beside(doubtful=False)
    assert DOUBTFUL_PLAN in beside(doubtful=True)


def test_a_doubtful_edge_joins_no_two_documents(asked: Store) -> None:
    assert path(asked, DOUBTFUL_PLAN, RESOLUTION).direction == "none"
    found = path(asked, DOUBTFUL_PLAN, RESOLUTION, doubtful=True)
    assert (found.direction, found.steps[0].edge.doubtful) == ("up", True)


def test_a_doubtful_duty_is_nobodys(asked: Store) -> None:
    sure = duties(asked, HOME_AFFAIRS.key)
    every = duties(asked, HOME_AFFAIRS.key, doubtful=True)
    assert every.total == sure.total + 1
    assert [duty.words for duty in every.own if duty.doubtful] == ["trồng cây xanh"]
    assert not any(duty.doubtful for duty in sure.own)
    assert not any(words.doubtful for duty in sure.own for words in duty.evidence)


def test_a_doubtful_line_is_not_reported_along(asked: Store) -> None:
    assert "kết quả trồng cây" not in [line.subject for line in reports_to(asked, SCIENCE.key).lines]
    lines = reports_to(asked, SCIENCE.key, doubtful=True).lines
    assert [line.subject for line in lines if line.doubtful] == ["kết quả trồng cây"]


def test_all_that_is_known_of_a_node_holds_the_doubtful_and_says_so(asked: Store) -> None:
    sheet = show(asked, DOUBTFUL_PLAN)
    assert {(edge.kind, edge.doubtful) for edge in sheet.edges} >= {("IMPLEMENTS", True), ("ISSUED_BY", False)}
    assert [edge.confidence for edge in sheet.edges if edge.kind == "IMPLEMENTS"] == [0.3]
    assert {words.statement for words in sheet.words if words.doubtful} == {"Relation", "Assignment", "Reporting"}


def test_exported_graphs_leave_it_out_or_mark_it(asked: Store) -> None:
    for graph in (whole_graph(asked), organization_graph(asked, HOME_AFFAIRS.key)):
        assert not any("doubtful" in said for *_, said in graph.edges(data=True))
    marked = {kind for *_, kind, said in whole_graph(asked, doubtful=True).edges(keys=True, data="doubtful") if said}
    assert {"IMPLEMENTS", "REVIEWS", "LEADS", "ASSIGNS"} <= {kind.split()[0] for kind in marked}
    around = organization_graph(asked, HOME_AFFAIRS.key, doubtful=True)
    assert any(said for *_, said in around.edges(data="doubtful"))
    drawn = to_networkx(lineage(asked, RESOLUTION, doubtful=True))
    assert drawn.edges[DOUBTFUL_PLAN, RESOLUTION, "IMPLEMENTS"]["doubtful"] is True
    tasks = to_networkx(duties(asked, HOME_AFFAIRS.key, doubtful=True))
    assert any(said for *_, said in tasks.edges(data="doubtful"))
