"""Constraints and indexes of a Neo4j database, in numbered steps; what format a database has."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from neo4j import ManagedTransaction, Session
from neo4j.exceptions import ClientError

from graph.errors import StoreFormatError
from graph.stores.statements import cypher

#: The format this version reads and writes: the last step of ``cypher/schema.cypher``.
FORMAT = 1
_SECONDS = 600


def format_of(session: Session) -> tuple[int | None, bool]:
    """The format of the database, None where it has none; whether it holds any node."""
    row = session.execute_read(_one("format"))
    return row[0], row[1]


def check(session: Session, where: str) -> None:
    """Makes an empty database ready. Raises StoreFormatError for one that holds something else or another format."""
    format_, holds_any = format_of(session)
    if format_ is None and not holds_any:
        migrate(session, where)
    elif format_ is None:
        raise StoreFormatError(
            "this database holds nodes and no graph of chidao",
            where=where,
            remedy="name another database, or run `chidao migrate` to keep the graph beside what is there",
        )
    elif format_ < FORMAT:
        raise StoreFormatError(
            f"the database has format {format_}, older than format {FORMAT}, which this version reads",
            where=where,
            remedy="run `chidao migrate`",
        )
    else:
        _refuse_newer(format_, where)


def migrate(session: Session, where: str) -> tuple[int, int]:
    """Brings a database to FORMAT; the format before (0 for none) and now. May be run again, and by several at once.

    Raises StoreFormatError for a database of a newer format.
    """
    before, _ = format_of(session)
    _refuse_newer(before or 0, where)
    for name, statement in cypher("schema").items():
        if int(name.split()[0]) > (before or 0):
            _make(session, statement)
    session.execute_read(_one("await_indexes", seconds=_SECONDS))
    session.execute_write(_one("set_format", format=FORMAT))
    return before or 0, FORMAT


def _refuse_newer(format_: int, where: str) -> None:
    if format_ > FORMAT:
        raise StoreFormatError(
            f"the database has format {format_}, newer than format {FORMAT}, which this version reads",
            where=where,
            remedy="use the version of chidao that wrote it",
        )


def _make(session: Session, statement: str) -> None:
    """Runs a step; where another process was quicker with the same, it is done."""
    try:
        session.execute_write(_schema(statement))
    except ClientError as error:
        if "AlreadyExists" not in (error.code or ""):
            raise


def _schema(statement: str) -> Callable[[ManagedTransaction], None]:
    def work(transaction: ManagedTransaction) -> None:
        transaction.run(statement).consume()

    return work


def _one(name: str, **parameters: Any) -> Callable[[ManagedTransaction], list[Any]]:
    def work(transaction: ManagedTransaction) -> list[Any]:
        record = transaction.run(cypher("store")[name], parameters).single()
        return record.values() if record else []

    return work
