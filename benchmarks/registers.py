"""What is read from a register of 2,028 documents: number, type and day of every row; relations against judged rows.

    python benchmarks/registers.py [--register FILE]

Number, type and day are held against the cells by a second way of reading, which knows nothing of the grammar. The
relations of 200 rows, drawn with a fixed seed from those that state one, were read by a person: the verdicts lie in
``registers.judged.tsv`` (row, subject, kind, object; "row" is the row's own document, "unnumbered" one without a
number). What is read there now and was not judged is counted apart.
"""

from __future__ import annotations

import argparse
import csv
import re
import sys
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from graph.claims import Attribute, Claim, Mention, Relation  # noqa: E402  # the path above makes the checkout importable
from graph.registry import load_registry  # noqa: E402
from loaders.files import FileRef, read_file  # noqa: E402
from loaders.reading import read  # noqa: E402
from loaders.registers.check import check  # noqa: E402

REGISTER = ROOT.parent / "shared" / "corpus" / "registers" / "binh_duong.csv"
JUDGED = Path(__file__).with_name("registers.judged.tsv")
#: Code behind the slash → type, as the register of this province uses them; any other code is that of a letter.
TYPES = {
    "QĐ": "Quyết định", "QD": "Quyết định", "KH": "Kế hoạch", "TB": "Thông báo", "CT": "Chỉ thị", "NQ": "Nghị quyết",
    "CTr": "Chương trình", "Ctr": "Chương trình", "TTr": "Tờ trình", "PA": "Phương án", "BC": "Báo cáo",
    "GM": "Giấy mời",
}  # fmt: skip
#: Spellings of the cell that are read canonically: signs of the Party, marks of codes.
SPELLINGS = str.maketrans({"Ð": "Đ"})

Row = dict[str, str]
Found = tuple[int, str, str, str]


def row_of(claim: Claim) -> int:
    """The row of the sheet a claim points at."""
    return int(re.sub(r"\D", "", claim.evidence.spans[0].place.partition(":")[0]))


def expected(number: str, day: str) -> tuple[str, str, str]:
    """Number, type and day a row states, read plainly: signs and case of codes do not count."""
    symbol = re.sub(r"\s", "", number).translate(SPELLINGS)
    code = symbol.split("/")[-1].split("-")[0]
    return plain(symbol), TYPES.get(code, "Công văn"), "-".join(reversed(day.split("/")))


def plain(symbol: str) -> str:
    return re.sub(r"[-/]", " ", symbol).upper().replace("QD ", "QĐ ").replace("HDND", "HĐND")


def rows_right(path: Path, of: dict[int, str], facts: dict[str, Row]) -> tuple[int, list[str]]:
    """How many rows there are, and those read otherwise."""
    wrong, total = [], 0
    with path.open(encoding="utf-8", newline="") as stream:
        for at, (number, day, *_) in enumerate(csv.reader(stream), 1):
            if at == 1:
                continue
            total += 1
            fact = facts.get(of.get(at, ""), {})
            got = plain(fact.get("number", "")), fact.get("type", ""), fact.get("date", "")
            if got != expected(number, day):
                wrong.append(f"row {at}: {got} instead of {expected(number, day)}")
    return total, wrong


def relations(claims: tuple[Claim, ...], of: dict[int, str], facts: dict[str, Row]) -> set[Found]:
    def end(ref: str, row: int) -> str:
        return "row" if of.get(row) == ref else facts.get(ref, {}).get("number") or "unnumbered"

    found = ((row_of(c), c) for c in claims if isinstance(c, Relation))
    return {(row, end(c.subject, row), c.kind, end(c.object, row)) for row, c in found}


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--register", type=Path, default=REGISTER)
    path = options.parse_args().register
    if not path.is_file():
        print(f"left out: the register is not at {path}")
        return 0
    began = time.perf_counter()
    source = read_file(FileRef(path, path.name))
    claims = read(source).claims
    took = time.perf_counter() - began
    facts: dict[str, Row] = {}
    for claim in claims:
        if isinstance(claim, Attribute):
            facts.setdefault(claim.ref, {}).setdefault(claim.name, claim.value)
    of = {row_of(c): c.ref for c in claims if isinstance(c, Mention) and c.evidence.rule == "register-mention"}
    total, wrong = rows_right(path, of, facts)
    print(f"{total} rows, number, type and day right in {total - len(wrong)}; read in {took:.1f} s")
    print("\n".join(wrong[:20]))
    found = Counter(problem.kind for problem in check(source, load_registry()).problems)
    print("faults of the register:", ", ".join(f"{kind} {count}" for kind, count in found.most_common()))
    with JUDGED.open(encoding="utf-8", newline="") as stream:
        verdicts = {
            (int(r["row"]), r["subject"], r["kind"], r["object"]): r["verdict"]
            for r in csv.DictReader(stream, delimiter="\t")
        }
    now = relations(claims, of, facts)
    rows = {row for row, *_ in verdicts}
    here = {f for f in now if f[0] in rows}
    right = sum(verdicts.get(f) == "right" for f in here)
    unjudged = sorted(here - set(verdicts))
    print(f"{len(now)} relations in all; in {len(rows)} judged rows {len(here)}, {right} of them right,", end=" ")
    print(f"precision {right / max(1, len(here) - len(unjudged)):.3f}; {len(unjudged)} not judged {unjudged[:5]}")
    lost = sorted(f for f, verdict in verdicts.items() if verdict == "right" and f not in now)
    print(f"{len(lost)} judged right and not read any more {lost[:5]}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
