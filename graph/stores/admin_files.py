"""A whole graph as files for ``neo4j-admin database import full``: the first load of millions of claims.

The files hold what the Neo4j store would have written itself, so that the database is a store of ours once ``chidao
migrate`` has made its constraints and indexes. They are made from a SQLite file; another store is first copied into
one.
"""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from graph.errors import StoreBusyError, StoreError
from graph.nodes import LABELS
from graph.store import Reader
from graph.stores.admin_columns import BETWEEN_NAME, QUOTE_NAME
from graph.stores.admin_graph import Files, write_edges, write_entities
from graph.stores.admin_sources import write_references, write_sources
from graph.stores.sql_session import Session
from graph.stores.sqlite import SqliteStore

#: The file of arguments, by which ``neo4j-admin`` finds the others: ``neo4j-admin … import full neo4j @arguments``.
ARGUMENTS = "arguments"
_NODES: dict[str, str] = {
    **{str(label): f"Entity:{label}" for label in LABELS},
    "sources": "Source",
    "profiles": "_Profile",
    "resolved": "_Resolved",
    "aliases": "_Alias",
    "merged": "_Merged",
    "judgements": "Judgement",
    "long": "_Long",
}
_RELATIONSHIPS = {"edges": "", "states": "STATES", "names": "NAMES", "refers": "REFERS"}
_BUFFER, _UNIT = 4, 1 << 20  # mebibytes of the reader at least; bytes of one
_COPIED = 500  # sources copied in one transaction


@dataclass(frozen=True, slots=True)
class AdminFiles:
    """What was written: the folder, how many claims are in it, and the command that imports it there."""

    folder: Path
    claims: int
    command: str = f"neo4j-admin database import full neo4j @{ARGUMENTS}"


def write_admin_files(store: Reader, folder: Path) -> AdminFiles:
    """Writes the files into ``folder``, which is made, or must be empty. Nobody can write to the store meanwhile.

    Raises StoreError where the folder is not empty, StoreBusyError where somebody is writing, OSError.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise StoreError("the folder for the files is not empty", where=str(folder), remedy="name a new folder")
    with _as_sqlite(store) as path, _unchanged(path):
        with ProcessPoolExecutor(2, get_context("spawn")) as pool:
            parts = [pool.submit(_part, path, folder, part) for part in ("sources", "graph")]
            longest = max(part.result() for part in parts)
        _write_arguments(folder, longest)
    return AdminFiles(folder, store.counts()["claims"])


def _part(path: Path, folder: Path, part: str) -> int:
    """One half of the work, in a process of its own; the length of the longest row."""
    files = Files(folder)
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, isolation_level=None)) as connection:
        session = Session(connection, "admin")
        connection.execute("BEGIN")
        if part == "sources":
            write_sources(session, files, write_entities(session, files))
        else:
            write_edges(session, files)
            write_references(session, files)
        return files.close()


@contextmanager
def _as_sqlite(store: Reader) -> Iterator[Path]:
    """The file of a SQLite store, or a copy of another store in one."""
    if isinstance(store, SqliteStore):
        yield store.path
        return
    with tempfile.TemporaryDirectory(prefix="chidao-admin-") as folder:
        path = Path(folder) / "graph.sqlite"
        copy = SqliteStore(path)
        try:
            _copy(store, copy)
            yield path
        finally:
            copy.close()


def _copy(store: Reader, copy: SqliteStore) -> None:
    sources = store.sources()
    for start in range(0, len(sources), _COPIED):
        with copy.writing() as writer:
            for source in sources[start : start + _COPIED]:
                writer.put_source(source, [stored.claim for stored in store.claims_of_source(source.locator)])
    with copy.writing() as writer:
        for judgement in store.judgements():
            writer.judge(judgement)


@contextmanager
def _unchanged(path: Path) -> Iterator[None]:
    """Keeps others from writing to the file, so that all processes read one state of it."""
    with closing(sqlite3.connect(path, timeout=5.0, isolation_level=None)) as connection:
        try:
            connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            remedy = "try again when it is done"
            raise StoreBusyError("another process is writing", where=str(path), remedy=remedy) from error
        yield
        connection.execute("ROLLBACK")


def _write_arguments(folder: Path, longest: int) -> None:
    """The options of ``neo4j-admin``, one a line; files are named from the folder in which they lie."""
    buffer = max(_BUFFER, 4 * longest // _UNIT + 1)  # a character is 4 bytes at most
    lines = [
        *(f"--nodes={label}={name}.csv" for name, label in _NODES.items()),
        *(f"--relationships={kind + '=' if kind else ''}{name}.csv" for name, kind in _RELATIONSHIPS.items()),
        "--id-type=integer",
        f"--quote={QUOTE_NAME}",
        f"--array-delimiter={BETWEEN_NAME}",
        "--multiline-fields=true",
        f"--read-buffer-size={buffer}m",
        "--strict=true",
    ]
    (folder / ARGUMENTS).write_text("\n".join(lines) + "\n", encoding="utf-8")
