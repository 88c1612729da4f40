"""Processes that read files apart from this one: a file that hangs, dies or swells takes its worker with it, no more.

A worker is started when it is first needed and then used again. It is killed, with every program it started, when a
file takes too long; the next file gets a new one. A file that kills a worker which had read others before is tried once
more in a fresh one, so that what becomes of a file does not depend on which files came before.
"""

from __future__ import annotations

import contextlib
import json
import os
import queue
import signal
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import BinaryIO, TypeVar, cast

from graph.errors import SourceError
from loaders.files import FileRef, memory_error
from loaders.limits import Limits
from loaders.work import Inside, Json, Result, inside_of, order, result_of
from loaders.worker import read_message, write_message

T = TypeVar("T")
U = TypeVar("U")

#: A worker that has read this many files makes place for a new one: what libraries leak goes with it.
_FILES_A_WORKER = 500
_START_SECONDS = 120.0
#: Starts the function named behind the import paths of this process, so that both run the same code.
_START = "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from {} import main; main()"


class Workers:
    """At most ``count`` worker processes. To be closed, best by ``with``; not for use by several threads at once."""

    def __init__(self, count: int, limits: Limits, *, module: str = "loaders.worker") -> None:
        self._limits, self._module = limits, module
        self._idle: queue.LifoQueue[_Worker | None] = queue.LifoQueue()
        for _ in range(count):
            self._idle.put(None)
        self._count = count
        self._alive: set[_Worker] = set()
        self._closed = False
        self._guard = threading.Lock()

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Kills all workers, at whatever they are."""
        with self._guard:
            self._closed = True
            alive = list(self._alive)
        for worker in alive:
            worker.kill()

    def read(self, file: FileRef, *, shown: bool = False) -> Result:
        """The result of reading ``file`` in a worker. Raises SourceError, also where the worker died of it."""
        return result_of(self._ask(file, order("read", file, self._limits, shown=shown)))

    def look(self, file: FileRef) -> list[Inside]:
        """What lies inside ``file``. Raises SourceError."""
        return inside_of(self._ask(file, order("look", file, self._limits)))

    def map(self, work: Callable[[T], U], items: Iterable[T]) -> Iterator[tuple[T, Callable[[], U]]]:
        """Does ``work`` on the items, as many at a time as there are workers, and gives them in their order, each with
        a function that returns the outcome or raises what the work raised."""
        if self._count == 1:
            for item in items:
                yield item, lambda item=item: work(item)  # type: ignore[misc]  # mypy cannot type the bound default
            return
        ahead: deque[tuple[T, Future[U]]] = deque()
        with ThreadPoolExecutor(self._count) as threads:
            try:
                for item in items:
                    ahead.append((item, threads.submit(work, item)))
                    if len(ahead) >= 4 * self._count:
                        first, future = ahead.popleft()
                        yield first, future.result
                for first, future in ahead:
                    yield first, future.result
            except BaseException:
                threads.shutdown(wait=False, cancel_futures=True)
                self.close()
                raise

    def _ask(self, file: FileRef, message: Json) -> Json:
        worker = self._idle.get()
        try:
            while True:
                if worker is None or worker.is_spent:
                    self._discard(worker)
                    worker = self._start()
                fresh = worker.files == 0
                try:
                    answer = worker.ask(message, self._limits.max_seconds)
                except _DiedError as death:
                    self._discard(worker)
                    worker = None
                    if fresh or death.timed_out or self._closed:
                        raise _told(death, file, self._limits) from None
                    continue
                if not answer.pop("spent", False):
                    return answer
                self._discard(worker)
                worker = None
                if fresh:
                    return answer
        finally:
            self._idle.put(worker)

    def _start(self) -> _Worker:
        worker = _Worker(self._module)
        with self._guard:
            self._alive.add(worker)
            closed = self._closed
        if closed:
            worker.kill()
        return worker

    def _discard(self, worker: _Worker | None) -> None:
        if worker is not None:
            worker.kill()
            with self._guard:
                self._alive.discard(worker)


class _DiedError(Exception):
    """A worker is gone. ``code`` is what it ended with, negative for a signal."""

    def __init__(self, code: int, timed_out: bool) -> None:
        super().__init__(code)
        self.code, self.timed_out = code, timed_out


def _told(death: _DiedError, file: FileRef, limits: Limits) -> SourceError:
    if death.timed_out:
        what = f"was not read within {limits.max_seconds:g} seconds"
        return SourceError(what, where=file.place, remedy="split it, or raise the limit (--max-seconds)")
    if death.code == -signal.SIGKILL:
        return memory_error(limits, file.place)
    try:
        how = signal.Signals(-death.code).name
    except ValueError:
        how = f"exit code {death.code}"
    what = f"broke the reader ({how}), as damaged and hostile files do"
    return SourceError(what, where=file.place, remedy="open it, and save it anew or as plain text")


class _Worker:
    """One process, in a session of its own so that whatever it starts can be killed with it."""

    def __init__(self, module: str) -> None:
        command = [sys.executable, "-P", "-c", _START.format(module), json.dumps(sys.path)]
        self._process = subprocess.Popen(  # noqa: S603  # our own interpreter and our own module
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True
        )
        self._orders, self._answers = cast(BinaryIO, self._process.stdin), cast(BinaryIO, self._process.stdout)
        self._killing = threading.Lock()
        self._is_ready = False
        self.files = 0

    @property
    def is_spent(self) -> bool:
        """Whether it has done its share."""
        return self.files >= _FILES_A_WORKER

    def ask(self, message: Json, seconds: float) -> Json:
        """The answer to ``message``. Raises _DiedError where it takes longer than ``seconds`` or the process ends.

        The time a new process takes to start is not counted.
        """
        if not self._is_ready:
            self._converse(None, _START_SECONDS)
            self._is_ready = True
        answer = self._converse(message, seconds)
        self.files += 1
        return answer

    def _converse(self, message: Json | None, seconds: float) -> Json:
        """Sends a message, if any, and waits for one."""
        late = threading.Event()

        def too_late() -> None:
            late.set()
            self.kill()

        timer = threading.Timer(seconds, too_late)
        timer.start()
        answer = None
        try:
            with contextlib.suppress(OSError):
                if message is not None:
                    write_message(self._orders, message)
                answer = read_message(self._answers)
            if answer is None:
                self._await_end()
        finally:
            timer.cancel()
        if answer is None:
            self.kill()
            raise _DiedError(self._process.returncode, late.is_set())
        return answer

    def _await_end(self) -> None:
        """Waits until the process has ended, and leaves its number in use: its group may still have members."""
        with contextlib.suppress(ChildProcessError):  # killed and gone
            os.waitid(os.P_PID, self._process.pid, os.WEXITED | os.WNOWAIT)

    def kill(self) -> None:
        """Ends it and all it started. Twice is once."""
        with self._killing:
            if self._process.returncode is not None:
                return  # the number may be another process's by now
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
            self._answers.close()
            with contextlib.suppress(OSError):
                self._orders.close()
