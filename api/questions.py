"""Questions run for the web: a store opened once, a few threads, and a limit on time."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from api.problems import TooSlowError
from graph.store import Reader, Store

Answered = TypeVar("Answered")

#: Questions answered at the same time; more wait for their turn within their time.
THREADS = 8
#: Seconds a question may take, waiting included.
SECONDS = 20.0


class Questions:
    """Asks questions of the store that ``open_reader`` opens, which it does at the first question.

    A question that takes too long is given up: its thread ends by itself, as every question is bounded by its limits,
    and until then only takes one of the few places.
    """

    def __init__(self, open_reader: Callable[[], Store], *, seconds: float = SECONDS) -> None:
        self._open, self._seconds = open_reader, seconds
        self._opening = threading.Lock()
        self._store: Store | None = None
        self._threads = ThreadPoolExecutor(max_workers=THREADS, thread_name_prefix="question")

    async def ask(self, question: Callable[[Reader], Answered]) -> Answered:
        """The answer. Raises TooSlowError, and whatever the question raises."""
        running = asyncio.get_running_loop().run_in_executor(self._threads, lambda: question(self.store()))
        try:
            return await asyncio.wait_for(running, self._seconds)
        except TimeoutError as problem:
            what = f"no answer within {self._seconds:g} seconds"
            raise TooSlowError(what, remedy="ask for fewer steps or a smaller page") from problem

    def store(self) -> Store:
        """The store, opened when first asked for."""
        with self._opening:
            if self._store is None:
                self._store = self._open()
            return self._store

    def close(self) -> None:
        """Ends the threads that are idle and closes the store."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        with self._opening:
            if self._store is not None:
                self._store.close()
            self._store = None
