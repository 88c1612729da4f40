"""What an explanation is made of: the place, and for each rule what was asked of it in order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Step:
    """One condition of a rule, whether it holds, and the words that decide it ("" where their absence does). ``last``
    marks what is no condition of the words but says that the rule gave way to another reading."""

    condition: str
    holds: bool
    words: str = ""
    last: bool = False

    def to_json(self) -> dict[str, Any]:
        """As plain JSON values."""
        return {"condition": self.condition, "holds": self.holds, "words": self.words}


@dataclass(frozen=True, slots=True)
class Look:
    """How one rule looked at the place. Of a rule that fired: ``start``–``end`` in the source (code points, end
    exclusive), its words, what it says, its confidence and the conditions it met. Of one that did not: its conditions
    up to the first that fails."""

    construction: str
    rule: str
    fired: bool
    steps: tuple[Step, ...] = ()
    start: int = -1
    end: int = -1
    quote: str = ""
    says: str = ""
    confidence: float = 0.0

    @property
    def held(self) -> int:
        """How many conditions hold."""
        return sum(step.holds for step in self.steps)

    @property
    def why(self) -> str:
        """What it says, or the condition that failed with the words that decided it."""
        if self.fired:
            return self.says
        failed = next((step for step in self.steps if not step.holds), None)
        if failed is None:
            return ""
        return f"not: {failed.condition}" + (f" ({failed.words!r})" if failed.words else "")

    def to_json(self) -> dict[str, Any]:
        """As plain JSON values; a rule that did not fire has no place."""
        told: dict[str, Any] = {"construction": self.construction, "rule": self.rule, "fired": self.fired}
        if self.fired:
            told |= {"start": self.start, "end": self.end, "quote": self.quote, "says": self.says}
            told |= {"confidence": self.confidence}
        else:
            told |= {"why": self.why}
        return told | {"steps": [step.to_json() for step in self.steps]}


@dataclass(frozen=True, slots=True)
class Explanation:
    """What was read, and not read, in the sentence at ``at``. ``start``–``end`` are the sentence in the source,
    ``region`` what its place is to the text. Rules that fired come first, then those that came farthest."""

    source: str
    at: int
    region: str
    start: int
    end: int
    quote: str
    looks: tuple[Look, ...]

    def to_json(self) -> dict[str, Any]:
        """As plain JSON values."""
        return {
            "source": self.source,
            "at": self.at,
            "region": self.region,
            "sentence": {"start": self.start, "end": self.end, "quote": self.quote},
            "rules": [look.to_json() for look in self.looks],
        }


def asked(steps: Iterable[Step]) -> tuple[Step, ...]:
    """The steps up to the first that fails; a rule whose conditions all hold was forestalled by another reading."""
    taken: list[Step] = []
    for step in steps:
        taken.append(step)
        if not step.holds:
            return tuple(taken)
    return (*taken, gives_way("no other rule reads these words first"))


def gives_way(condition: str, words: str = "") -> Step:
    """The step of a rule whose words are all there and which did not fire: something else decided."""
    return Step(condition, False, words, last=True)


def short(words: str, most: int = 60) -> str:
    """Words on one line, cut where they are long."""
    line = " ".join(words.split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"
