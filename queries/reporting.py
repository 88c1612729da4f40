"""Who reports to whom, about what, how often."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from graph.store import Reader
from queries.answers import Answer, BodyRef, NodeRef, Words


@dataclass(frozen=True, slots=True)
class ReportingLine(Answer):
    """``reporter`` reports to ``recipient``. ``frequency`` holds ISO-8601 periods or words of ``graph.claims.Deadline``."""

    reporter: BodyRef
    recipient: BodyRef
    subject: str
    frequency: tuple[str, ...]
    deadline: str
    due: str
    via: tuple[BodyRef, ...]
    stated_in: NodeRef | None
    words: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Reports(Answer):
    """The answer: lines sorted by reporter, recipient, subject."""

    organization: BodyRef
    direction: Literal["to", "from", "both"]
    as_of: str
    lines: tuple[ReportingLine, ...]


def reports_to(
    reader: Reader, organization_key: str, *, direction: Literal["to", "from", "both"] = "both", as_of: str = ""
) -> Reports:
    """Reporting lines of a body: ``to`` whom it reports, ``from`` whom it receives reports. Raises NotFoundError."""
    raise NotImplementedError
