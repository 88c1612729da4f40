"""Every promise of the store contract, once. A store's tests are a subclass that says how one is opened."""

from __future__ import annotations

import dataclasses
import json
import threading

import pytest
from builders import (
    body,
    different,
    document,
    of_registry,
    put,
    same,
    source,
    words,
    wrong,
)

from graph.claims import Assignment, Deadline, Event, Position, Relation, Reporting, Row, Structure, Target
from graph.confidence import THRESHOLD
from graph.judgements import TaskJudgement
from graph.kinds import LINEAGE_KINDS
from graph.nodes import EdgeKey
from graph.store import NodeFilter, Reached, Step, Store
from queries.unresolved import unresolved

CENTRE = "ban-chap-hanh-trung-uong-dang"
RESOLUTION = f"nghi-quyet/26-nq-tw/{CENTRE}/2018-05-19"
RIVAL = "nghi-quyet/26-nq-tw/bo-chinh-tri/2022-11-03"
PLAN = "ke-hoach/15-kh-ubnd/ubnd@ha-noi/2019-01-10"
CARRIER = "nghi-quyet/132-nq-cp/chinh-phu/2018-10-24"
HOME_AFFAIRS = body("so-noi-vu@ha-noi", "Sở Nội vụ Hà Nội", entry="so-noi-vu")
FINANCE = body("so-tai-chinh@ha-noi", "Sở Tài chính Hà Nội", entry="so-tai-chinh")
COUNCIL = body("ubnd@ha-noi", "UBND thành phố Hà Nội", entry="ubnd")

resolution = {
    "type": "Nghị quyết", "number": "26-NQ/TW", "date": "2018-05-19", "issuer": CENTRE,
    "title": "về tập trung xây dựng đội ngũ cán bộ các cấp",
}  # fmt: skip
rival = {"type": "Nghị quyết", "number": "26-NQ/TW", "date": "2022-11-03", "issuer": "bo-chinh-tri"}
plan = {"type": "Kế hoạch", "number": "15/KH-UBND", "date": "2019-01-10", "issuer": "ubnd@ha-noi"}
carrier = {"type": "Nghị quyết", "number": "132/NQ-CP", "date": "2018-10-24", "issuer": "chinh-phu"}
programme = {"type": "Chương trình", "title": "Chương trình hành động của Chính phủ", "carrier": CARRIER}
TASK = "Rà soát, đánh giá đội ngũ cán bộ"


def relation(subject: str, kind: str, target: str, quote: str = "thực hiện", confidence: float = 1.0) -> Relation:
    return Relation(subject, kind, target, words(quote, confidence=confidence))


class StoreContract:
    """Subclasses give ``store``: an empty one for each test."""

    @pytest.fixture
    def store(self) -> Store:
        raise NotImplementedError("a store's tests say how it is opened")

    # -- sources and claims ---------------------------------------------------------------------------------------

    def test_an_empty_store_answers_nothing(self, store: Store) -> None:
        assert store.resolve(RESOLUTION) is None
        assert store.nodes([RESOLUTION]) == {}
        assert store.find(NodeFilter()).items == ()
        assert store.edges([RESOLUTION]) == []
        assert store.traverse([RESOLUTION], [Step("IMPLEMENTS", "in")], max_depth=3).reached == ()
        assert store.aliases(RESOLUTION) == []
        assert store.claims_of_node(RESOLUTION) == []
        assert store.claims_of_source("a.txt") == []
        assert list(store.export()) == []
        assert not any(store.counts().values())

    def test_claims_come_back_as_they_were_put(self, store: Store) -> None:
        claims = [*document("d1", **plan), relation("d1", "CITES", "d1"), full_assignment("d1")]
        put(store, "a.txt", claims)
        kept = store.claims_of_source("a.txt")
        assert {stored.claim for stored in kept} == set(claims)
        assert [stored.id for stored in kept] == sorted(stored.id for stored in kept)
        assert {stored.source for stored in kept} == {"a.txt"}
        assert store.sources() == [source("a.txt")]

    def test_rows_of_a_table_that_repeat_each_others_words_are_tasks_of_their_own(self, store: Store) -> None:
        first, second = (dataclasses.replace(full_assignment("d1"), row=Row(no, "I. Công tác")) for no in ("1", "2"))
        put(store, "a.txt", document("d1", **plan), first, second)
        tasks = store.find(NodeFilter(label="Task")).items
        assert sorted(str(node.properties["row"]) for node in tasks) == ["1", "2"]
        assert {node.properties["row_group"] for node in tasks} == {"I. Công tác"}

    def test_a_kept_claim_says_where_its_refs_and_bodies_lead(self, store: Store) -> None:
        put(store, "a.txt", document("d1", **plan), full_assignment("d1"))
        stored = next(s for s in store.claims_of_source("a.txt") if isinstance(s.claim, Assignment))
        assert stored.nodes["d1"] == PLAN
        assert stored.nodes[HOME_AFFAIRS.key] == HOME_AFFAIRS.key

    def test_putting_a_source_again_changes_nothing(self, store: Store) -> None:
        put(store, "a.txt", document("d1", **plan), full_assignment("d1"))
        before = list(store.export())
        put(store, "a.txt", document("d1", **plan), full_assignment("d1"))
        assert list(store.export()) == before

    def test_a_changed_source_says_only_what_it_says_now(self, store: Store) -> None:
        put(store, "a.txt", document("d1", **plan), full_assignment("d1"))
        put(store, "a.txt", document("d1", **resolution), content="2")
        assert store.resolve(PLAN) is None
        assert store.resolve(HOME_AFFAIRS.key) is None
        assert store.resolve(RESOLUTION) == RESOLUTION
        assert [s.content_hash for s in store.sources()] == ["2"]

    def test_removing_a_source_removes_what_only_it_said(self, store: Store) -> None:
        put(store, "a.txt", document("d1", **resolution))
        before = list(store.export())
        put(store, "b.txt", document("d1", **resolution), document("d2", **plan), relation("d2", "IMPLEMENTS", "d1"))
        with store.writing() as writer:
            assert writer.remove_source("b.txt")
        with store.writing() as writer:
            assert not writer.remove_source("b.txt")
        assert list(store.export()) == before

    def test_a_block_that_raises_leaves_nothing(self, store: Store) -> None:
        put(store, "a.txt", document("d1", **resolution))
        before = list(store.export())
        with pytest.raises(RuntimeError, match="stop"):
            write_and_stop(store)
        assert list(store.export()) == before
        put(store, "b.txt", document("d1", **plan))
        assert store.resolve(PLAN) == PLAN

    def test_reads_inside_a_block_see_the_state_before_it(self, store: Store) -> None:
        put(store, "a.txt", document("d1", **resolution))
        with store.writing() as writer:
            writer.put_source(source("b.txt"), document("d1", **plan))
            writer.remove_source("a.txt")
            assert store.resolve(PLAN) is None
            assert store.resolve(RESOLUTION) == RESOLUTION
        assert store.resolve(PLAN) == PLAN

    def test_a_source_put_and_removed_in_one_block_was_never_there(self, store: Store) -> None:
        with store.writing() as writer:
            writer.put_source(source("a.txt"), document("d1", **plan))
            assert writer.remove_source("a.txt")
            assert not writer.remove_source("a.txt")
        assert list(store.export()) == []

    def test_many_threads_read_while_one_writes(self, store: Store) -> None:
        put(store, "a.txt", document("d1", **resolution))
        failures: list[BaseException] = []

        def read() -> None:
            try:
                for _ in range(30):
                    assert store.resolve(RESOLUTION) == RESOLUTION
                    assert len(store.find(NodeFilter(label="Document")).items) >= 1
            except BaseException as error:  # what a thread raises would be lost
                failures.append(error)

        threads = [threading.Thread(target=read) for _ in range(4)]
        for thread in threads:
            thread.start()
        for number in range(5):
            put(store, f"{number}.txt", document("d1", **{**plan, "number": f"{number + 20}/KH-UBND"}))
        for thread in threads:
            thread.join()
        assert failures == []

    # -- documents ------------------------------------------------------------------------------------------------

    def test_a_partial_reference_joins_the_only_document_it_fits(self, store: Store) -> None:
        put(store, "a.txt", document("d1", own=True, **resolution))
        put(store, "b.txt", document("d4", type="Nghị quyết", number="26", term="XII"))
        assert store.resolve("nghi-quyet/26/?/khoa-xii") == RESOLUTION
        assert {s.source for s in store.claims_of_node(RESOLUTION)} == {"a.txt", "b.txt"}
        assert store.nodes([RESOLUTION])[RESOLUTION].properties["status"] == "loaded"

    def test_what_was_joined_comes_apart_when_a_second_document_fits(self, store: Store) -> None:
        put(store, "a.txt", document("d1", **resolution))
        put(store, "b.txt", document("d4", type="Nghị quyết", number="26-NQ/TW"))
        alone = [k for k in store.aliases(RESOLUTION) if "~" in k]
        assert len(alone) == 1
        put(store, "c.txt", document("d1", **rival))
        node = store.nodes(alone)[alone[0]]
        assert node.key == alone[0]
        assert node.properties["status"] == "ambiguous"
        assert node.properties["candidates"] == sorted([RESOLUTION, RIVAL])
        assert "2" in str(node.properties["reason"])
        with store.writing() as writer:
            writer.remove_source("c.txt")
        assert store.resolve(alone[0]) == RESOLUTION

    def test_a_symbol_to_doubt_stays_a_document_and_has_its_candidates(self, store: Store) -> None:
        slip = {**resolution, "number": "26/NQ-CP", "issuer": "chinh-phu"}
        put(store, "a.txt", document("d1", own=True, **resolution))
        for date, status in (("", "unresolved"), (slip["date"], "suspect")):
            put(store, "b.txt", document("d1", **{**slip, "date": date}))
            (found,) = unresolved(store, status=status).items
            assert (found.document.symbol, found.status) == ("26/NQ-CP", status)
            assert [candidate.key for candidate in found.candidates] == [RESOLUTION]
            assert found.reason.endswith("26-NQ/TW has the same number and title")
        with store.writing() as writer:
            writer.remove_source("a.txt")
        assert unresolved(store, status="suspect").total == 0

    def test_an_old_key_leads_on_after_the_node_is_completed(self, store: Store) -> None:
        bare = {"type": "Nghị quyết", "number": "26", "issuer": CENTRE, "date": "2018"}
        put(store, "a.txt", document("d1", **bare), full_assignment("d1"))
        old = f"nghi-quyet/26/{CENTRE}/2018"
        task = store.find(NodeFilter(label="Task")).items[0].key
        assert store.resolve(old) == old
        assert store.nodes([old])[old].properties["status"] == "unresolved"
        put(store, "b.txt", document("d1", **resolution))
        assert store.resolve(old) == RESOLUTION
        assert old in store.aliases(RESOLUTION)
        moved = store.resolve(task)
        assert moved == task.replace(old, RESOLUTION)
        assert task in store.aliases(moved or "")

    def test_a_stub_is_a_document_that_is_only_cited(self, store: Store) -> None:
        put(store, "a.txt", document("d1", **resolution), document("d2", own=True, **plan))
        nodes = store.nodes([RESOLUTION, PLAN])
        assert nodes[RESOLUTION].properties["status"] == "stub"
        assert nodes[PLAN].properties["status"] == "loaded"
        assert nodes[RESOLUTION].properties["known_from"] == "2018-05-19"
        assert nodes[RESOLUTION].properties["symbol"] == "26-NQ/TW"

    def test_what_a_document_says_of_itself_outweighs_what_others_say(self, store: Store) -> None:
        for locator in ("b.txt", "c.txt"):
            put(store, locator, document("d1", **{**resolution, "title": "về đội ngũ cán bộ"}))
        assert store.nodes([RESOLUTION])[RESOLUTION].properties["title"] == "về đội ngũ cán bộ"
        put(store, "a.txt", document("d1", own=True, **resolution))
        assert store.nodes([RESOLUTION])[RESOLUTION].properties["title"] == resolution["title"]

    # -- edges ----------------------------------------------------------------------------------------------------

    def test_two_sources_saying_the_same_give_one_edge_with_two_claims(self, store: Store) -> None:
        for locator, confidence in (("b.txt", 0.5), ("a.txt", 0.9)):
            claim = Relation("d2", "IMPLEMENTS", "d1", words(confidence=confidence), target_part=f"Điều {confidence}")
            put(store, locator, document("d1", **resolution), document("d2", **plan), claim)
        [edge] = store.edges([PLAN], ["IMPLEMENTS"])
        assert edge.key == EdgeKey(PLAN, "IMPLEMENTS", RESOLUTION)
        assert edge.claims == 2
        assert edge.properties == {"target_part": "Điều 0.9"}
        assert edge.origin == "text"
        assert [s.source for s in store.claims_of_edge(edge.key)] == ["a.txt", "b.txt"]

    def test_edges_are_asked_by_direction_and_kind(self, store: Store) -> None:
        put(store, "a.txt", document("d1", **resolution), document("d2", **plan), relation("d2", "IMPLEMENTS", "d1"))
        assert [e.key.kind for e in store.edges([PLAN], (), "out")] == ["IMPLEMENTS", "ISSUED_BY"]
        assert [e.key.kind for e in store.edges([RESOLUTION], (), "in")] == ["IMPLEMENTS"]
        assert store.edges([RESOLUTION], ["IMPLEMENTS"], "out") == []
        both = store.edges([RESOLUTION, PLAN], ["IMPLEMENTS"])
        assert [e.key for e in both] == [EdgeKey(PLAN, "IMPLEMENTS", RESOLUTION)]

    def test_a_document_cannot_implement_a_later_one(self, store: Store) -> None:
        put(store, "a.txt", document("d1", **resolution), document("d2", **plan), relation("d1", "IMPLEMENTS", "d2"))
        assert store.edges([PLAN], ["IMPLEMENTS"]) == []
        [kept] = store.kept_out()
        assert isinstance(kept.stored.claim, Relation)
        assert "2018-05-19" in kept.reason
        assert "2019-01-10" in kept.reason

    def test_an_edge_from_a_document_to_itself_is_left_out(self, store: Store) -> None:
        short = {"type": "Nghị quyết", "number": "26", "term": "XII"}
        put(store, "a.txt", document("d1", **resolution), document("d2", **short), relation("d2", "CITES", "d1"))
        assert store.edges([RESOLUTION], ["CITES"]) == []
        assert store.kept_out() == []

    def test_an_assignment_gives_a_task_with_all_its_bodies(self, store: Store) -> None:
        put(store, "a.txt", document("d1", **plan), full_assignment("d1"))
        [task] = store.find(NodeFilter(label="Task")).items
        assert task.key.startswith(f"{PLAN}#task:")
        assert task.properties["due"] == "2019-06-29"
        assert task.properties["roles"] == ["LEAD", "REPORT"]
        kinds = {(e.key.source, e.key.kind) for e in store.edges([task.key])}
        assert kinds == {
            (PLAN, "ASSIGNS"), (HOME_AFFAIRS.key, "LEADS"), (HOME_AFFAIRS.key, "REPORTS"), (FINANCE.key, "ACTS_WITH"),
            (COUNCIL.key, "RECEIVES"),
        }  # fmt: skip
        assert store.nodes([HOME_AFFAIRS.key])[HOME_AFFAIRS.key].name == "Sở Nội vụ Hà Nội"

    def test_reporting_lines_of_two_subjects_are_two_edges(self, store: Store) -> None:
        lines = [Reporting("d1", HOME_AFFAIRS, COUNCIL, subject, words(subject)) for subject in ("kết quả", "tiến độ")]
        put(store, "a.txt", document("d1", **plan), lines)
        edges = store.edges([HOME_AFFAIRS.key], ["REPORTS_TO"])
        assert sorted(str(e.properties["subject"]) for e in edges) == ["kết quả", "tiến độ"]
        assert {e.properties["stated_in"] for e in edges} == {PLAN}

    def test_people_events_targets_and_structure_become_nodes_and_edges(self, store: Store) -> None:
        put(
            store,
            "a.txt",
            document("d1", **plan, signer="Trần Văn A"),
            Position("Trần Văn A", "Giám đốc", HOME_AFFAIRS, "2019", words("Giám đốc")),
            Event("e1", "conference", "Hội nghị triển khai", "2019-02-01", words("Hội nghị"), COUNCIL),
            Relation("e1", "DISSEMINATES", "d1", words("phổ biến")),
            Target("d1", "tỷ lệ đạt chuẩn", ">=", (90.0,), "%", 2025, words("90%")),
            Structure(
                HOME_AFFAIRS, "SUBORDINATE_TO", COUNCIL, of_registry("Nghị định 107/2020/NĐ-CP"), since="2020-11-25"
            ),
        )
        person = "nguoi/tran-van-a/so-noi-vu@ha-noi"
        event = "su-kien/hoi-nghi-trien-khai/2019-02-01"
        assert store.nodes([person])[person].properties["positions"] == ["Giám đốc"]
        assert {(e.key.source, e.key.kind) for e in store.edges([person])} == {(PLAN, "SIGNED_BY"), (person, "HOLDS")}
        assert {e.key.kind for e in store.edges([event])} == {"ORGANIZED_BY", "DISSEMINATES"}
        [target] = store.find(NodeFilter(label="Target")).items
        assert target.properties["values"] == [90.0]
        [structure] = store.edges([HOME_AFFAIRS.key], ["SUBORDINATE_TO"])
        assert structure.origin == "registry"
        assert structure.properties["act"] == "Nghị định 107/2020/NĐ-CP"

    # -- the walk -------------------------------------------------------------------------------------------------

    def test_a_walk_gives_each_node_at_its_least_depth(self, store: Store) -> None:
        chain = numbered(4)
        links = [relation(f"d{n + 1}", "IMPLEMENTS", f"d{n}") for n in range(3)] + [relation("d3", "IMPLEMENTS", "d1")]
        put(store, "a.txt", *(document(f"d{n}", **facts) for n, facts in enumerate(chain)), links)
        keys = [key_of(facts) for facts in chain]
        walk = store.traverse([keys[3]], [Step("IMPLEMENTS", "out")], max_depth=5)
        assert walk.reached == (Reached(keys[3], 0), Reached(keys[1], 1), Reached(keys[2], 1), Reached(keys[0], 2))
        assert len(walk.edges) == 4
        assert not walk.truncated
        near = store.traverse([keys[3]], [Step("IMPLEMENTS", "out")], max_depth=1)
        assert {r.key for r in near.reached} == {keys[3], keys[1], keys[2]}
        assert len(near.edges) == 2

    def test_a_walk_may_start_at_several_roots_and_at_old_keys(self, store: Store) -> None:
        put(store, "a.txt", document("d1", **resolution), document("d2", **plan), relation("d2", "IMPLEMENTS", "d1"))
        put(store, "b.txt", document("d1", type="Kế hoạch", number="15", date="2019"))
        walk = store.traverse(["ke-hoach/15/?/2019", RESOLUTION, "nothing"], [Step("IMPLEMENTS", "out")], max_depth=2)
        assert walk.reached == (Reached(PLAN, 0), Reached(RESOLUTION, 0))

    def test_a_unit_is_crossed_at_no_cost_but_siblings_are_not_entered(self, store: Store) -> None:
        annexes = [{**programme, "title": title} for title in ("Chương trình hành động", "Danh mục nhiệm vụ kèm theo")]
        put(
            store,
            "a.txt",
            document("d0", **carrier),
            *(document(f"d{n}", **facts) for n, facts in enumerate(annexes, 1)),
            document("d3", **plan),
            [
                relation("d1", "ISSUED_WITH", "d0"),
                relation("d2", "ISSUED_WITH", "d0"),
                relation("d3", "IMPLEMENTS", "d1"),
            ],
        )
        barred = (("ISSUED_WITH", "out"), ("ISSUED_WITH", "in"))
        steps = [Step("IMPLEMENTS", "out"), Step("ISSUED_WITH", "out", 0), Step("ISSUED_WITH", "in", 0, barred)]
        walk = store.traverse([PLAN], steps, max_depth=1)
        depths = {r.key: r.depth for r in walk.reached}
        assert depths[CARRIER] == 1
        assert len(depths) == 3
        from_carrier = store.traverse([CARRIER], steps, max_depth=1)
        assert len(from_carrier.reached) == 3
        assert {r.depth for r in from_carrier.reached} == {0}

    def test_a_walk_does_not_enter_what_was_not_known_by_the_day(self, store: Store) -> None:
        put(store, "a.txt", document("d1", **resolution), document("d2", **plan), relation("d2", "IMPLEMENTS", "d1"))
        down = [Step("IMPLEMENTS", "in")]
        before = store.traverse([RESOLUTION], down, max_depth=3, as_of="2019-01-09")
        assert before.reached == (Reached(RESOLUTION, 0),)
        assert before.edges == ()
        on_the_day = store.traverse([RESOLUTION], down, max_depth=3, as_of="2019-01-10")
        assert [r.key for r in on_the_day.reached] == [RESOLUTION, PLAN]

    def test_a_limit_cuts_the_farthest_nodes_and_says_so(self, store: Store) -> None:
        plans = numbered(6)
        links = [relation(f"d{n}", "IMPLEMENTS", "d9") for n in range(6)]
        put(store, "a.txt", document("d9", **resolution), *(document(f"d{n}", **f) for n, f in enumerate(plans)), links)
        walk = store.traverse([RESOLUTION], [Step("IMPLEMENTS", "in")], max_depth=3, limit=3)
        whole = store.traverse([RESOLUTION], [Step("IMPLEMENTS", "in")], max_depth=3)
        assert walk.truncated
        assert walk.reached == whole.reached[:3]
        assert len(walk.edges) == 2
        assert not store.traverse([RESOLUTION], [Step("IMPLEMENTS", "in")], max_depth=3, limit=7).truncated

    def test_a_walk_over_a_circle_ends(self, store: Store) -> None:
        facts = [{**f, "date": "2020"} for f in numbered(3)]
        links = [relation(f"d{n}", "IMPLEMENTS", f"d{(n + 1) % 3}") for n in range(3)]
        put(store, "a.txt", *(document(f"d{n}", **f) for n, f in enumerate(facts)), links)
        walk = store.traverse([key_of(facts[0])], [Step(k, "out", 0) for k in LINEAGE_KINDS], max_depth=4)
        assert len(walk.reached) == 3
        assert len(walk.edges) == 3

    # -- finding --------------------------------------------------------------------------------------------------

    def test_words_are_found_with_and_without_marks_as_beginnings_of_words(self, store: Store) -> None:
        put(store, "a.txt", document("d1", **resolution), document("d2", **plan))
        for asked in ("đội ngũ cán bộ", "doi ngu can bo", "doi ng", "26-NQ/TW", "nghi quyet 26", "ĐỘI NGŨ"):
            assert [n.key for n in store.find(NodeFilter(words=asked)).items] == [RESOLUTION], asked
        for asked in ("đôi ngũ", "ngu doi z", 'đội" OR "kế', "*"):
            assert store.find(NodeFilter(words=asked)).items == (), asked

    def test_the_best_match_has_the_fewest_other_words(self, store: Store) -> None:
        put(store, "a.txt", document("d1", **resolution), document("d2", **rival))
        assert [n.key for n in store.find(NodeFilter(words="nghi quyet")).items] == [RIVAL, RESOLUTION]

    def test_a_number_is_found_in_any_spelling_or_bare(self, store: Store) -> None:
        put(store, "a.txt", document("d1", **resolution), document("d2", **plan))
        for asked in ("26-NQ/TW", "026 - nq/tw", "26", "26-NQ/TƯ".replace("Ư", "W")):
            assert [n.key for n in store.find(NodeFilter(number=asked)).items] == [RESOLUTION], asked
        assert store.find(NodeFilter(number="27")).items == ()

    def test_conditions_hold_together_and_pages_are_counted(self, store: Store) -> None:
        put(store, "a.txt", *(document(f"d{n}", **f) for n, f in enumerate(numbered(5))), full_assignment("d1"))
        page = store.find(NodeFilter(label="Document"), limit=2, offset=2)
        assert [n.key for n in page.items] == sorted(key_of(f) for f in numbered(5))[2:4]
        assert page.total == 5
        assert store.find(NodeFilter(label="Document"), limit=2, offset=9).total == 5
        assert store.find(NodeFilter(label="Document"), limit=0).total == 5
        dated = NodeFilter(label="Document", date_from="2020-01-02", date_to="2020-01-03")
        assert [n.properties["date"] for n in store.find(dated).items] == ["2020-01-02", "2020-01-03"]
        prefixed = store.find(NodeFilter(key_prefix="ke-hoach/100-"))
        assert {n.label for n in prefixed.items} == {"Document"}
        typed = NodeFilter(properties={"type": "Kế hoạch", "status": "stub", "issuer": "ubnd@ha-noi"})
        assert store.find(typed).total == 5
        assert store.find(NodeFilter(properties={"type": "Luật"})).total == 0
        everything = store.find(NodeFilter(), limit=100)
        assert [(n.label, n.key) for n in everything.items] == sorted((n.label, n.key) for n in everything.items)

    # -- doubt ----------------------------------------------------------------------------------------------------

    def test_an_edge_that_only_doubtful_claims_state_is_left_out_where_that_is_asked(self, store: Store) -> None:
        ends = document("d1", **resolution), document("d2", **plan)
        put(store, "a.txt", *ends, relation("d2", "IMPLEMENTS", "d1", confidence=0.4))
        [edge] = store.edges([PLAN], ["IMPLEMENTS"])
        assert (edge.confidence, edge.doubtful) == (0.4, True)
        for direction, key in (("out", PLAN), ("in", RESOLUTION), ("both", PLAN)):
            assert store.edges([key], ["IMPLEMENTS"], direction, doubtful=False) == []
            assert len(store.edges([key], ["IMPLEMENTS"], direction)) == 1
        for root, way, as_of in ((PLAN, "out", ""), (RESOLUTION, "in", ""), (RESOLUTION, "in", "2025-01-01")):
            asked = {"roots": [root], "steps": [Step("IMPLEMENTS", way)], "max_depth": 2, "as_of": as_of}
            assert store.traverse(**asked, doubtful=False).reached == (Reached(root, 0),)
            assert len(store.traverse(**asked).edges) == 1
        assert store.doubtful_edges() == 1

    def test_one_sure_claim_makes_an_edge_sure_and_its_removal_makes_it_doubtful_again(self, store: Store) -> None:
        ends = document("d1", **resolution), document("d2", **plan)
        put(store, "a.txt", *ends, relation("d2", "IMPLEMENTS", "d1", confidence=THRESHOLD - 0.01))
        put(store, "b.txt", *ends, relation("d2", "IMPLEMENTS", "d1", confidence=THRESHOLD))
        [edge] = store.edges([PLAN], ["IMPLEMENTS"], doubtful=False)
        assert (edge.claims, edge.confidence) == (2, THRESHOLD)
        up = [Step("IMPLEMENTS", "out")]
        assert len(store.traverse([PLAN], up, max_depth=1, doubtful=False).reached) == 2
        assert store.doubtful_edges() == 0
        with store.writing() as writer:
            writer.remove_source("b.txt")
        assert store.edges([PLAN], ["IMPLEMENTS"], doubtful=False) == []
        assert len(store.traverse([PLAN], up, max_depth=1, doubtful=False).reached) == 1
        assert store.doubtful_edges() == 1

    # -- judgements -----------------------------------------------------------------------------------------------

    def test_an_edge_judged_wrong_is_in_no_answer_and_comes_back_when_withdrawn(self, store: Store) -> None:
        put(store, "a.txt", document("d1", **resolution), document("d2", **plan), relation("d2", "IMPLEMENTS", "d1"))
        edges = store.counts()["edges"]
        with store.writing() as writer:
            writer.judge(wrong((PLAN, "IMPLEMENTS", RESOLUTION)))
        assert store.edges([PLAN], ["IMPLEMENTS"]) == []
        assert len(store.traverse([PLAN], [Step("IMPLEMENTS", "out")], max_depth=2).reached) == 1
        assert store.counts()["edges"] == edges - 1
        assert len(store.claims_of_edge(EdgeKey(PLAN, "IMPLEMENTS", RESOLUTION))) == 1
        with store.writing() as writer:
            assert writer.withdraw("j1")
            assert not writer.withdraw("j1")
        assert len(store.edges([PLAN], ["IMPLEMENTS"])) == 1

    def test_a_judgement_outlives_reloading_and_the_completion_of_its_node(self, store: Store) -> None:
        bare = {"type": "Nghị quyết", "number": "26", "issuer": CENTRE, "date": "2018"}
        said = (document("d1", **bare), document("d2", **plan), relation("d2", "IMPLEMENTS", "d1"))
        put(store, "a.txt", *said)
        with store.writing() as writer:
            writer.judge(wrong((PLAN, "IMPLEMENTS", f"nghi-quyet/26/{CENTRE}/2018")))
        put(store, "a.txt", *said)
        assert store.edges([PLAN], ["IMPLEMENTS"]) == []
        put(store, "b.txt", document("d1", **resolution))
        assert store.edges([PLAN], ["IMPLEMENTS"]) == []
        with store.writing() as writer:
            writer.remove_source("a.txt")
        put(store, "a.txt", *said)
        assert store.edges([PLAN], ["IMPLEMENTS"]) == []

    def test_documents_judged_the_same_are_one_node(self, store: Store) -> None:
        scheme = {"type": "Đề án", "number": "06", "issuer": "chinh-phu"}
        put(store, "a.txt", document("d1", **scheme), document("d2", **plan), relation("d2", "IMPLEMENTS", "d1"))
        put(store, "b.txt", document("d1", **carrier))
        with store.writing() as writer:
            writer.judge(same("de-an/6/chinh-phu/?", CARRIER))
        assert store.resolve("de-an/6/chinh-phu/?") == CARRIER
        assert [e.key.target for e in store.edges([PLAN], ["IMPLEMENTS"])] == [CARRIER]
        assert {s.source for s in store.claims_of_node(CARRIER)} == {"a.txt", "b.txt"}
        with store.writing() as writer:
            writer.withdraw("j1")
        assert store.resolve("de-an/6/chinh-phu/?") == "de-an/6/chinh-phu/?"
        assert [e.key.target for e in store.edges([PLAN], ["IMPLEMENTS"])] == ["de-an/6/chinh-phu/?"]

    def test_bodies_judged_the_same_are_one_node(self, store: Store) -> None:
        unknown = body("so-nv-ha-noi", "Sở NV Hà Nội")
        put(store, "a.txt", document("d1", **plan), Reporting("d1", unknown, COUNCIL, "kết quả", words()))
        put(store, "b.txt", document("d1", **plan), full_assignment("d1"))
        with store.writing() as writer:
            writer.judge(same(unknown.key, HOME_AFFAIRS.key))
        assert store.resolve(unknown.key) == HOME_AFFAIRS.key
        assert len(store.edges([unknown.key], ["REPORTS_TO"])) == 1
        assert store.nodes([unknown.key])[unknown.key].name == "Sở Nội vụ Hà Nội"

    def test_references_judged_different_are_kept_apart(self, store: Store) -> None:
        put(store, "a.txt", document("d1", **resolution))
        put(store, "b.txt", document("d1", type="Nghị quyết", number="26", issuer=CENTRE))
        partial = f"nghi-quyet/26/{CENTRE}/?"
        assert store.resolve(partial) == RESOLUTION
        with store.writing() as writer:
            writer.judge(different(partial, RESOLUTION))
        assert store.resolve(partial) == partial
        with store.writing() as writer:
            writer.judge(same("x", "y", "j1"))
        assert store.resolve(partial) == RESOLUTION

    def test_judgements_come_back_by_id(self, store: Store) -> None:
        done = TaskJudgement(
            "j2", f"{PLAN}#task:x", "done", "người kiểm tra", "2026-01-01T00:00:00+07:00", "đã báo cáo"
        )
        with store.writing() as writer:
            writer.judge(done)
            writer.judge(same("a", "b"))
        assert store.judgements() == [same("a", "b"), done]

    # -- the whole ------------------------------------------------------------------------------------------------

    def test_counts_count_what_is_there(self, store: Store) -> None:
        put(store, "a.txt", document("d1", **resolution), document("d2", own=True, **plan), full_assignment("d2"))
        counts = store.counts()
        assert counts["sources"] == 1
        assert counts["claims"] == len(store.claims_of_source("a.txt"))
        assert counts["Document"] == 2
        assert (counts["Document:loaded"], counts["Document:stub"], counts["Task"]) == (1, 1, 1)
        assert counts["edges"] == 7

    def test_an_export_is_sorted_json_and_names_every_word_behind_an_edge(self, store: Store) -> None:
        put(store, "a.txt", document("d1", **resolution), document("d2", **plan), relation("d2", "IMPLEMENTS", "d1"))
        with store.writing() as writer:
            writer.judge(same("x", "y"))
        parsed = [json.loads(line) for line in store.export()]
        assert [p["line"] for p in parsed] == ["source"] + ["node"] * 4 + ["edge"] * 3 + ["judgement"]
        implements = next(p for p in parsed if p.get("kind") == "IMPLEMENTS")
        assert implements["claims"][0]["spans"] == [{"start": 0, "end": 9, "part": "quote", "quote": "thực hiện"}]

    def test_hostile_words_are_only_words(self, store: Store) -> None:
        evil = "'; DROP TABLE node; -- </script>\u202e\u2028\x00"
        hostile = {**plan, "title": evil * 50, "signer": evil, "issuer": evil}
        locator = evil.rstrip("\x00")
        put(store, locator, document("d1", **hostile), Reporting("d1", body(evil, evil), COUNCIL, evil, words(evil)))
        assert store.counts()["Document"] == 1
        assert store.find(NodeFilter(words=evil, number=evil, key_prefix=evil)).items == ()
        assert store.find(NodeFilter(words="drop table")).total >= 1
        assert store.resolve(evil) is None
        assert len(list(store.export())) > 3
        with store.writing() as writer:
            assert writer.remove_source(locator)
        assert list(store.export()) == []


def write_and_stop(store: Store) -> None:
    """Writes of every kind in a block that raises."""
    with store.writing() as writer:
        writer.put_source(source("b.txt"), document("d1", **plan))
        writer.remove_source("a.txt")
        writer.judge(same(RESOLUTION, PLAN))
        raise RuntimeError("stop")


def full_assignment(ref: str) -> Assignment:
    return Assignment(
        ref,
        (HOME_AFFAIRS,),
        ("LEAD", "REPORT"),
        TASK,
        words("giao"),
        coordinators=(FINANCE,),
        recipients=(COUNCIL,),
        deliverable="báo cáo",
        deadline=Deadline("trước ngày 30/6/2019", end="2019-06-30", bound="before", precision="day"),
        row=Row("3", "II. Hoàn thiện thể chế", 1),
    )


def numbered(count: int) -> list[dict[str, str]]:
    """Plans of one council, one a day."""
    return [{**plan, "number": f"{100 + n}/KH-UBND", "date": f"2020-01-{n + 1:02d}"} for n in range(count)]


def key_of(facts: dict[str, str]) -> str:
    return f"ke-hoach/{facts['number'].lower().replace('/', '-')}/ubnd@ha-noi/{facts['date']}"
