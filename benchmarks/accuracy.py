"""Accuracy of the reading on texts with gold, list by list and kind by kind, with gains and losses item by item.

    python benchmarks/accuracy.py [--set NAME ...] [--texts DIR] [--diff] [--accept]

Gold lies in sets: the development texts beside the checkout, and the batches of ``benchmarks/gold``, whose texts are
named there and lie beside the checkout or, for texts found elsewhere, in ``--texts`` (told by their SHA-256). A text
that is not at hand is left out and counted. Each set is scored with the gold's own ``score.py``.

What changed since ``accuracy.accepted.json`` is told by figure and by item; ``--accept`` writes the new state there.
The file keeps digests of the errors, not their words: real texts stay where they are.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from loaders.extract import extract  # noqa: E402  # the path above makes the checkout importable

SHARED = ROOT.parent / "shared"
BATCHES = Path(__file__).with_name("gold")
ACCEPTED = Path(__file__).with_name("accuracy.accepted.json")
DEVELOPMENT = "development"
KINDS = {"party": "Party", "central": "State, central", "local": "State, local", "news": "news"}


@dataclass(frozen=True, slots=True)
class GoldText:
    """One text with gold. ``text`` is None where it is not at hand."""

    name: str
    gold: Path
    text: Path | None
    kind: str


def gold_sets(texts: Path | None) -> dict[str, list[GoldText]]:
    """All gold by set, in order of name."""
    sets = {DEVELOPMENT: [_development(path) for path in sorted((SHARED / "gold" / "dev").glob("*.gold.json"))]}
    for folder in sorted(path for path in BATCHES.glob("*") if path.is_dir()):
        sets[folder.name] = [_of_batch(path, texts) for path in sorted(folder.glob("*.gold.json"))]
    return {name: found for name, found in sets.items() if found}


def _development(gold: Path) -> GoldText:
    name = gold.name.removesuffix(".gold.json")
    return GoldText(name, gold, gold.with_name(f"{name}.txt"), "central" if name.startswith("cb_") else "news")


def _of_batch(gold: Path, texts: Path | None) -> GoldText:
    said = json.loads(gold.read_text("utf-8"))["text"]
    name = gold.name.removesuffix(".gold.json")
    places = [SHARED / said["shared"]] if "shared" in said else []
    places += [texts / f"{name}.txt"] if texts else []
    found = next((place for place in places if place.is_file() and _digest(place) == said["sha256"]), None)
    return GoldText(name, gold, found, said["kind"])


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def scored(texts: Iterable[GoldText]) -> tuple[dict[str, Any], list[str], str]:
    """(figures, errors a line each, the printed table) of texts that are at hand."""
    with tempfile.TemporaryDirectory() as folder:
        gold, readings = Path(folder, "gold"), Path(folder, "readings")
        gold.mkdir()
        for item in texts:
            if item.text is not None:
                shutil.copyfile(item.text, gold / f"{item.name}.txt")
                shutil.copyfile(item.gold, gold / f"{item.name}.gold.json")
        extract(sorted(gold.glob("*.txt")), readings)
        figures = json.loads(_score(gold, readings, "--json"))
        printed = _score(gold, readings, "--diff").splitlines()
    errors = [line for line in printed if " · " in line]
    return figures, errors, "\n".join(line for line in printed if " · " not in line)


def _score(gold: Path, readings: Path, option: str) -> str:
    command = [sys.executable, str(SHARED / "gold" / "score.py"), "--gold", str(gold), "--read", str(readings), option]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def digests(errors: Iterable[str]) -> list[str]:
    """Errors without their words, sorted."""
    return sorted(hashlib.sha256(error.encode()).hexdigest()[:12] for error in errors)


def moved(old: dict[str, Any], figures: dict[str, Any], errors: list[str]) -> Iterator[str]:
    """What changed in one set: each list whose F1 or errors moved, each error that is new, how many are gone."""
    for name, figure in figures.items():
        before = old.get("figures", {}).get(name)
        if before is not None and (before["f1"], before["errors"]) != (figure["f1"], figure["errors"]):
            word = "gain" if (figure["f1"], -figure["errors"]) > (before["f1"], -before["errors"]) else "LOSS"
            yield (
                f"{word:5} {name:30} F1 {before['f1']:.3f} -> {figure['f1']:.3f}"
                f"  errors {before['errors']} -> {figure['errors']}"
            )
    known, now = set(old.get("errors", ())), set(digests(errors))
    yield from (f"  new  {error[:200]}" for error in errors if digests([error])[0] not in known)
    if gone := known - now:
        yield f"  gone {len(gone)} errors"


def by_kind(sets: dict[str, list[GoldText]], figures: dict[str, dict[str, Any]]) -> Iterator[str]:
    """F1 of the main lists for each kind of text, from the counts of its texts in all sets."""
    lists = ("documents found", "documents exact", "relations", "assignments", "roles", "deadlines")
    yield f"{'kind of text':16}{'texts':>6}" + "".join(f"{name:>17}" for name in lists)
    for kind, label in KINDS.items():
        rows = [
            figures[name]["by text"][text.name]
            for name, texts in sets.items()
            for text in texts
            if text.kind == kind and name in figures and text.text is not None
        ]
        if rows:
            yield f"{label:16}{len(rows):6}" + "".join(f"{_pooled(rows, name):17.3f}" for name in lists)


def _pooled(rows: list[dict[str, Any]], name: str) -> float:
    """F1 over several texts from their counts of gold, hits and excess."""
    gold = sum(row[name]["gold"] for row in rows)
    hits = sum(round(row[name]["recall"] * row[name]["gold"]) for row in rows)
    excess = sum(row[name]["excess"] for row in rows)
    return 2 * hits / (gold + hits + excess) if gold + hits + excess else 1.0


def main() -> int:
    """Prints the tables and what moved; 1 where a list of a set lost."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--set", nargs="*", help="names of sets (default: all)")
    options.add_argument("--texts", type=Path, default=os.environ.get("CHIDAO_TEXTS"), help="folder of further texts")
    options.add_argument("--diff", action="store_true", help="print every error")
    options.add_argument("--accept", action="store_true", help="keep the new state as the accepted one")
    args = options.parse_args()
    sets = {n: t for n, t in gold_sets(args.texts and Path(args.texts)).items() if not args.set or n in args.set}
    if not any(text.text for texts in sets.values() for text in texts):
        print(f"{SHARED}: no texts with gold there; accuracy is not measured", file=sys.stderr)
        return 2
    accepted = json.loads(ACCEPTED.read_text("utf-8")) if ACCEPTED.exists() else {}
    figures: dict[str, dict[str, Any]] = {}
    changes: list[str] = []
    for name, texts in sets.items():
        here = [text for text in texts if text.text is not None]
        if not here:
            print(f"== {name}: none of its {len(texts)} texts is at hand\n")
            continue
        figures[name], errors, table = scored(here)
        missing = f", {len(texts) - len(here)} not at hand" if len(here) < len(texts) else ""
        print(f"== {name}: {len(here)} texts{missing}\n{table}\n" + "\n".join(errors if args.diff else []))
        state = {n: f["all"] for n, f in figures[name].items() if n != "by text"}
        if len(here) == len(texts):
            changes += [f"{name}: {line}" for line in moved(accepted.get(name, {}), state, errors)]
            accepted[name] = {"figures": state, "errors": digests(errors)}
    print("\n".join(by_kind(sets, figures)) + "\n")
    print("\n".join(changes) if changes else "nothing moved since the accepted state")
    if args.accept:
        ACCEPTED.write_text(json.dumps(accepted, indent=1, sort_keys=True) + "\n", "utf-8")
    return int(any("LOSS" in line.split()[1:2] for line in changes) and not args.accept)


if __name__ == "__main__":
    raise SystemExit(main())
