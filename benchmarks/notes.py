"""Relations read from the notes of the official codification, held against who acts on whom by which verb.

    python benchmarks/notes.py [--notes FILE] [--show N]

Each note says what became of one document: "(Điều 3 A, có hiệu lực …, có nội dung được sửa đổi bởi Điều 1 B …; Điều 2 C
…)". The table beside it (columns ``acting_doc``, ``label``, ``affected_doc``) was derived from the note by a regular
expression and names one acting document of each note. A relation that the reading finds with a document the table does
not name is counted apart ("further"): the note has it, the table does not say. Numbers that the expression cut off
("34" for "34 /2019/TT-BGTVT") are completed from the note. ``--show`` prints the first N notes read otherwise.
"""

from __future__ import annotations

import argparse
import csv
import re
import sys
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from graph.claims import Attribute, Relation  # noqa: E402  # the path above makes the checkout importable
from graph.numbers import number_key  # noqa: E402
from loaders.reading import read  # noqa: E402
from loaders.text import SourceText  # noqa: E402

NOTES = ROOT.parent / "shared" / "corpus" / "relations" / "phap_dien_notes.tsv"
#: Words of a label → the kind of relation it names.
KINDS = (
    ("sửa đổi", "AMENDS"),
    ("bổ sung", "AMENDS"),
    ("bãi bỏ", "REPEALS"),
    ("thay thế", "REPLACES"),
    ("ngưng hiệu lực", "SUSPENDS"),
    ("đính chính", "CORRECTS"),
)

Triple = tuple[str, str, str]  # key of the acting document, kind, key of the affected one


@dataclass(frozen=True, slots=True)
class Judged:
    """One note: what the table says, what was read of that, and what was read beside it."""

    note: str
    gold: frozenset[Triple]
    read: frozenset[Triple]
    further: frozenset[Triple]


def relations_of(note: str) -> frozenset[Triple]:
    """What the reading finds in one note."""
    claims = read(SourceText("note", "note", note, "utf-8", "")).claims
    numbers = {c.ref: number_key(c.value) for c in claims if isinstance(c, Attribute) and c.name == "number"}
    found = (c for c in claims if isinstance(c, Relation))
    return frozenset((numbers.get(r.subject, "?"), r.kind, numbers.get(r.object, "?")) for r in found)


def whole(number: str, note: str) -> str:
    """The number of a column; where the note goes on with it behind a space, all of it."""
    begun = rf"(?<!\w){re.escape(number)}\s*/?\s*[\w&/-]+"
    cut = number.isdigit() or number.endswith("-")
    found = re.search(begun, note) if cut else None
    return re.sub(r"\s", "", found.group()) if found else number


def judge(note: str, rows: list[dict[str, str]]) -> Judged:
    gold = frozenset(
        (number_key(whole(row["acting_doc"], note)), kind, number_key(whole(row["affected_doc"], note)))
        for row in rows
        for word, kind in KINDS
        if word in row["label"]
    )
    read_ = relations_of(note)
    actors = {acting for acting, _, _ in gold}
    further = frozenset(t for t in read_ if t[0] not in actors and re.search(r";\s", note))
    return Judged(note, gold, read_ - further, further)


def figures(judged: list[Judged]) -> list[str]:
    """Precision, recall and F1 over all and by kind."""
    right: Counter[str] = Counter(t[1] for j in judged for t in j.gold & j.read)
    extra: Counter[str] = Counter(t[1] for j in judged for t in j.read - j.gold)
    missed: Counter[str] = Counter(t[1] for j in judged for t in j.gold - j.read)
    rows = [("all", right.total(), extra.total(), missed.total())]
    rows += [(kind, right[kind], extra[kind], missed[kind]) for kind in sorted({*right, *extra, *missed})]
    lines = [f"{'kind':10}{'P':>7}{'R':>7}{'F1':>7}{'right':>7}{'extra':>7}{'missed':>7}"]
    for kind, hits, wrong, lost in rows:
        precision, recall = hits / max(1, hits + wrong), hits / max(1, hits + lost)
        f1 = 2 * hits / max(1, 2 * hits + wrong + lost)
        lines.append(f"{kind:10}{precision:7.3f}{recall:7.3f}{f1:7.3f}{hits:7}{wrong:7}{lost:7}")
    return lines


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--notes", type=Path, default=NOTES)
    options.add_argument("--show", type=int, default=0)
    chosen = options.parse_args()
    if not chosen.notes.is_file():
        print(f"left out: the notes are not at {chosen.notes}")
        return 0
    by_note: dict[str, list[dict[str, str]]] = {}
    with chosen.notes.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream, delimiter="\t"):
            by_note.setdefault(row["note"], []).append(row)
    began = time.perf_counter()
    judged = [judge(note, rows) for note, rows in by_note.items()]
    took = time.perf_counter() - began
    print("\n".join(figures(judged)))
    further = sum(len(j.further) for j in judged)
    print(f"{len(judged)} notes in {took:.1f} s; {further} further relations the table does not name")
    for j in [j for j in judged if j.gold != j.read][: chosen.show]:
        print(f"\n{j.note}\n  missed {sorted(j.gold - j.read)}\n  extra  {sorted(j.read - j.gold)}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
