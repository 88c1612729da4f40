"""The sample documents answer the questions of ``examples/expected.json``: from files to answers, nothing replaced."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from graph.errors import AmbiguousError
from graph.kinds import UNIT_KINDS
from graph.nodes import Node
from graph.store import NodeFilter, Store
from graph.text import fold
from loaders.load import LoadReport, load
from neo4j_stores import KINDS, empty_store
from queries.documents import pick_document, pick_organization
from queries.lineage import Lineage, lineage
from queries.reporting import ReportingLine, reports_to
from queries.responsibilities import Duties, Duty, duties
from queries.unresolved import OpenReference, stubs, unresolved

EXAMPLES = Path(__file__).parents[1] / "examples"
EXPECTED: dict[str, Any] = json.loads((EXAMPLES / "expected.json").read_text(encoding="utf-8"))

Entry = dict[str, Any]


@pytest.fixture(scope="module", params=KINDS)
def loaded(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Store, LoadReport]]:
    store = empty_store(request.param, request, tmp_path_factory.mktemp("store"))
    yield store, load(store, [EXAMPLES / "documents"])
    store.close()


@pytest.fixture(scope="module")
def store(loaded: tuple[Store, LoadReport]) -> Store:
    return loaded[0]


def entries(name: str) -> Any:
    """One test per entry of a list of the expectations; a list that is empty or gone fails at collection."""
    found = EXPECTED[name]
    assert found, f"expected.json asks nothing under {name!r}"
    return pytest.mark.parametrize("entry", found, ids=lambda e: _title(e))


def _title(entry: Entry | str) -> str:
    if isinstance(entry, str):
        return entry
    return " ".join(str(v) for k, v in entry.items() if isinstance(v, str) and k != "about")


# What the expectations call a document


def document(store: Store, name: str) -> Node:
    """The one document node that ``name`` ('symbol date') means."""
    symbol, date = name.rsplit(" ", 1)
    found = store.find(NodeFilter(label="Document", number=symbol)).items
    fitting = [node for node in found if node.properties.get("date") == date]
    seen = [(node.key, node.properties.get("status")) for node in found]
    assert len(fitting) == 1, f"{name}: one document expected, known by that number are {seen}"
    return fitting[0]


def name_of(store: Store, key: str) -> str:
    """'symbol date' of a document, an annex under the name of the instrument it was issued with."""
    node = store.nodes([key])[key]
    symbol = node.properties.get("symbol")
    if symbol:
        return f"{symbol} {node.properties.get('date', '?')}"
    for edge in store.edges([node.key], UNIT_KINDS):
        other = edge.key.target if edge.key.source == node.key else edge.key.source
        carrier = store.nodes([other])[other]
        if carrier.properties.get("symbol"):
            return name_of(store, other)
    return node.name


def names_of(store: Store, keys: Any) -> set[str]:
    return {name_of(store, key) for key in keys}


def unit_of(store: Store, name: str) -> set[str]:
    """Keys of the instrument ``name`` and of what it issues or approves."""
    root = document(store, name).key
    bound = store.edges([root], UNIT_KINDS)
    return {root} | {end for edge in bound for end in (edge.key.source, edge.key.target)}


def body(store: Store, name: str) -> Node:
    return pick_organization(store, name)


def says(words: str, *texts: str) -> bool:
    return any(fold(words) in " ".join(fold(text).split()) for text in texts)


# Loading


def test_every_sample_loads_and_says_something(loaded: tuple[Store, LoadReport]) -> None:
    store, report = loaded
    files = sorted(EXAMPLES.glob("documents/*.txt"))
    assert len(files) >= 14
    assert report.failed == ()
    locators = {Path(source.locator).name: source.locator for source in store.sources()}
    assert sorted(locators) == [file.name for file in files]
    silent = [name for name, locator in locators.items() if not store.claims_of_source(locator)]
    assert silent == []


def test_every_claim_of_the_samples_quotes_the_words_at_its_place(store: Store) -> None:
    texts = {file.name: file.read_text(encoding="utf-8") for file in EXAMPLES.glob("documents/*.txt")}
    spans = 0
    for source in store.sources():
        text = texts[Path(source.locator).name]
        for stored in store.claims_of_source(source.locator):
            for span in stored.claim.evidence.spans:
                spans += 1
                assert text[span.start : span.end] == span.quote
    assert spans > 0


# Documents and their chain


@entries("lineage")
def test_the_chain_of_a_document(store: Store, entry: Entry) -> None:
    root = document(store, entry["document"])
    answer = lineage(
        store,
        root.key,
        direction=entry["direction"],
        based_on=entry.get("based_on", False),
        as_of=entry.get("as_of", ""),
    )
    reached = names_of(store, (*answer.ancestors, *answer.descendants)) - {entry["document"]}
    if "all" in entry:
        assert reached == set(entry["all"])
        assert direct(store, answer, entry["document"]) == set(entry["direct"])
    assert set(entry.get("includes", [])) <= reached
    assert not set(entry.get("excludes", [])) & reached


def direct(store: Store, answer: Lineage, root: str) -> set[str]:
    keys = [ref.key for step in answer.steps if step.way != "self" and step.depth == 1 for ref in step.documents]
    return names_of(store, keys) - {root}


@entries("relations")
def test_a_relation_that_a_sample_states(store: Store, entry: Entry) -> None:
    source, target = unit_of(store, entry["source"]), unit_of(store, entry["target"])
    found = [edge for edge in store.edges(source, [entry["kind"]], "out") if edge.key.target in target]
    stated = [
        (e.key.kind, name_of(store, e.key.target))
        for e in store.edges(source, (), "out")
        if _is_document(store, e.key.target)
    ]
    assert found, f"{entry['source']} is said to: {stated}"
    assert all(store.claims_of_edge(edge.key) for edge in found)


def _is_document(store: Store, key: str) -> bool:
    return store.nodes([key])[key].label == "Document"


@entries("events")
def test_a_conference_disseminates_documents(store: Store, entry: Entry) -> None:
    for name in entry["disseminates"]:
        edges = store.edges(unit_of(store, name), ["DISSEMINATES"], "in")
        dates = {store.nodes([e.key.source])[e.key.source].properties.get("date") for e in edges}
        assert entry["date"] in dates


@entries("one_document")
def test_a_document_and_the_news_of_it_are_one(store: Store, entry: Entry) -> None:
    claims = store.claims_of_node(document(store, entry["document"]).key)
    assert set(entry["sources"]) <= {Path(stored.source).name for stored in claims}


@entries("several_candidates")
def test_a_number_alone_is_no_identity(store: Store, entry: Entry) -> None:
    with pytest.raises(AmbiguousError) as refused:
        pick_document(store, entry["asked"])
    assert set(entry["candidates"]) <= names_of(store, refused.value.candidates)


@entries("signers")
def test_a_document_knows_who_signed_it(store: Store, entry: Entry) -> None:
    assert document(store, entry["document"]).properties.get("signer") == entry["signer"]


# Who must do what


def own_duties(store: Store, entry: Entry, as_of: str = "") -> Duties:
    return duties(store, body(store, entry["organization"]).key, as_of=as_of)


def duty_about(answer: Duties, words: str) -> Duty:
    found = [duty for duty in answer.own if says(words, duty.words, *(w.quote for w in duty.evidence))]
    assert found, f"no duty about {words!r}; there are {[duty.words for duty in answer.own]}"
    return found[0]


@entries("duties")
def test_the_duties_of_a_body(store: Store, entry: Entry) -> None:
    answer = own_duties(store, entry)
    for task in entry["tasks"]:
        duty = duty_about(answer, task["words"])
        assert set(task["roles"]) <= set(duty.roles)
        assert duty.due.day == task.get("due", duty.due.day)
        assert task["stated_in"] in names_of(store, [ref.key for ref in duty.stated_in])
        helpers = [participant.body.name for participant in duty.co_workers]
        assert all(says(name, *helpers) for name in task.get("with", []))
        assert duty.evidence


@entries("overdue")
def test_a_task_is_overdue_from_the_right_day(store: Store, entry: Entry) -> None:
    answer = own_duties(store, entry, entry["as_of"])
    assert duty_about(answer, entry["words"]).overdue is entry["overdue"]


@entries("succession")
def test_a_merged_body_knows_whom_it_follows(store: Store, entry: Entry) -> None:
    kin = own_duties(store, entry).kin
    assert entry["predecessor"] in {k.body.name for k in kin if k.relation == "predecessor"}


@entries("reports")
def test_a_reporting_line(store: Store, entry: Entry) -> None:
    lines = reports_to(store, body(store, entry["recipient"]).key, direction="from").lines
    seen = [(line.reporter.name, line.subject, line.frequency, [v.name for v in line.via]) for line in lines]
    assert any(_is_line(store, line, entry) for line in lines), f"reports to {entry['recipient']}: {seen}"


def _is_line(store: Store, line: ReportingLine, entry: Entry) -> bool:
    via = [other.name for other in line.via]
    return (
        says(entry["reporter"], line.reporter.name)
        and set(entry["frequency"]) <= set(line.frequency)
        and all(says(name, *via) for name in entry["via"])
        and entry["stated_in"] in names_of(store, [ref.key for ref in line.stated_in])
        and bool(line.words)
    )


@entries("targets")
def test_a_target_that_a_document_sets(store: Store, entry: Entry) -> None:
    found = targets(store, entry["document"])
    seen = [dict(node.properties) for node in found]
    assert any(_is_target(node, entry) for node in found), f"targets: {seen}"


@entries("no_targets")
def test_figures_of_the_past_are_no_targets(store: Store, entry: str) -> None:
    assert targets(store, entry) == []


def targets(store: Store, name: str) -> list[Node]:
    edges = store.edges(unit_of(store, name), ["SETS_TARGET"], "out")
    return [store.nodes([edge.key.target])[edge.key.target] for edge in edges]


def _is_target(node: Node, entry: Entry) -> bool:
    known = node.properties
    same = all(known.get(field) == entry[field] for field in ("op", "values", "unit", "year"))
    return same and says(entry["indicator"], str(known.get("indicator", "")))


# What stays open


def open_references(store: Store, status: str, entry: Entry) -> list[OpenReference]:
    """The open references of the entry's source that have its words."""
    items = unresolved(store, status=status, limit=500).items
    return [
        item
        for item in items
        if any(Path(w.source).name == entry["source"] and says(entry["words"], w.quote) for w in item.words)
    ]


@entries("ambiguous")
def test_a_reference_that_two_documents_fit_names_both(store: Store, entry: Entry) -> None:
    found = open_references(store, "ambiguous", entry)
    assert len(found) == 1
    assert {name_of(store, ref.key) for ref in found[0].candidates} == set(entry["candidates"])
    assert found[0].reason


@entries("unresolved")
def test_a_reference_that_nothing_fits_is_kept(store: Store, entry: Entry) -> None:
    assert len(open_references(store, "unresolved", entry)) == 1


@entries("stubs")
def test_a_cited_document_that_was_not_loaded_is_listed(store: Store, entry: str) -> None:
    assert entry in names_of(store, [stub.document.key for stub in stubs(store, limit=500).items])
