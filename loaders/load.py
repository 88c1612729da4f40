"""From paths to a store: list, take in, read, and write in small whole steps.

One text that cannot be read never stops the rest: it is counted, named and explained in the report. Texts are read in
order of locator, by as many processes as are wanted, and written in batches in that order, so the memory used does not
grow with the corpus and the number of processes changes nothing. Each batch is one transaction: a load that dies leaves
whole sources behind, and loading again finishes it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from graph.claims import Claim, Source
from graph.registry import load_registry
from graph.store import Store
from loaders.files import FileRef
from loaders.intake import Document, take_in
from loaders.limits import Limits
from loaders.listing import list_files
from loaders.readers.table import reader_name
from loaders.reading import read
from loaders.report import LoadReport, Outcome, Progress, State, Tally
from loaders.version import grammar_version
from loaders.work import Result, read_one
from loaders.workers import Workers

#: A batch is written when it holds this many sources or this many characters, whichever comes first.
_BATCH_SOURCES = 50
_BATCH_CHARACTERS = 2_000_000


def load(
    store: Store,
    paths: Iterable[Path],
    *,
    root: Path | None = None,
    limits: Limits | None = None,
    jobs: int = 1,
    progress: Progress | None = None,
) -> LoadReport:
    """Reads all documents under ``paths`` into ``store`` with ``jobs`` processes; neither their number nor the order of
    ``paths`` makes a difference.

    A source whose bytes, grammar, registry and reader are those it was last read with is not read again. Raises
    StoreError.
    """
    limits = limits or Limits()
    listing = list_files(paths, root=root)
    with Workers(jobs, limits) as workers:
        intake = take_in(listing.files, limits, workers)
        tally = Tally((*listing.refused, *intake.refused), (*listing.skipped, *intake.skipped), progress)
        known = {source.locator: source for source in store.sources()}
        wanted = _wanted(intake.documents, known, tally)
        for batch in _batches(_fresh(workers, wanted, known, tally, limits, jobs)):
            _write(store, batch, tally)
    counts = store.counts()
    return tally.load_report(counts.get("Document:unresolved", 0), counts.get("Document:ambiguous", 0))


@dataclass(frozen=True, slots=True)
class _Fresh:
    """A source read and waiting to be written."""

    source: Source
    claims: tuple[Claim, ...]
    characters: int
    outcome: Outcome


def _wanted(documents: Iterable[Document], known: dict[str, Source], tally: Tally) -> list[Document]:
    """The documents that are new or not what they were, each with the copies of which that is true too."""
    registry, grammar = load_registry().version, grammar_version()
    tally.expect(sum(1 + len(document.copies) for document in documents))
    wanted = []
    for document in documents:
        stale = []
        for file in (document.file, *document.copies):
            source, before = _source(file, document, grammar, registry), known.get(file.locator)
            if before is not None and before == replace(source, encoding=before.encoding):
                tally.add(Outcome(file.locator, "unchanged"))
            else:
                stale.append(file)
        if stale:
            wanted.append(replace(document, file=stale[0], copies=tuple(stale[1:])))
    return wanted


def _source(file: FileRef, document: Document, grammar: str, registry: str, encoding: str = "") -> Source:
    """The source a file makes; its encoding is known when it is read, and follows from the content."""
    form = document.format
    return Source(file.locator, document.digest, grammar, registry, form.medium, encoding, reader_name(form))


def _fresh(
    workers: Workers, documents: list[Document], known: dict[str, Source], tally: Tally, limits: Limits, jobs: int
) -> Iterator[_Fresh]:
    """The sources read, one at a time and in order: plain texts in this process where it is the only one."""

    def work(document: Document) -> Result:
        if jobs == 1 and not document.is_apart:
            return read_one(document.file, limits, grammar=read)
        return workers.read(document.file)

    registry, grammar = load_registry().version, grammar_version()
    for document, outcome in workers.map(work, documents):
        result = tally.attempt(document, outcome)
        if result is None:
            continue
        for file in (document.file, *document.copies):
            source = _source(file, document, grammar, registry, result.encoding)
            state: State = "changed" if file.locator in known else "new"
            told = tally.outcome(document, file, result, state)
            yield _Fresh(source, result.claims, result.characters, told)


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


def _write(store: Store, batch: list[_Fresh], tally: Tally) -> None:
    """Writes the batch whole; its outcomes count only once it is kept."""
    with store.writing() as writer:
        for item in batch:
            writer.put_source(item.source, item.claims)
    for item in batch:
        tally.add(item.outcome)
