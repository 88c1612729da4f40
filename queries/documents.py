"""Which document, which body: lists by words and conditions. Picking the one a person means is in ``queries.pick``."""

from __future__ import annotations

from dataclasses import dataclass

from graph.errors import QuestionError
from graph.store import NodeFilter, Page, Reader
from queries.answers import Answer, BodyRef, DocumentRef
from queries.pick import number_in, pick_document, pick_organization
from queries.times import check_day

__all__ = [
    "BodyList",
    "DocumentList",
    "find_documents",
    "find_organizations",
    "pick_document",
    "pick_organization",
]


@dataclass(frozen=True, slots=True)
class DocumentList(Answer):
    """One page of documents; ``total`` counts all pages together."""

    items: tuple[DocumentRef, ...]
    total: int
    limit: int
    offset: int


@dataclass(frozen=True, slots=True)
class BodyList(Answer):
    """One page of bodies; ``total`` counts all pages together."""

    items: tuple[BodyRef, ...]
    total: int
    limit: int
    offset: int


def find_documents(
    reader: Reader,
    words: str = "",
    *,
    number: str = "",
    issuer: str = "",
    type: str = "",
    status: str = "",
    date_from: str = "",
    date_to: str = "",
    limit: int = 50,
    offset: int = 0,
) -> DocumentList:
    """Documents that meet every condition given, the best match of ``words`` first, else by key.

    ``words`` are looked for in name, title and number, with marks where they have marks; ``number`` in any spelling;
    ``issuer`` is a body's key or name; ``type`` the Vietnamese noun ("Kế hoạch"); dates are ISO days, inclusive.
    Raises QuestionError, and what ``pick_organization`` raises for an issuer.
    """
    check_page(limit, offset)
    same = {"type": type, "status": status, "issuer": pick_organization(reader, issuer).key if issuer else ""}
    condition = NodeFilter(
        label="Document",
        words=words,
        number=number_in(number) or number,
        properties={name: value for name, value in same.items() if value} or None,
        date_from=check_day(date_from, "date_from"),
        date_to=check_day(date_to, "date_to"),
    )
    page = reader.find(condition, limit=limit, offset=offset)
    return DocumentList(tuple(DocumentRef.of(node) for node in page.items), page.total, limit, offset)


def find_organizations(reader: Reader, words: str = "", *, limit: int = 50, offset: int = 0) -> BodyList:
    """Bodies and groups whose name has ``words``, the best match first, else by key. Raises QuestionError."""
    check_page(limit, offset)
    page: Page = reader.find(NodeFilter(label="Organization", words=words), limit=limit, offset=offset)
    return BodyList(tuple(BodyRef.of(node) for node in page.items), page.total, limit, offset)


def check_page(limit: int, offset: int) -> None:
    """Raises QuestionError for a page that is none."""
    if limit < 0 or offset < 0:
        raise QuestionError(f"no page: limit {limit}, offset {offset}", remedy="ask for 0 or more of each")
