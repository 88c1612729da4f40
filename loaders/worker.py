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

from loaders.work import Json, carry_out

#: A worker whose master died while it hung ends itself this many seconds after its limit.
_GRACE = 10


def write_message(stream: BinaryIO, message: Json) -> None:
    """Sends one message."""
    data = json.dumps(message, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
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
    """Works until nobody asks any more."""
    orders = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    with open(os.devnull, "rb") as nothing:
        os.dup2(nothing.fileno(), 0)
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    while (message := read_message(orders)) is not None:
        _limit_memory(message["limits"]["max_memory"])
        signal.alarm(int(message["limits"]["max_seconds"]) + _GRACE)
        answer = carry_out(message)
        signal.alarm(0)
        try:
            write_message(answers, answer)
        except BrokenPipeError:
            return


def _limit_memory(size: int) -> None:
    """Lets no request for memory through beyond ``size`` bytes of addresses; it then fails as MemoryError."""
    import resource

    with contextlib.suppress(ValueError, OSError):  # a system that allows less already
        resource.setrlimit(resource.RLIMIT_AS, (size, resource.getrlimit(resource.RLIMIT_AS)[1]))
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    main()
