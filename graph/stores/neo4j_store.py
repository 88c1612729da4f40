"""The server store: a graph in a Neo4j database, which any number of processes read and one at a time writes.

A ``writing`` block is one transaction, which the driver tries again where the server asks for it. What a process reads
after it wrote is what it wrote: its sessions share their bookmarks.
"""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any, Literal, TypeVar

from neo4j import Driver, GraphDatabase, ManagedTransaction, Session, Transaction, unit_of_work
from neo4j.exceptions import DriverError, Neo4jError

from graph.claims import Source
from graph.confidence import below
from graph.errors import StoreBusyError, StoreError
from graph.judgements import Judgement
from graph.nodes import Edge, EdgeKey, Node
from graph.store import KeptOut, NodeFilter, Page, Step, StoredClaim, Traversal, Writer
from graph.stores import neo4j_schema
from graph.stores.names import name_of
from graph.stores.neo4j_address import Access, Neo4jAddress
from graph.stores.neo4j_derived import Neo4jMade
from graph.stores.neo4j_errors import is_timeout, told
from graph.stores.neo4j_keys import Neo4jKeys
from graph.stores.neo4j_reading import Reading
from graph.stores.neo4j_session import Neo4jSession
from graph.stores.statements import cypher
from graph.stores.writer import GatheringWriter, uncollected

_T = TypeVar("_T")
_BUSY_SECONDS = 5.0
_CONNECT_SECONDS = 5.0
_RETRY_SECONDS = 10.0
_WRITE_SECONDS = 3600.0
#: Numbers of the two nodes a writer holds: the door for its block, the room for its transaction.
_DOOR, _ROOM = 1, 2
_EXPORT_TRIES = 3
_SPOOLED = 64 * 1024 * 1024  # bytes of an export that are kept in memory


class Neo4jStore:
    """The graph in the database at ``address``; an empty database is made ready.

    Raises StoreFormatError where the database holds something else or another format, StoreAbsentError where the server
    does not answer, StoreError where it refuses the ``access``.
    """

    def __init__(self, address: Neo4jAddress, access: Access) -> None:
        self._address, self._access = address, access
        self._writing = threading.Lock()
        self._closed = False
        self._bookmarks = GraphDatabase.bookmark_manager()
        with self._told():
            self._driver = _driver(address, access)
            try:
                with self._session() as session:
                    neo4j_schema.check(session, self.address)
            except BaseException:
                self._driver.close()
                raise

    @property
    def address(self) -> str:
        """Where it lies, without credentials."""
        return str(self._address)

    def _told(self) -> Any:
        return told(self.address)

    def _session(self) -> Session:
        if self._closed:
            raise StoreError("the store was closed", where=self.address, remedy="open it again")
        return self._driver.session(
            database=self._address.database or None, bookmark_manager=self._bookmarks, fetch_size=10_000
        )

    def _read(self, ask: Callable[[Reading], _T]) -> _T:
        """The answer of one transaction, which may take so many seconds as the access says."""

        @unit_of_work(timeout=self._access.seconds)
        def work(transaction: ManagedTransaction) -> _T:
            return ask(Reading(transaction))

        with self._told(), self._session() as session:
            return session.execute_read(work)

    # -- writing ----------------------------------------------------------------------------------------------------

    @contextmanager
    def writing(self) -> Iterator[Writer]:
        """One transaction. Raises StoreBusyError where another one is not over within a few seconds."""
        if not self._writing.acquire(timeout=_BUSY_SECONDS):
            raise StoreBusyError(
                "another thread is writing, or this one already is", where=self.address, remedy="end its block first"
            )
        try:
            with self._held():
                writer = GatheringWriter(lambda locator: self._read(lambda r: r.knows(locator)), self.judgements)
                yield writer
                if not writer.empty:
                    self._flush(writer)
        finally:
            self._writing.release()

    @contextmanager
    def _held(self) -> Iterator[None]:
        """Keeps other processes from writing until the end: a transaction holds the door and is taken back at the end,
        also where this process dies."""
        with self._told():
            self._knock()
            session = self._session()
            transaction = session.begin_transaction(timeout=_WRITE_SECONDS)
            _lock(transaction, _DOOR)
        try:
            yield
        finally:
            with suppress(DriverError, Neo4jError, OSError):
                transaction.rollback()
            with suppress(DriverError, Neo4jError, OSError):
                session.close()

    def _knock(self) -> None:
        """Waits until nobody holds the door; raises StoreBusyError after a few seconds."""
        with self._session() as session:
            try:
                with session.begin_transaction(timeout=_BUSY_SECONDS) as transaction:
                    _lock(transaction, _DOOR)
                    transaction.rollback()
            except Neo4jError as error:
                if not is_timeout(error):
                    raise
                raise StoreBusyError(
                    "another process is writing", where=self.address, remedy="try again when it is done"
                ) from error

    def _flush(self, writer: GatheringWriter) -> None:
        @unit_of_work(timeout=_WRITE_SECONDS)
        def work(transaction: ManagedTransaction) -> None:
            _lock(transaction, _ROOM)
            session = Neo4jSession(transaction, "write")
            keys = Neo4jKeys(session)
            writer.flush(session, keys, Neo4jMade(session, Neo4jSession(transaction, "read"), keys), name_of)

        with self._told(), self._session() as session, uncollected():
            session.execute_write(work)

    def close(self) -> None:
        """Closes all connections; the store cannot be used after."""
        self._closed = True
        with suppress(DriverError, Neo4jError, OSError):
            self._driver.close()

    # -- reading ----------------------------------------------------------------------------------------------------

    def resolve(self, key: str) -> str | None:
        """See Reader."""
        return self._read(lambda reading: reading.resolve(key))

    def nodes(self, keys: Iterable[str]) -> dict[str, Node]:
        """See Reader."""
        asked = list(keys)
        return self._read(lambda reading: reading.nodes(asked))

    def find(self, condition: NodeFilter, *, limit: int = 50, offset: int = 0) -> Page:
        """See Reader."""
        return self._read(lambda reading: reading.find(condition, limit, offset))

    def edges(
        self,
        keys: Iterable[str],
        kinds: Iterable[str] = (),
        direction: Literal["out", "in", "both"] = "both",
        *,
        doubtful: bool = True,
    ) -> list[Edge]:
        """See Reader."""
        asked, wanted = list(keys), list(kinds)
        return self._read(lambda reading: reading.edges(asked, wanted, direction, below(doubtful=doubtful)))

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
        surest = below(doubtful=doubtful)
        return self._read(lambda reading: reading.traverse(roots, steps, max_depth, limit, as_of, surest))

    def claims_of_edge(self, edge: EdgeKey) -> list[StoredClaim]:
        """See Reader."""
        return self._read(lambda reading: reading.claims_of_edge(edge))

    def claims_of_node(self, key: str) -> list[StoredClaim]:
        """See Reader."""
        return self._read(lambda reading: reading.claims_of_node(key))

    def aliases(self, key: str) -> list[str]:
        """See Reader."""
        return self._read(lambda reading: reading.aliases(key))

    def sources(self) -> list[Source]:
        """See Reader."""
        return self._read(lambda reading: reading.sources())

    def claims_of_source(self, locator: str) -> list[StoredClaim]:
        """See Reader."""
        return self._read(lambda reading: reading.claims_of_source(locator))

    def kept_out(self) -> list[KeptOut]:
        """See Reader."""
        return self._read(lambda reading: reading.kept_out())

    def judgements(self) -> list[Judgement]:
        """See Reader."""
        return self._read(lambda reading: reading.judgements())

    def counts(self) -> dict[str, int]:
        """See Reader."""
        return self._read(lambda reading: reading.counts())

    def doubtful_edges(self) -> int:
        """See Reader."""
        return self._read(lambda reading: reading.doubtful_edges())

    def export(self) -> Iterator[str]:
        """See Reader. One state from first line to last: it is gathered first, again where somebody wrote meanwhile.

        Raises StoreBusyError where somebody always does.
        """
        for _ in range(_EXPORT_TRIES):
            with tempfile.SpooledTemporaryFile(_SPOOLED, "w+", encoding="utf-8", newline="\n") as lines:
                before = self._turns()
                self._gather(lines.write)
                if self._turns() == before:
                    lines.seek(0)
                    yield from (line.removesuffix("\n") for line in lines)
                    return
        raise StoreBusyError("somebody writes all the time", where=self.address, remedy="export when nobody writes")

    def _gather(self, write: Callable[[str], Any]) -> None:
        with self._told(), self._session() as session, session.begin_transaction(timeout=_WRITE_SECONDS) as transaction:
            for line in Reading(transaction).export():
                write(f"{line}\n")

    def _turns(self) -> int:
        """How many transactions were kept."""

        def work(transaction: ManagedTransaction) -> int:
            [record] = transaction.run(cypher("store")["turns"])
            return int(record[0])

        with self._told(), self._session() as session:
            return session.execute_read(work)


def _lock(transaction: Transaction | ManagedTransaction, node: int) -> None:
    transaction.run(cypher("store")["lock"], id=node).consume()


def migrate_database(address: Neo4jAddress, access: Access) -> tuple[int, int]:
    """Brings the database to the format this version reads; the format before (0 for none) and now."""
    with (
        told(str(address)),
        _driver(address, access) as driver,
        driver.session(database=address.database or None) as session,
    ):
        return neo4j_schema.migrate(session, str(address))


def _driver(address: Neo4jAddress, access: Access) -> Driver:
    return GraphDatabase.driver(
        address.server,
        auth=(access.user, access.password) if access.user else None,
        connection_timeout=_CONNECT_SECONDS,
        connection_acquisition_timeout=max(access.seconds, _CONNECT_SECONDS),
        max_transaction_retry_time=_RETRY_SECONDS,
        notifications_min_severity="OFF",
        user_agent="chidao",
    )
