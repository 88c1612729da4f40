"""From paths to readings, as files of JSON, without a store."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path, PurePosixPath
from typing import Any

from loaders.files import FileRef, open_file, read_content
from loaders.intake import Document, each_by_itself, take_in
from loaders.limits import Limits
from loaders.listing import list_files
from loaders.output import write_whole
from loaders.reading import read
from loaders.report import ExtractReport, Progress, Tally
from loaders.work import Result, read_one
from loaders.workers import Workers


def extract(
    paths: Iterable[Path],
    out_dir: Path,
    *,
    root: Path | None = None,
    limits: Limits | None = None,
    jobs: int = 1,
    progress: Progress | None = None,
) -> ExtractReport:
    """Writes the reading of each document as ``NAME.json`` into ``out_dir``, touching no store; beside the reading of
    what is no plain text, the extracted text its offsets count in as ``NAME.txt``.

    Documents whose NAME is that of another are written under their whole locator (``folder/a.txt.json``). Raises
    OSError where ``out_dir`` cannot be written.
    """
    limits = limits or Limits()
    listing = list_files(paths, root=root)
    with Workers(jobs, limits) as workers:
        intake = take_in(listing.files, limits, workers)
        documents = sorted(each_by_itself(intake.documents), key=lambda document: document.file.locator)
        targets = dict(zip(documents, _targets([d.file for d in documents], out_dir), strict=True))
        tally = Tally((*listing.refused, *intake.refused), (*listing.skipped, *intake.skipped), progress)
        tally.expect(len(documents))

        def work(document: Document) -> Result:
            if jobs == 1 and not document.is_apart:
                return read_one(document.file, limits, shown=True, grammar=read)
            return workers.read(document.file, shown=True)

        written = []
        for document, outcome in workers.map(work, documents):
            result = tally.attempt(document, outcome)
            if result is not None:
                _write(targets[document], result)
                written.append((document.file.locator, targets[document]))
                tally.add(tally.outcome(document, document.file, result, "written"))
    return tally.extract_report(tuple(written))


def reading_of(path: Path, limits: Limits | None = None) -> tuple[str, dict[str, Any]]:
    """(text, reading) of one document; the reading's places count in the text. Raises SourceError."""
    limits = limits or Limits()
    listing = list_files([path])
    if listing.refused:
        raise listing.refused[0].error
    source = read_content(listing.files[0], open_file(listing.files[0], limits), limits)
    return source.text, read(source).to_json()


def _write(target: Path, result: Result) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    write_whole(target, (result.shown, "\n"))
    if result.text:
        write_whole(target.with_suffix(".txt"), (result.text,))


def _targets(files: Sequence[FileRef], out_dir: Path) -> list[Path]:
    """Where each reading goes: by name; by locator where a name is not one file's alone; all by locator where even that
    makes two alike. Names are compared without case, because some file systems do."""
    short = [f"{PurePosixPath(file.locator).stem}.json" for file in files]
    full = [f"{file.locator}.json" for file in files]
    times = Counter(name.casefold() for name in short)
    names = [long if times[name.casefold()] > 1 else name for name, long in zip(short, full, strict=True)]
    if len({name.casefold() for name in names}) < len(names):
        names = full
    return [out_dir / name for name in names]
