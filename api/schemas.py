"""Shapes of the HTTP answers that are no answers of ``queries``, and the parameters all questions share."""

from __future__ import annotations

import datetime
from typing import Annotated, Any

from fastapi import Path, Query
from pydantic import BaseModel, ConfigDict, Field

#: Caps: what a caller may ask for at once.
PAGE_CAP, DEPTH_CAP, LINEAGE_CAP, WORDS_CAP, KEY_CAP = 500, 50, 5_000, 300, 2_000
#: The day "today" is the day in Việt Nam, wherever the server stands.
VIETNAM = datetime.timezone(datetime.timedelta(hours=7))

Limit = Annotated[int, Query(ge=1, le=PAGE_CAP, description="Items on this page")]
Offset = Annotated[int, Query(ge=0, le=10_000_000, description="Items before this page")]
Words = Annotated[str, Query(max_length=WORDS_CAP)]
AsOf = Annotated[
    str,
    Query(
        pattern=r"^(\d{4}-\d{2}-\d{2})?$",
        description="ISO day: what was known by then (domain rule: a partial date counts from its earliest day)",
        examples=["2025-03-01"],
    ),
]
Doubtful = Annotated[bool, Query(description="With what is more likely wrong than right, marked as doubtful")]
Key = Annotated[str, Path(max_length=KEY_CAP, description="A node key, or any key that leads to the node")]
KeyQuery = Annotated[str, Query(max_length=KEY_CAP, min_length=1)]


def today() -> str:
    """The ISO day it is in Việt Nam."""
    return datetime.datetime.now(VIETNAM).date().isoformat()


class Problem(BaseModel):
    """A problem document (RFC 9457)."""

    model_config = ConfigDict(
        extra="allow",
        json_schema_extra={
            "examples": [
                {
                    "type": "/problems/not-found",
                    "title": "Không tìm thấy",
                    "status": 404,
                    "detail": "no document has the key 'x'; search for it by its words or number",
                }
            ]
        },
    )

    type: str
    title: str
    status: int
    detail: str
    candidates: list[str] | None = Field(default=None, description="Keys that fit, where several do")


class SourceItem(BaseModel):
    """A source as the store keeps it."""

    locator: str
    content_hash: str
    grammar: str
    registry: str
    medium: str
    reader: str
    encoding: str


class SourceList(BaseModel):
    """One page of sources, by locator."""

    items: list[SourceItem]
    total: int
    limit: int
    offset: int


class WordsList(BaseModel):
    """The words behind an edge or node, by source and claim."""

    items: list[dict[str, Any]]
    total: int
    limit: int
    offset: int


class Status(BaseModel):
    """What the store holds: counts of sources, claims, nodes by label, documents by status, edges (``doubtful`` of
    them), judgements."""

    counts: dict[str, int]


class Health(BaseModel):
    """The server answers, and the store can be read."""

    status: str = "ok"
