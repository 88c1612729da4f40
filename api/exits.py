"""What the command line ends with: one table from errors to exit codes, and the line that explains."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from graph.errors import AmbiguousError, ChidaoError, InputError, NotFoundError, SourceError, StoreError


class OutputError(ChidaoError):
    """A file or a network port that was asked for cannot be had."""


OK, INTERNAL, USAGE, NOT_FOUND, AMBIGUOUS, PARTIAL, STORE, OUTPUT, INTERRUPTED = 0, 1, 2, 3, 4, 5, 6, 7, 130

#: Exit code → what it says; shown by ``chidao --help``.
MEANINGS: dict[int, str] = {
    OK: "done",
    INTERNAL: "internal error, a fault of chidao (--debug shows where)",
    USAGE: "the command or the question is not well formed",
    NOT_FOUND: "what was named is not in the store",
    AMBIGUOUS: "several candidates fit; they are listed",
    PARTIAL: "some inputs could not be read; the rest was",
    STORE: "the store cannot be opened, read or written",
    OUTPUT: "a file or port cannot be written or opened",
    INTERRUPTED: "interrupted",
}

#: The first class that fits decides, so the special stand before the general.
_CODES: tuple[tuple[type[ChidaoError], int], ...] = (
    (NotFoundError, NOT_FOUND),
    (AmbiguousError, AMBIGUOUS),
    (SourceError, PARTIAL),
    (InputError, USAGE),
    (StoreError, STORE),
    (OutputError, OUTPUT),
)


def exit_code(error: ChidaoError) -> int:
    """The exit code that ``error`` ends the program with."""
    return next((code for kind, code in _CODES if isinstance(error, kind)), INTERNAL)


@contextlib.contextmanager
def writing_to(place: str) -> Iterator[None]:
    """Turns what the system says while ``place`` is written into an OutputError."""
    try:
        yield
    except BrokenPipeError:
        raise  # nobody reads standard output any more: no failure of the place
    except OSError as problem:
        reason = (problem.strerror or str(problem)).lower()
        where = str(problem.filename or place)
        raise OutputError(f"cannot be written: {reason}", where=where, remedy="choose another place") from problem
