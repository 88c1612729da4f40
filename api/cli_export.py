"""The command that writes the graph for other programs: export."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api import exits, options
from api.cli_keep import opened
from api.output import emit, harmless, tell

if TYPE_CHECKING:
    from graph.store import Reader
    from queries.export import Network


def export(
    out: Annotated[Path | None, typer.Option("--out", "-o", help="File to write, whole or not at all.")] = None,
    graphml: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write GraphML into this file (Gephi, yEd, networkx).")
    ] = None,
    document: Annotated[str, typer.Option(help="With --graphml: only the chain of this document.")] = "",
    organization: Annotated[str, typer.Option(help="With --graphml: only what is at this body.")] = "",
    doubtful: Annotated[
        bool, typer.Option("--doubtful", help="With --graphml: also what is more likely wrong than right, marked.")
    ] = False,
    neo4j_admin: Annotated[
        Path | None,
        typer.Option("--neo4j-admin", metavar="DIR", help="Write files for neo4j-admin into this folder."),
    ] = None,
    store: options.Store = None,
) -> None:
    """Write the whole graph as JSON lines, as GraphML, or as files for a Neo4j server.

    Equal graphs give equal bytes. What neo4j-admin has imported is a store once `chidao migrate` was run on it.

    Example: chidao export -o graph.jsonl
    Example: chidao export --graphml chain.graphml --document 57-NQ/TW
    Example: chidao export --neo4j-admin import/
    """
    _check([out, graphml, neo4j_admin], graphml, document, organization, doubtful=doubtful)
    if neo4j_admin is not None:
        _admin(neo4j_admin, store)
    elif graphml is not None:
        _graphml(graphml, document, organization, store, doubtful=doubtful)
    else:
        _lines(out, store)


def _check(
    places: list[Path | None], graphml: Path | None, document: str, organization: str, *, doubtful: bool
) -> None:
    if graphml is None and doubtful:
        raise typer.BadParameter("all else holds what is doubtful anyway: --doubtful goes with --graphml FILE")
    if graphml is None and (document or organization):
        raise typer.BadParameter("a part of the graph is written as GraphML: add --graphml FILE")
    if document and organization:
        raise typer.BadParameter("give a document or an organization")
    if sum(place is not None for place in places) > 1:
        raise typer.BadParameter("give one of --out, --graphml and --neo4j-admin")


def _lines(out: Path | None, store: str | None) -> None:
    from loaders.output import write_whole

    with opened(store) as reader:
        lines = (f"{harmless(line.rstrip())}\n" for line in reader.export())
        if out is None:
            for line in lines:
                emit(line.removesuffix("\n"))
            return
        with exits.writing_to(str(out)):
            write_whole(out, lines)
    tell(f"written: {out}")


def _admin(folder: Path, store: str | None) -> None:
    from graph.stores.admin_files import write_admin_files

    with opened(store) as reader, exits.writing_to(str(folder)):
        files = write_admin_files(reader, folder)
    tell(f"written: {folder}, {files.claims} claims; in that folder, with the server stopped: {files.command}")


def _graphml(out: Path, document: str, organization: str, store: str | None, *, doubtful: bool) -> None:
    from loaders.output import write_whole
    from queries.graphml import graphml

    with opened(store) as reader:
        graph = _part(reader, document, organization, doubtful=doubtful)
    with exits.writing_to(str(out)):
        write_whole(out, graphml(graph))
    tell(f"written: {out}, {graph.number_of_nodes()} nodes, {graph.number_of_edges()} edges")


def _part(reader: Reader, document: str, organization: str, *, doubtful: bool) -> Network:
    from queries.documents import pick_document, pick_organization
    from queries.export import organization_graph, to_networkx, whole_graph
    from queries.lineage import lineage

    if document:
        return to_networkx(lineage(reader, pick_document(reader, document).key, doubtful=doubtful))
    if organization:
        return organization_graph(reader, pick_organization(reader, organization).key, doubtful=doubtful)
    return whole_graph(reader, doubtful=doubtful)
