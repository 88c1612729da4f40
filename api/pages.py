"""Pages for people: search, the chain of a document, the duties of a body, what is known of a node, what is open.

Rendered here, escaped everywhere, in need of nothing from elsewhere; they can be read and used without scripts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Query, Request
from fastapi.responses import FileResponse, HTMLResponse, RedirectResponse, Response
from starlette.exceptions import HTTPException

from api.draw import STATIC, picture, templates, vis_network
from api.problems import KINDS as PROBLEM_KINDS
from api.routes import Asked
from api.schemas import DEPTH_CAP, AsOf, KeyQuery, Words, today
from graph.errors import ChidaoError
from graph.kinds import KINDS, LINEAGE_KINDS, ROLE_KINDS
from graph.store import Reader
from queries.documents import BodyList, DocumentList, find_documents, find_organizations, pick_document
from queries.evidence import Sheet, show
from queries.lineage import Lineage, Way, lineage
from queries.reporting import Reports, reports_to
from queries.responsibilities import Duties, duties
from queries.unresolved import OPEN as OPEN_STATUSES
from queries.unresolved import SUSPECT, OpenReferences, Stubs, stubs, unresolved

router = APIRouter()

#: Items on one page of results, duties, open references; steps of a chain listed each way.
RESULTS, DUTIES, OPEN, STEPS = 20, 50, 25, 200
#: A word with a digit and a sign of document numbers, or digits alone, is looked for as a number too.
_NUMBER = re.compile(r"\d+[\w.]*(?:\s*[-–/]\s*[\w.]+)+|\d{1,6}")

STATUS_LABELS: Mapping[str, str] = {
    "loaded": "đã nạp",
    "stub": "mới được dẫn chiếu, chưa nạp",
    "unresolved": "chưa xác định",
    "ambiguous": "có nhiều khả năng",
}
STATE_LABELS: Mapping[str, str] = {"done": "đã hoàn thành", "open": "chưa xong", "cancelled": "đã hủy"}
LABELS: Mapping[str, str] = {
    "Document": "Văn bản",
    "Organization": "Cơ quan",
    "Person": "Người",
    "Task": "Nhiệm vụ",
    "Event": "Sự kiện",
    "Target": "Chỉ tiêu",
}
FREQUENCIES: Mapping[str, str] = {
    "P1D": "hằng ngày",
    "P1W": "hằng tuần",
    "P1M": "hằng tháng",
    "P3M": "hằng quý",
    "P6M": "6 tháng một lần",
    "P1Y": "hằng năm",
    "ongoing": "thường xuyên",
    "end of year": "cuối năm",
}


@dataclass(frozen=True, slots=True)
class Found:
    """What a search brings."""

    documents: DocumentList
    organizations: BodyList


@router.get("/")
async def home(questions: Asked, q: Words = "", page: Annotated[int, Query(ge=1, le=10_000)] = 1) -> HTMLResponse:
    """The first page: one search box; with words, what they bring."""
    words, offset = q.strip(), (page - 1) * RESULTS
    found = await questions.ask(lambda reader: _search(reader, words, offset)) if words else None
    counts = await questions.ask(lambda reader: reader.counts()) if not words else {}
    return _page("home.html", q=words, found=found, page=page, size=RESULTS, counts=counts)


@router.get("/chain")
async def chain(
    request: Request,
    questions: Asked,
    key: KeyQuery,
    direction: Way = "both",
    depth: Annotated[int, Query(ge=0, le=DEPTH_CAP)] = 10,
    based_on: bool = False,
    doubtful: bool = False,
    as_of: AsOf = "",
) -> Response:
    """The chain above and below a document: a list with the words that prove it, and the picture."""

    def question(reader: Reader) -> Lineage:
        return lineage(
            reader, key, direction=direction, depth=depth, based_on=based_on, as_of=as_of, limit=STEPS,
            doubtful=doubtful,
        )  # fmt: skip

    answer = await questions.ask(question)
    if answer.root.key != key:
        return _moved(request, answer.root.key)
    asked = {"based_on": based_on, "doubtful": doubtful}
    return _page("chain.html", answer=answer, picture=picture(answer), names=_names(answer), **asked)


@router.get("/duties")
async def duties_of(
    request: Request,
    questions: Asked,
    key: KeyQuery,
    as_of: AsOf = "",
    role: Annotated[str, Query(max_length=20)] = "",
    overdue: Literal["", "1"] = "",
    doubtful: bool = False,
    page: Annotated[int, Query(ge=1, le=10_000)] = 1,
) -> Response:
    """What a body must do, as of a day (today where none is given), and its reporting lines."""
    day = as_of or today()

    def question(reader: Reader) -> tuple[Duties, Reports]:
        wanted: dict[str, Any] = {"roles": (role,) if role else (), "overdue": True if overdue else None}
        wanted["doubtful"] = doubtful
        tasks = duties(reader, key, as_of=day, limit=DUTIES, offset=(page - 1) * DUTIES, **wanted)
        return tasks, reports_to(reader, tasks.organization.key, as_of=day, doubtful=doubtful)

    answer, reports = await questions.ask(question)
    if answer.organization.key != key:
        return _moved(request, answer.organization.key)
    chosen = {"role": role, "overdue": overdue, "doubtful": doubtful, "page": page, "size": DUTIES}
    return _page("duties.html", answer=answer, reports=reports, roles=ROLE_KINDS, **chosen)


@router.get("/node")
async def node(request: Request, questions: Asked, key: KeyQuery) -> Response:
    """Everything known of a node, with the values on which sources disagree."""
    sheet: Sheet = await questions.ask(lambda reader: show(reader, key, limit=OPEN * 4))
    if sheet.node.key != key:
        return _moved(request, sheet.node.key)
    return _page("node.html", sheet=sheet)


@router.get("/open")
async def open_references(questions: Asked, page: Annotated[int, Query(ge=1, le=10_000)] = 1) -> HTMLResponse:
    """References that lead to no one document, suspect symbols, and documents to load next."""
    offset = (page - 1) * OPEN

    def question(reader: Reader) -> tuple[OpenReferences, OpenReferences, Stubs]:
        return (
            unresolved(reader, limit=OPEN, offset=offset),
            unresolved(reader, status=SUSPECT, limit=OPEN, offset=offset),
            stubs(reader, limit=OPEN, offset=offset),
        )

    references, suspects, cited = await questions.ask(question)
    return _page("open.html", references=references, suspects=suspects, cited=cited, page=page, size=OPEN)


@router.get("/problems/{slug}")
async def problem_type(slug: str) -> HTMLResponse:
    """What a type of problem means: its address is the ``type`` of problem documents."""
    known = {kind.slug: (kind, cls.__doc__ or "") for cls, kind in PROBLEM_KINDS}
    if slug not in known:
        raise HTTPException(404)
    kind, meaning = known[slug]
    return _page("problem.html", problem={"title": kind.title, "detail": f"{int(kind.status)} {kind.slug}: {meaning}"})


@router.get("/static/{name}")
async def static(name: str) -> FileResponse:
    """A style sheet or script of ours, or the drawing library that pyvis ships."""
    file = vis_network() if name == "vis-network.min.js" else _own_file(name)
    return FileResponse(file, headers={"Cache-Control": "public, max-age=600"})


def problem_page(document: Mapping[str, object], status: int, headers: Mapping[str, str]) -> HTMLResponse:
    """A problem document as a page, with links to the candidates where there are several."""
    response = _page("problem.html", problem=document)
    response.status_code = status
    response.headers.update(headers)
    return response


def _own_file(name: str) -> Path:
    for file in STATIC.iterdir():
        if file.name == name:
            return file
    raise HTTPException(404)


def _page(template: str, **values: Any) -> HTMLResponse:
    shared = {
        "kinds": KINDS,
        "lineage_kinds": LINEAGE_KINDS,
        "labels": LABELS,
        "statuses": STATUS_LABELS,
        "states": STATE_LABELS,
        "frequencies": FREQUENCIES,
        "link": _link,
    }
    return HTMLResponse(templates().get_template(template).render(**shared, **values))


def _link(path: str, **query: object) -> str:
    """An address of a page of ours; empty and false values are left out."""
    said = {name: value for name, value in query.items() if value not in ("", None, False)}
    return f"{path}?{urlencode(said, quote_via=quote)}" if said else path


def _moved(request: Request, key: str) -> RedirectResponse:
    """The same page under the present key of what was asked about."""
    asked = request.query_params.multi_items()
    query = urlencode([(name, key if name == "key" else value) for name, value in asked], quote_via=quote)
    return RedirectResponse(f"{request.url.path}?{query}", status_code=308)


def _names(answer: Lineage) -> dict[str, str]:
    """Short names of the documents of a chain, by key: type and number where it has one."""
    documents = [document for step in answer.steps for document in step.documents]
    documents += [beside.document for step in answer.steps for beside in step.follow_ups]
    return {d.key: f"{d.type} {d.symbol}".strip() if d.symbol else d.name for d in documents}


def _search(reader: Reader, words: str, offset: int) -> Found:
    """What the words bring; documents before references that lead to no one document, on each page."""
    documents = find_documents(reader, words, limit=RESULTS, offset=offset)
    if not documents.total:
        documents = _by_number(reader, words, offset)
    documents = replace(documents, items=tuple(sorted(documents.items, key=lambda item: item.status in OPEN_STATUSES)))
    return Found(documents, find_organizations(reader, words, limit=RESULTS, offset=offset))


def _by_number(reader: Reader, words: str, offset: int) -> DocumentList:
    """What a number among the words brings, in any spelling, where the words as they stand bring nothing."""
    number = _NUMBER.search(words)
    if number is None:
        return DocumentList((), 0, RESULTS, offset)
    try:
        key = pick_document(reader, words).key
    except ChidaoError:
        key = ""
    found = find_documents(reader, number=number[0], limit=RESULTS, offset=offset)
    first: Sequence[Any] = [item for item in found.items if item.key == key]
    rest = [item for item in found.items if item.key != key]
    return DocumentList((*first, *rest), found.total, found.limit, found.offset)
