"""A file that hangs, dies or swells takes its own process with it and nothing else, and is told as one clear line."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.errors import SourceError
from loaders.files import FileRef
from loaders.limits import Limits
from loaders.workers import Workers

LIMITS = Limits(max_seconds=3.0, max_memory=600_000_000)


@pytest.fixture
def workers() -> Iterator[Workers]:
    with Workers(1, LIMITS, module="odd_worker") as started:
        yield started


def file(folder: Path, words: str) -> FileRef:
    path = folder / f"{words.split()[0]}.txt"
    path.write_text(words, encoding="utf-8")
    return FileRef(path, path.name)


def failure(workers: Workers, odd: FileRef) -> SourceError:
    with pytest.raises(SourceError) as caught:
        workers.read(odd)
    assert caught.value.where == str(odd.path)
    assert caught.value.remedy
    return caught.value


class TestAFileThat:
    def test_hangs_is_given_up_at_its_limit(self, workers: Workers, tmp_path: Path) -> None:
        started = time.monotonic()
        error = failure(workers, file(tmp_path, "hang"))
        assert error.what == "was not read within 3 seconds"
        assert "--max-seconds" in error.remedy
        assert time.monotonic() - started < 20

    def test_dies_is_told_with_the_signal(self, workers: Workers, tmp_path: Path) -> None:
        assert failure(workers, file(tmp_path, "crash")).what.startswith("broke the reader (SIG")

    def test_swells_is_stopped_at_its_limit(self, workers: Workers, tmp_path: Path) -> None:
        error = failure(workers, file(tmp_path, "swell"))
        assert error.what == "needs more than 600,000,000 bytes of memory to be read"
        assert "--max-memory" in error.remedy


class TestTheNextFile:
    @pytest.mark.parametrize("odd", ["hang", "crash", "swell"])
    def test_is_read_as_if_nothing_had_happened(self, workers: Workers, tmp_path: Path, odd: str) -> None:
        failure(workers, file(tmp_path, odd))
        assert workers.read(file(tmp_path, "fine Kế hoạch 15/KH-UBND")).claims

    def test_is_read_by_the_same_process(self, workers: Workers, tmp_path: Path) -> None:
        for _ in range(3):
            assert workers.read(file(tmp_path, "fine Kế hoạch 15/KH-UBND")).claims
        assert len(workers._alive) == 1

    def test_that_kills_a_used_worker_is_tried_in_a_fresh_one(self, workers: Workers, tmp_path: Path) -> None:
        workers.read(file(tmp_path, "fine"))
        assert workers.read(file(tmp_path, "second Kế hoạch 15/KH-UBND")).claims

    def test_is_not_confused_by_what_a_library_prints(self, workers: Workers, tmp_path: Path) -> None:
        assert workers.read(file(tmp_path, "print Kế hoạch 15/KH-UBND")).claims


def test_what_a_worker_started_is_killed_with_it(workers: Workers, tmp_path: Path) -> None:
    failure(workers, file(tmp_path, f"start-and-hang {tmp_path / 'child'}"))
    child = int((tmp_path / "child").read_text(encoding="utf-8"))
    deadline = time.monotonic() + 5
    while _is_running(child) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not _is_running(child)


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    state = Path(f"/proc/{process}/stat")
    return not state.exists() or state.read_text().rpartition(")")[2].split()[0] != "Z"


def test_closing_ends_all_processes(tmp_path: Path) -> None:
    with Workers(1, LIMITS, module="odd_worker") as workers:
        workers.read(file(tmp_path, "fine"))
        (worker,) = workers._alive
    assert worker._process.returncode is not None


def test_results_come_in_the_order_of_the_files_whoever_is_ready_first(tmp_path: Path) -> None:
    files = [file(tmp_path, f"fine{n} Kế hoạch số {n}/KH-UBND " * (40 - n)) for n in range(1, 20)]
    seen = []
    with Workers(3, LIMITS) as workers:
        for item, outcome in workers.map(workers.read, files):
            outcome()
            seen.append(item)
    assert seen == files
