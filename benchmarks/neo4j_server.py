"""A made-up graph on a real Neo4j server: how fast it takes claims in, and how long questions take beside Cypher that
was written by hand for the same answer.

    python benchmarks/neo4j_server.py [--documents 20000] [--batch 500] [--again 5] [--repeat 15]
                                       [--take FILE] [--profile]

Starts a server of its own (2 GB heap), fills it, puts new sources in that cite what is there, and asks. The numbers
found say whether an answer by hand is the same one.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from neo4j import Driver, GraphDatabase, Query  # noqa: E402  # the path above makes ours importable

from generated.bodies import department  # noqa: E402
from generated.claims import DOCUMENTS_A_SOURCE, source_at  # noqa: E402
from generated.documents import Documents  # noqa: E402
from graph.kinds import LINEAGE_KINDS  # noqa: E402
from graph.store import Step, Store  # noqa: E402
from graph.stores import migrate_store, open_store  # noqa: E402
from graph.stores.admin_files import ARGUMENTS, write_admin_files  # noqa: E402
from neo4j_server import Neo4jServer  # noqa: E402
from neo4j_stores import environment_of  # noqa: E402
from queries.chain import steps_of  # noqa: E402
from queries.tasks import DUTY_KINDS  # noqa: E402

_LINEAGE, _DUTIES = "|".join(LINEAGE_KINDS), "|".join(DUTY_KINDS)
#: Cypher by hand. The walks give each document at its least depth, the edges between them, and cross a unit; as Cypher
#: has no way to count only some edges of a shortest path, they go depth by depth.
_LEVEL = """
CALL (front) {{
    UNWIND front AS n
    MATCH (n){lineage}(m:Document)
    WITH DISTINCT m
    OPTIONAL MATCH (m)-[:ISSUED_WITH|APPROVES]-(unit:Document)
    WITH collect(DISTINCT m) AS direct, collect(DISTINCT unit) AS units
    UNWIND direct + units AS n
    WITH DISTINCT n WHERE NOT n IN seen
    RETURN collect(n) AS next
}}
WITH next AS front, seen + next AS seen, levels + [next] AS levels
"""
_SIMPLE = "MATCH p = (:Entity {{key: $key}}){lineage}(n) WITH n, min(length(p)) AS depth RETURN n.key, depth"
_DUTY = f"""
MATCH (:Entity {{key: $key}})-[:{_DUTIES}]->(t:Task)
WITH DISTINCT t LIMIT 100
MATCH (t)<-[r:{_DUTIES}|RECEIVES|ASSIGNS]-(other:Entity)
RETURN t.key, properties(t), type(r), properties(r), other.key, properties(other)
"""


def main() -> int:
    """Fills the server and asks."""
    options = _options()
    documents = Documents(options.documents, options.seed)
    with tempfile.TemporaryDirectory(prefix="chidao-neo4j-") as folder:
        server = Neo4jServer(Path(folder) / "home", heap="2g", page_cache="2g")
        try:
            if options.take:
                _import(options.take, Path(folder) / "files", server)
            server.start()
            environment = {**environment_of(server.connection), "CHIDAO_NEO4J_SECONDS": "600"}
            migrate_store(server.connection.address, environment)
            with closing(open_store(server.connection.address, environment)) as store:
                _measure(store, documents, server, options)
        finally:
            server.kill()
    return 0


def _measure(store: Store, documents: Documents, server: Neo4jServer, options: argparse.Namespace) -> None:
    if not options.take:
        _load(store, documents, options.batch, server)
    _incremental(store, documents, options.batch, options.again, server)
    address, auth = server.connection.address, server.connection.auth
    with GraphDatabase.driver(address, auth=auth, notifications_min_severity="OFF") as driver:
        _ask(store, driver, documents, options.repeat)
        if options.profile:
            _profile(driver, documents)


def _import(file: Path, folder: Path, server: Neo4jServer) -> None:
    with closing(open_store(f"sqlite://{file.absolute()}")) as store:
        write_admin_files(store, folder)
    os.chdir(folder)
    server.admin("database", "import", "full", "neo4j", f"@{ARGUMENTS}")


def _cpu(server: Neo4jServer) -> float:
    """Seconds of processor time the server took so far; on a busy machine they say more than those of the clock."""
    assert server._process is not None
    fields = Path(f"/proc/{server._process.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / 100


def _load(store: Store, documents: Documents, batch: int, server: Neo4jServer) -> None:
    starts = range(0, documents.size, DOCUMENTS_A_SOURCE)
    begun, total = time.perf_counter(), 0
    busy, own = _cpu(server), time.process_time()
    for first in range(0, len(starts), batch):
        sources = [source_at(documents, start) for start in starts[first : first + batch]]
        at = time.perf_counter()
        with store.writing() as writer:
            for source, claims in sources:
                writer.put_source(source, claims)
        said, took = sum(len(claims) for _, claims in sources), time.perf_counter() - at
        total += said
        print(f"loaded {total:9} claims; these {said} at {said / took:6.0f} a second", flush=True)
    took = time.perf_counter() - begun
    print(f"load: {total} claims of {documents.size} documents in {took:.1f} s, {total / took:.0f} a second")
    print(
        f"processor: server {_cpu(server) - busy:.1f} s, this process {time.process_time() - own:.1f} s with making up"
    )


def _incremental(store: Store, documents: Documents, batch: int, again: int, server: Neo4jServer) -> None:
    """New sources into the graph as it stands, which cite documents that are there: several transactions, so that the
    later ones meet a server that is warm."""
    starts = [start - start % DOCUMENTS_A_SOURCE for start in range(documents.size // 2, documents.size, 4)]
    for round_ in range(again):
        sources = [source_at(documents, start) for start in starts[round_ * batch : (round_ + 1) * batch]]
        busy, before, at = _cpu(server), time.process_time(), time.perf_counter()
        with store.writing() as writer:
            for source, claims in sources:
                writer.put_source(replace(source, locator=f"new/{source.locator}"), claims)
        took, own = time.perf_counter() - at, time.process_time() - before
        said = sum(len(claims) for _, claims in sources)
        print(
            f"incremental: {said} claims in {took:.1f} s, {said / took:.0f} a second; "
            f"processor: server {_cpu(server) - busy:.1f} s, this process {own:.1f} s",
            flush=True,
        )


def _ask(store: Store, driver: Driver, documents: Documents, repeat: int) -> None:
    leaf, top = documents.at(documents.size - 3).key, documents.at(documents.of_level(1)[2]).key
    body = department("SNV", "lang-son").key
    deep = {"max_depth": 10, "limit": 200_000}
    up, down = steps_of(LINEAGE_KINDS, "up"), steps_of(LINEAGE_KINDS, "down")
    bare = [Step(kind, "in") for kind in LINEAGE_KINDS]

    def duties() -> int:
        mine = store.edges([body], DUTY_KINDS, "out")[:100]
        around = store.edges({edge.key.target for edge in mine}, (*DUTY_KINDS, "RECEIVES", "ASSIGNS"), "in")
        return len(store.nodes({end for edge in around for end in (edge.key.source, edge.key.target)}))

    _show("lineage", lambda: len(store.traverse([leaf], up, **deep).reached), repeat)
    _by_hand("lineage by hand", driver, _levels(f"-[:{_LINEAGE}]->"), leaf, repeat)
    _by_hand("lineage without units", driver, _SIMPLE.format(lineage=f"-[:{_LINEAGE}*0..10]->"), leaf, repeat)
    _show("descendants", lambda: len(store.traverse([top], down, **deep).reached), repeat)
    _by_hand("descendants by hand", driver, _levels(f"<-[:{_LINEAGE}]-"), top, repeat)
    _show("descendants, no units", lambda: len(store.traverse([top], bare, **deep).reached), repeat)
    _by_hand("the same by hand", driver, _SIMPLE.format(lineage=f"<-[:{_LINEAGE}*0..10]-"), top, repeat)
    _show("duties of a body", duties, repeat)
    _by_hand("duties by hand", driver, _DUTY, body, repeat)


def _levels(lineage: str) -> str:
    """A walk of ten depths with units crossed, and the edges between what it reaches."""
    start = (
        "MATCH (a:Entity {key: $key}) OPTIONAL MATCH (a)-[:ISSUED_WITH|APPROVES]-(unit:Document) "
        "WITH a, collect(DISTINCT unit) AS units WITH [a] + units AS front WITH front, front AS seen, [front] AS levels"
    )
    level = _LEVEL.replace("CALL (front)", "CALL (front, seen)").format(lineage=lineage)
    end = (
        f"UNWIND seen AS n OPTIONAL MATCH (n)-[r:{_LINEAGE}|ISSUED_WITH|APPROVES]->(m) WHERE m IN seen "
        "RETURN n.key, type(r), m.key"
    )
    return start + level * 10 + end


def _by_hand(name: str, driver: Driver, statement: str, key: str, repeat: int) -> None:
    def ask() -> int:
        with driver.session(fetch_size=10_000) as session:
            found = session.run(Query(statement, timeout=120), key=key).values()  # type: ignore[arg-type]  # our own
            return len({row[0] for row in found})

    _show(name, ask, repeat)


def _show(name: str, ask: Callable[[], int], repeat: int) -> None:
    try:
        found, times = ask(), []
        for _ in range(repeat):
            at = time.perf_counter()
            ask()
            times.append((time.perf_counter() - at) * 1000)
    except Exception as error:
        print(f"{name:24} {type(error).__name__}: {str(error)[:120]}", flush=True)
        return
    print(
        f"{name:24} {found:7} found, median {statistics.median(times):8.1f} ms, least {min(times):8.1f} ms", flush=True
    )


def _profile(driver: Driver, documents: Documents) -> None:
    from graph.stores.neo4j_walk import walk_of

    walk = walk_of(steps_of(LINEAGE_KINDS, "up"), "")
    assert walk is not None
    asked: dict[str, Any] = {**walk.parameters, "roots": [documents.at(documents.size - 3).key]}
    with driver.session() as session:
        result = session.run(f"PROFILE {walk.statement}", asked, max_depth=10, rounds=40)  # type: ignore[arg-type]
        plan = result.consume().profile
    _print_plan([plan or {}], 0)


def _print_plan(plans: Sequence[dict[str, Any]], depth: int) -> None:
    for plan in plans:
        print(f"{'  ' * depth}{plan['operatorType']}: {plan.get('rows')} rows, {plan.get('dbHits')} hits")
        _print_plan(plan.get("children", ()), depth + 1)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="A made-up graph on a real Neo4j server.")
    parser.add_argument("--documents", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--batch", type=int, default=500, help="sources written in one transaction")
    parser.add_argument("--take", type=Path, help="a SQLite store of the documents, imported instead of loading them")
    parser.add_argument("--again", type=int, default=5, help="transactions of new sources into the whole")
    parser.add_argument("--repeat", type=int, default=15)
    parser.add_argument("--profile", action="store_true", help="print the plan of a lineage question")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
