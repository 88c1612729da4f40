"""Which document, which body: search, and picking the one a person means."""

from __future__ import annotations

from dataclasses import dataclass

from graph.nodes import Node
from graph.store import Reader
from queries.answers import Answer, BodyRef, DocumentRef


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
    """Documents that meet every condition given.

    ``words`` are looked for in name, title and number, with marks where they have marks; ``number`` in any spelling;
    ``issuer`` is a body key or name; ``type`` the Vietnamese noun; dates are ISO days, inclusive.
    """
    raise NotImplementedError


def find_organizations(reader: Reader, words: str = "", *, limit: int = 50, offset: int = 0) -> BodyList:
    """Bodies and groups whose name has ``words``."""
    raise NotImplementedError


def pick_document(reader: Reader, text: str) -> Node:
    """The one document ``text`` means: a key, a former key, a number in any spelling, or a number with words that say
    which (issuer, date, title).

    Raises NotFoundError with hints when nothing fits and AmbiguousError with the candidates when several do.
    """
    raise NotImplementedError


def pick_organization(reader: Reader, text: str) -> Node:
    """The one body ``text`` means: a key, a name or an abbreviation, with or without marks.

    Raises NotFoundError when nothing fits and AmbiguousError with the candidates when several do.
    """
    raise NotImplementedError
