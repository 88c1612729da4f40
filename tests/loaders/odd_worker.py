"""A worker whose files do what they are told, so that tests see what becomes of the rest."""

from __future__ import annotations

import ctypes
import os
import sys
import time
from pathlib import Path

from loaders import worker
from loaders.work import Json


def _odd(message: Json) -> Json:
    """Does what the first word of the file says."""
    words = Path(message["file"]["path"]).read_text(encoding="utf-8").split()
    if words[0] == "hang":
        time.sleep(60)
    elif words[0] == "start-and-hang":
        if os.fork() == 0:
            Path(words[1]).write_text(str(os.getpid()), encoding="utf-8")
        time.sleep(60)
    elif words[0] == "crash":
        ctypes.string_at(0)
    elif words[0] == "swell":
        held = [bytes(50_000_000) for _ in range(100)]
        sys.stderr.write(str(len(held)))
    elif words[0] == "print":
        print("words that are no answer")  # the point of the test
    elif words[0] == "second" and _COUNT[0]:
        os.abort()
    _COUNT[0] += 1
    return _USUAL(message)


_COUNT = [0]
_USUAL = worker.carry_out


def main() -> None:
    """As the real worker, with odd files."""
    worker.carry_out = _odd
    worker.main()
