"""From paths to a store: list, read, and write in small whole steps; and from paths to readings, without a store.

One text that cannot be read never stops the rest: it is counted, named and explained in the report. Texts are read one
after the other and written in batches, so the memory used does not grow with the corpus; each batch is one
transaction, so a load that dies leaves whole sources behind, and loading again finishes it.
"""

from __future__ import annotations

import json
import logging
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal, TypeAlias

from graph.claims import Claim, Source
from graph.errors import ChidaoError, SourceError
from graph.registry import load_registry
from graph.store import Store
from loaders.files import Content, FileRef, open_file, read_content, read_file
from loaders.limits import Limits
from loaders.listing import Listing, Refusal, list_files
from loaders.output import write_whole
from loaders.readers.table import reader_name
from loaders.reading import Reading, read
from loaders.text import SourceText
from loaders.version import grammar_version

_log = logging.getLogger("chidao.load")

#: A batch is written when it holds this many sources or this many characters, whichever comes first.
_BATCH_SOURCES = 50
_BATCH_CHARACTERS = 2_000_000

State: TypeAlias = Literal["new", "changed", "unchanged", "failed", "written"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file. ``place`` is its locator, or its path where it has none; ``reason`` is why it failed."""

    place: str
    state: State
    claims: int = 0
    reason: str = ""


Progress: TypeAlias = Callable[[Outcome, int], None]  # (outcome, number of files in all)


@dataclass(frozen=True, slots=True)
class LoadReport:
    """A load in figures. ``new`` + ``changed`` were read, ``unchanged`` were not read again. ``claims`` counts those
    written now. ``unresolved`` and ``ambiguous`` count references in the whole store after the load."""

    new: int
    changed: int
    unchanged: int
    claims: int
    failed: tuple[Outcome, ...]
    skipped: tuple[tuple[str, str], ...]
    unresolved: int
    ambiguous: int


@dataclass(frozen=True, slots=True)
class ExtractReport:
    """``written`` holds (locator, file written), in order of locator."""

    written: tuple[tuple[str, Path], ...]
    failed: tuple[Outcome, ...]
    skipped: tuple[tuple[str, str], ...]


def load(
    store: Store,
    paths: Iterable[Path],
    *,
    root: Path | None = None,
    limits: Limits | None = None,
    progress: Progress | None = None,
) -> LoadReport:
    """Reads all texts under ``paths`` into ``store``; the order of ``paths`` makes no difference.

    A source whose bytes, grammar and registry are those it was last read with is not read again. Raises StoreError.
    """
    listing = list_files(paths, root=root)
    tally = _Tally(len(listing.files) + len(listing.refused), progress)
    tally.refuse(listing.refused)
    known = {source.locator: source for source in store.sources()}
    for batch in _batches(_fresh(listing, known, limits or Limits(), tally)):
        _write(store, batch, tally)
    counts = store.counts()
    return LoadReport(
        new=tally.counts["new"],
        changed=tally.counts["changed"],
        unchanged=tally.counts["unchanged"],
        claims=tally.claims,
        failed=tuple(sorted(tally.failed, key=lambda outcome: outcome.place)),
        skipped=listing.skipped,
        unresolved=counts.get("Document:unresolved", 0),
        ambiguous=counts.get("Document:ambiguous", 0),
    )


def extract(
    paths: Iterable[Path],
    out_dir: Path,
    *,
    root: Path | None = None,
    limits: Limits | None = None,
    progress: Progress | None = None,
) -> ExtractReport:
    """Writes the reading of each text as ``NAME.json`` into ``out_dir``, touching no store; beside the reading of what
    is no plain text, the extracted text its offsets count in as ``NAME.txt``.

    Texts whose NAME is that of another are written under their whole locator (``folder/a.txt.json``). Raises OSError
    where ``out_dir`` cannot be written.
    """
    listing = list_files(paths, root=root)
    tally = _Tally(len(listing.files) + len(listing.refused), progress)
    tally.refuse(listing.refused)
    written = []
    for file, target in zip(listing.files, _targets(listing.files, out_dir), strict=True):
        reading = _read_or_report(file, limits or Limits(), tally)
        if reading is None:
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        write_whole(target, (json.dumps(reading.to_json(), ensure_ascii=False, indent=2), "\n"))
        if not reading.source.is_plain:
            write_whole(target.with_suffix(".txt"), (reading.source.text,))
        written.append((file.locator, target))
        tally.add(Outcome(file.locator, "written", len(reading.claims)))
    return ExtractReport(tuple(written), tuple(tally.failed), listing.skipped)


@dataclass(slots=True)
class _Fresh:
    """A source read and waiting to be written."""

    source: Source
    claims: tuple[Claim, ...]
    characters: int
    state: State


@dataclass(slots=True)
class _Tally:
    """Counts outcomes as they come and tells them to whoever watches."""

    total: int
    progress: Progress | None
    counts: dict[str, int] = field(default_factory=lambda: {"new": 0, "changed": 0, "unchanged": 0})
    claims: int = 0
    failed: list[Outcome] = field(default_factory=list)

    def add(self, outcome: Outcome) -> None:
        self.claims += outcome.claims
        if outcome.state == "failed":
            self.failed.append(outcome)
        else:
            self.counts[outcome.state] = self.counts.get(outcome.state, 0) + 1
        if self.progress is not None:
            self.progress(outcome, self.total)

    def fail(self, place: str, error: ChidaoError) -> None:
        self.add(Outcome(place, "failed", reason=str(error)))

    def refuse(self, refusals: Iterable[Refusal]) -> None:
        for refusal in refusals:
            self.fail(refusal.place, refusal.error)


def _fresh(listing: Listing, known: dict[str, Source], limits: Limits, tally: _Tally) -> Iterator[_Fresh]:
    """The sources that are new or not what they were, read, one at a time."""
    registry = load_registry().version
    for file in listing.files:
        try:
            content = open_file(file, limits)
            source = _source(file, content, registry)
            before = known.get(file.locator)
            if before is not None and before == replace(source, encoding=before.encoding):
                tally.add(Outcome(file.locator, "unchanged"))
                continue
            text = read_content(file, content, limits)
            reading = _reading(text)
        except ChidaoError as error:
            tally.fail(file.locator, error)
            continue
        source = replace(source, encoding=text.encoding)
        yield _Fresh(source, reading.claims, len(text.text), "changed" if before else "new")


def _source(file: FileRef, content: Content, registry: str) -> Source:
    """The source a file makes; its encoding is known when it is read, and follows from the content."""
    form = content.format
    return Source(file.locator, content.digest, grammar_version(), registry, form.medium, "", reader_name(form))


def _read_or_report(file: FileRef, limits: Limits, tally: _Tally) -> Reading | None:
    try:
        return _reading(read_file(file, limits))
    except ChidaoError as error:
        tally.fail(file.locator, error)
        return None


def _reading(text: SourceText) -> Reading:
    """What ``text`` says. A fault of the grammar is a failure of this one text, told as such."""
    try:
        return read(text)
    except ChidaoError:
        raise
    except Exception as fault:
        _log.debug("the grammar broke on %s", text.locator, exc_info=True)
        what = f"the grammar broke on it ({type(fault).__name__}: {fault})"
        remedy = "this is a fault of chidao: please report it with the text"
        raise SourceError(what, where=text.locator, remedy=remedy) from fault


def _batches(sources: Iterator[_Fresh]) -> Iterator[list[_Fresh]]:
    batch: list[_Fresh] = []
    characters = 0
    for source in sources:
        batch.append(source)
        characters += source.characters
        if len(batch) >= _BATCH_SOURCES or characters >= _BATCH_CHARACTERS:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch


def _write(store: Store, batch: list[_Fresh], tally: _Tally) -> None:
    """Writes the batch whole; its outcomes count only once it is kept."""
    with store.writing() as writer:
        for item in batch:
            writer.put_source(item.source, item.claims)
    for item in batch:
        tally.add(Outcome(item.source.locator, item.state, len(item.claims)))


def _targets(files: tuple[FileRef, ...], out_dir: Path) -> list[Path]:
    """Where each reading goes: by name; by locator where a name is not one file's alone; all by locator where even that
    makes two alike. Names are compared without case, because some file systems do."""
    short = [f"{Path(file.locator).stem}.json" for file in files]
    full = [f"{file.locator}.json" for file in files]
    times = Counter(name.casefold() for name in short)
    names = [long if times[name.casefold()] > 1 else name for name, long in zip(short, full, strict=True)]
    if len({name.casefold() for name in names}) < len(names):
        names = full
    return [out_dir / name for name in names]
