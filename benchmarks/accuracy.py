"""Accuracy of the reading on texts with gold, with gains and losses against the figures last accepted.

    python benchmarks/accuracy.py [--gold DIR] [--accept]

Reads every NAME.txt of the gold folder, scores the readings with the gold's own ``score.py`` and prints its table,
then each figure that moved since ``benchmarks/accuracy.accepted.json``. ``--accept`` writes the new figures there.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from loaders.extract import extract  # noqa: E402  # the path above makes the checkout importable

ACCEPTED = Path(__file__).with_name("accuracy.accepted.json")
MEASURES = ("precision", "recall", "f1")


def score(gold: Path, readings: Path, *options: str) -> str:
    """What the gold's score.py prints."""
    command = [sys.executable, str(gold.parent / "score.py"), "--gold", str(gold), "--read", str(readings), *options]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def moved(old: dict[str, dict[str, float]], new: dict[str, dict[str, float]]) -> list[str]:
    """One line for each list whose F1 or number of errors changed: gain or loss, from, to."""
    lines = []
    for name, figures in new.items():
        before = old.get(name)
        if before is None:
            lines.append(f"new   {name:30} F1 {figures['f1']:.3f}  errors {figures['errors']}")
            continue
        was, now = (before["f1"], -before["errors"]), (figures["f1"], -figures["errors"])
        if was == now:
            continue
        word = "gain" if now > was else "LOSS"
        lines.append(
            f"{word:5} {name:30} F1 {before['f1']:.3f} -> {figures['f1']:.3f}"
            f"  errors {before['errors']} -> {figures['errors']}"
        )
    return lines


def main() -> int:
    """Prints the table and what moved; 1 where a list lost."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--gold", type=Path, default=ROOT.parent / "shared" / "gold" / "dev")
    options.add_argument("--accept", action="store_true", help="keep the new figures as the accepted ones")
    args = options.parse_args()
    texts = sorted(args.gold.glob("*.txt"))
    if not texts:
        print(f"{args.gold}: no texts with gold there; accuracy is not measured", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        readings = Path(folder)
        extract(texts, readings)
        print(score(args.gold, readings))
        figures = {n: f["all"] for n, f in json.loads(score(args.gold, readings, "--json")).items() if n != "by text"}
    old = json.loads(ACCEPTED.read_text("utf-8")) if ACCEPTED.exists() else {}
    changes = moved(old, figures)
    print("\n".join(changes) if changes else "no list moved since the accepted figures")
    if args.accept:
        ACCEPTED.write_text(json.dumps(figures, indent=1, sort_keys=True) + "\n", "utf-8")
    return int(any(line.startswith("LOSS") for line in changes) and not args.accept)


if __name__ == "__main__":
    raise SystemExit(main())
