"""The first load of a large graph: files from a SQLite store, imported by neo4j-admin into a new database.

    python benchmarks/admin_import.py [--documents 200000] [--seed 1] [--store FILE] [--compare]

Makes a graph of so many documents (or takes the SQLite file of one), writes the files, imports them, and migrates.
Prints seconds and claims a second, and ends with 1 where the imported store counts otherwise, or, with --compare,
exports other bytes. The server and the files take some 8 GB for 200,000 documents.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from contextlib import closing
from itertools import zip_longest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests"), str(ROOT / "benchmarks")]

from generated.claims import judgements, sources  # noqa: E402  # the path above makes it importable
from generated.documents import Documents  # noqa: E402
from graph.store import Store  # noqa: E402
from graph.stores import migrate_store, open_store  # noqa: E402
from graph.stores.admin_files import ARGUMENTS, write_admin_files  # noqa: E402
from neo4j_server import Neo4jServer  # noqa: E402
from neo4j_stores import environment_of  # noqa: E402

_BATCH = 2_000  # sources written in one transaction


def main() -> int:
    """Makes, writes, imports, compares."""
    options = _options()
    with tempfile.TemporaryDirectory(prefix="chidao-import-") as name:
        folder = Path(name)
        path = options.store or folder / "graph.sqlite"
        there = path.exists()
        with closing(open_store(f"sqlite://{path.absolute()}")) as store:
            if not there:
                _fill(store, Documents(options.documents, options.seed))
            server = Neo4jServer(folder / "home", heap="2g", page_cache="2g")
            try:
                return _import(store, folder / "files", server, options.compare)
            finally:
                server.kill()


def _fill(store: Store, documents: Documents) -> None:
    started, waiting = time.perf_counter(), []
    for source in sources(documents):
        waiting.append(source)
        if len(waiting) == _BATCH:
            _put(store, waiting)
            waiting = []
    _put(store, waiting)
    with store.writing() as writer:
        for judgement in judgements(documents):
            writer.judge(judgement)
    print(f"{documents.size} documents in SQLite after {time.perf_counter() - started:.0f} s", flush=True)


def _put(store: Store, waiting: list) -> None:
    with store.writing() as writer:
        for source, claims in waiting:
            writer.put_source(source, claims)


def _import(store: Store, folder: Path, server: Neo4jServer, compare: bool) -> int:
    started = time.perf_counter()
    files = write_admin_files(store, folder)
    written = time.perf_counter() - started
    size = sum(path.stat().st_size for path in folder.iterdir())
    print(f"files: {files.claims} claims, {size / 1e6:.0f} MB in {written:.1f} s", flush=True)
    os.chdir(folder)
    started = time.perf_counter()
    told = server.admin("database", "import", "full", "neo4j", f"@{ARGUMENTS}")
    imported = time.perf_counter() - started
    print("\n".join(line for line in told.splitlines()[-8:] if line.strip()))
    rate = files.claims / (written + imported)
    print(f"import: {imported:.1f} s; files and import: {rate:.0f} claims a second", flush=True)
    server.start()
    environment = environment_of(server.connection)
    started = time.perf_counter()
    migrate_store(server.connection.address, environment)
    print(f"constraints and indexes: {time.perf_counter() - started:.1f} s", flush=True)
    with closing(open_store(server.connection.address, {**environment, "CHIDAO_NEO4J_SECONDS": "600"})) as there:
        same = there.counts() == store.counts()
        print("counts: same" if same else f"counts: {there.counts()}, not {store.counts()}", flush=True)
        if compare:
            same = same and all(left == right for left, right in zip_longest(there.export(), store.export()))
            print(f"exports: {'same' if same else 'different'} bytes")
    return 0 if same else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="The first load of a large graph.")
    parser.add_argument("--documents", type=int, default=200_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--store", type=Path, help="a SQLite file to take, or to make and keep")
    parser.add_argument("--compare", action="store_true", help="compare the exports too")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
