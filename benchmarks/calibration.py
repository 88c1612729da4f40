"""How often what each rule reads is right: the precision of each rule on all gold at hand.

    python benchmarks/calibration.py [--texts DIR]

An item counts as wrong where the gold's own ``score.py`` calls it in excess; what the gold calls optional counts as
right. Beside the share stands the lower end of its 95 % interval (Wilson), since a rule that was used three times
proves little.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from math import sqrt
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

from accuracy import SHARED, gold_sets  # the path above makes the neighbour importable

from loaders.extract import extract

Z = 1.96


def wilson(right: int, of: int) -> float:
    """Lower end of the 95 % interval of a share."""
    share, spread = right / of, Z * Z / of
    return (share + spread / 2 - Z * sqrt(share * (1 - share) / of + spread / (4 * of))) / (1 + spread)


def counts(texts: Path | None) -> tuple[Counter[str], Counter[str]]:
    """(items read, items in excess) for each rule over all gold at hand."""
    read: Counter[str] = Counter()
    excess: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        gold, readings = Path(folder, "gold"), Path(folder, "readings")
        gold.mkdir()
        for item in (text for found in gold_sets(texts).values() for text in found if text.text is not None):
            shutil.copyfile(str(item.text), gold / f"{item.name}.txt")
            shutil.copyfile(item.gold, gold / f"{item.name}.gold.json")
        extract(sorted(gold.glob("*.txt")), readings)
        score = [
            sys.executable,
            str(SHARED / "gold" / "score.py"),
            "--gold",
            str(gold),
            "--read",
            str(readings),
            "--diff",
        ]
        told = subprocess.run(score, check=True, capture_output=True, text=True).stdout.splitlines()
        for path in sorted(readings.glob("*.json")):
            reading = json.loads(path.read_text("utf-8"))
            for key, item in _items(reading):
                read[item["rule"]] += 1
                excess[item["rule"]] += f"{path.stem} · {key}" in "\n".join(
                    line for line in told if line.startswith(path.stem)
                )
    return read, excess


def _items(reading: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each relation and assignment with the words by which ``score.py`` tells that it is in excess."""
    for item in reading["relations"]:
        yield (
            f"relations · excess: {item['source']} {item['kind']} {item['target']}: {(item.get('quote') or '')[:80]}",
            item,
        )
    for item in reading["assignments"]:
        bodies = "; ".join(item["organizations"])
        yield f"assignments · excess: {bodies} {item['roles']}: {(item.get('quote') or '')[:70]}", item


def main() -> int:
    """Prints the table; 2 where no gold is at hand."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--texts", type=Path, default=os.environ.get("CHIDAO_TEXTS"), help="folder of further texts")
    args = options.parse_args()
    read, excess = counts(args.texts and Path(args.texts))
    if not read:
        print(f"{SHARED}: no texts with gold there; nothing is measured", file=sys.stderr)
        return 2
    print(f"{'rule':40}{'read':>6}{'right':>7}{'precision':>11}{'at least':>10}")
    for rule, many in sorted(read.items(), key=lambda found: (-found[1], found[0])):
        right = many - excess[rule]
        print(f"{rule:40}{many:6}{right:7}{right / many:11.3f}{wilson(right, many):10.3f}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
