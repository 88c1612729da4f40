"""The HTTP face: ``/api/v1`` for programs, pages for people. Routes of each are in ``api.routes`` and ``api.pages``."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Callable, MutableMapping
from contextlib import asynccontextmanager
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api import pages, routes
from api.problems import kind_of, problem, problem_of
from api.questions import SECONDS, Questions
from graph.errors import ChidaoError
from graph.store import Store

log = logging.getLogger("chidao.http")

#: Nothing is loaded from elsewhere, nothing frames us, and no script stands in a page.
SECURITY_HEADERS: dict[str, str] = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def create_app(open_reader: Callable[[], Store], *, seconds: float = SECONDS) -> FastAPI:
    """The application over the store that ``open_reader`` opens: at the first question; it is closed at shutdown.

    ``seconds`` limits each question. The interactive documentation is left out: it would load scripts from elsewhere;
    ``/api/v1/openapi.json`` describes everything.
    """
    questions = Questions(open_reader, seconds=seconds)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        yield
        questions.close()

    app = FastAPI(
        title="chidao",
        version="1",
        summary="Who must do what, by which directive, with the words that prove it",
        openapi_url="/api/v1/openapi.json",
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
    )
    app.state.questions = questions
    app.include_router(routes.router, prefix="/api/v1")
    app.include_router(pages.router, include_in_schema=False)
    for kind, handler in ((ChidaoError, _refuse), (RequestValidationError, _no_question), (HTTPException, _plain)):
        app.add_exception_handler(kind, handler)
    app.add_exception_handler(Exception, _internal)
    app.add_middleware(SecurityHeaders)
    return app


class SecurityHeaders:
    """Adds the security headers to every answer of ``app``."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers as ``app`` does, with the headers."""

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                _add_headers(message)
            await send(message)

        await self.app(scope, receive, with_headers if scope["type"] == "http" else send)


def _add_headers(message: MutableMapping[str, Any]) -> None:
    headers = [(name.lower().encode(), value.encode()) for name, value in SECURITY_HEADERS.items()]
    message["headers"] = [*message.get("headers", ()), *headers]


def _refuse(request: Request, error: Exception) -> Response:
    kind = kind_of(error)
    if not kind.told:
        log.error("%s %s: %s", request.method, request.url.path, error)
    return _answer(request, problem_of(error))


def _no_question(request: Request, error: Exception) -> Response:
    said = error.errors() if isinstance(error, RequestValidationError) else []
    detail = "; ".join(f"{'.'.join(str(part) for part in one['loc'])}: {one['msg']}" for one in said)
    return _answer(request, problem(422, "no-question", "Câu hỏi không hợp lệ", detail))


def _plain(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    title = "Không có trang này" if status == 404 else "Yêu cầu không thực hiện được"
    return _answer(request, problem(status, "http", title, f"{request.method} {request.url.path[:200]}"))


def _internal(request: Request, error: Exception) -> Response:
    log.error("%s %s failed", request.method, request.url.path, exc_info=error)
    response = _answer(request, problem_of(error))
    response.headers.update(SECURITY_HEADERS)  # this handler stands outside all middleware
    return response


def _answer(request: Request, document: dict[str, object]) -> Response:
    status = int(str(document["status"]))
    headers = {"Retry-After": "5"} if status == 503 else {}
    if request.url.path.startswith("/api/"):
        return JSONResponse(document, status, headers, media_type="application/problem+json")
    return pages.problem_page(document, status, headers)
