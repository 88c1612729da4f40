"""How often each rule of the grammar is right: its relations and assignments on all gold, counted as right or wrong.

    python benchmarks/calibration.py [--texts DIR] [--none DIR]

Gold and texts are those of ``accuracy.py``. In the texts of ``--none`` nobody orders anything and no document acts on
another, so all that is read there is wrong. An item is wrong where the gold's own ``score.py`` counts it in excess;
what pairs with optional gold, or is a finer reading of it, is right. A right pairing of wrong roles is not told apart.

``precision`` is smoothed as if one item more had been right and one wrong, so that a rule seen twice is not certain;
``at least`` is the lower end of Wilson's interval at 95 %.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import math
import os
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

from accuracy import SHARED, gold_sets  # noqa: E402  # the path above makes the checkout importable

from loaders.extract import reading_of  # noqa: E402  # the path above makes the checkout importable

_Z = 1.96  # half-width of the 95 % interval in standard deviations


def scorer() -> ModuleType:
    """The gold's own ``score.py`` as a module. Raises OSError where it is not at hand."""
    path = SHARED / "gold" / "score.py"
    spec = importlib.util.spec_from_file_location("gold_score", path)
    if spec is None or spec.loader is None:
        raise OSError(f"{path}: no such module")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def judged(score: ModuleType, gold: dict[str, Any], reading: dict[str, Any], raw: str) -> Iterator[tuple[str, bool]]:
    """(list and rule, whether it is right) of each relation and assignment of a reading that the gold covers."""
    text = score.Text(raw)
    limit = text.span_of_lines(gold["annotated_lines"])[1] if gold.get("annotated_lines") else None

    def inside(start: int | None) -> bool:
        return limit is None or start is None or start < limit

    def tallies() -> dict[str, Any]:
        return {name: score.Tally() for name in score.LISTS}

    documents = score.score_documents(gold, reading, tallies(), inside)
    for relation in filter(lambda item: inside(item.get("start")), reading["relations"]):
        counted = tallies()
        score.score_relations(gold, {"relations": [relation]}, documents, counted, inside)
        yield f"relation {relation['rule']}", not counted["relations"].excess
    marked = [{**item, "quote": f"<{n}>"} for n, item in enumerate(reading["assignments"])]
    counted = tallies()
    score.score_assignments(gold, {"assignments": marked}, text, counted, inside)
    in_excess = {note.rpartition("<")[2] for note in counted["assignments"].notes if note.startswith("excess")}
    for n, item in enumerate(reading["assignments"]):
        if inside(item.get("start")):
            yield f"assignment {item['rule']}", f"{n}>" not in in_excess


def plain(path: Path) -> dict[str, Any]:
    """The reading of a file taken as plain text whatever its name says, as gold counts its places in it."""
    with tempfile.TemporaryDirectory() as folder:
        return reading_of(Path(shutil.copyfile(path, Path(folder, f"{path.stem}.txt"))))[1]


def lower_bound(right: int, of: int) -> float:
    """Lower end of Wilson's interval for a share of ``right`` among ``of``; 0 where nothing was seen."""
    if not of:
        return 0.0
    share, z2 = right / of, _Z * _Z
    spread = _Z * math.sqrt(share * (1 - share) / of + z2 / (4 * of * of))
    return max(0.0, (share + z2 / (2 * of) - spread) / (1 + z2 / of))


def smoothed(right: int, of: int) -> float:
    """Share of ``right`` among ``of`` with one right and one wrong added."""
    return (right + 1) / (of + 2)


def table(right: Counter[str], seen: Counter[str]) -> Iterator[str]:
    """A line for each rule, the least certain first."""
    yield f"{'rule':48}{'n':>6}{'wrong':>7}{'precision':>11}{'at least':>10}"
    for rule in sorted(seen, key=lambda rule: (smoothed(right[rule], seen[rule]), rule)):
        r, n = right[rule], seen[rule]
        yield f"{rule:48}{n:6}{n - r:7}{smoothed(r, n):11.3f}{lower_bound(r, n):10.3f}"


def main() -> int:
    """Prints the table; 2 where no text is at hand."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--texts", type=Path, default=os.environ.get("CHIDAO_TEXTS"), help="folder of further texts")
    options.add_argument("--none", type=Path, help="folder of texts without orders and acts")
    args = options.parse_args()
    gold = [text for texts in gold_sets(args.texts and Path(args.texts)).values() for text in texts]
    places = [(t.text, json.loads(t.gold.read_text("utf-8"))) for t in gold if t.text is not None]
    places += [(path, {}) for path in sorted(args.none.glob("*.txt"))] if args.none else []
    if not places:
        print(f"{SHARED}: no texts with gold there; nothing is calibrated", file=sys.stderr)
        return 2
    score, right, seen = scorer(), Counter[str](), Counter[str]()
    for path, said in places:
        for rule, is_right in judged(score, said, plain(path), path.read_bytes().decode("utf-8")):
            seen[rule] += 1
            right[rule] += is_right
    print(f"{len(places)} texts at hand, {len(gold) + len(places) - sum(t.text is not None for t in gold)} in all")
    print("\n".join(table(right, seen)))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
