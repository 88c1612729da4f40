"""What relations are read in, and what is found there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from loaders.grammar.documents import LocalDocument


@dataclass(frozen=True, slots=True)
class FoundRelation:
    """``subject`` and ``object`` are documents of the text; ``start``–``end`` are the words that say it."""

    subject: LocalDocument
    kind: str
    object: LocalDocument
    start: int
    end: int
    rule: str
    target_part: str = ""

    @property
    def possible(self) -> bool:
        """A document does not act on a later one, except that an instrument carries its annex (domain.md § 0, rule 6)."""
        acts, acted_on = self.subject.date, self.object.date
        if acts is None or acted_on is None or self.kind in ("ISSUED_WITH", "APPROVES"):
            return True
        return acted_on.earliest() <= acts.latest()


class Unit(NamedTuple):
    """A stretch read as one: ``role`` is ``title``, ``recital``, ``act`` (an article, whose verb is the document's own act), ``body``,
    ``news`` or ``list`` (an item of a list of repealed texts). ``listed`` is where such a list begins inside the stretch, -1 for none."""

    start: int
    end: int
    role: str
    listed: int = -1
