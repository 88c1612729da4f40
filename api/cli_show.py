"""Commands that show the graph as pictures and pages: draw, serve, demo."""

from __future__ import annotations

import contextlib
import socket
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api import exits, options
from api.cli_keep import opened
from api.output import emit, show, tell

if TYPE_CHECKING:
    from graph.store import Store


def draw(
    document: options.Document,
    out: Annotated[Path, typer.Option("--out", "-o", help="The HTML file to write.")] = Path("chain.html"),
    depth: Annotated[int, typer.Option(help="At most this many steps.", min=0, max=100)] = 10,
    based_on: options.BasedOn = False,
    doubtful: options.Doubtful = False,
    as_of: options.AsOf = "",
    store: options.Store = None,
) -> None:
    """Draw the chain of a document into one HTML file.

    The file needs no network to be looked at.

    Example: chidao draw "57-NQ/TW" -o chain.html
    """
    from api.draw import draw as draw_chain
    from queries.documents import pick_document
    from queries.lineage import lineage

    with opened(store) as reader:
        key = pick_document(reader, document).key
        answer = lineage(reader, key, depth=depth, based_on=based_on, as_of=as_of, doubtful=doubtful)
    with exits.writing_to(str(out)):
        draw_chain(answer, out)
    tell(f"written: {out}")


def serve(
    host: options.Host = "127.0.0.1",
    port: options.Port = 8000,
    store: options.Store = None,
) -> None:
    """Serve the pages and the HTTP interface.

    Stop it with Ctrl-C.

    Example: chidao serve --port 8080
    """
    with opened(store) as target:
        _serve(target, host, port)


def demo(
    host: options.Host = "127.0.0.1",
    port: options.Port = 8000,
    no_serve: Annotated[bool, typer.Option("--no-serve", help="End after printing, without serving.")] = False,
    store: Annotated[
        str | None,
        typer.Option("--store", metavar="ADDRESS", help="Keep the samples here (default: for this run only)."),
    ] = None,
) -> None:
    """Load and ask the sample documents, then serve them.

    Shows a chain and a body's duties. Stop it with Ctrl-C.

    Example: chidao demo --no-serve
    """
    with _demo_store(store) as target:
        _load_samples(target)
        _show_samples(target)
        if not no_serve:
            _serve(target, host, port)


#: What the demonstration asks of the samples.
_DEMO_DOCUMENT, _DEMO_BODY = "57-NQ/TW", "Bộ Khoa học và Công nghệ"


@contextlib.contextmanager
def _demo_store(address: str | None) -> Iterator[Store]:
    if address:
        with opened(address) as store:
            yield store
        return
    with (
        tempfile.TemporaryDirectory(prefix="chidao-demo-") as folder,
        opened(f"sqlite://{folder}/demo.sqlite") as store,
    ):
        yield store


def _load_samples(store: Store) -> None:
    from api.settings import examples_folder
    from loaders.load import load

    try:
        folder = examples_folder()
    except FileNotFoundError as problem:
        remedy = "run the demonstration from a checkout: make demo"
        raise exits.OutputError("holds no sample documents", where=problem.filename, remedy=remedy) from problem
    report = load(store, [folder])
    for outcome in report.failed:
        tell(outcome.reason)
    emit(f"{report.new + report.changed + report.unchanged} sample documents, {report.claims} claims\n")


def _show_samples(store: Store) -> None:
    from api.render import duties_tables, lineage_table
    from queries.documents import pick_document, pick_organization
    from queries.lineage import lineage
    from queries.responsibilities import duties

    emit(f'$ chidao lineage "{_DEMO_DOCUMENT}"')
    show(*lineage_table(lineage(store, pick_document(store, _DEMO_DOCUMENT).key)))
    emit(f'\n$ chidao duties "{_DEMO_BODY}"')
    show(*duties_tables(duties(store, pick_organization(store, _DEMO_BODY).key)))


def _serve(store: Store, host: str, port: int) -> None:
    """Listens first, so that a taken port is said before anything is started, then serves until interrupted."""
    import uvicorn

    from api.http import create_app

    with _listening(host, port) as listener:
        name = f"[{host}]" if ":" in host else host
        if not _is_loopback(listener.getsockname()[0]):
            tell("anyone who reaches this machine over the network can read the graph")
        tell(f"serving http://{name}:{listener.getsockname()[1]}/ (Ctrl-C stops it)")
        config = uvicorn.Config(create_app(lambda: store), log_level="warning")
        with contextlib.suppress(KeyboardInterrupt):
            uvicorn.Server(config).run(sockets=[listener])


def _is_loopback(address: str) -> bool:
    return address == "::1" or address.startswith("127.")


def _listening(host: str, port: int) -> socket.socket:
    """A socket that listens at ``host``:``port``. Raises OutputError with what stands in the way."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family)
    except OSError as problem:
        reason = (problem.strerror or str(problem)).lower()
        remedy = "choose another with --host and --port (--port 0 takes a free one)"
        raise exits.OutputError(f"cannot listen: {reason}", where=f"{host}:{port}", remedy=remedy) from problem
