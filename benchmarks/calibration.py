"""How often each rule of the grammar is right: its claims on all gold, counted as right or wrong.

    python benchmarks/calibration.py [--texts DIR] [--none DIR] [--write]

Gold and texts are those of ``accuracy.py``. In the texts of ``--none`` nobody orders anything and no document acts on
another, so all relations, assignments and reporting lines read there are wrong. An item is wrong where the gold's own
``score.py`` counts it in excess; what pairs with optional gold, or is a finer reading of it, is right. A right pairing
of wrong roles is not told apart. A mention is as right as its document; of an attribute (type, number, date, issuer) it
is asked whether the gold has just that value.

``precision`` is smoothed as if one item more had been right and one wrong, so that a rule seen twice is not certain;
``at least`` is the lower end of Wilson's interval at 95 %. ``--write`` keeps the counts where the grammar takes its
confidence from (``loaders/precision.py``), and in the table of ``docs/accuracy.md``; only where all texts with gold are
at hand, as fewer would make every rule less sure than it is known to be.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import math
import os
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any, TypeAlias

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

from accuracy import SHARED, gold_sets  # noqa: E402  # the path above makes the checkout importable

from graph.claims import Attribute, Claim  # noqa: E402  # the path above makes the checkout importable
from loaders.precision import DATA, smoothed  # noqa: E402  # the path above makes the checkout importable
from loaders.reading import Reading, read  # noqa: E402  # the path above makes the checkout importable
from loaders.text import SourceText  # noqa: E402  # the path above makes the checkout importable

#: Kind of claim and rule.
Told: TypeAlias = tuple[str, str]

#: Head of the table in the docs.
HEAD = "| Rule | Makes | Told | Right | Confidence | At least (95 %) |\n|---|---|---|---|---|---|\n"
PAGE = ROOT / "docs" / "accuracy.md"
KEPT = ROOT.joinpath("loaders", "grammar", *DATA)
_Z = 1.96  # half-width of the 95 % interval in standard deviations
#: Attribute of a claim → field of the gold's documents.
_FIELDS = {"type": "type", "number": "symbol", "date": "date", "issuer": "issuer", "issuer_name": "issuer"}
#: List of a reading → kind of claim, and which of the scorer's functions pairs it.
_OTHERS = {
    "reporting": ("reporting", "reporting_match"),
    "people": ("position", "person_match"),
    "targets": ("target", "target_match"),
}


def scorer() -> ModuleType:
    """The gold's own ``score.py`` as a module. Raises OSError where it is not at hand."""
    path = SHARED / "gold" / "score.py"
    spec = importlib.util.spec_from_file_location("gold_score", path)
    if spec is None or spec.loader is None:
        raise OSError(f"{path}: no such module")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Judge:
    """Says of each item of one reading that the gold covers whether it is right. ``said`` are the claims of the
    reading, of which the rules of attributes are taken."""

    def __init__(
        self, score: ModuleType, gold: dict[str, Any], reading: dict[str, Any], raw: str, said: tuple[Claim, ...] = ()
    ) -> None:
        self._score, self._gold, self._reading = score, gold, reading
        self._text = score.Text(raw)
        lines = gold.get("annotated_lines")
        self._limit = self._text.span_of_lines(lines)[1] if lines else None
        self._rules = {(c.ref, c.name): c.evidence.rule for c in said if isinstance(c, Attribute)}

    def judged(self) -> Iterator[tuple[Told, bool]]:
        """(kind of claim and rule, whether it is right) of all items; of documents and what only gold can tell, where
        there is gold."""
        yield from self._relations()
        yield from self._assignments()
        for name, (statement, match) in _OTHERS.items():
            if self._gold or name == "reporting":
                yield from self._paired(name, statement, match)
        if self._gold:
            yield from self._documents()

    def _inside(self, start: int | None) -> bool:
        return self._limit is None or start is None or start < self._limit

    def _tallies(self) -> dict[str, Any]:
        return {name: self._score.Tally() for name in self._score.LISTS}

    def _relations(self) -> Iterator[tuple[Told, bool]]:
        documents = self._score.score_documents(self._gold, self._reading, self._tallies(), self._inside)
        for relation in self._items("relations"):
            counted = self._tallies()
            self._score.score_relations(self._gold, {"relations": [relation]}, documents, counted, self._inside)
            yield ("relation", relation["rule"]), not counted["relations"].excess

    def _assignments(self) -> Iterator[tuple[Told, bool]]:
        marked = [{**item, "quote": f"<{n}>"} for n, item in enumerate(self._reading["assignments"])]
        counted = self._tallies()
        self._score.score_assignments(self._gold, {"assignments": marked}, self._text, counted, self._inside)
        excess = {note.rpartition("<")[2] for note in counted["assignments"].notes if note.startswith("excess")}
        for n, item in enumerate(self._reading["assignments"]):
            if self._inside(item.get("start")):
                yield ("assignment", item["rule"]), f"{n}>" not in excess

    def _paired(self, name: str, statement: str, match: str) -> Iterator[tuple[Told, bool]]:
        items = list(self._items(name))
        pairs = self._score.pair(self._gold.get(name, []), items, getattr(self._score, match))
        for n, item in enumerate(items):
            yield (statement, item["rule"]), n in pairs.values()

    def _documents(self) -> Iterator[tuple[Told, bool]]:
        golds, items = self._gold.get("documents", []), self._reading["documents"]
        pairs = self._score.pair(golds, items, self._score.document_match)
        meant = {j: golds[i] for i, j in pairs.items()}
        for j, item in enumerate(items):
            if self._inside(self._score.first_place(item)):
                for mention in item["mentions"]:
                    yield ("mention", mention["rule"]), j in meant
                yield from self._attributes(item, meant.get(j))

    def _attributes(self, item: Mapping[str, Any], meant: Mapping[str, Any] | None) -> Iterator[tuple[Told, bool]]:
        for name, field in _FIELDS.items():
            if rule := self._rules.get((item["id"], name)):
                right = meant is not None and self._score.document_exact(meant, {**meant, field: item.get(field)})
                yield ("attribute", rule), right

    def _items(self, name: str) -> Iterator[dict[str, Any]]:
        return (item for item in self._reading.get(name, ()) if self._inside(item.get("start")))


def read_plain(path: Path) -> Reading:
    """The reading of a file taken as plain text whatever its name says, as gold counts its places in it."""
    text = path.read_bytes().decode("utf-8")
    return read(SourceText(path.name, path.name, text, "utf-8", ""))


def plain(path: Path) -> dict[str, Any]:
    """The same as JSON."""
    return read_plain(path).to_json()


def lower_bound(right: int, of: int) -> float:
    """Lower end of Wilson's interval for a share of ``right`` among ``of``; 0 where nothing was seen."""
    if not of:
        return 0.0
    share, z2 = right / of, _Z * _Z
    spread = _Z * math.sqrt(share * (1 - share) / of + z2 / (4 * of * of))
    return max(0.0, (share + z2 / (2 * of) - spread) / (1 + z2 / of))


def table(right: Counter[Told], seen: Counter[Told]) -> Iterator[str]:
    """A line for each rule, the least certain first."""
    yield f"{'rule':48}{'n':>6}{'wrong':>7}{'precision':>11}{'at least':>10}"
    for told in sorted(seen, key=lambda told: (smoothed(right[told], seen[told]), told)):
        r, n = right[told], seen[told]
        yield f"{' '.join(told):48}{n:6}{n - r:7}{smoothed(r, n):11.3f}{lower_bound(r, n):10.3f}"


def kept(right: Counter[Told], seen: Counter[Told], texts: int, none: int) -> str:
    """The counts as the grammar keeps them: JSON by kind of claim and rule, a rule a line, so that changes are seen."""
    how = f"benchmarks/calibration.py --write on {texts} texts with gold and {none} texts without orders or acts"
    kinds = []
    for kind in sorted({kind for kind, _ in seen}):
        rules = [
            f"   {json.dumps(rule)}: " + json.dumps({"right": right[kind, rule], "told": seen[kind, rule]})
            for rule in sorted(rule for of, rule in seen if of == kind)
        ]
        kinds.append(f"  {json.dumps(kind)}: {{\n" + ",\n".join(rules) + "\n  }")
    return f'{{\n "how": {json.dumps(how)},\n "rules": {{\n' + ",\n".join(kinds) + "\n }\n}\n"


def tabled(page: str, right: Mapping[Told, int], seen: Mapping[Told, int]) -> str:
    """The page of the docs with its table of rules renewed: those used ten times or more, then those ever wrong."""
    by_use = sorted(seen, key=lambda told: (-seen[told], told))
    often = [told for told in by_use if seen[told] >= 10]
    wrong = [told for told in by_use if seen[told] < 10 and right[told] < seen[told]]
    rows = [
        f"| `{rule}` | {kind} | {n:,} | {r:,} | {smoothed(r, n):.3f} | {lower_bound(r, n):.3f} |\n"
        for kind, rule in (*often, *wrong)
        for r, n in ((right[kind, rule], seen[kind, rule]),)
    ]
    return re.sub(rf"({re.escape(HEAD)})(?:\|.*\n)*", lambda found: found[1] + "".join(rows), page, count=1)


def main() -> int:
    """Prints the table; 2 where no text is at hand, or not all whose counts are to be kept."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--texts", type=Path, default=os.environ.get("CHIDAO_TEXTS"), help="folder of further texts")
    options.add_argument("--none", type=Path, help="folder of texts without orders and acts")
    options.add_argument("--write", action="store_true", help="keep the counts as the confidence of the rules")
    args = options.parse_args()
    gold = [text for texts in gold_sets(args.texts and Path(args.texts)).values() for text in texts]
    places = [(t.text, json.loads(t.gold.read_text("utf-8"))) for t in gold if t.text is not None]
    none = sorted(args.none.glob("*.txt")) if args.none else []
    if not places and not none:
        print(f"{SHARED}: no texts with gold there; nothing is calibrated", file=sys.stderr)
        return 2
    if args.write and len(places) < len(gold):
        print(f"{len(gold) - len(places)} texts with gold are not at hand (--texts): nothing is kept", file=sys.stderr)
        return 2
    score, right, seen = scorer(), Counter[Told](), Counter[Told]()
    for path, said in [*places, *((path, {}) for path in none)]:
        found = read_plain(path)
        for told, is_right in Judge(score, said, found.to_json(), found.source.text, found.claims).judged():
            seen[told] += 1
            right[told] += is_right
    print(f"{len(places)} texts with gold and {len(none)} without orders or acts at hand, {len(gold)} with gold in all")
    print("\n".join(table(right, seen)))
    if args.write:
        KEPT.write_text(kept(right, seen, len(places), len(none)), encoding="utf-8")
        PAGE.write_text(tabled(PAGE.read_text("utf-8"), right, seen), encoding="utf-8")
        print(f"written: {KEPT.relative_to(ROOT)}, {PAGE.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
