"""Commands that read texts and keep the store: load, extract, sources, remove, export, migrate, status."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from api import exits, options
from api.output import clean, emit, emit_json, show, tell
from api.settings import store_address

if TYPE_CHECKING:
    from graph.store import Store
    from loaders.load import LoadReport, Outcome, Progress


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
    max_bytes: options.MaxBytes = 20_000_000,
    json: options.Json = False,
) -> None:
    """Read texts into the store.

    A text that has not changed is not read again. One that cannot be read is named with the reason; the rest is loaded.

    Example: chidao load texts/ plan.txt
    """
    from loaders.files import Limits
    from loaders.load import load as load_texts

    with opened(store) as target, _progress() as progress:
        report = load_texts(target, paths, root=root, limits=Limits(max_bytes), progress=progress)
    if json:
        emit_json(_load_json(report))
    else:
        emit(f"{report.new} new, {report.changed} changed, {report.unchanged} unchanged, {len(report.failed)} failed")
        emit(
            f"{report.claims} claims read; in the store {report.unresolved} references are unresolved, "
            f"{report.ambiguous} ambiguous"
        )
    _end(report.failed, report.skipped)


def extract(
    paths: options.Paths,
    out: Annotated[Path, typer.Option("--out", "-o", help="Folder for the readings, one NAME.json per text.")],
    root: options.Root = None,
    max_bytes: options.MaxBytes = 20_000_000,
    json: options.Json = False,
) -> None:
    """Write what each text says as JSON, touching no store.

    Example: chidao extract texts/ -o readings/
    """
    from loaders.files import Limits
    from loaders.load import extract as extract_texts

    with exits.writing_to(str(out)), _progress() as progress:
        report = extract_texts(paths, out, root=root, limits=Limits(max_bytes), progress=progress)
    if json:
        written = [{"source": locator, "file": str(path)} for locator, path in report.written]
        emit_json({"written": written, "failed": [_failure(outcome) for outcome in report.failed]})
    else:
        emit(f"{len(report.written)} readings written, {len(report.failed)} texts failed")
    _end(report.failed, report.skipped)


def sources(store: options.Store = None, json: options.Json = False) -> None:
    """List what was loaded.

    Example: chidao sources
    """
    from api.render import sources_table

    with opened(store) as reader:
        found = reader.sources()
    if json:
        names = ("locator", "content_hash", "grammar", "registry", "medium", "encoding")
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
        counts = reader.counts()
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
    counts = {name: getattr(report, name) for name in ("new", "changed", "unchanged", "claims")}
    counts |= {"unresolved": report.unresolved, "ambiguous": report.ambiguous}
    failed = [_failure(outcome) for outcome in report.failed]
    return counts | {"failed": failed, "skipped": [{"place": place, "reason": why} for place, why in report.skipped]}


def _failure(outcome: Outcome) -> dict[str, str]:
    return {"place": outcome.place, "reason": outcome.reason}


def _end(failed: tuple[Outcome, ...], skipped: tuple[tuple[str, str], ...]) -> None:
    """Says what was left out, and ends with the code for a part that failed."""
    if skipped:
        place, reason = skipped[0]
        more = f" (and {len(skipped) - 1} more)" if len(skipped) > 1 else ""
        tell(f"left out: {place}: {reason}{more}")
    if failed:
        raise typer.Exit(exits.PARTIAL)
