"""The server or the loading process is killed: a clear error in time, nothing half-written, the next run completes."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from builders import document, put, source
from test_crash import expected, source_number

from graph.claims import Claim
from graph.errors import StoreAbsentError, StoreError
from graph.store import NodeFilter, Store
from graph.stores import neo4j_store, open_store
from graph.stores.memory import MemoryStore
from neo4j_server import Connection, Neo4jServer
from neo4j_stores import environment_of, wiped

ROUNDS = 4
IN_TIME = 40.0  # seconds until an error is told: the driver tries again for 10, each try may take 5 to connect
_HERE = Path(__file__).parent


def write_on_and_on(address: str) -> None:
    """Puts sources that touch one another's documents, until stopped."""
    store = open_store(address)
    number = store.counts()["sources"]
    print("open", flush=True)
    while True:
        put(store, *source_number(number))
        print("kept", flush=True)
        number += 1


def test_a_loader_killed_while_writing_leaves_a_whole_number_of_writes(shared_neo4j: Connection) -> None:
    wiped(shared_neo4j)
    chance = random.Random(7)  # noqa: S311  # when to kill, no secret
    paths = os.pathsep.join([str(_HERE), str(_HERE.parent), str(_HERE.parents[1])])
    environment = {**os.environ, **environment_of(shared_neo4j), "PYTHONPATH": paths}
    call = f"import test_neo4j_kills as t; t.write_on_and_on({shared_neo4j.address!r})"
    written = 0
    for _ in range(ROUNDS):
        with subprocess.Popen([sys.executable, "-c", call], env=environment, stdout=subprocess.PIPE) as child:
            assert child.stdout is not None
            assert child.stdout.readline() == b"open\n"
            for _ in range(chance.randrange(3)):
                assert child.stdout.readline() == b"kept\n"
            time.sleep(chance.uniform(0.0, 0.3))
            child.send_signal(signal.SIGKILL)
        store = open_store(shared_neo4j.address, environment_of(shared_neo4j))
        sources = store.counts()["sources"]
        assert sources >= written
        assert list(store.export()) == expected(sources)
        put(store, *source_number(sources))  # the dead writer's hold on the database is gone
        written = sources + 1
        store.close()
    assert written >= ROUNDS


@pytest.fixture
def server(own_neo4j: Callable[[], Neo4jServer]) -> Neo4jServer:
    made = own_neo4j()
    made.start()
    return made


def batches() -> list[list[tuple[str, list[Claim]]]]:
    """What a load writes, transaction by transaction."""
    numbered = []
    for number in range(60):
        locator, *said = source_number(number)
        numbered.append((locator, [claim for item in said for claim in (item if isinstance(item, list) else [item])]))
    return [numbered[start : start + 6] for start in range(0, 60, 6)]


def load(store: Store, wrote: Callable[[int], None] = lambda number: None) -> None:
    """Writes what is not kept yet."""
    kept = {each.locator for each in store.sources()}
    for number, batch in enumerate(batches()):
        with store.writing() as writer:
            for locator, claims in batch:
                if locator not in kept:
                    writer.put_source(source(locator), claims)
        wrote(number)


def test_a_server_killed_in_the_middle_of_a_load(server: Neo4jServer) -> None:
    store = open_store(server.connection.address, environment_of(server.connection))
    halfway = threading.Event()
    killer = threading.Thread(target=lambda: (halfway.wait(60), time.sleep(0.03), server.kill()))
    killer.start()
    begun = time.monotonic()
    with pytest.raises(StoreAbsentError, match=server.connection.address) as told:
        load(store, lambda number: halfway.set() if number == 2 else None)
    killer.join()
    assert time.monotonic() - begun < 60 + IN_TIME
    assert "try again" in str(told.value) or "run the same again" in str(told.value)
    store.close()

    server.start()
    again = open_store(server.connection.address, environment_of(server.connection))
    kept = {each.locator for each in again.sources()}
    whole = [{locator for locator, _ in batch} for batch in batches()]
    assert 0 < len(kept) < 60
    assert all(batch <= kept or not batch & kept for batch in whole), "a transaction was kept in part"
    assert list(again.export()) == _undisturbed(kept)
    load(again)
    assert list(again.export()) == _undisturbed({locator for batch in whole for locator in batch})
    again.close()


def _undisturbed(locators: set[str]) -> list[str]:
    store = MemoryStore()
    with store.writing() as writer:
        for batch in batches():
            for locator, claims in batch:
                if locator in locators:
                    writer.put_source(source(locator), claims)
    return list(store.export())


def test_a_server_killed_in_the_middle_of_a_query(server: Neo4jServer) -> None:
    store = open_store(server.connection.address, environment_of(server.connection))
    assert isinstance(store, neo4j_store.Neo4jStore)
    put(store, "a.txt", document("d1", type="Luật", title="Luật Khiếu nại"))
    slow = "UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b WITH a WHERE a % 2 = 3 RETURN count(a)"
    killer = threading.Timer(1.0, server.kill)
    killer.start()
    begun = time.monotonic()
    with pytest.raises(StoreAbsentError, match="does not answer"):
        store._read(lambda reading: list(reading._transaction.run(slow)))
    assert time.monotonic() - begun < IN_TIME
    with pytest.raises(StoreError, match="check that the server runs"), store.writing():
        pass
    server.start()
    assert store.find(NodeFilter(label="Document")).total == 1, "the store does not find the server again"
    store.close()


def test_a_server_that_is_not_there_is_told_in_time() -> None:
    begun = time.monotonic()
    with pytest.raises(StoreAbsentError, match=r"127\.0\.0\.1:9: the Neo4j server does not answer"):
        open_store("bolt://127.0.0.1:9", {"CHIDAO_NEO4J_PASSWORD": "x"})
    assert time.monotonic() - begun < IN_TIME
