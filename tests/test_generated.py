"""Two thousand made-up documents in every store: the same graph, and the same answer to every question."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator

import pytest

from generated.claims import judgements, source_at, sources
from generated.documents import Documents
from generated.questions import answer_of, differences, questions
from graph.claims import Mention
from graph.store import NodeFilter, Store
from graph.stores import open_store
from neo4j_stores import KINDS, empty_store

SIZE = 2_000


@pytest.fixture(scope="module")
def documents() -> Documents:
    return Documents(SIZE)


@pytest.fixture(scope="module")
def stores(
    documents: Documents, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, Store]]:
    folder = tmp_path_factory.mktemp("generated")
    opened = {kind: empty_store(kind, request, folder) for kind in KINDS}
    for store in opened.values():
        with store.writing() as writer:
            for source, claims in sources(documents):
                writer.put_source(source, claims)
            for judgement in judgements(documents):
                writer.judge(judgement)
    yield opened
    for store in opened.values():
        store.close()


def test_it_is_the_same_whenever_it_is_made(documents: Documents) -> None:
    assert source_at(Documents(SIZE), 1200) == source_at(documents, 1200)
    assert source_at(Documents(SIZE, seed=2), 1200) != source_at(documents, 1200)


def test_spans_do_not_overlap_unless_they_are_the_same(documents: Documents) -> None:
    _, claims = source_at(documents, 1200)
    spans = sorted({(s.start, s.end) for claim in claims for s in claim.evidence.spans})
    assert len(spans) > 10
    assert all(left[1] < right[0] for left, right in itertools.pairwise(spans))
    assert all(s.end - s.start == len(s.quote) for claim in claims for s in claim.evidence.spans)


def test_it_has_the_proportions_of_the_real_graph(stores: dict[str, Store]) -> None:
    counts = stores["sqlite"].counts()
    kinds = Counter(e.key.kind for e in stores["memory"].edges(_all_keys(stores["memory"]), (), "out"))
    assert counts["Document:loaded"] == SIZE
    assert min(counts["Document:stub"], counts["Document:ambiguous"], counts["Document:unresolved"]) > 0
    assert min(counts[label] for label in ("Person", "Event", "Target", "Organization")) > 0
    assert 1.6 < kinds["IMPLEMENTS"] / SIZE < 1.9
    assert 2.8 < kinds["ASSIGNS"] / SIZE < 3.2
    assert min(kinds[k] for k in ("ISSUED_WITH", "BASED_ON", "REPORTS_TO", "HOLDS", "MEMBER_OF", "DISSEMINATES")) > 0


@pytest.mark.parametrize("kind", KINDS[1:])
def test_each_store_holds_the_same_graph(stores: dict[str, Store], kind: str) -> None:
    assert list(stores[kind].export()) == list(stores["memory"].export())


def test_all_stores_answer_alike(stores: dict[str, Store], documents: Documents) -> None:
    asked = list(questions(documents, 110))
    assert [d.question for d in differences(stores, asked)] == []
    answers = [answer_of(stores["sqlite"], question) for question in asked]
    assert sum('"refused"' not in answer[:12] for answer in answers) > 80, "most questions must have an answer"


def test_a_store_that_lacks_a_source_is_found_out(stores: dict[str, Store], documents: Documents) -> None:
    lacking = open_store("memory:")
    with lacking.writing() as writer:
        for source, claims in sources(documents):
            if any(isinstance(claim, Mention) for claim in claims) and not source.locator.endswith("00.txt"):
                writer.put_source(source, claims)
    assert differences({"whole": stores["memory"], "lacking": lacking}, questions(documents, 22))


def _all_keys(store: Store) -> list[str]:
    return [node.key for node in store.find(NodeFilter(), limit=1_000_000).items]
