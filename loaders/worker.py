"""A process that reads one file after the other for another process, and may be killed at any time.

It takes orders on standard input and answers on standard output, both as JSON behind their length in four bytes.
Whatever a library prints goes to standard error.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import sys
from typing import BinaryIO

from graph.registry import load_registry
from loaders.work import Json, carry_out, out_of_memory

#: A worker whose master died while it hung ends itself this many seconds after its limit.
_GRACE = 10


def write_message(stream: BinaryIO, message: Json) -> None:
    """Sends one message."""
    _send(stream, _bytes_of(message))


def _bytes_of(message: Json) -> bytes:
    return json.dumps(message, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def _send(stream: BinaryIO, data: bytes) -> None:
    stream.write(len(data).to_bytes(4, "big") + data)
    stream.flush()


def read_message(stream: BinaryIO) -> Json | None:
    """The next message; None where the other side is gone."""
    size = stream.read(4)
    if len(size) < 4:
        return None
    data = stream.read(int.from_bytes(size, "big"))
    if len(data) < int.from_bytes(size, "big"):
        return None
    message: Json = json.loads(data.decode("utf-8", "surrogatepass"))
    return message


def main() -> None:
    """Says that it is ready, then works until nobody asks any more."""
    orders = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    with open(os.devnull, "rb") as nothing:
        os.dup2(nothing.fileno(), 0)
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    load_registry()
    with contextlib.suppress(BrokenPipeError):
        write_message(answers, {"ready": True})
        while (message := read_message(orders)) is not None:
            _limit_memory(message["limits"]["max_memory"])
            signal.alarm(int(message["limits"]["max_seconds"]) + _GRACE)
            answer = _answer(message)
            signal.alarm(0)
            _send(answers, answer)


def _answer(message: Json) -> bytes:
    try:
        return _bytes_of(carry_out(message))
    except MemoryError:
        return _bytes_of(out_of_memory(message))


def _limit_memory(size: int) -> None:
    """Lets no request for memory through beyond ``size`` bytes of addresses; it then fails as MemoryError."""
    import resource

    with contextlib.suppress(ValueError, OSError):  # a system that allows less already
        resource.setrlimit(resource.RLIMIT_AS, (size, resource.getrlimit(resource.RLIMIT_AS)[1]))
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    main()
