"""Killed at any moment, a SQLite store opens again and holds the state before a write or the one after."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from builders import document, put
from conformance import full_assignment, plan, relation, resolution

from graph.stores.memory import MemoryStore
from graph.stores.sqlite import SqliteStore

ROUNDS = 6
_HERE = Path(__file__).parent


def write_on_and_on(path: Path) -> None:
    """Puts sources that touch one another's documents, a line said for each, until stopped."""
    store = SqliteStore(path)
    number = store.counts()["sources"]
    while True:
        put(store, *source_number(number))
        print(number, flush=True)
        number += 1


def source_number(number: int) -> tuple:  # type: ignore[type-arg]  # the arguments of put
    own = {**plan, "number": f"{number % 7 + 1}/KH-UBND"}
    cited = resolution if number % 2 else {"type": "Nghị quyết", "number": "26"}
    said = (
        document("d1", own=True, **own),
        document("d2", **cited),
        relation("d1", "CITES", "d2"),
        full_assignment("d1"),
    )
    return (f"{number:05d}.txt", *said)


def expected(count: int) -> list[str]:
    store = MemoryStore()
    with store.writing() as writer:
        for number in range(count):
            locator, *said = source_number(number)
            put_into = [claim for item in said for claim in (item if isinstance(item, list) else [item])]
            from builders import source

            writer.put_source(source(locator), put_into)
    return list(store.export())


def test_a_store_killed_while_writing_holds_a_whole_number_of_writes(tmp_path: Path) -> None:
    path, chance = tmp_path / "graph.db", random.Random(7)  # noqa: S311  # when to kill, no secret
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(_HERE), str(_HERE.parents[1])])}
    command = [
        sys.executable,
        "-c",
        f"import test_crash, pathlib; test_crash.write_on_and_on(pathlib.Path({str(path)!r}))",
    ]
    written = 0
    for _ in range(ROUNDS):
        with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE) as child:
            assert child.stdout is not None
            for _ in range(chance.randint(1, 8)):
                assert child.stdout.readline().strip().isdigit()
            time.sleep(chance.uniform(0.0, 0.02))  # somewhere in the write after those
            child.send_signal(signal.SIGKILL)
        store = SqliteStore(path)
        sources = store.counts()["sources"]
        assert sources > written
        written = sources
        assert list(store.export()) == expected(sources)
        store.close()
