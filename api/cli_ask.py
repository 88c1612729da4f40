"""Commands that ask: lineage, path, duties, reports-to, search, show, unresolved."""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from api import options
from api.cli_keep import opened
from api.output import emit_json, show

if TYPE_CHECKING:
    from graph.store import Reader


class Line(enum.StrEnum):
    """Which reporting lines are asked for."""

    TO = "to"
    FROM = "from"
    BOTH = "both"


class Unsettled(enum.StrEnum):
    """Which references are asked for."""

    UNRESOLVED = "unresolved"
    AMBIGUOUS = "ambiguous"
    SUSPECT = "suspect"


def lineage(
    document: options.Document,
    up: Annotated[bool, typer.Option("--up", help="Only what it rests on.")] = False,
    down: Annotated[bool, typer.Option("--down", help="Only what rests on it.")] = False,
    depth: Annotated[int, typer.Option(metavar="N", help="At most this many steps.", min=0, max=100)] = 10,
    kind: Annotated[
        list[str] | None, typer.Option(metavar="KIND", help="Follow this kind only (IMPLEMENTS …); repeatable.")
    ] = None,
    based_on: options.BasedOn = False,
    doubtful: options.Doubtful = False,
    as_of: options.AsOf = "",
    store: options.Store = None,
    json: options.Json = False,
) -> None:
    """Show the chain above and below a document.

    Each step comes with the words that prove it.

    Example: chidao lineage "57-NQ/TW" --down
    """
    from api.render import lineage_table
    from queries.documents import pick_document
    from queries.lineage import lineage as ask

    with opened(store) as reader:
        key = pick_document(reader, document).key
        answer = ask(
            reader, key, direction=_way(up, down), depth=depth, kinds=_kinds(kind), based_on=based_on, as_of=as_of,
            doubtful=doubtful,
        )  # fmt: skip
    if json:
        emit_json(answer.to_json())
    else:
        show(*lineage_table(answer))


def path(
    start: Annotated[str, typer.Argument(metavar="A", help="A document, as for lineage.")],
    end: Annotated[str, typer.Argument(metavar="B", help="Another document.")],
    based_on: options.BasedOn = False,
    doubtful: options.Doubtful = False,
    as_of: options.AsOf = "",
    store: options.Store = None,
    json: options.Json = False,
) -> None:
    """Show the shortest chain between two documents.

    Example: chidao path "12/KH-SYT" "57-NQ/TW"
    """
    from api.render import path_table
    from queries.documents import pick_document
    from queries.lineage import path as ask

    with opened(store) as reader:
        ends = (pick_document(reader, text).key for text in (start, end))
        answer = ask(reader, *ends, based_on=based_on, as_of=as_of, doubtful=doubtful)
    if json:
        emit_json(answer.to_json())
    else:
        show(*path_table(answer))


def duties(
    organization: options.Organization,
    role: Annotated[
        list[str] | None, typer.Option(metavar="ROLE", help="Only tasks with this role (LEAD …); repeatable.")
    ] = None,
    overdue: Annotated[bool, typer.Option("--overdue", help="Only what is overdue at --as-of.")] = False,
    doubtful: options.Doubtful = False,
    as_of: options.AsOf = "",
    limit: options.Limit = 200,
    offset: options.Offset = 0,
    store: options.Store = None,
    json: options.Json = False,
) -> None:
    """Show what a body must do, with whom and by when.

    Example: chidao duties "Bộ Nội vụ" --as-of 2025-12-31 --overdue
    """
    from api.render import duties_tables
    from queries.documents import pick_organization
    from queries.responsibilities import duties as ask

    with opened(store) as reader:
        key = pick_organization(reader, organization).key
        roles = tuple(name.upper() for name in role or ())
        answer = ask(
            reader, key, as_of=as_of, roles=roles, overdue=overdue or None, limit=limit, offset=offset,
            doubtful=doubtful,
        )  # fmt: skip
    if json:
        emit_json(answer.to_json())
    else:
        show(*duties_tables(answer))


def reports_to(
    organization: options.Organization,
    line: Annotated[Line, typer.Option("--line", help="Whom it reports to, who reports to it, or both.")] = Line.BOTH,
    doubtful: options.Doubtful = False,
    as_of: options.AsOf = "",
    store: options.Store = None,
    json: options.Json = False,
) -> None:
    """Show to whom a body reports, and who reports to it.

    Example: chidao reports-to "Sở Nội vụ" --line to
    """
    from api.render import reports_tables
    from queries.documents import pick_organization
    from queries.reporting import reports_to as ask

    with opened(store) as reader:
        key = pick_organization(reader, organization).key
        answer = ask(reader, key, direction=line.value, as_of=as_of, doubtful=doubtful)
    if json:
        emit_json(answer.to_json())
    else:
        show(*reports_tables(answer))


def search(
    words: Annotated[str, typer.Argument(help="Words of a name, title or number; without marks they find both.")] = "",
    number: Annotated[str, typer.Option(help="A document number in any spelling.")] = "",
    issuer: Annotated[str, typer.Option(help="The body that issued it, by key or name.")] = "",
    type_: Annotated[str, typer.Option("--type", help="Type of document (Nghị quyết, Kế hoạch …).")] = "",
    date_from: Annotated[str, typer.Option("--from", help="First day.", metavar="DATE")] = "",
    date_to: Annotated[str, typer.Option("--to", help="Last day.", metavar="DATE")] = "",
    limit: options.Limit = 20,
    offset: options.Offset = 0,
    store: options.Store = None,
    json: options.Json = False,
) -> None:
    """Search documents and, by words alone, bodies.

    Example: chidao search "chuyển đổi số" --type "Kế hoạch"
    """
    from api.render import search_tables
    from queries.documents import BodyList, find_documents, find_organizations

    narrowed = any((number, issuer, type_, date_from, date_to))
    with opened(store) as reader:
        found = find_documents(
            reader, words, number=number, issuer=issuer, type=type_,
            date_from=date_from, date_to=date_to, limit=limit, offset=offset,
        )  # fmt: skip
        no_bodies = BodyList((), 0, limit, offset)
        bodies = no_bodies if narrowed else find_organizations(reader, words, limit=limit, offset=offset)
    if json:
        emit_json({"documents": found.to_json(), "organizations": bodies.to_json()})
    else:
        show(*search_tables(found, bodies))


def show_node(
    id_: Annotated[str, typer.Argument(metavar="ID", help="Any key, a document's number or a body's name.")],
    store: options.Store = None,
    json: options.Json = False,
) -> None:
    """Show everything known of one thing.

    A document, body, task, person or event, with the words behind what is said of it.

    Example: chidao show "15/KH-UBND"
    """
    from api.render import sheet_tables
    from queries.evidence import show as ask

    with opened(store) as reader:
        sheet = ask(reader, _any_node(reader, id_))
    if json:
        emit_json(sheet.to_json())
    else:
        show(*sheet_tables(sheet))


def unresolved(
    status: Annotated[Unsettled | None, typer.Option("--status", help="Only these.")] = None,
    stubs: Annotated[bool, typer.Option("--stubs", help="Documents cited and not loaded: what to load next.")] = False,
    refused: Annotated[bool, typer.Option("--refused", help="Relations stated that cannot be.")] = False,
    limit: options.Limit = 50,
    offset: options.Offset = 0,
    store: options.Store = None,
    json: options.Json = False,
) -> None:
    """List references that lead to no one document.

    Those that could lead to several stand there with their candidates. Behind them stand documents of their own whose
    symbol is suspect, with the documents that may be meant.

    Example: chidao unresolved --stubs
    """
    from api import render
    from queries import unresolved as questions

    with opened(store) as reader:
        if stubs:
            cited = questions.stubs(reader, limit=limit, offset=offset)
            answer, parts = cited.to_json(), render.stubs_table(cited)
        elif refused:
            left_out = questions.refused_relations(reader)
            answer, parts = {"items": [item.to_json() for item in left_out]}, render.refused_table(left_out)
        else:
            found = questions.unresolved(reader, status=status.value if status else "", limit=limit, offset=offset)
            answer, parts = found.to_json(), render.unresolved_tables(found)
            if status is None:
                suspects = questions.unresolved(reader, status=questions.SUSPECT, limit=limit, offset=offset)
                answer["suspect"] = suspects.to_json()
                parts += render.suspect_tables(suspects)
    if json:
        emit_json(answer)
    else:
        show(*parts)


def _way(up: bool, down: bool) -> Literal["up", "down", "both"]:
    if up == down:
        return "both"
    return "up" if up else "down"


def _kinds(kinds: list[str] | None) -> tuple[str, ...]:
    return tuple(kind.upper().replace("-", "_") for kind in kinds or ())


def _any_node(reader: Reader, text: str) -> str:
    """The key of what ``text`` names: any key, else a document, else a body. Raises NotFoundError, AmbiguousError."""
    from graph.errors import InputError, NotFoundError
    from queries.documents import pick_document, pick_organization

    if key := reader.resolve(text):
        return key
    for pick in (pick_document, pick_organization):
        try:
            return pick(reader, text).key
        except (NotFoundError, InputError):
            continue
    raise NotFoundError("leads to nothing in this store", where=text, remedy="search for it: chidao search WORDS")
