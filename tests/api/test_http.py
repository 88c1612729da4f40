from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

import graph.errors
from api.http import SECURITY_HEADERS, create_app
from api.problems import KINDS, kind_of
from graph.claims import Attribute, Claim, Evidence, Mention, Source, Span
from graph.errors import AmbiguousError, ChidaoError, NotFoundError, QuestionError, StoreBusyError, StoreError
from graph.store import Store
from sample import (
    CARRIER,
    DEPARTMENT_PLAN,
    DOUBTFUL_PLAN,
    HOME_AFFAIRS,
    MINISTRY,
    PROGRAMME,
    PROVINCE,
    PROVINCE_PLAN,
    RESOLUTION,
    RESOLUTION_AS_CITED,
    SCIENCE,
    TEXTS,
    doubtful,
    sample_store,
)

API = "/api/v1"


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    with TestClient(create_app(sample_store), follow_redirects=False) as client:
        yield client


def doubtful_store() -> Store:
    """The sample, and a slip for its resolution."""
    store = sample_store()
    span = Span(0, 24, "quote", "Nghị quyết số 57/NQ-CP …")
    said = {"type": "Nghị quyết", "number": "57/NQ-CP", "date": "2024-12-22", "issuer": "bo-chinh-tri"}
    claims: list[Claim] = [Mention("d1", Evidence((span,), "test"))]
    claims += [Attribute("d1", name, value, False, False, Evidence((span,), "test")) for name, value in said.items()]
    with store.writing() as writer:
        writer.put_source(Source("slip.txt", "1", "1", "1"), claims)
    return store


def get(client: TestClient, path: str, **query: Any) -> Any:
    response = client.get(f"{API}{path}", params=query)
    assert response.status_code == 200, response.text
    assert response.headers["content-type"] == "application/json"
    return response.json()


class TestDocuments:
    def test_are_found_by_number_in_any_spelling(self, client: TestClient) -> None:
        found = get(client, "/documents", number="nq 57-nq/tw")
        assert [item["key"] for item in found["items"]] == [RESOLUTION]

    def test_come_in_pages_with_a_total(self, client: TestClient) -> None:
        first = get(client, "/documents", limit=3)
        assert len(first["items"]) == first["limit"] == 3
        assert first["total"] > 3
        assert get(client, "/documents", limit=3, offset=3)["items"] != first["items"]

    def test_have_a_chain(self, client: TestClient) -> None:
        chain = get(client, f"/documents/{quote(PROVINCE_PLAN)}/lineage")
        assert RESOLUTION in chain["ancestors"]
        assert [step["depth"] for step in chain["steps"]] == [0, 1, 2, 1]

    def test_have_a_chain_narrowed_by_the_question(self, client: TestClient) -> None:
        asked = {"direction": "up", "depth": 1, "kinds": ["IMPLEMENTS"], "as_of": "2025-03-01"}
        chain = get(client, f"/documents/{quote(PROVINCE_PLAN)}/lineage", **asked)
        assert chain["descendants"] == []
        assert CARRIER in chain["ancestors"]

    def test_are_joined_by_a_path(self, client: TestClient) -> None:
        found = get(client, "/path", **{"from": DEPARTMENT_PLAN, "to": RESOLUTION})
        assert (found["direction"], found["length"]) == ("up", 3)


class TestDoubt:
    @pytest.fixture
    def client(self) -> Iterator[TestClient]:
        with TestClient(create_app(lambda: sample_store(texts=(*TEXTS, doubtful)))) as client:
            yield client

    @pytest.mark.parametrize(
        ("path", "asked", "items"),
        [
            (f"/documents/{quote(RESOLUTION)}/lineage", {}, "descendants"),
            ("/path", {"from": DOUBTFUL_PLAN, "to": RESOLUTION}, "steps"),
            (f"/organizations/{HOME_AFFAIRS.key}/duties", {"as_of": "2025-07-01"}, "own"),
            (f"/organizations/{SCIENCE.key}/reports", {}, "lines"),
        ],
    )
    def test_a_doubtful_claim_is_left_out_and_comes_when_asked_for(
        self, client: TestClient, path: str, asked: dict[str, str], items: str
    ) -> None:
        without, whole = get(client, path, **asked), get(client, path, **asked, doubtful=True)
        assert len(whole[items]) == len(without[items]) + 1
        assert '"doubtful": true' not in json.dumps(without)
        assert '"doubtful": true' in json.dumps(whole)

    def test_a_node_says_what_at_it_is_doubtful(self, client: TestClient) -> None:
        edges = get(client, f"/nodes/{quote(DOUBTFUL_PLAN)}")["edges"]
        assert {edge["kind"] for edge in edges if edge["doubtful"]} == {"IMPLEMENTS", "REVIEWS", "ASSIGNS"}

    def test_pages_leave_it_out_or_mark_it(self, client: TestClient) -> None:
        for page, key in (("/chain", RESOLUTION), ("/duties", HOME_AFFAIRS.key)):
            assert "nghi ngờ</span>" not in client.get(page, params={"key": key}).text
            assert "nghi ngờ</span>" in client.get(page, params={"key": key, "doubtful": "true"}).text
        assert "nghi ngờ</span>" in client.get("/node", params={"key": DOUBTFUL_PLAN}).text


class TestOrganizations:
    def test_are_found_by_name(self, client: TestClient) -> None:
        assert HOME_AFFAIRS.key in [item["key"] for item in get(client, "/organizations", words="noi vu")["items"]]

    def test_have_duties_as_of_a_day(self, client: TestClient) -> None:
        found = get(client, f"/organizations/{HOME_AFFAIRS.key}/duties", as_of="2025-07-01", overdue=True)
        assert (found["total"], found["own"][0]["due"]["day"]) == (1, "2025-06-29")

    def test_have_duties_as_of_today_when_no_day_is_given(self, client: TestClient) -> None:
        found = get(client, f"/organizations/{HOME_AFFAIRS.key}/duties")
        assert found["as_of"]
        assert {duty["overdue"] for duty in found["own"]} <= {True, False}

    def test_have_duties_by_role(self, client: TestClient) -> None:
        found = get(client, f"/organizations/{HOME_AFFAIRS.key}/duties", roles=["LEAD"])
        assert found["total"] == 1

    def test_have_reporting_lines(self, client: TestClient) -> None:
        (line,) = get(client, f"/organizations/{HOME_AFFAIRS.key}/reports", direction="to")["lines"]
        assert line["recipient"]["key"] == PROVINCE.key


class TestEvidence:
    def test_of_an_edge_shows_source_place_and_words(self, client: TestClient) -> None:
        edge = {"source": PROGRAMME, "kind": "IMPLEMENTS", "target": RESOLUTION}
        (words,) = get(client, "/edges/evidence", **edge)["items"]
        assert words["source"] == "nq03.txt"
        assert words["spans"][0]["quote"].endswith("57-NQ/TW")

    def test_of_a_node_shows_all_that_is_there(self, client: TestClient) -> None:
        sheet = get(client, f"/nodes/{quote(RESOLUTION)}")
        assert RESOLUTION_AS_CITED in sheet["aliases"]
        assert sheet["edges_total"] == len(sheet["edges"])

    def test_of_a_task_is_found_by_its_key(self, client: TestClient) -> None:
        task = get(client, f"/organizations/{HOME_AFFAIRS.key}/duties")["own"][0]["task"]
        assert get(client, f"/nodes/{quote(task)}")["node"]["label"] == "Task"


class TestWhatIsOpen:
    def test_is_listed_with_candidates(self, client: TestClient) -> None:
        (reference,) = get(client, "/unresolved", status="ambiguous")["items"]
        assert len(reference["candidates"]) == 2

    def test_is_a_symbol_to_doubt(self) -> None:
        with TestClient(create_app(doubtful_store)) as client:
            (reference,) = get(client, "/unresolved", status="suspect")["items"]
            text = client.get("/open").text
        assert (reference["status"], len(reference["candidates"])) == ("suspect", 1)
        assert "Số, ký hiệu đáng ngờ" in text
        assert text.count(reference["reason"]) == 1

    def test_is_what_to_load_next(self, client: TestClient) -> None:
        assert get(client, "/stubs", limit=1)["total"] > 1

    def test_is_what_was_kept_out(self, client: TestClient) -> None:
        assert "2010-01-04" in get(client, "/refused")[0]["reason"]


class TestTheStore:
    def test_lists_its_sources(self, client: TestClient) -> None:
        found = get(client, "/sources", limit=2)
        assert (len(found["items"]), found["total"]) == (2, 6)

    def test_counts_what_it_holds(self, client: TestClient) -> None:
        assert get(client, "/status")["counts"]["sources"] == 6

    def test_is_well(self, client: TestClient) -> None:
        assert get(client, "/health") == {"status": "ok"}

    def test_is_opened_at_the_first_question_once_and_closed(self) -> None:
        opened: list[Store] = []
        closed: list[bool] = []

        def open_reader() -> Store:
            store = sample_store()
            store.close = lambda: closed.append(True)  # type: ignore[method-assign]  # watched
            opened.append(store)
            return store

        with TestClient(create_app(open_reader)) as client:
            assert opened == []
            for _ in range(3):
                client.get(f"{API}/status")
            assert len(opened) == 1
        assert closed == [True]


class TestAFormerKey:
    def test_answers_308_with_the_same_question_under_the_present_key(self, client: TestClient) -> None:
        response = client.get(f"{API}/documents/{quote(RESOLUTION_AS_CITED)}/lineage", params={"depth": 3})
        assert response.status_code == 308
        assert response.headers["location"] == f"{API}/documents/{quote(RESOLUTION)}/lineage?depth=3"
        assert client.get(response.headers["location"]).json()["root"]["key"] == RESOLUTION

    def test_answers_308_for_a_node(self, client: TestClient) -> None:
        response = client.get(f"{API}/nodes/{quote(RESOLUTION_AS_CITED)}")
        assert (response.status_code, response.headers["location"]) == (308, f"{API}/nodes/{quote(RESOLUTION)}")


def refused(client: TestClient, path: str, status: int, **query: Any) -> dict[str, Any]:
    response = client.get(f"{API}{path}", params=query)
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    problem: dict[str, Any] = response.json()
    assert problem["status"] == status
    assert problem["title"]
    assert problem["type"].startswith("/problems/")
    return problem


class TestAProblem:
    def test_is_said_of_a_key_that_leads_to_nothing(self, client: TestClient) -> None:
        assert "nowhere" in refused(client, "/nodes/nowhere", 404)["detail"]
        refused(client, "/documents/nowhere/lineage", 404)
        refused(client, f"/organizations/{quote(RESOLUTION)}/duties", 404)

    def test_is_said_of_an_address_that_is_none(self, client: TestClient) -> None:
        refused(client, "/nothing", 404)

    def test_names_the_candidates_where_several_fit(self, client: TestClient) -> None:
        problem = refused(client, "/documents", 409, issuer="các sở, ban, ngành")
        assert len(problem["candidates"]) == 2

    @pytest.mark.parametrize(
        ("path", "query"),
        [
            ("/documents", {"limit": 0}),
            ("/documents", {"limit": 501}),
            ("/documents", {"offset": -1}),
            ("/documents", {"words": "x" * 301}),
            ("/documents", {"date_from": "yesterday"}),
            ("/documents", {"date_from": "2025-02-30"}),
            (f"/documents/{RESOLUTION}/lineage", {"depth": 51}),
            (f"/documents/{RESOLUTION}/lineage", {"kinds": "CITES"}),
            (f"/documents/{RESOLUTION}/lineage", {"direction": "sideways"}),
            (f"/organizations/{MINISTRY.key}/duties", {"roles": "BOSS"}),
            ("/path", {"from": RESOLUTION}),
        ],
    )
    def test_is_said_of_words_that_make_no_question(self, client: TestClient, path: str, query: dict[str, Any]) -> None:
        refused(client, path, 422, **query)

    def test_is_said_when_an_answer_takes_too_long(self) -> None:
        class Slow:
            def counts(self) -> dict[str, int]:
                time.sleep(0.4)
                return {}

            def close(self) -> None: ...

        with TestClient(create_app(Slow, seconds=0.05)) as client:  # type: ignore[arg-type]  # as much as it asks of it
            problem = refused(client, "/status", 503)
            assert "0.05 seconds" in problem["detail"]

    @pytest.mark.parametrize(
        ("error", "status", "told"),
        [
            (StoreError("disk at /secret/place"), 503, False),
            (StoreBusyError("another process is writing"), 503, True),
            (RuntimeError("secret"), 500, False),
        ],
    )
    def test_tells_nothing_of_the_inside(self, error: Exception, status: int, told: bool) -> None:
        with TestClient(create_app(_failing(error)), raise_server_exceptions=False) as client:
            problem = refused(client, "/status", status)
            assert (str(error) in problem["detail"]) is told
            assert client.get(f"{API}/status").headers["x-content-type-options"] == "nosniff"


def _failing(error: Exception) -> Callable[[], Store]:
    def open_reader() -> Store:
        raise error

    return open_reader


class TestTheTableOfErrors:
    def test_has_a_status_for_every_error_of_the_tree(self) -> None:
        classes = [c for c in vars(graph.errors).values() if isinstance(c, type) and issubclass(c, ChidaoError)]
        assert len(classes) > 8
        for cls in set(classes) - {ChidaoError}:
            error = cls("x", ["a"]) if cls is AmbiguousError else cls("x")
            assert kind_of(error).slug != "internal", cls

    def test_puts_the_special_before_the_general(self) -> None:
        for place, (earlier, _) in enumerate(KINDS):
            assert not any(issubclass(later, earlier) for later, _ in KINDS[place + 1 :]), earlier

    def test_tells_what_is_wrong_with_the_question(self) -> None:
        assert kind_of(QuestionError("x")).status == 422
        assert kind_of(NotFoundError("x")).status == 404


class TestSafety:
    def test_every_answer_carries_the_headers(self, client: TestClient) -> None:
        for path in ("/", "/chain?key=nothing", f"{API}/status", f"{API}/nodes/x", "/static/page.css", "/nowhere"):
            headers = client.get(path).headers
            assert {name: headers.get(name) for name in SECURITY_HEADERS} == SECURITY_HEADERS, path

    def test_no_script_may_stand_in_a_page_or_come_from_elsewhere(self) -> None:
        policy = SECURITY_HEADERS["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "script-src 'self';" in policy
        assert "unsafe" not in policy
        assert "http" not in policy

    def test_other_sites_may_not_read_the_answers(self, client: TestClient) -> None:
        response = client.get(f"{API}/status", headers={"Origin": "https://elsewhere.example"})
        assert "access-control-allow-origin" not in response.headers

    def test_nothing_can_be_written(self, client: TestClient) -> None:
        for method in ("post", "put", "delete", "patch"):
            assert getattr(client, method)(f"{API}/documents").status_code == 405


class TestTheDescription:
    def test_names_every_route_with_a_typed_answer_and_its_problems(self, client: TestClient) -> None:
        described = client.get(f"{API}/openapi.json").json()
        assert len(described["paths"]) >= 13
        for path, methods in described["paths"].items():
            assert path.startswith(f"{API}/")
            answers = methods["get"]["responses"]
            assert answers["200"]["content"]["application/json"]["schema"], path
            assert {"404", "422", "503"} <= set(answers), path
            assert methods["get"]["summary"], path

    def test_has_examples(self, client: TestClient) -> None:
        assert '"examples"' in client.get(f"{API}/openapi.json").text
