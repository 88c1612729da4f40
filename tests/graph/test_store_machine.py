"""Whatever is written, taken back and judged, in whatever order: each store holds what the memory store holds."""

from __future__ import annotations

import itertools
import tempfile
from collections.abc import Callable
from pathlib import Path

from builders import different, document, judgements, same, source, sources, wrong
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from graph.claims import Claim
from graph.judgements import Judgement
from graph.kinds import KINDS, UNIT_KINDS
from graph.store import Step, Store, Writer
from graph.stores import open_store
from graph.stores.memory import MemoryStore
from graph.stores.sqlite import SqliteStore
from neo4j_server import Connection
from neo4j_stores import environment_of, wiped

NUMBERS = itertools.count()
LOCATORS = st.sampled_from(("a.txt", "b.txt", "c.txt", "d.txt"))
RIVALS = [
    *document("d1", type="Nghị quyết", number="26-NQ/TW", date="2018-05-19", issuer="ban-chap-hanh-trung-uong-dang"),
    *document("d2", type="Nghị quyết", number="26-NQ/TW", date="2022-11-03", issuer="bo-chinh-tri"),
]
_BACK = tuple((kind, direction) for kind in UNIT_KINDS for direction in ("out", "in"))
WALKS = (
    [Step("IMPLEMENTS", "out"), Step("ISSUED_WITH", "out", 0), Step("ISSUED_WITH", "in", 0, (("ISSUED_WITH", "out"),))],
    [Step("IMPLEMENTS", "in"), Step("CITES", "in", 2), Step("ISSUED_WITH", "in", 0, _BACK)],
    [Step(kind, direction) for kind in KINDS for direction in ("out", "in")],
)


def lines(store: Store) -> list[str]:
    return list(store.export())


class Stores(RuleBasedStateMachine):
    """Drives the memory store and another one with the same writes."""

    memory: MemoryStore
    other: Store

    def opened(self, *, new: bool) -> Store:
        """The other store: an empty one, or the same again."""
        raise NotImplementedError("a store's machine says how it is opened")

    @initialize(said=st.tuples(sources(), sources(), sources()))
    def open(self, said: tuple[list[Claim], ...]) -> None:
        self.memory, self.other = MemoryStore(), self.opened(new=True)
        for locator, claims in zip(("a.txt", "b.txt", "c.txt"), said, strict=True):
            self.put([(locator, claims)])

    @rule(said=st.lists(st.tuples(LOCATORS, sources()), min_size=1, max_size=3))
    def put(self, said: list[tuple[str, list[Claim]]]) -> None:
        for store in self._both:
            with store.writing() as writer:
                for locator, claims in said:
                    writer.put_source(source(locator), claims)

    @rule(locator=LOCATORS, cited=sources())
    def put_two_of_one_number(self, locator: str, cited: list[Claim]) -> None:
        self.put([(locator, RIVALS), ("d.txt", [*document("d9", type="Nghị quyết", number="26"), *cited])])

    @rule(locator=LOCATORS)
    def remove(self, locator: str) -> None:
        answers = [self._write(store, lambda writer: writer.remove_source(locator)) for store in self._both]
        assert answers[0] == answers[1]

    @rule(judgement=judgements())
    def judge(self, judgement: Judgement) -> None:
        for store in self._both:
            self._write(store, lambda writer: writer.judge(judgement) is None)

    @rule(data=st.data(), id_=st.sampled_from(("j1", "j2", "j3")), verdict=st.sampled_from((same, same, different)))
    def judge_what_is_there(self, data: st.DataObject, id_: str, verdict: Callable[..., Judgement]) -> None:
        keys = sorted(self.memory._graph.nodes.keys() | self.memory._graph.aliases.keys())
        if keys:
            drawn = st.sampled_from(keys)
            self.judge(verdict(data.draw(drawn), data.draw(drawn), id_))

    @rule(data=st.data())
    def judge_an_edge_wrong(self, data: st.DataObject) -> None:
        edges = sorted(
            (source, kind, target) for source, target, (kind, _) in self.memory._graph.edges.edges(keys=True)
        )
        if edges:
            self.judge(wrong(data.draw(st.sampled_from(edges)), "j4"))

    @rule(id_=st.sampled_from(("j1", "j2", "j3")))
    def withdraw(self, id_: str) -> None:
        answers = [self._write(store, lambda writer: writer.withdraw(id_)) for store in self._both]
        assert answers[0] == answers[1]

    @rule()
    def reopen(self) -> None:
        self.other.close()
        self.other = self.opened(new=False)

    @invariant()
    def both_hold_the_same(self) -> None:
        if not hasattr(self, "memory"):
            return
        assert lines(self.other) == lines(self.memory)
        assert self.other.counts() == self.memory.counts()
        assert self.other.doubtful_edges() == self.memory.doubtful_edges()
        keys = sorted(self.memory._graph.nodes)
        for steps in WALKS:
            for depth, as_of, limit in ((3, "", 100), (1, "2018-12-31", 100), (4, "", 2)):
                asked = {"max_depth": depth, "as_of": as_of, "limit": limit, "doubtful": depth != 3}
                for roots in (keys[:1], keys[-2:]):
                    walked = [store.traverse(roots, steps, **asked) for store in self._both]
                    assert walked[0] == walked[1]
        for doubtful in (True, False):
            there = [store.edges(keys, doubtful=doubtful) for store in self._both]
            assert there[0] == there[1]
            assert all(doubtful or not edge.doubtful for edge in there[0])

    def teardown(self) -> None:
        if hasattr(self, "other"):
            self.other.close()

    @property
    def _both(self) -> tuple[MemoryStore, Store]:
        return self.memory, self.other

    @staticmethod
    def _write(store: Store, act) -> bool:  # type: ignore[no-untyped-def]  # a function of the writer
        with store.writing() as writer:
            written: Writer = writer
            return bool(act(written))


def test_the_sqlite_store_holds_what_the_memory_store_holds() -> None:
    with tempfile.TemporaryDirectory() as folder:

        class SqliteStores(Stores):
            def opened(self, *, new: bool) -> Store:
                self.path = Path(folder) / f"{next(NUMBERS)}.db" if new else self.path
                return SqliteStore(self.path)

        run_state_machine_as_test(SqliteStores, settings=machine_settings(30))


def test_the_neo4j_store_holds_what_the_memory_store_holds(shared_neo4j: Connection) -> None:
    class Neo4jStores(Stores):
        def opened(self, *, new: bool) -> Store:
            if new:
                wiped(shared_neo4j)
            return open_store(shared_neo4j.address, environment_of(shared_neo4j))

    run_state_machine_as_test(Neo4jStores, settings=machine_settings(12))


def machine_settings(examples: int) -> settings:
    return settings(
        max_examples=examples, stateful_step_count=10, deadline=None, suppress_health_check=list(HealthCheck)
    )


@settings(max_examples=60, deadline=None)
@given(said=st.lists(sources(), min_size=2, max_size=4), judged=st.lists(judgements(), max_size=2), data=st.data())
def test_the_order_of_loading_changes_nothing(
    said: list[list[Claim]], judged: list[Judgement], data: st.DataObject
) -> None:
    judged = list({judgement.id: judgement for judgement in judged}.values())
    numbered = list(enumerate(said))
    exports = []
    for order in (numbered, data.draw(st.permutations(numbered))):
        store = MemoryStore()
        for number, claims in order:
            with store.writing() as writer:
                writer.put_source(source(f"{number}.txt"), claims)
        with store.writing() as writer:
            for judgement in judged:
                writer.judge(judgement)
        exports.append(lines(store))
    assert exports[0] == exports[1]
