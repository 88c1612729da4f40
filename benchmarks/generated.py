"""A made-up graph in several stores: how fast each takes it in, and whether all answer random questions alike.

    python benchmarks/generated.py [--documents 20000] [--questions 500] [--seed 1] [--store ADDRESS …]

Stores are empty ones, by address; without any, one in memory and one in a SQLite file that is gone at the end. Prints
claims a second and the questions answered differently, and ends with 1 where there is one.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from generated.claims import judgements, sources  # noqa: E402  # the path above makes it importable
from generated.documents import Documents  # noqa: E402
from generated.questions import answer_of, questions  # noqa: E402
from graph.store import Store  # noqa: E402
from graph.stores import open_store  # noqa: E402


def main() -> int:
    """Fills the stores and asks; 0 where all answer alike."""
    options = _options()
    documents = Documents(options.documents, options.seed)
    with tempfile.TemporaryDirectory(prefix="chidao-generated-") as folder:
        addresses = options.store or ["memory:", f"sqlite://{folder}/graph.db"]
        answers = {address: _run(address, documents, options) for address in addresses}
    different = [
        question
        for question in next(iter(answers.values()))
        if len({answered[question] for answered in answers.values()}) > 1
    ]
    for number, name in different:
        print(f"different: question {number}, {name}")
    print(f"{options.questions} questions, {len(different)} answered differently by {len(answers)} stores")
    return 1 if different else 0


def fill(store: Store, documents: Documents, batch: int) -> int:
    """Writes all sources, ``batch`` to a transaction, and the judgements; the number of claims."""
    waiting, total = [], 0
    for source in sources(documents):
        waiting.append(source)
        total += len(source[1])
        if len(waiting) == batch:
            _put(store, waiting)
            waiting = []
    _put(store, waiting)
    with store.writing() as writer:
        for judgement in judgements(documents):
            writer.judge(judgement)
    return total


def _put(store: Store, waiting: Sequence[object]) -> None:
    with store.writing() as writer:
        for source, claims in waiting:  # type: ignore[misc]  # pairs
            writer.put_source(source, claims)


def _run(address: str, documents: Documents, options: argparse.Namespace) -> dict[tuple[int, str], str]:
    store = open_store(address)
    started = time.perf_counter()
    claims = fill(store, documents, options.batch)
    took = time.perf_counter() - started
    print(f"{store.address}: {claims} claims in {took:.1f} s, {claims / took:.0f} a second", flush=True)
    started = time.perf_counter()
    asked = enumerate(questions(documents, options.questions, options.seed))
    answers = {(number, question.name): answer_of(store, question) for number, question in asked}
    print(f"{store.address}: {len(answers)} questions in {time.perf_counter() - started:.1f} s", flush=True)
    store.close()
    return answers


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="A made-up graph in several stores.")
    parser.add_argument("--documents", type=int, default=20_000)
    parser.add_argument("--questions", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--batch", type=int, default=500, help="sources written in one transaction")
    parser.add_argument("--store", nargs="+", help="addresses of empty stores")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
