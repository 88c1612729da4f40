"""What reading the same document as PDF loses against reading its text, held against the same gold.

    python benchmarks/pdf_gold.py [--shared DIR] [--keep DIR]

The gold speaks of lines of the text file. Its items are moved to where the same words stand in the text taken out of
the PDF (white space counts as one space), then both readings are scored with the gold's own ``score.py``.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import subprocess
import sys
import tempfile
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from loaders.readers.pdf.reader import extract_pdf  # noqa: E402  # the path above makes the checkout importable
from loaders.reading import read  # noqa: E402
from loaders.text import SourceText  # noqa: E402

#: Text of the gold → the PDF it was taken from.
PAIRS = {
    "cb_nq113": "nghi-quyet-so-113-nq-cp-469448.pdf",
    "cb_nq141": "nghi-quyet-so-141-nq-cp-469678.pdf",
    "cb_qd798": "quyet-dinh-so-798-qd-ttg-469485.pdf",
}
MOST_LOST = 0.02


def as_source(pdf: Path) -> SourceText:
    """The PDF as a source, as the loaders make it."""
    data = pdf.read_bytes()
    found = extract_pdf(data)
    digest = hashlib.sha256(data).hexdigest()
    return SourceText(
        pdf.name, pdf.name, found.text, "", digest, "application/pdf", "pdf",
        found.tables, found.boxes, found.doubts, found.facts, found.left_out,
    )  # fmt: skip


def line_map(old: str, new: str) -> dict[int, set[int]]:
    """Lines (from 1) of the old text → lines of the new one that hold the same words, in the same order."""
    words_old, words_new = _words(old), _words(new)
    matcher = SequenceMatcher(None, [w for w, _ in words_old], [w for w, _ in words_new], autojunk=False)
    lines: dict[int, set[int]] = {}
    for block in matcher.get_matching_blocks():
        for offset in range(block.size):
            line = words_old[block.a + offset][1]
            lines.setdefault(line, set()).add(words_new[block.b + offset][1])
    return lines


def _words(text: str) -> list[tuple[str, int]]:
    return [(word, number) for number, line in enumerate(text.split("\n"), 1) for word in line.split()]


def moved(gold: dict[str, Any], old: str, new: str) -> tuple[dict[str, Any], list[str]]:
    """The gold for the new text, and the quotes that do not stand there word for word."""
    lines = line_map(old, new)
    flat = " ".join(new.split())
    lost: list[str] = []
    for items in gold.values():
        for item in items if isinstance(items, list) else ():
            if not isinstance(item, dict):
                continue
            if item.get("lines"):
                item["lines"] = _moved_lines(str(item["lines"]), lines)
            quote = " ".join(str(item.get("quote") or item.get("anchor") or "").split())
            if quote and quote not in flat:
                lost.append(quote)
    return gold, lost


def _moved_lines(told: str, lines: dict[int, set[int]]) -> str:
    """ "8,12,14-16" in the lines of the new text; parts none of whose words were found fall away."""
    parts = []
    for part in re.split(r"\s*,\s*", told):
        first, _, last = part.partition("-")
        found = set().union(*(lines.get(n, set()) for n in range(int(first), int(last or first) + 1)))
        if found:
            parts.append(f"{min(found)}-{max(found)}")
    return ",".join(parts)


def scores(gold: Path, readings: Path, program: Path) -> dict[str, dict[str, float]]:
    """F1 and errors of each list over must and should."""
    command = [sys.executable, str(program), "--gold", str(gold), "--read", str(readings), "--only", *PAIRS, "--json"]
    result = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return {name: figures["all"] for name, figures in result.items() if name != "by text"}


def main() -> int:
    """Prints F1 of each list from text and from PDF; 1 where one loses more than 0.02."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    options.add_argument("--keep", type=Path, help="folder that keeps texts, gold and readings")
    args = options.parse_args()
    dev = args.shared / "gold" / "dev"
    if not dev.exists():
        print(f"{dev}: no gold there; nothing is measured", file=sys.stderr)
        return 0
    with tempfile.TemporaryDirectory() as temporary:
        folder = args.keep or Path(temporary)
        for part in ("gold", "pdf", "txt"):
            (folder / part).mkdir(parents=True, exist_ok=True)
        for name, file in PAIRS.items():
            _prepare(name, args.shared / "corpus" / "pdf" / file, dev, folder)
        program = args.shared / "gold" / "score.py"
        before, after = scores(dev, folder / "txt", program), scores(folder / "gold", folder / "pdf", program)
    return _report(before, after)


def _prepare(name: str, pdf: Path, dev: Path, folder: Path) -> None:
    """Writes text and gold of the PDF, and the readings of PDF and text file."""
    old = (dev / f"{name}.txt").read_bytes().decode()
    source = as_source(pdf)
    gold, lost = moved(json.loads((dev / f"{name}.gold.json").read_text("utf-8")), old, source.text)
    for quote in lost:
        print(f"{name}: not word for word in the PDF: {quote[:100]}")
    (folder / "gold" / f"{name}.txt").write_bytes(source.text.encode())
    (folder / "gold" / f"{name}.gold.json").write_text(json.dumps(gold, ensure_ascii=False, indent=1), "utf-8")
    plain = SourceText(f"{name}.txt", f"{name}.txt", old, "utf-8", hashlib.sha256(old.encode()).hexdigest())
    for part, text in (("pdf", source), ("txt", plain)):
        reading = json.dumps(read(text).to_json(), ensure_ascii=False, indent=1)
        (folder / part / f"{name}.json").write_text(reading, "utf-8")


def _report(before: dict[str, dict[str, float]], after: dict[str, dict[str, float]]) -> int:
    lossy = 0
    for name, old in before.items():
        new = after[name]
        lost = old["f1"] - new["f1"] > MOST_LOST
        lossy += lost
        told = [f"F1 {figures['f1']:.3f} ({figures['errors']:.0f} errors)" for figures in (old, new)]
        print(f"{name:30} text {told[0]}   PDF {told[1]}   {'LOST' if lost else 'holds'}")
    return int(lossy > 0)


if __name__ == "__main__":
    raise SystemExit(main())
