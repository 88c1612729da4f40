"""The embedded store: one SQLite file in WAL mode, written by one at a time, read by any number of threads.

A ``writing`` block is one transaction: after a crash at any moment the file holds the state before it or the one after.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Literal

from graph.claims import Source
from graph.confidence import below
from graph.errors import StoreBusyError, StoreError, StoreFormatError
from graph.judgements import Judgement
from graph.nodes import Edge, EdgeKey, Node
from graph.store import KeptOut, NodeFilter, Page, Step, StoredClaim, Traversal, Writer
from graph.stores.names import name_of
from graph.stores.sql_session import Session
from graph.stores.sqlite_derived import SqliteMade
from graph.stores.sqlite_keys import SqliteKeys
from graph.stores.sqlite_reading import Reading
from graph.stores.statements import text
from graph.stores.writer import GatheringWriter, uncollected

#: Written into the header of the file: "chid" and the format of the tables.
APPLICATION_ID = 0x63686964
FORMAT = 2
_BUSY_SECONDS = 5.0


class SqliteStore:
    """A graph in the file ``path``; made, with its folder, where there is none.

    Raises StoreFormatError where the file holds something else or a newer format, StoreError where it cannot be opened.
    """

    def __init__(self, path: Path) -> None:
        self._path = path.absolute()
        self._closed = False
        self._here = threading.local()
        self._open: list[sqlite3.Connection] = []
        self._opening = threading.Lock()
        self._writing = threading.Lock()
        self._writer: sqlite3.Connection | None = None
        with self._told():
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._prepare(self._connection())

    @property
    def address(self) -> str:
        """Where it lies."""
        return f"sqlite:///{self._path.as_posix().lstrip('/')}"

    @property
    def path(self) -> Path:
        """The file."""
        return self._path

    def _connection(self) -> sqlite3.Connection:
        if self._closed:
            raise StoreError("the store was closed", where=str(self._path), remedy="open it again")
        connection = sqlite3.connect(
            self._path, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False, cached_statements=256
        )
        with self._opening:
            self._open.append(connection)
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA cache_size = -65536")
        connection.execute("PRAGMA temp_store = MEMORY")
        connection.execute("PRAGMA wal_autocheckpoint = 8000")  # pages: many small writes, copied back together
        return connection

    def _prepare(self, connection: sqlite3.Connection) -> None:
        """Makes the tables in an empty file; refuses a file that holds anything else."""
        (application,) = connection.execute("PRAGMA application_id").fetchone()
        (format_,) = connection.execute("PRAGMA user_version").fetchone()
        (tables,) = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        if application == 0 and tables == 0:
            self._create(connection)
        elif application != APPLICATION_ID:
            raise StoreFormatError(
                "this SQLite file is not a graph of chidao", where=str(self._path), remedy="name another file"
            )
        elif format_ != FORMAT:
            newer = "newer than" if format_ > FORMAT else "older than"
            raise StoreFormatError(
                f"the file has format {format_}, {newer} format {FORMAT}, which this version reads",
                where=str(self._path),
                remedy="use the version of chidao that wrote it, or load the sources into a new file",
            )
        self._writer = connection

    def _create(self, connection: sqlite3.Connection) -> None:
        """All in one transaction: two processes may open a new file at one time, and either may be stopped."""
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("BEGIN IMMEDIATE")
        if connection.execute("SELECT count(*) FROM sqlite_schema").fetchone() == (0,):
            for statement in _statements(text("schema")):
                connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID:d}")
            connection.execute(f"PRAGMA user_version = {FORMAT:d}")
        connection.execute("COMMIT")

    @contextmanager
    def _told(self) -> Iterator[None]:
        """What SQLite raises, as an error that says what to do."""
        where = str(self._path)
        try:
            yield
        except sqlite3.DatabaseError as error:
            message = str(error)
            if "locked" in message or "busy" in message:
                raise StoreBusyError(
                    "another process is writing", where=where, remedy="try again when it is done"
                ) from error
            if "not a database" in message or "malformed" in message:
                raise StoreFormatError(
                    f"this is no graph of chidao ({message})", where=where, remedy="name another file"
                ) from error
            raise StoreError(
                message, where=where, remedy="check that the file and its folder can be written"
            ) from error
        except OSError as error:
            raise StoreError(
                error.strerror or str(error), where=where, remedy="name a folder that can be written"
            ) from error

    @property
    def _reading(self) -> Reading:
        """This thread's reader."""
        reading: Reading | None = getattr(self._here, "reading", None)
        if reading is None or self._closed:
            with self._told():
                connection = self._connection()
                connection.execute("PRAGMA query_only = ON")
            reading = self._here.reading = Reading(connection)
        return reading

    @contextmanager
    def writing(self) -> Iterator[Writer]:
        """One transaction. Raises StoreBusyError where another one is not over within a few seconds."""
        if not self._writing.acquire(timeout=_BUSY_SECONDS):
            raise StoreBusyError(
                "another thread is writing, or this one already is", where=str(self._path), remedy="end its block first"
            )
        try:
            if self._writer is None or self._closed:
                self._writer = self._connection()
            with self._told():
                self._writer.execute("BEGIN IMMEDIATE")
            try:
                writer = _writer_on(self._writer)
                yield writer
                with self._told(), uncollected():
                    _flush(writer, self._writer)
                    self._writer.execute("COMMIT")
            except BaseException:
                with suppress(sqlite3.Error):
                    self._writer.execute("ROLLBACK")
                raise
        finally:
            self._writing.release()

    def close(self) -> None:
        """Closes all connections; the store cannot be used after."""
        self._closed = True
        with self._opening:
            for connection in self._open:
                with suppress(sqlite3.Error):
                    connection.close()
            self._open.clear()

    def resolve(self, key: str) -> str | None:
        """See Reader."""
        return self._reading.resolve(key)

    def nodes(self, keys: Iterable[str]) -> dict[str, Node]:
        """See Reader."""
        return self._reading.nodes(keys)

    def find(self, condition: NodeFilter, *, limit: int = 50, offset: int = 0) -> Page:
        """See Reader."""
        return self._reading.find(condition, limit, offset)

    def edges(
        self,
        keys: Iterable[str],
        kinds: Iterable[str] = (),
        direction: Literal["out", "in", "both"] = "both",
        *,
        doubtful: bool = True,
    ) -> list[Edge]:
        """See Reader."""
        return self._reading.edges(keys, kinds, direction, below(doubtful=doubtful))

    def traverse(
        self,
        roots: Sequence[str],
        steps: Sequence[Step],
        *,
        max_depth: int,
        limit: int = 10_000,
        as_of: str = "",
        doubtful: bool = True,
    ) -> Traversal:
        """See Reader."""
        return self._reading.traverse(roots, steps, max_depth, limit, as_of, below(doubtful=doubtful))

    def claims_of_edge(self, edge: EdgeKey) -> list[StoredClaim]:
        """See Reader."""
        return self._reading.claims_of_edge(edge)

    def claims_of_node(self, key: str) -> list[StoredClaim]:
        """See Reader."""
        return self._reading.claims_of_node(key)

    def aliases(self, key: str) -> list[str]:
        """See Reader."""
        return self._reading.aliases(key)

    def sources(self) -> list[Source]:
        """See Reader."""
        return self._reading.sources()

    def claims_of_source(self, locator: str) -> list[StoredClaim]:
        """See Reader."""
        return self._reading.claims_of_source(locator)

    def kept_out(self) -> list[KeptOut]:
        """See Reader."""
        return self._reading.kept_out()

    def judgements(self) -> list[Judgement]:
        """See Reader."""
        return self._reading.judgements()

    def counts(self) -> dict[str, int]:
        """See Reader."""
        return self._reading.counts()

    def doubtful_edges(self) -> int:
        """See Reader."""
        return self._reading.doubtful_edges()

    def export(self) -> Iterator[str]:
        """See Reader. One state from first line to last, on a connection of its own."""
        with self._told():
            connection = self._connection()
            try:
                connection.execute("BEGIN")
                yield from Reading(connection).export()
            finally:
                with self._opening, suppress(ValueError):
                    self._open.remove(connection)
                connection.close()


def _writer_on(connection: sqlite3.Connection) -> GatheringWriter:
    """A writer that asks for what is kept on the connection of its transaction."""
    session = Session(connection, "write")

    def known(locator: str) -> bool:
        return bool(list(session.each("known_sources", [locator], "locators")))

    return GatheringWriter(known, Reading(connection).judgements)


def _flush(writer: GatheringWriter, connection: sqlite3.Connection) -> None:
    if not writer.empty:
        session = Session(connection, "write")
        keys = SqliteKeys(session)
        writer.flush(session, keys, SqliteMade(session, keys), name_of)


def _statements(script: str) -> Iterator[str]:
    """The statements of a script, comments left in."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
