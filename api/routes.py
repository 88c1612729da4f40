"""The routes of ``/api/v1``: each asks one question of ``queries`` and gives its answer as JSON.

A node asked for by a former key answers 308 with the address under its present key.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Annotated, Any, Literal
from urllib.parse import quote

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import RedirectResponse
from starlette.responses import Response

from api.questions import Answered, Questions
from api.schemas import (
    DEPTH_CAP,
    LINEAGE_CAP,
    AsOf,
    Doubtful,
    Health,
    Key,
    KeyQuery,
    Limit,
    Offset,
    Problem,
    SourceItem,
    SourceList,
    Status,
    Words,
    WordsList,
    today,
)
from graph.nodes import EdgeKey
from graph.store import Reader
from queries.documents import BodyList, DocumentList, find_documents, find_organizations
from queries.evidence import Sheet, show, words_behind
from queries.lineage import Lineage, Path, Way, lineage, path
from queries.reporting import Flow, Reports, reports_to
from queries.responsibilities import Duties, duties
from queries.unresolved import OpenReferences, RefusedRelation, Stubs, refused_relations, stubs, unresolved

_PROBLEMS: dict[int | str, dict[str, Any]] = {
    status: {"model": Problem, "content": {"application/problem+json": {}}, "description": description}
    for status, description in (
        (404, "Nothing has that key or name"),
        (409, "Several candidates: their keys are listed"),
        (422, "The words make no question"),
        (503, "The store is busy or the question took too long"),
    )
}
_MOVED: dict[int | str, dict[str, Any]] = {308: {"description": "The node has another key now: see Location"}}

router = APIRouter(responses=_PROBLEMS)


def questions_of(request: Request) -> Questions:
    """The application's questions."""
    found: Questions = request.app.state.questions
    return found


Asked = Annotated[Questions, Depends(questions_of)]


async def moved(request: Request, questions: Questions, key: str) -> Response | None:
    """A 308 to the same question under the node's present key; None where ``key`` is that (or leads to nothing)."""
    present = await questions.ask(lambda reader: reader.resolve(key))
    if present is None or present == key:
        return None
    tail = request.scope["route"].path_format.partition("{key}")[2]
    path: str = request.scope["path"]
    head = path[: len(path) - len(tail) - len(key)]
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(f"{quote(head)}{quote(present)}{tail}{query}", status_code=308)


async def at(request: Request, questions: Questions, key: str, question: Callable[[Reader], Answered]) -> Any:
    """The answer to a question about one node, or the redirect to its present key."""
    return await moved(request, questions, key) or await questions.ask(question)


@router.get("/documents", summary="Documents by words, number, issuer, type and date")
async def get_documents(
    questions: Asked,
    words: Words = "",
    number: Annotated[str, Query(max_length=100, examples=["57-NQ/TW", "nq 57 nq tw"])] = "",
    issuer: Words = "",
    type: Annotated[str, Query(max_length=100, examples=["Kế hoạch"])] = "",
    status: Literal["", "loaded", "stub", "unresolved", "ambiguous"] = "",
    date_from: AsOf = "",
    date_to: AsOf = "",
    limit: Limit = 50,
    offset: Offset = 0,
) -> DocumentList:
    """Documents that meet every condition given; best match first where ``words`` are given."""
    return await questions.ask(
        lambda reader: find_documents(
            reader,
            words,
            number=number,
            issuer=issuer,
            type=type,
            status=status,
            date_from=date_from,
            date_to=date_to,
            limit=limit,
            offset=offset,
        )
    )


@router.get("/documents/{key:path}/lineage", summary="The chain above and below a document", responses=_MOVED)
async def get_lineage(
    request: Request,
    questions: Asked,
    key: Key,
    direction: Way = "both",
    depth: Annotated[int, Query(ge=0, le=DEPTH_CAP)] = 10,
    kinds: Annotated[
        Sequence[str], Query(max_length=8, description="Kinds to follow; all of the lineage if none")
    ] = (),
    based_on: bool = False,
    doubtful: Doubtful = False,
    as_of: AsOf = "",
    limit: Annotated[int, Query(ge=1, le=LINEAGE_CAP, description="Documents each way")] = 500,
) -> Lineage:
    """What the document implements, step by step, and what implements it, with the words that say so."""

    def question(reader: Reader) -> Lineage:
        return lineage(
            reader, key, direction=direction, depth=depth, kinds=kinds, based_on=based_on, as_of=as_of, limit=limit,
            doubtful=doubtful,
        )  # fmt: skip

    found: Lineage = await at(request, questions, key, question)
    return found


@router.get("/path", summary="The shortest chain between two documents")
async def get_path(
    questions: Asked,
    start: Annotated[KeyQuery, Query(alias="from")],
    end: Annotated[KeyQuery, Query(alias="to")],
    based_on: bool = False,
    doubtful: Doubtful = False,
    as_of: AsOf = "",
) -> Path:
    """One way where there is such a chain, else through a third document; ``direction`` is ``none`` without one."""
    return await questions.ask(
        lambda reader: path(reader, start, end, based_on=based_on, as_of=as_of, doubtful=doubtful)
    )


@router.get("/organizations", summary="Bodies and groups by name")
async def get_organizations(questions: Asked, words: Words = "", limit: Limit = 50, offset: Offset = 0) -> BodyList:
    """Bodies whose name has the words, with or without marks."""
    return await questions.ask(lambda reader: find_organizations(reader, words, limit=limit, offset=offset))


@router.get("/organizations/{key:path}/duties", summary="What a body must do", responses=_MOVED)
async def get_duties(
    request: Request,
    questions: Asked,
    key: Key,
    as_of: AsOf = "",
    roles: Annotated[Sequence[str], Query(max_length=20, examples=[["LEAD"]])] = (),
    overdue: bool | None = None,
    doubtful: Doubtful = False,
    limit: Limit = 50,
    offset: Offset = 0,
) -> Duties:
    """Its tasks with roles, co-workers, recipients and deadlines; ``as_of`` is today in Việt Nam if not given."""
    day = as_of or today()

    def question(reader: Reader) -> Duties:
        return duties(
            reader, key, as_of=day, roles=roles, overdue=overdue, limit=limit, offset=offset, doubtful=doubtful
        )

    found: Duties = await at(request, questions, key, question)
    return found


@router.get("/organizations/{key:path}/reports", summary="Who reports to whom", responses=_MOVED)
async def get_reports(
    request: Request,
    questions: Asked,
    key: Key,
    direction: Flow = "both",
    doubtful: Doubtful = False,
    as_of: AsOf = "",
) -> Reports:
    """Reporting lines of a body: to whom it reports and from whom it receives reports."""

    def question(reader: Reader) -> Reports:
        return reports_to(reader, key, direction=direction, as_of=as_of, doubtful=doubtful)

    found: Reports = await at(request, questions, key, question)
    return found


@router.get("/nodes/{key:path}", summary="Everything at a node", responses=_MOVED)
async def get_node(request: Request, questions: Asked, key: Key, limit: Limit = 200) -> Sheet:
    """Attributes with values that disagree, edges, words and all keys that lead to it."""
    found: Sheet = await at(request, questions, key, lambda reader: show(reader, key, limit=limit))
    return found


@router.get("/edges/evidence", summary="The words behind an edge")
async def get_evidence(
    questions: Asked,
    source: KeyQuery,
    kind: Annotated[str, Query(max_length=40, examples=["IMPLEMENTS"])],
    target: KeyQuery,
    qualifier: Annotated[str, Query(max_length=300)] = "",
    limit: Limit = 50,
    offset: Offset = 0,
) -> WordsList:
    """Every claim that states the edge: source, place in it, words, rule and confidence."""
    edge = EdgeKey(source, kind, target, qualifier)
    found = await questions.ask(lambda reader: words_behind(reader, edge))
    items = [words.to_json() for words in found[offset : offset + limit]]
    return WordsList(items=items, total=len(found), limit=limit, offset=offset)


@router.get("/unresolved", summary="References that lead to no one document")
async def get_unresolved(
    questions: Asked,
    status: Literal["", "unresolved", "ambiguous", "suspect"] = "",
    limit: Limit = 50,
    offset: Offset = 0,
) -> OpenReferences:
    """Each with its candidates and the reason. ``doubtful``: documents of their own that may be a slip for another."""
    return await questions.ask(lambda reader: unresolved(reader, status=status, limit=limit, offset=offset))


@router.get("/stubs", summary="Documents cited but not loaded")
async def get_stubs(questions: Asked, limit: Limit = 50, offset: Offset = 0) -> Stubs:
    """The most cited first: the list of what to load next."""
    return await questions.ask(lambda reader: stubs(reader, limit=limit, offset=offset))


@router.get("/refused", summary="Relations a text states that cannot be")
async def get_refused(questions: Asked) -> list[RefusedRelation]:
    """Such as a plan that would implement a later resolution."""
    return await questions.ask(refused_relations)


@router.get("/sources", summary="What was loaded")
async def get_sources(questions: Asked, limit: Limit = 50, offset: Offset = 0) -> SourceList:
    """Sources with the hash of what lay there and the versions they were read with."""
    found = await questions.ask(lambda reader: reader.sources())
    items = [SourceItem.model_validate(source, from_attributes=True) for source in found[offset : offset + limit]]
    return SourceList(items=items, total=len(found), limit=limit, offset=offset)


@router.get("/status", summary="What the store holds")
async def get_status(questions: Asked) -> Status:
    """Counts of sources, claims, nodes, edges, judgements; ``doubtful`` of the edges are left out of answers."""
    return Status(counts=await questions.ask(lambda reader: reader.counts() | {"doubtful": reader.doubtful_edges()}))


@router.get("/health", summary="Whether the server answers and the store can be read")
async def get_health(questions: Asked) -> Health:
    """Resolves a key that is none: the cheapest question."""
    await questions.ask(lambda reader: reader.resolve(""))
    return Health()
