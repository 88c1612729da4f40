"""Claims: the typed things a source says, each with the words that say it.

A claim is frozen, has no history and knows no other source. It names documents and events of its own source by
``Ref`` (``d1``, ``e1``: local names given by the reading, stable for one content of the source) and bodies by
their registry key. What the refs *are*, over all sources, is decided in ``graph.identity``.

Offsets are code points of the source's decoded text, ``end`` exclusive, and ``quote == text[start:end]``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

Ref: TypeAlias = str

Role: TypeAlias = Literal[
    "LEAD", "COORDINATE", "RESPONSIBLE", "FOCAL", "ADVISE", "GUIDE", "MONITOR", "URGE", "INSPECT",
    "SUPERVISE", "REPORT", "APPRAISE", "SUBMIT", "PROPOSE", "SUMMARISE",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the source. ``part`` says what it is to its claim: ``quote`` (the statement itself; several where
    page furniture cuts it), ``mention``, ``subject`` (inherited from a heading), ``deadline``, ``recipient`` …

    ``place`` says where that is in the file's own terms: the page ("3", "3-4") or the cell ("Sheet1!B7"); "" in a text
    that has neither.
    """

    start: int
    end: int
    part: str
    quote: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a claim is made. ``rule`` names the grammar rule (or registry entry), ``confidence`` is in (0, 1].

    ``spans`` is empty only for claims whose ``origin`` is ``registry``; these carry ``act``, the legal act relied on.
    """

    spans: tuple[Span, ...]
    rule: str
    confidence: float = 1.0
    origin: Literal["text", "registry"] = "text"
    act: str = ""


@dataclass(frozen=True, slots=True)
class Body:
    """A body as a claim names it.

    ``key`` is its registry key, a function of name, place and lifetime (``bo-noi-vu``, ``so-noi-vu@ha-noi``); for a
    body the registry does not know, a key made of its folded name and scope. ``group`` marks a named set ("các sở, ban,
    ngành"), ``scope`` the key of the body the set belongs to. ``head`` is the office through which it is meant
    ("Giám đốc"). ``name`` is the full Vietnamese name, ``written`` the words of the text.
    """

    key: str
    name: str
    written: str = ""
    group: bool = False
    scope: str = ""
    head: str = ""
    entry: str = ""  # registry entry the key comes from; "" for a body unknown to the registry


@dataclass(frozen=True, slots=True)
class Deadline:
    """When a task is due. ``start``/``end`` are ISO day, month (``2025-06``), quarter (``2025-Q2``), half (``2025-H1``)
    or year; ``end`` is inclusive unless ``bound`` is ``before``. ``frequency`` holds ISO-8601 periods (``P1W``,
    ``P6M``), ``ongoing`` or ``end of year``. ``kind`` is for the undated: ``ongoing``, ``immediate``, ``relative to
    …``, ``completed`` (the text says it is done), ``unspecified``."""

    raw: str
    start: str = ""
    end: str = ""
    bound: Literal["", "before", "by"] = ""
    precision: Literal["", "day", "month", "quarter", "half", "year", "term"] = ""
    frequency: tuple[str, ...] = ()
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """A document is named here, ``key`` being the mention's own identity key (see ``graph.identity``)."""

    ref: Ref
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Attribute:
    """One attribute of a document of this source.

    ``name``: ``type`` (Vietnamese noun: "Kế hoạch"), ``subtype``, ``number`` (canonical symbol, or the bare number of a
    short reference), ``title``, ``date`` (partial ISO), ``issuer`` (body key), ``signer``, ``validity`` (as a
    register says it), ``term`` (Roman numeral of a
    Party term), ``carrier`` (identity of the instrument an unnumbered annex was issued with, see ``graph.identity``),
    ``not_after`` (partial ISO: a cited document is no later than the document that cites it).
    ``own`` is True where the document's own header or a news item's lead says so of its main document.
    ``resolved`` is True where the value needed resolution inside the text (a year taken from the page's date).
    """

    ref: Ref
    name: str
    value: str
    own: bool
    resolved: bool
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Relation:
    """``subject`` (document or event) acts on ``object`` (document). ``kind`` is a name of ``graph.kinds``."""

    subject: Ref
    kind: str
    object: Ref
    evidence: Evidence
    target_part: str = ""  # "Điều 2"


@dataclass(frozen=True, slots=True)
class Row:
    """The row of an annex table that states an assignment.

    ``no`` is its number as written without the full stop ("3", "3.a", "" for none), ``group`` the headings above it,
    widest first, parted by `` / ``. ``part`` counts the rows of one numbered task from 1, 0 where it has one row.
    """

    no: str
    group: str = ""
    part: int = 0


@dataclass(frozen=True, slots=True)
class Assignment:
    """Who must do what. ``stated_in`` is the document or event that assigns, ``task`` the words of the task.

    ``organizations`` is empty only where a row of a table leaves open who does it. ``row`` is that of a table.
    """

    stated_in: Ref
    organizations: tuple[Body, ...]
    roles: tuple[Role, ...]
    task: str
    evidence: Evidence
    coordinators: tuple[Body, ...] = ()
    recipients: tuple[Body, ...] = ()
    via: tuple[Body, ...] = ()
    deliverable: str = ""
    deadline: Deadline | None = None
    row: Row | None = None


@dataclass(frozen=True, slots=True)
class Reporting:
    """``reporter`` reports to ``recipient`` about ``subject``, collected by ``via``."""

    stated_in: Ref
    reporter: Body
    recipient: Body
    subject: str
    evidence: Evidence
    via: tuple[Body, ...] = ()
    deadline: Deadline | None = None


@dataclass(frozen=True, slots=True)
class Position:
    """A named person holds ``position`` in ``body``. ``as_of`` is a partial ISO date, "" when the text gives none.

    ``anchor`` is the key of the one body by which the text's several positions of a person are known to be one
    person's; "" means ``body``.
    """

    person: str
    position: str
    body: Body | None
    as_of: str
    evidence: Evidence
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """A conference or campaign (``kind``). ``date`` is partial ISO or ""."""

    ref: Ref
    kind: Literal["conference", "campaign", "interview", "announcement"]
    name: str
    date: str
    evidence: Evidence
    organizer: Body | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """A number to be reached. ``op``: ``>=`` ``<=`` ``=`` ``~`` ``+`` ``-`` ``range`` ``duy trì``. ``values`` holds one
    number, two for a range, none for "duy trì". ``year`` is 0 where the text gives none."""

    stated_in: Ref
    indicator: str
    op: str
    values: tuple[float, ...]
    unit: str
    year: int
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Structure:
    """What the registry knows of a body the source names: ``body`` —``kind``→ ``other``. Evidence origin is
    ``registry``."""

    body: Body
    kind: Literal["SUBORDINATE_TO", "GUIDED_BY", "SUCCEEDED_BY", "MEMBER_OF"]
    other: Body
    evidence: Evidence
    since: str = ""
    until: str = ""
    scope: str = ""


Claim: TypeAlias = Mention | Attribute | Relation | Assignment | Reporting | Position | Event | Target | Structure


@dataclass(frozen=True, slots=True)
class Source:
    """One file or row. ``locator`` says where it lies (``file:`` address or ``name#row``) and is its key;
    ``content_hash`` is the SHA-256 of what lay there, ``grammar`` and ``registry`` the versions it was read with,
    ``reader`` the reader of its format with the libraries it depends on. ``encoding`` is that of a plain text, else
    "".
    """

    locator: str
    content_hash: str
    grammar: str
    registry: str
    medium: str = "text/plain"
    encoding: str = "utf-8"
    reader: str = "text"
