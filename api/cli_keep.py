"""Commands that read texts and keep the store: load, extract, sources, remove, export, migrate, status."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from api import exits, options
from api.output import clean, emit, emit_json, show, tell
from api.settings import store_address
from loaders.limits import Limits

if TYPE_CHECKING:
    from graph.store import Store
    from loaders.report import ExtractReport, LoadReport, Outcome, Progress

_USUAL = Limits()
#: Notes on what was left out that are shown one by one.
_SHOWN = 10


@contextlib.contextmanager
def opened(address: str | None) -> Iterator[Store]:
    """The store, closed again when the command ends. Raises StoreError."""
    from graph.stores import open_store

    with exits.writing_to("the folder of the store"):
        chosen = store_address(address)
    store = open_store(chosen)
    try:
        yield store
    finally:
        store.close()


def load(
    paths: options.Paths,
    store: options.Store = None,
    root: options.Root = None,
    jobs: options.Jobs = 1,
    max_bytes: options.MaxBytes = _USUAL.max_bytes,
    max_characters: options.MaxCharacters = _USUAL.max_characters,
    max_pages: options.MaxPages = _USUAL.max_pages,
    max_seconds: options.MaxSeconds = _USUAL.max_seconds,
    max_memory: options.MaxMemory = _USUAL.max_memory,
    json: options.Json = False,
) -> None:
    """Read documents into the store.

    One that has not changed is not read again. One that cannot be read is named with the reason; the rest is loaded.

    Example: chidao load texts/ plan.pdf
    """
    from loaders.load import load as load_documents

    limits = Limits(max_bytes, max_characters, max_pages, max_seconds, max_memory)
    with opened(store) as target, _progress() as progress:
        report = load_documents(target, paths, root=root, limits=limits, jobs=jobs, progress=progress)
    if json:
        emit_json(_load_json(report))
    else:
        emit(f"{report.new} new, {report.changed} changed, {report.unchanged} unchanged, {len(report.failed)} failed")
        emit(
            f"{report.claims} claims read, {report.doubtful} of them doubtful; in the store {report.unresolved} "
            f"references are unresolved, {report.ambiguous} ambiguous"
        )
        _tell_reading(report.read)
    _end(report.failed, report.skipped)


def extract(
    paths: options.Paths,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="Folder for the readings, one NAME.json per document.")
    ] = None,
    html: Annotated[
        Path | None, typer.Option("--html", help="A page that shows one document with all that was read in it.")
    ] = None,
    gold: Annotated[
        Path | None, typer.Option("--gold", help="With --html: a hand-made reading of the document, to compare with.")
    ] = None,
    root: options.Root = None,
    jobs: options.Jobs = 1,
    max_bytes: options.MaxBytes = _USUAL.max_bytes,
    max_characters: options.MaxCharacters = _USUAL.max_characters,
    max_pages: options.MaxPages = _USUAL.max_pages,
    max_seconds: options.MaxSeconds = _USUAL.max_seconds,
    max_memory: options.MaxMemory = _USUAL.max_memory,
    json: options.Json = False,
) -> None:
    """Write what each document says as JSON, touching no store.

    Beside it lies the extracted text that the places count in, where the document is no plain text.

    With --html one document is shown as a page for people who check: the words, what was read in them, by which rule.

    Example: chidao extract texts/ -o readings/
    """
    from loaders.extract import extract as extract_documents

    limits = Limits(max_bytes, max_characters, max_pages, max_seconds, max_memory)
    if html is not None:
        _show_reading(paths, html, gold, limits)
    if out is None:
        if html is None:
            raise typer.BadParameter("say where the readings go: --out FOLDER, or --html FILE for one document")
        return
    with exits.writing_to(str(out)), _progress() as progress:
        report = extract_documents(paths, out, root=root, limits=limits, jobs=jobs, progress=progress)
    if json:
        written = [{"source": locator, "file": str(path)} for locator, path in report.written]
        emit_json({"written": written, **_reading_json(report)})
    else:
        emit(f"{len(report.written)} readings written, {len(report.failed)} documents failed")
        _tell_reading(report.read)
    _end(report.failed, report.skipped)


def _show_reading(paths: list[Path], html: Path, gold: Path | None, limits: Limits) -> None:
    """Writes the reading page of the one document. Raises SourceError; typer.BadParameter for more than one."""
    from api.reading_page import write_page
    from loaders.extract import reading_of

    if len(paths) != 1 or paths[0].is_dir():
        raise typer.BadParameter("--html shows one document: give one file")
    with exits.writing_to(str(html)):
        text, reading = reading_of(paths[0], limits)
        write_page(html, text, reading, _gold(gold) if gold is not None else None)
    emit(f"{html}: {len(reading['documents'])} documents, {len(reading['assignments'])} assignments")


def _gold(path: Path) -> dict[str, Any]:
    import json

    from graph.errors import SourceError

    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as problem:
        what = f"is no hand-made reading ({type(problem).__name__})"
        raise SourceError(what, where=str(path), remedy="see docs/reading-format.md for its form") from problem
    if not isinstance(found, dict):
        raise SourceError("is no hand-made reading", where=str(path), remedy="see docs/reading-format.md for its form")
    return found


def sources(store: options.Store = None, json: options.Json = False) -> None:
    """List what was loaded.

    Example: chidao sources
    """
    from api.render import sources_table

    with opened(store) as reader:
        found = reader.sources()
    if json:
        names = ("locator", "content_hash", "grammar", "registry", "medium", "encoding", "reader")
        emit_json([{name: getattr(source, name) for name in names} for source in found])
    else:
        show(*sources_table(found))


def remove(
    source: Annotated[str, typer.Argument(help="A source, by the name `chidao sources` gives it.")],
    store: options.Store = None,
    json: options.Json = False,
) -> None:
    """Remove a source and what only it said. What people judged stays.

    Example: chidao remove texts/plan.txt
    """
    from graph.errors import NotFoundError

    with opened(store) as target:
        with target.writing() as writer:
            found = writer.remove_source(source)
        if not found:
            raise NotFoundError("is no source of this store", where=source, remedy="see: chidao sources")
    if json:
        emit_json({"removed": source})
    else:
        emit(f"removed {clean(source)}")


def migrate(store: options.Store = None, json: options.Json = False) -> None:
    """Bring the store to the format of this version.

    Makes the constraints and indexes of a Neo4j database. May be run again, and by several at once.

    Example: chidao migrate --store neo4j://localhost:7687
    """
    from graph.stores import migrate_store

    with exits.writing_to("the folder of the store"):
        address = store_address(store)
    before, now = migrate_store(address)
    if json:
        emit_json({"before": before, "now": now})
    elif before == now:
        emit(f"format {now}: nothing to do")
    else:
        emit(f"format {now}, made of format {before}" if before else f"format {now}, made new")


def status(store: options.Store = None, json: options.Json = False) -> None:
    """Say which store is used and what it holds.

    Example: chidao status
    """
    from importlib.metadata import version

    from api.render import facts_table
    from graph.registry import load_registry
    from loaders.version import grammar_version

    with opened(store) as reader:
        counts = reader.counts() | {"doubtful": reader.doubtful_edges()}
        facts: dict[str, Any] = {"store": reader.address, "chidao": version("chidao")}
    facts |= {"grammar": grammar_version(), "registry": load_registry().version}
    if json:
        emit_json(facts | {"counts": counts})
    else:
        show(facts_table(facts | counts))


@contextlib.contextmanager
def _progress() -> Iterator[Progress | None]:
    """Tells failures as they happen; on a terminal also how far it is."""
    if not sys.stderr.isatty():
        yield _tell_failure
        return
    from rich.console import Console
    from rich.progress import Progress as Bar

    with Bar(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading")

        def advance(outcome: Outcome, total: int) -> None:
            bar.update(task, total=total, advance=1)
            if outcome.reason:
                bar.console.print(clean(outcome.reason), markup=False, highlight=False)

        yield advance


def _tell_failure(outcome: Outcome, total: int) -> None:
    if outcome.reason:
        tell(outcome.reason)


def _load_json(report: LoadReport) -> dict[str, Any]:
    counts = {name: getattr(report, name) for name in ("new", "changed", "unchanged", "claims", "doubtful")}
    counts |= {"unresolved": report.unresolved, "ambiguous": report.ambiguous}
    return counts | _reading_json(report)


def _reading_json(report: LoadReport | ExtractReport) -> dict[str, Any]:
    """What read each document, in how many seconds, and what was left out."""
    return {
        "read": [_read_json(outcome) for outcome in report.read],
        "failed": [_failure(outcome) for outcome in report.failed],
        "skipped": [{"place": place, "reason": why} for place, why in report.skipped],
    }


def _read_json(outcome: Outcome) -> dict[str, Any]:
    told: dict[str, Any] = {"place": outcome.place, "reader": outcome.reader, "claims": outcome.claims}
    if outcome.doubtful:
        told["doubtful"] = outcome.doubtful
    if outcome.same_as:
        return told | {"same_as": outcome.same_as}
    return told | {"seconds": round(outcome.seconds, 3), "left_out": list(outcome.left_out)}


def _tell_reading(read: Sequence[Outcome]) -> None:
    """Which reader read how many documents in what time, and what of them is not in the text."""
    readers: dict[str, list[Outcome]] = {}
    for outcome in read:
        if not outcome.same_as:
            readers.setdefault(outcome.reader, []).append(outcome)
    for reader, outcomes in sorted(readers.items()):
        seconds = [outcome.seconds for outcome in outcomes]
        emit(f"{reader}: {len(outcomes)} read in {sum(seconds):.1f} s, the slowest in {max(seconds):.1f} s")
    if copies := [outcome for outcome in read if outcome.same_as]:
        first = copies[0]
        tell(f"same content, read once: {first.place} and {first.same_as}{_and_more(copies)}")
    notes = [(outcome.place, note) for outcome in read for note in outcome.left_out]
    for place, note in notes[:_SHOWN]:
        tell(f"not in the text: {place}: {note}")
    if len(notes) > _SHOWN:
        tell(f"not in the text: {len(notes) - _SHOWN} more notes (--json gives all)")


def _and_more(items: Sequence[object]) -> str:
    return f" (and {len(items) - 1} more)" if len(items) > 1 else ""


def _failure(outcome: Outcome) -> dict[str, str]:
    return {"place": outcome.place, "reason": outcome.reason}


def _end(failed: tuple[Outcome, ...], skipped: tuple[tuple[str, str], ...]) -> None:
    """Says what was left out, and ends with the code for a part that failed."""
    if skipped:
        place, reason = skipped[0]
        tell(f"left out: {place}: {reason}{_and_more(skipped)}")
    if failed:
        raise typer.Exit(exits.PARTIAL)
