"""How much of the reading of one text rests on words that only this text has: they are taken out, and it is read again.

    python benchmarks/leave_one_out.py [--texts DIR] [--words]

For each development text in turn: every word of a list and every alternative of a pattern of the grammar and of the
registry (``vocabulary.py``) that matches in this text and in no other one at hand is taken out of a copy of the
program, and the copy reads the text. The other texts are those of all gold (``accuracy.py``), of the folders beside
it, and the samples; a copy of the text under another name counts as the text. So more is taken out than came from the
text: a word may stand in the grammar for its own sake and in one text by chance.

Not taken out: the names of places, and rules that are programs and not patterns. Prints for each text the loss of F1
(must and should) by list and what was taken out, and the mean loss; ends with 1 where a mean is above 0.05.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

from accuracy import DEVELOPMENT, SHARED, GoldText, gold_sets  # noqa: E402  # the path above makes them importable
from vocabulary import (  # noqa: E402
    NO_WORD,
    Entry,
    entries,
    pattern_entries,
    pattern_without,
    without,
)

from graph.errors import ChidaoError  # noqa: E402
from graph.text import canonical, fold  # noqa: E402
from loaders.files import open_file, read_content  # noqa: E402
from loaders.limits import Limits  # noqa: E402
from loaders.listing import list_files  # noqa: E402

MODULES = ("loaders/grammar/*.py", "loaders/*.py", "graph/registry/*.py", "graph/number_codes.py")
COLUMNS = "loaders/grammar/data/columns.yaml"
TITLES = "loaders/grammar/data/law_titles.txt"
REGISTRY = "graph/registry/data/registry.json"
NAMED = ("bodies", "local_bodies", "ministry_bodies")
FURTHER = ("corpus/text/*", "corpus/vbpl/*", "corpus/word/*", "corpus/pdf/*", "corpus/relations/*", "gold/tables/*.md")
ALLOWED = 0.05
_SHINGLE = 6  # words in a row by which two texts are compared
_READ = """
import sys
from pathlib import Path
from loaders.extract import extract
extract([Path(sys.argv[1])], Path(sys.argv[2]))
"""


@dataclass(frozen=True, slots=True)
class Words:
    """One text as patterns are tried on it, with its runs of six words."""

    name: str
    raw: str
    lower: str
    folded: str
    runs: frozenset[int]

    @classmethod
    def of(cls, path: Path) -> Words:
        """The words of a file, as its reader gives them; "" for one that cannot be read here."""
        text = canonical(_text_of(path))
        folded = " ".join(re.findall(r"\w+", fold(text)))
        row = folded.split()
        runs = frozenset(hash(tuple(row[n : n + _SHINGLE])) for n in range(len(row) - _SHINGLE))
        return cls(path.stem, text, text.lower(), folded, runs)

    def is_copy_of(self, other: Words) -> bool:
        """Whether half of the shorter text stands in the longer one."""
        shorter = min(len(self.runs), len(other.runs))
        return bool(shorter) and len(self.runs & other.runs) * 2 >= shorter

    def has(self, entry: Entry, pattern: re.Pattern[str]) -> bool:
        """Whether the entry matches somewhere; words without marks are sought in the text without marks too."""
        if pattern.search(self.raw):
            return True
        return entry.test.isascii() and pattern.search(self.folded) is not None


def _text_of(path: Path) -> str:
    limits = Limits()
    try:
        file = list_files([path]).files[0]
        return read_content(file, open_file(file, limits), limits).text
    except (ChidaoError, IndexError):
        return ""


# --- the vocabulary ---------------------------------------------------------------------------------------------------


def modules() -> Iterator[tuple[str, Path]]:
    """(name, file) of each module whose words are looked at."""
    found = sorted({path for pattern in MODULES for path in ROOT.glob(pattern)} - set(ROOT.glob("**/__init__.py")))
    return ((".".join(path.relative_to(ROOT).with_suffix("").parts), path) for path in found)


def vocabulary() -> Iterator[Entry]:
    """Every entry of the modules and of their data."""
    for name, path in modules():
        yield from entries(name, path.read_text("utf-8"), vars(importlib.import_module(name)))
    for row in yaml.safe_load((ROOT / COLUMNS).read_text("utf-8")):
        yield from pattern_entries(f"{COLUMNS}:{row['kind']}", row["pattern"])
    for title in (ROOT / TITLES).read_text("utf-8").splitlines():
        if not title.startswith("#"):
            yield _literal(f"{TITLES}:{title}", title)
    tables = json.loads((ROOT / REGISTRY).read_text("utf-8"))
    for table in NAMED:
        for row in tables[table]:
            for name in (row["name"], *row.get("aliases", ())):
                yield _literal(f"{REGISTRY}:{row['id']}:{name}", name)
    for row in tables["issuer_codes"]:
        yield _literal(f"{REGISTRY}:{row['id']}", row["code"])


def _literal(id_: str, words: str) -> Entry:
    return Entry(id_, words, r"(?<!\w)" + r"\s+".join(map(re.escape, words.split())) + r"(?!\w)")


def exclusive(gold: list[Words], others: list[Words]) -> dict[str, list[Entry]]:
    """The entries that match in one gold text and in no other text, by its name."""
    found: dict[str, list[Entry]] = {text.name: [] for text in gold}
    for entry in vocabulary():
        try:
            pattern = re.compile(entry.test, re.IGNORECASE | (re.VERBOSE if entry.verbose else 0))
        except re.error:
            continue
        having = [text for text in gold if text.has(entry, pattern)]
        if len(having) == 1 and not any(text.has(entry, pattern) for text in others if not text.is_copy_of(having[0])):
            found[having[0].name].append(entry)
    return found


# --- a copy of the program without some of it -------------------------------------------------------------------------


def copy_without(taken: Iterable[str], folder: Path) -> None:
    """Writes the program into ``folder`` without the entries whose ids are ``taken``."""
    ids = set(taken)
    for package in ("graph", "loaders"):
        shutil.copytree(ROOT / package, folder / package, ignore=shutil.ignore_patterns("__pycache__"))
    for name, path in modules():
        if any(id_.startswith(f"{name}:") for id_ in ids):
            (folder / path.relative_to(ROOT)).write_text(without(name, path.read_text("utf-8"), ids), "utf-8")
    _rewrite(folder / COLUMNS, lambda text: _columns_without(text, ids))
    _rewrite(folder / TITLES, lambda text: "\n".join(t for t in text.splitlines() if f"{TITLES}:{t}" not in ids))
    _rewrite(folder / REGISTRY, lambda text: _registry_without(text, ids))


def _rewrite(path: Path, change: Callable[[str], str]) -> None:
    path.write_text(change(path.read_text("utf-8")), "utf-8")


def _columns_without(text: str, taken: set[str]) -> str:
    rows = yaml.safe_load(text)
    for row in rows:
        row["pattern"] = pattern_without(f"{COLUMNS}:{row['kind']}", row["pattern"], taken)
    return str(yaml.safe_dump(rows, allow_unicode=True, sort_keys=False))


def _registry_without(text: str, taken: set[str]) -> str:
    """A body whose name is taken keeps its place in the registry under a name that no text has."""
    tables = json.loads(text)
    for row in (row for table in NAMED for row in tables[table]):
        id_ = f"{REGISTRY}:{row['id']}"
        row["aliases"] = [alias for alias in row.get("aliases", ()) if f"{id_}:{alias}" not in taken]
        if f"{id_}:{row['name']}" in taken:
            row["name"] = f"{NO_WORD} {row['name']}"
    tables["issuer_codes"] = [row for row in tables["issuer_codes"] if f"{REGISTRY}:{row['id']}" not in taken]
    return json.dumps(tables, ensure_ascii=False)


# --- readings and their scores ----------------------------------------------------------------------------------------


def scores(item: GoldText, taken: Iterable[str]) -> dict[str, float]:
    """F1 by list of one text, read by a copy of the program without ``taken``."""
    assert item.text is not None
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        copy_without(taken, folder / "program")
        (folder / "gold").mkdir()
        shutil.copyfile(item.text, folder / "gold" / f"{item.name}.txt")
        shutil.copyfile(item.gold, folder / "gold" / f"{item.name}.gold.json")
        arguments = [str(folder / "gold" / f"{item.name}.txt"), str(folder / "read")]
        subprocess.run([sys.executable, "-c", _READ, *arguments], check=True, cwd=folder / "program")
        command = [sys.executable, str(SHARED / "gold" / "score.py"), "--gold", str(folder / "gold")]
        command += ["--read", str(folder / "read"), "--json"]
        printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    figures: dict[str, Any] = json.loads(printed)
    return {name: figure["all"]["f1"] for name, figure in figures.items() if name != "by text"}


def texts_of(sets: dict[str, list[GoldText]], folder: Path | None) -> tuple[list[Words], list[Words]]:
    """(development texts, all others), each once."""
    gold = [text for text in sets.get(DEVELOPMENT, []) if text.text is not None]
    places = {text.text for texts in sets.values() for text in texts if text.text is not None}
    places |= {path for pattern in FURTHER for path in SHARED.glob(pattern) if path.is_file()}
    places |= set((ROOT / "examples" / "documents").glob("*.txt"))
    places |= set(folder.glob("*.txt")) if folder else set()
    own = {text.text for text in gold}
    return [Words.of(t.text) for t in gold if t.text], [Words.of(path) for path in sorted(places - own)]


def main() -> int:
    """Prints the tables; 1 where a mean loss is too high, 2 where the gold is not at hand."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--texts", type=Path, default=os.environ.get("CHIDAO_TEXTS"), help="folder of further texts")
    options.add_argument("--words", action="store_true", help="print every word that was taken out")
    args = options.parse_args()
    folder = Path(args.texts) if args.texts else None
    sets = gold_sets(folder)
    gold = [text for text in sets.get(DEVELOPMENT, []) if text.text is not None]
    if not gold:
        print(f"{SHARED / 'gold' / 'dev'}: no texts with gold there; nothing can be left out", file=sys.stderr)
        return 2
    own, others = texts_of(sets, folder)
    found = exclusive(own, others)
    losses: dict[str, list[float]] = {}
    print(f"{len(own)} texts, each against {len(own) + len(others) - 1} others")
    for item in gold:
        taken = found[item.name]
        before, after = scores(item, ()), scores(item, [entry.id for entry in taken])
        lost = {name: before[name] - after[name] for name in before}
        for name, loss in lost.items():
            losses.setdefault(name, []).append(loss)
        print(_line(item.name, len(taken), lost))
        if args.words:
            print("\n".join(f"      {entry.id.partition(':')[0]:40} {entry.words[:120]}" for entry in taken))
    means = {name: sum(values) / len(values) for name, values in losses.items()}
    print("\nmean loss of F1 by list, and the greatest on one text")
    for name, mean in means.items():
        print(f"{name:30}{mean:8.3f}{max(losses[name]):8.3f}")
    return int(max(means.values()) > ALLOWED)


def _line(name: str, count: int, lost: dict[str, float]) -> str:
    told = ", ".join(f"{list_} {loss:+.3f}" for list_, loss in lost.items() if round(loss, 3))
    return f"{name:14}{count:5} entries taken out; lost: {told or 'nothing'}"


if __name__ == "__main__":
    raise SystemExit(main())
