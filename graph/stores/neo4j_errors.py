"""What the Neo4j driver raises, as errors of ours that say what to do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from neo4j.exceptions import (
    AuthError,
    ClientError,
    ConfigurationError,
    DriverError,
    IncompleteCommit,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
    TransientError,
)

from graph.errors import StoreAbsentError, StoreAddressError, StoreBusyError, StoreError, StoreTimeoutError
from graph.stores.neo4j_address import PASSWORD_FILE_VARIABLE, PASSWORD_VARIABLE, SECONDS_VARIABLE, USER_VARIABLE

_OVER = ("TransactionTimedOut", "LockAcquisitionTimeout", "LockClientStopped", "Transaction.Terminated")
_START = "check that the server runs and the address is right, then try again"


@contextmanager
def told(where: str) -> Iterator[None]:
    """Errors of the driver inside, as ours. ``where`` is the address."""
    try:
        yield
    except IncompleteCommit as error:
        raise StoreAbsentError(
            "the server went away while it was keeping a write, which may be kept or not",
            where=where,
            remedy="run the same again: what is kept already stays as it is",
        ) from error
    except (ServiceUnavailable, SessionExpired, OSError) as error:
        raise StoreAbsentError("the Neo4j server does not answer", where=where, remedy=_START) from error
    except Neo4jError as error:
        raise _of_server(error, where) from error
    except ConfigurationError as error:
        raise StoreAddressError("the driver cannot use this address", where=where, remedy=str(error)) from error
    except DriverError as error:
        raise StoreError(f"{type(error).__name__}: {error}", where=where, remedy=_START) from error


def is_timeout(error: Neo4jError) -> bool:
    """Whether the server ended a transaction because its time was over."""
    code = error.code or ""
    return any(name in code for name in _OVER)


def _of_server(error: Neo4jError, where: str) -> StoreError:
    code = error.code or ""
    if isinstance(error, AuthError) or "AuthenticationRateLimit" in code:
        return StoreError(
            "the Neo4j server refuses the user or password",
            where=where,
            remedy=f"set {USER_VARIABLE} and {PASSWORD_VARIABLE} or {PASSWORD_FILE_VARIABLE}",
        )
    if is_timeout(error):
        return StoreTimeoutError(
            "it took longer than it may take",
            where=where,
            remedy=f"ask for less, or give more seconds in {SECONDS_VARIABLE}",
        )
    if "DatabaseNotFound" in code:
        return StoreAddressError("the server has no such database", where=where, remedy="name one that it has")
    if "MemoryPoolOutOfMemory" in code or "TransactionOutOfMemory" in code:
        return StoreError(
            "the server has not the memory for it",
            where=where,
            remedy="write fewer sources at a time, ask for less, or give the server more memory",
        )
    if "Forbidden" in code:
        return StoreError("the user may not do this", where=where, remedy="ask the server's administrator for the role")
    if isinstance(error, TransientError) and "Deadlock" in code:
        return StoreBusyError("another process is writing", where=where, remedy="try again when it is done")
    if isinstance(error, ClientError) and "ProcedureCallFailed" in code:
        return StoreError(
            "the server refused a search",
            where=where,
            remedy="run `chidao migrate`, which makes the indexes it needs",
        )
    return StoreError(f"the server says {code}: {(error.message or '')[:500]}", where=where, remedy=_START)
