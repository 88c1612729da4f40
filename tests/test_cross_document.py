"""The five seed texts together: what must be one node, what must stay two, and eight questions with their exact
answers.

Needs the gold folder beside the checkout; where it is absent the tests are left out and say so.
"""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from graph.claims import Assignment, Body, Reporting
from graph.facts import local_documents
from graph.identity import identity_key, scoped
from graph.store import Store
from loaders.extract import extract
from loaders.load import load
from neo4j_stores import KINDS, empty_store
from queries.lineage import lineage
from queries.reporting import reports_to
from queries.responsibilities import duties

GOLD = Path(__file__).resolve().parents[1].parent / "shared" / "gold"
SEEDS = ("seed_000", "seed_001", "seed_002", "seed_003", "seed_004")

pytestmark = pytest.mark.skipif(
    not GOLD.exists(), reason=f"the texts with gold are not beside the checkout ({GOLD.name}/)"
)


@lru_cache(maxsize=1)
def scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("gold_score", GOLD / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module", params=KINDS)
def store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Store:
    store = empty_store(request.param, request, tmp_path_factory.mktemp("store"))
    report = load(store, [GOLD / "dev" / f"{name}.txt" for name in SEEDS])
    assert (report.new, report.failed) == (5, ())
    return store


@pytest.fixture(scope="module")
def readings(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    folder = tmp_path_factory.mktemp("readings")
    extract([GOLD / "dev" / f"{name}.txt" for name in SEEDS], folder)
    return {name: json.loads((folder / f"{name}.json").read_text("utf-8")) for name in SEEDS}


@lru_cache(maxsize=1)
def gold() -> dict[str, dict[str, Any]]:
    return {name: json.loads((GOLD / "dev" / f"{name}.gold.json").read_text("utf-8")) for name in SEEDS}


@lru_cache(maxsize=1)
def questions() -> dict[str, list[str]]:
    cross = json.loads((GOLD / "dev" / "cross_document.json").read_text("utf-8"))
    return {query["q"]: query["a"] for query in cross["queries"]}


def locator(store: Store, name: str) -> str:
    return next(s.locator for s in store.sources() if Path(s.locator).stem == name)


@pytest.fixture(scope="module")
def node_of(store: Store, readings: dict[str, dict[str, Any]]) -> dict[str, str]:
    """Gold document id → node key, through the scorer's own pairing."""
    found: dict[str, str] = {}
    for name in SEEDS:
        where = locator(store, name)
        keys = {}
        for local in local_documents(where, [c.claim for c in store.claims_of_source(where)]):
            own = identity_key(local.facts)
            keys[local.ref] = store.resolve(scoped(own, where)) or store.resolve(own)
        wanted, reads = gold()[name]["documents"], readings[name]["documents"]
        for i, j in scorer().pair(wanted, reads, scorer().document_match).items():
            key = keys[reads[j]["id"]]
            assert key is not None, (name, reads[j])
            found[wanted[i]["id"]] = key
    return found


def bodies(store: Store, name: str, words: str, *, group: bool = False) -> set[str]:
    """Keys of the bodies of one source that are the body ``words``."""
    found = set()
    for stored in store.claims_of_source(locator(store, name)):
        claim = stored.claim
        named: Iterable[Body] = ()
        if isinstance(claim, Assignment):
            named = (*claim.organizations, *claim.coordinators, *claim.recipients)
        elif isinstance(claim, Reporting):
            named = (claim.reporter, claim.recipient)
        for body in named:
            mark = "[nhóm] " if body.group else ""
            if body.group == group and scorer().same_body(words, mark + body.name):
                found.add(store.resolve(body.key) or body.key)
    return found


# --- merges
# ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("ids", [("D0-2", "D2-4"), ("D0-3", "D2-5"), ("D0-4", "D2-2"), ("D0-5", "D2-3")])
def test_one_document_named_in_two_texts_is_one_node(node_of: dict[str, str], ids: tuple[str, str]) -> None:
    assert node_of[ids[0]] == node_of[ids[1]]


def test_every_other_document_of_the_seeds_is_a_node_of_its_own(node_of: dict[str, str]) -> None:
    merged = {"D2-2", "D2-3", "D2-4", "D2-5"}
    own = [key for name, key in node_of.items() if name not in merged]
    assert len(own) == len(set(own))


def test_one_minister_in_two_texts_is_one_person(store: Store) -> None:
    keys = []
    for name in ("seed_000", "seed_003"):
        mine = {
            node.key
            for stored in store.claims_of_source(locator(store, name))
            for node in store.nodes(_person_keys(store, stored.id)).values()
            if node.name == "Trần Hồng Hà"
        }
        assert len(mine) == 1, mine
        keys.append(mine)
    assert keys[0] == keys[1]


def _person_keys(store: Store, claim_id: str) -> list[str]:
    from graph.store import NodeFilter

    people = store.find(NodeFilter(label="Person"), limit=100).items
    return [n.key for n in people if any(c.id == claim_id for c in store.claims_of_node(n.key))]


def test_the_ministry_is_one_body_however_it_is_named(store: Store) -> None:
    found = [bodies(store, n, "Bộ Tài nguyên và Môi trường") for n in ("seed_000", "seed_003")]
    found.append(bodies(store, "seed_004", "Bộ trưởng Bộ Tài nguyên và Môi trường"))
    assert found[0] == found[1] == found[2]
    assert len(found[0]) == 1


def test_the_departments_of_the_provinces_are_one_group(store: Store) -> None:
    words = "[nhóm] Sở TN&MT các tỉnh, thành phố trực thuộc Trung ương"
    found = [bodies(store, n, words, group=True) for n in ("seed_000", "seed_003")]
    found.append(
        bodies(store, "seed_004", "[nhóm] Giám đốc các Sở TN&MT các tỉnh, thành phố trực thuộc Trung ương", group=True)
    )
    assert found[0] == found[1] == found[2]
    assert len(found[0]) == 1


def test_the_units_of_the_ministry_are_one_group(store: Store) -> None:
    wanted = {
        "seed_000": "[nhóm] Thủ trưởng các đơn vị, tổ chức trực thuộc Bộ Tài nguyên và Môi trường",
        "seed_003": "[nhóm] các đơn vị trực thuộc Bộ Tài nguyên và Môi trường",
        "seed_004": "[nhóm] Thủ trưởng các đơn vị thuộc Bộ Tài nguyên và Môi trường",
    }
    found = [bodies(store, n, words, group=True) for n, words in wanted.items()]
    assert all(found)
    assert set.intersection(*found)


# --- what stays two
# ----------------------------------------------------------------------------------------------------


def test_documents_with_similar_titles_stay_two(node_of: dict[str, str]) -> None:
    assert node_of["D0-2"] != node_of["D1-1"]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (("seed_002", "Ban Tổ chức Thành ủy Hà Nội"), ("seed_001", "Ban Tổ chức Tỉnh ủy Lạng Sơn")),
        (("seed_002", "Sở Nội vụ Hà Nội"), ("seed_002", "Sở Giáo dục và Đào tạo Hà Nội")),
    ],
)
def test_bodies_of_like_name_stay_two(store: Store, left: tuple[str, str], right: tuple[str, str]) -> None:
    first, second = bodies(store, *left), bodies(store, *right)
    assert first
    assert second
    assert not first & second


def test_a_department_carries_its_place_so_that_it_is_no_other_provinces(store: Store) -> None:
    assert bodies(store, "seed_002", "Sở Nội vụ Hà Nội") == {"so-noi-vu@ha-noi"}


def test_the_party_group_and_the_committee_of_a_ministry_are_two_bodies() -> None:
    from graph.registry import Context, load_registry

    text = "Ban Cán sự đảng Bộ Tài nguyên và Môi trường và Ban Chấp hành Đảng bộ Bộ Tài nguyên và Môi trường"
    found = load_registry().find_bodies(text, 0, len(text), Context())
    assert len({match.body.key for match in found}) == 2


def test_the_councils_of_ministry_and_centre_are_two_bodies(store: Store) -> None:
    from graph.registry import Context, load_registry

    ministry = bodies(store, "seed_003", "Hội đồng Thi đua - Khen thưởng Bộ Tài nguyên và Môi trường")
    text = "Hội đồng Thi đua - Khen thưởng Trung ương"
    centre = {match.body.key for match in load_registry().find_bodies(text, 0, len(text), Context())}
    assert len(ministry) == len(centre) == 1
    assert ministry != centre


# --- the eight questions
# -------------------------------------------------------------------------------------------------


def units(node_of: dict[str, str], ids: Iterable[str]) -> set[frozenset[str]]:
    """The units the ids stand for: 132/NQ-CP and its programme are one."""
    carried = frozenset({node_of["D0-4"], node_of["D0-5"]})
    return {carried if node_of[i] in carried else frozenset({node_of[i]}) for i in ids}


def as_units(node_of: dict[str, str], keys: Iterable[str]) -> set[frozenset[str]]:
    carried = frozenset({node_of["D0-4"], node_of["D0-5"]})
    return {carried if key in carried else frozenset({key}) for key in keys}


def test_documents_that_directly_implement_the_resolution(store: Store, node_of: dict[str, str]) -> None:
    answer = lineage(store, node_of["D0-2"], direction="down", depth=1)
    assert as_units(node_of, answer.descendants) == units(
        node_of, questions()["documents that directly implement 26-NQ/TW (2018)"]
    )


def test_all_descendants_of_the_resolution(store: Store, node_of: dict[str, str]) -> None:
    answer = lineage(store, node_of["D0-2"], direction="down")
    assert as_units(node_of, answer.descendants) == units(node_of, questions()["all descendants of 26-NQ/TW (2018)"])


def test_ancestors_of_the_city_plan(store: Store, node_of: dict[str, str]) -> None:
    answer = lineage(store, node_of["D2-1"], direction="up")
    assert as_units(node_of, answer.ancestors) == units(
        node_of, questions()["ancestors of 15/KH-UBND (Hà Nội, 10/01/2019)"]
    )


def test_ancestors_of_the_ministry_plan(store: Store, node_of: dict[str, str]) -> None:
    answer = lineage(store, node_of["D3-3"], direction="up")
    assert set(answer.ancestors) == {node_of[i] for i in questions()["ancestors of 02/KH-BTNMT (26/3/2018)"]}


def test_the_provincial_resolution_has_no_chain(store: Store, node_of: dict[str, str]) -> None:
    answer = lineage(store, node_of["D1-1"], direction="both")
    assert {*answer.ancestors, *answer.descendants} == set(
        questions()["ancestors and descendants of 116-NQ/TU Lạng Sơn"]
    )


def assignments(store: Store, name: str) -> dict[str, str]:
    """Claim id → gold id of the assignments of a seed, by the words both take."""
    text = scorer().Text((GOLD / "dev" / f"{name}.txt").read_bytes().decode("utf-8"))
    wanted = list(gold()[name]["assignments"])
    found: dict[str, str] = {}
    stored = [c for c in store.claims_of_source(locator(store, name)) if isinstance(c.claim, Assignment)]
    spans = [_span(c.claim) for c in stored]

    def likeness(g: dict[str, Any], index: int) -> float:
        span, area = spans[index], text.span_of(g)
        claim = stored[index].claim
        assert isinstance(claim, Assignment)
        names = [f"[nhóm] {b.name}" if b.group else b.name for b in claim.organizations]
        agree = any(scorer().bodies_agree(s, names) for s in scorer().subjects(g))
        return scorer().common_part(area, span) / min(scorer().length(area), scorer().length(span)) if agree else 0.0

    for i, j in scorer().pair(wanted, list(range(len(stored))), lambda g, index: likeness(g, index)).items():
        found[stored[j].id] = wanted[i]["id"]
    return found


def _span(claim: Assignment) -> tuple[int, int]:
    spans = [s for s in claim.evidence.spans if s.part == "quote"]
    return min(s.start for s in spans), max(s.end for s in spans)


@pytest.fixture(scope="module")
def gold_assignment(store: Store) -> dict[str, str]:
    return {claim: name for seed in SEEDS for claim, name in assignments(store, seed).items()}


def of_tasks(store: Store, tasks: Iterable[str], gold_assignment: dict[str, str]) -> set[str]:
    return {gold_assignment[c.id] for task in tasks for c in store.claims_of_node(task) if c.id in gold_assignment}


def test_assignments_of_the_departments(store: Store, gold_assignment: dict[str, str]) -> None:
    key = next(iter(bodies(store, "seed_000", "[nhóm] Sở TN&MT các tỉnh, thành phố trực thuộc Trung ương", group=True)))
    answer = duties(store, key)
    assert of_tasks(store, [d.task for d in answer.own], gold_assignment) == set(
        questions()["assignments of Sở TN&MT (group)"]
    )


def test_who_reports_to_the_ministry(store: Store) -> None:
    key = next(iter(bodies(store, "seed_003", "Bộ Tài nguyên và Môi trường")))
    answer = reports_to(store, key, direction="from")
    names = [f"[nhóm] {line.reporter.name}" if line.reporter.group else line.reporter.name for line in answer.lines]
    wanted = questions()["who reports to Bộ TN&MT / its minister"]
    assert scorer().matched_bodies(wanted, names) == len(wanted) == len(names)


def test_assignments_with_a_calendar_deadline(store: Store, gold_assignment: dict[str, str]) -> None:
    dated = {
        gold_assignment.get(c.id, c.id)
        for seed in SEEDS
        for c in store.claims_of_source(locator(store, seed))
        if isinstance(c.claim, Assignment)
        and c.claim.deadline is not None
        and (c.claim.deadline.start or c.claim.deadline.end)
    }
    assert dated == set(questions()["assignments with a calendar deadline"])
