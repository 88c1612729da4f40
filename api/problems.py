"""What went wrong, as HTTP says it: one table from error class to status, and problem documents (RFC 9457)."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus

from graph.errors import (
    AmbiguousError,
    ChidaoError,
    InputError,
    NotFoundError,
    RegistryError,
    StoreBusyError,
    StoreError,
    StoreTimeoutError,
)


class TooSlowError(ChidaoError):
    """A question took longer than this server lets one take."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What HTTP says of one class of errors. ``slug`` ends the problem's type; ``told`` is whether the message is."""

    status: HTTPStatus
    slug: str
    title: str
    told: bool = True


#: The first class that fits decides, so the special stand before the general. Statuses are decided nowhere else.
KINDS: tuple[tuple[type[Exception], Kind], ...] = (
    (NotFoundError, Kind(HTTPStatus.NOT_FOUND, "not-found", "Không tìm thấy")),
    (AmbiguousError, Kind(HTTPStatus.CONFLICT, "several-candidates", "Có nhiều kết quả phù hợp")),
    (InputError, Kind(HTTPStatus.UNPROCESSABLE_ENTITY, "no-question", "Câu hỏi không hợp lệ")),
    (TooSlowError, Kind(HTTPStatus.SERVICE_UNAVAILABLE, "too-slow", "Câu hỏi mất quá nhiều thời gian")),
    (StoreTimeoutError, Kind(HTTPStatus.SERVICE_UNAVAILABLE, "too-slow", "Câu hỏi mất quá nhiều thời gian")),
    (StoreBusyError, Kind(HTTPStatus.SERVICE_UNAVAILABLE, "store-busy", "Kho dữ liệu đang bận")),
    (StoreError, Kind(HTTPStatus.SERVICE_UNAVAILABLE, "store", "Không đọc được kho dữ liệu", told=False)),
    (RegistryError, Kind(HTTPStatus.INTERNAL_SERVER_ERROR, "registry", "Lỗi dữ liệu danh mục", told=False)),
)
#: What no class of errors stands for.
INTERNAL = Kind(HTTPStatus.INTERNAL_SERVER_ERROR, "internal", "Lỗi hệ thống", told=False)


def kind_of(error: Exception) -> Kind:
    """What HTTP says of ``error``; an error nobody foresaw is internal."""
    return next((kind for cls, kind in KINDS if isinstance(error, cls)), INTERNAL)


def problem_of(error: Exception) -> dict[str, object]:
    """The problem document of ``error``. What would tell of the server's inside is left to its log."""
    kind = kind_of(error)
    detail = str(error) if kind.told else "see the server's log"
    extra = {"candidates": list(error.candidates)} if isinstance(error, AmbiguousError) else {}
    return problem(kind.status, kind.slug, kind.title, detail, **extra)


def problem(status: int, slug: str, title: str, detail: str, **extra: object) -> dict[str, object]:
    """A problem document; ``type`` is a relative reference to the page that says what such a problem is."""
    return {"type": f"/problems/{slug}", "title": title, "status": int(status), "detail": detail[:2000], **extra}
