"""Kills a load with SIGKILL at random moments, loads again, and compares the export with that of an unbroken load.

    python benchmarks/crash.py [--rounds 20] [--texts 300] [--seed 1]

Prints what each round found and ends with 1 where an export differs. A round that was killed before the first or after
the last transaction proves little, so their number is told too.
"""

from __future__ import annotations

import argparse
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
_COMMAND = (sys.executable, "-c", "from api.cli import main; main()")

_TEXT = """ỦY BAN NHÂN DÂN
TỈNH LẠNG SƠN
-------
Số: {number}/KH-UBND
Lạng Sơn, ngày {day:02} tháng {month:02} năm 2025

KẾ HOẠCH
Triển khai thực hiện Nghị quyết số {resolution}/NQ-CP ngày {day:02} tháng 01 năm 2025 của Chính phủ

Thực hiện Nghị quyết số {resolution}/NQ-CP ngày {day:02} tháng 01 năm 2025 của Chính phủ, Ủy ban nhân dân tỉnh ban hành
Kế hoạch như sau:
1. Giao Sở Nội vụ chủ trì, phối hợp với các sở, ban, ngành rà soát việc thực hiện Kế hoạch số {before}/KH-UBND,
báo cáo Ủy ban nhân dân tỉnh trước ngày {day:02}/12/2025.
2. Sở Tài chính bố trí kinh phí thực hiện.
"""


def main() -> int:
    """Runs the rounds; 0 where every export is what it should be."""
    options = _options()
    chance = random.Random(options.seed)  # noqa: S311 - a choice of moments, not of keys
    with tempfile.TemporaryDirectory(prefix="chidao-crash-") as name:
        folder = Path(name)
        _write_texts(folder / "texts", options.texts)
        started = time.monotonic()
        _run("load", folder / "texts", folder / "whole.sqlite")
        duration = time.monotonic() - started
        expected = _run("export", None, folder / "whole.sqlite")
        moments = [chance.uniform(0.2 * duration, duration) for _ in range(options.rounds)]  # it starts before it reads
        rounds = [_round(folder, f"{n}.sqlite", moment, expected) for n, moment in enumerate(moments)]
    halfway = sum(0 < kept < options.texts for kept, _ in rounds)
    wrong = sum(not same for _, same in rounds)
    print(
        f"{len(rounds)} rounds, {halfway} killed halfway, {wrong} exports differ; a whole load takes {duration:.2f} s"
    )
    return 1 if wrong or len(expected.splitlines()) < options.texts else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--texts", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def _write_texts(folder: Path, count: int) -> None:
    folder.mkdir()
    for n in range(count):
        facts = {"number": n + 1, "day": n % 28 + 1, "month": n % 12 + 1, "resolution": n % 7 + 1, "before": n // 2 + 1}
        (folder / f"{n:04}.txt").write_text(_TEXT.format(**facts), encoding="utf-8")


def _round(folder: Path, store: str, after: float, expected: str) -> tuple[int, bool]:
    """Kills a load ``after`` so many seconds; sources kept by then, and whether loading again made it whole."""
    command = [*_COMMAND, *_arguments("load", folder / "texts", folder / store)]
    child = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
    try:
        child.wait(after)
    except subprocess.TimeoutExpired:
        child.send_signal(signal.SIGKILL)
        child.wait()
    kept = _run("sources", None, folder / store).count('"locator"')
    _run("load", folder / "texts", folder / store)
    same = _run("export", None, folder / store) == expected
    print(f"killed after {after:5.2f} s with {kept:4} sources kept: {'same export' if same else 'EXPORT DIFFERS'}")
    return kept, same


def _run(command: str, texts: Path | None, store: Path) -> str:
    arguments = [*_COMMAND, *_arguments(command, texts, store)]
    done = subprocess.run(arguments, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    if done.returncode != 0:
        sys.exit(f"{command} ended with {done.returncode}: {done.stderr}")
    return done.stdout


def _arguments(command: str, texts: Path | None, store: Path) -> list[str]:
    given = [str(texts)] if texts else []
    as_json = [] if command == "export" else ["--json"]
    return [command, *given, *as_json, "--store", f"sqlite://{store}"]


if __name__ == "__main__":
    sys.exit(main())
