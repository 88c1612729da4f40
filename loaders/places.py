"""Where the words of claims stand in the file itself: pages, boxes and cells; and how sure a reader was of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from operator import attrgetter
from typing import Generic, Protocol, TypeVar

from graph.claims import Claim, Evidence, Span
from loaders.extracted import Box, Doubt
from loaders.text import SourceText


class _Stretch(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


S = TypeVar("S", bound=_Stretch)


class Places:
    """The places of one source, asked by stretches of its text."""

    def __init__(self, source: SourceText) -> None:
        self._boxes = _Stretches(source.boxes)
        self._doubts = _Stretches(source.doubts)
        self._cells = _Stretches([cell for table in source.tables for cell in table.cells if cell.reference])
        self._any = bool(source.boxes or source.doubts or source.tables)

    def boxes(self, start: int, end: int) -> list[Box]:
        """Where ``text[start:end]`` stands, line by line."""
        return self._boxes.touching(start, end)

    def doubts(self, start: int, end: int) -> list[Doubt]:
        """What the reader doubts of ``text[start:end]``."""
        return self._doubts.touching(start, end)

    def name(self, start: int, end: int) -> str:
        """The place in the file's own terms: "3", "3-4" for pages, "Sheet1!B7" for a cell; "" where it has none."""
        if cells := self._cells.touching(start, end):
            first, last = cells[0].reference, cells[-1].reference
            return first if first == last else f"{first}:{last.rpartition('!')[2]}"
        pages = [box.page for box in self._boxes.touching(start, end)]
        if not pages:
            return ""
        return str(pages[0]) if min(pages) == max(pages) else f"{min(pages)}-{max(pages)}"

    def settle(self, claims: Iterable[Claim]) -> tuple[Claim, ...]:
        """The claims with the place of each span, none surer than what the reader was of its words."""
        return tuple(self._settled(claim) for claim in claims) if self._any else tuple(claims)

    def _settled(self, claim: Claim) -> Claim:
        evidence = claim.evidence
        spans = tuple(self._placed(span) for span in evidence.spans)
        doubts = [doubt.confidence for span in spans for doubt in self.doubts(span.start, span.end)]
        confidence = min([evidence.confidence, *(max(doubt, 0.01) for doubt in doubts)])
        return replace(claim, evidence=Evidence(spans, evidence.rule, confidence, evidence.origin, evidence.act))

    def _placed(self, span: Span) -> Span:
        name = self.name(span.start, span.end)
        return replace(span, place=name) if name else span


class _Stretches(Generic[S]):
    """Stretches of a text in order, none inside another; those that touch a given one are found by bisection."""

    def __init__(self, stretches: Sequence[S]) -> None:
        self._all = sorted(stretches, key=attrgetter("start"))
        self._starts = [stretch.start for stretch in self._all]
        self._ends = [stretch.end for stretch in self._all]

    def touching(self, start: int, end: int) -> list[S]:
        low, high = bisect_right(self._ends, start), bisect_left(self._starts, end)
        return [stretch for stretch in self._all[low:high] if stretch.end > start]
