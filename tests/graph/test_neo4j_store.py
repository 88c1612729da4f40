"""The Neo4j store keeps the contract on a real server; and what only a server can do."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from builders import body, document, put, source, words
from conformance import COUNCIL, PLAN, RESOLUTION, StoreContract, plan, relation, resolution

from graph.claims import Reporting
from graph.errors import InputError, SourceError, StoreBusyError, StoreError, StoreFormatError, StoreTimeoutError
from graph.store import NodeFilter, Step, Store
from graph.stores import migrate_store, neo4j_schema, neo4j_store, open_store
from graph.stores.memory import MemoryStore
from graph.stores.neo4j_store import Neo4jStore
from neo4j_server import Connection
from neo4j_stores import environment_of, run, wiped

HOSTILE = (
    "'; MATCH (n) DETACH DELETE n //",
    'a" OR 1=1 "',
    "`) DETACH DELETE n //`",
    "}) RETURN n UNION MATCH (x:Source) DELETE x //",
    "$roots {key} ${jndi:x} \\u0027",
    "AND OR NOT TO search_words:* ~2 ^3 [a TO z]",
    "a\x00b\x01\x1f\x7f\u202e\u2028",
    "KIND KINDS LABEL WAYS",
    "\U0001f600 \uff5e \u0301",
)


@pytest.fixture
def store(shared_neo4j: Connection) -> Iterator[Store]:
    wiped(shared_neo4j)
    opened = open_store(shared_neo4j.address, environment_of(shared_neo4j))
    yield opened
    opened.close()


class TestNeo4jStore(StoreContract):
    @pytest.fixture
    def store(self, shared_neo4j: Connection) -> Iterator[Store]:
        wiped(shared_neo4j)
        opened = open_store(shared_neo4j.address, environment_of(shared_neo4j))
        yield opened
        opened.close()

    def test_nothing_is_left_over_when_everything_is_removed(self, store: Store, shared_neo4j: Connection) -> None:
        said = (document("d1", **resolution), document("d2", **plan), relation("d2", "CITES", "d1"))
        for number in range(3):
            put(store, f"{number}.txt", *said)
        with store.writing() as writer:
            for number in range(3):
                writer.remove_source(f"{number}.txt")
        assert run(shared_neo4j, "MATCH (n) WHERE NOT n:_Store RETURN labels(n)") == []


def lines(store: Store) -> list[str]:
    return list(store.export())


@pytest.mark.parametrize("evil", HOSTILE)
def test_hostile_words_come_back_as_words(store: Store, evil: str) -> None:
    memory = MemoryStore()
    hostile = {**plan, "number": evil, "title": evil, "signer": evil, "issuer": evil}
    line = Reporting("d1", body(evil, evil), COUNCIL, evil, words(evil))
    for kept in (store, memory):
        put(kept, "a.txt", document("d1", **hostile), document("d2", **plan, title=evil), line)
    assert lines(store) == lines(memory)
    for asked in (NodeFilter(words=evil), NodeFilter(number=evil), NodeFilter(key_prefix=evil)):
        assert store.find(asked) == memory.find(asked), asked
    assert store.find(NodeFilter(properties={"title": evil})) == memory.find(NodeFilter(properties={"title": evil}))
    assert store.resolve(evil) == memory.resolve(evil)
    assert store.nodes([evil, PLAN]) == memory.nodes([evil, PLAN])
    assert store.traverse([evil], [Step(evil, "out")], max_depth=2) == memory.traverse(
        [evil], [Step(evil, "out")], max_depth=2
    )
    assert store.edges([PLAN], [evil]) == []


def test_names_that_no_index_takes_come_back_whole(store: Store) -> None:
    memory = MemoryStore()
    long, longer = "Sở Rất Dài " * 400, "sở-rất-dài-" * 1200
    million = "về đội ngũ cán bộ " * 60_000
    for kept in (store, memory):
        for locator in ("a.txt", "b.txt"):
            bodies = (body(longer, long), body(longer + "x", long + "x"))
            lines_ = [Reporting("d1", one, COUNCIL, long, words(long)) for one in bodies]
            put(kept, locator, document("d1", **{**plan, "issuer": longer}), lines_)
        put(kept, "c.txt", document("d1", **{**resolution, "title": million}))
    assert lines(store) == lines(memory)
    for key in (longer, longer + "x", next(n.key for n in memory.find(NodeFilter(label="Document")).items)):
        assert store.resolve(key) == memory.resolve(key)
        assert store.aliases(key) == memory.aliases(key)
        assert store.edges([key]) == memory.edges([key])
        assert store.claims_of_node(key) == memory.claims_of_node(key)
        up = [Step("REPORTS_TO", "out"), Step("ISSUED_BY", "in")]
        assert store.traverse([key], up, max_depth=3) == memory.traverse([key], up, max_depth=3)
    for locator in ("a.txt", "b.txt", "c.txt"):
        with store.writing() as writer:
            assert writer.remove_source(locator)
    assert lines(store) == []


def test_half_a_character_is_refused_as_everywhere(store: Store) -> None:
    with pytest.raises(InputError, match=r"half a character \(U\+D800\)"):
        put(store, "a.txt", document("d1", **{**plan, "title": "x\ud800"}))
    assert lines(store) == []


def test_a_source_name_that_no_index_takes_is_refused(store: Store) -> None:
    with pytest.raises(SourceError, match="nearer"):
        put(store, "a/" * 600, document("d1", **plan))


def test_a_second_writer_is_told_that_the_first_is_not_done(
    store: Store, shared_neo4j: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(neo4j_store, "_BUSY_SECONDS", 1.0)
    second = open_store(shared_neo4j.address, environment_of(shared_neo4j))
    with store.writing() as writer:
        writer.put_source(source("a.txt"), document("d1", **plan))
        with pytest.raises(StoreBusyError, match="another process is writing"), second.writing():
            pass
        with pytest.raises(StoreBusyError, match="end its block first"), store.writing():
            pass
        assert second.resolve(PLAN) is None
    assert second.resolve(PLAN) == PLAN
    put(second, "b.txt", document("d1", **resolution))
    assert store.resolve(RESOLUTION) == RESOLUTION
    second.close()


def test_two_writers_at_once_make_what_one_makes(store: Store, shared_neo4j: Connection) -> None:
    second = open_store(shared_neo4j.address, environment_of(shared_neo4j))
    failures: list[BaseException] = []

    def write(into: Store, first: int) -> None:
        try:
            for number in range(first, 12, 2):
                put(into, f"{number}.txt", *_said(number))
        except BaseException as error:  # what a thread raises would be lost
            failures.append(error)

    threads = [threading.Thread(target=write, args=pair) for pair in ((store, 0), (second, 1))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    second.close()
    assert failures == []
    memory = MemoryStore()
    for number in range(12):
        put(memory, f"{number}.txt", *_said(number))
    assert lines(store) == lines(memory)


def _said(number: int) -> tuple:  # type: ignore[type-arg]  # what put takes
    own = {**plan, "number": f"{number % 5 + 1}/KH-UBND"}
    cited = resolution if number % 2 else {"type": "Nghị quyết", "number": "26"}
    return document("d1", own=True, **own), document("d2", **cited), relation("d1", "IMPLEMENTS", "d2")


def test_a_store_reads_what_it_wrote_although_its_sessions_may_be_routed(shared_neo4j: Connection) -> None:
    wiped(shared_neo4j)
    routed = open_store(shared_neo4j.address.replace("bolt://", "neo4j://"), environment_of(shared_neo4j))
    for number in range(10):
        put(routed, f"{number}.txt", document("d1", **{**plan, "number": f"{number}/KH-UBND"}))
        assert routed.counts()["sources"] == number + 1
    assert isinstance(routed, Neo4jStore)
    assert routed._bookmarks.get_bookmarks(), "the sessions pass no bookmarks on"
    routed.close()


def test_a_question_ends_when_its_time_is_over(shared_neo4j: Connection) -> None:
    environment = {**environment_of(shared_neo4j), "CHIDAO_NEO4J_SECONDS": "0.5"}
    store = open_store(shared_neo4j.address, environment)
    assert isinstance(store, Neo4jStore)
    endless = "UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b WITH a WHERE a % 2 = 3 RETURN count(a)"
    with pytest.raises(StoreTimeoutError, match="CHIDAO_NEO4J_SECONDS"):
        store._read(lambda reading: list(reading._transaction.run(endless)))
    store.close()


def test_a_wrong_password_is_told_without_the_password(shared_neo4j: Connection) -> None:
    with pytest.raises(StoreError, match="refuses the user or password") as refused:
        open_store(shared_neo4j.address, {"CHIDAO_NEO4J_USER": "neo4j", "CHIDAO_NEO4J_PASSWORD": "geheim-falsch"})
    chain = [refused.value, refused.value.__cause__]
    assert not any("geheim" in f"{error!r} {error}" for error in chain)


def test_an_absent_database_is_named(shared_neo4j: Connection) -> None:
    with pytest.raises(StoreError, match="no such database"):
        open_store(f"{shared_neo4j.address}/nowhere", environment_of(shared_neo4j))


def test_migration_may_be_run_again_and_by_several_at_once(neo4j_server: Connection) -> None:
    environment, failures = environment_of(neo4j_server), []

    def bring() -> None:
        try:
            migrate_store(neo4j_server.address, environment)
        except BaseException as error:  # what a thread raises would be lost
            failures.append(error)

    threads = [threading.Thread(target=bring) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert migrate_store(neo4j_server.address, environment) == (neo4j_schema.FORMAT, neo4j_schema.FORMAT)
    states = run(neo4j_server, "SHOW INDEXES YIELD name, state WHERE name STARTS WITH 'chidao_' RETURN name, state")
    assert {state for _, state in states} == {"ONLINE"}
    assert len(states) == len(neo4j_schema.cypher("schema"))


def test_a_database_that_holds_something_else_is_refused_until_it_is_migrated(neo4j_server: Connection) -> None:
    run(neo4j_server, "CREATE (:Person {name: 'An'})")
    with pytest.raises(StoreFormatError, match="chidao migrate"):
        open_store(neo4j_server.address, environment_of(neo4j_server))
    assert run(neo4j_server, "SHOW INDEXES YIELD name WHERE name STARTS WITH 'chidao_' RETURN name") == []
    assert migrate_store(neo4j_server.address, environment_of(neo4j_server)) == (0, neo4j_schema.FORMAT)
    store = open_store(neo4j_server.address, environment_of(neo4j_server))
    assert not any(store.counts().values())
    store.close()


@pytest.mark.parametrize(
    ("format_", "told"), [(neo4j_schema.FORMAT + 1, "newer than.*version of chidao"), (0, "older than.*chidao migrate")]
)
def test_a_database_of_another_format_is_refused_with_what_to_do(
    neo4j_server: Connection, format_: int, told: str
) -> None:
    migrate_store(neo4j_server.address, environment_of(neo4j_server))
    run(neo4j_server, f"MATCH (s:_Store {{id: 0}}) SET s.format = {format_}")
    with pytest.raises(StoreFormatError, match=told):
        open_store(neo4j_server.address, environment_of(neo4j_server))
    if format_ > neo4j_schema.FORMAT:
        with pytest.raises(StoreFormatError, match=told):
            migrate_store(neo4j_server.address, environment_of(neo4j_server))


def test_a_ladder_of_thirty_diamonds_is_walked_without_counting_its_ways(store: Store) -> None:
    rungs = [{**plan, "number": f"{n}/KH-UBND", "date": "2020"} for n in range(91)]
    steps = [(3 * n + a, 3 * n + b) for n in range(30) for a, b in ((0, 1), (0, 2), (1, 3), (2, 3))]
    documents = (document(f"d{n}", **facts) for n, facts in enumerate(rungs))
    links = [relation(f"d{a}", "IMPLEMENTS", f"d{b}") for a, b in steps]
    memory = MemoryStore()
    said = [*documents]
    for kept in (store, memory):
        put(kept, "a.txt", *said, links)
    root = "ke-hoach/0-kh-ubnd/ubnd@ha-noi/2020"
    asked = {"max_depth": 200, "limit": 1000}
    walked = store.traverse([root], [Step("IMPLEMENTS", "out")], **asked)
    assert walked == memory.traverse([root], [Step("IMPLEMENTS", "out")], **asked)
    assert len(walked.reached) == 91
    assert len(walked.edges) == 120


def test_a_walk_longer_than_its_first_rounds_goes_on(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.stores.neo4j_reading.FIRST_ROUNDS", 2)
    chain = [{**plan, "number": f"{n}/KH-UBND", "date": "2020"} for n in range(12)]
    links = [relation(f"d{n}", "IMPLEMENTS", f"d{(n + 1) % 12}") for n in range(12)]
    put(store, "a.txt", *(document(f"d{n}", **facts) for n, facts in enumerate(chain)), links)
    walked = store.traverse(["ke-hoach/0-kh-ubnd/ubnd@ha-noi/2020"], [Step("IMPLEMENTS", "out", 0)], max_depth=1)
    assert len(walked.reached) == 12
    assert len(walked.edges) == 12


def test_the_graph_reads_as_the_field_speaks(store: Store, shared_neo4j: Connection) -> None:
    put(store, "a.txt", document("d1", **resolution), document("d2", **plan), relation("d2", "IMPLEMENTS", "d1"))
    asked = (
        "MATCH (p:Document)-[:IMPLEMENTS]->(r:Document)-[:ISSUED_BY]->(b:Organization) RETURN p.symbol, r.symbol, b.key"
    )
    assert run(shared_neo4j, asked) == [["15/KH-UBND", "26-NQ/TW", resolution["issuer"]]]
