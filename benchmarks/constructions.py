"""How the hard constructions of directives are read, by name: gold items that have each, and how many are read right.

    python benchmarks/constructions.py [--texts DIR] [--missed NAME] [--markdown]

What a construction is stands in ``constructions.yaml``: patterns over the words of an item or its sentence, and the
functions of this module. An item may have several. Gold and texts are those of ``accuracy.py``; an item counts as
right where the gold's own ``score.py`` finds it (documents: exact), optional items are left out. For what only looks
like a duty the sentences are counted that hold a verb of duty and no gold item: right is one from which no duty is
read.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any, TypeAlias

import yaml

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

from accuracy import SHARED, gold_sets  # noqa: E402  # the path above makes them importable
from calibration import plain, scorer  # noqa: E402

from graph.facts import Facts  # noqa: E402
from graph.registry import load_registry  # noqa: E402
from graph.suspicion import why_impossible  # noqa: E402
from loaders.grammar.duty_words import TASK_ANYWHERE  # noqa: E402
from loaders.grammar.sentences import sentences  # noqa: E402

TABLE = Path(__file__).with_name("constructions.yaml")
_LISTS = {
    "documents": "documents exact",
    "relations": "relations",
    "assignments": "assignments",
    "reporting": "reporting",
}
_SENTENCE_BEFORE = re.compile(r"[.;!?]\s|\n\s*\n|\n(?=\s*(?:[-+–•*]|\d+[.)]|[a-zđ]\)|[IVX]+\.)\s)")
_SHARES = r"(?:(?!ngày|của|\d{1,2}/\d)[^.;\n]){0,40}?(?:,|và|;)\s*(?:[\w\s]{0,30}?số\s*)?\d+[\w/-]*"

Item: TypeAlias = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Construction:
    """One construction. ``list`` is "" for sentences that are no duty; ``pattern`` is sought in ``where``."""

    name: str
    list: str
    example: str
    unlike: str
    gives: tuple[str, ...]
    where: str = "sentence"
    pattern: re.Pattern[str] | None = None
    kind: str = ""


@dataclass(slots=True)
class Place:
    """A gold item in its text: what it quotes, its sentence so far, and the other items of its list."""

    item: Item
    text: str
    span: tuple[int, int]
    fellows: list[tuple[Item, tuple[int, int]]] = field(default_factory=list)

    @property
    def words(self) -> str:
        """Its quote."""
        return self.text[self.span[0] : self.span[1]]

    @property
    def begin(self) -> int:
        """Where its sentence begins: behind a full stop or semicolon, an empty line or the mark of a point."""
        low = max(0, self.span[0] - 600)
        before = [found.end() for found in _SENTENCE_BEFORE.finditer(self.text, low, self.span[0])]
        return before[-1] if before else low

    @property
    def sentence(self) -> str:
        """From the beginning of its sentence to the end of its quote."""
        return self.text[self.begin : self.span[1]]


def load_constructions() -> list[Construction]:
    """The table, in its order."""
    return [_construction(row) for row in yaml.safe_load(TABLE.read_text("utf-8"))]


def _construction(row: dict[str, Any]) -> Construction:
    pattern = re.compile(row["pattern"].replace(" ", r"\s+")) if "pattern" in row else None
    where, kind = row.get("where", "sentence"), row.get("kind", "")
    return Construction(
        row["name"], row["list"], row["example"], row["unlike"], tuple(row["gives"]), where, pattern, kind
    )


# --- what patterns do not say ---------------------------------------------------------------------------------------


def _coordinated(place: Place) -> bool:
    """Its symbol is joined to a further one before whose it is, or of what day, is said."""
    number = re.match(r"\d+", place.item.get("symbol", ""))
    return bool(number and re.search(rf"(?<!\d){number[0]}(?![\d])[\w/-]*{_SHARES}", place.words))


def _bare_number(place: Place) -> bool:
    """The gold knows its symbol, or its number alone, and its lines say the number alone."""
    symbol = place.item.get("symbol", "")
    words = re.sub(r"\s", "", place.words)
    whole = re.sub(r"\s", "", symbol)
    number = re.match(r"\d+", symbol)
    written = bool(number and re.search(rf"(?<!\d)0?{number[0]}(?![\d/-])", words))
    return written and whole not in words


def _impossible(place: Place) -> bool:
    """Nobody can have given it the symbol it is written with."""
    said, registry = place.item, load_registry()
    issuer = registry.body_of_name(said.get("issuer", ""))
    facts = Facts(
        type=said["type"],
        number=said.get("symbol", ""),
        date=str(said.get("date", "")),
        issuer=issuer.key if issuer else "",
    )
    return bool(why_impossible(facts, registry))


def _is_carried(place: Place) -> bool:
    """None of its bodies is named in its sentence: the subject stands in a heading or an earlier sentence."""
    said = set(re.findall(r"\w+", place.sentence.lower()))
    names = [set(re.findall(r"\w+", name.lower().replace("[nhóm]", ""))) for name in place.item["organizations"]]
    heads = {"bộ", "sở", "ủy", "ubnd", "các", "ban", "đơn", "cơ", "thủ"}
    first = re.findall(r"\w+", place.sentence.lower())[:1]
    return all(len(name & said) * 2 <= len(name) for name in names) and not heads & set(first)


def _mark(place: Place) -> str:
    line = place.text.rfind("\n", 0, place.begin + 1) + 1
    found = re.match(
        r"\s*(?:(?P<bullet>[-+–•*])|(?P<number>\d+(?:\.\d+)*[.)/-]|[a-zđ]\)|\(\d+\)))\s*", place.text[line:]
    )
    if found is None or line + found.end() < place.begin - 1:
        return "paragraph"
    return "bullet" if found["bullet"] else "number"


def _several_roles(place: Place) -> bool:
    """A body stands beside the subject or receives the work, or other bodies have theirs in the same sentence."""
    if place.item.get("coordinators") or place.item.get("recipient"):
        return True
    begin, end = place.begin, place.span[1]
    return any(
        begin <= span[0] < end
        and item["organizations"] != place.item["organizations"]
        and item["roles"] != place.item["roles"]
        for item, span in place.fellows
    )


KINDS: dict[str, Callable[[Place], bool]] = {
    "coordinated": _coordinated,
    "bare_number": _bare_number,
    "impossible": _impossible,
    "carried_to_number": lambda place: _is_carried(place) and _mark(place) == "number",
    "carried_to_bullet": lambda place: _is_carried(place) and _mark(place) == "bullet",
    "carried_to_paragraph": lambda place: _is_carried(place) and _mark(place) == "paragraph",
    "several_roles": _several_roles,
    "through": lambda place: bool(place.item.get("via") or re.search(r"(?:thông\s+)?qua\s+[A-ZĐ]", place.words)),
}


def has(place: Place, construction: Construction) -> bool:
    """Whether the item at ``place`` has the construction."""
    if construction.pattern and not construction.pattern.search(getattr(place, construction.where)):
        return False
    return not construction.kind or KINDS[construction.kind](place)


# --- counting -------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Count:
    """Items (or sentences) with a construction: how many are read right, and the words of the others."""

    right: int = 0
    missed: list[str] = field(default_factory=list)


def found_items(score: ModuleType, gold: Item, reading: Item, raw: str) -> dict[str, list[tuple[Item, bool]]]:
    """(item, whether it is found) by list of the score, without optional items."""
    said: dict[str, list[tuple[Item, bool]]] = {name: [] for name in score.LISTS}

    class Recorded(score.Tally):  # type: ignore[name-defined,misc]  # a class of the gold's own module
        name = ""

        def gold(self, item: Item, found: bool, what: str, many: int = 1) -> None:
            if item.get("level") != "optional" and many:
                said[self.name].append((item, bool(found)))

    tallies = {}
    for name in score.LISTS:
        tallies[name] = Recorded()
        tallies[name].name = name
    text = score.Text(raw)
    documents = score.score_documents(gold, reading, tallies, lambda start: True)
    score.score_relations(gold, reading, documents, tallies, lambda start: True)
    score.score_assignments(gold, reading, text, tallies, lambda start: True)
    score.score_others(gold, reading, tallies, lambda start: True)
    return said


def count_text(score: ModuleType, gold: Item, reading: Item, raw: str, counts: dict[str, Count]) -> None:
    """Adds one text to ``counts``, by name of the construction."""
    text = score.Text(raw)
    said = found_items(score, gold, reading, raw)
    table = load_constructions()
    for list_, scored in _LISTS.items():
        wanted = [construction for construction in table if construction.list == list_]
        fellows = [(item, span) for item in gold.get(list_, []) if (span := text.span_of(item))]
        for item, right in said[scored]:
            span = text.span_of(item)
            if span is None:
                continue
            place = Place(item, raw, span, fellows)
            for construction in wanted:
                if has(place, construction):
                    _add(counts[construction.name], right, place.sentence)
    negatives = [construction for construction in table if not construction.list]
    for sentence, read_as_duty in _no_duties(score, gold, reading, raw):
        for construction in negatives:
            if construction.pattern and construction.pattern.search(sentence):
                _add(counts[construction.name], not read_as_duty, sentence)


def _add(count: Count, right: bool, words: str) -> None:
    if right:
        count.right += 1
    else:
        count.missed.append(" ".join(words.split()))


def _no_duties(score: ModuleType, gold: Item, reading: Item, raw: str) -> Iterator[tuple[str, bool]]:
    """(sentence, whether a duty is read from it) for sentences that hold a verb of duty and no gold assignment."""
    text = score.Text(raw)
    limit = text.span_of_lines(gold["annotated_lines"])[1] if gold.get("annotated_lines") else len(raw)
    areas = [
        area
        for item in gold.get("assignments", [])
        for area in (text.span_of(item), text.span_of_lines(item.get("lines")))
        if area
    ]
    read = [(item["start"], item["end"]) for item in reading["assignments"]]
    at = 0
    for paragraph in re.split(r"(\n\s*\n|\n(?=\s*(?:[-+–•*]|\d+[.)]|[a-zđ]\))\s))", raw[:limit]):
        for start, end in sentences(raw, at, at + len(paragraph)):
            if TASK_ANYWHERE.search(raw, start, end) and not any(a < end and start < b for a, b in areas):
                yield raw[start:end], any(a < end and start < b for a, b in read)
        at += len(paragraph)


def _table(counts: dict[str, Count], missed: str | None) -> Iterator[str]:
    yield f"{'construction':66}{'items':>7}{'right':>7}{'missed':>7}"
    for name, count in counts.items():
        yield f"{name:66}{count.right + len(count.missed):7}{count.right:7}{len(count.missed):7}"
        if missed and missed in name:
            yield from (f"    {words[:220]}" for words in count.missed)


def _markdown(counts: dict[str, Count]) -> Iterator[str]:
    yield "| Construction | Items | Right | Read | Not so read |\n|---|---|---|---|---|"
    for one in load_constructions():
        count = counts[one.name]
        cells = (text.strip().replace("\n\n", "\n").replace("\n", "<br>") for text in (one.example, one.unlike))
        yield f"| {one.name} | {count.right + len(count.missed)} | {count.right} | " + " | ".join(cells) + " |"


def main() -> int:
    """Prints the table; 2 where no text is at hand."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--texts", type=Path, default=os.environ.get("CHIDAO_TEXTS"), help="folder of further texts")
    options.add_argument(
        "--missed", metavar="NAME", help="print what is missed of the constructions whose name has this"
    )
    options.add_argument("--markdown", action="store_true", help="print the table of docs/accuracy.md")
    args = options.parse_args()
    gold = [text for texts in gold_sets(args.texts and Path(args.texts)).values() for text in texts]
    here = [text for text in gold if text.text is not None]
    if not here:
        print(f"{SHARED}: no texts with gold there; no construction is counted", file=sys.stderr)
        return 2
    score, counts = scorer(), {construction.name: Count() for construction in load_constructions()}
    for text in here:
        assert text.text is not None
        said = json.loads(text.gold.read_text("utf-8"))
        count_text(score, said, plain(text.text), text.text.read_bytes().decode("utf-8"), counts)
    print(f"{len(here)} texts at hand, {len(gold)} in all")
    print("\n".join(_markdown(counts) if args.markdown else _table(counts, args.missed)))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
