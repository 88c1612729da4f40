"""How often each rule was right on texts with gold: the confidence of what it tells.

``grammar/data/precision.json`` is written by ``make calibration ARGS=--write``. A rule is measured for each kind of
claim it makes. Of ``told`` claims ``right`` were right; the precision is smoothed as if one more had been right and
one wrong, so that a rule seen three times is not certain. One that no gold shows has ``UNMEASURED``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Literal, TypeAlias

from graph.claims import Evidence, Span

#: Kinds of claims, by the names of their classes in small letters.
Statement: TypeAlias = Literal[
    "mention", "attribute", "relation", "assignment", "reporting", "position", "target", "event"
]

DATA = ("data", "precision.json")


def smoothed(right: int, told: int) -> float:
    """Share of ``right`` among ``told`` with one right and one wrong added (Laplace's rule of succession)."""
    return (right + 1) / (told + 2)


#: Confidence of a rule of which nothing is known: what the rule of succession says of nothing seen.
UNMEASURED = smoothed(0, 0)


def precision_of(statement: Statement, rule: str, otherwise: float = UNMEASURED) -> float:
    """The precision of ``rule`` where it makes claims of this kind; ``otherwise`` where no gold measures that."""
    return measured().get((statement, rule), otherwise)


def evidence_of(statement: Statement, rule: str, spans: tuple[Span, ...], otherwise: float = UNMEASURED) -> Evidence:
    """Evidence of words of the text, as sure as ``rule`` is; ``otherwise`` as in ``precision_of``."""
    return Evidence(spans, rule, precision_of(statement, rule, otherwise))


@cache
def measured() -> Mapping[tuple[str, str], float]:
    """Precision by kind of claim and rule; read when first asked for."""
    kept = json.loads(files("loaders.grammar").joinpath(*DATA).read_text(encoding="utf-8"))
    return {
        (statement, rule): round(smoothed(counted["right"], counted["told"]), 3)
        for statement, rules in kept["rules"].items()
        for rule, counted in rules.items()
    }
