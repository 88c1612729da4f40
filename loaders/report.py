"""What became of each file: counted as it comes, told to whoever watches, and summed up in the end."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, TypeAlias

from graph.confidence import is_doubtful
from graph.errors import ChidaoError, SourceError
from loaders.files import FileRef
from loaders.intake import Document
from loaders.listing import Refusal
from loaders.readers.table import reader_name
from loaders.work import Result

State: TypeAlias = Literal["new", "changed", "unchanged", "failed", "written"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file. ``place`` is its locator, or its path where it has none; ``reason`` is why it failed.

    ``doubtful`` of the ``claims`` are more likely wrong than right. ``reader`` and ``seconds`` say what read it and how
    long that took, ``left_out`` what of it is not in the text. ``same_as`` is the locator of the file of the same
    content that was read instead.
    """

    place: str
    state: State
    claims: int = 0
    reason: str = ""
    reader: str = ""
    seconds: float = 0.0
    left_out: tuple[str, ...] = ()
    same_as: str = ""
    doubtful: int = 0


Progress: TypeAlias = Callable[[Outcome, int], None]  # (outcome, number of files in all)


@dataclass(frozen=True, slots=True)
class LoadReport:
    """A load in figures. ``new`` + ``changed`` were read, ``unchanged`` were not read again. ``claims`` counts those
    written now, ``doubtful`` those of them that are left out of answers unless asked for. ``read`` are the outcomes of
    what was read, by place. ``unresolved`` and ``ambiguous`` count references in the whole store after the load."""

    new: int
    changed: int
    unchanged: int
    claims: int
    doubtful: int
    read: tuple[Outcome, ...]
    failed: tuple[Outcome, ...]
    skipped: tuple[tuple[str, str], ...]
    unresolved: int
    ambiguous: int


@dataclass(frozen=True, slots=True)
class ExtractReport:
    """``written`` holds (locator, file written), in order of locator; ``read`` the outcomes of the same."""

    written: tuple[tuple[str, Path], ...]
    read: tuple[Outcome, ...]
    failed: tuple[Outcome, ...]
    skipped: tuple[tuple[str, str], ...]


@dataclass(slots=True)
class Tally:
    """Counts outcomes as they come and tells them to whoever watches."""

    refused: tuple[Refusal, ...]
    skipped: tuple[tuple[str, str], ...]
    progress: Progress | None
    total: int = 0
    counts: dict[str, int] = field(default_factory=lambda: {"new": 0, "changed": 0, "unchanged": 0})
    claims: int = 0
    doubtful: int = 0
    read: list[Outcome] = field(default_factory=list)
    failed: list[Outcome] = field(default_factory=list)

    def expect(self, files: int) -> None:
        """Says how many files there are to read, and what was refused before any was."""
        self.total = files + len(self.refused)
        for refusal in self.refused:
            self._fail(refusal.place, refusal.error)

    def add(self, outcome: Outcome) -> None:
        """Counts an outcome."""
        self.claims += outcome.claims
        self.doubtful += outcome.doubtful
        if outcome.state == "failed":
            self.failed.append(outcome)
        else:
            self.counts[outcome.state] = self.counts.get(outcome.state, 0) + 1
        if outcome.reader:
            self.read.append(outcome)
        if self.progress is not None:
            self.progress(outcome, self.total)

    def attempt(self, document: Document, outcome: Callable[[], Result]) -> Result | None:
        """The result of reading a document; None, told for it and its copies, where there is none."""
        try:
            result = outcome()
            if result.digest != document.digest:
                raise SourceError("changed while it was read", where=document.file.place, remedy="load it again")
        except ChidaoError as error:
            self._fail(document.file.locator, error)
            for file in document.copies:
                self._fail(file.locator, SourceError(error.what, where=file.place, remedy=error.remedy))
            return None
        return result

    def outcome(self, document: Document, file: FileRef, result: Result, state: State) -> Outcome:
        """What became of ``file``, which is ``document`` or a copy of it."""
        first = file == document.file
        return Outcome(
            file.locator,
            state,
            len(result.claims),
            "",
            reader_name(document.format),
            result.seconds if first else 0.0,
            result.left_out if first else (),
            "" if first else document.file.locator,
            sum(is_doubtful(claim.evidence.confidence) for claim in result.claims),
        )

    def _fail(self, place: str, error: ChidaoError) -> None:
        self.add(Outcome(place, "failed", reason=str(error)))

    def load_report(self, unresolved: int, ambiguous: int) -> LoadReport:
        """What was counted, with the references left open in the store."""
        counts = self.counts
        return LoadReport(
            counts["new"], counts["changed"], counts["unchanged"], self.claims, self.doubtful,
            _by_place(self.read), _by_place(self.failed), self.skipped, unresolved, ambiguous,
        )  # fmt: skip

    def extract_report(self, written: tuple[tuple[str, Path], ...]) -> ExtractReport:
        """What was counted, with the files that were written."""
        return ExtractReport(written, _by_place(self.read), _by_place(self.failed), self.skipped)


def _by_place(outcomes: Iterable[Outcome]) -> tuple[Outcome, ...]:
    return tuple(sorted(outcomes, key=lambda outcome: outcome.place))
