"""Speed of the reading, beside a bare regular-expression scan of the same text in the same run.

    python benchmarks/reading.py [FILE ...] [--rounds N]

Prints megabytes of source per second and core, the ratio to the scan, how the time grows with the length of one text
and of hostile repeats, the memory these take, and which step takes the time. Without files it reads the samples of
``examples/documents`` and, where it lies beside the checkout, the corpus of real texts.
"""

from __future__ import annotations

import argparse
import cProfile
import hashlib
import pstats
import re
import resource
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from graph.registry import load_registry  # noqa: E402  # the path above makes the checkout importable
from loaders.reading import read  # noqa: E402
from loaders.text import SourceText  # noqa: E402

#: What a plain scan for numbers and bodies would look for: a fair floor for anything that reads the text at all.
SCAN = re.compile(r"\d+[/-][\w/-]+|(?:Bộ|Sở|Ủy ban|Ban|Chính phủ)\s+\w+|ngày \d{1,2} tháng \d{1,2} năm \d{4}")
#: The head of an official text whose last point has a subject, so that every rule is at work on what follows.
HEAD = (
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 15/KH-BNV\nHà Nội, ngày 01 tháng 02 năm 2024\nKẾ HOẠCH\n"
    "Triển khai công tác năm 2024\n\nĐiều 1. Bộ Nội vụ chủ trì, phối hợp với Bộ Tài chính báo cáo "
)
#: What a hostile text of one line may be made of: nothing to read, or a thing to read at every step.
HOSTILE = (
    "từ ngữ ", "1", " ", "(", "a, ", "a; (", "Điều 1. ", "Bộ Nội vụ, ", "các sở, ban, ngành, ",
    "Kế hoạch 15/KH-UBND, ", "Nghị quyết nêu trên; ", "ban hành Đề án phát triển; ", "Luật Đất đai, ",
    "định kỳ hằng năm, ", "tăng 10%, ", "Nguyễn Văn An, Giám đốc Sở Y tế, ",
    "Bộ Nội vụ báo cáo Chính phủ trước ngày 30/6.\n", "e\u0301\u0323",
    "đạt 10% ", "phấn đấu đạt 10%, ", "tỷ lệ ", "1.234", "định kỳ trước ngày ", "trong vòng ", "hằng năm, ",
    "quận Aa, ", "Cục A ", "Ủy ban ", "KH&", "Ban Chỉ đạo về ", "HỘI ĐỒNG ", "Sở \t ", "A-",
    "các doanh nghiệp viễn thông ", "Chánh Văn phòng, Giám thị trại, ",
)  # fmt: skip
HOSTILE_SIZES = (200_000, 400_000, 800_000)  # bytes
STEPS = {
    "clean and lay out": ("clean", "lay_out", "find_header"),
    "bodies and places": ("find_bodies", "find_places"),
    "documents named": ("find_mentions",),
    "documents resolved": ("resolve",),
    "relations": ("find_relations",),
    "duties and deadlines": ("read_duties",),
    "people, targets, events": ("read_people", "read_targets", "read_events"),
    "claims": ("claims",),
}


def source(path: Path) -> SourceText:
    """A file as the loader would give it."""
    data = path.read_bytes()
    return SourceText(path.name, path.name, data.decode("utf-8"), "utf-8", hashlib.sha256(data).hexdigest())


def seconds(work: Callable[[], object], rounds: int) -> float:
    """The median of several rounds, in seconds of one core (what other processes take is not counted)."""
    times = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return statistics.median(times)


def read_all(sources: Sequence[SourceText]) -> None:
    """Reads each text once."""
    for text in sources:
        read(text)


def scan_all(sources: Sequence[SourceText]) -> None:
    """Runs the bare scan over each text."""
    for text in sources:
        for _ in SCAN.finditer(text.text):
            pass


def growth(text: SourceText, rounds: int) -> list[tuple[int, float]]:
    """Seconds for a text repeated one, two, four and eight times."""
    found = []
    for times in (1, 2, 4, 8):
        longer = SourceText(text.locator, text.name, (text.text + "\n") * times, text.encoding, text.content_hash)
        found.append((len(longer.text.encode()), seconds(lambda longer=longer: read(longer), rounds)))  # type: ignore[misc]  # mypy cannot type the bound default
    return found


def hostile_growth(unit: str) -> list[float]:
    """Seconds for an official text of one long line made of ``unit``, for each of ``HOSTILE_SIZES``."""
    texts = [HEAD + unit * (size // len(unit.encode())) for size in HOSTILE_SIZES]
    sources = [SourceText("hostile", "hostile", text, "utf-8", "") for text in texts]
    return [seconds(lambda text=text: read(text), 1) for text in sources]  # type: ignore[misc]  # as above


def peak_memory() -> float:
    """The most memory this process has held, in megabytes."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return float(peak / (1e6 if sys.platform == "darwin" else 1e3))  # bytes there, kilobytes elsewhere


def steps(sources: Sequence[SourceText]) -> dict[str, float]:
    """Share of the time of each step, from a profile."""
    profile = cProfile.Profile()
    profile.runcall(read_all, sources)
    stats = pstats.Stats(profile)
    total = stats.total_tt  # type: ignore[attr-defined]  # missing from the stubs
    spent: dict[str, float] = {}
    for name, functions in STEPS.items():
        rows = [row for (_, _, function), row in stats.stats.items() if function in functions]  # type: ignore[attr-defined]  # likewise
        spent[name] = sum(row[3] for row in rows) / total
    return spent


def main() -> int:
    """Prints the figures."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("files", nargs="*", type=Path)
    options.add_argument("--rounds", type=int, default=5)
    args = options.parse_args()
    corpus = ROOT.parent / "shared" / "corpus" / "text"
    paths = args.files or sorted([*(ROOT / "examples" / "documents").glob("*.txt"), *corpus.glob("*")])
    sources = [source(path) for path in paths]
    size = sum(path.stat().st_size for path in paths) / 1e6
    load_registry().find_bodies("Bộ Nội vụ", 0, 9, __import__("graph.registry", fromlist=["Context"]).Context())
    scanned, taken = seconds(lambda: scan_all(sources), args.rounds), seconds(lambda: read_all(sources), args.rounds)
    print(f"{len(paths)} texts, {size:.2f} MB; median of {args.rounds} rounds, one core")
    print(f"bare scan   {size / scanned:8.2f} MB/s")
    print(f"reading     {size / taken:8.2f} MB/s   {taken / scanned:.1f} x the scan")
    longest = max(sources, key=lambda text: len(text.text))
    print(f"growth, {longest.name} repeated:")
    for length, time_taken in growth(longest, 1):
        print(f"  {length / 1e6:7.2f} MB  {time_taken:7.3f} s  {length / 1e6 / time_taken:6.2f} MB/s")
    print("growth, hostile repeats of one line (time for 2 x and 4 x the length, beside the first):")
    for unit in HOSTILE:
        first, second, third = hostile_growth(unit)
        speed = HOSTILE_SIZES[-1] / 1e6 / third
        print(f"  {unit!r:50} {speed:7.2f} MB/s   x {second / first:4.1f}   x {third / first:4.1f}")
    print(f"memory at the most {peak_memory():.0f} MB")
    print("where the time goes (profiled):")
    for name, share in steps(sources).items():
        print(f"  {name:26} {share:5.0%}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
